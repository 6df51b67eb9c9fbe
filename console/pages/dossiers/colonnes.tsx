/** The columns that a list of cases may have: what each shows, under which fields of the API, in which order it sorts. */
import { Day, LastDay, Moment } from '../../parts/date.tsx';
import type { Column } from '../../parts/table.tsx';
import type { Contract } from '../../shell/contract.ts';
import type { Me, Schemas } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { CLOSURES, PHASES, PROJECTS, REGIMES, deadlineName, spaced } from '../../words/noms.ts';
import { caseAt } from './adresses.ts';

export type Row = Schemas['EssListee'];

export interface CaseColumn extends Column<Row> {
  readonly name: string;
  readonly label: string;
  /** Fields of the API that it needs: what the export asks for too. */
  readonly fields: readonly (keyof Row)[];
  /** Sort key of the API. */
  readonly sortKey?: string;
  readonly usual?: boolean;
  readonly roles?: readonly Me['role'][];
}

const PAID: readonly Me['role'][] = ['porteur', 'ars', 'caisse', 'national'];
const WATCH: readonly Me['role'][] = ['exploitant', 'ars', 'caisse', 'national'];

/** What a team is called: its own name; failing that, what it is and where. */
export function teamName(
  row: Pick<Row, 'intitule' | 'specialites' | 'departements' | 'ess'>,
  contract: Contract,
): string {
  if (typeof row.intitule === 'string' && row.intitule !== '') return row.intitule;
  const specialties = (row.specialites ?? []).map((slug) => contract.label(slug) ?? spaced(slug)).join(', ');
  const places = (row.departements ?? []).join(', ');
  return specialties === '' ? (row.ess ?? '') : `${specialties} (${places})`;
}

/** `here`: the address of the list, which its cases lead back to. */
export function columnsFor(me: Me, contract: Contract, today: string, here: string): readonly CaseColumn[] {
  const label = (slug: string | undefined) =>
    slug === undefined || slug === '' ? '' : (contract.label(slug) ?? spaced(slug));
  const all: readonly CaseColumn[] = [
    {
      name: 'equipe',
      label: 'Équipe',
      header: 'Équipe',
      fields: ['ess', 'intitule', 'specialites', 'departements'],
      sortKey: 'nom',
      usual: true,
      head: true,
      cell: (row) => (
        <>
          <a href={caseAt(row.ess ?? '', here)}>{teamName(row, contract)}</a>
          <br />
          <span class="small nowrap">{row.ess}</span>
        </>
      ),
    },
    {
      name: 'phase',
      label: 'Phase',
      header: 'Phase',
      fields: ['phase', 'motifCloture'],
      sortKey: 'phase',
      usual: true,
      cell: ({ phase, motifCloture = null }) => (
        <>
          {phase === undefined ? '' : PHASES[phase]}
          {motifCloture !== null && <span class="small">{` : ${CLOSURES[motifCloture]}`}</span>}
        </>
      ),
    },
    {
      name: 'echeance',
      label: 'Prochaine échéance',
      header: 'Prochaine échéance',
      fields: ['prochaineEcheance'],
      sortKey: 'echeance',
      usual: true,
      cell: ({ prochaineEcheance: next = null }) =>
        next === null ? (
          <span class="small">aucune</span>
        ) : (
          <>
            {deadlineName(next.cle)}
            <br />
            <LastDay civil={next.expire} today={today} form="short" />
          </>
        ),
    },
    {
      name: 'retards',
      label: 'En retard',
      header: 'En retard',
      fields: ['retards'],
      usual: true,
      cell: ({ retards = [] }) => (retards.length === 0 ? '' : retards.map(deadlineName).join(' ; ')),
    },
    {
      name: 'projet',
      label: 'Projet de santé',
      header: 'Projet de santé',
      fields: ['projetSante'],
      usual: true,
      cell: ({ projetSante = null }) => (projetSante === null ? '' : PROJECTS[projetSante]),
    },
    {
      name: 'specialites',
      label: 'Spécialités',
      header: 'Spécialités',
      fields: ['specialites'],
      sortKey: 'specialite',
      cell: ({ specialites = [] }) => specialites.map(label).join(', '),
    },
    {
      name: 'departements',
      label: 'Départements',
      header: 'Départements',
      fields: ['departements'],
      sortKey: 'departement',
      cell: ({ departements = [] }) => departements.map((code) => contract.departement(code)).join(', '),
    },
    {
      name: 'region',
      label: 'Région',
      header: 'Région',
      fields: ['region'],
      sortKey: 'region',
      cell: ({ region = '' }) => contract.region(region),
    },
    {
      name: 'caisse',
      label: 'Caisse',
      header: 'Caisse',
      fields: ['caisse'],
      cell: ({ caisse = '' }) => contract.caisse(caisse),
    },
    {
      name: 'regime',
      label: 'Régime',
      header: 'Régime',
      fields: ['regime'],
      cell: ({ regime }) => (regime === undefined ? '' : REGIMES[regime]),
    },
    {
      name: 'entree',
      label: 'Entrée',
      header: 'Entrée',
      fields: ['entreeLe'],
      cell: ({ entreeLe = null }) => (entreeLe === null ? '' : <Day civil={entreeLe} form="short" />),
    },
    {
      name: 'conteste',
      label: 'Territoire contesté',
      header: 'Contesté',
      fields: ['conteste'],
      cell: ({ conteste }) => (conteste === true ? 'oui' : ''),
    },
    {
      name: 'adherents',
      label: 'Adhérents',
      header: 'Adhérents',
      fields: ['adherents'],
      number: true,
      roles: PAID,
      cell: ({ adherents }) => adherents ?? '',
    },
    {
      name: 'verse',
      label: 'Montant versé',
      header: 'Versé',
      fields: ['montantVerseCentimes'],
      sortKey: 'montant',
      number: true,
      roles: PAID,
      usual: true,
      cell: ({ montantVerseCentimes: paid }) => (paid === undefined ? '' : inEuros(paid)),
    },
    {
      name: 'incidents',
      label: 'Incidents',
      header: 'Incidents',
      fields: ['incidents'],
      number: true,
      roles: WATCH,
      cell: ({ incidents = 0 }) => (incidents === 0 ? '' : incidents),
    },
    {
      name: 'modifie',
      label: 'Dernière modification',
      header: 'Modifié',
      fields: ['majLe'],
      sortKey: 'modification',
      cell: ({ majLe }) => (majLe === undefined ? '' : <Moment instant={majLe} />),
    },
  ];
  return all.filter(({ roles }) => roles === undefined || roles.includes(me.role));
}

/** The columns that the address asks for (`colonnes=equipe,phase`), else the usual ones; the team's is always there. */
export function chosenColumns(all: readonly CaseColumn[], asked: readonly string[]): readonly CaseColumn[] {
  const names = asked.flatMap((one) => one.split(',')).filter((one) => one !== '');
  return all.filter(
    ({ name, usual = false }) => name === 'equipe' || (names.length === 0 ? usual : names.includes(name)),
  );
}
