/** What is heavy is done aside, in a bounded number, and whoever comes too many is told to come back. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { openApiWorkshop } from '../../api/jobs/workshop.ts';
import { WorkshopBusy, openWorkshop } from '../../runtime/workshop.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { api, CASE, dossierOf } from './support.ts';

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

describe('le service', () => {
  const simuler = ({ post }: Awaited<ReturnType<typeof api>>) =>
    post('/simulations', { ess: CASE, jusquAu: '2099-12-31' }, { comme: 'ars' });

  test('dont l’atelier est plein répond 503, et quand revenir', async () => {
    const workshop = openApiWorkshop({ threads: 1, queue: -1 });
    const answer = await simuler(await api({ workshop }));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10']);
    expect(answer.body['detail']).toContain('renvoyez');
    expect((await simuler(await api())).status).toBe(200);
  });

  test('ne fait pas plus de huit travaux à la fois pour une personne : 429, et les autres sont servis', async () => {
    const workshop = openApiWorkshop();
    onTestFinished(() => workshop.close());
    const { etat } = dossierOf(CASE);
    const prevoir = (sujet: string) =>
      workshop.run({ sujet }, 'previsions', {
        etat,
        maintenant: instant(Date.UTC(2026, 0, 15)),
        hypotheses: [],
        horizon: '2027-01-01' as DateCivile,
        journal: [],
      });
    const siens = Promise.allSettled(Array.from({ length: 12 }, () => prevoir('un')));
    const autre = prevoir('autre');
    expect((await siens).map(({ status }) => status)).toEqual([
      ...Array<string>(8).fill('fulfilled'),
      ...Array<string>(4).fill('rejected'),
    ]);
    expect(((await siens)[11] as PromiseRejectedResult).reason).toMatchObject({ status: 429 });
    expect((await autre).silence.suites).toBeInstanceOf(Array);
    expect((await prevoir('un')).silence.suites).toBeInstanceOf(Array);
  });
});
