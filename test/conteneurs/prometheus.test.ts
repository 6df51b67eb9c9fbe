/** Prometheus reads the containers with deploy/prometheus as it stands: targets, dashboard, and the alerts of three faults. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { deposer } from './dossier.ts';
import { imagesDesAutres, preparerPile, pretes, PROJET, type Pile } from './pile.ts';
import {
  apporterBases,
  apporterServices,
  commande,
  construire,
  empechement,
  lire,
  NODE_IMAGE,
  podman,
  RACINE,
  reussir,
} from './podman.ts';

const MODULE = 'github.com/prometheus/prometheus';
const VERSION_PROMETHEUS = 'v0.313.4';
const obstacle = await empechement('debootstrap', process.env['PODMAN_COMPOSE'] ?? 'podman-compose');
if (obstacle !== undefined) console.warn(`[conteneurs: ${obstacle}: Prometheus reads nothing here]`);

const VERSION = '0.1.0';
const SERVEUR = `${PROJET}_prometheus_1`;

/** Until that is so, three minutes past the longest delay of the rules concerned. */
async function jusqua<T>(lire_: () => Promise<T>, convient: (lu: T) => boolean): Promise<T> {
  let lu = await lire_();
  for (let essai = 0; essai < 100 && !convient(lu); essai++) {
    await pause(3000);
    lu = await lire_();
  }
  return lu;
}

async function api<T>(chemin: string): Promise<T> {
  const reponse = await fetch(`http://127.0.0.1:9090/api/v1/${chemin}`);
  if (!reponse.ok) throw new Error(`${chemin}: ${reponse.status} ${await reponse.text()}`);
  return ((await reponse.json()) as { data: T }).data;
}
const valeurs = async (expr: string) =>
  (await api<{ result: unknown[] }>(`query?query=${encodeURIComponent(expr)}`)).result;
async function alertes(etat: 'firing' | 'pending'): Promise<string[]> {
  const { alerts } = await api<{ alerts: { state: string; labels: { alertname: string } }[] }>('alerts');
  return [...new Set(alerts.filter(({ state }) => state === etat).map(({ labels }) => labels.alertname))].toSorted();
}
const sonnent = (...noms: string[]) =>
  jusqua(
    () => alertes('firing'),
    (lu) => JSON.stringify(lu) === JSON.stringify(noms.toSorted()),
  );

describe.skipIf(obstacle !== undefined)('Prometheus', () => {
  let pile: Pile;
  let dossier: string;
  beforeAll(async () => {
    dossier = await mkdtemp(join(tmpdir(), 'ess-prometheus-'));
    await apporterBases();
    await apporterServices(imagesDesAutres);
    await construire(`localhost/ess:${VERSION}`, VERSION);
    await writeFile(join(dossier, 'go.mod'), 'module essai\ngo 1.26\n');
    const go = (...args: string[]) =>
      reussir('go', args, { cwd: dossier, env: { CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOWORK: 'off' } });
    await go('get', `${MODULE}@${VERSION_PROMETHEUS}`);
    // Of the ways to find what to read, names alone: the others bring the kits of every cloud.
    const options = ['-trimpath', '-ldflags=-s -w', '-gcflags=all=-dwarf=false', '-tags=remove_all_sd,enable_dns_sd'];
    await go('build', ...options, '-o', join(dossier, 'prometheus'), `${MODULE}/cmd/prometheus`);
    pile = await preparerPile(await temporaryFolder());
    await pile.lever(VERSION);
    await pretes(pile);
    const volumes = ['-v', `${dossier}:/prometheus:ro`, '-v', `${RACINE}/deploy/prometheus:/reglages:ro`];
    const reseaux = ['--network', `${PROJET}_donnees`, '--network', `${PROJET}_facade`, '-p', '127.0.0.1:9090:9090'];
    const args = ['--config.file=/reglages/prometheus.yml', '--storage.tsdb.path=/tmp/prometheus'];
    await podman(
      'run',
      '-d',
      '--name',
      SERVEUR,
      ...volumes,
      ...reseaux,
      '--entrypoint',
      '/prometheus/prometheus',
      NODE_IMAGE,
      ...args,
    );
  });
  afterAll(async () => {
    await commande('podman', ['rm', '--force', '--time', '5', SERVEUR]);
    await pile.compose(['down', '-v']).catch(() => undefined);
    await rm(dossier, { recursive: true, force: true });
  });

  test('tout ce que prometheus.yml nomme répond : API, console, deux exécutants et leur SDK, moteur', async () => {
    const attendus = [
      'ess-api',
      'ess-console',
      'ess-worker',
      'ess-worker',
      'ess-worker-temporal',
      'ess-worker-temporal',
      'temporal',
    ];
    const lus = await jusqua(
      async () => {
        const { activeTargets } = await api<{ activeTargets: { labels: { job: string }; health: string }[] }>(
          'targets',
        );
        return activeTargets
          .filter(({ health }) => health === 'up')
          .map(({ labels }) => labels.job)
          .toSorted();
      },
      (lu) => lu.length >= attendus.length,
    );
    expect(lus).toEqual(attendus);
  });

  test('chaque courbe du tableau de bord a des valeurs dès qu’un dossier vit', async () => {
    const ouvert = await deposer(pile);
    await ouvert.acte('rendre-avis', 'caisse-gironde', { sur: 'lettre-intention', sens: 'favorable' });
    await expect(ouvert.acte('signer-contrat-amorcage', 'porteur-01')).rejects.toThrow(/40[39]|422/);
    const { panels } = JSON.parse(lire('deploy/grafana/ess.json')) as { panels: { targets: { expr: string }[] }[] };
    // Of node_exporter, which no container is; and a counter that a failure alone makes.
    const ailleurs = /ess_verification_ecarts|execution_failed/;
    for (const { expr } of panels.flatMap(({ targets }) => targets).filter((une) => !ailleurs.test(une.expr))) {
      // A rate needs an act between two readings.
      const lu = await jusqua(
        async () => {
          await deposer(pile).catch(() => undefined);
          return valeurs(expr);
        },
        (un) => un.length > 0,
      );
      expect(lu.length, expr).toBeGreaterThan(0);
    }
  });

  test('quand tout va bien, aucune alerte ne sonne ; celle de la vérification, jamais faite ici, attend son heure', async () => {
    await jusqua(
      () => alertes('pending'),
      (lu) => lu.length === 1,
    );
    expect(await alertes('firing')).toEqual([]);
    expect(await alertes('pending')).toEqual(['VerificationAncienne']);
  });

  test('exécutants et moteur arrêtés : celles-là sonnent, et elles seules ; au retour, plus aucune', async () => {
    for (const nom of [pile.conteneur('worker', 1), pile.conteneur('worker', 2), pile.conteneur('temporal')])
      await podman('stop', nom);
    const attendues = ['AucunExecutant', 'MoteurInjoignable', 'ProgrammeAbsent'];
    expect(await sonnent(...attendues)).toEqual(attendues);
    for (const nom of [pile.conteneur('temporal'), pile.conteneur('worker', 1), pile.conteneur('worker', 2)])
      await podman('start', nom);
    expect(await sonnent()).toEqual([]);
  });

  test('l’API retirée, dont le nom ne mène plus à rien, se voit', async () => {
    await podman('stop', pile.conteneur('api'));
    expect(await sonnent('ProgrammeAbsent')).toEqual(['ProgrammeAbsent']);
    await podman('start', pile.conteneur('api'));
    expect(await sonnent()).toEqual([]);
  });

  test('PostgreSQL arrêté : la base est dite injoignable', async () => {
    await podman('stop', pile.conteneur('postgres'));
    expect(
      await jusqua(
        () => alertes('firing'),
        (lu) => lu.includes('BaseInjoignable'),
      ),
    ).toContain('BaseInjoignable');
  });
});
