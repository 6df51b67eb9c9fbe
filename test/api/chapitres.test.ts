import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS, EVENTS, WORDS } from '../../api/commands/chapters/all.ts';
import { EVENT_NAMES } from '../../api/contract/answers/evenements.ts';
import { COMMUNS } from '../../api/contract/dictionary/communs.ts';
import { COMMAND_OPERATIONS } from '../../api/contract/operations/commandes.ts';
import { TABLE } from '../../domain/table.ts';

type Part = Readonly<Record<string, unknown>>;
interface Chapter {
  readonly COMMANDS: Part;
  readonly EVENTS: Part;
  readonly WORDS: Part;
}

const folder = new URL('../../api/commands/chapters/', import.meta.url);
const files = readdirSync(folder).filter((file) => file !== 'all.ts');
const chapters = await Promise.all(files.map((file) => import(new URL(file, folder).href) as Promise<Chapter>));
const namesOf = (part: keyof Chapter): string[] => chapters.flatMap((chapter) => Object.keys(chapter[part])).toSorted();

// A name in two chapters would have one of its two entries dropped in silence, and a chapter forgotten all of its words.
test.each([
  ['une commande', 'COMMANDS', COMMANDS],
  ['un événement', 'EVENTS', EVENTS],
  ['un mot', 'WORDS', WORDS],
] as const)('%s n’a qu’un chapitre, et chaque chapitre est au contrat', (_, part, merged) => {
  expect(namesOf(part)).toEqual(Object.keys(merged).toSorted());
});

test('un mot d’un chapitre n’est pas aussi un mot commun', () => {
  expect(Object.keys(COMMUNS).filter((name) => Object.hasOwn(WORDS, name))).toEqual([]);
});

test('l’ordre de ce qui est publié ne dépend pas des chapitres', () => {
  expect(Object.keys(COMMAND_OPERATIONS).map((place) => place.split('/').at(-1))).toEqual(Object.keys(TABLE));
  expect(EVENT_NAMES).toEqual(EVENT_NAMES.toSorted());
});
