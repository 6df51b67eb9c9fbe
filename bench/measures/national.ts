/** (k) The national picture of many cases (SUI-03), beside a full reading of their journals. Written straight into the records. */
import { setTimeout as pause } from 'node:timers/promises';
import { caisseUnique } from '../../domain/creation/caisses.ts';
import { REGIONS, regionDe } from '../../domain/creation/regions.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { refreshFigures } from '../../records/journal/chiffres.ts';
import { figuresFromJournals } from '../../records/journal/etat-des-lieux.ts';
import { nominalLife, read } from '../dossiers.ts';
import type { BenchGround } from '../ground.ts';
import type { Measure } from '../measure.ts';
import { figure, latencies, ratio, rounds } from '../rounds.ts';

const DOSSIERS = 10_000;
const PAR_ECRITURE = 500;
const PAR_TOUR = 15;
/** The nominal life, moved into the past: a year is counted once it has begun, and its figures are read once it is over. */
const ANS_AVANT = 5;
const ANNEE = 2023;
/** Events of the nominal life that each case has lived, in turn: some have just entered, some are at the end. */
const LONGUEURS = [1, 4, 12, 25, 60];
const SPECIALITES = 40;

const SIEGES = REGIONS.flatMap(({ departements }) => departements).filter((code) => caisseUnique(code) !== '');

/** Journals of the nominal life, each with a seat and a specialty of its own and a length in turn. */
async function ecrire({ pool }: BenchGround): Promise<void> {
  const vie = [...simuler(await nominalLife({ siege: '33' }))].flatMap(({ ess: _label, ...evenement }, rang) =>
    evenement['evenement'] === 'CommandeRefusee' ? [] : [{ evenement, rang }],
  );
  const contenus = vie.map(({ evenement }) =>
    JSON.stringify(evenement).replace(/"(20\d\d)-/g, (_, annee: string) => `"${Number(annee) - ANS_AVANT}-`),
  );
  for (let premier = 0; premier < DOSSIERS; premier += PAR_ECRITURE) {
    const rangs = Array.from({ length: Math.min(PAR_ECRITURE, DOSSIERS - premier) }, (_, rang) => premier + rang);
    const entree = (rang: number) => {
      const siege = SIEGES[rang % SIEGES.length] ?? '33';
      const specialites = [`specialite-${Math.floor(rang / 7) % SPECIALITES}`];
      return { siege, caisse: caisseUnique(siege), ars: regionDe(siege), departements: [siege], specialites };
    };
    await pool.query(
      `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu)
       select ess, rang, (contenu ->> 'le')::date, (contenu ->> 'le')::date + time '12:00', contenu ->> 'evenement',
         contenu ->> 'acteur', contenu ->> 'regle', case when rang = 1 then contenu || entree else contenu end
       from unnest($1::text[], $2::int[], $3::jsonb[]) as cas (ess, longueur, entree)
         join unnest($4::jsonb[]) with ordinality as ligne (contenu, rang) on rang <= longueur
       order by ess, rang`,
      [
        rangs.map((rang) => `ess-national-${String(rang).padStart(6, '0')}`),
        rangs.map((rang) => LONGUEURS[rang % LONGUEURS.length] ?? 1),
        rangs.map((rang) => JSON.stringify(entree(rang))),
        contenus,
      ],
    );
  }
}

/**
 * Derives the figures of all, and resolves to what one took. The worker of the bench derives them too, and one at a time does
 * it: what it holds is waited for, or the pictures that follow would read journals.
 */
async function deriver({ pool }: BenchGround): Promise<number> {
  let [derives, ms] = [0, 0];
  for (;;) {
    const debut = performance.now();
    const faits = await refreshFigures(pool);
    if (faits > 0) [derives, ms] = [derives + faits, ms + performance.now() - debut];
    else if ((await pool.query('select from chiffres_a_refaire limit 1')).rowCount === 0) return ms / derives;
    else await pause(20);
  }
}

export const national: Measure = {
  letter: 'k',
  title: `The national picture of ${DOSSIERS.toLocaleString('en')} cases`,
  async run(terrain, nombre) {
    await ecrire(terrain);
    const parDossier = await deriver(terrain);
    await terrain.pool.query('analyze chiffres_annuels');
    const lire = (chiffres: string) => () =>
      latencies(PAR_TOUR, () => read(terrain, `/etat-des-lieux?annee=${ANNEE}&chiffres=${chiffres}`, 'national'));
    const mesures = await rounds(nombre, {
      diffusables: lire('diffusables'),
      exacts: lire('exacts'),
      journaux: () => latencies(1, () => figuresFromJournals(terrain.pool, { au: `${ANNEE}-12-31` as DateCivile })),
    });
    const de = (serie: typeof mesures.exacts, centile: 'p50' | 'p99') => serie.map((tour) => tour[centile]);
    return [
      {
        name: 'picture through the API, p50',
        figure: figure(de(mesures.diffusables, 'p50')),
        unit: 'ms',
        target: { bound: 'at-most', value: 150 },
      },
      { name: 'picture through the API, p99', figure: figure(de(mesures.diffusables, 'p99')), unit: 'ms' },
      { name: 'the same without small counts hidden, p50', figure: figure(de(mesures.exacts, 'p50')), unit: 'ms' },
      { name: 'all journals read, without the picture', figure: figure(de(mesures.journaux, 'p50')), unit: 'ms' },
      {
        name: 'picture ÷ all journals read',
        figure: ratio(de(mesures.diffusables, 'p50'), de(mesures.journaux, 'p50')),
        unit: '×',
      },
      { name: 'figures of a case derived again, in sets', figure: figure([parDossier]), unit: 'ms' },
    ];
  },
};
