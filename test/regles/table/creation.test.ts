/** Association, FINESS, bank details, renunciation, activities: from when, once, and until when (ASS-01, FIN-01, FIN-02, FIN-05, DEC-13, DEC-23, MIS-01, MIS-04, REC-04). */
import { describe, expect, it } from 'vitest';
import {
  creationOuverteLe,
  demandesFiness,
  finessAttribue,
  finessPossibleDepuis,
} from '../../../domain/creation/actes.ts';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat } from '../../../domain/etat.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import { cleFiness, estFiness } from '../../../domain/creation/finess.ts';
import {
  constatee,
  limiteAbsenceMissions,
  limiteMissionsSocles,
  missionSocleComplete,
  operationnelle,
} from '../../../domain/suivi/missions.ts';
import type { Activite, Regime } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, etatDe, vivre, type Acte } from './etats.ts';
import { dote, paye, phrase, premier, sur } from './paiement-essai.ts';

const LE = '2026-02-10';
const deposee = () => vivre(ACTES.ENTREE, LE).etat;
const validee = () => vivre(ACTES.CREATION, LE).etat;
const creee = (): Etat => ({ ...validee(), associationLe: d('2026-02-05') });
const regime = (etat: Etat, nom: Regime): Etat => ({ ...etat, regime: nom });
const ps = (etat: Etat, sens: 'valide' | 'refuse'): Etat => ({
  ...etat,
  projetSante: { ...etat.projetSante, decision: { sens, mode: 'expresse', le: d('2026-02-08') } },
});
const refusee = (): Etat => {
  const { li } = validee();
  return { ...validee(), li: li && { ...li, decision: { sens: 'refusee', mode: 'expresse', le: d('2026-02-02') } } };
};
const A = 'en-fonctionnement-conforme';
const B = 'en-fonctionnement-a-mettre-en-conformite';
const C = 'en-projet-avec-amorcage-ars';

describe('à partir de quand', () => {
  it('la création s’ouvre à la validation de la lettre, ou à l’entrée en régime transitoire', () => {
    expect([creationOuverteLe(deposee()), creationOuverteLe(validee()), creationOuverteLe(refusee())]).toEqual([
      null,
      '2026-02-02',
      null,
    ]);
    expect(creationOuverteLe({ ...validee(), li: null })).toBeNull();
    for (const nom of [A, B, C] as const) expect(creationOuverteLe(regime(deposee(), nom))).toBe('2026-01-05');
  });

  it('le numéro FINESS : lettre validée et association créée (FIN-02) ; conformité (FIN-05) ; association ou contrat', () => {
    expect(finessPossibleDepuis(creee())).toBe('2026-02-05');
    expect(finessPossibleDepuis(validee())).toBeNull();
    expect(finessPossibleDepuis({ ...refusee(), associationLe: d('2026-02-05') })).toBeNull();
    expect(finessPossibleDepuis({ ...creee(), li: null })).toBeNull();
    for (const nom of [A, B] as const) {
      expect(finessPossibleDepuis(regime(creee(), nom))).toBeNull();
      expect(finessPossibleDepuis(ps(regime(creee(), nom), 'valide'))).toBe('2026-02-08');
      expect(finessPossibleDepuis(ps(regime(creee(), nom), 'refuse'))).toBeNull();
    }
    const conclu = { ...regime(validee(), C), amorcage: { ...validee().amorcage, concluLe: d('2026-02-09') } };
    expect(finessPossibleDepuis(regime(validee(), C))).toBeNull();
    expect(finessPossibleDepuis(conclu)).toBe('2026-02-09');
    expect(finessPossibleDepuis({ ...conclu, associationLe: d('2026-02-05') })).toBe('2026-02-05');
  });
});

describe('l’association et les coordonnées bancaires', () => {
  const associer = (le = LE): Acte => [le, 'porteur', 'declarer-association'];
  it('se déclare une fois la lettre validée, à sa vraie date, même plus ancienne (ASS-01, DEC-47)', () => {
    expect(premier(validee(), associer('2026-02-02'))).toMatchObject({
      evenement: 'AssociationDeclaree',
      regle: 'ASS-01',
    });
    for (const le of ['2026-02-01', '2019-06-30']) expect(sur(validee(), associer(le), LE)).toBe('accepté');
    expect(finessPossibleDepuis({ ...validee(), associationLe: d('2019-06-30') })).toBe('2026-02-02');
    expect(sur(creee(), associer())).toEqual(['etat', 'ASS-01']);
    expect(phrase(creee(), associer())).toContain('déjà déclarée');
    expect(sur({ ...validee(), li: null }, associer())).toEqual(['etat', 'ASS-01']);
    expect(phrase({ ...validee(), li: null }, associer())).toContain('une fois la lettre');
  });

  it('les coordonnées bancaires suivent la validation de la lettre (DEC-13)', () => {
    const declarer: Acte = [LE, 'porteur', 'declarer-coordonnees-bancaires'];
    expect(premier(validee(), declarer)).toMatchObject({ regle: 'DEC-13' });
    expect(sur({ ...validee(), li: null }, declarer)).toEqual(['etat', 'DEC-13']);
    expect(phrase({ ...validee(), li: null }, declarer)).toContain("celles de l'association");
    const veille: Acte = ['2026-02-01', 'porteur', 'declarer-coordonnees-bancaires'];
    expect(sur(validee(), veille, LE)).toEqual(['regle', 'DEC-18']);
    expect(phrase(validee(), veille, LE)).toContain("la validation de la lettre d'intention");
  });

  it('l’association dit son siège et sa caisse ensemble, ou le dossier garde les siens (DEC-47)', () => {
    const dite = (lieu: object): Etat =>
      evoluer(validee(), {
        evenement: 'AssociationDeclaree',
        acteur: 'porteur',
        regle: 'ASS-01',
        le: d(LE),
        ...lieu,
      });
    expect(dite({ siege: '40', caisse: 'landes' })).toMatchObject({ associationLe: LE, siege: '40', caisse: 'landes' });
    for (const lieu of [{}, { siege: '40' }, { caisse: 'landes' }])
      expect(dite(lieu)).toMatchObject({ associationLe: LE, siege: '33', caisse: 'gironde' });
  });
});

describe('le numéro FINESS', () => {
  const attribuer = (numero: string, le = LE): Acte => [le, 'ars', 'attribuer-finess', { numero }];
  const sansNumero = (): Etat => ({ ...creee(), finess: null });
  it('s’attribue une fois, pas avant de pouvoir l’être (FIN-01, FIN-02)', () => {
    expect(premier(sansNumero(), attribuer('330000001'))).toMatchObject({
      regle: 'FIN-01',
      numero: '330000001',
      mode: 'manuel',
    });
    expect(sur(sansNumero(), attribuer('330000001', '2026-02-05'), LE)).toBe('accepté');
    expect(sur(sansNumero(), attribuer('330000001', '2026-02-01'), LE)).toEqual(['regle', 'FIN-02']);
    expect(phrase(sansNumero(), attribuer('330000001', '2026-02-01'), LE)).toContain('pouvait être attribué');
    const attribue = { ...creee(), finess: { numero: '330000001', fermeLe: null } };
    expect(sur(attribue, attribuer('330000001'))).toEqual(['etat', 'FIN-01']);
    expect(phrase(attribue, attribuer('330000001'))).toContain('330000001');
    expect(sur(validee(), attribuer('330000001', '2026-02-02'), LE)).toBe('accepté');
    expect(sur(deposee(), attribuer('330000001'))).toEqual(['etat', 'FIN-02']);
    expect(phrase({ ...validee(), li: null }, attribuer('330000001'))).toContain('attend la validation');
    expect(sur({ ...validee(), li: null }, attribuer('330000001'))).toEqual(['etat', 'FIN-02']);
    expect(sur(regime(sansNumero(), B), attribuer('330000001'))).toEqual(['etat', 'FIN-05']);
  });

  it('a la forme et la clé d’un numéro FINESS (FIN-01)', () => {
    // Two real numbers, of two university hospitals.
    expect([cleFiness('75071218'), cleFiness('33078119')]).toEqual(['4', '6']);
    expect(cleFiness('33000000')).toBe('1');
    expect(cleFiness('00000000')).toBe('0');
    expect([cleFiness('00000001'), cleFiness('00000005'), cleFiness('00000010')]).toEqual(['8', '9', '9']);
    expect(cleFiness('2A000000')).toBe(cleFiness('21000000'));
    expect(cleFiness('2B000000')).toBe(cleFiness('22000000'));
    for (const numero of ['330000001', '000000018', '000000059']) expect(estFiness(numero), numero).toBe(true);
    for (const numero of [
      '330000002',
      '33000000',
      '3300000011',
      'x330000001',
      '330000001x',
      '2C0000008',
      'A30000001',
      '33000000A',
    ])
      expect(estFiness(numero), numero).toBe(false);
    expect(sur(sansNumero(), attribuer('330000002'))).toEqual(['donnees', 'FIN-01']);
    expect(phrase(sansNumero(), attribuer('330000002'))).toContain('« 330000002 »');
  });

  it('se rectifie, avec un motif, par un autre numéro juste (DEC-51)', () => {
    const rectifier = (numero: string, motif?: string): Acte => [
      LE,
      'ars',
      'rectifier-finess',
      { numero, ...(motif === undefined ? {} : { motif }) },
    ];
    const avec = (): Etat => ({ ...creee(), finess: { numero: '330000001', fermeLe: null } });
    expect(premier(avec(), rectifier('330000019', 'Erreur.'))).toMatchObject({
      evenement: 'FinessRectifie',
      regle: 'DEC-51',
      numero: '330000019',
      avant: '330000001',
    });
    expect(sur(avec(), rectifier('330000019'))).toEqual(['regle', 'DEC-51']);
    expect(sur(avec(), rectifier('330000001', 'Erreur.'))).toEqual(['etat', 'DEC-51']);
    expect(sur(avec(), rectifier('330000002', 'Erreur.'))).toEqual(['donnees', 'FIN-01']);
    expect(sur(sansNumero(), rectifier('330000019', 'Erreur.'))).toEqual(['etat', 'DEC-51']);
  });

  it('est demandé à l’ARS un mois durant, là où aucune plage ne le donne (DEC-51)', () => {
    const attendue = (etat: Etat) => echeances(etat).find(({ cle }) => cle === 'attribution-finess');
    expect(attendue({ ...sansNumero(), rang: 3 })).toMatchObject({
      expire: '2026-03-05',
      effetLe: '2026-03-06',
      effet: 'alerte',
      attendu: ['ars'],
    });
    expect(attendue({ ...creee(), rang: 3, finess: { numero: '330000001', fermeLe: null } })).toBeUndefined();
    expect(attendue(validee())).toBeUndefined();
  });

  it('se ferme une fois qu’aucun contrat ne court (FIN-05, DEC-51)', () => {
    const fermer: Acte = ['2026-05-10', 'ars', 'fermer-finess'];
    const avec = (etat: Etat, fermeLe: string | null): Etat => ({
      ...etat,
      finess: { numero: '330000001', fermeLe: fermeLe === null ? null : d(fermeLe) },
    });
    const fini = (contrat: 'amorcage' | 'dotation', fin: 'resilie' | 'termine'): Etat => {
      const etat = avec(dote(), null);
      return { ...etat, [contrat]: { ...etat[contrat], fin, finiLe: d('2026-05-01') } };
    };
    expect(premier(fini('dotation', 'resilie'), fermer)).toMatchObject({
      evenement: 'FinessFerme',
      regle: 'FIN-05',
      numero: '330000001',
    });
    expect(sur(fini('dotation', 'termine'), fermer)).toBe('accepté');
    expect(sur({ ...fini('dotation', 'resilie'), phase: 'close' }, fermer)).toBe('accepté');
    expect(sur(fini('amorcage', 'termine'), fermer)).toEqual(['etat', 'DEC-51']);
    expect(phrase(avec(dote(), null), fermer)).toContain('aucun contrat ne court');
    expect(sur(avec(creee(), null), fermer)).toEqual(['etat', 'DEC-51']);
    expect(sur({ ...avec(creee(), null), phase: 'close' }, fermer)).toBe('accepté');
    // Regime A has no amorçage; a letter that is validated has no dotation yet.
    const { amorcage } = creee();
    expect(sur({ ...fini('dotation', 'termine'), amorcage }, fermer)).toBe('accepté');
    const seul = avec({ ...paye(), amorcage: { ...paye().amorcage, fin: 'termine', finiLe: d('2026-05-01') } }, null);
    expect(sur(seul, fermer)).toBe('accepté');
    for (const etat of [avec(etatDe('recouvrement'), '2026-05-09'), { ...etatDe('recouvrement'), finess: null }]) {
      expect(sur(etat, ['2026-06-01', 'ars', 'fermer-finess'])).toEqual(['etat', 'FIN-05']);
      expect(phrase(etat, ['2026-06-01', 'ars', 'fermer-finess'])).toContain('Aucun numéro');
    }
  });
});

describe('le numéro FINESS, au dossier', () => {
  const OUVERT = { numero: '330000001', fermeLe: null };
  const sans = (): Etat => ({ ...creee(), finess: null });
  const apres = (etat: Etat, un: Acte): Etat['finess'] => {
    const fait = premier(etat, un);
    return fait === undefined ? null : evoluer(etat, fait).finess;
  };

  it('attribué, il est ouvert ; rectifié, il reste ouvert ou fermé ; fermé, il garde son numéro', () => {
    expect(apres(sans(), [LE, 'ars', 'attribuer-finess', { numero: '330000001' }])).toEqual(OUVERT);
    const rectifier: Acte = [LE, 'ars', 'rectifier-finess', { numero: '330000019', motif: 'Erreur.' }];
    expect(apres({ ...creee(), finess: OUVERT }, rectifier)).toEqual({ numero: '330000019', fermeLe: null });
    const ferme = { numero: '330000001', fermeLe: d('2026-02-09') };
    expect(apres({ ...creee(), finess: ferme }, rectifier)).toEqual({ ...ferme, numero: '330000019' });
    const fermer: Acte = [LE, 'ars', 'fermer-finess'];
    expect(apres({ ...creee(), phase: 'close', finess: OUVERT }, fermer)).toEqual({ ...OUVERT, fermeLe: LE });
  });

  it('un événement d’un numéro qui n’est pas au dossier ne l’arrête pas', () => {
    const commun = { acteur: 'ars', regle: 'FIN-05', le: d(LE) } as const;
    expect(evoluer(sans(), { ...commun, evenement: 'FinessFerme', numero: '330000001' }).finess).toBeNull();
    const rectifie = { ...commun, evenement: 'FinessRectifie', numero: '330000019', avant: '330000001' } as const;
    expect(evoluer(sans(), rectifie).finess).toEqual({ numero: '330000019', fermeLe: null });
  });

  it('est demandé dès qu’il est possible, une fois, et plus quand le projet s’est arrêté (FIN-02, DEC-43)', () => {
    const demandes = (etat: Etat) => [...demandesFiness(etat)].map(({ type, cle }) => `${type} ${cle}`);
    expect(demandes(sans())).toEqual([`attribuer-finess ${sans().ess}/attribuer-finess`]);
    expect(demandes({ ...creee(), finess: OUVERT })).toEqual([]);
    expect(demandes({ ...validee(), finess: null })).toEqual([]);
    expect(demandes({ ...sans(), renonceeLe: d(LE) })).toEqual([]);
  });

  it('aucune plage, aucun numéro : rien n’est écrit (DEC-51)', () => {
    const [demande] = [...demandesFiness(sans())];
    if (demande?.type !== 'attribuer-finess') throw new Error('the number is asked for');
    expect(finessAttribue(sans(), demande, { numero: null }, d(LE))).toEqual([]);
    expect(finessAttribue(sans(), demande, { numero: '330000001' }, d(LE))).toMatchObject([
      { evenement: 'FinessAttribue', regle: 'FIN-01', numero: '330000001', mode: 'automatique', le: LE },
    ]);
  });
});

describe('renoncer', () => {
  const renoncer = (le: string): Acte => [le, 'porteur', 'renoncer'];
  it('avant tout contrat signé ; après, on résilie celui qui l’est (DEC-23)', () => {
    expect(premier(validee(), renoncer(LE))).toMatchObject({ evenement: 'Renonciation', regle: 'DEC-23' });
    expect(sur(paye(), renoncer('2026-03-01'))).toEqual(['etat', 'RES-A-01']);
    expect(sur(dote(), renoncer('2026-05-10'))).toEqual(['etat', 'RES-D-01']);
    expect(phrase(dote(), renoncer('2026-05-10'))).toContain('on le résilie');
  });
});

describe('les activités et les trois tests qu’elles passent (REC-01, MIS-02, RES-D-03)', () => {
  const constat = (etat: Etat, ...activites: Activite[]): Etat => ({
    ...etat,
    activites: {
      ...etat.activites,
      ...Object.fromEntries(
        activites.map((une) => [
          une,
          {
            declareeLe: null,
            constateeLe: d('2026-03-01'),
            constat: { le: d('2026-03-01'), sens: 'presente' as const },
          },
        ]),
      ),
    },
  });
  it('une activité socle constatée suffit à être opérationnelle ; les deux font la mission socle', () => {
    const etat = (...activites: Activite[]) => constat(paye(), ...activites);
    expect(
      [etat(), etat('consultations-avancees'), etat('avis-ponctuel'), etat('structuration-offre')].map(operationnelle),
    ).toEqual([false, false, true, true]);
    expect(
      [etat('avis-ponctuel'), etat('structuration-offre'), etat('avis-ponctuel', 'structuration-offre')].map(
        missionSocleComplete,
      ),
    ).toEqual([false, false, true]);
    expect([constatee(etat(), 'avis-ponctuel'), constatee(etat('avis-ponctuel'), 'avis-ponctuel')]).toEqual([
      false,
      true,
    ]);
    const action = dote().pieces['action-socle'];
    const statut = (un: 'conforme' | 'deposee'): Etat => ({
      ...paye(),
      pieces: action ? { 'action-socle': { ...action, statut: un } } : {},
    });
    expect([operationnelle(statut('conforme')), operationnelle(statut('deposee'))]).toEqual([true, false]);
  });

  it('un an du premier dépôt du PS ; un an de sa validation, sauf en régime A', () => {
    const { projetSante } = paye();
    const depose: Etat = { ...paye(), projetSante: { ...projetSante, premierDepot: d('2026-03-01') } };
    expect([limiteMissionsSocles(paye()), limiteMissionsSocles(depose)]).toEqual([null, '2027-03-01']);
    expect(limiteAbsenceMissions(ps(paye(), 'valide'))).toBe('2027-02-08');
    expect([limiteAbsenceMissions(paye()), limiteAbsenceMissions(ps(paye(), 'refuse'))]).toEqual([null, null]);
    expect(limiteAbsenceMissions(regime(ps(paye(), 'valide'), A))).toBeNull();
  });

  it('déclarée, la mission socle relève de MIS-01 ; constatée, de REC-04 ; la mission optionnelle, de MIS-04', () => {
    const dire = (commande: 'declarer-activite' | 'constater-activite', activite: Activite) =>
      premier(paye(), ['2026-03-01', commande === 'declarer-activite' ? 'porteur' : 'caisse', commande, { activite }]);
    expect(dire('declarer-activite', 'avis-ponctuel')).toMatchObject({
      evenement: 'ActiviteDeclaree',
      regle: 'MIS-01',
      activite: 'avis-ponctuel',
    });
    expect(dire('declarer-activite', 'consultations-avancees')).toMatchObject({ regle: 'MIS-04' });
    expect(dire('constater-activite', 'avis-ponctuel')).toMatchObject({
      evenement: 'ActiviteConstatee',
      regle: 'REC-04',
      activite: 'avis-ponctuel',
    });
    expect(dire('constater-activite', 'consultations-avancees')).toMatchObject({ regle: 'MIS-04' });
  });
});
