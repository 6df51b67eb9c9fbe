/** What a team may contest is told to it as the law will judge it: RES-A-03, RES-D-04, DEC-04, DEC-05, DEC-22, DEC-42. */
import { describe, expect, test } from 'vitest';
import { ajouterJours } from '../../../domain/calendrier/calendrier.ts';
import { voieDeSaisine } from '../../../domain/suivi/saisine.ts';
import { issue } from './dernier-acte.ts';
import { vivre, ACTES, type Acte } from './etats.ts';
import { APPROUVEE, DEMANDEE, DOTATION_NOTIFIEE, NOTIFIEE, SAISIE } from './resiliation-essai.ts';

const DISSOUTE: readonly Acte[] = [
  ...ACTES.PAYE,
  ['2026-03-10', 'ars', 'constater-dissolution'],
  ['2026-03-12', 'caisse', 'confirmer-constat', { sens: 'confirme' }],
];
const voie = (actes: readonly Acte[], le: string) => voieDeSaisine(vivre(actes, le).etat);

describe('la voie de saisine', () => {
  test.each<[string, readonly Acte[], string]>([
    ['avant toute résiliation', ACTES.PAYE, '2026-03-01'],
    ['d’une résiliation approuvée et pas encore notifiée', APPROUVEE, '2026-03-04'],
    ['de sa propre lettre', DEMANDEE, '2026-03-03'],
    ['d’une résiliation qui a pris effet', NOTIFIEE, '2026-04-15'],
  ])('n’existe pas %s', (_quand, actes, le) => {
    expect(voie(actes, le)).toBeNull();
  });

  test.each<[string, readonly Acte[], string]>([
    ['l’amorçage', NOTIFIEE, '2026-03-17'],
    ['la dotation', DOTATION_NOTIFIEE, '2026-06-04'],
    ['une dissolution confirmée', DISSOUTE, '2026-03-13'],
  ])('contre %s : son dernier jour est celui jusqu’auquel la loi accepte la saisine', (_contre, actes, le) => {
    const dernier = voie(actes, le)?.dernierJour.resultat;
    if (dernier === undefined) throw new Error('nothing to contest');
    expect(issue(actes, [dernier, 'porteur', 'saisir'])).toBe('accepté');
    expect(issue(actes, [ajouterJours(dernier, 1), 'porteur', 'saisir'])).not.toBe('accepté');
  });

  test('dit quand la résiliation prend effet ; saisie, elle est suspendue, et les réponses ont un dernier jour', () => {
    expect(voie(NOTIFIEE, '2026-03-17')).toMatchObject({
      objet: 'resiliation',
      contrat: 'amorcage',
      notifieeLe: '2026-03-16',
      effet: { resultat: '2026-03-31' },
      saisie: null,
    });
    const saisie = voie(SAISIE, '2026-03-29');
    expect(saisie?.effet).toBeNull();
    expect(saisie?.saisie).toMatchObject({ recueLe: '2026-03-28', reponses: {}, reponse: { resultat: '2026-04-28' } });
  });

  test('DEC-22 : une autorité qui rejette est dite, l’autre reste attendue', () => {
    const rejetee: Acte = ['2026-04-02', 'ars', 'repondre-saisine', { sens: 'rejete' }];
    const apres = voie([...SAISIE, rejetee], '2026-04-03');
    expect(apres?.saisie?.reponses).toEqual({ ars: { sens: 'rejete', le: '2026-04-02' } });
    expect(apres?.effet).toBeNull();
  });
});
