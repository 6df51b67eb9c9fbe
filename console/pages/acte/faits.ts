/** Facts of the journal that an act names by their line, and what each says: chosen in words, not by their numbers. */
import { named, type AnyEvent } from '../../parts/evenement.tsx';
import { answerOf } from '../../shell/api.ts';
import type { FieldSchema } from '../../shell/contract.ts';
import type { Visit } from '../../shell/page.ts';
import { longDate } from '../../words/dates.ts';
import { eventName } from '../../words/evenements.ts';
import { inEuros } from '../../words/money.ts';
import { roleName } from '../../words/noms.ts';

type Properties = Readonly<Record<string, FieldSchema>>;
type Fact = AnyEvent & { readonly rang: number };

/** Of the journal, at once; a line before them is named by its own « Rectifier ». */
const MOST = 200;

const factName = ({ evenement, le, acteur, rang }: Fact): string =>
  `${eventName(evenement)}, ${longDate(le)} (${roleName(acteur)}, ligne ${rang})`;

/** A datum as the journal has it now; nothing of what is no single value. */
function now(value: unknown, name: string, visit: Visit): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return name.endsWith('Centimes') ? inEuros(value) : String(value);
  if (typeof value !== 'string') return '';
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? longDate(value) : (visit.contract.label(value) ?? value);
}

/** The data of a fact: those that this one says first, each with what it says. */
function dataOf(schema: FieldSchema, fact: Fact | undefined, visit: Visit): FieldSchema {
  const said = (fact ?? {}) as Readonly<Record<string, unknown>>;
  const words = (name: string) => {
    const value = now(said[name], name, visit);
    return `${visit.contract.fieldLabel(name) ?? name}${value === '' ? '' : ` : aujourd’hui « ${value} »`}`;
  };
  const labels = Object.fromEntries((schema.enum ?? []).map((name) => [name, words(name)]));
  const inOrder = (schema.enum ?? []).toSorted(
    (one, other) =>
      Number(other in said) - Number(one in said) || (labels[one] ?? '').localeCompare(labels[other] ?? '', 'fr'),
  );
  return { ...schema, enum: inOrder, 'x-libelles': labels };
}

/** `rang`: what persons did, the latest first (or those that this act admits); `champ`: what the chosen one says. */
export async function withFacts(visit: Visit, ess: string, rank: number, properties: Properties): Promise<Properties> {
  const { rang, champ } = properties;
  if (rang === undefined) return properties;
  const { lignes } = await answerOf(
    visit.api.GET('/api/v1/ess/{ess}/journal', {
      params: { path: { ess }, query: { apres: Math.max(0, rank - MOST), limite: MOST } },
    }),
  );
  const admitted = new Set((rang.enum ?? []).map(Number));
  const facts = named(lignes)
    .filter(({ rang: line, acteur }) => (admitted.size > 0 ? admitted.has(line) : acteur !== 'systeme'))
    .toReversed();
  const asked = Number(visit.form.one('rang') || visit.query.get('rang'));
  const chosen = facts.find(({ rang: line }) => line === asked);
  const shown: Properties = {
    rang: {
      ...rang,
      description: 'Le fait, tel que le journal l’a.',
      enum: facts.map(({ rang: line }) => String(line)),
      'x-libelles': Object.fromEntries(facts.map((fact) => [String(fact.rang), factName(fact)])),
    },
    ...(champ === undefined ? {} : { champ: dataOf({ ...champ, description: 'La donnée inexacte.' }, chosen, visit) }),
  };
  // A datum of a fact is named by both; `objet` is another way, for programs.
  const kept = Object.entries(properties).filter(([name]) => champ === undefined || name !== 'objet');
  return Object.fromEntries(kept.map(([name, schema]) => [name, shown[name] ?? schema]));
}
