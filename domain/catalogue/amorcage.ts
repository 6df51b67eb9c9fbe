/** Contrat de crédit d'amorçage: articles (AMO), payments (PAY), résiliation (RES-A). */
import type { Regle } from './regle.ts';

export const AMORCAGE: readonly Regle[] = [
  {
    id: 'AMO-01',
    titre: "Parties au contrat d'amorçage",
    phrase:
      "Le contrat de crédit d'amorçage lie trois parties : l'ARS, la caisse (CPAM ou CGSS) et l'association qui constitue l'ESS.",
    source: '002:79, 346-376',
    nature: 'texte',
  },
  {
    id: 'AMO-02',
    titre: "Objet du contrat d'amorçage",
    phrase: "Le contrat soutient les futures ESS qui veulent améliorer l'accès aux soins de second recours.",
    source: '002:382',
    nature: 'texte',
  },
  {
    id: 'AMO-03',
    titre: "Délai de signature du contrat d'amorçage",
    phrase:
      "Le contrat d'amorçage est signé dans un délai de 1 mois après la validation de la lettre d'intention ; les textes ne prévoient aucune sanction en cas de retard.",
    source: '002:388, 444',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'AMO-04',
    titre: "Bénéficiaires du contrat d'amorçage",
    phrase:
      "Le contrat d'amorçage est réservé aux porteurs d'une ESS en association loi 1901 dont la lettre d'intention est reçue et validée.",
    source: '002:386',
    nature: 'texte',
  },
  {
    id: 'AMO-05',
    titre: "Un seul crédit d'amorçage",
    phrase:
      "Une même ESS ne bénéficie qu'une seule fois du contrat d'amorçage, et un seul projet de la même spécialité est financé sur un même territoire.",
    source: '002:392, 394',
    nature: 'texte',
  },
  {
    id: 'AMO-06',
    titre: 'Conditions de signature',
    phrase:
      "La signature du contrat d'amorçage suppose la lettre d'intention validée et un budget prévisionnel transmis.",
    source: '002:79',
    nature: 'texte',
  },
  {
    id: 'AMO-07',
    titre: 'Engagements des porteurs',
    phrase:
      "Les porteurs s'engagent à commencer au moins une action de la mission socle dès la signature et à déposer le projet de santé auprès de l'ARS et de la caisse dans les 6 mois qui suivent le dépôt de la lettre d'intention.",
    source: '002:400-402',
    nature: 'texte',
    valeur: 6,
    unite: 'mois',
  },
  {
    id: 'AMO-08',
    titre: "Engagement de l'Assurance maladie",
    phrase:
      "L'Assurance maladie s'engage à verser le crédit d'amorçage ; le contrat rappelle les 6 mois pour déposer le projet de santé et les 2 mois laissés à l'ARS pour le valider après avis de la caisse.",
    source: '002:406-410',
    nature: 'texte',
  },
  {
    id: 'AMO-09',
    titre: "Montant du crédit d'amorçage",
    phrase: "Le crédit d'amorçage est de 80 000 €, versé en deux tranches de 40 000 €, non renouvelables.",
    source: '002:236-239, 414-419 ; 000:11-13 ; 001:24',
    nature: 'texte',
    valeur: 8_000_000,
    unite: 'centimes',
  },
  {
    id: 'AMO-10',
    titre: 'Pièces de la première tranche',
    phrase:
      "La signature et le premier versement demandent la lettre d'intention déposée sur Démarches Simplifiées, les statuts, le budget prévisionnel annuel dans la limite de la subvention, signé par le président et le trésorier, et la liste des médecins engagés.",
    source: '002:427-430, 749',
    nature: 'texte',
  },
  {
    id: 'AMO-11',
    titre: 'Pièces de la seconde tranche',
    phrase:
      "Le second versement demande le projet de santé validé, la présentation d'au moins une action de la mission socle réellement démarrée, et l'état des dépenses réalisées signé par le président et le trésorier.",
    source: '002:431-434',
    nature: 'texte',
  },
  {
    id: 'AMO-12',
    titre: 'Projet de santé non validé',
    phrase:
      "Si le projet de santé n'est pas validé, la seconde tranche n'est pas versée ; ce refus seul n'oblige pas à rembourser la première.",
    source: '002:421',
    nature: 'texte',
  },
  {
    id: 'AMO-13',
    titre: 'Rencontre avec la caisse',
    phrase: "La caisse peut rencontrer l'équipe en cas de carence ou de problème dans l'utilisation des fonds.",
    source: '002:436',
    nature: 'texte',
  },
  {
    id: 'AMO-14',
    titre: 'Numéro FINESS au contrat',
    phrase:
      "La validation de la lettre d'intention enclenche l'attribution du numéro FINESS par l'ARS ; ce numéro ne permet pas de facturer des actes.",
    source: '002:440',
    nature: 'texte',
  },
  {
    id: 'AMO-15',
    titre: "Durée du contrat d'amorçage",
    phrase:
      "Le contrat d'amorçage prend effet à sa signature et dure 10 mois au plus, sans renouvellement ; cette durée comprend le dépôt du projet de santé, sa validation et le versement de la seconde tranche.",
    source: '002:446',
    nature: 'texte',
    valeur: 10,
    unite: 'mois',
  },
  {
    id: 'AMO-16',
    titre: 'Le terme ouvre la dotation',
    phrase:
      "Le contrat de dotation annuelle peut être signé quand le contrat d'amorçage est arrivé à son terme et que le projet de santé est validé. Le terme s'entend de la seconde tranche versée ou définitivement non due, ou de 10 mois écoulés.",
    source: '002:95, 312 ; DEC-08',
    nature: 'interpretation',
  },
  {
    id: 'AMO-16bis',
    titre: "Signature du contrat d'amorçage",
    phrase:
      "Le contrat est signé en trois exemplaires par le directeur de l'ARS, le directeur de la caisse et le président de l'association. Si les dates diffèrent, la date du contrat est celle de la dernière signature.",
    source: '002:477-495',
    nature: 'interpretation',
  },
  {
    id: 'AMO-17',
    titre: "Pas d'avenant",
    phrase:
      "Les textes ne prévoient ni avenant, ni pénalité, ni intérêt, ni clause de litige : aucun effet de ce genre n'est inventé.",
    source: '002:342-495 (silence)',
    nature: 'interpretation',
  },
  {
    id: 'PAY-01',
    titre: 'Première tranche',
    phrase:
      'La caisse verse 40 000 € dans un délai de 1 mois après la signature du contrat, une fois toutes les pièces reçues et conformes.',
    source: '002:81, 416',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'PAY-02',
    titre: 'Seconde tranche',
    phrase:
      'La caisse verse 40 000 € dans les 2 mois qui suivent la réception du projet de santé validé, si les pièces de la seconde tranche sont conformes.',
    source: '002:93, 239, 302, 417 ; 000:13',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'RES-A-01',
    titre: "Résiliation de l'amorçage par l'ESS",
    phrase:
      "L'ESS peut résilier le contrat d'amorçage sans motif, par lettre recommandée avec accusé de réception à la caisse et à l'ARS ; la résiliation prend effet 15 jours après réception.",
    source: '002:450-454',
    nature: 'texte',
    valeur: 15,
    unite: 'jours',
  },
  {
    id: 'RES-A-02',
    titre: "Résiliation de l'amorçage par la caisse et l'ARS",
    phrase:
      "La caisse et l'ARS peuvent, d'un commun accord, résilier le contrat d'amorçage en cas de non-respect manifeste du contrat, d'absence de toute action de la mission socle ou de projet de santé non déposé dans le délai. Cette résiliation, jamais automatique, prend effet 15 jours après réception de la lettre.",
    source: '002:456-464',
    nature: 'texte',
    valeur: 15,
    unite: 'jours',
  },
  {
    id: 'RES-A-03',
    titre: "Saisine sur la résiliation de l'amorçage",
    phrase:
      "Dans le délai de 15 jours, le porteur peut saisir le directeur de la caisse et l'ARS, qui ont 1 mois pour répondre ; la saisine suspend l'effet de la résiliation.",
    source: '002:466-468',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'RES-A-04',
    titre: "Conséquences de la résiliation de l'amorçage",
    phrase:
      "Quelle que soit l'origine de la résiliation, le versement est interrompu et la totalité des sommes versées au titre de l'amorçage est remboursée à la caisse dans les 2 mois qui suivent la date d'effet.",
    source: '002:472-475',
    nature: 'texte',
    valeur: 2,
    unite: 'mois',
  },
];
