import { expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { RecordsUnavailable } from '../../api/ports.ts';
import { createPool } from '../../records/server/pool.ts';

test('une base qui ne répond pas a un nom', async () => {
  const pool = createPool('postgres://127.0.0.1:1/ess', () => undefined);
  const records = createRecords(pool);
  await expect(records.ping()).rejects.toBeInstanceOf(RecordsUnavailable);
  await expect(records.readDossier('ess-33-00000000')).rejects.toBeInstanceOf(RecordsUnavailable);
  await expect(records.deleteFiche('00000000-0000-8000-8000-000000000000')).rejects.toBeInstanceOf(RecordsUnavailable);
  await pool.end();
});
