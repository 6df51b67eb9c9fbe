/**
 * Lanes: effects leave in order within a lane, and a blocked lane holds up no other. Activities retry for ever: an effect
 * is never given up, and the next one of its lane waits for it.
 */
import { TemporalFailure, condition, getExternalWorkflowHandle, log, proxyActivities } from '@temporalio/workflow';
import type { Activites } from '../activities/index.ts';
import { TERRITOIRE_LIBERE } from './messages.ts';
import type { Demande, Effet, Reponses, TypeDemande, Voie } from '../domain/demandes.types.ts';

/** A summary is cut at 200 bytes by the server. */
export const resume = (texte: string): string => [...texte].slice(0, 120).join('');

export const activites = proxyActivities<Activites>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/** A queue that one consumer empties, in order. */
export class File<T> {
  #attente: T[] = [];

  ajouter(...elements: readonly T[]): void {
    this.#attente.push(...elements);
  }
  get contenu(): readonly T[] {
    return this.#attente;
  }
  /** Waits for the first element, hands it over, and takes it off only once done: what is listed is what is left to do. */
  async traiter(faire: (element: T) => Promise<void>): Promise<never> {
    for (;;) {
      await condition(() => this.#attente.length > 0);
      const premier = this.#attente[0] as T;
      await faire(premier);
      this.#attente = this.#attente.slice(1);
    }
  }
}

export const VOIES: readonly Voie[] = ['argent', 'registre', 'avis'];

/** Carries out one effect, with a line that an operator can read. */
export async function executer(effet: Effet): Promise<void> {
  switch (effet.type) {
    case 'ordonner-paiement':
      return activites.ordonnerPaiement.executeWithOptions(
        {
          summary: resume(
            `Ordre de paiement ${effet.paiement} : ${(effet.montantCentimes / 100).toFixed(2)} €, au plus tard le ${effet.dateLimite}`,
          ),
        },
        [effet],
      );
    case 'suivre-paiement':
      return activites.suivrePaiement.executeWithOptions(
        { summary: resume(`Paiement ${effet.paiement} : ${effet.statut}`) },
        [effet],
      );
    case 'liberer-territoire':
      return libererTerritoire(effet);
    case 'notifier':
      return activites.notifier.executeWithOptions(
        {
          summary: resume(
            `Avis à ${effet.destinataires.join(', ')} : ${effet.evenement.evenement} (${effet.evenement.regle})`,
          ),
        },
        [effet],
      );
  }
}

/** DEC-15 — frees the territory, then tells the cases that contested it: their claim is looked at again. */
async function libererTerritoire(effet: Effet & { readonly type: 'liberer-territoire' }): Promise<void> {
  const { contestants } = await activites.libererTerritoire.executeWithOptions(
    { summary: 'Libération du territoire (DEC-15)' },
    [effet],
  );
  for (const contestant of contestants)
    try {
      await getExternalWorkflowHandle(contestant).signal(TERRITOIRE_LIBERE, { par: effet.ess, le: effet.le });
    } catch (erreur) {
      // That case ended meanwhile: it claims nothing any more. (The engine has no other reason to refuse a signal.)
      if (!(erreur instanceof TemporalFailure)) throw erreur;
      log.warn('a contesting case could not be told', { contestant, raison: erreur.message });
    }
}

/** Asks one question and returns its answer. */
export async function interroger(demande: Demande): Promise<Reponses[TypeDemande]> {
  switch (demande.type) {
    case 'signaler-conflits':
      return activites.signalerConflits.executeWithOptions(
        { summary: 'Autres ESS de la spécialité sur le territoire (ELI-02)' },
        [demande],
      );
    case 'revendiquer-territoire':
      return activites.revendiquerTerritoire.executeWithOptions({ summary: 'Revendication du territoire (DEC-15)' }, [
        demande,
      ]);
    case 'attribuer-finess':
      return activites.attribuerFiness.executeWithOptions({ summary: 'Attribution du numéro FINESS (FIN-01)' }, [
        demande,
      ]);
    case 'denombrer-adherents':
      return activites.denombrerAdherents.executeWithOptions(
        { summary: `Dénombrement des adhérents au ${demande.date} (DEC-11)` },
        [demande],
      );
  }
}
