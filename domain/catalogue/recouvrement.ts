/** Recovery of sums paid and the eighteen months (REC). */
import type { Regle } from './regle.ts';

export const RECOUVREMENT: readonly Regle[] = [
  {
    id: 'REC-01',
    titre: 'Dix-huit mois sans activité',
    phrase:
      "Si aucune activité de la mission socle n'est déployée dans les 18 mois qui suivent le dépôt de la lettre d'intention, une procédure de récupération des sommes versées est engagée.",
    source: '002:250',
    nature: 'texte',
    valeur: 18,
    unite: 'mois',
  },
  {
    id: 'REC-02',
    titre: 'Remboursement après résiliation',
    phrase:
      "Les sommes dues sont remboursées dans les 2 mois qui suivent la date d'effet de la résiliation ; les textes ne disent rien du retard, de l'échelonnement ni de la remise.",
    source: '002:475, 614',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'REC-03',
    titre: "Récupération par l'ARS",
    phrase: "L'ARS peut récupérer les fonds qu'elle a versés pour une période que la dotation annuelle couvre aussi.",
    source: '002:128',
    nature: 'texte',
  },
  {
    id: 'REC-04',
    titre: 'Caractère opérationnel',
    phrase:
      "Chaque activité de la mission socle est constatée par une preuve datée : aucune ouvre la récupération à 18 mois, une seule rend l'ESS opérationnelle, les deux complètent la mission socle.",
    source: '002:250, 461, 601',
    nature: 'interpretation',
  },
];
