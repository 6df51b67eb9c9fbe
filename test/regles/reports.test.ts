/** DEC-03 — one switch per kind of deadline, tested both ways: the table of the law, then every deadline with its switch turned. */
import { afterEach, describe, expect, it } from 'vitest';
import { finDelai } from '../../domain/calendrier/calendrier.ts';
import { echeances } from '../../domain/echeances.ts';
import type { Etat, Resiliation } from '../../domain/etat.ts';
import { limiteAbsenceMissions, limiteMissionsSocles } from '../../domain/suivi/missions.ts';
import { REPORTS, type GenreDelai } from '../../domain/parametres.ts';
import { d } from './table/dernier-acte.ts';
import { ACTES, vivre, type Acte } from './table/etats.ts';
import { termeAmorcage } from '../../domain/contrats/delais.ts';
import { finInstructionLi, finSignatureAmorcage } from '../../domain/lettre-intention/delais.ts';
import { paiementsAttendus } from '../../domain/paiements/attendus.ts';
import { finInstructionPs, limiteDepot } from '../../domain/projet-sante/delais.ts';
import { finMiseEnDemeure } from '../../domain/fin/delais.ts';
import { limiteRemboursement } from '../../domain/recouvrement/dus.ts';
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
    expect(finDelai(genre, d(DIMANCHE), '33', { ...REPORTS, [genre]: true })).toBe(LUNDI);
    expect(finDelai(genre, d(DIMANCHE), '33', { ...REPORTS, [genre]: false })).toBe(DIMANCHE);
    expect(finDelai(genre, d(DIMANCHE), '33')).toBe(REPORTS[genre] ? LUNDI : DIMANCHE);
  });

  it('un jour ouvré ne bouge pas, et le jour férié est celui du département', () => {
    expect(finDelai('remboursement', d('2026-03-16'), '33')).toBe('2026-03-16');
    expect(finDelai('remboursement', d('2026-05-22'), '972')).toBe('2026-05-26');
    expect(finDelai('remboursement', d('2026-05-22'), '971')).toBe('2026-05-22');
  });
});

const paye = (changement: (etat: Etat) => Partial<Etat> = () => ({})): Etat => {
  const { etat } = vivre(ACTES.PAYE, '2026-02-21');
  return { ...etat, ...changement(etat) };
};
const li = (changement: Partial<NonNullable<Etat['li']>>): Etat =>
  paye((etat) => ({ li: etat.li === null ? null : { ...etat.li, ...changement } }));
const ps = (changement: Partial<Etat['projetSante']>): Etat =>
  paye(({ projetSante }) => ({ projetSante: { ...projetSante, ...changement } }));
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
const DELAIS: Readonly<Record<GenreDelai, () => string | null | undefined>> = {
  'decision-lettre-intention': () => finInstructionLi(li({ decision: null, piecesCompletesLe: d('2026-01-15') })),
  'signature-contrat-amorcage': () => finSignatureAmorcage(d('2026-02-15'), '33'),
  paiement: () =>
    paiementsAttendus(paye(({ amorcage }) => ({ amorcage: { ...amorcage, concluLe: d('2026-02-15') } })))[0]
      ?.dateLimite,
  'depot-projet-sante': () => limiteDepot(li({ deposeeLe: d('2025-09-15') })),
  'decision-projet-sante': () => finInstructionPs(ps({ recuLe: d('2026-01-15') }).projetSante, '33'),
  'reponse-precisions': () =>
    vivre([...ACTES.PAYE, DEPOT, PRECISIONS], '2026-02-24').etat.projetSante.precisions?.delai,
  'terme-contrat-amorcage': () => termeAmorcage(d('2025-05-15'), '33'),
  'operationnalite-18-mois': () =>
    echeances(li({ deposeeLe: d('2024-09-15') })).find(({ cle }) => cle === 'operationnalite-18-mois')?.expire,
  'missions-socles': () => limiteMissionsSocles(ps({ premierDepot: d('2025-03-15') })),
  'absence-missions-socles': () =>
    limiteAbsenceMissions(ps({ decision: { sens: 'valide', mode: 'expresse', le: d('2025-03-15') } })),
  'effet-resiliation': () => effetInitial(RESILIATION, '33'),
  saisine: () => finSaisine(RESILIATION, '33'),
  'reponse-saisine': () =>
    limiteReponseSaisine({ ...RESILIATION, saisine: { recueLe: d('2026-02-15'), reponses: {} } }, '33'),
  'notification-resiliation': () =>
    limiteNotification({ ...RESILIATION, demandeeLe: d('2026-01-15'), receptions: {} }, '33'),
  'reception-resiliation': () => limiteSecondeReception({ ...RESILIATION, receptions: { ars: d('2026-02-28') } }, '33'),
  remboursement: () => limiteRemboursement(d('2026-01-15'), '33'),
  'mise-en-demeure': () => finMiseEnDemeure(d('2026-02-15'), '33'),
};

describe('chaque délai obéit à son interrupteur (DEC-03)', () => {
  const reglages: Record<GenreDelai, boolean> = REPORTS;
  const origine = { ...REPORTS };
  afterEach(() => {
    Object.assign(reglages, origine);
  });

  it.each(GENRES)('%s', (genre) => {
    for (const allume of [true, false]) {
      for (const autre of GENRES) reglages[autre] = false;
      reglages[genre] = allume;
      expect(DELAIS[genre]()).toBe(allume ? LUNDI : DIMANCHE);
    }
  });
});
