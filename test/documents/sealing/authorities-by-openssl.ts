/** Certificates and a time-stamping authority, all made by openssl on this machine: nothing of ours verifies what we seal. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const PASSWORD = 'mot de passe d’essai';

const CONFIGURATION = `
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:TRUE
[seal]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
[stamp]
basicConstraints = CA:FALSE
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = here
[here]
serial = serial
crypto_device = builtin
signer_cert = stamp.pem
certs = ca.pem
signer_key = stamp.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256,sha384,sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

export interface Workshop {
  readonly folder: string;
  readonly p12: Uint8Array;
  openssl(...args: readonly string[]): Promise<string>;
  /** A time-stamping server on loopback; `answer` stands in for openssl's when given. */
  startTsa(answer?: (query: Buffer) => Buffer): Promise<{ readonly url: string; close(): Promise<void> }>;
  remove(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'cachet-'));
  await writeFile(join(folder, 'openssl.cnf'), CONFIGURATION);
  await writeFile(join(folder, 'serial'), '01\n');
  const openssl = async (...args: readonly string[]) => (await execute('openssl', [...args], { cwd: folder })).stdout;
  const rsa = ['-newkey', 'rsa:2048', '-nodes', '-config', 'openssl.cnf'];
  await openssl('req', '-x509', ...rsa, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=AC', '-extensions', 'ca');
  for (const [name, subject] of [
    ['seal', '/O=Agence régionale d’essai/CN=Cachet d’essai'],
    ['stamp', '/CN=Horodatage'],
  ] as const) {
    await openssl('req', '-utf8', ...rsa, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'openssl.cnf', '-extensions', name];
    await openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, '-days', '30', ...by);
  }
  const key = ['-inkey', 'seal.key', '-in', 'seal.pem', '-certfile', 'ca.pem'];
  await openssl('pkcs12', '-export', ...key, '-out', 'seal.p12', '-passout', `pass:${PASSWORD}`);
  const byOpenssl = async (query: Buffer): Promise<Buffer> => {
    await writeFile(join(folder, 'query.tsq'), query);
    const files = ['-queryfile', 'query.tsq', '-out', 'reply.tsr'];
    await openssl('ts', '-reply', '-config', 'openssl.cnf', '-section', 'here', ...files);
    return readFile(join(folder, 'reply.tsr'));
  };
  return {
    folder,
    p12: await readFile(join(folder, 'seal.p12')),
    openssl,
    async startTsa(answer) {
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const query = Buffer.concat(chunks);
          Promise.resolve(answer === undefined ? byOpenssl(query) : answer(query)).then(
            (reply) => response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply),
            () => response.writeHead(500).end(),
          );
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const close = () =>
        new Promise<void>((resolve) => {
          server.closeAllConnections();
          server.close(() => resolve());
        });
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
