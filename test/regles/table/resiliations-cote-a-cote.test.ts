/** Two résiliations side by side, and when each takes effect, falls, or outlives the term: DEC-04, DEC-05, DEC-36, DEC-39…41. */
import { describe, expect, it } from 'vitest';
import type { Contrat, Etat, Resiliation } from '../../../domain/etat.ts';
import {
  calculEffet,
  calculEffetInitial,
  calculFinSaisine,
  calculNotification,
  calculReponseSaisine,
  calculSecondeReception,
  finSaisine,
  limiteNotification,
  limiteSecondeReception,
} from '../../../domain/resiliation/delais.ts';
import {
  calculEffetRetenu,
  courante,
  courantes,
  effetRetenu,
  finAnnoncee,
  notifieeDepuis,
  premiereReception,
  prochainEffet,
  survitAuTerme,
} from '../../../domain/resiliation/encours.ts';
import { resiliationCaduque, resiliationRetiree } from '../../../domain/resiliation/suites.ts';
import { d } from './dernier-acte.ts';
import { paye } from './paiement-essai.ts';

const GIRONDE = { siege: '33' };
const dates = (receptions: Readonly<Record<string, string>>) => receptions as Resiliation['receptions'];
const une = (donnees: Partial<Resiliation> = {}): Resiliation => ({
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
const lettre = (receptions: Readonly<Record<string, string>>, donnees: Partial<Resiliation> = {}) =>
  une({ receptions: dates(receptions), ...donnees });
const accord = (association: string | null, donnees: Partial<Resiliation> = {}) =>
  une({ origine: 'caisse-ars', receptions: association === null ? {} : dates({ association }), ...donnees });
const sous = (resiliations: Etat['resiliations'], amorcage: Partial<Contrat> = {}): Etat => {
  const etat = paye();
  return { ...etat, resiliations, amorcage: { ...etat.amorcage, ...amorcage } };
};
const rejets = (ars: string, caisse: string) => ({
  ars: { sens: 'rejete' as const, le: d(ars) },
  caisse: { sens: 'rejete' as const, le: d(caisse) },
});

describe('celles qui sont en cours', () => {
  it('la lettre de l’ESS d’abord, puis l’accord des autorités ; finie, aucune', () => {
    const deux = sous({ ess: une(), 'caisse-ars': accord(null) });
    expect(courantes(deux).map(({ origine }) => origine)).toEqual(['ess', 'caisse-ars']);
    const finie = sous({ ess: une({ fin: 'retiree', finLe: d('2026-03-05') }), 'caisse-ars': accord(null) });
    expect(courante(finie, 'ess')).toBeNull();
    expect(courantes(finie).map(({ origine }) => origine)).toEqual(['caisse-ars']);
    expect(courantes(paye())).toEqual([]);
  });

  it('notifiée de la première réception, par qui que ce soit (DEC-39)', () => {
    expect(premiereReception(une())).toBeNull();
    expect(premiereReception(lettre({ caisse: '2026-03-06', ars: '2026-03-04' }))).toBe('2026-03-04');
    expect(premiereReception(lettre({ caisse: '2026-03-03', ars: '2026-03-04' }))).toBe('2026-03-03');
  });

  it.each<[string, Etat['resiliations'], 'amorcage' | 'dotation', string | null]>([
    ['aucune', {}, 'amorcage', null],
    ['une lettre pas encore reçue', { ess: une() }, 'amorcage', null],
    ['reçue par une partie', { ess: lettre({ ars: '2026-03-04' }) }, 'amorcage', '2026-03-04'],
    ['l’autre contrat', { ess: lettre({ ars: '2026-03-04' }) }, 'dotation', null],
    [
      'la lettre reçue, l’accord pas notifié',
      { ess: lettre({ ars: '2026-03-04' }), 'caisse-ars': accord(null) },
      'amorcage',
      '2026-03-04',
    ],
    [
      'la lettre pas reçue, l’accord notifié',
      { ess: une(), 'caisse-ars': accord('2026-03-10') },
      'amorcage',
      '2026-03-10',
    ],
    [
      'les deux : la première',
      { ess: lettre({ ars: '2026-03-12' }), 'caisse-ars': accord('2026-03-10') },
      'amorcage',
      '2026-03-10',
    ],
    [
      'les deux, la lettre d’abord',
      { ess: lettre({ ars: '2026-03-04' }), 'caisse-ars': accord('2026-03-10') },
      'amorcage',
      '2026-03-04',
    ],
    ['retirée', { 'caisse-ars': accord('2026-03-10', { fin: 'retiree', finLe: d('2026-03-12') }) }, 'amorcage', null],
  ])('depuis quand un paiement peut être retenu : %s', (_, resiliations, contrat, attendu) => {
    expect(notifieeDepuis(sous(resiliations), contrat)).toBe(attendu);
  });
});

describe('laquelle prend effet la première (DEC-40)', () => {
  const effets = (resiliations: Etat['resiliations']) => {
    const prochain = prochainEffet(sous(resiliations));
    return prochain === null ? null : [prochain.resiliation.origine, prochain.effet];
  };
  it.each<[string, Etat['resiliations'], [string, string] | null]>([
    ['aucune', {}, null],
    ['une lettre reçue par une seule partie', { ess: lettre({ ars: '2026-03-04' }) }, null],
    [
      'l’accord, notifié avant que la lettre soit reçue des deux',
      { ess: lettre({ ars: '2026-03-04', caisse: '2026-03-12' }), 'caisse-ars': accord('2026-03-11') },
      ['caisse-ars', '2026-03-26'],
    ],
    [
      'le même jour, la lettre de l’ESS',
      { ess: lettre({ ars: '2026-03-04', caisse: '2026-03-11' }), 'caisse-ars': accord('2026-03-11') },
      ['ess', '2026-03-26'],
    ],
    [
      'la lettre',
      { ess: lettre({ ars: '2026-03-04', caisse: '2026-03-10' }), 'caisse-ars': accord('2026-03-11') },
      ['ess', '2026-03-25'],
    ],
    [
      'l’accord suspendu par une saisine ne prend pas effet',
      { 'caisse-ars': accord('2026-03-11', { saisine: { recueLe: d('2026-03-12'), reponses: {} } }) },
      null,
    ],
  ])('%s', (_, resiliations, attendu) => {
    expect(effets(resiliations)).toEqual(attendu);
  });

  it('la fin annoncée d’un contrat est celle de ses résiliations, pas de celles de l’autre', () => {
    const etat = sous({ 'caisse-ars': accord('2026-03-11') });
    expect([finAnnoncee(etat, 'amorcage'), finAnnoncee(etat, 'dotation')]).toEqual(['2026-03-26', null]);
    // A month, of the dotation: 11 April.
    const dotation = sous({ 'caisse-ars': accord('2026-03-11', { contrat: 'dotation' }) });
    expect([finAnnoncee(dotation, 'amorcage'), finAnnoncee(dotation, 'dotation')]).toEqual([null, '2026-04-11']);
  });
});

describe('au terme de l’amorçage (DEC-39)', () => {
  /** Over on 11 December: its last day is the 10th. */
  const TERMINE: Partial<Contrat> = { fin: 'termine', finiLe: d('2026-12-11') };
  const suspendue = (recue: string, saisineLe: string, reponses = {}) =>
    accord(recue, { saisine: { recueLe: d(saisineLe), reponses } });

  it('rejetée après lui, elle prend effet le dernier jour du contrat, pas après', () => {
    const resiliation = suspendue('2026-11-16', '2026-11-28', rejets('2026-12-15', '2026-12-18'));
    expect(effetRetenu(sous({ 'caisse-ars': resiliation }), resiliation)).toBe('2026-12-18');
    const calcul = calculEffetRetenu(sous({ 'caisse-ars': resiliation }, TERMINE), resiliation);
    expect(calcul?.resultat).toBe('2026-12-10');
    expect(calcul?.etapes.at(-1)).toMatchObject({ evenement: 'ContratAmorcageTermine', regle: 'DEC-39' });
    const sansReponse = suspendue('2026-11-16', '2026-11-28');
    expect(effetRetenu(sous({ 'caisse-ars': sansReponse }, TERMINE), sansReponse)).toBeNull();
    // Of a contract that a résiliation ended, its own day.
    const resilie: Partial<Contrat> = { fin: 'resilie', finiLe: d('2026-12-11') };
    expect(effetRetenu(sous({ 'caisse-ars': resiliation }, resilie), resiliation)).toBe('2026-12-18');
  });

  it.each<[string, Resiliation, Partial<Contrat>, boolean]>([
    // Received on 16 November: to take effect on 1 December; the answer is due on 28 December.
    ['suspendue, la réponse encore attendue', suspendue('2026-11-16', '2026-11-28'), TERMINE, true],
    ['le contrat court encore', suspendue('2026-11-16', '2026-11-28'), {}, false],
    ['le contrat est résilié', suspendue('2026-11-16', '2026-11-28'), { ...TERMINE, fin: 'resilie' }, false],
    ['sans saisine', accord('2026-11-16'), TERMINE, false],
    ['sa date initiale est le dernier jour', suspendue('2026-11-25', '2026-11-28'), TERMINE, true],
    ['sa date initiale est le lendemain', suspendue('2026-11-26', '2026-11-28'), TERMINE, false],
    ['la réponse devait venir le dernier jour', suspendue('2026-11-05', '2026-11-10'), TERMINE, true],
    ['la réponse devait venir la veille', suspendue('2026-11-05', '2026-11-09'), TERMINE, false],
    [
      'les deux ont déjà répondu',
      suspendue('2026-10-05', '2026-10-09', rejets('2026-12-12', '2026-12-12')),
      TERMINE,
      true,
    ],
    ['jamais notifiée', accord(null, { saisine: { recueLe: d('2026-11-28'), reponses: {} } }), TERMINE, false],
  ])('lui survit-elle ? %s', (_, resiliation, amorcage, attendu) => {
    expect(survitAuTerme(sous({ 'caisse-ars': resiliation }, amorcage), resiliation)).toBe(attendu);
  });

  const caduque = (resiliations: Etat['resiliations'], amorcage: Partial<Contrat>) =>
    resiliationCaduque(sous(resiliations, amorcage), d('2027-01-15'));
  it('celle qui ne lui survit pas est caduque du terme, jamais d’avant la demande (DEC-32)', () => {
    expect(caduque({ 'caisse-ars': accord(null) }, TERMINE)).toMatchObject({
      evenement: 'ResiliationCaduque',
      regle: 'DEC-39',
      le: '2026-12-11',
      contrat: 'amorcage',
      origine: 'caisse-ars',
      cause: 'terme',
    });
    expect(caduque({ ess: une({ demandeeLe: d('2027-01-10') }) }, TERMINE)).toMatchObject({ le: '2027-01-10' });
    expect(caduque({ ess: une() }, { fin: 'resilie', finiLe: d('2026-06-01') })).toMatchObject({
      regle: 'DEC-40',
      le: '2026-06-01',
      origine: 'ess',
      cause: 'autre-resiliation',
    });
    expect(caduque({ ess: une() }, {})).toBeNull();
    expect(caduque({ 'caisse-ars': suspendue('2026-11-16', '2026-11-28') }, TERMINE)).toBeNull();
  });
});

describe('qui retire (DEC-22, DEC-40)', () => {
  const LE = d('2026-03-20');
  const retrait = (resiliation: Resiliation) => {
    const suite = resiliationRetiree(sous({ [resiliation.origine]: resiliation }), LE);
    return suite === null ? null : suite.regle;
  };
  const jours = (qui: readonly ('ars' | 'caisse' | 'association')[], le = '2026-03-10') =>
    Object.fromEntries(qui.map((un) => [un, d(le)])) as Resiliation['retraits'];
  it.each<[string, Resiliation, string | null]>([
    ['personne', lettre({ ars: '2026-03-04' }), null],
    ['l’ESS, avant toute réception', une({ retraits: jours(['association']) }), 'DEC-40'],
    ['l’ESS, la veille de la première', lettre({ ars: '2026-03-11' }, { retraits: jours(['association']) }), 'DEC-40'],
    ['l’ESS, le jour même', lettre({ ars: '2026-03-10' }, { retraits: jours(['association']) }), null],
    [
      'l’ESS et une seule autorité',
      lettre({ ars: '2026-03-04' }, { retraits: jours(['association', 'caisse']) }),
      null,
    ],
    ['les trois', lettre({ ars: '2026-03-04' }, { retraits: jours(['association', 'caisse', 'ars']) }), 'DEC-40'],
    [
      'les deux autorités, sans l’ESS, sa lettre',
      lettre({ ars: '2026-03-04' }, { retraits: jours(['caisse', 'ars']) }),
      null,
    ],
    ['les deux autorités, leur accord', accord('2026-03-04', { retraits: jours(['caisse', 'ars']) }), 'DEC-40'],
    ['une seule, leur accord', accord('2026-03-04', { retraits: jours(['ars']) }), null],
    ['l’autre seule', accord('2026-03-04', { retraits: jours(['caisse']) }), null],
    [
      'une acceptation de la saisine',
      accord('2026-03-04', {
        saisine: { recueLe: d('2026-03-06'), reponses: { caisse: { sens: 'accepte', le: d('2026-03-08') } } },
      }),
      'DEC-22',
    ],
    [
      'un rejet',
      accord('2026-03-04', {
        saisine: { recueLe: d('2026-03-06'), reponses: { caisse: { sens: 'rejete', le: d('2026-03-08') } } },
      }),
      null,
    ],
  ])('%s', (_, resiliation, regle) => {
    expect(retrait(resiliation)).toBe(regle);
  });
});

describe('d’où court chaque délai, et jusqu’à quand', () => {
  it('le préavis court de la réception qui compte, dite par son événement', () => {
    const recue = lettre({ ars: '2026-03-04', caisse: '2026-03-05' });
    expect(calculEffetInitial(recue, GIRONDE)).toMatchObject({
      depart: { evenement: 'ReceptionResiliationAccusee', le: '2026-03-05' },
      resultat: '2026-03-20',
    });
    expect(calculEffetInitial(accord('2026-03-05'), GIRONDE)).toMatchObject({
      depart: { evenement: 'ResiliationNotifiee', le: '2026-03-05' },
    });
    const tranchee = accord('2026-03-05', {
      saisine: { recueLe: d('2026-03-10'), reponses: rejets('2026-03-25', '2026-03-28') },
    });
    expect(calculEffet(tranchee, GIRONDE)?.etapes.at(-1)).toMatchObject({
      evenement: 'SaisineTranchee',
      regle: 'DEC-05',
      resultat: '2026-03-28',
    });
  });

  it('la saisine est ouverte jusqu’au jour de l’effet, sans report (DEC-03, DEC-04) ; pas avant la notification', () => {
    // 21 March 2026 is a Saturday.
    expect(finSaisine(accord('2026-03-06'), GIRONDE)).toBe('2026-03-21');
    expect(calculFinSaisine(accord(null), GIRONDE)).toBeNull();
    expect(finSaisine(accord(null), GIRONDE)).toBeNull();
  });

  it('la réponse est due un mois après la saisine, du jour de sa réception', () => {
    const saisie = accord('2026-03-06', { saisine: { recueLe: d('2026-03-10'), reponses: {} } });
    expect(calculReponseSaisine(saisie, GIRONDE)).toMatchObject({
      depart: { evenement: 'SaisineRecue', le: '2026-03-10' },
      resultat: '2026-04-10',
    });
  });

  it('un accord se notifie dans les deux mois de son approbation ; ni une proposition, ni une lettre, ni ce qui l’est déjà (DEC-40)', () => {
    expect(calculNotification(accord(null), GIRONDE)).toMatchObject({
      depart: { evenement: 'ResiliationApprouvee', le: '2026-03-01' },
      resultat: '2026-05-01',
    });
    expect(limiteNotification(accord(null), GIRONDE)).toBe('2026-05-01');
    expect(limiteNotification(accord(null, { approuvee: false }), GIRONDE)).toBeNull();
    expect(limiteNotification(accord('2026-03-05'), GIRONDE)).toBeNull();
    expect(limiteNotification(une(), GIRONDE)).toBeNull();
  });

  it('la seconde réception est attendue quinze jours après la première, et plus une fois venue (DEC-41)', () => {
    expect(limiteSecondeReception(une(), GIRONDE)).toBeNull();
    expect(limiteSecondeReception(lettre({ ars: '2026-03-04' }), GIRONDE)).toBe('2026-03-19');
    expect(limiteSecondeReception(lettre({ caisse: '2026-03-05' }), GIRONDE)).toBe('2026-03-20');
    expect(limiteSecondeReception(lettre({ ars: '2026-03-04', caisse: '2026-03-05' }), GIRONDE)).toBeNull();
    expect(calculSecondeReception(lettre({ ars: '2026-03-04' }), GIRONDE)?.depart).toMatchObject({
      evenement: 'ReceptionResiliationAccusee',
      le: '2026-03-04',
    });
  });
});
