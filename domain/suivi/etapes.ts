/** Where a team is, in five steps: LI-01, AMO-04, PS-01, DOT-02, DOT-01. Read off the state; nothing is decided here. */
import type { Contrat, Etat } from '../etat.ts';
import { projetArreteLe } from '../fin/delais.ts';
import { sansAmorcage } from '../projet-sante/delais.ts';
import type { DateCivile } from '../valeurs.ts';

export const ETAPES = [
  'lettre-intention',
  'contrat-amorcage',
  'projet-sante',
  'contrat-dotation',
  'dotation-annuelle',
] as const;
export type NomEtape = (typeof ETAPES)[number];

/** `sans-objet`: the regime of the team does not go through it. `arretee`: the procedure ended there. */
export const STATUTS_ETAPE = ['faite', 'en-cours', 'a-venir', 'sans-objet', 'arretee'] as const;
export type StatutEtape = (typeof STATUTS_ETAPE)[number];

export interface Etape {
  readonly etape: NomEtape;
  readonly statut: StatutEtape;
  readonly regle: string;
  /** The day on which it was begun, then finished, as far as the case says. */
  readonly commenceeLe: DateCivile | null;
  readonly faiteLe: DateCivile | null;
}

interface Vue {
  readonly regle: string;
  readonly commenceeLe: DateCivile | null;
  readonly faiteLe: DateCivile | null;
  readonly sansObjet?: boolean;
}

const premiereSignature = ({ signatures }: Contrat): DateCivile | null =>
  Object.values(signatures).toSorted()[0] ?? null;

/** What the case says of each step, whatever the others are. */
const VUES: Readonly<Record<NomEtape, (etat: Etat) => Vue>> = {
  'lettre-intention': ({ li, regime, entreeLe }) => ({
    regle: 'LI-01',
    commenceeLe: li?.deposeeLe ?? entreeLe,
    faiteLe: li?.decision?.sens === 'validee' ? li.decision.le : null,
    sansObjet: regime !== 'droit-commun',
  }),
  'contrat-amorcage': (etat) => ({
    regle: 'AMO-04',
    commenceeLe: etat.associationLe ?? premiereSignature(etat.amorcage),
    faiteLe: etat.amorcage.concluLe,
    sansObjet: etat.regime === 'en-fonctionnement-conforme' || sansAmorcage(etat),
  }),
  'projet-sante': ({ projetSante: { recuLe, decision } }) => ({
    regle: 'PS-01',
    commenceeLe: recuLe,
    faiteLe: decision?.sens === 'valide' ? decision.le : null,
  }),
  'contrat-dotation': ({ dotation }) => ({
    regle: 'DOT-02',
    commenceeLe: premiereSignature(dotation),
    faiteLe: dotation.concluLe,
  }),
  'dotation-annuelle': ({ dotation }) => ({ regle: 'DOT-01', commenceeLe: dotation.concluLe, faiteLe: null }),
};

/** The first step that is neither done nor without object is the one under way; those after it are to come. */
export function etapes(etat: Etat): readonly Etape[] {
  const arretee = etat.phase === 'close' || etat.phase === 'recouvrement' || projetArreteLe(etat) !== null;
  let atteinte = false;
  return ETAPES.map((etape): Etape => {
    const { sansObjet = false, ...vue } = VUES[etape](etat);
    if (sansObjet) return { etape, statut: 'sans-objet', ...vue };
    if (vue.faiteLe !== null) return { etape, statut: 'faite', ...vue };
    // The projet may be in instruction before the contract is signed: each says what it is.
    const enCours = !atteinte || (vue.commenceeLe !== null && etape !== 'dotation-annuelle');
    atteinte = true;
    if (!enCours) return { etape, statut: arretee ? 'arretee' : 'a-venir', ...vue };
    return { etape, statut: arretee ? 'arretee' : 'en-cours', ...vue };
  });
}
