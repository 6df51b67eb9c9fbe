/** Démarche Numérique as its double plays it: pages, dates of change, withdrawals, expiry and purge. */
import { describe, expect, test } from 'vitest';
import { NUMERO_LETTRE, ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import * as agents from '../../../local/demarche-numerique/world/agent.ts';
import { ecrire, modifier, redeposer, restaurer, retirer } from '../../../local/demarche-numerique/world/applicant.ts';
import { instantOf } from '../../../local/demarche-numerique/world/clock.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { publish } from '../../../local/demarche-numerique/world/revisions.ts';
import { essai } from './essai.ts';
import { LETTRE } from './lettre.ts';

const e = essai('2026-03-02T09:00:00');

const LIST = `query($first: Int, $after: String, $updatedSince: ISO8601DateTime, $createdSince: ISO8601DateTime, $state: DossierState) {
  demarche(number: ${NUMERO_LETTRE}) {
    dossiers(first: $first, after: $after, updatedSince: $updatedSince, createdSince: $createdSince, state: $state) {
      nodes { number } pageInfo { endCursor hasNextPage }
    }
  }
}`;
interface Page {
  readonly nodes: readonly ({ readonly number: number } | null)[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}
const list = async (variables: object = {}): Promise<Page> =>
  (await e.ask(LIST, variables)).data.demarche.dossiers as Page;
const numbers = async (variables: object = {}) => (await list(variables)).nodes.map((node) => node?.number ?? null);

const gone = async (which: 'deletedDossiers' | 'pendingDeletedDossiers', since?: string) => {
  const query = `query($s: ISO8601DateTime) { demarche(number: ${NUMERO_LETTRE}) { ${which}(deletedSince: $s) { nodes { number reason state dateSupression } } } }`;
  return (await e.ask(query, { s: since })).data.demarche[which].nodes as { number: number; reason: string }[];
};
const isListed = async (dossier: Dossier): Promise<boolean> => (await numbers()).includes(dossier.number);

describe('une liste', () => {
  test('a cent dossiers par page, quoi qu’on demande, et la suite reprend au curseur', async () => {
    const all = Array.from({ length: 205 }, () => e.depose().number);
    const first = await list({ first: 1000 });
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([100, true]);
    const second = await list({ after: first.pageInfo.endCursor });
    const third = await list({ after: second.pageInfo.endCursor });
    expect(third.pageInfo.hasNextPage).toBe(false);
    expect([first, second, third].flatMap(({ nodes }) => nodes.map((node) => node?.number))).toEqual(all);
  });

  test('vide, n’a pas de curseur : qui le garderait recommencerait du début', async () => {
    e.depose();
    const { pageInfo } = await list();
    const next = await list({ after: pageInfo.endCursor });
    expect(next).toEqual({ nodes: [], pageInfo: { endCursor: null, hasNextPage: false } });
  });

  test('se trie par dépôt ; par dernière modification quand on demande depuis quand', async () => {
    const first = e.depose();
    e.dn.advanceTo('2026-03-02T10:00:00');
    const second = e.depose();
    e.dn.advanceTo('2026-03-02T11:00:00');
    ecrire(e.dn.world, first, 'Bonjour');
    expect(await numbers()).toEqual([first.number, second.number]);
    const since = '2026-03-02T09:30:00+01:00';
    expect(await numbers({ updatedSince: since })).toEqual([second.number, first.number]);
    expect(await numbers({ updatedSince: since, createdSince: since })).toEqual([second.number, first.number]);
    expect(await numbers({ createdSince: since })).toEqual([second.number]);
  });

  test.each(['updatedSince', 'createdSince'])('%s comprend l’instant même', async (since) => {
    const dossier = e.depose();
    expect(await numbers({ [since]: '2026-03-02T09:00:00+01:00' })).toEqual([dossier.number]);
    expect(await numbers({ [since]: '2026-03-02T09:00:01+01:00' })).toEqual([]);
  });

  test('sépare par leur numéro ceux du même instant', async () => {
    const [first, second] = [e.depose(), e.depose()];
    const { pageInfo } = await list({ first: 1 });
    expect(pageInfo.hasNextPage).toBe(true);
    expect(await numbers({ after: pageInfo.endCursor })).toEqual([second.number]);
    expect(first.deposeLe).toBe(second.deposeLe);
  });

  test('peut avoir un dossier nul', async () => {
    const [first, second] = [e.depose(), e.depose()];
    e.dn.faults.unreadable.add(first.number);
    expect(await numbers()).toEqual([null, second.number]);
  });

  test('se borne à un état', async () => {
    const [first, second] = [e.depose(), e.depose()];
    agents.passerEnInstruction(e.dn.world, first, ROBOT);
    expect(await numbers({ state: 'en_construction' })).toEqual([second.number]);
  });

  test('refuse un nombre négatif et un curseur qui n’en est pas un', async () => {
    for (const variables of [{ first: -1 }, { after: 'n’importe quoi' }])
      expect((await e.ask(LIST, variables)).errors?.[0]?.extensions?.code).toBe('bad_request');
  });
});

describe('la date de dernière modification', () => {
  const later = '2026-03-03T12:00:00';
  const bumps = async (act: (dossier: Dossier) => unknown): Promise<boolean> => {
    const dossier = e.depose();
    e.dn.advanceTo(later);
    await act(dossier);
    return (await numbers({ updatedSince: `${later}+01:00` })).includes(dossier.number);
  };

  test.each<[string, (dossier: Dossier) => unknown]>([
    ['un message de l’usager', (dossier) => ecrire(e.dn.world, dossier, 'Bonjour')],
    ['un message d’un agent', (dossier) => agents.envoyerMessage(e.dn.world, dossier, ROBOT, { body: 'Bonjour' })],
    ['un passage en instruction', (dossier) => agents.passerEnInstruction(e.dn.world, dossier, ROBOT)],
    [
      'une modification déposée',
      (dossier) => {
        modifier(e.dn.world, dossier, { 1001: 'Autre intitulé' });
        redeposer(e.dn.world, dossier);
      },
    ],
    [
      'un changement de groupe',
      (dossier) => agents.changerGroupe(e.dn.world, dossier, dossier.demarche.groupes[1] ?? dossier.groupe),
    ],
    [
      'une annotation écrite par nous : un écho',
      (dossier) =>
        e.act('dossierModifierAnnotations', dossier, {
          annotations: [{ id: Buffer.from('Champ-1101').toString('base64'), value: { text: 'ESS-33-1' } }],
        }),
    ],
  ])('bouge avec %s', async (_what, act) => {
    expect(await bumps(act)).toBe(true);
  });

  test.each<[string, (dossier: Dossier) => unknown]>([
    ['un label', (dossier) => agents.ajouterLabel(dossier, dossier.demarche.labels[0]?.id ?? '')],
    ['une nouvelle révision', (dossier) => publish(e.dn.world, dossier.demarche, {})],
    ['une modification non déposée', (dossier) => modifier(e.dn.world, dossier, { 1001: 'Autre intitulé' })],
  ])('ne bouge pas avec %s : qui ne lit que ce qui change ne le voit pas', async (_what, act) => {
    expect(await bumps(act)).toBe(false);
  });
});

describe('un dossier retiré', () => {
  test('quitte la liste, est en attente de suppression deux semaines, peut être restauré, puis est supprimé', async () => {
    const dossier = e.depose();
    retirer(e.dn.world, dossier);
    expect(await isListed(dossier)).toBe(false);
    expect(await gone('pendingDeletedDossiers')).toEqual([
      {
        number: dossier.number,
        reason: 'user_request',
        state: 'en_construction',
        dateSupression: '2026-03-02T09:00:00+01:00',
      },
    ]);
    restaurer(e.dn.world, dossier);
    expect([await isListed(dossier), await gone('pendingDeletedDossiers')]).toEqual([true, []]);

    retirer(e.dn.world, dossier);
    e.dn.advanceTo('2026-03-16T08:59:59');
    expect(await gone('deletedDossiers')).toEqual([]);
    e.dn.advanceTo('2026-03-16T09:00:00');
    expect(await gone('pendingDeletedDossiers')).toEqual([]);
    expect(await gone('deletedDossiers')).toMatchObject([{ number: dossier.number, reason: 'user_request' }]);
    expect(await gone('deletedDossiers', '2026-03-16T09:00:01+01:00')).toEqual([]);
    expect(() => restaurer(e.dn.world, dossier)).toThrow('n’est pas dans la corbeille');
  });

  test('demandé par son numéro n’est pas trouvé, HTTP 200', async () => {
    const dossier = e.depose();
    retirer(e.dn.world, dossier);
    const response = await e.post({ query: `{ dossier(number: ${dossier.number}) { id } }` });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'Dossier not found', extensions: { code: 'not_found' } }],
    });
  });

  test('ne peut l’être une fois en instruction', () => {
    const dossier = e.depose();
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    expect(() => retirer(e.dn.world, dossier)).toThrow('il est en\u00a0instruction');
  });
});

describe('un dossier expiré', () => {
  test('au bout de douze mois n’est dans aucune liste, puis est supprimé deux semaines après', async () => {
    const dossier = e.depose(LETTRE);
    expect(await e.dossier(dossier, 'dateExpiration')).toEqual({ dateExpiration: '2027-03-02T09:00:00+01:00' });
    e.dn.advanceTo('2027-03-02T08:59:59');
    expect(await isListed(dossier)).toBe(true);
    e.dn.advanceTo('2027-03-02T09:00:00');
    expect([await isListed(dossier), await gone('pendingDeletedDossiers'), await gone('deletedDossiers')]).toEqual([
      false,
      [],
      [],
    ]);
    e.dn.advanceTo('2027-03-16T09:00:00');
    expect(await gone('deletedDossiers')).toMatchObject([{ number: dossier.number, reason: 'expired' }]);
  });

  test('ne l’est jamais en instruction', async () => {
    const dossier = e.depose();
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    e.dn.advanceTo('2030-01-01T00:00:00');
    expect(await e.dossier(dossier, 'dateExpiration state')).toEqual({ dateExpiration: null, state: 'en_instruction' });
  });

  test('est purgé à sa date, même si l’horloge ne s’arrête que bien après', () => {
    const dossier = e.depose();
    e.dn.advanceTo('2030-01-01T00:00:00');
    const [purged] = e.dn.world.supprimes;
    expect([purged?.number, instantOf(purged?.le ?? 0)]).toEqual([dossier.number, '2027-03-16T09:00:00+01:00']);
  });
});
