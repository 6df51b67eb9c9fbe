/**
 * AES-256-GCM around every payload (arguments, results, details of failures, summaries, state carried over a
 * continue-as-new). The whole inner payload is encrypted, its own metadata included; the outer metadata names the
 * algorithm and the key, and is authenticated with the rest.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import protocol from '@temporalio/proto'; // CommonJS: its names are properties of the default
import type { Keyring } from './keys.ts';

const { Payload: Protobuf } = protocol.temporal.api.common.v1;

const ENCODING = 'binary/encrypted';
const CIPHER = 'A256GCM';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key that a payload names is not one of ours: nothing was read. */
export class UnknownKey extends Error {
  override readonly name = 'UnknownKey';
  readonly keyId: string;

  constructor(keyId: string) {
    super(`This payload was encrypted with the key ${keyId}, which is not among those of ESS_CLES.`);
    this.keyId = keyId;
  }
}

/** The payload names a key of ours and was not made by it, or was changed since: nothing was read. */
export class ForgedPayload extends Error {
  override readonly name = 'ForgedPayload';
}

const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

/** NIST SP 800-38D: with nonces drawn at random, a key serves for 2^32 payloads at most. */
function encrypt(payload: Payload, { first: { id, bytes } }: Keyring): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(authenticated(CIPHER, id));
  const data = Buffer.concat([
    nonce,
    cipher.update(Protobuf.encode(payload).finish()),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { metadata: { encoding: Buffer.from(ENCODING), cipher: Buffer.from(CIPHER), key: Buffer.from(id) }, data };
}

function decrypt(payload: Payload, { byId }: Keyring): Payload {
  // What was written before there were keys is read as it is.
  if (text(payload.metadata?.['encoding']) !== ENCODING) return payload;
  const cipher = text(payload.metadata?.['cipher']);
  const id = text(payload.metadata?.['key']);
  const key = byId.get(id);
  if (key === undefined) throw new UnknownKey(id);
  const data = payload.data ?? new Uint8Array();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, data.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(authenticated(cipher, id))
      .setAuthTag(data.subarray(-TAG_BYTES));
    const inner = Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    const { metadata, data: content } = Protobuf.decode(inner);
    return { metadata, data: content };
  } catch (error) {
    throw new ForgedPayload(`A payload of the key ${id} is damaged: nothing of it was read.`, { cause: error });
  }
}

const authenticated = (cipher: string, id: string): Buffer => Buffer.from([ENCODING, cipher, id].join('\n'));

/**
 * A worker's reading: what cannot be decrypted is left as it is, for the workflow to refuse when it came from outside.
 * Otherwise one payload of anybody's would keep a case from running at all.
 */
export const leavingUnreadable = (codec: PayloadCodec): PayloadCodec => ({
  encode: (payloads) => codec.encode(payloads),
  decode: (payloads) =>
    Promise.all(
      payloads.map(async (payload) => {
        try {
          const [decoded] = await codec.decode([payload]);
          return decoded ?? payload;
        } catch (error) {
          if (error instanceof UnknownKey || error instanceof ForgedPayload) return payload;
          throw error;
        }
      }),
    ),
});

export const createPayloadCodec = (keys: Keyring): PayloadCodec => ({
  encode: (payloads) => Promise.resolve(payloads).then((all) => all.map((payload) => encrypt(payload, keys))),
  decode: (payloads) => Promise.resolve(payloads).then((all) => all.map((payload) => decrypt(payload, keys))),
});
