/** Counts of each démarche for who supervises: how late, how much waits. Figures only. */
import type { Queryable } from '../server/pool.ts';

export interface DemarcheMeasures {
  /** `DN 101`. */
  readonly demarche: string;
  /** Since the last complete reading; since it is known, when there was none. */
  readonly retardSecondes: number;
  readonly echecs: number;
  readonly aRattacher: number;
  /** Age of the oldest deposit that waits; 0 when none. */
  readonly attenteSecondes: number;
  readonly incidents: number;
  readonly ecarts: number;
  readonly suspendue: 0 | 1;
  readonly empechements: number;
  /** Null until the connector has said it. */
  readonly jetonJours: number | null;
}

/** All that are followed. */
export async function measureDemarches(db: Queryable): Promise<readonly DemarcheMeasures[]> {
  const { rows } = await db.query<DemarcheMeasures>(
    `select m.instance || ' ' || m.numero as demarche,
       extract(epoch from now() - coalesce(m.releve_le, m.connue_le))::float8 as "retardSecondes",
       d.echecs, d."aRattacher", d."attenteSecondes", jsonb_array_length(m.ecarts) as ecarts,
       (select count(*)::int from actes_demarches a join dossiers_demarches x using (instance, numero)
        where x.instance = m.instance and x.demarche = m.numero and a.statut = 'incident' and a.leve_le is null) as incidents,
       (m.ecriture_suspendue is not null)::int as suspendue, jsonb_array_length(m.empechements) as empechements,
       m.jeton_expire_le - (now() at time zone 'Europe/Paris')::date as "jetonJours"
     from demarches m cross join lateral (
       select count(e.numero)::int as echecs, count(*) filter (where w)::int as "aRattacher",
         coalesce(extract(epoch from now() - min(x.depose_le) filter (where w)), 0)::float8 as "attenteSecondes"
       from dossiers_demarches x left join echecs_demarches e using (instance, numero)
         cross join lateral (select x.suite = 'a-rattacher' and x.etat not in ('retire', 'expire', 'supprime') as w) y
       where x.instance = m.instance and x.demarche = m.numero) d
     order by m.instance, m.numero`,
  );
  return rows;
}
