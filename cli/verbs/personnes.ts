/** `ess effacer` and `ess conservation`: what a data protection officer asks for. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { instant } from '../../domain/valeurs.ts';
import { receivedFilesFrom } from '../../documents/received/open.ts';
import { RETENTION_PERIODS, expired, purge, type RetentionCategory } from '../../records/privacy/retention.ts';
import { StillAdherent, eraseFiche, erasePerson } from '../../records/privacy/erasure.ts';
import { eraseSpace } from '../../records/personal/space.ts';
import { deleteFile, type Eraser } from '../../records/privacy/fichiers.ts';
import { WrongCall, withRecords, type Verb } from '../verb.ts';

const receivedFiles = () => receivedFilesFrom(process.env, join(process.env['ESS_DONNEES'] ?? 'donnees', 'fichiers'));
const PAR = 'exploitant';

const EFFACER_OPTIONS = {
  rpps: { type: 'string' },
  courriel: { type: 'string' },
  fichier: { type: 'string' },
  fiche: { type: 'string' },
  sujet: { type: 'string' },
  ess: { type: 'string' },
  motif: { type: 'string' },
} as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function effacerPersonne(
  rpps: string | undefined,
  courriel: string | undefined,
  effaceur: Eraser,
): Promise<number> {
  if (rpps !== undefined && !/^\d{11}$/.test(rpps)) throw new WrongCall('--rpps : onze chiffres sont attendus.');
  if (courriel !== undefined && !courriel.includes('@')) throw new WrongCall('--courriel : une adresse est attendue.');
  const personne = { ...(rpps === undefined ? {} : { rpps }), ...(courriel === undefined ? {} : { courriel }) };
  return withRecords(async (pool) => {
    try {
      const { adhesions, fiches, contacts, courriers, espaces } = await erasePerson(pool, personne, effaceur);
      console.log(
        `Effacée de ${adhesions} adhésion(s), ${fiches} fiche(s), ${contacts} contact(s), ${courriers} courrier(s) et ${espaces} brouillon(s) ou préférence(s).`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof StillAdherent)) throw error;
      console.error(
        `Ce médecin adhère encore à ${error.ess.join(', ')} : la dotation s'y calcule sur son adhésion (DEC-11). Enregistrez d'abord sa sortie. Rien n'a été effacé.`,
      );
      return 1;
    }
  });
}

async function effacerFichier(ess: string, id: string, effaceur: Eraser): Promise<number> {
  return withRecords(async (pool) => {
    const remove = (sha256: string) => receivedFiles().remove(sha256);
    const efface = UUID.test(id) && (await deleteFile(pool, ess, id, effaceur, remove));
    console.log(efface ? 'Fichier effacé.' : 'Aucun fichier de ce numéro dans ce dossier.');
    return efface ? 0 : 1;
  });
}

export const EFFACER: Verb = {
  summary:
    '--rpps N | --courriel A | --fichier ID --ess E | --fiche ID | --sujet S, --motif TEXTE : efface une personne ou un document',
  usage: `  --rpps N              le médecin de ce numéro, partout, une fois sorti de toute ESS
  --courriel ADRESSE    la personne de cette adresse, partout
  --sujet SUJET         ce qu'une personne du service garde pour elle (« sujet » de GET /moi)
  --fichier ID --ess E  un fichier d'un dossier
  --fiche ID            la fiche d'un acte
  --motif TEXTE         pourquoi : gardé quand la chose n'est plus là ; n'y nommez personne
Le journal, les paiements et l'historique du moteur ne nomment personne : rien n'y change.`,
  async run(argv) {
    const { values } = parseArgs({ args: [...argv], options: EFFACER_OPTIONS });
    const { rpps, courriel, fichier, fiche, sujet, ess, motif = '' } = values;
    if (motif.trim() === '')
      throw new WrongCall('--motif : dites pourquoi, sans nommer personne (« demande reçue le 3 mai 2026 »).');
    const effaceur = { par: PAR, motif: motif.trim() };
    if (rpps !== undefined || courriel !== undefined) return effacerPersonne(rpps, courriel, effaceur);
    if (sujet !== undefined)
      return withRecords(async (pool) => {
        const la = await eraseSpace(pool, sujet, effaceur);
        console.log(la ? 'Espace effacé.' : 'Aucun espace de ce sujet.');
        return la ? 0 : 1;
      });
    if (fichier !== undefined && ess !== undefined) return effacerFichier(ess, fichier, effaceur);
    if (fiche !== undefined && UUID.test(fiche))
      return withRecords(async (pool) => {
        const la = await eraseFiche(pool, fiche, effaceur);
        console.log(la ? 'Fiche effacée.' : 'Aucune fiche de ce numéro.');
        return la ? 0 : 1;
      });
    throw new WrongCall('Dites qui ou quoi effacer : --rpps, --courriel, --fichier avec --ess, --fiche, ou --sujet.');
  },
};

/** « fiches=5 » → that category kept for five years. */
function dureesDe(reglages: readonly string[]): typeof RETENTION_PERIODS {
  const durees = { ...RETENTION_PERIODS };
  for (const reglage of reglages) {
    const [, categorie, ans] = /^([a-z]+)=(\d{1,2})$/.exec(reglage) ?? [];
    if (categorie === undefined || !Object.hasOwn(RETENTION_PERIODS, categorie))
      throw new WrongCall(
        `--ans ${reglage} : attendu CATÉGORIE=ANNÉES, parmi ${Object.keys(RETENTION_PERIODS).join(', ')}.`,
      );
    durees[categorie as RetentionCategory] = { ...durees[categorie as RetentionCategory], ans: Number(ans) };
  }
  return durees;
}

export const CONSERVATION: Verb = {
  summary: '[--appliquer] [--ans CATÉGORIE=N]… : ce qui a dépassé sa durée de conservation',
  usage: `  --appliquer           l'efface ; sans cela, rien ne change
  --ans CATÉGORIE=N     une autre durée, en années
  --le AAAA-MM-JJ       un autre jour qu'aujourd'hui
${Object.entries(RETENTION_PERIODS)
  .map(([categorie, { ans, depuis }]) => `  ${categorie.padEnd(12)} ${ans} an(s) depuis ${depuis}`)
  .join('\n')}`,
  run(argv) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        appliquer: { type: 'boolean', default: false },
        ans: { type: 'string', multiple: true, default: [] },
        le: { type: 'string', default: dateDe(instant(Date.now()), 'Europe/Paris') },
      },
    });
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.le)) throw new WrongCall('--le : une date est attendue (aaaa-mm-jj).');
    const durees = dureesDe(values.ans);
    return withRecords(async (pool) => {
      const dire = (comptes: readonly { categorie: RetentionCategory; nombre: number }[]) => {
        for (const { categorie, nombre } of comptes)
          console.log(`${categorie.padEnd(12)} ${String(nombre).padStart(6)}  (${durees[categorie].ans} an(s))`);
      };
      if (!values.appliquer) {
        dire(await expired(pool, values.le, durees));
        console.error("Rien n'a été effacé : « --appliquer » le fait.");
        return 0;
      }
      const { effaces, orphelins } = await purge(pool, values.le, durees);
      for (const sha256 of orphelins) await receivedFiles().remove(sha256);
      dire(effaces);
      console.error(`Effacé, avec ${orphelins.length} fichier(s) du dépôt.`);
      return 0;
    });
  },
};
