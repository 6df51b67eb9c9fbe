/**
 * The journal, the read model and what must go out, in one transaction: what the journal says, all the rest says. What these
 * events make the case ask (territory, FINESS number, adherents) is answered in it too.
 */
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Demande, Effet, LigneJournal, Reponses, TypeDemande } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import { cleAvis } from '../domain/suivi/incidents.ts';
import { situation } from '../domain/suivi/situation.ts';
import type { Ecrit } from '../records/journal/attentes.ts';
import { saveDossier, type DossierSummary } from '../records/journal/dossiers.ts';
import { recordContract } from '../records/registers/contrats.ts';
import { saveContact } from '../records/privacy/contacts.ts';
import { readFiche } from '../records/privacy/fiches.ts';
import { finessHolder, recordClosing, recordManualFiness } from '../records/registers/finess.ts';
import { closeIncident, openIncident } from '../records/outbox/incidents.ts';
import { bookMovements } from '../records/money/grand-livre.ts';
import { appendJournal } from '../records/journal/journal.ts';
import { keepAnswers } from '../records/journal/reponses.ts';
import { writeDeliveries } from '../records/outbox/livraisons.ts';
import { inTransaction, type Queryable } from '../records/server/pool.ts';
import type { Liens, Reponse } from '../workflows/messages.ts';
import type { Dependances } from './dependencies.ts';
import { ecrireSortie } from './outbox.ts';
import { annoncer, repondeurs, repondre } from './registre.ts';

/** `effets`: those of these events. `resume`: what can be searched, drawn from the state. */
export interface Consignation {
  readonly ess: string;
  readonly lignes: readonly LigneJournal[];
  readonly effets: readonly Effet[];
  readonly etat: Etat;
  readonly resume: DossierSummary;
  /** The case has a clock of its own: a demonstration, a test. */
  readonly essai?: boolean;
  /** Commands that these events answer. */
  readonly traitees?: readonly Reponse[];
  /** What the case now asks. */
  readonly demandes?: readonly Demande[];
  /** Where the case believes that people see it. */
  readonly liens?: Liens;
}

/** Kept in the history of the case: what an operator reads of the write, and no more than the case needs. */
export interface Consigne {
  /** Ordinal of the last event that this write made sure of. */
  readonly jusque: number;
  /** « 12 LettreIntentionValidee (systeme, LI-09) » */
  readonly ecrit: readonly string[];
  /** By key of the question. One that could not be answered here is not among them: it is to be asked by itself. */
  readonly reponses?: Readonly<Record<string, Reponses[TypeDemande]>>;
  /** By key of what became of the territory: the cases to tell of it. */
  readonly annonces?: Readonly<Record<string, readonly string[]>>;
  /** Where people see the case, when it is not where the case believes. */
  readonly liens?: Liens;
}

/** Effects after which there may be notices to send. */
const AVIS: readonly Effet['type'][] = ['notifier', 'relancer-avis', 'ecarter-avis'];

/**
 * Appends the events, saves the state after them, writes what they make go out, answers what they make the case ask. Done
 * twice, it changes nothing more. Fails when another event stands at the same ordinal: the case is then blocked, visibly.
 */
export const createConsigner = (dependances: Dependances) => {
  const { pool, log, surAvis, liens = {} } = dependances;
  const toutes = repondeurs(dependances);
  const ecrire = async (client: pg.PoolClient, consignation: Consignation, demandes: readonly Demande[]) => {
    await ecrireEvenements(client, consignation, dependances);
    const annonces: Record<string, readonly string[]> = {};
    for (const effet of consignation.effets)
      if (effet.voie === 'registre') annonces[effet.cle] = await annoncer(client, effet);
    const reponses: Record<string, Reponses[TypeDemande]> = {};
    for (const demande of demandes) reponses[demande.cle] = await repondre(toutes, client, demande);
    return { annonces, reponses };
  };
  return async (consignation: Consignation): Promise<Consigne> => {
    const { ess, lignes, effets, demandes = [], liens: connus = {} } = consignation;
    const { annonces, reponses } = await inTransaction(pool, (client) => ecrire(client, consignation, demandes)).catch(
      (error: unknown) => {
        if (demandes.length === 0) throw error;
        // An answer that does not come holds back no event.
        return inTransaction(pool, (client) => ecrire(client, consignation, [])).then((ecrit) => {
          log(`[journal] ${ess}: written without its questions, after ${String(error)}`);
          return ecrit;
        });
      },
    );
    if (effets.some(({ type }) => AVIS.includes(type))) surAvis?.(ess);
    return {
      jusque: lignes.at(-1)?.rang ?? 0,
      ecrit: lignes.map(
        ({ rang, evenement: { evenement, acteur, regle } }) => `${rang} ${evenement} (${acteur}, ${regle})`,
      ),
      ...(demandes.length === 0 ? {} : { reponses }),
      ...(Object.values(annonces).every((dossiers) => dossiers.length === 0) ? {} : { annonces }),
      ...(isDeepStrictEqual(liens, connus) ? {} : { liens }),
    };
  };
};

async function ecrireEvenements(
  client: pg.PoolClient,
  { ess, lignes, effets, etat, resume, traitees = [], essai = false }: Consignation,
  { log, liens = {}, autorites }: Dependances,
): Promise<void> {
  await appendJournal(client, ess, lignes);
  await keepAnswers(client, ess, traitees);
  if (essai) await client.query('insert into dossiers_d_essai (ess) values ($1) on conflict do nothing', [ess]);
  await bookMovements(client, ess, lignes);
  for (const ligne of lignes) await recordContract(client, ess, ligne, etat);
  const intitule = await receiveEntry(client, ess, lignes);
  const cherche = { ...resume, ...situation(etat), intitule, ...dernierActe(lignes) };
  const connu = await saveDossier(client, {
    ess,
    rang: etat.rang,
    etat,
    resume: cherche,
    ecrit: moment(lignes, essai),
  });
  const { droit } = etat;
  const cas = { ...resume, intitule: connu, etat, ...(droit === undefined ? {} : { droit }) };
  await ecrireSortie(client, effets, lignes, cas, {
    ...(liens.console === undefined ? {} : { console: liens.console }),
    ...(autorites === undefined ? {} : { autorites }),
  });
  await writeDeliveries(
    client,
    ess,
    lignes.map(({ rang }) => rang),
  );
  for (const { evenement } of lignes) {
    const parLArs =
      evenement.evenement === 'FinessRectifie' ||
      (evenement.evenement === 'FinessAttribue' && evenement.mode === 'manuel');
    if (parLArs) await recordByHand(client, ess, evenement.numero, log);
    const repris = evenement.evenement === 'DossierRepris' ? evenement.correctif.finess : undefined;
    if (repris !== undefined && repris !== null) await recordByHand(client, ess, repris.numero, log);
  }
  if (etat.finess !== null) await recordClosing(client, ess, etat.rang, etat.finess.fermeLe);
  await recordIncidents(client, ess, lignes);
}

/** The last of these events that somebody made. */
function dernierActe(lignes: readonly LigneJournal[]): Pick<DossierSummary, 'dernierActe'> {
  const acte = lignes.findLast(({ evenement }) => evenement.acteur !== 'systeme')?.evenement;
  return acte === undefined ? {} : { dernierActe: { evenement: acte.evenement, acteur: acte.acteur, le: acte.le } };
}

const UNE_HEURE = 3_600_000;

/** A case whose clock is its own, or that lives ahead of us (time skipped), counts its days on that clock; never one that is late. */
function moment(lignes: readonly LigneJournal[], essai: boolean): Ecrit {
  const derniere = lignes.at(-1);
  if (derniere === undefined) return {};
  const ecart = derniere.enregistreLe - Date.now();
  return { le: derniere.evenement.le, ...(essai || ecart > UNE_HEURE ? { decalage: ecart } : {}) };
}

/** An incident of the case is in the list of incidents; those of its notices are there one by one (records/outbox/avis.ts). */
async function recordIncidents(client: Queryable, ess: string, lignes: readonly LigneJournal[]): Promise<void> {
  for (const { evenement } of lignes) {
    if (evenement.evenement !== 'IncidentOuvert' && evenement.evenement !== 'IncidentLeve') continue;
    const { effet: cle } = evenement;
    if (cle === cleAvis(ess)) continue;
    const message = 'échoue de façon répétée ; la cause est sur le dossier, dans la Temporal Web UI';
    if (evenement.evenement === 'IncidentOuvert')
      await openIncident(client, { ess, cle, nature: 'effet-en-echec', message });
    else await closeIncident(client, cle, 'effet-en-echec');
  }
}

/** What the deposit's fiche says that lists and notices need: the project's title, and where its référent is reached. */
async function receiveEntry(client: Queryable, ess: string, lignes: readonly LigneJournal[]): Promise<string | null> {
  const fiche = lignes.find(({ evenement }) => ENTREES.includes(evenement.evenement))?.evenement.fiche;
  const contenu = fiche === undefined ? undefined : (await readFiche<FicheEntree>(client, fiche))?.contenu;
  const { courriel, nom, prenom } = contenu?.referent ?? {};
  if (courriel !== undefined) {
    const designation = [prenom, nom].filter((part) => part !== undefined).join(' ');
    await saveContact(client, {
      role: 'porteur',
      ess,
      adresse: courriel,
      ...(designation === '' ? {} : { nom: designation }),
    });
  }
  return contenu?.intitule ?? null;
}

const ENTREES: readonly string[] = ['LettreIntentionDeposee', 'EssExistanteDeclaree', 'DossierRepris'];

interface FicheEntree {
  readonly intitule?: string;
  readonly referent?: { readonly nom?: string; readonly prenom?: string; readonly courriel?: string };
}

/** The event has happened: a number that another ESS holds must not keep it out of the journal. */
async function recordByHand(
  client: Queryable,
  ess: string,
  numero: string,
  log: (line: string) => void,
): Promise<void> {
  const holder = await finessHolder(client, numero);
  if (holder === undefined || holder === ess) await recordManualFiness(client, ess, numero);
  else log(`[finess] ${numero}, given by hand to ${ess}, is the number of ${holder}: not recorded`);
}
