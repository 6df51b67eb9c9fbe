/** Standing decisions on the instruction as it is lived: DEC-53 to DEC-61. */
import type { Regle } from './regle.ts';

const decision = (id: string, titre: string, phrase: string): Regle => ({
  id,
  titre,
  phrase,
  source: id,
  nature: 'interpretation',
});

export const DECISIONS_INSTRUCTION: readonly Regle[] = [
  {
    ...decision(
      'DEC-53',
      'Dépôt du projet de santé dans le délai',
      "Le projet de santé est dans le délai par la date certaine de son envoi ; les deux mois d'instruction courent de sa réception. S'il y a eu des échanges sur la lettre d'intention (une demande de pièces en est un), l'ARS peut prolonger jusqu'à six mois après la validation de la lettre, même une fois le délai passé, et la date prolongée est reportée comme les autres. S'il restait moins de 1 mois à la validation, l'ARS est alertée, et l'absence de dépôt ne fonde une résiliation que le lendemain de la validation + 1 mois.",
    ),
    valeur: 1,
    unite: 'mois',
  },
  decision(
    'DEC-54',
    'Dépôts vides',
    "Un projet de santé sans formulaire ni fichier, ou une réponse aux précisions sans texte ni fichier, est refusé : il n'ouvre aucun délai. Une lettre d'intention à laquelle manque une partie obligatoire est reçue, et l'ARS est informée de ce qui manque.",
  ),
  decision(
    'DEC-55',
    'Pièces demandées une par une',
    "Les pièces demandées sur la lettre d'intention se reçoivent une par une, nommées ; une réponse qui n'en nomme aucune répond à toutes. La lettre est complète à la dernière, ou quand l'ARS le constate. Une seule demande arrête le délai ; une autre ne peut porter que sur une pièce à laquelle il a été mal répondu, et suspend le délai sans le faire repartir de zéro. Le délai laissé pour répondre (pièces, précisions, documents complémentaires, commission paritaire nationale) suit la demande, est rappelé puis signalé ; celui du porteur est reporté au jour ouvrable suivant.",
  ),
  decision(
    'DEC-56',
    'Dossiers rivaux',
    "Tant qu'elle peut refuser une lettre d'intention, l'ARS est informée de tout autre dossier de la même spécialité sur un département commun, en instruction, validé ou en cours, au dépôt et à chaque changement. Valider alors qu'une autre équipe revendique le territoire demande un motif, et le courrier dit que le contrat attend. La même lettre envoyée deux fois est signalée.",
  ),
  decision(
    'DEC-57',
    'Second crédit d’amorçage sur un territoire',
    "Quand un crédit d'amorçage a déjà été versé pour une spécialité sur un territoire, un autre n'y est signé que si l'ARS et la caisse attestent, chacune avec un motif, qu'il s'agit d'une autre équipe, ou si la commission paritaire nationale déroge à l'unicité. La même équipe n'en reçoit jamais un second.",
  ),
  decision(
    'DEC-58',
    'Contrôles à la signature',
    "Sans statuts ou sans budget prévisionnel (tous régimes), ou sans engagement de mise en conformité (régime B), signer le contrat d'amorçage demande un motif, et les trois parties en sont averties. La dotation demande une liste nominative et le seuil de 10 %, sauf dérogation de la commission paritaire nationale, que l'on peut consigner jusqu'à la signature.",
  ),
  decision(
    'DEC-59',
    'Opposition levée',
    "La caisse peut lever son opposition au projet de santé : le silence produit alors son effet le lendemain du dernier jour du délai ou de la levée, le plus tardif. Elle ne peut pas s'opposer une seconde fois au même projet.",
  ),
  decision(
    'DEC-60',
    'Contrôle annuel et constats',
    "La caisse contrôle les critères chaque année de contrat, au plus tard la veille de l'anniversaire ; à défaut elle est alertée. Une activité est constatée présente ou absente, et le dernier constat par sa date l'emporte.",
  ),
  decision(
    'DEC-61',
    'Régimes transitoires',
    "Régime C sans complément : pas de contrat d'amorçage, le projet de santé est attendu dans les six mois de l'entrée, puis la dotation se signe. Régime B sans projet de santé, ou avec un projet refusé : l'ARS est invitée à consigner la fin de son aide. Régime A : la dotation peut prendre effet à la fin du financement de l'ARS, et tout court de cette date. Les périodes financées par l'ARS s'additionnent, chacune arrondie ; un désaccord de l'ARS et de la caisse sur un délai est montré.",
  ),
];
