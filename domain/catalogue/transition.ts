/** Transitional situations at 1 January 2025 (TRA). */
import type { Regle } from './regle.ts';

export const TRANSITION: readonly Regle[] = [
  {
    id: 'TRA-A',
    titre: 'ESS en fonctionnement et conforme',
    phrase:
      "Pour une ESS déjà en fonctionnement et conforme, le financement de l'ARS prend fin et le contrat de dotation annuelle est signé ; aucun crédit d'amorçage ne peut être versé.",
    source: '002:126, 843-847',
    nature: 'texte',
  },
  {
    id: 'TRA-B',
    titre: 'ESS en fonctionnement à mettre en conformité',
    phrase:
      "Une ESS qui s'engage à se mettre en conformité signe un contrat tripartite, reçoit 30 % du crédit d'amorçage (24 000 €) et transmet son projet de santé actualisé dans les 6 mois qui suivent la signature. L'ARS décide dans les 2 mois et son silence vaut validation ; sans mise en conformité, ni l'Assurance maladie ni l'ARS ne peuvent plus financer l'ESS.",
    source: '002:130, 134, 136, 849-853, 857',
    nature: 'texte',
    valeur: 2_400_000,
    unite: 'centimes',
  },
  {
    id: 'TRA-C',
    titre: "ESS en projet aidée par l'ARS",
    phrase:
      "Une ESS en projet qui a reçu un amorçage de l'ARS peut recevoir un complément de 30 % du crédit d'amorçage (24 000 €). L'ARS et l'Assurance maladie fixent ensemble le délai de transmission du projet de santé, au plus 6 mois après la signature du contrat ; la suite est la procédure normale.",
    source: '002:138-142, 859-865',
    nature: 'texte',
    valeur: 6,
    unite: 'mois',
  },
  {
    id: 'TRA-D',
    titre: "ESS en projet sans aide de l'ARS",
    phrase:
      "Une ESS en projet sans aide de l'ARS dépose une lettre d'intention et suit la procédure normale, avec le crédit d'amorçage de 80 000 €.",
    source: '002:144',
    nature: 'texte',
  },
  {
    id: 'TRA-03',
    titre: 'Pas de chevauchement de financements',
    phrase:
      "Aucun chevauchement n'est admis entre les financements de l'ARS et ceux de l'Assurance maladie ; si la dotation est signée pendant un financement de l'ARS, celle-ci peut récupérer les fonds versés selon les périodes couvertes.",
    source: '002:128',
    nature: 'texte',
  },
  {
    id: 'TRA-04',
    titre: 'Accompagnement de la transition',
    phrase:
      "Des échanges sont organisés pour ajuster le projet de santé des ESS existantes, et une stratégie régionale peut les accompagner ; le calendrier annoncé par le cahier des charges n'y figure pas.",
    source: '002:833, 835, 841, 843',
    nature: 'texte',
  },
];
