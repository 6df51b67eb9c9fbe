/**
 * Where each rule lives (`npm run regles`): the files that cite its id, the tests that name it, or why it needs neither
 * (domain/catalogue/hors-portee.ts). Exits 1 when an id has none of the three. `--manquantes` prints only those.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HORS_PORTEE, RENVOIS } from '../domain/catalogue/hors-portee.ts';
import { CATALOGUE, regle } from '../domain/catalogue/index.ts';

interface Fichier {
  readonly chemin: string;
  readonly texte: string;
}

export interface Place {
  readonly id: string;
  readonly code: readonly string[];
  readonly tests: readonly string[];
  /** Reason or reference in French; null when the id must be cited by the code or by a test. */
  readonly motif: string | null;
}

const RACINE = join(import.meta.dirname, '..');
/** `domain/catalogue` only describes the rules, and type files only declare names: neither applies a rule. */
const descriptif = (chemin: string): boolean =>
  chemin.startsWith('domain/catalogue/') || chemin.endsWith('.types.ts') || chemin === 'test/regles/catalogue.test.ts';
const lire = (motifs: readonly string[]): Fichier[] =>
  globSync(motifs, { cwd: RACINE })
    .map((chemin) => chemin.replaceAll('\\', '/'))
    .filter((chemin) => !descriptif(chemin))
    .toSorted()
    .map((chemin) => ({ chemin, texte: readFileSync(join(RACINE, chemin), 'utf8') }));

const citant = (motif: RegExp, fichiers: readonly Fichier[]): string[] =>
  fichiers.filter(({ texte }) => motif.test(texte)).map(({ chemin }) => chemin);

/** The id as a whole word: `AMO-16` is not in `AMO-16bis`, nor `LI-01` in `ELI-01`. */
const identifiant = (id: string): RegExp => new RegExp(`(?<![\\w-])${id}(?![\\w-])`);
/** The name of a deadline as a string of the code; one that ends with a dash is the start of a numbered family. */
const echeance = (nom: string): RegExp => new RegExp(`['"\`]${nom}${nom.endsWith('-') ? '' : '[\'"`]'}`);

/** What is known of every id of the catalogue. */
export function places(): Place[] {
  const code = lire(['{domain,workflows,api,activities,records,cli}/**/*.ts']);
  const tests = lire(['test/**/*.{ts,json}']);
  const applique = (cible: string) =>
    (regle(cible) === undefined ? citant(echeance(cible), code) : citant(identifiant(cible), code)).length > 0;
  return CATALOGUE.map(({ id }) => {
    const cibles = RENVOIS[id];
    const renvoi = cibles?.every(applique) === true ? `voir ${cibles.join(', ')}` : null;
    return {
      id,
      code: citant(identifiant(id), code),
      tests: citant(identifiant(id), tests),
      motif: HORS_PORTEE[id] ?? renvoi,
    };
  });
}

export const isMissing = ({ code, tests, motif }: Place): boolean =>
  code.length === 0 && tests.length === 0 && motif === null;

function ligne({ id, code, tests, motif }: Place): string {
  const parties = [
    code.length > 0 ? `code : ${code.join(', ')}` : '',
    tests.length > 0 ? `tests : ${tests.join(', ')}` : '',
    motif ?? (code.length + tests.length > 0 ? '' : `MANQUE (attendu : ${RENVOIS[id]?.join(', ') ?? id})`),
  ];
  return `${id.padEnd(9)} ${(regle(id)?.nature ?? '').padEnd(15)} ${parties.filter(Boolean).join(' | ')}`;
}

function imprimer(seulementManquantes: boolean): number {
  const toutes = places();
  const manquantes = toutes.filter(isMissing);
  for (const place of seulementManquantes ? manquantes : toutes) console.log(ligne(place));
  const sansTest = toutes.filter(({ tests, motif }) => tests.length === 0 && motif === null).length;
  console.error(`${toutes.length} règles, ${manquantes.length} sans place, ${sansTest} sans test ni renvoi.`);
  return manquantes.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = imprimer(process.argv.includes('--manquantes'));
