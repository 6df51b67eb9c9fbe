import { describe, expect, test } from 'vitest';
import { echeance, euros, paiement } from '../../documents/libelles.ts';
import { departement, specialite } from '../../documents/places.ts';
import { secable, typographie } from '../../documents/typography.ts';
import { composerCourrier, texteDuCourrier, type Contexte } from '../../documents/letters/index.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import { centimes } from '../../domain/valeurs.ts';
import { date } from '../records/exemples.ts';

const contexte = {
  ess: 'ess-33-1',
  rang: 7,
  siege: '33',
  region: 'nouvelle-aquitaine',
  caisse: 'gironde',
  intitule: null,
  specialites: ['cardiologie'],
  departements: ['33', '40'],
  destinataire: 'porteur',
} as const;
const redigerAvis = (evenement: Evenement, pour: Contexte) => texteDuCourrier(composerCourrier(evenement, pour));
const commun = { le: date('2026-03-16'), acteur: 'ars', regle: 'LI-07' } as const;

describe('words of the notices', () => {
  test.each([
    [4_000_000, '40 000,00 €'],
    [10_000_000, '100 000,00 €'],
    [3_009_589, '30 095,89 €'],
    [123_456_789, '1 234 567,89 €'],
    [5, '0,05 €'],
    [0, '0,00 €'],
  ])('%i cents read « %s »', (montant, texte) => expect(euros(montant)).toBe(texte));

  test.each([
    ['amorcage-2', "la seconde moitié du crédit d'amorçage"],
    ['dotation-3', 'la dotation annuelle (année 3)'],
  ])('%s reads « %s »', (cle, texte) => expect(paiement(cle)).toBe(texte));

  test.each([
    ['depot-projet-sante', 'dépôt du projet de santé'],
    ['remboursement-dix-huit-mois', 'remboursement des sommes récupérées à dix-huit mois'],
    ['rappel-depot-projet-sante', 'dépôt du projet de santé'],
    ['paiement-dotation-2', 'versement de la dotation annuelle (année 2)'],
    ['anniversaire-4', 'anniversaire du contrat de dotation annuelle (année 4)'],
  ])('the deadline %s reads « %s »', (cle, texte) => expect(echeance(cle)).toBe(texte));
});

describe('places, specialties and typography', () => {
  test.each([
    ['33', 'Gironde (33)'],
    ['2A', 'Corse-du-Sud (2A)'],
    ['974', 'La Réunion (974)'],
    ['00', '00'],
  ])('%s reads « %s »', (code, texte) => expect(departement(code)).toBe(texte));

  test('every department of the scheme has a name', () => {
    const codes = REGIONS.flatMap(({ departements }) => departements);
    expect(codes.filter((code) => departement(code) === code)).toEqual([]);
  });

  test.each([
    ['medecine-vasculaire', 'médecine vasculaire'],
    ['nephrologie', 'néphrologie'],
  ])('%s reads « %s »', (slug, texte) => expect(specialite(slug)).toBe(texte));

  test('a line cuts no date, amount, article or quotation', () => {
    expect(typographie("l'article L. 1411 : « le 1er mars 2026 », 40 000,00 €")).toBe(
      'l’article\u00a0L.\u00a01411\u00a0: «\u00a0le 1er\u00a0mars\u00a02026\u00a0», 40\u00a0000,00\u00a0€',
    );
  });
});

test('a very long word may be cut between letters as people see them, an ordinary one is left alone', () => {
  expect(secable('Sainte-Marie-Madeleine-de-la-Très-Longue-Route intergouvernementalisation')).not.toContain('\u200b');
  const mot = 'e\u0301'.repeat(30);
  expect(secable(mot).split('\u200b')).toEqual(['e\u0301'.repeat(12), 'e\u0301'.repeat(12), 'e\u0301'.repeat(6)]);
});

describe('texts of the notices', () => {
  test('the acknowledgement of a deposit says when silence means acceptance', () => {
    const { corps } = redigerAvis(
      {
        ...commun,
        evenement: 'LettreIntentionDeposee',
        specialites: ['cardiologie'],
        departements: ['33', '40'],
        siege: '33',
        caisse: 'gironde',
        ars: 'nouvelle-aquitaine',
        canal: 'demarches-simplifiees',
        complete: true,
        derogationRequise: false,
        indicateurQualitatif: false,
        dateLimite: date('2026-05-16'),
      },
      contexte,
    );
    expect(corps).toContain('vous notifie sa décision au plus tard le 16 mai 2026');
    expect(corps).toContain('réputée validée le 17 mai 2026');
    expect(corps).toContain('au plus tard le 16 septembre 2026');
    expect(corps).not.toMatch(/\([A-Z]+-\d/);
    expect(corps).toContain('instruction du 24 mars 2025, I, jalon 1');
  });

  test('a refusal gives its reason and its criterion', () => {
    const refus = {
      ...commun,
      evenement: 'LettreIntentionRefusee',
      critere: 'ELI-04',
      motif: 'Moins de 10 %.',
    } as const;
    const { objet, corps } = redigerAvis({ ...refus, regle: 'LI-08' }, contexte);
    expect(objet).toBe("[ESS ess-33-1] refus de votre lettre d'intention");
    expect(corps).toContain('Motif : Moins de 10 %.');
    expect(corps).toMatch(/critère « .+ » du cahier des charges national/);
    expect(corps).toMatch(/Ce critère est le suivant : « .*10 %/);
  });

  test('an order to pay asks the caisse to pay and tells the others that it was asked', () => {
    const ordre = {
      ...commun,
      evenement: 'PaiementOrdonnance',
      paiement: 'amorcage-1',
      montantCentimes: centimes(4_000_000),
      dateLimite: date('2026-07-12'),
    } as const;
    const caisse = redigerAvis(ordre, { ...contexte, destinataire: 'caisse' });
    expect(caisse.objet).toBe('[ESS ess-33-1] ordre de paiement : 40 000,00 €');
    expect(caisse.corps).toContain('au plus tard le 12 juillet 2026');
    expect(redigerAvis(ordre, contexte).corps).toContain('a été demandé le 16 mars 2026');
  });

  test('a refusal says where and until when it may be contested (CJA R. 421-5)', () => {
    const refus = { ...commun, evenement: 'LettreIntentionRefusee', critere: 'ELI-04', motif: 'x' } as const;
    expect(redigerAvis({ ...refus, regle: 'LI-08' }, contexte).corps).toMatch(
      /dans les deux mois de sa notification[^]*recours gracieux[^]*recours hiérarchique[^]*tribunal administratif[^]*vaut rejet/,
    );
  });

  test('a tacit validation is an attestation (CRPA L. 232-3), and its acknowledgement announced it', () => {
    const valide = { ...commun, evenement: 'ProjetSanteValide', mode: 'tacite', regle: 'PS-08' } as const;
    const { objet, corps } = redigerAvis({ ...valide, le: date('2025-12-02') }, contexte);
    expect(objet).toContain('attestation de validation tacite');
    expect(corps).toContain('au plus tard le 1er décembre 2025');
    expect(corps).toContain('vaut attestation');
  });

  test('a rectification says both values, all that changes, what it replaces and how to contest it', () => {
    const rectification = {
      ...commun,
      evenement: 'FaitRectifie',
      rang: 1,
      champ: 'le',
      avant: '2026-01-10',
      apres: '2026-01-12',
      differences: [
        { quoi: 'echeance', cle: 'decision-lettre-intention', avant: '2026-03-10', apres: '2026-03-12' },
        { quoi: 'courrier', cle: 'LettreIntentionValidee', avant: '2026-03-11', apres: null, rang: 4 },
      ],
      correctif: {},
      regle: 'DEC-33',
    } as const;
    const { corps } = redigerAvis(rectification, contexte);
    expect(corps).toContain('date du fait numéro 1 : 10 janvier 2026, corrigé en 12 janvier 2026');
    expect(corps).toContain('10 mars 2026, désormais 12 mars 2026');
    expect(corps).toContain('La lettre de référence 4 est sans objet.');
    expect(corps).toContain('dans les deux mois de sa réception');
  });

  test('an event without a text of its own is told all the same, with its rule', () => {
    const { objet, corps } = redigerAvis(
      { ...commun, evenement: 'CoordonneesBancairesDeclarees', regle: 'DEC-13' },
      contexte,
    );
    expect(objet).toContain('coordonnées bancaires déclarées');
    expect(corps).toContain('16 mars 2026');
    expect(corps).toContain('règle de gestion du service : « ');
  });
});
