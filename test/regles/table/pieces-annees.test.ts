/** Yearly pieces: which contract year a deposit serves, and which a finding is about (DOT-08, DEC-12). */
import { describe, expect, it } from 'vitest';
import type { Etat, Piece } from '../../../domain/etat.ts';
import { cyclePour } from '../../../domain/paiements/pieces.ts';
import type { CodePiece } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import type { Acte } from './etats.ts';
import { ORDONNE, compte, dote, paye, premier } from './paiement-essai.ts';
import { pieceAttendue } from '../../../domain/paiements/actes-pieces.ts';

/** The annual contract is of 4 May 2026: year 1 starts in 2026, year 2 in 2027, year 3 in 2028. */
const annees = (commencees: number, payees: number): Etat => {
  const rangs = (combien: number) => Array.from({ length: combien }, (_, rang) => rang + 1);
  const etat = compte(Object.fromEntries(rangs(commencees).map((rang) => [rang, 37])), { pieces: {} });
  const paiements = rangs(payees).map((rang) => [`dotation-${rang}`, ORDONNE] as const);
  return { ...etat, paiements: { ...etat.paiements, ...Object.fromEntries(paiements) } };
};
/** A deposit of May 2026: no year has begun since those that are counted. */
const annee = (etat: Etat, code: CodePiece, exercice: number | undefined, le = '2026-05-10') =>
  cyclePour(etat, code, exercice, d(le));
const avec = (etat: Etat, cle: string, statut: Piece['statut']): Etat => ({
  ...etat,
  pieces: {
    ...etat.pieces,
    [cle]: { ...pieceAttendue(cle.split('#')[0] as CodePiece), statut, deposeeLe: d('2026-05-05') },
  },
});

describe('l’année qu’un dépôt sert, sans qu’on la dise', () => {
  it('la plus ancienne qui attende encore cette pièce', () => {
    const etat = annees(3, 1);
    expect(annee(etat, 'cooperations', undefined)).toBe(2);
    expect(annee(avec(etat, 'cooperations#2', 'deposee'), 'cooperations', undefined)).toBe(2);
    expect(annee(avec(etat, 'cooperations#2', 'non-conforme'), 'cooperations', undefined)).toBe(2);
    expect(annee(avec(etat, 'cooperations#2', 'conforme'), 'cooperations', undefined)).toBe(3);
  });

  it('une année déjà ordonnancée n’attend plus rien : la suivante', () => {
    expect(annee(annees(1, 0), 'cooperations', undefined)).toBe(1);
    expect(annee(annees(1, 1), 'cooperations', undefined)).toBe(2);
    expect(annee(annees(3, 3), 'cooperations', undefined)).toBe(4);
  });

  it('quand rien n’attend, la dernière année ouverte', () => {
    const etat = avec(avec(annees(1, 0), 'cooperations#1', 'conforme'), 'cooperations#2', 'conforme');
    expect(annee(etat, 'cooperations', undefined)).toBe(2);
  });

  it('le rapport et le bilan servent au plus tôt la deuxième année (DEC-12) ; les formulaires, la première', () => {
    expect(annee(annees(1, 0), 'rapport-activite', undefined)).toBe(2);
    expect(annee(annees(1, 0), 'bilan-comptable', undefined)).toBe(2);
    expect(annee(annees(1, 0), 'formulaires-adhesion', undefined)).toBe(1);
  });

  it('avant le contrat de dotation, la première', () => {
    expect(annee(paye(), 'cooperations', undefined)).toBe(1);
    expect(annee(paye(), 'cooperations', 2026)).toBe(1);
    expect(annee(paye(), 'rapport-activite', undefined)).toBe(1);
  });
});

describe('une année du contrat commence à son anniversaire, que ses adhérents soient connus ou non (DEC-11, DEC-33)', () => {
  it.each<[string, number]>([
    ['2027-05-03', 3],
    ['2027-05-04', 4],
    ['2028-05-04', 5],
  ])('le %s, l’exercice %i est le dernier qu’une pièce puisse servir', (le, dernier) => {
    expect(annee(annees(1, 1), 'cooperations', dernier, le)).toBe(dernier);
    expect(() => annee(annees(1, 1), 'cooperations', dernier + 1, le)).toThrow(/n'a pas encore d'exercice/);
  });

  it('la pièce qui ne dit pas son année sert la plus ancienne qui l’attende', () => {
    expect(annee(annees(0, 0), 'cooperations', undefined, '2027-05-04')).toBe(1);
    expect(annee(avec(annees(0, 0), 'cooperations#1', 'conforme'), 'cooperations', undefined, '2027-05-04')).toBe(2);
    expect(annee(annees(1, 1), 'rapport-activite', 2027, '2027-05-04')).toBe(2);
  });

  it('aucune ne commence après la fin du contrat, ni le jour même', () => {
    const finie = (finiLe: string): Etat => ({ ...annees(1, 1), dotation: { ...dote().dotation, finiLe: d(finiLe) } });
    expect(() => annee(finie('2027-05-04'), 'cooperations', 4, '2028-06-01')).toThrow(/n'a pas encore d'exercice/);
    expect(annee(finie('2027-05-05'), 'cooperations', 4, '2028-06-01')).toBe(4);
  });
});

describe('l’année qu’un dépôt nomme (« exercice »)', () => {
  it.each([
    [1, 1],
    [5, 5],
    [0, 2],
    [1000, 2],
  ])('« %i » : un numéro d’année du contrat, ou une année civile (ici : %i)', (exercice, attendu) => {
    expect(annee(annees(3, 1), 'cooperations', exercice)).toBe(attendu);
  });

  it.each([6, 999])('« %i » : une année du contrat qui n’est pas près de commencer est refusée', (exercice) => {
    expect(() => annee(annees(3, 1), 'cooperations', exercice)).toThrow(/n'a pas encore d'exercice/);
    // A piece that is not a yearly one has no exercice.
    expect(annee(annees(3, 1), 'statuts', exercice)).toBe(exercice);
  });

  it.each<[number, number]>([
    [2027, 2],
    [2028, 3],
    [2029, 4],
    [2031, 2],
    [2026, 2],
  ])(
    'coopérations de %i : l’année qui commence cette année-là, sinon celle qui commence après (%i)',
    (anneeCivile, attendu) => {
      expect(annee(annees(3, 1), 'cooperations', anneeCivile)).toBe(attendu);
    },
  );

  it.each<[CodePiece, number, number]>([
    ['rapport-activite', 2026, 2],
    ['rapport-activite', 2027, 3],
    ['bilan-comptable', 2027, 3],
    ['rapport-activite', 2029, 4],
    ['rapport-activite', 2040, 2],
  ])('« %s » de %i : l’exercice écoulé quand commence l’année %i', (code, anneeCivile, attendu) => {
    expect(annee(annees(3, 1), code, anneeCivile)).toBe(attendu);
  });

  it('un rapport qui porte le nom de l’année en cours, quand la suivante n’a pas commencé, la sert si elle l’attend', () => {
    const etat = annees(2, 1);
    expect(annee(etat, 'rapport-activite', 2027)).toBe(2);
    expect(annee(avec(etat, 'rapport-activite#2', 'non-conforme'), 'rapport-activite', 2027)).toBe(2);
    expect(annee(avec(etat, 'rapport-activite#2', 'conforme'), 'rapport-activite', 2027)).toBe(3);
    expect(annee(annees(3, 1), 'rapport-activite', 2028)).toBe(3);
    expect(annee(avec(annees(3, 1), 'rapport-activite#3', 'conforme'), 'rapport-activite', 2028)).toBe(4);
  });

  it('une pièce nommée de l’année à venir la sert, même si l’année en cours attend (et de l’année en cours, celle-ci)', () => {
    const etat = annees(2, 1);
    expect(annee(etat, 'cooperations', 2028)).toBe(3);
    expect(annee(etat, 'cooperations', 2027)).toBe(2);
    expect(annee(avec(etat, 'cooperations#2', 'conforme'), 'cooperations', 2027)).toBe(2);
    expect(annee(annees(1, 1), 'cooperations', 2026)).toBe(2);
  });

  it('un rapport de la première année ne sert jamais la première année, qui n’en attend pas', () => {
    expect(annee(annees(1, 0), 'rapport-activite', 2025)).toBe(2);
    expect(annee(annees(1, 0), 'rapport-activite', 2026)).toBe(2);
  });
});

describe('l’année dont parle un constat de la caisse', () => {
  const cle = (etat: Etat, donnees: object) => {
    const un: Acte = ['2026-05-10', 'caisse', 'verifier-pieces', { pieces: [{ conforme: true, ...donnees }] }];
    const fait = premier(etat, un);
    return fait?.evenement === 'PiecesVerifiees' ? fait.pieces[0]?.cle : null;
  };
  it('le plus ancien dépôt qui ne soit pas conforme', () => {
    const etat = avec(avec(annees(3, 1), 'cooperations#2', 'non-conforme'), 'cooperations#3', 'deposee');
    expect(cle(etat, { code: 'cooperations' })).toBe('cooperations#2');
    expect(cle(avec(etat, 'cooperations#2', 'conforme'), { code: 'cooperations' })).toBe('cooperations#3');
    expect(cle(avec(annees(3, 1), 'cooperations#3', 'deposee'), { code: 'cooperations' })).toBe('cooperations#3');
  });

  it('ou celui que « exercice » désigne', () => {
    const etat = avec(avec(annees(3, 1), 'cooperations#2', 'deposee'), 'cooperations#3', 'deposee');
    expect(cle(etat, { code: 'cooperations', exercice: 3 })).toBe('cooperations#3');
    expect(cle(etat, { code: 'cooperations', exercice: 2028 })).toBe('cooperations#3');
  });

  it('sans dépôt, ce que le système sait acquis', () => {
    expect(cle(dote(), { code: 'rib' })).toBe('rib');
  });
});
