/** The territory, one team a specialty: ELI-02, DEC-15. */
import type { Etat } from '../etat.ts';
import type { DateCivile } from '../valeurs.ts';
import type { Demande, Reponse } from '../demandes.types.ts';
import { automatique, type Evolutions } from '../chapitre.ts';
import { couvert } from '../fin/delais.ts';

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

export function* demandesTerritoire(etat: Etat): Iterable<Demande> {
  const { ess, specialites, departements } = etat;
  const derogation = etat.derogation.unicite?.sens === 'accordee';
  const commun = { ess, specialites, departements, derogation };
  const { modificationTerritoire: demandee, aRevendiquer } = etat;
  if (demandee !== null)
    yield {
      type: 'signaler-conflits',
      cle: `${ess}/signaler-conflits/modification/${demandee.rang}`,
      ess,
      le: demandee.le,
      specialites: demandee.specialites,
      departements: demandee.departements,
      derogation,
    };
  if (aRevendiquer !== null)
    yield {
      type: 'revendiquer-territoire',
      cle: `${ess}/revendiquer-territoire/modification/${aRevendiquer.rang}`,
      ...commun,
      le: aRevendiquer.le,
    };
  const le = revendicationLe(etat);
  if (le === null && etat.entreeLe !== null)
    yield { type: 'signaler-conflits', cle: `${ess}/signaler-conflits`, le: etat.entreeLe, ...commun };
  if (le === null) return;
  if (etat.territoire === 'libre')
    yield { type: 'revendiquer-territoire', cle: `${ess}/revendiquer-territoire`, le, ...commun };
  // DEC-35: what had freed it was taken back. Another may hold it by now: the claim is then contested.
  if (etat.territoire === 'libere' && couvert(etat, etat.dernierLe ?? le))
    yield {
      type: 'revendiquer-territoire',
      cle: `${ess}/revendiquer-territoire/retour/${etat.liberations}`,
      ...commun,
      le: etat.dernierLe ?? le,
    };
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

/** Another holds part of the territory from the start (ELI-02). */
export const conflitsSignales: Reponse<'signaler-conflits'> = (etat, { le, cle }, { autres, financees = [] }) => {
  if (autres.length === 0) return [];
  const surDemande = cle.endsWith(`/modification/${etat.modificationTerritoire?.rang}`);
  return surDemande
    ? [automatique(le, 'ConflitTerritoireSignale', 'DEC-48', { autres, modification: true, financees })]
    : [automatique(le, 'ConflitTerritoireSignale', 'ELI-02', { autres })];
};

export const territoireRevendique: Reponse<'revendiquer-territoire'> = (etat, { le }, { conteste, autres }) => {
  // Nothing new: another one took the place that was freed, or holds it still.
  if (
    etat.aRevendiquer === null &&
    conteste &&
    etat.territoire === 'conteste' &&
    autres.join() === etat.conflits.join()
  )
    return [];
  const nouveau = conteste && autres.some((autre) => !etat.conflits.includes(autre));
  return [
    ...(nouveau ? [automatique(le, 'ConflitTerritoireSignale', 'DEC-15', { autres })] : []),
    automatique(le, 'TerritoireRevendique', 'DEC-15', { conteste, autres }),
  ];
};

export const evolutionsTerritoire: Evolutions<
  'TerritoireRevendique' | 'TerritoireLibere' | 'ConflitTerritoireSignale'
> = {
  TerritoireRevendique: (_etat, { conteste, autres }) => ({
    territoire: conteste ? 'conteste' : 'revendique',
    conflits: conteste ? autres : [],
    aRevendiquer: null,
  }),
  TerritoireLibere: (etat) => ({ territoire: 'libere', liberations: etat.liberations + 1, aRevendiquer: null }),
  ConflitTerritoireSignale: ({ modificationTerritoire: demandee }, { autres, modification, financees = [] }) => {
    if (modification !== true) return { conflits: autres };
    return demandee === null ? {} : { modificationTerritoire: { ...demandee, autres, financees } };
  },
};
