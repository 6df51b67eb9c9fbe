/**
 * Where the facts that a working names are in the journal. The law knows them by what they say and by their day; people
 * find them by their ordinal. A day that an act fixed is shown as that act found it.
 */
import type { Evenement } from '../evenements.ts';
import type { CalculDate, Depart, EtapeDate } from './date.ts';
import type { Calculs } from './calculs.ts';

/** A line of the journal, as far as it matters here. */
export interface Inscrit {
  readonly rang: number;
  readonly evenement: Evenement;
}

/** Facts that stand for one another: what completes a letter, what opens a creation, what counts as a receipt. */
const AUSSI: Readonly<Record<string, readonly string[]>> = {
  LettreIntentionCompletee: ['CompletudeConstatee', 'DerogationConsignee'],
  LettreIntentionValidee: ['EssExistanteDeclaree'],
  ContratAmorcageConclu: ['ContratAmorcageSigne'],
  ContratDotationConclu: ['ContratDotationSigne'],
  ProjetSanteValide: ['ConformiteConstatee'],
  PaiementOrdonnance: ['PaiementReemis'],
  RecouvrementConfirme: ['RecouvrementPropose'],
};

const QUI_CHANGENT: readonly string[] = ['FaitRectifie', 'DossierRepris', 'DateConfirmee'];

/** The days that an event bears: its own, that of a receipt, of a count, of a taking of effect. */
const joursDe = ({ le, ...reste }: Evenement): readonly unknown[] => [
  le,
  ...['recueLe', 'date', 'priseEffet', 'saisiLe'].map((champ) => (reste as Readonly<Record<string, unknown>>)[champ]),
];

/** What follows the steps of an act: a day that the act already put off is not said again to be a working day. */
const apresActe = (etapes: readonly EtapeDate[], suite: readonly EtapeDate[]): readonly EtapeDate[] => {
  const [premiere, ...autres] = suite;
  const deja = etapes.at(-1)?.operation === 'report';
  return deja && premiere?.operation === 'report' && premiere.sautes.length === 0 ? autres : suite;
};

/** Reads facts in one journal, the last one first. */
export class Journal {
  readonly #lignes: readonly Inscrit[];

  constructor(lignes: readonly Inscrit[]) {
    this.#lignes = lignes;
  }

  /** The same, as it stood once that line was written. */
  jusque(rang: number): Journal {
    return new Journal(this.#lignes.filter((ligne) => ligne.rang <= rang));
  }

  #dernier(evenement: string, convient: (un: Evenement) => boolean): Inscrit | undefined {
    for (const nom of [evenement, ...(AUSSI[evenement] ?? [])]) {
      const trouve = this.#lignes.findLast((ligne) => ligne.evenement.evenement === nom && convient(ligne.evenement));
      if (trouve !== undefined) return trouve;
    }
    return undefined;
  }

  /** The fact that a working starts from, with its ordinal where the journal has it. */
  #depart(depart: Depart): Depart {
    if (depart.rang !== undefined) {
      const vise = this.#lignes.find(({ rang }) => rang === depart.rang);
      return vise === undefined ? depart : { ...depart, evenement: vise.evenement.evenement };
    }
    const trouve = this.#dernier(depart.evenement, (un) => joursDe(un).includes(depart.le));
    if (trouve !== undefined) return { ...depart, evenement: trouve.evenement.evenement, rang: trouve.rang };
    const ailleurs = this.#autrement() ?? this.#dernier(depart.evenement, () => true);
    return ailleurs === undefined ? depart : { ...depart, rang: ailleurs.rang };
  }

  /** A date that no line bears: put right by a rectification (DEC-33), or of a life taken over (DEC-67). */
  #autrement(): Inscrit | undefined {
    return this.#lignes.findLast(({ evenement: { evenement } }) => QUI_CHANGENT.includes(evenement));
  }

  /** A day, its facts found; that of an act, as the act found it. */
  situer(calcul: CalculDate): CalculDate {
    const derniere = calcul.etapes.findLastIndex(({ operation }) => operation === 'inscrite');
    const inscrite = calcul.etapes[derniere];
    if (inscrite?.operation === 'inscrite') {
      const acte = this.#dernier(
        inscrite.evenement,
        (un) => un.calculs?.dateLimite !== undefined && un.calculs.dateLimite.resultat === inscrite.resultat,
      );
      const sien = acte?.evenement.calculs?.dateLimite;
      if (acte !== undefined && sien !== undefined && sien !== calcul) {
        const avant = new Journal(this.#lignes.filter(({ rang }) => rang <= acte.rang));
        const { depart, etapes } = avant.#sansCycle(sien, acte.rang);
        return { ...calcul, depart, etapes: [...etapes, ...apresActe(etapes, calcul.etapes.slice(derniere + 1))] };
      }
    }
    return { ...calcul, depart: this.#depart(calcul.depart) };
  }

  /** The working of an act of that ordinal: what it writes itself is not looked for again. */
  #sansCycle(calcul: CalculDate, rang: number): CalculDate {
    const premiere = calcul.etapes[0];
    const soi = this.#lignes.find((ligne) => ligne.rang === rang)?.evenement.evenement;
    if (premiere?.operation === 'inscrite' && premiere.evenement !== soi)
      return new Journal(this.#lignes.filter((ligne) => ligne.rang < rang)).situer(calcul);
    return { ...calcul, depart: this.#depart(calcul.depart) };
  }

  /** The workings of an event of this journal. */
  situerTous(calculs: Calculs): Calculs {
    return calculs.dateLimite === undefined ? calculs : { ...calculs, dateLimite: this.situer(calculs.dateLimite) };
  }
}
