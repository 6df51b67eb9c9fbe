/** What depends on no case: the rule catalogue, the health of the service, the pages of problems. */
import { Router } from 'express';
import { chiffresDu } from '../../domain/catalogue/en-vigueur.ts';
import { CATALOGUE } from '../../domain/catalogue/index.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { today } from '../../identity/delegation.ts';
import { lawQuery } from '../commands/schemas/law.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { homePage } from '../contract/home-page.ts';
import { problemIndex, problemPage } from '../contract/problem-pages.ts';
import { ruleIndex, rulePage, sourcesOf } from '../contract/rule-pages.ts';
import { PROBLEMS, Problem, type ProblemType } from '../../runtime/http/problems.ts';

const reads = onlyMethods('GET, HEAD, OPTIONS');

export function ruleRoutes(): Router {
  const router = Router();
  router
    .route('/regles')
    .get((request, response) => {
      const { le = today() } = parse(lawQuery, request.query);
      response.json({
        le,
        regles: CATALOGUE.map((rule) => ({ ...rule, sources: sourcesOf(rule) })),
        chiffres: chiffresDu(le),
      });
    })
    .all(reads);
  return router;
}

/** A supervisor wants an answer soon, even when what it asks about hangs. */
const HEALTH_LIMIT = 3_000;

async function state(ping: Promise<void>): Promise<'ok' | 'indisponible'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'indisponible'>((resolve) => {
    timer = setTimeout(() => resolve('indisponible'), HEALTH_LIMIT);
  });
  const answer = ping.then(
    () => 'ok' as const,
    () => 'indisponible' as const,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/**
 * `/sante`: engine and database, for who watches. `/sante/vie`: the process answers, or is to be started again.
 * `/sante/pret`: it is worth sending requests here; without the engine reads are still answered, so it is no condition.
 */
export function healthRoutes({ cases, records, accepting = () => true }: ApiDeps): Router {
  const router = Router();
  router
    .route('/sante/vie')
    .get((_request, response) => {
      response.json({ etat: 'ok' });
    })
    .all(reads);
  router
    .route('/sante/pret')
    .get(async (_request, response) => {
      const ready = accepting() && (await state(records.ping())) === 'ok';
      response.status(ready ? 200 : 503).json({ etat: ready ? 'ok' : 'indisponible' });
    })
    .all(reads);
  router
    .route('/sante')
    .get(async (_request, response) => {
      const [moteur, donnees] = await Promise.all([state(cases.ping()), state(records.ping())]);
      const ok = moteur === 'ok' && donnees === 'ok';
      response.status(ok ? 200 : 503).json({ etat: ok ? 'ok' : 'indisponible', moteur, donnees });
    })
    .all(reads);
  return router;
}

/** The first page. */
export function homeRoutes({ allowClockOrigin = false }: Pick<ApiDeps, 'allowClockOrigin'>): Router {
  const router = Router();
  router
    .route('/')
    .get((_request, response) => {
      response.type('html').send(homePage(allowClockOrigin));
    })
    .all(reads);
  return router;
}

/** The pages to which the `type` of every problem leads. */
export function problemRoutes(): Router {
  const router = Router();
  router
    .route('/problemes')
    .get((_request, response) => {
      response.type('html').send(problemIndex());
    })
    .all(reads);
  router
    .route('/problemes/:type')
    .get((request, response) => {
      const { type } = request.params;
      if (!Object.hasOwn(PROBLEMS, type)) throw new Problem('introuvable', 'Aucun type de problème ne porte ce nom.');
      response.type('html').send(problemPage(type as ProblemType));
    })
    .all(reads);
  return router;
}

/** The pages that the references of letters lead to, for whoever received one. */
export function rulePageRoutes(): Router {
  const router = Router();
  router
    .route('/regles')
    .get((_request, response) => {
      response.type('html').send(ruleIndex());
    })
    .all(reads);
  router
    .route('/regles/:regle')
    .get((request, response) => {
      const { le = today() } = parse(lawQuery, request.query);
      const page = rulePage(request.params.regle, le);
      if (page === undefined) throw new Problem('introuvable', 'Aucune règle ne porte cette référence.');
      response.type('html').send(page);
    })
    .all(reads);
  return router;
}
