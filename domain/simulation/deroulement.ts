/** A case unrolled without an engine: its state, its events, its deadlines applied, its questions answered at once. */
import { evenementsDus } from '../decider.ts';
import { demandes, repondre } from '../demandes.ts';
import type { Demande, LigneJournal, Reponses, TypeDemande } from '../demandes.types.ts';
import { echeances } from '../echeances.ts';
import { CHANGEMENTS } from '../effets.ts';
import type { Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { evoluer } from '../evoluer.ts';
import { instant, type DateCivile, type Instant } from '../valeurs.ts';
import { reexamen } from '../creation/territoire.ts';

/** What stands for the activities. */
export interface Entourage {
  /** Null: nobody answers. */
  readonly repondre: (demande: Demande) => Reponses[TypeDemande] | null;
  /** The ESS has freed its territory. */
  readonly liberer?: (ess: string, le: DateCivile) => void;
  /** DEC-56 — where the case stands has changed for those on its territory. */
  readonly changer?: (ess: string, le: DateCivile) => void;
}

/** What is written together: events, what they made due, and the case as they leave it. */
export interface Ecriture {
  readonly lignes: readonly LigneJournal[];
  readonly etat: Etat;
}

export class Deroulement {
  etat: Etat;
  /** In order; the answer to a question is a write of its own. */
  readonly ecritures: Ecriture[] = [];
  readonly evenements: Evenement[] = [];
  /** Its lines, as the records would keep them. */
  readonly journal: LigneJournal[];
  readonly #repondues = new Set<string>();
  readonly #entourage: Entourage;

  /** `journal`, `posees`: of a case that has lived, its lines and the questions that were already put. */
  constructor(
    etat: Etat,
    entourage: Entourage,
    journal: readonly LigneJournal[] = [],
    posees: readonly Demande[] = [],
  ) {
    this.etat = etat;
    this.journal = [...journal];
    for (const { cle } of posees) this.#repondues.add(cle);
    this.#entourage = entourage;
  }

  /** Records events, applies what they make due (DEC-31), then answers the questions that they raise, as the engine does. */
  appliquer(evenements: readonly Evenement[], maintenant: Instant): void {
    const debut = this.journal.length;
    this.#enregistrer(evenements, maintenant);
    this.#appliquerDus(maintenant);
    this.#ecrire(debut);
    this.#questionner(maintenant);
  }

  #ecrire(debut: number): void {
    const lignes = this.journal.slice(debut);
    if (lignes.length > 0) this.ecritures.push({ lignes, etat: this.etat });
  }

  /** Applies what is due at this instant, and only that. */
  echoir(maintenant: Instant): void {
    const debut = this.journal.length;
    this.#appliquerDus(maintenant);
    this.#ecrire(debut);
    this.#questionner(maintenant);
  }

  /** DEC-15, DEC-56 — another ESS, `par`, has freed its territory, or stands elsewhere. */
  reexaminer(par: string, le: DateCivile, maintenant: Instant): void {
    const demande = reexamen(this.etat, par, le);
    if (demande === null) return;
    const reponse = this.#entourage.repondre(demande);
    if (reponse !== null) this.appliquer(repondre(this.etat, demande, reponse, maintenant), maintenant);
  }

  #appliquerDus(maintenant: Instant): void {
    for (let dus = evenementsDus(this.etat, maintenant); dus.length > 0; dus = evenementsDus(this.etat, maintenant))
      this.#enregistrer(dus, maintenant);
  }

  #enregistrer(evenements: readonly Evenement[], enregistreLe: Instant): void {
    for (const evenement of evenements) {
      this.etat = evoluer(this.etat, evenement);
      this.journal.push({ rang: this.etat.rang, enregistreLe, evenement });
    }
    this.evenements.push(...evenements);
    for (const { evenement, le } of evenements) {
      if (evenement === 'TerritoireLibere') this.#entourage.liberer?.(this.etat.ess, le);
      if (CHANGEMENTS.includes(evenement)) this.#entourage.changer?.(this.etat.ess, le);
    }
  }

  #questionner(maintenant: Instant): void {
    for (;;) {
      const demande = demandes(this.etat, maintenant, this.#repondues)[0];
      if (demande === undefined) return;
      this.#repondues.add(demande.cle);
      const reponse = this.#entourage.repondre(demande);
      if (reponse === null) continue;
      const debut = this.journal.length;
      this.#enregistrer(repondre(this.etat, demande, reponse, maintenant), maintenant);
      this.#appliquerDus(maintenant);
      this.#ecrire(debut);
    }
  }
}

/** Next instant at which something is due in one of the cases, after `apres` and up to `fin`. */
export function prochainReveil(etats: readonly Etat[], apres: Instant, fin: Instant): Instant | undefined {
  const reveils = etats.flatMap((etat) => echeances(etat).map(({ reveil }) => reveil));
  const prochains = reveils.filter((reveil) => reveil > apres && reveil <= fin);
  return prochains.length === 0 ? undefined : instant(Math.min(...prochains));
}
