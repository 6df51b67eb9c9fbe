/** The connector killed at each of its exchanges, a real process each time: begun again, nothing is done twice, nothing is lost. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFile } from '../../../local/demarche-numerique/world/files.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { PDF } from '../../documents/received/fichiers-essai.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';
import { freshDatabase, type FreshDatabase } from '../../records/postgres.ts';
import { preparerConnecteur, type Connecteur, type Guet } from './connecteur.ts';
import { ouvrirRegion, type Region } from './region.ts';

const LONG_MS = 600_000;

let base: FreshDatabase;
let region: Region;
let connecteur: Connecteur;
beforeEach(async () => {
  deposes.length = 0;
  base = await freshDatabase();
  region = await ouvrirRegion(base.pool, '2026-03-03T10:00:00');
  connecteur = await preparerConnecteur(region, `${base.url}?application_name=connecteur`);
});
afterEach(async () => {
  await connecteur.fermer();
  await region.fermer();
  await base.drop();
});

const SPECIALITES = [
  'Dermatologie',
  'Cardiologie',
  'Pneumologie',
  'Neurologie',
  'Rhumatologie',
  'Ophtalmologie',
  'Psychiatrie',
  'Pédiatrie',
];
const deposes: Dossier[] = [];
/** A letter of a specialty of its own, with its file. */
const deposer = (): void => {
  const lettre = keepFile(region.dn.world, { nom: 'lettre.pdf', type: 'application/pdf', contenu: PDF }).id;
  const specialite = SPECIALITES[deposes.length] ?? '';
  deposes.push(region.depose({ ...LETTRE, 1002: specialite, 1036: [lettre] }));
};
const essDe = async ({ number }: Dossier): Promise<string> =>
  (await region.suivis()).find(({ numero }) => numero === number)?.ess ?? '';
const valider = async (dossier: Dossier): Promise<void> => {
  const corps = { le: '2026-03-03', motif: 'La caisse a été entendue.' };
  const chemin = `/ess/${await essDe(dossier)}/commandes/valider-lettre-intention`;
  expect((await region.post(chemin, corps, { comme: 'ars' })).status).toBe(200);
};

type Moment = Parameters<Guet>[0];
/** Runs it until its first exchange of that name, where `quoi` happens; what its turn then said. */
async function arreterA(moment: Moment, etape: RegExp, quoi: () => Promise<boolean>) {
  let atteint = false;
  const fin = await connecteur.tourner((quand, nom) => {
    if (atteint || quand !== moment || !etape.test(nom)) return Promise.resolve(true);
    atteint = true;
    return quoi();
  });
  expect(atteint, `${moment} ${etape.source}`).toBe(true);
  return fin;
}
const tuer = (): Promise<boolean> => {
  connecteur.tuer();
  return Promise.resolve(false);
};

const resultat = async (dossier: Dossier) => {
  const ess = await essDe(dossier);
  const { body } = await region.get(`/ess/${ess}/fichiers`, 'ars');
  const textes = [...dossier.traitements.map(({ motivation }) => motivation), ...dossier.messages.map((un) => un.body)];
  return {
    journal: (await region.journal(ess)).map(({ evenement, le }) => `${evenement} ${le}`),
    fichiers: (body['fichiers'] as { nom: string }[]).map(({ nom }) => nom),
    historique: dossier.traitements.map(({ state }) => state),
    reperes: textes.flatMap((texte) => /\[ESS [0-9a-f]{12}\]/.exec(texte ?? '') ?? []).length,
  };
};
const REPRIS = {
  journal: ['LettreIntentionDeposee 2026-03-03'],
  fichiers: ['lettre.pdf'],
  historique: ['en_construction', 'en_instruction'],
  reperes: 0,
};
const DECIDE = {
  journal: [...REPRIS.journal, 'LettreIntentionValidee 2026-03-03'],
  fichiers: REPRIS.fichiers,
  historique: [...REPRIS.historique, 'accepte'],
  reperes: 1,
};
const rienEnPlan = async () => {
  expect(await region.echecs()).toEqual([]);
  expect((await region.suivis()).map(({ suite }) => suite)).toEqual(deposes.map(() => 'importe'));
  expect(region.etats.size).toBe(deposes.length);
};

test('tué à chaque étape d’un import, il le finit une fois', { timeout: LONG_MS }, async () => {
  for (const [moment, etape] of [
    ['apres', /^listerDossiers$/],
    ['apres', /^lireDossier$/],
    ['avant', /^POST \/api\/v1\/ess$/],
    ['apres', /^POST \/api\/v1\/ess$/],
    ['apres', /fichiers$/],
  ] as const) {
    deposer();
    expect(await arreterA(moment, etape, tuer)).toBe('mort');
  }
  for (const moment of ['avant', 'apres'] as const) {
    deposer();
    let passages = 0;
    // The first one asks whether the token may write, of no dossier.
    const fin = await connecteur.tourner((quand, nom) =>
      quand === moment && nom === 'passerEnInstruction' && (passages += 1) === 2 ? tuer() : Promise.resolve(true),
    );
    expect(fin).toBe('mort');
  }
  expect(await connecteur.tourner()).not.toHaveProperty('erreur');
  await rienEnPlan();
  for (const dossier of deposes) expect(await resultat(dossier)).toEqual(REPRIS);
});

test('tué à chaque étape d’une écriture, il écrit une fois', { timeout: LONG_MS }, async () => {
  const etapes = [
    ['apres', /\/journal\?/],
    ['apres', /\/courriers\//],
    ['avant', /^accepter$/],
    ['apres', /^accepter$/],
  ] as const;
  etapes.forEach(deposer);
  await connecteur.tourner();
  for (const [rang, [moment, etape]] of etapes.entries()) {
    await valider(deposes[rang] as Dossier);
    expect(await arreterA(moment, etape, tuer)).toBe('mort');
  }
  expect(await connecteur.tourner()).not.toHaveProperty('erreur');
  await rienEnPlan();
  for (const dossier of deposes) expect(await resultat(dossier)).toEqual(DECIDE);
});

test('la base ou l’API perdue en plein tour le dit, et ne perd ni ne double rien', { timeout: LONG_MS }, async () => {
  const perdreLaBase = async () => {
    await base.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'connecteur' and datname = current_database()`,
    );
    return true;
  };
  deposer();
  expect(await arreterA('apres', /^POST \/api\/v1\/ess$/, perdreLaBase)).not.toBe('mort');
  deposer();
  expect(await arreterA('avant', /^POST \/api\/v1\/ess$/, () => Promise.resolve(false))).toMatchObject({
    panne: 'api',
  });
  deposer();
  expect(await arreterA('apres', /fichiers$/, () => Promise.resolve(false))).toMatchObject({ panne: 'api' });
  expect(await connecteur.tourner()).not.toHaveProperty('panne');
  await rienEnPlan();
  for (const dossier of deposes) expect(await resultat(dossier)).toEqual(REPRIS);
});

test(
  'le bail perdu en plein tour, un autre connecteur fait le reste : rien n’est écrit deux fois',
  { timeout: LONG_MS },
  async () => {
    // An older service takes a second request for a plain message: only who asks can keep it from being sent.
    for (const demarche of region.dn.world.demarches.values()) demarche.correctionImpossible = 'silence';
    deposer();
    await connecteur.tourner();
    const [dossier] = deposes;
    if (dossier === undefined) throw new Error('nothing was deposited');
    const corps = { le: '2026-03-03', piecesManquantes: ['gouvernance'], delai: '2026-04-10' };
    const chemin = `/ess/${await essDe(dossier)}/commandes/demander-pieces-lettre-intention`;
    expect((await region.post(chemin, corps, { comme: 'ars' })).status).toBe(200);
    const prendreLeBail = async () => {
      const { rowCount } = await base.pool.query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database =
         (select oid from pg_database where datname = current_database())`,
      );
      expect(rowCount).toBe(1);
      expect(await region.ecrire()).toEqual({ ecrits: 1 });
      return true;
    };
    expect(await arreterA('apres', /\/courriers\//, prendreLeBail)).not.toBe('mort');
    expect(await connecteur.tourner()).not.toHaveProperty('erreur');
    await rienEnPlan();
    expect(dossier.messages.filter(({ body }) => body.includes('[ESS '))).toHaveLength(1);
    expect((await resultat(dossier)).historique).toEqual(['en_construction', 'en_instruction', 'en_construction']);
  },
);
