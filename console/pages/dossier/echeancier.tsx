/** `/dossiers/:ess/echeancier`: the delays that run, and what will happen if nobody does anything, each with its why. */
import { Calcul } from '../../parts/calcul.tsx';
import { Day, LastDay } from '../../parts/date.tsx';
import { EventLine, named } from '../../parts/evenement.tsx';
import { Why } from '../../parts/regle.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { longDate } from '../../words/dates.ts';
import { awaited, deadlineName, effectName, roleName } from '../../words/noms.ts';
import { caseView, openCase } from './dossier.tsx';

type Deadline = Schemas['Echeance'];

/** Reminders only remind: the deadline that they are about stands beside them. */
const isReminder = ({ cle }: Deadline): boolean => cle.startsWith('rappel-');

function Running({ deadline, today }: { readonly deadline: Deadline; readonly today: string }) {
  const { cle, expire, declenche, effetLe, effet, attendu } = deadline;
  return (
    <li class="to-come">
      <p>
        <LastDay civil={expire} today={today} form="full" />
      </p>
      <p>
        <strong>{deadlineName(cle)}</strong>
        {attendu.length > 0 && ` – attendu : ${awaited(attendu)}`}
      </p>
      <p>
        {`Sans acte : ${effectName(effet)}, au `}
        <Day civil={effetLe} />
        {declenche !== expire && (
          <span class="small">{` (constaté après le ${longDate(declenche)}, pour laisser le temps des saisies)`}</span>
        )}
      </p>
      <Why {...deadline}>
        <Calcul calcul={deadline.calcul} />
      </Why>
    </li>
  );
}

async function schedule(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, today } = opened;
  const { echeances, previsions } = await answerOf(
    visit.api.GET('/api/v1/ess/{ess}/echeancier', { params: { path: { ess } } }),
  );
  const running = echeances.filter((deadline) => !isReminder(deadline));
  const reminders = echeances.filter(isReminder);
  const suites = named(previsions.suites).filter(({ evenement }) => evenement !== 'RappelEmis');
  return caseView(
    visit,
    opened,
    '/echeancier',
    <>
      <h2>Les délais qui courent</h2>
      {running.length === 0 ? (
        <p>Aucun délai ne court.</p>
      ) : (
        <ol class="line">
          {running.map((deadline) => (
            <Running deadline={deadline} today={today} />
          ))}
        </ol>
      )}
      <h2>Si personne n’agit</h2>
      <p>
        Ce que le silence de tous produirait, jusqu’au <Day civil={previsions.jusquAu} /> ; rien de cela n’est arrivé.
      </p>
      {suites.length === 0 ? (
        <p>Rien : ce dossier n’attend plus rien d’ici là.</p>
      ) : (
        <ol class="line">
          {suites.map((suite) => (
            <li class="to-come">
              <p>
                <Day civil={suite.le} form="full" />
                <span class="small">{` – ${roleName(suite.acteur)}`}</span>
              </p>
              <EventLine event={suite} contract={visit.contract}>
                <Why {...suite.pourquoi} />
              </EventLine>
            </li>
          ))}
        </ol>
      )}
      {reminders.length > 0 && (
        <details>
          <summary>{`Rappels à venir (${reminders.length})`}</summary>
          <ul>
            {reminders.map(({ cle, expire }) => (
              <li>
                {`${deadlineName(cle)} : `}
                <Day civil={expire} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>,
  );
}

export const ECHEANCIER: Page = {
  path: '/dossiers/:ess/echeancier',
  open: withRight('lire-echeancier'),
  get: schedule,
};
