/** Private annotations: what can be written is, whatever cannot; a repetition gets more rows at each call. */
import { write } from '../world/content.ts';
import type { Descripteur, Dossier, TypeDeChamp } from '../world/model.ts';
import { touch } from '../world/world.ts';
import { champView } from './champ-views.ts';
import { champId } from './descriptor-views.ts';
import type { Question } from './question.ts';

/** `value` has one key, the type of what it sets. */
export interface AnnotationInput {
  readonly id: string;
  readonly value: Readonly<Record<string, string | number | boolean | null>>;
}

/** What each type of annotation is set by. */
const KEYS: Partial<Record<TypeDeChamp, string>> = {
  text: 'text',
  textarea: 'textarea',
  checkbox: 'checkbox',
  yes_no: 'yesNo',
  date: 'date',
  datetime: 'datetime',
  integer_number: 'integerNumber',
  decimal_number: 'decimalNumber',
  drop_down_list: 'dropDownList',
  repetition: 'repetition',
};

/** The payload: annotations as they are now, and errors for the rest. */
export function writeAnnotations(question: Question, dossier: Dossier, given: readonly AnnotationInput[]): object {
  const { world } = question;
  const written: Descripteur[] = [];
  const errors: { readonly message: string }[] = [];
  const refuse = (message: string) => errors.push({ message });
  for (const { id, value } of given) {
    const descripteur = dossier.revision.annotations.find(({ stableId }) => champId(stableId) === id);
    const key = descripteur === undefined ? undefined : KEYS[descripteur.type];
    if (descripteur === undefined || key === undefined) {
      refuse(`L‘annotation "${id}" n’existe pas`);
      continue;
    }
    const typed = value[key];
    if (typed === undefined || typed === null) refuse(`L‘annotation "${id}" n’est pas de type attendu`);
    else if (descripteur.type === 'drop_down_list' && descripteur.options?.includes(String(typed)) === false)
      refuse(`Le champ « ${descripteur.label} » doit être dans la liste`);
    else {
      set(question, dossier, descripteur, typed);
      written.push(descripteur);
    }
  }
  if (written.length > 0) {
    dossier.annotationsModifieesLe = world.clock.now();
    touch(world, dossier);
  }
  return {
    annotations: written.map((descripteur) => champView(question, dossier, dossier.annotations, descripteur)),
    errors: errors.length === 0 ? null : errors,
  };
}

function set({ world }: Question, dossier: Dossier, descripteur: Descripteur, typed: string | number | boolean): void {
  const { annotations } = dossier;
  const row = () => `01ESS${String(world.next('ligne')).padStart(21, '0')}`;
  if (descripteur.type === 'repetition') {
    const rows = annotations.lignes.get(descripteur.stableId) ?? [];
    annotations.lignes.set(descripteur.stableId, [...rows, ...Array.from({ length: Number(typed) }, row)]);
    return;
  }
  write(annotations, [descripteur], { [descripteur.stableId]: String(typed) }, world.clock.now(), row);
}
