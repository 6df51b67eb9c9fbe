/**
 * The law as one function more: a command, on a state and, where it must, on the whole journal. Corrections, strikes, their
 * approval, and every fact that is entered after what it precedes: the life is played again. DEC-29, DEC-33, DEC-34, DEC-35.
 */
import { dateDe, fuseau } from '../calendrier/calendrier.ts';
import { fait } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import { consequences } from '../consequences.ts';
import { decider, reception } from '../decider.ts';
import type { LigneJournal } from '../demandes.types.ts';
import { echeances } from '../echeances.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { evoluer, evoluerTous } from '../evoluer.ts';
import { exigerDehors } from '../paiements/actes.ts';
import { Refus, exiger } from '../refus.ts';
import type { Instant } from '../valeurs.ts';
import { apprisApres } from '../recouvrement/suites.ts';
import { appliquerOuProposer, approuver } from './accord.ts';
import { cibleDe, exigerMotifDe, exigerValeur, ligneARectifier, valeurActuelle } from './cible.ts';
import { sujet } from './differences.ts';
import { avecFait, faitsDe } from './faits.ts';
import { ecarts, empreinte, fusionner } from './fusion.ts';
import { jouer, procedureOuverte, rectifier, type Dossier, type Jeu } from './rectifier.ts';
import { D_ARGENT, type Impossible, type Rejeu } from './rejeu.ts';
import { annulable, reprendre } from './reprise.ts';
import { impossible, surJournal } from './sur-journal.ts';

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

/** DEC-33 — the life as it stands, played again, must give the state, or nothing is applied. */
function exigerTemoin(etat: Etat, rejeu: Rejeu): void {
  const differe = ecarts(etat, fusionner(etat, rejeu.etat));
  if (differe.length > 0)
    throw new Refus(
      'INCIDENT',
      `Le journal relu ne redonne pas l'état du dossier (${differe.join(', ')}) : rien n'est appliqué ; prévenez l'exploitant du service.`,
      'etat',
    );
}

/** A fact entered after what it precedes. */
function tardif(dossier: Dossier, recue: Commande): readonly Evenement[] | Refus {
  const { etat, journal, maintenant } = dossier;
  const commande = reception(etat, recue, maintenant);
  const decidee = decider(etat, recue, maintenant);
  const saisiLe = dateDe(maintenant, fuseau(etat.siege));
  const direct = decidee instanceof Refus ? decidee : apprisApres(decidee, saisiLe);
  // DEC-37: money that moved did, whatever the law knew of that day.
  const entre = direct instanceof Refus ? undefined : direct.find(({ acteur }) => acteur === commande.acteur);
  const argent = entre !== undefined && D_ARGENT.includes(entre.evenement) ? { evenement: entre } : {};
  const rang = etat.rang + 1;
  const jeu = jouer(dossier, avecFait(journal, { rang, commande: { ...commande, saisiLe }, ...argent }));
  const { avant, apres: rejeu } = jeu;
  // A life that does not give its own state again is not played with one fact more: what the state decides stands.
  if (ecarts(etat, fusionner(etat, avant.etat)).length > 0) return direct;
  exigerEntree(rejeu.impossibles, rang);
  const impossible = rejeu.impossibles.find((un) => un.rang === rang);
  if (impossible !== undefined) return refusTardif(direct, impossible.refus);
  if (!(direct instanceof Refus)) {
    const apres = evoluerTous(etat, direct);
    // DEC-31: what it leaves due is due now, though on its own day something else was still to come.
    const entree = [...direct, ...consequences(apres, saisiLe)];
    // DEC-35: what opens a closed case again is shown as a rectification, with what it changes.
    const rouvre = entree.some(({ evenement }) => evenement === 'DossierRouvert');
    const memeVie = ecarts(apres, fusionner(apres, rejeu.etat)).length === 0;
    // REC-01: a procedure that only the life played again opens, and no deadline any more, is opened by a rectification.
    const suivant = evoluerTous(etat, entree);
    const attendue = echeances(suivant).some(({ effet }) => effet === 'procedure');
    const ouvre = !attendue && procedureOuverte(suivant, rejeu.etat).length > 0;
    if (!rouvre && !ouvre && memeVie) return auxDatesDuRejeu(entree, rejeu);
  }
  const premiers = (rejeu.donnes.get(rang) ?? []).filter(({ acteur }) => acteur === commande.acteur);
  for (const un of premiers) if (un.evenement === 'PaiementRetourne') exigerDehors(etat, un);
  const { le } = commande.donnees;
  const rectification = { rang, avant: null, apres: { commande: commande.commande, le } };
  return appliquerOuProposer(dossier, recue, rectification, jeu, premiers);
}

/**
 * DEC-19 — why a late fact is refused: what the case says today; with, before it, what the act itself lacked on its own day,
 * or it would be mended for nothing. DEC-35: that a case is closed forbids nothing of before.
 */
function refusTardif(direct: readonly Evenement[] | Refus, aSaDate: Refus): Refus {
  if (!(direct instanceof Refus) || direct.regle === 'DEC-20') return aSaDate;
  return direct.nature === 'etat' && aSaDate.nature !== 'etat' && aSaDate.regle !== direct.regle
    ? new Refus(aSaDate.regle, `${aSaDate.message} ${direct.message}`, aSaDate.nature)
    : direct;
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
  const ligne = ligneARectifier(rang, commande, journal);
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
  const jeu = jouer(dossier, faitsDe(journal, { rang, champ, valeur, saisiLe: aujourdhui }));
  exigerTemoin(etat, jeu.avant);
  exigerEncorePossible(jeu.apres, rang);
  exigerRetours(dossier, jeu, ligne);
  return appliquerOuProposer(dossier, commande, { rang, du: ligne.evenement.le, champ, avant, apres: valeur }, jeu);
}

function annuler(dossier: Dossier, commande: Commande<'annuler'>): readonly Evenement[] {
  const { etat, journal } = dossier;
  const { rang } = commande.donnees;
  exigerMotifDe(commande);
  if (rang === ENTREE && etat.reprise !== null) return annulerLEntree(dossier, commande);
  const ligne = ligneARectifier(rang, commande, journal);
  exiger(
    ligne.evenement.evenement !== 'AdherentsDenombres',
    'DEC-33',
    'Un dénombrement ne s’annule pas : corrigez-le.',
  );
  const avant = valeurActuelle(ligne, null, journal);
  exiger(avant !== undefined, 'DEC-33', `Le fait ${rang} est déjà annulé.`, 'etat');
  const jeu = jouer(dossier, faitsDe(journal, { rang, champ: null, valeur: null }));
  exigerTemoin(etat, jeu.avant);
  if (rang === ENTREE) return annulerLEntree(dossier, commande);
  if (ligne.evenement.evenement !== 'PaiementRetourne') exigerRetours(dossier, jeu, ligne);
  const rectification = { rang, du: ligne.evenement.le, avant: avant ?? null, apres: null };
  return appliquerOuProposer(dossier, commande, rectification, jeu);
}

/**
 * DEC-38 — a transfer that came back had left before: an execution is not struck, or put off, without its return, and a
 * return is not put before it.
 */
function exigerRetours({ etat }: Dossier, { apres }: Jeu, { evenement }: LigneJournal): void {
  if (evenement.evenement !== 'PaiementExecute' && evenement.evenement !== 'PaiementRetourne') return;
  const retours = ({ paiements }: Etat): number =>
    (paiements[evenement.paiement]?.versements ?? []).filter(({ retourneLe }) => retourneLe !== null).length;
  exiger(
    retours(apres.etat) === retours(etat),
    'DEC-38',
    evenement.evenement === 'PaiementExecute'
      ? 'Ce virement est revenu : corrigez ou annulez d’abord son retour.'
      : 'Ce virement n’était pas parti ce jour-là : son retour ne peut pas le précéder.',
    'etat',
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
    rang: ENTREE,
    avant: 'entree',
    apres: null,
    differences: [{ quoi: 'phase', cle: 'phase', avant: etat.phase, apres: 'close' }],
    correctif: { annuleeLe: commande.donnees.le },
  });
  const suivant = evoluer(etat, rectifie);
  return [rectifie, ...consequences(suivant, dateDe(maintenant, fuseau(etat.siege)))];
}

/** The corrected fact must itself still be possible: a date that the law refuses is refused, with its reason. */
function exigerEncorePossible({ impossibles }: Rejeu, rang: number): void {
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
  const jeu = jouer(dossier, faitsDe(journal, { rang, champ: 'le', valeur: declareLe, saisiLe: aujourdhui }));
  exigerEncorePossible(jeu.apres, rang);
  const rectification = { rang, du: actuelle, champ: 'le', avant: actuelle, apres: declareLe };
  return rectifier(dossier, commande, rectification, jeu, [confirmee]).evenements;
}
