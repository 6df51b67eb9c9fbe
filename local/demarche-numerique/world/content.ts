/** What a dossier contains, as its revision shows it: hidden champs are absent, a champ whose type changed is blank. */
import type { Contenu, Descripteur, Dossier, Saisie } from './model.ts';

/** What an applicant, or a test, types: by stable id; a repetition as its rows, columns by stable id. */
export type Valeurs = Readonly<Record<number, string | readonly string[] | null | readonly Ligne[]>>;
export type Ligne = Readonly<Record<number, string | readonly string[] | null>>;

export const emptyContent = (): Contenu => ({ saisies: new Map(), lignes: new Map() });

export const copyContent = ({ saisies, lignes }: Contenu): Contenu => ({
  saisies: new Map(saisies),
  lignes: new Map([...lignes].map(([stableId, rows]) => [stableId, [...rows]])),
});

const sameValue = (a: Saisie['valeur'] | undefined, b: Saisie['valeur']): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b);

const isRows = (valeur: Valeurs[number]): valeur is readonly Ligne[] =>
  Array.isArray(valeur) && valeur.every((one) => typeof one === 'object');

/**
 * Writes what was typed; `rowId` names a new row. The rows of a repetition are replaced by those given, in their order:
 * a row kept keeps its id. Returns whether anything changed.
 */
export function write(
  contenu: Contenu,
  descripteurs: readonly Descripteur[],
  valeurs: Valeurs,
  le: number,
  rowId: () => string,
): boolean {
  let changed = false;
  const set = (key: string, { type }: Descripteur, valeur: Saisie['valeur']) => {
    const before = contenu.saisies.get(key);
    if (before?.type === type && sameValue(before.valeur, valeur)) return;
    contenu.saisies.set(key, { valeur, type, le });
    changed = true;
  };
  for (const descripteur of descripteurs) {
    const valeur = valeurs[descripteur.stableId];
    if (valeur === undefined) continue;
    if (descripteur.type !== 'repetition') {
      if (isRows(valeur) && valeur.length > 0)
        throw new Error(`Champ ${descripteur.stableId} is no repetition: it takes no rows.`);
      set(String(descripteur.stableId), descripteur, valeur as Saisie['valeur']);
      continue;
    }
    if (valeur !== null && !isRows(valeur))
      throw new Error(`Champ ${descripteur.stableId} is a repetition: it takes rows.`);
    const rows = valeur ?? [];
    const known = contenu.lignes.get(descripteur.stableId) ?? [];
    const ids = rows.map((_, rank) => known[rank] ?? rowId());
    changed ||= ids.length !== known.length;
    contenu.lignes.set(descripteur.stableId, ids);
    rows.forEach((row, rank) => {
      for (const column of descripteur.champs ?? [])
        if (row[column.stableId] !== undefined)
          set(`${column.stableId}|${ids[rank]}`, column, row[column.stableId] ?? null);
    });
  }
  return changed;
}

/** What was typed in it, unless its type has changed since. */
export function saisieOf(contenu: Contenu, descripteur: Descripteur, row?: string): Saisie | undefined {
  const key = row === undefined ? String(descripteur.stableId) : `${descripteur.stableId}|${row}`;
  const saisie = contenu.saisies.get(key);
  return saisie?.type === descripteur.type ? saisie : undefined;
}

/** The champs that DN returns: a condition that does not hold takes its champ away. */
export function visible(descripteurs: readonly Descripteur[], contenu: Contenu): Descripteur[] {
  return descripteurs.filter(({ visibleIf }) => {
    if (visibleIf === undefined) return true;
    const other = descripteurs.find(({ stableId }) => stableId === visibleIf.stableId);
    const saisie = other === undefined ? undefined : saisieOf(contenu, other);
    return saisie?.valeur === visibleIf.valeur;
  });
}

/** Labels of the mandatory champs that are shown and blank. */
export function missing(descripteurs: readonly Descripteur[], contenu: Contenu): string[] {
  return visible(descripteurs, contenu)
    .filter(({ required }) => required === true)
    .filter((descripteur) => {
      if (descripteur.type === 'repetition') return (contenu.lignes.get(descripteur.stableId) ?? []).length === 0;
      const valeur = saisieOf(contenu, descripteur)?.valeur;
      return valeur === undefined || valeur === null || valeur.length === 0;
    })
    .map(({ label }) => label);
}

/** At submission DN clears what a condition hides. */
export function clearHidden({ revision }: Dossier, contenu: Contenu): void {
  const shown = new Set(visible(revision.champs, contenu).map(({ stableId }) => stableId));
  for (const { stableId } of revision.champs) {
    if (shown.has(stableId)) continue;
    contenu.saisies.delete(String(stableId));
    contenu.lignes.delete(stableId);
  }
}
