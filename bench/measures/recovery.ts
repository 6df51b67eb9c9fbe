/** (g) A worker that stops: how long until the next command is answered. */
import { randomUUID } from 'node:crypto';
import { noteExchange, openCase } from '../dossiers.ts';
import { startFloors } from '../floor/handles.ts';
import { stopWorker, type Side, type BenchGround } from '../ground.ts';
import { figure, rounds } from '../rounds.ts';
import type { Measure } from '../measure.ts';

type Fin = 'SIGKILL' | 'SIGTERM';
/** Sent with the signal, or once the process is no more. */
type Moment = 'pendant' | 'apres';

/** The case is in the memory of the only worker; another one comes up, the first is stopped, and a command is sent. */
async function avecUnAutre(
  terrain: BenchGround,
  cote: Side,
  fin: Fin,
  moment: Moment,
  commander: () => Promise<unknown>,
): Promise<number> {
  const premier = await terrain.startWorker(cote);
  await commander();
  await commander();
  const autre = await terrain.startWorker(cote);
  const debut = performance.now();
  const arret = stopWorker(premier, fin);
  if (moment === 'apres') await arret;
  await commander();
  const duree = performance.now() - debut;
  await arret;
  await stopWorker(autre);
  return duree;
}

/** The only worker is killed and started again, as its supervisor would. */
async function seul(terrain: BenchGround, cote: Side, commander: () => Promise<unknown>): Promise<number> {
  const premier = await terrain.startWorker(cote);
  await commander();
  const debut = performance.now();
  await stopWorker(premier, 'SIGKILL');
  const suivant = terrain.startWorker(cote);
  await commander();
  const duree = performance.now() - debut;
  await stopWorker(await suivant);
  return duree;
}

export const recovery: Measure = {
  letter: 'g',
  title: 'A worker that stops → the next answer',
  async run(terrain, nombre) {
    const ess = await openCase(terrain);
    const [poignee] = await startFloors(terrain, 1);
    await terrain.stopWorkers();
    const produit = () => noteExchange(terrain, ess);
    const plancher = async () => poignee?.executeUpdate('ecrit', { args: [randomUUID()] });
    const mesures = await rounds(nombre, {
      produitMort: () => avecUnAutre(terrain, 'produit', 'SIGKILL', 'apres', produit),
      plancherMort: () => avecUnAutre(terrain, 'plancher', 'SIGKILL', 'apres', plancher),
      produitTue: () => avecUnAutre(terrain, 'produit', 'SIGKILL', 'pendant', produit),
      plancherTue: () => avecUnAutre(terrain, 'plancher', 'SIGKILL', 'pendant', plancher),
      produitArrete: () => avecUnAutre(terrain, 'produit', 'SIGTERM', 'pendant', produit),
      plancherArrete: () => avecUnAutre(terrain, 'plancher', 'SIGTERM', 'pendant', plancher),
      produitSeul: () => seul(terrain, 'produit', produit),
      plancherSeul: () => seul(terrain, 'plancher', plancher),
    });
    await terrain.startWorkers();
    await poignee?.executeUpdate('finir');
    const ligne = (name: string, serie: readonly number[]) => ({ name, figure: figure(serie), unit: 'ms' });
    const tue = (name: string, serie: readonly number[]) => ({
      ...ligne(name, serie),
      target: { bound: 'at-most' as const, value: 3500 },
    });
    return [
      tue('SIGKILL, another worker up; the command comes once it is dead', mesures.produitMort),
      ligne('the same, floor', mesures.plancherMort),
      tue('SIGKILL, another worker up; the command comes with the signal', mesures.produitTue),
      ligne('the same, floor', mesures.plancherTue),
      ligne('SIGTERM, another worker up', mesures.produitArrete),
      ligne('the same, floor', mesures.plancherArrete),
      ligne('SIGKILL of the only worker, started again', mesures.produitSeul),
      ligne('the same, floor', mesures.plancherSeul),
    ];
  },
};
