/** Cases whose events are written as the workflow has them written, subscriptions to them, and time that passes at will. */
import type pg from 'pg';
import { createActivities } from '../../activities/index.ts';
import { createLivreur } from '../../activities/webhook-dispatcher.ts';
import { etatInitial } from '../../domain/etat.ts';
import { createSubscription, type Subscriber } from '../../records/registers/abonnements.ts';
import { listDeliveries, type DeliveryLine } from '../../records/outbox/replay.ts';
import { ligne, resume } from '../records/exemples.ts';

const quiet = () => undefined;
const PERSONNE = { send: () => Promise.reject(new Error('no mail here')), close: quiet };

export const NATIONAL: Subscriber = { role: 'national', organisation: 'national', portee: {} };

/** `resume` of a case of Brittany. */
export const BRETAGNE = { siege: '35', region: 'bretagne', departements: ['35'] };

export function monde(pool: pg.Pool) {
  const { consigner } = createActivities({ pool, mailer: PERSONNE, log: quiet });
  const lire = (id: string): Promise<DeliveryLine[]> => listDeliveries(pool, id, { limite: 500 });
  return {
    /** Writes events of these ordinals, the first of a case included. */
    async ecrire(ess: string, rangs: readonly number[], changes: Parameters<typeof resume>[0] = {}) {
      const resumeDe = resume({ region: 'nouvelle-aquitaine', ...changes });
      const etat = { ...etatInitial(ess), rang: rangs.at(-1) ?? 0, siege: resumeDe.siege };
      await consigner({ ess, lignes: rangs.map((rang) => ligne(rang)), effets: [], etat, resume: resumeDe });
    },
    async abonner(adresse: string, abonne: Subscriber = NATIONAL, evenements: readonly string[] | null = null) {
      const made = await createSubscription(pool, { ...abonne, sujet: 'essai' }, { adresse, evenements });
      if (made === undefined) throw new Error('no subscription was made');
      return { id: made.abonnement.id, secret: made.secret };
    },
    /** The dispatcher of a worker. */
    livreur: (patienceMs: number) =>
      createLivreur({ pool, log: quiet, partenaires: { loopback: true } }, { patienceMs }),
    /** One of its own: one look, and all that follows from it. */
    async livrer(patienceMs = 5000) {
      const livreur = this.livreur(patienceMs);
      await livreur.regarder();
      await livreur.repos();
    },
    /** As if all that was to be waited for had been. */
    async attendre() {
      await pool.query(
        `update livraisons set prochain_essai = least(prochain_essai, now()), bail_jusqu_a = least(bail_jusqu_a, now())`,
      );
    },
    lire,
    etats: async (id: string) =>
      (await lire(id)).toReversed().map(({ rang, etat, tentatives, statut, erreur }) => ({
        rang,
        etat,
        tentatives,
        statut,
        erreur,
      })),
  };
}
