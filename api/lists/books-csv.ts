/** The books of a caisse for a spreadsheet: its month, and its ledger for its accountant. Euros with a comma. */
import { COMPTES_SUIVIS, type CompteSuivi, type Rapprochement, type Solde } from '../../records/money/rapprochement.ts';
import type { EcritureExportee } from '../../records/money/export.ts';
import { eurosDeTableur, LIBELLES_COMPTES, LIBELLES_MOUVEMENTS } from '../../records/money/libelles.ts';
import { objetEnClair } from '../../documents/libelles.ts';
import { writeCsv } from './csv.ts';

const MOIS = ['Date', 'Compte', 'Mouvement', 'ESS', 'Objet', 'Montant', 'Référence', 'Motif'] as const;

/** Account by account: its opening balance, its movements, its closing balance. REC-02. */
export function reconciliationCsv(mois: Rapprochement): string {
  const soldes: Readonly<Record<CompteSuivi, Solde>> = {
    'a-payer': mois.aPayer,
    envoye: mois.envoye,
    'a-reemettre': mois.aReemettre,
    'a-recouvrer': mois.aRecouvrer,
    'a-rendre': mois.aRendre,
  };
  const lignes = COMPTES_SUIVIS.flatMap((compte) => {
    const { ouvertureCentimes, clotureCentimes } = soldes[compte];
    const Compte = LIBELLES_COMPTES[compte];
    const solde = (Mouvement: string, montant: number) => ({ Compte, Mouvement, Montant: eurosDeTableur(montant) });
    const siens = mois.lignes.filter((ligne) => ligne.compte === compte);
    return [
      solde('Solde d’ouverture', ouvertureCentimes),
      ...siens.map(({ le, nature, ess, objet, montantCentimes, reference, motif }) => ({
        Date: le,
        Compte,
        Mouvement: LIBELLES_MOUVEMENTS[nature],
        ESS: ess,
        Objet: objetEnClair(objet),
        Montant: eurosDeTableur(montantCentimes),
        Référence: reference,
        Motif: motif,
      })),
      solde('Solde de clôture', clotureCentimes),
    ];
  });
  return writeCsv(MOIS, lignes);
}

/** Names and order of the columns of a « fichier des écritures comptables » (article A47 A-1 du LPF). */
const FEC = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const;

/** « 20260615 ». */
const compact = (date: string): string => date.replaceAll('-', '');

/** One line a side of each movement; accounts are ours (the caisse gives them its own numbers). */
export const ledgerCsv = (ecritures: readonly EcritureExportee[]): string =>
  writeCsv(
    FEC,
    ecritures.map((une) => ({
      JournalCode: une.parBanque ? 'BQ' : 'OD',
      JournalLib: une.parBanque ? 'Banque' : 'Opérations diverses',
      // What is sent stands after an event, on another day: it is an entry by itself.
      EcritureNum: une.nature === 'envoye' ? une.reference : `${une.ess}/${une.rang}`,
      EcritureDate: compact(une.le),
      CompteNum: une.compte,
      CompteLib: LIBELLES_COMPTES[une.compte],
      CompAuxNum: une.ess,
      CompAuxLib: une.intitule,
      PieceRef: une.reference ?? une.objet,
      PieceDate: compact(une.faitLe),
      EcritureLib: `${LIBELLES_MOUVEMENTS[une.nature]} : ${objetEnClair(une.objet)}, année ${une.annee} du contrat`,
      Debit: eurosDeTableur(une.debitCentimes),
      Credit: eurosDeTableur(une.creditCentimes),
      EcritureLet: null,
      DateLet: null,
      ValidDate: compact(une.enregistreLe),
      Montantdevise: null,
      Idevise: null,
    })),
  );
