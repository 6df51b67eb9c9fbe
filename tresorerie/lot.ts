/** From what a caisse has to pay to the file of its batch. */
import type { Centimes, ClePaiement, DateCivile } from '../domain/valeurs.ts';
import { defautsDuCompte, type Compte } from './comptes.ts';
import { endToEndId } from './reference.ts';
import { defautsAuSchema, type VersionPain001 } from './schema.ts';
import { LotInvalide, fichierDeVirements } from './virement.ts';

export interface APayer {
  readonly ess: string;
  readonly paiement: ClePaiement;
  readonly emission: number;
  readonly montantCentimes: Centimes;
  /** `null`: none declared, and nothing is paid (DEC-13). */
  readonly compte: Compte | null;
  /** The bank says that the account may be somebody else's, and nobody has decided. */
  readonly beneficiaireAVerifier?: boolean;
}

export interface EnTete {
  readonly caisse: string;
  readonly numero: number;
  readonly creeLe: Date;
  /** IANA time zone of the caisse. */
  readonly zone: string;
  readonly executionLe: DateCivile;
  readonly payeur: Compte;
  /** Of `pain.001`: what the caisse's bank takes. */
  readonly version: VersionPain001;
}

export interface LigneDeLot extends Pick<APayer, 'ess' | 'paiement' | 'emission' | 'montantCentimes'> {
  readonly reference: string;
}

/** A payment that the batch leaves out, and why: the others are paid. */
export interface Ecarte {
  readonly ess: string;
  readonly paiement: ClePaiement;
  readonly regle: 'DEC-13';
  readonly phrase: string;
}

export interface LotCompose {
  readonly identifiant: string;
  /** Valid at the official schema; empty without a line. */
  readonly contenu: string;
  readonly lignes: readonly LigneDeLot[];
  readonly ecartes: readonly Ecarte[];
}

/** The file, its lines, and what is left out. Fails with `LotInvalide`: nothing that a bank would refuse is kept. */
export async function composerLot(aPayer: readonly APayer[], enTete: EnTete): Promise<LotCompose> {
  const { caisse, numero, ...lot } = enTete;
  const identifiant = `ESS-${codeCourt(caisse)}-${lot.executionLe.slice(0, 4)}-${String(numero).padStart(6, '0')}`;
  const ecartes: Ecarte[] = [];
  const lignes: LigneDeLot[] = [];
  const virements = aPayer.flatMap(
    ({ compte, beneficiaireAVerifier = false, ess, paiement, emission, montantCentimes }) => {
      const obstacles = obstaclesDe(compte, beneficiaireAVerifier);
      if (compte === null || obstacles.length > 0) {
        ecartes.push({ ess, paiement, regle: 'DEC-13', phrase: `${ess} est laissée de côté : ${obstacles.join(' ')}` });
        return [];
      }
      const reference = endToEndId(ess, paiement, emission);
      lignes.push({ ess, paiement, emission, montantCentimes, reference });
      return [{ reference, montantCentimes, beneficiaire: compte, motif: `ESS ${ess} ${paiement}` }];
    },
  );
  if (lignes.length === 0) return { identifiant, contenu: '', lignes, ecartes };
  const contenu = fichierDeVirements({ id: identifiant, ...lot, virements });
  const defauts = await defautsAuSchema(contenu, lot.version);
  if (defauts.length > 0)
    throw new LotInvalide(
      `Ce lot n’est pas valide au schéma pain.001.001.${lot.version} : rien n’est gardé.\n${defauts.join('\n')}`,
    );
  return { identifiant, contenu, lignes, ecartes };
}

function obstaclesDe(compte: Compte | null, aVerifier: boolean): readonly string[] {
  if (compte === null) return ['elle n’a déclaré aucune coordonnée bancaire.'];
  if (aVerifier)
    return ['la banque dit que le nom n’est pas celui du compte, et la caisse n’a pas décidé de la payer.'];
  return defautsDuCompte(compte).map(({ message }) => message);
}

/** An identifier of a bank's file has 35 characters (Max35Text): 19 of them are left for the code, and tell the caisses apart. */
export const codeCourt = (caisse: string): string => caisse.slice(0, 19).replace(/-$/, '');
