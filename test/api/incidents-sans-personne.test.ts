/** What a mail server says of people is for those who may see people: the others are told why, and of which letter. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { sendPending, writeAvis } from '../../records/outbox/avis.ts';
import { recordBounce } from '../../records/outbox/bounces.ts';
import { reasonWithoutPeople } from '../../records/outbox/reasons.ts';
import { erasePerson } from '../../records/privacy/erasure.ts';
import { createExpediteur } from '../../activities/notice-dispatcher.ts';
import type { Dependances } from '../../activities/dependencies.ts';
import { composerCourrier } from '../../documents/letters/index.ts';
import { date } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { api, dossierOf } from './support.ts';

const ESS = 'ess-33-avis0001';
const ADRESSE = 'marguerite@exemple.invalid';
const PERSONNE = /marguerite|@/i;
let db: FreshDatabase;

/** One that makes a PDF: what the mail server says is heard only then. */
const courrier = composerCourrier(
  { evenement: 'Renonciation', le: date('2026-03-16'), acteur: 'porteur', regle: 'DEC-23' },
  {
    ess: ESS,
    rang: 1,
    siege: '33',
    region: 'nouvelle-aquitaine',
    caisse: 'gironde',
    intitule: null,
    specialites: ['dermatologie'],
    departements: ['33'],
    destinataire: 'ars',
  },
);
const avis = (rang: number) => ({
  cle: `${ESS}/avis/${rang}`,
  destinataire: 'ars' as const,
  ess: ESS,
  rang,
  evenement: 'LettreIntentionDeposee',
  objet: 'Lettre d’intention',
  corps: '…',
  courrier,
  messageId: `<${rang}@ess.invalid>`,
});

beforeAll(async () => {
  db = await freshDatabase();
  const { rang, etat, resume } = dossierOf(ESS);
  await saveDossier(db.pool, { ess: ESS, rang, etat, resume });
  await writeAvis(db.pool, [avis(1)]);
  await sendPending(db.pool, ESS, () =>
    Promise.resolve({ adresses: ['ars@exemple.invalid', ADRESSE], deliver: () => Promise.resolve([ADRESSE]) }),
  );
  await recordBounce(db.pool, {
    messageId: '<1@ess.invalid>',
    adresse: ADRESSE,
    raison: `smtp; 550 5.1.1 <${ADRESSE}> Mme Marguerite est partie`,
  });
  await writeAvis(db.pool, [avis(2)]);
  const echouer = () => Promise.reject(new Error(`connect ECONNREFUSED: Can't send to Marguerite <${ADRESSE}>`));
  for (let fois = 0; fois < 3; fois += 1) await sendPending(db.pool, ESS, echouer);
});
afterAll(() => db.drop());

interface Incident {
  readonly cle: string;
  readonly nature: string;
  readonly message: string;
}
const service = async () => api({ records: createRecords(db.pool) });
const incidents = async (comme: string) =>
  (await (await service()).get('/incidents', comme)).body['incidents'] as readonly Incident[];

describe('un courriel revenu, refusé, qui ne part pas', () => {
  test.each(['exploitant', 'national'])(
    'se dit au rôle %s par une raison fermée et la clé du courrier',
    async (comme) => {
      const lus = await incidents(comme);
      expect(JSON.stringify(lus)).not.toMatch(PERSONNE);
      expect(lus.map(({ cle, nature, message }) => [cle, nature, message])).toEqual([
        [`${ESS}/avis/1/ars`, 'adresse-refusee', 'Le serveur de messagerie a refusé une adresse'],
        [`${ESS}/avis/1/ars`, 'courriel-revenu', 'Le courriel est revenu (550, 5.1.1)'],
        [`${ESS}/avis/2/ars`, 'envoi-impossible', 'Le courriel ne part pas (ECONNREFUSED)'],
      ]);
    },
  );

  test.each(['ars', 'caisse'])('se lit en entier par le rôle %s, qui voit les personnes', async (comme) => {
    expect((await incidents(comme)).every(({ message }) => message.includes(ADRESSE))).toBe(true);
  });

  test('la liste des courriers dit de même leur dernière erreur', async () => {
    const { get } = await service();
    const erreurs = async (comme: string) =>
      ((await get(`/ess/${ESS}/courriers`, comme)).body['courriers'] as { derniereErreur: string | null }[]).map(
        ({ derniereErreur }) => derniereErreur,
      );
    for (const comme of ['exploitant', 'national'])
      expect(await erreurs(comme)).toEqual([
        'Le courriel est revenu (550, 5.1.1)',
        'Le courriel ne part pas (ECONNREFUSED)',
      ]);
    expect((await erreurs('ars')).every((erreur) => erreur?.includes(ADRESSE))).toBe(true);
  });

  test('le journal du worker ne nomme qui que ce soit', async () => {
    const lignes: string[] = [];
    const dependances = {
      pool: db.pool,
      log: (ligne: string) => lignes.push(ligne),
      mailer: { send: () => Promise.reject(new Error(`550 <${ADRESSE}> Marguerite`)) },
    } as unknown as Dependances;
    await db.pool.query("update avis set prochain_essai = now() - interval '1 hour' where ess = $1", [ESS]);
    expect(await createExpediteur(dependances, () => Promise.resolve()).passer()).toBe(0);
    expect(lignes[0]).toContain('(550)'); // the server was asked, and its answer is what is told
    expect(lignes.join('\n')).not.toMatch(PERSONNE);
  });

  test('effacer l’adresse efface ce que le serveur en a dit', async () => {
    await erasePerson(db.pool, { courriel: ADRESSE.toUpperCase() }, { par: 'exploitant', motif: 'Demande.' });
    const { rows } = await db.pool.query<{ texte: string }>(
      `select coalesce(derniere_erreur, '') as texte from avis where ess = $1
       union all select message from incidents where ess = $1`,
      [ESS],
    );
    expect(rows.map(({ texte }) => texte).join()).not.toMatch(PERSONNE);
  });
});

test.each([
  ['550-5.7.1 4561@exemple.invalid', ''],
  ['EMARGUERITE 0612345678', ''],
  ['421 4.7.0 réessayez ; ETIMEDOUT ; 421', ' (421, 4.7.0, ETIMEDOUT)'],
])('de « %s » il ne reste que des codes', (message, codes) => {
  expect(reasonWithoutPeople('courriel-revenu', message)).toBe(`Le courriel est revenu${codes}`);
});
