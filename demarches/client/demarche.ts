/** A démarche as it is read: its lists of dossiers, and what its form is made of. */
import { OUTLINE } from './dossier.ts';
import { graphql, type ResultOf } from './graphql.ts';

/** What moved, and no content: each dossier is then read by itself, so that one that fails spoils no page. */
export const LIST_DOSSIERS = graphql(
  `
    query listerDossiers($number: Int!, $first: Int, $after: String, $updatedSince: ISO8601DateTime) {
      demarche(number: $number) {
        __typename
        dossiers(first: $first, after: $after, updatedSince: $updatedSince) {
          __typename
          pageInfo {
            __typename
            hasNextPage
            endCursor
          }
          nodes {
            ...Apercu
            traitements {
              __typename
              id
            }
          }
        }
      }
    }
  `,
  [OUTLINE],
);

export const LIST_WITHDRAWN = graphql(`
  query listerRetires($number: Int!, $first: Int, $after: String, $deletedSince: ISO8601DateTime) {
    demarche(number: $number) {
      __typename
      pendingDeletedDossiers(first: $first, after: $after, deletedSince: $deletedSince) {
        __typename
        pageInfo {
          __typename
          hasNextPage
          endCursor
        }
        nodes {
          __typename
          number
          dateSupression
          reason
          state
        }
      }
    }
  }
`);

export const LIST_DELETED = graphql(`
  query listerSupprimes($number: Int!, $first: Int, $after: String, $deletedSince: ISO8601DateTime) {
    demarche(number: $number) {
      __typename
      deletedDossiers(first: $first, after: $after, deletedSince: $deletedSince) {
        __typename
        pageInfo {
          __typename
          hasNextPage
          endCursor
        }
        nodes {
          __typename
          number
          dateSupression
          reason
          state
        }
      }
    }
  }
`);

const DESCRIPTOR = graphql(`
  fragment Descripteur on ChampDescriptor {
    __typename
    id
    label
    required
    ... on DropDownListChampDescriptor {
      options
    }
    ... on MultipleDropDownListChampDescriptor {
      options
    }
    ... on LinkedDropDownListChampDescriptor {
      options
    }
  }
`);

const REVISION = graphql(
  `
    fragment Formulaire on Revision {
      __typename
      id
      datePublication
      champDescriptors {
        ...Descripteur
        ... on RepetitionChampDescriptor {
          champDescriptors {
            ...Descripteur
          }
        }
      }
      annotationDescriptors {
        ...Descripteur
      }
    }
  `,
  [DESCRIPTOR],
);

export const READ_DEMARCHE = graphql(
  `
    query lireDemarche($number: Int!) {
      demarche(number: $number) {
        __typename
        number
        title
        state
        declarative
        publishedRevision {
          ...Formulaire
        }
        draftRevision {
          ...Formulaire
        }
        labels {
          __typename
          id
          name
        }
        groupeInstructeurs {
          __typename
          id
          number
          label
          closed
          instructeurs {
            __typename
            id
          }
        }
      }
    }
  `,
  [REVISION],
);

/** Who is in each group, by address: for whoever writes a mapping, and no one else. */
export const READ_INSTRUCTORS = graphql(`
  query lireInstructeurs($number: Int!) {
    demarche(number: $number) {
      __typename
      groupeInstructeurs {
        __typename
        id
        instructeurs {
          __typename
          id
          email
        }
      }
    }
  }
`);

export type Demarche = ResultOf<typeof READ_DEMARCHE>['demarche'];
export type Formulaire = ResultOf<typeof REVISION>;
export type Descripteur = ResultOf<typeof DESCRIPTOR>;
export type DossierListe = NonNullable<
  NonNullable<ResultOf<typeof LIST_DOSSIERS>['demarche']['dossiers']['nodes']>[number]
>;
export type DossierRetire = NonNullable<
  NonNullable<ResultOf<typeof LIST_WITHDRAWN>['demarche']['pendingDeletedDossiers']['nodes']>[number]
>;
