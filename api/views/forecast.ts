/** What would happen to a case, line by line, each with its why. */
import { ajouterMois, dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../domain/commandes.ts';
import type { Etat } from '../../domain/etat.ts';
import type { SousDroit } from '../../domain/droit.ts';
import type { Journal } from '../../domain/calculs/situer.ts';
import { supposer, type Suite } from '../../domain/simulation/hypotheses.ts';
import { instant, type DateCivile, type Instant } from '../../domain/valeurs.ts';
import { EngineUnavailable, FinishedCase, UnknownCase, type ApiDeps, type Cases, type Records } from '../ports.ts';
import type { Identity } from '../../identity/verifier.ts';
import { explanation } from './dossier.ts';
import { explainedEvent } from './workings.ts';

/** Far enough to hold every delay of the procedure but the five years. */
const MONTHS_AHEAD = 18;

/** The case's own clock where the engine answers (a demonstration's is elsewhere); else the real one. */
export async function clockOf(cases: Cases, ess: string): Promise<Instant> {
  try {
    return instant((await cases.view(ess)).maintenant);
  } catch (error) {
    if (error instanceof EngineUnavailable || error instanceof UnknownCase || error instanceof FinishedCase)
      return instant(Date.now());
    throw error;
  }
}

/** A line of what would happen. `law`: the case, and the texts that it holds; `journal`: where the facts are. */
export const forecastLine = (law: SousDroit, suite: Suite, journal?: Journal) =>
  suite.sorte === 'refus'
    ? {
        le: suite.commande.donnees.le,
        evenement: 'CommandeRefusee',
        acteur: suite.commande.acteur,
        commande: suite.commande.commande,
        phrase: suite.phrase,
        regle: suite.regle,
        pourquoi: explanation(suite.regle),
      }
    : { ...explainedEvent(law, suite.evenement, journal), pourquoi: explanation(suite.evenement.regle) };

const horizonOf = (etat: Etat, maintenant: Instant) =>
  ajouterMois(dateDe(maintenant, fuseau(etat.siege)), MONTHS_AHEAD);

/** Silence for 18 months: it takes less than to copy the case to a thread. Reads only. */
export async function silence(cases: Cases, etat: Etat, journal?: Journal) {
  const maintenant = await clockOf(cases, etat.ess);
  const jusquAu = horizonOf(etat, maintenant);
  const { suites } = supposer(etat, maintenant, [], jusquAu);
  return { jusquAu, suites: suites.map((suite) => forecastLine(etat, suite, journal)) };
}

/** All lines of a case. */
export const journalOf = (records: Pick<Records, 'readJournal'>, { ess, rang }: Etat) =>
  records.readJournal(ess, { apresRang: 0, limite: Math.max(1, rang) });

/**
 * Silence until the end of `jusquAu` (default: 18 months), and each list of acts beside it, from the same instant: in a
 * thread of its own. Reads only.
 */
export async function forecast(
  { cases, records, workshop }: Pick<ApiDeps, 'cases' | 'records' | 'workshop'>,
  identity: Identity,
  etat: Etat,
  hypotheses: readonly (readonly Commande[])[],
  { jusquAu, envoi = false }: { readonly jusquAu?: DateCivile | undefined; readonly envoi?: boolean } = {},
) {
  const maintenant = await clockOf(cases, etat.ess);
  const horizon = jusquAu ?? horizonOf(etat, maintenant);
  const journal = await journalOf(records, etat);
  const aujourdhui = dateDe(maintenant, fuseau(etat.siege));
  const jours = new Set([aujourdhui, ...hypotheses.flat().map(({ donnees }) => donnees.le)]);
  const connus = await records.foresee(etat, [...jours]);
  const given = { etat, maintenant, hypotheses, horizon, journal, connus, envoi };
  return { jusquAu: horizon, journal, ...(await workshop.run(identity, 'previsions', given)) };
}
