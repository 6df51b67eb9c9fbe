/**
 * DEC-16, DEC-19, DEC-30, DEC-32 — while a silence whose fact was entered late waits for its grace, what is entered is of its
 * own date; once the grace is over, the silence took effect at its legal date, and the life played again says so.
 */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { juger } from './dernier-acte.ts';
import { ACTES, midi, type Acte } from './etats.ts';
import { FIDELE, PLATEFORME, aTemps, rejeuDe, saisir, saisis, type Saisie } from './saisies.ts';

const [[le, porteur, deposer, lettre] = []] = ACTES.ENTREE;
/** The letter of 5 January, entered on 20 March: its last day was 5 March, its grace ends on the 23rd. */
const LETTRE: readonly Saisie[] = [
  ['2026-03-20', [le ?? '', porteur ?? 'porteur', deposer ?? 'renoncer', { ...lettre, ...PLATEFORME }]],
];
const CREATION: readonly Acte[] = [...ACTES.CREATION, ['2026-02-03', 'porteur', 'declarer-association']];
/** The projet de santé of 1 April, entered on 10 June: its last day was 1 June, its grace ends on the 13th. */
const PROJET: Saisie = [
  '2026-06-10',
  ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1, ...PLATEFORME }],
];
const avis = (sur: string): readonly [Role, NomCommande, object] => [
  'caisse',
  'rendre-avis',
  { sur, sens: 'favorable' },
];

describe.each<[string, readonly Saisie[], string, string, string]>([
  ['la lettre d’intention', LETTRE, 'lettre-intention', '2026-03-05', '2026-03-21'],
  ['le projet de santé, avant le contrat', [...aTemps(CREATION), PROJET], 'projet-sante', '2026-06-01', '2026-06-11'],
  ['le projet de santé, le contrat payé', [...aTemps(ACTES.PAYE), PROJET], 'projet-sante', '2026-06-01', '2026-06-11'],
])('l’avis de la caisse sur %s, saisi pendant la grâce', (_, saisies, sur, dernierJour, saisiLe) => {
  it.each([
    ['daté du dernier jour, est reçu', dernierJour, 'accepté'],
    ['daté du lendemain, n’a plus d’objet : le silence vaut déjà validation en droit', '', ['regle', 'DEC-16']],
    ['daté de sa saisie, non plus', saisiLe, ['regle', 'DEC-16']],
  ])('%s', (__, jour, attendu) => {
    const dossier = saisis(saisies);
    const lendemain = `${dernierJour.slice(0, -1)}${Number(dernierJour.at(-1)) + 1}`;
    const [acteur, commande, donnees] = avis(sur);
    const reponse = saisir(dossier, [saisiLe, [jour === '' ? lendemain : jour, acteur, commande, donnees]]);
    expect(juger(reponse)).toEqual(attendu);
    dossier.avancer(midi('2026-07-10'));
    // Else nothing of this case could be rectified any more (DEC-33).
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
  });
});

/** The case on that day, and what its replay makes of it. */
function rejouee(saisies: readonly Saisie[], le: string) {
  const dossier = saisis(saisies);
  dossier.avancer(midi(le));
  return { etat: dossier.etat, journal: dossier.journal, rejeu: rejeuDe(dossier) };
}

const TACITE = { sens: 'validee', mode: 'tacite', le: '2026-03-06' };
describe('une renonciation', () => {
  const renoncer = (saisiLe: string, jour: string): Saisie => [saisiLe, [jour, 'porteur', 'renoncer']];

  it.each([
    ['saisie pendant la grâce', '2026-03-21', '2026-03-21'],
    ['saisie le dernier jour de la grâce', '2026-03-23', '2026-03-23'],
    ['d’avant, saisie pendant la grâce', '2026-03-21', '2026-03-10'],
  ])('%s laisse au silence l’effet qu’il avait eu en droit avant elle (DEC-30, DEC-43)', (_, saisiLe, jour) => {
    const { etat, rejeu } = rejouee([...LETTRE, renoncer(saisiLe, jour)], '2026-05-10');
    expect([etat.renonceeLe, etat.li?.decision, etat.phase]).toEqual([jour, TACITE, 'close']);
    expect(rejeu).toMatchObject(FIDELE);
  });

  it.each([
    ['du dernier jour du silence', '2026-03-05', null],
    ['du lendemain, jour de son effet', '2026-03-06', TACITE],
  ])('%s', (_, jour, decision) => {
    const { etat, rejeu } = rejouee([...LETTRE, renoncer('2026-03-21', jour)], '2026-05-10');
    expect([etat.li?.decision, etat.closeLe === null]).toEqual([decision, false]);
    expect(rejeu).toMatchObject(FIDELE);
  });

  it('laisse entrer, pendant la grâce, le refus d’avant elle (DEC-19)', () => {
    const refus: Saisie = [
      '2026-03-22',
      ['2026-03-04', 'ars', 'refuser-lettre-intention', { critere: 'ELI-04', motif: 'Hors critères.' }],
    ];
    const { etat, rejeu } = rejouee([...LETTRE, renoncer('2026-03-21', '2026-03-21'), refus], '2026-05-10');
    expect([etat.li?.decision?.sens, etat.motifCloture]).toEqual(['refusee', 'li-refusee']);
    expect(rejeu.ecarts).toEqual([]);
  });

  it('saisie une fois la grâce passée trouve la lettre validée, même datée d’avant la fin de la grâce (DEC-30)', () => {
    const { etat, rejeu } = rejouee([...LETTRE, renoncer('2026-03-25', '2026-03-10')], '2026-05-10');
    expect([etat.renonceeLe, etat.li?.decision]).toEqual(['2026-03-10', TACITE]);
    expect(rejeu).toMatchObject(FIDELE);
  });
});

describe('une dissolution confirmée pendant la grâce (DEC-42)', () => {
  it('laisse au silence l’effet qu’il avait eu en droit avant elle', () => {
    const { etat, rejeu } = rejouee(
      [
        ...aTemps(CREATION),
        PROJET,
        ['2026-06-11', ['2026-06-11', 'ars', 'constater-dissolution', { motif: 'Publiée.' }]],
        ['2026-06-12', ['2026-06-12', 'caisse', 'confirmer-constat', { sens: 'confirme', recueLe: '2026-06-12' }]],
      ],
      '2026-08-10',
    );
    expect(etat.dissolution?.confirmeeLe).toBe('2026-06-12');
    expect(etat.projetSante.decision).toEqual({ sens: 'valide', mode: 'tacite', le: '2026-06-02' });
    expect(rejeu).toMatchObject(FIDELE);
  });
});

/** Received on 28 September, entered on 20 December, after the term of the 10th: the silence is of 29 November, its grace ends on the 23rd. */
describe('un projet de santé saisi après le terme', () => {
  const TARDIF: Saisie = [
    '2026-12-20',
    ['2026-09-28', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1, ...PLATEFORME }],
  ];
  const paye = aTemps(ACTES.PAYE);
  const ferme: Saisie = ['2026-12-15', ['2026-12-15', 'ars', 'fermer-finess', { motif: 'Fin de contrat.' }]];

  it.each([
    ['pendant la grâce', '2026-12-21', null, 1],
    ['le dernier jour de la grâce', '2026-12-23', null, 1],
    ['la grâce passée', '2026-12-24', 'termine', 0],
    ['longtemps après', '2027-02-10', 'termine', 0],
  ])('%s : ce qui suppose le terme passé suit le sort du terme (DEC-32)', (_, le, fin, impossibles) => {
    const { etat, rejeu } = rejouee([...paye, ferme, TARDIF], le);
    expect(etat.amorcage.fin).toBe(fin);
    expect(etat.projetSante.decision?.le ?? null).toBe(fin === null ? null : '2026-11-29');
    expect(rejeu.ecarts).toEqual([]);
    expect(rejeu.impossibles).toHaveLength(impossibles);
  });

  it('a le même sort quand un autre constat avait été confirmé avant son dernier jour : il n’arrête pas le projet', () => {
    const siege: readonly Saisie[] = [
      ['2026-06-01', ['2026-06-01', 'porteur', 'transferer-siege', { siege: '40' }]],
      ['2026-06-03', ['2026-06-03', 'caisse', 'confirmer-constat', { sens: 'confirme' }]],
    ];
    const { etat, rejeu } = rejouee([...paye, ...siege, ferme, TARDIF], '2027-02-10');
    expect(etat.siege).toBe('40');
    expect(rejeu).toMatchObject(FIDELE);
  });

  it('laisse possible la renonciation saisie ensuite, au jour où le contrat ne courait plus', () => {
    const { etat, rejeu } = rejouee(
      [...paye, TARDIF, ['2026-12-28', ['2026-12-15', 'porteur', 'renoncer']]],
      '2027-02-10',
    );
    expect(etat).toMatchObject({ renonceeLe: '2026-12-15', amorcage: { fin: 'termine' } });
    expect(rejeu).toMatchObject(FIDELE);
  });

  const RENONCIATION: Acte = ['2026-12-15', 'porteur', 'renoncer'];
  it.each<[string, readonly Saisie[]]>([
    ['entrée avant lui', [['2026-12-15', RENONCIATION], TARDIF]],
    ['entrée pendant sa grâce', [TARDIF, ['2026-12-22', RENONCIATION]]],
  ])('laisse possible celle d’avant, %s : le contrat s’est achevé à ses dix mois (DEC-39)', (_, saisies) => {
    const { etat, rejeu } = rejouee([...paye, ...saisies], '2027-02-10');
    expect(etat).toMatchObject({
      renonceeLe: '2026-12-15',
      amorcage: { fin: 'termine', finiLe: '2026-12-11' },
      projetSante: { decision: { sens: 'valide', mode: 'tacite', le: '2026-11-29' } },
    });
    expect(rejeu).toMatchObject(FIDELE);
  });
});

describe('un acte qui présuppose le silence, entré pendant la grâce (DEC-19)', () => {
  it('garde son rang quand la vie est rejouée : les autres actes le désignent par lui (DEC-48)', () => {
    const demande = { departements: ['33', '40'], liberaux: 160, medecinsPresents: 180 };
    const dossier = saisis([...LETTRE, ['2026-03-21', ['2026-03-21', 'porteur', 'modifier-territoire', demande]]]);
    const rang = dossier.journal.find(
      ({ evenement }) => evenement.evenement === 'ModificationTerritoireDemandee',
    )?.rang;
    expect([dossier.etat.li?.decision, dossier.etat.modificationTerritoire?.rang]).toEqual([TACITE, rang]);
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
  });
});
