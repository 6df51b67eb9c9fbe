/**
 * Our journal, written in Démarche Numérique: each effect once, in the order of the journal, read back. The journal never waits
 * for it; what cannot be written is tried again, and what the dossier contradicts there is left to a person.
 */
import { ACCEPT, DROP, REFUSE, TAKE_IN_CHARGE, WRITE_MESSAGE } from '../client/acts.ts';
import { READ_DOSSIER, type Dossier } from '../client/dossier.ts';
import { DnRefusal } from '../client/faults.ts';
import { isKnownAct, recordAct, settleActs, type Statut } from '../../records/demarches/acts.ts';
import {
  endFailure,
  followedOfCase,
  listWritable,
  recordFailure,
  recordThere,
  recordWritten,
  type Followed,
} from '../../records/demarches/dossiers.ts';
import { openDemarche } from '../../records/demarches/readings.ts';
import { OURS, thereOf } from '../inbound/history.ts';
import { causeOf } from '../inbound/import.ts';
import { answerOf, civilDay, keyOf, type Context } from '../inbound/context.ts';
import { NotTaken } from '../inbound/take-in-charge.ts';
import { annotate, annotationsOf, annotationsToWrite } from './annotations.ts';
import { effectOf, markOf, type Effect } from './effects.ts';
import { label, labelsOf, labelsToSet } from './labels.ts';
import { letterOf, upload } from './letter.ts';
import type { Nature } from '../mapping/targets.ts';
import { textOf } from './pieces.ts';

/** The letter of an event may come a little after it. */
const LETTER_MS = 3_600_000;

/** Every dossier whose case has something to say there. */
export async function writeBack(context: Context): Promise<{ readonly ecrits: number }> {
  const { pool, correspondance, maintenant } = context;
  const { instance, demarche, ecriture } = correspondance;
  let ecrits = 0;
  if (!ecriture || (await openDemarche(pool, { instance, numero: demarche })).ecritureSuspendue !== null)
    return { ecrits };
  for (const followed of await listWritable(pool, { instance, numero: demarche }, maintenant()))
    try {
      ecrits += await writeOne(context, followed);
      await endFailure(pool, instance, followed.numero, 'ecriture');
    } catch (error) {
      const failed = causeOf(error);
      if (failed === undefined) throw error;
      const cause = `ecriture ${failed.cause}`;
      await recordFailure(pool, instance, followed.numero, { cause, pause: failed.pause, le: maintenant() });
    }
  return { ecrits };
}

interface Line {
  readonly rang: number;
  readonly enregistreLe: string;
  readonly evenement: string;
  readonly le: string;
}

/** The journal of the case, from its first line. */
async function journalOf({ api }: Context, ess: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let apres: number | null = 0;
  while (apres !== null) {
    const asked = api.porteur.GET('/api/v1/ess/{ess}/journal', {
      params: { path: { ess }, query: { apres, limite: 500 } },
    });
    const page: { lignes: unknown; suivant: number | null } = await answerOf(asked);
    lines.push(...(page.lignes as readonly Line[]));
    apres = page.suivant;
  }
  return lines;
}

/** In order, up to the first that cannot be written. How many were. */
async function writeOne(context: Context, { numero, ess, nature, deposeLe }: Followed): Promise<number> {
  if (ess === null || nature === null) return 0;
  const { pool, correspondance } = context;
  const day = civilDay(deposeLe);
  // A project that was refused is deposited anew: what follows is of the later dossier.
  const later = (await followedOfCase(pool, correspondance.instance, ess)).find(
    (other) => other.nature === nature && other.deposeLe > deposeLe,
  );
  const until = later === undefined ? undefined : civilDay(later.deposeLe);
  let written = 0;
  const lines = await journalOf(context, ess);
  await writeNotes(context, { numero, ess, nature }, lines);
  for (const line of lines) {
    const effect = effectOf(line, nature);
    // What came before this very deposit was of another.
    if (effect === undefined || line.le < day || (until !== undefined && line.le >= until)) continue;
    const cle = keyOf(correspondance, numero, `ecriture:${line.rang}`);
    if (await isKnownAct(pool, cle)) continue;
    const [statut, detail] = await carryOut(context, { numero, ess, cle, line, effect });
    const genre = effect.acte === 'decision' ? 'decision-ecrite' : 'demande-ecrite';
    await recordAct(pool, { cle, instance: correspondance.instance, numero, genre, statut, detail });
    written++;
  }
  await recordWritten(pool, correspondance.instance, numero, lines.at(-1)?.rang ?? 0);
  return written;
}

/** Before any decision: a mandatory annotation that is left blank keeps it from being taken. */
async function writeNotes(
  context: Context,
  { numero, ess, nature }: { readonly numero: number; readonly ess: string; readonly nature: Nature },
  lines: readonly Line[],
): Promise<void> {
  const notes = await annotationsToWrite(context, numero, annotationsOf(ess, nature, lines));
  const labels = await labelsToSet(context, numero, labelsOf(nature, lines));
  if (notes === undefined && labels.length === 0) return;
  const dossier = await read(context, numero);
  if (dossier.archived) return;
  if (notes !== undefined) await annotate(context, dossier, notes);
  await label(context, dossier, labels);
}

interface ToWrite {
  readonly numero: number;
  readonly ess: string;
  readonly cle: string;
  readonly line: Line;
  readonly effect: Effect;
}

type Outcome = readonly [Statut, string?];

const read = async ({ dn }: Context, numero: number): Promise<Dossier> =>
  (await dn.ask(READ_DOSSIER, { number: numero }, numero)).data.dossier;

const TERMINAL: readonly string[] = ['accepte', 'refuse', 'sans_suite'];

async function carryOut(context: Context, todo: ToWrite): Promise<Outcome> {
  const { pool, correspondance } = context;
  const { numero, cle, effect } = todo;
  const mark = markOf(cle);
  const dossier = await read(context, numero);
  const bears = ({ traitements, messages }: Dossier): boolean =>
    effect.acte === 'decision'
      ? traitements.some(({ state, motivation }) => state === effect.etat && (motivation ?? '').includes(mark))
      : messages.some(({ body, discardedAt }) => discardedAt === null && body.includes(mark));
  if (bears(dossier)) return ['fait'];
  if (TERMINAL.includes(dossier.state)) {
    // Given up after its decision: that decision stands.
    if (effect.acte === 'decision' && effect.etat === 'sans_suite') return ['fait'];
    // An agent decided there, and the case followed, by itself or because somebody entered what it could not take.
    const same = effect.acte === 'decision' && effect.etat === dossier.state;
    const byAgent = dossier.traitements.findLast(({ state }) => state === dossier.state);
    if (!same || byAgent === undefined || OURS.test(byAgent.motivation ?? ''))
      return ['incident', `etat-contraire:${dossier.state}`];
    await settleActs(pool, correspondance.instance, numero, {
      genres: ['decision-a-motiver', 'decision-refusee', 'decision-sans-acces'],
      motif: 'La même décision est au journal.',
    });
    return ['fait'];
  }
  const letter = await letterOf(context, todo.ess, todo.line.rang);
  if (letter === undefined && context.maintenant().getTime() - Date.parse(todo.line.enregistreLe) < LETTER_MS)
    throw new NotTaken('courrier-pas-encore-pret');
  const piece =
    letter === undefined ? undefined : await upload(context, dossier, `decision-${todo.line.rang}.pdf`, letter);
  await act(context, dossier, effect, `${await textOf(context, effect, piece !== undefined)}\n\n${mark}`, piece);
  const then = await read(context, numero);
  if (!bears(then)) throw new NotTaken('ecriture-sans-effet');
  await recordThere(pool, correspondance.instance, numero, thereOf(then));
  return letter === undefined ? ['alerte', 'sans-courrier'] : ['fait'];
}

/** Asks it; an act that someone did meanwhile is looked at by what is read back. */
async function act(
  context: Context,
  dossier: Dossier,
  effect: Effect,
  texte: string,
  piece: string | undefined,
): Promise<void> {
  const { dn, correspondance } = context;
  const instructeurId = correspondance.groupes.find(({ id }) => id === dossier.groupeInstructeur.id)?.instructeur;
  if (instructeurId === undefined) throw new NotTaken('groupe-sans-instructeur');
  const common = { dossierId: dossier.id, instructeurId };
  if (effect.acte === 'demande') {
    const input = {
      ...common,
      body: texte,
      correction: effect.raison,
      ...(piece === undefined ? {} : { attachment: piece }),
    };
    await dn.ask(WRITE_MESSAGE, { input }, dossier.number).catch(unlessDone);
    return;
  }
  if (dossier.state === 'en_construction') await passFirst(context, dossier, instructeurId);
  const input = {
    ...common,
    motivation: texte,
    disableNotification: !correspondance.courriels.decision,
    ...(piece === undefined ? {} : { justificatif: piece }),
  };
  await {
    accepte: () => dn.ask(ACCEPT, { input }, dossier.number),
    refuse: () => dn.ask(REFUSE, { input }, dossier.number),
    sans_suite: () => dn.ask(DROP, { input }, dossier.number),
  }
    [effect.etat]()
    .catch(unlessDone);
}

/** Someone did it meanwhile, or something else: what is read back says. */
function unlessDone(error: unknown): void {
  const done: readonly string[] = ['deja-traite', 'correction-en-attente'];
  if (!(error instanceof DnRefusal && error.reasons.some((reason) => done.includes(reason)))) throw error;
}

/** A decision while a request is pending: the passage resolves it, which is nobody's answer. */
async function passFirst(
  { pool, dn, correspondance }: Context,
  dossier: Dossier,
  instructeurId: string,
): Promise<void> {
  const { instance } = correspondance;
  for (const { id, correction } of dossier.messages)
    if (correction && correction.dateResolution === null)
      await recordAct(pool, {
        cle: keyOf(correspondance, dossier.number, `correction:${id}`),
        instance,
        numero: dossier.number,
        genre: 'resolue-par-nous',
        statut: 'fait',
      });
  const input = { dossierId: dossier.id, instructeurId, disableNotification: true };
  await dn.ask(TAKE_IN_CHARGE, { input }, dossier.number).catch(unlessDone);
}
