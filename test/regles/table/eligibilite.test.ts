/** Criteria conditional to creation: what blocks a deposit, what needs the CPN, what the ARS is only told (ELI-01…04, GEN-02, GEN-04, GEN-06, GEN-09, DER-01, LI-02, LI-03). */
import { describe, expect, it } from 'vitest';
import type { Donnees } from '../../../domain/commandes.ts';
import {
  atteintDixPourCent,
  avertissementsEligibilite,
  derogationNecessaire,
  exigerTerritoireAdmissible,
  seuil,
} from '../../../domain/lettre-intention/eligibilite.ts';
import { Refus } from '../../../domain/refus.ts';
import { d } from './dernier-acte.ts';

const TERRITOIRE = { specialites: ['dermatologie'], departements: ['33'], siege: '33' };
const juge = (changement: object): readonly string[] => {
  try {
    exigerTerritoireAdmissible({ ...TERRITOIRE, ...changement });
    return ['admis'];
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur;
    return [erreur.nature, erreur.regle, erreur.message];
  }
};

describe('ce qui ne peut pas porter une ESS', () => {
  it('pas de spécialité, pas de département', () => {
    expect(juge({})).toEqual(['admis']);
    expect(juge({ specialites: [] })).toEqual(['donnees', 'LI-03', expect.stringContaining('« specialites »')]);
    expect(juge({ departements: [] })).toEqual(['donnees', 'ELI-01', expect.stringContaining('« departements »')]);
  });

  it.each(['01', '09', '10', '19', '21', '89', '90', '95', '2A', '2B', '971', '974', '978'])(
    '« %s » est un département',
    (code) => {
      expect(juge({ departements: [code], siege: code })).toEqual(['admis']);
    },
  );

  it.each(['00', '20', '96', '99', '970', '979', '980', '985', '989', '2C', '1', '033', ' 33', '33 ', '', 'Gironde'])(
    '« %s » n’en est pas un, ni au territoire ni au siège (ELI-01)',
    (code) => {
      const refus = ['donnees', 'ELI-01', `« ${code} » n'est pas un code de département.`];
      expect(juge({ departements: ['33', code] })).toEqual(refus);
      expect(juge({ siege: code })).toEqual(refus);
    },
  );

  it.each(['medecine-generale', 'medecine-generaliste', 'generaliste', 'medecin-generaliste'])(
    'la médecine générale (« %s ») n’est pas recevable, même avec une autre spécialité (GEN-02)',
    (generale) => {
      for (const specialites of [[generale], ['dermatologie', generale]])
        expect(juge({ specialites })).toEqual(['regle', 'GEN-02', expect.stringContaining('hors médecine générale')]);
    },
  );

  it.each([
    ['986', 'Wallis-et-Futuna'],
    ['987', 'la Polynésie française'],
    ['988', 'la Nouvelle-Calédonie'],
  ])('« %s », %s : hors du dispositif, au territoire ou au siège (GEN-04)', (code, nom) => {
    const refus = [
      'regle',
      'GEN-04',
      `Le dispositif ne s'applique pas à ${nom} : cette lettre d'intention n'est pas recevable.`,
    ];
    expect(juge({ departements: ['33', code] })).toEqual(refus);
    expect(juge({ siege: code })).toEqual(refus);
  });
});

const DEPOT = d('2026-01-05');
const atteint = (adherents: number | null, liberaux: number | null) =>
  atteintDixPourCent({}, adherents, liberaux, DEPOT);
const derogation = (donnees: Parameters<typeof derogationNecessaire>[1]) => derogationNecessaire({}, donnees, DEPOT);

describe('les seuils', () => {
  it('une fraction exacte, arrondie au médecin supérieur (ELI-04)', () => {
    expect([seuil(0, 10), seuil(1, 10), seuil(10, 10), seuil(11, 10), seuil(120, 30), seuil(121, 50)]).toEqual([
      0, 1, 1, 2, 36, 61,
    ]);
  });

  it('dix pour cent des libéraux, ou un chiffre inconnu', () => {
    expect([atteint(12, 120), atteint(11, 120), atteint(12, 121)]).toEqual([true, false, false]);
    expect([atteint(null, 120), atteint(0, null), atteint(0, 0)]).toEqual([true, true, true]);
  });

  it('une dérogation est nécessaire pour deux spécialités, moins de dix médecins présents, ou sur demande (DER-01, DER-02)', () => {
    expect(derogation(TERRITOIRE)).toBe(false);
    expect(derogation({ ...TERRITOIRE, specialites: ['dermatologie', 'rhumatologie'] })).toBe(true);
    expect(derogation({ ...TERRITOIRE, specialites: ['dermatologie', 'dermatologie'] })).toBe(false);
    expect(derogation({ ...TERRITOIRE, medecinsPresents: 9 })).toBe(true);
    expect(derogation({ ...TERRITOIRE, medecinsPresents: 10 })).toBe(false);
    expect(derogation({ ...TERRITOIRE, derogationDemandee: true })).toBe(true);
    expect(derogation({ ...TERRITOIRE, derogationDemandee: false })).toBe(false);
  });
});

describe('ce que l’ARS apprend d’un dépôt, sans qu’il soit bloqué', () => {
  const dits = (changement: Partial<Donnees['deposer-lettre-intention']>) =>
    avertissementsEligibilite(
      {},
      {
        le: d('2026-01-05'),
        ...TERRITOIRE,
        canal: 'demarches-simplifiees',
        medecinsPresents: 120,
        liberaux: 120,
        engages: 12,
        ...changement,
      },
    );

  it('rien d’un dépôt en règle, ni d’un dépôt qui ne dit que le nécessaire', () => {
    expect(dits({})).toEqual([]);
    expect(avertissementsEligibilite({}, { le: d('2025-01-01'), ...TERRITOIRE })).toEqual([]);
    expect(
      dits({ territoireContinu: true, engagementMissions: true, medecinsPresents: 10, rubriquesAbsentes: [] }),
    ).toEqual([]);
  });

  it.each<[string, Partial<Donnees['deposer-lettre-intention']>, string, string]>([
    ['daté d’avant le 1er janvier 2025', { le: d('2024-12-31') }, 'GEN-09', 'avant le 1er janvier 2025'],
    ['par courrier', { canal: 'courrier' }, 'LI-02', "n'a pas été déposée sur Démarches Simplifiées"],
    ['neuf médecins présents', { medecinsPresents: 9 }, 'ELI-03', 'Moins de dix médecins'],
    ['deux spécialités', { specialites: ['dermatologie', 'rhumatologie'] }, 'DER-01', 'Plusieurs spécialités'],
    ['moins de dix pour cent d’engagés', { engages: 11 }, 'ELI-04', '(11) sont moins de 10 % des 120'],
    ['un territoire en morceaux', { territoireContinu: false }, 'ELI-01', "n'est pas d'un seul tenant"],
    ['sans engagement sur les missions', { engagementMissions: false }, 'LI-03', "L'engagement d'initier"],
    ['un siège hors du territoire', { siege: '40' }, 'GEN-06', 'hors du territoire'],
  ])('%s', (_, changement, regle, extrait) => {
    expect(dits(changement)).toEqual([{ regle, phrase: expect.stringContaining(extrait) as string }]);
  });

  it('chaque rubrique absente, par son nom (LI-03)', () => {
    expect(dits({ rubriquesAbsentes: ['gouvernance', 'actions'] })).toEqual([
      { regle: 'LI-03', phrase: 'Contenu attendu par le cahier des charges et absent : gouvernance.' },
      { regle: 'LI-03', phrase: 'Contenu attendu par le cahier des charges et absent : actions.' },
    ]);
  });
});
