/** What a scenario says reaches the workflow unchanged: the simulator and the API play the same commands. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readAct } from '../../api/commands/body-to-act.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { FILE } from '../../cli/closed-words.ts';
import { dateEtape } from '../../domain/simulation/scenario.ts';
import type { Role } from '../../domain/valeurs.ts';
import { COMMANDS, isProven } from '../../api/commands/chapters/all.ts';
import { shapesOf } from '../../api/commands/schemas/commands.ts';
import type { Forme } from '../../domain/formes.ts';
import { TABLE } from '../../domain/table.ts';
import { api, BARE } from './support.ts';

interface Step {
  readonly le: string;
  readonly acteur: Role;
  readonly commande: NomCommande;
  readonly donnees?: Readonly<Record<string, unknown>>;
}

const folder = new URL('../regles/scenarios/', import.meta.url);
const files = globSync('*.json', { cwd: folder }).toSorted();

test.each(files)('%s', (file) => {
  const { etapes } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { etapes: Step[] };
  for (const { le, acteur, commande, donnees = {} } of etapes) {
    const siege = typeof donnees['siege'] === 'string' ? donnees['siege'] : '33';
    // What a scenario takes as joined, and proved (DEC-29, DEC-54).
    const payload = {
      le: dateEtape(le, siege),
      ...('contenu' in shapesOf(commande).donnees ? { contenu: [FILE] } : {}),
      ...(isProven(commande) ? { preuve: { nature: 'autre' } } : {}),
      ...donnees,
      // Named by its event, it is resolved against the journal before anything is sent.
      ...(typeof donnees['rang'] === 'object' ? { rang: 1 } : {}),
    };
    const act = readAct(commande, acteur, payload);
    expect({ commande, donnees: act.donnees, fiche: act.fiche }).toEqual({
      commande,
      donnees: payload,
      fiche: undefined,
    });
  }
});

test('chaque commande du domaine a son schéma, et aucun schéma n’est de trop', () => {
  expect(Object.keys(COMMANDS).toSorted()).toEqual(Object.keys(TABLE).toSorted());
});

test.each(Object.entries(TABLE))(
  '« %s » : ce que le domaine n’exige pas, l’API ne l’exige pas non plus',
  (commande, { forme }) => {
    const { donnees, fiche } = shapesOf(commande as NomCommande);
    const schemas = { ...fiche, ...donnees };
    const exiges = Object.entries<Forme>(forme).filter(
      ([champ, { facultatif }]) =>
        facultatif === true && !z.strictObject({ [champ]: schemas[champ] ?? z.never() }).safeParse({}).success,
    );
    expect(exiges.map(([champ]) => champ)).toEqual([]);
  },
);

test('un dépôt daté par une plateforme à la seconde prend la date civile du siège (DEC-01, S18)', async () => {
  const { post, world } = await api({ allowClockOrigin: true });
  const overseas = { ...BARE, le: '2026-03-16T21:30:00Z', departements: ['974'], siege: '974' };
  const answer = await post('/ess', overseas, { comme: 'porteur', 'x-horloge-origine': '2026-03-16T21:30:00Z' });
  expect(answer.status).toBe(201);
  expect(world.sent[0]?.message.donnees.le).toBe('2026-03-17');
});
