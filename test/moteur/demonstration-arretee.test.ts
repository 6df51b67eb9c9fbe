/** `npm start`, stopped while its demonstration is being played: it ends as it would at any other moment. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../runtime/ports.ts';
import { lancer } from '../production/processus.ts';
import { engineOfTheRun } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const PORTS = [
  'MAIL_PORT',
  'SMTP_PORT',
  'PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
  'IDENTITES_PORT',
  'CONSOLE_PORT',
  'DEMARCHE_NUMERIQUE_PORT',
];

test('interrompue, elle le dit, s’arrête, et ne prétend pas que tout est en marche', async () => {
  await engineOfTheRun(); // built by now
  const ports = await Promise.all(PORTS.map(async (nom) => [nom, String(await freePort())] as const));
  const programme = lancer('cli/start.ts', [], {
    HOME: process.env['HOME'] ?? '',
    ESS_DONNEES: join(await temporaryFolder(), 'donnees'),
    ...Object.fromEntries(ports),
  });
  const { processus, traces } = programme;
  const fin = new Promise<number | null>((resolve) => processus.once('close', resolve));
  await programme.dit('LettreIntentionDeposee');
  processus.kill('SIGINT');
  expect(await fin).toBe(0);
  const tout = traces.join('');
  expect(tout).toContain('Démonstration interrompue');
  expect(tout).toContain('Arrêté.');
  expect(tout).not.toMatch(/Tout est en marche|shut down|Error/);
});
