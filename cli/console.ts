/** The console beside an installation of this machine: its provider is the local one, its accounts are shown on its first page. */
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { openConsole, type OpenConsole } from '../console/open.ts';
import { AUDIENCE, DEUX_ROLES } from '../local/identity-provider/directory.ts';
import { CONSOLE, type LocalProvider } from '../local/identity-provider/provider.ts';
import { createHttpServer } from '../runtime/http/server.ts';
import type { Limits } from '../runtime/http/limits.ts';

const HOST = '127.0.0.1';

/** One account a role: who it would be, what it sees, what to try. */
const ACCOUNTS = [
  {
    account: 'ars-nouvelle-aquitaine',
    title: 'ARS Nouvelle-Aquitaine',
    text: 'Instruit les lettres d’intention et les projets de santé de sa région. À essayer : « À faire », puis décider en voyant d’avance ce que la décision produira.',
  },
  {
    account: 'caisse-gironde',
    title: 'Caisse primaire d’assurance maladie de la Gironde',
    text: 'Rend son avis, vérifie les pièces et paie. À essayer : l’onglet « Argent » d’un dossier, et ce qui bloque un paiement.',
  },
  {
    account: 'porteur-01',
    title: 'Porteur d’une équipe',
    text: 'Dépose la lettre d’intention et le projet de santé, suit son dossier. À essayer : « Échéancier », ce que le silence de l’administration lui donnera, et quand.',
  },
  {
    account: 'national',
    title: 'Pilotage national',
    text: 'Lit tous les dossiers, sans nom de personne. À essayer : filtrer les dossiers, choisir les colonnes, exporter exactement ce qui est montré.',
  },
  {
    account: 'exploitant',
    title: 'Exploitation',
    text: 'Veille sur les opérations techniques, sans nom de personne. À essayer : les dossiers où un incident est ouvert.',
  },
  {
    account: DEUX_ROLES,
    title: 'Deux rôles à la fois',
    text: 'Pilotage et exploitation : le rôle se change en haut de chaque page.',
  },
];

export interface LocalConsoleOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Root of the API. */
  readonly api: string;
  readonly pool: pg.Pool;
  readonly provider: Pick<LocalProvider, 'issuer' | 'clientSecret'>;
  readonly limits: Limits;
  /** The Web UI's list of workflows. */
  readonly engineUi?: string;
  readonly log: (line: string) => void;
}

/** Starts it on loopback; its address, and what stops it. */
export async function startLocalConsole({ port = 0, api, pool, provider, limits, engineUi, log }: LocalConsoleOptions) {
  // What browsers call it is known once it listens; nobody calls before its address is told.
  const its: { console?: OpenConsole } = {};
  const { server, stop } = createHttpServer((request, response, last) => its.console?.app(request, response, last));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, HOST, resolve));
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  const opened = await openConsole({
    settings: {
      url,
      api,
      limits,
      ...(engineUi === undefined ? {} : { engineUi }),
      keys: undefined,
      providers: [
        {
          id: 'local',
          nom: 'le fournisseur d’identité local',
          emetteur: provider.issuer,
          client: CONSOLE,
          secret: provider.clientSecret,
          authentification: 'entete',
          algorithme: 'ES256',
          portees: ['openid'],
          ressource: AUDIENCE,
        },
      ],
    },
    pool,
    demonstration: { accounts: ACCOUNTS },
    log: ({ level, ...entry }) => {
      if (level === 'error') log(`console: ${JSON.stringify(entry)}`);
    },
  });
  its.console = opened;
  return {
    url,
    async stop() {
      await stop();
      opened.close();
    },
  };
}
