/** How much of each payment the law gives now, and what was made of it: DEC-08, DEC-09, DEC-33, DEC-34, DEC-36, DEC-37, DEC-38. */
import { describe, expect, it } from 'vitest';
import type { Etat, Paiement } from '../../../domain/etat.ts';
import { lireDroit } from '../../../domain/lire-droit.ts';
import { droits } from '../../../domain/paiements/droits.ts';
import {
  aDenombrer,
  aFixer,
  calculComplement,
  calculDu,
  calculIndu,
  calculLegitime,
  complementDu,
  duPour,
  epargne,
  finDesDroits,
  induPour,
  legitimePour,
  ordreEnTrop,
  payeAFixer,
  soldeLe,
} from '../../../domain/paiements/dus.ts';
import {
  baseDe,
  bases,
  contratDe,
  enOrdre,
  paiementsDe,
  resteAVerser,
  totalPaye,
  versePour,
  verseSur,
} from '../../../domain/paiements/verses.ts';
import { centimes, type DateCivile } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ORDONNE, dote, paye } from './paiement-essai.ts';

/** Thirty-seven adherents: 50 000 € and 27 times 555.56 €, that is 65 000 € (DOT-05). */
const DUE = centimes(6_500_000);
const versement = (le: string, montant: number, retourneLe: string | null = null) => ({
  le: d(le),
  montantCentimes: centimes(montant),
  reference: null,
  retourneLe: retourneLe === null ? null : d(retourneLe),
});
const ordre = (changement: Partial<Paiement> = {}): Paiement => ({
  ...ORDONNE,
  montantCentimes: DUE,
  duLe: d('2026-05-06'),
  ...changement,
});
const paieLe = (le: string, montant: number = DUE): Partial<Paiement> => ({
  statut: 'execute',
  executeLe: d(le),
  versements: [versement(le, montant)],
});
/** The dotation of 4 May 2026, with these payments and these counts. */
const dota = (paiements: Etat['paiements'], changement: Partial<Etat> = {}): Etat => ({
  ...dote(),
  paiements,
  ...changement,
});
const finie = (etat: Etat, finiLe: string, recue: string | null = '2026-12-01'): Etat => ({
  ...etat,
  dotation: { ...etat.dotation, fin: 'resilie', finiLe: d(finiLe) },
  resiliationEffective:
    recue === null
      ? null
      : {
          contrat: 'dotation',
          origine: 'caisse-ars',
          fondement: null,
          proposeePar: null,
          approuvee: true,
          demandeeLe: d('2026-11-01'),
          receptions: { association: d(recue) },
          retraits: {},
          fin: 'effective',
          finLe: d(finiLe),
          saisine: null,
        },
});
const COMPTE = { '1': { date: d('2026-05-04'), nombre: 37 } };
const compte = (nombre: number) => ({ denombrements: { '1': { date: d('2026-05-04'), nombre } } });

describe('ce que l’effet d’une résiliation de la dotation épargne (DEC-36)', () => {
  it.each<[string, string, Etat['paiements'], string, string | null, boolean]>([
    ['l’année entière, jamais ordonnée', 'dotation-1', {}, '2027-05-04', '2026-12-01', true],
    ['l’année à laquelle il manque un jour', 'dotation-1', {}, '2027-05-03', '2026-12-01', false],
    ['la deuxième, entière', 'dotation-2', {}, '2028-05-04', '2026-12-01', true],
    ['la deuxième, entamée', 'dotation-2', {}, '2027-05-04', '2026-12-01', false],
    [
      'un ordre dû et complet avant la lettre',
      'dotation-1',
      { 'dotation-1': ordre() },
      '2026-12-31',
      '2026-05-07',
      true,
    ],
    ['le jour même de la lettre', 'dotation-1', { 'dotation-1': ordre() }, '2026-12-31', '2026-05-06', false],
    ['après elle', 'dotation-1', { 'dotation-1': ordre() }, '2026-12-31', '2026-05-05', false],
    ['sans lettre connue', 'dotation-1', { 'dotation-1': ordre() }, '2026-12-31', null, false],
    ['exécuté sans ordre', 'dotation-1', { 'dotation-1': ordre({ duLe: null }) }, '2026-12-31', '2026-12-01', false],
    ['interrompu', 'dotation-1', { 'dotation-1': ordre({ statut: 'interrompu' }) }, '2026-12-31', '2026-12-01', false],
    [
      'revenu : il n’est pas refait (DEC-38)',
      'dotation-1',
      { 'dotation-1': ordre({ statut: 'retourne' }) },
      '2026-12-31',
      '2026-12-01',
      false,
    ],
  ])('%s', (_, cle, paiements, finiLe, recue, attendu) => {
    expect(epargne(finie(dota(paiements), finiLe, recue), cle as 'dotation-1')).toBe(attendu);
  });

  it('rien de l’amorçage (RES-A-04), rien tant que la dotation court ou n’a pas eu lieu', () => {
    const un = { 'dotation-1': ordre(), 'amorcage-2': ordre() };
    const resiliee = finie(dota(un), '2030-05-04');
    expect(epargne(resiliee, 'amorcage-2')).toBe(false);
    expect(epargne(dota(un), 'dotation-1')).toBe(false);
    expect(epargne({ ...resiliee, dotation: { ...resiliee.dotation, fin: null } }, 'dotation-1')).toBe(false);
    expect(epargne({ ...resiliee, dotation: { ...resiliee.dotation, finiLe: null } }, 'dotation-1')).toBe(false);
    expect(epargne({ ...resiliee, dotation: { ...resiliee.dotation, concluLe: null } }, 'dotation-1')).toBe(false);
  });
});

describe('le jour après lequel un contrat ne donne plus rien', () => {
  const LE: DateCivile = d('2026-09-01');
  const b = (changement: Partial<Etat>): Etat => ({
    ...paye(),
    regime: 'en-fonctionnement-a-mettre-en-conformite',
    projetSante: {
      ...paye().projetSante,
      decision: { sens: 'refuse', mode: 'expresse', le: d('2026-08-01') },
    },
    ...changement,
  });
  const interrompue = (etat: Etat): Etat => ({ ...etat, transition: { ...etat.transition, aideInterrompueLe: LE } });
  it.each<[string, () => Etat, 'amorcage' | 'dotation', string | null]>([
    ['qui court : aucun', paye, 'amorcage', null],
    [
      'à son terme : aucun (DEC-08)',
      () => ({ ...paye(), amorcage: { ...paye().amorcage, fin: 'termine', finiLe: LE } }),
      'amorcage',
      null,
    ],
    ['résilié : son dernier jour', () => finie(dote(), '2026-12-31'), 'dotation', '2026-12-31'],
    ['aide interrompue après un projet refusé (TRA-B)', () => interrompue(b({})), 'amorcage', '2026-09-01'],
    ['le projet refusé, l’aide non interrompue : aucun', () => b({}), 'amorcage', null],
    [
      'le projet refusé, l’équipe a renoncé : ce jour-là',
      () => b({ renonceeLe: d('2026-10-01') }),
      'amorcage',
      '2026-10-01',
    ],
    ['interrompue, mais ce n’est pas ce contrat', () => interrompue(b({})), 'dotation', null],
    ['interrompue, mais le régime est un autre', () => interrompue(b({ regime: 'droit-commun' })), 'amorcage', null],
    [
      'interrompue, mais le projet est validé',
      () =>
        interrompue(
          b({
            projetSante: {
              ...paye().projetSante,
              decision: { sens: 'valide', mode: 'expresse', le: d('2026-08-01') },
            },
          }),
        ),
      'amorcage',
      null,
    ],
    ['l’équipe disparue (DEC-44)', () => ({ ...paye(), abandonneLe: LE }), 'amorcage', '2026-09-01'],
  ])('%s', (_, etat, contrat, attendu) => {
    expect(finDesDroits(etat(), contrat)).toBe(attendu);
  });
});

describe('les adhérents d’une année sont à compter (DEC-33)', () => {
  const le = (jour: string): Etat => dota({}, { dernierLe: d(jour) });
  it.each<[string, () => Etat, string, boolean]>([
    ['une année sans compte', () => dota({}, { denombrements: {} }), 'dotation-1', true],
    ['une année comptée', () => dota({}, { denombrements: COMPTE }), 'dotation-1', false],
    ['rien de l’amorçage', () => dota({}, { denombrements: {} }), 'amorcage-1', false],
    ['sans contrat', () => paye(), 'dotation-1', false],
    [
      'la première, le contrat fini aussitôt',
      () => finie(dota({}, { denombrements: {} }), '2026-05-04'),
      'dotation-1',
      true,
    ],
    ['la deuxième, le contrat fini la veille', () => finie(le('2027-06-01'), '2027-05-03'), 'dotation-2', false],
    ['la deuxième, le contrat fini le jour même', () => finie(le('2027-06-01'), '2027-05-04'), 'dotation-2', false],
    ['la deuxième, le contrat fini le lendemain', () => finie(le('2027-06-01'), '2027-05-05'), 'dotation-2', true],
    ['la deuxième, le contrat courant encore, du jour où elle commence', () => le('2027-05-04'), 'dotation-2', true],
    ['la deuxième, la veille du jour où elle commence', () => le('2027-05-03'), 'dotation-2', false],
  ])('%s', (_, etat, base, attendu) => {
    expect(aDenombrer(etat(), base as 'dotation-1')).toBe(attendu);
  });
});

describe('ce qui est dû, en trop, ou encore à payer (DEC-34, DEC-37)', () => {
  const de = (etat: Etat) => ({
    du: duPour(etat, 'dotation-1'),
    indu: induPour(etat, 'dotation-1'),
    legitime: legitimePour(etat, 'dotation-1'),
    complement: complementDu(etat, 'dotation-1'),
    trop: ordreEnTrop(etat, 'dotation-1'),
    solde: soldeLe(etat, 'dotation-1'),
  });
  const C = (montant: number) => centimes(montant);
  it.each<[string, () => Etat, ReturnType<typeof de>]>([
    [
      'rien d’ordonné',
      () => dota({}),
      { du: DUE, indu: C(0), legitime: C(0), complement: C(0), trop: null, solde: null },
    ],
    [
      'ordonné',
      () => dota({ 'dotation-1': ordre() }),
      { du: DUE, indu: C(0), legitime: C(0), complement: C(0), trop: null, solde: null },
    ],
    [
      'payé',
      () => dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }),
      { du: DUE, indu: C(0), legitime: DUE, complement: C(0), trop: null, solde: d('2026-05-20') },
    ],
    [
      'payé pour 37, on en compte 36 : un de trop',
      () => dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }, compte(36)),
      // 26 times 555.555… € above 50 000 €: 64 444.44 €.
      {
        du: C(6_444_444),
        indu: C(55_556),
        legitime: C(6_444_444),
        complement: C(0),
        trop: null,
        solde: d('2026-05-20'),
      },
    ],
    [
      'ordonné pour 37, on en compte 36 : l’ordre est de trop',
      () => dota({ 'dotation-1': ordre() }, compte(36)),
      { du: C(6_444_444), indu: C(0), legitime: C(0), complement: C(0), trop: 'dotation-1', solde: null },
    ],
    [
      'payé pour 37, on en compte 38 : un complément',
      () => dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }, compte(38)),
      { du: C(6_555_556), indu: C(0), legitime: DUE, complement: C(55_556), trop: null, solde: null },
    ],
    [
      'moins de dix, rien de fixé : l’ordre est de trop, rien ne se sait du reste (DEC-09)',
      () => dota({ 'dotation-1': ordre() }, compte(9)),
      { du: null, indu: C(0), legitime: C(0), complement: C(0), trop: 'dotation-1', solde: null },
    ],
    [
      'résilié : rien de plus que ce qui fut versé d’ici là',
      () => finie(dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }), '2026-12-31', '2026-05-01'),
      { du: DUE, indu: C(0), legitime: DUE, complement: C(0), trop: null, solde: d('2026-05-20') },
    ],
    [
      'versé après l’effet : tout est indu (DEC-37)',
      () => finie(dota({ 'dotation-1': ordre(paieLe('2027-01-10')) }), '2026-12-31', '2026-05-01'),
      { du: C(0), indu: DUE, legitime: C(0), complement: C(0), trop: null, solde: d('2027-01-10') },
    ],
    [
      'versé le jour de l’effet : il compte (DEC-37)',
      () => finie(dota({ 'dotation-1': ordre(paieLe('2026-12-31')) }), '2026-12-31', '2026-05-01'),
      { du: DUE, indu: C(0), legitime: DUE, complement: C(0), trop: null, solde: d('2026-12-31') },
    ],
    [
      'résilié, payé en partie, et l’on compte plus : pas de complément',
      () => finie(dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }, compte(38)), '2026-12-31', '2026-05-01'),
      { du: DUE, indu: C(0), legitime: DUE, complement: C(0), trop: null, solde: d('2026-05-20') },
    ],
    [
      'l’année entière écoulée, et l’on compte plus : un complément (DEC-36)',
      () => finie(dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }, compte(38)), '2027-05-04', '2026-05-01'),
      { du: C(6_555_556), indu: C(0), legitime: DUE, complement: C(55_556), trop: null, solde: null },
    ],
    [
      'payé deux fois : le second est indu',
      () =>
        dota({
          'dotation-1': ordre({
            statut: 'execute',
            executeLe: d('2026-05-20'),
            versements: [versement('2026-05-20', DUE), versement('2026-05-21', DUE)],
          }),
        }),
      { du: DUE, indu: DUE, legitime: DUE, complement: C(0), trop: null, solde: d('2026-05-20') },
    ],
    [
      'soldé par un complément : son jour',
      () =>
        dota(
          {
            'dotation-1': ordre(paieLe('2026-05-20')),
            'dotation-1-complement': ordre({ ...paieLe('2026-07-01', 55_556), montantCentimes: C(55_556) }),
          },
          compte(38),
        ),
      { du: C(6_555_556), indu: C(0), legitime: C(6_555_556), complement: C(0), trop: null, solde: d('2026-07-01') },
    ],
    [
      'le complément ordonné avant le reste payé : le dernier jour des deux',
      () =>
        dota(
          {
            'dotation-1': ordre(paieLe('2026-07-02')),
            'dotation-1-complement': ordre({ ...paieLe('2026-07-01', 55_556), montantCentimes: C(55_556) }),
          },
          compte(38),
        ),
      { du: C(6_555_556), indu: C(0), legitime: C(6_555_556), complement: C(0), trop: null, solde: d('2026-07-02') },
    ],
  ])('%s', (_, etat, attendu) => {
    expect(de(etat())).toEqual(attendu);
  });

  it('des deux ordres, c’est le dernier qui est de trop', () => {
    const complement = ordre({ montantCentimes: centimes(55_556) });
    const etat = dota({ 'dotation-1': ordre(), 'dotation-1-complement': complement }, compte(37));
    expect(ordreEnTrop(etat, 'dotation-1')).toBe('dotation-1-complement');
    const paye1 = dota({ 'dotation-1': ordre(), 'dotation-1-complement': ordre(paieLe('2026-06-01')) });
    expect(ordreEnTrop(paye1, 'dotation-1')).toBe('dotation-1');
  });

  it('ses adhérents à compter, rien ne se sait', () => {
    const etat = dota({ 'dotation-1': ordre() }, { denombrements: {} });
    expect(duPour(etat, 'dotation-1')).toBeNull();
    expect(ordreEnTrop(etat, 'dotation-1')).toBeNull();
    expect(calculComplement(etat, 'dotation-1')).toBeNull();
    expect([aFixer(etat, 'dotation-1'), payeAFixer(etat, 'dotation-1')]).toEqual([false, false]);
  });

  it('moins de dix : à fixer ; payé déjà, on le sait aussi, mais pas tant qu’il est en ordre', () => {
    expect(aFixer(dota({}, compte(9)), 'dotation-1')).toBe(true);
    expect(aFixer(dota({}, compte(10)), 'dotation-1')).toBe(false);
    expect(payeAFixer(dota({}, compte(9)), 'dotation-1')).toBe(false);
    expect(payeAFixer(dota({ 'dotation-1': ordre() }, compte(9)), 'dotation-1')).toBe(false);
    const acompte = ordre({ versements: [versement('2026-05-20', 1_000_000)] });
    expect(payeAFixer(dota({ 'dotation-1': acompte }, compte(9)), 'dotation-1')).toBe(false);
    expect(payeAFixer(dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }, compte(9)), 'dotation-1')).toBe(true);
    expect(payeAFixer(dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }, compte(37)), 'dotation-1')).toBe(false);
  });

  it('fixé et approuvé, le montant dit par qui et quand ; approuvé seul, sans jour ; non approuvé, rien', () => {
    const fixe = { montantCentimes: centimes(3_000_000), fixeLe: d('2026-05-10'), approuve: true };
    const montant = (un: Etat['montantsFixes'][string]) =>
      droits(dota({}, { ...compte(8), montantsFixes: { '1': un } })).find(({ cle }) => cle === 'dotation-1')?.montant;
    const etape = { operation: 'fixe', evenement: 'MontantDotationApprouve', regle: 'DEC-09', resultat: 3_000_000 };
    expect(montant(fixe)?.etapes).toStrictEqual([{ ...etape, le: '2026-05-10' }]);
    expect(montant({ montantCentimes: centimes(3_000_000), approuve: true })?.etapes).toStrictEqual([etape]);
    expect(montant({ ...fixe, approuve: false })).toBeNull();
  });

  it('le complément de la transition court du jour où il est accordé (TRA-C)', () => {
    const etat: Etat = {
      ...paye(),
      regime: 'en-projet-avec-amorcage-ars',
      transition: { ...paye().transition, complementAccordeLe: d('2026-03-20') },
    };
    const [droit] = droits(etat);
    expect([droit?.cle, droit?.ouvertLe, droit?.regle, droit?.dateLimite]).toEqual([
      'amorcage-30',
      '2026-03-20',
      'TRA-C',
      '2026-04-20',
    ]);
    expect(droit?.limite.depart).toMatchObject({ evenement: 'ComplementAccorde', le: '2026-03-20' });
    // Granted before the contract, or with it: the signature opens it.
    for (const accordeLe of ['2026-02-01', '2026-02-10']) {
      const avant = { ...etat, transition: { ...etat.transition, complementAccordeLe: d(accordeLe) } };
      expect(droits(avant)[0]?.limite.depart).toMatchObject({ evenement: 'ContratAmorcageConclu', le: '2026-02-10' });
    }
  });
});

describe('ce qui est parti, paiement par paiement (DEC-37, DEC-38)', () => {
  it('un complément complète son paiement ; le contrat d’un paiement est dans son nom', () => {
    expect(['dotation-1', 'dotation-1-complement', 'dotation-12-complement-2', 'amorcage-30'].map(baseDe)).toEqual([
      'dotation-1',
      'dotation-1',
      'dotation-12',
      'amorcage-30',
    ]);
    expect(['dotation-1', 'amorcage-30'].map(contratDe)).toEqual(['dotation', 'amorcage']);
  });

  it('un virement revenu n’est plus versé ; jusqu’à un jour, ce jour compris', () => {
    const paiement = ordre({
      versements: [versement('2026-05-20', 100), versement('2026-05-21', 20, '2026-05-25'), versement('2026-05-22', 3)],
    });
    expect(verseSur(paiement)).toBe(103);
    expect(['2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'].map((le) => verseSur(paiement, d(le)))).toEqual([
      0, 100, 100, 103,
    ]);
  });

  it.each<[Paiement['statut'], number]>([
    ['ordonnance', 6_499_900],
    ['rejete', 6_499_900],
    ['retenu', 6_499_900],
    ['retourne', 6_499_900],
    ['execute', 0],
    ['interrompu', 0],
  ])('« %s », payé de 1 €, il reste %i centimes à payer', (statut, reste) => {
    expect(resteAVerser(ordre({ statut, versements: [versement('2026-05-20', 100)] }))).toBe(reste);
  });

  it('par paiement, par contrat, en tout', () => {
    const etat = dota({
      'amorcage-1': ordre({ versements: [versement('2026-02-20', 1)] }),
      'dotation-1': ordre({ montantCentimes: centimes(50), versements: [versement('2026-05-20', 10)] }),
      'dotation-1-complement': ordre({ montantCentimes: centimes(200), versements: [versement('2026-05-21', 100)] }),
      'dotation-11': ordre({ versements: [versement('2026-05-22', 1000)] }),
    });
    expect(bases(etat)).toEqual(['amorcage-1', 'dotation-1', 'dotation-11']);
    expect(paiementsDe(etat, 'dotation-1').map(([cle]) => cle)).toEqual(['dotation-1', 'dotation-1-complement']);
    expect([versePour(etat, 'dotation-1'), versePour(etat, 'dotation-1', d('2026-05-20'))]).toEqual([110, 10]);
    expect(enOrdre(etat, 'dotation-1')).toBe(140);
    expect([totalPaye(etat), totalPaye(etat, 'dotation-'), totalPaye(etat, 'amorcage')]).toEqual([1111, 1110, 1]);
  });
});

describe('comment chaque somme se trouve, lisible par qui la paie ou la rend (DEC-34, DEC-36)', () => {
  const de = { cle: 'dotation-1', montantCentimes: DUE };
  const payeeTrop = () => dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }, compte(36));
  it('ce qui est versé en trop, et ce qui en est légitime', () => {
    expect(calculIndu(payeeTrop(), 'dotation-1').etapes).toMatchObject([
      { operation: 'somme', regle: 'DEC-34', termes: [{ quoi: 'verse', ...de }], resultat: 6_500_000 },
      { quoi: 'du', cle: 'dotation-1', montantCentimes: 6_444_444, regle: 'DEC-34', resultat: 55_556 },
    ]);
    expect(calculLegitime(payeeTrop(), 'dotation-1').etapes).toMatchObject([
      { operation: 'somme', regle: 'RES-A-04', termes: [{ quoi: 'verse', ...de }], resultat: 6_500_000 },
      { quoi: 'deja-repare', cle: 'indu-dotation-1', montantCentimes: 55_556, regle: 'DEC-34', resultat: 6_444_444 },
    ]);
  });

  it('après l’effet, au plus ce qui fut versé jusqu’à lui ; sans droit, rien', () => {
    const etat = finie(dota({ 'dotation-1': ordre(paieLe('2026-05-20')) }), '2026-12-31', '2026-05-01');
    expect(calculDu(etat, 'dotation-1')?.etapes.at(-1)).toMatchObject({
      quoi: 'verse',
      ...de,
      regle: 'DEC-36',
      resultat: 6_500_000,
    });
    const sans = calculDu(paye(), 'amorcage-2');
    expect(sans?.etapes).toMatchObject([{ operation: 'somme', regle: 'DEC-34', termes: [], resultat: 0 }]);
  });

  it('un complément : ce qui est dû, moins ce qui fut versé, moins ce qui est en ordre (DEC-34)', () => {
    const etat = dota(
      {
        'dotation-1': ordre(paieLe('2026-05-20')),
        'dotation-1-complement': ordre({ montantCentimes: centimes(5_000) }),
      },
      compte(38),
    );
    // 65 555.56 € for 38, 65 000 € paid, 50 € on order.
    expect(calculComplement(etat, 'dotation-1')?.etapes).toMatchObject([
      { operation: 'bareme', resultat: 6_555_556 },
      { operation: 'moins', quoi: 'verse', ...de, regle: 'DEC-34', resultat: 55_556 },
      {
        operation: 'moins',
        quoi: 'ordonne',
        cle: 'dotation-1',
        montantCentimes: 5_000,
        regle: 'DEC-34',
        resultat: 50_556,
      },
    ]);
  });

  it('une tranche suit le texte en vigueur à la signature, et le nomme (DEC-65)', () => {
    const tranche = (depuis: string, contratsEnCours = false) => {
      const droit = lireDroit({
        version: 'tranche-relevee',
        titre: 'Une tranche relevée',
        source: 'essai',
        depuis,
        contratsEnCours,
        parametres: { trancheAmorcage: 5_000_000 },
      });
      const [premiere, seconde] = droits({ ...dote(), droit });
      return [premiere, seconde].map((un) => [
        un?.montantCentimes,
        un?.versionDroit,
        un?.montant?.etapes[0]?.versionDroit,
      ]);
    };
    // Signed on 10 February 2026; the projet de santé validated on 20 April.
    const avant = [4_000_000, undefined, undefined];
    const apres = [5_000_000, 'tranche-relevee', 'tranche-relevee'];
    expect(tranche('2026-02-11')).toEqual([avant, avant]);
    expect(tranche('2026-02-10')).toEqual([apres, apres]);
    expect(tranche('2026-04-20', true)).toEqual([avant, apres]);
    expect(tranche('2026-04-21', true)).toEqual([avant, avant]);
  });

  it('une tranche de l’amorçage est un forfait de son contrat ; chaque délai dit d’où il court', () => {
    const dansLOrdre = droits(dote());
    expect(dansLOrdre.map(({ cle, limite }) => [cle, limite.depart.evenement, limite.depart.le])).toEqual([
      ['amorcage-1', 'ContratAmorcageConclu', '2026-02-10'],
      ['amorcage-2', 'ProjetSanteValide', '2026-04-20'],
      ['dotation-1', 'AdherentsDenombres', '2026-05-04'],
    ]);
    expect(dansLOrdre[0]?.montant?.etapes).toMatchObject([
      { operation: 'forfait', parametre: 'trancheAmorcage', resultat: 4_000_000 },
    ]);
  });
});
