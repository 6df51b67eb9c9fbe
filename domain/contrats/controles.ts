/** What is looked at when a contract is signed: AMO-10, TRA-B, ELI-04, DEC-58. */
import { exigerMotif } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import { PREMIERS_TEXTES, valeur } from '../droit.ts';
import type { Etat } from '../etat.ts';
import { seuilsAdoucis } from '../lettre-intention/derogation.ts';
import { atteintDixPourCent } from '../lettre-intention/eligibilite.ts';
import { exiger } from '../refus.ts';
import type { Avertissement, CodePiece } from '../valeurs.ts';

/** 002:427, 79 — pieces without which the amorçage is signed only for a reason. */
const PIECES: readonly (readonly [CodePiece, string])[] = [
  ['statuts', "Les statuts de l'association manquent"],
  [
    'budget-previsionnel',
    'Le budget prévisionnel, dans la limite de la subvention et signé par le président et le trésorier, manque',
  ],
];

const absente = ({ pieces }: Etat, code: CodePiece): boolean =>
  pieces[code] === undefined || pieces[code].statut === 'non-conforme';

/** DEC-58 — what lacks, told to all three; a signature without it needs its reason. */
export function manquesAmorcage(etat: Etat, commande: Commande<'signer-contrat-amorcage'>): readonly Avertissement[] {
  const manques: Avertissement[] = PIECES.filter(([code]) => absente(etat, code)).map(([, phrase]) => ({
    regle: 'AMO-10',
    phrase: `${phrase} à la signature.`,
  }));
  // 002:130: a condition of the ARS's own funding.
  if (etat.regime === 'en-fonctionnement-a-mettre-en-conformite' && etat.transition.engagementLe === null)
    manques.push({
      regle: 'TRA-B',
      phrase: "L'engagement de mise en conformité du porteur n'est pas consigné (« engager-mise-en-conformite »).",
    });
  const [premier] = manques;
  if (premier !== undefined)
    exigerMotif(commande, premier.regle, `${manques.map(({ phrase }) => phrase).join(' ')} Signer malgré cela`);
  return manques;
}

/** A list was deposited: announced with its number, or as a piece that was not found wrong. */
const listeDeposee = ({ listeNominative, pieces }: Etat): boolean =>
  listeNominative !== null ||
  Object.values(pieces).some(({ code, statut }) => code === 'liste-nominative' && statut !== 'non-conforme');

/** ELI-04 — the adherents of the list are enough, or the CPN softened what is asked. */
export const listeSuffisante = (etat: Etat): boolean =>
  seuilsAdoucis(etat) ||
  (listeDeposee(etat) &&
    atteintDixPourCent(
      etat,
      etat.listeNominative?.nombre ?? null,
      etat.effectifs.liberaux,
      etat.entreeLe ?? PREMIERS_TEXTES,
    ));

/** ELI-04, DEC-58 — a nominative list, and 10 % of the liberal specialists, unless the CPN softens it. */
export function exigerListeEtSeuil(etat: Etat): void {
  if (seuilsAdoucis(etat)) return;
  exiger(
    listeDeposee(etat),
    'ELI-04',
    'La signature demande la liste nominative des adhérents, pour vérifier le seuil de 10 % : déposez-la (« deposer-liste-nominative »), ou consignez la dérogation de la commission paritaire nationale.',
  );
  exiger(
    atteintDixPourCent(
      etat,
      etat.listeNominative?.nombre ?? null,
      etat.effectifs.liberaux,
      etat.entreeLe ?? PREMIERS_TEXTES,
    ),
    'ELI-04',
    `Les adhérents (${etat.listeNominative?.nombre}) sont moins de ${valeur(etat, 'adhesionInitiale', etat.entreeLe ?? PREMIERS_TEXTES)} % des ${etat.effectifs.liberaux} spécialistes libéraux du territoire.`,
  );
}
