/** `ess verifier` sees what goes out: batches, handovers, letters. Each check is shown what it must not let pass. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordHandover } from '../../records/money/handovers.ts';
import { OUTBOX_CHECKS } from '../../records/verification/outbox.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { date } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { vivre } from './vies.ts';

const VIE = 'S09-resiliation-amorcage';
const ESS = `${VIE}-a`;
let db: FreshDatabase;
const sha256 = (contenu: string) => createHash('sha256').update(contenu).digest('hex');

beforeAll(async () => {
  db = await freshDatabase();
  await vivre(db.pool, VIE);
  const { rows } = await db.pool.query<{ caisse: string }>('select caisse from paiements where ess = $1', [ESS]);
  const caisse = rows[0]?.caisse ?? '';
  await db.pool.query(
    `insert into lots (caisse, numero, identifiant, execution_le, nombre, total_centimes, contenu, sha256, cree_le)
     values ($1, 1, 'LOT-1', '2026-01-01', 1, 4000000, '<é/>', $2, now())`,
    [caisse, sha256('<é/>')],
  );
  await db.pool.query(
    `insert into lot_lignes (reference, caisse, numero, ess, paiement, emission, montant_centimes)
     values ('r.1', $1, 1, $2, 'amorcage-1', 1, 4000000)`,
    [caisse, ESS],
  );
  await recordHandover(db.pool, {
    cle: 'h1',
    ess: ESS,
    paiement: 'amorcage-1',
    caisse,
    nature: 'ordre',
    le: date('2026-01-01'),
  });
  await db.pool.query("insert into avis_pdf values ($1, 'pdf')", [sha256('pdf')]);
  await db.pool.query(
    `insert into avis (cle, destinataire, ess, rang, evenement, objet, corps, message_id, pdf_sha256)
     select 'n/' || rang, 'porteur', ess, rang, evenement, 'o', 'c', 'm' || rang, $2 from journal where ess = $1`,
    [ESS, sha256('pdf')],
  );
});
afterAll(() => db.drop());

const ecartsDe = async (base: FreshDatabase) => {
  const ecarts: { controle: string; trouve: string }[] = [];
  await verifyRecords(base.pool, (ecart) => ecarts.push(ecart));
  return ecarts;
};

test('rien à dire de ce qui est sorti comme il faut', async () => {
  expect(await ecartsDe(db)).toEqual([]);
});

const FAUTES: readonly (readonly [controle: string, requete: string, trouve: string])[] = [
  ['lots.sommes', 'update lots set total_centimes = 1', 'n° 1'],
  ['lots.fichiers', "update lots set contenu = '<e/>'", 'n° 1'],
  ['lots.virements', 'update lot_lignes set montant_centimes = 1; update lots set total_centimes = 1', 'r.1'],
  ['lots.emissions', 'update lot_lignes set emission = 2', 'r.1'],
  ['remises.paiements', "update remises set caisse = '01'", 'h1'],
  ['courriers.evenements', "update avis set evenement = 'EssClose' where rang = 1", 'n/1/porteur'],
  ['courriers.pdf', 'delete from avis_pdf', 'n/1/porteur'],
];

test.each(FAUTES)('%s : la faute est nommée', async (controle, requete, trouve) => {
  const copie = await db.copy();
  // The database's own guards, silenced as only its owner can.
  await copie.pool.query(`set session_replication_role = replica; ${requete}`);
  expect(await ecartsDe(copie)).toMatchObject([{ controle, trouve: expect.stringContaining(trouve) as string }]);
  await copie.drop();
});

test('chaque contrôle de ce qui sort a sa faute', () => {
  expect(OUTBOX_CHECKS.map(({ nom }) => nom)).toEqual(FAUTES.map(([controle]) => controle));
});
