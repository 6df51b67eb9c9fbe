/** Jalon 1 — the letter of intent: LI-01…12, DER-01…03, DEC-07, DEC-14…16, DEC-24, DEC-26. */
import { enToutesLettres, lendemain } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import { avertissementsEligibilite, derogationNecessaire, exigerTerritoireAdmissible } from './eligibilite.ts';
import { apresDerogation, repondALaLettre, type DecisionCpn } from './derogation.ts';
import { effectifs } from './effectifs.ts';
import { finInstructionLi, finSignatureAmorcage, completeLe, finDecisionLi } from './delais.ts';
import type { Etat, LettreIntention } from '../etat.ts';
import { exiger } from '../refus.ts';
import { dureeEnMots, liste } from '../droit.ts';
import type { DateCivile } from '../valeurs.ts';

function enInstruction(etat: Etat): LettreIntention {
  exiger(etat.li !== null, 'LI-01', "Aucune lettre d'intention n'a été déposée.", 'etat');
  const { decision } = etat.li;
  exiger(
    decision === null,
    decision?.mode === 'tacite' ? 'DEC-16' : 'LI-06',
    decision?.mode === 'tacite'
      ? `La lettre d'intention est réputée validée depuis le ${enToutesLettres(decision.le)} : une décision ou une demande postérieure est sans effet. Si l'acte est antérieur et n'a pas été saisi à temps, utilisez « corriger ».`
      : "La lettre d'intention a déjà fait l'objet d'une décision.",
    'etat',
  );
  return etat.li;
}

/** DEC-16, LI-11 — nothing can be decided or asked once the silence of the ARS has produced its effect. */
function exigerDansLeDelai(etat: Etat, commande: Commande, li: LettreIntention): void {
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

export const decisionsLettreIntention: Decisions<
  | 'deposer-lettre-intention'
  | 'demander-pieces-lettre-intention'
  | 'completer-lettre-intention'
  | 'consigner-echange'
  | 'valider-lettre-intention'
  | 'refuser-lettre-intention'
  | 'consigner-derogation'
> = {
  'deposer-lettre-intention': (etat, commande) => {
    const { donnees } = commande;
    exigerTerritoireAdmissible(donnees);
    const { specialites, departements, siege, medecinsPresents, liberaux, engages } = donnees;
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
          ...(medecinsPresents === undefined ? {} : { medecinsPresents }),
          ...(liberaux === undefined ? {} : { liberaux }),
          ...(engages === undefined ? {} : { engages }),
          canal: donnees.canal ?? 'demarches-simplifiees',
          complete: !derogationRequise,
          derogationRequise,
          indicateurQualitatif: donnees.indicateurQualitatif ?? (donnees.indicateursQualitatifs ?? 0) > 0,
          ...(derogationRequise ? {} : { dateLimite: finDecisionLi(donnees.le, { ...etat, siege }) }),
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
    return [
      fait(commande, 'PiecesLettreIntentionDemandees', 'DEC-07', {
        piecesManquantes,
        ...(delai === undefined ? {} : { delai }),
      }),
    ];
  },

  'completer-lettre-intention': (etat, commande) => {
    const li = enInstruction(etat);
    const { le, medecinsPresents, liberaux, engages } = commande.donnees;
    exiger(
      li.piecesCompletesLe === null,
      'DEC-07',
      "La lettre d'intention n'est pas incomplète : rien ne lui a été demandé.",
      'etat',
    );
    exigerApres(le, li.piecesDemandeesLe ?? li.deposeeLe, 'la demande de pièces');
    const depart = completeLe({ ...li, piecesCompletesLe: le }, etat.derogation);
    return [
      fait(commande, 'LettreIntentionCompletee', 'DEC-07', {
        complete: depart !== null,
        ...(medecinsPresents === undefined ? {} : { medecinsPresents }),
        ...(liberaux === undefined ? {} : { liberaux }),
        ...(engages === undefined ? {} : { engages }),
        ...(depart === null ? {} : { dateLimite: finDecisionLi(depart, etat) }),
      }),
    ];
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
    const { le, evaluation } = commande.donnees;
    return [
      fait(
        commande,
        'LettreIntentionValidee',
        'LI-06',
        {
          mode: 'expresse',
          dateLimite: finSignatureAmorcage(le, etat),
          ...(evaluation === undefined ? {} : { evaluation }),
        },
        li.piecesCompletesLe === null
          ? {
              avertissements: [
                {
                  regle: 'DEC-07',
                  phrase: "La lettre d'intention est validée alors que des pièces demandées manquent encore.",
                },
              ],
            }
          : {},
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
      (etat.amorcage.concluLe === null && etat.dotation.concluLe === null) || etat.territoire === 'conteste',
      'DER-02',
      "Le contrat est déjà signé : une dérogation n'a plus d'objet.",
      'etat',
    );
    const { sens, objet, le } = commande.donnees;
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
      etat.li === null || etat.li.decision !== null ? null : completeLe(etat.li, apresDerogation(etat, decision));
    return [
      fait(commande, 'DerogationConsignee', objet === 'multi-specialite' ? 'DER-01' : 'DER-02', {
        sens,
        ...(objet === undefined ? {} : { objet }),
        ...(depart === null ? {} : { dateLimite: finDecisionLi(depart, etat) }),
      }),
    ];
  },
};

/** PS-02 asks whether one was held in time: the first ones answer for all. */
const gardes = (echanges: readonly DateCivile[]): readonly DateCivile[] => echanges.toSorted().slice(0, 100);

const surLi = (etat: Etat, changement: (li: LettreIntention) => Partial<LettreIntention>): Partial<Etat> =>
  etat.li === null ? {} : { li: { ...etat.li, ...changement(etat.li) } };

export const evolutionsLettreIntention: Evolutions<
  | 'LettreIntentionDeposee'
  | 'PiecesLettreIntentionDemandees'
  | 'LettreIntentionCompletee'
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
    effectifs: effectifs(etat, evenement),
    derogation: { requise: evenement.derogationRequise, sens: null, le: null, objet: null, unicite: null },
    li: {
      deposeeLe: evenement.le,
      piecesCompletesLe: evenement.le,
      canal: evenement.canal,
      piecesManquantes: [],
      piecesDemandeesLe: null,
      echanges: [],
      avis: null,
      decision: null,
      indicateurQualitatif: evenement.indicateurQualitatif,
      rouverteLe: null,
    },
  }),
  PiecesLettreIntentionDemandees: (etat, { piecesManquantes, le }) =>
    // LI-10: a request for pieces is an exchange too (PS-02).
    surLi(etat, ({ echanges }) => ({
      piecesCompletesLe: null,
      piecesManquantes,
      piecesDemandeesLe: le,
      echanges: gardes([...echanges, le]),
    })),
  LettreIntentionCompletee: (etat, evenement) => ({
    ...surLi(etat, () => ({ piecesCompletesLe: evenement.le, piecesManquantes: [] })),
    effectifs: effectifs(etat, evenement),
  }),
  EchangeConsigne: (etat, { le }) =>
    // PS-02 looks at exchanges on the LI: those held before its decision.
    surLi(etat, ({ echanges, decision }) => ({
      echanges: decision === null || le <= decision.le ? gardes([...echanges, le]) : echanges,
    })),
  LettreIntentionValidee: (etat, { le, mode }) => ({
    ...surLi(etat, () => ({ decision: { sens: 'validee', mode, le } })),
    phase: 'creation',
  }),
  LettreIntentionRefusee: (etat, { le }) =>
    surLi(etat, () => ({ decision: { sens: 'refusee', mode: 'expresse', le } })),
  DerogationConsignee: (etat, { sens, le, objet }) => ({ derogation: apresDerogation(etat, { sens, le, objet }) }),
};
