/** What is readable in histories, as the engine keeps them: for the tests of encryption. */

const texte = (octets: unknown): string => (octets instanceof Uint8Array ? Buffer.from(octets).toString('utf8') : '');

interface Charge {
  readonly metadata: Readonly<Record<string, Uint8Array>>;
}

const estCharge = (valeur: object): valeur is Charge =>
  'metadata' in valeur &&
  typeof valeur.metadata === 'object' &&
  valeur.metadata !== null &&
  'encoding' in valeur.metadata;

/** Every payload inside a value, with the path to it. */
function* charges(valeur: unknown, chemin = ''): Iterable<{ readonly chemin: string; readonly charge: Charge }> {
  if (typeof valeur !== 'object' || valeur === null || valeur instanceof Uint8Array) return;
  if (estCharge(valeur)) yield { chemin, charge: valeur };
  else for (const [nom, un] of Object.entries(valeur)) yield* charges(un, `${chemin}.${nom}`);
}

/** Every text of a value outside its payloads. */
function* textes(valeur: unknown): Iterable<string> {
  if (typeof valeur === 'string') yield valeur;
  if (typeof valeur !== 'object' || valeur === null || valeur instanceof Uint8Array || estCharge(valeur)) return;
  for (const un of Object.values(valeur)) yield* textes(un);
}

/** `lisibles`: texts outside payloads, each once; `clairs`: paths of the payloads that are not encrypted. */
export function lisiblesDe(valeur: unknown): { readonly lisibles: string[]; readonly clairs: string[] } {
  const clairs = [...charges(valeur)].flatMap(({ chemin, charge }) =>
    texte(charge.metadata['encoding']) === 'binary/encrypted' ? [] : [chemin],
  );
  return { lisibles: [...new Set(textes(valeur))].filter((un) => un !== ''), clairs };
}

/** Ids of the keys that encrypted the payloads of a value. */
export const clesDe = (valeur: unknown): string[] =>
  [...new Set([...charges(valeur)].map(({ charge }) => texte(charge.metadata['key'])))]
    .filter((id) => id !== '')
    .sort();
