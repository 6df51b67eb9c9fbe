/** The whole, its traffic, and its faults one after the other; then what became of everything. */
import { mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hasard, parmi } from '../../demarches/base/vie-au-hasard.ts';
import { nouveauRegistre } from './clients.ts';
import { ouvrirEnsemble } from './ensemble.ts';
import { fauter, type Faute, type Genre } from './fautes.ts';
import { ouvrirSonde, sonder } from './sonde.ts';
import { circuler } from './trafic.ts';
import { constater, type Constat } from './verification.ts';

export interface Partition {
  readonly graine: number;
  /** Faults stop once that long has passed; or, when absent, once each of `genres` has been played once, in order. */
  readonly minutes?: number;
  readonly genres: readonly Genre[];
  /** Where PostgreSQL's programs are. */
  readonly programmes: string;
  readonly log: (ligne: string) => void;
}

export interface Bilan {
  readonly fautes: readonly Faute[];
  readonly constat: Constat;
  /** Programs that ended by themselves, and how often. */
  readonly fins: ReadonlyMap<string, number>;
  readonly dossier: string;
}

/** Between two faults, life as usual. */
const CALME_MS = 4000;

export async function jouer({ graine, minutes, genres, programmes, log }: Partition): Promise<Bilan> {
  const dossier = await mkdtemp(join(tmpdir(), 'ess-pannes-'));
  await chmod(dossier, 0o755); // run by root, PostgreSQL is a user of its own
  const ensemble = await ouvrirEnsemble(dossier, programmes, log);
  try {
    const registre = nouveauRegistre();
    const [desFautes, duTrafic] = [hasard(graine), hasard(graine + 1)];
    await ouvrirSonde(ensemble, registre);
    await sonder(ensemble, registre);
    const trafic = circuler(ensemble, registre, duTrafic);
    const fautes: Faute[] = [];
    const fin = minutes === undefined ? undefined : Date.now() + minutes * 60_000;
    for (let rang = 0; fin === undefined ? rang < genres.length : Date.now() < fin; rang += 1) {
      await pause(CALME_MS);
      const genre = fin === undefined ? genres[rang] : parmi(desFautes, genres);
      if (genre === undefined) break;
      const faute = await fauter(ensemble, registre, genre, desFautes);
      fautes.push(faute);
      const { quoi, depuis, jusque, repriseMs } = faute;
      log(
        `${genre}: ${quoi}, ${jusque - depuis} ms; whole again after ${repriseMs} ms; ${registre.envois.length} commands`,
      );
    }
    await trafic.finir();
    log('traffic over, everything is answered; at rest, then verified');
    const constat = await constater(ensemble, registre, fautes);
    const parties = [...ensemble.parties.values(), ...ensemble.postgres.parties()];
    const fins = new Map(parties.filter((une) => une.fins() > 0).map((une) => [une.nom, une.fins()]));
    return { fautes, constat, fins, dossier };
  } finally {
    await ensemble.fermer();
  }
}
