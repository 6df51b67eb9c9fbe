/** Which year of the dotation a yearly piece serves: DOT-08, DEC-11, DEC-12, DEC-34. */
import { annee } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { exiger } from '../refus.ts';
import type { CodePiece, DateCivile } from '../valeurs.ts';
import { attendUnOrdre } from './attendus.ts';
import { anniversaire } from './montants.ts';
import { DE_DOTATION, pieceConforme, piecesRequises } from './pieces.ts';

/**
 * Cycles that have begun by that day, whether their adherents are known or not: the records may answer late (DEC-11), and
 * are asked again when a signature is put right (DEC-33).
 */
export function cyclesCommences({ dotation: { concluLe, finiLe }, denombrements }: Etat, le: DateCivile): Set<number> {
  const commences = new Set(Object.keys(denombrements).map(Number));
  if (concluLe === null) return commences;
  const dure = (debut: DateCivile) => debut <= le && (finiLe === null || debut < finiLe);
  for (let cycle = 1; dure(anniversaire(concluLe, cycle - 1)); cycle += 1) commences.add(cycle);
  return commences;
}

/** Cycles that a yearly piece of that day can still serve: those of which something is still to be ordered, and the next one. */
export function cyclesOuverts(etat: Etat, le: DateCivile): readonly number[] {
  const commences = [...cyclesCommences(etat, le)];
  const prochain = Math.max(0, ...commences) + 1;
  return [...commences.filter((cycle) => attendUnOrdre(etat, `dotation-${cycle}`)), prochain].sort((a, b) => a - b);
}

/** Closed when the cycle starts: their exercice is the year before. */
const DE_L_ANNEE_ECOULEE: readonly CodePiece[] = ['rapport-activite', 'bilan-comptable'];

/**
 * The cycle that a deposit of that day serves: the oldest one still waiting for this piece, else the next. `exercice`
 * chooses: a cycle number, or a year: the one in which the cycle starts, or (reports and accounts first) the one before.
 */
export function cyclePour(etat: Etat, code: CodePiece, exercice: number | undefined, le: DateCivile): number {
  const ouverts = cyclesOuverts(etat, le);
  const commences = cyclesCommences(etat, le);
  const { concluLe } = etat.dotation;
  const requise = (cycle: number) => piecesRequises(etat, `dotation-${cycle}`).includes(code);
  if (exercice !== undefined && exercice > 0 && exercice < 1000) {
    const dernier = Math.max(...ouverts) + 1;
    exiger(
      exercice <= dernier || !DE_DOTATION.includes(code),
      'DOT-08',
      `« exercice » : ce dossier n'a pas encore d'exercice ${exercice} (${dernier} au plus tard, ou l'année).`,
      'donnees',
    );
    return exercice;
  }
  if (exercice !== undefined && concluLe !== null) {
    const candidats = (debut: number) =>
      ouverts.filter((cycle) => requise(cycle) && annee(anniversaire(concluLe, cycle - 1)) === debut);
    const [propre, autre] = DE_L_ANNEE_ECOULEE.includes(code)
      ? [candidats(exercice + 1)[0], candidats(exercice)[0]]
      : [candidats(exercice)[0], candidats(exercice + 1)[0]];
    // The year itself may be meant: a report named after the cycle that has started, when the next one has not.
    const attendue = autre !== undefined && commences.has(autre) && !pieceConforme(etat, code, autre);
    if (propre !== undefined && (commences.has(propre) || !attendue)) return propre;
    if (autre !== undefined) return autre;
  }
  const attendue = ouverts.find((cycle) => requise(cycle) && !pieceConforme(etat, code, cycle));
  return attendue ?? ouverts[ouverts.length - 1] ?? 1;
}
