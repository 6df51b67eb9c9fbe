/** Démarche Numérique as its double plays it: types by fragments, hidden champs, revisions, values, links that poison. */
import { describe, expect, test } from 'vitest';
import { NUMERO_LETTRE, NUMERO_PROJET } from '../../../local/demarche-numerique/ready-made/index.ts';
import { modifier, redeposer } from '../../../local/demarche-numerique/world/applicant.ts';
import { deposer } from '../../../local/demarche-numerique/world/applicant.ts';
import { keepFile } from '../../../local/demarche-numerique/world/files.ts';
import type { Dossier, TypeDeChamp } from '../../../local/demarche-numerique/world/model.ts';
import { changing, prepare, publish } from '../../../local/demarche-numerique/world/revisions.ts';
import { profil } from '../../../local/demarche-numerique/world/world.ts';
import { essai } from './essai.ts';
import { LETTRE } from './lettre.ts';

const e = essai('2026-03-02T09:00:00');
const idOf = (stableId: number, row?: string): string =>
  Buffer.from(row === undefined ? `Champ-${stableId}` : `Champ-${stableId}|${row}`).toString('base64');
const champ = async (dossier: Dossier, stableId: number, fields: string) =>
  ((await e.dossier(dossier, `champs(id: "${idOf(stableId)}") { ${fields} }`)).champs as object[])[0];
const champs = async (dossier: Dossier) =>
  ((await e.dossier(dossier, 'champs { id stringValue }')).champs as { id: string; stringValue: string | null }[]).map(
    ({ id }) => Buffer.from(id, 'base64').toString(),
  );

describe('le type d’un champ dépend des fragments de la question', () => {
  test.each([
    [1011, 'YesNoChamp', 'value', 'CheckboxChamp', null, false],
    [1002, 'DropDownListChamp', 'value', 'TextChamp', 'Dermatologie', 'Dermatologie'],
    [1021, 'DepartementChamp', 'departement { code }', 'TextChamp', { code: '33' }, '33'],
  ])('champ %s : %s s’il est nommé (%s), %s sinon', async (stableId, named, field, otherwise, value, plain) => {
    const dossier = e.depose();
    const seen = await champ(dossier, stableId, `__typename ... on ${named} { ${field} }`);
    expect(seen).toMatchObject({ __typename: named, [field.split(' ')[0] ?? '']: value });
    expect(await champ(dossier, stableId, `__typename ... on ${otherwise} { value }`)).toEqual({
      __typename: otherwise,
      value: plain,
    });
  });

  test('un fragment ajouté ailleurs dans le document change ce qu’un autre lit', async () => {
    const { number } = e.depose();
    const query = (more: string) =>
      `query { dossier(number: ${number}) { champs(id: "${idOf(1011)}") { __typename } } } ${more}`;
    const typename = async (more: string) => (await e.ask(query(more))).data?.dossier.champs[0].__typename as string;
    expect(await typename('')).toBe('CheckboxChamp');
    const { data } = await e.ask(
      `query { dossier(number: ${number}) { champs(id: "${idOf(1011)}") { __typename } annotations { ...A } } } fragment A on YesNoChamp { value }`,
    );
    expect(data.dossier.champs[0].__typename).toBe('YesNoChamp');
  });
});

describe('un champ', () => {
  test('qu’une condition cache n’est pas rendu : absent n’est pas vide', async () => {
    const dossier = e.depose();
    expect(await champs(dossier)).not.toContain('Champ-1015');
    modifier(e.dn.world, dossier, { 1014: 'true', 1015: 'Association des dermatologues' });
    redeposer(e.dn.world, dossier);
    expect(await champs(dossier)).toContain('Champ-1015');
    // Hidden again at the next submission, what was typed is erased.
    modifier(e.dn.world, dossier, { 1014: 'false' });
    redeposer(e.dn.world, dossier);
    modifier(e.dn.world, dossier, { 1014: 'true', 1015: 'Autre' });
    redeposer(e.dn.world, dossier);
    expect(await champ(dossier, 1015, 'stringValue')).toEqual({ stringValue: 'Autre' });
  });

  test('obligatoire et montré doit être rempli, caché non', () => {
    expect(() => e.depose({ ...LETTRE, 1014: 'true' })).toThrow('Le champ « Nom de la structure » doit être rempli');
    expect(() => e.depose({ ...LETTRE, 1014: 'false' })).not.toThrow();
  });

  test('garde ses valeurs dans leur forme : entier en texte, département nommé, choix, sans texte pour les pièces', async () => {
    const { id } = keepFile(e.dn.world, { nom: 'lettre.pdf', type: 'application/pdf', contenu: Buffer.from('%PDF-') });
    const dossier = e.depose({ ...LETTRE, 1036: [id] });
    expect(await champ(dossier, 1024, 'stringValue ... on IntegerNumberChamp { value }')).toEqual({
      stringValue: '41',
      value: '41',
    });
    expect(await champ(dossier, 1021, 'stringValue ... on DepartementChamp { departement { code name } }')).toEqual({
      stringValue: '33 - Gironde',
      departement: { code: '33', name: 'Gironde' },
    });
    expect(await champ(dossier, 1020, '... on MultipleDropDownListChamp { values }')).toEqual({
      values: ['33 - Gironde'],
    });
    expect(await champ(dossier, 1036, 'stringValue ... on PieceJustificativeChamp { files { filename } }')).toEqual({
      stringValue: null,
      files: [{ filename: 'lettre.pdf' }],
    });
  });

  test('un département sans code est nul', async () => {
    expect(
      await champ(e.depose({ ...LETTRE, 1021: '99' }), 1021, '... on DepartementChamp { departement { code } }'),
    ).toEqual({ departement: null });
  });

  test('répété a ses lignes, dont l’identifiant porte celui de la ligne et reste quand on la modifie', async () => {
    const dossier = e.depose({ ...LETTRE, 1032: [{ 1033: 'Médecin 01', 1034: 'A', 1035: '10000000001' }] });
    const fields = '... on RepetitionChamp { rows { id champs { id champDescriptorId stringValue } } }';
    const before = (await champ(dossier, 1032, fields)) as { rows: { id: string; champs: { id: string }[] }[] };
    const [row] = before.rows;
    expect(row?.champs[0]).toEqual({
      id: idOf(1033, row?.id),
      champDescriptorId: idOf(1033),
      stringValue: 'Médecin 01',
    });
    modifier(e.dn.world, dossier, {
      1032: [{ 1033: 'Médecin 01 bis', 1034: 'A', 1035: '10000000001' }, { 1033: 'Médecin 02' }],
    });
    redeposer(e.dn.world, dossier);
    const after = (await champ(dossier, 1032, fields)) as typeof before;
    expect([after.rows.length, after.rows[0]?.id]).toEqual([2, row?.id]);
  });

  test('d’un type que le schéma du connecteur n’a pas est rendu quand même', async () => {
    const demarche = e.depose().demarche;
    publish(e.dn.world, demarche, {
      champs: [...demarche.revisions[0].champs, { stableId: 1099, type: 'carte', label: 'Territoire' }],
    });
    expect(await champ(e.depose(), 1099, '__typename stringValue')).toEqual({
      __typename: 'CarteChamp',
      stringValue: null,
    });
  });

  test('SIRET : l’établissement est nul tant que l’INSEE n’a pas répondu', async () => {
    const { id } = keepFile(e.dn.world, { nom: 'projet.pdf', type: 'application/pdf', contenu: Buffer.from('%PDF-') });
    const dossier = projet({ 2008: '00000000000017', 2080: [id] });
    const etablissement = '... on SiretChamp { etablissement { siret } }';
    dossier.enrichissementEnAttente = true;
    expect(await champ(dossier, 2008, etablissement)).toEqual({ etablissement: null });
    dossier.enrichissementEnAttente = false;
    expect(await champ(dossier, 2008, etablissement)).toEqual({ etablissement: { siret: '00000000000017' } });
  });
});

const projet = (valeurs: Record<number, string | readonly string[]>): Dossier =>
  deposer(e.dn.world, {
    demarche: NUMERO_PROJET,
    usager: profil('User', 1, 'deposant@exemple.invalid'),
    demandeur: { nom: 'Médecin 01', prenom: 'Prénom 01' },
    valeurs: {
      2001: 'ESS de dermatologie',
      2002: 'Dermatologie',
      2005: '33',
      2006: 'true',
      2007: 'Association',
      2010: 'Médecin 01',
      2070: 'Délai d’accès',
      2080: [keepFile(e.dn.world, { nom: 'p.pdf', type: 'application/pdf', contenu: Buffer.from('%PDF-') }).id],
      ...valeurs,
    },
  });

test('le lien vers un dossier hors du jeton gâte toute la page ; son numéro seul, non', async () => {
  const lettre = e.depose();
  projet({ 2003: String(lettre.number) });
  const read = (fields: string) =>
    e.ask(
      `{ demarche(number: ${NUMERO_PROJET}) { dossiers { nodes { champs(id: "${idOf(2003)}") { stringValue ${fields} } } } } }`,
    );
  const link = '... on DossierLinkChamp { dossier { number } }';
  expect((await read(link)).data.demarche.dossiers.nodes[0].champs[0].dossier).toEqual({ number: lettre.number });
  e.dn.tokens[0].demarches = [NUMERO_PROJET];
  expect((await read(link)).errors?.[0]?.extensions?.code).toBe('unauthorized');
  const { data, errors } = await read('');
  expect([data.demarche.dossiers.nodes[0].champs[0].stringValue, errors]).toEqual([String(lettre.number), undefined]);
});

describe('une nouvelle révision', () => {
  const SEEN = `champs(id: "${idOf(1002)}") { label stringValue __typename ... on DropDownListChamp { value } }`;
  test.each<[string, { type?: TypeDeChamp; label?: string; options?: readonly string[] }, object]>([
    [
      'qui change un libellé garde la valeur',
      { label: 'Spécialité' },
      { label: 'Spécialité', stringValue: 'Dermatologie' },
    ],
    ['qui change le type vide le champ', { type: 'text' }, { __typename: 'TextChamp', stringValue: '' }],
    ['qui retire une option garde ce qui était choisi', { options: ['Cardiologie'] }, { value: 'Dermatologie' }],
  ])('%s, dans les dossiers en cours, sous le même identifiant', async (_what, change, expected) => {
    const dossier = e.depose();
    const [{ champs: before }] = dossier.demarche.revisions;
    const { id } = publish(e.dn.world, dossier.demarche, { champs: changing(before, 1002, change) });
    expect((await e.dossier(dossier, SEEN)).champs[0]).toMatchObject(expected);
    expect(dossier.revision.id).toBe(id);
  });

  test('n’est que préparée tant qu’elle n’est pas publiée', async () => {
    const { demarche } = e.depose();
    const QUERY = `{ demarche(number: ${NUMERO_LETTRE}) { publishedRevision { id champDescriptors { label } } draftRevision { id champDescriptors { label } } activeRevision { id } } }`;
    const before = (await e.ask(QUERY)).data.demarche;
    expect(before.draftRevision.champDescriptors).toEqual(before.publishedRevision.champDescriptors);
    prepare(e.dn.world, demarche, { champs: changing(demarche.revisions[0].champs, 1001, { label: 'Titre' }) });
    const prepared = (await e.ask(QUERY)).data.demarche;
    expect(prepared.publishedRevision).toEqual(before.publishedRevision);
    expect(prepared.draftRevision.champDescriptors[1]).toEqual({ label: 'Titre' });
    publish(e.dn.world, demarche);
    const after = (await e.ask(QUERY)).data.demarche;
    expect(after.publishedRevision.id).not.toBe(before.publishedRevision.id);
    expect([after.activeRevision.id, after.publishedRevision.champDescriptors[1]]).toEqual([
      after.publishedRevision.id,
      { label: 'Titre' },
    ]);
  });
});

test('un compte supprimé n’a plus d’identifiant', async () => {
  const dossier = e.depose();
  dossier.compteSupprime = true;
  expect(await e.dossier(dossier, 'usager { id }')).toEqual({ usager: { id: '<deleted>' } });
});
