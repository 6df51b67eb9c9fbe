/** The journal and the read model: what the case hands to the records after each of its steps. */
import type { Consigne } from '../activities/consigner.ts';
import type { Demande, Effet, LigneJournal } from '../domain/demandes.types.ts';
import { echeances } from '../domain/echeances.ts';
import type { Etat } from '../domain/etat.ts';
import { caissesInformees, regionsInformees } from '../domain/creation/competence.ts';
import type { Liens } from './messages.ts';
import type { Trace } from './traces.ts';
import { demander, type Essais } from './lanes.ts';
import { lu } from './payload-converter.ts';
import { totalPaye } from '../domain/paiements/verses.ts';

/** Events to write together, with what they make go out. */
export interface Ecriture {
  readonly lignes: readonly LigneJournal[];
  readonly effets: readonly Effet[];
  /** The state that these events left. */
  readonly etat: Etat;
  /** Of the command that caused them. */
  readonly trace: Trace;
}

/**
 * Resolves once the lines are committed, with the state that they left and what can be searched of it: to the answers of
 * what the case asked with them. `liens`: where people see the case, as it knows;
 * `decale`: its clock is not ours.
 */
export async function ecrireAuJournal(
  ess: string,
  ecritures: readonly [Ecriture, ...Ecriture[]],
  {
    demandes,
    liens,
    decale,
  }: { readonly demandes: readonly Demande[]; readonly liens: Liens; readonly decale: boolean },
  essais: Essais,
): Promise<Consigne> {
  const { etat } = ecritures.at(-1) ?? ecritures[0];
  const lignes = ecritures.flatMap((ecriture) => ecriture.lignes);
  const effets = ecritures.flatMap((ecriture) => ecriture.effets);
  const { regime, phase, motifCloture, siege, caisse, ars, departements, specialites } = etat;
  const prochaine = echeances(etat).find(({ effet }) => effet !== 'rappel');
  const summary = `Journal : ${lignes.map(({ evenement }) => evenement.evenement).join(', ')}`;
  const consigne = await demander('consigner', essais, summary, {
    ess,
    lignes,
    effets,
    etat,
    demandes,
    liens,
    ...(decale ? { decale } : {}),
    resume: {
      regime,
      phase,
      motifCloture,
      siege,
      region: ars,
      regions: regionsInformees(etat),
      caisse,
      caisses: caissesInformees(etat),
      departements,
      specialites,
      prochaineEcheance: prochaine === undefined ? null : { cle: prochaine.cle, expire: prochaine.expire },
      montantVerseCentimes: totalPaye(etat),
    },
  });
  return lu(consigne, 'The answer of the journal');
}
