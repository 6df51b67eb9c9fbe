/** A case that was under way when the product arrived: its life is played from its facts, and opened as it stands. DEC-67. */
import { dateDe, enToutesLettres, fuseau, lireDate } from '../calendrier/calendrier.ts';
import { fait } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import { consequences } from '../consequences.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { evoluer } from '../evoluer.ts';
import { resteAVerser, totalPaye } from '../paiements/verses.ts';
import { Refus, exiger } from '../refus.ts';
import { exigerForme } from '../saisie.ts';
import { ENTREES, TABLE } from '../table.ts';
import { ROLES, type ClePaiement, type Instant } from '../valeurs.ts';
import { faitsRepris } from './faits.ts';
import { correctif, DES_REGLAGES } from './fusion.ts';
import { rejouer } from './rejeu.ts';
import { HORS_VIE, RECTIFICATIONS } from './sur-journal.ts';
import type { FaitRepris } from './vocabulaire.ts';

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

/** `reprendre`, on a case in which nothing has happened. */
export function reprendre(etat: Etat, commande: Commande<'reprendre'>, maintenant: Instant): readonly Evenement[] {
  const { faits } = commande.donnees;
  exigerFaits(faits);
  const { siege } = faits[0]?.donnees as { readonly siege?: unknown };
  const le = dateDe(maintenant, fuseau(typeof siege === 'string' ? siege : ''));
  const rejeu = rejouer(etat, { faits: faitsRepris(faits), reponses: [], reprisLe: le }, maintenant);
  const [contraire] = rejeu.impossibles;
  if (contraire !== undefined) {
    const place = faits.findIndex(({ donnees }) => donnees === contraire.commande.donnees) + 1;
    const phrase = `${designation(place, contraire.commande as unknown as FaitRepris)} : ${contraire.refus.message} Rien n'est repris.`;
    throw new Refus(
      contraire.refus.regle,
      phrase,
      contraire.refus.nature === 'role' ? 'donnees' : contraire.refus.nature,
    );
  }
  const { paiements } = rejeu.etat;
  const partis = Object.fromEntries(Object.entries(paiements).filter(([, un]) => !jamaisParti(un)));
  const apres = { ...rejeu.etat, paiements: partis };
  const repris = fait(
    commande,
    'DossierRepris',
    'DEC-67',
    {
      faits,
      phase: apres.phase,
      verseCentimes: totalPaye(apres),
      aOrdonner: Object.entries(paiements)
        .filter(([, un]) => jamaisParti(un))
        .map(([paiement, un]) => ({
          paiement: paiement as ClePaiement,
          montantCentimes: resteAVerser(un),
          dateLimite: un.dateLimite,
        })),
      suites: rejeu.evenements
        .filter(({ acteur, evenement }) => acteur === 'systeme' && evenement !== 'RappelEmis')
        .map(({ le: jour, evenement, regle }) => ({ le: jour, evenement, regle })),
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
