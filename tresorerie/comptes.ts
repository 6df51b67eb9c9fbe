/** Bank accounts: who pays, who is paid. Personal or confidential data: never in a workflow, a log or an id. */
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';
import { caracteresSepa, lettresSansConversion } from './caracteres.ts';
import { dansLaZoneSepa, defautsDuTitulaire } from './titulaire.ts';

export interface Adresse {
  readonly rue?: string;
  readonly codePostal?: string;
  /** Hybrid address: one free line or two, beside the town and the country. */
  readonly lignes?: readonly string[];
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
  readonly champ: 'titulaire' | 'iban' | 'bic' | `adresse.${keyof Adresse}`;
  readonly regle: 'DEC-13';
  readonly message: string;
}

const defaut = (champ: DefautCompte['champ'], message: string): DefautCompte => ({ champ, regle: 'DEC-13', message });

/**
 * DEC-13 — what keeps an account from being paid, field by field; none for a good one. Asked where the account is declared,
 * and again where a batch is made: one that is kept already may be older than these checks.
 */
export const defautsDuCompte = ({
  titulaire,
  iban,
  bic,
  adresse,
}: Omit<Compte, 'titulaire'> & { readonly titulaire?: string | undefined }): DefautCompte[] => [
  ...defautsDuTitulaire(titulaire).map((message) => defaut('titulaire', message)),
  ...defautsDeLIban(ibanElectronique(iban)),
  ...(bic === undefined ? [] : defautsDuBic(bicElectronique(bic), ibanElectronique(iban))),
  ...(adresse === undefined ? [] : defautsDeLAdresse(adresse)),
];

/** A line that would be emptied, or changed, on its way: the bank would refuse the whole file for it. */
function defautsDeLAdresse({ rue, codePostal, ville, lignes }: Adresse): DefautCompte[] {
  const ecrites = [
    ['rue', rue],
    ['codePostal', codePostal],
    ['ville', ville],
    ...(lignes ?? []).map((une) => ['lignes', une]),
  ] as [keyof Adresse, string | undefined][];
  return ecrites.flatMap(([champ, texte]) => {
    if (texte === undefined) return [];
    const illisible = lettresSansConversion(texte).length > 0 || !/[A-Za-z0-9]/.test(caracteresSepa(texte));
    return illisible
      ? [
          defaut(
            `adresse.${champ}`,
            'Les banques ne transmettent pas cette ligne de l’adresse : écrivez-la en lettres latines.',
          ),
        ]
      : [];
  });
}

function defautsDeLIban(iban: string): DefautCompte[] {
  if (!isValidIBAN(iban)) return [defaut('iban', 'Cet IBAN est inexact : vérifiez ses caractères et sa clé.')];
  if (dansLaZoneSepa(iban)) return [];
  return [
    defaut(
      'iban',
      `Cet IBAN est celui d’un pays (${iban.slice(0, 2)}) que les virements en euros de la zone SEPA n’atteignent pas : donnez un compte tenu dans la zone.`,
    ),
  ];
}

/**
 * Banks whose country is not that of the accounts that they hold: overseas territories, and the like. European Payments Council,
 * relation of IBAN and BIC.
 */
const AUSSI_DE: Readonly<Record<string, readonly string[]>> = {
  FR: ['GF', 'GP', 'MQ', 'YT', 'RE', 'BL', 'MF', 'PM', 'NC', 'PF', 'TF', 'WF', 'MC', 'GG', 'JE'],
  MC: ['FR'],
  IE: ['GB'],
  GB: ['GG', 'JE', 'IM', 'VG'],
  FI: ['AX'],
};

/** A bank refuses a transfer whose IBAN and BIC are of two countries; without BIC, it finds the bank by itself. */
function defautsDuBic(bic: string, iban: string): DefautCompte[] {
  if (!isValidBIC(bic)) return [defaut('bic', 'Ce BIC est inexact : il compte 8 ou 11 caractères, dont le pays.')];
  const [banque, compte] = [bic.slice(4, 6), iban.slice(0, 2)];
  if (!isValidIBAN(iban) || banque === compte || AUSSI_DE[compte]?.includes(banque) === true) return [];
  return [
    defaut(
      'bic',
      `Ce BIC est d’une banque d’un autre pays (${banque}) que l’IBAN (${compte}) : recopiez celui du relevé d’identité bancaire, ou n’en donnez pas.`,
    ),
  ];
}

/** As people copy it (« IBAN : fr76 3000… », spaces of any kind, signs that cannot be seen) → without spaces, in capitals. */
export const ibanElectronique = (iban: string): string =>
  electronicFormatIBAN(iban.replace(/[\s\p{Cf}]/gu, '').replace(/^IBAN:?/i, '')) ?? '';

/** Without spaces, in capitals. */
export const bicElectronique = (bic: string): string => bic.replace(/[\s\p{Cf}]/gu, '').toUpperCase();
