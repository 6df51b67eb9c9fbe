/** A demand that was answered is answered alike, whatever time has changed since: it is the same act. */
import { expect, test } from 'vitest';
import { RecordsUnavailable } from '../../api/ports.ts';
import type { Answer } from '../../records/journal/reponses.ts';
import { api, BARE, CASE, dossierOf } from './support.ts';

const LE_12 = Date.parse('2026-06-12T10:00:00Z');
const REFUS = `/ess/${CASE}/commandes/refuser-lettre-intention`;
const corps = { le: '2026-06-12', motif: 'Territoire déjà couvert.', critere: 'ELI-02' };
const sous = (role: string) => ({ comme: role, 'idempotency-key': 'une-cle' });

/** A service whose records keep what was accepted, and whose clock can be moved. */
async function service() {
  const horloge = { maintenant: LE_12 };
  const donnees = new Map<string, Answer>();
  const app = await api({
    cases: {
      view: (ess) =>
        Promise.resolve({ etat: dossierOf(ess).etat, maintenant: horloge.maintenant, decalage: 0, enCours: [] }),
    },
    records: { answerTo: (_, id) => Promise.resolve(donnees.get(id)) },
  });
  const garder = () => {
    for (const { message } of app.world.sent)
      donnees.set(message.id, { rang: 1, nombre: 0, empreinte: message.empreinte ?? null });
  };
  return { ...app, horloge, garder };
}

test('un acte du jour renvoyé le lendemain sous sa clé n’est pas devenu un acte antérieur, à prouver (DEC-29)', async () => {
  const { post, world, horloge, garder } = await service();
  const premiere = await post(REFUS, corps, sous('ars'));
  expect(premiere.status).toBe(200);
  garder();
  horloge.maintenant += 86_400_000;
  const encore = await post(REFUS, corps, sous('ars'));
  expect([encore.status, encore.body]).toEqual([200, premiere.body]);
  expect(world.sent).toHaveLength(1);
  // Under another key, it is another act.
  expect((await post(REFUS, corps, { comme: 'ars' })).status).toBe(400);
});

test('la même clé pour autre chose est refusée, même quand le dossier ne s’en souvient plus', async () => {
  const { post, world, garder } = await service();
  await post(REFUS, corps, sous('ars'));
  garder();
  const autre = await post(REFUS, { ...corps, motif: 'Autre chose.' }, sous('ars'));
  expect([autre.status, autre.body['regle']]).toEqual([409, 'SAISIE']);
  expect(world.sent).toHaveLength(1);
});

test('un dépôt renvoyé sous sa clé est le même dossier, et son déposant en a le mandat', async () => {
  const { post, world, garder } = await service();
  const depot = await post('/ess', BARE, sous('porteur'));
  garder();
  const encore = await post('/ess', BARE, sous('porteur'));
  expect([encore.status, encore.body]).toEqual([201, depot.body]);
  expect(encore.headers.get('location')).toBe(depot.headers.get('location'));
  expect(world.sent).toHaveLength(1);
});

test('dit écrit par une base qui s’arrête aussitôt, l’acte est redemandé sous le même numéro au dossier, qui répond quand elle revient', async () => {
  const envois: string[] = [];
  let absente = true;
  const { post } = await api({
    cases: {
      send: (_, commande, { id }) => {
        envois.push(`${commande} ${id}`);
        return Promise.resolve({ rang: 3, nombre: 1 });
      },
    },
    records: {
      readJournal: () => {
        if (!absente) return Promise.resolve([]);
        absente = false;
        return Promise.reject(new RecordsUnavailable('PostgreSQL'));
      },
    },
  });
  const { status } = await post(`/ess/${CASE}/commandes/renoncer`, { le: '2026-01-15' }, { comme: 'porteur' });
  expect(status).toBe(200);
  expect(envois).toHaveLength(2);
  expect(envois[1]).toBe(envois[0]);
});
