/**
 * What a case awaits, found a second way: act by act, from the bare facts of the state, in every state of every worked case.
 * The walk below knows nothing of `domain/attentes`; it asks the calendar only which last days run or are past.
 */
import { describe, expect, test } from 'vitest';
import { attentes } from '../../domain/attentes/attentes.ts';
import { echeances, retards } from '../../domain/echeances.ts';
import type { Contrat, Etat, Paiement, Resiliation } from '../../domain/etat.ts';
import { listeSuffisante } from '../../domain/contrats/controles.ts';
import { piecesManquantes } from '../../domain/paiements/pieces.ts';
import type { ClePaiement, Role } from '../../domain/valeurs.ts';
import { moments, SCENARIOS } from './etats.ts';

const court = ({ concluLe, finiLe }: Contrat): boolean => concluLe !== null && finiLe === null;
const enCours = (une: Resiliation | undefined): Resiliation | undefined => (une?.fin === null ? une : undefined);
const PARTIE = { porteur: 'association', ars: 'ars', caisse: 'caisse' } as const;
const TROIS = ['porteur', 'ars', 'caisse'] as const;
const DEUX = ['ars', 'caisse'] as const;

/** « caisse rendre-avis », « porteur signer-contrat-amorcage »: who is awaited, and what they would plainly do. */
function parcourir(etat: Etat): ReadonlySet<string> {
  const trouves = new Set<string>();
  const attendre = (role: Role, acte: string, si: boolean) => si && trouves.add(`${role} ${acte}`);
  for (const incident of Object.keys(etat.incidents)) attendre('exploitant', 'relancer-effet', incident !== '');
  if (etat.phase === 'close') return trouves;

  const tous = [...echeances(etat).filter(({ effet }) => effet !== 'rappel'), ...retards(etat)];
  const courent = (debut: string, role: Role) =>
    tous.some(({ cle, attendu }) => cle.startsWith(debut) && attendu.includes(role));
  const { li, projetSante: ps, amorcage, dotation, transition, derogation } = etat;
  const arrete =
    etat.renonceeLe !== null ||
    etat.abandonneLe !== null ||
    (etat.dissolution !== null &&
      etat.dissolution.confirmeeLe !== null &&
      (etat.dissolution.objectionLe === null ||
        (etat.dissolution.reponses.ars?.sens === 'rejete' && etat.dissolution.reponses.caisse?.sens === 'rejete')) &&
      !court(amorcage) &&
      !court(dotation) &&
      amorcage.fin !== 'resilie' &&
      dotation.fin !== 'resilie');
  const conteste = etat.territoire === 'conteste';

  // Letter of intent
  const enInstruction = li !== null && li.decision === null;
  const incomplete = enInstruction && (li.piecesCompletesLe === null || li.suspendueLe !== null);
  const refusee = derogation.requise && derogation.sens === 'refusee';
  attendre('caisse', 'rendre-avis', enInstruction && li.avis === null);
  attendre('porteur', 'completer-lettre-intention', incomplete);
  attendre(
    'ars',
    'valider-lettre-intention',
    enInstruction && !incomplete && (!derogation.requise || derogation.sens === 'accordee'),
  );
  attendre('ars', 'refuser-lettre-intention', enInstruction && refusee);
  attendre(
    'ars',
    'consigner-derogation',
    courent('derogation-cpn', 'ars') ||
      (enInstruction && derogation.requise && derogation.sens === null) ||
      (courent('signature-contrat-amorcage', 'ars') &&
        conteste &&
        etat.associationLe !== null &&
        amorcage.signatures.ars === undefined),
  );

  // Signatures
  for (const role of TROIS) {
    const droitCommun = courent('signature-contrat-amorcage', role) && etat.associationLe !== null;
    const existante =
      !arrete &&
      etat.entreeLe !== null &&
      amorcage.concluLe === null &&
      (etat.regime === 'en-fonctionnement-a-mettre-en-conformite' ||
        (etat.regime === 'en-projet-avec-amorcage-ars' && transition.complementAccordeLe !== null));
    attendre(
      role,
      'signer-contrat-amorcage',
      (droitCommun || existante) && !conteste && amorcage.signatures[PARTIE[role]] === undefined,
    );
    const sansAmorcage =
      etat.regime === 'en-fonctionnement-conforme' ||
      (etat.regime === 'en-projet-avec-amorcage-ars' &&
        amorcage.concluLe === null &&
        transition.complementAccordeLe === null);
    const aSigner =
      !arrete &&
      !conteste &&
      dotation.concluLe === null &&
      ps.decision?.sens === 'valide' &&
      (sansAmorcage || amorcage.fin === 'termine');
    attendre(
      role,
      'signer-contrat-dotation',
      aSigner && listeSuffisante(etat) && dotation.signatures[PARTIE[role]] === undefined,
    );
    if (role === 'porteur')
      attendre(
        role,
        'deposer-liste-nominative',
        (aSigner && !listeSuffisante(etat)) || courent('anniversaire-', role) || courent('cible-', role),
      );
  }
  attendre(
    'porteur',
    'declarer-association',
    (courent('signature-contrat-amorcage', 'porteur') || mis(etat, 'signature-contrat-amorcage')) &&
      etat.associationLe === null,
  );

  // Projet de santé
  const instruit = ps.recuLe !== null && ps.decision === null && amorcage.fin !== 'resilie' && !arrete;
  const sansReponse = ps.precisions !== null && ps.precisions.recuesLe === null;
  attendre('caisse', 'rendre-avis', instruit && ps.avis === null);
  for (const role of DEUX) attendre(role, 'accuser-reception-projet-sante', instruit && ps.accuses[role] === undefined);
  attendre(
    'ars',
    'valider-projet-sante',
    instruit && (!sansReponse || etat.depassees['reponse-precisions'] !== undefined),
  );
  attendre('porteur', 'repondre-precisions', instruit && sansReponse);
  attendre(
    'porteur',
    'deposer-projet-sante',
    (courent('depot-projet-sante', 'porteur') || mis(etat, 'depot-projet-sante')) &&
      etat.phase !== 'recouvrement' &&
      !(etat.depassees['depot-projet-sante'] !== undefined && amorcage.finiLe !== null),
  );

  // Creation, territory, transition
  attendre('ars', 'attribuer-finess', courent('attribution-finess', 'ars') && etat.phase !== 'recouvrement');
  attendre(
    'caisse',
    'confirmer-constat',
    etat.siegeAnnonce !== null || (etat.reprise !== null && etat.reprise.confirmeeLe === null),
  );
  const { dissolution, modificationTerritoire: demandee } = etat;
  if (dissolution !== null && dissolution.confirmeeLe === null)
    attendre(dissolution.partie === 'ars' ? 'caisse' : 'ars', 'confirmer-constat', true);
  attendre('caisse', 'rendre-avis', demandee !== null && demandee.avis === null);
  attendre('ars', 'approuver-territoire', demandee !== null);
  const creation = etat.phase === 'creation';
  const lesDeux = etat.attestations.ars !== undefined && etat.attestations.caisse !== undefined;
  for (const role of DEUX)
    attendre(
      role,
      'attester-autre-ess',
      creation &&
        etat.dejaFinances.length > 0 &&
        derogation.unicite?.sens !== 'accordee' &&
        !lesDeux &&
        etat.attestations[role] === undefined &&
        amorcage.concluLe === null,
    );
  attendre(
    'ars',
    'constater-conformite',
    creation && !arrete && etat.regime === 'en-fonctionnement-conforme' && transition.conformite === null,
  );
  attendre(
    'porteur',
    'engager-mise-en-conformite',
    creation &&
      !arrete &&
      etat.regime === 'en-fonctionnement-a-mettre-en-conformite' &&
      transition.engagementLe === null,
  );

  // Money
  const annee = (paiement: string) => /^dotation-(\d+)$/.exec(paiement)?.[1] ?? '';
  const aFixer = (paiement: string, si: boolean) => {
    const fixe = etat.montantsFixes[annee(paiement)];
    attendre('caisse', 'fixer-montant-dotation', si && fixe === undefined);
    attendre('ars', 'approuver-montant-dotation', si && fixe?.approuve === false);
  };
  // Paid, and counted under ten since.
  for (const [paiement, { statut }] of Object.entries(etat.paiements))
    aFixer(paiement, statut === 'execute' && Number(etat.denombrements[annee(paiement)]?.nombre) < 10);
  for (const { cle, attendu } of tous.filter((une) => une.cle.startsWith('paiement-'))) {
    const paiement = cle.slice('paiement-'.length) as ClePaiement;
    const ordre: Paiement | undefined = etat.paiements[paiement];
    attendre('caisse', 'executer-paiement', attendu.includes('caisse') && ordre?.statut === 'ordonnance');
    attendre('caisse', 'liberer-paiement', ordre?.statut === 'retenu');
    const aFaire = ordre === undefined || ordre.statut === 'interrompu';
    aFixer(paiement, aFaire && Number(etat.denombrements[annee(paiement)]?.nombre) < 10);
    if (attendu.includes('porteur') && ordre?.statut !== 'rejete' && ordre?.statut !== 'retourne') {
      const manquent = piecesManquantes(etat, paiement).filter(({ statut }) => statut !== 'deposee');
      const compte = manquent.some(({ code }) => code === 'rib') && etat.coordonneesBancairesLe === null;
      attendre('porteur', 'declarer-coordonnees-bancaires', compte);
      attendre('porteur', 'deposer-pieces', manquent.length > (compte ? 1 : 0));
    }
  }
  attendre(
    'caisse',
    'verifier-pieces',
    etat.phase !== 'lettre-intention' && Object.values(etat.pieces).some(({ statut }) => statut === 'deposee'),
  );
  for (const { statut } of Object.values(etat.recouvrements)) {
    attendre('caisse', 'confirmer-recouvrement', statut === 'propose');
    attendre('caisse', 'constater-remboursement', statut === 'impaye');
  }

  // Follow-up, end, rectifications
  attendre('caisse', 'controler-criteres', court(dotation));
  const lettre = enCours(etat.resiliations.ess);
  const accord = enCours(etat.resiliations['caisse-ars']);
  for (const role of DEUX) {
    attendre(role, 'accuser-reception-resiliation', lettre !== undefined && lettre.receptions[role] === undefined);
    attendre(role, 'approuver-resiliation', accord !== undefined && !accord.approuvee && accord.proposeePar !== role);
    attendre(
      role,
      'notifier-resiliation',
      accord !== undefined && accord.approuvee && accord.receptions.association === undefined,
    );
    attendre(role, 'confirmer-date', Object.keys(etat.aConfirmer).length > 0);
    attendre(role, 'approuver-rectification', etat.rectification !== null && etat.rectification.proposeePar !== role);
    attendre(role, 'repondre-saisine', courent('reponse-saisine', role));
  }
  return trouves;
}

/** DEC-44 — a formal notice is about that missed deadline. */
const mis = ({ miseEnDemeure }: Etat, cle: string): boolean => miseEnDemeure?.echeance === cle;

/** Acts that the walk above looks for. */
const CHERCHES =
  /^(relancer-effet|rendre-avis|completer-lettre-intention|valider-lettre-intention|refuser-lettre-intention|consigner-derogation|signer-.*|deposer-liste-nominative|declarer-association|accuser-.*|valider-projet-sante|repondre-.*|deposer-projet-sante|attribuer-finess|confirmer-.*|approuver-(territoire|resiliation|rectification|montant-dotation)|fixer-montant-dotation|attester-autre-ess|constater-conformite|engager-.*|executer-paiement|liberer-paiement|declarer-coordonnees-bancaires|verifier-pieces|constater-remboursement|controler-criteres|notifier-resiliation)$/;

describe.each(SCENARIOS)('%s', (nom) => {
  test('attend de chacun ce qu’un parcours de ses faits trouve', () => {
    for (const { etat } of moments(nom)) {
      const dits = new Set(
        attentes(etat).flatMap(({ de, actes: [acte] }) =>
          acte !== undefined && CHERCHES.test(acte) ? [`${de} ${acte}`] : [],
        ),
      );
      const trouves = [...parcourir(etat)].filter((un) => CHERCHES.test(un.split(' ')[1] ?? ''));
      expect([...dits].toSorted(), `rang ${etat.rang}, ${etat.phase}`).toEqual(trouves.toSorted());
    }
  });

  test('n’attend rien d’un rôle après le dernier jour de ce qui est clos, et tient chaque date de l’échéancier', () => {
    for (const { etat } of moments(nom)) {
      const dits = attentes(etat);
      const cles = dits.map(({ cle, de, aupres }) => [cle, de, aupres].join(' '));
      expect(new Set(cles).size, `rang ${etat.rang}`).toBe(cles.length);
      const jours = new Map([...echeances(etat), ...retards(etat)].map(({ cle, expire }) => [cle, expire] as const));
      for (const { cle, dernierJour } of dits) if (jours.has(cle)) expect(dernierJour).toBe(jours.get(cle));
      if (etat.phase === 'close') expect(dits.every(({ de }) => de === 'exploitant')).toBe(true);
      expect(dits.every(({ de }) => de !== 'national' && de !== 'systeme')).toBe(true);
    }
  });
});
