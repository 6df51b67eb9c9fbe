/** Missions: MIS-01…04, REC-04 and the three distinct tests of C21. Only evidence counts: a finding, or a conform piece. */
import { exigerApres, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat } from '../etat.ts';
import { finDuDelai, versionDuDelai, type Versionnee } from '../droit.ts';
import { ACTIVITES_SOCLES, type Activite, type DateCivile } from '../valeurs.ts';

export const constatee = (etat: Etat, activite: Activite): boolean => etat.activites[activite].constateeLe !== null;

/** C21, first test (REC-01): at least one socle activity is evidenced. AMO-11: a conform `action-socle` piece is evidence. */
export const operationnelle = (etat: Etat): boolean =>
  ACTIVITES_SOCLES.some((activite) => constatee(etat, activite)) || etat.pieces['action-socle']?.statut === 'conforme';

/** C21, third test (RES-D-03, MIS-02): both socle activities are evidenced. */
export const missionSocleComplete = (etat: Etat): boolean =>
  ACTIVITES_SOCLES.every((activite) => constatee(etat, activite));

/** MIS-02 — last day of the year given from the first deposit of the PS; null in transition A (no retroactive duty). */
export const limiteMissionsSocles = (etat: Etat): DateCivile | null =>
  etat.projetSante.premierDepot === null ? null : finDuDelai(etat, 'missionsSocles', etat.projetSante.premierDepot);
export const versionMissionsSocles = ({ droit = [], projetSante: { premierDepot } }: Etat): Versionnee =>
  premierDepot === null ? {} : versionDuDelai({ droit }, 'missionsSocles', premierDepot);

/** RES-D-03 — last day of the year from the validation of the PS; the ground opens the day after. */
export const limiteAbsenceMissions = (etat: Etat): DateCivile | null =>
  etat.projetSante.decision?.sens === 'valide' && etat.regime !== 'en-fonctionnement-conforme'
    ? finDuDelai(etat, 'absenceMissionsSocles', etat.projetSante.decision.le)
    : null;
export const versionAbsenceMissions = ({ droit = [], projetSante: { decision } }: Etat): Versionnee =>
  decision === null ? {} : versionDuDelai({ droit }, 'absenceMissionsSocles', decision.le);

export const decisionsMissions: Decisions<'declarer-activite' | 'constater-activite'> = {
  'declarer-activite': (etat, commande) => {
    const { activite, le } = commande.donnees;
    if (etat.entreeLe !== null) exigerApres(le, etat.entreeLe, "l'entrée dans la procédure");
    return [
      fait(commande, 'ActiviteDeclaree', activite === 'consultations-avancees' ? 'MIS-04' : 'MIS-01', { activite }),
    ];
  },
  'constater-activite': (etat, commande) => {
    const { activite, le } = commande.donnees;
    if (etat.entreeLe !== null) exigerApres(le, etat.entreeLe, "l'entrée dans la procédure");
    return [
      fait(commande, 'ActiviteConstatee', activite === 'consultations-avancees' ? 'MIS-04' : 'REC-04', { activite }),
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
  ActiviteConstatee: (etat, { activite, le }) => ({
    activites: {
      ...etat.activites,
      [activite]: { ...etat.activites[activite], constateeLe: etat.activites[activite].constateeLe ?? le },
    },
  }),
};
