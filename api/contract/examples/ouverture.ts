/** Bodies shown for what is not a command on a case. */
import type { Example } from '../operation.ts';
import { TERRITOIRE } from './values.ts';

export const DEPOSIT: Example = {
  titre: 'Un porteur dépose une lettre d’intention',
  valeur: {
    le: '2026-01-15',
    ...TERRITOIRE,
    medecinsPresents: 140,
    liberaux: 120,
    engages: 37,
    intitule: 'ESS de dermatologie en Gironde',
    referent: { nom: 'Médecin 01', courriel: 'porteur@exemple.invalid' },
    promoteurs: [{ nom: 'Médecin 01' }],
    partenariats: ['CPTS du centre'],
    gouvernance: 'Un bureau de trois spécialistes libéraux',
    axes: ['Téléexpertise sous 48 heures'],
    engagementMissions: true,
  },
};
export const EXISTING: Example = {
  titre: 'Une ARS déclare une ESS qui fonctionne déjà',
  valeur: {
    commande: 'declarer-ess-existante',
    le: '2026-01-15',
    ...TERRITOIRE,
    specialites: ['cardiologie'],
    regime: 'en-fonctionnement-conforme',
  },
};
export const RESUMED: Example = {
  titre: 'Une ARS reprend un dossier déjà en cours',
  valeur: {
    commande: 'reprendre',
    le: '2026-01-15',
    preuve: { nature: 'autre' },
    faits: [
      {
        commande: 'deposer-lettre-intention',
        acteur: 'porteur',
        donnees: { le: '2025-12-10', ...TERRITOIRE, preuve: { nature: 'autre' } },
      },
    ],
  },
};
export const SIMULATION: Example = {
  titre: 'Et si l’ARS demandait des pièces ?',
  valeur: {
    ess: 'ess-33-7k2m9qxa',
    actes: [
      { commande: 'demander-pieces-lettre-intention', acteur: 'ars', le: '2026-02-10', piecesManquantes: ['statuts'] },
    ],
    jusquAu: '2026-12-31',
  },
};
export const SIMULATION_SIDE_BY_SIDE: Example = {
  titre: 'Valider, ou demander des pièces : les deux côte à côte',
  valeur: {
    ess: 'ess-33-7k2m9qxa',
    variantes: [
      { nom: 'valider', actes: [{ commande: 'valider-lettre-intention', acteur: 'ars', le: '2026-02-10' }] },
      {
        nom: 'demander des pièces',
        actes: [
          {
            commande: 'demander-pieces-lettre-intention',
            acteur: 'ars',
            le: '2026-02-10',
            piecesManquantes: ['statuts'],
            preuve: { nature: 'autre' },
          },
        ],
      },
    ],
  },
};
export const SIMULATION_OF_A_CORRECTION: Example = {
  titre: 'Et si la date du dépôt était corrigée ?',
  valeur: {
    ess: 'ess-33-7k2m9qxa',
    actes: [
      {
        commande: 'corriger',
        acteur: 'ars',
        le: '2026-02-10',
        rang: 1,
        champ: 'le',
        valeur: '2026-01-12',
        motif: 'Le cachet de la poste fait foi.',
      },
    ],
  },
};
export const DRAFT: Example = {
  titre: 'Le courrier d’un refus',
  valeur: {
    commande: 'refuser-lettre-intention',
    acte: {
      le: '2026-02-10',
      motif: 'Moins de 10 % des médecins libéraux de la spécialité sont engagés.',
      critere: 'ELI-04',
    },
    destinataire: 'porteur',
  },
};
export const MEMBERS: Example = {
  titre: 'Un médecin adhère',
  valeur: {
    adhesions: [
      {
        rpps: '10000000001',
        nom: 'Médecin 01',
        prenom: 'Prénom 01',
        specialite: 'dermatologie',
        liberal: true,
        signeeLe: '2026-01-10',
      },
    ],
  },
};
export const ACCOUNT: Example = {
  titre: 'Le compte de la caisse',
  valeur: { titulaire: 'Caisse de démonstration', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPPXXX' },
};
export const BATCH: Example = { titre: 'Les virements du 15 juin', valeur: { le: '2027-06-15' } };
export const WITHDRAWAL: Example = {
  titre: 'Un lot composé trop tôt',
  valeur: { motif: 'Un compte a changé depuis.' },
};
export const PAYEE_CHECK: Example = {
  titre: 'La banque connaît un autre nom',
  valeur: { resultat: 'proche', nomDuCompte: 'Association de démonstration 33' },
};
export const PAYEE_DECISION: Example = {
  titre: 'Même association, sous son sigle',
  valeur: {
    decision: 'payer',
    motif: 'Le nom du compte est le sigle de l’association, vu sur le relevé d’identité bancaire.',
  },
};
export const BANK_RETURN: Example = {
  titre: 'Un virement exécuté',
  valeur: 'reference;statut;le\nESS33-1-1;execute;2026-06-16\n',
};
export const CALENDAR: Example = { titre: 'Les échéances d’une région', valeur: { region: 'nouvelle-aquitaine' } };
export const DELEGATION: Example = {
  titre: 'Un collègue agit pendant une absence',
  valeur: {
    delegataire: 'https://identites.exemple.invalid|collegue-01',
    du: '2027-07-01',
    au: '2027-07-31',
    motif: 'Congés',
  },
};
export const INVITATION: Example = {
  titre: 'Une personne est invitée à agir pour l’équipe',
  valeur: { courriel: 'mandataire-02@exemple.invalid' },
};
export const INVITATION_ANSWER: Example = { titre: 'Accepter', valeur: { reponse: 'accepter' } };
export const MANDATE: Example = {
  titre: 'Une organisation agit pour l’équipe',
  valeur: { titulaire: 'organisation:00000000000001' },
};
