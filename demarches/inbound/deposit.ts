/** A dossier that arrives: a letter opens its case, a project joins the case it names. Each once, whatever is done again. */
import type { Dossier } from '../client/dossier.ts';
import type { Constat, Lecture } from '../mapping/read.ts';
import { CIBLES } from '../mapping/targets.ts';
import { actsOf, forgetAct, recordAct } from '../../records/demarches/acts.ts';
import {
  awaitSomeone,
  joinToCase,
  readFollowed,
  recordContent,
  type Followed,
} from '../../records/demarches/dossiers.ts';
import { answerOf, civilDay, EssRefusal, keyOf, proofOf, type Context } from './context.ts';
import { takeFiles } from './files.ts';

export interface Arrived {
  readonly ess: string;
  /** What our API would not take, and was left out. */
  readonly constats: readonly Constat[];
}

/** What waits for someone: nothing is created from it, and its clock runs all the same. */
export type Waiting =
  'nature-inconnue' | 'champs-manquants' | 'caisse-a-dire' | 'sans-lien' | 'lien-inconnu' | 'liens-contraires';

async function wait(
  { pool, correspondance }: Context,
  numero: number,
  { nature }: Lecture,
  motif: Waiting,
  siege?: string,
): Promise<undefined> {
  await awaitSomeone(pool, correspondance.instance, numero, { nature: nature ?? null, motif, siege });
  return undefined;
}

/** The case of the dossier, opened or joined; undefined: someone must say. */
export async function deposit(
  context: Context,
  known: Followed,
  dossier: Dossier,
  lecture: Lecture,
): Promise<Arrived | undefined> {
  if (known.ess !== null) return { ess: known.ess, constats: [] };
  if (lecture.nature === undefined) return wait(context, dossier.number, lecture, 'nature-inconnue');
  if (lecture.manquants.length > 0) return wait(context, dossier.number, lecture, 'champs-manquants');
  const arrived =
    lecture.nature === 'lettre-intention'
      ? await openCase(context, known, dossier, lecture)
      : await joinCase(context, known, dossier, lecture);
  if (arrived !== undefined)
    await joinToCase(context.pool, context.correspondance.instance, dossier.number, {
      ess: arrived.ess,
      nature: lecture.nature,
    });
  return arrived;
}

interface Receipt {
  readonly ess: string;
  readonly evenements: readonly { readonly evenement?: string; readonly dateLimite?: string }[];
}

/**
 * LI-07, DEC-29 — the letter is of the instant that the service gave. The seat of the first try is kept: the case that a lost
 * answer opened is found again under it.
 */
async function openCase(
  context: Context,
  known: Followed,
  dossier: Dossier,
  lecture: Lecture,
): Promise<Arrived | undefined> {
  const { pool, correspondance, api } = context;
  const { instance } = correspondance;
  const cle = keyOf(correspondance, dossier.number, 'depot');
  const siege = lecture.corps['siege'] as string;
  await recordAct(pool, { cle, instance, numero: dossier.number, genre: 'depot', statut: 'fait', detail: siege });
  const [first] = await actsOf(pool, instance, dossier.number, 'depot');
  const named = known.caisseDite === null ? {} : { caisse: known.caisseDite };
  const corps = { ...lecture.corps, ...named, siege: first?.detail ?? siege };
  const opened = await deposited(context, dossier, { corps, evenement: 'LettreIntentionDeposee' }, (accepted) =>
    answerOf(
      api.porteur.POST('/api/v1/ess', {
        params: { header: { 'Idempotency-Key': cle } },
        body: {
          ...accepted,
          canal: 'demarches-simplifiees',
          le: dossier.dateDepot,
          preuve: proofOf(correspondance, dossier.number, dossier.dateDepot),
        } as never,
      }),
    ),
  ).catch((error: unknown) => {
    // DEC-66 — the seat has several caisses, and nothing says which, or not one of them: never guessed.
    if (error instanceof EssRefusal && error.regle === 'DEC-66') return undefined;
    throw error;
  });
  if (opened === undefined) {
    await forgetAct(pool, cle);
    return wait(context, dossier.number, lecture, 'caisse-a-dire', corps.siege);
  }
  await tellLateness(context, dossier, opened.receipt);
  return { ess: opened.receipt.ess, constats: opened.constats };
}

/**
 * PS-01, DEC-53 — the project is of that instant too, and received at it. The case of the first try is kept until it says no:
 * it may have taken the project without our knowing it, whatever the applicant names since.
 */
async function joinCase(
  context: Context,
  known: Followed,
  dossier: Dossier,
  lecture: Lecture,
): Promise<Arrived | undefined> {
  const { pool, correspondance, api } = context;
  const { instance } = correspondance;
  const { number } = dossier;
  const cle = keyOf(correspondance, number, 'depot');
  const [first] = await actsOf(pool, instance, number, 'depot');
  const ess = first?.detail ?? known.rattacheA ?? (await caseOf(context, dossier, lecture));
  if (ess === undefined) return undefined;
  const fichiers = await takeFiles(context, dossier.number, ess, lecture.fichiers);
  await recordAct(pool, { cle, instance, numero: number, genre: 'depot', statut: 'fait', detail: ess });
  const sending = { corps: lecture.corps, evenement: 'ProjetSanteDepose', ess };
  const { receipt, constats } = await deposited(context, dossier, sending, (accepted) =>
    answerOf(
      api.porteur.POST('/api/v1/ess/{ess}/commandes/deposer-projet-sante', {
        params: { path: { ess }, header: { 'Idempotency-Key': cle } },
        body: {
          ...accepted,
          le: dossier.dateDepot,
          recueLe: dossier.dateDepot,
          ...(fichiers.length === 0 ? {} : { contenu: fichiers }),
          preuve: proofOf(correspondance, dossier.number, dossier.dateDepot),
        } as never,
      }),
    ),
  ).catch(async (error: unknown) => {
    if (error instanceof EssRefusal && error.type !== 'champs-invalides' && !error.dejaRecu) await forgetAct(pool, cle);
    throw error;
  });
  await tellLateness(context, dossier, receipt);
  const since = await linkedCase(context, lecture);
  if (first !== undefined && since !== undefined && since !== ess)
    await recordAct(pool, {
      cle: keyOf(correspondance, number, 'lien-change'),
      instance,
      numero: number,
      genre: 'lien-change',
      statut: 'alerte',
      detail: since,
    });
  return { ess, constats };
}

const ESS = /^ess-[0-9ab]{2,3}-[0-9a-z]{8}$/i;

/** The case of the letter that it names, or that which it names itself; not whether it exists. */
async function linkedCase({ pool, correspondance }: Context, { lien }: Lecture): Promise<string | undefined> {
  const letter =
    lien.dossier === undefined ? undefined : await readFollowed(pool, correspondance.instance, lien.dossier);
  return letter?.ess ?? namedCase(lien);
}

const namedCase = ({ ess }: Lecture['lien']): string | undefined =>
  ess !== undefined && ESS.test(ess)
    ? ess.replace(/^ess-2([ab])-/, (_, one: string) => `ess-2${one.toUpperCase()}-`)
    : undefined;

/** The case that the project names: by the dossier of its letter, or by its identifier; never guessed. */
async function caseOf(context: Context, dossier: Dossier, lecture: Lecture): Promise<string | undefined> {
  const { api } = context;
  const { lien } = lecture;
  const named = namedCase(lien);
  const ess = await linkedCase(context, lecture);
  if (lien.dossier === undefined && lien.ess === undefined) return wait(context, dossier.number, lecture, 'sans-lien');
  if (ess === undefined) return wait(context, dossier.number, lecture, 'lien-inconnu');
  if (named !== undefined && ess !== named) return wait(context, dossier.number, lecture, 'liens-contraires');
  try {
    await answerOf(api.porteur.GET('/api/v1/ess/{ess}', { params: { path: { ess } } }));
    return ess;
  } catch (error) {
    if (error instanceof EssRefusal && [403, 404].includes(error.statut))
      return wait(context, dossier.number, lecture, 'lien-inconnu');
    throw error;
  }
}

/**
 * DEC-30 — a deposit learned when its own two months are over: someone is told before anything is written back, and the
 * silence waits for its grace.
 */
async function tellLateness(context: Context, dossier: Dossier, { evenements }: Receipt): Promise<void> {
  const { pool, correspondance, maintenant } = context;
  const limite = evenements.find(({ dateLimite }) => dateLimite !== undefined)?.dateLimite;
  if (limite === undefined || limite >= civilDay(maintenant())) return;
  await recordAct(pool, {
    cle: keyOf(correspondance, dossier.number, 'appris-trop-tard'),
    instance: correspondance.instance,
    numero: dossier.number,
    genre: 'appris-trop-tard',
    statut: 'incident',
    detail: limite,
  });
}

interface Sending {
  readonly corps: Readonly<Record<string, unknown>>;
  /** What it makes of the case. */
  readonly evenement: string;
  /** The case that it joins; none: it opens one. */
  readonly ess?: string;
}

/**
 * Sends it, and keeps with which content it was taken. Of a try whose answer was lost, our API took what the dossier then held:
 * it says so, and what was changed since is told as any change (`history.ts`).
 */
async function deposited(
  { pool, correspondance, api }: Context,
  { number, dateDerniereModification }: Dossier,
  { corps, evenement, ess }: Sending,
  ask: (accepted: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<{ readonly receipt: Receipt; readonly constats: readonly Constat[] }> {
  const { instance } = correspondance;
  const du = new Date(dateDerniereModification);
  await recordContent(pool, instance, number, { du, prise: false });
  try {
    const taken = await withoutWhatIsRefused(corps, ask);
    await recordContent(pool, instance, number, { du, prise: true });
    return taken;
  } catch (error) {
    if (!(error instanceof EssRefusal) || !error.dejaRecu) throw error;
    const known = ess ?? error.lieu?.split('/').at(-1);
    if (known === undefined) throw error;
    const params = { path: { ess: known }, query: { apres: 0, limite: 500 } };
    const { lignes } = await answerOf<{ readonly lignes: unknown }>(
      api.porteur.GET('/api/v1/ess/{ess}/journal', { params }),
    );
    const evenements = (lignes as Receipt['evenements']).filter((line) => line.evenement === evenement);
    return { receipt: { ess: known, evenements: evenements.slice(-1) }, constats: [] };
  }
}

/**
 * A field that our API refuses is left out, and told; without it the rest is asked once more. What cannot be done without is
 * not left out: the refusal is thrown.
 */
async function withoutWhatIsRefused(
  corps: Readonly<Record<string, unknown>>,
  ask: (accepted: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<{ readonly receipt: Receipt; readonly constats: readonly Constat[] }> {
  try {
    return { receipt: (await ask(corps)) as Receipt, constats: [] };
  } catch (error) {
    if (!(error instanceof EssRefusal) || error.type !== 'champs-invalides') throw error;
    const roots = new Set(error.champs.map((champ) => champ.split(/[.[]/)[0] ?? champ));
    const needed = [...roots].some((root) => !Object.hasOwn(corps, root) || CIBLES[root]?.requis === true);
    if (roots.size === 0 || needed) throw error;
    const rest = Object.fromEntries(Object.entries(corps).filter(([nom]) => !roots.has(nom)));
    const constats = error.champs.map((champ) => ({
      champ,
      phrase: 'cette valeur n’est pas acceptée, le champ est laissé vide',
    }));
    return { receipt: (await ask(rest)) as Receipt, constats };
  }
}
