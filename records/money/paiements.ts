/** Payment orders and what became of them: at most one order per payment of an ESS, whatever is retried. */
import type { Centimes, ClePaiement, DateCivile, StatutPaiement } from '../../domain/valeurs.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

/** An order contradicts one already given: nothing is written, nobody is paid twice. */
export class PaiementContradictoire extends Error {
  override readonly name = 'PaiementContradictoire';
}

export interface OrdrePaiement {
  readonly cle: string;
  readonly ess: string;
  readonly paiement: ClePaiement;
  readonly montantCentimes: Centimes;
  readonly le: DateCivile;
  readonly dateLimite: DateCivile;
  /** Code of the caisse that pays: that of the seat (GEN-06, DEC-66). */
  readonly caisse: string;
}

/**
 * Orders a payment, once under its key. Fails with `PaiementContradictoire` when the payment was ordered under another
 * key or for another amount; the database refuses an amount above the ceiling (AMO-09, TRA-B, DOT-05).
 */
export async function orderPayment(db: Queryable, ordre: OrdrePaiement): Promise<void> {
  await inTransaction(db, async (client) => {
    const { cle, ess, paiement, montantCentimes, le, dateLimite, caisse } = ordre;
    const inserted = await client.query(
      `insert into paiements (ess, paiement, cle, montant_centimes, le, date_limite, statut, caisse)
       values ($1, $2, $3, $4, $5, $6, 'ordonnance', $7) on conflict do nothing`,
      [ess, paiement, cle, montantCentimes, le, dateLimite, caisse],
    );
    // Executed without order, then struck (DEC-33, DEC-37): this is its first order.
    const first = await client.query(
      `update paiements set cle = $3, montant_centimes = $4, le = $5, date_limite = $6, statut = 'ordonnance', caisse = $7,
         sans_ordre = false, reste_centimes = null, reference = null, maj_le = now()
       where ess = $1 and paiement = $2 and sans_ordre and statut = 'interrompu'`,
      [ess, paiement, cle, montantCentimes, le, dateLimite, caisse],
    );
    if (inserted.rowCount === 1 || first.rowCount === 1)
      return recordFollowUp(client, { cle, ess, paiement, statut: 'ordonnance', le, montantCentimes, partiel: false });
    const { rows } = await client.query<{ cle: string; montant_centimes: number }>(
      'select cle, montant_centimes from paiements where ess = $1 and paiement = $2',
      [ess, paiement],
    );
    if (rows[0]?.cle !== cle || rows[0].montant_centimes !== montantCentimes) {
      throw new PaiementContradictoire(`${ess}: ${paiement} was already ordered, not as ${cle} for ${montantCentimes}`);
    }
  });
}

export interface SuiviPaiement {
  readonly cle: string;
  readonly ess: string;
  readonly paiement: ClePaiement;
  readonly statut: StatutPaiement | 'libere' | 'rectifie';
  readonly le: DateCivile;
  /** Of the transfer that left or came back; of all that left, rectified; of what was still to be paid otherwise. */
  readonly montantCentimes: Centimes;
  /** What the payment is then, and what is still to be paid of it. */
  readonly apres: StatutPaiement;
  readonly resteCentimes: Centimes;
  readonly caisse: string;
  readonly reference?: string;
}

/** Records what became of a payment, once under its key; the order takes the new status. */
export async function followPayment(db: Queryable, suivi: SuiviPaiement): Promise<void> {
  await inTransaction(db, async (client) => {
    const { cle, ess, paiement, statut, reference, montantCentimes, apres, resteCentimes, caisse, le } = suivi;
    const known = await client.query('select 1 from suivis_paiement where cle = $1', [cle]);
    if (known.rowCount === 1) return;
    // An interruption may strike a payment that waits for its pieces and was never ordered (RES-A-04).
    const ordered = await client.query<{ statut: StatutPaiement }>(
      `update paiements p set statut = $3, reste_centimes = $5, maj_le = now(),
         reference = case when $6 then $4 else coalesce($4, p.reference) end
       from paiements avant where p.ess = $1 and p.paiement = $2 and (avant.ess, avant.paiement) = (p.ess, p.paiement)
       returning avant.statut`,
      [ess, paiement, apres, reference ?? null, resteCentimes, statut === 'rectifie'],
    );
    // DEC-37: a transfer that left without having been ordered is recorded as it is; so is what becomes of one that was ordered
    // before the case was taken up (DEC-67).
    const sansSuite = statut === 'interrompu' || statut === 'rectifie';
    if (ordered.rowCount === 0 && (statut === 'execute' || (!sansSuite && (await isTakenUp(client, ess)))))
      await client.query(
        `insert into paiements (ess, paiement, cle, montant_centimes, le, date_limite, statut, caisse, reference,
           sans_ordre, reste_centimes)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, true, $9)`,
        [ess, paiement, cle, montantCentimes, le, apres, caisse, reference ?? null, resteCentimes],
      );
    else if (ordered.rowCount === 0 && !sansSuite) {
      throw new PaiementContradictoire(`${ess}: ${paiement} is ${statut} but was never ordered`);
    }
    // DEC-37: less left than was said; what is still to be paid of it goes into a batch again. What did not leave at all may
    // still be in the batch that it was in.
    const moindre = statut === 'rectifie' && ordered.rows[0]?.statut === 'execute' && montantCentimes > 0;
    const partiel = (statut === 'execute' || (moindre && apres === 'ordonnance')) && resteCentimes > 0;
    await recordFollowUp(client, { ...suivi, partiel });
  });
}

/** DEC-67 — its orders of before are in no book of ours. */
async function isTakenUp(db: Queryable, ess: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from journal where ess = $1 and rang = 1 and evenement = 'DossierRepris'`,
    [ess],
  );
  return rowCount === 1;
}

/** DEC-47 — an order that is not executed goes to the caisse of the new seat, once; the one of before stays on record. */
export async function movePayment(
  db: Queryable,
  { ess, paiement, vers }: { readonly ess: string; readonly paiement: ClePaiement; readonly vers: string },
): Promise<void> {
  await db.query(
    `update paiements set caisse = $3, anciennes_caisses = anciennes_caisses || caisse, maj_le = now()
     where ess = $1 and paiement = $2 and caisse <> $3`,
    [ess, paiement, vers],
  );
}

type FollowUp = Omit<SuiviPaiement, 'apres' | 'resteCentimes' | 'caisse'> & { readonly partiel: boolean };

async function recordFollowUp(db: Queryable, suivi: FollowUp): Promise<void> {
  const { cle, ess, paiement, statut, le, reference, montantCentimes, partiel } = suivi;
  await db.query(
    `insert into suivis_paiement (cle, ess, paiement, statut, le, reference, montant_centimes, partiel)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (cle) do nothing`,
    [cle, ess, paiement, statut, le, reference ?? null, montantCentimes, partiel],
  );
}

export interface Paiement extends Omit<OrdrePaiement, 'cle'> {
  readonly statut: StatutPaiement;
  readonly reference: string | null;
}

const COLUMNS = `ess, paiement, montant_centimes as "montantCentimes", le, date_limite as "dateLimite", caisse, statut,
  reference`;

/** Payments of one ESS, in the order of their dates. */
export async function listPayments(db: Queryable, ess: string): Promise<Paiement[]> {
  const { rows } = await db.query<Paiement>(`select ${COLUMNS} from paiements where ess = $1 order by le, paiement`, [
    ess,
  ]);
  return rows;
}

/** Payments that a caisse has to make, the most urgent first. */
export async function paymentsToMake(db: Queryable, caisse: string, limite = 200): Promise<Paiement[]> {
  const { rows } = await db.query<Paiement>(
    `select ${COLUMNS} from paiements where caisse = $1 and statut = 'ordonnance' order by date_limite, ess limit $2`,
    [caisse, limite],
  );
  return rows;
}
