/** A batch as CSV, from the very file given to the bank: the same transfers, to the cent. */
import { stringify } from 'csv-stringify/sync';
import { XMLParser } from 'fast-xml-parser';
import { FRENCH_SPREADSHEET } from '../runtime/spreadsheet.ts';

interface Transfer {
  readonly PmtId: { readonly EndToEndId: string };
  readonly Amt: { readonly InstdAmt: string | { readonly '#text': string } };
  readonly Cdtr: { readonly Nm: string };
  readonly CdtrAcct: { readonly Id: { readonly IBAN: string } };
  readonly CdtrAgt?: { readonly FinInstnId?: { readonly BICFI?: string; readonly BIC?: string } };
  readonly RmtInf?: { readonly Ustrd?: string };
}

const COLONNES = ['reference', 'beneficiaire', 'iban', 'bic', 'montant', 'motif'] as const;

/** Semicolons, decimal comma, one line a transfer. `contenu`: a `pain.001` of ours. */
export function lotEnCsv(contenu: string): string {
  const lu = new XMLParser({
    parseTagValue: false,
    isArray: (nom) => nom === 'CdtTrfTxInf' || nom === 'PmtInf',
  }).parse(contenu) as { Document: { CstmrCdtTrfInitn: { PmtInf: { CdtTrfTxInf: Transfer[] }[] } } };
  const lignes = lu.Document.CstmrCdtTrfInitn.PmtInf.flatMap(({ CdtTrfTxInf }) => CdtTrfTxInf).map(
    ({ PmtId, Amt: { InstdAmt }, Cdtr, CdtrAcct, CdtrAgt, RmtInf }) => ({
      reference: PmtId.EndToEndId,
      beneficiaire: Cdtr.Nm,
      iban: CdtrAcct.Id.IBAN,
      bic: CdtrAgt?.FinInstnId?.BICFI ?? CdtrAgt?.FinInstnId?.BIC ?? '',
      montant: (typeof InstdAmt === 'string' ? InstdAmt : InstdAmt['#text']).replace('.', ','),
      motif: RmtInf?.Ustrd ?? '',
    }),
  );
  return stringify(lignes, { ...FRENCH_SPREADSHEET, columns: [...COLONNES] });
}
