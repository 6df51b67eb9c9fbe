import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSchema, Kind, print, validate, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { DOCUMENTS } from '../../demarches/client/documents.ts';
import { compareTo } from '../../demarches/client/compare.ts';
import { fitTo, OURS } from '../../demarches/client/optional-sets.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { parse, type ASTNode } from 'graphql';

const SDL = await readFile(new URL('../../demarches/schema/demarche-numerique.graphql', import.meta.url), 'utf8');

/** Our schema without what `retire` names. */
function schemaSans(retire: (node: ASTNode, parent: string) => boolean) {
  let parent = '';
  const reste = visit(parse(SDL), {
    enter(node) {
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
        parent = node.name.value;
      return retire(node, parent) ? null : undefined;
    },
  });
  return buildSchema(print(reste), { assumeValidSDL: true });
}

const jeuDe = (node: ASTNode): string | undefined => {
  const dit = 'directives' in node ? node.directives?.find(({ name }) => name.value === 'optionnel') : undefined;
  const valeur = dit?.arguments?.[0]?.value;
  return valeur?.kind === Kind.STRING ? valeur.value : undefined;
};

const JEUX = ['annotations', 'antivirus', 'corrections', 'descripteur-du-champ', 'etiquettes', 'evenements'];

describe('nos demandes et le schéma du service', () => {
  test('chacune est valide selon notre schéma, et reste entière', () => {
    for (const document of DOCUMENTS) {
      expect(validate(OURS, document)).toEqual([]);
      expect(fitTo(OURS, document)).toMatchObject({ manquants: [], absents: [] });
      expect(print(fitTo(OURS, document).document)).toBe(print(document));
    }
  });

  test('un schéma sans rien de facultatif suffit, et ce qui manque est nommé', () => {
    const ancien = schemaSans((node) => jeuDe(node) !== undefined);
    const { manquants, absents } = compareTo(ancien);
    expect(absents).toEqual([]);
    expect(manquants).toEqual([...JEUX, 'lignes', 'listes', 'oui-non-rna', 'sva']);
    for (const document of DOCUMENTS) {
      const { document: reste } = fitTo(ancien, document);
      if (reste.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
        expect(validate(ancien, reste)).toEqual([]);
    }
  });

  test.each(['antivirus', 'sva', 'corrections'])('sans le jeu « %s » seul, lui seul est nommé', (jeu) => {
    const { manquants, absents } = compareTo(schemaSans((node) => jeuDe(node) === jeu));
    expect({ manquants, absents }).toEqual({ manquants: [jeu], absents: [] });
  });

  test.each([
    ['Dossier', 'dateDepot'],
    ['Demarche', 'declarative'],
    ['Message', 'createdAt'],
  ])('sans %s.%s, le schéma ne convient pas', (type, champ) => {
    const { absents } = compareTo(
      schemaSans((node, parent) => node.kind === Kind.FIELD_DEFINITION && parent === type && node.name.value === champ),
    );
    expect(absents).toEqual([`${type}.${champ}`]);
  });

  test('un argument devenu obligatoire est vu', () => {
    const durci = buildSchema(
      SDL.replace('dossier(number: Int!): Dossier!', 'dossier(number: Int!, motif: String!): Dossier!'),
    );
    expect(compareTo(durci).absents.join()).toContain('motif');
  });

  test('les types de nos demandes sont ceux du schéma', async () => {
    const fichier = join(await temporaryFolder(), 'introspection.d.ts');
    const racine = join(import.meta.dirname, '../..');
    await promisify(execFile)(
      process.execPath,
      ['node_modules/gql.tada/bin/cli.js', 'generate-output', '-o', fichier],
      {
        cwd: racine,
      },
    );
    expect(await readFile(fichier, 'utf8')).toBe(
      await readFile(join(racine, 'demarches/schema/introspection.d.ts'), 'utf8'),
    );
  });
});
