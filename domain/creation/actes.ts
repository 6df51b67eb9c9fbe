/** Association, FINESS, bank details: ASS-01, FIN-01…05, DEC-13, DEC-47, DEC-51, GEN-06. */
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions, automatique } from '../chapitre.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { compteConnu, pieceAttendue } from '../paiements/actes-pieces.ts';
import { decisionsAutreEss, evolutionsAutreEss } from './autre-ess.ts';
import { estFiness } from './finess.ts';
import { contratEnCours, projetArreteLe } from '../fin/delais.ts';
import { exiger } from '../refus.ts';
import { siegeDeLAssociation, versCaisse } from './siege.ts';
import type { DateCivile } from '../valeurs.ts';
import type { Demande, Reponse } from '../demandes.types.ts';

/** From when a FINESS number is due (FIN-02; FIN-05 for regime B), or null while it is not. */
export function finessPossibleDepuis(etat: Etat): DateCivile | null {
  switch (etat.regime) {
    case 'droit-commun':
      // DEC-47: the association may be older than the letter.
      return etat.li?.decision?.sens === 'validee' && etat.associationLe !== null
        ? plusTard(etat.associationLe, etat.li.decision.le)
        : null;
    case 'en-fonctionnement-conforme':
    case 'en-fonctionnement-a-mettre-en-conformite':
      return etat.projetSante.decision?.sens === 'valide' ? etat.projetSante.decision.le : null;
    case 'en-projet-avec-amorcage-ars':
      return etat.associationLe ?? etat.amorcage.concluLe;
  }
}

/** DEC-51 — from when the ARS may give a number: the validation of the LI, before the association as well. */
const finessAttribuableDepuis = (etat: Etat): DateCivile | null =>
  etat.regime === 'droit-commun' ? creationOuverteLe(etat) : finessPossibleDepuis(etat);

/** FIN-01 — the number itself, refused when its key is wrong. */
export function exigerFiness(numero: string): string {
  exiger(
    estFiness(numero),
    'FIN-01',
    `« ${numero} » n'est pas un numéro FINESS : neuf caractères, le dernier étant la clé de Luhn.`,
    'donnees',
  );
  return numero;
}

/** The LI is validated, or the ESS entered by a transitional regime. */
export const creationOuverteLe = (etat: Etat): DateCivile | null =>
  etat.regime === 'droit-commun' ? (etat.li?.decision?.sens === 'validee' ? etat.li.decision.le : null) : etat.entreeLe;

export const decisionsCreation: Decisions<
  | 'declarer-association'
  | 'attribuer-finess'
  | 'rectifier-finess'
  | 'declarer-coordonnees-bancaires'
  | 'fermer-finess'
  | 'attester-autre-ess'
> = {
  ...decisionsAutreEss,

  'declarer-association': (etat, commande) => {
    const depuis = creationOuverteLe(etat);
    exiger(depuis !== null, 'ASS-01', "L'association se déclare une fois la lettre d'intention validée.", 'etat');
    exiger(etat.associationLe === null, 'ASS-01', "L'association est déjà déclarée.", 'etat');
    // DEC-47: it may be older than the letter (002:726-734), and bears its true date.
    return [fait(commande, 'AssociationDeclaree', 'ASS-01', siegeDeLAssociation(etat, commande))];
  },

  'attribuer-finess': (etat, commande) => {
    const { numero, le } = commande.donnees;
    const depuis = finessAttribuableDepuis(etat);
    exiger(
      depuis !== null,
      etat.regime === 'droit-commun' ? 'FIN-02' : 'FIN-05',
      "Le numéro FINESS attend la validation de la lettre d'intention (en transition : la conformité, ou l'association).",
      'etat',
    );
    exiger(
      etat.finess === null,
      'FIN-01',
      `Le numéro FINESS ${etat.finess?.numero} est déjà attribué : s'il est faux, rectifiez-le (« rectifier-finess »).`,
      'etat',
    );
    exigerApres(le, depuis, 'la date à laquelle le numéro pouvait être attribué', 'FIN-02');
    exigerFiness(numero);
    return [fait(commande, 'FinessAttribue', 'FIN-01', { numero, mode: 'manuel' })];
  },

  'rectifier-finess': (etat, commande) => {
    const { numero } = commande.donnees;
    exiger(etat.finess !== null, 'DEC-51', "Aucun numéro FINESS n'est attribué : attribuez-le d'abord.", 'etat');
    exigerFiness(numero);
    exiger(numero !== etat.finess.numero, 'DEC-51', `Le numéro FINESS est déjà ${numero}.`, 'etat');
    exigerMotif(commande, 'DEC-51', 'La rectification du numéro FINESS');
    return [fait(commande, 'FinessRectifie', 'DEC-51', { numero, avant: etat.finess.numero })];
  },

  'declarer-coordonnees-bancaires': (etat, commande) => {
    const depuis = creationOuverteLe(etat);
    exiger(
      depuis !== null,
      'DEC-13',
      "Les coordonnées bancaires sont celles de l'association : elles se déclarent une fois la lettre d'intention validée.",
      'etat',
    );
    exigerApres(commande.donnees.le, depuis, "la validation de la lettre d'intention");
    const nouvelles = compteConnu(etat);
    return [
      fait(commande, 'CoordonneesBancairesDeclarees', nouvelles ? 'DEC-52' : 'DEC-13', nouvelles ? { nouvelles } : {}),
    ];
  },

  'fermer-finess': (etat, commande) => {
    exiger(etat.finess !== null && etat.finess.fermeLe === null, 'FIN-05', "Aucun numéro FINESS n'est ouvert.", 'etat');
    exiger(
      !contratEnCours(etat),
      'DEC-51',
      "Un contrat est en cours : le numéro FINESS se ferme une fois qu'aucun contrat ne court.",
      'etat',
    );
    exiger(
      etat.amorcage.concluLe !== null || etat.dotation.concluLe !== null || etat.phase === 'close',
      'DEC-51',
      "Aucun contrat n'a encore été conclu : le numéro FINESS attend le premier.",
      'etat',
    );
    return [fait(commande, 'FinessFerme', 'FIN-05', { numero: etat.finess.numero })];
  },
};

/** FIN-02, DEC-51 — the number is asked for, where there is a range, as soon as it may be attributed. */
export function* demandesFiness(etat: Etat): Iterable<Demande> {
  const { ess, siege: departement } = etat;
  if (etat.finess === null && finessPossibleDepuis(etat) !== null && projetArreteLe(etat) === null)
    yield { type: 'attribuer-finess', cle: `${ess}/attribuer-finess`, ess, departement };
}

/** DEC-51 — no range, no number: the ARS is then awaited (`attribution-finess`). */
export const finessAttribue: Reponse<'attribuer-finess'> = (_etat, _demande, { numero }, aujourdhui) =>
  numero === null ? [] : [automatique(aujourdhui, 'FinessAttribue', 'FIN-01', { numero, mode: 'automatique' })];

export const evolutionsCreation: Evolutions<
  | 'AssociationDeclaree'
  | 'FinessAttribue'
  | 'FinessRectifie'
  | 'FinessFerme'
  | 'CoordonneesBancairesDeclarees'
  | 'AutreEssAttestee'
> = {
  ...evolutionsAutreEss,
  AssociationDeclaree: (etat, { le, siege, caisse }) => ({
    associationLe: le,
    ...(siege === undefined || caisse === undefined ? {} : versCaisse(etat, { siege, caisse })),
  }),
  FinessAttribue: (_etat, { numero }) => ({ finess: { numero, fermeLe: null } }),
  FinessRectifie: (etat, { numero }) => ({ finess: { numero, fermeLe: etat.finess?.fermeLe ?? null } }),
  FinessFerme: (etat, { le }) => (etat.finess === null ? {} : { finess: { ...etat.finess, fermeLe: le } }),
  CoordonneesBancairesDeclarees: (etat, { le, nouvelles = false }) => ({
    coordonneesBancairesLe: le,
    ...(nouvelles
      ? { ribAVerifier: true, pieces: { ...etat.pieces, rib: { ...pieceAttendue('rib'), deposeeLe: le } } }
      : {}),
  }),
};
