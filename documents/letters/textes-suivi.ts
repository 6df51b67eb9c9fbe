/** Notices of deadlines, follow-up, résiliation, recovery and transition. */
import {
  contrat,
  deLaPartie,
  echeance,
  enumerer,
  euros,
  fondement,
  jour,
  partie,
  paiement,
  SILENCES,
} from '../libelles.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { documentDemande } from '../closed-lists.ts';
import type { Modeles } from './modeles.types.ts';

const CADUCITES = {
  terme: 'le contrat était arrivé à son terme avant sa date d’effet (DEC-39)',
  'non-notifiee': "l'accord des autorités n'a pas été notifié dans les deux mois (DEC-40)",
  'autre-resiliation': 'une autre résiliation a déjà mis fin au contrat (DEC-40)',
} as const;

/** DEC-61 — asked of the ARS. */
const AIDE_A_INTERROMPRE =
  "L'équipe ne peut plus être financée par l'agence régionale de santé : consignez la fin de votre aide (« interrompre-aide », DEC-61).";

type Recouvrement = Evenement<'RecouvrementPropose'>;

function objetDuRecouvrement({ montantCentimes, reduite, imputation }: Recouvrement): string {
  if (reduite !== true) return `recouvrement proposé : ${euros(montantCentimes)}`;
  return imputation === undefined
    ? `recouvrement ramené à ${euros(montantCentimes)}`
    : `remboursement imputé : reste dû ${euros(imputation.resteDuCentimes)}`;
}

function phrasesDuRecouvrement(recouvrement: Recouvrement): readonly string[] {
  const { montantCentimes, dateLimite, origine, paiement: cle, reduite, aRendreCentimes, imputation } = recouvrement;
  if (reduite === true && imputation !== undefined) return [];
  if (reduite === true)
    return [
      `La somme réclamée est ramenée à ${euros(montantCentimes)} : un versement qu'elle comptait n'est plus dû, ou est revenu (DEC-38).`,
      ...(aRendreCentimes === undefined
        ? []
        : [
            `${euros(aRendreCentimes)} ont été remboursés au-delà de cette somme et sont à rendre à l'association (DEC-63).`,
          ]),
    ];
  if (origine === 'indu')
    return [
      `${euros(montantCentimes)} ont été versés au-delà de ce qui est dû${cle === undefined ? '' : `, au titre de ${paiement(cle)}`} (DEC-34). La caisse de rattachement confirme cette somme, ou en modifie le montant avec un motif ; elle sera due deux mois après sa notification.`,
    ];
  return [
    `Un recouvrement de ${euros(montantCentimes)} est proposé ; la caisse de rattachement le confirme${origine === 'amorcage' ? " : la totalité de la somme versée au titre de l'amorçage est due (RES-A-04)" : ' ou en modifie le montant, avec un motif (DEC-10)'}.`,
    ...(dateLimite === undefined ? [] : [`Le remboursement serait dû au plus tard ${jour(dateLimite)}.`]),
  ];
}

/** DEC-34 — what was repaid on a ground that is gone. */
const imputees = ({ imputation }: Recouvrement): readonly string[] =>
  imputation === undefined
    ? []
    : [
        `${euros(imputation.montantCentimes)} déjà remboursés au titre d'une somme qui n'est plus réclamée sont imputés sur celle-ci (DEC-34). Reste dû : ${euros(imputation.resteDuCentimes)}.`,
      ];

export const AVIS_SUIVI = {
  EcheanceDepassee: ({ echeance: cle, dateLimite, attendu, regle }, { destinataire }) => ({
    objet: `échéance dépassée : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » a expiré ${jour(dateLimite)} sans que l'acte attendu soit enregistré.`,
      ...(attendu.length === 0 ? [] : [`L'acte est attendu ${enumerer(attendu.map(deLaPartie))}.`]),
      ...(destinataire === 'ars' && cle === 'depot-projet-sante' && regle === 'TRA-B'
        ? [AIDE_A_INTERROMPRE]
        : destinataire === 'ars' && cle === 'depot-projet-sante' && attendu.includes('ars')
          ? [
              'Vous pouvez fixer une prolongation, jusqu’à six mois après la validation de la lettre d’intention (DEC-53).',
            ]
          : []),
    ],
  }),
  RappelEmis: ({ echeance: cle, dateLimite, jours, silence }) => ({
    objet: `rappel (${jours} jour${jours > 1 ? 's' : ''}) : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » expire ${jour(dateLimite)}${jours === 1 ? ', demain' : `, dans ${jours} jours`}.`,
      `Si rien n'est fait d'ici là : ${SILENCES[silence]}.`,
    ],
  }),
  DocumentsDemandes: ({ le, documents, dateLimite }) => ({
    objet: 'documents complémentaires demandés',
    phrases: [
      `La caisse de rattachement a demandé ${jour(le)} la communication de documents complémentaires${documents.length > 0 ? ` : ${enumerer(documents.map(documentDemande))}` : ''} (DOT-09).`,
      ...(dateLimite === undefined ? [] : [`Ils sont attendus au plus tard ${jour(dateLimite)}.`]),
    ],
  }),
  CriteresControles: ({ le, resultat, criteresNonRemplis }) => ({
    objet: `contrôle annuel des critères : ${resultat === 'conforme' ? 'conforme' : 'non conforme'}`,
    phrases: [
      `La caisse de rattachement a contrôlé ${jour(le)} les critères conditionnels à la création (SUI-01).`,
      ...(criteresNonRemplis.length > 0 ? [`Critères non remplis : ${enumerer(criteresNonRemplis)}.`] : []),
    ],
  }),
  ResiliationDemandee: ({ le, contrat: type }) => ({
    objet: `demande de résiliation du ${contrat(type)}`,
    phrases: [
      `L'équipe a demandé ${jour(le)} la résiliation du ${contrat(type)}. Le délai court à compter de la réception de la lettre par la caisse et par l'agence régionale de santé, la plus tardive (DEC-04).`,
    ],
  }),
  ReceptionResiliationAccusee: ({ partie: auteur, recueLe, dateLimite, sansEffet }) => ({
    objet: 'accusé de réception de la lettre de résiliation',
    phrases: [
      `La lettre de résiliation a été reçue par ${partie(auteur)} ${jour(recueLe)}.`,
      ...(sansEffet === true ? ['Cette résiliation avait déjà pris fin : la lettre est consignée, sans effet.'] : []),
      ...(dateLimite === undefined ? [] : [`La résiliation prendra effet ${jour(dateLimite)} (DEC-04).`]),
    ],
  }),
  ResiliationProposee: ({ le, contrat: type, partie: auteur, fondement: motif }) => ({
    objet: `proposition de résiliation du ${contrat(type)}`,
    phrases: [
      `La résiliation du ${contrat(type)} a été proposée ${jour(le)} par ${partie(auteur)} : ${fondement(motif)}. Elle suppose l'accord de la caisse et de l'agence régionale de santé (DEC-16).`,
    ],
  }),
  ResiliationApprouvee: ({ le, contrat: type, partie: auteur }) => ({
    objet: `accord sur la résiliation du ${contrat(type)}`,
    phrases: [`La résiliation du ${contrat(type)} a été approuvée ${jour(le)} par ${partie(auteur)}.`],
  }),
  ResiliationNotifiee: ({ contrat: type, recueLe, dateLimite }) => ({
    objet: `notification de la résiliation du ${contrat(type)}`,
    phrases:
      dateLimite === undefined
        ? [
            `La lettre de résiliation du ${contrat(type)} a été reçue par l'équipe ${jour(recueLe)}, après la fin de la résiliation, ou des deux mois dans lesquels son accord se notifie (DEC-40) : elle est consignée, sans effet.`,
          ]
        : [
            `La lettre de résiliation du ${contrat(type)} a été reçue par l'équipe ${jour(recueLe)}. La résiliation prendra effet ${jour(dateLimite)} (DEC-04).`,
            `Jusqu'à cette date incluse, l'équipe peut saisir les directeurs de la caisse et de l'agence régionale de santé ; la saisine suspend l'effet de la résiliation (DEC-05).`,
          ],
  }),
  SaisineRecue: ({ le, dateLimite, objet }) => ({
    objet: 'accusé de réception de la saisine',
    phrases: [
      `La saisine a été reçue ${jour(le)}. Elle suspend ${objet === 'dissolution' ? "la fin du contrat pour dissolution de l'association" : 'la résiliation'} jusqu'à la notification de la réponse, attendue au plus tard ${jour(dateLimite)} (DEC-05).`,
    ],
  }),
  SaisineTranchee: ({ le, partie: auteur, sens, objet }) => ({
    objet: `saisine ${sens === 'accepte' ? 'acceptée' : 'rejetée'}`,
    phrases: [
      `Réponse de ${partie(auteur)} à la saisine, notifiée ${jour(le)} : ${sens === 'accepte' ? 'acceptée' : 'rejetée'}. ${objet === 'dissolution' ? 'Le constat de dissolution' : 'La résiliation'} n'est ${objet === 'dissolution' ? 'maintenu' : 'maintenue'} que si la caisse et l'agence régionale de santé l'ont toutes deux rejetée (DEC-22).`,
    ],
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
      `La résiliation du ${contrat(type)} est caduque depuis ${jour(le)} : ${CADUCITES[cause]}. Rien n'est à rembourser de son fait.`,
    ],
  }),
  ResiliationRetiree: ({ le, contrat: type, regle }) => ({
    objet: 'résiliation retirée',
    phrases: [`La résiliation du ${contrat(type)} est retirée depuis ${jour(le)} ; le contrat se poursuit (${regle}).`],
  }),
  ResiliationEffective: ({ le, contrat: type, dateLimite, cause }) => ({
    objet:
      cause === 'dissolution'
        ? `fin du ${contrat(type)} : dissolution de l'association`
        : `prise d'effet de la résiliation du ${contrat(type)}`,
    phrases: [
      `${cause === 'dissolution' ? `Le ${contrat(type)} a pris fin avec l'association, avec les conséquences d'une résiliation,` : `La résiliation du ${contrat(type)} a pris effet`} ${jour(le)}. Les versements qui ne sont plus dus sont interrompus ; les sommes dues sont à rembourser au plus tard ${jour(dateLimite)} (REC-02).`,
    ],
  }),
  RecouvrementPropose: (evenement) => ({
    objet: objetDuRecouvrement(evenement),
    phrases: [...phrasesDuRecouvrement(evenement), ...imputees(evenement)],
  }),
  RecouvrementConfirme: ({ montantCentimes, dateLimite }) => ({
    objet: `somme à rembourser : ${euros(montantCentimes)}`,
    phrases: [
      `La caisse de rattachement a arrêté à ${euros(montantCentimes)} la somme à rembourser. Elle est due au plus tard ${jour(dateLimite)} (REC-02).`,
      "Elle peut être remboursée en plusieurs versements jusqu'à cette date ; la caisse constate chacun d'eux et le reste dû.",
    ],
  }),
  RemboursementConstate: ({ le, montantCentimes, resteDuCentimes, aRendreCentimes }) => ({
    objet: `remboursement de ${euros(montantCentimes)} constaté`,
    phrases: [
      `La caisse de rattachement a reçu ${euros(montantCentimes)} ${jour(le)}. Reste dû : ${euros(resteDuCentimes)}.`,
      ...(aRendreCentimes === undefined
        ? []
        : [`${euros(aRendreCentimes)} dépassent la somme due et sont à rendre à l'association (DEC-63).`]),
    ],
  }),
  RecouvrementEchu: ({ montantCentimes }) => ({
    objet: 'remboursement en retard',
    phrases: [`Le délai de remboursement de ${euros(montantCentimes)} a expiré sans que la somme soit soldée.`],
  }),
  RecouvrementClos: ({ le, issue }) => ({
    objet: 'recouvrement clos',
    phrases: [
      `Le recouvrement a été clos ${jour(le)} : ${issue === 'rembourse' ? 'somme remboursée' : issue === 'remise' ? 'remise accordée' : 'rien à rembourser'}.`,
    ],
  }),
  ProcedureDixHuitMoisOuverte: ({ le, montantCentimes, paiements }) => ({
    objet: 'procédure de récupération ouverte',
    phrases: [
      `Aucune activité de la mission socle n'était déployée dix-huit mois après le dépôt de la lettre d'intention : une procédure de récupération est ouverte depuis ${jour(le)} (REC-01).`,
      `Sommes versées à ce jour : ${euros(montantCentimes)}${paiements.length > 0 ? ` (${enumerer(paiements.map(paiement))})` : ''}. La caisse de rattachement fixe le montant à rembourser ; rien n'est prélevé automatiquement.`,
    ],
  }),
  ConformiteConstatee: ({ le, conforme }) => ({
    objet: conforme ? 'conformité au cahier des charges constatée' : 'non-conformité au cahier des charges constatée',
    phrases: [
      `L'agence régionale de santé a constaté ${jour(le)} que l'équipe ${conforme ? 'respecte' : 'ne respecte pas'} le cahier des charges national.`,
    ],
  }),
  ChevauchementSignale: ({ jours, montantCentimes }) => ({
    objet: 'chevauchement de financements',
    phrases: [
      `Le financement de l'agence régionale de santé et la dotation se chevauchent sur ${jours} jours ; ${euros(montantCentimes)} pourraient être récupérés par l'agence (TRA-03).`,
    ],
  }),
  ComplementAccorde: ({ le, montantCentimes }) => ({
    objet: `complément de ${euros(montantCentimes)} accordé`,
    phrases: [`La caisse de rattachement a accordé ${jour(le)} un complément de ${euros(montantCentimes)} (TRA-C).`],
  }),
  AideInterrompue: ({ le, cause, acteur }, { destinataire }) => ({
    objet: acteur === 'ars' ? "fin de l'aide de l'agence régionale de santé" : 'aide interrompue',
    phrases: [
      `L'aide est interrompue depuis ${jour(le)} : ${cause === 'projet-sante-valide' ? "le projet de santé est validé et le financement conventionnel prend le relais de celui de l'agence régionale de santé" : cause === 'projet-sante-non-depose' ? "le projet de santé actualisé n'a pas été déposé dans le délai" : "l'équipe n'a pas été mise en conformité"}.`,
      ...(destinataire === 'ars' && acteur !== 'ars' && cause === 'non-conforme' ? [AIDE_A_INTERROMPRE] : []),
    ],
  }),
  IncidentOuvert: ({ effet }) => ({
    objet: 'incident technique',
    phrases: [`Une opération du dossier échoue de façon répétée et continue d'être tentée : ${effet}.`],
  }),
  IncidentLeve: ({ effet }) => ({
    objet: 'incident technique levé',
    phrases: [`L'opération suivante a abouti : ${effet}.`],
  }),
} satisfies Modeles;
