/** A dispatcher as a process of its own, to be killed or stopped: `programme.ts DATABASE_URL`. */
import { createLivreur } from '../../activities/webhook-dispatcher.ts';
import { createPool } from '../../records/server/pool.ts';

const pool = createPool(process.argv[2] ?? '', console.error);
const livreur = createLivreur({ pool, log: console.error, partenaires: { loopback: true } });
process.once('SIGTERM', () => {
  void livreur.arreter().then(() => pool.end());
});
await livreur.regarder();
