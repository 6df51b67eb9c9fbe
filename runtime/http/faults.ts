/** Whatever goes wrong becomes one problem. No stack, no value from a request, ever reaches the answer or the log. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Problem } from './problems.ts';
import { requestIdIn } from './request-id.ts';

/** Header of what may be asked again soon: a worker that restarts answers within about ten seconds. */
export const RETRY_SOON = { 'Retry-After': '10' };

/** Errors of Express and of its body parser carry a `type` and a `status`. */
const fromExpress = (error: Error): Problem | undefined => {
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return new Problem('corps-trop-volumineux', 'Le corps de la requête dépasse 1 Mo.');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Problem('format-non-admis', 'Ce codage n’est pas admis : envoyez du JSON en UTF-8.');
  if (type === 'body.not-utf-8')
    return new Problem(
      'json-illisible',
      'Ce JSON n’est pas en UTF-8 : ses accents seraient abîmés. Enregistrez-le, ou envoyez-le, en UTF-8.',
    );
  if (type === 'entity.parse.failed')
    return new Problem('json-illisible', 'Le corps de la requête n’est pas un document JSON valide.');
  if (error instanceof URIError) return new Problem('introuvable', 'Cette adresse est mal formée.');
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Problem('json-illisible', 'La requête n’a pas pu être lue en entier.');
  return undefined;
};

/** What a server makes of an error: always a problem. */
export type ToProblem = (error: unknown) => Problem;

/** The problem that an error is, for a server that has no errors of its own. */
export const commonProblem: ToProblem = (error) =>
  error instanceof Problem
    ? error
    : ((error instanceof Error ? fromExpress(error) : undefined) ??
      new Problem('erreur-interne', 'Une erreur imprévue est survenue. Elle est journalisée.'));

/** Where an error comes from, without its message, which may quote what someone typed. */
const traceOf = (error: unknown): string =>
  error instanceof Error
    ? [error.name, ...(error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))].slice(0, 8).join(' | ')
    : typeof error;

/** The problem that an error is; one that nobody expected leaves its trace for the log. */
export function faultOf(error: unknown, response: Response, toProblem: ToProblem): Problem {
  const problem = toProblem(error);
  if (problem.type === 'erreur-interne') response.locals['trace'] = traceOf(error);
  return problem;
}

/** Last handler of the chain. `count`: told of each problem that is answered. */
export const problemHandler =
  (toProblem: ToProblem = commonProblem, count: (problem: Problem) => void = () => {}): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const problem = faultOf(error, response, toProblem);
    // Half an answer is out: the client must see that it is not whole.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.locals['probleme'] = problem.type;
    count(problem);
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
