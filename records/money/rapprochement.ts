/**
 * What a caisse ordered, paid and got back in a month, to the cent. The books (payments and their follow-ups) give the
 * movements; the journal, replayed by the law up to the day before the month and to its last day, gives the balances.
 * Both must agree: `ecarts` names every case in which they do not.
 */
import { plusTard } from '../../domain/calendrier/calendrier.ts';
import { caisseDuPaiement, caisseDuRecouvrement } from '../../domain/creation/competence.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { DateCivile, StatutPaiement } from '../../domain/valeurs.ts';
import { resteAVerser } from '../../domain/paiements/verses.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { journalLines } from '../verification/readings.ts';
import { ouvert, resteDu } from '../../domain/recouvrement/dus.ts';

export type NatureMouvement =
  | 'ordonne'
  | 'reemis'
  | 'execute'
  | 'rejete'
  | 'interrompu'
  /** Left beyond what was to be paid (DEC-37): claimed as an indu. */
  | 'trop-verse'
  /** Came back (DEC-38); it waits to be issued again, as what the bank rejected. */
  | 'retourne'
  | 'recouvrement-ouvert'
  | 'recouvrement-modifie'
  | 'recouvrement-retire'
  | 'remboursement'
  /** Repaid beyond the sum due (DEC-63). */
  | 'a-rendre'
  | 'remise';

/** A movement, signed: what adds to the balance of its account is positive, what settles it negative. */
export interface Mouvement {
  readonly le: DateCivile;
  readonly ess: string;
  readonly compte: 'a-payer' | 'a-recouvrer';
  readonly nature: NatureMouvement;
  /** Payment key, or key of the recovery. */
  readonly objet: string;
  readonly montantCentimes: number;
  readonly reference: string | null;
}

export interface Solde {
  readonly ouvertureCentimes: number;
  /** Sum of the movements of each nature, signed; natures without movement are absent. */
  readonly mouvements: Readonly<Partial<Record<NatureMouvement, number>>>;
  readonly clotureCentimes: number;
}

export interface Rapprochement {
  readonly caisse: string;
  /** `aaaa-mm`. */
  readonly mois: string;
  readonly aPayer: Solde;
  readonly aRecouvrer: Solde;
  readonly lignes: readonly Mouvement[];
  /** Paid in the month, by transfers of our batches and otherwise. */
  readonly versesCentimes: { readonly parLot: number; readonly horsLot: number };
  /** Where books and law do not say the same: empty when everything balances. */
  readonly ecarts: readonly { readonly ess: string; readonly phrase: string }[];
}

interface Suivi {
  readonly ess: string;
  readonly paiement: string;
  readonly statut: StatutPaiement | 'libere';
  readonly le: DateCivile;
  readonly montant: number;
  readonly reference: string | null;
  readonly parLot: boolean;
  /** Of the event that it follows. */
  readonly rang: number;
}

const somme = (nombres: readonly number[]): number => nombres.reduce((total, nombre) => total + nombre, 0);

/**
 * What each follow-up does to the balance of what is to be paid; `suivis`: of one payment, in order. A transfer settles
 * what is still to be paid and no more: what left beyond it, or came back, is said by the recoveries.
 */
function mouvementsDuPaiement(suivis: readonly Suivi[]): readonly Mouvement[] {
  let reste = 0;
  let emis = false;
  return suivis.flatMap((suivi): Mouvement[] => {
    const { statut, montant } = suivi;
    const { le, ess, paiement, reference } = suivi;
    const sur = (nature: NatureMouvement, montantCentimes: number): Mouvement[] =>
      montantCentimes === 0
        ? []
        : [{ le, ess, compte: 'a-payer', nature, objet: paiement, montantCentimes, reference }];
    const solder = (nature: NatureMouvement, somme: number) => {
      reste -= somme;
      return sur(nature, 0 - somme);
    };
    const completer = (nature: NatureMouvement) => {
      const trop = Math.max(0, 0 - reste);
      reste += trop;
      return sur(nature, trop);
    };
    switch (statut) {
      case 'ordonnance': {
        reste += montant;
        const nature = emis ? 'reemis' : 'ordonne';
        emis = true;
        return sur(nature, montant);
      }
      case 'execute':
        return [...solder('execute', montant), ...completer('trop-verse')];
      case 'rejete':
      case 'interrompu':
        return solder(statut, reste);
      case 'retourne':
        reste += montant;
        return [...sur('retourne', montant), ...solder('rejete', reste)];
      case 'retenu':
      case 'libere':
        return [];
    }
  });
}

async function suivis(db: Queryable, caisse: string): Promise<Suivi[]> {
  const { rows } = await db.query<Suivi>(
    `select s.ess, s.paiement, s.statut, s.le, s.reference,
       coalesce(s.montant_centimes, p.montant_centimes) as montant,
       exists (select 1 from lot_lignes l where l.ess = s.ess and l.paiement = s.paiement
               and l.reference = s.reference) as "parLot",
       (regexp_match(s.cle, '[0-9]+$'))[1]::int as rang
     from suivis_paiement s join paiements p using (ess, paiement)
     where p.caisse = $1 order by s.ess, s.paiement, s.enregistre_le, rang`,
    [caisse],
  );
  return rows;
}

/** DEC-47 — of what a case owes or is owed, what is that caisse's own, as things stand at the end of its journal. */
interface Part {
  readonly paiement: (cle: string) => boolean;
  readonly recouvrement: (cle: string) => boolean;
}
const aPayerDe = (etat: Etat, part: Part): number =>
  somme(
    Object.entries(etat.paiements).map(([cle, paiement]) =>
      part.paiement(cle) && (paiement.statut === 'ordonnance' || paiement.statut === 'retenu')
        ? resteAVerser(paiement)
        : 0,
    ),
  );
const aRecouvrerDe = (etat: Etat, part: Part): number =>
  somme(
    Object.entries(etat.recouvrements).flatMap(([cle, recouvrement]) =>
      part.recouvrement(cle) && ouvert(recouvrement) ? [resteDu(recouvrement)] : [],
    ),
  );

/** What is still claimed, by recovery. */
const reclames = (etat: Etat): ReadonlyMap<string, number> =>
  new Map(Object.entries(etat.recouvrements).map(([cle, un]) => [cle, ouvert(un) ? resteDu(un) : 0]));

/** What an event does to what is to be recovered: by how much each recovery claims more, or less, and why. */
function mouvementsDuRecouvrement(evenement: Evenement, avant: Etat, apres: Etat): readonly Omit<Mouvement, 'ess'>[] {
  if (avant.recouvrements === apres.recouvrements) return [];
  const [hier, aujourdhui] = [reclames(avant), reclames(apres)];
  return [...new Set([...hier.keys(), ...aujourdhui.keys()])].flatMap((objet) => {
    const montantCentimes = (aujourdhui.get(objet) ?? 0) - (hier.get(objet) ?? 0);
    const { le } = evenement;
    const sur = (nature: NatureMouvement, montant: number) =>
      montant === 0
        ? []
        : [{ le, compte: 'a-recouvrer' as const, nature, objet, montantCentimes: montant, reference: null }];
    if (evenement.evenement === 'RemboursementConstate' && evenement.recouvrement === objet) {
      const recu = 0 - evenement.montantCentimes;
      return [...sur('remboursement', recu), ...sur('a-rendre', montantCentimes - recu)];
    }
    return sur(natureDuRecouvrement(evenement, !hier.has(objet)), montantCentimes);
  });
}

function natureDuRecouvrement(evenement: Evenement, nouveau: boolean): NatureMouvement {
  switch (evenement.evenement) {
    case 'RecouvrementPropose':
      return nouveau ? 'recouvrement-ouvert' : 'recouvrement-modifie';
    case 'RecouvrementConfirme':
      return 'recouvrement-modifie';
    case 'RecouvrementClos':
      return evenement.issue === 'remise' ? 'remise' : 'recouvrement-retire';
    default: // a correction undoes what it rested on
      return 'recouvrement-retire';
  }
}

interface Vie {
  readonly ouverture: Etat;
  readonly cloture: Etat;
  readonly part: Part;
  /** Day on which each event is booked, by its ordinal. */
  readonly jours: ReadonlyMap<number, DateCivile>;
  readonly mouvements: readonly Mouvement[];
}

/**
 * One case replayed: its state the day before the month, on its last day, and what its recoveries did up to then. What the
 * law dates before what the journal already held (a life played again, DEC-33) is booked on the day of the latter: a month
 * that was closed stays as it was.
 */
async function rejouer(db: Queryable, ess: string, caisse: string, debut: DateCivile, fin: DateCivile): Promise<Vie> {
  let ouverture = etatInitial(ess);
  let cloture = ouverture;
  let finale = ouverture;
  let jour: DateCivile | null = null;
  const jours = new Map<number, DateCivile>();
  const mouvements: Mouvement[] = [];
  for await (const { rang, parse: evenement } of journalLines(db, ess)) {
    const avant = finale;
    finale = evoluer(avant, evenement);
    jour = plusTard(evenement.le, jour ?? evenement.le);
    jours.set(rang, jour);
    if (jour > fin) continue;
    for (const mouvement of mouvementsDuRecouvrement(evenement, avant, finale))
      mouvements.push({ ess, ...mouvement, le: jour });
    cloture = finale;
    if (jour < debut) ouverture = finale;
  }
  const part: Part = {
    paiement: (cle) => caisseDuPaiement(finale, cle) === caisse,
    recouvrement: (cle) => caisseDuRecouvrement(finale, cle) === caisse,
  };
  return { ouverture, cloture, part, jours, mouvements: mouvements.filter(({ objet }) => part.recouvrement(objet)) };
}

function solde(ouvertureCentimes: number, lignes: readonly Mouvement[]): Solde {
  const mouvements: Partial<Record<NatureMouvement, number>> = {};
  for (const { nature, montantCentimes } of lignes) mouvements[nature] = (mouvements[nature] ?? 0) + montantCentimes;
  return {
    ouvertureCentimes,
    mouvements,
    clotureCentimes: ouvertureCentimes + somme(lignes.map(({ montantCentimes }) => montantCentimes)),
  };
}

/** Last day of a month `aaaa-mm`. */
const dernierJour = (mois: string): DateCivile => {
  const [annee = 0, numero = 0] = mois.split('-').map(Number);
  return new Date(Date.UTC(annee, numero, 0)).toISOString().slice(0, 10) as DateCivile;
};

/** The month `mois` (`aaaa-mm`) of a caisse, as it stood at one moment. Writes nothing. */
export async function reconcile(db: Queryable, caisse: string, mois: string): Promise<Rapprochement> {
  return inTransaction(db, (client) => reconcileAt(client, caisse, mois), { snapshot: true });
}

async function reconcileAt(db: Queryable, caisse: string, mois: string): Promise<Rapprochement> {
  const debut = `${mois}-01` as DateCivile;
  const fin = dernierJour(mois);
  const lus = await suivis(db, caisse);
  const parEss = Map.groupBy(lus, (suivi) => suivi.ess);
  const { rows } = await db.query<{ ess: string }>('select ess from dossiers where $1 = any(caisses) order by ess', [
    caisse,
  ]);
  const paiements: Mouvement[] = [];
  const lignes: Mouvement[] = [];
  const ecarts: { ess: string; phrase: string }[] = [];
  let recouvrerOuverture = 0;
  for (const { ess } of rows) {
    const { ouverture, cloture, part, jours, mouvements } = await rejouer(db, ess, caisse, debut, fin);
    const siens = paiementsDe(parEss.get(ess) ?? [], jours).filter(({ le }) => le <= fin);
    comparer(ess, 'à payer', totalDe(siens), aPayerDe(cloture, part), ecarts);
    comparer(ess, 'à recouvrer', totalDe(mouvements), aRecouvrerDe(cloture, part), ecarts);
    recouvrerOuverture += aRecouvrerDe(ouverture, part);
    paiements.push(...siens);
    lignes.push(...[...siens, ...mouvements].filter(({ le }) => le >= debut));
  }
  const connues = new Set(rows.map(({ ess }) => ess));
  for (const ess of parEss.keys())
    if (!connues.has(ess))
      ecarts.push({ ess, phrase: 'des paiements, et aucun dossier qui relève ou ait relevé de cette caisse' });
  const virements = lus.filter(
    ({ statut, le }) => (statut === 'execute' || statut === 'retourne') && debut <= le && le <= fin,
  );
  const verses = (parLot: boolean) =>
    somme(
      virements
        .filter((suivi) => suivi.parLot === parLot)
        .map(({ statut, montant }) => (statut === 'execute' ? montant : 0 - montant)),
    );
  return {
    caisse,
    mois,
    aPayer: solde(
      totalDe(paiements.filter(({ le }) => le < debut)),
      lignes.filter(({ compte }) => compte === 'a-payer'),
    ),
    aRecouvrer: solde(
      recouvrerOuverture,
      lignes.filter(({ compte }) => compte === 'a-recouvrer'),
    ),
    lignes: lignes.toSorted((a, b) => (a.le === b.le ? 0 : a.le < b.le ? -1 : 1)),
    versesCentimes: { parLot: verses(true), horsLot: verses(false) },
    ecarts,
  };
}

const totalDe = (mouvements: readonly Mouvement[]): number =>
  somme(mouvements.map(({ montantCentimes }) => montantCentimes));

/** What the follow-ups of a case did, each on the day on which its event is booked. */
function paiementsDe(suivis: readonly Suivi[], jours: ReadonlyMap<number, DateCivile>): readonly Mouvement[] {
  const dates = suivis.map((suivi) => ({ ...suivi, le: jours.get(suivi.rang) ?? suivi.le }));
  return [...Map.groupBy(dates, ({ paiement }) => paiement).values()].flatMap(mouvementsDuPaiement);
}

function comparer(ess: string, compte: string, livres: number, loi: number, ecarts: { ess: string; phrase: string }[]) {
  if (livres !== loi)
    ecarts.push({ ess, phrase: `${compte} : ${livres} centimes dans les livres, ${loi} d'après le journal` });
}
