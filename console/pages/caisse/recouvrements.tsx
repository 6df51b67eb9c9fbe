/** `/caisse/recouvrements`: what the caisse has to get back, and the act that each waits for. */
import { Day, LastDay } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Table } from '../../parts/table.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { answerOf } from '../../shell/api.ts';
import type { Answer, Page, Schemas, Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { caisseView, ofCaisse, reads, type Caisse } from './caisse.tsx';

type Recovery = Schemas['RecouvrementSuivi'];

const sum = (rows: readonly Recovery[], name: 'resteCentimes' | 'rembourseCentimes' | 'aRendreCentimes'): number =>
  rows.reduce((total, row) => total + row[name], 0);

/** An act of the case, its recovery filled in. Whether it is possible, its own page says. */
const actAt = ({ ess, cle }: Recovery, commande: string): string =>
  withQuery(`/dossiers/${ess}/actes/${commande}`, { recouvrement: cle });

const ACTS: readonly (readonly [commande: string, label: string])[] = [
  ['confirmer-recouvrement', 'Confirmer'],
  ['constater-remboursement', 'Constater un remboursement'],
  ['clore-recouvrement', 'Clore'],
];

async function recoveries(visit: Visit, caisse: Caisse): Promise<Answer> {
  const { recouvrements } = await answerOf(
    visit.api.GET('/api/v1/caisses/{caisse}/recouvrements', { params: { path: { caisse } } }),
  );
  const acts = ACTS.filter(([commande]) => visit.me.commandes.includes(commande));
  return caisseView({
    visit,
    caisse,
    part: '/caisse/recouvrements',
    body: (
      <>
        <Facts
          facts={[
            ['Reste à recouvrer', <strong>{inEuros(sum(recouvrements, 'resteCentimes'))}</strong>],
            ['Déjà remboursé', inEuros(sum(recouvrements, 'rembourseCentimes'))],
            ['À rendre, remboursé en trop', inEuros(sum(recouvrements, 'aRendreCentimes'))],
          ]}
        />
        <h2>Recouvrements</h2>
        <Table
          caption="Recouvrements : ceux qui sont ouverts par dernier jour, puis ceux qui sont finis"
          quiet
          rows={recouvrements}
          empty="Rien n’est à recouvrer."
          columns={[
            {
              header: 'Équipe',
              head: true,
              cell: ({ ess, intitule }) => <a href={`/dossiers/${ess}/argent`}>{intitule ?? ess}</a>,
            },
            { header: 'Origine', cell: ({ origine }) => visit.contract.labelIn('OrigineRecouvrement', origine) },
            {
              header: 'État',
              cell: ({ statut, ouvert }) => (
                <span class={`tag ${statut === 'impaye' ? 'tag-bad' : ouvert ? 'tag-warn' : 'tag-plain'}`}>
                  {visit.contract.labelIn('StatutRecouvrement', statut)}
                </span>
              ),
            },
            { header: 'Dû', number: true, cell: ({ montantCentimes }) => inEuros(montantCentimes) },
            { header: 'Remboursé', number: true, cell: ({ rembourseCentimes }) => inEuros(rembourseCentimes) },
            { header: 'Remis', number: true, cell: ({ remisCentimes }) => inEuros(remisCentimes) },
            { header: 'Reste', number: true, cell: ({ resteCentimes }) => inEuros(resteCentimes) },
            {
              header: 'Au plus tard',
              cell: ({ dateLimite, notifieLe, ouvert }) =>
                dateLimite === null ? (
                  <span class="small">{notifieLe === null ? 'pas encore notifié' : ''}</span>
                ) : ouvert ? (
                  <LastDay civil={dateLimite} today={visit.today} form="short" />
                ) : (
                  <Day civil={dateLimite} form="short" />
                ),
            },
            ...(acts.length === 0
              ? []
              : [
                  {
                    header: 'Actes',
                    cell: (row: Recovery) =>
                      row.ouvert &&
                      acts.map(([commande, label]) => (
                        <>
                          <a href={actAt(row, commande)}>
                            {label}
                            <span class="visually-hidden">{` : ${row.intitule ?? row.ess}, ${visit.contract.labelIn('OrigineRecouvrement', row.origine)}`}</span>
                          </a>
                          <br />
                        </>
                      )),
                  },
                ]),
          ]}
        />
      </>
    ),
  });
}

export const RECOUVREMENTS: Page = {
  path: '/caisse/recouvrements',
  open: reads('lire-rapprochement'),
  get: ofCaisse(recoveries),
};
