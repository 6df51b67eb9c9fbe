/**
 * What the history of a dossier says that was not done by us: answers to requests, changes that nobody asked for, decisions
 * taken by an agent there. Each is made an act of the case, or told; never forced, never undone there.
 */
import type { Dossier } from '../client/dossier.ts';
import type { Lecture } from '../mapping/read.ts';
import { isKnownAct, recordAct, type Statut } from '../../records/demarches/acts.ts';
import type { There } from '../../records/demarches/dossiers.ts';
import { suspendWriting } from '../../records/demarches/readings.ts';
import { answerOf, EssRefusal, keyOf, proofOf, regionOf, type Context } from './context.ts';
import { takeFiles } from './files.ts';

type Traitement = Dossier['traitements'][number];
type Message = Dossier['messages'][number];

/** What happened, whether the service names events or states alone. */
const isResubmission = ({ event, state }: Traitement): boolean =>
  event === undefined
    ? state === 'en_construction'
    : event === 'depose_correction_usager' || event === 'depose_correction_instructeur';

const isDecision = ({ state }: Traitement): boolean =>
  state === 'accepte' || state === 'refuse' || state === 'sans_suite';

const instantOf = (text: string): number => Date.parse(text);

/**
 * The applicant's answer to a request: the submission between the request and its resolution. A resolution alone proves
 * nothing: passing to instruction, deleting the message and cancelling resolve as well.
 */
export function answerTo(
  { createdAt, correction }: Message,
  traitements: readonly Traitement[],
): Traitement | undefined {
  const resolved = correction?.dateResolution;
  const until = resolved === null || resolved === undefined ? Infinity : instantOf(resolved);
  return traitements.find((one) => {
    const at = instantOf(one.dateTraitement);
    return isResubmission(one) && at > instantOf(createdAt) && at <= until;
  });
}

/** The case of the dossier, and the last change of the content that it was opened or joined with; null: nobody knows. */
export interface Joined {
  readonly ess: string;
  readonly contenuDu: Date | null;
}

export async function followHistory(
  context: Context,
  dossier: Dossier,
  lecture: Lecture,
  { ess, contenuDu }: Joined,
): Promise<void> {
  const traitements = dossier.traitements.toSorted((a, b) => instantOf(a.dateTraitement) - instantOf(b.dateTraitement));
  const requests = dossier.messages.filter(({ correction }) => correction !== null && correction !== undefined);
  const answers = new Set<string>();
  for (const request of requests) {
    const answer = answerTo(request, traitements);
    if (answer !== undefined) {
      answers.add(answer.id);
      await takeAnswer(context, dossier, lecture, ess, request, answer);
    } else if (request.correction?.dateResolution && request.discardedAt === null)
      await tell(context, dossier.number, 'resolue-sans-reponse', `correction:${request.id}`, 'alerte');
  }
  for (const one of traitements)
    if (one.event === 'depose_correction_usager' && !answers.has(one.id) && !isIn(contenuDu, one))
      await takeChange(context, dossier, ess, one);
  await takeDecisions(context, dossier, lecture, ess, traitements);
}

/** It was changed before it was first sent: the case has it as it then was. */
const isIn = (contenuDu: Date | null, { dateTraitement }: Traitement): boolean =>
  contenuDu !== null && instantOf(dateTraitement) <= contenuDu.getTime();

async function tell(
  { pool, correspondance }: Context,
  numero: number,
  genre: string,
  what: string,
  statut: Statut,
  detail?: string,
): Promise<boolean> {
  const { instance } = correspondance;
  return recordAct(pool, { cle: keyOf(correspondance, numero, what), instance, numero, genre, statut, detail });
}

/** Whether the answer is complete is the ARS's to say: the connector only carries it, and where it is told to. */
async function takeAnswer(
  context: Context,
  dossier: Dossier,
  lecture: Lecture,
  ess: string,
  request: Message,
  answer: Traitement,
): Promise<void> {
  const { pool, correspondance, api } = context;
  const what = `completion:${request.id}`;
  const cle = keyOf(correspondance, dossier.number, what);
  if (await isKnownAct(pool, cle)) return;
  if (correspondance.reponses === 'proposer') {
    await tell(context, dossier.number, 'reponse-a-reprendre', what, 'alerte', answer.dateTraitement);
    return;
  }
  const fichiers = await takeFiles(context, dossier.number, ess, lecture.fichiers);
  const common = {
    le: answer.dateTraitement,
    preuve: proofOf(correspondance, dossier.number, answer.dateTraitement),
  };
  const header = { 'Idempotency-Key': cle };
  const ask =
    lecture.nature === 'projet-sante'
      ? api.porteur.POST('/api/v1/ess/{ess}/commandes/repondre-precisions', {
          params: { path: { ess }, header },
          body: {
            ...common,
            recueLe: answer.dateTraitement,
            ...contentOf(lecture),
            ...(fichiers.length === 0 ? {} : { contenu: fichiers }),
          } as never,
        })
      : api.porteur.POST('/api/v1/ess/{ess}/commandes/completer-lettre-intention', {
          params: { path: { ess }, header },
          body: { ...common, ...completionOf(lecture) } as never,
        });
  await carry(context, dossier.number, 'completion', what, answerOf<unknown>(ask));
}

const contentOf = ({ corps }: Lecture) =>
  corps['projetSante'] === undefined ? {} : { projetSante: corps['projetSante'] };

/** What a letter says of its territory is not completed: it is corrected, by whoever may. */
const NOT_COMPLETED: readonly string[] = [
  'specialites',
  'departements',
  'siege',
  'caisse',
  'derogationDemandee',
  'indicateurQualitatif',
  'engagementMissions',
  'territoireContinu',
];
const completionOf = ({ corps }: Lecture) =>
  Object.fromEntries(Object.entries(corps).filter(([nom]) => !NOT_COMPLETED.includes(nom)));

/** Nobody asked: the fields of the case do not move; the exchange is recorded, and someone is told. */
async function takeChange(context: Context, dossier: Dossier, ess: string, change: Traitement): Promise<void> {
  const { correspondance, api, pool } = context;
  const what = `modification:${change.id}`;
  const cle = keyOf(correspondance, dossier.number, what);
  if (await isKnownAct(pool, cle)) return;
  const ars = api.ars(regionOf(correspondance, dossier.groupeInstructeur.id) ?? '');
  if (ars !== undefined)
    await answerOf<unknown>(
      ars.POST('/api/v1/ess/{ess}/commandes/consigner-echange', {
        params: { path: { ess }, header: { 'Idempotency-Key': cle } },
        body: {
          le: change.dateTraitement,
          sujet: 'Dossier modifié par le demandeur dans Démarche Numérique, sans demande de notre part',
        } as never,
      }),
    ).catch((error: unknown) => {
      if (!(error instanceof EssRefusal)) throw error;
    });
  await tell(context, dossier.number, 'modification-spontanee', what, 'alerte', change.dateTraitement);
}

/** Done; or refused by the law, which a person then looks at. */
async function carry(
  context: Context,
  numero: number,
  genre: string,
  what: string,
  ask: Promise<unknown>,
): Promise<void> {
  try {
    await ask;
    await tell(context, numero, genre, what, 'fait');
  } catch (error) {
    if (!(error instanceof EssRefusal)) throw error;
    // Our own answer was lost, and the dossier changed since: that change is told by itself.
    if (error.dejaRecu) return void (await tell(context, numero, genre, what, 'fait'));
    await tell(context, numero, `${genre}-refusee`, what, 'incident', error.regle ?? error.type);
  }
}

/** The decisions that we wrote there ourselves are known by the motive that they bear (`outbound/`). */
export const OURS = /\[ESS [0-9a-f]{12}\]/;

/** What it says of itself: its state, its last decision, and whether that one is ours. */
export function thereOf({ state, traitements }: Dossier): There {
  const decision = traitements
    .filter(isDecision)
    .toSorted((a, b) => instantOf(a.dateTraitement) - instantOf(b.dateTraitement))
    .at(-1);
  return {
    etat: state,
    decideLe: decision === undefined ? null : new Date(decision.dateTraitement),
    decideParNous: OURS.test(decision?.motivation ?? ''),
  };
}

async function takeDecisions(
  context: Context,
  dossier: Dossier,
  lecture: Lecture,
  ess: string,
  traitements: readonly Traitement[],
): Promise<void> {
  let decided = false;
  for (const one of traitements) {
    if (isDecision(one)) {
      decided = true;
      if (!OURS.test(one.motivation ?? '')) await takeDecision(context, dossier, lecture, ess, one);
    } else if (decided && (one.state === 'en_instruction' || one.state === 'en_construction'))
      await tell(context, dossier.number, 'reouverture', `reouverture:${one.id}`, 'incident');
  }
}

async function takeDecision(
  context: Context,
  dossier: Dossier,
  lecture: Lecture,
  ess: string,
  decision: Traitement,
): Promise<void> {
  const { pool, correspondance, api, maintenant } = context;
  const what = `decision:${decision.id}`;
  const cle = keyOf(correspondance, dossier.number, what);
  if (await isKnownAct(pool, cle)) return;
  const automatic = decision.event === 'accepte_automatiquement' || decision.event === 'refuse_automatiquement';
  if (automatic) {
    await suspendWriting(
      pool,
      { instance: correspondance.instance, numero: correspondance.demarche },
      'decision-automatique',
      maintenant(),
    );
    await tell(context, dossier.number, 'decision-automatique', what, 'incident');
    return;
  }
  const ars = api.ars(regionOf(correspondance, dossier.groupeInstructeur.id) ?? '');
  // « Sans suite » is nothing that the texts know.
  if (decision.state === 'sans_suite')
    return void (await tell(context, dossier.number, 'sans-suite', what, 'incident'));
  if (ars === undefined) return void (await tell(context, dossier.number, 'decision-sans-acces', what, 'incident'));
  const path = { ess };
  const params = { path, header: { 'Idempotency-Key': cle } };
  const body = {
    le: decision.dateTraitement,
    preuve: proofOf(correspondance, dossier.number, decision.dateTraitement),
    ...(decision.motivation ? { motif: decision.motivation.slice(0, 2000) } : {}),
  } as never;
  const letter = lecture.nature === 'lettre-intention';
  const ask =
    decision.state === 'accepte'
      ? letter
        ? ars.POST('/api/v1/ess/{ess}/commandes/valider-lettre-intention', { params, body })
        : ars.POST('/api/v1/ess/{ess}/commandes/valider-projet-sante', { params, body })
      : letter
        ? ars.POST('/api/v1/ess/{ess}/commandes/refuser-lettre-intention', { params, body })
        : ars.POST('/api/v1/ess/{ess}/commandes/refuser-projet-sante', { params, body });
  await answerOf<unknown>(ask).then(
    () => tell(context, dossier.number, 'decision', what, 'fait'),
    (error: unknown) => {
      if (!(error instanceof EssRefusal)) throw error;
      // LI-08 — a refusal names its criterion, which the service has no field for: the ARS says it here.
      return error.regle === 'LI-08' && decision.state === 'refuse'
        ? tell(context, dossier.number, 'decision-a-motiver', what, 'incident', decision.dateTraitement)
        : tell(context, dossier.number, 'decision-refusee', what, 'incident', error.regle ?? error.type);
    },
  );
}
