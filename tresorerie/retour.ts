/** What a bank answers to a batch: `pain.002` (versions 3 to 10) or CSV, read into one line a transfer or a batch. */
import { parse as parseCsv } from 'csv-parse/sync';
import type { DateCivile } from '../domain/valeurs.ts';
import { RetourIllisible, elementDe, elementsDe, lireXml, texteDe, type Element } from './xml.ts';

export { RetourIllisible } from './xml.ts';

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

/** Lines of one file: each is an act of the caisse. A department's batches of a year are fewer. */
export const LIGNES_MAX = 500;
const tropDeLignes = () =>
  new RetourIllisible(`Ce fichier dépasse ${LIGNES_MAX} lignes : séparez-le, chaque partie avec son en-tête.`);

/** Settled or certain to be: executed. Rejected: rejected. Anything between (pending, accepted so far) is no news yet. */
const STATUTS: ReadonlyMap<string, 'execute' | 'rejete'> = new Map<string, 'execute' | 'rejete'>([
  ['ACSC', 'execute'],
  ['ACCC', 'execute'],
  ['RJCT', 'rejete'],
]);

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

// No database text holds them: a reference that did would be looked up in vain, and break what logs it.
const INDICIBLE = /[\0-\u0008\u000b\u000c\u000e-\u001f]/;

/** Lines of a return file, in its order; transfers whose fate is not settled are left out. */
export function lireRetourBancaire(contenu: string): LigneRetour[] {
  if (INDICIBLE.test(contenu) || !contenu.isWellFormed())
    throw new RetourIllisible('Ce fichier contient un caractère de contrôle, qui n’est d’aucun texte.');
  return contenu.trimStart().startsWith('<') ? lirePain002(contenu) : lireCsv(contenu);
}

function lirePain002(contenu: string): LigneRetour[] {
  const rapport = elementDe(elementDe(lireXml(contenu), 'Document'), 'CstmrPmtStsRpt');
  const jour = texteDe(elementDe(rapport, 'GrpHdr'), 'CreDtTm')?.slice(0, 10);
  if (rapport === undefined || jour === undefined)
    throw new RetourIllisible('Ce fichier XML n’est pas un compte rendu pain.002.');
  const groupe = elementDe(rapport, 'OrgnlGrpInfAndSts');
  const message = texteDe(groupe, 'OrgnlMsgId');
  const detail = elementsDe(rapport, 'OrgnlPmtInfAndSts').flatMap((lot) => {
    const virements = elementsDe(lot, 'TxInfAndSts');
    const nom = texteDe(lot, 'OrgnlPmtInfId') ?? message;
    if (virements.length > LIGNES_MAX) throw tropDeLignes();
    return virements.length > 0
      ? virements.flatMap((virement) => ligneDe(virement, nom, jour))
      : duLot(nom, texteDe(lot, 'PmtInfSts'), lot, jour);
  });
  const lignes = detail.length > 0 ? detail : duLot(message, texteDe(groupe, 'GrpSts'), groupe, jour);
  if (lignes.length > LIGNES_MAX) throw tropDeLignes();
  requireLotsDistincts(lignes);
  return lignes;
}

/** One word of a whole batch is as many acts as it has transfers. */
function requireLotsDistincts(lignes: readonly LigneRetour[]): void {
  const entiers = lignes.flatMap(({ reference, lot }) => (reference === undefined && lot !== undefined ? [lot] : []));
  const double = entiers.find((lot, rang) => entiers.indexOf(lot) < rang);
  if (double !== undefined) throw new RetourIllisible(`Le sort du lot ${double} est dit deux fois.`);
}

/** « AC04 compte clos », for a transfer or a batch. */
const raisonDe = (element: Element | undefined): string =>
  elementsDe(element, 'StsRsnInf')
    .map((info) => {
      const phrases = [Object.hasOwn(info, 'AddtlInf') ? info['AddtlInf'] : []].flat();
      const dites = phrases.map((phrase) => texteDe({ AddtlInf: phrase }, 'AddtlInf'));
      return [texteDe(elementDe(info, 'Rsn'), 'Cd'), ...dites].filter(Boolean).join(' ');
    })
    .join(' ; ');

/** The fate of a whole batch, when no transfer is told apart. */
function duLot(lot: string | undefined, dit = '', element: Element | undefined, jour: string): LigneRetour[] {
  const statut = STATUTS.get(dit);
  if (statut === undefined || lot === undefined) return [];
  const raison = raisonDe(element);
  return [{ lot, statut: statutDe(statut, raison), le: jour as DateCivile, ...(raison === '' ? {} : { raison }) }];
}

function ligneDe(virement: Element, lot: string | undefined, jour: string): LigneRetour[] {
  const dit = texteDe(virement, 'TxSts') ?? '';
  const reference = texteDe(virement, 'OrgnlEndToEndId');
  const statut = STATUTS.get(dit);
  if (statut === undefined) return [];
  if (reference === undefined)
    throw new RetourIllisible(`Un virement ${dit} ne porte pas sa référence de bout en bout (OrgnlEndToEndId).`);
  const raison = raisonDe(virement);
  const montant = texteDe(elementDe(elementDe(virement, 'OrgnlTxRef'), 'Amt'), 'InstdAmt');
  return [
    {
      reference,
      ...(lot === undefined ? {} : { lot }),
      statut: statutDe(statut, raison),
      le: (texteDe(virement, 'AccptncDtTm')?.slice(0, 10) ?? jour) as DateCivile,
      ...(montant === undefined ? {} : { montantCentimes: centimesDe(montant, reference) }),
      ...(raison === '' ? {} : { raison }),
    },
  ];
}

const COLONNES = ['reference', 'statut', 'le'] as const;
/** Characters of one line: longer than any, short of what would hold the processor. */
const LIGNE_MAX = 5000;

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
    const delimiter = contenu.slice(0, LIGNE_MAX).split('\n', 1)[0]?.includes(';') === true ? ';' : ',';
    lignes = parseCsv(contenu, {
      bom: true,
      columns,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      max_record_size: LIGNE_MAX,
      to: LIGNES_MAX + 1,
    });
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
  const double = colonnes.find((nom, rang) => colonnes.indexOf(nom) < rang);
  if (double !== undefined) throw new RetourIllisible(`La colonne « ${double} » est présente deux fois.`);
  if (lignes.length > LIGNES_MAX) throw tropDeLignes();
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
