/** Missions: MIS-01…04, REC-04, DEC-60 and the three distinct tests of C21. Only evidence counts: the last finding, or a conform piece. */
import { fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat } from '../etat.ts';
import { depuis, type CalculDate } from '../calculs/date.ts';
import { delai } from '../droit.ts';
import { ACTIVITES_SOCLES, type Activite, type DateCivile } from '../valeurs.ts';

/** DEC-60 — the last dated finding says that it is there. */
export const constatee = (etat: Etat, activite: Activite): boolean =>
  etat.activites[activite].constat?.sens === 'presente';

/** A conform piece says that an action was begun; not against a later finding that neither is there. */
function actionPresentee(etat: Etat): boolean {
  const piece = etat.pieces['action-socle'];
  const depuis = piece?.verifieeLe ?? null;
  return (
    piece?.statut === 'conforme' &&
    !ACTIVITES_SOCLES.every((activite) => {
      const { constat } = etat.activites[activite];
      return constat?.sens === 'absente' && depuis !== null && constat.le >= depuis;
    })
  );
}

/** C21, first test (REC-01): at least one socle activity is evidenced. AMO-11: a conform `action-socle` piece is evidence. */
export const operationnelle = (etat: Etat): boolean =>
  ACTIVITES_SOCLES.some((activite) => constatee(etat, activite)) || actionPresentee(etat);

/** REC-01 — last day of the eighteen months from the deposit of the letter; null where there was none (regimes A, B, C). */
export const calculDixHuitMois = (etat: Etat): CalculDate | null =>
  etat.regime === 'droit-commun' && etat.li !== null
    ? delai(etat, 'operationnalite', depuis('LettreIntentionDeposee', etat.li.deposeeLe))
    : null;

/**
 * REC-01 — was one there when the eighteen months ended? Judged once, at the first fact of after them: what is found, or
 * deposited again, later does and undoes nothing. `faitLe`: of the state after that fact.
 */
export function dixHuitMoisTenus(avant: Etat, faitLe: DateCivile | null): boolean {
  if (avant.dixHuitMoisTenus || faitLe === null || !operationnelle(avant)) return avant.dixHuitMoisTenus;
  const fin = calculDixHuitMois(avant)?.resultat;
  return fin !== undefined && faitLe > fin && (avant.faitLe ?? fin) <= fin;
}

/** REC-01 — money that leaves after them is not out without an activity when one is there since. */
export function tenusAuVirement(etat: Etat, le: DateCivile): Partial<Etat> {
  const fin = operationnelle(etat) ? calculDixHuitMois(etat)?.resultat : undefined;
  return fin !== undefined && le > fin ? { dixHuitMoisTenus: true } : {};
}

/** REC-01 — operational within the eighteen months, or since. */
export const operationnelleATemps = (etat: Etat): boolean => etat.dixHuitMoisTenus || operationnelle(etat);

/** C21, third test (RES-D-03, MIS-02): both socle activities are evidenced. */
export const missionSocleComplete = (etat: Etat): boolean =>
  ACTIVITES_SOCLES.every((activite) => constatee(etat, activite));

/** MIS-02 — last day of the year given from the first deposit of the PS; null in transition A (no retroactive duty). */
export const calculMissionsSocles = (etat: Etat): CalculDate | null => {
  const { premierDepot } = etat.projetSante;
  return premierDepot === null ? null : delai(etat, 'missionsSocles', depuis('ProjetSanteDepose', premierDepot));
};
export const limiteMissionsSocles = (etat: Etat): DateCivile | null => calculMissionsSocles(etat)?.resultat ?? null;

/** RES-D-03 — last day of the year from the validation of the PS; the ground opens the day after. */
export const calculAbsenceMissions = (etat: Etat): CalculDate | null =>
  etat.projetSante.decision?.sens === 'valide' && etat.regime !== 'en-fonctionnement-conforme'
    ? delai(etat, 'absenceMissionsSocles', depuis('ProjetSanteValide', etat.projetSante.decision.le))
    : null;
export const limiteAbsenceMissions = (etat: Etat): DateCivile | null => calculAbsenceMissions(etat)?.resultat ?? null;

export const decisionsMissions: Decisions<'declarer-activite' | 'constater-activite'> = {
  'declarer-activite': (_etat, commande) => {
    const { activite } = commande.donnees;
    return [
      fait(commande, 'ActiviteDeclaree', activite === 'consultations-avancees' ? 'MIS-04' : 'MIS-01', { activite }),
    ];
  },
  'constater-activite': (_etat, commande) => {
    const { activite, constat = 'presente' } = commande.donnees;
    return [
      fait(commande, 'ActiviteConstatee', activite === 'consultations-avancees' ? 'MIS-04' : 'REC-04', {
        activite,
        constat,
      }),
    ];
  },
};

export const evolutionsMissions: Evolutions<'ActiviteDeclaree' | 'ActiviteConstatee'> = {
  ActiviteDeclaree: (etat, { activite, le }) => ({
    activites: {
      ...etat.activites,
      [activite]: { ...etat.activites[activite], declareeLe: etat.activites[activite].declareeLe ?? le },
    },
  }),
  ActiviteConstatee: (etat, { activite, le, constat: sens = 'presente' }) => {
    const suivie = etat.activites[activite];
    // A finding entered late does not undo a later one.
    const constat = suivie.constat !== null && suivie.constat.le > le ? suivie.constat : { le, sens };
    const constateeLe = sens === 'presente' ? (suivie.constateeLe ?? le) : suivie.constateeLe;
    return { activites: { ...etat.activites, [activite]: { ...suivie, constateeLe, constat } } };
  },
};
