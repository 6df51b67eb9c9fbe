/** SUI-03 — what each ESS brings to the national picture of a year, up to a day, from what was recorded by another. */
import { lendemain, minuit } from '../../domain/calendrier/calendrier.ts';
import { chiffresAnnuels, type ChiffresEss } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import { anneeCivile, anneeDe, chiffresAu, VERSION_CHIFFRES } from '../../domain/etat-des-lieux/chiffres-gardes.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { FiguresRead } from './figures-read.ts';

const PAGE = 5000;

/** `au`: the year of that day, until that day. `arreteLe`: what was recorded after that day (Paris) does not count; absent: all counts. */
export interface DemandeEtatDesLieux {
  readonly au: DateCivile;
  readonly arreteLe?: DateCivile;
}

/** The instant before which what counts was recorded; null: all counts. */
const limiteDe = ({ arreteLe }: DemandeEtatDesLieux): string | null =>
  arreteLe === undefined ? null : new Date(minuit(lendemain(arreteLe), 'Europe/Paris')).toISOString();

/**
 * Of one moment: the figures kept, and the journals of the few cases that they do not say. `lus`: what whoever asks again
 * and again has read before.
 */
export const figuresOfEss = (
  db: Queryable,
  demande: DemandeEtatDesLieux,
  lus = new FiguresRead(),
): Promise<readonly ChiffresEss[]> =>
  inTransaction(
    db,
    async (client) => {
      const { aRelire, gardees } = await keptYears(client, demande);
      const relus = aRelire.length === 0 ? [] : await figuresFromJournals(client, demande, aRelire);
      return [...(await keptFigures(client, demande, gardees, lus)), ...relus];
    },
    { snapshot: true },
  );

/** A case with a clock of its own counts nowhere. */
const VRAI = 'ess not in (select ess from dossiers_d_essai)';

/** Rows that say the year of `$1`, a day. */
const DE_LANNEE = `annee <= extract(year from $1::date) and (suivante is null or suivante > extract(year from $1::date))`;

interface AnneeConnue {
  readonly annee: number;
  readonly empreinte: string;
}

/** An MD5, after a year of four digits. */
const LARGEUR = 4 + 32;

/**
 * Of each case, its year, known by the digest of its figures (one text: ten thousand rows cost more to receive than to read);
 * and those whose journal is to be read: written since, derived by another program, or of which something is dated or
 * recorded after what is asked.
 */
async function keptYears(
  db: Queryable,
  demande: DemandeEtatDesLieux,
): Promise<{ readonly aRelire: readonly string[]; readonly gardees: readonly AnneeConnue[] }> {
  const { rows } = await db.query<{ a_relire: readonly string[]; gardees: string | null }>(
    `with marques as (select distinct ess from chiffres_a_refaire where ${VRAI}),
     gardees as (
       select ess, annee, empreinte,
         ess in (select ess from marques) or version <> $2 or dernier_le > $1
           or coalesce(enregistre_le >= $3::timestamptz, false) as a_relire
       from chiffres_annuels where ${DE_LANNEE} and ${VRAI}
     )
     select array(select ess from marques union select ess from gardees where a_relire order by ess) as a_relire,
       (select string_agg(lpad(annee::text, 4, '0') || empreinte, '') from gardees where not a_relire) as gardees`,
    [demande.au, VERSION_CHIFFRES, limiteDe(demande)],
  );
  const { a_relire: aRelire = [], gardees } = rows[0] ?? {};
  const texte = gardees ?? '';
  return {
    aRelire,
    gardees: Array.from({ length: texte.length / LARGEUR }, (_, rang) => {
      const une = texte.slice(rang * LARGEUR, (rang + 1) * LARGEUR);
      return { annee: Number(une.slice(0, 4)), empreinte: une.slice(4) };
    }),
  };
}

async function keptFigures(
  db: Queryable,
  { au }: DemandeEtatDesLieux,
  gardees: readonly AnneeConnue[],
  lus: FiguresRead,
): Promise<readonly ChiffresEss[]> {
  const chiffres = await lus.of(
    anneeDe(au),
    gardees.map(({ empreinte }) => empreinte),
    (inconnues) => textsOf(db, au, inconnues),
  );
  return gardees
    .map(({ annee }, rang) => chiffresAu({ annee, chiffres: chiffres[rang] ?? null }, au))
    .filter((siens) => siens !== null);
}

async function textsOf(
  db: Queryable,
  au: DateCivile,
  empreintes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ empreinte: string; chiffres: string }>(
    `select empreinte, chiffres from chiffres_annuels where ${DE_LANNEE} and empreinte = any($2)`,
    [au, empreintes],
  );
  return new Map(rows.map(({ empreinte, chiffres }) => [empreinte, chiffres]));
}

interface Ligne {
  readonly ess: string;
  readonly rang: number;
  readonly contenu: Evenement;
}

/** A case taken over tells of years before it was (DEC-67); an entry that was struck, that it never was (DEC-33). */
const DE_TOUTE_ANNEE = `(evenement = 'DossierRepris'
  or evenement = 'FaitRectifie' and contenu ->> 'rang' = '1' and contenu ->> 'apres' is null)`;

/** Case after case, each in the order of its journal. `cas`: those only; absent: all. */
async function* lignesRetenues(
  db: Queryable,
  demande: DemandeEtatDesLieux,
  cas: readonly string[] | null,
): AsyncGenerator<Ligne> {
  let apres: Pick<Ligne, 'ess' | 'rang'> = { ess: '', rang: 0 };
  for (;;) {
    const { rows } = await db.query<Ligne>(
      `select ess, rang, contenu from journal
       where (ess, rang) > ($1, $2) and (le <= $3 or ${DE_TOUTE_ANNEE}) and ($4::timestamptz is null or enregistre_le < $4)
         and ($5::text[] is null or ess = any($5)) and ${VRAI}
       order by ess, rang limit $6`,
      [apres.ess, apres.rang, demande.au, limiteDe(demande), cas, PAGE],
    );
    yield* rows;
    const derniere = rows.at(-1);
    if (derniere === undefined || rows.length < PAGE) return;
    apres = derniere;
  }
}

/** The same from the journals alone, of these cases or of all. One journal at a time is held; of the others, only their figures. */
export async function figuresFromJournals(
  db: Queryable,
  demande: DemandeEtatDesLieux,
  cas: readonly string[] | null = null,
): Promise<readonly ChiffresEss[]> {
  const periode = { du: anneeCivile(anneeDe(demande.au)).du, au: demande.au };
  const chiffres: ChiffresEss[] = [];
  let ess = '';
  let evenements: Evenement[] = [];
  const compter = () => {
    const siens = chiffresAnnuels(ess, evenements, periode);
    if (siens !== null) chiffres.push(siens);
  };
  for await (const ligne of lignesRetenues(db, demande, cas)) {
    if (ligne.ess !== ess) {
      compter();
      ess = ligne.ess;
      evenements = [];
    }
    evenements.push(ligne.contenu);
  }
  compter();
  return chiffres;
}
