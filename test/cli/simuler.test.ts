/** `ess simuler`: what it prints, on which side, and its exit code. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { REGLES } from '../../cli/verbs/regles.ts';
import { SIMULER } from '../../cli/verbs/scenario.ts';

let dossier: string;
let sorti: string[];
let signale: string[];
beforeAll(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'simuler-'));
});
afterAll(() => rm(dossier, { recursive: true }));
beforeEach(() => {
  [sorti, signale] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((texte: string) => sorti.push(texte));
  vi.spyOn(console, 'error').mockImplementation((texte: string) => signale.push(texte));
});
afterEach(() => vi.restoreAllMocks());

const DEPOT = {
  le: '2026-01-15',
  acteur: 'porteur',
  commande: 'deposer-lettre-intention',
  donnees: { specialites: ['dermatologie'], departements: ['33'], siege: '33', liberaux: 120, engages: 37 },
};
const SILENCE = { titre: 'Silence', etapes: [DEPOT], jusquAu: '2026-04-01' };
const AVENANT = {
  version: 'essai',
  titre: 'Trois mois',
  source: 'essai',
  depuis: '2026-01-01',
  parametres: { decisionLettreIntention: 3 },
};
async function fichier(contenu: unknown, nom = 'cas.json'): Promise<string> {
  const chemin = join(dossier, nom);
  await writeFile(chemin, JSON.stringify(contenu));
  return chemin;
}
const simuler = async (contenu: unknown, ...reste: string[]) => SIMULER.run([await fichier(contenu), ...reste]);
const TACITE = { evenement: 'LettreIntentionValidee', mode: 'tacite' };

describe('ess simuler', () => {
  it('0 quand ce qui est attendu paraît, et ce qui est exclu non', async () => {
    const attendu = [{ ...TACITE, le: '2026-03-16' }];
    expect(await simuler({ ...SILENCE, attendu, nAttendPas: [{ evenement: 'EssClose' }] })).toBe(0);
    expect(signale).toEqual([]);
  });

  it('1 quand une ligne exclue paraît, et laquelle', async () => {
    expect(await simuler({ ...SILENCE, nAttendPas: [{ evenement: 'EssClose' }, TACITE] })).toBe(1);
    expect(signale).toEqual([
      'Exclu et obtenu (ligne 2 de « nAttendPas ») : {"evenement":"LettreIntentionValidee","mode":"tacite"}',
    ]);
  });

  it('1 quand une ligne attendue manque, et laquelle', async () => {
    expect(await simuler({ ...SILENCE, attendu: [{ evenement: 'EssClose' }] })).toBe(1);
    expect(signale).toEqual(['Attendu et absent (ligne 1 de « attendu ») : {"evenement":"EssClose"}']);
  });

  it('un champ inconnu est refusé, avec le plus proche', async () => {
    await expect(simuler({ ...SILENCE, attendus: [] })).rejects.toThrow(
      /champ « attendus » inconnu ; le plus proche est « attendu »/,
    );
    expect(sorti).toEqual([]);
  });

  it('une étape dans le désordre est signalée, et jouée', async () => {
    const echange = { le: '2026-01-20', saisiLe: '2026-02-01', acteur: 'ars', commande: 'consigner-echange' };
    const avis = {
      le: '2026-01-25',
      acteur: 'caisse',
      commande: 'rendre-avis',
      donnees: { sur: 'lettre-intention', sens: 'favorable' },
    };
    expect(await simuler({ ...SILENCE, etapes: [DEPOT, echange, avis] })).toBe(0);
    expect(signale).toEqual([expect.stringMatching(/^Attention : Étape 3 \(2026-01-25, « rendre-avis »\)/)]);
    expect(sorti.filter((ligne) => ligne.includes('AvisCaisseRendu'))).toHaveLength(1);
  });

  it('--droit : des textes fictifs, en plus de ceux du fichier (DEC-65)', async () => {
    const attendu = [{ ...TACITE, le: '2026-04-16', versionDroit: 'essai' }];
    const cas = { ...SILENCE, jusquAu: '2026-05-01', attendu };
    expect(await simuler(cas, '--droit', await fichier(AVENANT, 'droit.json'))).toBe(0);
    expect(await simuler(cas)).toBe(1);
    expect(await simuler({ ...cas, droit: AVENANT })).toBe(0);
    await expect(simuler({ ...cas, droit: { ...AVENANT, depuis: 'hier' } })).rejects.toThrow(
      /champ « droit » : texte « essai » : « depuis » doit être une date/,
    );
  });
});

describe('ess regles', () => {
  it('dit les chiffres d’un jour et leurs sources', async () => {
    const droit = await fichier(AVENANT, 'droit.json');
    expect(await REGLES.run(['--le', '2025-12-31', '--droit', droit])).toBe(0);
    expect(sorti[0]).toMatch(/^decisionLettreIntention +2 mois — LI-07, depuis le 2025-01-01 \(002:/);
    sorti = [];
    await REGLES.run(['--le', '2026-01-01', '--droit', droit]);
    expect(sorti[0]).toMatch(/3 mois — LI-07, depuis le 2026-01-01 \(essai\) — essai$/);
    await expect(REGLES.run(['--le', 'demain'])).rejects.toThrow('« demain » n’est pas une date'.replace('’', "'"));
  });
});
