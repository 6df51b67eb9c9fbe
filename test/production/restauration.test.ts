/** A backup taken while acts arrive holds both databases at one instant: restored, every case goes on from there. */
import { chown, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { serverUser } from '../../records/server/binaries.ts';
import { autreServeur, demarrer, programmesDe, servir } from '../setup/machine-postgres.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { aujourdhui, lettreIntention, ouvrirDeploiement } from './deploiement.ts';
import { lancer, lancerApi, travail, type Programme } from './processus.ts';

const autre = autreServeur();
const programmes = autre !== undefined && 'programmes' in autre ? autre.programmes : undefined;
const possible = programmes !== undefined && existsSync(join(programmes, 'pg_basebackup'));
if (!possible)
  console.warn('[production: no pg_basebackup on this machine (Debian: postgresql): restoring a backup is not tried]');

const lances: Programme[] = [];
const fermetures: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const { processus } of lances.splice(0)) processus.kill('SIGKILL');
  for (const fermer of fermetures.splice(0).reverse()) await fermer();
});

async function ouvrirProgrammes(env: Readonly<Record<string, string>>): Promise<string> {
  const worker = lancer('worker/main.ts', [], env);
  lances.push(worker);
  await worker.dit('worker: ready');
  const api = await lancerApi(env);
  lances.push(api);
  return api.url;
}

test.skipIf(!possible)(
  'une sauvegarde faite pendant que des actes arrivent, restaurée : les deux bases s’accordent, chaque dossier continue, un acte d’après se refait',
  async () => {
    const serveur = await demarrer(programmes as string);
    let servi = true;
    fermetures.push(() => (servi ? serveur.stop() : Promise.resolve()));
    const dossier = await temporaryFolder();
    const deploiement = await ouvrirDeploiement(serveur.url, dossier);
    fermetures.push(() => deploiement.fermer());
    const { env, exiger, moteur, demarrerMoteur } = deploiement;
    const url = await ouvrirProgrammes(env);
    const deposer = async (cle: string): Promise<string> =>
      String((await exiger(`${url}/ess`, 'porteur-01', lettreIntention(), cle))['ess']);
    const ess = await deposer('restauration-avant');

    // pg_basebackup, with acts before, during and after it.
    const sauvegarde = join(dossier, 'sauvegarde');
    const compte = await serverUser(dossier);
    await mkdir(sauvegarde, { mode: 0o700 });
    if (compte !== undefined) await chown(sauvegarde, compte.uid, compte.gid);
    const run = programmesDe(programmes as string, compte);
    let finie = false;
    const copie = run('pg_basebackup', [`--dbname=${serveur.url}`, '-D', sauvegarde, '-X', 'stream', '-c', 'fast']);
    void copie.finally(() => (finie = true));
    const pendant: string[] = [];
    while (!finie) pendant.push(await deposer(`restauration-${pendant.length}`));
    await copie;
    const avis = { le: aujourdhui(), sur: 'lettre-intention', sens: 'favorable' };
    const rendreAvis = (api: string) =>
      exiger(`${api}/ess/${ess}/commandes/rendre-avis`, 'caisse-gironde', avis, 'restauration-avis');
    await rendreAvis(url);

    // The machine is lost: programs, engine, server. Another one is made from the backup.
    for (const { processus } of lances.splice(0)) processus.kill('SIGKILL');
    await moteur.stop();
    const port = Number(new URL(serveur.url).port);
    await serveur.stop();
    servi = false;
    fermetures.push(await servir(run, sauvegarde, port));
    const second = await demarrerMoteur();
    fermetures.push(() => second.stop());
    const restaure = { ...env, TEMPORAL_ADDRESS: second.address };
    expect(await travail(['verifier'], restaure)).toMatch(/Aucun écart/);

    const api = await ouvrirProgrammes(restaure);
    const journal = async (une: string) => {
      const { lignes } = await exiger(`${api}/ess/${une}/journal`, 'national');
      return (lignes as { evenement: string }[]).map(({ evenement }) => evenement);
    };
    expect(await journal(ess)).not.toContain('AvisCaisseRendu');
    await rendreAvis(api); // the same request again, with its key
    await exiger(`${api}/ess/${ess}/commandes/valider-lettre-intention`, 'ars-nouvelle-aquitaine', {
      le: aujourdhui(),
    });
    expect(await journal(ess)).toEqual(expect.arrayContaining(['AvisCaisseRendu', 'LettreIntentionValidee']));
    // What was filed during the copy is there as a whole, and goes on, or is not there at all.
    const liste = await exiger(`${api}/ess?limite=100`, 'national');
    const presents = (liste['ess'] as { ess: string }[]).map((une) => une.ess).filter((une) => pendant.includes(une));
    for (const une of presents)
      await exiger(`${api}/ess/${une}/commandes/rendre-avis`, 'caisse-gironde', avis, `avis-${une}`);
    expect(await travail(['verifier'], restaure)).toMatch(/Aucun écart/);
  },
  300_000,
);
