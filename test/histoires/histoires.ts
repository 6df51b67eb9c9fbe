/** Stored histories: `VERSION/SCENARIO.runN.json.br`, one a run, as `npm run histoires` recorded them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import protocol from '@temporalio/proto'; // CommonJS: its names are properties of the default

const { History } = protocol.temporal.api.history.v1;
export const { EventType } = protocol.temporal.api.enums.v1;
export type Histoire = ReturnType<typeof History.fromObject>;

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
