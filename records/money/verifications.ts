/** Verification of payee: what a bank answers of a name and an IBAN, and what a person decides of a mismatch. Append-only. */
import { createHash } from 'node:crypto';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';
import { accountDeclaredAt } from './comptes.ts';

/** As EPC's scheme answers: match, close match, no match, verification not possible. */
export const RESULTATS = ['concorde', 'proche', 'different', 'impossible'] as const;
export type ResultatVerification = (typeof RESULTATS)[number];
export const DECISIONS = ['payer', 'ne-pas-payer'] as const;
export type DecisionVerification = (typeof DECISIONS)[number];

export interface Verification {
  readonly resultat: ResultatVerification;
  /** Holder that the bank answers. */
  readonly nomDuCompte: string | null;
  readonly decision: DecisionVerification | null;
  readonly motif: string | null;
  readonly le: Date;
}

/** What is verified: a name with an IBAN. Other bank details are verified anew. */
export const printOfAccount = ({ iban, titulaire }: { readonly iban: string; readonly titulaire: string }): string =>
  createHash('sha256')
    .update(`${iban.replace(/\s/g, '').toUpperCase()}\n${titulaire}`)
    .digest('hex');

/** The last word on an account of an ESS; `undefined`: it was never verified. */
export async function lastVerification(
  db: Queryable,
  ess: string,
  empreinte: string,
): Promise<Verification | undefined> {
  const { rows } = await db.query<Verification>(
    `select resultat, nom_du_compte as "nomDuCompte", decision, motif, le from verifications_beneficiaire
     where ess = $1 and compte_sha256 = $2 order by id desc limit 1`,
    [ess, empreinte],
  );
  return rows[0];
}

/** Whether payments to that account wait for a person: nothing says that the name is its holder's, and nobody answered for it. */
export const holds = (verification: Verification | undefined): boolean =>
  verification !== undefined &&
  verification.decision !== 'payer' &&
  (verification.decision === 'ne-pas-payer' ||
    verification.resultat === 'proche' ||
    verification.resultat === 'different');

export async function recordVerification(
  db: Queryable,
  { caisse, ess, empreinte, ...dit }: Omit<Verification, 'le'> & { caisse: string; ess: string; empreinte: string },
): Promise<void> {
  const { resultat, nomDuCompte, decision, motif } = dit;
  await db.query(
    `insert into verifications_beneficiaire (caisse, ess, compte_sha256, resultat, nom_du_compte, decision, motif)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [caisse, ess, empreinte, resultat, nomDuCompte, decision, motif],
  );
}

/** What a bank answers, with a batch, of the account that one of its transfers is made to. */
export interface ReponseDeBanque {
  readonly caisse: string;
  readonly ess: string;
  /** Ordinal of the declaration of that account; null: not kept with the transfer. */
  readonly compteRang: number | null;
  readonly resultat: ResultatVerification;
  readonly nomDuCompte: string | null;
}

/**
 * Records it, unless it is what was known of that account already: the same word again undoes no decision. `false`: nothing new,
 * or the account is known no more (erased).
 */
export async function recordBankAnswer(db: Queryable, reponse: ReponseDeBanque): Promise<boolean> {
  const { caisse, ess, compteRang, resultat, nomDuCompte } = reponse;
  return inTransaction(db, async (client) => {
    await lockNamed(client, `beneficiaire:${ess}`);
    const compte = compteRang === null ? null : await accountDeclaredAt(client, ess, compteRang);
    if (compte === null) return false;
    const empreinte = printOfAccount(compte);
    if ((await lastVerification(client, ess, empreinte))?.resultat === resultat) return false;
    await recordVerification(client, { caisse, ess, empreinte, resultat, nomDuCompte, decision: null, motif: null });
    return true;
  });
}
