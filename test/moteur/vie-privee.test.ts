/** Marked personal data, given with every act of a whole life, are in the records of people and nowhere else, encryption or not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createCases } from '../../api/adapters/cases-on-temporal.ts';
import { createMetrics } from '../../api/http/metrics.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { play } from '../../cli/play.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { keyring, newKey, parseKey } from '../../engine/connection/keys.ts';
import { ouvrirInstallation, type Installation } from '../setup/installation.ts';

/** Five years played with every letter made and sent; a busy machine takes minutes. */
const VIE_ENTIERE_MS = 900_000;

const MARQUE = 'Marguerite';
const PERSONNE = {
  nom: MARQUE,
  prenom: MARQUE,
  courriel: `${MARQUE}@exemple.invalid`,
  telephone: '05 00 11 22 33',
  adresse: `1 rue ${MARQUE}`,
};
const IBAN = 'FR7630006000011234567890189';
const MARQUES = /marguerite|05 00 11 22 33|30006000011234567890189|10000000001/i;

const PROPRES: Readonly<Record<string, object>> = {
  'deposer-lettre-intention': {
    referent: PERSONNE,
    promoteurs: [PERSONNE],
    raisons: MARQUE,
    medecinsEngages: Array.from({ length: 37 }, (_, rang) => ({
      nom: MARQUE,
      prenom: MARQUE,
      rpps: `100000000${String(rang + 1).padStart(2, '0')}`,
    })),
  },
  'declarer-association': { association: { nom: 'Association', president: PERSONNE } },
  'declarer-coordonnees-bancaires': { iban: IBAN, titulaire: MARQUE },
  'signer-contrat-amorcage': { signataire: PERSONNE },
};

/** What is printed from now on. */
function ecouter(): string[] {
  const dit: string[] = [];
  for (const voie of ['log', 'info', 'warn', 'error'] as const) {
    const espion = vi
      .spyOn(console, voie)
      .mockImplementation((...mots: unknown[]) => void dit.push(JSON.stringify(mots)));
    onTestFinished(() => espion.mockRestore());
  }
  return dit;
}

/** Every byte string inside a value, however deep: payloads, headers, failures, metadata. */
function* octets(valeur: unknown): Iterable<string> {
  if (valeur instanceof Uint8Array) yield Buffer.from(valeur).toString('utf8');
  else if (typeof valeur === 'object' && valeur !== null) for (const un of Object.values(valeur)) yield* octets(un);
}

/** Every payload of every event of every history, as the engine keeps it, with what lists show of the cases. */
async function ceQueSaitLeMoteur({ terrain: { client } }: Installation): Promise<string> {
  const textes: string[] = [];
  for await (const { workflowId, runId, memo, searchAttributes } of client.workflow.list()) {
    textes.push(JSON.stringify({ workflowId, memo, searchAttributes }));
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    textes.push(JSON.stringify(events), ...octets(events));
  }
  return textes.join('\n');
}

/** What the engine must not know once it is encrypted: what happened, how much, and what is said of it. */
const METIER = /PaiementOrdonnance|LettreIntentionDeposee|Centimes"|au plus tard|medecinsPresents|validation tacite/i;

test.each([
  ['en clair', undefined],
  ['chiffré', keyring([parseKey(newKey(new Date()), 'essai')])],
])(
  '%s : ni l’histoire du moteur, ni ses listes, ni le journal, ni les états, ni les traces, ni les mesures ne les contiennent',
  async (_, cles) => {
    const installation = await ouvrirInstallation(cles === undefined ? {} : { cles });
    onTestFinished(() => installation.fermer());
    const dit = ecouter();
    const S05 = JSON.parse(
      readFileSync(join(import.meta.dirname, '../regles/scenarios/S05-nominal-cinq-ans.json'), 'utf8'),
    ) as Scenario;
    const etapes = S05.etapes.map((etape) => ({
      ...etape,
      donnees: { ...etape.donnees, ...PROPRES[etape.commande], auteur: PERSONNE, commentaire: `Note de ${MARQUE}` },
    }));
    await play({ ...S05, etapes }, installation.terrain);

    const moteur = await ceQueSaitLeMoteur(installation);
    if (cles === undefined)
      expect(moteur).toMatch(METIER); // the payloads were read
    else expect(moteur.match(METIER)).toBeNull();
    expect(moteur).not.toMatch(MARQUES);
    expect(dit.join('\n')).not.toMatch(MARQUES);
    const { terrain, pool } = installation;
    const mesures = await createMetrics({ cases: createCases(terrain.client), records: createRecords(pool) })();
    expect(mesures).toMatch(/ess_commandes_acceptees_total\{commande="declarer-coordonnees-bancaires"\} [1-9]/); // fed by this life
    expect(mesures).not.toMatch(MARQUES);

    const { rows } = await installation.pool.query<{ table: string; texte: string }>(
      `select 'journal' as table, string_agg(journal::text, ' ') as texte from journal
     union all select 'dossiers', string_agg(dossiers::text, ' ') from dossiers
     union all select 'paiements', string_agg(paiements::text, ' ') from paiements
     union all select 'courriers', string_agg(courrier::text || corps || objet, ' ') from avis
     union all select 'fiches', string_agg(contenu::text, ' ') from fiches`,
    );
    const ou = rows.filter(({ texte }) => MARQUES.test(texte)).map(({ table }) => table);
    expect(ou).toEqual(['fiches']);
  },
  VIE_ENTIERE_MS,
);
