/** Whether a dossier is as it was when it was last dealt with: the list of the service is enough to tell. */
import { createHash } from 'node:crypto';
import type { DossierListe } from '../client/demarche.ts';
import type { Correspondance } from '../mapping/file.ts';

/** What changes with the mapping: it reads the same dossier otherwise. */
const mappings = new WeakMap<Correspondance, string>();

function mappingOf(correspondance: Correspondance): string {
  const known = mappings.get(correspondance);
  if (known !== undefined) return known;
  const { nature, champs } = correspondance;
  const text = JSON.stringify({ nature, champs });
  mappings.set(correspondance, text);
  return text;
}

/**
 * Digest of what the list says of a dossier and of the mapping. A new revision of the form, to which dossiers pass without
 * being said to have changed, is in it.
 */
export function fingerprintOf(dossier: DossierListe, correspondance: Correspondance): string {
  const said = [
    dossier.state,
    dossier.archived,
    dossier.groupeInstructeur.id,
    dossier.demarche.revision.id,
    dossier.dateDerniereModification,
    dossier.dateDerniereModificationChamps,
    dossier.dateDerniereModificationAnnotations,
    dossier.dateDerniereCorrectionEnAttente ?? null,
    dossier.datePrevisionnelleDecisionSVASVR ?? null,
    dossier.dateTraitementSVASVR ?? null,
    dossier.traitements.map(({ id }) => id),
  ];
  return createHash('sha256')
    .update(`${JSON.stringify(said)}\n${mappingOf(correspondance)}`)
    .digest('hex')
    .slice(0, 32);
}
