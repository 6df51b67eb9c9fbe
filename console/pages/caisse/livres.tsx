/** The books: the month of a caisse against the law, its ledger, and the ledger of one case. REC-02. */
import { Day } from '../../parts/date.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf, fileOf } from '../../shell/api.ts';
import { withRight, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import type { Contract } from '../../shell/contract.ts';
import { inEuros } from '../../words/money.ts';
import { deadlineName, paymentName } from '../../words/noms.ts';
import { caseView, openCase } from '../dossier/dossier.tsx';
import { CAISSE, caisseView, ofCaisse, reads, type Caisse } from './caisse.tsx';

type Balance = Schemas['Solde'];
type Entry = Schemas['Ecriture'] | Schemas['EcritureDuDossier'];

/** A payment, or a recovery, as people say it. */
const objectName = (objet: string): string =>
  /^(amorcage|dotation)-\d/.test(objet)
    ? paymentName(objet)
    : objet.startsWith('indu-')
      ? `Payé en trop : ${paymentName(objet.slice('indu-'.length)).toLowerCase()}`
      : `Recouvrement : ${deadlineName(objet).toLowerCase()}`;

/** The month asked for; the one under way when none is, or what was typed is none. */
const monthOf = ({ query, today }: Visit): string =>
  /^20\d{2}-(0[1-9]|1[0-2])$/.test(query.get('mois') ?? '') ? (query.get('mois') ?? '') : today.slice(0, 7);

function MonthForm({
  visit,
  caisse,
  path,
  month,
}: {
  readonly visit: Visit;
  readonly caisse: Caisse;
  readonly path: string;
  readonly month: string;
}) {
  const exports = withQuery(`${path}.csv`, { [CAISSE]: caisse, mois: month });
  return (
    <>
      <form class="filters" action={path} aria-label="Choisir le mois">
        <input type="hidden" name={CAISSE} value={caisse} />
        <div>
          <label for="mois">Mois (aaaa-mm)</label>
          <input id="mois" name="mois" type="month" value={month} max={visit.today.slice(0, 7)} />
        </div>
        <div>
          <button type="submit">Voir ce mois</button>
        </div>
      </form>
      <p class="no-print">
        <a href={exports}>Prendre ce mois en tableur (CSV)</a>
      </p>
    </>
  );
}

const BALANCES = [
  ['aPayer', 'a-payer'],
  ['envoye', 'envoye'],
  ['aReemettre', 'a-reemettre'],
  ['aRecouvrer', 'a-recouvrer'],
  ['aRendre', 'a-rendre'],
] as const;

/** « Ordonnancé + 40 000,00 € ; Exécuté − 40 000,00 € ». */
const movements = ({ mouvements }: Balance, contract: Contract): string =>
  Object.entries(mouvements)
    .map(([nature, cents]) => `${contract.labelIn('NatureMouvement', nature)} ${signed(cents)}`)
    .join(' ; ');
const signed = (cents: number): string => `${cents < 0 ? '−' : '+'} ${inEuros(Math.abs(cents))}`;

async function reconciliation(visit: Visit, caisse: Caisse): Promise<Answer> {
  const path = '/caisse/rapprochement';
  const month = monthOf(visit);
  const answer = await answerOf(
    visit.api.GET('/api/v1/caisses/{caisse}/rapprochement', { params: { path: { caisse }, query: { mois: month } } }),
  );
  // As CSV, it would be a text: it was not asked so.
  if (typeof answer === 'string') throw new TypeError('a spreadsheet was not asked for');
  const { lignes, ecarts, versesCentimes } = answer;
  return caisseView({
    visit,
    caisse,
    part: path,
    body: (
      <>
        <MonthForm visit={visit} caisse={caisse} path={path} month={month} />
        {ecarts.length === 0 ? (
          <Notice level="good" title="Les livres et la loi disent la même chose, au centime, dans chaque dossier." />
        ) : (
          <Notice level="bad" title="Les livres et la loi ne disent pas la même chose.">
            <ul>
              {ecarts.map(({ ess, phrase }) => (
                <li>
                  <a href={`/dossiers/${ess}/argent`}>{ess}</a> : {phrase}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <h2>Soldes du mois</h2>
        <Table
          caption="Solde au premier jour, mouvements, solde au dernier jour"
          quiet
          rows={BALANCES.map(([name, compte]) => ({ compte, ...answer[name] }))}
          columns={[
            { header: 'Compte', head: true, cell: ({ compte }) => visit.contract.labelIn('CompteDuLivre', compte) },
            { header: 'Au premier jour', number: true, cell: ({ ouvertureCentimes }) => inEuros(ouvertureCentimes) },
            {
              header: 'Mouvements',
              cell: (solde) => movements(solde, visit.contract) || <span class="small">aucun</span>,
            },
            { header: 'Au dernier jour', number: true, cell: ({ clotureCentimes }) => inEuros(clotureCentimes) },
          ]}
        />
        <p>
          Payé dans le mois, à la date des virements : <strong>{inEuros(versesCentimes.parLot)}</strong> par nos lots,{' '}
          <strong>{inEuros(versesCentimes.horsLot)}</strong> autrement.
        </p>
        <h2>Mouvements</h2>
        <Table
          caption="Mouvements du mois, dans l’ordre de leur date"
          quiet
          rows={lignes}
          empty="Aucun mouvement ce mois-là."
          columns={[
            { header: 'Date', cell: ({ le }) => <Day civil={le} form="short" /> },
            { header: 'Compte', cell: ({ compte }) => visit.contract.labelIn('CompteDuLivre', compte) },
            { header: 'Mouvement', cell: ({ nature }) => visit.contract.labelIn('NatureMouvement', nature) },
            { header: 'Équipe', head: true, cell: ({ ess }) => <a href={`/dossiers/${ess}/grand-livre`}>{ess}</a> },
            { header: 'Objet', cell: ({ objet }) => objectName(objet) },
            { header: 'Montant', number: true, cell: ({ montantCentimes }) => signed(montantCentimes) },
            {
              header: 'Référence, raison',
              cell: ({ reference, motif }) => (
                <>
                  {reference !== null && <code class="nowrap">{reference}</code>} {motif}
                </>
              ),
            },
          ]}
        />
      </>
    ),
  });
}

const entryColumns = (contract: Contract): readonly Column<Entry>[] => [
  { header: 'Date', cell: ({ le }) => <Day civil={le} form="short" /> },
  { header: 'Objet', cell: ({ objet, annee }) => `${objectName(objet)}, année ${annee} du contrat` },
  { header: 'Mouvement', cell: ({ nature }) => contract.labelIn('NatureMouvement', nature) },
  { header: 'Compte', cell: ({ compte }) => contract.labelIn('CompteDuLivre', compte) },
  { header: 'Débit', number: true, cell: ({ debitCentimes }) => (debitCentimes === 0 ? '' : inEuros(debitCentimes)) },
  {
    header: 'Crédit',
    number: true,
    cell: ({ creditCentimes }) => (creditCentimes === 0 ? '' : inEuros(creditCentimes)),
  },
  { header: 'Référence', cell: ({ reference }) => (reference === null ? '' : <code class="nowrap">{reference}</code>) },
  { header: 'Passé par la banque', cell: ({ parBanque }) => (parBanque ? 'oui' : '') },
];

function Totals({ entries, before }: { readonly entries: readonly Entry[]; readonly before: number }) {
  const total = (side: 'debitCentimes' | 'creditCentimes') => entries.reduce((sum, one) => sum + one[side], 0);
  return (
    <tr>
      <th scope="row" colSpan={before}>
        Total
      </th>
      <td class="number">{inEuros(total('debitCentimes'))}</td>
      <td class="number">{inEuros(total('creditCentimes'))}</td>
      <td colSpan={2}></td>
    </tr>
  );
}

async function ledger(visit: Visit, caisse: Caisse): Promise<Answer> {
  const path = '/caisse/grand-livre';
  const month = monthOf(visit);
  const answer = await answerOf(
    visit.api.GET('/api/v1/caisses/{caisse}/grand-livre', { params: { path: { caisse }, query: { mois: month } } }),
  );
  if (typeof answer === 'string') throw new TypeError('a spreadsheet was not asked for');
  const { ecritures } = answer;
  return caisseView({
    visit,
    caisse,
    part: path,
    body: (
      <>
        <MonthForm visit={visit} caisse={caisse} path={path} month={month} />
        <Table
          caption="Écritures du mois : chaque mouvement sur ses deux comptes"
          rows={ecritures}
          empty="Aucune écriture ce mois-là."
          columns={[
            {
              header: 'Équipe',
              head: true,
              cell: ({ ess, intitule }) => <a href={`/dossiers/${ess}/grand-livre`}>{intitule ?? ess}</a>,
            },
            ...entryColumns(visit.contract),
          ]}
          foot={<Totals entries={ecritures} before={5} />}
        />
      </>
    ),
  });
}

/** `/dossiers/:ess/grand-livre`: everything booked of one case. */
async function ofCase(visit: Visit): Promise<Answer> {
  const opened = await openCase(visit);
  const { ess } = opened;
  const answer = await answerOf(visit.api.GET('/api/v1/ess/{ess}/grand-livre', { params: { path: { ess } } }));
  if (typeof answer === 'string') throw new TypeError('a spreadsheet was not asked for');
  const { ecritures } = answer;
  return {
    ...caseView(
      visit,
      opened,
      '/argent',
      <>
        <p class="no-print">
          <a href={`/dossiers/${ess}/grand-livre.csv`}>Prendre ce grand livre en tableur (CSV)</a>
        </p>
        <Table
          caption="Grand livre du dossier : chaque mouvement sur ses deux comptes, depuis le premier"
          rows={ecritures}
          empty="Aucune écriture."
          columns={[
            ...entryColumns(visit.contract).slice(0, 1),
            ...entryColumns(visit.contract)
              .slice(1)
              .map((column, rank) => (rank === 0 ? { ...column, head: true } : column)),
          ]}
          foot={<Totals entries={ecritures} before={4} />}
        />
      </>,
      true,
    ),
    title: `Grand livre – ${opened.team}`,
    back: { href: `/dossiers/${ess}/argent`, label: 'Argent du dossier' },
  };
}

const csv = { headers: { accept: 'text/csv' }, parseAs: 'stream' } as const;

const monthly = (what: 'rapprochement' | 'grand-livre') =>
  ofCaisse(async (visit, caisse): Promise<Answer> => {
    const mois = monthOf(visit);
    const response = await fileOf(
      visit.api.GET(`/api/v1/caisses/{caisse}/${what}`, { params: { path: { caisse }, query: { mois } }, ...csv }),
    );
    return { kind: 'download', response, name: `${what}-${caisse}-${mois}.csv` };
  });

async function caseFile(visit: Visit): Promise<Answer> {
  const ess = visit.path['ess'] ?? '';
  const response = await fileOf(visit.api.GET('/api/v1/ess/{ess}/grand-livre', { params: { path: { ess } }, ...csv }));
  return { kind: 'download', response, name: `grand-livre-${ess}.csv` };
}

export const LIVRES: readonly Page[] = [
  { path: '/caisse/rapprochement', open: reads('lire-rapprochement'), get: ofCaisse(reconciliation) },
  { path: '/caisse/grand-livre', open: reads('lire-rapprochement'), get: ofCaisse(ledger) },
  { path: '/caisse/rapprochement.csv', open: reads('lire-rapprochement'), get: monthly('rapprochement') },
  { path: '/caisse/grand-livre.csv', open: reads('lire-rapprochement'), get: monthly('grand-livre') },
  { path: '/dossiers/:ess/grand-livre', open: withRight('lire-livre-dossier'), get: ofCase },
  { path: '/dossiers/:ess/grand-livre.csv', open: withRight('lire-livre-dossier'), get: caseFile },
];
