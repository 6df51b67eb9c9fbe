/** What a bank answers to a batch: `pain.002` (versions 3 to 10) or CSV, read into one line a transfer. */
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { DateCivile } from '../domain/valeurs.ts';

export interface LigneRetour {
  readonly reference: string;
  readonly statut: 'execute' | 'rejete';
  /** Day of the bank's answer or of execution. */
  readonly le: DateCivile;
  /** Code and words of the bank, for a rejection. */
  readonly raison?: string;
}

/** A file that cannot be read whole: nothing of it is used. Says the line or the transfer, and what was expected. */
export class RetourIllisible extends Error {
  override readonly name = 'RetourIllisible';
}

/** Settled or certain to be: executed. Rejected: rejected. Anything between (pending, accepted so far) is no news yet. */
const STATUTS: Readonly<Record<string, LigneRetour['statut']>> = { ACSC: 'execute', ACCC: 'execute', RJCT: 'rejete' };

/** Lines of a return file, in its order; transfers whose fate is not settled are left out. */
export function lireRetourBancaire(contenu: string): LigneRetour[] {
  return contenu.trimStart().startsWith('<') ? lirePain002(contenu) : lireCsv(contenu);
}

interface Transaction {
  readonly OrgnlEndToEndId?: string;
  readonly TxSts?: string;
  readonly StsRsnInf?: readonly { readonly Rsn?: { readonly Cd?: string }; readonly AddtlInf?: string | string[] }[];
  readonly AccptncDtTm?: string;
}

function lirePain002(contenu: string): LigneRetour[] {
  const valide = XMLValidator.validate(contenu);
  if (valide !== true) throw new RetourIllisible(`Ligne ${valide.err.line} : ce fichier XML est mal formé.`);
  const repetes = ['OrgnlPmtInfAndSts', 'TxInfAndSts', 'StsRsnInf'];
  const parser = new XMLParser({
    removeNSPrefix: true,
    parseTagValue: false,
    processEntities: false,
    isArray: (nom) => repetes.includes(nom),
  });
  const rapport = (parser.parse(contenu) as Rapport).Document?.CstmrPmtStsRpt;
  const jour = rapport?.GrpHdr?.CreDtTm?.slice(0, 10);
  if (rapport === undefined || jour === undefined)
    throw new RetourIllisible('Ce fichier XML n’est pas un compte rendu pain.002.');
  return (rapport.OrgnlPmtInfAndSts ?? []).flatMap(({ TxInfAndSts = [] }) =>
    TxInfAndSts.flatMap((transaction) => ligneDe(transaction, jour)),
  );
}

interface Rapport {
  readonly Document?: {
    readonly CstmrPmtStsRpt?: {
      readonly GrpHdr?: { readonly CreDtTm?: string };
      readonly OrgnlPmtInfAndSts?: readonly { readonly TxInfAndSts?: readonly Transaction[] }[];
    };
  };
}

function ligneDe(transaction: Transaction, jour: string): LigneRetour[] {
  const { OrgnlEndToEndId: reference, TxSts = '', StsRsnInf = [], AccptncDtTm } = transaction;
  const statut = STATUTS[TxSts];
  if (statut === undefined) return [];
  if (reference === undefined)
    throw new RetourIllisible(`Un virement ${TxSts} ne porte pas sa référence de bout en bout (OrgnlEndToEndId).`);
  const raison = StsRsnInf.map(({ Rsn, AddtlInf }) => [Rsn?.Cd, AddtlInf].flat().filter(Boolean).join(' ')).join(' ; ');
  const le = (AccptncDtTm?.slice(0, 10) ?? jour) as DateCivile;
  return [{ reference, statut, le, ...(raison === '' ? {} : { raison }) }];
}

/** Columns `reference`, `statut` (execute, rejete), `le` (yyyy-mm-dd), and `raison` if any; `;` or `,`. */
function lireCsv(contenu: string): LigneRetour[] {
  let lignes: Record<string, string>[];
  try {
    lignes = parseCsv(contenu, { bom: true, columns: true, delimiter: [';', ','], trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new RetourIllisible(
      `Ce fichier CSV est mal formé : ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return lignes.map(({ reference = '', statut = '', le = '', raison = '' }, rang) => {
    const faute = (message: string) => new RetourIllisible(`Ligne ${rang + 2} : ${message}`);
    if (reference === '') throw faute('la colonne « reference » manque.');
    if (statut !== 'execute' && statut !== 'rejete') throw faute('« statut » vaut « execute » ou « rejete ».');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(le)) throw faute('« le » est une date : aaaa-mm-jj.');
    return { reference, statut, le: le as DateCivile, ...(raison === '' ? {} : { raison }) };
  });
}
