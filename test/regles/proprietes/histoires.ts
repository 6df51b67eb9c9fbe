/** Random but plausible histories: who does what next, given where the case stands. */
import { ajouterJours, heureLocale, fuseau } from '../../../domain/calendrier/calendrier.ts';
import type { Commande, NomCommande } from '../../../domain/commandes.ts';
import type { Demande, Reponses, TypeDemande } from '../../../domain/demandes.types.ts';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat } from '../../../domain/etat.ts';
import { courante } from '../../../domain/resiliation/encours.ts';
import { TABLE } from '../../../domain/table.ts';
import { PARTIES, REGIMES, ROLES, instant, type DateCivile, type Regime, type Role } from '../../../domain/valeurs.ts';
import type { Bande } from './bande.ts';
import { DONNEES, type Circonstances } from './donnees.ts';
import { Dossier, type Observateur, type Repondeur } from './dossier.ts';
import { contratEnCours } from '../../../domain/fin/delais.ts';
import { lettreContestable, objectionEnCours } from '../../../domain/fin/dissolution.ts';
import { statutProjetSante } from '../../../domain/projet-sante/delais.ts';

const JOUR = 86_400_000;
const COMMANDES = Object.keys(TABLE) as NomCommande[];

/** What the people of this case never do, and what they do more than others: without it, rare endings stay rare. */
const TEMPERAMENTS: readonly (readonly NomCommande[])[] = [
  [],
  [],
  [],
  ['deposer-projet-sante'],
  ['valider-lettre-intention', 'refuser-lettre-intention', 'valider-projet-sante', 'refuser-projet-sante'],
  ['valider-projet-sante', 'constater-activite'],
  ['valider-projet-sante', 'demander-precisions'],
  ['constater-activite', 'deposer-projet-sante'],
  ['resilier', 'proposer-resiliation', 'renoncer', 'refuser-lettre-intention', 'refuser-projet-sante'],
  ['resilier', 'proposer-resiliation', 'renoncer', 'refuser-lettre-intention', 'refuser-projet-sante'],
  // A promoter who is gone once the letter is validated (DEC-44).
  [
    'declarer-association',
    'declarer-coordonnees-bancaires',
    'deposer-pieces',
    'signer-contrat-amorcage',
    'deposer-projet-sante',
    'declarer-activite',
    'deposer-liste-nominative',
    'renoncer',
  ],
];

/** Commands that make sense now; those repeated are likelier. */
function naturelles(etat: Etat, bande: Bande, evitees: readonly NomCommande[]): NomCommande[] {
  const liste: NomCommande[] = [];
  const ajouter = (fois: number, ...noms: NomCommande[]) => {
    for (let i = 0; i < fois; i += 1) liste.push(...noms);
  };
  const statuts = Object.values(etat.paiements).map(({ statut }) => statut);
  if (statuts.includes('ordonnance')) ajouter(6, 'executer-paiement');
  if (statuts.includes('ordonnance')) ajouter(1, 'rejeter-paiement');
  if (statuts.includes('rejete')) ajouter(4, 'reemettre-paiement');
  if (Object.keys(etat.aConfirmer).length > 0) ajouter(3, 'confirmer-date');
  if (etat.rectification !== null) ajouter(8, 'approuver-rectification');
  if (etat.phase === 'lettre-intention') {
    ajouter(4, 'rendre-avis', 'valider-lettre-intention');
    ajouter(1, 'consigner-echange', 'demander-pieces-lettre-intention', 'refuser-lettre-intention');
    if (etat.li?.piecesCompletesLe === null) ajouter(5, 'completer-lettre-intention');
    if (etat.li?.piecesCompletesLe === null || etat.li?.suspendueLe) ajouter(1, 'constater-completude');
    if (etat.derogation.requise && etat.derogation.sens === null) ajouter(8, 'consigner-derogation');
    if (bande.chance(0.1)) ajouter(1, 'renoncer');
    if (bande.chance(0.2)) ajouter(1, 'corriger');
    return liste;
  }
  if (etat.modificationTerritoire !== null) ajouter(12, 'rendre-avis', 'approuver-territoire');
  if (etat.coordonneesBancairesLe === null) ajouter(3, 'declarer-coordonnees-bancaires');
  if (etat.associationLe === null) ajouter(4, 'declarer-association');
  ajouter(3, 'deposer-pieces', 'verifier-pieces');
  if (etat.finess === null && etat.associationLe !== null) ajouter(1, 'attribuer-finess');
  if (etat.phase === 'creation') {
    if (bande.chance(0.1)) ajouter(1, 'renoncer', 'fixer-delai-projet-sante', 'attribuer-finess');
    ajouter(1, 'prolonger-depot-projet-sante', 'consigner-echange');
    if (etat.regime !== 'droit-commun') ajouter(1, 'declarer-financement-ars', 'requalifier-regime');
    if (etat.regime === 'en-fonctionnement-conforme') ajouter(5, 'constater-conformite');
    if (etat.regime === 'en-fonctionnement-a-mettre-en-conformite') ajouter(4, 'engager-mise-en-conformite');
    if (etat.regime === 'en-projet-avec-amorcage-ars') ajouter(3, 'accorder-complement', 'fixer-delai-projet-sante');
  }
  if (etat.amorcage.concluLe === null && etat.regime !== 'en-fonctionnement-conforme')
    ajouter(8, 'signer-contrat-amorcage');
  const ps = statutProjetSante(etat);
  if (ps === 'attendu' || ps === 'en-retard' || ps === 'refuse') ajouter(3, 'deposer-projet-sante');
  if (ps === 'en-instruction') {
    ajouter(3, 'rendre-avis', 'valider-projet-sante');
    ajouter(
      1,
      'refuser-projet-sante',
      'demander-precisions',
      's-opposer-projet-sante',
      'accuser-reception-projet-sante',
    );
  }
  if (ps === 'en-instruction' && evitees.includes('valider-projet-sante')) ajouter(6, 'refuser-projet-sante');
  if (ps === 'precisions-demandees') ajouter(3, 'repondre-precisions');
  if (etat.projetSante.oppositionLe !== null && etat.projetSante.decision === null) ajouter(1, 'lever-opposition');
  if (etat.regime === 'en-fonctionnement-a-mettre-en-conformite' && (ps === 'refuse' || ps === 'en-retard'))
    ajouter(2, 'interrompre-aide');
  if (etat.dejaFinances.length > 0 && etat.phase === 'creation') ajouter(3, 'attester-autre-ess');
  if (ps === 'valide' && etat.dotation.concluLe === null) ajouter(8, 'signer-contrat-dotation');
  ajouter(1, 'declarer-activite', 'constater-activite', 'deposer-liste-nominative', 'controler-criteres');
  if (etat.dotation.concluLe !== null) {
    ajouter(1, 'deposer-rapport-activite', 'demander-documents', 'consigner-rencontre');
    if (Object.values(etat.denombrements).some(({ nombre }) => nombre < 10))
      ajouter(3, 'fixer-montant-dotation', 'approuver-montant-dotation');
  }
  const lettre = courante(etat, 'ess');
  const accord = courante(etat, 'caisse-ars');
  if (lettre === null && accord === null && bande.chance(0.3)) ajouter(1, 'resilier', 'proposer-resiliation');
  if (lettre !== null) ajouter(8, 'accuser-reception-resiliation');
  if ((lettre ?? accord) !== null) ajouter(1, 'retirer-resiliation', 'retenir-paiement', 'resilier');
  if (accord !== null) {
    if (!accord.approuvee) ajouter(8, 'approuver-resiliation');
    else if (accord.receptions.association === undefined) ajouter(8, 'notifier-resiliation');
    else if (accord.saisine === null) ajouter(3, 'saisir');
    else ajouter(8, 'repondre-saisine');
    if (accord.receptions.association !== undefined) ajouter(4, 'retirer-resiliation');
    if (bande.chance(0.5)) ajouter(2, 'abandonner-resiliation');
  }
  if ((lettre ?? accord) !== null && statuts.includes('ordonnance')) ajouter(12, 'retenir-paiement');
  if (statuts.includes('retenu')) ajouter(6, 'liberer-paiement');
  if (statuts.includes('retourne')) ajouter(4, 'reemettre-paiement');
  if (statuts.includes('execute') && bande.chance(0.2)) ajouter(1, 'retourner-paiement');
  if (Object.keys(etat.recouvrements).length > 0) {
    ajouter(3, 'confirmer-recouvrement', 'constater-remboursement');
    ajouter(1, 'clore-recouvrement');
  }
  if (bande.chance(0.3)) ajouter(1, 'corriger', 'fermer-finess', 'enregistrer-adhesions');
  if (etat.amorcage.finiLe !== null && etat.dotation.concluLe === null && bande.chance(0.2)) ajouter(1, 'renoncer');
  if (!contratEnCours(etat)) ajouter(etat.miseEnDemeure === null ? 1 : 6, 'mettre-en-demeure', 'constater-abandon');
  if (etat.dissolution === null && bande.chance(0.05)) ajouter(1, 'constater-dissolution');
  if (etat.dissolution?.confirmeeLe === null) ajouter(8, 'confirmer-constat');
  if (lettreContestable(etat) !== null) ajouter(2, 'saisir');
  if (objectionEnCours(etat)) ajouter(8, 'repondre-saisine');
  return liste;
}

/** Mostly one who may; for a contract, mostly a party that has not signed. */
function acteurDe(commande: NomCommande, etat: Etat, bande: Bande): Role {
  if (bande.chance(0.03)) return bande.parmi(ROLES);
  const contrat =
    commande === 'signer-contrat-amorcage'
      ? etat.amorcage
      : commande === 'signer-contrat-dotation'
        ? etat.dotation
        : null;
  const attendues = PARTIES.filter((partie) => contrat !== null && contrat.signatures[partie] === undefined);
  if (attendues.length > 0) {
    const partie = bande.parmi(attendues);
    return partie === 'association' ? 'porteur' : partie;
  }
  return bande.parmi(TABLE[commande].acteurs);
}

/** Mostly today; sometimes entered a few days late, or dated on either side of a deadline; rarely in the future. */
function dateDuFait(aujourdhui: DateCivile, etat: Etat, bande: Bande): DateCivile {
  if (bande.chance(0.75)) return aujourdhui;
  if (bande.chance(0.6)) return ajouterJours(aujourdhui, -bande.entier(1, 6));
  const limites = echeances(etat).flatMap(({ expire }) => [expire, ajouterJours(expire, 1)]);
  const passees = limites.filter((limite) => limite <= aujourdhui);
  if (passees.length > 0) return bande.parmi(passees);
  return ajouterJours(aujourdhui, bande.entier(-40, 1));
}

function avancer(dossier: Dossier, bande: Bande): void {
  const reveils = echeances(dossier.etat)
    .map(({ reveil }) => reveil)
    .filter((reveil) => reveil > dossier.horloge);
  const mode = bande.entier(0, 9);
  if (mode < 4) dossier.avancer(instant(dossier.horloge + bande.entier(0, 5) * JOUR + 3_600_000));
  else if (mode < 8 && reveils.length > 0)
    dossier.avancer(instant(Math.min(...reveils) + bande.parmi([-1, 0, 3_600_000, JOUR, 4 * JOUR])));
  else dossier.avancer(instant(dossier.horloge + bande.entier(10, mode === 9 ? 300 : 60) * JOUR));
}

/** Answers of the outside world. */
const repondeur =
  (bande: Bande) =>
  (demande: Demande): Reponses[TypeDemande] | null => {
    switch (demande.type) {
      case 'signaler-conflits':
        return { autres: bande.chance(0.05) ? ['ess-9'] : [] };
      case 'revendiquer-territoire':
        return bande.chance(0.05) && !demande.derogation
          ? { conteste: true, autres: ['ess-9'] }
          : { conteste: false, autres: [], ...(bande.chance(0.05) ? { dejaFinances: ['ess-8'] } : {}) };
      case 'attribuer-finess':
        return bande.chance(0.85) ? { numero: '330000001' } : null;
      case 'denombrer-adherents':
        return { nombre: bande.chance(0.1) ? null : bande.chance(0.2) ? bande.entier(0, 9) : bande.entier(10, 130) };
    }
  };

export interface Reglages {
  readonly regime: Regime;
  readonly siege: string;
  readonly annee: number;
  readonly evitees: readonly NomCommande[];
}

function reglages(bande: Bande): Reglages {
  return {
    regime: bande.chance(0.6) ? 'droit-commun' : bande.parmi(REGIMES),
    siege: bande.parmi(['33', '33', '974', '971', '975', '2A']),
    annee: bande.entier(2025, 2031),
    evitees: bande.parmi(TEMPERAMENTS),
  };
}

/** DEC-29 — an earlier date of the porteur, mostly with its proof; sometimes stamped by a platform. */
const preuveDe = (acteur: Role, le: DateCivile, { bande, aujourdhui, sansPlateforme }: Circonstances): object =>
  acteur === 'porteur' && le < aujourdhui && bande.chance(0.7)
    ? { preuve: { nature: bande.chance(0.2) && sansPlateforme !== true ? 'plateforme' : 'courrier-recommande' } }
    : {};

const commandeDe = (commande: NomCommande, acteur: Role, le: DateCivile, c: Circonstances): Commande => ({
  commande,
  acteur,
  donnees: { le, ...preuveDe(acteur, le, c), ...DONNEES[commande](c) },
});

/** How a life is led, where it is not as it comes. */
export interface Conduite {
  /** What answers the case's questions; by default, by chance. */
  readonly repondeur?: Repondeur;
  /** Acts happen at noon, as those of a scenario file whose steps bear dates. */
  readonly aMidi?: boolean;
  /** Each act is entered on its own day. */
  readonly aTemps?: boolean;
  /** Days of grace; by default, by chance. */
  readonly grace?: number;
  /** No platform stamps an act: the API lets nobody say that one did. */
  readonly sansPlateforme?: boolean;
  /** Acts that nobody does, beside those of the temperaments. */
  readonly sans?: readonly NomCommande[];
}

/** Lives one case along a tape; returns where it ended. A failure tells the last events. */
export function vivre(bande: Bande, observateur: Observateur, conduite: Conduite = {}): Dossier {
  const recents: string[] = [];
  const fait: Observateur['fait'] = (un) => {
    recents.push(JSON.stringify(un.evenement));
    observateur.fait?.(un);
  };
  try {
    return derouler(bande, { ...observateur, fait }, conduite);
  } catch (erreur) {
    const message = erreur instanceof Error ? erreur.message : String(erreur);
    throw new Error(`${message}\nlast events:\n${recents.slice(-15).join('\n')}`, { cause: erreur });
  }
}

/** Noon of the day, or of the next one. */
function attendreMidi(dossier: Dossier, siege: string): void {
  const midi = heureLocale(dossier.aujourdhui, '12:00', fuseau(siege));
  dossier.avancer(
    dossier.horloge <= midi ? midi : heureLocale(ajouterJours(dossier.aujourdhui, 1), '12:00', fuseau(siege)),
  );
}

function derouler(bande: Bande, observateur: Observateur, conduite: Conduite): Dossier {
  const { regime, siege, annee, evitees: absentes } = reglages(bande);
  const evitees = [...absentes, ...(conduite.sans ?? [])];
  const premier = ajouterJours(`${annee}-01-01` as DateCivile, bande.entier(0, 364));
  const depart = heureLocale(premier, '12:00', fuseau(siege));
  const dossier = new Dossier(
    depart,
    conduite.repondeur ?? repondeur(bande),
    observateur,
    conduite.grace ?? bande.parmi([3, 3, 0, 7]),
  );
  const circonstances = (): Circonstances => ({
    etat: dossier.etat,
    aujourdhui: dossier.aujourdhui,
    bande,
    regime,
    siege,
    sansPlateforme: conduite.sansPlateforme === true,
  });
  const entree = regime === 'droit-commun' ? 'deposer-lettre-intention' : 'declarer-ess-existante';
  dossier.commander(commandeDe(entree, regime === 'droit-commun' ? 'porteur' : 'ars', premier, circonstances()));
  while (!bande.finie) {
    if (bande.chance(0.3)) avancer(dossier, bande);
    if (conduite.aMidi === true) attendreMidi(dossier, siege);
    if (dossier.etat.phase === 'close' && bande.chance(0.3)) break;
    const toutes = bande.chance(0.95) ? naturelles(dossier.etat, bande, evitees) : COMMANDES;
    const permises = toutes.filter((nom) => !evitees.includes(nom));
    const nom = bande.parmi(permises.length === 0 ? COMMANDES : permises);
    const le = conduite.aTemps === true ? dossier.aujourdhui : dateDuFait(dossier.aujourdhui, dossier.etat, bande);
    dossier.commander(commandeDe(nom, acteurDe(nom, dossier.etat, bande), le, circonstances()));
  }
  return dossier;
}
