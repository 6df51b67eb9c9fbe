/**
 * Erasing a person from the records (GDPR, art. 17). The workflow, the journal and the payments name no one and stay as
 * they are; what names the person is removed where it stands, and what remains says that something was.
 */
import { recordAccess, type Eraser } from './fichiers.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

/** Who: the number of a doctor, the address of anyone, or both. */
export interface Person {
  readonly rpps?: string;
  readonly courriel?: string;
}

export interface Erasure {
  readonly adhesions: number;
  readonly fiches: number;
  readonly contacts: number;
  readonly courriers: number;
  /** Drafts that named the person, and spaces told at that address. */
  readonly espaces: number;
}

/** The doctor is still an adherent somewhere: erasing would change what is counted and paid (DEC-11). */
export class StillAdherent extends Error {
  override readonly name = 'StillAdherent';
  readonly ess: readonly string[];

  constructor(ess: readonly string[]) {
    super(`still an adherent of ${ess.join(', ')}`);
    this.ess = ess;
  }
}

const EFFACEE = { efface: true } as const;
type Valeur = unknown;

const designe = (objet: Readonly<Record<string, Valeur>>, { rpps, courriel }: Person): boolean =>
  (rpps !== undefined && objet['rpps'] === rpps) ||
  (courriel !== undefined &&
    typeof objet['courriel'] === 'string' &&
    objet['courriel'].toLowerCase() === courriel.toLowerCase());

/** The same content where every object that names the person (by RPPS or address) is `{ efface: true }`. */
export function withoutPerson(valeur: Valeur, personne: Person): Valeur {
  if (Array.isArray(valeur)) return valeur.map((element) => withoutPerson(element, personne));
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  const objet = valeur as Readonly<Record<string, Valeur>>;
  if (designe(objet, personne)) return EFFACEE;
  return Object.fromEntries(Object.entries(objet).map(([champ, contenu]) => [champ, withoutPerson(contenu, personne)]));
}

/**
 * Erases the person from adhesions, records of commands, contacts and addresses of letters; says what was touched, and
 * records that someone was, without saying who. Fails with `StillAdherent` while an adhesion is in force on `le`.
 */
export async function erasePerson(db: Queryable, personne: Person, effaceur: Eraser): Promise<Erasure> {
  const { rpps = null, courriel = null } = personne;
  return inTransaction(db, async (client) => {
    const presentes = await client.query<{ ess: string }>(
      'select distinct ess from adhesions where rpps = $1 and (sortie_le is null or sortie_le > current_date) order by ess',
      [rpps],
    );
    if (presentes.rows.length > 0) throw new StillAdherent(presentes.rows.map(({ ess }) => ess));
    const adhesions = await client.query<{ ess: string }>('delete from adhesions where rpps = $1 returning ess', [
      rpps,
    ]);
    const { rows } = await client.query<{ id: string; ess: string; contenu: Valeur }>(
      `select id, ess, contenu from fiches
       where ($1::text is not null and strpos(contenu::text, $1) > 0)
          or ($2::text is not null and strpos(lower(contenu::text), lower($2)) > 0) for update`,
      [rpps, courriel],
    );
    const fiches: string[] = [];
    for (const { id, ess, contenu } of rows) {
      const reste = withoutPerson(contenu, personne);
      if (JSON.stringify(reste) === JSON.stringify(contenu)) continue;
      await client.query('update fiches set contenu = $2 where id = $1', [id, JSON.stringify(reste)]);
      fiches.push(ess);
    }
    const contacts = await client.query<{ ess: string | null }>(
      'delete from contacts where lower(adresse) = lower($1) returning ess',
      [courriel],
    );
    const courriers = await client.query<{ ess: string }>(
      `update avis set adresses = array(select case when lower(a) = lower($1) then 'efface@ess.invalid' else a end
         from unnest(adresses) a)
       where exists (select 1 from unnest(adresses) a where lower(a) = lower($1)) returning ess`,
      [courriel],
    );
    const invitations = await client.query<{ ess: string }>(
      'delete from invitations where lower(adresse) = lower($1) returning ess',
      [courriel],
    );
    const espaces = await eraseFromSpaces(client, personne);
    // What a mail server said of the address, or of its bearer beside it.
    const reponses = await client.query<{ ess: string }>(
      `with refus as (
         update avis set derniere_erreur = null where strpos(lower(derniere_erreur), lower($1)) > 0 returning ess),
       incidents as (
         update incidents set message = '' where strpos(lower(message), lower($1)) > 0 returning ess)
       select ess from refus union all select ess from incidents`,
      [courriel],
    );
    const touchees = [
      ...adhesions.rows,
      ...contacts.rows,
      ...courriers.rows,
      ...invitations.rows,
      ...reponses.rows,
    ].map(({ ess }) => ess);
    for (const ess of new Set([...touchees, ...fiches, ...(espaces > 0 ? [null] : [])]))
      await recordAccess(client, { ess: ess ?? '-', objet: 'personne', cle: '-', acte: 'effacement', ...effaceur });
    return {
      adhesions: adhesions.rows.length,
      fiches: fiches.length,
      contacts: contacts.rows.length,
      courriers: courriers.rows.length,
      espaces,
    };
  });
}

/** What people keep for themselves: drafts where the person is named, the address at which they are told. How many were touched. */
async function eraseFromSpaces(client: Queryable, personne: Person): Promise<number> {
  const { rpps = null, courriel = null } = personne;
  const { rows } = await client.query<{ sujet: string; id: string; contenu: string }>(
    `select sujet, id, contenu from brouillons
     where ($1::text is not null and strpos(contenu, $1) > 0)
        or ($2::text is not null and strpos(lower(contenu), lower($2)) > 0) for update`,
    [rpps, courriel],
  );
  let touches = 0;
  for (const { sujet, id, contenu } of rows) {
    const reste = JSON.stringify(withoutPerson(JSON.parse(contenu), personne));
    if (reste === contenu) continue;
    await client.query('update brouillons set contenu = $3, version = version + 1 where sujet = $1 and id = $2', [
      sujet,
      id,
      reste,
    ]);
    touches += 1;
  }
  await client.query('delete from codes_de_courriel where lower(courriel) = lower($1)', [courriel]);
  await client.query('delete from courriels_personnels where lower(adresse) = lower($1)', [courriel]);
  const { rowCount } = await client.query(
    `update espaces set courriel = null, courriel_confirme_le = null, recapitulatif = null, version = version + 1
     where lower(courriel) = lower($1)`,
    [courriel],
  );
  return touches + (rowCount ?? 0);
}

/** Erases the record of an act, at the request of a person; says whether there was one. */
export async function eraseFiche(db: Queryable, id: string, effaceur: Eraser): Promise<boolean> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ ess: string }>('delete from fiches where id = $1 returning ess', [id]);
    const ess = rows[0]?.ess;
    if (ess !== undefined)
      await recordAccess(client, { ess, objet: 'fiche', cle: id, acte: 'effacement', ...effaceur });
    return ess !== undefined;
  });
}
