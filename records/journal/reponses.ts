/** Commands answered, for as long as their case: the case itself keeps the last hundred, these are all of them. */
import type { Queryable } from '../server/pool.ts';

/** Where the database says what is committed; heard by `written-acts.ts`. */
export const CHANNEL = 'ess_actes';

/** Where the journal has the events of a command: the last one, and how many. */
export interface Answer {
  readonly rang: number;
  readonly nombre: number;
  /** Digest of what was asked; null: of a message that had none. */
  readonly empreinte: string | null;
}

/** Written with the events that they answer for, and told to whoever listens at the commit; done twice, nothing changes. */
export async function keepAnswers(
  db: Queryable,
  ess: string,
  reponses: readonly (Answer & { readonly id: string })[],
): Promise<void> {
  if (reponses.length === 0) return;
  await db.query(
    `with gardees as (
       insert into reponses (ess, message_id, empreinte, rang, nombre)
       select $1, * from unnest($2::text[], $3::text[], $4::int[], $5::int[]) on conflict (ess, message_id) do nothing
       returning message_id as id, rang, nombre)
     select pg_notify('${CHANNEL}', json_build_object('ess', $1::text, 'id', id, 'rang', rang, 'nombre', nombre)::text)
     from gardees`,
    [
      ess,
      reponses.map(({ id }) => id),
      reponses.map(({ empreinte }) => empreinte),
      reponses.map(({ rang }) => rang),
      reponses.map(({ nombre }) => nombre),
    ],
  );
}

/** The answer under this id; `undefined`: none. */
export async function readAnswer(db: Queryable, ess: string, id: string): Promise<Answer | undefined> {
  const { rows } = await db.query<Answer>({
    name: 'reponse-donnee',
    text: 'select rang, nombre, empreinte from reponses where ess = $1 and message_id = $2',
    values: [ess, id],
  });
  return rows[0];
}
