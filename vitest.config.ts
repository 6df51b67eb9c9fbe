import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { builtEngine } from './engine/embedded/build.ts';
import { autreServeur } from './test/setup/machine-postgres.ts';

// Programs that tests start (workers, APIs, `ess`) compile the same files again and again.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** What needs neither a database nor the engine: seconds. */
const LOI = 'test/{local,regles,documents,tresorerie,securite,histoires,cli,bench,console,demarches}/**/*.test.ts';
/** What needs the engine, or starts one. */
const MOTEUR = [
  'test/{moteur,pannes,production,engine}/**/*.test.ts',
  'test/api/cases.test.ts',
  'test/histoires/vies-du-jour.test.ts',
  'test/console/{droits,guides,journee,pannes}.test.ts',
  'test/console/{pages,journees}/*.test.ts',
];
/** Of the others, what needs a database. */
const PERIMETRE = ['test/securite/perimetre.test.ts', 'test/console/sessions.test.ts', 'test/demarches/base/*.test.ts'];

/** Longest first, whether they work or wait: begun last, one of them would run alone. */
const LONGUES = [
  'moteur/scenarios-autres',
  'pannes/ensemble',
  'console/pages/ars',
  'console/pages/caisse',
  'console/pages/porteur',
  'console/journees/caisse',
  'console/journees/national',
  'moteur/vies-au-hasard',
  'moteur/pannes',
  'moteur/scenarios',
  'moteur/panne-worker',
  'moteur/service-prive',
  'production/image',
  'moteur/dossier-fige',
  'moteur/concurrence',
  'moteur/programme-suivant',
  'pannes/programmes',
  'pannes/disque',
  'moteur/vie-privee',
  'console/journee',
  'console/droits',
  'production/restauration',
  'moteur/coquille',
  'moteur/dossier-arrete',
  'histoires/vies-du-jour',
  'production/topologie',
  'moteur/incidents',
  'pannes/moteur',
  'pannes/horloge',
  'records/serveur',
  'records/rapprochement',
  'records/verification',
  'api/vies-bancaires',
  'api/mois-de-caisse',
  'demarches/base/annee-au-hasard',
  'demarches/base/arrets',
  'regles/proprietes/histoires',
  'histoires/rejeu',
].map((nom) => `/test/${nom}.test.ts`);

/**
 * The projects one after the other, so that a process goes from file to file with what it has loaded: the engine's first,
 * being the longest; last on a machine that must build the engine (minutes), so that the others run meanwhile.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projets = ['donnees', 'loi', 'records-serveur'];
    const ordre = existsSync(builtEngine()) ? ['moteur', ...projets] : [...projets, 'moteur'];
    const rang = ({ moduleId }: TestSpecification) => {
      const longue = LONGUES.findIndex((fin) => moduleId.endsWith(fin));
      return longue === -1 ? LONGUES.length : longue;
    };
    return (await super.sort(files)).toSorted(
      (a, b) => ordre.indexOf(a.project.name) - ordre.indexOf(b.project.name) || rang(a) - rang(b),
    );
  }
}

const COMMUN = {
  testTimeout: 120_000,
  // The first build of the engine on a machine.
  hookTimeout: 1_800_000,
  // A process keeps what it loaded from one file to the next: loading was a fifth of the time.
  isolate: false,
  // As Node resolves it: Vite would take its other half, and graphql-yoga would be given a schema of a second copy.
  alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
};

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Two cores: two files that work, and one that waits for a delay of the engine.
    maxWorkers: 3,
    projects: [
      { test: { name: 'loi', include: [LOI], exclude: [...PERIMETRE, ...MOTEUR], ...COMMUN } },
      {
        test: {
          name: 'donnees',
          include: ['test/**/*.test.ts'],
          exclude: [
            ...MOTEUR,
            // By `npm run conteneurs`, `npm run machines` and `npm run prometheus`.
            'test/conteneurs/**',
            'test/machines/**',
            'test/prometheus/**',
            LOI.replace('securite,', '').replace(',console,demarches', ''),
            'test/securite/!(perimetre).test.ts',
            'test/console/**/!(sessions).test.ts',
            'test/demarches/*.test.ts',
          ],
          globalSetup: ['test/setup/postgres.global.ts'],
          ...COMMUN,
        },
      },
      {
        test: {
          name: 'moteur',
          include: MOTEUR,
          globalSetup: ['test/setup/postgres.global.ts', 'test/setup/engine.global.ts'],
          ...COMMUN,
        },
      },
      // The same tests of the records on another PostgreSQL than the embedded one, where there is one.
      ...(autreServeur() === undefined
        ? []
        : [
            {
              test: {
                name: 'records-serveur',
                include: ['test/records/**/*.test.ts'],
                exclude: [
                  // How the embedded server is started, found and stopped.
                  'test/records/serveur.test.ts',
                  // What `ess verifier` prints of what `verification.test.ts` finds, on this server too.
                  'test/records/verifier-commande.test.ts',
                ],
                globalSetup: ['test/setup/postgres-serveur.global.ts'],
                ...COMMUN,
              },
            },
          ]),
    ],
  },
});
