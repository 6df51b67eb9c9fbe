/** A case that was under way when the product arrived: its life is played from its facts, and opened as it stands. DEC-67. */
import { dateDe, enToutesLettres, fuseau, lireDate, plusTard } from '../calendrier/calendrier.ts';
import { fait } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import { consequences } from '../consequences.ts';
import type { Etat, OrdreDu } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { evoluer } from '../evoluer.ts';
import { prochainComplement } from '../paiements/attendus.ts';
import { baseDe, resteAVerser, totalPaye, verseSur } from '../paiements/verses.ts';
import { Refus, exiger } from '../refus.ts';
import { exigerForme } from '../saisie.ts';
import { ENTREES, TABLE } from '../table.ts';
import { ROLES, type ClePaiement, type DateCivile, type Instant } from '../valeurs.ts';
import { faitsRepris } from './faits.ts';
import { dixHuitMoisTenus } from '../suivi/missions.ts';
import { correctif, DES_REGLAGES } from './fusion.ts';
import { rejouer } from './rejeu.ts';
import { HORS_VIE, RECTIFICATIONS } from './sur-journal.ts';
import type { FaitRepris, SuiteReprise } from './vocabulaire.ts';

/** What is no fact of a life: it is entered once the case is open. */
const HORS_REPRISE: readonly string[] = ['reprendre', ...RECTIFICATIONS, ...HORS_VIE];

/** Which fact, as its reader finds it in the list. */
const designation = (rang: number, { commande, donnees }: Pick<FaitRepris, 'commande' | 'donnees'>): string =>
  `Fait n° ${rang} (« ${commande} », ${lireDate(donnees.le) === undefined ? 'sans date' : enToutesLettres(donnees.le)})`;

/** Refuses the list whose facts cannot be played at all; what the law says of each comes after. */
function exigerFaits(faits: readonly FaitRepris[]): void {
  for (const [place, un] of faits.entries()) {
    const connue = Object.hasOwn(TABLE, un.commande) && !HORS_REPRISE.includes(un.commande);
    const ou = `Fait n° ${place + 1}`;
    exiger(connue, 'DEC-67', `${ou} : sa commande n'est pas un fait qui se reprend.`, 'donnees');
    exiger((ROLES as readonly string[]).includes(un.acteur), 'DEC-67', `${ou} : son acteur est inconnu.`, 'donnees');
    try {
      exigerForme(un as unknown as Commande);
    } catch (erreur) {
      if (erreur instanceof Refus)
        throw new Refus(erreur.regle, `${designation(place + 1, un)} : ${erreur.message}`, 'donnees');
      throw erreur;
    }
  }
  const [entree] = faits;
  exiger(
    entree !== undefined && (ENTREES as readonly string[]).includes(entree.commande),
    'DEC-67',
    `Le premier fait est l'entrée du dossier : ${ENTREES.filter((nom) => nom !== 'reprendre').join(', ou ')}.`,
    'donnees',
  );
}

/** Fields of a new case that its life does not give. */
const DU_DOSSIER: readonly string[] = [...DES_REGLAGES, 'droit'];

/** An order of the past that nothing paid never left: it is still to be made. */
const jamaisParti = ({ statut, executeLe, versements }: Etat['paiements'][string]): boolean =>
  statut === 'ordonnance' && executeLe === null && versements.length === 0;

/** DEC-37 — an order of the past of which a part left: it was for what left, and what is left of it is still to be made. */
const enPartie = ({ statut, executeLe, versements }: Etat['paiements'][string]): boolean =>
  statut === 'ordonnance' && executeLe === null && versements.length > 0;
const deCeQuiPartit = (ordre: Etat['paiements'][string]): Etat['paiements'][string] => ({
  ...ordre,
  montantCentimes: verseSur(ordre),
  statut: 'execute',
  executeLe: ordre.versements.map(({ le }) => le).reduce((un, autre) => plusTard(un, autre)),
});

/** DEC-67 — what the law draws from facts, before anybody is bound by it. */
export interface ExamenReprise {
  /** The day of the reprise, at the seat. */
  readonly le: DateCivile;
  /** The case as it stands, without the orders that never left. */
  readonly etat: Etat;
  /** Due, and not listed as executed. */
  readonly dus: readonly OrdreDu[];
  /** What the law did by itself. */
  readonly suites: readonly SuiteReprise[];
  /** Facts that contradict the law, or one another: their place in the list, from 1, and why. */
  readonly contraires: readonly { readonly place: number; readonly refus: Refus }[];
}

/** Plays the facts up to `maintenant`; throws the `Refus` of a list that cannot be played at all. */
export function examinerReprise(etat: Etat, faits: readonly FaitRepris[], maintenant: Instant): ExamenReprise {
  exigerFaits(faits);
  const { siege } = faits[0]?.donnees as { readonly siege?: unknown };
  const le = dateDe(maintenant, fuseau(typeof siege === 'string' ? siege : ''));
  const rejeu = rejouer(etat, { faits: faitsRepris(faits), reponses: [], reprisLe: le }, maintenant);
  const paiements = Object.entries(rejeu.etat.paiements);
  const partis = paiements
    .filter(([, un]) => !jamaisParti(un))
    .map(([cle, un]) => [cle, enPartie(un) ? deCeQuiPartit(un) : un] as const);
  const repris = {
    ...rejeu.etat,
    paiements: Object.fromEntries(partis),
    dixHuitMoisTenus: dixHuitMoisTenus(rejeu.etat, le),
  };
  return {
    le,
    etat: repris,
    dus: paiements
      .filter(([, un]) => jamaisParti(un) || enPartie(un))
      .map(([cle, un]) => ({
        paiement: enPartie(un) ? prochainComplement(repris, baseDe(cle)) : (cle as ClePaiement),
        montantCentimes: resteAVerser(un),
        dateLimite: un.dateLimite,
      })),
    suites: rejeu.evenements
      .filter(({ acteur, evenement }) => acteur === 'systeme' && evenement !== 'RappelEmis')
      .map(({ le: jour, evenement, regle }) => ({ le: jour, evenement, regle })),
    contraires: rejeu.impossibles.map(({ commande, refus }) => ({
      place: faits.findIndex(({ donnees }) => donnees === commande.donnees) + 1,
      refus,
    })),
  };
}

/** `reprendre`, on a case in which nothing has happened. */
export function reprendre(etat: Etat, commande: Commande<'reprendre'>, maintenant: Instant): readonly Evenement[] {
  const { faits } = commande.donnees;
  const { le, etat: apres, dus, suites, contraires } = examinerReprise(etat, faits, maintenant);
  const [contraire] = contraires;
  if (contraire !== undefined) {
    const { place, refus } = contraire;
    const fautif = faits[place - 1];
    const phrase = `${fautif === undefined ? '' : `${designation(place, fautif)} : `}${refus.message} Rien n'est repris.`;
    throw new Refus(refus.regle, phrase, refus.nature === 'role' ? 'donnees' : refus.nature);
  }
  const repris = fait(
    commande,
    'DossierRepris',
    'DEC-67',
    {
      faits,
      phase: apres.phase,
      verseCentimes: totalPaye(apres),
      aOrdonner: dus,
      suites,
      correctif: Object.fromEntries(
        Object.entries(correctif(etat, apres)).filter(([champ]) => !DU_DOSSIER.includes(champ)),
      ),
    },
    { le },
  );
  return [repris, ...consequences(evoluer(etat, repris), le)];
}

/** DEC-67 — until the caisse confirms, nothing was ordered from the facts: a wrong list is struck, and taken up again. */
export function annulable({ reprise }: Etat, { acteur }: Commande<'annuler'>): void {
  exiger(acteur === 'ars', 'ACTEUR', "La reprise s'annule par l'agence régionale de santé, qui l'a faite.", 'role');
  exiger(
    reprise?.confirmeeLe === null,
    'DEC-67',
    "La caisse a confirmé la reprise : elle ne s'annule plus. Un fait oublié s'entre par sa propre commande, à sa date.",
    'etat',
  );
}
