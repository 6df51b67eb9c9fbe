/** The seat, its caisse and what a former one keeps; which ARS; the regime requalified: DEC-47, DEC-49, DEC-50. */
import { describe, expect, it } from 'vitest';
import type { Commande } from '../../../domain/commandes.ts';
import {
  arsCompetente,
  caisseDuPaiement,
  caisseDuRecouvrement,
  caissesCompetentes,
  caissesInformees,
  regionsInformees,
} from '../../../domain/creation/competence.ts';
import { consequences } from '../../../domain/consequences.ts';
import { effets } from '../../../domain/effets.ts';
import type { Etat } from '../../../domain/etat.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { d } from './dernier-acte.ts';
import { ACTES, etatDe, vivre, type Acte } from './etats.ts';
import { dote, paye, phrase, premier, sur } from './paiement-essai.ts';

const LE = '2026-06-01';
const transferer = (siege: string, caisse?: string, le = LE): Acte => [
  le,
  'porteur',
  'transferer-siege',
  { siege, ...(caisse === undefined ? {} : { caisse }) },
];
const confirmer = (sens: string, reste: object = {}, le = LE): Acte => [
  le,
  'caisse',
  'confirmer-constat',
  { sens, ...reste },
];
const apres = (etat: Etat, ...actes: Acte[]): Etat =>
  actes.reduce((courant, acte) => evoluerTous(courant, [premier(courant, acte) as unknown as Evenement]), etat);
const acte = (commande: string, donnees: object = {}) =>
  ({ commande, acteur: 'caisse', donnees: { le: LE, ...donnees } }) as unknown as Commande;

describe('le siège dit avec l’association', () => {
  const validee = () => vivre(ACTES.CREATION, '2026-02-10').etat;
  const associer = (donnees: object = {}): Acte => ['2026-02-10', 'porteur', 'declarer-association', donnees];
  it('confirmé ou changé, tant qu’aucun contrat n’est conclu : la caisse suit', () => {
    expect(premier(validee(), associer())).not.toHaveProperty('siege');
    expect(premier(validee(), associer({ siege: '40' }))).toMatchObject({ siege: '40', caisse: 'landes' });
    expect(apres(validee(), associer({ siege: '40' }))).toMatchObject({
      siege: '40',
      caisse: 'landes',
      caissesAnterieures: ['gironde'],
      ars: 'nouvelle-aquitaine',
    });
    expect(sur(validee(), associer({ siege: '59' }))).toEqual(['donnees', 'DEC-66']);
    expect(sur(validee(), associer({ siege: '988' }))).toEqual(['regle', 'GEN-04']);
    expect(sur(validee(), associer({ siege: '20' }))).toEqual(['donnees', 'ELI-01']);
  });

  it('après un contrat, il se transfère', () => {
    const conclu = { ...paye(), associationLe: null };
    expect(sur(conclu, [LE, 'porteur', 'declarer-association', { siege: '40' }])).toEqual(['etat', 'DEC-47']);
    expect(phrase(conclu, [LE, 'porteur', 'declarer-association', { siege: '40' }])).toContain('transferer-siege');
    expect(sur(conclu, [LE, 'porteur', 'declarer-association', { siege: '33' }])).toBe('accepté');
  });
});

describe('le transfert du siège', () => {
  it('attend la confirmation de la nouvelle caisse ; rien ne change avant', () => {
    const annonce = apres(paye(), transferer('40'));
    expect(annonce).toMatchObject({ siege: '33', caisse: 'gironde', siegeAnnonce: { siege: '40', caisse: 'landes' } });
    expect(caissesInformees(annonce)).toEqual(['gironde', 'landes']);
    expect(caissesCompetentes(annonce, acte('confirmer-constat', { rang: annonce.rang }))).toEqual(['landes']);
    expect(apres(annonce, confirmer('confirme'))).toMatchObject({
      siege: '40',
      caisse: 'landes',
      siegeAnnonce: null,
      caissesAnterieures: ['gironde'],
    });
  });

  it('contesté, il tombe ; la contestation se motive', () => {
    const annonce = apres(paye(), transferer('40'));
    expect(sur(annonce, confirmer('conteste'))).toEqual(['regle', 'DEC-47']);
    expect(apres(annonce, confirmer('conteste', { motif: 'Aucun siège à cette adresse.' }))).toMatchObject({
      siege: '33',
      caisse: 'gironde',
      siegeAnnonce: null,
    });
  });

  it('auprès de la même caisse, il vaut aussitôt', () => {
    const guadeloupe = { ...paye(), siege: '971', caisse: 'guadeloupe' };
    expect(premier(guadeloupe, transferer('977'))).toMatchObject({ effectif: true });
    expect(apres(guadeloupe, transferer('977'))).toMatchObject({
      siege: '977',
      caisse: 'guadeloupe',
      siegeAnnonce: null,
      caissesAnterieures: [],
    });
  });

  it('refusé : sans association, sans changement, sans caisse là où il y en a plusieurs, avant l’association', () => {
    expect(sur({ ...paye(), associationLe: null }, transferer('40'))).toEqual(['etat', 'DEC-47']);
    expect(sur(paye(), transferer('33'))).toEqual(['etat', 'DEC-47']);
    expect(sur(paye(), transferer('64'))).toEqual(['donnees', 'DEC-66']);
    expect(sur({ ...paye(), associationLe: d('2026-05-31') }, transferer('40', undefined, '2026-05-30'), LE)).toEqual([
      'regle',
      'DEC-47',
    ]);
  });

  it('la confirmation est d’une caisse, de ce qui attend, pas avant le transfert', () => {
    const annonce = apres(paye(), transferer('40'));
    expect(sur(paye(), confirmer('confirme'))).toEqual(['etat', 'DEC-47']);
    expect(sur(annonce, confirmer('confirme', { rang: 1 }))).toEqual(['etat', 'DEC-47']);
    expect(sur(annonce, confirmer('confirme', { rang: annonce.rang }))).toBe('accepté');
    expect(sur(annonce, [LE, 'ars', 'confirmer-constat', { sens: 'confirme' }])).toEqual(['role', 'DEC-47']);
    expect(sur(annonce, confirmer('confirme', {}, '2026-05-31'), LE)).toEqual(['regle', 'DEC-47']);
  });
});

describe('ce que garde la caisse d’avant', () => {
  const ordonnance = () => etatDe('amorcage');
  it('un ordre ni exécuté ni dans un lot passe à la nouvelle, qui le reçoit ; l’autre est prévenue', () => {
    const avant = ordonnance();
    const [cle] = Object.keys(avant.paiements);
    expect(cle).toBe('amorcage-1');
    const annonce = apres(avant, transferer('40'));
    const confirme = premier(annonce, confirmer('confirme')) as unknown as Evenement;
    const transfere = evoluerTous(annonce, [confirme]);
    expect(caisseDuPaiement(transfere, 'amorcage-1')).toBe('landes');
    expect(effets(confirme, transfere)[0]).toMatchObject({
      type: 'transferer-ordre',
      paiement: 'amorcage-1',
      de: 'gironde',
      vers: 'landes',
      statut: 'ordonnance',
    });
  });

  it('un ordre déjà dans un lot reste à celle d’avant', () => {
    const annonce = apres(ordonnance(), transferer('40'));
    const confirme = premier(annonce, confirmer('confirme', { enLot: ['amorcage-1'] })) as unknown as Evenement;
    const transfere = evoluerTous(annonce, [confirme]);
    expect(caisseDuPaiement(transfere, 'amorcage-1')).toBe('gironde');
    expect(effets(confirme, transfere).some(({ type }) => type === 'transferer-ordre')).toBe(false);
    const executer = acte('executer-paiement', { paiement: 'amorcage-1' });
    expect(caissesCompetentes(transfere, executer)).toEqual(['gironde']);
    expect(caissesCompetentes(transfere, acte('verifier-pieces'))).toEqual(['landes']);
  });

  it('ce qu’elle a payé, les recouvrements qui s’y rapportent et la résiliation engagée', () => {
    const engagee: Etat = apres(paye(), [LE, 'porteur', 'resilier', {}], transferer('40'), confirmer('confirme'));
    expect(engagee.caisse).toBe('landes');
    expect(caisseDuPaiement(engagee, 'amorcage-1')).toBe('gironde');
    expect(caisseDuRecouvrement(engagee, 'amorcage')).toBe('gironde');
    expect(caisseDuRecouvrement(engagee, 'indu-amorcage-1')).toBe('gironde');
    expect(caisseDuRecouvrement(engagee, 'dotation')).toBe('landes');
    expect(caissesCompetentes(engagee, acte('accuser-reception-resiliation'))).toEqual(['gironde']);
    expect(caissesCompetentes(engagee, acte('corriger'))).toEqual(['landes', 'gironde']);
    expect(caissesInformees(engagee)).toEqual(['landes', 'gironde']);
  });

  it('d’un recouvrement, la caisse est celle du dernier paiement réclamé : des dix-huit mois, tous le sont (REC-01)', () => {
    const transfere = apres(dote(), transferer('40'), confirmer('confirme'));
    const [ordre] = Object.entries(transfere.paiements).flatMap(([cle, un]) => (cle === 'dotation-1' ? [un] : []));
    if (ordre === undefined) throw new Error('no such order');
    const paiements: Etat['paiements'] = {
      ...transfere.paiements,
      'dotation-1': { ...ordre, statut: 'execute', executeLe: d('2026-06-02') },
    };
    const etat: Etat = { ...transfere, paiements };
    expect(caisseDuRecouvrement(etat, 'amorcage')).toBe('gironde');
    expect(caisseDuRecouvrement(etat, 'dotation')).toBe('landes');
    expect(caisseDuRecouvrement(etat, 'dix-huit-mois')).toBe('landes');
    // Before anything of the dotation was paid by the new one.
    expect(caisseDuRecouvrement(transfere, 'dix-huit-mois')).toBe('gironde');
  });

  it('de retour auprès d’elle, elle n’est plus d’avant', () => {
    const parti = apres(paye(), transferer('40'), confirmer('confirme'));
    const revenu = apres(parti, transferer('33'), confirmer('confirme'));
    expect(revenu).toMatchObject({ caisse: 'gironde', caissesAnterieures: ['landes'] });
  });
});

describe('quelle ARS (DEC-49)', () => {
  it.each([
    [['33'], '33', 'nouvelle-aquitaine'],
    [['33'], '75', 'nouvelle-aquitaine'],
    [['33', '31'], '31', 'occitanie'],
    [['33', '31'], '33', 'nouvelle-aquitaine'],
    [['33', '31'], '75', 'nouvelle-aquitaine'],
    [['31', '33'], '75', 'occitanie'],
    [['33', '40'], '64', 'nouvelle-aquitaine'],
  ])('territoire %j, siège %s : %s', (departements, siege, ars) => {
    expect(arsCompetente(departements, siege)).toBe(ars);
  });

  it('les autres du territoire lisent ; le siège qui part ne change pas l’ARS', () => {
    expect(regionsInformees({ ars: 'occitanie', departements: ['33', '31', '40'] })).toEqual([
      'occitanie',
      'nouvelle-aquitaine',
    ]);
    expect(apres(paye(), transferer('75'), confirmer('confirme'))).toMatchObject({
      caisse: 'paris',
      ars: 'nouvelle-aquitaine',
    });
  });
});

describe('requalifier le régime (DEC-50)', () => {
  const A = 'en-fonctionnement-conforme';
  const B = 'en-fonctionnement-a-mettre-en-conformite';
  const existante = (regime: string): Etat =>
    vivre(
      [
        [
          '2026-01-05',
          'ars',
          'declarer-ess-existante',
          { specialites: ['dermatologie'], departements: ['33'], siege: '33', regime },
        ],
      ],
      '2026-01-10',
    ).etat;
  const requalifier = (regime: string, motif = 'Erreur de qualification.'): Acte => [
    LE,
    'ars',
    'requalifier-regime',
    { regime, motif },
  ];
  it('de A à B et de B à A, avec un motif', () => {
    expect(premier(existante(A), requalifier(B))).toMatchObject({ evenement: 'RegimeRequalifie', regime: B, avant: A });
    expect(apres(existante(B), requalifier(A)).regime).toBe(A);
    expect(sur(existante(A), requalifier(B, ' '))).toEqual(['regle', 'DEC-50']);
    expect(sur(existante(A), requalifier(A))).toEqual(['etat', 'DEC-50']);
  });

  it('la conformité constatée tombe avec le régime A', () => {
    const conforme = apres(existante(A), [LE, 'ars', 'constater-conformite', {}]);
    expect(conforme.projetSante.decision?.sens).toBe('valide');
    const requalifiee = apres(conforme, requalifier(B));
    expect(requalifiee.projetSante.decision).toBeNull();
    expect(requalifiee.transition).toMatchObject({ conformite: null, conformiteLe: null });
  });

  it('la fin de l’aide, que le projet de santé d’une ESS à mettre en conformité entraîne, tombe avec le régime B (TRA-B)', () => {
    const decision = { sens: 'valide', mode: 'tacite', le: d('2026-01-09') } as const;
    const validee = {
      ...existante(B),
      projetSante: { ...existante(B).projetSante, recuLe: d('2026-01-06'), decision },
    };
    const interrompue = evoluerTous(validee, consequences(validee, d('2026-01-09')));
    expect(interrompue.transition.aideInterrompueLe).toBe('2026-01-09');
    const conforme = apres(interrompue, requalifier(A));
    expect(conforme.transition.aideInterrompueLe).toBeNull();
    // Back in B, the same decision has the same effect, on its own day.
    expect(consequences(apres(conforme, requalifier(B)), d(LE))).toMatchObject([
      { evenement: 'AideInterrompue', le: '2026-01-09', cause: 'projet-sante-valide' },
    ]);
  });

  it('refusée au droit commun et au régime C, après un contrat ou un paiement', () => {
    expect(sur(vivre(ACTES.CREATION, '2026-02-10').etat, requalifier(B))).toEqual(['etat', 'DEC-50']);
    expect(sur(existante('en-projet-avec-amorcage-ars'), requalifier(B))).toEqual(['etat', 'DEC-50']);
    const conclu = { ...existante(B), amorcage: { ...existante(B).amorcage, concluLe: d('2026-02-01') } };
    expect(sur(conclu, requalifier(A))).toEqual(['etat', 'DEC-50']);
    const verse = { ...existante(A), paiements: dote().paiements };
    expect(sur(verse, requalifier(B))).toEqual(['etat', 'DEC-50']);
  });
});
