/** A rectification applied: what the law draws from the changed life, and what follows from it now. DEC-33, DEC-34. */
import { dateDe, fuseau } from '../calendrier/calendrier.ts';
import { automatique, fait } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import { consequences, faitsAConfirmer } from '../consequences.ts';
import type { LigneJournal } from '../demandes.types.ts';
import type { Etat, Paiement } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { evoluer, evoluerTous } from '../evoluer.ts';
import { paiementsAttendus } from '../paiements/attendus.ts';
import { aDenombrer } from '../paiements/dus.ts';
import { ordonner } from '../paiements/suites.ts';
import { justifie } from '../calculs/calculs.ts';
import { depuis, inscrite } from '../calculs/date.ts';
import { baseDe, calculReste } from '../paiements/verses.ts';
import { calculReste as calculDuReste, ouvert, reclamable, recouvrementsOuverts } from '../recouvrement/dus.ts';
import { procedureDixHuitMois } from '../recouvrement/echeances.ts';
import { motifDeCloture } from '../suivi/cloture.ts';
import type { ClePaiement, DateCivile, Instant } from '../valeurs.ts';
import { differences } from './differences.ts';
import { faitsDe, type Faits } from './faits.ts';
import { correctif, fusionner, sansCause } from './fusion.ts';
import { rejouer, type Rejeu } from './rejeu.ts';
import type { Difference, Valeur } from './vocabulaire.ts';

export interface Dossier {
  readonly etat: Etat;
  readonly journal: readonly LigneJournal[];
  readonly maintenant: Instant;
}

/** The life played again as it stands, and with the change. */
export interface Jeu {
  readonly avant: Rejeu;
  readonly apres: Rejeu;
}

/** `changes`: the facts of the life, with the change. */
export const jouer = ({ etat, journal, maintenant }: Dossier, changes: Faits): Jeu => ({
  avant: rejouer(etat, faitsDe(journal), maintenant),
  apres: rejouer(etat, changes, maintenant),
});

export interface Rectification {
  readonly rang: number;
  readonly du?: DateCivile;
  readonly champ?: string;
  readonly avant: Valeur | null;
  readonly apres: Valeur | null;
}

/** What the law draws from the changed life: the rectification itself, then what follows from it now. */
export function rectifier(
  { etat, journal, maintenant }: Dossier,
  commande: Commande,
  rectification: Rectification,
  { avant, apres: rejeu }: Jeu,
  entree: readonly Evenement[],
): { readonly evenements: readonly Evenement[]; readonly differences: readonly Difference[]; readonly apres: Etat } {
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const clos = recouvrementsSansCause(etat, rejeu.etat, aujourdhui);
  const entre = evoluerTous(etat, [...entree, ...clos]);
  const fusion = { ...procedureReglee(fusionner(entre, rejeu.etat), rejeu.etat), rang: entre.rang };
  const charge = { ...rectification, differences: [], correctif: correctif(entre, fusion) };
  const rectifie = fait(commande, 'FaitRectifie', 'DEC-33', charge, { le: aujourdhui });
  const suivant = evoluer(entre, rectifie);
  const repris = [
    ...procedureOuverte(suivant, rejeu.etat),
    ...ordresRepris(suivant, rejeu.etat, aujourdhui),
    ...ordresDuDossierClos(suivant, rejeu.etat, aujourdhui),
  ];
  const premieres = [...repris, ...consequences(evoluerTous(suivant, repris), aujourdhui)];
  const interrompus = ordresSansCause(evoluerTous(suivant, premieres), avant.etat, rejeu.etat).map(
    ([paiement, ordre]) =>
      automatique(aujourdhui, 'PaiementInterrompu', 'DEC-34', {
        paiement,
        ...justifie({ montantCentimes: calculReste(paiement, ordre) }),
      }),
  );
  const arrete = evoluerTous(suivant, [...premieres, ...interrompus]);
  const suites = [...premieres, ...interrompus, ...consequences(arrete, aujourdhui)];
  const apres = evoluerTous(suivant, suites);
  // Orders interrupted and sums claimed are of the changes that people are shown.
  const liste = differences(etat, apres, journal, avant, rejeu);
  return {
    evenements: [...entree, ...clos, { ...rectifie, differences: liste }, ...suites],
    differences: liste,
    apres,
  };
}

/** DEC-34 — claims that nothing founds any more. */
const recouvrementsSansCause = (etat: Etat, rejoue: Etat, le: DateCivile): readonly Evenement[] =>
  recouvrementsOuverts(etat)
    .filter(([cle]) => {
      const autre = rejoue.recouvrements[cle];
      return autre === undefined || sansCause(autre);
    })
    .map(([recouvrement, en]) =>
      automatique(le, 'RecouvrementClos', 'DEC-34', {
        recouvrement,
        ...justifie({ montantCentimes: calculDuReste(recouvrement, en) }),
        issue: 'rien-du',
      }),
    );

/**
 * REC-01, DEC-38 — the procedure that the life played again opened and that claims nothing any more, the money having come
 * back: it was had, and what is out since is not of it.
 */
function procedureReglee(etat: Etat, { dixHuitMoisOuvertLe, recouvrements }: Etat): Etat {
  const reclame = recouvrements[DIX_HUIT_MOIS];
  return reclame === undefined || ouvert(reclame) ? etat : { ...etat, dixHuitMoisOuvertLe };
}
const DIX_HUIT_MOIS = 'dix-huit-mois';

/** REC-01 — the procedure of the eighteen months, when the life played again opens it, at its date. */
export const procedureOuverte = (etat: Etat, { dixHuitMoisOuvertLe: effetLe }: Etat): readonly Evenement[] =>
  effetLe !== null && etat.dixHuitMoisOuvertLe === null && reclamable(etat) > 0
    ? procedureDixHuitMois(etat, { effetLe, regle: 'REC-01' })
    : [];

/**
 * DEC-34 — orders that were interrupted, and that the life played again leaves out: they leave again under their own key.
 * What they waited for was there when they were made; a piece deposited since stops none, and nobody could look at it in a
 * case that closed. An order that was never made waits for the pieces as they are now (PAY-01), in a case that is open.
 */
const ordresRepris = (etat: Etat, apres: Etat, le: DateCivile): readonly Evenement[] =>
  faitsAConfirmer(etat)
    ? []
    : (Object.entries(etat.paiements) as [ClePaiement, Paiement][]).flatMap(([paiement, ordre]) => {
        const rejoue = apres.paiements[paiement];
        const repris =
          ordre.statut === 'interrompu' &&
          rejoue?.statut === 'ordonnance' &&
          rejoue.montantCentimes === ordre.montantCentimes &&
          !aDenombrer(etat, baseDe(paiement));
        if (!repris) return [];
        const { ordonnanceLe, dateLimite } = rejoue;
        return [
          automatique(le, 'PaiementReemis', 'DEC-34', {
            paiement,
            ...justifie({
              montantCentimes: calculReste(paiement, rejoue),
              dateLimite: inscrite(
                depuis('PaiementOrdonnance', ordonnanceLe),
                'PaiementOrdonnance',
                dateLimite,
                'DEC-34',
              ),
            }),
          }),
        ];
      });

/**
 * DEC-34, DEC-35 — orders that the life played again leaves out, in a case that only their absence closes: they leave, and
 * the case goes on. A piece found wanting since could be put right in no closed case, and the right would be lost.
 */
const ordresDuDossierClos = (etat: Etat, rejoue: Etat, le: DateCivile): readonly Evenement[] =>
  faitsAConfirmer(etat) || motifDeCloture(etat, le) === null
    ? []
    : paiementsAttendus(etat).flatMap((droit) => {
        const { cle, montant } = droit;
        const du =
          etat.paiements[cle] === undefined && rejoue.paiements[cle]?.statut === 'ordonnance' && montant !== null;
        return du ? [ordonner(etat, { ...droit, montant, montantCentimes: montant.resultat }, le)] : [];
      });

/**
 * DEC-34 — orders that are out, and that the life played again does not give any more: a piece that they wait for lacks. One
 * whose amount is to be known again, its adherents counted at another date, waits for it.
 */
const ordresSansCause = (etat: Etat, avant: Etat, apres: Etat): readonly (readonly [ClePaiement, Paiement])[] =>
  (Object.entries(etat.paiements) as [ClePaiement, Paiement][]).filter(
    ([cle, ordre]) =>
      calculReste(cle, ordre).resultat > 0 &&
      avant.paiements[cle] !== undefined &&
      (apres.paiements[cle] === undefined || apres.paiements[cle].statut === 'interrompu') &&
      !aDenombrer(etat, baseDe(cle)),
  );
