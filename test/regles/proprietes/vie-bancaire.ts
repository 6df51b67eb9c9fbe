/** A case that is paid: brought to its first order by the law, then whatever its bank and its caisse make of it. */
import { readFileSync } from 'node:fs';
import { heureLocale } from '../../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../../domain/commandes.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Etape } from '../../../domain/simulation/scenario.ts';
import { baseDe, verseSur } from '../../../domain/paiements/verses.ts';
import { resteDu } from '../../../domain/recouvrement/dus.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import type { Bande } from './bande.ts';
import { Dossier, mondeSeul, type Observateur } from './dossier.ts';

const FICHIER = new URL('../scenarios/AMO-paiement-rejete-puis-reemis.json', import.meta.url);
const { etapes } = JSON.parse(readFileSync(FICHIER, 'utf8')) as { etapes: readonly Etape[] };
/** Up to the third signature: the first order follows by itself. */
const JUSQU_A_L_ORDRE = etapes.slice(
  0,
  etapes.findIndex(({ commande }) => commande === 'reemettre-paiement'),
);

const midi = (le: string) => heureLocale(le as DateCivile, '12:00', 'Europe/Paris');

/** Sends an act on its day; fails when the law refuses what it should take. */
export function agir(dossier: Dossier, le: string, acteur: string, commande: string, donnees: object = {}): void {
  const reponse = essayer(dossier, le, acteur, commande, donnees);
  if (reponse instanceof Refus) throw new Error(`${commande}: ${reponse.message}`);
}

export function essayer(dossier: Dossier, le: string, acteur: string, commande: string, donnees: object = {}) {
  dossier.avancer(midi(le));
  return dossier.commander({ commande, acteur, donnees: { ...donnees, le } } as unknown as Commande);
}

/** Its first tranche is ordered on 20 February 2026, 40 000 €. `fiche`: the record of its bank details. */
export function dossierAPayer(observateur: Observateur = {}, fiche?: string): Dossier {
  const dossier = new Dossier(
    midi('2026-01-05'),
    mondeSeul(() => 40),
    observateur,
  );
  for (const { le, acteur, commande, donnees } of JUSQU_A_L_ORDRE)
    agir(dossier, String(le), String(acteur), String(commande), {
      ...donnees,
      ...(commande === 'declarer-coordonnees-bancaires' && fiche !== undefined ? { fiche } : {}),
    });
  return dossier;
}

/** One thing that a bank, or the caisse that keeps its books, may do next, likely or not. */
export function actePossible(dossier: Dossier, bande: Bande): Commande {
  const { etat, aujourdhui: le } = dossier;
  const paiement = bande.parmi(['amorcage-1', 'amorcage-1', 'amorcage-1', 'amorcage-2'] as const);
  const recouvrement = bande.parmi([...Object.keys(etat.recouvrements), 'amorcage']);
  const ordre = etat.paiements[paiement];
  const montants = [1, 1_000_000, 4_000_000, ordre?.montantCentimes ?? 4_000_000, ordre ? verseSur(ordre) + 1 : 7];
  const du = etat.recouvrements[recouvrement];
  const acte = (commande: string, donnees: object) =>
    ({ commande, acteur: 'caisse', donnees: { le, motif: 'Motif de la banque.', ...donnees } }) as unknown as Commande;
  switch (bande.entier(0, 8)) {
    case 0:
    case 1:
      return acte('executer-paiement', {
        paiement,
        montantCentimes: bande.parmi(montants),
        reference: `${baseDe(paiement)}.${bande.entier(1, 4)}`,
      });
    case 2:
      return acte('rejeter-paiement', { paiement });
    case 3:
      return acte('reemettre-paiement', { paiement });
    case 4:
      return acte('retourner-paiement', {
        paiement,
        ...(bande.chance(0.5) ? { reference: `${baseDe(paiement)}.${bande.entier(1, 4)}` } : {}),
      });
    case 5:
      return acte('confirmer-recouvrement', { recouvrement });
    case 6:
      return acte('constater-remboursement', {
        recouvrement,
        montantCentimes: bande.parmi([
          1,
          500_000,
          Math.max(1, du === undefined ? 1 : resteDu(du) + bande.entier(-1, 2)),
        ]),
      });
    case 7:
      return acte('clore-recouvrement', { recouvrement });
    default:
      return acte('annuler', { rang: bande.entier(1, etat.rang), preuve: { nature: 'courrier-recommande' } });
  }
}
