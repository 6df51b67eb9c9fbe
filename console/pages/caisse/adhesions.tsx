/** `/adhesions`: doctors who adhere to two teams; `/dossiers/:ess/adherents/liste`: a list, its errors line by line, then recorded. */
import { Facts } from '../../parts/facts.tsx';
import { FieldFrame, FormPage, described, type Errors } from '../../parts/formulaire.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RuleLink } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import { ApiProblem, answerOf, fileOf } from '../../shell/api.ts';
import { redirect, view, withRight, type Answer, type Page, type Visit } from '../../shell/page.ts';
import { spaced } from '../../words/noms.ts';
import { caseView, openCase } from '../dossier/dossier.tsx';

async function duplicates(visit: Visit): Promise<Answer> {
  const { doublons } = await answerOf(visit.api.GET('/api/v1/adhesions/doublons', {}));
  return view({
    title: 'Doublons d’adhésion',
    back: { href: '/', label: 'Accueil' },
    wide: true,
    body: (
      <>
        <p>
          Médecins qui adhèrent sur la même période à deux équipes de la même spécialité. Corrigez la date de sortie
          dans l’équipe quittée : le dernier décompte dit qui compte où.
        </p>
        <Table
          caption="Doublons de votre périmètre"
          quiet
          rows={doublons}
          empty="Aucun doublon dans votre périmètre."
          columns={[
            { header: 'RPPS', head: true, cell: ({ rpps }) => <code>{rpps}</code> },
            { header: 'Spécialité', cell: ({ specialite }) => visit.contract.label(specialite) ?? spaced(specialite) },
            { header: 'Adhère à', cell: ({ ess }) => <CaseLink ess={ess} /> },
            { header: 'et à', cell: ({ autre }) => <CaseLink ess={autre} /> },
          ]}
        />
      </>
    ),
  });
}
const CaseLink = ({ ess }: { readonly ess: string }) => <a href={`/dossiers/${ess}/adherents`}>{ess}</a>;

const FILE = 'fichier';
const TEXT = 'contenu';

/** Sends a list as CSV: `trial` reports and records nothing; `partial` records what may be. */
const sendList = (
  visit: Visit,
  ess: string,
  csv: string,
  how: { readonly trial: boolean; readonly partial: boolean },
) =>
  answerOf(
    visit.api.POST('/api/v1/ess/{ess}/adhesions', {
      params: { path: { ess }, query: { essai: how.trial ? '1' : '0', partiel: how.partial ? '1' : '0' } },
      headers: { 'content-type': 'text/csv' },
      body: csv as never,
      bodySerializer: (body: unknown) => body as string,
    }),
  );

type Report = Extract<Awaited<ReturnType<typeof sendList>>, { readonly rapport: unknown }>;

function ReportTable({ report }: { readonly report: Report }) {
  const refused = report.rapport.filter(({ etat }) => etat === 'refusee');
  return (
    <>
      <Notice
        level={report.refusees === 0 ? 'good' : 'warn'}
        title={
          report.refusees === 0
            ? `Les ${report.lignes} lignes sont recevables. Rien n’est encore enregistré.`
            : `${report.refusees} ligne${report.refusees > 1 ? 's' : ''} sur ${report.lignes} à corriger. Rien n’est encore enregistré.`
        }
        announced
      >
        {report.avertissements?.map(({ phrase, regle }) => (
          <p>
            {phrase} <RuleLink id={regle} />
          </p>
        ))}
      </Notice>
      {refused.length > 0 && (
        <Table
          caption="Lignes à corriger : la première du fichier, après ses en-têtes, est la ligne 2"
          rows={refused.flatMap(({ ligne, rpps, erreurs = [] }) => erreurs.map((error) => ({ ligne, rpps, ...error })))}
          columns={[
            { header: 'Ligne', head: true, number: true, cell: ({ ligne }) => ligne },
            { header: 'RPPS', cell: ({ rpps }) => (rpps === undefined ? '' : <code>{rpps}</code>) },
            { header: 'Champ', cell: ({ champ }) => champ },
            {
              header: 'À corriger',
              cell: ({ message, regle }) => (
                <>
                  {message} <RuleLink id={regle} />
                </>
              ),
            },
          ]}
        />
      )}
    </>
  );
}

async function importPage(
  visit: Visit,
  { report, csv = '', errors = {} }: { readonly report?: Report; readonly csv?: string; readonly errors?: Errors } = {},
): Promise<Answer> {
  const opened = await openCase(visit);
  const { ess } = opened;
  const given = csv !== '' || errors[TEXT] !== undefined;
  return {
    ...caseView(
      visit,
      opened,
      '/adherents',
      <>
        {report !== undefined && <ReportTable report={report} />}
        <h2>{given ? 'La liste, à corriger ici même' : 'Une liste d’adhérents'}</h2>
        <Facts
          facts={[
            [
              'Colonnes',
              'rpps ; nom ; prenom ; specialite ; liberal ; signeeLe ; sortieLe (les en-têtes en français sont reconnus)',
            ],
            ['Modèle', <a href={`/dossiers/${ess}/adherents.csv`}>les adhésions enregistrées, au même format (CSV)</a>],
          ]}
        />
        <FormPage
          visit={visit}
          action={`/dossiers/${ess}/adherents/liste`}
          submit="Vérifier la liste"
          errors={errors}
          files
          after={
            report !== undefined && (
              <>
                {report.refusees === 0 ? (
                  <button type="submit" name="faire" value="tout">
                    {`Enregistrer les ${report.lignes} adhésions`}
                  </button>
                ) : (
                  report.refusees < report.lignes && (
                    <button class="quiet" type="submit" name="faire" value="partie">
                      {`Enregistrer les ${report.lignes - report.refusees} lignes recevables`}
                    </button>
                  )
                )}
              </>
            )
          }
        >
          <FieldFrame
            name={FILE}
            label="Fichier CSV"
            help="1 Mo au plus. Il remplace le texte ci-dessous."
            error={errors[FILE]}
          >
            <input {...described(FILE, true, errors[FILE] !== undefined)} type="file" accept=".csv,.txt" />
          </FieldFrame>
          {given && (
            <FieldFrame name={TEXT} label="Contenu" required error={errors[TEXT]}>
              <textarea
                {...described(TEXT, false, errors[TEXT] !== undefined)}
                class="sheet"
                rows={14}
                spellcheck={false}
              >
                {csv}
              </textarea>
            </FieldFrame>
          )}
        </FormPage>
      </>,
      true,
    ),
    title: `Importer des adhérents – ${opened.team}`,
    back: { href: `/dossiers/${ess}/adherents`, label: 'Adhérents' },
  };
}

async function receive(visit: Visit): Promise<Answer> {
  const { form, files } = visit;
  const ess = visit.path['ess'] ?? '';
  const file = files.get(FILE);
  const csv = file === undefined ? form.one(TEXT) : await file.text();
  if (csv === '') return importPage(visit, { errors: { [FILE]: 'Choisissez le fichier des adhérents.' } });
  const doing = file === undefined ? form.one('faire') : '';
  try {
    const sent = await sendList(visit, ess, csv, { trial: doing === '', partial: doing === 'partie' });
    if (doing !== '') {
      const said = (sent.avertissements ?? []).map(({ phrase }) => phrase).join(' ');
      return redirect(
        `/dossiers/${ess}/adherents`,
        `${sent.enregistrees} adhésion${sent.enregistrees > 1 ? 's sont enregistrées' : ' est enregistrée'}. ${said}`.trim(),
      );
    }
    return importPage(visit, { csv, ...('rapport' in sent ? { report: sent } : {}) });
  } catch (error) {
    if (!(error instanceof ApiProblem) || ![400, 413, 415, 422].includes(error.status)) throw error;
    // What was good a moment ago is not any more: said again line by line.
    if (doing !== '' && error.status === 422) {
      const again = await sendList(visit, ess, csv, { trial: true, partial: false });
      if ('rapport' in again) return importPage(visit, { csv, report: again });
    }
    return importPage(visit, { csv, errors: { [TEXT]: error.problem.detail } });
  }
}

async function exported(visit: Visit): Promise<Answer> {
  const ess = visit.path['ess'] ?? '';
  const response = await fileOf(
    visit.api.GET('/api/v1/ess/{ess}/adhesions', {
      params: { path: { ess } },
      headers: { accept: 'text/csv' },
      parseAs: 'stream',
    }),
  );
  return { kind: 'download', response, name: `${ess}-adhesions.csv` };
}

export const ADHESIONS: readonly Page[] = [
  { path: '/adhesions', open: withRight('lire-doublons'), menu: { label: 'Doublons', rank: 28 }, get: duplicates },
  {
    path: '/dossiers/:ess/adherents/liste',
    open: withRight('ecrire-adhesions'),
    get: (visit) => importPage(visit),
    post: receive,
  },
  { path: '/dossiers/:ess/adherents.csv', open: withRight('lire-adhesions'), get: exported },
];
