/** Whatever goes wrong becomes one problem. No stack, no value from a request, ever reaches the answer or the log. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { NatureRefus } from '../../domain/refus.ts';
import { problems, refused } from './metrics.ts';
import { ProviderUnavailable } from '../../identity/verifier.ts';
import {
  CaseRefusal,
  EngineUnavailable,
  FinishedCase,
  RecordsFull,
  RecordsUnavailable,
  UnknownCase,
} from '../ports.ts';
import { Problem, type ProblemType } from '../../runtime/http/problems.ts';
import { requestIdIn } from '../../runtime/http/request-id.ts';

const OF_REFUSAL: Readonly<Record<NatureRefus | 'perime', ProblemType>> = {
  donnees: 'donnees-refusees',
  role: 'role-interdit',
  etat: 'etat-incompatible',
  regle: 'regle-non-respectee',
  perime: 'etat-modifie',
};

/** The problem that a refusal of the law is; counted. */
export function ofRefusal(nature: NatureRefus | 'perime', regle: string, phrase: string): Problem {
  refused.inc({ nature, regle });
  return new Problem(OF_REFUSAL[nature], phrase, { regle });
}

/** Seconds after which a retry is worth trying: a worker that restarts answers within about ten. */
const RETRY_AFTER = { 'Retry-After': '10' };

/** Errors of Express and of its body parser carry a `type` and a `status`. */
const fromExpress = (error: Error): Problem | undefined => {
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return new Problem('corps-trop-volumineux', 'Le corps de la requête dépasse 1 Mo.');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Problem('format-non-admis', 'Ce codage n’est pas admis : envoyez du JSON en UTF-8.');
  if (type === 'entity.parse.failed')
    return new Problem('json-illisible', 'Le corps de la requête n’est pas un document JSON valide.');
  if (error instanceof URIError) return new Problem('introuvable', 'Cette adresse est mal formée.');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('json-illisible', 'La requête n’a pas pu être lue en entier.');
  return undefined;
};

/** The problem that an error is. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CaseRefusal) {
    const { nature, regle, phrase } = error.details;
    return ofRefusal(nature, regle, phrase);
  }
  if (error instanceof UnknownCase) return new Problem('introuvable', 'Aucune ESS ne porte cet identifiant.');
  if (error instanceof FinishedCase)
    return new Problem('etat-incompatible', 'Cette ESS est close : son dossier ne reçoit plus aucun acte.');
  if (error instanceof EngineUnavailable)
    return new Problem(
      'service-indisponible',
      'Le moteur ne répond pas. La demande a peut-être été prise en compte : renvoyez-la avec la même clé Idempotency-Key, elle ne sera pas exécutée deux fois.',
      { headers: RETRY_AFTER },
    );
  if (error instanceof RecordsFull)
    return new Problem(
      'service-indisponible',
      'Le disque de la base de données est plein : cette demande n’a pas été enregistrée. Prévenez l’exploitant, puis renvoyez-la avec la même clé Idempotency-Key.',
      { headers: RETRY_AFTER },
    );
  if (error instanceof RecordsUnavailable)
    return new Problem(
      'service-indisponible',
      'La base de données ne répond pas. Renvoyez la demande dans un instant, avec la même clé Idempotency-Key s’il s’agit d’un acte : il ne sera pas exécuté deux fois.',
      {
        headers: RETRY_AFTER,
      },
    );
  if (error instanceof ProviderUnavailable)
    return new Problem(
      'service-indisponible',
      'Le fournisseur d’identité ne répond pas : votre jeton ne peut pas être vérifié. Renvoyez la demande dans un instant.',
      { headers: RETRY_AFTER },
    );
  return (
    (error instanceof Error ? fromExpress(error) : undefined) ??
    new Problem('erreur-interne', 'Une erreur imprévue est survenue. Elle est journalisée.')
  );
}

/** Where an error comes from, without its message, which may quote what someone typed. */
const traceOf = (error: unknown): string =>
  error instanceof Error
    ? [error.name, ...(error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))].slice(0, 8).join(' | ')
    : typeof error;

/** The problem that an error is; one that nobody expected leaves its trace for the log. */
export function faultOf(error: unknown, response: Response): Problem {
  const problem = toProblem(error);
  if (problem.type === 'erreur-interne') response.locals['trace'] = traceOf(error);
  return problem;
}

/** Last handler of the chain. */
export const problemHandler: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const problem = faultOf(error, response);
  // Half an answer is out: the client must see that it is not whole.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.locals['probleme'] = problem.type;
  problems.inc({ type: problem.type });
  response
    .status(problem.status)
    .set(problem.supplement.headers ?? {})
    .type('application/problem+json')
    .send(JSON.stringify(problem.toBody(request.path, requestIdIn(response))));
};

/** For every address that no route took. */
export const notFound: RequestHandler = () => {
  throw new Problem('introuvable', 'Aucune ressource ne correspond à cette adresse.');
};

/** For every other method of an address. `allowed`: as the header `Allow` names them. */
export const onlyMethods =
  (allowed: string): RequestHandler =>
  (request, response) => {
    if (request.method === 'OPTIONS') {
      response.set('Allow', allowed).status(204).end();
      return;
    }
    throw new Problem('methode-non-admise', `Cette adresse n’admet que : ${allowed}.`, { headers: { Allow: allowed } });
  };

/** For every other method of an address that another router answers too: Express would answer OPTIONS for this one alone. */
export const elsewhere: RequestHandler = (_request, _response, next) => next();
