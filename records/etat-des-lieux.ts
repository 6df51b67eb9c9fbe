/** SUI-03 — the yearly national picture: deployment by region, department of the seat and specialty. Counts, no person. */
import type { Centimes } from '../domain/valeurs.ts';
import type { Queryable } from './pool.ts';

/** An ESS with several specialties (DER-01) counts once, under their names joined by « + ». */
export interface LigneEtatDesLieux {
  readonly region: string;
  readonly departement: string;
  readonly specialite: string;
  /** Cases entered by the end of the year, those closed included. */
  readonly ess: number;
  readonly closes: number;
  readonly enDotation: number;
  /** Decisions of the year on LI and PS, and how many of them are the effect of silence. */
  readonly validations: number;
  readonly validationsTacites: number;
  readonly refus: number;
  /** Adherents by the last count of each ESS, up to the end of the year (DEC-11). */
  readonly adherents: number;
  /** Paid during the year, and reimbursed. */
  readonly verseCentimes: Centimes;
  readonly rembourseCentimes: Centimes;
}

/** `annee`: a civil year; legal dates decide. Ordered by region, department, specialty. */
export async function etatDesLieux(db: Queryable, annee: number): Promise<LigneEtatDesLieux[]> {
  const { rows } = await db.query<LigneEtatDesLieux>(
    `with periode as (select make_date($1, 1, 1) as debut, make_date($1, 12, 31) as fin),
     faits as (
       select j.ess,
         bool_or(evenement = 'EssClose') as close,
         bool_or(evenement = 'ContratDotationConclu') as dotation,
         count(*) filter (where evenement in ('LettreIntentionValidee', 'ProjetSanteValide') and le >= debut) as validations,
         count(*) filter (where evenement in ('LettreIntentionValidee', 'ProjetSanteValide') and le >= debut
           and contenu ->> 'mode' = 'tacite') as tacites,
         count(*) filter (where evenement in ('LettreIntentionRefusee', 'ProjetSanteRefuse') and le >= debut) as refus,
         coalesce((array_agg((contenu ->> 'nombre')::int order by rang desc)
           filter (where evenement = 'AdherentsDenombres'))[1], 0) as adherents,
         coalesce(sum((contenu ->> 'montantCentimes')::bigint)
           filter (where evenement = 'PaiementExecute' and le >= debut), 0) as verse,
         coalesce(sum((contenu ->> 'montantCentimes')::bigint)
           filter (where evenement = 'RemboursementConstate' and le >= debut), 0) as rembourse
       from journal j, periode where le <= fin group by j.ess)
     select d.region, d.siege as departement, array_to_string(d.specialites, ' + ') as specialite,
       count(*)::int as ess,
       count(*) filter (where close)::int as closes,
       count(*) filter (where dotation and not close)::int as "enDotation",
       sum(validations)::int as validations, sum(tacites)::int as "validationsTacites", sum(refus)::int as refus,
       sum(adherents)::int as adherents,
       sum(verse)::bigint as "verseCentimes", sum(rembourse)::bigint as "rembourseCentimes"
     from faits join dossiers d using (ess)
     group by d.region, d.siege, d.specialites order by 1, 2, 3`,
    [annee],
  );
  return rows;
}
