/** The dates of a résiliation: what counts as its receipt, when it takes effect, when an answer is due. */
import { describe, expect, it } from 'vitest';
import type { Resiliation } from '../../../domain/etat.ts';
import { d } from './dernier-acte.ts';
import {
  effetInitial,
  effetResiliation,
  limiteReponseSaisine,
  receptionQuiCompte,
} from '../../../domain/resiliation/delais.ts';

describe('les dates d’une résiliation (DEC-04, DEC-05, DEC-22)', () => {
  const lettre = (donnees: Partial<Resiliation>): Resiliation => ({
    contrat: 'amorcage',
    origine: 'ess',
    fondement: null,
    proposeePar: null,
    approuvee: true,
    demandeeLe: d('2026-03-01'),
    receptions: {},
    retraits: {},
    fin: null,
    finLe: null,
    saisine: null,
    ...donnees,
  });
  const rejete = (le: string) => ({ sens: 'rejete' as const, le: d(le) });
  const recueDesAutorites = (saisine: Resiliation['saisine']) =>
    lettre({ origine: 'caisse-ars', receptions: { association: d('2026-03-16') }, saisine });

  it('une lettre de l’ESS compte du dernier des deux reçus, et pas avant les deux', () => {
    expect(receptionQuiCompte(lettre({ receptions: { caisse: d('2026-03-03') } }))).toBeNull();
    expect(receptionQuiCompte(lettre({ receptions: { ars: d('2026-03-03') } }))).toBeNull();
    expect(receptionQuiCompte(lettre({ receptions: { caisse: d('2026-03-03'), ars: d('2026-03-05') } }))).toBe(
      '2026-03-05',
    );
    expect(receptionQuiCompte(lettre({ receptions: { caisse: d('2026-03-06'), ars: d('2026-03-05') } }))).toBe(
      '2026-03-06',
    );
  });
  it('une lettre des autorités compte de sa réception par l’association', () => {
    expect(receptionQuiCompte(lettre({ origine: 'caisse-ars' }))).toBeNull();
    expect(receptionQuiCompte(recueDesAutorites(null))).toBe('2026-03-16');
  });
  it('quinze jours pour l’amorçage, un mois pour la dotation', () => {
    const receptions = { caisse: d('2026-06-29'), ars: d('2026-06-30') };
    expect(effetInitial(lettre({ receptions }), { siege: '33' })).toBe('2026-07-15');
    expect(effetInitial(lettre({ contrat: 'dotation', receptions }), { siege: '33' })).toBe('2026-07-30');
    expect(effetInitial(lettre({}), { siege: '33' })).toBeNull();
  });
  it('une saisine suspend l’effet jusqu’aux deux rejets ; le dernier rejet compte, jamais avant la date initiale', () => {
    const saisine = (reponses: NonNullable<Resiliation['saisine']>['reponses']) =>
      effetResiliation(recueDesAutorites({ recueLe: d('2026-03-28'), reponses }), { siege: '33' });
    expect(saisine({})).toBeNull();
    expect(saisine({ ars: rejete('2026-04-10') })).toBeNull();
    expect(saisine({ caisse: rejete('2026-04-10') })).toBeNull();
    expect(saisine({ ars: rejete('2026-04-10'), caisse: { sens: 'accepte', le: d('2026-04-11') } })).toBeNull();
    expect(saisine({ ars: { sens: 'accepte', le: d('2026-04-11') }, caisse: rejete('2026-04-10') })).toBeNull();
    expect(saisine({ ars: rejete('2026-04-20'), caisse: rejete('2026-04-18') })).toBe('2026-04-20');
    expect(saisine({ ars: rejete('2026-03-29'), caisse: rejete('2026-03-30') })).toBe('2026-03-31');
    expect(effetResiliation(recueDesAutorites(null), { siege: '33' })).toBe('2026-03-31');
  });
  it('la réponse à une saisine est attendue un mois, jusqu’à celle des deux', () => {
    const limite = (reponses: NonNullable<Resiliation['saisine']>['reponses']) =>
      limiteReponseSaisine(recueDesAutorites({ recueLe: d('2026-03-28'), reponses }), { siege: '33' });
    expect(limite({})).toBe('2026-04-28');
    expect(limite({ ars: rejete('2026-04-10') })).toBe('2026-04-28');
    expect(limite({ caisse: rejete('2026-04-10') })).toBe('2026-04-28');
    expect(limite({ ars: rejete('2026-04-10'), caisse: rejete('2026-04-10') })).toBeNull();
    expect(limiteReponseSaisine(lettre({}), { siege: '33' })).toBeNull();
  });
});
