/** What no history may ever break. One `Temoin` watches one case, and keeps its own memory of what it saw. */
import { expect } from 'vitest';
import {
  ajouterMois,
  dateDe,
  fuseau,
  lendemain,
  lireDate,
  minuit,
  plusTard,
} from '../../../domain/calendrier/calendrier.ts';
import { regle } from '../../../domain/catalogue/index.ts';
import type { Commande } from '../../../domain/commandes.ts';
import { decider } from '../../../domain/decider.ts';
import { echeances } from '../../../domain/echeances.ts';
import { effets } from '../../../domain/effets.ts';
import type { Etat } from '../../../domain/etat.ts';
import type { Evenement, NomEvenement } from '../../../domain/evenements.ts';
import { duPour } from '../../../domain/paiements/dus.ts';
import { totalPaye } from '../../../domain/paiements/verses.ts';
import { aRendre, recouvrementsOuverts, resteDu } from '../../../domain/recouvrement/dus.ts';
import { Refus } from '../../../domain/refus.ts';
import type { ClePaiement, Instant, Regime } from '../../../domain/valeurs.ts';
import type { Fait, Observateur } from './dossier.ts';

/** §13.5 — what a timer may start: tacit validations, term, renewal, effect of a letter already notified; and alerts. */
export const PERMIS_A_UNE_ECHEANCE: readonly NomEvenement[] = [
  'LettreIntentionValidee',
  'ProjetSanteValide',
  'ContratAmorcageTermine',
  'ContratDotationReconduit',
  'ResiliationEffective',
  'EcheanceDepassee',
  'RappelEmis',
  'RecouvrementEchu',
  'ProcedureDixHuitMoisOuverte',
  // DEC-35: the file of a closed case.
  'DossierArchive',
  'ResiliationCaduque',
];
/** What follows from these by itself, without anybody's judgement. */
const SUITES: readonly NomEvenement[] = [
  'PaiementOrdonnance',
  'PaiementInterrompu',
  'PaiementLibere',
  'PaiementReemis',
  'RecouvrementPropose',
  'RecouvrementClos',
  'AideInterrompue',
  'InstructionSansObjet',
  'TerritoireLibere',
  'EssClose',
];

/** T1…T23 of langage.md. */
const CLE_ECHEANCE =
  /^(decision-lettre-intention|signature-contrat-amorcage|attribution-finess|paiement-amorcage-(1|2|30)(-complement(-\d+)?)?|depot-projet-sante|decision-projet-sante|reponse-precisions|pieces-lettre-intention|documents-complementaires|derogation-cpn|controle-annuel-\d+|terme-contrat-amorcage|operationnalite-18-mois|missions-socles|absence-missions-socles|paiement-dotation-\d+(-complement(-\d+)?)?|anniversaire-\d+|reconduction|effet-resiliation|notification-resiliation|reception-resiliation|reponse-saisine|remboursement(-\S+)?|cible-30|cible-50|concertation-5-ans|mise-en-demeure|archivage|confirmation-date|rectification|rappel-\S+)$/;
/** Their effect may be of after the day that follows their last one. */
const APRES_COUP: readonly string[] = ['depot-projet-sante', 'missions-socles', 'operationnalite-18-mois'];
/** DEC-19: grace on T1, T5, T21, T15/T16 only. */
const AVEC_GRACE = [
  'decision-lettre-intention',
  'decision-projet-sante',
  'effet-resiliation',
  'notification-resiliation', // DEC-40
];

/** AMO-10, LI-04, AMO-11, DEC-12, DEC-13: the pieces of each payment. */
function piecesDe(cle: ClePaiement): readonly string[] {
  const paiement = cle.replace(/-complement.*$/, '');
  if (paiement === 'amorcage-1')
    return ['lettre-intention', 'liste-medecins-engages', 'statuts', 'budget-previsionnel', 'rib'];
  if (paiement === 'amorcage-30') return ['budget-previsionnel', 'rib'];
  if (paiement === 'amorcage-2') return ['projet-sante-valide', 'action-socle', 'etat-depenses', 'rib'];
  const cycle = paiement.slice('dotation-'.length);
  const annuelles =
    cycle === '1'
      ? ['liste-nominative', 'profil-coordinateur', 'cooperations', 'document-annuel', 'formulaires-adhesion']
      : [
          'liste-nominative',
          'rapport-activite',
          'profil-coordinateur',
          'cooperations',
          'document-annuel',
          'bilan-comptable',
        ];
  return [...annuelles.map((code) => `${code}#${cycle}`), 'rib'];
}

const PLAFOND_AMORCAGE: Readonly<Record<Regime, number>> = {
  'droit-commun': 8_000_000,
  'en-fonctionnement-conforme': 0,
  'en-fonctionnement-a-mettre-en-conformite': 2_400_000,
  'en-projet-avec-amorcage-ars': 2_400_000,
};

/** JSON and nothing else: no `undefined`, no Date, no Map, no fraction of a cent. */
export function exigerJson(valeur: unknown, chemin: string): void {
  if (valeur === null || typeof valeur === 'string' || typeof valeur === 'boolean') return;
  if (typeof valeur === 'number') {
    if (!Number.isSafeInteger(valeur)) throw new Error(`${chemin}: ${valeur} is not an integer`);
    return;
  }
  const prototype: unknown = typeof valeur === 'object' ? Object.getPrototypeOf(valeur) : undefined;
  if (prototype !== Object.prototype && prototype !== Array.prototype) throw new Error(`${chemin}: not plain JSON`);
  for (const [cle, membre] of Object.entries(valeur as object)) exigerJson(membre, `${chemin}.${cle}`);
}

/** DEC-36 — a year that the contract ran to its end is due, whoever was late to look at its pieces. */
const anneeEcoulee = ({ dotation: { concluLe, finiLe } }: Etat, cle: ClePaiement): boolean =>
  cle.startsWith('dotation-') &&
  concluLe !== null &&
  finiLe !== null &&
  ajouterMois(concluLe, 12 * Number.parseInt(cle.slice('dotation-'.length), 10)) <= finiLe;

const AMORCAGES = ['amorcage-1', 'amorcage-2', 'amorcage-30'] as const;

const somme = (montants: Iterable<number>): number => [...montants].reduce((total, montant) => total + montant, 0);

export class Temoin implements Observateur {
  readonly evenements: Evenement[] = [];
  readonly refusees: string[] = [];
  /** Commands accepted, with their author. */
  readonly acceptees: string[] = [];
  readonly #conformes = new Map<string, boolean>();
  readonly #ordonnances = new Map<ClePaiement, number>();
  /** What left and did not come back (DEC-37, DEC-38). */
  readonly #executions = new Map<ClePaiement, number>();
  readonly #signatures = { amorcage: new Set<string>(), dotation: new Set<string>() };
  readonly #resilies = new Set<string>();
  readonly #adherents = new Map<number, number>();
  readonly #approuves = new Map<string, number>();
  readonly #cles = new Set<string>();
  #socleConstatee = false;
  #adhesions = false;
  #revendique = false;
  #archive = false;

  avantDecision = (etat: Etat, commande: Commande, maintenant: Instant): void => {
    this.#sommes(etat);
    const [une, deux] = [decider(etat, commande, maintenant), decider(etat, commande, maintenant)];
    const dire = (reponse: typeof une) =>
      reponse instanceof Refus ? [reponse.nature, reponse.regle, reponse.message] : reponse;
    expect(dire(deux), 'the same decision twice').toEqual(dire(une));
  };

  accepte = (evenements: readonly Evenement[], commande: Commande): void => {
    this.acceptees.push(`${commande.commande} ${commande.acteur}`);
    expect(evenements.length, 'an accepted command leaves events').toBeGreaterThan(0);
    expect(
      evenements.some(({ acteur }) => acteur === commande.acteur),
      'the author signs',
    ).toBe(true);
  };

  refus = (refus: Refus, commande: Commande, etat: Etat): void => {
    this.refusees.push(commande.commande);
    expect(regle(refus.regle), `${commande.commande} refused by ${refus.regle}`).toBeDefined();
    expect(refus.message, commande.commande).toMatch(/^[«\p{Lu}].{10,}[^ .]\.$/su);
    expect(refus.message).not.toMatch(/undefined|null|NaN|\[object/);
    expect(['donnees', 'role', 'etat', 'regle']).toContain(refus.nature);
    expect(etat.rang, 'a refusal changes nothing').toBe(this.evenements.length);
  };

  fait = (fait: Fait): void => {
    const { evenement, apres, avant, maintenant, source } = fait;
    const nom = evenement.evenement;
    this.evenements.push(evenement);
    if (this.#archive) throw new Error(`${nom} after DossierArchive`);
    expect(regle(evenement.regle), `${nom}: ${evenement.regle}`).toBeDefined();
    for (const avertissement of evenement.avertissements ?? []) {
      expect(regle(avertissement.regle), `${nom}: ${avertissement.regle}`).toBeDefined();
      expect(avertissement.phrase).toMatch(/^[«\p{Lu}].*\.$/su);
    }
    exigerJson(evenement, nom);
    exigerJson(apres, 'etat');
    const ligne = JSON.stringify(apres);
    expect(JSON.stringify(JSON.parse(ligne)), 'the state survives the wire').toBe(ligne);
    expect(apres.rang).toBe(avant.rang + 1);
    const aujourdhui = dateDe(maintenant, fuseau(apres.siege));
    expect(lireDate(evenement.le), `${nom}.le`).toBe(evenement.le);
    expect(evenement.le <= aujourdhui, `${nom} dated ${evenement.le}, in the future of ${aujourdhui}`).toBe(true);
    if ('recueLe' in evenement)
      expect(evenement.recueLe <= aujourdhui, `${nom} received ${evenement.recueLe}, after ${aujourdhui}`).toBe(true);
    if (source !== 'commande') {
      expect(evenement.acteur, nom).toBe('systeme');
      if (source === 'echeance') expect([...PERMIS_A_UNE_ECHEANCE, ...SUITES]).toContain(nom);
    }
    if ('mode' in evenement && evenement.mode === 'tacite') expect(evenement.acteur).toBe('systeme');
    this.#argent(evenement, avant);
    if (evenement.evenement === 'FaitRectifie') {
      this.#rectifie(apres);
      this.#argentRectifie(evenement);
    }
    this.#territoire(evenement);
    this.#effets(evenement, apres);
    this.#echeances(apres);
    if (nom === 'DossierArchive') this.#archive = true;
    if (nom === 'EssClose' || nom === 'DossierArchive') expect(apres.phase).toBe('close');
    if (nom === 'DossierRouvert') expect([avant.phase, apres.phase === 'close']).toEqual(['close', false]);
  };

  #argent(evenement: Evenement, avant: Etat): void {
    switch (evenement.evenement) {
      case 'PiecesDeposees':
        for (const { cle } of evenement.pieces) this.#conformes.delete(cle);
        break;
      case 'ListeNominativeDeposee':
      case 'RapportActiviteDepose':
        // Announced again after the caisse found the piece conform: the finding stands.
        if (this.#conformes.get(evenement.cle) !== true) this.#conformes.delete(evenement.cle);
        break;
      case 'PiecesVerifiees':
        for (const { cle, conforme } of evenement.pieces) this.#conformes.set(cle, conforme);
        break;
      case 'LettreIntentionDeposee':
        if (evenement.canal === 'demarches-simplifiees') this.#conformes.set('lettre-intention', true);
        break;
      case 'CoordonneesBancairesDeclarees':
        if (!this.#conformes.has('rib')) this.#conformes.set('rib', true);
        break;
      case 'ProjetSanteValide':
      case 'ConformiteConstatee':
        this.#conformes.set('projet-sante-valide', true);
        break;
      case 'ActiviteConstatee':
        if (evenement.activite !== 'consultations-avancees') this.#socleConstatee = true;
        break;
      case 'AdhesionsEnregistrees':
        this.#adhesions = true;
        break;
      case 'ContratAmorcageSigne':
        this.#signatures.amorcage.add(evenement.partie);
        break;
      case 'ContratDotationSigne':
        this.#signatures.dotation.add(evenement.partie);
        break;
      case 'AdherentsDenombres':
        this.#adherents.set(evenement.cycle, evenement.nombre);
        break;
      case 'MontantDotationApprouve':
        this.#approuves.set(evenement.paiement, evenement.montantCentimes);
        break;
      case 'ResiliationEffective':
        this.#resilies.add(evenement.contrat);
        break;
      case 'SaisineRecue':
        // DEC-42: an objection takes the contract up again.
        if (evenement.objet === 'dissolution') this.#resilies.delete(evenement.contrat);
        break;
      case 'PaiementOrdonnance': {
        const { paiement, montantCentimes } = evenement;
        expect(this.#ordonnances.has(paiement), `${paiement} ordered twice`).toBe(false);
        this.#ordonnances.set(paiement, montantCentimes);
        const contrat = paiement.startsWith('amorcage') ? 'amorcage' : 'dotation';
        expect([...this.#signatures[contrat]].sort(), `${paiement}: contract signed`).toEqual([
          'ars',
          'association',
          'caisse',
        ]);
        expect(
          this.#resilies.has(contrat) && !anneeEcoulee(avant, paiement),
          `${paiement} of a terminated contract`,
        ).toBe(false);
        for (const piece of piecesDe(paiement)) this.#exigerConforme(piece, paiement, avant);
        if (paiement.includes('-complement')) expect(montantCentimes).toBeGreaterThan(0);
        else if (contrat === 'amorcage')
          expect(montantCentimes).toBe(paiement === 'amorcage-30' ? 2_400_000 : 4_000_000);
        else {
          const nombre = this.#adherents.get(Number(paiement.slice('dotation-'.length)));
          expect(nombre, `${paiement}: adherents counted`).toBeDefined();
          if ((nombre ?? 0) < 10) {
            expect(montantCentimes, `${paiement}: amount approved by the ARS`).toBe(this.#approuves.get(paiement));
            expect(montantCentimes).toBeLessThanOrEqual(5_000_000);
          } else expect(montantCentimes).toBeGreaterThanOrEqual(5_000_000);
          expect(montantCentimes).toBeLessThanOrEqual(10_000_000);
        }
        break;
      }
      case 'PaiementExecute': {
        const { paiement, montantCentimes } = evenement;
        this.#executions.set(paiement, (this.#executions.get(paiement) ?? 0) + montantCentimes);
        break;
      }
      case 'PaiementRetourne': {
        const { paiement, montantCentimes } = evenement;
        this.#executions.set(paiement, (this.#executions.get(paiement) ?? 0) - montantCentimes);
        expect(this.#executions.get(paiement), 'nothing comes back that had not left').toBeGreaterThanOrEqual(0);
        break;
      }
      case 'RecouvrementPropose':
      case 'RecouvrementConfirme':
        // One that is entered late is of a day on which the sum was another.
        if (!('reduite' in evenement) && evenement.saisiLe === undefined)
          expect(evenement.montantCentimes, 'no more to recover than was paid').toBeLessThanOrEqual(
            somme(this.#executions.values()),
          );
        break;
      default:
    }
  }

  /** A transfer, or its return, that was struck or put at its sum: nothing else of money changes by a rectification. */
  #argentRectifie({ rang, champ, avant, apres }: Evenement<'FaitRectifie'>): void {
    const vise = this.evenements[rang - 1];
    if (avant === null || (vise?.evenement !== 'PaiementExecute' && vise?.evenement !== 'PaiementRetourne')) return;
    const sens = vise.evenement === 'PaiementExecute' ? 1 : -1;
    const bouger = (montant: number) =>
      this.#executions.set(vise.paiement, (this.#executions.get(vise.paiement) ?? 0) + sens * montant);
    if (apres === null) bouger(0 - vise.montantCentimes);
    else if (champ === 'montantCentimes') bouger(Number(apres) - Number(avant));
  }

  /** DEC-33 — what a rectification leaves is what was: a strike or a late fact is not seen in the order of entry. */
  #rectifie(etat: Etat): void {
    this.#conformes.clear();
    for (const [cle, { statut }] of Object.entries(etat.pieces))
      if (statut !== 'deposee') this.#conformes.set(cle, statut === 'conforme');
    if (etat.coordonneesBancairesLe !== null && !this.#conformes.has('rib')) this.#conformes.set('rib', true);
    this.#socleConstatee = (['structuration-offre', 'avis-ponctuel'] as const).some(
      (activite) => etat.activites[activite].constateeLe !== null,
    );
    this.#adhesions = etat.adhesionsLe !== null;
    this.#resilies.clear();
    for (const contrat of ['amorcage', 'dotation'] as const) {
      this.#signatures[contrat] = new Set(Object.keys(etat[contrat].signatures));
      if (etat[contrat].fin === 'resilie') this.#resilies.add(contrat);
    }
    this.#approuves.clear();
    for (const [cycle, { montantCentimes, approuve }] of Object.entries(etat.montantsFixes))
      if (approuve) this.#approuves.set(`dotation-${cycle}`, montantCentimes);
    this.#adherents.clear();
    for (const [cycle, { nombre }] of Object.entries(etat.denombrements)) this.#adherents.set(Number(cycle), nombre);
  }

  /** At rest. DEC-34: what is claimed and repaid never exceeds what left; beyond what the law gives, all of it is claimed. */
  #sommes(etat: Etat): void {
    const sortis = somme(this.#executions.values());
    const ouverts = recouvrementsOuverts(etat).map(([, un]) => resteDu(un));
    const rendus = Object.values(etat.recouvrements).map((un) => un.rembourseCentimes - aRendre(un));
    expect(totalPaye(etat)).toBe(sortis);
    expect(somme(ouverts), 'claims within what is out').toBeLessThanOrEqual(Math.max(0, sortis - somme(rendus)));
    const dus = AMORCAGES.map((cle) => duPour(etat, cle) ?? 0);
    expect(somme(dus), 'the amorçage that is due').toBeLessThanOrEqual(PLAFOND_AMORCAGE[etat.regime]);
  }

  #exigerConforme(piece: string, paiement: string, avant: Etat): void {
    const conforme = this.#conformes.get(piece) ?? (piece === 'rib' && avant.coordonneesBancairesLe !== null);
    // AMO-11, MIS-03: a socle activity found by ARS or caisse is the proof of an action. ADH-01: forms that the caisse registered.
    if (piece === 'action-socle' && this.#socleConstatee && !this.#conformes.has(piece)) return;
    if (piece === 'formulaires-adhesion#1' && this.#adhesions && !this.#conformes.has(piece)) return;
    const acquise =
      (piece === 'lettre-intention' && avant.li?.canal === 'demarches-simplifiees') ||
      (piece === 'projet-sante-valide' && avant.projetSante.decision?.sens === 'valide');
    expect(conforme || (acquise && !this.#conformes.has(piece)), `${paiement} without a conform ${piece}`).toBe(true);
  }

  #territoire(evenement: Evenement): void {
    if (evenement.evenement === 'TerritoireRevendique') this.#revendique = true;
    if (evenement.evenement === 'TerritoireLibere') this.#revendique = false;
    if (evenement.evenement === 'EssClose') expect(this.#revendique, 'territory freed before EssClose').toBe(false);
  }

  #effets(evenement: Evenement, apres: Etat): void {
    for (const effet of effets(evenement, apres)) {
      expect(this.#cles.has(effet.cle), `${effet.cle} twice`).toBe(false);
      this.#cles.add(effet.cle);
      exigerJson(effet, effet.cle);
    }
  }

  #echeances(etat: Etat): void {
    const toutes = echeances(etat);
    if (etat.phase === 'close')
      expect(toutes.map(({ cle }) => cle)).toEqual(etat.archiveLe !== null ? [] : ['archivage']);
    const cles = toutes.map(({ cle }) => cle);
    expect(new Set(cles).size, cles.join(' ')).toBe(cles.length);
    for (const [rang, { cle, expire, declenche, effetLe, reveil, regle: id, effet, grace }] of toutes.entries()) {
      expect(cle).toMatch(CLE_ECHEANCE);
      expect(regle(id), `${cle}: ${id}`).toBeDefined();
      expect(lireDate(expire), cle).toBe(expire);
      expect(expire <= declenche, `${cle}: ${expire} then ${declenche}`).toBe(true);
      // DEC-30: a grace of no day is still counted from the entry.
      const depuis = plusTard(expire, grace?.saisieLe ?? expire);
      if (!AVEC_GRACE.includes(cle) || etat.grace === 0) expect(declenche, `${cle}: no grace`).toBe(depuis);
      // DEC-02: anniversaries and renewals at 00:00 of the day; a résiliation is dated its last day; the rest, the day after.
      const jourMeme = effet === 'reconduction' || effet === 'denombrement';
      const legale = jourMeme || effet === 'resiliation' ? expire : lendemain(expire);
      // DEC-53: a PS that could not be deposited yet is not said to be late before it could; DEC-32: nor missions, before a
      // contract or the validation binds to them, nor activities in time, before money is out (REC-01).
      if (APRES_COUP.includes(cle)) expect(effetLe >= legale, cle).toBe(true);
      else expect(effetLe, cle).toBe(legale);
      expect(reveil, cle).toBe(minuit(jourMeme ? declenche : lendemain(declenche), fuseau(etat.siege)));
      expect(reveil).toBeGreaterThanOrEqual(toutes[rang - 1]?.reveil ?? reveil);
    }
  }
}
