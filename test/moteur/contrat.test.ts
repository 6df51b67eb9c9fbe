/** What the documentation shows really runs: the curl examples of docs/api.md, and every example of the contract. */
import { today } from '../setup/today.ts';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation, Place } from '../../api/contract/operation.ts';
import { OPERATIONS } from '../../api/contract/operations/index.ts';
import { faultsOf } from '../api/contrat-reponses.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

const run = promisify(execFile);
let installation: Installation;
let ess = '';
let folder: string;
/** A subscription of the porteur, and a delivery of it. */
let abonnement = { id: '', livraison: '' };

const bearer = async (role: string): Promise<string> => `Authorization: ${(await comme(role)).authorization}`;

beforeAll(async () => {
  installation = await ouvrirInstallation();
  folder = await mkdtemp(join(tmpdir(), 'ess-curl-'));
});
afterAll(async () => {
  await installation.fermer();
  await rm(folder, { recursive: true, force: true });
});

/** Each curl of a `sh` block, with the status that the comment before it announces. */
const COMMANDS = [
  ...readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8').matchAll(/```sh\n([^`]*)```/g),
].flatMap(([, block = '']) =>
  [...block.matchAll(/^# (\d{3})[^\n]*\n(curl[\s\S]*?)(?=^# \d{3}|$(?![\s\S]))/gm)].map(([, status, command = '']) => ({
    status: Number(status),
    command: command.trim(),
  })),
);

describe('chaque exemple de docs/api.md donne le statut annoncé, et une réponse conforme au contrat', () => {
  test('aucun exemple n’échappe à ce test', () => {
    const written = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8').match(/^curl /gm) ?? [];
    expect(COMMANDS.length).toBe(written.length);
    expect(COMMANDS.length).toBeGreaterThan(15);
  });

  test.each(COMMANDS)('$status : $command', async ({ status, command }) => {
    const file = join(folder, 'corps');
    const script = `curl() { command curl -sS -o "$CORPS" -w '%{http_code}\\n%{method}\\n%{url}\\n%{content_type}' "$@"; }\n${command}`;
    const { stdout } = await run('bash', ['-euc', script], {
      env: {
        ...process.env,
        API: `${installation.terrain.api}/api/v1`,
        CORPS: file,
        ESS: ess,
        LE: today(),
        PORTEUR: await bearer('porteur'),
        ARS: await bearer('ars'),
        CAISSE: await bearer('caisse'),
      },
    });
    const [answered, method = '', url = '', type = ''] = stdout.split('\n');
    const said = await readFile(file, 'utf8');
    const body = (said === '' ? undefined : JSON.parse(said)) as { readonly ess?: string } | undefined;
    expect({ status: Number(answered), body }).toMatchObject({ status });
    expect(faultsOf({ method, path: new URL(url).pathname, status, type, body })).toEqual([]);
    if (ess === '' && status === 201) ess = body?.ess ?? '';
  });
});

/** Refused by the law or by the state, as an example on a case that is elsewhere may be; never for its form. */
const UNDERSTOOD = [200, 201, 202, 409, 422];

/** Examples of an operation that several roles have, whose fields are the ARS's. */
const OF_ARS = ['existante', 'reprise', 'region', 'refus'];

describe('chaque exemple du contrat est compris du service, et sa réponse conforme', () => {
  const examples = (Object.entries(OPERATIONS) as [Place, Operation][]).flatMap(([place, { corps, roles }]) =>
    Object.entries(corps?.exemples ?? {})
      .filter(() => corps?.contenu['multipart/form-data'] === undefined)
      .map(([name, { valeur }]) => ({ place, name, value: valeur, roles: roles ?? ['national'] })),
  );
  beforeAll(async () => {
    const demander = async (chemin: string, corps: object) => {
      const reponse = await fetch(`${installation.terrain.api}/api/v1/abonnements${chemin}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(await comme('porteur')) },
        body: JSON.stringify(corps),
      });
      return (await reponse.json()) as { id: string; livraison: number };
    };
    const { id } = await demander('', { adresse: 'https://partenaire.exemple.invalid/' });
    abonnement = { id, livraison: String((await demander(`/${id}/essais`, {})).livraison) };
  });
  test.each(examples)('$place ($name)', async ({ place, name, value, roles }) => {
    const [method = '', template = ''] = place.split(' ');
    const path = template
      .replace('{ess}', ess)
      .replace('{caisse}', 'gironde')
      .replace('{id}', abonnement.id)
      .replace('{instance}', 'DN')
      .replace('{demarche}', '1')
      .replace('{dossier}', '1')
      .replace('{numero}', '1');
    const role = OF_ARS.includes(name) ? 'ars' : (roles[0] ?? 'national');
    const text = typeof value === 'string';
    const response = await fetch(`${installation.terrain.api}${path}`, {
      method,
      headers: { 'content-type': text ? 'text/csv' : 'application/json', ...(await comme(role)) },
      body: text ? value : JSON.stringify(value).replace('ess-33-7k2m9qxa', ess).replace('421', abonnement.livraison),
    });
    const body: unknown = await response.json();
    const { status } = response;
    // Nothing here has that number or that secret: of what names one, the form alone is looked at before it is looked for.
    const elsewhere = /\{(numero|secret|demarche|dossier)\}|(reprises|a-voir)\/\{id\}/.test(template) && status === 404;
    // Only the right code is no error of a field.
    const understood = UNDERSTOOD.includes(status) || elsewhere || (name === 'code' && status === 400);
    expect({ understood, status, body }).toMatchObject({ understood: true });
    const type = response.headers.get('content-type') ?? '';
    expect(faultsOf({ method, path, status, type, body })).toEqual([]);
  });
});
