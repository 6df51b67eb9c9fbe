/** The projet de santé: what its events record, its extension, precisions, opposition and refusal (PS-02…11, DEC-06, DEC-16). */
import { describe, expect, it } from 'vitest';
import { depuis as duJour } from '../../../domain/calculs/date.ts';
import { reporte } from '../../../domain/droit.ts';
import type { Etat } from '../../../domain/etat.ts';
import { d, juger, repondre } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { paye, phrase, premier, signe, sur } from './paiement-essai.ts';
import {
  depotPossible,
  limiteDepot,
  limiteDepotBrute,
  statutProjetSante,
} from '../../../domain/projet-sante/delais.ts';

/** PS due on Sunday 5 July 2026, rolled to Monday 6; amorçage contract signed on 10 February. */
const DEPOT: Acte = ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
const FONDE = { fondement: 'cahier-des-charges', motif: 'Rubriques absentes.' };
const EVALUATION = { besoinReel: true, adequationCahierDesCharges: true, contenuAdapte: true, projetMature: true };
const ars = (le: string, commande: Acte[2], donnees: object = {}): Acte => [le, 'ars', commande, donnees];
const opposer = (donnees: object): Acte => ['2026-04-10', 'caisse', 's-opposer-projet-sante', donnees];
const preciser = (le: string, delai?: string): Acte =>
  ars(le, 'demander-precisions', delai === undefined ? {} : { delai });
const repondrePrecisions = (le: string): Acte => [le, 'porteur', 'repondre-precisions'];
const depuis = (actes: readonly Acte[], le: string): Etat => vivre([...ACTES.PAYE, ...actes], le).etat;
const depose = (le = '2026-04-10') => depuis([DEPOT], le);
const avecPs = (etat: Etat, projetSante: Partial<Etat['projetSante']>): Etat => ({
  ...etat,
  projetSante: { ...etat.projetSante, ...projetSante },
});

describe('où en est le projet de santé', () => {
  it('attendu, en retard, en instruction, précisions demandées, validé, refusé', () => {
    expect(statutProjetSante(paye())).toBe('attendu');
    expect(statutProjetSante(depuis([], '2026-07-06'))).toBe('attendu');
    expect(statutProjetSante(depuis([], '2026-07-07'))).toBe('en-retard');
    expect(statutProjetSante(depose())).toBe('en-instruction');
    const demandees = [DEPOT, preciser('2026-04-10', '2026-05-04')];
    expect(statutProjetSante(depuis(demandees, '2026-04-11'))).toBe('precisions-demandees');
    expect(statutProjetSante(depuis([...demandees, repondrePrecisions('2026-04-20')], '2026-04-21'))).toBe(
      'en-instruction',
    );
    expect(statutProjetSante(depose('2026-06-10'))).toBe('valide');
    const refuse = ars('2026-04-10', 'refuser-projet-sante', FONDE);
    expect(statutProjetSante(depuis([DEPOT, refuse], '2026-04-11'))).toBe('refuse');
  });
});

describe('jusqu’à quand il se dépose', () => {
  it('six mois après la lettre, reportés ; aucune date sans lettre, ni en régime A (PS-02, DEC-03)', () => {
    expect([limiteDepotBrute(paye()), limiteDepot(paye())]).toEqual(['2026-07-05', '2026-07-06']);
    expect(limiteDepot({ ...paye(), li: null })).toBeNull();
    expect(limiteDepot({ ...paye(), regime: 'en-fonctionnement-conforme' })).toBeNull();
  });

  it.each<[string, Etat['projetSante']['delaiFixe'], string]>([
    ['rien n’est fixé', {}, '2026-08-10'],
    ['une partie seule fixe', { ars: 3 }, '2026-08-10'],
    ['les deux ne s’accordent pas', { ars: 3, caisse: 4 }, '2026-08-10'],
    ['les deux s’accordent sur trois mois', { ars: 3, caisse: 3 }, '2026-05-10'],
    ['les deux s’accordent sur une date', { ars: d('2026-06-15'), caisse: d('2026-06-15') }, '2026-06-15'],
    ['les deux s’accordent au-delà de six mois', { ars: 7, caisse: 7 }, '2026-08-10'],
  ])('en transition, six mois après la signature, ou avant si %s (TRA-B, TRA-C)', (_, delaiFixe, limite) => {
    const etat = avecPs({ ...signe(), regime: 'en-projet-avec-amorcage-ars' }, { delaiFixe });
    expect(limiteDepotBrute(etat)).toBe(limite);
    const sans = { ...etat, amorcage: { ...etat.amorcage, concluLe: null } };
    const accorde = { ...etat.transition, complementAccordeLe: d('2026-01-10') };
    expect(limiteDepotBrute({ ...sans, transition: accorde })).toBeNull();
  });

  it('en régime C sans complément, six mois après l’entrée (DEC-61)', () => {
    const etat: Etat = { ...signe(), regime: 'en-projet-avec-amorcage-ars' };
    expect(limiteDepotBrute({ ...etat, amorcage: { ...etat.amorcage, concluLe: null } })).toBe('2026-07-05');
  });

  it('il ne peut plus l’être une fois validé, ou le contrat résilié ; en retard, encore, tant que le contrat court (PS-11, DEC-20)', () => {
    const le = d('2026-06-01');
    const decide = (sens: 'valide' | 'refuse') => avecPs(paye(), { decision: { sens, mode: 'expresse', le } });
    const fini = (etat: Etat, fin: 'termine' | 'resilie', finiLe = '2026-06-15'): Etat => ({
      ...etat,
      amorcage: { ...etat.amorcage, fin, finiLe: d(finiLe) },
    });
    expect(depotPossible(decide('valide'), le)).toBe(false);
    expect(depotPossible(fini(paye(), 'resilie'), le)).toBe(false);
    expect(depotPossible(decide('refuse'), d('2026-07-06'))).toBe(true);
    expect(depotPossible(decide('refuse'), d('2026-07-07'))).toBe(false);
    expect(depotPossible(fini(decide('refuse'), 'termine'), le)).toBe(false);
    expect(depotPossible(paye(), d('2026-08-01'))).toBe(true);
    expect(depotPossible(fini(paye(), 'termine'), d('2026-07-06'))).toBe(true);
    expect(depotPossible(fini(paye(), 'termine'), d('2026-07-07'))).toBe(false);
    expect(depotPossible(fini(paye(), 'termine', '2026-08-02'), d('2026-08-01'))).toBe(true);
    expect(depotPossible(avecPs(paye(), { recuLe: d('2026-05-01') }), le)).toBe(false);
  });
});

describe('le dépôt', () => {
  const redepot: Acte = ['2026-07-07', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
  it('après le terme et le délai, il est refusé : PS-02 ; après un refus, PS-11', () => {
    const fini = { ...paye(), amorcage: { ...paye().amorcage, fin: 'termine' as const, finiLe: d('2026-06-15') } };
    expect(sur(fini, redepot)).toEqual(['regle', 'PS-02']);
    expect(phrase(fini, redepot)).toContain('le délai de dépôt est passé');
    const refuse = depuis([DEPOT, ars('2026-04-10', 'refuser-projet-sante', FONDE)], '2026-07-07');
    expect(sur(refuse, redepot)).toEqual(['regle', 'PS-11']);
    expect(phrase(refuse, redepot)).toContain('Après un refus');
  });

  it('reçu le dernier jour, rien à dire ; le lendemain, l’ARS est avertie (PS-02)', () => {
    const [, acteur, commande, donnees = {}] = DEPOT;
    const avertis = (le: string) =>
      (premier(paye(), [le, acteur, commande, donnees])?.avertissements ?? []).map(({ regle }) => regle);
    expect(avertis('2026-07-06')).toEqual([]);
    expect(avertis('2026-07-07')).toEqual(['PS-02']);
    const conforme: Etat = { ...signe(), regime: 'en-fonctionnement-conforme' };
    expect(premier(conforme, DEPOT)).not.toHaveProperty('avertissements');
  });

  it('ce qui manque se dit : le délai passé, chaque rubrique absente, le document de déploiement (PS-02 à PS-04)', () => {
    const donnees = { indicateursQualitatifs: 1, rubriquesAbsentes: ['gouvernance'], documentDeploiement: false };
    const depot = premier(paye(), ['2026-07-07', 'porteur', 'deposer-projet-sante', donnees]);
    expect(depot?.avertissements).toEqual([
      { regle: 'PS-03', phrase: 'Contenu attendu par le cahier des charges et absent : gouvernance.' },
      { regle: 'PS-02', phrase: 'Le projet de santé devait être déposé au plus tard le 6 juillet 2026.' },
      {
        regle: 'PS-04',
        phrase: 'Le document détaillant les modalités de déploiement doit être transmis à la caisse et à l’ARS.',
      },
    ]);
  });

  it.each<[string, object, unknown]>([
    ['aucun indicateur qualitatif', { indicateursQualitatifs: 0 }, ['regle', 'LI-05']],
    ['un', { indicateursQualitatifs: 1 }, 'accepté'],
    ['un nombre qui n’est pas dit', {}, 'accepté'],
    [
      'une réception d’avant le dépôt, que la plateforme dit',
      { recueLe: '2026-03-31', preuve: { nature: 'plateforme' } },
      ['regle', 'DEC-18'],
    ],
    ['que le porteur déclare : le dépôt compte de sa saisie (DEC-29)', { recueLe: '2026-03-31' }, 'accepté'],
  ])('%s', (_, donnees, attendu) => {
    expect(sur(paye(), ['2026-04-01', 'porteur', 'deposer-projet-sante', donnees])).toEqual(attendu);
  });
});

describe('la prolongation du dépôt (PS-02)', () => {
  const avecEchange = (le: string, etat = paye()): Etat =>
    etat.li === null ? etat : { ...etat, li: { ...etat.li, echanges: [d(le)] } };
  const prolonger = (le: string, jusquAu: string): Acte => ars(le, 'prolonger-depot-projet-sante', { jusquAu });

  it.each<[string, () => Etat, Acte, unknown, string]>([
    ['jusqu’au dernier jour possible', () => avecEchange('2026-01-20'), prolonger('2026-03-01', '2026-08-02'), 0, ''],
    [
      'un échange le jour de la validation compte',
      () => avecEchange('2026-02-02'),
      prolonger('2026-03-01', '2026-08-02'),
      0,
      '',
    ],
    [
      'un échange d’après ne compte pas',
      () => avecEchange('2026-02-03'),
      prolonger('2026-03-01', '2026-08-02'),
      'regle',
      'aucun',
    ],
    ['un jour de trop', () => avecEchange('2026-01-20'), prolonger('2026-03-01', '2026-08-03'), 'regle', '2 août 2026'],
    ['demandée le dernier jour', () => avecEchange('2026-01-20'), prolonger('2026-07-06', '2026-08-02'), 0, ''],
    [
      'demandée une fois le délai passé (DEC-53)',
      () => avecEchange('2026-01-20'),
      prolonger('2026-07-20', '2026-08-02'),
      0,
      '',
    ],
    [
      'pour un jour déjà passé',
      () => avecEchange('2026-01-20'),
      prolonger('2026-07-20', '2026-07-19'),
      'regle',
      'précède',
    ],
    [
      'à la date qui court déjà',
      () => avecEchange('2026-01-20'),
      prolonger('2026-03-01', '2026-07-06'),
      'regle',
      'doit suivre',
    ],
    ['au lendemain de celle-ci', () => avecEchange('2026-01-20'), prolonger('2026-03-01', '2026-07-07'), 0, ''],
    [
      'une fois déposé',
      () => avecEchange('2026-01-20', depose()),
      prolonger('2026-04-10', '2026-08-02'),
      'etat',
      'déjà déposé',
    ],
    [
      'hors du droit commun',
      () => ({ ...avecEchange('2026-01-20'), regime: 'en-projet-avec-amorcage-ars' }),
      prolonger('2026-03-01', '2026-08-02'),
      'etat',
      'suppose',
    ],
  ])('%s', (_, etat, un, nature, extrait) => {
    expect(sur(etat(), un)).toEqual(nature === 0 ? 'accepté' : [nature, 'PS-02']);
    if (nature === 0)
      expect(premier(etat(), un)).toMatchObject({
        regle: 'PS-02',
        jusquAu: un[3]?.['jusquAu' as never],
        dateLimite: reporte(
          { siege: '33' },
          'depot-projet-sante',
          duJour('', un[3]?.['jusquAu' as never] ?? d('')),
          d('2026-01-05'),
        ).resultat,
      });
    else expect(phrase(etat(), un)).toContain(extrait);
  });
});

describe('l’instruction', () => {
  it('les précisions : un délai qui suit la demande, une demande à la fois, une réponse attendue (PS-07, DEC-06)', () => {
    expect(sur(depose(), preciser('2026-04-10'))).toEqual(['regle', 'PS-07']);
    expect(sur(depose(), preciser('2026-04-10', '2026-04-10'))).toEqual(['regle', 'PS-07']);
    expect(premier(depose(), preciser('2026-04-10', '2026-04-11'))).toMatchObject({ dateLimite: '2026-04-13' });
    const demandees = depuis([DEPOT, preciser('2026-04-10', '2026-05-04')], '2026-04-20');
    expect(sur(demandees, preciser('2026-04-20', '2026-05-04'))).toEqual(['etat', 'PS-07']);
    expect(phrase(demandees, preciser('2026-04-20', '2026-05-04'))).toContain('déjà demandées');
    expect(premier(demandees, repondrePrecisions('2026-04-20'))).toMatchObject({
      regle: 'DEC-06',
      dateLimite: '2026-06-20',
    });
    const [le, acteur, commande] = repondrePrecisions('2026-04-09');
    const tamponnee: Acte = [le, acteur, commande, { preuve: { nature: 'plateforme' } }];
    expect(juger(repondre(demandees, tamponnee, '2026-04-20'))).toEqual(['regle', 'DEC-18']);
    // DEC-29: what the porteur dates alone counts from its entry.
    expect(repondre(demandees, repondrePrecisions('2026-04-09'), '2026-04-20')).toMatchObject([
      { evenement: 'PrecisionsRecues', le: '2026-04-20', declareLe: '2026-04-09', dateLimite: '2026-06-20' },
    ]);
    expect(sur(depose(), repondrePrecisions('2026-04-10'))).toEqual(['etat', 'PS-07']);
    const repondues = depuis(
      [DEPOT, preciser('2026-04-10', '2026-05-04'), repondrePrecisions('2026-04-20')],
      '2026-04-21',
    );
    expect(sur(repondues, repondrePrecisions('2026-04-21'))).toEqual(['etat', 'PS-07']);
    expect(phrase(repondues, repondrePrecisions('2026-04-21'))).toContain("n'est attendue");
    expect(sur(repondues, preciser('2026-04-21', '2026-05-04'))).toBe('accepté');
  });

  it('l’opposition de la caisse est motivée, consignée une fois, son fondement aussi s’il est dit (PS-08, PS-09)', () => {
    expect(sur(depose(), opposer({}))).toEqual(['regle', 'PS-08']);
    expect(sur(depose(), opposer({ motif: 'Non.', fondement: 'humeur' }))).toEqual(['regle', 'PS-09']);
    expect(premier(depose(), opposer(FONDE))).toMatchObject({ regle: 'PS-08', fondement: 'cahier-des-charges' });
    expect(premier(depose(), opposer({ motif: 'Non.' }))).not.toHaveProperty('fondement');
    const opposee = depuis([DEPOT, opposer(FONDE)], '2026-04-10');
    expect(sur(opposee, opposer(FONDE))).toEqual(['etat', 'PS-08']);
    expect(phrase(opposee, opposer(FONDE))).toContain('déjà consignée');
  });

  it('une décision : motivée sans avis (LI-06), fondée quand elle refuse (PS-09), avec son évaluation si elle est donnée', () => {
    const refuser = (donnees: object) => ars('2026-04-10', 'refuser-projet-sante', donnees);
    const valider = (donnees: object = {}) => ars('2026-04-10', 'valider-projet-sante', donnees);
    expect(sur(depose(), valider())).toEqual(['regle', 'LI-06']);
    const avis: Acte = ['2026-04-09', 'caisse', 'rendre-avis', { sur: 'projet-sante', sens: 'favorable' }];
    expect(sur(depuis([DEPOT, avis], '2026-04-10'), valider())).toBe('accepté');
    expect(sur(depose(), refuser({ fondement: 'cahier-des-charges' }))).toEqual(['regle', 'PS-09']);
    expect(sur(depose(), refuser({ motif: 'Non.' }))).toEqual(['regle', 'PS-09']);
    for (const un of [valider({ motif: 'Mûr.' }), refuser(FONDE)]) {
      expect(premier(depose(), un)).not.toHaveProperty('evaluation');
      expect(premier(depose(), [un[0], un[1], un[2], { ...un[3], evaluation: EVALUATION }])).toMatchObject({
        evaluation: EVALUATION,
      });
    }
    expect(premier(depose(), refuser(FONDE))).toMatchObject({ regle: 'PS-09', fondement: 'cahier-des-charges' });
  });

  it('une seconde décision dit laquelle existe : tacite (DEC-16) ou expresse (PS-06)', () => {
    const valider = (le: string) => ars(le, 'valider-projet-sante', { motif: 'Mûr.' });
    const tacite = depose('2026-06-10');
    expect(sur(tacite, valider('2026-06-10'))).toEqual(['etat', 'DEC-16']);
    expect(phrase(tacite, valider('2026-06-10'))).toContain('réputé validé depuis le 2 juin 2026');
    const expresse = depuis([DEPOT, valider('2026-04-10')], '2026-04-11');
    expect(sur(expresse, valider('2026-04-11'))).toEqual(['etat', 'PS-06']);
    expect(phrase(expresse, valider('2026-04-11'))).toContain("déjà fait l'objet");
  });

  it('sans dépôt, aucune réception ne se consigne (DEC-21)', () => {
    expect(sur(paye(), ars('2026-04-10', 'accuser-reception-projet-sante'))).toEqual(['etat', 'DEC-21']);
    expect(sur(depose(), ars('2026-04-10', 'accuser-reception-projet-sante'))).toBe('accepté');
  });
});
