import { describe, expect, test } from 'vitest';
import { aLaPhase, echeance, euros, paiement } from '../../documents/libelles.ts';
import { departement, specialite } from '../../documents/places.ts';
import { secable, typographie } from '../../documents/typography.ts';
import { composerCourrier, texteDuCourrier, type Contexte } from '../../documents/letters/index.ts';
import { acte, nomDuCourrier } from '../../documents/letters/names.ts';
import { champRectifie } from '../../documents/letters/rectifie.ts';
import { DESTINATAIRES } from '../../domain/effets.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { TABLE } from '../../domain/table.ts';
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
/** Acts on what was done, of which nothing is corrected. */
const HORS_CORRECTION = ['corriger', 'annuler', 'reprendre', 'relancer-effet', 'ecarter-effet'];
/** As typed: French typography (no-break spaces, curved apostrophes) is held by courriel.test.ts. */
const droit = (texte: string): string => texte.replaceAll('\u00a0', ' ').replaceAll('’', "'");
const lu = ({ objet, corps }: { objet: string; corps: string }) => ({ objet: droit(objet), corps: droit(corps) });
const redigerAvis = (evenement: Evenement, pour: Contexte) => lu(texteDuCourrier(composerCourrier(evenement, pour)));
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

test.each([
  ['recouvrement', 'au recouvrement des sommes dues'],
  ['amorcage', "au crédit d'amorçage"],
  ['lettre-intention', "à l'instruction de la lettre d'intention"],
  ['dotation', 'à la dotation annuelle'],
] as const)('a case in the phase %s « en est %s »', (phase, texte) => expect(aLaPhase(phase)).toBe(texte));

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

  test('a line does not end on an operation', () => {
    expect(typographie('27 × (100 000,00 € − 50 000,00 €) ÷ 90')).toBe(
      '27 ×\u00a0(100\u00a0000,00\u00a0€ −\u00a050\u00a0000,00\u00a0€) ÷\u00a090',
    );
  });

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
    const porteur = redigerAvis(ordre, contexte);
    expect(porteur.objet).toBe('[ESS ess-33-1] versement de 40 000,00 € à venir');
    expect(porteur.corps).toContain('doit verser 40 000,00 € à votre association');
    expect(porteur.corps).toContain("L'ordre de paiement est du 16 mars 2026");
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
    expect(corps).toContain('date, désormais : 12 janvier 2026, au lieu de : 10 janvier 2026');
    expect(corps).toContain('10 mars 2026, désormais 12 mars 2026');
    expect(corps).toMatch(
      /Le courrier n° 4 \(validation de la lettre d'intention\).*est annulé.*attestation.*est nulle/,
    );
    expect(corps).toContain('dans les deux mois de sa notification');
    // The association's letter n° 5 went to the ARS alone: nothing of it is replaced for the porteur.
    const autre = { quoi: 'courrier', cle: 'AssociationDeclaree', avant: '2026-03-11', apres: null, rang: 5 } as const;
    const differences = [...rectification.differences, autre];
    expect(redigerAvis({ ...rectification, differences }, contexte).corps).not.toContain('n° 5');
    expect(redigerAvis({ ...rectification, differences }, { ...contexte, destinataire: 'ars' }).corps).toContain(
      'n° 5',
    );
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

  test('le territoire n’est dit « de nouveau libre » que s’il était pris', () => {
    const renonciation = { ...commun, acteur: 'porteur', evenement: 'Renonciation', regle: 'DEC-23' } as const;
    const etat = (territoire: 'libre' | 'libere') => ({ ...etatInitial('ess-33-1'), territoire });
    const lu = (territoire: 'libre' | 'libere') =>
      redigerAvis(renonciation, { ...contexte, destinataire: 'ars', etat: etat(territoire) }).corps;
    expect(lu('libere')).toContain('le territoire est de nouveau libre');
    expect(lu('libre')).not.toContain('territoire est');
  });

  test('un délai qui finit un jour chômé dit son report, et la même date partout (DEC-03)', () => {
    const depot = {
      le: date('2026-01-25'),
      acteur: 'porteur',
      regle: 'LI-01',
      evenement: 'LettreIntentionDeposee',
      specialites: ['cardiologie'],
      departements: ['33'],
      siege: '33',
      caisse: 'gironde',
      ars: 'nouvelle-aquitaine',
      canal: 'demarches-simplifiees',
      complete: true,
      derogationRequise: false,
      indicateurQualitatif: false,
      dateLimite: date('2026-03-25'),
    } as const;
    const { corps } = redigerAvis(depot, contexte);
    expect(corps).toContain('soit au plus tard le 27 juillet 2026');
    expect(corps).toContain("Ce délai finissait le 25 juillet 2026, qui n'est pas un jour ouvrable");
    expect(corps).toContain('au premier jour ouvrable qui suit, le 27 juillet 2026');
    for (const destinataire of ['ars', 'caisse'] as const)
      expect(redigerAvis(depot, { ...contexte, destinataire }).corps).toContain('au plus tard le 27 juillet 2026');
  });

  test('un courrier établi après la date que donne la loi dit les deux', () => {
    const valide = {
      ...commun,
      acteur: 'systeme',
      evenement: 'ProjetSanteValide',
      mode: 'tacite',
      regle: 'PS-08',
    } as const;
    const courrier = composerCourrier(
      { ...valide, le: date('2025-12-02') },
      { ...contexte, etabliLe: date('2025-12-05') },
    );
    expect(courrier.etabliLe).toBe('2025-12-05');
    expect(courrier.phrases.join(' ')).toContain(
      'La date de ce fait, le 2 décembre 2025, est celle que donnent les textes',
    );
    expect(courrier.phrases.join(' ')).toContain('constaté le 5 décembre 2025');
  });

  test('un rappel compte les jours qui restent à partir du courrier', () => {
    const rappel = {
      ...commun,
      acteur: 'systeme',
      evenement: 'RappelEmis',
      echeance: 'depot-projet-sante',
      dateLimite: date('2026-03-23'),
      attendu: ['porteur'],
      jours: 7,
      silence: 'alerte',
    } as const;
    expect(redigerAvis(rappel, contexte).objet).toContain('dans 7 jours');
    expect(redigerAvis(rappel, { ...contexte, etabliLe: date('2026-03-20') }).objet).toContain('dans 3 jours');
    expect(redigerAvis(rappel, { ...contexte, etabliLe: date('2026-03-23') }).objet).toContain("aujourd'hui");
  });

  test('chaque acte a son nom, et chaque donnée qui se corrige le sien (DEC-33)', () => {
    const actes = Object.entries(TABLE);
    expect(actes.length).toBeGreaterThan(70);
    for (const [commande, { forme }] of actes) {
      expect(acte(commande)).not.toBe(commande);
      if (HORS_CORRECTION.includes(commande)) continue;
      for (const champ of ['le', ...Object.keys(forme)]) expect(champRectifie(champ)).not.toContain('«');
    }
  });

  test('chaque courrier que quelqu’un reçoit a un nom, pour être remplacé', () => {
    expect(
      Object.keys(DESTINATAIRES).filter((nom) => nom !== 'IncidentOuvert' && nomDuCourrier(nom) === undefined),
    ).toEqual([]);
  });

  test('la résiliation dit son fondement, son motif, son effet, la saisine, ce qui est à rembourser et avant quand', () => {
    const notifiee = {
      ...commun,
      regle: 'RES-A-02',
      evenement: 'ResiliationNotifiee',
      contrat: 'amorcage',
      recueLe: date('2026-03-16'),
      dateLimite: date('2026-03-31'),
    } as const;
    const resiliation = {
      contrat: 'amorcage',
      origine: 'caisse-ars',
      fondement: 'absence-action-socle',
      proposeePar: 'caisse',
      approuvee: true,
      demandeeLe: date('2026-03-01'),
      receptions: {},
      retraits: {},
      fin: null,
      finLe: null,
      saisine: null,
    } as const;
    const paye = {
      montantCentimes: centimes(4_000_000),
      statut: 'execute',
      ordonnanceLe: date('2025-06-12'),
      duLe: date('2025-06-12'),
      dateLimite: date('2025-07-12'),
      executeLe: date('2025-06-20'),
      versements: [{ le: date('2025-06-20'), montantCentimes: centimes(4_000_000), reference: null, retourneLe: null }],
    } as const;
    const etat = {
      ...etatInitial('ess-33-1'),
      siege: '33',
      resiliations: { 'caisse-ars': resiliation },
      paiements: { 'amorcage-1': paye },
    };
    const { corps } = redigerAvis(notifiee, { ...contexte, etat, motifResiliation: 'Aucune action en dix mois.' });
    expect(corps).toContain('Fondement : absence de déploiement des actions de la mission socle');
    expect(corps).toContain('Motif : Aucune action en dix mois.');
    expect(corps).toContain('prend effet le 31 mars 2026');
    expect(corps).toContain("Jusqu'au 31 mars 2026 inclus, vous pouvez saisir");
    expect(corps).toContain('au plus tard le 1er juin 2026');
    expect(corps).toContain('Ce délai finissait le 31 mai 2026');
    expect(corps).toContain('40 000,00 €, totalité de ce qui a été versé');
    expect(corps).toContain("contrat type de crédit d'amorçage, article 5.2");
    expect(corps).toMatch(/Voies et délais de recours[^]*tribunal administratif/);
  });

  test('la dotation montre son calcul à la caisse (DOT-05)', () => {
    const ordre = {
      ...commun,
      acteur: 'systeme',
      evenement: 'PaiementOrdonnance',
      paiement: 'dotation-1',
      montantCentimes: centimes(6_500_000),
      dateLimite: date('2026-07-12'),
    } as const;
    const etat = {
      ...etatInitial('ess-33-1'),
      siege: '33',
      denombrements: { 1: { date: date('2026-01-15'), nombre: 37 } },
    };
    const { corps } = redigerAvis(ordre, { ...contexte, destinataire: 'caisse', etat });
    expect(corps).toContain('37 médecins adhérents le 15 janvier 2026');
    expect(corps).toContain('27 × (100 000,00 € − 50 000,00 €) ÷ 90');
    expect(corps).toContain('soit 65 000,00 €');
  });
});
