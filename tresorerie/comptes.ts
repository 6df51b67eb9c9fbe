/** Bank accounts: who pays, who is paid. Personal or confidential data: never in a workflow, a log or an id. */
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';

export interface Adresse {
  readonly rue?: string;
  readonly codePostal?: string;
  /** Hybrid address: two free lines at most beside the town and the country. */
  readonly lignes?: readonly [string] | readonly [string, string];
  readonly ville: string;
  /** ISO 3166, two letters. */
  readonly pays: string;
}

export interface Compte {
  readonly titulaire: string;
  readonly iban: string;
  readonly bic?: string;
  readonly adresse?: Adresse;
}

export interface DefautCompte {
  readonly champ: 'titulaire' | 'iban' | 'bic';
  readonly regle: 'DEC-13';
  readonly message: string;
}

const defaut = (champ: DefautCompte['champ'], message: string): DefautCompte => ({ champ, regle: 'DEC-13', message });

/** DEC-13 — what keeps an account from being paid, field by field; none for a good one. */
export function defautsDuCompte({ titulaire, iban, bic }: Compte): DefautCompte[] {
  const nom = titulaire.trim();
  return [
    ...(nom === '' ? [defaut('titulaire', 'Le titulaire du compte manque.')] : []),
    ...(nom.length > 70 ? [defaut('titulaire', 'Le nom du titulaire dépasse 70 caractères.')] : []),
    ...(isValidIBAN(ibanElectronique(iban))
      ? []
      : [defaut('iban', 'Cet IBAN est inexact : vérifiez ses caractères et sa clé.')]),
    ...(bic === undefined || isValidBIC(bic)
      ? []
      : [defaut('bic', 'Ce BIC est inexact : il compte 8 ou 11 caractères, dont le pays.')]),
  ];
}

/** Without spaces, in capitals. */
export const ibanElectronique = (iban: string): string => electronicFormatIBAN(iban) ?? '';
