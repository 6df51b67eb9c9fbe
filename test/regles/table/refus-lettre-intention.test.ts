/** Refusals and last days, rule by rule: the decision on the letter of intent, its territory and its specialty. */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import {
  avertissementsEligibilite,
  derogationNecessaire,
  exigerTerritoireAdmissible,
} from '../../../domain/lettre-intention/eligibilite.ts';
import { Refus } from '../../../domain/refus.ts';
import { CRITERES_LI } from '../../../domain/valeurs.ts';
import { d, dernier, issue } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';

const AVIS: Acte = ['2026-01-20', 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }];
const refuser = (le: string, donnees: object): Acte => [le, 'ars', 'refuser-lettre-intention', donnees];
const REFUS = { motif: 'Hors critères.', critere: 'ELI-07' };

describe('la décision sur la lettre d’intention (dernier jour : 5 mars 2026)', () => {
  it.each<[string, readonly Acte[], Acte, unknown, string?]>([
    ['un refus sans motif', ACTES.ENTREE, refuser('2026-02-01', { critere: 'ELI-07' }), ['regle', 'LI-08']],
    [
      'un refus au motif vide',
      ACTES.ENTREE,
      refuser('2026-02-01', { critere: 'ELI-07', motif: '  ' }),
      ['regle', 'LI-08'],
    ],
    ['un refus sans critère', ACTES.ENTREE, refuser('2026-02-01', { motif: 'Non.' }), ['regle', 'LI-08']],
    [
      'un refus hors critères',
      ACTES.ENTREE,
      refuser('2026-02-01', { motif: 'Non.', critere: 'ELI-99' }),
      ['regle', 'LI-08'],
    ],
    ['un refus le dernier jour', ACTES.ENTREE, refuser('2026-03-05', REFUS), 'accepté'],
    ['un refus le lendemain', ACTES.ENTREE, refuser('2026-03-06', REFUS), ['regle', 'DEC-16']],
    ['un refus après l’effet tacite', ACTES.ENTREE, refuser('2026-03-10', REFUS), ['etat', 'DEC-16']],
    ['un second avis décisif', ACTES.CREATION, refuser('2026-02-10', REFUS), ['etat', 'LI-06']],
    [
      'une validation avec avis, sans motif',
      [...ACTES.ENTREE, AVIS],
      ['2026-03-05', 'ars', 'valider-lettre-intention'],
      'accepté',
    ],
    [
      'une validation le lendemain du dernier jour',
      [...ACTES.ENTREE, AVIS],
      ['2026-03-06', 'ars', 'valider-lettre-intention'],
      ['regle', 'DEC-16'],
    ],
    [
      'une validation sans avis ni motif',
      ACTES.ENTREE,
      ['2026-02-01', 'ars', 'valider-lettre-intention'],
      ['regle', 'LI-06'],
    ],
    [
      'une validation sans avis, motivée',
      ACTES.ENTREE,
      ['2026-02-01', 'ars', 'valider-lettre-intention', { motif: 'Projet mûr.' }],
      'accepté',
    ],
    [
      'une demande de pièces sans pièce',
      ACTES.ENTREE,
      ['2026-02-01', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: [] }],
      ['regle', 'LI-10'],
    ],
    [
      'une demande de pièces après le délai',
      ACTES.ENTREE,
      ['2026-03-06', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: ['gouvernance'] }],
      ['regle', 'DEC-16'],
    ],
    [
      'une complétude que rien ne demande',
      ACTES.ENTREE,
      ['2026-02-01', 'porteur', 'completer-lettre-intention'],
      ['etat', 'DEC-07'],
    ],
    [
      'un avis de la caisse après la décision',
      ACTES.CREATION,
      ['2026-02-10', 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }],
      ['etat', 'LI-06'],
    ],
  ])('%s', (_, actes, dernierActe, attendu, saisiLe) => {
    expect(issue(actes, dernierActe, saisiLe)).toEqual(attendu);
  });

  // DEC-16, in full: one refusal each, below.
  const CRITERES = [
    ...['ELI-01', 'ELI-02', 'ELI-03', 'ELI-04', 'ELI-05', 'ELI-06', 'ELI-07', 'ELI-08', 'ELI-09', 'ELI-10', 'ELI-11'],
    ...['ELI-12', 'GEN-02', 'GEN-04', 'LI-03'],
  ];
  it('les critères d’un refus sont ceux de DEC-16, et aucun autre', () => {
    expect([...CRITERES_LI].sort()).toEqual(CRITERES.toSorted());
  });
  it.each(CRITERES)('un refus peut se fonder sur %s', (critere) => {
    expect(issue(ACTES.ENTREE, refuser('2026-02-01', { motif: 'Non.', critere }))).toBe('accepté');
  });

  it('les deux mois repartent du jour où la LI est complète ; incomplète, rien ne court (DEC-07)', () => {
    const demandee: readonly Acte[] = [
      ...ACTES.ENTREE,
      ['2026-01-10', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: ['gouvernance'] }],
    ];
    const expire = (actes: readonly Acte[], le: string) =>
      echeances(vivre(actes, le).etat).find(({ cle }) => cle === 'decision-lettre-intention')?.expire;
    expect(expire(ACTES.ENTREE, '2026-01-10')).toBe('2026-03-05');
    expect(expire(demandee, '2026-06-01')).toBeUndefined();
    expect(expire([...demandee, ['2026-02-05', 'porteur', 'completer-lettre-intention']], '2026-02-06')).toBe(
      '2026-04-05',
    );
    expect(dernier(demandee, ['2026-02-01', 'ars', 'valider-lettre-intention', { motif: 'Urgent.' }])[0]).toMatchObject(
      {
        mode: 'expresse',
        dateLimite: '2026-03-01',
        avertissements: [{ regle: 'DEC-07' }],
      },
    );
  });
});

describe('le territoire et la spécialité (ELI-01, GEN-02, GEN-04)', () => {
  const territoire = { specialites: ['dermatologie'], departements: ['33'], siege: '33' };
  const regleDe = (donnees: object) => {
    try {
      exigerTerritoireAdmissible({ ...territoire, ...donnees });
      return 'accepté';
    } catch (erreur) {
      return erreur instanceof Refus ? erreur.regle : erreur;
    }
  };
  it.each(['01', '09', '19', '21', '2A', '2B', '89', '90', '95', '971', '974', '976', '978'])(
    '%s est un département',
    (code) => {
      expect(regleDe({ departements: [code] })).toBe('accepté');
      expect(regleDe({ siege: code })).toBe('accepté');
    },
  );
  it.each(['', '0', '00', '1', '20', '96', '99', '2C', '970', '979', '985', '989', '033', '33 ', 'x33'])(
    '« %s » n’en est pas un',
    (code) => {
      expect(regleDe({ departements: ['33', code] })).toBe('ELI-01');
      expect(regleDe({ siege: code })).toBe('ELI-01');
    },
  );
  it.each(['986', '987', '988'])('%s est hors du champ (GEN-04)', (code) => {
    expect(regleDe({ departements: [code] })).toBe('GEN-04');
    expect(regleDe({ siege: code })).toBe('GEN-04');
  });
  it.each(['medecine-generale', 'medecine-generaliste', 'generaliste', 'medecin-generaliste'])(
    '%s est exclue, même parmi d’autres (GEN-02)',
    (specialite) => {
      expect(regleDe({ specialites: ['dermatologie', specialite] })).toBe('GEN-02');
    },
  );
  it('une spécialité et un département au moins sont nommés', () => {
    expect(regleDe({ specialites: [] })).toBe('LI-03');
    expect(regleDe({ departements: [] })).toBe('ELI-01');
  });

  it.each([
    ['dix médecins présents', { medecinsPresents: 10 }, false],
    ['neuf médecins présents', { medecinsPresents: 9 }, true],
    ['un nombre inconnu', {}, false],
    ['deux spécialités', { specialites: ['dermatologie', 'rhumatologie'] }, true],
    ['la même deux fois', { specialites: ['dermatologie', 'dermatologie'] }, false],
    ['une demande expresse', { derogationDemandee: true }, true],
    ['une demande écartée', { derogationDemandee: false }, false],
  ])('%s : dérogation nécessaire ou non (DER-01, DER-02)', (_, donnees, attendu) => {
    expect(derogationNecessaire({}, { ...territoire, ...donnees }, d('2026-01-05'))).toBe(attendu);
  });

  const avertis = (donnees: object) =>
    avertissementsEligibilite({}, { le: d('2026-01-05'), ...territoire, ...donnees }).map(({ regle }) => regle);
  it.each<[string, object, string[]]>([
    [
      'rien à dire',
      {
        canal: 'demarches-simplifiees',
        medecinsPresents: 10,
        engages: 12,
        liberaux: 120,
        territoireContinu: true,
        engagementMissions: true,
        rubriquesAbsentes: [],
      },
      [],
    ],
    ['une lettre du 31 décembre 2024', { le: '2024-12-31' }, ['GEN-09']],
    ['une lettre du 1er janvier 2025', { le: '2025-01-01' }, []],
    ['un dépôt par courrier', { canal: 'courrier' }, ['LI-02']],
    ['deux rubriques absentes', { rubriquesAbsentes: ['gouvernance', 'actions'] }, ['LI-03', 'LI-03']],
    ['neuf médecins présents', { medecinsPresents: 9 }, ['ELI-03']],
    ['deux spécialités', { specialites: ['dermatologie', 'rhumatologie'] }, ['DER-01']],
    ['onze engagés sur cent vingt', { engages: 11, liberaux: 120 }, ['ELI-04']],
    ['un territoire en deux morceaux', { territoireContinu: false }, ['ELI-01']],
    ['sans engagement sur les missions', { engagementMissions: false }, ['LI-03']],
    ['un siège hors du territoire', { siege: '40' }, ['GEN-06']],
  ])('au dépôt, l’ARS est avertie, sans blocage (GEN-09, LI-02, ELI-03, DER-01) : %s', (_, donnees, attendu) => {
    expect(avertis(donnees)).toEqual(attendu);
  });
});
