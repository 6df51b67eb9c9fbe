/** Keeps the books of one case, as its journal goes and its transfers are given to the bank: the order is that of the facts. */
import type { Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import {
  RIEN_EN_VOL,
  ecritureDEnvoi,
  ecrituresDe,
  jourComptable,
  type Ecriture,
  type Envoi,
  type Tenue,
} from './comptabilite.ts';
import { enVolApres } from './en-vol.ts';

export class Teneur {
  #tenue: Tenue;
  readonly #envois: ReadonlyMap<number, readonly Envoi[]>;

  /** `envois`: those of the case, in their order. `tenue`: what the books held before the first event that is given. */
  constructor(envois: readonly Envoi[] = [], tenue: Tenue = RIEN_EN_VOL) {
    this.#envois = Map.groupBy(envois, ({ rang }) => rang);
    this.#tenue = tenue;
  }

  get tenue(): Tenue {
    return this.#tenue;
  }

  /** Day on which an event of that day is booked. */
  jour(avant: Etat, le: DateCivile): DateCivile {
    return jourComptable(avant, this.#tenue, le);
  }

  /** What the event moves, then what was sent between it and the next one. */
  suivre(avant: Etat, evenement: Evenement, apres: Etat): readonly Ecriture[] {
    const ecritures = [...ecrituresDe(avant, evenement, apres, this.#tenue)];
    this.#tenue = { ...this.#tenue, enVol: enVolApres(this.#tenue.enVol, evenement, apres) };
    for (const envoi of this.#envois.get(apres.rang) ?? [])
      ecritures.push(...this.envoyer(apres, envoi, ecritures.length));
    return ecritures;
  }

  /** What a transfer that is sent moves; `deja`: movements booked after the same event. */
  envoyer(etat: Etat, envoi: Envoi, deja: number): readonly Ecriture[] {
    const ecriture = ecritureDEnvoi(etat, this.#tenue, envoi, deja + 1);
    if (ecriture === undefined) return [];
    const { objet, reference, montantCentimes, le } = ecriture;
    const enVol = new Map(this.#tenue.enVol);
    const avant = enVol.get(objet)?.montantCentimes ?? 0;
    enVol.set(objet, { reference: reference ?? envoi.reference, montantCentimes: avant + montantCentimes });
    this.#tenue = { enVol, envoyeLe: le };
    return [ecriture];
  }
}
