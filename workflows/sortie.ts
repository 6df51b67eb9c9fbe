/** What leaves a case: its journal first, then, lane by lane, what the journalled events make go out. */
import { condition } from '@temporalio/workflow';
import type { Effet, LigneJournal, Voie } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import { ecrireAuJournal, type Ecriture } from './journal.ts';
import { File, executer, expedier } from './voies.ts';

type EffetDe<V extends Voie> = Extract<Effet, { readonly voie: V }>;
interface AFaire<E extends Effet> {
  readonly effet: E;
  readonly rang: number;
}
type Acte = AFaire<Exclude<Effet, { readonly type: 'notifier' }>>;

export class Sortie {
  readonly #ess: string;
  readonly #etat: () => Etat;
  #consigneJusque: number;
  readonly #journal = new File<Ecriture>();
  readonly #argent = new File<Acte>();
  readonly #registre = new File<Acte>();
  readonly #avis = new File<AFaire<EffetDe<'avis'>>>();

  /** `etat`: the state as it stands when asked. */
  constructor(ess: string, etat: () => Etat) {
    this.#ess = ess;
    this.#etat = etat;
    this.#consigneJusque = etat().rang;
  }

  /** Ordinal up to which the events are in the journal. */
  get consigneJusque(): number {
    return this.#consigneJusque;
  }

  /** Queues journal lines, written together, and their effects. */
  ajouter(lignes: readonly LigneJournal[], effets: readonly AFaire<Effet>[]): void {
    for (const { effet, rang } of effets) {
      if (effet.type === 'notifier') this.#avis.ajouter({ effet, rang });
      else if (effet.voie === 'argent') this.#argent.ajouter({ effet, rang });
      else if (effet.voie === 'registre') this.#registre.ajouter({ effet, rang });
    }
    this.#journal.ajouter({ lignes, effets: effets.map(({ effet }) => effet) });
  }

  /** Keys of what is not done yet. */
  get enCours(): string[] {
    return [
      ...this.#journal.contenu.map(() => `${this.#ess}/consigner`),
      ...[this.#argent, this.#registre, this.#avis].flatMap(({ contenu }) => contenu.map(({ effet }) => effet.cle)),
    ];
  }

  /** The loops that empty the queues; they never end. */
  boucles(): Promise<never>[] {
    return [
      this.#journal.traiter((ecritures) => this.#consigner(ecritures)),
      this.#argent.traiter((actes) => this.#effectuer(actes)),
      this.#registre.traiter((actes) => this.#effectuer(actes)),
      this.#avis.traiter((avis) => this.#expedier(avis)),
    ];
  }

  /** All that waits is written at once: several decisions may come while a write is under way. */
  async #consigner(ecritures: readonly Ecriture[]): Promise<number> {
    await ecrireAuJournal(this.#ess, ecritures, this.#etat());
    this.#consigneJusque = Math.max(this.#consigneJusque, ecritures.at(-1)?.lignes.at(-1)?.rang ?? 0);
    return ecritures.length;
  }

  /** An effect leaves once its event is in the journal: what is told is what is written. */
  async #effectuer([premier]: readonly Acte[]): Promise<number> {
    if (premier === undefined) return 0;
    await condition(() => this.#consigneJusque >= premier.rang);
    await executer(premier.effet);
    return 1;
  }

  /** Notices leave together, as many as are in the journal. */
  async #expedier([premier]: readonly AFaire<EffetDe<'avis'>>[]): Promise<number> {
    if (premier === undefined) return 0;
    await condition(() => this.#consigneJusque >= premier.rang);
    const prets = this.#avis.contenu.filter(({ rang }) => rang <= this.#consigneJusque);
    await expedier(prets.map(({ effet }) => effet));
    return prets.length;
  }
}
