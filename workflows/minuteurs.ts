/** One Temporal timer per deadline, armed and cancelled as the state changes; its summary is what an operator reads. */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Echeance } from '../domain/echeances.types.ts';
import { resume } from './voies.ts';

const libelle = ({ cle, expire, effetLe, regle, effet }: Echeance): string =>
  resume(
    effet === 'rappel' ? `${cle} — le ${effetLe} (${regle})` : `${cle} — dernier jour ${expire} (${regle}) : ${effet}`,
  );

interface Minuteur {
  readonly reveil: number;
  readonly portee: CancellationScope;
}

export class Minuteurs {
  #armes = new Map<string, Minuteur>();
  readonly #sonner: () => void;

  /** `sonner` is called when a timer fires. */
  constructor(sonner: () => void) {
    this.#sonner = sonner;
  }

  /** Arms what is new, cancels what vanished, moves what changed. Past deadlines need no timer: the caller applies them. */
  armer(echeances: readonly Echeance[], maintenant: number): void {
    const voulus = new Map(
      echeances.filter(({ reveil }) => reveil > maintenant).map((echeance) => [echeance.cle, echeance]),
    );
    for (const [cle, { reveil, portee }] of this.#armes) {
      if (voulus.get(cle)?.reveil === reveil) voulus.delete(cle);
      else {
        this.#armes.delete(cle);
        portee.cancel();
      }
    }
    for (const echeance of voulus.values()) this.#demarrer(echeance, maintenant);
  }

  #demarrer(echeance: Echeance, maintenant: number): void {
    const { cle, reveil } = echeance;
    const portee = new CancellationScope();
    this.#armes.set(cle, { reveil, portee });
    const attente = portee.run(() => sleep(reveil - maintenant, { summary: libelle(echeance) }));
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
