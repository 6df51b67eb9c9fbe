/** What the console makes of the API's contract: forms whose fields are all the act's own, in words. */
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../api/contract/document.ts';
import { fieldsOf, type NamedField } from '../../console/parts/champs/forme.ts';
import { OURS } from '../../console/pages/acte/brouillon.tsx';
import { OF_THE_PROJECT, TRAME_PROJET } from '../../console/pages/depot/trame-projet.ts';
import { TRAME, WORKED_OUT } from '../../console/pages/depot/trame.ts';
import { sectionsOf } from '../../console/pages/depot/parties.tsx';
import { contractOf } from '../../console/shell/contract.ts';
import { COMMANDS } from '../../api/commands/chapters/all.ts';

const contrat = contractOf(JSON.parse(JSON.stringify(openApiDocument())) as never);
const champsDe = (commande: string): readonly NamedField[] =>
  fieldsOf(contrat.act(commande)?.schema ?? {}, (value) => contrat.label(value));
const ACTES = Object.keys(COMMANDS).filter((nom) => contrat.act(nom) !== undefined);

/** A field and all that it holds. */
const tous = (fields: readonly NamedField[]): readonly NamedField[] =>
  fields.flatMap((field) => [field, ...('fields' in field.shape ? tous(field.shape.fields) : [])]);

test('le contrat a les actes de la loi', () => {
  expect(ACTES.length).toBeGreaterThan(60);
});

test.each(ACTES)('%s : aucun champ n’a le nom d’un de ceux de la console, qui en prendrait la place', (commande) => {
  expect(champsDe(commande).filter(({ name }) => OURS.has(name))).toEqual([]);
});

test.each(ACTES)('%s : chaque champ se nomme en mots, sans nom de code', (commande) => {
  for (const { label, help = '' } of tous(champsDe(commande)))
    expect(`${label} ${help}`).not.toMatch(/`|[a-z]_[a-z]|\b[a-z]+[A-Z]\w*|\bPOST\b|\/ess\//);
});

/** What people know by its name, and the law by a code. */
const PAR_LEUR_NOM = /^(specialites?|departements|siege|caisse|paiement|recouvrement)$/;

test.each(ACTES)('%s : rien de ce que les gens connaissent par son nom ne s’y tape en code', (commande) => {
  const tapes = tous(champsDe(commande)).filter(
    ({ name, schema, shape }) =>
      PAR_LEUR_NOM.test(name) &&
      schema.type !== 'boolean' &&
      !['choice', 'choices', 'picks', 'group'].includes(shape.kind),
  );
  expect(tapes.map(({ name, shape }) => `${name} : ${shape.kind}`)).toEqual([]);
});

test('les spécialités et les départements se choisissent dans l’ordre de leurs noms', () => {
  expect(contrat.specialites).toHaveLength(50);
  expect(contrat.departements).toHaveLength(104);
  for (const liste of [contrat.specialites, contrat.departements]) {
    const noms = liste.map(([, nom]) => nom);
    expect(noms).toEqual(noms.toSorted((un, autre) => un.localeCompare(autre, 'fr')));
  }
});

describe('une trame', () => {
  test.each([
    ['du projet de santé', 'deposer-projet-sante', TRAME_PROJET, OF_THE_PROJECT],
    ['de la lettre d’intention', 'deposer-lettre-intention', TRAME, WORKED_OUT],
  ] as const)('%s place une fois chacun de ses champs, et n’en perd aucun', (_nom, commande, trame, calcules) => {
    const champs = champsDe(commande).filter(({ name }) => name !== 'acteur');
    const places = sectionsOf(trame, champs, calcules).flatMap(({ shown }) => shown.map(({ name }) => name));
    expect(new Set(places).size).toBe(places.length);
    const couvre = (chemin: string): boolean =>
      places.some((place) => place === chemin || chemin.startsWith(`${place}.`));
    const feuilles = (fields: readonly NamedField[], devant = ''): readonly string[] =>
      fields.flatMap(({ name, shape }) =>
        shape.kind === 'group' ? feuilles(shape.fields, `${devant}${name}.`) : [`${devant}${name}`],
      );
    expect(feuilles(champs).filter((chemin) => !couvre(chemin) && !calcules.has(chemin))).toEqual([]);
    // Each place of the trame is a field of the contract.
    const voulus = trame.flatMap(({ fields }) => fields.map((un) => (typeof un === 'string' ? un : un[0])));
    expect(voulus.filter((chemin) => !places.includes(chemin))).toEqual([]);
  });
});
