/**
 * Which fields the law asks for, in this very state: always, or when another field holds certain values. Asked of the law
 * itself, as the rest of what is possible: a payload that it takes, sent again without the field.
 */
import type { Commande, NomCommande } from '../commandes.ts';
import { Refus } from '../refus.ts';
import { TABLE } from '../table.ts';

type Charge = Readonly<Record<string, unknown>>;

export interface Exigence {
  readonly champ: string;
  readonly regle: string;
  /** The words of the refusal without it. */
  readonly phrase: string;
  /** Null: always. `valeurs`: of that other field, those that ask for it; `sauf`: every value but that one. */
  readonly si:
    | null
    | { readonly champ: string; readonly valeurs: readonly unknown[] }
    | { readonly champ: string; readonly sauf: unknown };
}

/** What the law answers to a payload. */
export type Juge = (donnees: Charge) => Refus | undefined;

/** A payload that the law takes, and the choice that it stands for. */
interface Variante {
  readonly donnees: Charge;
  readonly champ: string | null;
  readonly valeur: unknown;
}

/** Values that a closed field of the command may hold. */
function* choix(commande: NomCommande, admis: readonly Charge[]): Iterable<readonly [string, readonly unknown[]]> {
  for (const [champ, { valeurs, facultatif }] of Object.entries(TABLE[commande].forme)) {
    if (valeurs === undefined) continue;
    yield [champ, facultatif === true ? valeurs : [...new Set(admis.flatMap((un) => un[champ] ?? []))]];
  }
}

const sans = (donnees: Charge, champ: string): Charge =>
  Object.fromEntries(Object.entries(donnees).filter(([nom]) => nom !== champ));

/** An amount that the case gives, changed: by hand, it may have to be explained. */
const autreMontant = (connus: Charge): unknown =>
  typeof connus['montantCentimes'] === 'number' && connus['montantCentimes'] > 1
    ? connus['montantCentimes'] - 1
    : undefined;

/**
 * `admis`: payloads that the law takes, their common fields included; `connus`: what the case knows of its fields. Of a
 * field that no choice changes: null; of one that only some choices ask for: those.
 */
export function exigences(
  commande: Commande['commande'],
  admis: readonly Charge[],
  connus: Charge,
  juge: Juge,
): readonly Exigence[] {
  const [base] = admis;
  if (base === undefined) return [];
  const variantes: Variante[] = [{ donnees: base, champ: null, valeur: null }];
  for (const [champ, valeurs] of choix(commande, admis))
    for (const valeur of valeurs) {
      const donnees = admis.find((un) => un[champ] === valeur) ?? { ...base, [champ]: valeur };
      if (juge(donnees) === undefined) variantes.push({ donnees, champ, valeur });
    }
  const autre = autreMontant(connus);
  if (autre !== undefined && 'montantCentimes' in TABLE[commande].forme) {
    const donnees = { ...base, montantCentimes: autre };
    if (juge(donnees) === undefined) variantes.push({ donnees, champ: 'montantCentimes', valeur: autre });
  }
  const champs = ['motif', ...Object.keys(base).filter((champ) => facultatif(commande, champ))];
  return champs.flatMap((champ) => exigence(champ, variantes, connus, juge));
}

const facultatif = (commande: NomCommande, champ: string): boolean =>
  (TABLE[commande].forme as Readonly<Record<string, { readonly facultatif?: true }>>)[champ]?.facultatif === true;

function exigence(champ: string, variantes: readonly Variante[], connus: Charge, juge: Juge): readonly Exigence[] {
  const essais = variantes
    .filter((une) => une.champ !== champ)
    .map((une) => ({ ...une, refus: juge(sans(une.donnees, champ)) }));
  const [premier] = essais.flatMap(({ refus }) => refus ?? []);
  if (premier === undefined) return [];
  const dit = { champ, regle: premier.regle, phrase: premier.message };
  if (essais.every(({ refus }) => refus !== undefined)) return [{ ...dit, si: null }];
  const parChamp = Map.groupBy(
    essais.filter((une) => une.champ !== null && une.refus !== undefined),
    (une) => une.champ ?? '',
  );
  // What the plain payload asks for, no choice of another field explains.
  if (essais[0]?.refus !== undefined && parChamp.size === 0) return [{ ...dit, si: null }];
  return [...parChamp].flatMap(([autre, exigeantes]): readonly Exigence[] => {
    // Asked whatever this field holds: it is not the reason.
    const libres = essais.filter((une) => une.champ === autre && une.refus === undefined);
    if (libres.length === 0 && autre !== 'montantCentimes' && essais[0]?.refus !== undefined) return [];
    const { refus } = exigeantes[0] ?? {};
    const mots = { ...dit, regle: refus?.regle ?? dit.regle, phrase: refus?.message ?? dit.phrase };
    return autre === 'montantCentimes'
      ? [{ ...mots, si: { champ: autre, sauf: connus['montantCentimes'] } }]
      : [{ ...mots, si: { champ: autre, valeurs: exigeantes.map(({ valeur }) => valeur) } }];
  });
}
