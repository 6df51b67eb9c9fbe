/** Who must agree to a rectification, and the agreement: what takes from the ESS is not done by one authority alone. DEC-34. */
import { ajouterJours, dateDe, enToutesLettres, fuseau } from '../calendrier/calendrier.ts';
import { fait, partieDe } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import { justifie } from '../calculs/calculs.ts';
import { depuis } from '../calculs/date.ts';
import { compter } from '../droit.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { bases, enOrdre, versePour } from '../paiements/verses.ts';
import { aRendre, recouvrementsOuverts, resteDu } from '../recouvrement/dus.ts';
import { exiger } from '../refus.ts';
import { CONTRATS } from '../valeurs.ts';
import { aVenir } from './a-venir.ts';
import { exigerMotifDe } from './cible.ts';
import { differencesDeFond } from './differences.ts';
import { avecFait, faitsDe, saisiApresCoup, type Faits } from './faits.ts';
import { empreinte } from './fusion.ts';
import { jouer, rectifier, type Dossier, type Jeu, type Rectification } from './rectifier.ts';
import type { Difference } from './vocabulaire.ts';

/** What the ESS has, and is to have: paid and ordered, less what is still claimed from it, with what is to be given back. */
const solde = (etat: Etat): number =>
  bases(etat).reduce((total, base) => total + versePour(etat, base) + enOrdre(etat, base), 0) -
  recouvrementsOuverts(etat).reduce((total, [, en]) => total + resteDu(en), 0) +
  Object.values(etat.recouvrements).reduce((total, en) => total + aRendre(en), 0);

/** Whether the ESS loses a validation, a contract or money that it had. DEC-34. */
function retire(avant: Etat, apres: Etat): boolean {
  const perdu = (un: boolean, autre: boolean) => un && !autre;
  return (
    perdu(avant.li?.decision?.sens === 'validee', apres.li?.decision?.sens === 'validee') ||
    perdu(avant.projetSante.decision?.sens === 'valide', apres.projetSante.decision?.sens === 'valide') ||
    perdu(avant.amorcage.concluLe !== null, apres.amorcage.concluLe !== null) ||
    perdu(avant.dotation.concluLe !== null, apres.dotation.concluLe !== null) ||
    perdu(avant.amorcage.concluLe !== null && avant.amorcage.fin === null, apres.amorcage.fin === null) ||
    perdu(avant.dotation.concluLe !== null && avant.dotation.fin === null, apres.dotation.fin === null) ||
    solde(apres) < solde(avant)
  );
}

/** A refusal notified in time prevails at once; a contract signed by the three is never undone by it. DEC-34. */
const REFUS_QUI_PRIMENT: readonly string[] = ['refuser-lettre-intention', 'refuser-projet-sante'];
/** What gives the day on which the porteur had it (002:69); without any, a file says it as proved. */
const DATES_CERTAINES: readonly string[] = [
  'avis-reception',
  'courrier-recommande',
  'remise-en-main-propre',
  'plateforme',
  'acte-signe',
];
const prime = ({ commande, donnees: { preuve } }: Commande): boolean =>
  REFUS_QUI_PRIMENT.includes(commande) && (preuve === undefined || DATES_CERTAINES.includes(preuve.nature));

function exigerContratsGardes(avant: Etat, apres: Etat): void {
  for (const contrat of CONTRATS)
    exiger(
      avant[contrat].concluLe === null || apres[contrat].concluLe !== null,
      'DEC-34',
      `Le contrat ${contrat === 'amorcage' ? "d'amorçage" : 'de dotation'} est signé par les trois parties : aucune rectification ne le défait ; il finit à son terme ou par résiliation.`,
      'etat',
    );
}

/** Acts that, late or corrected, may take something from the ESS by the sole word of one authority. DEC-34. */
const RECTIFICATIONS_DE_FOND: readonly string[] = [
  ...REFUS_QUI_PRIMENT,
  'corriger',
  'annuler',
  'demander-pieces-lettre-intention',
  'demander-precisions',
  's-opposer-projet-sante',
  'proposer-resiliation',
  'approuver-resiliation',
  'constater-dissolution',
  'constater-abandon',
  'fixer-montant-dotation',
];

/** At once, or proposed to the other authority when it takes something from the ESS. */
export function appliquerOuProposer(
  dossier: Dossier,
  commande: Commande,
  rectification: Rectification,
  jeu: Jeu,
  entree: readonly Evenement[] = [],
): readonly Evenement[] {
  const { etat, maintenant } = dossier;
  const { evenements, differences: liste, apres } = rectifier(dossier, commande, rectification, jeu, entree);
  if (REFUS_QUI_PRIMENT.includes(commande.commande)) exigerContratsGardes(etat, apres);
  if (prime(commande)) return evenements;
  // What the world did, and what the ESS asks of itself, is recorded; what an authority did late to stop a silence is shown.
  if (!RECTIFICATIONS_DE_FOND.includes(commande.commande)) return evenements;
  const certain = aVenir(etat, apres, maintenant);
  if (!retire(etat, apres) && !retire(certain.avant, certain.apres)) return evenements;
  exiger(
    etat.rectification === null,
    'DEC-34',
    'Une rectification attend déjà l’accord de l’autre autorité : une seule à la fois.',
    'etat',
  );
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const charge = {
    ...rectification,
    differences: aMontrer(liste, certain),
    commande: commande.commande,
    donnees: { ...commande.donnees },
    ...justifie({ dateLimite: compter(etat, 'rectification', depuis('RectificationProposee', aujourdhui)) }),
  };
  return [fait(commande, 'RectificationProposee', 'DEC-34', charge, { le: aujourdhui })];
}

/** What is shown to whom agrees, and to the porteur: with what the effects that are certain bring (DEC-30). */
const aMontrer = (liste: readonly Difference[], certain: ReturnType<typeof aVenir>): readonly Difference[] => [
  ...differencesDeFond(certain.avant, certain.apres),
  ...liste.filter(({ quoi }) => quoi === 'echeance' || quoi === 'courrier' || quoi === 'impossible'),
];

const OBJECTION_JOURS = 15;

/** DEC-34 — the other authority agrees, or not; the porteur may object, which is recorded. */
export function approuver(dossier: Dossier, commande: Commande<'approuver-rectification'>): readonly Evenement[] {
  const { etat, journal } = dossier;
  const { rang, sens } = commande.donnees;
  const ligne = journal.find((une) => une.rang === rang);
  const attente = etat.rectification;
  if (ligne?.evenement.evenement === 'DossierRepris') return contesterLaReprise(commande);
  exiger(
    ligne?.evenement.evenement === 'RectificationProposee',
    'DEC-34',
    `« rang » : l'événement ${rang} ne propose aucune rectification.`,
    'etat',
  );
  const proposee = ligne.evenement;
  exiger(
    attente?.rang === rang,
    'DEC-34',
    `La rectification proposée à l'événement ${rang} n'attend plus d'accord : elle a reçu sa réponse, ou est tombée après le ${enToutesLettres(proposee.dateLimite)}. Elle peut être proposée à nouveau.`,
    'etat',
  );
  const partie = partieDe(commande.acteur);
  exiger(
    partie !== attente.proposeePar,
    'DEC-34',
    "La rectification demande l'accord de l'autre autorité, non de celle qui la propose.",
    'role',
  );
  exiger(
    partie !== 'association' || sens === 'refusee',
    'DEC-34',
    "Le porteur peut s'opposer à la rectification (« refusee ») ; l'accord est celui de l'autre autorité.",
    'role',
  );
  exiger(
    partie !== 'association' || commande.donnees.le <= ajouterJours(proposee.le, OBJECTION_JOURS),
    'DEC-34',
    `Le porteur peut s'opposer à une rectification dans les quinze jours de sa proposition, jusqu'au ${enToutesLettres(ajouterJours(proposee.le, OBJECTION_JOURS))}.`,
    'etat',
  );
  if (sens === 'refusee') exigerMotifDe(commande, 'Un refus, ou une opposition, demande un motif');
  const approuvee = fait(commande, 'RectificationApprouvee', 'DEC-34', { rang, sens, partie });
  if (sens === 'refusee') return [approuvee];
  const demande = {
    commande: proposee.commande,
    acteur: proposee.acteur,
    donnees: proposee.donnees,
  } as unknown as Commande;
  const { rectification, changes } = proposeeAujourdhui(dossier, demande, proposee);
  const jeu = jouer(dossier, changes);
  // A late fact enters the journal now, after the approval.
  const tardif = saisiApresCoup(rectification) ? (jeu.apres.donnes.get(rectification.rang) ?? []) : [];
  const entree = [approuvee, ...tardif.filter(({ acteur }) => acteur === demande.acteur)];
  const { evenements, differences: liste, apres } = rectifier(dossier, demande, rectification, jeu, entree);
  const montrees = aMontrer(liste, aVenir(dossier.etat, apres, dossier.maintenant));
  exiger(
    empreinte(deFond(montrees)) === empreinte(deFond(proposee.differences)),
    'DEC-34',
    'Le dossier a changé depuis la proposition : ses effets ne sont plus ceux qui vous ont été montrés. Proposez-la à nouveau.',
    'etat',
  );
  return evenements;
}

/** DEC-67 — the porteur objects to the facts of a reprise: recorded, and told to all. */
function contesterLaReprise(commande: Commande<'approuver-rectification'>): readonly Evenement[] {
  const { rang, sens } = commande.donnees;
  exiger(
    commande.acteur === 'porteur' && sens === 'refusee',
    'DEC-67',
    'La reprise du dossier se confirme par la caisse (« confirmer-constat ») ; le porteur peut la contester (« refusee »).',
    'role',
  );
  exigerMotifDe(commande);
  return [fait(commande, 'RectificationApprouvee', 'DEC-67', { rang, sens, partie: 'association' })];
}

/** What an approval bears on: decisions, contracts, sums; a deadline that passed meanwhile, a letter more, changes nothing of it. */
const deFond = (differences: readonly Difference[]): readonly Difference[] =>
  differences.filter(({ quoi }) => quoi !== 'echeance' && quoi !== 'courrier');

/** The rectification that was proposed, on the journal as it is now. */
function proposeeAujourdhui(
  { etat, journal }: Dossier,
  demande: Commande,
  { rang, du, champ, avant, apres, le: saisiLe }: Evenement<'RectificationProposee'>,
): { rectification: Rectification; changes: Faits } {
  if (demande.commande === 'corriger' || demande.commande === 'annuler') {
    const rectification = {
      rang,
      ...(du === undefined ? {} : { du }),
      ...(champ === undefined ? {} : { champ }),
      avant,
      apres,
    };
    return { rectification, changes: faitsDe(journal, { rang, champ: champ ?? null, valeur: apres, saisiLe }) };
  }
  const suivant = etat.rang + 2;
  return {
    rectification: { rang: suivant, avant: null, apres },
    changes: avecFait(journal, { rang: suivant, commande: { ...demande, saisiLe } }),
  };
}
