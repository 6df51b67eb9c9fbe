/** The letter of an event, sent to Démarche Numérique before the act that it goes with. */
import { createHash } from 'node:crypto';
import { PREPARE_UPLOAD } from '../client/acts.ts';
import { requireSafe } from '../client/client.ts';
import { DnFault } from '../client/faults.ts';
import { EssAway, type Context } from '../inbound/context.ts';

const PATIENCE_MS = 60_000;

/** The PDF of the letter that this event makes, for the ESS; undefined: there is none. */
export async function letterOf({ api }: Context, ess: string, rang: number): Promise<Buffer | undefined> {
  const asked = await api.porteur
    .GET('/api/v1/ess/{ess}/courriers/{nom}', { params: { path: { ess, nom: `${rang}.pdf` } }, parseAs: 'arrayBuffer' })
    .catch(() => {
      throw new EssAway('l’API ne répond pas');
    });
  if (asked.response.status === 404) return undefined;
  if (!asked.response.ok) throw new EssAway(`l’API répond ${asked.response.status}`);
  return Buffer.from(asked.data as unknown as ArrayBuffer);
}

/** Sends it; resolves to what an act names it by. */
export async function upload(
  { dn }: Context,
  { id, number }: { readonly id: string; readonly number: number },
  filename: string,
  bytes: Buffer,
): Promise<string> {
  const input = {
    dossierId: id,
    filename,
    checksum: createHash('md5').update(bytes).digest('base64'),
    contentType: 'application/pdf',
    byteSize: bytes.length,
  };
  const { data } = await dn.ask(PREPARE_UPLOAD, { input }, number);
  const { url, headers, signedBlobId } = data.createDirectUpload?.directUpload ?? {
    url: '',
    headers: '{}',
    signedBlobId: '',
  };
  const sent = await fetch(requireSafe(url), {
    method: 'PUT',
    headers: JSON.parse(headers) as Record<string, string>,
    body: new Uint8Array(bytes),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw new DnFault('injoignable', { operation: 'envoyer un fichier', numero: number });
  });
  if (!sent.ok) throw new DnFault('panne', { operation: 'envoyer un fichier', numero: number, statut: sent.status });
  return signedBlobId;
}
