/**
 * The letter that tells an event to one addressee: composed once, as plain JSON, when the event is written. E-mail and
 * PDF are two presentations of it, so that they never disagree. Every letter names the rule it applies, its source, and
 * whether it is written there or an interpretation.
 */
import { regle as regleDuCatalogue } from '../../domain/catalogue/index.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { donneesDe, type Donnee } from './facts.ts';
import { inlined } from '../inline.ts';
import { dateLongue, enumerer, partie } from '../libelles.ts';
import { departement, specialite } from '../places.ts';
import { sourcesEnClair } from './sources.ts';
import type { Contexte, Modele, Modeles } from './modeles.types.ts';
import { AVIS_CONTRATS } from './textes-contrats.ts';
import { AVIS_INSTRUCTION } from './textes-instruction.ts';
import { AVIS_RECTIFICATION } from './textes-rectification.ts';
import { AVIS_FIN } from './textes-fin.ts';
import { AVIS_SUIVI } from './textes-suivi.ts';

export type { Contexte } from './modeles.types.ts';

/** Plain JSON, kept with the notice; no personal data. */
export interface Courrier {
  readonly ess: string;
  readonly intitule: string | null;
  /** « spécialité : cardiologie ; territoire : Gironde (33) » */
  readonly couverture: string;
  /** Ordinal of the event in the journal: the letter's reference. */
  readonly rang: number;
  readonly le: DateCivile;
  readonly emetteur: readonly string[];
  readonly destinataire: readonly string[];
  readonly objet: string;
  readonly phrases: readonly string[];
  readonly donnees: readonly Donnee[];
  readonly fondement: readonly string[];
}

const REDIGES = { ...AVIS_INSTRUCTION, ...AVIS_CONTRATS, ...AVIS_SUIVI, ...AVIS_FIN, ...AVIS_RECTIFICATION };
const MODELES: Modeles = REDIGES;

/** Events without a text of their own: what happened, in words. A new event does not compile without either. */
const AUTRES: Readonly<Record<Exclude<NomEvenement, keyof typeof REDIGES>, string>> = {
  TerritoireLibere: 'territoire libéré',
  DossierArchive: 'dossier archivé',
  EchangeConsigne: 'échange consigné',
  AvisCaisseRendu: 'avis de la caisse de rattachement rendu',
  ActiviteDeclaree: 'activité déclarée',
  ListeNominativeDeposee: 'liste nominative des adhérents déposée',
  AdhesionsEnregistrees: 'adhésions enregistrées par la caisse',
  RapportActiviteDepose: "rapport d'activité déposé",
  RencontreConsignee: "rencontre avec l'équipe consignée",
  MiseEnConformiteEngagee: 'mise en conformité engagée',
  FinancementArsDeclare: "financement de l'agence régionale de santé déclaré",
  CommandeRefusee: 'acte refusé par le système',
  EffetRelance: 'opération relancée par l’exploitant',
  EffetEcarte: 'avis écarté par l’exploitant',
};

/** The letter of an event to one addressee. */
export function composerCourrier(recu: Evenement, autour: Contexte): Courrier {
  // Nothing that a person wrote, whenever it was, makes a paragraph or a link of its own.
  const evenement = inlined(recu);
  const contexte = inlined(autour);
  const { ess, rang, intitule } = contexte;
  const modele = MODELES[evenement.evenement] as Modele | undefined;
  const { objet, phrases } = (modele ?? autreEvenement)(evenement, contexte);
  return {
    ess,
    intitule,
    couverture: couvertureDe(contexte),
    rang,
    le: evenement.le,
    emetteur: emetteurDe(evenement.acteur, contexte),
    destinataire: destinataireDe(contexte),
    objet,
    phrases: [
      ...phrases.slice(0, 1),
      ...(evenement.motif === undefined ? [] : [`Motif : ${evenement.motif}`]),
      ...phrases.slice(1),
      ...(evenement.avertissements ?? []).map(({ regle, phrase }) => `À noter (${regle}) : ${phrase}`),
    ],
    donnees: donneesDe(evenement),
    fondement: fondementDe(evenement),
  };
}

/** What has no text of its own is still told: what, when, by whom. */
const autreEvenement: Modele = (evenement) => {
  const fait = (AUTRES as Readonly<Record<string, string>>)[evenement.evenement] ?? evenement.evenement;
  return {
    objet: fait,
    phrases: [
      `Le fait suivant a été enregistré au dossier, à la date du ${dateLongue(evenement.le)} : ${fait}. Auteur de l'acte : ${partie(evenement.acteur)}.`,
    ],
  };
};

function fondementDe(evenement: Evenement): string[] {
  const regle = regleDuCatalogue(evenement.regle);
  if (regle === undefined) return [`Règle appliquée : ${evenement.regle}.`];
  const nature = regle.nature === 'texte' ? 'texte' : "interprétation, en l'absence de disposition expresse";
  return [
    `Règle appliquée : ${regle.id} (${regle.titre}). ${regle.phrase}`,
    `Nature : ${nature}. Source : ${sourcesEnClair(regle.source)}.`,
  ];
}

const couvertureDe = ({ specialites, departements }: Contexte): string =>
  [
    ...(specialites.length > 0
      ? [`${specialites.length > 1 ? 'spécialités' : 'spécialité'} : ${enumerer(specialites.map(specialite))}`]
      : []),
    ...(departements.length > 0 ? [`territoire : ${enumerer(departements.map(departement))}`] : []),
  ].join(' ; ');

const regionEnClair = (code: string): string =>
  REGIONS.find((region) => region.code === code)?.nom ?? 'région non précisée';

const ars = (contexte: Contexte): string[] => ['Agence régionale de santé', regionEnClair(contexte.region)];
const caisse = (contexte: Contexte): string[] => ['Caisse de rattachement', nomCaisse(contexte.caisse)];
const SUIVI = 'Système de suivi des équipes de soins spécialisés';

/** Who decided writes; what a porteur does, and what time does, is told by the system for the two authorities. */
function emetteurDe(acteur: string, contexte: Contexte): string[] {
  if (acteur === 'ars') return ars(contexte);
  if (acteur === 'caisse') return caisse(contexte);
  return [SUIVI, `pour l'agence régionale de santé (${regionEnClair(contexte.region)}) et la caisse de rattachement`];
}

function destinataireDe(contexte: Contexte): string[] {
  const { destinataire, ess, intitule } = contexte;
  if (destinataire === 'ars') return ars(contexte);
  if (destinataire === 'caisse') return caisse(contexte);
  if (destinataire === 'porteur') return ['Équipe de soins spécialisés', intitule ?? `Dossier ${ess}`];
  return [destinataire === 'national' ? 'DGOS et CNAM' : 'Exploitant du système de suivi'];
}
