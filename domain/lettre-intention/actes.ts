/** Jalon 1 — the letter of intent: LI-01…12, DER-01…03, DEC-07, DEC-14…16, DEC-24, DEC-26, DEC-53…56. */
import { enToutesLettres, lendemain } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import { avertissementsEligibilite, derogationNecessaire, exigerTerritoireAdmissible } from './eligibilite.ts';
import { apresDerogation, repondALaLettre, type DecisionCpn } from './derogation.ts';
import { exigerSpecialites } from './specialites.ts';
import { effectifs } from './effectifs.ts';
import {
  calculSignatureAmorcage,
  completeLe,
  departDecisionLi,
  finDecisionLi,
  finInstructionLi,
  incomplete,
} from './delais.ts';
import { justifie } from '../calculs/calculs.ts';
import { depuis, inscrite, type CalculDate } from '../calculs/date.ts';
import { apresDemande, apresReponse, nommees, pasEncoreRepondues, restantes } from './pieces-demandees.ts';
import { avertissementConflit, enConflit } from '../creation/conflit.ts';
import { avertissementPreavis } from '../projet-sante/preavis.ts';
import { dureeEnMots, liste, reporte, type Ressort } from '../droit.ts';
import type { Etat, LettreIntention } from '../etat.ts';
import { exigerCaisse } from '../creation/caisses.ts';
import { arsCompetente } from '../creation/competence.ts';
import { exiger } from '../refus.ts';
import { type Avertissement, type DateCivile } from '../valeurs.ts';

function enInstruction(etat: Etat): LettreIntention {
  exiger(etat.li !== null, 'LI-01', "Aucune lettre d'intention n'a été déposée.", 'etat');
  const { decision } = etat.li;
  exiger(
    decision === null,
    decision?.mode === 'tacite' ? 'DEC-16' : 'LI-06',
    decision?.mode === 'tacite'
      ? `La lettre d'intention est réputée validée depuis le ${enToutesLettres(decision.le)} : une décision ou une demande postérieure est sans effet. Un acte antérieur qui n'a pas été saisi à temps se saisit à sa date, avec sa preuve.`
      : "La lettre d'intention a déjà fait l'objet d'une décision.",
    'etat',
  );
  return etat.li;
}

/** DEC-16, LI-11 — nothing can be decided, asked or advised once the silence of the ARS has produced its effect. */
export function exigerDansLeDelai(etat: Etat, commande: Commande, li: LettreIntention): void {
  exigerApres(commande.donnees.le, li.deposeeLe, "le dépôt de la lettre d'intention");
  const fin = finInstructionLi(etat);
  const depart = completeLe(li, etat.derogation);
  exiger(
    fin === null || depart === null || commande.donnees.le <= fin,
    'DEC-16',
    fin === null || depart === null
      ? ''
      : `Le délai de ${dureeEnMots(etat, 'decisionLettreIntention', depart)} a expiré le ${enToutesLettres(fin)} : la lettre d'intention est réputée validée le ${enToutesLettres(lendemain(fin))} (LI-09). Un acte notifié après cette date est sans effet.`,
  );
}

/** DEC-55 — a delay that is given ends after the day it is given. */
export function exigerDelai(le: DateCivile, delai: DateCivile | undefined): void {
  exiger(
    delai === undefined || delai > le,
    'DEC-55',
    `« delai » : la date laissée pour répondre (${delai === undefined ? '' : enToutesLettres(delai)}) doit suivre la demande (${enToutesLettres(le)}).`,
  );
}

/** DEC-07, DEC-55 — where the two months stand once an answer is in: last day, or nothing while they do not run. */
function apresReception(etat: Etat, li: LettreIntention, manquantes: readonly string[], le: DateCivile) {
  const apres: LettreIntention = { ...li, ...apresReponse(li, manquantes, le) };
  const depart = departDecisionLi(apres, etat.derogation);
  return {
    complete: depart !== null,
    ...(depart === null ? {} : justifie({ dateLimite: finDecisionLi(depart, etat, apres.suspensions) })),
  };
}

/** DEC-55 — the last day that an act leaves to answer it, put off to a working day like any deadline of the porteur. */
export const delaiDonne = (
  ressort: Ressort,
  evenement: string,
  le: DateCivile,
  delai: DateCivile,
  regle = 'DEC-55',
): CalculDate => reporte(ressort, 'reponse-precisions', inscrite(depuis(evenement, le), evenement, delai, regle));

export const decisionsLettreIntention: Decisions<
  | 'deposer-lettre-intention'
  | 'demander-pieces-lettre-intention'
  | 'completer-lettre-intention'
  | 'constater-completude'
  | 'consigner-echange'
  | 'valider-lettre-intention'
  | 'refuser-lettre-intention'
  | 'consigner-derogation'
> = {
  'deposer-lettre-intention': (etat, commande) => {
    const { donnees } = commande;
    exigerTerritoireAdmissible(donnees);
    const { departements, siege, medecinsPresents, liberaux, engages } = donnees;
    const specialites = exigerSpecialites(donnees.specialites);
    const caisse = exigerCaisse(siege, donnees.caisse);
    const derogationRequise = derogationNecessaire(etat, donnees, donnees.le);
    return [
      fait(
        commande,
        'LettreIntentionDeposee',
        'LI-01',
        {
          specialites,
          departements,
          siege,
          caisse,
          ars: arsCompetente(departements, siege),
          ...(medecinsPresents === undefined ? {} : { medecinsPresents }),
          ...(liberaux === undefined ? {} : { liberaux }),
          ...(engages === undefined ? {} : { engages }),
          canal: donnees.canal ?? 'demarches-simplifiees',
          complete: !derogationRequise,
          derogationRequise,
          indicateurQualitatif: donnees.indicateurQualitatif ?? (donnees.indicateursQualitatifs ?? 0) > 0,
          ...choisis(donnees, 'rubriquesAbsentes', 'derogationDemandee', 'engagementMissions', 'territoireContinu'),
          ...(derogationRequise
            ? {}
            : justifie({
                dateLimite: finDecisionLi(depuis('LettreIntentionDeposee', donnees.le), { ...etat, siege }),
              })),
        },
        { avertissements: avertissementsEligibilite(etat, donnees) },
      ),
    ];
  },

  'demander-pieces-lettre-intention': (etat, commande) => {
    const li = enInstruction(etat);
    exigerDansLeDelai(etat, commande, li);
    const { piecesManquantes, delai } = commande.donnees;
    exiger(
      piecesManquantes.length > 0,
      'LI-10',
      "La demande doit nommer au moins une pièce manquante ; un simple échange n'arrête pas le délai (« consigner-echange »).",
    );
    exigerDelai(commande.donnees.le, delai);
    const nouvelles = li.piecesDemandees.length === 0 ? [] : pasEncoreRepondues(li, piecesManquantes);
    exiger(
      nouvelles.length === 0,
      'DEC-55',
      `Une demande a déjà arrêté le délai : une autre ne peut porter que sur une pièce à laquelle il a été répondu de façon insuffisante (${nouvelles.join(', ')} : ${nouvelles.some((une) => li.piecesManquantes.includes(une)) ? 'réponse attendue' : 'jamais demandée'}). Un simple échange se consigne par « consigner-echange ».`,
    );
    return [
      fait(commande, 'PiecesLettreIntentionDemandees', li.piecesDemandees.length === 0 ? 'DEC-07' : 'DEC-55', {
        piecesManquantes,
        ...(delai === undefined
          ? {}
          : {
              delai,
              ...justifie({
                dateLimite: delaiDonne(etat, 'PiecesLettreIntentionDemandees', commande.donnees.le, delai),
              }),
            }),
      }),
    ];
  },

  'completer-lettre-intention': (etat, commande) => {
    const li = enInstruction(etat);
    const { le, medecinsPresents, liberaux, engages, pieces } = commande.donnees;
    exiger(incomplete(li), 'DEC-07', "La lettre d'intention n'est pas incomplète : rien ne lui a été demandé.", 'etat');
    exigerApres(le, li.piecesDemandeesLe ?? li.deposeeLe, 'la demande de pièces');
    const repondues = nommees(pieces);
    const piecesManquantes = restantes(li, repondues);
    return [
      fait(commande, 'LettreIntentionCompletee', 'DEC-07', {
        ...apresReception(etat, li, piecesManquantes, le),
        ...(repondues.length === 0 ? {} : { pieces: repondues }),
        piecesManquantes,
        ...(medecinsPresents === undefined ? {} : { medecinsPresents }),
        ...(liberaux === undefined ? {} : { liberaux }),
        ...(engages === undefined ? {} : { engages }),
      }),
    ];
  },

  'constater-completude': (etat, commande) => {
    const li = enInstruction(etat);
    const { le } = commande.donnees;
    exiger(incomplete(li), 'DEC-55', "La lettre d'intention n'est pas incomplète : rien ne lui a été demandé.", 'etat');
    exigerApres(le, li.piecesDemandeesLe ?? li.deposeeLe, 'la demande de pièces');
    return [fait(commande, 'CompletudeConstatee', 'DEC-55', apresReception(etat, li, [], le))];
  },

  'consigner-echange': (_etat, commande) => {
    const { sujet } = commande.donnees;
    return [fait(commande, 'EchangeConsigne', 'LI-10', sujet === undefined ? {} : { sujet })];
  },

  'valider-lettre-intention': (etat, commande) => {
    const li = enInstruction(etat);
    exigerDansLeDelai(etat, commande, li);
    const { requise, sens } = etat.derogation;
    exiger(
      !requise || sens === 'accordee',
      sens === 'refusee' ? 'DEC-26' : 'DEC-14',
      sens === 'refusee'
        ? 'La commission paritaire nationale a refusé la dérogation : seul un refus est possible.'
        : "La lettre d'intention attend une dérogation de la commission paritaire nationale : consignez d'abord sa décision.",
    );
    if (li.avis === null)
      exigerMotif(commande, 'LI-06', "Valider la lettre d'intention sans avis consigné de la caisse");
    if (enConflit(etat))
      exigerMotif(
        commande,
        'DEC-56',
        'Valider alors qu’une autre équipe de la même spécialité revendique le territoire',
      );
    const { le, evaluation } = commande.donnees;
    const avertissements: Avertissement[] = [...avertissementPreavis(etat, le)];
    if (incomplete(li))
      avertissements.push({
        regle: 'DEC-07',
        phrase: "La lettre d'intention est validée alors que des pièces demandées manquent encore.",
      });
    avertissements.push(...avertissementConflit(etat));
    return [
      fait(
        commande,
        'LettreIntentionValidee',
        'LI-06',
        {
          mode: 'expresse',
          ...justifie({ dateLimite: calculSignatureAmorcage(le, etat) }),
          ...(evaluation === undefined ? {} : { evaluation }),
        },
        { avertissements },
      ),
    ];
  },

  'refuser-lettre-intention': (etat, commande) => {
    const li = enInstruction(etat);
    exigerMotif(commande, 'LI-08', "Le refus de la lettre d'intention");
    const { critere, evaluation } = commande.donnees;
    const criteres = liste(etat, 'criteresLettreIntention', li.deposeeLe);
    exiger(
      critere !== undefined && (criteres as readonly string[]).includes(critere),
      'LI-08',
      `Le refus doit se fonder sur un critère du cahier des charges : renseignez « critere » avec l'un de ${criteres.join(', ')}.`,
    );
    exigerDansLeDelai(etat, commande, li);
    return [
      fait(commande, 'LettreIntentionRefusee', 'LI-08', {
        critere,
        ...(evaluation === undefined ? {} : { evaluation }),
      }),
    ];
  },

  'consigner-derogation': (etat, commande) => {
    exiger(
      etat.dotation.concluLe === null || etat.territoire === 'conteste',
      'DER-02',
      "Le contrat de dotation est déjà signé : une dérogation n'a plus d'objet.",
      'etat',
    );
    const { sens, objet, le, delai } = commande.donnees;
    exiger(
      delai === undefined || sens === 'demandee',
      'DEC-55',
      '« delai » : un délai se donne à la commission paritaire nationale quand elle est saisie (« sens » : demandee).',
      'donnees',
    );
    if (sens === 'demandee') {
      exigerDelai(le, delai);
      return [
        fait(commande, 'DerogationConsignee', objet === 'multi-specialite' ? 'DER-01' : 'DER-02', {
          sens,
          ...(objet === undefined ? {} : { objet }),
          ...(delai === undefined
            ? {}
            : {
                delai,
                ...justifie({
                  dateLimite: inscrite(depuis('DerogationConsignee', le), 'DerogationConsignee', delai, 'DEC-55'),
                }),
              }),
        }),
      ];
    }
    const decision: DecisionCpn = { sens, le, objet };
    exiger(
      !etat.derogation.requise ||
        etat.derogation.sens !== 'refusee' ||
        etat.li?.decision !== null ||
        !repondALaLettre(etat, decision),
      'DEC-26',
      "La commission paritaire nationale a refusé la dérogation : seul un refus de la lettre d'intention est possible.",
      'etat',
    );
    const depart =
      etat.li === null || etat.li.decision !== null ? null : departDecisionLi(etat.li, apresDerogation(etat, decision));
    return [
      fait(commande, 'DerogationConsignee', objet === 'multi-specialite' ? 'DER-01' : 'DER-02', {
        sens,
        ...(objet === undefined ? {} : { objet }),
        ...(depart === null ? {} : justifie({ dateLimite: finDecisionLi(depart, etat, etat.li?.suspensions) })),
      }),
    ];
  },
};

/** Fields of a payload that were given: what replaying the act needs. */
const choisis = <D extends object, C extends keyof D>(donnees: D, ...champs: readonly C[]): Partial<Pick<D, C>> =>
  Object.fromEntries(
    champs.flatMap((champ) => (donnees[champ] === undefined ? [] : [[champ, donnees[champ]]])),
  ) as Partial<Pick<D, C>>;

/** PS-02 asks whether one was held in time: the first ones answer for all. */
const gardes = (echanges: readonly DateCivile[]): readonly DateCivile[] => echanges.toSorted().slice(0, 100);

const surLi = (etat: Etat, changement: (li: LettreIntention) => Partial<LettreIntention>): Partial<Etat> =>
  etat.li === null ? {} : { li: { ...etat.li, ...changement(etat.li) } };

export const evolutionsLettreIntention: Evolutions<
  | 'LettreIntentionDeposee'
  | 'PiecesLettreIntentionDemandees'
  | 'LettreIntentionCompletee'
  | 'CompletudeConstatee'
  | 'EchangeConsigne'
  | 'LettreIntentionValidee'
  | 'LettreIntentionRefusee'
  | 'DerogationConsignee'
> = {
  LettreIntentionDeposee: (etat, evenement) => ({
    regime: 'droit-commun',
    phase: 'lettre-intention',
    entreeLe: evenement.le,
    specialites: evenement.specialites,
    departements: evenement.departements,
    siege: evenement.siege,
    caisse: evenement.caisse,
    ars: evenement.ars,
    effectifs: effectifs(etat, evenement),
    derogation: {
      requise: evenement.derogationRequise,
      sens: null,
      le: null,
      objet: null,
      delai: null,
      unicite: null,
    },
    li: {
      deposeeLe: evenement.le,
      piecesCompletesLe: evenement.le,
      canal: evenement.canal,
      piecesManquantes: [],
      piecesDemandees: [],
      piecesDemandeesLe: null,
      delaiPieces: null,
      suspendueLe: null,
      suspensions: [],
      echanges: [],
      avis: null,
      decision: null,
      indicateurQualitatif: evenement.indicateurQualitatif,
      saisieLe: evenement.saisiLe ?? null,
    },
  }),
  PiecesLettreIntentionDemandees: (etat, evenement) =>
    // LI-10: a request for pieces is an exchange too (PS-02).
    surLi(etat, (li) => ({
      ...apresDemande(li, etat.derogation, evenement),
      echanges: gardes([...li.echanges, evenement.le]),
    })),
  LettreIntentionCompletee: (etat, evenement) => ({
    ...surLi(etat, (li) => ({
      ...apresReponse(li, evenement.piecesManquantes ?? [], evenement.le),
      saisieLe: evenement.saisiLe ?? null,
    })),
    effectifs: effectifs(etat, evenement),
  }),
  CompletudeConstatee: (etat, { le }) => surLi(etat, (li) => apresReponse(li, [], le)),
  EchangeConsigne: (etat, { le }) =>
    // PS-02 looks at exchanges on the LI: those held before its decision.
    surLi(etat, ({ echanges, decision }) => ({
      echanges: decision === null || le <= decision.le ? gardes([...echanges, le]) : echanges,
    })),
  LettreIntentionValidee: (etat, { le, mode }) => ({
    ...surLi(etat, ({ echanges }) => ({
      decision: { sens: 'validee', mode, le },
      // DEC-30: one that came while silence waited for its grace was held after the decision.
      echanges: echanges.filter((echange) => echange <= le),
    })),
    phase: 'creation',
  }),
  LettreIntentionRefusee: (etat, { le }) =>
    surLi(etat, ({ echanges }) => ({
      decision: { sens: 'refusee', mode: 'expresse', le },
      echanges: echanges.filter((echange) => echange <= le),
    })),
  DerogationConsignee: (etat, { sens, le, objet, dateLimite, saisiLe }) => ({
    ...surLi(etat, ({ saisieLe }) => ({ saisieLe: saisiLe ?? saisieLe })),
    derogation:
      sens === 'demandee'
        ? { ...etat.derogation, delai: dateLimite ?? null }
        : apresDerogation(etat, { sens, le, objet }),
  }),
};
