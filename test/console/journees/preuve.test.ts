/** The proof that a page gives holds without this service: the command that the page names says so, and sees what is changed. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../setup/temporary-folder.ts';
import { decode } from '../formulaires.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { visiteur } from '../visiteur.ts';
import { equipeDe } from '../visites.ts';

let console_: ConsoleOuverte;
beforeAll(async () => {
  console_ = await ouvrirConsole();
});
afterAll(() => console_.fermer());

/** What the command of the page prints, where no database and no engine are. */
async function verifier(commande: string, dossier: string): Promise<{ readonly code: number; readonly dit: string }> {
  const [programme = '', ...mots] = commande.split(' ');
  const { PATH = '', HOME = '' } = process.env;
  const racine = join(import.meta.dirname, '..', '..', '..');
  const [fichier = ''] = mots.splice(-1);
  return promisify(execFile)(programme, [...mots, join(dossier, fichier)], { cwd: racine, env: { PATH, HOME } }).then(
    ({ stdout }) => ({ code: 0, dit: stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, dit: error.stdout }),
  );
}

test.each(['porteur-01', 'ars-nouvelle-aquitaine', 'caisse-gironde'])(
  'celle que prend %s tient ; une date changée dedans, elle ne tient plus',
  async (compte) => {
    const qui = visiteur(console_);
    await qui.connecter(compte);
    const chemin = `/dossiers/${equipeDe(console_, 'endocrinologie')}`;
    const { texte } = await qui.demander(`${chemin}/preuve`);
    const commande = decode(/<code>(npm run ess -- verifier --preuve [^<]+)<\/code>/.exec(texte)?.[1] ?? '');
    const preuve = await qui.demander(`${chemin}/preuve.json`);
    const nom = commande.split(' ').at(-1) ?? '';
    expect(preuve.headers.get('content-disposition')).toContain(nom);

    const dossier = await temporaryFolder();
    await writeFile(join(dossier, nom), preuve.texte);
    const entiere = await verifier(commande, dossier);
    expect(entiere.dit).toContain('La preuve tient.');
    expect(entiere.code).toBe(0);

    await writeFile(join(dossier, nom), preuve.texte.replace(/"le":\s*"2026-/, '"le":"2025-'));
    const changee = await verifier(commande, dossier);
    expect(changee.dit).toMatch(/ÉCART .*\n[^]*La preuve ne tient pas\./);
    expect(changee.code).toBeGreaterThan(0);
  },
);
