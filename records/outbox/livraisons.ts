/** What is due to the subscriptions: written with the journal, taken for a time by whoever sends, settled by what came of it. */
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant } from '../../domain/valeurs.ts';
import { suspendSubscription } from '../registers/abonnements.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

/** What somebody holds, to send it. */
export interface TakenDelivery {
  readonly id: number;
  /** This attempt included. It also tells this holder from a later one. */
  readonly tentatives: number;
  readonly abonnement: string;
  readonly organisation: string;
  readonly adresse: string;
  /** Name and port of the address, as far as hands are shared by it. */
  readonly hote: string;
  /** The newest first. */
  readonly secrets: readonly string[];
  /** The event, or `null` for a trial. */
  readonly evenement: { readonly ess: string; readonly ligne: LigneJournal } | null;
  /** Whether its case is still within the scope of the subscription. */
  readonly visible: boolean;
}

/** What came of an attempt: the status of the answer, or why there is none. */
export interface DeliveryFailure {
  readonly statut: number | null;
  readonly erreur: string;
}

const GARDEES_JOURS = 30;
const SANS_SUCCES_JOURS = 3;

/** In the transaction that writes these events, its read model saved: one row for each subscription that they concern. */
export async function writeDeliveries(db: Queryable, ess: string, rangs: readonly number[]): Promise<void> {
  await db.query(
    `insert into livraisons (abonnement, ess, rang)
     select a.id, j.ess, j.rang from journal j join dossiers d using (ess) join abonnements a on abonnement_voit(a, d)
     where j.ess = $1 and j.rang = any($2) and (a.evenements is null or j.evenement = any(a.evenements))
     order by j.rang
     on conflict (abonnement, ess, rang) do nothing`,
    [ess, rangs],
  );
}

interface Row {
  id: number;
  tentatives: number;
  abonnement: string;
  organisation: string;
  adresse: string;
  hote: string;
  secrets: string[];
  ess: string | null;
  rang: number | null;
  enregistre_le: Date | null;
  contenu: Evenement | null;
  visible: boolean;
}

const TETE = 'l.abonnement, l.ess, l.id, l.prochain_essai, l.bail_jusqu_a';
/**
 * Of each subscription that runs, the first that waits of each case, and the trials. It jumps from one case to the next
 * in the index, so that what waits behind costs nothing, however much it is.
 */
const TETES = `with recursive premieres as (
    select l.* from abonnements a cross join lateral (
      select ${TETE} from livraisons l where l.abonnement = a.id and l.etat = 'attente' and l.ess is not null
      order by l.ess, l.rang limit 1) l
    where a.suspendu_le is null
    union all
    select l.* from premieres p cross join lateral (
      select ${TETE} from livraisons l where l.abonnement = p.abonnement and l.etat = 'attente' and l.ess > p.ess
      order by l.ess, l.rang limit 1) l
  ), tetes as (
    select * from premieres
    union all
    select ${TETE} from livraisons l join abonnements a on a.id = l.abonnement
    where l.etat = 'attente' and l.ess is null and a.suspendu_le is null
  )`;

/** The address as it was given: `https://` is sure (`readPartnerAddress`), letters may be large. */
const HOTE = `lower(regexp_replace(substring(a.adresse from '^[^/]*//([^/?#]*)'), ':443$', ''))`;

export interface DeliveryShares {
  /** Hands that are free. */
  readonly limite: number;
  /** Most that are held at once, by all who send, for one subscription; for those of an organisation, or of a host. */
  readonly parAbonnement: number;
  readonly parGroupe: number;
  readonly bailSecondes: number;
  /** Messages that whoever asks still holds, their lease over or not. */
  readonly sauf?: readonly number[];
  /** Organisations and hosts that have all their hands already, whatever the table says of it. */
  readonly complets?: readonly string[];
}

/**
 * Takes, for `bailSecondes`, what is due. Who holds least is served first: the place of a message is counted within its
 * subscription, then its organisation, then its host, what is held coming before what waits. However many hands slow
 * receivers hold, the next that is free goes to somebody else. Of one case, only the first that is due: the next leaves
 * once it is settled.
 */
export async function takeDeliveries(
  db: Queryable,
  { limite, parAbonnement, parGroupe, bailSecondes, sauf = [], complets = [] }: DeliveryShares,
): Promise<TakenDelivery[]> {
  const { rows } = await db.query<Row>(
    `${TETES}, dues as (
       select t.id, t.abonnement, a.organisation, ${HOTE} as hote, t.prochain_essai,
         coalesce(t.bail_jusqu_a > now(), false) as tenue
       from tetes t join abonnements a on a.id = t.abonnement
       where t.prochain_essai <= now() or t.bail_jusqu_a > now()
     ), siennes as (
       select *, row_number() over (partition by abonnement order by tenue desc, prochain_essai, id) as place from dues
     ), de_l_organisation as (
       select *, row_number() over (partition by organisation order by tenue desc, place, prochain_essai, id) as rang
       from siennes where place <= $2
     ), de_l_hote as (
       select *, row_number() over (partition by hote order by tenue desc, rang, prochain_essai, id) as file
       from de_l_organisation where rang <= $4
     ), prises as (
       select l.id from livraisons l join de_l_hote h on h.id = l.id
       where h.file <= $4 and h.organisation <> all($6) and h.hote <> all($6) and l.id <> all($5)
         and l.etat = 'attente' and (l.bail_jusqu_a is null or l.bail_jusqu_a <= now())
       order by greatest(h.rang, h.file), h.prochain_essai, l.id limit $1 for update of l skip locked
     ), tenues as (
       update livraisons l set bail_jusqu_a = now() + $3 * interval '1 second', tentatives = tentatives + 1
       from prises where l.id = prises.id returning l.*
     )
     select l.id, l.tentatives, l.abonnement, a.organisation, a.adresse, ${HOTE} as hote, l.ess, l.rang, j.enregistre_le, j.contenu,
       (l.ess is null or abonnement_voit(a, d)) as visible,
       array(select s.secret from secrets_abonnement s
         where s.abonnement = a.id and (s.expire_le is null or s.expire_le > now()) order by s.id desc) as secrets
     from tenues l join abonnements a on a.id = l.abonnement
       left join journal j on j.ess = l.ess and j.rang = l.rang left join dossiers d on d.ess = l.ess
     order by l.id`,
    [limite, parAbonnement, bailSecondes, parGroupe, sauf, complets],
  );
  return rows.map(({ ess, rang, enregistre_le, contenu, ...prise }) => ({
    ...prise,
    evenement:
      ess === null || rang === null || enregistre_le === null || contenu === null
        ? null
        : { ess, ligne: { rang, enregistreLe: instant(enregistre_le.getTime()), evenement: contenu } },
  }));
}

type Tenue = Pick<TakenDelivery, 'id' | 'tentatives' | 'abonnement'>;

/** Accepted by the receiver. One that somebody else has taken since stays theirs. */
export async function settleDelivered(db: Queryable, { id, tentatives }: Tenue, statut: number): Promise<void> {
  await db.query(
    `update livraisons set etat = 'livree', finie_le = now(), bail_jusqu_a = null, statut = $3, erreur = null
     where id = $1 and tentatives = $2 and etat = 'attente'`,
    [id, tentatives, statut],
  );
}

/** Not accepted: due again in `delaiSecondes`, give or take a tenth so that those that failed together do not come back together. */
export async function postponeDelivery(
  db: Queryable,
  { id, tentatives }: Tenue,
  { statut, erreur }: DeliveryFailure,
  delaiSecondes: number,
): Promise<void> {
  await db.query(
    `update livraisons set prochain_essai = now() + $3 * (0.9 + random() * 0.2) * interval '1 second',
       bail_jusqu_a = null, statut = $4, erreur = $5
     where id = $1 and tentatives = $2 and etat = 'attente'`,
    [id, tentatives, delaiSecondes, statut, erreur],
  );
}

/** Abandoned by whoever held it, for a reason of their own: due at once, to anybody. The attempt counts: it did leave. */
export async function releaseDelivery(db: Queryable, { id, tentatives }: Tenue): Promise<void> {
  await db.query(`update livraisons set bail_jusqu_a = null where id = $1 and tentatives = $2 and etat = 'attente'`, [
    id,
    tentatives,
  ]);
}

/**
 * Given up. `dernierEssai`: after the last attempt; a subscription to which nothing could be delivered for days is then
 * suspended.
 */
export const giveUpDelivery = (
  db: Queryable,
  { id, tentatives, abonnement }: Tenue,
  { statut, erreur }: DeliveryFailure,
  { dernierEssai }: { readonly dernierEssai: boolean },
): Promise<void> =>
  inTransaction(db, async (client) => {
    await client.query(
      `update livraisons set etat = 'abandonnee', finie_le = now(), bail_jusqu_a = null, statut = $3, erreur = $4
       where id = $1 and tentatives = $2 and etat = 'attente'`,
      [id, tentatives, statut, erreur],
    );
    if (!dernierEssai) return;
    const { rowCount } = await client.query(
      `select 1 from livraisons where abonnement = $1 and etat = 'livree'
         and finie_le > now() - $2 * interval '1 day' limit 1`,
      [abonnement, SANS_SUCCES_JOURS],
    );
    if (rowCount === 0) await suspendSubscription(client, abonnement, 'echecs');
  });

/** What is over is forgotten after thirty days (the journal can send it again); what a suspension kept that long is given up. */
export async function forgetDeliveries(db: Queryable): Promise<void> {
  await db.query(`delete from livraisons where etat <> 'attente' and finie_le < now() - $1 * interval '1 day'`, [
    GARDEES_JOURS,
  ]);
  await db.query(
    `update livraisons l set etat = 'abandonnee', finie_le = now(), erreur = 'suspension' from abonnements a
     where a.id = l.abonnement and a.suspendu_le is not null and l.etat = 'attente'
       and l.cree_le < now() - $1 * interval '1 day'`,
    [GARDEES_JOURS],
  );
}
