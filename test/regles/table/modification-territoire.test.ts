/** Another territory, other specialties: asked, looked at, decided, claimed anew. DEC-48, DER-01, ELI-03, ELI-04. */
import { describe, expect, it } from 'vitest';
import { demandes } from '../../../domain/demandes.ts';
import { effets } from '../../../domain/effets.ts';
import type { Etat } from '../../../domain/etat.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { simuler } from '../../../domain/simulation/simulateur.ts';
import { instant } from '../../../domain/valeurs.ts';
import type { Acte } from './etats.ts';
import { paye, phrase, premier, sur } from './paiement-essai.ts';

const LE = '2026-06-01';
const demander = (donnees: object = {}): Acte => [
  LE,
  'porteur',
  'modifier-territoire',
  { departements: ['33', '40'], liberaux: 150, medecinsPresents: 170, ...donnees },
];
const avis: Acte = [LE, 'caisse', 'rendre-avis', { sur: 'territoire', sens: 'favorable' }];
const decider = (sens: string, motif?: string): Acte => [
  LE,
  'ars',
  'approuver-territoire',
  { sens, ...(motif === undefined ? {} : { motif }) },
];
const apres = (etat: Etat, ...actes: Acte[]): Etat =>
  actes.reduce((courant, acte) => evoluerTous(courant, [premier(courant, acte) as unknown as Evenement]), etat);
const demandee = (donnees: object = {}) => apres(paye(), demander(donnees), avis);
const connus = (etat: Etat, autres: string[], financees: string[]): Etat =>
  etat.modificationTerritoire === null
    ? etat
    : { ...etat, modificationTerritoire: { ...etat.modificationTerritoire, autres, financees } };

describe('la demande', () => {
  it('ne change rien, et se regarde sur le nouveau territoire', () => {
    const etat = demandee();
    expect(etat.departements).toEqual(['33']);
    expect(etat.modificationTerritoire).toMatchObject({ departements: ['33', '40'], liberaux: 150 });
    expect(demandes(etat, instant(0), new Set()).map(({ cle, type }) => [type, cle])).toContainEqual([
      'signaler-conflits',
      `ess-1/signaler-conflits/modification/${etat.modificationTerritoire?.rang}`,
    ]);
  });

  it('refusée quand elle ne change rien, ou d’un territoire inadmissible', () => {
    expect(sur(paye(), demander({ departements: ['33'] }))).toEqual(['etat', 'DEC-48']);
    expect(sur(paye(), demander({ departements: [] }))).toEqual(['donnees', 'ELI-01']);
    expect(sur(paye(), demander({ departements: ['988'] }))).toEqual(['regle', 'GEN-04']);
    expect(sur(paye(), demander({ specialites: ['zoologie'] }))).toEqual(['donnees', 'DEC-62']);
    expect(sur(paye(), demander({ specialites: ['medecine-generale'] }))).toEqual(['regle', 'GEN-02']);
  });
});

describe('la décision', () => {
  it('suit l’avis de la caisse ; sans lui, elle se motive', () => {
    expect(premier(demandee(), decider('approuvee'))).toMatchObject({
      evenement: 'TerritoireModifie',
      sens: 'accordee',
      departements: ['33', '40'],
    });
    const sansAvis = apres(paye(), demander());
    expect(sur(sansAvis, decider('accordee'))).toEqual(['regle', 'DEC-48']);
    expect(sur(sansAvis, decider('accordee', 'Avis rendu par téléphone.'))).toBe('accepté');
    expect(sur(paye(), avis)).toEqual(['etat', 'DEC-48']);
    expect(sur(paye(), decider('accordee'))).toEqual(['etat', 'DEC-48']);
  });

  it('change le territoire, les effectifs, et se revendique à nouveau ; ce qui est laissé est libéré', () => {
    const avant = { ...demandee(), territoire: 'revendique' as const };
    const modifie = premier(avant, decider('accordee')) as unknown as Evenement;
    const etat = evoluerTous(avant, [modifie]);
    expect(etat).toMatchObject({
      departements: ['33', '40'],
      effectifs: { liberaux: 150, medecinsPresents: 170 },
      modificationTerritoire: null,
      aRevendiquer: { rang: etat.rang, le: LE },
    });
    expect(demandes(etat, instant(0), new Set())).toContainEqual(
      expect.objectContaining({ type: 'revendiquer-territoire', departements: ['33', '40'] }),
    );
    expect(effets(modifie, etat)).toContainEqual(
      expect.objectContaining({
        type: 'liberer-territoire',
        gardees: { specialites: ['dermatologie'], departements: ['33', '40'] },
      }),
    );
  });

  it('refusée, elle se motive et ne change rien', () => {
    expect(sur(demandee(), decider('refusee'))).toEqual(['regle', 'DEC-48']);
    expect(apres(demandee(), decider('refusee', 'Besoin non établi.'))).toMatchObject({
      departements: ['33'],
      modificationTerritoire: null,
      aRevendiquer: null,
    });
  });

  it('impossible là où une autre est financée ; motivée là où une autre revendique', () => {
    const financee = connus(demandee(), ['b'], ['b']);
    expect(sur(financee, decider('accordee', 'Besoin.'))).toEqual(['regle', 'DEC-48']);
    expect(phrase(financee, decider('accordee', 'Besoin.'))).toContain('financée');
    const derogation = { ...financee.derogation, unicite: { sens: 'accordee' as const, le: LE as never } };
    expect(sur({ ...financee, derogation }, decider('accordee', 'Besoin.'))).toBe('accepté');
    const rivale = connus(demandee(), ['b'], []);
    expect(sur(rivale, decider('accordee'))).toEqual(['regle', 'DEC-48']);
    expect(sur(rivale, decider('accordee', 'Conflit connu.'))).toBe('accepté');
  });

  it.each([
    ['plusieurs spécialités', { specialites: ['dermatologie', 'rhumatologie'] }, 'DER-01'],
    ['neuf médecins présents', { medecinsPresents: 9 }, 'ELI-03'],
    ['moins de 10 % des libéraux', { liberaux: 5000 }, 'ELI-04'],
  ])('%s : la règle en cause', (_, donnees, regle) => {
    expect(premier(paye(), demander(donnees))).toMatchObject({ avertissements: [{ regle }] });
    expect(sur(demandee(donnees), decider('accordee'))).toEqual(['regle', regle]);
  });
});

it('le territoire laissé devient clair pour la rivale qui le contestait', () => {
  const deposer = (ess: string, le: string, departements: string[]) => ({
    ess,
    le,
    acteur: 'porteur' as const,
    commande: 'deposer-lettre-intention' as const,
    donnees: {
      specialites: ['dermatologie'],
      departements,
      siege: '33',
      medecinsPresents: 140,
      liberaux: 120,
      engages: 37,
    },
  });
  const valider = (ess: string, le: string) => ({
    ess,
    le,
    acteur: 'ars' as const,
    commande: 'valider-lettre-intention' as const,
    donnees: { motif: 'Besoin établi.' },
  });
  const lignes = simuler({
    titre: 'Territoire réduit',
    etapes: [
      deposer('a', '2026-01-10', ['33', '40']),
      valider('a', '2026-02-10'),
      deposer('b', '2026-02-12', ['40']),
      valider('b', '2026-02-20'),
      {
        ess: 'a',
        le: '2026-03-01',
        acteur: 'porteur',
        commande: 'modifier-territoire',
        donnees: { departements: ['33'], liberaux: 120, medecinsPresents: 140 },
      },
      {
        ess: 'a',
        le: '2026-03-10',
        acteur: 'ars',
        commande: 'approuver-territoire',
        donnees: { sens: 'accordee', motif: 'Sans avis.' },
      },
    ],
  });
  const revendications = lignes.filter(({ evenement }) => evenement === 'TerritoireRevendique');
  expect(revendications.map(({ ess, le, conteste }) => [ess, le, conteste])).toEqual([
    ['a', '2026-02-10', false],
    ['b', '2026-02-20', true],
    ['a', '2026-03-10', false],
    ['b', '2026-03-10', false],
  ]);
});
