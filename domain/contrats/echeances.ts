/** T2, T8, T13, T14 — signature and term of the amorçage, anniversaries and renewals of the dotation. */
import type { Etat } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { finSignatureAmorcage } from '../lettre-intention/delais.ts';
import { enCours, termeAmorcage, reconduction } from './delais.ts';
import { paiementsSuspendus } from '../paiements/attendus.ts';
import { anniversaire } from '../paiements/montants.ts';
import { automatique } from '../chapitre.ts';
import { versionDuDelai } from '../droit.ts';

export function* echeancesContrats(etat: Etat): Iterable<Echeance> {
  yield* amorcage(etat);
  yield* dotation(etat);
}

function* amorcage(etat: Etat): Iterable<Echeance> {
  const ouverte = creationOuverteLe(etat);
  const { concluLe } = etat.amorcage;
  if (etat.regime === 'droit-commun' && ouverte !== null && concluLe === null)
    yield echeance(
      etat,
      'signature-contrat-amorcage',
      finSignatureAmorcage(ouverte, etat),
      'AMO-03',
      'alerte',
      ['porteur', 'ars', 'caisse'],
      versionDuDelai(etat, 'signatureContratAmorcage', ouverte),
    );

  // Once a résiliation of this contract has reached the other side, its fate is that of the résiliation; a mere proposal changes nothing.
  if (
    concluLe !== null &&
    enCours(etat.amorcage) &&
    !(paiementsSuspendus(etat) && etat.resiliation?.contrat === 'amorcage')
  )
    yield echeance(
      etat,
      'terme-contrat-amorcage',
      termeAmorcage(concluLe, etat),
      'AMO-15',
      'fin-de-contrat',
      [],
      versionDuDelai(etat, 'dureeContratAmorcage', concluLe),
    );
}

function* dotation(etat: Etat): Iterable<Echeance> {
  const { concluLe, reconductions } = etat.dotation;
  if (concluLe === null || !enCours(etat.dotation)) return;
  yield echeance(etat, 'reconduction', reconduction(concluLe, reconductions + 1, etat), 'DOT-10', 'reconduction', [], {
    jourMeme: true,
    ...versionDuDelai(etat, 'dureeContratDotation', reconduction(concluLe, reconductions, etat)),
  });
  // T13 — `anniversaire-<n>`: the adherents are counted, then the dotation of the cycle is due (T12).
  const n = Math.max(1, Object.keys(etat.denombrements).length);
  yield echeance(etat, `anniversaire-${n}`, anniversaire(concluLe, n), 'DOT-07', 'denombrement', ['porteur'], {
    jourMeme: true,
  });
}

/** AMO-15 — the ten months are over. */
export const finDesDixMois: Declenchement = (_etat, { effetLe, regle }) => [
  automatique(effetLe, 'ContratAmorcageTermine', regle, { contrat: 'amorcage', cause: 'duree' }),
];

/** DOT-10 — nobody objected: renewed for five years. */
export const reconductionTacite: Declenchement = (etat, { expire, effetLe, regle }) => {
  const periode = etat.dotation.reconductions + 2;
  const suivante = etat.dotation.concluLe === null ? expire : reconduction(etat.dotation.concluLe, periode, etat);
  return [
    automatique(effetLe, 'ContratDotationReconduit', regle, { contrat: 'dotation', periode, dateLimite: suivante }),
  ];
};
