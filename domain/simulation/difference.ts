/** What acts change, beside silence: dates that appear, move or vanish, payments, and who is awaited next. */
import type { CalculDate } from '../calculs/date.ts';
import type { CalculMontant } from '../calculs/montant.ts';
import type { Echeance } from '../echeance.ts';
import { echeances } from '../echeances.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import type { Centimes, DateCivile, Role } from '../valeurs.ts';
import type { Suite, Supposee } from './hypotheses.ts';

export interface DateChangee {
  /** A deadline that runs once the acts are done; an event that would come by itself later. */
  readonly sorte: 'echeance' | 'evenement';
  /** Key of the deadline; of an event its name, and what it is about. */
  readonly cle: string;
  readonly sens: 'apparait' | 'bouge' | 'disparait';
  readonly avant: DateCivile | null;
  readonly apres: DateCivile | null;
  readonly regle: string;
  readonly calcul?: CalculDate;
}

export interface PaiementPrevu {
  readonly le: DateCivile;
  readonly montantCentimes: Centimes;
  readonly calcul?: CalculMontant;
}

export interface Attente {
  readonly cle: string;
  readonly expire: DateCivile;
  readonly attendu: readonly Role[];
}

export interface Difference {
  readonly dates: readonly DateChangee[];
  readonly paiements: readonly {
    readonly paiement: string;
    readonly avant: PaiementPrevu | null;
    readonly apres: PaiementPrevu | null;
  }[];
  readonly attente: { readonly avant: Attente | null; readonly apres: Attente | null };
}

interface Datee {
  readonly le: DateCivile;
  readonly regle: string;
  readonly calcul?: CalculDate;
}

/** Of each key, where only one side has it or the day differs; in the order of the days. */
function comparer(
  sorte: DateChangee['sorte'],
  avant: ReadonlyMap<string, Datee>,
  apres: ReadonlyMap<string, Datee>,
): readonly DateChangee[] {
  return [...new Set([...avant.keys(), ...apres.keys()])].flatMap((cle): readonly DateChangee[] => {
    const [a, b] = [avant.get(cle), apres.get(cle)];
    const dite = b ?? a;
    if (dite === undefined || a?.le === b?.le) return [];
    const { regle, calcul } = dite;
    const sens = a === undefined ? 'apparait' : b === undefined ? 'disparait' : 'bouge';
    const vue = { sorte, cle, sens, avant: a?.le ?? null, apres: b?.le ?? null, regle } as const;
    return [calcul === undefined ? vue : { ...vue, calcul }];
  });
}

/** Deadlines without their reminders. */
const courantes = (etat: Etat): readonly Echeance[] => echeances(etat).filter(({ effet }) => effet !== 'rappel');
const parCle = (etat: Etat): ReadonlyMap<string, Datee> =>
  new Map(courantes(etat).map(({ cle, expire: le, regle, calcul }) => [cle, { le, regle, calcul }]));

const OBJETS = ['echeance', 'paiement', 'recouvrement', 'contrat', 'activite', 'cycle', 'partie'] as const;

/** The name of an event and what it is about. */
function sujetDe(evenement: Evenement): string {
  const champs = evenement as unknown as Readonly<Record<string, unknown>>;
  const objet = OBJETS.map((champ) => champs[champ]).find(
    (valeur) => typeof valeur === 'string' || typeof valeur === 'number',
  );
  return objet === undefined ? evenement.evenement : `${evenement.evenement}/${objet}`;
}

/** What comes by itself; of what comes several times, the rank is part of the key. A missed day is that of its deadline. */
function aVenir(suites: readonly Suite[], faits: ReadonlySet<Evenement>): ReadonlyMap<string, Datee> {
  const trouves = new Map<string, Datee>();
  const fois = new Map<string, number>();
  for (const suite of suites) {
    if (suite.sorte === 'refus' || faits.has(suite.evenement)) continue;
    const { evenement, acteur, le, regle } = suite.evenement;
    if (acteur !== 'systeme' || evenement === 'RappelEmis' || evenement === 'EcheanceDepassee') continue;
    const sujet = sujetDe(suite.evenement);
    const rang = (fois.get(sujet) ?? 0) + 1;
    fois.set(sujet, rang);
    trouves.set(rang === 1 ? sujet : `${sujet}/${rang}`, { le, regle });
  }
  return trouves;
}

function ordres(suites: readonly Suite[]): ReadonlyMap<string, PaiementPrevu> {
  const trouves = new Map<string, PaiementPrevu>();
  for (const suite of suites) {
    if (suite.sorte === 'refus' || suite.evenement.evenement !== 'PaiementOrdonnance') continue;
    const { paiement, le, montantCentimes, calculs } = suite.evenement;
    const calcul = calculs?.montantCentimes;
    trouves.set(paiement, { le, montantCentimes, ...(calcul === undefined ? {} : { calcul }) });
  }
  return trouves;
}

/** The first deadline that awaits somebody. */
function prochaine(etat: Etat): Attente | null {
  const [premiere] = courantes(etat)
    .filter(({ attendu }) => attendu.length > 0)
    .toSorted((a, b) => (a.expire < b.expire ? -1 : a.expire > b.expire ? 1 : 0));
  return premiere === undefined ? null : { cle: premiere.cle, expire: premiere.expire, attendu: premiere.attendu };
}

/** The events that the acts of a hypothesis write at once. */
export const ecrits = ({ actes }: Pick<Supposee, 'actes'>): readonly Evenement[] =>
  actes.flatMap(({ ecritures }) => ecritures.flatMap(({ lignes }) => lignes.map(({ evenement }) => evenement)));

/** `silence`: the same case, from the same instant, without the acts. */
export function difference(silence: Supposee, hypothese: Supposee): Difference {
  const faits = new Set(ecrits(hypothese));
  const [avant, apres] = [ordres(silence.suites), ordres(hypothese.suites)];
  const dates = [
    ...comparer('echeance', parCle(silence.debut), parCle(hypothese.apresActes)),
    ...comparer('evenement', aVenir(silence.suites, new Set()), aVenir(hypothese.suites, faits)),
  ];
  return {
    dates: dates.toSorted((a, b) => ((a.apres ?? a.avant ?? '') < (b.apres ?? b.avant ?? '') ? -1 : 1)),
    paiements: [...new Set([...avant.keys(), ...apres.keys()])].flatMap((paiement) => {
      const [a, b] = [avant.get(paiement) ?? null, apres.get(paiement) ?? null];
      return a?.le === b?.le && a?.montantCentimes === b?.montantCentimes ? [] : [{ paiement, avant: a, apres: b }];
    }),
    attente: { avant: prochaine(silence.debut), apres: prochaine(hypothese.apresActes) },
  };
}
