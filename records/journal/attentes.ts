/** « À faire »: what each case awaits, kept beside its state; read by role, with the days left on the clock of each case. */
import type { Attente } from '../../domain/attentes/attente.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

/** Of the write that brings a state: the legal date of its last event, and the clock of its case. */
export interface Ecrit {
  /** Default: today. */
  readonly le?: DateCivile;
  /** Milliseconds between the clock of the case and the real one: 0 outside tests and demonstrations. */
  readonly decalage?: number;
}

/** What is awaited now replaces what was; what was awaited already keeps its day. One statement. */
export async function saveAttentes(
  db: Queryable,
  ess: string,
  attentes: readonly Attente[],
  fuseau: string,
  { le, decalage = 0 }: Ecrit,
): Promise<void> {
  const dites = attentes.map(({ dernierJour, silence, ...reste }) => ({
    ...reste,
    dernier_jour: dernierJour,
    silence: silence?.effet ?? null,
    silence_le: silence?.le ?? null,
  }));
  await db.query(
    `with dites as (
       select * from jsonb_to_recordset($2) as d(de text, aupres text, cle text, actes text[], connus jsonb,
         dernier_jour date, silence text, silence_le date, regle text)),
     faites as (
       delete from attentes a where ess = $1 and not exists (
         select 1 from dites d where d.de = a.de and d.aupres = a.aupres and d.cle = a.cle))
     insert into attentes as a (ess, de, aupres, cle, actes, connus, dernier_jour, silence, silence_le, regle, depuis,
       fuseau, decalage)
     select $1, de, aupres, cle, actes, connus, dernier_jour, silence, silence_le, regle, coalesce($3::date, current_date),
       $4, make_interval(secs => $5) from dites
     on conflict (ess, de, aupres, cle) do update set actes = excluded.actes, connus = excluded.connus,
       dernier_jour = excluded.dernier_jour, silence = excluded.silence, silence_le = excluded.silence_le,
       regle = excluded.regle, fuseau = excluded.fuseau, decalage = excluded.decalage
     where (a.actes, a.connus, a.dernier_jour, a.silence, a.silence_le, a.regle, a.fuseau, a.decalage)
       is distinct from (excluded.actes, excluded.connus, excluded.dernier_jour, excluded.silence, excluded.silence_le,
         excluded.regle, excluded.fuseau, excluded.decalage)`,
    [ess, JSON.stringify(dites), le ?? null, fuseau, decalage / 1000],
  );
}
