/** Standing decisions on what ends: the life of a closed case, dissolution, renunciation, abandon, territory (DEC-35, DEC-42…46). */
import type { Regle } from './regle.ts';

export const DECISIONS_FIN: readonly Regle[] = [
  {
    id: 'DEC-35',
    titre: 'Un dossier clos reste vivant',
    phrase:
      "La clôture met fin à la procédure, pas au dossier : pendant 2 ans il reçoit des corrections, des faits antérieurs saisis en retard, des exécutions, des virements retournés, des remboursements et la fermeture du numéro FINESS. Si la procédure doit continuer, il est rouvert, et son territoire est revendiqué de nouveau, contesté si une autre ESS l'a pris. Les 2 ans écoulés, il est archivé.",
    source: 'DEC-35',
    nature: 'interpretation',
    valeur: 24,
    unite: 'mois',
  },
  {
    id: 'DEC-42',
    titre: "Dissolution de l'association",
    phrase:
      "La dissolution de l'association, constatée par l'ARS ou la caisse et confirmée par l'autre, met fin au contrat au jour de la dissolution, avec les conséquences d'une résiliation : une condition du financement est perdue (002:263). Qui représente l'association peut la contester dans le délai de saisine du contrat, compté de la réception de la lettre, et la contestation suspend ces effets ; une seule acceptation fait tomber le constat.",
    source: 'DEC-42',
    nature: 'interpretation',
  },
  {
    id: 'DEC-43',
    titre: "Renonciation quand aucun contrat n'est en cours",
    phrase:
      "L'ESS peut renoncer chaque fois qu'aucun contrat n'est en cours, aussi après le terme de l'amorçage avec un projet de santé validé. Le territoire est libéré aussitôt et les ordres non exécutés sont interrompus ; le dossier ne se clôt que si rien n'est dû et que la question des 18 mois est réglée.",
    source: 'DEC-43',
    nature: 'interpretation',
  },
  {
    id: 'DEC-44',
    titre: "Porteur qui n'agit plus",
    phrase:
      "Si aucun contrat n'est en cours, que rien n'est attendu d'une autorité et que le porteur n'a rien fait pendant 2 mois après une échéance qui était la sienne, l'ARS peut le mettre en demeure d'agir dans un délai de 1 mois, reporté au premier jour ouvré ; tout acte du porteur prive la mise en demeure d'effet. Ensuite l'ARS peut constater l'abandon, avec un motif ; jamais une horloge.",
    source: 'DEC-44',
    nature: 'interpretation',
  },
  {
    id: 'DEC-45',
    titre: 'Libération du territoire',
    phrase:
      "Le territoire est libéré quand plus aucun contrat n'est en cours et qu'aucun ne peut suivre : résiliation, refus sans nouveau dépôt possible, renonciation, abandon, dissolution, ou terme de l'amorçage sans projet de santé validé, en instruction ni encore possible ; sans attendre la clôture du dossier.",
    source: 'DEC-45',
    nature: 'interpretation',
  },
  {
    id: 'DEC-46',
    titre: 'Projet de santé devenu sans objet',
    phrase:
      "Le projet de santé n'est plus instruit quand le contrat d'amorçage est résilié, ou que le projet est arrêté : il ne peut plus être ni validé ni refusé, et le silence de l'ARS ne produit rien.",
    source: 'DEC-46',
    nature: 'interpretation',
  },
];
