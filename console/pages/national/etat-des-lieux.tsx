/** `/etat-des-lieux`: the national picture of a year (SUI-03): tiles, charts with their tables, delays, money, indicators, exports. */
import { Strip } from '../../parts/facts.tsx';
import { Bars, MASQUE } from '../../parts/graphique.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { answerOf, fileOf } from '../../shell/api.ts';
import { withRight, type Answer, type Page, type Visit } from '../../shell/page.ts';
import { longDate, monthName } from '../../words/dates.ts';
import { inEuros } from '../../words/money.ts';
import { PHASES } from '../../words/noms.ts';
import { ROOT, askedOf, linesOf, pictureOf, pictureView, placeOf, type Line } from './lecture.tsx';

const NUMBERS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const number = (value: number): string => NUMBERS.format(value);
const days = (value: number): string => `${number(value)} j`;
const percent = (value: number): string => `${number(value)} %`;

/** A figure, or that it is hidden: never zero for what is not said. */
const hiddenOr = (value: number | null | undefined, words: (value: number) => string): string =>
  value === null || value === undefined ? MASQUE : words(value);

/** Figures that are null without being hidden: nothing to measure. */
const ofNothing = (group: object | null, value: number | null | undefined, words: (value: number) => string): string =>
  group === null ? MASQUE : value === null || value === undefined ? 'sans objet' : words(value);

const figure = (header: string, cell: (line: Line) => string): Column<Line> => ({ header, number: true, cell });
const place = (header: string, visit: Visit): Column<Line> => ({
  header,
  head: true,
  cell: (line) => placeOf(line, visit),
});

const PHASE_NAMES = ['lettre-intention', 'creation', 'amorcage', 'dotation', 'recouvrement'] as const;

/** The line that speaks for all that the reader sees: the nation's, or the only region of an ARS. */
const main = (lines: readonly Line[]): Line | undefined => lines[0];

async function summary(visit: Visit): Promise<Answer> {
  const picture = await pictureOf(visit);
  const whole = main(picture.lignes);
  const phases = whole?.phases ?? null;
  const columns = (header: string): readonly Column<Line>[] => [
    place(header, visit),
    figure('Équipes ouvertes', ({ ess }) => number(ess)),
    figure('Entrées', ({ entrees }) => hiddenOr(entrees, number)),
    figure('Clôtures', ({ clotures }) => hiddenOr(clotures, number)),
    figure('Opérationnelles', ({ operationnelles }) => hiddenOr(operationnelles, number)),
    figure('Adhérents', ({ adherents }) => hiddenOr(adherents, number)),
    figure('Versé', ({ verseCentimes }) => hiddenOr(verseCentimes, inEuros)),
  ];
  const regions = linesOf(picture, 'region');
  return pictureView(
    visit,
    picture,
    ROOT,
    whole === undefined ? (
      <p>Aucune équipe dans votre périmètre.</p>
    ) : (
      <>
        <h2>{placeOf(whole, visit)}</h2>
        <Strip
          facts={[
            ['Équipes ouvertes', number(whole.ess)],
            ['Entrées dans l’année', hiddenOr(whole.entrees, number)],
            ['Opérationnelles', hiddenOr(whole.operationnelles, number)],
            ['Adhérents', hiddenOr(whole.adherents, number)],
            ['Versé dans l’année', hiddenOr(whole.verseCentimes, inEuros)],
            [
              'Part du silence, lettres d’intention',
              ofNothing(whole.lettreIntention, whole.lettreIntention?.partTacite, percent),
            ],
          ]}
        />
        <div class="beside">
          <Bars
            title="Équipes par phase"
            words={number}
            bars={PHASE_NAMES.map((phase) => ({ label: PHASES[phase], value: phases === null ? null : phases[phase] }))}
          >
            <Table
              caption="Équipes par phase"
              quiet
              rows={[...PHASE_NAMES]}
              columns={[
                { header: 'Phase', head: true, cell: (phase) => PHASES[phase] },
                { header: 'Équipes', number: true, cell: (phase) => hiddenOr(phases?.[phase], number) },
              ]}
            />
          </Bars>
          {regions.length > 1 && (
            <Bars
              title="Équipes ouvertes par région"
              words={number}
              bars={regions.map((line) => ({ label: placeOf(line, visit), value: line.ess }))}
            >
              <Table
                caption="Équipes ouvertes par région"
                quiet
                rows={regions}
                columns={columns('Région').slice(0, 2)}
              />
            </Bars>
          )}
        </div>
        <h2>Par région</h2>
        <Table caption="Par région" quiet rows={regions} empty="Aucune région." columns={columns('Région')} />
        <h2>Par département du siège</h2>
        <Table
          caption="Par département du siège"
          quiet
          rows={linesOf(picture, 'departement')}
          empty="Aucun département."
          columns={columns('Département')}
        />
        <h2>Par spécialité</h2>
        <Table
          caption="Par spécialité"
          quiet
          rows={linesOf(picture, 'specialite')}
          empty="Aucune spécialité n’est dans votre périmètre."
          columns={columns('Spécialité')}
        />
      </>
    ),
  );
}

const byRegionThenSpecialty = (lines: readonly Line[]): readonly Line[] =>
  lines.filter(({ niveau }) => niveau === 'national' || niveau === 'region' || niveau === 'specialite');

async function delays(visit: Visit): Promise<Answer> {
  const picture = await pictureOf(visit);
  const regions = linesOf(picture, 'region');
  const part = (
    what: 'lettreIntention' | 'projetSante',
    time: 'delaiLettreIntention' | 'delaiProjetSante',
    title: string,
  ) => (
    <>
      <h2>{title}</h2>
      {regions.length > 0 && (
        <Bars
          title={`${title} : part des validations par le silence, par région`}
          words={percent}
          bars={regions.map((line) => ({ label: placeOf(line, visit), value: line[what]?.partTacite ?? null }))}
        >
          <Table
            caption={`${title} : part du silence`}
            quiet
            rows={regions}
            columns={[
              place('Région', visit),
              figure('Part du silence', (line) => ofNothing(line[what], line[what]?.partTacite, percent)),
            ]}
          />
        </Bars>
      )}
      <Table
        caption={`${title} : décisions de l’année et délais`}
        rows={byRegionThenSpecialty(picture.lignes)}
        empty="Aucune décision."
        columns={[
          place('Lieu ou spécialité', visit),
          figure('Validations', (line) => hiddenOr(line[what]?.validations, number)),
          figure('dont par le silence', (line) => hiddenOr(line[what]?.validationsTacites, number)),
          figure('Part du silence', (line) => ofNothing(line[what], line[what]?.partTacite, percent)),
          figure('Refus', (line) => hiddenOr(line[what]?.refus, number)),
          figure('Délai médian', (line) => ofNothing(line[time], line[time]?.medianJours, days)),
          figure('Délai moyen', (line) => ofNothing(line[time], line[time]?.moyenJours, days)),
        ]}
      />
    </>
  );
  return pictureView(
    visit,
    picture,
    `${ROOT}/delais`,
    <>
      {part('lettreIntention', 'delaiLettreIntention', 'Lettres d’intention')}
      {part('projetSante', 'delaiProjetSante', 'Projets de santé')}
    </>,
  );
}

/** Month by month, for who reads the nation. */
async function Months({ visit }: { readonly visit: Visit }) {
  const { annee, mois } = await answerOf(
    visit.api.GET('/api/v1/etat-des-lieux/mois', { params: { query: askedOf(visit) } }),
  );
  return (
    <>
      <h2>{`Mois par mois, ${annee}`}</h2>
      <Bars
        title={`Versé chaque mois de ${annee}, retours déduits`}
        words={inEuros}
        bars={mois.map((one) => ({ label: monthName(one.mois), value: one.verseCentimes }))}
      >
        <Table
          caption={`Versé et remboursé chaque mois de ${annee}`}
          quiet
          rows={mois}
          columns={[
            { header: 'Mois', head: true, cell: (one) => monthName(one.mois) },
            { header: 'Équipes', number: true, cell: ({ equipes }) => hiddenOr(equipes, number) },
            { header: 'Versé', number: true, cell: ({ verseCentimes }) => hiddenOr(verseCentimes, inEuros) },
            {
              header: 'Remboursé',
              number: true,
              cell: ({ rembourseCentimes }) => hiddenOr(rembourseCentimes, inEuros),
            },
          ]}
        />
      </Bars>
    </>
  );
}

async function money(visit: Visit): Promise<Answer> {
  const picture = await pictureOf(visit);
  const months = visit.me.droits.includes('lire-argent-national') ? await Months({ visit }) : null;
  return pictureView(
    visit,
    picture,
    `${ROOT}/argent`,
    <>
      {months}
      <h2>Par lieu et par spécialité</h2>
      <Table
        caption={`Versé et remboursé, du ${longDate(picture.du)} au ${longDate(picture.au)}`}
        rows={picture.lignes}
        empty="Aucune somme."
        columns={[
          place('Lieu ou spécialité', visit),
          figure('Équipes ouvertes', ({ ess }) => number(ess)),
          figure('Versé', ({ verseCentimes }) => hiddenOr(verseCentimes, inEuros)),
          figure('Remboursé', ({ rembourseCentimes }) => hiddenOr(rembourseCentimes, inEuros)),
        ]}
      />
    </>,
  );
}

async function indicators(visit: Visit): Promise<Answer> {
  const picture = await pictureOf(visit);
  const target = (line: Line, name: 'cible30' | 'cible50'): string => {
    const value = line[name];
    if (value === null) return MASQUE;
    return value.concernees === 0 ? 'aucune équipe' : `${number(value.atteintes)} sur ${number(value.concernees)}`;
  };
  /** Null where no report gives it, too: the API names what is hidden. */
  const said = (line: Line, name: Line['masque'][number], value: number | null, words = number): string =>
    value === null ? (line.masque.includes(name) ? MASQUE : 'sans objet') : words(value);
  return pictureView(
    visit,
    picture,
    `${ROOT}/indicateurs`,
    <>
      <h2>Objectifs d’adhérents</h2>
      <Table
        caption="Équipes qui atteignent l’objectif, sur celles dont le jour est venu"
        quiet
        rows={picture.lignes}
        empty="Aucune équipe."
        columns={[
          place('Lieu ou spécialité', visit),
          figure('Adhérents', ({ adherents }) => hiddenOr(adherents, number)),
          figure('Cible de 30 % atteinte', (line) => target(line, 'cible30')),
          figure('Cible de 50 % atteinte', (line) => target(line, 'cible50')),
          figure('Mission socle complète', ({ socleComplet }) => hiddenOr(socleComplet, number)),
        ]}
      />
      <h2>Activité dite par les rapports</h2>
      <Table
        caption="Indicateurs des rapports d’activité reçus dans l’année"
        quiet
        rows={picture.lignes}
        empty="Aucun rapport."
        columns={[
          place('Lieu ou spécialité', visit),
          figure('Rapports', ({ rapports }) => hiddenOr(rapports, number)),
          figure('Patients pris en charge', (line) => said(line, 'patientsPrisEnCharge', line.patientsPrisEnCharge)),
          figure('Demandes de téléexpertise', (line) =>
            said(line, 'demandesTeleexpertise', line.demandesTeleexpertise),
          ),
          figure('Consultations avancées', (line) => said(line, 'consultationsAvancees', line.consultationsAvancees)),
          figure('Délai d’un rendez-vous', (line) =>
            said(line, 'delaiRendezVousJours', line.delaiRendezVousJours, days),
          ),
          figure('Délai d’une téléexpertise', (line) =>
            said(line, 'delaiTeleexpertiseJours', line.delaiTeleexpertiseJours, days),
          ),
        ]}
      />
    </>,
  );
}

const exported =
  (what: 'etat-des-lieux' | 'couverture') =>
  async (visit: Visit): Promise<Answer> => {
    const query = askedOf(visit);
    const response = await fileOf(
      visit.api.GET(`/api/v1/exports/${what}.csv`, { params: { query }, parseAs: 'stream' }),
    );
    return { kind: 'download', response, name: `${what}-${query.annee ?? visit.today}.csv` };
  };

const open = withRight('lire-etat-des-lieux');
export const ETAT_DES_LIEUX: readonly Page[] = [
  { path: ROOT, open, menu: { label: 'État des lieux', rank: 30 }, get: summary },
  { path: `${ROOT}/delais`, open, get: delays },
  { path: `${ROOT}/argent`, open, get: money },
  { path: `${ROOT}/indicateurs`, open, get: indicators },
  { path: `${ROOT}/lignes.csv`, open, get: exported('etat-des-lieux') },
  { path: `${ROOT}/couverture.csv`, open, get: exported('couverture') },
];
