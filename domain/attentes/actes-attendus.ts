/** Which act answers a deadline, of those who are awaited until then: nothing for who has done their part. */
import type { NomCommande } from '../commandes.ts';
import { conflitBloquant } from '../contrats/actes.ts';
import type { Echeance } from '../echeance.ts';
import type { Etat } from '../etat.ts';
import { aOrdonner } from '../paiements/attendus.ts';
import { droits } from '../paiements/droits.ts';
import { cycleDe, DE_DOTATION, pieceConforme, piecesManquantes } from '../paiements/pieces.ts';
import { recouvrementDe } from '../recouvrement/echeances.ts';
import type { ClePaiement, Partie, Role } from '../valeurs.ts';

/** One thing to do. `suffixe`: where one deadline is several of them. */
export interface Reponse {
  readonly actes: readonly NomCommande[];
  readonly connus?: Readonly<Record<string, unknown>>;
  readonly suffixe?: string;
}

type Reponses = (etat: Etat, role: Role, echeance: Pick<Echeance, 'cle' | 'expire'>) => readonly Reponse[];

const un = (...actes: readonly NomCommande[]): readonly Reponse[] => [{ actes }];
const RIEN: readonly Reponse[] = [];

/** For which party a role stands. */
const partie = (role: Role): Partie => (role === 'porteur' ? 'association' : role === 'ars' ? 'ars' : 'caisse');

const signatureAmorcage: Reponses = (etat, role) => {
  if (etat.amorcage.signatures[partie(role)] !== undefined) return RIEN;
  // AMO-04: the association signs, once it is there.
  if (etat.associationLe === null) return role === 'porteur' ? un('declarer-association') : RIEN;
  // DEC-15: nobody can sign before the conflict ends, or the CPN derogates.
  if (conflitBloquant(etat)) return role === 'ars' ? un('consigner-derogation') : RIEN;
  return un('signer-contrat-amorcage');
};

const depotProjetSante: Reponses = (etat, role) => {
  // DEC-20: the delay is over and so is the contract; what was sent in time is entered at its date.
  const tropTard = etat.depassees['depot-projet-sante'] !== undefined && etat.amorcage.finiLe !== null;
  if (role === 'porteur') return tropTard ? RIEN : un('deposer-projet-sante');
  if (etat.regime !== 'en-fonctionnement-a-mettre-en-conformite') return un('prolonger-depot-projet-sante');
  // DEC-61: the aid ends once nothing came in time.
  return etat.depassees['depot-projet-sante'] === undefined ? RIEN : un('interrompre-aide');
};

/** DEC-27 — who holds the file of a payment, and what they do of it. */
const paiement: Reponses = (etat, role, { cle }) => {
  const vise = cle.slice('paiement-'.length) as ClePaiement;
  const connus = { paiement: vise };
  const statut = etat.paiements[vise]?.statut;
  if (role === 'ars') return montantAFixer(etat, vise) === 'approuver' ? [approbation(vise)] : RIEN;
  if (role === 'caisse') {
    if (statut === 'ordonnance') return [{ actes: ['executer-paiement', 'rejeter-paiement'], connus }];
    if (statut === 'retenu') return [{ actes: ['liberer-paiement'], connus }];
    const refuse = statut === 'rejete' || statut === 'retourne';
    if (refuse && pieceConforme(etat, 'rib', 1)) return [{ actes: ['reemettre-paiement'], connus }];
    if (refuse) return [verification([{ code: 'rib' }])];
    const aFixer = montantAFixer(etat, vise);
    if (aFixer === 'fixer') return [{ actes: ['fixer-montant-dotation'], connus }];
    if (aFixer === 'approuver') return RIEN;
    if (statut !== undefined && statut !== 'interrompu') return [{ actes: ['executer-paiement'], connus }];
    const deposees = manquantes(etat, vise).filter(({ statut: piece }) => piece === 'deposee');
    return deposees.length === 0 ? RIEN : [verification(deposees.map(({ code, exercice }) => ({ code, ...exercice })))];
  }
  if (statut === 'rejete' || statut === 'retourne') return un('declarer-coordonnees-bancaires');
  const attendues = manquantes(etat, vise).filter(({ statut: piece }) => piece !== 'deposee');
  const compte = attendues.some(({ code }) => code === 'rib') && etat.coordonneesBancairesLe === null;
  const pieces = attendues.filter(({ code }) => !(compte && code === 'rib'));
  return [
    ...(compte ? [{ actes: ['declarer-coordonnees-bancaires'] as const, suffixe: '-rib' }] : []),
    ...(pieces.length === 0
      ? []
      : [
          {
            actes: ['deposer-pieces'] as const,
            connus: { pieces: pieces.map(({ code, exercice }) => ({ code, ...exercice })) },
          },
        ]),
  ];
};

/** Pieces that a payment waits for, each with its year where it has one. */
export const manquantes = (etat: Etat, vise: ClePaiement) =>
  piecesManquantes(etat, vise).map(({ code, statut }) => ({
    code,
    statut,
    exercice: DE_DOTATION.includes(code) && vise.startsWith('dotation-') ? { exercice: cycleDe(vise) } : {},
  }));

export const verification = (pieces: readonly { readonly code: string; readonly exercice?: number }[]): Reponse => ({
  actes: ['verifier-pieces'],
  connus: { pieces },
});
const approbation = (vise: ClePaiement): Reponse => ({
  actes: ['approuver-montant-dotation'],
  connus: { paiement: vise },
});

/** DEC-09 — an amount below ten adherents: fixed by the caisse, then approved by the ARS; null: the law gives it. */
function montantAFixer(etat: Etat, vise: ClePaiement): 'fixer' | 'approuver' | null {
  const droit = droits(etat).find(({ cle }) => cle === vise);
  if (droit === undefined || droit.montantCentimes !== null || !aOrdonner(etat, vise)) return null;
  return etat.montantsFixes[cycleDe(vise)] === undefined ? 'fixer' : 'approuver';
}

const remboursement: Reponses = (etat, role, { cle }) => {
  // What is awaited of the ESS is its money: the caisse records it when it arrives.
  if (role === 'porteur') return un();
  const recouvrement = recouvrementDe(etat, cle);
  return recouvrement === undefined ? RIEN : [{ actes: ['confirmer-recouvrement'], connus: { recouvrement } }];
};

/** By the start of a key, the longest first. */
const REPONSES: readonly (readonly [debut: string, reponses: Reponses])[] = [
  [
    'decision-lettre-intention',
    () => un('valider-lettre-intention', 'refuser-lettre-intention', 'demander-pieces-lettre-intention'),
  ],
  ['pieces-lettre-intention', () => un('completer-lettre-intention')],
  ['derogation-cpn', () => un('consigner-derogation')],
  ['signature-contrat-amorcage', signatureAmorcage],
  ['attribution-finess', () => un('attribuer-finess')],
  ['depot-projet-sante', depotProjetSante],
  [
    'decision-projet-sante',
    ({ projetSante: { precisions } }) =>
      precisions !== null && precisions.recuesLe === null
        ? un('valider-projet-sante', 'refuser-projet-sante')
        : un('valider-projet-sante', 'refuser-projet-sante', 'demander-precisions'),
  ],
  ['reponse-precisions', () => un('repondre-precisions')],
  ['paiement-', paiement],
  ['operationnalite-18-mois', () => un('declarer-activite')],
  ['missions-socles', () => un('declarer-activite')],
  ['absence-missions-socles', () => un('declarer-activite')],
  ['anniversaire-', () => un('deposer-liste-nominative', 'deposer-pieces')],
  ['cible-', () => un('deposer-liste-nominative')],
  ['concertation-5-ans', () => un('deposer-rapport-activite')],
  ['controle-annuel-', () => un('controler-criteres')],
  [
    'documents-complementaires',
    ({ documentsAttendus }) => [
      {
        actes: ['deposer-pieces'],
        connus: { pieces: (documentsAttendus?.documents ?? []).map((code) => ({ code })) },
      },
    ],
  ],
  ['notification-resiliation', () => un('notifier-resiliation', 'abandonner-resiliation')],
  ['reception-resiliation', () => un('accuser-reception-resiliation')],
  ['reponse-saisine', () => un('repondre-saisine')],
  ['remboursement', remboursement],
  // One line a date, each with its own last day (`sans-echeance.ts`); the timer looks at the next one only.
  ['confirmation-date', () => RIEN],
  [
    'rectification',
    ({ rectification }) => [
      { actes: ['approuver-rectification'], connus: rectification === null ? {} : { rang: rectification.rang } },
    ],
  ],
  ['mise-en-demeure', (etat, role, echeance) => reponsesManquees(etat, role, echeance)],
];

/** DEC-44 — a formal notice awaits the act whose last day was missed. */
const reponsesManquees: Reponses = (etat, role, { expire }) =>
  etat.miseEnDemeure === null ? RIEN : reponses(etat, role, { cle: etat.miseEnDemeure.echeance, expire });

/** What this role can do before that last day; throws for a deadline that nobody has thought of. */
export const reponses: Reponses = (etat, role, echeance) => {
  const connue = REPONSES.find(([debut]) => echeance.cle.startsWith(debut));
  if (connue === undefined) throw new Error(`${echeance.cle}: no act answers this deadline (domain/attentes)`);
  return connue[1](etat, role, echeance);
};
