/** Subscriptions of partner systems. Each belongs to an organisation, in a role, within a scope. */
import { randomBytes } from 'node:crypto';
import type { Role } from '../../domain/valeurs.ts';
import type { Scope } from '../journal/dossiers.ts';
import { inTransaction, lockNamed, type Queryable } from '../server/pool.ts';

/** Who asks. A subscription is theirs when their scope holds all of its own. */
export interface Subscriber {
  readonly role: Role;
  readonly organisation: string;
  readonly portee: Scope;
}

export interface Subscription {
  readonly id: string;
  readonly adresse: string;
  /** `null`: all. */
  readonly evenements: readonly string[] | null;
  readonly regions: readonly string[] | null;
  readonly caisses: readonly string[] | null;
  readonly creeLe: Date;
  readonly suspenduLe: Date | null;
  readonly suspension: 'demande' | 'echecs' | 'parti' | null;
}

/** Most subscriptions of one organisation in one role. */
export const MOST_SUBSCRIPTIONS = 20;
/** Most keys that sign at once: their signatures share one header. */
export const MOST_SECRETS = 3;

const COLUMNS = `id, adresse, evenements, regions, caisses, cree_le as "creeLe", suspendu_le as "suspenduLe", suspension`;
/** Five parameters, from the first on: `valeursDe`. */
const A_LUI = `organisation = $1 and role = $2 and coalesce(regions <@ $3, regions is null)
  and coalesce(caisses <@ $4, caisses is null) and coalesce(titulaires <@ $5, titulaires is null)`;
const valeursDe = ({ organisation, role, portee }: Subscriber) => [
  organisation,
  role,
  portee.regions ?? null,
  portee.caisses ?? null,
  portee.titulaires ?? null,
];

/** 256 bits, as Standard Webhooks writes them. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

async function addSecret(db: Queryable, abonnement: string): Promise<string> {
  const secret = newSecret();
  await db.query('insert into secrets_abonnement (abonnement, secret) values ($1, $2)', [abonnement, secret]);
  return secret;
}

/** Resolves to the subscription and its secret, which nothing can show again; `undefined` when they have too many. */
export const createSubscription = (
  db: Queryable,
  abonne: Subscriber & { readonly sujet: string },
  { adresse, evenements }: { readonly adresse: string; readonly evenements: readonly string[] | null },
): Promise<{ readonly abonnement: Subscription; readonly secret: string } | undefined> =>
  inTransaction(db, async (client) => {
    const { organisation, role, portee, sujet } = abonne;
    await lockNamed(client, `abonnements/${organisation}`);
    const { rows: known } = await client.query<{ nombre: number }>(
      'select count(*) as nombre from abonnements where organisation = $1 and role = $2',
      [organisation, role],
    );
    if ((known[0]?.nombre ?? 0) >= MOST_SUBSCRIPTIONS) return undefined;
    const { rows } = await client.query<Subscription>(
      `insert into abonnements (organisation, role, regions, caisses, titulaires, sujet, adresse, evenements)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
      [...valeursDe({ organisation, role, portee }), sujet, adresse, evenements],
    );
    const [abonnement] = rows;
    if (abonnement === undefined) throw new Error('the subscription was not written');
    return { abonnement, secret: await addSecret(client, abonnement.id) };
  });

/** Theirs, oldest first. */
export async function listSubscriptions(db: Queryable, abonne: Subscriber): Promise<readonly Subscription[]> {
  const { rows } = await db.query<Subscription>(
    `select ${COLUMNS} from abonnements where ${A_LUI} order by cree_le, id`,
    valeursDe(abonne),
  );
  return rows;
}

/** One of theirs, or `undefined`. */
export async function readSubscription(
  db: Queryable,
  abonne: Subscriber,
  id: string,
): Promise<Subscription | undefined> {
  const { rows } = await db.query<Subscription>(`select ${COLUMNS} from abonnements where ${A_LUI} and id = $6`, [
    ...valeursDe(abonne),
    id,
  ]);
  return rows[0];
}

/** Nothing more leaves for it until it is resumed; what happens meanwhile waits. One suspended already stays as it is. */
export async function suspendSubscription(
  db: Queryable,
  id: string,
  suspension: NonNullable<Subscription['suspension']>,
): Promise<void> {
  await db.query('update abonnements set suspendu_le = now(), suspension = $2 where id = $1 and suspendu_le is null', [
    id,
    suspension,
  ]);
}

/** What waits is due at once. */
export const resumeSubscription = (db: Queryable, id: string): Promise<void> =>
  inTransaction(db, async (client) => {
    await client.query('update abonnements set suspendu_le = null, suspension = null where id = $1', [id]);
    await client.query(`update livraisons set prochain_essai = now() where abonnement = $1 and etat = 'attente'`, [id]);
  });

/** With its secrets and all that was due to it. */
export async function deleteSubscription(db: Queryable, id: string): Promise<void> {
  await db.query('delete from abonnements where id = $1', [id]);
}

/**
 * A new secret; those before it sign beside it for `chevauchementHeures` more, 0: no more. Resolves to it, shown this
 * once; `undefined` when too many sign already.
 */
export const rotateSecret = (db: Queryable, id: string, chevauchementHeures: number): Promise<string | undefined> =>
  inTransaction(db, async (client) => {
    await client.query('select 1 from abonnements where id = $1 for update', [id]);
    const { rows } = await client.query<{ nombre: number }>(
      'select count(*) as nombre from secrets_abonnement where abonnement = $1 and (expire_le is null or expire_le > now())',
      [id],
    );
    if (chevauchementHeures > 0 && (rows[0]?.nombre ?? 0) >= MOST_SECRETS) return undefined;
    await client.query(
      `update secrets_abonnement set expire_le = least(expire_le, now() + $2 * interval '1 hour') where abonnement = $1`,
      [id, chevauchementHeures],
    );
    await client.query('delete from secrets_abonnement where abonnement = $1 and expire_le <= now()', [id]);
    return addSecret(client, id);
  });
