/** The spaces of people on PostgreSQL. */
import { deleteDraft, listDrafts, readDraft, saveDraft } from '../../records/personal/drafts.ts';
import { personalData } from '../../records/personal/export.ts';
import {
  confirmPreferences,
  endDigest,
  readPreferences,
  resendCode,
  savePreferences,
} from '../../records/personal/preferences.ts';
import { forgetSeen, listSeen, markSeen } from '../../records/personal/seen.ts';
import { deleteSpace } from '../../records/personal/space.ts';
import { deleteView, listViews, saveView } from '../../records/personal/views.ts';
import type { Queryable } from '../../records/server/pool.ts';
import type { PersonalRecords } from '../ports.ts';

/** `guard` names what the database did not do. */
export const personalRecords = (
  pool: Queryable,
  guard: <T>(query: () => Promise<T>) => Promise<T>,
): PersonalRecords => ({
  listDrafts: (sujet, criteres) => guard(() => listDrafts(pool, sujet, criteres)),
  readDraft: (sujet, id) => guard(() => readDraft(pool, sujet, id)),
  saveDraft: (sujet, id, texte, lue) => guard(() => saveDraft(pool, sujet, id, texte, lue)),
  deleteDraft: (sujet, id) => guard(() => deleteDraft(pool, sujet, id)),
  listViews: (sujet, page) => guard(() => listViews(pool, sujet, page)),
  saveView: (sujet, id, vue) => guard(() => saveView(pool, sujet, id, vue)),
  deleteView: (sujet, id) => guard(() => deleteView(pool, sujet, id)),
  listSeen: (sujet, demande) => guard(() => listSeen(pool, sujet, demande)),
  markSeen: (sujet, lu) => guard(() => markSeen(pool, sujet, lu)),
  forgetSeen: (sujet, ess) => guard(() => forgetSeen(pool, sujet, ess)),
  readPreferences: (sujet, identite) => guard(() => readPreferences(pool, sujet, identite)),
  savePreferences: (qui, choix, composer, lue) => guard(() => savePreferences(pool, qui, choix, composer, lue)),
  resendCode: (sujet, composer) => guard(() => resendCode(pool, sujet, composer)),
  confirmAddress: (sujet, code) => guard(() => confirmPreferences(pool, sujet, code)),
  endDigest: (secret) => guard(() => endDigest(pool, secret)),
  data: (sujet) => guard(() => personalData(pool, sujet)),
  deleteSpace: (sujet) => guard(() => deleteSpace(pool, sujet)),
});
