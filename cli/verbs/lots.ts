/** `ess paiements`: batches for the bank, and what it sends back. */
import { readFile, writeFile } from 'node:fs/promises';
import { euros } from '../../documents/libelles.ts';
import { dateDe, fuseau, minuit } from '../../domain/calendrier/calendrier.ts';
import { departementsDe } from '../../domain/creation/caisses.ts';
import { instant, type DateCivile } from '../../domain/valeurs.ts';
import { settleBatch } from '../../records/money/batch-life.ts';
import { LotPerime, batchObstacles } from '../../records/money/batch-obstacles.ts';
import { createBatch, listBatches, readBatch, readCaisseAccount, type LotEcrit } from '../../records/money/lots.ts';
import { isProduction } from '../../runtime/environment.ts';
import { composerLot, type Ecarte } from '../../tresorerie/lot.ts';
import { lireVersions } from '../../tresorerie/reglages.ts';
import { defautDuJour } from '../../tresorerie/target.ts';
import { WrongCall } from '../verb.ts';
import { parLApi } from './caisse-api.ts';
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

/** The day that it is where the caisse is, or the supposed one. */
function aujourdhui(valeurs: Valeurs, caisse: string): DateCivile {
  const zone = fuseau(departementsDe(caisse)[0] ?? '');
  return dateDe(instant(momentDe(valeurs, zone).getTime()), zone);
}

const dire =
  (suite: keyof typeof SUITES): Action =>
  async (pool, valeurs, [numero]) => {
    const caisse = caisseDe(valeurs);
    const motif = valeurs.motif?.trim() ?? '';
    if (suite === 'retire' && motif === '') throw new WrongCall('--motif : dites pourquoi ce lot est retiré.');
    const le = aujourdhui(valeurs, caisse);
    const dejaParti = valeurs['deja-parti'] === true;
    const lot = { caisse, numero: numeroDe(numero), suite, le, dejaParti, ...(suite === 'retire' ? { motif } : {}) };
    const obstacles = dejaParti ? await batchObstacles(pool, lot) : [];
    const settled = await settleBatch(pool, lot).catch(perime);
    if (settled === 'unknown') throw new WrongCall(`Aucun lot n° ${lot.numero} pour cette caisse.`);
    if (settled === 'sent')
      throw new WrongCall(`Le lot n° ${lot.numero} a été envoyé à la banque : il ne se retire plus.`);
    if (settled === 'withdrawn') throw new WrongCall(`Le lot n° ${lot.numero} a été retiré : il ne s’envoie plus.`);
    console.log(`Lot n° ${lot.numero} ${SUITES[suite]}.`);
    for (const { reference, phrase, regle } of obstacles)
      if (reference !== null) console.error(`À rappeler auprès de la banque : ${phrase} (${regle})`);
    return 0;
  };

function perime(error: unknown): never {
  if (!(error instanceof LotPerime)) throw error;
  throw new WrongCall(error.message.replace('« dejaParti »', '--deja-parti'));
}

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
    if (lot.suite === null) {
      const { caisse, numero: rang } = lot;
      const obstacles = await batchObstacles(pool, { caisse, numero: rang, le: aujourdhui(valeurs, caisse) });
      if (obstacles.length > 0) perime(new LotPerime(rang, obstacles));
    }
    return ecrire(lot, valeurs);
  },

  async lots(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const lots = await listBatches(pool, caisse);
    const le = aujourdhui(valeurs, caisse);
    for (const { numero, identifiant, executionLe, nombre, totalCentimes, suite } of lots) {
      const dit = suite === null ? 'à envoyer' : SUITES[suite];
      console.log(
        `${numero}  ${identifiant}  à exécuter le ${executionLe}  ${nombre} virement(s)  ${euros(totalCentimes)}  ${dit}`,
      );
      if (suite !== null) continue;
      for (const { phrase, regle } of await batchObstacles(pool, { caisse, numero, le }))
        console.log(`   ne part pas : ${phrase} (${regle})`);
    }
    console.error(`${lots.length} lot(s).`);
    return 0;
  },

  envoyer: dire('envoye'),
  retirer: dire('retire'),

  async retour(_pool, valeurs, [fichier]) {
    if (fichier === undefined)
      throw new WrongCall('Un fichier de la banque est attendu (pain.002, camt.053, camt.054 ou CSV).');
    const contenu = await readFile(fichier).catch((error: Error) => {
      throw new WrongCall(`Fichier illisible : ${error.message}`);
    });
    const caisse = caisseDe(valeurs);
    // Read by the API, as its bytes are, which makes each line an act of the caisse.
    const lu = await parLApi(valeurs, caisse, (client) =>
      client.POST('/api/v1/caisses/{caisse}/retours', {
        params: { path: { caisse: caisse as 'gironde' } },
        headers: { 'content-type': 'application/octet-stream' },
        body: contenu as unknown as string,
        bodySerializer: () => contenu,
      }),
    );
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
