/** The seal of an organisation: its certificate and key (PKCS#12), and the service that dates what it seals (RFC 3161). */
import { X509Certificate } from 'node:crypto';
import { HttpTimestampAuthority, P12Signer, type Signer, type TimestampAuthority } from '@libpdf/core';

export interface Seal {
  readonly signer: Signer;
  /** Subject of the certificate, one line: « CN=…, O=… ». */
  readonly subject: string;
  readonly expires: Date;
  /** Absent: the seal bears only the date that this machine says. */
  readonly timestamps?: TimestampAuthority;
}

const TIMESTAMP_MS = 20_000;

/** Opens a PKCS#12 file. Fails with a French phrase when the password, the file or its certificate is wrong. */
export async function openSeal(p12: Uint8Array, password: string, timestampUrl?: string): Promise<Seal> {
  const signer = await P12Signer.create(p12, password).catch((cause: unknown) => {
    throw new Error("le fichier PKCS#12 ne s'ouvre pas : mot de passe inexact, ou fichier sans clé ni certificat", {
      cause,
    });
  });
  const certificate = new X509Certificate(signer.certificate);
  const timestamps =
    timestampUrl === undefined
      ? {}
      : { timestamps: new HttpTimestampAuthority(timestampUrl, { timeout: TIMESTAMP_MS }) };
  return {
    signer,
    subject: certificate.subject.split('\n').join(', '),
    expires: new Date(certificate.validTo),
    ...timestamps,
  };
}
