/** `ess paiements`: batches for the bank, and what it sends back. */
import { readFile, writeFile } from 'node:fs/promises';
import { createEssClient } from '../../api/client/index.ts';
import { euros } from '../../documents/libelles.ts';
import { dateDe, fuseau, minuit } from '../../domain/calendrier/calendrier.ts';
import { departementsDe } from '../../domain/creation/caisses.ts';
import { instant } from '../../domain/valeurs.ts';
import { settleBatch } from '../../records/money/batch-life.ts';
import { createBatch, readBatch, readCaisseAccount, type LotEcrit } from '../../records/money/lots.ts';
import { isProduction } from '../../runtime/environment.ts';
import { composerLot, type Ecarte } from '../../tresorerie/lot.ts';
import { lireVersions } from '../../tresorerie/reglages.ts';
import { defautDuJour } from '../../tresorerie/target.ts';
import { tokenFor } from '../tokens.ts';
import { WrongCall } from '../verb.ts';
import { caisseDe, jourDe, type Action, type Valeurs } from './paiements-options.ts';

/** When the batch is made: now, or the start of a supposed day, in trials and demonstrations. */
function momentDe(valeurs: Valeurs, zone: string): Date {
  if (valeurs.aujourdhui === undefined) return new Date();
  if (isProduction(process.env)) throw new WrongCall('--aujourdhui : réservé aux essais et aux démonstrations.');
  return new Date(minuit(jourDe(valeurs, 'aujourdhui'), zone));
}

const numeroDe = (numero = ''): number => {
  if (!/^[1-9]\d{0,8}$/.test(numero)) throw new WrongCall('Le numéro du lot est attendu (exemple : 1).');
  return Number(numero);
};

const SUITES = { envoye: 'envoyé à la banque', retire: 'retiré' } as const;

const dire =
  (suite: keyof typeof SUITES): Action =>
  async (pool, valeurs, [numero]) => {
    const caisse = caisseDe(valeurs);
    const motif = valeurs.motif?.trim() ?? '';
    if (suite === 'retire' && motif === '') throw new WrongCall('--motif : dites pourquoi ce lot est retiré.');
    const lot = { caisse, numero: numeroDe(numero), suite, ...(suite === 'retire' ? { motif } : {}) };
    const settled = await settleBatch(pool, lot);
    if (settled === 'unknown') throw new WrongCall(`Aucun lot n° ${lot.numero} pour cette caisse.`);
    if (settled === 'sent')
      throw new WrongCall(`Le lot n° ${lot.numero} a été envoyé à la banque : il ne se retire plus.`);
    if (settled === 'withdrawn') throw new WrongCall(`Le lot n° ${lot.numero} a été retiré : il ne s’envoie plus.`);
    console.log(`Lot n° ${lot.numero} ${SUITES[suite]}.`);
    return 0;
  };

export const LOTS: Readonly<Record<string, Action>> = {
  async lot(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const executionLe = jourDe(valeurs, 'le');
    const zone = fuseau(departementsDe(caisse)[0] ?? '');
    const creeLe = momentDe(valeurs, zone);
    const defaut = defautDuJour(executionLe, dateDe(instant(creeLe.getTime()), zone));
    if (defaut !== undefined) throw new WrongCall(`--le : ${defaut}`);
    const payeur = await readCaisseAccount(pool, caisse);
    if (payeur === undefined)
      throw new WrongCall(`La caisse ${caisse} n'a pas de compte : « ess paiements compte --caisse ${caisse} … ».`);
    const version = lireVersions(process.env['ESS_PAIN001'])(caisse);
    const ecartes: Ecarte[] = [];
    const lot = await createBatch(pool, caisse, executionLe, creeLe, async (aPayer, { numero }) => {
      const compose = await composerLot(aPayer, { caisse, numero, creeLe, zone, executionLe, payeur, version });
      ecartes.splice(0, ecartes.length, ...compose.ecartes);
      return compose;
    });
    for (const { phrase, regle } of ecartes) console.error(`${phrase} (${regle})`);
    if (lot === undefined) {
      console.error('Rien à payer : aucun lot.');
      return 0;
    }
    return ecrire(lot, valeurs);
  },

  async relire(pool, valeurs, [numero]) {
    const lot = await readBatch(pool, caisseDe(valeurs), numeroDe(numero));
    if (lot === undefined) throw new WrongCall(`Aucun lot n° ${numero ?? ''} pour cette caisse.`);
    if (lot.suite === 'retire')
      throw new WrongCall(`Le lot n° ${lot.numero} a été retiré : son fichier ne va plus à la banque.`);
    return ecrire(lot, valeurs);
  },

  envoyer: dire('envoye'),
  retirer: dire('retire'),

  async retour(_pool, valeurs, [fichier]) {
    if (fichier === undefined)
      throw new WrongCall('Un fichier de la banque est attendu (pain.002, camt.053, camt.054 ou CSV).');
    const contenu = await readFile(fichier).catch((error: Error) => {
      throw new WrongCall(`Fichier illisible : ${error.message}`);
    });
    const lu = await transmettre(caisseDe(valeurs), valeurs.api ?? '', contenu);
    for (const { reference, statut, issue, ess = '', paiement = '', raison = '', regle, phrase = '' } of lu.lignes)
      console.log(
        [
          reference || '(sans référence)',
          LIBELLES_SORTS[statut],
          [ess, paiement].filter(Boolean).join(', '),
          `${LIBELLES_ISSUES[issue]}${regle === undefined ? '' : ` (${regle})`}`,
          [raison, phrase].filter(Boolean).join(' — '),
        ]
          .filter(Boolean)
          .join('  '),
      );
    console.error(
      `${lu.appliquees} appliquée(s), ${lu.dejaConnues} déjà connue(s), ${lu.refusees} à reprendre, ${lu.sansNouvelle} sans nouvelle.`,
    );
    return lu.refusees === 0 ? 0 : 1;
  },
};

const LIBELLES_SORTS = {
  execute: 'exécuté',
  rejete: 'rejeté',
  doublon: 'doublon',
  retourne: 'retourné',
  attente: 'en attente',
} as const;
const LIBELLES_ISSUES = {
  appliquee: 'appliquée',
  'deja-connue': 'déjà connue',
  refusee: 'refusée',
  'pas-a-nous': 'pas à nous',
  'sans-nouvelle': 'sans nouvelle',
} as const;

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

/** The file is read by the API, as its bytes are, which makes each line an act of the caisse. */
async function transmettre(caisse: string, api: string, contenu: Uint8Array<ArrayBuffer>) {
  const client = createEssClient({ baseUrl: api, jeton: () => jeton(caisse) });
  const { data, error } = await client
    .POST('/api/v1/caisses/{caisse}/retours', {
      params: { path: { caisse: caisse as 'gironde' } },
      headers: { 'content-type': 'application/octet-stream' },
      body: contenu as unknown as string,
      bodySerializer: () => contenu,
    })
    .catch((cause: Error) => {
      if (cause instanceof WrongCall) throw cause;
      throw new WrongCall(`L'API ne répond pas à ${api} : ${cause.message}`);
    });
  if (data === undefined) throw new WrongCall(error.detail);
  return data;
}
