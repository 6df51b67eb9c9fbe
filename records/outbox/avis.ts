/** The outbox of notices: written in the transaction of the event that causes them, sent later, marked once sent. */
import { openIncident } from './incidents.ts';
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

/** A notice ready to leave: where it goes, the PDF that is attached. */
export interface Sending {
  readonly adresses: readonly string[];
  readonly pdf?: { readonly sha256: string; readonly contenu: Uint8Array };
  /** Sends it; resolves to the addresses that the server refused. */
  readonly deliver: () => Promise<readonly string[]>;
}

const COLUMNS = `cle, destinataire, ess, rang, evenement, objet, corps, corps_html as "corpsHtml", courrier, adresses, pdf_sha256 as "pdfSha256",
  message_id as "messageId", cree_le as "creeLe", envoye_le as "envoyeLe", tentatives,
  derniere_erreur as "derniereErreur"`;

const A_ENVOYER = 'envoye_le is null and ecarte_le is null';

/** A third failure is no passing trouble: a person must see it. */
const ECHECS_TOLERES = 2;

/** Writes notices in one statement, each once per (cle, destinataire). What is already written stays as it is. */
export async function writeAvis(db: Queryable, avis: readonly AvisAEcrire[]): Promise<void> {
  if (avis.length === 0) return;
  await db.query({
    name: 'ecrire-avis',
    text: `insert into avis (cle, destinataire, ess, rang, evenement, objet, corps, corps_html, courrier, message_id)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[],
        $8::text[], $9::jsonb[], $10::text[])
      on conflict (cle, destinataire) do nothing`,
    values: [
      avis.map(({ cle }) => cle),
      avis.map(({ destinataire }) => destinataire),
      avis.map(({ ess }) => ess),
      avis.map(({ rang }) => rang),
      avis.map(({ evenement }) => evenement),
      avis.map(({ objet }) => objet),
      avis.map(({ corps }) => corps),
      avis.map(({ corpsHtml }) => corpsHtml ?? null),
      avis.map(({ courrier }) => JSON.stringify(courrier)),
      avis.map(({ messageId }) => messageId),
    ],
  });
}

/**
 * Sends the notices of an ESS that are not sent yet, in order, one transaction each: the row stays
 * locked while it leaves, so two attempts at once never send the same one. Tries them all; returns the errors, and how
 * many are left unsent (failed, or in the hands of another attempt). Failures that last, and refused addresses, open an
 * incident; a success closes it.
 */
export async function sendPending(
  db: Queryable,
  ess: string,
  prepare: (avis: Avis) => Promise<Sending>,
): Promise<{ errors: Error[]; left: number }> {
  const errors: Error[] = [];
  const { rows } = await db.query<{ cle: string; destinataire: string }>(
    `select cle, destinataire from avis where ess = $1 and ${A_ENVOYER} order by rang, destinataire`,
    [ess],
  );
  for (const { cle, destinataire } of rows) {
    const error = await inTransaction(db, (client) => sendOne(client, cle, destinataire, prepare));
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
  prepare: (avis: Avis) => Promise<Sending>,
): Promise<Error | undefined> {
  const locked = await client.query<Avis>(
    `select ${COLUMNS} from avis where cle = $1 and destinataire = $2 and ${A_ENVOYER} for update skip locked`,
    [cle, destinataire],
  );
  const avis = locked.rows[0];
  if (avis === undefined) return undefined;
  const incident = { ess: avis.ess, cle: `${cle}/${destinataire}` };
  await client.query('savepoint envoi');
  try {
    const { adresses, pdf, deliver } = await prepare(avis);
    // Written before it leaves: a database that takes nothing more (a full disk) would have each try send a copy.
    await client.query({
      name: 'avis-parti',
      text: `with piece as (
          insert into avis_pdf (sha256, contenu) select $4, $5 where $4::text is not null on conflict do nothing
        ), leve as (
          update incidents set leve_le = now() where cle = $6 and nature = 'envoi-impossible' and leve_le is null
        )
        update avis set tentatives = tentatives + 1, derniere_erreur = null, adresses = $3, pdf_sha256 = $4,
          envoye_le = now(), echec_depuis = null where cle = $1 and destinataire = $2`,
      values: [
        cle,
        destinataire,
        adresses,
        pdf?.sha256 ?? null,
        pdf === undefined ? null : Buffer.from(pdf.contenu),
        incident.cle,
      ],
    });
    const refusees = await deliver();
    if (refusees.length > 0)
      await client.query('update avis set derniere_erreur = $3 where cle = $1 and destinataire = $2', [
        cle,
        destinataire,
        `refused: ${refusees.join(', ')}`,
      ]);
    for (const adresse of refusees)
      await openIncident(client, { ...incident, nature: 'adresse-refusee', message: `refused: ${adresse}`, adresse });
    return undefined;
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    await client.query('rollback to savepoint envoi');
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
