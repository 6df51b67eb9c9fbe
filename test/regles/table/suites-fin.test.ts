/** What follows by itself when a project ends, or goes on again, to the day and to the rule: DEC-32, DEC-35, DEC-42 to DEC-46. */
import { describe, expect, it } from 'vitest';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import {
  dissolutionEffective,
  dossierRouvert,
  instructionSansObjet,
  territoireLibere,
} from '../../../domain/fin/suites.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre } from './etats.ts';
import { dote, paye } from './paiement-essai.ts';

/** The contract of 10 February 2026. */
const fini = (etat: Etat, fin: 'termine' | 'resilie', finiLe: string): Etat => ({
  ...etat,
  amorcage: { ...etat.amorcage, fin, finiLe: d(finiLe) },
});

describe('la dissolution acquise (DEC-42)', () => {
  const dissoute = (le: string): Etat => ({
    ...paye(),
    dissolution: {
      ...vivre([...ACTES.PAYE, ['2026-03-01', 'ars', 'constater-dissolution', { motif: 'Publiée.' }]], '2026-03-01')
        .etat.dissolution,
      le: d(le),
      confirmeeLe: d('2026-03-10'),
    } as NonNullable<Etat['dissolution']>,
  });

  it('met fin au contrat ce jour-là, par les deux autorités, et laisse deux mois pour rembourser', () => {
    expect(dissolutionEffective(dissoute('2026-03-01'), d('2026-03-20'))).toMatchObject({
      evenement: 'ResiliationEffective',
      regle: 'DEC-42',
      le: '2026-03-01',
      contrat: 'amorcage',
      origine: 'caisse-ars',
      cause: 'dissolution',
      // 1 May is a holiday, a Friday.
      dateLimite: '2026-05-04',
    });
  });

  it('d’avant la signature y met fin le jour de la signature', () => {
    expect(dissolutionEffective(dissoute('2026-02-08'), d('2026-03-20'))).toMatchObject({ le: '2026-02-10' });
  });

  it('que personne n’a constatée, ou que l’autre autorité n’a pas confirmée, ne met fin à rien', () => {
    expect(dissolutionEffective(paye(), d('2026-03-20'))).toBeNull();
    const { dissolution, ...reste } = dissoute('2026-03-01');
    const attend = { ...reste, dissolution: dissolution === null ? null : { ...dissolution, confirmeeLe: null } };
    expect(dissolutionEffective(attend, d('2026-03-20'))).toBeNull();
  });
});

describe('le projet de santé qui n’est plus instruit (DEC-46)', () => {
  const instruit = (): Etat =>
    vivre(
      [...ACTES.PAYE, ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }]],
      '2026-04-02',
    ).etat;

  it('l’est du jour de la résiliation, même appris plus tard', () => {
    expect(instructionSansObjet(fini(instruit(), 'resilie', '2026-04-20'), d('2026-06-01'))).toMatchObject({
      evenement: 'InstructionSansObjet',
      regle: 'DEC-46',
      le: '2026-04-20',
    });
  });

  it('l’est du jour où le projet s’arrête, plutôt que du terme', () => {
    const { projetSante, ...reste } = fini(instruit(), 'termine', '2026-12-11');
    const arrete = { ...reste, projetSante: { ...projetSante, recuLe: d('2026-11-10') }, renonceeLe: d('2026-12-20') };
    expect(instructionSansObjet(arrete, d('2027-01-01'))).toMatchObject({ le: '2026-12-20' });
  });

  it('ne se dit qu’une fois, et pas tant qu’un contrat peut suivre', () => {
    const { projetSante, ...reste } = fini(instruit(), 'resilie', '2026-04-20');
    const dit = { ...reste, projetSante: { ...projetSante, sansObjetLe: d('2026-04-20') } };
    expect(instructionSansObjet(dit, d('2026-06-01'))).toBeNull();
    expect(instructionSansObjet(instruit(), d('2026-06-01'))).toBeNull();
  });
});

describe('le territoire que plus rien ne couvre (DEC-45)', () => {
  it.each<[string, () => Etat, string, string | null]>([
    [
      'à la résiliation : du jour de la résiliation',
      () => fini(paye(), 'resilie', '2026-04-20'),
      '2026-06-01',
      '2026-04-20',
    ],
    [
      'résilié, revendiqué à nouveau depuis : du jour de sa cause',
      () => ({ ...fini(paye(), 'resilie', '2026-04-20'), liberations: 1 }),
      '2026-06-01',
      '2026-06-01',
    ],
    [
      'le terme passé, sans projet de santé : du jour où il ne peut plus être déposé',
      () => fini(paye(), 'termine', '2026-12-11'),
      '2026-12-12',
      '2026-12-12',
    ],
    [
      'contesté : de même',
      () => ({ ...fini(paye(), 'resilie', '2026-04-20'), territoire: 'conteste' }),
      '2026-06-01',
      '2026-04-20',
    ],
    [
      'le projet arrêté : de ce jour',
      () => ({ ...fini(paye(), 'termine', '2026-12-11'), renonceeLe: d('2026-12-20') }),
      '2027-01-01',
      '2026-12-20',
    ],
    [
      'libéré déjà : plus jamais',
      () => ({ ...fini(paye(), 'resilie', '2026-04-20'), territoire: 'libere' }),
      '2026-06-01',
      null,
    ],
    ['un contrat court : pas encore', paye, '2026-06-01', null],
  ])('%s', (_, etat, le, attendu) => {
    const libere = territoireLibere(etat(), d(le));
    expect(libere === null ? null : [libere.evenement, libere.le, libere.regle]).toEqual(
      attendu === null ? null : ['TerritoireLibere', attendu, 'DEC-45'],
    );
  });
});

describe('le dossier clos qui reprend (DEC-35)', () => {
  const clos = (etat: Etat): Etat => ({
    ...etat,
    phase: 'close',
    motifCloture: 'resiliation',
    closeLe: d('2026-06-10'),
  });
  it.each<[string, () => Etat, string]>([
    ['la dotation', dote, 'dotation'],
    ['l’amorçage', paye, 'amorcage'],
    ['la création, la lettre validée', () => vivre(ACTES.CREATION, '2026-02-03').etat, 'creation'],
    ['la lettre d’intention, sans décision', () => vivre(ACTES.ENTREE, '2026-01-10').etat, 'lettre-intention'],
    [
      'la création, en transition : aucune lettre',
      () => ({ ...etatInitial('ess-1'), rang: 1, regime: 'en-fonctionnement-conforme', entreeLe: d('2026-01-05') }),
      'creation',
    ],
  ])('reprend où il en était : %s', (_, etat, phase) => {
    expect(dossierRouvert(clos(etat()), d('2026-07-01'))).toMatchObject({
      evenement: 'DossierRouvert',
      le: '2026-07-01',
      regle: 'DEC-35',
      phase,
    });
  });

  it('jamais avant le jour où il fut clos ; ni quand il l’est à bon droit, ou n’est pas clos', () => {
    expect(dossierRouvert(clos(paye()), d('2026-05-01'))).toMatchObject({ le: '2026-06-10' });
    expect(dossierRouvert(paye(), d('2026-07-01'))).toBeNull();
    const refusee = clos(vivre(ACTES.CLOSE, '2026-02-11').etat);
    expect(dossierRouvert(refusee, d('2026-07-01'))).toBeNull();
  });
});
