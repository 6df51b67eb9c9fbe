/** The saved views of docs/exploitation.md: each query, as it is written there, on a real engine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { BARE } from '../api/support.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/exploitation.md'), 'utf8');
const [, bloc = ''] = /```sql\n([\s\S]*?)```/.exec(page) ?? [];
const vues = bloc
  .trim()
  .split(/\n\n/)
  .map((vue) => ({
    titre: vue.split('\n')[0]?.slice('-- '.length) ?? '',
    requete: vue.split('\n').slice(1).join(' '),
  }));

let installation: Installation;
let ess: string;
beforeAll(async () => {
  installation = await ouvrirInstallation();
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': 'recherches-0001',
    ...(await comme('porteur')),
    'x-horloge-origine': '2026-09-25T08:00:00Z',
  };
  const body = JSON.stringify({ ...BARE, le: '2026-09-25' });
  // A machine under load answers 503, and expects the same request again.
  const reponse = await vi.waitUntil(
    async () => {
      const recue = await fetch(`${installation.terrain.api}/api/v1/ess`, { method: 'POST', headers, body });
      return recue.status === 503 ? undefined : recue;
    },
    { timeout: 120_000, interval: 100 },
  );
  expect(reponse.status).toBe(201);
  ({ ess } = (await reponse.json()) as { ess: string });
});
afterAll(() => installation.fermer());

async function chercher(requete: string): Promise<string[]> {
  const trouves: string[] = [];
  for await (const { workflowId } of installation.terrain.client.workflow.list({ query: requete }))
    trouves.push(workflowId);
  return trouves;
}

test('la page en donne une dizaine, chacune avec son titre', () => {
  expect(vues.length).toBeGreaterThanOrEqual(10);
  expect(vues.every(({ titre, requete }) => titre.length > 10 && requete.includes('Ess'))).toBe(true);
});

test.each(vues)('« $titre » est comprise du moteur', async ({ requete }) => {
  expect(await chercher(requete)).toEqual(expect.any(Array));
});

test('la décision tacite de la semaine est trouvée, celle d’une autre semaine ne l’est pas', async () => {
  const requete = vues.find(({ titre }) => titre.startsWith('Décisions tacites'))?.requete ?? '';
  await vi.waitUntil(async () => (await chercher(requete)).includes(ess), { timeout: 60_000, interval: 100 });
  const suivante = requete.replace('2026-11-30', '2026-12-07').replace('2026-11-23', '2026-11-30');
  expect(await chercher(suivante)).toEqual([]);
});
