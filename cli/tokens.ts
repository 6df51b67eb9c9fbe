/** Tokens for the `ess` command: given, or asked of the local provider. Loads nothing that a production image lacks. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../local/identity-provider/provider.ts';
import { requestToken } from '../local/identity-provider/token.ts';

/** What the file holds; `emetteur`: where it listened last. */
export interface KeptIdentity extends Secrets {
  readonly emetteur: string;
}

export async function readKeptIdentity(fichier: string): Promise<KeptIdentity | undefined> {
  const texte = await readFile(fichier, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  return texte === undefined ? undefined : (JSON.parse(texte) as KeptIdentity);
}

/** ESS_JETON, or a token of this account of the installation in `dossier`. Throws a sentence that says what to do. */
export async function tokenFor(compte: string, dossier: string): Promise<string> {
  const donne = process.env['ESS_JETON'];
  if (donne !== undefined && donne !== '') return donne;
  const gardes = await readKeptIdentity(join(dossier, 'identites.json'));
  if (gardes === undefined)
    throw new Error(
      "Aucun jeton d'accès : donnez-le dans ESS_JETON, ou lancez `npm start`, dont le fournisseur d'identité local en donne.",
    );
  return requestToken(gardes.emetteur, compte, gardes.secret).catch((error: unknown) => {
    throw new Error(
      `Le fournisseur d'identité ${gardes.emetteur} ne donne pas de jeton : \`npm start\` est-il en marche ?`,
      { cause: error },
    );
  });
}
