/** Corrections, strikes, confirmations, late facts: each refusal by its rule, each command accepted once (DEC-29, DEC-33, DEC-34). */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { Evenement, NomEvenement } from '../../../domain/evenements.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { juger as dire } from './dernier-acte.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';

/** Ordinal of the n-th event of that name. */
type Rang = (nom: NomEvenement, n?: number) => number;
const rangs =
  (dossier: Dossier): Rang =>
  (nom, n = 1) =>
    dossier.journal.filter(({ evenement }) => evenement.evenement === nom)[n - 1]?.rang ?? 999;
/** A rectification: who, what, on which fact. */
type Demande = readonly [acteur: Role, commande: NomCommande, donnees: (rang: Rang) => object];
const demander = (dossier: Dossier, le: string, [acteur, commande, donnees]: Demande) =>
  dossier.commander(acte(commande, acteur, le, donnees(rangs(dossier))));
const issue = (actes: readonly Acte[], le: string, demande: Demande) => dire(demander(vivre(actes, le), le, demande));

/** The case after them, each accepted on its day, and the events of the last. */
function apres(actes: readonly Acte[], ...demandes: readonly (readonly [le: string, demande: Demande])[]) {
  const dossier = vivre(actes, demandes[0]?.[0] ?? '2026-01-05');
  let evenements: readonly Evenement[] = [];
  for (const [le, demande] of demandes) {
    dossier.avancer(midi(le));
    const reponse = demander(dossier, le, demande);
    if (reponse instanceof Refus) throw new Error(reponse.message);
    evenements = reponse;
  }
  return { dossier, evenements, noms: evenements.map(({ evenement }) => evenement) };
}

const MOTIF = { motif: 'Erreur de saisie.' };
const PREUVE = { preuve: { nature: 'courrier-recommande' } };
const corriger = (acteur: Role, donnees: (rang: Rang) => object): Demande => [
  acteur,
  'corriger',
  (rang) => ({ ...MOTIF, ...donnees(rang) }),
];
const annuler = (acteur: Role, nom: NomEvenement, donnees: object = MOTIF): Demande => [
  acteur,
  'annuler',
  (rang) => ({ ...donnees, rang: rang(nom) }),
];
/** The avis struck, the validation has no ground any more (DEC-24): the ARS must agree. */
const RETIRE = annuler('caisse', 'AvisCaisseRendu', { ...MOTIF, ...PREUVE });
const approuver = (acteur: Role, sens: string, donnees: object = {}): Demande => [
  acteur,
  'approuver-rectification',
  (rang) => ({ rang: rang('RectificationProposee'), sens, ...donnees }),
];
/** Deposited on 8 January, said to have been on the 5th. */
const DECLAREE: readonly Acte[] = ACTES.ENTREE.map(([, acteur, commande, donnees = {}]) => [
  '2026-01-08',
  acteur,
  commande,
  donnees,
]);
function declaree(jusquAu: string): Dossier {
  const dossier = vivre([], '2026-01-08');
  const [[, , , donnees = {}] = []] = ACTES.ENTREE as readonly [Acte];
  dossier.commander(acte('deposer-lettre-intention', 'porteur', '2026-01-05', { ...donnees, ...PREUVE }));
  dossier.avancer(midi(jusquAu));
  return dossier;
}
const confirmer = (acteur: Role, sens: string, donnees: object = {}): Demande => [
  acteur,
  'confirmer-date',
  () => ({ rang: 1, sens, ...donnees }),
];
/** Validated by silence, the effect dated 6 March. */
const TACITE: readonly Acte[] = [...ACTES.ENTREE, ['2026-03-10', 'porteur', 'declarer-association']];
const REFUSER: Demande = [
  'ars',
  'refuser-lettre-intention',
  () => ({ le: '2026-03-05', motif: 'Hors critères.', critere: 'ELI-07', ...PREUVE }),
];

describe('corriger (DEC-33)', () => {
  const depot = (donnees: object) => corriger('ars', (rang) => ({ rang: rang('LettreIntentionDeposee'), ...donnees }));
  it.each<[string, readonly Acte[], Demande, unknown]>([
    [
      'un objet qui ne se nomme pas',
      ACTES.CREATION,
      corriger('ars', () => ({ objet: 'le-temps', valeur: 1 })),
      ['donnees', 'DEC-33'],
    ],
    [
      'un objet qui n’a pas encore de valeur',
      ACTES.CREATION,
      corriger('ars', () => ({ objet: 'reception-projet-sante', valeur: '2026-02-03' })),
      ['etat', 'DEC-33'],
    ],
    [
      'ni objet ni rang',
      ACTES.CREATION,
      corriger('ars', () => ({ champ: 'le', valeur: '2026-01-06' })),
      ['donnees', 'DEC-33'],
    ],
    [
      'un rang sans champ',
      ACTES.CREATION,
      corriger('ars', () => ({ rang: 1, valeur: '2026-01-06' })),
      ['donnees', 'DEC-33'],
    ],
    [
      'un rang que le journal n’a pas',
      ACTES.CREATION,
      corriger('ars', () => ({ rang: 99, champ: 'le', valeur: '2026-01-06' })),
      ['donnees', 'DEC-33'],
    ],
    [
      'un effet de la règle',
      ACTES.CREATION,
      corriger('ars', (rang) => ({ rang: rang('TerritoireRevendique'), champ: 'le', valeur: '2026-01-06' })),
      ['regle', 'DEC-33'],
    ],
    [
      'ce que le porteur a fait, par la caisse',
      ACTES.CREATION,
      corriger('caisse', () => ({ objet: 'liberaux', valeur: 110 })),
      ['role', 'ACTEUR'],
    ],
    [
      'l’avis de la caisse, par l’ARS',
      ACTES.CREATION,
      corriger('ars', (rang) => ({ rang: rang('AvisCaisseRendu'), champ: 'le', valeur: '2026-01-21' })),
      ['role', 'ACTEUR'],
    ],
    [
      'par le porteur',
      ACTES.CREATION,
      corriger('porteur', () => ({ objet: 'liberaux', valeur: 1 })),
      ['role', 'ACTEUR'],
    ],
    [
      'un champ que le fait n’a pas',
      ACTES.CREATION,
      depot({ champ: 'couleur', valeur: 'bleu' }),
      ['donnees', 'DEC-33'],
    ],
    ['une valeur sans la forme du champ', ACTES.CREATION, depot({ champ: 'le', valeur: 12 }), ['donnees', 'DEC-33']],
    ['une date à venir', ACTES.CREATION, depot({ champ: 'le', valeur: '2026-02-11' }), ['donnees', 'DEC-18']],
    ['la valeur du dossier', ACTES.CREATION, depot({ champ: 'le', valeur: '2026-01-05' }), ['donnees', 'DEC-33']],
    [
      'sans motif',
      ACTES.CREATION,
      ['ars', 'corriger', () => ({ rang: 1, champ: 'le', valeur: '2026-01-06' })],
      ['regle', 'DEC-33'],
    ],
    [
      'une date que la règle refuse',
      ACTES.CREATION,
      corriger('ars', (rang) => ({ rang: rang('LettreIntentionValidee'), champ: 'le', valeur: '2026-01-04' })),
      ['etat', 'DEC-33'],
    ],
    ['par le rang', ACTES.CREATION, depot({ champ: 'le', valeur: '2026-01-06' }), 'accepté'],
    [
      'par l’objet',
      ACTES.CREATION,
      corriger('ars', () => ({ objet: 'depot-lettre-intention', valeur: '2026-01-06' })),
      'accepté',
    ],
    [
      'ce que la caisse a fait, par la caisse',
      ACTES.CREATION,
      corriger('caisse', (rang) => ({ rang: rang('AvisCaisseRendu'), champ: 'le', valeur: '2026-01-21' })),
      'accepté',
    ],
    [
      'les pièces du porteur, par la caisse',
      ACTES.AMORCAGE,
      corriger('caisse', (rang) => ({ rang: rang('PiecesDeposees'), champ: 'le', valeur: '2026-02-05' })),
      'accepté',
    ],
  ])('%s', (_, actes, demande, attendu) => {
    expect(issue(actes, '2026-02-10', demande)).toEqual(attendu);
  });

  it('le fait garde l’ancien et le nouveau, les délais en sont déduits à nouveau', () => {
    const { dossier, evenements } = apres(ACTES.ENTREE, ['2026-01-10', depot({ champ: 'le', valeur: '2026-01-06' })]);
    expect(evenements).toMatchObject([
      { evenement: 'FaitRectifie', acteur: 'ars', rang: 1, champ: 'le', avant: '2026-01-05', apres: '2026-01-06' },
    ]);
    expect(evenements[0]).toMatchObject({
      differences: [
        { quoi: 'echeance', cle: 'decision-lettre-intention', avant: '2026-03-05', apres: '2026-03-06' },
        { quoi: 'courrier', cle: 'LettreIntentionDeposee', avant: '2026-01-05', apres: '2026-01-06', rang: 1 },
      ],
    });
    expect(dossier.etat.li?.deposeeLe).toBe('2026-01-06');
  });

  it('une donnée qui manquait reste corrigée quand une autre l’est ensuite', () => {
    const [[le, acteur, commande, donnees] = []] = ACTES.ENTREE;
    if (le === undefined || acteur === undefined || commande === undefined) throw new Error('a case has an entry');
    const { dossier, noms } = apres(
      [[le, acteur, commande, { ...donnees, engages: undefined }]],
      ['2026-01-10', depot({ champ: 'engages', valeur: 40 })],
      ['2026-01-12', depot({ champ: 'le', valeur: '2026-01-06' })],
    );
    expect(noms).toContain('FaitRectifie');
    expect([dossier.etat.li?.deposeeLe, dossier.etat.effectifs.engages]).toEqual(['2026-01-06', 40]);
  });

  it('un fait annulé ne se corrige plus', () => {
    const { dossier } = apres(
      [...ACTES.CREATION, ['2026-02-05', 'ars', 'consigner-echange']],
      ['2026-02-06', annuler('ars', 'EchangeConsigne')],
    );
    const demande = corriger('ars', (rang) => ({ rang: rang('EchangeConsigne'), champ: 'le', valeur: '2026-02-04' }));
    expect(dire(demander(dossier, '2026-02-06', demande))).toEqual(['etat', 'DEC-33']);
    expect(dire(demander(dossier, '2026-02-06', annuler('ars', 'EchangeConsigne')))).toEqual(['etat', 'DEC-33']);
  });

  it('un dénombrement se corrige par la caisse', () => {
    const compte = (valeur: number) =>
      corriger('caisse', (rang) => ({ rang: rang('AdherentsDenombres'), champ: 'nombre', valeur }));
    const { dossier, noms } = apres(ACTES.DOTATION, ['2026-05-20', compte(99)]);
    expect(noms).toContain('FaitRectifie');
    expect(dossier.etat.denombrements[1]).toMatchObject({ nombre: 99 });
    // Fewer take money from the ESS, ordered or paid; below ten, the whole order (DEC-09): the ARS agrees first.
    for (const moins of [11, 9]) {
      const propose = apres(ACTES.DOTATION, ['2026-05-20', compte(moins)]);
      expect(propose.noms).toEqual(['RectificationProposee']);
      demander(propose.dossier, '2026-05-20', approuver('ars', 'approuvee'));
      const ordres = Object.entries(propose.dossier.etat.paiements).filter(([, un]) => un.statut === 'ordonnance');
      expect(ordres, String(moins)).toHaveLength(moins < 10 ? 0 : 1);
      expect(propose.dossier.etat.paiements['dotation-1']?.statut).not.toBe('ordonnance');
    }
    expect(
      issue(
        ACTES.DOTATION,
        '2026-05-20',
        corriger('porteur', () => ({ rang: 1, champ: 'le', valeur: 1 })),
      ),
    ).toEqual(['role', 'ACTEUR']);
  });

  it('un fait ne se place pas avant l’entrée du dossier : rien ne s’y était passé (DEC-18)', () => {
    const renoncer: Acte = ['2026-01-20', 'porteur', 'renoncer'];
    const avant = corriger('ars', (rang) => ({ rang: rang('Renonciation'), champ: 'le', valeur: '2026-01-02' }));
    expect(issue([...ACTES.ENTREE, renoncer], '2026-01-21', avant)).toEqual(['etat', 'DEC-18']);
  });

  it('un journal qui ne redonne pas l’état du dossier : rien n’est appliqué', () => {
    const { etat, journal } = vivre(ACTES.CREATION, '2026-02-10');
    const autre = { ...etat, renonceeLe: etat.entreeLe };
    const demande = acte('corriger', 'ars', '2026-02-10', { ...MOTIF, rang: 1, champ: 'le', valeur: '2026-01-06' });
    const reponse = juger(autre, demande, midi('2026-02-10'), journal);
    expect(dire(reponse)).toEqual(['etat', 'INCIDENT']);
    expect((reponse as Refus).message).toContain('renonceeLe');
  });
});

describe('annuler (DEC-33)', () => {
  it.each<[string, readonly Acte[], Demande, unknown]>([
    [
      'un fait du dossier',
      [...ACTES.DOTATION, ['2026-05-12', 'caisse', 'consigner-rencontre']],
      annuler('caisse', 'RencontreConsignee'),
      'accepté',
    ],
    ['un dénombrement', ACTES.DOTATION, annuler('caisse', 'AdherentsDenombres'), ['regle', 'DEC-33']],
    ['un effet de la règle', ACTES.DOTATION, annuler('ars', 'ContratDotationConclu'), ['regle', 'DEC-33']],
    ['un rang inconnu', ACTES.DOTATION, annuler('ars', 'DossierArchive'), ['donnees', 'DEC-33']],
    ['sans motif', ACTES.DOTATION, annuler('ars', 'LettreIntentionValidee', {}), ['regle', 'DEC-33']],
    ['l’acte d’un autre', ACTES.DOTATION, annuler('caisse', 'LettreIntentionValidee'), ['role', 'ACTEUR']],
    ['par le porteur', ACTES.DOTATION, annuler('porteur', 'AssociationDeclaree'), ['role', 'ACTEUR']],
    ['le dépôt, un contrat conclu', ACTES.DOTATION, annuler('ars', 'LettreIntentionDeposee'), ['etat', 'DEC-33']],
    [
      'le dépôt, un contrat conclu sans qu’aucun ordre ne soit parti',
      ACTES.AMORCAGE.filter(([, , commande]) => commande !== 'declarer-coordonnees-bancaires'),
      annuler('ars', 'LettreIntentionDeposee'),
      ['etat', 'DEC-33'],
    ],
    ['le dépôt, avant tout contrat', ACTES.CREATION, annuler('ars', 'LettreIntentionDeposee'), 'accepté'],
  ])('%s', (_, actes, demande, attendu) => {
    expect(issue(actes, '2026-05-20', demande)).toEqual(attendu);
  });

  it('l’entrée annulée clôt le dossier et libère son territoire', () => {
    const { dossier, noms } = apres(ACTES.CREATION, ['2026-02-10', annuler('ars', 'LettreIntentionDeposee')]);
    expect(noms).toEqual(['FaitRectifie', 'TerritoireLibere', 'EssClose']);
    expect(dossier.etat).toMatchObject({ phase: 'close', motifCloture: 'annulation', annuleeLe: '2026-02-10' });
  });
});

describe('confirmer la date que le porteur a déclarée (DEC-29)', () => {
  it('la lettre compte du jour de sa saisie, les deux dates se lisent', () => {
    const { etat, journal } = declaree('2026-01-10');
    expect(etat.li?.deposeeLe).toBe('2026-01-08');
    expect(etat.aConfirmer).toEqual({ 1: { declareLe: '2026-01-05', saisiLe: '2026-01-08' } });
    expect(journal[0]?.evenement).toMatchObject({ le: '2026-01-08', declareLe: '2026-01-05' });
  });

  it.each<Role>(['ars', 'caisse'])('confirmée par %s, elle compte de la date déclarée', (acteur) => {
    const dossier = declaree('2026-01-10');
    expect(demander(dossier, '2026-01-10', confirmer(acteur, 'confirmee'))).toMatchObject([
      { evenement: 'DateConfirmee', acteur, rang: 1, declareLe: '2026-01-05' },
      { evenement: 'FaitRectifie', rang: 1, champ: 'le', avant: '2026-01-08', apres: '2026-01-05' },
    ]);
    expect(dossier.etat.li?.deposeeLe).toBe('2026-01-05');
    expect(dossier.etat.aConfirmer).toEqual({});
  });

  it('contestée, avec un motif, elle reste celle de la saisie', () => {
    const dossier = declaree('2026-01-10');
    expect(dire(demander(dossier, '2026-01-10', confirmer('ars', 'contestee')))).toEqual(['regle', 'DEC-33']);
    expect(demander(dossier, '2026-01-10', confirmer('ars', 'contestee', MOTIF))).toMatchObject([
      { evenement: 'DateContestee', declareLe: '2026-01-05' },
    ]);
    expect(dossier.etat.li?.deposeeLe).toBe('2026-01-08');
    expect(dire(demander(dossier, '2026-01-10', confirmer('ars', 'confirmee')))).toEqual(['etat', 'DEC-29']);
  });

  it('par le porteur, ou sans date déclarée : refusé', () => {
    expect(issue(DECLAREE, '2026-01-10', confirmer('porteur', 'confirmee'))).toEqual(['role', 'ACTEUR']);
    expect(issue(DECLAREE, '2026-01-10', confirmer('ars', 'confirmee'))).toEqual(['etat', 'DEC-29']);
  });

  it('sans réponse au quinzième jour, les deux autorités sont alertées, une fois', () => {
    const alertes = (jusquAu: string) =>
      declaree(jusquAu)
        .journal.map(({ evenement }) => evenement)
        .filter((un) => un.evenement === 'EcheanceDepassee' && un.echeance === 'confirmation-date');
    expect(alertes('2026-01-23')).toEqual([]);
    expect(alertes('2026-03-01')).toMatchObject([{ le: '2026-01-24', attendu: ['ars', 'caisse'] }]);
  });
});

describe('l’accord de l’autre autorité (DEC-34)', () => {
  const proposee = () => apres(ACTES.CREATION, ['2026-02-10', RETIRE]);

  it('ce qui retire une validation est proposé, montré, et rien ne change', () => {
    const { dossier, evenements } = proposee();
    expect(evenements).toMatchObject([
      { evenement: 'RectificationProposee', acteur: 'caisse', dateLimite: '2026-03-10', commande: 'annuler' },
    ]);
    expect(evenements[0]).toMatchObject({
      differences: expect.arrayContaining([
        expect.objectContaining({ quoi: 'decision', cle: 'lettre-intention', apres: null }),
        expect.objectContaining({ quoi: 'impossible', cle: 'valider-lettre-intention' }),
      ]) as unknown,
    });
    expect(dossier.etat.li?.decision).toMatchObject({ sens: 'validee' });
    expect(dossier.etat.rectification).toMatchObject({ proposeePar: 'caisse', dateLimite: '2026-03-10' });
  });

  it.each<[string, Demande, unknown]>([
    ['par qui la propose', approuver('caisse', 'approuvee'), ['role', 'DEC-34']],
    ['par le porteur', approuver('porteur', 'approuvee'), ['role', 'DEC-34']],
    ['d’un autre rang', ['ars', 'approuver-rectification', () => ({ rang: 1, sens: 'approuvee' })], ['etat', 'DEC-34']],
    ['refusée sans motif', approuver('ars', 'refusee'), ['regle', 'DEC-33']],
    ['refusée', approuver('ars', 'refusee', MOTIF), 'accepté'],
    ['contestée par le porteur', approuver('porteur', 'refusee', MOTIF), 'accepté'],
    ['une seconde rectification de fond', annuler('ars', 'LettreIntentionValidee'), ['etat', 'DEC-34']],
    ['approuvée', approuver('ars', 'approuvee'), 'accepté'],
  ])('%s', (_, demande, attendu) => {
    expect(dire(demander(proposee().dossier, '2026-02-10', demande))).toEqual(attendu);
  });

  it('approuvée, elle est faite', () => {
    const { dossier, noms } = apres(
      ACTES.CREATION,
      ['2026-02-10', RETIRE],
      ['2026-02-12', approuver('ars', 'approuvee')],
    );
    expect(noms.slice(0, 2)).toEqual(['RectificationApprouvee', 'FaitRectifie']);
    expect(dossier.etat.li?.decision).toBeNull();
    expect(dossier.etat).toMatchObject({ phase: 'lettre-intention', rectification: null });
  });

  it('refusée, rien n’est fait et une autre peut être proposée ; l’opposition du porteur n’y met pas fin', () => {
    const refusee = apres(
      ACTES.CREATION,
      ['2026-02-10', RETIRE],
      ['2026-02-11', approuver('porteur', 'refusee', MOTIF)],
      ['2026-02-12', approuver('ars', 'refusee', MOTIF)],
    ).dossier;
    expect(refusee.etat.rectification).toBeNull();
    expect(refusee.etat.li?.decision).toMatchObject({ sens: 'validee' });
    expect(dire(demander(refusee, '2026-02-12', RETIRE))).toBe('accepté');
    const { dossier } = apres(
      ACTES.CREATION,
      ['2026-02-10', RETIRE],
      ['2026-02-11', approuver('porteur', 'refusee', MOTIF)],
    );
    expect(dossier.etat.rectification).not.toBeNull();
  });

  it('le dernier jour elle s’approuve encore ; le lendemain elle est caduque', () => {
    const compte = corriger('caisse', (rang) => ({ rang: rang('AdherentsDenombres'), champ: 'nombre', valeur: 30 }));
    const payee: readonly Acte[] = [
      ...ACTES.DOTATION,
      ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }],
    ];
    const dossierLe = (jour: string) => {
      const { dossier } = apres(payee, ['2026-06-01', compte]);
      dossier.avancer(midi(jour));
      return dossier;
    };
    const aJour = dossierLe('2026-07-01');
    expect(dire(demander(aJour, '2026-07-01', approuver('ars', 'approuvee')))).toBe('accepté');
    // Seven adherents at 555.56 euros each.
    expect(aJour.etat.recouvrements).toMatchObject({
      'indu-dotation-1': { statut: 'propose', montantCentimes: 388_889 },
    });
    const dossier = dossierLe('2026-07-02');
    expect(dossier.etat.rectification).toBeNull();
    expect(dossier.journal.map(({ evenement }) => evenement)).toContainEqual(
      expect.objectContaining({
        evenement: 'EcheanceDepassee',
        echeance: 'rectification',
        le: '2026-07-02',
        attendu: ['ars'],
      }),
    );
    expect(dire(demander(dossier, '2026-07-02', approuver('ars', 'approuvee')))).toEqual(['etat', 'DEC-34']);
    expect(dossier.etat.recouvrements).toEqual({});
  });

  it('ses effets ont changé depuis la proposition : elle ne s’approuve plus', () => {
    const { dossier } = proposee();
    dossier.commander(acte('declarer-association', 'porteur', '2026-02-10'));
    expect(dire(demander(dossier, '2026-02-10', approuver('ars', 'approuvee')))).toEqual(['etat', 'DEC-34']);
  });

  it('un acte tardif d’une autorité qui aurait arrêté le silence demande l’accord de l’autre ; sa preuve, l’API la demande', () => {
    const tardive = (donnees: object): Demande => [
      'ars',
      'demander-pieces-lettre-intention',
      () => ({ le: '2026-03-05', piecesManquantes: ['gouvernance'], ...donnees }),
    ];
    expect(apres(TACITE, ['2026-03-12', tardive({})]).noms).toEqual(['RectificationProposee']);
    const { noms, dossier } = apres(TACITE, ['2026-03-12', tardive(PREUVE)]);
    expect(noms).toEqual(['RectificationProposee']);
    expect(demander(dossier, '2026-03-12', approuver('caisse', 'approuvee'))).toMatchObject([
      { evenement: 'RectificationApprouvee', partie: 'caisse' },
      { evenement: 'PiecesLettreIntentionDemandees', le: '2026-03-05', saisiLe: '2026-03-12', acteur: 'ars' },
      { evenement: 'FaitRectifie', avant: null },
    ]);
    expect(dossier.etat.li).toMatchObject({ decision: null, piecesManquantes: ['gouvernance'] });
  });
});

describe('un refus notifié à temps l’emporte (DEC-34)', () => {
  it('saisi après la grâce, il remplace la validation tacite ; ce qui n’est plus possible est nommé', () => {
    const { dossier, evenements } = apres(TACITE, ['2026-03-12', REFUSER]);
    expect(evenements).toMatchObject([
      { evenement: 'LettreIntentionRefusee', le: '2026-03-05', saisiLe: '2026-03-12' },
      { evenement: 'FaitRectifie', avant: null, apres: { commande: 'refuser-lettre-intention', le: '2026-03-05' } },
      ...evenements.slice(2).map(() => ({})),
    ]);
    expect(evenements[1]).toMatchObject({
      differences: expect.arrayContaining([
        expect.objectContaining({ quoi: 'impossible', cle: 'declarer-association', avant: '2026-03-10' }),
      ]) as unknown,
    });
    expect(dossier.etat.li?.decision).toMatchObject({ sens: 'refusee', le: '2026-03-05' });
    expect(dossier.etat.territoire).toBe('libere');
  });

  it('le lendemain du dernier jour, il est sans effet', () => {
    const [acteur, commande, donnees] = REFUSER;
    const demande: Demande = [acteur, commande, (rang) => ({ ...donnees(rang), le: '2026-03-06' })];
    expect(issue(TACITE, '2026-03-12', demande)).toEqual(['etat', 'DEC-16']);
  });

  it('saisi après la grâce sans ce qu’un refus doit dire, la phrase nomme ce qui manque, puis ce que le silence a fait (LI-08, DEC-16)', () => {
    const incomplet = (donnees: object): Demande => [
      'ars',
      'refuser-lettre-intention',
      () => ({ ...PREUVE, ...donnees }),
    ];
    const phrase = (donnees: object) => {
      const reponse = demander(vivre(TACITE, '2026-03-12'), '2026-03-12', incomplet(donnees));
      expect(reponse).toBeInstanceOf(Refus);
      return reponse as Refus;
    };
    const validee = "La lettre d'intention est réputée validée depuis le 6 mars 2026";
    for (const [donnees, manque] of [
      [{ le: '2026-03-05', motif: 'Hors critères.' }, '« critere »'],
      [{ le: '2026-03-05', critere: 'ELI-07' }, '« motif »'],
    ] as const) {
      const { message, regle } = phrase(donnees);
      expect([regle, message.indexOf(manque) < message.indexOf(validee)]).toEqual(['LI-08', true]);
      expect(message).toContain(manque);
      expect(dire(phrase(donnees))).toEqual(['regle', 'LI-08']);
    }
    // Of the day after the last one, nothing lacks: the silence is the whole reason, said once.
    const tard = phrase({ le: '2026-03-06', motif: 'Hors critères.', critere: 'ELI-07' });
    expect([tard.regle, tard.message.split('6 mars 2026').length]).toEqual(['DEC-16', 2]);
  });

  it('mais il ne défait pas un contrat que les trois ont signé', () => {
    const signe = (acteur: Role): Acte => ['2026-03-11', acteur, 'signer-contrat-amorcage', MOTIF];
    const deux: readonly Acte[] = [...TACITE, signe('porteur'), signe('ars')];
    expect(issue(deux, '2026-03-12', REFUSER)).toBe('accepté');
    const trois = [...deux, signe('caisse')];
    expect(issue(trois, '2026-03-12', REFUSER)).toEqual(['etat', 'DEC-34']);
    const [acteur, commande, donnees] = REFUSER;
    const sansDateCertaine: Demande = [
      acteur,
      commande,
      (rang) => ({ ...donnees(rang), preuve: { nature: 'courriel' } }),
    ];
    expect(issue(trois, '2026-03-12', sansDateCertaine), 'not even proposed').toEqual(['etat', 'DEC-34']);
  });
});
