/** Notices of the contracts, the pieces and the payments. */
import { contrat, euros, jour, paiement, partie, piece, dateLongue } from '../libelles.ts';
import type { Modeles } from './modeles.types.ts';

const signe = (type: 'amorcage' | 'dotation', auteur: string, le: string) => ({
  objet: `${contrat(type)} signé par ${partie(auteur)}`,
  phrases: [
    `Le ${contrat(type)} a été signé par ${partie(auteur)} ${le}. Il est conclu à la dernière des trois signatures (AMO-16bis).`,
  ],
});

export const AVIS_CONTRATS = {
  PiecesDeposees: ({ le, pieces }) => ({
    objet: 'pièces déposées, à vérifier',
    phrases: [`Pièces déposées ${jour(le)} :\n${pieces.map(({ code }) => `- ${piece(code)}`).join('\n')}`],
  }),
  PiecesVerifiees: ({ le, pieces }) => ({
    objet: pieces.every(({ conforme }) => conforme) ? 'pièces conformes' : 'pièces non conformes',
    phrases: [
      `Vérification des pièces par la caisse de rattachement ${jour(le)} :\n${pieces
        .map(
          ({ code, conforme, motif }) =>
            `- ${piece(code)} : ${conforme ? 'conforme' : 'non conforme'}${motif === undefined ? '' : `. Motif : ${motif}`}`,
        )
        .join('\n')}`,
    ],
  }),
  ContratAmorcageSigne: ({ le, partie: auteur }) => signe('amorcage', auteur, jour(le)),
  ContratDotationSigne: ({ le, partie: auteur }) => signe('dotation', auteur, jour(le)),
  ContratAmorcageConclu: ({ le, dateLimite }) => ({
    objet: "contrat de crédit d'amorçage conclu",
    phrases: [
      `Le contrat de crédit d'amorçage est conclu depuis ${jour(le)}. Il dure dix mois au plus, soit jusqu'au ${dateLongue(dateLimite)} (AMO-15).`,
      'Le premier versement est dû dans le mois qui suit, sous réserve de pièces conformes (PAY-01). Au moins une action de la mission socle est à engager dès la signature (MIS-03).',
    ],
  }),
  ContratAmorcageTermine: ({ le }) => ({
    objet: "terme du contrat de crédit d'amorçage",
    phrases: [
      `Le contrat de crédit d'amorçage a pris fin ${jour(le)}. Le contrat de dotation annuelle peut être signé si le projet de santé est validé (AMO-16).`,
    ],
  }),
  ContratDotationConclu: ({ le, dateLimite, priseEffet }) => ({
    objet: 'contrat de dotation annuelle conclu',
    phrases: [
      `Le contrat de dotation annuelle est conclu depuis ${jour(le)}${priseEffet === undefined ? '' : `, prend effet ${jour(priseEffet)} (DEC-61)`} pour cinq ans, soit jusqu'au ${dateLongue(dateLimite)} ; il se renouvelle par tacite reconduction (DOT-10).`,
    ],
  }),
  ContratDotationReconduit: ({ le, dateLimite }) => ({
    objet: 'contrat de dotation annuelle reconduit',
    phrases: [
      `Le contrat de dotation annuelle est reconduit tacitement ${jour(le)} pour cinq ans, soit jusqu'au ${dateLongue(dateLimite)} (DOT-10).`,
    ],
  }),
  AdherentsDenombres: ({ date, nombre }) => ({
    objet: 'adhérents dénombrés',
    phrases: [
      `À la date du ${dateLongue(date)}, ${nombre} médecin${nombre > 1 ? 's libéraux adhérents sont pris' : ' libéral adhérent est pris'} en compte pour la dotation (DEC-11).`,
      ...(nombre < 10
        ? [
            "En dessous de dix médecins, le montant est fixé par la caisse et approuvé par l'agence régionale de santé (DEC-09).",
          ]
        : []),
    ],
  }),
  MontantDotationFixe: ({ le, paiement: cle, montantCentimes }) => ({
    objet: "montant de dotation fixé, à approuver par l'agence régionale de santé",
    phrases: [
      `La caisse de rattachement a fixé ${jour(le)} le montant de ${paiement(cle)} à ${euros(montantCentimes)} (DEC-09).`,
    ],
  }),
  MontantDotationApprouve: ({ le, paiement: cle, montantCentimes }) => ({
    objet: 'montant de dotation approuvé',
    phrases: [
      `L'agence régionale de santé a approuvé ${jour(le)} le montant de ${paiement(cle)} : ${euros(montantCentimes)} (DEC-09).`,
    ],
  }),
  PaiementOrdonnance: ({ le, paiement: cle, montantCentimes, dateLimite, resiliationLe }, { destinataire }) => ({
    objet:
      destinataire === 'caisse'
        ? `ordre de paiement : ${euros(montantCentimes)}`
        : `versement de ${euros(montantCentimes)} demandé`,
    phrases: [
      destinataire === 'caisse'
        ? `Vous êtes invités à verser à l'association ${euros(montantCentimes)} au titre de ${paiement(cle)}. Cette somme est due au plus tard ${jour(dateLimite)}.`
        : `Le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, a été demandé ${jour(le)} à la caisse de rattachement. Il est dû au plus tard ${jour(dateLimite)}.`,
      ...(destinataire === 'caisse'
        ? ["L'exécution ou le rejet est à déclarer dans le dossier, avec sa référence."]
        : []),
      ...(resiliationLe === undefined
        ? []
        : [
            `Une résiliation de ce contrat est notifiée depuis ${jour(resiliationLe)} : le contrat court jusqu'à son effet, et ce qui est dû est payé (DEC-36).`,
          ]),
    ],
  }),
  PaiementReemis: ({ paiement: cle, montantCentimes, dateLimite, acteur }) => ({
    objet: `ordre de paiement réémis : ${euros(montantCentimes)}`,
    phrases: [
      `L'ordre de verser ${euros(montantCentimes)}, au titre de ${paiement(cle)}, est émis à nouveau ${acteur === 'systeme' ? 'après son interruption : cette somme est de nouveau due (DEC-34)' : 'après rejet ou retour'}. Il remplace le précédent et ne s'y ajoute pas. Cette somme est due au plus tard ${jour(dateLimite)}.`,
    ],
  }),
  PaiementRetenu: ({ le, paiement: cle, montantCentimes }) => ({
    objet: `versement de ${euros(montantCentimes)} retenu`,
    phrases: [
      `La caisse de rattachement retient depuis ${jour(le)} le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, pendant la résiliation notifiée (DEC-36).`,
      'La retenue prend fin avec la résiliation, ou quand la caisse la lève ; le délai de paiement continue de courir.',
    ],
  }),
  PaiementLibere: ({ le, paiement: cle, montantCentimes }) => ({
    objet: `versement de ${euros(montantCentimes)} libéré`,
    phrases: [
      `Le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, n'est plus retenu depuis ${jour(le)} (DEC-36).`,
    ],
  }),
  PaiementRetourne: ({ le, paiement: cle, montantCentimes, executeLe, reference }) => ({
    objet: `virement de ${euros(montantCentimes)} retourné`,
    phrases: [
      `Le virement de ${euros(montantCentimes)}, parti ${jour(executeLe)} au titre de ${paiement(cle)}${reference === undefined ? '' : ` (référence ${reference})`}, est revenu ${jour(le)} : cette somme n'est pas versée (DEC-38).`,
      "Les coordonnées bancaires de l'association sont à vérifier, ou à déclarer de nouveau, avant une nouvelle émission (DEC-52).",
    ],
  }),
  CoordonneesBancairesDeclarees: ({ le, nouvelles }) => ({
    objet: nouvelles === true ? 'nouvelles coordonnées bancaires déclarées' : 'coordonnées bancaires déclarées',
    phrases: [
      `${nouvelles === true ? 'De nouvelles coordonnées' : 'Les coordonnées'} bancaires de l'association ont été déclarées ${jour(le)}.`,
      ...(nouvelles === true
        ? [
            "La caisse de rattachement les vérifie avant tout paiement (DEC-52). Si l'association n'a rien déclaré, elle le signale sans attendre à la caisse.",
          ]
        : []),
    ],
  }),
  PaiementExecute: ({ le, paiement: cle, montantCentimes, reference }) => ({
    objet: `versement de ${euros(montantCentimes)} exécuté`,
    phrases: [
      `La caisse de rattachement a versé ${euros(montantCentimes)} ${jour(le)}, au titre de ${paiement(cle)}${reference === undefined ? '' : ` (référence ${reference})`}.`,
    ],
  }),
  PaiementRejete: ({ le, paiement: cle, montantCentimes }) => ({
    objet: `versement de ${euros(montantCentimes)} rejeté`,
    phrases: [
      `Le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, a été rejeté ${jour(le)}. Les coordonnées bancaires de l'association sont à vérifier avant une nouvelle émission.`,
    ],
  }),
  PaiementInterrompu: ({ le, paiement: cle, montantCentimes }) => ({
    objet: 'versement interrompu',
    phrases: [
      `Le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, est interrompu depuis ${jour(le)}.`,
    ],
  }),
} satisfies Modeles;
