/** The rule behind each field, so that an error says why the field is asked for. Rules of form bear `API-…`. */

/** Rules of form, explained in `docs/api.md`. */
export const FORM_RULES = { unknownField: 'API-01', form: 'API-02', header: 'API-03', file: 'API-04' } as const;

/** Field name → rule id of the catalogue. */
export const RULES: Readonly<Record<string, string>> = {
  le: 'DEC-18',
  recueLe: 'DEC-18',
  jusquAu: 'PS-02',
  delai: 'PS-07',
  preuve: 'LI-07',
  motif: 'LI-08',
  critere: 'LI-08',
  fondement: 'PS-09',
  evaluation: 'ELI-12',
  specialites: 'LI-03',
  departements: 'ELI-01',
  siege: 'GEN-06',
  medecinsPresents: 'ELI-03',
  liberaux: 'ELI-04',
  engages: 'LI-04',
  canal: 'LI-02',
  regime: 'DEC-28',
  finess: 'FIN-01',
  numero: 'FIN-01',
  derogationDemandee: 'DER-01',
  derogationRaisons: 'DER-01',
  indicateursProposes: 'LI-05',
  indicateurQualitatif: 'LI-05',
  indicateursQualitatifs: 'LI-05',
  engagementMissions: 'LI-03',
  rubriquesAbsentes: 'LI-03',
  promoteurs: 'LI-03',
  referent: 'LI-03',
  partenariats: 'LI-03',
  axes: 'LI-03',
  cooperationsEnPlace: 'ELI-07',
  gouvernance: 'ELI-10',
  structure: 'ELI-09',
  medecinsEngages: 'LI-04',
  piecesManquantes: 'DEC-07',
  pieces: 'AMO-10',
  sur: 'LI-06',
  partie: 'AMO-01',
  association: 'ASS-01',
  iban: 'DEC-13',
  bic: 'DEC-13',
  titulaire: 'DEC-13',
  projetSante: 'PS-03',
  documentDeploiement: 'PS-04',
  activite: 'MIS-01',
  liste: 'DOT-08',
  medecins: 'DOT-08',
  exercice: 'DOT-08',
  paiement: 'PAY-01',
  montantCentimes: 'DEC-18',
  indicateurs: 'IND-01',
  appreciations: 'IND-03',
  indicateursRegionaux: 'IND-04',
  resultat: 'SUI-01',
  criteresNonRemplis: 'SUI-01',
  contrat: 'AMO-01',
  sens: 'DEC-22',
  du: 'TRA-03',
  au: 'TRA-03',
  mois: 'TRA-C',
  objet: 'DEC-19',
  valeur: 'DEC-19',
  rpps: 'ADH-01',
  adhesions: 'ADH-01',
  signeeLe: 'DOT-06',
  sortieLe: 'DOT-06',
  liberal: 'DOT-06',
  specialite: 'DOT-06',
  budget: 'AMO-10',
  depenses: 'AMO-11',
  comptes: 'DOT-08',
  lignes: 'AMO-10',
  fichier: FORM_RULES.file,
  fichiers: 'AMO-10',
  code: 'AMO-10',
};

/** The rule of the innermost named field of a path. */
export function ruleOf(path: readonly PropertyKey[]): string {
  for (const segment of path.toReversed())
    if (typeof segment === 'string' && Object.hasOwn(RULES, segment)) return RULES[segment] ?? FORM_RULES.form;
  return FORM_RULES.form;
}

/** `['pieces', 0, 'code']` as people write it: `pieces[0].code`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, segment) =>
      typeof segment === 'number'
        ? `${text}[${segment}]`
        : text === ''
          ? String(segment)
          : `${text}.${String(segment)}`,
    '',
  );
