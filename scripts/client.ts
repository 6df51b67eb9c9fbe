/** `npm run client`: the client's types, made from the contract. `typesOfContract` is also what the test compares. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { openApiDocument } from '../api/contract/document.ts';

export const FILE = join(import.meta.dirname, '../api/client/schema.d.ts');

export async function typesOfContract(): Promise<string> {
  const nodes = await openapiTS(JSON.stringify(openApiDocument()), { alphabetize: false });
  return COMMENT_HEADER + astToString(nodes);
}

if (import.meta.main) await writeFile(FILE, await typesOfContract());
