/** From the order to the bank and back: on the real engine, through the command line and the API. */
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { play } from '../../cli/play.ts';
import { PAIEMENTS } from '../../cli/verbs/paiements.ts';
import { COMPTES_ESSAI } from '../records/exemples.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { comme } from '../setup/identites.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

let installation: Installation;
let ess: string;
let dossier: string;
const dit: string[] = [];

const S05 = JSON.parse(
  readFileSync(join(import.meta.dirname, '../regles/scenarios/S05-nominal-cinq-ans.json'), 'utf8'),
) as Scenario;

/** S05 until its first order is to be paid, the association having declared where. */
function jusquAuPremierOrdre(): Scenario {
  const fin = S05.etapes.findIndex(({ commande }) => commande === 'executer-paiement');
  const etapes = S05.etapes
    .slice(0, fin)
    .map((etape) =>
      etape.commande === 'declarer-coordonnees-bancaires' ? { ...etape, donnees: COMPTES_ESSAI.association } : etape,
    );
  return { titre: S05.titre, etapes, ...(S05.monde === undefined ? {} : { monde: S05.monde }) };
}

beforeAll(async () => {
  installation = await ouvrirInstallation();
  dossier = await temporaryFolder();
  vi.stubEnv('DATABASE_URL', installation.databaseUrl);
  vi.stubEnv('ESS_JETON', await installation.terrain.token('caisse-gironde'));
  vi.spyOn(console, 'log').mockImplementation((ligne: string) => void dit.push(ligne));
  vi.spyOn(console, 'error').mockImplementation((ligne: string) => void dit.push(ligne));
  await play(jusquAuPremierOrdre(), installation.terrain);
  const { rows } = await installation.pool.query<{ ess: string }>('select ess from dossiers');
  ess = rows[0]?.ess ?? '';
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await installation.fermer();
});
beforeEach(() => void dit.splice(0));

const paiements = (...argv: string[]) => PAIEMENTS.run(argv);
const compter = async (evenement: string) => {
  const { rows } = await installation.pool.query<{ nombre: number }>(
    'select count(*)::int as nombre from journal where ess = $1 and evenement = $2',
    [ess, evenement],
  );
  return rows[0]?.nombre;
};

describe('du paiement ordonné à la banque, et retour', () => {
  test('sans compte de la caisse, le lot dit comment en donner un', async () => {
    await expect(
      paiements('lot', '--caisse', 'gironde', '--le', '2025-06-20', '--aujourdhui', '2025-06-12'),
    ).rejects.toThrow(/n'a pas de compte : « ess paiements compte/);
    const { titulaire } = COMPTES_ESSAI.caisse;
    await expect(
      paiements('compte', '--caisse', 'gironde', '--titulaire', titulaire, '--iban', 'FR00'),
    ).rejects.toThrow(/--iban : Cet IBAN est inexact/);
    expect(
      await paiements('compte', '--caisse', 'gironde', '--titulaire', titulaire, '--iban', COMPTES_ESSAI.caisse.iban),
    ).toBe(0);
  });

  test('l’ordre remis à la caisse entre dans un lot, une fois', async () => {
    const { rows } = await installation.pool.query('select nature, caisse from remises where ess = $1', [ess]);
    expect(rows).toEqual([{ nature: 'ordre', caisse: 'gironde' }]);
    const fichier = join(dossier, 'lot.xml');
    expect(
      await paiements(
        'lot',
        '--caisse',
        'gironde',
        '--le',
        '2025-06-20',
        '--aujourdhui',
        '2025-06-12',
        '--sortie',
        fichier,
      ),
    ).toBe(0);
    expect(await readFile(fichier, 'utf8')).toContain(`<EndToEndId>${ess}.amorcage-1.1</EndToEndId>`);
    expect(await readFile(fichier, 'utf8')).toContain('<CtrlSum>40000.00</CtrlSum>');
    await paiements('lot', '--caisse', 'gironde', '--le', '2025-06-20', '--aujourdhui', '2025-06-12');
    expect(dit.at(-1)).toBe('Rien à payer : aucun lot.');
  });

  test('rejeté par la banque, réémis, puis exécuté : chaque mot de la banque est un acte de la caisse, lu deux fois ou non', async () => {
    const retour = join(dossier, 'retour.csv');
    const lire = async (...lignes: string[]) => {
      await writeFile(retour, `reference;statut;le;raison\n${lignes.join('\n')}\n`);
      return paiements('retour', retour, '--caisse', 'gironde', '--api', installation.terrain.api);
    };
    const rejet = `${ess}.amorcage-1.1;rejete;2025-06-12;AC04 compte clos`;
    expect(await lire(rejet)).toBe(0);
    expect(await lire(rejet)).toBe(0);
    expect(await compter('PaiementRejete')).toBe(1);
    expect(await lire('inconnue.1;execute;2025-06-12;')).toBe(1);
    expect(dit.at(-2)).toContain('Aucun virement de cette caisse ne porte cette référence.');
    const reemettre = await fetch(`${installation.terrain.api}/api/v1/ess/${ess}/commandes/reemettre-paiement`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await comme('caisse')) },
      body: JSON.stringify({ le: '2025-06-12', paiement: 'amorcage-1' }),
    });
    expect(await reemettre.json()).toMatchObject({ evenements: [{ evenement: 'PaiementReemis' }] });
    await vi.waitUntil(async () => {
      const { rows } = await installation.pool.query('select 1 from remises where nature = $1', ['reemission']);
      return rows.length === 1;
    });
    await paiements(
      'lot',
      '--caisse',
      'gironde',
      '--le',
      '2025-06-23',
      '--aujourdhui',
      '2025-06-12',
      '--sortie',
      join(dossier, 'lot2.xml'),
    );
    const execution = `${ess}.amorcage-1.2;execute;2025-06-12;`;
    expect(await lire(execution)).toBe(0);
    expect(await lire(execution)).toBe(0);
    expect(await compter('PaiementExecute')).toBe(1);
  });

  test('le bénéficiaire se vérifie, se décide et se lit en ligne de commande, comme les lots et les comptes', async () => {
    const api = ['--caisse', 'gironde', '--api', installation.terrain.api];
    expect(await paiements('beneficiaire', ess, ...api)).toBe(0);
    expect(dit.at(-1)).toContain('jamais vérifié');
    await paiements('beneficiaire', ess, ...api, '--resultat', 'proche', '--nom', 'Association 02');
    expect(dit.at(-1)).toMatch(/proche de celui du compte.*Association 02.*paiements retenus/);
    await expect(paiements('decider', ess, ...api, '--decision', 'payer')).rejects.toThrow(/--motif/);
    await paiements('decider', ess, ...api, '--decision', 'payer', '--motif', 'Nom d’usage');
    expect(dit.at(-1)).toContain('décidé : à payer');
    await expect(paiements('beneficiaire', ess, ...api, '--resultat', 'oui')).rejects.toThrow(/--resultat : concorde/);
    await expect(paiements('comptes', 'ess-33-inconnue', ...api)).rejects.toThrow(/./);
    await paiements('comptes', ess, ...api);
    expect(dit.at(-2)).toContain(COMPTES_ESSAI.association.iban);
    await paiements('lots', '--caisse', 'gironde', '--aujourdhui', '2025-06-12');
    expect(dit.filter((ligne) => ligne.includes('envoyé à la banque'))).toHaveLength(2);
    await expect(paiements('retirer', '2', '--caisse', 'gironde', '--motif', 'Trop tôt')).rejects.toThrow(/envoyé/);
    await paiements('compte', '--caisse', 'gironde');
    expect(dit.at(-1)).toContain(COMPTES_ESSAI.caisse.iban);
  });

  test('le mois de la caisse se rapproche au centime, en ligne de commande et par l’API', async () => {
    expect(await paiements('rapprochement', '--caisse', 'gironde', '--mois', '2025-06')).toBe(0);
    expect(dit.at(-1)).toContain("s'accordent au centime");
    const lu = await fetch(`${installation.terrain.api}/api/v1/caisses/gironde/rapprochement?mois=2025-06`, {
      headers: await comme('caisse'),
    });
    expect(await lu.json()).toMatchObject({
      aPayer: {
        ouvertureCentimes: 0,
        mouvements: { ordonne: 4_000_000, envoye: -8_000_000, reemis: 4_000_000 },
        clotureCentimes: 0,
      },
      envoye: {
        ouvertureCentimes: 0,
        mouvements: { envoye: 8_000_000, rejete: -4_000_000, execute: -4_000_000 },
        clotureCentimes: 0,
      },
      versesCentimes: { parLot: 4_000_000, horsLot: 0 },
      ecarts: [],
    });
    const csv = await fetch(`${installation.terrain.api}/api/v1/caisses/gironde/lots/2.csv`, {
      headers: await comme('caisse'),
    });
    expect((await csv.text()).split('\r\n')[1]).toBe(
      `${ess}.amorcage-1.2;${COMPTES_ESSAI.association.titulaire};${COMPTES_ESSAI.association.iban};;40000,00;ESS ${ess} amorcage-1`,
    );
  });

  test('les registres s’accordent : ess verifier ne trouve aucun écart', async () => {
    const ecarts: unknown[] = [];
    await verifyRecords(installation.pool, (ecart) => ecarts.push(ecart), { replay: true });
    expect(ecarts).toEqual([]);
  });
});
