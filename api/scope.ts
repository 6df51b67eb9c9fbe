/** What one may see. Outside one's scope, a case answers like one that does not exist. */
import type { Request } from 'express';
import { regionDe } from '../domain/regions.ts';
import type { Etat } from '../domain/etat.ts';
import type { Dossier, Portee } from '../records/dossiers.ts';
import { isEssIdentifier } from './identity.ts';
import { identityOf } from './oidc/authenticate.ts';
import type { Identity } from './oidc/verifier.ts';
import { UnknownCase, type Records } from './ports.ts';
import { Problem } from './problems.ts';
import { RIGHTS, type Right } from './rights.ts';

/** The identity, if its role has this right; a 403 problem otherwise. */
export function requireRight(request: Request, right: Right): Identity {
  const identity = identityOf(request);
  const { roles, regle } = RIGHTS[right];
  if ((roles as readonly string[]).includes(identity.role)) return identity;
  throw new Problem('role-interdit', `Cette demande est réservée à : ${roles.join(', ')}.`, { regle });
}

/** Under which names mandates may have been given to someone. */
const holderNames = ({ sujet, organisation }: Identity): readonly string[] => [
  `sujet:${sujet}`,
  `organisation:${organisation}`,
];

/** The name under which a depositor holds the mandate of what they open. */
export const ownHolderName = ({ sujet }: Identity): string => `sujet:${sujet}`;

/** What a list is limited to, as the records understand it; nothing for those who see all. */
export function extentOf(identity: Identity): Portee {
  switch (identity.role) {
    case 'ars':
      return { regions: identity.regions };
    case 'caisse':
      return { sieges: identity.caisses };
    case 'porteur':
      return { titulaires: holderNames(identity) };
    default:
      return {};
  }
}

async function isWithin(
  records: Records,
  identity: Identity,
  { ess, resume }: Pick<Dossier, 'ess' | 'resume'>,
): Promise<boolean> {
  switch (identity.role) {
    case 'ars':
      return identity.regions.includes(resume.region);
    case 'caisse':
      return identity.caisses.includes(resume.siege);
    case 'porteur':
      return records.hasMandate(ess, holderNames(identity));
    default:
      return true;
  }
}

/** The stored dossier of an ESS in scope, or the 404 problem. */
export async function knownDossier(records: Records, identity: Identity, ess: string): Promise<Dossier<Etat>> {
  const dossier = isEssIdentifier(ess) ? await records.readDossier(ess) : undefined;
  if (dossier === undefined || !(await isWithin(records, identity, dossier))) throw new UnknownCase(ess);
  return dossier;
}

/** A caisse's own affairs; an ARS looks at those of its region. */
export function requireCaisse(identity: Identity, caisse: string): void {
  const within =
    identity.role === 'caisse'
      ? identity.caisses.includes(caisse)
      : identity.role !== 'ars' || identity.regions.includes(regionDe(caisse));
  if (!within) throw new Problem('introuvable', 'Aucune caisse de ce numéro ne vous est accessible.');
}

/** Who opens a case for others opens it within their own territory. */
export function requireSeat(identity: Identity, siege: string): void {
  if (identity.role !== 'ars' || identity.regions.includes(regionDe(siege))) return;
  throw new Problem(
    'role-interdit',
    'Le siège de cette équipe n’est pas dans votre région : une autre ARS la déclare.',
    {
      regle: 'GEN-06',
    },
  );
}
