/** `/dossiers/:ess/argent`: what was ordered, paid, held, and what is to be recovered. */
import { Calcul } from '../../parts/calcul.tsx';
import { Day, LastDay } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { paymentName, paymentState, spaced } from '../../words/noms.ts';
import { inList } from '../dossiers/adresses.ts';
import { caseView, openCase } from './dossier.tsx';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, cents) => total + cents, 0);

async function money(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, dossier, today } = opened;
  const { paiements } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/paiements', { params: { path: { ess } } }));
  const paid = sum(
    paiements.filter(({ statut }) => statut === 'execute').map(({ montantCentimes }) => montantCentimes),
  );
  const due = sum(
    paiements.filter(({ statut }) => statut === 'ordonnance').map(({ montantCentimes }) => montantCentimes),
  );
  const recoveries = Object.entries(dossier.recouvrements);
  const contracts = (['amorcage', 'dotation'] as const).filter(
    (contrat) => visit.me.droits.includes('lire-contrat') && dossier[contrat].concluLe !== null,
  );
  return caseView(
    visit,
    opened,
    '/argent',
    <>
      <Facts
        facts={[
          ['Versé', <strong>{inEuros(paid)}</strong>],
          ['À payer', due === 0 ? null : inEuros(due)],
          [
            'Coordonnées bancaires',
            dossier.coordonneesBancairesLe === null ? (
              'non déclarées'
            ) : (
              <>
                déclarées le <Day civil={dossier.coordonneesBancairesLe} />
              </>
            ),
          ],
        ]}
      />
      {visit.me.droits.includes('lire-comptes') && (
        <p class="no-print">
          <a href={inList(`/dossiers/${ess}/coordonnees-bancaires`, visit)}>
            Coordonnées bancaires : le compte payé, et ceux d’avant
          </a>
        </p>
      )}
      {visit.me.droits.includes('lire-livre-dossier') && (
        <p class="no-print">
          <a href={`/dossiers/${ess}/grand-livre`}>Grand livre du dossier</a>
        </p>
      )}
      <h2>Paiements</h2>
      <Table
        caption="Paiements, dans l’ordre des ordres de payer"
        quiet
        rows={paiements}
        empty="Aucun paiement n’a été ordonné."
        columns={[
          { header: 'Paiement', head: true, cell: ({ paiement }) => paymentName(paiement) },
          { header: 'Montant', number: true, cell: ({ montantCentimes }) => inEuros(montantCentimes) },
          { header: 'État', cell: ({ statut }) => paymentState(statut) },
          { header: 'Ordonné le', cell: ({ le }) => <Day civil={le} form="short" /> },
          {
            header: 'À payer au plus tard',
            cell: ({ dateLimite, statut }) =>
              statut === 'ordonnance' ? (
                <LastDay civil={dateLimite} today={today} form="short" />
              ) : (
                <Day civil={dateLimite} form="short" />
              ),
          },
          { header: 'Référence', cell: ({ reference }) => reference ?? '' },
          {
            header: 'Pourquoi',
            cell: ({ calculs = {} }) =>
              Object.entries(calculs).map(([name, calcul]) => (
                <details class="why">
                  <summary>{name === 'dateLimite' ? 'Ce dernier jour' : 'Ce montant'}</summary>
                  <Calcul calcul={calcul} />
                </details>
              )),
          },
        ]}
      />
      {recoveries.length > 0 && (
        <>
          <h2>Recouvrements</h2>
          <Table
            caption="Sommes à rembourser"
            quiet
            rows={recoveries}
            columns={[
              { header: 'Origine', head: true, cell: ([, { origine }]) => spaced(origine) },
              { header: 'Dû', number: true, cell: ([, { duCentimes }]) => inEuros(duCentimes) },
              { header: 'Remboursé', number: true, cell: ([, { rembourseCentimes }]) => inEuros(rembourseCentimes) },
              { header: 'Remis', number: true, cell: ([, { remisCentimes }]) => inEuros(remisCentimes) },
              { header: 'État', cell: ([, { statut }]) => spaced(statut) },
              {
                header: 'Au plus tard',
                cell: ([, { dateLimite }]) =>
                  dateLimite === null ? '' : <LastDay civil={dateLimite} today={today} form="short" />,
              },
            ]}
          />
        </>
      )}
      {contracts.length > 0 && (
        <>
          <h2>Contrats</h2>
          <ul>
            {contracts.map((contrat) => (
              <li>
                <a href={`/dossiers/${ess}/contrats/${contrat}.pdf`}>
                  {contrat === 'amorcage' ? 'Contrat de crédit d’amorçage (PDF)' : 'Contrat de dotation annuelle (PDF)'}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  );
}

export const ARGENT: Page = { path: '/dossiers/:ess/argent', open: withRight('lire-paiements'), get: money };
