/** DEC-67 — whatever a life holds, its papers are facts that the API takes: each field has its place, in JSON as in the spreadsheet. */
import { expect, test } from 'vitest';
import { readFact } from '../../api/commands/facts.ts';
import { readCell, TITLES } from '../../api/takeover/columns.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { vieCoupee } from '../regles/reprise/vie-coupee.ts';

const VIES = Number(process.env['REPRISES'] ?? 120);
const faits = Array.from({ length: VIES }, (_, rang) => vieCoupee(rang + 1).papiers.faits).flat();

test('les faits de vies tirées au hasard se lisent tous', () => {
  const refus = faits.flatMap(({ commande, donnees }) => {
    try {
      readFact(commande as NomCommande, JSON.parse(JSON.stringify(donnees)));
      return [];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return (error.supplement.erreurs ?? []).map(({ champ, message }) => `${commande} ${champ} : ${message}`);
    }
  });
  expect([...new Set(refus)]).toEqual([]);
});

test('une date que l’équipe demande, à confirmer encore (DEC-29), a sa colonne', () => {
  const demandees = faits.filter(({ donnees }) => 'declareLe' in donnees);
  expect(demandees.length).toBeGreaterThan(0);
  expect(TITLES['declareLe']?.[0]).toBe('Date demandée');
  expect(readCell('declareLe', '10/01/2026')).toBe('2026-01-10');
});
