/** Standing decisions (DEC) on résiliations, payments and recoveries as they happen in life. */
import type { Regle } from './regle.ts';

const decision = (id: string, titre: string, phrase: string, chiffre: Pick<Regle, 'valeur' | 'unite'> = {}): Regle => ({
  id,
  titre,
  phrase,
  source: id,
  nature: 'interpretation',
  ...chiffre,
});

export const DECISIONS_ARGENT: readonly Regle[] = [
  decision(
    'DEC-34',
    'Ce qui était déjà parti',
    "Un ordre non exécuté qui n'est plus dû est interrompu. Un paiement exécuté qui n'est plus dû, ou l'est pour moins, donne un recouvrement « indu-… » de la différence, proposé à la caisse et dû 2 mois après sa notification ; s'il est dû davantage, un complément est ordonnancé. Les recouvrements ouverts ne dépassent jamais ensemble ce qui est versé, non retourné et non remboursé, et une somme déjà réclamée ne l'est pas une seconde fois. Le refus d'une lettre d'intention ou d'un projet de santé notifié à temps l'emporte aussitôt, mais ne défait pas un contrat signé des trois parties ; toute autre rectification qui retire à l'ESS une validation, un contrat ou de l'argent demande une preuve et l'accord de l'autre autorité dans un délai de 1 mois, et le porteur peut s'y opposer.",
  ),
  decision(
    'DEC-36',
    "Pas de retenue avant l'effet",
    "Pendant le préavis et la saisine le contrat court : ce qui est dû est ordonnancé et payé, et l'ordre montre la résiliation. Tant qu'elle est notifiée la caisse peut retenir un paiement, avec un motif ; la retenue finit avec elle. À l'effet, les ordres non exécutés de ce contrat sont interrompus, sauf ceux d'une année entièrement écoulée ou dus et complets avant la première réception, et une année entièrement écoulée reste à ordonner quand ses pièces attendaient la caisse ; l'amorçage, à rembourser en totalité, est interrompu dans tous les cas.",
  ),
  decision(
    'DEC-37',
    'Une exécution est un fait',
    "Une exécution est consignée quel que soit l'état de la résiliation, sans ordre, d'un autre montant, en double ou après la clôture. Datée de l'effet ou d'avant, elle compte dans la somme à rembourser ; d'après, elle est un indu ; moindre, le reste demeure dû. Une somme n'est impayée que 2 mois au moins après sa notification ; un second virement porte sa propre référence.",
  ),
  decision(
    'DEC-38',
    'Virement retourné',
    "Un virement retourné n'a rien payé : il peut être réémis, ce qui le réclamait diminue, et ce qui en était remboursé est à rendre à l'ESS. Il ne défait pas le terme que son exécution a produit ; après l'effet d'une résiliation de son contrat, il est interrompu.",
  ),
  decision(
    'DEC-39',
    "L'amorçage finit à ses dix mois",
    "Le contrat d'amorçage finit à ses 10 mois quoi qu'il arrive : une résiliation qui prendrait effet plus tard est caduque, et rien n'est à rembourser de son fait ; une résiliation du même jour prend effet. Tant qu'une résiliation est notifiée, la seconde tranche ne met pas fin au contrat. Celle qui devait prendre effet avant le terme et qu'une saisine suspend reste à trancher tant que court le mois de la réponse : rejetée, elle prend effet le dernier jour du contrat.",
  ),
  decision(
    'DEC-40',
    'Abandonner, retirer, laisser périmer',
    "Avant sa notification, chaque autorité peut abandonner la résiliation, avec un motif ; pendant le préavis, les deux la retirent ensemble. L'ESS retire seule sa lettre avant la première réception, avec les deux autorités ensuite. Un accord non notifié dans les 2 mois de son approbation est caduc. Une lettre de l'ESS et un accord des autorités coexistent : le premier à prendre effet met fin à l'autre.",
    { valeur: 2, unite: 'mois' },
  ),
  decision(
    'DEC-41',
    'Accusés de réception',
    "Le porteur peut consigner l'accusé de réception de sa lettre par l'une ou l'autre autorité. À défaut de seconde réception 15 jours après la première, les deux autorités et l'ESS sont alertées.",
    { valeur: 15, unite: 'jours' },
  ),
  decision(
    'DEC-52',
    'Nouvelles coordonnées bancaires',
    "De nouvelles coordonnées bancaires sont à vérifier par la caisse avant tout paiement ; la caisse et l'association en sont averties.",
  ),
  decision(
    'DEC-63',
    'Remboursement en trop',
    "Un remboursement supérieur à la somme due est consigné ; l'excédent est montré comme étant à rendre à l'ESS.",
  ),
];
