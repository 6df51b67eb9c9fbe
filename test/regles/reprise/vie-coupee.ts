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
import { rejouer } from '../../../domain/rectification/rejeu.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { Deroulement, prochainReveil } from '../../../domain/simulation/deroulement.ts';
import { adherentsLe, momentDe, mondeDe, type Etape, type Scenario } from '../../../domain/simulation/scenario.ts';
import { instant, type DateCivile, type Instant } from '../../../domain/valeurs.ts';
import { Bande } from '../proprietes/bande.ts';
import { mondeSeul } from '../proprietes/dossier.ts';
import { vieAuHasard } from '../proprietes/scenario-au-hasard.ts';

/** Of the right form (FIN-01): the papers give it back. */
const FINESS = `33000000${cleFiness('33000000')}`;
const PREUVE = { nature: 'autre' } as const;

/** One case led through a scenario, as far as one wants. */
export class Cas {
  readonly dossier: Deroulement;
  readonly scenario: Scenario;
  readonly siege: string;
  horloge: Instant = instant(Number.MIN_SAFE_INTEGER);
  #prochaine = 0;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.siege = String(scenario.etapes[0]?.donnees?.['siege'] ?? '');
    const monde = mondeDe(scenario, 'a');
    this.dossier = new Deroulement(etatInitial('ess-1', scenario.grace), {
      repondre: (demande) =>
        demande.type === 'attribuer-finess'
          ? { numero: FINESS }
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

  midi = (le: DateCivile): Instant => heureLocale(le, '12:00', fuseau(this.siege));

  /** The steps entered by the end of this day, then the day itself. */
  jusquA(le: DateCivile): void {
    for (; ; this.#prochaine += 1) {
      const etape = this.scenario.etapes[this.#prochaine];
      if (etape === undefined || (etape.saisiLe ?? etape.le) > le) break;
      this.avancer(momentDe(etape.saisiLe ?? etape.le, this.siege));
      this.commander(commandeDe(etape));
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

const commandeDe = ({ le, commande, acteur, donnees }: Etape): Commande =>
  ({ commande, acteur, donnees: { ...donnees, le } }) as unknown as Commande;

/** What the papers of this life say: its facts, the number that was given to the team, what was counted each year. */
export function faitsDesPapiers({ dossier: { journal }, scenario }: Cas): readonly FaitRepris[] {
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
  return papiers.map(({ fait: { commande, acteur, donnees } }) => {
    const { rang, nombre } = donnees as { readonly rang?: number; readonly nombre?: unknown };
    // Where the list says how many they are, the caisse said that it had recorded them, and no more.
    const sansCompte = commande === 'enregistrer-adhesions' && nombre !== undefined && !compteParLaCaisse;
    return {
      commande,
      acteur,
      donnees: {
        preuve: PREUVE,
        ...donnees,
        ...(rang === undefined ? {} : { rang: places.get(rang) ?? rang }),
        ...(sansCompte ? { nombre: undefined } : {}),
      },
    };
  });
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
  readonly faits: readonly FaitRepris[];
  /** Its own facts contradict each other once they are put right (an entry moved after what followed it): no papers of it can be true. */
  readonly contradictoire: boolean;
}

/** The same cut for the same seed: somewhere between the day after the entry and two months after the last act. */
export function vieCoupee(graine: number): VieCoupee {
  const scenario = selonLaCaisse(vieAuHasard(graine, { aTemps: true }).scenario);
  const bande = new Bande({ graine: graine + 1_000_000, longueur: 100 });
  const premier = scenario.etapes[0]?.le.slice(0, 10) as DateCivile;
  const dernier = scenario.jusquAu as DateCivile;
  const jours = Math.max(1, Math.round((Date.parse(dernier) - Date.parse(premier)) / 86_400_000) - 1);
  for (;;) {
    const le = ajouterJours(premier, bande.entier(1, jours));
    const entiere = new Cas(scenario);
    entiere.jusquA(le);
    // DEC-35: an archived case is no longer under way.
    if (entiere.dossier.etat.archiveLe === null)
      return { graine, scenario, le, entiere, faits: faitsDesPapiers(entiere), contradictoire: seContredit(entiere) };
  }
}

const seContredit = ({ dossier: { etat, journal }, horloge }: Cas): boolean =>
  rejouer(etat, faitsDe(journal), horloge).impossibles.length > 0;

/**
 * Before the product, who counts adherents is the caisse, by what it records, or else the nominative list (DEC-11): a life in
 * which the service counted what the caisse had not recorded yet is led as if the service knew nobody.
 */
function selonLaCaisse(scenario: Scenario): Scenario {
  const cas = new Cas(scenario);
  cas.jusquA(scenario.jusquAu as DateCivile);
  const noms = cas.dossier.evenements.map(({ evenement }) => evenement);
  const compte = noms.indexOf('AdherentsDenombres');
  const enregistre = noms.indexOf('AdhesionsEnregistrees');
  return compte !== -1 && (enregistre === -1 || enregistre > compte) ? { ...scenario, monde: {} } : scenario;
}

/** The same case, taken up on that day by the ARS, then confirmed by the caisse. */
export function reprise({ scenario, le, entiere, faits }: VieCoupee): { readonly cas: Cas; readonly refus?: Refus } {
  const cas = new Cas(scenario);
  cas.suivre(entiere, entiere.jouees);
  const refus =
    cas.commander({ commande: 'reprendre', acteur: 'ars', donnees: { le, faits } } as unknown as Commande) ??
    cas.commander({
      commande: 'confirmer-constat',
      acteur: 'caisse',
      donnees: { le, rang: 1, sens: 'confirme' },
    } as unknown as Commande);
  return refus === undefined ? { cas } : { cas, refus };
}
