import { introspectionFromSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createDnClient } from '../../demarches/client/client.ts';
import { TAKE_IN_CHARGE } from '../../demarches/client/acts.ts';
import { READ_DOSSIER } from '../../demarches/client/dossier.ts';
import { DnFault, DnRefusal, type Cause } from '../../demarches/client/faults.ts';
import { OURS } from '../../demarches/client/optional-sets.ts';
import { createPace, type Pace } from '../../demarches/client/pace.ts';
import { ouvrirService, type Reponse } from './service.ts';

const JETON = 'jeton-que-personne-ne-doit-lire';
const SECRETS = [JETON, 'medecin01@exemple.fr', 'Médecin 01', 'un motif confidentiel'];
const libre: Pace = { turn: () => Promise.resolve(), hold: () => {} };

async function lire(url: string, reste: { patience?: number; pace?: Pace } = {}) {
  const client = createDnClient({ url, token: () => Promise.resolve(JETON), pace: libre, ...reste });
  return client.ask(READ_DOSSIER, { number: 12 }, 12).then(
    () => undefined,
    (error: unknown) => error,
  );
}

const erreur = (message: string, code?: string, reste: object = {}) => ({
  errors: [{ message: `${message}`, extensions: { code, ...reste } }],
});

/** What the service may put in any of its answers, and that no error of ours repeats. */
const BAVARD = {
  data: { dossier: { usager: { email: 'medecin01@exemple.fr' }, motivation: 'un motif confidentiel' } },
};

const FORMES: readonly (readonly [string, Reponse, Cause])[] = [
  [
    'un jeton inconnu (403)',
    { statut: 403, corps: erreur('Without a token, only persisted queries are allowed') },
    'jeton-inconnu',
  ],
  ['un jeton expiré (401)', { statut: 401, corps: erreur('Token expired') }, 'jeton-expire'],
  [
    'une adresse interdite (403)',
    { statut: 403, corps: erreur('Request issued from a forbidden network. Add 203.0.113.7 to…') },
    'reseau-interdit',
  ],
  [
    'une démarche hors de portée (200)',
    { corps: erreur('An object was hidden due to permissions', 'unauthorized') },
    'hors-portee',
  ],
  ['un dossier absent (200)', { corps: erreur('Dossier not found', 'not_found') }, 'introuvable'],
  [
    'un 429 en texte',
    { statut: 429, entetes: { 'Content-Type': 'text/plain', 'Retry-After': '17' }, corps: 'Retry later\n' },
    'trop-d-appels',
  ],
  [
    'un document mal compris (400)',
    { statut: 400, corps: erreur('Parse error', 'graphql_parse_failed') },
    'demande-refusee',
  ],
  [
    'un champ inconnu (200, sans code)',
    { corps: erreur("Field 'medecin01@exemple.fr' doesn't exist") },
    'demande-refusee',
  ],
  [
    'une panne (500)',
    { statut: 500, corps: erreur('medecin01@exemple.fr', 'internal_server_error', { exception_id: 'abc-123' }) },
    'panne',
  ],
  ['une panne en page web (502)', { statut: 502, corps: '<html>medecin01@exemple.fr</html>' }, 'panne'],
  ['un délai dépassé (200)', { corps: erreur('Timeout on Dossier.champs', 'timeout') }, 'delai'],
  ['un délai dépassé (504)', { statut: 504, corps: 'gateway' }, 'delai'],
  ['des données partielles', { corps: { ...BAVARD, ...erreur('Médecin 01', undefined) } }, 'reponse-partielle'],
  ['une valeur nulle interdite', { corps: { ...BAVARD, ...erreur('null', 'invalid_null') } }, 'reponse-partielle'],
  ['ce qui n’est pas du JSON', { corps: 'bonjour medecin01@exemple.fr' }, 'illisible'],
  ['du JSON qui n’est pas une réponse', { corps: { bonjour: 1 } }, 'illisible'],
  ['une redirection', { statut: 302, entetes: { Location: 'https://ailleurs.exemple.fr/' }, corps: '' }, 'injoignable'],
];

describe('chaque forme d’erreur a sa cause, et n’emporte ni secret ni donnée de personne', () => {
  test.each(FORMES)('%s', async (_, reponse, cause) => {
    await using service = await ouvrirService([reponse]);
    const lu = await lire(service.url);
    expect(lu).toBeInstanceOf(DnFault);
    const faute = lu as DnFault;
    expect(faute.motif).toBe(cause);
    expect(faute.message).toContain('lireDossier, n° 12');
    const tout = JSON.stringify({ ...faute, message: faute.message, pile: faute.stack, cause: faute.cause });
    for (const secret of SECRETS) expect(tout).not.toContain(secret);
    expect(service.demandes).toHaveLength(1);
  });

  test('l’adresse à autoriser et le numéro de la panne sont dits', async () => {
    await using service = await ouvrirService([FORMES[2]?.[1] as Reponse, FORMES[8]?.[1] as Reponse]);
    expect(String(await lire(service.url))).toContain('adresse 203.0.113.7');
    expect(String(await lire(service.url))).toContain('exception abc-123');
  });

  test('un service muet ou éteint', async () => {
    const service = await ouvrirService([{ corps: 'silence' }]);
    expect(await lire(service.url, { patience: 50 })).toMatchObject({ motif: 'delai' });
    await service[Symbol.asyncDispose]();
    expect(await lire(service.url)).toMatchObject({ motif: 'injoignable' });
  });

  test('avec une requête enregistrée, un jeton inconnu a la forme d’un droit qui manque', async () => {
    await using service = await ouvrirService([{ corps: erreur('hidden due to permissions', 'unauthorized') }]);
    const client = createDnClient({ url: service.url, token: () => Promise.resolve(JETON), pace: libre });
    await expect(client.introspect()).rejects.toMatchObject({ motif: 'jeton-inconnu' });
  });

  test.each([
    ['Le jeton utilisé est configuré seulement en lecture', 'lecture-seule'],
    ['L’instructeur n’a pas les droits d’accès à ce dossier', 'instructeur'],
    ['Le dossier est déjà en\u00a0construction', 'deja-traite'],
    ['Le dossier est en attente de\u202fcorrection', 'correction-en-attente'],
    ['Le SIRET de Médecin 01 est incomplet. Veuillez réessayer plus tard.', 'plus-tard'],
    ['Une phrase nouvelle sur Médecin 01', 'autre'],
  ])('un acte refusé : « %s »', async (message, raison) => {
    await using service = await ouvrirService([{ corps: { data: { acte: { errors: [{ message }] } } } }]);
    const client = createDnClient({ url: service.url, token: () => Promise.resolve(JETON), pace: libre });
    const refus = await client
      .ask(TAKE_IN_CHARGE, { input: { dossierId: 'D', instructeurId: 'I' } }, 12)
      .catch((error: unknown) => error);
    expect(refus).toBeInstanceOf(DnRefusal);
    expect(refus).toMatchObject({ reasons: [raison] });
    expect(String(refus)).not.toContain('Médecin 01');
  });
});

describe('une demande', () => {
  test('porte le jeton dans son en-tête seulement, et rend l’heure du service', async () => {
    const dossier = { number: 12 };
    await using service = await ouvrirService([
      { entetes: { Date: 'Tue, 03 Mar 2026 10:00:00 GMT' }, corps: { data: { dossier } } },
    ]);
    const client = createDnClient({ url: service.url, token: () => Promise.resolve(JETON), pace: libre });
    const { data, horloge } = await client.ask(READ_DOSSIER, { number: 12 });
    expect(data).toEqual({ dossier });
    expect(horloge).toBe(Date.parse('2026-03-03T10:00:00Z'));
    const [demande] = service.demandes;
    expect(demande?.entetes.authorization).toBe(`Bearer ${JETON}`);
    expect(JSON.stringify(demande?.corps)).not.toContain(JETON);
    expect(demande?.corps).toMatchObject({ operationName: 'lireDossier', variables: { number: 12 } });
  });

  test('le schéma du service se lit sans jeton', async () => {
    await using service = await ouvrirService([{ corps: { data: introspectionFromSchema(OURS) } }]);
    const jamais = () => Promise.reject(new Error('le jeton a été lu'));
    const schema = await createDnClient({ url: service.url, token: jamais, pace: libre }).introspect();
    expect(schema.getType('Dossier')).toBeDefined();
    expect(service.demandes[0]?.entetes.authorization).toBeUndefined();
    expect(service.demandes[0]?.corps).toEqual({ queryId: 'introspection', variables: {} });
  });

  test('une adresse en clair ailleurs que sur cette machine est refusée', () => {
    const token = () => Promise.resolve(JETON);
    expect(() => createDnClient({ url: 'http://demarche.exemple.fr/graphql', token })).toThrow(/https/);
  });
});

describe('le nombre d’appels à la minute', () => {
  /** A time that passes when someone waits. */
  function horloge() {
    let now = 0;
    const attentes: number[] = [];
    return {
      attentes,
      now: () => now,
      wait: (ms: number) => {
        attentes.push(ms);
        now += ms;
        return Promise.resolve();
      },
    };
  }

  test('aucune minute n’en voit plus que permis', async () => {
    const temps = horloge();
    const pace = createPace(temps, 3);
    const departs: number[] = [];
    for (let appel = 0; appel < 10; appel++) {
      await pace.turn();
      departs.push(temps.now());
    }
    for (const depart of departs)
      expect(departs.filter((autre) => autre >= depart && autre < depart + 60_000).length).toBeLessThanOrEqual(3);
    expect(departs.at(-1)).toBe(180_000);
  });

  test('après un 429, l’appel suivant attend ce que le service a demandé', async () => {
    await using service = await ouvrirService([
      { statut: 429, entetes: { 'Retry-After': '17' }, corps: 'Retry later' },
      { corps: { data: { dossier: {} } } },
    ]);
    const temps = horloge();
    const pace = createPace(temps);
    expect(await lire(service.url, { pace })).toMatchObject({ circumstances: { attendre: 17 } });
    expect(await lire(service.url, { pace })).toBeUndefined();
    expect(temps.attentes).toEqual([17_000]);
  });

  test('sans Retry-After, l’échéance de RateLimit-Reset est lue à l’heure du service', async () => {
    const date = 'Tue, 03 Mar 2026 10:00:00 GMT';
    const entetes = { Date: date, 'RateLimit-Reset': `${Date.parse(date) / 1000 + 42}` };
    await using service = await ouvrirService([{ statut: 429, entetes, corps: 'Retry later' }]);
    expect(await lire(service.url)).toMatchObject({ circumstances: { attendre: 42 } });
  });
});
