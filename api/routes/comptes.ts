/** `/ess/{id}/comptes`: the accounts that an association declared, whole for the caisse that pays, masked for others. DEC-13, DEC-52. */
import { Router } from 'express';
import { z } from 'zod';
import { knownDossier, requireRight } from '../../identity/scope.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { Fiche } from '../../records/privacy/fiches.ts';
import { ibanMasque } from '../../records/money/comptes.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';

const noParameter = z.strictObject({});

/** The caisse of the case (GEN-06): those of before read it, and pay nothing any more (DEC-47). */
export const paysFor = ({ role, caisses }: Identity, caisse: string): boolean =>
  role === 'caisse' && caisses.includes(caisse);

/** A record as those read it who do not pay: the account it names, masked. */
export function withMaskedAccount(fiche: Fiche): Fiche {
  const { contenu } = fiche;
  if (typeof contenu !== 'object' || contenu === null || !('iban' in contenu) || typeof contenu.iban !== 'string')
    return fiche;
  return { ...fiche, contenu: { ...contenu, iban: ibanMasque(contenu.iban) } };
}

export function accountRoutes({ records }: Pick<ApiDeps, 'records'>): Router {
  const router = Router();
  router
    .route('/ess/:ess/comptes')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-comptes');
      const { ess, resume } = await knownDossier(records, identity, request.params.ess);
      const entier = paysFor(identity, resume.caisse);
      const versions = await records.accountHistory(ess);
      const comptes = versions.map((version) => ({
        ...version,
        iban: entier || version.iban === null ? version.iban : ibanMasque(version.iban),
      }));
      const { role: par } = identity;
      await records.recordAccess({ ess, objet: 'compte', cle: ess, acte: 'lecture', par, auteur: identity });
      response.json({ ess, entier, comptes });
    })
    .all(onlyMethods('GET, HEAD, OPTIONS'));
  return router;
}
