/** The journal, the read model and what must go out, in one transaction: what the journal says, all the rest says. */
import type { Effet, LigneJournal } from '../domain/demandes.types.ts';
import type { Etat } from '../domain/etat.ts';
import { cleAvis } from '../domain/suivi/incidents.ts';
import { situation } from '../domain/suivi/situation.ts';
import { saveDossier, type DossierSummary } from '../records/journal/dossiers.ts';
import { recordContract } from '../records/registers/contrats.ts';
import { saveContact } from '../records/privacy/contacts.ts';
import { readFiche } from '../records/privacy/fiches.ts';
import { closeFiness, finessHolder, recordManualFiness } from '../records/registers/finess.ts';
import { closeIncident, openIncident } from '../records/outbox/incidents.ts';
import { appendJournal } from '../records/journal/journal.ts';
import { writeDeliveries } from '../records/outbox/livraisons.ts';
import { inTransaction, type Queryable } from '../records/server/pool.ts';
import type { Liens } from '../workflows/messages.ts';
import type { Dependances } from './dependencies.ts';
import { ecrireSortie } from './outbox.ts';

/** `effets`: those of these events. `resume`: what can be searched, drawn from the state. */
export interface Consignation {
  readonly ess: string;
  readonly lignes: readonly LigneJournal[];
  readonly effets: readonly Effet[];
  readonly etat: Etat;
  readonly resume: DossierSummary;
}

/** Effects after which there may be notices to send. */
const AVIS: readonly Effet['type'][] = ['notifier', 'relancer-avis', 'ecarter-avis'];

/**
 * Appends the events, saves the state after them, writes what they make go out. Answers where people see the case. Done twice, it changes nothing more. Fails when another event
 * stands at the same ordinal: the case is then blocked, visibly.
 */
export const createConsigner =
  ({ pool, log, surAvis, liens = {}, autorites }: Dependances) =>
  async ({ ess, lignes, effets, etat, resume }: Consignation): Promise<Liens> => {
    await inTransaction(pool, async (client) => {
      await appendJournal(client, ess, lignes);
      for (const ligne of lignes) await recordContract(client, ess, ligne, etat);
      const intitule = await receiveEntry(client, ess, lignes);
      const cherche = { ...resume, ...situation(etat), intitule };
      const connu = await saveDossier(client, { ess, rang: etat.rang, etat, resume: cherche });
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
        if (evenement.evenement === 'FinessFerme') await closeFiness(client, ess, evenement.le);
      }
      await recordIncidents(client, ess, lignes);
    });
    if (effets.some(({ type }) => AVIS.includes(type))) surAvis?.(ess);
    return liens;
  };

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
