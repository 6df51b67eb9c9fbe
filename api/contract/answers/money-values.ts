/** Closed values of the money of a caisse, each list under its name, with the words that partners and the console show. */
import { z } from 'zod';
import { ORIGINES_RECOUVREMENT } from '../../../domain/valeurs.ts';
import { LIBELLES_COMPTES, LIBELLES_MOUVEMENTS } from '../../../records/money/libelles.ts';
import { ETATS_ORDRES, OBSTACLES } from '../../../records/money/ordres.ts';
import type { CompteDuLivre, NatureMouvement } from '../../../records/money/plan.ts';
import { SORTS } from '../../../tresorerie/retours/ligne.ts';
import { MOTIFS_BANCAIRES, type MotifBancaire } from '../../../tresorerie/retours/motifs-iso.ts';
import { ISSUES } from '../../commands/bank-decision.ts';

const labelled = <const T extends readonly [string, ...string[]]>(
  id: string,
  values: T,
  words: Readonly<Record<T[number], string>>,
) => z.enum(values).meta({ id, 'x-libelles': words });

export const orderState = labelled('EtatOrdre', ETATS_ORDRES, {
  'a-payer': 'à mettre en lot',
  'en-lot': 'dans un lot à envoyer',
  envoye: 'envoyé à la banque',
  retenu: 'retenu',
  rejete: 'rejeté par la banque',
  retourne: 'retourné par la banque',
  execute: 'exécuté',
  interrompu: 'interrompu',
});

export const orderObstacle = labelled('ObstacleOrdre', OBSTACLES, {
  'compte-absent': 'l’association n’a pas déclaré de compte',
  'compte-a-verifier': 'le compte a changé, ou son RIB n’est pas conforme ; vérifiez-le',
  'beneficiaire-a-verifier': 'la banque ne reconnaît pas le bénéficiaire, décidez',
});

export const lineIssue = labelled('IssueLigneBancaire', ISSUES, {
  appliquee: 'appliquée au dossier',
  'deja-connue': 'déjà connue : rien de nouveau',
  refusee: 'refusée : à reprendre',
  'pas-a-nous': 'pas de nos virements',
  'sans-nouvelle': 'sans nouvelle : la banque n’a rien réglé',
});

export const lineFate = labelled('SortLigneBancaire', SORTS, {
  execute: 'exécuté',
  rejete: 'rejeté',
  doublon: 'doublon, mis de côté',
  retourne: 'retourné',
  attente: 'en attente',
});

export const bankReason = labelled(
  'MotifBancaire',
  Object.keys(MOTIFS_BANCAIRES) as [MotifBancaire, ...MotifBancaire[]],
  MOTIFS_BANCAIRES,
);

export const recoveryState = labelled('StatutRecouvrement', ['propose', 'notifie', 'rembourse', 'impaye', 'clos'], {
  propose: 'proposé, à confirmer',
  notifie: 'notifié',
  rembourse: 'remboursé',
  impaye: 'impayé',
  clos: 'clos',
});

export const recoveryOrigin = labelled('OrigineRecouvrement', ORIGINES_RECOUVREMENT, {
  amorcage: 'Crédit d’amorçage',
  dotation: 'Dotation annuelle',
  'dix-huit-mois': 'Équipe non opérationnelle à dix-huit mois',
  indu: 'Payé en trop',
});

export const MOVEMENTS = Object.keys(LIBELLES_MOUVEMENTS) as [NatureMouvement, ...NatureMouvement[]];
export const movement = labelled('NatureMouvement', MOVEMENTS, LIBELLES_MOUVEMENTS);
export const ledgerAccount = labelled(
  'CompteDuLivre',
  Object.keys(LIBELLES_COMPTES) as [CompteDuLivre, ...CompteDuLivre[]],
  LIBELLES_COMPTES,
);
