/** Which problems an operation can answer: those that follow from its shape, and its own. */
import { PROBLEMS, type ProblemType } from '../../runtime/http/problems.ts';
import type { Operation, Place } from './operation.ts';

/** Problems of an address, or of what is no request yet: no operation lists them. */
export const OF_ADDRESSES: readonly ProblemType[] = [
  'methode-non-admise',
  'requete-illisible',
  'en-tetes-trop-volumineux',
];

export function problemsOf(place: Place, operation: Operation): readonly ProblemType[] {
  const { roles, parametres, corps, entetes = [], problemes = [] } = operation;
  const open = roles?.length === 0;
  const found = new Set<ProblemType>(problemes);
  const add = (...types: readonly ProblemType[]) => types.forEach((type) => found.add(type));
  add('erreur-interne');
  if (!place.startsWith('GET /sante')) add('trop-de-demandes');
  if (!open) add('jeton-absent', 'jeton-refuse', 'sans-role', 'delegation-refusee', 'service-indisponible');
  if (!open && roles !== undefined) add('role-interdit');
  if (place.includes('{')) add('introuvable');
  // Of any address one may add a parameter that is no text (`plain-parameters.ts`).
  if (!open || parametres !== undefined || entetes.length > 0) add('champs-invalides');
  if (corps !== undefined)
    add('json-illisible', 'champs-invalides', 'corps-trop-volumineux', 'format-non-admis', 'delai-depasse');
  if (entetes.includes('If-Match')) add('etat-modifie');
  if (entetes.includes('X-Horloge-Origine')) add('horloge-interdite');
  return (Object.keys(PROBLEMS) as ProblemType[]).filter((type) => found.has(type));
}
