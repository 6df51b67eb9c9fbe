/** Letters of what ends: renunciation, abandon, dissolution, closure, reopening. DEC-35, DEC-42…46. */
import { dateLongue, deLaPartie, echeance, enumerer, jour, majuscule, paiement, aLaPhase } from '../libelles.ts';
import { departement } from '../places.ts';
import { recoursContreDecision } from './mentions.ts';
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { avecArticle } from '../authorities/names.ts';
import type { MotifCloture } from '../../domain/valeurs.ts';
import type { Contexte, Modeles } from './modeles.types.ts';

const CLOTURES: Readonly<Record<MotifCloture, string>> = {
  'li-refusee': "lettre d'intention refusée",
  renonciation: 'renonciation du porteur',
  'ps-refuse': 'projet de santé refusé',
  'terme-sans-suite': "terme du contrat de crédit d'amorçage sans suite",
  resiliation: 'résiliation',
  'non-conforme': 'absence de mise en conformité',
  abandon: 'abandon du projet',
  dissolution: "dissolution de l'association",
  annulation: 'dossier ouvert par erreur',
};

/** The territory is said to be free again only where this case held it. */
const sansSuite = ({ etat }: Contexte): string =>
  etat?.territoire === 'libere' || etat?.territoire === 'revendique'
    ? 'Aucun contrat ne peut plus suivre : le territoire est de nouveau libre, et les ordres de paiement non exécutés sont interrompus.'
    : 'Aucun contrat ne peut plus suivre, et les ordres de paiement non exécutés sont interrompus.';

export const AVIS_FIN = {
  Renonciation: ({ le, regle }, contexte) => ({
    objet: 'renonciation du porteur',
    phrases: [
      `Le porteur a renoncé au projet ${jour(le)}${regle === 'DEC-23' ? ', avant tout contrat (DEC-23)' : " : aucun contrat n'était en cours (DEC-43)"}.`,
      sansSuite(contexte),
    ],
  }),
  MiseEnDemeure: ({ le, echeance: cle, dateLimite }, { destinataire }) => ({
    objet: "mise en demeure d'agir",
    portee: 'decision',
    phrases:
      destinataire === 'porteur'
        ? [
            `L'agence régionale de santé vous met en demeure d'agir, ${jour(le)} : l'échéance « ${echeance(cle)} » est dépassée, et aucun acte de votre part n'est enregistré depuis plus de deux mois (DEC-44).`,
            `Sans aucun acte de votre part au plus tard ${jour(dateLimite)}, elle pourra constater l'abandon du projet. Tout acte de votre part prive cette mise en demeure d'effet.`,
          ]
        : [
            `L'agence régionale de santé a mis le porteur en demeure ${jour(le)} : l'échéance « ${echeance(cle)} » est dépassée, et le porteur n'a rien fait depuis plus de deux mois (DEC-44).`,
            `Sans aucun acte du porteur au plus tard ${jour(dateLimite)}, l'abandon du projet pourra être constaté.`,
          ],
  }),
  AbandonConstate: ({ le }, contexte) => ({
    objet: 'abandon du projet constaté',
    portee: 'decision',
    recours: contexte.destinataire === 'porteur' ? recoursContreDecision(contexte) : [],
    phrases: [
      `L'agence régionale de santé a constaté ${jour(le)} l'abandon du projet, après une mise en demeure restée sans suite (DEC-44).`,
      sansSuite(contexte),
    ],
  }),
  DissolutionConstatee: ({ le, partie }) => ({
    objet: "dissolution de l'association constatée",
    phrases: [
      `Le constat ${deLaPartie(partie)} est que l'association est dissoute depuis ${jour(le)}.`,
      `Il n'a d'effet que si l'autre autorité le confirme (DEC-42).`,
    ],
  }),
  ConstatConfirme: ({ le, sens, partie, dateLimite, siege, caisse, enLot = [], regle }, { destinataire }) =>
    regle === 'DEC-67'
      ? {
          objet: sens === 'confirme' ? 'reprise du dossier confirmée' : 'reprise du dossier contestée',
          phrases: [
            sens === 'confirme'
              ? `La caisse de rattachement a confirmé ${jour(le)} les faits repris : ce qui est dû et n'a pas été exécuté est ordonnancé (DEC-67).`
              : `La caisse de rattachement a contesté ${jour(le)} les faits repris : rien n'est ordonnancé tant qu'elle ne les confirme pas. L'agence régionale de santé peut annuler la reprise et reprendre le dossier avec les faits exacts (DEC-67).`,
          ],
        }
      : siege === undefined || caisse === undefined
        ? {
            objet: sens === 'confirme' ? "dissolution de l'association confirmée" : 'constat contesté',
            ...(sens === 'confirme' && dateLimite !== undefined && destinataire === 'porteur'
              ? {
                  droit: `Vous pouvez contester le constat jusqu'au ${dateLongue(dateLimite)} inclus ; ses effets sont alors suspendus.`,
                }
              : {}),
            phrases:
              sens === 'confirme'
                ? [
                    `La dissolution de l'association est confirmée ${jour(le)} par l'autre autorité.`,
                    `Une condition du financement n'est plus remplie : un contrat en cours prend fin au jour de la dissolution, avec les conséquences d'une résiliation (DEC-42).`,
                    ...(dateLimite === undefined
                      ? []
                      : [
                          `Qui représente l'association peut le contester auprès des directeurs de la caisse et de l'agence régionale de santé, au plus tard ${jour(dateLimite)} : la contestation suspend ces effets.`,
                        ]),
                  ]
                : [
                    `Le constat n'est pas confirmé, par réponse ${deLaPartie(partie)} ${jour(le)} : il est sans effet (DEC-42).`,
                  ],
          }
        : sens === 'conteste'
          ? {
              objet: 'transfert du siège contesté',
              phrases: [
                `${majuscule(avecArticle(nomCaisse(caisse)))} a contesté ${jour(le)} le transfert du siège dans le département ${departement(siege)} : le siège et la caisse de rattachement restent ceux d'avant. Le porteur peut déclarer à nouveau le transfert (DEC-47).`,
              ],
            }
          : {
              objet: 'nouvelle caisse de rattachement',
              phrases: [
                `${majuscule(avecArticle(nomCaisse(caisse)))} a confirmé ${jour(le)} le transfert du siège dans le département ${departement(siege)} : elle est désormais la caisse de rattachement, et verse ce qui reste dû.`,
                "La caisse d'avant garde ce qu'elle a versé, les ordres déjà remis à sa banque et la résiliation engagée ; elle lit le dossier. Les actes accomplis restent valables (DEC-47).",
                ...(enLot.length === 0 ? [] : [`Ordres qu'elle exécute encore : ${enumerer(enLot.map(paiement))}.`]),
              ],
            },
  InstructionSansObjet: ({ le }) => ({
    objet: "fin de l'instruction du projet de santé",
    phrases: [
      `Depuis ${jour(le)}, aucun contrat ne peut plus suivre : le projet de santé n'est plus instruit, et le silence ne vaut plus validation (DEC-46).`,
    ],
  }),
  DossierRouvert: ({ le, phase }) => ({
    objet: 'dossier rouvert',
    phrases: [
      `Un fait enregistré après la clôture a remis la procédure en cours ${jour(le)} : elle en est ${aLaPhase(phase)} (DEC-35).`,
    ],
  }),
  EssClose: ({ le, motifCloture }) => ({
    objet: `dossier clos : ${CLOTURES[motifCloture]}`,
    phrases: [
      `La procédure est close depuis ${jour(le)}, pour la raison suivante : ${CLOTURES[motifCloture]}.`,
      'Le dossier reste ouvert deux ans aux corrections, et à ce qui concerne les sommes déjà versées (DEC-35).',
    ],
  }),
} satisfies Modeles;
