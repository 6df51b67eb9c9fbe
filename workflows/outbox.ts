/** What leaves a case: its journal first, then, lane by lane, what the journalled events make go out. */
import { condition } from '@temporalio/workflow';
import type { Effet, LigneJournal } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import { cleAvis, cleJournal } from '../domain/suivi/incidents.ts';
import { ecrivable, parEcriture } from './bounds.ts';
import type { Incidents } from './incidents.ts';
import { ecrireAuJournal, type Ecriture } from './journal.ts';
import type { AFaire, Acte, AvisAExpedier, Liens, Reste, Suite } from './messages.ts';
import { sousTrace, traceCourante } from './traces.ts';
import { File, executer, expedier, type Voie } from './lanes.ts';

const SANS_RESTE: Reste = { argent: [], registre: [], avis: [] };

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
  readonly #avis: File<AFaire<AvisAExpedier>>;
  /** Who waits for the journal, in the order in which they came. */
  #attentes: readonly { readonly rang: number; readonly consigne: () => void }[] = [];

  constructor(contexte: ContexteSortie) {
    const { reste = SANS_RESTE, liens = {} } = contexte.suite ?? {};
    this.#contexte = contexte;
    this.#consigneJusque = contexte.etat().rang;
    this.#liens = liens;
    this.#argent = new File((actes) => this.#effectuer(actes), reste.argent);
    this.#registre = new File((actes) => this.#effectuer(actes), reste.registre);
    this.#avis = new File((avis) => this.#expedier(avis), reste.avis);
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
      // Since revision 2 the worker sends what the journal's transaction wrote: see activities/notice-dispatcher.ts.
      if (effet.type === 'notifier') {
        if (this.#contexte.etat().revision < 2) this.#avis.ajouter({ effet, rang });
      } else if (effet.voie === 'argent') this.#argent.ajouter({ effet, rang });
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
      ...[this.#argent, this.#registre, this.#avis].flatMap(({ contenu }) => contenu.map(({ effet }) => effet.cle)),
    ];
  }

  /** What a next run would have to do; undefined while something is under way that it could not take over. */
  get reste(): Reste | undefined {
    const [argent, registre, avis] = [this.#argent.contenu, this.#registre.contenu, this.#avis.contenu];
    const arretee = (voie: readonly AFaire<Effet>[], cle = voie[0]?.effet.cle) =>
      cle === undefined || this.#contexte.incidents.ouvert(cle);
    const cessible =
      this.#journal.contenu.length === 0 &&
      arretee(argent) &&
      arretee(registre) &&
      arretee(avis, avis.length === 0 ? undefined : cleAvis(this.#contexte.etat().ess));
    return cessible ? { argent, registre, avis } : undefined;
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
    return [attentes, this.#journal, this.#argent, this.#registre, this.#avis];
  }

  /** All that waits is written at once: several decisions may come while a write is under way. */
  async #consigner([premiere, ...suivantes]: readonly Ecriture[]): Promise<number> {
    if (premiere === undefined) return 0;
    const toutes = [premiere, ...suivantes] as const;
    // A run of an earlier revision wrote all at once: so it does when it is replayed, but for what could never be written.
    const ecritures = this.#contexte.etat().revision < 3 && ecrivable(toutes) ? toutes : parEcriture(toutes);
    const liens = await this.#contexte.incidents.tenir(cleJournal(this.#contexte.etat().ess), (essais) =>
      sousTrace(premiere.trace, () => ecrireAuJournal(this.#contexte.etat().ess, ecritures, essais)),
    );
    this.#liens = liens ?? {};
    this.#contexte.surEcriture();
    const lignes = ecritures.flatMap((ecriture) => ecriture.lignes);
    this.#consigneJusque = Math.max(this.#consigneJusque, lignes.at(-1)?.rang ?? 0);
    // What was set aside is no longer to be sent: what is left goes at once.
    if (lignes.some(({ evenement }) => evenement.evenement === 'EffetEcarte'))
      this.#contexte.incidents.relancer(cleAvis(this.#contexte.etat().ess));
    return ecritures.length;
  }

  /** An effect leaves once its event is in the journal: what is told is what is written. */
  async #effectuer([premier]: readonly AFaire<Acte>[]): Promise<number> {
    if (premier === undefined) return 0;
    await condition(() => this.#consigneJusque >= premier.rang);
    await this.#contexte.incidents.tenir(premier.effet.cle, (essais) => executer(premier.effet, essais));
    return 1;
  }

  /** Notices leave together, as many as are in the journal; those that come while they fail leave with them. */
  async #expedier([premier]: readonly AFaire<AvisAExpedier>[]): Promise<number> {
    if (premier === undefined) return 0;
    await condition(() => this.#consigneJusque >= premier.rang);
    let prets: readonly AFaire<AvisAExpedier>[] = [];
    await this.#contexte.incidents.tenir(cleAvis(this.#contexte.etat().ess), (essais) => {
      prets = this.#avis.contenu.filter(({ rang }) => rang <= this.#consigneJusque);
      return expedier(
        prets.map(({ effet }) => effet),
        essais,
      );
    });
    return prets.length;
  }
}
