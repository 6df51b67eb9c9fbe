/** What the outside world is told of each event: payment orders, the freed territory, notices and to whom. */
import { describe, expect, it } from 'vitest';
import { DESTINATAIRES, effets } from '../../../domain/effets.ts';
import type { Evenement, NomEvenement } from '../../../domain/evenements.ts';
import { centimes, type DateCivile } from '../../../domain/valeurs.ts';
import { paye } from './paiement-essai.ts';

const etat = () => ({ ...paye(), rang: 12 });
const un = (evenement: NomEvenement, reste: object = {}) =>
  ({ evenement, le: '2026-02-20', acteur: 'systeme', regle: 'PAY-01', ...reste }) as unknown as Evenement;
const dits = (evenement: NomEvenement, reste: object = {}) => effets(un(evenement, reste), etat());
const notifier = (...destinataires: string[]) => ({
  type: 'notifier',
  voie: 'avis',
  cle: 'ess-1/notifier/12',
  ess: 'ess-1',
  rang: 12,
  destinataires,
});
const suivi = (statut: string, voie: string) => ({
  montantCentimes: 4_000_000,
  apres: 'execute',
  resteCentimes: 0,
  type: 'suivre-paiement',
  voie,
  cle: 'ess-1/suivre-paiement/12',
  ess: 'ess-1',
  caisse: 'gironde',
  paiement: 'amorcage-1',
  statut,
  le: '2026-02-20',
});
const PAIEMENT = { paiement: 'amorcage-1', montantCentimes: 4_000_000 };

describe('les paiements', () => {
  it('un ordre part à la caisse du siège, avec son montant et sa date limite (PAY-01, GEN-06)', () => {
    expect(dits('PaiementOrdonnance', { ...PAIEMENT, dateLimite: '2026-03-10' })).toEqual([
      {
        type: 'ordonner-paiement',
        voie: 'argent',
        cle: 'ess-1/ordonner-paiement/12',
        ess: 'ess-1',
        caisse: 'gironde',
        ...PAIEMENT,
        le: '2026-02-20',
        dateLimite: '2026-03-10',
      },
      notifier('porteur', 'caisse'),
    ]);
  });

  it('ce que la caisse a dit elle-même ne lui est pas redit', () => {
    expect(dits('PaiementExecute', PAIEMENT)).toEqual([suivi('execute', 'journal'), notifier('porteur')]);
    expect(dits('PaiementRejete', PAIEMENT)).toEqual([suivi('rejete', 'journal'), notifier('porteur', 'ars')]);
  });

  it('ce qu’une rectification a fait d’un ordre est dit aux registres ; de ce qu’elle n’a pas changé, rien (DEC-33)', () => {
    const avant = etat();
    const versements = [
      { le: '2026-02-20' as DateCivile, montantCentimes: centimes(3_900_000), reference: 'V1', retourneLe: null },
    ];
    const ordre = avant.paiements['amorcage-1'];
    if (ordre === undefined) throw new Error('no payment to rectify');
    const apres = (statut: 'ordonnance' | 'interrompu') => ({
      ...avant,
      paiements: { ...avant.paiements, 'amorcage-1': { ...ordre, statut, executeLe: null, versements } },
    });
    const rectifie = un('FaitRectifie', { differences: [], correctif: {} });
    const dit = { ...suivi('rectifie', 'journal'), cle: 'ess-1/suivre-paiement/12/amorcage-1', reference: 'V1' };
    const verse = { montantCentimes: 3_900_000 };
    expect(effets(rectifie, apres('ordonnance'), avant)).toContainEqual({
      ...dit,
      ...verse,
      apres: 'ordonnance',
      resteCentimes: 100_000,
    });
    expect(effets(rectifie, apres('interrompu'), avant)).toContainEqual({ ...dit, ...verse, apres: 'interrompu' });
    expect(effets(rectifie, avant, avant).map(({ type }) => type)).toEqual(['notifier']);
  });

  it('une interruption et une réémission, si', () => {
    expect(dits('PaiementInterrompu', PAIEMENT)).toEqual([
      suivi('interrompu', 'argent'),
      notifier('porteur', 'ars', 'caisse'),
    ]);
    expect(dits('PaiementReemis', { ...PAIEMENT, acteur: 'caisse' })).toEqual([suivi('ordonnance', 'argent')]);
  });

  it('la référence du virement, si elle est donnée', () => {
    expect(dits('PaiementExecute', { ...PAIEMENT, reference: 'VIR-1' })[0]).toEqual({
      ...suivi('execute', 'journal'),
      reference: 'VIR-1',
    });
    expect(dits('PaiementExecute', { ...PAIEMENT, reference: undefined })[0]).not.toHaveProperty('reference');
  });
});

describe('qui a fait un acte', () => {
  it.each<[NomEvenement, string, readonly string[]]>([
    ['LettreIntentionRefusee', 'ars', ['porteur', 'caisse']],
    ['PaiementExecute', 'caisse', ['porteur']],
    ['OppositionCaisseConsignee', 'caisse', ['porteur', 'ars']],
    ['Renonciation', 'porteur', ['ars', 'caisse']],
    ['ResiliationProposee', 'caisse', ['ars']],
    ['ResiliationProposee', 'ars', ['caisse']],
    ['ReceptionResiliationAccusee', 'ars', ['porteur', 'caisse']],
  ])('%s par « %s » n’en reçoit pas l’avis', (evenement, acteur, destinataires) => {
    expect(dits(evenement, { ...PAIEMENT, acteur }).filter(({ type }) => type === 'notifier')).toEqual([
      notifier(...destinataires),
    ]);
  });

  it.each<NomEvenement>(['LettreIntentionDeposee', 'ProjetSanteDepose', 'SaisineRecue', 'FaitRectifie'])(
    'le porteur reçoit l’accusé de réception que la loi lui doit, ou ce qui remplace ses courriers : %s',
    (evenement) => {
      expect(dits(evenement, { acteur: 'porteur' }).filter(({ type }) => type === 'notifier')).toEqual([
        notifier('porteur', 'ars', 'caisse'),
      ]);
    },
  );
});

describe('le reste', () => {
  it('le territoire se libère au registre, sans avis (DEC-15)', () => {
    expect(dits('TerritoireLibere').filter(({ type }) => type !== 'prevenir-rivaux')).toEqual([
      {
        type: 'liberer-territoire',
        voie: 'registre',
        cle: 'ess-1/liberer-territoire/12',
        ess: 'ess-1',
        le: '2026-02-20',
      },
    ]);
  });

  it('un rappel va à ceux qu’on attend, et à eux seuls', () => {
    expect(dits('RappelEmis', { attendu: ['ars'] })).toEqual([notifier('ars')]);
  });

  it('de nouvelles coordonnées bancaires vont au porteur et à la caisse ; les premières, à personne (DEC-52)', () => {
    expect(dits('CoordonneesBancairesDeclarees', { nouvelles: true })).toEqual([notifier('porteur', 'caisse')]);
    expect(dits('CoordonneesBancairesDeclarees')).toEqual([]);
  });

  it('une échéance dépassée va à tous, un contrôle annuel manqué à la caisse (DEC-60)', () => {
    expect(dits('EcheanceDepassee', { echeance: 'depot-projet-sante' })).toEqual([
      notifier('porteur', 'ars', 'caisse'),
    ]);
    const controle = { echeance: 'controle-annuel-2', attendu: ['caisse'] };
    expect(dits('EcheanceDepassee', controle)).toEqual([notifier('caisse')]);
  });

  it('une signature sans ses pièces est dite aux trois parties, une autre à personne (DEC-58)', () => {
    const manque = (regle: string) => ({ avertissements: [{ regle, phrase: 'Il manque une pièce.' }] });
    expect(dits('ContratAmorcageSigne', manque('AMO-10'))).toEqual([notifier('porteur', 'ars', 'caisse')]);
    expect(dits('ContratAmorcageSigne', manque('TRA-B'))).toEqual([notifier('porteur', 'ars', 'caisse')]);
    expect(dits('ContratAmorcageSigne', manque('FIN-04'))).toEqual([]);
    expect(dits('ContratAmorcageSigne')).toEqual([]);
  });

  it('ce qui change pour d’autres dossiers du territoire leur est dit (DEC-56)', () => {
    for (const evenement of [
      'LettreIntentionDeposee',
      'LettreIntentionRefusee',
      'ContratAmorcageConclu',
      'EssClose',
    ] as const)
      expect(dits(evenement).filter(({ type }) => type === 'prevenir-rivaux')).toHaveLength(1);
    expect(dits('RencontreConsignee')).toEqual([]);
  });

  it('un acte que personne ne notifie ne dit rien', () => {
    expect(dits('RencontreConsignee')).toEqual([]);
    expect(dits('CommandeRefusee')).toEqual([]);
  });
});

describe('à qui un fait est notifié', () => {
  const A_TOUS = ['porteur', 'ars', 'caisse'];
  const AUX_AUTORITES = ['ars', 'caisse'];
  /** Who learns what: written here again, apart from the code. */
  const ATTENDUS: readonly (readonly [destinataires: readonly string[], evenements: string])[] = [
    [
      A_TOUS,
      `LettreIntentionDeposee EssExistanteDeclaree LettreIntentionCompletee LettreIntentionValidee LettreIntentionRefusee
       DerogationConsignee FinessAttribue FinessRectifie FinessFerme SiegeTransfere ConstatConfirme RegimeRequalifie ModificationTerritoireDemandee TerritoireModifie ContratAmorcageConclu ContratAmorcageTermine ProjetSanteDepose ProjetSanteValide
       ProjetSanteRefuse PrecisionsRecues ResiliationDemandee SaisineRecue PaiementInterrompu ContratDotationConclu ContratDotationReconduit ResiliationNotifiee
       ResiliationRetiree RetraitResiliationDemande ResiliationCaduque ReceptionResiliationAccusee PaiementRetenu PaiementLibere PaiementRetourne DossierRouvert
       ResiliationEffective RecouvrementPropose RecouvrementConfirme RecouvrementEchu RecouvrementClos
       ProcedureDixHuitMoisOuverte ComplementAccorde AideInterrompue EssClose CompletudeConstatee DesaccordConstate
       FaitRectifie DossierRepris RectificationProposee RectificationApprouvee DateConfirmee DateContestee
       Renonciation MiseEnDemeure AbandonConstate DissolutionConstatee InstructionSansObjet`,
    ],
    [
      AUX_AUTORITES,
      `ConflitTerritoireSignale AutreEssAttestee ResiliationProposee ResiliationApprouvee ResiliationAbandonnee`,
    ],
    [
      ['porteur'],
      `PiecesLettreIntentionDemandees PiecesVerifiees ReceptionProjetSanteAccusee PaiementExecute DocumentsDemandes
       SaisineTranchee DelaiProjetSanteFixe RemboursementConstate`,
    ],
    [['caisse'], 'PiecesDeposees'],
    [['ars'], 'AssociationDeclaree MontantDotationFixe ChevauchementSignale'],
    [
      ['porteur', 'caisse'],
      'DepotProjetSanteProlonge PrecisionsDemandees MontantDotationApprouve PaiementOrdonnance CoordonneesBancairesDeclarees',
    ],
    [['porteur', 'ars'], 'OppositionCaisseConsignee OppositionLevee PaiementRejete'],
    [['exploitant'], 'IncidentOuvert'],
  ];
  it('chaque fait à ceux qu’il concerne, et aucun autre fait à personne', () => {
    const attendus = ATTENDUS.flatMap(([destinataires, noms]) =>
      noms.split(/\s+/).map((nom) => [nom, destinataires] as const),
    );
    expect(DESTINATAIRES).toEqual(Object.fromEntries(attendus));
  });
});
