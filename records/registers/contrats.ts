/**
 * Contracts concluded, and what each amorçage covers. AMO-05: one amorçage per ESS, and one funded ESS per specialty and
 * territory unless the CPN allows another (DER-02). What has happened is never refused: a contract against the rule is
 * kept, marked, and told among the anomalies.
 */
import type pg from 'pg';
import { enToutesLettres } from '../../domain/calendrier/calendrier.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Etat } from '../../domain/etat.ts';
import type { NomEvenement } from '../../domain/evenements.ts';
import { CONTRATS, type DateCivile, type TypeContrat } from '../../domain/valeurs.ts';
import { recordAnomaly } from '../verification/anomalies.ts';
import { lockNamed, type Queryable } from '../server/pool.ts';

/** Events after which a contract may have changed; the others are passed over. */
const EVENEMENTS: readonly NomEvenement[] = [
  'DossierRepris',
  'ContratAmorcageConclu',
  'ContratAmorcageTermine',
  'ContratDotationConclu',
  'ContratDotationReconduit',
  'ResiliationEffective',
  'DerogationConsignee',
  'TerritoireRevendique',
  'TerritoireLibere',
  'TerritoireModifie',
  'FaitRectifie',
  'EssClose',
  'DossierRouvert',
  'SaisineRecue',
];

const CONCLUSIONS: Partial<Record<NomEvenement, TypeContrat>> = {
  ContratAmorcageConclu: 'amorcage',
  ContratDotationConclu: 'dotation',
};

/**
 * Records what an event did to the contracts of the ESS: call it in the transaction of `appendJournal`, after it, for
 * each line in order. `etat`: the state after the line, or after a later one. Done again, it changes nothing more.
 */
export async function recordContract(
  client: pg.PoolClient,
  ess: string,
  { rang, evenement }: Pick<LigneJournal, 'rang' | 'evenement'>,
  etat: Etat,
): Promise<void> {
  if (!EVENEMENTS.includes(evenement.evenement)) return;
  const conclu = CONCLUSIONS[evenement.evenement];
  if (conclu !== undefined) await conclude(client, ess, conclu, rang, evenement.le);
  // DEC-67: those that the facts hold were concluded before the case was entered.
  if (evenement.evenement === 'DossierRepris')
    for (const contrat of CONTRATS) {
      const { concluLe } = evenement.correctif[contrat] ?? {};
      if (concluLe !== null && concluLe !== undefined) await conclude(client, ess, contrat, rang, concluLe);
    }
  for (const contrat of CONTRATS) await project(client, ess, contrat, etat);
  const amorcageRepris =
    evenement.evenement === 'DossierRepris' && (evenement.correctif.amorcage?.concluLe ?? null) !== null;
  if (conclu === 'amorcage' || amorcageRepris) await cover(client, ess, rang, etat);
  if (etat.derogation.unicite?.sens === 'accordee') await allow(client, ess);
  if (evenement.evenement === 'TerritoireLibere') await uncover(client, ess, evenement.le);
  if (evenement.evenement === 'TerritoireRevendique') await coverAgain(client, ess, etat);
  // DEC-48: what it covers follows the territory, once it covers something.
  if (evenement.evenement === 'TerritoireModifie' && evenement.sens === 'accordee' && etat.amorcage.concluLe !== null)
    await recover(client, ess, rang, evenement.le, etat);
}

async function conclude(
  client: pg.PoolClient,
  ess: string,
  contrat: TypeContrat,
  rang: number,
  le: DateCivile,
): Promise<void> {
  const { rows } = await client.query<{ rang: number }>(
    `insert into contrats as c (ess, contrat, rang, maj_rang, conclu_le) values ($1, $2, $3, 0, $4)
     on conflict (ess, contrat) do update set rang = c.rang returning rang`,
    [ess, contrat, rang, le],
  );
  if (rows[0]?.rang === rang) return;
  const constat = `Un second contrat (${contrat}) est conclu le ${enToutesLettres(le)} : le premier l'a été à l'événement ${rows[0]?.rang}.`;
  await recordAnomaly(client, { ess, rang, regle: contrat === 'amorcage' ? 'AMO-05' : 'DOT-10', constat });
}

/** The row says what the state says, whatever event changed it: an end, a renewal, a correction. */
async function project(client: pg.PoolClient, ess: string, contrat: TypeContrat, etat: Etat): Promise<void> {
  const { concluLe, finiLe, fin, reconductions } = etat[contrat];
  if (concluLe === null) return;
  await client.query(
    `update contrats set maj_rang = $3, conclu_le = $4, fini_le = $5, fin = $6, reconductions = $7
     where ess = $1 and contrat = $2 and maj_rang <= $3`,
    [ess, contrat, etat.rang, concluLe, finiLe, fin, reconductions],
  );
}

/** One pair after the other, always in the same order: two contracts that meet wait for each other, and one is told. */
async function cover(client: pg.PoolClient, ess: string, rang: number, etat: Etat): Promise<void> {
  const derogation = etat.derogation.unicite?.sens === 'accordee';
  const paires = [...new Set(etat.specialites)]
    .sort()
    .flatMap((specialite) =>
      [...new Set(etat.departements)].sort().map((departement) => ({ specialite, departement })),
    );
  const autres = new Set<string>();
  for (const { specialite, departement } of paires) {
    await lockNamed(client, `contrat:${specialite}:${departement}`);
    const tenues = await client.query<{ ess: string }>(
      `select ess from territoires_amorcage
       where specialite = $1 and departement = $2 and ess <> $3 and libere_le is null`,
      [specialite, departement, ess],
    );
    const inscrite = await client.query(
      `insert into territoires_amorcage (ess, specialite, departement, derogation, en_conflit)
       values ($1, $2, $3, $4, $5) on conflict (ess, specialite, departement) do nothing`,
      [ess, specialite, departement, derogation, !derogation && tenues.rows.length > 0],
    );
    if (inscrite.rowCount === 1 && !derogation) tenues.rows.forEach((autre) => autres.add(autre.ess));
  }
  if (autres.size === 0) return;
  const constat = `Le contrat d'amorçage est conclu sur un territoire que couvre déjà celui de ${[...autres].sort().join(', ')}, sans dérogation de la commission paritaire nationale.`;
  await recordAnomaly(client, { ess, rang, regle: 'AMO-05', constat });
}

/** DEC-35 — claimed again after it was freed: another contract may cover a pair by now. */
async function coverAgain(client: pg.PoolClient, ess: string, etat: Etat): Promise<void> {
  const { rows } = await client.query<{ specialite: string; departement: string }>(
    `select specialite, departement from territoires_amorcage where ess = $1 and libere_le is not null
       and specialite = any($2) and departement = any($3) order by specialite, departement`,
    [ess, etat.specialites, etat.departements],
  );
  if (etat.territoire !== 'revendique' && etat.territoire !== 'conteste') return;
  for (const { specialite, departement } of rows) {
    await lockNamed(client, `contrat:${specialite}:${departement}`);
    await client.query(
      `update territoires_amorcage t set libere_le = null, en_conflit = not t.derogation and exists (
         select 1 from territoires_amorcage autre where autre.specialite = $2 and autre.departement = $3
           and autre.ess <> $1 and autre.libere_le is null)
       where ess = $1 and specialite = $2 and departement = $3`,
      [ess, specialite, departement],
    );
  }
}

const allow = (client: Queryable, ess: string) =>
  client.query(
    'update territoires_amorcage set derogation = true, en_conflit = false where ess = $1 and not derogation',
    [ess],
  );

const uncover = (client: Queryable, ess: string, le: DateCivile) =>
  client.query('update territoires_amorcage set libere_le = $2 where ess = $1 and libere_le is null', [ess, le]);

export interface ContratConsigne {
  readonly contrat: TypeContrat;
  readonly rang: number;
  readonly concluLe: DateCivile;
  readonly finiLe: DateCivile | null;
  readonly fin: 'termine' | 'resilie' | null;
  readonly reconductions: number;
}

/** Contracts of one ESS, amorçage first. */
export async function listContracts(db: Queryable, ess: string): Promise<ContratConsigne[]> {
  const { rows } = await db.query<ContratConsigne>(
    `select contrat, rang, conclu_le as "concluLe", fini_le as "finiLe", fin, reconductions from contrats
     where ess = $1 order by contrat`,
    [ess],
  );
  return rows;
}

/** DEC-48 — the pairs that are left are free, those that are new are covered. */
async function recover(client: pg.PoolClient, ess: string, rang: number, le: DateCivile, etat: Etat): Promise<void> {
  await client.query(
    `update territoires_amorcage set libere_le = $2 where ess = $1 and libere_le is null
       and not (specialite = any($3) and departement = any($4))`,
    [ess, le, etat.specialites, etat.departements],
  );
  if (etat.territoire === 'libere') return;
  await client.query(
    `update territoires_amorcage set libere_le = null
     where ess = $1 and specialite = any($2) and departement = any($3)`,
    [ess, etat.specialites, etat.departements],
  );
  await cover(client, ess, rang, etat);
}

/** Of these, the ESS whose contract runs. */
export async function funded(db: Queryable, esses: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ ess: string }>(
    'select distinct ess from contrats where ess = any($1) and fini_le is null order by ess',
    [esses],
  );
  return rows.map(({ ess }) => ess);
}
