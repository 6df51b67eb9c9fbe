/** DEC-47 — the seat: declared with the association, moved later, its caisse confirming. DEC-66 for the caisse itself. */
import type { Commande } from '../commandes.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat } from '../etat.ts';
import { exiger } from '../refus.ts';
import { exigerSiegeAdmissible } from '../lettre-intention/eligibilite.ts';
import { exigerCaisse } from './caisses.ts';
import { gardesApres } from './competence.ts';

interface Lieu {
  readonly siege: string;
  readonly caisse: string;
}

/** Where a seat that is named would be: with the caisse that is named, the one it has already, or the only one there. */
export function lieuAnnonce(
  etat: Etat,
  { siege, caisse }: { readonly siege: string; readonly caisse?: string | undefined },
): Lieu {
  exigerSiegeAdmissible(siege);
  return { siege, caisse: exigerCaisse(siege, caisse ?? (siege === etat.siege ? etat.caisse : undefined)) };
}

/** The seat said with the association; nothing when it is the one that was planned. */
export function siegeDeLAssociation(etat: Etat, { donnees }: Commande<'declarer-association'>): Partial<Lieu> {
  const { siege, caisse } = donnees;
  if (siege === undefined && caisse === undefined) return {};
  const lieu = lieuAnnonce(etat, { siege: siege ?? etat.siege, caisse });
  exiger(
    lieu.caisse === etat.caisse || (etat.amorcage.concluLe === null && etat.dotation.concluLe === null),
    'DEC-47',
    'Un contrat est conclu avec la caisse de rattachement : un siège qui en change se transfère (« transferer-siege »).',
    'etat',
  );
  return lieu;
}

export const decisionsSiege: Decisions<'transferer-siege' | 'confirmer-constat'> = {
  'transferer-siege': (etat, commande) => {
    const { le, siege, caisse } = commande.donnees;
    exiger(
      etat.associationLe !== null || etat.regime !== 'droit-commun',
      'DEC-47',
      "L'association n'est pas encore déclarée : indiquez son siège avec elle (« declarer-association »).",
      'etat',
    );
    if (etat.associationLe !== null) exigerApres(le, etat.associationLe, "la création de l'association", 'DEC-47');
    const lieu = lieuAnnonce(etat, { siege, caisse });
    exiger(
      lieu.siege !== etat.siege || lieu.caisse !== etat.caisse,
      'DEC-47',
      'Le siège est déjà dans ce département, auprès de cette caisse.',
      'etat',
    );
    return [fait(commande, 'SiegeTransfere', 'DEC-47', { ...lieu, effectif: lieu.caisse === etat.caisse })];
  },

  'confirmer-constat': (etat, commande) => {
    const { siegeAnnonce: annonce } = etat;
    const { rang, sens, le, enLot = [] } = commande.donnees;
    exiger(
      annonce !== null && (rang === undefined || rang === annonce.rang),
      'DEC-47',
      rang === undefined
        ? "Aucun constat n'attend de confirmation."
        : `L'événement ${rang} n'est pas un constat qui attend une confirmation.`,
      'etat',
    );
    exiger(
      commande.acteur === 'caisse',
      'DEC-47',
      "Le transfert du siège est confirmé par la caisse du nouveau siège, non par l'agence régionale de santé.",
      'role',
    );
    exigerApres(le, annonce.le, 'le transfert du siège', 'DEC-47');
    const confirme = sens === 'confirme' || sens === 'confirmee';
    if (!confirme) exigerMotif(commande, 'DEC-47', 'La contestation du transfert');
    return [
      fait(commande, 'ConstatConfirme', 'DEC-47', {
        rang: annonce.rang,
        partie: 'caisse',
        sens: confirme ? 'confirme' : 'conteste',
        recueLe: le,
        siege: annonce.siege,
        caisse: annonce.caisse,
        ...(enLot.length === 0 ? {} : { enLot }),
      }),
    ];
  },
};

/** The case goes to another caisse; the one of before goes on reading it. */
export function versCaisse(etat: Etat, { siege, caisse }: Lieu): Partial<Etat> {
  if (caisse === etat.caisse) return { siege, siegeAnnonce: null };
  return {
    siege,
    caisse,
    siegeAnnonce: null,
    caissesAnterieures: [etat.caisse, ...etat.caissesAnterieures.filter((autre) => autre !== etat.caisse)].filter(
      (autre) => autre !== caisse && autre !== '',
    ),
  };
}

export const evolutionsSiege: Evolutions<'SiegeTransfere' | 'ConstatConfirme'> = {
  SiegeTransfere: (etat, { le, siege, caisse, effectif }) =>
    effectif ? versCaisse(etat, { siege, caisse }) : { siegeAnnonce: { rang: etat.rang + 1, le, siege, caisse } },
  ConstatConfirme: (etat, { sens, siege, caisse, enLot = [] }) => {
    if (siege === undefined || caisse === undefined) return {};
    if (sens === 'conteste') return { siegeAnnonce: null };
    return { gardes: gardesApres(etat, enLot), ...versCaisse(etat, { siege, caisse }) };
  },
};
