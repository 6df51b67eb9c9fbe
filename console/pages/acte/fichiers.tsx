/** Files of an act: sent from its form, kept by the API at once, then named in the act. */
import { FieldFrame, described, type Errors } from '../../parts/formulaire.tsx';
import type { NamedField } from '../../parts/champs/forme.ts';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { formOf, type Form } from '../../shell/forms.ts';
import type { Visit } from '../../shell/page.ts';

/** The fields of the contract that name files: of a piece, of a deposit that starts a delay. An act has one at most. */
const NAMED: ReadonlySet<string> = new Set(['fichiers', 'contenu']);
/** Those that send one. */
export const SEND = 'envoyer-fichier';
const FILE = 'fichier-envoye';
const CODE = 'fichier-code';
const YEAR = 'fichier-exercice';
/** Bears the number of a line of the journal: sent from the letter it is about, not from here. */
const SIGNED = 'courrier-signe';
/** What the form calls them. */
export const FILE_LABELS: Readonly<Record<string, string>> = {
  [FILE]: 'Fichier',
  [CODE]: 'Ce que c’est',
  [YEAR]: 'Exercice, pour une pièce annuelle',
};
export const OF_SENDING: readonly string[] = [SEND, FILE, CODE, YEAR];

const maySend = ({ me }: Visit): boolean => me.droits.includes('deposer-fichier');

/** The files that this role has sent to the case: what an act may name, by number, with their names. `only`: of that code. */
export async function ownFiles(
  visit: Visit,
  ess: string,
  only?: string,
): Promise<readonly (readonly [string, string])[]> {
  const { fichiers } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/fichiers', { params: { path: { ess } } }));
  return fichiers
    .filter(({ deposePar, code }) => deposePar === visit.me.role && (only === undefined || code === only))
    .map(({ id, nom, code, exercice }) => {
      const piece = visit.contract.label(code) ?? code;
      return [id, `${piece}${exercice === null ? '' : ` (exercice ${exercice})`} : ${nom}`] as const;
    });
}

/** Sends the file of the form; the form, with its number among the files of the act, or what is wrong with it. */
export async function sendFile(
  visit: Visit,
  ess: string,
  named: string,
): Promise<{ readonly form: Form; readonly errors: Errors }> {
  const { form, files, api } = visit;
  const file = files.get(FILE);
  const lacking = {
    ...(file === undefined ? { [FILE]: 'Choisissez le fichier à envoyer.' } : {}),
    ...(file?.size === 0 ? { [FILE]: 'Ce fichier est vide : choisissez-en un autre.' } : {}),
    ...(form.one(CODE) === '' ? { [CODE]: 'Choisissez dans la liste ce qu’est ce fichier.' } : {}),
  };
  if (file === undefined || Object.keys(lacking).length > 0) return { form, errors: lacking };
  const body = new FormData();
  body.set('code', form.one(CODE));
  if (form.one(YEAR) !== '') body.set('exercice', form.one(YEAR));
  body.set('fichier', file, file.name);
  try {
    const { id } = await answerOf(
      api.POST('/api/v1/ess/{ess}/fichiers', {
        params: { path: { ess } },
        body: body as never,
        bodySerializer: (whole: unknown) => whole as FormData,
      }),
    );
    const ids = [...new Set([...form.all(named), id])].filter((one) => one !== '');
    return { form: formOf({ ...form.fields, [named]: ids, [CODE]: '', [YEAR]: '' }), errors: {} };
  } catch (error) {
    if (!(error instanceof ApiProblem) || ![400, 413, 415, 422].includes(error.status)) throw error;
    const of: Readonly<Record<string, string>> = { code: CODE, exercice: YEAR };
    const listed = (error.problem.erreurs ?? []).map(({ champ, message }) => [of[champ] ?? FILE, message] as const);
    return { form, errors: listed.length === 0 ? { [FILE]: error.problem.detail } : Object.fromEntries(listed) };
  }
}

/** The field of this act that names files; `undefined`: it has none. */
export const fileFieldOf = (names: readonly string[]): string | undefined => names.find((name) => NAMED.has(name));

export const namesFiles = (fields: readonly NamedField[]): boolean =>
  fileFieldOf(fields.map(({ name }) => name)) !== undefined;

/** Under the fields of the act: one more file. */
export function SendFile({
  visit,
  form,
  errors,
  only,
}: {
  readonly visit: Visit;
  readonly form: Form;
  readonly errors: Errors;
  /** What it is, where it can be one thing alone. */
  readonly only?: string;
}) {
  if (!maySend(visit)) return null;
  const codes = visit.contract.fileCodes.filter((code) => code !== SIGNED);
  return (
    <fieldset class="group">
      <legend>
        Envoyer un fichier<span class="optional"> (facultatif)</span>
        <span class="help">
          25 Mo au plus. Il est gardé aussitôt au dossier
          {only === undefined && ', et coché parmi les fichiers de cet acte'}.
        </span>
      </legend>
      <FieldFrame name={FILE} label={FILE_LABELS[FILE] ?? ''} error={errors[FILE]}>
        <input {...described(FILE, false, errors[FILE] !== undefined)} type="file" />
      </FieldFrame>
      {only === undefined ? (
        <>
          <FieldFrame name={CODE} label={FILE_LABELS[CODE] ?? ''} error={errors[CODE]}>
            <select {...described(CODE, false, errors[CODE] !== undefined)}>
              <option value="">Choisir…</option>
              {codes.map((code) => (
                <option value={code} selected={code === form.one(CODE)}>
                  {visit.contract.label(code) ?? code}
                </option>
              ))}
            </select>
          </FieldFrame>
          <FieldFrame name={YEAR} label={FILE_LABELS[YEAR] ?? ''} error={errors[YEAR]}>
            <input
              {...described(YEAR, false, errors[YEAR] !== undefined)}
              type="text"
              inputMode="numeric"
              value={form.one(YEAR)}
            />
          </FieldFrame>
        </>
      ) : (
        <input type="hidden" name={CODE} value={only} />
      )}
      <button class="quiet" type="submit" name={SEND} value="oui">
        Envoyer ce fichier
      </button>
    </fieldset>
  );
}
