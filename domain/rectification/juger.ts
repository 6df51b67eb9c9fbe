/**
 * The law as one function more: a command, on a state and, where it must, on the whole journal. Corrections, strikes, their
 * approval, and every fact that is entered after what it precedes: the life is played again. DEC-29, DEC-33, DEC-34, DEC-35.
 */
import { ajouterJours, dateDe, enToutesLettres, fuseau } from '../calendrier/calendrier.ts';
import { automatique, fait, partieDe } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import { consequences } from '../consequences.ts';
import { decider, reception } from '../decider.ts';
import type { LigneJournal } from '../demandes.types.ts';
import type { Etat, Paiement } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { evoluer, evoluerTous } from '../evoluer.ts';
import { sansReport } from '../droit.ts';
import { aRendre, reclamable, recouvrementsOuverts, resteDu } from '../recouvrement/dus.ts';
import { procedureDixHuitMois } from '../recouvrement/echeances.ts';
import { Refus, exiger } from '../refus.ts';
import { aDenombrer } from '../paiements/dus.ts';
import { baseDe, bases, enOrdre, resteAVerser, versePour } from '../paiements/verses.ts';
import type { ClePaiement, DateCivile, Instant } from '../valeurs.ts';
import { cibleDe, exigerValeur, ligneARectifier, valeurActuelle } from './cible.ts';
import { differences, sujet } from './differences.ts';
import { faitsDe, type Changement, type Faits } from './faits.ts';
import { correctif, ecarts, empreinte, fusionner, sansCause } from './fusion.ts';
import { D_ARGENT, rejouer, type Impossible, type Rejeu } from './rejeu.ts';
import { annulable, reprendre } from './reprise.ts';
import { impossible, surJournal } from './sur-journal.ts';
import type { Difference, Valeur } from './vocabulaire.ts';

interface Dossier {
  readonly etat: Etat;
  readonly journal: readonly LigneJournal[];
  readonly maintenant: Instant;
}

/**
 * Decides on a command. `journal`: all its lines, needed when `surJournal`; its last ordinal is the state's. Returns the
 * events (never empty), or the refusal.
 */
export function juger(
  etat: Etat,
  commande: Commande,
  maintenant: Instant,
  journal: readonly LigneJournal[],
): readonly Evenement[] | Refus {
  if (!surJournal(etat, commande, maintenant)) return decider(etat, commande, maintenant);
  const refus = impossible(etat, commande, maintenant);
  if (refus !== undefined) return refus;
  try {
    const dossier = { etat, journal, maintenant };
    switch (commande.commande) {
      case 'reprendre':
        return reprendre(etat, commande as Commande<'reprendre'>, maintenant);
      case 'corriger':
        return corriger(dossier, commande as Commande<'corriger'>);
      case 'annuler':
        return annuler(dossier, commande as Commande<'annuler'>);
      case 'confirmer-date':
        return confirmer(dossier, commande as Commande<'confirmer-date'>);
      case 'approuver-rectification':
        return approuver(dossier, commande as Commande<'approuver-rectification'>);
      default:
        return tardif(dossier, commande);
    }
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur;
    throw erreur;
  }
}

/** DEC-33 — the life as it stands, played again: it must give the state, or nothing is applied. */
function temoin({ etat, journal, maintenant }: Dossier): Rejeu {
  const rejeu = rejouer(etat, faitsDe(journal), maintenant);
  const differe = ecarts(etat, fusionner(etat, rejeu.etat));
  if (differe.length > 0)
    throw new Refus(
      'INCIDENT',
      `Le journal relu ne redonne pas l'état du dossier (${differe.join(', ')}) : rien n'est appliqué ; prévenez l'exploitant du service.`,
      'etat',
    );
  return rejeu;
}

interface Rectification {
  readonly rang: number;
  readonly du?: DateCivile;
  readonly champ?: string;
  readonly avant: Valeur | null;
  readonly apres: Valeur | null;
}

/** What the law draws from the changed life: the rectification itself, then what follows from it now. */
function rectifier(
  dossier: Dossier,
  commande: Commande,
  rectification: Rectification,
  changes: Faits,
  entree: readonly Evenement[] = [],
): { readonly evenements: readonly Evenement[]; readonly differences: readonly Difference[]; readonly apres: Etat } {
  const { etat, journal, maintenant } = dossier;
  const avant = rejouer(etat, faitsDe(journal), maintenant);
  const rejeu = rejouer(etat, changes, maintenant);
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const clos = recouvrementsOuverts(etat)
    .filter(([cle]) => {
      const rejoue = rejeu.etat.recouvrements[cle];
      return rejoue === undefined || sansCause(rejoue);
    })
    .map(([recouvrement, en]) =>
      automatique(aujourdhui, 'RecouvrementClos', 'DEC-34', {
        recouvrement,
        montantCentimes: resteDu(en),
        issue: 'rien-du',
      }),
    );
  const entre = evoluerTous(etat, [...entree, ...clos]);
  const fusion = { ...fusionner(entre, rejeu.etat), rang: entre.rang };
  const charge = { ...rectification, differences: [], correctif: correctif(entre, fusion) };
  const rectifie = fait(commande, 'FaitRectifie', 'DEC-33', charge, { le: aujourdhui });
  const suivant = evoluer(entre, rectifie);
  const ouverture = procedureOuverte(suivant, rejeu.etat);
  const premieres = [...ouverture, ...consequences(evoluerTous(suivant, ouverture), aujourdhui)];
  const interrompus = ordresSansCause(evoluerTous(suivant, premieres), avant.etat, rejeu.etat).map(
    ([paiement, ordre]) =>
      automatique(aujourdhui, 'PaiementInterrompu', 'DEC-34', { paiement, montantCentimes: resteAVerser(ordre) }),
  );
  const arrete = evoluerTous(suivant, [...premieres, ...interrompus]);
  const dernieres = interrompus.length === 0 ? [] : consequences(arrete, aujourdhui);
  const suites = [...premieres, ...interrompus, ...dernieres];
  const apres = evoluerTous(suivant, suites);
  // Orders interrupted and sums claimed are of the changes that people are shown.
  const liste = differences(etat, apres, journal, avant, rejeu);
  return {
    evenements: [...entree, ...clos, { ...rectifie, differences: liste }, ...suites],
    differences: liste,
    apres,
  };
}

/** REC-01 — the procedure of the eighteen months, when the life played again opens it, at its date. */
const procedureOuverte = (etat: Etat, { dixHuitMoisOuvertLe: effetLe }: Etat): readonly Evenement[] =>
  effetLe !== null && etat.dixHuitMoisOuvertLe === null && reclamable(etat) > 0
    ? procedureDixHuitMois(etat, { effetLe, regle: 'REC-01' })
    : [];

/**
 * DEC-34 — orders that are out, and that the life played again does not give any more: a piece that they wait for lacks. One
 * whose amount is to be known again, its adherents counted at another date, waits for it.
 */
const ordresSansCause = (etat: Etat, avant: Etat, apres: Etat): readonly (readonly [ClePaiement, Paiement])[] =>
  (Object.entries(etat.paiements) as [ClePaiement, Paiement][]).filter(
    ([cle, ordre]) =>
      resteAVerser(ordre) > 0 &&
      avant.paiements[cle] !== undefined &&
      apres.paiements[cle] === undefined &&
      !aDenombrer(etat, baseDe(cle)),
  );

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
];

/** At once, or proposed to the other authority when it takes something from the ESS. */
function appliquerOuProposer(
  dossier: Dossier,
  commande: Commande,
  rectification: Rectification,
  changes: Faits,
  entree: readonly Evenement[] = [],
): readonly Evenement[] {
  const { etat, maintenant } = dossier;
  const { evenements, differences: liste, apres } = rectifier(dossier, commande, rectification, changes, entree);
  if (prime(commande)) {
    for (const contrat of ['amorcage', 'dotation'] as const)
      exiger(
        etat[contrat].concluLe === null || apres[contrat].concluLe !== null,
        'DEC-34',
        `Le contrat ${contrat === 'amorcage' ? "d'amorçage" : 'de dotation'} est signé par les trois parties : aucune rectification ne le défait ; il finit à son terme ou par résiliation.`,
        'etat',
      );
    return evenements;
  }
  // What the world did, and what the ESS asks of itself, is recorded; what an authority did late to stop a silence is shown.
  const demandeAccord = RECTIFICATIONS_DE_FOND.includes(commande.commande);
  if (!demandeAccord || !retire(etat, apres)) return evenements;
  exiger(
    etat.rectification === null,
    'DEC-34',
    'Une rectification attend déjà l’accord de l’autre autorité : une seule à la fois.',
    'etat',
  );
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const charge = {
    ...rectification,
    differences: liste,
    commande: commande.commande,
    donnees: { ...commande.donnees },
    dateLimite: sansReport(etat, 'rectification', aujourdhui),
  };
  return [fait(commande, 'RectificationProposee', 'DEC-34', charge, { le: aujourdhui })];
}

/** A fact entered after what it precedes. */
function tardif(dossier: Dossier, recue: Commande): readonly Evenement[] | Refus {
  const { etat, journal, maintenant } = dossier;
  const commande = reception(etat, recue, maintenant);
  const direct = decider(etat, recue, maintenant);
  const avant = rejouer(etat, faitsDe(journal), maintenant);
  // A life that does not give its own state again is not played with one fact more: what the state decides stands.
  if (ecarts(etat, fusionner(etat, avant.etat)).length > 0) return direct;
  const rang = etat.rang + 1;
  const vecus = faitsDe(journal);
  const saisiLe = dateDe(maintenant, fuseau(etat.siege));
  const entre = direct instanceof Refus ? undefined : direct.find(({ acteur }) => acteur === commande.acteur);
  // DEC-37: money that moved did, whatever the law knew of that day.
  const argent = entre !== undefined && D_ARGENT.includes(entre.evenement) ? { evenement: entre } : {};
  const changes = { ...vecus, faits: [...vecus.faits, { rang, commande: { ...commande, saisiLe }, ...argent }] };
  const rejeu = rejouer(etat, changes, maintenant);
  exigerEntree(rejeu.impossibles, rang);
  const impossible = rejeu.impossibles.find((un) => un.rang === rang);
  // DEC-35: a closed case takes a fact of before; why it cannot be is said of its own day.
  if (impossible !== undefined) return direct instanceof Refus && direct.regle !== 'DEC-20' ? direct : impossible.refus;
  if (!(direct instanceof Refus)) {
    const apres = evoluerTous(etat, direct);
    if (ecarts(apres, fusionner(apres, rejeu.etat)).length === 0) return auxDatesDuRejeu(direct, rejeu);
  }
  const premiers = (rejeu.donnes.get(rang) ?? []).filter(({ acteur }) => acteur === commande.acteur);
  const { le } = commande.donnees;
  const rectification = { rang, avant: null, apres: { commande: commande.commande, le } };
  return appliquerOuProposer(dossier, recue, rectification, changes, premiers);
}

/** DEC-32 — what follows from a late fact is dated by all the facts on which it rests: as the life played again dates it. */
const auxDatesDuRejeu = (evenements: readonly Evenement[], { evenements: rejoues }: Rejeu): readonly Evenement[] =>
  evenements.map((evenement) => {
    const rejoue = rejoues.findLast((un) => sujet(un) === sujet(evenement));
    return evenement.acteur === 'systeme' && rejoue !== undefined && rejoue.le !== evenement.le
      ? { ...evenement, le: rejoue.le }
      : evenement;
  });

function corriger(dossier: Dossier, commande: Commande<'corriger'>): readonly Evenement[] {
  const { etat, journal, maintenant } = dossier;
  const { valeur } = commande.donnees;
  exigerMotifDe(commande);
  const { rang, champ } = cibleDe(commande, journal);
  const ligne = ligneARectifier(rang, commande.acteur, journal);
  exigerValeur(ligne, champ, valeur);
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  exiger(
    typeof valeur !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(valeur) || valeur <= aujourdhui,
    'DEC-18',
    '« valeur » : la date est dans le futur.',
    'donnees',
  );
  const avant = valeurActuelle(ligne, champ, journal);
  exiger(avant !== undefined, 'DEC-33', `Le fait ${rang} a été annulé : il n'y a plus rien à corriger.`, 'etat');
  exiger(empreinte(avant) !== empreinte(valeur), 'DEC-33', '« valeur » : c’est déjà celle du dossier.', 'donnees');
  temoin(dossier);
  const changes = avecChangement(journal, { rang, champ, valeur, saisiLe: aujourdhui });
  exigerEncorePossible(dossier, changes, rang);
  return appliquerOuProposer(dossier, commande, { rang, du: ligne.evenement.le, champ, avant, apres: valeur }, changes);
}

function annuler(dossier: Dossier, commande: Commande<'annuler'>): readonly Evenement[] {
  const { journal } = dossier;
  const { rang } = commande.donnees;
  exigerMotifDe(commande);
  if (rang === 1 && dossier.etat.reprise !== null) return annulerLEntree(dossier, commande);
  const ligne = ligneARectifier(rang, commande.acteur, journal);
  exiger(
    ligne.evenement.evenement !== 'AdherentsDenombres',
    'DEC-33',
    'Un dénombrement ne s’annule pas : corrigez-le.',
  );
  const avant = valeurActuelle(ligne, null, journal);
  exiger(avant !== undefined, 'DEC-33', `Le fait ${rang} est déjà annulé.`, 'etat');
  temoin(dossier);
  if (rang === 1) return annulerLEntree(dossier, commande);
  const changes = avecChangement(journal, { rang, champ: null, valeur: null });
  return appliquerOuProposer(
    dossier,
    commande,
    { rang, du: ligne.evenement.le, avant: avant ?? null, apres: null },
    changes,
  );
}

/** DEC-33 — striking the entry closes the case. */
function annulerLEntree({ etat, maintenant }: Dossier, commande: Commande<'annuler'>): readonly Evenement[] {
  if (etat.reprise !== null) annulable(etat, commande);
  else
    exiger(
      etat.amorcage.concluLe === null && etat.dotation.concluLe === null && Object.keys(etat.paiements).length === 0,
      'DEC-33',
      'Un contrat est conclu : le dépôt ne s’annule plus ; le dossier finit par le terme ou la résiliation de son contrat.',
      'etat',
    );
  const rectifie = fait(commande, 'FaitRectifie', 'DEC-33', {
    rang: 1,
    avant: 'entree',
    apres: null,
    differences: [{ quoi: 'phase', cle: 'phase', avant: etat.phase, apres: 'close' }],
    correctif: { annuleeLe: commande.donnees.le },
  });
  const suivant = evoluer(etat, rectifie);
  return [rectifie, ...consequences(suivant, dateDe(maintenant, fuseau(etat.siege)))];
}

/** The corrected fact must itself still be possible: a date that the law refuses is refused, with its reason. */
function exigerEncorePossible({ etat, maintenant }: Dossier, changes: Faits, rang: number): void {
  const { impossibles } = rejouer(etat, changes, maintenant);
  exigerEntree(impossibles, rang);
  const refuse = impossibles.find((un) => un.rang === rang);
  if (refuse !== undefined) throw new Refus('DEC-33', `La correction est refusée : ${refuse.refus.message}`, 'etat');
}

/** DEC-18 — nothing happened in the case before it was entered. */
function exigerEntree(impossibles: readonly Impossible[], rang: number): void {
  exiger(
    rang === ENTREE || impossibles.every((un) => un.rang !== ENTREE),
    'DEC-18',
    "La date précède l'entrée du dossier : ce fait ne peut pas être antérieur au dépôt.",
    'etat',
  );
}
const ENTREE = 1;

const avecChangement = (journal: readonly LigneJournal[], changement: Changement): Faits =>
  faitsDe(journal, changement);

function exigerMotifDe({ donnees }: Commande, quoi = 'Une rectification demande un motif'): void {
  exiger(donnees.motif?.trim(), 'DEC-33', `${quoi} : renseignez le champ « motif ».`);
}

/** DEC-29 — an earlier date that the porteur declared counts once an addressee has confirmed it. */
function confirmer(dossier: Dossier, commande: Commande<'confirmer-date'>): readonly Evenement[] {
  const { etat, journal, maintenant } = dossier;
  const { rang, sens } = commande.donnees;
  const declareLe = etat.aConfirmer[String(rang)]?.declareLe;
  exiger(
    declareLe !== undefined,
    'DEC-29',
    `« rang » : l'événement ${rang} n'attend la confirmation d'aucune date.`,
    'etat',
  );
  if (sens === 'contestee') {
    exigerMotifDe(commande);
    return [fait(commande, 'DateContestee', 'DEC-29', { rang, declareLe })];
  }
  const confirmee = fait(commande, 'DateConfirmee', 'DEC-29', { rang, declareLe });
  const actuelle = journal.find((une) => une.rang === rang)?.evenement.le ?? declareLe;
  if (actuelle === declareLe) return [confirmee];
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const changes = faitsDe(journal, { rang, champ: 'le', valeur: declareLe, saisiLe: aujourdhui });
  exigerEncorePossible(dossier, changes, rang);
  const rectification = { rang, champ: 'le', avant: actuelle, apres: declareLe };
  return rectifier(dossier, commande, rectification, changes, [confirmee]).evenements;
}

const OBJECTION_JOURS = 15;

/** DEC-34 — the other authority agrees, or not; the porteur may object, which is recorded. */
function approuver(dossier: Dossier, commande: Commande<'approuver-rectification'>): readonly Evenement[] {
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
  const { rectification, changes, entree } = reprise(dossier, demande, proposee);
  const { evenements, differences: liste } = rectifier(dossier, demande, rectification, changes, [
    approuvee,
    ...entree,
  ]);
  exiger(
    empreinte(deFond(liste)) === empreinte(deFond(proposee.differences)),
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
function reprise(
  { etat, journal, maintenant }: Dossier,
  demande: Commande,
  proposee: Evenement<'RectificationProposee'>,
): { rectification: Rectification; changes: Faits; entree: readonly Evenement[] } {
  const { champ, avant, apres } = proposee;
  const saisiLe = proposee.le;
  if (demande.commande === 'corriger' || demande.commande === 'annuler') {
    const { du } = proposee;
    const rectification = {
      rang: proposee.rang,
      ...(du === undefined ? {} : { du }),
      ...(champ === undefined ? {} : { champ }),
      avant,
      apres,
    };
    const changes = faitsDe(journal, { rang: proposee.rang, champ: champ ?? null, valeur: apres, saisiLe });
    return { rectification, changes, entree: [] };
  }
  // A late fact: it enters the journal now, after the approval.
  const rang = etat.rang + 2;
  const vecus = faitsDe(journal);
  const changes = { ...vecus, faits: [...vecus.faits, { rang, commande: { ...demande, saisiLe } }] };
  const donnes = rejouer(etat, changes, maintenant).donnes.get(rang) ?? [];
  return {
    rectification: { rang, avant: null, apres },
    changes,
    entree: donnes.filter(({ acteur }) => acteur === demande.acteur),
  };
}
