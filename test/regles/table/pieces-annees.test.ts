/** Yearly pieces: which contract year a deposit serves, and which a finding is about (DOT-08, DEC-12). */
import { describe, expect, it } from 'vitest';
import type { Etat, Piece } from '../../../domain/etat.ts';
import { cyclePour } from '../../../domain/paiements/exercices.ts';
import type { CodePiece } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, acte, conformes, pieces, vivre, type Acte } from './etats.ts';
import { ORDONNE, compte, dote, paye, premier } from './paiement-essai.ts';
import { Refus } from '../../../domain/refus.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { pieceAttendue } from '../../../domain/paiements/actes-pieces.ts';

/** The annual contract is of 4 May 2026: year 1 starts in 2026, year 2 in 2027, year 3 in 2028. */
const annees = (commencees: number, payees: number): Etat => {
  const rangs = (combien: number) => Array.from({ length: combien }, (_, rang) => rang + 1);
  const etat = compte(Object.fromEntries(rangs(commencees).map((rang) => [rang, 37])), { pieces: {} });
  // All that 37 adherents give.
  const ordre = { ...ORDONNE, montantCentimes: centimes(6_500_000) };
  const paiements = rangs(payees).map((rang) => [`dotation-${rang}`, ordre] as const);
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

  it('la première l’attend d’abord, même comptée après la deuxième (DEC-11)', () => {
    const seconde = compte({ '2': 37 }, { pieces: {} });
    expect(annee(seconde, 'cooperations', undefined, '2027-05-04')).toBe(1);
    expect(annee(avec(seconde, 'cooperations#1', 'conforme'), 'cooperations', undefined, '2027-05-04')).toBe(2);
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

describe('une année dont l’ordre est interrompu attend ses pièces comme avant son ordre (DEC-34)', () => {
  const faire = (dossier: ReturnType<typeof vivre>, [le, acteur, commande, donnees]: Acte) => {
    const reponse = dossier.commander(acte(commande, acteur, le, donnees));
    if (reponse instanceof Refus) throw new Error(reponse.message);
  };
  /** The caisse had found the pieces of the first year conform on the wrong file: its finding is struck, the ARS agrees. */
  function constatAnnule(actes: readonly Acte[]) {
    const dossier = vivre(actes, '2026-05-20');
    const constat = dossier.journal.findLast(({ evenement }) => evenement.evenement === 'PiecesVerifiees');
    const demande = { rang: constat?.rang, motif: 'Autre dossier.', preuve: { nature: 'courriel' } };
    faire(dossier, ['2026-05-20', 'caisse', 'annuler', demande]);
    const { rectification } = dossier.etat;
    if (rectification !== null)
      faire(dossier, ['2026-05-20', 'ars', 'approuver-rectification', { rang: rectification.rang, sens: 'approuvee' }]);
    return dossier;
  }
  const REDEPOSE: Acte = ['2026-05-20', 'porteur', 'deposer-pieces', pieces('cooperations')];
  const CONSTATE: Acte = [
    '2026-05-20',
    'caisse',
    'verifier-pieces',
    conformes('liste-nominative', 'profil-coordinateur', 'cooperations', 'document-annuel', 'formulaires-adhesion'),
  ];

  it('le dépôt et le constat qui ne disent pas leur année la servent, et l’ordre repart', () => {
    const dossier = constatAnnule(ACTES.DOTATION);
    expect(dossier.etat.paiements['dotation-1']?.statut).toBe('interrompu');
    faire(dossier, REDEPOSE);
    expect(dossier.etat.pieces['cooperations#1']?.deposeeLe).toBe('2026-05-20');
    expect(dossier.etat.pieces).not.toHaveProperty('cooperations#2');
    faire(dossier, CONSTATE);
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'ordonnance', montantCentimes: 6_500_000 });
  });

  it('payée, elle n’attend plus rien : la suivante', () => {
    const payee: Acte = ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];
    const dossier = constatAnnule([...ACTES.DOTATION, payee]);
    faire(dossier, REDEPOSE);
    expect(dossier.etat.pieces['cooperations#2']?.deposeeLe).toBe('2026-05-20');
  });

  it('interrompue par la fin du contrat, elle n’est plus due : rien ne l’attend', () => {
    const etat = vivre(ACTES.DOTATION, '2026-05-20').etat;
    const finie: Etat = {
      ...etat,
      dotation: { ...etat.dotation, fin: 'resilie', finiLe: d('2026-06-01') },
      paiements: { ...etat.paiements, 'dotation-1': { ...ORDONNE, statut: 'interrompu' } },
    };
    expect(annee(finie, 'cooperations', undefined, '2026-06-02')).toBe(2);
  });

  it('à laquelle un complément reste dû, et qu’une pièce retient, elle attend cette pièce', () => {
    const [un, deux] = [annees(1, 1), annees(1, 1)].map((etat, rang): Etat => {
      const nombre = 37 + 5 * rang;
      return avec(
        { ...etat, denombrements: { '1': { date: d('2026-05-04'), nombre } } },
        'cooperations#1',
        'non-conforme',
      );
    });
    if (un === undefined || deux === undefined) throw new Error('two states');
    expect(annee(un, 'cooperations', undefined)).toBe(2);
    expect(annee(deux, 'cooperations', undefined)).toBe(1);
  });
});
