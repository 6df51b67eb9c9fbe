/** What each event leaves in the state, in tables: the facts that the rules are then asked of. */
import { describe, expect, it } from 'vitest';
import type { Etat } from '../../domain/etat.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { etatDe } from './table/etats.ts';

const LE = '2027-03-04';
/** One event after a state, dated 4 March 2027. */
const apres = (etat: Etat, evenement: NomEvenement, champs: object = {}): Etat =>
  evoluer(etat, { le: LE, acteur: 'systeme', regle: 'DEC-18', evenement, ...champs } as unknown as Evenement);
const [LI, AMORCAGE, DOTATION] = [etatDe('lettre-intention'), etatDe('amorcage'), etatDe('dotation')];
/** Nothing but the ordinal and the last dates. */
const inchange = (avant: Etat, etat: Etat) =>
  expect({ ...etat, rang: avant.rang, dernierLe: avant.dernierLe, faitLe: avant.faitLe }).toEqual(avant);

describe('la lettre d’intention et le territoire', () => {
  it.each<[NomEvenement, object, object]>([
    ['TerritoireRevendique', { conteste: false, autres: ['x'] }, { territoire: 'revendique', conflits: [] }],
    ['TerritoireRevendique', { conteste: true, autres: ['x'] }, { territoire: 'conteste', conflits: ['x'] }],
    ['TerritoireLibere', {}, { territoire: 'libere' }],
    ['ConflitTerritoireSignale', { autres: ['y'] }, { conflits: ['y'] }],
    [
      'PiecesLettreIntentionDemandees',
      { piecesManquantes: ['cdc-1'] },
      {
        li: {
          piecesCompletesLe: null,
          piecesManquantes: ['gouvernance', 'cdc-1'],
          piecesDemandeesLe: LE,
          echanges: ['2026-01-10', LE],
        },
      },
    ],
    ['LettreIntentionCompletee', {}, { li: { piecesCompletesLe: LE, piecesManquantes: [] } }],
    ['EchangeConsigne', {}, { li: { echanges: ['2026-01-10', LE] } }],
    [
      'AvisCaisseRendu',
      { sur: 'lettre-intention', sens: 'favorable' },
      { li: { avis: { le: LE, sens: 'favorable' } } },
    ],
    [
      'LettreIntentionValidee',
      { mode: 'tacite' },
      { phase: 'creation', li: { decision: { sens: 'validee', mode: 'tacite', le: LE } } },
    ],
    [
      'LettreIntentionRefusee',
      { critere: 'ELI-05' },
      { phase: 'lettre-intention', li: { decision: { sens: 'refusee', mode: 'expresse', le: LE } } },
    ],
  ])('%s %j', (evenement, champs, attendu) => {
    expect(apres(LI, evenement, champs)).toMatchObject(attendu);
  });

  it('un échange d’après la décision n’est pas de la lettre (PS-02) ; celui du jour même l’est', () => {
    const decidee = apres(LI, 'LettreIntentionValidee', { mode: 'expresse' });
    expect(apres(decidee, 'EchangeConsigne').li?.echanges).toEqual(['2026-01-10', LE]);
    expect(apres(decidee, 'EchangeConsigne', { le: '2027-03-05' }).li?.echanges).toEqual(['2026-01-10']);
  });

  it.each(['LettreIntentionValidee', 'LettreIntentionRefusee'] as const)(
    'un échange tenu après le jour de %s n’est pas de la lettre, même consigné avant que l’effet soit appliqué (DEC-30)',
    (decision) => {
      const echange = apres(LI, 'EchangeConsigne', { le: '2027-03-05' });
      expect(echange.li?.echanges).toEqual(['2026-01-10', '2027-03-05']);
      expect(apres(echange, decision, { mode: 'tacite', critere: 'ELI-05' }).li?.echanges).toEqual(['2026-01-10']);
    },
  );

  it('les effectifs que l’on redit remplacent, ceux que l’on tait restent', () => {
    const avant = apres(LI, 'LettreIntentionCompletee', { medecinsPresents: 80, liberaux: 60, engages: 12 }).effectifs;
    expect(avant).toEqual({ medecinsPresents: 80, liberaux: 60, engages: 12 });
    const completee = apres(LI, 'LettreIntentionCompletee', { liberaux: 60 });
    expect(apres(completee, 'LettreIntentionCompletee', { engages: 9 }).effectifs).toMatchObject({
      liberaux: 60,
      engages: 9,
    });
  });

  it('sans lettre d’intention (transitions), rien de tout cela ne change le dossier', () => {
    const sansLettre: Etat = { ...AMORCAGE, li: null };
    inchange(sansLettre, apres(sansLettre, 'AvisCaisseRendu', { sur: 'lettre-intention', sens: 'favorable' }));
    inchange(sansLettre, apres(sansLettre, 'EchangeConsigne'));
  });
});

describe('l’association, le FINESS, les pièces', () => {
  it.each<[NomEvenement, object, object]>([
    ['AssociationDeclaree', {}, { associationLe: LE }],
    ['FinessAttribue', { numero: '330000001', mode: 'manuel' }, { finess: { numero: '330000001', fermeLe: null } }],
    ['CoordonneesBancairesDeclarees', {}, { coordonneesBancairesLe: LE }],
    [
      'PiecesDeposees',
      { pieces: [{ cle: 'budget@2', code: 'budget', montantCentimes: 5, signePar: ['ars'] }] },
      {
        pieces: {
          'budget@2': {
            code: 'budget',
            statut: 'deposee',
            deposeeLe: LE,
            verifieeLe: null,
            motif: null,
            montantCentimes: 5,
            signePar: ['ars'],
          },
        },
      },
    ],
    [
      'PiecesVerifiees',
      { pieces: [{ cle: 'x@1', code: 'x', conforme: false, motif: 'illisible' }] },
      { pieces: { 'x@1': { code: 'x', statut: 'non-conforme', verifieeLe: LE, motif: 'illisible', deposeeLe: null } } },
    ],
    [
      'PiecesVerifiees',
      { pieces: [{ cle: 'x@1', code: 'x', conforme: true }] },
      { pieces: { 'x@1': { statut: 'conforme', motif: null } } },
    ],
    [
      'ListeNominativeDeposee',
      { liste: 'l', cle: 'liste@7', nombre: 12 },
      { listeNominative: { le: LE, nombre: 12 }, pieces: { 'liste@7': { code: 'liste-nominative', deposeeLe: LE } } },
    ],
    [
      'RapportActiviteDepose',
      { cle: 'rapport@7' },
      { pieces: { 'rapport@7': { code: 'rapport-activite', statut: 'deposee', deposeeLe: LE } } },
    ],
  ])('%s %j', (evenement, champs, attendu) => {
    expect(apres(DOTATION, evenement, champs)).toMatchObject(attendu);
  });

  it('un FINESS ne se ferme que s’il existe', () => {
    const sans: Etat = { ...DOTATION, finess: null };
    inchange(sans, apres(sans, 'FinessFerme'));
    const avec = apres(sans, 'FinessAttribue', { numero: '330000001', mode: 'manuel' });
    expect(apres(avec, 'FinessFerme').finess).toEqual({ numero: '330000001', fermeLe: LE });
  });
});

describe('le projet de santé', () => {
  it.each<[NomEvenement, object, object]>([
    ['DepotProjetSanteProlonge', { dateLimite: '2027-09-01' }, { prolongeAu: '2027-09-01' }],
    ['DelaiProjetSanteFixe', { partie: 'ars', mois: 4 }, { delaiFixe: { ars: 4 } }],
    ['DelaiProjetSanteFixe', { partie: 'caisse', dateLimite: '2027-09-01' }, { delaiFixe: { caisse: '2027-09-01' } }],
    ['ReceptionProjetSanteAccusee', { partie: 'caisse', recueLe: '2027-03-01' }, { accuses: { caisse: '2027-03-01' } }],
    [
      'PrecisionsDemandees',
      { dateLimite: '2027-04-04' },
      { precisions: { demandeesLe: LE, delai: '2027-04-04', recuesLe: null } },
    ],
    ['OppositionCaisseConsignee', {}, { oppositionLe: LE }],
    ['AvisCaisseRendu', { sur: 'projet-sante', sens: 'defavorable' }, { avis: { le: LE, sens: 'defavorable' } }],
    ['ProjetSanteValide', { mode: 'tacite' }, { decision: { sens: 'valide', mode: 'tacite', le: LE } }],
    ['ProjetSanteRefuse', { fondement: 'x' }, { decision: { sens: 'refuse', mode: 'expresse', le: LE } }],
  ])('%s %j', (evenement, champs, attendu) => {
    expect(apres(AMORCAGE, evenement, champs).projetSante).toMatchObject(attendu);
  });

  it('un dépôt efface ce qui portait sur le précédent ; une actualisation ne change que la version (PS-12)', () => {
    const depot = (le: string, version: number, actualisation = false) => ({ recueLe: le, version, actualisation });
    const premier = apres(AMORCAGE, 'ProjetSanteDepose', depot('2027-01-02', 1));
    const refuse = apres(apres(premier, 'OppositionCaisseConsignee'), 'ProjetSanteRefuse', { fondement: 'x' });
    expect(apres(refuse, 'ProjetSanteDepose', depot('2027-02-03', 2)).projetSante).toMatchObject({
      premierDepot: '2027-01-02',
      recuLe: '2027-02-03',
      version: 2,
      decision: null,
      precisions: null,
      oppositionLe: null,
      avis: null,
      accuses: {},
    });
    const { projetSante } = apres(refuse, 'ProjetSanteDepose', depot('2027-02-03', 2, true));
    expect(projetSante).toEqual({ ...refuse.projetSante, version: 2 });
  });

  it('des précisions reçues sans avoir été demandées ne changent rien', () => {
    inchange(AMORCAGE, apres(AMORCAGE, 'PrecisionsRecues', { dateLimite: LE }));
    const demandees = apres(AMORCAGE, 'PrecisionsDemandees', { dateLimite: '2027-04-04' });
    expect(apres(demandees, 'PrecisionsRecues', { dateLimite: LE }).projetSante.precisions).toEqual({
      demandeesLe: LE,
      delai: '2027-04-04',
      recuesLe: LE,
    });
  });
});

describe('l’argent', () => {
  const paiement = 'dotation-9';
  const ordonne = apres(DOTATION, 'PaiementOrdonnance', { paiement, montantCentimes: 7, dateLimite: '2027-04-04' });

  it.each<[NomEvenement, object]>([
    ['PaiementExecute', { statut: 'execute', executeLe: LE }],
    ['PaiementRejete', { statut: 'rejete', executeLe: null }],
    ['PaiementInterrompu', { statut: 'interrompu' }],
    ['PaiementReemis', { statut: 'ordonnance', ordonnanceLe: LE }],
  ])('%s', (evenement, attendu) => {
    expect(apres(ordonne, evenement, { paiement, montantCentimes: 7 }).paiements[paiement]).toMatchObject(attendu);
    // DEC-37: an execution of what was never ordered is kept; nothing else is said of it.
    if (evenement !== 'PaiementExecute')
      inchange(DOTATION, apres(DOTATION, evenement, { paiement, montantCentimes: 7 }));
  });

  it('un recouvrement : notifié, remboursé par parts, impayé, clos', () => {
    const recouvrement = 'amorcage';
    const propose = {
      ...DOTATION,
      recouvrements: { [recouvrement]: { rembourseCentimes: 0, remisCentimes: 0 } },
    } as unknown as Etat;
    const notifie = apres(propose, 'RecouvrementConfirme', {
      recouvrement,
      montantCentimes: 9,
      dateLimite: '2027-05-05',
    });
    expect(notifie.recouvrements[recouvrement]).toMatchObject({
      statut: 'notifie',
      montantCentimes: 9,
      dateLimite: '2027-05-05',
    });
    const rendu = apres(notifie, 'RemboursementConstate', { recouvrement, montantCentimes: 4 });
    expect(apres(rendu, 'RemboursementConstate', { recouvrement, montantCentimes: 5 }).recouvrements).toMatchObject({
      [recouvrement]: { rembourseCentimes: 9, statut: 'notifie' },
    });
    const statut = (evenement: NomEvenement, issue?: string) =>
      apres(rendu, evenement, { recouvrement, issue, montantCentimes: 5 }).recouvrements[recouvrement]?.statut;
    expect(statut('RecouvrementEchu')).toBe('impaye');
    expect(statut('RecouvrementClos', 'rembourse')).toBe('rembourse');
    expect(statut('RecouvrementClos', 'remise')).toBe('clos');
    inchange(DOTATION, apres(DOTATION, 'RecouvrementEchu', { recouvrement }));
  });
});

describe('le suivi', () => {
  it.each<[NomEvenement, object, object]>([
    ['AdhesionsEnregistrees', {}, { adhesionsLe: LE }],
    ['AdherentsDenombres', { cycle: 8, date: LE, nombre: 9 }, { denombrements: { 8: { date: LE, nombre: 9 } } }],
    ['ProcedureDixHuitMoisOuverte', {}, { dixHuitMoisOuvertLe: LE }],
    ['MiseEnConformiteEngagee', {}, { transition: { engagementLe: LE } }],
    ['ChevauchementSignale', { montantCentimes: 7 }, { transition: { chevauchementCentimes: 7 } }],
    ['ComplementAccorde', {}, { transition: { complementAccordeLe: LE } }],
    ['AideInterrompue', {}, { transition: { aideInterrompueLe: LE } }],
    [
      'FinancementArsDeclare',
      { du: '2026-01-01', au: '2026-12-31', montantCentimes: 3 },
      {
        transition: {
          financementsArs: [{ du: '2026-01-01', au: '2026-12-31', montantCentimes: 3, declareLe: LE }],
        },
      },
    ],
    ['EcheanceDepassee', { echeance: 'cible-30', dateLimite: LE }, { depassees: { 'cible-30': LE } }],
    ['RappelEmis', { echeance: 'cible-30', dateLimite: LE, jours: 7 }, { rappels: { 'cible-30@7': LE } }],
    ['Renonciation', {}, { renonceeLe: LE }],
    ['EssClose', { motifCloture: 'renonciation' }, { phase: 'close', motifCloture: 'renonciation' }],
  ])('%s %j', (evenement, champs, attendu) => {
    expect(apres(DOTATION, evenement, champs)).toMatchObject(attendu);
  });

  it.each<NomEvenement>(['RencontreConsignee', 'DesaccordConstate', 'CommandeRefusee', 'EffetRelance', 'EffetEcarte'])(
    '%s se lit au journal et ne change rien',
    (evenement) => inchange(DOTATION, apres(DOTATION, evenement, { effet: 'x' })),
  );

  it('une activité garde sa première date, déclarée et constatée', () => {
    const activite = 'avis-ponctuel';
    for (const [evenement, champ] of [
      ['ActiviteDeclaree', 'declareeLe'],
      ['ActiviteConstatee', 'constateeLe'],
    ] as const) {
      const une = apres(AMORCAGE, evenement, { activite });
      expect(une.activites[activite][champ]).toBe(LE);
      expect(apres(une, evenement, { activite, le: '2028-01-01' }).activites[activite][champ]).toBe(LE);
    }
  });

  it('un contrôle redit les effectifs qu’il donne ; la concertation garde sa première date', () => {
    const controle = (etat: Etat, champs: object) => apres(etat, 'CriteresControles', champs);
    const avant: Etat = {
      ...DOTATION,
      effectifs: { medecinsPresents: 1, liberaux: 2, engages: 3 },
      concertationLe: null,
    };
    expect(controle(avant, { concertationTracable: false })).toMatchObject({
      effectifs: { medecinsPresents: 1, liberaux: 2, engages: 3 },
      concertationLe: null,
    });
    const trace = controle(avant, { concertationTracable: true, liberaux: 0, medecinsPresents: 9 });
    expect(trace).toMatchObject({ effectifs: { medecinsPresents: 9, liberaux: 0 }, concertationLe: LE });
    expect(controle(trace, { concertationTracable: true, le: '2028-01-01' }).concertationLe).toBe(LE);
    expect(controle(trace, { concertationTracable: false, le: '2028-01-01' }).concertationLe).toBe(LE);
  });

  it('la conformité constatée vaut validation du projet de santé (DEC-28), le constat contraire non', () => {
    expect(apres(AMORCAGE, 'ConformiteConstatee', { conforme: true })).toMatchObject({
      transition: { conformite: true, conformiteLe: LE },
      projetSante: { decision: { sens: 'valide', mode: 'expresse', le: LE } },
    });
    const contraire = apres(AMORCAGE, 'ConformiteConstatee', { conforme: false });
    expect(contraire.transition).toMatchObject({ conformite: false, conformiteLe: LE });
    expect(contraire.projetSante).toEqual(AMORCAGE.projetSante);
  });
});
