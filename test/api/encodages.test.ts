/** What a body or a name is written in: read as its author wrote it, or refused; never spoilt. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { folderStore } from '../../documents/received/folder-store.ts';
import { openReceivedFiles } from '../../documents/received/reception.ts';
import { PDF } from '../documents/received/fichiers-essai.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { api, CASE, dossierOf, errorsOf } from './support.ts';

describe('un corps JSON', () => {
  const envoyer = async (body: NonNullable<RequestInit['body']>, type = 'application/json') => {
    const { request, world } = await api();
    const answer = await request(`/api/v1/ess/${CASE}/commandes/consigner-echange`, {
      method: 'POST',
      headers: { comme: 'ars', 'content-type': type },
      body,
    });
    return { answer, world };
  };
  const corps = (sujet: string) => JSON.stringify({ le: '2026-03-02', sujet });

  test('en UTF-8, avec ou sans marque, est lu à la lettre', async () => {
    for (const body of [corps('Réunion à Créon'), `\ufeff${corps('Réunion à Créon')}`]) {
      const { answer, world } = await envoyer(body);
      expect(answer.status).toBe(200);
      expect([...world.fiches.values()].map(({ contenu }) => contenu)).toEqual([{ sujet: 'Réunion à Créon' }]);
    }
  });

  test.each<[string, NonNullable<RequestInit['body']>, string, number]>([
    ['en Windows-1252', Buffer.from(corps('Réunion'), 'latin1'), 'application/json', 400],
    ['en Windows-1252 dit en UTF-8', Buffer.from(corps('Réunion'), 'latin1'), 'application/json; charset=utf-8', 400],
    ['dont une lettre est coupée', Buffer.from(corps('Ré')).fill(0x7d, 30, 31), 'application/json', 400],
    ['annoncé en latin-1', Buffer.from(corps('Réunion'), 'latin1'), 'application/json; charset=iso-8859-1', 415],
    ['en UTF-16', Buffer.from(corps('Réunion'), 'utf16le'), 'application/json; charset=utf-16le', 415],
  ])('%s est refusé, en français, et rien n’est gardé', async (_quoi, body, type, statut) => {
    const { answer, world } = await envoyer(body, type);
    expect([answer.status, answer.body['detail']]).toEqual([statut, expect.stringContaining('UTF-8')]);
    expect([world.sent, world.fiches.size]).toEqual([[], 0]);
  });
});

describe('le nom d’un fichier', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  /** A form whose name is these bytes; what else its header says. */
  async function envoyer(nom: Buffer | string, autre = '') {
    const records = createRecords(db.pool);
    const { request } = await api({
      records: {
        ...records,
        knows: () => Promise.resolve(true),
        readDossier: (ess) => Promise.resolve(dossierOf(ess)),
      },
      receivedFiles: openReceivedFiles(folderStore(await temporaryFolder())),
    });
    const body = Buffer.concat([
      Buffer.from('--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nstatuts\r\n--x\r\n'),
      Buffer.from('Content-Disposition: form-data; name="fichier"; filename="'),
      Buffer.from(nom),
      Buffer.from(`"${autre}\r\nContent-Type: application/pdf\r\n\r\n`),
      PDF,
      Buffer.from(`%${Math.random()}\r\n--x--\r\n`),
    ]);
    return request('/api/v1/ess/ess-33-encoda1/fichiers', {
      method: 'POST',
      headers: { comme: 'porteur', 'content-type': 'multipart/form-data; boundary=x' },
      body,
    });
  }

  test.each<[string, Buffer | string, string, string]>([
    ['en UTF-8', 'Statuts signés – Œuvre.pdf', '', 'Statuts signés – Œuvre.pdf'],
    ['en UTF-8 décomposé', 'Statuts signe\u0301s.pdf', '', 'Statuts signés.pdf'],
    ['en Windows-1252', Buffer.from('Statuts sign\xe9s \x96 \x8cuvre.pdf', 'latin1'), '', 'Statuts signés – Œuvre.pdf'],
    ['en mot encodé (RFC 2047), B', '=?UTF-8?B?U3RhdHV0cyBzaWduw6lzLnBkZg==?=', '', 'Statuts signés.pdf'],
    ['en mot encodé (RFC 2047), Q', '=?iso-8859-1?Q?Statuts_sign=E9s.pdf?=', '', 'Statuts signés.pdf'],
    ['par filename* (RFC 5987), UTF-8', 'x.pdf', "; filename*=UTF-8''Statuts%20sign%C3%A9s.pdf", 'Statuts signés.pdf'],
    [
      'par filename* (RFC 5987), latin-1',
      'x.pdf',
      "; filename*=iso-8859-1''Statuts%20sign%E9s.pdf",
      'Statuts signés.pdf',
    ],
    ['en grec', 'Καταστατικό.pdf', '', 'Καταστατικό.pdf'],
  ])('%s se lit', async (_quoi, nom, autre, lu) => {
    const { status, body } = await envoyer(nom, autre);
    expect([status, body['nom']]).toEqual([201, lu]);
  });

  test.each([
    ['en mot d’un encodage inconnu', '=?x-rien?Q?Statuts=E9.pdf?='],
    ['en mot qui n’est pas de son encodage', '=?utf-8?Q?Statuts=E9.pdf?='],
  ])('%s est refusé, et dit quoi faire', async (_quoi, nom) => {
    expect(errorsOf(await envoyer(nom))['fichier']?.message).toContain('UTF-8');
  });
});
