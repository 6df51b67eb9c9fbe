/** Letters of rectifications: what is put right, all that changes with it, and the ways of appeal. DEC-29, DEC-33, DEC-34. */
import { saisiApresCoup } from '../../domain/rectification/faits.ts';
import type { Difference } from '../../domain/rectification/vocabulaire.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import {
  contrat,
  dateLongue,
  echeance,
  euros,
  jour,
  majuscule,
  paiement,
  partie,
  phaseEnCours,
  aLaPhase,
} from '../libelles.ts';
import { lendemain } from '../../domain/calendrier/calendrier.ts';
import { echeances } from '../../domain/echeances.ts';
import { DESTINATAIRES } from '../../domain/effets.ts';
import type { NomEvenement } from '../../domain/evenements.ts';
import type { Phase } from '../../domain/valeurs.ts';
import { acte, nomDuCourrier } from './names.ts';
import { champRectifie, nomDuFait, valeurEnClair } from './rectifie.ts';
import type { Contexte, Modeles } from './modeles.types.ts';

const estDate = (valeur: unknown): valeur is DateCivile =>
  typeof valeur === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(valeur);
const QUOI: Readonly<Record<Difference['quoi'], (cle: string) => string>> = {
  echeance: (cle) => `échéance « ${echeance(cle)} »`,
  decision: (cle) =>
    cle === 'lettre-intention' ? "décision sur la lettre d'intention" : 'décision sur le projet de santé',
  contrat: (cle) => {
    const moment = cle.slice(cle.indexOf(' ') + 1);
    return `${contrat(cle.startsWith('dotation') ? 'dotation' : 'amorcage')} (${moment === 'conclu' ? 'conclusion' : 'fin'})`;
  },
  paiement: (cle) => paiement(cle),
  recouvrement: (cle) => `somme ${auTitreDe(cle)}, à rembourser`,
  phase: () => 'étape du dossier',
  courrier: () => 'courrier',
  impossible: () => 'acte',
};

const auTitreDe = (cle: string): string =>
  cle.startsWith('indu-')
    ? `versée en trop au titre de ${paiement(cle.slice('indu-'.length))}`
    : cle === 'dix-huit-mois'
      ? "réclamée faute d'activité dans les dix-huit mois"
      : `versée au titre du ${contrat(cle === 'dotation' ? 'dotation' : 'amorcage')}`;

const montant = ({ quoi }: Difference) => (quoi === 'paiement' || quoi === 'recouvrement' ? 'montantCentimes' : '');

const DECISIONS: Readonly<Record<string, string>> = {
  validee: 'validée',
  refusee: 'refusée',
  valide: 'validé',
  refuse: 'refusé',
};
/** « validee 2026-03-11 », as a difference of decision says it. */
const decision = (valeur: string): string => {
  const [sens = '', le = ''] = valeur.split(' ');
  return estDate(le) ? `${DECISIONS[sens] ?? sens} ${jour(le)}` : valeur;
};

function cote(difference: Difference, valeur: string | number | null): string {
  if (valeur === null) return 'sans objet';
  if (difference.quoi === 'decision') return decision(String(valeur));
  if (difference.quoi === 'phase') return phaseEnCours(valeur as Phase);
  return valeurEnClair(montant(difference), valeur);
}

/** What a letter attests of falls with it: CRPA L. 232-3. */
const ATTESTATIONS: Readonly<Record<string, string>> = {
  LettreIntentionValidee: "L'attestation de validation qu'il valait est nulle et ne peut plus être produite.",
  ProjetSanteValide: "L'attestation de validation qu'il valait est nulle et ne peut plus être produite.",
};

function phrase(difference: Difference): string {
  const { quoi, cle, avant, apres, rang } = difference;
  if (quoi === 'impossible')
    return `L'acte enregistré sous le numéro ${rang} (${acte(cle)}) n'est plus possible. ${String(apres)}`;
  if (quoi === 'courrier') {
    const lequel = `Le courrier n° ${rang}${motDuCourrier(cle)}, qui portait la date du ${valeurEnClair('', avant)},`;
    return apres === null
      ? [`${lequel} est annulé : il est sans objet.`, ATTESTATIONS[cle]].filter((une) => une !== undefined).join(' ')
      : `${lequel} est remplacé par le présent courrier : cette date est le ${valeurEnClair('', apres)}.`;
  }
  if (avant === null) return `${majuscule(QUOI[quoi](cle))} : désormais ${cote(difference, apres)}.`;
  return `${majuscule(QUOI[quoi](cle))} : ${cote(difference, avant)}, désormais ${cote(difference, apres)}.`;
}

const motDuCourrier = (evenement: string): string => {
  const mot = nomDuCourrier(evenement);
  return mot === undefined ? '' : ` (${mot})`;
};

const enListe = (titre: string, differences: readonly Difference[]): readonly string[] =>
  differences.length === 0 ? [] : [`${titre}\n${differences.map((une) => `- ${phrase(une)}`).join('\n')}`];

/** CRPA R. 112-5 — an acknowledgement that is replaced said when silence validates: what replaces it says so too. */
function silenceDeplace({ quoi, cle, apres }: Difference, { etat }: Contexte): readonly string[] {
  if (quoi !== 'echeance' || !estDate(apres) || etat === undefined) return [];
  const tacite = echeances(etat).some((une) => une.cle === cle && une.effet === 'validation-tacite');
  if (!tacite) return [];
  const [objet, accord] =
    cle === 'decision-lettre-intention'
      ? ["la lettre d'intention", 'réputée validée']
      : ['le projet de santé', 'réputé validé'];
  return [`Sans décision notifiée au plus tard ${jour(apres)}, ${objet} sera ${accord} ${jour(lendemain(apres))}.`];
}

/** Only letters that this reader received are replaced for them. */
function changements(differences: readonly Difference[], contexte: Contexte): readonly string[] {
  const { destinataire } = contexte;
  const recus = differences.filter(
    ({ quoi, cle }) =>
      quoi !== 'courrier' || (DESTINATAIRES[cle as NomEvenement] ?? [destinataire]).includes(destinataire),
  );
  const dossier = recus.filter(({ quoi }) => quoi !== 'courrier');
  return [
    ...(dossier.length === 0
      ? ["Aucune date, aucun montant et aucune étape du dossier n'en sont changés."]
      : enListe('Ce qui change dans le dossier :', dossier)),
    ...dossier.flatMap((une) => silenceDeplace(une, contexte)),
    ...enListe(
      'Ce qui change dans les courriers déjà reçus :',
      recus.filter(({ quoi }) => quoi === 'courrier'),
    ),
  ];
}

const RECOURS: readonly string[] = [
  "Cette rectification peut être contestée dans les deux mois de sa notification, par un recours gracieux adressé à l'autorité qui l'a faite, ou devant le tribunal administratif territorialement compétent (code de justice administrative, articles R. 421-1 et R. 421-5). Un recours gracieux formé dans ce délai l'interrompt.",
];

interface Rectification {
  readonly rang: number;
  readonly du?: DateCivile;
  readonly champ?: string;
  readonly avant: unknown;
  readonly apres: unknown;
}
/** What was entered late, and for what day. */
const acteSaisi = (apres: unknown): { readonly commande?: string; readonly le?: unknown } =>
  typeof apres === 'object' && apres !== null ? apres : {};

/** « signature du contrat de crédit d'amorçage, par l'agence régionale de santé, du 12 juin 2025 (n° 14 du journal) ». */
function faitEnClair({ rang, du }: Rectification, { faitRectifie }: Contexte, date: boolean): string {
  const nom = faitRectifie === undefined ? undefined : nomDuFait(faitRectifie);
  const { partie: par } = (faitRectifie ?? {}) as { readonly partie?: string };
  return [
    ...(nom === undefined ? ['fait consigné'] : [nom, ...(par === undefined ? [] : [` par ${partie(par)}`])]),
    ...(date && du !== undefined ? [` du ${dateLongue(du)}`] : []),
    ` (n° ${rang} du journal)`,
  ].join('');
}

/** What is put right: the end of « le dossier a été rectifié le 1er mars », and the sentence that gives the value, where there is one. */
function objetDe(rectification: Rectification, contexte: Contexte): readonly [fin: string, donnee?: string] {
  const { rang, champ, avant, apres } = rectification;
  if (saisiApresCoup({ champ, avant })) {
    const { commande, le } = acteSaisi(apres);
    return [
      ` : un acte saisi après coup y est porté, sous le numéro ${rang}${commande === undefined ? '' : ` : ${acte(commande)}${estDate(le) ? `, à la date du ${dateLongue(le)}` : ''}`}`,
    ];
  }
  if (apres === null)
    return [` : le fait suivant est annulé, car saisi par erreur : ${faitEnClair(rectification, contexte, true)}`];
  // The day under which the fact is known says nothing more where that very day is put right.
  const dates = champ === 'le' || champ === 'recueLe';
  const avantEnClair = avant === null ? "sans valeur jusqu'ici" : `au lieu de : ${valeurEnClair(champ ?? '', avant)}`;
  return [
    `, pour le fait suivant : ${faitEnClair(rectification, contexte, !dates)}`,
    `Donnée corrigée : ${champRectifie(champ ?? '')}, désormais : ${valeurEnClair(champ ?? '', apres)}, ${avantEnClair}.`,
  ];
}

/** `debut`: « Le dossier a été rectifié le 1er mars ». */
function annonce(debut: string, regle: string, rectification: Rectification, contexte: Contexte): readonly string[] {
  const [fin, ...donnee] = objetDe(rectification, contexte);
  return [`${debut}${fin} (${regle}).`, ...donnee.filter((phrase) => phrase !== undefined)];
}

export const AVIS_RECTIFICATION = {
  FaitRectifie: (evenement, contexte) => ({
    objet: 'rectification du dossier',
    phrases: [
      ...annonce(`Le dossier a été rectifié ${jour(evenement.le)}`, 'DEC-33', evenement, contexte),
      ...changements(evenement.differences, contexte),
      'Le présent courrier remplace ceux qui disaient le contraire.',
    ],
    recours: contexte.destinataire === 'porteur' ? RECOURS : [],
  }),
  RectificationProposee: (evenement, contexte) => ({
    objet: 'rectification proposée',
    phrases: [
      ...annonce(`Une rectification est proposée ${jour(evenement.le)}`, 'DEC-34', evenement, contexte),
      ...changements(evenement.differences, contexte),
      `Elle attend l'accord de l'autre autorité jusqu'au ${dateLongue(evenement.dateLimite)} ; sans lui, elle tombe. Le porteur peut s'y opposer dans les quinze jours ; l'opposition est portée au dossier et dite aux deux autorités.`,
    ],
  }),
  DossierRepris: (evenement) => ({
    objet: 'dossier en cours repris dans le service',
    phrases: [
      `L'agence régionale de santé a repris ce dossier ${jour(evenement.le)}, à partir de ${evenement.faits.length === 1 ? 'son entrée' : `ses ${evenement.faits.length} faits`}, tels qu'elle les connaît (DEC-67).`,
      `Ce qui précède n'est pas notifié à nouveau.`,
      `Le dossier en est ${aLaPhase(evenement.phase)}. Somme déjà versée : ${euros(evenement.verseCentimes)}.`,
      `Faits repris :\n${evenement.faits
        .map(({ commande, acteur, donnees }) => `- ${jour(donnees.le)} : ${acte(commande)} (${partie(acteur)})`)
        .join('\n')}`,
      ...(evenement.aOrdonner.length === 0
        ? ["Aucun paiement dû n'est en attente."]
        : [
            `Dû et non exécuté, ordonnancé quand la caisse aura confirmé la reprise :\n${evenement.aOrdonner
              .map((du) => `- ${paiement(du.paiement)} : ${euros(du.montantCentimes)}`)
              .join('\n')}`,
          ]),
      "La caisse de rattachement confirme ces faits, ou les conteste. Le porteur peut les contester, en disant pourquoi : l'opposition est portée au dossier et dite aux deux autorités.",
      'Les échéances, les paiements et les sommes à rembourser suivent désormais les règles communes.',
    ],
  }),
  RectificationApprouvee: ({ le, sens, partie: de, regle }) => ({
    objet:
      regle === 'DEC-67'
        ? 'opposition à la reprise du dossier'
        : sens === 'approuvee'
          ? 'rectification approuvée'
          : de === 'association'
            ? 'opposition à la rectification'
            : 'rectification refusée',
    phrases: [
      regle === 'DEC-67'
        ? `${majuscule(partie(de))} conteste les faits repris au dossier, ${jour(le)} (DEC-67).`
        : `${majuscule(partie(de))} ${sens === 'approuvee' ? 'a approuvé' : de === 'association' ? "s'est opposée à" : 'a refusé'} la rectification proposée, ${jour(le)} (DEC-34).`,
      ...(regle !== 'DEC-67' && sens === 'refusee' && de !== 'association'
        ? ['La rectification tombe : rien n’est changé au dossier.']
        : []),
    ],
  }),
  DateConfirmee: ({ declareLe }) => ({
    objet: 'date confirmée',
    phrases: [
      `La date déclarée par le porteur, ${jour(declareLe)}, est confirmée : le dossier compte à partir d'elle (DEC-29).`,
    ],
  }),
  DateContestee: ({ declareLe }) => ({
    objet: 'date contestée',
    phrases: [
      `La date déclarée par le porteur, ${jour(declareLe)}, est contestée : le dossier compte à partir de la réception (DEC-29).`,
    ],
  }),
} satisfies Modeles;
