/** « Et si… » and the échéancier prévisionnel, through the API, on a real case: right, explained, and touching nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

let installation: Installation;
let ess: string;

async function appeler(methode: 'GET' | 'POST', chemin: string, corps?: object) {
  const reponse = await fetch(`${installation.terrain.api}/api/v1${chemin}`, {
    method: methode,
    headers: {
      'content-type': 'application/json',
      ...(await comme('porteur')),
      'x-horloge-origine': '2026-01-15T11:00:00Z',
    },
    ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
  });
  return { status: reponse.status, corps: (await reponse.json()) as Record<string, never> };
}

interface Ligne {
  readonly le: string;
  readonly evenement: string;
  readonly pourquoi: {
    readonly regle: string;
    readonly phrase: string;
    readonly source: string;
    readonly nature: string;
  };
}

const sansRappels = (suites: readonly Ligne[]) => suites.filter(({ evenement }) => evenement !== 'RappelEmis');

beforeAll(async () => {
  installation = await ouvrirInstallation();
  const depot = await appeler('POST', '/ess', {
    le: '2026-01-15',
    specialites: ['dermatologie'],
    departements: ['33'],
    siege: '33',
    medecinsPresents: 140,
    liberaux: 120,
    engages: 37,
  });
  ess = depot.corps['ess'] ?? '';
});
afterAll(() => installation.fermer());

test("l'échéancier prévisionnel dit ce que le silence produira, et pourquoi", async () => {
  const { corps } = await appeler('GET', `/ess/${ess}/echeancier`);
  const { suites } = corps['previsions'] as unknown as { suites: Ligne[] };
  expect(sansRappels(suites).map(({ le, evenement }) => `${le} ${evenement}`)).toEqual([
    '2026-03-16 LettreIntentionValidee',
    '2026-03-16 TerritoireRevendique',
    '2026-04-17 EcheanceDepassee',
    '2026-07-16 EcheanceDepassee',
  ]);
  for (const { pourquoi } of suites) {
    expect(pourquoi.phrase).toMatch(/\.$/);
    expect(pourquoi.source).not.toBe('');
    expect(['texte', 'interpretation']).toContain(pourquoi.nature);
  }
});

test('une simulation répond à « et si », refus compris, sans toucher au dossier', async () => {
  const avant = await appeler('GET', `/ess/${ess}/journal`);
  const { status, corps } = await appeler('POST', '/simulations', {
    ess,
    actes: [
      { commande: 'demander-pieces-lettre-intention', acteur: 'ars', le: '2026-02-10', piecesManquantes: ['statuts'] },
      { commande: 'completer-lettre-intention', acteur: 'porteur', le: '2026-03-02' },
      { commande: 'refuser-lettre-intention', acteur: 'ars', le: '2026-03-03' },
    ],
    jusquAu: '2026-06-01',
  });
  expect(status).toBe(200);
  const suites = corps['suites'] as unknown as Ligne[];
  expect(sansRappels(suites).map(({ le, evenement, pourquoi }) => `${le} ${evenement} ${pourquoi.regle}`)).toEqual([
    '2026-02-10 PiecesLettreIntentionDemandees DEC-07',
    '2026-03-02 LettreIntentionCompletee DEC-07',
    '2026-03-03 CommandeRefusee LI-08',
    '2026-05-03 LettreIntentionValidee LI-09',
    '2026-05-03 TerritoireRevendique DEC-15',
  ]);
  expect(await appeler('GET', `/ess/${ess}/journal`)).toEqual(avant);
});

test('un acte mal formé est refusé en nommant le champ', async () => {
  const { status, corps } = await appeler('POST', '/simulations', {
    ess,
    actes: [{ commande: 'inconnue', acteur: 'ars', le: '2026-02-10' }],
  });
  expect(status).toBe(400);
  expect(JSON.stringify(corps['erreurs'])).toContain('actes.0.commande');
});
