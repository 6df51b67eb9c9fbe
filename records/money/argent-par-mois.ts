/** What banks moved for each ESS in each month of a year: the ledger's own movements, at the dates of the transfers. */
import type { ApportDuMois } from '../../domain/etat-des-lieux/argent-par-mois.ts';
import type { Queryable } from '../server/pool.ts';

/** Of every ESS but those with a clock of their own, which count nowhere. `annee`: `aaaa`. */
export async function moneyByMonth(db: Queryable, annee: string): Promise<ApportDuMois[]> {
  const { rows } = await db.query<ApportDuMois>(
    `select to_char(j.le, 'YYYY-MM') as mois, l.ess,
       coalesce(sum(l.credit_centimes - l.debit_centimes) filter (where l.nature in ('execute', 'trop-verse', 'retourne', 'rectifie')), 0)::bigint
         as "verseCentimes",
       coalesce(sum(l.debit_centimes - l.credit_centimes) filter (where l.nature in ('remboursement', 'a-rendre')), 0)::bigint
         as "rembourseCentimes"
     from lignes_du_livre l join journal j using (ess, rang)
     where l.compte = 'banque' and j.le >= make_date($1::int, 1, 1) and j.le < make_date($1::int + 1, 1, 1)
       and l.ess not in (select ess from dossiers_d_essai)
     group by 1, 2`,
    [annee],
  );
  return rows;
}
