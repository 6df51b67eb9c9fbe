/** What a form sent, as the champs take it. */
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Ligne, Valeurs } from '../world/content.ts';
import { keepFile } from '../world/files.ts';
import type { Descripteur } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { fieldName } from './form-fields.ts';

/** Fields and files of a form, of either encoding. */
export const readForm = async (request: IncomingMessage): Promise<FormData> =>
  new Response(new Uint8Array(await buffer(request)), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData();

/** A field that is not a file; `''` when it is absent. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

const texts = (form: FormData, name: string): string[] =>
  form
    .getAll(name)
    .filter((value) => typeof value === 'string')
    .filter((value) => value !== '');

/** Every champ of the form, the blank ones too. */
export async function valuesOf(world: World, champs: readonly Descripteur[], form: FormData): Promise<Valeurs> {
  const values: Record<number, Valeurs[number]> = {};
  for (const champ of champs) {
    const name = fieldName(champ.stableId);
    switch (champ.type) {
      case 'header_section':
        break;
      case 'multiple_drop_down_list':
        values[champ.stableId] = texts(form, name);
        break;
      case 'piece_justificative':
      case 'titre_identite':
        values[champ.stableId] = [
          ...texts(form, name).filter((id) => world.fichiers.has(id)),
          ...(await files(world, form, name)),
        ];
        break;
      case 'repetition':
        values[champ.stableId] = rowsOf(champ.champs ?? [], form);
        break;
      default:
        values[champ.stableId] = fieldOf(form, name) || null;
    }
  }
  return values;
}

/** Keeps the files sent; their ids. */
export async function files(world: World, form: FormData, name: string): Promise<string[]> {
  const ids: string[] = [];
  for (const sent of form.getAll(name)) {
    if (typeof sent === 'string' || sent.size === 0) continue;
    const contenu = new Uint8Array(await sent.arrayBuffer());
    ids.push(keepFile(world, { nom: sent.name, type: sent.type || 'application/octet-stream', contenu }).id);
  }
  return ids;
}

/** The rows in which something is typed. */
function rowsOf(columns: readonly Descripteur[], form: FormData): Ligne[] {
  const lines: Ligne[] = [];
  const [first] = columns;
  if (first === undefined) return lines;
  for (let rank = 0; form.has(fieldName(first.stableId, rank)); rank += 1) {
    const line = columns.map(({ stableId }) => [stableId, fieldOf(form, fieldName(stableId, rank)) || null] as const);
    if (line.some(([, value]) => value !== null)) lines.push(Object.fromEntries(line));
  }
  return lines;
}
