/**
 * The letter that tells an event to one addressee: composed once, as plain JSON, when the event is written. E-mail and
 * PDF are two presentations of it, so that they never disagree. It says in plain words which texts it applies.
 */
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { aNoter } from './avertissements.ts';
import { donneesDe, type Donnee } from './facts.ts';
import { inlined } from '../inline.ts';
import { dateLongue, enumerer, partie } from '../libelles.ts';
import { departement, specialite } from '../places.ts';
import { emetteurDe, type Emetteur } from './emetteur.ts';
import { citees, references, sansRenvois } from './references.ts';
import type { Contexte, Modele, Modeles, Portee } from './modeles.types.ts';
import { AVIS_CONTRATS } from './textes-contrats.ts';
import { AVIS_INSTRUCTION } from './textes-instruction.ts';
import { AVIS_PAIEMENTS } from './textes-paiements.ts';
import { AVIS_PROJET_SANTE } from './textes-projet-sante.ts';
import { AVIS_RECOUVREMENT } from './textes-recouvrement.ts';
import { AVIS_RECTIFICATION } from './textes-rectification.ts';
import { AVIS_FIN } from './textes-fin.ts';
import { AVIS_RESILIATION } from './textes-resiliation.ts';
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
  readonly evenement: NomEvenement;
  /** The day of the fact, by the law. */
  readonly le: DateCivile;
  /** The day on which the letter was drawn up. */
  readonly etabliLe: DateCivile;
  readonly emetteur: Emetteur;
  readonly destinataire: Contexte['destinataire'];
  readonly region: string;
  readonly caisse: string;
  readonly objet: string;
  readonly phrases: readonly string[];
  readonly donnees: readonly Donnee[];
  readonly portee: Portee | null;
  /** What the reader may do against it, and until when; absent where nothing. */
  readonly droit?: string;
  readonly recours: readonly string[];
  /** Ids of the rules that it applies. */
  readonly regles: readonly string[];
  /** The same in plain words: the texts, and their articles. */
  readonly sources: readonly string[];
}

const REDIGES = {
  ...AVIS_INSTRUCTION,
  ...AVIS_PROJET_SANTE,
  ...AVIS_CONTRATS,
  ...AVIS_PAIEMENTS,
  ...AVIS_SUIVI,
  ...AVIS_RECOUVREMENT,
  ...AVIS_RESILIATION,
  ...AVIS_FIN,
  ...AVIS_RECTIFICATION,
};
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
  const evenement = parenthesesGardees(inlined(recu));
  const { etat, ...entoure } = autour;
  const contexte: Contexte = { ...parenthesesGardees(inlined(entoure)), ...(etat === undefined ? {} : { etat }) };
  const { ess, rang, intitule, destinataire, region, caisse, etabliLe = evenement.le } = contexte;
  const modele = MODELES[evenement.evenement] as Modele | undefined;
  const { objet, phrases, portee = null, droit, recours = [] } = (modele ?? autreEvenement)(evenement, contexte);
  const dites = [
    ...phrases.slice(0, 1),
    ...constat(evenement, etabliLe),
    ...(evenement.motif === undefined ? [] : [`Motif : ${evenement.motif}`]),
    ...phrases.slice(1),
    ...(evenement.avertissements ?? []).map(aNoter),
  ];
  const regles = [...new Set([evenement.regle, ...[...dites, ...recours].flatMap(citees)])];
  return {
    ess,
    intitule: inlined(intitule),
    couverture: couvertureDe(contexte),
    rang,
    evenement: evenement.evenement,
    le: evenement.le,
    etabliLe,
    emetteur: emetteurDe(evenement, destinataire),
    destinataire,
    region,
    caisse,
    objet: lu(objet),
    phrases: dites.map(lu),
    donnees: donneesDe(inlined(recu), contexte),
    portee,
    ...(droit === undefined ? {} : { droit: lu(droit) }),
    recours: recours.map(lu),
    regles,
    sources: references(regles),
  };
}

/** Invisible, and never in what `inlined` gives: after the parentheses that people wrote, which are no references of ours. */
const DE_QUELQU_UN = '\u2060';
function parenthesesGardees<T>(valeur: T): T {
  if (typeof valeur === 'string') return valeur.replaceAll('(', `(${DE_QUELQU_UN}`) as T;
  if (Array.isArray(valeur)) return valeur.map(parenthesesGardees) as T;
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  return Object.fromEntries(
    Object.entries(valeur).map(([nom, dedans]) => [nom, parenthesesGardees(dedans as unknown)]),
  ) as T;
}
const lu = (phrase: string): string => sansRenvois(phrase).replaceAll(DE_QUELQU_UN, '');

/** What the law dates is told as such, beside the day on which it was seen. */
const constat = ({ le, acteur }: Evenement, etabliLe: DateCivile): readonly string[] =>
  acteur === 'systeme' && le < etabliLe
    ? [
        `La date de ce fait, le ${dateLongue(le)}, est celle que donnent les textes ; il a été constaté le ${dateLongue(etabliLe)}.`,
      ]
    : [];

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

const couvertureDe = ({ specialites, departements }: Contexte): string =>
  [
    ...(specialites.length > 0
      ? [`${specialites.length > 1 ? 'spécialités' : 'spécialité'} : ${enumerer(specialites.map(specialite))}`]
      : []),
    ...(departements.length > 0 ? [`territoire : ${enumerer(departements.map(departement))}`] : []),
  ].join(' ; ');
