/** Where notices go. */
import type { Role } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

export type ContactRole = Exclude<Role, 'systeme'>;

export interface Contact {
  readonly role: ContactRole;
  readonly adresse: string;
  readonly nom?: string;
  /** The contact is this ESS's own: its référent (porteur), or an agent who follows it. */
  readonly ess?: string;
  /** Region of an ARS, code of a caisse (DEC-66). */
  readonly territoire?: string;
}

/** Adds a contact; known already, it takes the new name. */
export async function saveContact(db: Queryable, contact: Contact): Promise<void> {
  await db.query(
    `insert into contacts (ess, territoire, role, adresse, nom) values ($1, $2, $3, $4, $5)
     on conflict (ess, territoire, role, adresse) do update set nom = excluded.nom`,
    [contact.ess ?? null, contact.territoire ?? null, contact.role, contact.adresse, contact.nom ?? null],
  );
}

/**
 * Addresses of a role for an ESS: its own contacts, else those of its territory, else those of the role everywhere,
 * else a default that no one receives (`.invalid`, RFC 2606): a notice is always written, and its address can be set.
 * First the place that decides; the others, which are told too, add the addresses that they have (DEC-47, DEC-49).
 */
export async function addressesOf(
  db: Queryable,
  role: ContactRole,
  { ess, regions, caisses }: { ess: string; regions: readonly string[]; caisses: readonly string[] },
): Promise<string[]> {
  const [territoire = null, ...autres] = role === 'ars' ? regions : role === 'caisse' ? caisses : [];
  const { rows } = await db.query<{ adresse: string; rang: number }>(
    `select adresse, case when ess is not null then 1 when territoire is not null then 2 else 3 end as rang
     from contacts
     where role = $1 and (ess = $2 or territoire = $3 or (ess is null and territoire is null))
     order by rang, adresse`,
    [role, ess, territoire],
  );
  const nearest = rows[0]?.rang;
  const place = role === 'porteur' ? ess : territoire;
  const decideur =
    nearest === undefined
      ? [`${place === null ? role : `${role}-${slug(place)}`}@exemple.invalid`]
      : rows.filter((row) => row.rang === nearest).map((row) => row.adresse);
  if (autres.length === 0) return decideur;
  const informes = await db.query<{ adresse: string }>(
    'select adresse from contacts where role = $1 and territoire = any($2) order by adresse',
    [role, autres],
  );
  return [...new Set([...decideur, ...informes.rows.map(({ adresse }) => adresse)])];
}

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
