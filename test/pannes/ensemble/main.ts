/**
 * `npm run pannes`: faults across the whole, minutes or hours. Settings: DUREE (minutes of faults, 15), GRAINE (seed; drawn,
 * and printed), GENRES (« mort,coupure »: these alone). Root, `ip netns`, and PostgreSQL's programs (Debian: postgresql).
 */
import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { autreServeur } from '../../setup/machine-postgres.ts';
import { enTable } from './bilan.ts';
import { GENRES, type Genre } from './fautes.ts';
import { jouer } from './jouer.ts';
import { reseauPossible } from './reseau.ts';

const minutes = Number(process.env['DUREE'] ?? 15);
const graine = Number(process.env['GRAINE'] ?? randomInt(1_000_000));
const demandes = (process.env['GENRES'] ?? GENRES.join(',')).split(',');
const genres = demandes.filter((un): un is Genre => GENRES.some((connu) => connu === un));
if (!Number.isFinite(minutes) || minutes <= 0 || !Number.isSafeInteger(graine) || genres.length < demandes.length)
  throw new Error(`DUREE is a number of minutes, GRAINE a whole number, GENRES some of ${GENRES.join(', ')}.`);
const empeche = await reseauPossible();
if (empeche !== undefined) throw new Error(empeche);
const serveur = autreServeur();
if (serveur === undefined || !('programmes' in serveur))
  throw new Error(
    "PostgreSQL's programs are needed on this machine (Debian: postgresql), and no ESS_TEST_DATABASE_URL.",
  );

console.log(`GRAINE=${graine} DUREE=${minutes}`);
const debut = Date.now();
const log = (ligne: string) =>
  console.log(`${String(Math.round((Date.now() - debut) / 1000)).padStart(5)} s  ${ligne}`);
const bilan = await jouer({ graine, minutes, genres, programmes: serveur.programmes, log });
console.log(enTable(bilan));
const { perdues, doublees, autrement, ecarts } = bilan.constat;
const juste = [perdues, doublees, autrement, ecarts].every((liste) => liste.length === 0);
if (juste) await rm(bilan.dossier, { recursive: true, force: true });
else console.log(`What each program said: ${bilan.dossier}`);
process.exit(juste ? 0 : 1); // the SDK's native part may hold the process, with nothing left to do
