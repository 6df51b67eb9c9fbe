/** Forms that the fields of a payload take: what each must be, and how it is told. */
import { lireDate } from './calendrier/calendrier.ts';
import { CODES_PIECES } from './valeurs.ts';

type Controle = (valeur: unknown) => boolean;
export interface Forme {
  readonly controle: Controle;
  readonly attendu: string;
  readonly facultatif?: true;
  /** All that it can be, where the list is closed. */
  readonly valeurs?: readonly string[];
}

export const forme = (attendu: string, controle: Controle): Forme => ({ attendu, controle });
export const facultatif = (obligatoire: Forme): Forme => ({ ...obligatoire, facultatif: true });
export const objet = (valeur: unknown): valeur is Readonly<Record<string, unknown>> =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);

export const DATE = forme(
  'une date (aaaa-mm-jj)',
  (valeur) => typeof valeur === 'string' && lireDate(valeur) !== undefined,
);
export const TEXTE = forme('un texte', (valeur) => typeof valeur === 'string');
export const ENTIER = forme(
  'un nombre entier positif ou nul',
  (valeur) => Number.isSafeInteger(valeur) && (valeur as number) >= 0,
);
export const BOOLEEN = forme('vrai ou faux', (valeur) => typeof valeur === 'boolean');
export const OBJET = forme('un objet', objet);
export const NUMERO = forme(
  'un texte ou un nombre',
  (valeur) => typeof valeur === 'string' || typeof valeur === 'number',
);
/** What any field of a fact can hold (DEC-33). */
export const VALEUR = forme('une valeur', (valeur) => valeur !== undefined && valeur !== null);
export const TEXTES = forme(
  'une liste de textes',
  (valeur) => Array.isArray(valeur) && valeur.every((un) => typeof un === 'string'),
);
export const parmi = (valeurs: readonly string[]): Forme => ({
  ...forme(
    `l'une des valeurs ${valeurs.join(', ')}`,
    (valeur) => typeof valeur === 'string' && valeurs.includes(valeur),
  ),
  valeurs,
});
export const PAIEMENT = forme(
  'un paiement (amorcage-1, amorcage-2, amorcage-30, dotation-1, dotation-2, dotation-1-complement…)',
  (valeur) =>
    typeof valeur === 'string' && /^(amorcage-(1|2|30)|dotation-[1-9]\d{0,2})(-complement(-[1-9]\d?)?)?$/.test(valeur),
);
export const LISTE = forme(
  'une liste nominative { id, nombre }',
  (valeur) => objet(valeur) && typeof valeur['id'] === 'string' && ENTIER.controle(valeur['nombre']),
);

/** DEC-67: as many as a life may hold. What each holds is looked at by its own command. */
export const FAITS_AU_PLUS = 500;
export const FAITS = forme(
  `une liste de faits { commande, acteur, donnees }, ${FAITS_AU_PLUS} au plus`,
  (valeur) =>
    Array.isArray(valeur) &&
    valeur.length > 0 &&
    valeur.length <= FAITS_AU_PLUS &&
    valeur.every(
      (fait) => objet(fait) && [fait['commande'], fait['acteur']].every(TEXTE.controle) && objet(fait['donnees']),
    ),
);

const CODE = parmi(CODES_PIECES);
const deposee = (piece: unknown): boolean =>
  objet(piece) &&
  CODE.controle(piece['code']) &&
  [piece['exercice'], piece['montantCentimes']].every((nombre) => nombre === undefined || ENTIER.controle(nombre)) &&
  (piece['signePar'] === undefined || TEXTES.controle(piece['signePar'])) &&
  (piece['motif'] === undefined || TEXTE.controle(piece['motif']));
export const DEPOSEES = forme(
  `une liste de pièces { code, exercice?, montantCentimes?, signePar? }, code parmi ${CODES_PIECES.join(', ')}`,
  (valeur) => Array.isArray(valeur) && valeur.every(deposee),
);
export const VERIFIEES = forme(
  `une liste de pièces { code, conforme, motif? }, code parmi ${CODES_PIECES.join(', ')}`,
  (valeur) =>
    Array.isArray(valeur) &&
    valeur.every((piece) => deposee(piece) && BOOLEEN.controle((piece as Record<string, unknown>)['conforme'])),
);
