/** Checks of the whole base: what is unique across ESS, and the protections that keep it so. */
import type { Queryable } from '../server/pool.ts';
import type { Judge } from './types.ts';

export interface DatabaseCheck {
  readonly nom: string;
  readonly garantie: string;
  verify(db: Queryable, juge: Judge): Promise<void>;
}

/** A query that returns what breaks the guarantee: none is as it must be. */
export const none = (nom: string, garantie: string, attendu: string, requete: string): DatabaseCheck => ({
  nom,
  garantie,
  async verify(db, juge) {
    const { rows } = await db.query<{ trouve: string }>(requete);
    juge(rows.length === 0, () => ({ attendu, trouve: rows.map(({ trouve }) => trouve).join(' ; ') }));
  },
});

/** Triggers of the journal, always enabled (`A`), and the unique indexes that the code relies on. */
const GACHETTES = ['journal_chaine', 'journal_sans_modification', 'journal_sans_vidage'];
/** What keeps a payment from being made again (migration 0013). */
const GARDES = [
  'paiements_gardes',
  'suivis_gardes',
  'lots_gardes',
  'lignes_gardees',
  'lots_suites_gardees',
  'remises_gardees',
  'retours_gardes',
  'retour_lignes_gardees',
  'verifications_gardees',
];
const INDEX = [
  'journal_pkey',
  'paiements_pkey',
  'paiements_cle_key',
  'lot_lignes_pkey',
  'lots_suites_pkey',
  'retour_lignes_pkey',
  'territoires_un_seul_titulaire',
  'territoires_amorcage_un_seul_contrat',
  'contrats_pkey',
  'finess_numero_key',
];
const sqlListe = (noms: readonly string[]) => noms.map((nom) => `('${nom}')`).join(', ');

export const UNIQUENESS_CHECKS: readonly DatabaseCheck[] = [
  none(
    'base.gachettes',
    'La base refuse elle-même de modifier le journal, et en chaîne les lignes.',
    'gâchettes présentes et toujours actives',
    `select nom as trouve from (values ${sqlListe(GACHETTES)}) as voulue (nom)
     where not exists (select 1 from pg_trigger
       where tgname = nom and tgrelid = 'journal'::regclass and tgenabled = 'A')`,
  ),
  none(
    'base.argent',
    'La base refuse elle-même de refaire un paiement exécuté, ou de retoucher ses suites et ses lots.',
    'gâchettes présentes et actives',
    `select nom as trouve from (values ${sqlListe(GARDES)}) as voulue (nom)
     where not exists (select 1 from pg_trigger where tgname = nom and tgenabled <> 'D') order by nom`,
  ),
  none(
    'base.unicites',
    'Les unicités sur lesquelles le code compte sont tenues par la base.',
    'index uniques présents et valides',
    `select nom as trouve from (values ${sqlListe(INDEX)}) as voulu (nom)
     where not exists (select 1 from pg_index where indexrelid = to_regclass(nom) and indisunique and indisvalid)`,
  ),
  none(
    'base.plafonds',
    'La base refuse un paiement nul ou au-dessus des plafonds (AMO-09, TRA-B, DOT-05).',
    'contrainte « paiements_plafond » présente',
    `select 'paiements_plafond absente' as trouve
     where not exists (select 1 from pg_constraint where conname = 'paiements_plafond' and convalidated)`,
  ),
  none(
    'territoires.titulaire',
    'Un couple (spécialité, département) a un seul titulaire incontesté (ELI-02, DEC-15).',
    'un titulaire par couple',
    `select specialite || '/' || departement || ' : ' || string_agg(ess, ', ' order by ess) as trouve from territoires
     where libere_le is null and not conteste and not derogation
     group by specialite, departement having count(*) > 1 order by 1`,
  ),
  none(
    'contrats.unicite',
    'Un couple n’est couvert que par un contrat d’amorçage, sauf dérogation ou anomalie consignée (AMO-05).',
    'un contrat par couple',
    `select specialite || '/' || departement || ' : ' || string_agg(ess, ', ' order by ess) as trouve
     from territoires_amorcage where libere_le is null and not derogation and not en_conflit
     group by specialite, departement having count(*) > 1 order by 1`,
  ),
  none(
    'contrats.anomalies',
    'Un contrat d’amorçage conclu sur un territoire déjà couvert est consigné en anomalie.',
    'une anomalie AMO-05',
    `select distinct ess as trouve from territoires_amorcage t where en_conflit
     and not exists (select 1 from anomalies a where a.ess = t.ess and a.regle = 'AMO-05') order by 1`,
  ),
  none(
    'finess.unicite',
    'Un numéro FINESS n’appartient qu’à une ESS (FIN-01).',
    'une ESS par numéro',
    `select numero || ' : ' || string_agg(ess, ', ' order by ess) as trouve from finess
     group by numero having count(*) > 1 order by 1`,
  ),
];
