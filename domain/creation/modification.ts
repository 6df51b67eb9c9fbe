/** DEC-48 — another territory, other specialties: asked by the porteur, the caisse's avis given, decided by the ARS. */
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, ModificationTerritoire } from '../etat.ts';
import { seuilsAdoucis } from '../lettre-intention/derogation.ts';
import { atteintDixPourCent, exigerTerritoireAdmissible } from '../lettre-intention/eligibilite.ts';
import { exigerSpecialites } from '../lettre-intention/specialites.ts';
import { PREMIERS_TEXTES, valeur } from '../droit.ts';
import { exiger } from '../refus.ts';
import type { Avertissement } from '../valeurs.ts';

const memes = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join() === b.toSorted().join();

/** DER-01 — the CPN has allowed several specialties, or allowed without saying what. */
const plusieursSpecialitesAdmises = ({ derogation: { sens, objet } }: Etat): boolean =>
  sens === 'accordee' && (objet === null || objet === 'multi-specialite');

/** Adherents as last known: counted, else listed, else engaged in the letter. */
const adherentsConnus = (etat: Etat): number | null =>
  Object.values(etat.denombrements).at(-1)?.nombre ?? etat.listeNominative?.nombre ?? etat.effectifs.engages;

/** What stands against the new territory, each under its rule: told at the request, refused at the decision. */
function obstacles(
  etat: Etat,
  {
    specialites,
    medecinsPresents,
    liberaux,
  }: Pick<ModificationTerritoire, 'specialites' | 'medecinsPresents' | 'liberaux'>,
): readonly Avertissement[] {
  const trouves: Avertissement[] = [];
  const entreeLe = etat.entreeLe ?? PREMIERS_TEXTES;
  const presents = valeur(etat, 'medecinsPresents', entreeLe);
  const adherents = adherentsConnus(etat);
  if (specialites.length > 1 && !plusieursSpecialitesAdmises(etat))
    trouves.push({
      regle: 'DER-01',
      phrase:
        'Plusieurs spécialités demandent une dérogation de la commission paritaire nationale, à consigner d’abord.',
    });
  if (medecinsPresents < presents && !seuilsAdoucis(etat))
    trouves.push({
      regle: 'ELI-03',
      phrase: `Moins de ${presents} médecins de la spécialité sont présents sur le nouveau territoire (${medecinsPresents}) : une dérogation est nécessaire.`,
    });
  if (!seuilsAdoucis(etat) && !atteintDixPourCent(etat, adherents, liberaux, entreeLe))
    trouves.push({
      regle: 'ELI-04',
      phrase: `Les adhérents (${adherents}) sont moins de ${valeur(etat, 'adhesionInitiale', entreeLe)} % des ${liberaux} spécialistes libéraux du nouveau territoire.`,
    });
  return trouves;
}

export const decisionsModification: Decisions<'modifier-territoire' | 'approuver-territoire'> = {
  'modifier-territoire': (etat, commande) => {
    const { departements, liberaux, medecinsPresents } = commande.donnees;
    const { siege } = etat;
    exigerTerritoireAdmissible({ specialites: commande.donnees.specialites ?? etat.specialites, departements, siege });
    const specialites =
      commande.donnees.specialites === undefined ? etat.specialites : exigerSpecialites(commande.donnees.specialites);
    exiger(
      !memes(departements, etat.departements) || !memes(specialites, etat.specialites),
      'DEC-48',
      "Le territoire et les spécialités demandés sont ceux de l'équipe : rien ne change.",
      'etat',
    );
    const demandee = { departements, specialites, liberaux, medecinsPresents };
    return [
      fait(commande, 'ModificationTerritoireDemandee', 'DEC-48', demandee, {
        avertissements: obstacles(etat, demandee),
      }),
    ];
  },

  'approuver-territoire': (etat, commande) => {
    const { modificationTerritoire: demandee } = etat;
    exiger(demandee !== null, 'DEC-48', "Aucune modification du territoire n'attend de décision.", 'etat');
    const { le, sens } = commande.donnees;
    exigerApres(le, demandee.le, 'la demande de modification', 'DEC-48');
    const { departements, specialites, liberaux, medecinsPresents, avis, autres, financees } = demandee;
    const porte = { departements, specialites, liberaux, medecinsPresents };
    if (sens === 'refusee') {
      exigerMotif(commande, 'DEC-48', 'Le refus de la modification');
      return [fait(commande, 'TerritoireModifie', 'DEC-48', { sens: 'refusee', ...porte })];
    }
    exiger(
      financees.length === 0 || etat.derogation.unicite?.sens === 'accordee',
      'DEC-48',
      `Une autre ESS est financée sur ce territoire pour cette spécialité (${financees.join(', ')}) : la modification ne peut être approuvée.`,
    );
    const [obstacle] = obstacles(etat, demandee);
    exiger(obstacle === undefined, obstacle?.regle ?? 'DEC-48', obstacle?.phrase ?? '');
    if (avis === null) exigerMotif(commande, 'DEC-48', 'Approuver la modification sans avis consigné de la caisse');
    if (autres.length > 0) exigerMotif(commande, 'DEC-48', "Approuver un territoire qu'une autre équipe revendique");
    return [fait(commande, 'TerritoireModifie', 'DEC-48', { sens: 'accordee', ...porte })];
  },
};

export const evolutionsModification: Evolutions<'ModificationTerritoireDemandee' | 'TerritoireModifie'> = {
  ModificationTerritoireDemandee: (etat, { le, departements, specialites, liberaux, medecinsPresents }) => ({
    modificationTerritoire: {
      rang: etat.rang + 1,
      le,
      departements,
      specialites,
      liberaux,
      medecinsPresents,
      avis: null,
      autres: [],
      financees: [],
    },
  }),
  TerritoireModifie: (etat, { le, sens, departements, specialites, liberaux, medecinsPresents }) =>
    sens === 'refusee'
      ? { modificationTerritoire: null }
      : {
          modificationTerritoire: null,
          departements,
          specialites,
          effectifs: { ...etat.effectifs, liberaux, medecinsPresents },
          // What was claimed is claimed anew, in the new bounds.
          aRevendiquer:
            etat.territoire === 'revendique' || etat.territoire === 'conteste' ? { rang: etat.rang + 1, le } : null,
        },
};
