/** `/dossiers/:ess/adherents`: who adheres, since when, and what the counts were. */
import { Day } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Visit } from '../../shell/page.ts';
import { spaced } from '../../words/noms.ts';
import { caseView, openCase } from './dossier.tsx';

async function adherents(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, dossier } = opened;
  const answer = await answerOf(visit.api.GET('/api/v1/ess/{ess}/adhesions', { params: { path: { ess } } }));
  // As CSV, it would be a text: it was not asked so.
  const { adhesions } = typeof answer === 'string' ? { adhesions: [] } : answer;
  const present = adhesions.filter(({ sortieLe }) => sortieLe === null).length;
  const counts = Object.values(dossier.denombrements).toSorted((a, b) => b.date.localeCompare(a.date));
  return caseView(
    visit,
    opened,
    '/adherents',
    <>
      <Facts
        facts={[
          ['Adhésions en cours', present],
          ['Dernier enregistrement', dossier.adhesionsLe === null ? null : <Day civil={dossier.adhesionsLe} />],
          [
            'Liste nominative',
            dossier.listeNominative === null ? null : (
              <>
                {`${dossier.listeNominative.nombre} médecins, le `}
                <Day civil={dossier.listeNominative.le} />
              </>
            ),
          ],
          [
            'Dénombrements',
            counts.length === 0 ? null : (
              <ul>
                {counts.map(({ date, nombre }) => (
                  <li>
                    {`${nombre} au `}
                    <Day civil={date} />
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      <h2>Adhésions</h2>
      <p class="no-print">
        {visit.me.droits.includes('ecrire-adhesions') && (
          <>
            <a href={`/dossiers/${ess}/adherents/liste`}>Importer une liste</a> ·{' '}
          </>
        )}
        <a href={`/dossiers/${ess}/adherents.csv`}>Prendre cette liste en tableur (CSV)</a>
      </p>
      <Table
        caption="Adhésions enregistrées"
        quiet
        rows={adhesions}
        empty="Aucune adhésion n’est enregistrée."
        columns={[
          { header: 'Médecin', head: true, cell: ({ nom, prenom }) => `${nom} ${prenom}` },
          { header: 'RPPS', cell: ({ rpps }) => <code>{rpps}</code> },
          { header: 'Spécialité', cell: ({ specialite }) => visit.contract.label(specialite) ?? spaced(specialite) },
          { header: 'Exercice', cell: ({ liberal }) => (liberal ? 'libéral' : 'non libéral') },
          { header: 'Signée le', cell: ({ signeeLe }) => <Day civil={signeeLe} form="short" /> },
          {
            header: 'Sortie le',
            cell: ({ sortieLe }) => (sortieLe === null ? '' : <Day civil={sortieLe} form="short" />),
          },
        ]}
      />
    </>,
    true,
  );
}

export const ADHERENTS: Page = { path: '/dossiers/:ess/adherents', open: withRight('lire-adhesions'), get: adherents };
