/** A life played again by the law, from its facts, in the order of their dates: DEC-33. Pure: no clock but `maintenant`. */
import { dateDe, fuseau, heureLocale, plusTard } from '../calendrier/calendrier.ts';
import { jourDe, type Commande } from '../commandes.ts';
import { avecSuites, decider } from '../decider.ts';
import { echeances } from '../echeances.ts';
import type { Demande, Reponses, TypeDemande } from '../demandes.types.ts';
import { Deroulement, prochainReveil } from '../simulation/deroulement.ts';
import { etatInitial, type Etat } from '../etat.ts';
import type { Evenement, NomEvenement } from '../evenements.ts';
import { Refus } from '../refus.ts';
import { TABLE } from '../table.ts';
import { instant, type DateCivile, type Instant } from '../valeurs.ts';
import { accordPerdu } from './accords-donnes.ts';
import type { Fait, Faits, ReponseConsignee } from './faits.ts';

/** An act of the journal that the law refuses once the life is played again. */
export interface Impossible {
  readonly rang: number;
  readonly commande: Commande;
  readonly refus: Refus;
}

export interface Rejeu {
  readonly etat: Etat;
  /** What happened, in the order of the law, without reminders. */
  readonly evenements: readonly Evenement[];
  readonly impossibles: readonly Impossible[];
  /** Events that the fact of this ordinal gave; absent when it was refused. */
  readonly donnes: ReadonlyMap<number, readonly Evenement[]>;
  /** Counts on which the life was played; of those to be asked again, what was known of that year. */
  readonly comptes: Etat['denombrements'];
}

type Etape = { readonly jour: DateCivile; readonly rang: number } & (
  { readonly fait: Fait } | { readonly reponse: ReponseConsignee }
);

/** DEC-67: the facts of a reprise come before those of the journal, whose ordinals are others. */
const place = ({ rang, repris }: Fait): number => (repris === true ? rang - PREMIERS : rang);
const PREMIERS = 1e6;

/** DEC-47 — a fact that may be older than the case is played from the entry on; of a reprise, at its place in the list. */
const jourDeJeu = (fait: Fait, faits: readonly Fait[]): DateCivile => {
  const { commande, repris } = fait;
  const jour = jourDe(commande);
  if (!anterieur(fait)) return jour;
  const avant = faits.filter((autre) => (repris === true ? place(autre) < place(fait) : place(autre) === 1));
  return avant.map((autre) => jourDe(autre.commande)).reduce((dernier, autre) => plusTard(dernier, autre), jour);
};
const anterieur = ({ commande }: Fait): boolean => TABLE[commande.commande].anterieur === true;

/** Facts and answers that are events of their own, oldest first; those of one day, in the order of the journal. */
function etapes({ faits, reponses, reprisLe }: Faits): readonly Etape[] {
  const ordre = (etape: Etape) => ('fait' in etape ? place(etape.fait) : etape.rang);
  return [
    ...faits.map((fait) => ({ jour: jourDeJeu(fait, faits), rang: fait.rang, fait })),
    ...reponses
      .filter(({ evenement }) => evenement.evenement !== 'AdherentsDenombres')
      .map(({ rang, evenement }) => ({
        jour: reprisLe !== undefined && evenement.le < reprisLe ? reprisLe : evenement.le,
        rang,
        reponse: evenement,
      })),
  ].sort((a, b) => a.jour.localeCompare(b.jour) || ordre(a) - ordre(b));
}

const comptes = ({ reponses }: Faits) =>
  reponses.flatMap(({ evenement }) => (evenement.evenement === 'AdherentsDenombres' ? [evenement] : []));

/**
 * What the records answered. A count whose date moved is to be asked again: what was done in its year is played on what was
 * known of it that day (`aDemanderANouveau`).
 */
const repondeur = (vie: Faits) => {
  const { faits, reprisLe } = vie;
  const connus = comptes(vie);
  return (demande: Demande): Reponses[TypeDemande] | null => {
    if (demande.type !== 'denombrer-adherents') return null;
    const { date, cycle } = demande;
    const connu = connus.find((un) => un.date === date);
    if (connu !== undefined) return { nombre: connu.nombre };
    if (reprisLe !== undefined && date <= reprisLe) return { nombre: enregistres(faits, date) };
    const autrefois = connus.findLast((un) => un.cycle === cycle);
    return autrefois === undefined ? null : { nombre: autrefois.nombre };
  };
};

/** DEC-33 — counts whose date moved are asked again: the state is left without them. */
function aDemanderANouveau(etat: Etat, vie: Faits): Etat {
  const dates = new Set(comptes(vie).map(({ date }) => date));
  const repris = ({ date }: Etat['denombrements'][string]) => vie.reprisLe !== undefined && date <= vie.reprisLe;
  const tenus = Object.entries(etat.denombrements).filter(([, un]) => dates.has(un.date) || repris(un));
  return { ...etat, denombrements: Object.fromEntries(tenus) };
}

/** DEC-67 — the records did not know the case: the last count that the caisse gave by then, or else the list (DEC-11). */
function enregistres(faits: readonly Fait[], date: DateCivile): number | null {
  const comptes = faits.flatMap(({ repris, commande }) => {
    const { le, nombre } = commande.donnees as { readonly le: DateCivile; readonly nombre?: unknown };
    return repris === true && commande.commande === 'enregistrer-adhesions' && typeof nombre === 'number' && le <= date
      ? [{ le, nombre }]
      : [];
  });
  return comptes.toSorted((a, b) => a.le.localeCompare(b.le)).at(-1)?.nombre ?? null;
}

/** What the law says of a fact now; an agreement is refused when it would be to something else than it was (DEC-09, DEC-48). */
function decisionDe(etat: Etat, { commande, evenement }: Fait, maintenant: Instant): readonly Evenement[] | Refus {
  const decidee = decider(etat, commande, maintenant);
  if (decidee instanceof Refus || evenement === undefined) return decidee;
  // DEC-38: the transfer that came back is the one that the journal names, whatever left before it is entered since; what the
  // caisse gave up is the sum that it says.
  const { evenement: nom } = evenement;
  if (nom === 'PaiementRetourne' || (nom === 'RecouvrementClos' && evenement.issue === 'remise'))
    return avecSuites(etat, [evenement]);
  return (
    accordPerdu(
      evenement,
      decidee.find(({ acteur }) => acteur === commande.acteur),
    ) ?? decidee
  );
}

/** Plays the facts on a case in which nothing has happened, up to `maintenant`. `modele`: the settings of the case. */
export function rejouer(modele: Pick<Etat, 'ess' | 'grace' | 'droit'>, faits: Faits, maintenant: Instant): Rejeu {
  const dossier = new Deroulement(etatInitial(modele.ess, modele.grace, SANS_RAPPEL, modele.droit), {
    repondre: repondeur(faits),
  });
  const impossibles: Impossible[] = [];
  const donnes = new Map<number, readonly Evenement[]>();
  let horloge = instant(Number.MIN_SAFE_INTEGER);
  const avancer = (fin: Instant) => {
    for (;;) {
      const reveil = prochainReveil([dossier.etat], horloge, fin);
      if (reveil === undefined) break;
      horloge = reveil;
      dossier.echoir(horloge);
    }
    horloge = instant(Math.max(horloge, fin));
  };
  const suite = etapes(faits);
  // DEC-47: known of since its own day; possible, from the day on which what it needs was there.
  const attente = new Map<Fait, Refus>();
  const jouer = (fait: Fait) => {
    const { rang, commande, repris, evenement } = fait;
    // A fact has the ordinal that it has in the journal: acts name each other by it.
    dossier.etat = { ...dossier.etat, rang: rang - 1 };
    const decidee = decisionDe(dossier.etat, fait, horloge);
    // DEC-34, DEC-37: money that left, or came back, did: no change of the life undoes that.
    const reponse =
      decidee instanceof Refus && evenement !== undefined && D_ARGENT.includes(evenement.evenement)
        ? avecSuites(dossier.etat, [evenement])
        : decidee;
    if (!(reponse instanceof Refus)) {
      attente.delete(fait);
      if (repris !== true) donnes.set(rang, reponse);
      // The effects that it presupposes come before it (DEC-19): its own event has its ordinal.
      const presupposes = reponse.findIndex(({ acteur }) => acteur === commande.acteur);
      dossier.etat = { ...dossier.etat, rang: rang - 1 - Math.max(0, presupposes) };
      dossier.appliquer(reponse, horloge);
      dossier.etat = graceEcoulee(dossier.etat, maintenant);
      dossier.echoir(horloge);
    } else if (anterieur(fait) && repris !== true) attente.set(fait, reponse);
    else impossibles.push({ rang: repris === true ? RANG_REPRISE : rang, commande, refus: reponse });
  };
  const { rectifie } = faits;
  // What a rectification left impossible does not come back by what was entered, or fell due, since: the case lived without it.
  let derniere = 0;
  const revivre = () => {
    const depuis = rectifie !== undefined && (derniere > rectifie.rang || horloge > rectifie.instant);
    for (const fait of attente.keys()) if (!depuis || fait.rang > rectifie.rang) jouer(fait);
  };
  const avancerEtRevivre = (fin: Instant) => {
    if (rectifie !== undefined && horloge < rectifie.instant && rectifie.instant < fin) {
      avancer(rectifie.instant);
      revivre();
    }
    avancer(fin);
    revivre();
  };
  for (const etape of suite) {
    // Noon in Paris is of the same day in every zone of the law: the seat is not known before the entry.
    const midi = heureLocale(etape.jour, '12:00', fuseau(dossier.etat.siege));
    const avant = rectifie !== undefined && etape.rang < rectifie.rang ? rectifie.instant : maintenant;
    avancerEtRevivre(instant(Math.min(midi, avant, maintenant)));
    if ('fait' in etape) jouer(etape.fait);
    else if (dossier.etat.rang > 0) dossier.appliquer([etape.reponse], horloge);
    derniere = etape.rang;
  }
  avancerEtRevivre(maintenant);
  for (const [{ rang, commande }, refus] of attente) impossibles.push({ rang, commande, refus });
  return {
    etat: aDemanderANouveau(dossier.etat, faits),
    evenements: dossier.evenements,
    impossibles,
    donnes,
    comptes: dossier.etat.denombrements,
  };
}

/**
 * DEC-30 — once the grace of an entry is over, the silence has taken effect at its legal date: what was done after that date
 * rests on it, and what comes later no longer waits for it (DEC-32).
 */
function graceEcoulee(etat: Etat, maintenant: Instant): Etat {
  const { li, projetSante } = etat;
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const ecoulee = (cle: string): boolean =>
    echeances(etat).some((delai) => delai.cle === cle && delai.declenche < aujourdhui);
  if (typeof li?.saisieLe === 'string' && ecoulee('decision-lettre-intention'))
    return { ...etat, li: { ...li, saisieLe: null } };
  if (projetSante.saisiLe !== null && ecoulee('decision-projet-sante'))
    return { ...etat, projetSante: { ...projetSante, saisiLe: null } };
  return etat;
}

/** What the world did with money. */
export const D_ARGENT: readonly NomEvenement[] = ['PaiementExecute', 'PaiementRetourne', 'RemboursementConstate'];

/** DEC-67: the facts of a reprise are those of the first line of the journal. */
const RANG_REPRISE = 1;

/** No reminder is emitted again. */
const SANS_RAPPEL = { '': [] };
