/** Whose space it is: that of who asks, in their own name. */
import type { Request } from 'express';
import { z } from 'zod';
import { requireOwnName, requireRight } from '../../../identity/scope.ts';
import type { Identity } from '../../../identity/verifier.ts';
import { Problem, invalidFields } from '../../../runtime/http/problems.ts';
import { FORM_RULES } from '../../../runtime/http/form-rules.ts';

/** Under a delegation one acts for another; what one keeps stays one's own. */
export function owner(request: Request): Identity {
  const identity = requireRight(request, 'tenir-espace');
  requireOwnName(identity, 'Brouillons, vues, lectures et préférences se tiennent');
  return identity;
}

const lost = (quoi: string) => new Problem('introuvable', `${quoi} ne porte ce numéro.`);

/** The number in the address of what is there, or the 404 problem. */
export function numberOf({ params }: Request, quoi: string): string {
  const id = z.uuid().safeParse(params['id']);
  if (id.success) return id.data.toLowerCase();
  throw lost(quoi);
}

/** The number that the client drew, for what is about to be there. */
export function drawnNumber({ params }: Request): string {
  const id = z.uuid().safeParse(params['id']);
  if (id.success) return id.data.toLowerCase();
  throw invalidFields([
    {
      champ: 'id',
      regle: FORM_RULES.form,
      message: 'Un numéro (UUID) tiré par vous est attendu à la fin de l’adresse.',
    },
  ]);
}

/** What was found, or the 404 problem. */
export function found<T>(value: T | undefined | false, quoi: string): T {
  if (value === undefined || value === false) throw lost(quoi);
  return value;
}

export const tooMany = (quoi: string): Problem => new Problem('etat-incompatible', quoi, { regle: 'API-06' });
