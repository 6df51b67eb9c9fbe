/** What one may see. Outside one's scope, a case answers like one that does not exist. */
import type { Request } from 'express';
import { departementsDe } from '../domain/creation/caisses.ts';
import {
  arsCompetente,
  caissesCompetentes,
  caissesInformees,
  regionsInformees,
} from '../domain/creation/competence.ts';
import { regionDe } from '../domain/creation/regions.ts';
import type { Commande } from '../domain/commandes.ts';
import type { Etat } from '../domain/etat.ts';
import { IDENTIFIANT_ESS, type Role } from '../domain/valeurs.ts';
import type { Dossier, Scope } from '../records/journal/dossiers.ts';
import { identityOf } from './authenticate.ts';
import type { Identity } from './verifier.ts';
import { Problem } from '../runtime/http/problems.ts';
import { RIGHTS, type Right } from './rights.ts';

/** What is asked of the records: a case within what one may see, or nothing. */
export interface KnownCases {
  knows(ess: string, portee: Scope): Promise<boolean>;
  readDossier(ess: string, portee: Scope): Promise<Dossier<Etat> | undefined>;
}

/** The identity, if its role has this right; a 403 problem otherwise. */
export function requireRight(request: Request, right: Right): Identity {
  const identity = identityOf(request);
  const { roles, regle } = RIGHTS[right];
  if ((roles as readonly string[]).includes(identity.role)) return identity;
  throw new Problem('role-interdit', `Cette demande est réservée à : ${roles.join(', ')}.`, { regle });
}

/** Refuses the request unless its role is one of `allowed`. */
export function requireRole({ role }: Identity, allowed: readonly Role[], regle: string): Role {
  if (allowed.includes(role)) return role;
  throw new Problem('role-interdit', `Cette demande est réservée à : ${allowed.join(', ')}.`, { regle });
}

/** What would outlive a delegation is not done under it: its giver does it, or the other in their own name. */
export function requireOwnName({ delegation }: Identity, quoi: string): void {
  if (delegation === undefined) return;
  throw new Problem('role-interdit', `${quoi} en son propre nom, sans délégation : cela durerait plus qu’elle.`, {
    regle: 'ACTEUR',
  });
}

/** Under which names mandates may have been given to someone. */
const holderNames = ({ sujet, organisation }: Identity): readonly string[] => [
  `sujet:${sujet}`,
  `organisation:${organisation}`,
];

/** The name under which a depositor holds the mandate of what they open. */
export const ownHolderName = ({ sujet }: Identity): string => `sujet:${sujet}`;

/** What a list is limited to, as the records understand it; nothing for those who see all. */
export function extentOf(identity: Identity): Scope {
  switch (identity.role) {
    case 'ars':
      return { regions: identity.regions };
    case 'caisse':
      return { caisses: identity.caisses };
    case 'porteur':
      return { titulaires: holderNames(identity) };
    default:
      return {};
  }
}

/** Whether a path segment can be the id of an ESS: what cannot be is not even asked of the engine. */
export const isEssIdentifier = (id: string): boolean => IDENTIFIANT_ESS.test(id);

/** Outside one's scope, and where nothing is: the same words. */
export const unknownCase = (): Problem => new Problem('introuvable', 'Aucune ESS ne porte cet identifiant.');

/** The stored dossier of an ESS in scope, or the 404 problem. */
export async function knownDossier(records: KnownCases, identity: Identity, ess: string): Promise<Dossier<Etat>> {
  const dossier = isEssIdentifier(ess) ? await records.readDossier(ess, extentOf(identity)) : undefined;
  if (dossier === undefined) throw unknownCase();
  return dossier;
}

/** The id of an ESS in scope, or the 404 problem. */
export async function knownCase(records: KnownCases, identity: Identity, ess: string): Promise<string> {
  if (isEssIdentifier(ess) && (await records.knows(ess, extentOf(identity)))) return ess;
  throw unknownCase();
}

/** Without the database: the state alone says whether a case is in scope; mandates are not at hand. */
export function isCaseWithin({ role, regions, caisses }: Identity, etat: Etat): boolean {
  if (role === 'ars') return regionsInformees(etat).some((region) => regions.includes(region));
  if (role === 'caisse') return caissesInformees(etat).some((caisse) => caisses.includes(caisse));
  return role !== 'porteur';
}

/** Whether a department is of one's region, or served by one's caisse. */
export function isPlaceWithin({ role, regions, caisses }: Identity, departement: string): boolean {
  if (role === 'ars') return regions.includes(regionDe(departement));
  if (role === 'caisse') return caisses.some((caisse) => departementsDe(caisse).includes(departement));
  return role !== 'porteur';
}

/** Why an organisation that reads the case does not act on it. */
export interface Incompetence {
  readonly regle: string;
  readonly phrase: string;
}

/**
 * Who reads a case does not always act on it: the ARS that decides (DEC-49), the caisse of the seat, or a former one on
 * what it keeps (DEC-47).
 */
export function requireCompetence(identity: Identity, etat: Etat, commande: Commande): void {
  requireAmong(identity, etat, caissesCompetentes(etat, commande));
}

/** The same as an answer: `undefined`, it may. */
export const incompetence = (identity: Acting, etat: Etat, commande: Commande): Incompetence | undefined =>
  incompetenceAmong(identity, etat, caissesCompetentes(etat, commande));

type Acting = Pick<Identity, 'role' | 'regions' | 'caisses'>;

/** The id of an ESS that one may act on, beside commands: a mandate, adhesions. */
export async function ownCase(records: KnownCases, identity: Identity, ess: string): Promise<string> {
  const { etat } = await knownDossier(records, identity, ess);
  requireAmong(identity, etat, [etat.caisse]);
  return ess;
}

function requireAmong(identity: Identity, etat: Etat, competentes: readonly string[]): void {
  const reason = incompetenceAmong(identity, etat, competentes);
  if (reason !== undefined) throw new Problem('role-interdit', reason.phrase, { regle: reason.regle });
}

function incompetenceAmong(
  { role, regions, caisses }: Acting,
  etat: Etat,
  competentes: readonly string[],
): Incompetence | undefined {
  if (role === 'ars' && !regions.includes(etat.ars))
    return {
      regle: 'DEC-49',
      phrase: 'Une autre agence régionale de santé décide pour cette équipe : la vôtre suit le dossier.',
    };
  if (role === 'caisse' && !competentes.some((caisse) => caisses.includes(caisse)))
    return {
      regle: 'DEC-47',
      phrase:
        'Cet acte revient à une autre caisse : la vôtre suit le dossier, et agit sur ce qu’elle a elle-même payé ou engagé.',
    };
  return undefined;
}

/** A caisse's own affairs; an ARS looks at those of its region. */
export function requireCaisse(identity: Identity, caisse: string): void {
  const within =
    identity.role === 'caisse'
      ? identity.caisses.includes(caisse)
      : identity.role !== 'ars' || departementsDe(caisse).some((code) => identity.regions.includes(regionDe(code)));
  if (!within) throw new Problem('introuvable', 'Aucune caisse de ce code ne vous est accessible.');
}

/** Who opens a case for others opens it within their own territory. */
export function requireOwnTerritory(
  identity: Identity,
  { departements, siege }: { readonly departements: readonly string[]; readonly siege: string },
): void {
  if (identity.role !== 'ars' || identity.regions.includes(arsCompetente(departements, siege))) return;
  throw new Problem(
    'role-interdit',
    'Le territoire de cette équipe ne relève pas de votre région : une autre ARS la déclare.',
    {
      regle: 'DEC-49',
    },
  );
}
