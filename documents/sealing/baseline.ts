/**
 * What the library's CMS lacks to be PAdES baseline: EN 319 142-1, 6.3, forbids the attribute signing-time, which it
 * always writes (the date stands in the PDF, entry M); and the time-stamp of the signature as it then is.
 */
import { createHash } from 'node:crypto';
import { fromBER } from 'asn1js';
import { Attribute, ContentInfo, SignedAndUnsignedAttributes, SignedData, TSTInfo } from 'pkijs';
import type { Seal } from './open.ts';

const SIGNING_TIME = '1.2.840.113549.1.9.5';
const TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const SET_OF = 0x31;

const parsed = (der: Uint8Array) => {
  const { result, offset } = fromBER(new Uint8Array(der));
  if (offset === -1) throw new Error('not DER');
  return result;
};

/** The same signed content, signed anew without signing-time, and dated where the seal has a service. */
export async function toBaseline(cms: Uint8Array, { signer, timestamps }: Seal): Promise<Uint8Array> {
  const signed = new SignedData({ schema: new ContentInfo({ schema: parsed(cms) }).content });
  const [info] = signed.signerInfos;
  if (info?.signedAttrs === undefined) throw new Error('a CMS without signed attributes');
  info.signedAttrs = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: info.signedAttrs.attributes.filter(({ type }) => type !== SIGNING_TIME),
  });
  // RFC 5652, 5.4: signed as a SET OF, though written under an implicit tag.
  const toSign = new Uint8Array(info.signedAttrs.toSchema().toBER(false));
  toSign[0] = SET_OF;
  const signature = await signer.sign(toSign, 'SHA-256');
  info.signature.valueBlock.valueHexView = new Uint8Array(signature);
  if (timestamps !== undefined) {
    const digest = createHash('sha256').update(signature).digest();
    const token = await timestamps.timestamp(digest, 'SHA-256');
    requireImprint(token, digest);
    const attribute = new Attribute({ type: TIMESTAMP_TOKEN, values: [parsed(token)] });
    info.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [attribute] });
  }
  const { contentType } = new ContentInfo({ schema: parsed(cms) });
  return new Uint8Array(new ContentInfo({ contentType, content: signed.toSchema() }).toSchema().toBER(false));
}

/** The answer dates this signature, and no other. */
function requireImprint(token: Uint8Array, digest: Uint8Array): void {
  const { encapContentInfo } = new SignedData({ schema: new ContentInfo({ schema: parsed(token) }).content });
  const content = encapContentInfo.eContent?.getValue();
  const imprint =
    content === undefined
      ? undefined
      : new TSTInfo({ schema: parsed(new Uint8Array(content)) }).messageImprint.hashedMessage.getValue();
  if (imprint === undefined || !Buffer.from(imprint).equals(Buffer.from(digest)))
    throw new Error('the time-stamping service answered for something else than this signature');
}
