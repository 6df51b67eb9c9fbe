/** Which notices are due, which the operator set aside, and which cases do not know yet how theirs are doing. */
import type { Queryable } from '../server/pool.ts';

/** Cases with a notice whose time to be tried has come, oldest first. */
export async function casesToSend(db: Queryable, limite = 100): Promise<string[]> {
  const { rows } = await db.query<{ ess: string }>(
    `select ess from avis
     where envoye_le is null and ecarte_le is null and prochain_essai <= now()
     group by ess order by min(cree_le) limit $1`,
    [limite],
  );
  return rows.map(({ ess }) => ess);
}

/** The notices of a case that keep failing are tried now. */
export async function hastenNotices(db: Queryable, ess: string): Promise<void> {
  await db.query('update avis set prochain_essai = now() where ess = $1 and envoye_le is null', [ess]);
}

/** A notice (`cle`, or `cle/destinataire`) is not to be sent any more; its incident is closed. One that left stays. */
export async function setNoticeAside(db: Queryable, avis: string): Promise<void> {
  const { rows } = await db.query<{ incident: string }>(
    `update avis set ecarte_le = now() where $1 in (cle, cle || '/' || destinataire) and envoye_le is null
     returning cle || '/' || destinataire as incident`,
    [avis],
  );
  await db.query(
    `update incidents set leve_le = now() where cle = any($1) and nature = 'envoi-impossible' and leve_le is null`,
    [rows.map(({ incident }) => incident)],
  );
}

/**
 * Cases not archived of which the journal says the contrary of what their notices do: some keep failing and nothing says it
 * (`enSouffrance`), or none does any more. Asked again until the journal agrees, so that nothing has to be remembered.
 */
export async function casesToTell(db: Queryable): Promise<{ ess: string; enSouffrance: boolean }[]> {
  const { rows } = await db.query<{ ess: string; enSouffrance: boolean }>(
    `with concernes as (
       select ess from incidents where nature = 'envoi-impossible' and leve_le is null
       union select ess from dossiers where etat -> 'incidents' <> '{}'::jsonb
     ), etats as (
       select d.ess, coalesce(d.etat -> 'incidents' ? (d.ess || '/notifier'), false) as su, exists (
         select 1 from incidents i where i.ess = d.ess and i.nature = 'envoi-impossible' and i.leve_le is null) as vrai
       from concernes join dossiers d using (ess) where d.etat ->> 'archiveLe' is null)
     select ess, vrai as "enSouffrance" from etats where su <> vrai order by ess`,
  );
  return rows;
}
