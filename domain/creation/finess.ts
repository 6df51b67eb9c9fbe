/** The form of a FINESS number (FIN-01): nine characters, the last a Luhn key over the first eight. */

/** Luhn key of the first eight characters. In the sum the letters of 2A and 2B count as 1 and 2 (interpretation). */
export function cleFiness(huit: string): string {
  const somme = [...huit].reduce((total, caractere, position) => {
    const chiffre = caractere === 'A' ? 1 : caractere === 'B' ? 2 : Number(caractere);
    // Eight characters before the key: every second one, starting with the last, is doubled.
    const valeur = position % 2 === 1 ? chiffre * 2 : chiffre;
    return total + (valeur > 9 ? valeur - 9 : valeur);
  }, 0);
  return String((10 - (somme % 10)) % 10);
}

/** Nine characters of the right form with the right key. */
export const estFiness = (numero: string): boolean =>
  /^([0-9]{2}|2[AB])[0-9]{7}$/.test(numero) && cleFiness(numero.slice(0, 8)) === numero.slice(8);
