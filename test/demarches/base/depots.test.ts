import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../records/postgres.ts';
import { LETTRE, ouvrirRegion, type Region } from './region.ts';

let base: FreshDatabase;
let region: Region;
beforeEach(async () => {
  base = await freshDatabase();
  region = await ouvrirRegion(base.pool, '2026-03-03T23:59:59');
});
afterEach(async () => {
  await region.fermer();
  await base.drop();
});

describe('une lettre d’intention déposée dans Démarche Numérique', () => {
  test('ouvre un dossier du jour de son dépôt à Paris, prouvé par la plateforme, et passe en instruction', async () => {
    const { number, deposeLe } = region.depose();
    await region.avancer('2026-03-05T09:00:00');
    expect(await region.tour()).toEqual({ traites: 1, echecs: 0 });
    const [depot] = await region.journal();
    expect(depot).toMatchObject({
      evenement: 'LettreIntentionDeposee',
      le: '2026-03-03',
      canal: 'demarches-simplifiees',
      specialites: ['dermatologie'],
      departements: ['33'],
      siege: '33',
      medecinsPresents: 140,
      liberaux: 120,
      engages: 41,
    });
    expect(depot).not.toHaveProperty('declareLe');
    expect(new Date(deposeLe).toISOString()).toBe('2026-03-03T22:59:59.000Z');
    expect(await region.suivis()).toMatchObject([
      { numero: number, suite: 'importe', ess: expect.stringMatching(/^ess-33-/) as string },
    ]);
    expect(await region.echecs()).toEqual([]);
    expect([...region.dn.world.dossiers.values()][0]?.etat).toBe('en_instruction');
    expect(await region.actes()).toMatchObject([
      { genre: 'depot', statut: 'fait' },
      { genre: 'passage', statut: 'fait' },
    ]);
  });
});

void LETTRE;
