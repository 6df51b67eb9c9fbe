/** What awaits one reader this week: the lines of their « à faire » (`GET /a-faire`), late ones first. */
import { attente } from '../documents/attentes.ts';
import type { Digest, DigestLine } from '../documents/personal/digest.ts';
import type { Instant } from '../domain/valeurs.ts';
import { extentOf } from '../identity/scope.ts';
import type { Identity } from '../identity/verifier.ts';
import {
  countAFaire,
  listAFaire,
  type CurseurAFaire,
  type Groupe,
  type LigneAFaire,
} from '../records/journal/a-faire.ts';
import type { Queryable } from '../records/server/pool.ts';

/** Reads what awaits this identity: what is late, what falls within a week of that instant, what has no last day. */
export type WhatAwaits = (db: Queryable, identite: Identity, maintenant: Instant) => Promise<Digest>;

const MOST_LINES = 60;
const WEEK: readonly Groupe[] = ['en-retard', 'aujourd-hui', '7-jours'];
const LATER: readonly Groupe[] = ['30-jours', 'plus-tard'];
/** After every day: what has no last day waits now, and comes last. */
const WITHOUT_DAY: CurseurAFaire = ['infinity', '', '', ''];

const lineOf = ({ ess, intitule, cle, dernierJour, groupe }: LigneAFaire): DigestLine => ({
  ess,
  intitule,
  quoi: attente(cle),
  dernierJour,
  enRetard: groupe === 'en-retard',
});

export const toDoOf: WhatAwaits = async (db, identite, maintenant) => {
  const { role, organisation, sujet } = identite;
  const demande = { portee: extentOf(identite), lecteur: { role, organisation, sujet }, maintenant };
  const groupes = await countAFaire(db, demande);
  const count = (noms: readonly Groupe[]) => noms.reduce((sum, nom) => sum + groupes[nom].nombre, 0);
  const { lignes: week } = await listAFaire(db, demande, { groupe: WEEK, limite: MOST_LINES });
  const room = MOST_LINES - week.length;
  const { lignes: undated } =
    room === 0 ? { lignes: [] } : await listAFaire(db, demande, { apres: WITHOUT_DAY, limite: room });
  return {
    lignes: [...week, ...undated].map(lineOf),
    autres: Math.max(0, count(WEEK) - week.length),
    plusTard: Math.max(0, count(LATER) - undated.length),
  };
};
