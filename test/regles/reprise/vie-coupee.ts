/**
 * A life that nobody wrote, cut at an instant that nobody chose: as the administration would take it up (DEC-67), from the facts
 * that its papers hold, beside the same life that was never cut.
 */
import { ajouterJours, heureLocale, fuseau } from '../../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../../domain/commandes.ts';
import { cleFiness } from '../../../domain/creation/finess.ts';
import { etatInitial } from '../../../domain/etat.ts';
import { faitsDe, type Fait } from '../../../domain/rectification/faits.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { RECTIFICATIONS } from '../../../domain/rectification/sur-journal.ts';
import { rejouer } from '../../../domain/rectification/rejeu.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { Deroulement, prochainReveil } from '../../../domain/simulation/deroulement.ts';
import {
  adherentsLe,
  momentDe,
  mondeDe,
  siegeDe,
  type Etape,
  type Scenario,
} from '../../../domain/simulation/scenario.ts';
import { instant, type DateCivile, type Instant } from '../../../domain/valeurs.ts';
import { Bande } from '../proprietes/bande.ts';
import { mondeSeul } from '../proprietes/dossier.ts';
import { vieAuHasard } from '../proprietes/scenario-au-hasard.ts';

/** Of the right form (FIN-01), another one for each life. */
function finess(graine: number): string {
  const huit = `33${String(graine).padStart(6, '0')}`;
  return `${huit}${cleFiness(huit)}`;
}
const PREUVE = { nature: 'autre' } as const;

/** One case led through a scenario, as far as one wants. */
export class Cas {
  readonly dossier: Deroulement;
  readonly scenario: Scenario;
  readonly siege: string;
  horloge: Instant = instant(Number.MIN_SAFE_INTEGER);
  #prochaine = 0;

  constructor(scenario: Scenario, graine: number) {
    this.scenario = scenario;
    this.siege = siegeDe(scenario, 'a');
    const monde = mondeDe(scenario, 'a');
    this.dossier = new Deroulement(etatInitial('ess-1', scenario.grace), {
      repondre: (demande) =>
        demande.type === 'attribuer-finess'
          ? { numero: finess(graine) }
          : mondeSeul((date) => adherentsLe(monde, date))(demande),
    });
  }

  avancer(fin: Instant): void {
    for (;;) {
      const reveil = prochainReveil([this.dossier.etat], this.horloge, fin);
      if (reveil === undefined) break;
      this.horloge = reveil;
      this.dossier.echoir(reveil);
    }
    this.horloge = instant(Math.max(this.horloge, fin));
  }

  commander(commande: Commande): Refus | undefined {
    const { dossier } = this;
    const reponse = juger(dossier.etat, commande, this.horloge, dossier.journal);
    if (!(reponse instanceof Refus)) dossier.appliquer(reponse, this.horloge);
    dossier.echoir(this.horloge);
    return reponse instanceof Refus ? reponse : undefined;
  }

  /** Where a line of the life that was never cut stands here. */
  rangDe: (rang: number) => number = (rang) => rang;

  midi = (le: DateCivile): Instant => heureLocale(le, '12:00', fuseau(this.siege));

  /** The steps entered by the end of this day, then the day itself. */
  jusquA(le: DateCivile): void {
    for (; ; this.#prochaine += 1) {
      const etape = this.scenario.etapes[this.#prochaine];
      if (etape === undefined || (etape.saisiLe ?? etape.le) > le) break;
      this.avancer(momentDe(etape.saisiLe ?? etape.le, this.siege));
      this.commander(commandeDe(etape, this.rangDe));
    }
    this.avancer(this.midi(le));
  }

  /** The other case goes on from where this one is. */
  suivre({ horloge }: Cas, aPartirDe: number): void {
    this.horloge = horloge;
    this.#prochaine = aPartirDe;
  }

  get jouees(): number {
    return this.#prochaine;
  }
}

const commandeDe = ({ le, commande, acteur, donnees }: Etape, rangDe: (rang: number) => number): Commande => {
  const nomme = donnees?.['rang'];
  const rang = typeof nomme === 'number' ? { rang: rangDe(nomme) } : {};
  return { commande, acteur, donnees: { ...donnees, ...rang, le } } as unknown as Commande;
};

export interface Papiers {
  readonly faits: readonly FaitRepris[];
  /** Ordinal of a line of the journal → place of its fact in the list. */
  readonly places: ReadonlyMap<number, number>;
}

/** What the papers of this life say: its facts, the number that was given to the team, what was counted each year. */
export function faitsDesPapiers({ dossier: { journal }, scenario }: Cas): Papiers {
  const compteParLaCaisse = mondeDe(scenario, 'a').adherents !== undefined;
  const { faits } = faitsDe(journal);
  const papiers: { readonly rang: number; readonly fait: FaitRepris }[] = faits.map((un) => ({
    rang: un.rang,
    fait: faitDe(un),
  }));
  for (const { rang, evenement } of journal) {
    if (evenement.evenement === 'FinessAttribue' && evenement.acteur === 'systeme')
      papiers.push({
        rang,
        fait: { commande: 'attribuer-finess', acteur: 'ars', donnees: { le: evenement.le, numero: evenement.numero } },
      });
    if (evenement.evenement === 'AdherentsDenombres' && evenement.nombre !== null && compteParLaCaisse)
      papiers.push({
        rang: dernierCompte(papiers, evenement.date, rang) + 0.5,
        fait: {
          commande: 'enregistrer-adhesions',
          acteur: 'caisse',
          donnees: { le: evenement.date, nombre: evenement.nombre },
        },
      });
  }
  papiers.sort((a, b) => a.rang - b.rang);
  const places = new Map(papiers.map(({ rang }, place) => [rang, place + 1]));
  const dits = papiers.map(({ fait: { commande, acteur, donnees } }) => {
    const { rang, nombre, preuve } = donnees as { readonly [champ in 'rang' | 'nombre' | 'preuve']?: unknown };
    // Where the list says how many they are, the caisse said that it had recorded them, and no more.
    const sansCompte = commande === 'enregistrer-adhesions' && nombre !== undefined && !compteParLaCaisse;
    return {
      commande,
      acteur,
      donnees: {
        preuve: PREUVE,
        ...donnees,
        ...(typeof rang === 'number' ? { rang: places.get(rang) ?? rang } : {}),
        // DEC-29: without a proof, the date that the team asked for waits for nobody.
        ...(preuve === undefined ? { declareLe: undefined } : {}),
        ...(sansCompte ? { nombre: undefined } : {}),
      },
    };
  });
  return { faits: dits, places };
}

/** After what the caisse itself recorded that day: the last count is the one that holds. */
const dernierCompte = (
  papiers: readonly { readonly rang: number; readonly fait: FaitRepris }[],
  le: DateCivile,
  rang: number,
): number =>
  Math.max(
    rang - 1,
    ...papiers
      .filter(({ fait }) => fait.commande === 'enregistrer-adhesions' && fait.donnees.le === le)
      .map((un) => un.rang),
  );

const faitDe = ({ commande: { commande, acteur, donnees } }: Fait): FaitRepris =>
  ({ commande, acteur, donnees }) as unknown as FaitRepris;

export interface VieCoupee {
  readonly graine: number;
  readonly scenario: Scenario;
  /** Day of the cut. */
  readonly le: DateCivile;
  /** The life at the cut, that nothing happened to. */
  readonly entiere: Cas;
  readonly papiers: Papiers;
  /** Its own facts contradict each other once they are put right (an entry moved after what followed it): no papers of it can be true. */
  readonly contradictoire: boolean;
}

/**
 * The same cut for the same seed: somewhere between the day after the entry and two months after the last act; or on the day
 * `jour`, `undefined` when the life was not under way then.
 */
export function vieCoupee(graine: number): VieCoupee;
export function vieCoupee(graine: number, jour: DateCivile): VieCoupee | undefined;
export function vieCoupee(graine: number, jour?: DateCivile): VieCoupee | undefined {
  const scenario = selonLaCaisse(vieAuHasard(graine, { aTemps: true }).scenario, graine);
  const bande = new Bande({ graine: graine + 1_000_000, longueur: 100 });
  const premier = scenario.etapes[0]?.le.slice(0, 10) as DateCivile;
  const dernier = scenario.jusquAu as DateCivile;
  const jours = Math.max(1, Math.round((Date.parse(dernier) - Date.parse(premier)) / 86_400_000) - 1);
  if (jour !== undefined && (jour <= premier || jour > dernier)) return undefined;
  for (;;) {
    const le = jour ?? ajouterJours(premier, bande.entier(1, jours));
    const avant = new Cas(scenario, graine);
    avant.jusquA(le);
    // DEC-35: an archived case is no longer under way.
    if (avant.dossier.etat.archiveLe !== null) {
      if (jour !== undefined) return undefined;
      continue;
    }
    const suivie = { ...scenario, etapes: sansRectificationDAvant(scenario.etapes, avant) };
    const entiere = new Cas(suivie, graine);
    entiere.jusquA(le);
    return {
      ...{ graine, scenario: suivie, le, entiere },
      papiers: faitsDesPapiers(entiere),
      contradictoire: seContredit(entiere),
    };
  }
}

/** A fact of the reprise is not put right one by one (docs/reprise.md): such an act, after the cut, is done in neither life. */
const sansRectificationDAvant = (etapes: readonly Etape[], avant: Cas): readonly Etape[] =>
  etapes.filter(({ commande, donnees = {} }, place) => {
    const { rang } = donnees as { readonly rang?: unknown };
    const dAvant = typeof rang !== 'number' || rang <= avant.dossier.etat.rang;
    return place < avant.jouees || !RECTIFICATIONS.includes(commande) || !dAvant;
  });

const seContredit = ({ dossier: { etat, journal }, horloge }: Cas): boolean =>
  rejouer(etat, faitsDe(journal), horloge).impossibles.length > 0;

/**
 * Before the product, who counts adherents is the caisse, by what it records, or else the nominative list (DEC-11): a life in
 * which the service counted what the caisse had not recorded yet is led as if the service knew nobody.
 */
function selonLaCaisse(scenario: Scenario, graine: number): Scenario {
  const cas = new Cas(scenario, graine);
  cas.jusquA(scenario.jusquAu as DateCivile);
  const noms = cas.dossier.evenements.map(({ evenement }) => evenement);
  const compte = noms.indexOf('AdherentsDenombres');
  const enregistre = noms.indexOf('AdhesionsEnregistrees');
  return compte !== -1 && (enregistre === -1 || enregistre > compte) ? { ...scenario, monde: {} } : scenario;
}

/** The same case, taken up on that day by the ARS, then confirmed by the caisse. */
export function reprise({ graine, scenario, le, entiere, papiers: { faits, places } }: VieCoupee): {
  readonly cas: Cas;
  readonly refus?: Refus;
} {
  const cas = new Cas(scenario, graine);
  cas.suivre(entiere, entiere.jouees);
  const refus =
    cas.commander({ commande: 'reprendre', acteur: 'ars', donnees: { le, faits } } as unknown as Commande) ??
    cas.commander({
      commande: 'confirmer-constat',
      acteur: 'caisse',
      donnees: { le, rang: 1, sens: 'confirme' },
    } as unknown as Commande);
  const [ici, la] = [entiere.dossier.etat.rang, cas.dossier.etat.rang];
  cas.rangDe = (rang) => (rang > ici ? rang - ici + la : (places.get(rang) ?? rang));
  return refus === undefined ? { cas } : { cas, refus };
}
