/** Every document that the connector sends: what is compared to a schema. */
import type { DocumentNode } from 'graphql';
import { ACCEPT, ANNOTATE, DROP, LABEL, PREPARE_UPLOAD, REFUSE, TAKE_IN_CHARGE, WRITE_MESSAGE } from './acts.ts';
import { LIST_DELETED, LIST_DOSSIERS, LIST_WITHDRAWN, READ_DEMARCHE, READ_INSTRUCTORS } from './demarche.ts';
import { READ_DOSSIER } from './dossier.ts';

export const DOCUMENTS: readonly DocumentNode[] = [
  READ_DEMARCHE,
  READ_INSTRUCTORS,
  LIST_DOSSIERS,
  LIST_WITHDRAWN,
  LIST_DELETED,
  READ_DOSSIER,
  TAKE_IN_CHARGE,
  ACCEPT,
  REFUSE,
  DROP,
  WRITE_MESSAGE,
  ANNOTATE,
  LABEL,
  PREPARE_UPLOAD,
];
