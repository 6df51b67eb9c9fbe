/** Every order of a caisse as it stands: to be put in a batch, in one, sent, paid, come back; and what keeps it from a batch. */
import type { Centimes, ClePaiement, DateCivile } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';
import { standingAccount } from './comptes.ts';
import { EMISSION, RIB_A_VERIFIER, RIB_REFUSE } from './lots.ts';
import { holds, lastVerification, printOfAccount } from './verifications.ts';

/** Of an order, its batch counted: `a-payer`, in none; `en-lot`, not sent yet; then what became of the payment. */
export const ETATS_ORDRES = [
  'a-payer',
  'en-lot',
  'envoye',
  'retenu',
  'rejete',
  'retourne',
  'execute',
  'interrompu',
] as const;
export type EtatOrdre = (typeof ETATS_ORDRES)[number];

/** What a person has to settle before a batch takes the order. DEC-13, DEC-52. */
export const OBSTACLES = ['compte-absent', 'compte-a-verifier', 'beneficiaire-a-verifier'] as const;
export type ObstacleOrdre = (typeof OBSTACLES)[number];

export interface OrdreSuivi {
  readonly ess: string;
  readonly intitule: string | null;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  readonly paiement: ClePaiement;
  readonly montantCentimes: Centimes;
  /** What is still to be paid of it, when less than the whole. */
  readonly resteCentimes: Centimes | null;
  readonly le: DateCivile;
  readonly dateLimite: DateCivile;
  readonly etat: EtatOrdre;
  readonly reference: string | null;
  /** Batch that holds it as it was last issued. */
  readonly lot: number | null;
  readonly obstacle: ObstacleOrdre | null;
}

export interface OrdresDeCaisse {
  readonly ordres: readonly OrdreSuivi[];
  /** Of all the caisse's orders, whatever was asked. */
  readonly nombres: Readonly<Record<EtatOrdre, number>>;
}

/**
 * The journal's own word comes before the payment's row, which is written behind it. The state of a case is long to read: it
 * is read of the orders that wait alone.
 */
const ORDRES = `select p.ess, p.paiement, p.montant_centimes as "montantCentimes", p.reste_centimes as "resteCentimes",
    p.le, p.date_limite as "dateLimite", p.reference, l.numero as lot,
    case when p.vrai <> 'ordonnance' then p.vrai when l.numero is null then 'a-payer'
      when s.suite = 'envoye' then 'envoye' else 'en-lot' end as etat
  from (select *, case when statut = 'ordonnance'
      then coalesce((select d.etat -> 'paiements' -> paiement ->> 'statut' from dossiers d where d.ess = x.ess), statut)
      else statut end as vrai
    from paiements x where caisse = $1 offset 0) p
  left join lateral (select l.caisse, l.numero from lot_lignes l
    where p.vrai = 'ordonnance' and l.ess = p.ess and l.paiement = p.paiement and l.emission = ${EMISSION}
    offset 0) l on true
  left join lots_suites s on s.caisse = l.caisse and s.numero = l.numero`;

/** What is still to be done comes by last day; what is over, the latest first. */
const TRI = `case when etat in ('execute', 'interrompu') then 1 else 0 end,
  case when etat in ('execute', 'interrompu') then null else "dateLimite" end, le desc, ess, paiement`;

/** Orders of a caisse in these states (all, when none is named), from the `apres`-th on. */
export async function listOrders(
  db: Queryable,
  caisse: string,
  { etats, apres, limite }: { readonly etats: readonly EtatOrdre[]; readonly apres: number; readonly limite: number },
): Promise<OrdresDeCaisse> {
  const counted = await db.query<{ etat: EtatOrdre; nombre: number }>(
    `select etat, count(*)::int as nombre from (${ORDRES}) o group by etat`,
    [caisse],
  );
  const { rows } = await db.query<
    Omit<OrdreSuivi, 'obstacle'> & { readonly ribAVerifier: boolean; readonly place: string }
  >(
    `select o.*, d.intitule, coalesce(d.specialites, '{}') as specialites, coalesce(d.departements, '{}') as departements,
       ${RIB_A_VERIFIER} or ${RIB_REFUSE} as "ribAVerifier"
     from (select *, row_number() over (order by ${TRI}) as place from (${ORDRES}) o
       where cardinality($2::text[]) = 0 or etat = any($2) order by ${TRI} offset $3 limit $4) o
     left join dossiers d using (ess) order by place`,
    [caisse, etats, apres, limite],
  );
  const ordres: OrdreSuivi[] = [];
  for (const { ribAVerifier, place: _place, ...ordre } of rows)
    ordres.push({
      ...ordre,
      obstacle: ordre.etat === 'a-payer' ? await obstacleOf(db, ordre.ess, ribAVerifier) : null,
    });
  const nombres = Object.fromEntries(ETATS_ORDRES.map((etat) => [etat, 0])) as Record<EtatOrdre, number>;
  for (const { etat, nombre } of counted.rows) nombres[etat] = nombre;
  return { ordres, nombres };
}

async function obstacleOf(db: Queryable, ess: string, ribAVerifier: boolean): Promise<ObstacleOrdre | null> {
  if (ribAVerifier) return 'compte-a-verifier';
  const standing = await standingAccount(db, ess);
  if (standing === null) return 'compte-absent';
  const verification = await lastVerification(db, ess, printOfAccount(standing.compte));
  return holds(verification) ? 'beneficiaire-a-verifier' : null;
}
