/** The form of an act as the contract has it, with what this very case makes of it: the values it takes, those it knows. */
import { activite, contrat, objetEnClair, paiement, partie, dateLongue } from '../../documents/libelles.ts';
import { regle } from '../../domain/catalogue/index.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Possible } from '../../domain/possibles/possibles.ts';
import { OUVERTS } from '../../domain/possibles/valeurs-plausibles.ts';
import type { Activite, TypeContrat } from '../../domain/valeurs.ts';
import { isProven, isReasoned } from '../commands/chapters/all.ts';
import { isProvenWhenLate } from '../commands/proofs.ts';
import { contentsOf } from '../commands/contents.ts';
import { openApiDocument } from '../contract/document.ts';

type Schema = Readonly<Record<string, unknown>>;

const REFERENCE = '#/components/schemas/';

/** The same schema without a reference to elsewhere. */
function whole(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(whole);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...rest } = schema as { readonly $ref?: unknown };
  const own = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, whole(value)]));
  if (typeof $ref !== 'string') return own;
  const known = (openApiDocument().components?.schemas ?? {}) as Readonly<Record<string, unknown>>;
  return { ...(whole(known[$ref.slice(REFERENCE.length)]) as object), ...own };
}

const bodies = new Map<NomCommande, Schema>();

function bodyOf(commande: NomCommande): Schema {
  const known = bodies.get(commande);
  if (known !== undefined) return known;
  const paths = openApiDocument().paths as Readonly<
    Record<string, { post?: { requestBody?: { content?: Record<string, { schema?: unknown }> } } }>
  >;
  const body = paths[`/api/v1/ess/{ess}/commandes/${commande}`]?.post?.requestBody?.content?.['application/json'];
  const schema = whole(body?.schema) as Schema;
  bodies.set(commande, schema);
  return schema;
}

/** How a value of these fields reads; `rang`: the fact of the journal that it names. */
function labelOf(champ: string, valeur: unknown, journal: readonly LigneJournal[]): string | undefined {
  if (champ === 'rang') {
    const ligne = journal.find(({ rang }) => rang === valeur);
    return ligne && `${ligne.evenement.evenement}, ${dateLongue(ligne.evenement.le)}`;
  }
  if (typeof valeur !== 'string') return undefined;
  switch (champ) {
    case 'paiement':
      return paiement(valeur);
    case 'activite':
      return activite(valeur as Activite);
    case 'contrat':
      return contrat(valeur as TypeContrat);
    case 'recouvrement':
      return objetEnClair(valeur);
    case 'partie':
      return partie(valeur);
    case 'critere':
      return regle(valeur)?.titre;
    default:
      return undefined;
  }
}

const isScalar = (valeur: unknown): boolean => typeof valeur === 'string' || typeof valeur === 'number';

/** A field whose values are known here: those, each with its words. */
function narrowed(
  champ: string,
  schema: Schema,
  valeurs: readonly unknown[],
  journal: readonly LigneJournal[],
): Schema {
  if (valeurs.length === 0 || !valeurs.every(isScalar)) return schema;
  const words = (schema['x-libelles'] ?? {}) as Readonly<Record<string, string>>;
  const libelles = Object.fromEntries(
    valeurs.flatMap((valeur) => {
      const label = words[String(valeur)] ?? labelOf(champ, valeur, journal);
      return label === undefined ? [] : [[String(valeur), label]];
    }),
  );
  const { pattern: _pattern, 'x-libelles': _words, ...rest } = schema;
  return { ...rest, enum: valeurs, ...(Object.keys(libelles).length === 0 ? {} : { 'x-libelles': libelles }) };
}

/** `motif` where the law asks for it only with some values of another field: said in the words of its refusal. */
function conditional({ champ, regle: id, phrase, si }: Possible['exigences'][number]): Schema | undefined {
  if (si === null) return undefined;
  const when = 'valeurs' in si ? { enum: si.valeurs } : { not: { const: si.sauf } };
  return {
    if: { properties: { [si.champ]: when }, required: [si.champ] },
    then: { required: [champ] },
    'x-regle': id,
    description: phrase,
  };
}

/** DEC-29 — an earlier date of such an act is not taken without its proof. */
const provenBefore = (today: string): Schema => ({
  if: { properties: { le: { not: { const: today } } }, required: ['le'] },
  then: { required: ['preuve'] },
  'x-regle': 'DEC-29',
  description: 'Une date antérieure à ce jour se prouve.',
});

/** JSON Schema of the body: what is asked, what is known already (`default`), what this case takes (`enum`). */
export function actSchema(
  { commande, admis, exigences }: Pick<Possible, 'commande' | 'admis' | 'exigences'>,
  connus: Readonly<Record<string, unknown>>,
  journal: readonly LigneJournal[],
): Schema {
  const body = bodyOf(commande);
  const { acteur: _acteur, ...fields } = body['properties'] as Readonly<Record<string, Schema>>;
  const properties = Object.fromEntries(
    Object.entries(fields).map(([champ, schema]) => {
      const close =
        champ in admis && !OUVERTS.includes(champ) ? narrowed(champ, schema, admis[champ] ?? [], journal) : schema;
      return [champ, champ in connus ? { ...close, default: connus[champ] } : close];
    }),
  );
  const required = new Set([
    ...((body['required'] ?? []) as readonly string[]),
    ...(isReasoned(commande) ? ['motif'] : []),
    ...(isProven(commande) ? ['preuve'] : []),
    ...exigences.filter(({ si }) => si === null).map(({ champ }) => champ),
  ]);
  const conditions = [
    ...exigences.flatMap((une) => conditional(une) ?? []),
    ...(isProvenWhenLate(commande) && typeof connus['le'] === 'string' && !required.has('preuve')
      ? [provenBefore(connus['le'])]
      : []),
  ];
  const contents = contentsOf(commande);
  return {
    ...body,
    properties,
    required: [...required],
    ...(conditions.length === 0 ? {} : { allOf: conditions }),
    // DEC-54: one of these at least.
    ...(contents.length === 0 ? {} : { anyOf: contents.map((champ) => ({ required: [champ] })) }),
  };
}
