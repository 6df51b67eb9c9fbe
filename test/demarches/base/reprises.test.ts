/** An answer of ours that is lost, and a dossier that its applicant changes before it is tried again: one case, and the change is seen. */
import { describe, expect, test } from 'vitest';
import { turn } from '../../../demarches/turn.ts';
import { NUMERO_PROJET } from '../../../local/demarche-numerique/ready-made/index.ts';
import { modifier, redeposer } from '../../../local/demarche-numerique/world/applicant.ts';
import { keepFile } from '../../../local/demarche-numerique/world/files.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { PDF } from '../../documents/received/fichiers-essai.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';
import { chaqueRegion } from './essai.ts';
import { PROJET } from './region.ts';

const essai = chaqueRegion('2026-03-03T10:00:00');

const tourner = async (context = essai.region.lettres) => {
  await essai.region.patienter();
  return turn(context);
};
/** The next answer to that path is lost, and what it did is done. */
const perdre = (chemin: RegExp): void => {
  const { perdu } = essai.region;
  perdu.reponse = (request) => {
    const perdue = request.method === 'POST' && chemin.test(new URL(request.url).pathname);
    if (perdue) perdu.reponse = () => false;
    return perdue;
  };
};
const changer = (dossier: Dossier, valeurs: Parameters<typeof modifier>[2]): void => {
  modifier(essai.region.dn.world, dossier, valeurs);
  redeposer(essai.region.dn.world, dossier);
};
const genres = async () =>
  (await essai.region.actes())
    .filter(({ statut }) => statut !== 'fait')
    .map(({ genre, statut }) => `${genre} ${statut}`);
const engages = async () =>
  (await essai.region.journal()).flatMap((un) => (un.evenement === 'LettreIntentionDeposee' ? [un.engages] : []));

describe('la lettre modifiée entre une réponse perdue et l’essai suivant', () => {
  test.each([
    ['un nombre', { 1024: '42' }],
    ['un texte', { 1028: 'Un bureau et un conseil.' }],
  ])('ouvre un seul dossier, et la modification d’%s est dite', async (_, valeurs) => {
    const { region } = essai;
    const dossier = region.depose();
    perdre(/\/ess$/);
    expect(await tourner()).toMatchObject({ panne: 'api' });
    changer(dossier, valeurs);
    expect(await tourner()).toMatchObject({ traites: 1, echecs: 0 });
    await tourner();
    expect(region.etats.size).toBe(1);
    expect(await region.echecs()).toEqual([]);
    expect(await region.suivis()).toMatchObject([{ suite: 'importe', etat: 'en_instruction' }]);
    expect((await region.journal()).map(({ evenement }) => evenement)).toEqual([
      'LettreIntentionDeposee',
      'EchangeConsigne',
    ]);
    expect(await engages()).toEqual([41]);
    expect(await genres()).toEqual(['modification-spontanee alerte']);
  });

  test('le moteur absent, rien n’était ouvert : elle l’est comme elle est, et rien n’est à comparer', async () => {
    const { region } = essai;
    const dossier = region.depose();
    region.perdu.moteur = true;
    expect(await tourner()).toMatchObject({ panne: 'api' });
    region.perdu.moteur = false;
    changer(dossier, { 1024: '42', 1028: 'Un bureau et un conseil.' });
    expect(await tourner()).toMatchObject({ traites: 1, echecs: 0 });
    await tourner();
    expect(await engages()).toEqual([42]);
    const [ess = ''] = region.etats.keys();
    const { body } = await region.get(`/ess/${ess}`, 'ars');
    expect(JSON.stringify(body)).not.toContain('Cette clé a déjà servi');
    const { rows } = await region.lettres.pool.query<{ contenu: object }>('select contenu from fiches');
    expect(rows.map(({ contenu }) => contenu)).toMatchObject([{ gouvernance: 'Un bureau et un conseil.' }]);
    expect(await genres()).toEqual([]);
  });
});

test('une lettre modifiée avant d’être prise l’est avec sa modification, que rien ne signale', async () => {
  const dossier = essai.region.depose();
  await essai.region.patienter();
  changer(dossier, { 1024: '42' });
  await tourner();
  await tourner();
  expect(await engages()).toEqual([42]);
  expect(await genres()).toEqual([]);
});

test('le projet dont le lien change entre une réponse perdue et l’essai suivant n’est que du premier dossier', async () => {
  const { region } = essai;
  const lettres = ['Dermatologie', 'Cardiologie'].map((specialite) => region.depose({ ...LETTRE, 1002: specialite }));
  await tourner();
  const essDe = async ({ number }: Dossier) =>
    (await region.suivis()).find(({ numero }) => numero === number)?.ess ?? '';
  const [premier = '', second = ''] = await Promise.all(lettres.map(essDe));
  for (const ess of [premier, second])
    expect(
      (
        await region.post(
          `/ess/${ess}/commandes/valider-lettre-intention`,
          { le: '2026-03-03', motif: 'La caisse a été entendue.' },
          { comme: 'ars' },
        )
      ).status,
    ).toBe(200);
  const signe = keepFile(region.dn.world, { nom: 'projet.pdf', type: 'application/pdf', contenu: PDF }).id;
  const [une, autre] = lettres.map(({ number }) => String(number));
  const projet = region.depose({ ...PROJET, 2003: une ?? '', 2080: [signe] }, NUMERO_PROJET);
  perdre(/deposer-projet-sante$/);
  await region.patienter(60);
  expect(await tourner(region.projets)).toMatchObject({ panne: 'api' });
  changer(projet, { 2003: autre ?? '' });
  expect(await tourner(region.projets)).toMatchObject({ traites: 1, echecs: 0 });
  await tourner(region.projets);
  const recus = async (ess: string) =>
    (await region.journal(ess)).filter(({ evenement }) => evenement === 'ProjetSanteDepose').length;
  expect([await recus(premier), await recus(second)]).toEqual([1, 0]);
  expect(await essDe(projet)).toBe(premier);
  expect(await genres()).toEqual(['lien-change alerte']);
});
