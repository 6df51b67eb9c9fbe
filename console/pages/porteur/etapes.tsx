/** `/dossiers/:ess/etapes`: where the team is in five steps; what is awaited of whom, what silence will give and when; the money. */
import { Day, LastDay } from '../../parts/date.tsx';
import { named } from '../../parts/evenement.tsx';
import { Strip } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Why } from '../../parts/regle.tsx';
import { Table } from '../../parts/table.tsx';
import { answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { inEuros } from '../../words/money.ts';
import { awaited, paymentName } from '../../words/noms.ts';
import { inList } from '../dossiers/adresses.ts';
import { actAt } from '../a-faire/a-faire.tsx';
import { caseView, openCase } from '../dossier/dossier.tsx';

type Step = Schemas['Etape'];
type Awaited = Schemas['AttenduDuDossier'];

const STEPS: Readonly<Record<Step['etape'], string>> = {
  'lettre-intention': 'La lettre d’intention',
  'contrat-amorcage': 'L’association et le contrat de crédit d’amorçage',
  'projet-sante': 'Le projet de santé',
  'contrat-dotation': 'Le contrat de dotation annuelle',
  'dotation-annuelle': 'La dotation, chaque année',
};
const STATES: Readonly<Record<Step['statut'], readonly [words: string, look: string, place: string]>> = {
  faite: ['faite', 'tag-good', 'done'],
  'en-cours': ['en cours', 'tag-warn', 'now'],
  'a-venir': ['à venir', 'tag-plain', 'to-come'],
  'sans-objet': ['sans objet pour votre équipe', 'tag-plain', 'to-come'],
  arretee: ['arrêtée', 'tag-bad', 'to-come'],
};

function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol class="line" aria-label="Les cinq étapes">
      {steps.map(({ etape, statut, commenceeLe, faiteLe, pourquoi }, rank) => {
        const [words, look, place] = STATES[statut];
        return (
          <li class={place}>
            <p>
              <strong>{`${rank + 1}. ${STEPS[etape]}`}</strong> <span class={`tag ${look}`}>{words}</span>
            </p>
            {faiteLe !== null ? (
              <p>
                Faite le <Day civil={faiteLe} />
              </p>
            ) : (
              commenceeLe !== null &&
              statut === 'en-cours' && (
                <p>
                  Commencée le <Day civil={commenceeLe} />
                </p>
              )
            )}
            <Why {...pourquoi} />
          </li>
        );
      })}
    </ol>
  );
}

function Waited({ waited, today }: { readonly waited: readonly Awaited[]; readonly today: string }) {
  if (waited.length === 0) return <p>Vous n’attendez rien de personne.</p>;
  return (
    <ul class="tasks">
      {waited.map(({ libelle, de, dernierJour, silence, pourquoi }) => (
        <li class="task">
          <div class="task-when">
            {dernierJour === null ? (
              <span class="small">sans date limite</span>
            ) : (
              <LastDay civil={dernierJour} today={today} form="full" />
            )}
          </div>
          <div class="task-what">
            <h3>{libelle}</h3>
            <p class="small">{`Attendu : ${awaited(de)}`}</p>
            <p>
              <strong>Si rien ne vient : </strong>
              {silence.phrase}
              {silence.le !== null && (
                <>
                  {', le '}
                  <Day civil={silence.le} />
                </>
              )}
              .
            </p>
            <Why {...pourquoi} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What the visitor has to do in this case: the lines of « À faire », with their acts. */
async function Mine(visit: Visit, ess: string, today: string) {
  const { lignes } = await answerOf(visit.api.GET('/api/v1/a-faire', { params: { query: { ess, limite: 50 } } }));
  if (lignes.length === 0) return <p>Rien n’est attendu de vous.</p>;
  return (
    <ul class="tasks">
      {lignes.map((task) => (
        <li class="task">
          <div class="task-when">
            {task.dernierJour === null ? (
              <span class="small">sans date limite</span>
            ) : (
              <LastDay civil={task.dernierJour} today={today} form="full" />
            )}
          </div>
          <div class="task-what">
            <h3>{`${task.libelle.charAt(0).toUpperCase()}${task.libelle.slice(1)}`}</h3>
            <p>
              <strong>Sans acte : </strong>
              {task.silence.phrase}
            </p>
            <Why {...task.pourquoi} />
          </div>
          <ul class="task-acts no-print">
            {task.actes.map(({ commande, libelle }) => (
              <li>
                <a class="button quiet" href={actAt(task, commande)}>
                  {libelle}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** A résiliation, or a dissolution, was notified: it may be contested. */
function ToContest({
  given: { objet, saisie, dernierJour },
  href,
  today,
}: {
  readonly given: Schemas['VoieDeSaisine'];
  readonly href: string;
  readonly today: string;
}) {
  const what = objet === 'resiliation' ? 'Une résiliation' : 'La dissolution de l’association';
  return (
    <Notice level="warn" title={`${what} est notifiée à l’équipe.`}>
      <p>
        {saisie === null ? (
          <>
            {'Dernier jour pour saisir la caisse et l’ARS : '}
            <LastDay civil={dernierJour} today={today} />
          </>
        ) : (
          <>
            {'Saisine reçue le '}
            <Day civil={saisie.recueLe} />
          </>
        )}
      </p>
      <p>
        <a href={href}>La saisine : ce qu’elle suspend, jusqu’à quand, ce qu’il faut joindre</a>
      </p>
    </Notice>
  );
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, cents) => total + cents, 0);

/** Received, ordered, and what would be ordered if nobody else acted. */
async function Money(visit: Visit, ess: string, today: string) {
  const path = { params: { path: { ess } } };
  const [{ paiements }, { previsions }] = await Promise.all([
    answerOf(visit.api.GET('/api/v1/ess/{ess}/paiements', path)),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/echeancier', path)),
  ]);
  const of = (statut: string) => paiements.filter((one) => one.statut === statut);
  const amount = (lines: readonly { readonly montantCentimes: number }[]) =>
    inEuros(sum(lines.map(({ montantCentimes }) => montantCentimes)));
  const foreseen = named(previsions.suites).flatMap((line) =>
    line.evenement === 'PaiementOrdonnance' ? [line as unknown as Schemas['PaiementPrevu'] & { paiement: string }] : [],
  );
  const toCome = [
    ...of('ordonnance').map(({ paiement, montantCentimes, dateLimite }) => ({
      paiement,
      montantCentimes,
      le: dateLimite,
      how: 'ordonné : la caisse le verse au plus tard à cette date',
    })),
    ...foreseen.map(({ paiement, montantCentimes, le }) => ({
      paiement,
      montantCentimes,
      le,
      how: 'serait ordonné ce jour-là, si rien d’autre ne change',
    })),
  ];
  return (
    <>
      <Strip
        facts={[
          ['Reçu', amount(of('execute'))],
          ['Ordonné, à recevoir', amount(of('ordonnance'))],
        ]}
      />
      <Table
        caption="Argent à venir"
        rows={toCome}
        empty="Aucun versement n’est prévu si personne n’agit : « Et si… » montre ce qui en ouvrirait un."
        columns={[
          { header: 'Versement', head: true, cell: ({ paiement }) => paymentName(paiement) },
          { header: 'Montant', number: true, cell: ({ montantCentimes }) => inEuros(montantCentimes) },
          { header: 'Date', cell: ({ le }) => <LastDay civil={le} today={today} /> },
          { header: 'À quelle condition', cell: ({ how }) => how },
        ]}
      />
      <p>
        <a href={`/dossiers/${ess}/argent`}>Chaque paiement, et son calcul</a> ·{' '}
        <a href={`/dossiers/${ess}/et-si`}>Et si… : comparer des hypothèses</a>
      </p>
    </>
  );
}

async function steps(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, today } = opened;
  const { role, droits } = visit.me;
  const { etapes, attendus, saisine } = await answerOf(
    visit.api.GET('/api/v1/ess/{ess}/etapes', { params: { path: { ess } } }),
  );
  const [mine, money] = await Promise.all([
    droits.includes('lire-a-faire') ? Mine(visit, ess, today) : undefined,
    droits.includes('lire-paiements') ? Money(visit, ess, today) : undefined,
  ]);
  return caseView(
    visit,
    opened,
    '/etapes',
    <>
      {saisine !== null && <ToContest given={saisine} href={inList(`/dossiers/${ess}/saisine`, visit)} today={today} />}
      <h2>Où en sommes-nous</h2>
      <Steps steps={etapes} />
      <h2>Ce qui est attendu de vous</h2>
      {mine}
      <h2>Ce que vous attendez</h2>
      <Waited waited={attendus.filter(({ de }) => !de.includes(role))} today={today} />
      <h2>L’argent</h2>
      {money}
    </>,
  );
}

export const ETAPES: Page = { path: '/dossiers/:ess/etapes', open: withRight('lire-etapes'), get: steps };
