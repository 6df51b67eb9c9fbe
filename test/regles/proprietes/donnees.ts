/** Payloads for each command: mostly what a careful person would send in that state, now and then anything. */
import { ajouterJours, ajouterMois } from '../../../domain/calendrier/calendrier.ts';
import type { Donnees, NomCommande } from '../../../domain/commandes.ts';
import { cleFiness } from '../../../domain/creation/finess.ts';
import { OBJETS_CORRIGEABLES } from '../../../domain/rectification/cible.ts';
import type { Etat } from '../../../domain/etat.ts';
import { cycleDe, piecesManquantes } from '../../../domain/paiements/pieces.ts';
import {
  ACTIVITES,
  CODES_PIECES,
  CRITERES_LI,
  FONDEMENTS_PS,
  FONDEMENTS_RESILIATION,
  centimes,
  type ClePaiement,
  type CodePiece,
  type DateCivile,
  type Regime,
} from '../../../domain/valeurs.ts';
import type { Bande } from './bande.ts';
import { paiementsAttendus } from '../../../domain/paiements/attendus.ts';
import { resteDu } from '../../../domain/recouvrement/dus.ts';
import type { PieceDeposee } from '../../../domain/paiements/vocabulaire.ts';

export interface Circonstances {
  readonly etat: Etat;
  readonly aujourdhui: DateCivile;
  readonly bande: Bande;
  /** Of the whole history. */
  readonly regime: Regime;
  readonly siege: string;
  readonly sansPlateforme?: boolean;
}

type Generateurs = {
  readonly [N in NomCommande]: (c: Circonstances) => Partial<Omit<Donnees[N], 'le'>>;
};

const motif = { motif: 'Parce que les faits le demandent.' };
const motive = (bande: Bande) => (bande.chance(0.95) ? motif : {});

const PAIEMENTS: readonly ClePaiement[] = ['amorcage-1', 'amorcage-2', 'amorcage-30', 'dotation-1', 'dotation-2'];

/** A payment in one of these states when there is one. */
function paiement({ etat, bande }: Circonstances, statut: string): ClePaiement {
  const connus = Object.entries(etat.paiements)
    .filter(([, paye]) => paye.statut === statut)
    .map(([cle]) => cle as ClePaiement);
  return connus.length > 0 && bande.chance(0.9) ? bande.parmi(connus) : bande.parmi(PAIEMENTS);
}

/** The pieces that a payment waits for, in a given condition. */
function manquantes(etat: Etat, statuts: readonly string[]): { code: CodePiece; exercice?: number }[] {
  const enAttente = paiementsAttendus(etat).filter(({ cle }) => etat.paiements[cle] === undefined);
  return enAttente.slice(0, 2).flatMap(({ cle }) =>
    piecesManquantes(etat, cle)
      .filter(({ statut }) => statuts.includes(statut))
      .map(({ code }) => ({ code, ...(cle.startsWith('dotation-') ? { exercice: cycleDe(cle) } : {}) })),
  );
}

function aDeposer({ etat, bande, regime }: Circonstances): PieceDeposee[] {
  const voulues: { code: CodePiece; exercice?: number }[] =
    etat.amorcage.concluLe === null && etat.dotation.concluLe === null
      ? [{ code: 'statuts' }, { code: 'budget-previsionnel' }, { code: 'liste-medecins-engages' }]
      : manquantes(etat, ['attendue', 'non-conforme']);
  if (voulues.length === 0 || bande.chance(0.1)) voulues.push({ code: bande.parmi(CODES_PIECES) });
  const plafond = regime === 'droit-commun' ? 8_000_000 : 2_400_000;
  return voulues.map((voulue) => ({
    ...voulue,
    ...(voulue.code === 'budget-previsionnel'
      ? { montantCentimes: centimes(bande.chance(0.95) ? plafond : plafond + 1) }
      : {}),
    ...(bande.chance(0.95)
      ? { signePar: ['president', 'tresorier'] }
      : bande.chance(0.5)
        ? { signePar: ['president'] }
        : {}),
  }));
}

function aVerifier({ etat, bande }: Circonstances) {
  const deposees = Object.entries(etat.pieces)
    .filter(([, { statut }]) => statut === 'deposee')
    .map(([cle, { code }]) => ({ code, ...(cle.includes('#') ? { exercice: Number(cle.split('#')[1]) } : {}) }));
  const choisies = deposees.length > 0 && bande.chance(0.9) ? deposees : [{ code: bande.parmi(CODES_PIECES) }];
  return choisies.map((piece) =>
    bande.chance(0.92) ? { ...piece, conforme: true } : { ...piece, conforme: false, ...motive(bande) },
  );
}

const territoire = ({ bande, siege }: Circonstances) => ({
  specialites: bande.chance(0.9) ? ['dermatologie'] : ['dermatologie', 'rhumatologie'],
  departements: bande.chance(0.9) ? [siege] : [siege, '40'],
  siege,
  medecinsPresents: bande.chance(0.95) ? 60 : 9,
  liberaux: bande.chance(0.9) ? 50 : 120,
  engages: bande.entier(4, 40),
});

const parfoisRecue = ({ bande, aujourdhui }: Circonstances) => {
  if (bande.chance(0.8)) return {};
  return { recueLe: ajouterJours(aujourdhui, bande.entier(-3, 1)) };
};

const recouvre = ({ etat }: Circonstances) =>
  Object.values(etat.recouvrements).find(({ statut }) => ['propose', 'notifie', 'impaye'].includes(statut));

export const DONNEES: Generateurs = {
  'deposer-lettre-intention': (c) => ({
    ...territoire(c),
    canal: c.bande.chance(0.95) ? 'demarches-simplifiees' : 'courrier',
    indicateurQualitatif: true,
  }),
  'declarer-ess-existante': (c) => ({ ...territoire(c), regime: c.regime }),
  'demander-pieces-lettre-intention': ({ bande }) => ({ piecesManquantes: bande.chance(0.95) ? ['gouvernance'] : [] }),
  'completer-lettre-intention': ({ etat, bande }) =>
    bande.chance(0.8) ? {} : { pieces: [etat.li?.piecesManquantes[0] ?? 'gouvernance'] },
  'constater-completude': () => ({}),
  'consigner-echange': () => ({ sujet: 'Périmètre du projet' }),
  'rendre-avis': ({ etat, bande }) => ({
    sur:
      etat.modificationTerritoire !== null && bande.chance(0.8)
        ? 'territoire'
        : (etat.phase === 'lettre-intention') === bande.chance(0.95)
          ? 'lettre-intention'
          : 'projet-sante',
    sens: bande.parmi(['favorable', 'favorable', 'defavorable']),
  }),
  'valider-lettre-intention': ({ bande }) => motive(bande),
  'refuser-lettre-intention': ({ bande }) => ({
    ...motive(bande),
    ...(bande.chance(0.9) ? { critere: bande.parmi(CRITERES_LI) } : {}),
  }),
  'consigner-derogation': ({ bande }) => ({
    sens: bande.chance(0.1) ? 'demandee' : bande.chance(0.8) ? 'accordee' : 'refusee',
    objet: bande.parmi(['multi-specialite', 'seuils', 'unicite']),
  }),
  'declarer-association': () => ({}),
  'attribuer-finess': ({ bande }) => ({ numero: bande.chance(0.7) ? `33000000${cleFiness('33000000')}` : '330780080' }),
  'rectifier-finess': ({ bande }) => ({ ...motif, numero: bande.chance(0.7) ? '330000027' : '330780080' }),
  'transferer-siege': ({ bande }) => ({
    siege: bande.parmi(['40', '33', '974', '59']),
    preuve: { nature: 'acte-signe' },
  }),
  'modifier-territoire': ({ bande }) => ({
    departements: bande.parmi([['33'], ['33', '40'], ['40']]),
    liberaux: bande.entier(50, 200),
    medecinsPresents: bande.entier(8, 250),
  }),
  'approuver-territoire': ({ bande }) => ({ ...motif, sens: bande.chance(0.8) ? 'accordee' : 'refusee' }),
  'requalifier-regime': ({ bande }) => ({
    ...motif,
    regime: bande.parmi(['en-fonctionnement-conforme', 'en-fonctionnement-a-mettre-en-conformite']),
  }),
  'declarer-coordonnees-bancaires': () => ({}),
  'deposer-pieces': (c) => ({ pieces: aDeposer(c) }),
  'verifier-pieces': (c) => ({ pieces: aVerifier(c) }),
  'signer-contrat-amorcage': ({ bande }) => (bande.chance(0.3) ? motif : {}),
  'signer-contrat-dotation': () => ({}),
  'prolonger-depot-projet-sante': ({ etat, bande, aujourdhui }) => ({
    jusquAu: ajouterJours(
      etat.li === null ? aujourdhui : ajouterMois(etat.li.decision?.le ?? etat.li.deposeeLe, 6),
      bande.entier(-5, 1),
    ),
  }),
  'deposer-projet-sante': (c) => ({
    ...parfoisRecue(c),
    indicateursQualitatifs: c.bande.chance(0.95) ? 1 : 0,
    documentDeploiement: true,
  }),
  'accuser-reception-projet-sante': parfoisRecue,
  'demander-precisions': ({ bande, aujourdhui }) => ({ delai: ajouterJours(aujourdhui, bande.entier(0, 60)) }),
  'repondre-precisions': () => ({}),
  's-opposer-projet-sante': ({ bande }) => ({ ...motive(bande), fondement: bande.parmi(FONDEMENTS_PS) }),
  'lever-opposition': ({ bande }) => motive(bande),
  'valider-projet-sante': ({ bande }) => motive(bande),
  'refuser-projet-sante': ({ bande }) => ({
    ...motive(bande),
    ...(bande.chance(0.95) ? { fondement: bande.parmi(FONDEMENTS_PS) } : {}),
  }),
  'declarer-activite': ({ bande }) => ({ activite: bande.parmi(ACTIVITES) }),
  'constater-activite': ({ bande }) => ({
    activite: bande.parmi(ACTIVITES),
    ...(bande.chance(0.1) ? { constat: 'absente' as const } : {}),
  }),
  'deposer-liste-nominative': ({ bande }) => ({ liste: { id: 'liste-1', nombre: bande.entier(3, 60) } }),
  'enregistrer-adhesions': ({ bande }) => ({ nombre: bande.entier(0, 60) }),
  'executer-paiement': (c) => {
    const cle = paiement(c, 'ordonnance');
    const montant = c.etat.paiements[cle]?.montantCentimes;
    return {
      paiement: cle,
      ...(montant !== undefined && c.bande.chance(0.1)
        ? { montantCentimes: centimes(c.bande.parmi([montant + 1, Math.ceil(montant / 2)])) }
        : {}),
      ...(c.bande.chance(0.1) ? { reference: `VIR-${c.bande.entier(1, 9)}` } : {}),
    };
  },
  'rejeter-paiement': (c) => ({ paiement: paiement(c, 'ordonnance'), ...motive(c.bande) }),
  'reemettre-paiement': (c) => ({ paiement: paiement(c, c.bande.chance(0.7) ? 'rejete' : 'retourne') }),
  'retenir-paiement': (c) => ({ paiement: paiement(c, 'ordonnance'), ...motive(c.bande) }),
  'liberer-paiement': (c) => ({ paiement: paiement(c, 'retenu') }),
  'retourner-paiement': (c) => ({ paiement: paiement(c, 'execute'), ...motive(c.bande) }),
  'fixer-montant-dotation': ({ bande }) => ({ ...motif, montantCentimes: centimes(bande.entier(-1, 5_100_000)) }),
  'approuver-montant-dotation': () => ({}),
  'deposer-rapport-activite': () => ({ indicateursQualitatifs: 1 }),
  'controler-criteres': ({ bande }) => ({
    ...motif,
    liberaux: bande.entier(20, 120),
    concertationTracable: bande.chance(0.3),
    criteresNonRemplis: bande.chance(0.8) ? [] : ['ELI-05'],
  }),
  'consigner-rencontre': () => motif,
  'demander-documents': () => ({ documents: ['Comptes détaillés'] }),
  resilier: () => ({}),
  'accuser-reception-resiliation': (c) => ({
    ...parfoisRecue(c),
    ...(c.bande.chance(0.15) ? { partie: c.bande.parmi(['ars', 'caisse'] as const) } : {}),
  }),
  'proposer-resiliation': ({ bande, etat }) => ({
    ...motive(bande),
    fondement:
      etat.dotation.concluLe !== null && bande.chance(0.6)
        ? 'effectifs-objectifs'
        : bande.chance(0.5)
          ? 'manquement-manifeste'
          : bande.parmi(FONDEMENTS_RESILIATION),
  }),
  'approuver-resiliation': () => ({}),
  'notifier-resiliation': parfoisRecue,
  'abandonner-resiliation': ({ bande }) => motive(bande),
  'retirer-resiliation': () => ({}),
  saisir: parfoisRecue,
  'repondre-saisine': ({ bande }) => ({ sens: bande.chance(0.75) ? 'rejete' : 'accepte' }),
  'confirmer-recouvrement': (c) => {
    const propose = recouvre(c)?.montantCentimes ?? 0;
    return c.bande.chance(0.6)
      ? motif
      : {
          ...motif,
          montantCentimes: centimes(c.bande.parmi([0, 1, Math.floor(propose / 2), propose, propose + 1, propose * 3])),
        };
  },
  'constater-remboursement': (c) => {
    const en = recouvre(c);
    const reste = en === undefined ? 0 : resteDu(en);
    return { montantCentimes: centimes(c.bande.parmi([reste, reste, Math.ceil(reste / 2), reste + 1, 1])) };
  },
  'clore-recouvrement': ({ bande }) => motive(bande),
  'constater-conformite': ({ bande }) => ({ conforme: bande.chance(0.95) }),
  'engager-mise-en-conformite': () => ({}),
  'declarer-financement-ars': ({ bande, aujourdhui }) => {
    const du = ajouterJours(aujourdhui, bande.entier(-300, 30));
    return { du, au: ajouterJours(du, bande.entier(-1, 500)), montantCentimes: centimes(bande.entier(0, 6_000_000)) };
  },
  'fixer-delai-projet-sante': ({ bande }) => ({ mois: bande.entier(1, 7) }),
  'accorder-complement': () => ({}),
  'interrompre-aide': ({ bande }) => motive(bande),
  'attester-autre-ess': ({ bande }) => motive(bande),
  'relancer-effet': () => ({ effet: 'ess-1/notifier/1' }),
  'ecarter-effet': () => ({ effet: 'ess-1/notifier/1' }),
  'fermer-finess': () => ({}),
  renoncer: () => ({}),
  'mettre-en-demeure': parfoisRecue,
  'constater-abandon': ({ bande }) => motive(bande),
  'constater-dissolution': () => ({ preuve: { nature: 'acte-signe' } }),
  'confirmer-constat': ({ etat, bande }) => ({
    ...(etat.dissolution === null || etat.dissolution.confirmeeLe !== null ? {} : { rang: etat.dissolution.rang }),
    ...motive(bande),
    sens: bande.chance(0.8) ? 'confirme' : 'conteste',
  }),
  corriger: ({ bande, etat, aujourdhui }) => ({
    ...motif,
    ...(bande.chance(0.5)
      ? { objet: bande.parmi([...OBJETS_CORRIGEABLES, 'le-temps-qu-il-fait']) }
      : {
          rang: bande.entier(1, etat.rang + 1),
          champ: bande.parmi(['le', 'le', 'recueLe', 'nombre', 'montantCentimes']),
        }),
    valeur: bande.chance(0.7) ? ajouterJours(aujourdhui, bande.entier(-30, 1)) : bande.entier(-1, 200),
  }),
  annuler: ({ bande, etat }) => ({ ...motif, rang: bande.entier(bande.chance(0.1) ? 1 : 2, etat.rang + 1) }),
  'confirmer-date': ({ bande, etat }) => ({
    ...motif,
    rang: Number(bande.parmi([...Object.keys(etat.aConfirmer), '1'])),
    sens: bande.parmi(['confirmee', 'contestee'] as const),
  }),
  'approuver-rectification': ({ bande, etat }) => ({
    ...motif,
    rang: etat.rectification?.rang ?? bande.entier(1, etat.rang + 1),
    sens: bande.chance(0.8) ? 'approuvee' : 'refusee',
  }),
  reprendre: (c) => ({
    faits: [
      {
        commande: 'declarer-ess-existante',
        acteur: 'ars',
        donnees: { le: c.aujourdhui, ...territoire(c), regime: 'en-projet-avec-amorcage-ars' },
      },
    ],
  }),
};
