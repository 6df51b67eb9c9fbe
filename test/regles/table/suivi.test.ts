/** Follow-up: avis, nominative list, report, yearly check, meetings, documents (LI-06, PS-06, DOT-08, DOT-09, SUI-01, SUI-02, IND-01, IND-03, ADH-01, AMO-13). */
import { describe, expect, it } from 'vitest';
import type { Etat } from '../../../domain/etat.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { dote, paye, phrase, premier, sur } from './paiement-essai.ts';

const deposee = () => vivre(ACTES.ENTREE, '2026-01-20').etat;
const validee = () => vivre(ACTES.CREATION, '2026-02-10').etat;
const EVALUATION = { besoinReel: true, adequationCahierDesCharges: true, contenuAdapte: true, projetMature: false };
/** Neither contract is signed: no phase of the table gives it here, the subject still says no. */
/** Regime A: the annual contract, and no amorçage. */
const dotationSeule = (): Etat => ({ ...dote(), amorcage: { ...dote().amorcage, concluLe: null } });

describe('l’avis de la caisse', () => {
  const avis = (sujet: string, le: string, donnees: object = {}): Acte => [
    le,
    'caisse',
    'rendre-avis',
    { sur: sujet, sens: 'favorable', ...donnees },
  ];
  const PS: Acte = ['2026-03-02', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
  const instruit = () => vivre([...ACTES.PAYE, PS], '2026-03-10').etat;

  it('sur la lettre, tant qu’elle est en instruction (LI-06)', () => {
    expect(premier(deposee(), avis('lettre-intention', '2026-01-20'))).toMatchObject({
      evenement: 'AvisCaisseRendu',
      regle: 'LI-06',
      sur: 'lettre-intention',
      sens: 'favorable',
    });
    for (const etat of [validee(), { ...deposee(), li: null }]) {
      expect(sur(etat, avis('lettre-intention', '2026-02-10'))).toEqual(['etat', 'LI-06']);
      expect(phrase(etat, avis('lettre-intention', '2026-02-10'))).toContain("La lettre d'intention n'est pas");
    }
  });

  it('pas avant le dépôt de la lettre (DEC-18)', () => {
    const { li } = deposee();
    const tardive: Etat = { ...deposee(), li: li && { ...li, deposeeLe: d('2026-01-12') } };
    expect(sur(tardive, avis('lettre-intention', '2026-01-12'), '2026-01-20')).toBe('accepté');
    expect(sur(tardive, avis('lettre-intention', '2026-01-11'), '2026-01-20')).toEqual(['regle', 'DEC-18']);
    expect(phrase(tardive, avis('lettre-intention', '2026-01-11'))).toContain("le dépôt de la lettre d'intention");
  });

  it('sur le projet de santé, de sa réception à la décision (PS-06)', () => {
    expect(premier(instruit(), avis('projet-sante', '2026-03-10'))).toMatchObject({
      regle: 'PS-06',
      sur: 'projet-sante',
    });
    expect(sur(instruit(), avis('projet-sante', '2026-03-02'), '2026-03-10')).toBe('accepté');
    expect(sur(instruit(), avis('projet-sante', '2026-03-01'), '2026-03-10')).toEqual(['regle', 'DEC-18']);
    expect(phrase(instruit(), avis('projet-sante', '2026-03-01'))).toContain('la réception du projet de santé');
    for (const etat of [paye(), dote()]) {
      expect(sur(etat, avis('projet-sante', '2026-05-10'))).toEqual(['etat', 'PS-06']);
      expect(phrase(etat, avis('projet-sante', '2026-05-10'))).toContain("Le projet de santé n'est pas");
    }
  });

  it('porte sa grille, si elle est donnée (ELI-12)', () => {
    const avecGrille = avis('lettre-intention', '2026-01-20', { sens: 'defavorable', evaluation: EVALUATION });
    expect(premier(deposee(), avecGrille)).toMatchObject({ sens: 'defavorable', evaluation: EVALUATION });
    expect(premier(deposee(), avis('lettre-intention', '2026-01-20'))).not.toHaveProperty('evaluation');
  });
});

describe('la liste nominative et les adhésions', () => {
  const liste = (donnees: object = {}): Acte => [
    '2026-05-10',
    'porteur',
    'deposer-liste-nominative',
    { liste: { id: 'liste-2', nombre: 40 }, ...donnees },
  ];
  it('la liste sert l’année qui l’attend, ou celle qu’elle nomme (DOT-08)', () => {
    expect(premier(dote(), liste())).toMatchObject({
      evenement: 'ListeNominativeDeposee',
      regle: 'DOT-08',
      liste: 'liste-2',
      nombre: 40,
      cle: 'liste-nominative#2',
    });
    expect(premier(dote(), liste({ exercice: 1 }))).toMatchObject({ cle: 'liste-nominative#1' });
    expect(sur(dote(), liste({ liste: { id: 'vide', nombre: 0 } }))).toBe('accepté');
  });

  it('les adhésions enregistrées disent leur nombre, si la caisse le donne (ADH-01)', () => {
    const enregistrer = (donnees: object): Acte => ['2026-05-10', 'caisse', 'enregistrer-adhesions', donnees];
    expect(premier(dote(), enregistrer({ nombre: 37 }))).toMatchObject({ regle: 'ADH-01', nombre: 37 });
    expect(premier(dote(), enregistrer({}))).toMatchObject({ evenement: 'AdhesionsEnregistrees' });
    expect(premier(dote(), enregistrer({}))).not.toHaveProperty('nombre');
  });
});

describe('le rapport d’activité (SUI-02)', () => {
  const INDICATEURS = { patientsPrisEnCharge: 12 };
  const rapport = (donnees: object = {}): Acte => ['2026-05-10', 'porteur', 'deposer-rapport-activite', donnees];
  it('suit la signature du contrat de dotation', () => {
    expect(sur(paye(), rapport())).toEqual(['etat', 'SUI-02']);
    expect(phrase(paye(), rapport())).toContain('suit la signature');
    expect(premier(dote(), rapport({ exercice: 3 }))).toMatchObject({
      evenement: 'RapportActiviteDepose',
      regle: 'SUI-02',
      cle: 'rapport-activite#3',
    });
  });

  it('sans indicateurs nationaux (IND-01), ou sans indicateur qualitatif (IND-03), il est reçu et le dit', () => {
    const dits = (donnees: object) => premier(dote(), rapport(donnees))?.avertissements;
    expect(dits({ indicateurs: INDICATEURS })).toBeUndefined();
    expect(dits({ indicateurs: INDICATEURS, indicateursQualitatifs: 1 })).toBeUndefined();
    expect(dits({})).toEqual([
      { regle: 'IND-01', phrase: 'Les indicateurs nationaux doivent figurer au rapport : la caisse les vérifiera.' },
    ]);
    expect(dits({ indicateurs: INDICATEURS, indicateursQualitatifs: 0 })).toEqual([
      { regle: 'IND-03', phrase: 'Le rapport doit comporter au moins un indicateur qualitatif.' },
    ]);
  });

  it('garde ses indicateurs', () => {
    expect(premier(dote(), rapport({ indicateurs: INDICATEURS }))).toMatchObject({ indicateurs: INDICATEURS });
    expect(premier(dote(), rapport())).not.toHaveProperty('indicateurs');
  });
});

describe('le contrôle annuel des critères (SUI-01)', () => {
  const controler = (donnees: object = {}): Acte => ['2026-05-10', 'caisse', 'controler-criteres', donnees];
  it('se fait sous l’un ou l’autre contrat', () => {
    expect(sur(paye(), controler())).toBe('accepté');
    expect(sur(dotationSeule(), controler())).toBe('accepté');
  });

  it('sans critère en défaut, conforme ; avec, non conforme, et motivé', () => {
    expect(premier(paye(), controler())).toStrictEqual({
      le: '2026-05-10',
      evenement: 'CriteresControles',
      acteur: 'caisse',
      regle: 'SUI-01',
      resultat: 'conforme',
      criteresNonRemplis: [],
      concertationTracable: false,
    });
    const defaut = { criteresNonRemplis: ['ELI-03'] };
    expect(sur(paye(), controler(defaut))).toEqual(['regle', 'SUI-01']);
    expect(phrase(paye(), controler(defaut))).toContain('Un constat de non-conformité');
    expect(sur(paye(), controler({ resultat: 'non-conforme' }))).toEqual(['regle', 'SUI-01']);
    expect(sur(paye(), controler({ ...defaut, resultat: 'conforme' }))).toBe('accepté');
    expect(premier(paye(), controler({ ...defaut, motif: 'Neuf médecins.' }))).toMatchObject({
      resultat: 'non-conforme',
      criteresNonRemplis: ['ELI-03'],
      motif: 'Neuf médecins.',
    });
  });

  it('relève les effectifs et la concertation, s’ils sont donnés (ELI-05, ELI-10)', () => {
    const releve = controler({ liberaux: 110, medecinsPresents: 118, concertationTracable: true });
    expect(premier(paye(), releve)).toMatchObject({ liberaux: 110, medecinsPresents: 118, concertationTracable: true });
    const apres = vivre([...ACTES.DOTATION, releve], '2026-05-11').etat;
    expect(apres).toMatchObject({
      effectifs: { liberaux: 110, medecinsPresents: 118, engages: 37 },
      concertationLe: '2026-05-10',
    });
    const encore: Acte = ['2026-06-10', 'caisse', 'controler-criteres', { concertationTracable: true }];
    expect(vivre([...ACTES.DOTATION, releve, encore], '2026-06-11').etat.concertationLe).toBe('2026-05-10');
    expect(vivre([...ACTES.DOTATION, controler()], '2026-05-11').etat).toMatchObject({
      effectifs: dote().effectifs,
      concertationLe: null,
    });
  });
});

describe('la caisse rencontre l’ESS et demande des documents', () => {
  const rencontrer: Acte = ['2026-05-10', 'caisse', 'consigner-rencontre'];
  const demander = (donnees: object = {}): Acte => ['2026-05-10', 'caisse', 'demander-documents', donnees];
  it('la rencontre relève du contrat en cours (AMO-13, DOT-09)', () => {
    expect(premier(paye(), rencontrer)).toMatchObject({ evenement: 'RencontreConsignee', regle: 'AMO-13' });
    expect(premier(dote(), rencontrer)).toMatchObject({ regle: 'DOT-09' });
    expect(premier(dotationSeule(), rencontrer)).toMatchObject({ regle: 'DOT-09' });
  });

  it('les documents complémentaires, par le seul contrat de dotation (DOT-09)', () => {
    expect(sur(paye(), demander())).toEqual(['etat', 'DOT-09']);
    expect(phrase(paye(), demander())).toContain('que par le contrat de dotation');
    expect(premier(dote(), demander({ documents: ['Comptes'], delai: '2026-06-10' }))).toMatchObject({
      evenement: 'DocumentsDemandes',
      regle: 'DOT-09',
      documents: ['Comptes'],
      delai: '2026-06-10',
    });
    expect(premier(dote(), demander())).toMatchObject({ documents: [] });
    expect(premier(dote(), demander())).not.toHaveProperty('delai');
  });
});
