/** A case to take up, played first (DEC-67): where it stands, what is to come, what was paid, what is wrong and where. */
import { echeances } from '../../domain/echeances.ts';
import { etatInitial } from '../../domain/etat.ts';
import { totalPaye } from '../../domain/paiements/verses.ts';
import { examinerReprise } from '../../domain/rectification/reprise.ts';
import type { FaitRepris, SuiteReprise } from '../../domain/rectification/vocabulaire.ts';
import type { OrdreDu } from '../../domain/etat.ts';
import { Refus } from '../../domain/refus.ts';
import { arsCompetente } from '../../domain/creation/competence.ts';
import { caisseUnique } from '../../domain/creation/caisses.ts';
import type { DateCivile, Instant, Phase, Role } from '../../domain/valeurs.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { readFact } from '../commands/facts.ts';
import { isCommand } from '../commands/chapters/all.ts';
import { titleOf } from './columns.ts';
import type { TakeoverError, WrittenCase, WrittenFact } from './read-file.ts';

/** Where a case stands today, as the law draws it. */
export interface Standing {
  readonly region: string;
  readonly caisse: string;
  readonly siege: string;
  readonly phase: Phase;
  readonly motifCloture: string | null;
  readonly verseCentimes: number;
  readonly aOrdonner: readonly OrdreDu[];
  readonly suites: readonly SuiteReprise[];
  /** What is to come, the soonest first. */
  readonly echeances: readonly {
    readonly cle: string;
    readonly expire: DateCivile;
    readonly attendu: readonly Role[];
  }[];
}

export interface PlayedCase {
  readonly reference: string;
  readonly mandataire: string | null;
  readonly faits: readonly FaitRepris[];
  readonly nombreFaits: number;
  readonly erreurs: readonly TakeoverError[];
  /** `null` while something is wrong. */
  readonly situation: Standing | null;
}

/** Dates that matter to who reads a report. */
const MOST_DEADLINES = 6;

/** Column of a field of the data, as far as there is one. */
const columnOf = (champ: string): string => titleOf(champ.replace(/[.[].*$/, ''));

/** The form of one fact: its data as its command reads them, or what is wrong. */
function formOf({ ligne, commande, acteur, donnees }: WrittenFact): FaitRepris | readonly TakeoverError[] {
  if (!isCommand(commande) || commande === 'reprendre')
    return [
      { ligne, colonne: titleOf('fait'), regle: 'DEC-67', message: 'Ce fait n’existe pas, ou ne se reprend pas.' },
    ];
  try {
    return { commande, acteur, donnees: readFact(commande, donnees) as unknown as FaitRepris['donnees'] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.supplement.erreurs ?? []).map(({ champ, regle, message }) => ({
      ligne,
      colonne: columnOf(champ),
      regle,
      message,
    }));
  }
}
const isWrong = (read: FaitRepris | readonly TakeoverError[]): read is readonly TakeoverError[] => Array.isArray(read);

/** Plays it; writes nothing. `maintenant`: when it would be taken up. */
export function playCase(
  { reference, mandataire, faits: ecrits, erreurs }: WrittenCase,
  maintenant: Instant,
): PlayedCase {
  const lus = ecrits.map(formOf);
  const faits = lus.filter((un): un is FaitRepris => !isWrong(un));
  const deForme = [...erreurs, ...lus.flatMap((un) => (isWrong(un) ? un : []))];
  const base = { reference, mandataire, faits, nombreFaits: ecrits.length };
  // A fact that lacks would make others contradict the law: nothing is said of it before all can be read.
  if (deForme.length > 0) return { ...base, erreurs: inOrder(deForme), situation: null };
  const ofLaw = (place: number | null, refus: Refus): TakeoverError => ({
    ligne: place === null ? null : (ecrits[place - 1]?.ligne ?? null),
    colonne: null,
    regle: refus.regle,
    message: refus.message,
  });
  try {
    const examen = examinerReprise(etatInitial('ess-00-00000000'), faits, maintenant);
    if (examen.contraires.length > 0)
      return {
        ...base,
        erreurs: inOrder(examen.contraires.map(({ place, refus }) => ofLaw(place, refus))),
        situation: null,
      };
    return { ...base, erreurs: [], situation: standingOf(examen) };
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return { ...base, erreurs: [ofLaw(null, error)], situation: null };
  }
}

/** As they stand in the file: what comes first often explains what follows. */
const inOrder = (erreurs: readonly TakeoverError[]): readonly TakeoverError[] =>
  erreurs.toSorted((a, b) => (a.ligne ?? 0) - (b.ligne ?? 0));

function standingOf({ etat, dus, suites, le }: ReturnType<typeof examinerReprise>): Standing {
  const { siege, departements, phase, motifCloture } = etat;
  return {
    region: etat.ars || arsCompetente(departements, siege),
    caisse: etat.caisse || caisseUnique(siege),
    siege,
    phase,
    motifCloture,
    verseCentimes: totalPaye(etat),
    aOrdonner: dus,
    suites,
    echeances: echeances(etat)
      .filter(({ effet, expire }) => effet !== 'rappel' && effet !== 'archivage' && expire >= le)
      .toSorted((a, b) => (a.expire < b.expire ? -1 : 1))
      .slice(0, MOST_DEADLINES)
      .map(({ cle, expire, attendu }) => ({ cle, expire, attendu })),
  };
}
