/**
 * DEC-33 said a second time, from its text and without `domain/rectification`: a life is what its people did, each on its
 * day. A rectified life is the life of the rectified acts, all entered on their own days.
 */
import { isDeepStrictEqual } from 'node:util';
import { fuseau, heureLocale } from '../../../domain/calendrier/calendrier.ts';
import type { Commande, NomCommande } from '../../../domain/commandes.ts';
import { decider } from '../../../domain/decider.ts';
import { echeances } from '../../../domain/echeances.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import type { Etat, Paiement } from '../../../domain/etat.ts';
import { baseDe, bases, resteAVerser, versePour } from '../../../domain/paiements/verses.ts';
import { piecesManquantes } from '../../../domain/paiements/pieces.ts';
import { aRendre, ouvert, recouvrementsOuverts, resteDu } from '../../../domain/recouvrement/dus.ts';
import { Refus } from '../../../domain/refus.ts';
import type { BasePaiement, ClePaiement, DateCivile, Instant } from '../../../domain/valeurs.ts';
import { Bande } from './bande.ts';
import { Dossier, mondeSeul } from './dossier.ts';
import { vivre } from './histoires.ts';

export interface Acte {
  /** Ordinal of its event. */
  readonly rang: number;
  readonly commande: Commande;
  /** What an authority agreed to, or not: the sum that was fixed (DEC-09), the territory that was asked for (DEC-48). */
  readonly objet?: unknown;
}

export interface Vie {
  readonly dossier: Dossier;
  readonly actes: readonly Acte[];
  readonly grace: number;
}

/** What is no fact of a life, or answers for an ordinal of the journal. */
const HORS_VIE: readonly NomCommande[] = [
  'corriger',
  'annuler',
  'confirmer-date',
  'approuver-rectification',
  'reprendre',
  'relancer-effet',
  'ecarter-effet',
  // What is waived is of one ground: another one claims it anew (DEC-34).
  'clore-recouvrement',
  'confirmer-recouvrement',
];

/** A world that answers the same whenever it is asked. */
export const monde = mondeSeul((date) => 8 + (Number(date.slice(8)) % 7) * 9);

/** A life whose acts are each entered on their own day; `sans`: acts that nobody does in it. */
export function vieATemps(graine: number, longueur: number, sans: readonly NomCommande[] = []): Vie {
  const bande = new Bande({ graine, longueur });
  const grace = bande.parmi([3, 3, 0, 7]);
  const actes: Acte[] = [];
  let rang = 0;
  const dossier = vivre(
    bande,
    {
      avantDecision: (etat) => void (rang = etat.rang),
      accepte: (evenements, commande) => {
        const place = evenements.findIndex(({ acteur }) => acteur === commande.acteur);
        const evenement = evenements[place];
        if (evenement === undefined) return;
        actes.push({ rang: rang + 1 + place, commande: tellePrise(commande, evenement), objet: objetDe(evenement) });
      },
    },
    { repondeur: monde, aMidi: true, aTemps: true, grace, sans: [...HORS_VIE, ...sans] },
  );
  return { dossier, actes: [...actes], grace };
}

/** The act with what it left unsaid and was taken for: the sum of its order, the year of its piece, the sum that it repays. */
function tellePrise(commande: Commande, evenement: Evenement): Commande {
  const annee = (cle: string) => (cle.includes('#') ? { exercice: Number(cle.split('#')[1]) } : {});
  const { montantCentimes, recouvrement, cle, pieces } = evenement as unknown as {
    readonly montantCentimes?: number;
    readonly recouvrement?: string;
    readonly cle?: string;
    readonly pieces?: readonly { readonly cle: string }[];
  };
  const prises = {
    ...(D_ARGENT.includes(commande.commande) && montantCentimes !== undefined ? { montantCentimes } : {}),
    ...(recouvrement === undefined ? {} : { recouvrement }),
    ...(cle === undefined ? {} : annee(cle)),
    ...(pieces === undefined || !['deposer-pieces', 'verifier-pieces'].includes(commande.commande)
      ? {}
      : { pieces: pieces.map(({ cle: sienne, ...piece }) => ({ ...piece, ...annee(sienne) })) }),
  };
  return { ...commande, donnees: { ...commande.donnees, ...prises } };
}

/** An agreement is to what was shown, and to nothing else. */
function objetDe(evenement: Evenement | undefined): unknown {
  if (evenement?.evenement === 'MontantDotationApprouve') return [evenement.paiement, evenement.montantCentimes];
  if (evenement?.evenement !== 'TerritoireModifie') return undefined;
  const { departements, specialites, liberaux, medecinsPresents } = evenement;
  return [departements, specialites, liberaux, medecinsPresents];
}

/** Whether what the law answers now would be an agreement to something else. */
export const deplace = ({ objet, commande }: Acte, reponse: readonly Evenement[] | Refus): boolean =>
  objet !== undefined &&
  !(reponse instanceof Refus) &&
  !isDeepStrictEqual(objetDe(reponse.find(({ acteur }) => acteur === commande.acteur)), objet);

const jourDe = ({ donnees }: Commande): DateCivile => {
  const { le, recueLe } = donnees as { readonly le: DateCivile; readonly recueLe?: DateCivile };
  return recueLe !== undefined && recueLe > le ? recueLe : le;
};

/** Money that moved, moved: whatever the law makes of it (DEC-37). */
const D_ARGENT: readonly NomCommande[] = ['executer-paiement', 'retourner-paiement', 'constater-remboursement'];

export interface Revecue extends Vie {
  readonly refuses: readonly Acte[];
  readonly argentRefuse: boolean;
}

/**
 * The acts, each on its day at noon; those that the law refuses are left out. DEC-47: an association may be older than what
 * it needs; it is declared again until it can be.
 */
export function vivreAuJourLeJour(actes: readonly Acte[], grace: number, fin: Instant): Revecue {
  const rangees = actes.toSorted((a, b) => {
    const [un, autre] = [jourDe(a.commande), jourDe(b.commande)];
    return un === autre ? a.rang - b.rang : un < autre ? -1 : 1;
  });
  const [entree] = rangees;
  if (entree === undefined) throw new Error('a life begins with its entry');
  const { siege } = entree.commande.donnees as unknown as { readonly siege: string };
  const aMidi = (commande: Commande, zone: string) => heureLocale(jourDe(commande), '12:00', fuseau(zone));
  const dossier = new Dossier(aMidi(entree.commande, siege), monde, {}, grace);
  // An act that names another by its ordinal means the same one, wherever it is.
  const rangs = new Map<number, number>();
  const vecus: Acte[] = [];
  const refuses = new Set<Acte>();
  const jouer = (acte: Acte): boolean => {
    const dite = designant(acte.commande, rangs);
    if (deplace(acte, decider(dossier.etat, dite, dossier.horloge))) return false;
    const avant = dossier.etat.rang;
    const reponse = dossier.commander(dite);
    if (reponse instanceof Refus) return false;
    const rang = avant + 1 + reponse.findIndex(({ acteur }) => acteur === dite.acteur);
    rangs.set(acte.rang, rang);
    vecus.push({ ...acte, rang, commande: dite });
    return true;
  };
  for (const acte of rangees) {
    dossier.avancer(aMidi(acte.commande, dossier.etat.siege || siege));
    for (const refuse of refuses)
      if (refuse.commande.commande === 'declarer-association' && jouer(refuse)) refuses.delete(refuse);
    if (!jouer(acte)) refuses.add(acte);
  }
  dossier.avancer(fin);
  return {
    dossier,
    grace,
    actes: vecus,
    refuses: [...refuses],
    argentRefuse: [...refuses].some(({ commande }) => D_ARGENT.includes(commande.commande)),
  };
}

/** The other authority agrees to the rectification that waits. */
export function approuver(dossier: Dossier): readonly Evenement[] | Refus {
  const { rang, proposeePar } = dossier.etat.rectification ?? { rang: 0, proposeePar: 'ars' };
  return dossier.commander({
    commande: 'approuver-rectification',
    acteur: proposeePar === 'ars' ? 'caisse' : 'ars',
    donnees: { le: dossier.aujourdhui, rang, sens: 'approuvee' },
  });
}

/** The command, with the ordinals that acts have now. */
export function designant(commande: Commande, rangs: ReadonlyMap<number, number>): Commande {
  const { rang } = commande.donnees as unknown as { readonly rang?: number };
  if (rang === undefined) return commande;
  return { ...commande, donnees: { ...commande.donnees, rang: rangs.get(rang) ?? rang } };
}

/** The same life, of which each act has a day of its own: of two of one day, which came first is known by their entry only. */
export function unActeParJour({ dossier, actes, grace }: Vie): Vie {
  const jours = new Set<DateCivile>();
  const seuls = actes.filter(({ commande }) => {
    const { le, recueLe } = commande.donnees as { readonly le: DateCivile; readonly recueLe?: DateCivile };
    if (recueLe !== undefined && recueLe < le) return false;
    const jour = jourDe(commande);
    if (jours.has(jour)) return false;
    jours.add(jour);
    return true;
  });
  return vivreAuJourLeJour(seuls, grace, dossier.horloge);
}

const net = (etat: Etat): number =>
  recouvrementsOuverts(etat).reduce((total, [, un]) => total + resteDu(un), 0) -
  Object.values(etat.recouvrements).reduce((total, un) => total + aRendre(un), 0);

/** DEC-34 — deadlines of rights whose order is out under the key of a complement: it replaced one that asked for too much. */
const sousAutreCle = (...etats: readonly Etat[]): ReadonlySet<string> =>
  new Set(
    etats.flatMap(({ paiements }) =>
      Object.entries(paiements)
        .filter(([cle, un]) => cle !== baseDe(cle) && resteAVerser(un) > 0)
        .map(([cle]) => `paiement-${baseDe(cle)}`),
    ),
  );

/** DEC-37 — an amorçage to repay was notified on a day of the world, from which two months run whatever the effect has become. */
const notifieUnAutreJour = (un: Etat, autre: Etat): ReadonlySet<string> =>
  new Set(
    un.recouvrements['amorcage']?.notifieLe === autre.recouvrements['amorcage']?.notifieLe ? [] : ['remboursement'],
  );

/** What the law and the money of a case are, whatever the way that led there; `sauf`: deadlines that are not compared. */
export function portrait(etat: Etat, sauf: ReadonlySet<string> = new Set()): Readonly<Record<string, unknown>> {
  const contrat = (un: Etat['amorcage']) => ({
    concluLe: un.concluLe,
    fin: un.fin,
    finiLe: un.finiLe,
    signatures: un.signatures,
  });
  const dixHuitMois = etat.recouvrements['dix-huit-mois'];
  return {
    li: etat.phase === 'close' ? null : (etat.li?.decision ?? null),
    deposeeLe: etat.li?.deposeeLe ?? null,
    projetSante: etat.phase === 'close' ? null : etat.projetSante.decision,
    amorcage: contrat(etat.amorcage),
    dotation: contrat(etat.dotation),
    denombrements: Object.fromEntries(Object.entries(etat.denombrements).map(([cycle, { nombre }]) => [cycle, nombre])),
    verse: Object.fromEntries(
      bases(etat)
        .map((base) => [base, versePour(etat, base)] as const)
        .filter(([, somme]) => somme > 0),
    ),
    // Net of what is to be given back, to whichever claim a repayment was put. The eighteen months claim what is out that day.
    reclame: dixHuitMois !== undefined && ouvert(dixHuitMois) ? 'dix-huit mois' : net(etat),
    pieces: Object.fromEntries(Object.entries(etat.pieces).map(([cle, { statut }]) => [cle, statut])),
    close: etat.phase === 'close',
    echeances: Object.fromEntries(
      echeances(etat).flatMap(({ cle, expire, effet }) =>
        effet === 'rappel' ||
        sauf.has(cle) ||
        ['rectification', 'archivage', 'confirmation-date'].includes(cle) ||
        /^rappel-|-complement/.test(cle)
          ? []
          : [[cle, expire]],
      ),
    ),
  };
}

/** Rights of which an order is out. */
const ordres = (etat: Etat): ReadonlySet<string> =>
  new Set(
    (Object.entries(etat.paiements) as [ClePaiement, Paiement][])
      .filter(([, un]) => resteAVerser(un) > 0)
      .map(([cle]) => baseDe(cle)),
  );

/**
 * PAY-01, DEC-52 — an order that is made today waits for the pieces as they are today: one deposited since, a new RIB. The
 * life lived otherwise had made it in its time. One that was made, and interrupted, waits for nothing (DEC-34); one of
 * another sum is another order.
 */
const attendUnePiece = (etat: Etat, autre: Etat, base: string): boolean => {
  const interrompu = etat.paiements[base]?.statut === 'interrompu';
  const deMeme = etat.paiements[base]?.montantCentimes === autre.paiements[base]?.montantCentimes;
  return piecesManquantes(etat, base as BasePaiement).length > 0 && !(interrompu && deMeme);
};

/** An order is out in one when it is in the other. */
function ordresDifferents(rectifie: Etat, autre: Etat): readonly string[] {
  const [siens, leurs] = [ordres(rectifie), ordres(autre)];
  return [
    ...[...siens].filter((base) => !leurs.has(base)).map((base) => `${base} ordered for nothing`),
    ...[...leurs]
      .filter((base) => !siens.has(base) && !attendUnePiece(rectifie, autre, base))
      .map((base) => `${base} not ordered`),
  ];
}

/** Names of what differs. */
export const differe = (un: Etat, autre: Etat): readonly string[] => {
  const sauf = new Set([...sousAutreCle(un, autre), ...notifieUnAutreJour(un, autre)]);
  const [a, b] = [portrait(un, sauf), portrait(autre, sauf)];
  return [
    ...Object.keys(a)
      .filter((cle) => !isDeepStrictEqual(a[cle], b[cle]))
      .map((cle) => `${cle}: ${JSON.stringify(a[cle])} / ${JSON.stringify(b[cle])}`),
    ...ordresDifferents(un, autre),
  ];
};
