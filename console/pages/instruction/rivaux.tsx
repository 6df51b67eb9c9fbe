/** `/dossiers/:ess/rivaux`: the teams that claim the same territory, side by side: criteria, dates, opinions, files. DEC-56. */
import type { ComponentChildren } from 'preact';
import { Day, LastDay } from '../../parts/date.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { PHASES, spaced } from '../../words/noms.ts';
import { caseView, openCase, teamOf, type Case } from '../dossier/dossier.tsx';
import { Finding } from './criteres.tsx';

type Instruction = NonNullable<Schemas['Instruction']['instruction']>;

/** Beyond, columns are too narrow to be read: the others keep their link. */
const AT_ONCE = 5;

interface Team {
  readonly ess: string;
  readonly name: string;
  readonly dossier: Case;
  readonly given: Instruction | null;
  readonly files: readonly { readonly id: string; readonly nom: string; readonly code: string }[];
}

async function teamAt(visit: Visit, ess: string): Promise<Team> {
  const path = { params: { path: { ess } } };
  const [dossier, { instruction }, { fichiers }] = await Promise.all([
    answerOf(visit.api.GET('/api/v1/ess/{ess}', path)),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/instruction', path)),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/fichiers', path)),
  ]);
  return { ess, name: teamOf(dossier, visit), dossier, given: instruction, files: fichiers };
}

/** One line of the comparison: what it is about, and what each team has. */
interface Line {
  readonly label: string;
  readonly of: (team: Team) => ComponentChildren;
}

const day = (civil: string | null | undefined) => (civil === null || civil === undefined ? '–' : <Day civil={civil} />);
const count = (value: number | null) => (value === null ? 'non renseigné' : String(value));

function Silence({ given, today }: { readonly given: Instruction; readonly today: string }) {
  if (given.arret !== null) return <>{given.arret.phrase}</>;
  return given.silence === null ? <>–</> : <LastDay civil={given.silence.expire} today={today} />;
}

const opinion = (given: Instruction | null) =>
  given?.avis === null || given === null ? (
    'pas rendu'
  ) : (
    <>
      {given.avis.sens === 'favorable' ? 'favorable, le ' : 'défavorable, le '}
      <Day civil={given.avis.le} />
    </>
  );

function linesOf(visit: Visit, teams: readonly Team[], today: string): readonly Line[] {
  const label = (code: string) => visit.contract.label(code) ?? spaced(code);
  const titles = [...new Set(teams.flatMap(({ given }) => given?.criteres.map(({ titre }) => titre) ?? []))];
  return [
    { label: 'Où elle en est', of: ({ dossier }) => PHASES[dossier.phase] },
    { label: 'Lettre d’intention déposée le', of: ({ dossier }) => day(dossier.li?.deposeeLe) },
    { label: 'Complète le', of: ({ dossier }) => day(dossier.li?.piecesCompletesLe) },
    {
      label: 'Décision au plus tard le',
      of: ({ given }) => (given === null ? '–' : <Silence given={given} today={today} />),
    },
    { label: 'Avis de la caisse', of: ({ given }) => opinion(given) },
    {
      label: 'Départements',
      of: ({ dossier }) => dossier.departements.map((code) => visit.contract.departement(code)).join(', '),
    },
    { label: 'Médecins présents', of: ({ dossier }) => count(dossier.effectifs.medecinsPresents) },
    { label: 'dont libéraux', of: ({ dossier }) => count(dossier.effectifs.liberaux) },
    { label: 'Engagés dans l’équipe', of: ({ dossier }) => count(dossier.effectifs.engages) },
    ...titles.map((titre) => ({
      label: titre,
      of: ({ given }: Team) => {
        const criterion = given?.criteres.find((one) => one.titre === titre);
        return criterion === undefined ? (
          'n’est plus en instruction'
        ) : (
          <>
            <Finding constat={criterion.constat} />
            <span class="small block">{criterion.phrase}</span>
          </>
        );
      },
    })),
    {
      label: 'Fichiers',
      of: ({ ess, files }) =>
        files.length === 0
          ? 'aucun'
          : files.map(({ id, nom, code }) => (
              <span class="small block">
                <a href={`/dossiers/${ess}/fichiers/${id}`}>{nom}</a>
                {` (${label(code)})`}
              </span>
            )),
    },
    {
      label: 'De quoi décider',
      of: ({ ess, name }) => (
        <a href={`/dossiers/${ess}/decision`}>
          Sa page de décision<span class="visually-hidden">{` : ${name}`}</span>
        </a>
      ),
    },
  ];
}

async function rivals(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, today } = opened;
  const mine = await teamAt(visit, ess);
  const others = mine.given?.rivaux ?? [];
  const elsewhere = mine.given?.rivauxAilleurs ?? 0;
  const teams = [mine, ...(await Promise.all(others.slice(0, AT_ONCE - 1).map((one) => teamAt(visit, one.ess))))];
  return caseView(
    visit,
    opened,
    '/decision',
    <>
      {others.length === 0 ? (
        <p class="lead">Aucun autre dossier de votre périmètre ne revendique ce territoire pour la même spécialité.</p>
      ) : (
        <>
          <h2>Sur le même territoire, côte à côte</h2>
          <Table
            caption="Équipes de la même spécialité sur le même territoire, côte à côte"
            quiet
            rows={linesOf(visit, teams, today)}
            columns={[
              { header: 'Ce qui se compare', head: true, cell: ({ label }) => label },
              ...teams.map((team) => ({
                header: <a href={`/dossiers/${team.ess}`}>{team.name}</a>,
                cell: ({ of }: Line) => of(team),
              })),
            ]}
          />
          {others.slice(AT_ONCE - 1).map((one) => (
            <p>
              {'Aussi : '}
              <a href={`/dossiers/${one.ess}/decision`}>{one.intitule ?? one.ess}</a>
            </p>
          ))}
        </>
      )}
      {elsewhere > 0 && (
        <p>{`${elsewhere} dossier${elsewhere > 1 ? 's' : ''} hors de votre périmètre revendique${elsewhere > 1 ? 'nt' : ''} aussi ce territoire.`}</p>
      )}
    </>,
    true,
    'Équipes rivales',
  );
}

export const RIVAUX: Page = { path: '/dossiers/:ess/rivaux', open: withRight('lire-instruction'), get: rivals };
