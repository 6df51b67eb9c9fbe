/** DEC-37, DEC-67 — of a transfer made in part, what is left is ordered when the caisse confirms, however the transfer was told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { etatInitial } from '../../../domain/etat.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { Deroulement } from '../../../domain/simulation/deroulement.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import { acte, midi, type Acte } from './etats.ts';

/** V38: 65 000 € were ordered on 15 January 2026; 60 000 € left on 2 February. */
const chemin = join(import.meta.dirname, '../scenarios/V38-dossier-en-cours-repris.json');
const V38 = (JSON.parse(readFileSync(chemin, 'utf8')) as Scenario).etapes[0]?.donnees?.['faits'] as FaitRepris[];
const PART = { paiement: 'dotation-1', montantCentimes: 6000000, reference: 'VIR-1', preuve: { nature: 'autre' } };
const VIREMENT = { commande: 'executer-paiement', acteur: 'caisse', donnees: { le: '2026-02-02', ...PART } };

function confirmee(faits: readonly unknown[], ...entre: readonly Acte[]) {
  const dossier = new Deroulement(etatInitial('a'), {
    repondre: ({ type }) =>
      type === 'denombrer-adherents' || type === 'attribuer-finess' ? null : { conteste: false, autres: [] },
  });
  const actes: readonly (readonly [saisiLe: string, Acte])[] = [
    ['2026-09-01', ['2026-09-01', 'ars', 'reprendre', { faits }]],
    ...entre.map((un) => ['2026-09-03', un] as const),
    ['2026-09-08', ['2026-09-08', 'caisse', 'confirmer-constat', { sens: 'confirme' }]],
  ];
  for (const [saisiLe, [le, acteur, commande, donnees]] of actes) {
    const reponse = juger(dossier.etat, acte(commande, acteur, le, donnees), midi(saisiLe), dossier.journal);
    if (reponse instanceof Refus) throw new Error(reponse.message);
    dossier.appliquer(reponse, midi(saisiLe));
  }
  const ordres = dossier.evenements.flatMap((un) =>
    un.evenement === 'PaiementOrdonnance' || un.evenement === 'PaiementReemis' ? [un.montantCentimes] : [],
  );
  return { ordres, etat: dossier.etat };
}
const sansVirement = V38.slice(0, -1);

it('dit dans la liste : les 5 000 € qui restent sont ordonnancés', () => {
  expect(confirmee([...sansVirement, VIREMENT]).ordres).toEqual([500000]);
});
it('entré avant la confirmation : les 5 000 € qui restent sont ordonnancés', () => {
  expect(confirmee(sansVirement, ['2026-02-02', 'caisse', 'executer-paiement', PART]).ordres).toEqual([500000]);
});
it('entré avant la confirmation : un ordre dont il ne reste rien n’attend plus d’exécution', () => {
  const { etat } = confirmee(sansVirement, ['2026-02-02', 'caisse', 'executer-paiement', PART]);
  expect(etat.paiements['dotation-1']).toMatchObject({ montantCentimes: 6000000, statut: 'execute' });
});
