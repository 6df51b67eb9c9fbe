/** Letters of the pieces and of the two contracts. */
import { contrat, jour, partie, piece, dateLongue } from '../libelles.ts';
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
    phrases: [
      `L'équipe a déposé ${jour(le)} les pièces suivantes, qu'il vous revient de vérifier :\n${pieces.map(({ code }) => `- ${piece(code)}`).join('\n')}`,
    ],
  }),
  PiecesVerifiees: ({ le, pieces }) => ({
    objet: pieces.every(({ conforme }) => conforme) ? 'vos pièces sont conformes' : 'pièces non conformes, à compléter',
    phrases: [
      `La caisse de rattachement a vérifié vos pièces ${jour(le)} :\n${pieces
        .map(
          ({ code, conforme, motif }) =>
            `- ${piece(code)} : ${conforme ? 'conforme' : 'non conforme'}${motif === undefined ? '' : `. Motif : ${motif}`}`,
        )
        .join('\n')}`,
      ...(pieces.every(({ conforme }) => conforme)
        ? []
        : ['Les pièces non conformes sont à déposer de nouveau ; le versement attend que toutes soient conformes.']),
    ],
  }),
  ContratAmorcageSigne: ({ le, partie: auteur }) => signe('amorcage', auteur, jour(le)),
  ContratDotationSigne: ({ le, partie: auteur }) => signe('dotation', auteur, jour(le)),
  ContratAmorcageConclu: ({ le, dateLimite }, { destinataire }) => ({
    objet: "contrat de crédit d'amorçage conclu",
    phrases: [
      `Le contrat de crédit d'amorçage est conclu depuis ${jour(le)}, date de la dernière des trois signatures (AMO-16bis).`,
      `Il dure dix mois au plus, soit jusqu'au ${dateLongue(dateLimite)} (AMO-15).`,
      destinataire === 'caisse'
        ? 'Le premier versement est dû dans le mois qui suit, sous réserve de pièces conformes (PAY-01) ; un ordre de paiement vous est adressé dès que tout est réuni.'
        : destinataire === 'porteur'
          ? 'Le premier versement vous est dû dans le mois qui suit, sous réserve de pièces conformes (PAY-01). Au moins une action de la mission socle est à engager dès maintenant (MIS-03).'
          : "Au moins une action de la mission socle est à engager par l'équipe dès la signature (MIS-03).",
    ],
  }),
  ContratAmorcageTermine: ({ le }, { destinataire, etat }) => {
    const valide = etat?.projetSante.decision?.sens === 'valide';
    const dotation =
      destinataire === 'porteur'
        ? 'vous pouvez signer le contrat de dotation annuelle'
        : 'le contrat de dotation annuelle peut être signé';
    return {
      objet: "terme du contrat de crédit d'amorçage",
      phrases: [
        `Le contrat de crédit d'amorçage a pris fin ${jour(le)}.`,
        `${valide ? `Le projet de santé est validé : ${dotation}` : `Une fois le projet de santé validé, ${dotation}`} (AMO-16).`,
      ],
    };
  },
  ContratDotationConclu: ({ le, dateLimite, priseEffet }, { destinataire }) => ({
    objet: 'contrat de dotation annuelle conclu',
    phrases: [
      `Le contrat de dotation annuelle est conclu depuis ${jour(le)}${priseEffet === undefined ? '' : `, prend effet ${jour(priseEffet)} (DEC-61)`} pour cinq ans, soit jusqu'au ${dateLongue(dateLimite)} ; il se renouvelle par tacite reconduction (DOT-10).`,
      destinataire === 'caisse'
        ? 'La dotation de la première année est due dans le mois qui suit la signature, les suivantes dans le mois qui suit chaque date anniversaire, sous réserve des pièces (DOT-07).'
        : destinataire === 'porteur'
          ? "La dotation vous est versée dans le mois qui suit la signature, puis dans le mois qui suit chaque date anniversaire, sous réserve des pièces (DOT-07). Chaque année, déposez la liste nominative des adhérents et le rapport d'activité, avec les autres pièces de l'année (DOT-08)."
          : "Chaque année, l'équipe transmet la liste nominative des adhérents, son rapport d'activité et les autres pièces de l'année (DOT-08).",
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
} satisfies Modeles;
