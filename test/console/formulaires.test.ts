/** From a form to the body of a command: nothing typed is lost, nothing blank is sent. */
import { describe, expect, test } from 'vitest';
import { fieldsOf } from '../../console/parts/champs/forme.ts';
import { readForm, rowsOf } from '../../console/parts/champs/lire.ts';
import { caseAt, nextPage, previousPage } from '../../console/pages/dossiers/adresses.ts';
import { ownPath, withQuery } from '../../console/shell/addresses.ts';
import { contractOf, type FieldSchema } from '../../console/shell/contract.ts';
import { fieldsOf as postedFields, formOf } from '../../console/shell/forms.ts';

const SCHEMA: FieldSchema = {
  required: ['le', 'sens'],
  properties: {
    le: { type: 'string', format: 'date' },
    sens: { type: 'string', enum: ['favorable', 'defavorable'] },
    montantCentimes: { type: 'integer', description: 'Montant, en centimes d’euro. (DEC-18)' },
    nombre: { type: 'integer' },
    complet: { type: 'boolean' },
    specialites: { type: 'array', items: { type: 'string' } },
    pieces: {
      type: 'array',
      items: {
        anyOf: [
          { type: 'string', enum: ['statuts', 'rib'] },
          { type: 'object', properties: {} },
        ],
      },
    },
    promoteurs: {
      type: 'array',
      items: { type: 'object', properties: { nom: { type: 'string' }, prenom: { type: 'string' } } },
    },
    preuve: { type: 'object', properties: { nature: { type: 'string', enum: ['courriel'] } } },
    motif: { type: 'string', maxLength: 2000 },
    valeur: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    departements: {
      type: 'array',
      items: {
        type: 'string',
        'x-libelles': Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}`, `Lieu ${n}`])),
      },
    },
    rang: { type: 'integer', enum: ['12'], 'x-libelles': { '12': 'un fait' } },
    libre: { type: 'object', additionalProperties: {} } as FieldSchema,
  },
};
const CHAMPS = fieldsOf(SCHEMA, () => undefined);
const lire = (saisi: Record<string, string | string[]>) => readForm(CHAMPS, formOf(saisi));

test('ce qu’aucun en-tête ne porte n’est jamais mis dans un en-tête', () => {
  const dit = (cle: string) => formOf({ cle }).header('cle');
  expect(dit(' "12-ab" ')).toBe('"12-ab"');
  for (const cle of ['a\u0000b', 'a\r\nX: y', 'é', '🩺', 'a b', 'x'.repeat(201), '']) expect(dit(cle), cle).toBe('');
});

describe('un champ que la valeur d’un autre exige', () => {
  const quand = (allOf: FieldSchema['allOf']) =>
    fieldsOf(
      {
        required: ['le'],
        properties: {
          le: { type: 'string', format: 'date', description: 'Date du fait. (DEC-01)' },
          resultat: { type: 'string', enum: ['conforme', 'non-conforme'], description: 'Résultat. (SUI-01)' },
          montantCentimes: { type: 'integer', description: 'Montant. (DEC-10)' },
          motif: { type: 'string', maxLength: 2000 },
          preuve: { type: 'object', properties: {} },
        },
        ...(allOf === undefined ? {} : { allOf }),
      },
      () => undefined,
    ).map(({ name, when }) => [name, when]);

  test.each([
    ['resultat', { enum: ['non-conforme'] }, 'motif', 'si « Résultat » est : non conforme'],
    ['le', { not: { const: '2026-11-30' } }, 'preuve', 'si « Date du fait » n’est pas : 30 novembre 2026'],
    ['montantCentimes', { not: { const: 4_000_000 } }, 'motif', /^si « Montant » n’est pas : 40\s000,00\s€$/],
  ] as const)('dit quand, selon « %s »', (champ, on, exige, phrase) => {
    const condition = { if: { properties: { [champ]: on } }, then: { required: [exige] } };
    const dits = quand([condition]);
    expect(dits.find(([name]) => name === exige)?.[1]).toEqual(
      typeof phrase === 'string' ? phrase : expect.stringMatching(phrase),
    );
    expect(dits.filter(([, when]) => when !== undefined)).toHaveLength(1);
  });

  test('sans condition, ne dit rien', () => {
    expect(quand(undefined).every(([, when]) => when === undefined)).toBe(true);
  });
});

describe('un formulaire', () => {
  test('donne le corps de la commande, chaque champ selon sa forme', () => {
    const { body, errors } = lire({
      le: '2026-11-30',
      sens: 'favorable',
      montantCentimes: '40 000,50',
      nombre: '12',
      complet: 'non',
      specialites: ' dermatologie \r\n\r\ncardiologie',
      pieces: ['statuts', 'rib'],
      'promoteurs.0.nom': 'Médecin 01',
      'promoteurs.2.nom': 'Médecin 02',
      'preuve.nature': 'courriel',
      motif: 'Ligne une\r\nligne deux',
      valeur: '37',
    });
    expect(errors).toEqual({});
    expect(body).toEqual({
      le: '2026-11-30',
      sens: 'favorable',
      montantCentimes: 4_000_050,
      nombre: 12,
      complet: false,
      specialites: ['dermatologie', 'cardiologie'],
      pieces: ['statuts', 'rib'],
      promoteurs: [{ nom: 'Médecin 01' }, { nom: 'Médecin 02' }],
      preuve: { nature: 'courriel' },
      motif: 'Ligne une\nligne deux',
      valeur: 37,
    });
  });

  test.each([
    ['oui', true],
    ['3/5/2026', '2026-05-03'],
    ['40 000,50 €', 4_000_050],
    ['40 000 €', 4_000_000],
    ['37', 37],
    ['favorable', 'favorable'],
  ])('lit une valeur de plusieurs sortes comme elle se tape : %s', (tape, lue) => {
    expect(lire({ valeur: tape }).body).toEqual({ valeur: lue });
  });

  test('de plusieurs choix d’une longue liste, prend chaque ligne, une fois, et saute celles qu’on laisse', () => {
    const champ = CHAMPS.find(({ name }) => name === 'departements');
    expect(champ?.shape.kind).toBe('picks');
    expect(
      lire({ 'departements.0': '33', 'departements.1': '', 'departements.3': '24', 'departements.4': '33' }).body,
    ).toEqual({
      departements: ['33', '24'],
    });
    expect(lire({ departements: ['33', '24'] }).body).toEqual({ departements: ['33', '24'] });
  });

  test('d’un fait choisi en mots, donne le numéro', () => {
    expect(lire({ rang: '12' }).body).toEqual({ rang: 12 });
  });

  test('laisse de côté ce qui est blanc', () => {
    expect(lire({ le: '', motif: '  ', pieces: '', 'promoteurs.0.nom': ' ', 'preuve.nature': '' }).body).toEqual({});
  });

  test('dit ce qui n’est ni un montant ni un nombre, au champ où c’est', () => {
    expect(Object.keys(lire({ montantCentimes: 'beaucoup', nombre: 'x' }).errors)).toEqual([
      'montantCentimes',
      'nombre',
    ]);
  });

  test('montre autant de lignes qu’il en tient, ou qu’on en demande', () => {
    expect(rowsOf(formOf({}), 'promoteurs')).toBe(1);
    expect(rowsOf(formOf({ 'promoteurs.3.nom': 'x' }), 'promoteurs')).toBe(4);
    expect(rowsOf(formOf({ 'lignes.promoteurs': '2' }), 'promoteurs')).toBe(2);
    expect(rowsOf(formOf({ 'lignes.promoteurs': '100000' }), 'promoteurs')).toBe(200);
  });

  test('nomme ses champs par la phrase du contrat, sans la règle ni les centimes : un montant se saisit en euros', () => {
    expect(CHAMPS.find(({ name }) => name === 'montantCentimes')?.label).toBe('Montant');
    expect(CHAMPS.find(({ name }) => name === 'libre')?.shape).toEqual({ kind: 'none' });
  });

  test('ne prend des champs envoyés que du texte, et rien de ce qui est à la console', () => {
    expect(postedFields({ _jeton: 'x', a: 'b', c: ['d', 'e'], f: { g: 'h' } })).toEqual({ a: 'b', c: ['d', 'e'] });
  });
});

describe('une adresse', () => {
  test.each([
    ['/dossiers?phase=creation', '/dossiers?phase=creation'],
    ['//ailleurs.example/x', '/'],
    ['/\\ailleurs.example', '/'],
    ['https://ailleurs.example', '/'],
    ['javascript:alert(1)', '/'],
    [undefined, '/'],
  ])('« %s » mène à %s', (donnee, chemin) => {
    expect(ownPath(donnee)).toBe(chemin);
  });

  test('change un paramètre sans toucher aux autres', () => {
    expect(withQuery('/dossiers?a=1&b=2&b=3', { a: undefined, c: 'é' })).toBe('/dossiers?b=2&b=3&c=%C3%A9');
  });
});

test('outre-mer, où une région et une caisse ont le même code, chacune garde son nom', () => {
  const contrat = contractOf({
    paths: {},
    components: {
      schemas: {
        Caisse: { enum: ['guadeloupe'], 'x-libelles': { guadeloupe: 'CGSS de la Guadeloupe' } },
        EssListee: { properties: { region: { enum: ['guadeloupe'], 'x-libelles': { guadeloupe: 'Guadeloupe' } } } },
      },
    },
  });
  expect(contrat.region('guadeloupe')).toBe('Guadeloupe');
  expect(contrat.caisse('guadeloupe')).toBe('CGSS de la Guadeloupe');
});

describe('une liste par pages', () => {
  const query = (adresse: string) => new URL(adresse, 'http://ici.invalid').searchParams;
  const suivante = (adresse: string, curseur: string) => nextPage(adresse, query(adresse), curseur);
  const precedente = (adresse: string) => previousPage(adresse, query(adresse));

  test('de page en page, « précédente » ramène par où l’on est venu, filtres gardés, jusqu’à la première', () => {
    const premiere = '/dossiers?phase=creation&tri=nom';
    const deuxieme = suivante(premiere, 'c1');
    const troisieme = suivante(deuxieme, 'c2');
    expect(query(troisieme).get('apres')).toBe('c2');
    expect(query(troisieme).get('page')).toBe('3');
    expect(precedente(troisieme)).toBe(deuxieme);
    expect(precedente(deuxieme)).toBe(premiere);
    expect(precedente(premiere)).toBeUndefined();
  });

  test('au delà de douze pages l’adresse n’enfle plus : on revient de douze pages, puis à la première', () => {
    let adresse = '/dossiers';
    for (let page = 1; page <= 30; page += 1) adresse = suivante(adresse, `c${page}`);
    expect(adresse.length).toBeLessThan(200);
    let reculs = 0;
    for (let avant = precedente(adresse); avant !== undefined; avant = precedente(adresse)) {
      adresse = avant;
      reculs += 1;
    }
    expect(reculs).toBe(12);
    expect(query(adresse).get('apres')).toBe('c18');
  });

  test('un dossier ouvert d’une liste garde l’adresse de cette liste', () => {
    expect(query(caseAt('ess-33-abcdefgh', '/dossiers?phase=creation&apres=c1')).get('liste')).toBe(
      'phase=creation&apres=c1',
    );
    expect(query(caseAt('ess-33-abcdefgh', '/dossiers')).get('liste')).toBe('tri=echeance');
  });
});
