/** Fetches veraPDF from Maven Central, for the tests of the PDFs that people receive: `npm run verapdf`. Its digest is checked. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const VERSION = '1.28.2';
const SHA256 = '687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6';
const ADRESSE = `https://repo1.maven.org/maven2/org/verapdf/apps/greenfield-apps/${VERSION}/greenfield-apps-${VERSION}.jar`;
const dossier = join(homedir(), '.cache', 'ess-verapdf');
const jar = join(dossier, 'greenfield-apps.jar');

const empreinte = (contenu: Uint8Array): string => createHash('sha256').update(contenu).digest('hex');

if (existsSync(jar) && empreinte(await readFile(jar)) === SHA256) console.log(`${jar} is there`);
else {
  const reponse = await fetch(ADRESSE);
  if (!reponse.ok) throw new Error(`${ADRESSE}: ${reponse.status}`);
  const contenu = new Uint8Array(await reponse.arrayBuffer());
  if (empreinte(contenu) !== SHA256) throw new Error(`${ADRESSE}: not the file that was checked`);
  await mkdir(dossier, { recursive: true });
  await writeFile(jar, contenu);
  console.log(`${jar} (veraPDF ${VERSION})`);
}
