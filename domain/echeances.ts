/** Every legal timer of a case (T1…T23), derived from its state. Nothing here is stored; a fired timer leaves an event. */
import { puis } from './calculs/date.ts';
import { ajouterJours } from './calendrier/calendrier.ts';
import { echeancesContrats } from './contrats/echeances.ts';
import { echeancesCreation } from './creation/echeances.ts';
import { echeance, type Echeance, type Echeances } from './echeance.ts';
import type { Etat } from './etat.ts';
import type { Instant } from './valeurs.ts';
import { echeancesDossierClos, echeancesFin } from './fin/echeances.ts';
import { echeancesLettreIntention } from './lettre-intention/echeances.ts';
import { parEtat } from './memoire.ts';
import { echeancesPaiements } from './paiements/echeances.ts';
import { echeancesProjetSante } from './projet-sante/echeances.ts';
import { echeancesRectification } from './rectification/echeances.ts';
import { echeancesRecouvrement } from './recouvrement/echeances.ts';
import { echeancesResiliation } from './resiliation/echeances.ts';
import { echeancesSuivi } from './suivi/echeances.ts';
import { rappels } from './suivi/rappels.ts';

/** The chapters that have deadlines; their order says nothing. */
export const CHAPITRES: readonly Echeances[] = [
  echeancesLettreIntention,
  echeancesCreation,
  echeancesProjetSante,
  echeancesContrats,
  echeancesPaiements,
  echeancesResiliation,
  echeancesRecouvrement,
  echeancesSuivi,
  echeancesRectification,
  echeancesFin,
];

/**
 * Which comes first of two deadlines of the same instant: what is asked of the engine, and applied, must not depend on the
 * order of the chapters. By the start of the key; one that is not here comes after, by its key.
 */
const ORDRE: readonly string[] = [
  'decision-lettre-intention',
  'decision-projet-sante',
  'reponse-precisions',
  'pieces-lettre-intention',
  'derogation-cpn',
  'signature-contrat-amorcage',
  'attribution-finess',
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
  'controle-annuel-',
  'documents-complementaires',
  'effet-resiliation',
  'notification-resiliation',
  'reception-resiliation',
  'reponse-saisine',
  'remboursement',
  'confirmation-date',
  'rectification',
  'mise-en-demeure',
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

/**
 * DEC-32 — held back by an effect of an earlier date that waits for its grace; on the very day of its effect, a résiliation
 * comes first: the contract runs to the end of that day, and nothing of the next year arises.
 */
export const retenue = (
  toutes: readonly Echeance[],
  { cle, effetLe }: Pick<Echeance, 'cle' | 'effetLe'>,
  maintenant: Instant,
): boolean =>
  toutes.some(
    (autre) =>
      autre.cle !== cle &&
      autre.reveil > maintenant &&
      (autre.effet === 'resiliation' ? autre.effetLe <= effetLe : autre.grace !== undefined && autre.effetLe < effetLe),
  );

const signalee = (etat: Etat, { cle, expire, effet }: Echeance): boolean =>
  effet === 'alerte' && etat.depassees[cle] === expire;

/** Deadlines whose last day is past and has been signalled, and whose act is still awaited. */
export const retards = (etat: Etat): readonly Echeance[] =>
  etat.phase === 'close' || etat.rang === 0 ? [] : toutes(etat).filter((echeance) => signalee(etat, echeance));

/** All deadlines that are running, earliest first; those already signalled as passed are gone. */
export const echeances = parEtat((etat: Etat): readonly Echeance[] => {
  if (etat.rang === 0) return [];
  if (etat.phase === 'close') return [...echeancesDossierClos(etat)];
  const courantes = toutes(etat).filter((echeance) => !signalee(etat, echeance));
  const avant = [...rappels(etat, courantes)].map(
    ({ cle, le, jours, echeance: { regle, attendu, expire, calcul, effet, versionDroit } }) => ({
      ...echeance(
        etat,
        cle,
        puis(calcul, { operation: 'rappel', jours, regle, resultat: ajouterJours(le, -1) }),
        regle,
        'rappel',
        attendu,
        versionDroit === undefined ? {} : { versionDroit },
      ),
      rappel: { expire, jours, effet, calcul },
    }),
  );
  return [...courantes, ...avant].sort((a, b) => a.reveil - b.reveil);
});
