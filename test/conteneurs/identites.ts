/**
 * The local identity provider as a service of the containers' network: it listens on loopback alone, and this hands it what
 * comes to the container on the same port. Its certificate, key and secret: files of the folder that ESS_ESSAI names.
 */
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { startLocalProvider, type Secrets } from '../../local/identity-provider/provider.ts';
import { HOTE_IDENTITES } from '../production/noms.ts';

const PORT = 8443;
const lire = (nom: string) => readFileSync(join(process.env['ESS_ESSAI'] ?? '', nom), 'utf8');
await startLocalProvider({
  port: PORT,
  secrets: JSON.parse(lire('fournisseur.json')) as Secrets,
  tls: { name: HOTE_IDENTITES, cert: lire('autorite.pem'), key: lire('identites.key') },
});
for (const { address, family, internal } of Object.values(networkInterfaces()).flatMap((une) => une ?? []))
  if (family === 'IPv4' && !internal)
    createServer((entrant) => {
      const sortant = connect(PORT, '127.0.0.1');
      entrant.pipe(sortant).pipe(entrant);
      for (const [un, autre] of [
        [entrant, sortant],
        [sortant, entrant],
      ] as const)
        un.on('error', () => autre.destroy());
    }).listen(PORT, address);
process.on('SIGTERM', () => process.exit(0));
