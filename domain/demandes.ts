/** Questions that the state calls for (ELI-02, DEC-15, FIN-02, DEC-11), and what their answers become. */
import { dateDe, fuseau, minuit } from './calendrier/calendrier.ts';
import { avecSuites } from './decider.ts';
import { automatique } from './decision.ts';
import { enCours } from './contrats/actes.ts';
import { finessPossibleDepuis } from './creation/actes.ts';
import type { Demande, Reponses, TypeDemande } from './demandes.types.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import { anniversaire } from './paiements/montants.ts';
import type { DateCivile, Instant } from './valeurs.ts';

/** DEC-15 — date from which the territory is claimed, or null. */
function revendicationLe(etat: Etat): DateCivile | null {
  switch (etat.regime) {
    case 'droit-commun':
      return etat.li?.decision?.sens === 'validee' ? etat.li.decision.le : null;
    case 'en-fonctionnement-conforme':
      return etat.transition.conformite === true ? etat.transition.conformiteLe : null;
    default:
      // A conflict known from the start is claimed as contested: it holds the contract, and the end of the conflict is told.
      return etat.amorcage.concluLe ?? (etat.conflits.length > 0 ? etat.entreeLe : null);
  }
}

function* territoire(etat: Etat): Iterable<Demande> {
  const { ess, specialites, departements } = etat;
  const derogation = etat.derogation.unicite?.sens === 'accordee';
  const commun = { ess, specialites, departements, derogation };
  const le = revendicationLe(etat);
  if (le === null && etat.entreeLe !== null)
    yield { type: 'signaler-conflits', cle: `${ess}/signaler-conflits`, le: etat.entreeLe, ...commun };
  if (le === null) return;
  if (etat.territoire === 'libre')
    yield { type: 'revendiquer-territoire', cle: `${ess}/revendiquer-territoire`, le, ...commun };
  if (etat.territoire === 'conteste' && derogation && etat.derogation.unicite !== null)
    yield {
      type: 'revendiquer-territoire',
      cle: `${ess}/revendiquer-territoire/derogation`,
      ...commun,
      le: etat.derogation.unicite.le,
    };
}

/**
 * DEC-15 — the claim to make again when another ESS frees its territory (`par`, its id; `le`, the date of its
 * `TerritoireLibere`); null when this case contests nothing. Not among `demandes`: it is the release that raises it.
 */
export function reexamen(etat: Etat, par: string, le: DateCivile): Demande | null {
  const { ess, specialites, departements, territoire: statut, phase } = etat;
  return phase === 'close' || statut !== 'conteste'
    ? null
    : {
        type: 'revendiquer-territoire',
        cle: `${ess}/revendiquer-territoire/liberation/${par}`,
        le,
        ess,
        specialites,
        departements,
        derogation: false,
      };
}

function* denombrement(etat: Etat, maintenant: Instant): Iterable<Demande> {
  const { concluLe } = etat.dotation;
  if (concluLe === null || !enCours(etat.dotation)) return;
  const cycle = Object.keys(etat.denombrements).length + 1;
  const date = anniversaire(concluLe, cycle - 1);
  if (minuit(date, fuseau(etat.siege)) <= maintenant)
    yield {
      type: 'denombrer-adherents',
      cle: `${etat.ess}/denombrer-adherents/${cycle}`,
      ess: etat.ess,
      date,
      cycle,
      specialites: etat.specialites,
    };
}

/** Questions to ask now, in order. One whose answer brought no event must not be asked again: `repondues` holds its key. */
export function demandes(etat: Etat, maintenant: Instant, repondues: ReadonlySet<string>): readonly Demande[] {
  if (etat.phase === 'close' || etat.rang === 0) return [];
  const toutes: Demande[] = [...territoire(etat), ...denombrement(etat, maintenant)];
  // Last: the others, on which money depends, never wait for it.
  if (etat.finess === null && finessPossibleDepuis(etat) !== null)
    toutes.push({
      type: 'attribuer-finess',
      cle: `${etat.ess}/attribuer-finess`,
      ess: etat.ess,
      departement: etat.siege,
    });
  return toutes.filter(({ cle }) => !repondues.has(cle));
}

/** Events of an answer; none when it changes nothing, or when the question no longer stands (answered by hand meanwhile). */
export function repondre<T extends TypeDemande>(
  etat: Etat,
  demande: Demande & { readonly type: T },
  reponse: Reponses[T],
  maintenant: Instant,
): readonly Evenement[] {
  const posee = demandes(etat, maintenant, new Set()).some(({ cle }) => cle === demande.cle);
  const reexaminee = demande.type === 'revendiquer-territoire' && etat.territoire === 'conteste';
  if (!posee && !reexaminee) return [];
  return avecSuites(etat, reponseEvenements(etat, demande, reponse, dateDe(maintenant, fuseau(etat.siege))));
}

function reponseEvenements(
  etat: Etat,
  demande: Demande,
  reponse: Reponses[TypeDemande],
  aujourdhui: DateCivile,
): readonly Evenement[] {
  switch (demande.type) {
    case 'signaler-conflits': {
      const { autres } = reponse as Reponses['signaler-conflits'];
      return autres.length === 0 ? [] : [automatique(demande.le, 'ConflitTerritoireSignale', 'ELI-02', { autres })];
    }
    case 'revendiquer-territoire': {
      const { conteste, autres } = reponse as Reponses['revendiquer-territoire'];
      // Nothing new: another one took the place that was freed, or holds it still.
      if (conteste && etat.territoire === 'conteste' && autres.join() === etat.conflits.join()) return [];
      const nouveau = conteste && autres.some((autre) => !etat.conflits.includes(autre));
      return [
        ...(nouveau ? [automatique(demande.le, 'ConflitTerritoireSignale', 'DEC-15', { autres })] : []),
        automatique(demande.le, 'TerritoireRevendique', 'DEC-15', { conteste, autres }),
      ];
    }
    case 'attribuer-finess': {
      const { numero } = reponse as Reponses['attribuer-finess'];
      return [automatique(aujourdhui, 'FinessAttribue', 'FIN-01', { numero, mode: 'automatique' })];
    }
    case 'denombrer-adherents': {
      const { nombre } = reponse as Reponses['denombrer-adherents'];
      return [
        automatique(demande.date, 'AdherentsDenombres', 'DEC-11', {
          date: demande.date,
          nombre: nombre ?? etat.listeNominative?.nombre ?? 0,
          cycle: demande.cycle,
        }),
      ];
    }
  }
}
