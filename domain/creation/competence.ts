/**
 * Whose a case is: the caisse of the seat (DEC-66), those that it had before and what they keep (DEC-47), the ARS that
 * decides and those that read (DEC-49).
 */
import type { Commande } from '../commandes.ts';
import type { Etat } from '../etat.ts';
import { courantes } from '../resiliation/encours.ts';
import { CONTRATS } from '../valeurs.ts';
import { regionDe } from './regions.ts';

const sansDoublon = (valeurs: readonly string[]): readonly string[] => [
  ...new Set(valeurs.filter((valeur) => valeur !== '')),
];

/** Regions of a territory, in the order of its departments. */
const regionsDe = (departements: readonly string[]): readonly string[] => sansDoublon(departements.map(regionDe));

/**
 * DEC-49 — the ARS of the territory; over several regions, that of the seat when the seat is in the territory, else that
 * of the first department. Fixed at the deposit.
 */
export function arsCompetente(departements: readonly string[], siege: string): string {
  const [premiere = '', ...autres] = regionsDe(departements);
  return autres.length > 0 && departements.includes(siege) ? regionDe(siege) : premiere;
}

/** DEC-49 — the ARS that decides, then the others of the territory, which read and are told. */
export const regionsInformees = ({ ars, departements }: Pick<Etat, 'ars' | 'departements'>): readonly string[] =>
  sansDoublon([ars, ...regionsDe(departements)]);

/** DEC-47 — the caisse of the case, the one that is asked to confirm a new seat, then those of before, which read. */
export const caissesInformees = ({
  caisse,
  siegeAnnonce,
  caissesAnterieures,
}: Pick<Etat, 'caisse' | 'siegeAnnonce' | 'caissesAnterieures'>): readonly string[] =>
  sansDoublon([caisse, siegeAnnonce?.caisse ?? '', ...caissesAnterieures]);

/** DEC-47 — the caisse to which a payment belongs: what a former one executed, or has in a batch, stays its own. */
export const caisseDuPaiement = ({ caisse, gardes }: Pick<Etat, 'caisse' | 'gardes'>, paiement: string): string =>
  gardes[paiement] ?? caisse;

/** DEC-47 — a recovery belongs to the caisse that paid what is claimed: of several payments, the last one executed. */
export function caisseDuRecouvrement(etat: Etat, recouvrement: string): string {
  const gardee = etat.gardes[recouvrement];
  if (gardee !== undefined) return gardee;
  if (recouvrement.startsWith('indu-')) return caisseDuPaiement(etat, recouvrement.slice('indu-'.length));
  // A résiliation claims what its contract gave (RES-A-04, RES-D-05); the eighteen months, all that was paid (REC-01).
  const contrat = CONTRATS.find((un) => un === recouvrement) ?? '';
  const [dernier] = Object.entries(etat.paiements)
    .flatMap(([cle, { executeLe }]) => (cle.startsWith(contrat) && executeLe !== null ? [{ cle, executeLe }] : []))
    .toSorted((a, b) => b.executeLe.localeCompare(a.executeLe));
  return dernier === undefined ? etat.caisse : caisseDuPaiement(etat, dernier.cle);
}

const RESILIATION: readonly string[] = [
  'accuser-reception-resiliation',
  'approuver-resiliation',
  'notifier-resiliation',
  'repondre-saisine',
  'abandonner-resiliation',
  'retirer-resiliation',
];
const RECOUVREMENT: readonly string[] = ['confirmer-recouvrement', 'constater-remboursement', 'clore-recouvrement'];
const RECTIFICATION: readonly string[] = ['corriger', 'annuler'];

/**
 * The caisses that may do an act: that of the case; for what a former one keeps, that one alone (DEC-47). Rights look at
 * it: in the law itself an actor is a role.
 */
export function caissesCompetentes(etat: Etat, commande: Commande): readonly string[] {
  const { commande: nom, donnees } = commande;
  const champs = donnees as unknown as Readonly<Record<string, unknown>>;
  const { paiement, rang, recouvrement } = champs;
  if (nom === 'confirmer-constat' && etat.siegeAnnonce !== null && rang === etat.siegeAnnonce.rang)
    return [etat.siegeAnnonce.caisse];
  if (typeof paiement === 'string' && nom.endsWith('-paiement')) return [caisseDuPaiement(etat, paiement)];
  if (RESILIATION.includes(nom)) return [etat.gardes[CLE_RESILIATION] ?? etat.caisse];
  if (RECOUVREMENT.includes(nom)) {
    const vises =
      typeof recouvrement === 'string'
        ? [recouvrement]
        : Object.entries(etat.recouvrements).flatMap(([cle, { statut }]) =>
            statut === 'clos' || statut === 'rembourse' ? [] : [cle],
          );
    return vises.length === 0 ? [etat.caisse] : sansDoublon(vises.map((cle) => caisseDuRecouvrement(etat, cle)));
  }
  if (RECTIFICATION.includes(nom)) return sansDoublon([etat.caisse, ...Object.values(etat.gardes)]);
  return [etat.caisse];
}

/** In `gardes`, the résiliation that a former caisse had proposed or was notified. */
export const CLE_RESILIATION = 'resiliation';

/**
 * DEC-47 — what the caisse that leaves keeps: what it executed or got back, orders in a batch, open recoveries, the
 * résiliation under way. What was kept by one before it stays with that one.
 */
export function gardesApres(etat: Etat, enLot: readonly string[]): Etat['gardes'] {
  const paiements = Object.entries(etat.paiements).flatMap(([cle, { statut, executeLe }]) =>
    executeLe !== null || (statut === 'ordonnance' && enLot.includes(cle)) ? [cle] : [],
  );
  const recouvrements = Object.keys(etat.recouvrements);
  const resiliation = courantes(etat).length === 0 ? [] : [CLE_RESILIATION];
  return {
    ...Object.fromEntries([...paiements, ...recouvrements, ...resiliation].map((cle) => [cle, etat.caisse])),
    ...etat.gardes,
  };
}
