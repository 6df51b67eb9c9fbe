/** (g) A worker that stops: how long until the next command is answered. */
import { randomUUID } from 'node:crypto';
import { consigner, ouvrir } from '../dossiers.ts';
import { demarrerPlanchers } from '../floor/handles.ts';
import { arreterWorker, type Cote, type TerrainDeMesure } from '../ground.ts';
import { figure, tours } from '../rounds.ts';
import type { Mesure } from '../measure.ts';

type Fin = 'SIGKILL' | 'SIGTERM';
/** Sent with the signal, or once the process is no more. */
type Moment = 'pendant' | 'apres';

/** The case is in the memory of the only worker; another one comes up, the first is stopped, and a command is sent. */
async function avecUnAutre(
  terrain: TerrainDeMesure,
  cote: Cote,
  fin: Fin,
  moment: Moment,
  commander: () => Promise<unknown>,
): Promise<number> {
  const premier = await terrain.lancerWorker(cote);
  await commander();
  await commander();
  const autre = await terrain.lancerWorker(cote);
  const debut = performance.now();
  const arret = arreterWorker(premier, fin);
  if (moment === 'apres') await arret;
  await commander();
  const duree = performance.now() - debut;
  await arret;
  await arreterWorker(autre);
  return duree;
}

/** The only worker is killed and started again, as its supervisor would. */
async function seul(terrain: TerrainDeMesure, cote: Cote, commander: () => Promise<unknown>): Promise<number> {
  const premier = await terrain.lancerWorker(cote);
  await commander();
  const debut = performance.now();
  await arreterWorker(premier, 'SIGKILL');
  const suivant = terrain.lancerWorker(cote);
  await commander();
  const duree = performance.now() - debut;
  await arreterWorker(await suivant);
  return duree;
}

export const reprise: Mesure = {
  lettre: 'g',
  titre: 'A worker that stops → the next answer',
  async mesurer(terrain, nombre) {
    const ess = await ouvrir(terrain);
    const [poignee] = await demarrerPlanchers(terrain, 1);
    await terrain.arreterWorkers();
    const produit = () => consigner(terrain, ess);
    const plancher = async () => poignee?.executeUpdate('ecrit', { args: [randomUUID()] });
    const mesures = await tours(nombre, {
      produitMort: () => avecUnAutre(terrain, 'produit', 'SIGKILL', 'apres', produit),
      plancherMort: () => avecUnAutre(terrain, 'plancher', 'SIGKILL', 'apres', plancher),
      produitTue: () => avecUnAutre(terrain, 'produit', 'SIGKILL', 'pendant', produit),
      plancherTue: () => avecUnAutre(terrain, 'plancher', 'SIGKILL', 'pendant', plancher),
      produitArrete: () => avecUnAutre(terrain, 'produit', 'SIGTERM', 'pendant', produit),
      plancherArrete: () => avecUnAutre(terrain, 'plancher', 'SIGTERM', 'pendant', plancher),
      produitSeul: () => seul(terrain, 'produit', produit),
      plancherSeul: () => seul(terrain, 'plancher', plancher),
    });
    await terrain.demarrerWorkers();
    await poignee?.executeUpdate('finir');
    const ligne = (mesure: string, serie: readonly number[]) => ({ mesure, figure: figure(serie), unite: 'ms' });
    const tue = (mesure: string, serie: readonly number[]) => ({
      ...ligne(mesure, serie),
      cible: { sens: 'au-plus' as const, valeur: 2000 },
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
