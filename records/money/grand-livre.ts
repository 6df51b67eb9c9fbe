/** The ledger: written in the journal's transaction from its events, read by caisse, month, contract and account. */
import type { LigneJournal } from '../../domain/demandes.types.ts';
import { etatInitial } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { mettreANiveau, type EtatStocke } from '../../domain/mise-a-niveau.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';
import { estDArgent, type Ecriture, type Tenue } from './comptabilite.ts';
import { Teneur } from './teneur.ts';

/**
 * Books what these lines of the journal move, once. To be called in the journal's transaction, after the lines are there
 * and before the case's state is saved: the state before them is the one of the read model. Nothing is asked of the
 * database when none of them is about money. Fails when the read model is not the one these lines follow.
 */
export async function bookMovements(db: Queryable, ess: string, lignes: readonly LigneJournal[]): Promise<void> {
  if (!lignes.some(({ evenement }) => estDArgent(evenement))) return;
  // The row is written again in this transaction: held from now on, a batch that is sent meanwhile comes before or after.
  const { rows } = await db.query<{ etat: EtatStocke; vols: readonly Vol[] }>(
    `select etat, (${VOLS}) as vols from dossiers d where ess = $1 for update`,
    [ess],
  );
  let etat = rows[0] === undefined ? etatInitial(ess) : mettreANiveau(rows[0].etat);
  const teneur = new Teneur([], tenueDe(rows[0]?.vols ?? []));
  const ecritures: Ecriture[] = [];
  // A repetition: these lines, and what they moved, were committed together.
  for (const { rang, evenement } of lignes.filter((ligne) => ligne.rang > etat.rang).toSorted(parRang)) {
    if (rang !== etat.rang + 1) throw new Error(`${ess}: the ledger has no state before event ${rang}`);
    const avant = etat;
    etat = evoluer(avant, evenement);
    ecritures.push(...teneur.suivre(avant, evenement, etat));
  }
  await insertEntries(
    db,
    ecritures.map((ecriture) => ({ ess, ...ecriture })),
  );
}

/** What the bank was given for a payment, as the books of the case have it. */
export interface Vol {
  readonly objet: string;
  readonly reference: string;
  readonly montantCentimes: number;
  readonly envoyeLe: DateCivile;
}

/** Of the case `d`, as JSON: each payment that was ever sent, under its last reference, and what of it is still in flight. */
export const VOLS = `select coalesce(jsonb_agg(v), '[]') from (
  select objet, (array_agg(reference order by rang desc, ligne desc) filter (where nature = 'envoye'))[1] as reference,
    sum(case when credit = 'envoye' then montant_centimes else 0 - montant_centimes end) as "montantCentimes",
    max(le) filter (where nature = 'envoye') as "envoyeLe"
  from grand_livre g where g.ess = d.ess and 'envoye' in (debit, credit) group by objet) v`;

export function tenueDe(vols: readonly Vol[]): Tenue {
  const enVol = vols.filter(({ montantCentimes }) => montantCentimes > 0);
  return {
    enVol: new Map(enVol.map(({ objet, reference, montantCentimes }) => [objet, { reference, montantCentimes }])),
    envoyeLe:
      vols
        .map((vol) => vol.envoyeLe)
        .toSorted()
        .at(-1) ?? null,
  };
}

const parRang = (a: LigneJournal, b: LigneJournal): number => a.rang - b.rang;

/** Writes entries, each once. */
export async function insertEntries(
  db: Queryable,
  ecritures: readonly (Ecriture & { readonly ess: string })[],
): Promise<void> {
  if (ecritures.length === 0) return;
  await db.query(
    `insert into grand_livre (ess, rang, ligne, le, caisse, contrat, annee, objet, nature, debit, credit,
       montant_centimes, reference)
     select ess, rang, ligne, le, caisse, contrat, annee, objet, nature, debit, credit, "montantCentimes", reference
     from jsonb_to_recordset($1::jsonb) as e (ess text, rang int, ligne smallint, le date, caisse text, contrat text,
       annee int, objet text, nature text, debit text, credit text, "montantCentimes" bigint, reference text)
     on conflict (ess, rang, ligne) do nothing`,
    [JSON.stringify(ecritures)],
  );
}

/** What was booked of one ESS, in the order of its journal. */
export async function readEntries(db: Queryable, ess: string): Promise<Ecriture[]> {
  const { rows } = await db.query<Ecriture>(
    `select rang, ligne, le, caisse, contrat, annee, objet, nature, debit, credit,
       montant_centimes as "montantCentimes", reference
     from grand_livre where ess = $1 order by rang, ligne`,
    [ess],
  );
  return rows;
}
