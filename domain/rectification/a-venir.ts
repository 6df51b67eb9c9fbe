/**
 * What a rectification leads to once effects that are certain have taken effect: DEC-30, DEC-34. An effect that waits for its
 * grace, or a résiliation for its day, takes from the ESS what it takes, whether it is applied with the rectification or after.
 */
import { dateDe, fuseau } from '../calendrier/calendrier.ts';
import type { Echeance } from '../echeance.ts';
import { echeances } from '../echeances.ts';
import type { Etat } from '../etat.ts';
import { Deroulement, prochainReveil } from '../simulation/deroulement.ts';
import type { Instant } from '../valeurs.ts';

/** Nobody has to do anything for it: a résiliation that runs, or a silence whose last day is over. */
const certaine = ({ effet, expire, grace }: Echeance, aujourdhui: string): boolean =>
  effet === 'resiliation' || (grace !== undefined && expire < aujourdhui);

/** Both cases, played on to the last of those effects, each without another act. */
export function aVenir(avant: Etat, apres: Etat, maintenant: Instant): { readonly avant: Etat; readonly apres: Etat } {
  const aujourdhui = dateDe(maintenant, fuseau(avant.siege));
  const fin = [avant, apres]
    .flatMap((etat) => echeances(etat))
    .filter((une) => certaine(une, aujourdhui))
    .reduce<Instant>((dernier, { reveil }) => (reveil > dernier ? reveil : dernier), maintenant);
  return { avant: jusqua(avant, maintenant, fin), apres: jusqua(apres, maintenant, fin) };
}

function jusqua(etat: Etat, maintenant: Instant, fin: Instant): Etat {
  const dossier = new Deroulement(etat, { repondre: () => null });
  for (
    let reveil = prochainReveil([dossier.etat], maintenant, fin);
    reveil !== undefined;
    reveil = prochainReveil([dossier.etat], reveil, fin)
  )
    dossier.echoir(reveil);
  return dossier.etat;
}
