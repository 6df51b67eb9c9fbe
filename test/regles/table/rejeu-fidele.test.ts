/** DEC-31 to DEC-33 — a life entered late gives its own state when it is played again: without that, nothing of it can be rectified. */
import { describe, expect, it } from 'vitest';
import { juger } from './dernier-acte.ts';
import { ACTES, midi, pieces } from './etats.ts';
import { FIDELE, PLATEFORME, aTemps, corriger, rejeuDe, saisir, saisis, type Saisie } from './saisies.ts';
import type { Dossier } from '../proprietes/dossier.ts';

/** The case after these entries, its graces over: the events of the last, its state, and what the replay makes of it. */
function jouer(saisies: readonly Saisie[]) {
  const [derniere] = saisies.slice(-1);
  if (derniere === undefined) throw new Error('a life has entries');
  const dossier = saisis(saisies.slice(0, -1));
  dossier.avancer(midi(derniere[0]));
  const avant = dossier.journal.length;
  expect(juger(saisir(dossier, derniere))).toBe('accepté');
  const derniers = dossier.journal.slice(avant).map(({ evenement: { evenement, le } }) => `${le} ${evenement}`);
  dossier.avancer(midi('2027-01-10'));
  const { ecarts, impossibles } = rejeuDe(dossier);
  return { etat: dossier.etat, derniers, rejoue: { ecarts, impossibles } };
}

describe('une association que la correction de la lettre a fait tomber (DEC-33, DEC-47)', () => {
  /** Validated and declared the same day; then the letter is said to be of after it. */
  const tombee = (): Dossier => {
    const dossier = saisis(aTemps([...ACTES.CREATION, ['2026-02-03', 'porteur', 'declarer-association']]));
    dossier.avancer(midi('2026-02-20'));
    corriger(dossier, '2026-02-20', 'ars', 'LettreIntentionDeposee', 'le', '2026-02-15');
    expect(dossier.etat).toMatchObject({ associationLe: null, li: { decision: null } });
    return dossier;
  };
  it.each<[string, (dossier: Dossier) => void]>([
    [
      'la validation qui suit',
      (dossier) =>
        saisir(dossier, ['2026-03-02', ['2026-03-02', 'ars', 'valider-lettre-intention', { motif: 'Conforme.' }]]),
    ],
    ['le silence qui suit', (dossier) => dossier.avancer(midi('2026-04-25'))],
  ])('%s ne la fait pas revenir d’elle-même : la vie rejouée le dit aussi', (_quoi, suivre) => {
    const dossier = tombee();
    suivre(dossier);
    expect(dossier.etat.li?.decision?.sens).toBe('validee');
    expect(dossier.etat.associationLe).toBeNull();
    expect(rejeuDe(dossier).ecarts).toEqual([]);
    const declaree = saisir(dossier, ['2026-04-26', ['2026-04-26', 'porteur', 'declarer-association']]);
    expect(juger(declaree)).toBe('accepté');
    expect(rejeuDe(dossier).ecarts).toEqual([]);
  });

  it('la correction défaite la rend', () => {
    const dossier = tombee();
    corriger(dossier, '2026-02-21', 'ars', 'LettreIntentionDeposee', 'le', '2026-01-05');
    expect(dossier.etat.associationLe).toBe('2026-02-03');
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
  });
});

describe('une vie saisie en retard, rejouée, redonne son état', () => {
  it('le dernier virement, daté de la veille du terme et saisi après, clôt le dossier sur-le-champ (DEC-20, DEC-31)', () => {
    const { etat, derniers, rejoue } = jouer([
      ...aTemps(ACTES.AMORCAGE),
      ['2026-03-02', ['2026-03-02', 'ars', 'constater-activite', { activite: 'avis-ponctuel', constat: 'presente' }]],
      ['2026-12-15', ['2026-12-10', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }]],
    ]);
    expect(derniers).toEqual(['2026-12-10 PaiementExecute', '2026-12-11 EssClose']);
    expect(etat).toMatchObject({ phase: 'close', motifCloture: 'terme-sans-suite', closeLe: '2026-12-15' });
    expect(rejoue).toEqual(FIDELE);
  });

  it('un acte qui suppose la fin du contrat fait d’abord jouer le silence qui la précède en droit (DEC-19, DEC-32)', () => {
    const { derniers, rejoue } = jouer([
      ...aTemps(ACTES.PAYE),
      ['2026-05-20', ['2026-05-20', 'porteur', 'resilier']],
      ['2026-05-25', ['2026-05-25', 'caisse', 'accuser-reception-resiliation']],
      ['2026-05-25', ['2026-05-25', 'ars', 'accuser-reception-resiliation']],
      ['2026-06-10', ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1, ...PLATEFORME }]],
      ['2026-06-11', ['2026-06-11', 'ars', 'fermer-finess', { motif: 'Contrat résilié.' }]],
    ]);
    const effets = derniers.filter((un) => /ProjetSanteValide|ResiliationEffective|FinessFerme|SansObjet/.test(un));
    expect(effets).toEqual([
      '2026-06-02 ProjetSanteValide',
      '2026-06-09 ResiliationEffective',
      '2026-06-11 FinessFerme',
    ]);
    expect(rejoue).toEqual(FIDELE);
  });

  it('une renonciation, pendant que le silence attend sa grâce, ne change rien à ce qu’il a décidé avant elle (DEC-30, DEC-43)', () => {
    const { etat, rejoue } = jouer([
      ...aTemps(ACTES.CREATION),
      ['2026-02-03', ['2026-02-03', 'porteur', 'declarer-association']],
      ['2026-06-10', ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1, ...PLATEFORME }]],
      ['2026-06-11', ['2026-06-11', 'porteur', 'renoncer']],
    ]);
    expect(etat.projetSante.decision).toMatchObject({ mode: 'tacite', le: '2026-06-02' });
    expect(rejoue).toEqual(FIDELE);
  });

  it('un acte daté d’avant une réception déjà saisie prend sa place avant elle (DEC-33)', () => {
    const existante = {
      specialites: ['dermatologie'],
      departements: ['33'],
      siege: '33',
      regime: 'en-fonctionnement-a-mettre-en-conformite',
    };
    const { etat, derniers, rejoue } = jouer([
      ['2026-01-05', ['2026-01-05', 'ars', 'declarer-ess-existante', existante]],
      [
        '2026-01-20',
        ['2026-01-10', 'porteur', 'deposer-projet-sante', { recueLe: '2026-01-20', documentDeploiement: true }],
      ],
      [
        '2026-01-22',
        ['2026-01-15', 'ars', 'requalifier-regime', { regime: 'en-fonctionnement-conforme', motif: 'Erreur.' }],
      ],
    ]);
    expect(derniers).toContain('2026-01-22 FaitRectifie');
    // DEC-28: the projet de santé of a compliant ESS is received, and silence decides nothing of it.
    expect(etat.projetSante.recuLe).toBeNull();
    expect(rejoue).toEqual(FIDELE);
  });

  it('un premier relevé d’identité bancaire ne change pas de compte, que l’ordre soit parti ou qu’il ait attendu une pièce (PAY-01, DEC-52)', () => {
    const { etat, rejoue } = jouer([
      ...aTemps(ACTES.AMORCAGE.slice(0, -1)),
      // The caisse signed the day before: the budget that was conform that day is replaced when its signature is entered.
      ['2026-02-11', ['2026-02-11', 'porteur', 'deposer-pieces', pieces('budget-previsionnel')]],
      ['2026-02-11', ['2026-02-10', 'caisse', 'signer-contrat-amorcage']],
      ['2026-02-12', ['2026-02-12', 'porteur', 'deposer-pieces', pieces('rib')]],
    ]);
    expect(etat.paiements).toEqual({});
    expect(etat.ribAVerifier).toBe(false);
    expect(rejoue).toEqual(FIDELE);
  });
});
