/** What happens without anybody: scans, expiry, purges, declarative démarches, and silence that accepts (SVA). */
import { Temporal } from 'temporal-polyfill';
import { instantFrom, dateOf } from './clock.ts';
import { keepFile } from './files.ts';
import type { Dossier } from './model.ts';
import { pass, pendingCorrection, sayItself } from './steps.ts';
import { touch, type World } from './world.ts';

const DAY = 86_400_000;
/** A withdrawn or expired dossier is kept this long before it is purged. */
export const PURGE_MS = 14 * DAY;

/** DN adds the day before the months. */
export const svaForecast = (from: number, mois: number): string =>
  Temporal.PlainDate.from(dateOf(from)).add({ days: 1 }).add({ months: mois }).toString();

/** At the deposit and at each new submission. */
export function takeChargeByItself(world: World, dossier: Dossier): void {
  const { declarative, sva } = dossier.demarche;
  if (sva !== null) {
    dossier.sva.prevueLe ??= svaForecast(dossier.deposeLe, sva.mois);
    if (dossier.etat === 'en_construction') instructByItself(world, dossier);
    return;
  }
  // Once, at the deposit.
  if (declarative === null || dossier.traitements.length > 1) return;
  if (declarative === 'en_instruction') instructByItself(world, dossier);
  else acceptByItself(world, dossier);
}

function instructByItself(world: World, dossier: Dossier): void {
  pass(world, dossier, 'en_instruction');
  sayItself(world, dossier, 'est passé en instruction');
}

function acceptByItself(world: World, dossier: Dossier): void {
  dossier.enInstructionLe ??= world.clock.now();
  pass(world, dossier, 'accepte');
  sayItself(world, dossier, 'a été accepté');
  makeAttestation(world, dossier);
}

/** The attestation of an acceptance: made by DN, without a bump. */
export function makeAttestation(world: World, dossier: Dossier): void {
  const contenu = Buffer.from(`%PDF-1.7\n% Attestation du dossier ${dossier.number}\n%%EOF\n`);
  const nom = `attestation-${dossier.number}.pdf`;
  dossier.attestation = keepFile(world, { nom, type: 'application/pdf', contenu }).id;
}

interface Due {
  readonly le: number;
  readonly apply: () => void;
}

function dueOf(world: World, dossier: Dossier): Due[] {
  const dues: Due[] = [];
  if (dossier.cache !== null) return [{ le: dossier.cache.le + PURGE_MS, apply: () => purge(world, dossier) }];
  if (dossier.expireLe !== null) {
    const le = dossier.expireLe;
    dues.push({ le, apply: () => hide(world, dossier, 'expired') });
  }
  const { prevueLe } = dossier.sva;
  if (prevueLe !== null && dossier.etat === 'en_instruction' && pendingCorrection(dossier) === undefined)
    dues.push({
      le: Math.max(instantFrom(`${prevueLe}T00:00:00`), dossier.modifieLe),
      apply: () => {
        acceptByItself(world, dossier);
        dossier.sva = { prevueLe, traiteLe: world.clock.now() };
      },
    });
  return dues;
}

export function hide(world: World, dossier: Dossier, raison: 'user_request' | 'expired'): void {
  dossier.cache = { le: world.clock.now(), raison };
  touch(world, dossier);
}

function purge(world: World, dossier: Dossier): void {
  const { number, demarche, etat, cache } = dossier;
  world.dossiers.delete(number);
  world.supprimes.push({ number, demarche, etat, raison: cache?.raison ?? 'user_request', le: world.clock.now() });
}

function next(world: World, until: number): Due | undefined {
  let first: Due | undefined;
  const keep = (due: Due) => {
    if (due.le <= until && (first === undefined || due.le < first.le)) first = due;
  };
  for (const dossier of world.dossiers.values()) dueOf(world, dossier).forEach(keep);
  for (const fichier of world.fichiers.values()) {
    const { scan } = fichier;
    if (scan === null) continue;
    keep({
      le: scan.le,
      apply: () => {
        fichier.virus = scan.resultat;
        fichier.scan = null;
      },
    });
  }
  return first;
}

/** Everything that was due until now, in the order of its dates, each at its own. */
export function settle(world: World, until = world.clock.now()): void {
  for (let due = next(world, until); due !== undefined; due = next(world, until)) world.clock.during(due.le, due.apply);
}

/** Moves the clock, and lets happen what happens meanwhile. */
export function advanceTo(world: World, instant: number): void {
  if (instant < world.clock.now()) world.clock.set(instant); // throws
  settle(world, instant);
  world.clock.set(instant);
}
