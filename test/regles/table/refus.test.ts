/** Refusals and last days, rule by rule: what is refused names its rule, and the day before or after is accepted. */
import { describe, expect, it } from 'vitest';
import { regle } from '../../../domain/catalogue/index.ts';
import type { NomCommande } from '../../../domain/commandes.ts';
import { echeances } from '../../../domain/echeances.ts';
import {
  avertissementsEligibilite,
  derogationNecessaire,
  exigerTerritoireAdmissible,
} from '../../../domain/eligibilite.ts';
import type { Resiliation } from '../../../domain/etat.ts';
import { limiteRemboursement, ouvert, reclamable, resteDu, totalRembourse } from '../../../domain/recouvrement.ts';
import { Refus } from '../../../domain/refus.ts';
import {
  effetInitial,
  effetResiliation,
  limiteReponseSaisine,
  receptionQuiCompte,
} from '../../../domain/resiliation.ts';
import { CRITERES_LI, centimes, type DateCivile, type Role } from '../../../domain/valeurs.ts';
import { ACTES, acte, conformes, pieces, vivre, type Acte } from './etats.ts';

const d = (texte: string) => texte as DateCivile;

/** The last act, after the others: `accepté`, or its refusal as [nature, rule]. */
function issue(actes: readonly Acte[], [le, acteur, commande, donnees]: Acte, saisiLe = le): unknown {
  const reponse = vivre(actes, saisiLe).commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) {
    expect(reponse.message).toMatch(/^[«\p{Lu}].{10,}[^ .]\.$/su);
    expect(reponse.message).not.toMatch(/ {2}|« »|\(\)|undefined/);
    expect(regle(reponse.regle), reponse.regle).toBeDefined();
    return [reponse.nature, reponse.regle];
  }
  for (const evenement of reponse) expect(regle(evenement.regle), evenement.evenement).toBeDefined();
  return 'accepté';
}
function dernier(actes: readonly Acte[], [le, acteur, commande, donnees]: Acte) {
  const reponse = vivre(actes, le).commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse;
}

const AVIS: Acte = ['2026-01-20', 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }];
const refuser = (le: string, donnees: object): Acte => [le, 'ars', 'refuser-lettre-intention', donnees];
const REFUS = { motif: 'Hors critères.', critere: 'ELI-07' };

describe('la décision sur la lettre d’intention (dernier jour : 5 mars 2026)', () => {
  it.each<[string, readonly Acte[], Acte, unknown, string?]>([
    ['un refus sans motif', ACTES.ENTREE, refuser('2026-02-01', { critere: 'ELI-07' }), ['regle', 'LI-08']],
    [
      'un refus au motif vide',
      ACTES.ENTREE,
      refuser('2026-02-01', { critere: 'ELI-07', motif: '  ' }),
      ['regle', 'LI-08'],
    ],
    ['un refus sans critère', ACTES.ENTREE, refuser('2026-02-01', { motif: 'Non.' }), ['regle', 'LI-08']],
    [
      'un refus hors critères',
      ACTES.ENTREE,
      refuser('2026-02-01', { motif: 'Non.', critere: 'ELI-99' }),
      ['regle', 'LI-08'],
    ],
    ['un refus le dernier jour', ACTES.ENTREE, refuser('2026-03-05', REFUS), 'accepté'],
    ['un refus le lendemain', ACTES.ENTREE, refuser('2026-03-06', REFUS), ['regle', 'DEC-16']],
    ['un refus après l’effet tacite', ACTES.ENTREE, refuser('2026-03-10', REFUS), ['etat', 'DEC-16']],
    ['un second avis décisif', ACTES.CREATION, refuser('2026-02-10', REFUS), ['etat', 'LI-06']],
    [
      'une validation avec avis, sans motif',
      [...ACTES.ENTREE, AVIS],
      ['2026-03-05', 'ars', 'valider-lettre-intention'],
      'accepté',
    ],
    [
      'une validation le lendemain du dernier jour',
      [...ACTES.ENTREE, AVIS],
      ['2026-03-06', 'ars', 'valider-lettre-intention'],
      ['regle', 'DEC-16'],
    ],
    [
      'une validation sans avis ni motif',
      ACTES.ENTREE,
      ['2026-02-01', 'ars', 'valider-lettre-intention'],
      ['regle', 'LI-06'],
    ],
    [
      'une validation sans avis, motivée',
      ACTES.ENTREE,
      ['2026-02-01', 'ars', 'valider-lettre-intention', { motif: 'Projet mûr.' }],
      'accepté',
    ],
    [
      'une demande de pièces sans pièce',
      ACTES.ENTREE,
      ['2026-02-01', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: [] }],
      ['regle', 'LI-10'],
    ],
    [
      'une demande de pièces après le délai',
      ACTES.ENTREE,
      ['2026-03-06', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: ['gouvernance'] }],
      ['regle', 'DEC-16'],
    ],
    [
      'une complétude que rien ne demande',
      ACTES.ENTREE,
      ['2026-02-01', 'porteur', 'completer-lettre-intention'],
      ['etat', 'DEC-07'],
    ],
    [
      'un avis de la caisse après la décision',
      ACTES.CREATION,
      ['2026-02-10', 'caisse', 'rendre-avis', { sur: 'lettre-intention', sens: 'favorable' }],
      ['etat', 'LI-06'],
    ],
  ])('%s', (_, actes, dernierActe, attendu, saisiLe) => {
    expect(issue(actes, dernierActe, saisiLe)).toEqual(attendu);
  });

  it.each(CRITERES_LI)('un refus peut se fonder sur %s', (critere) => {
    expect(issue(ACTES.ENTREE, refuser('2026-02-01', { motif: 'Non.', critere }))).toBe('accepté');
  });

  it('les deux mois repartent du jour où la LI est complète ; incomplète, rien ne court (DEC-07)', () => {
    const demandee: readonly Acte[] = [
      ...ACTES.ENTREE,
      ['2026-01-10', 'ars', 'demander-pieces-lettre-intention', { piecesManquantes: ['gouvernance'] }],
    ];
    const expire = (actes: readonly Acte[], le: string) =>
      echeances(vivre(actes, le).etat).find(({ cle }) => cle === 'decision-lettre-intention')?.expire;
    expect(expire(ACTES.ENTREE, '2026-01-10')).toBe('2026-03-05');
    expect(expire(demandee, '2026-06-01')).toBeUndefined();
    expect(expire([...demandee, ['2026-02-05', 'porteur', 'completer-lettre-intention']], '2026-02-06')).toBe(
      '2026-04-05',
    );
    expect(dernier(demandee, ['2026-02-01', 'ars', 'valider-lettre-intention', { motif: 'Urgent.' }])[0]).toMatchObject(
      {
        mode: 'expresse',
        dateLimite: '2026-03-01',
        avertissements: [{ regle: 'DEC-07' }],
      },
    );
  });
});

describe('le territoire et la spécialité (ELI-01, GEN-02, GEN-04)', () => {
  const territoire = { specialites: ['dermatologie'], departements: ['33'], siege: '33' };
  const regleDe = (donnees: object) => {
    try {
      exigerTerritoireAdmissible({ ...territoire, ...donnees });
      return 'accepté';
    } catch (erreur) {
      return erreur instanceof Refus ? erreur.regle : erreur;
    }
  };
  it.each(['01', '09', '19', '21', '2A', '2B', '89', '90', '95', '971', '974', '976', '978'])(
    '%s est un département',
    (code) => {
      expect(regleDe({ departements: [code] })).toBe('accepté');
      expect(regleDe({ siege: code })).toBe('accepté');
    },
  );
  it.each(['', '0', '00', '1', '20', '96', '99', '2C', '970', '979', '985', '989', '033', '33 ', 'x33'])(
    '« %s » n’en est pas un',
    (code) => {
      expect(regleDe({ departements: ['33', code] })).toBe('ELI-01');
      expect(regleDe({ siege: code })).toBe('ELI-01');
    },
  );
  it.each(['986', '987', '988'])('%s est hors du champ (GEN-04)', (code) => {
    expect(regleDe({ departements: [code] })).toBe('GEN-04');
    expect(regleDe({ siege: code })).toBe('GEN-04');
  });
  it.each(['medecine-generale', 'medecine-generaliste', 'generaliste', 'medecin-generaliste'])(
    '%s est exclue, même parmi d’autres (GEN-02)',
    (specialite) => {
      expect(regleDe({ specialites: ['dermatologie', specialite] })).toBe('GEN-02');
    },
  );
  it('une spécialité et un département au moins sont nommés', () => {
    expect(regleDe({ specialites: [] })).toBe('LI-03');
    expect(regleDe({ departements: [] })).toBe('ELI-01');
  });

  it.each([
    ['dix médecins présents', { medecinsPresents: 10 }, false],
    ['neuf médecins présents', { medecinsPresents: 9 }, true],
    ['un nombre inconnu', {}, false],
    ['deux spécialités', { specialites: ['dermatologie', 'rhumatologie'] }, true],
    ['la même deux fois', { specialites: ['dermatologie', 'dermatologie'] }, false],
    ['une demande expresse', { derogationDemandee: true }, true],
    ['une demande écartée', { derogationDemandee: false }, false],
  ])('%s : dérogation nécessaire ou non (DER-01, DER-02)', (_, donnees, attendu) => {
    expect(derogationNecessaire({ ...territoire, ...donnees })).toBe(attendu);
  });

  const avertis = (donnees: object) =>
    avertissementsEligibilite({ le: d('2026-01-05'), ...territoire, ...donnees }).map(({ regle }) => regle);
  it.each<[string, object, string[]]>([
    [
      'rien à dire',
      {
        canal: 'demarches-simplifiees',
        medecinsPresents: 10,
        engages: 12,
        liberaux: 120,
        territoireContinu: true,
        engagementMissions: true,
        rubriquesAbsentes: [],
      },
      [],
    ],
    ['un dépôt par courrier', { canal: 'courrier' }, ['LI-02']],
    ['deux rubriques absentes', { rubriquesAbsentes: ['gouvernance', 'actions'] }, ['LI-03', 'LI-03']],
    ['neuf médecins présents', { medecinsPresents: 9 }, ['ELI-03']],
    ['deux spécialités', { specialites: ['dermatologie', 'rhumatologie'] }, ['DER-01']],
    ['onze engagés sur cent vingt', { engages: 11, liberaux: 120 }, ['ELI-04']],
    ['un territoire en deux morceaux', { territoireContinu: false }, ['ELI-01']],
    ['sans engagement sur les missions', { engagementMissions: false }, ['LI-03']],
    ['un siège hors du territoire', { siege: '40' }, ['GEN-06']],
  ])('au dépôt, l’ARS est avertie, sans blocage : %s', (_, donnees, attendu) => {
    expect(avertis(donnees)).toEqual(attendu);
  });
});

describe('les dates d’une résiliation (DEC-04, DEC-05, DEC-22)', () => {
  const lettre = (donnees: Partial<Resiliation>): Resiliation => ({
    contrat: 'amorcage',
    origine: 'ess',
    fondement: null,
    proposeePar: null,
    approuvee: true,
    demandeeLe: d('2026-03-01'),
    receptions: {},
    saisine: null,
    ...donnees,
  });
  const rejete = (le: string) => ({ sens: 'rejete' as const, le: d(le) });
  const recueDesAutorites = (saisine: Resiliation['saisine']) =>
    lettre({ origine: 'caisse-ars', receptions: { association: d('2026-03-16') }, saisine });

  it('une lettre de l’ESS compte du dernier des deux reçus, et pas avant les deux', () => {
    expect(receptionQuiCompte(lettre({ receptions: { caisse: d('2026-03-03') } }))).toBeNull();
    expect(receptionQuiCompte(lettre({ receptions: { ars: d('2026-03-03') } }))).toBeNull();
    expect(receptionQuiCompte(lettre({ receptions: { caisse: d('2026-03-03'), ars: d('2026-03-05') } }))).toBe(
      '2026-03-05',
    );
    expect(receptionQuiCompte(lettre({ receptions: { caisse: d('2026-03-06'), ars: d('2026-03-05') } }))).toBe(
      '2026-03-06',
    );
  });
  it('une lettre des autorités compte de sa réception par l’association', () => {
    expect(receptionQuiCompte(lettre({ origine: 'caisse-ars' }))).toBeNull();
    expect(receptionQuiCompte(recueDesAutorites(null))).toBe('2026-03-16');
  });
  it('quinze jours pour l’amorçage, un mois pour la dotation', () => {
    const receptions = { caisse: d('2026-06-29'), ars: d('2026-06-30') };
    expect(effetInitial(lettre({ receptions }))).toBe('2026-07-15');
    expect(effetInitial(lettre({ contrat: 'dotation', receptions }))).toBe('2026-07-30');
    expect(effetInitial(lettre({}))).toBeNull();
  });
  it('une saisine suspend l’effet jusqu’aux deux rejets ; le dernier rejet compte, jamais avant la date initiale', () => {
    const saisine = (reponses: NonNullable<Resiliation['saisine']>['reponses']) =>
      effetResiliation(recueDesAutorites({ recueLe: d('2026-03-28'), reponses }));
    expect(saisine({})).toBeNull();
    expect(saisine({ ars: rejete('2026-04-10') })).toBeNull();
    expect(saisine({ caisse: rejete('2026-04-10') })).toBeNull();
    expect(saisine({ ars: rejete('2026-04-10'), caisse: { sens: 'accepte', le: d('2026-04-11') } })).toBeNull();
    expect(saisine({ ars: { sens: 'accepte', le: d('2026-04-11') }, caisse: rejete('2026-04-10') })).toBeNull();
    expect(saisine({ ars: rejete('2026-04-20'), caisse: rejete('2026-04-18') })).toBe('2026-04-20');
    expect(saisine({ ars: rejete('2026-03-29'), caisse: rejete('2026-03-30') })).toBe('2026-03-31');
    expect(effetResiliation(recueDesAutorites(null))).toBe('2026-03-31');
  });
  it('la réponse à une saisine est attendue un mois, jusqu’à celle des deux', () => {
    const limite = (reponses: NonNullable<Resiliation['saisine']>['reponses']) =>
      limiteReponseSaisine(recueDesAutorites({ recueLe: d('2026-03-28'), reponses }));
    expect(limite({})).toBe('2026-04-28');
    expect(limite({ ars: rejete('2026-04-10') })).toBe('2026-04-28');
    expect(limite({ caisse: rejete('2026-04-10') })).toBe('2026-04-28');
    expect(limite({ ars: rejete('2026-04-10'), caisse: rejete('2026-04-10') })).toBeNull();
    expect(limiteReponseSaisine(lettre({}))).toBeNull();
  });
});

describe('la résiliation, acte par acte', () => {
  const proposer = (le: string, acteur: Role, donnees: object): Acte => [le, acteur, 'proposer-resiliation', donnees];
  const MANQUEMENT = { fondement: 'manquement-manifeste', motif: 'Fonds sans emploi.' };
  const EFFECTIFS = { fondement: 'effectifs-objectifs', motif: 'Objectifs non tenus.' };
  const ABSENCE = { fondement: 'absence-action-socle', motif: 'Aucune action.' };
  const PS_NON_DEPOSE = { fondement: 'ps-non-depose', motif: 'Rien reçu.' };
  const PROPOSEE: readonly Acte[] = [...ACTES.PAYE, proposer('2026-03-02', 'caisse', MANQUEMENT)];
  const APPROUVEE: readonly Acte[] = [...PROPOSEE, ['2026-03-03', 'ars', 'approuver-resiliation']];
  const NOTIFIEE: readonly Acte[] = [...APPROUVEE, ['2026-03-16', 'ars', 'notifier-resiliation']];
  const SAISIE: readonly Acte[] = [...NOTIFIEE, ['2026-03-28', 'porteur', 'saisir']];
  const DEMANDEE: readonly Acte[] = [...ACTES.PAYE, ['2026-03-02', 'porteur', 'resilier']];
  const PS: Acte = ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
  const constater = (activite: string): Acte => ['2026-06-01', 'caisse', 'constater-activite', { activite }];

  it.each<[string, readonly Acte[], Acte, unknown]>([
    [
      'de la dotation avant qu’elle soit signée',
      ACTES.PAYE,
      ['2026-03-02', 'porteur', 'resilier', { contrat: 'dotation' }],
      ['etat', 'RES-D-01'],
    ],
    [
      'de l’amorçage une fois terminé',
      ACTES.DOTATION,
      ['2026-06-01', 'porteur', 'resilier', { contrat: 'amorcage' }],
      ['etat', 'RES-A-01'],
    ],
    ['demandée deux fois', DEMANDEE, ['2026-03-03', 'porteur', 'resilier'], ['etat', 'RES-A-01']],
    ['demandée avant la signature du contrat', ACTES.PAYE, ['2026-02-09', 'porteur', 'resilier'], ['regle', 'DEC-18']],
    [
      'reçue deux fois par la même partie',
      [...DEMANDEE, ['2026-03-04', 'ars', 'accuser-reception-resiliation']],
      ['2026-03-05', 'ars', 'accuser-reception-resiliation'],
      ['etat', 'DEC-04'],
    ],
    [
      'reçue avant d’être envoyée',
      DEMANDEE,
      ['2026-03-03', 'ars', 'accuser-reception-resiliation', { recueLe: '2026-03-01' }],
      ['regle', 'DEC-18'],
    ],
    [
      'reçue sans lettre de l’ESS',
      NOTIFIEE,
      ['2026-03-17', 'ars', 'accuser-reception-resiliation'],
      ['etat', 'RES-A-01'],
    ],
    ['proposée sans fondement', ACTES.PAYE, proposer('2026-03-02', 'caisse', { motif: 'Non.' }), ['regle', 'RES-A-02']],
    ['de l’amorçage pour ses effectifs', ACTES.PAYE, proposer('2026-03-02', 'ars', EFFECTIFS), ['regle', 'RES-A-02']],
    [
      'de la dotation pour manquement',
      ACTES.DOTATION,
      proposer('2026-06-01', 'ars', MANQUEMENT),
      ['regle', 'RES-D-02'],
    ],
    [
      'de la dotation pour PS non déposé',
      ACTES.DOTATION,
      proposer('2026-06-01', 'ars', PS_NON_DEPOSE),
      ['regle', 'RES-D-02'],
    ],
    ['de la dotation pour ses effectifs', ACTES.DOTATION, proposer('2026-06-01', 'ars', EFFECTIFS), 'accepté'],
    [
      'pour PS non déposé, le dernier jour reporté (dimanche 5, lundi 6 juillet)',
      ACTES.PAYE,
      proposer('2026-07-06', 'caisse', PS_NON_DEPOSE),
      ['regle', 'RES-A-02'],
    ],
    ['pour PS non déposé, le lendemain', ACTES.PAYE, proposer('2026-07-07', 'caisse', PS_NON_DEPOSE), 'accepté'],
    [
      'pour PS non déposé, alors qu’il l’est',
      [...ACTES.PAYE, PS],
      proposer('2026-07-07', 'caisse', PS_NON_DEPOSE),
      ['regle', 'RES-A-02'],
    ],
    ['de l’amorçage, faute d’action', ACTES.PAYE, proposer('2026-03-02', 'caisse', ABSENCE), 'accepté'],
    [
      'de la dotation, faute d’action, un an après la validation du PS',
      ACTES.DOTATION,
      proposer('2027-04-20', 'caisse', ABSENCE),
      ['regle', 'RES-D-03'],
    ],
    [
      'de la dotation, faute d’action, le lendemain',
      ACTES.DOTATION,
      proposer('2027-04-21', 'caisse', ABSENCE),
      'accepté',
    ],
    [
      'de la dotation, avec une seule activité constatée',
      [...ACTES.DOTATION, constater('avis-ponctuel')],
      proposer('2027-04-21', 'caisse', ABSENCE),
      'accepté',
    ],
    [
      'de la dotation, avec les deux',
      [...ACTES.DOTATION, constater('avis-ponctuel'), constater('structuration-offre')],
      proposer('2027-04-21', 'caisse', ABSENCE),
      ['regle', 'RES-D-03'],
    ],
    [
      'approuvée par qui l’a proposée',
      PROPOSEE,
      ['2026-03-03', 'caisse', 'approuver-resiliation'],
      ['regle', 'RES-A-02'],
    ],
    ['approuvée avant d’être proposée', PROPOSEE, ['2026-03-01', 'ars', 'approuver-resiliation'], ['regle', 'DEC-18']],
    ['approuvée deux fois', APPROUVEE, ['2026-03-04', 'ars', 'approuver-resiliation'], ['etat', 'RES-A-02']],
    ['approuvée sans proposition', DEMANDEE, ['2026-03-04', 'ars', 'approuver-resiliation'], ['etat', 'RES-A-02']],
    [
      'notifiée par une partie seule',
      PROPOSEE,
      ['2026-03-04', 'caisse', 'notifier-resiliation'],
      ['regle', 'RES-A-02'],
    ],
    ['notifiée deux fois', NOTIFIEE, ['2026-03-17', 'ars', 'notifier-resiliation'], ['etat', 'RES-A-02']],
    ['saisine avant la notification', APPROUVEE, ['2026-03-04', 'porteur', 'saisir'], ['etat', 'RES-A-03']],
    ['saisine contre sa propre lettre', DEMANDEE, ['2026-03-04', 'porteur', 'saisir'], ['etat', 'RES-A-03']],
    ['saisine le dernier jour', NOTIFIEE, ['2026-03-31', 'porteur', 'saisir'], 'accepté'],
    ['saisine le lendemain', NOTIFIEE, ['2026-04-01', 'porteur', 'saisir'], ['regle', 'RES-A-03']],
    [
      'saisine reçue avant la lettre',
      NOTIFIEE,
      ['2026-03-20', 'porteur', 'saisir', { recueLe: '2026-03-15' }],
      ['regle', 'DEC-18'],
    ],
    ['seconde saisine', SAISIE, ['2026-03-29', 'porteur', 'saisir'], ['etat', 'RES-A-03']],
    [
      'réponse sans saisine',
      NOTIFIEE,
      ['2026-03-29', 'ars', 'repondre-saisine', { sens: 'rejete' }],
      ['etat', 'RES-A-03'],
    ],
    [
      'réponse avant la saisine',
      SAISIE,
      ['2026-03-27', 'ars', 'repondre-saisine', { sens: 'rejete' }],
      ['regle', 'DEC-18'],
    ],
    [
      'seconde réponse de la même partie',
      [...SAISIE, ['2026-04-02', 'ars', 'repondre-saisine', { sens: 'rejete' }]],
      ['2026-04-03', 'ars', 'repondre-saisine', { sens: 'rejete' }],
      ['etat', 'DEC-22'],
    ],
  ])('%s', (_, actes, dernierActe, attendu) => {
    expect(issue(actes, dernierActe)).toEqual(attendu);
  });

  const DOTATION_NOTIFIEE: readonly Acte[] = [
    ...ACTES.DOTATION,
    proposer('2026-06-01', 'ars', EFFECTIFS),
    ['2026-06-02', 'caisse', 'approuver-resiliation'],
    ['2026-06-03', 'ars', 'notifier-resiliation'],
  ];
  it.each<[string, readonly Acte[], Acte, string]>([
    ['par l’ESS, de l’amorçage', ACTES.PAYE, ['2026-03-02', 'porteur', 'resilier'], 'RES-A-01'],
    ['par l’ESS, de la dotation', ACTES.DOTATION, ['2026-06-01', 'porteur', 'resilier'], 'RES-D-01'],
    ['par les autorités, de l’amorçage', ACTES.PAYE, proposer('2026-03-02', 'ars', MANQUEMENT), 'RES-A-02'],
    ['par les autorités, pour les effectifs', ACTES.DOTATION, proposer('2026-06-01', 'ars', EFFECTIFS), 'RES-D-02'],
    ['par les autorités, faute d’action', ACTES.DOTATION, proposer('2027-04-21', 'ars', ABSENCE), 'RES-D-03'],
    ['saisine contre celle de l’amorçage', NOTIFIEE, ['2026-03-28', 'porteur', 'saisir'], 'RES-A-03'],
    ['saisine contre celle de la dotation', DOTATION_NOTIFIEE, ['2026-07-03', 'porteur', 'saisir'], 'RES-D-04'],
  ])('%s, l’événement nomme sa règle', (_, actes, dernierActe, attendue) => {
    expect(dernier(actes, dernierActe)[0]?.regle).toBe(attendue);
  });

  it('une acceptation retire la résiliation ; deux rejets la rendent effective à la date du second', () => {
    expect(dernier(SAISIE, ['2026-04-02', 'caisse', 'repondre-saisine', { sens: 'accepte' }])).toMatchObject([
      { evenement: 'SaisineTranchee', partie: 'caisse' },
      { evenement: 'ResiliationRetiree', regle: 'DEC-22' },
    ]);
    const rejetee: readonly Acte[] = [
      ...SAISIE,
      ['2026-04-02', 'caisse', 'repondre-saisine', { sens: 'rejete' }],
      ['2026-04-20', 'ars', 'repondre-saisine', { sens: 'rejete' }],
    ];
    const { etat } = vivre(rejetee, '2026-04-24');
    expect(etat.amorcage).toMatchObject({ fin: 'resilie', finiLe: '2026-04-20' });
    expect(etat.recouvrements['amorcage']).toMatchObject({ montantCentimes: 4_000_000, dateLimite: '2026-06-22' });
  });
});

describe('le recouvrement', () => {
  const DU: readonly Acte[] = ACTES.RECOUVREMENT;
  const verser = (le: string, montantCentimes: number): Acte => [
    le,
    'caisse',
    'constater-remboursement',
    { montantCentimes },
  ];
  const PS_DU_18: readonly Acte[] = ACTES.PAYE;
  const confirmer = (donnees: object): Acte => ['2027-07-10', 'caisse', 'confirmer-recouvrement', donnees];

  it.each<[string, readonly Acte[], Acte, unknown, string?]>([
    ['rien de remboursé', DU, verser('2026-04-01', 0), ['regle', 'REC-02']],
    ['un centime de trop', DU, verser('2026-04-01', 4_000_001), ['regle', 'REC-02']],
    ['tout', DU, verser('2026-04-01', 4_000_000), 'accepté'],
    [
      'le reste après un acompte',
      [...DU, verser('2026-04-01', 1_000_000)],
      verser('2026-04-02', 3_000_001),
      ['regle', 'REC-02'],
    ],
    ['avant l’ouverture', DU, verser('2026-03-19', 1), ['regle', 'DEC-18'], '2026-04-01'],
    ['une clôture sans motif', DU, ['2026-04-01', 'caisse', 'clore-recouvrement'], ['regle', 'REC-02']],
    ['une clôture motivée', DU, ['2026-04-01', 'caisse', 'clore-recouvrement', { motif: 'Remise.' }], 'accepté'],
    ['dix-huit mois : le montant proposé', PS_DU_18, confirmer({}), 'accepté'],
    ['dix-huit mois : un autre montant, sans motif', PS_DU_18, confirmer({ montantCentimes: 1 }), ['regle', 'DEC-10']],
    [
      'dix-huit mois : un autre montant, motivé',
      PS_DU_18,
      confirmer({ montantCentimes: 1, motif: 'Actions faites.' }),
      'accepté',
    ],
    [
      'dix-huit mois : plus que versé',
      PS_DU_18,
      confirmer({ montantCentimes: 4_000_001, motif: 'Pénalité.' }),
      ['regle', 'DEC-10'],
    ],
  ])('%s', (_, actes, dernierActe, attendu, saisiLe) => {
    expect(issue(actes, dernierActe, saisiLe)).toEqual(attendu);
  });

  it('l’amorçage est dû en totalité : confirmé tel quel, jamais pour un autre montant (RES-A-04)', () => {
    const autre: Acte = [
      '2026-04-01',
      'caisse',
      'confirmer-recouvrement',
      { montantCentimes: 3_999_999, motif: 'Geste.' },
    ];
    expect(issue(DU, autre)).toEqual(['regle', 'RES-A-04']);
    expect(issue(DU, ['2026-04-01', 'caisse', 'confirmer-recouvrement'])).toBe('accepté');
  });

  it('les sommes dites dans un refus sont en euros', () => {
    const refus = (actes: readonly Acte[], [le, acteur, commande, donnees]: Acte) =>
      (vivre(actes, le).commander(acte(commande, acteur, le, donnees)) as Refus).message;
    expect(refus(DU, verser('2026-04-01', 4_000_001))).toContain('(40000 €)');
    expect(refus(PS_DU_18, confirmer({ montantCentimes: 4_000_001, motif: 'Pénalité.' }))).toContain('(40000 €)');
  });

  it('un acompte versé avant la confirmation compte dans ce qui peut être confirmé, et pas deux fois', () => {
    const acompte: readonly Acte[] = [...PS_DU_18, verser('2027-07-08', 1_000_000)];
    expect(reclamable(vivre(acompte, '2027-07-09').etat, 'dix-huit-mois')).toBe(3_000_000);
    expect(totalRembourse(vivre(acompte, '2027-07-09').etat)).toBe(1_000_000);
    expect(issue(acompte, confirmer({}))).toBe('accepté');
    expect(issue(acompte, confirmer({ montantCentimes: 4_000_001, motif: 'Pénalité.' }))).toEqual(['regle', 'DEC-10']);
  });

  it('une clôture dit si le reste est remis, et combien', () => {
    const clore: Acte = ['2026-04-02', 'caisse', 'clore-recouvrement', { motif: 'Remise.' }];
    expect(dernier([...DU, verser('2026-04-01', 1_000_000)], clore)[0]).toMatchObject({
      recouvrement: 'amorcage',
      montantCentimes: 3_000_000,
      issue: 'remise',
    });
    const nul: readonly Acte[] = [...PS_DU_18];
    expect(dernier(nul, ['2027-07-10', 'caisse', 'clore-recouvrement', { motif: 'Remise.' }])[0]).toMatchObject({
      recouvrement: 'dix-huit-mois',
      issue: 'remise',
    });
  });

  it('remboursé en deux fois, il se clôt au second versement, et le dossier avec lui', () => {
    const reponse = dernier([...DU, verser('2026-04-01', 1_000_000)], verser('2026-04-02', 3_000_000));
    expect(reponse.map(({ evenement }) => evenement)).toEqual([
      'RemboursementConstate',
      'RecouvrementClos',
      'TerritoireLibere',
      'EssClose',
    ]);
    expect(reponse[0]).toMatchObject({ resteDuCentimes: 0 });
    expect(reponse[1]).toMatchObject({ issue: 'rembourse' });
  });

  it('la limite de remboursement est à deux mois, reportée au jour ouvré', () => {
    expect(limiteRemboursement(d('2026-04-20'), '33')).toBe('2026-06-22');
    expect(limiteRemboursement(d('2026-07-16'), '33')).toBe('2026-09-16');
  });

  it('seuls les recouvrements proposés, notifiés ou impayés sont ouverts ; le reste dû n’est jamais négatif', () => {
    const un = {
      origine: 'amorcage' as const,
      montantCentimes: centimes(10),
      rembourseCentimes: centimes(4),
      dateLimite: null,
      ouvertLe: d('2026-01-01'),
    };
    expect(
      (['propose', 'notifie', 'impaye', 'rembourse', 'clos'] as const).map((statut) => ouvert({ ...un, statut })),
    ).toEqual([true, true, true, false, false]);
    expect(resteDu({ ...un, statut: 'notifie' })).toBe(6);
    expect(resteDu({ ...un, statut: 'notifie', rembourseCentimes: centimes(12) })).toBe(0);
  });

  it('une somme n’est jamais réclamée deux fois : la résiliation prend la place de la procédure des dix-huit mois', () => {
    // Contract signed late: it still runs when the eighteen months end, on 5 July 2027.
    const tardif: readonly Acte[] = [
      ...ACTES.CREATION,
      ['2026-02-03', 'porteur', 'declarer-association'],
      ['2026-02-03', 'porteur', 'declarer-coordonnees-bancaires'],
      ['2026-02-04', 'porteur', 'deposer-pieces', pieces('statuts', 'budget-previsionnel', 'liste-medecins-engages')],
      [
        '2026-02-05',
        'caisse',
        'verifier-pieces',
        conformes('statuts', 'budget-previsionnel', 'liste-medecins-engages'),
      ],
      ...(['porteur', 'ars', 'caisse'] as const).map((acteur): Acte => [
        '2027-05-03',
        acteur,
        'signer-contrat-amorcage' satisfies NomCommande,
      ]),
      ['2027-05-10', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
    ];
    const avant = vivre(tardif, '2027-07-08').etat;
    expect(avant.recouvrements['dix-huit-mois']).toMatchObject({ statut: 'propose', montantCentimes: 4_000_000 });
    expect(reclamable(avant)).toBe(0);
    expect(reclamable(avant, 'dix-huit-mois')).toBe(4_000_000);
    const { etat } = vivre(
      [
        ...tardif,
        ['2027-07-08', 'porteur', 'resilier'],
        ['2027-07-08', 'ars', 'accuser-reception-resiliation'],
        ['2027-07-08', 'caisse', 'accuser-reception-resiliation'],
      ],
      '2027-08-01',
    );
    expect(etat.recouvrements['dix-huit-mois']).toMatchObject({ statut: 'clos' });
    expect(etat.recouvrements['amorcage']).toMatchObject({ statut: 'notifie', montantCentimes: 4_000_000 });
  });
});
