/** The dossiers of Démarche Numérique that are followed, those that failed, and what was done of each. */
import type { Queryable } from '../server/pool.ts';
import type { Demarche } from './readings.ts';

export type DnState =
  'en_construction' | 'en_instruction' | 'accepte' | 'refuse' | 'sans_suite' | 'retire' | 'expire' | 'supprime';

export interface Followed {
  readonly numero: number;
  readonly demarche: number;
  readonly groupe: string;
  readonly etat: DnState;
  readonly deposeLe: Date;
  readonly modifieLe: Date;
  readonly nature: 'lettre-intention' | 'projet-sante' | null;
  readonly ess: string | null;
  /** The case that someone named for it. */
  readonly rattacheA: string | null;
  readonly suite: 'a-importer' | 'a-rattacher' | 'importe';
  /** DEC-66 — the caisse that someone named for it. */
  readonly caisseDite: string | null;
  /** Why it waits for someone. */
  readonly motif: string | null;
  /** Last change of the content that was first sent to its case; null: it was not sent. */
  readonly contenuDu: Date | null;
}

const COLUMNS = `d.numero, d.demarche, d.groupe, d.etat, d.depose_le as "deposeLe", d.modifie_le as "modifieLe", d.nature, d.ess,
  d.rattache_a as "rattacheA", d.caisse_dite as "caisseDite", d.suite, d.motif,
  d.contenu_du as "contenuDu"`;

export interface Seen {
  readonly numero: number;
  readonly groupe: string;
  readonly etat: DnState;
  readonly deposeLe: string;
  readonly modifieLe: string;
  /** Of all that the list said of it. */
  readonly empreinte: string;
}

/**
 * What a page of the list said. Older news never replaces newer. `relire`: looked at again, whatever its date, unless it was
 * imported and the list says just what it said then.
 */
export async function recordSeen(
  db: Queryable,
  { instance, numero }: Demarche,
  seen: readonly Seen[],
  relire = false,
): Promise<void> {
  if (seen.length === 0) return;
  await db.query(
    `insert into dossiers_demarches as d (instance, demarche, numero, groupe, etat, depose_le, modifie_le, empreinte)
     select $1, $2, v.numero, v.groupe, v.etat, v."deposeLe", v."modifieLe", v.empreinte
     from jsonb_to_recordset($3::jsonb)
       as v(numero integer, groupe text, etat text, "deposeLe" timestamptz, "modifieLe" timestamptz, empreinte text)
     on conflict (instance, numero) do update set
       demarche = excluded.demarche, groupe = excluded.groupe, etat = excluded.etat, modifie_le = excluded.modifie_le,
       traite_jusqua = case when $4 and (d.suite <> 'importe' or d.empreinte is distinct from excluded.empreinte)
         then null else d.traite_jusqua end
     where excluded.modifie_le >= d.modifie_le`,
    [instance, numero, JSON.stringify(seen), relire],
  );
}

/** Gone from the list of the service: withdrawn, expired or deleted. Whether that is news. */
export async function recordGone(
  db: Queryable,
  instance: string,
  numero: number,
  etat: 'retire' | 'expire' | 'supprime',
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update dossiers_demarches set etat = $3, traite_jusqua = modifie_le
     where instance = $1 and numero = $2 and etat <> $3 and not (etat = 'supprime' and $3 = 'retire')`,
    [instance, numero, etat],
  );
  return rowCount === 1;
}

/** What waits to be dealt with now, the oldest deposit first; not what failed and waits for its next try. */
export async function listDue(
  db: Queryable,
  { instance, numero }: Demarche,
  maintenant: Date,
): Promise<readonly number[]> {
  const { rows } = await db.query<{ numero: number }>(
    `select d.numero from dossiers_demarches d left join echecs_demarches e using (instance, numero)
     where d.instance = $1 and d.demarche = $2 and d.etat not in ('retire', 'expire', 'supprime')
       and (d.traite_jusqua is null or d.traite_jusqua < d.modifie_le) and (e.prochain_le is null or e.prochain_le <= $3)
     order by d.depose_le, d.numero`,
    [instance, numero, maintenant],
  );
  return rows.map((row) => row.numero);
}

/** Those that the service should still have in its list. */
export async function listLive(db: Queryable, { instance, numero }: Demarche): Promise<readonly number[]> {
  const { rows } = await db.query<{ numero: number }>(
    `select numero from dossiers_demarches
     where instance = $1 and demarche = $2 and etat not in ('retire', 'expire', 'supprime') order by numero`,
    [instance, numero],
  );
  return rows.map((row) => row.numero);
}

export async function readFollowed(db: Queryable, instance: string, numero: number): Promise<Followed | undefined> {
  const { rows } = await db.query<Followed>(
    `select ${COLUMNS} from dossiers_demarches d where instance = $1 and numero = $2`,
    [instance, numero],
  );
  return rows[0];
}

/** The dossiers of a case, the oldest deposit first. */
export async function followedOfCase(db: Queryable, instance: string, ess: string): Promise<readonly Followed[]> {
  const { rows } = await db.query<Followed>(
    `select ${COLUMNS} from dossiers_demarches d where instance = $1 and ess = $2 order by depose_le, numero`,
    [instance, ess],
  );
  return rows;
}

/** It is of that case. A dossier never goes from one case to another by itself. */
export async function joinToCase(
  db: Queryable,
  instance: string,
  numero: number,
  { ess, nature }: { readonly ess: string; readonly nature: string },
): Promise<void> {
  const { rowCount } = await db.query(
    `update dossiers_demarches set ess = $3, nature = $4, suite = 'importe', motif = null
     where instance = $1 and numero = $2 and (ess is null or ess = $3)`,
    [instance, numero, ess, nature],
  );
  if (rowCount !== 1) throw new Error(`the dossier ${numero} is already of another case`);
}

/**
 * Its content, as it was at that change, is about to be sent, or was taken (`prise`). Of several tries whose answers were lost,
 * the first counts until one is known to have been taken.
 */
export async function recordContent(
  db: Queryable,
  instance: string,
  numero: number,
  { du, prise }: { readonly du: Date; readonly prise: boolean },
): Promise<void> {
  await db.query(
    `update dossiers_demarches set contenu_du = case when $4 then $3 else coalesce(contenu_du, $3) end
     where instance = $1 and numero = $2`,
    [instance, numero, du, prise],
  );
}

/** Nobody can tell of which case it is, or what it is: someone must. */
export async function awaitSomeone(
  db: Queryable,
  instance: string,
  numero: number,
  {
    nature,
    motif,
    siege,
  }: { readonly nature: string | null; readonly motif: string; readonly siege?: string | undefined },
): Promise<void> {
  await db.query(
    `update dossiers_demarches set suite = 'a-rattacher', nature = $3, motif = $4, siege_dit = $5
     where instance = $1 and numero = $2 and suite <> 'importe'`,
    [instance, numero, nature, motif, siege ?? null],
  );
}

/** What the service says of a dossier: its state, and its last decision. */
export interface There {
  readonly etat: DnState;
  /** Null: none. */
  readonly decideLe: Date | null;
  /** The decision bears our mark. */
  readonly decideParNous: boolean;
}

/** The dossier was read. */
export async function recordThere(
  db: Queryable,
  instance: string,
  numero: number,
  { etat, decideLe, decideParNous }: There,
): Promise<void> {
  await db.query(
    `update dossiers_demarches set etat = $3, decide_le = $4, decide_par_nous = $5 where instance = $1 and numero = $2`,
    [instance, numero, etat, decideLe, decideParNous],
  );
}

/** All that `modifieLe` brought is done: the failure is over. */
export async function recordDealtWith(
  db: Queryable,
  instance: string,
  numero: number,
  {
    modifieLe,
    empreinte,
    constats,
    ...there
  }: { readonly modifieLe: Date; readonly empreinte: string; readonly constats: readonly object[] } & There,
): Promise<void> {
  await db.query(
    `update dossiers_demarches set traite_jusqua = $3, empreinte = $4, constats = $5::jsonb
     where instance = $1 and numero = $2`,
    [instance, numero, modifieLe, empreinte, JSON.stringify(constats)],
  );
  await recordThere(db, instance, numero, there);
  await db.query('delete from echecs_demarches where instance = $1 and numero = $2', [instance, numero]);
}

const FIRST_PAUSE_S = 60;
const LONGEST_PAUSE_S = 6 * 3600;

/** It failed: tried again later and later. `pause`: seconds, when the cause says how long. */
export async function recordFailure(
  db: Queryable,
  instance: string,
  numero: number,
  { cause, le, pause }: { readonly cause: string; readonly le: Date; readonly pause?: number | undefined },
): Promise<void> {
  await db.query(
    `insert into echecs_demarches as e (instance, numero, cause, essais, depuis, prochain_le)
     values ($1, $2, $3, 1, $4, $4::timestamptz + make_interval(secs => coalesce($5::float, $6)))
     on conflict (instance, numero) do update set cause = excluded.cause, essais = e.essais + 1,
       prochain_le = $4::timestamptz + make_interval(secs => coalesce($5::float, least($6 * power(2, e.essais), $7)))`,
    [instance, numero, cause, le, pause ?? null, FIRST_PAUSE_S, LONGEST_PAUSE_S],
  );
}

/** Imported dossiers that are still there, decided or not, whose case has lines that were not looked at, and whose next try is not later. */
export async function listWritable(
  db: Queryable,
  { instance, numero }: Demarche,
  maintenant: Date,
): Promise<readonly Followed[]> {
  const { rows } = await db.query<Followed>(
    `select ${COLUMNS} from dossiers_demarches d left join echecs_demarches e using (instance, numero)
       join dossiers c on c.ess = d.ess and c.rang > d.ecrit_rang
     where d.instance = $1 and d.demarche = $2 and d.etat not in ('retire', 'expire', 'supprime')
       and (e.prochain_le is null or e.prochain_le <= $3)
     order by d.depose_le, d.numero`,
    [instance, numero, maintenant],
  );
  return rows;
}

/** The journal of its case was written there up to that line. */
export async function recordWritten(db: Queryable, instance: string, numero: number, rang: number): Promise<void> {
  await db.query(
    'update dossiers_demarches set ecrit_rang = $3 where instance = $1 and numero = $2 and ecrit_rang < $3',
    [instance, numero, rang],
  );
}

/** A failure of that kind (the beginning of its cause) is over. */
export async function endFailure(db: Queryable, instance: string, numero: number, genre: string): Promise<void> {
  await db.query(`delete from echecs_demarches where instance = $1 and numero = $2 and starts_with(cause, $3)`, [
    instance,
    numero,
    genre,
  ]);
}
