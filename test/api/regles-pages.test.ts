/** What the reference of a letter leads to: the rule, its source in plain words, the words of the text. */
import { describe, expect, test } from 'vitest';
import { rulePage, ruleIndex, sourcesOf } from '../../api/contract/rule-pages.ts';
import { CATALOGUE, regle } from '../../domain/catalogue/index.ts';
import { citationsDe } from '../../domain/catalogue/citations.ts';
import { lignesCitees } from '../../domain/catalogue/references.ts';
import { date } from '../records/exemples.ts';

const LE = date('2026-03-16');

describe('la page d’une règle', () => {
  test('dit sa phrase, sa source en clair, le texte cité, sa nature et le chiffre en vigueur', () => {
    const page = rulePage('LI-09', LE) ?? '';
    expect(page).toContain('instruction du 24 mars 2025, I, jalon 1');
    expect(page).toContain('l’absence de réponse de l’ARS dans le délai imparti');
    expect(page).toContain('Cette phrase se lit dans le texte.');
    expect(rulePage('LI-07', LE)).toMatch(/En vigueur le 16\u00a0mars\u00a02026.*2 mois/);
    expect(rulePage('DEC-03', LE)).toContain('une lecture du service');
    expect(rulePage('LI-999', LE)).toBeUndefined();
    expect(rulePage('constructor', LE)).toBeUndefined();
  });

  test('chaque règle a la sienne, sans signe de page dans ses mots', () => {
    for (const { id } of CATALOGUE) expect(rulePage(id, LE)).not.toMatch(/undefined|<(?:null|script)/);
    for (const { id } of CATALOGUE) expect(ruleIndex()).toContain(`/regles/${id}`);
  });
});

test('aucune source n’est dite par son repère, et chaque ligne citée d’un texte est là', () => {
  for (const rule of CATALOGUE) {
    const sources = sourcesOf(rule);
    expect(sources.length, rule.id).toBeGreaterThan(0);
    expect(sources.join(' '), rule.id).not.toMatch(/00\d:|\b[A-Z]+-\d|undefined|regles\.md/);
    if (rule.source.includes('(silence)')) continue;
    // An empty line of a text, between two that say something, has nothing to quote.
    for (const cite of lignesCitees(rule.source))
      expect(
        citationsDe(rule.source).some(({ repere }) => repere.startsWith(`${cite.texte}:`)),
        rule.id,
      ).toBe(true);
  }
});

test.each([
  ['RES-A-03', ["contrat type de crédit d'amorçage, article 5.2"]],
  ['LI-09', ['instruction du 24 mars 2025, I, jalon 1']],
])('%s vient de %j', (id, sources) => {
  const rule = regle(id);
  expect(rule && sourcesOf(rule)).toEqual(expect.arrayContaining(sources));
});
