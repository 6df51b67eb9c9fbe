/**
 * What keeps a dossier of Démarche Numérique from going on, in sentences that say what to do. Made of codes alone: nothing of
 * a form, of a motive or of a person is in them.
 */
import { CAUSES, type Cause } from './causes.ts';
import { inWords } from './dates.ts';

/** Why a dossier waits for someone. */
const WAITING: Readonly<Record<string, string>> = {
  'nature-inconnue': 'Rien ne dit si c’est une lettre d’intention ou un projet de santé : complétez la correspondance.',
  'champs-manquants':
    'Un champ sans lequel aucun dossier ne s’ouvre est vide, ou n’a pas de correspondance : complétez la correspondance, ou demandez au déposant.',
  'caisse-a-dire': 'Le département du siège a plusieurs caisses, et rien ne dit laquelle : indiquez-la.',
  'sans-lien': 'Le projet de santé ne nomme ni sa lettre ni son ESS : indiquez l’ESS.',
  'lien-inconnu': 'La lettre ou l’ESS que nomme le projet de santé n’est pas connue : indiquez l’ESS.',
  'liens-contraires': 'La lettre et l’ESS que nomme le projet de santé ne sont pas la même : indiquez l’ESS.',
};

export const whyItWaits = (motif: string | null): string =>
  WAITING[motif ?? ''] ?? 'Il attend que quelqu’un dise de quelle ESS il est.';

const AWAY: Readonly<Record<string, string>> = {
  api: 'L’API du service ne répond pas.',
  base: 'La base de données ne répond pas.',
  interne: 'Le connecteur s’est arrêté sur un défaut : voyez son journal.',
};

/** Why a démarche is not read. */
export const whyItIsNotRead = (panne: string): string =>
  CAUSES[panne as Cause] ?? AWAY[panne] ?? 'La démarche n’est pas relevée : voyez le journal du connecteur.';

/** Why nothing more is written there. */
export const whyItIsNotWritten = (motif: string): string =>
  motif === 'decision-automatique'
    ? 'Démarche Numérique a décidé seule d’un dossier : désactivez le silence valant accord (SVA) ou la démarche déclarative, puis levez la suspension.'
    : 'Un dossier porte un silence que Démarche Numérique appliquerait elle-même, à une autre date que celle de la loi : désactivez-le dans la démarche, puis levez la suspension.';

const REFUSED_THERE: Readonly<Record<string, string>> = {
  instructeur: 'l’instructeur du programme n’est pas du groupe du dossier',
  'correction-en-attente': 'une demande de correction attend sa réponse',
  'deja-traite': 'le dossier a changé d’état entre-temps',
  'plus-tard': 'elle demande de réessayer plus tard',
  archive: 'le dossier est archivé',
  'lecture-seule': 'le jeton est en lecture seule',
};

const FAILED: Readonly<Record<string, string>> = {
  'fichier-en-examen': 'Un de ses fichiers est encore examiné par l’antivirus de Démarche Numérique.',
  'fichier-absent': 'Un de ses fichiers ne peut pas être téléchargé.',
  'fichier-altere': 'Un de ses fichiers n’est pas celui que Démarche Numérique annonce.',
  'fichier-trop-gros': 'Un de ses fichiers est trop gros pour être repris.',
  'fichier-d-un-autre-hote':
    'Un de ses fichiers est sur un hôte que la correspondance ne permet pas (« hotesDesFichiers »).',
  'groupe-sans-instructeur': 'Son groupe n’a pas d’instructeur du programme dans la correspondance.',
  'passage-sans-effet': 'Il n’est pas passé en instruction, sans que Démarche Numérique dise pourquoi.',
  'courrier-pas-encore-pret': 'Le courrier de la décision n’est pas encore prêt.',
  'ecriture-sans-effet': 'Ce qui a été écrit ne s’y relit pas.',
};

/** Why a dossier failed: `cause` as the connector writes it (`dn:…`, `ess:…`, `ecriture …`). */
export function whyItFailed(cause: string): string {
  if (cause.startsWith('ecriture '))
    return `Ce que le service a décidé n’est pas encore écrit dans Démarche Numérique. ${whyItFailed(cause.slice(9))}`;
  const [refused] = cause.startsWith('dn:refus:') ? [cause.slice(9)] : [];
  if (refused !== undefined) {
    const reasons = refused.split(',').map((one) => REFUSED_THERE[one] ?? 'sans raison connue');
    return `Démarche Numérique refuse l’acte : ${[...new Set(reasons)].join(', ')}.`;
  }
  if (cause.startsWith('dn:'))
    return CAUSES[cause.slice(3) as Cause] ?? 'Démarche Numérique ne répond pas comme attendu.';
  if (cause.startsWith('ess:')) {
    const rule = /\(([^)]+)\)/.exec(cause)?.[1];
    return `Notre API refuse ce dossier${rule === undefined ? '' : ` (règle ${rule})`} : ${cause.slice(4)}.`;
  }
  return FAILED[cause] ?? 'Le connecteur s’est arrêté sur un défaut : voyez son journal.';
}

/** What someone must look at, and what to do; `detail`: a rule, an instant, a state, as the connector wrote it. */
export function whatToLookAt(genre: string, detail: string | null): string {
  const given = detail ?? '';
  switch (genre) {
    case 'appris-trop-tard':
      return `Appris après ses deux mois, finis le ${inWords(given)} : décidez avant que le silence ne s’applique, ou constatez-le (DEC-30).`;
    case 'fichier':
      return given === 'antivirus'
        ? 'Un de ses fichiers est infecté : il n’a pas été repris ; demandez-en un autre au déposant.'
        : `Un de ses fichiers n’est pas accepté (règle ${given}) : demandez-en un autre au déposant.`;
    case 'retrait':
      return 'Le déposant l’a retiré. Rien n’est abandonné ici : si c’est une renonciation, enregistrez-la.';
    case 'suppression':
      return 'Il est supprimé de Démarche Numérique. Le dossier d’ici demeure.';
    case 'expiration':
      return 'Il a expiré dans Démarche Numérique. Le dossier d’ici demeure.';
    case 'nature-changee':
      return 'Sa nature a changé après son import (lettre, projet) : voyez le déposant ; rien de plus n’en est repris.';
    case 'silence-de-demarche-numerique':
      return `Démarche Numérique déciderait seule le ${inWords(given)} : désactivez ce silence dans la démarche.`;
    case 'resolue-sans-reponse':
      return 'Une demande y est dite résolue sans que le déposant ait répondu : rien n’est réputé complet ; voyez l’agent.';
    case 'reponse-a-reprendre':
      return `Le déposant a répondu le ${inWords(given)} : lisez sa réponse là-bas, et enregistrez-la si elle est complète.`;
    case 'modification-spontanee':
      return `Le déposant a modifié son dossier le ${inWords(given)} sans qu’on le demande : rien n’a changé ici ; comparez.`;
    case 'lien-change':
      return `Le projet a été remis à l’ESS qu’il nommait d’abord ; il nomme depuis ${given} : voyez le déposant.`;
    case 'completion-refusee':
      return `Sa réponse n’est pas acceptée ici (règle ${given}) : enregistrez-la vous-même à sa date, ou voyez pourquoi.`;
    case 'decision-a-motiver':
      return `Un agent l’a refusé le ${inWords(given)} sans le critère que le refus doit nommer (LI-08) : enregistrez ici le refus, à cette date, avec son critère.`;
    case 'decision-refusee':
      return `La décision prise là-bas n’est pas acceptée ici (règle ${given}) : enregistrez ce qui doit l’être, ou faites corriger là-bas.`;
    case 'decision-sans-acces':
      return 'Un agent a décidé là-bas, et aucun compte de son ARS n’est donné au connecteur : enregistrez la décision ici.';
    case 'decision-automatique':
      return 'Démarche Numérique a décidé seule : sa date n’est pas celle de la loi. Faites rouvrir le dossier là-bas.';
    case 'sans-suite':
      return 'Un agent l’a classé sans suite, ce que les textes ne connaissent pas : décidez ici, ou faites rouvrir là-bas.';
    case 'reouverture':
      return 'Rouvert là-bas après sa décision, qui demeure ici : faites-le clore de nouveau, ou rectifiez ici.';
    case 'decision-ecrite':
    case 'demande-ecrite':
      return given === 'sans-courrier'
        ? 'Écrit là-bas sans son courrier, qui n’était pas prêt : envoyez-le par une autre voie.'
        : 'Ce que le service a décidé contredit l’état du dossier là-bas : voyez l’agent, puis corrigez l’un ou l’autre.';
    default:
      return 'À regarder.';
  }
}
