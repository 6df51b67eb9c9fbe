/** What every change of a dossier's state has in common: its traitement, its dates, DN's own message. */
import { monthsLater } from './clock.ts';
import type { Dossier, Etat, Message, Profil, Traitement } from './model.ts';
import { touch, type World, globalId } from './world.ts';

export const TERMINAUX: readonly Etat[] = ['accepte', 'refuse', 'sans_suite'];
export const isTermine = ({ etat }: Pick<Dossier, 'etat'>): boolean => TERMINAUX.includes(etat);

/** Of a state, inside a sentence: with no-break spaces. */
export const ETATS: Readonly<Record<Etat, string>> = {
  en_construction: 'en\u00a0construction',
  en_instruction: 'en\u00a0instruction',
  accepte: 'accepté',
  refuse: 'refusé',
  sans_suite: 'classé sans\u00a0suite',
};

/** The event is not said by who acts: it follows from the state before, and from whether an agent acted. */
function eventOf(before: Etat | undefined, state: Etat, byAgent: boolean): string {
  switch (state) {
    case 'en_construction':
      if (before === undefined) return 'depose';
      if (before !== 'en_construction') return 'repasse_en_construction';
      return byAgent ? 'depose_correction_instructeur' : 'depose_correction_usager';
    case 'en_instruction':
      if (!byAgent) return 'passe_en_instruction_automatiquement';
      return before === 'en_construction' ? 'passe_en_instruction' : 'repasse_en_instruction';
    case 'accepte':
    case 'refuse':
      return byAgent ? state : `${state}_automatiquement`;
    case 'sans_suite':
      return 'classe_sans_suite';
  }
}

/** Adds a line to the history, and moves what a change of state moves. `agent`: absent when it happens by itself. */
export function pass(
  world: World,
  dossier: Dossier,
  etat: Etat,
  { agent, motivation = null }: { readonly agent?: Profil; readonly motivation?: string | null } = {},
): Traitement {
  const le = world.clock.now();
  const traitement: Traitement = {
    id: globalId('Traitement', world.next('traitement')),
    state: etat,
    event: eventOf(dossier.traitements.at(-1)?.state, etat, agent !== undefined),
    le,
    emailAgent: agent?.email ?? null,
    motivation,
    revision: dossier.revision.id,
  };
  dossier.traitements.push(traitement);
  dossier.etat = etat;
  const until = monthsLater(le, dossier.demarche.dureeConservation);
  // An applicant who submits again stays en construction: that is no passage.
  const stays = traitement.event.startsWith('depose_correction');
  if (etat === 'en_construction' && !stays) Object.assign(dossier, { enConstructionLe: le, expireLe: until });
  else if (etat === 'en_instruction') Object.assign(dossier, { enInstructionLe: le, expireLe: null });
  else if (!stays) Object.assign(dossier, { traiteLe: le, expireLe: until, motivation });
  touch(world, dossier);
  return traitement;
}

/** A message in the dossier; its answer is mailed by DN. */
export function say(
  world: World,
  dossier: Dossier,
  { email, body, pieces = [] }: { readonly email: string; readonly body: string; readonly pieces?: readonly string[] },
): Message {
  const message: Message = {
    id: globalId('Commentaire', world.next('message')),
    email,
    body,
    le: world.clock.now(),
    pieces,
    supprimeLe: null,
    correction: null,
  };
  dossier.messages.push(message);
  touch(world, dossier);
  return message;
}

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

/** A mail to the applicant. */
export const mail = (world: World, { number, usager }: Dossier, objet: string): void => {
  world.courriels.push({ a: usager.email, dossier: number, objet, le: world.clock.now() });
};

/** What DN writes by itself at a change of state; kept among the messages even when no mail leaves (`quiet`). */
export function sayItself(world: World, dossier: Dossier, what: string, quiet = false): void {
  const objet = `Votre dossier nº ${dossier.number} ${what}`;
  say(world, dossier, {
    email: world.contact,
    body: `Bonjour, votre dossier nº ${dossier.number} (« ${dossier.demarche.title} ») ${what} le ${DAY.format(world.clock.now())}.`,
  });
  if (!quiet) mail(world, dossier, objet);
}

export const pendingCorrection = ({ messages }: Dossier): Message | undefined =>
  messages.find(({ correction }) => correction !== null && correction.resolueLe === null);

/** Resolved by the applicant's answer, and as well by whatever ends it otherwise. */
export function resolveCorrection(world: World, dossier: Dossier): void {
  const correction = pendingCorrection(dossier)?.correction;
  if (correction !== undefined && correction !== null) correction.resolueLe = world.clock.now();
}
