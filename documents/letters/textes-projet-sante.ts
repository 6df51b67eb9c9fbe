/** Letters of the projet de santé, and of the missions that it holds. */
import { ajouterJours } from '../../domain/calendrier/calendrier.ts';
import { regle } from '../../domain/catalogue/index.ts';
import { dureeEnMots } from '../../domain/droit.ts';
import type { Etat } from '../../domain/etat.ts';
import { limiteMissionsSocles } from '../../domain/suivi/missions.ts';
import { limiteDepot } from '../../domain/projet-sante/delais.ts';
import type { DateCivile, Partie } from '../../domain/valeurs.ts';
import { activite, dateLongue, deLaPartie, fondement, jour, majuscule, partie } from '../libelles.ts';
import type { Contexte, Modeles } from './modeles.types.ts';
import { recoursContreDecision, report, silence, VAUT_ATTESTATION } from './mentions.ts';

const PROJET = 'le projet de santé';
const delaiEnClair = (delai: DateCivile | number): string =>
  typeof delai === 'number' ? `${delai} mois` : dateLongue(delai);

/** The same last day as the deadline of the case. */
const avantLe = (etat: Etat | undefined): string => {
  const limite = etat === undefined ? null : limiteMissionsSocles(etat);
  return limite === null ? '' : `, soit au plus tard ${jour(limite)}`;
};

/** DEC-61 — both authorities fix that delay together: what the other one has said of it. */
function accordSurLeDelai({ etat }: Contexte, auteur: Partie): string {
  const autre = auteur === 'caisse' ? 'ars' : 'caisse';
  const { [auteur === 'caisse' ? 'caisse' : 'ars']: sien, [autre]: sienne } = etat?.projetSante.delaiFixe ?? {};
  const limite = etat === undefined ? null : limiteDepot(etat);
  const maximum = `c'est le délai maximal du texte qui court${limite === null ? '' : `, jusqu'au ${dateLongue(limite)} inclus`} (DEC-61)`;
  if (sienne === undefined)
    return `Ce délai se fixe d'un commun accord : la réponse ${deLaPartie(autre)} est attendue ; jusque-là, ${maximum}.`;
  return sienne === sien
    ? "L'agence régionale de santé et la caisse de rattachement en sont d'accord."
    : `Il n'est pas celui ${deLaPartie(autre)} (${delaiEnClair(sienne)}) : tant que ce désaccord dure, ${maximum}.`;
}

export const AVIS_PROJET_SANTE = {
  DepotProjetSanteProlonge: ({ dateLimite }, { destinataire }) => ({
    objet: 'délai de dépôt du projet de santé prolongé',
    phrases: [
      `${destinataire === 'porteur' ? 'Votre projet de santé' : 'Le projet de santé'} est désormais attendu au plus tard ${jour(dateLimite)} (PS-02).`,
    ],
  }),
  DelaiProjetSanteFixe: ({ le, partie: auteur, dateLimite, mois }, contexte) => ({
    objet: 'délai de dépôt de votre projet de santé',
    phrases: [
      `${majuscule(partie(auteur))} a fixé ${jour(le)} le délai de dépôt de votre projet de santé : ${dateLimite === undefined ? `${mois} mois à compter de la signature du contrat de crédit d'amorçage` : `il est à déposer au plus tard ${jour(dateLimite)}`} (TRA-C).`,
      accordSurLeDelai(contexte, auteur),
    ],
  }),
  DesaccordConstate: ({ ars, caisse, dateLimite }) => ({
    objet: "désaccord entre l'agence régionale de santé et la caisse sur un délai",
    phrases: [
      `Le délai de dépôt du projet de santé n'est pas le même pour l'agence régionale de santé (${delaiEnClair(ars)}) et pour la caisse de rattachement (${delaiEnClair(caisse)}).`,
      dateLimite === undefined
        ? 'Tant que ce désaccord dure, le délai maximal du texte court à compter de la signature du contrat (TRA-C).'
        : `Tant que ce désaccord dure, le délai maximal du texte s'applique, jusqu'au ${dateLongue(dateLimite)} inclus (TRA-C).`,
    ],
  }),
  ProjetSanteDepose: ({ recueLe, deposeLe, dateLimite, version, actualisation }, dossier) => {
    const { destinataire } = dossier;
    const porteur = destinataire === 'porteur';
    if (actualisation)
      return {
        objet: porteur
          ? `accusé de réception de votre projet de santé actualisé (version ${version})`
          : `projet de santé actualisé reçu (version ${version})`,
        phrases: [
          `Une version actualisée du projet de santé a été reçue ${jour(recueLe)}.`,
          `Elle n'ouvre aucun délai (PS-12).`,
        ],
      };
    return {
      objet: porteur
        ? `accusé de réception de votre projet de santé (version ${version})`
        : destinataire === 'ars'
          ? `projet de santé reçu, à instruire (version ${version})`
          : `projet de santé reçu, votre avis est attendu (version ${version})`,
      ...(porteur ? { portee: 'accuse' as const } : {}),
      phrases: [
        `${porteur ? 'Votre projet de santé' : 'Le projet de santé'} a été reçu par l'agence régionale de santé ${jour(recueLe)}${deposeLe === undefined ? '' : `, envoyé ${jour(deposeLe)} : c'est cette date qui compte pour le délai de dépôt (DEC-53)`}.`,
        `Le délai de décision est de ${dureeEnMots(dossier, 'decisionProjetSante', recueLe)} à compter de la réception (PS-06).`,
        ...silence(destinataire, PROJET, dateLimite, 'PS-08'),
        ...report(dossier, 'decisionProjetSante', recueLe, dateLimite),
        ...(destinataire === 'caisse'
          ? [
              'Une décision contraire de votre part, avant cette date, empêche la validation tacite : l’agence régionale de santé devra alors se prononcer expressément (PS-08).',
            ]
          : []),
      ],
    };
  },
  ReceptionProjetSanteAccusee: ({ partie: auteur, recueLe }) => ({
    objet: 'réception de votre projet de santé confirmée',
    phrases: [`Votre projet de santé a été reçu par ${partie(auteur)} ${jour(recueLe)}.`],
  }),
  PrecisionsDemandees: ({ le, dateLimite }, { destinataire }) => ({
    objet: 'précisions demandées sur le projet de santé',
    phrases: [
      destinataire === 'porteur'
        ? `L'agence régionale de santé vous a demandé ${jour(le)} des précisions ou des modifications ; votre réponse est attendue au plus tard ${jour(dateLimite)} (PS-07).`
        : `L'agence régionale de santé a demandé ${jour(le)} des précisions ou des modifications au porteur, qui répond au plus tard ${jour(dateLimite)} (PS-07).`,
      "Jusqu'à cette réponse le silence ne vaut pas validation ; un nouveau délai de deux mois courra à compter de sa réception (DEC-06).",
    ],
  }),
  PrecisionsRecues: ({ le, recueLe = le, dateLimite }, dossier) => ({
    objet:
      dossier.destinataire === 'porteur'
        ? 'accusé de réception de vos précisions sur le projet de santé'
        : 'précisions reçues sur le projet de santé',
    ...(dossier.destinataire === 'porteur' ? { portee: 'accuse' as const } : {}),
    phrases: [
      `${dossier.destinataire === 'porteur' ? 'Votre réponse' : 'La réponse du porteur'} a été reçue ${jour(recueLe)} ; un nouveau délai de décision court depuis (DEC-06).`,
      ...silence(dossier.destinataire, PROJET, dateLimite, 'PS-08'),
      ...report(dossier, 'decisionProjetSante', recueLe, dateLimite),
    ],
  }),
  OppositionCaisseConsignee: ({ le, fondement: motif }, { destinataire }) => ({
    objet: 'décision contraire de la caisse sur le projet de santé',
    phrases: [
      `La caisse de rattachement s'est opposée ${jour(le)} au projet de santé${motif === undefined ? '' : ` : ${fondement(motif)}`}.`,
      destinataire === 'ars'
        ? 'Le silence ne vaut plus validation : il vous revient de vous prononcer expressément (PS-08).'
        : "Le silence ne vaut plus validation : l'agence régionale de santé doit se prononcer expressément (PS-08).",
    ],
  }),
  OppositionLevee: ({ le, dateLimite }, { destinataire }) => ({
    objet: 'opposition de la caisse levée',
    phrases: [
      `La caisse de rattachement a levé ${jour(le)} son opposition au projet de santé ; elle ne peut plus s'y opposer (DEC-59).`,
      ...(dateLimite === undefined
        ? []
        : ['Le silence vaut de nouveau validation.', ...silence(destinataire, PROJET, dateLimite, 'PS-08')]),
    ],
  }),
  ProjetSanteValide: ({ le, mode }, { destinataire, etat }) => ({
    objet:
      destinataire !== 'porteur'
        ? `projet de santé ${mode === 'tacite' ? 'réputé validé' : 'validé'}`
        : mode === 'tacite'
          ? 'attestation de validation tacite de votre projet de santé'
          : 'votre projet de santé est validé',
    phrases: [
      mode === 'tacite'
        ? `Aucune décision n'a été notifiée au plus tard ${jour(ajouterJours(le, -1))}, dernier jour du délai : le projet de santé est réputé validé ${jour(le)} (PS-08).`
        : `${destinataire === 'porteur' ? 'Votre projet de santé' : 'Le projet de santé'} a été validé par l'agence régionale de santé ${jour(le)}.`,
      ...(mode === 'tacite' && destinataire === 'porteur' ? [VAUT_ATTESTATION] : []),
      destinataire === 'porteur'
        ? `Vous avez un an à compter du dépôt du projet de santé pour mettre en place les deux activités de la mission socle${avantLe(etat)} (MIS-02). La seconde moitié du crédit d'amorçage est versée dans les deux mois, une fois ses pièces déposées et conformes (AMO-11).`
        : destinataire === 'caisse'
          ? "La seconde moitié du crédit d'amorçage est à verser dans les deux mois, une fois ses pièces conformes (AMO-11) ; le contrat de dotation annuelle peut être signé au terme de l'amorçage (DOT-02)."
          : `Le contrat de dotation annuelle peut être signé au terme de l'amorçage (DOT-02) ; l'équipe a un an à compter du dépôt du projet pour mettre en place les deux activités de la mission socle${avantLe(etat)} (MIS-02).`,
    ],
  }),
  ProjetSanteRefuse: ({ le, fondement: motif, regle: appliquee }, contexte) => {
    const droit = regle('PS-09')?.phrase;
    return {
      objet: contexte.destinataire === 'porteur' ? 'refus de votre projet de santé' : 'projet de santé refusé',
      portee: 'decision',
      phrases: [
        `${contexte.destinataire === 'porteur' ? 'Votre projet de santé' : 'Le projet de santé'} a été refusé par l'agence régionale de santé ${jour(le)}, sur le fondement suivant : ${fondement(motif)} (${appliquee === 'PS-09' ? 'PS-09' : appliquee}).`,
        ...(contexte.destinataire === 'porteur' && droit !== undefined
          ? [`Les fondements d'un refus sont limitatifs : « ${droit} »`]
          : []),
        "Ce refus ne donne pas droit à la seconde moitié du crédit d'amorçage (AMO-12).",
      ],
      recours: contexte.destinataire === 'porteur' ? recoursContreDecision(contexte) : [],
    };
  },
  ActiviteConstatee: ({ le, activite: code, constat, acteur }) => ({
    objet:
      constat === 'absente' ? 'absence d’une activité de la mission constatée' : 'activité de la mission constatée',
    phrases: [
      `${majuscule(partie(acteur))} a constaté ${jour(le)} ${constat === 'absente' ? "l'absence" : 'le déploiement'} de l'activité suivante : ${activite(code)}.`,
    ],
  }),
} satisfies Modeles;
