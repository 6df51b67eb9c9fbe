/** What a batch holds, transfer by transfer, and who took its file. Accounts stay in the file. PAY-01. */
import type { Centimes, ClePaiement } from '../../domain/valeurs.ts';
import type { Queryable } from '../server/pool.ts';

export interface VirementDuLot {
  readonly reference: string;
  readonly ess: string;
  readonly intitule: string | null;
  readonly paiement: ClePaiement;
  readonly emission: number;
  readonly montantCentimes: Centimes;
  /** What the bank said of this very transfer; `null`: nothing yet. */
  readonly sort: 'execute' | 'rejete' | 'retourne' | null;
}

/** One taking of the file: by an organisation, at an instant. Who it was stands in the register of accesses. */
export interface PriseDuLot {
  readonly le: Date;
  readonly organisation: string | null;
}

/** Transfers of a batch, by reference. */
export async function transfersInBatch(db: Queryable, caisse: string, numero: number): Promise<VirementDuLot[]> {
  const { rows } = await db.query<VirementDuLot>(
    `select l.reference, l.ess, d.intitule, l.paiement, l.emission, l.montant_centimes as "montantCentimes",
       coalesce((select r.statut from retour_lignes r where r.reference = l.reference order by r.applique_le desc limit 1),
         (select f.statut from suivis_paiement f where f.ess = l.ess and f.paiement = l.paiement
            and f.reference = l.reference and f.statut in ('execute', 'rejete', 'retourne')
          order by f.enregistre_le desc limit 1)) as sort
     from lot_lignes l left join dossiers d using (ess) where l.caisse = $1 and l.numero = $2 order by l.reference`,
    [caisse, numero],
  );
  return rows;
}

/** When the file of a batch was taken, the latest first. */
export async function batchReadings(db: Queryable, identifiant: string): Promise<PriseDuLot[]> {
  const { rows } = await db.query<PriseDuLot>(
    `select le, organisation from acces where ess = '-' and objet = 'lot' and cle = $1 and acte = 'lecture'
     order by id desc limit 100`,
    [identifiant],
  );
  return rows;
}
