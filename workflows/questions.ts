/**
 * What the case asks the records: with the write of what makes it ask, or one question at a time when there is nothing to
 * write or no answer came with it; and the territories that others set free.
 */
import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import { demandes, repondre } from '../domain/demandes.ts';
import type { Demande, Reponses, TypeDemande } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import type { Evenement } from '../domain/evenements.ts';
import type { Instant } from '../domain/valeurs.ts';
import type { Incidents } from './incidents.ts';
import type { TerritoireLibere } from './messages.ts';
import { File, interroger, type Voie } from './lanes.ts';
import { reexamen } from '../domain/creation/territoire.ts';

export interface Dossier {
  readonly etat: () => Etat;
  readonly maintenant: () => Instant;
  readonly incidents: Incidents;
  /** Whether all that happened is in the journal: what is asked meanwhile goes with the next write. */
  readonly ecrit: () => boolean;
  /** Applies the deadlines due by now, then what an answer makes happen. */
  readonly recevoir: (evenements: () => readonly Evenement[]) => void;
}

export class Questions {
  readonly #dossier: Dossier;
  readonly #repondues: Set<string>;
  readonly #liberations: File<TerritoireLibere>;
  #posees: readonly string[] = [];
  /** Asked by the write that is under way. */
  #emportees: readonly string[] = [];

  constructor(
    dossier: Dossier,
    repondues: readonly string[] = [],
    /** Not looked at by the run before. */
    liberations: readonly TerritoireLibere[] = [],
  ) {
    this.#dossier = dossier;
    this.#repondues = new Set(repondues);
    this.#liberations = new File((file) => this.#reexaminer(file), liberations);
  }

  /** Questions answered without an event: not to be asked again. */
  get repondues(): string[] {
    return [...this.#repondues];
  }

  get liberations(): readonly TerritoireLibere[] {
    return this.#liberations.contenu;
  }

  /** A Signal may come twice, or from anyone: one look for each team is enough, and the queue is carried from run to run. */
  liberer(liberation: TerritoireLibere): void {
    const { contenu } = this.#liberations;
    if (contenu.length < LIBERATIONS && !contenu.some(({ par }) => par === liberation.par))
      this.#liberations.ajouter(liberation);
  }

  /** What nobody is asking, for a write of the journal to ask; `rapporter` says what came of it. */
  emporter(): readonly Demande[] {
    const demandes = this.#restantes().filter(({ cle }) => !this.#posees.includes(cle));
    this.#emportees = demandes.map(({ cle }) => cle);
    return demandes;
  }

  /** What has no answer is asked by itself. */
  rapporter(demandes: readonly Demande[], reponses: Readonly<Record<string, Reponses[TypeDemande]>> = {}): void {
    this.#emportees = [];
    for (const demande of demandes) {
      const reponse = reponses[demande.cle];
      if (reponse !== undefined) this.#apprendre(demande, reponse);
    }
  }

  /** Keys of what is asked, or will be. */
  get enCours(): string[] {
    const { ess } = this.#dossier.etat();
    return [
      ...this.#restantes().map(({ cle }) => cle),
      ...this.#liberations.contenu.map(({ par }) => cleReexamen(ess, par)),
    ];
  }

  /** Nothing is asked. */
  get repos(): boolean {
    return this.#posees.length === 0 && this.#emportees.length === 0 && this.#liberations.contenu.length === 0;
  }

  /** Nothing is asked but what keeps failing: a next run will ask it again. */
  get cessible(): boolean {
    if (this.#emportees.length > 0) return false;
    const { ess } = this.#dossier.etat();
    const [premiere] = this.#liberations.contenu;
    const sues = premiere === undefined ? this.#posees : [...this.#posees, cleReexamen(ess, premiere.par)];
    return sues.every((cle) => this.#dossier.incidents.ouvert(cle));
  }

  get voies(): readonly Voie[] {
    return [this.#voie(false), this.#voie(true), this.#liberations];
  }

  #restantes(): readonly Demande[] {
    return demandes(this.#dossier.etat(), this.#dossier.maintenant(), this.#repondues);
  }

  /** FINESS comes last and alone: a registry that does not answer holds up no count of adherents, hence no payment. */
  #prochaine(finess: boolean): Demande | undefined {
    if (!this.#dossier.ecrit()) return undefined;
    const toutes = this.#restantes();
    const autres = toutes.filter(({ type }) => type !== 'attribuer-finess');
    return finess && autres.length === 0 ? toutes[0] : finess ? undefined : autres[0];
  }

  #voie(finess: boolean): Voie {
    const prochaine = () => this.#prochaine(finess);
    return {
      get prete() {
        return prochaine() !== undefined;
      },
      avancer: async () => {
        for (let demande = prochaine(); demande !== undefined; demande = prochaine()) await this.#poser(demande);
      },
    };
  }

  async #poser(demande: Demande): Promise<void> {
    const { incidents } = this.#dossier;
    const { cle } = demande;
    this.#posees = [...this.#posees, cle];
    const portee = new CancellationScope();
    const reponse = portee
      .run(() => incidents.tenir(cle, (essais) => interroger(demande, essais)))
      .catch((erreur: unknown) => {
        if (isCancellation(erreur)) return undefined;
        throw erreur;
      });
    // Answered by hand meanwhile (`attribuer-finess`), or the case is over: no need to insist.
    const caduque = condition(() => !this.#restantes().some((restante) => restante.cle === cle));
    await Promise.race([reponse, caduque.then(() => portee.cancel())]);
    const recue = await reponse;
    this.#posees = this.#posees.filter((posee) => posee !== cle);
    if (recue !== undefined) return this.#apprendre(demande, recue);
    this.#repondues.add(cle);
    incidents.lever(cle);
  }

  #apprendre(demande: Demande, reponse: Reponses[TypeDemande]): void {
    this.#repondues.add(demande.cle);
    this.#dossier.recevoir(() => repondre(this.#dossier.etat(), demande, reponse, this.#dossier.maintenant()));
  }

  /** DEC-15 — another ESS freed its territory: a contested claim is made again. */
  async #reexaminer([liberation]: readonly TerritoireLibere[]): Promise<number> {
    const { etat, maintenant, incidents, recevoir } = this.#dossier;
    const demande = liberation === undefined ? null : reexamen(etat(), liberation.par, liberation.le);
    if (liberation !== undefined && demande !== null) {
      const cle = cleReexamen(etat().ess, liberation.par);
      const recue = await incidents.tenir(cle, (essais) => interroger(demande, essais));
      recevoir(() => repondre(etat(), demande, recue, maintenant()));
    }
    return 1;
  }
}

/** Teams of which the release waits to be looked at. */
const LIBERATIONS = 200;

const cleReexamen = (ess: string, par: string): string => `${ess}/revendiquer-territoire/${par}`;
