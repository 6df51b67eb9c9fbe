/** A statement as CSV: debits and credits of the caisse's account, most of which are none of ours. DEC-37, DEC-38. */
import { isoDate, columnName, type Csv, type CsvLine } from '../../runtime/csv.ts';
import { lireDate } from '../../domain/calendrier/calendrier.ts';
import { centimesDe, type LigneRetour } from './ligne.ts';
import { RetourIllisible } from './xml.ts';

/** Whether these are the columns of a statement: what was booked, when, under what words, and on which side. */
export const estReleve = (colonnes: readonly string[]): boolean => {
  const a = (nom: string) => colonnes.includes(nom);
  const cote = (a('debit') && a('credit')) || a('montant');
  return a('le') && !a('statut') && (a('reference') || a('libelle')) && cote;
};

/** As they stand among a bank's own words: a transfer, and a batch that is debited in one sum. */
const LOT = /ess-[a-z0-9-]+-\d{4}-\d{6}(?![\d.])/i;
const REFERENCE = /ess-[a-z0-9-]+\.(?:amorcage|dotation)-[a-z0-9-]+\.\d+/i;

export function lireReleveCsv({ colonnes, lignes }: Csv): LigneRetour[] {
  const signe = lignes.some(({ champs }) => /^[-−(]/.test(champs.get('montant') ?? ''));
  if (!colonnes.includes('debit') && !colonnes.includes('sens') && !signe)
    throw new RetourIllisible(
      'Ce fichier ne dit pas ce qui est débité ou crédité : il y faut une colonne « statut », deux colonnes « Débit » et « Crédit », une colonne « Sens », ou des montants signés.',
    );
  return lignes.flatMap(ligneDe);
}

/** A line without a day or an amount, and without a reference, is no entry: a balance, a total. */
function ligneDe(line: CsvLine): LigneRetour[] {
  const { ligne, champs } = line;
  const dit = (nom: string) => champs.get(nom) ?? '';
  const mots = dit('reference').replace(/^['’]/, '') || dit('libelle');
  const lot = LOT.exec(mots)?.[0];
  const reference = lot === undefined ? dit('reference').replace(/^['’]/, '') || REFERENCE.exec(mots)?.[0] : undefined;
  const ecrite = dit('le') !== '' && [dit('debit'), dit('credit'), dit('montant')].some((montant) => montant !== '');
  if (!ecrite && lot === undefined && reference === undefined) return [];
  const le = lireDate(isoDate(dit('le')));
  if (le === undefined)
    throw new RetourIllisible(
      `Ligne ${ligne} : « le » est une date : aaaa-mm-jj ou jj/mm/aaaa, et non « ${dit('le').slice(0, 40)} ».`,
    );
  return [
    {
      ...(lot === undefined ? {} : { lot, sauf: [] }),
      ...(reference === undefined ? {} : { reference }),
      le,
      ...mouvementDe(line),
      ...horsEuros(dit('devise')),
    },
  ];
}

/** Why a line in another currency is nothing to us. */
export const horsEuros = (devise: string): { readonly refus?: string } =>
  /^(|€|eur|euros?)$/i.test(devise) ? {} : { refus: `Le montant est en ${devise.slice(0, 10)}, et non en euros.` };

const DEBITS = ['d', 'debit', 'dbit', '-', 'sortie'];
const CREDITS = ['c', 'credit', 'crdt', '+', 'entree'];

function mouvementDe({ ligne, champs }: CsvLine): Pick<LigneRetour, 'statut' | 'montantCentimes'> {
  const faute = (message: string) => new RetourIllisible(`Ligne ${ligne} : ${message}`);
  const dit = (nom: string) => champs.get(nom) ?? '';
  const lu = (nom: string) => {
    const negatif = /^[-−]|^\(.*\)$/.test(dit(nom));
    const texte = dit(nom)
      .replace(/^[-−]/, '')
      .replace(/^\((.*)\)$/, '$1');
    return { negatif, centimes: texte === '' ? 0 : centimesDe(texte, `Ligne ${ligne}`) };
  };
  if (champs.has('debit') && champs.has('credit')) {
    const [debit, credit] = [lu('debit'), lu('credit')];
    if (credit.negatif) throw faute('un crédit n’est pas négatif.');
    if ((debit.centimes === 0) === (credit.centimes === 0))
      throw faute('elle est débitée ou créditée, l’un ou l’autre.');
    return debit.centimes > 0
      ? { statut: 'execute', montantCentimes: debit.centimes }
      : { statut: 'retourne', montantCentimes: credit.centimes };
  }
  const { negatif, centimes } = lu('montant');
  const sens = dit('sens') === '-' || dit('sens') === '+' ? dit('sens') : columnName(dit('sens'));
  if (sens !== '' && !DEBITS.includes(sens) && !CREDITS.includes(sens))
    throw faute(`« sens » vaut « débit » ou « crédit », et non « ${dit('sens').slice(0, 40)} ».`);
  if (negatif && CREDITS.includes(sens)) throw faute('un crédit n’est pas négatif.');
  const debite = sens === '' ? negatif : DEBITS.includes(sens);
  return { statut: debite ? 'execute' : 'retourne', montantCentimes: centimes };
}
