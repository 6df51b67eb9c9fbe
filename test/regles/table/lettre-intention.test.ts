/** The letter of intent: what each of its events records, and what the decisions of the CPN change (DEC-07, DEC-14, DEC-26). */
import { describe, expect, it } from 'vitest';
import type { Etat } from '../../../domain/etat.ts';
import { Refus } from '../../../domain/refus.ts';
import { d, dernier, issue, juger, repondre } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { completeLe } from '../../../domain/lettre-intention/delais.ts';

const TERRITOIRE = { specialites: ['dermatologie'], departements: ['33'], siege: '33' };
const EVALUATION = { besoinReel: true, adequationCahierDesCharges: true, contenuAdapte: false, projetMature: true };
const deposer = (donnees: object = {}): Acte => [
  '2026-01-05',
  'porteur',
  'deposer-lettre-intention',
  { ...TERRITOIRE, ...donnees },
];
const demander = (donnees: object = {}): Acte => [
  '2026-01-10',
  'ars',
  'demander-pieces-lettre-intention',
  { piecesManquantes: ['gouvernance'], ...donnees },
];
const completer = (le: string, donnees: object = {}): Acte => [le, 'porteur', 'completer-lettre-intention', donnees];
const cpn = (le: string, sens: string, objet?: string): Acte => [
  le,
  'ars',
  'consigner-derogation',
  { sens, ...(objet === undefined ? {} : { objet }) },
];
const valider = (le: string, donnees: object = {}): Acte => [
  le,
  'ars',
  'valider-lettre-intention',
  { motif: 'Projet mûr.', ...donnees },
];
const premier = (actes: readonly Acte[], un: Acte) => dernier(actes, un)[0];
/** Without its working, which has tests of its own (test/regles/calculs). */
const sansCalculs = (evenement: object | undefined) => {
  const { calculs: _, ...reste } = (evenement ?? {}) as { readonly calculs?: unknown };
  return reste;
};
const DEROGATION: readonly Acte[] = [deposer({ medecinsPresents: 9 })];

describe('ce que le dépôt consigne', () => {
  it('tout ce qui est donné, et le dernier jour de l’ARS', () => {
    expect(
      sansCalculs(premier([], deposer({ medecinsPresents: 12, liberaux: 120, engages: 37, canal: 'courrier' }))),
    ).toStrictEqual({
      le: '2026-01-05',
      evenement: 'LettreIntentionDeposee',
      acteur: 'porteur',
      regle: 'LI-01',
      ...TERRITOIRE,
      caisse: 'gironde',
      ars: 'nouvelle-aquitaine',
      medecinsPresents: 12,
      liberaux: 120,
      engages: 37,
      canal: 'courrier',
      complete: true,
      derogationRequise: false,
      indicateurQualitatif: false,
      dateLimite: '2026-03-05',
      avertissements: [{ regle: 'LI-02', phrase: expect.stringMatching(/Démarches Simplifiées/) as string }],
    });
  });
  it('rien de ce qui n’est pas donné', () => {
    expect(sansCalculs(premier([], deposer()))).toStrictEqual({
      le: '2026-01-05',
      evenement: 'LettreIntentionDeposee',
      acteur: 'porteur',
      regle: 'LI-01',
      ...TERRITOIRE,
      caisse: 'gironde',
      ars: 'nouvelle-aquitaine',
      canal: 'demarches-simplifiees',
      complete: true,
      derogationRequise: false,
      indicateurQualitatif: false,
      dateLimite: '2026-03-05',
    });
  });
  it('une lettre qui attend une dérogation n’est pas complète : aucun délai ne court (DEC-14)', () => {
    const depot = premier([], deposer({ medecinsPresents: 9 }));
    expect(depot).toMatchObject({ complete: false, derogationRequise: true });
    expect(depot).not.toHaveProperty('dateLimite');
  });
  it.each([
    [{ indicateurQualitatif: true }, true],
    [{ indicateurQualitatif: false, indicateursQualitatifs: 2 }, false],
    [{ indicateursQualitatifs: 2 }, true],
    [{ indicateursQualitatifs: 1 }, true],
    [{ indicateursQualitatifs: 0 }, false],
  ])('l’indicateur qualitatif (LI-05) : %j', (donnees, indicateurQualitatif) => {
    expect(premier([], deposer(donnees))).toMatchObject({ indicateurQualitatif });
  });
});

describe('ce que l’instruction consigne', () => {
  it('une demande de pièces, avec son délai s’il y en a un (DEC-07)', () => {
    expect(premier([deposer()], demander({ delai: '2026-02-10' }))).toMatchObject({
      regle: 'DEC-07',
      piecesManquantes: ['gouvernance'],
      delai: '2026-02-10',
    });
    expect(premier([deposer()], demander())).not.toHaveProperty('delai');
  });

  it('une complétude, avec les effectifs corrigés et le nouveau dernier jour', () => {
    const complete = premier(
      [deposer(), demander()],
      completer('2026-02-05', { medecinsPresents: 14, liberaux: 90, engages: 11 }),
    );
    expect(complete).toMatchObject({
      evenement: 'LettreIntentionCompletee',
      complete: true,
      medecinsPresents: 14,
      liberaux: 90,
      engages: 11,
      dateLimite: '2026-04-05',
    });
    const nue = premier([deposer(), demander()], completer('2026-02-05'));
    for (const champ of ['medecinsPresents', 'liberaux', 'engages']) expect(nue).not.toHaveProperty(champ);
    const attendue = premier([...DEROGATION, demander()], completer('2026-02-05'));
    expect(attendue).toMatchObject({ complete: false });
    expect(attendue).not.toHaveProperty('dateLimite');
  });
  it('une complétude datée d’avant la demande est refusée (DEC-18), sinon elle compte de sa saisie (DEC-29)', () => {
    const avant = (preuve: object) => completer('2026-01-09', { preuve });
    const vecus = [deposer(), demander()];
    expect(issue(vecus, avant({ nature: 'plateforme' }), '2026-01-11')).toEqual(['regle', 'DEC-18']);
    expect(issue(vecus, avant({ nature: 'courriel' }), '2026-01-11')).toBe('accepté');
    expect(issue(vecus, completer('2026-01-09'), '2026-01-11')).toBe('accepté');
    expect(issue([deposer(), demander()], completer('2026-01-10'))).toBe('accepté');
  });

  it('un échange, avec son sujet s’il est dit (LI-10)', () => {
    const echange = (donnees: object): Acte => ['2026-01-12', 'ars', 'consigner-echange', donnees];
    expect(premier([deposer()], echange({ sujet: 'Gouvernance' }))).toMatchObject({ sujet: 'Gouvernance' });
    expect(premier([deposer()], echange({}))).not.toHaveProperty('sujet');
  });

  it('une décision, avec son évaluation si elle est donnée (ELI-12), et la date souhaitée de signature (AMO-03)', () => {
    const refuser = (donnees: object): Acte => [
      '2026-02-02',
      'ars',
      'refuser-lettre-intention',
      { motif: 'Non.', critere: 'ELI-07', ...donnees },
    ];
    expect(premier([deposer()], valider('2026-02-02', { evaluation: EVALUATION }))).toMatchObject({
      mode: 'expresse',
      dateLimite: '2026-03-02',
      evaluation: EVALUATION,
    });
    expect(premier([deposer()], refuser({ evaluation: EVALUATION }))).toMatchObject({
      critere: 'ELI-07',
      evaluation: EVALUATION,
    });
    for (const acte of [valider('2026-02-02'), refuser({})]) {
      expect(premier([deposer()], acte)).not.toHaveProperty('evaluation');
      expect(premier([deposer()], acte)).not.toHaveProperty('avertissements');
    }
  });

  it('une décision qui arrive après une autre dit laquelle : tacite ou expresse (DEC-16, LI-06)', () => {
    const phrase = (actes: readonly Acte[], un: Acte) => (repondre(vivre(actes, un[0]).etat, un) as Refus).message;
    expect(phrase([deposer()], valider('2026-03-20'))).toContain('réputée validée depuis le 6 mars 2026');
    expect(phrase([deposer(), valider('2026-02-02')], valider('2026-02-03'))).toContain("déjà fait l'objet");
    expect(phrase([deposer()], valider('2026-03-06'))).toContain('a expiré le 5 mars 2026');
  });

  it('une ESS existante n’a pas de lettre d’intention sur laquelle décider (LI-01, DEC-28)', () => {
    const existante: Acte = [
      '2026-01-05',
      'ars',
      'declarer-ess-existante',
      { ...TERRITOIRE, regime: 'en-fonctionnement-conforme' },
    ];
    expect(issue([existante], valider('2026-02-02'))).toEqual(['etat', 'LI-01']);
    const consignee = premier([existante], cpn('2026-02-02', 'accordee'));
    expect(consignee).toMatchObject({ evenement: 'DerogationConsignee' });
    expect(consignee).not.toHaveProperty('dateLimite');
  });
});

describe('la dérogation de la commission paritaire nationale', () => {
  const li = (piecesCompletesLe: string | null) => {
    const { etat } = vivre(ACTES.ENTREE, '2026-01-06');
    if (etat.li === null) throw new Error('no LI');
    return { ...etat.li, piecesCompletesLe: piecesCompletesLe === null ? null : d(piecesCompletesLe) };
  };
  const accordee = { requise: true, sens: 'accordee' as const, le: d('2026-02-01') };
  it('la lettre est complète au dernier des deux : ses pièces, la dérogation accordée (DEC-14)', () => {
    expect(completeLe(li('2026-01-20'), accordee)).toBe('2026-02-01');
    expect(completeLe(li('2026-02-10'), accordee)).toBe('2026-02-10');
    expect(completeLe(li(null), accordee)).toBeNull();
    expect(completeLe(li(null), { ...accordee, requise: false })).toBeNull();
    expect(completeLe(li('2026-01-20'), { ...accordee, sens: 'refusee' })).toBeNull();
    expect(completeLe(li('2026-01-20'), { requise: true, sens: null, le: null })).toBeNull();
    expect(completeLe(li('2026-01-20'), { ...accordee, requise: false })).toBe('2026-01-20');
  });

  it('attendue, la validation est refusée (DEC-14) ; refusée, aussi, et seul un refus reste possible (DEC-26)', () => {
    const phrase = (actes: readonly Acte[]) =>
      (repondre(vivre(actes, '2026-02-02').etat, valider('2026-02-02')) as Refus).message;
    expect(issue(DEROGATION, valider('2026-02-02'))).toEqual(['regle', 'DEC-14']);
    expect(phrase(DEROGATION)).toContain('attend une dérogation');
    const refusee = [...DEROGATION, cpn('2026-01-20', 'refusee')];
    expect(issue(refusee, valider('2026-02-02'))).toEqual(['regle', 'DEC-26']);
    expect(phrase(refusee)).toContain('seul un refus est possible');
    expect(issue(refusee, cpn('2026-02-02', 'accordee'))).toEqual(['etat', 'DEC-26']);
    expect(issue(refusee, cpn('2026-02-02', 'accordee', 'unicite'))).toBe('accepté');
    expect(issue([...DEROGATION, cpn('2026-01-20', 'accordee')], cpn('2026-02-02', 'refusee'))).toBe('accepté');
  });

  it.each([
    ['multi-specialite', 'DER-01'],
    ['seuils', 'DER-02'],
    ['unicite', 'DER-02'],
    [undefined, 'DER-02'],
  ])('son objet est consigné : %s, %s', (objet, regle) => {
    const consignee = premier(DEROGATION, cpn('2026-01-20', 'accordee', objet));
    expect(consignee).toMatchObject({ regle, sens: 'accordee' });
    if (objet === undefined) expect(consignee).not.toHaveProperty('objet');
    else expect(consignee).toMatchObject({ objet });
  });

  it('accordée, elle fait courir les deux mois ; refusée ou venue après la décision, non', () => {
    expect(premier(DEROGATION, cpn('2026-01-20', 'accordee'))).toMatchObject({ dateLimite: '2026-03-20' });
    expect(premier(DEROGATION, cpn('2026-01-20', 'refusee'))).not.toHaveProperty('dateLimite');
    expect(premier([deposer(), valider('2026-02-02')], cpn('2026-02-03', 'accordee'))).not.toHaveProperty('dateLimite');
  });

  it('jusqu’à la signature de la dotation ; ensuite, pour le seul territoire contesté (DEC-15, DEC-58)', () => {
    const { etat } = vivre(ACTES.DOTATION, '2026-05-10');
    const decision = cpn('2026-05-10', 'accordee', 'unicite');
    const sur = (cas: Partial<Etat>) => juger(repondre({ ...etat, ...cas }, decision));
    const sansAmorcage = { amorcage: { ...etat.amorcage, concluLe: null } };
    const sansDotation = { dotation: { ...etat.dotation, concluLe: null } };
    expect(sur(sansAmorcage)).toEqual(['etat', 'DER-02']);
    expect(sur(sansDotation)).toBe('accepté');
    expect(sur({ ...sansAmorcage, ...sansDotation })).toBe('accepté');
    expect(sur({ territoire: 'conteste' })).toBe('accepté');
  });
});
