/** The legal timers of a case (T1…T23): day, legal date, rule, effect, who is awaited; and those that are late. */
import { describe, expect, it } from 'vitest';
import { echeances, retards } from '../../../domain/echeances.ts';
import type { Echeance } from '../../../domain/echeance.ts';
import type { Etat } from '../../../domain/etat.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { ACTES, etatDe, vivre, type Acte } from './etats.ts';
import { DEMANDEE, DOTATION_NOTIFIEE, PROPOSEE } from './resiliation-essai.ts';

/** « key last-day legal-date rule effect awaited », reminders apart. */
const ligne = ({ cle, expire, effetLe, regle, effet, attendu }: Echeance) =>
  [cle, expire, effetLe, regle, effet, ...attendu].join(' ');
const lignes = (etat: Etat) =>
  echeances(etat)
    .filter(({ effet }) => effet !== 'rappel')
    .map(ligne);
const cles = (etat: Etat) => echeances(etat).map(({ cle }) => cle);
const d = (texte: string) => texte as DateCivile;

const recue = (acteur: 'ars' | 'caisse'): Acte => ['2026-03-04', acteur, 'accuser-reception-resiliation'];

describe('dans chaque phase', () => {
  it('création : le dépôt du projet de santé', () => {
    expect(lignes(etatDe('creation'))).toEqual(['depot-projet-sante 2026-07-06 2026-07-07 PS-02 alerte porteur']);
  });

  it('amorçage : le dépôt, et le terme, qui n’attend personne', () => {
    expect(lignes(etatDe('amorcage'))).toEqual([
      'depot-projet-sante 2026-07-06 2026-07-07 PS-02 alerte porteur',
      'terme-contrat-amorcage 2026-12-10 2026-12-11 AMO-15 fin-de-contrat',
    ]);
  });

  it('dotation : le paiement, les missions, l’anniversaire et la reconduction au jour même, les cibles', () => {
    expect(lignes(etatDe('dotation'))).toEqual([
      'paiement-dotation-1 2026-06-04 2026-06-05 DOT-07 alerte caisse',
      'missions-socles 2027-04-01 2027-04-02 MIS-02 alerte porteur',
      'absence-missions-socles 2027-04-20 2027-04-21 RES-D-03 alerte porteur',
      'anniversaire-1 2027-05-04 2027-05-04 DOT-07 denombrement porteur',
      'controle-annuel-1 2027-05-03 2027-05-04 SUI-01 alerte caisse',
      'reconduction 2031-05-04 2031-05-04 DOT-10 reconduction',
      'cible-50 2031-05-04 2031-05-05 ELI-05 alerte porteur',
      'concertation-5-ans 2031-05-04 2031-05-05 ELI-10 alerte porteur',
    ]);
  });

  it('avant le premier acte, aucune ; une fois clos, l’archivage seul (DEC-35)', () => {
    expect(echeances(etatDe('rien'))).toEqual([]);
    expect(echeances({ ...etatDe('dotation'), rang: 0 })).toEqual([]);
    expect(echeances(etatDe('close')).map(({ cle, expire }) => [cle, expire])).toEqual([['archivage', '2028-02-10']]);
    expect(echeances({ ...etatDe('close'), archiveLe: d('2028-02-11') })).toEqual([]);
    expect(echeances({ ...etatDe('dotation'), phase: 'close' })).toEqual([]);
  });

  it('rappels compris, la plus proche d’abord', () => {
    const reveils = echeances(etatDe('dotation')).map(({ reveil }) => reveil);
    expect(reveils.length).toBeGreaterThan(7);
    expect(reveils).toEqual(reveils.toSorted((a, b) => a - b));
  });
});

describe('une résiliation', () => {
  const effet = (actes: readonly Acte[], le: string) =>
    lignes(vivre(actes, le).etat).find((une) => une.startsWith('effet-resiliation'));

  it('de l’ESS, de l’amorçage : RES-A-01 ; des autorités, de la dotation : la règle de son fondement', () => {
    const demandee = [...DEMANDEE, recue('ars'), recue('caisse')];
    expect(effet(demandee, '2026-03-05')).toMatch(/^effet-resiliation 2026-03-19 2026-03-19 RES-A-01 resiliation$/);
    expect(effet(DOTATION_NOTIFIEE, '2026-06-04')).toMatch(/ RES-D-02 /);
  });

  it('de l’ESS, de la dotation : RES-D-01', () => {
    const resilier: Acte = ['2026-06-01', 'porteur', 'resilier'];
    const recueLe = (acteur: 'ars' | 'caisse'): Acte => ['2026-06-02', acteur, 'accuser-reception-resiliation'];
    expect(effet([...ACTES.DOTATION, resilier, recueLe('ars'), recueLe('caisse')], '2026-06-03')).toMatch(/ RES-D-01 /);
  });

  it('de l’amorçage n’arrête son terme que si elle prend effet ce jour-là ou avant (DEC-39)', () => {
    expect(cles(vivre(DEMANDEE, '2026-03-02').etat)).toContain('terme-contrat-amorcage');
    expect(cles(vivre(PROPOSEE, '2026-03-02').etat)).toContain('terme-contrat-amorcage');
    const recueLe = (le: string) => {
      const { etat } = vivre([...DEMANDEE, recue('ars'), recue('caisse')], '2026-03-05');
      const lettre = etat.resiliations.ess;
      if (lettre === undefined) throw new Error('no letter');
      const receptions = { ars: d('2026-03-04'), caisse: d(le) };
      return cles({ ...etat, resiliations: { ess: { ...lettre, receptions } } });
    };
    // The ten months end on 10 December 2026.
    expect(recueLe('2026-11-25')).not.toContain('terme-contrat-amorcage');
    expect(recueLe('2026-11-26')).toContain('terme-contrat-amorcage');
  });
});

describe('les missions socles (MIS-02, RES-D-03)', () => {
  const dotation = etatDe('dotation');
  const { amorcage, projetSante } = dotation;
  const constatee = {
    declareeLe: null,
    constateeLe: d('2026-05-05'),
    constat: { le: d('2026-05-05'), sens: 'presente' as const },
  };
  const fini = { fin: 'termine' as const, finiLe: d('2026-12-11') };
  it.each<[string, Partial<Etat>, boolean]>([
    ['dues sous la dotation', {}, true],
    [
      'remplies',
      { activites: { ...dotation.activites, 'avis-ponctuel': constatee, 'structuration-offre': constatee } },
      false,
    ],
    [
      'le projet de santé refusé',
      { projetSante: { ...projetSante, decision: { sens: 'refuse', mode: 'expresse', le: d('2026-05-01') } } },
      false,
    ],
    ['la dotation finie', { dotation: { ...dotation.dotation, ...fini } }, false],
    ['l’amorçage résilié', { amorcage: { ...amorcage, fin: 'resilie', finiLe: d('2026-05-01') } }, false],
    [
      'l’amorçage terminé, sans dotation, le projet de santé validé',
      { amorcage: { ...amorcage, ...fini }, dotation: { ...dotation.dotation, concluLe: null } },
      true,
    ],
    [
      'l’amorçage terminé, sans dotation, le projet de santé sans décision',
      {
        amorcage: { ...amorcage, ...fini },
        dotation: { ...dotation.dotation, concluLe: null },
        projetSante: { ...projetSante, decision: null },
      },
      false,
    ],
    [
      'l’amorçage en cours, le projet de santé sans décision',
      {
        amorcage: { ...amorcage, fin: null, finiLe: null },
        dotation: { ...dotation.dotation, concluLe: null },
        projetSante: { ...projetSante, decision: null },
      },
      true,
    ],
  ])('%s', (_, changement, dues) => {
    expect(cles({ ...dotation, ...changement }).includes('missions-socles')).toBe(dues);
  });

  it('manquées avant de lier : l’alerte est du jour de la validation, jamais d’avant (DEC-32)', () => {
    const alerteDe = (valideLe: string, changement: Partial<Etat> = {}) => {
      const decision = { sens: 'valide', mode: 'tacite', le: valideLe as DateCivile } as const;
      const etat: Etat = {
        ...dotation,
        amorcage: { ...amorcage, ...fini },
        dotation: { ...dotation.dotation, concluLe: null },
        projetSante: { ...projetSante, decision },
        ...changement,
      };
      return echeances(etat).find(({ cle }) => cle === 'missions-socles')?.effetLe;
    };
    // The projet de santé was deposited on 1 April 2026.
    expect(alerteDe('2027-03-01')).toBe('2027-04-02');
    expect(alerteDe('2027-07-27')).toBe('2027-07-27');
    expect(alerteDe('2027-07-27', { dotation: dotation.dotation })).toBe('2027-04-02');
  });
});

describe('ce qui est en retard', () => {
  it('l’alerte passée et signalée, tant que son acte est attendu', () => {
    expect(retards(vivre(ACTES.PAYE, '2026-07-06').etat)).toEqual([]);
    const tard = vivre(ACTES.PAYE, '2026-07-10').etat;
    expect(retards(tard).map(ligne)).toEqual(['depot-projet-sante 2026-07-06 2026-07-07 PS-02 alerte porteur']);
    expect(cles(tard)).not.toContain('depot-projet-sante');
    const depose: Acte = ['2026-07-10', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
    expect(retards(vivre([...ACTES.PAYE, depose], '2026-07-11').etat)).toEqual([]);
  });

  it('rien avant le premier acte, ni une fois clos', () => {
    const tard = vivre(ACTES.PAYE, '2026-07-10').etat;
    expect(retards({ ...tard, rang: 0 })).toEqual([]);
    expect(retards({ ...tard, phase: 'close' })).toEqual([]);
  });
});
