/** The spreadsheet of a takeover (DEC-67): one line a fact. What each column is called, and how its cell is read. */
import { PREUVES } from '../../documents/closed-lists.ts';
import { specialiteDe } from '../../domain/lettre-intention/specialites.ts';
import { centsOf, columnName, isoDate, type Titles } from '../../runtime/csv.ts';

/** Field → titles under which offices write it; the first is that of our model. */
export const TITLES: Titles = {
  dossier: ['Dossier', 'équipe', 'référence du dossier', 'n dossier'],
  fait: ['Fait', 'acte', 'commande', 'événement'],
  acteur: ['Acteur', 'fait par', 'auteur'],
  le: ['Date', 'le', 'date du fait', 'date de l acte'],
  preuve: ['Preuve', 'nature de la preuve'],
  referencePreuve: ['Référence de la preuve'],
  mandataire: ['Mandataire', 'titulaire du mandat'],
  siege: ['Siège', 'département du siège'],
  departements: ['Départements', 'territoire'],
  specialites: ['Spécialités', 'spécialité'],
  regime: ['Régime'],
  medecinsPresents: ['Médecins présents'],
  liberaux: ['Libéraux', 'médecins libéraux'],
  engages: ['Engagés', 'médecins engagés'],
  caisse: ['Caisse'],
  declareLe: ['Date demandée', 'date à confirmer'],
  recueLe: ['Reçu le', 'reçue le', 'date de réception'],
  jusquAu: ['Jusqu’au', 'jusqu au'],
  delai: ['Délai'],
  sur: ['Sur'],
  sens: ['Sens'],
  partie: ['Partie'],
  contrat: ['Contrat'],
  numero: ['Numéro FINESS', 'FINESS', 'numéro'],
  pieces: ['Pièces', 'pièce'],
  paiement: ['Paiement', 'versement'],
  montantCentimes: ['Montant', 'montant en euros'],
  reference: ['Référence', 'référence du virement'],
  activite: ['Activité'],
  constat: ['Constat'],
  nombre: ['Nombre', 'nombre d adhérents'],
  exercice: ['Exercice'],
  mois: ['Mois'],
  fondement: ['Fondement'],
  critere: ['Critère'],
  motif: ['Motif'],
  donnees: ['Autres données', 'données'],
};

/** The title of our model, for who reads an error. */
export const titleOf = (field: string): string => TITLES[field]?.[0] ?? field;

const WHOLE: readonly string[] = ['medecinsPresents', 'liberaux', 'engages', 'nombre', 'exercice', 'mois'];
const DATES: readonly string[] = ['le', 'declareLe', 'recueLe', 'jusquAu', 'delai'];
/** Words of closed lists: as the contract writes them, whatever the accents and capitals of the cell. */
const WORDS: readonly string[] = [
  'acteur',
  'regime',
  'sur',
  'sens',
  'partie',
  'contrat',
  'activite',
  'constat',
  'fondement',
  'paiement',
  'caisse',
];

const LABELS = new Map(Object.entries(PREUVES).map(([code, label]) => [columnName(label), code]));

const several = (text: string, between = /[,;/|\n]/): readonly string[] =>
  text.split(between).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
/** An amount has a comma. */
const BETWEEN_PIECES = /[;|\n]/;
/** A spreadsheet takes « 01 » for a number. */
const department = (text: string): string => (/^\d$/.test(text) ? `0${text}` : text.toUpperCase());

/** A cell that cannot be read, in words for who filled it in. */
export class UnreadableCell extends Error {
  override readonly name = 'UnreadableCell';
}

/** « statuts » ; « statuts : conforme » ; « budget-previsionnel : 80 000,00 (signé) » ; « rib : non conforme (illisible) ». */
function piece(text: string): Readonly<Record<string, unknown>> {
  const [code = '', said = ''] = text.split(/[:=]/, 2).map((part) => part.trim());
  const reason = /\(([^)]*)\)$/.exec(said)?.[1];
  const word = columnName(said.replace(/\([^)]*\)$/, ''));
  const base = { code: columnName(code) };
  if (word === '') return base;
  if (word === 'conforme' || word === 'oui') return { ...base, conforme: true };
  if (word === 'non-conforme' || word === 'non')
    return { ...base, conforme: false, ...(reason === undefined ? {} : { motif: reason }) };
  const montantCentimes = centsOf(said.replace(/\([^)]*\)$/, ''));
  const signed = reason !== undefined && columnName(reason).startsWith('signe');
  if (montantCentimes !== undefined)
    return { ...base, montantCentimes, ...(signed ? { signePar: ['president', 'tresorier'] } : {}) };
  throw new UnreadableCell(
    `« ${text.slice(0, 60)} » : après le nom de la pièce et deux-points, « conforme », « non conforme (motif) » ou un montant est attendu.`,
  );
}

/** What a cell says of its field; throws `UnreadableCell`. */
export function readCell(field: string, text: string): unknown {
  if (DATES.includes(field)) return isoDate(text);
  if (WORDS.includes(field)) return columnName(text);
  if (field === 'preuve') return LABELS.get(columnName(text)) ?? columnName(text);
  if (field === 'siege') return department(text);
  if (field === 'departements') return several(text).map(department);
  if (field === 'specialites') return several(text).map((name) => specialiteDe(name) ?? columnName(name));
  if (field === 'numero') return text.replaceAll(/\s/g, '').toUpperCase();
  if (field === 'pieces') return several(text, BETWEEN_PIECES).map(piece);
  if (field === 'montantCentimes') {
    const cents = centsOf(text);
    if (cents === undefined)
      throw new UnreadableCell(`« ${text.slice(0, 40)} » n’est pas un montant en euros (exemple : 40 000,00).`);
    return cents;
  }
  if (WHOLE.includes(field)) {
    const digits = text.replaceAll(/[\s\p{Zs}]/gu, '');
    if (!/^\d{1,9}$/.test(digits)) throw new UnreadableCell(`« ${text.slice(0, 40)} » n’est pas un nombre entier.`);
    return Number(digits);
  }
  if (field === 'donnees') {
    try {
      const read: unknown = JSON.parse(text);
      if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw new UnreadableCell('Un objet JSON est attendu dans cette cellule (exemple : {"derogationDemandee": true}).');
  }
  return text;
}
