/** The transitional regimes, act by act: who enters, what is found, promised, financed, agreed (TRA-A, TRA-B, TRA-C, TRA-03, DEC-28). */
import { describe, expect, it } from 'vitest';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import type { Regime } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { acte, midi, vivre, type Acte } from './etats.ts';
import { decider } from '../../../domain/decider.ts';
import { phrase, premier, signe, sur } from './paiement-essai.ts';

const A = 'en-fonctionnement-conforme';
const B = 'en-fonctionnement-a-mettre-en-conformite';
const C = 'en-projet-avec-amorcage-ars';
const declarer = (regime: Regime, donnees: object = {}): Acte => [
  '2026-01-05',
  'ars',
  'declarer-ess-existante',
  { specialites: ['dermatologie'], departements: ['33'], siege: '33', regime, ...donnees },
];
const existante = (regime: Regime) => vivre([declarer(regime)], '2026-01-20').etat;
const AUJOURDHUI = '2026-01-20';

describe('déclarer une ESS existante (DEC-28)', () => {
  const tous = (un: Acte) => {
    const reponse = decider(etatInitial('ess-1'), acte(un[2], un[1], un[0], un[3]), midi(un[0]));
    return reponse instanceof Error ? reponse.message : reponse;
  };
  it('en régime transitoire seulement : sans aide, on dépose une lettre (TRA-D)', () => {
    expect(sur(etatInitial('ess-1'), declarer('droit-commun'))).toEqual(['regle', 'TRA-D']);
    expect(phrase(etatInitial('ess-1'), declarer('droit-commun'))).toContain("dépose une lettre d'intention");
    for (const regime of [A, B, C] as const)
      expect(tous(declarer(regime))).toStrictEqual([
        {
          le: '2026-01-05',
          evenement: 'EssExistanteDeclaree',
          acteur: 'ars',
          regle: 'DEC-28',
          specialites: ['dermatologie'],
          departements: ['33'],
          siege: '33',
          caisse: 'gironde',
          ars: 'nouvelle-aquitaine',
          regime,
        },
      ]);
  });

  it('avec ses effectifs, s’ils sont donnés, et sur un territoire admissible (GEN-04)', () => {
    const effectifs = { medecinsPresents: 12, liberaux: 10, engages: 3 };
    expect(tous(declarer(B, effectifs))).toMatchObject([effectifs]);
    expect(vivre([declarer(B, effectifs)], AUJOURDHUI).etat).toMatchObject({ phase: 'creation', effectifs, li: null });
    expect(sur(etatInitial('ess-1'), declarer(B, { departements: ['988'], siege: '988' }))).toEqual([
      'regle',
      'GEN-04',
    ]);
  });

  it('seule une ESS conforme garde le numéro FINESS qu’elle a (FIN-05)', () => {
    expect(tous(declarer(A, { finess: '330000001' }))).toMatchObject([
      { evenement: 'EssExistanteDeclaree' },
      { evenement: 'FinessAttribue', regle: 'FIN-01', numero: '330000001', mode: 'manuel' },
    ]);
    expect(tous(declarer(B, { finess: '330000001' }))).toHaveLength(1);
    expect(sur(etatInitial('ess-1'), declarer(A, { finess: '330000002' }))).toEqual(['donnees', 'FIN-01']);
  });
});

describe('la conformité et l’engagement', () => {
  const constater = (donnees: object = {}): Acte => [AUJOURDHUI, 'ars', 'constater-conformite', donnees];
  const engager: Acte = [AUJOURDHUI, 'porteur', 'engager-mise-en-conformite'];
  it('la conformité se constate en régime A, une fois (TRA-A)', () => {
    expect(premier(existante(A), constater())).toMatchObject({ regle: 'DEC-28', conforme: true });
    expect(premier(existante(A), constater({ conforme: false }))).toMatchObject({ conforme: false });
    for (const regime of [B, C] as const) expect(sur(existante(regime), constater())).toEqual(['regle', 'TRA-A']);
    expect(phrase(existante(B), constater())).toContain('(régime A)');
    const conforme = vivre([declarer(A), constater()], AUJOURDHUI).etat;
    expect(conforme.projetSante.decision).toEqual({ sens: 'valide', mode: 'expresse', le: AUJOURDHUI });
    expect(sur(conforme, constater())).toEqual(['etat', 'TRA-A']);
    expect(phrase(conforme, constater())).toContain('déjà constatée');
  });

  it('une non-conformité ne valide rien, et se revoit (TRA-A)', () => {
    const nonConforme = vivre([declarer(A), constater({ conforme: false })], AUJOURDHUI).etat;
    expect(nonConforme.transition).toMatchObject({ conformite: false, conformiteLe: AUJOURDHUI });
    expect(nonConforme.projetSante.decision).toBeNull();
    expect(sur(nonConforme, constater())).toBe('accepté');
  });

  it('la mise en conformité s’engage en régime B, une fois (TRA-B)', () => {
    expect(premier(existante(B), engager)).toMatchObject({ evenement: 'MiseEnConformiteEngagee', regle: 'TRA-B' });
    for (const regime of [A, C] as const) expect(sur(existante(regime), engager)).toEqual(['regle', 'TRA-B']);
    expect(phrase(existante(A), engager)).toContain('(régime B)');
    const engagee = vivre([declarer(B), engager], AUJOURDHUI).etat;
    expect(engagee.transition.engagementLe).toBe(AUJOURDHUI);
    expect(sur(engagee, engager)).toEqual(['etat', 'TRA-B']);
    expect(phrase(engagee, engager)).toContain('déjà consigné');
  });
});

describe('le financement antérieur de l’ARS (TRA-03)', () => {
  const financer = (donnees: object): Acte => [
    AUJOURDHUI,
    'ars',
    'declarer-financement-ars',
    { montantCentimes: 100, ...donnees },
  ];
  const PERIODE = { du: '2025-07-01', au: '2026-06-30' };
  it('d’une ESS existante, pour une période et un montant', () => {
    expect(premier(existante(B), financer(PERIODE))).toMatchObject({
      regle: 'TRA-03',
      ...PERIODE,
      montantCentimes: 100,
    });
    expect(vivre([declarer(B), financer(PERIODE)], AUJOURDHUI).etat.transition.financementsArs).toEqual([
      { ...PERIODE, montantCentimes: 100, declareLe: AUJOURDHUI },
    ]);
    expect(premier(existante(B), financer({ jusquAu: '2026-06-30' }))).toMatchObject({
      du: AUJOURDHUI,
      au: '2026-06-30',
    });
    expect(sur(signe(), ['2026-02-10', 'ars', 'declarer-financement-ars', { ...PERIODE, montantCentimes: 1 }])).toEqual(
      ['regle', 'TRA-03'],
    );
    expect(
      phrase(signe(), ['2026-02-10', 'ars', 'declarer-financement-ars', { ...PERIODE, montantCentimes: 1 }]),
    ).toContain('ESS existante');
  });

  it.each<[string, object, string]>([
    ['sans dernier jour', {}, 'indiquez le dernier jour'],
    ['le dernier jour avant le premier', { du: '2026-01-02', au: '2026-01-01' }, 'précède'],
    ['sans montant', { ...PERIODE, montantCentimes: 0 }, 'positif'],
  ])('%s, non', (_, donnees, extrait) => {
    expect(sur(existante(B), financer(donnees))).toEqual(['donnees', 'TRA-03']);
    expect(phrase(existante(B), financer(donnees))).toContain(extrait);
  });

  it('un jour et un centime suffisent', () => {
    expect(sur(existante(B), financer({ du: '2026-01-01', au: '2026-01-01', montantCentimes: 1 }))).toBe('accepté');
  });
});

describe('en régime C, le délai du projet de santé et le complément (TRA-C)', () => {
  const fixer = (donnees: object, acteur: 'ars' | 'caisse' = 'ars'): Acte => [
    AUJOURDHUI,
    acteur,
    'fixer-delai-projet-sante',
    donnees,
  ];
  const accorder: Acte = [AUJOURDHUI, 'caisse', 'accorder-complement'];
  const conclu = (le: string): Etat => ({ ...existante(C), amorcage: { ...existante(C).amorcage, concluLe: d(le) } });

  it('une date, au plus six mois après la signature ; avant elle, après le jour où l’on en convient', () => {
    expect(premier(existante(C), fixer({ jusquAu: '2026-07-20' }))).toMatchObject({
      regle: 'TRA-C',
      partie: 'ars',
      dateLimite: '2026-07-20',
    });
    expect(sur(existante(C), fixer({ jusquAu: '2026-07-21' }))).toEqual(['regle', 'TRA-C']);
    expect(phrase(existante(C), fixer({ jusquAu: '2026-07-21' }))).toContain('soit le 20 juillet 2026');
    expect(premier(conclu('2026-01-12'), fixer({ delai: '2026-07-12' }, 'caisse'))).toMatchObject({
      partie: 'caisse',
      dateLimite: '2026-07-12',
    });
    expect(sur(conclu('2026-01-12'), fixer({ delai: '2026-07-13' }))).toEqual(['regle', 'TRA-C']);
  });

  it('au plus tôt le jour même (DEC-18)', () => {
    expect(sur(existante(C), fixer({ jusquAu: AUJOURDHUI }))).toBe('accepté');
    expect(sur(existante(C), fixer({ jusquAu: '2026-01-19' }))).toEqual(['regle', 'DEC-18']);
    expect(phrase(existante(C), fixer({ jusquAu: '2026-01-19' }))).toContain('le jour où le délai est fixé');
  });

  it('ou des mois, gardés tels quels jusqu’à la signature, dont ils courent', () => {
    const avant = premier(existante(C), fixer({ mois: 6 }));
    expect(avant).toMatchObject({ mois: 6 });
    expect(avant).not.toHaveProperty('dateLimite');
    expect(sur(existante(C), fixer({ mois: 7 }))).toEqual(['regle', 'TRA-C']);
    const apres = premier(conclu('2026-01-12'), fixer({ mois: 4 }));
    expect(apres).toMatchObject({ dateLimite: '2026-05-12' });
    expect(apres).not.toHaveProperty('mois');
    expect(premier(existante(C), fixer({ mois: 3, jusquAu: '2026-06-01' }))).toMatchObject({
      dateLimite: '2026-06-01',
    });
    expect(sur(existante(C), fixer({}))).toEqual(['donnees', 'TRA-C']);
    expect(phrase(existante(C), fixer({}))).toContain('indiquez la date limite');
  });

  it('plus une fois le projet déposé, ni dans un autre régime', () => {
    const depose: Etat = { ...existante(C), projetSante: { ...existante(C).projetSante, recuLe: d('2026-01-15') } };
    expect(sur(depose, fixer({ mois: 3 }))).toEqual(['etat', 'TRA-C']);
    expect(phrase(depose, fixer({ mois: 3 }))).toContain('déjà déposé');
    for (const regime of [A, B] as const)
      expect(sur(existante(regime), fixer({ mois: 3 }))).toEqual(['regle', 'TRA-C']);
    expect(phrase(existante(B), fixer({ mois: 3 }))).toContain('(régime C)');
  });

  it('le complément de 24 000 € s’accorde une fois', () => {
    expect(premier(existante(C), accorder)).toMatchObject({
      regle: 'TRA-C',
      paiement: 'amorcage-30',
      montantCentimes: 2_400_000,
    });
    for (const regime of [A, B] as const) expect(sur(existante(regime), accorder)).toEqual(['regle', 'TRA-C']);
    expect(phrase(existante(B), accorder)).toContain('(régime C)');
    const accorde = vivre([declarer(C), accorder], AUJOURDHUI).etat;
    expect(accorde.transition.complementAccordeLe).toBe(AUJOURDHUI);
    expect(sur(accorde, accorder)).toEqual(['etat', 'TRA-C']);
    expect(phrase(accorde, accorder)).toContain('déjà accordé');
  });
});
