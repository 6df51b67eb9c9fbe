/** Association (ASS) and FINESS number (FIN). */
import type { Regle } from './regle.ts';

export const CREATION: readonly Regle[] = [
  {
    id: 'ASS-01',
    titre: "Création de l'association",
    phrase:
      "Après la validation de la lettre d'intention, le porteur crée l'association loi 1901 qui porte l'ESS, si elle n'existe pas déjà.",
    source: '002:75 ; 004:52 ; 003:84-85',
    nature: 'texte',
  },
  {
    id: 'FIN-01',
    titre: 'Attribution du numéro FINESS',
    phrase: "Le numéro FINESS est attribué par l'ARS.",
    source: '002:77, 308, 440 ; 000:24',
    nature: 'texte',
  },
  {
    id: 'FIN-02',
    titre: 'Conditions du numéro FINESS',
    phrase:
      "Le numéro FINESS est attribué une fois la lettre d'intention validée, même tacitement, et l'association créée.",
    source: '002:77, 308, 440',
    nature: 'texte',
  },
  {
    id: 'FIN-03',
    titre: 'Numéro FINESS sans facturation',
    phrase: "Le numéro FINESS de l'ESS ne permet pas de facturer des actes.",
    source: '002:308, 440',
    nature: 'texte',
  },
  {
    id: 'FIN-04',
    titre: 'Numéro FINESS sur les contrats',
    phrase:
      "Les deux contrats portent le numéro FINESS : il est donc attendu avant la signature du contrat d'amorçage, mais un retard de l'ARS ne doit pas priver l'ESS de son contrat.",
    source: '002:77, 286-308, 376, 531',
    nature: 'interpretation',
  },
  {
    id: 'FIN-05',
    titre: 'Perte du numéro FINESS',
    phrase:
      "Une ESS existante qui ne s'est pas mise en conformité ne peut pas bénéficier d'un numéro FINESS d'équipe de soins spécialisés.",
    source: '002:134',
    nature: 'texte',
  },
];
