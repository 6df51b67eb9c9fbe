/**
 * Lives that nobody wrote, under way today, taken up on the engine from a spreadsheet (DEC-67): each stands where the life that
 * was never cut stands, and nothing left for what is past.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { today } from '../../identity/delegation.ts';
import { echeances } from '../../domain/echeances.ts';
import { ecarts } from '../../domain/rectification/fusion.ts';
import type { Etat } from '../../domain/etat.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { tableau } from '../api/tableau-de-reprise.ts';
import { vieCoupee, type VieCoupee } from '../regles/reprise/vie-coupee.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { envDuWorker, lancerWorker, tuer } from './pannes-essai.ts';

/** `REPRISES=200`: the whole of a region, as the first day of an agency would be. */
const COMBIEN = Number(process.env['REPRISES'] ?? 8);
const ICI = { ars: 'nouvelle-aquitaine', caisse: 'gironde' };

/** The first lives that are under way today, of one caisse. */
function enCours(): readonly VieCoupee[] {
  const vies: VieCoupee[] = [];
  for (let graine = 1; vies.length < COMBIEN && graine < 4_000; graine += 1) {
    const vie = vieCoupee(graine, today());
    if (vie === undefined || vie.contradictoire) continue;
    const { ars, caisse, siege } = vie.entiere.dossier.etat;
    if (ars === ICI.ars && caisse === ICI.caisse && siege === '33') vies.push(vie);
  }
  return vies;
}

let installation: Installation;
let worker: ReturnType<typeof lancerWorker>;
beforeAll(async () => {
  installation = await ouvrirInstallation({ avecWorker: false });
  worker = lancerWorker(envDuWorker(installation));
});
afterAll(async () => {
  await tuer(worker, 'SIGTERM');
  await installation.fermer();
});

async function demander(
  methode: 'GET' | 'POST',
  chemin: string,
  role: string,
  corps?: string,
  type = 'application/json',
) {
  const reponse = await fetch(`${installation.terrain.api}/api/v1${chemin}`, {
    method: methode,
    headers: { 'content-type': type, ...(await comme(role)) },
    ...(corps === undefined ? {} : { body: corps }),
  });
  return { statut: reponse.status, corps: (await reponse.json()) as Record<string, unknown> };
}
interface Dossier {
  readonly reference: string;
  readonly ess: string;
  readonly etat: string;
  readonly motif: string | null;
}

const constate = <T extends object>(un: T | null) => (un === null ? null : { ...un, rang: 0 });
const compare = (etat: Etat): Etat => ({
  ...etat,
  adhesionsLe: etat.adhesionsLe === null ? null : ('2000-01-01' as Etat['adhesionsLe']),
  dissolution: constate(etat.dissolution),
  modificationTerritoire: constate(etat.modificationTerritoire),
  siegeAnnonce: constate(etat.siegeAnnonce),
});
const attendus = (etat: Etat) =>
  echeances(etat)
    .filter(({ effet }) => effet !== 'archivage')
    .map(({ cle, expire }) => `${cle} ${expire}`)
    .toSorted();

describe('des vies en cours aujourd’hui, reprises ensemble', () => {
  test('chacune en est, sur le moteur, où en est la vie entière, le programme tué en chemin ; rien n’est parti pour le passé', async () => {
    const vies = enCours();
    expect(vies).toHaveLength(COMBIEN);
    const fichier = tableau(Object.fromEntries(vies.map(({ graine, papiers }) => [`vie-${graine}`, papiers.faits])));
    const proposee = await demander('POST', '/reprises', 'ars', fichier, 'text/csv');
    expect([proposee.statut, proposee.corps['detail'], proposee.corps['erreurs']]).toEqual([201, undefined, undefined]);
    const id = String(proposee.corps['id']);
    await demander('POST', `/reprises/${id}/accord`, 'caisse', '{"sens":"accepte"}');
    const ouvrir = () => demander('POST', `/reprises/${id}/ouverture`, 'ars');
    const ouvertes = async () =>
      (await installation.pool.query("select from reprises_dossiers where etat = 'ouverte'")).rowCount ?? 0;
    const debut = performance.now();
    // Asked twice at once, and the program that carries it out dies on the way.
    const aLaFois = [ouvrir(), ouvrir()];
    await vi.waitUntil(async () => (await ouvertes()) > 0, { timeout: 240_000, interval: 20 });
    await tuer(worker);
    expect(await ouvertes()).toBeLessThan(COMBIEN);
    worker = lancerWorker(envDuWorker(installation));
    for (const { statut } of await Promise.all(aLaFois)) expect([200, 503]).toContain(statut);
    let restants = COMBIEN;
    let dossiers: readonly Dossier[] = [];
    while (restants > 0) {
      const { statut, corps } = await ouvrir();
      // A machine under load answers 503, and expects the same request again.
      if (statut === 503) continue;
      expect([statut, corps['detail']]).toEqual([200, undefined]);
      restants = Number(corps['restants']);
      dossiers = corps['dossiers'] as readonly Dossier[];
    }
    console.log(
      `[reprises: ${COMBIEN} cases opened in ${Math.round((performance.now() - debut) / 1000)} s, a kill included]`,
    );
    expect(dossiers.map(({ etat, motif }) => [etat, motif])).toEqual(vies.map(() => ['ouverte', null]));
    for (const [place, { entiere }] of vies.entries()) {
      const { ess, reference } = dossiers[place] as Dossier;
      const { corps } = await demander('GET', `/ess/${ess}?frais=1`, 'ars');
      const { rows } = await installation.pool.query<{ etat: Etat }>('select etat from dossiers where ess = $1', [ess]);
      const etat = rows[0]?.etat as Etat;
      expect(corps['phase'], reference).toBe(entiere.dossier.etat.phase);
      expect(ecarts(compare(entiere.dossier.etat), compare(etat)), reference).toEqual([]);
      expect(attendus(etat), reference).toEqual(attendus(entiere.dossier.etat));
      const { rows: avis } = await installation.pool.query<{ evenement: string }>(
        'select distinct evenement from avis where ess = $1',
        [ess],
      );
      const parlent = [
        'DossierRepris',
        'ConstatConfirme',
        'PaiementOrdonnance',
        'EssClose',
        'ConflitTerritoireSignale',
        'TerritoireRevendique',
      ];
      expect(
        avis.map(({ evenement }) => evenement).filter((nom) => !parlent.includes(nom)),
        reference,
      ).toEqual([]);
      const { rows: ordres } = await installation.pool.query<{ paiement: string; le: string }>(
        'select paiement, le from paiements where ess = $1 order by paiement',
        [ess],
      );
      expect(
        ordres.every(({ le }) => le === today()),
        reference,
      ).toBe(true);
    }
    // Asked again, nothing is done twice.
    const encore = await ouvrir();
    expect([encore.corps['restants'], encore.corps['ouvertes']]).toEqual([0, COMBIEN]);
    const { rows: entrees } = await installation.pool.query(
      "select ess from journal where evenement = 'DossierRepris' group by ess having count(*) = 1",
    );
    expect(entrees).toHaveLength(COMBIEN);
    const manques: unknown[] = [];
    await verifyRecords(installation.pool, (manque) => manques.push(manque), { replay: true });
    expect(manques).toEqual([]);
  }, 1_800_000);
});
