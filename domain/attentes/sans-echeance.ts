/** What is awaited of somebody and that no timer watches: opinions, checks, confirmations, second signatures. */
import { lendemain } from '../calendrier/calendrier.ts';
import type { NomCommande } from '../commandes.ts';
import { enCours } from '../contrats/delais.ts';
import { conflitBloquant } from '../contrats/actes.ts';
import { listeSuffisante } from '../contrats/controles.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { dejaFinanceeAilleurs } from '../creation/autre-ess.ts';
import { echeances } from '../echeances.ts';
import type { Etat } from '../etat.ts';
import { instructionSansSuite, projetArreteLe } from '../fin/delais.ts';
import { incomplete } from '../lettre-intention/delais.ts';
import { paiementsAttendus, payesAFixer } from '../paiements/attendus.ts';
import { cycleDe, DE_DOTATION } from '../paiements/pieces.ts';
import { sansAmorcage } from '../projet-sante/delais.ts';
import { recouvrementsOuverts } from '../recouvrement/dus.ts';
import { datesAConfirmer } from '../rectification/echeances.ts';
import { courante } from '../resiliation/encours.ts';
import { ACTIVITES, type DateCivile, type Partie, type Role } from '../valeurs.ts';
import { manquantes } from './actes-attendus.ts';
import type { AttenteDe } from './attente.ts';

const AUTORITES = ['ars', 'caisse'] as const;

interface Reste {
  readonly connus?: AttenteDe['connus'];
  readonly dernierJour?: DateCivile | null;
  readonly silence?: AttenteDe['silence'];
}

const attendu = (
  cle: string,
  de: Role,
  actes: NomCommande | readonly NomCommande[],
  regle: string,
  { connus = {}, dernierJour = null, silence = null }: Reste = {},
): AttenteDe => ({ cle, de, actes: [actes].flat(), connus, dernierJour, silence, regle });

/** What the silence on a decision gives is what stands if its opinion does not come either. */
function avantLaDecision(etat: Etat, cle: string): Reste {
  const decision = echeances(etat).find((une) => une.cle === cle);
  return decision === undefined
    ? {}
    : { dernierJour: decision.expire, silence: { effet: decision.effet, le: decision.effetLe } };
}

function* lettreIntention(etat: Etat): Iterable<AttenteDe> {
  const { li, derogation } = etat;
  if (li === null || li.decision !== null) return;
  if (li.avis === null)
    yield attendu('avis-lettre-intention', 'caisse', 'rendre-avis', 'LI-06', {
      connus: { sur: 'lettre-intention' },
      ...avantLaDecision(etat, 'decision-lettre-intention'),
    });
  if (incomplete(li) && li.delaiPieces === null)
    yield attendu('pieces-lettre-intention', 'porteur', 'completer-lettre-intention', 'DEC-07');
  if (derogation.requise && derogation.sens === null && derogation.delai === null)
    yield attendu('derogation-cpn', 'ars', 'consigner-derogation', 'DEC-14');
  // DEC-26: what is left to do of the letter; no time runs.
  if (derogation.requise && derogation.sens === 'refusee')
    yield attendu('decision-lettre-intention', 'ars', 'refuser-lettre-intention', 'DEC-26');
}

function* creation(etat: Etat): Iterable<AttenteDe> {
  const { siegeAnnonce, modificationTerritoire: demandee, transition, regime, amorcage, dotation } = etat;
  if (siegeAnnonce !== null)
    yield attendu('confirmation-siege', 'caisse', 'confirmer-constat', 'DEC-47', {
      connus: { rang: siegeAnnonce.rang },
    });
  if (demandee !== null) {
    if (demandee.avis === null)
      yield attendu('avis-territoire', 'caisse', 'rendre-avis', 'DEC-48', { connus: { sur: 'territoire' } });
    yield attendu('decision-territoire', 'ars', 'approuver-territoire', 'DEC-48');
  }
  if (etat.phase === 'creation' && dejaFinanceeAilleurs(etat) && amorcage.concluLe === null)
    for (const autorite of AUTORITES)
      if (etat.attestations[autorite] === undefined)
        yield attendu('attestation-autre-ess', autorite, 'attester-autre-ess', 'DEC-57');
  if (etat.phase !== 'creation' || projetArreteLe(etat) !== null) return;
  if (regime === 'en-fonctionnement-conforme' && transition.conformite === null)
    yield attendu('constat-conformite', 'ars', 'constater-conformite', 'TRA-A');
  if (regime === 'en-fonctionnement-a-mettre-en-conformite' && transition.engagementLe === null)
    yield attendu('engagement-conformite', 'porteur', 'engager-mise-en-conformite', 'TRA-B');
  const { ars, caisse } = etat.projetSante.delaiFixe;
  if (regime === 'en-projet-avec-amorcage-ars' && etat.projetSante.recuLe === null && (ars ?? caisse) !== undefined)
    for (const autorite of AUTORITES)
      if (etat.projetSante.delaiFixe[autorite] === undefined && dotation.concluLe === null)
        yield attendu('delai-projet-sante', autorite, 'fixer-delai-projet-sante', 'TRA-C');
}

function* projetSante(etat: Etat): Iterable<AttenteDe> {
  const ps = etat.projetSante;
  if (ps.recuLe === null || ps.decision !== null || instructionSansSuite(etat)) return;
  const decision = avantLaDecision(etat, 'decision-projet-sante');
  if (ps.avis === null)
    yield attendu('avis-projet-sante', 'caisse', 'rendre-avis', 'LI-06', {
      connus: { sur: 'projet-sante' },
      ...decision,
    });
  for (const autorite of AUTORITES)
    if (ps.accuses[autorite] === undefined)
      yield attendu('accuse-projet-sante', autorite, 'accuser-reception-projet-sante', 'DEC-21');
  // T6: no answer came; no silence decides, the ARS does.
  if (ps.precisions !== null && ps.precisions.recuesLe === null && etat.depassees['reponse-precisions'] !== undefined)
    yield attendu('decision-projet-sante', 'ars', ['valider-projet-sante', 'refuser-projet-sante'], 'T6');
}

const PARTIES: readonly (readonly [Role, Partie])[] = [
  ['porteur', 'association'],
  ['ars', 'ars'],
  ['caisse', 'caisse'],
];

/** Contracts that may be signed and that no deadline asks for: those of the existing teams, and every dotation. */
function* signatures(etat: Etat): Iterable<AttenteDe> {
  if (projetArreteLe(etat) !== null || conflitBloquant(etat)) return;
  const { regime, amorcage, dotation } = etat;
  const existante = regime === 'en-fonctionnement-a-mettre-en-conformite' || regime === 'en-projet-avec-amorcage-ars';
  if (existante && !sansAmorcage(etat) && amorcage.concluLe === null && creationOuverteLe(etat) !== null)
    for (const [role, partie] of PARTIES)
      if (amorcage.signatures[partie] === undefined)
        yield attendu('signature-contrat-amorcage', role, 'signer-contrat-amorcage', 'AMO-01');
  const sansTerme = regime === 'en-fonctionnement-conforme' || sansAmorcage(etat);
  const apresAmorcage = sansTerme || (amorcage.finiLe !== null && amorcage.fin === 'termine');
  const valide = etat.projetSante.decision?.sens === 'valide';
  if (!valide || !apresAmorcage || dotation.concluLe !== null) return;
  // ELI-04: nobody can sign before the list of the adherents.
  if (!listeSuffisante(etat))
    yield attendu('signature-contrat-dotation', 'porteur', 'deposer-liste-nominative', 'ELI-04');
  else
    for (const [role, partie] of PARTIES)
      if (dotation.signatures[partie] === undefined)
        yield attendu('signature-contrat-dotation', role, 'signer-contrat-dotation', 'DOT-02');
}

/** PAY-01, SUI-01 — what was deposited and nobody has looked at, with the first payment that waits for it. */
function* pieces(etat: Etat): Iterable<AttenteDe> {
  const deposees = Object.entries(etat.pieces).filter(([, { statut }]) => statut === 'deposee');
  if (deposees.length === 0 || etat.phase === 'lettre-intention') return;
  const enAttente = new Map(echeances(etat).map((une) => [une.cle, une]));
  const attendus = paiementsAttendus(etat).filter(({ cle }) =>
    manquantes(etat, cle).some(({ statut }) => statut === 'deposee'),
  );
  const [premier] = attendus
    .flatMap(({ cle }) => enAttente.get(`paiement-${cle}`) ?? [])
    .toSorted((a, b) => (a.expire < b.expire ? -1 : 1));
  yield attendu('verification-pieces', 'caisse', 'verifier-pieces', 'PAY-01', {
    connus: {
      pieces: deposees.map(([cle, { code }]) => ({
        code,
        ...(DE_DOTATION.includes(code) ? { exercice: Number(cle.slice(code.length + 1)) } : {}),
      })),
    },
    dernierJour: premier?.expire ?? null,
    silence: premier === undefined ? null : { effet: premier.effet, le: premier.effetLe },
  });
}

/** MIS-03 — an activity declared that neither authority has found present or absent. */
function* activites(etat: Etat): Iterable<AttenteDe> {
  if (!enCours(etat.amorcage) && !enCours(etat.dotation)) return;
  for (const activite of ACTIVITES) {
    const { declareeLe, constat, constateeLe } = etat.activites[activite];
    if (declareeLe === null || constat !== null || constateeLe !== null) continue;
    for (const autorite of AUTORITES)
      yield attendu(`constat-${activite}`, autorite, 'constater-activite', 'MIS-03', { connus: { activite } });
  }
}

const autreQue = (partie: Partie | null): Role => (partie === 'ars' ? 'caisse' : 'ars');

function* resiliations(etat: Etat): Iterable<AttenteDe> {
  const lettre = courante(etat, 'ess');
  const accord = courante(etat, 'caisse-ars');
  if (lettre !== null && lettre.receptions.ars === undefined && lettre.receptions.caisse === undefined)
    for (const autorite of AUTORITES)
      yield attendu('reception-resiliation', autorite, 'accuser-reception-resiliation', 'DEC-04', {
        connus: { contrat: lettre.contrat },
      });
  if (lettre?.retraits.association !== undefined)
    for (const autorite of AUTORITES)
      if (lettre.retraits[autorite] === undefined)
        yield attendu('retrait-resiliation', autorite, 'retirer-resiliation', 'DEC-40', { connus: { origine: 'ess' } });
  if (accord === null) return;
  if (!accord.approuvee)
    yield attendu('accord-resiliation', autreQue(accord.proposeePar), 'approuver-resiliation', 'RES-A-02', {
      connus: { contrat: accord.contrat },
    });
  const { ars, caisse } = accord.retraits;
  if ((ars === undefined) !== (caisse === undefined))
    yield attendu('retrait-accord', ars === undefined ? 'ars' : 'caisse', 'retirer-resiliation', 'DEC-40', {
      connus: { origine: 'caisse-ars' },
    });
}

function* argent(etat: Etat): Iterable<AttenteDe> {
  for (const paiement of payesAFixer(etat)) {
    const fixe = etat.montantsFixes[cycleDe(paiement)] !== undefined;
    const [de, acte] = fixe
      ? (['ars', 'approuver-montant-dotation'] as const)
      : (['caisse', 'fixer-montant-dotation'] as const);
    yield attendu(`montant-${paiement}`, de, acte, 'DEC-09', { connus: { paiement } });
  }
  for (const [recouvrement, { statut, dateLimite }] of recouvrementsOuverts(etat)) {
    if (statut === 'impaye')
      yield attendu(`impaye-${recouvrement}`, 'caisse', ['constater-remboursement', 'clore-recouvrement'], 'REC-02', {
        connus: { recouvrement },
        dernierJour: dateLimite,
      });
    if (statut === 'propose' && dateLimite === null)
      yield attendu(`confirmation-${recouvrement}`, 'caisse', 'confirmer-recouvrement', 'DEC-10', {
        connus: { recouvrement },
      });
  }
}

/** What one side says and another confirms. */
function* confirmations(etat: Etat): Iterable<AttenteDe> {
  const { dissolution, reprise, miseEnDemeure } = etat;
  if (dissolution !== null && dissolution.confirmeeLe === null)
    yield attendu('confirmation-dissolution', autreQue(dissolution.partie), 'confirmer-constat', 'DEC-42', {
      connus: { rang: dissolution.rang },
    });
  if (reprise !== null && reprise.confirmeeLe === null)
    yield attendu('confirmation-reprise', 'caisse', 'confirmer-constat', 'DEC-67', { connus: { rang: reprise.rang } });
  for (const { rang, limite } of datesAConfirmer(etat))
    for (const autorite of AUTORITES)
      yield attendu(`confirmation-date-${rang}`, autorite, 'confirmer-date', 'DEC-29', {
        connus: { rang },
        dernierJour: limite,
        silence:
          limite > (etat.depassees['confirmation-date'] ?? '') ? { effet: 'alerte', le: lendemain(limite) } : null,
      });
  if (miseEnDemeure !== null && etat.depassees['mise-en-demeure'] === miseEnDemeure.dateLimite)
    yield attendu('abandon', 'ars', 'constater-abandon', 'DEC-44');
}

/** An effect that keeps failing: the operator looks at it, in a closed case too. */
export function* incidents({ incidents }: Etat): Iterable<AttenteDe> {
  for (const effet of Object.keys(incidents))
    yield attendu(`incident-${effet}`, 'exploitant', 'relancer-effet', 'ACTEUR', { connus: { effet } });
}

export function* sansEcheance(etat: Etat): Iterable<AttenteDe> {
  yield* lettreIntention(etat);
  yield* creation(etat);
  yield* projetSante(etat);
  yield* signatures(etat);
  yield* pieces(etat);
  yield* activites(etat);
  yield* resiliations(etat);
  yield* argent(etat);
  yield* confirmations(etat);
}
