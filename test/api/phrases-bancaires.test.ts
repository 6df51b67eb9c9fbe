/** What a line of a bank's file is answered: in sentences, their dates in words, whatever the line and the transfer. */
import { expect, test } from 'vitest';
import { decide } from '../../api/commands/bank-decision.ts';
import type { Virement } from '../../records/money/retours.ts';
import type { LigneRetour } from '../../tresorerie/retours/retour.ts';
import type { Centimes, DateCivile } from '../../domain/valeurs.ts';

const LE = '2026-06-15' as DateCivile;
const fait = { le: LE, montantCentimes: 4_000_000 as Centimes };
const VIREMENT = {
  reference: 'r1',
  lot: 'lot-1',
  montantCentimes: 4_000_000,
  executionLe: '2026-06-16',
  execute: null,
  rejete: null,
  retourne: null,
  executeSansReference: null,
  emission: 1,
  derniereEmission: 1,
  retire: false,
  statut: 'ordonnance',
} as unknown as Virement;

/** Every past that a transfer may have, beside every line that a bank may write of it. */
const PASSES: readonly Partial<Virement>[] = [
  {},
  ...(['execute', 'rejete', 'retourne', 'executeSansReference'] as const).map((quoi) => ({ [quoi]: fait })),
  { execute: fait, retourne: fait },
  { executeSansReference: { ...fait, montantCentimes: 1 as Centimes } },
];
const LIGNES = (['execute', 'rejete', 'retourne', 'attente'] as const).flatMap((statut) =>
  ['2026-06-01', LE, '2026-06-20'].map(
    (le) => ({ statut, le, lot: 'lot-1', reference: 'r1', montantCentimes: 4_000_000 }) as unknown as LigneRetour,
  ),
);

test('chaque date s’y lit en toutes lettres, jamais comme une machine l’écrit', () => {
  const phrases = PASSES.flatMap((passe) =>
    LIGNES.flatMap((ligne) => decide({ ...VIREMENT, ...passe }, ligne).phrase ?? []),
  );
  const datees = phrases.filter((phrase) => /\d{4}/.test(phrase.replaceAll(/[\d\s]+,\d\d\s€/g, '')));
  expect(new Set(datees).size).toBeGreaterThan(5);
  for (const phrase of phrases) expect(phrase).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  expect(datees).toContain('Exécution déjà consignée, au 15 juin 2026.');
});
