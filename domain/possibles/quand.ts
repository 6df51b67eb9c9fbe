/** From which day an act that is refused today will be possible, if nobody does anything until then. */
import { ajouterMois, dateDe, fuseau, lendemain, minuit } from '../calendrier/calendrier.ts';
import type { NomCommande } from '../commandes.ts';
import { Deroulement, prochainReveil } from '../simulation/deroulement.ts';
import { supposee } from '../simulation/registres.ts';
import { ENTREES } from '../table.ts';
import type { DateCivile, Role } from '../valeurs.ts';
import { possible, REJOUENT, type Demande } from './possibles.ts';

/** Far enough to hold every delay of the procedure but the five years. */
const MOIS = 18;
/** Days on which the law does something, looked at one after the other. */
const REVEILS_AU_PLUS = 8;

/** By command, the first day; those that no passing of time makes possible are absent. */
export function quand(
  { etat, journal, maintenant, competent }: Demande,
  refusees: readonly NomCommande[],
  acteur: Role,
): Readonly<Partial<Record<NomCommande, DateCivile>>> {
  const zone = fuseau(etat.siege);
  const fin = minuit(lendemain(ajouterMois(dateDe(maintenant, zone), MOIS)), zone);
  const dossier: Deroulement = new Deroulement(
    etat,
    { repondre: (demande) => supposee(dossier.etat, demande) },
    journal,
  );
  const jours: Partial<Record<NomCommande, DateCivile>> = {};
  let restent = refusees.filter(
    (commande) => !REJOUENT.includes(commande) && !(ENTREES as readonly NomCommande[]).includes(commande),
  );
  let horloge = maintenant;
  for (let reveils = 0; reveils < REVEILS_AU_PLUS && restent.length > 0;) {
    const reveil = prochainReveil([dossier.etat], horloge, fin);
    if (reveil === undefined) break;
    horloge = reveil;
    const avant = dossier.etat;
    dossier.echoir(horloge);
    // A reminder changes nothing of what may be done.
    if (dossier.evenements.length === 0 || dossier.etat === avant || rappelsSeuls(dossier, avant.rang)) continue;
    reveils += 1;
    const alors = {
      etat: dossier.etat,
      journal: dossier.journal,
      maintenant: horloge,
      ...(competent === undefined ? {} : { competent }),
    };
    const ouvertes = restent.filter((commande) => possible(alors, commande, acteur).statut !== 'impossible');
    for (const commande of ouvertes) jours[commande] = dateDe(horloge, zone);
    restent = restent.filter((commande) => !ouvertes.includes(commande));
  }
  return jours;
}

const rappelsSeuls = ({ journal }: Deroulement, depuis: number): boolean =>
  journal.filter(({ rang }) => rang > depuis).every(({ evenement }) => evenement.evenement === 'RappelEmis');
