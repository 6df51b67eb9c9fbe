/** Figures as people read them: lines on a terminal, tables in docs/performance.md. */
import { cpus, totalmem } from 'node:os';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Line, Measure } from './measure.ts';

export interface Measured {
  readonly measure: Pick<Measure, 'letter' | 'title'>;
  readonly lines: readonly Line[];
}

const nombre = (valeur: number, unit: string): string => {
  const decimales = unit === 'events' || unit === '' ? 0 : Math.abs(valeur) < 10 ? 2 : Math.abs(valeur) < 100 ? 1 : 0;
  return valeur.toFixed(decimales);
};

function verdict({ figure, target, unit }: Line): string {
  if (target === undefined) return '';
  const tenue = target.bound === 'at-most' ? figure.median <= target.value : figure.median >= target.value;
  return `${target.bound === 'at-most' ? '≤' : '≥'} ${nombre(target.value, unit)}: ${tenue ? 'met' : '**missed**'}`;
}

const bornes = ({ figure, unit }: Line): string =>
  figure.rounds === 1 ? '' : `${nombre(figure.min, unit)}–${nombre(figure.max, unit)}`;

export const asText = ({ measure, lines }: Measured): string =>
  [
    `(${measure.letter}) ${measure.title}`,
    ...lines.map((ligne) =>
      `  ${ligne.name.padEnd(62)} ${nombre(ligne.figure.median, ligne.unit).padStart(9)} ${ligne.unit.padEnd(6)} ${bornes(ligne).padEnd(18)} ${verdict(ligne)}`.trimEnd(),
    ),
  ].join('\n');

const enMarkdown = ({ measure, lines }: Measured): string =>
  [
    `### (${measure.letter}) ${measure.title}`,
    '',
    '| figure | median | min–max | target |',
    '| --- | ---: | ---: | --- |',
    ...lines.map(
      (ligne) =>
        `| ${ligne.name} | ${nombre(ligne.figure.median, ligne.unit)} ${ligne.unit} | ${bornes(ligne)} | ${verdict(ligne)} |`,
    ),
    '',
  ].join('\n');

/** The machine, and what runs on it. */
export async function machine(versions: Readonly<Record<string, string>>): Promise<string> {
  const [coeur] = cpus();
  const charge = (await readFile('/proc/loadavg', 'utf8').catch(() => '? ? ?')).split(' ').slice(0, 3).join(' ');
  const materiel = `${cpus().length} × ${coeur?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`;
  const logiciel = Object.entries(versions).map(([nom, version]) => `${nom} ${version}`);
  return `${materiel}; load before ${charge}; ${logiciel.join(', ')}; ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const DOCUMENT = join(import.meta.dirname, '../docs/performance.md');

/** Puts the tables between the marks `<!-- nom -->` and `<!-- /nom -->` of docs/performance.md. */
export async function writeTables(nom: string, entete: string, mesurees: readonly Measured[]): Promise<void> {
  const texte = await readFile(DOCUMENT, 'utf8');
  const [debut, fin] = [`<!-- ${nom} -->`, `<!-- /${nom} -->`];
  const [de, a] = [texte.indexOf(debut), texte.indexOf(fin)];
  if (de === -1 || a < de) throw new Error(`docs/performance.md has no place marked ${debut} … ${fin}`);
  const tables = [entete, '', ...mesurees.map(enMarkdown)].join('\n');
  const complet = `${texte.slice(0, de + debut.length)}\n\n${tables}\n${texte.slice(a)}`;
  await writeFile(DOCUMENT, await format(complet, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' }));
}
