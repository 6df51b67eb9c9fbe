/**
 * `ess verifier`: walks the records of every ESS, replays their journals through `evoluer`, and checks every invariant.
 * One ESS at a time, its journal by pages, each ESS as it stood at one moment: a case at work is not an error.
 */
import type pg from 'pg';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import { effets } from '../../domain/effets.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { instant, type ClePaiement } from '../../domain/valeurs.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { NO_PREVIOUS } from '../journal/chain.ts';
import { inTransaction, type Queryable } from '../server/pool.ts';
import { FIGURE_CHECKS } from './chiffres.ts';
import { MONEY_CHECKS, SUM_CHECKS } from './money.ts';
import { UNIQUENESS_CHECKS } from './base.ts';
import type { Ecriture } from '../money/comptabilite.ts';
import { Teneur } from '../money/teneur.ts';
import { JOURNAL_CHECKS } from './journal.ts';
import { LEDGER_BASE_CHECKS, LEDGER_CHECKS } from './ledger.ts';
import { knownEss, journalLines, readRegisters, type ReadLine } from './readings.ts';
import { REGISTER_CHECKS } from './registers.ts';
import { OUTBOX_CHECKS } from './outbox.ts';
import { REPLAY_CHECKS } from './replay.ts';
import type { Check, Discrepancy, Judge, Step, Life } from './types.ts';

const REJEU = { nom: 'journal.rejeu', garantie: 'Chaque événement du journal se rejoue par « evoluer ».' };
const STEP_CHECKS = MONEY_CHECKS;
const DATABASE_CHECKS = [...UNIQUENESS_CHECKS, ...LEDGER_BASE_CHECKS, ...OUTBOX_CHECKS];
const LIFE_CHECKS = [...SUM_CHECKS, ...LEDGER_CHECKS, ...REGISTER_CHECKS, ...FIGURE_CHECKS];

/** What was checked, in the order in which it is told. */
export interface Report {
  readonly ess: number;
  readonly evenements: number;
  readonly controles: readonly {
    readonly nom: string;
    readonly garantie: string;
    readonly examines: number;
    readonly ecarts: number;
  }[];
}

/**
 * Verifies everything; `surEcart` hears of each failure as it is found. Writes nothing. `replay`: each life is also played
 * again by the law, which costs a tenth of a second a case.
 */
export async function verifyRecords(
  pool: pg.Pool,
  surEcart: (ecart: Discrepancy) => void,
  { replay = false }: { readonly replay?: boolean } = {},
): Promise<Report> {
  const lives = replay ? [...LIFE_CHECKS, ...REPLAY_CHECKS] : LIFE_CHECKS;
  const compteur = new Compteur(surEcart, lives);
  let ess = 0;
  let evenements = 0;
  for await (const nom of knownEss(pool)) {
    ess += 1;
    evenements += await inTransaction(pool, (client) => verifierEss(client, nom, compteur, lives), { snapshot: true });
  }
  for (const controle of DATABASE_CHECKS) await controle.verify(pool, compteur.juge(controle, null));
  return { ess, evenements, controles: compteur.bilan };
}

/** How much each check looked at, and what it found wrong. */
class Compteur {
  readonly #surEcart: (ecart: Discrepancy) => void;
  readonly #comptes = new Map<string, { nom: string; garantie: string; examines: number; ecarts: number }>();

  constructor(surEcart: (ecart: Discrepancy) => void, lives: readonly Check<Life>[]) {
    this.#surEcart = surEcart;
    for (const { nom, garantie } of [...JOURNAL_CHECKS, REJEU, ...STEP_CHECKS, ...lives, ...DATABASE_CHECKS])
      this.#comptes.set(nom, { nom, garantie, examines: 0, ecarts: 0 });
  }

  get bilan(): Report['controles'] {
    return [...this.#comptes.values()];
  }

  juge({ nom }: { readonly nom: string }, ess: string | null): Judge {
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
  tous<Sujet>(controles: readonly Check<Sujet>[], ess: string, sujet: Sujet): void {
    for (const controle of controles) {
      const juge = this.juge(controle, ess);
      try {
        controle.verify(sujet, juge);
      } catch (erreur) {
        juge(false, () => ({ attendu: 'des valeurs lisibles', trouve: String(erreur) }));
      }
    }
  }
}

/** Returns the number of events. */
async function verifierEss(
  client: Queryable,
  ess: string,
  compteur: Compteur,
  lives: readonly Check<Life>[],
): Promise<number> {
  const registres = await readRegisters(client, ess);
  let etat: Etat | undefined = etatInitial(
    ess,
    registres.dossier?.etat.grace,
    undefined,
    registres.dossier?.etat.droit,
  );
  let precedente = NO_PREVIOUS;
  let dernierRang = 0;
  let evenements = 0;
  const argent: { rang: number; evenement: ReadLine['parse'] }[] = [];
  const rectifies: { cle: string; paiement: ClePaiement }[] = [];
  const journal: LigneJournal[] = [];
  const ecritures: Ecriture[] = [];
  const teneur = new Teneur(registres.envois);
  for await (const ligne of journalLines(client, ess)) {
    const { rang, parse: evenement } = ligne;
    compteur.tous(JOURNAL_CHECKS, ess, { ligne, evenement, rangAttendu: dernierRang + 1, precedente });
    const avant: Etat | undefined = etat;
    etat = avant === undefined ? undefined : rejouer(ess, { rang, evenement, avant }, compteur);
    if (avant !== undefined && etat !== undefined) {
      ecritures.push(...teneur.suivre(avant, evenement, etat));
      rectifies.push(...ordresRectifies(evenement, avant, etat));
    }
    journal.push({ rang, enregistreLe: instant(Math.floor(Number(ligne.enregistreMicros) / 1000)), evenement });
    if ('paiement' in evenement || evenement.evenement === 'DossierRepris') argent.push({ rang, evenement });
    precedente = ligne.empreinte;
    dernierRang = rang;
    evenements += 1;
  }
  // A journal that cannot be replayed is told; there is no state to compare the rest with.
  if (etat !== undefined)
    compteur.tous<Life>(lives, ess, {
      ess,
      dernierRang,
      etat,
      journal,
      argent,
      rectifies,
      ecritures,
      tenue: teneur.tenue,
      registres,
    });
  return evenements;
}

/** What a rectification says to the records of the payments of which it made another thing. */
const ordresRectifies = (evenement: Evenement, avant: Etat, etat: Etat) =>
  evenement.evenement === 'FaitRectifie'
    ? effets(evenement, etat, avant).filter((effet) => effet.type === 'suivre-paiement')
    : [];

/** The state after the event, all checks made; undefined when the event cannot be read. */
function rejouer(ess: string, { rang, evenement, avant }: Omit<Step, 'apres'>, compteur: Compteur): Etat | undefined {
  const juge = compteur.juge(REJEU, ess);
  try {
    const apres = evoluer(avant, evenement);
    juge(true, () => ({ attendu: '', trouve: '' }));
    compteur.tous<Step>(STEP_CHECKS, ess, { rang, evenement, avant, apres });
    return apres;
  } catch (erreur) {
    juge(false, () => ({ rang, attendu: `un événement « ${evenement.evenement} » lisible`, trouve: String(erreur) }));
    return undefined;
  }
}
