/** What a deadline does by itself when it is reached (§13.5: nothing more than this is ever automatic). */
import { justifie } from './calculs/calculs.ts';
import { automatique } from './chapitre.ts';
import { finDesDixMois, reconductionTacite } from './contrats/echeances.ts';
import type { Declenchement, Echeance } from './echeance.ts';
import type { Etat } from './etat.ts';
import { archivage } from './fin/echeances.ts';
import { silenceSurLaLettre } from './lettre-intention/echeances.ts';
import { silenceSurLeProjet } from './projet-sante/echeances.ts';
import { nonRembourse, procedureDixHuitMois } from './recouvrement/echeances.ts';
import { accordNonNotifie, effetDeLaResiliation } from './resiliation/echeances.ts';
import { rappelEmis } from './suivi/rappels.ts';
import type { EffetEcheance } from './valeurs.ts';

const echeanceDepassee: Declenchement = (_etat, { cle, calcul: dateLimite, effetLe, regle, attendu }) => [
  automatique(effetLe, 'EcheanceDepassee', regle, { echeance: cle, ...justifie({ dateLimite }), attendu }),
];

/** DEC-30 — the fact that makes this deadline was entered when it was already over: the authorities are told at once. */
export const dejaEchue = ({ depassees }: Etat, { cle, expire, grace }: Echeance): boolean =>
  typeof grace?.saisieLe === 'string' && expire < grace.saisieLe && depassees[cle] !== expire;

export const declarerEchue: Declenchement = (_etat, { cle, calcul: dateLimite, grace, effetLe }) => [
  automatique(grace?.saisieLe ?? effetLe, 'EcheanceDepassee', 'DEC-30', {
    echeance: cle,
    ...justifie({ dateLimite }),
    attendu: ['ars', 'caisse'],
  }),
];

const DECLENCHEMENTS: Readonly<Record<EffetEcheance, Declenchement>> = {
  'validation-tacite': (etat, due) =>
    due.cle === 'decision-lettre-intention' ? silenceSurLaLettre(etat, due) : silenceSurLeProjet(etat, due),
  alerte: echeanceDepassee,
  'fin-de-contrat': finDesDixMois,
  resiliation: effetDeLaResiliation,
  caducite: accordNonNotifie,
  reconduction: reconductionTacite,
  procedure: procedureDixHuitMois,
  impaye: nonRembourse,
  archivage,
  rappel: rappelEmis,
  // The count itself is a question (`demandes.ts`).
  denombrement: () => [],
};

/** The events of a deadline; none for an anniversary. They name the texts that gave its delay (DEC-65). */
export const declencher: Declenchement = (etat, due) =>
  DECLENCHEMENTS[due.effet](etat, due).map((evenement) =>
    due.versionDroit === undefined ? evenement : { ...evenement, versionDroit: due.versionDroit },
  );
