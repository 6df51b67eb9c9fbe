/**
 * An act is simulated, then sent, on a real installation: the simulation writes nothing at all, and what it announced, events,
 * deadlines and letters, is what the engine and the outbox then hold.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assignFiness } from '../../records/registers/finess.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

let installation: Installation;
let ess: string;

async function appeler(role: string, methode: 'GET' | 'POST', chemin: string, corps?: object, entetes = {}) {
  const reponse = await fetch(`${installation.terrain.api}/api/v1${chemin}`, {
    method: methode,
    headers: {
      'content-type': 'application/json',
      ...(await comme(role)),
      'x-horloge-origine': '2026-02-10T11:00:00Z',
      ...entetes,
    },
    ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
  });
  const json = reponse.headers.get('content-type')?.includes('json') === true;
  const lu = json ? ((await reponse.json()) as Record<string, never>) : {};
  return { status: reponse.status, type: reponse.headers.get('content-type'), corps: lu };
}

/** Rows of every table. */
async function comptes(): Promise<Record<string, number>> {
  const { rows } = await installation.pool.query<{ nom: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as nom from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const trouves: Record<string, number> = {};
  for (const { nom } of rows) {
    const compte = await installation.pool.query<{ n: number }>(`select count(*)::int as n from ${nom}`);
    trouves[nom] = compte.rows[0]?.n ?? -1;
  }
  return trouves;
}
/** Letters of earlier acts that are still to leave: their sending writes too. */
const enAttente = async () => (await installation.pool.query('select from avis where envoye_le is null')).rowCount;
const rang = async () => (await appeler('ars', 'GET', `/ess/${ess}?frais=1`)).corps['rang'] as unknown as number;

interface Variante {
  readonly nom: string;
  readonly possible: boolean;
  readonly evenements: readonly Record<string, unknown>[];
  readonly courriers: readonly { destinataire: string; rang: number; objet: string; texte: string[] }[];
  readonly difference: { readonly dates: readonly { cle: string; sens: string; apres: string | null }[] };
}

const ACTES = [
  ['caisse', 'rendre-avis', { le: '2026-02-10', sur: 'lettre-intention', sens: 'favorable' }],
  [
    'ars',
    'demander-pieces-lettre-intention',
    { le: '2026-02-10', piecesManquantes: ['statuts'], delai: '2026-03-07', preuve: { nature: 'autre' } },
  ],
  ['porteur', 'completer-lettre-intention', { le: '2026-02-10' }],
  ['ars', 'valider-lettre-intention', { le: '2026-02-10' }],
  ['porteur', 'declarer-association', { le: '2026-02-10', association: { nom: 'Association 01' } }],
] as const;

beforeAll(async () => {
  installation = await ouvrirInstallation();
  // The range of the department is recorded (DEC-51): its next number is known.
  await assignFiness(installation.pool, 'ess-33-autre', '33');
  const depot = await appeler('porteur', 'POST', '/ess', {
    le: '2026-02-10',
    specialites: ['dermatologie'],
    departements: ['33'],
    siege: '33',
    medecinsPresents: 140,
    liberaux: 120,
    engages: 37,
    engagementMissions: true,
    intitule: 'ESS de dermatologie en Gironde',
  });
  ess = depot.corps['ess'] ?? '';
});
afterAll(() => installation.fermer());

test('chaque acte envoyé fait ce que sa simulation annonçait, au champ et au courrier près ; elle n’a rien écrit', async () => {
  for (const [acteur, commande, donnees] of ACTES) {
    await expect.poll(enAttente, { timeout: 60_000 }).toBe(0);
    const [avant, etait] = [await comptes(), await rang()];
    const simulee = await appeler(acteur, 'POST', '/simulations', { ess, actes: [{ commande, acteur, ...donnees }] });
    expect(simulee.status, commande).toBe(200);
    const essai = await appeler(acteur, 'POST', '/commandes', {
      simulation: true,
      commandes: [{ ess, commande, donnees }],
    });
    expect([await comptes(), await rang()], commande).toEqual([avant, etait]);

    const [variante] = simulee.corps['variantes'] as unknown as [Variante];
    expect(essai.corps['resultats'], commande).toMatchObject([{ statut: 200 }]);
    const [{ annonce }] = essai.corps['resultats'] as unknown as [{ annonce: Variante & { rang: number } }];
    expect(annonce.rang).toBe(etait);
    expect(annonce.courriers).toEqual(variante.courriers);
    expect(annonce.difference).toEqual(variante.difference);

    const envoye = await appeler(acteur, 'POST', `/ess/${ess}/commandes/${commande}`, donnees);
    expect(envoye.status, commande).toBe(200);
    const sans = (un: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(un).filter(([champ]) => !['fiche', 'enregistreLe', 'rang', 'rangVise'].includes(champ)),
      );
    // What the registers answer is written after the answer to the act.
    const suite = `/ess/${ess}/journal?apres=${etait}&limite=50`;
    const lues = async () =>
      (await appeler(acteur, 'GET', suite)).corps as unknown as { lignes: Record<string, unknown>[] };
    await expect
      .poll(async () => (await lues()).lignes.length, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(variante.evenements.length);
    expect((await lues()).lignes.map(sans), commande).toEqual(variante.evenements.map(sans));
    const { rows } = await installation.pool.query<{
      destinataire: string;
      rang: number;
      objet: string;
      texte: string[];
    }>(
      `select destinataire, rang, courrier ->> 'objet' as objet, courrier -> 'phrases' as texte from avis
       where ess = $1 and rang > $2 order by rang, destinataire`,
      [ess, etait],
    );
    const annonces = variante.courriers.toSorted(
      (a, b) => a.rang - b.rang || (a.destinataire < b.destinataire ? -1 : 1),
    );
    expect(
      annonces.map(({ destinataire, rang: numero, objet, texte }) => ({ destinataire, rang: numero, objet, texte })),
    ).toEqual(rows);
    const { echeances } = (await appeler(acteur, 'GET', `/ess/${ess}/echeancier`)).corps as unknown as {
      echeances: { cle: string; expire: string }[];
    };
    for (const { cle, apres, sens } of variante.difference.dates.filter(
      (une) => 'sorte' in une && une.sorte === 'echeance',
    ))
      expect(echeances.find((une) => une.cle === cle)?.expire ?? null, `${commande} ${cle} ${sens}`).toBe(apres);
  }
});

test('un acte que la loi refuserait : la simulation, l’essai et l’envoi disent la même règle et la même phrase', async () => {
  const donnees = { le: '2026-02-10' };
  const commande = 'signer-contrat-amorcage';
  const simulee = await appeler('ars', 'POST', '/simulations', {
    ess,
    actes: [{ commande, acteur: 'ars', ...donnees }],
  });
  const [{ possible, refus, courriers }] = simulee.corps['variantes'] as unknown as [
    Variante & { refus: { regle: string; phrase: string }[] },
  ];
  expect([possible, courriers]).toEqual([false, []]);
  const essai = await appeler('ars', 'POST', '/commandes', {
    simulation: true,
    commandes: [{ ess, commande, donnees }],
  });
  const envoye = await appeler('ars', 'POST', `/ess/${ess}/commandes/${commande}`, donnees);
  const dit = { regle: refus[0]?.regle, detail: refus[0]?.phrase };
  expect(essai.corps['resultats']).toMatchObject([{ statut: 422, probleme: dit }]);
  expect([envoye.status, envoye.corps]).toMatchObject([422, dit]);
});

test('deux hypothèses côte à côte, dont une refusée, et le courrier de l’une en PDF', async () => {
  const variantes = [
    { nom: 'échanger', actes: [{ commande: 'consigner-echange', acteur: 'caisse', le: '2026-02-10' }] },
    { nom: 'valider deux fois', actes: [{ commande: 'valider-lettre-intention', acteur: 'ars', le: '2026-02-10' }] },
    {
      nom: 'corriger',
      actes: [
        {
          commande: 'corriger',
          acteur: 'ars',
          le: '2026-02-10',
          rang: 1,
          champ: 'le',
          valeur: '2026-01-12',
          motif: 'Cachet de la poste.',
          preuve: { nature: 'autre' },
        },
      ],
    },
  ];
  const { status, corps } = await appeler('ars', 'POST', '/simulations', { ess, variantes });
  expect(status).toBe(200);
  const [echanger, valider, corriger] = corps['variantes'] as unknown as [
    Variante,
    Variante & { refus: { regle: string }[] },
    Variante,
  ];
  expect([echanger.possible, valider.possible, corriger.possible]).toEqual([true, false, true]);
  expect(valider.refus[0]?.regle).toBe('LI-06');
  expect(corriger.difference.dates.length).toBeGreaterThan(0);
  const [courrier] = corriger.courriers;
  const pdf = await appeler(
    'ars',
    'POST',
    '/simulations',
    { ess, variantes, courrier: { variante: 'corriger', destinataire: courrier?.destinataire, rang: courrier?.rang } },
    { accept: 'application/pdf' },
  );
  expect([pdf.status, pdf.type]).toEqual([200, 'application/pdf']);
});
