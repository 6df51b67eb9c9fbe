/** Part 2 of the letters: who writes, under which name, and what is said when the settings lack something. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  AUCUNE_AUTORITE,
  TOUTES_LES_AUTORITES,
  autoriteQuiEcrit,
  avecArticle,
  bilanAuDemarrage,
  cachetDe,
  cachetsAEcheance,
  courriersEnProjet,
  lireAutorites,
  nomOfficiel,
  readAuthorities,
} from '../../../documents/authorities/index.ts';
import { PASSWORD, openWorkshop } from '../sealing/authorities-by-openssl.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;

/** 1 × 1 pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const ENTIERE = {
  service: "Direction de l'offre de soins",
  adresse: ['1 rue de l’Essai', '33000 Bordeaux'],
  telephone: '05 00 00 00 00',
  courriel: 'ess@ars.example',
  signataire: { prenom: 'Agent', nom: 'Un', qualite: 'directrice générale', delegation: null },
};
const aucunFichier = () => Promise.reject(new Error('no file is read here'));
const lire = (contenu: unknown) => lireAutorites(contenu, aucunFichier);
const ARS = { role: 'ars', code: 'nouvelle-aquitaine' } as const;

describe('le nom des autorités', () => {
  it.each([
    ['ars', 'nouvelle-aquitaine', "l'agence régionale de santé Nouvelle-Aquitaine"],
    ['ars', 'guadeloupe', "l'agence de santé de la Guadeloupe, de Saint-Barthélemy et de Saint-Martin"],
    ['ars', 'saint-pierre-et-miquelon', "l'administration territoriale de santé de Saint-Pierre-et-Miquelon"],
    ['caisse', 'gironde', "la caisse primaire d'assurance maladie de la Gironde"],
    ['caisse', 'le-havre', "la caisse primaire d'assurance maladie du Havre"],
    ['caisse', 'la-reunion', 'la caisse générale de sécurité sociale de La Réunion'],
    ['caisse', 'lozere', 'la caisse commune de sécurité sociale de la Lozère'],
    ['caisse', 'mayotte', 'la caisse de sécurité sociale de Mayotte'],
  ] as const)('%s %s : %s', (role, code, attendu) => {
    expect(avecArticle(nomOfficiel({ role, code }))).toBe(attendu);
  });

  it('chacune a le sien, et aucun n’est celui d’une autre', () => {
    const noms = TOUTES_LES_AUTORITES.map(nomOfficiel);
    expect(noms).toHaveLength(19 + 108);
    expect(new Set(noms).size).toBe(noms.length);
  });
});

describe('le bloc de l’expéditeur', () => {
  it('réglée tout entière, une autorité écrit sans « projet », sous son nom officiel', async () => {
    expect(autoriteQuiEcrit(await lire({ ars: { 'nouvelle-aquitaine': ENTIERE } }), ARS)).toEqual({
      ...ENTIERE,
      nom: 'Agence régionale de santé Nouvelle-Aquitaine',
      logo: null,
      manquants: [],
    });
  });

  it('le nom que l’autorité se donne l’emporte', async () => {
    const autorites = await lire({ caisses: { 'hautes-alpes': { nom: 'Caisse commune des Hautes-Alpes' } } });
    expect(autoriteQuiEcrit(autorites, { role: 'caisse', code: 'hautes-alpes' }).nom).toBe(
      'Caisse commune des Hautes-Alpes',
    );
  });

  it('ce qui manque est nommé', async () => {
    const { service, adresse, courriel } = ENTIERE;
    const autorites = await lire({ ars: { 'nouvelle-aquitaine': { service, adresse, courriel } } });
    const { manquants } = autoriteQuiEcrit(autorites, ARS);
    expect(manquants).toEqual(['téléphone', 'signataire']);
    expect(autoriteQuiEcrit(AUCUNE_AUTORITE, ARS).manquants).toHaveLength(5);
  });
});

describe('un réglage inexact est refusé, par son champ et son texte', () => {
  const avec = (champs: object) => ({ ars: { 'nouvelle-aquitaine': { ...ENTIERE, ...champs } } });
  it.each([
    [avec({ telephone: 'standard' }), 'ars.nouvelle-aquitaine.telephone', 'CRPA, R. 112-5'],
    [avec({ courriel: 'ess' }), 'ars.nouvelle-aquitaine.courriel', 'CRPA, R. 112-5'],
    [avec({ adresse: [] }), 'ars.nouvelle-aquitaine.adresse', 'CRPA, R. 112-5'],
    [avec({ adresse: ['1 rue\nde l’Essai'] }), 'ars.nouvelle-aquitaine.adresse.0', 'CRPA, R. 112-5'],
    [avec({ service: ' ' }), 'ars.nouvelle-aquitaine.service', 'CRPA, R. 112-5'],
    [
      avec({ signataire: { nom: 'Un', qualite: 'directrice', delegation: null } }),
      'ars.nouvelle-aquitaine.signataire.prenom',
      'CRPA, L. 212-1',
    ],
    [
      avec({ signataire: { prenom: 'Agent', nom: 'Un', qualite: 'directrice' } }),
      'ars.nouvelle-aquitaine.signataire.delegation',
      'CRPA, L. 212-1',
    ],
    [avec({ logo: 'absent.png' }), 'ars.nouvelle-aquitaine.logo', 'docs/autorites.md'],
    [
      avec({ cachet: { certificat: 'c.p12', motDePasse: 'c.txt', horodatage: 'tsa' } }),
      'ars.nouvelle-aquitaine.cachet.horodatage',
      'docs/autorites.md',
    ],
    [avec({ adressse: ['1 rue'] }), 'ars.nouvelle-aquitaine', 'adressse'],
    [{ ars: { gironde: ENTIERE } }, 'ars.gironde', 'GEN-06, DEC-66'],
    [{ caisses: { '33': ENTIERE } }, 'caisses.33', 'GEN-06, DEC-66'],
    [[], 'fichier', 'type attendu'],
  ])('%j', async (contenu, champ, texte) => {
    const refus = await lire(contenu).catch((error: unknown) => (error as Error).message);
    expect(refus).toContain(`ESS_AUTORITES : « ${champ} »`);
    expect(refus).toContain(texte);
  });
});

describe('le fichier que nomme ESS_AUTORITES', () => {
  const dossiers: string[] = [];
  afterEach(async () => {
    for (const dossier of dossiers.splice(0)) await rm(dossier, { recursive: true });
  });
  const ecrire = async (fichiers: Readonly<Record<string, string | Uint8Array>>) => {
    const dossier = await mkdtemp(join(tmpdir(), 'autorites-'));
    dossiers.push(dossier);
    for (const [nom, contenu] of Object.entries(fichiers)) await writeFile(join(dossier, nom), contenu);
    return { ESS_AUTORITES: join(dossier, 'autorites.json') };
  };

  it('le logo est lu à côté de lui', async () => {
    const env = await ecrire({
      'autorites.json': JSON.stringify({ ars: { 'nouvelle-aquitaine': { ...ENTIERE, logo: 'logo.png' } } }),
      'logo.png': PNG,
    });
    const { logo } = autoriteQuiEcrit(await readAuthorities(env), ARS);
    expect(Buffer.from(logo ?? [])).toEqual(PNG);
  });

  it.each([
    ['logo.png', 'autre chose', 'une image PNG ou JPEG est attendue'],
    ['logo.png', Buffer.concat([PNG, Buffer.alloc(600 * 1024)]), 'plus de 512 Kio'],
  ])('un logo %s qui n’en est pas un est refusé', async (nom, contenu, phrase) => {
    const env = await ecrire({
      'autorites.json': JSON.stringify({ ars: { 'nouvelle-aquitaine': { logo: nom } } }),
      [nom]: contenu,
    });
    await expect(readAuthorities(env)).rejects.toThrow(phrase);
  });

  it('absent, ou qui n’est pas du JSON, il arrête le démarrage', async () => {
    await expect(readAuthorities({ ESS_AUTORITES: '/absent.json' })).rejects.toThrow('ne peut pas être lu');
    await expect(readAuthorities(await ecrire({ 'autorites.json': '{' }))).rejects.toThrow("n'est pas du JSON");
    await expect(readAuthorities({})).resolves.toBe(AUCUNE_AUTORITE);
  });
});

describe('ce qui manque est dit', () => {
  it('au démarrage : celles du fichier une à une, les autres en nombre', async () => {
    expect(bilanAuDemarrage(await lire({ ars: { 'nouvelle-aquitaine': ENTIERE, bretagne: {} } }))).toEqual([
      'Courriers en projet : Agence régionale de santé Bretagne (« bretagne »). Manquent à ESS_AUTORITES : service (CRPA, R. 112-5), adresse postale (CRPA, R. 112-5), téléphone (CRPA, R. 112-5), adresse électronique (CRPA, R. 112-5), signataire (CRPA, L. 212-1).',
      "Courriers en projet : 125 des 127 autorités n'ont aucun réglage dans ESS_AUTORITES (docs/autorites.md).",
    ]);
  });

  it('pour des dossiers : celles qui les suivent, et rien des autres', async () => {
    const autorites = await lire({ ars: { 'nouvelle-aquitaine': ENTIERE } });
    expect(courriersEnProjet(autorites, [ARS])).toEqual([]);
    expect(courriersEnProjet(autorites, [{ role: 'caisse', code: 'gironde' }])).toHaveLength(1);
  });
});

describe.skipIf(!openssl)('le cachet', () => {
  it('son fichier et son mot de passe sont lus à côté du réglage ; il est dit trente jours avant son échéance', async () => {
    const atelier = await openWorkshop();
    const fichiers: Readonly<Record<string, Uint8Array>> = {
      'ars.p12': atelier.p12,
      secret: Buffer.from(`${PASSWORD}\n`),
      faux: Buffer.from('faux\n'),
    };
    const ouvrir = (nom: string) => Promise.resolve(fichiers[nom] ?? Promise.reject(new Error(nom)));
    const reglages = (motDePasse: string) => ({
      ars: { 'nouvelle-aquitaine': { cachet: { certificat: 'ars.p12', motDePasse } } },
    });
    const autorites = await lireAutorites(reglages('secret'), ouvrir);
    expect(cachetDe(autorites, ARS)?.subject).toContain('Cachet d’essai');
    // It lasts thirty days: soon over from its first instant, over in a year.
    expect(cachetsAEcheance(autorites, new Date())[0]).toContain('arrive à échéance le');
    expect(cachetsAEcheance(autorites, new Date(Date.now() + 365 * 86_400_000))[0]).toContain('est échu depuis le');
    expect(cachetsAEcheance(autorites, new Date(Date.now() - 86_400_000))).toEqual([]);
    await expect(lireAutorites(reglages('faux'), ouvrir)).rejects.toThrow(
      "ars.nouvelle-aquitaine.cachet.certificat » : le fichier PKCS#12 ne s'ouvre pas",
    );
    await expect(lireAutorites(reglages('absent'), ouvrir)).rejects.toThrow(
      'ars.nouvelle-aquitaine.cachet.motDePasse » : le fichier absent ne peut pas être lu',
    );
    await atelier.remove();
  });
});
