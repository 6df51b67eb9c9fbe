/** What the threads of the API do: what would hold the processor while others wait for a word. Plain data in and out. */
import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { Commande } from '../../domain/commandes.ts';
import { demandes } from '../../domain/demandes.ts';
import type { Demande, LigneJournal } from '../../domain/demandes.types.ts';
import { supposee, type Connus } from '../../domain/simulation/registres.ts';
import type { Etat } from '../../domain/etat.ts';
import { supposer, type Suite, type Supposee } from '../../domain/simulation/hypotheses.ts';
import type { DateCivile, Instant } from '../../domain/valeurs.ts';
import { incompetence } from '../../identity/scope.ts';
import type { Identity } from '../../identity/verifier.ts';
import { possibles, type Possible } from '../../domain/possibles/possibles.ts';
import { quand } from '../../domain/possibles/quand.ts';
import { Refus } from '../../domain/refus.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { RetourIllisible, lireRetourBancaire, type Retour } from '../../tresorerie/retours/retour.ts';
import { UnreadableFile } from '../../runtime/text-encoding.ts';
import { playCase, type PlayedCase } from '../takeover/play.ts';
import { readTakeover } from '../takeover/read-file.ts';
import { readAdhesions, type AdhesionsRead } from '../lists/adhesions-csv.ts';

/** Behind the thread that answers. On Linux a priority is a thread's own; elsewhere it would be the whole process's. */
const BEHIND = 5;
if (!isMainThread && process.platform === 'linux') setPriority(BEHIND);

/** A copy of an error has lost its class: what is expected goes back as data. */
export type Outcome<T> =
  { readonly given: T } | { readonly refused: readonly [...ConstructorParameters<typeof Problem>] };

/** A case, and several hypotheses on it: silence first, then each list of acts, from the same instant. */
export const previsions = ({
  etat,
  maintenant,
  hypotheses,
  horizon,
  journal,
  connus,
  envoi = false,
}: {
  readonly etat: Etat;
  readonly maintenant: Instant;
  /** What the registers would answer. */
  readonly connus?: Connus;
  /** The acts would be sent now. */
  readonly envoi?: boolean;
  readonly hypotheses: readonly (readonly Commande[])[];
  readonly horizon: DateCivile;
  /** Where the life must be played again (DEC-33): all its lines. */
  readonly journal: readonly LigneJournal[];
}): { readonly silence: Supposee; readonly issues: readonly Supposee[] } => {
  // A number that was asked for and did not come is given by hand (DEC-51).
  const sansNumero = demandes(etat, maintenant, new Set()).some(({ type }) => type === 'attribuer-finess');
  const repondre = (vu: Etat, demande: Demande) =>
    sansNumero && demande.type === 'attribuer-finess' ? null : supposee(vu, demande, connus);
  const cadre = { journal, envoi, repondre };
  return {
    silence: supposer(etat, maintenant, [], horizon, cadre),
    issues: hypotheses.map((actes) => supposer(etat, maintenant, actes, horizon, cadre)),
  };
};

/** Several cases, and the silence of all. */
export const silences = ({
  etats,
  maintenant,
  horizon,
}: {
  readonly etats: readonly Etat[];
  readonly maintenant: Instant;
  readonly horizon: DateCivile;
}): readonly (readonly Suite[])[] => etats.map((etat) => supposer(etat, maintenant, [], horizon).suites);

/** What this identity may do in the case, and from when what it may not. */
export function actes({
  etat,
  journal,
  maintenant,
  identite,
}: {
  readonly etat: Etat;
  readonly journal: readonly LigneJournal[];
  readonly maintenant: Instant;
  readonly identite: Pick<Identity, 'role' | 'regions' | 'caisses'>;
}): readonly (Possible & { readonly possibleLe: DateCivile | null })[] {
  const demande = {
    etat,
    journal,
    maintenant,
    competent: (commande: Commande) => {
      const reason = incompetence(identite, etat, commande);
      return reason === undefined ? undefined : new Refus(reason.regle, reason.phrase, 'role');
    },
  };
  const tous = possibles(demande, identite.role);
  const refusees = tous.filter(({ statut, nature }) => statut === 'impossible' && nature !== 'role');
  const jours = quand(
    demande,
    refusees.map(({ commande }) => commande),
    identite.role,
  );
  return tous.map((un) => ({ ...un, possibleLe: jours[un.commande] ?? null }));
}

export function adhesions(bytes: Uint8Array): Outcome<AdhesionsRead> {
  try {
    return { given: readAdhesions(bytes) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { refused: [error.type, error.detail, error.supplement] };
  }
}

/** DEC-67 — a file of cases under way, each one played: three hundred take some seconds. */
export function reprise({
  fichier,
  maintenant,
}: {
  readonly fichier: Uint8Array;
  readonly maintenant: Instant;
}): Outcome<readonly PlayedCase[]> {
  try {
    return { given: readTakeover(fichier).map((un) => playCase(un, maintenant)) };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return {
      refused: [
        'champs-invalides',
        error.message,
        { regle: 'API-02', erreurs: [{ champ: 'corps', regle: 'API-02', message: error.message }] },
      ],
    };
  }
}

export function retour({
  fichier,
  zone,
}: {
  readonly fichier: Uint8Array;
  readonly zone: string;
}): { readonly retour: Retour } | { readonly illisible: string } {
  try {
    return { retour: lireRetourBancaire(fichier, zone) };
  } catch (error) {
    if (!(error instanceof RetourIllisible)) throw error;
    return { illisible: error.message };
  }
}
