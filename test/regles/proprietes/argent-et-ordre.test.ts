/** Whatever people enter, and whenever: no euro is left aside (DEC-34, DEC-37), and the clock acts in the order of the law (DEC-32). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Etat } from '../../../domain/etat.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { induPour, legitimePour } from '../../../domain/paiements/dus.ts';
import { bases } from '../../../domain/paiements/verses.ts';
import { aRendre, ouvert, resteDu } from '../../../domain/recouvrement/dus.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { Bande, bandes } from './bande.ts';
import type { Fait, Observateur } from './dossier.ts';
import { vivre } from './histoires.ts';

const mutation = process.env['STRYKER_MUTATOR_WORKER'] !== undefined;
const reproductible = mutation || process.env['CI'] !== undefined;
/** `GRAINE=12345` plays a failed run again; `HISTOIRES=10000` outside CI. */
const graine = Number(process.env['GRAINE'] ?? (reproductible ? 1 : Date.now() % 2 ** 31));
const HISTOIRES = mutation ? 5 : Number(process.env['HISTOIRES'] ?? 30);
const LONGUEUR = 1_000;
const DUREE = 60_000 + 3_000 * HISTOIRES;

const somme = (montants: readonly number[]): number => montants.reduce((total, montant) => total + montant, 0);

/** What left and did not come back, counted from the events alone. */
class Virements implements Observateur {
  readonly #partis = new Map<string, number>();
  readonly #avant: Fait['evenement'][] = [];

  readonly fait = ({ evenement }: Fait): void => {
    this.#avant.push(evenement);
    if (evenement.evenement === 'PaiementExecute') this.#bouger(evenement.paiement, evenement.montantCentimes);
    if (evenement.evenement === 'PaiementRetourne') this.#bouger(evenement.paiement, 0 - evenement.montantCentimes);
    if (evenement.evenement === 'FaitRectifie' && evenement.avant !== null) {
      const vise = this.#avant[evenement.rang - 1];
      if (vise?.evenement !== 'PaiementExecute' && vise?.evenement !== 'PaiementRetourne') return;
      const sens = vise.evenement === 'PaiementExecute' ? 1 : -1;
      if (evenement.apres === null) this.#bouger(vise.paiement, 0 - sens * vise.montantCentimes);
      if (evenement.champ === 'montantCentimes')
        this.#bouger(vise.paiement, sens * (Number(evenement.apres) - Number(evenement.avant)));
    }
  };

  #bouger(paiement: string, montant: number): void {
    this.#partis.set(paiement, (this.#partis.get(paiement) ?? 0) + montant);
  }

  get dehors(): number {
    return somme([...this.#partis.values()]);
  }
}

/** Of what the law does not leave to the ESS, what is claimed, was repaid and kept, or given up. */
const repris = (etat: Etat): number =>
  somme(
    Object.values(etat.recouvrements).map(
      (un) => un.rembourseCentimes - aRendre(un) + un.remisCentimes + (ouvert(un) ? resteDu(un) : 0),
    ),
  );

/** DEC-10 — what the caisse left out as it confirmed: a decision of a person. */
const reduits = (etat: Etat): number =>
  somme(Object.values(etat.recouvrements).map((un) => Math.max(0, un.duCentimes - un.montantCentimes)));

/** Alerts are dated by the law too, and may be raised by an act of long after: the return of a transfer (DEC-31, DEC-38). */
const ALERTES: readonly NomEvenement[] = ['EcheanceDepassee', 'RecouvrementEchu', 'RappelEmis'];
/** Of the day of an entry: that a deadline was over when its fact came (DEC-30), that a letter came after the term (DEC-39). */
const duJourDeLaSaisie = ({ evenement, regle }: Fait['evenement']): boolean =>
  evenement === 'RappelEmis' ||
  evenement === 'ResiliationCaduque' ||
  (evenement === 'EcheanceDepassee' && regle === 'DEC-30');
/** DEC-39 — a saisine answered after the term: the résiliation takes effect on the last day of the contract. */
const remonteAuTerme = ({ evenement: un, avant }: Fait): boolean =>
  un.evenement === 'ResiliationEffective' && avant[un.contrat].fin === 'termine';

/** Where every euro is, at each decision: DEC-34, DEC-37. */
class Comptes implements Observateur {
  readonly #virements = new Virements();
  sortis = 0;

  readonly fait = (fait: Fait): void => this.#virements.fait(fait);

  // At rest: all that follows from the last act has followed.
  readonly avantDecision = (etat: Etat): void => {
    const { dehors } = this.#virements;
    const [dus, pasDus] = [legitimePour, induPour].map((part) => somme(bases(etat).map((un) => part(etat, un))));
    expect((dus ?? 0) + (pasDus ?? 0), 'due or not, what left').toBe(dehors);
    // DEC-34: until the other authority has answered, nothing is claimed.
    if (etat.rectification !== null) return;
    expect(repris(etat) + reduits(etat), 'claimed, repaid or given up').toBeGreaterThanOrEqual(pasDus ?? 0);
    expect(repris(etat), 'no more than left').toBeLessThanOrEqual(dehors);
    this.sortis += dehors > 0 ? 1 : 0;
  };
}

/** DEC-32 — what the clock does: between two acts, in the order of dates; all through a life that is entered on time. */
class Ordre implements Observateur {
  readonly #aTemps: boolean;
  readonly #remontes = new Set<DateCivile>();
  #deLaVie: DateCivile | undefined;
  #depuisLActe: DateCivile | undefined;
  effets = 0;

  constructor(aTemps: boolean) {
    this.#aTemps = aTemps;
  }

  readonly fait = (fait: Fait): void => {
    const { evenement, le } = fait.evenement;
    if (fait.source !== 'echeance') this.#depuisLActe = undefined;
    if (fait.source !== 'echeance' || duJourDeLaSaisie(fait.evenement)) return;
    if (remonteAuTerme(fait)) this.#remontes.add(le);
    expect(le >= (this.#depuisLActe ?? le), `${evenement} ${le}, after ${this.#depuisLActe}`).toBe(true);
    this.#depuisLActe = le;
    this.effets += 1;
    if (!this.#aTemps || ALERTES.includes(evenement) || this.#remontes.has(le)) return;
    expect(le >= (this.#deLaVie ?? le), `${evenement} ${le}, after ${this.#deLaVie}`).toBe(true);
    this.#deLaVie = le;
  };
}

test(
  `tout virement exécuté est dû à l’équipe, revenu, ou dans un recouvrement, et les effets du système s’appliquent dans l’ordre de leurs dates, quel que soit l’ordre des saisies (graine ${graine})`,
  () => {
    let [sortis, effets] = [0, 0];
    fc.assert(
      fc.property(bandes(LONGUEUR), fc.boolean(), (bande, aTemps) => {
        const [comptes, ordre] = [new Comptes(), new Ordre(aTemps)];
        vivre(
          new Bande(bande),
          {
            fait: (fait) => {
              comptes.fait(fait);
              ordre.fait(fait);
            },
            avantDecision: comptes.avantDecision,
          },
          aTemps ? { aTemps: true, aMidi: true } : {},
        );
        sortis += comptes.sortis;
        effets += ordre.effets;
      }),
      { numRuns: HISTOIRES, seed: graine },
    );
    expect(sortis, 'money was out').toBeGreaterThan(HISTOIRES);
    expect(effets).toBeGreaterThan(HISTOIRES);
  },
  DUREE,
);
