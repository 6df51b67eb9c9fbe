/** The API on a loopback port, over ports that remember what they were given. Fakes for what must fail or be watched. */
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { createApi } from '../../api/app.ts';
import { openApiWorkshop, type ApiWorkshop } from '../../api/jobs/workshop.ts';
import type { Limits } from '../../runtime/http/limits.ts';
import { demarcheRecords } from '../../api/adapters/demarche-records.ts';
import { takeoverRecords } from '../../api/adapters/takeover-records.ts';
import { personalRecords } from '../../api/adapters/personal-records.ts';
import { createVerifier, type Verify } from '../../identity/verifier.ts';
import type { ApiDeps, Cases, Counts, Law, LogEntry, Records } from '../../api/ports.ts';
import { GROUPES } from '../../records/journal/a-faire.ts';
import { createHttpServer, type Patience } from '../../runtime/http/server.ts';
import type { ReceivedFiles } from '../../documents/received/reception.ts';
import { decider } from '../../domain/decider.ts';
import { echeances } from '../../domain/echeances.ts';
import { caisseUnique } from '../../domain/creation/caisses.ts';
import { caissesInformees, regionsInformees } from '../../domain/creation/competence.ts';
import { regionDe } from '../../domain/creation/regions.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import type { Adhesion } from '../../records/registers/adhesions.ts';
import { situation } from '../../domain/suivi/situation.ts';
import type { Scope } from '../../records/journal/dossiers.ts';
import type { ListedDossier } from '../../records/journal/listes.ts';
import type { Reach } from '../../runtime/public-address.ts';
import type { Message, Recu } from '../../workflows/messages.ts';
import { comme, fournisseur } from '../setup/identites.ts';
import { faultsOf } from './contrat-reponses.ts';

export interface Sent {
  readonly ess: string;
  readonly commande: string;
  readonly message: Message;
  readonly origine?: number;
}

export interface Fiche {
  readonly id: string;
  readonly ess: string;
  readonly nature: string;
  readonly contenu: unknown;
}

export interface World {
  readonly sent: Sent[];
  readonly fiches: Map<string, Fiche>;
  readonly adhesions: Adhesion[];
  readonly logged: LogEntry[];
  readonly dossiers: ListedDossier<Etat>[];
}

/** A case that is always there. */
export const CASE = 'ess-33-00000000';

const receipt: Recu = { rang: 1, nombre: 0 };

export const dossierOf = (ess: string, changes: Partial<Etat> = {}): ListedDossier<Etat> => {
  const etat: Etat = {
    ...etatInitial(ess),
    rang: 1,
    siege: '33',
    departements: [changes.siege ?? '33'],
    specialites: ['dermatologie'],
    ...changes,
    caisse: changes.caisse ?? caisseUnique(changes.siege ?? '33'),
    ars: changes.ars ?? regionDe(changes.siege ?? '33'),
  };
  return {
    ess,
    rang: etat.rang,
    resume: {
      regime: etat.regime,
      phase: etat.phase,
      motifCloture: etat.motifCloture,
      intitule: null,
      siege: etat.siege,
      region: etat.ars,
      regions: regionsInformees(etat),
      caisse: etat.caisse,
      caisses: caissesInformees(etat),
      departements: etat.departements,
      specialites: etat.specialites,
      prochaineEcheance: null,
      montantVerseCentimes: 0 as never,
      ...situation(etat),
      attendu: [],
      attenduJour: null,
      dernierActe: null,
    },
    incidents: 0,
    etat,
    vue: null,
    majLe: new Date('2026-01-15T11:00:00Z'),
  };
};

/** One for all the tests of a file: its threads, started at need, end with the process. */
const workshop = openApiWorkshop();

interface Overrides {
  readonly autorites?: NonNullable<ApiDeps['autorites']>;
  readonly workshop?: ApiWorkshop;
  readonly cases?: Partial<Cases>;
  readonly records?: Partial<Records>;
  readonly law?: Partial<Law>;
  readonly receivedFiles?: ReceivedFiles;
  readonly verify?: Verify;
  readonly allowClockOrigin?: boolean;
  readonly lienDossier?: NonNullable<ApiDeps['lienDossier']>;
  readonly lienInvitation?: NonNullable<ApiDeps['lienInvitation']>;
  readonly limits?: Limits;
  readonly origins?: readonly string[];
  readonly bodyMs?: number;
  readonly uploads?: NonNullable<ApiDeps['uploads']>;
  readonly partenaires?: Reach;
  readonly patience?: Partial<Patience>;
}

/** Starts the API for one test; it is stopped when the test ends. */
export async function api({ patience, ...overrides }: Overrides = {}) {
  const world: World = { sent: [], fiches: new Map(), adhesions: [], logged: [], dossiers: [] };
  const deps: ApiDeps = {
    workshop,
    ...overrides,
    cases: { ...fakeCases(world), ...overrides.cases },
    records: { ...fakeRecords(world), ...overrides.records },
    law: { decider, echeances, ...overrides.law },
    verify: overrides.verify ?? createVerifier((await fournisseur()).settings),
    receivedFiles: overrides.receivedFiles ?? { receive: unused, keep: unused, read: unused, remove: unused },
    log: (entry) => world.logged.push(entry),
  };
  const { server, stop } = createHttpServer(createApi(deps), patience);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { world, port, stop, ...clientOf(`http://127.0.0.1:${port}`) };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly type: string;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

async function call(url: string, init: RequestInit): Promise<Answer> {
  const { comme: role, ...headers } = init.headers as Record<string, string>;
  const response = await fetch(url, { ...init, headers: { ...headers, ...(role ? await comme(role) : {}) } });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? (JSON.parse(text) as Record<string, unknown>) : {};
  const { status } = response;
  const { pathname: path } = new URL(url);
  expect(
    faultsOf({ method: init.method ?? 'GET', path, status, type, body }),
    'the answer against the contract',
  ).toEqual([]);
  return { status, headers: response.headers, type, text, body };
}

function clientOf(base: string) {
  return {
    base,
    /** Any request at all. A header `comme` names the role whose token is sent. */
    request: (path: string, init: RequestInit & { readonly headers?: Record<string, string> } = {}) =>
      call(`${base}${path}`, { ...init, headers: { comme: 'national', ...init.headers } }),
    get: (path: string, role = 'national') => call(`${base}/api/v1${path}`, { headers: { comme: role } }),
    /** A request without a body. */
    ask: (method: 'PUT' | 'DELETE', path: string, role: string) =>
      call(`${base}/api/v1${path}`, { method, headers: { comme: role } }),
    put: (path: string, body: unknown, headers: Record<string, string> = { comme: 'porteur' }) =>
      call(`${base}/api/v1${path}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    post: (path: string, body: unknown, headers: Record<string, string> = { comme: 'porteur' }) =>
      call(`${base}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  };
}

const fakeCases = ({ sent }: World): Cases => ({
  send: (ess, commande, message) => {
    sent.push({ ess, commande, message });
    return Promise.resolve(receipt);
  },
  open: (ess, commande, message, { origine } = {}) => {
    sent.push({ ess, commande, message, ...(origine === undefined ? {} : { origine }) });
    return Promise.resolve(receipt);
  },
  view: (ess) =>
    Promise.resolve({ etat: { ...dossierOf(ess).etat, rang: 2 }, maintenant: 0, decalage: 0, enCours: ['x'] }),
  ping: () => Promise.resolve(),
});

const unused = () => Promise.reject(new Error('not used in this test'));

const dossierWithin = (world: World, ess: string, { regions, caisses }: Scope) => {
  const known = [...world.dossiers, dossierOf(CASE)].find((dossier) => dossier.ess === ess);
  const within =
    known !== undefined &&
    regions?.includes(known.resume.region) !== false &&
    caisses?.includes(known.resume.caisse) !== false;
  return Promise.resolve(within ? known : undefined);
};

const NOTHING = Object.fromEntries(GROUPES.map((groupe) => [groupe, { nombre: 0, premier: null }])) as Counts;

const fakeRecords = (world: World): Records => ({
  knows: async (ess, portee) => (await dossierWithin(world, ess, portee)) !== undefined,
  readDossier: (ess, portee = {}) => dossierWithin(world, ess, portee),
  listDossiers: () => Promise.resolve({ dossiers: [...world.dossiers] }),
  toDo: () => Promise.resolve({ lignes: [], groupes: NOTHING, suivis: new Map() }),
  nextDeadline: () => Promise.resolve(null),
  follow: unused,
  unfollow: unused,
  followers: () => Promise.resolve([]),
  foresee: () => Promise.resolve({ autres: [], tenue: false, adherents: {} }),
  countByDeadline: () => Promise.resolve([]),
  readJournal: () => Promise.resolve([]),
  saveFiche: (fiche) => {
    if (world.fiches.has(fiche.id)) return Promise.resolve(false);
    world.fiches.set(fiche.id, fiche);
    return Promise.resolve(true);
  },
  replaceFiche: ({ id, contenu }) => {
    const kept = world.fiches.get(id);
    if (kept !== undefined) world.fiches.set(id, { ...kept, contenu });
    return Promise.resolve();
  },
  deleteFiche: (id) => {
    world.fiches.delete(id);
    return Promise.resolve();
  },
  upsertAdhesions: (_ess, adhesions) => {
    world.adhesions.push(...adhesions);
    return Promise.resolve();
  },
  resemblances: () => Promise.resolve([]),
  duplicateAdherents: () => Promise.resolve([]),
  listAdhesions: () => Promise.resolve([...world.adhesions]),
  listPayments: unused,
  toPay: unused,
  saveCaisseAccount: unused,
  readCaisseAccount: unused,
  createBatch: unused,
  listBatches: unused,
  batchedPayments: () => Promise.resolve([]),
  readBatch: unused,
  settleBatch: unused,
  transfersOf: unused,
  transfersOfBatches: unused,
  receiveBankFile: unused,
  recordAppliedLine: unused,
  listBankFiles: unused,
  listOrders: unused,
  listRecoveries: unused,
  transfersInBatch: unused,
  batchReadings: unused,
  entriesOfCase: unused,
  moneyByMonth: unused,
  proofOf: unused,
  verificationOf: unused,
  recordVerification: unused,
  recordBankAnswer: unused,
  batchObstacles: unused,
  reconcile: unused,
  exportEntries: unused,
  accountHistory: () => Promise.resolve([]),
  readFiche: (id) => Promise.resolve(world.fiches.get(id) as Awaited<ReturnType<Records['readFiche']>>),
  listFiches: unused,
  saveFile: unused,
  listFiles: () => Promise.resolve([]),
  readFile: unused,
  recordFileReading: unused,
  withdrawFile: unused,
  answerTo: () => Promise.resolve(undefined),
  readPapers: () => Promise.resolve({ fichiers: [], fiches: [], retires: [] }),
  recordAccess: () => Promise.resolve(),
  listLetters: () => Promise.resolve([]),
  readLetter: () => Promise.resolve(undefined),
  latestDeclared: () => Promise.resolve(undefined),
  openIncidents: () => Promise.resolve([]),
  giveMandate: () => Promise.resolve(undefined),
  endMandate: unused,
  listMandates: unused,
  invite: unused,
  listInvitations: unused,
  withdrawInvitation: unused,
  invitationOf: () => Promise.resolve(undefined),
  answerInvitation: unused,
  createDelegation: unused,
  readDelegation: () => Promise.resolve(undefined),
  listDelegations: unused,
  revokeDelegation: unused,
  createCalendar: unused,
  calendarOfSecret: () => Promise.resolve(undefined),
  listCalendars: unused,
  revokeCalendar: unused,
  createSubscription: unused,
  listSubscriptions: unused,
  readSubscription: unused,
  suspendSubscription: unused,
  resumeSubscription: unused,
  deleteSubscription: unused,
  rotateSecret: unused,
  listDeliveries: unused,
  writeTrial: unused,
  replayDeliveries: unused,
  recordAct: ({ ess }, fiche) => {
    if (fiche === undefined || world.fiches.has(fiche.id)) return Promise.resolve(false);
    world.fiches.set(fiche.id, { ...fiche, ess });
    return Promise.resolve(true);
  },
  settleAct: () => Promise.resolve(),
  otherPartyFamilies: () => Promise.resolve([]),
  recordTwoPartyAct: () => Promise.resolve('noted'),
  figures: () => Promise.resolve([]),
  takeovers: takeoverRecords(undefined as never, unused),
  demarches: demarcheRecords(undefined as never, unused),
  personal: personalRecords(undefined as never, unused),
  measure: unused,
  listPastDue: unused,
  ping: () => Promise.resolve(),
});

/** A bare deposit, as the worked cases give it. */
export const BARE = {
  le: '2025-04-10',
  specialites: ['dermatologie'],
  departements: ['33'],
  siege: '33',
  medecinsPresents: 140,
  liberaux: 120,
  engages: 37,
};

/** A problem's wrong fields, by path. */
export const errorsOf = ({ body }: Answer): Record<string, { regle: string; message: string }> =>
  Object.fromEntries(
    ((body['erreurs'] ?? []) as { champ: string; regle: string; message: string }[]).map(({ champ, ...rest }) => [
      champ,
      rest,
    ]),
  );
