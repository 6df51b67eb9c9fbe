/** From what a caisse has to pay to the file of its batch. */
import type { Centimes, ClePaiement, DateCivile } from '../domain/valeurs.ts';
import type { Compte } from './comptes.ts';
import { endToEndId } from './reference.ts';
import { fichierDeVirements } from './virement.ts';

export interface APayer {
  readonly ess: string;
  readonly paiement: ClePaiement;
  readonly emission: number;
  readonly montantCentimes: Centimes;
  /** `null`: none declared, and nothing is paid (DEC-13). */
  readonly compte: Compte | null;
}

export interface EnTete {
  readonly caisse: string;
  readonly numero: number;
  readonly creeLe: Date;
  readonly executionLe: DateCivile;
  readonly payeur: Compte;
}

export interface LigneDeLot extends Omit<APayer, 'compte'> {
  readonly reference: string;
}

/** The file, and its lines; those without an account are left out. Fails with `LotInvalide`. */
export function composerLot(
  aPayer: readonly APayer[],
  { caisse, numero, ...lot }: EnTete,
): { identifiant: string; contenu: string; lignes: LigneDeLot[] } {
  const identifiant = `ESS-${codeCourt(caisse)}-${lot.executionLe.slice(0, 4)}-${String(numero).padStart(6, '0')}`;
  const lignes: LigneDeLot[] = [];
  const virements = aPayer.flatMap(({ compte, ...paiement }) => {
    if (compte === null) return [];
    const reference = endToEndId(paiement.ess, paiement.paiement, paiement.emission);
    lignes.push({ ...paiement, reference });
    const motif = `ESS ${paiement.ess} ${paiement.paiement}`;
    return [{ reference, montantCentimes: paiement.montantCentimes, beneficiaire: compte, motif }];
  });
  return {
    identifiant,
    contenu: lignes.length === 0 ? '' : fichierDeVirements({ id: identifiant, ...lot, virements }),
    lignes,
  };
}

/** An identifier of a bank's file has 35 characters (Max35Text): 19 of them are left for the code, and tell the caisses apart. */
export const codeCourt = (caisse: string): string => caisse.slice(0, 19).replace(/-$/, '');
