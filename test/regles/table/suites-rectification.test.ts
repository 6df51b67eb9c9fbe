/** What follows from a rectification for orders and claims, and what does not: DEC-33, DEC-34, DEC-35, DEC-67, REC-01. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import { etatInitial } from '../../../domain/etat.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { Deroulement } from '../../../domain/simulation/deroulement.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import type { Role } from '../../../domain/valeurs.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';

const MOTIF = { motif: 'Erreur de saisie.' };
const rib = (conforme: boolean) => ({ pieces: [{ code: 'rib', conforme, motif: 'Illisible.' }] });
/** The bank details, of which the caisse found nothing good. */
const RIB_REFUSE: readonly Acte[] = [
  ...ACTES.AMORCAGE.slice(0, -3),
  ['2026-02-06', 'caisse', 'verifier-pieces', rib(false)],
  ...ACTES.AMORCAGE.slice(-3),
];
const resiliee = (contrat: string, fondement: string, ...[le, approuvee, notifiee]: readonly string[]): Acte[] => [
  [le ?? '', 'caisse', 'proposer-resiliation', { contrat, fondement, motif: 'Contrôle.' }],
  [approuvee ?? '', 'ars', 'approuver-resiliation'],
  [notifiee ?? '', 'caisse', 'notifier-resiliation'],
];
const AMORCAGE_RESILIE = resiliee('amorcage', 'manquement-manifeste', '2026-02-20', '2026-02-21', '2026-02-22');
/** The order of 6 May was due and complete before the letter of 12 May: it is spared (DEC-36). */
const DOTATION_RESILIEE = resiliee('dotation', 'effectifs-objectifs', '2026-05-10', '2026-05-11', '2026-05-12');

/** The events of an act, which must be accepted. */
function faire(dossier: Dossier, le: string, acteur: Role, commande: NomCommande, donnees: object) {
  dossier.avancer(midi(le));
  const reponse = dossier.commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) throw new Error(`${commande}: ${reponse.message}`);
  return reponse;
}
/** The last event of that name struck; the other authority agrees where it must. */
function annuler(dossier: Dossier, le: string, acteur: Role, nom: NomEvenement) {
  const fait = dossier.journal.findLast(({ evenement }) => evenement.evenement === nom);
  return accorder(dossier, le, faire(dossier, le, acteur, 'annuler', { ...MOTIF, rang: fait?.rang }));
}
function corriger(dossier: Dossier, le: string, nom: NomEvenement, champ: string, valeur: unknown) {
  const fait = dossier.journal.findLast(({ evenement }) => evenement.evenement === nom);
  const acteur = nom === 'AdherentsDenombres' ? 'caisse' : 'ars';
  return accorder(dossier, le, faire(dossier, le, acteur, 'corriger', { ...MOTIF, rang: fait?.rang, champ, valeur }));
}
function accorder(dossier: Dossier, le: string, evenements: ReturnType<typeof faire>) {
  const attente = dossier.etat.rectification;
  if (attente === null) return evenements;
  const autre = attente.proposeePar === 'ars' ? 'caisse' : 'ars';
  return faire(dossier, le, autre, 'approuver-rectification', { rang: attente.rang, sens: 'approuvee' });
}
const noms = (evenements: ReturnType<typeof faire>) => evenements.map(({ evenement }) => evenement);
/** The headcount of the letter, of which nothing of what follows depends. */
const effectif = (dossier: Dossier, le: string) =>
  noms(corriger(dossier, le, 'LettreIntentionDeposee', 'liberaux', 119));

describe('une rectification qui ne change rien à l’argent ne dit rien de l’argent', () => {
  it.each<[string, readonly Acte[], string]>([
    ['un ordre attend d’être payé : il ne repart pas', ACTES.AMORCAGE, '2026-02-15'],
    ['une somme est réclamée : elle le reste', ACTES.RECOUVREMENT, '2026-04-10'],
    ['un ordre fut interrompu par une résiliation qui tient', [...ACTES.AMORCAGE, ...AMORCAGE_RESILIE], '2026-05-10'],
    ['aucun ordre n’est jamais parti d’un dossier clos, et aucun n’est dû', RIB_REFUSE, '2027-01-10'],
  ])('%s', (_, actes, le) => {
    const dossier = vivre(actes, le);
    const { phase, paiements, recouvrements } = dossier.etat;
    expect(effectif(dossier, le)).toEqual(['FaitRectifie']);
    expect(dossier.etat).toMatchObject({ phase, paiements, recouvrements });
  });

  it('un ordre interrompu que la vie rectifiée ne donne plus du tout ne s’interrompt pas deux fois', () => {
    const le = '2026-05-10';
    const dossier = vivre([...ACTES.AMORCAGE, ...AMORCAGE_RESILIE], le);
    dossier.avancer(midi(le));
    const reponse = dossier.commander(acte('verifier-pieces', 'caisse', '2026-02-07', rib(false)));
    expect(reponse).toMatchObject([{ evenement: 'PiecesVerifiees' }, { evenement: 'FaitRectifie' }]);
    expect(dossier.etat.paiements['amorcage-1']?.statut).toBe('interrompu');
    // Nor does it leave again once the résiliation is struck: the bank details were not good.
    expect(noms(annuler(dossier, le, 'ars', 'ResiliationApprouvee'))).not.toContain('PaiementReemis');
  });
});

describe('un ordre que la vie rectifiée ne donne plus (DEC-34)', () => {
  it('est interrompu, de sa somme, et ce qui n’attendait que lui suit : le dossier se clôt', () => {
    const dossier = vivre([...ACTES.DOTATION, ...DOTATION_RESILIEE], '2026-07-01');
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'ordonnance' });
    const evenements = annuler(dossier, '2026-07-01', 'caisse', 'PiecesVerifiees');
    expect(noms(evenements)).toEqual(['RectificationApprouvee', 'FaitRectifie', 'PaiementInterrompu', 'EssClose']);
    // 37 adherents: 65 000 euros.
    const ordonne = { quoi: 'ordonne', cle: 'dotation-1', montantCentimes: 6_500_000 };
    expect(evenements[2]).toMatchObject({
      regle: 'DEC-34',
      le: '2026-07-01',
      paiement: 'dotation-1',
      montantCentimes: 6_500_000,
      calculs: { montantCentimes: { etapes: [{ operation: 'somme', termes: [ordonne] }], resultat: 6_500_000 } },
    });
    expect(evenements[1]).toMatchObject({
      differences: expect.arrayContaining([
        { quoi: 'phase', cle: 'phase', avant: 'dotation', apres: 'close' },
        { quoi: 'paiement', cle: 'dotation-1', avant: 6_500_000, apres: null },
      ]) as unknown,
    });
    expect(dossier.etat).toMatchObject({ phase: 'close', motifCloture: 'resiliation' });
  });

  it('déjà payé, ne s’interrompt pas', () => {
    const payee: Acte = ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];
    const dossier = vivre([...ACTES.DOTATION, payee], '2026-06-01');
    expect(noms(annuler(dossier, '2026-06-01', 'caisse', 'PiecesVerifiees'))).not.toContain('PaiementInterrompu');
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'execute' });
  });

  it('parce que sa signature est corrigée et ses adhérents à compter à nouveau, attend leur nombre sans s’interrompre', () => {
    const dossier = vivre(ACTES.DOTATION, '2026-05-20');
    const evenements = corriger(dossier, '2026-05-20', 'ContratDotationSigne', 'le', '2026-05-06');
    expect(noms(evenements)).toEqual(['FaitRectifie']);
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'ordonnance', dateLimite: '2026-06-06' });
  });
});

describe('un ordre interrompu, et de nouveau dû (DEC-34)', () => {
  it('repart une fois, sous sa clé, à la date limite qu’il avait, d’un dossier qui se rouvre', () => {
    // The ten months are over, without a projet de santé: only this order keeps the case open.
    const dossier = vivre([...ACTES.AMORCAGE, ...AMORCAGE_RESILIE], '2027-03-01');
    expect(dossier.etat).toMatchObject({ phase: 'close', motifCloture: 'resiliation' });
    const evenements = annuler(dossier, '2027-03-01', 'ars', 'ResiliationApprouvee');
    expect(noms(evenements)).toEqual(['FaitRectifie', 'PaiementReemis', 'DossierRouvert']);
    expect(evenements[1]).toMatchObject({
      regle: 'DEC-34',
      paiement: 'amorcage-1',
      montantCentimes: 4_000_000,
      dateLimite: '2026-03-10',
      calculs: {
        dateLimite: {
          depart: { evenement: 'PaiementOrdonnance', le: '2026-02-10' },
          etapes: [{ evenement: 'PaiementOrdonnance', regle: 'DEC-34', resultat: '2026-03-10' }],
        },
      },
    });
  });

  it('pour une autre somme, est un ordre nouveau : 9 adhérents sont à fixer, 42 donnent 67 777,78 euros (DEC-09, DEC-64)', () => {
    const dossier = vivre(ACTES.DOTATION, '2026-05-20');
    const compter = (le: string, nombre: number) => corriger(dossier, le, 'AdherentsDenombres', 'nombre', nombre);
    expect(noms(compter('2026-05-20', 9))).toEqual(['RectificationApprouvee', 'FaitRectifie', 'PaiementInterrompu']);
    expect(compter('2026-05-21', 42)).toMatchObject([
      { evenement: 'FaitRectifie' },
      { evenement: 'PaiementOrdonnance', paiement: 'dotation-1-complement', montantCentimes: 6_777_778 },
    ]);
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'interrompu', montantCentimes: 6_500_000 });
  });

  it('pour la même somme, repart', () => {
    const dossier = vivre(ACTES.DOTATION, '2026-05-20');
    corriger(dossier, '2026-05-20', 'AdherentsDenombres', 'nombre', 9);
    expect(corriger(dossier, '2026-05-21', 'AdherentsDenombres', 'nombre', 37)).toMatchObject([
      { evenement: 'FaitRectifie' },
      { evenement: 'PaiementReemis', paiement: 'dotation-1', montantCentimes: 6_500_000, dateLimite: '2026-06-04' },
    ]);
  });
});

describe('les dix-huit mois que la vie rectifiée ouvre (REC-01)', () => {
  it('se proposent à l’autre autorité avec leur somme, puis s’ouvrent avec la rectification, à leur date', () => {
    const operationnelle: readonly Acte[] = [
      ...ACTES.PAYE,
      ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
      ['2026-04-20', 'ars', 'valider-projet-sante', MOTIF],
      ['2026-06-01', 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }],
    ];
    const dossier = vivre(operationnelle, '2027-08-10');
    const constat = dossier.journal.findLast(({ evenement }) => evenement.evenement === 'ActiviteConstatee');
    const proposee = faire(dossier, '2027-08-10', 'caisse', 'annuler', { ...MOTIF, rang: constat?.rang });
    expect(proposee).toMatchObject([
      {
        evenement: 'RectificationProposee',
        differences: [{ quoi: 'recouvrement', cle: 'dix-huit-mois', avant: null, apres: 4_000_000 }],
      },
    ]);
    expect(dossier.etat.dixHuitMoisOuvertLe).toBeNull();
    expect(accorder(dossier, '2027-08-11', proposee)).toMatchObject([
      { evenement: 'RectificationApprouvee' },
      { evenement: 'FaitRectifie' },
      { evenement: 'ProcedureDixHuitMoisOuverte', le: '2027-07-06', regle: 'REC-01', montantCentimes: 4_000_000 },
      { evenement: 'RecouvrementPropose', le: '2027-07-06', recouvrement: 'dix-huit-mois' },
    ]);
  });
});

describe('un dossier repris, que la caisse n’a pas confirmé (DEC-67)', () => {
  it('ne laisse partir aucun ordre de ce qui se rectifie entre-temps', () => {
    const chemin = join(import.meta.dirname, '../scenarios/V38-dossier-en-cours-repris.json');
    const { etapes } = JSON.parse(readFileSync(chemin, 'utf8')) as Scenario;
    const vie = etapes[0]?.donnees?.['faits'] as readonly FaitRepris[];
    // Signed on 15 March 2025, never paid, over on 15 January 2026: only its order keeps the case open.
    const faits = vie.slice(
      0,
      vie.findIndex(({ commande }) => commande === 'executer-paiement'),
    );
    const dossier = new Deroulement(etatInitial('a'), {
      repondre: ({ type }) => (type === 'revendiquer-territoire' ? { conteste: false, autres: [] } : null),
    });
    const commander = (commande: NomCommande, acteur: Role, le: string, donnees: object) => {
      const reponse = juger(dossier.etat, acte(commande, acteur, le, donnees), midi(le), dossier.journal);
      if (reponse instanceof Refus) throw new Error(`${commande}: ${reponse.message}`);
      dossier.appliquer(reponse, midi(le));
      return reponse;
    };
    commander('reprendre', 'ars', '2026-09-01', { faits });
    expect(dossier.etat.reprise?.dus).toMatchObject([{ paiement: 'amorcage-1', montantCentimes: 4_000_000 }]);
    commander('deposer-pieces', 'porteur', '2026-09-02', { pieces: [{ code: 'rib' }] });
    const deposees = dossier.journal.findLast(({ evenement }) => evenement.evenement === 'PiecesDeposees');
    const annulees = commander('annuler', 'caisse', '2026-09-02', { ...MOTIF, rang: deposees?.rang });
    expect(noms(annulees)).toEqual(['FaitRectifie']);
    commander('confirmer-constat', 'caisse', '2026-09-03', { rang: 1, sens: 'confirme' });
    expect(dossier.etat.paiements).toMatchObject({ 'amorcage-1': { statut: 'ordonnance' } });
  });
});
