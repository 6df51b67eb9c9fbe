/** `ess paiements`: what a caisse has to pay, its batches for the bank, and what the bank answers. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { createEssClient } from '../../api/client/index.ts';
import { euros, objetEnClair, paiement as enClair } from '../../documents/libelles.ts';
import { estCaisse } from '../../domain/creation/caisses.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import {
  createBatch,
  readBatch,
  readCaisseAccount,
  saveCaisseAccount,
  toPay,
  type LotEcrit,
} from '../../records/money/lots.ts';
import { ledgerCsv } from '../../api/lists/books-csv.ts';
import type { NatureMouvement } from '../../records/money/comptabilite.ts';
import { exportEntries } from '../../records/money/export.ts';
import { LIBELLES_COMPTES, LIBELLES_MOUVEMENTS } from '../../records/money/libelles.ts';
import { monthOf, reconcile } from '../../records/money/rapprochement.ts';
import { defautsDuCompte } from '../../tresorerie/comptes.ts';
import { composerLot } from '../../tresorerie/lot.ts';
import { LotInvalide } from '../../tresorerie/virement.ts';
import { tokenFor } from '../tokens.ts';
import { WrongCall, withRecords, type Verb } from '../verb.ts';

const OPTIONS = {
  caisse: { type: 'string' },
  le: { type: 'string' },
  sortie: { type: 'string' },
  titulaire: { type: 'string' },
  iban: { type: 'string' },
  bic: { type: 'string' },
  rue: { type: 'string' },
  ville: { type: 'string' },
  'code-postal': { type: 'string' },
  mois: { type: 'string' },
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
} as const;
type Valeurs = { readonly [K in keyof typeof OPTIONS]?: string };

function caisseDe({ caisse }: Valeurs): string {
  if (caisse === undefined || !estCaisse(caisse))
    throw new WrongCall('--caisse : le code de la caisse est attendu (exemple : gironde).');
  return caisse;
}

function jourDe({ le }: Valeurs): DateCivile {
  if (le === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(le))
    throw new WrongCall("--le : la date d'exécution est attendue (aaaa-mm-jj).");
  return le as DateCivile;
}

const ACTIONS: Readonly<
  Record<string, (pool: pg.Pool, valeurs: Valeurs, reste: readonly string[]) => Promise<number>>
> = {
  async compte(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const { titulaire = '', iban = '', bic, rue, ville, 'code-postal': codePostal } = valeurs;
    const compte = {
      titulaire,
      iban,
      ...(bic === undefined ? {} : { bic }),
      ...(ville === undefined
        ? {}
        : {
            adresse: {
              ville,
              pays: 'FR',
              ...(rue === undefined ? {} : { rue }),
              ...(codePostal === undefined ? {} : { codePostal }),
            },
          }),
    };
    const defauts = defautsDuCompte(compte);
    if (defauts.length > 0)
      throw new WrongCall(defauts.map(({ champ, message }) => `--${champ} : ${message}`).join('\n'));
    await saveCaisseAccount(pool, caisse, compte);
    console.log(`Compte de la caisse ${caisse} enregistré.`);
    return 0;
  },

  async 'a-payer'(pool, valeurs) {
    const liste = await toPay(pool, caisseDe(valeurs));
    for (const { ess, paiement, montantCentimes, dateLimite, emission, compte } of liste)
      console.log(
        `${dateLimite}  ${ess}  ${enClair(paiement)}  ${euros(montantCentimes)}${emission > 1 ? `  (émission ${emission})` : ''}${compte === null ? '  — aucune coordonnée bancaire (DEC-13)' : ''}`,
      );
    const total = liste.reduce((somme, { montantCentimes }) => somme + montantCentimes, 0);
    console.error(`${liste.length} paiement(s) à mettre en lot, ${euros(total)}.`);
    return 0;
  },

  async lot(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const payeur = await readCaisseAccount(pool, caisse);
    if (payeur === undefined)
      throw new WrongCall(`La caisse ${caisse} n'a pas de compte : « ess paiements compte --caisse ${caisse} … ».`);
    const executionLe = jourDe(valeurs);
    const creeLe = new Date();
    const sansCompte: string[] = [];
    const lot = await createBatch(pool, caisse, executionLe, creeLe, (aPayer, { numero }) => {
      sansCompte.push(...aPayer.filter(({ compte }) => compte === null).map(({ ess }) => ess));
      return composerLot(aPayer, { caisse, numero, creeLe, executionLe, payeur });
    });
    for (const ess of sansCompte) console.error(`${ess} : laissée de côté, aucune coordonnée bancaire (DEC-13).`);
    if (lot === undefined) {
      console.error('Rien à payer : aucun lot.');
      return 0;
    }
    return ecrire(lot, valeurs);
  },

  async relire(pool, valeurs, [numero]) {
    const lot = await readBatch(pool, caisseDe(valeurs), Number(numero));
    if (lot === undefined) throw new WrongCall(`Aucun lot n° ${numero ?? ''} pour cette caisse.`);
    return ecrire(lot, valeurs);
  },

  async retour(_pool, valeurs, [fichier]) {
    if (fichier === undefined) throw new WrongCall('Un fichier de retour est attendu (pain.002 ou CSV).');
    const contenu = await readFile(fichier, 'utf8').catch((error: Error) => {
      throw new WrongCall(`Fichier illisible : ${error.message}`);
    });
    const { lignes, refusees } = await transmettre(caisseDe(valeurs), valeurs.api ?? '', contenu);
    for (const { reference, statut, ess = '', paiement = '', enregistre, regle, phrase = '' } of lignes)
      console.log(
        `${reference}  ${statut}  ${[ess, paiement].filter(Boolean).join(', ')}${enregistre ? ' : enregistré' : ` : refusé${regle === undefined ? '' : ` (${regle})`} ${phrase}`}`,
      );
    return refusees === 0 ? 0 : 1;
  },

  async rapprochement(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const mois = moisDe(valeurs);
    const { versesCentimes, ecarts, lignes, ...soldes } = await reconcile(pool, caisse, mois);
    for (const { le, compte, nature, ess, objet, montantCentimes, reference, motif } of lignes)
      console.log(
        [
          le,
          LIBELLES_COMPTES[compte].padEnd(31),
          LIBELLES_MOUVEMENTS[nature].padEnd(22),
          ess,
          objetEnClair(objet),
          eurosSignes(montantCentimes),
          reference ?? '',
          motif ?? '',
        ]
          .join('  ')
          .trimEnd(),
      );
    for (const [compte, solde] of [
      ['a-payer', soldes.aPayer],
      ['a-reemettre', soldes.aReemettre],
      ['a-recouvrer', soldes.aRecouvrer],
      ['a-rendre', soldes.aRendre],
    ] as const) {
      const mouvements = (Object.entries(solde.mouvements) as [NatureMouvement, number][]).map(
        ([nature, somme]) => `${LIBELLES_MOUVEMENTS[nature].toLowerCase()} ${eurosSignes(somme)}`,
      );
      console.error(
        `${LIBELLES_COMPTES[compte]} : ouverture ${eurosSignes(solde.ouvertureCentimes)}${mouvements.length === 0 ? '' : `, ${mouvements.join(', ')}`}, clôture ${eurosSignes(solde.clotureCentimes)}.`,
      );
    }
    console.error(
      `Versé : ${eurosSignes(versesCentimes.parLot)} par lot, ${eurosSignes(versesCentimes.horsLot)} hors lot.`,
    );
    for (const { ess, phrase } of ecarts) console.error(`ÉCART  ${ess} : ${phrase}`);
    if (ecarts.length === 0) console.error("Le grand livre et le journal s'accordent au centime.");
    return ecarts.length === 0 ? 0 : 1;
  },

  async livre(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const mois = moisDe(valeurs);
    const ecritures = await exportEntries(pool, caisse, monthOf(mois));
    const csv = ledgerCsv(ecritures);
    if (valeurs.sortie === undefined) process.stdout.write(csv);
    else await writeFile(valeurs.sortie, csv);
    const debit = ecritures.reduce((somme, { debitCentimes }) => somme + debitCentimes, 0);
    console.error(`${ecritures.length} ligne(s), ${euros(debit)} au débit comme au crédit.`);
    return 0;
  },
};

function moisDe({ mois = '' }: Valeurs): string {
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(mois)) throw new WrongCall('--mois : un mois est attendu (aaaa-mm).');
  return mois;
}

/** What a movement takes from its account is negative. */
const eurosSignes = (montant: number): string => (montant < 0 ? `−${euros(0 - montant)}` : euros(montant));

async function ecrire(lot: LotEcrit, { sortie }: Valeurs): Promise<number> {
  if (sortie === undefined) process.stdout.write(lot.contenu);
  else await writeFile(sortie, lot.contenu);
  console.error(
    `Lot n° ${lot.numero} (${lot.identifiant}) : ${lot.nombre} virement(s), ${euros(lot.totalCentimes)}, à exécuter le ${lot.executionLe}. SHA-256 ${lot.sha256}`,
  );
  return 0;
}

const jeton = (caisse: string): Promise<string> =>
  tokenFor(`caisse-${caisse}`, process.env['ESS_DONNEES'] ?? 'donnees').catch((error: Error) => {
    throw new WrongCall(error.message);
  });

/** The file is read by the API, which makes each line an act of the caisse. */
async function transmettre(caisse: string, api: string, contenu: string) {
  const client = createEssClient({ baseUrl: api, jeton: () => jeton(caisse) });
  const { data, error } = await client
    .POST('/api/v1/caisses/{caisse}/retours', {
      params: { path: { caisse: caisse as 'gironde' } },
      headers: { 'content-type': contenu.trimStart().startsWith('<') ? 'application/xml' : 'text/csv' },
      body: contenu,
      bodySerializer: (texte) => texte,
    })
    .catch((cause: Error) => {
      if (cause instanceof WrongCall) throw cause;
      throw new WrongCall(`L'API ne répond pas à ${api} : ${cause.message}`);
    });
  if (data === undefined) throw new WrongCall(error.detail);
  return data;
}

export const PAIEMENTS: Verb = {
  summary: 'compte | a-payer | lot | relire N | retour FICHIER | rapprochement | livre : virements d’une caisse',
  usage: `  compte --caisse gironde --titulaire … --iban … [--bic …] [--rue …] [--code-postal …] [--ville …]
                        le compte d'où la caisse paie
  a-payer --caisse gironde   ce qui est dû et n'est dans aucun lot
  lot --caisse gironde --le AAAA-MM-JJ [--sortie FICHIER]
                        met tout ce qui est dû dans un lot : fichier pain.001.001.09
  relire N --caisse gironde [--sortie FICHIER]
                        réécrit le lot n° N, à l'octet près
  retour FICHIER --caisse gironde [--api ADRESSE]
                        lit la réponse de la banque (pain.002 ou CSV) et enregistre chaque virement exécuté ou rejeté
  rapprochement --caisse gironde --mois AAAA-MM
                        le mois de la caisse, au centime : ce que dit le grand livre contre ce que dit le journal
  livre --caisse gironde --mois AAAA-MM [--sortie FICHIER]
                        le grand livre du mois pour le comptable : CSV aux colonnes d'un fichier des écritures comptables`,
  run(argv) {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
    const [nom = '', ...reste] = positionals;
    const action = Object.hasOwn(ACTIONS, nom) ? ACTIONS[nom] : undefined;
    if (action === undefined) throw new WrongCall(`Action attendue : ${Object.keys(ACTIONS).join(', ')}.`);
    return withRecords((pool) => action(pool, values, reste)).catch((error: unknown) => {
      throw error instanceof LotInvalide ? new WrongCall(error.message) : error;
    });
  },
};
