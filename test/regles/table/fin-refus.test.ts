/** The end of a project, act by act: what is refused, by its rule and in its sentence; what each answer leaves (DEC-35, DEC-42 to DEC-44). */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat } from '../../../domain/etat.ts';
import {
  calculMiseEnDemeure,
  calculObjection,
  dissolutionAcquise,
  finDuDossier,
  finiParLaDissolution,
} from '../../../domain/fin/delais.ts';
import { objectionEnCours } from '../../../domain/fin/dissolution.ts';
import { Refus } from '../../../domain/refus.ts';
import { d, dernier, repondre } from './dernier-acte.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';

const MOTIF = { motif: 'Aucune nouvelle.' };
const demeure = (le: string, donnees: object = MOTIF): Acte => [le, 'ars', 'mettre-en-demeure', donnees];
const abandon = (le: string): Acte => [le, 'ars', 'constater-abandon', MOTIF];
const renoncer = (le: string): Acte => [le, 'porteur', 'renoncer'];
const constater = (le: string): Acte => [le, 'ars', 'constater-dissolution'];
const confirmer = (le: string, donnees: object = { sens: 'confirme' }): Acte => [
  le,
  'caisse',
  'confirmer-constat',
  donnees,
];
const saisir = (le: string, donnees: object = {}): Acte => [le, 'porteur', 'saisir', donnees];
const trancher = (le: string, acteur: 'ars' | 'caisse', sens: string): Acte => [
  le,
  acteur,
  'repondre-saisine',
  { sens },
];

/** What a state answers to an act, entered that day or later. */
const dit = (etat: Etat, un: Acte, saisiLe = un[0]) => {
  const reponse = repondre(etat, un, saisiLe);
  return reponse instanceof Refus ? [reponse.nature, reponse.regle, reponse.message] : 'accepté';
};
const apres = (actes: readonly Acte[], un: Acte, saisiLe = un[0]) => dit(vivre(actes, saisiLe).etat, un, saisiLe);

/** Validated on 20 April 2026, both tranches paid, no dotation: the missions socles were due on 1 April 2027, and again on the 20th. */
const SANS_DOTATION = ACTES.DOTATION.slice(0, -6);
const IMPAYEE = SANS_DOTATION.filter(
  ([, , , donnees]) => (donnees as { paiement?: string } | undefined)?.paiement !== 'amorcage-2',
);
const LISTE: Acte = ['2026-05-04', 'porteur', 'deposer-liste-nominative', { liste: { id: 'liste-1', nombre: 37 } }];
/** Eight doctors present, where ten are asked for (ELI-03): the CPN must say. The ARS asks for a piece, by 10 February. */
const DEROGATION: readonly Acte[] = [
  [
    '2026-01-05',
    'porteur',
    'deposer-lettre-intention',
    {
      specialites: ['dermatologie'],
      departements: ['33'],
      siege: '33',
      medecinsPresents: 8,
      liberaux: 8,
      engages: 5,
    },
  ],
  ['2026-01-10', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: ['gouvernance'], delai: '2026-02-10' }],
];

describe('mettre en demeure (DEC-44)', () => {
  const attendu = (cle: string) =>
    `Un acte est attendu d'une autorité${cle} : le silence du porteur ne peut pas lui être reproché.`;
  it.each<[string, readonly Acte[], Acte, unknown]>([
    [
      'avant toute échéance dépassée',
      ACTES.CREATION,
      demeure('2026-03-02'),
      ['etat', 'DEC-44', "Aucune échéance du porteur n'est dépassée."],
    ],
    [
      'après une renonciation',
      [...ACTES.PAYE, renoncer('2026-12-11')],
      demeure('2027-09-01'),
      ['etat', 'DEC-44', 'Le porteur a déjà renoncé, ou son abandon est déjà constaté.'],
    ],
    [
      'après une résiliation',
      ACTES.RECOUVREMENT,
      demeure('2026-09-01'),
      ['etat', 'DEC-44', 'Un contrat a été résilié : aucun autre ne peut suivre, et il n’y a plus rien à abandonner.'],
    ],
    [
      'la caisse doit encore la seconde tranche',
      IMPAYEE,
      demeure('2027-08-01'),
      ['etat', 'DEC-44', attendu(' (« paiement-amorcage-2 »)')],
    ],
    [
      'la seconde tranche payée, jusqu’à deux mois après les missions socles manquées',
      SANS_DOTATION,
      demeure('2027-06-20'),
      [
        'regle',
        'DEC-44',
        "La mise en demeure suppose 2 mois sans aucun acte du porteur après l'échéance « absence-missions-socles » : elle est possible après le 20 juin 2027.",
      ],
    ],
    ['le lendemain', SANS_DOTATION, demeure('2027-06-21'), 'accepté'],
    [
      'le porteur a signé la dotation, les autorités non',
      [...SANS_DOTATION, LISTE, ['2026-12-20', 'porteur', 'signer-contrat-dotation']],
      demeure('2027-08-01'),
      ['etat', 'DEC-44', attendu(' (« signature-contrat-dotation »)')],
    ],
    [
      'une autorité l’a signée, le porteur non',
      [...SANS_DOTATION, LISTE, ['2026-12-20', 'ars', 'signer-contrat-dotation']],
      demeure('2027-08-01'),
      'accepté',
    ],
    [
      'le porteur a signé l’amorçage, qui a couru jusqu’à son terme : sa signature n’attend plus personne',
      ACTES.PAYE,
      demeure('2026-12-11'),
      'accepté',
    ],
    [
      'la CPN n’a pas répondu de la dérogation',
      DEROGATION,
      demeure('2026-05-01'),
      ['etat', 'DEC-44', attendu(' (la dérogation demandée)')],
    ],
    [
      'elle l’a accordée',
      [...DEROGATION, ['2026-02-20', 'ars', 'consigner-derogation', { sens: 'accordee', objet: 'seuils' }]],
      demeure('2026-05-01'),
      'accepté',
    ],
    [
      'reçue avant son envoi',
      ACTES.CREATION,
      demeure('2026-05-10', { ...MOTIF, recueLe: '2026-05-09' }),
      ['regle', 'DEC-44', "La date (9 mai 2026) précède l'envoi de la mise en demeure (10 mai 2026)."],
    ],
  ])('%s', (_, actes, un, issue) => {
    expect(apres(actes, un)).toEqual(issue);
  });

  it('de deux échéances manquées, c’est la dernière qui compte et qui est dite', () => {
    // The signature was due on 2 March, the projet de santé on 6 July (the 5th is a Sunday).
    expect(apres(ACTES.CREATION, demeure('2026-09-06'))).toEqual([
      'regle',
      'DEC-44',
      "La mise en demeure suppose 2 mois sans aucun acte du porteur après l'échéance « depot-projet-sante » : elle est possible après le 6 septembre 2026.",
    ]);
    expect(dernier(ACTES.CREATION, demeure('2026-09-07'))).toMatchObject([{ echeance: 'depot-projet-sante' }]);
  });

  it('le dernier jour qu’elle laisse est compté de sa réception, et se lit', () => {
    const { etat } = vivre([...ACTES.CREATION, demeure('2026-05-05')], '2026-05-06');
    expect(echeances(etat).find(({ cle }) => cle === 'mise-en-demeure')).toMatchObject({
      expire: '2026-06-05',
      regle: 'DEC-44',
      effet: 'alerte',
      attendu: ['porteur'],
      calcul: {
        depart: { evenement: 'MiseEnDemeure', le: '2026-05-05' },
        etapes: [{ operation: 'inscrite', evenement: 'MiseEnDemeure', regle: 'DEC-44', resultat: '2026-06-05' }],
      },
    });
  });

  it('un contrat qui court n’est pas abandonné, quoi que dise une mise en demeure', () => {
    const le = d('2026-05-05');
    const etat = {
      ...vivre(ACTES.AMORCAGE, '2026-07-01').etat,
      miseEnDemeure: { le, recueLe: le, dateLimite: d('2026-06-05'), echeance: 'signature-contrat-amorcage' },
    };
    expect(dit(etat, abandon('2026-07-01'))).toEqual([
      'etat',
      'DEC-44',
      "Un contrat est en cours : il n'y a pas d'abandon à constater.",
    ]);
  });
});

describe('renoncer (DEC-43)', () => {
  it('pas avant le terme du contrat', () => {
    expect(apres(ACTES.PAYE, renoncer('2026-12-10'), '2026-12-12')).toEqual([
      'regle',
      'DEC-43',
      "La date (10 décembre 2026) précède le terme du contrat d'amorçage (11 décembre 2026).",
    ]);
  });
});

describe('la dissolution (DEC-42)', () => {
  const CONSTATEE: readonly Acte[] = [...ACTES.PAYE, constater('2026-03-10')];
  const CONFIRMEE: readonly Acte[] = [...CONSTATEE, confirmer('2026-03-12')];
  const CONTESTEE: readonly Acte[] = [...CONFIRMEE, saisir('2026-03-20')];

  it.each<[string, readonly Acte[], Acte, string, unknown]>([
    [
      'déjà constatée',
      CONSTATEE,
      constater('2026-03-11'),
      '2026-03-11',
      [
        'etat',
        'DEC-42',
        "Une dissolution est déjà constatée : l'autre autorité doit la confirmer (« confirmer-constat »).",
      ],
    ],
    [
      'déjà confirmée',
      CONFIRMEE,
      constater('2026-03-13'),
      '2026-03-13',
      ['etat', 'DEC-42', 'La dissolution est déjà constatée et confirmée.'],
    ],
    [
      'avant l’association',
      ACTES.PAYE,
      constater('2026-02-02'),
      '2026-03-10',
      ['regle', 'DEC-42', "La date (2 février 2026) précède la création de l'association (3 février 2026)."],
    ],
    ['le jour même de sa création', ACTES.PAYE, constater('2026-02-03'), '2026-03-10', 'accepté'],
    [
      'confirmée une seconde fois',
      CONFIRMEE,
      confirmer('2026-03-13'),
      '2026-03-13',
      ['etat', 'DEC-47', "Aucun constat n'attend de confirmation."],
    ],
    [
      'confirmée sous le rang d’un autre événement',
      CONSTATEE,
      confirmer('2026-03-12', { sens: 'confirme', rang: 3 }),
      '2026-03-12',
      ['etat', 'DEC-42', "L'événement 3 n'est pas un constat qui attend une confirmation."],
    ],
    [
      'la lettre reçue avant la confirmation',
      CONSTATEE,
      confirmer('2026-03-12', { sens: 'confirme', recueLe: '2026-03-11' }),
      '2026-03-12',
      ['regle', 'DEC-42', 'La date (11 mars 2026) précède la confirmation du constat (12 mars 2026).'],
    ],
    [
      'contestée après les quinze jours de la lettre',
      CONFIRMEE,
      saisir('2026-03-28'),
      '2026-03-28',
      ['regle', 'DEC-42', 'La contestation de la dissolution devait être reçue au plus tard le 27 mars 2026.'],
    ],
    [
      'contestée deux fois',
      CONTESTEE,
      saisir('2026-03-21'),
      '2026-03-21',
      ['etat', 'RES-A-03', "La saisine n'est ouverte que contre une résiliation notifiée par la caisse et l'ARS."],
    ],
    [
      'répondue deux fois par la même',
      [...CONTESTEE, trancher('2026-03-25', 'caisse', 'rejete')],
      trancher('2026-03-26', 'caisse', 'accepte'),
      '2026-03-26',
      ['etat', 'DEC-22', 'Cette partie a déjà répondu à la saisine.'],
    ],
    [
      'répondue avant la contestation',
      CONTESTEE,
      trancher('2026-03-19', 'caisse', 'rejete'),
      '2026-03-21',
      ['regle', 'DEC-18', 'La date (19 mars 2026) précède la réception de la saisine (20 mars 2026).'],
    ],
  ])('%s', (_, actes, un, saisiLe, issue) => {
    expect(apres(actes, un, saisiLe)).toEqual(issue);
  });

  it('d’une équipe déjà en fonctionnement, sans que son association ait été déclarée ici (TRA-A)', () => {
    const { etat } = vivre(ACTES.CREATION, '2026-02-10');
    const existante: Etat = { ...etat, regime: 'en-fonctionnement-conforme' };
    expect(dit(existante, constater('2026-02-08'), '2026-02-10')).toBe('accepté');
    expect(dit(etat, constater('2026-02-08'), '2026-02-10')).toEqual([
      'etat',
      'DEC-42',
      "Aucune association n'est déclarée : il n'y a pas de dissolution à constater.",
    ]);
  });

  it('la contestation compte du jour où elle est reçue, et les réponses sont attendues dans le mois (DEC-29)', () => {
    const [saisine] = dernier(CONFIRMEE, saisir('2026-03-20', { recueLe: '2026-03-19' }));
    expect(saisine).toMatchObject({
      evenement: 'SaisineRecue',
      le: '2026-03-20',
      declareLe: '2026-03-19',
      dateLimite: '2026-04-20',
      objet: 'dissolution',
      contrat: 'amorcage',
    });
  });

  it('ne se conteste pas avant d’avoir reçu sa lettre', () => {
    const { etat } = vivre(CONFIRMEE, '2026-03-20');
    if (etat.dissolution === null) throw new Error('it was found');
    const plusTard = { ...etat, dissolution: { ...etat.dissolution, lettreLe: d('2026-03-21') } };
    expect(dit(plusTard, saisir('2026-03-20'))).toEqual([
      'regle',
      'DEC-42',
      'La date (20 mars 2026) précède la réception de la lettre qui fait part de la dissolution (21 mars 2026).',
    ]);
  });

  const reponse = (actes: readonly Acte[], le: string) =>
    echeances(vivre(actes, le).etat)
      .filter(({ cle }) => cle === 'reponse-saisine')
      .map(({ attendu, regle, effet, expire }) => ({ attendu, regle, effet, expire }));
  const muette = (...attendu: string[]) => [{ attendu, regle: 'DEC-42', effet: 'alerte', expire: '2026-04-20' }];

  it('seule l’autorité qui n’a pas répondu est attendue ; répondue des deux côtés, ou sans contestation, personne', () => {
    expect(reponse(CONFIRMEE, '2026-03-19')).toEqual([]);
    expect(objectionEnCours(vivre(CONFIRMEE, '2026-03-19').etat)).toBeNull();
    expect(reponse(CONTESTEE, '2026-03-21')).toEqual(muette('caisse', 'ars'));
    const caisse = [...CONTESTEE, trancher('2026-03-25', 'caisse', 'rejete')];
    expect(reponse(caisse, '2026-03-26')).toEqual(muette('ars'));
    expect(reponse([...CONTESTEE, trancher('2026-03-25', 'ars', 'rejete')], '2026-03-26')).toEqual(muette('caisse'));
    expect(reponse([...caisse, trancher('2026-03-27', 'ars', 'rejete')], '2026-03-28')).toEqual([]);
  });

  it('contestée, elle suspend : le contrat court comme avant, jusqu’à ce que les deux aient rejeté (DEC-22)', () => {
    const un = (actes: readonly Acte[], le: string) => {
      const { etat } = vivre(actes, le);
      return [etat.amorcage.fin, etat.amorcage.finiLe, etat.phase, etat.dotation.fin, dissolutionAcquise(etat)];
    };
    const court = [null, null, 'amorcage', null, false];
    expect(un(CONFIRMEE, '2026-03-19')).toEqual(['resilie', '2026-03-10', 'recouvrement', null, true]);
    expect(un(CONTESTEE, '2026-03-21')).toEqual(court);
    const caisse = [...CONTESTEE, trancher('2026-03-25', 'caisse', 'rejete')];
    expect(un(caisse, '2026-03-26')).toEqual(court);
    expect(un([...CONTESTEE, trancher('2026-03-25', 'ars', 'rejete')], '2026-03-26')).toEqual(court);
    expect(un([...caisse, trancher('2026-03-27', 'ars', 'rejete')], '2026-03-28')).toEqual([
      'resilie',
      '2026-03-10',
      'recouvrement',
      null,
      true,
    ]);
    const acceptee = vivre([...caisse, trancher('2026-03-27', 'ars', 'accepte')], '2026-03-28').etat;
    expect([acceptee.dissolution, acceptee.amorcage.fin]).toEqual([null, null]);
  });

  it('connue après le terme, elle ne défait pas ce terme et clôt le dossier ; contestée, il reprend à l’étape où il était', () => {
    const actes: readonly Acte[] = [...SANS_DOTATION, constater('2027-01-10'), confirmer('2027-01-12')];
    const avant = vivre(actes, '2027-01-13').etat;
    expect([avant.amorcage.fin, avant.amorcage.finiLe, avant.phase]).toEqual(['termine', '2026-04-23', 'close']);
    const { etat } = vivre([...actes, saisir('2027-01-15')], '2027-01-16');
    expect([etat.amorcage.fin, etat.amorcage.finiLe, etat.projetSante.sansObjetLe, etat.phase]).toEqual([
      'termine',
      '2026-04-23',
      null,
      'amorcage',
    ]);
  });

  it.each<[string, Partial<Etat['amorcage']>, boolean]>([
    ['jamais conclu', { concluLe: null }, false],
    ['qui court', {}, true],
    ['résilié avant elle', { fin: 'resilie', finiLe: d('2026-03-01') }, false],
    ['résilié après elle', { fin: 'resilie', finiLe: d('2026-04-01') }, false],
    ['terminé avant elle', { fin: 'termine', finiLe: d('2026-03-09') }, false],
    ['terminé de son jour', { fin: 'termine', finiLe: d('2026-03-10') }, false],
    ['terminé après elle', { fin: 'termine', finiLe: d('2026-03-11') }, true],
  ])('du 10 mars, elle met fin à un contrat %s : %s', (_, contrat, attendu) => {
    const { etat } = vivre(CONSTATEE, '2026-03-11');
    if (etat.dissolution === null) throw new Error('it was found');
    expect(finiParLaDissolution({ ...etat.amorcage, ...contrat }, etat.dissolution)).toBe(attendu);
  });
});

describe('chaque dernier jour dit d’où il est compté', () => {
  const sous = { siege: '33' };
  it.each([
    [
      'la contestation d’une dissolution',
      calculObjection('amorcage', d('2026-03-12'), sous),
      'ConstatConfirme',
      '2026-03-27',
    ],
    ['une mise en demeure', calculMiseEnDemeure(d('2026-05-05'), sous), 'MiseEnDemeure', '2026-06-05'],
    ['l’archivage, deux ans après la clôture', finDuDossier(d('2026-02-10'), {}), 'EssClose', '2028-02-10'],
  ])('%s', (_, calcul, evenement, resultat) => {
    expect([calcul.depart.evenement, calcul.resultat]).toEqual([evenement, resultat]);
  });
});

describe('un dossier rouvert reprend à l’étape où il était (DEC-35)', () => {
  const REFUSEE: Acte = ['2026-02-02', 'ars', 'refuser-lettre-intention', { ...MOTIF, critere: 'ELI-07' }];
  it.each<[string, readonly Acte[], string, string]>([
    ['avant le contrat, la lettre validée', [...ACTES.CREATION, renoncer('2026-02-10')], 'Renonciation', 'creation'],
    ['avant la décision sur la lettre', [...ACTES.ENTREE, renoncer('2026-02-10')], 'Renonciation', 'lettre-intention'],
    ['la lettre refusée, refus annulé', [...ACTES.ENTREE, REFUSEE], 'LettreIntentionRefusee', 'lettre-intention'],
  ])('%s', (_, actes, nom, phase) => {
    const dossier = vivre(actes, '2026-02-12');
    expect(dossier.etat.phase).toBe('close');
    const rang = dossier.journal.find(({ evenement }) => evenement.evenement === nom)?.rang;
    const reponse = dossier.commander(
      acte('annuler', 'ars', '2026-02-12', { rang, motif: 'Saisi sur un autre dossier.' }),
    );
    if (reponse instanceof Refus) throw new Error(reponse.message);
    expect(reponse).toContainEqual(expect.objectContaining({ evenement: 'DossierRouvert', phase }));
    dossier.avancer(midi('2026-02-13'));
    expect(dossier.etat).toMatchObject({ phase, motifCloture: null, closeLe: null });
  });
});
