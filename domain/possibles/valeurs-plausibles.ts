/**
 * What the fields of a command could hold in this very state: the payments there are, the ordinals that wait, the pieces
 * that were deposited. Values only: whether the law takes them is asked of the law (`possibles.ts`).
 */
import { attentes } from '../attentes/attentes.ts';
import { ajouterJours, ajouterMois, lendemain } from '../calendrier/calendrier.ts';
import type { NomCommande } from '../commandes.ts';
import { CAISSES } from '../creation/caisses.ts';
import { cleFiness } from '../creation/finess.ts';
import { REGIONS } from '../creation/regions.ts';
import type { LigneJournal } from '../demandes.types.ts';
import { PREMIERS_TEXTES, liste } from '../droit.ts';
import type { Etat } from '../etat.ts';
import { paiementsAttendus } from '../paiements/attendus.ts';
import { acquise, DE_DOTATION } from '../paiements/pieces.ts';
import { limiteDepot } from '../projet-sante/delais.ts';
import { resteDu } from '../recouvrement/dus.ts';
import { commandeDe } from '../rectification/faits.ts';
import { TABLE } from '../table.ts';
import { CODES_PIECES, FONDEMENTS_RESILIATION, type DateCivile } from '../valeurs.ts';

/** Where the question is asked from. */
export interface Ici {
  readonly etat: Etat;
  readonly aujourdhui: DateCivile;
  readonly journal: readonly LigneJournal[];
}

/** Values to try for a field, the plainest first; `undefined` among them: leave it out. */
export type Valeurs = (ici: Ici, commande: NomCommande) => readonly unknown[];

const faits = ({ journal }: Ici): readonly LigneJournal[] =>
  journal.filter(({ evenement }) => commandeDe(evenement) !== undefined).toReversed();

const rangs: Valeurs = (ici, commande) => {
  const { siegeAnnonce, dissolution, reprise, rectification, aConfirmer } = ici.etat;
  switch (commande) {
    case 'confirmer-date':
      return Object.keys(aConfirmer).map(Number);
    case 'approuver-rectification':
      return rectification === null ? [] : [rectification.rang];
    case 'confirmer-constat':
      return [siegeAnnonce, dissolution, reprise].flatMap((un) => (un === null ? [] : [un.rang]));
    default:
      return faits(ici).map(({ rang }) => rang);
  }
};

const paiements: Valeurs = ({ etat }, commande) => {
  const connus = [...new Set([...Object.keys(etat.paiements), ...paiementsAttendus(etat).map(({ cle }) => cle)])];
  const cycles = Object.keys(etat.denombrements).map((cycle) => `dotation-${Number(cycle)}`);
  const cles = commande.endsWith('-montant-dotation') ? [undefined, ...cycles] : connus;
  return cles.length > 0 ? cles : ['amorcage-1'];
};

const pieces: Valeurs = ({ etat }, commande) => {
  const [deposer] = attentes(etat).filter(({ actes }) => actes.includes('deposer-pieces'));
  const attendues = (deposer?.connus['pieces'] ?? []) as readonly object[];
  if (commande === 'deposer-pieces') return [attendues.length > 0 ? attendues : [{ code: 'statuts' }]].map(signees);
  if (commande === 'completer-lettre-intention') return [undefined];
  const deposees = Object.entries(etat.pieces).filter(([, { statut }]) => statut === 'deposee');
  const autres = Object.entries(etat.pieces).filter(([, { statut }]) => statut !== 'deposee');
  const acquises = CODES_PIECES.filter((code) => acquise(etat, code)).map((code) => [code, { code }] as const);
  const [premiere, ...suite] = [...deposees, ...autres, ...acquises].map(([cle, { code }]) => ({
    code,
    ...(DE_DOTATION.includes(code) && cle.length > code.length ? { exercice: Number(cle.slice(code.length + 1)) } : {}),
    conforme: true,
  }));
  return premiere === undefined ? [[{ code: 'statuts', conforme: true }]] : [premiere, ...suite].map((une) => [une]);
};

/** Signed by both: the plain case. */
const signees = (liste: readonly object[]) =>
  liste.map((piece) => ({ ...piece, signePar: ['president', 'tresorier'] as const }));

const ailleurs = ({ etat }: Ici): string =>
  CAISSES.find(({ departements }) => !departements.includes(etat.siege))?.departements[0] ?? '01';

const voisins = ({ etat }: Ici): readonly string[] => {
  const region = REGIONS.find(({ code }) => code === etat.ars);
  return (region?.departements ?? []).filter((code) => !etat.departements.includes(code)).slice(0, 1);
};

const numero = ({ siege }: Etat): string => {
  const huit = `${/^\d[\dAB]/.exec(siege)?.[0] ?? '97'}099999`;
  return `${huit}${cleFiness(huit)}`;
};

const jusquAu: Valeurs = ({ etat, aujourdhui }) => {
  const limite = limiteDepot(etat);
  return [...(limite === null ? [] : [lendemain(limite)]), lendemain(aujourdhui)];
};

const montants: Valeurs = ({ etat }, commande) => {
  if (commande === 'executer-paiement') return [undefined, 100];
  if (TABLE[commande].forme['montantCentimes' as never]?.['facultatif'] === true) return [undefined];
  const reste = Object.values(etat.recouvrements)
    .map(resteDu)
    .find((du) => du > 0);
  return [commande === 'constater-remboursement' ? (reste ?? 100) : 100];
};

const fondements: Valeurs = ({ etat }, commande) =>
  commande === 'proposer-resiliation'
    ? FONDEMENTS_RESILIATION
    : [
        ...(commande === 's-opposer-projet-sante' ? [undefined] : []),
        ...liste(etat, 'fondementsProjetSante', etat.projetSante.recuLe ?? PREMIERS_TEXTES),
      ];

const manquantes: Valeurs = ({ etat: { li } }) =>
  li === null || li.piecesDemandees.length === 0 ? [['statuts']] : li.piecesDemandees.map((piece) => [piece]);

/** By field; the others are those that no state changes. */
const PAR_CHAMP: Readonly<Record<string, Valeurs>> = {
  rang: (ici, commande) =>
    commande === 'confirmer-constat' && rangs(ici, commande).length < 2 ? [undefined] : orNothing(rangs(ici, commande)),
  paiement: paiements,
  pieces,
  numero: ({ etat }) => [numero(etat)],
  siege: (ici, commande) => (commande === 'transferer-siege' ? [ailleurs(ici)] : [ici.etat.siege || '33']),
  departements: (ici) => [[...ici.etat.departements, ...voisins(ici)]],
  specialites: ({ etat: { specialites } }, commande) =>
    commande === 'modifier-territoire' ? [undefined] : [specialites.length > 0 ? specialites : ['dermatologie']],
  liberaux: ({ etat }, commande) =>
    commande === 'modifier-territoire' ? [etat.effectifs.liberaux ?? 100] : [undefined],
  medecinsPresents: ({ etat }, commande) =>
    commande === 'modifier-territoire' ? [etat.effectifs.medecinsPresents ?? 100] : [undefined],
  jusquAu,
  delai: ({ aujourdhui }, commande) =>
    commande === 'demander-precisions' ? [ajouterJours(aujourdhui, 15)] : [undefined],
  mois: () => [1],
  au: ({ aujourdhui }) => [ajouterMois(aujourdhui, 1)],
  montantCentimes: montants,
  liste: ({ etat }, commande) =>
    commande === 'deposer-liste-nominative'
      ? [{ id: 'liste-1', nombre: etat.listeNominative?.nombre ?? 1 }]
      : [undefined],
  fondement: fondements,
  critere: ({ etat }) => liste(etat, 'criteresLettreIntention', etat.li?.deposeeLe ?? PREMIERS_TEXTES),
  piecesManquantes: manquantes,
  effet: ({ etat }, commande) => {
    const cles = Object.keys(etat.incidents);
    return commande === 'relancer-effet' && cles.length > 0 ? cles : [`${etat.ess}/notifier/${etat.rang}`];
  },
  recouvrement: ({ etat }) => [undefined, ...Object.keys(etat.recouvrements)],
  contrat: ({ etat }) =>
    etat.amorcage.concluLe !== null && etat.dotation.concluLe !== null
      ? [undefined, 'amorcage', 'dotation']
      : [undefined],
  partie: (_ici, commande) =>
    commande === 'accuser-reception-resiliation' ? [undefined, 'ars', 'caisse'] : [undefined],
  origine: () => [undefined, 'ess', 'caisse-ars'],
  champ: () => ['le'],
  valeur: ({ aujourdhui, etat }) => [ajouterJours(etat.dernierLe ?? aujourdhui, -1)],
  // DEC-37: a second transfer of the same payment is told by its own reference.
  reference: (_ici, commande) => (commande === 'executer-paiement' ? [undefined, 'VIREMENT-2'] : [undefined]),
  objet: () => [undefined],
  faits: ({ aujourdhui }) => [
    [{ commande: 'deposer-lettre-intention', acteur: 'porteur', donnees: { le: aujourdhui } }],
  ],
};

/** Of these, a value that was tried stands for any other: an amount, a date, a reference are not lists to choose from. */
export const OUVERTS: readonly string[] = ['montantCentimes', 'jusquAu', 'reference'];

const orNothing = (values: readonly unknown[]): readonly unknown[] => (values.length > 0 ? values : [1]);

/** The values to try for each field of a command. */
export function valeursPlausibles(ici: Ici, commande: NomCommande): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    Object.entries(TABLE[commande].forme).map(([champ, { valeurs, facultatif }]) => {
      const propres = PAR_CHAMP[champ];
      if (propres !== undefined) return [champ, propres(ici, commande)];
      return [champ, facultatif === true ? [undefined] : (valeurs ?? [undefined])];
    }),
  );
}
