/** What is done of the link with Démarche Numérique: name a case or a caisse, try again, lift; each with its reason. */
import type { ComponentChildren } from 'preact';
import { Day } from '../../parts/date.tsx';
import { errorsFrom, Fields, FormPage, type Errors, type Field } from '../../parts/formulaire.tsx';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { redirect, view, withRight, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { demarchesOf, LIST } from './lecture.ts';

interface Asked {
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
  readonly before: ComponentChildren;
}

/** The form, or that what it is about is no longer there. */
function form(visit: Visit, asked: Asked | undefined, errors: Errors = {}): Answer {
  const back = { href: LIST, label: 'Démarche Numérique' };
  if (asked === undefined)
    return view({
      title: 'Ce point n’attend plus',
      back,
      status: 404,
      body: <p>Quelqu’un s’en est occupé, ou il n’est pas dans ce que vous suivez.</p>,
    });
  const { title, submit, fields, before } = asked;
  return view({
    title,
    back,
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
    body: (
      <>
        {before}
        <FormPage visit={visit} action={visit.here} submit={submit} errors={errors}>
          <Fields form={visit.form} errors={errors} fields={fields} />
        </FormPage>
      </>
    ),
  });
}

/** Sends it; what is wrong comes back in the form. */
async function send(
  visit: Visit,
  asked: (visit: Visit) => Promise<Asked | undefined>,
  { ask, said }: { readonly ask: () => Promise<unknown>; readonly said: string },
): Promise<Answer> {
  try {
    await ask();
    return redirect(LIST, said);
  } catch (error) {
    if (error instanceof ApiProblem && [400, 404].includes(error.status)) {
      const again = await asked(visit);
      return form(visit, again, errorsFrom(error.problem));
    }
    throw error;
  }
}

const placeOf = ({ path }: Visit) => ({
  instance: path['instance'] ?? '',
  dossier: Number(path['dossier']),
  demarche: Number(path['demarche']),
});

async function attachment(visit: Visit): Promise<Asked | undefined> {
  const { instance, dossier } = placeOf(visit);
  const waiting = (await demarchesOf(visit))
    .filter((one) => one.instance === instance)
    .flatMap(({ aRattacher }) => aRattacher)
    .find(({ numero }) => numero === dossier);
  if (waiting === undefined) return undefined;
  const caisses = waiting.motif === 'caisse-a-dire';
  return {
    title: caisses ? `Dire la caisse du dossier n° ${dossier}` : `Rattacher le dossier n° ${dossier}`,
    submit: caisses ? 'Dire sa caisse' : 'Rattacher',
    before: (
      <p>
        {waiting.phrase} Déposé le <Day civil={waiting.deposeLe} /> ; dernier jour pour décider :{' '}
        <Day civil={waiting.dernierJour} />. Il sera repris du jour de son dépôt.
      </p>
    ),
    fields: [
      caisses
        ? {
            name: 'caisse',
            label: 'Caisse du siège',
            kind: 'select',
            required: true,
            choices: waiting.caisses.map(({ code, nom }) => [code, nom] as const),
          }
        : { name: 'ess', label: 'ESS', help: 'Son identifiant (ess-33-7k2m9qxa).', required: true },
    ],
  };
}

function attach(visit: Visit): Promise<Answer> {
  const { instance, dossier } = placeOf(visit);
  const { form: typed } = visit;
  const body = Object.hasOwn(typed.fields, 'caisse')
    ? { caisse: typed.one('caisse') as Schemas['Caisse'] }
    : { ess: typed.one('ess') };
  const params = { path: { instance, dossier } };
  return send(visit, attachment, {
    ask: () =>
      answerOf(visit.api.POST('/api/v1/demarches/{instance}/dossiers/{dossier}/rattachement', { params, body })),
    said: `C’est noté : le dossier n° ${dossier} sera repris à la prochaine relève.`,
  });
}

async function tryAgain(visit: Visit): Promise<Answer> {
  const { instance, dossier } = placeOf(visit);
  const params = { path: { instance, dossier } };
  await answerOf(visit.api.POST('/api/v1/demarches/{instance}/dossiers/{dossier}/essais', { params }));
  return redirect(LIST, `Le dossier n° ${dossier} sera retenté à la prochaine relève.`);
}

const WHY: Field = { name: 'motif', label: 'Ce qui a été fait', kind: 'area', required: true, maxLength: 500 };

async function point(visit: Visit): Promise<Asked | undefined> {
  const found = (await demarchesOf(visit)).flatMap(({ aVoir }) => aVoir).find(({ id }) => id === visit.path['id']);
  if (found === undefined) return undefined;
  return {
    title: `Lever un point du dossier n° ${found.numero}`,
    submit: 'Lever',
    before: <p>{found.phrase}</p>,
    fields: [WHY],
  };
}

const lift = (visit: Visit): Promise<Answer> =>
  send(visit, point, {
    ask: () =>
      answerOf(
        visit.api.POST('/api/v1/demarches/a-voir/{id}/levee', {
          params: { path: { id: visit.path['id'] ?? '' } },
          body: { motif: visit.form.one('motif') },
        }),
      ),
    said: 'Le point est levé.',
  });

async function suspension(visit: Visit): Promise<Asked | undefined> {
  const { instance, demarche } = placeOf(visit);
  const found = (await demarchesOf(visit)).find((one) => one.instance === instance && one.demarche === demarche);
  if (found?.suspension === undefined || found.suspension === null) return undefined;
  return {
    title: 'Lever la suspension des écritures',
    submit: 'Lever la suspension',
    before: <p>{found.suspension.phrase} Retrouvée sur un dossier, sa cause suspend de nouveau.</p>,
    fields: [WHY],
  };
}

function resume(visit: Visit): Promise<Answer> {
  const { instance, demarche } = placeOf(visit);
  return send(visit, suspension, {
    ask: () =>
      answerOf(
        visit.api.POST('/api/v1/demarches/{instance}/{demarche}/reprise-ecriture', {
          params: { path: { instance, demarche } },
          body: { motif: visit.form.one('motif') },
        }),
      ),
    said: 'L’écriture reprend à la prochaine relève.',
  });
}

const open = withRight('tenir-demarches');

export const GESTES: readonly Page[] = [
  {
    path: `${LIST}/:instance/dossiers/:dossier/rattachement`,
    open,
    get: async (visit) => form(visit, await attachment(visit)),
    post: attach,
  },
  { path: `${LIST}/:instance/dossiers/:dossier/essais`, open, post: tryAgain },
  { path: `${LIST}/a-voir/:id`, open, get: async (visit) => form(visit, await point(visit)), post: lift },
  {
    path: `${LIST}/:instance/:demarche/reprise-ecriture`,
    open: withRight('reprendre-ecriture'),
    get: async (visit) => form(visit, await suspension(visit)),
    post: resume,
  },
];
