/** The outbox of notices: written in the transaction of the event that causes them, sent later, marked once sent. */
import { closeIncident, openIncident } from './incidents.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import type { ContactRole } from '../privacy/contacts.ts';

export interface AvisAEcrire {
  readonly cle: string;
  readonly destinataire: ContactRole;
  readonly ess: string;
  readonly rang: number;
  readonly evenement: string;
  readonly objet: string;
  readonly corps: string;
  /** The same in HTML; null for what was written before it was. */
  readonly corpsHtml?: string | null;
  /** The letter, plain JSON; its PDF is made when the notice is sent. */
  readonly courrier: unknown;
  /** Derived from the key: a notice delivered twice by a crash bears the same identifier twice. */
  readonly messageId: string;
}

export interface Avis extends AvisAEcrire {
  readonly adresses: readonly string[] | null;
  readonly pdfSha256: string | null;
  readonly creeLe: Date;
  readonly envoyeLe: Date | null;
  readonly tentatives: number;
  readonly derniereErreur: string | null;
}

/** What a sending did: where it went, the addresses that the server refused, the PDF that was attached. */
export interface Sending {
  readonly adresses: readonly string[];
  readonly refusees: readonly string[];
  readonly pdf?: { readonly sha256: string; readonly contenu: Uint8Array };
}

const COLUMNS = `cle, destinataire, ess, rang, evenement, objet, corps, corps_html as "corpsHtml", courrier, adresses, pdf_sha256 as "pdfSha256",
  message_id as "messageId", cree_le as "creeLe", envoye_le as "envoyeLe", tentatives,
  derniere_erreur as "derniereErreur"`;

const A_ENVOYER = 'envoye_le is null and ecarte_le is null';

/** A third failure is no passing trouble: a person must see it. */
const ECHECS_TOLERES = 2;

/** Writes notices, each once per (cle, destinataire). What is already written stays as it is. */
export async function writeAvis(db: Queryable, avis: readonly AvisAEcrire[]): Promise<void> {
  for (const a of avis) {
    await db.query(
      `insert into avis (cle, destinataire, ess, rang, evenement, objet, corps, corps_html, courrier, message_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (cle, destinataire) do nothing`,
      [
        ...[a.cle, a.destinataire, a.ess, a.rang, a.evenement, a.objet, a.corps, a.corpsHtml ?? null],
        ...[JSON.stringify(a.courrier), a.messageId],
      ],
    );
  }
}

/**
 * Sends the notices of an ESS that are not sent yet, in order, one transaction each: the row stays
 * locked while `send` runs, so two attempts at once never send the same one. Tries them all; returns the errors, and how
 * many are left unsent (failed, or in the hands of another attempt). Failures that last, and refused addresses, open an
 * incident; a success closes it.
 */
export async function sendPending(
  db: Queryable,
  ess: string,
  send: (avis: Avis) => Promise<Sending>,
): Promise<{ errors: Error[]; left: number }> {
  const errors: Error[] = [];
  const { rows } = await db.query<{ cle: string; destinataire: string }>(
    `select cle, destinataire from avis where ess = $1 and ${A_ENVOYER} order by rang, destinataire`,
    [ess],
  );
  for (const { cle, destinataire } of rows) {
    const error = await inTransaction(db, (client) => sendOne(client, cle, destinataire, send));
    if (error !== undefined) errors.push(error);
  }
  const left = await db.query<{ nombre: number }>(
    `select count(*) as nombre from avis where ess = $1 and ${A_ENVOYER}`,
    [ess],
  );
  return { errors, left: left.rows[0]?.nombre ?? 0 };
}

async function sendOne(
  client: Queryable,
  cle: string,
  destinataire: string,
  send: (avis: Avis) => Promise<Sending>,
): Promise<Error | undefined> {
  const locked = await client.query<Avis>(
    `select ${COLUMNS} from avis where cle = $1 and destinataire = $2 and ${A_ENVOYER} for update skip locked`,
    [cle, destinataire],
  );
  const avis = locked.rows[0];
  if (avis === undefined) return undefined;
  const incident = { ess: avis.ess, cle: `${cle}/${destinataire}` };
  try {
    const { adresses, refusees, pdf } = await send(avis);
    if (pdf !== undefined)
      await client.query('insert into avis_pdf (sha256, contenu) values ($1, $2) on conflict do nothing', [
        pdf.sha256,
        Buffer.from(pdf.contenu),
      ]);
    const refus = refusees.length === 0 ? null : `refused: ${refusees.join(', ')}`;
    await client.query(
      `update avis set tentatives = tentatives + 1, derniere_erreur = $3, adresses = $4, pdf_sha256 = $5,
         envoye_le = now(), echec_depuis = null where cle = $1 and destinataire = $2`,
      [cle, destinataire, refus, adresses, pdf?.sha256 ?? null],
    );
    await closeIncident(client, incident.cle, 'envoi-impossible');
    if (refus !== null) await openIncident(client, { ...incident, nature: 'adresse-refusee', message: refus });
    return undefined;
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    await client.query(
      `update avis set tentatives = tentatives + 1, derniere_erreur = $3, echec_depuis = coalesce(echec_depuis, now()),
         prochain_essai = now() + least(2 * 3 ^ least(tentatives, 4), 60) * interval '1 second'
       where cle = $1 and destinataire = $2`,
      [cle, destinataire, error.message],
    );
    if (avis.tentatives >= ECHECS_TOLERES)
      await openIncident(client, { ...incident, nature: 'envoi-impossible', message: error.message });
    return error;
  }
}

/** Notices of one ESS, newest first. */
export async function listAvis(db: Queryable, ess: string, limite = 100): Promise<Avis[]> {
  const { rows } = await db.query<Avis>(
    `select ${COLUMNS} from avis where ess = $1 order by rang desc, destinataire limit $2`,
    [ess, limite],
  );
  return rows;
}
