/** What the verification reads: the ESS one after the other, their journal by pages, the rows of the other tables. */
import type { Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { Centimes, ClePaiement, DateCivile, TypeContrat } from '../../domain/valeurs.ts';
import type { ChainedLine } from '../journal/chain.ts';
import type { Ecriture, Envoi } from '../money/comptabilite.ts';
import { readSends } from '../money/envois.ts';
import { readEntries } from '../money/grand-livre.ts';
import { readFigures, type KeptFigures } from '../journal/chiffres.ts';
import type { ContratConsigne } from '../registers/contrats.ts';
import { listContracts } from '../registers/contrats.ts';
import type { Dossier } from '../journal/dossiers.ts';
import { readDossier } from '../journal/dossiers.ts';
import { readFiness, type Finess } from '../registers/finess.ts';
import type { Queryable } from '../server/pool.ts';

export interface PaymentRow {
  readonly paiement: ClePaiement;
  readonly cle: string;
  readonly montantCentimes: Centimes;
  readonly statut: string;
  readonly dateLimite: DateCivile;
  readonly caisse: string;
}
export interface FollowUpRow {
  readonly cle: string;
  readonly paiement: string;
  readonly statut: string;
}
export interface TerritoryRow {
  readonly specialite: string;
  readonly departement: string;
  readonly conteste: boolean;
  readonly derogation: boolean;
}
export interface CoverageRow {
  readonly contrat: TypeContrat;
  readonly specialite: string;
  readonly departement: string;
  readonly enConflit: boolean;
  readonly libereLe: DateCivile | null;
}

/** « À faire »: what is awaited of whom, as it was kept with the last write. */
export interface AwaitedRow {
  readonly de: string;
  readonly aupres: string;
  readonly cle: string;
  readonly actes: readonly string[];
  readonly dernierJour: DateCivile | null;
  readonly silence: string | null;
  readonly silenceLe: DateCivile | null;
  readonly regle: string;
}

/** Rows of one ESS outside the journal. `territoires`: claims not released. */
export interface RegisterRows {
  readonly dossier: Dossier<Etat> | undefined;
  readonly attentes: readonly AwaitedRow[];
  readonly paiements: readonly PaymentRow[];
  readonly suivis: readonly FollowUpRow[];
  readonly territoires: readonly TerritoryRow[];
  readonly finess: Finess | undefined;
  readonly contrats: readonly ContratConsigne[];
  readonly couvertures: readonly CoverageRow[];
  readonly livre: readonly Ecriture[];
  readonly envois: readonly Envoi[];
  /** SUI-03 — figures kept for the national picture. */
  readonly chiffres: KeptFigures;
}

const TABLES = [
  'journal',
  'dossiers',
  'paiements',
  'suivis_paiement',
  'territoires',
  'finess',
  'contrats',
  'grand_livre',
  'chiffres_annuels',
];
const PROCHAINES = TABLES.map((table) => `(select min(ess) from ${table} where ess > $1)`).join(', ');

/** Every ESS that any table knows, in order, one at a time: nothing but its name is kept in memory. */
export async function* knownEss(db: Queryable): AsyncGenerator<string> {
  for (let derniere = ''; ;) {
    const { rows } = await db.query<{ ess: string | null }>(`select least(${PROCHAINES}) as ess`, [derniere]);
    const ess = rows[0]?.ess ?? null;
    if (ess === null) return;
    yield ess;
    derniere = ess;
  }
}

export type ReadLine = ChainedLine & { readonly empreinte: Buffer; readonly parse: Evenement };
const PAGE = 500;

/** The journal of one ESS, in order, page by page. */
export async function* journalLines(db: Queryable, ess: string): AsyncGenerator<ReadLine> {
  for (let apres = 0; ;) {
    const { rows } = await db.query<ReadLine>(
      `select ess, rang, to_char(le, 'YYYY-MM-DD') as le,
         (extract(epoch from enregistre_le) * 1000000)::bigint::text as "enregistreMicros",
         evenement, acteur, regle, contenu::text as contenu, contenu as parse, empreinte
       from journal where ess = $1 and rang > $2 order by rang limit $3`,
      [ess, apres, PAGE],
    );
    yield* rows;
    const derniere = rows.at(-1);
    if (derniere === undefined || rows.length < PAGE) return;
    apres = derniere.rang;
  }
}

export async function readRegisters(db: Queryable, ess: string): Promise<RegisterRows> {
  const lire = async <Row extends object>(requete: string): Promise<Row[]> =>
    (await db.query<Row>(requete, [ess])).rows;
  return {
    dossier: await readDossier<Etat>(db, ess),
    attentes: await lire<AwaitedRow>(
      `select de, aupres, cle, actes, dernier_jour as "dernierJour", silence, silence_le as "silenceLe", regle
       from attentes where ess = $1`,
    ),
    paiements: await lire<PaymentRow>(
      `select paiement, cle, montant_centimes as "montantCentimes", statut, date_limite as "dateLimite", caisse
       from paiements where ess = $1 order by paiement`,
    ),
    suivis: await lire<FollowUpRow>('select cle, paiement, statut from suivis_paiement where ess = $1 order by cle'),
    territoires: await lire<TerritoryRow>(
      `select specialite, departement, conteste, derogation from territoires
       where ess = $1 and libere_le is null and not en_instruction order by specialite, departement`,
    ),
    finess: await readFiness(db, ess),
    contrats: await listContracts(db, ess),
    couvertures: await lire<CoverageRow>(
      `select contrat, specialite, departement, en_conflit as "enConflit", libere_le as "libereLe"
       from territoires_amorcage where ess = $1 order by specialite, departement`,
    ),
    livre: await readEntries(db, ess),
    envois: (await readSends(db, [ess])).get(ess) ?? [],
    chiffres: await readFigures(db, ess),
  };
}
