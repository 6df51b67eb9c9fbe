/**
 * Marked free text, in every field of every command as the contract gives them, is in the records of people and nowhere else,
 * encryption or not: grounds (`motif`) apart, which the journal keeps.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createCases } from '../../api/adapters/cases-on-temporal.ts';
import { createMetrics } from '../../api/http/metrics.ts';
import { createRecords } from '../../api/adapters/records-on-postgres.ts';
import { play } from '../../cli/play.ts';
import { shapesOf } from '../../api/commands/schemas/commands.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import type { Etape, Scenario } from '../../domain/simulation/scenario.ts';
import { keyring, newKey, parseKey } from '../../engine/connection/keys.ts';
import { sendersOf } from '../../identity/rights.ts';
import { ENTREES } from '../../domain/table.ts';
import { COMMAND_NAMES, isGround, markedBody } from '../api/marques.ts';
import { comme } from '../setup/identites.ts';
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
const MARQUES = /marguerite(?!\d{5})|05 00 11 22 33|30006000011234567890189|10000000001/i;
/** A mark of the contract's; those of grounds are known apart. */
const DU_CONTRAT = /Marguerite\d{5}/gi;

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

/** Of fields that stand in pieces and their structures, the life has its own. */
const GARDES = ['budget', 'depenses', 'comptes', 'fichiers', 'le', 'iban', 'bic'];

/** The free text of each fiche of that command, and the ground, marked; the life keeps its own data. */
function marquer(commande: string, donnees: object | undefined): Record<string, unknown> {
  const { body, marks } = markedBody(commande as NomCommande);
  const fiche = shapesOf(commande as NomCommande).fiche;
  const libres = Object.entries(body).filter(([champ]) => champ in fiche && !GARDES.includes(champ));
  const motif = [...marks].find(([, champ]) => champ === 'motif')?.[0];
  return { ...Object.fromEntries(libres), motif, ...donnees };
}

/** Every command, every field, once the life is lived: most are refused, and what the engine took of them stays there. */
async function toutEnvoyer({ terrain }: Installation): Promise<{ motifs: string[]; refus: string[] }> {
  let ess = '';
  for await (const { workflowId } of terrain.client.workflow.list()) ess = workflowId;
  const motifs: string[] = [];
  const refus: string[] = [];
  for (const commande of COMMAND_NAMES) {
    const { body, marks } = markedBody(commande);
    motifs.push(...[...marks].filter(([, champ]) => isGround(champ)).map(([marque]) => marque));
    const ouvre = (ENTREES as readonly string[]).includes(commande);
    const reponse = await fetch(`${terrain.api}/api/v1${ouvre ? '/ess' : `/ess/${ess}/commandes/${commande}`}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await comme(sendersOf(commande)[0] ?? '')) },
      body: JSON.stringify(ouvre ? { commande, ...body } : body),
    });
    const corps = await reponse.text();
    if (reponse.status === 400 && corps.includes('champs-invalides')) refus.push(`${commande}: ${corps}`);
  }
  return { motifs, refus };
}

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
    const etapes = S05.etapes.map((etape): Etape & { donnees: Record<string, unknown> } => ({
      ...etape,
      donnees: {
        ...marquer(etape.commande, etape.donnees),
        ...PROPRES[etape.commande],
        auteur: PERSONNE,
        commentaire: `Note de ${MARQUE}`,
      },
    }));
    await play({ ...S05, etapes }, installation.terrain);
    const { motifs, refus } = await toutEnvoyer(installation);
    expect(refus).toEqual([]);
    const permis = new Set([...motifs, ...etapes.map(({ donnees: { motif } }) => motif)]);
    const interdits = (texte: string) =>
      [...new Set(texte.match(DU_CONTRAT) ?? [])].filter((marque) => !permis.has(marque));

    const moteur = await ceQueSaitLeMoteur(installation);
    if (cles === undefined)
      expect(moteur).toMatch(METIER); // the payloads were read
    else expect(moteur.match(METIER)).toBeNull();
    expect(moteur).not.toMatch(MARQUES);
    expect(interdits(moteur)).toEqual([]);
    if (cles === undefined) expect(motifs.filter((motif) => moteur.includes(motif))).not.toEqual([]); // they were sent
    expect(dit.join('\n')).not.toMatch(MARQUES);
    expect(dit.join('\n')).not.toMatch(DU_CONTRAT);
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
    const deTables = rows.filter(({ table }) => table !== 'fiches');
    // The title of the team is shown by lists and letters: it names no one.
    const titres = (await pool.query<{ intitule: string }>('select intitule from dossiers')).rows;
    const titre = titres.map(({ intitule }) => intitule).join(' ');
    for (const { table, texte } of deTables)
      expect(
        interdits(texte).filter((marque) => !titre.toLowerCase().includes(marque.toLowerCase())),
        table,
      ).toEqual([]);
    const ou = rows.filter(({ texte }) => MARQUES.test(texte)).map(({ table }) => table);
    expect(ou).toEqual(['fiches']);
  },
  VIE_ENTIERE_MS,
);
