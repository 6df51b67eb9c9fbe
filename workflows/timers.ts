/**
 * One Temporal timer per deadline, armed and cancelled as the state changes; its summary is what an operator reads. The
 * next reminder of a deadline is the same timer, set earlier: half the events.
 */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Echeance } from '../domain/echeance.ts';
import { resume } from './lanes.ts';

/** What a timer waits for. */
interface Attente {
  readonly cle: string;
  readonly reveil: number;
  readonly libelle: string;
}

const attenteDe = ({ cle, expire, regle, effet, reveil }: Echeance): Attente => ({
  cle,
  reveil,
  libelle: `${cle} — dernier jour ${expire} (${regle}) : ${effet}`,
});

/** Each deadline with the reminder that comes before it, where there is one. */
function attentes(echeances: readonly Echeance[], maintenant: number): Attente[] {
  const rappels = new Map(echeances.filter(({ effet }) => effet === 'rappel').map((rappel) => [rappel.cle, rappel]));
  return echeances
    .filter(({ effet }) => effet !== 'rappel')
    .map((echeance) => {
      const attente = attenteDe(echeance);
      const rappel = rappels.get(`rappel-${echeance.cle}`);
      if (rappel === undefined || rappel.reveil <= maintenant || rappel.reveil >= echeance.reveil) return attente;
      return { ...attente, reveil: rappel.reveil, libelle: `${attente.libelle} ; rappel le ${rappel.effetLe}` };
    });
}

interface Minuteur {
  readonly reveil: number;
  readonly portee: CancellationScope;
}

export class Minuteurs {
  #armes = new Map<string, Minuteur>();
  readonly #sonner: () => void;
  /** Whoever arms a timer, an Update for instance, it is the case's. */
  readonly #parent = CancellationScope.current();

  /** `sonner` is called when a timer fires. */
  constructor(sonner: () => void) {
    this.#sonner = sonner;
  }

  /** Arms what is new, cancels what vanished, moves what changed. Past deadlines need no timer: the caller applies them. */
  armer(echeances: readonly Echeance[], maintenant: number): void {
    const aVenir = attentes(echeances, maintenant).filter(({ reveil }) => reveil > maintenant);
    const voulus = new Map(aVenir.map((attente) => [attente.cle, attente]));
    for (const [cle, { reveil, portee }] of this.#armes) {
      if (voulus.get(cle)?.reveil === reveil) voulus.delete(cle);
      else {
        this.#armes.delete(cle);
        portee.cancel();
      }
    }
    for (const attente of voulus.values()) this.#demarrer(attente, maintenant);
  }

  #demarrer({ cle, reveil, libelle }: Attente, maintenant: number): void {
    const portee = new CancellationScope({ parent: this.#parent, cancellable: true });
    this.#armes.set(cle, { reveil, portee });
    const attente = portee.run(() => sleep(reveil - maintenant, { summary: resume(libelle) }));
    attente.then(
      () => {
        if (this.#armes.get(cle)?.portee === portee) this.#armes.delete(cle);
        this.#sonner();
      },
      (erreur: unknown) => {
        if (!isCancellation(erreur)) throw erreur;
      },
    );
  }
}
