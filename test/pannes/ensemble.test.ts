/** The short form of `npm run pannes`: the whole of production, one fault of each kind, of a fixed seed. */
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { autreServeur } from '../setup/machine-postgres.ts';
import { enTable } from './ensemble/bilan.ts';
import { GENRES } from './ensemble/fautes.ts';
import { jouer } from './ensemble/jouer.ts';
import { reseauPossible } from './ensemble/reseau.ts';

const serveur = autreServeur();
const programmes = serveur !== undefined && 'programmes' in serveur ? serveur.programmes : undefined;
const empeche =
  programmes === undefined ? 'no PostgreSQL of this machine (Debian: postgresql)' : await reseauPossible();
if (empeche !== undefined) console.log(`[pannes: ${empeche}: faults across the whole are not played here]`);

test.skipIf(empeche !== undefined)(
  'une faute de chaque sorte à travers tout le service : rien de perdu, rien de fait deux fois, chaque ordre payé une fois',
  async () => {
    const bilan = await jouer({
      graine: 20261,
      genres: GENRES,
      programmes: programmes as string,
      log: (ligne) => console.log(`[pannes: ${ligne}]`),
    });
    console.log(enTable(bilan));
    const { perdues, doublees, autrement, ecarts } = bilan.constat;
    expect({ perdues, doublees, autrement, ecarts }).toEqual({ perdues: [], doublees: [], autrement: [], ecarts: [] });
    expect(bilan.constat.verifier).toContain('Aucun écart.');
    expect(bilan.fautes.map(({ genre }) => genre)).toEqual(GENRES);
    await rm(bilan.dossier, { recursive: true, force: true });
  },
  900_000,
);
