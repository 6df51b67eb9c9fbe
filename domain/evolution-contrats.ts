/** What the events of contracts, projet de santé, payments and résiliation leave in the state. */
import { dateConclusion } from './contrats/actes.ts';
import type { Contrat, Etat, Paiement, ProjetSante, Recouvrement, Resiliation } from './etat.ts';
import type { Evolutions } from './evolution.types.ts';
import { centimes, type ClePaiement, type TypeContrat } from './valeurs.ts';

const surContrat = (etat: Etat, contrat: TypeContrat, changement: Partial<Contrat>): Partial<Etat> => ({
  [contrat]: { ...etat[contrat], ...changement },
});
const surPs = (etat: Etat, changement: Partial<ProjetSante>): Partial<Etat> => ({
  projetSante: { ...etat.projetSante, ...changement },
});
const surPaiement = (etat: Etat, cle: ClePaiement, changement: Partial<Paiement>): Partial<Etat> => {
  const paiement = etat.paiements[cle];
  return paiement === undefined ? {} : { paiements: { ...etat.paiements, [cle]: { ...paiement, ...changement } } };
};
const surResiliation = (etat: Etat, changement: (resiliation: Resiliation) => Partial<Resiliation>): Partial<Etat> =>
  etat.resiliation === null ? {} : { resiliation: { ...etat.resiliation, ...changement(etat.resiliation) } };
const surRecouvrement = (
  etat: Etat,
  cle: string,
  changement: (recouvrement: Recouvrement) => Partial<Recouvrement>,
): Partial<Etat> => {
  const recouvrement = etat.recouvrements[cle];
  return recouvrement === undefined
    ? {}
    : { recouvrements: { ...etat.recouvrements, [cle]: { ...recouvrement, ...changement(recouvrement) } } };
};

export const evolutionsContrats: Evolutions<
  | 'ContratAmorcageSigne'
  | 'ContratAmorcageConclu'
  | 'ContratAmorcageTermine'
  | 'ContratDotationSigne'
  | 'ContratDotationConclu'
  | 'ContratDotationReconduit'
  | 'DepotProjetSanteProlonge'
  | 'ProjetSanteDepose'
  | 'ReceptionProjetSanteAccusee'
  | 'PrecisionsDemandees'
  | 'PrecisionsRecues'
  | 'OppositionCaisseConsignee'
  | 'ProjetSanteValide'
  | 'ProjetSanteRefuse'
  | 'DelaiProjetSanteFixe'
  | 'PaiementOrdonnance'
  | 'PaiementExecute'
  | 'PaiementRejete'
  | 'PaiementInterrompu'
  | 'PaiementReemis'
  | 'MontantDotationFixe'
  | 'MontantDotationApprouve'
  | 'ResiliationDemandee'
  | 'ReceptionResiliationAccusee'
  | 'ResiliationProposee'
  | 'ResiliationApprouvee'
  | 'ResiliationNotifiee'
  | 'SaisineRecue'
  | 'SaisineTranchee'
  | 'ResiliationRetiree'
  | 'ResiliationEffective'
  | 'RecouvrementPropose'
  | 'RecouvrementConfirme'
  | 'RemboursementConstate'
  | 'RecouvrementEchu'
  | 'RecouvrementClos'
> = {
  ContratAmorcageSigne: (etat, { partie, le }) =>
    surContrat(etat, 'amorcage', { signatures: { ...etat.amorcage.signatures, [partie]: le } }),
  ContratAmorcageConclu: (etat, { le }) => ({
    ...surContrat(etat, 'amorcage', { concluLe: dateConclusion(etat.amorcage.signatures) ?? le }),
    phase: 'amorcage',
  }),
  ContratAmorcageTermine: (etat, { le }) => surContrat(etat, 'amorcage', { finiLe: le, fin: 'termine' }),
  ContratDotationSigne: (etat, { partie, le }) =>
    surContrat(etat, 'dotation', { signatures: { ...etat.dotation.signatures, [partie]: le } }),
  ContratDotationConclu: (etat, { le }) => ({
    ...surContrat(etat, 'dotation', { concluLe: dateConclusion(etat.dotation.signatures) ?? le }),
    phase: 'dotation',
  }),
  ContratDotationReconduit: (etat, { periode }) => surContrat(etat, 'dotation', { reconductions: periode - 1 }),

  DepotProjetSanteProlonge: (etat, { dateLimite }) => surPs(etat, { prolongeAu: dateLimite }),
  DelaiProjetSanteFixe: (etat, { partie, dateLimite, mois }) => {
    const delai = dateLimite ?? mois;
    return delai === undefined || partie === 'association'
      ? {}
      : surPs(etat, { delaiFixe: { ...etat.projetSante.delaiFixe, [partie]: delai } });
  },
  ProjetSanteDepose: (etat, { recueLe, version, actualisation }) =>
    actualisation
      ? surPs(etat, { version }) // PS-12: no clock
      : surPs(etat, {
          premierDepot: etat.projetSante.premierDepot ?? recueLe,
          recuLe: recueLe,
          version,
          decision: null,
          precisions: null,
          oppositionLe: null,
          avis: null,
          accuses: {},
          rouvertLe: null,
        }),
  ReceptionProjetSanteAccusee: (etat, { partie, recueLe }) =>
    surPs(etat, { accuses: { ...etat.projetSante.accuses, [partie]: recueLe } }),
  PrecisionsDemandees: (etat, { le, dateLimite }) =>
    surPs(etat, { precisions: { demandeesLe: le, delai: dateLimite, recuesLe: null } }),
  PrecisionsRecues: (etat, { le }) =>
    etat.projetSante.precisions === null
      ? {}
      : surPs(etat, { precisions: { ...etat.projetSante.precisions, recuesLe: le } }),
  OppositionCaisseConsignee: (etat, { le }) => surPs(etat, { oppositionLe: le }),
  ProjetSanteValide: (etat, { le, mode }) => surPs(etat, { decision: { sens: 'valide', mode, le } }),
  ProjetSanteRefuse: (etat, { le }) => surPs(etat, { decision: { sens: 'refuse', mode: 'expresse', le } }),

  PaiementOrdonnance: (etat, { le, paiement, montantCentimes, dateLimite }) => ({
    paiements: {
      ...etat.paiements,
      [paiement]: { montantCentimes, statut: 'ordonnance', ordonnanceLe: le, dateLimite, executeLe: null },
    },
  }),
  PaiementExecute: (etat, { le, paiement }) => surPaiement(etat, paiement, { statut: 'execute', executeLe: le }),
  PaiementRejete: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'rejete' }),
  PaiementInterrompu: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'interrompu' }),
  PaiementReemis: (etat, { le, paiement }) => surPaiement(etat, paiement, { statut: 'ordonnance', ordonnanceLe: le }),
  MontantDotationFixe: (etat, { le, paiement, montantCentimes }) => ({
    montantsFixes: { ...etat.montantsFixes, [cycle(paiement)]: { montantCentimes, fixeLe: le, approuve: false } },
  }),
  MontantDotationApprouve: (etat, { paiement, montantCentimes }) => ({
    montantsFixes: {
      ...etat.montantsFixes,
      [cycle(paiement)]: { ...etat.montantsFixes[cycle(paiement)], montantCentimes, approuve: true },
    },
  }),

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

  RecouvrementPropose: (etat, { recouvrement, origine, montantCentimes, dateLimite, le }) => ({
    recouvrements: {
      ...etat.recouvrements,
      [recouvrement]: {
        origine,
        // RES-A-04: the whole amorçage is due by contract; the others wait for the caisse (DEC-10).
        statut: origine === 'amorcage' ? 'notifie' : 'propose',
        montantCentimes,
        rembourseCentimes: centimes(0),
        dateLimite: dateLimite ?? null,
        ouvertLe: le,
      },
    },
  }),
  RecouvrementConfirme: (etat, { recouvrement, montantCentimes, dateLimite }) =>
    surRecouvrement(etat, recouvrement, () => ({ statut: 'notifie', montantCentimes, dateLimite })),
  RemboursementConstate: (etat, { recouvrement, montantCentimes }) =>
    surRecouvrement(etat, recouvrement, ({ rembourseCentimes }) => ({
      rembourseCentimes: centimes(rembourseCentimes + montantCentimes),
    })),
  RecouvrementEchu: (etat, { recouvrement }) => surRecouvrement(etat, recouvrement, () => ({ statut: 'impaye' })),
  RecouvrementClos: (etat, { recouvrement, issue }) =>
    surRecouvrement(etat, recouvrement, () => ({ statut: issue === 'rembourse' ? 'rembourse' : 'clos' })),
};

const cycle = (paiement: ClePaiement): string => paiement.slice('dotation-'.length);

const nouvelle = (
  donnees: Pick<Resiliation, 'contrat' | 'origine' | 'demandeeLe' | 'approuvee'> & Partial<Resiliation>,
): Resiliation => ({ fondement: null, proposeePar: null, receptions: {}, saisine: null, ...donnees });
