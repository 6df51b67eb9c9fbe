/** Holds every answer that a test gets to the contract: its status, its media type, its shape, its problem type. */
import { OPERATIONS } from '../../api/contract/operations/index.ts';
import type { Operation, Place } from '../../api/contract/operation.ts';
import { problem } from '../../api/contract/problem.ts';
import { OF_ADDRESSES, problemsOf } from '../../api/contract/problems-of.ts';
import type { ProblemType } from '../../runtime/http/problems.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

const PATTERNS = (Object.entries(OPERATIONS) as [Place, Operation][]).map(([place, operation]) => {
  const [method, path = ''] = place.split(' ');
  return {
    place,
    operation,
    method,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  };
});

const found = (method: string, path: string) =>
  PATTERNS.find((entry) => entry.method === (method === 'HEAD' ? 'GET' : method) && entry.pattern.test(path));

function problemFaults(place: Place | undefined, operation: Operation | undefined, body: unknown): readonly string[] {
  const read = problem.safeParse(body);
  if (!read.success) return [`not a problem: ${read.error.message}`];
  const type = read.data.type.slice('/problemes/'.length) as ProblemType;
  if (place === undefined || operation === undefined)
    return [
      ...OF_ADDRESSES,
      'introuvable',
      'champs-invalides',
      'jeton-absent',
      'jeton-refuse',
      'trop-de-demandes',
    ].includes(type)
      ? []
      : [`${type} from an address without operation`];
  const listed = [...problemsOf(place, operation), ...OF_ADDRESSES];
  return listed.includes(type) ? [] : [`${type} is not listed by ${operation.id}`];
}

/** What the answer says that the contract does not; empty: nothing. */
export function faultsOf({ method, path, status, type, body }: Heard): readonly string[] {
  const media = type.split(';')[0] ?? '';
  const { place, operation } = found(method, path) ?? {};
  if (media === 'application/problem+json') return problemFaults(place, operation, body);
  if (operation === undefined)
    return method === 'OPTIONS' || status >= 400 ? [] : [`no operation for ${method} ${path}`];
  const answer = operation.reponses[status];
  if (answer === undefined) return [`${operation.id} does not list ${status}`];
  if (answer.contenu === undefined || method === 'HEAD') return [];
  const schema = answer.contenu[media] ?? answer.contenu['*/*'];
  if (schema === undefined) return [`${operation.id} (${status}) does not list ${media}`];
  if (schema === 'binaire') return [];
  const read = schema.safeParse(body);
  return read.success ? [] : [`${operation.id} (${status}): ${read.error.message}`];
}
