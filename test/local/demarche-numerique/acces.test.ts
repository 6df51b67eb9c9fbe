/** Démarche Numérique as its double plays it: tokens, limits, errors, and faults that tests ask for. */
import { describe, expect, test } from 'vitest';
import { NUMERO_LETTRE, NUMERO_PROJET, READY_TOKEN } from '../../../local/demarche-numerique/ready-made/index.ts';
import { startLocalDemarcheNumerique } from '../../../local/demarche-numerique/server.ts';
import type { Token } from '../../../local/demarche-numerique/tokens.ts';
import { essai } from './essai.ts';

const e = essai('2026-11-02T09:00:00');
const TITLE = `{ demarche(number: ${NUMERO_LETTRE}) { title } }`;
const jeton = (change: Partial<Token>): string => {
  e.dn.tokens.push({ ...READY_TOKEN, secret: 'un-autre-jeton', demarches: [NUMERO_LETTRE, NUMERO_PROJET], ...change });
  return 'un-autre-jeton';
};
const codeOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code, errors[0]?.message];
};

describe('un jeton', () => {
  test('est lu après « Bearer », avec ou sans « token= »', async () => {
    for (const written of ['', 'token=']) {
      const { data } = await e.ask(TITLE, {}, `${written}${READY_TOKEN.secret}`);
      expect(data.demarche.title).toContain('Lettre d’intention');
    }
  });

  test.each(['inconnu', 'révoqué', ''])('%s : 403 avec le texte d’une requête', async (cas) => {
    const secret = cas === 'révoqué' ? jeton({ revoked: true }) : cas;
    expect(await codeOf(await e.post({ query: TITLE }, secret && encodeURI(secret)))).toEqual([
      403,
      'forbidden',
      'Without a token, only persisted queries are allowed',
    ]);
  });

  test('révoqué : 200 et « unauthorized » avec une requête enregistrée', async () => {
    const secret = jeton({ revoked: true });
    const [status, code] = await codeOf(await e.post({ queryId: 'ds-query-v2', operationName: 'getDemarche' }, secret));
    expect([status, code]).toEqual([200, 'unauthorized']);
  });

  test('expiré : 401, le jour où il expire et non la veille', async () => {
    const secret = jeton({ expireLe: Date.parse('2026-11-03T00:00:00+01:00') });
    e.dn.advanceTo('2026-11-02T23:59:59');
    expect((await e.post({ query: TITLE }, secret)).status).toBe(200);
    e.dn.advanceTo('2026-11-03T00:00:00');
    expect(await codeOf(await e.post({ query: TITLE }, secret))).toEqual([401, 'unauthorized', 'Token expired']);
  });

  test('d’un autre réseau : 403, et l’adresse à ajouter', async () => {
    const [status, , message] = await codeOf(await e.post({ query: TITLE }, jeton({ networks: ['192.0.2.0/24'] })));
    expect([status, message]).toEqual([403, expect.stringContaining('forbidden network. Add 127.0.0.1')]);
    e.dn.tokens.pop();
    expect((await e.post({ query: TITLE }, jeton({ networks: ['127.0.0.0/8'] }))).status).toBe(200);
  });

  test('qui ne nomme pas la démarche n’en voit rien, et HTTP reste à 200', async () => {
    const secret = jeton({ demarches: [NUMERO_PROJET] });
    expect(await codeOf(await e.post({ query: TITLE }, secret))).toEqual([
      200,
      'unauthorized',
      'An object of type Demarche was hidden due to permissions',
    ]);
  });

  test('de lecture : une mutation le dit avant de chercher le dossier ; d’écriture, elle ne le trouve pas', async () => {
    const probe = `mutation { dossierPasserEnInstruction(input: { dossierId: "personne", instructeurId: "personne" }) { errors { message } } }`;
    const read = await e.ask(probe, {}, jeton({ write: false }));
    expect(read.data.dossierPasserEnInstruction.errors).toEqual([
      { message: 'Le jeton utilisé est configuré seulement en lecture' },
    ]);
    expect((await e.ask(probe)).errors?.[0]).toMatchObject({
      message: 'Dossier not found',
      extensions: { code: 'not_found' },
    });
  });

  test('n’est pas demandé pour lire le schéma', async () => {
    const response = await e.post({ queryId: 'introspection' }, '');
    expect(await response.json()).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
  });
});

describe('une demande', () => {
  test('de plus que la limite dans la minute : 429, en texte, avec le délai ; la minute passée, elle est servie', async () => {
    const dn = await startLocalDemarcheNumerique({ at: '2026-11-02T09:00:00', perMinute: 3, log: () => undefined });
    const ask = () =>
      fetch(dn.apiUrl, {
        method: 'POST',
        headers: { authorization: `Bearer ${READY_TOKEN.secret}` },
        body: JSON.stringify({ query: TITLE }),
      });
    try {
      for (let call = 0; call < 3; call += 1) expect((await ask()).status).toBe(200);
      dn.advanceTo('2026-11-02T09:00:20');
      const refused = await ask();
      expect(refused.status).toBe(429);
      expect(refused.headers.get('content-type')).toBe('text/plain');
      expect(refused.headers.get('retry-after')).toBe('40');
      expect(refused.headers.get('ratelimit-reset')).toBe(String(Date.parse('2026-11-02T09:01:00+01:00') / 1000));
      dn.advanceTo('2026-11-02T09:01:00');
      expect((await ask()).status).toBe(200);
    } finally {
      await dn.close();
    }
  });

  test('mal écrite : 400, et le code de l’analyse', async () => {
    expect((await codeOf(await e.post({ query: '{ demarche(' }))).slice(0, 2)).toEqual([400, 'graphql_parse_failed']);
  });

  test('profonde de seize étages est refusée, de quinze non', async () => {
    const deep = (levels: number) =>
      `{ demarche(number: ${NUMERO_LETTRE}) { publishedRevision { ${'champDescriptors { ... on RepetitionChampDescriptor { '.repeat(levels - 3)} id ${'} } '.repeat(levels - 3)} } } }`;
    expect((await e.ask(deep(15))).errors).toBeUndefined();
    expect((await e.ask(deep(16))).errors?.[0]).toMatchObject({
      message: 'Query has depth of 16, which exceeds max depth of 15',
    });
  });

  test('d’un champ inconnu est refusée, HTTP 200', async () => {
    const response = await e.post({ query: '{ inconnu }' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('inconnu') as string }],
    });
  });

  test('reçoit l’heure du service : celle de son horloge', async () => {
    e.dn.advanceTo('2027-03-28T03:00:00');
    const response = await e.post({ query: TITLE });
    expect(response.headers.get('date')).toBe('Sun, 28 Mar 2027 01:00:00 GMT');
  });
});

describe('une panne demandée', () => {
  test('500, avec un identifiant, pour le nombre d’appels dit, de l’opération dite', async () => {
    e.dn.faults.next({ kind: 'erreur-500', times: 2, after: 1, operation: 'titre' });
    const call = async (operationName: string) =>
      (await e.post({ query: `query ${operationName} ${TITLE}`, operationName })).status;
    expect([
      await call('titre'),
      await call('autre'),
      await call('titre'),
      await call('titre'),
      await call('titre'),
    ]).toEqual([200, 200, 500, 500, 200]);
    e.dn.faults.next({ kind: 'erreur-500' });
    expect(await (await e.post({ query: TITLE })).json()).toMatchObject({
      errors: [{ extensions: { code: 'internal_server_error', exception_id: expect.any(String) as string } }],
    });
  });

  test('la connexion coupée avant : rien n’est fait ; après : c’est fait, et personne ne le sait', async () => {
    const dossier = e.depose();
    e.dn.faults.next({ kind: 'coupure' });
    await expect(e.act('dossierPasserEnInstruction', dossier)).rejects.toThrow('fetch failed');
    expect(dossier.etat).toBe('en_construction');
    e.dn.faults.next({ kind: 'reponse-perdue' });
    await expect(e.act('dossierPasserEnInstruction', dossier)).rejects.toThrow('fetch failed');
    expect(dossier.etat).toBe('en_instruction');
  });

  test('le silence dure jusqu’à ce que l’appelant renonce', async () => {
    e.dn.faults.next({ kind: 'silence' });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(e.dn.apiUrl, { method: 'POST', body: '{}', signal })).rejects.toThrow('timeout');
  });

  test('des données partielles : 200, une erreur « timeout », la fin de la liste nulle', async () => {
    const [first] = [e.depose(), e.depose(), e.depose()];
    e.dn.faults.next({ kind: 'donnees-partielles' });
    const { data, errors } = await e.ask(`{ demarche(number: ${NUMERO_LETTRE}) { dossiers { nodes { number } } } }`);
    expect(data.demarche.dossiers.nodes).toEqual([{ number: first.number }, { number: first.number + 1 }, null]);
    expect(errors?.[0]?.extensions?.code).toBe('timeout');
  });

  test('une erreur à la racine, à côté de toutes les données', async () => {
    e.dn.faults.next({ kind: 'erreur-racine' });
    const { data, errors } = await e.ask(TITLE);
    expect([data.demarche.title, errors?.length]).toEqual([expect.any(String), 1]);
  });

  test('une interruption dure le temps dit de son horloge', async () => {
    const at = (instant: string) => Date.parse(`${instant}+01:00`);
    e.dn.faults.outage(at('2026-11-02T10:00:00'), at('2026-11-16T10:00:00'));
    const status = async () => (await e.post({ query: TITLE })).status;
    expect(await status()).toBe(200);
    e.dn.advanceTo('2026-11-02T10:00:00');
    expect(await status()).toBe(502);
    e.dn.advanceTo('2026-11-16T09:59:59');
    expect(await status()).toBe(502);
    e.dn.advanceTo('2026-11-16T10:00:00');
    expect(await status()).toBe(200);
  });

  test('la deuxième page seule échoue, quel que soit le nom de la variable', async () => {
    for (let count = 0; count < 3; count += 1) e.depose();
    const query = `query($suite: String) { demarche(number: ${NUMERO_LETTRE}) { dossiers(first: 2, after: $suite) { pageInfo { endCursor } } } }`;
    e.dn.faults.next({ kind: 'erreur-500', secondPage: true });
    const first = await e.ask(query);
    const suite = first.data.demarche.dossiers.pageInfo.endCursor as string;
    expect((await e.post({ query, variables: { suite } })).status).toBe(500);
    expect((await e.post({ query, variables: { suite } })).status).toBe(200);
  });
});

test('un service plus ancien n’a pas les parties facultatives qu’on lui retire', async () => {
  const dn = await startLocalDemarcheNumerique({ without: ['etiquettes', 'annotations'], log: () => undefined });
  try {
    const response = await fetch(dn.apiUrl, { method: 'POST', body: JSON.stringify({ queryId: 'introspection' }) });
    const { data } = (await response.json()) as {
      data: { __schema: { types: { name: string; fields?: { name: string }[] }[] } };
    };
    const fields = data.__schema.types.find(({ name }) => name === 'Mutation')?.fields?.map(({ name }) => name);
    expect(fields).toContain('dossierAccepter');
    expect(fields).not.toContain('dossierModifierAnnotations');
    expect(fields).not.toContain('dossierAjouterLabel');
  } finally {
    await dn.close();
  }
});
