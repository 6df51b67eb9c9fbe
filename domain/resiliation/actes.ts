/** Résiliation of either contract, by either side, and the saisine: RES-A-01…03, RES-D-01…04, DEC-04, DEC-05, DEC-16, DEC-22. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { exigerApres, fait, partieDe, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, Resiliation } from '../etat.ts';
import { exigerFondementOuvert, regleFondement } from './fondements.ts';
import { exiger } from '../refus.ts';
import type { TypeContrat } from '../valeurs.ts';
import { effetInitial, finSaisine, effetDepuis, finReponseSaisine } from './delais.ts';
import { enCours } from '../contrats/delais.ts';
import { surContrat } from '../contrats/actes.ts';
import type { SurContrat } from './vocabulaire.ts';

function contratVise(etat: Etat, demande: TypeContrat | undefined, remplacable: boolean): TypeContrat {
  const contrat = demande ?? (etat.dotation.concluLe === null ? 'amorcage' : 'dotation');
  exiger(
    enCours(etat[contrat]),
    contrat === 'amorcage' ? 'RES-A-01' : 'RES-D-01',
    `Aucun contrat ${contrat === 'amorcage' ? "d'amorçage" : 'de dotation'} n'est en cours.`,
    'etat',
  );
  exiger(etat.resiliation === null || remplacable, 'RES-A-01', 'Une résiliation est déjà en cours.', 'etat');
  return contrat;
}

/** RES-A-01 — sent by the ESS, or received by it. */
const notifiee = ({ origine, receptions }: Resiliation): boolean =>
  origine === 'ess' || receptions.association !== undefined;

/** There is one résiliation at a time: a contract that is named must be the one it is about. */
function exigerMemeContrat({ resiliation }: Etat, { donnees }: { readonly donnees: SurContrat }): void {
  exiger(
    resiliation === null || donnees.contrat === undefined || donnees.contrat === resiliation.contrat,
    'RES-A-01',
    `La résiliation en cours concerne le contrat ${resiliation?.contrat === 'amorcage' ? "d'amorçage" : 'de dotation'}.`,
    'etat',
  );
}

function enCoursDe(etat: Etat, origine: Resiliation['origine'], regle: string, phrase: string): Resiliation {
  exiger(etat.resiliation !== null && etat.resiliation.origine === origine, regle, phrase, 'etat');
  return etat.resiliation;
}

export const decisionsResiliation: Decisions<
  | 'resilier'
  | 'accuser-reception-resiliation'
  | 'proposer-resiliation'
  | 'approuver-resiliation'
  | 'notifier-resiliation'
  | 'saisir'
  | 'repondre-saisine'
> = {
  resilier: (etat, commande) => {
    // A résiliation that the authorities have not notified holds up neither side.
    const contrat = contratVise(
      etat,
      commande.donnees.contrat,
      etat.resiliation !== null && !notifiee(etat.resiliation),
    );
    exigerApres(commande.donnees.le, etat[contrat].concluLe ?? commande.donnees.le, 'la signature du contrat');
    return [fait(commande, 'ResiliationDemandee', contrat === 'amorcage' ? 'RES-A-01' : 'RES-D-01', { contrat })];
  },

  'accuser-reception-resiliation': (etat, commande) => {
    exigerMemeContrat(etat, commande);
    const resiliation = enCoursDe(etat, 'ess', 'RES-A-01', "Aucune lettre de résiliation de l'ESS n'est attendue.");
    const { le, recueLe = le } = commande.donnees;
    const partie = partieDe(commande.acteur);
    exigerApres(recueLe, resiliation.demandeeLe, "l'envoi de la lettre");
    exiger(
      resiliation.receptions[partie] === undefined,
      'DEC-04',
      `La réception par cette partie (${partie}) est déjà consignée.`,
      'etat',
    );
    const effet = effetInitial({ ...resiliation, receptions: { ...resiliation.receptions, [partie]: recueLe } }, etat);
    return [
      fait(commande, 'ReceptionResiliationAccusee', 'DEC-04', {
        partie,
        recueLe,
        ...(effet === null ? {} : { dateLimite: effet }),
      }),
    ];
  },

  'proposer-resiliation': (etat, commande) => {
    const { le, contrat: demande, fondement } = commande.donnees;
    const partie = partieDe(commande.acteur);
    const reprise = etat.resiliation?.proposeePar === partie && !etat.resiliation.approuvee;
    const contrat = contratVise(etat, demande, reprise);
    exigerApres(le, etat[contrat].concluLe ?? le, 'la signature du contrat');
    const ouvert = exigerFondementOuvert(etat, contrat, fondement, le);
    return [
      fait(commande, 'ResiliationProposee', regleFondement(contrat, ouvert), { contrat, partie, fondement: ouvert }),
    ];
  },

  'approuver-resiliation': (etat, commande) => {
    exigerMemeContrat(etat, commande);
    const regle =
      etat.resiliation === null ? 'RES-A-02' : regleFondement(etat.resiliation.contrat, etat.resiliation.fondement);
    const resiliation = enCoursDe(etat, 'caisse-ars', regle, "Aucune résiliation n'est proposée.");
    const partie = partieDe(commande.acteur);
    exiger(!resiliation.approuvee, regle, 'La résiliation est déjà approuvée par les deux parties.', 'etat');
    exiger(
      partie !== resiliation.proposeePar,
      regle,
      "La résiliation suppose le commun accord de la caisse et de l'ARS : l'autre partie doit l'approuver.",
    );
    exigerApres(commande.donnees.le, resiliation.demandeeLe, 'la proposition de résiliation');
    return [fait(commande, 'ResiliationApprouvee', regle, { contrat: resiliation.contrat, partie })];
  },

  'notifier-resiliation': (etat, commande) => {
    exigerMemeContrat(etat, commande);
    const regle = etat.dotation.concluLe === null ? 'RES-A-02' : 'RES-D-02';
    const phrase =
      "La résiliation suppose le commun accord consigné de la caisse et de l'ARS : l'une propose, l'autre approuve.";
    exiger(etat.resiliation?.origine === 'caisse-ars' && etat.resiliation.approuvee, regle, phrase);
    const { contrat, receptions, demandeeLe } = etat.resiliation;
    exiger(
      receptions.association === undefined,
      regle,
      'La réception de la lettre par le porteur est déjà consignée.',
      'etat',
    );
    const { le, recueLe = le } = commande.donnees;
    exigerApres(recueLe, demandeeLe, "l'accord de la caisse et de l'ARS");
    return [
      fait(commande, 'ResiliationNotifiee', regle, {
        contrat,
        recueLe,
        dateLimite: effetDepuis(contrat, recueLe, etat),
      }),
    ];
  },

  saisir: (etat, commande) => {
    exigerMemeContrat(etat, commande);
    const resilie = etat.dotation.fin === 'resilie' ? etat.dotation : etat.amorcage;
    exiger(
      etat.resiliation !== null || resilie.fin !== 'resilie' || resilie.finiLe === null,
      'RES-A-03',
      `La résiliation a pris effet le ${resilie.finiLe === null ? '' : enToutesLettres(resilie.finiLe)}. Si la saisine a été reçue à temps et n'a pas été saisie, utilisez « corriger » (objet « saisine »).`,
      'etat',
    );
    const resiliation = enCoursDe(
      etat,
      'caisse-ars',
      'RES-A-03',
      "La saisine n'est ouverte que contre une résiliation notifiée par la caisse et l'ARS.",
    );
    const derniere = finSaisine(resiliation, etat);
    exiger(
      derniere !== null && resiliation.receptions.association !== undefined,
      'RES-A-03',
      "La résiliation n'a pas encore été notifiée au porteur.",
      'etat',
    );
    exiger(resiliation.saisine === null, 'RES-A-03', 'Une saisine est déjà consignée.', 'etat');
    const { le, recueLe = le } = commande.donnees;
    exigerApres(recueLe, resiliation.receptions.association, 'la réception de la lettre de résiliation');
    exiger(
      recueLe <= derniere,
      resiliation.contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04',
      `La saisine devait être reçue au plus tard le ${enToutesLettres(derniere)}.`,
    );
    return [
      fait(
        commande,
        'SaisineRecue',
        resiliation.contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04',
        { contrat: resiliation.contrat, dateLimite: finReponseSaisine(recueLe, etat) },
        { le: recueLe },
      ),
    ];
  },

  'repondre-saisine': (etat, commande: Commande<'repondre-saisine'>) => {
    exigerMemeContrat(etat, commande);
    exiger(etat.resiliation?.saisine, 'RES-A-03', "Aucune saisine n'est en cours.", 'etat');
    const { saisine, contrat } = etat.resiliation;
    const { le, sens } = commande.donnees;
    const partie = commande.acteur === 'caisse' ? 'caisse' : 'ars';
    exiger(saisine.reponses[partie] === undefined, 'DEC-22', 'Cette partie a déjà répondu à la saisine.', 'etat');
    exigerApres(le, saisine.recueLe, 'la réception de la saisine');
    return [fait(commande, 'SaisineTranchee', contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04', { partie, sens })];
  },
};

const surResiliation = (etat: Etat, changement: (resiliation: Resiliation) => Partial<Resiliation>): Partial<Etat> =>
  etat.resiliation === null ? {} : { resiliation: { ...etat.resiliation, ...changement(etat.resiliation) } };

const nouvelle = (
  donnees: Pick<Resiliation, 'contrat' | 'origine' | 'demandeeLe' | 'approuvee'> & Partial<Resiliation>,
): Resiliation => ({ fondement: null, proposeePar: null, receptions: {}, saisine: null, ...donnees });

export const evolutionsResiliation: Evolutions<
  | 'ResiliationDemandee'
  | 'ReceptionResiliationAccusee'
  | 'ResiliationProposee'
  | 'ResiliationApprouvee'
  | 'ResiliationNotifiee'
  | 'SaisineRecue'
  | 'SaisineTranchee'
  | 'ResiliationRetiree'
  | 'ResiliationEffective'
> = {
  ResiliationDemandee: (_etat, { contrat, le }) => ({
    resiliation: nouvelle({ contrat, origine: 'ess', demandeeLe: le, approuvee: true }),
  }),
  ReceptionResiliationAccusee: (etat, { partie, recueLe }) =>
    surResiliation(etat, ({ receptions }) => ({ receptions: { ...receptions, [partie]: recueLe } })),
  ResiliationProposee: (_etat, { contrat, partie, fondement, le }) => ({
    resiliation: nouvelle({
      contrat,
      origine: 'caisse-ars',
      demandeeLe: le,
      approuvee: false,
      fondement,
      proposeePar: partie,
    }),
  }),
  // From then on there is an agreement: nothing may be notified before it (DEC-18).
  ResiliationApprouvee: (etat, { le }) => surResiliation(etat, () => ({ approuvee: true, demandeeLe: le })),
  ResiliationNotifiee: (etat, { recueLe }) =>
    surResiliation(etat, ({ receptions }) => ({ receptions: { ...receptions, association: recueLe } })),
  SaisineRecue: (etat, { le }) => surResiliation(etat, () => ({ saisine: { recueLe: le, reponses: {} } })),
  SaisineTranchee: (etat, { partie, sens, le }) =>
    surResiliation(etat, ({ saisine }) =>
      saisine === null ? {} : { saisine: { ...saisine, reponses: { ...saisine.reponses, [partie]: { sens, le } } } },
    ),
  ResiliationRetiree: () => ({ resiliation: null }),
  ResiliationEffective: (etat, { contrat, le }) => ({
    ...surContrat(etat, contrat, { finiLe: le, fin: 'resilie' }),
    resiliation: null,
    resiliationEffective: etat.resiliation,
  }),
};
