/** Numbers of registers as people type them: kept in one form, refused with what to do. */
import { describe, expect, test } from 'vitest';
import { finess, numeroAm, rna, rpps, siret } from '../../api/commands/schemas/identifiers.ts';
import { email } from '../../api/commands/schemas/people.ts';

const READ = { siret, rna, rpps, numeroAm, finess };

describe.each([
  ['siret', '73282932000074', '73282932000074'],
  ['siret', '732 829 320 00074', '73282932000074'],
  ['siret', ' 732.829.320-00074 ', '73282932000074'],
  ['siret', '732 829 320 00074', '73282932000074'],
  ['siret', '732\u202f829\u202f320\u202f00074', '73282932000074'],
  // La Poste: its seat has a Luhn key, its establishments a sum that five divides
  ['siret', '356 000 000 00048', '35600000000048'],
  ['siret', '35600000049837', '35600000049837'],
  ['siret', '35600000009075', '35600000009075'],
  ['rna', 'W332001234', 'W332001234'],
  ['rna', 'w332 001 234', 'W332001234'],
  ['rna', 'W9R1004623', 'W9R1004623'],
  ['rna', 'W9G1001234', 'W9G1001234'],
  ['rna', 'W9M1001234', 'W9M1001234'],
  ['rna', 'W9C1001234', 'W9C1001234'],
  ['rna', 'W2A1001234', 'W2A1001234'],
  ['rna', 'w2b2 000 123', 'W2B2000123'],
  ['rna', 'W751234567', 'W751234567'],
  ['rpps', '10000000001', '10000000001'],
  ['rpps', '10 00 00 00 001', '10000000001'],
  ['rpps', '810000000001', '10000000001'],
  ['rpps', '8 10000000001', '10000000001'],
  ['numeroAm', '33 1 23456 7', '331234567'],
  ['finess', '330781196', '330781196'],
  ['finess', '33 078 119 6', '330781196'],
  ['finess', '2a0000014', '2A0000014'],
] as const)('%s « %s »', (field, typed, kept) => {
  test(`est gardé « ${kept} »`, () => {
    expect(READ[field].parse(typed)).toBe(kept);
    expect(READ[field].parse(kept)).toBe(kept);
  });
});

describe.each([
  ['siret', '732 829 320', /SIREN.*5 chiffres de l’établissement/],
  ['siret', '73282932000075', /clé de contrôle/],
  ['siret', '35600000049838', /clé de contrôle/],
  ['siret', '7328293200007', /14 chiffres/],
  ['siret', 'FR40732829320', /TVA/],
  ['siret', 'W332001234', /« rna »/],
  ['siret', '', /14 chiffres/],
  ['rna', '332001234', /« W332001234 »/],
  ['rna', '9R1004623', /« W9R1004623 »/],
  ['rna', '0332001234', /ancien numéro/],
  ['rna', 'W33200123', /lettre W et 9 signes/],
  ['rna', 'WA32001234', /lettre W et 9 signes/],
  ['rna', '73282932000074', /« siret »/],
  ['rpps', '1000000000', /ADELI|11 chiffres/],
  ['rpps', '331234567', /ADELI.*annuaire/],
  ['rpps', '0331234567', /ADELI/],
  ['rpps', '910000000001', /11 chiffres, 12 avec le 8/],
  ['rpps', 'dix', /11 chiffres/],
  ['numeroAm', '12345678', /9 chiffres/],
  ['finess', '33078119', /Il manque un chiffre/],
  ['finess', '73282932000074', /SIRET/],
  ['finess', '330 781', /9 caractères/],
] as const)('%s « %s »', (field, typed, sentence) => {
  test('est refusé, avec ce qu’il faut faire', () => {
    const { success, error } = READ[field].safeParse(typed);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toMatch(sentence);
  });
});

test('un texte sans fin est refusé sans être lu', () => {
  for (const read of Object.values(READ)) expect(read.safeParse('1'.repeat(1_000_000)).success).toBe(false);
});

describe('une adresse de courriel', () => {
  const [partie, domaine] = ['a'.repeat(64), 'd'.repeat(63)];
  test.each(['referent@exemple.fr', "d'un.nom+ess@sous-domaine.exemple.fr", `${partie}@exemple.fr`, `a@${domaine}.fr`])(
    '« %s » est prise',
    (adresse) => expect(email.parse(adresse)).toBe(adresse),
  );
  // RFC 5321, 4.5.3.1: a server refuses them, and the mail never leaves.
  test.each([
    [`a${partie}@exemple.fr`],
    [`a@d${domaine}.fr`],
    ['a@exemple-.fr'],
    ['a@-exemple.fr'],
    ['a..b@exemple.fr'],
    ['.a@exemple.fr'],
    ['a.@exemple.fr'],
    ['a@exemple'],
    ['a b@exemple.fr'],
    ['a@b@exemple.fr'],
  ])('« %s » est refusée, en français', (adresse) => {
    expect(email.safeParse(adresse).error?.issues[0]?.message).toBe('Cette adresse de courriel n’est pas valide.');
  });
});
