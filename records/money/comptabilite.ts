/**
 * Double entry of a case's money: what an event of the journal moves between accounts, from the states around it. Every
 * sum is the law's own (`resteAVerser`, `resteDu`…), so that the ledger can never say another than the case. Cents.
 */
import { plusTard } from '../../domain/calendrier/calendrier.ts';
import { caisseDuPaiement, caisseDuRecouvrement } from '../../domain/creation/competence.ts';
import type { Etat, Paiement, Recouvrement } from '../../domain/etat.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import { cycleDe } from '../../domain/paiements/pieces.ts';
import { contratDe, resteAVerser, verseSur } from '../../domain/paiements/verses.ts';
import { aRendre, ouvert, resteDu } from '../../domain/recouvrement/dus.ts';
import type { ClePaiement, DateCivile, TypeContrat } from '../../domain/valeurs.ts';
import { AUCUN_EN_VOL, duMaintenant, enVolApres, type VirementsEnVol } from './en-vol.ts';
import { COMPTES, natureDe, type CompteDuLivre, type NatureMouvement } from './plan.ts';

export interface Ecriture {
  readonly rang: number;
  /** 1 for the first of its event. */
  readonly ligne: number;
  readonly le: DateCivile;
  readonly caisse: string;
  readonly contrat: TypeContrat;
  readonly annee: number;
  /** Payment key, or key of the recovery. */
  readonly objet: string;
  readonly nature: NatureMouvement;
  readonly debit: CompteDuLivre;
  readonly credit: CompteDuLivre;
  readonly montantCentimes: number;
  readonly reference: string | null;
}

/** What an object holds on each account, debits positive: always zero in all. */
type Position = Readonly<Partial<Record<CompteDuLivre, number>>>;
interface Poste extends Pick<Ecriture, 'caisse' | 'contrat' | 'annee' | 'objet'> {
  readonly position: Position;
}

/** Ordered, it is owed; rejected or returned, it is owed too, and waits to be issued again (DEC-08, DEC-38). */
function positionDuPaiement(paiement: Paiement, envoye: number): Position {
  const { statut } = paiement;
  const du = duMaintenant(paiement);
  const aReemettre = statut === 'rejete' || statut === 'retourne' ? resteAVerser(paiement) : 0;
  const verse = verseSur(paiement);
  return {
    aide: du + aReemettre + verse,
    'a-payer': envoye - du,
    envoye: 0 - envoye,
    'a-reemettre': 0 - aReemettre,
    banque: 0 - verse,
  };
}

function positionDuRecouvrement(recouvrement: Recouvrement): Position {
  const du = ouvert(recouvrement) ? resteDu(recouvrement) : 0;
  const { rembourseCentimes: rembourse, remisCentimes: remis } = recouvrement;
  const rendu = aRendre(recouvrement);
  return {
    'a-recouvrer': du,
    banque: rembourse,
    remise: remis,
    'a-rendre': 0 - rendu,
    aide: 0 - (du + rembourse + remis - rendu),
  };
}

const anneeDuPaiement = (cle: string): number => (contratDe(cle) === 'dotation' ? cycleDe(cle as ClePaiement) : 1);

/** RES-D-05 — a résiliation makes repay the year under way, the last one for which a payment is known. */
function anneeDuRecouvrement({ paiements }: Etat, cle: string): number {
  if (cle.startsWith('indu-')) return anneeDuPaiement(cle.slice('indu-'.length));
  return cle === 'dotation' ? Math.max(1, ...Object.keys(paiements).map(anneeDuPaiement)) : 1;
}

const contratDuRecouvrement = (cle: string): TypeContrat =>
  cle === 'dotation' || cle.startsWith('indu-dotation-') ? 'dotation' : 'amorcage';

/** Every object of the case, in the books of the caisse to which it belongs (DEC-47). */
const postes = (etat: Etat, enVol: VirementsEnVol): ReadonlyMap<string, Poste> =>
  new Map(
    [
      ...Object.entries(etat.paiements).map(([objet, paiement]) => ({
        objet,
        caisse: caisseDuPaiement(etat, objet),
        contrat: contratDe(objet),
        annee: anneeDuPaiement(objet),
        position: positionDuPaiement(paiement, enVol.get(objet)?.montantCentimes ?? 0),
      })),
      ...Object.entries(etat.recouvrements).map(([objet, recouvrement]) => ({
        objet,
        caisse: caisseDuRecouvrement(etat, objet),
        contrat: contratDuRecouvrement(objet),
        annee: anneeDuRecouvrement(etat, objet),
        position: positionDuRecouvrement(recouvrement),
      })),
    ].map((poste) => [`${poste.objet} ${poste.caisse} ${poste.annee}`, poste]),
  );

/** What a case holds on each account, caisse by caisse, by the law and what the bank was given: debits positive. */
export function soldesDe(etat: Etat, enVol: VirementsEnVol = AUCUN_EN_VOL): ReadonlyMap<string, Position> {
  const parCaisse = new Map<string, Partial<Record<CompteDuLivre, number>>>();
  for (const { caisse, position } of postes(etat, enVol).values()) {
    const soldes = parCaisse.get(caisse) ?? {};
    for (const [compte, montant] of comptes(position)) soldes[compte] = (soldes[compte] ?? 0) + montant;
    parCaisse.set(caisse, soldes);
  }
  return parCaisse;
}

const comptes = (position: Position): readonly [CompteDuLivre, number][] =>
  COMPTES.flatMap((compte) => (position[compte] ? [[compte, position[compte]]] : []));

/** Events that may move money; every other leaves the accounts as they are (`ess verifier` looks at all of them). */
const D_ARGENT: readonly NomEvenement[] = [
  'PaiementOrdonnance',
  'PaiementExecute',
  'PaiementRejete',
  'PaiementInterrompu',
  'PaiementReemis',
  'PaiementRetourne',
  'RecouvrementPropose',
  'RecouvrementConfirme',
  'RecouvrementClos',
  'RemboursementConstate',
  'FaitRectifie',
  'ConstatConfirme',
  'DossierRepris',
];
export const estDArgent = ({ evenement }: Evenement): boolean => D_ARGENT.includes(evenement);

/** What the books hold of a case beside its state. */
export interface Tenue {
  readonly enVol: VirementsEnVol;
  /** Last day on which a transfer was booked as given to the bank: what follows is booked on that day or later. */
  readonly envoyeLe: DateCivile | null;
}
export const RIEN_EN_VOL: Tenue = { enVol: AUCUN_EN_VOL, envoyeLe: null };

/** Day on which what happens on `le` is booked: never before what the case already holds. */
export function jourComptable({ dernierLe }: Etat, { envoyeLe }: Tenue, le: DateCivile): DateCivile {
  const apresLeDossier = plusTard(le, dernierLe ?? le);
  return plusTard(apresLeDossier, envoyeLe ?? apresLeDossier);
}

/** What the event moves, of one object: the difference of the two positions, credits met by debits. */
export function ecrituresDe(
  avant: Etat,
  evenement: Evenement,
  apres: Etat,
  tenue: Tenue = RIEN_EN_VOL,
): readonly Ecriture[] {
  if (memeArgent(avant, apres)) return [];
  const [hier, aujourdhui] = [postes(avant, tenue.enVol), postes(apres, enVolApres(tenue.enVol, evenement, apres))];
  const le = jourComptable(avant, tenue, evenement.le);
  const reference = referenceDe(evenement, avant, apres);
  const ecritures: Ecriture[] = [];
  // In the order of their keys: those of a state come back otherwise from JSON.
  for (const cle of [...new Set([...hier.keys(), ...aujourdhui.keys()])].toSorted()) {
    const { objet, caisse, contrat, annee } = (aujourdhui.get(cle) ?? hier.get(cle)) as Poste;
    const poste = { objet, caisse, contrat, annee };
    const nouveau = !hier.has(cle);
    const ecart = difference(hier.get(cle)?.position ?? {}, aujourdhui.get(cle)?.position ?? {}, evenement);
    for (const { debit, credit, montantCentimes } of apparier(ecart)) {
      const nature = natureDe(evenement, { debit, credit, nouveau });
      const ligne = ecritures.length + 1;
      ecritures.push({ rang: apres.rang, ligne, le, ...poste, nature, debit, credit, montantCentimes, reference });
    }
  }
  return ecritures;
}

/** A transfer given to the bank with its batch, once the case had lived its event `rang`. */
export interface Envoi {
  readonly rang: number;
  readonly paiement: ClePaiement;
  readonly reference: string;
  readonly montantCentimes: number;
  readonly le: DateCivile;
}

/** What its sending moves: from what is to be paid to what the bank has. Nothing of what is owed no more. */
export function ecritureDEnvoi(etat: Etat, tenue: Tenue, envoi: Envoi, ligne: number): Ecriture | undefined {
  const { paiement: objet, reference, rang } = envoi;
  const paiement = etat.paiements[objet];
  if (paiement === undefined) return undefined;
  const libre = duMaintenant(paiement) - (tenue.enVol.get(objet)?.montantCentimes ?? 0);
  const montantCentimes = Math.min(envoi.montantCentimes, libre);
  if (montantCentimes <= 0) return undefined;
  const poste = {
    objet,
    caisse: caisseDuPaiement(etat, objet),
    contrat: contratDe(objet),
    annee: anneeDuPaiement(objet),
  };
  const le = jourComptable(etat, tenue, envoi.le);
  return {
    rang,
    ligne,
    le,
    ...poste,
    nature: 'envoye',
    debit: 'a-payer',
    credit: 'envoye',
    montantCentimes,
    reference,
  };
}

const memeArgent = (avant: Etat, apres: Etat): boolean =>
  avant.paiements === apres.paiements &&
  avant.recouvrements === apres.recouvrements &&
  avant.gardes === apres.gardes &&
  avant.caisse === apres.caisse;

/** By how much each account moved; what no bank carried is not put on the bank's. */
function difference(hier: Position, aujourdhui: Position, evenement: Evenement): Position {
  const ecart: Partial<Record<CompteDuLivre, number>> = {};
  for (const compte of COMPTES) {
    const montant = (aujourdhui[compte] ?? 0) - (hier[compte] ?? 0);
    if (montant === 0) continue;
    const sur = compte === 'banque' ? tresorerieDe(evenement) : compte;
    ecart[sur] = (ecart[sur] ?? 0) + montant;
  }
  return ecart;
}

function tresorerieDe({ evenement }: Evenement): CompteDuLivre {
  if (evenement === 'DossierRepris') return 'reprise';
  return evenement === 'RecouvrementPropose' ? 'imputation' : 'banque';
}

/** Debits and credits of the same total, met in the order of the accounts. */
function apparier(ecart: Position): readonly Pick<Ecriture, 'debit' | 'credit' | 'montantCentimes'>[] {
  const debits = comptes(ecart).filter(([, montant]) => montant > 0);
  const credits = comptes(ecart).filter(([, montant]) => montant < 0);
  const paires: Pick<Ecriture, 'debit' | 'credit' | 'montantCentimes'>[] = [];
  let [d, c] = [0, 0];
  let [resteDebit, resteCredit] = [debits[0]?.[1] ?? 0, 0 - (credits[0]?.[1] ?? 0)];
  while (d < debits.length && c < credits.length) {
    const montantCentimes = Math.min(resteDebit, resteCredit);
    const [debit, credit] = [debits[d]?.[0], credits[c]?.[0]];
    if (debit === undefined || credit === undefined) break;
    paires.push({ debit, credit, montantCentimes });
    resteDebit -= montantCentimes;
    resteCredit -= montantCentimes;
    if (resteDebit === 0) resteDebit = debits[++d]?.[1] ?? 0;
    if (resteCredit === 0) resteCredit = 0 - (credits[++c]?.[1] ?? 0);
  }
  return paires;
}

/** The reference under which the bank knows it; of a transfer that came back unnamed, the one under which it had left. */
function referenceDe(evenement: Evenement, avant: Etat, apres: Etat): string | null {
  if ('reference' in evenement && typeof evenement.reference === 'string') return evenement.reference;
  if (evenement.evenement !== 'PaiementRetourne') return null;
  const partis = avant.paiements[evenement.paiement]?.versements ?? [];
  const revenu = apres.paiements[evenement.paiement]?.versements.find(
    ({ retourneLe }, rang) => retourneLe !== null && partis[rang]?.retourneLe === null,
  );
  return revenu?.reference ?? null;
}
