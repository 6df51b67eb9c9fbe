/**
 * The program of a caisse that runs its own worker. Settings: ESS_CAISSE (its code), ESS_CAISSE_DOSSIER (the folder that its
 * payment system reads), and how to reach the engine: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_TLS…, ESS_CLES.
 */
import { NativeConnection, Runtime } from '@temporalio/worker';
import { readTemporalSettings } from '../engine/connection/settings.ts';
import { dossierEchange } from './dossier-echange.ts';
import { createCaisseWorker } from './executant.ts';

/** @throws Error that names the setting that is missing */
function reglage(nom: string): string {
  const valeur = process.env[nom]?.trim();
  if (valeur === undefined || valeur === '') throw new Error(`${nom} is missing.`);
  return valeur;
}

async function main(): Promise<void> {
  const [caisse, dossier] = [reglage('ESS_CAISSE'), reglage('ESS_CAISSE_DOSSIER')];
  if (!/^[a-z0-9-]{1,60}$/.test(caisse)) throw new Error(`ESS_CAISSE: « ${caisse} » is no code of a caisse.`);
  const { connection: acces, namespace, dataConverter } = await readTemporalSettings(process.env);
  Runtime.install({ shutdownSignals: [] });
  const systeme = await dossierEchange(dossier);
  const connection = await NativeConnection.connect(acces);
  try {
    const worker = await createCaisseWorker({ connection, namespace, dataConverter, caisse, systeme });
    const stop = () => worker.shutdown();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    console.log(`caisse ${caisse}: ready on ${acces.address}, namespace ${namespace}`);
    await worker.run();
  } finally {
    await connection.close();
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
