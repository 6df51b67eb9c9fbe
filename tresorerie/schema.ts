/** What is written for a bank is valid at the official schema, or is not kept: validated by libxml2, as banks do. */
import { readFile } from 'node:fs/promises';
import { validateXML } from 'xmllint-wasm';

/** Versions of `pain.001` that we write: banks of France take one or the other. */
export const VERSIONS_PAIN001 = ['09', '03'] as const;
export type VersionPain001 = (typeof VERSIONS_PAIN001)[number];

const schemas = new Map<VersionPain001, Promise<string>>();
const schemaDe = (version: VersionPain001): Promise<string> => {
  const lu = schemas.get(version) ?? readFile(new URL(`./xsd/pain.001.001.${version}.xsd`, import.meta.url), 'utf8');
  schemas.set(version, lu);
  return lu;
};

/** What the schema has against a file, one sentence a line of it; none: the file is valid. In English: libxml2's own words. */
export async function defautsAuSchema(contenu: string, version: VersionPain001): Promise<readonly string[]> {
  const { valid, errors } = await validateXML({
    xml: { fileName: 'lot.xml', contents: contenu },
    schema: { fileName: `pain.001.001.${version}.xsd`, contents: await schemaDe(version) },
  });
  return valid ? [] : errors.map(({ message }) => message);
}
