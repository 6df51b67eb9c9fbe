/**
 * deploy/prometheus/prometheus.yml as it stands, but for the addresses: what it reads by the names of Compose's network is read
 * here from files of targets, one a job, which are written again as a name of a network would lead elsewhere, or nowhere.
 */
import { cp, mkdir, rename, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

const DEPLOY = join(import.meta.dirname, '../../deploy/prometheus');
const lire = (nom: string): unknown => parse(readFileSync(join(DEPLOY, nom), 'utf8'));

/** For whoever writes these tests: delays of the files are divided by it. What is shown of the alerts is shown with 1. */
export const CADENCE = Number(process.env['CADENCE'] ?? 1);

interface Travail {
  readonly job_name: string;
  readonly dns_sd_configs?: readonly { readonly names: readonly string[]; readonly port: number }[];
  readonly static_configs?: readonly { readonly targets: readonly string[] }[];
}
interface Fichier {
  readonly global: { readonly scrape_interval: string; readonly evaluation_interval: string };
  readonly scrape_configs: readonly Travail[];
}
interface Regles {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string; readonly for?: string }[];
  }[];
}

const UNITES: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** « 15s », « 2m ». Throws on what these files do not write. */
export function secondes(duree: string): number {
  const [, nombre, unite = ''] = /^(\d+)([smhd])$/.exec(duree) ?? [];
  const facteur = UNITES[unite];
  if (facteur === undefined) throw new Error(`not a duration of deploy/prometheus: ${duree}`);
  return Number(nombre) * facteur;
}
const accelerer = (duree: string) => `${Math.round((secondes(duree) * 1000) / CADENCE)}ms`;

const fichier = lire('prometheus.yml') as Fichier;
export const regles = (lire('alertes.yml') as Regles).groups.flatMap(({ rules }) => rules);

/** Between two evaluations, and between two readings. Five seconds at least: a page of measures may wait three for a database. */
const intervalle = (duree: string) => Math.max(Math.min(secondes(duree), 5), secondes(duree) / CADENCE);
export const PAS = intervalle(fichier.global.evaluation_interval);
export const LECTURE = intervalle(fichier.global.scrape_interval);

/** How long what this alert says must last before it fires. */
export function delaiDe(alerte: string): number {
  const regle = regles.find(({ alert }) => alert === alerte);
  if (regle === undefined) throw new Error(`alertes.yml has no ${alerte}.`);
  return regle.for === undefined ? 0 : secondes(regle.for) / CADENCE;
}

/** What a job reads, in the words of the file: `api:9464`. */
const lus = ({ dns_sd_configs = [], static_configs = [] }: Travail): string[] => [
  ...dns_sd_configs.flatMap(({ names, port }) => names.map((nom) => `${nom}:${port}`)),
  ...static_configs.flatMap(({ targets }) => targets),
];

export interface Configuration {
  readonly fichier: string;
  /** These addresses are what that name leads to from now on. */
  cibler(nom: string, adresses: readonly string[]): Promise<void>;
  readonly travaux: readonly string[];
}

/**
 * Writes it in `dossier`. `ici`: where the names of the file are on this machine. Throws when the file reads a name that
 * nothing serves here, or leaves unread one that something serves.
 */
export async function ecrireConfiguration(
  dossier: string,
  ici: Readonly<Record<string, readonly string[]>>,
): Promise<Configuration> {
  const cibles = join(dossier, 'cibles');
  await mkdir(cibles, { recursive: true });
  const parNom = new Map<string, string>();
  for (const travail of fichier.scrape_configs)
    for (const nom of lus(travail)) {
      if (ici[nom] === undefined) throw new Error(`prometheus.yml, ${travail.job_name}: nothing serves ${nom}.`);
      parNom.set(nom, travail.job_name);
    }
  const oublies = Object.keys(ici).filter((nom) => !parNom.has(nom));
  if (oublies.length > 0) throw new Error(`prometheus.yml reads nothing of ${oublies.join(', ')}.`);
  const cibler: Configuration['cibler'] = async (nom, adresses) => {
    const ou = join(cibles, `${parNom.get(nom) ?? nom}.json`);
    await writeFile(`${ou}.part`, JSON.stringify([{ targets: adresses }]));
    await rename(`${ou}.part`, ou);
  };
  for (const [nom, adresses] of Object.entries(ici)) await cibler(nom, adresses);
  const ecrit = join(dossier, 'prometheus.yml');
  await writeFile(
    ecrit,
    stringify({
      ...fichier,
      global: {
        ...fichier.global,
        scrape_interval: `${LECTURE}s`,
        ...(LECTURE < 10 ? { scrape_timeout: `${LECTURE}s` } : {}),
        evaluation_interval: `${PAS}s`,
      },
      scrape_configs: fichier.scrape_configs.map(({ dns_sd_configs: _d, static_configs: _s, ...travail }) => ({
        ...travail,
        file_sd_configs: [{ files: [join(cibles, `${travail.job_name}.json`)], refresh_interval: '5s' }],
      })),
    }),
  );
  if (CADENCE === 1) await cp(join(DEPLOY, 'alertes.yml'), join(dossier, 'alertes.yml'));
  else await writeFile(join(dossier, 'alertes.yml'), stringify(plusVite(lire('alertes.yml') as Regles)));
  return { fichier: ecrit, cibler, travaux: fichier.scrape_configs.map(({ job_name }) => job_name) };
}

const plusVite = ({ groups }: Regles) => ({
  groups: groups.map(({ rules, ...groupe }) => ({
    ...groupe,
    rules: rules.map((regle) => (regle.for === undefined ? regle : { ...regle, for: accelerer(regle.for) })),
  })),
});
