/** T9, T19 — the eighteen months of REC-01, and what is to be repaid (REC-02, DEC-10). */
import type { Etat } from '../etat.ts';
import { operationnelle } from '../suivi/missions.ts';
import { totalPaye } from '../paiements/attendus.ts';
import { totalRembourse, recouvrementsOuverts } from './dus.ts';
import { type Echeance, echeance, type Declenchement } from '../echeance.ts';
import { finDuDelai, versionDuDelai } from '../droit.ts';
import { centimes, type ClePaiement } from '../valeurs.ts';
import { automatique } from '../chapitre.ts';

/** REC-01 — the test matters while money of the scheme is out, and no activity is evidenced. */
const testDixHuitMoisUtile = (etat: Etat): boolean =>
  etat.dixHuitMoisOuvertLe === null &&
  etat.recouvrements['amorcage'] === undefined &&
  !operationnelle(etat) &&
  totalPaye(etat) > totalRembourse(etat);

export function* echeancesRecouvrement(etat: Etat): Iterable<Echeance> {
  if (etat.regime === 'droit-commun' && etat.li !== null && testDixHuitMoisUtile(etat)) {
    const { deposeeLe } = etat.li;
    const limite = finDuDelai(etat, 'operationnalite', deposeeLe);
    const version = versionDuDelai(etat, 'operationnalite', deposeeLe);
    yield echeance(etat, 'operationnalite-18-mois', limite, 'REC-01', 'procedure', ['porteur'], version);
  }
  for (const [cle, { statut, dateLimite }] of recouvrementsOuverts(etat)) {
    if (dateLimite === null || statut === 'impaye') continue;
    const nom = cle === 'dix-huit-mois' ? 'remboursement-dix-huit-mois' : 'remboursement';
    yield statut === 'notifie'
      ? echeance(etat, nom, dateLimite, 'REC-02', 'impaye', ['porteur'])
      : echeance(etat, nom, dateLimite, 'DEC-10', 'alerte', ['caisse']);
  }
}

/** REC-01 — no activity in eighteen months: what was paid is to be claimed. */
export const procedureDixHuitMois: Declenchement = (etat, { effetLe, regle }) => {
  const payes = Object.entries(etat.paiements).filter(([, { statut }]) => statut === 'execute');
  const montantCentimes = centimes(totalPaye(etat) - totalRembourse(etat));
  return [
    automatique(effetLe, 'ProcedureDixHuitMoisOuverte', regle, {
      montantCentimes,
      paiements: payes.map(([paiement]) => paiement as ClePaiement),
    }),
    automatique(effetLe, 'RecouvrementPropose', 'DEC-10', {
      recouvrement: 'dix-huit-mois',
      origine: 'dix-huit-mois',
      montantCentimes,
    }),
  ];
};

/** REC-02 — not repaid in time. */
export const nonRembourse: Declenchement = (etat, { cle, effetLe, regle }) => {
  const recouvrement =
    cle === 'remboursement-dix-huit-mois'
      ? 'dix-huit-mois'
      : etat.recouvrements['amorcage'] === undefined
        ? 'dotation'
        : 'amorcage';
  const { montantCentimes = centimes(0), rembourseCentimes = centimes(0) } = etat.recouvrements[recouvrement] ?? {};
  return [
    automatique(effetLe, 'RecouvrementEchu', regle, {
      recouvrement,
      montantCentimes: centimes(montantCentimes - rembourseCentimes),
    }),
  ];
};
