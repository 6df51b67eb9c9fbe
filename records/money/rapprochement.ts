/**
 * What a caisse ordered, paid and got back in a month, to the cent. The ledger gives movements and balances; the journal,
 * replayed by the law up to the last day of the month, gives the balances again: `ecarts` names every case in which the
 * two do not say the same.
 */
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { journalLines } from '../verification/readings.ts';
import { soldesDe, type Envoi, type Tenue } from './comptabilite.ts';
import { readSends } from './envois.ts';
import type { CompteDuLivre, NatureMouvement } from './plan.ts';
import { Teneur } from './teneur.ts';

/** Accounts that are followed, and the side on which they grow. */
export const COMPTES_SUIVIS = ['a-payer', 'envoye', 'a-reemettre', 'a-recouvrer', 'a-rendre'] as const;
export type CompteSuivi = (typeof COMPTES_SUIVIS)[number];
const dansSonSens = (compte: CompteSuivi, debiteur: number): number =>
  compte === 'a-recouvrer' ? debiteur : 0 - debiteur;

/** A movement of one of these accounts: what adds to its balance is positive, what settles it negative. */
export interface Mouvement {
  readonly le: DateCivile;
  readonly ess: string;
  readonly compte: CompteSuivi;
  readonly nature: NatureMouvement;
  /** Payment key, or key of the recovery. */
  readonly objet: string;
  readonly montantCentimes: number;
  readonly reference: string | null;
  /** Why, as it was said: of a rejection, a return, an interruption, a remission. */
  readonly motif: string | null;
}

export interface Solde {
  readonly ouvertureCentimes: number;
  /** Sum of the movements of each nature, signed; natures without movement are absent. */
  readonly mouvements: Readonly<Partial<Record<NatureMouvement, number>>>;
  readonly clotureCentimes: number;
}

export interface Rapprochement {
  readonly caisse: string;
  /** `aaaa-mm`. */
  readonly mois: string;
  readonly aPayer: Solde;
  /** Given to the bank, whose answer is awaited. */
  readonly envoye: Solde;
  readonly aReemettre: Solde;
  readonly aRecouvrer: Solde;
  readonly aRendre: Solde;
  readonly lignes: readonly Mouvement[];
  /** Paid in the month less what came back, at the dates of the transfers: by transfers of our batches and otherwise. */
  readonly versesCentimes: { readonly parLot: number; readonly horsLot: number };
  /** Where ledger and law do not say the same: empty when everything balances. */
  readonly ecarts: readonly { readonly ess: string; readonly phrase: string }[];
}

/** The month `mois` (`aaaa-mm`) of a caisse, as it stood at one moment. Writes nothing. */
export async function reconcile(db: Queryable, caisse: string, mois: string): Promise<Rapprochement> {
  return inTransaction(db, (client) => reconcileAt(client, caisse, mois), { snapshot: true });
}

interface Periode {
  readonly caisse: string;
  readonly debut: DateCivile;
  readonly fin: DateCivile;
}

async function reconcileAt(db: Queryable, caisse: string, mois: string): Promise<Rapprochement> {
  const { du: debut, au: fin } = monthOf(mois);
  const periode: Periode = { caisse, debut, fin };
  const ouvertures = await soldesAvant(db, periode);
  const lignes = await mouvements(db, periode);
  const solde = (compte: CompteSuivi) =>
    soldeDe(
      ouvertures.get(compte) ?? 0,
      lignes.filter((ligne) => ligne.compte === compte),
    );
  return {
    caisse,
    mois,
    aPayer: solde('a-payer'),
    envoye: solde('envoye'),
    aReemettre: solde('a-reemettre'),
    aRecouvrer: solde('a-recouvrer'),
    aRendre: solde('a-rendre'),
    lignes,
    versesCentimes: await verses(db, periode),
    ecarts: await ecartsAvecLaLoi(db, periode),
  };
}

/** First and last day of a month `aaaa-mm`. */
export function monthOf(mois: string): { readonly du: DateCivile; readonly au: DateCivile } {
  const [annee = 0, numero = 0] = mois.split('-').map(Number);
  const au = new Date(Date.UTC(annee, numero, 0)).toISOString().slice(0, 10);
  return { du: `${mois}-01` as DateCivile, au: au as DateCivile };
}

async function soldesAvant(db: Queryable, { caisse, debut }: Periode): Promise<ReadonlyMap<CompteSuivi, number>> {
  const { rows } = await db.query<{ compte: CompteSuivi; solde: number }>(
    `select compte, sum(debit_centimes - credit_centimes)::bigint as solde from lignes_du_livre
     where caisse = $1 and le < $2 and compte = any($3) group by compte`,
    [caisse, debut, COMPTES_SUIVIS],
  );
  return new Map(rows.map(({ compte, solde }) => [compte, dansSonSens(compte, solde)]));
}

async function mouvements(db: Queryable, { caisse, debut, fin }: Periode): Promise<readonly Mouvement[]> {
  const { rows } = await db.query<Omit<Mouvement, 'montantCentimes'> & { readonly montant: number }>(
    `select l.le, l.ess, l.compte, l.nature, l.objet, l.debit_centimes - l.credit_centimes as montant, l.reference,
       case l.nature when 'envoye' then null else j.contenu ->> 'motif' end as motif
     from lignes_du_livre l join journal j using (ess, rang)
     where l.caisse = $1 and l.le between $2 and $3 and l.compte = any($4)
     order by l.le, l.ess, l.rang, l.ligne, l.debit_centimes desc`,
    [caisse, debut, fin, COMPTES_SUIVIS],
  );
  return rows.map(({ montant, ...ligne }) => ({ ...ligne, montantCentimes: dansSonSens(ligne.compte, montant) }));
}

/** A transfer counts on its own day, whenever it was learnt of: it is what the bank's statement of that month says. */
async function verses(db: Queryable, { caisse, debut, fin }: Periode): Promise<Rapprochement['versesCentimes']> {
  const { rows } = await db.query<{ parLot: boolean; verse: number }>(
    `select exists (select 1 from lot_lignes t where t.ess = l.ess and t.paiement = l.objet and t.reference = l.reference)
         as "parLot", sum(l.credit_centimes - l.debit_centimes)::bigint as verse
     from lignes_du_livre l join journal j using (ess, rang)
     where l.caisse = $1 and l.compte = 'banque' and j.le between $2 and $3
       and l.nature in ('execute', 'trop-verse', 'retourne')
     group by 1`,
    [caisse, debut, fin],
  );
  const de = (parLot: boolean) => rows.find((row) => row.parLot === parLot)?.verse ?? 0;
  return { parLot: de(true), horsLot: de(false) };
}

function soldeDe(ouvertureCentimes: number, lignes: readonly Mouvement[]): Solde {
  const parNature: Partial<Record<NatureMouvement, number>> = {};
  for (const { nature, montantCentimes } of lignes) parNature[nature] = (parNature[nature] ?? 0) + montantCentimes;
  const total = lignes.reduce((somme, { montantCentimes }) => somme + montantCentimes, 0);
  return { ouvertureCentimes, mouvements: parNature, clotureCentimes: ouvertureCentimes + total };
}

const LIBELLES: Readonly<Record<CompteSuivi, string>> = {
  'a-payer': 'à payer',
  envoye: 'envoyé à la banque',
  'a-reemettre': 'à réémettre',
  'a-recouvrer': 'à recouvrer',
  'a-rendre': 'à rendre',
};

/** The second reading: each case of the caisse replayed up to the last day, against what its ledger holds that day. */
async function ecartsAvecLaLoi(db: Queryable, { caisse, fin }: Periode): Promise<Rapprochement['ecarts']> {
  const { rows } = await db.query<{ ess: string; soldes: Partial<Record<CompteDuLivre, number>> }>(
    `select ess, coalesce(jsonb_object_agg(compte, solde) filter (where compte is not null), '{}') as soldes from (
       select ess, compte, sum(debit_centimes - credit_centimes) as solde
       from (select ess from dossiers where $1 = any(caisses) union select ess from grand_livre where caisse = $1) cas
       left join (select * from lignes_du_livre where caisse = $1 and le <= $2) l using (ess) group by ess, compte) s
     group by ess order by ess`,
    [caisse, fin],
  );
  const envois = await readSends(
    db,
    rows.map(({ ess }) => ess),
  );
  const ecarts: { ess: string; phrase: string }[] = [];
  for (const { ess, soldes } of rows) {
    const { etat, tenue } = await caseAt(db, { ess, fin, envois: envois.get(ess) ?? [] });
    const loi = soldesDe(etat, tenue.enVol).get(caisse) ?? {};
    for (const compte of COMPTES_SUIVIS) {
      const [livre, attendu] = [soldes[compte] ?? 0, loi[compte] ?? 0].map((solde) => dansSonSens(compte, solde));
      if (livre !== attendu)
        ecarts.push({
          ess,
          phrase: `${LIBELLES[compte]} : ${livre} centimes dans les livres, ${attendu} d'après le journal`,
        });
    }
  }
  return ecarts;
}

/** The case as its books stood that day: what was booked later (`Ecriture.le`) is not there yet. */
async function caseAt(
  db: Queryable,
  { ess, fin, envois }: { readonly ess: string; readonly fin: DateCivile; readonly envois: readonly Envoi[] },
): Promise<{ etat: Etat; tenue: Tenue }> {
  let etat = etatInitial(ess);
  const teneur = new Teneur(envois.filter(({ le }) => le <= fin));
  // What follows a transfer that was sent later is booked later too.
  const dernier = envois.find(({ le }) => le > fin)?.rang ?? Infinity;
  for await (const { parse: evenement } of journalLines(db, ess)) {
    if (etat.rang >= dernier || teneur.jour(etat, evenement.le) > fin) break;
    const avant = etat;
    etat = evoluer(avant, evenement);
    teneur.suivre(avant, evenement, etat);
  }
  return { etat, tenue: teneur.tenue };
}
