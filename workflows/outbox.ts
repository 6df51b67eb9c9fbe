/** What leaves a case: its journal first, then, lane by lane, what the journalled events make go out. */
import { condition } from '@temporalio/workflow';
import type { Effet, LigneJournal } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import { cleJournal } from '../domain/suivi/incidents.ts';
import { parEcriture } from './bounds.ts';
import type { Incidents } from './incidents.ts';
import { ecrireAuJournal, type Ecriture } from './journal.ts';
import type { AFaire, Acte, Liens, Reste, Suite } from './messages.ts';
import { sousTrace, traceCourante } from './traces.ts';
import { File, executer, type Voie } from './lanes.ts';

const SANS_RESTE: Reste = { argent: [], registre: [] };

export interface ContexteSortie {
  /** The state as it stands when asked. */
  readonly etat: () => Etat;
  readonly incidents: Incidents;
  /** Called once events are in the journal. */
  readonly surEcriture: () => void;
  /** What the run before had not done. */
  readonly suite: Pick<Suite, 'reste' | 'liens'> | undefined;
}

export class Sortie {
  readonly #contexte: ContexteSortie;
  #consigneJusque: number;
  #liens: Liens;
  readonly #journal = new File<Ecriture>((ecritures) => this.#consigner(ecritures));
  readonly #argent: File<AFaire<Acte>>;
  readonly #registre: File<AFaire<Acte>>;
  /** Who waits for the journal, in the order in which they came. */
  #attentes: readonly { readonly rang: number; readonly consigne: () => void }[] = [];

  constructor(contexte: ContexteSortie) {
    const { reste = SANS_RESTE, liens = {} } = contexte.suite ?? {};
    this.#contexte = contexte;
    this.#consigneJusque = contexte.etat().rang;
    this.#liens = liens;
    this.#argent = new File((actes) => this.#effectuer(actes), reste.argent);
    this.#registre = new File((actes) => this.#effectuer(actes), reste.registre);
  }

  /** Resolves once the events are in the journal, up to that ordinal. No cancellation of the case ends that wait. */
  consigne(rang: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#attentes = [...this.#attentes, { rang, consigne: resolve }];
    return promise;
  }

  /** Where this case is shown to people, as the worker that wrote last knows it. */
  get liens(): Liens {
    return this.#liens;
  }

  /** Queues journal lines, written together, and their effects. */
  ajouter(lignes: readonly LigneJournal[], effets: readonly AFaire<Effet>[]): void {
    for (const { effet, rang } of effets) {
      // The worker sends what the journal's transaction wrote: see activities/notice-dispatcher.ts.
      if (effet.type === 'notifier') continue;
      if (effet.voie === 'argent') this.#argent.ajouter({ effet, rang });
      else if (effet.voie === 'registre') this.#registre.ajouter({ effet, rang });
    }
    const etat = this.#contexte.etat();
    this.#journal.ajouter({ lignes, effets: effets.map(({ effet }) => effet), etat, trace: traceCourante() });
  }

  /** Orders on money that wait for those before them. */
  get ordresEnAttente(): number {
    return this.#argent.contenu.length;
  }

  /** Keys of what is not done yet. */
  get enCours(): string[] {
    return [
      ...this.#journal.contenu.map(() => cleJournal(this.#contexte.etat().ess)),
      ...[this.#argent, this.#registre].flatMap(({ contenu }) => contenu.map(({ effet }) => effet.cle)),
    ];
  }

  /** Nothing is under way that a next run could not take over. */
  get cessible(): boolean {
    const arretee = ({ contenu: [premier] }: File<AFaire<Acte>>) =>
      premier === undefined || this.#contexte.incidents.ouvert(premier.effet.cle);
    return this.#journal.contenu.length === 0 && arretee(this.#argent) && arretee(this.#registre);
  }

  /** What a next run has to do, once this one can be left. */
  get reste(): Reste {
    return { argent: this.#argent.contenu, registre: this.#registre.contenu };
  }

  get voies(): readonly Voie[] {
    const satisfaites = () => this.#attentes.filter(({ rang }) => rang <= this.#consigneJusque);
    const attentes: Voie = {
      get prete() {
        return satisfaites().length > 0;
      },
      avancer: () => {
        const servies = satisfaites();
        this.#attentes = this.#attentes.filter((attente) => !servies.includes(attente));
        for (const { consigne } of servies) consigne();
        return Promise.resolve();
      },
    };
    return [attentes, this.#journal, this.#argent, this.#registre];
  }

  /** All that waits is written at once: several decisions may come while a write is under way. */
  async #consigner([premiere, ...suivantes]: readonly Ecriture[]): Promise<number> {
    if (premiere === undefined) return 0;
    const ecritures = parEcriture([premiere, ...suivantes]);
    const liens = await this.#contexte.incidents.tenir(cleJournal(this.#contexte.etat().ess), (essais) =>
      sousTrace(premiere.trace, () => ecrireAuJournal(this.#contexte.etat().ess, ecritures, essais)),
    );
    this.#liens = liens;
    this.#contexte.surEcriture();
    const lignes = ecritures.flatMap((ecriture) => ecriture.lignes);
    this.#consigneJusque = Math.max(this.#consigneJusque, lignes.at(-1)?.rang ?? 0);
    return ecritures.length;
  }

  /** An effect leaves once its event is in the journal: what is told is what is written. */
  async #effectuer([premier]: readonly AFaire<Acte>[]): Promise<number> {
    if (premier === undefined) return 0;
    await condition(() => this.#consigneJusque >= premier.rang);
    await this.#contexte.incidents.tenir(premier.effet.cle, (essais) => executer(premier.effet, essais));
    return 1;
  }
}
