/** A dossier, its history and its messages as the API shows them. */
import { instantOf } from '../world/clock.ts';
import type { Dossier, Message, Profil, Traitement } from '../world/model.ts';
import { isTermine, pendingCorrection } from '../world/steps.ts';
import { globalId } from '../world/world.ts';
import { champViews } from './champ-views.ts';
import { descriptorOf, groupView } from './descriptor-views.ts';
import { fileView, fileViews } from './file-views.ts';
import type { Question } from './question.ts';

const orNull = (ms: number | null): string | null => (ms === null ? null : instantOf(ms));

/** With `id`, as an argument of the API: that one alone. */
interface ById {
  readonly id?: string | null;
}

export function dossierView(question: Question, dossier: Dossier): object {
  const { world } = question;
  const { revision, contenu, annotations } = dossier;
  const one = (id: string | null) => {
    const fichier = id === null ? undefined : world.fichiers.get(id);
    return fichier === undefined ? null : fileView(question, fichier);
  };
  return {
    id: globalId('Dossier', dossier.number),
    number: dossier.number,
    state: dossier.etat,
    archived: dossier.archive,
    prefilled: false,
    demarche: () => descriptorOf(dossier.demarche, revision),
    groupeInstructeur: () => groupView(dossier.groupe),
    ...datesOf(dossier),
    motivation: isTermine(dossier) ? dossier.motivation : null,
    motivationAttachment: () => one(dossier.justificatif),
    attestation: () => one(dossier.attestation),
    // Made at each call: no checksum, no size.
    pdf: () => ({
      ...fileView(question, PDF(dossier, world.clock.now())),
      checksum: '',
      byteSize: 0,
      byteSizeBigInt: '0',
    }),
    usager: dossier.compteSupprime ? { id: '<deleted>', email: dossier.usager.email } : dossier.usager,
    demandeur: {
      __typename: 'PersonnePhysique',
      id: globalId('Individual', dossier.number),
      civilite: null,
      email: null,
      ...dossier.demandeur,
    },
    instructeurs: () => dossier.groupe.instructeurs.filter(({ id }: Profil) => dossier.suivi.has(id)),
    labels: () => dossier.labels,
    traitements: () => dossier.traitements.map(traitementView),
    messages: ({ id }: ById) =>
      dossier.messages
        .filter((message) => id === undefined || id === null || message.id === id)
        .map((message) => messageView(question, message)),
    champs: ({ id }: ById) => champViews(question, dossier, { descripteurs: revision.champs, contenu, id: id ?? null }),
    annotations: ({ id }: ById) =>
      champViews(question, dossier, { descripteurs: revision.annotations, contenu: annotations, id: id ?? null }),
  };
}

const PDF = ({ number }: Dossier, le: number) => ({
  id: `pdf-${number}`,
  nom: `dossier-${number}.pdf`,
  type: 'application/pdf',
  le,
  checksum: '',
  taille: 0,
  contenu: null,
  virus: 'safe' as const,
  scan: null,
});

function datesOf(dossier: Dossier) {
  const pending = pendingCorrection(dossier);
  return {
    dateDepot: instantOf(dossier.deposeLe),
    datePassageEnConstruction: instantOf(dossier.enConstructionLe),
    datePassageEnInstruction: orNull(dossier.enInstructionLe),
    dateTraitement: orNull(dossier.traiteLe),
    dateDerniereModification: instantOf(dossier.modifieLe),
    dateDerniereModificationChamps: instantOf(dossier.champsModifiesLe),
    dateDerniereModificationAnnotations: instantOf(dossier.annotationsModifieesLe ?? dossier.creeLe),
    dateDerniereCorrectionEnAttente: orNull(pending?.le ?? null),
    dateExpiration: orNull(dossier.expireLe),
    datePrevisionnelleDecisionSVASVR: dossier.sva.prevueLe,
    dateTraitementSVASVR: orNull(dossier.sva.traiteLe),
  };
}

const traitementView = ({ id, state, event, le, emailAgent, motivation }: Traitement): object => ({
  id,
  state,
  event,
  dateTraitement: instantOf(le),
  emailAgentTraitant: emailAgent,
  motivation,
});

export const messageView = (
  question: Question,
  { id, email, body, le, pieces, supprimeLe, correction }: Message,
): object => ({
  id,
  email,
  body,
  createdAt: instantOf(le),
  discardedAt: orNull(supprimeLe),
  attachments: () => fileViews(question, pieces),
  correction: correction === null ? null : { reason: correction.raison, dateResolution: orNull(correction.resolueLe) },
});
