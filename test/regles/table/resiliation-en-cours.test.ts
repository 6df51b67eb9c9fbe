/** One résiliation of each origin at a time: what it is about, who may take it up again, and what is said once it has taken effect. */
import { describe, expect, it } from 'vitest';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { dernier, issue, repondre } from './dernier-acte.ts';
import { ACTES, journal, vivre, type Acte } from './etats.ts';
import {
  APPROUVEE,
  DEMANDEE,
  DOTATION_NOTIFIEE,
  DOTATION_PROPOSEE,
  EFFECTIFS,
  MANQUEMENT,
  NOTIFIEE,
  PROPOSEE,
  PS_NON_DEPOSE,
  SAISIE,
  proposer,
} from './resiliation-essai.ts';

/** The sentence of the refusal. */
function phrase(actes: readonly Acte[], [le, ...reste]: Acte): string {
  const reponse = repondre(vivre(actes, le).etat, [le, ...reste]);
  return reponse instanceof Refus ? reponse.message : 'accepté';
}

describe('un contrat nommé est celui dont il s’agit', () => {
  const nommant = (contrat: string, [le, acteur, commande, donnees]: Acte): Acte => [
    le,
    acteur,
    commande,
    { ...donnees, contrat },
  ];

  it.each<[string, readonly Acte[], Acte]>([
    ['l’accusé de réception', DEMANDEE, ['2026-03-03', 'ars', 'accuser-reception-resiliation']],
    ['l’approbation', PROPOSEE, ['2026-03-03', 'ars', 'approuver-resiliation']],
    ['la notification', APPROUVEE, ['2026-03-16', 'ars', 'notifier-resiliation']],
    ['la saisine', NOTIFIEE, ['2026-03-28', 'porteur', 'saisir']],
    ['la réponse', SAISIE, ['2026-03-29', 'ars', 'repondre-saisine', { sens: 'rejete' }]],
  ])('%s : l’amorçage passe, la dotation non', (_, actes, un) => {
    expect(issue(actes, nommant('amorcage', un))).toBe('accepté');
    expect(issue(actes, un)).toBe('accepté');
    expect(issue(actes, nommant('dotation', un))).toEqual(['etat', 'RES-A-01']);
    expect(phrase(actes, nommant('dotation', un))).toBe("La résiliation en cours concerne le contrat d'amorçage.");
  });

  it('et de même pour la dotation', () => {
    const approuver: Acte = ['2026-06-02', 'caisse', 'approuver-resiliation', { contrat: 'amorcage' }];
    expect(phrase(DOTATION_PROPOSEE, approuver)).toBe('La résiliation en cours concerne le contrat de dotation.');
  });

  it('sans contrat en cours de ce nom, le refus dit lequel manque', () => {
    const resilier = (contrat: string): Acte => ['2026-03-02', 'porteur', 'resilier', { contrat }];
    expect(phrase(ACTES.PAYE, resilier('dotation'))).toBe("Aucun contrat de dotation n'est en cours.");
    expect(phrase(ACTES.DOTATION, ['2026-06-01', 'porteur', 'resilier', { contrat: 'amorcage' }])).toBe(
      "Aucun contrat d'amorçage n'est en cours.",
    );
  });
});

describe('ce qui n’est pas encore notifié ne retient personne', () => {
  const resilier: Acte = ['2026-03-20', 'porteur', 'resilier'];

  it('l’ESS peut résilier quoi que les autorités aient engagé, une fois (DEC-40)', () => {
    expect(issue(PROPOSEE, resilier)).toBe('accepté');
    expect(issue(APPROUVEE, resilier)).toBe('accepté');
    expect(issue(NOTIFIEE, resilier)).toBe('accepté');
    expect(issue(DEMANDEE, resilier)).toEqual(['etat', 'RES-A-01']);
  });

  it('qui a proposé peut reprendre sa proposition, tant que l’autre ne l’a pas approuvée', () => {
    const reprise = (acteur: Role) => proposer('2026-03-05', acteur, MANQUEMENT);
    expect(issue(PROPOSEE, reprise('caisse'))).toBe('accepté');
    expect(issue(PROPOSEE, reprise('ars'))).toEqual(['etat', 'RES-A-01']);
    expect(issue(APPROUVEE, reprise('caisse'))).toEqual(['etat', 'RES-A-01']);
    expect(issue(DEMANDEE, reprise('caisse'))).toBe('accepté');
  });

  it('ni proposition ni demande ne précèdent la signature du contrat', () => {
    expect(issue(ACTES.DOTATION, proposer('2026-02-01', 'ars', EFFECTIFS), '2026-06-01')).toEqual(['regle', 'DEC-18']);
    expect(phrase(ACTES.PAYE, ['2026-02-09', 'porteur', 'resilier'])).toContain('la signature du contrat');
  });
});

describe('le projet de santé non déposé (RES-A-02)', () => {
  const depot = (le: string): Acte => [le, 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
  const faute = proposer('2026-07-20', 'caisse', PS_NON_DEPOSE);

  it('déposé trop tard, il ne vaut pas dépôt ; le dernier jour, il vaut', () => {
    expect(issue([...ACTES.PAYE, depot('2026-07-07')], faute)).toBe('accepté');
    expect(issue([...ACTES.PAYE, depot('2026-07-06')], faute)).toEqual(['regle', 'RES-A-02']);
    expect(phrase([...ACTES.PAYE, depot('2026-07-06')], faute)).toContain('a été déposé dans le délai, ou validé');
  });

  it('déposé trop tard et validé, il ne se reproche plus', () => {
    const valide: Acte = ['2026-07-10', 'ars', 'valider-projet-sante', { motif: 'Complet.' }];
    expect(issue([...ACTES.PAYE, depot('2026-07-07'), valide], faute)).toEqual(['regle', 'RES-A-02']);
  });

  it('avant la date limite, le refus la dit', () => {
    const tot = proposer('2026-07-06', 'caisse', PS_NON_DEPOSE);
    expect(phrase(ACTES.PAYE, tot)).toContain("peut être déposé jusqu'au 6 juillet 2026");
  });
});

describe('la saisine', () => {
  const tardive = (le: string): Acte => [le, 'porteur', 'saisir'];

  it('après l’effet, le refus en dit la date et comment faire', () => {
    const apres = phrase(NOTIFIEE, tardive('2026-08-03'));
    expect(issue(NOTIFIEE, tardive('2026-08-03'))).toEqual(['etat', 'RES-A-03']);
    expect(apres).toMatch(/^La résiliation a pris effet le \d{1,2}(er)? \p{L}+ 2026\. .*avec sa preuve\.$/u);
    // Paid before: the pro rata is to be recovered, and the case stays open.
    const paye: Acte = ['2026-05-10', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];
    const [avant, apresPaiement] = [ACTES.DOTATION, DOTATION_NOTIFIEE.slice(ACTES.DOTATION.length)];
    expect(phrase([...avant, paye, ...apresPaiement], tardive('2026-08-03'))).toMatch(
      /^La résiliation a pris effet le/,
    );
  });

  it('sans résiliation, il n’y a rien à saisir', () => {
    const rien = "La saisine n'est ouverte que contre une résiliation notifiée par la caisse et l'ARS.";
    expect(phrase(ACTES.PAYE, tardive('2026-03-02'))).toBe(rien);
    expect(phrase(ACTES.DOTATION, tardive('2026-06-02'))).toBe(rien);
    expect(phrase(APPROUVEE, tardive('2026-03-05'))).toBe("La résiliation n'a pas encore été notifiée au porteur.");
  });

  it('trop tard, la règle est celle du contrat', () => {
    expect(issue(NOTIFIEE, tardive('2026-04-01'))).toEqual(['regle', 'RES-A-03']);
    expect(issue(DOTATION_NOTIFIEE, tardive('2026-07-06'))).toEqual(['regle', 'RES-D-04']);
  });

  it('est datée du jour où elle fut reçue si une preuve le dit, sinon de sa saisie (DEC-29)', () => {
    const saisir = (donnees: object): Acte => [
      '2026-03-30',
      'porteur',
      'saisir',
      { recueLe: '2026-03-28', ...donnees },
    ];
    const declareLe = '2026-03-28';
    expect(dernier(NOTIFIEE, saisir({ preuve: { nature: 'courrier' } }))[0]).toMatchObject({
      evenement: 'SaisineRecue',
      le: declareLe,
      declareLe,
      saisiLe: '2026-03-30',
    });
    expect(dernier(NOTIFIEE, saisir({}))[0]).toMatchObject({ evenement: 'SaisineRecue', le: '2026-03-30', declareLe });
  });
});

describe('abandonner, retirer, laisser périmer (DEC-40)', () => {
  const motif = { motif: 'Les fonds sont employés.' };
  const abandonner = (le: string, donnees: object = motif): Acte => [le, 'caisse', 'abandonner-resiliation', donnees];
  const retirer = (le: string, acteur: Role, donnees: object = {}): Acte => [
    le,
    acteur,
    'retirer-resiliation',
    donnees,
  ];
  const noms = (actes: readonly Acte[], un: Acte) => dernier(actes, un).map(({ evenement }) => evenement);

  it.each<[string, readonly Acte[], Acte, unknown]>([
    ['une proposition', PROPOSEE, abandonner('2026-03-02'), 'accepté'],
    ['un accord', APPROUVEE, abandonner('2026-03-05'), 'accepté'],
    ['sans motif', APPROUVEE, abandonner('2026-03-05', {}), ['regle', 'DEC-40']],
    ['la proposition, saisi une fois l’accord donné (DEC-33)', APPROUVEE, abandonner('2026-03-02'), 'accepté'],
    ['notifiée', NOTIFIEE, abandonner('2026-03-17'), ['etat', 'DEC-40']],
    ['la lettre de l’ESS', DEMANDEE, abandonner('2026-03-03'), ['etat', 'DEC-40']],
    ['par le porteur', APPROUVEE, ['2026-03-05', 'porteur', 'abandonner-resiliation', motif], ['role', 'ACTEUR']],
  ])('abandonner %s', (_, actes, un, attendu) => {
    expect(issue(actes, un, un[0] < '2026-03-03' && actes === APPROUVEE ? '2026-03-03' : un[0])).toEqual(attendu);
  });

  it('l’ESS retire seule sa lettre avant la première réception', () => {
    expect(noms(DEMANDEE, retirer('2026-03-03', 'porteur'))).toEqual([
      'RetraitResiliationDemande',
      'ResiliationRetiree',
    ]);
    const retiree = [...DEMANDEE, retirer('2026-03-03', 'porteur')];
    expect(issue(retiree, ['2026-03-04', 'porteur', 'resilier'])).toBe('accepté');
    expect(issue(retiree, retirer('2026-03-04', 'porteur'))).toEqual(['etat', 'DEC-40']);
  });

  it('reçue ce jour-là ou avant, et saisie ensuite, la lettre reprend vie : il faut les deux autorités', () => {
    const retiree = [...DEMANDEE, retirer('2026-03-04', 'porteur')];
    const recue = (recueLe: string): Acte => ['2026-03-06', 'ars', 'accuser-reception-resiliation', { recueLe }];
    expect(dernier(retiree, recue('2026-03-04'))).toMatchObject([{ ranimee: true }]);
    expect(dernier(retiree, recue('2026-03-05'))).toMatchObject([{ sansEffet: true }]);
    const ranimee = [...retiree, recue('2026-03-04')];
    expect(noms(ranimee, retirer('2026-03-07', 'ars'))).toEqual(['RetraitResiliationDemande']);
    expect(noms([...ranimee, retirer('2026-03-07', 'ars')], retirer('2026-03-08', 'caisse'))).toEqual([
      'RetraitResiliationDemande',
      'ResiliationRetiree',
    ]);
  });

  it('retirée par les trois, une seconde réception d’avant le retrait ne la ranime pas', () => {
    const retiree: readonly Acte[] = [
      ...DEMANDEE,
      ['2026-03-05', 'caisse', 'accuser-reception-resiliation'],
      retirer('2026-03-07', 'porteur'),
      retirer('2026-03-08', 'caisse'),
      retirer('2026-03-08', 'ars'),
    ];
    const recue: Acte = ['2026-03-10', 'ars', 'accuser-reception-resiliation', { recueLe: '2026-03-06' }];
    expect(dernier(retiree, recue)).toMatchObject([{ evenement: 'ReceptionResiliationAccusee', sansEffet: true }]);
    expect(dernier(retiree, recue)[0]).not.toHaveProperty('dateLimite');
  });

  it('notifiée par les autorités, elles la retirent ensemble, jusqu’au dernier jour du préavis', () => {
    expect(noms(NOTIFIEE, retirer('2026-03-20', 'ars'))).toEqual(['RetraitResiliationDemande']);
    const demande = [...NOTIFIEE, retirer('2026-03-20', 'ars')];
    expect(issue(demande, retirer('2026-03-21', 'ars'))).toEqual(['etat', 'DEC-40']);
    expect(issue(demande, retirer('2026-03-21', 'porteur', { origine: 'caisse-ars' }))).toEqual(['regle', 'DEC-40']);
    expect(noms(demande, retirer('2026-03-31', 'caisse'))).toContain('ResiliationRetiree');
    expect(issue(demande, retirer('2026-04-01', 'caisse'))).toEqual(['regle', 'DEC-40']);
    expect(issue(APPROUVEE, retirer('2026-03-05', 'ars'))).toEqual(['etat', 'DEC-40']);
    expect(issue(DEMANDEE, retirer('2026-03-05', 'ars'))).toEqual(['etat', 'DEC-40']);
  });

  it('un accord du 3 mars non notifié le 3 mai est caduc le 4 ; reçu à temps et saisi ensuite, il reprend vie', () => {
    const notifier = (recueLe: string, le = '2026-05-20'): Acte => [le, 'ars', 'notifier-resiliation', { recueLe }];
    expect(journal(APPROUVEE, '2026-05-10')).toContainEqual(
      expect.objectContaining({ evenement: 'ResiliationCaduque', le: '2026-05-04', cause: 'non-notifiee' }),
    );
    expect(vivre(APPROUVEE, '2026-05-06').etat.resiliations['caisse-ars']?.fin).toBeNull();
    expect(dernier(APPROUVEE, notifier('2026-05-03'))).toMatchObject([{ ranimee: true, dateLimite: '2026-05-18' }]);
    expect(dernier(APPROUVEE, notifier('2026-05-04'))).toMatchObject([{ sansEffet: true, regle: 'DEC-40' }]);
    expect(issue(APPROUVEE, proposer('2026-05-20', 'ars', MANQUEMENT))).toBe('accepté');
  });

  it('la première qui prend effet met fin à l’autre', () => {
    const recue = (acteur: Role): Acte => ['2026-03-10', acteur, 'accuser-reception-resiliation'];
    const cote = [
      ...APPROUVEE,
      ['2026-03-09', 'porteur', 'resilier'],
      recue('ars'),
      recue('caisse'),
    ] as readonly Acte[];
    const fins = journal([...cote, ['2026-03-16', 'ars', 'notifier-resiliation']], '2026-04-05');
    expect(fins.filter(({ evenement }) => /^Resiliation(Eff|Cad)/.test(evenement))).toMatchObject([
      { evenement: 'ResiliationEffective', le: '2026-03-25', origine: 'ess' },
      { evenement: 'ResiliationCaduque', le: '2026-03-25', origine: 'caisse-ars', cause: 'autre-resiliation' },
    ]);
  });
});

describe('les accusés de réception (DEC-41)', () => {
  const accuser = (acteur: Role, donnees: object, le = '2026-03-05'): Acte => [
    le,
    acteur,
    'accuser-reception-resiliation',
    donnees,
  ];
  it('le porteur dit de quelle autorité ; une autorité ne parle que pour elle', () => {
    expect(issue(DEMANDEE, accuser('porteur', { partie: 'ars' }))).toBe('accepté');
    expect(issue(DEMANDEE, accuser('porteur', {}))).toEqual(['donnees', 'DEC-41']);
    expect(issue(DEMANDEE, accuser('ars', { partie: 'ars' }))).toBe('accepté');
    expect(issue(DEMANDEE, accuser('ars', { partie: 'caisse' }))).toEqual(['regle', 'DEC-41']);
    const recue = [...DEMANDEE, accuser('porteur', { partie: 'ars' })];
    expect(issue(recue, accuser('ars', {}))).toEqual(['etat', 'DEC-04']);
  });
  it('reçue le 5 mars par une seule, l’alerte est du 21', () => {
    const alertes = (jusquAu: string) =>
      journal([...DEMANDEE, accuser('ars', {})], jusquAu).filter(
        (un) => un.evenement === 'EcheanceDepassee' && un.echeance === 'reception-resiliation',
      );
    expect(alertes('2026-03-20')).toEqual([]);
    expect(alertes('2026-03-21')).toMatchObject([{ le: '2026-03-21', dateLimite: '2026-03-20', attendu: ['caisse'] }]);
  });
});

describe('retenir un paiement (DEC-36)', () => {
  const AVANT = ACTES.AMORCAGE;
  const notifiee: readonly Acte[] = [
    ...AVANT,
    proposer('2026-03-02', 'caisse', MANQUEMENT),
    ['2026-03-03', 'ars', 'approuver-resiliation'],
    ['2026-03-16', 'ars', 'notifier-resiliation'],
  ];
  const motif = { motif: 'Les comptes sont examinés.' };
  const retenir = (le: string, donnees: object = motif): Acte => [
    le,
    'caisse',
    'retenir-paiement',
    { paiement: 'amorcage-1', ...donnees },
  ];
  it.each<[string, readonly Acte[], Acte, unknown]>([
    ['pendant le préavis', notifiee, retenir('2026-03-16'), 'accepté'],
    ['sans motif', notifiee, retenir('2026-03-17', {}), ['regle', 'DEC-36']],
    ['avant la notification', AVANT, retenir('2026-03-15'), ['etat', 'DEC-36']],
    ['déjà retenu', [...notifiee, retenir('2026-03-17')], retenir('2026-03-18'), ['etat', 'PAY-01']],
    ['par l’ARS', notifiee, ['2026-03-17', 'ars', 'retenir-paiement', { paiement: 'amorcage-1' }], ['role', 'ACTEUR']],
  ])('%s', (_, actes, un, attendu) => {
    expect(issue(actes, un)).toEqual(attendu);
  });
  it('la caisse le libère, l’exécute, ou il l’est avec le retrait ; à l’effet il est interrompu', () => {
    const retenu = [...notifiee, retenir('2026-03-17')];
    const executer: Acte = ['2026-03-19', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }];
    expect(issue(retenu, ['2026-03-18', 'caisse', 'liberer-paiement', { paiement: 'amorcage-1' }])).toBe('accepté');
    expect(issue(notifiee, ['2026-03-18', 'caisse', 'liberer-paiement', { paiement: 'amorcage-1' }])).toEqual([
      'etat',
      'PAY-01',
    ]);
    expect(issue(retenu, executer)).toBe('accepté');
    const fins = (actes: readonly Acte[], jusquAu: string) =>
      journal(actes, jusquAu).filter(({ evenement }) => /^Paiement(Libere|Interrompu)$/.test(evenement));
    const retrait = (['ars', 'caisse'] as const).map((acteur): Acte => ['2026-03-20', acteur, 'retirer-resiliation']);
    expect(fins([...retenu, ...retrait], '2026-03-20')).toMatchObject([
      { evenement: 'PaiementLibere', le: '2026-03-20' },
    ]);
    expect(fins(retenu, '2026-04-05')).toMatchObject([{ evenement: 'PaiementInterrompu', le: '2026-03-31' }]);
  });
});
