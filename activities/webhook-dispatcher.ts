/**
 * The dispatcher of the webhooks, one a worker. A message leaves at least once: whoever dies while sending holds it until
 * its lease is over, then another sends it again, under the same identifier. For one case, a message leaves once the one
 * before is delivered or given up. Hands are shared: none of those who receive can hold them all, however slow.
 */
import {
  forgetDeliveries,
  giveUpDelivery,
  postponeDelivery,
  releaseDelivery,
  settleDelivered,
  takeDeliveries,
  type TakenDelivery,
} from '../records/outbox/livraisons.ts';
import { suspendSubscription } from '../records/registers/abonnements.ts';
import type { Dependances } from './dependencies.ts';
import { PATIENCE_MS, failureOf, messageOf, postMessage } from './webhook.ts';
import { Abandoned } from './webhook-exchange.ts';

const [MINUTE, HEURE] = [60, 3600];

/** Seconds after each attempt that failed, as Standard Webhooks advises: ten attempts in a little more than three days. */
export const REPRISES: readonly number[] = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  ...[2, 5, 10, 14, 20, 24].map((heures) => heures * HEURE),
];

/** Sent at once by one worker; by all of them, for one subscription, and for those of one organisation or of one host. */
const ENSEMBLE = 32;
const PAR_ABONNEMENT = 4;
const PAR_GROUPE = 8;
/** Longer than an exchange may last. */
const BAIL_SECONDES = (PATIENCE_MS / 1000) * 4;
const OUBLI_MS = HEURE * 1000;
const PARTI = 410;
/** What is under way when the worker stops has that long to end by itself. */
const ARRET_MS = 3_000;

export interface Livreur {
  /** Takes what is due and starts to send it; what a settlement frees is taken in turn. */
  regarder(): Promise<void>;
  /** Resolves once nothing is left that is due and free. */
  repos(): Promise<void>;
  /** Takes nothing more; abandons after a few seconds what is under way, and resolves once it is over. */
  arreter(): Promise<void>;
}

/** `patienceMs`: milliseconds for one exchange. */
export function createLivreur(
  { pool, log, partenaires = {}, liens = {} }: Pick<Dependances, 'pool' | 'log' | 'partenaires' | 'liens'>,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): Livreur {
  const mains = new Map<Promise<void>, TakenDelivery>();
  const abandon = new AbortController();
  let prise: Promise<void> = Promise.resolve();
  let demandee = false;
  let arrete = false;
  let oublieLe = -Infinity;
  const dire = (error: unknown) => log(`[webhooks] ${error instanceof Error ? error.message : String(error)}`);

  async function porter(livraison: TakenDelivery): Promise<void> {
    if (!livraison.visible)
      return giveUpDelivery(pool, livraison, { statut: null, erreur: 'hors-perimetre' }, { dernierEssai: false });
    let echec: { readonly statut: number | null; readonly erreur: string };
    try {
      const envoi = { ...partenaires, patienceMs, abandon: abandon.signal };
      const statut = await postMessage(messageOf(livraison, liens.api), livraison, envoi);
      if (statut >= 200 && statut < 300) return await settleDelivered(pool, livraison, statut);
      echec = { statut, erreur: 'statut' };
    } catch (error) {
      if (error instanceof Abandoned) return releaseDelivery(pool, livraison);
      echec = { statut: null, erreur: failureOf(error) };
    }
    const delai = REPRISES[livraison.tentatives - 1];
    if (delai === undefined) await giveUpDelivery(pool, livraison, echec, { dernierEssai: true });
    else await postponeDelivery(pool, livraison, echec, delai);
    if (echec.statut === PARTI) await suspendSubscription(pool, livraison.abonnement, 'parti');
  }

  /**
   * Organisations and hosts that fill their share of these hands. The table does not know: a subscription deleted, or a
   * lease that is over, is no longer held there, and is still here until its exchange ends.
   */
  function complets(): string[] {
    const nombres = new Map<string, number>();
    for (const { organisation, hote } of mains.values())
      for (const groupe of new Set([organisation, hote])) nombres.set(groupe, (nombres.get(groupe) ?? 0) + 1);
    return [...nombres].flatMap(([groupe, nombre]) => (nombre >= PAR_GROUPE ? [groupe] : []));
  }

  async function prendre(): Promise<void> {
    demandee = false;
    const limite = ENSEMBLE - mains.size;
    if (arrete || limite <= 0) return;
    const partage = { limite, parAbonnement: PAR_ABONNEMENT, parGroupe: PAR_GROUPE, bailSecondes: BAIL_SECONDES };
    const sauf = [...mains.values()].map(({ id }) => id);
    for (const livraison of await takeDeliveries(pool, { ...partage, sauf, complets: complets() })) {
      const main = porter(livraison)
        .catch(dire)
        .finally(() => {
          mains.delete(main);
          demander().catch(dire);
        });
      mains.set(main, livraison);
    }
  }

  /** One look at a time; whoever asks while another is to begin shares it. */
  function demander(): Promise<void> {
    if (!demandee) {
      demandee = true;
      prise = prise.then(prendre, prendre);
    }
    return prise;
  }

  async function repos(): Promise<void> {
    for (;;) {
      const derniere = prise;
      // Whoever asked for the look hears of its failure.
      await Promise.allSettled([derniere, ...mains.keys()]);
      if (derniere === prise && mains.size === 0) return;
    }
  }

  return {
    async regarder() {
      await demander();
      if (Date.now() - oublieLe < OUBLI_MS) return;
      oublieLe = Date.now();
      await forgetDeliveries(pool);
    },
    repos,
    async arreter() {
      arrete = true;
      const patience = setTimeout(() => abandon.abort(), ARRET_MS);
      await repos();
      clearTimeout(patience);
    },
  };
}
