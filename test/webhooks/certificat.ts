/** A certificate of 127.0.0.1 that no authority knows, in PEM. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const run = promisify(execFile);

/** `fichier`: where the certificate is, for NODE_EXTRA_CA_CERTS. */
export async function certificat(): Promise<{ readonly cert: string; readonly key: string; readonly fichier: string }> {
  const dossier = await temporaryFolder();
  const [fichier, cle] = [join(dossier, 'cert.pem'), join(dossier, 'cle.pem')];
  const forme = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', cle];
  const sujet = ['-subj', '/CN=partenaire', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  await run('openssl', ['req', '-x509', ...forme, '-out', fichier, ...sujet]);
  return { cert: await readFile(fichier, 'utf8'), key: await readFile(cle, 'utf8'), fichier };
}
