/** Files as the API shows them: an address good for an hour, and only what the scan has not condemned. */
import { instantOf } from '../world/clock.ts';
import { downloadPath, isListed } from '../world/files.ts';
import type { Fichier } from '../world/model.ts';
import type { Question } from './question.ts';

export const fileViews = (question: Question, ids: readonly string[]): object[] =>
  ids
    .map((id) => question.world.fichiers.get(id))
    .filter((fichier) => fichier !== undefined)
    .filter(isListed)
    .map((fichier) => fileView(question, fichier));

export const fileView = ({ world, base }: Question, fichier: Fichier): object => ({
  filename: fichier.nom,
  contentType: fichier.type,
  checksum: fichier.checksum,
  byteSize: fichier.taille,
  byteSizeBigInt: String(fichier.taille),
  createdAt: instantOf(fichier.le),
  url: `${base}${downloadPath(world, fichier)}`,
  virusScanResult: fichier.virus,
});
