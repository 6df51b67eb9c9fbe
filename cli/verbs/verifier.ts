/** `ess verifier`: the records of every ESS against the law and against one another; the anchor kept elsewhere. */
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { cachetsAEcheance, courriersEnProjet, readAuthorities } from '../../documents/authorities/index.ts';
import { receivedFilesFrom } from '../../documents/received/open.ts';
import {
  UnreadableAnchor,
  compareWithAnchor,
  readAnchor,
  writeAnchor,
  type Head,
} from '../../records/verification/anchor.ts';
import { authoritiesOfOpenCases } from '../../records/journal/authorities.ts';
import { listAnomalies } from '../../records/verification/anomalies.ts';
import { verifyRecords, type Report } from '../../records/verification/verify.ts';
import type { Discrepancy } from '../../records/verification/types.ts';
import { WrongCall, withRecords, type Verb } from '../verb.ts';
import { verifierPreuve } from './verifier-preuve.ts';
import { verifierMoteur } from './verifier-moteur.ts';

export const VERIFIER: Verb = {
  summary: ': vérifie les registres de toutes les ESS, imprime ce qui a été contrôlé et chaque écart',
  usage: `  --ancre               imprime la dernière empreinte de chaque ESS et une empreinte d'ensemble, à garder ailleurs
  --fichiers            relit aussi chaque fichier déposé, et compare son contenu à son empreinte
  --contre FICHIER      compare aussi le journal à une ancre gardée
  --moteur              compare aussi les dossiers au moteur (TEMPORAL_ADDRESS) : suivis, qui avancent, échéances appliquées
  --rejeu               rejoue aussi chaque dossier par ses faits : il doit redonner son état, et rien de versé ne doit être ni dû ni réclamé
  --preuve FICHIER      vérifie la preuve d’un dossier, sans aucun registre ; avec --contre, la compare à l’ancre
  --mesures FICHIER     écrit aussi le nombre d'écarts et l'instant, pour Prometheus (« textfile » de node_exporter)
  Dit aussi de quelles autorités les courriers restent en projet, faute de réglages (ESS_AUTORITES, docs/autorites.md).
  Les registres sont ceux de DATABASE_URL, sinon ceux du dossier ESS_DONNEES (« donnees »). Rien n'y est changé, hors la mise à niveau du schéma.
  Code de retour 1 quand un écart est trouvé.`,
  async run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        ancre: { type: 'boolean', default: false },
        contre: { type: 'string' },
        preuve: { type: 'string' },
        mesures: { type: 'string' },
        fichiers: { type: 'boolean', default: false },
        moteur: { type: 'boolean', default: false },
        rejeu: { type: 'boolean', default: false },
      },
    });
    if (values.ancre && values.contre !== undefined)
      throw new WrongCall('« --ancre » et « --contre » ne vont pas ensemble.');
    const ancre = values.contre === undefined ? undefined : await lireAncre(values.contre);
    if (values.preuve !== undefined) return (await verifierPreuve(values.preuve, ancre)) === 0 ? 0 : 1;
    return withRecords(async (pool) => {
      if (!values.ancre) {
        const ecarts = await verifier(pool, ancre, values);
        if (values.mesures !== undefined) await ecrireMesures(values.mesures, ecarts);
        return ecarts === 0 ? 0 : 1;
      }
      process.stdout.write(await writeAnchor(pool));
      return 0;
    });
  },
};

/** Every file under its digest, read back from where it is kept. Returns how many. */
async function verifierFichiers(pool: pg.Pool, surEcart: (ecart: Discrepancy) => void): Promise<number> {
  const receivedFiles = receivedFilesFrom(process.env, join(process.env['ESS_DONNEES'] ?? 'donnees', 'fichiers'));
  const { rows } = await pool.query<{ sha256: string; ess: string }>(
    'select sha256, min(ess) as ess from fichiers group by sha256 order by sha256',
  );
  for (const { sha256, ess } of rows) {
    const contenu = await receivedFiles.read(sha256);
    const trouve = contenu === undefined ? 'aucun contenu' : await empreinte(contenu);
    if (trouve !== sha256) surEcart({ controle: 'fichiers.contenu', ess, rang: null, attendu: sha256, trouve });
  }
  return rows.length;
}

async function empreinte(contenu: Readable): Promise<string> {
  const sha256 = createHash('sha256');
  await pipeline(contenu, sha256);
  return sha256.digest('hex');
}

async function lireAncre(fichier: string): Promise<Head[]> {
  const texte = await readFile(fichier, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WrongCall(`Le fichier ${fichier} ne peut pas être lu (${error.code ?? error.message}).`);
  });
  try {
    return readAnchor(texte);
  } catch (error) {
    throw error instanceof UnreadableAnchor ? new WrongCall(error.message) : error;
  }
}

/** Returns how many deviations were found. */
async function verifier(
  pool: pg.Pool,
  ancre: readonly Head[] | undefined,
  { fichiers, moteur, rejeu }: { readonly fichiers: boolean; readonly moteur: boolean; readonly rejeu: boolean },
): Promise<number> {
  let ecarts = 0;
  const surEcart = (ecart: Discrepancy) => {
    ecarts += 1;
    console.log(phraseEcart(ecart));
  };
  const bilan = await verifyRecords(pool, surEcart, { replay: rejeu });
  if (ancre !== undefined) await compareWithAnchor(pool, ancre, surEcart);
  imprimerBilan(bilan);
  if (fichiers) console.log(`${compte(await verifierFichiers(pool, surEcart), 'fichier relu', 'fichiers relus')}.`);
  if (moteur)
    console.log(
      `${compte(await verifierMoteur(pool, surEcart), 'dossier ouvert comparé', 'dossiers ouverts comparés')} au moteur.`,
    );
  if (ancre !== undefined) console.log(`Comparé à une ancre de ${compte(ancre.length, 'ESS', 'ESS')}.`);
  for (const { ess, rang, regle, constat } of await listAnomalies(pool))
    console.log(`Anomalie consignée (${regle}) : ${ess}, événement ${rang}. ${constat}`);
  const autorites = await readAuthorities(process.env);
  for (const ligne of [
    ...cachetsAEcheance(autorites, new Date()),
    ...courriersEnProjet(autorites, await authoritiesOfOpenCases(pool)),
  ])
    console.log(ligne);
  console.log(ecarts === 0 ? 'Aucun écart.' : `${compte(ecarts, 'écart', 'écarts')}.`);
  return ecarts;
}

/** In one step: a collector never reads half a file. */
async function ecrireMesures(fichier: string, ecarts: number): Promise<void> {
  const texte = [
    '# HELP ess_verification_ecarts Écarts que « ess verifier » a trouvés',
    '# TYPE ess_verification_ecarts gauge',
    `ess_verification_ecarts ${ecarts}`,
    '# HELP ess_verification_reussie_secondes Quand « ess verifier » est allé à son terme',
    '# TYPE ess_verification_reussie_secondes gauge',
    `ess_verification_reussie_secondes ${Math.floor(Date.now() / 1000)}`,
  ];
  await writeFile(`${fichier}.part`, `${texte.join('\n')}\n`);
  await rename(`${fichier}.part`, fichier);
}

function phraseEcart({ controle, ess, rang, attendu, trouve }: Discrepancy): string {
  const lieu = ess === null ? 'base' : rang === null ? ess : `${ess}, événement ${rang}`;
  return `ÉCART ${controle} — ${lieu}\n  attendu : ${attendu}\n  trouvé  : ${trouve}`;
}

function imprimerBilan({ ess, evenements, controles }: Report): void {
  console.log(`${compte(ess, 'ESS', 'ESS')}, ${compte(evenements, 'événement', 'événements')} :`);
  for (const { nom, garantie, examines, ecarts } of controles)
    console.log(`  ${ecarts === 0 ? '✓' : '✗'} ${nom.padEnd(26)} ${String(examines).padStart(8)}  ${garantie}`);
}

const compte = (nombre: number, un: string, plusieurs: string): string =>
  `${nombre.toLocaleString('fr-FR')} ${nombre > 1 ? plusieurs : un}`;
