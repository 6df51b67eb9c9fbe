/** What somebody does of a démarche: names a case or a caisse, has a dossier tried again, lifts what stopped or was to be seen. */
import type { Queryable } from '../server/pool.ts';
import type { Demarche } from './readings.ts';

/** Whose groups one sees; absent: all of them. */
export interface GroupScope {
  readonly regions?: readonly string[];
}

/** Condition on `d` (dossiers_demarches): its group is of one of the regions of the `n`th parameter, or that is null. */
export const ofRegions = (n: number): string => `($${n}::text[] is null or exists (
  select 1 from groupes_demarches g where g.instance = d.instance and g.demarche = d.demarche and g.groupe = d.groupe
    and g.region = any($${n})))`;

/** What is said of a dossier that waits: its case, or the caisse of its seat (DEC-66). */
export type Said = { readonly ess: string } | { readonly caisse: string };

/** It is dealt with again, with what was said. `undefined`: none waits for that, where one sees. */
export async function answerForDossier(
  db: Queryable,
  instance: string,
  numero: number,
  said: Said,
  { regions }: GroupScope = {},
): Promise<{ readonly demarche: number } | undefined> {
  const [column, value, condition] =
    'ess' in said
      ? ([
          'rattache_a',
          said.ess,
          `nature = 'projet-sante' and motif in ('sans-lien', 'lien-inconnu', 'liens-contraires')`,
        ] as const)
      : (['caisse_dite', said.caisse, `nature = 'lettre-intention' and motif = 'caisse-a-dire'`] as const);
  const { rows } = await db.query<{ demarche: number }>(
    `update dossiers_demarches d set ${column} = $3, traite_jusqua = null
     where instance = $1 and numero = $2 and suite = 'a-rattacher' and ${condition} and ${ofRegions(4)} returning demarche`,
    [instance, numero, value, regions ?? null],
  );
  if (rows[0] !== undefined) await tryAgain(db, instance, numero, {});
  return rows[0];
}

/** A failed dossier is tried again at the next turn, and not when its time comes. `undefined`: none failed, where one sees. */
export async function tryAgain(
  db: Queryable,
  instance: string,
  numero: number,
  { regions }: GroupScope,
): Promise<{ readonly demarche: number } | undefined> {
  const { rows } = await db.query<{ demarche: number }>(
    `update echecs_demarches e set prochain_le = least(e.prochain_le, now()) from dossiers_demarches d
     where e.instance = $1 and e.numero = $2 and d.instance = e.instance and d.numero = e.numero and ${ofRegions(3)}
     returning d.demarche`,
    [instance, numero, regions ?? null],
  );
  return rows[0];
}

/** Writing goes on; whether it was suspended. What made it stop, found again, stops it again. */
export async function liftSuspension(db: Queryable, { instance, numero }: Demarche, motif: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update demarches set ecriture_suspendue = null, ecriture_suspendue_le = null, reprise_motif = $3
     where instance = $1 and numero = $2 and ecriture_suspendue is not null`,
    [instance, numero, motif],
  );
  return rowCount === 1;
}

export interface Lifted {
  readonly instance: string;
  readonly numero: number;
  readonly demarche: number;
  readonly ess: string | null;
}

/** What was to be looked at, was. `undefined`: none open of that id, where one sees. */
export async function liftAct(
  db: Queryable,
  id: string,
  motif: string,
  { regions }: GroupScope,
): Promise<Lifted | undefined> {
  const { rows } = await db.query<Lifted>(
    `update actes_demarches a set leve_le = now(), leve_motif = $2 from dossiers_demarches d
     where a.id = $1 and a.statut <> 'fait' and a.leve_le is null and d.instance = a.instance and d.numero = a.numero
       and ${ofRegions(3)}
     returning d.instance, d.numero, d.demarche, d.ess`,
    [id, motif, regions ?? null],
  );
  return rows[0];
}
