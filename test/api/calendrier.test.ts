import ical, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { date } from '../records/exemples.ts';
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
      piecesDemandeesLe: null,
      echanges: [],
      avis: null,
      decision: null,
      indicateurQualitatif: true,
      rouverteLe: null,
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
    expect(decision?.summary).toBe("ess-33-aaaaaaaa : décision sur la lettre d'intention (LI-09)");
    expect(decision?.datetype).toBe('date');
    expect(text).toContain('DTSTART;VALUE=DATE:20260315');
    expect(decision?.description).toContain('le silence vaudra validation');
    expect(text).toContain('TRIGGER:-P7D');
    expect(evenementsDe(text).some(({ uid }) => uid.includes('rappel'))).toBe(false);
  });

  test('celui d’une équipe, et celui d’une caisse', async () => {
    const { world, get } = await api();
    world.dossiers.push(deposee('ess-33-aaaaaaaa'));
    expect((await get('/calendrier.ics?ess=ess-33-aaaaaaaa', 'porteur')).status).toBe(200);
    expect((await get('/calendrier.ics?caisse=33', 'caisse')).status).toBe(200);
    expect((await get('/calendrier.ics?ess=ess-33-inconnue', 'porteur')).status).toBe(404);
  });

  test.each([
    ['/calendrier.ics', 'ars', 400],
    ['/calendrier.ics?region=nulle-part', 'ars', 400],
    ['/calendrier.ics?caisse=00', 'caisse', 400],
    ['/calendrier.ics?region=bretagne&caisse=35', 'ars', 400],
    ['/calendrier.ics?region=bretagne', 'porteur', 403],
    ['/calendrier.ics?region=bretagne', 'exploitant', 403],
    ['/calendrier.ics?region=bretagne', '', 401],
  ])('%s par %s : %i', async (chemin, role, attendu) => {
    const { get } = await api();
    expect((await get(chemin, role)).status).toBe(attendu);
  });
});
