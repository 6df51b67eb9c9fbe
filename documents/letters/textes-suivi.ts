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

/** A corrected value: a civil date in words, anything else as it is. */
const valeurEnClair = (valeur: string | number): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(String(valeur)) ? dateLongue(valeur as DateCivile) : String(valeur);

/** DEC-61 — asked of the ARS. */
const AIDE_A_INTERROMPRE =
  "L'équipe ne peut plus être financée par l'agence régionale de santé : consignez la fin de votre aide (« interrompre-aide », DEC-61).";

export const AVIS_SUIVI = {
  EcheanceDepassee: ({ echeance: cle, dateLimite, attendu, regle }, { destinataire }) => ({
    objet: `échéance dépassée : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » a expiré ${jour(dateLimite)} sans que l'acte attendu soit enregistré.`,
      ...(attendu === undefined || attendu.length === 0
        ? []
        : [`L'acte est attendu ${enumerer(attendu.map(deLaPartie))}.`]),
      ...(destinataire === 'ars' && cle === 'depot-projet-sante' && regle === 'TRA-B'
        ? [AIDE_A_INTERROMPRE]
        : destinataire === 'ars' && cle === 'depot-projet-sante' && attendu?.includes('ars') === true
          ? ['Vous pouvez fixer une prolongation, jusqu’à six mois après la validation de la lettre d’intention (DEC-53).']
          : []),
    ],
  }),
  RappelEmis: ({ echeance: cle, dateLimite, jours, silence }) => ({
    objet: `rappel${jours === undefined ? '' : ` (${jours} jour${jours > 1 ? 's' : ''})`} : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » expire ${jour(dateLimite)}${jours === undefined ? '' : jours === 1 ? ', demain' : `, dans ${jours} jours`}.`,
      ...(silence === undefined ? [] : [`Si rien n'est fait d'ici là : ${SILENCES[silence]}.`]),
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
  ReceptionResiliationAccusee: ({ partie: auteur, recueLe, dateLimite }) => ({
    objet: 'accusé de réception de la lettre de résiliation',
    phrases: [
      `La lettre de résiliation a été reçue par ${partie(auteur)} ${jour(recueLe)}.`,
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
    phrases: [
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
  ResiliationRetiree: ({ le, contrat: type }) => ({
    objet: 'résiliation retirée',
    phrases: [`La résiliation du ${contrat(type)} est retirée depuis ${jour(le)} ; le contrat se poursuit (DEC-22).`],
  }),
  ResiliationEffective: ({ le, contrat: type, dateLimite }) => ({
    objet: `prise d'effet de la résiliation du ${contrat(type)}`,
    phrases: [
      `La résiliation du ${contrat(type)} a pris effet ${jour(le)}. Les versements sont interrompus ; les sommes dues sont à rembourser au plus tard ${jour(dateLimite)} (REC-02).`,
    ],
  }),
  RecouvrementPropose: ({ montantCentimes, dateLimite, origine }) => ({
    objet: `recouvrement proposé : ${euros(montantCentimes)}`,
    phrases: [
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
  RemboursementConstate: ({ le, montantCentimes, resteDuCentimes }) => ({
    objet: `remboursement de ${euros(montantCentimes)} constaté`,
    phrases: [
      `La caisse de rattachement a reçu ${euros(montantCentimes)} ${jour(le)}. Reste dû : ${euros(resteDuCentimes)}.`,
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
  EssClose: ({ le, motifCloture }) => ({
    objet: `dossier clos : ${CLOTURES[motifCloture]}`,
    phrases: [
      `Le dossier est clos depuis ${jour(le)} : ${CLOTURES[motifCloture]}. Le territoire est de nouveau libre (DEC-15).`,
    ],
  }),
} satisfies Modeles;
