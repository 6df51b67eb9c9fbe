/** Batches of payments for a bank: made once from what a caisse has to pay, kept as they were written. */
import { createHash } from 'node:crypto';
import type { Centimes, ClePaiement, DateCivile } from '../../domain/valeurs.ts';
import { standingAccount } from './comptes.ts';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';
import { holds, lastVerification, printOfAccount } from './verifications.ts';

interface Adresse {
  readonly rue?: string;
  readonly codePostal?: string;
  readonly ville: string;
  readonly pays: string;
  /** Hybrid: one free line or two. */
  readonly lignes?: readonly string[];
}

/** A bank account as the records hold it. */
export interface CompteBancaire {
  readonly titulaire: string;
  readonly iban: string;
  readonly bic?: string;
  readonly adresse?: Adresse;
}

/** One payment to be made, with the account that is to receive it (`null`: none declared, DEC-13). */
export interface APayer {
  readonly ess: string;
  readonly paiement: ClePaiement;
  readonly emission: number;
  readonly montantCentimes: Centimes;
  readonly dateLimite: DateCivile;
  readonly compte: CompteBancaire | null;
  /** Ordinal of the declaration of that account. */
  readonly compteRang: number | null;
  /** The bank says that the account is somebody else's, or may be: no batch takes it until a person has decided. */
  readonly beneficiaireAVerifier: boolean;
}

export interface LigneLot extends Omit<APayer, 'compte' | 'compteRang' | 'dateLimite' | 'beneficiaireAVerifier'> {
  readonly reference: string;
}

export interface LotEcrit {
  readonly caisse: string;
  readonly numero: number;
  readonly identifiant: string;
  readonly executionLe: DateCivile;
  readonly nombre: number;
  readonly totalCentimes: Centimes;
  readonly contenu: string;
  readonly sha256: string;
  readonly creeLe: Date;
  /** Sent to the bank, or withdrawn before; `null`: neither has been said. */
  readonly suite: 'envoye' | 'retire' | null;
}

export async function saveCaisseAccount(db: Queryable, caisse: string, compte: CompteBancaire): Promise<void> {
  const { titulaire, iban, bic, adresse } = compte;
  await db.query(
    `insert into comptes_caisse (caisse, titulaire, iban, bic, ville, code_postal, rue, lignes)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (caisse) do update set titulaire = excluded.titulaire, iban = excluded.iban, bic = excluded.bic,
       ville = excluded.ville, code_postal = excluded.code_postal, rue = excluded.rue, lignes = excluded.lignes,
       maj_le = now()`,
    [
      caisse,
      titulaire,
      iban,
      bic ?? null,
      adresse?.ville ?? null,
      adresse?.codePostal ?? null,
      adresse?.rue ?? null,
      adresse?.lignes ?? null,
    ],
  );
}

/** A row without its empty columns. */
type Lue<T> = { readonly [K in keyof T]: T[K] | null };
const rempli = <T extends object>(ligne: Lue<T>): Partial<T> =>
  Object.fromEntries(Object.entries(ligne).filter(([, valeur]) => valeur !== null)) as Partial<T>;

export async function readCaisseAccount(db: Queryable, caisse: string): Promise<CompteBancaire | undefined> {
  const { rows } = await db.query<{ compte: Lue<CompteBancaire>; adresse: Lue<Adresse> }>(
    `select jsonb_build_object('titulaire', titulaire, 'iban', iban, 'bic', bic) as compte,
       jsonb_build_object('rue', rue, 'codePostal', code_postal, 'ville', ville, 'lignes', lignes) as adresse
     from comptes_caisse where caisse = $1`,
    [caisse],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const compte = rempli<CompteBancaire>(row.compte) as CompteBancaire;
  if (row.adresse.ville === null) return compte;
  return { ...compte, adresse: { ...(rempli<Adresse>(row.adresse) as Adresse), pays: 'FR' } };
}

/**
 * How many times the payment `p` was issued: once by its order, once more each time it was issued again, paid in part, or
 * withdrawn with its batch. What leaves again bears another reference, and what a bank says of the former is told apart.
 */
export const EMISSION = `((select count(*) from suivis_paiement s
  where s.ess = p.ess and s.paiement = p.paiement and (s.statut = 'ordonnance' or s.partiel))
  + (select count(*) from lot_lignes r join lots_suites w using (caisse, numero)
  where r.ess = p.ess and r.paiement = p.paiement and w.suite = 'retire'))`;

/** DEC-52 — of a case `d`: its account changed, or the caisse found its RIB wanting since, and nobody is paid on it. */
export const RIB_REFUSE = `coalesce(d.etat -> 'pieces' -> 'rib' ->> 'statut', '') = 'non-conforme'`;
export const RIB_A_VERIFIER = `coalesce(d.etat ->> 'ribAVerifier', '') = 'true'`;

/** What a caisse has to pay and has put in no batch yet, the most urgent first. Executed, rejected, interrupted: no more. */
export async function toPay(db: Queryable, caisse: string): Promise<APayer[]> {
  const { rows } = await db.query<Omit<APayer, 'compte' | 'compteRang' | 'beneficiaireAVerifier'>>(
    `select * from (
       select ess, paiement, coalesce(reste_centimes, montant_centimes) as "montantCentimes",
         date_limite as "dateLimite", ${EMISSION}::int as emission
       from paiements p where caisse = $1 and statut = 'ordonnance'
         -- DEC-52: it waits until the caisse has found the account right.
         and not exists (select 1 from dossiers d where d.ess = p.ess and (${RIB_A_VERIFIER} or ${RIB_REFUSE}
           -- The journal's own word: what follows a payment is written behind it.
           or d.etat -> 'paiements' -> p.paiement ->> 'statut' <> 'ordonnance'))) a
     where not exists (select 1 from lot_lignes l
       where l.ess = a.ess and l.paiement = a.paiement and l.emission = a.emission)
     order by "dateLimite", ess, paiement`,
    [caisse],
  );
  const liste: APayer[] = [];
  for (const row of rows) {
    const { compte, rang: compteRang } = (await standingAccount(db, row.ess)) ?? { compte: null, rang: null };
    const beneficiaireAVerifier = compte !== null && holds(await lastVerification(db, row.ess, printOfAccount(compte)));
    liste.push({ ...row, compte, compteRang, beneficiaireAVerifier });
  }
  return liste;
}

/** The account that the association declared last (DEC-13): kept with the command's record, nowhere else. */
export const accountOf = async (db: Queryable, ess: string): Promise<CompteBancaire | null> =>
  (await standingAccount(db, ess))?.compte ?? null;

/** What a batch is written from, and how: given by who knows the bank's format. No line: nothing can be paid. */
export type Composition = (
  aPayer: readonly APayer[],
  lot: { readonly numero: number },
) => Promise<{ readonly identifiant: string; readonly contenu: string; readonly lignes: readonly LigneLot[] }>;

/**
 * Makes the next batch of a caisse from all that it has to pay, in one transaction; two at once make two batches that
 * share nothing. `undefined`: nothing to pay. What `composer` throws leaves everything as it was.
 */
export async function createBatch(
  db: Queryable,
  caisse: string,
  executionLe: DateCivile,
  creeLe: Date,
  composer: Composition,
): Promise<LotEcrit | undefined> {
  return inTransaction(db, async (client) => {
    await lockNamed(client, `lot:${caisse}`);
    const aPayer = await toPay(client, caisse);
    if (aPayer.length === 0) return undefined;
    const last = await client.query<{ numero: number }>(
      'select coalesce(max(numero), 0)::int as numero from lots where caisse = $1',
      [caisse],
    );
    const numero = (last.rows[0]?.numero ?? 0) + 1;
    const { identifiant, contenu, lignes } = await composer(aPayer, { numero });
    if (lignes.length === 0) return undefined;
    const comptes = new Map(aPayer.map(({ ess, compteRang }) => [ess, compteRang]));
    const total = lignes.reduce((somme, { montantCentimes }) => somme + montantCentimes, 0);
    const sha256 = createHash('sha256').update(contenu).digest('hex');
    await client.query(
      `insert into lots (caisse, numero, identifiant, execution_le, nombre, total_centimes, contenu, sha256, cree_le)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [caisse, numero, identifiant, executionLe, lignes.length, total, contenu, sha256, creeLe],
    );
    for (const { reference, ess, paiement, emission, montantCentimes } of lignes)
      await client.query(
        `insert into lot_lignes (reference, caisse, numero, ess, paiement, emission, montant_centimes, compte_rang)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [reference, caisse, numero, ess, paiement, emission, montantCentimes, comptes.get(ess) ?? null],
      );
    return readBatch(client, caisse, numero);
  });
}

const BATCH = `caisse, numero, identifiant, execution_le as "executionLe", nombre, total_centimes as "totalCentimes",
  contenu, sha256, cree_le as "creeLe", suite from lots left join lots_suites using (caisse, numero)`;

/** Payments of an ESS that are ordered and in a batch, as last issued. */
export async function batchedPayments(db: Queryable, ess: string): Promise<ClePaiement[]> {
  const { rows } = await db.query<{ paiement: ClePaiement }>(
    `select paiement from paiements p where ess = $1 and statut = 'ordonnance' and exists (select 1 from lot_lignes l
       where l.ess = p.ess and l.paiement = p.paiement and l.emission = ${EMISSION}) order by paiement`,
    [ess],
  );
  return rows.map(({ paiement }) => paiement);
}

/** Batches of a caisse, the latest first. */
export async function listBatches(db: Queryable, caisse: string, limite = 200): Promise<LotEcrit[]> {
  const { rows } = await db.query<LotEcrit>(`select ${BATCH} where caisse = $1 order by numero desc limit $2`, [
    caisse,
    limite,
  ]);
  return rows;
}

export async function readBatch(db: Queryable, caisse: string, numero: number): Promise<LotEcrit | undefined> {
  const { rows } = await db.query<LotEcrit>(`select ${BATCH} where caisse = $1 and numero = $2`, [caisse, numero]);
  return rows[0];
}
