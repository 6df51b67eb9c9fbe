/** Where two JSON values first differ. */

/** Path of the first difference (`paiements.amorcage-1.statut`) with both values; undefined when they are equal. */
export function firstDifference(
  attendu: unknown,
  trouve: unknown,
  chemin = '',
): { readonly chemin: string; readonly attendu: unknown; readonly trouve: unknown } | undefined {
  if (!estObjet(attendu) || !estObjet(trouve) || Array.isArray(attendu) !== Array.isArray(trouve))
    return Object.is(attendu, trouve) ? undefined : { chemin, attendu, trouve };
  for (const cle of new Set([...Object.keys(attendu), ...Object.keys(trouve)])) {
    const difference = firstDifference(attendu[cle], trouve[cle], chemin === '' ? cle : `${chemin}.${cle}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const estObjet = (valeur: unknown): valeur is Readonly<Record<string, unknown>> =>
  typeof valeur === 'object' && valeur !== null;
