/** `POST /commandes`: several commands in one request, an answer to each; one that fails undoes no other. */
import { Router } from 'express';
import { z } from 'zod';
import { toProblem } from '../http/errors.ts';
import { faultOf, onlyMethods } from '../../runtime/http/faults.ts';
import { idempotencyKey, KEY, ownKey } from '../commands/keys.ts';
import { isEssIdentifier } from '../../identity/scope.ts';
import { identityOf } from '../../identity/authenticate.ts';
import type { ApiDeps } from '../ports.ts';
import type { IdentityLimit } from '../../runtime/http/limits.ts';
import { MOST_ERRORS, Problem } from '../../runtime/http/problems.ts';
import { requestIdIn } from '../../runtime/http/request-id.ts';
import { announcing } from '../commands/announce.ts';
import { sendCommand, type Receipt } from '../commands/send-command.ts';
import { parse } from '../http/validation.ts';
import { jsonBody, objectBody } from '../../runtime/http/body.ts';

const MOST = 100;
/** Cases at once: the commands of one case follow one another, in the order of the request. */
const AT_ONCE = 4;

export const item = z.strictObject({
  ess: z.string().refine(isEssIdentifier, { error: 'L’identifiant d’une ESS est attendu.' }),
  commande: z.string().max(60),
  cle: z.string().regex(KEY, { error: 'De 1 à 200 caractères visibles, sans espace ni accent.' }).exactOptional(),
  siRang: z.int().min(0).max(999_999_999).exactOptional(),
  donnees: z.record(z.string(), z.unknown()),
});

/** The body as a whole; each command is then read by itself, so that a wrong one keeps the others from nothing. */
const envelope = z.strictObject({
  /** Nothing is sent: each is told what it would change. */
  simulation: z.boolean().default(false),
  commandes: z
    .array(z.unknown())
    .min(1, { error: 'Indiquez au moins une commande.' })
    .max(MOST, { error: `Pas plus de ${MOST} commandes à la fois.` }),
});

interface Outcome {
  readonly ess: string | null;
  readonly commande: string | null;
  readonly cle: string;
  readonly statut: number;
  readonly recu?: Receipt;
  /** Of a command that is not sent. */
  readonly annonce?: Awaited<ReturnType<ReturnType<typeof announcing>>>;
  readonly probleme?: Readonly<Record<string, unknown>>;
}

const NOT_TRIED = () =>
  new Problem(
    'service-indisponible',
    'Cette commande n’a pas été tentée : le service ne répondait plus à une précédente. Renvoyez-la avec la même clé.',
  );

export function bulkRoutes(deps: ApiDeps, spend: IdentityLimit['spend']): Router {
  const router = Router();
  router
    .route('/commandes')
    .post(async (request, response) => {
      const identity = identityOf(request);
      const key = idempotencyKey(request);
      response.set('Idempotency-Key', key);
      const { simulation, commandes } = parse(envelope, jsonBody(request), 'envoyer-commandes');
      const announce = announcing(deps, identity);
      await spend(request, commandes.length);
      const share = Math.max(1, Math.floor(MOST_ERRORS / commandes.length));
      const given = commandes.map((asked, index) => ({ asked, index, cle: keyOf(asked) ?? `${key}/${index}` }));
      let away = false;
      const one = async ({ asked, index, cle }: (typeof given)[number]): Promise<Outcome> => {
        const said = { ess: textOf(asked, 'ess'), commande: textOf(asked, 'commande'), cle };
        try {
          const { ess, commande, donnees, siRang } = parse(item, objectBody(asked), 'commandes');
          if (away) throw NOT_TRIED();
          if (simulation) return { ...said, statut: 200, annonce: await announce({ ess, commande, donnees, siRang }) };
          const recu = await sendCommand(deps, identity, { ess, commande, donnees, siRang, cle: ownKey(request, cle) });
          return { ...said, statut: 200, recu };
        } catch (error) {
          const problem = faultOf(error, response, toProblem);
          away ||= problem.status === 503;
          const { erreurs, ...body } = problem.toBody(at(index), requestIdIn(response));
          const shown = Array.isArray(erreurs) ? { erreurs: erreurs.slice(0, share) as unknown[] } : {};
          return { ...said, statut: problem.status, probleme: { ...body, ...shown } };
        }
      };
      const resultats = await inTurn(given, ({ asked }) => textOf(asked, 'ess') ?? '', one);
      response.json({ resultats, ...counts(resultats) });
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}

const at = (index: number): string => `/api/v1/commandes#${index}`;
const counts = (outcomes: readonly Outcome[]) => {
  const acceptees = outcomes.filter(({ statut }) => statut === 200).length;
  return { acceptees, refusees: outcomes.length - acceptees };
};

/** What an item says of itself, before it is known to be well formed. */
function textOf(asked: unknown, name: string): string | null {
  const value = typeof asked === 'object' && asked !== null ? (asked as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value.slice(0, 63) : null;
}
function keyOf(asked: unknown): string | undefined {
  const value = typeof asked === 'object' && asked !== null ? (asked as Record<string, unknown>)['cle'] : undefined;
  return typeof value === 'string' && KEY.test(value) ? value : undefined;
}

/** Runs `work` on each item: those of one group one after the other, `AT_ONCE` groups together. Answers in order. */
async function inTurn<T extends { readonly index: number }, R>(
  items: readonly T[],
  groupOf: (item: T) => string,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const groups = [...Map.groupBy(items, groupOf).values()];
  const results: R[] = [];
  const worker = async () => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift())
      for (const entry of group) results[entry.index] = await work(entry);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
