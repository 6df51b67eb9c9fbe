/** `ess reprendre`: the cases of a region, under way when the product arrives (DEC-67). */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readTakeover } from '../../api/takeover/read-file.ts';
import { playCase } from '../../api/takeover/play.ts';
import { createEssClient, type ClientEss } from '../../api/client/index.ts';
import { instant } from '../../domain/valeurs.ts';
import { UnreadableFile } from '../../runtime/text-encoding.ts';
import { reportLines } from '../takeover-report.ts';
import { tokenFor } from '../tokens.ts';
import { WrongCall, type Verb } from '../verb.ts';

const OPTIONS = {
  proposer: { type: 'boolean', default: false },
  accepter: { type: 'string' },
  ouvrir: { type: 'string' },
  nom: { type: 'string' },
  compte: { type: 'string' },
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
} as const;

async function fileOf(path: string): Promise<Uint8Array> {
  return new Uint8Array(
    await readFile(path).catch((error: Error) => {
      throw new WrongCall(`Fichier illisible : ${error.message}`);
    }),
  );
}

/** Plays the file on this machine: no service, no database. */
function essayer(bytes: Uint8Array): number {
  try {
    const cases = readTakeover(bytes).map((un) => playCase(un, instant(Date.now())));
    for (const line of reportLines(cases)) console.log(line);
    return cases.every(({ situation }) => situation !== null) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new WrongCall(error.message);
  }
}

const clientOf = (compte: string | undefined, baseUrl: string): ClientEss => {
  const dossier = process.env['ESS_DONNEES'] ?? 'donnees';
  const jeton = () =>
    tokenFor(compte ?? '', dossier).catch((error: Error) => {
      throw new WrongCall(error.message);
    });
  return createEssClient({ baseUrl, jeton });
};

/** What the service refused, in its own words. */
function refused(error: {
  readonly detail?: string;
  readonly erreurs?: readonly { champ: string; message: string }[];
}): number {
  console.error(error.detail ?? 'Le service a refusé cette demande.');
  for (const { champ, message } of error.erreurs ?? []) console.error(`  ✗ ${champ} : ${message}`);
  return 1;
}

async function proposer(client: ClientEss, bytes: Uint8Array, nom: string | undefined): Promise<number> {
  const csv = !/^\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 64)));
  const { data, error } = await client.POST('/api/v1/reprises', {
    params: { query: nom === undefined ? {} : { nom } },
    body: '',
    bodySerializer: () => bytes,
    headers: { 'Content-Type': csv ? 'text/csv' : 'application/json' },
  });
  if (error !== undefined) return refused(error);
  console.log(`${data.nombre} dossier(s) proposé(s). Numéro de la reprise : ${data.id ?? ''}`);
  return 0;
}

async function accepter(client: ClientEss, id: string): Promise<number> {
  const { data, error } = await client.POST('/api/v1/reprises/{id}/accord', {
    params: { path: { id } },
    body: { sens: 'accepte' },
  });
  if (error !== undefined) return refused(error);
  console.log(`${data.dossiers.filter(({ etat }) => etat === 'acceptee').length} dossier(s) accepté(s).`);
  return 0;
}

/** Calls again until nothing is left: interrupted, it is the same command that goes on. */
async function ouvrir(client: ClientEss, id: string): Promise<number> {
  for (;;) {
    const { data, error } = await client.POST('/api/v1/reprises/{id}/ouverture', { params: { path: { id } } });
    if (error !== undefined) return refused(error);
    console.error(`${data.ouvertes} ouvert(s), ${data.restants} à ouvrir.`);
    if (data.restants > 0) continue;
    const impossibles = data.dossiers.filter(({ etat }) => etat === 'en-erreur');
    for (const { reference, motif } of impossibles) console.error(`  ✗ ${reference} : ${motif ?? ''}`);
    for (const { reference, ess, etat } of data.dossiers) if (etat === 'ouverte') console.log(`${reference}\t${ess}`);
    return impossibles.length === 0 ? 0 : 1;
  }
}

export const REPRENDRE: Verb = {
  summary: 'FICHIER [--proposer] | --accepter ID | --ouvrir ID : reprend des dossiers en cours (docs/reprise.md)',
  usage: `  FICHIER               un tableau (CSV, une ligne par fait) ou du JSON : joué ici, le rapport est imprimé, rien n'est écrit
  --proposer            le propose à la caisse, par l'API, si tout est juste (compte d'une ARS)
  --nom TEXTE           le nom de la reprise
  --accepter ID         accepte les dossiers de la caisse (compte d'une caisse)
  --ouvrir ID           ouvre les dossiers acceptés ; interrompue, la même commande reprend
  --compte COMPTE       compte du fournisseur local ; ailleurs, ESS_JETON donne le jeton
  --api URL             l'API (http://127.0.0.1:3000)`,
  async run(argv) {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    const [fichier] = positionals;
    const client = clientOf(values.compte, values.api);
    if (values.accepter !== undefined) return accepter(client, values.accepter);
    if (values.ouvrir !== undefined) return ouvrir(client, values.ouvrir);
    if (fichier === undefined || positionals.length > 1) throw new WrongCall('Un fichier de dossiers est attendu.');
    const bytes = await fileOf(fichier);
    return values.proposer ? proposer(client, bytes, values.nom) : essayer(bytes);
  },
};
