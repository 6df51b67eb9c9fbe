/** Letters of the letter of intent, of the creation of the association and of its territory. */
import { ajouterJours } from '../../domain/calendrier/calendrier.ts';
import { regle } from '../../domain/catalogue/index.ts';
import { dureeEnMots, finDuDelai } from '../../domain/droit.ts';
import { enumerer, jour, majuscule, partie, regime as regimeEnClair } from '../libelles.ts';
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { avecArticle } from '../authorities/names.ts';
import { departement, specialite } from '../places.ts';
import { elementDeLettre } from '../closed-lists.ts';
import type { Modeles } from './modeles.types.ts';
import { recoursContreDecision, report, silence, VAUT_ATTESTATION } from './mentions.ts';

const LETTRE = "la lettre d'intention";

/** « Périmètre départemental au moins », the criterion as its rule says it. */
const critereEnClair = (critere: string): string => {
  const connue = regle(critere);
  return connue === undefined ? critere : `« ${connue.titre} » (${critere}) du cahier des charges national`;
};
/** The reason in law: what the criterion demands. */
const droitDuCritere = (critere: string): readonly string[] => {
  const phrase = regle(critere)?.phrase;
  return phrase === undefined ? [] : [`Ce critère est le suivant : « ${phrase} »`];
};

const RIVAUX = {
  'en-instruction': 'un dossier en instruction',
  validee: 'un dossier validé, sans contrat signé',
  'en-cours': 'une équipe sous contrat ou en fonctionnement',
} as const;
const FINANCE =
  "Un crédit d'amorçage a déjà été versé pour cette spécialité sur ce territoire : un autre suppose que l'agence régionale de santé et la caisse attestent qu'il s'agit d'une autre équipe (DEC-57).";

export const AVIS_INSTRUCTION = {
  LettreIntentionDeposee: ({ le, complete, derogationRequise, dateLimite, rubriquesAbsentes = [] }, dossier) => {
    const { destinataire } = dossier;
    const porteur = destinataire === 'porteur';
    const limitePs = finDuDelai(dossier, 'depotProjetSante', le);
    return {
      objet: porteur
        ? "accusé de réception de votre lettre d'intention"
        : destinataire === 'ars'
          ? "lettre d'intention reçue, à instruire"
          : "lettre d'intention reçue, votre avis est attendu",
      ...(porteur ? { portee: 'accuse' as const } : {}),
      phrases: [
        porteur
          ? `Votre lettre d'intention a été reçue ${jour(le)}.`
          : `La lettre d'intention de cette équipe a été reçue ${jour(le)}.`,
        ...(derogationRequise
          ? [
              "Elle suppose une dérogation de la commission paritaire nationale : le délai d'instruction ne court pas tant que la décision de la commission n'est pas enregistrée, et le silence ne vaut pas validation (DEC-14).",
            ]
          : complete && dateLimite !== undefined
            ? [
                ...silence(destinataire, LETTRE, dateLimite, 'LI-09'),
                ...report(dossier, 'decisionLettreIntention', le, dateLimite),
              ]
            : [
                `Elle est incomplète : le délai de ${dureeEnMots(dossier, 'decisionLettreIntention', le)} à l'issue duquel le silence vaut validation ne court qu'à compter du jour où elle sera complétée (DEC-07).`,
              ]),
        porteur
          ? `Vous pouvez dès maintenant préparer le projet de santé : il est à déposer dans les ${dureeEnMots(dossier, 'depotProjetSante', le)} du dépôt de la lettre d'intention, soit au plus tard ${jour(limitePs)} (PS-02).`
          : `Le projet de santé est attendu du porteur au plus tard ${jour(limitePs)} (PS-02).`,
        ...(porteur ? report(dossier, 'depotProjetSante', le) : []),
        ...(porteur || rubriquesAbsentes.length === 0
          ? []
          : [
              `Il y manque : ${enumerer(rubriquesAbsentes.map(elementDeLettre))} (LI-03). La lettre est reçue et le délai court ; ${destinataire === 'ars' ? 'une demande de pièces de votre part' : 'une demande de pièces'} l'arrêterait (DEC-54).`,
            ]),
      ],
    };
  },
  EssExistanteDeclaree: ({ le, regime }, { destinataire }) => ({
    objet: destinataire === 'porteur' ? 'votre équipe est enregistrée' : 'équipe existante déclarée',
    phrases: [
      `L'agence régionale de santé a déclaré ${jour(le)} ${destinataire === 'porteur' ? 'votre équipe' : 'cette équipe'}, antérieure au 1er janvier 2025, au titre des mesures transitoires : ${regimeEnClair(regime)}.`,
    ],
  }),
  PiecesLettreIntentionDemandees: ({ le, regle: fondee, piecesManquantes, dateLimite }) => ({
    objet: "éléments à produire pour votre lettre d'intention",
    phrases: [
      `L'agence régionale de santé vous a demandé ${jour(le)} de compléter votre lettre d'intention :\n${piecesManquantes.map((code) => `- ${elementDeLettre(code)}`).join('\n')}`,
      ...(dateLimite === undefined ? [] : [`Ces éléments sont attendus au plus tard ${jour(dateLimite)}.`]),
      "Vous pouvez les envoyer un par un, en les nommant ; un envoi qui n'en nomme aucun répond à tous (DEC-55).",
      fondee === 'DEC-55'
        ? 'Le délai de décision est arrêté dans l’attente de votre réponse et reprendra là où il en était (DEC-55).'
        : 'Le délai de décision courra à compter du jour où la lettre sera complète ; la date de dépôt reste acquise pour les autres délais (DEC-07).',
    ],
  }),
  LettreIntentionCompletee: ({ le, complete, dateLimite, piecesManquantes = [] }, dossier) => ({
    objet:
      dossier.destinataire === 'porteur'
        ? "accusé de réception des éléments de votre lettre d'intention"
        : "lettre d'intention complétée",
    ...(dossier.destinataire === 'porteur' ? { portee: 'accuse' as const } : {}),
    phrases: [
      complete
        ? `${dossier.destinataire === 'porteur' ? "Votre lettre d'intention" : "La lettre d'intention"} est complète depuis ${jour(le)}.`
        : `Des éléments ont été reçus ${jour(le)} ; la lettre d'intention reste incomplète et le délai ne court pas (DEC-07).`,
      ...(piecesManquantes.length === 0
        ? []
        : [`Restent attendus : ${enumerer(piecesManquantes.map(elementDeLettre))} (DEC-55).`]),
      ...(dateLimite === undefined
        ? []
        : [
            ...silence(dossier.destinataire, LETTRE, dateLimite, 'LI-09'),
            ...report(dossier, 'decisionLettreIntention', le, dateLimite),
          ]),
    ],
  }),
  CompletudeConstatee: ({ le, dateLimite }, dossier) => ({
    objet: "lettre d'intention complète",
    phrases: [
      `L'agence régionale de santé constate que la lettre d'intention est complète depuis ${jour(le)} (DEC-55).`,
      ...(dateLimite === undefined
        ? []
        : [
            ...silence(dossier.destinataire, LETTRE, dateLimite, 'LI-09'),
            ...report(dossier, 'decisionLettreIntention', le, dateLimite),
          ]),
    ],
  }),
  LettreIntentionValidee: ({ le, mode, dateLimite }, dossier) => {
    const { destinataire } = dossier;
    return {
      objet:
        mode === 'expresse'
          ? `${destinataire === 'porteur' ? "votre lettre d'intention est validée" : "lettre d'intention validée"}`
          : destinataire === 'porteur'
            ? "attestation de validation tacite de votre lettre d'intention"
            : "lettre d'intention réputée validée",
      phrases: [
        mode === 'tacite'
          ? `Aucune décision n'a été notifiée au plus tard ${jour(ajouterJours(le, -1))}, dernier jour du délai : la lettre d'intention est réputée validée ${jour(le)} (LI-09).`
          : `${destinataire === 'porteur' ? "Votre lettre d'intention" : "La lettre d'intention"} a été validée par l'agence régionale de santé ${jour(le)}.`,
        ...(mode === 'tacite' && destinataire === 'porteur' ? [VAUT_ATTESTATION] : []),
        destinataire === 'porteur'
          ? `Vous pouvez créer l'association qui portera l'équipe, si elle ne l'est pas encore (ASS-01), déposer les pièces du premier versement et signer le contrat de crédit d'amorçage, au plus tard ${jour(dateLimite)} (AMO-03).`
          : destinataire === 'ars'
            ? `Il vous revient d'attribuer le numéro FINESS dès que l'association est déclarée (FIN-01), et de signer le contrat de crédit d'amorçage au plus tard ${jour(dateLimite)} (AMO-03).`
            : `Le contrat de crédit d'amorçage est à signer au plus tard ${jour(dateLimite)} (AMO-03) ; vous vérifiez les pièces du premier versement dès leur dépôt.`,
        ...report(dossier, 'signatureContratAmorcage', le, dateLimite),
      ],
    };
  },
  LettreIntentionRefusee: ({ le, critere }, contexte) => ({
    objet: contexte.destinataire === 'porteur' ? "refus de votre lettre d'intention" : "lettre d'intention refusée",
    portee: 'decision',
    phrases: [
      `${contexte.destinataire === 'porteur' ? "Votre lettre d'intention" : "La lettre d'intention"} a été refusée par l'agence régionale de santé ${jour(le)}, au regard du critère ${critereEnClair(critere)} (LI-08).`,
      ...(contexte.destinataire === 'porteur'
        ? [
            ...droitDuCritere(critere),
            "Vous pouvez déposer une nouvelle lettre d'intention : elle ouvrira un nouveau dossier et de nouveaux délais.",
          ]
        : ['Aucun contrat ne peut suivre ; une nouvelle lettre ouvrirait un nouveau dossier.']),
    ],
    recours: contexte.destinataire === 'porteur' ? recoursContreDecision(contexte) : [],
  }),
  DerogationConsignee: ({ le, sens, dateLimite }, dossier) => ({
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
            ...(dateLimite === undefined ? [] : silence(dossier.destinataire, LETTRE, dateLimite, 'LI-09')),
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
  FinessAttribue: ({ le, numero }, { destinataire }) => ({
    objet: `attribution du numéro FINESS ${numero}`,
    phrases: [
      `Le numéro FINESS ${numero} est attribué à ${destinataire === 'porteur' ? 'votre association' : "l'association"} ${jour(le)}.`,
      `Il figure sur les contrats (FIN-04) et ne permet pas la facturation d'actes (FIN-03).`,
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
    objet: 'association déclarée',
    phrases: [
      `L'association qui porte l'équipe existe depuis ${jour(le)}.`,
      ...(siege === undefined || caisse === undefined
        ? []
        : [
            `Son siège est dans le département ${departement(siege)} ; la caisse de rattachement est ${avecArticle(nomCaisse(caisse))} (DEC-47).`,
          ]),
      `Le service attribue le numéro FINESS quand il en a un en réserve, et vous en donne avis. Sinon, il est attendu de vous dans le mois qui suit le jour où il pouvait être attribué (DEC-51).`,
    ],
  }),
  SiegeTransfere: ({ le, siege, caisse, effectif }) => ({
    objet: 'siège transféré',
    phrases: [
      `Le siège de l'association est transféré depuis ${jour(le)} dans le département ${departement(siege)}.`,
      effectif
        ? 'La caisse de rattachement ne change pas.'
        : `${majuscule(avecArticle(nomCaisse(caisse)))} devient la caisse de rattachement une fois qu'elle a confirmé ce transfert ; jusque-là, rien ne change (DEC-47).`,
    ],
  }),
  ModificationTerritoireDemandee: (
    { le, departements, specialites, liberaux, medecinsPresents },
    { destinataire },
  ) => ({
    objet:
      destinataire === 'porteur'
        ? 'accusé de réception de votre demande de modification du territoire'
        : destinataire === 'ars'
          ? 'modification du territoire demandée, à décider'
          : 'modification du territoire demandée, votre avis est attendu',
    ...(destinataire === 'porteur' ? { portee: 'accuse' as const } : {}),
    phrases: [
      `${destinataire === 'porteur' ? 'Votre demande a été reçue' : "La demande de l'équipe a été reçue"} ${jour(le)}.`,
      `Territoire demandé : ${enumerer(departements.map(departement))} ; spécialités : ${enumerer(specialites.map(specialite))} ; ${medecinsPresents} médecins présents, dont ${liberaux} libéraux.`,
      "La caisse de rattachement rend son avis, puis l'agence régionale de santé décide ; jusque-là, rien ne change, et le silence ne vaut pas accord (DEC-48).",
    ],
  }),
  TerritoireModifie: ({ le, sens, departements, specialites }, contexte) =>
    sens === 'accordee'
      ? {
          objet: 'territoire modifié',
          phrases: [
            `Depuis ${jour(le)}, le territoire de l'équipe est ${enumerer(departements.map(departement))}, pour ${enumerer(specialites.map(specialite))}.`,
            'Les spécialités nouvelles comptent à partir du prochain dénombrement des adhérents (DEC-48).',
          ],
        }
      : {
          objet: 'modification du territoire refusée',
          portee: 'decision',
          phrases: [
            `L'agence régionale de santé a refusé ${jour(le)} la modification du territoire : il reste ce qu'il était (DEC-48).`,
          ],
          recours: contexte.destinataire === 'porteur' ? recoursContreDecision(contexte) : [],
        },
  RegimeRequalifie: ({ le, regime, avant }) => ({
    objet: 'régime requalifié',
    phrases: [
      `L'agence régionale de santé a requalifié ${jour(le)} cette équipe : elle relève du régime « ${regimeEnClair(regime)} », et non plus « ${regimeEnClair(avant)} » (DEC-50).`,
    ],
  }),
  FinessFerme: ({ le, numero }) => ({
    objet: `numéro FINESS ${numero} fermé`,
    phrases: [`L'agence régionale de santé a fermé le numéro FINESS ${numero} ${jour(le)}.`],
  }),
  AutreEssAttestee: ({ le, partie: auteur }) => ({
    objet: 'attestation : une autre équipe que celle déjà financée',
    phrases: [
      `${majuscule(partie(auteur))} a attesté ${jour(le)} que cette équipe est une autre que celle qui a déjà reçu un crédit d'amorçage pour cette spécialité sur ce territoire (DEC-57).`,
      "Le contrat de crédit d'amorçage ne peut être signé qu'une fois cette attestation donnée par l'agence régionale de santé et par la caisse (AMO-05).",
    ],
  }),
} satisfies Modeles;
