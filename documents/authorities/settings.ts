/**
 * Who the authorities are when they write: the JSON file that ESS_AUTORITES names. An authority that is not in it, or
 * not wholly, still writes: its letters then say « projet ».
 */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import { estCaisse } from '../../domain/creation/caisses.ts';
import { SLUGS_REGIONS } from '../../domain/creation/regions.ts';
import { openSeal, type Seal } from '../sealing/open.ts';
import type { Autorite } from './names.ts';

/** Each field with the text that asks for it; a fault names both. */
export const TEXTES = {
  nom: 'CRPA, R. 112-5',
  service: 'CRPA, R. 112-5',
  adresse: 'CRPA, R. 112-5',
  telephone: 'CRPA, R. 112-5',
  courriel: 'CRPA, R. 112-5',
  signataire: 'CRPA, L. 212-1',
  logo: 'docs/autorites.md',
  cachet: 'docs/autorites.md',
} as const;

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const LOGO_OCTETS = 512 * 1024;
const LOGO_TYPES = ['image/png', 'image/jpeg'];

const ligne = (longueur = 120) =>
  z
    .string()
    .trim()
    .min(1, 'vide')
    .max(longueur, `plus de ${longueur} caractères`)
    .refine((texte) => !UNSEEN.test(texte), 'plusieurs lignes, ou un caractère invisible');

const telephone = ligne(30).regex(/^\+?\d[\d .]+$/, 'un numéro de téléphone est attendu, en chiffres');

const signataire = z.strictObject({
  prenom: ligne(),
  nom: ligne(),
  qualite: ligne(),
  /** « délégation du 2 janvier 2026, publiée au recueil… »; null: who signs holds the power themselves. */
  delegation: ligne(300).nullable(),
});

const cachet = z.strictObject({
  /** PKCS#12 file, beside this one or by its whole path. */
  certificat: ligne(500),
  /** File of one line: its password. Never here. */
  motDePasse: ligne(500),
  /** RFC 3161 time-stamping service. */
  horodatage: z.url({ protocol: /^https?$/, error: 'une adresse http ou https est attendue' }).exactOptional(),
});

const autorite = z.strictObject({
  nom: ligne().exactOptional(),
  service: ligne().exactOptional(),
  adresse: z.array(ligne()).min(1, 'une ligne au moins').max(6, 'six lignes au plus').exactOptional(),
  telephone: telephone.exactOptional(),
  courriel: z.email('une adresse électronique est attendue').exactOptional(),
  logo: ligne(500).exactOptional(),
  signataire: signataire.exactOptional(),
  cachet: cachet.exactOptional(),
});

const settings = z.strictObject({
  ars: z.record(z.string(), autorite).default({}),
  caisses: z.record(z.string(), autorite).default({}),
});

/** What the file says of one authority; the files that it names, read. */
export type Reglages = Omit<z.output<typeof autorite>, 'logo' | 'cachet'> & {
  readonly logo?: Uint8Array;
  readonly cachet?: Seal;
};

/** By « ars/nouvelle-aquitaine », « caisse/gironde ». */
export type Autorites = ReadonlyMap<string, Reglages>;

export const cleDe = ({ role, code }: Autorite): string => `${role}/${code}`;

/** No authority is set: each one writes under its official name, « projet ». */
export const AUCUNE_AUTORITE: Autorites = new Map();

const fault = (chemin: readonly PropertyKey[], phrase: string): Error => {
  const champ = chemin.find((un) => typeof un === 'string' && Object.hasOwn(TEXTES, un)) as
    keyof typeof TEXTES | undefined;
  const texte = champ === undefined ? '' : ` (${TEXTES[champ]})`;
  return new Error(`ESS_AUTORITES : « ${chemin.map(String).join('.') || 'fichier'} » : ${phrase}${texte}.`);
};

const PHRASES: Readonly<Record<string, (issue: z.core.$ZodIssue) => string>> = {
  unrecognized_keys: (issue) =>
    `« ${(issue as z.core.$ZodIssueUnrecognizedKeys).keys.join(' », « ')} » n'est pas un réglage connu`,
  invalid_type: (issue) =>
    issue.input === undefined ? 'champ absent, ou d’un autre type' : "ce n'est pas le type attendu",
};

/**
 * Reads what the JSON file holds. `lire` gives the bytes of a file that it names (logo, seal). Throws a French sentence that
 * names the faulty field and the text that asks for it.
 */
export async function lireAutorites(
  contenu: unknown,
  lire: (fichier: string) => Promise<Uint8Array>,
): Promise<Autorites> {
  const lu = settings.safeParse(contenu, { reportInput: true });
  if (!lu.success) {
    const [issue] = lu.error.issues as [z.core.$ZodIssue, ...z.core.$ZodIssue[]];
    throw fault(issue.path, PHRASES[issue.code]?.(issue) ?? issue.message);
  }
  const autorites = new Map<string, Reglages>();
  for (const [role, groupe, connue] of GROUPES)
    for (const [code, { logo, cachet, ...reste }] of Object.entries(lu.data[groupe])) {
      if (!connue(code)) throw fault([groupe, code], "ce code n'est celui d'aucune autorité (GEN-06, DEC-66)");
      const fichiers = fichiersDe([groupe, code], lire);
      autorites.set(cleDe({ role, code }), {
        ...reste,
        ...(logo === undefined ? {} : { logo: await fichiers.logo(logo) }),
        ...(cachet === undefined ? {} : { cachet: await fichiers.cachet(cachet) }),
      });
    }
  return autorites;
}

const GROUPES = [
  ['ars', 'ars', (code: string) => SLUGS_REGIONS.includes(code)],
  ['caisse', 'caisses', estCaisse],
] as const;

/** Reads what an authority names; each fault says which field it is of. */
function fichiersDe(autorite: readonly string[], lire: (fichier: string) => Promise<Uint8Array>) {
  const ouvrir = (champ: readonly string[], fichier: string) =>
    lire(fichier).catch((cause: unknown) => {
      const phrase = `le fichier ${fichier} ne peut pas être lu`;
      throw Object.assign(fault([...autorite, ...champ], phrase), { cause });
    });
  return {
    async logo(fichier: string): Promise<Uint8Array> {
      const octets = await ouvrir(['logo'], fichier);
      if (octets.length > LOGO_OCTETS) throw fault([...autorite, 'logo'], 'plus de 512 Kio');
      const type = (await fileTypeFromBuffer(octets))?.mime ?? 'inconnu';
      if (!LOGO_TYPES.includes(type))
        throw fault([...autorite, 'logo'], `une image PNG ou JPEG est attendue, et non ${type}`);
      return octets;
    },
    async cachet({ certificat, motDePasse, horodatage }: z.output<typeof cachet>): Promise<Seal> {
      const p12 = await ouvrir(['cachet', 'certificat'], certificat);
      const secret = Buffer.from(await ouvrir(['cachet', 'motDePasse'], motDePasse)).toString('utf8');
      return openSeal(p12, secret.replace(/\r?\n$/, ''), horodatage).catch((cause: unknown) => {
        const phrase = cause instanceof Error ? cause.message : String(cause);
        throw Object.assign(fault([...autorite, 'cachet', 'certificat'], phrase), { cause });
      });
    },
  };
}

/** The authorities of a process; none when ESS_AUTORITES is not set. Throws when the file is missing or wrong. */
export async function readAuthorities(env: NodeJS.ProcessEnv): Promise<Autorites> {
  const fichier = env['ESS_AUTORITES'];
  if (fichier === undefined || fichier === '') return AUCUNE_AUTORITE;
  const texte = await readFile(fichier, 'utf8').catch((cause: unknown) => {
    throw new Error(`ESS_AUTORITES : le fichier ${fichier} ne peut pas être lu.`, { cause });
  });
  let contenu: unknown;
  try {
    contenu = JSON.parse(texte);
  } catch (cause) {
    throw new Error(`ESS_AUTORITES : le fichier ${fichier} n'est pas du JSON.`, { cause });
  }
  return lireAutorites(contenu, (nom) => readFile(resolve(dirname(fichier), nom)));
}
