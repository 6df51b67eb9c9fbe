/**
 * The state of a case once its life was played again: what the law gives, and what the world holds already (orders that
 * left, a territory, a number, open incidents), which no replay undoes. DEC-33, DEC-34.
 */
import type { Etat, Paiement, Recouvrement } from '../etat.ts';
import { resteAVerser, verseSur } from '../paiements/verses.ts';
import { ouvert } from '../recouvrement/dus.ts';
import { dixHuitMoisTenus, operationnelleATemps } from '../suivi/missions.ts';
import { centimes } from '../valeurs.ts';

/** What a case is given when it opens, and how far it has come. */
export const DES_REGLAGES = [
  'version',
  'revision',
  'ess',
  'rang',
  'grace',
  'delaisDeRappel',
  'rappels',
] as const satisfies readonly (keyof Etat)[];

/** Of the case as it runs, not of the law: a replay says nothing of them. */
const DU_DOSSIER = [
  ...DES_REGLAGES,
  'depassees',
  'dernierLe',
  'faitLe',
  'incidents',
  'rectification',
  'aConfirmer',
  'reprise',
  'conflits',
  'liberations',
  'rivaux',
  'dejaFinances',
  'closeLe',
  'archiveLe',
  'territoire',
] as const satisfies readonly (keyof Etat)[];

/** Played again, the same life gives the same state: what follows is not compared, since it depends on the order of entry. */
function comparable(etat: Etat): unknown {
  const reste = Object.fromEntries(
    Object.entries(etat).filter(([champ]) => !(DU_DOSSIER as readonly string[]).includes(champ) && champ !== 'finess'),
  );
  return {
    ...reste,
    // REC-01: judged at the first fact of after them, whichever it is.
    dixHuitMoisTenus: operationnelleATemps(etat),
    // Whether a recovery is all that is left depends on when it came.
    phase: etat.phase === 'recouvrement' ? (etat.dotation.concluLe === null ? 'amorcage' : 'dotation') : etat.phase,
    li: etat.li === null ? null : { ...etat.li, saisieLe: null, echanges: etat.li.echanges.toSorted() },
    projetSante: { ...etat.projetSante, saisiLe: null },
    paiements: Object.fromEntries(
      Object.entries(etat.paiements)
        .filter(([, { statut }]) => statut !== 'interrompu')
        .map(([cle, { montantCentimes, statut, executeLe }]) => [cle, { montantCentimes, statut, executeLe }]),
    ),
    recouvrements: Object.fromEntries(
      Object.entries(etat.recouvrements)
        .filter(([, recouvrement]) => ouvert(recouvrement))
        // Whether it is notified depends on when it was learnt of (DEC-37).
        .map(([cle, { montantCentimes, rembourseCentimes }]) => [cle, { montantCentimes, rembourseCentimes }]),
    ),
  };
}

/** The same JSON whatever the order of the keys. */
export function empreinte(valeur: unknown): string {
  return JSON.stringify(valeur, (_cle, contenu: unknown) =>
    typeof contenu === 'object' && contenu !== null && !Array.isArray(contenu)
      ? Object.fromEntries(Object.entries(contenu).sort(([a], [b]) => (a < b ? -1 : 1)))
      : contenu,
  );
}

/** Names of the fields on which two states of one case differ for the law. */
export function ecarts(reel: Etat, rejoue: Etat): readonly string[] {
  const [un, autre] = [comparable(reel), comparable(rejoue)] as Record<string, unknown>[];
  return Object.keys({ ...un, ...autre }).filter((champ) => empreinte(un?.[champ]) !== empreinte(autre?.[champ]));
}

const sansVirement = (ordre: Paiement): Paiement =>
  ordre.versements.length === 0 ? ordre : { ...ordre, statut: 'ordonnance', executeLe: null, versements: [] };

/** An order that is out stays what it is; one that the replay alone gives is still to be made, by what follows. */
function paiements(reel: Etat, rejoue: Etat): Etat['paiements'] {
  // A transfer is of the world, hence of the life played again: what was entered of one that it does not have is struck.
  const partis = Object.entries(reel.paiements).flatMap(([cle, ordre]): [string, Paiement][] =>
    rejoue.paiements[cle] !== undefined || ordre.duLe === null ? [] : [[cle, sansVirement(ordre)]],
  );
  const dus = Object.entries(rejoue.paiements).flatMap(([cle, paiement]): [string, Paiement][] => {
    const parti = reel.paiements[cle];
    if (parti === undefined) return paiement.executeLe === null ? [] : [[cle, paiement]];
    // Interrupted and due again, it is issued again under its own key (`paiementRepris`).
    if (parti.statut === 'interrompu') return [[cle, paiement.statut === 'ordonnance' ? parti : paiement]];
    const { ordonnanceLe, montantCentimes } = parti;
    // What is still to be paid and that the replay interrupts is interrupted by an event of its own: the caisse that holds the
    // order is told. One that was executed asks for nothing that could be stopped.
    const statut = paiement.statut === 'interrompu' && resteAVerser(parti) > 0 ? parti.statut : paiement.statut;
    const garde: Paiement = { ...paiement, statut, ordonnanceLe, montantCentimes };
    // DEC-37: made for what left, it waits for nothing more, whatever the law would have ordered.
    const solde = statut === 'ordonnance' && verseSur(garde) >= montantCentimes;
    return [[cle, solde ? { ...garde, statut: 'execute', executeLe: parti.executeLe } : garde]];
  });
  return Object.fromEntries([...dus, ...partis]);
}

/** Claimed once, and by nothing any more: what was repaid of it is kept, and looked at by what follows. */
export const sansCause = ({ duCentimes, montantCentimes }: Recouvrement): boolean =>
  duCentimes === 0 && montantCentimes === 0;

/**
 * DEC-37 — a sum that the law notifies by itself, with the effect, is notified in the world when it was learnt of: what
 * waits for the caisse still does, and no replay makes unpaid what was not.
 */
function notification(reelle: Recouvrement, rejouee: Recouvrement): Partial<Recouvrement> {
  if (reelle.origine !== 'amorcage' || !ouvert(reelle) || !ouvert(rejouee)) return {};
  const { statut, notifieLe } = reelle;
  return { statut: statut === 'impaye' && rejouee.statut !== 'impaye' ? 'notifie' : statut, notifieLe };
}

const totalRembourse = (recouvrements: Etat['recouvrements']): number =>
  Object.values(recouvrements).reduce((total, { rembourseCentimes }) => total + rembourseCentimes, 0);

/**
 * A recovery that the replay alone opens is still to be proposed. What was repaid stays where it was put: whether another
 * ground claims it now, or it is to be given back, follows (`recouvrementPropose`).
 */
function recouvrements(reel: Etat, rejoue: Etat): Etat['recouvrements'] {
  const gardes: Record<string, Recouvrement> = {};
  for (const [cle, en] of Object.entries(rejoue.recouvrements)) {
    const reelle = reel.recouvrements[cle];
    if (reelle === undefined && ouvert(en)) continue;
    const { ouvertLe } = reelle ?? en;
    gardes[cle] =
      reelle !== undefined && sansCause(en) && reelle.duCentimes > 0
        ? { ...reelle, rembourseCentimes: en.rembourseCentimes, statut: 'clos' }
        : { ...en, ouvertLe, ...(reelle === undefined ? {} : notification(reelle, en)) };
  }
  let aReplacer = totalRembourse(rejoue.recouvrements) - totalRembourse(gardes);
  for (const [cle, en] of Object.entries(gardes)) {
    const place = (reel.recouvrements[cle]?.rembourseCentimes ?? 0) - en.rembourseCentimes;
    const rendu = Math.max(0, Math.min(aReplacer, place));
    gardes[cle] = { ...en, rembourseCentimes: centimes(en.rembourseCentimes + rendu) };
    aReplacer -= rendu;
  }
  return gardes;
}

/** A case closes, and opens again, by an event of its own: what follows from the state says it. */
function cloture(reel: Etat, rejoue: Etat): Pick<Etat, 'phase' | 'motifCloture'> {
  if (reel.phase === 'close' && rejoue.phase !== 'close') return { phase: 'close', motifCloture: reel.motifCloture };
  if (reel.phase === 'close' || rejoue.phase !== 'close')
    return { phase: rejoue.phase, motifCloture: rejoue.motifCloture };
  const { dotation, amorcage, li, regime } = rejoue;
  const ouverte = regime !== 'droit-commun' || li?.decision?.sens === 'validee';
  const phase =
    dotation.concluLe !== null
      ? 'dotation'
      : amorcage.concluLe !== null
        ? 'amorcage'
        : ouverte
          ? 'creation'
          : 'lettre-intention';
  return { phase, motifCloture: null };
}

/** REC-01 — the procedure that the replay alone opens is still to be opened, by what follows. */
const dixHuitMois = ({ dixHuitMoisOuvertLe, recouvrements }: Etat, rejoue: Etat): Etat['dixHuitMoisOuvertLe'] =>
  recouvrements['dix-huit-mois'] === undefined ? dixHuitMoisOuvertLe : rejoue.dixHuitMoisOuvertLe;

/** `reel`: the state as it is; `rejoue`: as the law gives it. */
export function fusionner(reel: Etat, rejoue: Etat): Etat {
  const duDossier = Object.fromEntries(
    DU_DOSSIER.flatMap((champ) => (reel[champ] === undefined ? [] : [[champ, reel[champ]]])),
  );
  const regie = Object.fromEntries(
    Object.entries(rejoue).filter(([champ]) => !(DU_DOSSIER as readonly string[]).includes(champ)),
  ) as unknown as Etat;
  return {
    ...regie,
    ...duDossier,
    ...cloture(reel, rejoue),
    finess: rejoue.finess ?? reel.finess,
    paiements: paiements(reel, rejoue),
    recouvrements: recouvrements(reel, rejoue),
    dixHuitMoisOuvertLe: dixHuitMois(reel, rejoue),
    dixHuitMoisTenus: dixHuitMoisTenus(rejoue, reel.faitLe),
  };
}

/** The fields of `apres` that are not those of `avant`: what a rectification writes. */
export function correctif(avant: Etat, apres: Etat): Partial<Etat> {
  return Object.fromEntries(
    Object.entries(apres).filter(
      ([champ, valeur]) => empreinte(valeur) !== empreinte(avant[champ as keyof Etat]) && champ !== 'rang',
    ),
  );
}
