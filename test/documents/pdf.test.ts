import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../cli/scenario-file.ts';
import {
  composerCourrier,
  courrierEnPdf,
  pdfDuCourrier,
  texteDuCourrier,
  type Contexte,
} from '../../documents/letters/index.ts';
import { OBJETS_CORRIGEABLES } from '../../domain/rectification/cible.ts';
import { DESTINATAIRES } from '../../domain/effets.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { ACTIVITES, CODES_PIECES, FONDEMENTS_PS, FONDEMENTS_RESILIATION } from '../../domain/valeurs.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const lancer = promisify(execFile);
const pdftotext = await lancer('pdftotext', ['-v']).then(
  () => true,
  () => false,
);
if (!pdftotext)
  console.warn('pdftotext is not on this machine (Debian: poppler-utils): the text of PDFs is not read here');

const CODES: readonly string[] = [
  ...CODES_PIECES,
  ...FONDEMENTS_PS,
  ...FONDEMENTS_RESILIATION,
  ...ACTIVITES,
  ...OBJETS_CORRIGEABLES,
];
const contexte: Contexte = {
  ess: 'ess-33-1',
  rang: 7,
  siege: '33',
  region: 'nouvelle-aquitaine',
  caisse: 'gironde',
  intitule: 'Dermatologie de Gironde',
  specialites: ['dermatologie'],
  departements: ['33'],
  destinataire: 'porteur',
};
const scenario = (nom: string) => readScenario(new URL(`../regles/scenarios/${nom}`, import.meta.url).pathname);
const evenements = async (nom: string) => simuler(await scenario(nom)) as unknown as readonly Evenement[];
const premier = async <N extends NomEvenement>(fichier: string, nom: N) => {
  const trouve = (await evenements(fichier)).find(({ evenement }) => evenement === nom);
  if (trouve === undefined) throw new Error(`${nom} is not in ${fichier}`);
  return trouve;
};

async function texteDuPdf(pdf: Uint8Array): Promise<string> {
  const fichier = join(await temporaryFolder(), 'courrier.pdf');
  await writeFile(fichier, pdf);
  const { stdout } = await lancer('pdftotext', ['-layout', fichier, '-']);
  return stdout.replace(/[\s\u00a0]+/g, ' ');
}

describe('le courrier en PDF', () => {
  test('le même courrier donne les mêmes octets : son empreinte le prouve', async () => {
    const courrier = composerCourrier(
      await premier('S01-silence-lettre-intention.json', 'LettreIntentionValidee'),
      contexte,
    );
    expect(await pdfDuCourrier(courrier)).toEqual(await pdfDuCourrier(courrier));
    expect(await pdfDuCourrier({ ...courrier, rang: 8 })).not.toEqual(await pdfDuCourrier(courrier));
    expect(await courrierEnPdf(courrier)).toEqual(await pdfDuCourrier(courrier));
  });

  test('après un autre courrier ou seul dans son processus, il a les mêmes octets', async () => {
    // « É » is drawn with the E of the same font: read first, it must not take its letter away from it.
    const empreinte = async (...textes: string[]) => {
      const programme = join(import.meta.dirname, 'empreinte.ts');
      return (await lancer(process.execPath, [programme, ...textes])).stdout;
    };
    expect(await empreinte('Équipe', 'Exemplaire')).toBe(await empreinte('Exemplaire'));
  });

  test.skipIf(!pdftotext)(
    'l’accusé de réception dit quand le silence vaudra validation (LI-09), sa règle et sa source',
    async () => {
      const depot = await premier('S05-nominal-cinq-ans.json', 'LettreIntentionDeposee');
      const texte = await texteDuPdf(await pdfDuCourrier(composerCourrier(depot, contexte)));
      expect(texte).toContain('Objet : accusé de réception de la lettre d’intention');
      expect(texte).toContain('réputée validée le 11 juin 2025 (LI-09)');
      expect(texte).toContain('Dernier jour du délai 10 juin 2025');
      expect(texte).toContain('au plus tard le 10 octobre 2025 (PS-02)');
      expect(texte).toContain('Règle appliquée : LI-01');
      expect(texte).toContain('Source : instruction n° DGOS/AS2/CNAM/DPROF/2025/36 du 24 mars 2025');
      expect(texte).toContain('Équipe de soins spécialisés Dermatologie de Gironde');
      expect(texte).toContain('Page 1 sur 1');
    },
  );

  test.skipIf(!pdftotext)(
    'un ordre de paiement dit à la caisse le montant au centime, la date limite et le dossier',
    async () => {
      const ordre = await premier('S05-nominal-cinq-ans.json', 'PaiementOrdonnance');
      const texte = await texteDuPdf(
        await pdfDuCourrier(composerCourrier(ordre, { ...contexte, destinataire: 'caisse' })),
      );
      expect(texte).toContain('Caisse de rattachement Caisse primaire d’assurance maladie de la Gironde');
      expect(texte).toContain('Montant 40 000,00 €');
      expect(texte).toContain('Dernier jour du délai 12 juillet 2025');
      expect(texte).toContain('ess-33-1');
    },
  );

  test('chaque événement d’une vie qui est dit à quelqu’un a un courrier : un objet, des phrases, sa règle, sa date', async () => {
    const dits = [
      ...(await evenements('S05-nominal-cinq-ans.json')),
      ...(await evenements('S09-resiliation-amorcage.json')),
      ...(await evenements('S11-saisine-sans-reponse.json')),
      ...(await evenements('S13-dix-huit-mois.json')),
      ...(await evenements('LI-correction-depot.json')),
      ...(await evenements('RES-dotation-quatrieme-annee.json')),
    ].filter(({ evenement }) => evenement === 'RappelEmis' || DESTINATAIRES[evenement] !== undefined);
    expect(dits.length).toBeGreaterThan(60);
    for (const dit of dits) {
      // A line of the simulator leaves out the number that only the registry knows.
      const evenement = dit.evenement === 'FinessAttribue' ? { ...dit, numero: '330900001' } : dit;
      const courrier = composerCourrier(evenement, contexte);
      const { objet, corps } = texteDuCourrier(courrier);
      expect(objet).not.toContain(evenement.evenement);
      // No code of the domain in a sentence: « depot-projet-sante » is read as words.
      const mots: readonly string[] = courrier.phrases.join(' ').match(/[a-z]+(?:-[a-z0-9]+)+/g) ?? [];
      const { echeance } = evenement as { readonly echeance?: string };
      expect(mots.filter((mot) => CODES.includes(mot) || mot === echeance)).toEqual([]);
      expect(corps).toContain(`Règle appliquée : ${evenement.regle}`);
      expect(corps).not.toMatch(/undefined|null|NaN|\[object/);
      expect(courrier.le).toBe(evenement.le);
      expect(courrier.phrases.join('')).toMatch(/[.:]/);
    }
  });
});
