/** `/dossiers/:ess/decision`: what to decide from, on one page: criteria, opinion, rivals, papers beside, every outcome beside silence. */
import { Calcul } from '../../parts/calcul.tsx';
import { Letters } from '../../parts/courriers.tsx';
import { Day, LastDay } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Why } from '../../parts/regle.tsx';
import { withQuery } from '../../shell/addresses.ts';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { effectName, spaced } from '../../words/noms.ts';
import { nextAwaited } from '../acte/consequences.tsx';
import { LIST, inList } from '../dossiers/adresses.ts';
import { caseView, openCase, type OpenCase } from '../dossier/dossier.tsx';
import { Criteria } from './criteres.tsx';
import { DECISIONS, GROUND, outcomesOf, type Instruction, type Outcomes } from './issues.ts';
import { Papers, papersOf } from './papiers.tsx';

type Possible = Schemas['ActePossible'];

const NAMES: Readonly<Record<Instruction['sur'], string>> = {
  'lettre-intention': 'Lettre d’intention',
  'projet-sante': 'Projet de santé',
};

/** Acts that belong to an instruction, beside the decisions themselves. */
const BESIDE: ReadonlySet<string> = new Set([
  'rendre-avis',
  'demander-pieces-lettre-intention',
  'constater-completude',
  'consigner-derogation',
  'consigner-echange',
  'accuser-reception-projet-sante',
  'demander-precisions',
  's-opposer-projet-sante',
  'lever-opposition',
]);

type Evaluation = NonNullable<NonNullable<Instruction['avis']>['evaluation']>;
const QUESTIONS: readonly (readonly [keyof Evaluation, string])[] = [
  ['besoinReel', 'Le besoin d’accès aux soins est réel'],
  ['adequationCahierDesCharges', 'Le projet est adéquat au cahier des charges'],
  ['contenuAdapte', 'Le contenu est adapté'],
  ['projetMature', 'Le projet est mûr'],
];

function Delay({ given, today }: { readonly given: Instruction; readonly today: string }) {
  const { silence, arret } = given;
  return (
    <>
      {arret !== null && (
        <Notice level="warn" title={arret.phrase}>
          <Why {...arret.pourquoi} />
        </Notice>
      )}
      {silence !== null && (
        <Notice level="info" title={`Sans décision : ${effectName(silence.effet)}.`}>
          <p>
            Dernier jour : <LastDay civil={silence.expire} today={today} form="full" />
            {silence.effet === 'validation-tacite' && (
              <>
                {' ; la validation date alors du '}
                <Day civil={silence.effetLe} />
              </>
            )}
          </p>
          <Why {...silence}>
            <Calcul calcul={silence.calcul} />
          </Why>
        </Notice>
      )}
    </>
  );
}

function Opinion({ given, ess }: { readonly given: Instruction; readonly ess: string }) {
  const { avis } = given;
  if (avis === null) return <p>La caisse n’a pas rendu d’avis : décider sans lui demande d’en écrire le motif.</p>;
  const { evaluation } = avis;
  return (
    <>
      <p>
        <span class={`tag ${avis.sens === 'favorable' ? 'tag-good' : 'tag-bad'}`}>
          {avis.sens === 'favorable' ? 'favorable' : 'défavorable'}
        </span>
        {' rendu le '}
        <Day civil={avis.le} />
        {avis.rang !== null && (
          <>
            {', '}
            <a href={`/dossiers/${ess}/journal#ligne-${avis.rang}`}>{`ligne ${avis.rang} du journal`}</a>
          </>
        )}
      </p>
      {evaluation !== null && (
        <Facts facts={QUESTIONS.map(([name, label]) => [label, evaluation[name] ? 'oui' : 'non'] as const)} />
      )}
    </>
  );
}

const RIVALS: Readonly<Record<Schemas['RivalLu']['statut'], string>> = {
  'en-instruction': 'en instruction',
  validee: 'validée',
  'en-cours': 'contrat en cours',
};

function Rivals({ given, compare }: { readonly given: Instruction; readonly compare: string }) {
  const { rivaux, rivauxAilleurs } = given;
  if (rivaux.length + rivauxAilleurs === 0) return <p>Aucun autre dossier de la même spécialité sur ce territoire.</p>;
  return (
    <>
      {rivaux.length > 0 && (
        <p class="no-print">
          <a href={compare}>Les comparer, côte à côte</a>
        </p>
      )}
      <ul>
        {rivaux.map(({ ess, statut, intitule, deposeeLe }) => (
          <li>
            <a href={`/dossiers/${ess}`}>{intitule ?? ess}</a>
            {` – ${RIVALS[statut]}`}
            {deposeeLe !== null && (
              <>
                {', déposée le '}
                <Day civil={deposeeLe} />
              </>
            )}
          </li>
        ))}
        {rivauxAilleurs > 0 && (
          <li>{`${rivauxAilleurs} dossier${rivauxAilleurs > 1 ? 's' : ''} hors de votre périmètre.`}</li>
        )}
      </ul>
    </>
  );
}

/** The act of this visitor, or why it is not possible. */
function ActLink({ act, href }: { readonly act: Possible | undefined; readonly href: string }) {
  if (act === undefined) return null;
  if (act.statut === 'impossible') return <p class="small">{act.phrase}</p>;
  return (
    <p class="card-foot no-print">
      <a class="button" href={href}>
        {act.libelle}
      </a>
    </p>
  );
}

function OutcomeCards({
  given,
  opened,
  outcomes,
  acts,
  ground,
  visit,
}: {
  readonly visit: Visit;
  readonly given: Instruction;
  readonly opened: OpenCase;
  readonly outcomes: Outcomes;
  readonly acts: ReadonlyMap<string, Possible>;
  readonly ground: string | undefined;
}) {
  const { sur, silence } = given;
  const [any] = outcomes.byAct.values();
  return (
    <ul class="cards outcomes">
      {DECISIONS[sur].map(({ commande, label }) => {
        const outcome = outcomes.byAct.get(commande);
        const href = withQuery(inList(`/dossiers/${opened.ess}/actes/${commande}`, visit), {
          [GROUND[sur]]: commande.startsWith('refuser') ? ground : undefined,
        });
        return (
          <li class="card">
            <h3>{label}</h3>
            {outcome === undefined && <p>Choisissez un fondement, ci-dessus, pour voir ce qu’un refus produirait.</p>}
            {outcome?.refus.map(({ phrase, pourquoi }) => (
              <>
                <p>{phrase}</p>
                <Why {...pourquoi} />
              </>
            ))}
            {outcome?.possible === true && (
              <>
                {outcome.avertissements.map(({ phrase }) => (
                  <p>{phrase}</p>
                ))}
                <p>
                  <strong>Ensuite : </strong>
                  {nextAwaited(outcome.difference.attente.apres)}.
                </p>
                <Letters letters={outcome.courriers} />
              </>
            )}
            <ActLink act={acts.get(commande)} href={href} />
          </li>
        );
      })}
      <li class="card">
        <h3>Ne rien décider</h3>
        <p>
          {silence === null || silence.effet !== 'validation-tacite' ? (
            'Le silence ne décide de rien tant que le délai ne court pas.'
          ) : (
            <>
              {`${NAMES[sur]}, validation tacite le `}
              <Day civil={silence.effetLe} />.
            </>
          )}
        </p>
        {any !== undefined && (
          <p>
            <strong>Attendu d’ici là : </strong>
            {nextAwaited(any.difference.attente.avant)}.
          </p>
        )}
        <Letters letters={outcomes.silence.courriers} />
      </li>
    </ul>
  );
}

function GroundChoice({
  given,
  visit,
  ground,
}: {
  readonly given: Instruction;
  readonly visit: Visit;
  readonly ground: string | undefined;
}) {
  const { fondements } = given;
  return (
    <form class="filters no-print" action={visit.here.split('?')[0]} aria-label="Refus supposé">
      {visit.query.get(LIST) !== null && <input type="hidden" name={LIST} value={visit.query.get(LIST) ?? ''} />}
      <div>
        <label for="fondement">Refus supposé sur</label>
        <select id="fondement" name="fondement">
          <option value="">Choisir…</option>
          {fondements.map(({ code, libelle }) => (
            <option value={code} selected={code === ground}>
              {libelle === null ? (visit.contract.label(code) ?? spaced(code)) : `${libelle} (${code})`}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button class="quiet" type="submit">
          Voir ce refus
        </button>
      </div>
    </form>
  );
}

async function decision(visit: Visit) {
  const opened = await openCase(visit);
  const { ess, today } = opened;
  const { instruction: given } = await answerOf(
    visit.api.GET('/api/v1/ess/{ess}/instruction', { params: { path: { ess } } }),
  );
  if (given === null || given === undefined)
    return caseView(
      visit,
      opened,
      '/decision',
      <p class="lead">
        Rien n’est en instruction dans ce dossier. <a href={`/dossiers/${ess}`}>Où il en est</a>
      </p>,
    );
  const asked = visit.query.get('fondement') ?? '';
  const ground = given.fondements.some(({ code }) => code === asked) ? asked : undefined;
  const [outcomes, acts, papers] = await Promise.all([
    whenEngineAnswers(outcomesOf(visit, opened, given.sur, ground)),
    whenEngineAnswers(answerOf(visit.api.GET('/api/v1/ess/{ess}/actes', { params: { path: { ess } } }))),
    papersOf(visit, ess, given.sur),
  ]);
  const byName = new Map((acts?.actes ?? []).map((act) => [act.commande as string, act]));
  const beside = [...byName.values()].filter(({ commande, statut }) => BESIDE.has(commande) && statut !== 'impossible');
  return caseView(
    visit,
    opened,
    '/decision',
    <>
      <h2>{NAMES[given.sur]}</h2>
      <Delay given={given} today={today} />
      <div class="columns">
        <div>
          <h2>Critères</h2>
          <Criteria ess={ess} criteria={given.criteres} />
          <h2>Avis de la caisse</h2>
          <Opinion given={given} ess={ess} />
          <h2>Sur le même territoire</h2>
          <Rivals given={given} compare={inList(`/dossiers/${ess}/rivaux`, visit)} />
        </div>
        <div>
          <aside class="aside no-print" aria-labelledby="instruire">
            <h2 id="instruire">Agir</h2>
            <ul class="acts">
              <li>
                <a href="#issues">Comparer les issues, puis décider</a>
              </li>
              <li>
                <a href="#papiers">Lire le dépôt et les fichiers</a>
              </li>
              {beside.map(({ commande, libelle, attendu }) => (
                <li>
                  <a href={inList(`/dossiers/${ess}/actes/${commande}`, visit)}>{libelle}</a>
                  {attendu !== null && (
                    <>
                      {' '}
                      <span class="tag tag-warn">attendu de vous</span>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </aside>
        </div>
      </div>
      <Papers visit={visit} ess={ess} papers={papers} />
      <h2 id="issues">Chaque issue, et ses courriers</h2>
      <p>Rien n’est écrit ni envoyé : voici ce que produirait chaque décision prise aujourd’hui, à côté du silence.</p>
      <GroundChoice given={given} visit={visit} ground={ground} />
      {outcomes === undefined ? (
        <p>Les issues ne peuvent pas être simulées pour l’instant.</p>
      ) : (
        <OutcomeCards given={given} opened={opened} outcomes={outcomes} acts={byName} ground={ground} visit={visit} />
      )}
      <p class="small">
        <a href={`/dossiers/${ess}/echeancier`}>Toutes les échéances du dossier</a>
      </p>
    </>,
    true,
  );
}

/** The case is read without the engine, which alone judges acts: a banner says so. */
const whenEngineAnswers = <T,>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 503) return undefined;
    throw error;
  });

export const DECISION: Page = {
  path: '/dossiers/:ess/decision',
  open: withRight('lire-instruction'),
  get: decision,
};
