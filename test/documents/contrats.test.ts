import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pdfDuContrat } from '../../documents/contracts/contrats.ts';
import { InvalidTemplate } from '../../documents/templates.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { date } from '../records/exemples.ts';
import { conformite, poppler, texteDuPdf, verapdf } from './lire-pdf.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

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
const ENTETE = '#import "/contracts/modeles/contrat.typ": champs, contrat\n#show: contrat\n';
const parties = { association: 'Association Dermatologie 33', representantAssociation: 'Médecin 01, présidence' };

describe('le contrat prêt à signer', () => {
  test('le même dossier donne les mêmes octets', async () => {
    expect(await pdfDuContrat('amorcage', etat, parties)).toEqual(await pdfDuContrat('amorcage', etat, parties));
  });

  test.skipIf(!poppler)(
    'l’amorçage en trois exemplaires : 80 000 € en deux moitiés, dix mois, les trois parties (AMO-01 à AMO-15)',
    async () => {
      const lu = await texteDuPdf(await pdfDuContrat('amorcage', etat, parties));
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
      expect(lu).not.toMatch(/#champs|\{\{/);
      expect(lu).toContain('article L. 1411-11-1');
    },
  );

  test.skipIf(!poppler)('l’agence et l’association y ont leur vrai nom, dit une fois', async () => {
    const lu = await texteDuPdf(await pdfDuContrat('dotation', { ...etat, ars: 'guadeloupe' }, parties));
    expect(lu).toContain('l’agence de santé de la Guadeloupe, de Saint-Barthélemy et de Saint-Martin, représentée par');
    expect(lu).toContain('l’association dénommée « Association Dermatologie 33 », qui porte');
  });

  test.skipIf(!poppler)(
    'la dotation : de 50 000 à 100 000 €, cinq ans, tacite reconduction (DOT-05, DOT-10)',
    async () => {
      const lu = await texteDuPdf(await pdfDuContrat('dotation', etat, {}));
      expect(lu).toContain('de 50 000,00 € pour dix médecins adhérents à 100 000,00 € pour cent');
      expect(lu).toContain('conclu pour cinq ans');
      expect(lu).toContain('tacite reconduction');
    },
  );

  test.skipIf(!poppler)('une administration remplace le texte par le sien, dans son dossier de modèles', async () => {
    const modeles = await temporaryFolder();
    await writeFile(
      join(modeles, 'contrat-amorcage.typ'),
      `${ENTETE}= Texte officiel\nPour #champs.association, à #champs.territoire.\n`,
    );
    const lu = await texteDuPdf(await pdfDuContrat('amorcage', etat, parties, modeles));
    expect(lu).toContain('Texte officiel Pour Association Dermatologie 33, à Gironde (33) et Landes (40).');
    expect(lu).not.toContain('Il dure dix mois');
    expect(await texteDuPdf(await pdfDuContrat('dotation', etat, {}, modeles))).toContain('conclu pour cinq ans');
  });

  test('un champ inconnu d’un modèle est nommé, avec sa ligne et les champs possibles', async () => {
    const modeles = await temporaryFolder();
    await writeFile(join(modeles, 'contrat-amorcage.typ'), `${ENTETE}\nPour #champs.asociation.\n`);
    const essai = pdfDuContrat('amorcage', etat, parties, modeles);
    await expect(essai).rejects.toThrow(InvalidTemplate);
    await expect(essai).rejects.toThrow(
      /contrat-amorcage\.typ, ligne 4 : le champ « asociation » est inconnu\. Champs possibles : region,/,
    );
  });

  test('un modèle n’importe aucun paquet : rien ne vient du réseau', async () => {
    const modeles = await temporaryFolder();
    await writeFile(join(modeles, 'contrat-dotation.typ'), '= Titre\n#import "@preview/tablex:0.0.9": *\n');
    await expect(pdfDuContrat('dotation', etat, {}, modeles)).rejects.toThrow(
      /contrat-dotation\.typ, ligne 2 : un modèle n'importe pas de paquet/,
    );
  });

  test('une erreur de langage d’un modèle est dite avec sa ligne', async () => {
    const modeles = await temporaryFolder();
    await writeFile(join(modeles, 'contrat-dotation.typ'), `${ENTETE}\n#inconnu()\n`);
    await expect(pdfDuContrat('dotation', etat, {}, modeles)).rejects.toThrow(
      /contrat-dotation\.typ, ligne 4 : Typst refuse/,
    );
  });

  test.skipIf(!verapdf)('les deux contrats sont des PDF/A-2a (veraPDF)', { timeout: 120_000 }, async () => {
    const pdfs = {
      amorcage: await pdfDuContrat('amorcage', etat, parties),
      dotation: await pdfDuContrat('dotation', etat, {}),
    };
    expect(await conformite(pdfs)).toEqual({ amorcage: 'PASS', dotation: 'PASS' });
  });
});
