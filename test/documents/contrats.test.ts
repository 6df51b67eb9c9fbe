import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pdfDuContrat } from '../../documents/contracts/contrats.ts';
import { InvalidTemplate } from '../../documents/contracts/template.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { date } from '../records/exemples.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const lancer = promisify(execFile);
const pdftotext = await lancer('pdftotext', ['-v']).then(
  () => true,
  () => false,
);
if (!pdftotext)
  console.warn('pdftotext is not on this machine (Debian: poppler-utils): the text of PDFs is not read here');

const etat: Etat = {
  ...etatInitial('ess-33-1'),
  siege: '33',
  caisse: 'gironde',
  ars: 'nouvelle-aquitaine',
  departements: ['33', '40'],
  specialites: ['dermatologie'],
  finess: { numero: '330900001', fermeLe: null },
  dernierLe: date('2026-05-17'),
};
const parties = { association: 'Association Dermatologie 33', representantAssociation: 'Médecin 01, présidence' };

async function texte(pdf: Uint8Array): Promise<string> {
  const fichier = join(await temporaryFolder(), 'contrat.pdf');
  await writeFile(fichier, pdf);
  return (await lancer('pdftotext', ['-layout', fichier, '-'])).stdout.replace(/[\s\u00a0]+/g, ' ');
}

describe('le contrat prêt à signer', () => {
  test('le même dossier donne les mêmes octets', async () => {
    expect(await pdfDuContrat('amorcage', etat, parties)).toEqual(await pdfDuContrat('amorcage', etat, parties));
  });

  test.skipIf(!pdftotext)(
    'l’amorçage en trois exemplaires : 80 000 € en deux moitiés, dix mois, les trois parties (AMO-01 à AMO-15)',
    async () => {
      const lu = await texte(await pdfDuContrat('amorcage', etat, parties));
      for (const exemplaire of ['1 sur 3', '2 sur 3', '3 sur 3']) expect(lu).toContain(`Exemplaire ${exemplaire}`);
      // Each copy is a contract of its own: three times page 1 of 2.
      expect(lu.split('Page 1 sur 2')).toHaveLength(1 + 3);
      expect(lu.split('80 000,00 €')).toHaveLength(1 + 3);
      expect(lu.split('40 000,00 €')).toHaveLength(1 + 6);
      expect(lu).toContain('Il dure dix mois au plus');
      expect(lu).toContain('Association Dermatologie 33');
      expect(lu).toContain('numéro FINESS : 330900001');
      expect(lu).toContain('représentée par Médecin 01, présidence');
      expect(lu).toContain('Nouvelle-Aquitaine, représentée par ………');
      expect(lu).not.toContain('{{');
    },
  );

  test.skipIf(!pdftotext)(
    'la dotation : de 50 000 à 100 000 €, cinq ans, tacite reconduction (DOT-05, DOT-10)',
    async () => {
      const lu = await texte(await pdfDuContrat('dotation', etat, {}));
      expect(lu).toContain('de 50 000,00 € pour dix médecins adhérents à 100 000,00 € pour cent');
      expect(lu).toContain('conclu pour cinq ans');
      expect(lu).toContain('tacite reconduction');
    },
  );

  test.skipIf(!pdftotext)('une administration remplace le texte par le sien, dans son dossier de modèles', async () => {
    const modeles = await temporaryFolder();
    await writeFile(
      join(modeles, 'contrat-amorcage.md'),
      '# Texte officiel\nPour {{association}}, à {{territoire}}.\n',
    );
    const lu = await texte(await pdfDuContrat('amorcage', etat, parties, modeles));
    expect(lu).toContain('Texte officiel Pour Association Dermatologie 33, à Gironde (33) et Landes (40).');
    expect(lu).not.toContain('Il dure dix mois');
    expect(await texte(await pdfDuContrat('dotation', etat, {}, modeles))).toContain('conclu pour cinq ans');
  });

  test('un champ inconnu d’un modèle est nommé, avec sa ligne et les champs possibles', async () => {
    const modeles = await temporaryFolder();
    await writeFile(join(modeles, 'contrat-amorcage.md'), '# Titre\n\nPour {{asociation}}.\n');
    const essai = pdfDuContrat('amorcage', etat, parties, modeles);
    await expect(essai).rejects.toThrow(InvalidTemplate);
    await expect(essai).rejects.toThrow(
      /contrat-amorcage\.md, ligne 3 : le champ « asociation » est inconnu\. Champs possibles : region,/,
    );
  });
});
