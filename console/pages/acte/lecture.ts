/** The act of an address: what the API says of it in this case, its fields, what is known of them. */
import { fieldsOf, type NamedField } from '../../parts/champs/forme.ts';
import type { Known } from '../../parts/champs/champs.tsx';
import { answerOf } from '../../shell/api.ts';
import type { FieldSchema } from '../../shell/contract.ts';
import type { Schemas, Visit } from '../../shell/page.ts';
import { withFacts } from './faits.ts';
import { fileFieldOf, ownFiles } from './fichiers.tsx';
import { openCase, type OpenCase } from '../dossier/dossier.tsx';

export type Possible = Schemas['ActePossible'];

export interface OpenAct {
  readonly opened: OpenCase;
  readonly name: string;
  /** « Valider la lettre d’intention ». */
  readonly title: string;
  readonly possible: Possible;
  /** Fields of the act itself. */
  readonly own: readonly NamedField[];
  /** Those that every act may carry: proof of its date, author, comment. */
  readonly common: readonly NamedField[];
  readonly known: Known;
}

const COMMON: ReadonlySet<string> = new Set(['preuve', 'auteur', 'commentaire']);

/** What no person says: the service knows them. */
const OF_THE_SERVICE: ReadonlySet<string> = new Set(['acteur', 'enLot', 'rubriquesAbsentes']);

/**
 * A closed field of which this case admits one value is filled with it. What the API tried in order to judge (`connus`) is
 * not: a ground or a criterion is nobody's to choose but the agent's.
 */
const onlyChoices = (fields: readonly NamedField[]): Known =>
  Object.fromEntries(
    fields.flatMap(({ name, shape, required }) =>
      required && shape.kind === 'choice' && shape.choices.length === 1 && shape.choices[0] !== undefined
        ? [[name, shape.choices[0][0]] as const]
        : [],
    ),
  );

/** Files are named by their number: shown under their names, to be ticked. None was sent: nothing to tick. */
function withFiles(
  properties: Readonly<Record<string, FieldSchema>>,
  name: string,
  files: readonly (readonly [string, string])[],
): Readonly<Record<string, FieldSchema>> {
  const field = properties[name];
  if (field === undefined) return properties;
  if (files.length === 0) return { ...properties, [name]: { ...field, items: {} } };
  const items = { type: 'string', enum: files.map(([id]) => id), 'x-libelles': Object.fromEntries(files) };
  return {
    ...properties,
    [name]: { ...field, description: 'Fichiers de cet acte, parmi ceux envoyés au dossier.', items },
  };
}

/** `undefined`: not an act of this role. */
export async function openAct(visit: Visit): Promise<OpenAct | undefined> {
  const { ess = '', commande: name = '' } = visit.path;
  const [opened, { actes }] = await Promise.all([
    openCase(visit),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/actes', { params: { path: { ess } } })),
  ]);
  const possible = actes.find(({ commande }) => commande === name);
  const act = visit.contract.act(name);
  if (possible === undefined || act === undefined) return undefined;
  // Of an impossible act, the API gives no form of its own: the contract's shows what it would be.
  const declared = Object.entries(((possible.schema ?? act.schema) as FieldSchema).properties ?? {});
  const properties = await withFacts(
    visit,
    opened.ess,
    opened.dossier.rang,
    Object.fromEntries(declared.filter(([field]) => !OF_THE_SERVICE.has(field))),
  );
  const { required: asked = [], allOf = [] } = (possible.schema ?? act.schema) as FieldSchema;
  // A datum is named by its fact and its field.
  const required = 'champ' in properties ? [...asked, 'rang', 'champ'] : asked;
  const naming = fileFieldOf(Object.keys(properties));
  const shown = naming === undefined ? properties : withFiles(properties, naming, await ownFiles(visit, opened.ess));
  const all = fieldsOf({ properties: shown, required, allOf }, (value) => visit.contract.label(value));
  const isCommon = ({ name: field, required: needed, when }: NamedField) =>
    COMMON.has(field) && !needed && when === undefined;
  const given = Object.fromEntries([...visit.query].filter(([field]) => field in properties));
  return {
    opened,
    name,
    title: act.title,
    possible,
    own: all.filter((field) => !isCommon(field)),
    common: all.filter(isCommon),
    known: {
      le: opened.today,
      ...onlyChoices(all),
      ...given,
    },
  };
}
