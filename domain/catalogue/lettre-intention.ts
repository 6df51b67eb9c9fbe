/** Lettre d'intention (LI), first milestone. */
import type { Regle } from './regle.ts';

export const LETTRE_INTENTION: readonly Regle[] = [
  {
    id: 'LI-01',
    titre: "Dépôt de la lettre d'intention",
    phrase:
      "Le porteur dépose la lettre d'intention auprès de l'ARS et de sa caisse de rattachement ; ce dépôt ouvre la procédure.",
    source: '002:67, 277',
    nature: 'texte',
  },
  {
    id: 'LI-02',
    titre: 'Canal de dépôt',
    phrase:
      "La lettre d'intention est déposée sur Démarches Simplifiées, ce que demande aussi le premier versement de l'amorçage ; un dépôt par un autre canal est signalé.",
    source: '002:67, 277, 428, 693 ; 000:23 ; 001:13',
    nature: 'texte',
  },
  {
    id: 'LI-03',
    titre: "Contenu de la lettre d'intention",
    phrase:
      "La lettre d'intention indique l'identité des porteurs, le territoire, la spécialité, les coopérations envisagées ou en place, la gouvernance envisagée et les actions prévues pour répondre aux missions, auxquelles elle s'engage à travailler pendant l'amorçage.",
    source: '002:279-284, 390, 688 ; 000:20',
    nature: 'texte',
  },
  {
    id: 'LI-04',
    titre: 'Liste des médecins engagés',
    phrase:
      "La liste des médecins engagés, annexée à la lettre d'intention, est une pièce obligatoire pour le versement des fonds.",
    source: '002:749, 795-821',
    nature: 'texte',
  },
  {
    id: 'LI-05',
    titre: 'Indicateur qualitatif',
    phrase:
      "L'ESS définit au moins un indicateur qualitatif dans la lettre d'intention ou, au plus tard, dans le projet de santé.",
    source: '002:340',
    nature: 'texte',
  },
  {
    id: 'LI-06',
    titre: "Décision sur la lettre d'intention",
    phrase:
      "L'ARS décide de la validation de la lettre d'intention, après avis de l'Assurance maladie au regard du cahier des charges national.",
    source: '002:69, 388',
    nature: 'texte',
  },
  {
    id: 'LI-07',
    titre: "Délai de décision sur la lettre d'intention",
    phrase:
      "L'ARS notifie sa décision, par tout moyen donnant une date certaine, dans les 2 mois qui suivent la réception de la lettre d'intention complète.",
    source: '002:69, 388',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'LI-08',
    titre: "Refus motivé de la lettre d'intention",
    phrase:
      'Une décision défavorable précise sa raison au regard des prérequis et des exigences du cahier des charges national.',
    source: '002:71',
    nature: 'texte',
  },
  {
    id: 'LI-09',
    titre: "Silence sur la lettre d'intention",
    phrase: "Sans réponse de l'ARS dans le délai, la lettre d'intention est réputée validée.",
    source: '002:73',
    nature: 'texte',
  },
  {
    id: 'LI-10',
    titre: "Échanges sur la lettre d'intention",
    phrase:
      "Des échanges avec le porteur peuvent permettre d'allonger le délai de dépôt du projet de santé. Une demande de pièces manquantes rend la lettre incomplète ; tout autre échange laisse courir les 2 mois.",
    source: '002:85 ; DEC-07',
    nature: 'interpretation',
  },
  {
    id: 'LI-11',
    titre: "Décision tardive de l'ARS",
    phrase:
      "Un refus notifié après la validation tacite n'est pas accepté : la décision tacite a déjà créé des droits, et son retrait est hors des textes.",
    source: '002:73 ; DEC-16',
    nature: 'interpretation',
  },
  {
    id: 'LI-12',
    titre: "But de la lettre d'intention",
    phrase:
      "La lettre d'intention montre que le projet répond aux besoins de la population d'un territoire et que des acteurs peuvent se mobiliser, dans l'esprit de la convention et du cahier des charges.",
    source: '002:682-688 ; 000:21',
    nature: 'texte',
  },
];
