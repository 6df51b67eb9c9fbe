/** `corriger` on the letter of intent and the figures: what it moves, what it may no longer touch (DEC-18, DEC-19). */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat } from '../../../domain/etat.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { corrige, corriger } from './correction-essai.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { phrase, premier, sur } from './paiement-essai.ts';

const { ENTREE, CREATION } = ACTES;
const INCOMPLETE: readonly Acte[] = [
  ...ENTREE,
  ['2026-01-10', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: ['gouvernance'] }],
];
const COMPLETEE: readonly Acte[] = [...INCOMPLETE, ['2026-01-20', 'porteur', 'completer-lettre-intention']];
const deposee = () => vivre(ENTREE, '2026-01-25').etat;
const incomplete = () => vivre(INCOMPLETE, '2026-01-25').etat;
const completee = () => vivre(COMPLETEE, '2026-01-25').etat;
/** Deposited on 5 January: silence until 5 March; validated on the 6th, entered after the grace, on the 9th. */
const tacite = () => vivre(ENTREE, '2026-03-10').etat;
const validee = () => vivre(CREATION, '2026-02-10').etat;
const DEPOT = 'depot-lettre-intention';
const COMPLETUDE = 'completude-lettre-intention';
const DECISION_LI = 'decision-lettre-intention';
const HORS_DELAI = /ne serait plus dans le délai de deux mois/;

describe('ce que « corriger » demande', () => {
  it.each<[string, object, unknown]>([
    ['un motif', { objet: 'liberaux', valeur: 3 }, ['regle', 'DEC-18']],
    ['un objet connu', { objet: 'siege', valeur: '75', motif: 'Erreur.' }, ['donnees', 'DEC-18']],
    ['une date, pour une date', { objet: DEPOT, valeur: '2026-02-30', motif: 'Erreur.' }, ['donnees', 'DEC-18']],
    ['une date écrite', { objet: DEPOT, valeur: 20260106, motif: 'Erreur.' }, ['donnees', 'DEC-18']],
    ['une date passée', { objet: DEPOT, valeur: '2026-01-26', motif: 'Erreur.' }, ['donnees', 'DEC-18']],
    ['un nombre, pour un nombre', { objet: 'liberaux', valeur: '3', motif: 'Erreur.' }, ['donnees', 'DEC-18']],
    ['un nombre entier', { objet: 'liberaux', valeur: 3.5, motif: 'Erreur.' }, ['donnees', 'DEC-18']],
    ['un nombre positif ou nul', { objet: 'liberaux', valeur: -1, motif: 'Erreur.' }, ['donnees', 'DEC-18']],
  ])('%s', (_, donnees, attendu) => {
    expect(sur(deposee(), ['2026-01-25', 'ars', 'corriger', donnees])).toEqual(attendu);
  });

  it('la date du jour et le nombre zéro conviennent', () => {
    expect(sur(deposee(), corriger('2026-01-25', DEPOT, '2026-01-25'))).toBe('accepté');
    expect(sur(deposee(), corriger('2026-01-25', 'liberaux', 0))).toBe('accepté');
  });

  it('chaque refus dit ce qui manque', () => {
    const dit = (objet: string, valeur: unknown) => phrase(deposee(), corriger('2026-01-25', objet, valeur));
    expect(phrase(deposee(), ['2026-01-25', 'ars', 'corriger', { objet: DEPOT, valeur: '2026-01-06' }])).toContain(
      'Une correction demande un motif',
    );
    expect(dit('siege', '75')).toContain(
      [
        'depot-lettre-intention, completude-lettre-intention, decision-lettre-intention',
        'decision-projet-sante, reception-projet-sante, reception-precisions',
        'reception-resiliation-ars, reception-resiliation-caisse, reception-resiliation-association, saisine',
        'medecinsPresents, liberaux, engages',
      ].join(', '),
    );
    expect(dit(DEPOT, 'hier')).toContain('une date (aaaa-mm-jj)');
    expect(dit(DEPOT, '2026-02-01')).toContain('dans le futur');
    expect(dit('liberaux', 'beaucoup')).toContain('un nombre entier');
    expect(dit('reception-projet-sante', '2026-01-06')).toContain("n'a pas encore de valeur");
  });

  it.each([COMPLETUDE, DECISION_LI, 'decision-projet-sante', 'reception-projet-sante', 'reception-precisions'])(
    '« %s » : rien à corriger tant que rien n’est arrivé',
    (objet) => {
      expect(sur(incomplete(), corriger('2026-01-25', objet, '2026-01-20'))).toEqual(['etat', 'DEC-18']);
    },
  );

  it.each([DEPOT, COMPLETUDE, DECISION_LI])(
    '« %s » : rien à corriger sans lettre d’intention (régimes A, B, C)',
    (objet) => {
      expect(sur({ ...validee(), li: null }, corriger('2026-02-10', objet, '2026-01-20'))).toEqual(['etat', 'DEC-18']);
    },
  );

  it('la trace : l’ancienne valeur et la nouvelle ; la correction n’en change pas la date (DEC-18)', () => {
    const fait = premier(deposee(), corriger('2026-01-25', DEPOT, '2026-01-07', 'caisse'));
    expect(fait).toMatchObject({
      evenement: 'CorrectionApportee',
      regle: 'DEC-18',
      acteur: 'caisse',
      objet: DEPOT,
      ancienne: '2026-01-05',
      valeur: '2026-01-07',
      motif: 'Erreur de saisie.',
    });
    expect(fait).not.toHaveProperty('rouvertLe');
    expect(corrige(deposee(), corriger('2026-01-25', DEPOT, '2026-01-07')).corrections).toBe(1);
  });

  it.each(['medecinsPresents', 'liberaux', 'engages'] as const)('« %s » : ce nombre, et lui seul', (objet) => {
    const avant = deposee();
    expect(corrige(avant, corriger('2026-01-25', objet, 99)).effectifs).toEqual({ ...avant.effectifs, [objet]: 99 });
    expect(premier(avant, corriger('2026-01-25', objet, 99))).toMatchObject({ ancienne: avant.effectifs[objet] });
  });

  it('un objet que la version d’aujourd’hui ne connaît pas ne change rien', () => {
    const inconnu = { ...premier(deposee(), corriger('2026-01-25', DEPOT, '2026-01-07')), objet: 'siege' } as Evenement;
    const { rang, dernierLe, corrections, ...reste } = evoluer(deposee(), inconnu);
    expect({ rang, dernierLe, corrections }).toEqual({
      rang: deposee().rang + 1,
      dernierLe: '2026-01-25',
      corrections: 1,
    });
    expect(deposee()).toMatchObject(reste);
  });
});

describe('la lettre d’intention', () => {
  it('la date du dépôt est aussi celle de l’entrée, et de la complétude si rien ne manquait (LI-07)', () => {
    const apres = corrige(deposee(), corriger('2026-01-25', DEPOT, '2026-01-07'));
    expect(apres).toMatchObject({ entreeLe: '2026-01-07', phase: 'lettre-intention' });
    expect(apres.li).toMatchObject({
      deposeeLe: '2026-01-07',
      piecesCompletesLe: '2026-01-07',
      canal: 'demarches-simplifiees',
    });
  });

  it('complétée plus tard, ou pas encore, elle garde sa date de complétude (DEC-07)', () => {
    expect(corrige(completee(), corriger('2026-01-25', DEPOT, '2026-01-07')).li).toMatchObject({
      deposeeLe: '2026-01-07',
      piecesCompletesLe: '2026-01-20',
    });
    expect(corrige(incomplete(), corriger('2026-01-25', DEPOT, '2026-01-07')).li).toMatchObject({
      deposeeLe: '2026-01-07',
      piecesCompletesLe: null,
    });
  });

  it('la complétude fait courir les deux mois, au plus tôt du dépôt (DEC-07)', () => {
    const apres = corrige(completee(), corriger('2026-01-25', COMPLETUDE, '2026-01-22'));
    expect(apres.li).toMatchObject({ deposeeLe: '2026-01-05', piecesCompletesLe: '2026-01-22' });
    expect(echeances(apres).find(({ cle }) => cle === DECISION_LI)?.expire).toBe('2026-03-22');
    expect(sur(completee(), corriger('2026-01-25', COMPLETUDE, '2026-01-05'))).toBe('accepté');
    expect(sur(completee(), corriger('2026-01-25', COMPLETUDE, '2026-01-04'))).toEqual(['etat', 'DEC-18']);
    expect(phrase(completee(), corriger('2026-01-25', COMPLETUDE, '2026-01-04'))).toContain(
      'déposée le 5 janvier 2026',
    );
  });

  it.each<[string, string, () => Etat]>([
    [DEPOT, '2026-01-08', tacite],
    [COMPLETUDE, '2026-01-22', () => vivre(COMPLETEE, '2026-03-25').etat],
  ])('« %s » : une validation tacite sans suite tombe avec sa date, et se calcule à nouveau', (objet, valeur, etat) => {
    const avant = etat();
    expect(avant.li?.decision).toMatchObject({ mode: 'tacite' });
    const apres = corrige(avant, corriger('2026-03-25', objet, valeur));
    expect(apres.phase).toBe('lettre-intention');
    expect(apres.li?.decision).toBeNull();
    expect(echeances(apres).some(({ cle }) => cle === DECISION_LI)).toBe(true);
  });

  it('une validation expresse, elle, reste', () => {
    const apres = corrige(validee(), corriger('2026-02-10', DEPOT, '2026-01-06'));
    expect(apres.phase).toBe('creation');
    expect(apres.li?.decision).toEqual({ sens: 'validee', mode: 'expresse', le: '2026-02-02' });
    const complete = vivre(
      [...COMPLETEE, ['2026-02-02', 'ars', 'valider-lettre-intention', { motif: 'Mûr.' }]],
      '2026-02-10',
    ).etat;
    expect(corrige(complete, corriger('2026-02-10', COMPLETUDE, '2026-01-21'))).toMatchObject({
      phase: 'creation',
      li: { piecesCompletesLe: '2026-01-21', decision: { mode: 'expresse' } },
    });
  });

  it('… et doit rester dans son délai : entre le dépôt et le dernier des deux mois, ces jours compris', () => {
    const depot = (valeur: string) => corriger('2026-02-10', DEPOT, valeur);
    expect(sur(validee(), depot('2026-02-02'))).toBe('accepté');
    expect(sur(validee(), depot('2026-02-03'))).toEqual(['etat', 'DEC-18']);
    expect(phrase(validee(), depot('2026-02-03'))).toMatch(HORS_DELAI);
    expect(phrase(validee(), depot('2026-02-03'))).toContain('2 février 2026');
    expect(sur(validee(), depot('2025-12-02'))).toBe('accepté');
    expect(phrase(validee(), depot('2025-12-01'))).toMatch(HORS_DELAI);
    const { li } = completee();
    const suspendue: Etat = {
      ...validee(),
      li: li && { ...li, piecesCompletesLe: null, decision: validee().li?.decision ?? null },
    };
    expect(sur(suspendue, depot('2025-12-01'))).toBe('accepté');
  });

  it('une fois la procédure des dix-huit mois ouverte, c’est à la caisse de la clore', () => {
    const ouverte: Etat = { ...validee(), dixHuitMoisOuvertLe: d('2026-02-09') };
    expect(phrase(ouverte, corriger('2026-02-10', DEPOT, '2026-01-06'))).toContain('la caisse la clôt');
  });
});

describe('une validation tacite qui a produit ses effets ne se corrige plus (DEC-16, DEC-19)', () => {
  const suites: readonly [string, (etat: Etat) => Etat][] = [
    [
      "le contrat d'amorçage est signé",
      (etat) => ({ ...etat, amorcage: { ...etat.amorcage, signatures: { ars: d('2026-03-10') } } }),
    ],
    [
      'le projet de santé est déposé',
      (etat) => ({ ...etat, projetSante: { ...etat.projetSante, recuLe: d('2026-03-10') } }),
    ],
    ["l'association est créée", (etat) => ({ ...etat, associationLe: d('2026-03-10') })],
    ["l'association est créée", (etat) => ({ ...etat, finess: { numero: '330000001', fermeLe: null } })],
    ['la procédure des dix-huit mois est ouverte', (etat) => ({ ...etat, dixHuitMoisOuvertLe: d('2026-03-10') })],
  ];
  it.each(suites)('la lettre : %s', (suite, avec) => {
    for (const objet of [DEPOT, COMPLETUDE, DECISION_LI]) {
      expect(sur(tacite(), corriger('2026-03-10', objet, '2026-01-08')), objet).toBe('accepté');
      expect(sur(avec(tacite()), corriger('2026-03-10', objet, '2026-01-08')), objet).toEqual(['etat', 'DEC-18']);
      expect(phrase(avec(tacite()), corriger('2026-03-10', objet, '2026-01-08'))).toContain(
        `la validation de la lettre d'intention a produit ses effets (${suite})`,
      );
    }
  });

  it('un acte notifié à temps, saisi trop tard, rouvre la lettre pour une nouvelle grâce', () => {
    const avant = tacite();
    expect(premier(avant, corriger('2026-03-10', DECISION_LI, '2026-03-05'))).toMatchObject({
      regle: 'DEC-19',
      ancienne: '2026-03-06',
      rouvertLe: '2026-03-10',
    });
    const apres = corrige(avant, corriger('2026-03-10', DECISION_LI, '2026-03-05'), '2026-03-12');
    expect(apres).toMatchObject({
      phase: 'lettre-intention',
      li: { decision: null, rouverteLe: '2026-03-12', deposeeLe: '2026-01-05' },
    });
    expect(sur(avant, corriger('2026-03-10', DECISION_LI, '2026-03-06'))).toEqual(['etat', 'DEC-18']);
    expect(phrase(avant, corriger('2026-03-10', DECISION_LI, '2026-03-06'))).toContain(
      'un acte du 6 mars 2026 est postérieur au dernier jour du délai (5 mars 2026)',
    );
    expect(sur(validee(), corriger('2026-02-10', DECISION_LI, '2026-02-01'))).toEqual(['etat', 'DEC-18']);
  });

  it('une correction consignée avant que ce jour y soit écrit rouvre à sa propre date', () => {
    const fait = premier(tacite(), corriger('2026-03-10', DECISION_LI, '2026-03-05'));
    const ancien = { ...fait, rouvertLe: undefined } as unknown as Evenement;
    expect(evoluer(tacite(), ancien).li?.rouverteLe).toBe('2026-03-10');
  });
});
