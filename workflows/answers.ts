/**
 * Commands already answered: a repeated one gets the same answer, also after continue-as-new. The engine gives it again by
 * itself within a run; across runs, what finds it in the journal is kept, and who asks reads it there. The records have the
 * answers of all; the case looks there for what it may have forgotten, unless who asks has done so.
 */
import { ApplicationFailure } from '@temporalio/workflow';
import { Refus } from '../domain/refus.ts';
import type { DetailsRefus, Message, Recu, Traitee } from './messages.ts';

/** Recent commands whose answer is kept for a repetition after continue-as-new. */
const REPONSES_GARDEES = 100;

const AUTRE_DEMANDE = new Refus(
  'SAISIE',
  'Cette clé a déjà servi pour une autre demande : chaque demande a la sienne (Idempotency-Key).',
  'etat',
);

/** A refusal, as the engine carries it to who asked. */
export function refuser({ regle, message: phrase }: Refus, nature: DetailsRefus['nature']): ApplicationFailure {
  const details: DetailsRefus = { nature, regle, phrase };
  return ApplicationFailure.create({ type: 'Refus', message: phrase, nonRetryable: true, details: [details] });
}

export class Reponses {
  readonly #donnees: Map<string, Traitee>;
  /** A run before this one may have answered more than it handed over. */
  readonly #oublieuses: boolean;

  constructor(donnees: readonly (readonly [string, Traitee])[] = []) {
    this.#donnees = new Map(donnees);
    this.#oublieuses = donnees.length >= REPONSES_GARDEES;
  }

  /** The records alone can say whether it was answered. */
  aChercher({ id, cherchee }: Pick<Message, 'id' | 'cherchee'>): boolean {
    return this.#oublieuses && cherchee !== true && !this.#donnees.has(id);
  }

  /** What the records had under this id. */
  retenir(id: string, { rang, nombre, empreinte }: Traitee): void {
    this.#donnees.set(id, { rang, nombre, empreinte });
  }

  /** The answer given under the same id, or undefined; refused when it was given to something else. */
  dejaDonnee({ id, empreinte }: Message): Recu | undefined {
    const traitee = this.#donnees.get(id);
    if (traitee === undefined) return undefined;
    if (traitee.empreinte !== (empreinte ?? null)) throw refuser(AUTRE_DEMANDE, AUTRE_DEMANDE.nature);
    return { rang: traitee.rang, nombre: traitee.nombre };
  }

  connue(id: string): boolean {
    return this.#donnees.has(id);
  }

  garder({ id, empreinte }: Message, { rang, nombre }: Recu): void {
    this.#donnees.set(id, { rang, nombre, empreinte: empreinte ?? null });
  }

  /** The most recent, for the next run. */
  get recentes(): (readonly [string, Traitee])[] {
    return [...this.#donnees].slice(-REPONSES_GARDEES);
  }
}
