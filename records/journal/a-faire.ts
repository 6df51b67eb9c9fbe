/** « À faire », read: what is awaited of one role within a scope, grouped by the days left, by pages. */
import { fuseau } from '../../domain/calendrier/calendrier.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import type { DateCivile, EffetEcheance, Phase, Role } from '../../domain/valeurs.ts';
import type { Suiveur } from '../registers/suivis.ts';
import type { Queryable } from '../server/pool.ts';
import type { Scope } from './dossiers.ts';

/** By the days left; what has no last day comes last. */
export const GROUPES = ['en-retard', 'aujourd-hui', '7-jours', '30-jours', 'plus-tard'] as const;
export type Groupe = (typeof GROUPES)[number];

export const SUIVIS_DEMANDES = ['moi', 'collegue', 'personne'] as const;

/** Every criterion that is given applies; of a list of values, one is enough. */
export interface CriteresAFaire {
  readonly commande?: readonly string[];
  /** Starts of keys: `paiement-` for every payment. */
  readonly cle?: readonly string[];
  readonly ess?: string;
  readonly region?: readonly string[];
  readonly departement?: readonly string[];
  readonly caisse?: readonly string[];
  readonly specialite?: readonly string[];
  readonly phase?: readonly Phase[];
  readonly recherche?: string;
  /** What silence will do of it: `validation-tacite` is the radar of tacit decisions. */
  readonly silence?: readonly EffetEcheance[];
  readonly suiviPar?: (typeof SUIVIS_DEMANDES)[number];
}

export interface DemandeAFaire extends CriteresAFaire {
  readonly portee: Scope;
  readonly lecteur: Suiveur & { readonly role: Role };
  /** The real instant, in milliseconds: each case counts on its own clock from it. */
  readonly maintenant: number;
}

export interface LigneAFaire {
  readonly ess: string;
  readonly intitule: string | null;
  readonly specialites: readonly string[];
  readonly departements: readonly string[];
  readonly siege: string;
  readonly phase: Phase;
  readonly cle: string;
  readonly actes: readonly NomCommande[];
  readonly connus: Readonly<Record<string, unknown>>;
  readonly dernierJour: DateCivile | null;
  readonly jours: number | null;
  readonly groupe: Groupe;
  readonly silence: EffetEcheance | null;
  readonly silenceLe: DateCivile | null;
  readonly regle: string;
  readonly depuis: DateCivile;
}

/** Where a page ends: the last day of its last line, its case, its key, which organisation. */
export type CurseurAFaire = readonly [dernierJour: string, ess: string, cle: string, aupres: string];

/** Where cases live: a dozen zones, whose day is worked out once and not for each line. */
const FUSEAUX: readonly string[] = [
  ...new Set(REGIONS.flatMap(({ departements }) => departements.map((code) => fuseau(code)))),
];
/** `$1` is the instant, `$2` the zones. */
const ZONES = `zones as materialized (
  select zone, ($1::timestamptz at time zone zone)::date as jour from unnest($2::text[]) as zone)`;
const AUJOURDHUI = `case when a.decalage = interval '0' then z.jour
  else (($1::timestamptz + a.decalage) at time zone a.fuseau)::date end`;
const JOURS = `(a.dernier_jour - ${AUJOURDHUI})`;
/** Of a line whose days left are in `jours`. */
const GROUPE = `case when jours is null then 'plus-tard' when jours < 0 then 'en-retard' when jours = 0 then 'aujourd-hui'
  when jours <= 7 then '7-jours' when jours <= 30 then '30-jours' else 'plus-tard' end`;
const FIN = "coalesce(a.dernier_jour, 'infinity'::date)";

/** Each criterion as a condition on its parameter; those on the case itself are looked for in its row. */
const CONDITIONS: Readonly<Record<keyof Omit<CriteresAFaire, 'suiviPar'>, (p: string) => string>> = {
  commande: (p) => `a.actes && ${p}`,
  cle: (p) => `exists (select 1 from unnest(${p}::text[]) debut where starts_with(a.cle, debut))`,
  ess: (p) => `a.ess = ${p}`,
  region: (p) => `d.region = any(${p})`,
  departement: (p) => `d.departements && ${p}`,
  caisse: (p) => `d.caisse = any(${p})`,
  specialite: (p) => `d.specialites && ${p}`,
  phase: (p) => `d.phase = any(${p})`,
  silence: (p) => `a.silence = any(${p})`,
  recherche: (p) => `d.recherche @@ recherche_de(${p})`,
};

const DU_DOSSIER: readonly (keyof CriteresAFaire)[] = [
  'region',
  'departement',
  'caisse',
  'specialite',
  'phase',
  'recherche',
];

/** From what rows, under which conditions. */
function source({ portee, lecteur, maintenant, ...criteres }: DemandeAFaire) {
  const valeurs: unknown[] = [new Date(maintenant), FUSEAUX];
  const parametre = (valeur: unknown): string => `$${valeurs.push(valeur)}`;
  const conditions = [`a.de = ${parametre(lecteur.role)}`];
  // Who is to act, not all those that read (DEC-47, DEC-49).
  if (portee.regions !== undefined) conditions.push(`a.aupres = any(${parametre(portee.regions)})`);
  if (portee.caisses !== undefined) conditions.push(`a.aupres = any(${parametre(portee.caisses)})`);
  if (portee.titulaires !== undefined)
    conditions.push(
      `a.ess in (select m.ess from mandats m where m.titulaire = any(${parametre(portee.titulaires)}) and m.retire_le is null)`,
    );
  for (const [nom, condition] of Object.entries(CONDITIONS) as [keyof typeof CONDITIONS, (p: string) => string][])
    if (criteres[nom] !== undefined) conditions.push(condition(parametre(criteres[nom])));
  if (criteres.suiviPar !== undefined) conditions.push(suivi(criteres.suiviPar, lecteur, parametre));
  const joint = DU_DOSSIER.some((nom) => criteres[nom] !== undefined);
  return { valeurs, parametre, conditions, joint };
}

function suivi(
  qui: NonNullable<CriteresAFaire['suiviPar']>,
  { role, organisation, sujet }: Suiveur,
  parametre: (valeur: unknown) => string,
): string {
  const siens = `select 1 from suivis s where s.ess = a.ess and s.role = ${parametre(role)} and s.organisation = ${parametre(organisation)}`;
  if (qui === 'personne') return `not exists (${siens})`;
  return `exists (${siens} and s.sujet ${qui === 'moi' ? '=' : '<>'} ${parametre(sujet)})`;
}

/** How many lines in each group, and the first last day to come after today: of the very list that is read. */
export async function countAFaire(
  db: Queryable,
  demande: DemandeAFaire,
): Promise<Readonly<Record<Groupe, { readonly nombre: number; readonly premier: DateCivile | null }>>> {
  const { valeurs, conditions, joint } = source(demande);
  const { rows } = await db.query<{ groupe: Groupe; nombre: number; premier: DateCivile | null }>(
    // The days are few, the lines many: each day is put in its group once.
    `with ${ZONES} select ${GROUPE} as groupe, sum(nombre)::int as nombre, min(dernier_jour) as premier from (
       select ${JOURS} as jours, a.dernier_jour, a.nombre from (
         select a.dernier_jour, a.fuseau, a.decalage, count(*) as nombre
         from attentes a ${joint ? 'join dossiers d on d.ess = a.ess' : ''} where ${conditions.join(' and ')}
         group by a.dernier_jour, a.fuseau, a.decalage) a join zones z on z.zone = a.fuseau offset 0) lignes
     group by 1`,
    valeurs,
  );
  const trouves = new Map(rows.map((row) => [row.groupe, row]));
  return Object.fromEntries(
    GROUPES.map((groupe) => {
      const { nombre = 0, premier = null } = trouves.get(groupe) ?? {};
      return [groupe, { nombre, premier }];
    }),
  ) as Record<Groupe, { nombre: number; premier: DateCivile | null }>;
}

/** A page, by last day, then by case: what has no last day comes last. `suivant` is absent on the last one. */
export async function listAFaire(
  db: Queryable,
  demande: DemandeAFaire,
  {
    groupe,
    apres,
    limite,
  }: { readonly groupe?: readonly Groupe[]; readonly apres?: CurseurAFaire; readonly limite: number },
): Promise<{ readonly lignes: readonly LigneAFaire[]; readonly suivant?: CurseurAFaire }> {
  const { valeurs, parametre, conditions, joint } = source(demande);
  const voulus = groupe === undefined ? 'true' : `${GROUPE} = any(${parametre(groupe)})`;
  if (apres !== undefined) {
    const [jour, ess, cle, aupres] = apres.map(parametre);
    conditions.push(`(${FIN}, a.ess, a.cle, a.aupres) > (${jour}::date, ${ess}, ${cle}, ${aupres})`);
  }
  const { rows } = await db.query<LigneAFaire & { aupres: string; fin: string }>(
    `with ${ZONES}, page as (
       select *, ${GROUPE} as groupe from (
         select a.*, ${JOURS} as jours, ${FIN} as jour
         from attentes a join zones z on z.zone = a.fuseau ${joint ? 'join dossiers d on d.ess = a.ess' : ''}
         where ${conditions.join(' and ')}) lignes
       where ${voulus} order by jour, ess, cle, aupres limit ${parametre(limite + 1)})
     select p.ess, d.intitule, d.specialites, d.departements, d.siege, d.phase, p.cle, p.actes, p.connus,
       p.dernier_jour as "dernierJour", p.jours, p.groupe, p.silence, p.silence_le as "silenceLe", p.regle, p.depuis,
       p.aupres, p.jour::text as fin
     from page p join dossiers d on d.ess = p.ess order by p.jour, p.ess, p.cle, p.aupres`,
    valeurs,
  );
  const lignes = rows.slice(0, limite);
  const derniere = lignes.at(-1);
  return rows.length > lignes.length && derniere !== undefined
    ? { lignes, suivant: [derniere.fin, derniere.ess, derniere.cle, derniere.aupres] }
    : { lignes };
}

/** The first thing that the law will do, or await of anybody, in the cases in scope: nothing is asked of the reader before. */
export async function nextOfAll(db: Queryable, portee: Scope, maintenant: number): Promise<DateCivile | null> {
  const { rows } = await db.query<{ premier: DateCivile | null }>(
    `select min(prochaine_echeance) as premier from dossiers d
     where prochaine_echeance >= ($4::timestamptz at time zone 'Europe/Paris')::date
       and ($1::text[] is null or regions && $1) and ($2::text[] is null or caisses && $2)
       and ($3::text[] is null or exists (
         select 1 from mandats m where m.ess = d.ess and m.titulaire = any($3) and m.retire_le is null))`,
    [portee.regions ?? null, portee.caisses ?? null, portee.titulaires ?? null, new Date(maintenant)],
  );
  return rows[0]?.premier ?? null;
}
