/** Plays a scenario through the HTTP API on a real engine, with skipped time (`ess jouer`). */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ServiceError, isGrpcDeadlineError, type Client, type Connection } from '@temporalio/client';
import { REASONED } from '../api/rights.ts';
import { isCommand, shapesOf } from '../api/schemas/commands.ts';
import type { Echeance } from '../domain/echeances.types.ts';
import {
  dateEtape,
  labelDe,
  labels,
  ligneDe,
  ligneRefus,
  momentDe,
  mondeDe,
  siegeDe,
  type Etape,
  type Ligne,
  type Scenario,
} from '../domain/scenario.ts';
import type { Evenement } from '../domain/evenements.ts';
import { regionDe } from '../domain/regions.ts';
import { ENTREES } from '../domain/table.ts';
import type { Instant } from '../domain/valeurs.ts';
import { advanceWorkflow, currentTimeOf } from '../engine/time-skipping.ts';
import { accountOf } from '../identity/directory.ts';
import type { VueEss } from '../workflows/messages.ts';
import { adhesionsDuMonde } from './monde.ts';

export interface Terrain {
  /** Root of the API, e.g. `http://127.0.0.1:3000`; it must accept `X-Horloge-Origine`. */
  readonly api: string;
  readonly connection: Connection;
  readonly client: Client;
  readonly namespace: string;
  /** A token of this account of the identity provider (`identity/directory.ts`). */
  readonly jeton: (compte: string) => Promise<string>;
  /** Reserves the FINESS number that the scenario's world gives; without it, such a scenario is refused. */
  readonly reserverFiness?: (ess: string, numero: string) => Promise<unknown>;
  readonly surLigne?: (ligne: Ligne) => void;
}

interface Joue {
  readonly label: string;
  readonly ess: string;
  readonly decalage: number;
  rang: number;
  avances: number;
  clos: boolean;
}

type LigneLue = Evenement & { readonly rang: number; readonly enregistreLe: string };

interface Probleme {
  readonly status: number;
  readonly detail?: string;
  readonly regle?: string;
  readonly title?: string;
}

/** Plays the scenario; returns its lines, the same as `simuler`. Throws on whatever is not a decision of the law. */
export async function jouer(scenario: Scenario, terrain: Terrain): Promise<readonly Ligne[]> {
  const noms = labels(scenario);
  const plusieurs = (label: string) => (noms.length > 1 ? label : null);
  const dossiers = new Map<string, Joue>();
  const lignes: Ligne[] = [];
  const ajouter = (ligne: Ligne) => {
    lignes.push(ligne);
    terrain.surLigne?.(ligne);
  };
  const nommer = (ess: string) => [...dossiers.values()].find((joue) => joue.ess === ess)?.label ?? ess;

  const imprimer = async () => {
    // What one case does may reach another (a territory set free): all are at rest before any is read.
    for (const joue of dossiers.values()) await calme(terrain, joue);
    for (const label of noms) {
      const joue = dossiers.get(label);
      if (joue === undefined) continue;
      for (const { rang, evenement } of await journal(terrain, joue)) {
        joue.rang = rang;
        joue.clos ||= evenement.evenement === 'EssClose';
        ajouter(ligneDe(evenement, plusieurs(label), mondeDe(scenario, label), nommer));
      }
    }
  };

  for (const etape of scenario.etapes) {
    const label = labelDe(etape);
    const siege = siegeDe(scenario, label);
    const moment = momentDe(etape.saisiLe ?? etape.le, siege);
    await avancer(terrain, [...dossiers.values()], moment, imprimer);
    const le = dateEtape(etape.le, siege);
    const ouvre = (ENTREES as readonly string[]).includes(etape.commande);
    const connu = dossiers.get(label);
    const reponse =
      ouvre && connu === undefined
        ? await ouvrir(terrain, etape, { le, siege, moment, grace: scenario.grace })
        : await commander(terrain, etape, { le, siege }, connu);
    if (reponse.ok && connu === undefined) {
      const { ess } = (await reponse.json()) as { ess: string };
      const { decalage } = await vue(terrain, ess);
      const joue: Joue = { label, ess, decalage, rang: 0, avances: 0, clos: false };
      dossiers.set(label, joue);
      if (etape.acteur !== 'porteur') await donnerMandat(terrain, joue, compteDe(etape.acteur, siege));
      await creerMonde(terrain, scenario, joue);
    } else if (!reponse.ok) {
      const { status, detail = '', regle, title } = (await reponse.json()) as Probleme;
      if (regle === undefined || ![400, 403, 409, 422].includes(status))
        throw new Error(`${etape.commande} (${etape.le}): the API answered ${status} ${title ?? ''} ${detail}`);
      const phrase = [...dossiers.values()].reduce((texte, { ess, label: nom }) => texte.replaceAll(ess, nom), detail);
      ajouter(ligneRefus(le, etape.acteur, etape.commande, regle, phrase, plusieurs(label)));
    }
    const joue = dossiers.get(label);
    if (joue !== undefined) await calme(terrain, joue);
    await imprimer();
  }
  if (scenario.jusquAu !== undefined)
    await avancer(
      terrain,
      [...dossiers.values()],
      momentDe(scenario.jusquAu, siegeDe(scenario, noms[0] ?? 'a')),
      imprimer,
    );
  return lignes;
}

/** Who the actor of a step is, on the territory of its case. */
const compteDe = (acteur: string, siege: string): string =>
  // Nobody signs in as the clock: the API is left to say so.
  acteur === 'systeme' ? 'national' : accountOf(acteur, { region: regionDe(siege), departement: siege });

const porteur = async (terrain: Terrain, compte: string): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await terrain.jeton(compte)}`,
});

const entetes = async (terrain: Terrain, etape: Etape, siege: string): Promise<Record<string, string>> => ({
  'content-type': 'application/json',
  ...(await porteur(terrain, compteDe(etape.acteur, siege))),
  // The same on every retry of the step.
  'idempotency-key': randomUUID(),
});

const PATIENCE_MS = 120_000;

/** Asks until the answer is not a 503: the engine, the worker or the database may be restarting. */
async function demander(adresse: string, init: RequestInit = {}): Promise<Response> {
  const limite = Date.now() + PATIENCE_MS;
  for (;;) {
    const reponse = await fetch(adresse, init);
    if (reponse.status !== 503 || Date.now() > limite) return reponse;
    await reponse.arrayBuffer();
    await pause(250);
  }
}

/** A file may say more than the command knows: the simulator ignores it, and the API, which is strict, is not told. */
function champsConnus({ commande, acteur, donnees = {} }: Etape): Record<string, unknown> {
  if (!isCommand(commande)) return donnees;
  const { donnees: propres, fiche } = shapesOf(commande);
  const connus = Object.fromEntries(Object.entries(donnees).filter(([champ]) => champ in propres || champ in fiche));
  const motive = !REASONED.includes(commande) || connus['motif'] !== undefined;
  return {
    ...connus,
    ...(motive ? {} : { commentaire: 'Joué d’après un scénario.' }),
    ...(acteur === 'systeme' ? { acteur } : {}),
  };
}

async function ouvrir(
  terrain: Terrain,
  etape: Etape,
  { le, siege, moment, grace }: { le: string; siege: string; moment: Instant; grace?: number | undefined },
): Promise<Response> {
  return demander(`${terrain.api}/api/v1/ess`, {
    method: 'POST',
    headers: {
      ...(await entetes(terrain, etape, siege)),
      'x-horloge-origine': new Date(moment).toISOString(),
      ...(grace === undefined ? {} : { 'x-grace-jours': String(grace) }),
    },
    body: JSON.stringify({ commande: etape.commande, ...champsConnus(etape), le }),
  });
}

async function commander(
  terrain: Terrain,
  etape: Etape,
  { le, siege }: { le: string; siege: string },
  joue: Joue | undefined,
): Promise<Response> {
  if (joue === undefined) throw new Error(`« ${etape.commande} » (${etape.le}) : ce dossier n'a pas été ouvert.`);
  return demander(`${terrain.api}/api/v1/ess/${joue.ess}/commandes/${etape.commande}`, {
    method: 'POST',
    headers: await entetes(terrain, etape, siege),
    body: JSON.stringify({ ...champsConnus(etape), le }),
  });
}

async function journal(terrain: Terrain, { ess, rang }: Joue): Promise<{ rang: number; evenement: Evenement }[]> {
  const lues: { rang: number; evenement: Evenement }[] = [];
  for (let apres: number | null = rang; apres !== null;) {
    const reponse = await demander(`${terrain.api}/api/v1/ess/${ess}/journal?limite=500&apres=${apres}`, {
      headers: await porteur(terrain, 'national'),
    });
    if (!reponse.ok) throw new Error(`the journal of ${ess} cannot be read: ${reponse.status}`);
    const page = (await reponse.json()) as { lignes: LigneLue[]; suivant: number | null };
    lues.push(...page.lignes.map(({ rang: lu, enregistreLe: _, ...evenement }) => ({ rang: lu, evenement })));
    apres = page.suivant;
  }
  return lues;
}

/** Asks until a worker answers: it may be restarting. */
async function vue({ client }: Terrain, ess: string): Promise<VueEss> {
  const limite = Date.now() + PATIENCE_MS;
  for (;;)
    try {
      return await client.workflow.getHandle(ess).query<VueEss>('etat');
    } catch (erreur) {
      const sansReponse = erreur instanceof ServiceError && isGrpcDeadlineError(erreur.cause);
      if (!sansReponse || Date.now() > limite) throw erreur;
    }
}

/** Resolves once the case has no effect under way: what follows from the last act is in the journal. */
async function calme(terrain: Terrain, joue: Joue): Promise<void> {
  for (;;) {
    const { enCours, etat } = await vue(terrain, joue.ess);
    joue.clos ||= etat.phase === 'close';
    if (enCours.length === 0) return;
    await terrain.client.workflowService.getSystemInfo({}); // a round trip, rather than a busy loop or a sleep
  }
}

/** Moves every case to `moment`; several cases go from deadline to deadline, the earliest first, as time would. */
async function avancer(
  terrain: Terrain,
  joues: readonly Joue[],
  moment: Instant,
  imprimer: () => Promise<void>,
): Promise<void> {
  const vivants = () => joues.filter(({ clos }) => !clos);
  while (vivants().length > 1) {
    const reveils = await Promise.all(vivants().map((joue) => prochainReveil(terrain, joue)));
    const prochain = Math.min(...reveils);
    if (prochain > moment) break;
    for (const [rang, joue] of vivants().entries())
      if (reveils[rang] === prochain) await avancerUn(terrain, joue, prochain + 1000);
    await imprimer();
  }
  for (const joue of vivants()) await avancerUn(terrain, joue, moment);
  await imprimer();
}

async function prochainReveil({ client }: Terrain, { ess }: Joue): Promise<number> {
  const echeances = await client.workflow.getHandle(ess).query<readonly Echeance[]>('echeancier');
  return Math.min(Infinity, ...echeances.map(({ reveil }) => reveil));
}

async function avancerUn(terrain: Terrain, joue: Joue, moment: number): Promise<void> {
  const { connection, namespace } = terrain;
  const ici = (await currentTimeOf(connection, namespace, joue.ess)).getTime() + joue.decalage;
  const seconds = Math.ceil((moment - ici) / 1000);
  if (seconds <= 0) return;
  joue.avances += 1;
  try {
    await advanceWorkflow(connection, namespace, joue.ess, { seconds, id: `avance-${joue.avances}` });
  } catch (erreur) {
    // A case may close on the way: its workflow is then over, and so is its time.
    if ((await vue(terrain, joue.ess)).etat.phase !== 'close') throw erreur;
  }
  await calme(terrain, joue);
}

/** A case that the ARS opened: it says who acts for the team. */
async function donnerMandat(terrain: Terrain, { ess }: Joue, compte: string): Promise<void> {
  const moi = await demander(`${terrain.api}/api/v1/moi`, { headers: await porteur(terrain, 'porteur-01') });
  const { sujet } = (await moi.json()) as { sujet: string };
  const reponse = await demander(`${terrain.api}/api/v1/ess/${ess}/mandats`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await porteur(terrain, compte)) },
    body: JSON.stringify({ titulaire: `sujet:${sujet}` }),
  });
  if (!reponse.ok) throw new Error(`the porteur of ${ess} was given no mandate: ${await reponse.text()}`);
}

async function creerMonde(terrain: Terrain, scenario: Scenario, { label, ess }: Joue): Promise<void> {
  const monde = mondeDe(scenario, label);
  const specialites = scenario.etapes.find((etape) => labelDe(etape) === label)?.donnees?.['specialites'];
  const specialite = Array.isArray(specialites) ? String(specialites[0]) : '';
  const adhesions = adhesionsDuMonde(monde, specialite);
  for (let debut = 0; debut < adhesions.length; debut += 500) {
    const reponse = await demander(`${terrain.api}/api/v1/ess/${ess}/adhesions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await porteur(terrain, 'porteur-01')) },
      body: JSON.stringify({ adhesions: adhesions.slice(debut, debut + 500) }),
    });
    if (!reponse.ok) throw new Error(`the adhesions of the scenario's world were refused: ${await reponse.text()}`);
  }
  if (monde.finess === undefined) return;
  if (terrain.reserverFiness === undefined)
    throw new Error('This scenario chooses a FINESS number: the records must be reachable (DATABASE_URL).');
  await terrain.reserverFiness(ess, monde.finess);
}
