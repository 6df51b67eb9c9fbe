/**
 * What a form of Démarche Numérique may bring to a case: fields of our own API, by their path in its bodies. Nothing here is
 * a rule of the procedure: what must be there is what the API asks, and it says the rest.
 */
export type Nature = 'lettre-intention' | 'projet-sante';

/** How a value is read; each accepts some types of fields. */
export const FORMES = {
  texte: [
    'TextChamp',
    'DropDownListChamp',
    'SiretChamp',
    'RNAChamp',
    'CommuneChamp',
    'AddressChamp',
    'DossierLinkChamp',
    'IntegerNumberChamp',
    'LinkedDropDownListChamp',
  ],
  entier: ['IntegerNumberChamp'],
  'oui-non': ['YesNoChamp', 'CheckboxChamp', 'DropDownListChamp'],
  date: ['DateChamp', 'DatetimeChamp'],
  code: ['DropDownListChamp', 'TextChamp'],
  codes: ['MultipleDropDownListChamp', 'DropDownListChamp'],
  departement: ['DepartementChamp', 'DropDownListChamp'],
  departements: ['DepartementChamp', 'MultipleDropDownListChamp', 'DropDownListChamp', 'RepetitionChamp'],
  textes: ['TextChamp', 'MultipleDropDownListChamp', 'RepetitionChamp'],
  lignes: ['RepetitionChamp'],
  fichiers: ['PieceJustificativeChamp'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Forme = keyof typeof FORMES;

export interface Cible {
  readonly forme: Forme;
  readonly natures: readonly Nature[];
  /** Without it no case can be opened, or nothing be joined to one. */
  readonly requis?: true;
  /** What its label is likely to say: proposes, never decides. */
  readonly indice: RegExp;
  /** Of `lignes`: what a row holds. */
  readonly lignes?: Readonly<Record<string, Cible>>;
}

const LI: readonly Nature[] = ['lettre-intention'];
const PS: readonly Nature[] = ['projet-sante'];
const one = (forme: Forme, natures: readonly Nature[], indice: RegExp): Cible => ({ forme, natures, indice });
const must = (forme: Forme, natures: readonly Nature[], indice: RegExp): Cible => ({
  ...one(forme, natures, indice),
  requis: true,
});

const PERSON = {
  nom: must('texte', LI, /^nom\b/),
  prenom: one('texte', LI, /prenom/),
  fonction: one('texte', LI, /fonction|qualite/),
  profession: one('texte', LI, /profession/),
  courriel: one('texte', LI, /courriel|mail|adresse electronique/),
  telephone: one('texte', LI, /telephone/),
};
const DOCTOR = {
  nom: must('texte', LI, /^nom\b/),
  prenom: must('texte', LI, /prenom/),
  rpps: one('texte', LI, /rpps/),
  am: one('texte', LI, /\bam\b|assurance maladie/),
  specialite: one('texte', LI, /specialite/),
};
const rows = (indice: RegExp, lignes: Readonly<Record<string, Cible>>): Cible => ({
  ...one('lignes', LI, indice),
  lignes,
});

/** By path in the body of the command; `fichier:CODE`: a piece of that code; `lien:…`: what joins a dossier to its case. */
export const CIBLES: Readonly<Record<string, Cible>> = {
  specialites: must('codes', LI, /specialite/),
  departements: must('departements', LI, /departements?.*(territoire|concern|couvert)|territoire.*departements?/),
  siege: must('departement', LI, /(departement.*siege|siege.*departement)/),
  caisse: one('code', LI, /caisse|cpam/),
  medecinsPresents: one('entier', LI, /medecins.*(present|territoire)/),
  liberaux: one('entier', LI, /nombre.*liberaux|medecins.*liberaux/),
  engages: one('entier', LI, /nombre.*engages|engages.*nombre/),
  derogationDemandee: one('oui-non', LI, /derogation/),
  derogationRaisons: one('texte', LI, /(raison|motif).*derogation/),
  indicateurQualitatif: one('oui-non', LI, /indicateur qualitatif.*(defini|propose)/),
  engagementMissions: one('oui-non', LI, /engage.*missions/),
  territoireContinu: one('oui-non', LI, /seul tenant|continu/),
  intitule: one('texte', LI, /intitule|nom du projet|nom de l.equipe/),
  dateCreation: one('date', LI, /date.*creation/),
  'referent.nom': one('texte', LI, /^nom.*referent|referent.*\bnom\b/),
  'referent.prenom': one('texte', LI, /prenom.*referent|referent.*prenom/),
  'referent.fonction': one('texte', LI, /fonction.*referent|referent.*fonction/),
  'referent.profession': one('texte', LI, /profession.*referent|referent.*profession/),
  'referent.courriel': one('texte', LI, /(courriel|mail).*referent|referent.*(courriel|mail)/),
  'referent.telephone': one('texte', LI, /telephone.*referent|referent.*telephone/),
  promoteurs: rows(/promoteurs/, PERSON),
  raisons: one('texte', LI, /raisons? (du|de ce) projet|besoins.*territoire|raisons/),
  demarcheExistante: one('oui-non', LI, /demarche existante/),
  demarcheMissions: one('texte', LI, /missions.*demarche/),
  demarcheResultats: one('texte', LI, /resultats/),
  structureExistante: one('oui-non', LI, /structure.*(existe|deja creee)|existe.*structure/),
  'structure.intitule': one('texte', LI, /(intitule|nom).*structure/),
  'structure.type': one('texte', LI, /type.*structure/),
  'structure.dateCreation': one('date', LI, /creation.*structure/),
  echelon: one('code', LI, /echelon/),
  territoirePrecisions: one('texte', LI, /precisions.*territoire|territoire.*precis/),
  autresProfessionnels: one('textes', LI, /autres professionnels/),
  partenariats: one('textes', LI, /partenariats/),
  cooperationsEnPlace: one('textes', LI, /cooperations/),
  gouvernance: one('texte', LI, /gouvernance/),
  axes: one('textes', LI, /axes|actions envisagees/),
  engagementEvaluation: one('oui-non', LI, /engage.*evaluation/),
  indicateursProposes: one('textes', LI, /indicateurs/),
  dateSignature: one('date', LI, /date.*signature/),
  signatures: rows(/signataires|signatures/, PERSON),
  medecinsEngages: rows(/liste.*medecins|medecins.*engages/, DOCTOR),
  'fichier:lettre-intention': one('fichiers', LI, /lettre d.intention/),
  'fichier:liste-medecins-engages': one('fichiers', LI, /liste.*medecins/),
  'fichier:statuts': one('fichiers', LI, /statuts/),
  'fichier:projet-sante': one('fichiers', PS, /projet de sante/),
  'lien:dossier': one('texte', PS, /numero.*(dossier|lettre)|dossier.*lettre/),
  'lien:ess': one('texte', PS, /identifiant|reference.*(ess|equipe)/),
  'projetSante.nomEss': one('texte', PS, /nom de l.(ess|equipe)/),
  'projetSante.diagnostic.besoinsSante': one('texte', PS, /besoins de sante/),
  'projetSante.diagnostic.offre': one('texte', PS, /offre de soins/),
  'projetSante.diagnostic.autres': one('texte', PS, /diagnostic/),
  'projetSante.indicateursQualitatifs': one('textes', PS, /indicateurs? qualitatif/),
  'projetSante.gouvernance': one('texte', PS, /gouvernance/),
  'projetSante.articulation': one('texte', PS, /articulation/),
  'projetSante.actualisation': one('texte', PS, /actualisation/),
};

/** The type of a field, from that of its descriptor; undefined for what holds no value. */
export function champOf(descripteur: string): string | undefined {
  if (/^(HeaderSection|Explication)ChampDescriptor$/.test(descripteur)) return undefined;
  if (/^(Textarea|Email|Phone|Formatted|Iban)ChampDescriptor$/.test(descripteur)) return 'TextChamp';
  return descripteur.replace(/ChampDescriptor$/, 'Champ');
}

/** A label as it is compared: without accents, capitals, or signs. */
export const plainLabel = (label: string): string =>
  label
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’']/g, ' ')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

/** Private annotations that we write, by our names: what a label that holds them says, and the one type that sets each. */
export const ANNOTATIONS = {
  ess: { indice: /(identifiant|numero) de l ess/, type: 'TextChamp' },
  echeance: { indice: /dernier jour|echeance|date limite/, type: 'DateChamp' },
  etat: { indice: /etat de la procedure|ou en est/, type: 'TextChamp' },
  decision: { indice: /date (legale )?de (la )?decision/, type: 'DateChamp' },
} as const;
