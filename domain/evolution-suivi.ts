/** What the events of follow-up, missions, transition and closure leave in the state. */
import { cleDeRappel } from './suivi/rappels.ts';
import { appliquerCorrection } from './rectification/actes.ts';
import type { Etat, Piece, Transition } from './etat.ts';
import { pieceAttendue } from './evolution-entree.ts';
import type { Evolutions } from './evolution.types.ts';
import type { DateCivile } from './valeurs.ts';

const surTransition = (etat: Etat, changement: Partial<Transition>): Partial<Etat> => ({
  transition: { ...etat.transition, ...changement },
});
/** A list or a report announced after its piece was found conform does not undo the finding: the caisse has looked. */
const depot = (etat: Etat, cle: string, code: Piece['code'], le: DateCivile): Partial<Etat> =>
  etat.pieces[cle]?.statut === 'conforme'
    ? {}
    : { pieces: { ...etat.pieces, [cle]: { ...pieceAttendue(code), deposeeLe: le } } };
const inchange = () => ({});

export const evolutionsSuivi: Evolutions<
  | 'AvisCaisseRendu'
  | 'ActiviteDeclaree'
  | 'ActiviteConstatee'
  | 'ListeNominativeDeposee'
  | 'AdhesionsEnregistrees'
  | 'AdherentsDenombres'
  | 'RapportActiviteDepose'
  | 'CriteresControles'
  | 'RencontreConsignee'
  | 'DocumentsDemandes'
  | 'ProcedureDixHuitMoisOuverte'
  | 'ConformiteConstatee'
  | 'MiseEnConformiteEngagee'
  | 'FinancementArsDeclare'
  | 'ChevauchementSignale'
  | 'ComplementAccorde'
  | 'AideInterrompue'
  | 'CommandeRefusee'
  | 'IncidentOuvert'
  | 'IncidentLeve'
  | 'EffetRelance'
  | 'EffetEcarte'
  | 'EcheanceDepassee'
  | 'RappelEmis'
  | 'Renonciation'
  | 'CorrectionApportee'
  | 'EssClose'
> = {
  AvisCaisseRendu: (etat, { sur, sens, le }) =>
    sur === 'projet-sante'
      ? { projetSante: { ...etat.projetSante, avis: { le, sens } } }
      : etat.li === null
        ? {}
        : { li: { ...etat.li, avis: { le, sens } } },
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
  ListeNominativeDeposee: (etat, { cle, nombre, le }) => ({
    ...depot(etat, cle, 'liste-nominative', le),
    listeNominative: { le, nombre },
  }),
  AdhesionsEnregistrees: (_etat, { le }) => ({ adhesionsLe: le }),
  AdherentsDenombres: (etat, { cycle, date, nombre }) => ({
    denombrements: { ...etat.denombrements, [cycle]: { date, nombre } },
  }),
  RapportActiviteDepose: (etat, { cle, le }) => depot(etat, cle, 'rapport-activite', le),
  CriteresControles: (etat, { liberaux, medecinsPresents, concertationTracable, le }) => ({
    effectifs: {
      ...etat.effectifs,
      liberaux: liberaux ?? etat.effectifs.liberaux,
      medecinsPresents: medecinsPresents ?? etat.effectifs.medecinsPresents,
    },
    concertationLe: concertationTracable ? (etat.concertationLe ?? le) : etat.concertationLe,
  }),
  RencontreConsignee: inchange,
  DocumentsDemandes: inchange,
  ProcedureDixHuitMoisOuverte: (_etat, { le }) => ({ dixHuitMoisOuvertLe: le }),
  ConformiteConstatee: (etat, { conforme, le }) => ({
    ...surTransition(etat, { conformite: conforme, conformiteLe: le }),
    // DEC-28: in regime A the PS is valid by this finding.
    ...(conforme ? { projetSante: { ...etat.projetSante, decision: { sens: 'valide', mode: 'expresse', le } } } : {}),
  }),
  MiseEnConformiteEngagee: (etat, { le }) => surTransition(etat, { engagementLe: le }),
  FinancementArsDeclare: (etat, { du, au, montantCentimes }) =>
    surTransition(etat, { financementArs: { du, au, montantCentimes } }),
  ChevauchementSignale: (etat) => surTransition(etat, { chevauchementSignale: true }),
  ComplementAccorde: (etat, { le }) => surTransition(etat, { complementAccordeLe: le }),
  AideInterrompue: (etat, { le }) => surTransition(etat, { aideInterrompueLe: le }),
  CommandeRefusee: inchange,
  IncidentOuvert: (etat, { effet, le }) => ({ incidents: { ...etat.incidents, [effet]: etat.incidents[effet] ?? le } }),
  IncidentLeve: (etat, { effet }) => ({
    incidents: Object.fromEntries(Object.entries(etat.incidents).filter(([cle]) => cle !== effet)),
  }),
  EffetRelance: inchange,
  EffetEcarte: inchange,
  EcheanceDepassee: (etat, { echeance, dateLimite }) => ({
    depassees: { ...etat.depassees, [echeance]: dateLimite },
  }),
  RappelEmis: (etat, { echeance, dateLimite, jours }) => ({
    rappels: { ...etat.rappels, [cleDeRappel(echeance, jours)]: dateLimite },
  }),
  Renonciation: (_etat, { le }) => ({ renonceeLe: le }),
  CorrectionApportee: (etat, evenement) => ({
    ...appliquerCorrection(etat, evenement),
    corrections: etat.corrections + 1,
  }),
  EssClose: (_etat, { motifCloture }) => ({ phase: 'close', motifCloture }),
};
