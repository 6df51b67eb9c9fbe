/** The ledger of a caisse as an accountant takes it: one line a side, in the order in which it was booked. */
import type { DateCivile, TypeContrat } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';
import type { CompteDuLivre, NatureMouvement } from './plan.ts';

export interface EcritureExportee {
  readonly ess: string;
  readonly rang: number;
  readonly intitule: string | null;
  /** Booked on. */
  readonly le: DateCivile;
  /** Date of the fact itself; of its entry in the records (Paris). */
  readonly faitLe: DateCivile;
  readonly enregistreLe: DateCivile;
  readonly contrat: TypeContrat;
  readonly annee: number;
  readonly objet: string;
  readonly nature: NatureMouvement;
  readonly compte: CompteDuLivre;
  readonly debitCentimes: number;
  readonly creditCentimes: number;
  readonly reference: string | null;
  /** The movement passed through the bank. */
  readonly parBanque: boolean;
}

const ECRITURES = `select l.ess, l.rang, d.intitule, l.le,
       -- A sending is no event: it stands after one.
       case l.nature when 'envoye' then l.le else j.le end as "faitLe",
       case l.nature when 'envoye' then l.le else (j.enregistre_le at time zone 'Europe/Paris')::date end as "enregistreLe", l.contrat, l.annee, l.objet, l.nature,
       l.compte, l.debit_centimes as "debitCentimes", l.credit_centimes as "creditCentimes", l.reference,
       'banque' in (g.debit, g.credit) as "parBanque"
     from lignes_du_livre l join grand_livre g using (ess, rang, ligne) join journal j using (ess, rang)
     left join dossiers d using (ess)`;
const DANS_L_ORDRE = 'order by l.le, l.ess, l.rang, l.ligne, l.debit_centimes desc';

/** What a caisse booked from `du` to `au`, both included. */
export async function exportEntries(
  db: Queryable,
  caisse: string,
  { du, au }: { readonly du: DateCivile; readonly au: DateCivile },
): Promise<EcritureExportee[]> {
  const { rows } = await db.query<EcritureExportee>(
    `${ECRITURES} where l.caisse = $1 and l.le between $2 and $3 ${DANS_L_ORDRE}`,
    [caisse, du, au],
  );
  return rows;
}

/** Everything that was booked of one ESS, by these caisses; by all, when none is named. DEC-47. */
export async function entriesOfCase(
  db: Queryable,
  ess: string,
  caisses: readonly string[] | undefined,
): Promise<(EcritureExportee & { readonly caisse: string })[]> {
  const { rows } = await db.query<EcritureExportee & { readonly caisse: string }>(
    `${ECRITURES.replace('select l.ess,', 'select l.caisse, l.ess,')}
     where l.ess = $1 and ($2::text[] is null or l.caisse = any($2)) ${DANS_L_ORDRE}`,
    [ess, caisses ?? null],
  );
  return rows;
}
