/** The deposit of files as the environment sets it. */
import { antivirus } from './antivirus.ts';
import { ouvrirMagasin, reglagesMagasin } from './store.ts';
import { ouvrirDepot, type Depot } from './reception.ts';

/** ESS_CLAMAV: `host:port` or Unix socket of clamd; absent: files are not scanned, and each says so. */
export function depotDepuis(env: NodeJS.ProcessEnv, dossier: string): Depot {
  const clamav = env['ESS_CLAMAV'];
  return ouvrirDepot(
    ouvrirMagasin(reglagesMagasin(env, dossier)),
    clamav === undefined || clamav === '' ? undefined : antivirus(clamav),
  );
}
