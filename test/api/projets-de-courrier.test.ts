/** The letter of an act before the act: judged as the act would be, and nothing written. The signed scan, after it. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { lireAutorites, type Autorites } from '../../documents/authorities/index.ts';
import { etatInitial } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { date } from '../records/exemples.ts';
import { comme } from '../setup/identites.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { api, dossierOf, type Answer } from './support.ts';

const ESS = 'ess-33-projet01';
const DEPOSEE = {
  evenement: 'LettreIntentionDeposee',
  le: date('2026-01-12'),
  acteur: 'porteur',
  regle: 'LI-01',
  specialites: ['dermatologie'],
  departements: ['33'],
  siege: '33',
  caisse: 'gironde',
} as unknown as Evenement;
const DEPOT = evoluer(etatInitial(ESS), DEPOSEE);

let autorites: Autorites;
beforeAll(async () => {
  const signataire = { prenom: 'Agent', nom: 'Un', qualite: 'directrice de l’offre de soins', delegation: null };
  const ars = {
    service: 'Offre de soins',
    adresse: ['1 rue de l’Essai', '33000 Bordeaux'],
    telephone: '05 00 00 00 00',
    courriel: 'ess@ars.example',
    signataire,
  };
  autorites = await lireAutorites({ ars: { 'nouvelle-aquitaine': ars } }, () => Promise.reject(new Error('none')));
});

const REFUS = {
  commande: 'refuser-lettre-intention',
  acte: { le: '2026-01-20', motif: 'Le seuil de médecins engagés n’est pas atteint.', critere: 'ELI-03' },
};
const service = () =>
  api({
    autorites,
    records: {
      readDossier: () => Promise.resolve(dossierOf(ESS, DEPOT)),
      latestDeclared: () => Promise.resolve(undefined),
    },
    cases: { view: () => Promise.resolve({ maintenant: Date.UTC(2026, 0, 20, 9) } as never) },
  });
const demander = async (corps: object, role = 'ars'): Promise<Answer & { readonly ecrits: number }> => {
  const { post, world } = await service();
  const answer = await post(`/ess/${ESS}/courriers/projet`, corps, { comme: role });
  return { ...answer, ecrits: world.sent.length + world.fiches.size };
};

describe('le courrier d’un acte, avant l’acte', () => {
  test('est le PDF qui partirait, et rien n’est écrit', async () => {
    const { status, headers, ecrits } = await demander(REFUS);
    expect([status, headers.get('content-type'), ecrits]).toEqual([200, 'application/pdf', 0]);
    expect(headers.get('content-disposition')).toContain('projet-refuser-lettre-intention.pdf');
  });

  test('porte le motif de l’acte, son auteur et sa date, sans le mot « projet » quand les réglages sont entiers', async () => {
    const { base } = await service();
    const reponse = await fetch(`${base}/api/v1/ess/${ESS}/courriers/projet`, {
      method: 'POST',
      headers: { ...(await comme('ars')), 'content-type': 'application/json' },
      body: JSON.stringify(REFUS),
    });
    const fichier = join(await temporaryFolder(), 'projet.pdf');
    await writeFile(fichier, Buffer.from(await reponse.arrayBuffer()));
    const { stdout } = await promisify(execFile)('pdftotext', ['-layout', fichier, '-']);
    const lu = stdout.replace(/\s+/g, ' ');
    expect(lu).toContain('Le seuil de médecins engagés n’est pas atteint.');
    expect(lu).toContain('Agent Un');
    expect(lu).toContain('Le 20 janvier 2026');
    expect(lu).not.toContain('Projet.');
  });

  test.each([
    [
      'un acte que la loi refuse est refusé de même',
      { ...REFUS, acte: { ...REFUS.acte, le: '2026-01-02' } },
      'ars',
      [409, 422],
    ],
    ['qui ne peut pas faire l’acte ne peut pas en préparer le courrier', REFUS, 'porteur', [403]],
    ['une commande inconnue est dite', { ...REFUS, commande: 'refuser' }, 'ars', [400]],
    ['un champ inconnu de l’acte est dit', { ...REFUS, acte: { ...REFUS.acte, autre: 1 } }, 'ars', [400]],
    [
      'un acte qui n’écrit à personne est dit',
      { commande: 'consigner-echange', acte: { le: '2026-01-20', sujet: 'appel' } },
      'ars',
      [409],
    ],
  ] as const)('%s', async (_nom, corps, role, statuts) => {
    const { status, ecrits } = await demander(corps, role);
    expect([statuts.includes(status as never), status, ecrits]).toEqual([true, status, 0]);
  });
});
