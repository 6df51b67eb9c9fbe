/**
 * Of `npm start`: the connector at work between the double of Démarche Numérique and this installation, on mappings that it
 * writes beside the data, for whoever wants to try `ess demarche` on them; and a letter to see it with.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEssClient } from '../api/client/index.ts';
import { createDnClient, type DnClient } from '../demarches/client/client.ts';
import { READ_DEMARCHE } from '../demarches/client/demarche.ts';
import { createPace, type Pace } from '../demarches/client/pace.ts';
import { tokenOf } from '../demarches/client/token.ts';
import type { Context } from '../demarches/inbound/context.ts';
import { formsOf } from '../demarches/mapping/descriptor.ts';
import { parseMapping, type Correspondance } from '../demarches/mapping/file.ts';
import { proposeMapping } from '../demarches/mapping/generate.ts';
import type { Nature } from '../demarches/mapping/targets.ts';
import { turn as turnOn } from '../demarches/turn.ts';
import { ajouterJours, dateDe } from '../domain/calendrier/calendrier.ts';
import { instant } from '../domain/valeurs.ts';
import { CONNECTEUR } from '../local/identity-provider/directory.ts';
import type { LocalDemarcheNumerique } from '../local/demarche-numerique/server.ts';
import { codeOf, regionDe } from './form-words.ts';
import type { Installation } from './installation.ts';

const EVERY_MS = 30_000;

export interface LocalConnector {
  /** One turn on both démarches, after the one under way. */
  turn(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  readonly installation: Pick<Installation, 'ground' | 'pool'>;
  readonly double: LocalDemarcheNumerique;
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** What the connector works on, for each démarche of the double; its mapping is written in `folder`. */
export async function localContexts(
  { installation, double, folder }: Omit<Options, 'log'>,
  pace: Pace,
): Promise<readonly Context[]> {
  const { ground, pool } = installation;
  const tokenFile = join(folder, 'demarche-numerique.jeton');
  await writeFile(tokenFile, double.tokens[0].secret, { mode: 0o600 });
  const client = createDnClient({ url: double.apiUrl, token: tokenOf(tokenFile), pace });
  const api = (account: string) => createEssClient({ baseUrl: ground.api, jeton: () => ground.token(account) });
  const contexts: Context[] = [];
  for (const [numero, nature] of double.demarches) {
    const correspondance = await mappingOf(client, double, { numero, nature, tokenFile });
    await writeFile(join(folder, `demarche-${nature}.json`), `${JSON.stringify(correspondance, null, 2)}\n`);
    contexts.push({
      pool,
      dn: client,
      correspondance,
      api: { porteur: api(CONNECTEUR), ars: (region) => api(`ars-${region}`) },
      maintenant: () => new Date(),
    });
  }
  return contexts;
}

/** Begins to read at once, then every half minute, until it is stopped. What fails is logged, and begun again. */
export async function startLocalConnector({ log, ...options }: Options): Promise<LocalConnector> {
  const contexts = await localContexts(options, createPace());
  const once = async (): Promise<void> => {
    for (const context of contexts)
      try {
        const { panne } = await turnOn(context);
        if (panne !== undefined) log(`demarche-numerique: ${context.correspondance.demarche}: ${panne}`);
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        log(`demarche-numerique: ${context.correspondance.demarche}: ${name}: ${message}`);
      }
  };
  let last = Promise.resolve();
  const turn = () => (last = last.then(once));
  void turn();
  const timer = setInterval(() => void turn(), EVERY_MS);
  return {
    turn,
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}

/** The mapping that `ess demarche correspondance` proposes, completed with what the double's administrator knows. */
export async function mappingOf(
  client: DnClient,
  { apiUrl, robot }: Pick<LocalDemarcheNumerique, 'apiUrl' | 'robot'>,
  { numero, nature, tokenFile }: { readonly numero: number; readonly nature: Nature; readonly tokenFile: string },
): Promise<Correspondance> {
  const { demarche } = (await client.ask(READ_DEMARCHE, { number: numero })).data;
  const { published, draft } = formsOf(demarche);
  const descriptor = { numero, titre: '', etat: undefined, declarative: null, form: published ?? draft };
  const { correspondance } = proposeMapping(descriptor, codeOf, {
    adresse: apiUrl,
    jeton: { fichier: tokenFile, expireLe: ajouterJours(dateDe(instant(Date.now()), 'Europe/Paris'), 364) },
    groupes: demarche.groupeInstructeurs.map(({ id, label, closed }) => ({
      id,
      libelle: label,
      ferme: closed,
      instructeurs: [robot],
    })),
    regionDe,
    nature,
  });
  const known = { ecriture: true, hotesDesFichiers: [new URL(apiUrl).host] };
  return parseMapping(JSON.stringify({ ...(correspondance as object), ...known }));
}
