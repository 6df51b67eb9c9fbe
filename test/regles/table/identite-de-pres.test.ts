/** The seat, the territory, the regime and the caisse, act by act: DEC-47, DEC-48, DEC-50, DEC-65, DEC-66, DER-01, ELI-03, ELI-04. */
import { describe, expect, it } from 'vitest';
import type { Commande } from '../../../domain/commandes.ts';
import { departementsDe, exigerCaisse } from '../../../domain/creation/caisses.ts';
import {
  arsCompetente,
  caisseDuRecouvrement,
  caissesCompetentes,
  gardesApres,
} from '../../../domain/creation/competence.ts';
import { decisionsSiege, evolutionsSiege, lieuAnnonce, versCaisse } from '../../../domain/creation/siege.ts';
import type { Etat, ModificationTerritoire, Paiement, Recouvrement } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer, evoluerTous } from '../../../domain/evoluer.ts';
import { lireDroit } from '../../../domain/lire-droit.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { ORDONNE, dote, execute, paye, phrase, premier, signe, sur } from './paiement-essai.ts';
import { DEMANDEE } from './resiliation-essai.ts';

const LE = '2026-06-01';
const commande = (nom: string, donnees: object = {}): Commande =>
  ({ commande: nom, acteur: 'caisse', donnees: { le: LE, ...donnees } }) as unknown as Commande;
const recouvrement = (statut: Recouvrement['statut']): Recouvrement => ({
  origine: 'indu',
  statut,
  montantCentimes: centimes(1),
  duCentimes: centimes(1),
  rembourseCentimes: centimes(0),
  remisCentimes: centimes(0),
  notifieLe: null,
  dateLimite: null,
  ouvertLe: d('2026-03-01'),
});

describe('à quelle caisse est un acte (DEC-47)', () => {
  /** Moved to Landes; the Gironde keeps the first tranche, what is claimed of it, and the résiliation. */
  const transfere = (): Etat => ({
    ...paye(),
    caisse: 'landes',
    gardes: { 'amorcage-1': 'gironde', resiliation: 'gironde', 'dix-huit-mois': 'gironde' },
    recouvrements: { 'dix-huit-mois': recouvrement('notifie'), 'indu-dotation-1': recouvrement('propose') },
  });
  const caisses = (nom: string, donnees: object = {}, etat = transfere()) =>
    caissesCompetentes(etat, commande(nom, donnees));
  it.each<[string, object, readonly string[]]>([
    ['executer-paiement', { paiement: 'amorcage-1' }, ['gironde']],
    ['executer-paiement', { paiement: 'amorcage-2' }, ['landes']],
    ['fixer-montant-dotation', { paiement: 'amorcage-1' }, ['landes']],
    ['executer-paiement', {}, ['landes']],
    ['approuver-resiliation', {}, ['gironde']],
    ['proposer-resiliation', {}, ['landes']],
    ['confirmer-recouvrement', { recouvrement: 'dix-huit-mois' }, ['gironde']],
    ['confirmer-recouvrement', { recouvrement: 'indu-dotation-1' }, ['landes']],
    ['constater-remboursement', { recouvrement: 'indu-amorcage-1' }, ['gironde']],
    ['clore-recouvrement', {}, ['gironde', 'landes']],
    ['corriger', {}, ['landes', 'gironde']],
    ['annuler', { recouvrement: 'dix-huit-mois' }, ['landes', 'gironde']],
    ['verifier-pieces', {}, ['landes']],
  ])('%s %o', (nom, donnees, attendues) => {
    expect(caisses(nom, donnees)).toEqual(attendues);
  });

  it('d’un recouvrement sans nom, de ceux qui sont ouverts ; sans aucun, du dossier', () => {
    const avec = (recouvrements: Etat['recouvrements']) =>
      caisses('confirmer-recouvrement', {}, { ...transfere(), recouvrements });
    expect(avec({ 'dix-huit-mois': recouvrement('clos') })).toEqual(['landes']);
    expect(avec({ 'dix-huit-mois': recouvrement('rembourse') })).toEqual(['landes']);
    expect(avec({ 'dix-huit-mois': recouvrement('impaye') })).toEqual(['gironde']);
    expect(avec({})).toEqual(['landes']);
  });

  it('gardé par son nom, il l’est ; d’un indu, à qui paya ; sinon à qui paya le dernier', () => {
    expect(caisseDuRecouvrement({ ...transfere(), gardes: { amorcage: 'paris' } }, 'amorcage')).toBe('paris');
    const deux: Etat = {
      ...transfere(),
      paiements: { 'amorcage-1': execute('2026-02-20'), 'amorcage-2': execute('2026-04-23') },
    };
    expect(caisseDuRecouvrement(deux, 'indu-amorcage-1')).toBe('gironde');
    expect(caisseDuRecouvrement({ ...deux, gardes: { 'amorcage-1': 'gironde' } }, 'amorcage')).toBe('landes');
    expect(caisseDuRecouvrement({ ...deux, gardes: { 'amorcage-2': 'gironde' } }, 'amorcage')).toBe('gironde');
    expect(caisseDuRecouvrement({ ...transfere(), paiements: {} }, 'amorcage')).toBe('landes');
  });

  it('le constat d’un siège annoncé est à la nouvelle caisse, et rien d’autre', () => {
    const annonce: Etat = { ...paye(), siegeAnnonce: { rang: 30, le: d(LE), siege: '40', caisse: 'landes' } };
    const de = (nom: string, rang?: number) => caisses(nom, rang === undefined ? {} : { rang }, annonce);
    expect([de('confirmer-constat', 30), de('confirmer-constat', 29), de('verifier-pieces', 30)]).toEqual([
      ['landes'],
      ['gironde'],
      ['gironde'],
    ]);
    expect(caisses('confirmer-constat', {}, paye())).toEqual(['gironde']);
  });

  it('celle qui part garde ce qu’elle a exécuté, ses ordres dans un lot, ses recouvrements, la résiliation ; pas ce qu’une autre gardait', () => {
    const ordre = (statut: Paiement['statut']): Paiement => ({ ...ORDONNE, statut });
    const etat: Etat = {
      ...vivre(DEMANDEE, '2026-03-02').etat,
      gardes: { 'amorcage-1': 'paris' },
      paiements: {
        'amorcage-1': execute('2026-02-20'),
        'amorcage-2': execute('2026-04-23'),
        'dotation-1': ordre('ordonnance'),
        'dotation-2': ordre('ordonnance'),
        'dotation-3': ordre('retenu'),
      },
      recouvrements: { 'indu-amorcage-1': recouvrement('propose') },
    };
    expect(gardesApres(etat, ['dotation-1', 'dotation-3'])).toEqual({
      'amorcage-1': 'paris',
      'amorcage-2': 'gironde',
      'dotation-1': 'gironde',
      'indu-amorcage-1': 'gironde',
      resiliation: 'gironde',
    });
    expect(gardesApres({ ...etat, resiliations: {}, gardes: {}, paiements: {}, recouvrements: {} }, [])).toEqual({});
  });

  it('d’un territoire sur plusieurs régions, l’ARS du siège s’il y est (DEC-49)', () => {
    expect(arsCompetente([], '33')).toBe('');
    expect(arsCompetente(['33', '31'], '31')).toBe('occitanie');
  });
});

describe('le siège (DEC-47)', () => {
  const transferer = (donnees: object, le = LE): Acte => [
    le,
    'porteur',
    'transferer-siege',
    { preuve: { nature: 'courrier' }, ...donnees },
  ];
  const lille: Partial<Etat> = { siege: '59', caisse: 'lille-douai' };
  it('la caisse qui est nommée ; sinon celle d’avant, dans le même département ; sinon la seule', () => {
    expect(lieuAnnonce({ ...paye(), ...lille }, { siege: '59' })).toEqual({ siege: '59', caisse: 'lille-douai' });
    expect(lieuAnnonce({ ...paye(), ...lille }, { siege: '59', caisse: 'hainaut' }).caisse).toBe('hainaut');
    expect(lieuAnnonce({ ...paye(), ...lille }, { siege: '40' }).caisse).toBe('landes');
    expect(() => lieuAnnonce(paye(), { siege: '59' })).toThrow('quatre caisses');
  });

  it('de Lille à Tourcoing, même département : la caisse change (V37)', () => {
    const vers = transferer({ siege: '59', caisse: 'roubaix-tourcoing' });
    expect(premier({ ...paye(), ...lille }, vers)).toMatchObject({
      siege: '59',
      caisse: 'roubaix-tourcoing',
      effectif: false,
    });
    expect(sur({ ...paye(), ...lille }, transferer({ siege: '59' }))).toEqual(['etat', 'DEC-47']);
  });

  it('sans association en droit commun, non ; dans les autres régimes, oui', () => {
    const sans = { ...paye(), associationLe: null };
    expect(sur(sans, transferer({ siege: '40' }))).toEqual(['etat', 'DEC-47']);
    expect(sur({ ...sans, regime: 'en-fonctionnement-conforme' }, transferer({ siege: '40' }))).toBe('accepté');
  });

  it('pas avant l’association ; le refus le dit', () => {
    const etat = { ...paye(), associationLe: d('2026-05-31') };
    expect(phrase(etat, transferer({ siege: '40' }, '2026-05-30'), LE)).toContain("la création de l'association");
  });

  it('une caisse seule, dite avec l’association, la change ; avec un contrat de dotation, non', () => {
    const associer: Acte = [LE, 'porteur', 'declarer-association', { caisse: 'hainaut' }];
    const enCreation = { ...vivre(ACTES.CREATION, '2026-02-10').etat, ...lille };
    expect(premier(enCreation, associer)).toMatchObject({ siege: '59', caisse: 'hainaut' });
    const dotation = { ...enCreation, dotation: { ...enCreation.dotation, concluLe: d('2026-05-04') } };
    expect(sur(dotation, associer)).toEqual(['etat', 'DEC-47']);
  });

  const ANNONCE = { rang: 30, le: d('2026-05-20'), siege: '40', caisse: 'landes' };
  const confirmer = (donnees: object, acteur = 'caisse') =>
    decisionsSiege['confirmer-constat'](
      { ...paye(), siegeAnnonce: ANNONCE },
      { commande: 'confirmer-constat', acteur, donnees: { le: LE, ...donnees } } as never,
      undefined as never,
    )[0] as unknown as Readonly<Record<string, unknown>>;
  it('la confirmation dit le lieu, la partie et les ordres qui restent dans un lot', () => {
    expect(confirmer({ sens: 'confirmee', enLot: ['amorcage-1'] })).toMatchObject({
      regle: 'DEC-47',
      rang: 30,
      partie: 'caisse',
      sens: 'confirme',
      recueLe: LE,
      siege: '40',
      caisse: 'landes',
      enLot: ['amorcage-1'],
    });
    expect(confirmer({ sens: 'confirme' })).not.toHaveProperty('enLot');
    expect(confirmer({ sens: 'contestee', motif: 'Aucun siège là.' })).toMatchObject({ sens: 'conteste' });
    expect(() => confirmer({ sens: 'confirme', rang: 29 })).toThrow("L'événement 29 n'est pas un constat");
    expect(() => confirmer({ sens: 'confirme' }, 'ars')).toThrow('non par l');
    const rien = { commande: 'confirmer-constat', acteur: 'caisse', donnees: { le: LE, sens: 'confirme' } } as never;
    expect(() => decisionsSiege['confirmer-constat'](paye(), rien, undefined as never)).toThrow(
      "Aucun constat n'attend de confirmation.",
    );
  });

  it('les caisses d’avant : la dernière d’abord, chacune une fois, jamais celle du dossier ni aucune', () => {
    const de = (caisse: string, anterieures: readonly string[], vers: string) =>
      versCaisse({ ...paye(), caisse, caissesAnterieures: anterieures }, { siege: '40', caisse: vers })
        .caissesAnterieures;
    expect(de('gironde', ['paris'], 'landes')).toEqual(['gironde', 'paris']);
    expect(de('gironde', ['paris', 'gironde', 'gers'], 'landes')).toEqual(['gironde', 'paris', 'gers']);
    expect(de('gironde', ['landes', 'paris'], 'landes')).toEqual(['gironde', 'paris']);
    expect(de('', ['paris'], 'landes')).toEqual(['paris']);
    expect(versCaisse({ ...paye(), siegeAnnonce: ANNONCE }, { siege: '977', caisse: 'gironde' })).toEqual({
      siege: '977',
      siegeAnnonce: null,
    });
  });

  it('un constat sans lieu ne déplace rien', () => {
    const evenement = (donnees: object) =>
      ({ sens: 'confirme', ...donnees }) as unknown as Evenement<'ConstatConfirme'>;
    const sans = (donnees: object) => evolutionsSiege.ConstatConfirme(paye(), evenement(donnees));
    expect([sans({}), sans({ siege: '40' }), sans({ caisse: 'landes' })]).toEqual([{}, {}, {}]);
    expect(sans({ siege: '40', caisse: 'landes' })).toMatchObject({
      caisse: 'landes',
      gardes: { 'amorcage-1': 'gironde' },
    });
  });
});

describe('les caisses (DEC-66)', () => {
  it('une caisse inconnue n’a pas de département, un département inconnu n’a pas de caisse', () => {
    expect(departementsDe('33')).toEqual([]);
    expect(() => exigerCaisse('99', undefined)).toThrow('« siege » : aucune caisse ne sert le département 99.');
    expect(() => exigerCaisse('64', undefined)).toThrow('deux caisses');
    expect(() => exigerCaisse('64', 'gironde')).toThrow(
      "(« bayonne »), Caisse primaire d'assurance maladie de Pau-Pyrénées (« pau-pyrenees »).",
    );
  });
});

describe('le régime (DEC-50)', () => {
  const A = 'en-fonctionnement-conforme' as const;
  const B = 'en-fonctionnement-a-mettre-en-conformite' as const;
  const existante = (changement: Partial<Etat> = {}): Etat => ({
    ...vivre(
      [
        [
          '2026-01-05',
          'ars',
          'declarer-ess-existante',
          { specialites: ['dermatologie'], departements: ['33'], siege: '33', regime: A },
        ],
      ],
      '2026-01-10',
    ).etat,
    ...changement,
  });
  const requalifier: Acte = [LE, 'ars', 'requalifier-regime', { regime: B, motif: 'Erreur de qualification.' }];
  it('un contrat conclu, l’un ou l’autre, ou un paiement exécuté, l’empêche ; un ordre, non', () => {
    const { amorcage, dotation } = existante();
    const etats: readonly Partial<Etat>[] = [
      { amorcage: { ...amorcage, concluLe: d('2026-02-01') } },
      { dotation: { ...dotation, concluLe: d('2026-02-01') } },
      { paiements: { 'amorcage-30': execute('2026-02-01') } },
      { paiements: { 'amorcage-30': ORDONNE } },
    ];
    expect(etats.map((changement) => sur(existante(changement), requalifier))).toEqual([
      ['etat', 'DEC-50'],
      ['etat', 'DEC-50'],
      ['etat', 'DEC-50'],
      'accepté',
    ]);
    expect(phrase(existante(etats[2]), requalifier)).toContain('Un paiement est exécuté');
    expect(phrase(existante(), [LE, 'ars', 'requalifier-regime', { regime: B }])).toContain(
      'La requalification du régime',
    );
  });

  it('ce que la conformité tenait lieu de projet de santé tombe ; un projet de santé décidé reste (DEC-28)', () => {
    const decision = { sens: 'valide', mode: 'expresse', le: d('2026-01-09') } as const;
    const apres = (conformite: boolean | null, recuLe: string | null) => {
      const avant = existante();
      const etat: Etat = {
        ...avant,
        transition: { ...avant.transition, conformite },
        projetSante: { ...avant.projetSante, recuLe: recuLe === null ? null : d(recuLe), decision },
      };
      return evoluerTous(etat, [premier(etat, requalifier)] as unknown as Evenement[]).projetSante.decision;
    };
    expect([apres(true, null), apres(true, '2026-01-08'), apres(null, null), apres(false, null)]).toEqual([
      null,
      decision,
      decision,
      decision,
    ]);
  });
});

describe('le territoire (DEC-48)', () => {
  const demander = (donnees: object = {}): Acte => [
    LE,
    'porteur',
    'modifier-territoire',
    { departements: ['33', '40'], liberaux: 150, medecinsPresents: 170, ...donnees },
  ];
  const regles = (etat: Etat, donnees: object = {}) => {
    const { avertissements = [] } = premier(etat, demander(donnees)) as unknown as {
      avertissements?: readonly { regle: string; phrase: string }[];
    };
    return avertissements;
  };
  const obstacles = (etat: Etat, donnees: object = {}) => regles(etat, donnees).map(({ regle }) => regle);
  it('plusieurs spécialités, si la commission paritaire nationale les a admises (DER-01)', () => {
    const deux = { specialites: ['dermatologie', 'rhumatologie'] };
    const derogee = (derogation: object): Etat => ({ ...paye(), derogation: { ...paye().derogation, ...derogation } });
    expect(obstacles(paye(), deux)).toEqual(['DER-01']);
    expect(obstacles(derogee({ sens: 'accordee', objet: 'multi-specialite' }), deux)).toEqual([]);
    expect(obstacles(derogee({ sens: 'accordee', objet: null }), deux)).toEqual([]);
    expect(obstacles(derogee({ sens: 'accordee', objet: 'seuils' }), deux)).toEqual(['DER-01']);
    expect(obstacles(derogee({ sens: 'refusee', objet: 'multi-specialite' }), deux)).toEqual(['DER-01']);
  });

  it('dix médecins suffisent, neuf non ; selon le texte du jour de l’entrée (ELI-03, DEC-65)', () => {
    expect(obstacles(paye(), { medecinsPresents: 10 })).toEqual([]);
    expect(obstacles(paye(), { medecinsPresents: 9 })).toEqual(['ELI-03']);
    const sous = (depuis: string, entreeLe = paye().entreeLe) => {
      const droit = lireDroit({
        version: 'douze-medecins',
        titre: 'Douze médecins',
        source: 'essai',
        depuis,
        parametres: { medecinsPresents: 12 },
      });
      return obstacles({ ...paye(), droit, entreeLe }, { medecinsPresents: 11 });
    };
    // Entered on 5 January 2026.
    expect([sous('2026-01-05'), sous('2026-01-06'), sous('2025-01-01', null), sous('2025-01-02', null)]).toEqual([
      ['ELI-03'],
      [],
      ['ELI-03'],
      [],
    ]);
  });

  it('les adhérents, comme on les connaît en dernier : comptés, puis listés, puis engagés (ELI-04)', () => {
    // 400 liberal doctors: forty are needed.
    const obstacle = (changement: Partial<Etat>) =>
      regles({ ...dote(), ...changement }, { liberaux: 400 })[0]?.phrase ?? '';
    const comptes = (un: number, deux: number): Partial<Etat> => ({
      denombrements: {
        '1': { date: d('2026-05-04'), nombre: un },
        '2': { date: d('2027-05-04'), nombre: un },
        '3': { date: d('2028-05-04'), nombre: deux },
      },
    });
    const { listeNominative } = dote();
    const liste = (nombre: number): Partial<Etat> => ({
      denombrements: {},
      listeNominative: listeNominative && { ...listeNominative, nombre },
    });
    expect(obstacle(comptes(50, 39))).toContain('Les adhérents (39) sont moins de 10 % des 400');
    expect(obstacle(comptes(39, 40))).toBe('');
    expect(obstacle(liste(38))).toContain('(38)');
    expect(obstacle(liste(40))).toBe('');
    expect(obstacle({ denombrements: {}, listeNominative: null })).toContain('(37)');
  });

  it('rien ne change : refusé, quel que soit l’ordre', () => {
    const etat: Etat = { ...paye(), departements: ['33', '40'] };
    expect(sur(etat, demander({ departements: ['40', '33'] }))).toEqual(['etat', 'DEC-48']);
    expect(sur(etat, demander({ departements: ['40', '33'], specialites: ['rhumatologie'] }))).toBe('accepté');
  });

  const demandee = (changement: Partial<ModificationTerritoire> = {}): Etat => {
    const etat = evoluerTous(paye(), [premier(paye(), demander())] as unknown as Evenement[]);
    const { modificationTerritoire: posee } = etat;
    return { ...etat, modificationTerritoire: posee && { ...posee, ...changement } };
  };
  const decider = (sens: string, motif?: string, le = LE): Acte => [
    le,
    'ars',
    'approuver-territoire',
    { sens, ...(motif === undefined ? {} : { motif }) },
  ];
  it('la demande garde son rang et son jour ; la décision ne la précède pas, et se motive', () => {
    const etat = demandee();
    expect(etat.modificationTerritoire).toMatchObject({ rang: etat.rang, le: LE, avis: null });
    expect(sur(etat, decider('accordee', 'Besoin.', '2026-05-31'), LE)).toEqual(['regle', 'DEC-48']);
    expect(phrase(etat, decider('accordee', 'Besoin.', '2026-05-31'), LE)).toContain('la demande de modification');
    expect(phrase(etat, decider('refusee'))).toContain('Le refus de la modification');
    expect(phrase(etat, decider('accordee'))).toContain('sans avis consigné de la caisse');
    const avis = { le: d(LE), sens: 'favorable' } as unknown as ModificationTerritoire['avis'];
    expect(sur(demandee({ avis }), decider('accordee'))).toBe('accepté');
    expect(phrase(demandee({ avis, autres: ['b'] }), decider('accordee'))).toContain("qu'une autre équipe revendique");
    expect(phrase(demandee({ avis, financees: ['b', 'c'] }), decider('accordee', 'Besoin.'))).toContain('(b, c)');
    const seuils = demandee({ medecinsPresents: 9 });
    expect(phrase(seuils, decider('accordee', 'Besoin.'))).toContain('Moins de 10 médecins');
  });

  it('revendiqué ou contesté, il se revendique de nouveau ; libre, non', () => {
    const modifie = (territoire: Etat['territoire']) => {
      const etat: Etat = { ...demandee(), territoire };
      const evenement = premier(etat, decider('accordee', 'Besoin.')) as unknown as Evenement;
      return evoluer(etat, evenement).aRevendiquer;
    };
    const attendu = { rang: demandee().rang + 1, le: LE };
    expect([modifie('revendique'), modifie('conteste'), modifie('libere')]).toEqual([attendu, attendu, null]);
    expect(signe().territoire).toBe('revendique');
  });
});
