/** DEC-33, DEC-34, DEC-37 — a life played again against the case as it is: what differs for the law, what of the world stays. */
import { describe, expect, it } from 'vitest';
import type { Etat, Paiement, Recouvrement } from '../../../domain/etat.ts';
import { correctif, ecarts, empreinte, fusionner, sansCause } from '../../../domain/rectification/fusion.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { etatDe } from './etats.ts';
import { ORDONNE, dote, execute, paye } from './paiement-essai.ts';

const INTERROMPU: Paiement = { ...ORDONNE, statut: 'interrompu' };
const PAYE = execute('2026-02-20');
const AUTRE: Paiement = { ...ORDONNE, montantCentimes: centimes(1_000_000), ordonnanceLe: d('2026-02-15') };
const NOTIFIE: Recouvrement = {
  origine: 'amorcage',
  statut: 'notifie',
  montantCentimes: centimes(4_000_000),
  duCentimes: centimes(4_000_000),
  rembourseCentimes: centimes(0),
  remisCentimes: centimes(0),
  notifieLe: d('2026-03-20'),
  dateLimite: d('2026-05-20'),
  ouvertLe: d('2026-03-20'),
};
const CLOS: Recouvrement = { ...NOTIFIE, statut: 'clos' };
const RIEN = { duCentimes: centimes(0), montantCentimes: centimes(0) };
const avec = (paiements: Etat['paiements'], recouvrements: Etat['recouvrements'] = {}): Etat => ({
  ...paye(),
  paiements,
  recouvrements,
});

describe('ce qui diffère pour la loi', () => {
  const une = { ...paye() };
  it.each<[string, Partial<Etat>, Partial<Etat>, readonly string[]]>([
    ['rien', {}, {}, []],
    ['une renonciation', {}, { renonceeLe: d('2026-04-01') }, ['renonceeLe']],
    ['le numéro FINESS, qui est du monde : non', { finess: null }, {}, []],
    ['le recouvrement, pour la phase d’avant lui : non', { phase: 'recouvrement' }, { phase: 'amorcage' }, []],
    ['le recouvrement, pour une autre phase', { phase: 'recouvrement' }, { phase: 'dotation' }, ['phase']],
    ['une phase pour une autre', { phase: 'creation' }, { phase: 'amorcage' }, ['phase']],
    [
      'un ordre interrompu, qui n’est plus rien : non',
      { paiements: { 'amorcage-1': INTERROMPU } },
      { paiements: {} },
      [],
    ],
    ['un ordre', { paiements: { 'amorcage-1': ORDONNE } }, { paiements: {} }, ['paiements']],
    ['sa somme', { paiements: { 'amorcage-1': ORDONNE } }, { paiements: { 'amorcage-1': AUTRE } }, ['paiements']],
    [
      'le jour de son exécution',
      { paiements: { 'amorcage-1': PAYE } },
      { paiements: { 'amorcage-1': { ...PAYE, executeLe: d('2026-02-21') } } },
      ['paiements'],
    ],
    [
      'son état',
      { paiements: { 'amorcage-1': ORDONNE } },
      { paiements: { 'amorcage-1': { ...ORDONNE, statut: 'rejete' } } },
      ['paiements'],
    ],
    [
      'le jour de son ordre, qui dépend de l’ordre de saisie : non',
      { paiements: { 'amorcage-1': ORDONNE } },
      { paiements: { 'amorcage-1': { ...ORDONNE, ordonnanceLe: d('2026-02-11') } } },
      [],
    ],
    ['une somme close, réclamée autrefois : non', { recouvrements: { amorcage: CLOS } }, { recouvrements: {} }, []],
    ['une somme réclamée', { recouvrements: { amorcage: NOTIFIE } }, { recouvrements: {} }, ['recouvrements']],
    [
      'ce qui en fut remboursé',
      { recouvrements: { amorcage: NOTIFIE } },
      { recouvrements: { amorcage: { ...NOTIFIE, rembourseCentimes: centimes(1) } } },
      ['recouvrements'],
    ],
    [
      'son montant',
      { recouvrements: { amorcage: NOTIFIE } },
      { recouvrements: { amorcage: { ...NOTIFIE, montantCentimes: centimes(1) } } },
      ['recouvrements'],
    ],
    [
      'sa notification, qui dépend du jour où on l’apprit : non (DEC-37)',
      { recouvrements: { amorcage: NOTIFIE } },
      { recouvrements: { amorcage: { ...NOTIFIE, statut: 'propose', notifieLe: null } } },
      [],
    ],
  ])('%s', (_, reel, rejoue, attendu) => {
    expect(ecarts({ ...une, ...reel }, { ...une, ...rejoue })).toEqual(attendu);
  });

  it('la phase du recouvrement est celle de la dotation quand elle fut conclue', () => {
    const etat = dote();
    expect(ecarts({ ...etat, phase: 'recouvrement' }, { ...etat, phase: 'dotation' })).toEqual([]);
    expect(ecarts({ ...etat, phase: 'recouvrement' }, { ...etat, phase: 'amorcage' })).toEqual(['phase']);
  });

  it('la lettre : ses échanges, dans quelque ordre qu’ils soient saisis', () => {
    const { li } = une;
    if (li === null) throw new Error('it has a letter');
    const [un, deux] = [d('2026-01-10'), d('2026-01-12')];
    const autre = (changement: Partial<typeof li>): Etat => ({ ...une, li: { ...li, ...changement } });
    expect(ecarts(autre({ echanges: [un, deux] }), autre({ echanges: [deux, un] }))).toEqual([]);
    expect(ecarts(autre({ echanges: [un, deux] }), autre({ echanges: [un] }))).toEqual(['li']);
    expect(ecarts(autre({ saisieLe: un }), autre({ saisieLe: null }))).toEqual([]);
    expect(ecarts(autre({ deposeeLe: un }), autre({ deposeeLe: deux }))).toEqual(['li']);
    expect(ecarts(une, { ...une, li: null })).toEqual(['li']);
  });
});

describe('une empreinte', () => {
  it('ne dépend pas de l’ordre des clés, à toute profondeur ; celui d’une liste compte', () => {
    expect(empreinte({ c: 3, a: { z: 1, y: 2 }, b: null })).toBe('{"a":{"y":2,"z":1},"b":null,"c":3}');
    expect(empreinte({ b: null, a: { y: 2, z: 1 }, c: 3 })).toBe('{"a":{"y":2,"z":1},"b":null,"c":3}');
    expect(empreinte([2, 1])).toBe('[2,1]');
    expect(empreinte('texte')).toBe('"texte"');
  });

  it('ce qu’une rectification écrit : les seuls champs qui changent, jamais le rang', () => {
    const etat = paye();
    expect(correctif(etat, { ...etat, rang: etat.rang + 5, renonceeLe: d('2026-04-01') })).toEqual({
      renonceeLe: '2026-04-01',
    });
  });
});

describe('un ordre', () => {
  const de = (reel: Paiement | undefined, rejoue: Paiement | undefined) =>
    fusionner(
      avec(reel === undefined ? {} : { 'amorcage-1': reel }),
      avec(rejoue === undefined ? {} : { 'amorcage-1': rejoue }),
    ).paiements['amorcage-1'];
  it.each<[string, Paiement | undefined, Paiement | undefined, Paiement | undefined]>([
    ['que la vie rejouée seule donne est encore à faire', undefined, ORDONNE, undefined],
    ['qu’elle donne exécuté l’est : un virement est du monde', undefined, PAYE, PAYE],
    ['parti, qu’elle ne donne plus, reste', ORDONNE, undefined, ORDONNE],
    [
      'exécuté, dont elle n’a plus le virement : il est à payer de nouveau',
      PAYE,
      undefined,
      { ...PAYE, statut: 'ordonnance', executeLe: null, versements: [] },
    ],
    ['exécuté sans ordre, et annulé : rien', { ...PAYE, duLe: null }, undefined, undefined],
    ['interrompu, dû de nouveau : il repart par un événement', INTERROMPU, ORDONNE, INTERROMPU],
    ['interrompu, exécuté dans la vie rejouée : exécuté', INTERROMPU, PAYE, PAYE],
    [
      'parti d’une autre somme, un autre jour : la sienne et le sien',
      AUTRE,
      PAYE,
      { ...PAYE, montantCentimes: centimes(1_000_000), ordonnanceLe: d('2026-02-15') },
    ],
    ['à payer, qu’elle interrompt : un événement le dira à la caisse', ORDONNE, INTERROMPU, ORDONNE],
    [
      'exécuté, qu’elle interrompt : rien n’est à arrêter',
      PAYE,
      { ...PAYE, statut: 'interrompu' },
      { ...PAYE, statut: 'interrompu' },
    ],
  ])('%s', (_, reel, rejoue, attendu) => {
    expect(de(reel, rejoue)).toEqual(attendu);
  });
});

describe('une somme réclamée', () => {
  const de = (reel: Recouvrement | undefined, rejoue: Recouvrement | undefined) =>
    fusionner(
      avec({}, reel === undefined ? {} : { amorcage: reel }),
      avec({}, rejoue === undefined ? {} : { amorcage: rejoue }),
    ).recouvrements['amorcage'];
  it.each<[string, Recouvrement | undefined, Recouvrement | undefined, Partial<Recouvrement> | undefined]>([
    ['que la vie rejouée seule ouvre est encore à proposer', undefined, NOTIFIE, undefined],
    ['qu’elle donne close l’est', undefined, CLOS, CLOS],
    [
      'sans cause désormais : close, ce qui en fut remboursé est gardé',
      NOTIFIE,
      { ...NOTIFIE, ...RIEN, rembourseCentimes: centimes(7) },
      { ...NOTIFIE, statut: 'clos', rembourseCentimes: centimes(7) },
    ],
    [
      'sans cause des deux côtés : telle que rejouée',
      { ...NOTIFIE, ...RIEN, statut: 'propose' },
      { ...CLOS, ...RIEN },
      { ...CLOS, ...RIEN },
    ],
    [
      'notifiée quand on l’apprit, non le jour de l’effet (DEC-37)',
      { ...NOTIFIE, notifieLe: d('2026-04-10') },
      NOTIFIE,
      { ...NOTIFIE, notifieLe: d('2026-04-10') },
    ],
    [
      'encore à confirmer par la caisse : elle l’est toujours',
      { ...NOTIFIE, statut: 'propose', notifieLe: null },
      NOTIFIE,
      { ...NOTIFIE, statut: 'propose', notifieLe: null },
    ],
    ['impayée, qui ne l’est plus dans la vie rejouée : notifiée', { ...NOTIFIE, statut: 'impaye' }, NOTIFIE, NOTIFIE],
    [
      'impayée des deux côtés : impayée',
      { ...NOTIFIE, statut: 'impaye' },
      { ...NOTIFIE, statut: 'impaye' },
      { ...NOTIFIE, statut: 'impaye' },
    ],
    ['notifiée, que la vie rejouée dit impayée : pas encore', NOTIFIE, { ...NOTIFIE, statut: 'impaye' }, NOTIFIE],
    ['close, que la vie rejouée dit ouverte : telle que rejouée', CLOS, NOTIFIE, NOTIFIE],
    [
      'ouverte, que la vie rejouée dit remboursée : telle',
      NOTIFIE,
      { ...NOTIFIE, statut: 'rembourse' },
      { ...NOTIFIE, statut: 'rembourse' },
    ],
    [
      'de la dotation, telle que rejouée',
      { ...NOTIFIE, origine: 'dotation', notifieLe: d('2026-04-10') },
      { ...NOTIFIE, origine: 'dotation' },
      { ...NOTIFIE, origine: 'dotation' },
    ],
    [
      'ouverte un autre jour : le sien',
      { ...NOTIFIE, ouvertLe: d('2026-03-25') },
      NOTIFIE,
      { ...NOTIFIE, ouvertLe: d('2026-03-25') },
    ],
  ])('%s', (_, reel, rejoue, attendu) => {
    expect(de(reel, rejoue)).toEqual(attendu);
  });

  it('est sans cause quand la loi ne donne rien et que rien n’est réclamé', () => {
    expect(sansCause({ ...NOTIFIE, ...RIEN })).toBe(true);
    expect(sansCause({ ...NOTIFIE, duCentimes: centimes(0) })).toBe(false);
    expect(sansCause({ ...NOTIFIE, montantCentimes: centimes(0) })).toBe(false);
  });

  it('ce qui fut remboursé reste où il était : d’une somme que la vie rejouée ouvre sous un autre nom', () => {
    const indu = (rembourse: number): Recouvrement => ({
      ...NOTIFIE,
      origine: 'indu',
      montantCentimes: centimes(500),
      rembourseCentimes: centimes(rembourse),
    });
    // 300 were repaid of the indu, and 100 of the amorçage; the life played again puts 350 on a claim yet to be proposed.
    const reel = avec({}, { amorcage: { ...NOTIFIE, rembourseCentimes: centimes(100) }, 'indu-amorcage-1': indu(300) });
    const rejoue = avec(
      {},
      {
        amorcage: { ...NOTIFIE, rembourseCentimes: centimes(50) },
        'indu-amorcage-1': indu(0),
        'indu-amorcage-2': indu(320),
      },
    );
    const { recouvrements } = fusionner(reel, rejoue);
    expect(Object.entries(recouvrements).map(([cle, un]) => [cle, un.rembourseCentimes])).toEqual([
      ['amorcage', 100],
      ['indu-amorcage-1', 270],
    ]);
  });
});

describe('un dossier se clôt, et se rouvre, par un événement à lui (DEC-35)', () => {
  const close = (): Etat => etatDe('close');
  const phase = (reel: Etat, rejoue: Etat) => {
    const { phase: une, motifCloture } = fusionner(reel, rejoue);
    return [une, motifCloture];
  };
  it('clos, il le reste jusqu’à ce qu’on le rouvre ; clos des deux côtés, tel que rejoué', () => {
    expect(phase(close(), paye())).toEqual(['close', 'renonciation']);
    expect(phase(close(), { ...close(), motifCloture: 'abandon' })).toEqual(['close', 'abandon']);
    expect(phase(paye(), { ...paye(), phase: 'recouvrement' })).toEqual(['recouvrement', null]);
  });

  it.each<[string, (etat: Etat) => Partial<Etat>, string]>([
    [
      'la lettre n’est pas validée',
      ({ li }) => ({ li: li === null ? null : { ...li, decision: null } }),
      'lettre-intention',
    ],
    ['sans lettre, au droit commun', () => ({ li: null }), 'lettre-intention'],
    ['la lettre validée', () => ({}), 'creation'],
    ['une équipe existante', () => ({ li: null, regime: 'en-fonctionnement-conforme' }), 'creation'],
    ['l’amorçage conclu', ({ amorcage }) => ({ amorcage: { ...amorcage, concluLe: d('2026-02-10') } }), 'amorcage'],
    ['la dotation conclue', ({ dotation }) => ({ dotation: { ...dotation, concluLe: d('2026-05-04') } }), 'dotation'],
  ])('ouvert, que la vie rejouée clôt : son étape est celle de ses faits (%s)', (_, changement, attendu) => {
    const rejoue = { ...close(), ...changement(close()) };
    expect(phase(etatDe('creation'), rejoue)).toEqual([attendu, null]);
  });
});
