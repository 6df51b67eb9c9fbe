/** What leaves a case: its journal first, then, lane by lane, what the journalled events make go out. */
import { condition } from '@temporalio/workflow';
import type { Consigne } from '../activities/consigner.ts';
import type { Demande, Effet, LigneJournal } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import { cleJournal } from '../domain/suivi/incidents.ts';
import { parEcriture } from './bounds.ts';
import type { Incidents } from './incidents.ts';
import { ecrireAuJournal, type Ecriture } from './journal.ts';
import type { AFaire, Acte, Liens, Reste, Suite } from './messages.ts';
import { sousTrace, traceCourante } from './traces.ts';
import { File, executer, faireRegarder, type Annonce, type Voie } from './lanes.ts';

const SANS_RESTE: Reste = { argent: [] };

/** Whether it leaves by an activity of its own. */
const partParSaVoie = (effet: Effet): effet is Acte => effet.voie === 'argent';

export interface ContexteSortie {
  /** The state as it stands when asked. */
  readonly etat: () => Etat;
  readonly incidents: Incidents;
  /** The clock of the case is not ours (tests and demonstrations). */
  readonly decale: boolean;
  /** What the case asks and that nobody is asking: the next write of the journal takes it. */
  readonly emporter: () => readonly Demande[];
  /** Called once events are in the journal, with what was asked with them and the answers that came. */
  readonly surEcriture: (demandes: readonly Demande[], reponses: Consigne['reponses']) => void;
  /** What the run before had not done. */
  readonly suite: Pick<Suite, 'reste' | 'liens'> | undefined;
}

export class Sortie {
  readonly #contexte: ContexteSortie;
  #consigneJusque: number;
  #liens: Liens;
  readonly #journal = new File<Ecriture>((ecritures) => this.#consigner(ecritures));
  readonly #argent: File<AFaire<Acte>>;
  readonly #annonces = new File<Annonce>((annonces) => this.#annoncer(annonces));
  /** Who waits for the journal, in the order in which they came. */
  #attentes: readonly { readonly rang: number; readonly consigne: () => void }[] = [];

  constructor(contexte: ContexteSortie) {
    const { reste = SANS_RESTE, liens = {} } = contexte.suite ?? {};
    this.#contexte = contexte;
    this.#consigneJusque = contexte.etat().rang;
    this.#liens = liens;
    this.#argent = new File((actes) => this.#effectuer(actes), reste.argent);
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
      if (partParSaVoie(effet)) this.#argent.ajouter({ effet, rang });
    }
    const etat = this.#contexte.etat();
    this.#journal.ajouter({ lignes, effets: effets.map(({ effet }) => effet), etat, trace: traceCourante() });
  }

  /** Orders on money that wait for those before them. */
  get ordresEnAttente(): number {
    return this.#argent.contenu.length;
  }

  /** All that happened is in the journal. */
  get ecrit(): boolean {
    return this.#journal.contenu.length === 0;
  }

  /** Keys of what is not done yet. */
  get enCours(): string[] {
    return [
      ...this.#journal.contenu.map(() => cleJournal(this.#contexte.etat().ess)),
      ...this.#argent.contenu.map(({ effet }) => effet.cle),
      ...this.#annonces.contenu.map(({ cle }) => cle),
    ];
  }

  /** Nothing is under way that a next run could not take over. */
  get cessible(): boolean {
    const [premier] = this.#argent.contenu;
    const arretee = premier === undefined || this.#contexte.incidents.ouvert(premier.effet.cle);
    return this.ecrit && this.#annonces.contenu.length === 0 && arretee;
  }

  /** What a next run has to do, once this one can be left. */
  get reste(): Reste {
    return { argent: this.#argent.contenu };
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
    return [attentes, this.#journal, this.#argent, this.#annonces];
  }

  /** All that waits is written at once: several decisions may come while a write is under way. */
  async #consigner([premiere, ...suivantes]: readonly Ecriture[]): Promise<number> {
    if (premiere === undefined) return 0;
    const ecritures = parEcriture([premiere, ...suivantes]);
    const { decale } = this.#contexte;
    const { ess } = this.#contexte.etat();
    const demandes = this.#contexte.emporter();
    const { jusque, reponses, annonces, liens } = await this.#contexte.incidents.tenir(cleJournal(ess), (essais) =>
      sousTrace(premiere.trace, () =>
        ecrireAuJournal(ess, ecritures, { demandes, liens: this.#liens, decale }, essais),
      ),
    );
    this.#liens = liens ?? this.#liens;
    // What the history holds of this write decides up to where the journal is, not what is handed over here: a program that
    // cuts its writes otherwise may have handed over more, or less, at the time.
    const ecrites = this.#journal.contenu.filter(({ lignes }) => (lignes.at(-1)?.rang ?? 0) <= jusque);
    this.#consigneJusque = Math.max(this.#consigneJusque, jusque);
    for (const effet of ecrites.flatMap(({ effets }) => effets)) {
      const dossiers = annonces?.[effet.cle] ?? [];
      if (effet.voie === 'registre' && dossiers.length > 0) this.#annonces.ajouter({ ...effet, dossiers });
    }
    this.#contexte.surEcriture(demandes, reponses);
    return ecrites.length;
  }

  async #annoncer([premiere]: readonly Annonce[]): Promise<number> {
    if (premiere === undefined) return 0;
    await faireRegarder(premiere);
    return 1;
  }

  /** An effect leaves once its event is in the journal: what is told is what is written. */
  async #effectuer([premier]: readonly AFaire<Acte>[]): Promise<number> {
    if (premier === undefined) return 0;
    await condition(() => this.#consigneJusque >= premier.rang);
    await this.#contexte.incidents.tenir(premier.effet.cle, (essais) => executer(premier.effet, essais));
    return 1;
  }
}
