/** All of our documents beside a schema of the service: live, or a file. */
import { buildClientSchema, buildSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { DOCUMENTS } from './documents.ts';
import { fitTo } from './optional-sets.ts';

export interface Comparison {
  /** Optional sets that the schema lacks: the connector does without. */
  readonly manquants: readonly string[];
  /** What it cannot do without. */
  readonly absents: readonly string[];
}

export function compareTo(schema: GraphQLSchema): Comparison {
  const fits = DOCUMENTS.map((document) => fitTo(schema, document));
  const sorted = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].toSorted();
  return {
    manquants: sorted(fits.map(({ manquants }) => manquants)),
    absents: sorted(fits.map(({ absents }) => absents)),
  };
}

/** A schema of a file: SDL, or the JSON of an introspection. Throws what the library says of it. */
export function readSchema(text: string): GraphQLSchema {
  if (!text.trimStart().startsWith('{')) return buildSchema(text);
  const value = JSON.parse(text) as { readonly data?: IntrospectionQuery } & IntrospectionQuery;
  return buildClientSchema(value.data ?? value);
}

/** What is lost without each optional set, in a sentence for whoever installs. */
export const SETS: Readonly<Record<string, string>> = {
  annotations: 'les annotations privées ne sont pas tenues à jour dans Démarche Numérique',
  antivirus: 'l’avis de l’antivirus de Démarche Numérique n’est pas lu : les fichiers passent par celui du service',
  corrections: 'les demandes de correction partent en simples messages, et leurs réponses ne sont pas reconnues',
  'descripteur-du-champ': 'les champs des blocs répétables sont reconnus au début de leur identifiant',
  etiquettes: 'les étiquettes ne sont pas posées',
  evenements: 'l’historique est lu par états, sans le nom de l’événement',
  lignes: 'les lignes des blocs répétables sont numérotées par leur rang',
  listes: 'les listes déroulantes sont lues comme des textes',
  'oui-non-rna': 'un oui/non sans réponse est lu « non », et le numéro RNA comme un texte',
  sva: 'le silence que Démarche Numérique appliquerait lui-même n’est pas vu',
};
