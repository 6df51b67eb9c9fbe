/** T2, T8, T13, T14 — signature and term of the amorçage, anniversaries and renewals of the dotation. */
import type { Etat } from '../etat.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { depuis, inscrite } from '../calculs/date.ts';
import { justifie } from '../calculs/calculs.ts';
import { calculSignatureAmorcage } from '../lettre-intention/delais.ts';
import { calculReconduction, cycleACompter, enCours, termeAttendu } from './delais.ts';
import { projetArreteLe } from '../fin/delais.ts';
import { finAnnoncee } from '../resiliation/encours.ts';
import { calculAnniversaire } from '../paiements/montants.ts';
import { automatique } from '../chapitre.ts';
import { versionDuDelai } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

export function* echeancesContrats(etat: Etat): Iterable<Echeance> {
  yield* amorcage(etat);
  yield* dotation(etat);
}

function* amorcage(etat: Etat): Iterable<Echeance> {
  const ouverte = creationOuverteLe(etat);
  const { concluLe } = etat.amorcage;
  if (etat.regime === 'droit-commun' && ouverte !== null && concluLe === null && projetArreteLe(etat) === null)
    yield echeance(etat, 'signature-contrat-amorcage', calculSignatureAmorcage(ouverte, etat), 'AMO-03', 'alerte', [
      'porteur',
      'ars',
      'caisse',
    ]);

  const terme = termeAttendu(etat);
  if (terme !== null) yield echeance(etat, 'terme-contrat-amorcage', terme, 'AMO-15', 'fin-de-contrat', []);
}

function* dotation(etat: Etat): Iterable<Echeance> {
  const { concluLe, reconductions, priseEffet } = etat.dotation;
  if (concluLe === null || !enCours(etat.dotation)) return;
  // DEC-32: the contract runs to the end of the day of effect, and nothing arises that day or later.
  const annoncee = finAnnoncee(etat, 'dotation');
  const avant = (jour: DateCivile) => annoncee === null || jour < annoncee;
  const renouvellement = calculReconduction(concluLe, reconductions + 1, etat);
  if (avant(renouvellement.resultat))
    yield echeance(etat, 'reconduction', renouvellement, 'DOT-10', 'reconduction', [], {
      jourMeme: true,
      // Of its last period alone: those before are over.
      ...versionDuDelai(etat, 'dureeContratDotation', calculReconduction(concluLe, reconductions, etat).resultat),
    });
  // DEC-61 — a contract that takes effect later than it is signed: the first count is made on that day.
  if (concluLe === priseEffet && Object.keys(etat.denombrements).length === 0 && avant(concluLe))
    yield echeance(
      etat,
      'anniversaire-0',
      inscrite(depuis('ContratDotationConclu', concluLe), 'ContratDotationSigne', concluLe, 'DEC-61'),
      'DEC-61',
      'denombrement',
      [],
      { jourMeme: true },
    );
  // T13 — `anniversaire-<n>`: the adherents are counted, then the dotation of the cycle is due (T12).
  const n = Math.max(1, cycleACompter(etat) - 1);
  const suivant = calculAnniversaire(concluLe, n);
  if (avant(suivant.resultat))
    yield echeance(etat, `anniversaire-${n}`, suivant, 'DOT-07', 'denombrement', ['porteur'], { jourMeme: true });
}

/** AMO-15 — the ten months are over. */
export const finDesDixMois: Declenchement = (_etat, { effetLe, regle }) => [
  automatique(effetLe, 'ContratAmorcageTermine', regle, { contrat: 'amorcage', cause: 'duree' }),
];

/** DOT-10 — nobody objected: renewed for five years. */
export const reconductionTacite: Declenchement = (etat, { expire, effetLe, regle }) => {
  const periode = etat.dotation.reconductions + 2;
  const { concluLe } = etat.dotation;
  const suivante =
    concluLe === null ? depuis('ContratDotationConclu', expire) : calculReconduction(concluLe, periode, etat);
  return [
    automatique(effetLe, 'ContratDotationReconduit', regle, {
      contrat: 'dotation',
      periode,
      ...justifie({ dateLimite: suivante }),
    }),
  ];
};
