/** What is heavy is done aside, in a bounded number, and whoever comes too many is told to come back. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { openApiWorkshop } from '../../api/jobs/workshop.ts';
import { WorkshopBusy, openWorkshop } from '../../runtime/workshop.ts';
import { api, CASE } from './support.ts';

function atelier(changes: { threads?: number; queue?: number; patience?: number } = {}) {
  const workshop = openWorkshop<typeof import('./atelier-fils.ts')>({
    program: new URL('./atelier-fils.ts', import.meta.url),
    threads: 1,
    queue: 2,
    patience: 20_000,
    ...changes,
  });
  onTestFinished(() => workshop.close());
  return workshop;
}

describe('un atelier', () => {
  test('fait ailleurs, et pendant ce temps le fil principal est libre', async () => {
    const { run } = atelier();
    await run('double', 1);
    let tours = 0;
    const horloge = setInterval(() => (tours += 1), 5);
    expect(await run('peiner', 400)).toBe('fini');
    clearInterval(horloge);
    expect(tours).toBeGreaterThan(10);
  });

  test('plein, refuse aussitôt ; vidé, reprend', async () => {
    const { run } = atelier();
    const sorts = await Promise.allSettled(Array.from({ length: 5 }, (_, n) => run('double', n)));
    expect(sorts.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect((sorts[4] as PromiseRejectedResult).reason).toBeInstanceOf(WorkshopBusy);
    expect(await run('double', 21)).toBe(42);
  });

  test('arrête ce qui n’en finit pas, et fait le suivant', async () => {
    const { run } = atelier({ patience: 3000 });
    await run('double', 1);
    await expect(run('peiner', 600_000)).rejects.toBeInstanceOf(WorkshopBusy);
    expect(await run('double', 21)).toBe(42);
  });

  test('rend l’échec d’un travail à qui l’a demandé, et continue', async () => {
    const { run } = atelier();
    await expect(run('echouer', undefined as never)).rejects.toThrow('this piece of work fails');
    expect(await run('double', 21)).toBe(42);
  });

  test('fermé, abandonne ce qui est en cours', async () => {
    const { run, close } = atelier();
    await run('double', 1);
    const perdu = expect(run('peiner', 600_000)).rejects.toThrow();
    await close();
    await perdu;
  });
});

describe('à travers le service', () => {
  const simuler = ({ post }: Awaited<ReturnType<typeof api>>, role: string) =>
    post('/simulations', { ess: CASE, jusquAu: '2099-12-31' }, { comme: role });

  test('trop de travail pour tous : 503, et quand revenir', async () => {
    const workshop = openApiWorkshop({ threads: 1, queue: 0 });
    onTestFinished(() => workshop.close());
    const app = await api({ workshop });
    const answers = await Promise.all(['ars', 'caisse', 'porteur'].map((role) => simuler(app, role)));
    const statuts = answers.map(({ status }) => status);
    expect(statuts.toSorted()).toEqual([200, 503, 503]);
    const refusee = answers.find(({ status }) => status === 503);
    expect(refusee?.headers.get('retry-after')).toBe('10');
    expect(refusee?.body['detail']).toContain('renvoyez');
    expect((await simuler(app, 'ars')).status).toBe(200);
  });

  test('trop de travail pour une seule personne : 429, et les autres sont servis', async () => {
    const app = await api();
    const siennes = Array.from({ length: 40 }, () => simuler(app, 'porteur'));
    const autre = simuler(app, 'ars');
    const statuts = (await Promise.all(siennes)).map(({ status }) => status);
    const nombre = (statut: number) => statuts.filter((un) => un === statut).length;
    // Eight at once; how many more are served depends on how soon the first ones end.
    expect(nombre(200)).toBeGreaterThanOrEqual(8);
    expect(nombre(429)).toBeGreaterThan(0);
    expect(nombre(200) + nombre(429)).toBe(siennes.length);
    expect((await autre).status).toBe(200);
  });
});
