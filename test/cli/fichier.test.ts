/** A scenario file that is wrong is refused by a French sentence that names the step, counted from one, and the field. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readScenario } from '../../cli/scenario-file.ts';

let dossier: string;
beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'scenario-'));
});
afterAll(() => rm(dossier, { recursive: true }));

const DEPOT = {
  le: '2026-01-15',
  acteur: 'porteur',
  commande: 'deposer-lettre-intention',
  donnees: { specialites: ['dermatologie'], departements: ['33'], siege: '33' },
};
async function lire(contenu: unknown): Promise<unknown> {
  const chemin = join(dossier, 'cas.json');
  await writeFile(chemin, typeof contenu === 'string' ? contenu : JSON.stringify(contenu));
  return readScenario(chemin);
}
const avec = (etape: object, reste: object = {}) => ({
  titre: 'Cas',
  etapes: [DEPOT, { ...DEPOT, ...etape }],
  ...reste,
});

describe('un scénario mal écrit', () => {
  it.each([
    ['une étape sans date', avec({ le: undefined }), /étape 2, champ « le »/],
    [
      'un jour qui n’existe pas',
      avec({ le: '2026-02-30' }),
      /étape 2, champ « le » : « 2026-02-30 » n'est ni une date/,
    ],
    ['un instant sans fuseau', avec({ saisiLe: '2026-02-20T10:00' }), /étape 2, champ « saisiLe »/],
    ['un acteur inconnu', avec({ acteur: 'maire' }), /étape 2, champ « acteur »/],
    [
      'une commande inconnue',
      avec({ commande: 'danser' }),
      /étape 2, champ « commande » : « danser » n'est pas une commande/,
    ],
    ['des données qui n’en sont pas', avec({ donnees: 'rien' }), /étape 2, champ « donnees »/],
    ['une fin impossible', avec({}, { jusquAu: '2026-13-01' }), /champ « jusquAu » : « 2026-13-01 »/],
    [
      'un nombre d’adhérents sans date',
      avec({}, { monde: { adherents: 37 } }),
      /champ « monde.adherents » : un nombre par date/,
    ],
    ['aucune étape', { titre: 'Cas', etapes: [] }, /champ « etapes »/],
    ['aucun titre', { etapes: [DEPOT] }, /champ « titre »/],
    ['un document qui n’est pas du JSON', '{ titre }', /n'est pas un document JSON valide/],
  ])('%s : le message dit où', async (_, contenu, message) => {
    await expect(lire(contenu)).rejects.toThrow(message);
  });

  it('est dit en français', async () => {
    await expect(lire(avec({ acteur: 3 }))).rejects.not.toThrow(/expected|received|Invalid/);
  });
});

describe('un scénario bien écrit', () => {
  it('est rendu tel quel, instants compris', async () => {
    const scenario = avec(
      { le: '2026-03-16T21:30Z', saisiLe: '2026-03-18' },
      { jusquAu: '2026-06-01', attendu: [{ mode: 'tacite' }] },
    );
    expect(await lire(scenario)).toEqual(scenario);
  });
});
