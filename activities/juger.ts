/** Acts that are decided on the whole journal, out of the case: a life is played again here, not in a workflow's task. DEC-33. */
import type { Droit } from '../domain/avenants.ts';
import type { Commande } from '../domain/commandes.ts';
import type { LigneJournal } from '../domain/demandes.types.ts';
import { etatInitial, type Etat } from '../domain/etat.ts';
import type { Evenement } from '../domain/evenements.ts';
import { evoluer } from '../domain/evoluer.ts';
import { juger } from '../domain/rectification/juger.ts';
import { Refus, type NatureRefus } from '../domain/refus.ts';
import type { Instant } from '../domain/valeurs.ts';
import { readJournal } from '../records/journal/journal.ts';
import type { Queryable } from '../records/server/pool.ts';
import type { Dependances } from './dependencies.ts';

/** `rang`: ordinal up to which the journal is read: that of the case when it asks. */
export interface Jugement {
  readonly ess: string;
  readonly rang: number;
  readonly grace: number;
  /** Texts that the installation adds to those of the country (DEC-65). */
  readonly droit?: Droit;
  readonly commande: Commande;
  readonly maintenant: Instant;
}

/** The events, or the refusal as plain data: a copy of an error loses its class. */
export type Juge =
  | { readonly evenements: readonly Evenement[] }
  | { readonly regle: string; readonly phrase: string; readonly nature: NatureRefus };

/** The lines of a case up to `rang`, all of them. */
async function journalJusque(db: Queryable, ess: string, rang: number): Promise<readonly LigneJournal[]> {
  const lignes = await readJournal(db, ess, { limite: rang });
  if (lignes.length !== rang) throw new Error(`the journal of ${ess} has ${lignes.length} lines of ${rang}`);
  return lignes;
}

/** Reads only: done again, it answers the same. */
export const createJuger =
  ({ pool }: Pick<Dependances, 'pool'>) =>
  async ({ ess, rang, grace, droit, commande, maintenant }: Jugement): Promise<Juge> => {
    const journal = await journalJusque(pool, ess, rang);
    const etat = journal.reduce<Etat>(
      (courant, { evenement }) => evoluer(courant, evenement),
      etatInitial(ess, grace, undefined, droit),
    );
    const reponse = juger(etat, commande, maintenant, journal);
    return reponse instanceof Refus
      ? { regle: reponse.regle, phrase: reponse.message, nature: reponse.nature }
      : { evenements: reponse };
  };
