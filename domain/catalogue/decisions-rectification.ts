/** Standing decisions on dates, proofs and rectifications: DEC-29 to DEC-33. */
import type { Regle } from './regle.ts';

const decision = (id: string, titre: string, phrase: string, chiffre: Pick<Regle, 'valeur' | 'unite'> = {}): Regle => ({
  id,
  titre,
  phrase,
  source: id,
  nature: 'interpretation',
  ...chiffre,
});

export const DECISIONS_RECTIFICATION: readonly Regle[] = [
  decision(
    'DEC-29',
    'Qui peut dater',
    "Un acte du porteur dont la date fait courir un délai ou ouvre un droit (dépôts, compléments, précisions, lettre de résiliation et ses réceptions, saisine) compte du jour où le service le reçoit. Une date antérieure est gardée comme déclarée : avec une preuve, l'ARS ou la caisse la confirme ou la conteste, et les deux sont alertées si rien n'est dit après 15 jours. Le tampon d'une plateforme vaut confirmation ; une saisine antérieure avec sa preuve retient la résiliation jusqu'à la réponse.",
    { valeur: 15, unite: 'jours' },
  ),
  decision(
    'DEC-30',
    'La grâce court de la saisie',
    "Un effet du silence attend le délai de grâce compté du plus tardif de : son dernier jour, la saisie du fait dont naît l'échéance, la confirmation de sa date. Quand la saisie d'un fait fait naître une échéance déjà passée, l'ARS et la caisse en sont alertées aussitôt ; l'effet suit après la grâce, à la date que donne la règle. L'effet d'une résiliation reçue n'est pas celui d'un silence : il attend la grâce de son dernier jour seulement, et une saisine reçue à temps, saisie après lui, le suspend encore.",
  ),
  decision(
    'DEC-31',
    'Ce qui est dû est appliqué',
    "Après chaque acte accepté et à chaque réveil, toute échéance déjà due produit son effet. Un rappel dont le jour est passé n'est plus émis ; une alerte l'est, une fois, à la date que donne la règle.",
  ),
  decision(
    'DEC-32',
    'Ordre des effets',
    "Les effets s'appliquent dans l'ordre de leurs dates ; celui qui attend sa grâce retient tous ceux du même dossier qui sont datés après lui. Quand une résiliation prend effet le jour d'un anniversaire ou de la reconduction, le contrat court jusqu'à la fin de ce jour, sans reconduction, dénombrement ni dotation.",
  ),
  decision(
    'DEC-33',
    'Une correction rejoue la vie du dossier',
    "Corriger une donnée d'un fait, annuler un fait ou saisir en retard un fait antérieur à des effets déjà appliqués rejoue tout le dossier dans l'ordre des dates : délais, silences, paiements et recouvrements en sont déduits à nouveau. Corrige qui peut faire l'acte ; l'ARS pour le porteur ; la caisse pour les pièces, les paiements et les dénombrements. Ce qu'une autorité a fait en son nom (sa signature, son accord, sa réponse, sa réception d'une lettre), elle seule le corrige ou l'annule ; mais la date d'une signature se lit sur le contrat que chaque partie détient : l'une ou l'autre autorité la corrige. Le journal garde l'ancien et le nouveau. Le dossier est d'abord rejoué sans changement : s'il ne redonne pas son état, rien n'est appliqué. Annuler l'entrée clôt le dossier.",
  ),
  decision(
    'DEC-64',
    "Un dénombrement n'est pas définitif",
    "Un dénombrement des adhérents se corrige comme tout autre fait : la dotation de l'année est calculée à nouveau par la même formule ; ce qui a été versé en trop est réclamé, ce qui manque est versé en complément.",
  ),
];
