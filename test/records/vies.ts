/** Simulated lives (test/regles/scenarios) written through the functions of the records, as the activities do. */
import type pg from 'pg';
import { readdirSync, readFileSync } from 'node:fs';
import { effets } from '../../domain/effets.ts';
import { echeances } from '../../domain/echeances.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { caissesInformees, regionsInformees } from '../../domain/creation/competence.ts';
import { situation } from '../../domain/suivi/situation.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';
import { instant } from '../../domain/valeurs.ts';
import { recordContract } from '../../records/registers/contrats.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { assignFiness, recordClosing, recordManualFiness } from '../../records/registers/finess.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { bookMovements } from '../../records/money/grand-livre.ts';
import { followPayment, movePayment, orderPayment } from '../../records/money/paiements.ts';
import { inTransaction } from '../../records/server/pool.ts';
import { claimTerritory, releaseTerritory } from '../../records/registers/territoires.ts';
import { totalPaye } from '../../domain/paiements/verses.ts';

const DOSSIER = new URL('../regles/scenarios/', import.meta.url);
export const SCENARIOS: readonly string[] = readdirSync(DOSSIER)
  .filter((fichier) => fichier.endsWith('.json'))
  // Of a law of their own (DEC-65), which the checks of these records do not have.
  .filter((fichier) => !('droit' in (JSON.parse(readFileSync(new URL(fichier, DOSSIER), 'utf8')) as object)))
  .map((fichier) => fichier.slice(0, -'.json'.length))
  .sort();

export const scenarioDe = (nom: string) =>
  JSON.parse(readFileSync(new URL(`${nom}.json`, DOSSIER), 'utf8')) as Scenario;

/** The events of its only life, as the simulator gives them. */
export const evenementsDe = (nom: string): readonly Evenement[] =>
  simuler(scenarioDe(nom))
    .filter((ligne) => ligne['evenement'] !== 'CommandeRefusee')
    .map((ligne) => ligne as unknown as Evenement);

/** Plays the scenario and writes every life of it. Its specialties are its own: scenarios do not meet on a territory. */
export const vivre = (pool: pg.Pool, nom: string): Promise<readonly string[]> => jouer(pool, nom, scenarioDe(nom));

/** As `vivre`, of a scenario that the test made. */
export async function jouer(pool: pg.Pool, nom: string, scenario: Scenario): Promise<readonly string[]> {
  const etats = new Map<string, Etat>();
  for (const ligne of simuler(scenario)) {
    if (ligne['evenement'] === 'CommandeRefusee') continue;
    const ess = `${nom}-${typeof ligne['ess'] === 'string' ? ligne['ess'] : 'a'}`;
    const avant = etats.get(ess) ?? etatInitial(ess, scenario.grace);
    etats.set(ess, await consigner(pool, avant, await evenementDe(pool, nom, avant, ligne)));
  }
  return [...etats.keys()];
}

/** The event of a printed line, with what the records answer in place of the simulator. */
async function evenementDe(
  pool: pg.Pool,
  nom: string,
  { ess, siege, specialites, departements, derogation }: Etat,
  { ess: _label, ...champs }: Readonly<Record<string, unknown>>,
): Promise<Evenement> {
  const evenement = champs as unknown as Evenement;
  switch (evenement.evenement) {
    case 'LettreIntentionDeposee':
    case 'EssExistanteDeclaree':
      return { ...evenement, specialites: evenement.specialites.map((specialite) => `${nom}/${specialite}`) };
    case 'TerritoireRevendique': {
      const accordee = derogation.unicite?.sens === 'accordee';
      const demande = { ess, specialites, departements, derogation: accordee, le: evenement.le };
      const reponse = await claimTerritory(pool, demande);
      if (reponse.conteste !== evenement.conteste)
        throw new Error(`${ess}: the simulator and the records disagree on whether the territory is contested`);
      return { ...evenement, ...reponse };
    }
    case 'FinessAttribue':
      if (evenement.mode === 'automatique')
        return { ...evenement, numero: (await assignFiness(pool, ess, siege)) ?? '' };
      return evenement;
    default:
      return evenement;
  }
}

/** One event, written as `activities/consigner.ts` does; the state after it. */
export async function consigner(pool: pg.Pool, avant: Etat, evenement: Evenement): Promise<Etat> {
  const { ess } = avant;
  const etat = evoluer(avant, evenement);
  const { rang } = etat;
  const ligne = { rang, enregistreLe: instant(Date.UTC(2026, 0, 1, 0, 0, rang)), evenement };
  await inTransaction(pool, async (client) => {
    await appendJournal(client, ess, [ligne]);
    await bookMovements(client, ess, [ligne]);
    const { evenement: nom, acteur, le } = evenement;
    const acte = acteur === 'systeme' ? {} : { dernierActe: { evenement: nom, acteur, le } };
    await saveDossier(client, { ess, rang, etat, resume: { ...resumeDe(etat), ...acte }, ecrit: { le } });
    for (const effet of effets(evenement, etat, avant)) {
      if (effet.type === 'ordonner-paiement') await orderPayment(client, effet);
      if (effet.type === 'transferer-ordre') await movePayment(client, effet);
      if (effet.type === 'suivre-paiement') await followPayment(client, effet);
      if (effet.type === 'liberer-territoire') await releaseTerritory(client, ess, effet.le, effet.gardees);
    }
    await recordContract(client, ess, ligne, etat);
    if (
      evenement.evenement === 'FinessRectifie' ||
      (evenement.evenement === 'FinessAttribue' && evenement.mode === 'manuel')
    )
      await recordManualFiness(client, ess, evenement.numero);
    const repris = evenement.evenement === 'DossierRepris' ? evenement.correctif.finess : undefined;
    if (repris !== undefined && repris !== null) await recordManualFiness(client, ess, repris.numero);
    if (etat.finess !== null) await recordClosing(client, ess, rang, etat.finess.fermeLe);
  });
  return etat;
}

/** What lists search, as the workflow draws it from the state. */
export function resumeDe(etat: Etat) {
  const { regime, phase, motifCloture, siege, departements, specialites } = etat;
  const prochaine = echeances(etat).find(({ effet }) => effet !== 'rappel');
  return {
    regime,
    phase,
    motifCloture,
    siege,
    region: etat.ars,
    regions: regionsInformees(etat),
    caisse: etat.caisse,
    caisses: caissesInformees(etat),
    departements,
    specialites,
    prochaineEcheance: prochaine === undefined ? null : { cle: prochaine.cle, expire: prochaine.expire },
    montantVerseCentimes: totalPaye(etat),
    ...situation(etat),
  };
}
