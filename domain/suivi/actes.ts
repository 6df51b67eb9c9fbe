/** Follow-up: avis, nominative list, activity report, yearly check, meetings. LI-06, DOT-08, ADH-01…02, SUI-01…02, IND-01…05, AMO-13, DEC-55, DEC-60. */
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat } from '../etat.ts';
import { justifie } from '../calculs/calculs.ts';
import { delaiDonne, exigerDansLeDelai as exigerLettreEnInstruction, exigerDelai } from '../lettre-intention/actes.ts';
import { anneeContrat } from '../paiements/montants.ts';
import { cyclePour } from '../paiements/exercices.ts';
import { clePiece } from '../paiements/pieces.ts';
import { exiger } from '../refus.ts';
import type { Avertissement, CodePiece, DateCivile, TypeContrat } from '../valeurs.ts';
import { depotDePiece } from '../paiements/actes-pieces.ts';
import { exigerDansLeDelai as exigerProjetEnInstruction } from '../projet-sante/actes.ts';
import { documentsRecus } from './documents.ts';

const clePourDepot = (etat: Etat, code: CodePiece, exercice: number | undefined, le: DateCivile) =>
  clePiece(code, cyclePour(etat, code, exercice, le));

/** DEC-18 — a follow-up is not older than the contract it follows. */
function exigerApresSignature({ amorcage, dotation }: Etat, le: DateCivile, contrat?: TypeContrat): void {
  const signe = contrat === 'dotation' ? dotation.concluLe : (amorcage.concluLe ?? dotation.concluLe);
  if (signe !== null) exigerApres(le, signe, 'la signature du contrat');
}

export const decisionsSuivi: Decisions<
  | 'rendre-avis'
  | 'deposer-liste-nominative'
  | 'enregistrer-adhesions'
  | 'deposer-rapport-activite'
  | 'controler-criteres'
  | 'consigner-rencontre'
  | 'demander-documents'
> = {
  'rendre-avis': (etat, commande) => {
    const { sur, sens, le, evaluation } = commande.donnees;
    if (sur === 'lettre-intention') {
      exiger(
        etat.li !== null && etat.li.decision === null,
        'LI-06',
        "La lettre d'intention n'est pas en instruction : l'avis de la caisse n'a plus d'objet.",
        'etat',
      );
      exigerLettreEnInstruction(etat, commande, etat.li);
    } else if (sur === 'territoire') {
      const { modificationTerritoire: demandee } = etat;
      exiger(
        demandee !== null,
        'DEC-48',
        "Aucune modification du territoire n'est demandée : l'avis de la caisse n'a plus d'objet.",
        'etat',
      );
      exigerApres(le, demandee.le, 'la demande de modification du territoire');
    } else {
      const { recuLe, decision } = etat.projetSante;
      exiger(
        recuLe !== null && decision === null,
        'PS-06',
        "Le projet de santé n'est pas en instruction : l'avis de la caisse n'a plus d'objet.",
        'etat',
      );
      exigerProjetEnInstruction(etat, commande, { ...etat.projetSante, recuLe });
    }
    return [
      fait(
        commande,
        'AvisCaisseRendu',
        sur === 'lettre-intention' ? 'LI-06' : sur === 'territoire' ? 'DEC-48' : 'PS-06',
        {
          sur,
          sens,
          ...(evaluation === undefined ? {} : { evaluation }),
        },
      ),
    ];
  },

  'deposer-liste-nominative': (etat, commande) => {
    const { liste, exercice, le } = commande.donnees;
    return [
      fait(commande, 'ListeNominativeDeposee', 'DOT-08', {
        liste: liste.id,
        nombre: liste.nombre,
        cle: clePourDepot(etat, 'liste-nominative', exercice, le),
      }),
    ];
  },

  'enregistrer-adhesions': (_etat, commande) => {
    const { nombre } = commande.donnees;
    return [fait(commande, 'AdhesionsEnregistrees', 'ADH-01', nombre === undefined ? {} : { nombre })];
  },

  'deposer-rapport-activite': (etat, commande) => {
    const { exercice, indicateurs, indicateursQualitatifs } = commande.donnees;
    exiger(
      etat.dotation.concluLe !== null,
      'SUI-02',
      "Le rapport d'activité annuel suit la signature du contrat de dotation.",
      'etat',
    );
    exigerApresSignature(etat, commande.donnees.le, 'dotation');
    const avertissements: Avertissement[] = [];
    if (indicateurs === undefined)
      avertissements.push({
        regle: 'IND-01',
        phrase: 'Les indicateurs nationaux doivent figurer au rapport : la caisse les vérifiera.',
      });
    if (indicateursQualitatifs === 0)
      avertissements.push({ regle: 'IND-03', phrase: 'Le rapport doit comporter au moins un indicateur qualitatif.' });
    return [
      fait(
        commande,
        'RapportActiviteDepose',
        'SUI-02',
        {
          cle: clePourDepot(etat, 'rapport-activite', exercice, commande.donnees.le),
          ...(indicateurs === undefined ? {} : { indicateurs }),
        },
        { avertissements },
      ),
    ];
  },

  'controler-criteres': (etat, commande) => {
    const {
      criteresNonRemplis = [],
      resultat = criteresNonRemplis.length === 0 ? 'conforme' : 'non-conforme',
      liberaux,
      medecinsPresents,
      concertationTracable = false,
    } = commande.donnees;
    exigerApresSignature(etat, commande.donnees.le);
    if (resultat === 'non-conforme') exigerMotif(commande, 'SUI-01', 'Un constat de non-conformité');
    return [
      fait(commande, 'CriteresControles', 'SUI-01', {
        resultat,
        criteresNonRemplis,
        concertationTracable,
        ...(liberaux === undefined ? {} : { liberaux }),
        ...(medecinsPresents === undefined ? {} : { medecinsPresents }),
      }),
    ];
  },

  'consigner-rencontre': (etat, commande) => {
    exigerApresSignature(etat, commande.donnees.le);
    return [fait(commande, 'RencontreConsignee', etat.dotation.concluLe === null ? 'AMO-13' : 'DOT-09', {})];
  },

  'demander-documents': (etat, commande) => {
    exiger(
      etat.dotation.concluLe !== null,
      'DOT-09',
      "La communication de documents complémentaires n'est prévue que par le contrat de dotation.",
      'etat',
    );
    exigerApresSignature(etat, commande.donnees.le, 'dotation');
    const { documents = [], delai } = commande.donnees;
    exigerDelai(commande.donnees.le, delai);
    return [
      fait(commande, 'DocumentsDemandes', 'DOT-09', {
        documents,
        ...(delai === undefined
          ? {}
          : {
              delai,
              ...justifie({ dateLimite: delaiDonne(etat, 'DocumentsDemandes', commande.donnees.le, delai) }),
            }),
      }),
    ];
  },
};

const inchange = () => ({});

export const evolutionsSuivi: Evolutions<
  | 'AvisCaisseRendu'
  | 'ListeNominativeDeposee'
  | 'AdhesionsEnregistrees'
  | 'RapportActiviteDepose'
  | 'CriteresControles'
  | 'RencontreConsignee'
  | 'DocumentsDemandes'
> = {
  AvisCaisseRendu: (etat, { sur, sens, le }) => {
    const avis = { le, sens };
    switch (sur) {
      case 'projet-sante':
        return { projetSante: { ...etat.projetSante, avis } };
      case 'territoire':
        return etat.modificationTerritoire === null
          ? {}
          : { modificationTerritoire: { ...etat.modificationTerritoire, avis } };
      case 'lettre-intention':
        return etat.li === null ? {} : { li: { ...etat.li, avis } };
    }
  },
  ListeNominativeDeposee: (etat, { cle, nombre, le }) => ({
    ...depotDePiece(etat, cle, 'liste-nominative', le),
    ...documentsRecus(etat, ['liste-nominative'], le),
    listeNominative: { le, nombre },
  }),
  AdhesionsEnregistrees: (_etat, { le }) => ({ adhesionsLe: le }),
  RapportActiviteDepose: (etat, { cle, le }) => ({
    ...depotDePiece(etat, cle, 'rapport-activite', le),
    ...documentsRecus(etat, ['rapport-activite'], le),
  }),
  CriteresControles: (etat, { liberaux, medecinsPresents, concertationTracable, le }) => ({
    effectifs: {
      ...etat.effectifs,
      liberaux: liberaux ?? etat.effectifs.liberaux,
      medecinsPresents: medecinsPresents ?? etat.effectifs.medecinsPresents,
    },
    concertationLe: concertationTracable ? (etat.concertationLe ?? le) : etat.concertationLe,
    controles:
      etat.dotation.concluLe === null
        ? etat.controles
        : { ...etat.controles, [anneeContrat(etat.dotation.concluLe, le)]: le },
  }),
  RencontreConsignee: inchange,
  DocumentsDemandes: (etat, { documents, dateLimite, le }) => ({
    documentsAttendus: {
      documents: [...new Set([...(etat.documentsAttendus?.documents ?? []), ...documents])],
      demandesLe: le,
      delai: dateLimite ?? etat.documentsAttendus?.delai ?? null,
    },
  }),
};
