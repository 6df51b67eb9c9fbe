/** A dossier as it is read: what the case needs of it, and what its history says. */
import { graphql, type ResultOf } from './graphql.ts';

const FILE = graphql(`
  fragment Fichier on File {
    __typename
    filename
    contentType
    checksum
    byteSizeBigInt
    createdAt
    url
    virusScanResult
  }
`);

/** Every fragment that decides of a `__typename` is here, so that a field is read the same whoever asks. */
const FIELD = graphql(
  `
    fragment ValeurDeChamp on Champ {
      __typename
      id
      champDescriptorId
      label
      stringValue
      ... on TextChamp {
        texte: value
      }
      ... on CheckboxChamp {
        coche: value
      }
      ... on YesNoChamp {
        ouiNon: value
      }
      ... on DateChamp {
        date
      }
      ... on DatetimeChamp {
        datetime
      }
      ... on IntegerNumberChamp {
        entier: value
      }
      ... on DecimalNumberChamp {
        decimal: value
      }
      ... on DropDownListChamp {
        choix: value
      }
      ... on MultipleDropDownListChamp {
        values
      }
      ... on LinkedDropDownListChamp {
        primaryValue
        secondaryValue
      }
      ... on DepartementChamp {
        departement {
          __typename
          code
          name
        }
      }
      ... on RegionChamp {
        region {
          __typename
          code
          name
        }
      }
      ... on SiretChamp {
        etablissement {
          __typename
          siret
        }
      }
      ... on RNAChamp {
        rna {
          __typename
          id
          title
        }
      }
      ... on PieceJustificativeChamp {
        files {
          ...Fichier
        }
      }
    }
  `,
  [FILE],
);

const CONTENT = graphql(
  `
    fragment Contenu on Dossier {
      __typename
      champs {
        ...ValeurDeChamp
        ... on RepetitionChamp {
          rows {
            __typename
            id
            champs {
              ...ValeurDeChamp
            }
          }
        }
      }
      annotations {
        __typename
        id
        champDescriptorId
        stringValue
      }
      demandeur {
        __typename
        ... on PersonneMorale {
          siret
        }
        ... on PersonneMoraleIncomplete {
          siret
        }
      }
    }
  `,
  [FIELD],
);

/** What a list can say of a dossier without its content. */
export const OUTLINE = graphql(`
  fragment Apercu on Dossier {
    __typename
    number
    state
    archived
    dateDepot
    dateDerniereModification
    dateDerniereModificationChamps
    dateDerniereModificationAnnotations
    dateDerniereCorrectionEnAttente
    datePrevisionnelleDecisionSVASVR
    dateTraitementSVASVR
    demarche {
      __typename
      number
      revision {
        __typename
        id
      }
    }
    groupeInstructeur {
      __typename
      id
    }
  }
`);

const HISTORY = graphql(`
  fragment Historique on Dossier {
    __typename
    id
    dateExpiration
    motivation
    labels {
      __typename
      id
    }
    traitements {
      __typename
      id
      state
      event
      dateTraitement
      motivation
    }
    messages {
      __typename
      id
      body
      createdAt
      discardedAt
      correction {
        __typename
        reason
        dateResolution
      }
    }
  }
`);

export const READ_DOSSIER = graphql(
  `
    query lireDossier($number: Int!) {
      dossier(number: $number) {
        ...Apercu
        ...Historique
        ...Contenu
      }
    }
  `,
  [OUTLINE, HISTORY, CONTENT],
);

/** A whole dossier. */
export type Dossier = ResultOf<typeof READ_DOSSIER>['dossier'];
/** One of its fields, or of a row of it. */
export type Champ = Dossier['champs'][number];
export type ChampDeLigne = ResultOf<typeof FIELD>;
export type Fichier = ResultOf<typeof FILE>;
