/** A console on a caisse whose cases the law decides, on a real database and without an engine: many cases in seconds. */
import { ouvrirCaisse, type CaisseVivante } from '../api/caisse-vivante.ts';
import { freshDatabase } from '../records/postgres.ts';
import { ouvrirConsoleSur, type ConsoleSur } from './ouvrir-sur.ts';

export interface ConsoleDeCaisse extends ConsoleSur {
  readonly caisse: CaisseVivante;
}

/** `cases`: how many teams have a first payment due. To be called in a test: its API ends with it. */
export async function ouvrirConsoleDeCaisse(cases: number): Promise<ConsoleDeCaisse> {
  const db = await freshDatabase();
  const caisse = await ouvrirCaisse(db.pool);
  caisse.horloge.maintenant = Date.now();
  const noms = Array.from({ length: cases }, (_, rang) => `ess-33-equipe${String(rang + 1).padStart(2, '0')}`);
  await caisse.naitre(...noms);
  const sur = await ouvrirConsoleSur(caisse.port, db.pool);
  return {
    ...sur,
    caisse,
    async fermer() {
      await sur.fermer();
      await db.drop();
    },
  };
}
