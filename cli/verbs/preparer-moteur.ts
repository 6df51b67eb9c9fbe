/** `ess preparer-moteur`: namespace, retention and search attributes of the engine. A job of each deployment. */
import { prepare } from '../../engine/prepare.ts';
import { readTemporalSettings } from '../../engine/connection/settings.ts';
import { ATTRIBUTS, RETENTION_JOURS } from '../../workflows/messages.ts';
import type { Verb } from '../verb.ts';

export const PREPARER_MOTEUR: Verb = {
  summary: "crée l'espace de noms et les attributs de recherche du moteur (TEMPORAL_ADDRESS)",
  usage: `Ne change que ce qui manque ; peut être relancé. Sur Temporal Cloud, l'espace de noms et les attributs se créent
par la console ou \`tcld\` (docs/production.md).`,
  async run() {
    const { connection, namespace } = await readTemporalSettings(process.env);
    await prepare(connection, {
      namespace,
      searchAttributes: ATTRIBUTS,
      retentionDays: RETENTION_JOURS,
      timeSkipping: false,
      log: console.error,
    });
    console.log(`Moteur ${connection.address} : espace de noms « ${namespace} » et attributs de recherche en place.`);
    return 0;
  },
};
