/** `POST /ess/verification`: what a deposit would open is what it opens, and looking at it writes nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { DEPOSIT } from '../../api/contract/examples/ouverture.ts';
import { today } from '../setup/today.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { api } from './support.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const service = () => api({ records: createRecords(db.pool) });
const lettre = { ...(DEPOSIT.valeur as Record<string, unknown>), le: today() };
const verifier = async (corps: object, comme = 'porteur-01') =>
  (await service()).post('/ess/verification', corps, { comme });

describe('un dépôt qu’on regarde avant de l’envoyer', () => {
  test('dit qui décidera, jusqu’à quand, ce que fera le silence, et les courriers', async () => {
    const { status, body } = await verifier(lettre);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ possible: true, ars: 'nouvelle-aquitaine', caisse: 'gironde', refus: [] });
    const dates = (body['difference'] as { dates: { cle: string; sens: string }[] }).dates;
    expect(dates).toContainEqual(expect.objectContaining({ cle: 'decision-lettre-intention', sens: 'apparait' }));
    expect(dates).toContainEqual(expect.objectContaining({ cle: 'LettreIntentionValidee', sens: 'apparait' }));
    const courriers = body['courriers'] as { destinataire: string; texte: string[] }[];
    expect(courriers.some(({ destinataire, texte }) => destinataire === 'porteur' && texte.length > 0)).toBe(true);
  });

  test('LI-03 : nomme chaque rubrique absente, sans rien refuser', async () => {
    const { gouvernance: _gouvernance, axes: _axes, ...sans } = lettre as Record<string, unknown>;
    const { body } = await verifier(sans);
    expect(body['possible']).toBe(true);
    const champs = (body['avertissements'] as { champ?: string; regle: string }[])
      .filter(({ regle }) => regle === 'LI-03')
      .map(({ champ }) => champ);
    expect(champs).toEqual(expect.arrayContaining(['gouvernance', 'axes']));
  });

  test('GEN-04 : ce que la loi refuserait est dit, avec sa règle', async () => {
    const { status, body } = await verifier({ ...lettre, departements: ['988'], siege: '988', caisse: undefined });
    expect(status === 200 ? body['possible'] : false).toBe(false);
    expect(JSON.stringify(body)).toContain('GEN-04');
  });

  test('un champ faux est nommé, comme au dépôt', async () => {
    const { status, body } = await verifier({ ...lettre, departements: ['999'] });
    expect(status).toBe(400);
    expect(JSON.stringify(body['erreurs'])).toContain('departements');
  });

  test('n’ouvre aucun dossier, et n’est qu’au porteur', async () => {
    await verifier(lettre);
    const { rows } = await db.pool.query('select count(*)::int as nombre from dossiers');
    expect(rows).toEqual([{ nombre: 0 }]);
    for (const comme of ['ars', 'caisse-gironde', 'national', 'exploitant'])
      expect((await verifier(lettre, comme)).status).toBe(403);
  });
});
