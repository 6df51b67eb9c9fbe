/**
 * Incidents: what fails beyond its first attempts is told on the case, and goes on being tried without end. Costs nothing
 * while all goes well: the first attempts are the activity's own retries, and only their end is an event of the history.
 */
import { ActivityFailure, CancellationScope, condition, isCancellation, rootCause } from '@temporalio/workflow';
import type { Etat } from '../domain/etat.ts';
import { ESSAIS_SANS_FIN, PREMIERS_ESSAIS, type Essais } from './lanes.ts';

export class Incidents {
  readonly #etat: () => Etat;
  readonly #noter: (evenement: 'IncidentOuvert' | 'IncidentLeve', cle: string) => void;
  /** What is being tried, by key: its cancellation is a new attempt at once. */
  readonly #portees = new Map<string, CancellationScope>();
  readonly #relances = new Set<string>();
  readonly #causes = new Map<string, string>();

  /** `noter`: records the event. */
  constructor(etat: () => Etat, noter: (evenement: 'IncidentOuvert' | 'IncidentLeve', cle: string) => void) {
    this.#etat = etat;
    this.#noter = noter;
  }

  ouvert(cle: string): boolean {
    return Object.hasOwn(this.#etat().incidents, cle);
  }

  /** Last known cause of an open incident, for the operator's eyes; never in the journal. */
  cause(cle: string): string | undefined {
    return this.#causes.get(cle);
  }

  /** Tries again now what keeps failing under this key, with the data known by now. */
  relancer(cle: string): void {
    const portee = this.#portees.get(cle);
    if (portee === undefined) return;
    this.#relances.add(cle);
    portee.cancel();
  }

  /** Does one thing under its key, however long it takes. Only its abandon by the caller (a cancellation) throws. */
  async tenir<T>(cle: string, faire: (essais: Essais) => Promise<T>): Promise<T> {
    for (;;)
      try {
        const reponse = await (this.ouvert(cle) ? this.#sansFin(cle, faire) : faire(PREMIERS_ESSAIS));
        this.#relances.delete(cle);
        this.lever(cle);
        return reponse;
      } catch (erreur) {
        if (this.#relances.delete(cle)) continue;
        if (isCancellation(erreur) || !(erreur instanceof ActivityFailure)) throw erreur;
        this.#causes.set(cle, rootCause(erreur) ?? erreur.message);
        if (!this.ouvert(cle)) this.ouvrir(cle);
        // Refused for good, without another attempt: only a person can change that.
        else await condition(() => this.#relances.delete(cle));
      } finally {
        this.#portees.delete(cle);
      }
  }

  /** In a scope of its own, that a new attempt at once cancels; the first attempts end soon by themselves. */
  #sansFin<T>(cle: string, faire: (essais: Essais) => Promise<T>): Promise<T> {
    const portee = new CancellationScope();
    this.#portees.set(cle, portee);
    return portee.run(() => faire(ESSAIS_SANS_FIN));
  }

  ouvrir(cle: string): void {
    if (!this.ouvert(cle)) this.#noter('IncidentOuvert', cle);
  }

  /** What was failing passed, or is asked no more. */
  lever(cle: string): void {
    this.#causes.delete(cle);
    if (this.ouvert(cle)) this.#noter('IncidentLeve', cle);
  }
}
