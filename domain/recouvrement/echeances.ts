/** T9, T19 — the eighteen months of REC-01, and what is to be repaid (REC-02, DEC-10). */
import type { Etat } from '../etat.ts';
import { calculDixHuitMois, operationnelleATemps } from '../suivi/missions.ts';
import { verseSur } from '../paiements/verses.ts';
import {
  calculImpaye,
  calculLimite,
  calculReclamable,
  calculReste,
  limiteImpaye,
  reclamable,
  recouvrementsOuverts,
} from './dus.ts';
import { justifie } from '../calculs/calculs.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { lendemain, plusTard } from '../calendrier/calendrier.ts';
import type { ClePaiement, DateCivile } from '../valeurs.ts';
import { automatique } from '../chapitre.ts';

/**
 * REC-01 — the test matters while money of the scheme is out, and no activity is, or was in time, evidenced. A résiliation of the amorçage
 * claims the whole of it already (RES-A-04); one that was undone since claims nothing (DEC-42).
 */
const testDixHuitMoisUtile = (etat: Etat): boolean =>
  etat.dixHuitMoisOuvertLe === null &&
  etat.amorcage.fin !== 'resilie' &&
  !operationnelleATemps(etat) &&
  reclamable(etat) > 0;

export function* echeancesRecouvrement(etat: Etat): Iterable<Echeance> {
  const limite = calculDixHuitMois(etat);
  if (limite !== null && testDixHuitMoisUtile(etat))
    yield echeance(etat, 'operationnalite-18-mois', limite, 'REC-01', 'procedure', ['porteur'], {
      effetLe: premierDehors(etat, lendemain(limite.resultat)),
    });
  for (const [cle, recouvrement] of recouvrementsOuverts(etat)) {
    const { statut } = recouvrement;
    const limite = statut === 'notifie' ? calculImpaye(recouvrement, etat) : calculLimite(recouvrement);
    if (limite === null || statut === 'impaye') continue;
    const montant = calculReste(cle, recouvrement);
    yield statut === 'notifie'
      ? echeance(etat, cleRemboursement(cle), limite, 'REC-02', 'impaye', ['porteur'], { montant })
      : echeance(etat, cleRemboursement(cle), limite, 'DEC-10', 'alerte', ['caisse'], { montant });
  }
}

/** `remboursement` for what a résiliation makes repay, `remboursement-dix-huit-mois`, `remboursement-indu-<paiement>`. */
const cleRemboursement = (recouvrement: string): string =>
  recouvrement === 'amorcage' || recouvrement === 'dotation' ? 'remboursement' : `remboursement-${recouvrement}`;

/** The open recovery that a deadline is about; the one to confirm first, where a contract's two have the same key. */
export const recouvrementDe = (etat: Etat, cle: string): string | undefined => {
  const siens = recouvrementsOuverts(etat).filter(([recouvrement]) => cleRemboursement(recouvrement) === cle);
  return (siens.find(([, { statut }]) => statut === 'propose') ?? siens[0])?.[0];
};

/** The first day on which some of the money that is out was out. */
const premierDehors = ({ paiements }: Etat, jour: DateCivile): DateCivile => {
  const partis = Object.values(paiements).flatMap(({ versements }) =>
    versements.filter((un) => un.retourneLe === null),
  );
  const [premier] = partis.map(({ le }) => le).toSorted();
  return premier === undefined ? jour : plusTard(jour, premier);
};

/** REC-01 — no activity in eighteen months: what was paid is to be claimed; from its payment on, when it came later (DEC-32). */
export const procedureDixHuitMois = (
  etat: Etat,
  { effetLe: le, regle }: Pick<Echeance, 'effetLe' | 'regle'>,
): ReturnType<Declenchement> => {
  const payes = Object.entries(etat.paiements).filter(([, paiement]) => verseSur(paiement) > 0);
  const montantCentimes = calculReclamable(etat);
  return [
    automatique(le, 'ProcedureDixHuitMoisOuverte', regle, {
      ...justifie({ montantCentimes }),
      paiements: payes.map(([paiement]) => paiement as ClePaiement),
    }),
    automatique(le, 'RecouvrementPropose', 'DEC-10', {
      recouvrement: 'dix-huit-mois',
      origine: 'dix-huit-mois',
      ...justifie({ montantCentimes }),
    }),
  ];
};

/** REC-02 — not repaid in time. */
export const nonRembourse: Declenchement = (etat, { cle, expire, effetLe, regle }) => {
  const echu = recouvrementsOuverts(etat).find(
    ([recouvrement, en]) =>
      en.statut === 'notifie' && cleRemboursement(recouvrement) === cle && limiteImpaye(en, etat) === expire,
  );
  if (echu === undefined) return [];
  const [recouvrement, en] = echu;
  return [
    automatique(effetLe, 'RecouvrementEchu', regle, {
      recouvrement,
      ...justifie({ montantCentimes: calculReste(recouvrement, en) }),
    }),
  ];
};
