/** Figures as people read them: lines on a terminal, tables in docs/performance.md. */
import { cpus, totalmem } from 'node:os';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Ligne, Mesure } from './measure.ts';

export interface Mesuree {
  readonly mesure: Pick<Mesure, 'lettre' | 'titre'>;
  readonly lignes: readonly Ligne[];
}

const nombre = (valeur: number, unite: string): string => {
  const decimales = unite === 'events' || unite === '' ? 0 : Math.abs(valeur) < 10 ? 2 : Math.abs(valeur) < 100 ? 1 : 0;
  return valeur.toFixed(decimales);
};

function verdict({ figure, cible, unite }: Ligne): string {
  if (cible === undefined) return '';
  const tenue = cible.sens === 'au-plus' ? figure.mediane <= cible.valeur : figure.mediane >= cible.valeur;
  return `${cible.sens === 'au-plus' ? '≤' : '≥'} ${nombre(cible.valeur, unite)}: ${tenue ? 'met' : '**missed**'}`;
}

const bornes = ({ figure, unite }: Ligne): string =>
  figure.tours === 1 ? '' : `${nombre(figure.min, unite)}–${nombre(figure.max, unite)}`;

export const enTexte = ({ mesure, lignes }: Mesuree): string =>
  [
    `(${mesure.lettre}) ${mesure.titre}`,
    ...lignes.map((ligne) =>
      `  ${ligne.mesure.padEnd(62)} ${nombre(ligne.figure.mediane, ligne.unite).padStart(9)} ${ligne.unite.padEnd(6)} ${bornes(ligne).padEnd(18)} ${verdict(ligne)}`.trimEnd(),
    ),
  ].join('\n');

const enMarkdown = ({ mesure, lignes }: Mesuree): string =>
  [
    `### (${mesure.lettre}) ${mesure.titre}`,
    '',
    '| figure | median | min–max | target |',
    '| --- | ---: | ---: | --- |',
    ...lignes.map(
      (ligne) =>
        `| ${ligne.mesure} | ${nombre(ligne.figure.mediane, ligne.unite)} ${ligne.unite} | ${bornes(ligne)} | ${verdict(ligne)} |`,
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
export async function ecrire(nom: string, entete: string, mesurees: readonly Mesuree[]): Promise<void> {
  const texte = await readFile(DOCUMENT, 'utf8');
  const [debut, fin] = [`<!-- ${nom} -->`, `<!-- /${nom} -->`];
  const [de, a] = [texte.indexOf(debut), texte.indexOf(fin)];
  if (de === -1 || a < de) throw new Error(`docs/performance.md has no place marked ${debut} … ${fin}`);
  const tables = [entete, '', ...mesurees.map(enMarkdown)].join('\n');
  const complet = `${texte.slice(0, de + debut.length)}\n\n${tables}\n${texte.slice(a)}`;
  await writeFile(DOCUMENT, await format(complet, { ...(await resolveConfig(DOCUMENT)), parser: 'markdown' }));
}
