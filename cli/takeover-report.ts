/** The report of a takeover, as a civil servant reads it: each case in a few lines, then what is to be mended. */
import type { PlayedCase, Standing } from '../api/takeover/play.ts';
import {
  dateLongue,
  echeance,
  enumerer,
  euros,
  majuscule,
  paiement,
  partie,
  phaseEnCours,
} from '../documents/libelles.ts';

function standing({ phase, motifCloture, verseCentimes, aOrdonner, suites, echeances }: Standing): readonly string[] {
  const tacites = suites.filter(({ evenement }) => /Valide/.test(evenement));
  return [
    `  Étape : ${phaseEnCours(phase)}${motifCloture === null ? '' : ` (${motifCloture})`}. Versé : ${euros(verseCentimes)}.`,
    ...tacites.map(
      ({ le, evenement, regle }) => `  Le silence a validé : ${evenement}, le ${dateLongue(le)} (${regle}).`,
    ),
    ...aOrdonner.map(
      (dus) =>
        `  Dû et non exécuté : ${paiement(dus.paiement)}, ${euros(dus.montantCentimes)} ; ordonnancé quand la caisse aura accepté.`,
    ),
    ...echeances.map(
      ({ cle, expire, attendu }) =>
        `  ${majuscule(dateLongue(expire))} : ${echeance(cle)}${attendu.length === 0 ? '' : `, attendu ${enumerer(attendu.map(partie))}`}.`,
    ),
    ...(echeances.length === 0 ? ['  Aucune date à venir.'] : []),
  ];
}

const fault = ({ ligne, colonne, regle, message }: PlayedCase['erreurs'][number]): string =>
  `  ✗ ${[...(ligne === null ? [] : [`ligne ${ligne}`]), ...(colonne === null ? [] : [`colonne « ${colonne} »`])].join(', ')}${ligne === null && colonne === null ? 'Le dossier' : ''} : ${message} (${regle})`;

/** Lines to print: every case, in the order of its file. */
export function reportLines(cases: readonly PlayedCase[]): readonly string[] {
  const pretes = cases.filter(({ situation }) => situation !== null);
  const verse = pretes.reduce((total, { situation }) => total + (situation?.verseCentimes ?? 0), 0);
  return [
    ...cases.flatMap(({ reference, nombreFaits, situation, erreurs }) => [
      `${reference || '(sans référence)'} — ${nombreFaits} fait(s)${situation === null ? ', à corriger' : ''}`,
      ...(situation === null ? [] : standing(situation)),
      ...erreurs.map(fault),
      ...(erreurs.length > 1 ? ['  La première erreur explique souvent les suivantes.'] : []),
      '',
    ]),
    `${pretes.length} dossier(s) prêt(s) sur ${cases.length} ; versé dans ceux-là : ${euros(verse)}.`,
  ];
}
