/** The search attributes of the case, those that change: one event of history for all that a task does, or none. */
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { Voie } from './lanes.ts';

export interface APublier {
  readonly attributs: () => SearchAttributeUpdatePair[];
  /** Whether this is the moment: the task has nothing more to do that would change them. */
  readonly moment: () => boolean;
}

const empreinte = ({ value }: SearchAttributeUpdatePair): string => JSON.stringify(value);

export class Publication implements Voie {
  readonly #aPublier: APublier;
  /** As they were published last, by name. */
  #publies: ReadonlyMap<string, string> = new Map();
  #demandee = false;

  constructor(aPublier: APublier) {
    this.#aPublier = aPublier;
  }

  /** The case has moved. */
  demander(): void {
    this.#demandee = true;
  }

  get prete(): boolean {
    return this.#demandee && this.#aPublier.moment();
  }

  avancer(): Promise<void> {
    this.#demandee = false;
    const attributs = this.#aPublier.attributs();
    const changes = attributs.filter((attribut) => this.#publies.get(attribut.key.name) !== empreinte(attribut));
    if (changes.length > 0) upsertSearchAttributes(changes);
    this.#publies = new Map(attributs.map((attribut) => [attribut.key.name, empreinte(attribut)]));
    return Promise.resolve();
  }
}
