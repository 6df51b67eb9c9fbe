/**
 * DEC-65 — the law changes while a case lives. A fictitious text, read from a file, changes a scale and delays in the middle
 * of lives; the figures are worked out by hand beside each.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { depuis } from '../../domain/calculs/date.ts';
import { describe, expect, it } from 'vitest';
import type { Droit } from '../../domain/avenants.ts';
import { chiffresDu } from '../../domain/catalogue/en-vigueur.ts';
import { regle } from '../../domain/catalogue/index.ts';
import {
  apresPlusieurs,
  clause,
  dureeEnMots,
  ensemble,
  finDuDelai,
  listeDeClause,
  reporte,
  sansReport,
  valeur,
  versionDesClauses,
  versionDuDelai,
} from '../../domain/droit.ts';
import { echeances } from '../../domain/echeances.ts';
import { lireDroit } from '../../domain/lire-droit.ts';
import { bareme, dotation } from '../../domain/paiements/montants.ts';
import { LISTES, PARAMETRES } from '../../domain/parametres.ts';
import type { Ligne, Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { d } from './table/dernier-acte.ts';
import { ACTES, vivre } from './table/etats.ts';

const lire = (nom: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, nom), 'utf8'));
const FICTIF = lireDroit(lire('droit/avenant-fictif.json'));
const ressort = { siege: '33', droit: FICTIF };
const montants = (lignes: readonly Ligne[]) =>
  lignes
    .filter(({ evenement }) => evenement === 'PaiementOrdonnance')
    .map(({ paiement, montantCentimes, dateLimite, versionDroit }) => [
      paiement,
      montantCentimes,
      dateLimite,
      versionDroit,
    ]);

describe('une vie de cinq ans traverse un avenant', () => {
  const nominal = lire('scenarios/S05-nominal-cinq-ans.json') as Scenario;
  const sous = (droit: Droit) => montants(simuler({ ...nominal, droit })).filter(([cle]) => cle !== 'amorcage-1');

  it('sans lui, rien ne change ; avec lui, ce qui est ouvert avant son jour reste tel quel', () => {
    expect(sous([])).toEqual(montants(simuler(nominal)).filter(([cle]) => cle !== 'amorcage-1'));
    expect(sous(FICTIF)).toEqual([
      ['amorcage-2', 4_000_000, '2026-02-02', undefined],
      // 50 000 + 27 × 50 000 / 90
      ['dotation-1', 6_500_000, '2026-02-15', undefined],
      // 50 000 + 32 × 50 000 / 90 = 67 777,78
      ['dotation-2', 6_777_778, '2027-02-15', undefined],
      // From 15 January 2028: 60 000 + 45 × 60 000 / 90 = 90 000, in two months.
      ['dotation-3', 9_000_000, '2028-03-15', 'avenant-fictif-1'],
      // 60 000 + 53 × 60 000 / 90 = 95 333,33; the ceiling of 150 000 is for contracts signed from 1 June 2028.
      ['dotation-4', 9_533_333, '2029-03-15', 'avenant-fictif-1'],
      // 60 000 + 78 × 60 000 / 90 = 112 000
      ['dotation-5', 11_200_000, '2030-03-15', 'avenant-fictif-1'],
    ]);
  });

  it('deux dossiers joués l’un après l’autre ne se passent rien', () => {
    const avant = sous([]);
    sous(FICTIF);
    expect(sous([])).toEqual(avant);
  });

  it('l’état et l’échéancier nomment le texte', () => {
    const tot: Droit = [{ ...(FICTIF[0] as Droit[number]), depuis: d('2026-03-01') }];
    const { etat } = vivre(ACTES.DOTATION, '2026-05-06', undefined, tot);
    expect(etat.paiements['dotation-1']).toMatchObject({
      // 60 000 + 27 × 60 000 / 90 = 78 000, in two months of 4 May.
      montantCentimes: 7_800_000,
      dateLimite: '2026-07-04',
      versionDroit: 'avenant-fictif-1',
    });
    expect(etat.paiements['amorcage-1']).not.toHaveProperty('versionDroit');
    const parCle = Object.fromEntries(echeances(etat).map(({ cle, versionDroit }) => [cle, versionDroit]));
    expect(parCle).toMatchObject({ 'paiement-dotation-1': 'avenant-fictif-1', reconduction: undefined });
    expect(parCle['rappel-paiement-dotation-1']).toBe('avenant-fictif-1');
  });
});

describe('la date qui choisit', () => {
  it('un délai : le jour où il part (2 mois la veille, 3 mois et le report le jour même)', () => {
    expect(valeur(ressort, 'decisionLettreIntention', d('2028-05-31'))).toBe(2);
    expect(valeur(ressort, 'decisionLettreIntention', d('2028-06-01'))).toBe(3);
    expect(finDuDelai(ressort, 'decisionLettreIntention', d('2028-05-31'))).toBe('2028-07-31');
    expect(finDuDelai(ressort, 'decisionLettreIntention', d('2028-06-01'))).toBe('2028-09-01');
    // 2 September 2028 is a Saturday.
    expect(sansReport(ressort, 'decisionLettreIntention', d('2028-06-02'))).toBe('2028-09-02');
    expect(finDuDelai(ressort, 'decisionLettreIntention', d('2028-06-02'))).toBe('2028-09-04');
    const samedi = depuis('LettreIntentionDeposee', d('2028-09-02'));
    expect(reporte(ressort, 'decision-lettre-intention', samedi, d('2028-05-31')).resultat).toBe('2028-09-02');
    expect(dureeEnMots(ressort, 'decisionLettreIntention', d('2028-06-02'))).toBe('trois mois');
    expect(dureeEnMots(ressort, 'effetResiliationAmorcage', d('2028-06-02'))).toBe('15 jours');
  });

  it('une clause : la signature ; ou l’ouverture du paiement, si le texte vaut « à compter du »', () => {
    const avant = d('2027-12-01');
    const plafond = (signeLe: string | null, ouvertLe: string) =>
      clause(ressort, 'dotationPlafond', { signeLe: signeLe === null ? null : d(signeLe), ouvertLe: d(ouvertLe) });
    expect(plafond(avant, '2028-01-14')).toBe(10_000_000);
    expect(plafond(avant, '2028-01-15')).toBe(12_000_000);
    expect(plafond(avant, '2040-01-15')).toBe(12_000_000);
    expect(plafond('2028-06-01', '2028-06-01')).toBe(15_000_000);
    expect(plafond(null, '2028-06-01')).toBe(15_000_000);
    const tranche = (signeLe: string) =>
      clause(ressort, 'trancheAmorcage', { signeLe: d(signeLe), ouvertLe: d('2029-01-01') });
    expect([tranche('2028-05-31'), tranche('2028-06-01')]).toEqual([4_000_000, 5_000_000]);
    // 60 000 + 90 × 90 000 / 90
    expect(dotation(100, bareme(ressort, { signeLe: d('2028-06-01'), ouvertLe: d('2028-06-01') }))).toBe(15_000_000);
  });

  it('les pièces d’un contrat : celles du jour de sa signature', () => {
    const pieces = (signeLe: string) =>
      listeDeClause(ressort, 'piecesAmorcage1', { signeLe: d(signeLe), ouvertLe: d(signeLe) });
    expect(pieces('2028-05-31')).toContain('budget-previsionnel');
    expect(pieces('2028-06-01')).not.toContain('budget-previsionnel');
  });

  it('des périodes qui se suivent : chacune du droit de son premier jour, toutes comptées de la signature (CNT-5)', () => {
    const droit = lireDroit({
      version: 'trois-ans',
      titre: 'Des contrats de trois ans',
      source: 'essai',
      depuis: '2030-01-01',
      parametres: { dureeContratDotation: 36 },
    });
    const signature = depuis('ContratDotationConclu', d('2028-02-29'));
    const fins = [1, 2, 3].map((fois) => apresPlusieurs({ droit }, 'dureeContratDotation', signature, fois));
    expect(fins.map(({ resultat }) => resultat)).toEqual(['2033-02-28', '2036-02-29', '2039-02-28']);
    expect(fins[2]?.etapes).toMatchObject([{ valeur: 132, periodes: [60, 36, 36], versionDroit: 'trois-ans' }]);
  });

  it('la version n’est dite que si ce n’est pas celle des premiers textes ; plusieurs, chacune une fois', () => {
    expect(versionDuDelai(ressort, 'decisionLettreIntention', d('2028-05-31'))).toEqual({});
    expect(versionDuDelai(ressort, 'decisionLettreIntention', d('2028-06-01'))).toEqual({
      versionDroit: 'avenant-fictif-2',
    });
    const dates = { signeLe: d('2028-06-01'), ouvertLe: d('2028-06-01') };
    expect(versionDesClauses(ressort, ['dotationPlafond', 'dotationPlancher', 'complementTransition'], dates)).toEqual({
      versionDroit: 'avenant-fictif-2, avenant-fictif-1',
    });
    expect(ensemble({ versionDroit: 'a, b' }, {}, { versionDroit: 'b, c' })).toEqual({ versionDroit: 'a, b, c' });
    expect(ensemble({})).toEqual({});
  });
});

describe('le droit d’un jour, pour qui veut le lire', () => {
  const chiffre = (le: string, nom: string) => chiffresDu(d(le), FICTIF).find((un) => un.nom === nom);

  it('chaque chiffre, report et liste y est, avec une règle du catalogue, sa source et le jour depuis lequel il vaut', () => {
    const tous = chiffresDu(d('2026-01-01'));
    expect(tous.map(({ nom }) => nom)).toEqual(
      expect.arrayContaining([...Object.keys(PARAMETRES), ...Object.keys(LISTES), 'remboursement']),
    );
    expect(tous.filter((un) => regle(un.regle) === undefined || un.versionDroit !== undefined)).toEqual([]);
  });

  it('le lendemain d’un avenant, son chiffre et sa source ; la veille, les premiers', () => {
    expect(chiffre('2028-05-31', 'decisionLettreIntention')).toMatchObject({ valeur: 2, depuis: '2025-01-01' });
    expect(chiffre('2028-06-01', 'decisionLettreIntention')).toMatchObject({
      valeur: 3,
      unite: 'mois',
      selon: 'depart',
      depuis: '2028-06-01',
      source: 'texte imaginé pour les essais, articles 3 à 6',
      versionDroit: 'avenant-fictif-2',
    });
    expect(chiffre('2028-06-01', 'decision-lettre-intention')).toMatchObject({ sorte: 'report', valeur: true });
    expect(chiffre('2028-06-01', 'piecesAmorcage1')).toMatchObject({ sorte: 'liste', selon: 'signature' });
  });
});

describe('un fichier de textes', () => {
  const TEXTE = { version: 'a', titre: 'A', source: 's', depuis: '2027-01-01', parametres: { remboursement: 3 } };
  it('un texte, ou une liste, rendus dans l’ordre de leurs dates', () => {
    expect(lireDroit(TEXTE)).toEqual([TEXTE]);
    expect(lireDroit([TEXTE, { ...TEXTE, version: 'b', depuis: '2026-01-01' }]).map(({ version }) => version)).toEqual([
      'b',
      'a',
    ]);
  });

  it.each<[string, unknown, RegExp]>([
    ['rien', 3, /texte 1 : un objet/],
    [
      'un champ inconnu',
      { ...TEXTE, parametre: {} },
      /« parametre » n'est pas connu ; le plus proche est « parametres »/,
    ],
    ['un chiffre inconnu', { ...TEXTE, parametres: { remboursment: 3 } }, /le plus proche est « remboursement »/],
    ['ce qui ne change pas', { ...TEXTE, parametres: { grace: 3 } }, /« grace » n'est pas connu/],
    ['un chiffre nul', { ...TEXTE, parametres: { remboursement: 0 } }, /entier positif \(mois\)/],
    ['une date impossible', { ...TEXTE, depuis: '2027-02-30' }, /« depuis » doit être une date/],
    ['une version mal écrite', { ...TEXTE, version: 'Avenant 1' }, /en minuscules/],
    ['sans source', { ...TEXTE, source: ' ' }, /« source » doit être un texte/],
    ['un report qui n’en est pas un', { ...TEXTE, reports: { saisine: 1 } }, /vrai ou faux/],
    ['une pièce inconnue', { ...TEXTE, listes: { piecesAmorcage1: ['ribs'] } }, /le plus proche est « rib »/],
    ['une liste vide', { ...TEXTE, listes: { piecesAmorcage1: [] } }, /non vide/],
    ['un texte qui ne change rien', { ...TEXTE, parametres: {} }, /il ne change rien/],
    ['deux fois la même version', [TEXTE, TEXTE], /la même version/],
    ['« à compter du » qui n’est ni vrai ni faux', { ...TEXTE, contratsEnCours: 'oui' }, /« contratsEnCours »/],
  ])('%s : refusé, la phrase dit où', (_, contenu, phrase) => {
    expect(() => lireDroit(contenu)).toThrow(phrase);
  });
});
