/** Standing decisions (DEC): what the scheme does where its texts are silent or contradict each other. */
import type { Regle } from './regle.ts';

export const DECISIONS: readonly Regle[] = [
  {
    id: 'DEC-01',
    titre: 'Fuseau horaire',
    phrase:
      "Toutes les dates civiles sont dans le fuseau légal de l'ESS, selon le département de son siège : celui du territoire pour l'outre-mer, celui de Paris ailleurs.",
    source: 'DEC-01',
    nature: 'interpretation',
  },
  {
    id: 'DEC-02',
    titre: "Dernier jour et date d'effet",
    phrase:
      "Un délai expire à 24 heures, heure locale, le dernier jour ; l'acte daté de ce jour ou avant est dans les temps. La décision tacite, les alertes et les motifs qui naissent à l'expiration portent la date du lendemain ; un anniversaire ou une reconduction a lieu à 0 heure le jour même.",
    source: 'DEC-02',
    nature: 'interpretation',
  },
  {
    id: 'DEC-03',
    titre: 'Échéances reportées',
    phrase:
      "Seules les échéances du porteur (dépôt du projet de santé, réponse aux précisions, remboursement) sont reportées au jour suivant qui n'est ni un samedi, ni un dimanche, ni un jour férié. Les jours fériés sont les 11 jours nationaux et celui du département d'outre-mer, sans les deux jours d'Alsace-Moselle.",
    source: 'DEC-03',
    nature: 'interpretation',
  },
  {
    id: 'DEC-04',
    titre: "Date d'effet d'une résiliation",
    phrase:
      "La résiliation prend effet à la fin du dernier jour du délai qui court depuis la réception de la lettre : 15 jours pour l'amorçage, 1 mois pour la dotation. Si deux réceptions ont des dates différentes, la plus tardive compte ; une saisine reçue le dernier jour est dans les temps.",
    source: 'DEC-04',
    nature: 'interpretation',
  },
  {
    id: 'DEC-05',
    titre: 'Effet de la saisine',
    phrase:
      "La saisine suspend la résiliation jusqu'à la notification de la réponse. Rejetée, la résiliation prend effet à la plus tardive de sa date initiale et de la notification ; acceptée, la résiliation est retirée ; sans réponse au bout de 1 mois, la suspension dure et les deux directeurs sont alertés.",
    source: 'DEC-05',
    nature: 'interpretation',
  },
  {
    id: 'DEC-06',
    titre: 'Précisions sur le projet de santé',
    phrase:
      "Une demande de précisions envoyée avant l'expiration suspend la validation tacite, et une nouvelle période de 2 mois court à la réception de la réponse. Sans réponse dans le délai fixé, l'ARS est alertée et doit décider : aucune validation tacite n'est possible.",
    source: 'DEC-06',
    nature: 'interpretation',
  },
  {
    id: 'DEC-07',
    titre: "Lettre d'intention incomplète",
    phrase:
      "Une demande de pièces manquantes rend la lettre d'intention incomplète : les 2 mois courent du jour où elle est complétée. La date de dépôt continue de commander le dépôt du projet de santé et les 18 mois ; les autres échanges n'arrêtent pas le délai.",
    source: 'DEC-07',
    nature: 'interpretation',
  },
  {
    id: 'DEC-08',
    titre: "Terme du contrat d'amorçage",
    phrase:
      "Le contrat d'amorçage arrive à son terme au premier de ces événements : seconde tranche exécutée, seconde tranche définitivement non due, ou signature + 10 mois ; dans les régimes B et C, quand les 24 000 € sont versés et le projet de santé tranché, ou à 10 mois. Le droit à la seconde tranche acquis par une validation antérieure au terme subsiste ; une validation postérieure n'ouvre que le contrat annuel.",
    source: 'DEC-08',
    nature: 'interpretation',
  },
  {
    id: 'DEC-09',
    titre: 'Calcul de la dotation',
    phrase:
      "De 10 à 100 médecins, la dotation est linéaire et arrondie une seule fois au centime, la moitié vers le haut. En dessous de 10 médecins rien n'est calculé : la caisse fixe le montant avec un motif, sans dépasser 50 000 €, et l'ARS l'approuve.",
    source: 'DEC-09',
    nature: 'interpretation',
  },
  {
    id: 'DEC-10',
    titre: 'Montant à récupérer',
    phrase:
      "Sur la dotation, la somme proposée est le paiement exécuté pour l'année de contrat en cours, au prorata des jours qui séparent la date d'effet de l'anniversaire suivant, arrondie au centime ; la caisse la confirme ou la modifie avec un motif. Sur l'amorçage, c'est le total versé ; à 18 mois, le dossier liste toutes les sommes versées et la caisse fixe le montant.",
    source: 'DEC-10',
    nature: 'interpretation',
  },
  {
    id: 'DEC-11',
    titre: 'Médecins comptés',
    phrase:
      "Pour la dotation sont comptés, une fois par numéro RPPS, les médecins libéraux de la spécialité ou des spécialités de l'ESS dont le formulaire d'adhésion signé est en vigueur à la date de signature ou d'anniversaire.",
    source: 'DEC-11',
    nature: 'interpretation',
  },
  {
    id: 'DEC-12',
    titre: 'Pièces de la première dotation',
    phrase:
      "La première dotation demande la liste nominative, le profil du coordinateur, les coopérations, le document de fonctionnement, les formulaires d'adhésion et les coordonnées bancaires ; les six pièces du contrat sont toutes exigées dès le premier anniversaire.",
    source: 'DEC-12',
    nature: 'interpretation',
  },
  {
    id: 'DEC-13',
    titre: 'Coordonnées bancaires',
    phrase: "Aucun paiement ne se fait sans les coordonnées bancaires (RIB) de l'association.",
    source: 'DEC-13',
    nature: 'interpretation',
  },
  {
    id: 'DEC-14',
    titre: "Lettre d'intention avec dérogation",
    phrase:
      "Une lettre d'intention qui demande une dérogation n'est complète qu'une fois la décision de la commission paritaire nationale enregistrée ; une dérogation n'est jamais tacite.",
    source: 'DEC-14',
    nature: 'interpretation',
  },
  {
    id: 'DEC-15',
    titre: 'Réservation du territoire',
    phrase:
      "Le couple spécialité et département est réservé à la validation de la lettre d'intention (conformité pour le régime A, signature du contrat d'amorçage pour B et C), et libéré quand plus aucun contrat ne court ni ne peut suivre (DEC-45). Un conflit est signalé sans refuser le dépôt ; une validation tacite en conflit existe, mais son contrat d'amorçage est bloqué tant que le conflit dure et qu'aucune dérogation n'est enregistrée.",
    source: 'DEC-15',
    nature: 'interpretation',
  },
  {
    id: 'DEC-16',
    titre: 'Décisions tardives et motivation',
    phrase:
      "Une décision notifiée après la décision tacite est refusée. Une décision défavorable exige un motif et un fondement prévu par les textes ; une résiliation par les autorités exige l'accord enregistré de la caisse et de l'ARS.",
    source: 'DEC-16',
    nature: 'interpretation',
  },
  {
    id: 'DEC-17',
    titre: 'Reconductions successives',
    phrase: 'Le contrat de dotation se reconduit par périodes successives de 5 ans, sans limite.',
    source: 'DEC-17',
    nature: 'interpretation',
  },
  {
    id: 'DEC-18',
    titre: 'Argent et dates saisies',
    phrase:
      "Les sommes sont en centimes entiers. La date d'un fait est enregistrée à côté du moment de sa saisie ; une date future, ou antérieure au fait dont elle dépend, est refusée.",
    source: 'DEC-18',
    nature: 'interpretation',
  },
  {
    id: 'DEC-19',
    titre: 'Délai de grâce à la saisie',
    phrase:
      "Un effet automatique (validation tacite, effet d'une résiliation) attend un délai de grâce, 3 jours par défaut, pour laisser saisir les faits en retard, mais il est daté par la loi. Un fait est jugé à sa date ; un acte fait à temps mais saisi après la grâce passe par une correction.",
    source: 'DEC-19',
    nature: 'interpretation',
    valeur: 3,
    unite: 'jours',
  },
  {
    id: 'DEC-20',
    titre: 'Clôture du dossier',
    phrase:
      "Après le terme du contrat d'amorçage, le dossier ne se clôt que si aucun projet de santé n'est validé, en instruction ou encore possible, que rien n'est dû (un paiement qui n'attend plus que la caisse ou l'ARS l'est) et que la question des 18 mois est réglée. Un projet validé sans contrat annuel laisse le dossier ouvert ; s'il ne reste qu'une somme à récupérer, la phase est le recouvrement.",
    source: 'DEC-20',
    nature: 'interpretation',
  },
  {
    id: 'DEC-21',
    titre: 'Réception du projet de santé',
    phrase:
      "Les 2 mois courent de la date de réception par l'ARS prouvée au dépôt ; un accusé de réception ne fait jamais partir ni bouger le délai, et une autre date demande une correction.",
    source: 'DEC-21',
    nature: 'interpretation',
  },
  {
    id: 'DEC-22',
    titre: 'Réponse à la saisine',
    phrase:
      "La saisine est rejetée quand la caisse et l'ARS l'ont toutes deux rejetée, à la plus tardive des deux dates. Une seule acceptation rompt le commun accord et retire la résiliation.",
    source: 'DEC-22',
    nature: 'interpretation',
  },
  {
    id: 'DEC-23',
    titre: 'Renonciation',
    phrase:
      "Le porteur peut renoncer tant qu'aucun contrat n'est en cours ; un contrat en cours se résilie. DEC-43 dit ce qui suit d'une renonciation après le terme de l'amorçage.",
    source: 'DEC-23',
    nature: 'interpretation',
  },
  {
    id: 'DEC-24',
    titre: 'Validation sans avis de la caisse',
    phrase:
      "Une validation expresse de la lettre d'intention ou du projet de santé sans avis enregistré de la caisse exige un motif.",
    source: 'DEC-24',
    nature: 'interpretation',
  },
  {
    id: 'DEC-25',
    titre: "Date des objectifs d'adhésion",
    phrase:
      "L'objectif de 30 % est observé 30 mois après la signature du contrat annuel ; celui de 50 % et la concertation traçable le sont à 5 ans. Ce sont des observations avec alerte, jamais des sanctions.",
    source: 'DEC-25',
    nature: 'interpretation',
    valeur: 30,
    unite: 'mois',
  },
  {
    id: 'DEC-26',
    titre: 'Dérogation refusée',
    phrase:
      "Si la commission paritaire nationale refuse la dérogation, la lettre d'intention reste incomplète, l'ARS est alertée et seul un refus est possible.",
    source: 'DEC-26',
    nature: 'interpretation',
  },
  {
    id: 'DEC-27',
    titre: 'Retard de paiement',
    phrase:
      'Un paiement est en retard à partir du lendemain de sa date limite ; il est fait dès que ses pièces sont conformes, et le retard est attribué à celui qui détenait le dossier à la date limite.',
    source: 'DEC-27',
    nature: 'interpretation',
  },
  {
    id: 'DEC-28',
    titre: "Entrée d'une ESS existante",
    phrase:
      "Une ESS existante (régimes A, B et C) entre par une déclaration de l'ARS, en phase de création, sans délai de lettre d'intention ni test des 18 mois. Dans le régime A, le constat de conformité vaut projet de santé validé.",
    source: 'DEC-28',
    nature: 'interpretation',
  },
  {
    id: 'DEC-65',
    titre: 'Le droit change pendant la vie du dossier',
    phrase:
      "Chaque délai, montant, seuil, report et liste limitative vaut pour une période. Un délai suit le droit du jour où il part ; une clause de contrat, celui de la signature, ou, si le texte vaut « à compter du », celui du jour où le paiement est ouvert ; une condition d'entrée, celui du dépôt. Ce qui est décidé le reste, et l'explication nomme le texte quand ce n'est pas l'un des premiers.",
    source: 'DEC-65',
    nature: 'interpretation',
  },
  {
    id: 'DEC-67',
    titre: 'Dossiers déjà en cours quand le service arrive',
    phrase:
      "L'ARS reprend un dossier par ses faits, l'entrée d'abord, chacun à sa date et avec sa preuve, paiements exécutés compris. La règle les joue jusqu'à aujourd'hui ; un seul fait qu'elle refuse fait refuser le tout, en le nommant. Les décomptes d'adhérents du passé sont ceux que la caisse a enregistrés, sinon la liste nominative. Rien ne part pour ce qui est daté d'avant la reprise. La caisse confirme ou conteste ; tant qu'elle n'a pas confirmé, rien n'est ordonnancé, le dossier ne se clôt pas, et l'ARS peut annuler la reprise ; ce qui est dû et non exécuté est ordonnancé à la confirmation. Le porteur est informé des faits et peut s'y opposer : l'opposition est portée au dossier et dite aux deux autorités, sans effet par elle-même. Un fait oublié s'entre par sa propre commande, à sa date ; un fait repris inexact se corrige en annulant la reprise avant sa confirmation, et non un par un.",
    source: 'DEC-67',
    nature: 'interpretation',
  },
];
