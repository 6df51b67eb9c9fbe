/** Contradictions between the texts (C): how each is resolved. */
import type { Regle } from './regle.ts';

export const CONTRADICTIONS: readonly Regle[] = [
  {
    id: 'C01',
    titre: "Délai sur la lettre d'intention",
    phrase:
      "Un texte d'information parle de 1 mois pour décider de la lettre d'intention ; le délai retenu est de 2 mois, celui de l'instruction et du contrat type.",
    source: '001:13 ; 002:69, 388',
    nature: 'interpretation',
  },
  {
    id: 'C02',
    titre: "Auteur de la décision sur la lettre d'intention",
    phrase:
      "Certains textes font valider la lettre d'intention par l'ARS et la caisse ; l'ARS décide seule, après l'avis enregistré de la caisse.",
    source: '002:69, 237, 386, 690',
    nature: 'interpretation',
  },
  {
    id: 'C03',
    titre: "Canal de la lettre d'intention",
    phrase:
      'Démarches Simplifiées est le canal retenu ; un dépôt par courrier, par courriel ou autrement est accepté et signalé.',
    source: '002:67, 277, 693',
    nature: 'interpretation',
  },
  {
    id: 'C04',
    titre: 'Départ du délai du projet de santé',
    phrase:
      "Le délai de 6 mois court du dépôt de la lettre d'intention, et non de sa validation ; la prolongation ne dépasse pas 6 mois après cette validation.",
    source: '002:85, 292, 402 ; 000:26 ; 001:14',
    nature: 'interpretation',
  },
  {
    id: 'C05',
    titre: 'Opposition à la validation tacite du projet de santé',
    phrase:
      "L'ARS peut empêcher la validation tacite du projet de santé ; la caisse ne le peut que par une décision contraire et motivée, prise dans le délai.",
    source: '002:87, 302',
    nature: 'interpretation',
  },
  {
    id: 'C06',
    titre: 'Moment du numéro FINESS',
    phrase:
      "Le numéro FINESS est attribué après la validation de la lettre d'intention et la création de l'association, et avant la signature du contrat d'amorçage.",
    source: '002:77, 286-308, 440',
    nature: 'interpretation',
  },
  {
    id: 'C07',
    titre: 'Conditions de la seconde tranche',
    phrase:
      'La validation du projet de santé ne suffit pas à verser la seconde tranche : toutes les pièces du contrat sont exigées.',
    source: '002:93, 302, 434 ; 000:13',
    nature: 'interpretation',
  },
  {
    id: 'C08',
    titre: 'Mission « sociale »',
    phrase: "Les mots « mission sociale » de l'instruction sont une erreur de plume : il s'agit de la mission socle.",
    source: '002:93, 433',
    nature: 'interpretation',
  },
  {
    id: 'C09',
    titre: 'Départ du délai de la mission socle',
    phrase:
      "Une alerte est émise 1 an après le dépôt du projet de santé ; le motif de résiliation ne s'ouvre que 1 an après sa validation.",
    source: '002:190, 554, 601',
    nature: 'interpretation',
  },
  {
    id: 'C10',
    titre: 'Dix médecins présents',
    phrase:
      "Les 10 médecins de la spécialité doivent être présents sur le territoire ; ils n'ont pas à être tous membres de l'ESS.",
    source: '002:258 ; 004:41',
    nature: 'interpretation',
  },
  {
    id: 'C11',
    titre: 'Base des 10 %',
    phrase:
      'Le seuil de 10 % se calcule sur les médecins libéraux de la spécialité, et non sur tous les professionnels.',
    source: '002:259 ; 001:18',
    nature: 'interpretation',
  },
  {
    id: 'C12',
    titre: 'Association obligatoire',
    phrase: "L'association loi 1901 est obligatoire pour être financé, et pas seulement recommandée.",
    source: '002:263 ; 004:28',
    nature: 'interpretation',
  },
  {
    id: 'C13',
    titre: 'Moment du paiement de la dotation',
    phrase: "La dotation est due dans le mois qui suit la signature ou l'anniversaire, et non le jour même.",
    source: '002:97, 246-248, 562, 568',
    nature: 'interpretation',
  },
  {
    id: 'C14',
    titre: 'Le mois suivant',
    phrase:
      "Les mots « le mois suivant » et « dans le mois suivant » fixent la même date limite : 1 mois après l'événement.",
    source: '002:81, 416, 568',
    nature: 'interpretation',
  },
  {
    id: 'C15',
    titre: 'Date du décompte des médecins',
    phrase:
      "Les médecins sont comptés à une date, celle de la signature ou de l'anniversaire, et non en moyenne sur l'année.",
    source: '002:244, 568, 574',
    nature: 'interpretation',
  },
  {
    id: 'C16',
    titre: 'Rythme de reconduction',
    phrase: 'Le contrat de dotation se reconduit tous les 5 ans ; seule la dotation est versée chaque année.',
    source: '002:588 ; 000:16',
    nature: 'interpretation',
  },
  {
    id: 'C17',
    titre: "Effet de la dotation d'une ESS conforme",
    phrase:
      "Les deux cas sont admis : un contrat de dotation qui prend effet à la fin du financement de l'ARS, ou un contrat signé plus tôt avec récupération possible par l'ARS, sans chevauchement final.",
    source: '002:128, 847',
    nature: 'interpretation',
  },
  {
    id: 'C18',
    titre: 'Complément de 30 %',
    phrase: "Le complément de 30 % pour une ESS en projet est une faculté de l'Assurance maladie, et non un droit.",
    source: '002:140, 865',
    nature: 'interpretation',
  },
  {
    id: 'C19',
    titre: 'Date de référence de la transition',
    phrase: "La situation d'une ESS existante s'apprécie au 1er janvier 2025, et non au 12 décembre 2024.",
    source: '002:122-124, 324, 831',
    nature: 'interpretation',
  },
  {
    id: 'C20',
    titre: 'Ouverture du contrat de dotation',
    phrase: "Le contrat de dotation demande à la fois le projet de santé validé et le contrat d'amorçage à son terme.",
    source: '002:95, 312',
    nature: 'interpretation',
  },
  {
    id: 'C21',
    titre: "Trois tests d'activité",
    phrase:
      "L'absence de toute activité à 18 mois, l'absence d'au moins une action pendant l'amorçage et l'absence des actions 1 an après la validation sont trois tests distincts.",
    source: '002:250, 461, 601',
    nature: 'interpretation',
  },
  {
    id: 'C22',
    titre: 'Étendue de la récupération',
    phrase:
      "La somme à récupérer dépend du contrat : totalité pour l'amorçage, prorata pour la dotation ; à 18 mois, la caisse fixe le montant à partir des sommes versées.",
    source: '002:250, 475, 614',
    nature: 'interpretation',
  },
  {
    id: 'C23',
    titre: 'Avis spécialisé ponctuel',
    phrase:
      "L'avis spécialisé s'adresse aux médecins traitants et aux soignants du territoire, en consultation ou en téléexpertise, comme le dit le cahier des charges.",
    source: '002:190, 552 ; 001:9 ; 004:17',
    nature: 'interpretation',
  },
  {
    id: 'C24',
    titre: "Objectifs d'adhésion retenus",
    phrase:
      'Les deux objectifs du cahier des charges sont retenus : 30 % en étape intermédiaire et 50 % au terme de 5 ans.',
    source: '002:259 ; 003:43',
    nature: 'interpretation',
  },
  {
    id: 'C25',
    titre: "Numéro de l'article de loi",
    phrase:
      "L'article de loi est le L. 1411-11-1 du code de la santé publique ; le numéro cité par la trame est une erreur de plume.",
    source: '001:5 ; 003:23',
    nature: 'interpretation',
  },
  {
    id: 'C26',
    titre: 'Plusieurs spécialités',
    phrase:
      'La loi permet plusieurs spécialités, mais le financement suppose une seule spécialité, sauf dérogation de la commission paritaire nationale.',
    source: '001:5 ; 002:112, 216',
    nature: 'interpretation',
  },
  {
    id: 'C27',
    titre: 'Professionnels hospitaliers',
    phrase: "L'ESS doit s'articuler avec les professionnels hospitaliers ; elle n'est pas tenue de les intégrer.",
    source: '002:262 ; 001:21',
    nature: 'interpretation',
  },
  {
    id: 'C28',
    titre: "Gouvernance dans la lettre d'intention",
    phrase:
      "Le cahier des charges exige la gouvernance envisagée alors que le formulaire ne la demande pas : ce champ est ajouté à la lettre d'intention.",
    source: '002:283',
    nature: 'interpretation',
  },
  {
    id: 'C29',
    titre: 'Destinataires du projet de santé',
    phrase: "Le projet de santé est adressé à l'ARS et à la caisse, par tout moyen donnant une date certaine.",
    source: '002:85, 292, 402 ; 003:15',
    nature: 'interpretation',
  },
  {
    id: 'C30',
    titre: 'Association au stade du projet de santé',
    phrase:
      "L'association est créée avant la signature du contrat d'amorçage, même si la trame prévoit encore une association en cours de création.",
    source: '003:84 ; 002:75, 386',
    nature: 'interpretation',
  },
];
