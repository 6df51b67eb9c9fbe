/** The first thing asked of a request: who makes it. */
import type { Request, RequestHandler } from 'express';
import { RETRY_SOON } from '../runtime/http/faults.ts';
import { Problem } from '../runtime/http/problems.ts';
import { RefusedToken, type Refusal } from './refused-token.ts';
import { ProviderUnavailable, type Identity, type Verify } from './verifier.ts';

const SENTENCES: Readonly<Record<Refusal, string>> = {
  illisible: 'Ce jeton n’est pas un jeton d’accès lisible (JWT).',
  emetteur: 'Ce jeton vient d’un fournisseur d’identité que ce service ne reconnaît pas.',
  audience: 'Ce jeton est destiné à un autre service.',
  algorithme: 'Ce jeton n’est pas signé par un procédé admis.',
  signature: 'La signature de ce jeton n’est pas celle du fournisseur d’identité.',
  expire: 'Ce jeton a expiré : reconnectez-vous, ou demandez-en un autre.',
  'pas-encore-valable': 'Ce jeton n’est pas encore valable : vérifiez l’heure de la machine qui l’a demandé.',
  'trop-long': 'Ce jeton vaut trop longtemps : demandez-en un de plus courte durée au fournisseur d’identité.',
  type: 'Ce jeton n’est pas un jeton d’accès : un jeton d’identité (« id_token ») ou d’un autre usage n’ouvre rien ici.',
  sujet: 'Le sujet de ce jeton (« sub ») doit être un texte de 1 à 255 caractères visibles.',
  organisation: 'L’organisation que nomme ce jeton doit être un texte de 1 à 255 caractères visibles.',
  dates: 'Les dates de ce jeton (« exp », « nbf », « iat ») doivent être des nombres de secondes.',
  incomplet: 'Ce jeton ne dit pas tout ce qui est attendu (émetteur, sujet, échéance).',
  'sans-role':
    'Vous êtes reconnu, mais votre organisation n’a pas de rôle dans ce service : demandez-le à l’administrateur.',
};

const challenge = (error?: string): Readonly<Record<string, string>> => ({
  'WWW-Authenticate': `Bearer realm="ess"${error === undefined ? '' : `, error="${error}"`}`,
});

/** RFC 6750, §2.1: the header alone; a token in an address would end up in logs. */
function bearerOf(request: Request): string {
  const header = request.get('authorization');
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (token !== undefined) return token;
  throw new Problem('jeton-absent', 'Indiquez votre jeton d’accès dans l’en-tête « Authorization: Bearer … ».', {
    headers: challenge(),
  });
}

/** Refuses what carries no good token; the identity of the others is in `response.locals.identite`. */
export const authenticate =
  (verify: Verify): RequestHandler =>
  async (request, response, next) => {
    const token = bearerOf(request);
    try {
      response.locals['identite'] = await verify(token);
    } catch (error) {
      if (error instanceof ProviderUnavailable)
        throw new Problem(
          'service-indisponible',
          'Le fournisseur d’identité ne répond pas : votre jeton ne peut pas être vérifié. Renvoyez la demande dans un instant.',
          { headers: RETRY_SOON },
        );
      if (!(error instanceof RefusedToken)) throw error;
      response.locals['jeton'] = error.refusal;
      throw error.refusal === 'sans-role'
        ? new Problem('sans-role', SENTENCES[error.refusal], { headers: challenge('insufficient_scope') })
        : new Problem('jeton-refuse', SENTENCES[error.refusal], { headers: challenge('invalid_token') });
    }
    next();
  };

/** The identity that `authenticate` established. */
export function identityOf(request: Request): Identity {
  const identity = request.res?.locals['identite'] as Identity | undefined;
  if (identity === undefined) throw new Error('this route is served without authentication');
  return identity;
}

/** Whom a request is counted for: a person, whatever their tokens. */
export const subjectOf = (request: Request): string => identityOf(request).sujet;
