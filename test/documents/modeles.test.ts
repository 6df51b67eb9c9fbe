import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkTemplates } from '../../documents/check-templates.ts';
import { composerCourrier, modeleDuCourrier, pdfDuCourrier } from '../../documents/letters/index.ts';
import { date } from '../records/exemples.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { poppler, texteDuPdf } from './lire-pdf.ts';

const dossierDe = async (fichiers: Readonly<Record<string, string>>) => {
  const dossier = await temporaryFolder();
  for (const [nom, texte] of Object.entries(fichiers)) await writeFile(join(dossier, nom), texte);
  return dossier;
};
const NOS_PARTIES = '#import "/letters/modeles/mise-en-page.typ": *\n';
const LEUR = `${NOS_PARTIES}#feuille(titre: donnees.titre, auteur: donnees.auteur, le: donnees.date, pied: donnees.pied)[Papier à en-tête. #donnees.references.first().valeur]\n`;

test('chaque modèle est essayé : ce qui peut servir, et chaque défaut avec sa ligne', async () => {
  const dossier = await dossierDe({
    'contrat-amorcage.typ':
      '#import "/contracts/modeles/contrat.typ": champs, contrat\n#show: contrat\n= Le nôtre\n#champs.association\n',
    'contrat-dotation.typ':
      '#import "/contracts/modeles/contrat.typ": champs, contrat\n#show: contrat\n\n#champs.asociation\n',
    'courrier.typ': LEUR,
    'courrier-LettreIntentionRefusee.typ': `${NOS_PARTIES}\n\n#donnees.objett\n`,
    'courrier-LettreIntentionRefuse.typ': LEUR,
    'contrat-amorçage.typ': LEUR,
    'lisez-moi.txt': 'ce fichier n’est pas un modèle',
  });
  const verdicts = await checkTemplates(dossier);
  const defauts = Object.fromEntries(verdicts.map(({ fichier, defaut }) => [fichier, defaut]));
  expect(Object.keys(defauts)).toHaveLength(6);
  expect(defauts['contrat-amorcage.typ']).toBeNull();
  expect(defauts['courrier.typ']).toBeNull();
  expect(defauts['contrat-dotation.typ']).toMatch(
    /ligne 4 : le champ « asociation » est inconnu\. Champs possibles : region/,
  );
  expect(defauts['courrier-LettreIntentionRefusee.typ']).toMatch(
    /ligne 4 : le champ « objett » est inconnu\. Champs possibles : titre/,
  );
  expect(defauts['courrier-LettreIntentionRefuse.typ']).toContain("n'est pas un courrier");
  expect(defauts['contrat-amorçage.typ']).toContain('aucun modèle');
  const comparable = verdicts.find(({ fichier }) => fichier === 'courrier.typ');
  expect(comparable?.leur).not.toBeNull();
  expect(comparable?.leur).not.toEqual(comparable?.notre);
});

test.skipIf(!poppler)(
  'le modèle d’une administration fait son courrier, celui d’une sorte avant celui de toutes',
  async () => {
    const courrier = composerCourrier(
      { evenement: 'Renonciation', le: date('2026-03-16'), acteur: 'porteur', regle: 'DEC-23' },
      {
        ess: 'ess-33-1',
        rang: 7,
        siege: '33',
        region: 'nouvelle-aquitaine',
        caisse: 'gironde',
        intitule: null,
        specialites: ['cardiologie'],
        departements: ['33'],
        destinataire: 'ars',
      },
    );
    const lu = async (fichiers: Readonly<Record<string, string>>) =>
      texteDuPdf(pdfDuCourrier(courrier, {}, await modeleDuCourrier(courrier, await dossierDe(fichiers))));
    expect(await lu({ 'courrier.typ': LEUR })).toContain('Papier à en-tête. renonciation du porteur');
    const deRenonciation = LEUR.replace('Papier à en-tête', 'Renonciations');
    expect(await lu({ 'courrier.typ': LEUR, 'courrier-Renonciation.typ': deRenonciation })).toContain('Renonciations.');
    expect(await lu({})).toContain('Textes appliqués');
  },
);
