/** The block of who writes a letter: what CRPA R. 112-5, L. 111-2 and L. 212-1 want said of an authority and of who signs. */
import { TOUTES_LES_AUTORITES, nomOfficiel, type Autorite } from './names.ts';
import type { Seal } from '../sealing/open.ts';
import { TEXTES, cleDe, type Autorites, type Reglages } from './settings.ts';

export interface Signataire {
  readonly prenom: string;
  readonly nom: string;
  readonly qualite: string;
  /** The act that gives the signature; null when who signs holds the power themselves. */
  readonly delegation: string | null;
}

export interface Expediteur {
  /** « Caisse primaire d'assurance maladie de la Gironde », with its capital; in a sentence: `avecArticle`. */
  readonly nom: string;
  readonly service: string | null;
  /** Lines of the postal address; none when it is not known. */
  readonly adresse: readonly string[];
  readonly telephone: string | null;
  readonly courriel: string | null;
  /** PNG or JPEG. */
  readonly logo: Uint8Array | null;
  readonly signataire: Signataire | null;
  /** What the settings lack, in words: the letter then says « projet ». */
  readonly manquants: readonly string[];
}

const DEMANDES = [
  ['service', 'service'],
  ['adresse', 'adresse postale'],
  ['telephone', 'téléphone'],
  ['courriel', 'adresse électronique'],
  ['signataire', 'signataire'],
] as const;

const absents = (regles: Partial<Reglages>) => DEMANDES.filter(([champ]) => regles[champ] === undefined);

/** Who writes when this authority does. Never fails: what is not set is null, and listed in `manquants`. */
export function autoriteQuiEcrit(autorites: Autorites, qui: Autorite): Expediteur {
  const regles = autorites.get(cleDe(qui)) ?? {};
  return {
    nom: regles.nom ?? nomOfficiel(qui),
    service: regles.service ?? null,
    adresse: regles.adresse ?? [],
    telephone: regles.telephone ?? null,
    courriel: regles.courriel ?? null,
    logo: regles.logo ?? null,
    signataire: regles.signataire ?? null,
    manquants: absents(regles).map(([, mot]) => mot),
  };
}

/** The seal of this authority, where it has one. */
export const cachetDe = (autorites: Autorites, qui: Autorite): Seal | undefined => autorites.get(cleDe(qui))?.cachet;

/** One line for each of these authorities whose letters would be « projet », and why. For start-up and `ess verifier`. */
export const courriersEnProjet = (autorites: Autorites, concernees: readonly Autorite[]): string[] =>
  concernees.flatMap((qui) => {
    const manquent = absents(autorites.get(cleDe(qui)) ?? {}).map(([champ, mot]) => `${mot} (${TEXTES[champ]})`);
    const { nom } = autoriteQuiEcrit(autorites, qui);
    return manquent.length === 0
      ? []
      : [`Courriers en projet : ${nom} (« ${qui.code} »). Manquent à ESS_AUTORITES : ${manquent.join(', ')}.`];
  });

/** A certificate is asked for again in time: thirty days. */
const AVANT_ECHEANCE_MS = 30 * 86_400_000;

/** One line for each seal that is over, or soon: nothing is sealed then, and the letters wait (`sealPdf` fails). */
export const cachetsAEcheance = (autorites: Autorites, maintenant: Date): string[] =>
  TOUTES_LES_AUTORITES.flatMap((qui) => {
    const { expires } = cachetDe(autorites, qui) ?? {};
    if (expires === undefined || expires.getTime() - maintenant.getTime() > AVANT_ECHEANCE_MS) return [];
    const fin = expires <= maintenant ? 'est échu depuis le' : 'arrive à échéance le';
    return [`Cachet : le certificat de « ${qui.code} » ${fin} ${expires.toISOString().slice(0, 10)}.`];
  });

/** At start-up, no case is read: those of the file that are not whole, and how many authorities have no settings at all. */
export function bilanAuDemarrage(autorites: Autorites, maintenant = new Date()): string[] {
  const reglees = TOUTES_LES_AUTORITES.filter((qui) => autorites.has(cleDe(qui)));
  const absentes = TOUTES_LES_AUTORITES.length - reglees.length;
  const compte = `${absentes} des ${TOUTES_LES_AUTORITES.length} autorités n'ont aucun réglage dans ESS_AUTORITES`;
  return [
    ...cachetsAEcheance(autorites, maintenant),
    ...courriersEnProjet(autorites, reglees),
    ...(absentes === 0 ? [] : [`Courriers en projet : ${compte} (docs/autorites.md).`]),
  ];
}
