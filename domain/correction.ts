/** `corriger`: a traced correction of a wrong date or figure (DEC-18, DEC-19, DEC-21). Never an edit: an event of its own. */
import { lireDate } from './calendrier.ts';
import { exigerMotif, fait, type Decisions } from './decision.ts';
import type { Etat } from './etat.ts';
import { exiger } from './refus.ts';
import type { DateCivile } from './valeurs.ts';

interface Correction {
  /** `date`: a civil date, not in the future; `nombre`: a non-negative integer. */
  readonly nature: 'date' | 'nombre';
  readonly lire: (etat: Etat) => string | number | null;
  readonly ecrire: (etat: Etat, valeur: never) => Partial<Etat>;
  /** What has been carried out on the strength of the old value, and what to do instead; null when nothing has. */
  readonly acquis: (etat: Etat) => string | null;
}

const surLi = (etat: Etat, changement: object): Partial<Etat> =>
  etat.li === null ? {} : { li: { ...etat.li, ...changement } };
const surPs = (etat: Etat, changement: object): Partial<Etat> => ({
  projetSante: { ...etat.projetSante, ...changement },
});

const LI_DECIDEE =
  "la décision sur la lettre d'intention est acquise : si elle est erronée, elle relève d'un retrait hors de la procédure";
const PS_DECIDE =
  'la décision sur le projet de santé est acquise : si elle est erronée, elle relève d’un retrait hors de la procédure';

/** What can be corrected, by name (`objet`). */
export const CORRECTIONS: Readonly<Record<string, Correction>> = {
  'depot-lettre-intention': {
    nature: 'date',
    lire: ({ li }) => li?.deposeeLe ?? null,
    ecrire: (etat, valeur: DateCivile) => ({
      entreeLe: valeur,
      ...surLi(etat, {
        deposeeLe: valeur,
        // A complete deposit: the two dates are one fact (LI-07).
        ...(etat.li?.piecesCompletesLe === etat.li?.deposeeLe ? { piecesCompletesLe: valeur } : {}),
      }),
    }),
    acquis: ({ li }) => (li?.decision ? LI_DECIDEE : null),
  },
  'completude-lettre-intention': {
    nature: 'date',
    lire: ({ li }) => li?.piecesCompletesLe ?? null,
    ecrire: (etat, valeur: DateCivile) => surLi(etat, { piecesCompletesLe: valeur }),
    acquis: ({ li }) => (li?.decision ? LI_DECIDEE : null),
  },
  'reception-projet-sante': {
    nature: 'date',
    lire: ({ projetSante }) => projetSante.recuLe,
    ecrire: (etat, valeur: DateCivile) =>
      surPs(etat, {
        recuLe: valeur,
        ...(etat.projetSante.premierDepot === etat.projetSante.recuLe ? { premierDepot: valeur } : {}),
      }),
    acquis: ({ projetSante }) => (projetSante.decision ? PS_DECIDE : null),
  },
  'reception-precisions': {
    nature: 'date',
    lire: ({ projetSante }) => projetSante.precisions?.recuesLe ?? null,
    ecrire: (etat, valeur: DateCivile) =>
      etat.projetSante.precisions === null
        ? {}
        : surPs(etat, { precisions: { ...etat.projetSante.precisions, recuesLe: valeur } }),
    acquis: ({ projetSante }) => (projetSante.decision ? PS_DECIDE : null),
  },
  ...Object.fromEntries(
    (['caisse', 'ars', 'association'] as const).map((partie) => [
      `reception-resiliation-${partie}`,
      {
        nature: 'date',
        lire: ({ resiliation }) => resiliation?.receptions[partie] ?? null,
        ecrire: (etat, valeur: DateCivile) =>
          etat.resiliation === null
            ? {}
            : {
                resiliation: { ...etat.resiliation, receptions: { ...etat.resiliation.receptions, [partie]: valeur } },
              },
        acquis: () => null,
      } satisfies Correction,
    ]),
  ),
  ...Object.fromEntries(
    (['medecinsPresents', 'liberaux', 'engages'] as const).map((effectif) => [
      effectif,
      {
        nature: 'nombre',
        lire: ({ effectifs }) => effectifs[effectif],
        ecrire: (etat, valeur: number) => ({ effectifs: { ...etat.effectifs, [effectif]: valeur } }),
        acquis: () => null,
      } satisfies Correction,
    ]),
  ),
};

/** The state once a correction is applied; unchanged for an unknown object (the fold never throws). */
export function appliquerCorrection(etat: Etat, objet: string, valeur: string | number): Partial<Etat> {
  return CORRECTIONS[objet]?.ecrire(etat, valeur as never) ?? {};
}

export const decisionsCorrection: Decisions<'corriger'> = {
  corriger: (etat, commande, { aujourdhui }) => {
    const { objet, valeur } = commande.donnees;
    exigerMotif(commande, 'DEC-18', 'Une correction');
    const correction = CORRECTIONS[objet];
    exiger(
      correction !== undefined,
      'DEC-18',
      `« objet » : ce qui peut être corrigé est ${Object.keys(CORRECTIONS).join(', ')}.`,
      'donnees',
    );
    const ancienne = correction.lire(etat);
    exiger(ancienne !== null, 'DEC-18', `« ${objet} » n'a pas encore de valeur : il n'y a rien à corriger.`, 'etat');
    if (correction.nature === 'date') {
      exiger(
        typeof valeur === 'string' && lireDate(valeur) !== undefined,
        'DEC-18',
        '« valeur » : une date (aaaa-mm-jj) est attendue.',
        'donnees',
      );
      exiger(valeur <= aujourdhui, 'DEC-18', '« valeur » : la date est dans le futur.', 'donnees');
    } else
      exiger(
        typeof valeur === 'number' && Number.isInteger(valeur) && valeur >= 0,
        'DEC-18',
        '« valeur » : un nombre entier est attendu.',
        'donnees',
      );
    const acquis = correction.acquis(etat);
    exiger(acquis === null, 'DEC-18', `La correction est refusée : ${acquis}.`, 'etat');
    return [fait(commande, 'CorrectionApportee', 'DEC-18', { objet, ancienne, valeur })];
  },
};
