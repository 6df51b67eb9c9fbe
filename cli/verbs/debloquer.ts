/** `ess debloquer`: a case that the engine can no longer carry, or that was ended from outside, is taken up again. */
import { parseArgs } from 'node:util';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { lastGoodTask, takeUp } from '../../engine/connection/release.ts';
import { readTemporalSettings } from '../../engine/connection/settings.ts';
import { WrongCall, type Verb } from '../verb.ts';

export const DEBLOQUER: Verb = {
  summary:
    'ESS --motif TEXTE : reprend un dossier que le moteur ne fait plus avancer, ou qui a été arrêté de l’extérieur',
  usage: `  --motif TEXTE    pourquoi ; il reste dans l'histoire du moteur (sans nommer personne)
  --oublier        ce qui est arrivé depuis la dernière étape réussie (Signaux, Updates sans réponse) n'est pas rejoué
  --essai          dit d'où le dossier repartirait, et ce qui serait rejoué ; ne change rien

Le dossier repart de sa dernière étape réussie, avec le programme que le worker exécute : corrigez d'abord le programme
quand c'est lui qui échoue (docs/exploitation.md, « Un dossier bloqué »). Rien n'est fait deux fois : chaque effet a sa clé.`,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        motif: { type: 'string' },
        oublier: { type: 'boolean', default: false },
        essai: { type: 'boolean', default: false },
      },
    });
    const [ess] = positionals;
    if (ess === undefined || positionals.length > 1) throw new WrongCall('Un dossier est attendu (ess-33-…).');
    const motif = values.motif?.trim() ?? '';
    if (motif === '' && !values.essai) throw new WrongCall('« --motif » : dites pourquoi.');
    const { connection: reach, namespace, dataConverter } = await readTemporalSettings(process.env);
    const connection = await Connection.connect(reach);
    try {
      const client = new Client({ connection, namespace, ...(dataConverter === undefined ? {} : { dataConverter }) });
      const point = await lastGoodTask(client, ess).catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError)
          throw new WrongCall(`Le moteur ne connaît aucun dossier « ${ess} ».`);
        throw error;
      });
      const sort = values.oublier ? 'oublié' : 'rejoué';
      console.log(`${ess} : reprise à l'événement ${point.eventId} de l'exécution ${point.runId}.`);
      for (const { eventId, quoi } of point.afterwards) console.log(`  ${sort} : ${quoi} (événement ${eventId})`);
      if (values.essai) return 0;
      const suite = await takeUp(client, ess, point, { reason: motif, forgetting: values.oublier });
      console.log(`Le dossier avance de nouveau, dans l'exécution ${suite}.`);
      return 0;
    } finally {
      await connection.close();
    }
  },
};
