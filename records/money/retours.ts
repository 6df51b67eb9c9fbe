/** What banks answered: the files by their print, the transfers as they stand, and what was applied, once. */
import { createHash } from 'node:crypto';
import type { Centimes, DateCivile } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';
import { EMISSION, type LigneLot } from './lots.ts';

/** A fact that the records hold of a transfer. */
export interface FaitConnu {
  readonly le: DateCivile;
  readonly montantCentimes: Centimes;
}

/** A transfer, its batch, and what has become of the payment. */
export interface Virement extends LigneLot {
  readonly caisse: string;
  /** Ordinal of the declaration of the account that it is made to. */
  readonly compteRang: number | null;
  /** Identifier of its batch. */
  readonly lot: string;
  /** IBAN from which the batch pays; `null`: its file does not say. */
  readonly payeurIban: string | null;
  /** Day on which the batch asked for it. */
  readonly executionLe: DateCivile;
  /** Its batch was withdrawn before it was sent. */
  readonly retire: boolean;
  readonly statut: string;
  /** Latest issue of the payment: later than `emission` once it was issued again, or its batch withdrawn. */
  readonly derniereEmission: number;
  /** What is known already of this very transfer, from a bank's file or by hand. */
  readonly execute: FaitConnu | null;
  readonly rejete: FaitConnu | null;
  readonly retourne: FaitConnu | null;
  /** An execution of the payment recorded without a reference since the batch was made: it may be that of this transfer. */
  readonly executeSansReference: FaitConnu | null;
}

const fait = (source: string) =>
  `(select jsonb_build_object('le', to_char(f.le, 'YYYY-MM-DD'), 'montantCentimes', f.montant_centimes) from ${source} order by f.le limit 1)`;
const SUIVI = 'suivis_paiement f where f.ess = l.ess and f.paiement = l.paiement';
const APPLIQUE = 'retour_lignes f where f.reference = l.reference';

const VIREMENT = `select l.reference, l.caisse, l.compte_rang as "compteRang", b.identifiant as lot,
    (regexp_match(left(b.contenu, 4000), '<DbtrAcct>\\s*<Id>\\s*<IBAN>([A-Z0-9]+)<'))[1] as "payeurIban", b.execution_le as "executionLe", l.ess, l.paiement,
    l.emission, l.montant_centimes as "montantCentimes", p.statut, ${EMISSION}::int as "derniereEmission",
    exists (select 1 from lots_suites s where (s.caisse, s.numero) = (l.caisse, l.numero) and s.suite = 'retire') as retire,
    coalesce(${fait(`${SUIVI} and f.statut = 'execute' and f.reference = l.reference`)},
      ${fait(`${APPLIQUE} and f.statut = 'execute'`)}) as execute,
    ${fait(`${APPLIQUE} and f.statut = 'rejete'`)} as rejete,
    coalesce(${fait(`${SUIVI} and f.statut = 'retourne' and f.reference = l.reference`)},
      ${fait(`${APPLIQUE} and f.statut = 'retourne'`)}) as retourne,
    ${fait(`${SUIVI} and f.statut = 'execute' and f.reference is null and f.enregistre_le >= b.cree_le`)} as "executeSansReference"
  from lot_lignes l join lots b using (caisse, numero) join paiements p using (ess, paiement)`;

/** The transfers of a caisse that bear one of these references; ours have small letters alone, which some banks write in capitals. */
export async function transfersOf(db: Queryable, caisse: string, references: readonly string[]): Promise<Virement[]> {
  const { rows } = await db.query<Virement>(`${VIREMENT} where l.caisse = $1 and l.reference = any($2)`, [
    caisse,
    references.map((reference) => reference.toLowerCase()),
  ]);
  return rows;
}

/** The transfers of the batches of these identifiers, of those that are that caisse's. */
export async function transfersOfBatches(
  db: Queryable,
  caisse: string,
  identifiants: readonly string[],
): Promise<Virement[]> {
  const { rows } = await db.query<Virement>(
    `${VIREMENT} where l.caisse = $1 and lower(b.identifiant) = any($2) order by b.numero, l.reference`,
    [caisse, identifiants.map((identifiant) => identifiant.toLowerCase())],
  );
  return rows;
}

export interface FichierDeBanque {
  readonly caisse: string;
  readonly sha256: string;
  readonly format: 'pain.002' | 'camt' | 'csv';
  readonly lignes: number;
}

/** Print of a file, as it came. */
export const printOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Records that a file came; `false`: the same one had come already. */
export async function receiveBankFile(db: Queryable, fichier: FichierDeBanque): Promise<boolean> {
  const { caisse, sha256, format, lignes } = fichier;
  const { rowCount } = await db.query(
    `insert into retours_bancaires (caisse, sha256, format, lignes) values ($1, $2, $3, $4) on conflict do nothing`,
    [caisse, sha256, format, lignes],
  );
  return rowCount === 1;
}

export interface LigneAppliquee extends FaitConnu {
  readonly reference: string;
  readonly statut: 'execute' | 'rejete' | 'retourne';
  readonly sha256: string;
  readonly raison?: string;
}

/** Records that a line became an act of the caisse, once; the file must have been received. */
export async function recordAppliedLine(db: Queryable, ligne: LigneAppliquee): Promise<void> {
  const { reference, statut, sha256, le, montantCentimes, raison } = ligne;
  await db.query(
    `insert into retour_lignes (reference, statut, caisse, sha256, ess, paiement, le, montant_centimes, raison)
     select l.reference, $2, l.caisse, $3, l.ess, l.paiement, $4, $5, $6 from lot_lignes l where l.reference = $1
     on conflict (reference, statut) do nothing`,
    [reference, statut, sha256, le, montantCentimes, raison ?? null],
  );
}

export interface FichierRecu {
  readonly sha256: string;
  readonly format: FichierDeBanque['format'];
  readonly lignes: number;
  readonly recuLe: Date;
  /** Lines that became acts of the caisse; the others are told when the file is given, and kept nowhere. */
  readonly appliquees: number;
}

/** Files that a caisse gave, the latest first, at most a hundred. */
export async function listBankFiles(db: Queryable, caisse: string): Promise<FichierRecu[]> {
  const { rows } = await db.query<FichierRecu>(
    `select f.sha256, f.format, f.lignes, f.recu_le as "recuLe",
       (select count(*)::int from retour_lignes l where (l.caisse, l.sha256) = (f.caisse, f.sha256)) as appliquees
     from retours_bancaires f where f.caisse = $1 order by f.recu_le desc, f.sha256 limit 100`,
    [caisse],
  );
  return rows;
}
