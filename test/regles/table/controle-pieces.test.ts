/** What a caisse looks for in each piece, and what the case says of it already: AMO-10, AMO-11, LI-02, LI-04, DOT-08, ADH-01, PS-04, DEC-13. */
import { describe, expect, it } from 'vitest';
import { regle } from '../../../domain/catalogue/index.ts';
import type { Etat, Piece } from '../../../domain/etat.ts';
import { lireDroit } from '../../../domain/lire-droit.ts';
import { piecesAControler, plafondBudget } from '../../../domain/paiements/controle.ts';
import { centimes, CODES_PIECES, type CodePiece } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { compte, dote, paye, signe } from './paiement-essai.ts';

const piece = (code: CodePiece, changement: Partial<Piece> = {}): Piece => ({
  code,
  statut: 'deposee',
  deposeeLe: d('2026-05-05'),
  verifieeLe: null,
  motif: null,
  montantCentimes: null,
  signePar: [],
  ...changement,
});
const avec = (etat: Etat, pieces: Etat['pieces']): Etat => ({ ...etat, pieces });
const une = (etat: Etat, code: CodePiece, changement: Partial<Piece> = {}, cle: string = code) => {
  const [trouvee] = piecesAControler(avec(etat, { [cle]: piece(code, changement) }));
  if (trouvee === undefined) throw new Error('no such piece');
  return trouvee;
};
const points = (etat: Etat, code: CodePiece, changement: Partial<Piece> = {}) =>
  une(etat, code, changement).points.map(({ point, regle: sienne, constat, attendu }) =>
    [point, sienne, constat, attendu ?? ''].join(' ').trim(),
  );

describe('les points de chaque pièce', () => {
  it.each<[CodePiece, Partial<Piece>, readonly string[]]>([
    ['statuts', {}, ['piece-demandee AMO-10 a-voir']],
    ['cooperations', {}, ['piece-demandee DOT-08 a-voir']],
    ['formulaires-adhesion', {}, ['piece-demandee ADH-01 a-voir']],
    ['deploiement', {}, ['piece-demandee PS-04 a-voir']],
    ['rib', {}, ['piece-demandee DEC-13 a-voir', 'compte-declare DEC-13 a-voir']],
    ['action-socle', {}, ['piece-demandee AMO-11 a-voir', 'action-demarree AMO-11 a-voir']],
    // Thirty-seven doctors engaged in the letter; as many in the list of May.
    ['liste-medecins-engages', {}, ['piece-demandee AMO-10 a-voir', 'medecins-engages LI-04 a-voir 37']],
    ['liste-nominative', {}, ['piece-demandee DOT-08 a-voir', 'adherents-nommes DOT-08 a-voir 37']],
    ['etat-depenses', {}, ['piece-demandee AMO-11 a-voir', 'double-signature AMO-11 a-voir']],
    [
      'etat-depenses',
      { signePar: ['president'] },
      ['piece-demandee AMO-11 a-voir', 'double-signature AMO-11 contraire'],
    ],
    [
      'bilan-comptable',
      { signePar: ['tresorier', 'president'] },
      ['piece-demandee DOT-08 a-voir', 'double-signature DOT-08 dit'],
    ],
    [
      'budget-previsionnel',
      {},
      ['piece-demandee AMO-10 a-voir', 'double-signature AMO-10 a-voir', 'dans-la-subvention AMO-10 a-voir 8000000'],
    ],
    [
      'budget-previsionnel',
      { montantCentimes: centimes(8_000_000) },
      ['piece-demandee AMO-10 a-voir', 'double-signature AMO-10 a-voir', 'dans-la-subvention AMO-10 dit 8000000'],
    ],
    [
      'budget-previsionnel',
      { montantCentimes: centimes(8_000_001) },
      ['piece-demandee AMO-10 a-voir', 'double-signature AMO-10 a-voir', 'dans-la-subvention AMO-10 contraire 8000000'],
    ],
    ['budget-previsionnel', { deposeeLe: null }, ['piece-demandee AMO-10 a-voir', 'double-signature AMO-10 a-voir']],
  ])('%s %o', (code, changement, attendus) => {
    expect(points(dote(), code, changement)).toEqual(attendus);
  });

  it('chaque pièce est demandée par une règle du catalogue', () => {
    for (const code of CODES_PIECES) {
      const [demandee] = une(dote(), code).points;
      expect(demandee?.point).toBe('piece-demandee');
      expect(regle(demandee?.regle ?? ''), code).toBeDefined();
    }
  });

  it('la lettre d’intention : déposée sur la plateforme ou non, le dossier le sait (LI-02)', () => {
    const canal = (li: Etat['li']) => points({ ...paye(), li }, 'lettre-intention')[1];
    const { li } = paye();
    if (li === null) throw new Error('no letter');
    expect(canal({ ...li, canal: 'demarches-simplifiees' })).toBe('depot-demarches-simplifiees LI-02 dit');
    expect(canal({ ...li, canal: 'courrier' })).toBe('depot-demarches-simplifiees LI-02 contraire');
    expect(canal(null)).toBe('depot-demarches-simplifiees LI-02 a-voir');
  });

  it('sans liste connue, aucun nombre n’est attendu', () => {
    const sans: Etat = { ...dote(), listeNominative: null, effectifs: { ...dote().effectifs, engages: null } };
    expect(points(sans, 'liste-nominative')[1]).toBe('adherents-nommes DOT-08 a-voir');
    expect(points(sans, 'liste-medecins-engages')[1]).toBe('medecins-engages LI-04 a-voir');
  });

  it('le budget a pour plafond l’amorçage, ou le complément de la transition ; tel qu’il était à la signature (DEC-65)', () => {
    const LE = d('2026-05-05');
    expect(plafondBudget(paye(), LE)).toBe(8_000_000);
    expect(plafondBudget({ ...paye(), regime: 'en-projet-avec-amorcage-ars' }, LE)).toBe(2_400_000);
    const sous = (depuis: string, concluLe = paye().amorcage.concluLe) => {
      const droit = lireDroit({
        version: 'amorcage-releve',
        titre: 'Un amorçage relevé',
        source: 'essai',
        depuis,
        parametres: { creditAmorcage: 10_000_000 },
      });
      return plafondBudget({ ...paye(), droit, amorcage: { ...paye().amorcage, concluLe } }, LE);
    };
    expect([sous('2026-02-10'), sous('2026-02-11'), sous('2026-05-05', null), sous('2026-05-06', null)]).toEqual([
      10_000_000, 8_000_000, 10_000_000, 8_000_000,
    ]);
  });
});

describe('les paiements qui attendent une pièce', () => {
  it('ceux qui la demandent, et ne sont pas encore ordonnés', () => {
    const sansOrdre: Etat = { ...signe(), paiements: {} };
    expect(une(sansOrdre, 'statuts').paiements).toEqual(['amorcage-1']);
    expect(une(sansOrdre, 'action-socle').paiements).toEqual([]);
    expect(une(signe(), 'statuts').paiements).toEqual([]);
  });

  it('une pièce annuelle, pour son année seulement', () => {
    const deux = compte({ '1': 37, '2': 40 });
    expect(une(deux, 'cooperations', {}, 'cooperations#2')).toMatchObject({
      cle: 'cooperations#2',
      cycle: 2,
      paiements: ['dotation-2'],
    });
    expect(une(deux, 'cooperations', {}, 'cooperations#1')).toMatchObject({ cycle: 1, paiements: ['dotation-1'] });
    expect(une(deux, 'bilan-comptable', {}, 'bilan-comptable#1').paiements).toEqual([]);
    expect(une(deux, 'rib')).toMatchObject({ cycle: null, paiements: ['dotation-1', 'dotation-2'] });
    expect(une(deux, 'cooperations').cycle).toBe(1);
  });
});

it('les premières à regarder d’abord : déposées, puis non conformes, puis conformes, dans l’ordre de leur dépôt', () => {
  const pieces = {
    a: piece('statuts', { statut: 'conforme', deposeeLe: null }),
    b: piece('rib', { statut: 'non-conforme' }),
    c: piece('deploiement', { deposeeLe: d('2026-05-07') }),
    e: piece('action-socle', { deposeeLe: d('2026-05-06') }),
    f: piece('etat-depenses', { statut: 'conforme', deposeeLe: d('2026-05-01') }),
    g: piece('cooperations', { statut: 'conforme', deposeeLe: d('2026-04-30') }),
    h: piece('lettre-intention', { statut: 'conforme', deposeeLe: null }),
  };
  expect(piecesAControler(avec(dote(), pieces)).map(({ cle }) => cle)).toEqual(['e', 'c', 'b', 'a', 'h', 'g', 'f']);
});
