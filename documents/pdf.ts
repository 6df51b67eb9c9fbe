/**
 * PDF by Typst, in this process: tagged PDF/A-2a. What people wrote reaches a template as data, never as markup. The same
 * template and data give the same bytes, on any machine: a digest proves a letter.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** Archives keep it, screen readers follow it (ISO 19005-2, level A). */
const NORME = 'a-2a';
const RACINE = fileURLToPath(new URL('.', import.meta.url));
/** A file that is only in memory: as `sys.inputs` the data would make Typst build its library anew for every page. */
const DONNEES = `${RACINE}donnees.json`;

export interface Page {
  /** Template: its path under `documents/`. */
  readonly modele: string;
  /** Its text, where it is not a file of ours. */
  readonly source?: string;
  /** What the template reads as `json("/donnees.json")`. */
  readonly donnees: object;
  /** PNG, JPEG or SVG files, by the path that the template gives to `image`. */
  readonly images?: Readonly<Record<string, Uint8Array>>;
}

/** A template that does not compile: what Typst says of it, and the line (from 1) where it can be known. */
export class TypstFault extends Error {
  override readonly name = 'TypstFault';
  readonly ligne: number | undefined;
  constructor(message: string, ligne?: number) {
    super(message);
    this.ligne = ligne;
  }
}

let compilateur: NodeCompiler | undefined;
/** Our own fonts come before those of the machine, which templates never name. */
function compiler(): NodeCompiler {
  // Typst shares the pages of a document between threads: a letter has one or two, and threads that wait for none cost
  // a tenth of its processor.
  process.env['RAYON_NUM_THREADS'] ??= '1';
  const dossier = new URL('fonts/', import.meta.url);
  compilateur ??= NodeCompiler.create({
    workspace: RACINE,
    fontArgs: [
      {
        fontBlobs: readdirSync(dossier)
          .filter((nom) => nom.endsWith('.ttf'))
          .sort()
          .map((nom) => readFileSync(new URL(nom, dossier))),
      },
    ],
  });
  return compilateur;
}

/** Typst remembers what it laid out: after so many pages it forgets what these did not use again. */
const PAGES_RETENUES = 20;
let composees = 0;

/** The PDF of a page. Fails with `TypstFault`. */
export function composePdf(page: Page): Uint8Array {
  const typst = compiler();
  const chemin = `${RACINE}${page.modele}`;
  if (page.source !== undefined) typst.addSource(chemin, page.source);
  for (const [nom, contenu] of Object.entries(page.images ?? {}))
    typst.mapShadow(`${RACINE}${nom}`, Buffer.from(contenu));
  try {
    return compose(typst, chemin, JSON.stringify(page.donnees));
  } finally {
    if (page.source !== undefined) typst.unmapShadow(chemin);
    for (const nom of Object.keys(page.images ?? {})) typst.unmapShadow(`${RACINE}${nom}`);
    composees += 1;
    if (composees % PAGES_RETENUES === 0) typst.evictCache(1);
  }
}

function compose(typst: NodeCompiler, mainFilePath: string, donnees: string): Uint8Array {
  typst.mapShadow(DONNEES, Buffer.from(donnees));
  const compile = typst.compile({ mainFilePath });
  const document = compile.result;
  if (document === null) throw faultOf(typst, compile);
  try {
    return new Uint8Array(typst.pdf(document, { pdfStandard: NORME }));
  } catch (error) {
    const lisibles = sansIllisibles(donnees, error instanceof Error ? error.message : String(error));
    if (lisibles === donnees) throw new TypstFault(error instanceof Error ? error.message : String(error));
    return compose(typst, mainFilePath, lisibles);
  }
}

function faultOf(typst: NodeCompiler, compile: ReturnType<NodeCompiler['compile']>): TypstFault {
  const error = compile.takeError();
  const [premiere] = (error === null ? [] : typst.fetchDiagnostics(error)) as readonly {
    readonly message: string;
    readonly range: { readonly start: { readonly line: number } } | null;
  }[];
  const ligne = premiere?.range?.start.line;
  return new TypstFault(premiere?.message ?? 'no diagnostic', ligne === undefined ? undefined : ligne + 1);
}

/** What Typst quotes of a text that no font of ours shows, as Rust writes a string inside a string. */
const SANS_FONTE = /the text `\\*"(.+?)\\*"` could not be displayed/g;
const ECHAPPE = /\\+u\{([0-9a-f]+)\}|\\+(.)/g;

/**
 * PDF/A shows every character or is not written: what no font of ours has is said by its number, « [U+1F9FF] », so that a
 * rare character in a name holds up no letter.
 */
function sansIllisibles(donnees: string, message: string): string {
  const points = new Set(
    [...message.matchAll(SANS_FONTE)].flatMap(([, cite = '']) => [
      ...cite.replace(ECHAPPE, (_tout, point?: string, signe?: string) =>
        point === undefined ? (signe ?? '') : String.fromCodePoint(Number.parseInt(point, 16)),
      ),
    ]),
  );
  let lisibles = donnees;
  for (const point of points) {
    const numero = `[U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
    lisibles = lisibles.replaceAll(point, numero);
  }
  return lisibles;
}
