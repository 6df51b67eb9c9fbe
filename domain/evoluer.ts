/** The fold: an event applied to the state. Total, never throws; the only place where a state is born from another. */
import { plusTard } from './calendrier/calendrier.ts';
import type { Evolutions } from './chapitre.ts';
import { evolutionsContrats } from './contrats/actes.ts';
import { evolutionsAdherents } from './contrats/adherents.ts';
import { evolutionsTransition } from './contrats/transition.ts';
import { evolutionsCreation } from './creation/actes.ts';
import { evolutionsModification } from './creation/modification.ts';
import { evolutionsRegime } from './creation/regime.ts';
import { evolutionsSiege } from './creation/siege.ts';
import { evolutionsTerritoire } from './creation/territoire.ts';
import type { Etat } from './etat.ts';
import type { Evenement, NomEvenement } from './evenements.ts';
import { evolutionsFin } from './fin/actes.ts';
import { evolutionsDissolution } from './fin/dissolution.ts';
import { evolutionsConstats } from './suivi/constats.ts';
import { evolutionsSuitesFin } from './fin/suites.ts';
import { evolutionsLettreIntention } from './lettre-intention/actes.ts';
import { evolutionsPieces } from './paiements/actes-pieces.ts';
import { evolutionsPaiements } from './paiements/actes.ts';
import { evolutionsProjetSante } from './projet-sante/actes.ts';
import { evolutionsRecouvrement } from './recouvrement/actes.ts';
import { evolutionsRectification } from './rectification/actes.ts';
import { evolutionsResiliation } from './resiliation/actes.ts';
import { evolutionsSuivi } from './suivi/actes.ts';
import { evolutionsCloture, phaseApres } from './suivi/cloture.ts';
import { evolutionsIncidents } from './suivi/incidents.ts';
import { dixHuitMoisTenus, evolutionsMissions } from './suivi/missions.ts';
import { evolutionsAlertes } from './suivi/rappels.ts';
import type { DateCivile } from './valeurs.ts';

const EVOLUTIONS: Evolutions<NomEvenement> = {
  ...evolutionsLettreIntention,
  ...evolutionsCreation,
  ...evolutionsSiege,
  ...evolutionsRegime,
  ...evolutionsModification,
  ...evolutionsTerritoire,
  ...evolutionsProjetSante,
  ...evolutionsContrats,
  ...evolutionsTransition,
  ...evolutionsAdherents,
  ...evolutionsPieces,
  ...evolutionsPaiements,
  ...evolutionsResiliation,
  ...evolutionsRecouvrement,
  ...evolutionsMissions,
  ...evolutionsSuivi,
  ...evolutionsAlertes,
  ...evolutionsRectification,
  ...evolutionsIncidents,
  ...evolutionsCloture,
  ...evolutionsFin,
  ...evolutionsDissolution,
  ...evolutionsConstats,
  ...evolutionsSuitesFin,
};

/** DEC-29 — a date declared with a proof waits for one of the addressees. */
function apresDeclaration(
  { aConfirmer, rang }: Etat,
  changement: Partial<Etat>,
  { declareLe, preuve, saisiLe, le }: Evenement,
): Etat['aConfirmer'] {
  const courantes = changement.aConfirmer ?? aConfirmer;
  return declareLe === undefined || preuve === undefined
    ? courantes
    : { ...courantes, [rang + 1]: { declareLe, saisiLe: saisiLe ?? le } };
}
/** What tells, and changes nothing of a life: facts dated before it are not late. */
const HORS_DE_LA_VIE: readonly NomEvenement[] = [
  'EcheanceDepassee',
  'RappelEmis',
  'CommandeRefusee',
  'IncidentOuvert',
  'IncidentLeve',
  'EffetRelance',
  'EffetEcarte',
  'FaitRectifie',
  'RectificationProposee',
  'RectificationApprouvee',
  'DateConfirmee',
  'DateContestee',
];

/** DEC-44 — any act of the porteur voids the formal notice. */
const acteDuPorteur = (etat: Etat, { acteur, evenement, le }: Evenement): Partial<Etat> =>
  acteur === 'porteur' && !HORS_DE_LA_VIE.includes(evenement)
    ? { miseEnDemeure: null, porteurActifLe: plusTard(etat.porteurActifLe ?? le, le) }
    : {};

/** A fact takes its place in the life on the day on which it could be known, as its command does (`jourDe`). */
const connuLe = (evenement: Evenement): DateCivile =>
  'recueLe' in evenement && evenement.recueLe !== undefined ? plusTard(evenement.le, evenement.recueLe) : evenement.le;

export function evoluer(etat: Etat, evenement: Evenement): Etat {
  const evolution = EVOLUTIONS[evenement.evenement] as (etat: Etat, evenement: Evenement) => Partial<Etat>;
  const changement = evolution(etat, evenement);
  const faitLe = HORS_DE_LA_VIE.includes(evenement.evenement)
    ? etat.faitLe
    : plusTard(etat.faitLe ?? evenement.le, connuLe(evenement));
  const suivant = {
    ...etat,
    dixHuitMoisTenus: dixHuitMoisTenus(etat, faitLe),
    ...acteDuPorteur(etat, evenement),
    ...changement,
    rang: etat.rang + 1,
    dernierLe: plusTard(etat.dernierLe ?? evenement.le, plusTard(evenement.le, evenement.saisiLe ?? evenement.le)),
    aConfirmer: apresDeclaration(etat, changement, evenement),
    faitLe,
  };
  return { ...suivant, phase: phaseApres(suivant) };
}

export const evoluerTous = (etat: Etat, evenements: readonly Evenement[]): Etat => evenements.reduce(evoluer, etat);
