/** Legal deadlines (T): what happens when nobody does anything. */
import type { Regle } from './regle.ts';

export const ECHEANCES: readonly Regle[] = [
  {
    id: 'T1',
    titre: "Décision sur la lettre d'intention",
    phrase:
      "À l'expiration des 2 mois qui suivent la réception de la lettre d'intention complète, elle est réputée validée de plein droit.",
    source: '002:69-73',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'T2',
    titre: "Signature du contrat d'amorçage",
    phrase:
      "Si le contrat d'amorçage n'est pas signé dans un délai de 1 mois après la validation de la lettre d'intention, les trois parties sont alertées, sans autre effet.",
    source: '002:388',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'T3',
    titre: 'Paiement de la première tranche',
    phrase:
      "La première tranche est due au plus tard 1 mois après la signature du contrat d'amorçage si les pièces sont conformes ; ensuite le paiement est en retard.",
    source: '002:81, 416',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'T4',
    titre: 'Dépôt du projet de santé',
    phrase:
      "Si le projet de santé n'est pas déposé dans les 6 mois qui suivent le dépôt de la lettre d'intention, ou à la date prolongée par l'ARS, un motif de résiliation s'ouvre, sans effet automatique.",
    source: '002:85, 402',
    nature: 'texte',
    valeur: 6,
    unite: 'mois',
  },
  {
    id: 'T5',
    titre: 'Décision sur le projet de santé',
    phrase: "À l'expiration des 2 mois qui suivent sa réception, le projet de santé est réputé validé de plein droit.",
    source: '002:87, 302',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'T6',
    titre: 'Réponse aux précisions',
    phrase:
      "Le porteur répond dans le délai fixé par l'ARS ; sans réponse, l'ARS est alertée et doit décider, car aucune validation tacite n'est possible.",
    source: '002:89 ; DEC-06',
    nature: 'interpretation',
  },
  {
    id: 'T7',
    titre: 'Paiement de la seconde tranche',
    phrase:
      'La seconde tranche est due dans les 2 mois qui suivent la réception du projet de santé validé si les pièces sont conformes ; ensuite le paiement est en retard.',
    source: '002:417',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'T8',
    titre: "Terme du contrat d'amorçage",
    phrase:
      "Au plus tard 10 mois après sa signature, le contrat d'amorçage prend fin de plein droit et le contrat de dotation peut être signé.",
    source: '002:95, 446',
    nature: 'texte',
    valeur: 10,
    unite: 'mois',
  },
  {
    id: 'T9',
    titre: 'Caractère opérationnel à dix-huit mois',
    phrase:
      "Si aucune activité de la mission socle n'est déployée dans les 18 mois qui suivent le dépôt de la lettre d'intention, un dossier de récupération est ouvert, sans prélèvement automatique.",
    source: '002:250',
    nature: 'texte',
    valeur: 18,
    unite: 'mois',
  },
  {
    id: 'T10',
    titre: 'Mission socle à mettre en place',
    phrase:
      "Si la mission socle n'est pas en place dans un délai de 1 an après le dépôt du projet de santé, une alerte est émise, sans autre effet.",
    source: '002:190, 554',
    nature: 'texte',
    valeur: 12,
    unite: 'mois',
  },
  {
    id: 'T11',
    titre: 'Absence de mission socle',
    phrase:
      "Si la mission socle n'est pas déployée dans un délai de 1 an après la validation du projet de santé, un motif de résiliation de la dotation s'ouvre, sans effet automatique.",
    source: '002:601',
    nature: 'texte',
    valeur: 12,
    unite: 'mois',
  },
  {
    id: 'T12',
    titre: 'Paiement de la première dotation',
    phrase:
      'La première dotation est due dans un délai de 1 mois après la signature du contrat si les pièces sont conformes ; ensuite le paiement est en retard.',
    source: '002:568',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'T13',
    titre: 'Cycle annuel de la dotation',
    phrase:
      'À chaque anniversaire du contrat de dotation commencent la collecte des pièces et le contrôle annuel ; la dotation est due dans un délai de 1 mois si les pièces sont conformes.',
    source: '002:99, 568-582',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'T14',
    titre: 'Terme du contrat de dotation',
    phrase: 'Au bout de 5 ans, le contrat de dotation est reconduit tacitement de plein droit.',
    source: '002:588',
    nature: 'texte',
    valeur: 60,
    unite: 'mois',
  },
  {
    id: 'T15',
    titre: "Effet de la résiliation de l'amorçage",
    phrase:
      "La résiliation du contrat d'amorçage prend effet de plein droit 15 jours après réception de la lettre, sauf saisine.",
    source: '002:454, 464',
    nature: 'texte',
    valeur: 15,
    unite: 'jours',
  },
  {
    id: 'T16',
    titre: 'Effet de la résiliation de la dotation',
    phrase:
      'La résiliation du contrat de dotation prend effet de plein droit 1 mois après réception de la lettre, sauf saisine.',
    source: '002:594, 603',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'T17',
    titre: 'Fin du droit de saisine',
    phrase:
      "Le droit de saisir la caisse et l'ARS se ferme à la fin du délai d'effet de la résiliation : 15 jours pour l'amorçage, 1 mois pour la dotation.",
    source: '002:466, 605',
    nature: 'texte',
  },
  {
    id: 'T18',
    titre: 'Réponse à la saisine',
    phrase:
      "La caisse et l'ARS ont 1 mois pour répondre à la saisine ; les textes ne donnent aucun effet à leur silence.",
    source: '002:466, 605',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'T19',
    titre: 'Remboursement',
    phrase:
      "Le remboursement est dû dans les 2 mois qui suivent la date d'effet de la résiliation ; passé ce délai, et 2 mois après sa notification, il est signalé impayé.",
    source: '002:475, 614',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'T20',
    titre: 'Projet de santé actualisé',
    phrase:
      "Si le projet de santé actualisé n'est pas transmis dans les 6 mois qui suivent la signature du contrat tripartite, une personne doit décider : sans ajustement, l'ESS n'est pas financée.",
    source: '002:130, 134',
    nature: 'texte',
    valeur: 6,
    unite: 'mois',
  },
  {
    id: 'T21',
    titre: 'Décision sur le projet de santé actualisé',
    phrase:
      "À l'expiration des 2 mois qui suivent sa réception, le projet de santé actualisé est réputé validé de plein droit.",
    source: '002:136',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'T22',
    titre: "Projet de santé d'une ESS en projet",
    phrase:
      "Le projet de santé est attendu dans le délai fixé par l'ARS et l'Assurance maladie, au plus 6 mois après la signature du contrat ; passé ce délai, une personne doit décider.",
    source: '002:140',
    nature: 'texte',
    valeur: 6,
    unite: 'mois',
  },
  {
    id: 'T23',
    titre: 'Objectifs à cinq ans',
    phrase:
      "À 5 ans du contrat annuel, l'objectif de 50 % d'adhésion et la consultation traçable des autres acteurs sont observés ; un manque donne une alerte, jamais une sanction.",
    source: '002:228, 259 ; DEC-25',
    nature: 'interpretation',
    valeur: 60,
    unite: 'mois',
  },
];
