/** What an ESS is, and how that changes: caisse, seat, ARS, territory, regime, number, specialties. DEC-47 to DEC-51, DEC-62, DEC-66. */
import type { Regle } from './regle.ts';

export const IDENTITE_ESS: readonly Regle[] = [
  {
    id: 'DEC-47',
    titre: 'Association et siège',
    phrase:
      "L'association plus ancienne que la lettre d'intention est déclarée à sa vraie date ; le siège est confirmé ou changé à cette déclaration, puis par un transfert. Le transfert prend effet quand la nouvelle caisse le confirme, jamais avant sa saisie pour les paiements ; la caisse d'avant garde ce qu'elle a payé, les ordres déjà dans un lot et la résiliation engagée, et lit le dossier. Les délais déjà ouverts gardent leurs jours fériés ; la zone et les jours fériés du nouveau siège valent pour les suivants.",
    source: '002:57, 277, 726-734 ; DEC-47',
    nature: 'interpretation',
  },
  {
    id: 'DEC-48',
    titre: 'Changement de territoire ou de spécialités',
    phrase:
      "Le porteur demande la modification, la caisse rend son avis, l'ARS décide. Les seuils d'effectifs, l'unicité et les revendications sont regardés sur le nouveau territoire ; la modification est refusée là où une autre ESS est financée. Les spécialités nouvelles ne comptent qu'au dénombrement suivant, et une seconde spécialité demande une dérogation.",
    source: 'DEC-48',
    nature: 'interpretation',
  },
  {
    id: 'DEC-49',
    titre: 'ARS compétente',
    phrase:
      "L'ARS qui décide est celle du territoire ; sur plusieurs régions, celle du siège quand il est dans le territoire, sinon celle du premier département. Les autres lisent le dossier et sont informées. Elle est fixée au dépôt. La caisse est celle du siège.",
    source: '002:57, 277 ; DEC-49',
    nature: 'interpretation',
  },
  {
    id: 'DEC-50',
    titre: 'Requalification du régime',
    phrase:
      "L'ARS peut requalifier une ESS existante du régime A au régime B, ou l'inverse, en disant pourquoi, tant qu'aucun contrat n'est conclu et qu'aucun paiement n'est exécuté.",
    source: 'DEC-50',
    nature: 'interpretation',
  },
  {
    id: 'DEC-51',
    titre: 'Numéro FINESS demandé',
    phrase:
      "Aucun numéro n'est inventé : il n'est attribué de lui-même que là où l'installation tient la plage de l'ARS. Ailleurs il est demandé à l'ARS, qui l'attribue dès la validation de la lettre d'intention, dans le délai d'1 mois à compter du jour où il pouvait l'être ; passé ce jour, elle est alertée. Un numéro erroné est rectifié, et le numéro se ferme une fois qu'aucun contrat ne court.",
    source: '002:77, 308, 440 ; DEC-51',
    nature: 'interpretation',
    valeur: 1,
    unite: 'mois',
  },
  {
    id: 'DEC-62',
    titre: 'Liste fermée des spécialités',
    phrase:
      "Une spécialité est l'une des spécialités ordinales de la nomenclature nationale (ANS, NOS, TRE_R38, codes SM), médecine générale exclue. Elle se désigne par son nom, son code ou un synonyme (« rhumatologue ») ; une autre est refusée, avec les plus proches. Il en va de même pour les adhérents. La liste a été établie de mémoire de la nomenclature : libellés et codes restent à rapprocher de sa version publiée.",
    source: 'DEC-62',
    nature: 'interpretation',
  },
  {
    id: 'DEC-66',
    titre: 'La caisse est un organisme',
    phrase:
      "Une caisse est un organisme, non un département : 102 caisses primaires pour 96 départements, une caisse générale dans chacun des départements 971 à 974, une caisse propre à Saint-Pierre-et-Miquelon et à Mayotte. La caisse de rattachement se déduit du siège là où il n'y en a qu'une, et se nomme au dépôt là où il y en a plusieurs (59, 62, 64 et 76).",
    source: '002:57 ; DEC-66',
    nature: 'interpretation',
  },
];
