/** Every legal timer of a case (T1…T23), derived from its state. Nothing here is stored; a fired timer leaves an event. */
import { ajouterJours } from './calendrier/calendrier.ts';
import { echeancesContrats } from './contrats/echeances.ts';
import { echeance, type Echeance, type Echeances } from './echeance.ts';
import type { Etat } from './etat.ts';
import { echeancesLettreIntention } from './lettre-intention/echeances.ts';
import { parEtat } from './memoire.ts';
import { echeancesPaiements } from './paiements/echeances.ts';
import { echeancesProjetSante } from './projet-sante/echeances.ts';
import { echeancesRecouvrement } from './recouvrement/echeances.ts';
import { echeancesResiliation } from './resiliation/echeances.ts';
import { echeancesSuivi } from './suivi/echeances.ts';
import { rappels } from './suivi/rappels.ts';

/** The chapters that have deadlines; their order says nothing. */
export const CHAPITRES: readonly Echeances[] = [
  echeancesLettreIntention,
  echeancesProjetSante,
  echeancesContrats,
  echeancesPaiements,
  echeancesResiliation,
  echeancesRecouvrement,
  echeancesSuivi,
];

/**
 * Which comes first of two deadlines of the same instant: what is asked of the engine, and applied, must not depend on the
 * order of the chapters. By the start of the key; one that is not here comes after, by its key.
 */
const ORDRE: readonly string[] = [
  'decision-lettre-intention',
  'decision-projet-sante',
  'reponse-precisions',
  'signature-contrat-amorcage',
  'depot-projet-sante',
  'terme-contrat-amorcage',
  'paiement-',
  'operationnalite-18-mois',
  'missions-socles',
  'absence-missions-socles',
  'reconduction',
  'anniversaire-',
  'cible-30',
  'cible-50',
  'concertation-5-ans',
  'effet-resiliation',
  'reponse-saisine',
  'remboursement',
];

const place = ({ cle }: Echeance): number => {
  const connue = ORDRE.findIndex((debut) => cle.startsWith(debut));
  return connue === -1 ? ORDRE.length : connue;
};

/** The deadlines that these chapters find, in an order that is not theirs. */
export function reunir(etat: Etat, chapitres: readonly Echeances[]): readonly Echeance[] {
  return chapitres
    .flatMap((chapitre) => [...chapitre(etat)])
    .sort((a, b) => place(a) - place(b) || (place(a) === ORDRE.length ? a.cle.localeCompare(b.cle) : 0));
}

const toutes = (etat: Etat): readonly Echeance[] => reunir(etat, CHAPITRES);

const signalee = (etat: Etat, { cle, expire, effet }: Echeance): boolean =>
  effet === 'alerte' && etat.depassees[cle] === expire;

/** Deadlines whose last day is past and has been signalled, and whose act is still awaited. */
export const retards = (etat: Etat): readonly Echeance[] =>
  etat.phase === 'close' || etat.rang === 0 ? [] : toutes(etat).filter((echeance) => signalee(etat, echeance));

/** All deadlines that are running, earliest first; those already signalled as passed are gone. */
export const echeances = parEtat((etat: Etat): readonly Echeance[] => {
  if (etat.phase === 'close' || etat.rang === 0) return [];
  const courantes = toutes(etat).filter((echeance) => !signalee(etat, echeance));
  const avant = [...rappels(etat, courantes)].map(
    ({ cle, le, jours, echeance: { regle, attendu, expire, effet, versionDroit } }) => ({
      ...echeance(
        etat,
        cle,
        ajouterJours(le, -1),
        regle,
        'rappel',
        attendu,
        versionDroit === undefined ? {} : { versionDroit },
      ),
      rappel: { expire, jours, effet },
    }),
  );
  return [...courantes, ...avant].sort((a, b) => a.reveil - b.reveil);
});
