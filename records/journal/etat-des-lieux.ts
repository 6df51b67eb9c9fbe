/** SUI-03 — what each ESS brings to the national picture of a period, from the journals as they stood on a given day. */
import { lendemain, minuit } from '../../domain/calendrier/calendrier.ts';
import { chiffresAnnuels, type ChiffresEss, type Periode } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';

const PAGE = 5000;

/** `arreteLe`: what was recorded after that day (Paris) does not count; absent: all that is recorded counts. */
export interface DemandeEtatDesLieux extends Periode {
  readonly arreteLe?: DateCivile;
}
interface Ligne {
  readonly ess: string;
  readonly rang: number;
  readonly contenu: Evenement;
}

/** A case taken over tells of years before it was (DEC-67); an entry that was struck, that it never was (DEC-33). */
const DE_TOUTE_ANNEE = `(evenement = 'DossierRepris'
  or evenement = 'FaitRectifie' and contenu ->> 'rang' = '1' and contenu ->> 'apres' is null)`;

/** Case after case, each in the order of its journal. */
async function* lignesRetenues(db: Queryable, { au, arreteLe }: DemandeEtatDesLieux): AsyncGenerator<Ligne> {
  const avant = arreteLe === undefined ? null : new Date(minuit(lendemain(arreteLe), 'Europe/Paris')).toISOString();
  let apres: Pick<Ligne, 'ess' | 'rang'> = { ess: '', rang: 0 };
  for (;;) {
    const { rows } = await db.query<Ligne>(
      `select ess, rang, contenu from journal
       where (ess, rang) > ($1, $2) and (le <= $3 or ${DE_TOUTE_ANNEE}) and ($4::timestamptz is null or enregistre_le < $4)
       order by ess, rang limit $5`,
      [apres.ess, apres.rang, au, avant, PAGE],
    );
    yield* rows;
    const derniere = rows.at(-1);
    if (derniere === undefined || rows.length < PAGE) return;
    apres = derniere;
  }
}

/** Of one moment. One journal at a time is held; of the others, only their figures. */
export async function figuresOfEss(db: Queryable, demande: DemandeEtatDesLieux): Promise<readonly ChiffresEss[]> {
  const lire = async (client: Queryable) => {
    const chiffres: ChiffresEss[] = [];
    let ess = '';
    let evenements: Evenement[] = [];
    const compter = () => {
      const siens = chiffresAnnuels(ess, evenements, demande);
      if (siens !== null) chiffres.push(siens);
    };
    for await (const ligne of lignesRetenues(client, demande)) {
      if (ligne.ess !== ess) {
        compter();
        ess = ligne.ess;
        evenements = [];
      }
      evenements.push(ligne.contenu);
    }
    compter();
    return chiffres;
  };
  return inTransaction(db, lire, { snapshot: true });
}
