/** Counts for who supervises: how much waits, since when. Figures only. */
import type { Queryable } from '../server/pool.ts';

export interface Measures {
  /** Notices written, not sent, and not set aside. */
  readonly enAttente: number;
  /** Age of the oldest of them; 0 when none. */
  readonly plusAncienSecondes: number;
  /** Open incidents. */
  readonly parNature: Readonly<Record<string, number>>;
  /** Payment orders. */
  readonly parStatut: Readonly<Record<string, number>>;
  readonly parPhase: Readonly<Record<string, number>>;
  /** Messages to partners, by state. */
  readonly parLivraison: Readonly<Record<string, number>>;
  /** Age of the oldest that waits for a subscription that runs; 0 when none. */
  readonly livraisonSecondes: number;
  /** Subscriptions: `en-cours`, or why they are suspended. */
  readonly parAbonnement: Readonly<Record<string, number>>;
}

const LIVRAISON = `select extract(epoch from now() - min(l.cree_le))::float8 as age
  from livraisons l join abonnements a on a.id = l.abonnement where l.etat = 'attente' and a.suspendu_le is null`;

async function counts(db: Queryable, statement: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ cle: string; nombre: number }>(statement);
  return Object.fromEntries(rows.map(({ cle, nombre }) => [cle, nombre]));
}

export async function measure(db: Queryable): Promise<Measures> {
  const { rows } = await db.query<{ nombre: number; age: number | null }>(
    `select count(*) as nombre, extract(epoch from now() - min(cree_le))::float8 as age from avis
     where envoye_le is null and ecarte_le is null`,
  );
  const livraison = await db.query<{ age: number | null }>(LIVRAISON);
  return {
    enAttente: rows[0]?.nombre ?? 0,
    plusAncienSecondes: rows[0]?.age ?? 0,
    parNature: await counts(
      db,
      'select nature as cle, count(*) as nombre from incidents where leve_le is null group by nature',
    ),
    parStatut: await counts(db, 'select statut as cle, count(*) as nombre from paiements group by statut'),
    parPhase: await counts(db, 'select phase as cle, count(*) as nombre from dossiers group by phase'),
    parLivraison: await counts(db, 'select etat as cle, count(*) as nombre from livraisons group by etat'),
    livraisonSecondes: livraison.rows[0]?.age ?? 0,
    parAbonnement: await counts(
      db,
      `select coalesce(suspension, 'en-cours') as cle, count(*) as nombre from abonnements group by 1`,
    ),
  };
}

/** States of the cases whose next deadline is over by a day at least, at most `limite`, the latest first. */
export async function listPastDue<S>(db: Queryable, limite = 2000): Promise<S[]> {
  const { rows } = await db.query<{ etat: S }>(
    `select etat from dossiers where prochaine_echeance < current_date
     order by prochaine_echeance limit $1`,
    [limite],
  );
  return rows.map(({ etat }) => etat);
}
