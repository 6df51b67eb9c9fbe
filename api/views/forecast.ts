/** What would happen to a case, line by line, each with its why. */
import { ajouterMois, dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../domain/commandes.ts';
import type { Etat } from '../../domain/etat.ts';
import { surJournal } from '../../domain/rectification/sur-journal.ts';
import { supposer, type Suite } from '../../domain/simulation/hypotheses.ts';
import { instant, type DateCivile, type Instant } from '../../domain/valeurs.ts';
import { EngineUnavailable, FinishedCase, UnknownCase, type ApiDeps, type Cases } from '../ports.ts';
import type { Identity } from '../../identity/verifier.ts';
import { explanation } from './dossier.ts';

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

const line = (suite: Suite) =>
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
    : { ...suite.evenement, pourquoi: explanation(suite.evenement.regle) };

/** Without acts and for so short a time, it takes less than to copy the case to a thread. */
const horizonOf = (etat: Etat, maintenant: Instant) =>
  ajouterMois(dateDe(maintenant, fuseau(etat.siege)), MONTHS_AHEAD);

/** Silence for 18 months. Reads only. */
export async function silence(cases: Cases, etat: Etat) {
  const maintenant = await clockOf(cases, etat.ess);
  const jusquAu = horizonOf(etat, maintenant);
  return { jusquAu, suites: supposer(etat, maintenant, [], jusquAu).suites.map(line) };
}

/** The acts, then silence until the end of `jusquAu` (default: 18 months): in a thread of its own. Reads only. */
export async function forecast(
  { cases, records, workshop }: Pick<ApiDeps, 'cases' | 'records' | 'workshop'>,
  identity: Identity,
  etat: Etat,
  actes: readonly Commande[],
  jusquAu?: DateCivile,
) {
  const maintenant = await clockOf(cases, etat.ess);
  const horizon = jusquAu ?? horizonOf(etat, maintenant);
  const replayed = actes.some((acte) => surJournal(etat, acte, maintenant));
  const journal = replayed ? await records.readJournal(etat.ess, { apresRang: 0, limite: etat.rang }) : [];
  const suites = await workshop.run(identity, 'prevision', { etat, maintenant, actes, horizon, journal });
  return { jusquAu: horizon, suites: suites.map(line) };
}
