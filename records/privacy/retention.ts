/**
 * How long each category of data is kept, and what goes once the time is over. The texts set none of these durations
 * (ASSUMPTION): the defaults follow what binds any administration, and the data protection officer sets them.
 */
import { inTransaction, type Queryable } from '../server/pool.ts';

export type RetentionCategory =
  | 'adhesions'
  | 'fiches'
  | 'fichiers'
  | 'contacts'
  | 'courriers'
  | 'acces'
  | 'actes'
  | 'ecritures'
  | 'brouillons'
  | 'espaces';

export interface RetentionPeriod {
  readonly ans: number;
  /** From when, and why so long: read by people. */
  readonly depuis: string;
}

export const RETENTION_PERIODS: Readonly<Record<RetentionCategory, RetentionPeriod>> = {
  adhesions: { ans: 5, depuis: 'la sortie du médecin : une dotation peut être contestée pendant cinq ans' },
  fiches: { ans: 10, depuis: "la clôture de l'ESS : elles accompagnent des pièces comptables" },
  fichiers: { ans: 10, depuis: "la clôture de l'ESS : pièces justificatives de versements publics" },
  contacts: { ans: 2, depuis: "la clôture de l'ESS : à l'archivage, plus personne n'est à joindre" },
  courriers: { ans: 10, depuis: "la clôture de l'ESS : preuve de ce qui a été notifié" },
  actes: { ans: 10, depuis: "la clôture de l'ESS : preuve de qui a demandé chaque acte" },
  ecritures: {
    ans: 10,
    depuis:
      "la clôture de l'ESS, ou l'écriture qui n'est d'aucune : preuve de qui a écrit, à côté des pièces comptables",
  },
  brouillons: { ans: 1, depuis: 'le dernier enregistrement : au-delà, un brouillon est abandonné' },
  espaces: { ans: 2, depuis: 'la dernière venue de la personne : ses vues, ses lectures, ses préférences' },
  acces: { ans: 1, depuis: 'la lecture : durée usuelle des journaux de connexion' },
};

/** ESS whose last closing, never reopened (DEC-35), is more than `$1` years before the day `$2`. */
const CLOSES = `select ess from journal j where evenement = 'EssClose'
  and le < $2::date - make_interval(years => $1)
  and not exists (select 1 from journal apres where apres.ess = j.ess and apres.rang > j.rang
    and apres.evenement in ('EssClose', 'DossierRouvert'))`;

/** For each category, the rows whose time is over: table, and condition on ($1 years, $2 day). */
const ECHUS: Readonly<Record<Exclude<RetentionCategory, 'courriers'>, readonly [table: string, condition: string]>> = {
  adhesions: ['adhesions', 'sortie_le < $2::date - make_interval(years => $1)'],
  fiches: ['fiches', `ess in (${CLOSES})`],
  fichiers: ['fichiers', `ess in (${CLOSES})`],
  contacts: ['contacts', `ess in (${CLOSES})`],
  actes: ['actes', `ess in (${CLOSES})`],
  ecritures: ['ecritures', `(ess in (${CLOSES}) or (ess is null and le < $2::date - make_interval(years => $1)))`],
  brouillons: ['brouillons', 'modifie_le < $2::date - make_interval(years => $1)'],
  espaces: ['espaces', 'venu_le < $2::date - make_interval(years => $1)'],
  acces: ['acces', 'le < $2::date - make_interval(years => $1)'],
};

/** Letters keep their line (who was told what, and when); their words, their addresses and their PDFs go. */
const COURRIERS_ECHUS = `ess in (${CLOSES}) and (corps <> '' or courrier is not null or pdf_sha256 is not null)`;

export interface Expired {
  readonly categorie: RetentionCategory;
  readonly nombre: number;
}

/** What is past its time on the day `le`. Writes nothing. */
export async function expired(db: Queryable, le: string, durees = RETENTION_PERIODS): Promise<Expired[]> {
  const comptes: Expired[] = [];
  for (const [categorie, { ans }] of Object.entries(durees) as [RetentionCategory, RetentionPeriod][]) {
    const [table, condition] = categorie === 'courriers' ? ['avis', COURRIERS_ECHUS] : ECHUS[categorie];
    const { rows } = await db.query<{ nombre: number }>(
      `select count(*)::int as nombre from ${table} where ${condition}`,
      [ans, le],
    );
    comptes.push({ categorie, nombre: rows[0]?.nombre ?? 0 });
  }
  return comptes;
}

/** Erases it, in one transaction. `orphelins`: digests of the files whose content nobody refers to any more. */
export async function purge(
  db: Queryable,
  le: string,
  durees = RETENTION_PERIODS,
): Promise<{ readonly effaces: readonly Expired[]; readonly orphelins: readonly string[] }> {
  return inTransaction(db, async (client) => {
    const effaces = await expired(client, le, durees);
    const { rows: avant } = await client.query<{ sha256: string }>(
      `select distinct sha256 from fichiers where ${ECHUS.fichiers[1]}`,
      [durees.fichiers.ans, le],
    );
    for (const [categorie, [table, condition]] of Object.entries(ECHUS))
      await client.query(`delete from ${table} where ${condition}`, [durees[categorie as RetentionCategory].ans, le]);
    await client.query(
      `update avis set corps = '', corps_html = null, courrier = null, pdf_sha256 = null, derniere_erreur = null,
         adresses = case when adresses is null then null else array['efface@ess.invalid'] end
       where ${COURRIERS_ECHUS}`,
      [durees.courriers.ans, le],
    );
    await client.query(`update incidents set message = '' where message <> '' and ess in (${CLOSES})`, [
      durees.courriers.ans,
      le,
    ]);
    // Nobody deals with it any more.
    await client.query(`delete from suivis where ess in (${CLOSES})`, [durees.contacts.ans, le]);
    await client.query('delete from avis_pdf where not exists (select 1 from avis where pdf_sha256 = sha256)');
    const digests = avant.map(({ sha256 }) => sha256);
    const { rows: reste } = await client.query<{ sha256: string }>(
      'select distinct sha256 from fichiers where sha256 = any ($1)',
      [digests],
    );
    const gardes = new Set(reste.map(({ sha256 }) => sha256));
    return { effaces, orphelins: digests.filter((sha256) => !gardes.has(sha256)) };
  });
}
