/** What is written in Démarche Numérique. None of it is idempotent there: whoever calls has read the dossier just before. */
import { graphql } from './graphql.ts';

export const TAKE_IN_CHARGE = graphql(`
  mutation passerEnInstruction($input: DossierPasserEnInstructionInput!) {
    acte: dossierPasserEnInstruction(input: $input) {
      __typename
      errors {
        __typename
        message
      }
    }
  }
`);

export const ACCEPT = graphql(`
  mutation accepter($input: DossierAccepterInput!) {
    acte: dossierAccepter(input: $input) {
      __typename
      errors {
        __typename
        message
      }
    }
  }
`);

export const REFUSE = graphql(`
  mutation refuser($input: DossierRefuserInput!) {
    acte: dossierRefuser(input: $input) {
      __typename
      errors {
        __typename
        message
      }
    }
  }
`);

export const DROP = graphql(`
  mutation classerSansSuite($input: DossierClasserSansSuiteInput!) {
    acte: dossierClasserSansSuite(input: $input) {
      __typename
      errors {
        __typename
        message
      }
    }
  }
`);

export const WRITE_MESSAGE = graphql(`
  mutation envoyerMessage($input: DossierEnvoyerMessageInput!) {
    acte: dossierEnvoyerMessage(input: $input) {
      __typename
      errors {
        __typename
        message
      }
    }
  }
`);

export const ANNOTATE = graphql(`
  mutation modifierAnnotations($input: DossierModifierAnnotationsInput!) {
    acte: dossierModifierAnnotations(input: $input) {
      __typename
      errors {
        __typename
        message
      }
    }
  }
`);

export const LABEL = graphql(`
  mutation ajouterEtiquette($input: DossierAjouterLabelInput!) {
    acte: dossierAjouterLabel(input: $input) {
      __typename
      errors {
        __typename
        message
      }
    }
  }
`);

export const PREPARE_UPLOAD = graphql(`
  mutation preparerEnvoi($input: CreateDirectUploadInput!) {
    createDirectUpload(input: $input) {
      __typename
      directUpload {
        __typename
        url
        headers
        signedBlobId
      }
    }
  }
`);
