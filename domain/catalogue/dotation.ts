/** Contrat de dotation annuelle: articles (DOT), résiliation (RES-D), adhesion of doctors (ADH). */
import type { Regle } from './regle.ts';

export const DOTATION: readonly Regle[] = [
  {
    id: 'DOT-01',
    titre: 'Parties au contrat de dotation',
    phrase: "Le contrat de dotation annuelle lie les mêmes trois parties : l'ARS, la caisse et l'association.",
    source: '002:501-531',
    nature: 'texte',
  },
  {
    id: 'DOT-02',
    titre: 'Conditions de signature de la dotation',
    phrase:
      "Le contrat de dotation est réservé à une association loi 1901 dont le projet de santé est validé, même tacitement, et dont le contrat d'amorçage est à son terme ; aucun délai de signature n'est fixé.",
    source: '002:95, 312, 541',
    nature: 'texte',
  },
  {
    id: 'DOT-03',
    titre: 'Projet de santé précisé',
    phrase:
      'Le projet de santé détaille les missions, les actions et les indicateurs, par exemple les motifs de consultation, le nombre de patients et de téléexpertises.',
    source: '002:543',
    nature: 'texte',
  },
  {
    id: 'DOT-04',
    titre: "Engagements de l'ESS",
    phrase:
      "L'ESS s'engage à mettre en place les deux activités de la mission socle dans un délai de 1 an à compter du dépôt du projet de santé et peut s'engager sur la mission optionnelle.",
    source: '002:547-556',
    nature: 'texte',
  },
  {
    id: 'DOT-05',
    titre: 'Montant de la dotation',
    phrase:
      "Les textes fixent 50 000 € pour 10 médecins adhérents et 100 000 € pour 100 ou plus, au nombre exact d'adhérents chaque année. Entre ces deux points, la progression linéaire est une interprétation.",
    source: '002:241-244, 564-568 ; 000:14-15 ; DEC-09',
    nature: 'interpretation',
  },
  {
    id: 'DOT-06',
    titre: 'Médecin adhérent',
    phrase:
      "Est adhérent le professionnel engagé à répondre aux missions de l'ESS et qui a signé le formulaire d'adhésion ; son enregistrement par la caisse n'est pas une condition.",
    source: '002:268, 640 ; 003:44',
    nature: 'texte',
  },
  {
    id: 'DOT-07',
    titre: 'Dates de paiement de la dotation',
    phrase:
      "La première dotation est payée dans un délai de 1 mois après la signature, puis, tous les 12 mois, dans un délai de 1 mois après l'anniversaire du contrat, sous réserve des pièces justificatives.",
    source: '002:97, 568',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'DOT-08',
    titre: 'Pièces de la dotation',
    phrase:
      "Chaque année l'ESS transmet à la caisse et à l'ARS la liste nominative des adhérents, le rapport d'activité, le profil du coordinateur, les coopérations, le document de fonctionnement et de perspectives, et le bilan comptable signé par le président et le trésorier ; sans ces pièces, la dotation n'est pas payée.",
    source: '002:97, 99, 570-582',
    nature: 'texte',
  },
  {
    id: 'DOT-09',
    titre: 'Rencontre et documents complémentaires',
    phrase:
      "En cas de carence ou de problème dans l'utilisation des fonds, la caisse peut rencontrer l'équipe et demander des documents complémentaires.",
    source: '002:584',
    nature: 'texte',
  },
  {
    id: 'DOT-10',
    titre: 'Durée et reconduction de la dotation',
    phrase: 'Le contrat de dotation dure 5 ans à compter de sa signature et se renouvelle par tacite reconduction.',
    source: '002:588',
    nature: 'texte',
    valeur: 60,
    unite: 'mois',
  },
  {
    id: 'DOT-11',
    titre: 'Signature du contrat de dotation',
    phrase:
      "Le contrat de dotation est signé en trois exemplaires par le directeur de l'ARS, le directeur de la caisse et le président de l'association.",
    source: '002:616-634',
    nature: 'texte',
  },
  {
    id: 'DOT-12',
    titre: "Pas d'avenant à la dotation",
    phrase:
      "Les textes ne prévoient ni avenant, ni suspension, ni pénalité, ni changement de territoire ou de spécialité : aucun effet de ce genre n'est inventé.",
    source: '002:501-634 (silence)',
    nature: 'interpretation',
  },
  {
    id: 'RES-D-01',
    titre: "Résiliation de la dotation par l'ESS",
    phrase:
      "L'ESS peut résilier le contrat de dotation par lettre recommandée avec accusé de réception à la caisse et à l'ARS ; la résiliation prend effet 1 mois après réception.",
    source: '002:594',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'RES-D-02',
    titre: 'Résiliation pour effectifs ou objectifs',
    phrase:
      "La caisse et l'ARS peuvent, d'un commun accord, résilier le contrat de dotation si l'ESS ne respecte pas de manière manifeste ses effectifs ou ses objectifs ; l'effet est à 1 mois après réception de la lettre.",
    source: '002:598-603',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'RES-D-03',
    titre: 'Résiliation pour absence de mission socle',
    phrase:
      "La caisse et l'ARS peuvent, d'un commun accord, résilier le contrat de dotation si les actions de la mission socle ne sont pas déployées dans un délai de 1 an après la validation du projet de santé.",
    source: '002:601',
    nature: 'texte',
    valeur: 12,
    unite: 'mois',
  },
  {
    id: 'RES-D-04',
    titre: 'Saisine sur la résiliation de la dotation',
    phrase:
      "Dans le mois qui suit la réception de la lettre, l'ESS peut saisir le directeur de la caisse et l'ARS, qui ont 1 mois pour répondre ; la saisine suspend l'effet de la résiliation.",
    source: '002:605-607',
    nature: 'texte',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'RES-D-05',
    titre: 'Conséquences de la résiliation de la dotation',
    phrase:
      "La dotation est interrompue et les sommes indûment versées, au prorata de la durée restant à courir, sont remboursées dans les 2 mois qui suivent la date d'effet. Les textes ne donnent pas de formule : le montant proposé porte sur l'année de contrat en cours et la caisse le confirme.",
    source: '002:611-614 ; DEC-10',
    nature: 'interpretation',
    valeur: 2,
    unite: 'mois',
  },
  {
    id: 'ADH-01',
    titre: "Formulaire d'adhésion",
    phrase:
      "Le médecin signe le formulaire d'adhésion et le remet à son ESS, qui le transmet à la caisse de rattachement ; la caisse l'enregistre et le date.",
    source: '002:640-676',
    nature: 'texte',
  },
  {
    id: 'ADH-02',
    titre: 'Liste nominative annuelle',
    phrase:
      'La liste nominative des adhérents est mise à jour et transmise à la caisse chaque année, à la date anniversaire du contrat.',
    source: '002:574',
    nature: 'texte',
  },
  {
    id: 'ADH-03',
    titre: "Début de l'adhésion",
    phrase: "L'adhésion compte à partir de la signature du formulaire par le médecin.",
    source: '002:268, 640',
    nature: 'texte',
  },
];
