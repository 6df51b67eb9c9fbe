/** What the durable shell promises, whatever the law: journal first, once only, signals, renewal, operator view. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { play } from '../../cli/play.ts';
import { cleFiness } from '../../domain/creation/finess.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { advanceWorkflow } from '../../engine/embedded/time-skipping.ts';
import { echeances } from '../../domain/echeances.ts';
import { SPECIALITES } from '../../domain/lettre-intention/specialites.ts';
import type { VueEss } from '../../workflows/messages.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { ATTENTE } from './dossier-essai.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await ouvrirInstallation();
});
afterAll(() => installation.fermer());
beforeEach(() => installation.pool.query('delete from territoires'));

const depot = {
  le: '2026-01-15',
  specialites: ['dermatologie'],
  departements: ['33'],
  siege: '33',
  medecinsPresents: 140,
  liberaux: 120,
  engages: 37,
};

interface Reponse {
  readonly status: number;
  readonly corps: Record<string, unknown> & { ess: string; rang: number; evenements: { evenement: string }[] };
}

async function poster(
  chemin: string,
  role: string,
  corps: object,
  entetes: Record<string, string> = {},
): Promise<Reponse> {
  const reponse = await fetch(`${installation.terrain.api}/api/v1${chemin}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await comme(role)), ...entetes },
    body: JSON.stringify(corps),
  });
  return { status: reponse.status, corps: (await reponse.json()) as Reponse['corps'] };
}

let ouverts = 0;
/** Of a specialty of its own: a rival told of meanwhile would change its state. */
async function ouvrir(): Promise<string> {
  ouverts += 1;
  const lettre = { ...depot, specialites: [SPECIALITES[ouverts % SPECIALITES.length]?.slug] };
  const { status, corps } = await poster('/ess', 'porteur', lettre, { 'x-horloge-origine': '2026-01-15T11:00:00Z' });
  expect(status).toBe(201);
  return corps.ess;
}

/** A machine under load answers 503, and expects the same request again. */
async function echanger(ess: string, cle: string): Promise<Reponse> {
  const envoyer = () =>
    poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', { le: '2026-01-15' }, { 'idempotency-key': cle });
  let reponse = await envoyer();
  while (reponse.status === 503) reponse = await envoyer();
  return reponse;
}

async function evenements(ess: string): Promise<string[]> {
  const { rows } = await installation.pool.query<{ evenement: string }>(
    'select evenement from journal where ess = $1 order by rang',
    [ess],
  );
  return rows.map(({ evenement }) => evenement);
}

const poignee = (ess: string) => installation.terrain.client.workflow.getHandle(ess);
const echeancesDe = async (ess: string): Promise<readonly string[]> =>
  echeances((await poignee(ess).query<VueEss>('etat')).etat).map(({ cle }) => cle);
const avancer = (ess: string, jours: number, id: string) =>
  advanceWorkflow(installation.terrain.connection, installation.terrain.namespace, ess, {
    seconds: jours * 86_400,
    id,
  });

async function attendre(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(50);
}

describe('le journal', () => {
  test('contient une commande acceptée dès que sa réponse arrive', async () => {
    const ess = await ouvrir();
    expect(await evenements(ess)).toContain('LettreIntentionDeposee');
    const { corps } = await poster(`/ess/${ess}/commandes/rendre-avis`, 'caisse', {
      le: '2026-01-15',
      sur: 'lettre-intention',
      sens: 'favorable',
    });
    expect(await evenements(ess)).toContain('AvisCaisseRendu');
    expect(corps.evenements.map(({ evenement }) => evenement)).toEqual(['AvisCaisseRendu']);
  });

  test("une commande refusée n'y laisse rien, et ne change pas l'état", async () => {
    const ess = await ouvrir();
    const avant = await poignee(ess).query<VueEss>('etat');
    const { status, corps } = await poster(`/ess/${ess}/commandes/refuser-lettre-intention`, 'ars', {
      le: '2026-01-15',
    });
    expect(status).toBe(422);
    expect(corps['regle']).toBe('LI-08');
    expect(await evenements(ess)).toEqual(['LettreIntentionDeposee']);
    expect((await poignee(ess).query<VueEss>('etat')).etat).toEqual(avant.etat);
  });
});

describe('une commande répétée sous la même clé', () => {
  test('reçoit la même réponse et ne produit rien de plus', async () => {
    const ess = await ouvrir();
    const corps = { le: '2026-01-15', sujet: 'Visite des locaux' };
    const entetes = { 'idempotency-key': 'cle-de-test-0001' };
    const premiere = await poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', corps, entetes);
    const seconde = await poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', corps, entetes);
    expect(seconde.corps).toEqual(premiere.corps);
    expect((await evenements(ess)).filter((nom) => nom === 'EchangeConsigne')).toHaveLength(1);
  });

  test('pour une autre demande, elle est refusée : rien ne passe pour accepté', async () => {
    const ess = await ouvrir();
    await echanger(ess, 'cle-de-test-0009');
    const cle = { 'idempotency-key': 'cle-de-test-0009' };
    const chemin = `/ess/${ess}/commandes/consigner-echange`;
    const autre = await poster(chemin, 'ars', { le: '2026-01-15', sujet: 'Autre sujet' }, cle);
    expect(autre.status).toBe(409);
    expect(autre.corps['detail']).toMatch(/déjà servi pour une autre demande/);
    expect((await evenements(ess)).filter((nom) => nom === 'EchangeConsigne')).toHaveLength(1);
  });

  test('la clé de l’un n’est pas celle de l’autre : deux parties ne se gênent pas', async () => {
    const ess = await ouvrir();
    await echanger(ess, 'cle-de-test-0010');
    const chemin = `/ess/${ess}/commandes/consigner-echange`;
    const cle = { 'idempotency-key': 'cle-de-test-0010' };
    expect((await poster(chemin, 'caisse', { le: '2026-01-15' }, cle)).status).toBe(200);
    expect((await evenements(ess)).filter((nom) => nom === 'EchangeConsigne')).toHaveLength(2);
  });

  test('après un renouvellement du run (continue-as-new) encore, et les échéances courent toujours', async () => {
    const ess = await ouvrir();
    const premier = (await poignee(ess).describe()).runId;
    const renouvele = async () => (await poignee(ess).describe()).runId !== premier;
    const cles: string[] = [];
    const reponses = new Map<string, Reponse>();
    for (let lot = 0; lot < 90 && !(await renouvele()); lot += 1) {
      const nouvelles = Array.from({ length: 8 }, (_, rang) => `cle-du-lot-${lot}-${rang}`);
      await Promise.all(nouvelles.map(async (cle) => reponses.set(cle, await echanger(ess, cle))));
      cles.push(...nouvelles);
    }
    expect(await renouvele()).toBe(true);
    const avant = (await evenements(ess)).length;
    for (const cle of cles.slice(-20)) expect(await echanger(ess, cle)).toEqual(reponses.get(cle));
    expect(await evenements(ess)).toHaveLength(avant);
    await avancer(ess, 70, 'silence');
    await attendre(async () => (await evenements(ess)).includes('LettreIntentionValidee'));
  });
});

describe('un dossier qui a changé depuis qu’on l’a lu (If-Match)', () => {
  test('ne se décide pas : 412, et rien n’a bougé ; relu, il se décide', async () => {
    const ess = await ouvrir();
    const echange = (etag: string) =>
      poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', { le: '2026-01-15' }, { 'if-match': etag });
    expect((await echange('"1"')).status).toBe(200);
    const avant = await evenements(ess);
    expect(await echange('"1"')).toMatchObject({ status: 412, corps: { type: '/problemes/etat-modifie' } });
    expect(await evenements(ess)).toEqual(avant);
    expect((await echange(`"${avant.length}"`)).status).toBe(200);
  });
});

describe('un Signal', () => {
  test('porte la même commande qu’un Update', async () => {
    const ess = await ouvrir();
    await poignee(ess).signal('rendre-avis', {
      id: 's1',
      acteur: 'caisse',
      donnees: { le: '2026-01-15', sur: 'lettre-intention', sens: 'favorable' },
    });
    await attendre(async () => (await evenements(ess)).includes('AvisCaisseRendu'));
  });

  test('invalide est journalisé comme refusé, avec sa règle, et le dossier continue', async () => {
    const ess = await ouvrir();
    await poignee(ess).signal('refuser-lettre-intention', { id: 's2', acteur: 'ars', donnees: { le: '2026-01-15' } });
    await attendre(async () => (await evenements(ess)).includes('CommandeRefusee'));
    const { rows } = await installation.pool.query(
      "select regle from journal where ess = $1 and evenement = 'CommandeRefusee'",
      [ess],
    );
    expect(rows).toEqual([{ regle: 'LI-08' }]);
    const { status } = await poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', { le: '2026-01-15' });
    expect(status).toBe(200);
  });

  test('illisible ne bloque pas le dossier', async () => {
    const ess = await ouvrir();
    await poignee(ess).signal('valider-lettre-intention', { id: 's3', acteur: 'ars', donnees: {} });
    await poignee(ess).signal('demander-pieces-lettre-intention', {
      id: 's4',
      acteur: 'ars',
      donnees: { le: '2026-01-15' },
    });
    await poignee(ess).signal('valider-lettre-intention');
    await attendre(async () => (await evenements(ess)).filter((nom) => nom === 'CommandeRefusee').length >= 3);
    const { status } = await poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', { le: '2026-01-15' });
    expect(status).toBe(200);
  });
});

describe("une demande d'annulation du workflow", () => {
  test('est sans effet : le dossier vit, ses échéances courent, ses commandes passent', async () => {
    const ess = await ouvrir();
    await poignee(ess).cancel();
    const { status } = await poster(`/ess/${ess}/commandes/consigner-echange`, 'ars', { le: '2026-01-15' });
    expect(status).toBe(200);
    await poignee(ess).signal('rendre-avis', {
      id: 's5',
      acteur: 'caisse',
      donnees: { le: '2026-01-15', sur: 'lettre-intention', sens: 'favorable' },
    });
    await avancer(ess, 70, 'apres-annulation');
    await attendre(async () => (await evenements(ess)).includes('LettreIntentionValidee'));
    expect((await poignee(ess).describe()).status.name).toBe('RUNNING');
  });
});

describe('un registre FINESS épuisé', () => {
  test("ne retient rien : l'ARS donne le numéro à la main et le dossier poursuit", async () => {
    const { corps } = await poster(
      '/ess',
      'porteur',
      { ...depot, departements: ['40'], siege: '40' },
      { 'x-horloge-origine': '2026-01-15T11:00:00Z' },
    );
    const { ess } = corps;
    await installation.pool.query(
      "insert into plages_finess (departement, prefixe, prochain, dernier) values ('40', '40', 900002, 900001)",
    );
    await poster(`/ess/${ess}/commandes/valider-lettre-intention`, 'ars', {
      le: '2026-01-15',
      motif: 'Sans avis : urgence.',
    });
    await poster(`/ess/${ess}/commandes/declarer-association`, 'porteur', { le: '2026-01-15' });
    // DEC-51: no number is invented, and nothing waits for one: the ARS is asked.
    // The act is answered once it is written: the case itself goes on a task later.
    await vi.waitUntil(async () => (await echeancesDe(ess)).includes('attribution-finess'), ATTENTE);
    const vue = await poignee(ess).query<VueEss>('etat');
    expect(vue.enCours).not.toContain(`${ess}/attribuer-finess`);

    const numero = `40000000${cleFiness('40000000')}`;
    const { status } = await poster(`/ess/${ess}/commandes/attribuer-finess`, 'ars', { le: '2026-01-15', numero });
    expect(status).toBe(200);
    expect(await echeancesDe(ess)).not.toContain('attribution-finess');
    expect((await evenements(ess)).filter((nom) => nom === 'FinessAttribue')).toHaveLength(1);
  });
});

describe("la vue de l'exploitant", () => {
  test('chaque minuteur nomme son échéance, son dernier jour et sa règle', async () => {
    const ess = await ouvrir();
    const { events } = await poignee(ess).fetchHistory();
    const minuteurs = (events ?? []).filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
    expect(minuteurs.length).toBeGreaterThan(0);
    for (const { userMetadata } of minuteurs) {
      const resume = new TextDecoder().decode(userMetadata?.summary?.data ?? new Uint8Array());
      expect(resume).toMatch(/^"(decision-lettre-intention — dernier jour 2026-03-15 \(LI-09\)|Premier acte attendu)/);
    }
  });

  test('les attributs de recherche suivent la phase et la prochaine échéance', async () => {
    const ess = await ouvrir();
    // Published a task after the answer, which comes with the journal.
    await vi.waitFor(
      async () =>
        expect((await poignee(ess).describe()).searchAttributes).toMatchObject({
          EssPhase: ['lettre-intention'],
          EssDepartements: ['33'],
          EssRegion: ['nouvelle-aquitaine'],
          EssEcheance: ['decision-lettre-intention'],
        }),
      10_000,
    );
  });
});

describe('un worker sans mémoire (chaque tâche rejoue l’histoire)', () => {
  test('mène un dossier aux mêmes événements', async () => {
    const sansCache = await ouvrirInstallation({ maxCachedWorkflows: 0 });
    try {
      // Silence, alerts and a closure; S05 takes two minutes this way.
      for (const nom of ['S03-lettre-intention-incomplete', 'S04-refus-lettre-intention', 'S18-la-reunion']) {
        const chemin = join(import.meta.dirname, `../regles/scenarios/${nom}.json`);
        const scenario = JSON.parse(readFileSync(chemin, 'utf8')) as Scenario;
        expect(await play(scenario, sansCache.terrain)).toEqual(simuler(scenario));
        await sansCache.pool.query('delete from territoires');
      }
    } finally {
      await sansCache.fermer();
    }
  });
});
