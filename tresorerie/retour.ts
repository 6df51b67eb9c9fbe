/** What a bank answers to a batch: `pain.002` (versions 3 to 10) or CSV, read into one line a transfer or a batch. */
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { DateCivile } from '../domain/valeurs.ts';

export interface LigneRetour {
  /** End-to-end reference; absent when the bank speaks of the whole batch. */
  readonly reference?: string;
  /** Identifier of the batch, when the file says it. */
  readonly lot?: string;
  /** `doublon`: the bank put aside a copy of what it had already; the payment is not rejected by that. */
  readonly statut: 'execute' | 'rejete' | 'doublon';
  /** Day of the bank's answer or of execution. */
  readonly le: DateCivile;
  /** Of the original transfer, when the file says it. */
  readonly montantCentimes?: number;
  /** Code and words of the bank, for a rejection. */
  readonly raison?: string;
}

/** A file that cannot be read whole: nothing of it is used. Says the line or the transfer, and what was expected. */
export class RetourIllisible extends Error {
  override readonly name = 'RetourIllisible';
}

/** Settled or certain to be: executed. Rejected: rejected. Anything between (pending, accepted so far) is no news yet. */
const STATUTS: Readonly<Record<string, 'execute' | 'rejete'>> = { ACSC: 'execute', ACCC: 'execute', RJCT: 'rejete' };

/**
 * ISO 20022, external status reasons: the same message, batch or transfer was there already. To take it for a rejection
 * would have the payment issued again, and made twice.
 */
const DOUBLONS: readonly string[] = ['AM05', 'DU01', 'DU02', 'DU03', 'DU04', 'DU05'];
const statutDe = (dit: 'execute' | 'rejete', raison: string): LigneRetour['statut'] =>
  dit === 'rejete' && DOUBLONS.some((code) => raison.startsWith(code)) ? 'doublon' : dit;

/** « 40000.00 », « 40000,00 » → cents. Fails with `RetourIllisible`. */
function centimesDe(montant: string, ou: string): number {
  const [, entiers, decimales = ''] = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(montant.replace(/\s/g, '')) ?? [];
  if (entiers === undefined) throw new RetourIllisible(`${ou} : le montant « ${montant} » est illisible.`);
  return Number(entiers) * 100 + Number(decimales.padEnd(2, '0'));
}

/** Lines of a return file, in its order; transfers whose fate is not settled are left out. */
export function lireRetourBancaire(contenu: string): LigneRetour[] {
  return contenu.trimStart().startsWith('<') ? lirePain002(contenu) : lireCsv(contenu);
}

type Raisons = readonly { readonly Rsn?: { readonly Cd?: string }; readonly AddtlInf?: string | string[] }[];
interface Transaction {
  readonly OrgnlEndToEndId?: string;
  readonly TxSts?: string;
  readonly StsRsnInf?: Raisons;
  readonly AccptncDtTm?: string;
  readonly OrgnlTxRef?: { readonly Amt?: { readonly InstdAmt?: string } };
}
interface Rapport {
  readonly Document?: {
    readonly CstmrPmtStsRpt?: {
      readonly GrpHdr?: { readonly CreDtTm?: string };
      readonly OrgnlGrpInfAndSts?: {
        readonly OrgnlMsgId?: string;
        readonly GrpSts?: string;
        readonly StsRsnInf?: Raisons;
      };
      readonly OrgnlPmtInfAndSts?: readonly {
        readonly OrgnlPmtInfId?: string;
        readonly PmtInfSts?: string;
        readonly StsRsnInf?: Raisons;
        readonly TxInfAndSts?: readonly Transaction[];
      }[];
    };
  };
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
  const groupe = rapport.OrgnlGrpInfAndSts;
  const detail = (rapport.OrgnlPmtInfAndSts ?? []).flatMap(
    ({ OrgnlPmtInfId: lot = groupe?.OrgnlMsgId, PmtInfSts, StsRsnInf, TxInfAndSts = [] }) =>
      TxInfAndSts.length > 0
        ? TxInfAndSts.flatMap((transaction) => ligneDe(transaction, lot, jour))
        : duLot(lot, PmtInfSts, StsRsnInf, jour),
  );
  return detail.length > 0 ? detail : duLot(groupe?.OrgnlMsgId, groupe?.GrpSts, groupe?.StsRsnInf, jour);
}

const raisonDe = (raisons: Raisons): string =>
  raisons.map(({ Rsn, AddtlInf }) => [Rsn?.Cd, AddtlInf].flat().filter(Boolean).join(' ')).join(' ; ');

/** The fate of a whole batch, when no transfer is told apart. */
function duLot(lot: string | undefined, dit: string | undefined, raisons: Raisons = [], jour: string): LigneRetour[] {
  const statut = STATUTS[dit ?? ''];
  if (statut === undefined || lot === undefined) return [];
  const raison = raisonDe(raisons);
  return [{ lot, statut: statutDe(statut, raison), le: jour as DateCivile, ...(raison === '' ? {} : { raison }) }];
}

function ligneDe(transaction: Transaction, lot: string | undefined, jour: string): LigneRetour[] {
  const { OrgnlEndToEndId: reference, TxSts = '', StsRsnInf = [], AccptncDtTm, OrgnlTxRef } = transaction;
  const statut = STATUTS[TxSts];
  if (statut === undefined) return [];
  if (reference === undefined)
    throw new RetourIllisible(`Un virement ${TxSts} ne porte pas sa référence de bout en bout (OrgnlEndToEndId).`);
  const raison = raisonDe(StsRsnInf);
  const montant = OrgnlTxRef?.Amt?.InstdAmt;
  return [
    {
      reference,
      ...(lot === undefined ? {} : { lot }),
      statut: statutDe(statut, raison),
      le: (AccptncDtTm?.slice(0, 10) ?? jour) as DateCivile,
      ...(montant === undefined ? {} : { montantCentimes: centimesDe(montant, reference) }),
      ...(raison === '' ? {} : { raison }),
    },
  ];
}

const COLONNES = ['reference', 'statut', 'le'] as const;

/**
 * Columns `reference`, `statut` (execute, rejete), `le` (yyyy-mm-dd), and `raison` and `montant` if any. The separator, `;`
 * or `,`, is that of the header: a comma may then be decimal.
 */
function lireCsv(contenu: string): LigneRetour[] {
  let lignes: Record<string, string>[];
  let colonnes: readonly string[] = [];
  const columns = (noms: string[]) => {
    colonnes = noms;
    return noms;
  };
  try {
    const delimiter = (contenu.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
    lignes = parseCsv(contenu, { bom: true, columns, delimiter, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new RetourIllisible(
      `Ce fichier CSV est mal formé : ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  // What is no return at all would otherwise be one without a line, and look read.
  const absentes = COLONNES.filter((nom) => !colonnes.includes(nom));
  if (absentes.length > 0)
    throw new RetourIllisible(
      `Ce fichier n’est ni un pain.002 ni un CSV « ${COLONNES.join(';')} » : il y manque ${absentes.map((nom) => `« ${nom} »`).join(', ')}.`,
    );
  return lignes.map(({ reference = '', statut = '', le = '', raison = '', montant = '' }, rang) => {
    const faute = (message: string) => new RetourIllisible(`Ligne ${rang + 2} : ${message}`);
    if (reference === '') throw faute('la colonne « reference » manque.');
    if (statut !== 'execute' && statut !== 'rejete') throw faute('« statut » vaut « execute » ou « rejete ».');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(le)) throw faute('« le » est une date : aaaa-mm-jj.');
    return {
      reference,
      statut: statutDe(statut, raison),
      le: le as DateCivile,
      ...(montant === '' ? {} : { montantCentimes: centimesDe(montant, `Ligne ${rang + 2}`) }),
      ...(raison === '' ? {} : { raison }),
    };
  });
}
