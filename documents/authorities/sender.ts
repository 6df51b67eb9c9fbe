/** The block of who writes a letter: what CRPA R. 112-5, L. 111-2 and L. 212-1 want said of an authority and of who signs. */
import { TOUTES_LES_AUTORITES, nomOfficiel, type Autorite } from './names.ts';
import { TEXTES, cleDe, type Autorites } from './settings.ts';

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
  /** What the settings lack, each with the text that asks for it: the letter then says « projet ». */
  readonly manquants: readonly string[];
}

const DEMANDES = [
  ['service', 'service'],
  ['adresse', 'adresse postale'],
  ['telephone', 'téléphone'],
  ['courriel', 'adresse électronique'],
  ['signataire', 'signataire'],
] as const;

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
    manquants: DEMANDES.filter(([champ]) => regles[champ] === undefined).map(
      ([champ, mot]) => `${mot} (${TEXTES[champ]})`,
    ),
  };
}

/** One line for each of these authorities whose letters would be « projet », and why. For start-up and `ess verifier`. */
export const courriersEnProjet = (autorites: Autorites, concernees: readonly Autorite[]): string[] =>
  concernees.flatMap((qui) => {
    const { nom, manquants } = autoriteQuiEcrit(autorites, qui);
    return manquants.length === 0
      ? []
      : [`Courriers en projet : ${nom} (« ${qui.code} »). Manquent à ESS_AUTORITES : ${manquants.join(', ')}.`];
  });

/** At start-up, no case is read: those of the file that are not whole, and how many authorities have no settings at all. */
export function bilanAuDemarrage(autorites: Autorites): string[] {
  const reglees = TOUTES_LES_AUTORITES.filter((qui) => autorites.has(cleDe(qui)));
  const absentes = TOUTES_LES_AUTORITES.length - reglees.length;
  const compte = `${absentes} des ${TOUTES_LES_AUTORITES.length} autorités n'ont aucun réglage dans ESS_AUTORITES`;
  return [
    ...courriersEnProjet(autorites, reglees),
    ...(absentes === 0 ? [] : [`Courriers en projet : ${compte} (docs/autorites.md).`]),
  ];
}
