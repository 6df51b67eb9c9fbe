/** SUI-03 — what one team brings to the picture of a period, from its journal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chiffresAnnuels, type ChiffresEss } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { equipe } from './equipes.ts';

type Fait = Readonly<Record<string, unknown>> & { readonly le: string; readonly evenement: string };
const fait = (le: string, evenement: string, champs: object = {}): Fait => ({ le, evenement, ...champs });
const DEPOT = fait('2025-04-10', 'LettreIntentionDeposee', {
  canal: 'courriel',
  complete: true,
  derogationRequise: false,
  indicateurQualitatif: true,
  siege: '33',
  ars: 'nouvelle-aquitaine',
  departements: ['33', '24'],
  specialites: ['rhumatologie', 'dermatologie'],
  liberaux: 100,
});
const ACCORD = fait('2025-06-11', 'LettreIntentionValidee', { mode: 'tacite', dateLimite: '2025-07-11' });
const CONTRAT = fait('2026-01-15', 'ContratDotationConclu', { contrat: 'dotation', dateLimite: '2031-01-15' });
const compte = (cycle: number, date: string, nombre: number) =>
  fait(date, 'AdherentsDenombres', { cycle, date, nombre });

function chiffres(annee: number, ...faits: readonly Fait[]): ChiffresEss | null {
  const evenements = faits.map((un) => ({ acteur: 'systeme', regle: 'SUI-03', ...un }) as unknown as Evenement);
  return chiffresAnnuels('ess-33-a', evenements, {
    du: `${annee}-01-01` as DateCivile,
    au: `${annee}-12-31` as DateCivile,
  });
}

describe('avant, pendant, après', () => {
  it('avant son entrée, une équipe n’apporte rien', () => {
    expect(chiffres(2024, DEPOT)).toBeNull();
    expect(chiffres(2025)).toBeNull();
  });

  it('l’année de son entrée : son siège, ses spécialités dans l’ordre, son territoire, sa phase', () => {
    expect(chiffres(2025, DEPOT)).toEqual(
      equipe({
        specialites: ['dermatologie', 'rhumatologie'],
        departements: ['33', '24'],
        tientSonTerritoire: false,
        phase: 'lettre-intention',
        entree: true,
      }),
    );
    expect(chiffres(2026, DEPOT)).toMatchObject({ entree: false });
    expect(chiffres(2025, { ...DEPOT, le: '2025-01-01' })).toMatchObject({ entree: true });
  });

  it('son entrée annulée, même plus tard, elle n’a jamais été : le dossier qui la remplace la dit', () => {
    const annulee = { rang: 1, avant: 'entree', apres: null, differences: [], correctif: { annuleeLe: '2026-02-01' } };
    expect(chiffres(2025, DEPOT, fait('2026-02-01', 'FaitRectifie', annulee))).toBeNull();
    expect(chiffres(2025, DEPOT, fait('2026-02-01', 'FaitRectifie', { ...annulee, rang: 2 }))).not.toBeNull();
  });

  it('le dernier jour de la période compte, le lendemain non', () => {
    expect(chiffres(2025, DEPOT, { ...ACCORD, le: '2025-12-31' })?.lettreIntention).toHaveLength(1);
    expect(chiffres(2025, DEPOT, { ...ACCORD, le: '2026-01-01' })?.lettreIntention).toEqual([]);
  });

  it('close : l’année même, elle l’est ; ensuite ni clôture, ni adhérents, ni territoire', () => {
    const vie = [
      DEPOT,
      ACCORD,
      fait('2025-06-11', 'TerritoireRevendique', { conteste: false, autres: [] }),
      CONTRAT,
      compte(1, '2026-01-15', 37),
    ];
    const close = fait('2027-02-01', 'EssClose', { motifCloture: 'resiliation' });
    expect(chiffres(2026, ...vie, close)).toMatchObject({ adherents: 37, tientSonTerritoire: true, cloture: false });
    expect(chiffres(2027, ...vie, close)).toMatchObject({
      phase: 'close',
      cloture: true,
      adherents: 0,
      tientSonTerritoire: false,
    });
    expect(chiffres(2028, ...vie, close)).toMatchObject({ phase: 'close', cloture: false });
    expect(chiffres(2027, ...vie, { ...close, le: '2027-01-01' })).toMatchObject({ cloture: true });
  });

  it('un territoire contesté compte, un territoire libéré ne compte plus (DEC-15)', () => {
    const conteste = fait('2025-06-11', 'TerritoireRevendique', { conteste: true, autres: ['ess-33-b'] });
    expect(chiffres(2025, DEPOT, ACCORD, conteste)?.tientSonTerritoire).toBe(true);
    expect(chiffres(2025, DEPOT, ACCORD, conteste, fait('2025-09-01', 'TerritoireLibere'))?.tientSonTerritoire).toBe(
      false,
    );
  });
});

describe('les décisions', () => {
  it('le silence, l’accord, le refus de la lettre d’intention, et leur délai depuis la lettre complète', () => {
    const rendue = (decision: Fait) => chiffres(2025, DEPOT, decision)?.lettreIntention;
    expect(rendue(ACCORD)).toEqual([{ favorable: true, tacite: true, delaiJours: 62 }]);
    expect(rendue({ ...ACCORD, mode: 'expresse' })).toEqual([{ favorable: true, tacite: false, delaiJours: 62 }]);
    expect(rendue(fait('2025-05-10', 'LettreIntentionRefusee', { critere: 'ELI-05' }))).toEqual([
      { favorable: false, tacite: false, delaiJours: 30 },
    ]);
  });

  it('sans lettre connue, aucun délai', () => {
    const declaree = fait('2025-04-10', 'EssExistanteDeclaree', {
      regime: 'en-projet-avec-amorcage-ars',
      siege: '33',
      departements: ['33'],
      specialites: ['dermatologie'],
    });
    expect(chiffres(2025, declaree, ACCORD)?.lettreIntention).toMatchObject([{ favorable: true, delaiJours: null }]);
  });

  it('celles d’un projet de santé refusé puis déposé à nouveau comptent toutes deux, depuis chaque réception', () => {
    const depot = (version: number, le: string) =>
      fait(le, 'ProjetSanteDepose', { version, recueLe: le, actualisation: false, dateLimite: le });
    const vie = [
      DEPOT,
      ACCORD,
      depot(1, '2025-08-01'),
      fait('2025-09-10', 'ProjetSanteRefuse', { motif: 'x', manques: [] }),
      depot(2, '2025-10-01'),
      fait('2025-11-15', 'ProjetSanteValide', { mode: 'expresse' }),
    ];
    expect(chiffres(2025, ...vie)?.projetSante).toEqual([
      { favorable: false, tacite: false, delaiJours: 40 },
      { favorable: true, tacite: false, delaiJours: 45 },
    ]);
    expect(chiffres(2026, ...vie)).toMatchObject({ projetSante: [], lettreIntention: [] });
  });
});

describe('une rectification reprend ce que le silence avait décidé (DEC-33)', () => {
  const rectifier = (correctif: object) =>
    fait('2025-12-01', 'FaitRectifie', { rang: 1, champ: 'le', avant: '', apres: '', differences: [], correctif });
  const lettreRouverte = rectifier({ li: { decision: null } });
  const projetRouvert = rectifier({ projetSante: { version: 1, decision: null } });
  const psTacite = [
    fait('2025-08-01', 'ProjetSanteDepose', { version: 1, recueLe: '2025-08-01', actualisation: false }),
    fait('2025-10-02', 'ProjetSanteValide', { mode: 'tacite' }),
  ];

  it('celle de la lettre ne compte plus, celle du projet de santé reste', () => {
    const corrigee = chiffres(2025, DEPOT, ACCORD, ...psTacite, lettreRouverte);
    expect(corrigee).toMatchObject({ lettreIntention: [], projetSante: [{ tacite: true }] });
  });

  it('et de même pour le projet de santé', () => {
    const corrigee = chiffres(2025, DEPOT, ACCORD, ...psTacite, projetRouvert);
    expect(corrigee).toMatchObject({ lettreIntention: [{ tacite: true }], projetSante: [] });
  });

  it('une décision que la rectification ne touche pas reste', () => {
    const expresse = { ...ACCORD, mode: 'expresse' };
    const corrigee = chiffres(2025, DEPOT, expresse, rectifier({ effectifs: { liberaux: 110 } }));
    expect(corrigee?.lettreIntention).toHaveLength(1);
  });
});

describe('les missions (REC-04)', () => {
  it('opérationnelle dès une activité, complète aux deux, et plus rien une fois close', () => {
    const constat = (activite: string) => fait('2026-03-01', 'ActiviteConstatee', { activite });
    const une = [DEPOT, ACCORD, constat('avis-ponctuel')];
    expect(chiffres(2026, DEPOT, ACCORD)).toMatchObject({ operationnelle: false, socleComplet: false });
    expect(chiffres(2026, ...une)).toMatchObject({ operationnelle: true, socleComplet: false });
    const deux = [...une, constat('structuration-offre')];
    expect(chiffres(2026, ...deux)).toMatchObject({ operationnelle: true, socleComplet: true });
    const close = fait('2026-09-01', 'EssClose', { motifCloture: 'renonciation' });
    expect(chiffres(2026, ...deux, close)).toMatchObject({ operationnelle: false, socleComplet: false });
  });
});

describe('l’argent, les adhérents, le rapport', () => {
  it('ce qui fut versé et remboursé dans la période, pas avant', () => {
    const paye = (le: string, montantCentimes: number) =>
      fait(le, 'PaiementExecute', { paiement: 'dotation-1', montantCentimes });
    const ordre = fait('2026-01-16', 'PaiementOrdonnance', {
      paiement: 'dotation-1',
      montantCentimes: 40,
      dateLimite: '2026-02-16',
    });
    const vie = [DEPOT, ACCORD, CONTRAT, ordre, paye('2026-01-20', 40), paye('2027-01-01', 2), paye('2027-12-31', 1)];
    expect(chiffres(2026, ...vie)).toMatchObject({ verseCentimes: 40, rembourseCentimes: 0 });
    expect(chiffres(2027, ...vie)).toMatchObject({ verseCentimes: 3, rembourseCentimes: 0 });
    const rendu = (le: string, montantCentimes: number) =>
      fait(le, 'RemboursementConstate', { recouvrement: 'amorcage', montantCentimes });
    const remboursee = [...vie, rendu('2026-12-31', 5), rendu('2027-06-01', 3), rendu('2027-07-01', 4)];
    expect(chiffres(2027, ...remboursee)).toMatchObject({ verseCentimes: 3, rembourseCentimes: 7 });
  });

  it('le dernier compte d’adhérents, celui d’une période passée s’il n’en est pas d’autre', () => {
    const vie = [DEPOT, ACCORD, CONTRAT, compte(2, '2027-01-15', 25), compte(1, '2026-01-15', 37)];
    expect(chiffres(2026, ...vie)?.adherents).toBe(37);
    expect(chiffres(2027, ...vie)?.adherents).toBe(25);
    expect(chiffres(2028, ...vie)?.adherents).toBe(25);
  });

  it('le rapport de la période, le dernier, avec ou sans indicateurs', () => {
    const rapport = (le: string, indicateurs?: object) =>
      fait(le, 'RapportActiviteDepose', { cle: 'rapport-activite-2026', ...(indicateurs && { indicateurs }) });
    const vie = [DEPOT, ACCORD, CONTRAT, rapport('2026-06-01', { patientsPrisEnCharge: 3 })];
    expect(chiffres(2026, ...vie)).toMatchObject({ rapport: true, indicateurs: { patientsPrisEnCharge: 3 } });
    expect(chiffres(2026, ...vie, rapport('2026-07-01'))).toMatchObject({ rapport: true, indicateurs: null });
    expect(chiffres(2027, ...vie)).toMatchObject({ rapport: false, indicateurs: null });
    expect(chiffres(2025, ...vie)).toMatchObject({ rapport: false, indicateurs: null });
  });
});

describe('les cibles (ELI-05, DEC-25)', () => {
  const vie = (nombre: number) => [DEPOT, ACCORD, CONTRAT, compte(1, '2026-01-15', nombre)];

  it('se lisent à trente mois et à cinq ans, jour pour jour', () => {
    expect(chiffres(2027, ...vie(37))).toMatchObject({ cible30: null, cible50: null });
    expect(chiffres(2028, ...vie(37))).toMatchObject({ cible30: true, cible50: null });
    expect(chiffres(2031, ...vie(37))).toMatchObject({ cible30: true, cible50: false });
    expect(chiffres(2031, ...vie(29))).toMatchObject({ cible30: false, cible50: false });
    expect(chiffres(2031, ...vie(50))).toMatchObject({ cible30: true, cible50: true });
    const auDernierJour = [DEPOT, ACCORD, { ...CONTRAT, le: '2026-06-30' }, compte(1, '2026-06-30', 37)];
    expect(chiffres(2028, ...auDernierJour)).toMatchObject({ cible30: true });
    const unJourPlusTard = [DEPOT, ACCORD, { ...CONTRAT, le: '2026-07-01' }, compte(1, '2026-07-01', 37)];
    expect(chiffres(2028, ...unJourPlusTard)).toMatchObject({ cible30: null });
  });

  it('ne se lisent ni sans contrat, ni une fois le contrat fini', () => {
    expect(chiffres(2031, DEPOT, ACCORD)).toMatchObject({ cible30: null, cible50: null });
    const fini = fait('2029-03-01', 'ResiliationEffective', { contrat: 'dotation' });
    expect(chiffres(2031, ...vie(37), fini)).toMatchObject({ cible30: null, cible50: null });
  });
});

describe('un virement saisi par erreur, puis annulé (DEC-34)', () => {
  const S05 = JSON.parse(
    readFileSync(join(import.meta.dirname, 'scenarios/S05-nominal-cinq-ans.json'), 'utf8'),
  ) as Scenario;
  const jusquAuVirement = S05.etapes.slice(
    0,
    1 + S05.etapes.findIndex(({ commande }) => commande === 'executer-paiement'),
  );
  const vie = (...etapes: Scenario['etapes']) =>
    simuler({
      ...S05,
      etapes: [...jusquAuVirement, ...etapes],
      attendu: [],
      nAttendPas: [],
      jusquAu: '2026-03-01',
    }) as unknown as Fait[];
  const annulation = {
    le: '2026-01-20',
    acteur: 'caisse',
    commande: 'annuler',
    donnees: {
      rang: { evenement: 'PaiementExecute', n: 1 },
      motif: 'Erreur de saisie.',
      preuve: { nature: 'avis-reception' },
    },
  } as const;

  it('n’est plus versé : l’année de l’annulation le reprend, toutes les années ensemble n’en gardent rien', () => {
    expect(chiffres(2025, ...vie())?.verseCentimes).toBe(4_000_000);
    const annule = vie(annulation);
    expect(chiffres(2025, ...annule)?.verseCentimes).toBe(4_000_000);
    expect(chiffres(2026, ...annule)?.verseCentimes).toBe(-4_000_000);
  });
});
