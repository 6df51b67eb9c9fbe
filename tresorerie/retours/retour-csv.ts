/** What a bank answers, as CSV: one line a transfer, under the titles that banks and offices give their columns. */
import { isoDate, readCsv, columnName, type CsvLine, type Titles } from '../../runtime/csv.ts';
import { lireDate } from '../../domain/calendrier/calendrier.ts';
import { ditUnDoublon, motifEnClair } from './motifs-iso.ts';
import { LIGNES_MAX, centimesDe, type LigneRetour, type Sort } from './ligne.ts';
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
  le: ['le', 'date', "date d'exécution", "date d'opération", 'date opération', 'date comptable', 'date de rejet', 'date du statut'],
  montant: ['montant', 'montant en euros', 'montant (€)', 'montant EUR', 'somme'],
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

/** Columns `reference`, `statut`, `le`, and `lot`, `raison` and `montant` if any. Fails with `RetourIllisible`. */
export function lireRetourCsv(contenu: string): LigneRetour[] {
  const { colonnes, lignes } = readCsv(contenu, { titles: TITRES, most: LIGNES_MAX });
  // What is no return at all would otherwise be one without a line, and look read.
  const absentes = COLONNES.filter((nom) => !colonnes.includes(nom));
  if (absentes.length > 0)
    throw new RetourIllisible(
      `Ce fichier n’est ni un pain.002, ni un camt.053 ou camt.054, ni un CSV « ${COLONNES.join(';')} » : il y manque ${absentes.map((nom) => `« ${nom} »`).join(', ')}.`,
    );
  return lignes.map(ligneDe);
}

function ligneDe({ ligne, champs }: CsvLine): LigneRetour {
  const dit = (nom: string) => champs.get(nom) ?? '';
  const faute = (message: string) => new RetourIllisible(`Ligne ${ligne} : ${message}`);
  const reference = dit('reference');
  if (reference === '') throw faute('la colonne « reference » manque.');
  const nom = columnName(dit('statut'));
  const statut = Object.hasOwn(SORTS, nom) ? SORTS[nom] : undefined;
  if (statut === undefined)
    throw faute(
      `« statut » vaut « execute », « rejete », « retourne » ou « attente », et non « ${dit('statut').slice(0, 40)} ».`,
    );
  const le = lireDate(isoDate(dit('le')));
  if (le === undefined)
    throw faute(`« le » est une date : aaaa-mm-jj ou jj/mm/aaaa, et non « ${dit('le').slice(0, 40)} ».`);
  const [, code, suite = ''] = /^([A-Z]{2,4}\d{0,2}[A-Z]?)(?![A-Za-z])[\s:–-]*(.*)$/.exec(dit('raison')) ?? [];
  const raison = code?.length === 4 ? (suite === '' ? motifEnClair(code) : `${code} ${suite}`) : dit('raison');
  return {
    reference,
    ...(dit('lot') === '' ? {} : { lot: dit('lot') }),
    statut: statut === 'rejete' && code !== undefined && ditUnDoublon([code]) ? 'doublon' : statut,
    le,
    ...(dit('montant') === '' ? {} : { montantCentimes: centimesDe(dit('montant'), `Ligne ${ligne}`) }),
    ...(raison === '' ? {} : { raison }),
  };
}
