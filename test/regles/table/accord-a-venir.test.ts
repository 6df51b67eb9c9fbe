/**
 * DEC-30, DEC-34 — what a rectification takes from the ESS once an effect has come, which waits for its grace or for its day,
 * it takes: the other authority agrees first.
 */
import { describe, expect, it } from 'vitest';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';
import { SAISIE } from './resiliation-essai.ts';

const MOTIF = { motif: 'Erreur de saisie.' };
function rectifier(
  dossier: Dossier,
  le: string,
  acteur: Role,
  commande: 'annuler' | 'corriger',
  nom: NomEvenement,
  donnees: object = {},
) {
  dossier.avancer(midi(le));
  const rang = dossier.journal.findLast(({ evenement }) => evenement.evenement === nom)?.rang;
  const reponse = dossier.commander(acte(commande, acteur, le, { ...MOTIF, ...donnees, rang }));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse;
}
const noms = (evenements: readonly { readonly evenement: NomEvenement }[]) =>
  evenements.map(({ evenement }) => evenement);
function repondre(dossier: Dossier, le: string, acteur: Role, sens: string) {
  dossier.avancer(midi(le));
  const rang = dossier.etat.rectification?.rang;
  return dossier.commander(acte('approuver-rectification', acteur, le, { rang, sens, ...MOTIF }));
}

describe('une saisine annulée, qui seule suspendait une résiliation', () => {
  // The letter of 16 March takes effect on the 31st; the saisine of the 28th suspends it. Grace: until 3 April.
  const saisie = (jusquAu: string) => vivre(SAISIE, jusquAu);

  it.each([
    ['avant le jour de l’effet', '2026-03-29'],
    ['le jour de l’effet', '2026-03-31'],
    ['pendant la grâce', '2026-04-01'],
    ['le dernier jour de la grâce', '2026-04-03'],
    ['la grâce passée', '2026-04-04'],
  ])('%s, attend l’accord de l’autre autorité : le contrat et 40 000 euros en dépendent', (_, le) => {
    const dossier = saisie(le);
    const evenements = rectifier(dossier, le, 'ars', 'annuler', 'SaisineRecue');
    expect(noms(evenements)).toEqual(['RectificationProposee']);
    expect(evenements[0]).toMatchObject({
      differences: expect.arrayContaining([
        { quoi: 'contrat', cle: 'amorcage fini', avant: null, apres: '2026-03-31' },
        { quoi: 'recouvrement', cle: 'amorcage', avant: null, apres: 4_000_000 },
        { quoi: 'phase', cle: 'phase', avant: 'amorcage', apres: 'recouvrement' },
      ]) as unknown,
    });
    // Until then nothing ends: the saisine still suspends it.
    dossier.avancer(midi('2026-04-10'));
    expect(dossier.etat.amorcage.fin).toBeNull();
    expect(dossier.etat.recouvrements).toEqual({});
  });

  it.each([
    ['avant l’effet, qui vient à son jour', '2026-03-30'],
    ['pendant la grâce', '2026-04-02'],
    ['après elle', '2026-04-10'],
  ])('proposée avant l’effet, s’approuve %s : c’est ce qui fut montré', (_, le) => {
    const dossier = saisie('2026-03-29');
    rectifier(dossier, '2026-03-29', 'ars', 'annuler', 'SaisineRecue');
    const reponse = repondre(dossier, le, 'caisse', 'approuvee');
    expect(reponse instanceof Refus ? reponse.message : noms(reponse).slice(0, 2)).toEqual([
      'RectificationApprouvee',
      'FaitRectifie',
    ]);
    dossier.avancer(midi('2026-04-11'));
    expect(dossier.etat.amorcage).toMatchObject({ fin: 'resilie', finiLe: '2026-03-31' });
    expect(dossier.etat.recouvrements['amorcage']).toMatchObject({ montantCentimes: 4_000_000 });
  });

  it('l’accord refusé, le contrat court, et la saisine attend sa réponse', () => {
    const dossier = saisie('2026-04-01');
    rectifier(dossier, '2026-04-01', 'ars', 'annuler', 'SaisineRecue');
    expect(repondre(dossier, '2026-04-02', 'caisse', 'refusee')).not.toBeInstanceOf(Refus);
    dossier.avancer(midi('2026-04-10'));
    expect(dossier.etat.amorcage.fin).toBeNull();
    expect(dossier.etat.rectification).toBeNull();
  });
});

describe('une résiliation qui court, dans la vie rectifiée comme avant', () => {
  it('ne demande l’accord de personne à une rectification qui n’y change rien', () => {
    const notifiee: readonly Acte[] = SAISIE.slice(0, -1);
    const dossier = vivre(notifiee, '2026-03-20');
    const effectif = { champ: 'liberaux', valeur: 119 };
    expect(noms(rectifier(dossier, '2026-03-20', 'ars', 'corriger', 'LettreIntentionDeposee', effectif))).toEqual([
      'FaitRectifie',
    ]);
  });

  it('annulée, ne retire rien', () => {
    const dossier = vivre(SAISIE.slice(0, -1), '2026-03-20');
    expect(noms(rectifier(dossier, '2026-03-20', 'ars', 'annuler', 'ResiliationApprouvee'))).toEqual(['FaitRectifie']);
  });
});

describe('le silence qui attend sa grâce (DEC-19)', () => {
  // Deposited on 5 January: the silence is of 6 March, and is applied on the 9th.
  it.each<[string, string, string, readonly NomEvenement[]]>([
    ['le dernier jour du délai, un dépôt remis d’un mois ne retire rien', '2026-03-05', '2026-02-05', ['FaitRectifie']],
    [
      'passé ce jour, il retire une validation que le droit donne déjà',
      '2026-03-06',
      '2026-02-05',
      ['RectificationProposee'],
    ],
    ['remis d’un jour, il ne la retire pas', '2026-03-07', '2026-01-06', ['FaitRectifie']],
  ])('%s', (_, le, valeur, attendus) => {
    const dossier = vivre(ACTES.ENTREE, le);
    expect(dossier.etat.li?.decision).toBeNull();
    const evenements = rectifier(dossier, le, 'ars', 'corriger', 'LettreIntentionDeposee', { champ: 'le', valeur });
    expect(noms(evenements)).toEqual(attendus);
  });
});
