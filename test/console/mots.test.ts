/** Dates, delays, amounts: as people read and write them. */
import { describe, expect, test } from 'vitest';
import { fullDate, inDays, longDate, moment, nearness, shortDate, timeLeft } from '../../console/words/dates.ts';
import { differenceName, differenceValue } from '../../console/words/differences.ts';
import { asTyped, centsOf, inEuros } from '../../console/words/money.ts';
import { deadlineName, paymentName } from '../../console/words/noms.ts';

const AUJOURDHUI = '2026-11-30';

describe('une date', () => {
  test('se lit en toutes lettres, le premier du mois en ordinal', () => {
    expect(longDate('2027-03-01')).toBe('1er mars 2027');
    expect(fullDate('2027-03-01')).toBe('lundi 1er mars 2027');
    expect(longDate('2027-03-21')).toBe('21 mars 2027');
    expect(shortDate('2027-03-01')).toBe('01/03/2027');
  });

  test('un instant se lit à l’heure de Paris', () => {
    expect(moment('2026-11-30T23:30:00Z')).toBe('1er décembre 2026 à 00:30');
  });

  test.each([
    ['2026-11-30', 'today', 'dernier jour : aujourd’hui', 'aujourd’hui'],
    ['2026-12-01', 'near', 'demain', 'demain'],
    ['2026-12-07', 'near', 'dans 7 jours', 'dans 7 jours'],
    ['2026-12-08', 'later', 'dans 8 jours', 'dans 8 jours'],
    ['2026-11-29', 'late', 'en retard de 1 jour', 'hier'],
    ['2027-03-02', 'later', 'dans 92 jours', 'dans 92 jours'],
    ['2027-07-15', 'later', 'dans 7 mois', 'dans 7 mois'],
    ['2031-02-15', 'later', 'dans 4 ans', 'dans 4 ans'],
    ['2026-05-20', 'late', 'en retard de 6 mois', 'il y a 6 mois'],
    ['2026-11-20', 'late', 'en retard de 10 jours', 'il y a 10 jours'],
  ])('au %s, un délai est « %s » : %s', (jour, etat, reste, loin) => {
    expect(nearness(jour, AUJOURDHUI)).toBe(etat);
    expect(timeLeft(jour, AUJOURDHUI)).toBe(reste);
    expect(inDays(jour, AUJOURDHUI)).toBe(loin);
  });
});

describe('un montant', () => {
  test('se lit avec deux décimales', () => {
    expect(inEuros(4_000_000).replaceAll(/\s/g, ' ')).toBe('40 000,00 €');
  });

  test.each([
    ['40 000', 4_000_000],
    ['40000,5', 4_000_050],
    ['1 234,56 €', 123_456],
    ['1 234.56', 123_456],
    ['0', 0],
    ['', undefined],
    ['quarante', undefined],
    ['12,345', undefined],
    ['-5', undefined],
  ])('saisi « %s », vaut %s centimes', (saisi, centimes) => {
    expect(centsOf(saisi)).toBe(centimes);
  });

  test('relu comme il a été écrit', () => {
    for (const centimes of [0, 5, 100, 123_456]) expect(centsOf(asTyped(centimes))).toBe(centimes);
  });
});

test('une échéance et un paiement ont leur nom, rappel ou année compris', () => {
  expect(deadlineName('decision-lettre-intention')).toBe('Décision sur la lettre d’intention');
  expect(deadlineName('rappel-depot-projet-sante-15')).toBe('Rappel : dépôt du projet de santé');
  expect(deadlineName('paiement-dotation-3')).toBe('Paiement : Dotation, année 3');
  expect(paymentName('dotation-2-complement')).toBe('Dotation, année 2 (complément)');
});

describe('ce qu’une rectification change se lit dans les mots de la règle (DEC-33)', () => {
  const contrat = {
    act: () => ({ name: 'signer-contrat-dotation', title: 'Signer le contrat de dotation', schema: {} }),
  };
  const de = (quoi: string, cle: string, reste: object = {}) =>
    ({ quoi, cle, avant: null, apres: null, ...reste }) as Parameters<typeof differenceName>[0];

  test.each([
    ['echeance', 'cible-30', {}, 'Échéance : Cible d’adhésion de 30 %'],
    [
      'echeance',
      'remboursement-indu-amorcage-2',
      {},
      'Échéance : Remboursement, versé en trop : Amorçage, seconde tranche',
    ],
    ['decision', 'projet-sante', {}, 'Décision : projet de santé'],
    ['contrat', 'dotation conclu', {}, 'Contrat : dotation annuelle (conclusion)'],
    ['contrat', 'amorcage fini', {}, 'Contrat : crédit d’amorçage (fin)'],
    ['paiement', 'dotation-2-complement', {}, 'Paiement : Dotation, année 2 (complément)'],
    ['recouvrement', 'indu-dotation-1', {}, 'Recouvrement : versé en trop, Dotation, année 1'],
    ['recouvrement', 'dix-huit-mois', {}, 'Recouvrement : faute d’activité à dix-huit mois'],
    ['recouvrement', 'amorcage', {}, 'Recouvrement : crédit d’amorçage'],
    ['phase', 'phase', {}, 'Phase'],
    ['courrier', 'ContratDotationConclu', { rang: 28 }, 'Courrier à corriger : Contrat de dotation conclu (ligne 28)'],
    [
      'impossible',
      'signer-contrat-dotation',
      { rang: 27 },
      'Acte qui n’est plus possible : Signer le contrat de dotation (ligne 27)',
    ],
  ])('%s %s', (quoi, cle, reste, attendu) => {
    expect(differenceName(de(quoi, cle, reste), contrat)).toBe(attendu);
  });

  test.each([
    ['decision', 'validee 2026-02-02', 'validée, 2 février 2026'],
    ['phase', 'amorcage', 'Crédit d’amorçage'],
    ['echeance', '2028-11-04', '4 novembre 2028'],
    ['paiement', 4_000_000, '40 000,00 €'],
    ['contrat', null, 'rien'],
    ['impossible', 'Le contrat se signe après la validation.', 'Le contrat se signe après la validation.'],
  ])('%s : %s', (quoi, valeur, attendu) => {
    expect(differenceValue(de(quoi, ''), valeur).replaceAll(/\s/g, ' ')).toBe(attendu);
  });
});
