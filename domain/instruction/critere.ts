/** What an authority reads before it decides: each criterion, what the case says of it, and where the case says it. Nothing decides here. */
import type { LigneJournal } from '../demandes.types.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import type { DateCivile } from '../valeurs.ts';

/** `rempli`, `non-rempli`: the figures say so. `deroge`: the CPN granted it. `a-apprecier`: a person's to judge. `inconnu`: nothing was declared. */
export const CONSTATS = ['rempli', 'non-rempli', 'deroge', 'a-apprecier', 'inconnu'] as const;
export type Constat = (typeof CONSTATS)[number];

/** A value that the case holds, and the line of the journal that it comes from. */
export interface Source {
  readonly libelle: string;
  readonly valeur: string;
  readonly evenement: string | null;
  readonly le: DateCivile | null;
  /** Ordinal of that line; null where the case holds the value without it (an earlier life, DEC-67). */
  readonly rang: number | null;
}

export interface Critere {
  readonly regle: string;
  readonly constat: Constat;
  readonly phrase: string;
  readonly sources: readonly Source[];
}

/** A case and its lines, as one who decides reads them. */
export interface Lecture {
  readonly etat: Etat;
  readonly journal: readonly LigneJournal[];
}

export const critere = (regle: string, constat: Constat, phrase: string, sources: readonly Source[] = []): Critere => ({
  regle,
  constat,
  phrase,
  sources,
});

type Charge = Readonly<Record<string, unknown>>;

/** The last line that says this field; a rectification that came after it says it better (DEC-33). */
function dernier({ journal }: Lecture, champ: string, valeur: unknown): LigneJournal | undefined {
  const texte = JSON.stringify(valeur);
  return (
    journal.findLast(({ evenement }) => JSON.stringify((evenement as unknown as Charge)[champ]) === texte) ??
    journal.findLast(({ evenement }) => evenement.evenement === 'FaitRectifie')
  );
}

/** `valeur`, as the state holds it, with the line that says it; `dire`: how each code reads. */
export function source(
  lecture: Lecture,
  libelle: string,
  champ: string,
  valeur: unknown,
  dire: (code: string) => string = String,
): Source {
  const ligne = dernier(lecture, champ, valeur);
  return {
    libelle,
    valeur: Array.isArray(valeur)
      ? valeur
          .map(String)
          .map((code) => dire(code))
          .join(', ')
      : String(valeur),
    evenement: ligne?.evenement.evenement ?? null,
    le: ligne?.evenement.le ?? null,
    rang: ligne?.rang ?? null,
  };
}

/** The last event of this name. */
export function dernierEvenement<N extends Evenement['evenement']>(
  { journal }: Pick<Lecture, 'journal'>,
  nom: N,
): { readonly rang: number; readonly evenement: Evenement<N> } | undefined {
  const ligne = journal.findLast(({ evenement }) => evenement.evenement === nom);
  return ligne === undefined ? undefined : { rang: ligne.rang, evenement: ligne.evenement as Evenement<N> };
}
