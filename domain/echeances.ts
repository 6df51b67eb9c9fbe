/** Every legal timer of a case (T1…T23), derived from its state. Nothing here is stored; a fired timer leaves an event. */
import { ajouterJours, ajouterMois, finDelai, lendemain, minuit, fuseau, plusTard } from './calendrier/calendrier.ts';
import { enCours, reconduction, termeAmorcage } from './contrats/actes.ts';
import { creationOuverteLe } from './creation/actes.ts';
import type { Echeance, EffetEcheance } from './echeances.types.ts';
import { seuil } from './lettre-intention/eligibilite.ts';
import type { Etat } from './etat.ts';
import { regleFondement } from './resiliation/fondements.ts';
import { finInstructionLi, finSignatureAmorcage } from './lettre-intention/actes.ts';
import { limiteAbsenceMissions, limiteMissionsSocles, missionSocleComplete, operationnelle } from './suivi/missions.ts';
import { parEtat } from './memoire.ts';
import { anniversaire } from './paiements/montants.ts';
import { PARAMETRES } from './parametres.ts';
import { paiementsAttendus, paiementsSuspendus, totalPaye } from './paiements/actes.ts';
import { piecesManquantes } from './paiements/pieces.ts';
import { depotPossible, finInstructionPs, limiteDepot } from './projet-sante/actes.ts';
import { rappels } from './suivi/rappels.ts';
import { recouvrementsOuverts, totalRembourse } from './recouvrement/actes.ts';
import { effetResiliation, limiteReponseSaisine } from './resiliation/actes.ts';
import type { DateCivile, Regime, Role } from './valeurs.ts';

interface Options {
  /** DEC-19: facts may still be entered for a few days. */
  readonly grace?: boolean;
  /** DEC-02: anniversaries and renewals happen at 00:00 of the day itself. */
  readonly jourMeme?: boolean;
  /** Legal date of the effect; default: the day after the last one. */
  readonly effetLe?: DateCivile;
  /** A correction gave the grace back from that day (DEC-19). */
  readonly rouverteLe?: DateCivile | null;
}

function echeance(
  etat: Etat,
  cle: string,
  expire: DateCivile,
  regle: string,
  effet: EffetEcheance,
  attendu: readonly Role[],
  { grace = false, jourMeme = false, effetLe = jourMeme ? expire : lendemain(expire), rouverteLe = null }: Options = {},
): Echeance {
  const declenche = grace ? ajouterJours(plusTard(expire, rouverteLe ?? expire), etat.grace) : expire;
  const reveil = minuit(jourMeme ? declenche : lendemain(declenche), fuseau(etat.siege));
  return { cle, expire, declenche, effetLe, reveil, regle, effet, attendu };
}

/** The text that gives each regime its projet de santé: T4, T20, T22 for the deposit, T5, T21 for the decision. */
const DEPOT: Readonly<Record<Regime, string>> = {
  'droit-commun': 'PS-02',
  'en-fonctionnement-conforme': 'TRA-A',
  'en-fonctionnement-a-mettre-en-conformite': 'TRA-B',
  'en-projet-avec-amorcage-ars': 'TRA-C',
};
const regleDecision = ({ regime }: Etat): string =>
  regime === 'en-fonctionnement-a-mettre-en-conformite' ? 'TRA-B' : 'PS-08';

function* decisions(etat: Etat): Iterable<Echeance> {
  const finLi = finInstructionLi(etat);
  if (finLi !== null)
    yield echeance(etat, 'decision-lettre-intention', finLi, 'LI-09', 'validation-tacite', ['ars'], {
      grace: true,
      rouverteLe: etat.li?.rouverteLe ?? null,
    });

  const { projetSante } = etat;
  const finPs = finInstructionPs(projetSante, etat.siege);
  if (finPs !== null && projetSante.oppositionLe === null)
    yield echeance(etat, 'decision-projet-sante', finPs, regleDecision(etat), 'validation-tacite', ['ars'], {
      grace: true,
      rouverteLe: projetSante.rouvertLe,
    });
  else if (finPs !== null) yield echeance(etat, 'decision-projet-sante', finPs, regleDecision(etat), 'alerte', ['ars']);
  if (projetSante.decision === null && projetSante.precisions !== null && projetSante.precisions.recuesLe === null)
    yield echeance(etat, 'reponse-precisions', projetSante.precisions.delai, 'PS-07', 'alerte', ['porteur']);
}

function* amorcage(etat: Etat): Iterable<Echeance> {
  const ouverte = creationOuverteLe(etat);
  const { concluLe } = etat.amorcage;
  if (etat.regime === 'droit-commun' && ouverte !== null && concluLe === null)
    yield echeance(etat, 'signature-contrat-amorcage', finSignatureAmorcage(ouverte, etat.siege), 'AMO-03', 'alerte', [
      'porteur',
      'ars',
      'caisse',
    ]);

  const depot = limiteDepot(etat);
  const attendu = etat.projetSante.recuLe === null || etat.projetSante.decision?.sens === 'refuse';
  if (depot !== null && ouverte !== null && attendu && depotPossible(etat, depot))
    yield echeance(etat, 'depot-projet-sante', depot, DEPOT[etat.regime], 'alerte', ['porteur']);

  // Once a résiliation of this contract has reached the other side, its fate is that of the résiliation; a mere proposal changes nothing.
  if (
    concluLe !== null &&
    enCours(etat.amorcage) &&
    !(paiementsSuspendus(etat) && etat.resiliation?.contrat === 'amorcage')
  )
    yield echeance(etat, 'terme-contrat-amorcage', termeAmorcage(concluLe, etat.siege), 'AMO-15', 'fin-de-contrat', []);
}

/** DEC-27 — lateness is attributed to whoever holds the file. */
function tenantDuDossier(etat: Etat, paiement: ReturnType<typeof paiementsAttendus>[number]): readonly Role[] {
  if (etat.paiements[paiement.cle] !== undefined) return ['caisse'];
  if (paiement.montantCentimes === null) return ['caisse', 'ars'];
  const manquantes = piecesManquantes(etat, paiement.cle);
  return manquantes.some(({ statut }) => statut !== 'deposee') ? ['porteur'] : ['caisse'];
}

/** T3, T7, T12 — a deadline a payment: `paiement-amorcage-1`, `paiement-amorcage-2`, `paiement-dotation-<cycle>`. */
function* paiements(etat: Etat): Iterable<Echeance> {
  if (paiementsSuspendus(etat)) return; // S11: on hold, late through nobody's doing
  for (const paiement of paiementsAttendus(etat)) {
    const statut = etat.paiements[paiement.cle]?.statut;
    if (statut !== 'execute' && statut !== 'interrompu')
      yield echeance(
        etat,
        `paiement-${paiement.cle}`,
        paiement.dateLimite,
        paiement.regle,
        'alerte',
        tenantDuDossier(etat, paiement),
      );
  }
}

/** REC-01 — the test matters while money of the scheme is out, and no activity is evidenced. */
const testDixHuitMoisUtile = (etat: Etat): boolean =>
  etat.dixHuitMoisOuvertLe === null &&
  etat.recouvrements['amorcage'] === undefined &&
  !operationnelle(etat) &&
  totalPaye(etat) > totalRembourse(etat);

function* missions(etat: Etat): Iterable<Echeance> {
  if (etat.regime === 'droit-commun' && etat.li !== null && testDixHuitMoisUtile(etat)) {
    const dixHuitMois = ajouterMois(etat.li.deposeeLe, PARAMETRES.operationnalite.valeur);
    const limite = finDelai('operationnalite-18-mois', dixHuitMois, etat.siege);
    yield echeance(etat, 'operationnalite-18-mois', limite, 'REC-01', 'procedure', ['porteur']);
  }
  if (missionSocleComplete(etat) || etat.projetSante.decision?.sens === 'refuse') return;
  // An obligation of the contracts, and a ground to end one: nothing is left of either once they are over.
  if (etat.dotation.fin !== null || etat.amorcage.fin === 'resilie') return;
  if (!enCours(etat.amorcage) && !enCours(etat.dotation) && etat.projetSante.decision?.sens !== 'valide') return;
  const obligation = limiteMissionsSocles(etat);
  if (obligation !== null) yield echeance(etat, 'missions-socles', obligation, 'MIS-02', 'alerte', ['porteur']);
  const absence = limiteAbsenceMissions(etat);
  if (absence !== null) yield echeance(etat, 'absence-missions-socles', absence, 'RES-D-03', 'alerte', ['porteur']);
}

/** ELI-05, DEC-25 — is the target met by the last count? Unknown figures do not meet it. */
export function cibleAtteinte(etat: Etat, pourCent: number): boolean {
  const dernier = Object.values(etat.denombrements).at(-1);
  const { liberaux } = etat.effectifs;
  return dernier !== undefined && liberaux !== null && dernier.nombre >= seuil(liberaux, pourCent);
}

function* dotation(etat: Etat): Iterable<Echeance> {
  const { concluLe, reconductions } = etat.dotation;
  if (concluLe === null || !enCours(etat.dotation)) return;
  yield echeance(etat, 'reconduction', reconduction(concluLe, reconductions + 1), 'DOT-10', 'reconduction', [], {
    jourMeme: true,
  });
  // T13 — `anniversaire-<n>`: the adherents are counted, then the dotation of the cycle is due (T12).
  const n = Math.max(1, Object.keys(etat.denombrements).length);
  yield echeance(etat, `anniversaire-${n}`, anniversaire(concluLe, n), 'DOT-07', 'denombrement', ['porteur'], {
    jourMeme: true,
  });
  const { cible30, cible50, cibleIntermediaire, cibleCinqAns } = PARAMETRES;
  if (!cibleAtteinte(etat, cibleIntermediaire.valeur))
    yield echeance(etat, 'cible-30', ajouterMois(concluLe, cible30.valeur), 'ELI-05', 'alerte', ['porteur']);
  if (!cibleAtteinte(etat, cibleCinqAns.valeur))
    yield echeance(etat, 'cible-50', ajouterMois(concluLe, cible50.valeur), 'ELI-05', 'alerte', ['porteur']);
  if (etat.concertationLe === null)
    yield echeance(etat, 'concertation-5-ans', ajouterMois(concluLe, cible50.valeur), 'ELI-10', 'alerte', ['porteur']);
}

function* fin(etat: Etat): Iterable<Echeance> {
  if (etat.resiliation !== null) {
    const effet = effetResiliation(etat.resiliation, etat.siege);
    const { contrat, origine, fondement } = etat.resiliation;
    const sienne = contrat === 'amorcage' ? 'RES-A-01' : 'RES-D-01';
    const regle = origine === 'ess' ? sienne : regleFondement(contrat, fondement);
    if (effet !== null)
      yield echeance(etat, 'effet-resiliation', effet, regle, 'resiliation', [], { grace: true, effetLe: effet });
    const reponse = limiteReponseSaisine(etat.resiliation, etat.siege);
    const { caisse, ars } = etat.resiliation.saisine?.reponses ?? {};
    const muets: Role[] = [
      ...(caisse === undefined ? ['caisse' as const] : []),
      ...(ars === undefined ? ['ars' as const] : []),
    ];
    const saisine = contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04';
    if (reponse !== null) yield echeance(etat, 'reponse-saisine', reponse, saisine, 'alerte', muets);
  }
  for (const [cle, { statut, dateLimite }] of recouvrementsOuverts(etat)) {
    if (dateLimite === null || statut === 'impaye') continue;
    const nom = cle === 'dix-huit-mois' ? 'remboursement-dix-huit-mois' : 'remboursement';
    yield statut === 'notifie'
      ? echeance(etat, nom, dateLimite, 'REC-02', 'impaye', ['porteur'])
      : echeance(etat, nom, dateLimite, 'DEC-10', 'alerte', ['caisse']);
  }
}

const toutes = (etat: Etat): readonly Echeance[] =>
  [decisions, amorcage, paiements, missions, dotation, fin].flatMap((sujet) => [...sujet(etat)]);

const signalee = (etat: Etat, { cle, expire, effet }: Echeance): boolean =>
  effet === 'alerte' && etat.depassees[cle] === expire;

/** Deadlines whose last day is past and has been signalled, and whose act is still awaited. */
export const retards = (etat: Etat): readonly Echeance[] =>
  etat.phase === 'close' || etat.rang === 0 ? [] : toutes(etat).filter((echeance) => signalee(etat, echeance));

/** All deadlines that are running, earliest first; those already signalled as passed are gone. */
export const echeances = parEtat((etat: Etat): readonly Echeance[] => {
  if (etat.phase === 'close' || etat.rang === 0) return [];
  const courantes = toutes(etat).filter((echeance) => !signalee(etat, echeance));
  const avant = [...rappels(etat, courantes)].map(
    ({ cle, le, jours, echeance: { regle, attendu, expire, effet } }) => ({
      ...echeance(etat, cle, ajouterJours(le, -1), regle, 'rappel', attendu),
      rappel: { expire, jours, effet },
    }),
  );
  return [...courantes, ...avant].sort((a, b) => a.reveil - b.reveil);
});
