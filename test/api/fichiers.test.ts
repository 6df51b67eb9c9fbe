/** Files and records of a case through the API, on a real database and a real folder. */
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { FILE_LIMIT } from '../../api/http/upload.ts';
import type { RoomSettings } from '../../api/http/upload-room.ts';
import { antivirus } from '../../documents/received/antivirus.ts';
import { folderStore } from '../../documents/received/folder-store.ts';
import { openReceivedFiles, type ReceivedFiles } from '../../documents/received/reception.ts';
import { PDF, PNG } from '../documents/received/fichiers-essai.ts';
import type { Etat } from '../../domain/etat.ts';
import { pieceAttendue } from '../../domain/paiements/actes-pieces.ts';
import type { CodePiece } from '../../domain/valeurs.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { date, ligne } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirPrise } from '../setup/prise.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { api, BARE, dossierOf, errorsOf, type Answer } from './support.ts';

let db: FreshDatabase;
let receivedFiles: ReceivedFiles;
beforeAll(async () => {
  db = await freshDatabase();
  receivedFiles = openReceivedFiles(folderStore(await temporaryFolder()));
});
afterAll(() => db.drop());

const service = async (autre: ReceivedFiles = receivedFiles, uploads: Partial<RoomSettings> = {}) => {
  const records = createRecords(db.pool);
  // The dossier and the mandate alone are given: the rest is read from and written to the database.
  const known = {
    ...records,
    knows: () => Promise.resolve(true),
    readDossier: (ess: string) => Promise.resolve(dossierOf(ess)),
  };
  return api({ records: known, receivedFiles: autre, uploads });
};
type Service = Awaited<ReturnType<typeof service>>;

function envoyer(
  { request }: Service,
  ess: string,
  contenu: Uint8Array<ArrayBuffer>,
  {
    code = 'statuts',
    nom = 'Statuts signés.pdf',
    role = 'porteur',
    exercice,
  }: { code?: string; nom?: string; role?: string; exercice?: string } = {},
): Promise<Answer> {
  const form = new FormData();
  form.set('code', code);
  if (exercice !== undefined) form.set('exercice', exercice);
  form.set('fichier', new Blob([contenu]), nom);
  return request(`/api/v1/ess/${ess}/fichiers`, { method: 'POST', headers: { comme: role }, body: form });
}

const octets = (contenu: Uint8Array) => new Uint8Array(contenu);
const acces = async (ess: string) =>
  (await db.pool.query<{ acte: string; par: string }>('select acte, par from acces where ess = $1 order by id', [ess]))
    .rows;

describe('un fichier', () => {
  test('envoyé est relu à l’identique par ceux qu’il concerne, et chaque lecture laisse une trace', async () => {
    const app = await service();
    const ess = 'ess-33-fichier1';
    const envoi = await envoyer(app, ess, octets(PDF));
    expect(envoi.status).toBe(201);
    expect(envoi.body).toMatchObject({ code: 'statuts', nom: 'Statuts signés.pdf', type: 'application/pdf' });
    const lu = await fetch(`${app.base}/api/v1/ess/${ess}/fichiers/${String(envoi.body['id'])}`, {
      headers: await comme('caisse'),
    });
    expect(Buffer.from(await lu.arrayBuffer())).toEqual(PDF);
    expect(lu.headers.get('content-type')).toBe('application/pdf');
    expect(lu.headers.get('content-disposition')).toContain("filename*=UTF-8''Statuts%20sign%C3%A9s.pdf");
    expect(lu.headers.get('content-security-policy')).toContain('sandbox');
    expect(await acces(ess)).toEqual([
      { acte: 'depot', par: 'porteur' },
      { acte: 'lecture', par: 'caisse' },
    ]);
  });

  test('renvoyé pour la même pièce reste le même ; pour une autre, c’en est un autre', async () => {
    const app = await service();
    const ess = 'ess-33-fichier2';
    const premier = await envoyer(app, ess, octets(PNG));
    const second = await envoyer(app, ess, octets(PNG));
    expect([second.status, second.body['id']]).toEqual([200, premier.body['id']]);
    const autre = await envoyer(app, ess, octets(PNG), { code: 'bilan-comptable', exercice: '2027' });
    expect(autre.body['exercice']).toBe(2027);
    const liste = (await app.get(`/ess/${ess}/fichiers`, 'ars')).body['fichiers'] as { code: string }[];
    expect(liste.map(({ code }) => code)).toEqual(['bilan-comptable', 'statuts']);
  });

  test('de coordonnées bancaires n’existe pas pour l’ARS', async () => {
    const app = await service();
    const ess = 'ess-33-fichier3';
    const { body } = await envoyer(app, ess, octets(PDF), { code: 'rib' });
    const chemin = `/ess/${ess}/fichiers/${String(body['id'])}`;
    expect((await app.get(chemin, 'ars')).status).toBe(404);
    expect((await app.get(`/ess/${ess}/fichiers`, 'ars')).body['fichiers']).toEqual([]);
    expect((await app.get(chemin, 'caisse')).status).toBe(200);
  });

  test.each(['national', 'exploitant'])('n’est ni listé ni lu par %s', async (role) => {
    const app = await service();
    const { body } = await envoyer(app, 'ess-33-fichier4', octets(PDF));
    expect((await app.get('/ess/ess-33-fichier4/fichiers', role)).status).toBe(403);
    expect((await app.get(`/ess/ess-33-fichier4/fichiers/${String(body['id'])}`, role)).status).toBe(403);
  });

  test('d’une autre ESS n’existe pas', async () => {
    const app = await service();
    const { body } = await envoyer(app, 'ess-33-fichier5', octets(PDF));
    expect((await app.get(`/ess/ess-33-fichier6/fichiers/${String(body['id'])}`, 'ars')).status).toBe(404);
  });

  test('trop grand, d’un autre format, sans code ou absent est refusé en nommant le champ', async () => {
    const app = await service();
    const ess = 'ess-33-fichier7';
    const grand = await envoyer(app, ess, new Uint8Array(FILE_LIMIT + 1));
    expect([grand.status, grand.body['detail']]).toEqual([413, expect.stringContaining('25 Mo')]);
    const texte = await envoyer(app, ess, octets(Buffer.from('un texte')));
    expect(errorsOf(texte)['fichier']?.message).toContain('PDF');
    expect(errorsOf(await envoyer(app, ess, octets(PDF), { code: 'facture' }))['code']?.message).toContain('statuts');
    const sans = new FormData();
    sans.set('code', 'statuts');
    const absent = await app.request(`/api/v1/ess/${ess}/fichiers`, {
      method: 'POST',
      headers: { comme: 'porteur' },
      body: sans,
    });
    expect(errorsOf(absent)['fichier']?.message).toBe('Ce champ est obligatoire.');
    expect((await app.get(`/ess/${ess}/fichiers`, 'porteur')).body['fichiers']).toEqual([]);
  });

  test.each([
    ['sans frontière', 'multipart/form-data', '--x\r\n'],
    ['sans fin', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nrib'],
  ])('dont le formulaire est %s est refusé : 400', async (_quoi, type, corps) => {
    const app = await service();
    const answer = await app.request('/api/v1/ess/ess-33-fichier7/fichiers', {
      method: 'POST',
      headers: { comme: 'porteur', 'content-type': type },
      body: corps,
    });
    expect([answer.status, errorsOf(answer)['corps']?.message]).toEqual([400, expect.stringContaining('frontière')]);
  });

  test.each(['0x7d0', '1e3', '', ' 2027', '2027.0', '-1', '20270'])(
    'd’exercice « %s » est refusé',
    async (exercice) => {
      const app = await service();
      const reponse = await envoyer(app, 'ess-33-fichier9', octets(PDF), { code: 'bilan-comptable', exercice });
      expect([reponse.status, Object.keys(errorsOf(reponse))]).toEqual([400, ['exercice']]);
    },
  );

  test('est rendu sous un nom qui finit comme ce qu’il est', async () => {
    const app = await service();
    const envoi = await envoyer(app, 'ess-33-fichiera', octets(PDF), { nom: 'page.html' });
    expect(envoi.body['nom']).toBe('page.html.pdf');
    const lu = await fetch(`${app.base}/api/v1/ess/ess-33-fichiera/fichiers/${String(envoi.body['id'])}`, {
      headers: await comme('caisse'),
    });
    await lu.arrayBuffer();
    expect(lu.headers.get('content-disposition')).toBe('attachment; filename=page.html.pdf');
  });

  test('que le disque ne peut plus recevoir : 503 en français, et rien de gardé', async () => {
    const plein: ReceivedFiles = {
      ...receivedFiles,
      // The device that has never any room: a real ENOSPC.
      receive: () => writeFile('/dev/full', 'x').then(() => Promise.reject(new Error('it was written'))),
    };
    const app = await service(plein);
    const reponse = await envoyer(app, 'ess-33-fichierb', octets(PDF));
    expect([reponse.status, reponse.body['detail']]).toEqual([503, expect.stringContaining('disque')]);
    expect(reponse.headers.get('retry-after')).toBe('10');
  });

  describe('pendant que d’autres n’en finissent pas d’arriver', () => {
    /** An upload that has begun and goes no further. */
    async function commencer({ port }: Service, role: string, annonce: number) {
      const prise = await ouvrirPrise(port);
      const { authorization } = await comme(role);
      prise.write(
        `POST /api/v1/ess/ess-33-fichierc/fichiers HTTP/1.1\r\nHost: essai\r\nAuthorization: ${authorization}\r\n` +
          `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${annonce}\r\nExpect: 100-continue\r\n\r\n` +
          '--x\r\nContent-Disposition: form-data; name="fichier"; filename="a"\r\n\r\n%PDF',
      );
      await prise.said(/100 Continue/);
      return prise;
    }
    const uploads = { perSubject: 2, files: 3, bytes: 10_000_000 };

    test('la même personne attend la fin des siens ; une autre n’attend pas', async () => {
      const app = await service(receivedFiles, uploads);
      const prises = [await commencer(app, 'porteur', 1000), await commencer(app, 'porteur', 1000)];
      const statut = async () => {
        const { status } = await envoyer(app, 'ess-33-fichierc', octets(PDF));
        // The small file was in the place of one of these, which was refused.
        for (const [place, prise] of prises.entries())
          if (prise.heard().includes('HTTP/1.1 429')) {
            prise.destroy();
            prises[place] = await commencer(app, 'porteur', 1000);
          }
        return status;
      };
      await expect.poll(statut, { timeout: 20_000 }).toBe(429);
      const encore = await envoyer(app, 'ess-33-fichierc', octets(PDF));
      expect(encore.headers.get('retry-after')).toBe('10');
      expect((await envoyer(app, 'ess-33-fichierc', octets(PDF), { role: 'ars' })).status).toBeLessThan(300);
      for (const prise of prises) prise.destroy();
      await expect
        .poll(async () => (await envoyer(app, 'ess-33-fichierc', octets(PNG))).status, { timeout: 20_000 })
        .toBe(201);
    });

    test('ce qui dépasserait le dossier temporaire est refusé avant d’arriver : 503', async () => {
      const app = await service(receivedFiles, uploads);
      const autre = () => envoyer(app, 'ess-33-fichierc', octets(PDF), { role: 'ars' });
      let prise = await commencer(app, 'porteur', 9_999_900);
      const statut = async () => {
        const { status } = await autre();
        // The small file was in the place of the large one, which was refused. Not yet looked at, it is waited for.
        if (status !== 503 && prise.heard().includes('HTTP/1.1 503')) {
          prise.destroy();
          prise = await commencer(app, 'porteur', 9_999_900);
        }
        return status;
      };
      await expect.poll(statut, { timeout: 20_000 }).toBe(503);
      expect((await autre()).body['detail']).toContain('Trop de fichiers');
      prise.destroy();
      await expect
        .poll(async () => (await envoyer(app, 'ess-33-fichierc', octets(PDF), { role: 'ars' })).status, {
          timeout: 20_000,
        })
        .toBe(200);
    });
  });

  test('n’est pas gardé quand l’antivirus ne répond pas, et la réponse dit de revenir', async () => {
    const app = await service(openReceivedFiles(folderStore(await temporaryFolder()), antivirus('127.0.0.1:1')));
    const reponse = await envoyer(app, 'ess-33-fichier8', octets(PDF));
    expect([reponse.status, reponse.headers.get('retry-after')]).toEqual([503, '30']);
    expect((await app.get('/ess/ess-33-fichier8/fichiers', 'porteur')).body['fichiers']).toEqual([]);
  });
});

describe('un dépôt de pièces', () => {
  const deposer = (app: Service, ess: string, corps: object) =>
    app.post(`/ess/${ess}/commandes/deposer-pieces`, { le: '2026-03-01', ...corps });

  test('calcule le montant du budget de ses lignes, et les signataires de leurs dates', async () => {
    const app = await service();
    await envoyer(app, 'ess-33-pieces01', octets(PDF));
    const reponse = await deposer(app, 'ess-33-pieces01', {
      pieces: [{ code: 'statuts' }, { code: 'budget-previsionnel' }],
      budget: {
        lignes: [
          { libelle: 'Coordination', montantCentimes: 4_200_050 },
          { libelle: 'Outils', montantCentimes: 1_000_000 },
        ],
        signatures: { president: '2026-02-20', tresorier: '2026-02-21' },
      },
    });
    expect(reponse.status).toBe(200);
    expect(app.world.sent[0]?.message.donnees).toMatchObject({
      pieces: [
        { code: 'statuts' },
        { code: 'budget-previsionnel', montantCentimes: 5_200_050, signePar: ['president', 'tresorier'] },
      ],
    });
    const { fiches } = (await app.get('/ess/ess-33-pieces01/fiches', 'caisse')).body as { fiches: { id: string }[] };
    const fiche = await app.get(`/ess/ess-33-pieces01/fiches/${fiches[0]?.id}`, 'caisse');
    expect(fiche.body['contenu']).toMatchObject({ totaux: { budget: { depensesCentimes: 5_200_050 } } });
    expect(await acces('ess-33-pieces01')).toEqual([
      { acte: 'depot', par: 'porteur' },
      { acte: 'lecture', par: 'caisse' },
    ]);
  });

  test('dit le résultat des comptes, et refuse un montant que ses lignes démentent', async () => {
    const app = await service();
    const comptes = {
      produits: [{ libelle: 'Dotation', montantCentimes: 6_500_000 }],
      charges: [{ libelle: 'Salaires', montantCentimes: 6_000_000 }],
    };
    await deposer(app, 'ess-33-pieces02', { pieces: [{ code: 'bilan-comptable', exercice: 2027 }], comptes });
    const { rows } = await db.pool.query<{ totaux: unknown }>(
      "select contenu -> 'totaux' as totaux from fiches where ess = 'ess-33-pieces02'",
    );
    expect(rows[0]?.totaux).toEqual({
      comptes: { produitsCentimes: 6_500_000, depensesCentimes: 6_000_000, resultatCentimes: 500_000 },
    });
    const faux = await deposer(app, 'ess-33-pieces02', {
      pieces: [{ code: 'bilan-comptable', montantCentimes: 1 }],
      comptes: { ...comptes, signatures: { president: '2026-03-02' } },
    });
    expect(errorsOf(faux)['pieces[0].montantCentimes']).toMatchObject({ regle: 'DOT-08' });
    expect(errorsOf(faux)['pieces[0].montantCentimes']?.message).toContain('60 000,00 €');
    expect(errorsOf(faux)['comptes.signatures.president']?.message).toContain('postérieure');
  });

  test('refuse un contenu sans sa pièce, et un fichier que personne n’a envoyé', async () => {
    const app = await service();
    const depenses = { lignes: [{ libelle: 'Loyer', montantCentimes: 1 }] };
    const sans = await deposer(app, 'ess-33-pieces03', { pieces: [{ code: 'statuts' }], depenses });
    expect(errorsOf(sans)['depenses']).toMatchObject({ regle: 'AMO-11' });
    const inconnu = '7a1e0c52-1111-4111-8111-111111111111';
    const perdu = await deposer(app, 'ess-33-pieces03', { pieces: [{ code: 'statuts' }], fichiers: [inconnu] });
    expect(errorsOf(perdu)['fichiers[0]']?.message).toContain('Aucun fichier');
    expect(app.world.sent).toEqual([]);
    const { body } = await envoyer(app, 'ess-33-pieces03', octets(PDF));
    const bon = await deposer(app, 'ess-33-pieces03', { pieces: [{ code: 'statuts' }], fichiers: [body['id']] });
    expect(bon.status).toBe(200);
  });
});

describe('un fichier et sa pièce ne font qu’un', () => {
  const agir = (app: Service, ess: string, commande: string, corps: object, role = 'porteur', cle?: string) =>
    app.post(
      `/ess/${ess}/commandes/${commande}`,
      { le: '2026-03-01', ...corps },
      { comme: role, ...(cle === undefined ? {} : { 'idempotency-key': cle }) },
    );
  const retirer = (app: Service, ess: string, id: unknown, role = 'porteur') =>
    app.ask('DELETE', `/ess/${ess}/fichiers/${String(id)}`, role);
  const lire = async ({ base }: Service, ess: string, id: unknown, role: string) => {
    const lu = await fetch(`${base}/api/v1/ess/${ess}/fichiers/${String(id)}`, { headers: await comme(role) });
    await lu.arrayBuffer();
    return lu.status;
  };
  /** The service over a case in that state. */
  const surEtat = (etat: Partial<Etat>) => {
    const records = createRecords(db.pool);
    return api({
      records: {
        ...records,
        knows: () => Promise.resolve(true),
        readDossier: (ess: string) => Promise.resolve(dossierOf(ess, etat)),
      },
      receivedFiles,
    });
  };
  const piece = (code: CodePiece, statut: 'deposee' | 'conforme') => ({
    pieces: { [code]: { ...pieceAttendue(code), statut } },
  });

  test('envoyé sous son code, il propose le dépôt ; envoyé tel quel, il le fait', async () => {
    const app = await service();
    const ess = 'ess-33-piece10';
    const { body } = await envoyer(app, ess, octets(PDF), { code: 'bilan-comptable', exercice: '2027' });
    const { commande, donnees } = body['proposition'] as { commande: string; donnees: object };
    expect(donnees).toEqual({ pieces: [{ code: 'bilan-comptable', exercice: 2027 }], fichiers: [body['id']] });
    expect((await agir(app, ess, commande, donnees)).status).toBe(200);
    const [fichier] = (await app.get(`/ess/${ess}/fichiers`, 'porteur')).body['fichiers'] as object[];
    expect(fichier).not.toHaveProperty('proposition');
  });

  test('la pièce déposée sans le nommer l’emporte ; la même demande renvoyée est la même', async () => {
    const app = await service();
    const ess = 'ess-33-piece11';
    const { body } = await envoyer(app, ess, octets(PDF));
    const depot = () => agir(app, ess, 'deposer-pieces', { pieces: [{ code: 'statuts' }] }, 'porteur', 'depot-1');
    expect((await depot()).status).toBe(200);
    await envoyer(app, ess, octets(PNG));
    expect((await depot()).status).toBe(200);
    const { rows } = await db.pool.query<{ fichiers: unknown }>(
      "select contenu -> 'fichiers' as fichiers from fiches where ess = $1",
      [ess],
    );
    expect(rows).toEqual([{ fichiers: [body['id']] }]);
    expect(new Set(app.world.sent.map(({ message }) => message.empreinte)).size).toBe(1);
  });

  test.each<[string, string]>([
    ['statuts', 'AMO-10'],
    ['budget-previsionnel', 'AMO-10'],
    ['liste-medecins-engages', 'LI-04'],
    ['rib', 'DEC-13'],
    ['action-socle', 'AMO-11'],
    ['etat-depenses', 'AMO-11'],
    ['liste-nominative', 'DOT-08'],
    ['rapport-activite', 'DOT-08'],
    ['profil-coordinateur', 'DOT-08'],
    ['formulaires-adhesion', 'ADH-01'],
    ['deploiement', 'PS-04'],
  ])('« %s » sans fichier ni formulaire est refusée (%s)', async (code, regle) => {
    const app = await service();
    const reponse = await agir(app, 'ess-33-piece12', 'deposer-pieces', { pieces: [{ code }] });
    expect([reponse.status, errorsOf(reponse)['pieces[0]']?.regle]).toEqual([400, regle]);
    expect(app.world.sent).toEqual([]);
  });

  test.each<[string, object, Partial<Etat>]>([
    [
      'le budget, par ses lignes',
      { pieces: [{ code: 'budget-previsionnel' }], budget: { lignes: [{ libelle: 'Loyer', montantCentimes: 1 }] } },
      {},
    ],
    [
      'le profil du coordinateur',
      { pieces: [{ code: 'profil-coordinateur' }], coordinateur: { nom: 'Personne 01' } },
      {},
    ],
    [
      'le RIB, par les coordonnées déclarées',
      { pieces: [{ code: 'rib' }] },
      { coordonneesBancairesLe: date('2026-02-01') },
    ],
  ])('%s : le formulaire en tient lieu', async (_quoi, corps, etat) => {
    const reponse = await agir(await surEtat(etat), 'ess-33-piece13', 'deposer-pieces', corps);
    expect(reponse.status).toBe(200);
  });

  test('le contenu d’un projet de santé est fait de fichiers envoyés dans ce dossier, et la fiche les garde', async () => {
    const app = await service();
    const ess = 'ess-33-piece14';
    const inconnu = '7a1e0c52-1111-4111-8111-111111111111';
    const perdu = await agir(app, ess, 'deposer-projet-sante', { contenu: [inconnu] });
    expect(errorsOf(perdu)['contenu[0]']?.regle).toBe('DEC-54');
    const { body } = await envoyer(app, ess, octets(PDF), { code: 'projet-sante' });
    expect((await agir(app, ess, 'deposer-projet-sante', { contenu: [body['id']] })).status).toBe(200);
    const { fiches } = (await app.get(`/ess/${ess}/fiches`, 'ars')).body as { fiches: { id: string }[] };
    const fiche = await app.get(`/ess/${ess}/fiches/${fiches[0]?.id}`, 'ars');
    expect(fiche.body['contenu']).toEqual({ contenu: [body['id']] });
    expect((await retirer(app, ess, body['id'])).body['regle']).toBe('DEC-54');
  });

  test('envoyé par erreur, il se retire avant d’être lu : il n’en reste que la trace', async () => {
    const app = await service();
    const ess = 'ess-33-piece15';
    const { body } = await envoyer(app, ess, octets(PNG), { nom: 'Lettre personnelle.png' });
    const gardeAilleurs = await envoyer(app, 'ess-33-piece16', octets(PNG));
    expect(await lire(app, ess, body['id'], 'porteur')).toBe(200);
    expect((await retirer(app, ess, body['id'])).status).toBe(204);
    expect((await retirer(app, ess, body['id'])).status).toBe(404);
    expect(await lire(app, ess, body['id'], 'caisse')).toBe(404);
    expect((await app.get(`/ess/${ess}/fichiers`, 'caisse')).body['fichiers']).toEqual([]);
    expect((await acces(ess)).at(-1)).toEqual({ acte: 'effacement', par: 'porteur' });
    // The same content, sent elsewhere, is still there.
    expect(await lire(app, 'ess-33-piece16', gardeAilleurs.body['id'], 'caisse')).toBe(200);
  });

  test('le contenu que plus personne n’a disparaît, et se renvoie', async () => {
    const app = await service();
    const ess = 'ess-33-piece17';
    const contenu = octets(Buffer.concat([PDF, Buffer.from('\n')]));
    const { body } = await envoyer(app, ess, contenu);
    expect((await retirer(app, ess, body['id'])).status).toBe(204);
    expect(await receivedFiles.read(String(body['sha256']))).toBeUndefined();
    const encore = await envoyer(app, ess, contenu);
    expect(encore.status).toBe(201);
    expect(await lire(app, ess, encore.body['id'], 'caisse')).toBe(200);
  });

  test('lu par un autre, ou envoyé par un autre, il ne se retire pas', async () => {
    const app = await service();
    const ess = 'ess-33-piece18';
    const { body } = await envoyer(app, ess, octets(PDF));
    expect((await retirer(app, ess, body['id'], 'ars')).status).toBe(403);
    expect(await lire(app, ess, body['id'], 'caisse')).toBe(200);
    const tard = await retirer(app, ess, body['id']);
    expect([tard.status, tard.body['detail']]).toEqual([409, expect.stringContaining('déjà été lu')]);
    expect(await lire(app, ess, body['id'], 'caisse')).toBe(200);
  });

  test('lecture et retrait en même temps : l’un des deux seulement', async () => {
    const app = await service();
    for (const ess of Array.from({ length: 10 }, (_, n) => `ess-33-ensemb${n}`)) {
      const { body } = await envoyer(app, ess, octets(Buffer.concat([PDF, Buffer.from(ess)])));
      const [lecture, retrait] = await Promise.all([
        lire(app, ess, body['id'], 'caisse'),
        retirer(app, ess, body['id']),
      ]);
      expect([
        [200, 409],
        [404, 204],
      ]).toContainEqual([lecture, retrait.status]);
    }
  });

  test('la caisse ne trouve pas conforme ce dont le document a été retiré', async () => {
    const ess = 'ess-33-piece19';
    const app = await surEtat(piece('statuts', 'deposee'));
    const { body } = await envoyer(app, ess, octets(PDF));
    await agir(app, ess, 'deposer-pieces', { pieces: [{ code: 'statuts' }] });
    const verifier = (conforme: boolean) =>
      agir(app, ess, 'verifier-pieces', { pieces: [{ code: 'statuts', conforme, motif: 'Absents.' }] }, 'caisse');
    expect((await verifier(true)).status).toBe(200);
    expect((await retirer(app, ess, body['id'])).status).toBe(204);
    const sans = await verifier(true);
    expect([sans.status, errorsOf(sans)['pieces[0]']?.regle]).toEqual([400, 'AMO-10']);
    expect((await verifier(false)).status).toBe(200);
  });

  test('une pièce vérifiée garde son document', async () => {
    const ess = 'ess-33-piece20';
    const app = await surEtat(piece('statuts', 'conforme'));
    const { body } = await envoyer(app, ess, octets(PDF));
    await agir(app, ess, 'deposer-pieces', { pieces: [{ code: 'statuts' }] });
    expect((await retirer(app, ess, body['id'])).body['regle']).toBe('AMO-10');
  });

  test('la liste des médecins engagés que la lettre ne fait que compter n’est pas trouvée conforme (LI-04)', async () => {
    const ess = 'ess-33-piece21';
    const app = await service();
    const verifier = () =>
      agir(app, ess, 'verifier-pieces', { pieces: [{ code: 'liste-medecins-engages', conforme: true }] }, 'caisse');
    expect(errorsOf(await verifier())['pieces[0]']?.regle).toBe('LI-04');
    await envoyer(app, ess, octets(PDF), { code: 'liste-medecins-engages' });
    expect((await verifier()).status).toBe(200);
  });
});

test('une fiche de coordonnées bancaires n’existe pas pour l’ARS', async () => {
  const app = await service();
  const ess = 'ess-33-fiches01';
  await app.post(`/ess/${ess}/commandes/declarer-coordonnees-bancaires`, {
    le: BARE.le,
    iban: 'FR7630006000011234567890189',
    titulaire: 'Association 01',
  });
  const { fiches } = (await app.get(`/ess/${ess}/fiches`, 'porteur')).body as { fiches: { id: string }[] };
  expect(fiches).toHaveLength(1);
  expect((await app.get(`/ess/${ess}/fiches`, 'ars')).body['fiches']).toEqual([]);
  expect((await app.get(`/ess/${ess}/fiches/${fiches[0]?.id}`, 'ars')).status).toBe(404);
  expect((await app.get(`/ess/${ess}/fiches/${fiches[0]?.id}`, 'porteur')).body['contenu']).toMatchObject({
    titulaire: 'Association 01',
  });
});

describe('un courrier signé', () => {
  const signer = async (ess: string, champs: Readonly<Record<string, string>>, role: string) => {
    const records = createRecords(db.pool);
    const { request } = await api({
      records: { ...records, knows: () => Promise.resolve(true), readDossier: (id) => Promise.resolve(dossierOf(id)) },
      receivedFiles,
    });
    const form = new FormData();
    for (const [champ, valeur] of Object.entries(champs)) form.set(champ, valeur);
    form.set('fichier', new Blob([octets(PDF)]), 'refus signé.pdf');
    return request(`/api/v1/ess/${ess}/fichiers`, { method: 'POST', headers: { comme: role }, body: form });
  };

  test('se joint à l’événement par qui l’a fait, et s’y retrouve', async () => {
    const ess = 'ess-33-signe01';
    await appendJournal(db.pool, ess, [ligne(1)]);
    const envoi = await signer(ess, { code: 'courrier-signe', rang: '1' }, 'ars');
    expect([envoi.status, envoi.body['rang'], envoi.body['code']]).toEqual([201, 1, 'courrier-signe']);
    const autre = await signer(ess, { code: 'courrier-signe', rang: '1' }, 'ars');
    expect([autre.status, autre.body['id']]).toEqual([200, envoi.body['id']]);
  });

  test('pas par un autre, pas sans événement, pas pour un événement qui n’est pas là', async () => {
    const ess = 'ess-33-signe02';
    await appendJournal(db.pool, ess, [ligne(1)]);
    expect((await signer(ess, { code: 'courrier-signe', rang: '1' }, 'caisse')).status).toBe(403);
    const inexacts: Readonly<Record<string, string>>[] = [
      { code: 'courrier-signe' },
      { code: 'courrier-signe', rang: '2' },
      { code: 'statuts', rang: '1' },
    ];
    for (const champs of inexacts) expect(Object.keys(errorsOf(await signer(ess, champs, 'ars')))).toEqual(['rang']);
  });
});
