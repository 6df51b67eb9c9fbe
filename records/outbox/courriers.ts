/** Reading what was written to people: letters, their PDFs, and who stands behind an ESS's contracts. */
import type { Queryable } from '../server/pool.ts';

/** A letter in a list. */
export interface LetterLine {
  readonly rang: number;
  readonly destinataire: string;
  readonly evenement: string;
  readonly objet: string;
  readonly envoyeLe: Date | null;
  /** Came back from one of its addresses at least. */
  readonly revenuLe: Date | null;
  readonly tentatives: number;
  readonly derniereErreur: string | null;
  readonly messageId: string;
  readonly pdfSha256: string | null;
}

/** Letters of an ESS in the order of its events, of one addressee or of all. */
export async function listLetters(db: Queryable, ess: string, destinataire: string | null): Promise<LetterLine[]> {
  const { rows } = await db.query<LetterLine>(
    `select rang, destinataire, evenement, objet, envoye_le as "envoyeLe", revenu_le as "revenuLe", tentatives,
       derniere_erreur as "derniereErreur", message_id as "messageId", pdf_sha256 as "pdfSha256"
     from avis where ess = $1 and ($2::text is null or destinataire = $2) order by rang, destinataire`,
    [ess, destinataire],
  );
  return rows;
}

/** The PDF as it was sent; before that, the letter from which it will be made. `undefined`: no such letter. */
export async function readLetter(
  db: Queryable,
  ess: string,
  rang: number,
  destinataire: string,
): Promise<{ courrier: unknown; pdf: Uint8Array | null } | undefined> {
  const { rows } = await db.query<{ courrier: unknown; pdf: Buffer | null }>(
    `select courrier, contenu as pdf from avis left join avis_pdf on sha256 = pdf_sha256
     where ess = $1 and rang = $2 and destinataire = $3`,
    [ess, rang, destinataire],
  );
  return rows[0];
}

/** Content of the record that the latest event of that name refers to: what a porteur declared last. */
export async function latestDeclared<C>(db: Queryable, ess: string, evenement: string): Promise<C | undefined> {
  const { rows } = await db.query<{ contenu: C }>(
    `select fiches.contenu from journal join fiches on fiches.id::text = journal.contenu ->> 'fiche'
     where journal.ess = $1 and journal.evenement = $2 order by journal.rang desc limit 1`,
    [ess, evenement],
  );
  return rows[0]?.contenu;
}
