/** A whole life on the engine, its API and its worker: all that happened reaches the partner, in order, and he reads the rest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation } from '../setup/installation.ts';
import { accepter, estSignePar, idsDe, recepteur, refuser } from '../webhooks/recepteur.ts';

const ATTENTE = { timeout: 120_000, interval: 100 };
const scenario = (nom: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../regles/scenarios/${nom}.json`), 'utf8')) as Scenario;

test('chaque événement d’une vie arrive, signé, dans l’ordre du journal ; un premier refus n’en perd aucun', async () => {
  const installation = await ouvrirInstallation();
  onTestFinished(() => installation.fermer());
  const { terrain, pool } = installation;
  const lui = await recepteur((request, response) => {
    lui.repondre = accepter;
    refuser(500)(request, response);
  });
  const reponse = await fetch(`${terrain.api}/api/v1/abonnements`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await comme('national')) },
    body: JSON.stringify({ adresse: lui.adresse }),
  });
  const { secret } = (await reponse.json()) as { secret: string };

  await play(scenario('S01-silence-lettre-intention'), terrain);
  const { rows } = await pool.query<{ ess: string; rang: number }>('select ess, rang from journal order by rang');
  expect(rows.length).toBeGreaterThan(3);
  const journal = rows.map(({ ess, rang }) => `evt_${ess}_${rang}`);
  // The second attempt comes five seconds after the first, by the worker alone.
  await vi.waitUntil(() => lui.recus.length >= journal.length + 1, ATTENTE);

  expect(idsDe(lui).slice(1)).toEqual(journal);
  expect(idsDe(lui)[0]).toBe(journal[0]);
  expect(lui.recus.every((recu) => estSignePar(secret, recu))).toBe(true);

  const { data } = JSON.parse(lui.recus.at(-1)?.corps ?? '') as { data: { lien: string; rang: number } };
  const lu = await fetch(`${terrain.api}${data.lien}`, { headers: await comme('national') });
  expect(await lu.json()).toMatchObject({ lignes: [{ rang: data.rang }] });
});
