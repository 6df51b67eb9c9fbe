/** Files in a bucket of an S3-compatible server. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Store, S3Settings } from './store.ts';

export function s3Store({ bucket, region, endpoint, credentials }: S3Settings): Store {
  const client = new S3Client({
    region,
    // Servers other than Amazon's rarely have one host name a bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
  });
  const object = (sha256: string) => ({ Bucket: bucket, Key: `pieces/${sha256}` });
  return {
    async put(sha256, path) {
      const { size } = await stat(path);
      await client.send(
        new PutObjectCommand({
          ...object(sha256),
          Body: createReadStream(path),
          ContentLength: size,
          // The server refuses content that is not what was announced.
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
      );
    },
    async get(sha256) {
      try {
        const { Body } = await client.send(new GetObjectCommand(object(sha256)));
        return Body as Readable | undefined;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async remove(sha256) {
      await client.send(new DeleteObjectCommand(object(sha256)));
    },
  };
}
