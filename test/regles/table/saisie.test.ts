/** The form of every payload, field by field: what is asked for, what may be left out, what is refused and named. */
import { describe, expect, it } from 'vitest';
import type { Commande } from '../../../domain/commandes.ts';
import { Refus } from '../../../domain/refus.ts';
import { exigerForme } from '../../../domain/saisie.ts';
import { TABLE } from '../../../domain/table.ts';
import { CHAMPS, GENRES } from './formes.ts';

const verifier = (commande: string, donnees: unknown): string => {
  try {
    exigerForme({ commande, acteur: 'ars', donnees } as Commande);
    return 'accepté';
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur;
    return [erreur.nature, erreur.regle, erreur.message].join(' | ');
  }
};
/** What suits a field and what does not: by its kind, or one value of a list. */
const valeurs = (genre: string): readonly [readonly unknown[], readonly unknown[]] => {
  const parmi = genre.split('|');
  return GENRES[genre] ?? [parmi, [...parmi.map((une) => `${une} `), '', 1, null, parmi]];
};
const ATTENDUS: Readonly<Record<string, string>> = {
  date: 'une date (aaaa-mm-jj)',
  texte: 'un texte',
  entier: 'un nombre entier positif ou nul',
  booleen: 'vrai ou faux',
  objet: 'un objet',
  liste: 'une liste',
  valeur: 'une valeur',
  numero: 'un texte ou un nombre',
  textes: 'une liste de textes',
  paiement: 'un paiement (amorcage-1, amorcage-2, amorcage-30, dotation-1, dotation-2, dotation-1-complement…)',
  nominative: 'une liste nominative { id, nombre }',
  deposees: 'une liste de pièces { code, exercice?, montantCentimes?, signePar? }, code parmi lettre-intention, ',
  faits: 'une liste de faits { commande, acteur, donnees }, 500 au plus',
  verifiees: 'une liste de pièces { code, conforme, motif? }, code parmi lettre-intention, ',
};
const attendu = (genre: string) => ATTENDUS[genre] ?? `l'une des valeurs ${genre.split('|').join(', ')}`;

const COMMANDES = CHAMPS.trim()
  .split('\n')
  .map((ligne) => {
    const [commande = '', ...champs] = ligne.split(' ');
    return {
      commande,
      champs: champs.map((champ) => {
        const [nom = '', genre = ''] = champ.split(':');
        return { nom: nom.replace('?', ''), facultatif: nom.endsWith('?'), genre };
      }),
    };
  });
const COMMUNS = [
  { nom: 'le', facultatif: false, genre: 'date' },
  { nom: 'preuve', facultatif: true, genre: 'objet' },
  { nom: 'fiche', facultatif: true, genre: 'texte' },
  { nom: 'motif', facultatif: true, genre: 'texte' },
];

it('chaque commande a sa forme ici', () => {
  expect(COMMANDES.map(({ commande }) => commande).toSorted()).toEqual(Object.keys(TABLE).toSorted());
});

describe.each(COMMANDES)('$commande', ({ commande, champs }) => {
  const tous = [...COMMUNS, ...champs];
  const complete = Object.fromEntries(tous.map(({ nom, genre }) => [nom, valeurs(genre)[0].at(-1)]));
  const moindre = Object.fromEntries(
    tous.filter(({ facultatif }) => !facultatif).map(({ nom }) => [nom, complete[nom]]),
  );

  it('complète, ou réduite à ce qui est obligatoire, elle est acceptée ; un champ de trop aussi', () => {
    expect(verifier(commande, complete)).toBe('accepté');
    expect(verifier(commande, moindre)).toBe('accepté');
    expect(verifier(commande, { ...moindre, deTrop: 1 })).toBe('accepté');
  });

  it('chaque champ accepte ce qui lui convient, et rien d’autre ; le refus le nomme', () => {
    for (const { nom, facultatif, genre } of tous) {
      const [bons, mauvais] = valeurs(genre);
      for (const bon of bons) expect(verifier(commande, { ...complete, [nom]: bon }), nom).toBe('accepté');
      for (const mauvaise of facultatif ? mauvais : [...mauvais, undefined]) {
        const dit = verifier(commande, { ...complete, [nom]: mauvaise });
        expect(dit, `${nom} ${JSON.stringify(mauvaise)}`).toContain(
          `donnees | SAISIE | « ${nom} » : ${attendu(genre)}`,
        );
        expect(dit).toMatch(/ est attendu\.$/);
      }
    }
  });
});

it.each([undefined, null, 'texte', 12, []])('sans données (%s), elle est refusée', (donnees) => {
  expect(verifier('renoncer', donnees)).toBe('donnees | SAISIE | La commande ne porte pas de données.');
});
