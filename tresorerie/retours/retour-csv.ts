/** What a bank answers, as CSV: one line a transfer, under the titles that banks and offices give their columns. */
import { isoDate, readCsv, columnName, type CsvLine, type Titles } from '../../runtime/csv.ts';
import { lireDate } from '../../domain/calendrier/calendrier.ts';
import { ditUnDoublon, motifEnClair, motifsDans, motifsDe } from './motifs-iso.ts';
import {
  ECRITURES_MAX,
  LIGNES_MAX,
  centimesDe,
  lisible,
  tropDeLignes,
  type LigneRetour,
  type Retour,
  type Sort,
} from './ligne.ts';
import { estReleve, horsEuros, jourEcrit, lireReleveCsv } from './releve-csv.ts';
import { RetourIllisible } from './xml.ts';

export const COLONNES = ['reference', 'statut', 'le'] as const;

/** Field → titles under which it is written; the first one is ours. */
// prettier-ignore
const TITRES: Titles = {
  reference: [
    'reference', 'référence du virement', 'référence virement', 'référence de bout en bout', 'référence bout en bout', 'ref',
    'réf.', 'end to end', 'end-to-end id', 'endtoendid', 'e2e', 'référence client',
  ],
  lot: ['lot', 'identifiant du lot', 'référence du lot', 'remise'],
  statut: ['statut', 'état', 'sort', 'status'],
  le: [
    'le', 'date', "date d'exécution", "date d'opération", 'date opération', "date de l'opération", 'date de rejet',
    'date du statut',
  ],
  // On a statement, it stands beside the day of the operation, and prevails: money moved that day.
  comptable: ['date comptable', 'date de comptabilisation', 'date comptabilisation', 'dateOp'],
  montant: [
    'montant', 'montant en euros', 'montant euros', 'montant (€)', 'montant EUR', 'somme', 'amount', "montant de l'opération",
    'montant opération', 'montant opération en euro', 'montant opération en euros',
  ],
  debit: ['débit', 'débit euros', 'débit en euros', 'débit (€)', 'débit (EUR)', 'montant débit', 'débits'],
  credit: ['crédit', 'crédit euros', 'crédit en euros', 'crédit (€)', 'crédit (EUR)', 'montant crédit', 'crédits'],
  sens: ['sens', 'débit/crédit', 'd/c', 'débit ou crédit', 'CdtDbtInd'],
  devise: ['devise', 'monnaie', 'currency'],
  raison: ['raison', 'motif', 'motif du rejet', 'motif de rejet', 'code motif', 'libellé du motif'],
};

// prettier-ignore
const SORTS: Readonly<Record<string, Sort>> = {
  execute: 'execute', executee: 'execute', regle: 'execute', paye: 'execute', acsc: 'execute', accc: 'execute',
  rejete: 'rejete', rejetee: 'rejete', rejet: 'rejete', refuse: 'rejete', rjct: 'rejete',
  retourne: 'retourne', retournee: 'retourne', retour: 'retourne',
  doublon: 'doublon',
  'en-attente': 'attente', attente: 'attente', 'en-cours': 'attente', pdng: 'attente', acsp: 'attente',
};

/** Columns that an answer lacks; a day on which it was booked is one. */
const absentesDe = (colonnes: readonly string[]): readonly string[] =>
  COLONNES.filter((nom) => !colonnes.includes(nom) && !(nom === 'le' && colonnes.includes('comptable')));

/**
 * An answer: columns `reference`, `statut`, `le`, and `lot`, `raison`, `montant` and `devise` if any. Or a statement: `le`, a
 * reference or its words, and debits and credits. Fails with `RetourIllisible`.
 */
export function lireRetourCsv(contenu: string): Pick<Retour, 'releve' | 'lignes'> {
  const isHeader = (noms: readonly string[]) => absentesDe(noms).length === 0 || estReleve(noms);
  const csv = readCsv(contenu, { titles: TITRES, most: ECRITURES_MAX, isHeader });
  const { colonnes, lignes } = csv;
  if (estReleve(colonnes)) return { releve: true, lignes: lireReleveCsv(csv) };
  // What is no return at all would otherwise be one without a line, and look read.
  const absentes = absentesDe(colonnes);
  if (absentes.length > 0)
    throw new RetourIllisible(
      `Ce fichier n’est ni un pain.002, ni un camt.053 ou camt.054, ni un CSV « ${COLONNES.join(';')} » : il y manque ${absentes.map((nom) => `« ${nom} »`).join(', ')}.`,
    );
  if (lignes.length > LIGNES_MAX) throw tropDeLignes(LIGNES_MAX);
  return { releve: false, lignes: lignes.map(ligneDe) };
}

function ligneDe(line: CsvLine): LigneRetour {
  const { ligne, champs } = line;
  const dit = (nom: string) => champs.get(nom) ?? '';
  const faute = (message: string) => new RetourIllisible(`Ligne ${ligne} : ${message}`);
  // An apostrophe tells a spreadsheet that what follows is a text.
  const reference = dit('reference').replace(/^['’]/, '');
  if (reference === '') throw faute('la colonne « reference » manque.');
  const nom = columnName(dit('statut'));
  const statut = Object.hasOwn(SORTS, nom) ? SORTS[nom] : undefined;
  if (statut === undefined)
    throw faute(
      `« statut » vaut « execute », « rejete », « retourne » ou « attente », et non « ${dit('statut').slice(0, 40)} ».`,
    );
  const le = lireDate(isoDate(jourEcrit(line)));
  if (le === undefined)
    throw faute(`« le » est une date : aaaa-mm-jj ou jj/mm/aaaa, et non « ${jourEcrit(line).slice(0, 40)} ».`);
  const ecrite = lisible(dit('raison'));
  const codes = motifsDans(ecrite);
  // Alone, a code is said in words.
  const raison = codes.length === 1 && ecrite.length === 4 ? motifEnClair(ecrite) : ecrite;
  // A debit is often written as one.
  const montant = statut === 'execute' ? dit('montant').replace(/^[-−]/, '') : dit('montant');
  return {
    reference,
    ...(dit('lot') === '' ? {} : { lot: dit('lot') }),
    statut: statut === 'rejete' && ditUnDoublon(codes, [ecrite]) ? 'doublon' : statut,
    le,
    ...(montant === '' ? {} : { montantCentimes: centimesDe(montant, `Ligne ${ligne}`) }),
    ...horsEuros(dit('devise')),
    ...(codes.length === 0 ? {} : { motifs: motifsDe(codes) }),
    ...(raison === '' ? {} : { raison }),
  };
}
