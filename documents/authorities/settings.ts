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

/** What the file says of one authority, its logo read. */
export type Reglages = Omit<z.output<typeof autorite>, 'logo'> & { readonly logo?: Uint8Array };

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
 * Reads what the JSON file holds. `lire` gives the bytes of a file that it names (logo). Throws a French sentence that
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
  for (const [role, groupe, connue] of [
    ['ars', 'ars', (code: string) => SLUGS_REGIONS.includes(code)],
    ['caisse', 'caisses', estCaisse],
  ] as const)
    for (const [code, { logo, ...reste }] of Object.entries(lu.data[groupe])) {
      if (!connue(code)) throw fault([groupe, code], "ce code n'est celui d'aucune autorité (GEN-06, DEC-66)");
      const image =
        logo === undefined
          ? {}
          : { logo: await lireLogo([groupe, code, 'logo'], await ouvrir(groupe, code, logo, lire)) };
      autorites.set(cleDe({ role, code }), { ...reste, ...image });
    }
  return autorites;
}

const ouvrir = (groupe: string, code: string, fichier: string, lire: (fichier: string) => Promise<Uint8Array>) =>
  lire(fichier).catch((cause: unknown) => {
    throw Object.assign(fault([groupe, code, 'logo'], `le fichier ${fichier} ne peut pas être lu`), { cause });
  });

async function lireLogo(chemin: readonly string[], octets: Uint8Array): Promise<Uint8Array> {
  if (octets.length > LOGO_OCTETS) throw fault(chemin, 'plus de 512 Kio');
  const type = (await fileTypeFromBuffer(octets))?.mime ?? 'inconnu';
  if (!LOGO_TYPES.includes(type)) throw fault(chemin, `une image PNG ou JPEG est attendue, et non ${type}`);
  return octets;
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
