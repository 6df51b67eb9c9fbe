/** SUI-03 — what one ESS brings to the national picture of a period, from its journal. Figures only: no name, no date. */
import { fuseau, heureLocale, joursEntre } from '../calendrier/calendrier.ts';
import { etatInitial, type Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { evoluer } from '../evoluer.ts';
import { faitsRepris } from '../rectification/faits.ts';
import { rejouer } from '../rectification/rejeu.ts';
import { missionSocleComplete, operationnelle } from '../suivi/missions.ts';
import { finDuDelai } from '../droit.ts';
import { totalPaye } from '../paiements/verses.ts';
import type { DateCivile, Phase } from '../valeurs.ts';
import { cibleAtteinte } from '../suivi/echeances.ts';
import { completeLe } from '../lettre-intention/delais.ts';
import type { Indicateurs } from '../suivi/vocabulaire.ts';

/** `delaiJours`: from the complete letter, or the reception of the projet de santé; null when that start is unknown. */
export interface DecisionRendue {
  readonly favorable: boolean;
  readonly tacite: boolean;
  readonly delaiJours: number | null;
}

export interface ChiffresEss {
  readonly region: string;
  readonly departement: string;
  /** In alphabetical order; several under DER-01. */
  readonly specialites: readonly string[];
  /** Of its territory. */
  readonly departements: readonly string[];
  /** DEC-15: claimed and not released. A contested claim counts: the team works there, whoever keeps the territory. */
  readonly tientSonTerritoire: boolean;
  readonly phase: Phase;
  readonly entree: boolean;
  readonly cloture: boolean;
  /** REC-04: open, with an activity of the mission socle evidenced; with both. */
  readonly operationnelle: boolean;
  readonly socleComplet: boolean;
  readonly lettreIntention: readonly DecisionRendue[];
  readonly projetSante: readonly DecisionRendue[];
  /** DEC-11: last count; zero once closed. */
  readonly adherents: number;
  /** SUI-02: a report came in the period; its indicators when it gives them, those of the last report. */
  readonly rapport: boolean;
  readonly indicateurs: Indicateurs | null;
  readonly verseCentimes: number;
  readonly rembourseCentimes: number;
  /** ELI-05, DEC-25: null before the day on which the target is looked at. */
  readonly cible30: boolean | null;
  readonly cible50: boolean | null;
}

/** ELI-05, DEC-25: whether the target is met, and the day from which it is looked at. */
interface Cible {
  readonly le: DateCivile;
  readonly atteinte: boolean;
}

/** The figures of a period whatever its last day, as long as no event falls after that day: only the targets wait for theirs. */
export interface ChiffresSansDate extends Omit<ChiffresEss, 'cible30' | 'cible50'> {
  readonly cible30: Cible | null;
  readonly cible50: Cible | null;
}

/** As they are said on that day. */
export const chiffresDuJour = (chiffres: ChiffresSansDate, au: DateCivile): ChiffresEss => ({
  ...chiffres,
  cible30: cibleLue(chiffres.cible30, au),
  cible50: cibleLue(chiffres.cible50, au),
});
const cibleLue = (cible: Cible | null, au: DateCivile): boolean | null =>
  cible === null || cible.le > au ? null : cible.atteinte;

const totalRembourse = ({ recouvrements }: Etat): number =>
  Object.values(recouvrements).reduce((total, { rembourseCentimes }) => total + rembourseCentimes, 0);

type Rendues = ReadonlyMap<string, DecisionRendue>;

/** The decision that an event carries, under a key that a correction can take back. */
function decisionDe(avant: Etat, { evenement, le, ...reste }: Evenement): [string, DecisionRendue] | null {
  const tacite = 'mode' in reste && reste.mode === 'tacite';
  const rendue = (favorable: boolean, depart: DateCivile | null): DecisionRendue => ({
    favorable,
    tacite,
    delaiJours: depart === null ? null : joursEntre(depart, le),
  });
  switch (evenement) {
    case 'LettreIntentionValidee':
    case 'LettreIntentionRefusee': {
      const depart = avant.li === null ? null : completeLe(avant.li, avant.derogation);
      return ['li', rendue(evenement === 'LettreIntentionValidee', depart)];
    }
    case 'ProjetSanteValide':
    case 'ProjetSanteRefuse':
      return [`ps-${avant.projetSante.version}`, rendue(evenement === 'ProjetSanteValide', avant.projetSante.recuLe)];
    default:
      return null;
  }
}

/** DEC-33: a rectification may reopen what was decided. */
const sansRouvertes = (rendues: Rendues, etat: Etat): Rendues =>
  new Map(
    [...rendues].filter(
      ([cle]) =>
        !(cle === 'li' && etat.li?.decision === null) &&
        !(cle === `ps-${etat.projetSante.version}` && etat.projetSante.decision === null),
    ),
  );

function cibles(etat: Etat): Pick<ChiffresSansDate, 'cible30' | 'cible50'> {
  const { concluLe } = etat.dotation;
  const lue = (quand: 'cible30' | 'cible50', cible: 'cibleIntermediaire' | 'cibleCinqAns') =>
    concluLe === null || etat.dotation.fin !== null
      ? null
      : { le: finDuDelai(etat, quand, concluLe), atteinte: cibleAtteinte(etat, cible) };
  return { cible30: lue('cible30', 'cibleIntermediaire'), cible50: lue('cible50', 'cibleCinqAns') };
}

/** `du`, `au`: its days, both included. The state is that of `au`, the acts those of the period. */
export interface Periode {
  readonly du: DateCivile;
  readonly au: DateCivile;
}

/** DEC-67 — of a case taken over, what happened before is counted in its own years: its facts, and what the law drew from them. */
export function avecVieReprise(ess: string, evenements: readonly Evenement[]): readonly Evenement[] {
  const [premier] = evenements;
  if (premier?.evenement !== 'DossierRepris') return evenements;
  const { faits, le } = premier;
  const reprise = { faits: faitsRepris(faits), reponses: [], reprisLe: le };
  const { evenements: vecus } = rejouer(etatInitial(ess), reprise, heureLocale(le, '12:00', fuseau('')));
  return [...vecus, ...evenements];
}

/** DEC-33 — a case entered by mistake, or taken over wrongly: another one says it. */
export const entreeAnnulee = (evenement: Evenement): boolean =>
  evenement.evenement === 'FaitRectifie' && evenement.rang === 1 && evenement.apres === null;

/**
 * `evenements`: a journal, in its order; those dated after `au` are left out, but for the strike of the entry. Null: the ESS
 * had not yet entered, or its entry was struck.
 */
export function chiffresAnnuels(ess: string, evenements: readonly Evenement[], periode: Periode): ChiffresEss | null {
  if (evenements.some(entreeAnnulee)) return null;
  const chiffres = compter(ess, avecVieReprise(ess, evenements), periode);
  return chiffres === null ? null : chiffresDuJour(chiffres, periode.au);
}

/** `vie`: the events of a case whose entry stands, those from before it was taken over included (`avecVieReprise`). */
export function compter(ess: string, vie: readonly Evenement[], { du, au }: Periode): ChiffresSansDate | null {
  let etat = etatInitial(ess);
  let rendues: Rendues = new Map();
  let rapport: { readonly indicateurs: Indicateurs | null } | null = null;
  let closeLe: DateCivile | null = null;
  let verseCentimes = 0;
  let rembourseCentimes = 0;
  for (const evenement of vie.filter(({ le }) => le <= au)) {
    const decision = decisionDe(etat, evenement);
    const avant = etat;
    etat = evoluer(etat, evenement);
    if (evenement.evenement === 'FaitRectifie') rendues = sansRouvertes(rendues, etat);
    if (evenement.evenement === 'EssClose') closeLe = evenement.le;
    if (evenement.evenement === 'DossierRouvert') closeLe = null;
    if (evenement.le < du) continue;
    if (decision !== null) rendues = new Map([...rendues, decision]);
    if (evenement.evenement === 'RapportActiviteDepose') rapport = { indicateurs: evenement.indicateurs ?? null };
    if (evenement.evenement === 'PaiementExecute') verseCentimes += evenement.montantCentimes;
    if (evenement.evenement === 'PaiementRetourne') verseCentimes -= evenement.montantCentimes;
    if (evenement.evenement === 'RemboursementConstate') rembourseCentimes += evenement.montantCentimes;
    if (evenement.evenement === 'FaitRectifie') {
      // DEC-34: a transfer that never left, or for another sum: taken back on the day it was put right, as in the books.
      verseCentimes += totalPaye(etat) - totalPaye(avant);
      rembourseCentimes += totalRembourse(etat) - totalRembourse(avant);
    }
  }
  if (etat.entreeLe === null) return null;
  const denombrements = Object.values(etat.denombrements).toSorted((a, b) => a.date.localeCompare(b.date));
  const surDemande = (prefixe: string) =>
    [...rendues].filter(([cle]) => cle.startsWith(prefixe)).map(([, rendue]) => rendue);
  return {
    region: etat.ars,
    departement: etat.siege,
    specialites: etat.specialites.toSorted((a, b) => a.localeCompare(b, 'fr')),
    departements: etat.departements,
    tientSonTerritoire: etat.phase !== 'close' && ['revendique', 'conteste'].includes(etat.territoire),
    phase: etat.phase,
    entree: etat.entreeLe >= du,
    cloture: closeLe !== null && closeLe >= du,
    operationnelle: etat.phase !== 'close' && operationnelle(etat),
    socleComplet: etat.phase !== 'close' && missionSocleComplete(etat),
    lettreIntention: surDemande('li'),
    projetSante: surDemande('ps-'),
    adherents: etat.phase === 'close' ? 0 : (denombrements.at(-1)?.nombre ?? 0),
    rapport: rapport !== null,
    indicateurs: rapport?.indicateurs ?? null,
    verseCentimes,
    rembourseCentimes,
    ...cibles(etat),
  };
}
