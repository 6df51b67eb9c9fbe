/**
 * One dossier, dealt with by itself: read, opened or joined, taken in charge, its files, its history. Each step is written
 * down once it is done, so that the whole is begun again as often as need be; a dossier that fails holds no other back.
 */
import { READ_DOSSIER, type Dossier } from '../client/dossier.ts';
import { DnFault, DnRefusal, NEEDS_SOMEONE } from '../client/faults.ts';
import { readByMapping, type Lecture } from '../mapping/read.ts';
import { recordAct } from '../../records/demarches/acts.ts';
import { isConnectionLost } from '../../records/demarches/away.ts';
import { listDue, readFollowed, recordDealtWith, recordFailure } from '../../records/demarches/dossiers.ts';
import { EssAway, EssRefusal, keyOf, type Context } from './context.ts';
import { deposit } from './deposit.ts';
import { takeFiles, UnavailableFile } from './files.ts';
import { fingerprintOf } from './fingerprint.ts';
import { followHistory, thereOf } from './history.ts';
import { tellExpired } from './reading.ts';
import { watchSilence } from './silence.ts';
import { NotTaken, takeInCharge } from './take-in-charge.ts';

/** A change may come within the same second as the reading: such a dossier is looked at again. */
const SAME_SECOND_MS = 2000;

/** Everything that there is to do of one dossier, now. */
export async function importDossier(context: Context, numero: number): Promise<void> {
  const { pool, dn, correspondance } = context;
  const { instance } = correspondance;
  const known = await readFollowed(pool, instance, numero);
  if (known === undefined) throw new Error(`the dossier ${numero} was never listed`);
  const { data, horloge } = await dn.ask(READ_DOSSIER, { number: numero }, numero);
  const { dossier } = data;
  await watchSilence(context, dossier);
  const lecture = readByMapping(dossier, correspondance);
  const arrived = await deposit(context, known, dossier, lecture);
  const constats = [...lecture.constats, ...(arrived?.constats ?? [])];
  const then = arrived === undefined ? dossier : await follow(context, dossier, lecture, known.nature, arrived.ess);
  const read = new Date(dossier.dateDerniereModification);
  const close = horloge === undefined || horloge - read.getTime() < SAME_SECOND_MS;
  const modifieLe = close ? new Date(read.getTime() - 1000) : read;
  // Of what was read: what was done since is seen as a change, and looked at again.
  const empreinte = fingerprintOf(dossier, correspondance);
  await recordDealtWith(pool, instance, numero, { modifieLe, empreinte, constats, ...thereOf(then) });
}

/** What follows the deposit. One step that fails keeps the others from nothing: the first failure is thrown at the end. The dossier as it then is. */
async function follow(
  context: Context,
  dossier: Dossier,
  lecture: Lecture,
  nature: string | null,
  ess: string,
): Promise<Dossier> {
  const { pool, correspondance } = context;
  if (nature !== null && lecture.nature !== nature) {
    const cle = keyOf(correspondance, dossier.number, `nature:${lecture.nature ?? 'inconnue'}`);
    const { instance } = correspondance;
    await recordAct(pool, { cle, instance, numero: dossier.number, genre: 'nature-changee', statut: 'incident' });
    return dossier;
  }
  const failures: unknown[] = [];
  const attempt = <T>(step: Promise<T>): Promise<T | undefined> =>
    step.catch((error: unknown) => {
      if (causeOf(error) === undefined) throw error;
      failures.push(error);
      return undefined;
    });
  const taken = await attempt(takeInCharge(context, dossier));
  await attempt(takeFiles(context, dossier.number, ess, lecture.fichiers));
  const contenuDu = (await readFollowed(pool, correspondance.instance, dossier.number))?.contenuDu ?? null;
  await attempt(followHistory(context, taken ?? dossier, lecture, { ess, contenuDu }));
  if (failures.length > 0) throw failures[0];
  return taken ?? dossier;
}

/** Why it failed, without anybody's data; undefined: it is not of this dossier, and everything stops. */
export function causeOf(error: unknown): { readonly cause: string; readonly pause?: number | undefined } | undefined {
  if (error instanceof DnFault) {
    const { motif, circumstances } = error;
    // What is said of the token is said of all; of a dossier out of its reach, of that one alone.
    if (NEEDS_SOMEONE.includes(motif) && motif !== 'hors-portee' && motif !== 'demande-refusee') return undefined;
    return motif === 'injoignable' || motif === 'trop-d-appels'
      ? undefined
      : { cause: `dn:${motif}`, pause: circumstances.attendre };
  }
  if (error instanceof DnRefusal)
    return error.reasons.includes('lecture-seule') ? undefined : { cause: `dn:refus:${error.reasons.join()}` };
  if (error instanceof EssRefusal) return { cause: `ess:${error.message}`.slice(0, 300) };
  if (error instanceof UnavailableFile) return { cause: error.message, pause: 600 };
  if (error instanceof NotTaken) return { cause: error.message };
  return error instanceof EssAway || isConnectionLost(error)
    ? undefined
    : { cause: error instanceof Error ? `interne:${error.name}` : 'interne' };
}

export interface Dealt {
  readonly traites: number;
  readonly echecs: number;
}

/** Every dossier that waits. Throws what stops them all: the service or our API away, a token that is no longer good. */
export async function importDue(context: Context): Promise<Dealt> {
  const { pool, correspondance, maintenant } = context;
  const { instance, demarche } = correspondance;
  let [traites, echecs] = [0, 0];
  for (const numero of await listDue(pool, { instance, numero: demarche }, maintenant()))
    try {
      await importDossier(context, numero);
      traites++;
    } catch (error) {
      if (error instanceof DnFault && error.motif === 'introuvable') {
        await tellExpired(context, numero);
        continue;
      }
      const failed = causeOf(error);
      if (failed === undefined) throw error;
      await recordFailure(pool, instance, numero, { ...failed, le: maintenant() });
      echecs++;
    }
  return { traites, echecs };
}
