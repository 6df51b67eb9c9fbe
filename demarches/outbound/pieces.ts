/** What a letter lacks, in the words that our API publishes: nobody completes a code. */
import { answerOf, type Context } from '../inbound/context.ts';
import type { Effect } from './effects.ts';

/** The part of the contract that names them. */
interface Published {
  readonly paths?: Readonly<Record<string, { readonly post?: Described }>>;
}
interface Described {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly 'x-libelles'?: Readonly<Record<string, string>>;
}

const ASK = '/api/v1/ess/{ess}/commandes/demander-pieces-lettre-intention';

/** The text of an effect, what is asked for listed in it, and its letter only when it goes along. A code that has no words yet stands as it is. */
export async function textOf({ api }: Context, effect: Effect, joint: boolean): Promise<string> {
  const { texte, courrier } = effect;
  const said = [texte, joint ? courrier?.joint : courrier?.absent].filter((part) => part !== undefined).join(' ');
  if (effect.acte === 'decision' || effect.pieces.length === 0) return said;
  const contract = (await answerOf<unknown>(api.porteur.GET('/api/v1/openapi.json'))) as Published;
  const body = contract.paths?.[ASK]?.post?.requestBody?.content?.['application/json']?.schema;
  const words = body?.properties?.['piecesManquantes']?.items?.['x-libelles'] ?? {};
  return [said, '', ...effect.pieces.map((code) => `- ${words[code] ?? code}`)].join('\n');
}
