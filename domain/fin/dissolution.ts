/** The end of the association: found by one authority, confirmed by the other, contested by whoever stands for it. DEC-42. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import { exigerApres, exigerMotif, fait, type Decision, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Commande } from '../commandes.ts';
import type { Dissolution, Etat } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import { exiger } from '../refus.ts';
import { finReponseSaisine } from '../resiliation/delais.ts';
import { CONTRATS, type Role } from '../valeurs.ts';
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
      dissolution !== null && dissolution.confirmeeLe === null && (rang === undefined || rang === dissolution.rang),
      'DEC-42',
      rang === undefined
        ? "Aucun constat n'attend de confirmation."
        : `L'événement ${rang} n'est pas un constat qui attend une confirmation.`,
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

/** DEC-42 — a saisine that comes while a dissolution is confirmed, and not yet contested, is an objection to it. */
export const contestable = ({ dissolution }: Etat): boolean =>
  dissolution !== null && dissolution.confirmeeLe !== null && dissolution.objectionLe === null;

/** `saisir`, against a dissolution. */
export const objecter: Decision<'saisir'> = (etat, commande) => {
  const { dissolution } = etat;
  exiger(
    dissolution !== null && dissolution.lettreLe !== null,
    'DEC-42',
    "Aucune dissolution n'est confirmée.",
    'etat',
  );
  const { le, recueLe = le } = commande.donnees;
  const contrat = contratDeLObjection(etat);
  const derniere = finObjection(contrat, dissolution.lettreLe, etat);
  exigerApres(recueLe, dissolution.lettreLe, 'la réception de la lettre qui fait part de la dissolution', 'DEC-42');
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
};

/** DEC-42 — an objection waits for its answers. */
export const objectionEnCours = ({ dissolution }: Etat): boolean =>
  dissolution !== null &&
  dissolution.objectionLe !== null &&
  (dissolution.reponses.ars === undefined || dissolution.reponses.caisse === undefined);

/** `repondre-saisine`, to an objection. */
export const repondreObjection: Decision<'repondre-saisine'> = (etat, commande: Commande<'repondre-saisine'>) => {
  const { dissolution } = etat;
  exiger(
    dissolution !== null && dissolution.objectionLe !== null,
    'DEC-42',
    "Aucune contestation n'est en cours.",
    'etat',
  );
  const partie = autorite(commande.acteur);
  const { le, sens } = commande.donnees;
  exiger(dissolution.reponses[partie] === undefined, 'DEC-22', 'Cette partie a déjà répondu à la saisine.', 'etat');
  exigerApres(le, dissolution.objectionLe, 'la réception de la saisine');
  return [fait(commande, 'SaisineTranchee', 'DEC-42', { partie, sens, objet: 'dissolution' })];
};

const surDissolution = ({ dissolution }: Etat, changement: Partial<Dissolution>): Partial<Etat> =>
  dissolution === null ? {} : { dissolution: { ...dissolution, ...changement } };

/** The contracts run again as they did: what was claimed or interrupted because they had ended follows (DEC-34). */
export function suspendreLaDissolution(etat: Etat, recueLe: Evenement['le']): Partial<Etat> {
  const { dissolution } = etat;
  if (dissolution === null) return {};
  const { avant } = dissolution;
  const finis = CONTRATS.filter((contrat) => avant[contrat].fin !== etat[contrat].fin);
  const enCours = finis.find((contrat) => avant[contrat].finiLe === null);
  return {
    ...surDissolution(etat, { objectionLe: recueLe, reponses: {} }),
    amorcage: { ...etat.amorcage, ...avant.amorcage },
    dotation: { ...etat.dotation, ...avant.dotation },
    resiliations: avant.resiliations,
    projetSante: { ...etat.projetSante, sansObjetLe: null },
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
      avant: { ...finsDesContrats(etat), resiliations: etat.resiliations },
    },
  }),
  ConstatConfirme: (etat, { le, sens, recueLe }) =>
    sens === 'conteste'
      ? { dissolution: null }
      : surDissolution(etat, {
          confirmeeLe: le,
          lettreLe: recueLe,
          avant: { ...finsDesContrats(etat), resiliations: etat.resiliations },
        }),
};
