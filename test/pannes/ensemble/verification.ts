/** Once all is healed and at rest: what was lost, what was done twice, what came late. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from '../../../bench/rounds.ts';
import { A_PRENDRE, PRIS } from '../../../caisse/dossier-echange.ts';
import { readMessages } from '../../../local/mailbox/mailbox.ts';
import { travail } from '../../production/processus.ts';
import { renvoyer, type Registre } from './clients.ts';
import { CAISSE, type Ensemble } from './ensemble.ts';
import type { Faute } from './fautes.ts';

/** Beyond that, once the fault it met is over, an answer is late. */
const TARD_MS = 30_000;
const REPOS_MS = 300_000;
const RENVOIS_A_LA_FOIS = 6;

/** What an accepted command leaves in the journal, once. */
const EVENEMENTS: Readonly<Record<string, string>> = {
  'deposer-lettre-intention': 'LettreIntentionDeposee',
  'rendre-avis': 'AvisCaisseRendu',
  'consigner-echange': 'EchangeConsigne',
  'valider-lettre-intention': 'LettreIntentionValidee',
  'declarer-association': 'AssociationDeclaree',
  'declarer-coordonnees-bancaires': 'CoordonneesBancairesDeclarees',
  'deposer-pieces': 'PiecesDeposees',
  'verifier-pieces': 'PiecesVerifiees',
  'signer-contrat-amorcage': 'ContratAmorcageSigne',
  'executer-paiement': 'PaiementExecute',
};

export interface Constat {
  readonly commandes: number;
  readonly perdues: string[];
  readonly doublees: string[];
  readonly tardives: string[];
  /** Answered otherwise when sent again under the same key. */
  readonly autrement: string[];
  readonly ordres: number;
  readonly lettresDn: number;
  readonly courriers: number;
  /** Copies of one message beyond the first: under the same Message-ID (docs/records.md). */
  readonly copies: number;
  /** Of the message that came most often. */
  readonly exemplaires: number;
  /** What else is not as it must be. */
  readonly ecarts: string[];
  readonly verifier: string;
}

/** Waits for rest: letters gone, every letter of Démarche Numérique imported and decided there, every order with its caisse. */
export async function attendreRepos({ pool, dehors }: Ensemble, { lettres }: Registre): Promise<string[]> {
  const restes = async (): Promise<string[]> => {
    const { rows } = await pool.query<{ avis: number; imports: number }>(
      `select (select count(*)::int from avis where envoye_le is null) as avis,
         (select count(*)::int from dossiers_demarches where suite = 'importe') as imports`,
    );
    const [{ avis = 0, imports = 0 } = {}] = rows;
    const valides = await pool.query<{ numero: number }>(
      `select numero from dossiers_demarches d where exists
         (select 1 from journal j where j.ess = d.ess and j.evenement = 'LettreIntentionValidee')`,
    );
    const aDire = valides.rows.filter(({ numero }) => dehors.double.world.dossiers.get(numero)?.etat !== 'accepte');
    return [
      ...(avis > 0 ? [`${avis} notices not sent`] : []),
      ...(imports < lettres.length ? [`${lettres.length - imports} letters of Démarche Numérique not imported`] : []),
      ...(aDire.length > 0 ? [`${aDire.length} decisions not written at Démarche Numérique`] : []),
    ];
  };
  for (const fin = Date.now() + REPOS_MS; ; await pause(1000)) {
    const reste = await restes().catch((error: unknown) => [String(error)]);
    if (reste.length === 0 || Date.now() > fin) return reste;
  }
}

export async function constater(ensemble: Ensemble, registre: Registre, fautes: readonly Faute[]): Promise<Constat> {
  const { pool, dehors, echange, env } = ensemble;
  const ecarts = [...registre.refus, ...(await attendreRepos(ensemble, registre))];
  // What was refused did nothing, and is told apart.
  const acceptes = { ...registre, envois: registre.envois.filter(({ ess }) => ess !== undefined) };
  const { perdues, doublees } = await compter(ensemble, acceptes);
  const autrement: string[] = [];
  const parApi = acceptes.envois.filter(({ par }) => par === 'api');
  await inParallel(parApi, RENVOIS_A_LA_FOIS, async (envoi) => {
    const { texte } = await renvoyer(ensemble, envoi);
    const [avant, apres] = [envoi.reponse, JSON.parse(texte) as Record<string, unknown>].map(rangs);
    if (avant !== apres) autrement.push(`${envoi.commande} ${envoi.ess}: ${avant}, then ${apres}`);
  });
  const apresRenvoi = await compter(ensemble, acceptes);
  if (apresRenvoi.doublees.length > doublees.length)
    ecarts.push('sent again under their keys, some commands were done again');

  // Orders of the caisse that has its own worker: one file each.
  const ordonnes = await pool.query<{ ess: string; rang: number }>(
    `select j.ess, j.rang from journal j join dossiers d on d.ess = j.ess
     where j.evenement = 'PaiementOrdonnance' and d.caisse = $1`,
    [CAISSE],
  );
  const remis = new Map<string, number>();
  for (const dossier of [A_PRENDRE, PRIS])
    for (const nom of await readdir(join(echange, dossier))) {
      const { nature, ess } = JSON.parse(await readFile(join(echange, dossier, nom), 'utf8')) as Record<string, string>;
      if (nature === 'ordre') remis.set(ess ?? '', (remis.get(ess ?? '') ?? 0) + 1);
    }
  for (const { ess } of ordonnes.rows)
    if (remis.get(ess) !== 1) ecarts.push(`order of ${ess}: ${remis.get(ess) ?? 0} files at its caisse`);
  const total = [...remis.values()].reduce((somme, un) => somme + un, 0);
  if (total !== ordonnes.rows.length)
    ecarts.push(`${total} orders at the caisse for ${ordonnes.rows.length} in the journal`);

  // Letters of Démarche Numérique: one case each, taken in charge once, decided once there.
  const suivis = await pool.query<{ numero: number; ess: string | null }>('select numero, ess from dossiers_demarches');
  if (new Set(suivis.rows.map(({ ess }) => ess)).size !== registre.lettres.length)
    ecarts.push('letters of Démarche Numérique and their cases are not one to one');
  for (const { numero } of suivis.rows) {
    const etats = dehors.double.world.dossiers.get(numero)?.traitements.map(({ state }) => state) ?? [];
    if (new Set(etats).size !== etats.length)
      ecarts.push(`at Démarche Numérique, ${numero} went through ${etats.join(', ')}`);
  }

  const messages = await readMessages(dehors.courrier);
  const parMessage = new Map<string | undefined, number>();
  for (const { messageId } of messages) parMessage.set(messageId, (parMessage.get(messageId) ?? 0) + 1);
  const distincts = parMessage.size;
  const partis = await pool.query<{ id: string }>('select message_id as id from avis where envoye_le is not null');
  const perdus = partis.rows.filter(({ id }) => !parMessage.has(id)).length;
  if (perdus > 0) ecarts.push(`${perdus} notices marked as sent never came`);
  if (distincts > partis.rows.length) ecarts.push(`${distincts} e-mails for ${partis.rows.length} notices`);
  let verifier: string;
  try {
    verifier = await travail(['verifier', '--rejeu', '--moteur', '--fichiers'], env);
  } catch (error) {
    verifier = String(error);
    ecarts.push('« ess verifier » found something');
  }
  return {
    commandes: registre.envois.length,
    perdues,
    doublees,
    tardives: tardives(registre, fautes),
    autrement,
    ordres: ordonnes.rows.length,
    lettresDn: registre.lettres.length,
    courriers: distincts,
    copies: messages.length - distincts,
    exemplaires: Math.max(0, ...parMessage.values()),
    ecarts,
    verifier,
  };
}

/** What a receipt says: the case, its ordinal in the journal, what was written. */
const rangs = (reponse: Readonly<Record<string, unknown>> | undefined): string => {
  const evenements = (reponse?.['evenements'] ?? []) as readonly { readonly evenement?: string }[];
  return JSON.stringify([reponse?.['ess'], reponse?.['rang'], evenements.map(({ evenement }) => evenement)]);
};

/** Of each case, events against answers. */
async function compter(
  { pool }: Ensemble,
  { envois, lettres }: Registre,
): Promise<{ perdues: string[]; doublees: string[] }> {
  const { rows } = await pool.query<{ ess: string; evenement: string; nombre: number }>(
    'select ess, evenement, count(*)::int as nombre from journal group by ess, evenement',
  );
  const [perdues, doublees]: [string[], string[]] = [[], []];
  const juger = (quoi: string, attendu: number, trouve: number) => {
    for (let manque = trouve; manque < attendu; manque += 1) perdues.push(quoi);
    for (let trop = attendu; trop < trouve; trop += 1) doublees.push(quoi);
  };
  const attendus = new Map<string, number>();
  for (const { ess, commande } of envois) {
    const cle = `${ess} ${EVENEMENTS[commande]}`;
    attendus.set(cle, (attendus.get(cle) ?? 0) + 1);
  }
  const trouves = new Map(rows.map(({ ess, evenement, nombre }) => [`${ess} ${evenement}`, nombre]));
  const connus = new Set(envois.map(({ ess }) => ess));
  for (const cle of new Set([...attendus.keys(), ...trouves.keys()])) {
    const [ess = '', evenement = ''] = cle.split(' ');
    if (!connus.has(ess) || !Object.values(EVENEMENTS).includes(evenement)) continue;
    // A case that came from Démarche Numérique was opened by nobody here.
    if (evenement === EVENEMENTS['deposer-lettre-intention']) continue;
    juger(cle, attendus.get(cle) ?? 0, trouves.get(cle) ?? 0);
  }
  const deposes = envois.filter(({ commande }) => commande === 'deposer-lettre-intention').length + lettres.length;
  const ouverts = rows.filter(({ evenement }) => evenement === 'LettreIntentionDeposee');
  juger(
    'letters deposited',
    deposes,
    ouverts.reduce((somme, { nombre }) => somme + nombre, 0),
  );
  return { perdues, doublees };
}

const tardives = ({ envois }: Registre, fautes: readonly Faute[]): string[] =>
  envois.flatMap(({ commande, ess, envoyeLe, reponduLe = Date.now() }) => {
    const finie = Math.max(0, ...fautes.filter(({ depuis }) => depuis < reponduLe).map(({ jusque }) => jusque));
    const attente = reponduLe - Math.max(envoyeLe, Math.min(finie, reponduLe));
    return attente > TARD_MS ? [`${commande} ${ess}: ${Math.round(attente / 1000)} s`] : [];
  });
