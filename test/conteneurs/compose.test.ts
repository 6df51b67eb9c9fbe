/**
 * docker-compose.yml run for real: a case lived through its containers, one of them killed, everything stopped and started
 * again, the next image put in their place, a backup taken and restored by the commands of docs/production.md.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { deposer, type Dossier } from './dossier.ts';
import { imagesDesAutres, preparerPile, pretes, sain, type Pile } from './pile.ts';
import { apporterBases, apporterServices, commande, construire, empechement, podman, reussir } from './podman.ts';

const obstacle = await empechement('debootstrap', process.env['PODMAN_COMPOSE'] ?? 'podman-compose');
if (obstacle !== undefined) console.warn(`[conteneurs: ${obstacle}: Compose is not run here]`);

const [VERSION, SUIVANTE] = ['0.1.0', '0.1.1'];

describe.skipIf(obstacle !== undefined)('Compose', () => {
  let pile: Pile;
  let dossier: Dossier;
  beforeAll(async () => {
    await apporterBases();
    await apporterServices(imagesDesAutres);
    await construire(`localhost/ess:${VERSION}`, VERSION);
    await construire(`localhost/ess:${SUIVANTE}`, SUIVANTE);
    pile = await preparerPile(await temporaryFolder());
    await pile.lever(VERSION);
    await pretes(pile);
  });
  // CONTENEURS_GARDER=1 leaves them to whoever wants to look.
  afterAll(() =>
    process.env['CONTENEURS_GARDER'] === '1' ? undefined : pile.compose(['down', '-v']).catch(() => undefined),
  );

  const journal = () => dossier.journal();
  const acte: Dossier['acte'] = (...args) => dossier.acte(...args);
  const verifier = () =>
    podman(
      'exec',
      pile.conteneur('api'),
      'node',
      '--disable-warning=ExperimentalWarning',
      'cli/ess.ts',
      'verifier',
      '--moteur',
    );

  test('chaque programme tourne sans droit de trop ; la base et le moteur ne joignent rien au dehors, le décodage ne les joint pas', async () => {
    for (const nom of ['api', 'worker', 'console', 'codec', 'postgres', 'temporal']) {
      const [vu] = JSON.parse(await podman('inspect', pile.conteneur(nom))) as [
        {
          HostConfig: { ReadonlyRootfs: boolean; Memory: number };
          EffectiveCaps: string[] | null;
          Config: { User: string };
        },
      ];
      expect(vu.HostConfig.ReadonlyRootfs, nom).toBe(true);
      expect(vu.HostConfig.Memory, nom).toBeGreaterThan(0);
      expect(vu.EffectiveCaps ?? [], nom).toEqual([]);
      expect(vu.Config.User, nom).not.toMatch(/^(0|root)?$/);
    }
    const joindre = (de: string, hote: string, port: number) =>
      commande('podman', [
        'exec',
        pile.conteneur(de),
        'node',
        '--eval',
        `require('net').connect(${port}, '${hote}').setTimeout(3000, () => process.exit(3)).on('error', (e) => { console.log(e.code); process.exit(2); }).on('connect', () => process.exit(0))`,
      ]);
    expect((await joindre('api', 'postgres', 5432)).code).toBe(0);
    expect((await joindre('api', 'temporal', 7233)).code).toBe(0);
    expect((await joindre('codec', 'postgres', 5432)).code).not.toBe(0);
    expect((await joindre('codec', 'temporal', 7233)).code).not.toBe(0);
    expect(await podman('exec', pile.conteneur('postgres'), 'cat', '/proc/net/route')).not.toMatch(
      /^\S+\s+00000000\s/m,
    );
  });

  test('un dossier y vit, ses lettres partent, la console s’ouvre', async () => {
    dossier = await deposer(pile);
    await acte('rendre-avis', 'caisse-gironde', { sur: 'lettre-intention', sens: 'favorable' });
    expect(await journal()).toEqual(expect.arrayContaining(['LettreIntentionDeposee', 'AvisCaisseRendu']));
    const page = await fetch('http://127.0.0.1:3100/', {
      headers: { host: 'console.exemple.invalid' },
      redirect: 'manual',
    });
    expect(page.status).toBeLessThan(400);
    const courriers = async () =>
      ((await (await fetch('http://127.0.0.1:8025/api/v1/messages')).json()) as { total: number }).total;
    while ((await courriers()) === 0) await pause(500);
  });

  test('un exécutant tué revient seul, et l’acte qui suit reçoit sa réponse', async () => {
    const pid = async () => (await podman('inspect', '--format', '{{.State.Pid}}', pile.conteneur('worker'))).trim();
    const avant = await pid();
    process.kill(Number(avant), 'SIGKILL');
    await acte('valider-lettre-intention', 'ars-nouvelle-aquitaine');
    while ([avant, '0'].includes(await pid())) await pause(500);
    await sain(pile.conteneur('worker'));
  });

  test('tout est arrêté et retiré, tout repart : le dossier est là, et les comptes sont justes', async () => {
    const avant = await journal();
    await pile.compose(['down']);
    expect(await podman('ps', '--all', '--format', '{{.Names}}')).not.toContain('ess-essai');
    await pile.lever(VERSION);
    await pretes(pile);
    expect(await journal()).toEqual(avant);
    expect(await verifier()).toMatch(/Aucun écart/);
  });

  test('l’image suivante prend la place, dossiers ouverts : travaux, exécutants, API ; le dossier continue', async () => {
    await pile.lever(SUIVANTE, ['migrations', 'moteur', 'worker', 'api', 'console', 'codec']);
    await pretes(pile);
    expect(await podman('inspect', '--format', '{{.ImageName}}', pile.conteneur('api'))).toContain(SUIVANTE);
    await acte('declarer-association', 'porteur-01');
    expect(await journal()).toContain('AssociationDeclaree');
    expect(await verifier()).toMatch(/Aucun écart/);
  });

  test('une sauvegarde prise en marche, restaurée par les commandes de la documentation : les deux bases s’accordent', async () => {
    const prendre = `podman exec ${pile.conteneur('postgres')} pg_basebackup -U postgres -D - -Ft -X fetch -c fast | gzip > ess.tar.gz`;
    await reussir('bash', ['-o', 'pipefail', '-c', prendre], { cwd: pile.dossier });
    await acte('declarer-coordonnees-bancaires', 'porteur-01', {}, 'apres-sauvegarde');
    const apres = await journal();
    await pile.compose(['down'], SUIVANTE);
    const vider = `podman run --rm -i --no-healthcheck --user 999:999 -v ess-essai_postgres:/var/lib/postgresql --entrypoint bash ${imagesDesAutres[0] ?? ''} -c 'rm -rf "$PGDATA" && mkdir -m 700 -p "$PGDATA" && tar -xz -C "$PGDATA"' < ess.tar.gz`;
    await reussir('bash', ['-c', vider], { cwd: pile.dossier });
    await pile.lever(SUIVANTE);
    await pretes(pile);
    expect(await verifier()).toMatch(/Aucun écart/);
    expect((await journal()).length).toBeLessThan(apres.length);
    await acte('declarer-coordonnees-bancaires', 'porteur-01', {}, 'apres-sauvegarde');
    expect(await journal()).toEqual(apres);
  });
});
