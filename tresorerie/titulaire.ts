/** The holder of an account, as banks carry and compare the name: refused at the declaration, with what to write (DEC-13). */
import { isSEPACountry } from 'ibantools';
import { caracteresSepa, lettresSansConversion } from './caracteres.ts';

/** ISO 20022 gives names 140 characters; the SEPA rulebooks carry 70 of them. */
export const NOM_MAX = 70;

/** The name as it stands in the file for the bank, whole. */
export const nomPourBanque = (titulaire: string): string => caracteresSepa(titulaire);

const COMME_AU_RIB = 'écrivez-le comme la banque l’écrit sur le relevé d’identité bancaire';

/** What keeps a holder's name from being paid, as sentences that say what to write; none for a good one. Pure. */
export function defautsDuTitulaire(titulaire: string | undefined): string[] {
  const ecrit = titulaire?.trim() ?? '';
  if (ecrit === '') return [`Le titulaire du compte manque : ${COMME_AU_RIB}.`];
  const nom = nomPourBanque(ecrit);
  const inconnues = lettresSansConversion(ecrit);
  if (inconnues.length > 0)
    return [
      `Les banques ne transmettent pas ${inconnues.map((lettre) => `« ${lettre} »`).join(', ')} : ${COMME_AU_RIB}, en lettres latines.`,
    ];
  if (/[^\P{L}\p{sc=Latin}]/u.test(ecrit))
    return [`Le titulaire n’est pas en lettres latines : ${COMME_AU_RIB} (par exemple « ${nom} »).`];
  if (!/[A-Za-z0-9]/.test(nom)) return [`Le titulaire du compte ne contient aucune lettre : ${COMME_AU_RIB}.`];
  if (nom.length > NOM_MAX)
    return [
      `Le nom du titulaire dépasse ${NOM_MAX} caractères (il en a ${nom.length}) : ${COMME_AU_RIB}, en l’abrégeant s’il le faut (par exemple « ${abrege(nom)} »).`,
    ];
  return [];
}

/** As many whole words as there is room for. */
const abrege = (nom: string): string =>
  nom
    .slice(0, NOM_MAX + 1)
    .replace(/\S*$/, '')
    .trim() || nom.slice(0, NOM_MAX);

/**
 * Of the SEPA zone since ibantools drew its list: Albania and Montenegro (November 2024), Moldova and North Macedonia
 * (March 2025), Serbia (May 2025). EPC409-09.
 */
const ENTRES_DEPUIS: readonly string[] = ['AL', 'ME', 'MD', 'MK', 'RS'];

/** Whether euro transfers of the SEPA zone reach that IBAN (EPC409-09: by its country). */
export function dansLaZoneSepa(iban: string): boolean {
  const pays = iban.trim().slice(0, 2).toUpperCase();
  return isSEPACountry(pays) || ENTRES_DEPUIS.includes(pays);
}
