/** Projet de santé (PS), second milestone. */
import type { Regle } from './regle.ts';

export const PROJET_SANTE: readonly Regle[] = [
  {
    id: 'PS-01',
    titre: 'Transmission du projet de santé',
    phrase:
      "L'ESS transmet le projet de santé à l'ARS et à la caisse par tout moyen donnant une date certaine ; Démarches Simplifiées est recommandé.",
    source: '002:85, 292, 402 ; 003:15',
    nature: 'texte',
  },
  {
    id: 'PS-02',
    titre: 'Délai de dépôt du projet de santé',
    phrase:
      "Le projet de santé est déposé dans les 6 mois qui suivent le dépôt de la lettre d'intention. Si des échanges ont eu lieu sur cette lettre, le délai peut être allongé, au plus tard jusqu'à 6 mois après sa validation.",
    source: '002:85, 292, 402, 410',
    nature: 'texte',
    valeur: 6,
    unite: 'mois',
  },
  {
    id: 'PS-03',
    titre: 'Contenu du projet de santé',
    phrase:
      "À partir d'un diagnostic territorial, le projet de santé détaille les missions et les actions, les indicateurs de suivi dont au moins un qualitatif, les modalités de son actualisation, la gouvernance et le plan de déploiement.",
    source: '002:228, 290-300, 340, 543',
    nature: 'texte',
  },
  {
    id: 'PS-04',
    titre: 'Document de déploiement',
    phrase:
      "Un document complémentaire sur le déploiement, le fonctionnement et les perspectives de l'ESS est transmis à la caisse et à l'ARS en plus du projet de santé.",
    source: '002:304',
    nature: 'texte',
  },
  {
    id: 'PS-05',
    titre: 'Trame régionale',
    phrase:
      "La trame régionale de projet de santé est proposée pour aider les porteurs : sa forme n'est pas obligatoire, seul le contenu demandé par le cahier des charges l'est.",
    source: '003:4',
    nature: 'texte',
  },
  {
    id: 'PS-06',
    titre: 'Décision sur le projet de santé',
    phrase:
      "L'ARS, après avis de la caisse, notifie une décision motivée dans les 2 mois qui suivent la réception du projet de santé.",
    source: '002:87, 410 ; 003:13',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'PS-07',
    titre: 'Demande de précisions',
    phrase: "Si le projet de santé doit être précisé ou modifié, l'ARS indique au porteur le délai qui lui est laissé.",
    source: '002:89',
    nature: 'texte',
  },
  {
    id: 'PS-08',
    titre: 'Silence sur le projet de santé',
    phrase:
      "Sans décision contraire dans les 2 mois qui suivent sa réception, le projet de santé est réputé validé. Un avis de la caisse ne suffit pas à l'empêcher : il faut une décision contraire et motivée, de l'ARS ou de la caisse.",
    source: '002:87, 302',
    nature: 'texte',
  },
  {
    id: 'PS-09',
    titre: 'Motifs de refus du projet de santé',
    phrase:
      "Un refus du projet de santé se fonde seulement sur le cahier des charges, les critères conventionnels, les critères réglementaires (notamment le projet régional de santé) ou le risque de déstabiliser l'offre de soins existante.",
    source: '002:91, 302',
    nature: 'texte',
  },
  {
    id: 'PS-10',
    titre: 'Effets de la validation du projet de santé',
    phrase:
      "La validation du projet de santé constitue l'ESS ; elle ouvre la seconde tranche d'amorçage et permet le contrat de dotation annuelle.",
    source: '001:15 ; 002:417, 541',
    nature: 'texte',
  },
  {
    id: 'PS-11',
    titre: 'Refus du projet de santé',
    phrase:
      "Un projet de santé refusé ne donne ni seconde tranche, ni contrat de dotation. Un nouveau projet reste possible, sur décision de l'ARS, tant que le contrat d'amorçage court et que le délai de dépôt n'est pas passé.",
    source: '002:421, 541',
    nature: 'interpretation',
  },
  {
    id: 'PS-12',
    titre: 'Actualisation du projet de santé',
    phrase:
      'Le projet de santé est actualisé selon ses propres modalités ; ses versions sont conservées et une actualisation ne rouvre aucun délai de validation.',
    source: '003:137',
    nature: 'interpretation',
  },
];
