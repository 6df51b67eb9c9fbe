/** Jalon 2 — the projet de santé: PS-01…12, LI-05, DEC-06, DEC-16, DEC-21, DEC-24, DEC-53, DEC-54, DEC-59; TRA-B and TRA-C deadlines. */
import { enToutesLettres, lendemain } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { creationOuverteLe } from '../creation/actes.ts';
import { exigerApres, exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, ProjetSante } from '../etat.ts';
import { justifie } from '../calculs/calculs.ts';
import { depuis, inscrite, pasAvant } from '../calculs/date.ts';
import { dureeEnMots, liste, reporte, sansReport } from '../droit.ts';
import { delaiDonne } from '../lettre-intention/actes.ts';
import { exiger } from '../refus.ts';
import type { Avertissement, DateCivile } from '../valeurs.ts';
import { instructionSansSuite } from '../fin/delais.ts';
import { calculInstructionPs, finTacitePs, limiteDepot, depotPossible, finDecisionPs, opposee } from './delais.ts';

function enInstruction(etat: Etat): ProjetSante & { readonly recuLe: DateCivile } {
  const { recuLe, decision } = etat.projetSante;
  exiger(recuLe !== null, 'PS-01', "Aucun projet de santé n'est déposé.", 'etat');
  exiger(
    decision === null,
    decision?.mode === 'tacite' ? 'DEC-16' : 'PS-06',
    decision?.mode === 'tacite'
      ? `Le projet de santé est réputé validé depuis le ${enToutesLettres(decision.le)} : un acte postérieur est sans effet. Un acte antérieur qui n'a pas été saisi à temps se saisit à sa date, avec sa preuve.`
      : "Le projet de santé a déjà fait l'objet d'une décision.",
    'etat',
  );
  exiger(
    !instructionSansSuite(etat),
    'DEC-46',
    "Le projet de santé n'est plus instruit : aucun contrat ne peut plus suivre (résiliation, renonciation, abandon ou dissolution).",
    'etat',
  );
  return { ...etat.projetSante, recuLe };
}

/** DEC-16 — an act notified after the tacit validation is without effect, even during the grace (DEC-19). */
export function exigerDansLeDelai(
  etat: Etat,
  commande: Commande,
  ps: ProjetSante & { readonly recuLe: DateCivile },
): void {
  exigerApres(commande.donnees.le, ps.recuLe, 'la réception du projet de santé');
  const fin = finTacitePs(ps, etat);
  if (fin !== null)
    exiger(
      commande.donnees.le <= fin,
      'DEC-16',
      `Le délai de ${dureeEnMots(etat, 'decisionProjetSante', ps.precisions?.recuesLe ?? ps.recuLe)} a expiré le ${enToutesLettres(fin)} : le projet de santé est réputé validé le ${enToutesLettres(lendemain(fin))} (PS-08). Un acte notifié après cette date est sans effet.`,
    );
}

function exigerFondement(
  etat: Etat,
  { recuLe }: { readonly recuLe: DateCivile },
  fondement: string | undefined,
): string {
  const motifs = liste(etat, 'fondementsProjetSante', recuLe);
  exiger(
    fondement !== undefined && (motifs as readonly string[]).includes(fondement),
    'PS-09',
    `La décision doit se fonder sur l'un des motifs limitatifs : renseignez « fondement » avec ${motifs.join(', ')}.`,
  );
  return fondement;
}

/** DEC-54 — an envelope with nothing in it starts no clock. */
const exigerContenu = (contenu: readonly unknown[] | undefined, quoi: string): void =>
  exiger(
    contenu === undefined || contenu.length > 0,
    'DEC-54',
    `${quoi} ne contient rien, ni formulaire ni fichier : il n'ouvre aucun délai. Joignez son contenu.`,
  );

export const decisionsProjetSante: Decisions<
  | 'prolonger-depot-projet-sante'
  | 'deposer-projet-sante'
  | 'accuser-reception-projet-sante'
  | 'demander-precisions'
  | 'repondre-precisions'
  | 's-opposer-projet-sante'
  | 'lever-opposition'
  | 'valider-projet-sante'
  | 'refuser-projet-sante'
> = {
  'prolonger-depot-projet-sante': (etat, commande) => {
    const { le, jusquAu } = commande.donnees;
    const actuelle = limiteDepot(etat);
    const valideeLe = etat.li?.decision?.sens === 'validee' ? etat.li.decision.le : null;
    exiger(
      etat.regime === 'droit-commun' && valideeLe !== null && actuelle !== null,
      'PS-02',
      "La prolongation suppose une lettre d'intention validée.",
      'etat',
    );
    exiger(
      etat.li?.echanges.some((echange) => echange <= valideeLe),
      'PS-02',
      "Le délai ne peut être allongé que si des échanges ont eu lieu sur la lettre d'intention : aucun n'est consigné.",
    );
    exiger(etat.projetSante.recuLe === null, 'PS-02', 'Le projet de santé est déjà déposé.', 'etat');
    const plafond = sansReport(etat, 'prolongationProjetSante', valideeLe);
    exiger(
      jusquAu <= plafond,
      'PS-02',
      `La prolongation est limitée à ${dureeEnMots(etat, 'prolongationProjetSante', valideeLe)} après la validation de la lettre d'intention, soit le ${enToutesLettres(plafond)}.`,
    );
    exiger(
      jusquAu > actuelle,
      'PS-02',
      `La nouvelle date doit suivre la date limite actuelle (${enToutesLettres(actuelle)}).`,
    );
    exigerApres(jusquAu, le, 'le jour où la prolongation est accordée', 'PS-02');
    // DEC-53: one date everywhere, rolled like the one that it replaces.
    const accordee = inscrite(depuis('DepotProjetSanteProlonge', le), 'DepotProjetSanteProlonge', jusquAu, 'PS-02');
    const dateLimite = reporte(etat, 'depot-projet-sante', accordee, etat.li?.deposeeLe ?? le);
    return [fait(commande, 'DepotProjetSanteProlonge', 'PS-02', { ...justifie({ dateLimite }), jusquAu })];
  },

  'deposer-projet-sante': (etat, commande) => {
    const { le, deposeLe = le, recueLe = le, indicateursQualitatifs, rubriquesAbsentes = [] } = commande.donnees;
    const { documentDeploiement } = commande.donnees;
    exigerContenu(commande.donnees.contenu, 'Ce projet de santé');
    const ouverte = creationOuverteLe(etat);
    exiger(ouverte !== null, 'PS-01', "Le projet de santé suit la validation de la lettre d'intention.", 'etat');
    exigerApres(recueLe, deposeLe, "l'envoi du projet de santé");
    exigerApres(deposeLe, ouverte, "la validation de la lettre d'intention");
    const dit = {
      recueLe,
      ...(deposeLe === recueLe ? {} : { deposeLe }),
      ...(commande.donnees.rubriquesAbsentes === undefined ? {} : { rubriquesAbsentes }),
      ...(indicateursQualitatifs === undefined ? {} : { indicateursQualitatifs }),
      ...(documentDeploiement === undefined ? {} : { documentDeploiement }),
    };
    const { decision, recuLe, version } = etat.projetSante;
    const dateLimite = finDecisionPs(recueLe, etat);
    // PS-12; TRA-A, DEC-28: the PS of a compliant ESS is found valid with it, silence decides nothing of it.
    if (decision?.sens === 'valide' || etat.regime === 'en-fonctionnement-conforme')
      return [
        fait(commande, 'ProjetSanteDepose', 'PS-12', {
          ...dit,
          ...justifie({ dateLimite }),
          version: version + 1,
          actualisation: true,
        }),
      ];
    exiger(
      recuLe === null || decision !== null,
      'PS-01',
      'Un projet de santé est déjà en instruction : répondez aux précisions ou attendez la décision.',
      'etat',
    );
    exiger(
      depotPossible(etat, deposeLe),
      decision === null ? 'PS-02' : 'PS-11',
      decision === null
        ? "Le contrat d'amorçage est terminé et le délai de dépôt est passé : le projet de santé ne peut plus être déposé."
        : "Après un refus, un nouveau projet de santé n'est recevable que pendant le contrat d'amorçage et avant la date limite de dépôt.",
    );
    exiger(
      indicateursQualitatifs === undefined || indicateursQualitatifs > 0 || etat.li?.indicateurQualitatif === true,
      'LI-05',
      'Le projet de santé doit définir au moins un indicateur qualitatif.',
    );
    const absente = (rubrique: string) => `Contenu attendu par le cahier des charges et absent : ${rubrique}.`;
    const avertissements: Avertissement[] = rubriquesAbsentes.map((une) => ({ regle: 'PS-03', phrase: absente(une) }));
    const limite = limiteDepot(etat);
    if (limite !== null && deposeLe > limite)
      avertissements.push({
        regle: 'PS-02',
        phrase: `Le projet de santé devait être déposé au plus tard le ${enToutesLettres(limite)}.`,
      });
    if (documentDeploiement === false)
      avertissements.push({
        regle: 'PS-04',
        phrase: 'Le document détaillant les modalités de déploiement doit être transmis à la caisse et à l’ARS.',
      });
    return [
      fait(
        commande,
        'ProjetSanteDepose',
        decision === null ? 'PS-01' : 'PS-11',
        { ...dit, ...justifie({ dateLimite }), version: version + 1, actualisation: false },
        { avertissements },
      ),
    ];
  },

  'accuser-reception-projet-sante': (etat, commande) => {
    const { le, recueLe = le } = commande.donnees;
    exiger(etat.projetSante.recuLe !== null, 'DEC-21', "Aucun projet de santé n'est déposé.", 'etat');
    return [
      fait(commande, 'ReceptionProjetSanteAccusee', 'DEC-21', {
        partie: commande.acteur === 'caisse' ? 'caisse' : 'ars',
        recueLe,
      }),
    ];
  },

  'demander-precisions': (etat, commande) => {
    const ps = enInstruction(etat);
    exigerDansLeDelai(etat, commande, ps);
    exiger(
      ps.precisions === null || ps.precisions.recuesLe !== null,
      'PS-07',
      'Des précisions sont déjà demandées et attendues.',
      'etat',
    );
    const { le, delai } = commande.donnees;
    exiger(
      delai !== undefined && delai > le,
      'PS-07',
      'Le délai laissé au porteur doit être précisé et postérieur à la demande.',
    );
    return [
      fait(commande, 'PrecisionsDemandees', 'PS-07', {
        ...justifie({ dateLimite: delaiDonne(etat, 'PrecisionsDemandees', le, delai, 'PS-07') }),
        delai,
      }),
    ];
  },

  'repondre-precisions': (etat, commande) => {
    const ps = enInstruction(etat);
    exiger(
      ps.precisions !== null && ps.precisions.recuesLe === null,
      'PS-07',
      "Aucune précision n'est attendue.",
      'etat',
    );
    const { le, recueLe = le, contenu } = commande.donnees;
    exigerContenu(contenu, 'Cette réponse');
    exigerApres(le, ps.precisions.demandeesLe, 'la demande de précisions');
    exigerApres(recueLe, le, 'la réponse aux précisions');
    const dateLimite = finDecisionPs(recueLe, etat, 'PrecisionsRecues');
    return [
      fait(
        commande,
        'PrecisionsRecues',
        'DEC-06',
        { ...justifie({ dateLimite }), ...(recueLe === le ? {} : { recueLe }) },
        { le: recueLe },
      ),
    ];
  },

  's-opposer-projet-sante': (etat, commande) => {
    const ps = enInstruction(etat);
    exigerMotif(commande, 'PS-08', 'La décision contraire de la caisse');
    const { fondement: invoque } = commande.donnees;
    const fondement = invoque === undefined ? undefined : exigerFondement(etat, ps, invoque);
    exigerDansLeDelai(etat, commande, ps);
    exiger(!opposee(ps), 'PS-08', "L'opposition de la caisse est déjà consignée.", 'etat');
    exiger(
      ps.oppositionLeveeLe === null,
      'DEC-59',
      "La caisse a levé son opposition à ce projet de santé : elle ne peut pas s'y opposer une seconde fois.",
      'etat',
    );
    return [fait(commande, 'OppositionCaisseConsignee', 'PS-08', fondement === undefined ? {} : { fondement })];
  },

  'lever-opposition': (etat, commande) => {
    const ps = enInstruction(etat);
    const { le } = commande.donnees;
    exiger(
      opposee(ps) && ps.oppositionLe !== null,
      'DEC-59',
      "Aucune opposition de la caisse n'est en cours sur ce projet de santé.",
      'etat',
    );
    exigerApres(le, ps.oppositionLe, "l'opposition de la caisse");
    const fin = calculInstructionPs(ps, etat);
    return [
      fait(
        commande,
        'OppositionLevee',
        'DEC-59',
        fin === null ? {} : justifie({ dateLimite: pasAvant(fin, 'OppositionLevee', le, 'DEC-59') }),
      ),
    ];
  },

  'valider-projet-sante': (etat, commande) => {
    const ps = enInstruction(etat);
    exigerDansLeDelai(etat, commande, ps);
    if (ps.avis === null) exigerMotif(commande, 'LI-06', 'Valider le projet de santé sans avis consigné de la caisse');
    const { evaluation } = commande.donnees;
    return [
      fait(commande, 'ProjetSanteValide', 'PS-06', {
        mode: 'expresse',
        ...(evaluation === undefined ? {} : { evaluation }),
      }),
    ];
  },

  'refuser-projet-sante': (etat, commande) => {
    const ps = enInstruction(etat);
    exigerMotif(commande, 'PS-09', 'Le refus du projet de santé');
    const fondement = exigerFondement(etat, ps, commande.donnees.fondement);
    exigerDansLeDelai(etat, commande, ps);
    const { evaluation } = commande.donnees;
    return [
      fait(commande, 'ProjetSanteRefuse', 'PS-09', { fondement, ...(evaluation === undefined ? {} : { evaluation }) }),
    ];
  },
};

export const surPs = (etat: Etat, changement: Partial<ProjetSante>): Partial<Etat> => ({
  projetSante: { ...etat.projetSante, ...changement },
});

export const evolutionsProjetSante: Evolutions<
  | 'DepotProjetSanteProlonge'
  | 'ProjetSanteDepose'
  | 'ReceptionProjetSanteAccusee'
  | 'PrecisionsDemandees'
  | 'PrecisionsRecues'
  | 'OppositionCaisseConsignee'
  | 'OppositionLevee'
  | 'ProjetSanteValide'
  | 'ProjetSanteRefuse'
> = {
  DepotProjetSanteProlonge: (etat, { dateLimite }) => surPs(etat, { prolongeAu: dateLimite }),
  ProjetSanteDepose: (etat, { recueLe, deposeLe, version, actualisation, saisiLe = null }) =>
    actualisation
      ? surPs(etat, { version }) // PS-12: no clock
      : surPs(etat, {
          premierDepot: etat.projetSante.premierDepot ?? recueLe,
          premierEnvoi: etat.projetSante.premierEnvoi ?? deposeLe ?? recueLe,
          recuLe: recueLe,
          version,
          decision: null,
          precisions: null,
          oppositionLe: null,
          oppositionLeveeLe: null,
          avis: null,
          accuses: {},
          saisiLe,
          sansObjetLe: null,
        }),
  ReceptionProjetSanteAccusee: (etat, { partie, recueLe }) =>
    surPs(etat, { accuses: { ...etat.projetSante.accuses, [partie]: recueLe } }),
  PrecisionsDemandees: (etat, { le, dateLimite }) =>
    surPs(etat, { precisions: { demandeesLe: le, delai: dateLimite, recuesLe: null } }),
  PrecisionsRecues: (etat, { le, saisiLe = null }) =>
    etat.projetSante.precisions === null
      ? {}
      : surPs(etat, { precisions: { ...etat.projetSante.precisions, recuesLe: le }, saisiLe }),
  OppositionCaisseConsignee: (etat, { le }) => surPs(etat, { oppositionLe: le }),
  OppositionLevee: (etat, { le }) => surPs(etat, { oppositionLeveeLe: le }),
  ProjetSanteValide: (etat, { le, mode }) => surPs(etat, { decision: { sens: 'valide', mode, le } }),
  ProjetSanteRefuse: (etat, { le }) => surPs(etat, { decision: { sens: 'refuse', mode: 'expresse', le } }),
};
