/** Transfers given to the bank, in the books: recorded where they stand in the life of their case. */
import type { DateCivile } from '../../domain/valeurs.ts';
import { mettreANiveau, type EtatStocke } from '../../domain/mise-a-niveau.ts';
import type { Queryable } from '../server/pool.ts';
import type { Envoi } from './comptabilite.ts';
import { VOLS, insertEntries, tenueDe, type Vol } from './grand-livre.ts';
import { Teneur } from './teneur.ts';

interface Cas {
  readonly ess: string;
  readonly etat: EtatStocke;
  readonly vols: readonly Vol[];
  /** Movements booked after the last event. */
  readonly deja: number;
  readonly virements: readonly Omit<Envoi, 'rang' | 'le'>[];
}

/**
 * Records that the transfers of this batch were given to the bank on `le`, each once, and books them. To be called in the
 * transaction that says that it was sent: the cases wait for one another, in the order of their names.
 */
export async function recordSends(db: Queryable, caisse: string, numero: number, le: DateCivile): Promise<void> {
  const { rows } = await db.query<Cas>(
    `select d.ess, d.etat, (${VOLS}) as vols, l.virements,
       (select coalesce(max(ligne), 0)::int from grand_livre g where (g.ess, g.rang) = (d.ess, d.rang)) as deja
     from dossiers d join (select ess, jsonb_agg(jsonb_build_object('paiement', paiement, 'reference', reference,
         'montantCentimes', montant_centimes) order by reference) as virements
       from lot_lignes where caisse = $1 and numero = $2 group by ess) l using (ess)
     order by d.ess for update of d`,
    [caisse, numero],
  );
  const envois: (Envoi & { ess: string })[] = [];
  const ecritures = rows.flatMap(({ ess, etat: lu, vols, deja, virements }) => {
    const etat = mettreANiveau(lu);
    const teneur = new Teneur([], tenueDe(vols));
    let nombre = deja;
    return virements.flatMap((virement) => {
      const envoi = { ...virement, rang: etat.rang, le };
      envois.push({ ess, ...envoi });
      const mues = teneur.envoyer(etat, envoi, nombre);
      nombre += mues.length;
      return mues.map((ecriture) => ({ ess, ...ecriture }));
    });
  });
  await db.query(
    `insert into envois (reference, ess, rang, paiement, montant_centimes, le)
     select reference, ess, rang, paiement, "montantCentimes", le
     from jsonb_to_recordset($1::jsonb) as e (reference text, ess text, rang int, paiement text, "montantCentimes" bigint, le date)`,
    [JSON.stringify(envois)],
  );
  await insertEntries(db, ecritures);
}

/** What was sent of each of these cases, in its order; a case of which nothing was has no entry. */
export async function readSends(
  db: Queryable,
  dossiers: readonly string[],
): Promise<ReadonlyMap<string, readonly Envoi[]>> {
  const { rows } = await db.query<Envoi & { readonly ess: string }>(
    `select ess, rang, paiement, reference, montant_centimes as "montantCentimes", le from envois
     where ess = any($1) order by id`,
    [dossiers],
  );
  return Map.groupBy(rows, ({ ess }) => ess);
}
