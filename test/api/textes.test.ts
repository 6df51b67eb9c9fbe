/** Text is text: one line holds one line, nothing is unseen, and a name is no link (F8). */
import { describe, expect, test } from 'vitest';
import { schemaOf } from '../../api/commands/schemas/commands.ts';
import { line, name, text } from '../../api/commands/schemas/text.ts';
import { OCTETS_PAR_DEMANDE } from '../../domain/saisie.ts';
import { api, BARE, errorsOf } from './support.ts';

const CASE = '/ess/ess-33-00000000';

/** What hides, deceives or breaks a line, wherever people write. */
const UNSEEN: readonly (readonly [what: string, sign: string])[] = [
  ['une tabulation verticale', '\v'],
  ['un caractère de contrôle', '\u0001'],
  ['un caractère de contrôle C1', '\u009b'],
  ['U+0085', '\u0085'],
  ['U+2028', '\u2028'],
  ['U+2029', '\u2029'],
  ['un sens d’écriture imposé', '\u202e'],
  ['une marque de sens', '\u200f'],
  ['un isolat', '\u2066'],
  ['la marque arabe de sens', '\u061c'],
  ['une espace sans largeur', '\u200b'],
  ['un lien entre lettres latines', '\u200d'],
  ['un trait d’union invisible', '\u00ad'],
  ['une marque d’ordre des octets', '\ufeff'],
  ['un caractère à usage privé', '\ue000'],
  ['un non-caractère', '\ufdd0'],
  ['un autre non-caractère', '\u{1ffff}'],
  ['une étiquette invisible', '\u{e0041}'],
  ['un remplissage hangul', '\u3164'],
  ['un sélecteur de variante', '\ufe0f'],
  ['un demi-caractère', '\ud800'],
];

describe('une ligne et un texte', () => {
  test.each(UNSEEN)('%s est refusé, dans une ligne comme dans un texte', (_what, sign) => {
    for (const schema of [line(), name(), text()])
      expect(schema.safeParse(`avant${sign}après`).success, JSON.stringify(sign)).toBe(false);
  });

  test.each([['\n'], ['\r\n'], ['\r'], ['\t']])('%j : une ligne la refuse, et dit que faire', (sign) => {
    const refused = line().safeParse(`a${sign}b`);
    expect(refused.error?.issues.map(({ message }) => message)).toEqual([
      'Ce texte tient sur une seule ligne : remplacez les retours à la ligne et les tabulations par des espaces.',
    ]);
  });

  test('un texte garde ses lignes, toutes finies de même', () => {
    expect(text().parse('a\r\nb\rc\n\td')).toBe('a\nb\nc\n\td');
  });

  test('ce qui se voit de même est de même : la forme composée d’Unicode', () => {
    expect(line().parse('e\u0301quipe')).toBe('équipe');
    expect(text().parse('e\u0301quipe')).toBe('équipe');
  });

  test.each([
    ['des lettres de toutes les écritures', 'Łukasz Ñandú 王小明 Ελένη'],
    ['un liant là où l’écriture le demande', 'می\u200cخواهم'],
    ['un emoji composé', '👩🏽\u200d⚕\ufe0f équipe'],
    ['la typographie française', 'L’équipe « Dermato » : 40\u202f000 €'],
  ])('%s est admis', (_what, written) => {
    expect(line().parse(written)).toBe(written);
  });

  test.each([
    ['https://evil.example/iban'],
    ['Voir www.evil.example'],
    ['evil.example/iban'],
    ['mailto:x@evil.example'],
  ])('un nom ne porte pas d’adresse : %s', (written) => {
    expect(name().safeParse(written).error?.issues[0]?.message).toMatch(/adresse Internet/);
    expect(line().safeParse(written).success).toBe(true);
  });

  test.each([['Équipe St. Jean / Dr. Martin'], ['Équipe 33/40'], ['Cabinet A.B.C.']])(
    '« %s » est un nom',
    (written) => {
      expect(name().parse(written)).toBe(written);
    },
  );
});

test.each([
  ['deposer-lettre-intention', { intitule: 'ESS\n\nDÉCISION : versement suspendu' }, 'intitule'],
  ['deposer-lettre-intention', { intitule: 'ESS https://evil.example' }, 'intitule'],
  ['deposer-lettre-intention', { referent: { nom: 'A\r\nBcc: x@y.fr' } }, 'referent.nom'],
  ['deposer-lettre-intention', { medecinsEngages: [{ nom: 'A', prenom: 'B\u202e' }] }, 'medecinsEngages[0].prenom'],
])('%s %j est refusé avant le dossier', async (_commande, change, champ) => {
  const { post, world } = await api();
  const answer = await post('/ess', { ...BARE, ...change });
  expect(answer.status).toBe(400);
  expect(Object.keys(errorsOf(answer))).toEqual([champ]);
  expect(world.sent).toEqual([]);
});

test('l’association ne gagne pas d’article par son nom ni par son adresse', () => {
  const schema = schemaOf('declarer-association');
  const of = (association: object) => schema.safeParse({ le: '2026-02-01', association }).success;
  expect(of({ nom: 'Association X\n\nArticle 4 bis' })).toBe(false);
  expect(of({ nom: 'Association X', adresse: '1 rue Y\r\nArticle 5' })).toBe(false);
  expect(of({ nom: 'Association X', adresse: '1 rue Y, 33000 Bordeaux' })).toBe(true);
});

describe('ce qui passerait la mesure du dossier', () => {
  const check = (pieces: readonly object[]) => ({ le: '2026-02-01', pieces });

  test('le motif d’une pièce compte 500 caractères au plus', async () => {
    const { post, world } = await api();
    const pieces = Array.from({ length: 50 }, () => ({ code: 'statuts', conforme: false, motif: '€'.repeat(2000) }));
    const answer = await post(`${CASE}/commandes/verifier-pieces`, check(pieces), { comme: 'caisse' });
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)['pieces[0].motif']?.message).toMatch(/dépasse 500/);
    expect(world.sent).toEqual([]);
  });

  test('cinquante motifs de la plus grande longueur passent', async () => {
    const { post } = await api();
    const pieces = Array.from({ length: 50 }, () => ({ code: 'statuts', conforme: false, motif: '€'.repeat(500) }));
    const answer = await post(`${CASE}/commandes/verifier-pieces`, check(pieces), { comme: 'caisse' });
    expect(answer.status).toBe(200);
  });

  test('au delà de la mesure, le champ le plus lourd est nommé', async () => {
    const { post, world } = await api();
    const parSpecialite = Object.fromEntries(
      Array.from({ length: OCTETS_PAR_DEMANDE / 72 }, (_, rank) => [`${'a'.repeat(70)}-${rank}`, 1]),
    );
    const donnees = { le: '2026-02-01', liste: { id: 'liste-2026', nombre: 1, parSpecialite } };
    const answer = await post(`${CASE}/commandes/deposer-liste-nominative`, donnees, { comme: 'porteur' });
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)['liste']?.message).toMatch(/128 Ko/);
    expect(world.sent).toEqual([]);
  });
});
