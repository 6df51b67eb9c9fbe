/** The acts of an instructor, on the page or through the API: each with DN's own condition, and its French refusal. */
import { makeAttestation } from './by-itself.ts';
import { missing } from './content.ts';
import { Refus, type Decision, type Dossier, type Groupe, type Label, type Message, type Profil } from './model.ts';
import type { RaisonCorrection } from './model.ts';
import { ETATS, isTermine, mail, pass, pendingCorrection, resolveCorrection, say, sayItself } from './steps.ts';
import { touch, type World } from './world.ts';

const already = ({ etat }: Dossier): Refus => new Refus(`Le dossier est déjà ${ETATS[etat]}`);

/** An instructor of another group has no right to the dossier. */
export function requireAgent({ groupe }: Dossier, agentId: string): Profil {
  const agent = groupe.instructeurs.find(({ id }) => id === agentId);
  if (agent === undefined) throw new Refus('L’instructeur n’a pas les droits d’accès à ce dossier');
  return agent;
}

/** `quiet`: no mail leaves. Ends the applicant's edits, and a pending correction as if it had been answered. */
export function passerEnInstruction(world: World, dossier: Dossier, agent: Profil, quiet = false): void {
  if (dossier.etat !== 'en_construction') throw already(dossier);
  if (dossier.demarche.correctionBloque && pendingCorrection(dossier) !== undefined)
    throw new Refus('Le dossier est en attente de correction');
  dossier.suivi.add(agent.id);
  dossier.tampon = null;
  pass(world, dossier, 'en_instruction', { agent });
  sayItself(world, dossier, 'est passé en instruction', quiet);
  resolveCorrection(world, dossier);
}

export function repasserEnConstruction(world: World, dossier: Dossier, agent: Profil): void {
  if (dossier.demarche.sva !== null)
    throw new Refus('Le dossier ne peut pas repasser en\u00a0construction : la démarche est configurée en SVA');
  if (dossier.etat !== 'en_instruction') throw already(dossier);
  pass(world, dossier, 'en_construction', { agent });
}

/** `justificatif`: id of a file. Refused but from en instruction; a mandatory annotation left blank answers what misleads. */
export function decider(
  world: World,
  dossier: Dossier,
  agent: Profil,
  { decision, motivation = null, justificatif = null, quiet }: DecisionMade,
): void {
  if (dossier.etat !== 'en_instruction') throw already(dossier);
  if (dossier.enrichissementEnAttente)
    throw new Refus('Les informations du SIRET du dossier ne sont pas complètes. Veuillez réessayer plus tard.');
  if (missing(dossier.revision.annotations, dossier.annotations).length > 0) throw already(dossier);
  if (decision !== 'accepte' && (motivation ?? '').trim() === '') throw new Refus('La motivation doit être remplie');
  dossier.justificatif = justificatif;
  pass(world, dossier, decision, { agent, motivation });
  sayItself(world, dossier, DECIDE[decision], quiet);
  if (decision === 'accepte') makeAttestation(world, dossier);
}

const DECIDE = { accepte: 'a été accepté', refuse: 'a été refusé', sans_suite: 'a été classé sans suite' } as const;

export interface DecisionMade {
  readonly decision: Decision;
  readonly motivation?: string | null;
  readonly justificatif?: string | null;
  /** No mail leaves (`disableNotification`). */
  readonly quiet?: boolean;
}

/** A decision is undone: its date stays, its motive goes. */
export function repasserEnInstruction(world: World, dossier: Dossier, agent: Profil, quiet = false): void {
  if (!isTermine(dossier)) throw already(dossier);
  Object.assign(dossier, { archive: false, motivation: null, justificatif: null, attestation: null });
  dossier.sva.prevueLe = null;
  pass(world, dossier, 'en_instruction', { agent });
  sayItself(world, dossier, 'est de nouveau en instruction', quiet);
}

/** A message; with `correction`, the dossier goes back to the applicant. `piece`: id of a file. */
export function envoyerMessage(
  world: World,
  dossier: Dossier,
  agent: Profil,
  { body, piece, correction }: MessageSent,
): Message {
  if (dossier.cache !== null || dossier.archive)
    throw new Refus('Votre message ne peut pas être envoyé : le dossier est archivé ou supprimé');
  if (body.trim() === '') throw new Refus('Le champ « Votre message » doit être rempli');
  const impossible = correction === undefined ? undefined : correctionRefused(dossier);
  if (impossible !== undefined && dossier.demarche.correctionImpossible === 'erreur') throw new Refus(impossible);
  const message = say(world, dossier, { email: agent.email, body, pieces: piece === undefined ? [] : [piece] });
  mail(world, dossier, 'Nouveau message sur votre dossier');
  if (correction === undefined || impossible !== undefined) return message;
  message.correction = { raison: correction, resolueLe: null };
  if (dossier.etat === 'en_instruction') pass(world, dossier, 'en_construction', { agent });
  return message;
}

export interface MessageSent {
  readonly body: string;
  readonly piece?: string;
  readonly correction?: RaisonCorrection;
}

function correctionRefused(dossier: Dossier): string | undefined {
  if (pendingCorrection(dossier) !== undefined) return 'Une demande de correction est déjà en attente sur ce dossier';
  return isTermine(dossier)
    ? `Le dossier ne peut pas faire l’objet d’une demande de correction car il est ${ETATS[dossier.etat]}`
    : undefined;
}

/** Unsaid: its body goes, and its correction counts as resolved. */
export function supprimerMessage(world: World, dossier: Dossier, agent: Profil, message: Message): void {
  if (message.email !== agent.email) throw new Refus('Le message ne peut pas être supprimé');
  if (message.supprimeLe !== null) throw new Refus('Le message est déjà supprimé');
  const rank = dossier.messages.indexOf(message);
  const le = world.clock.now();
  if (message.correction !== null) message.correction.resolueLe ??= le;
  dossier.messages[rank] = { ...message, body: '', pieces: [], supprimeLe: le };
  touch(world, dossier);
}

/** A label does not bump the dossier: who reads `updatedSince` never sees it. */
export function ajouterLabel(dossier: Dossier, labelId: string): Label {
  const label = dossier.demarche.labels.find(({ id }) => id === labelId);
  if (label === undefined) throw new Refus('Ce label n’existe pas');
  if (dossier.labels.includes(label)) throw new Refus('Ce label est déjà associé au dossier');
  dossier.labels.push(label);
  return label;
}

export function supprimerLabel(dossier: Dossier, labelId: string): Label {
  const label = dossier.labels.find(({ id }) => id === labelId);
  if (label === undefined) throw new Refus('Ce label n’est pas associé au dossier');
  dossier.labels = dossier.labels.filter((one) => one !== label);
  return label;
}

export function changerGroupe(world: World, dossier: Dossier, groupe: Groupe): void {
  if (groupe === dossier.groupe)
    throw new Refus(`Le dossier est déjà avec le groupe instructeur : « ${groupe.label} »`);
  dossier.groupe = groupe;
  touch(world, dossier);
}

export function archiver(world: World, dossier: Dossier): void {
  if (!isTermine(dossier))
    throw new Refus('Un dossier ne peut être déplacé dans « à archiver » qu’une fois le traitement terminé');
  dossier.archive = true;
  touch(world, dossier);
}
