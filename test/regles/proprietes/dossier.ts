/** One case whose events, states, refusals and timers are shown to observers: the shell of `workflows/`, without an engine. */
import { dateDe, fuseau } from '../../../domain/calendrier/calendrier.ts';
import type { Droit } from '../../../domain/avenants.ts';
import type { Commande } from '../../../domain/commandes.ts';
import { evenementsDus } from '../../../domain/decider.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { demandes, repondre } from '../../../domain/demandes.ts';
import type { Demande, LigneJournal, Reponses, TypeDemande } from '../../../domain/demandes.types.ts';
import { echeances } from '../../../domain/echeances.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import { Refus } from '../../../domain/refus.ts';
import { instant, type DateCivile, type Instant } from '../../../domain/valeurs.ts';

/** What produced an event: a command, a timer, or the answer to a question. */
export type Source = 'commande' | 'echeance' | 'reponse';

export interface Fait {
  readonly avant: Etat;
  readonly apres: Etat;
  readonly evenement: Evenement;
  readonly source: Source;
  readonly maintenant: Instant;
}

export interface Observateur {
  readonly fait?: (fait: Fait) => void;
  readonly accepte?: (evenements: readonly Evenement[], commande: Commande) => void;
  readonly refus?: (refus: Refus, commande: Commande, etat: Etat) => void;
  /** Before each decision: the same arguments will be given to `decider`. */
  readonly avantDecision?: (etat: Etat, commande: Commande, maintenant: Instant) => void;
}

/** `null`: nobody answers (a registry that fails). */
export type Repondeur = (demande: Demande) => Reponses[TypeDemande] | null;

/** A world with one team, as the simulator has it: nobody disputes its territory. */
export const mondeSeul =
  (adherents: (date: DateCivile) => number | null) =>
  (demande: Demande): Reponses[TypeDemande] => {
    switch (demande.type) {
      case 'signaler-conflits':
        return { autres: [] };
      case 'revendiquer-territoire':
        return { conteste: false, autres: [] };
      case 'attribuer-finess':
        return { numero: `${demande.departement.slice(0, 2)}0000000` };
      case 'denombrer-adherents':
        return { nombre: adherents(demande.date) };
    }
  };

/** Makes any later change of the value throw. */
export function figer<T>(valeur: T): T {
  if (typeof valeur === 'object' && valeur !== null && !Object.isFrozen(valeur)) {
    Object.freeze(valeur);
    for (const membre of Object.values(valeur)) figer(membre);
  }
  return valeur;
}

export class Dossier {
  etat: Etat;
  horloge: Instant;
  readonly journal: LigneJournal[] = [];
  readonly #repondues = new Set<string>();
  readonly #repondeur: Repondeur;
  readonly #observateur: Observateur;

  constructor(depart: Instant, repondeur: Repondeur, observateur: Observateur = {}, grace = 3, droit?: Droit) {
    this.etat = figer(etatInitial('ess-1', grace, undefined, droit));
    this.horloge = depart;
    this.#repondeur = repondeur;
    this.#observateur = observateur;
  }

  get aujourdhui(): DateCivile {
    return dateDe(this.horloge, fuseau(this.etat.siege));
  }

  commander(commande: Commande): readonly Evenement[] | Refus {
    this.#observateur.avantDecision?.(this.etat, commande, this.horloge);
    const reponse = juger(this.etat, figer(commande), this.horloge, this.journal);
    if (reponse instanceof Refus) this.#observateur.refus?.(reponse, commande, this.etat);
    else {
      this.#observateur.accepte?.(reponse, commande);
      this.#appliquer(reponse, 'commande');
    }
    this.#echoir();
    return reponse;
  }

  /** Moves the clock on, firing each timer at its own instant. */
  avancer(jusqua: Instant): void {
    for (;;) {
      const reveils = echeances(this.etat)
        .map(({ reveil }) => reveil)
        .filter((reveil) => reveil > this.horloge && reveil <= jusqua);
      if (reveils.length === 0) break;
      this.horloge = instant(Math.min(...reveils));
      this.#echoir();
    }
    this.horloge = instant(Math.max(this.horloge, jusqua));
  }

  #echoir(): void {
    this.#appliquerDus();
    this.#questionner();
  }

  #appliquerDus(): void {
    for (let tour = 0; ; tour += 1) {
      if (tour > 100) throw new Error('deadlines fire for ever');
      const dus = evenementsDus(this.etat, this.horloge);
      if (dus.length === 0) break;
      this.#appliquer(dus, 'echeance');
    }
  }

  #appliquer(evenements: readonly Evenement[], source: Source): void {
    for (const evenement of evenements) {
      const avant = this.etat;
      this.etat = figer(evoluer(avant, figer(evenement)));
      this.journal.push({ rang: this.etat.rang, enregistreLe: this.horloge, evenement });
      this.#observateur.fait?.({ avant, apres: this.etat, evenement, source, maintenant: this.horloge });
    }
  }

  #questionner(): void {
    for (let tour = 0; ; tour += 1) {
      if (tour > 200) throw new Error('questions are asked for ever');
      const demande = demandes(this.etat, this.horloge, this.#repondues)[0];
      if (demande === undefined) return;
      this.#repondues.add(demande.cle);
      const reponse = this.#repondeur(demande);
      if (reponse === null) continue;
      this.#appliquer(repondre(this.etat, demande, reponse, this.horloge), 'reponse');
      this.#appliquerDus();
    }
  }
}
