/** Other cases on an overlapping (specialty, department): where they stand, which are the same letter, which were already financed. DEC-56, DEC-57. */
import { enCours } from '../contrats/delais.ts';
import type { Etat, Rival } from '../etat.ts';

/** What the records know of a case, and what a rival is looked at by. */
export type Regarde = Pick<Etat, 'ess' | 'specialites' | 'departements' | 'siege' | 'effectifs'>;

const communs = (uns: readonly string[], autres: readonly string[]): boolean => uns.some((un) => autres.includes(un));

/** ELI-02 — any department in common, for any specialty in common. */
export const chevauche = (
  un: Pick<Etat, 'specialites' | 'departements'>,
  autre: Pick<Etat, 'specialites' | 'departements'>,
): boolean => communs(un.specialites, autre.specialites) && communs(un.departements, autre.departements);

/** DEC-56 — in instruction until it claims its territory, then validated, then running; null once nothing can come of it. */
export function statutRival(etat: Etat): Rival['statut'] | null {
  if (etat.rang === 0 || etat.phase === 'close' || etat.territoire === 'libere' || etat.renonceeLe !== null)
    return null;
  const decision = etat.li?.decision?.sens;
  if (decision === 'refusee') return null;
  if (enCours(etat.amorcage) || enCours(etat.dotation)) return 'en-cours';
  return decision === 'validee' || etat.territoire !== 'libre' ? 'validee' : 'en-instruction';
}

const ensemble = (textes: readonly string[]): string => [...new Set(textes)].toSorted().join();

/** DEC-56 — the same specialties, territory, seat and numbers: probably one letter sent twice. */
const memeLettre = (un: Regarde, autre: Etat): boolean =>
  autre.li !== null &&
  ensemble(un.specialites) === ensemble(autre.specialites) &&
  ensemble(un.departements) === ensemble(autre.departements) &&
  un.siege === autre.siege &&
  un.effectifs.medecinsPresents === autre.effectifs.medecinsPresents &&
  un.effectifs.liberaux === autre.effectifs.liberaux &&
  un.effectifs.engages === autre.effectifs.engages;

/** DEC-57 — a part of an amorçage was paid to it, whatever became of it. */
export const dejaFinancee = ({ paiements }: Etat): boolean =>
  Object.entries(paiements).some(([cle, { statut }]) => cle.startsWith('amorcage-') && statut === 'execute');

/** What is not there is not said. */
export interface Regard {
  readonly rivaux?: readonly Rival[];
  /** Ids of the rivals that seem to be the same letter. */
  readonly identiques?: readonly string[];
  readonly dejaFinances?: readonly string[];
}

/** What a case is told of all the others. */
export function regarder(cas: Regarde, tous: readonly Etat[]): Regard {
  const voisins = tous
    .filter((autre) => autre.ess !== cas.ess && chevauche(cas, autre))
    .toSorted((a, b) => (a.ess < b.ess ? -1 : 1));
  const rivaux = voisins.flatMap((autre) => {
    const statut = statutRival(autre);
    return statut === null ? [] : [{ ess: autre.ess, statut }];
  });
  const identiques = voisins
    .filter((autre) => statutRival(autre) === 'en-instruction' && memeLettre(cas, autre))
    .map(({ ess }) => ess);
  return {
    ...(rivaux.length === 0 ? {} : { rivaux }),
    ...(identiques.length === 0 ? {} : { identiques }),
    ...financesDe(voisins),
  };
}

const financesDe = (voisins: readonly Etat[]): Pick<Regard, 'dejaFinances'> => {
  const dejaFinances = voisins.filter(dejaFinancee).map(({ ess }) => ess);
  return dejaFinances.length === 0 ? {} : { dejaFinances };
};

/** What a claim is told besides: who was already financed on its territory. */
export const dejaFinancesAutour = (cas: Regarde, tous: readonly Etat[]): Pick<Regard, 'dejaFinances'> =>
  financesDe(tous.filter((autre) => autre.ess !== cas.ess && chevauche(cas, autre)));
