/** What is found and confirmed, the missions, the yearly controls and targets, and when a case is over: MIS-01…04, REC-04, RES-D-03, ELI-05, ELI-10, SUI-01, DEC-20, DEC-25, DEC-32, DEC-33, DEC-42, DEC-47, DEC-55, DEC-60, DEC-67. */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Contrat, Dissolution, Etat, Piece, Recouvrement } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import { lireDroit } from '../../../domain/lire-droit.ts';
import { cloture, motifDeCloture, phaseApres } from '../../../domain/suivi/cloture.ts';
import { decisionsConstats } from '../../../domain/suivi/constats.ts';
import { cibleAtteinte } from '../../../domain/suivi/echeances.ts';
import { limiteMissionsSocles, operationnelle } from '../../../domain/suivi/missions.ts';
import { Refus } from '../../../domain/refus.ts';
import { centimes, type DateCivile, type MotifCloture } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { vivre, type Acte } from './etats.ts';
import { ORDONNE, compte, dote, execute, paye, phrase, premier, sur } from './paiement-essai.ts';
import { DEMANDEE } from './resiliation-essai.ts';

const LE = '2026-06-01';
const C = (montant: number) => centimes(montant);
const ligne = (etat: Etat, cle: string) => {
  const une = echeances(etat).find((candidate) => candidate.cle === cle);
  return une === undefined ? null : [une.expire, une.regle, une.effet, ...une.attendu].join(' ');
};

describe('lequel des constats un acte confirme (DEC-42, DEC-47, DEC-67)', () => {
  const SIEGE: Etat['siegeAnnonce'] = { rang: 30, le: d('2026-05-20'), siege: '40', caisse: 'landes' };
  const DISSOLUTION: Dissolution = {
    rang: 31,
    le: d('2026-05-21'),
    partie: 'ars',
    confirmeeLe: null,
    lettreLe: null,
    objectionLe: null,
    reponses: {},
    avant: {
      amorcage: { fin: null, finiLe: null },
      dotation: { fin: null, finiLe: null },
      resiliations: {},
    },
  };
  const REPRISE = { rang: 1, le: d('2026-05-22'), confirmeeLe: null, dus: [] };
  const dit = (changement: Partial<Etat>, donnees: object = {}, acteur = 'caisse') => {
    try {
      const evenements = decisionsConstats['confirmer-constat'](
        { ...paye(), ...changement },
        { commande: 'confirmer-constat', acteur, donnees: { le: LE, sens: 'confirme', ...donnees } } as never,
        undefined as never,
      );
      return evenements as readonly (Evenement & Readonly<Record<string, unknown>>)[];
    } catch (erreur) {
      if (erreur instanceof Refus) return erreur;
      throw erreur;
    }
  };
  const quoi = (changement: Partial<Etat>, donnees: object = {}) => {
    const reponse = dit(changement, donnees);
    return reponse instanceof Refus ? [reponse.nature, reponse.regle] : [reponse[0]?.regle, reponse[0]?.['rang']];
  };
  it.each<[string, Partial<Etat>, object, unknown]>([
    ['un siège seul', { siegeAnnonce: SIEGE }, {}, ['DEC-47', 30]],
    ['un siège, par son rang', { siegeAnnonce: SIEGE }, { rang: 30 }, ['DEC-47', 30]],
    ['une dissolution seule', { dissolution: DISSOLUTION }, {}, ['DEC-42', 31]],
    ['les deux, sans dire lequel', { siegeAnnonce: SIEGE, dissolution: DISSOLUTION }, {}, ['donnees', 'DEC-42']],
    ['les deux : le siège', { siegeAnnonce: SIEGE, dissolution: DISSOLUTION }, { rang: 30 }, ['DEC-47', 30]],
    ['les deux : la dissolution', { siegeAnnonce: SIEGE, dissolution: DISSOLUTION }, { rang: 31 }, ['DEC-42', 31]],
    [
      'un siège, la dissolution étant confirmée',
      { siegeAnnonce: SIEGE, dissolution: { ...DISSOLUTION, confirmeeLe: d('2026-05-22') } },
      {},
      ['DEC-47', 30],
    ],
    ['rien', {}, {}, ['etat', 'DEC-47']],
    ['une reprise, avant ce qu’elle contient', { reprise: REPRISE, siegeAnnonce: SIEGE }, {}, ['DEC-67', 1]],
    ['une reprise, par son rang', { reprise: REPRISE, siegeAnnonce: SIEGE }, { rang: 1 }, ['DEC-67', 1]],
    ['le siège d’un dossier repris', { reprise: REPRISE, siegeAnnonce: SIEGE }, { rang: 30 }, ['DEC-47', 30]],
    [
      'un siège, la reprise étant confirmée',
      { reprise: { ...REPRISE, confirmeeLe: d('2026-05-23') }, siegeAnnonce: SIEGE },
      {},
      ['DEC-47', 30],
    ],
  ])('%s', (_, changement, donnees, attendu) => {
    expect(quoi(changement, donnees)).toEqual(attendu);
  });

  it('deux attendent : le refus dit leurs rangs', () => {
    expect((dit({ siegeAnnonce: SIEGE, dissolution: DISSOLUTION }) as Refus).message).toBe(
      'Deux constats attendent une confirmation : dites lequel par « rang » (30 ou 31).',
    );
  });

  it('la reprise : par la caisse, pas avant elle, contestée avec un motif', () => {
    const reprise = { reprise: REPRISE };
    const refus = (donnees: object, acteur = 'caisse') => {
      const reponse = dit(reprise, donnees, acteur) as Refus;
      return [reponse.nature, reponse.regle, reponse.message];
    };
    expect(refus({}, 'ars')).toEqual(['role', 'DEC-67', expect.stringContaining('confirmée par la caisse, non par')]);
    expect(refus({ le: '2026-05-21' })).toEqual(['regle', 'DEC-67', expect.stringContaining('la reprise du dossier')]);
    expect(refus({ sens: 'conteste' })).toEqual([
      'regle',
      'DEC-67',
      expect.stringContaining('La contestation de la reprise'),
    ]);
    const [conteste, ...rien] = dit(reprise, { sens: 'contestee', motif: 'Un virement manque.' }) as readonly object[];
    expect(conteste).toMatchObject({ regle: 'DEC-67', rang: 1, partie: 'caisse', sens: 'conteste', recueLe: LE });
    expect(rien).toEqual([]);
    expect((dit(reprise, { sens: 'confirmee' }) as readonly object[])[0]).toMatchObject({ sens: 'confirme' });
    expect((dit(reprise, { le: '2026-05-22' }) as readonly object[])[0]).toMatchObject({ recueLe: '2026-05-22' });
  });

  const apres = (changement: Partial<Etat>, evenement: object) =>
    evoluer({ ...paye(), ...changement }, {
      evenement: 'ConstatConfirme',
      le: LE,
      acteur: 'caisse',
      regle: 'DEC-67',
      sens: 'confirme',
      ...evenement,
    } as unknown as Evenement);
  it('contestée, elle attend encore ; un constat de siège va au siège, un autre à la dissolution', () => {
    expect(apres({ reprise: REPRISE }, {}).reprise).toEqual({ ...REPRISE, confirmeeLe: LE });
    expect(apres({ reprise: REPRISE }, { sens: 'conteste' }).reprise).toEqual(REPRISE);
    expect(apres({}, {}).reprise).toBeNull();
    expect(apres({ siegeAnnonce: SIEGE }, { regle: 'DEC-47', siege: '40', caisse: 'landes' }).caisse).toBe('landes');
    expect(apres({ dissolution: DISSOLUTION }, { regle: 'DEC-42', recueLe: LE }).dissolution).toMatchObject({
      confirmeeLe: LE,
    });
  });

  it('confirmée, elle ordonne ce qui était dû et l’est encore, une fois (DEC-67)', () => {
    const dus = [{ paiement: 'dotation-1' as const, montantCentimes: C(6_500_000), dateLimite: d('2026-06-04') }];
    const ordres = (changement: Partial<Etat>) =>
      (dit({ ...compte({ '1': 37 }), reprise: { ...REPRISE, dus }, ...changement }) as readonly Evenement[]).slice(1);
    expect(ordres({})).toMatchObject([
      {
        evenement: 'PaiementOrdonnance',
        acteur: 'systeme',
        le: LE,
        regle: 'DEC-67',
        paiement: 'dotation-1',
        montantCentimes: 6_500_000,
        dateLimite: '2026-06-04',
        caisse: 'gironde',
      },
    ]);
    expect(ordres({ caisse: '' })[0]).not.toHaveProperty('caisse');
    const complement = { 'dotation-1-complement': { ...ORDONNE, montantCentimes: C(1) } };
    const dejaPaye = {
      'dotation-1-complement': {
        ...execute('2026-05-20'),
        versements: [{ le: d('2026-05-20'), montantCentimes: C(1), reference: null, retourneLe: null }],
      },
    };
    const autres: readonly Partial<Etat>[] = [
      { paiements: { 'dotation-1': { ...ORDONNE, montantCentimes: C(1), statut: 'interrompu' } } },
      { paiements: complement },
      { paiements: dejaPaye },
      { denombrements: { '1': { date: d('2026-05-04'), nombre: 36 } } },
      { denombrements: { '1': { date: d('2026-05-04'), nombre: 9 } } },
    ];
    expect(autres.map(ordres)).toEqual([[], [], [], [], []]);
    expect(ordres({ denombrements: { '1': { date: d('2026-05-04'), nombre: 38 } } })).toHaveLength(1);
  });
});

describe('les missions (MIS-01…04, REC-04, DEC-60)', () => {
  const activite = (commande: Acte[2], nom: string, donnees: object = {}, le = LE): Acte => [
    le,
    commande === 'declarer-activite' ? 'porteur' : 'caisse',
    commande,
    { activite: nom, ...donnees },
  ];
  it('chaque activité sous sa règle, jamais d’avant l’entrée du dossier', () => {
    const regle = (commande: Acte[2], nom: string) => premier(paye(), activite(commande, nom));
    expect(regle('declarer-activite', 'avis-ponctuel')).toMatchObject({ regle: 'MIS-01', activite: 'avis-ponctuel' });
    expect(regle('declarer-activite', 'consultations-avancees')).toMatchObject({ regle: 'MIS-04' });
    expect(regle('constater-activite', 'structuration-offre')).toMatchObject({ regle: 'REC-04', constat: 'presente' });
    expect(regle('constater-activite', 'consultations-avancees')).toMatchObject({ regle: 'MIS-04' });
    for (const commande of ['declarer-activite', 'constater-activite'] as const) {
      expect(sur(paye(), activite(commande, 'avis-ponctuel', {}, '2026-01-05'), LE)).toBe('accepté');
      const veille = activite(commande, 'avis-ponctuel', {}, '2026-01-04');
      expect(sur(paye(), veille, LE)).toEqual(['donnees', 'DEC-18']);
      expect(phrase(paye(), veille, LE)).toContain("l'entrée dans la procédure");
    }
  });

  const apres = (etat: Etat, evenement: object) =>
    evoluer(etat, {
      evenement: 'ActiviteConstatee',
      acteur: 'caisse',
      regle: 'REC-04',
      activite: 'avis-ponctuel',
      ...evenement,
    } as unknown as Evenement);
  it('le dernier constat daté compte, de ce jour aussi ; le premier jour où elle fut vue reste', () => {
    const vue = apres(paye(), { le: '2026-05-10', constat: 'presente' });
    expect(vue.activites['avis-ponctuel']).toEqual({
      declareeLe: null,
      constateeLe: '2026-05-10',
      constat: { le: '2026-05-10', sens: 'presente' },
    });
    const sens = (le: string, constat: string) => apres(vue, { le, constat }).activites['avis-ponctuel'];
    expect(sens('2026-05-09', 'absente')).toMatchObject({ constateeLe: '2026-05-10', constat: { sens: 'presente' } });
    expect(sens('2026-05-10', 'absente')).toMatchObject({ constat: { le: '2026-05-10', sens: 'absente' } });
    expect(sens('2026-05-11', 'absente')).toMatchObject({
      constateeLe: '2026-05-10',
      constat: { le: '2026-05-11', sens: 'absente' },
    });
    expect(sens('2026-05-11', 'presente')).toMatchObject({ constateeLe: '2026-05-10', constat: { le: '2026-05-11' } });
    expect(apres(paye(), { le: '2026-05-10', constat: 'absente' }).activites['avis-ponctuel']?.constateeLe).toBeNull();
    const declaree = (le: string, etat = paye()) => apres(etat, { evenement: 'ActiviteDeclaree', le });
    expect(declaree('2026-05-12', declaree('2026-05-11')).activites['avis-ponctuel']?.declareeLe).toBe('2026-05-11');
  });

  const constat = (sens: 'presente' | 'absente', le: string) => ({
    declareeLe: null,
    constateeLe: null,
    constat: { le: d(le), sens },
  });
  const socle = (statut: Piece['statut'], verifieeLe: string | null): Etat['pieces'] => ({
    'action-socle': {
      code: 'action-socle',
      statut,
      deposeeLe: d('2026-04-01'),
      verifieeLe: verifieeLe === null ? null : d(verifieeLe),
      motif: null,
      montantCentimes: null,
      signePar: [],
    },
  });
  const deuxAbsentes = (le: string, autre = le): Etat['activites'] => ({
    ...paye().activites,
    'avis-ponctuel': constat('absente', le),
    'structuration-offre': constat('absente', autre),
  });
  it.each<[string, Partial<Etat>, boolean]>([
    ['rien', { pieces: {} }, false],
    [
      'une activité constatée',
      { pieces: {}, activites: { ...paye().activites, 'avis-ponctuel': constat('presente', LE) } },
      true,
    ],
    [
      'une activité constatée absente',
      { pieces: {}, activites: { ...paye().activites, 'avis-ponctuel': constat('absente', LE) } },
      false,
    ],
    ['une action présentée, pas encore regardée', { pieces: socle('deposee', null) }, false],
    ['une action conforme', { pieces: socle('conforme', '2026-05-01') }, true],
    [
      'une action conforme, une activité absente depuis',
      {
        pieces: socle('conforme', '2026-05-01'),
        activites: { ...paye().activites, 'avis-ponctuel': constat('absente', '2026-05-02') },
      },
      true,
    ],
    [
      'les deux absentes depuis',
      { pieces: socle('conforme', '2026-05-01'), activites: deuxAbsentes('2026-05-02') },
      false,
    ],
    [
      'les deux absentes le jour même',
      { pieces: socle('conforme', '2026-05-01'), activites: deuxAbsentes('2026-05-01') },
      false,
    ],
    [
      'l’une absente avant elle',
      { pieces: socle('conforme', '2026-05-01'), activites: deuxAbsentes('2026-05-02', '2026-04-30') },
      true,
    ],
    ['conforme sans jour connu', { pieces: socle('conforme', null), activites: deuxAbsentes('2026-05-02') }, true],
  ])('opérationnelle ? %s (REC-01)', (_, changement, attendu) => {
    expect(operationnelle({ ...paye(), ...changement })).toBe(attendu);
  });

  it('un an du premier dépôt du projet de santé (MIS-02) ; sans dépôt, rien', () => {
    expect(limiteMissionsSocles(dote())).toBe('2027-04-01');
    expect(limiteMissionsSocles(paye())).toBeNull();
    expect(ligne({ ...dote(), regime: 'en-fonctionnement-conforme' }, 'absence-missions-socles')).toBeNull();
  });

  it('plus rien n’oblige quand l’équipe a renoncé, ou que la dotation est finie', () => {
    const sansContrat: Etat = { ...dote(), dotation: { ...dote().dotation, concluLe: null } };
    expect(ligne(sansContrat, 'missions-socles')).toBe('2027-04-01 MIS-02 alerte porteur');
    expect(ligne({ ...sansContrat, renonceeLe: d('2026-06-01') }, 'missions-socles')).toBeNull();
  });

  it('l’alerte n’est jamais d’avant le contrat qui oblige, le premier des deux qui courent (DEC-32)', () => {
    const alerte = (amorcage: Partial<Contrat>, dotation: Partial<Contrat>) => {
      const etat: Etat = {
        ...dote(),
        amorcage: { ...dote().amorcage, ...amorcage },
        dotation: { ...dote().dotation, ...dotation },
        projetSante: { ...dote().projetSante, decision: null },
      };
      return echeances(etat).find(({ cle }) => cle === 'missions-socles')?.effetLe;
    };
    const tard = (le: string): Partial<Contrat> => ({ concluLe: d(le), fin: null, finiLe: null });
    expect(alerte({}, tard('2027-06-10'))).toBe('2027-06-10');
    expect(alerte(tard('2027-06-01'), tard('2027-06-10'))).toBe('2027-06-01');
    expect(alerte(tard('2027-06-10'), tard('2027-06-01'))).toBe('2027-06-01');
    expect(alerte(tard('2026-06-10'), tard('2027-06-01'))).toBe('2027-04-02');
  });
});

describe('le contrôle annuel et les cibles (DEC-25, DEC-60, ELI-05, ELI-10)', () => {
  const controles = (controlees: Etat['controles'], depassees: Etat['depassees'] = {}) =>
    echeances({ ...dote(), controles: controlees, depassees })
      .filter(({ cle, effet }) => cle.startsWith('controle-annuel') && effet !== 'rappel')
      .map(({ cle, expire }) => [cle, expire]);
  // Signed on 4 May 2026: the eve of each anniversary.
  const FAIT = { le: d('2027-05-01') } as never;
  const manque = (...ans: readonly number[]) =>
    Object.fromEntries(ans.map((n) => [`controle-annuel-${n}`, d(`${2026 + n}-05-03`)])) as Etat['depassees'];
  it.each<[string, Etat['controles'], Etat['depassees'], readonly (readonly [string, string])[]]>([
    ['le premier', {}, {}, [['controle-annuel-1', '2027-05-03']]],
    ['fait, le deuxième', { 1: FAIT }, {}, [['controle-annuel-2', '2028-05-03']]],
    [
      'manqué, il reste dû, avec le suivant',
      {},
      manque(1),
      [
        ['controle-annuel-1', '2027-05-03'],
        ['controle-annuel-2', '2028-05-03'],
      ],
    ],
    [
      'deux manqués : le dernier reste dû',
      {},
      manque(1, 2),
      [
        ['controle-annuel-2', '2028-05-03'],
        ['controle-annuel-3', '2029-05-03'],
      ],
    ],
    ['manqué, puis fait l’année suivante', { 2: FAIT }, manque(1), [['controle-annuel-3', '2029-05-03']]],
    [
      'une signature corrigée depuis : ce n’est plus ce jour-là qui fut manqué',
      {},
      { 'controle-annuel-1': d('2027-05-02') },
      [['controle-annuel-1', '2027-05-03']],
    ],
  ])('%s', (_, controlees, depassees, attendus) => {
    // One that was missed and said already is no longer a timer; a late one is.
    const toutes = controles(controlees, depassees);
    expect(
      attendus.filter(
        ([cle]) => !(cle in depassees && depassees[cle] === attendus.find(([autre]) => autre === cle)?.[1]),
      ),
    ).toEqual(toutes);
  });
  it('attend la caisse, sous SUI-01 ; son jour se compte de l’anniversaire', () => {
    expect(ligne(dote(), 'controle-annuel-1')).toBe('2027-05-03 SUI-01 alerte caisse');
    const une = echeances(dote()).find(({ cle }) => cle === 'controle-annuel-1');
    expect(une?.calcul.etapes.at(-1)).toMatchObject({
      operation: 'duree',
      valeur: -1,
      unite: 'jours',
      regle: 'DEC-60',
    });
    expect(
      ligne({ ...dote(), dotation: { ...dote().dotation, fin: 'resilie', finiLe: d(LE) } }, 'controle-annuel-1'),
    ).toBeNull();
  });

  it('les documents demandés ont leur délai, tant que la dotation court (DEC-55)', () => {
    const avec = (documentsAttendus: object | null, dotation: Partial<Contrat> = {}): Etat => ({
      ...dote(),
      documentsAttendus: documentsAttendus as Etat['documentsAttendus'],
      dotation: { ...dote().dotation, ...dotation },
    });
    const attendus = { demandesLe: d('2026-05-10'), delai: d('2026-06-10') };
    expect(ligne(avec(attendus), 'documents-complementaires')).toBe('2026-06-10 DEC-55 alerte porteur');
    expect(ligne(avec({ ...attendus, delai: null }), 'documents-complementaires')).toBeNull();
    expect(ligne(avec(null), 'documents-complementaires')).toBeNull();
    expect(ligne(avec(attendus, { fin: 'resilie', finiLe: d(LE) }), 'documents-complementaires')).toBeNull();
    const une = echeances(avec(attendus)).find(({ cle }) => cle === 'documents-complementaires');
    expect(une?.calcul).toMatchObject({
      depart: { evenement: 'DocumentsDemandes', le: '2026-05-10' },
      etapes: [{ operation: 'inscrite', evenement: 'DocumentsDemandes', regle: 'DEC-55' }],
    });
  });

  it('la cible de 30 % : atteinte au seuil, d’un effectif et d’un compte connus ; selon le texte de la signature', () => {
    const avec = (liberaux: number | null, nombre: number | null, droit: Etat['droit'] = []): Etat => ({
      ...dote(),
      droit,
      effectifs: { ...dote().effectifs, liberaux },
      denombrements: nombre === null ? {} : { '1': { date: d('2026-05-04'), nombre } },
    });
    const atteinte = (etat: Etat) => cibleAtteinte(etat, 'cibleIntermediaire');
    expect([avec(100, 30), avec(100, 29), avec(null, 30), avec(100, null)].map(atteinte)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const sous = (depuis: string) =>
      lireDroit({
        version: 'quart',
        titre: 'Un quart',
        source: 'essai',
        depuis,
        parametres: { cibleIntermediaire: 25 },
      });
    expect([avec(100, 25, sous('2026-05-04')), avec(100, 25, sous('2026-05-05'))].map(atteinte)).toEqual([true, false]);
    expect(ligne(avec(100, 29), 'cible-30')).toBe('2028-11-04 ELI-05 alerte porteur');
    expect(ligne(avec(100, 30), 'cible-30')).toBeNull();
    expect(ligne(avec(100, 50), 'cible-50')).toBeNull();
    expect(ligne({ ...dote(), concertationLe: d('2027-01-01') }, 'concertation-5-ans')).toBeNull();
    const une = echeances(avec(100, 29)).find(({ cle }) => cle === 'cible-30');
    expect(une?.calcul.depart).toMatchObject({ evenement: 'ContratDotationConclu', le: '2026-05-04' });
    expect(
      ligne({ ...avec(100, 29), dotation: { ...dote().dotation, fin: 'resilie', finiLe: d(LE) } }, 'cible-30'),
    ).toBeNull();
  });
});

describe('quand un dossier est fini, et pourquoi (DEC-20)', () => {
  const termine = { fin: 'termine' as const, finiLe: d('2026-12-11') };
  const resilie = { fin: 'resilie' as const, finiLe: d('2026-12-11') };
  const decision = (sens: 'valide' | 'refuse') => ({ sens, mode: 'expresse' as const, le: d('2026-04-20') });
  /** The amorçage is over, nothing was signed after it, nothing is out. */
  const fini = (changement: Partial<Etat> = {}): Etat => ({
    ...dote(),
    phase: 'amorcage',
    amorcage: { ...dote().amorcage, ...termine },
    dotation: { ...dote().dotation, concluLe: null },
    denombrements: {},
    paiements: {},
    recouvrements: {},
    pieces: {},
    projetSante: { ...dote().projetSante, recuLe: null, decision: null },
    ...changement,
  });
  const un = (donnees: Partial<Recouvrement> = {}): Recouvrement => ({
    origine: 'dix-huit-mois',
    statut: 'clos',
    montantCentimes: C(4_000_000),
    duCentimes: C(4_000_000),
    rembourseCentimes: C(0),
    remisCentimes: C(0),
    notifieLe: null,
    dateLimite: null,
    ouvertLe: d('2027-07-06'),
    ...donnees,
  });
  const dissoute = (le: string, confirmeeLe: string | null = '2027-01-10'): Dissolution => ({
    rang: 40,
    le: d(le),
    partie: 'ars',
    confirmeeLe: confirmeeLe === null ? null : d(confirmeeLe),
    lettreLe: null,
    objectionLe: null,
    reponses: {},
    avant: null,
  });
  const dehors = { paiements: { 'amorcage-1': execute('2026-02-20') } };
  const dotationDe = (donnees: Partial<Contrat>) => ({ ...dote().dotation, ...donnees });
  it.each<[string, Partial<Etat>, MotifCloture | null]>([
    ['rien ne suit', {}, 'terme-sans-suite'],
    [
      'annulé, quoi qu’il reste',
      { annuleeLe: d(LE), recouvrements: { dotation: un({ statut: 'notifie' }) } },
      'annulation',
    ],
    [
      'la lettre refusée',
      {
        li: {
          ...(dote().li as NonNullable<Etat['li']>),
          decision: { sens: 'refusee', mode: 'expresse', le: d(LE) } as never,
        },
      },
      'li-refusee',
    ],
    ['de l’argent dehors, sans activité : les dix-huit mois l’attendent', dehors, null],
    [
      'la procédure des dix-huit mois close',
      { ...dehors, recouvrements: { 'dix-huit-mois': un() } },
      'terme-sans-suite',
    ],
    ['une autre réclamation close, l’argent dehors', { ...dehors, recouvrements: { 'indu-amorcage-1': un() } }, null],
    ['un régime sans ce test', { ...dehors, regime: 'en-projet-avec-amorcage-ars' }, 'terme-sans-suite'],
    [
      'l’amorçage ni terminé ni résilié, jamais conclu',
      { amorcage: { ...dote().amorcage, concluLe: null, fin: null, finiLe: null } },
      null,
    ],
    [
      'un projet validé : un contrat peut suivre',
      { projetSante: { ...dote().projetSante, decision: decision('valide') } },
      null,
    ],
    ['abandonné (DEC-44)', { abandonneLe: d('2027-01-01') }, 'abandon'],
    ['une résiliation encore à trancher', { resiliations: vivre(DEMANDEE, '2026-03-02').etat.resiliations }, null],
    ['dissoute', { dissolution: dissoute('2027-01-01') }, 'dissolution'],
    ['dissoute, pas confirmée', { dissolution: dissoute('2027-01-01', null) }, 'terme-sans-suite'],
    [
      'résiliée avant la dissolution',
      { amorcage: { ...dote().amorcage, ...resilie }, dissolution: dissoute('2026-12-12') },
      'resiliation',
    ],
    [
      'résiliée du jour de la dissolution : par elle',
      { amorcage: { ...dote().amorcage, ...resilie }, dissolution: dissoute('2026-12-11') },
      'dissolution',
    ],
    ['la dotation résiliée', { dotation: dotationDe({ ...resilie, concluLe: null }) }, 'resiliation'],
    // DEC-33: signed on 4 May 2026, and its adherents are to be counted.
    ['une année commencée à compter', { dotation: dotationDe({ ...resilie, finiLe: d('2026-05-05') }) }, null],
    [
      'finie le jour même : la première année se compte',
      { dotation: dotationDe({ ...resilie, finiLe: d('2026-05-04') }) },
      null,
    ],
    [
      'finie le jour du premier anniversaire : la deuxième année n’a pas commencé',
      {
        dotation: dotationDe({ ...resilie, finiLe: d('2027-05-04') }),
        denombrements: { '1': { date: d('2026-05-04'), nombre: 37 } },
        paiements: {
          'dotation-1': {
            ...execute('2026-05-20'),
            montantCentimes: C(6_500_000),
            versements: [{ le: d('2026-05-20'), montantCentimes: C(6_500_000), reference: null, retourneLe: null }],
          },
        },
        regime: 'en-projet-avec-amorcage-ars',
      },
      'resiliation',
    ],
  ])('%s', (_, changement, motif) => {
    expect(motifDeCloture(fini(changement), d('2027-03-01'))).toBe(motif);
  });

  it('la clôture est du jour de ce qui finit, jamais d’avant la fin des contrats ; une fois', () => {
    expect(cloture(fini(), d('2027-03-01'))).toMatchObject({
      evenement: 'EssClose',
      le: '2027-03-01',
      regle: 'DEC-20',
      motifCloture: 'terme-sans-suite',
    });
    const renoncee = fini({ renonceeLe: d('2026-12-01') });
    expect(cloture(renoncee, d('2026-12-05'))).toMatchObject({ le: '2026-12-11', motifCloture: 'renonciation' });
    expect(cloture({ ...renoncee, phase: 'close' }, d('2026-12-05'))).toBeNull();
  });

  it('les deux ans du dossier courent du jour où la clôture est connue (DEC-35)', () => {
    const close = (dernierLe: DateCivile | null) =>
      evoluer({ ...fini(), dernierLe }, {
        evenement: 'EssClose',
        le: '2027-03-01',
        acteur: 'systeme',
        regle: 'DEC-20',
        motifCloture: 'abandon',
      } as unknown as Evenement);
    expect([close(null), close(d('2027-02-01')), close(d('2027-04-01'))].map(({ closeLe }) => closeLe)).toEqual([
      '2027-03-01',
      '2027-03-01',
      '2027-04-01',
    ]);
    expect(close(null)).toMatchObject({ phase: 'close', motifCloture: 'abandon', miseEnDemeure: null });
  });

  it.each<[string, Partial<Etat>, string]>([
    [
      'un indu seul, une suite étant possible',
      { recouvrements: { 'indu-amorcage-1': un({ statut: 'propose', origine: 'indu' }) } },
      'amorcage',
    ],
    [
      'un indu, l’amorçage résilié',
      {
        amorcage: { ...dote().amorcage, ...resilie },
        recouvrements: { 'indu-amorcage-1': un({ statut: 'propose', origine: 'indu' }) },
      },
      'recouvrement',
    ],
    [
      'un indu, la dotation résiliée',
      {
        dotation: dotationDe(resilie),
        recouvrements: { 'indu-amorcage-1': un({ statut: 'propose', origine: 'indu' }) },
      },
      'recouvrement',
    ],
    ['les dix-huit mois', { recouvrements: { 'dix-huit-mois': un({ statut: 'propose' }) } }, 'recouvrement'],
    [
      'les dix-huit mois, un projet validé : une suite est possible',
      {
        recouvrements: { 'dix-huit-mois': un({ statut: 'propose' }) },
        projetSante: { ...dote().projetSante, decision: decision('valide') },
      },
      'amorcage',
    ],
    [
      'la même, l’équipe ayant renoncé',
      {
        recouvrements: { 'dix-huit-mois': un({ statut: 'propose' }) },
        projetSante: { ...dote().projetSante, decision: decision('valide') },
        renonceeLe: d('2027-01-01'),
      },
      'recouvrement',
    ],
    [
      'la même, la dotation finie',
      {
        recouvrements: { 'dix-huit-mois': un({ statut: 'propose' }) },
        projetSante: { ...dote().projetSante, decision: decision('valide') },
        dotation: dotationDe(termine),
      },
      'recouvrement',
    ],
  ])('la phase : %s', (_, changement, phase) => {
    expect(phaseApres(fini(changement))).toBe(phase);
  });
});
