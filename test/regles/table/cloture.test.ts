/** DEC-20 — when a case is over and why, and when a recovery is all that is left. */
import { describe, expect, it } from 'vitest';
import { motifDeCloture, phaseApres } from '../../../domain/suivi/cloture.ts';
import type { Etat, ProjetSante } from '../../../domain/etat.ts';
import { situation } from '../../../domain/suivi/situation.ts';
import type { DateCivile, MotifCloture, Phase } from '../../../domain/valeurs.ts';
import { ACTES, etatDe, vivre } from './etats.ts';

const d = (texte: string) => texte as DateCivile;
const LE = d('2027-03-01');
const dotation = etatDe('dotation');
const psDe = (sens: 'valide' | 'refuse' | null, recuLe: DateCivile | null = d('2026-04-01')): ProjetSante => ({
  ...dotation.projetSante,
  recuLe,
  decision: sens === null ? null : { sens, mode: 'expresse', le: d('2026-04-20') },
});
const termine = { fin: 'termine' as const, finiLe: d('2026-12-11') };
const resilie = { fin: 'resilie' as const, finiLe: d('2026-12-11') };
/** The amorçage is over, nothing was signed after it, everything that was paid has come back. */
const FINI: Etat = {
  ...dotation,
  phase: 'amorcage',
  amorcage: { ...dotation.amorcage, ...termine },
  dotation: { ...dotation.dotation, concluLe: null, fin: null, finiLe: null },
  paiements: {},
  recouvrements: {},
  projetSante: psDe(null, null),
};
const recouvrement = (statut: 'notifie' | 'clos') =>
  ({
    amorcage: { statut, montantCentimes: 5, rembourseCentimes: 0, remisCentimes: 0 },
  }) as unknown as Etat['recouvrements'];
const paiement = (statut: string) =>
  ({ 'amorcage-2': { statut, montantCentimes: 5, versements: [] } }) as unknown as Etat['paiements'];

describe('le motif de clôture', () => {
  it.each<[string, Partial<Etat>, MotifCloture | null]>([
    ['sans projet de santé, le délai passé', {}, 'terme-sans-suite'],
    ['un projet de santé en instruction', { projetSante: psDe(null) }, null],
    ['un projet de santé validé, sans contrat annuel', { projetSante: psDe('valide') }, null],
    ['un projet de santé refusé', { projetSante: psDe('refuse') }, 'ps-refuse'],
    [
      'refusé, en mise en conformité (TRA-B)',
      { projetSante: psDe('refuse'), regime: 'en-fonctionnement-a-mettre-en-conformite' },
      'non-conforme',
    ],
    ['un paiement ordonnancé', { paiements: paiement('ordonnance') }, null],
    ['un paiement rejeté, à réémettre', { paiements: paiement('rejete') }, null],
    ['un paiement retenu (DEC-36)', { paiements: paiement('retenu') }, null],
    ['un paiement retourné, à réémettre (DEC-38)', { paiements: paiement('retourne') }, null],
    ['un paiement interrompu', { paiements: paiement('interrompu') }, 'terme-sans-suite'],
    ['un recouvrement ouvert', { recouvrements: recouvrement('notifie') }, null],
    ['un recouvrement clos', { recouvrements: recouvrement('clos') }, 'terme-sans-suite'],
    ['l’amorçage résilié', { amorcage: { ...FINI.amorcage, ...resilie } }, 'resiliation'],
    ['l’amorçage en cours', { amorcage: { ...FINI.amorcage, fin: null, finiLe: null } }, null],
    ['la dotation résiliée', { dotation: { ...dotation.dotation, ...resilie } }, 'resiliation'],
    ['la dotation en cours', { dotation: dotation.dotation }, null],
    ['une renonciation', { renonceeLe: LE }, 'renonciation'],
  ])('%s', (_, changement, motif) => {
    expect(motifDeCloture({ ...FINI, ...changement }, LE)).toBe(motif);
  });
});

describe('un paiement qu’une autorité seule retient est dû (DEC-20, DEC-27)', () => {
  const piece = (code: string, statut: string) => ({ ...dotation.pieces[code], code, statut });
  const avec = (statuts: Readonly<Record<string, string>>): Partial<Etat> => ({
    pieces: {
      ...dotation.pieces,
      ...Object.fromEntries(Object.entries(statuts).map(([code, statut]) => [code, piece(code, statut)])),
    } as Etat['pieces'],
  });
  const interrompu = {
    paiements: {
      'amorcage-1': { statut: 'interrompu', montantCentimes: 4_000_000, versements: [], duLe: '2026-02-10' },
    } as unknown as Etat['paiements'],
  };
  it.each<[string, Partial<Etat>, MotifCloture | null]>([
    ['une pièce déposée attend la caisse', avec({ statuts: 'deposee' }), null],
    ['deux pièces l’attendent', avec({ statuts: 'deposee', 'budget-previsionnel': 'deposee' }), null],
    ['une autre manque encore', avec({ statuts: 'deposee', 'budget-previsionnel': 'attendue' }), 'terme-sans-suite'],
    ['elle est non conforme', avec({ statuts: 'non-conforme' }), 'terme-sans-suite'],
    ['l’ordre, interrompu faute de la pièce, l’attend', { ...avec({ statuts: 'deposee' }), ...interrompu }, null],
    [
      'une renonciation met fin au droit',
      { ...avec({ statuts: 'deposee' }), renonceeLe: d('2026-12-20') },
      'renonciation',
    ],
    [
      'la résiliation de l’amorçage aussi',
      { ...avec({ statuts: 'deposee' }), amorcage: { ...FINI.amorcage, ...resilie } },
      'resiliation',
    ],
  ])('%s', (_, changement, motif) => {
    expect(motifDeCloture({ ...FINI, ...changement }, LE)).toBe(motif);
  });

  const conclue = { concluLe: d('2025-05-04'), fin: 'resilie' as const };
  const comptee = (nombre: number): Partial<Etat> => ({
    denombrements: { 1: { date: d('2025-05-04'), nombre } },
  });
  it.each<[string, Partial<Etat>, MotifCloture | null]>([
    [
      'la dotation d’une année écoulée, sous dix adhérents, dont le montant est à fixer',
      { ...comptee(7), dotation: { ...dotation.dotation, ...conclue, finiLe: d('2026-05-04') } },
      null,
    ],
    [
      'l’année n’était pas écoulée la veille',
      { ...comptee(7), dotation: { ...dotation.dotation, ...conclue, finiLe: d('2026-05-03') } },
      'resiliation',
    ],
  ])('%s', (_, changement, motif) => {
    expect(motifDeCloture({ ...FINI, ...changement }, LE)).toBe(motif);
  });
});

describe('la phase', () => {
  const du = { recouvrements: recouvrement('notifie') };
  it.each<[string, Partial<Etat>, Phase]>([
    ['un recouvrement est tout ce qui reste', du, 'recouvrement'],
    ['rien à recouvrer', {}, 'amorcage'],
    ['un recouvrement clos', { recouvrements: recouvrement('clos') }, 'amorcage'],
    ['l’amorçage en cours', { ...du, amorcage: { ...FINI.amorcage, fin: null, finiLe: null } }, 'amorcage'],
    ['la dotation en cours', { ...du, phase: 'dotation', dotation: dotation.dotation }, 'dotation'],
    [
      'la dotation résiliée',
      { ...du, phase: 'dotation', dotation: { ...dotation.dotation, ...resilie } },
      'recouvrement',
    ],
    ['le projet de santé validé : une suite est possible', { ...du, projetSante: psDe('valide') }, 'amorcage'],
    ['le projet de santé en instruction', { ...du, projetSante: psDe(null) }, 'amorcage'],
    ['le projet de santé refusé', { ...du, projetSante: psDe('refuse') }, 'recouvrement'],
    [
      'le projet de santé validé, l’amorçage résilié',
      { ...du, projetSante: psDe('valide'), amorcage: { ...FINI.amorcage, ...resilie } },
      'recouvrement',
    ],
    ['avant tout contrat, la phase reste', { ...du, phase: 'creation' }, 'creation'],
  ])('%s', (_, changement, phase) => {
    expect(phaseApres({ ...FINI, ...changement })).toBe(phase);
  });
});

it('la situation dit le projet de santé, le conflit de territoire et les retards', () => {
  const tard = vivre(ACTES.PAYE, '2026-07-10').etat;
  expect(situation(tard)).toMatchObject({ projetSante: 'en-retard', conteste: false, retards: ['depot-projet-sante'] });
  expect(situation({ ...dotation, territoire: 'conteste' })).toMatchObject({ projetSante: 'valide', conteste: true });
});
