/** No answer names what is beyond the reader's extent: neither where else a doctor adheres, nor who claims a territory. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { upsertAdhesions } from '../../records/registers/adhesions.ts';
import { giveMandate } from '../../records/registers/mandats.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { fournisseur } from '../setup/identites.ts';
import { api, dossierOf } from './support.ts';

const ICI = 'ess-33-hors0001';
const SIENNE = 'ess-33-hors0002';
const VOISINE = 'ess-40-hors0003';
const AILLEURS = 'ess-35-hors0004';
const SIEGES = { [ICI]: '33', [SIENNE]: '33', [VOISINE]: '40', [AILLEURS]: '35' };
const REGIONS: Readonly<Record<string, string>> = {
  '33': 'nouvelle-aquitaine',
  '40': 'nouvelle-aquitaine',
  '35': 'bretagne',
};
const AUTRES = [SIENNE, VOISINE, AILLEURS];
const RPPS = '10009999991';
const adhesion = {
  rpps: RPPS,
  nom: 'Médecin 01',
  prenom: 'A.',
  specialite: 'dermatologie',
  liberal: true,
  signeeLe: '2026-01-10',
} as const;
const conflit: Evenement = {
  le: '2026-01-15' as DateCivile,
  evenement: 'ConflitTerritoireSignale',
  acteur: 'systeme',
  regle: 'ELI-02',
  autres: AUTRES,
  rivaux: AUTRES.map((ess) => ({ ess, statut: 'validee' })),
  identiques: AUTRES,
  dejaFinances: AUTRES,
};

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  const { issuer } = await fournisseur();
  for (const [ess, siege] of Object.entries(SIEGES)) {
    const { rang, etat, resume } = dossierOf(ess, { siege, rang: 1, conflits: ess === ICI ? AUTRES : [] });
    await saveDossier(db.pool, { ess, rang, etat, resume: { ...resume, siege, region: REGIONS[siege] ?? '' } });
    const signeeLe = adhesion.signeeLe as DateCivile;
    if (ess !== ICI) await upsertAdhesions(db.pool, ess, [{ ...adhesion, signeeLe, sortieLe: null }]);
  }
  await appendJournal(db.pool, ICI, [{ rang: 1, enregistreLe: instant(Date.now()), evenement: conflit }]);
  for (const ess of [ICI, SIENNE])
    await giveMandate(db.pool, { ess, titulaire: `sujet:${issuer}|porteur-01`, donnePar: 'essai' });
});
afterAll(() => db.drop());

const service = () =>
  api({
    records: createRecords(db.pool),
    cases: {
      send: () => Promise.resolve({ rang: 1, nombre: 1 }),
    },
  });

/** Who sees which of the cases that are not the one read. */
const VOIENT: readonly (readonly [string, readonly string[]])[] = [
  ['porteur', [SIENNE]],
  ['caisse', [SIENNE]],
  ['ars', [SIENNE, VOISINE]],
  ['national', AUTRES],
];
const nommees = (texte: string) => AUTRES.filter((ess) => texte.includes(ess));

describe('le même médecin dans quatre équipes', () => {
  test.each([
    ['porteur', [SIENNE]],
    ['caisse', [SIENNE]],
  ] as const)('un envoi du rôle %s ne dit que ce qui est dans son périmètre', async (comme, siennes) => {
    const { post, request } = await service();
    const envoi = await post(`/ess/${ICI}/adhesions`, { adhesions: [adhesion] }, { comme });
    expect(envoi.status).toBe(200);
    expect(nommees(envoi.text)).toEqual(siennes);
    const entete = 'rpps;nom;prenom;specialite;liberal;signee_le';
    const liste = await request(`/api/v1/ess/${ICI}/adhesions`, {
      method: 'POST',
      headers: { comme, 'content-type': 'text/csv' },
      body: `${entete}\n${RPPS};Médecin 01;A.;dermatologie;oui;10/01/2026\n`,
    });
    expect(liste.status).toBe(200);
    expect(nommees(liste.text)).toEqual(siennes);
  });

  test('seul dans son périmètre, il ne vaut aucun avertissement : rien ne dit qu’il adhère ailleurs', async () => {
    const { post } = await service();
    const numero = '10009999983';
    const signeeLe = adhesion.signeeLe as DateCivile;
    const deux = { ...adhesion, rpps: numero };
    for (const ess of [VOISINE, AILLEURS]) await upsertAdhesions(db.pool, ess, [{ ...deux, signeeLe, sortieLe: null }]);
    const connu = await post(`/ess/${ICI}/adhesions`, { adhesions: [deux] });
    const inconnu = await post(`/ess/${ICI}/adhesions`, { adhesions: [{ ...adhesion, rpps: '10009999975' }] });
    const avertis = ({ body }: { body: Record<string, unknown> }) =>
      ((body['avertissements'] ?? []) as { regle: string }[]).filter(({ regle }) => regle === 'DEC-11');
    expect([avertis(connu), avertis(inconnu)]).toEqual([[], []]);
  });

  test.each([
    ['caisse', [SIENNE]],
    ['ars', [SIENNE, VOISINE]],
    ['ars-bretagne', []],
    ['national', AUTRES],
  ] as const)('les doublons que lit le rôle %s ne nomment que son périmètre', async (comme, siennes) => {
    const { post, get } = await service();
    await post(`/ess/${ICI}/adhesions`, { adhesions: [adhesion] });
    const doublons = await get('/adhesions/doublons', comme);
    expect(doublons.status).toBe(200);
    expect(nommees(doublons.text)).toEqual(siennes);
  });
});

describe('un territoire que quatre équipes revendiquent', () => {
  test.each(VOIENT)('le rôle %s lit le conflit, et n’y voit nommée que %j', async (comme, siennes) => {
    const { get } = await service();
    for (const chemin of ['', '/journal']) {
      const lu = await get(`/ess/${ICI}${chemin}`, comme);
      expect([chemin, lu.status, nommees(lu.text)]).toEqual([chemin, 200, siennes]);
    }
    expect((await get(`/ess/${ICI}/journal`, comme)).text).toContain('ConflitTerritoireSignale');
  });

  test('la réponse à un acte non plus ne nomme rien d’autre, seul ou parmi d’autres', async () => {
    const { post } = await service();
    const acte = { le: '2026-02-01' };
    const seul = await post(`/ess/${ICI}/commandes/consigner-echange`, acte, { comme: 'caisse' });
    expect([seul.status, nommees(seul.text)]).toEqual([200, [SIENNE]]);
    const groupe = { commandes: [{ ess: ICI, commande: 'consigner-echange', donnees: acte }] };
    const plusieurs = await post('/commandes', groupe, { comme: 'caisse' });
    expect([plusieurs.body['acceptees'], nommees(plusieurs.text)]).toEqual([1, [SIENNE]]);
  });

  test('ce qui arriverait non plus : échéancier et simulations', async () => {
    const { get, post } = await service();
    for (const [comme, siennes] of VOIENT) {
      const echeancier = await get(`/ess/${ICI}/echeancier`, comme);
      const simulation = await post('/simulations', { ess: ICI }, { comme });
      expect([echeancier.status, simulation.status]).toEqual([200, 200]);
      for (const { text } of [echeancier, simulation])
        expect(nommees(text).filter((ess) => !siennes.includes(ess))).toEqual([]);
    }
  });
});
