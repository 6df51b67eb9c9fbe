/** Histories: those that `npm run histoires` recorded, `VERSION/SCENARIO.runN.json.br`, one a run; and their replay. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import protocol from '@temporalio/proto'; // CommonJS: its names are properties of the default
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';

const { History } = protocol.temporal.api.history.v1;
export const { EventType } = protocol.temporal.api.enums.v1;
export type Histoire = Parameters<typeof History.encode>[0];

export interface HistoireGardee {
  /** `VERSION/SCENARIO.runN` */
  readonly nom: string;
  readonly version: string;
  readonly fichier: string;
}

const DOSSIER = import.meta.dirname;
const SUFFIXE = '.json.br';

/** All of them, of all versions. */
export const histoiresGardees = (): HistoireGardee[] =>
  readdirSync(DOSSIER, { recursive: true, encoding: 'utf8' })
    .filter((chemin) => chemin.endsWith(SUFFIXE))
    .toSorted()
    .map((chemin) => ({
      nom: chemin.slice(0, -SUFFIXE.length),
      version: chemin.split('/')[0] ?? '',
      fichier: join(DOSSIER, chemin),
    }));

/** Decoded; the events as the engine kept them. */
export const lireHistoire = ({ fichier }: HistoireGardee): Histoire =>
  History.fromObject(JSON.parse(brotliDecompressSync(readFileSync(fichier)).toString()) as object);

/** Another one, which may be falsified. */
export const copie = (histoire: Histoire): Histoire => History.decode(History.encode(histoire).finish());

const nomDuDossier = ({ events }: Histoire): string =>
  events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? '';

/** Why each history cannot be replayed by this program; undefined when it can. */
export async function rejouer(
  workflowBundle: WorkflowBundleOption,
  histoires: readonly Histoire[],
): Promise<(Error | undefined)[]> {
  const aRejouer = histoires.map((history) => ({ workflowId: nomDuDossier(history), history }));
  const resultats: (Error | undefined)[] = [];
  for await (const { error } of Worker.runReplayHistories({ workflowBundle }, aRejouer)) resultats.push(error);
  return resultats;
}
