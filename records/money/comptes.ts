/** The accounts that an association declared (DEC-13), one after the other: verified, replaced, used. DEC-52. */
import type { ClePaiement, DateCivile, Role } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

/** One declaration. What is null of the account itself was erased with the record of its command. */
export interface VersionDeCompte {
  /** 1 for the first. */
  readonly version: number;
  /** Ordinal of its declaration. */
  readonly rang: number;
  readonly declareLe: DateCivile;
  readonly declarePar: Role;
  readonly titulaire: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  /** Last finding of the caisse on the RIB while this account stood; null: none. */
  readonly verification: {
    readonly conforme: boolean;
    readonly le: DateCivile;
    readonly par: Role;
    /** Ordinal of the finding. */
    readonly rang: number;
    /** File of the RIB that the caisse had before it. */
    readonly piece: { readonly id: string; readonly nom: string; readonly sha256: string } | null;
  } | null;
  /** Day of the declaration that took its place. */
  readonly remplaceLe: DateCivile | null;
  /** Transfers that were made to it. */
  readonly virements: readonly {
    readonly reference: string;
    readonly paiement: ClePaiement;
    readonly montantCentimes: number;
  }[];
}

/** Declarations of `$1`, struck ones left out: an account entered by mistake, or on the wrong case, is nobody's (DEC-33). */
const DECLARATIONS = `select j.rang, j.le, j.acteur, f.contenu
  from journal j left join fiches f on f.id::text = j.contenu ->> 'fiche'
  where j.ess = $1 and j.evenement = 'CoordonneesBancairesDeclarees'
    and not exists (select 1 from journal r where r.ess = j.ess and r.evenement = 'FaitRectifie'
      and r.contenu ->> 'rang' = j.rang::text and r.contenu ->> 'champ' is null and r.contenu ->> 'apres' is null)`;

export async function accountHistory(db: Queryable, ess: string): Promise<VersionDeCompte[]> {
  const { rows } = await db.query<VersionDeCompte>(
    `with versions as (
       select d.*, row_number() over (order by rang)::int as version,
         lead(rang) over (order by rang) as suivant, lead(le) over (order by rang) as remplace
       from (${DECLARATIONS}) d)
     select v.version, v.rang, v.le as "declareLe", v.acteur as "declarePar", v.contenu ->> 'titulaire' as titulaire,
       v.contenu ->> 'iban' as iban, v.contenu ->> 'bic' as bic, v.remplace as "remplaceLe",
       (select jsonb_build_object('conforme', (p.piece ->> 'conforme')::boolean, 'le', to_char(p.le, 'YYYY-MM-DD'),
            'par', p.acteur, 'rang', p.rang, 'piece',
            (select jsonb_build_object('id', x.id, 'nom', x.nom, 'sha256', x.sha256) from fichiers x
             where x.ess = $1 and x.code = 'rib' and x.depose_le <= p.enregistre_le order by x.depose_le desc limit 1))
        from (select j.rang, j.le, j.acteur, j.enregistre_le, piece
              from journal j, jsonb_array_elements(j.contenu -> 'pieces') piece
              where j.ess = $1 and j.evenement = 'PiecesVerifiees' and piece ->> 'code' = 'rib') p
        where p.rang > v.rang and (v.suivant is null or p.rang < v.suivant) order by p.rang desc limit 1) as verification,
       coalesce((select jsonb_agg(jsonb_build_object('reference', l.reference, 'paiement', l.paiement,
            'montantCentimes', l.montant_centimes) order by l.caisse, l.numero, l.reference)
        from lot_lignes l where l.ess = $1 and l.compte_rang = v.rang), '[]') as virements
     from versions v order by v.version`,
    [ess],
  );
  return rows;
}

interface CompteDeclare {
  readonly iban: string;
  readonly titulaire: string;
  readonly bic?: string;
}
const compteDe = (contenu: Partial<CompteDeclare> | null | undefined): CompteDeclare | null => {
  if (contenu?.iban === undefined) return null;
  const { iban, bic, titulaire = '' } = contenu;
  return { iban, titulaire, ...(bic === undefined ? {} : { bic }) };
};

/** The account that was declared by the event of that ordinal, struck or not; null when it was erased. */
export async function accountDeclaredAt(db: Queryable, ess: string, rang: number): Promise<CompteDeclare | null> {
  const { rows } = await db.query<{ contenu: Partial<CompteDeclare> | null }>(
    `select f.contenu from journal j join fiches f on f.id::text = j.contenu ->> 'fiche'
     where j.ess = $1 and j.rang = $2 and j.evenement = 'CoordonneesBancairesDeclarees'`,
    [ess, rang],
  );
  return compteDe(rows[0]?.contenu);
}

/** The account that stands, and the ordinal of its declaration; null when none was declared, or it was erased. */
export async function standingAccount(
  db: Queryable,
  ess: string,
): Promise<{ readonly rang: number; readonly compte: CompteDeclare } | null> {
  const { rows } = await db.query<{ rang: number; contenu: Partial<CompteDeclare> | null }>(
    `${DECLARATIONS} order by j.rang desc limit 1`,
    [ess],
  );
  const [dernier] = rows;
  const compte = compteDe(dernier?.contenu);
  return dernier === undefined || compte === null ? null : { rang: dernier.rang, compte };
}

/** « FR76 •••• 0189 »: enough to tell two accounts apart, not to pay one. */
export const ibanMasque = (iban: string): string => `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`;
