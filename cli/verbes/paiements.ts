/** `ess paiements`: what a caisse has to pay, its batches for the bank, and what the bank answers. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { euros, paiement as enClair } from '../../documents/libelles.ts';
import { regionDe } from '../../domain/regions.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import {
  createBatch,
  lineOfReference,
  readBatch,
  readCaisseAccount,
  saveCaisseAccount,
  toPay,
  type LotEcrit,
} from '../../records/lots.ts';
import { defautsDuCompte } from '../../tresorerie/comptes.ts';
import { composerLot } from '../../tresorerie/lot.ts';
import { RetourIllisible, lireRetourBancaire, type LigneRetour } from '../../tresorerie/retour.ts';
import { LotInvalide } from '../../tresorerie/virement.ts';
import { AppelInexact, avecRegistres, type Verbe } from '../verbe.ts';

const OPTIONS = {
  caisse: { type: 'string' },
  le: { type: 'string' },
  sortie: { type: 'string' },
  titulaire: { type: 'string' },
  iban: { type: 'string' },
  bic: { type: 'string' },
  ville: { type: 'string' },
  'code-postal': { type: 'string' },
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
} as const;
type Valeurs = { readonly [K in keyof typeof OPTIONS]?: string };

function caisseDe({ caisse }: Valeurs): string {
  if (caisse === undefined || regionDe(caisse) === '')
    throw new AppelInexact('--caisse : le département de la caisse est attendu (exemple : 33).');
  return caisse;
}

function jourDe({ le }: Valeurs): DateCivile {
  if (le === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(le))
    throw new AppelInexact("--le : la date d'exécution est attendue (aaaa-mm-jj).");
  return le as DateCivile;
}

const ACTIONS: Readonly<
  Record<string, (pool: pg.Pool, valeurs: Valeurs, reste: readonly string[]) => Promise<number>>
> = {
  async compte(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const { titulaire = '', iban = '', bic, ville, 'code-postal': codePostal } = valeurs;
    const compte = {
      titulaire,
      iban,
      ...(bic === undefined ? {} : { bic }),
      ...(ville === undefined
        ? {}
        : { adresse: { ville, pays: 'FR', ...(codePostal === undefined ? {} : { codePostal }) } }),
    };
    const defauts = defautsDuCompte(compte);
    if (defauts.length > 0)
      throw new AppelInexact(defauts.map(({ champ, message }) => `--${champ} : ${message}`).join('\n'));
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
      throw new AppelInexact(`La caisse ${caisse} n'a pas de compte : « ess paiements compte --caisse ${caisse} … ».`);
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
    if (lot === undefined) throw new AppelInexact(`Aucun lot n° ${numero ?? ''} pour cette caisse.`);
    return ecrire(lot, valeurs);
  },

  async retour(pool, { api = '' }, [fichier]) {
    if (fichier === undefined) throw new AppelInexact('Un fichier de retour est attendu (pain.002 ou CSV).');
    const contenu = await readFile(fichier, 'utf8').catch((error: Error) => {
      throw new AppelInexact(`Fichier illisible : ${error.message}`);
    });
    let refusees = 0;
    for (const ligne of lireRetourBancaire(contenu)) {
      const issue = await transmettre(pool, api, ligne);
      if (!issue.bien) refusees += 1;
      console.log(`${ligne.reference}  ${ligne.statut}  ${issue.dit}`);
    }
    return refusees === 0 ? 0 : 1;
  },
};

async function ecrire(lot: LotEcrit, { sortie }: Valeurs): Promise<number> {
  if (sortie === undefined) process.stdout.write(lot.contenu);
  else await writeFile(sortie, lot.contenu);
  console.error(
    `Lot n° ${lot.numero} (${lot.identifiant}) : ${lot.nombre} virement(s), ${euros(lot.totalCentimes)}, à exécuter le ${lot.executionLe}. SHA-256 ${lot.sha256}`,
  );
  return 0;
}

/** The bank's word becomes an act of the caisse, under a key of its own: a file read twice changes nothing. */
async function transmettre(
  pool: pg.Pool,
  api: string,
  { reference, statut, le, raison }: LigneRetour,
): Promise<{ bien: boolean; dit: string }> {
  const ligne = await lineOfReference(pool, reference);
  if (ligne === undefined) return { bien: false, dit: 'aucun virement de cette référence' };
  const commande = statut === 'execute' ? 'executer-paiement' : 'rejeter-paiement';
  const cle = createHash('sha256').update(`${reference}\n${statut}`).digest('hex');
  const donnees =
    statut === 'execute'
      ? { montantCentimes: ligne.montantCentimes, reference }
      : { motif: raison ?? 'Virement rejeté par la banque.' };
  const reponse = await fetch(`${api}/api/v1/ess/${ligne.ess}/commandes/${commande}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-role': 'caisse', 'idempotency-key': cle },
    body: JSON.stringify({ le, paiement: ligne.paiement, ...donnees }),
  }).catch((error: Error) => {
    throw new AppelInexact(`L'API ne répond pas à ${api} : ${error.message}`);
  });
  if (reponse.ok) return { bien: true, dit: `${ligne.ess}, ${ligne.paiement} : enregistré` };
  const { detail = '', regle = '' } = (await reponse.json()) as { detail?: string; regle?: string };
  return { bien: false, dit: `${ligne.ess}, ${ligne.paiement} : refusé (${regle}) ${detail}` };
}

export const PAIEMENTS: Verbe = {
  resume: 'compte | a-payer | lot | relire N | retour FICHIER : virements d’une caisse',
  usage: `  compte --caisse 33 --titulaire … --iban … [--bic …] [--ville …] [--code-postal …]
                        le compte d'où la caisse paie
  a-payer --caisse 33   ce qui est dû et n'est dans aucun lot
  lot --caisse 33 --le AAAA-MM-JJ [--sortie FICHIER]
                        met tout ce qui est dû dans un lot : fichier pain.001.001.09
  relire N --caisse 33 [--sortie FICHIER]
                        réécrit le lot n° N, à l'octet près
  retour FICHIER [--api ADRESSE]
                        lit la réponse de la banque (pain.002 ou CSV) et enregistre chaque virement exécuté ou rejeté`,
  executer(argv) {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
    const [nom = '', ...reste] = positionals;
    const action = Object.hasOwn(ACTIONS, nom) ? ACTIONS[nom] : undefined;
    if (action === undefined) throw new AppelInexact(`Action attendue : ${Object.keys(ACTIONS).join(', ')}.`);
    return avecRegistres((pool) => action(pool, values, reste)).catch((error: unknown) => {
      throw error instanceof LotInvalide || error instanceof RetourIllisible ? new AppelInexact(error.message) : error;
    });
  },
};
