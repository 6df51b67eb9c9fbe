/** Over every scenario: each deadline and each amount carries its working, and the working, done again from its data alone, gives it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Journal } from '../../../domain/calculs/situer.ts';
import { regle } from '../../../domain/catalogue/index.ts';
import { echeances } from '../../../domain/echeances.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { vies } from './vies.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import { recalculerDate, recalculerMontant } from './calculatrice.ts';

const dossier = join(import.meta.dirname, '../scenarios');
const fichiers = readdirSync(dossier).filter((nom) => nom.endsWith('.json'));
const lire = (fichier: string) => JSON.parse(readFileSync(join(dossier, fichier), 'utf8')) as Scenario;

/** Sums that a person or a bank says: nothing was computed. */
const DITS = [
  'PaiementExecute',
  'PaiementRetourne',
  'RemboursementConstate',
  'FinancementArsDeclare',
  'MontantDotationFixe',
  'MontantDotationApprouve',
];

function verifier({ evenement, calculs, ...champs }: Evenement): readonly string[] {
  const { dateLimite, montantCentimes } = champs as { readonly dateLimite?: string; readonly montantCentimes?: number };
  const fautes: string[] = [];
  if (dateLimite !== undefined && calculs?.dateLimite === undefined)
    fautes.push(`${evenement}: no working of the date`);
  if (montantCentimes !== undefined && calculs?.montantCentimes === undefined && !DITS.includes(evenement))
    fautes.push(`${evenement}: no working of the amount`);
  if (calculs?.dateLimite !== undefined && recalculerDate(calculs.dateLimite) !== dateLimite)
    fautes.push(`${evenement}: ${dateLimite}`);
  if (calculs?.montantCentimes !== undefined && recalculerMontant(calculs.montantCentimes) !== montantCentimes)
    fautes.push(`${evenement}: ${montantCentimes}`);
  return fautes;
}

describe.each(fichiers)('%s', (fichier) => {
  const dossiers = vies(lire(fichier));

  test('chaque événement porte le calcul de sa date et de son montant, et le calcul refait les redonne', () => {
    for (const { journal } of dossiers) for (const { evenement } of journal) expect(verifier(evenement)).toEqual([]);
  });

  test('chaque échéance, à chaque état, porte son calcul ; son premier fait est au journal', () => {
    for (const { etats, journal } of dossiers)
      for (const etat of etats) {
        const connu = new Journal(journal.filter(({ rang }) => rang <= etat.rang));
        for (const { cle, expire, calcul, montant } of echeances(etat)) {
          expect(recalculerDate(calcul), cle).toBe(expire);
          if (montant !== undefined && montant !== null) expect(recalculerMontant(montant), cle).toBe(montant.resultat);
          const situe = connu.situer(calcul);
          expect(recalculerDate(situe), cle).toBe(expire);
          expect(situe.depart.rang, `${cle} de ${etat.rang} : ${JSON.stringify(situe)}`).toBeGreaterThan(0);
        }
      }
  });

  test('chaque pas cite une règle du catalogue', () => {
    for (const { journal } of dossiers)
      for (const { evenement } of journal)
        for (const calcul of Object.values(evenement.calculs ?? {}))
          for (const pas of (calcul as { etapes: { regle: string }[] }).etapes)
            expect(regle(pas.regle), pas.regle).toBeDefined();
  });
});
