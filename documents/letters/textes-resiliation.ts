/** Letters of the end of a contract: who asked, on what ground, from when, what may be answered, what is repaid by when. */
import { dureeEnMots, finDuDelai } from '../../domain/droit.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Partie, TypeContrat } from '../../domain/valeurs.ts';
import { contrat, dateLongue, deLaPartie, fondement, jour, majuscule, partie } from '../libelles.ts';
import { totalPaye } from '../../domain/paiements/verses.ts';
import { effetResiliation } from '../../domain/resiliation/delais.ts';
import { calculDuRemboursement } from './arithmetic.ts';
import { recoursContreResiliation, report } from './mentions.ts';
import type { Contexte, Modeles } from './modeles.types.ts';

const CADUCITES = {
  terme: 'le contrat était arrivé à son terme avant sa date d’effet (DEC-39)',
  'non-notifiee': "l'accord des autorités n'a pas été notifié dans les deux mois (DEC-40)",
  'autre-resiliation': 'une autre résiliation a déjà mis fin au contrat (DEC-40)',
} as const;

/** The authorities' résiliation of that contract, its ground as the letter says it. */
const fondementDe = (etat: Etat | undefined): string | undefined =>
  etat?.resiliations['caisse-ars']?.fondement ?? undefined;
const PREAVIS = { amorcage: 'effetResiliationAmorcage', dotation: 'effetResiliationDotation' } as const;
const articleDe = (type: TypeContrat): string => (type === 'amorcage' ? 'RES-A-02' : 'RES-D-02');
const saisineDe = (type: TypeContrat): string => (type === 'amorcage' ? 'RES-A-03' : 'RES-D-04');

/** DEC-10 — the caisse says how much of a dotation is to be repaid; the amorçage is due whole, by the contract (RES-A-04). */
function quiArrete({ destinataire }: Contexte, type: TypeContrat): string {
  if (type === 'amorcage') return '';
  return destinataire === 'caisse'
    ? " Il vous revient d'en arrêter le montant."
    : ' La caisse de rattachement en arrête le montant.';
}

const RIEN_A_REMBOURSER = "Rien n'a été versé à ce jour au titre de ce contrat : il n'y a rien à rembourser.";
const rienVerse = ({ etat }: Contexte, type: TypeContrat): boolean => etat !== undefined && totalPaye(etat, type) === 0;

/** What is to be repaid once it takes effect, and by when. */
function aRembourser(contexte: Contexte, type: TypeContrat, effetLe: Parameters<typeof jour>[0]): readonly string[] {
  if (rienVerse(contexte, type)) return [RIEN_A_REMBOURSER];
  const limite = finDuDelai(contexte, 'remboursement', effetLe);
  const somme = calculDuRemboursement(contexte.etat, type, effetLe);
  return [
    type === 'amorcage'
      ? `Le versement du crédit d'amorçage sera interrompu, et la totalité de ce qui a été versé est à rembourser à la caisse dans les deux mois de la date d'effet, au plus tard ${jour(limite)} (RES-A-04).`
      : `La dotation sera interrompue, et ce qui a été versé pour la durée qui reste à courir est à rembourser à la caisse dans les deux mois de la date d'effet, au plus tard ${jour(limite)} (RES-D-05).`,
    ...report(contexte, 'remboursement', effetLe, limite),
    ...(somme === undefined ? [] : [`Somme à ce jour : ${somme}.${quiArrete(contexte, type)}`]),
  ];
}

/** DEC-22 — what an answer makes of the résiliation, with that of the other authority where it is known. */
function suiteDeLaSaisine(contexte: Contexte, auteur: Partie, sens: 'accepte' | 'rejete'): string {
  if (sens === 'accepte') return "La résiliation n'est pas maintenue (DEC-22).";
  const resiliation = contexte.etat?.resiliations['caisse-ars'];
  const autre = resiliation?.saisine?.reponses[auteur === 'ars' ? 'caisse' : 'ars'];
  const effetLe = resiliation === undefined ? null : effetResiliation(resiliation, contexte);
  if (autre?.sens === 'rejete' && effetLe !== null)
    return `Les deux autorités l'ont rejetée : la résiliation est maintenue, et prend effet ${jour(effetLe)} (DEC-22).`;
  return `La résiliation n'est maintenue que si la caisse et l'agence régionale de santé l'ont toutes deux rejetée ; ${autre === undefined ? `la réponse ${deLaPartie(auteur === 'ars' ? 'caisse' : 'ars')} est encore attendue` : "l'autre autorité l'a acceptée"} (DEC-22).`;
}

export const AVIS_RESILIATION = {
  ResiliationDemandee: ({ le, contrat: type }, contexte) => ({
    objet:
      contexte.destinataire === 'porteur'
        ? `accusé de réception de votre demande de résiliation du ${contrat(type)}`
        : `l'équipe demande la résiliation du ${contrat(type)}`,
    ...(contexte.destinataire === 'porteur' ? { portee: 'accuse' as const } : {}),
    phrases: [
      `${contexte.destinataire === 'porteur' ? 'Votre demande' : "La demande de l'équipe"} de résilier le ${contrat(type)} est enregistrée à la date du ${dateLongue(le)}.`,
      `La résiliation prend effet ${dureeEnMots(contexte, PREAVIS[type], le)} après la réception de la lettre par la caisse et par l'agence régionale de santé, la plus tardive des deux (DEC-04)${contexte.destinataire === 'porteur' ? '' : ' : il vous revient d’en accuser réception, à sa date'}.`,
    ],
  }),
  ReceptionResiliationAccusee: ({ contrat: type, partie: auteur, recueLe, dateLimite, sansEffet }, contexte) => ({
    objet: 'réception de la lettre de résiliation',
    phrases: [
      `La lettre par laquelle ${contexte.destinataire === 'porteur' ? 'vous résiliez' : "l'équipe résilie"} le ${contrat(type)} a été reçue par ${partie(auteur)} ${jour(recueLe)}.`,
      ...(sansEffet === true ? ['Cette résiliation avait déjà pris fin : la lettre est consignée, sans effet.'] : []),
      ...(dateLimite === undefined
        ? []
        : [`La résiliation prendra effet ${jour(dateLimite)} (DEC-04).`, ...aRembourser(contexte, type, dateLimite)]),
    ],
  }),
  ResiliationProposee: ({ le, contrat: type, partie: auteur, fondement: ground }, { destinataire }) => ({
    objet: `proposition de résiliation du ${contrat(type)}, à approuver`,
    phrases: [
      `${majuscule(partie(auteur))} a proposé ${jour(le)} de résilier le ${contrat(type)}, sur le fondement suivant : ${fondement(ground)} (${articleDe(type)}).`,
      destinataire === auteur
        ? "Elle suppose l'accord de l'autre autorité (DEC-16)."
        : 'Elle suppose votre accord ; rien n’est notifié à l’équipe tant qu’il n’est pas donné (DEC-16).',
    ],
  }),
  ResiliationApprouvee: ({ le, contrat: type, partie: auteur }) => ({
    objet: `accord sur la résiliation du ${contrat(type)}`,
    phrases: [
      `${majuscule(partie(auteur))} a approuvé ${jour(le)} la résiliation du ${contrat(type)}.`,
      `La lettre est à notifier à l'équipe dans les deux mois ; à défaut, l'accord est caduc (DEC-40).`,
    ],
  }),
  ResiliationNotifiee: ({ contrat: type, recueLe, dateLimite }, contexte) => {
    if (dateLimite === undefined)
      return {
        objet: `lettre de résiliation du ${contrat(type)}, sans effet`,
        phrases: [
          `La lettre de résiliation du ${contrat(type)} a été reçue par l'équipe ${jour(recueLe)}, après la fin de la résiliation, ou des deux mois dans lesquels son accord se notifie (DEC-40) : elle est consignée, sans effet.`,
        ],
      };
    const ground = fondementDe(contexte.etat);
    const porteur = contexte.destinataire === 'porteur';
    return {
      objet: `résiliation du ${contrat(type)}`,
      portee: 'decision',
      phrases: [
        ...(porteur
          ? [
              `L'agence régionale de santé et la caisse de rattachement résilient d'un commun accord le ${contrat(type)} (${articleDe(type)}).`,
              `Vous avez reçu leur lettre ${jour(recueLe)} ; la résiliation prend effet ${jour(dateLimite)} (DEC-04).`,
            ]
          : [
              `L'équipe a reçu ${jour(recueLe)} la lettre de résiliation du ${contrat(type)} ; la résiliation prend effet ${jour(dateLimite)} (DEC-04).`,
            ]),
        ...(ground === undefined ? [] : [`Fondement : ${fondement(ground)} (${articleDe(type)}).`]),
        ...(contexte.motifResiliation === undefined ? [] : [`Motif : ${contexte.motifResiliation}`]),
        porteur
          ? `Jusqu'au ${dateLongue(dateLimite)} inclus, vous pouvez saisir le directeur de la caisse et l'agence régionale de santé, qui répondent dans le mois ; cette saisine suspend l'effet de la résiliation (${saisineDe(type)}, DEC-05).`
          : `Jusqu'au ${dateLongue(dateLimite)} inclus, l'équipe peut vous saisir ; vous avez alors un mois pour répondre, et la saisine suspend l'effet de la résiliation (${saisineDe(type)}, DEC-05).`,
        ...aRembourser(contexte, type, dateLimite),
      ],
      ...(porteur
        ? {
            droit: `Vous pouvez saisir les deux autorités jusqu'au ${dateLongue(dateLimite)} inclus ; la résiliation est alors suspendue.`,
          }
        : {}),
      recours: porteur ? recoursContreResiliation(dateLimite) : [],
    };
  },
  SaisineRecue: ({ le, dateLimite, objet }, { destinataire }) => ({
    objet:
      destinataire === 'porteur' ? 'accusé de réception de votre saisine' : 'saisine reçue, votre réponse est attendue',
    ...(destinataire === 'porteur' ? { portee: 'accuse' as const } : {}),
    phrases: [
      `${destinataire === 'porteur' ? 'Votre saisine' : "La saisine de l'équipe"} a été reçue ${jour(le)}.`,
      `Elle suspend ${objet === 'dissolution' ? "la fin du contrat pour dissolution de l'association" : 'la résiliation'} jusqu'à la notification de la réponse (DEC-05).`,
      destinataire === 'porteur'
        ? `La réponse de la caisse et de l'agence régionale de santé est attendue au plus tard ${jour(dateLimite)} ; sans réponse à cette date, la suspension dure, et le silence ne vaut ni accord ni rejet (DEC-05).`
        : `Vous avez à répondre au plus tard ${jour(dateLimite)}. Sans réponse à cette date, la suspension dure (DEC-05) ; la résiliation n'est maintenue que si les deux autorités rejettent la saisine (DEC-22).`,
    ],
  }),
  SaisineTranchee: ({ le, partie: auteur, sens, objet }, contexte) => ({
    objet: `votre saisine est ${sens === 'accepte' ? 'acceptée' : 'rejetée'}`,
    ...(sens === 'rejete' ? { portee: 'decision' as const } : {}),
    phrases: [
      `${majuscule(partie(auteur))} a ${sens === 'accepte' ? 'accepté' : 'rejeté'} votre saisine ; cette réponse vous est notifiée ${jour(le)}.`,
      objet === 'dissolution'
        ? "Le constat de dissolution n'est maintenu que si la caisse et l'agence régionale de santé ont toutes deux rejeté la saisine (DEC-22)."
        : suiteDeLaSaisine(contexte, auteur, sens),
    ],
    recours:
      sens === 'rejete'
        ? [
            `Ce rejet peut être contesté dans les deux mois de sa notification devant le tribunal administratif territorialement compétent (code de justice administrative, articles R. 421-1 et R. 421-5)${contexte.siege.startsWith('97') ? ", délai augmenté d'un mois pour qui ne demeure pas dans le ressort d'outre-mer de ce tribunal, et de deux mois pour qui demeure à l'étranger (article R. 421-7)" : ''}.`,
          ]
        : [],
  }),
  ResiliationAbandonnee: ({ le, contrat: type }) => ({
    objet: 'résiliation abandonnée avant sa notification',
    phrases: [
      `La résiliation du ${contrat(type)} est abandonnée depuis ${jour(le)} ; le contrat se poursuit (DEC-40).`,
    ],
  }),
  RetraitResiliationDemande: ({ le, contrat: type, origine, partie: auteur }) => ({
    objet: 'retrait de la résiliation demandé',
    phrases: [
      `Le retrait de la résiliation du ${contrat(type)} a été demandé ${jour(le)} par ${partie(auteur)}.`,
      origine === 'ess'
        ? "L'équipe retire seule sa lettre tant qu'aucune des deux autorités ne l'a reçue ; ensuite, il y faut l'accord de la caisse de rattachement et de l'agence régionale de santé (DEC-40)."
        : "La résiliation est retirée quand la caisse de rattachement et l'agence régionale de santé l'ont toutes deux demandé (DEC-40).",
    ],
  }),
  ResiliationCaduque: ({ le, contrat: type, cause }) => ({
    objet: 'résiliation caduque',
    phrases: [
      `La résiliation du ${contrat(type)} est caduque depuis ${jour(le)} : ${CADUCITES[cause]}.`,
      `Rien n'est à rembourser de son fait.`,
    ],
  }),
  ResiliationRetiree: ({ le, contrat: type, regle }) => ({
    objet: 'résiliation retirée',
    phrases: [`La résiliation du ${contrat(type)} est retirée depuis ${jour(le)} ; le contrat se poursuit (${regle}).`],
  }),
  ResiliationEffective: ({ le, contrat: type, dateLimite, cause }, contexte) => {
    const somme = calculDuRemboursement(contexte.etat, type, le);
    return {
      objet:
        cause === 'dissolution'
          ? `fin du ${contrat(type)} : dissolution de l'association`
          : `prise d'effet de la résiliation du ${contrat(type)}`,
      phrases: [
        `${cause === 'dissolution' ? `Le ${contrat(type)} a pris fin avec l'association, avec les conséquences d'une résiliation,` : `La résiliation du ${contrat(type)} a pris effet`} ${jour(le)}.`,
        ...(rienVerse(contexte, type)
          ? ['Les versements de ce contrat sont interrompus.', RIEN_A_REMBOURSER]
          : [
              `Les versements qui ne sont plus dus sont interrompus ; les sommes dues sont à rembourser au plus tard ${jour(dateLimite)} (REC-02).`,
              ...report(contexte, 'remboursement', le, dateLimite),
              ...(somme === undefined
                ? []
                : [`Somme ${type === 'amorcage' ? 'due' : 'proposée'} : ${somme}.${quiArrete(contexte, type)}`]),
            ]),
      ],
    };
  },
} satisfies Modeles;
