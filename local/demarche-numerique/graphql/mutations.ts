/** The mutations: a write token, then what they name, then the act; a refusal is `payload.errors[].message`, HTTP 200. */
import * as agents from '../world/agent.ts';
import { announce, attached, signedId } from '../world/files.ts';
import { Refus, type Dossier, type Profil, type RaisonCorrection } from '../world/model.ts';
import { globalId, localId } from '../world/world.ts';
import { messageView, dossierView } from './dossier-view.ts';
import { groupId } from './descriptor-views.ts';
import { writeAnnotations, type AnnotationInput } from './annotations.ts';
import { dossierOf, notFound, type Question } from './question.ts';

interface ByAgent {
  readonly dossierId: string;
  readonly instructeurId: string;
  readonly disableNotification?: boolean | null;
}

interface Decided extends ByAgent {
  readonly motivation?: string | null;
  readonly justificatif?: string | null;
}

type Act<I> = (question: Question, input: I) => object;

/** Read-only tokens are told so before anything that is named is looked for: a bogus id is a harmless probe. */
const mutation =
  <I>(act: Act<I>) =>
  ({ input }: { readonly input: I }, question: Question): object => {
    try {
      if (!question.token.write) throw new Refus('Le jeton utilisé est configuré seulement en lecture');
      return act(question, input);
    } catch (error) {
      if (error instanceof Refus) return { errors: error.messages.map((message) => ({ message })) };
      throw error;
    }
  };

export function dossierById(question: Question, id: string): Dossier {
  const number = localId('Dossier', id);
  if (number === undefined) throw notFound('Dossier');
  return dossierOf(question, Number(number));
}

/** Somebody whom no group knows is not found; somebody of another group has no right. */
function agentById({ world }: Question, dossier: Dossier, id: string): Profil {
  const known = [...world.demarches.values()].some(({ groupes }) =>
    groupes.some(({ instructeurs }) => instructeurs.some((one) => one.id === id)),
  );
  if (!known) throw notFound('Profile');
  return agents.requireAgent(dossier, id);
}

/** An act of an instructor on a dossier, which the answer shows. */
const onDossier = <I extends ByAgent>(act: (question: Question, dossier: Dossier, agent: Profil, input: I) => void) =>
  mutation<I>((question, input) => {
    const dossier = dossierById(question, input.dossierId);
    act(question, dossier, agentById(question, dossier, input.instructeurId), input);
    return { dossier: dossierView(question, dossier) };
  });

const decision = (decided: agents.DecisionMade['decision']) =>
  onDossier<Decided>(({ world }, dossier, agent, { motivation, justificatif, disableNotification }) => {
    const file = typeof justificatif === 'string' ? attached(world, justificatif).id : null;
    const quiet = disableNotification ?? false;
    agents.decider(world, dossier, agent, {
      decision: decided,
      motivation: motivation ?? null,
      justificatif: file,
      quiet,
    });
  });

interface MessageInput extends ByAgent {
  readonly body: string;
  readonly attachment?: string | null;
  readonly correction?: RaisonCorrection | null;
}

/** By name, as the schema has them. `clientMutationId` is not looked at: the same call twice acts twice. */
export const MUTATIONS = {
  dossierPasserEnInstruction: onDossier<ByAgent>(({ world }, dossier, agent, { disableNotification }) =>
    agents.passerEnInstruction(world, dossier, agent, disableNotification ?? false),
  ),
  dossierRepasserEnConstruction: onDossier<ByAgent>(({ world }, dossier, agent) =>
    agents.repasserEnConstruction(world, dossier, agent),
  ),
  dossierRepasserEnInstruction: onDossier<ByAgent>(({ world }, dossier, agent, { disableNotification }) =>
    agents.repasserEnInstruction(world, dossier, agent, disableNotification ?? false),
  ),
  dossierAccepter: decision('accepte'),
  dossierRefuser: decision('refuse'),
  dossierClasserSansSuite: decision('sans_suite'),
  dossierArchiver: onDossier<ByAgent>(({ world }, dossier) => agents.archiver(world, dossier)),
  dossierEnvoyerMessage: mutation<MessageInput>(
    (question, { dossierId, instructeurId, body, attachment, correction }) => {
      const { world } = question;
      const dossier = dossierById(question, dossierId);
      const message = agents.envoyerMessage(world, dossier, agentById(question, dossier, instructeurId), {
        body,
        ...(typeof attachment === 'string' ? { piece: attached(world, attachment).id } : {}),
        ...(typeof correction === 'string' ? { correction } : {}),
      });
      return { message: messageView(question, message) };
    },
  ),
  dossierSupprimerMessage: mutation<{ readonly messageId: string; readonly instructeurId: string }>(
    (question, { messageId, instructeurId }) => {
      const { world } = question;
      for (const dossier of world.dossiers.values()) {
        const message = dossier.messages.find(({ id }) => id === messageId);
        if (message === undefined) continue;
        agents.supprimerMessage(world, dossier, agentById(question, dossier, instructeurId), message);
        return { message: messageView(question, dossier.messages.find(({ id }) => id === messageId) ?? message) };
      }
      throw notFound('Message');
    },
  ),
  dossierModifierAnnotations: mutation<ByAgent & { readonly annotations: readonly AnnotationInput[] }>(
    (question, { dossierId, instructeurId, annotations }) => {
      const dossier = dossierById(question, dossierId);
      agentById(question, dossier, instructeurId);
      return writeAnnotations(question, dossier, annotations);
    },
  ),
  dossierAjouterLabel: mutation<{ readonly dossierId: string; readonly labelId: string }>(
    (question, { dossierId, labelId }) => ({ label: agents.ajouterLabel(dossierById(question, dossierId), labelId) }),
  ),
  dossierSupprimerLabel: mutation<{ readonly dossierId: string; readonly labelId: string }>(
    (question, { dossierId, labelId }) => ({ label: agents.supprimerLabel(dossierById(question, dossierId), labelId) }),
  ),
  dossierChangerGroupeInstructeur: mutation<{ readonly dossierId: string; readonly groupeInstructeurId: string }>(
    (question, { dossierId, groupeInstructeurId }) => {
      const dossier = dossierById(question, dossierId);
      const groupe = dossier.demarche.groupes.find(({ number }) => groupId(number) === groupeInstructeurId);
      if (groupe === undefined) throw notFound('GroupeInstructeur');
      agents.changerGroupe(question.world, dossier, groupe);
      return { dossier: dossierView(question, dossier) };
    },
  ),
  createDirectUpload: mutation<Upload>((question, { dossierId, filename, checksum, contentType, byteSize }) => {
    dossierById(question, dossierId);
    const fichier = announce(question.world, { nom: filename, type: contentType, checksum, taille: byteSize });
    return {
      directUpload: {
        url: `${question.base}/televersements/${signedId(fichier)}`,
        headers: JSON.stringify({ 'Content-Type': contentType, 'Content-MD5': checksum }),
        blobId: globalId('Blob', fichier.id),
        signedBlobId: signedId(fichier),
      },
    };
  }),
};

interface Upload {
  readonly dossierId: string;
  readonly filename: string;
  readonly checksum: string;
  readonly contentType: string;
  readonly byteSize: number;
}
