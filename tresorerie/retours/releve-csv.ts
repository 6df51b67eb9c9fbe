/** A statement as CSV: debits and credits of the caisse's account, most of which are none of ours. DEC-37, DEC-38. */
import { isoDate, columnName, type Csv, type CsvLine } from '../../runtime/csv.ts';
import { lireDate } from '../../domain/calendrier/calendrier.ts';
import { centimesDe, type LigneRetour } from './ligne.ts';
import { REMBOURSEMENT_POSSIBLE, referenceDansLesMots, referenceDite, refusDe, type Nomme } from './references.ts';
import { RetourIllisible } from './xml.ts';

/** Titles of what people read: banks give a statement several such columns. */
const LIBELLE = /^(libelle|label|details?|description|nature|informations?|operation)(-|$)/;

/** Whether these are the columns of a statement: what was booked, when, under what words, and on which side. */
export const estReleve = (colonnes: readonly string[]): boolean => {
  const a = (nom: string) => colonnes.includes(nom);
  const cote = (a('debit') && a('credit')) || a('montant');
  return (a('le') || a('comptable')) && !a('statut') && (a('reference') || colonnes.some((nom) => LIBELLE.test(nom))) && cote; // prettier-ignore
};

/** The day on which it was booked, else the one that is given. */
export const jourEcrit = ({ champs }: CsvLine): string => champs.get('comptable') || champs.get('le') || '';

const NEGATIF = /^[-−]|[-−]$|^\(.*\)$/;
const VALEURS: readonly string[] = ['le', 'comptable', 'debit', 'credit', 'montant', 'devise', 'sens'];

export function lireReleveCsv({ colonnes, lignes }: Csv): LigneRetour[] {
  const signe = lignes.some(({ champs }) => NEGATIF.test(champs.get('montant') ?? ''));
  if (!colonnes.includes('debit') && !colonnes.includes('sens') && !signe)
    throw new RetourIllisible(
      'Ce fichier ne dit pas ce qui est débité ou crédité : il y faut une colonne « statut », deux colonnes « Débit » et « Crédit », une colonne « Sens », ou des montants signés.',
    );
  const debits = lignes.flatMap(({ champs }) => champs.get('debit') || []);
  // A bank writes all its debits with a sign, or none: one of the other kind is a debit undone.
  const debitsSignes = debits.every((debit) => NEGATIF.test(debit) || /^[0.,]+$/.test(debit));
  return lignes.flatMap((line) => ligneDe(line, debitsSignes));
}

/** A line of another's that is no entry has no day, or no amount: a balance, a total, a notice. */
function ligneDe(line: CsvLine, debitsSignes: boolean): LigneRetour[] {
  const { ligne, champs } = line;
  const mots = [...champs].flatMap(([nom, texte]) => (VALEURS.includes(nom) ? [] : [texte])).join(' ');
  const nomme = referenceDansLesMots(mots);
  const aNous = (nomme.reference ?? nomme.lot) !== undefined;
  // In a column of its own, it is no word that anybody writes.
  const donnee = referenceDite((champs.get('reference') ?? '').replace(/^['’]/, ''));
  const dit: Nomme = donnee !== undefined && (!aNous || donnee === nomme.reference) ? { reference: donnee, ...refusDe(nomme) } : nomme; // prettier-ignore
  const le = lireDate(isoDate(jourEcrit(line)));
  if (le === undefined) {
    if (!aNous) return [];
    throw new RetourIllisible(
      `Ligne ${ligne} : « le » est une date : aaaa-mm-jj ou jj/mm/aaaa, et non « ${jourEcrit(line).slice(0, 40)} ».`,
    );
  }
  try {
    const lu = mouvementDe(line, debitsSignes);
    if (lu.montantCentimes === 0 && !aNous) return [];
    return [{ ...dit, le, ...lu, ...refusDe(lu, dit, devise(champs), rembourse(lu, mots, aNous)) }];
  } catch (error) {
    // Another's entry keeps none of ours from being read.
    if (aNous || !(error instanceof RetourIllisible)) throw error;
    return [{ ...dit, statut: 'attente', le, refus: error.message }];
  }
}

const devise = (champs: CsvLine['champs']) => horsEuros(champs.get('devise') ?? '');

const REMBOURSE = /(?<!\p{L})(rembours|rbt|rembt|restitu|trop[ -]?(per[cç]u|vers[eé])|revers[eé])/iu;
/** A credit whose words say that it is repaid is no transfer that came back. */
const rembourse = ({ statut }: Pick<LigneRetour, 'statut'>, mots: string, aNous: boolean): { refus?: string } =>
  statut === 'retourne' && aNous && REMBOURSE.test(mots) ? { refus: REMBOURSEMENT_POSSIBLE } : {};

/** Why a line in another currency is nothing to us. */
export const horsEuros = (devise: string): { readonly refus?: string } =>
  /^(|€|eur|euros?)$/i.test(devise) ? {} : { refus: `Le montant est en ${devise.slice(0, 10)}, et non en euros.` };

const DEBITS = ['d', 'debit', 'dbit', '-', 'sortie'];
const CREDITS = ['c', 'credit', 'crdt', '+', 'entree'];

type Mouvement = Pick<LigneRetour, 'statut' | 'refus'> & { readonly montantCentimes: number };

function mouvementDe({ ligne, champs }: CsvLine, debitsSignes: boolean): Mouvement {
  const faute = (message: string) => new RetourIllisible(`Ligne ${ligne} : ${message}`);
  const dit = (nom: string) => champs.get(nom) ?? '';
  const lu = (nom: string) => {
    const negatif = NEGATIF.test(dit(nom));
    const texte = dit(nom)
      .replace(/^[-−]|[-−]$/g, '')
      .replace(/^\((.*)\)$/, '$1');
    return { negatif, centimes: texte === '' ? 0 : centimesDe(texte, `Ligne ${ligne}`) };
  };
  if (champs.has('debit') && champs.has('credit')) {
    const [debit, credit] = [lu('debit'), lu('credit')];
    if (credit.negatif) throw faute('un crédit n’est pas négatif.');
    if (debit.centimes !== 0 && credit.centimes !== 0) throw faute('elle est débitée ou créditée, l’un ou l’autre.');
    if (credit.centimes > 0) return { statut: 'retourne', montantCentimes: credit.centimes };
    const annule = 'Ce débit est négatif, à la différence des autres : si la banque annule un débit, rapprochez-le.';
    return { statut: 'execute', montantCentimes: debit.centimes, ...(debit.negatif && !debitsSignes ? { refus: annule } : {}) }; // prettier-ignore
  }
  const { negatif, centimes } = lu('montant');
  const sens = dit('sens') === '-' || dit('sens') === '+' ? dit('sens') : columnName(dit('sens'));
  if (sens !== '' && !DEBITS.includes(sens) && !CREDITS.includes(sens))
    throw faute(`« sens » vaut « débit » ou « crédit », et non « ${dit('sens').slice(0, 40)} ».`);
  if (negatif && CREDITS.includes(sens)) throw faute('un crédit n’est pas négatif.');
  const debite = sens === '' ? negatif : DEBITS.includes(sens);
  return { statut: debite ? 'execute' : 'retourne', montantCentimes: centimes };
}
