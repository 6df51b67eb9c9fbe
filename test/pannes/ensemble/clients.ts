/** Clients as docs/api.md asks: each command under a key of its own, sent again under it until it is answered. And what they were answered. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ensemble } from './ensemble.ts';

/** One command, or one form of the console, and its answer. */
export interface Envoi {
  readonly par: 'api' | 'console';
  readonly chemin: string;
  readonly compte: string;
  readonly cle: string;
  readonly corps: object;
  readonly commande: string;
  readonly envoyeLe: number;
  essais: number;
  /** Epoch milliseconds. */
  reponduLe?: number;
  ess?: string;
  reponse?: Readonly<Record<string, unknown>>;
}

/** Everything that was sent. */
export interface Registre {
  readonly envois: Envoi[];
  /** Answers that no fault explains: each is a fault of ours. */
  readonly refus: string[];
  /** Of each letter deposited at Démarche Numérique, its number. */
  readonly lettres: number[];
}

export const nouveauRegistre = (): Registre => ({ envois: [], refus: [], lettres: [] });

const PATIENCE_MS = 60_000;
const REPRISE_MS = 500;
/** Nothing was done, or nobody knows: sent again. A token may be refused by a clock that is wrong. */
const A_RENVOYER: readonly number[] = [401, 408, 425, 429, 500, 502, 503, 504];

/** Who deposits today is told that today is to come: the clock of that API is behind, and nothing was done. */
const estHorlogeFausse = (statut: number, texte: string): boolean => statut === 422 && /dans le futur/.test(texte);

/** The account of an answer that is final and is no success. */
export class Refusee extends Error {
  override readonly name = 'Refusee';
}

type Demande = (api: string) => Promise<Response>;

/** Asks one API, then the other, until one of them answers; `essai` hears of each attempt. */
async function jusquAReponse(
  { apis }: Pick<Ensemble, 'apis'>,
  demande: Demande,
  essai: (rang: number) => void = () => undefined,
): Promise<{ readonly statut: number; readonly texte: string }> {
  for (let rang = Math.floor(Math.random() * 2); ; rang += 1) {
    essai(rang);
    try {
      const reponse = await demande(apis[rang % 2] ?? apis[0]);
      const texte = await reponse.text();
      if (!A_RENVOYER.includes(reponse.status) && !estHorlogeFausse(reponse.status, texte))
        return { statut: reponse.status, texte };
    } catch {
      // Lost on its way: the same again.
    }
    await pause(REPRISE_MS);
  }
}

const entetes = async ({ dehors }: Ensemble, compte: string): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await dehors.fournisseur.token(compte)}`,
});

/** Sends it until it is answered; throws, and the register keeps it, when the answer is a refusal. */
export async function commander(
  ensemble: Ensemble,
  registre: Registre,
  { chemin, compte, corps, commande }: Pick<Envoi, 'chemin' | 'compte' | 'corps' | 'commande'>,
): Promise<Readonly<Record<string, unknown>>> {
  const envoi: Envoi = {
    par: 'api',
    chemin,
    compte,
    corps,
    commande,
    cle: randomUUID(),
    envoyeLe: Date.now(),
    essais: 0,
  };
  registre.envois.push(envoi);
  const { statut, texte } = await renvoyer(ensemble, envoi);
  envoi.reponduLe = Date.now();
  if (statut !== 200 && statut !== 201) {
    registre.refus.push(`${commande} ${chemin}, ${envoi.essais} attempts: ${statut} ${texte.slice(0, 300)}`);
    throw new Refusee(texte);
  }
  envoi.reponse = JSON.parse(texte) as Record<string, unknown>;
  envoi.ess = /\/ess\/([^/]+)/.exec(chemin)?.[1] ?? String(envoi.reponse['ess']);
  return envoi.reponse;
}

/** The same command again, until it is answered. */
export async function renvoyer(ensemble: Ensemble, envoi: Envoi) {
  return jusquAReponse(
    ensemble,
    async (api) =>
      fetch(`${api}${envoi.chemin}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': envoi.cle,
          ...(await entetes(ensemble, envoi.compte)),
        },
        body: JSON.stringify(envoi.corps),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    () => (envoi.essais += 1),
  );
}

/** Reads until it is answered. */
export async function lire(ensemble: Ensemble, chemin: string, compte: string): Promise<Record<string, unknown>> {
  const { statut, texte } = await jusquAReponse(ensemble, async (api) =>
    fetch(`${api}${chemin}`, { headers: await entetes(ensemble, compte), signal: AbortSignal.timeout(PATIENCE_MS) }),
  );
  if (statut !== 200) throw new Refusee(`${chemin}: ${statut} ${texte}`);
  return JSON.parse(texte) as Record<string, unknown>;
}

/** Sends a document until it is taken. */
export async function joindre(
  ensemble: Ensemble,
  chemin: string,
  compte: string,
  forme: () => FormData,
): Promise<void> {
  const { statut, texte } = await jusquAReponse(ensemble, async (api) =>
    fetch(`${api}${chemin}`, {
      method: 'POST',
      headers: await entetes(ensemble, compte),
      body: forme(),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  );
  if (statut !== 201 && statut !== 200) throw new Refusee(`${chemin}: ${statut} ${texte}`);
}

/** Acts through the page of the console: the form, what it will do, then the receipt. Sent again until it is there. */
export async function agirParConsole(
  ensemble: Ensemble,
  registre: Registre,
  { ess, compte, commande, corps }: { ess: string; compte: string; commande: string; corps: Record<string, string> },
): Promise<void> {
  const chemin = `/dossiers/${ess}/actes/${commande}`;
  const envoi: Envoi = {
    par: 'console',
    chemin,
    compte,
    corps,
    commande,
    cle: '',
    envoyeLe: Date.now(),
    essais: 0,
    ess,
  };
  registre.envois.push(envoi);
  const encore = async <T>(faire: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      envoi.essais += 1;
      const fait = await faire().catch(() => undefined);
      if (fait !== undefined) return fait;
      await pause(REPRISE_MS);
    }
  };
  // A page that has no form of the act says that something is away; a clock that jumps ends a session: one signs in again.
  const { agent, verifie } = await encore(async () => {
    const connecte = await ensemble.connecter(compte);
    const { html } = await connecte.send(await connecte.get(chemin), corps);
    return html.includes('/actes/') ? { agent: connecte, verifie: html } : undefined;
  });
  const recu = await encore(async () => (await agent.send(verifie, {})).to);
  if (!/re(c|ç)u|dossiers/.test(recu)) registre.refus.push(`${chemin}: sent to ${recu}`);
  envoi.reponduLe = Date.now();
}
