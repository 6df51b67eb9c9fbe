/** The decision table, every cell of it: each command × each role × each phase, and the case in which nothing has happened. */
import { describe, expect, it } from 'vitest';
import { regle } from '../../../domain/catalogue/index.ts';
import type { NomCommande } from '../../../domain/commandes.ts';
import { decider } from '../../../domain/decider.ts';
import type { Etat } from '../../../domain/etat.ts';
import { Refus } from '../../../domain/refus.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { ENTREES, TABLE } from '../../../domain/table.ts';
import { PHASES, ROLES, type Phase, type Role } from '../../../domain/valeurs.ts';
import { Bande } from '../proprietes/bande.ts';
import { DONNEES } from '../proprietes/donnees.ts';
import { figer } from '../proprietes/dossier.ts';
import { ACTES, LE, acte, dossierDe, etatDe, midi, vivre, type Situation } from './etats.ts';
import { ACTEURS } from './langage.ts';

const COMMANDES = Object.keys(TABLE) as NomCommande[];
/** DEC-35, DEC-37, DEC-38, DEC-39, DEC-51, DEC-63: what a closed case still takes in. */
const APRES_CLOTURE: readonly NomCommande[] = [
  'corriger',
  'annuler',
  'confirmer-date',
  'approuver-rectification',
  'executer-paiement',
  'retourner-paiement',
  'constater-remboursement',
  'accuser-reception-resiliation',
  'notifier-resiliation',
  'fermer-finess',
  'rectifier-finess',
  'saisir',
];
const SITUATIONS: readonly Situation[] = ['rien', ...PHASES];
const MAINTENANT = midi(LE);
function repondre(commande: NomCommande, acteur: Role, etat: Etat) {
  const donnees = DONNEES[commande]({
    etat,
    aujourdhui: LE as never,
    bande: new Bande({ graine: 7, longueur: 0 }),
    regime: 'en-fonctionnement-conforme',
    siege: '33',
  });
  // DEC-67: decided on a whole life.
  const decide = commande === 'reprendre' ? juger : decider;
  return decide(figer(etat), acte(commande, acteur, LE, { ...donnees, recueLe: undefined }), MAINTENANT, []);
}
const surPhase = (reponse: ReturnType<typeof repondre>) =>
  reponse instanceof Refus && reponse.message.includes('n’est pas possible dans la phase'.replace('’', "'"));

describe('les commandes et leurs acteurs sont ceux du langage', () => {
  it('chaque commande du langage est dans la table, et aucune autre', () => {
    expect(COMMANDES.toSorted()).toEqual([...ACTEURS.keys()].toSorted());
  });

  it.each(COMMANDES)('%s : ses acteurs', (commande) => {
    expect([...TABLE[commande].acteurs].sort()).toEqual([...(ACTEURS.get(commande) ?? [])].sort());
  });

  it.each(COMMANDES)('%s : sa règle est au catalogue, et au moins une phase la permet', (commande) => {
    expect(regle(TABLE[commande].regle)).toBeDefined();
    expect(TABLE[commande].phases.length).toBeGreaterThan(0);
    expect(TABLE[commande].phases.includes('close')).toBe(
      ACTEURS.get(commande)?.[0] === 'exploitant' || APRES_CLOTURE.includes(commande),
    );
  });

  it('trois commandes ouvrent un dossier', () => {
    expect([...ENTREES].sort()).toEqual(['declarer-ess-existante', 'deposer-lettre-intention', 'reprendre']);
  });

  it('national ne fait rien, exploitant ne décide rien, systeme ne commande rien', () => {
    const de = (role: Role) => COMMANDES.filter((commande) => TABLE[commande].acteurs.includes(role));
    expect(de('national')).toEqual([]);
    expect(de('systeme')).toEqual([]);
    expect(de('exploitant')).toEqual(['relancer-effet', 'ecarter-effet']);
  });
});

describe('les dossiers représentatifs', () => {
  it.each(PHASES)('celui de la phase %s y est', (phase) => {
    expect(etatDe(phase).phase).toBe(phase);
  });
});

describe.each(SITUATIONS)('dans la situation « %s »', (situation) => {
  it.each(COMMANDES)('%s', (commande) => {
    const { acteurs, phases, regle: regleTable } = TABLE[commande];
    const entree = (ENTREES as readonly string[]).includes(commande);
    const etat = etatDe(situation);
    for (const role of ROLES) {
      const reponse = repondre(commande, role, etat);
      const dit = reponse instanceof Refus ? [reponse.nature, reponse.regle] : ['acceptée'];
      if (!(ACTEURS.get(commande) ?? []).includes(role)) expect(dit, role).toEqual(['role', 'ACTEUR']);
      else if (entree) expect(dit, role).toEqual(situation === 'rien' ? ['acceptée'] : ['etat', regleTable]);
      else if (situation === 'rien') expect(dit, role).toEqual(['etat', regleTable]);
      else if (situation === 'close' && !phases.includes('close')) expect(dit, role).toEqual(['etat', 'DEC-20']);
      else if (!phases.includes(situation)) {
        expect(dit, role).toEqual(['etat', regleTable]);
        expect(surPhase(reponse), role).toBe(true);
      } else {
        expect(surPhase(reponse), role).toBe(false);
        expect(dit[0], role).not.toBe('role');
        if (reponse instanceof Refus) expect(regle(reponse.regle), reponse.regle).toBeDefined();
        else expect(reponse.some(({ acteur }) => acteurs.includes(acteur))).toBe(true);
      }
    }
  });
});

describe('ce que chaque phase permet, en exemples', () => {
  /** Accepted on 1 June 2026 by the representative case of the phase. */
  const ACCEPTES: Readonly<Record<Exclude<Phase, 'close'>, readonly (readonly [NomCommande, Role, object?])[]>> = {
    'lettre-intention': [
      ['completer-lettre-intention', 'porteur'],
      ['consigner-echange', 'ars'],
      ['consigner-echange', 'caisse'],
      ['rendre-avis', 'caisse', { sur: 'lettre-intention', sens: 'favorable' }],
      ['valider-lettre-intention', 'ars', { motif: 'Projet mûr.' }],
      ['refuser-lettre-intention', 'ars', { motif: 'Hors critères.', critere: 'ELI-07' }],
      ['consigner-derogation', 'ars', { sens: 'accordee' }],
      ['renoncer', 'porteur'],
      ['corriger', 'ars', { motif: 'Erreur de saisie.', objet: 'depot-lettre-intention', valeur: '2026-01-06' }],
      ['corriger', 'ars', { motif: 'Erreur de saisie.', objet: 'liberaux', valeur: 110 }],
    ],
    creation: [
      // The avis: what the caisse did, the caisse puts right.
      ['corriger', 'caisse', { motif: 'Erreur de saisie.', rang: 2, champ: 'le', valeur: '2026-01-21' }],
      ['declarer-association', 'porteur'],
      ['declarer-coordonnees-bancaires', 'porteur'],
      ['deposer-pieces', 'porteur', { pieces: [{ code: 'statuts' }] }],
      ['verifier-pieces', 'caisse', { pieces: [{ code: 'liste-medecins-engages', conforme: true }] }],
      ['deposer-projet-sante', 'porteur', { indicateursQualitatifs: 1 }],
      ['declarer-activite', 'porteur', { activite: 'avis-ponctuel' }],
      ['renoncer', 'porteur'],
    ],
    amorcage: [
      ['executer-paiement', 'caisse', { paiement: 'amorcage-1' }],
      ['rejeter-paiement', 'caisse', { paiement: 'amorcage-1', motif: 'Compte clos.' }],
      ['deposer-projet-sante', 'porteur', { indicateursQualitatifs: 1 }],
      ['constater-activite', 'ars', { activite: 'structuration-offre' }],
      ['constater-activite', 'caisse', { activite: 'avis-ponctuel' }],
      ['resilier', 'porteur'],
      ['proposer-resiliation', 'caisse', { fondement: 'manquement-manifeste', motif: 'Fonds sans emploi.' }],
      ['proposer-resiliation', 'ars', { fondement: 'absence-action-socle', motif: 'Aucune action.' }],
      ['consigner-rencontre', 'caisse'],
      ['controler-criteres', 'caisse'],
    ],
    dotation: [
      ['executer-paiement', 'caisse', { paiement: 'dotation-1' }],
      ['enregistrer-adhesions', 'caisse', { nombre: 37 }],
      ['deposer-rapport-activite', 'porteur'],
      ['deposer-liste-nominative', 'porteur', { liste: { id: 'liste-2', nombre: 40 } }],
      ['demander-documents', 'caisse', { documents: ['Comptes'] }],
      ['controler-criteres', 'caisse'],
      ['resilier', 'porteur'],
      ['proposer-resiliation', 'ars', { fondement: 'effectifs-objectifs', motif: 'Objectifs non tenus.' }],
      ['deposer-projet-sante', 'porteur', { indicateursQualitatifs: 1 }],
    ],
    recouvrement: [
      ['constater-remboursement', 'caisse', { montantCentimes: 4_000_000 }],
      ['clore-recouvrement', 'caisse', { motif: 'Remise gracieuse.' }],
      ['fermer-finess', 'ars'],
      ['consigner-rencontre', 'caisse'],
    ],
  };
  const exemples = Object.entries(ACCEPTES).flatMap(([phase, actes]) =>
    actes.map(([commande, acteur, donnees]) => ({ phase: phase as Phase, commande, acteur, donnees })),
  );

  it.each(exemples)('$phase : $commande par $acteur est accepté', ({ phase, commande, acteur, donnees }) => {
    const reponse = dossierDe(phase).commander(acte(commande, acteur, LE, donnees));
    expect(reponse instanceof Refus ? reponse.message : 'accepté').toBe('accepté');
  });
});

describe('une date qui ne peut pas être', () => {
  it.each([
    ['demain', '2026-06-02'],
    ['avant l’entrée dans la procédure', '2026-01-04'],
    ['un jour qui n’existe pas', '2026-02-30'],
    ['un texte', 'hier'],
  ])('%s est refusée, données en cause, DEC-18', (_, le) => {
    for (const phase of PHASES.filter((une) => une !== 'close'))
      expect(decider(etatDe(phase), acte('consigner-echange', 'ars', le), MAINTENANT)).toMatchObject({
        nature: 'donnees',
        regle: 'DEC-18',
      });
  });

  it('la date du jour et celle de l’entrée sont acceptées', () => {
    for (const le of [LE, '2026-01-05'])
      expect(decider(etatDe('creation'), acte('consigner-echange', 'ars', le), MAINTENANT)).not.toBeInstanceOf(Refus);
  });

  it('une réception dans le futur est refusée aussi', () => {
    const reponse = decider(
      etatDe('creation'),
      acte('deposer-projet-sante', 'porteur', LE, { recueLe: '2026-06-02' }),
      MAINTENANT,
    );
    expect(reponse).toMatchObject({ nature: 'donnees', regle: 'DEC-18' });
  });
});

describe('ce qui n’est ni une commande ni un acteur', () => {
  it('une commande inconnue est refusée, données en cause', () => {
    const reponse = decider(etatDe('creation'), acte('danser' as NomCommande, 'ars', LE), MAINTENANT);
    expect(reponse).toMatchObject({ nature: 'donnees', regle: 'SAISIE' });
  });
  it('un acteur inconnu est refusé pour son rôle', () => {
    const reponse = decider(etatDe('creation'), acte('consigner-echange', 'maire' as Role, LE), MAINTENANT);
    expect(reponse).toMatchObject({ nature: 'role', regle: 'ACTEUR' });
  });
});

describe('pendant la grâce (DEC-19), un acte qui suppose l’effet l’applique d’abord', () => {
  // LI complete on 5 January: last day 5 March, effect 6 March, timer 9 March at 00:00.
  const enGrace = () => vivre(ACTES.ENTREE, '2026-03-06');

  it('l’association déclarée le lendemain du dernier jour : validation tacite, puis association', () => {
    const reponse = enGrace().commander(acte('declarer-association', 'porteur', '2026-03-06'));
    expect(reponse).toMatchObject([
      { evenement: 'LettreIntentionValidee', mode: 'tacite', le: '2026-03-06', acteur: 'systeme' },
      { evenement: 'AssociationDeclaree', le: '2026-03-06' },
    ]);
  });

  it('datée du dernier jour, elle ne suppose rien : la LI est encore en instruction', () => {
    const reponse = enGrace().commander(acte('declarer-association', 'porteur', '2026-03-05'));
    expect(reponse).toMatchObject({ nature: 'etat', regle: 'ASS-01' });
  });

  it('un refus notifié le dernier jour et saisi pendant la grâce tient ; notifié le lendemain, il est sans effet', () => {
    const refus = { motif: 'Hors critères.', critere: 'ELI-07' };
    expect(enGrace().commander(acte('refuser-lettre-intention', 'ars', '2026-03-05', refus))).toMatchObject([
      { evenement: 'LettreIntentionRefusee' },
      {},
    ]);
    expect(enGrace().commander(acte('refuser-lettre-intention', 'ars', '2026-03-06', refus))).toMatchObject({
      regle: 'DEC-16',
    });
  });

  it('le réveil sonne à 00:00 du lendemain de la grâce, jamais avant', () => {
    expect(vivre(ACTES.ENTREE, '2026-03-08').etat.phase).toBe('lettre-intention');
    expect(vivre(ACTES.ENTREE, '2026-03-09').etat.phase).toBe('creation');
  });
});
