/** Pieces: which are known to be satisfied, what a deposit must hold, what the caisse may find of it (AMO-10, AMO-11, DOT-08, DEC-12, DEC-13). */
import { describe, expect, it } from 'vitest';
import { etatInitial, type Etat, type Piece } from '../../../domain/etat.ts';
import { cycleDe, pieceConforme, piecesManquantes, piecesRequises } from '../../../domain/paiements/pieces.ts';
import type { CodePiece } from '../../../domain/valeurs.ts';
import { d, repondre } from './dernier-acte.ts';
import { ACTES, pieces, vivre, type Acte } from './etats.ts';
import { compte, dote, ORDONNE, paye, phrase, premier, signe, sur } from './paiement-essai.ts';
import { compteConnu, depotDePiece, pieceAttendue } from '../../../domain/paiements/actes-pieces.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import { Refus } from '../../../domain/refus.ts';

const piece = (code: CodePiece, statut: Piece['statut'], deposeeLe = '2026-02-04'): Piece => ({
  ...pieceAttendue(code),
  statut,
  deposeeLe: d(deposeeLe),
});
const avec = (etat: Etat, cle: string, statut: Piece['statut'], deposeeLe?: string): Etat => ({
  ...etat,
  pieces: { ...etat.pieces, [cle]: piece(cle.split('#')[0] as CodePiece, statut, deposeeLe) },
});
const sans = (etat: Etat, ...cles: string[]): Etat => ({
  ...etat,
  pieces: Object.fromEntries(Object.entries(etat.pieces).filter(([cle]) => !cles.includes(cle))),
});
const deposer = (le: string, ...deposees: object[]): Acte => [le, 'porteur', 'deposer-pieces', { pieces: deposees }];
const verifier = (le: string, ...verifiees: object[]): Acte => [le, 'caisse', 'verifier-pieces', { pieces: verifiees }];
const SIGNEE = { signePar: ['president', 'tresorier'] };
const cles = (etat: Etat, un: Acte) => {
  const fait = premier(etat, un);
  return fait && 'pieces' in fait
    ? fait.pieces?.map((une) => (typeof une === 'object' && 'cle' in une ? une.cle : null))
    : null;
};
/** The state that the act leaves. */
const apres = (etat: Etat, un: Acte): Etat => {
  const reponse = repondre(etat, un);
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return evoluerTous(etat, reponse);
};
const avertis = (etat: Etat, un: Acte) => premier(etat, un)?.avertissements ?? [];

const VIERGE = etatInitial('ess-1');

describe('les pièces que chaque paiement attend', () => {
  it('la première dotation n’attend ni rapport ni bilan ; les suivantes, si (DEC-12)', () => {
    expect(cycleDe('dotation-12')).toBe(12);
    expect(piecesRequises(VIERGE, 'dotation-1')).toEqual([
      'liste-nominative',
      'profil-coordinateur',
      'cooperations',
      'document-annuel',
      'formulaires-adhesion',
      'rib',
    ]);
    expect(piecesRequises(VIERGE, 'dotation-2')).toEqual([
      'liste-nominative',
      'rapport-activite',
      'profil-coordinateur',
      'cooperations',
      'document-annuel',
      'bilan-comptable',
      'rib',
    ]);
  });

  it('les deux tranches et le complément de transition, toujours avec le RIB (AMO-10, AMO-11, DEC-13)', () => {
    expect(piecesRequises(VIERGE, 'amorcage-1')).toEqual([
      'lettre-intention',
      'liste-medecins-engages',
      'statuts',
      'budget-previsionnel',
      'rib',
    ]);
    expect(piecesRequises(VIERGE, 'amorcage-2')).toEqual([
      'projet-sante-valide',
      'action-socle',
      'etat-depenses',
      'rib',
    ]);
    expect(piecesRequises(VIERGE, 'amorcage-30')).toEqual(['statuts', 'budget-previsionnel', 'rib']);
  });

  it('une dotation attend les pièces de son année : celles d’une autre ne comptent pas', () => {
    const etat = compte({ '1': 37, '2': 37 });
    expect(piecesManquantes(etat, 'dotation-1')).toEqual([]);
    expect(piecesManquantes(etat, 'dotation-2').map(({ code }) => code)).toEqual([
      'liste-nominative',
      'rapport-activite',
      'profil-coordinateur',
      'cooperations',
      'document-annuel',
      'bilan-comptable',
    ]);
  });

  it('une pièce manquante est attendue, déposée, ou non conforme', () => {
    const statutDe = (etat: Etat) => piecesManquantes(etat, 'amorcage-1');
    expect(statutDe(sans(signe(), 'statuts'))).toEqual([{ code: 'statuts', statut: 'attendue' }]);
    expect(statutDe(avec(signe(), 'statuts', 'deposee'))).toEqual([{ code: 'statuts', statut: 'deposee' }]);
    expect(statutDe(avec(signe(), 'statuts', 'non-conforme'))).toEqual([{ code: 'statuts', statut: 'non-conforme' }]);
    expect(statutDe(avec(signe(), 'statuts', 'conforme'))).toEqual([]);
  });
});

describe('ce que le système sait de lui-même satisfait, sauf constat contraire de la caisse', () => {
  const nue = (changement: Partial<Etat> = {}): Etat => ({ ...paye(), pieces: {}, ...changement });
  const decide = (sens: 'valide' | 'refuse' | null): Etat => ({
    ...nue(),
    projetSante: {
      ...nue().projetSante,
      decision: sens === null ? null : { sens, mode: 'expresse', le: d('2026-02-25') },
    },
  });
  const deposeePar = (canal: 'demarches-simplifiees' | 'courrier'): Etat => {
    const { li } = nue();
    return nue({ li: li && { ...li, canal } });
  };
  it.each<[string, CodePiece, () => Etat, () => Etat]>([
    [
      'la lettre déposée sur Démarches Simplifiées, et elle seule (LI-02)',
      'lettre-intention',
      () => deposeePar('demarches-simplifiees'),
      () => deposeePar('courrier'),
    ],
    [
      'aucune lettre, en régime transitoire',
      'lettre-intention',
      () => deposeePar('demarches-simplifiees'),
      () => nue({ li: null }),
    ],
    ['le PS validé (AMO-11)', 'projet-sante-valide', () => decide('valide'), () => decide('refuse')],
    ['le PS sans décision', 'projet-sante-valide', () => decide('valide'), () => decide(null)],
    ['les coordonnées bancaires (DEC-13)', 'rib', nue, () => nue({ coordonneesBancairesLe: null })],
    [
      'les adhésions enregistrées par la caisse (ADH-01)',
      'formulaires-adhesion',
      () => nue({ adhesionsLe: d('2026-02-25') }),
      nue,
    ],
  ])('%s', (_, code, oui, non) => {
    const cle = code === 'formulaires-adhesion' ? `${code}#1` : code;
    expect(pieceConforme(oui(), code, 1)).toBe(true);
    expect(pieceConforme(non(), code, 1)).toBe(false);
    expect(pieceConforme(avec(oui(), cle, 'deposee'), code, 1)).toBe(true);
    expect(pieceConforme(avec(oui(), cle, 'non-conforme'), code, 1)).toBe(false);
    expect(pieceConforme(avec(non(), cle, 'deposee'), code, 1)).toBe(false);
    expect(pieceConforme(avec(non(), cle, 'conforme'), code, 1)).toBe(true);
  });

  it('les statuts, non : ils se déposent et se vérifient', () => {
    expect(pieceConforme(nue(), 'statuts', 1)).toBe(false);
  });
});

describe('ce qu’un dépôt doit contenir', () => {
  it('au moins une pièce', () => {
    expect(sur(paye(), deposer('2026-03-01'))).toEqual(['donnees', 'SAISIE']);
    expect(sur(paye(), verifier('2026-03-01'))).toEqual(['donnees', 'SAISIE']);
    expect(phrase(paye(), deposer('2026-03-01'))).toContain('déposez');
    expect(phrase(paye(), verifier('2026-03-01'))).toContain('vérifiez');
  });

  it.each<[CodePiece, string]>([
    ['budget-previsionnel', 'AMO-10'],
    ['etat-depenses', 'AMO-11'],
    ['bilan-comptable', 'DOT-08'],
  ])('« %s » porte les deux signatures ; si elles ne sont pas dites, la caisse les vérifiera (%s)', (code, regle) => {
    const depot = (signePar?: readonly string[]) =>
      deposer('2026-03-01', { code, montantCentimes: 1, ...(signePar === undefined ? {} : { signePar }) });
    expect(sur(paye(), depot(['president']))).toEqual(['regle', regle]);
    expect(sur(paye(), depot(['tresorier']))).toEqual(['regle', regle]);
    expect(sur(paye(), depot([]))).toEqual(['regle', regle]);
    expect(phrase(paye(), depot([]))).toContain(`« ${code} » doit être signé`);
    expect(avertis(paye(), depot(['tresorier', 'president']))).toEqual([]);
    expect(avertis(paye(), depot())).toEqual([
      { regle, phrase: `« ${code} » : les deux signatures sont à vérifier par la caisse.` },
    ]);
  });

  it('les autres pièces n’en demandent pas', () => {
    expect(avertis(paye(), deposer('2026-03-01', { code: 'statuts' }))).toEqual([]);
    expect(sur(paye(), deposer('2026-03-01', { code: 'statuts', signePar: [] }))).toBe('accepté');
  });

  it('le budget ne dépasse pas la subvention : 80 000 €, ou 24 000 € en transition (AMO-10)', () => {
    const budget = (montantCentimes?: number) =>
      deposer('2026-03-01', {
        code: 'budget-previsionnel',
        ...SIGNEE,
        ...(montantCentimes === undefined ? {} : { montantCentimes }),
      });
    const regimeB: Etat = { ...paye(), regime: 'en-fonctionnement-a-mettre-en-conformite' };
    expect(sur(paye(), budget(8_000_000))).toBe('accepté');
    expect(sur(paye(), budget(8_000_001))).toEqual(['regle', 'AMO-10']);
    expect(phrase(paye(), budget(8_000_050))).toContain(
      '(80 000,50 €) dépasse le montant de la subvention (80 000,00 €)',
    );
    expect(sur(regimeB, budget(2_400_000))).toBe('accepté');
    expect(sur(regimeB, budget(2_400_001))).toEqual(['regle', 'AMO-10']);
    expect(avertis(paye(), budget(8_000_000))).toEqual([]);
    expect(avertis(paye(), budget())).toEqual([
      { regle: 'AMO-10', phrase: 'Le montant du budget prévisionnel est à vérifier par la caisse.' },
    ]);
    expect(sur(paye(), deposer('2026-03-01', { code: 'etat-depenses', ...SIGNEE, montantCentimes: 8_000_001 }))).toBe(
      'accepté',
    );
  });

  it('une lettre déposée ailleurs que sur Démarches Simplifiées est signalée (LI-02)', () => {
    const lettre = (canal?: string) =>
      deposer('2026-03-01', { code: 'lettre-intention', ...(canal === undefined ? {} : { canal }) });
    expect(avertis(paye(), lettre('courrier')).map(({ regle }) => regle)).toEqual(['LI-02']);
    expect(avertis(paye(), lettre('courrier'))[0]?.phrase).toContain('Démarches Simplifiées');
    expect(avertis(paye(), lettre('demarches-simplifiees'))).toEqual([]);
    expect(avertis(paye(), lettre())).toEqual([]);
    expect(avertis(paye(), deposer('2026-03-01', { code: 'statuts', canal: 'courrier' }))).toEqual([]);
  });

  it('un dépôt de pièces de dotation relève de DOT-08, tout autre de AMO-10', () => {
    const regle = (...codes: string[]) =>
      premier(dote(), deposer('2026-05-10', ...codes.map((code) => ({ code }))))?.regle;
    expect(regle('cooperations', 'rapport-activite')).toBe('DOT-08');
    expect(regle('cooperations', 'statuts')).toBe('AMO-10');
    expect(regle('statuts')).toBe('AMO-10');
  });

  it('une pièce de dotation porte son année, une pièce de l’amorçage, non', () => {
    expect(cles(dote(), deposer('2026-05-10', { code: 'statuts' }, { code: 'cooperations' }))).toEqual([
      'statuts',
      'cooperations#2',
    ]);
  });
});

describe('ce que la caisse peut constater d’une pièce', () => {
  const nue = (changement: Partial<Etat> = {}): Etat => ({ ...paye(), pieces: {}, ...changement });
  const conforme = (code: string) => verifier('2026-03-01', { code, conforme: true });

  it('rien d’une pièce qui n’a pas été déposée (DOT-08)', () => {
    expect(sur(nue(), conforme('statuts'))).toEqual(['regle', 'DOT-08']);
    expect(phrase(nue(), conforme('statuts'))).toContain("« statuts » n'a pas été déposée");
    expect(sur(paye(), conforme('statuts'))).toBe('accepté');
  });

  it('la lettre d’intention, même déposée par courrier, et la liste des médecins engagés sont entre ses mains (LI-04)', () => {
    const { li } = nue();
    const parCourrier = nue({ li: li && { ...li, canal: 'courrier' } });
    const sansEngages = nue({ effectifs: { ...nue().effectifs, engages: null } });
    expect(sur(parCourrier, conforme('lettre-intention'))).toBe('accepté');
    expect(sur(nue({ li: null }), conforme('lettre-intention'))).toEqual(['regle', 'DOT-08']);
    expect(sur(parCourrier, conforme('statuts'))).toEqual(['regle', 'DOT-08']);
    expect(sur(nue(), conforme('liste-medecins-engages'))).toBe('accepté');
    expect(sur(sansEngages, conforme('liste-medecins-engages'))).toEqual(['regle', 'DOT-08']);
    expect(sur(nue(), conforme('rib'))).toBe('accepté');
  });

  it('rien avant son dépôt (DEC-18)', () => {
    const etat = avec(nue(), 'statuts', 'deposee', '2026-02-20');
    const le = (jour: string) => verifier(jour, { code: 'statuts', conforme: true });
    expect(sur(etat, le('2026-02-19'), '2026-03-01')).toEqual(['regle', 'DEC-18']);
    expect(phrase(etat, le('2026-02-19'))).toContain('le dépôt de « statuts »');
    expect(sur(etat, le('2026-02-20'), '2026-03-01')).toBe('accepté');
  });

  it('une non-conformité, avec son motif (AMO-10)', () => {
    const constat = (motif?: string) =>
      verifier('2026-03-01', { code: 'statuts', conforme: false, ...(motif === undefined ? {} : { motif }) });
    expect(sur(paye(), constat())).toEqual(['regle', 'AMO-10']);
    expect(sur(paye(), constat('  '))).toEqual(['regle', 'AMO-10']);
    expect(phrase(paye(), constat())).toContain('« statuts »');
    expect(sur(paye(), constat('Non signés.'))).toBe('accepté');
  });

  it('les pièces de dotation relèvent du contrôle annuel (SUI-01), les autres du paiement (PAY-01)', () => {
    const regle = (...codes: string[]) =>
      premier(dote(), verifier('2026-05-10', ...codes.map((code) => ({ code, conforme: true }))))?.regle;
    const etat = vivre(
      [...ACTES.DOTATION, ['2026-05-07', 'porteur', 'deposer-pieces', pieces('cooperations')]],
      '2026-05-10',
    ).etat;
    expect(etat.pieces['cooperations#2']).toMatchObject({ statut: 'deposee' });
    expect(regle('rib')).toBe('PAY-01');
    expect(premier(etat, verifier('2026-05-10', { code: 'cooperations', conforme: true }))?.regle).toBe('SUI-01');
    expect(
      premier(
        etat,
        verifier('2026-05-10', { code: 'cooperations', conforme: true }, { code: 'statuts', conforme: true }),
      )?.regle,
    ).toBe('PAY-01');
  });
});

describe('ce que le dossier garde d’une pièce', () => {
  it('ce que le dépôt en dit, et rien de plus', () => {
    const depose = (donnees: object) => apres(paye(), deposer('2026-03-01', donnees)).pieces;
    const budget = { code: 'budget-previsionnel', montantCentimes: 7_000_000, ...SIGNEE };
    expect(depose(budget)['budget-previsionnel']).toEqual({
      ...piece('budget-previsionnel', 'deposee', '2026-03-01'),
      montantCentimes: 7_000_000,
      signePar: SIGNEE.signePar,
    });
    const attendu = {
      code: 'statuts',
      statut: 'deposee',
      deposeeLe: '2026-03-01',
      montantCentimes: null,
      signePar: [],
    };
    expect(depose({ code: 'statuts' })['statuts']).toMatchObject(attendu);
  });

  it('le motif d’un constat, jusqu’à cinq cents caractères ; au-delà, son début', () => {
    const motif = (texte?: string) => {
      const constat = {
        code: 'statuts',
        conforme: texte === undefined,
        ...(texte === undefined ? {} : { motif: texte }),
      };
      return apres(paye(), verifier('2026-03-01', constat)).pieces['statuts'];
    };
    expect(motif()).toMatchObject({ statut: 'conforme', verifieeLe: '2026-03-01', motif: null });
    expect(motif('Non signés.')).toMatchObject({ statut: 'non-conforme', motif: 'Non signés.' });
    expect(motif('n'.repeat(500))?.motif).toBe('n'.repeat(500));
    expect(motif('n'.repeat(501))?.motif).toBe(`${'n'.repeat(499)}…`);
  });

  it('le constat de la caisse : ce qui est annoncé après lui ne le défait pas', () => {
    const vue = avec(paye(), 'statuts', 'conforme');
    expect(depotDePiece(vue, 'statuts', 'statuts', d('2026-03-01'))).toEqual({});
    for (const statut of ['deposee', 'non-conforme'] as const)
      expect(
        depotDePiece(avec(paye(), 'statuts', statut), 'statuts', 'statuts', d('2026-03-01')).pieces?.['statuts'],
      ).toEqual(piece('statuts', 'deposee', '2026-03-01'));
  });
});

describe('le compte de l’association (DEC-13, DEC-52)', () => {
  const RIB = deposer('2026-03-01', { code: 'rib' });
  const rejete = (etat: Etat): Etat => ({ ...etat, paiements: { 'amorcage-1': { ...ORDONNE, statut: 'rejete' } } });

  it.each<[string, () => Etat, boolean]>([
    ['déposé le premier', signe, false],
    ['sa pièce trouvée conforme', () => avec(signe(), 'rib', 'conforme'), true],
    ['sa pièce trouvée non conforme', () => avec(signe(), 'rib', 'non-conforme'), true],
    ['sa pièce déposée, que nul n’a regardée', () => avec(signe(), 'rib', 'deposee'), false],
    ['un virement parti sur l’ancien', paye, true],
    ['un virement que la banque a rejeté', () => rejete(signe()), true],
  ])('un relevé d’identité bancaire, %s : un autre compte, à regarder avant de payer', (_quoi, avant, autre) => {
    expect(apres(avant(), RIB).ribAVerifier).toBe(autre);
    // Another piece beside it changes nothing; without it, the account is the same.
    expect(apres(avant(), deposer('2026-03-01', { code: 'rib' }, { code: 'statuts' })).ribAVerifier).toBe(autre);
    expect(apres(avant(), deposer('2026-03-01', { code: 'statuts' })).ribAVerifier).toBe(false);
  });

  it('la caisse l’a regardé : trouvé conforme, et lui seul, on paie de nouveau', () => {
    const attend: Etat = { ...avec(paye(), 'rib', 'deposee'), ribAVerifier: true };
    const constat = (...constats: object[]) => apres(attend, verifier('2026-03-02', ...constats)).ribAVerifier;
    expect(constat({ code: 'rib', conforme: true })).toBe(false);
    expect(constat({ code: 'statuts', conforme: true }, { code: 'rib', conforme: true })).toBe(false);
    expect(constat({ code: 'rib', conforme: false, motif: 'Illisible.' })).toBe(true);
    expect(constat({ code: 'statuts', conforme: true })).toBe(true);
  });

  it('il est connu dès que l’association ou la caisse l’a dit', () => {
    const nul: Etat = { ...signe(), coordonneesBancairesLe: null };
    expect(compteConnu(nul)).toBe(false);
    expect(compteConnu(signe())).toBe(true);
    expect(compteConnu(avec(nul, 'rib', 'conforme'))).toBe(true);
    expect(compteConnu(rejete(nul))).toBe(true);
  });

  it('déclarer d’autres coordonnées les fait regarder, leur relevé à déposer du même jour', () => {
    const declarer: Acte = ['2026-03-01', 'porteur', 'declarer-coordonnees-bancaires'];
    expect(premier(paye(), declarer)).toMatchObject({ regle: 'DEC-52', nouvelles: true });
    const etat = apres(paye(), declarer);
    expect(etat).toMatchObject({ coordonneesBancairesLe: '2026-03-01', ribAVerifier: true });
    expect(etat.pieces['rib']).toEqual(piece('rib', 'deposee', '2026-03-01'));
    expect(etat.pieces['statuts']).toEqual(paye().pieces['statuts']);
    const premieres: Etat = { ...signe(), coordonneesBancairesLe: null, pieces: {} };
    expect(premier(premieres, declarer)).toMatchObject({ regle: 'DEC-13' });
    expect(apres(premieres, declarer)).toMatchObject({ ribAVerifier: false, pieces: {} });
  });
});
