/** Giving up, disappearing, being dissolved, and the life of a closed case: DEC-35, DEC-42 to DEC-46. */
import { describe, expect, it } from 'vitest';
import { decider } from '../../../domain/decider.ts';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat } from '../../../domain/etat.ts';
import { couvert, finMiseEnDemeure, finObjection, finSilencePorteur } from '../../../domain/fin/delais.ts';
import { statutProjetSante } from '../../../domain/projet-sante/delais.ts';
import { d, dernier, issue, juger, repondre } from './dernier-acte.ts';
import { ACTES, acte, etatDe, midi, vivre, type Acte } from './etats.ts';

const REFUSE = (nature: string, regle: string) => [nature, regle];
const MOTIF = { motif: 'Aucune nouvelle depuis deux mois.' };
const demeure = (le: string, donnees: object = MOTIF): Acte => [le, 'ars', 'mettre-en-demeure', donnees];
const abandon = (le: string, donnees: object = MOTIF): Acte => [le, 'ars', 'constater-abandon', donnees];
/** The LI is validated on 2 February 2026, and the signature was due on 2 March: the porteur does nothing more. */
const DISPARU: readonly Acte[] = ACTES.CREATION;
const TERME: readonly Acte[] = [...ACTES.PAYE];

describe('les dates', () => {
  it.each<[string, string | null, string]>([
    ['2026-03-02', null, '2026-05-02'],
    ['2026-12-31', null, '2027-02-28'],
    ['2026-03-02', '2026-04-15', '2026-06-15'],
    ['2026-03-02', '2026-01-05', '2026-05-02'],
  ])('deux mois sans acte du porteur, après le %s, dernier acte le %s : %s', (echeance, actif, attendu) => {
    expect(finSilencePorteur(d(echeance), actif === null ? null : d(actif), {})).toBe(attendu);
  });

  it.each([
    ['2026-01-31', '2026-03-02'], // 28 February is a Saturday
    ['2028-01-31', '2028-02-29'],
    ['2026-04-14', '2026-05-15'], // the Ascension
  ])('un mois après une mise en demeure reçue le %s : %s, reporté au premier jour ouvré', (recue, attendu) => {
    expect(finMiseEnDemeure(d(recue), { siege: '33' })).toBe(attendu);
  });

  it('la contestation d’une dissolution a le délai de saisine du contrat, sans report (RES-A-03, RES-D-04)', () => {
    expect(finObjection('amorcage', d('2026-03-14'), { siege: '33' })).toBe('2026-03-29');
    expect(finObjection('dotation', d('2026-01-31'), { siege: '33' })).toBe('2026-02-28');
  });
});

describe('mettre en demeure (DEC-44)', () => {
  it.each<[string, readonly Acte[], Acte, unknown]>([
    ['le dernier jour des deux mois', DISPARU, demeure('2026-05-02'), REFUSE('regle', 'DEC-44')],
    ['le lendemain', DISPARU, demeure('2026-05-03'), 'accepté'],
    ['par la caisse', DISPARU, ['2026-05-03', 'caisse', 'mettre-en-demeure', MOTIF], REFUSE('role', 'ACTEUR')],
    [
      'moins de deux mois après un acte du porteur',
      [...DISPARU, ['2026-03-20', 'porteur', 'declarer-association']],
      demeure('2026-05-20'),
      REFUSE('regle', 'DEC-44'),
    ],
    [
      'deux mois après lui',
      [...DISPARU, ['2026-03-20', 'porteur', 'declarer-association']],
      demeure('2026-05-21'),
      'accepté',
    ],
    ['pendant l’instruction de la lettre', ACTES.ENTREE, demeure('2026-03-01'), REFUSE('etat', 'DEC-44')],
    ['pendant le contrat', ACTES.AMORCAGE, demeure('2026-09-01'), REFUSE('etat', 'DEC-44')],
    [
      'quand le porteur a signé et que les autorités sont attendues',
      [...ACTES.AMORCAGE.slice(0, -2)],
      demeure('2026-09-01'),
      REFUSE('etat', 'DEC-44'),
    ],
    ['deux fois', [...DISPARU, demeure('2026-05-03')], demeure('2026-05-04'), REFUSE('etat', 'DEC-44')],
  ])('%s', (_, vecus, dernierActe, attendu) => {
    expect(issue(vecus, dernierActe)).toEqual(attendu);
  });

  it('le mois court de la réception', () => {
    const [evenement] = dernier(DISPARU, demeure('2026-05-05', { ...MOTIF, recueLe: '2026-05-05' }));
    expect(evenement).toMatchObject({ echeance: 'signature-contrat-amorcage', dateLimite: '2026-06-05' });
  });
});

describe('constater l’abandon (DEC-44)', () => {
  const DEMEURE: readonly Acte[] = [...DISPARU, demeure('2026-05-05')];
  it.each<[string, readonly Acte[], Acte, unknown]>([
    ['sans mise en demeure', DISPARU, abandon('2026-09-01'), REFUSE('etat', 'DEC-44')],
    ['le dernier jour', DEMEURE, abandon('2026-06-05'), REFUSE('regle', 'DEC-44')],
    ['le lendemain', DEMEURE, abandon('2026-06-06'), 'accepté'],
    ['sans motif', DEMEURE, abandon('2026-06-06', {}), REFUSE('regle', 'DEC-44')],
    ['par la caisse', DEMEURE, ['2026-06-06', 'caisse', 'constater-abandon', MOTIF], REFUSE('role', 'ACTEUR')],
    [
      'après un acte du porteur',
      [...DEMEURE, ['2026-06-01', 'porteur', 'declarer-association']],
      abandon('2026-06-06'),
      REFUSE('etat', 'DEC-44'),
    ],
  ])('%s', (_, vecus, dernierActe, attendu) => {
    expect(issue(vecus, dernierActe)).toEqual(attendu);
  });

  it('jamais par une horloge : le dernier jour passé, le porteur est en retard, et rien de plus', () => {
    const { etat } = vivre(DEMEURE, '2027-06-01');
    expect([etat.abandonneLe, etat.phase, etat.depassees['mise-en-demeure']]).toEqual([null, 'creation', '2026-06-05']);
  });

  it('le territoire est libre, le dossier se clôt', () => {
    expect(dernier(DEMEURE, abandon('2026-06-06')).map(({ evenement }) => evenement)).toEqual([
      'AbandonConstate',
      'TerritoireLibere',
      'EssClose',
    ]);
  });
});

describe('renoncer (DEC-43)', () => {
  const renoncer = (le: string): Acte => [le, 'porteur', 'renoncer'];
  it.each<[string, readonly Acte[], Acte, unknown]>([
    ['avant tout contrat', ACTES.CREATION, renoncer('2026-02-10'), 'accepté'],
    ['pendant l’amorçage', ACTES.PAYE, renoncer('2026-03-10'), REFUSE('etat', 'RES-A-01')],
    ['le dernier jour de l’amorçage', TERME, renoncer('2026-12-10'), REFUSE('etat', 'RES-A-01')],
    ['le lendemain', TERME, renoncer('2026-12-11'), 'accepté'],
    ['pendant la dotation', ACTES.DOTATION, renoncer('2026-06-10'), REFUSE('etat', 'RES-D-01')],
    ['une seconde fois', [...TERME, renoncer('2026-12-11')], renoncer('2026-12-12'), REFUSE('etat', 'DEC-43')],
    ['après une résiliation', ACTES.RECOUVREMENT, renoncer('2026-04-10'), REFUSE('etat', 'DEC-43')],
    ['par l’ARS', TERME, ['2026-12-11', 'ars', 'renoncer'], REFUSE('role', 'ACTEUR')],
    [
      'puis déposer un projet',
      [...TERME, renoncer('2026-12-11')],
      ['2026-12-12', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
      REFUSE('etat', 'DEC-43'),
    ],
    [
      'puis une activité constatée',
      [...TERME, renoncer('2026-12-11')],
      ['2026-12-12', 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }],
      'accepté',
    ],
  ])('%s', (_, vecus, dernierActe, attendu) => {
    expect(issue(vecus, dernierActe)).toEqual(attendu);
  });

  it('une activité constatée règle la question des dix-huit mois : le dossier se clôt (DEC-20)', () => {
    const faits = dernier(
      [...TERME, renoncer('2026-12-11')],
      ['2026-12-12', 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }],
    );
    expect(faits.map(({ evenement }) => evenement)).toEqual(['ActiviteConstatee', 'EssClose']);
  });
});

describe('la dissolution (DEC-42)', () => {
  const constater = (le: string, acteur: 'ars' | 'caisse' = 'ars'): Acte => [le, acteur, 'constater-dissolution'];
  const confirmer = (le: string, donnees: object = { sens: 'confirme' }): Acte => [
    le,
    'caisse',
    'confirmer-constat',
    donnees,
  ];
  const CONSTATEE: readonly Acte[] = [...ACTES.PAYE, constater('2026-03-10')];
  const CONFIRMEE: readonly Acte[] = [...CONSTATEE, confirmer('2026-03-12')];
  it.each<[string, readonly Acte[], Acte, unknown]>([
    ['constatée par l’ARS', ACTES.PAYE, constater('2026-03-10'), 'accepté'],
    ['constatée par la caisse', ACTES.PAYE, constater('2026-03-10', 'caisse'), 'accepté'],
    [
      'constatée par le porteur',
      ACTES.PAYE,
      ['2026-03-10', 'porteur', 'constater-dissolution'],
      REFUSE('role', 'ACTEUR'),
    ],
    ['avant toute association', ACTES.CREATION, constater('2026-02-03'), REFUSE('etat', 'DEC-42')],
    ['constatée deux fois', CONSTATEE, constater('2026-03-11', 'caisse'), REFUSE('etat', 'DEC-42')],
    [
      'confirmée par qui l’a constatée',
      CONSTATEE,
      ['2026-03-12', 'ars', 'confirmer-constat', { sens: 'confirme' }],
      REFUSE('role', 'DEC-42'),
    ],
    ['confirmée avant d’avoir eu lieu', CONSTATEE, confirmer('2026-03-09'), REFUSE('regle', 'DEC-42')],
    ['sous un autre rang', CONSTATEE, confirmer('2026-03-12', { sens: 'confirme', rang: 3 }), REFUSE('etat', 'DEC-42')],
    ['au féminin', CONSTATEE, confirmer('2026-03-12', { sens: 'confirmee' }), 'accepté'],
    ['contestée sans motif', CONSTATEE, confirmer('2026-03-12', { sens: 'conteste' }), REFUSE('regle', 'DEC-42')],
    ['contestée', CONSTATEE, confirmer('2026-03-12', { sens: 'conteste', ...MOTIF }), 'accepté'],
    ['sans rien à confirmer', ACTES.PAYE, confirmer('2026-03-12'), REFUSE('etat', 'DEC-47')],
    ['contestée par qui la représente, le dernier jour', CONFIRMEE, ['2026-03-27', 'porteur', 'saisir'], 'accepté'],
    ['le lendemain', CONFIRMEE, ['2026-03-28', 'porteur', 'saisir'], REFUSE('regle', 'DEC-42')],
  ])('%s', (_, vecus, dernierActe, attendu) => {
    expect(issue(vecus, dernierActe)).toEqual(attendu);
  });

  it('le rang du constat est celui de son événement', () => {
    const { etat } = vivre(CONSTATEE, '2026-03-11');
    const rang = etat.dissolution?.rang;
    expect(
      juger(
        decider(
          etat,
          acte('confirmer-constat', 'caisse', '2026-03-11', { rang, sens: 'confirme' }),
          midi('2026-03-11'),
        ),
      ),
    ).toBe('accepté');
  });

  it('constatée seule, elle ne change rien ; confirmée, le contrat finit au jour de la dissolution et tout est dû (RES-A-04)', () => {
    expect(vivre(CONSTATEE, '2026-06-01').etat.amorcage.fin).toBeNull();
    const faits = dernier(CONSTATEE, confirmer('2026-03-12'));
    expect(faits.map(({ evenement, le }) => [evenement, le])).toEqual([
      ['ConstatConfirme', '2026-03-12'],
      ['ResiliationEffective', '2026-03-10'],
      ['RecouvrementPropose', '2026-03-10'],
      ['TerritoireLibere', '2026-03-10'],
    ]);
  });

  it('un constat contesté est oublié', () => {
    const { etat } = vivre([...CONSTATEE, confirmer('2026-03-12', { sens: 'conteste', ...MOTIF })], '2026-03-13');
    expect(etat.dissolution).toBeNull();
    expect(etat.amorcage.fin).toBeNull();
  });

  it('une contestation fait reprendre le contrat ; une réponse est attendue des deux autorités dans le mois', () => {
    const { etat } = vivre([...CONFIRMEE, ['2026-03-20', 'porteur', 'saisir']], '2026-03-21');
    expect([etat.amorcage.fin, etat.phase, etat.territoire]).toEqual([null, 'amorcage', 'revendique']);
    expect(echeances(etat).find(({ cle }) => cle === 'reponse-saisine')).toMatchObject({
      expire: '2026-04-20',
      attendu: ['caisse', 'ars'],
    });
  });

  it('sans contrat en cours, le projet s’arrête : dossier clos, motif « dissolution »', () => {
    const faits = dernier(
      [...ACTES.CREATION, ['2026-02-03', 'porteur', 'declarer-association'], constater('2026-02-20')],
      confirmer('2026-02-25'),
    );
    expect(faits.map(({ evenement, le }) => [evenement, le])).toEqual([
      ['ConstatConfirme', '2026-02-25'],
      ['TerritoireLibere', '2026-02-20'],
      ['EssClose', '2026-02-25'],
    ]);
    expect(faits.at(-1)).toMatchObject({ motifCloture: 'dissolution' });
  });
});

describe('le territoire est couvert tant qu’un contrat court ou peut suivre (DEC-45)', () => {
  const LE = d('2027-01-15');
  const terme = (): Etat => vivre(TERME, '2026-12-11').etat;
  const ps = (etat: Etat, changement: Partial<Etat['projetSante']>): Etat => ({
    ...etat,
    projetSante: { ...etat.projetSante, ...changement },
  });
  const decide = (sens: 'valide' | 'refuse') => ({
    decision: { sens, mode: 'expresse' as const, le: d('2026-11-02') },
  });
  it.each<[string, () => Etat, boolean]>([
    ['avant le contrat', () => etatDe('creation'), true],
    ['pendant l’amorçage', () => etatDe('amorcage'), true],
    ['pendant la dotation', () => etatDe('dotation'), true],
    ['après une résiliation', () => etatDe('recouvrement'), false],
    ['au terme, sans projet de santé', terme, false],
    ['au terme, projet de santé en instruction', () => ps(terme(), { recuLe: d('2026-12-01') }), true],
    ['au terme, projet de santé validé', () => ps(terme(), { recuLe: d('2026-09-01'), ...decide('valide') }), true],
    ['au terme, projet de santé refusé', () => ps(terme(), { recuLe: d('2026-09-01'), ...decide('refuse') }), false],
    ['projet de santé validé, puis renonciation', () => ({ ...ps(terme(), decide('valide')), renonceeLe: LE }), false],
    ['projet de santé validé, puis abandon', () => ({ ...ps(terme(), decide('valide')), abandonneLe: LE }), false],
  ])('%s', (_, etat, attendu) => {
    expect(couvert(etat(), LE)).toBe(attendu);
  });
});

describe('un projet de santé dont l’amorçage est résilié (DEC-46)', () => {
  const INSTRUIT: readonly Acte[] = [
    ...ACTES.PAYE,
    ['2026-03-02', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
    ['2026-03-03', 'porteur', 'resilier'],
    ['2026-03-04', 'caisse', 'accuser-reception-resiliation'],
    ['2026-03-05', 'ars', 'accuser-reception-resiliation'],
  ];
  it('n’est plus instruit, et cela se dit une fois', () => {
    const { etat } = vivre(INSTRUIT, '2026-12-01');
    expect([statutProjetSante(etat), etat.projetSante.sansObjetLe, etat.projetSante.decision]).toEqual([
      'sans-objet',
      '2026-03-20',
      null,
    ]);
    expect(echeances(etat).map(({ cle }) => cle)).not.toContain('decision-projet-sante');
  });

  it.each<readonly [string, Acte]>([
    ['valider', ['2026-04-01', 'ars', 'valider-projet-sante', MOTIF]],
    ['refuser', ['2026-04-01', 'ars', 'refuser-projet-sante', { ...MOTIF, fondement: 'cahier-des-charges' }]],
    ['demander des précisions', ['2026-04-01', 'ars', 'demander-precisions', { delai: '2026-05-01' }]],
    ['s’opposer', ['2026-04-01', 'caisse', 's-opposer-projet-sante', MOTIF]],
  ])('%s est refusé', (_, dernierActe) => {
    expect(issue(INSTRUIT, dernierActe)).toEqual(REFUSE('etat', 'DEC-46'));
  });
});

describe('un dossier clos (DEC-35)', () => {
  const archive = (etat: Etat): Etat => ({ ...etat, archiveLe: d('2028-02-11') });
  it('a une seule échéance, son archivage, deux ans après sa clôture', () => {
    const clos = vivre(ACTES.CLOSE, '2028-02-10').etat;
    expect(clos.archiveLe).toBeNull();
    expect(vivre(ACTES.CLOSE, '2028-02-11').etat).toMatchObject({ phase: 'close', archiveLe: '2028-02-11' });
  });

  it('archivé, il ne reçoit plus rien, pas même de l’exploitant', () => {
    const mort = archive(etatDe('close'));
    expect(juger(repondre(mort, ['2028-03-01', 'ars', 'fermer-finess']))).toEqual(REFUSE('etat', 'DEC-35'));
    expect(juger(repondre(mort, ['2028-03-01', 'exploitant', 'relancer-effet', { effet: 'x' }]))).toEqual(
      REFUSE('etat', 'DEC-35'),
    );
  });
});
