/** Follow-up (SUI) and indicators (IND). */
import type { Regle } from './regle.ts';

export const SUIVI: readonly Regle[] = [
  {
    id: 'SUI-01',
    titre: 'Contrôle annuel',
    phrase:
      "Chaque année la caisse vérifie que l'ESS remplit toujours les critères de sa création, notamment les professionnels présents, ainsi que toutes les pièces justificatives avant de régler la dotation.",
    source: '002:99',
    nature: 'texte',
  },
  {
    id: 'SUI-02',
    titre: "Rapport d'activité annuel",
    phrase:
      "Chaque année l'ESS remet à l'ARS et à la caisse un rapport d'activité synthétique, avec les indicateurs nationaux et l'indicateur qualitatif.",
    source: '002:330, 575 ; 001:11 ; 003:201',
    nature: 'texte',
  },
  {
    id: 'SUI-03',
    titre: 'État des lieux national',
    phrase:
      "Chaque année la DGOS et la CNAM dressent, avec les ARS et les caisses, l'état du déploiement des ESS par territoire, leur organisation et leurs caractéristiques.",
    source: '002:148',
    nature: 'texte',
  },
  {
    id: 'SUI-04',
    titre: 'Bilan à cinq ans',
    phrase:
      "À 5 ans sont regardés l'objectif de 50 % d'adhésion et la consultation traçable des autres acteurs dans la gouvernance ; les textes ne prévoient ni procédure ni sanction.",
    source: '002:228, 259',
    nature: 'texte',
    valeur: 60,
    unite: 'mois',
  },
  {
    id: 'IND-01',
    titre: 'Indicateurs nationaux',
    phrase:
      "Le rapport d'activité donne le nombre de soignants qui adressent des patients, dont les médecins traitants, de patients pris en charge, de recours à la téléexpertise, de médecins proposant des consultations avancées et de consultations avancées réalisées.",
    source: '002:332-336',
    nature: 'texte',
  },
  {
    id: 'IND-02',
    titre: 'Indicateurs de délai à venir',
    phrase:
      "L'ESS développe un outil informatique qui donnera à terme les délais de rendez-vous et de réponse aux téléexpertises ; ces délais peuvent manquer dans un premier temps.",
    source: '002:338',
    nature: 'texte',
  },
  {
    id: 'IND-03',
    titre: 'Indicateur qualitatif au rapport',
    phrase:
      "Chaque rapport d'activité comprend au moins un indicateur qualitatif sur l'apport de l'ESS à l'accès aux soins.",
    source: '002:340',
    nature: 'texte',
  },
  {
    id: 'IND-04',
    titre: 'Indicateurs de la trame régionale',
    phrase:
      "La trame régionale propose d'autres indicateurs, comme les actes de téléexpertise et de téléconsultation ou les patients qui en ont bénéficié ; ils ne sont pas exigés par le cahier des charges.",
    source: '003:220-221',
    nature: 'texte',
  },
  {
    id: 'IND-05',
    titre: 'Indicateurs annoncés par le formulaire',
    phrase:
      "Le formulaire de lettre d'intention annonce des indicateurs de performance sur l'amélioration des prises en charge et la satisfaction des patients.",
    source: '002:787',
    nature: 'texte',
  },
];
