/**
 * `ess verifier`: walks the records of every ESS, replays their journals through `evoluer`, and checks every invariant.
 * One ESS at a time, its journal by pages, each ESS as it stood at one moment: a case at work is not an error.
 */
import type pg from 'pg';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { SANS_PRECEDENTE } from '../journal/chain.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { CONTROLES_ARGENT, CONTROLES_SOMMES } from './argent.ts';
import { CONTROLES_BASE as CONTROLES_UNICITE } from './base.ts';
import { CONTROLES_JOURNAL } from './journal.ts';
import { essConnues, lignesDuJournal, lireRegistres, type LigneLue } from './readings.ts';
import { CONTROLES_REGISTRES } from './registers.ts';
import { CONTROLES_SORTIE } from './outbox.ts';
import type { Controle, Ecart, Juge, Pas, Vie } from './types.ts';

const REJEU = { nom: 'journal.rejeu', garantie: 'Chaque événement du journal se rejoue par « evoluer ».' };
const CONTROLES_PAS = CONTROLES_ARGENT;
const CONTROLES_BASE = [...CONTROLES_UNICITE, ...CONTROLES_SORTIE];
const CONTROLES_VIE = [...CONTROLES_SOMMES, ...CONTROLES_REGISTRES];

/** What was checked, in the order in which it is told. */
export interface Bilan {
  readonly ess: number;
  readonly evenements: number;
  readonly controles: readonly {
    readonly nom: string;
    readonly garantie: string;
    readonly examines: number;
    readonly ecarts: number;
  }[];
}

/** Verifies everything; `surEcart` hears of each failure as it is found. Writes nothing. */
export async function verifyRecords(pool: pg.Pool, surEcart: (ecart: Ecart) => void): Promise<Bilan> {
  const compteur = new Compteur(surEcart);
  let ess = 0;
  let evenements = 0;
  for await (const nom of essConnues(pool)) {
    ess += 1;
    evenements += await inTransaction(pool, (client) => verifierEss(client, nom, compteur), { instantane: true });
  }
  for (const controle of CONTROLES_BASE) await controle.verifier(pool, compteur.juge(controle, null));
  return { ess, evenements, controles: compteur.bilan };
}

/** How much each check looked at, and what it found wrong. */
class Compteur {
  readonly #surEcart: (ecart: Ecart) => void;
  readonly #comptes = new Map<string, { nom: string; garantie: string; examines: number; ecarts: number }>();

  constructor(surEcart: (ecart: Ecart) => void) {
    this.#surEcart = surEcart;
    for (const { nom, garantie } of [
      ...CONTROLES_JOURNAL,
      REJEU,
      ...CONTROLES_PAS,
      ...CONTROLES_VIE,
      ...CONTROLES_BASE,
    ])
      this.#comptes.set(nom, { nom, garantie, examines: 0, ecarts: 0 });
  }

  get bilan(): Bilan['controles'] {
    return [...this.#comptes.values()];
  }

  juge({ nom }: { readonly nom: string }, ess: string | null): Juge {
    return (conforme, constat) => {
      const compte = this.#comptes.get(nom);
      if (compte === undefined) throw new Error(`no such check: ${nom}`);
      compte.examines += 1;
      if (conforme) return;
      compte.ecarts += 1;
      const { rang = null, attendu, trouve } = constat();
      this.#surEcart({ controle: nom, ess, rang, attendu: String(attendu), trouve: String(trouve) });
    };
  }

  /** A check that fails to conclude (values that no domain function reads) is a failure too, and stops no other. */
  tous<Sujet>(controles: readonly Controle<Sujet>[], ess: string, sujet: Sujet): void {
    for (const controle of controles) {
      const juge = this.juge(controle, ess);
      try {
        controle.verifier(sujet, juge);
      } catch (erreur) {
        juge(false, () => ({ attendu: 'des valeurs lisibles', trouve: String(erreur) }));
      }
    }
  }
}

/** Returns the number of events. */
async function verifierEss(client: Queryable, ess: string, compteur: Compteur): Promise<number> {
  const registres = await lireRegistres(client, ess);
  let etat: Etat | undefined = etatInitial(ess, registres.dossier?.etat.grace);
  let precedente = SANS_PRECEDENTE;
  let dernierRang = 0;
  let evenements = 0;
  const argent: { rang: number; evenement: LigneLue['parse'] }[] = [];
  for await (const ligne of lignesDuJournal(client, ess)) {
    const { rang, parse: evenement } = ligne;
    compteur.tous(CONTROLES_JOURNAL, ess, { ligne, evenement, rangAttendu: dernierRang + 1, precedente });
    etat = etat === undefined ? undefined : rejouer(ess, { rang, evenement, avant: etat }, compteur);
    if ('paiement' in evenement) argent.push({ rang, evenement });
    precedente = ligne.empreinte;
    dernierRang = rang;
    evenements += 1;
  }
  // A journal that cannot be replayed is told; there is no state to compare the rest with.
  if (etat !== undefined) compteur.tous<Vie>(CONTROLES_VIE, ess, { ess, dernierRang, etat, argent, registres });
  return evenements;
}

/** The state after the event, all checks made; undefined when the event cannot be read. */
function rejouer(ess: string, { rang, evenement, avant }: Omit<Pas, 'apres'>, compteur: Compteur): Etat | undefined {
  const juge = compteur.juge(REJEU, ess);
  try {
    const apres = evoluer(avant, evenement);
    juge(true, () => ({ attendu: '', trouve: '' }));
    compteur.tous<Pas>(CONTROLES_PAS, ess, { rang, evenement, avant, apres });
    return apres;
  } catch (erreur) {
    juge(false, () => ({ rang, attendu: `un événement « ${evenement.evenement} » lisible`, trouve: String(erreur) }));
    return undefined;
  }
}
