/** The law as a function: a command, on a state, at an instant, becomes events or a refusal. */
import { dateDe, enToutesLettres, fuseau, lendemain, lireDate, minuit } from './calendrier/calendrier.ts';
import type { Commande, NomCommande } from './commandes.ts';
import { apprisApres } from './recouvrement/suites.ts';
import { consequences, faitsAConfirmer } from './consequences.ts';
import { decisionsContrats } from './contrats/actes.ts';
import { decisionsRectification } from './rectification/actes.ts';
import { decisionsCreation } from './creation/actes.ts';
import { decisionsModification } from './creation/modification.ts';
import { decisionsRegime } from './creation/regime.ts';
import { decisionsSiege } from './creation/siege.ts';
import { declarerEchue, declencher, dejaEchue } from './declencher.ts';
import type { Contexte, Decision, Decisions } from './chapitre.ts';
import { decisionsFin } from './fin/actes.ts';
import { decisionsDissolution } from './fin/dissolution.ts';
import { decisionsConstats } from './suivi/constats.ts';
import { projetArreteLe } from './fin/delais.ts';
import { echeances, retenue } from './echeances.ts';
import { jourDe } from './commandes.ts';
import type { Echeance } from './echeance.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import { evoluerTous } from './evoluer.ts';
import { decisionsIncidents } from './suivi/incidents.ts';
import { decisionsLettreIntention } from './lettre-intention/actes.ts';
import { decisionsMissions } from './suivi/missions.ts';
import { decisionsPaiements } from './paiements/actes.ts';
import { decisionsProjetSante } from './projet-sante/actes.ts';
import { decisionsRecouvrement } from './recouvrement/actes.ts';
import { Refus, exiger } from './refus.ts';
import { decisionsResiliation } from './resiliation/actes.ts';
import { decisionsSuivi } from './suivi/actes.ts';
import { cite, exigerForme, exigerSain } from './saisie.ts';
import { ENTREES, TABLE } from './table.ts';
import { decisionsTransition } from './contrats/transition.ts';
import { ROLES, type DateCivile, type EffetEcheance, type Instant, type Role } from './valeurs.ts';
import { decisionsPieces } from './paiements/actes-pieces.ts';

const DECISIONS: Decisions<NomCommande> = {
  ...decisionsLettreIntention,
  ...decisionsCreation,
  ...decisionsSiege,
  ...decisionsRegime,
  ...decisionsModification,
  ...decisionsPieces,
  ...decisionsContrats,
  ...decisionsProjetSante,
  ...decisionsPaiements,
  ...decisionsMissions,
  ...decisionsSuivi,
  ...decisionsResiliation,
  ...decisionsRecouvrement,
  ...decisionsTransition,
  ...decisionsRectification,
  ...decisionsIncidents,
  ...decisionsFin,
  ...decisionsDissolution,
  ...decisionsConstats,
};

/** DEC-01 — the seat of an entry command gives the zone before any state does. */
function zoneDe(etat: Etat, { donnees }: Commande): string {
  // A Signal may carry anything, or nothing: its form is checked later.
  const annonce = (donnees as { readonly siege?: unknown } | undefined)?.siege;
  return fuseau(etat.rang === 0 && typeof annonce === 'string' ? annonce : etat.siege);
}

/** Why this role may not send this command. */
export const phraseActeur = (nom: NomCommande, acteur: Role): string =>
  `« ${nom} » est un acte de : ${TABLE[nom].acteurs.join(', ')} ; « ${acteur} » ne peut pas le faire.`;

/** DEC-67 — taken up as it stands, closed: the caisse still says whether its facts are true. */
const confirmeUneReprise = (etat: Etat, commande: NomCommande): boolean =>
  commande === 'confirmer-constat' && faitsAConfirmer(etat);

/** DEC-20, DEC-35 — a closed case knows no act but those whose line of the table says so; an archived one, none. */
function exigerOuvert(etat: Etat, commande: NomCommande): void {
  const { phase, archiveLe } = etat;
  exiger(
    archiveLe === null,
    'DEC-35',
    `Le dossier est archivé depuis le ${archiveLe === null ? '' : enToutesLettres(archiveLe)} : il ne reçoit plus aucun acte.`,
    'etat',
  );
  exiger(
    phase !== 'close' || confirmeUneReprise(etat, commande) || TABLE[commande].phases.includes('close'),
    'DEC-20',
    "La procédure est close : cet acte n'y est plus possible. Le dossier reçoit encore des corrections, et ce qui concerne des sommes déjà versées.",
    'etat',
  );
}

/** DEC-43, DEC-44 — nothing more is undertaken once the project has stopped; what was begun is settled. */
function exigerProjet(etat: Etat, commande: NomCommande): void {
  exiger(
    projetArreteLe(etat) === null || TABLE[commande].phases.includes('recouvrement'),
    'DEC-43',
    'Le projet est arrêté (renonciation, abandon ou dissolution) : aucun contrat ne peut plus suivre.',
    'etat',
  );
}

/** DEC-29 — acts of the porteur on whose date a delay or a right depends: the service dates them. */
export const DATES_PAR_LE_SERVICE: readonly NomCommande[] = [
  'deposer-lettre-intention',
  'completer-lettre-intention',
  'deposer-projet-sante',
  'repondre-precisions',
  'resilier',
  'accuser-reception-resiliation',
  'saisir',
];
/** What a platform has stamped is certain: its connector brings it (the API lets nobody else say so). */
const CERTAINE = 'plateforme';

/**
 * DEC-29 — the command as it counts: an earlier date of the porteur is a declaration, and the act counts from its
 * reception, but for a saisine, which holds the résiliation back until its date is confirmed or contested.
 */
export function reception(etat: Etat, commande: Commande, maintenant: Instant): Commande {
  const { commande: nom, acteur, donnees, saisiLe } = commande;
  if (acteur !== 'porteur' || saisiLe !== undefined || !DATES_PAR_LE_SERVICE.includes(nom)) return commande;
  if (typeof donnees !== 'object' || donnees === null) return commande;
  const { le, recueLe, preuve } = donnees as { le?: unknown; recueLe?: unknown; preuve?: { nature?: unknown } };
  const aujourdhui = dateDe(maintenant, zoneDe(etat, commande));
  const date = recueLe ?? le;
  if (lireDate(date) === undefined || lireDate(le) === undefined || (date as DateCivile) >= aujourdhui) return commande;
  if (preuve?.nature === CERTAINE) return commande;
  const declareLe = date as DateCivile;
  if (nom === 'saisir' && preuve !== undefined)
    return { ...commande, donnees: { ...donnees, le: declareLe, declareLe } } as unknown as Commande;
  return {
    ...commande,
    donnees: { ...donnees, le: aujourdhui, ...(recueLe === undefined ? {} : { recueLe: aujourdhui }), declareLe },
  } as unknown as Commande;
}

/** Refuses what cannot be, whatever the case has lived: form, actor, dates in the future. `clos`: a closed case may take it. */
export function exigerPossible(etat: Etat, commande: Commande, maintenant: Instant, clos = true): void {
  const aujourdhui = dateDe(maintenant, zoneDe(etat, commande));
  const { commande: nom, acteur, donnees } = commande;
  const entree = TABLE[nom];
  exiger(typeof donnees === 'object' && donnees !== null, 'SAISIE', 'La commande ne porte pas de données.', 'donnees');
  exiger(entree !== undefined, 'SAISIE', `La commande ${cite(nom)} n'existe pas.`, 'donnees');
  exiger((ROLES as readonly string[]).includes(acteur), 'ACTEUR', `${cite(acteur)} n'est pas un acteur.`, 'role');
  exiger(entree.acteurs.includes(acteur), 'ACTEUR', phraseActeur(nom, acteur), 'role');
  const premiere = (ENTREES as readonly string[]).includes(nom);
  exiger(
    premiere || etat.rang > 0,
    entree.regle,
    "Ce dossier n'existe pas encore : déposez une lettre d'intention.",
    'etat',
  );
  exiger(
    !premiere || etat.rang === 0,
    entree.regle,
    'Ce dossier existe déjà : un nouveau dépôt ouvre un nouveau dossier.',
    'etat',
  );
  if (!clos) exigerOuvert(etat, nom);
  exigerSain(donnees as unknown as Readonly<Record<string, unknown>>);
  exiger(
    lireDate(donnees.le) !== undefined,
    'DEC-18',
    `« le » : ${cite(donnees.le)} n'est pas une date (aaaa-mm-jj).`,
    'donnees',
  );
  exiger(
    donnees.le <= aujourdhui,
    'DEC-18',
    `« le » : le ${enToutesLettres(donnees.le)} est dans le futur (nous sommes le ${enToutesLettres(aujourdhui)}).`,
    'donnees',
  );
  const { recueLe } = donnees as { readonly recueLe?: DateCivile };
  exiger(
    typeof recueLe !== 'string' || recueLe <= aujourdhui,
    'DEC-18',
    '« recueLe » : la date est dans le futur.',
    'donnees',
  );
  if (etat.entreeLe !== null && entree.anterieur !== true)
    exiger(
      donnees.le >= etat.entreeLe,
      'DEC-18',
      `« le » : le ${enToutesLettres(donnees.le)} précède l'entrée dans la procédure (${enToutesLettres(etat.entreeLe)}).`,
      'donnees',
    );
  exigerForme(commande);
}

/** Looked at once the effects that the act presupposes are applied (DEC-19). */
function exigerPhase(etat: Etat, { commande }: Commande): void {
  exigerOuvert(etat, commande);
  exigerProjet(etat, commande);
  const { phases, regle } = TABLE[commande];
  exiger(
    phases.includes(etat.phase) || confirmeUneReprise(etat, commande),
    regle,
    `« ${commande} » n'est pas possible dans la phase « ${etat.phase} ».`,
    'etat',
  );
}

/** DEC-19 — the effect whose grace is running and on or after which the act is dated, with its consequences. */
function effetPresuppose(etat: Etat, commande: Commande, { maintenant }: Contexte): readonly Evenement[] {
  if (TABLE[commande.commande].presuppose !== true) return [];
  const presupposees = echeances(etat).filter(
    ({ declenche, expire, effetLe }) =>
      declenche > expire &&
      effetLe <= commande.donnees.le &&
      minuit(effetLe, fuseau(etat.siege)) <= maintenant &&
      expire < commande.donnees.le,
  );
  const premiere = premiereEnDroit(presupposees);
  return premiere === undefined ? [] : avecSuites(etat, declencher(etat, premiere));
}

/** Acts on the very decision that a silence takes: a timely one may be entered during the grace. */
const INSTRUCTION: readonly string[] = [...Object.keys(decisionsLettreIntention), ...Object.keys(decisionsProjetSante)];

/**
 * DEC-30, DEC-32 — what the law will refuse once a silence whose grace is running has taken effect, with what came after it
 * until the day of the act, is refused at once: the life could not be played again (DEC-33).
 */
function refusApresLaGrace(etat: Etat, commande: Commande, contexte: Contexte): Refus | undefined {
  const { le } = commande.donnees;
  const passees = (courant: Etat) =>
    echeances(courant).filter(
      ({ expire, effetLe, effet }) => expire < le && effetLe <= le && !NE_DECIDENT_PAS.includes(effet),
    );
  const silence = passees(etat).find(
    ({ effet, reveil }) => effet === 'validation-tacite' && reveil > contexte.maintenant,
  );
  if (silence === undefined || INSTRUCTION.includes(commande.commande)) return undefined;
  let apres = etat;
  for (let due = premiereEnDroit(passees(apres)); due !== undefined; due = premiereEnDroit(passees(apres)))
    apres = evoluerTous(apres, avecSuites(apres, declencher(apres, due)));
  const reponse = trancher(apres, commande, contexte);
  if (!(reponse instanceof Refus)) return undefined;
  const { regle, message, nature } = reponse;
  const attente = `(Un silence d’avant cet acte a décidé le ${enToutesLettres(silence.effetLe)} : son effet n’attend que la fin de la grâce, DEC-30.)`;
  return new Refus(regle, `${message} ${attente}`, nature);
}
/** A question, a word, and what has a grace of its own. */
const NE_DECIDENT_PAS: readonly EffetEcheance[] = ['denombrement', 'rappel', 'resiliation'];

function avecSuites(etat: Etat, evenements: readonly Evenement[]): readonly Evenement[] {
  const dernier = evenements.at(-1);
  return dernier === undefined ? [] : [...evenements, ...consequences(evoluerTous(etat, evenements), dernier.le)];
}

/**
 * Decides on a command. `maintenant`: the case's clock. Returns the events (never empty), or the refusal with its rule
 * and its French sentence; a refusal changes nothing. Due deadlines must have been applied first (`evenementsDus`).
 */
export function decider(etat: Etat, recue: Commande, maintenant: Instant): readonly Evenement[] | Refus {
  try {
    exigerPossible(etat, recue, maintenant, false);
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur;
    throw erreur;
  }
  const commande = reception(etat, recue, maintenant);
  const contexte: Contexte = { maintenant, aujourdhui: dateDe(maintenant, zoneDe(etat, commande)) };
  // An act that is possible as things stand presupposes nothing: a timely act may still be entered during the grace.
  let reponse = trancher(etat, commande, contexte);
  let courant = etat;
  const presupposes: Evenement[] = [];
  while (reponse instanceof Refus) {
    const effet = effetPresuppose(courant, commande, contexte);
    if (effet.length === 0) return reponse;
    presupposes.push(...effet);
    courant = evoluerTous(courant, effet);
    reponse = trancher(courant, commande, contexte);
  }
  const tardif = presupposes.length === 0 ? refusApresLaGrace(etat, commande, contexte) : undefined;
  return tardif ?? [...presupposes, ...reponse];
}

/** What the law says of the command on this very state. */
function trancher(etat: Etat, commande: Commande, contexte: Contexte): readonly Evenement[] | Refus {
  try {
    exigerPhase(etat, commande);
    const decision = DECISIONS[commande.commande] as Decision<NomCommande>;
    return avecSuites(etat, dates(decision(etat, commande, contexte), commande, contexte));
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur;
    throw erreur;
  }
}

/** DEC-29, DEC-30 — what the events of a late act say of it: the day of its entry, the date that was declared. */
function dates(evenements: readonly Evenement[], commande: Commande, { aujourdhui }: Contexte): readonly Evenement[] {
  const { declareLe } = commande.donnees as { readonly declareLe?: DateCivile };
  const jour = jourDe(commande);
  const saisiLe = commande.saisiLe ?? (jour < aujourdhui ? aujourdhui : undefined);
  if (saisiLe === undefined && declareLe === undefined) return evenements;
  return evenements.map((evenement) => ({
    ...evenement,
    ...(saisiLe === undefined ? {} : { saisiLe }),
    ...(declareLe === undefined ? {} : { declareLe }),
  }));
}

/**
 * The deadline that acts next, of those that are due: in the order of their legal dates, none before one that waits for its
 * grace (DEC-32). Anniversaries only raise a question (`demandes.ts`); a reminder whose day is past is not emitted (DEC-31).
 */
export function echeanceDue(etat: Etat, maintenant: Instant): Echeance | undefined {
  const toutes = echeances(etat);
  const dues = toutes
    .filter(
      ({ reveil, effet }) =>
        reveil <= maintenant && effet !== 'denombrement' && (effet !== 'rappel' || maintenant < reveil + JOUR),
    )
    .filter((due) => due.effet === 'rappel' || !retenue(toutes, due, maintenant));
  return premiereEnDroit(dues);
}

/** DEC-32 — whichever wakes first, effects are applied in the order of their legal dates. */
const premiereEnDroit = (dues: readonly Echeance[]): Echeance | undefined =>
  dues.reduce<Echeance | undefined>(
    (avant, due) => (avant === undefined || due.effetLe < avant.effetLe ? due : avant),
    undefined,
  );
const JOUR = 86_400_000;

/**
 * Events of the first due deadline with what follows from them; empty when none is due. Call until empty. DEC-37: what made
 * it being entered after its day, what is to be repaid is notified later.
 */
export function evenementsDus(etat: Etat, maintenant: Instant): readonly Evenement[] {
  const echue = echeances(etat).find((une) => dejaEchue(etat, une));
  if (echue !== undefined) return declarerEchue(etat, echue);
  const due = echeanceDue(etat, maintenant);
  if (due === undefined) return [];
  const effet = avant(etat, avecSuites(etat, declencher(etat, due)), maintenant);
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  return aujourdhui > lendemain(due.declenche) ? apprisApres(effet, aujourdhui) : effet;
}

/** DEC-32 — of what follows from an effect, what is of before the next one; the rest follows from that one. */
function avant(etat: Etat, effet: readonly Evenement[], maintenant: Instant): readonly Evenement[] {
  const [cause] = effet;
  const suite = effet.findIndex(({ le }) => cause !== undefined && le > cause.le);
  if (suite === -1) return effet;
  const debut = effet.slice(0, suite);
  const suivante = echeanceDue(evoluerTous(etat, debut), maintenant);
  return suivante !== undefined && effet.slice(suite).every(({ le }) => le > suivante.effetLe) ? debut : effet;
}

export { avecSuites };
