import ical, { type VEvent } from 'node-ical';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { date } from '../records/exemples.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { api, dossierOf } from './support.ts';

const deposee = (ess: string) =>
  dossierOf(ess, {
    entreeLe: date('2026-01-15'),
    dernierLe: date('2026-01-15'),
    li: {
      deposeeLe: date('2026-01-15'),
      piecesCompletesLe: date('2026-01-15'),
      canal: 'demarches-simplifiees',
      piecesManquantes: [],
      piecesDemandees: [],
      delaiPieces: null,
      suspendueLe: null,
      suspensions: [],
      piecesDemandeesLe: null,
      echanges: [],
      avis: null,
      decision: null,
      indicateurQualitatif: true,
      saisieLe: null,
    },
  });
const evenementsDe = (texte: string) =>
  Object.values(ical.sync.parseICS(texte)).filter((un): un is VEvent => un?.type === 'VEVENT');

describe('le calendrier des échéances', () => {
  test('une échéance tient un jour entier, dit sa règle et ce que le silence produira, et prévient sept jours avant', async () => {
    const { world, get } = await api();
    world.dossiers.push(deposee('ess-33-aaaaaaaa'));
    const { status, type, text } = await get('/calendrier.ics?region=nouvelle-aquitaine', 'ars');
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
    const decision = evenementsDe(text).find(
      ({ uid }) => uid === 'ess-33-aaaaaaaa/decision-lettre-intention@ess.invalid',
    );
    expect(decision?.summary).toBe(
      "ESS de dermatologie et vénéréologie, Gironde (33) : décision sur la lettre d'intention",
    );
    expect(decision?.datetype).toBe('date');
    expect(text).toContain('DTSTART;VALUE=DATE:20260315');
    expect(decision?.description).toContain("on attend un acte de l'agence régionale de santé");
    expect(decision?.description).toContain('le silence vaudra validation, à compter du lendemain (LI-09)');
    expect(decision?.transparency).toBe('TRANSPARENT');
    expect(text.split('BEGIN:VEVENT').length - 1).toBe(text.split('TRANSP:TRANSPARENT').length - 1);
    expect(text).toContain('TRIGGER:-P7D');
    expect(evenementsDe(text).some(({ uid }) => uid.includes('rappel'))).toBe(false);
  });

  test('chaque entrée porte le nom de l’équipe, et le lien absolu de son dossier', async () => {
    const { world, get } = await api({ lienDossier: (ess) => `https://console.exemple.invalid/dossiers/${ess}` });
    const { resume, ...reste } = deposee('ess-33-aaaaaaaa');
    world.dossiers.push({ ...reste, resume: { ...resume, intitule: 'ESS des Landes ; et de Gironde' } });
    const { text } = await get('/calendrier.ics?region=nouvelle-aquitaine', 'ars');
    for (const { summary, description, url } of evenementsDe(text)) {
      expect(summary).toMatch(/^ESS des Landes ; et de Gironde : /);
      expect(description).toContain('Dossier : https://console.exemple.invalid/dossiers/ess-33-aaaaaaaa');
      expect(url).toMatchObject({ val: 'https://console.exemple.invalid/dossiers/ess-33-aaaaaaaa' });
    }
  });

  test('celui d’une équipe, et celui d’une caisse', async () => {
    const { world, get } = await api();
    world.dossiers.push(deposee('ess-33-aaaaaaaa'));
    expect((await get('/calendrier.ics?ess=ess-33-aaaaaaaa', 'porteur')).status).toBe(200);
    expect((await get('/calendrier.ics?caisse=gironde', 'caisse')).status).toBe(200);
    expect((await get('/calendrier.ics?ess=ess-33-inconnue', 'porteur')).status).toBe(404);
  });

  test.each([
    ['/calendrier.ics', 'ars', 400],
    ['/calendrier.ics?region=nulle-part', 'ars', 400],
    ['/calendrier.ics?caisse=33', 'caisse', 400],
    ['/calendrier.ics?region=bretagne&caisse=ille-et-vilaine', 'ars', 400],
    ['/calendrier.ics?region=bretagne', 'porteur', 403],
    ['/calendrier.ics?region=bretagne', 'exploitant', 403],
    ['/calendrier.ics?region=bretagne', '', 401],
  ])('%s par %s : %i', async (chemin, role, attendu) => {
    const { get } = await api();
    expect((await get(chemin, role)).status).toBe(attendu);
  });
});

describe('un lien d’abonnement, pour un programme d’agenda', () => {
  let db: FreshDatabase;
  const ESS = 'ess-33-agenda01';
  beforeAll(async () => {
    db = await freshDatabase();
    const { rang, etat, resume } = deposee(ESS);
    await saveDossier(db.pool, { ess: ESS, rang, etat, resume });
  });
  afterAll(() => db.drop());
  const service = () => api({ records: createRecords(db.pool) });
  const sansJeton = { headers: { comme: '' } };

  test('se lit sans jeton, par sa seule adresse, et ne montre que ce que son auteur voit', async () => {
    const { post, get, request, world } = await service();
    const { status, body } = await post('/calendriers', { region: 'nouvelle-aquitaine' }, { comme: 'ars' });
    expect(status).toBe(201);
    const adresse = String(body['adresse']);
    expect(evenementsDe((await request(adresse, sansJeton)).text).length).toBeGreaterThan(0);
    const ailleurs = await post('/calendriers', { region: 'nouvelle-aquitaine' }, { comme: 'ars-bretagne' });
    expect(evenementsDe((await request(String(ailleurs.body['adresse']), sansJeton)).text)).toEqual([]);
    // The address is a key: neither the list nor the log gives it.
    const liste = await get('/calendriers', 'ars');
    expect(liste.body['calendriers']).toMatchObject([{ id: body['id'], demande: { region: 'nouvelle-aquitaine' } }]);
    const secret = /calendriers\/(.+)\.ics/.exec(adresse)?.[1] ?? '';
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(JSON.stringify([world.logged, liste.body])).not.toContain(secret);
  });

  test('retiré par son auteur, et par lui seul, il n’existe plus', async () => {
    const { post, request } = await service();
    const { body } = await post('/calendriers', { caisse: 'gironde' }, { comme: 'caisse' });
    const adresse = String(body['adresse']);
    const retirer = (comme: string) =>
      request(`/api/v1/calendriers/${String(body['id'])}`, { method: 'DELETE', headers: { comme } });
    expect((await retirer('ars')).status).toBe(404);
    expect((await request(adresse, sansJeton)).status).toBe(200);
    expect((await retirer('caisse')).status).toBe(204);
    expect((await request(adresse, sansJeton)).status).toBe(404);
    expect((await request('/api/v1/calendriers/nimporte.ics', sansJeton)).status).toBe(404);
  });

  test('d’une équipe hors de son périmètre ne se demande pas', async () => {
    const { post } = await service();
    expect((await post('/calendriers', { ess: ESS }, { comme: 'ars-bretagne' })).status).toBe(404);
    expect((await post('/calendriers', { region: 'bretagne' }, { comme: 'exploitant' })).status).toBe(403);
  });
});
