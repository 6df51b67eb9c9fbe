/** The ledger: written in the journal's transaction from its events, read by caisse, month, contract and account. */
import type { LigneJournal } from '../../domain/demandes.types.ts';
import { etatInitial } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { mettreANiveau, type EtatStocke } from '../../domain/mise-a-niveau.ts';
import type { Queryable } from '../server/pool.ts';
import { ecrituresDe, estDArgent, type Ecriture } from './comptabilite.ts';

/**
 * Books what these lines of the journal move, once. To be called in the journal's transaction, after the lines are there
 * and before the case's state is saved: the state before them is the one of the read model. Nothing is asked of the
 * database when none of them is about money. Fails when the read model is not the one these lines follow.
 */
export async function bookMovements(db: Queryable, ess: string, lignes: readonly LigneJournal[]): Promise<void> {
  if (!lignes.some(({ evenement }) => estDArgent(evenement))) return;
  const { rows } = await db.query<{ etat: EtatStocke }>('select etat from dossiers where ess = $1', [ess]);
  let etat = rows[0] === undefined ? etatInitial(ess) : mettreANiveau(rows[0].etat);
  const ecritures: Ecriture[] = [];
  // A repetition: these lines, and what they moved, were committed together.
  for (const { rang, evenement } of lignes.filter((ligne) => ligne.rang > etat.rang).toSorted(parRang)) {
    if (rang !== etat.rang + 1) throw new Error(`${ess}: the ledger has no state before event ${rang}`);
    const avant = etat;
    etat = evoluer(avant, evenement);
    ecritures.push(...ecrituresDe(avant, evenement, etat));
  }
  await insertEntries(db, ess, ecritures);
}

const parRang = (a: LigneJournal, b: LigneJournal): number => a.rang - b.rang;

/** Writes entries of `ess`, each once. */
export async function insertEntries(db: Queryable, ess: string, ecritures: readonly Ecriture[]): Promise<void> {
  if (ecritures.length === 0) return;
  await db.query(
    `insert into grand_livre (ess, rang, ligne, le, caisse, contrat, annee, objet, nature, debit, credit,
       montant_centimes, reference)
     select $1, rang, ligne, le, caisse, contrat, annee, objet, nature, debit, credit, "montantCentimes", reference
     from jsonb_to_recordset($2::jsonb) as e (rang int, ligne smallint, le date, caisse text, contrat text, annee int,
       objet text, nature text, debit text, credit text, "montantCentimes" bigint, reference text)
     on conflict (ess, rang, ligne) do nothing`,
    [ess, JSON.stringify(ecritures)],
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
