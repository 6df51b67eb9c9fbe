/** Files in a bucket of an S3-compatible server. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Magasin, ReglagesS3 } from './store.ts';

export function magasinS3({ bucket, region, endpoint, identifiants }: ReglagesS3): Magasin {
  const client = new S3Client({
    region,
    // Servers other than Amazon's rarely have one host name a bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(identifiants === undefined ? {} : { credentials: identifiants }),
  });
  const objet = (sha256: string) => ({ Bucket: bucket, Key: `pieces/${sha256}` });
  return {
    async deposer(sha256, chemin) {
      const { size } = await stat(chemin);
      await client.send(
        new PutObjectCommand({
          ...objet(sha256),
          Body: createReadStream(chemin),
          ContentLength: size,
          // The server refuses content that is not what was announced.
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
      );
    },
    async lire(sha256) {
      try {
        const { Body } = await client.send(new GetObjectCommand(objet(sha256)));
        return Body as Readable | undefined;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async retirer(sha256) {
      await client.send(new DeleteObjectCommand(objet(sha256)));
    },
  };
}
