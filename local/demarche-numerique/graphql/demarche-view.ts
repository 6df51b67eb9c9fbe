/** A démarche, its revisions, groups and lists as the API shows them. */
import { instantOf } from '../world/clock.ts';
import type { Demarche } from '../world/model.ts';
import { globalId } from '../world/world.ts';
import { draftView, groupView, headOf, revisionView } from './descriptor-views.ts';
import { page, type PageAsked } from './connection.ts';
import { dossierView } from './dossier-view.ts';
import type { Question } from './question.ts';

interface DossiersAsked extends PageAsked {
  readonly state?: string | null;
  readonly createdSince?: string | null;
  readonly updatedSince?: string | null;
}

interface DeletedAsked extends PageAsked {
  readonly deletedSince?: string | null;
}

export function demarcheView(question: Question, demarche: Demarche): object {
  const { world, unreadable } = question;
  const [published] = demarche.revisions;
  const isPublished = demarche.state !== 'brouillon';
  const own = () => [...world.dossiers.values()].filter((dossier) => dossier.demarche === demarche);
  return {
    ...headOf(demarche),
    dateDerniereModification: instantOf(published.publieeLe),
    activeRevision: () => (isPublished ? revisionView(published) : draftView(demarche)),
    publishedRevision: () => (isPublished ? revisionView(published) : null),
    draftRevision: () => draftView(demarche),
    groupeInstructeurs: ({ closed }: { readonly closed?: boolean | null }) =>
      demarche.groupes
        .filter((groupe) => closed === undefined || closed === null || groupe.closed === closed)
        .map(groupView),
    labels: demarche.labels,
    // By last change where `updatedSince` is given, which makes `createdSince` ignored; by deposit otherwise.
    dossiers({ state, createdSince, updatedSince, ...asked }: DossiersAsked) {
      const changed = updatedSince !== undefined && updatedSince !== null;
      return page({
        items: own().filter(
          ({ cache, etat }) => cache === null && (state === undefined || state === null || etat === state),
        ),
        at: changed ? ({ modifieLe }) => modifieLe : ({ deposeLe }) => deposeLe,
        since: changed ? updatedSince : createdSince,
        view: (dossier) => (unreadable.has(dossier.number) ? null : dossierView(question, dossier)),
        asked,
      });
    },
    // Withdrawn: what has expired is in neither list before it is purged.
    pendingDeletedDossiers: ({ deletedSince, ...asked }: DeletedAsked) =>
      page({
        items: own().flatMap(({ number, etat, cache }) =>
          cache?.raison === 'user_request' ? [{ number, etat, raison: cache.raison, le: cache.le }] : [],
        ),
        at: ({ le }) => le,
        since: deletedSince,
        view: deletedView,
        asked,
      }),
    deletedDossiers: ({ deletedSince, ...asked }: DeletedAsked) =>
      page({
        items: world.supprimes.filter((one) => one.demarche === demarche),
        at: ({ le }) => le,
        since: deletedSince,
        view: deletedView,
        asked,
      }),
  };
}

const deletedView = ({
  number,
  etat,
  raison,
  le,
}: {
  number: number;
  etat: string;
  raison: string;
  le: number;
}): object => ({
  id: globalId('DeletedDossier', number),
  number,
  state: etat,
  reason: raison,
  dateSupression: instantOf(le),
});
