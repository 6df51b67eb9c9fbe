/** `/caisse/retours`: a file of the bank is given, and what each of its lines became is said. */
import { Moment } from '../../parts/date.tsx';
import { Strip } from '../../parts/facts.tsx';
import { FieldFrame, FormPage, described, type Errors } from '../../parts/formulaire.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RuleLink } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import { ApiProblem, answerOf, type Problem } from '../../shell/api.ts';
import type { Answer, Page, Visit } from '../../shell/page.ts';
import { issueTag } from '../../words/argent.ts';
import { paymentName } from '../../words/noms.ts';
import { caisseView, ofCaisse, reads, type Caisse } from './caisse.tsx';
import { hiddenCaisse } from './lots.tsx';

const PART = '/caisse/retours';
const FILE = 'fichier';

const give = (visit: Visit, caisse: Caisse, file: File) =>
  answerOf(
    visit.api.POST('/api/v1/caisses/{caisse}/retours', {
      params: { path: { caisse } },
      headers: { 'content-type': /\.xml$/i.test(file.name) ? 'application/xml' : 'text/csv' },
      // The file itself: whatever it is, the API reads it.
      body: file as never,
      bodySerializer: (body: unknown) => body as File,
    }),
  );
type Given = Awaited<ReturnType<typeof give>>;

async function page(
  visit: Visit,
  caisse: Caisse,
  { given, errors = {} }: { readonly given?: Given; readonly errors?: Errors } = {},
): Promise<Answer> {
  const { fichiers } = await answerOf(
    visit.api.GET('/api/v1/caisses/{caisse}/retours', { params: { path: { caisse } } }),
  );
  return caisseView({
    visit,
    caisse,
    part: PART,
    status: Object.keys(errors).length > 0 ? 400 : 200,
    body: (
      <>
        {given !== undefined && <Outcome visit={visit} given={given} />}
        {visit.me.droits.includes('tenir-lots') && (
          <>
            <h2>Remettre un fichier</h2>
            <FormPage visit={visit} action={PART} submit="Remettre ce fichier" errors={errors} files>
              {hiddenCaisse(caisse)}
              <FieldFrame
                name={FILE}
                label="Fichier de la banque"
                required
                help="Un pain.002, un camt.053 ou un camt.054 (XML), ou un tableur CSV « reference;statut;le ». Remis deux fois, il ne change rien."
                error={errors[FILE]}
              >
                <input
                  {...described(FILE, true, errors[FILE] !== undefined)}
                  type="file"
                  accept=".xml,.csv,.txt"
                  required
                />
              </FieldFrame>
            </FormPage>
          </>
        )}
        <h2>Fichiers remis</h2>
        <Table
          caption="Les cent derniers fichiers, du plus récent au plus ancien"
          quiet
          rows={fichiers}
          empty="Aucun fichier n’a été remis."
          columns={[
            { header: 'Remis', head: true, cell: ({ recuLe }) => <Moment instant={recuLe} /> },
            { header: 'Format', cell: ({ format }) => format },
            { header: 'Lignes', number: true, cell: ({ lignes }) => lignes },
            { header: 'Appliquées', number: true, cell: ({ appliquees }) => appliquees },
            { header: 'Empreinte', cell: ({ sha256 }) => <code>{`${sha256.slice(0, 16)}…`}</code> },
          ]}
        />
      </>
    ),
  });
}

/** What the file did, line by line. */
function Outcome({ given, visit }: { readonly given: Given; readonly visit: Visit }) {
  const { lignes, appliquees, dejaConnues, refusees, pasANous, sansNouvelle } = given;
  return (
    <>
      <Notice
        level={refusees > 0 ? 'warn' : 'good'}
        title={
          refusees > 0
            ? `${refusees} ligne${refusees > 1 ? 's sont' : ' est'} à reprendre.`
            : 'Le fichier est lu : rien n’est à reprendre.'
        }
        announced
      />
      <h2>Ce que chaque ligne a fait</h2>
      <Strip
        facts={[
          ['Appliquées au dossier', appliquees],
          ['Déjà connues', dejaConnues],
          ['À reprendre', refusees],
          ['Pas de nos virements', pasANous],
          ['Sans nouvelle', sansNouvelle],
        ]}
      />
      <Table
        caption="Lignes du fichier"
        quiet
        rows={lignes}
        columns={[
          {
            header: 'Référence',
            head: true,
            cell: ({ reference }) => (reference === '' ? 'sans référence' : <code class="nowrap">{reference}</code>),
          },
          {
            header: 'La banque dit',
            cell: ({ statut, raison }) =>
              `${visit.contract.labelIn('SortLigneBancaire', statut)}${raison === undefined ? '' : ` (${raison})`}`,
          },
          {
            header: 'Ce qui a été fait',
            cell: ({ issue, phrase, regle }) => (
              <>
                <span class={`tag ${issueTag(issue)}`}>{visit.contract.labelIn('IssueLigneBancaire', issue)}</span>
                {phrase !== undefined && ` ${phrase} `}
                {regle !== undefined && <RuleLink id={regle} />}
              </>
            ),
          },
          {
            header: 'Paiement',
            cell: ({ ess, paiement }) =>
              ess === undefined ? (
                ''
              ) : (
                <a href={`/dossiers/${ess}/argent`}>{paiement === undefined ? ess : paymentName(paiement)}</a>
              ),
          },
        ]}
      />
    </>
  );
}

const sentence = ({ erreurs, detail }: Problem): string => erreurs?.[0]?.message ?? detail;

async function receive(visit: Visit, caisse: Caisse): Promise<Answer> {
  const file = visit.files.get(FILE);
  if (file === undefined) return page(visit, caisse, { errors: { [FILE]: 'Choisissez le fichier de la banque.' } });
  try {
    return await page(visit, caisse, { given: await give(visit, caisse, file) });
  } catch (error) {
    if (error instanceof ApiProblem && [400, 413, 415, 422].includes(error.status))
      return page(visit, caisse, { errors: { [FILE]: sentence(error.problem) } });
    throw error;
  }
}

export const RETOURS: Page = {
  path: PART,
  open: reads('lire-lots'),
  get: ofCaisse((visit, caisse) => page(visit, caisse)),
  post: ofCaisse(receive),
};
