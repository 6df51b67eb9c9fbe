/** The deposit and its files, beside what is to be decided. Each reading is recorded by the API: nothing opens before it is asked. */
import { fieldsOf } from '../../parts/champs/forme.ts';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import type { Visit } from '../../shell/page.ts';
import { roleName, spaced } from '../../words/noms.ts';
import { Answers } from '../acte/verifier.tsx';

type PapersOf = Awaited<ReturnType<typeof papersOf>>;

const DEPOSITS: Readonly<Record<string, readonly string[]>> = {
  'lettre-intention': ['deposer-lettre-intention', 'completer-lettre-intention'],
  'projet-sante': ['deposer-projet-sante', 'repondre-precisions'],
};

export async function papersOf(visit: Visit, ess: string, sur: string) {
  const path = { params: { path: { ess } } };
  const [{ fichiers }, { fiches }] = await Promise.all([
    answerOf(visit.api.GET('/api/v1/ess/{ess}/fichiers', path)),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/fiches', path)),
  ]);
  const deposits = fiches.filter(({ nature }) => DEPOSITS[sur]?.includes(nature) === true);
  const wanted = visit.query.get('depot');
  const opened = deposits.find(({ id }) => id === wanted);
  const read =
    opened === undefined
      ? undefined
      : await answerOf(visit.api.GET('/api/v1/ess/{ess}/fiches/{id}', { params: { path: { ess, id: opened.id } } }));
  const file = fichiers.find(({ id }) => id === visit.query.get('fichier'));
  return { fichiers, deposits, read, file };
}

/** What was typed in the form of a deposit, in the words of that form. */
function Deposit({ visit, read }: { readonly visit: Visit; readonly read: NonNullable<PapersOf['read']> }) {
  const act = visit.contract.act(read.nature);
  const fields = act === undefined ? [] : fieldsOf(act.schema, (value) => visit.contract.label(value));
  return (
    <section class="paper" aria-label="Le dépôt">
      <Answers fields={fields} body={read.contenu} />
    </section>
  );
}

export function Papers({
  visit,
  ess,
  papers,
}: {
  readonly visit: Visit;
  readonly ess: string;
  readonly papers: PapersOf;
}) {
  const { fichiers, deposits, read, file } = papers;
  const label = (code: string) => visit.contract.label(code) ?? spaced(code);
  return (
    <>
      <h2 id="papiers">Le dépôt et les fichiers</h2>
      <ul>
        {deposits.map(({ id, nature }) => (
          <li>
            <a href={`${withQuery(visit.here, { depot: id, fichier: undefined })}#papiers`}>
              {`Lire ici : ${(visit.contract.act(nature)?.title ?? spaced(nature)).toLowerCase()}`}
            </a>
          </li>
        ))}
        {fichiers.map(({ id, nom, code, deposePar }) => (
          <li>
            <a href={`${withQuery(visit.here, { fichier: id, depot: undefined })}#papiers`}>{`Lire ici : ${nom}`}</a>
            <span class="small">{` – ${label(code)}, déposé par ${roleName(deposePar)} – `}</span>
            <a class="small" href={`/dossiers/${ess}/fichiers/${id}`}>
              télécharger<span class="visually-hidden">{` ${nom}`}</span>
            </a>
          </li>
        ))}
      </ul>
      {deposits.length + fichiers.length === 0 && <p>Ni formulaire ni fichier n’a été déposé ici.</p>}
      {read !== undefined && <Deposit visit={visit} read={read} />}
      {file !== undefined && (
        <iframe class="file-beside" title={file.nom} src={`/dossiers/${ess}/fichiers/${file.id}?dans-la-page=1`} />
      )}
    </>
  );
}
