/** Notices of deadlines, follow-up, résiliation, recovery, transition and closure. */
import {
  contrat,
  corrige,
  dateLongue,
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
import { documentDemande } from '../closed-lists.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import type { Modeles } from './modeles.types.ts';

const CLOTURES = {
  'li-refusee': "lettre d'intention refusée",
  renonciation: 'renonciation du porteur',
  'ps-refuse': 'projet de santé refusé',
  'terme-sans-suite': "terme du contrat de crédit d'amorçage sans suite",
  resiliation: 'résiliation',
  'non-conforme': 'absence de mise en conformité',
} as const;

const CADUCITES = {
  terme: 'le contrat était arrivé à son terme avant sa date d’effet (DEC-39)',
  'non-notifiee': "l'accord des autorités n'a pas été notifié dans les deux mois (DEC-40)",
  'autre-resiliation': 'une autre résiliation a déjà mis fin au contrat (DEC-40)',
} as const;

/** A corrected value: a civil date in words, anything else as it is. */
const valeurEnClair = (valeur: string | number): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(String(valeur)) ? dateLongue(valeur as DateCivile) : String(valeur);

export const AVIS_SUIVI = {
  EcheanceDepassee: ({ echeance: cle, dateLimite, attendu }) => ({
    objet: `échéance dépassée : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » a expiré ${jour(dateLimite)} sans que l'acte attendu soit enregistré.`,
      ...(attendu === undefined || attendu.length === 0
        ? []
        : [`L'acte est attendu ${enumerer(attendu.map(deLaPartie))}.`]),
    ],
  }),
  RappelEmis: ({ echeance: cle, dateLimite, jours, silence }) => ({
    objet: `rappel${jours === undefined ? '' : ` (${jours} jour${jours > 1 ? 's' : ''})`} : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » expire ${jour(dateLimite)}${jours === undefined ? '' : jours === 1 ? ', demain' : `, dans ${jours} jours`}.`,
      ...(silence === undefined ? [] : [`Si rien n'est fait d'ici là : ${SILENCES[silence]}.`]),
    ],
  }),
  DocumentsDemandes: ({ le, documents, delai }) => ({
    objet: 'documents complémentaires demandés',
    phrases: [
      `La caisse de rattachement a demandé ${jour(le)} la communication de documents complémentaires${documents.length > 0 ? ` : ${enumerer(documents.map(documentDemande))}` : ''} (DOT-09).`,
      ...(delai === undefined ? [] : [`Ils sont attendus au plus tard ${jour(delai)}.`]),
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
            `La lettre de résiliation du ${contrat(type)} a été reçue par l'équipe ${jour(recueLe)}, quand la résiliation avait déjà pris fin : elle est consignée, sans effet.`,
          ]
        : [
            `La lettre de résiliation du ${contrat(type)} a été reçue par l'équipe ${jour(recueLe)}. La résiliation prendra effet ${jour(dateLimite)} (DEC-04).`,
            `Jusqu'à cette date incluse, l'équipe peut saisir les directeurs de la caisse et de l'agence régionale de santé ; la saisine suspend l'effet de la résiliation (DEC-05).`,
          ],
  }),
  SaisineRecue: ({ le, dateLimite }) => ({
    objet: 'accusé de réception de la saisine',
    phrases: [
      `La saisine a été reçue ${jour(le)}. Elle suspend la résiliation jusqu'à la notification de la réponse, attendue au plus tard ${jour(dateLimite)} (DEC-05).`,
    ],
  }),
  SaisineTranchee: ({ le, partie: auteur, sens }) => ({
    objet: `saisine ${sens === 'accepte' ? 'acceptée' : 'rejetée'}`,
    phrases: [
      `Réponse de ${partie(auteur)} à la saisine, notifiée ${jour(le)} : ${sens === 'accepte' ? 'acceptée' : 'rejetée'}. La résiliation n'est maintenue que si la caisse et l'agence régionale de santé l'ont toutes deux rejetée (DEC-22).`,
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
  ResiliationEffective: ({ le, contrat: type, dateLimite }) => ({
    objet: `prise d'effet de la résiliation du ${contrat(type)}`,
    phrases: [
      `La résiliation du ${contrat(type)} a pris effet ${jour(le)}. Les versements qui ne sont plus dus sont interrompus ; les sommes dues sont à rembourser au plus tard ${jour(dateLimite)} (REC-02).`,
    ],
  }),
  RecouvrementPropose: ({ montantCentimes, dateLimite, origine, paiement: cle, reduite, aRendreCentimes }) => ({
    objet:
      reduite === true
        ? `recouvrement ramené à ${euros(montantCentimes)}`
        : `recouvrement proposé : ${euros(montantCentimes)}`,
    phrases:
      reduite === true
        ? [
            `La somme réclamée est ramenée à ${euros(montantCentimes)} : un versement qu'elle comptait n'est plus dû, ou est revenu (DEC-38).`,
            ...(aRendreCentimes === undefined
              ? []
              : [
                  `${euros(aRendreCentimes)} ont été remboursés au-delà de cette somme et sont à rendre à l'association (DEC-63).`,
                ]),
          ]
        : origine === 'indu'
          ? [
              `${euros(montantCentimes)} ont été versés au-delà de ce qui est dû${cle === undefined ? '' : `, au titre de ${paiement(cle)}`} (DEC-34). La caisse de rattachement confirme cette somme, ou en modifie le montant avec un motif ; elle sera due deux mois après sa notification.`,
            ]
          : [
              `Un recouvrement de ${euros(montantCentimes)} est proposé ; la caisse de rattachement le confirme${origine === 'amorcage' ? " : la totalité de la somme versée au titre de l'amorçage est due (RES-A-04)" : ' ou en modifie le montant, avec un motif (DEC-10)'}.`,
              ...(dateLimite === undefined ? [] : [`Le remboursement serait dû au plus tard ${jour(dateLimite)}.`]),
            ],
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
  AideInterrompue: ({ le, cause }) => ({
    objet: 'aide interrompue',
    phrases: [
      `L'aide est interrompue depuis ${jour(le)} : ${cause === 'projet-sante-valide' ? "le projet de santé est validé et le financement conventionnel prend le relais de celui de l'agence régionale de santé" : "l'équipe n'a pas été mise en conformité"}.`,
    ],
  }),
  CorrectionApportee: ({ le, objet, ancienne, valeur }) => ({
    objet: 'correction apportée au dossier',
    phrases: [
      `Une correction a été apportée ${jour(le)} au dossier : ${corrige(objet)}.`,
      `Valeur précédente : ${ancienne === null ? 'aucune' : valeurEnClair(ancienne)}. Valeur corrigée : ${valeurEnClair(valeur)}. L'une et l'autre restent au journal.`,
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
  Renonciation: ({ le }) => ({
    objet: 'renonciation du porteur',
    phrases: [`Le porteur a renoncé au projet ${jour(le)}, avant tout contrat (DEC-23).`],
  }),
  DossierRouvert: ({ le }) => ({
    objet: 'dossier rouvert',
    phrases: [
      `Le dossier, qui était clos, est rouvert depuis ${jour(le)} : une somme reste à rembourser ou à verser (DEC-35).`,
    ],
  }),
  EssClose: ({ le, motifCloture }) => ({
    objet: `dossier clos : ${CLOTURES[motifCloture]}`,
    phrases: [
      `Le dossier est clos depuis ${jour(le)} : ${CLOTURES[motifCloture]}. Le territoire est de nouveau libre (DEC-15).`,
    ],
  }),
} satisfies Modeles;
