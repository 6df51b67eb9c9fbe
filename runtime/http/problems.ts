/** RFC 9457 problems: a closed list of types, each with a stable URI, a status and a page that explains it. */

export const PROBLEMS = {
  'json-illisible': {
    status: 400,
    title: 'Corps de requête illisible',
    explication: 'Le corps de la requête n’est pas un document JSON valide. Rien n’a été enregistré.',
  },
  'requete-illisible': {
    status: 400,
    title: 'Requête illisible',
    explication: 'Ce qui est arrivé n’est pas une requête HTTP valide. Rien n’a été lu.',
  },
  'champs-invalides': {
    status: 400,
    title: 'Champs invalides',
    explication:
      'Un ou plusieurs champs manquent, sont inconnus ou n’ont pas la forme attendue. La liste « erreurs » les donne tous, chacun avec sa règle. Rien n’a été enregistré.',
  },
  'jeton-absent': {
    status: 401,
    title: 'Jeton d’accès absent',
    explication:
      'Chaque demande porte un jeton d’accès OpenID Connect, dans l’en-tête « Authorization: Bearer … ». Connectez-vous, ou demandez un jeton au fournisseur d’identité.',
  },
  'jeton-refuse': {
    status: 401,
    title: 'Jeton d’accès refusé',
    explication:
      'Le jeton est expiré, illisible, destiné à un autre service, ou signé par quelqu’un d’autre. Demandez-en un autre au fournisseur d’identité.',
  },
  'sans-role': {
    status: 403,
    title: 'Aucun rôle',
    explication:
      'Vous êtes reconnu, mais votre organisation n’a pas de rôle dans ce service. L’administrateur du service les attribue.',
  },
  'meme-organisation': {
    status: 403,
    title: 'Deux organisations attendues',
    explication:
      'Cet acte est celui d’une autre partie : votre organisation a déjà fait le premier, elle ne peut pas faire aussi le second.',
  },
  'delegation-refusee': {
    status: 403,
    title: 'Délégation refusée',
    explication:
      'La délégation que nomme l’en-tête X-Delegation n’existe pas, n’est pas la vôtre, ou n’est pas en cours.',
  },
  'role-interdit': {
    status: 403,
    title: 'Rôle non autorisé',
    explication: 'Cet acte n’appartient pas au rôle qui le demande. Le champ « regle » donne la règle.',
  },
  'horloge-interdite': {
    status: 403,
    title: 'Horloge d’origine refusée',
    explication:
      'L’en-tête X-Horloge-Origine sert aux essais et aux démonstrations. Ce service n’est pas réglé pour l’accepter.',
  },
  introuvable: {
    status: 404,
    title: 'Introuvable',
    explication: 'Aucune ESS, aucune commande ou aucune page ne correspond à cette adresse.',
  },
  'methode-non-admise': {
    status: 405,
    title: 'Méthode non admise',
    explication: 'Cette adresse existe, mais pas avec cette méthode HTTP. L’en-tête Allow donne les méthodes admises.',
  },
  'delai-depasse': {
    status: 408,
    title: 'Requête trop lente',
    explication: 'La requête n’est pas arrivée en entier à temps. Rien n’a été enregistré : renvoyez-la.',
  },
  'etat-incompatible': {
    status: 409,
    title: 'Acte impossible dans l’état du dossier',
    explication: 'Le dossier n’est pas, ou n’est plus, dans l’état où cet acte est possible. Rien n’a changé.',
  },
  'etat-modifie': {
    status: 412,
    title: 'Changé depuis votre lecture',
    explication:
      'Le dossier, le brouillon ou les préférences ne sont plus ceux que désigne l’en-tête If-Match. Relisez, puis décidez. Rien n’a changé.',
  },
  'corps-trop-volumineux': {
    status: 413,
    title: 'Corps trop volumineux',
    explication: 'Le corps d’une requête est limité à 1 Mo, un fichier à 25 Mo.',
  },
  'format-non-admis': {
    status: 415,
    title: 'Format non admis',
    explication: 'Le corps d’une requête est du JSON en UTF-8, annoncé par l’en-tête Content-Type: application/json.',
  },
  'regle-non-respectee': {
    status: 422,
    title: 'Règle non respectée',
    explication: 'La demande est bien formée, mais une règle du dispositif s’y oppose. Rien n’a changé.',
  },
  'donnees-refusees': {
    status: 422,
    title: 'Données refusées',
    explication: 'La demande est bien formée, mais une donnée contredit le dossier ou le dispositif. Rien n’a changé.',
  },
  'trop-de-demandes': {
    status: 429,
    title: 'Trop de demandes',
    explication:
      'Vous avez fait plus de demandes en une minute que ce service n’en admet d’une personne ou d’une adresse. L’en-tête Retry-After dit dans combien de secondes recommencer ; celle-ci n’a rien changé.',
  },
  'en-tetes-trop-volumineux': {
    status: 431,
    title: 'En-têtes trop volumineux',
    explication: 'Les en-têtes d’une requête sont limités à 16 Ko. Rien n’a été lu.',
  },
  'erreur-interne': {
    status: 500,
    title: 'Erreur interne',
    explication:
      'Le service a rencontré une erreur imprévue. Elle est journalisée ; la demande peut être renvoyée à l’identique.',
  },
  'service-indisponible': {
    status: 503,
    title: 'Service momentanément indisponible',
    explication:
      'Le moteur ou la base de données ne répond pas. Renvoyez la même demande avec la même clé Idempotency-Key : elle ne sera pas exécutée deux fois.',
  },
} as const satisfies Record<string, { status: number; title: string; explication: string }>;

export type ProblemType = keyof typeof PROBLEMS;

/** One wrong field: its path (`pieces[0].code`), the rule it comes from, a sentence. */
export interface FieldError {
  readonly champ: string;
  readonly regle: string;
  readonly message: string;
}

interface Supplement {
  readonly regle?: string;
  readonly erreurs?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whoever made the problem: beyond, a body of one megabyte would be answered by fifty. `detail` says how many there are. */
export const MOST_ERRORS = 100;

/** An answer that is not a success. `detail`: a French sentence for whoever made the request. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly type: ProblemType;
  readonly detail: string;
  readonly supplement: Supplement;

  constructor(type: ProblemType, detail: string, supplement: Supplement = {}) {
    super(type);
    this.type = type;
    this.detail = detail;
    const { erreurs } = supplement;
    this.supplement = erreurs === undefined ? supplement : { ...supplement, erreurs: erreurs.slice(0, MOST_ERRORS) };
  }

  get status(): number {
    return PROBLEMS[this.type].status;
  }

  /** The body of the answer, media type `application/problem+json`. `requete`: the number of the request. */
  toBody(instance: string, requete?: string): Record<string, unknown> {
    const { regle, erreurs } = this.supplement;
    return {
      type: `/problemes/${this.type}`,
      title: PROBLEMS[this.type].title,
      status: this.status,
      detail: this.detail,
      instance,
      ...(requete === undefined ? {} : { requete }),
      ...(regle === undefined ? {} : { regle }),
      ...(erreurs === undefined ? {} : { erreurs }),
    };
  }
}

/** Whoever reads a sentence reads its first names; the list follows. */
const MOST_NAMES = 20;

export const invalidFields = (erreurs: readonly FieldError[]): Problem =>
  new Problem(
    'champs-invalides',
    erreurs.length === 1
      ? `Le champ « ${erreurs[0]?.champ} » est à corriger : ${erreurs[0]?.message}`
      : `${erreurs.length} champs sont à corriger : ${erreurs
          .slice(0, MOST_NAMES)
          .map(({ champ }) => `« ${champ} »`)
          .join(', ')}${erreurs.length > MOST_NAMES ? '…' : '.'}`,
    { erreurs, ...(erreurs[0] === undefined ? {} : { regle: erreurs[0].regle }) },
  );
