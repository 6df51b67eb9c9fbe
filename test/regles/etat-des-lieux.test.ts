/** SUI-03 — what the lines of the national picture say of the teams that they count. */
import { describe, expect, it } from 'vitest';
import type { ChiffresEss } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import { etatDesLieux, type LigneEtatDesLieux } from '../../domain/etat-des-lieux/etat-des-lieux.ts';
import { AIN, INDICATEURS, equipe, indicateurs, rendue } from './equipes.ts';

const exacts = (...equipes: ChiffresEss[]) => etatDesLieux(equipes, 'exacts');
const nation = (...equipes: ChiffresEss[]): LigneEtatDesLieux | undefined => exacts(...equipes).lignes[0];
const noms = (lignes: readonly LigneEtatDesLieux[]) =>
  lignes.map(({ niveau, region, departement, specialite }) => [niveau, region, departement, specialite].join(' '));

describe('les lignes', () => {
  it('sans équipe : la nation, à zéro, sans moyenne ni part', () => {
    expect(exacts()).toEqual({
      couverture: [],
      lignes: [
        expect.objectContaining({
          niveau: 'national',
          ess: 0,
          masque: [],
          phases: { 'lettre-intention': 0, creation: 0, amorcage: 0, dotation: 0, recouvrement: 0 },
          lettreIntention: { validations: 0, validationsTacites: 0, refus: 0, partTacite: null },
          delaiLettreIntention: { moyenJours: null, medianJours: null },
          soignants: { adressant: 0, medecinsTraitants: 0 },
          delaiRendezVousJours: null,
          cible50: { concernees: 0, atteintes: 0 },
        }),
      ],
    });
  });

  it('la nation, puis régions, départements et spécialités qui ont ou ont eu une équipe, dans l’ordre du français', () => {
    const { lignes } = exacts(
      equipe({ departement: '64' }),
      equipe({ specialites: ['endocrinologie'] }),
      equipe({ ...AIN, specialites: ['anesthésie', 'cardiologie'], phase: 'close' }),
      equipe({ specialites: ['éducation'] }),
    );
    expect(noms(lignes)).toEqual([
      'national   ',
      'region auvergne-rhone-alpes  ',
      'region nouvelle-aquitaine  ',
      'departement auvergne-rhone-alpes 01 ',
      'departement nouvelle-aquitaine 33 ',
      'departement nouvelle-aquitaine 64 ',
      'specialite   anesthésie + cardiologie',
      'specialite   dermatologie',
      'specialite   éducation',
      'specialite   endocrinologie',
    ]);
    expect(lignes.map(({ ess }) => ess)).toEqual([3, 0, 3, 0, 2, 1, 0, 1, 1, 1]);
  });

  it('une région et un département de même nom, une spécialité de même nom, ne se mêlent pas', () => {
    const { lignes } = exacts(equipe({ region: 'x', departement: 'x', specialites: ['x'] }));
    expect(lignes.map(({ niveau, ess }) => [niveau, ess])).toEqual([
      ['national', 1],
      ['region', 1],
      ['departement', 1],
      ['specialite', 1],
    ]);
  });
});

describe('les chiffres', () => {
  it('phases des équipes ouvertes, entrées, clôtures, opérationnelles, missions socles, rapports', () => {
    expect(
      nation(
        equipe({ phase: 'amorcage', entree: true, operationnelle: true }),
        equipe({ phase: 'amorcage', socleComplet: true, operationnelle: true }),
        equipe({ phase: 'lettre-intention', entree: true, rapport: true }),
        equipe({ phase: 'close', cloture: true, entree: true }),
        equipe({ phase: 'creation' }),
        equipe({ phase: 'recouvrement' }),
      ),
    ).toMatchObject({
      ess: 5,
      phases: { 'lettre-intention': 1, creation: 1, amorcage: 2, dotation: 0, recouvrement: 1 },
      entrees: 3,
      clotures: 1,
      operationnelles: 2,
      socleComplet: 1,
      rapports: 1,
    });
  });

  it('les décisions : validations, dont tacites, refus, part du silence à une décimale', () => {
    const decisions = [
      rendue(true, true, 61),
      rendue(true, false, 10),
      rendue(true, false, 20),
      rendue(false, false, 5),
    ];
    expect(
      nation(equipe({ lettreIntention: decisions.slice(0, 1) }), equipe({ lettreIntention: decisions.slice(1) })),
    ).toMatchObject({
      lettreIntention: { validations: 3, validationsTacites: 1, refus: 1, partTacite: 33.3 },
      projetSante: { validations: 0, validationsTacites: 0, refus: 0, partTacite: null },
    });
    expect(nation(equipe({ projetSante: [rendue(false, false, 3), rendue(true, true, 62)] }))).toMatchObject({
      projetSante: { validations: 1, validationsTacites: 1, refus: 1, partTacite: 100 },
      delaiProjetSante: { moyenJours: 32.5, medianJours: 32.5 },
      delaiLettreIntention: { moyenJours: null, medianJours: null },
    });
  });

  it.each([
    [[9], 9, 9],
    [[9, 1], 5, 5],
    [[30, 1, 2], 11, 2],
    [[40, 1, 3, 2], 11.5, 2.5],
    [[5, null, 10], 7.5, 7.5],
    [[null], null, null],
  ])('les délais %j : moyenne %s, médiane %s', (delais, moyenJours, medianJours) => {
    const lettreIntention = delais.map((delaiJours) => rendue(true, false, delaiJours));
    expect(nation(equipe({ lettreIntention }))).toMatchObject({ delaiLettreIntention: { moyenJours, medianJours } });
  });

  it('l’argent et les adhérents s’ajoutent', () => {
    expect(
      nation(
        equipe({ verseCentimes: 6_500_001, rembourseCentimes: 12, adherents: 12 }),
        equipe({ verseCentimes: 4_000_000, rembourseCentimes: 30, adherents: 25 }),
      ),
    ).toMatchObject({ verseCentimes: 10_500_001, rembourseCentimes: 42, adherents: 37 });
  });

  it('les indicateurs des rapports s’ajoutent, les délais se moyennent sur ceux qui les donnent', () => {
    expect(
      nation(
        equipe(indicateurs(INDICATEURS)),
        equipe(indicateurs({ soignantsAdressant: 2, delaiRendezVousJours: 16, delaiTeleexpertiseJours: 4 })),
        equipe(indicateurs({ medecinsTraitantsAdressant: 1, delaiRendezVousJours: 15 })),
        equipe({ rapport: true }),
      ),
    ).toMatchObject({
      rapports: 4,
      soignants: { adressant: 42, medecinsTraitants: 26 },
      patientsPrisEnCharge: 300,
      demandesTeleexpertise: 60,
      medecinsConsultationsAvancees: 12,
      consultationsAvancees: 90,
      delaiRendezVousJours: 15.3,
      delaiTeleexpertiseJours: 4,
    });
  });

  it('les cibles : combien d’équipes sont concernées, combien les atteignent', () => {
    expect(
      nation(
        equipe({ cible30: true, cible50: false }),
        equipe({ cible30: false }),
        equipe({ cible30: true, cible50: true }),
        equipe(),
      ),
    ).toMatchObject({ cible30: { concernees: 3, atteintes: 2 }, cible50: { concernees: 2, atteintes: 1 } });
  });
});

describe('la couverture (ELI-01, ELI-02)', () => {
  it('par spécialité : les départements des territoires tenus, et les autres, dans l’ordre', () => {
    const { couverture } = exacts(
      equipe({ departements: ['47', '33'] }),
      equipe({ departements: ['24'], tientSonTerritoire: false }),
      equipe({ ...AIN, specialites: ['anesthésie', 'dermatologie'] }),
      equipe({ specialites: ['zoologie'], tientSonTerritoire: false }),
    );
    expect(couverture.map(({ specialite, couverts }) => [specialite, couverts])).toEqual([
      ['anesthésie', ['01']],
      ['dermatologie', ['01', '33', '47']],
      ['zoologie', []],
    ]);
    for (const { couverts, nonCouverts } of couverture) {
      expect(couverts.length + nonCouverts.length).toBe(104);
      expect(nonCouverts).toEqual(nonCouverts.toSorted());
      expect(nonCouverts.filter((departement) => couverts.includes(departement))).toEqual([]);
      expect(nonCouverts).toContain('24');
    }
  });
});
