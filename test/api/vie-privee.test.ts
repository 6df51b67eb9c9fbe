import { expect, test } from 'vitest';
import { shapesOf } from '../../api/commands/schemas/commands.ts';
import { CaseRefusal, EngineUnavailable, UnknownCase } from '../../api/ports.ts';
import { sendersOf } from '../../identity/rights.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { ENTREES } from '../../domain/table.ts';
import { COMMAND_NAMES, isGround, markedBody } from './marques.ts';
import { api, BARE } from './support.ts';

const CASE = '/ess/ess-33-00000000';
const LETTER = {
  ...BARE,
  engages: undefined,
  intitule: 'Projet Marguerite',
  raisons: 'Un texte libre Marguerite',
  referent: { nom: 'Marguerite', prenom: 'Médecin 01', courriel: 'marguerite@exemple.fr', telephone: '05 00 00 00 00' },
  promoteurs: [{ nom: 'Marguerite' }],
  partenariats: ['CPTS Marguerite'],
  gouvernance: 'Bureau Marguerite',
  axes: ['Axe Marguerite'],
  engagementMissions: true,
  medecinsEngages: [{ nom: 'Marguerite', prenom: 'Médecin 02', rpps: '10000000001' }],
};

test('rien de personnel ni de libre n’atteint le moteur : la commande porte l’identifiant d’une fiche', async () => {
  const { post, world } = await api();
  const answer = await post('/ess', LETTER);
  expect(answer.status).toBe(201);
  const [sent] = world.sent;
  expect(JSON.stringify(sent)).not.toMatch(/marguerite|10000000001|05 00/i);
  expect(Object.keys(sent?.message.donnees ?? {}).toSorted()).toEqual(
    [...Object.keys(BARE), 'engagementMissions', 'fiche'].toSorted(),
  );
  const fiche = world.fiches.get(sent?.message.donnees.fiche ?? '');
  expect(fiche).toMatchObject({ ess: sent?.ess, nature: 'deposer-lettre-intention' });
  expect(fiche?.contenu).toMatchObject({ intitule: 'Projet Marguerite', referent: { nom: 'Marguerite' } });
});

test('le nombre de médecins engagés se déduit de la liste jointe', async () => {
  const { post, world } = await api();
  await post('/ess', LETTER);
  expect(world.sent[0]?.message.donnees).toMatchObject({ engages: 1 });
});

test.each([
  ['declarer-association', { association: { nom: 'Marguerite', president: { nom: 'Marguerite' } } }],
  ['declarer-coordonnees-bancaires', { iban: 'FR1420041010050500013M02606', titulaire: 'Marguerite' }],
  ['signer-contrat-amorcage', { signataire: { nom: 'Marguerite' }, lieu: 'Marguerite' }],
  ['deposer-projet-sante', { projetSante: { gouvernance: 'Marguerite', referent: { nom: 'Marguerite' } } }],
  ['consigner-rencontre', { participants: [{ nom: 'Marguerite' }], compteRendu: 'Marguerite' }],
  ['renoncer', { auteur: { nom: 'Marguerite' }, commentaire: 'Marguerite' }],
])('%s : la partie personnelle reste dans les fiches', async (commande, personal) => {
  const { post, world } = await api();
  const role = sendersOf(commande as NomCommande)[0] ?? '';
  const answer = await post(`${CASE}/commandes/${commande}`, { le: '2026-02-01', ...personal }, { comme: role });
  expect(answer.status).toBe(200);
  expect(JSON.stringify(world.sent)).not.toMatch(/marguerite|2004101/i);
  expect(world.fiches.size).toBe(1);
});

test('sans partie personnelle, aucune fiche', async () => {
  const { post, world } = await api();
  await post('/ess', BARE);
  expect(world.fiches.size).toBe(0);
  expect(world.sent[0]?.message.donnees).toEqual(BARE);
});

/** What is sent to the engine with a body whose every free text is marked, and what is kept of it. */
async function sentWithMarks(commande: NomCommande) {
  const { post, world } = await api();
  const { body, marks, coded } = markedBody(commande);
  const role = sendersOf(commande)[0] ?? '';
  const opens = (ENTREES as readonly string[]).includes(commande);
  const { status, body: answer } = opens
    ? await post('/ess', { commande, ...body }, { comme: role })
    : await post(`${CASE}/commandes/${commande}`, body, { comme: role });
  expect(answer).not.toHaveProperty('erreurs');
  expect(status).toBe(opens ? 201 : 200);
  return { sent: JSON.stringify(world.sent), kept: JSON.stringify([...world.fiches.values()]), marks, coded };
}

test.each(COMMAND_NAMES)('%s : de ses textes libres, le dossier ne reçoit que les motifs', async (commande) => {
  const { sent, kept, marks } = await sentWithMarks(commande);
  const reached = [...marks].filter(([mark]) => sent.toLowerCase().includes(mark.toLowerCase()));
  expect(reached.map(([, champ]) => champ).filter((champ) => !isGround(champ))).toEqual([]);
  const lost = [...marks].filter(
    ([mark, champ]) => !isGround(champ) && !kept.toLowerCase().includes(mark.toLowerCase()),
  );
  // A branch of a union that is not sent, and pieces given whole by the test, are nowhere.
  expect(lost.map(([, champ]) => champ)).toEqual([]);
});

test('une liste close, un code : un nom n’y entre pas, hors du nom d’une spécialité', () => {
  const taking = COMMAND_NAMES.flatMap((commande) =>
    markedBody(commande)
      .coded.filter(({ takes }) => ['Marguerite Duranton', 'Duranton', 'marguerite-duranton'].some(takes))
      .map(({ champ }) => champ),
  );
  expect([...new Set(taking)].toSorted()).toEqual([
    'liste.parSpecialite{}',
    'valeur', // of a correction: the name of a specialty may be one
    'valeur[0]',
  ]);
});

test('aucun champ n’est à la fois dans la commande et dans la fiche', () => {
  for (const commande of ['deposer-lettre-intention', 'deposer-projet-sante', 'deposer-rapport-activite'] as const) {
    const { donnees, fiche } = shapesOf(commande);
    expect(Object.keys(donnees).filter((name) => name in fiche)).toEqual([]);
  }
});

test.each([
  ['refusée', new CaseRefusal({ nature: 'regle', regle: 'LI-08', phrase: 'Non.' }), 0],
  ['adressée à une ESS inconnue', new UnknownCase('x'), 0],
  ['dont l’issue est inconnue (la reprise en a besoin)', new EngineUnavailable('x'), 1],
])('la fiche d’une commande %s', async (_what, error, left) => {
  const { post, world } = await api({ cases: { send: () => Promise.reject(error) } });
  await post(`${CASE}/commandes/renoncer`, { le: '2026-02-01', commentaire: 'x' });
  expect(world.fiches.size).toBe(left);
});

test('une reprise refusée n’efface pas la fiche d’une commande acceptée avant elle sous la même clé', async () => {
  let refuse = false;
  const { post, world } = await api({
    cases: {
      send: () =>
        refuse
          ? Promise.reject(new CaseRefusal({ nature: 'etat', regle: 'DEC-23', phrase: 'Non.' }))
          : Promise.resolve({ rang: 1, nombre: 0 }),
    },
  });
  const headers = { comme: 'porteur', 'idempotency-key': 'k1' };
  await post(`${CASE}/commandes/renoncer`, { le: '2026-02-01', commentaire: 'x' }, headers);
  refuse = true;
  await post(`${CASE}/commandes/renoncer`, { le: '2026-02-01', commentaire: 'x' }, headers);
  expect(world.fiches.size).toBe(1);
});

test('le journal d’accès ne répète rien de ce qui a été envoyé', async () => {
  const { post, request, world } = await api({
    cases: { open: () => Promise.reject(new Error('bug about Marguerite')) },
  });
  expect((await post('/ess', LETTER)).status).toBe(500);
  await request('/api/v1/ess?specialite=Marguerite');
  await request('/Marguerite');
  expect(world.logged).toHaveLength(3);
  expect(JSON.stringify(world.logged)).not.toMatch(/marguerite/i);
  expect(world.logged[0]).toMatchObject({ niveau: 'erreur', statut: 500, probleme: 'erreur-interne' });
});
