/** Payments: what is recorded of them, and why one waits. PAY-01, PAY-02, DOT-07, DEC-08, DEC-09, DEC-27, DEC-36…38, DEC-52, TRA-B, TRA-C. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, Paiement, Versement } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { baremeDuCycle, dotation } from './montants.ts';
import { cycleDe, pieceConforme, piecesManquantes } from './pieces.ts';
import { euros } from '../mots.ts';
import { exiger } from '../refus.ts';
import {
  centimes,
  type Avertissement,
  type Centimes,
  type ClePaiement,
  type DateCivile,
  type StatutPaiement,
} from '../valeurs.ts';
import { paiementsAttendus } from './attendus.ts';
import { droits } from './droits.ts';
import { epargne, finDesDroits } from './dus.ts';
import { notifieeDepuis } from '../resiliation/encours.ts';
import { tenusAuVirement } from '../suivi/missions.ts';
import { justifie } from '../calculs/calculs.ts';
import { depuis, inscrite } from '../calculs/date.ts';
import { baseDe, calculReste, contratDe, enOrdre, verseSur } from './verses.ts';

function ordonnance(etat: Etat, cle: ClePaiement, statuts: readonly StatutPaiement[]): Paiement {
  const paiement = etat.paiements[cle];
  if (paiement === undefined) {
    const prevu = paiementsAttendus(etat).find((candidat) => candidat.cle === cle);
    const manquantes = piecesManquantes(etat, cle).map(({ code }) => code);
    exiger(prevu !== undefined, 'PAY-01', `Le paiement « ${cle} » n'est pas dû.`);
    exiger(
      prevu.montantCentimes !== null,
      'DEC-09',
      `Le montant de « ${cle} » reste à fixer par la caisse et à approuver par l'ARS.`,
    );
    exiger(manquantes.length > 0, prevu.regle, `Le paiement « ${cle} » n'est pas encore ordonnancé.`, 'etat');
    exiger(false, prevu.regle, `Le paiement « ${cle} » attend des pièces conformes : ${manquantes.join(', ')}.`);
  }
  exiger(
    statuts.includes(paiement.statut),
    'PAY-01',
    `Le paiement « ${cle} » est « ${paiement.statut} », et non « ${statuts.join(' » ou « ')} ».`,
    'etat',
  );
  return paiement;
}

/**
 * The cycle whose amount is to be fixed by hand: the one named, else the oldest below ten without an approved amount. Once
 * ordered, what was approved stands; what was ordered before its count was put right (DEC-33), and is on order no more, had
 * no such amount.
 */
function cycleAFixer(
  etat: Etat,
  commande: Commande<'fixer-montant-dotation' | 'approuver-montant-dotation'>,
  fixe: boolean,
): number {
  const { paiement } = commande.donnees;
  const cycles = Object.entries(etat.denombrements)
    .filter(
      ([cycle, { nombre, date }]) =>
        dotation(nombre, baremeDuCycle(etat, date)) === null &&
        (etat.paiements[`dotation-${Number(cycle)}`] === undefined ||
          (etat.montantsFixes[cycle]?.approuve !== true && enOrdre(etat, `dotation-${Number(cycle)}`) === 0)),
    )
    .map(([cycle]) => Number(cycle))
    .filter((cycle) => (fixe ? etat.montantsFixes[cycle] !== undefined : true))
    .filter((cycle) => paiement === undefined || cycleDe(paiement) === cycle);
  const cycle = cycles.find((un) => etat.montantsFixes[un]?.approuve !== true) ?? cycles[0];
  exiger(
    cycle !== undefined,
    'DEC-09',
    fixe
      ? "Aucun montant fixé par la caisse n'attend d'approbation."
      : "Aucune dotation n'est à fixer : le montant ne se fixe qu'en dessous de dix adhérents.",
    'etat',
  );
  return cycle;
}

/** The rule under which a payment is made: its mail must not cite another's. */
function regleDuPaiement({ regime }: Etat, cle: ClePaiement): string {
  switch (baseDe(cle)) {
    case 'amorcage-1':
      return 'PAY-01';
    case 'amorcage-2':
      return 'PAY-02';
    case 'amorcage-30':
      return regime === 'en-projet-avec-amorcage-ars' ? 'TRA-C' : 'TRA-B';
    default:
      return 'DOT-07';
  }
}

/** DEC-37 — what an execution has out of the ordinary: recorded all the same, and said. */
function horsOrdre(
  etat: Etat,
  { paiement: cle, le }: Commande<'executer-paiement'>['donnees'],
  montant: Centimes,
): readonly Avertissement[] {
  const phrases: string[] = [];
  const ordre = etat.paiements[cle];
  const fin = finDesDroits(etat, contratDe(cle));
  if (ordre === undefined) phrases.push('Ce versement est exécuté sans ordre de paiement.');
  else {
    const reste = centimes(Math.max(0, ordre.montantCentimes - verseSur(ordre)));
    if (le < ordre.ordonnanceLe)
      phrases.push(`Le virement est antérieur à l'ordonnancement du ${enToutesLettres(ordre.ordonnanceLe)}.`);
    if (ordre.statut === 'interrompu') phrases.push("L'ordre de ce versement était interrompu.");
    if (montant !== reste)
      phrases.push(`Le montant exécuté (${euros(montant)}) n'est pas celui qui restait à verser (${euros(reste)}).`);
  }
  if (fin !== null && le > fin && !epargne(etat, cle))
    phrases.push(`Le virement est postérieur à la fin des droits du contrat (${enToutesLettres(fin)}).`);
  return phrases.map((phrase) => ({ regle: 'DEC-37', phrase }));
}

/** DEC-37 — a transfer already recorded is not recorded again: a second one has its own reference. */
function exigerNouvelle(ordre: Paiement | undefined, cle: ClePaiement, reference: string | undefined): void {
  if (ordre === undefined) return;
  const connue = ordre.versements.some((un) => un.retourneLe === null && un.reference === reference);
  exiger(
    reference === undefined || !connue,
    'PAY-01',
    `L'exécution de « ${cle} » sous la référence ${reference} est déjà consignée.`,
    'etat',
  );
  exiger(
    reference !== undefined || verseSur(ordre) < ordre.montantCentimes,
    'PAY-01',
    `Le paiement « ${cle} » est déjà exécuté en entier : s'il l'a été une seconde fois, indiquez la référence de ce virement.`,
    'etat',
  );
}

/** What says which transfer came back: an order of the caisse, its reference at most. */
interface Retour {
  readonly reference?: string | undefined;
  readonly executeLe?: DateCivile;
  readonly montantCentimes?: Centimes;
}

/**
 * The transfer that came back: the one of that reference, else the one that the event names by its day and its amount
 * (others may have been entered since, or put right: its amount then), else the last that left.
 */
function versementRetourne(
  { versements }: Paiement,
  { reference, executeLe, montantCentimes }: Retour,
): Versement | undefined {
  const partis = versements.filter(({ retourneLe }) => retourneLe === null);
  const duMontant = partis.filter((un) => un.montantCentimes === montantCentimes);
  return (
    partis.find((un) => reference !== undefined && un.reference === reference) ??
    duMontant.findLast(({ le }) => le === executeLe) ??
    duMontant.at(-1) ??
    partis.at(-1)
  );
}

/** DEC-38 — a transfer comes back once: refuses the return, entered late, of one that did already. */
export function exigerDehors({ paiements }: Etat, retour: Evenement<'PaiementRetourne'>): void {
  const { paiement: cle, executeLe, montantCentimes } = retour;
  const siens = (paiements[cle]?.versements ?? []).filter(
    (un) => un.le === executeLe && un.montantCentimes === montantCentimes,
  );
  const revenuLe = siens.find((un) => un.retourneLe !== null)?.retourneLe;
  exiger(
    typeof revenuLe !== 'string' || siens.some((un) => un.retourneLe === null),
    'DEC-38',
    `Le virement de « ${cle} » du ${enToutesLettres(executeLe)} est déjà revenu, le ${enToutesLettres(revenuLe ?? executeLe)} : si cette date est fausse, corrigez-la.`,
    'etat',
  );
}

const sous = (reference: string | undefined) => (reference === undefined ? {} : { reference });

export const decisionsPaiements: Decisions<
  | 'executer-paiement'
  | 'rejeter-paiement'
  | 'reemettre-paiement'
  | 'retenir-paiement'
  | 'liberer-paiement'
  | 'retourner-paiement'
  | 'fixer-montant-dotation'
  | 'approuver-montant-dotation'
> = {
  // DEC-37: the transfer left; whatever was ordered or allowed, it is recorded.
  'executer-paiement': (etat, commande) => {
    const { paiement: cle, montantCentimes: dit, reference } = commande.donnees;
    const ordre = etat.paiements[cle];
    exigerNouvelle(ordre, cle, reference);
    const ordonne = ordre === undefined ? 0 : ordre.montantCentimes - verseSur(ordre);
    const prevu = ordonne > 0 ? ordonne : droits(etat).find((droit) => droit.cle === cle)?.montantCentimes;
    const montant = dit ?? prevu ?? 0;
    exiger(
      montant > 0,
      'PAY-01',
      `« montantCentimes » : rien n'est ordonnancé pour « ${cle} », indiquez le montant qui a été versé.`,
      'etat',
    );
    const montantCentimes = centimes(montant);
    const avertissements = horsOrdre(etat, commande.donnees, montantCentimes);
    return [
      fait(
        commande,
        'PaiementExecute',
        regleDuPaiement(etat, cle),
        { paiement: cle, montantCentimes, ...sous(reference) },
        { avertissements },
      ),
    ];
  },

  'rejeter-paiement': (etat, commande) => {
    const { paiement: cle, le } = commande.donnees;
    const paiement = ordonnance(etat, cle, ['ordonnance', 'retenu']);
    exigerApres(le, paiement.ordonnanceLe, "l'ordonnancement du paiement");
    return [
      fait(commande, 'PaiementRejete', regleDuPaiement(etat, cle), {
        paiement: cle,
        ...justifie({ montantCentimes: calculReste(cle, paiement) }),
      }),
    ];
  },

  'reemettre-paiement': (etat, commande) => {
    const { paiement: cle } = commande.donnees;
    const paiement = ordonnance(etat, cle, ['rejete', 'retourne']);
    exigerApres(commande.donnees.le, paiement.ordonnanceLe, "l'ordonnancement du paiement");
    exiger(
      pieceConforme(etat, 'rib', 1),
      'DEC-52',
      "Les nouvelles coordonnées bancaires de l'association restent à vérifier par la caisse (« verifier-pieces », pièce « rib »).",
    );
    return [
      fait(commande, 'PaiementReemis', regleDuPaiement(etat, cle), {
        paiement: cle,
        ...justifie({
          montantCentimes: calculReste(cle, paiement),
          dateLimite: inscrite(
            depuis('PaiementOrdonnance', paiement.ordonnanceLe),
            'PaiementOrdonnance',
            paiement.dateLimite,
            regleDuPaiement(etat, cle),
          ),
        }),
      }),
    ];
  },

  'retenir-paiement': (etat, commande) => {
    const { paiement: cle, le } = commande.donnees;
    const paiement = ordonnance(etat, cle, ['ordonnance']);
    const notifiee = notifieeDepuis(etat, contratDe(cle));
    exiger(
      notifiee !== null,
      'DEC-36',
      `« ${cle} » ne peut être retenu que pendant une résiliation notifiée de son contrat.`,
      'etat',
    );
    exigerApres(le, notifiee, 'la réception de la lettre de résiliation', 'DEC-36');
    exigerApres(le, paiement.ordonnanceLe, "l'ordonnancement du paiement");
    exigerMotif(commande, 'DEC-36', 'Retenir un paiement');
    return [
      fait(commande, 'PaiementRetenu', 'DEC-36', {
        paiement: cle,
        ...justifie({ montantCentimes: calculReste(cle, paiement) }),
      }),
    ];
  },

  'liberer-paiement': (etat, commande) => {
    const { paiement: cle, le } = commande.donnees;
    const paiement = ordonnance(etat, cle, ['retenu']);
    exigerApres(le, paiement.ordonnanceLe, "l'ordonnancement du paiement");
    return [
      fait(commande, 'PaiementLibere', 'DEC-36', {
        paiement: cle,
        ...justifie({ montantCentimes: calculReste(cle, paiement) }),
      }),
    ];
  },

  'retourner-paiement': (etat, commande) => {
    const { paiement: cle, le, reference } = commande.donnees;
    const paiement = etat.paiements[cle];
    const versement = paiement === undefined ? undefined : versementRetourne(paiement, { reference });
    exiger(
      versement !== undefined,
      'DEC-38',
      `Aucun virement exécuté de « ${cle} » n'est à retourner : consignez d'abord son exécution, ou son rejet.`,
      'etat',
    );
    exigerApres(le, versement.le, "l'exécution du virement");
    return [
      fait(commande, 'PaiementRetourne', 'DEC-38', {
        paiement: cle,
        montantCentimes: versement.montantCentimes,
        executeLe: versement.le,
        ...sous(reference),
      }),
    ];
  },

  'fixer-montant-dotation': (etat, commande) => {
    const { montantCentimes } = commande.donnees;
    exigerMotif(commande, 'DEC-09', 'Le montant fixé pour moins de dix adhérents');
    const cycle = cycleAFixer(etat, commande, false);
    const plafond = baremeDuCycle(etat, etat.denombrements[cycle]?.date ?? commande.donnees.le).dotationPlancher;
    exiger(
      montantCentimes > 0 && montantCentimes <= plafond,
      'DEC-09',
      `Le montant fixé doit être positif et ne peut dépasser ${euros(plafond)}.`,
    );
    exigerApres(
      commande.donnees.le,
      etat.denombrements[cycle]?.date ?? commande.donnees.le,
      'le dénombrement des adhérents',
    );
    return [fait(commande, 'MontantDotationFixe', 'DEC-09', { paiement: `dotation-${cycle}`, montantCentimes })];
  },

  'approuver-montant-dotation': (etat, commande) => {
    const cycle = cycleAFixer(etat, commande, true);
    const fixe = etat.montantsFixes[cycle];
    exiger(fixe !== undefined && !fixe.approuve, 'DEC-09', 'Ce montant est déjà approuvé.', 'etat');
    exigerApres(commande.donnees.le, fixe.fixeLe ?? commande.donnees.le, 'le jour où la caisse a fixé le montant');
    return [
      fait(commande, 'MontantDotationApprouve', 'DEC-09', {
        paiement: `dotation-${cycle}`,
        montantCentimes: fixe.montantCentimes,
      }),
    ];
  },
};

const surPaiement = (etat: Etat, cle: ClePaiement, changement: Partial<Paiement>): Partial<Etat> => {
  const paiement = etat.paiements[cle];
  return paiement === undefined ? {} : { paiements: { ...etat.paiements, [cle]: { ...paiement, ...changement } } };
};
const cycle = (paiement: ClePaiement): string => baseDe(paiement).slice('dotation-'.length);

/** An execution of what was never ordered: its own amount, and no day on which it was due. */
const sansOrdre = (le: DateCivile, montantCentimes: Centimes): Paiement => ({
  montantCentimes,
  statut: 'execute',
  ordonnanceLe: le,
  duLe: null,
  dateLimite: le,
  executeLe: null,
  versements: [],
});

/** Day on which all of it had been paid, whatever the order in which the transfers were entered (DEC-37); null before. */
function jourDuSolde(versements: readonly Versement[], montantCentimes: Centimes): DateCivile | null {
  let reste: number = montantCentimes;
  for (const { le, montantCentimes: verse, retourneLe } of versements.toSorted((a, b) => (a.le < b.le ? -1 : 1))) {
    if (retourneLe === null) reste -= verse;
    if (reste <= 0) return le;
  }
  return null;
}

export const evolutionsPaiements: Evolutions<
  | 'PaiementOrdonnance'
  | 'PaiementExecute'
  | 'PaiementRejete'
  | 'PaiementInterrompu'
  | 'PaiementReemis'
  | 'PaiementRetenu'
  | 'PaiementLibere'
  | 'PaiementRetourne'
  | 'MontantDotationFixe'
  | 'MontantDotationApprouve'
> = {
  PaiementOrdonnance: (etat, { le, paiement, montantCentimes, dateLimite, versionDroit }) => ({
    paiements: {
      ...etat.paiements,
      [paiement]: {
        montantCentimes,
        statut: 'ordonnance',
        ordonnanceLe: le,
        duLe: le,
        dateLimite,
        executeLe: null,
        versements: [],
        ...(versionDroit === undefined ? {} : { versionDroit }),
      },
    },
  }),
  PaiementExecute: (etat, { le, paiement, montantCentimes, reference = null }) => {
    const avant = etat.paiements[paiement] ?? sansOrdre(le, montantCentimes);
    const versements = [...avant.versements, { le, montantCentimes, reference, retourneLe: null }];
    const soldeLe = jourDuSolde(versements, avant.montantCentimes);
    const apres: Paiement = {
      ...avant,
      versements,
      ...(soldeLe === null ? {} : { statut: 'execute', executeLe: soldeLe }),
    };
    return { ...tenusAuVirement(etat, le), paiements: { ...etat.paiements, [paiement]: apres } };
  },
  PaiementRejete: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'rejete' }),
  PaiementInterrompu: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'interrompu' }),
  PaiementReemis: (etat, { le, paiement, dateLimite }) =>
    surPaiement(etat, paiement, { statut: 'ordonnance', ordonnanceLe: le, dateLimite }),
  PaiementRetenu: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'retenu' }),
  PaiementLibere: (etat, { paiement }) => surPaiement(etat, paiement, { statut: 'ordonnance' }),
  PaiementRetourne: (etat, { paiement, ...retour }) => {
    const avant = etat.paiements[paiement];
    const parti = avant === undefined ? undefined : versementRetourne(avant, retour);
    if (avant === undefined || parti === undefined) return {};
    const versements = avant.versements.map((un) => (un === parti ? { ...un, retourneLe: retour.le } : un));
    const verse = verseSur({ ...avant, versements });
    return surPaiement(etat, paiement, {
      versements,
      ...(verse < avant.montantCentimes ? { statut: 'retourne', executeLe: null } : {}),
    });
  },
  MontantDotationFixe: (etat, { le, paiement, montantCentimes }) => ({
    montantsFixes: { ...etat.montantsFixes, [cycle(paiement)]: { montantCentimes, fixeLe: le, approuve: false } },
  }),
  MontantDotationApprouve: (etat, { paiement, montantCentimes }) => ({
    montantsFixes: {
      ...etat.montantsFixes,
      [cycle(paiement)]: { ...etat.montantsFixes[cycle(paiement)], montantCentimes, approuve: true },
    },
  }),
};
