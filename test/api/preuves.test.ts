/** Who may date an act, and what the API asks for it: DEC-29. */
import { describe, expect, test } from 'vitest';
import { CONNECTEUR } from '../../local/identity-provider/directory.ts';
import { instant } from '../../domain/valeurs.ts';
import { ACTES, vivre } from '../regles/table/etats.ts';
import { api, BARE, CASE, dossierOf, errorsOf, type Answer } from './support.ts';

const chemin = (commande: string) => `/ess/${CASE}/commandes/${commande}`;
const erreurs = (reponse: Answer) => Object.entries(errorsOf(reponse)).map(([champ, { regle }]) => [champ, regle]);

describe('ce qu’une plateforme a horodaté, son connecteur seul le dit', () => {
  const preuve = { nature: 'plateforme', reference: 'DS-2026-114' };
  const ACTES: [string, string, object][] = [
    ['un dépôt de lettre d’intention', '/ess', { ...BARE, preuve }],
    [
      'une réponse aux précisions',
      chemin('repondre-precisions'),
      { le: '2026-06-12', commentaire: 'Le plan.', preuve },
    ],
    ['une saisine', chemin('saisir'), { le: '2026-06-12', contrat: 'amorcage', preuve }],
    ['une signature', chemin('signer-contrat-amorcage'), { le: '2026-06-12', preuve }],
  ];

  test.each(ACTES)('%s : refusé au porteur, avec d’autres preuves à dire', async (_, adresse, corps) => {
    const { post, world } = await api();
    const reponse = await post(adresse, corps);
    expect(reponse.status).toBe(400);
    expect(erreurs(reponse)).toEqual([['preuve.nature', 'DEC-29']]);
    expect(errorsOf(reponse)['preuve.nature']?.message).toMatch(/avis-reception/);
    expect(world.sent).toEqual([]);
  });

  test.each(ACTES)('%s : reçu du connecteur, tel qu’il le dit', async (_, adresse, corps) => {
    const { post, world } = await api();
    expect((await post(adresse, corps, { comme: CONNECTEUR })).status).toBeLessThan(300);
    expect(world.sent[0]?.message.donnees.preuve).toEqual(preuve);
  });

  test('une autorité peut citer une plateforme : la date de son acte n’en dépend pas', async () => {
    const { post } = await api();
    const corps = { le: '2026-06-12', preuve };
    expect((await post(chemin('accuser-reception-projet-sante'), corps, { comme: 'ars' })).status).toBe(200);
  });

  test('parmi plusieurs commandes, la même réponse', async () => {
    const { post, world } = await api();
    const { body } = await post('/commandes', {
      commandes: [{ ess: CASE, commande: 'signer-contrat-amorcage', donnees: { le: '2026-06-12', preuve } }],
    });
    expect(JSON.stringify(body)).toContain('DEC-29');
    expect(world.sent).toEqual([]);
  });
});

/** The case's clock: the 20th of June 2026, at noon in Gironde. */
const LE_20 = {
  view: (ess: string) =>
    Promise.resolve({
      etat: dossierOf(ess).etat,
      maintenant: Date.parse('2026-06-20T10:00:00Z'),
      decalage: 0,
      enCours: [],
    }),
};

describe('un acte d’autorité daté d’avant sa saisie', () => {
  const PROUVES: [string, string, object][] = [
    ['refuser-lettre-intention', 'ars', { critere: 'ELI-02', motif: 'Territoire déjà couvert.' }],
    ['refuser-projet-sante', 'ars', { motif: 'Le projet est incomplet.' }],
    ['s-opposer-projet-sante', 'caisse', { motif: 'Le projet est incomplet.' }],
    ['demander-pieces-lettre-intention', 'ars', { piecesManquantes: ['gouvernance'] }],
    ['demander-precisions', 'ars', { commentaire: 'Précisez le plan de déploiement.' }],
    ['notifier-resiliation', 'caisse', { contrat: 'amorcage', recueLe: '2026-06-19' }],
  ];

  test.each(PROUVES)('« %s » demande sa preuve', async (commande, role, donnees) => {
    const { post, world } = await api({ cases: LE_20 });
    const corps = { le: '2026-06-19', ...donnees };
    const refusee = await post(chemin(commande), corps, { comme: role });
    expect(refusee.status).toBe(400);
    expect(erreurs(refusee)).toEqual([['preuve', 'DEC-29']]);
    expect(errorsOf(refusee)['preuve']?.message).toMatch(/19 juin 2026.*20 juin 2026.*DEC-29/);
    expect(world.sent).toEqual([]);
    const prouve = { ...corps, preuve: { nature: 'avis-reception' } };
    expect((await post(chemin(commande), prouve, { comme: role })).status).toBe(200);
  });

  test.each(PROUVES)('« %s » du jour même n’en demande pas', async (commande, role, donnees) => {
    const { post } = await api({ cases: LE_20 });
    const { recueLe, ...reste } = donnees as { recueLe?: string };
    const corps = { ...reste, le: '2026-06-20', ...(recueLe === undefined ? {} : { recueLe: '2026-06-20' }) };
    expect((await post(chemin(commande), corps, { comme: role })).status).toBe(200);
  });

  test('une notification signée plus tôt et reçue ce jour n’en demande pas', async () => {
    const { post } = await api({ cases: LE_20 });
    const corps = { le: '2026-06-16', contrat: 'amorcage', recueLe: '2026-06-20' };
    expect((await post(chemin('notifier-resiliation'), corps, { comme: 'caisse' })).status).toBe(200);
  });

  test('le jour est celui du siège, à l’horloge du dossier', async () => {
    const { post } = await api({
      cases: {
        view: (ess) =>
          Promise.resolve({
            etat: dossierOf(ess, { siege: '974' }).etat,
            maintenant: Date.parse('2026-06-19T21:00:00Z'),
            decalage: 0,
            enCours: [],
          }),
      },
    });
    // It is already the 20th at La Réunion.
    const corps = { le: '2026-06-19', motif: 'Le projet est incomplet.' };
    expect(erreurs(await post(chemin('refuser-projet-sante'), corps, { comme: 'ars' }))).toEqual([
      ['preuve', 'DEC-29'],
    ]);
  });

  const avis = (saisiLe?: string) => ({
    cases: { ...LE_20, send: () => Promise.resolve({ rang: 2, nombre: 1 }) },
    records: {
      readJournal: () =>
        Promise.resolve([
          {
            rang: 2,
            enregistreLe: instant(0),
            evenement: {
              evenement: 'CompletudeConstatee',
              le: '2026-06-15',
              acteur: 'ars',
              regle: 'LI-05',
              complete: true,
              ...(saisiLe === undefined ? {} : { saisiLe }),
            } as never,
          },
        ]),
    },
  });

  test('un autre acte est reçu, et signalé « date à justifier »', async () => {
    const { post } = await api(avis('2026-06-20'));
    const { status, body } = await post(chemin('constater-completude'), { le: '2026-06-15' }, { comme: 'ars' });
    expect(status).toBe(200);
    const [avertissement, ...autres] = body['avertissements'] as { champ: string; regle: string; phrase: string }[];
    expect(avertissement).toMatchObject({ champ: 'preuve', regle: 'DEC-29' });
    expect(avertissement?.phrase).toMatch(/^Date à justifier : .*15 juin 2026.*20 juin 2026/);
    expect(autres).toEqual([]);
  });

  test.each<[string, string | undefined, object]>([
    ['prouvé', '2026-06-20', { preuve: { nature: 'courriel' } }],
    ['saisi le jour même', undefined, {}],
  ])('%s, rien n’est à justifier', async (_, saisiLe, corps) => {
    const { post } = await api(avis(saisiLe));
    const recu = await post(chemin('constater-completude'), { le: '2026-06-15', ...corps }, { comme: 'ars' });
    expect(recu.body).not.toHaveProperty('avertissements');
  });
});

describe('une rectification sans preuve', () => {
  const { etat, journal } = vivre(ACTES.DOTATION, '2026-05-20');
  const vue = () => Promise.resolve({ etat, maintenant: Date.parse('2026-05-20T10:00:00Z'), decalage: 0, enCours: [] });
  const rang = journal.find(({ evenement }) => evenement.evenement === 'ContratDotationSigne')?.rang;
  const service = () => api({ cases: { view: vue }, records: { readJournal: () => Promise.resolve([...journal]) } });
  const corps = { le: '2026-05-20', motif: 'Saisi sur un autre dossier.' };

  test('qui retire un contrat est refusée, et n’est pas envoyée (DEC-34)', async () => {
    const { post, world } = await service();
    const reponse = await post(chemin('annuler'), { ...corps, rang }, { comme: 'ars' });
    expect(reponse.status).toBe(400);
    expect(erreurs(reponse)).toEqual([['preuve', 'DEC-34']]);
    expect(world.sent).toEqual([]);
  });

  test('qui ne retire rien est envoyée ; prouvée, l’autre aussi', async () => {
    const { post, world } = await service();
    const anodine = { ...corps, rang: 1, champ: 'engages', valeur: 41 };
    expect((await post(chemin('corriger'), anodine, { comme: 'ars' })).status).toBe(200);
    const prouvee = { ...corps, rang, preuve: { nature: 'courriel' } };
    expect((await post(chemin('annuler'), prouvee, { comme: 'ars' })).status).toBe(200);
    expect(world.sent).toHaveLength(2);
  });
});
