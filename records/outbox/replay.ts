/** Deliveries as their subscriber sees them: the register, trials, and what is to be sent again. */
import { inTransaction, type Queryable } from '../server/pool.ts';

export interface DeliveryLine {
  readonly id: number;
  /** `null`, with `rang` and `evenement`: a trial. */
  readonly ess: string | null;
  readonly rang: number | null;
  readonly evenement: string | null;
  readonly etat: 'attente' | 'livree' | 'abandonnee';
  readonly tentatives: number;
  readonly prochainEssai: Date;
  readonly statut: number | null;
  readonly erreur: string | null;
  readonly creeLe: Date;
  readonly finieLe: Date | null;
}

/** Most events that one request sends again. */
export const MOST_REPLAYS = 10_000;

/** What to send again: one delivery, or the events of one case after an ordinal, or all those recorded since an instant. */
export type Position =
  { readonly livraison: number } | { readonly ess: string; readonly apresRang: number } | { readonly depuis: Date };

/** Latest first; `avant`: those before this number. */
export async function listDeliveries(
  db: Queryable,
  abonnement: string,
  { etat, avant, limite }: { readonly etat?: DeliveryLine['etat']; readonly avant?: number; readonly limite: number },
): Promise<DeliveryLine[]> {
  const { rows } = await db.query<DeliveryLine>(
    `select l.id, l.ess, l.rang, j.evenement, l.etat, l.tentatives, l.prochain_essai as "prochainEssai", l.statut,
       l.erreur, l.cree_le as "creeLe", l.finie_le as "finieLe"
     from livraisons l left join journal j on j.ess = l.ess and j.rang = l.rang
     where l.abonnement = $1 and ($2::text is null or l.etat = $2) and ($3::bigint is null or l.id < $3)
     order by l.id desc limit $4`,
    [abonnement, etat ?? null, avant ?? null, limite],
  );
  return rows;
}

/** A message that no event caused. Resolves to its number. */
export async function writeTrial(db: Queryable, abonnement: string): Promise<number> {
  const { rows } = await db.query<{ id: number }>('insert into livraisons (abonnement) values ($1) returning id', [
    abonnement,
  ]);
  const [trial] = rows;
  if (trial === undefined) throw new Error('the trial was not written');
  return trial.id;
}

const A_NEUF = `etat = 'attente', tentatives = 0, prochain_essai = now(), bail_jusqu_a = null, statut = null, erreur = null,
  finie_le = null`;

/**
 * Makes due again what the subscription may see, under the same identifiers. Resolves to how many; `undefined`, and nothing
 * changes, when they would be more than `MOST_REPLAYS`.
 */
export const replayDeliveries = (db: Queryable, abonnement: string, position: Position): Promise<number | undefined> =>
  inTransaction(db, async (client) => {
    if ('livraison' in position) {
      const { rowCount } = await client.query(`update livraisons set ${A_NEUF} where abonnement = $1 and id = $2`, [
        abonnement,
        position.livraison,
      ]);
      return rowCount ?? 0;
    }
    const [ess, apresRang, depuis] =
      'ess' in position ? [position.ess, position.apresRang, null] : [null, null, position.depuis];
    const wanted = `from journal j join dossiers d using (ess) join abonnements a on abonnement_voit(a, d)
      where a.id = $1 and (a.evenements is null or j.evenement = any(a.evenements))
        and ($2::text is null or j.ess = $2) and ($3::int is null or j.rang > $3)
        and ($4::timestamptz is null or j.enregistre_le >= $4)`;
    const values = [abonnement, ess, apresRang, depuis];
    const { rows } = await client.query<{ nombre: number }>(
      `select count(*) as nombre from (select 1 ${wanted} limit $5) as voulus`,
      [...values, MOST_REPLAYS + 1],
    );
    const nombre = rows[0]?.nombre ?? 0;
    if (nombre > MOST_REPLAYS) return undefined;
    await client.query(
      `insert into livraisons (abonnement, ess, rang) select a.id, j.ess, j.rang ${wanted} order by j.enregistre_le, j.ess, j.rang
       on conflict (abonnement, ess, rang) do update set ${A_NEUF}`,
      values,
    );
    return nombre;
  });
