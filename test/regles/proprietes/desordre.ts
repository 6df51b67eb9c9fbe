/** The facts of a life entered all after its end, in any order: what a fact rests on not being there yet, it is entered later. */
import type { Commande } from '../../../domain/commandes.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { Refus } from '../../../domain/refus.ts';
import { instant } from '../../../domain/valeurs.ts';
import { approuver, deplace, designant, monde, type Acte, type Vie } from './autrement.ts';
import type { Bande } from './bande.ts';
import { Dossier } from './dossier.ts';

const JOUR = 86_400_000;
/** Their dates are certain: a platform has stamped them (DEC-29). */
const PROUVEE = { preuve: { nature: 'plateforme' } };
/** More rounds than a chain of facts, each resting on the one before, is long. */
const TOURS = 40;

/** The case so lived, and the facts that it never took, with the last refusal of each. */
export function vivreEnDesordre(vie: Vie, bande: Bande): { dossier: Dossier; restants: readonly string[] } {
  const [entree, ...autres] = vie.actes;
  if (entree === undefined) throw new Error('a life begins with its entry');
  const dossier = new Dossier(instant(vie.dossier.horloge + JOUR), monde, {}, vie.grace);
  const rangs = new Map<number, number>();
  const refus = new Map<Acte, string>();
  const entrer = (acte: Acte): boolean => {
    const nommee = designant(acte.commande, rangs);
    const dite = { ...nommee, donnees: { ...nommee.donnees, ...PROUVEE } } as unknown as Commande;
    // Nobody agrees to what was never shown to them: what they agreed to is entered first.
    if (deplace(acte, juger(dossier.etat, dite, dossier.horloge, dossier.journal))) return false;
    const avant = dossier.etat.rang;
    const reponse = dossier.commander(dite);
    if (reponse instanceof Refus) {
      refus.set(acte, `${dite.commande} ${dite.donnees.le}: ${reponse.message}`);
      return false;
    }
    const proposee = dossier.etat.rectification !== null;
    if (proposee && approuver(dossier) instanceof Refus) throw new Error(`${dite.commande}: not agreed to`);
    const place = reponse.findIndex(({ acteur }) => acteur === dite.acteur);
    // Proposed, then approved, then entered.
    rangs.set(acte.rang, avant + 1 + place + (proposee ? 2 : 0));
    return true;
  };
  let attente = [entree].filter((acte) => !entrer(acte)).concat(autres);
  for (let tour = 0; attente.length > 0 && tour < TOURS; tour += 1) {
    const melees = attente.map((acte) => ({ acte, place: bande.hasard() })).toSorted((a, b) => a.place - b.place);
    const encore = melees.map(({ acte }) => acte).filter((acte) => !entrer(acte));
    // Silence waits for the grace (DEC-30); what rests on it is entered then.
    dossier.avancer(instant(dossier.horloge + 9 * JOUR));
    if (encore.length === attente.length && tour > 2) break;
    attente = encore;
  }
  dossier.avancer(instant(dossier.horloge + 20 * JOUR));
  return { dossier, restants: attente.map((acte) => refus.get(acte) ?? '') };
}
