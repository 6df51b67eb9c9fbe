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

/** In the order in which debits meet credits. */
export const COMPTES = [
  'a-payer',
  'a-reemettre',
  'a-recouvrer',
  'a-rendre',
  'banque',
  'reprise',
  'imputation',
  'remise',
  'aide',
] as const;
export type CompteDuLivre = (typeof COMPTES)[number];

export type NatureMouvement =
  | 'ordonne'
  | 'reemis'
  | 'execute'
  /** Left beyond what was to be paid, or without order (DEC-37): claimed as an indu. */
  | 'trop-verse'
  | 'rejete'
  | 'interrompu'
  /** Came back (DEC-38); it waits to be issued again, as what the bank rejected. */
  | 'retourne'
  | 'recouvrement-ouvert'
  | 'recouvrement-modifie'
  | 'recouvrement-retire'
  | 'remboursement'
  /** Repaid beyond the sum due (DEC-63). */
  | 'a-rendre'
  | 'remise'
  /** Repaid on one ground, put to another (DEC-34). */
  | 'impute'
  /** A life played again (DEC-33). */
  | 'rectifie'
  /** Another caisse pays from then on (DEC-47). */
  | 'transfere'
  /** Taken over with the case (DEC-67). */
  | 'repris';

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
function positionDuPaiement(paiement: Paiement): Position {
  const { statut } = paiement;
  const du = statut === 'ordonnance' || statut === 'retenu' ? resteAVerser(paiement) : 0;
  const aReemettre = statut === 'rejete' || statut === 'retourne' ? resteAVerser(paiement) : 0;
  const verse = verseSur(paiement);
  return { aide: du + aReemettre + verse, 'a-payer': 0 - du, 'a-reemettre': 0 - aReemettre, banque: 0 - verse };
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
const postes = (etat: Etat): ReadonlyMap<string, Poste> =>
  new Map(
    [
      ...Object.entries(etat.paiements).map(([objet, paiement]) => ({
        objet,
        caisse: caisseDuPaiement(etat, objet),
        contrat: contratDe(objet),
        annee: anneeDuPaiement(objet),
        position: positionDuPaiement(paiement),
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

/** What a case holds on each account, caisse by caisse, by the law: debits positive. */
export function soldesDe(etat: Etat): ReadonlyMap<string, Position> {
  const parCaisse = new Map<string, Partial<Record<CompteDuLivre, number>>>();
  for (const { caisse, position } of postes(etat).values()) {
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

/** What the event moves, of one object: the difference of the two positions, credits met by debits. */
export function ecrituresDe(avant: Etat, evenement: Evenement, apres: Etat): readonly Ecriture[] {
  if (memeArgent(avant, apres)) return [];
  const [hier, aujourdhui] = [postes(avant), postes(apres)];
  const le = plusTard(evenement.le, avant.dernierLe ?? evenement.le);
  const reference = referenceDe(evenement, avant, apres);
  const ecritures: Ecriture[] = [];
  for (const cle of new Set([...hier.keys(), ...aujourdhui.keys()])) {
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

interface Mouvement extends Pick<Ecriture, 'debit' | 'credit'> {
  readonly nouveau: boolean;
}

function natureDe(evenement: Evenement, { debit, credit, nouveau }: Mouvement): NatureMouvement {
  switch (evenement.evenement) {
    case 'PaiementOrdonnance':
      return 'ordonne';
    case 'PaiementReemis':
      return 'reemis';
    case 'PaiementExecute':
      return debit === 'aide' ? 'trop-verse' : 'execute';
    case 'PaiementRejete':
      return 'rejete';
    case 'PaiementInterrompu':
      return 'interrompu';
    case 'PaiementRetourne':
      return 'retourne';
    case 'RecouvrementPropose':
      if (debit === 'imputation' || credit === 'imputation') return 'impute';
      return nouveau ? 'recouvrement-ouvert' : 'recouvrement-modifie';
    case 'RecouvrementConfirme':
      return 'recouvrement-modifie';
    case 'RecouvrementClos':
      return debit === 'remise' ? 'remise' : 'recouvrement-retire';
    case 'RemboursementConstate':
      return credit === 'a-rendre' ? 'a-rendre' : 'remboursement';
    case 'ConstatConfirme':
      return 'transfere';
    case 'DossierRepris':
      return 'repris';
    default: // what follows by itself of a life played again
      return 'rectifie';
  }
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
