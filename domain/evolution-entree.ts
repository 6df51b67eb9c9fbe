/** What the events of entry, creation and pieces leave in the state. */
import type { Etat, LettreIntention, Piece } from './etat.ts';
import type { Evolutions } from './evolution.types.ts';
import { apresDerogation } from './lettre-intention/derogation.ts';

const surLi = (etat: Etat, changement: (li: LettreIntention) => Partial<LettreIntention>): Partial<Etat> =>
  etat.li === null ? {} : { li: { ...etat.li, ...changement(etat.li) } };

const effectifs = (
  etat: Etat,
  donnees: { readonly medecinsPresents?: number; readonly liberaux?: number; readonly engages?: number },
) => ({
  medecinsPresents: donnees.medecinsPresents ?? etat.effectifs.medecinsPresents,
  liberaux: donnees.liberaux ?? etat.effectifs.liberaux,
  engages: donnees.engages ?? etat.effectifs.engages,
});

export const pieceAttendue = (code: Piece['code']): Piece => ({
  code,
  statut: 'deposee',
  deposeeLe: null,
  verifieeLe: null,
  motif: null,
  montantCentimes: null,
  signePar: [],
});

export const evolutionsEntree: Evolutions<
  | 'LettreIntentionDeposee'
  | 'EssExistanteDeclaree'
  | 'TerritoireRevendique'
  | 'TerritoireLibere'
  | 'PiecesLettreIntentionDemandees'
  | 'LettreIntentionCompletee'
  | 'EchangeConsigne'
  | 'LettreIntentionValidee'
  | 'LettreIntentionRefusee'
  | 'DerogationConsignee'
  | 'ConflitTerritoireSignale'
  | 'AssociationDeclaree'
  | 'FinessAttribue'
  | 'FinessFerme'
  | 'CoordonneesBancairesDeclarees'
  | 'PiecesDeposees'
  | 'PiecesVerifiees'
> = {
  LettreIntentionDeposee: (etat, evenement) => ({
    regime: 'droit-commun',
    phase: 'lettre-intention',
    entreeLe: evenement.le,
    specialites: evenement.specialites,
    departements: evenement.departements,
    siege: evenement.siege,
    effectifs: effectifs(etat, evenement),
    derogation: { requise: evenement.derogationRequise, sens: null, le: null, objet: null, unicite: null },
    li: {
      deposeeLe: evenement.le,
      piecesCompletesLe: evenement.le,
      canal: evenement.canal,
      piecesManquantes: [],
      piecesDemandeesLe: null,
      echanges: [],
      avis: null,
      decision: null,
      indicateurQualitatif: evenement.indicateurQualitatif,
      rouverteLe: null,
    },
  }),
  EssExistanteDeclaree: (etat, evenement) => ({
    regime: evenement.regime,
    phase: 'creation',
    entreeLe: evenement.le,
    specialites: evenement.specialites,
    departements: evenement.departements,
    siege: evenement.siege,
    effectifs: effectifs(etat, evenement),
  }),
  TerritoireRevendique: (_etat, { conteste, autres }) => ({
    territoire: conteste ? 'conteste' : 'revendique',
    conflits: conteste ? autres : [],
  }),
  TerritoireLibere: () => ({ territoire: 'libere' }),
  PiecesLettreIntentionDemandees: (etat, { piecesManquantes, le }) =>
    // LI-10: a request for pieces is an exchange too (PS-02).
    surLi(etat, ({ echanges }) => ({
      piecesCompletesLe: null,
      piecesManquantes,
      piecesDemandeesLe: le,
      echanges: [...echanges, le],
    })),
  LettreIntentionCompletee: (etat, evenement) => ({
    ...surLi(etat, () => ({ piecesCompletesLe: evenement.le, piecesManquantes: [] })),
    effectifs: effectifs(etat, evenement),
  }),
  EchangeConsigne: (etat, { le }) =>
    // PS-02 looks at exchanges on the LI: those held before its decision.
    surLi(etat, ({ echanges, decision }) => ({
      echanges: decision === null || le <= decision.le ? [...echanges, le] : echanges,
    })),
  LettreIntentionValidee: (etat, { le, mode }) => ({
    ...surLi(etat, () => ({ decision: { sens: 'validee', mode, le } })),
    phase: 'creation',
  }),
  LettreIntentionRefusee: (etat, { le }) =>
    surLi(etat, () => ({ decision: { sens: 'refusee', mode: 'expresse', le } })),
  DerogationConsignee: (etat, { sens, le, objet }) => ({ derogation: apresDerogation(etat, { sens, le, objet }) }),
  ConflitTerritoireSignale: (_etat, { autres }) => ({ conflits: autres }),
  AssociationDeclaree: (_etat, { le }) => ({ associationLe: le }),
  FinessAttribue: (_etat, { numero }) => ({ finess: { numero, fermeLe: null } }),
  FinessFerme: (etat, { le }) => (etat.finess === null ? {} : { finess: { ...etat.finess, fermeLe: le } }),
  CoordonneesBancairesDeclarees: (_etat, { le }) => ({ coordonneesBancairesLe: le }),
  PiecesDeposees: (etat, { pieces, le }) => ({
    pieces: {
      ...etat.pieces,
      ...Object.fromEntries(
        pieces.map(({ cle, code, montantCentimes, signePar }) => [
          cle,
          {
            ...pieceAttendue(code),
            deposeeLe: le,
            montantCentimes: montantCentimes ?? null,
            signePar: signePar ?? [],
          } satisfies Piece,
        ]),
      ),
    },
  }),
  PiecesVerifiees: (etat, { pieces, le }) => ({
    pieces: {
      ...etat.pieces,
      ...Object.fromEntries(
        pieces.map(({ cle, code, conforme, motif }) => [
          cle,
          {
            ...(etat.pieces[cle] ?? pieceAttendue(code)),
            statut: conforme ? 'conforme' : 'non-conforme',
            verifieeLe: le,
            motif: motif ?? null,
          } satisfies Piece,
        ]),
      ),
    },
  }),
};
