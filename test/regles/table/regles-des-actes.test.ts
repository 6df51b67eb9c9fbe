/** What each act rests on, rule by rule: the order of the acts, who signs, what only warns and what gives no money. */
import { describe, expect, it } from 'vitest';
import { decider } from '../../../domain/decider.ts';
import type { Etat } from '../../../domain/etat.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { dernier, issue } from './dernier-acte.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';
import { paiementsAttendus } from '../../../domain/paiements/attendus.ts';

const association = (le: string): Acte => [le, 'porteur', 'declarer-association'];
const signer = (le: string, acteur: Role, contrat = 'amorcage'): Acte => [
  le,
  acteur,
  contrat === 'amorcage' ? 'signer-contrat-amorcage' : 'signer-contrat-dotation',
];
/** Up to the day before the three signatures of a contract. */
const AVANT_AMORCAGE = ACTES.PAYE.filter(([le]) => le < '2026-02-10');
const AVANT_DOTATION = ACTES.DOTATION.filter(
  ([le, , commande]) => le <= '2026-05-04' && commande !== 'signer-contrat-dotation',
);
const PS: Acte = ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
const avertissements = (actes: readonly Acte[], un: Acte) =>
  (dernier(actes, un)[0]?.avertissements ?? []).map(({ regle }) => regle);

describe('l’ordre des actes', () => {
  it('le dépôt de la lettre d’intention ouvre la procédure, une fois (LI-01)', () => {
    const depot = ACTES.ENTREE[0];
    if (depot === undefined) throw new Error('no deposit');
    expect(dernier([], depot)[0]).toMatchObject({ evenement: 'LettreIntentionDeposee', regle: 'LI-01' });
    expect(issue(ACTES.ENTREE, depot)).toEqual(['etat', 'LI-01']);
  });

  it('le numéro FINESS attend la lettre validée, et l’association là où il vient de lui-même (FIN-02, DEC-51)', () => {
    const attribuer = (le: string): Acte => [le, 'ars', 'attribuer-finess', { numero: '330000001' }];
    expect(issue(ACTES.ENTREE, attribuer('2026-01-06'))).toEqual(['etat', 'FIN-02']);
    expect(issue(ACTES.CREATION, attribuer('2026-02-03'))).toBe('accepté');
    const { etat } = vivre([...ACTES.CREATION, association('2026-02-03')], '2026-02-04');
    expect(etat.finess).toMatchObject({ numero: '330000000' });
  });

  it('le contrat d’amorçage se signe avec l’association (AMO-04), la lettre validée (AMO-06)', () => {
    expect(issue(ACTES.CREATION, signer('2026-02-03', 'porteur'))).toEqual(['regle', 'AMO-04']);
    expect(issue(AVANT_AMORCAGE, ['2026-02-01', 'porteur', 'signer-contrat-amorcage'], '2026-02-10')).toEqual([
      'regle',
      'AMO-06',
    ]);
    expect(issue(AVANT_AMORCAGE, signer('2026-02-10', 'porteur'))).toBe('accepté');
  });

  it('sans numéro FINESS, la signature est possible et le dit (FIN-04)', () => {
    const { etat } = vivre(AVANT_AMORCAGE, '2026-02-10');
    const signe = (cas: Etat) =>
      decider(cas, acte('signer-contrat-amorcage', 'porteur', '2026-02-10'), midi('2026-02-10'));
    expect(signe({ ...etat, finess: null })).toMatchObject([{ avertissements: [{ regle: 'FIN-04' }] }]);
    expect(signe(etat)).not.toMatchObject([{ avertissements: [{}] }]);
    expect(signe(etat)).not.toBeInstanceOf(Refus);
  });

  it('le projet de santé suit la lettre validée (PS-01), un seul à la fois', () => {
    expect(issue(ACTES.ENTREE, ['2026-01-06', 'porteur', 'deposer-projet-sante'])).toEqual(['etat', 'PS-01']);
    expect(dernier(ACTES.PAYE, PS)[0]).toMatchObject({ evenement: 'ProjetSanteDepose', regle: 'PS-01' });
    expect(issue([...ACTES.PAYE, PS], ['2026-04-02', 'porteur', 'deposer-projet-sante'])).toEqual(['etat', 'PS-01']);
  });

  it('l’ARS décide dans les deux mois de la réception, le dernier jour compris (PS-06)', () => {
    const valider = (le: string): Acte => [le, 'ars', 'valider-projet-sante', { motif: 'Projet mûr.' }];
    expect(dernier([...ACTES.PAYE, PS], valider('2026-06-01'))[0]).toMatchObject({
      evenement: 'ProjetSanteValide',
      regle: 'PS-06',
      mode: 'expresse',
    });
    expect(issue([...ACTES.PAYE, PS], valider('2026-06-02'))).toEqual(['regle', 'DEC-16']);
  });
});

describe('les trois signatures', () => {
  it('chacune est consignée ; le contrat de dotation n’est conclu qu’avec la troisième (DOT-01, DOT-11)', () => {
    const deux = [
      ...AVANT_DOTATION,
      signer('2026-05-04', 'porteur', 'dotation'),
      signer('2026-05-05', 'ars', 'dotation'),
    ];
    expect(vivre(deux, '2026-05-06').etat.dotation.concluLe).toBeNull();
    expect(issue(deux, signer('2026-05-06', 'ars', 'dotation'))).toEqual(['etat', 'DOT-01']);
    expect(issue(deux, ['2026-05-06', 'caisse', 'signer-contrat-dotation', { partie: 'ars' }])).toEqual([
      'role',
      'DOT-01',
    ]);
    expect(dernier(deux, signer('2026-05-07', 'caisse', 'dotation'))).toMatchObject([
      { evenement: 'ContratDotationSigne', regle: 'DOT-11', partie: 'caisse' },
      { evenement: 'ContratDotationConclu', le: '2026-05-07' },
    ]);
  });

  it('la dotation se reconduit tous les cinq ans, sans fin (DEC-17)', () => {
    const { etat } = vivre(ACTES.DOTATION, '2046-05-04');
    expect(etat.dotation).toMatchObject({ reconductions: 4, fin: null });
    expect(etat.phase).toBe('dotation');
  });
});

describe('ce qui avertit sans refuser', () => {
  it('un projet de santé sans document de déploiement est reçu, et le dit (PS-04)', () => {
    const depot = (documentDeploiement: boolean): Acte => [PS[0], PS[1], PS[2], { ...PS[3], documentDeploiement }];
    expect(avertissements(ACTES.PAYE, depot(false))).toEqual(['PS-04']);
    expect(avertissements(ACTES.PAYE, depot(true))).toEqual([]);
    expect(avertissements(ACTES.PAYE, PS)).toEqual([]);
  });

  it('la forme de la trame n’est pas exigée : ses rubriques absentes avertissent, chacune, sans refus (PS-05, PS-03)', () => {
    const incomplet: Acte = [PS[0], PS[1], PS[2], { ...PS[3], rubriquesAbsentes: ['gouvernance', 'partenariats'] }];
    expect(avertissements(ACTES.PAYE, incomplet)).toEqual(['PS-03', 'PS-03']);
  });

  const NATIONAUX = {
    soignantsAdressant: 40,
    medecinsTraitantsAdressant: 30,
    patientsPrisEnCharge: 500,
    demandesTeleexpertise: 120,
    medecinsConsultationsAvancees: 3,
    consultationsAvancees: 60,
  };
  it.each<[string, object, string[]]>([
    ['sans les indicateurs nationaux (IND-01)', {}, ['IND-01']],
    ['sans indicateur qualitatif (IND-03)', { indicateurs: NATIONAUX, indicateursQualitatifs: 0 }, ['IND-03']],
    ['sans les délais à venir (IND-02), rien à dire', { indicateurs: NATIONAUX, indicateursQualitatifs: 1 }, []],
    [
      'avec des délais encore inconnus (IND-02), rien à dire',
      { indicateurs: { ...NATIONAUX, delaiRendezVousJours: null, delaiTeleexpertiseJours: null } },
      [],
    ],
  ])('un rapport d’activité %s', (_, donnees, attendus) => {
    const rapport: Acte = ['2026-06-01', 'porteur', 'deposer-rapport-activite', donnees];
    expect(avertissements(ACTES.DOTATION, rapport)).toEqual(attendus);
  });
});

describe('les missions', () => {
  it.each([
    ['structuration-offre', 'MIS-01'],
    ['avis-ponctuel', 'MIS-01'],
    ['consultations-avancees', 'MIS-04'],
  ])('déclarer %s se fonde sur %s', (activite, regle) => {
    expect(dernier(ACTES.DOTATION, ['2026-06-01', 'porteur', 'declarer-activite', { activite }])[0]).toMatchObject({
      evenement: 'ActiviteDeclaree',
      activite,
      regle,
    });
  });

  it('la mission optionnelle ne change ni ce qui est dû, ni la résiliation encourue faute de mission socle (MIS-04)', () => {
    const avancees: Acte = ['2026-06-01', 'caisse', 'constater-activite', { activite: 'consultations-avancees' }];
    const avec = vivre([...ACTES.DOTATION, avancees], '2026-06-02').etat;
    expect(paiementsAttendus(avec)).toEqual(paiementsAttendus(vivre(ACTES.DOTATION, '2026-06-02').etat));
    const ABSENCE = { fondement: 'absence-action-socle', motif: 'Aucune action.' };
    expect(issue([...ACTES.DOTATION, avancees], ['2027-04-21', 'ars', 'proposer-resiliation', ABSENCE])).toBe(
      'accepté',
    );
  });
});

describe('les adhérents', () => {
  it('sont ceux qui ont signé : l’enregistrement par la caisse n’est pas une condition, et ne change pas le compte (DOT-06)', () => {
    const comptee = { '1': { date: '2026-05-04', nombre: 37 } };
    const sans = vivre(ACTES.DOTATION, '2026-05-07').etat;
    expect(sans.denombrements).toMatchObject(comptee);
    expect(sans.paiements['dotation-1']).toMatchObject({ statut: 'ordonnance', montantCentimes: 6_500_000 });
    const avec: Acte = ['2026-05-07', 'caisse', 'enregistrer-adhesions', { nombre: 12 }];
    expect(vivre([...ACTES.DOTATION, avec], '2026-05-08').etat.denombrements).toMatchObject(comptee);
  });
});

describe('un projet de santé refusé', () => {
  it('ne donne pas de seconde tranche, et n’oblige pas à rembourser la première (AMO-12)', () => {
    const { etat } = vivre(
      [
        ...ACTES.PAYE,
        PS,
        ['2026-04-20', 'ars', 'refuser-projet-sante', { fondement: 'cahier-des-charges', motif: 'Non.' }],
      ],
      '2026-12-31',
    );
    expect(paiementsAttendus(etat).map(({ cle }) => cle)).toEqual(['amorcage-1']);
    expect(etat.recouvrements).toEqual({});
  });
});
