/** Closed lists that the API offers instead of free text, and how a letter reads each value. */
import { CODES_PIECES, FONDEMENTS_PS, FONDEMENTS_RESILIATION } from '../domain/valeurs.ts';
import { fondement, piece } from './libelles.ts';

type Labels = Readonly<Record<string, string>>;

const labelled = (codes: readonly string[], label: (code: string) => string): Labels =>
  Object.fromEntries(codes.map((code) => [code, label(code)]));

/** How a date is certain. */
export const PREUVES: Labels = {
  plateforme: 'horodatage d’une plateforme de dépôt',
  'avis-reception': 'avis de réception d’une lettre recommandée',
  'lettre-recommandee-electronique': 'lettre recommandée électronique',
  'courrier-simple': 'courrier, cachet de la poste',
  courriel: 'courriel horodaté',
  'remise-en-main-propre': 'remise en main propre contre récépissé',
  tampon: 'tampon d’arrivée du service',
  'acte-signe': 'acte signé et daté',
  'releve-bancaire': 'relevé bancaire',
  autre: 'autre preuve, dite au motif',
};

/** DEC-07, LI-03 — what may lack in a letter of intent: a piece, a heading of the form. */
export const ELEMENTS_LETTRE: Labels = {
  ...labelled(CODES_PIECES, piece),
  intitule: 'intitulé du projet',
  referent: 'coordonnées du référent',
  promoteurs: 'identité des promoteurs',
  raisons: 'raisons du projet et besoins du territoire',
  demarche: 'démarche existante, ses missions et ses résultats',
  structure: 'structure juridique existante',
  territoire: 'description du territoire',
  specialites: 'spécialités de l’équipe',
  effectifs: 'nombres de médecins présents, libéraux et engagés',
  professionnels: 'autres professionnels associés',
  partenariats: 'partenariats envisagés ou en place',
  gouvernance: 'gouvernance envisagée',
  actions: 'actions envisagées',
  axes: 'axes du projet',
  'missions-socles': 'engagement à travailler sur les missions socles',
  evaluation: 'engagement dans l’évaluation du dispositif',
  indicateurs: 'indicateurs proposés',
  derogation: 'raisons de la dérogation demandée',
  signatures: 'date et signatures de la lettre',
  autre: 'autre élément, dit au motif',
};

/** DOT-09 — what the caisse may ask for besides. */
export const DOCUMENTS_DEMANDES: Labels = {
  ...labelled(CODES_PIECES, piece),
  factures: 'factures',
  'comptes-annuels': 'comptes annuels',
  'comptes-detailles': 'comptes détaillés',
  'releves-bancaires': 'relevés bancaires',
  'justificatifs-depenses': 'justificatifs des dépenses',
  conventions: 'conventions signées avec les partenaires',
  contrats: 'contrats de travail ou de prestation, sans données de santé',
  'comptes-rendus': 'comptes rendus des réunions',
  'preuves-activite': 'preuves de l’activité déployée',
  autre: 'autre document, dit au motif',
};

/** PS-09, RES-A-02, RES-D-02 — `autre` can be said, and the law refuses it: grounds are limited. */
export const FONDEMENTS: Labels = {
  ...labelled([...FONDEMENTS_PS, ...FONDEMENTS_RESILIATION], fondement),
  autre: 'autre fondement : refusé, la liste est limitative',
};

const lu = (labels: Labels) => (code: string) => (Object.hasOwn(labels, code) ? (labels[code] as string) : code);

/** The French name of a value; what an older program let in is returned as it is. */
export const elementDeLettre = lu(ELEMENTS_LETTRE);
export const documentDemande = lu(DOCUMENTS_DEMANDES);
