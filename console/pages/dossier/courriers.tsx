/** `/dossiers/:ess/courriers`: what was written to whom, when it left, and whether it came back. */
import { Moment } from '../../parts/date.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Visit } from '../../shell/page.ts';
import { eventName } from '../../words/evenements.ts';
import { roleName } from '../../words/noms.ts';
import { caseView, openCase } from './dossier.tsx';

/** A subject starts with the case's number, for mailboxes: on its own page it goes without saying. */
function subjectHere(objet: string, ess: string): string {
  const prefix = `[ESS ${ess}] `;
  const own = objet.startsWith(prefix) ? objet.slice(prefix.length) : objet;
  return own.charAt(0).toUpperCase() + own.slice(1);
}

async function letters(visit: Visit) {
  const opened = await openCase(visit);
  const { ess } = opened;
  const { courriers } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/courriers', { params: { path: { ess } } }));
  const mayRead = visit.me.droits.includes('lire-courrier');
  return caseView(
    visit,
    opened,
    '/courriers',
    <Table
      caption="Courriers, du plus récent au plus ancien"
      quiet
      rows={courriers.toReversed()}
      empty="Aucun courrier."
      columns={[
        {
          header: 'Objet',
          head: true,
          cell: ({ rang, objet, destinataire, pdfSha256 }) =>
            mayRead && pdfSha256 !== null && destinataire === visit.me.role ? (
              <a href={`/dossiers/${ess}/courriers/${rang}.pdf`}>{subjectHere(objet, ess)}</a>
            ) : (
              subjectHere(objet, ess)
            ),
        },
        { header: 'Pour', cell: ({ destinataire }) => roleName(destinataire) },
        { header: 'À la suite de', cell: ({ evenement }) => eventName(evenement) },
        {
          header: 'Envoi',
          cell: ({ envoyeLe, revenuLe, derniereErreur }) => (
            <>
              {revenuLe !== null ? (
                <>
                  <span class="tag tag-bad">revenu</span> <Moment instant={revenuLe} />
                </>
              ) : envoyeLe !== null ? (
                <Moment instant={envoyeLe} />
              ) : (
                <span class="tag tag-warn">pas encore parti</span>
              )}
              {derniereErreur !== null && (
                <>
                  <br />
                  <span class="small">{derniereErreur}</span>
                </>
              )}
            </>
          ),
        },
      ]}
    />,
    true,
  );
}

export const COURRIERS: Page = { path: '/dossiers/:ess/courriers', open: withRight('lister-courriers'), get: letters };
