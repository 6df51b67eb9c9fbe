/** Missions of an ESS (MIS). */
import type { Regle } from './regle.ts';

export const MISSIONS: readonly Regle[] = [
  {
    id: 'MIS-01',
    titre: 'Mission socle',
    phrase:
      "La mission socle comprend deux activités obligatoires pour être financé : structurer l'offre de second recours sur le territoire, et donner dans des délais réduits un avis spécialisé ponctuel, en consultation ou en téléexpertise, aux médecins traitants et aux soignants du territoire.",
    source: '002:186, 190-192, 549-552, 767-768 ; 000:5-6',
    nature: 'texte',
  },
  {
    id: 'MIS-02',
    titre: 'Délai de mise en place de la mission socle',
    phrase:
      "L'ESS met en place la mission socle dans un délai de 1 an à compter du dépôt du projet de santé. Le motif de résiliation, lui, ne s'ouvre que 1 an après la validation de ce projet.",
    source: '002:190, 554, 601',
    nature: 'texte',
    valeur: 12,
    unite: 'mois',
  },
  {
    id: 'MIS-03',
    titre: "Première action pendant l'amorçage",
    phrase:
      "Dès la signature du contrat d'amorçage, les porteurs s'engagent à commencer à déployer au moins une action de la mission socle.",
    source: '002:400',
    nature: 'texte',
  },
  {
    id: 'MIS-04',
    titre: 'Mission optionnelle',
    phrase:
      "L'ESS peut contribuer aux consultations avancées, notamment dans les zones d'intervention prioritaire ; cette mission optionnelle n'apporte aucun financement supplémentaire et son absence n'est pas un motif de résiliation.",
    source: '002:193-194, 556, 564 ; 000:7 ; 001:10 ; 003:148, 253',
    nature: 'texte',
  },
  {
    id: 'MIS-05',
    titre: 'Autres contributions attendues',
    phrase:
      "L'activité de l'ESS contribue aussi à la coordination des spécialistes de ville, au lien entre la ville et l'hôpital, à l'appui aux professionnels, à l'accès aux soins et à l'accueil des internes ; la liste est indicative.",
    source: '002:196-210 ; 003:52-57',
    nature: 'texte',
  },
];
