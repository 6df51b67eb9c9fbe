/** Notices of the letter of intent, the creation of the association and the projet de santé. */
import { ajouterJours, lendemain } from '../../domain/calendrier/calendrier.ts';
import { regle } from '../../domain/catalogue/index.ts';
import { dureeEnMots, finDuDelai } from '../../domain/droit.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { activite, enumerer, fondement, jour, partie, dateLongue } from '../libelles.ts';
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { departement, specialite } from '../places.ts';
import { elementDeLettre } from '../closed-lists.ts';
import type { Modeles } from './modeles.types.ts';

/** CRPA L. 232-3 — a tacit acceptance is certified at the request of who asked for it; here without a request. */
const ATTESTATION =
  "La validation tacite donnera lieu à une attestation, adressée au porteur (code des relations entre le public et l'administration, article L. 232-3).";
const VAUT_ATTESTATION =
  "Le présent courrier vaut attestation de cette décision implicite d'acceptation (code des relations entre le public et l'administration, article L. 232-3).";

/** CJA R. 421-1 and R. 421-5 — without this mention the time for an appeal does not run. */
const RECOURS =
  "Cette décision peut, dans les deux mois de sa notification, faire l'objet d'un recours gracieux auprès de l'agence régionale de santé ou d'un recours devant le tribunal administratif territorialement compétent (code de justice administrative, article R. 421-1).";

/** « Périmètre départemental au moins (ELI-01) ». */
const critereEnClair = (critere: string): string => {
  const titre = regle(critere)?.titre;
  return titre === undefined ? critere : `« ${titre} » (${critere})`;
};

const RIVAUX = {
  'en-instruction': 'un dossier en instruction',
  validee: 'un dossier validé, sans contrat signé',
  'en-cours': 'une équipe sous contrat ou en fonctionnement',
} as const;
const FINANCE =
  "Un crédit d'amorçage a déjà été versé pour cette spécialité sur ce territoire : un autre suppose que l'agence régionale de santé et la caisse attestent qu'il s'agit d'une autre équipe (DEC-57).";

const delaiEnClair = (delai: DateCivile | number): string =>
  typeof delai === 'number' ? `${delai} mois` : dateLongue(delai);

export const AVIS_INSTRUCTION = {
  LettreIntentionDeposee: ({ le, complete, derogationRequise, dateLimite, rubriquesAbsentes = [] }, dossier) => ({
    objet: "accusé de réception de la lettre d'intention",
    phrases: [
      `La lettre d'intention de l'équipe de soins spécialisés a été déposée ${jour(le)}.`,
      derogationRequise
        ? "Elle suppose une dérogation de la commission paritaire nationale : le délai d'instruction ne court pas tant que la décision de la commission n'est pas enregistrée, et le silence ne vaut pas validation (DEC-14)."
        : complete && dateLimite !== undefined
          ? `L'agence régionale de santé dispose de ${dureeEnMots(dossier, 'decisionLettreIntention', le)} pour notifier sa décision, soit jusqu'au ${dateLongue(dateLimite)} inclus (LI-07). En l'absence de réponse à cette date, la lettre d'intention sera réputée validée ${jour(lendemain(dateLimite))} (LI-09). ${ATTESTATION}`
          : "Elle est incomplète : le délai de deux mois à l'issue duquel le silence vaut validation ne court qu'à compter de la date à laquelle elle sera complétée (DEC-07).",
      `Le projet de santé est à déposer dans les ${dureeEnMots(dossier, 'depotProjetSante', le)} du dépôt de la lettre d'intention, soit au plus tard ${jour(finDuDelai(dossier, 'depotProjetSante', le))} (PS-02).`,
      ...(dossier.destinataire === 'porteur' || rubriquesAbsentes.length === 0
        ? []
        : [
            `Il y manque : ${enumerer(rubriquesAbsentes)} (LI-03). La lettre est reçue et le délai court ; une demande de pièces l'arrêterait (DEC-54).`,
          ]),
    ],
  }),
  EssExistanteDeclaree: ({ le }) => ({
    objet: 'équipe existante déclarée',
    phrases: [`L'agence régionale de santé a déclaré ${jour(le)} cette équipe, antérieure au 1er janvier 2025.`],
  }),
  PiecesLettreIntentionDemandees: ({ le, regle: fondee, piecesManquantes, dateLimite }) => ({
    objet: "pièces à produire pour la lettre d'intention",
    phrases: [
      `L'agence régionale de santé a demandé ${jour(le)} de compléter la lettre d'intention : ${enumerer(piecesManquantes.map(elementDeLettre))}.`,
      ...(dateLimite === undefined ? [] : [`Ces éléments sont attendus au plus tard ${jour(dateLimite)}.`]),
      "Ils peuvent être envoyés un par un, en les nommant ; un envoi qui n'en nomme aucun répond à tous (DEC-55).",
      fondee === 'DEC-55'
        ? 'Le délai de deux mois est arrêté dans l’attente de cette réponse et reprendra là où il en était (DEC-55).'
        : 'Le délai de deux mois courra à compter de la date à laquelle la lettre sera complète ; la date de dépôt reste acquise pour les autres délais (DEC-07).',
    ],
  }),
  LettreIntentionCompletee: ({ le, complete, dateLimite, piecesManquantes = [] }) => ({
    objet: "lettre d'intention complétée",
    phrases: [
      complete
        ? `La lettre d'intention est complète depuis ${jour(le)}.`
        : `Des éléments ont été reçus ${jour(le)} ; la lettre d'intention reste incomplète et le délai ne court pas (DEC-07).`,
      ...(piecesManquantes.length === 0
        ? []
        : [`Restent attendus : ${enumerer(piecesManquantes.map(elementDeLettre))} (DEC-55).`]),
      ...(dateLimite === undefined
        ? []
        : [
            `La décision doit être notifiée au plus tard ${jour(dateLimite)} ; à défaut, la lettre sera réputée validée ${jour(lendemain(dateLimite))} (LI-09). ${ATTESTATION}`,
          ]),
    ],
  }),
  CompletudeConstatee: ({ le, dateLimite }) => ({
    objet: "lettre d'intention complète",
    phrases: [
      `L'agence régionale de santé constate que la lettre d'intention est complète depuis ${jour(le)} (DEC-55).`,
      ...(dateLimite === undefined
        ? []
        : [
            `La décision doit être notifiée au plus tard ${jour(dateLimite)} ; à défaut, la lettre sera réputée validée ${jour(lendemain(dateLimite))} (LI-09). ${ATTESTATION}`,
          ]),
    ],
  }),
  LettreIntentionValidee: ({ le, mode, dateLimite }) => ({
    objet:
      mode === 'tacite' ? "attestation de validation tacite de la lettre d'intention" : "lettre d'intention validée",
    phrases: [
      mode === 'tacite'
        ? `Aucune décision n'a été notifiée au plus tard ${jour(ajouterJours(le, -1))} : la lettre d'intention est réputée validée depuis ${jour(le)} (LI-09). ${VAUT_ATTESTATION}`
        : `La lettre d'intention a été validée par l'agence régionale de santé ${jour(le)}.`,
      `Le porteur peut créer l'association (ASS-01). Le contrat de crédit d'amorçage est à signer dans le mois qui suit, soit au plus tard ${jour(dateLimite)} (AMO-03).`,
    ],
  }),
  LettreIntentionRefusee: ({ le, critere }) => ({
    objet: "lettre d'intention refusée",
    phrases: [
      `La lettre d'intention a été refusée par l'agence régionale de santé ${jour(le)}, au regard du critère ${critereEnClair(critere)} du cahier des charges national (LI-08).`,
      RECOURS,
      "Une nouvelle lettre d'intention peut être déposée : elle ouvrira un nouveau dossier et de nouveaux délais.",
    ],
  }),
  DerogationConsignee: ({ le, sens, dateLimite }) => ({
    objet:
      sens === 'demandee'
        ? 'dérogation demandée à la commission paritaire nationale'
        : `dérogation ${sens === 'accordee' ? 'accordée' : 'refusée'} par la commission paritaire nationale`,
    phrases:
      sens === 'demandee'
        ? [
            `La commission paritaire nationale a été saisie ${jour(le)} d'une demande de dérogation.`,
            ...(dateLimite === undefined
              ? []
              : [
                  `Sa réponse est attendue au plus tard ${jour(dateLimite)} (DEC-55). Une dérogation n'est jamais tacite (DEC-14).`,
                ]),
          ]
        : [
            `La commission paritaire nationale a ${sens === 'accordee' ? 'accordé' : 'refusé'} la dérogation ${jour(le)}.`,
            ...(sens === 'refusee' ? ["La lettre d'intention ne peut plus être que refusée (DEC-26)."] : []),
            ...(dateLimite === undefined
              ? []
              : [
                  `Le délai de décision court désormais jusqu'au ${dateLongue(dateLimite)} inclus ; le silence vaudra validation.`,
                ]),
          ],
  }),
  ConflitTerritoireSignale: ({ le, autres, rivaux = [], identiques = [], dejaFinances = [] }) => ({
    objet: autres.length === 0 ? 'aucune autre équipe sur le territoire' : 'conflit de territoire signalé',
    phrases:
      autres.length === 0
        ? [
            `Constaté ${jour(le)} : aucune autre équipe de la même spécialité n'est en instruction, validée ou en cours sur le territoire (DEC-56).`,
            ...(dejaFinances.length === 0 ? [] : [FINANCE]),
          ]
        : [
            `Constaté ${jour(le)} : une autre équipe couvre, revendique ou demande la même spécialité sur un même département.`,
            ...(rivaux.length === 0
              ? []
              : [`Dossiers concernés : ${enumerer(rivaux.map(({ statut }) => RIVAUX[statut]))} (DEC-56).`]),
            ...(identiques.length === 0
              ? []
              : ['Il peut s’agir de la même lettre déposée deux fois : l’une des deux peut alors être annulée.']),
            ...(dejaFinances.length === 0 ? [] : [FINANCE]),
            "Il ne peut y avoir deux équipes d'une même spécialité sur un même territoire (ELI-02). La signature du contrat de crédit d'amorçage est bloquée tant que le conflit demeure ou qu'aucune dérogation n'est enregistrée (DEC-15).",
          ],
  }),
  TerritoireRevendique: ({ le, conteste }) => ({
    objet: conteste ? 'territoire contesté' : 'territoire enregistré',
    phrases: conteste
      ? [
          `Le territoire est revendiqué depuis ${jour(le)}, mais une autre équipe l'occupe déjà.`,
          "La signature du contrat de crédit d'amorçage est bloquée jusqu'à la fin du conflit ou une dérogation de la commission paritaire nationale (DEC-15).",
        ]
      : [`Le territoire de l'équipe est enregistré depuis ${jour(le)}.`],
  }),
  FinessAttribue: ({ le, numero }) => ({
    objet: `numéro FINESS ${numero}`,
    phrases: [
      `Le numéro FINESS ${numero} est attribué à l'association ${jour(le)}. Il figure sur les contrats (FIN-04) et ne permet pas la facturation d'actes (FIN-03).`,
    ],
  }),
  FinessRectifie: ({ le, numero, avant }) => ({
    objet: `numéro FINESS rectifié : ${numero}`,
    phrases: [
      `L'agence régionale de santé a rectifié ${jour(le)} le numéro FINESS de l'association : il est ${numero}, et non ${avant}.`,
      `Ce courrier remplace ceux qui portaient l'ancien numéro ; les contrats porteront le numéro rectifié (DEC-51).`,
    ],
  }),
  AssociationDeclaree: ({ le, siege, caisse }) => ({
    objet: 'association déclarée, numéro FINESS à attribuer',
    phrases: [
      `L'association qui porte l'équipe existe depuis ${jour(le)}.`,
      ...(siege === undefined || caisse === undefined
        ? []
        : [
            `Son siège est dans le département ${departement(siege)} ; la caisse de rattachement est la ${nomCaisse(caisse)} (DEC-47).`,
          ]),
      `Le numéro FINESS est attribué par l'agence régionale de santé. S'il ne l'est pas de lui-même, il est attendu d'elle dans le délai d'un mois à compter du jour où il pouvait l'être (DEC-51).`,
    ],
  }),
  SiegeTransfere: ({ le, siege, caisse, effectif }) => ({
    objet: 'siège transféré',
    phrases: [
      `Le siège de l'association est transféré depuis ${jour(le)} dans le département ${departement(siege)}.`,
      effectif
        ? 'La caisse de rattachement ne change pas.'
        : `La ${nomCaisse(caisse)} devient la caisse de rattachement une fois qu'elle a confirmé ce transfert ; jusque-là, rien ne change (DEC-47).`,
    ],
  }),
  ModificationTerritoireDemandee: ({ le, departements, specialites, liberaux, medecinsPresents }) => ({
    objet: 'modification du territoire demandée',
    phrases: [
      `L'équipe demande ${jour(le)} que son territoire soit ${enumerer(departements.map(departement))}, pour ${enumerer(specialites.map(specialite))} : ${medecinsPresents} médecins présents, dont ${liberaux} libéraux.`,
      "La caisse de rattachement rend son avis, puis l'agence régionale de santé décide ; jusque-là, rien ne change (DEC-48).",
    ],
  }),
  TerritoireModifie: ({ le, sens, departements, specialites }) => ({
    objet: sens === 'accordee' ? 'territoire modifié' : 'modification du territoire refusée',
    phrases:
      sens === 'accordee'
        ? [
            `Depuis ${jour(le)}, le territoire de l'équipe est ${enumerer(departements.map(departement))}, pour ${enumerer(specialites.map(specialite))}.`,
            'Les spécialités nouvelles comptent à partir du prochain dénombrement des adhérents (DEC-48).',
          ]
        : [
            `L'agence régionale de santé a refusé ${jour(le)} la modification du territoire : il reste ce qu'il était. ${RECOURS}`,
          ],
  }),
  RegimeRequalifie: ({ le, regime, avant }) => ({
    objet: 'régime requalifié',
    phrases: [
      `L'agence régionale de santé a requalifié ${jour(le)} cette équipe : elle relève du régime « ${regime.replaceAll('-', ' ')} », et non plus « ${avant.replaceAll('-', ' ')} » (DEC-50).`,
    ],
  }),
  FinessFerme: ({ le, numero }) => ({
    objet: `numéro FINESS ${numero} fermé`,
    phrases: [`L'agence régionale de santé a fermé le numéro FINESS ${numero} ${jour(le)}.`],
  }),
  AutreEssAttestee: ({ le, partie: auteur }) => ({
    objet: 'attestation : une autre équipe que celle déjà financée',
    phrases: [
      `${partie(auteur).replace(/^l/, 'L')} a attesté ${jour(le)} que cette équipe est une autre que celle qui a déjà reçu un crédit d'amorçage pour cette spécialité sur ce territoire (DEC-57).`,
      "Le contrat de crédit d'amorçage ne peut être signé qu'une fois cette attestation donnée par l'agence régionale de santé et par la caisse (AMO-05).",
    ],
  }),
  DepotProjetSanteProlonge: ({ dateLimite }) => ({
    objet: 'délai de dépôt du projet de santé prolongé',
    phrases: [`Le projet de santé est désormais attendu au plus tard ${jour(dateLimite)} (PS-02).`],
  }),
  DelaiProjetSanteFixe: ({ partie: auteur, dateLimite }) => ({
    objet: 'délai de dépôt du projet de santé',
    phrases: [
      dateLimite === undefined
        ? `Un délai de dépôt du projet de santé a été proposé par ${partie(auteur)}.`
        : `Le projet de santé est attendu au plus tard ${jour(dateLimite)} (proposition ou accord de ${partie(auteur)}).`,
    ],
  }),
  DesaccordConstate: ({ ars, caisse, dateLimite }) => ({
    objet: "désaccord entre l'agence régionale de santé et la caisse sur un délai",
    phrases: [
      `Le délai de dépôt du projet de santé n'est pas le même pour l'agence régionale de santé (${delaiEnClair(ars)}) et pour la caisse de rattachement (${delaiEnClair(caisse)}).`,
      dateLimite === undefined
        ? 'Tant que ce désaccord dure, le délai maximal du texte court à compter de la signature du contrat (TRA-C).'
        : `Tant que ce désaccord dure, le délai maximal du texte s'applique, jusqu'au ${dateLongue(dateLimite)} inclus (TRA-C).`,
    ],
  }),
  ProjetSanteDepose: ({ recueLe, deposeLe, dateLimite, version, actualisation }) => ({
    objet: `accusé de réception du projet de santé (version ${version})`,
    phrases: actualisation
      ? [`Une version actualisée du projet de santé a été reçue ${jour(recueLe)}. Elle n'ouvre aucun délai (PS-12).`]
      : [
          `Le projet de santé a été reçu par l'agence régionale de santé ${jour(recueLe)}${deposeLe === undefined ? '' : `, envoyé ${jour(deposeLe)} : c'est cette date qui compte pour le délai de dépôt (DEC-53)`}.`,
          `La décision doit être notifiée dans les deux mois, soit au plus tard ${jour(dateLimite)} (PS-06). À défaut, le projet de santé sera réputé validé ${jour(lendemain(dateLimite))} (PS-08). ${ATTESTATION}`,
        ],
  }),
  ReceptionProjetSanteAccusee: ({ partie: auteur, recueLe }) => ({
    objet: 'réception du projet de santé confirmée',
    phrases: [`Réception du projet de santé par ${partie(auteur)} : ${jour(recueLe)}.`],
  }),
  PrecisionsDemandees: ({ le, dateLimite }) => ({
    objet: 'précisions demandées sur le projet de santé',
    phrases: [
      `L'agence régionale de santé a demandé ${jour(le)} des précisions ou des modifications ; la réponse est attendue au plus tard ${jour(dateLimite)} (PS-07).`,
      "Jusqu'à cette réponse le silence ne vaut pas validation ; un nouveau délai de deux mois courra à compter de sa réception (DEC-06).",
    ],
  }),
  PrecisionsRecues: ({ le, dateLimite }) => ({
    objet: 'accusé de réception des précisions sur le projet de santé',
    phrases: [
      `La réponse a été reçue ${jour(le)}. La décision doit être notifiée au plus tard ${jour(dateLimite)} ; à défaut, le projet de santé sera réputé validé ${jour(lendemain(dateLimite))} (PS-08). ${ATTESTATION}`,
    ],
  }),
  OppositionCaisseConsignee: ({ le, fondement: motif }) => ({
    objet: 'décision contraire de la caisse sur le projet de santé',
    phrases: [
      `La caisse de rattachement s'est opposée ${jour(le)} au projet de santé${motif === undefined ? '' : ` : ${fondement(motif)}`}.`,
      "Le silence ne vaut plus validation : l'agence régionale de santé doit se prononcer expressément (PS-08).",
    ],
  }),
  OppositionLevee: ({ le, dateLimite }) => ({
    objet: 'opposition de la caisse levée',
    phrases: [
      `La caisse de rattachement a levé ${jour(le)} son opposition au projet de santé ; elle ne peut plus s'y opposer (DEC-59).`,
      ...(dateLimite === undefined
        ? []
        : [
            `Le silence vaut de nouveau validation : sans décision notifiée au plus tard ${jour(dateLimite)}, le projet de santé sera réputé validé ${jour(lendemain(dateLimite))} (PS-08). ${ATTESTATION}`,
          ]),
    ],
  }),
  ProjetSanteValide: ({ le, mode }) => ({
    objet: mode === 'tacite' ? 'attestation de validation tacite du projet de santé' : 'projet de santé validé',
    phrases: [
      mode === 'tacite'
        ? `Aucune décision n'a été notifiée au plus tard ${jour(ajouterJours(le, -1))} : le projet de santé est réputé validé depuis ${jour(le)} (PS-08). ${VAUT_ATTESTATION}`
        : `Le projet de santé a été validé par l'agence régionale de santé ${jour(le)}.`,
      "Les deux activités de la mission socle sont à mettre en place dans l'année du dépôt du projet de santé (MIS-02).",
    ],
  }),
  ProjetSanteRefuse: ({ le, fondement: motif }) => ({
    objet: 'projet de santé refusé',
    phrases: [
      `Le projet de santé a été refusé par l'agence régionale de santé ${jour(le)}, au motif suivant : ${fondement(motif)} (PS-09).`,
      "Ce refus ne donne pas droit à la seconde moitié du crédit d'amorçage (AMO-12).",
      RECOURS,
    ],
  }),
  ActiviteConstatee: ({ le, activite: code, constat }) => ({
    objet:
      constat === 'absente' ? 'absence d’une activité de la mission constatée' : 'activité de la mission constatée',
    phrases: [
      `${constat === 'absente' ? "L'absence" : 'Le déploiement'} de l'activité suivante est constaté${constat === 'absente' ? 'e' : ''}, à la date du ${dateLongue(le)} : ${activite(code)}.`,
    ],
  }),
} satisfies Modeles;
