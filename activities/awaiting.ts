/** What awaits one reader by a day: the deadlines of their cases that name their role, the soonest first. */
import { ajouterJours } from '../domain/calendrier/calendrier.ts';
import { echeances } from '../domain/echeances.ts';
import type { Etat } from '../domain/etat.ts';
import { mettreANiveau, type EtatStocke } from '../domain/mise-a-niveau.ts';
import type { DateCivile } from '../domain/valeurs.ts';
import type { Digest, DigestLine } from '../documents/personal/digest.ts';
import { echeance } from '../documents/libelles.ts';
import { extentOf } from '../identity/scope.ts';
import type { Identity } from '../identity/verifier.ts';
import { listDossiers, type Cursor } from '../records/journal/listes.ts';
import type { Queryable } from '../records/server/pool.ts';

/** Reads what awaits this identity, from what is late to a week after `le`. */
export type WhatAwaits = (db: Queryable, identite: Identity, le: DateCivile) => Promise<Digest>;

const PAGE = 200;
const MOST_LINES = 60;
const DAYS = 7;

/** Who is to act, among those that read (DEC-47, DEC-49). */
const isTheirs = ({ role, regions, caisses }: Identity, { ars, caisse }: Etat): boolean =>
  role === 'ars' ? regions.includes(ars) : role === 'caisse' ? caisses.includes(caisse) : true;

export const deadlinesOf: WhatAwaits = async (db, identite, le) => {
  const until = ajouterJours(le, DAYS);
  const found: DigestLine[] = [];
  for (let apres: Cursor | undefined; ;) {
    const page = await listDossiers<EtatStocke>(db, {
      ...extentOf(identite),
      limite: PAGE,
      ...(apres === undefined ? {} : { apres }),
    });
    for (const { ess, resume, etat: stored } of page.dossiers) {
      const etat = mettreANiveau(stored);
      if (!isTheirs(identite, etat)) continue;
      for (const { cle, expire, effet, attendu } of echeances(etat))
        if (attendu.includes(identite.role) && effet !== 'rappel' && expire <= until)
          found.push({
            ess,
            intitule: resume.intitule,
            quoi: echeance(cle),
            dernierJour: expire,
            enRetard: expire < le,
          });
    }
    if (page.suivant === undefined) break;
    apres = page.suivant;
  }
  found.sort((a, b) =>
    a.dernierJour < b.dernierJour ? -1 : a.dernierJour > b.dernierJour ? 1 : a.ess < b.ess ? -1 : 1,
  );
  return { lignes: found.slice(0, MOST_LINES), autres: Math.max(0, found.length - MOST_LINES) };
};
