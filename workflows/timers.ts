/**
 * The Temporal timers of a case, armed and cancelled as its state changes; the summary is what an operator reads. A deadline
 * that does something by itself has its own, or shares it with those of the same moment; what is only told, reminders and
 * alerts, waits behind one another for the same timer: half the events.
 */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Echeance } from '../domain/echeance.ts';
import { resume } from './lanes.ts';

const seDit = ({ effet }: Echeance): boolean => effet === 'rappel' || effet === 'alerte';

const libelleDe = ({ cle, expire, regle, effet, rappel, effetLe }: Echeance): string =>
  rappel === undefined
    ? `${cle} — dernier jour ${expire} (${regle}) : ${effet}`
    : `${cle.slice('rappel-'.length)} — dernier jour ${rappel.expire} (${regle}) : ${rappel.effet} ; rappel le ${effetLe}`;

/** What is waited for, by the moment at which it comes. */
function attentes(echeances: readonly Echeance[], maintenant: number): ReadonlyMap<number, string> {
  const aVenir = echeances.filter(({ reveil }) => reveil > maintenant);
  const dites = aVenir.filter(seDit);
  const premiere = Math.min(...dites.map(({ reveil }) => reveil));
  const armees = [
    ...aVenir.filter((echeance) => !seDit(echeance)),
    ...dites.filter(({ reveil }) => reveil === premiere),
  ];
  const libelles = new Map<number, string>();
  for (const echeance of armees) {
    const autres = libelles.get(echeance.reveil);
    libelles.set(echeance.reveil, autres === undefined ? libelleDe(echeance) : `${autres} · ${libelleDe(echeance)}`);
  }
  return libelles;
}

interface Minuteur {
  readonly libelle: string;
  readonly portee: CancellationScope;
}

export class Minuteurs {
  /** By the moment at which they fire. */
  #armes = new Map<number, Minuteur>();
  readonly #sonner: () => void;
  /** Whoever arms a timer, an Update for instance, it is the case's. */
  readonly #parent = CancellationScope.current();

  /** `sonner` is called when a timer fires. */
  constructor(sonner: () => void) {
    this.#sonner = sonner;
  }

  /** Arms what is new, cancels what nothing waits for. Past deadlines need no timer: the caller applies them. */
  armer(echeances: readonly Echeance[], maintenant: number): void {
    const voulus = new Map(attentes(echeances, maintenant));
    for (const [reveil, { libelle, portee }] of this.#armes) {
      if (voulus.get(reveil) === libelle) voulus.delete(reveil);
      else {
        this.#armes.delete(reveil);
        portee.cancel();
      }
    }
    for (const [reveil, libelle] of voulus) this.#demarrer(reveil, libelle, maintenant);
  }

  #demarrer(reveil: number, libelle: string, maintenant: number): void {
    const portee = new CancellationScope({ parent: this.#parent, cancellable: true });
    this.#armes.set(reveil, { libelle, portee });
    const attente = portee.run(() => sleep(reveil - maintenant, { summary: resume(libelle) }));
    attente.then(
      () => {
        if (this.#armes.get(reveil)?.portee === portee) this.#armes.delete(reveil);
        this.#sonner();
      },
      (erreur: unknown) => {
        if (!isCancellation(erreur)) throw erreur;
      },
    );
  }
}
