/** What the form of a démarche is made of: from the service, or from a file that anyone can save from its public page. */
import { z } from 'zod';
import type { Demarche, Formulaire } from '../client/demarche.ts';

export interface Descripteur {
  /** Type of the descriptor: « DropDownListChampDescriptor ». */
  readonly type: string;
  readonly id: string;
  readonly libelle: string;
  readonly obligatoire: boolean;
  readonly options?: readonly string[];
  /** Of a repeated block. */
  readonly lignes?: readonly Descripteur[];
}

export interface Form {
  readonly revision: string;
  readonly champs: readonly Descripteur[];
  readonly annotations: readonly Descripteur[];
}

const simple = {
  __typename: z.string(),
  id: z.string(),
  label: z.string(),
  required: z.boolean(),
  options: z.array(z.string()).nullish(),
};
const descriptor = z.object({ ...simple, champDescriptors: z.array(z.object(simple)).nullish() });
const revision = z.object({
  id: z.string(),
  champDescriptors: z.array(descriptor),
  annotationDescriptors: z.array(descriptor),
});
const saved = z.object({
  number: z.int().positive(),
  title: z.string(),
  state: z.string().optional(),
  declarative: z.string().nullish(),
  revision,
});

export interface SavedDescriptor {
  readonly numero: number;
  readonly titre: string;
  readonly etat: string | undefined;
  readonly declarative: string | null;
  readonly form: Form;
}

function formOf({ id, champDescriptors, annotationDescriptors }: z.output<typeof revision>): Form {
  const read = ({ __typename, label, required, ...reste }: z.output<typeof descriptor>): Descripteur => ({
    type: __typename,
    id: reste.id,
    libelle: label,
    obligatoire: required,
    ...(reste.options ? { options: reste.options } : {}),
    ...(reste.champDescriptors ? { lignes: reste.champDescriptors.map(read) } : {}),
  });
  return { revision: id, champs: champDescriptors.map(read), annotations: annotationDescriptors.map(read) };
}

/** The form of a revision that the service gave. */
export const formOfRevision = (read: Formulaire): Form => formOf(revision.parse(read));

/** Of a démarche that the service gave: its published form, and the one that is being written. */
export const formsOf = ({
  publishedRevision,
  draftRevision,
}: Demarche): { published: Form | undefined; draft: Form } => ({
  published: publishedRevision === null ? undefined : formOfRevision(publishedRevision),
  draft: formOfRevision(draftRevision),
});

/**
 * A file saved from `…/preremplir/<démarche>/schema`, or the answer of the stored query `getDemarcheDescriptor`.
 * @throws Error in French, that says what is not there
 */
export function readDescriptor(text: string): SavedDescriptor {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('Le descripteur n’est pas du JSON : enregistrez la page « …/preremplir/<démarche>/schema ».');
  }
  const whole = value as { data?: { demarcheDescriptor?: unknown }; demarcheDescriptor?: unknown } | null;
  const read = saved.safeParse(whole?.data?.demarcheDescriptor ?? whole?.demarcheDescriptor ?? value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(
      `Le descripteur n’est pas celui d’une démarche : ${issue?.path.join('.') || 'fichier'} manque ou est d’un autre type.`,
    );
  }
  const { number, title, state, declarative, revision: form } = read.data;
  return { numero: number, titre: title, etat: state, declarative: declarative ?? null, form: formOf(form) };
}
