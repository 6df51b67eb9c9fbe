/** Secrets from files, and what production does not take by default. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../api/main.ts';
import { loadSecretFiles, requireGiven } from '../../runtime/secrets.ts';
import { newKey } from '../../engine/connection/keys.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const fichier = async (contenu: string) => {
  const chemin = join(await temporaryFolder(), 'secret');
  await writeFile(chemin, contenu);
  return chemin;
};

describe('un secret', () => {
  test('se lit dans le fichier que nomme son réglage, sa fin de ligne à part', async () => {
    const env: NodeJS.ProcessEnv = { SMTP_URL_FILE: await fichier('smtp://exemple.invalid\n') };
    loadSecretFiles(env);
    expect(env['SMTP_URL']).toBe('smtp://exemple.invalid');
  });

  test.each([
    ['donné deux fois', { SMTP_URL: 'x' }, 'y', /both set/],
    ['vide', {}, '\n', /must hold one line/],
    ['de deux lignes', {}, 'a\nb\n', /must hold one line/],
  ])('%s, il est refusé par son nom', async (_quoi, env, contenu, attendu) => {
    const SMTP_URL_FILE = await fichier(contenu);
    expect(() => loadSecretFiles({ ...env, SMTP_URL_FILE })).toThrow(attendu);
  });

  test('dont le fichier manque est nommé', () => {
    expect(() => loadSecretFiles({ DATABASE_URL_FILE: '/nulle/part' })).toThrow(/^DATABASE_URL_FILE: .*cannot be read/);
  });
});

describe('en production', () => {
  test('rien de ce qui compte n’a de défaut', async () => {
    const env = { NODE_ENV: 'production', DATABASE_URL: 'postgres://exemple.invalid/ess' };
    expect(() => requireGiven(env, ['DATABASE_URL'])).not.toThrow();
    expect(() => requireGiven(env, ['DATABASE_URL', 'SMTP_URL', 'MAIL_FROM'])).toThrow(
      /SMTP_URL, MAIL_FROM must be set/,
    );
    await expect(readSettings(env)).rejects.toThrow(/TEMPORAL_ADDRESS must be set/);
    expect(() => requireGiven({}, ['DATABASE_URL'])).not.toThrow();
  });

  test('l’horloge d’essai, une clé de chiffrement ou des identités absentes empêchent de démarrer', async () => {
    const env = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://exemple.invalid/ess',
      TEMPORAL_ADDRESS: 'moteur:7233',
    };
    await expect(readSettings({ ...env, ESS_HORLOGE_ORIGINE: '1' })).rejects.toThrow(/ESS_HORLOGE_ORIGINE/);
    await expect(readSettings(env)).rejects.toThrow(/ESS_CLES must name/);
    const ESS_CLES = await fichier(newKey(new Date()));
    await expect(readSettings({ ...env, ESS_CLES })).rejects.toThrow(/ESS_IDENTITES must name/);
  });
});
