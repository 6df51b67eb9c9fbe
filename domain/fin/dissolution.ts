/** The end of the association: found by one authority, confirmed by the other, contested by whoever stands for it. DEC-42. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import type { Dissolution, Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { exiger } from '../refus.ts';
import { finReponseSaisine } from '../resiliation/delais.ts';
import { CONTRATS, type DateCivile, type Role } from '../valeurs.ts';
import { justifie } from '../calculs/calculs.ts';
import { calculObjection, contratDeLObjection, finObjection, finsDesContrats } from './delais.ts';

const autorite = (acteur: Role): 'ars' | 'caisse' => (acteur === 'caisse' ? 'caisse' : 'ars');

export const decisionsDissolution: Decisions<'constater-dissolution' | 'confirmer-constat'> = {
  'constater-dissolution': (etat, commande) => {
    const { le } = commande.donnees;
    exiger(
      etat.dissolution === null,
      'DEC-42',
      etat.dissolution?.confirmeeLe === null
        ? "Une dissolution est déjà constatée : l'autre autorité doit la confirmer (« confirmer-constat »)."
        : 'La dissolution est déjà constatée et confirmée.',
      'etat',
    );
    exiger(
      etat.associationLe !== null || etat.regime !== 'droit-commun',
      'DEC-42',
      "Aucune association n'est déclarée : il n'y a pas de dissolution à constater.",
      'etat',
    );
    if (etat.associationLe !== null) exigerApres(le, etat.associationLe, "la création de l'association", 'DEC-42');
    return [fait(commande, 'DissolutionConstatee', 'DEC-42', { partie: autorite(commande.acteur) })];
  },

  'confirmer-constat': (etat, commande) => {
    const { dissolution } = etat;
    const { rang, sens, le, recueLe = le } = commande.donnees;
    exiger(
      dissolution !== null && (rang ?? dissolution.rang) === dissolution.rang,
      'DEC-42',
      `L'événement ${rang} n'est pas un constat qui attend une confirmation.`,
      'etat',
    );
    const partie = autorite(commande.acteur);
    exiger(
      partie !== dissolution.partie,
      'DEC-42',
      "Le constat vient de vous : c'est à l'autre autorité de le confirmer.",
      'role',
    );
    exigerApres(le, dissolution.le, 'la dissolution constatée', 'DEC-42');
    exigerApres(recueLe, le, 'la confirmation du constat', 'DEC-42');
    const confirme = sens === 'confirme' || sens === 'confirmee';
    if (!confirme) exigerMotif(commande, 'DEC-42', 'La contestation du constat');
    return [
      fait(commande, 'ConstatConfirme', 'DEC-42', {
        rang: dissolution.rang,
        partie,
        sens: confirme ? 'confirme' : 'conteste',
        recueLe,
        ...(confirme ? justifie({ dateLimite: calculObjection(contratDeLObjection(etat), recueLe, etat) }) : {}),
      }),
    ];
  },
};

/** DEC-42 — receipt of the letter of a dissolution that is confirmed and not yet contested: a saisine objects to it. */
export const lettreContestable = ({ dissolution }: Etat): DateCivile | null =>
  dissolution === null || dissolution.objectionLe !== null ? null : dissolution.lettreLe;

/** `saisir`, against a dissolution. */
export function objecter(etat: Etat, commande: Commande<'saisir'>, lettreLe: DateCivile): readonly Evenement[] {
  const { le, recueLe = le } = commande.donnees;
  const contrat = contratDeLObjection(etat);
  const derniere = finObjection(contrat, lettreLe, etat);
  exigerApres(recueLe, lettreLe, 'la réception de la lettre qui fait part de la dissolution', 'DEC-42');
  exiger(
    recueLe <= derniere,
    'DEC-42',
    `La contestation de la dissolution devait être reçue au plus tard le ${enToutesLettres(derniere)}.`,
  );
  return [
    fait(
      commande,
      'SaisineRecue',
      'DEC-42',
      { contrat, ...justifie({ dateLimite: finReponseSaisine(recueLe, etat) }), objet: 'dissolution' },
      { le: recueLe },
    ),
  ];
}

interface Objection {
  readonly objectionLe: DateCivile;
  readonly reponses: Dissolution['reponses'];
}

/** DEC-42 — an objection that waits for its answers. */
export function objectionEnCours({ dissolution }: Etat): Objection | null {
  if (dissolution === null || dissolution.objectionLe === null) return null;
  const { objectionLe, reponses } = dissolution;
  return reponses.ars !== undefined && reponses.caisse !== undefined ? null : { objectionLe, reponses };
}

/** `repondre-saisine`, to an objection. */
export function repondreObjection(
  commande: Commande<'repondre-saisine'>,
  { objectionLe, reponses }: Objection,
): readonly Evenement[] {
  const partie = autorite(commande.acteur);
  const { le, sens } = commande.donnees;
  exiger(reponses[partie] === undefined, 'DEC-22', 'Cette partie a déjà répondu à la saisine.', 'etat');
  exigerApres(le, objectionLe, 'la réception de la saisine');
  return [fait(commande, 'SaisineTranchee', 'DEC-42', { partie, sens, objet: 'dissolution' })];
}

const surDissolution = ({ dissolution }: Etat, changement: Partial<Dissolution>): Partial<Etat> =>
  dissolution === null ? {} : { dissolution: { ...dissolution, ...changement } };

/** It ends a contract: what an objection would bring back is kept, as it stood before the first that it ends. */
export const retenirAvantLaFin = (etat: Etat): Partial<Etat> =>
  etat.dissolution?.avant === null
    ? surDissolution(etat, { avant: { ...finsDesContrats(etat), resiliations: etat.resiliations } })
    : {};

/** The contracts run again as they did: what was claimed or interrupted because they had ended follows (DEC-34). */
export function suspendreLaDissolution(etat: Etat, recueLe: Evenement['le']): Partial<Etat> {
  const { dissolution } = etat;
  if (dissolution === null) return {};
  const { avant } = dissolution;
  const objection = surDissolution(etat, { objectionLe: recueLe, reponses: {}, avant: null });
  const projetSante = { ...etat.projetSante, sansObjetLe: null };
  if (avant === null) return { ...objection, projetSante };
  const finis = CONTRATS.filter((contrat) => avant[contrat].fin !== etat[contrat].fin);
  const enCours = finis.find((contrat) => avant[contrat].finiLe === null);
  return {
    ...objection,
    amorcage: { ...etat.amorcage, ...avant.amorcage },
    dotation: { ...etat.dotation, ...avant.dotation },
    resiliations: avant.resiliations,
    projetSante,
    ...(enCours === undefined || etat.phase === 'close' ? {} : { phase: enCours }),
  };
}

/** DEC-22 — one acceptance, and the finding falls. */
export const trancherLObjection = (etat: Etat, { partie, sens, le }: Evenement<'SaisineTranchee'>): Partial<Etat> =>
  sens === 'accepte'
    ? { dissolution: null }
    : surDissolution(etat, { reponses: { ...etat.dissolution?.reponses, [partie]: { sens, le } } });

export const evolutionsDissolution: Evolutions<'DissolutionConstatee' | 'ConstatConfirme'> = {
  DissolutionConstatee: (etat, { le, partie }) => ({
    dissolution: {
      rang: etat.rang + 1,
      le,
      partie,
      confirmeeLe: null,
      lettreLe: null,
      objectionLe: null,
      reponses: {},
      avant: null,
    },
  }),
  ConstatConfirme: (etat, { le, sens, recueLe }) =>
    sens === 'conteste' ? { dissolution: null } : surDissolution(etat, { confirmeeLe: le, lettreLe: recueLe }),
};
