/** Derogations of the CPN: what each decision answers. DER-01, DER-02, DEC-14, DEC-15, DEC-26. */
import { APPLICATION, derogationNecessaire } from './eligibilite.ts';
import type { Derogation, Etat } from '../etat.ts';
import type { DateCivile } from '../valeurs.ts';

export interface DecisionCpn {
  readonly sens: 'accordee' | 'refusee';
  readonly le: DateCivile;
  /** `multi-specialite`, `seuils`, `unicite`; silent on its object, it counts for all. */
  readonly objet: string | undefined;
}

/** Several specialties or too few doctors: a derogation without which the LI is not complete, whatever the territory. */
const eligibiliteEnCause = (etat: Etat): boolean => {
  const { specialites, departements, siege, effectifs } = etat;
  const { medecinsPresents } = effectifs;
  return derogationNecessaire(
    etat,
    { specialites, departements, siege, ...(medecinsPresents === null ? {} : { medecinsPresents }) },
    etat.entreeLe ?? APPLICATION,
  );
};

/** Does it answer what the LI waits for? One about uniqueness alone does not give the specialties or the thresholds. */
export const repondALaLettre = (etat: Etat, { objet }: DecisionCpn): boolean =>
  objet !== 'unicite' || !eligibiliteEnCause(etat);

/** The derogation once the CPN has decided. */
export function apresDerogation(etat: Etat, decision: DecisionCpn): Derogation {
  const { sens, le, objet } = decision;
  return {
    ...etat.derogation,
    delai: null,
    ...(repondALaLettre(etat, decision) ? { sens, le, objet: objet ?? null } : {}),
    ...(objet === undefined || objet === 'unicite' ? { unicite: { sens, le } } : {}),
  };
}

/** ELI-04 — thresholds softened by the CPN. */
export const seuilsAdoucis = ({ derogation: { sens, objet } }: Etat): boolean =>
  sens === 'accordee' && (objet === null || objet === 'seuils');
