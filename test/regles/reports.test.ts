/** DEC-03 — one switch per kind of deadline, tested both ways: the table of the law, then every deadline with its switch turned. */
import { describe, expect, it } from 'vitest';
import type { Droit } from '../../domain/avenants.ts';
import { depuis } from '../../domain/calculs/date.ts';
import { reporte } from '../../domain/droit.ts';
import { echeances } from '../../domain/echeances.ts';
import type { Etat, Resiliation } from '../../domain/etat.ts';
import { limiteAbsenceMissions, limiteMissionsSocles } from '../../domain/suivi/missions.ts';
import { REPORTS, type GenreDelai, type Reports } from '../../domain/parametres.ts';
import { d } from './table/dernier-acte.ts';
import { ACTES, vivre, type Acte } from './table/etats.ts';
import { termeAmorcage } from '../../domain/contrats/delais.ts';
import { finInstructionLi, finSignatureAmorcage } from '../../domain/lettre-intention/delais.ts';
import { paiementsAttendus } from '../../domain/paiements/attendus.ts';
import { finInstructionPs, limiteDepot } from '../../domain/projet-sante/delais.ts';
import { limiteRemboursement } from '../../domain/recouvrement/dus.ts';
import { finMiseEnDemeure } from '../../domain/fin/delais.ts';
import {
  effetInitial,
  finSaisine,
  limiteNotification,
  limiteReponseSaisine,
  limiteSecondeReception,
} from '../../domain/resiliation/delais.ts';

const GENRES = Object.keys(REPORTS) as GenreDelai[];
/** 15 March 2026 is a Sunday. */
const [DIMANCHE, LUNDI] = ['2026-03-15', '2026-03-16'];

/** DEC-65 — a text that sets these switches, for any delay. */
const reglage = (reports: Partial<Reports>): Droit => [
  { version: 'essai', titre: 'Essai', source: 'essai', depuis: d('2020-01-01'), reports },
];

describe('un interrupteur par genre de délai (DEC-03)', () => {
  it('seuls sont reportés les délais imposés au porteur : dépôt du PS, réponse aux précisions, remboursement, mise en demeure', () => {
    expect(GENRES.filter((genre) => REPORTS[genre])).toEqual([
      'depot-projet-sante',
      'reponse-precisions',
      'remboursement',
      'mise-en-demeure',
    ]);
  });

  it.each(GENRES)('%s : allumé, le dimanche est reporté au lundi ; éteint, il reste le dernier jour', (genre) => {
    const fin = (droit: Droit) =>
      reporte({ siege: '33', droit }, genre, depuis('', d(DIMANCHE)), d('2026-01-15')).resultat;
    expect(fin(reglage({ [genre]: true }))).toBe(LUNDI);
    expect(fin(reglage({ [genre]: false }))).toBe(DIMANCHE);
    expect(fin([])).toBe(REPORTS[genre] ? LUNDI : DIMANCHE);
  });

  it('un jour ouvré ne bouge pas, et le jour férié est celui du département', () => {
    const fin = (date: string, siege: string) =>
      reporte({ siege }, 'remboursement', depuis('', d(date)), d('2026-01-15')).resultat;
    expect(fin('2026-03-16', '33')).toBe('2026-03-16');
    expect(fin('2026-05-22', '972')).toBe('2026-05-26');
    expect(fin('2026-05-22', '971')).toBe('2026-05-22');
  });
});

const paye = (droit: Droit, changement: (etat: Etat) => Partial<Etat> = () => ({})): Etat => {
  const { etat } = vivre(ACTES.PAYE, '2026-02-21');
  return { ...etat, droit, ...changement(etat) };
};
const li = (droit: Droit, changement: Partial<NonNullable<Etat['li']>>): Etat =>
  paye(droit, (etat) => ({ li: etat.li === null ? null : { ...etat.li, ...changement } }));
const ps = (droit: Droit, changement: Partial<Etat['projetSante']>): Etat =>
  paye(droit, ({ projetSante }) => ({ projetSante: { ...projetSante, ...changement } }));
const RESILIATION: Resiliation = {
  contrat: 'amorcage',
  origine: 'caisse-ars',
  fondement: 'manquement-manifeste',
  proposeePar: 'caisse',
  approuvee: true,
  demandeeLe: d('2026-02-20'),
  receptions: { association: d('2026-02-28') },
  retraits: {},
  fin: null,
  finLe: null,
  saisine: null,
};
const DEPOT: Acte = ['2026-02-23', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
const PRECISIONS: Acte = ['2026-02-24', 'ars', 'demander-precisions', { delai: DIMANCHE }];

/** Each deadline, as the law computes it, from facts that make it end on that Sunday. */
const DELAIS: Readonly<Record<GenreDelai, (droit: Droit) => string | null | undefined>> = {
  'decision-lettre-intention': (droit) =>
    finInstructionLi(li(droit, { decision: null, piecesCompletesLe: d('2026-01-15') })),
  'signature-contrat-amorcage': (droit) => finSignatureAmorcage(d('2026-02-15'), { siege: '33', droit }),
  paiement: (droit) =>
    paiementsAttendus(paye(droit, ({ amorcage }) => ({ amorcage: { ...amorcage, concluLe: d('2026-02-15') } })))[0]
      ?.dateLimite,
  'depot-projet-sante': (droit) => limiteDepot(li(droit, { deposeeLe: d('2025-09-15') })),
  'decision-projet-sante': (droit) =>
    finInstructionPs(ps(droit, { recuLe: d('2026-01-15') }).projetSante, { siege: '33', droit }),
  'reponse-precisions': (droit) =>
    vivre([...ACTES.PAYE, DEPOT, PRECISIONS], '2026-02-24', undefined, droit).etat.projetSante.precisions?.delai,
  'terme-contrat-amorcage': (droit) => termeAmorcage(d('2025-05-15'), { siege: '33', droit }),
  'operationnalite-18-mois': (droit) =>
    echeances(li(droit, { deposeeLe: d('2024-09-15') })).find(({ cle }) => cle === 'operationnalite-18-mois')?.expire,
  'missions-socles': (droit) => limiteMissionsSocles(ps(droit, { premierDepot: d('2025-03-15') })),
  'absence-missions-socles': (droit) =>
    limiteAbsenceMissions(ps(droit, { decision: { sens: 'valide', mode: 'expresse', le: d('2025-03-15') } })),
  'effet-resiliation': (droit) => effetInitial(RESILIATION, { siege: '33', droit }),
  saisine: (droit) => finSaisine(RESILIATION, { siege: '33', droit }),
  'reponse-saisine': (droit) =>
    limiteReponseSaisine(
      { ...RESILIATION, saisine: { recueLe: d('2026-02-15'), reponses: {} } },
      { siege: '33', droit },
    ),
  'notification-resiliation': (droit) =>
    limiteNotification({ ...RESILIATION, demandeeLe: d('2026-01-15'), receptions: {} }, { siege: '33', droit }),
  'reception-resiliation': (droit) =>
    limiteSecondeReception({ ...RESILIATION, receptions: { ars: d('2026-02-28') } }, { siege: '33', droit }),
  'mise-en-demeure': (droit) => finMiseEnDemeure(d('2026-02-15'), { siege: '33', droit }),
  remboursement: (droit) => limiteRemboursement(d('2026-01-15'), { siege: '33', droit }),
};

describe('chaque délai obéit à son interrupteur (DEC-03)', () => {
  it.each(GENRES)('%s', (genre) => {
    for (const allume of [true, false]) {
      const autres = Object.fromEntries(GENRES.map((autre) => [autre, false])) as Reports;
      expect(DELAIS[genre](reglage({ ...autres, [genre]: allume }))).toBe(allume ? LUNDI : DIMANCHE);
    }
  });
});
