/** Résiliation of either contract, by either side, and the saisine: RES-A-01…03, RES-D-01…04, DEC-04, DEC-05, DEC-16, DEC-22, DEC-39…41. */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Commande } from '../commandes.ts';
import { exigerApres, exigerMotif, fait, partieDe, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat, Resiliation } from '../etat.ts';
import { exigerFondementOuvert, regleFondement } from './fondements.ts';
import { exiger } from '../refus.ts';
import type { DateCivile, OrigineResiliation, Partie, TypeContrat } from '../valeurs.ts';
import { justifie } from '../calculs/calculs.ts';
import { calculEffetInitial, finSaisine, effetDepuis, finReponseSaisine, limiteNotification } from './delais.ts';
import { courante, effetRetenu, premiereReception } from './encours.ts';
import { enCours } from '../contrats/delais.ts';
import { surContrat } from '../contrats/actes.ts';
import {
  lettreContestable,
  objecter,
  objectionEnCours,
  repondreObjection,
  suspendreLaDissolution,
  trancherLObjection,
  retenirAvantLaFin,
} from '../fin/dissolution.ts';
import type { SurContrat } from './vocabulaire.ts';

function contratVise(etat: Etat, demande: TypeContrat | undefined): TypeContrat {
  const contrat = demande ?? (etat.dotation.concluLe === null ? 'amorcage' : 'dotation');
  exiger(
    enCours(etat[contrat]),
    contrat === 'amorcage' ? 'RES-A-01' : 'RES-D-01',
    `Aucun contrat ${contrat === 'amorcage' ? "d'amorçage" : 'de dotation'} n'est en cours.`,
    'etat',
  );
  return contrat;
}

/** A contract that is named must be the one that the résiliation is about. */
function exigerMemeContrat(resiliation: Resiliation | null, { donnees }: { readonly donnees: SurContrat }): void {
  exiger(
    resiliation === null || donnees.contrat === undefined || donnees.contrat === resiliation.contrat,
    'RES-A-01',
    `La résiliation en cours concerne le contrat ${resiliation?.contrat === 'amorcage' ? "d'amorçage" : 'de dotation'}.`,
    'etat',
  );
}

function exigerCourante(
  etat: Etat,
  origine: OrigineResiliation,
  commande: { readonly donnees: SurContrat },
  regle: string,
  phrase: string,
): Resiliation {
  const resiliation = courante(etat, origine);
  exigerMemeContrat(resiliation, commande);
  exiger(resiliation !== null, regle, phrase, 'etat');
  return resiliation;
}

/** DEC-41 — an authority speaks for itself; the porteur says whose receipt they hold. */
function partieReceptrice(commande: Commande<'accuser-reception-resiliation'>): Partie {
  const { partie } = commande.donnees;
  if (commande.acteur !== 'porteur') {
    const sienne = partieDe(commande.acteur);
    exiger(
      partie === undefined || partie === sienne,
      'DEC-41',
      `Chaque autorité accuse réception pour elle-même : vous accusez réception pour « ${sienne} ».`,
    );
    return sienne;
  }
  exiger(
    partie !== undefined,
    'DEC-41',
    "« partie » : indiquez de quelle autorité (ars ou caisse) vous avez l'accusé de réception.",
    'donnees',
  );
  return partie;
}

/** DEC-40 — withdrawn, dropped or lapsed, but its letter had been received while it still could be. */
function ranimable(etat: Etat, resiliation: Resiliation, recueLe: DateCivile): boolean {
  const { fin, finLe, contrat, retraits } = resiliation;
  if (fin === null || finLe === null || !enCours(etat[contrat])) return false;
  const limite = limiteNotification(resiliation, etat);
  if (fin === 'non-notifiee') return limite !== null && recueLe <= limite;
  if (fin === 'abandonnee') return recueLe <= finLe;
  // Withdrawn by the ESS alone: the three together withdraw what was received too.
  return fin === 'retiree' && retraits.ars === undefined && recueLe <= (retraits.association ?? '');
}

/** Who has to withdraw what (DEC-40): their letter for the ESS; for an authority, their agreement first. */
function aRetirer(etat: Etat, commande: Commande<'retirer-resiliation'>): Resiliation {
  const { origine: nommee } = commande.donnees;
  const lettre = courante(etat, 'ess');
  const accord = courante(etat, 'caisse-ars');
  const attendue = lettre?.retraits.association !== undefined || accord?.receptions.association === undefined;
  const parDefaut = commande.acteur === 'porteur' || (lettre !== null && attendue);
  const origine = nommee ?? (parDefaut ? 'ess' : 'caisse-ars');
  exiger(
    commande.acteur !== 'porteur' || origine === 'ess',
    'DEC-40',
    "La résiliation décidée par la caisse et l'ARS ne se retire que par elles deux, ensemble.",
  );
  return exigerCourante(
    etat,
    origine,
    commande,
    'DEC-40',
    "Aucune résiliation n'est en cours : il n'y a rien à retirer.",
  );
}

export const decisionsResiliation: Decisions<
  | 'resilier'
  | 'accuser-reception-resiliation'
  | 'proposer-resiliation'
  | 'approuver-resiliation'
  | 'notifier-resiliation'
  | 'abandonner-resiliation'
  | 'retirer-resiliation'
  | 'saisir'
  | 'repondre-saisine'
> = {
  // DEC-40: what the authorities have under way does not keep the ESS from ending its contract, nor the reverse.
  resilier: (etat, commande) => {
    const contrat = contratVise(etat, commande.donnees.contrat);
    exiger(courante(etat, 'ess') === null, 'RES-A-01', "Une résiliation par l'équipe est déjà en cours.", 'etat');
    exigerApres(commande.donnees.le, etat[contrat].concluLe ?? commande.donnees.le, 'la signature du contrat');
    return [fait(commande, 'ResiliationDemandee', contrat === 'amorcage' ? 'RES-A-01' : 'RES-D-01', { contrat })];
  },

  'accuser-reception-resiliation': (etat, commande) => {
    const partie = partieReceptrice(commande);
    const lettre = etat.resiliations.ess ?? null;
    exigerMemeContrat(lettre, commande);
    exiger(lettre !== null, 'RES-A-01', "Aucune lettre de résiliation de l'ESS n'est attendue.", 'etat');
    const { le, recueLe = le } = commande.donnees;
    exigerApres(recueLe, lettre.demandeeLe, "l'envoi de la lettre");
    exiger(
      lettre.receptions[partie] === undefined,
      'DEC-04',
      `La réception par cette partie (${partie}) est déjà consignée.`,
      'etat',
    );
    const ranimee = ranimable(etat, lettre, recueLe);
    const { contrat } = lettre;
    if (lettre.fin !== null && !ranimee)
      return [fait(commande, 'ReceptionResiliationAccusee', 'DEC-39', { contrat, partie, recueLe, sansEffet: true })];
    const effet = calculEffetInitial({ ...lettre, receptions: { ...lettre.receptions, [partie]: recueLe } }, etat);
    return [
      fait(commande, 'ReceptionResiliationAccusee', 'DEC-04', {
        contrat,
        partie,
        recueLe,
        ...(effet === null ? {} : justifie({ dateLimite: effet })),
        ...(ranimee ? { ranimee } : {}),
      }),
    ];
  },

  'proposer-resiliation': (etat, commande) => {
    const { le, contrat: demande, fondement } = commande.donnees;
    const partie = partieDe(commande.acteur);
    const accord = courante(etat, 'caisse-ars');
    const contrat = contratVise(etat, demande);
    exiger(
      accord === null || (accord.proposeePar === partie && !accord.approuvee),
      'RES-A-01',
      'Une résiliation par la caisse et l’ARS est déjà en cours.',
      'etat',
    );
    exigerApres(le, etat[contrat].concluLe ?? le, 'la signature du contrat');
    const ouvert = exigerFondementOuvert(etat, contrat, fondement, le);
    return [
      fait(commande, 'ResiliationProposee', regleFondement(contrat, ouvert), { contrat, partie, fondement: ouvert }),
    ];
  },

  'approuver-resiliation': (etat, commande) => {
    const proposee = courante(etat, 'caisse-ars');
    const regle = proposee === null ? 'RES-A-02' : regleFondement(proposee.contrat, proposee.fondement);
    const accord = exigerCourante(etat, 'caisse-ars', commande, regle, "Aucune résiliation n'est proposée.");
    const partie = partieDe(commande.acteur);
    exiger(!accord.approuvee, regle, 'La résiliation est déjà approuvée par les deux parties.', 'etat');
    exiger(
      partie !== accord.proposeePar,
      regle,
      "La résiliation suppose le commun accord de la caisse et de l'ARS : l'autre partie doit l'approuver.",
    );
    exigerApres(commande.donnees.le, accord.demandeeLe, 'la proposition de résiliation');
    const { contrat, fondement } = accord;
    const sur = fondement === null ? { contrat } : { contrat, fondement };
    return [fait(commande, 'ResiliationApprouvee', regle, { ...sur, partie })];
  },

  'notifier-resiliation': (etat, commande) => {
    const accord = etat.resiliations['caisse-ars'] ?? null;
    exigerMemeContrat(accord, commande);
    const regle = etat.dotation.concluLe === null ? 'RES-A-02' : 'RES-D-02';
    const { le, recueLe = le } = commande.donnees;
    const ranimee = accord !== null && ranimable(etat, accord, recueLe);
    const echue = accord?.fin === 'caduque' || accord?.fin === 'non-notifiee';
    exiger(
      accord !== null && accord.approuvee && (accord.fin === null || ranimee || echue),
      regle,
      "La résiliation suppose le commun accord consigné de la caisse et de l'ARS : l'une propose, l'autre approuve.",
    );
    const { contrat, receptions, demandeeLe } = accord;
    exiger(
      receptions.association === undefined,
      regle,
      'La réception de la lettre par le porteur est déjà consignée.',
      'etat',
    );
    exigerApres(recueLe, demandeeLe, "l'accord de la caisse et de l'ARS");
    const limite = limiteNotification(accord, etat);
    const tropTard = accord.fin === null && limite !== null && recueLe > limite;
    // A letter that arrived is a fact: after the term, or after the two months of its agreement, it does nothing.
    if ((accord.fin !== null && !ranimee) || tropTard)
      return [
        fait(commande, 'ResiliationNotifiee', accord.fin === 'caduque' ? 'DEC-39' : 'DEC-40', {
          contrat,
          recueLe,
          sansEffet: true,
        }),
      ];
    return [
      fait(commande, 'ResiliationNotifiee', regle, {
        contrat,
        recueLe,
        ...justifie({ dateLimite: effetDepuis(contrat, 'ResiliationNotifiee', recueLe, etat) }),
        ...(ranimee ? { ranimee } : {}),
      }),
    ];
  },

  'abandonner-resiliation': (etat, commande) => {
    const accord = exigerCourante(
      etat,
      'caisse-ars',
      commande,
      'DEC-40',
      "Aucune résiliation par la caisse et l'ARS n'est en cours.",
    );
    exiger(
      accord.receptions.association === undefined,
      'DEC-40',
      "La résiliation est notifiée : elle ne s'abandonne plus, la caisse et l'ARS la retirent ensemble (« retirer-resiliation »).",
      'etat',
    );
    exigerMotif(commande, 'DEC-40', "L'abandon d'une résiliation");
    exigerApres(commande.donnees.le, accord.demandeeLe, 'la proposition de résiliation');
    return [fait(commande, 'ResiliationAbandonnee', 'DEC-40', { contrat: accord.contrat })];
  },

  'retirer-resiliation': (etat, commande) => {
    const resiliation = aRetirer(etat, commande);
    const { contrat, origine, demandeeLe, retraits } = resiliation;
    const { le } = commande.donnees;
    const partie = partieDe(commande.acteur);
    const recue = premiereReception(resiliation);
    exigerApres(le, demandeeLe, 'la résiliation elle-même');
    exiger(retraits[partie] === undefined, 'DEC-40', 'Cette partie a déjà demandé le retrait.', 'etat');
    if (origine === 'caisse-ars')
      exiger(
        recue !== null,
        'DEC-40',
        "La résiliation n'est pas notifiée : elle s'abandonne (« abandonner-resiliation »).",
        'etat',
      );
    else if (partie !== 'association')
      exiger(
        retraits.association !== undefined,
        'DEC-40',
        "L'équipe n'a pas demandé le retrait de sa lettre de résiliation.",
        'etat',
      );
    const effet = effetRetenu(etat, resiliation);
    exiger(
      effet === null || le <= effet,
      'DEC-40',
      `Le retrait n'est plus possible : la résiliation prend effet le ${effet === null ? '' : enToutesLettres(effet)}.`,
    );
    return [fait(commande, 'RetraitResiliationDemande', 'DEC-40', { contrat, origine, partie })];
  },

  saisir: (etat, commande) => {
    const lettreLe = lettreContestable(etat);
    if (lettreLe !== null) return objecter(etat, commande, lettreLe);
    const resilie = etat.dotation.fin === 'resilie' ? etat.dotation : etat.amorcage;
    exiger(
      resilie.fin !== 'resilie' || resilie.finiLe === null,
      'RES-A-03',
      `La résiliation a pris effet le ${resilie.finiLe === null ? '' : enToutesLettres(resilie.finiLe)}. Une saisine reçue à temps et pas encore saisie se saisit à sa date de réception, avec sa preuve.`,
      'etat',
    );
    const resiliation = exigerCourante(
      etat,
      'caisse-ars',
      commande,
      'RES-A-03',
      "La saisine n'est ouverte que contre une résiliation notifiée par la caisse et l'ARS.",
    );
    const derniere = finSaisine(resiliation, etat);
    exiger(
      derniere !== null && resiliation.receptions.association !== undefined,
      'RES-A-03',
      "La résiliation n'a pas encore été notifiée au porteur.",
      'etat',
    );
    exiger(resiliation.saisine === null, 'RES-A-03', 'Une saisine est déjà consignée.', 'etat');
    const { le, recueLe = le } = commande.donnees;
    exigerApres(recueLe, resiliation.receptions.association, 'la réception de la lettre de résiliation');
    exiger(
      recueLe <= derniere,
      resiliation.contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04',
      `La saisine devait être reçue au plus tard le ${enToutesLettres(derniere)}.`,
    );
    return [
      fait(
        commande,
        'SaisineRecue',
        resiliation.contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04',
        { contrat: resiliation.contrat, ...justifie({ dateLimite: finReponseSaisine(recueLe, etat) }) },
        { le: recueLe },
      ),
    ];
  },

  'repondre-saisine': (etat, commande: Commande<'repondre-saisine'>) => {
    const objection = objectionEnCours(etat);
    if (objection !== null) return repondreObjection(commande, objection);
    const { saisine, contrat } = exigerCourante(
      etat,
      'caisse-ars',
      commande,
      'RES-A-03',
      "Aucune saisine n'est en cours.",
    );
    exiger(saisine, 'RES-A-03', "Aucune saisine n'est en cours.", 'etat');
    const { le, sens } = commande.donnees;
    const partie = commande.acteur === 'caisse' ? 'caisse' : 'ars';
    exiger(saisine.reponses[partie] === undefined, 'DEC-22', 'Cette partie a déjà répondu à la saisine.', 'etat');
    exigerApres(le, saisine.recueLe, 'la réception de la saisine');
    return [fait(commande, 'SaisineTranchee', contrat === 'amorcage' ? 'RES-A-03' : 'RES-D-04', { partie, sens })];
  },
};

const surResiliation = (
  etat: Etat,
  origine: OrigineResiliation,
  changement: (resiliation: Resiliation) => Partial<Resiliation>,
): Partial<Etat> => {
  const resiliation = etat.resiliations[origine];
  return resiliation === undefined
    ? {}
    : { resiliations: { ...etat.resiliations, [origine]: { ...resiliation, ...changement(resiliation) } } };
};

const nouvelle = (
  etat: Etat,
  donnees: Pick<Resiliation, 'contrat' | 'origine' | 'demandeeLe' | 'approuvee'> & Partial<Resiliation>,
): Partial<Etat> => ({
  resiliations: {
    ...etat.resiliations,
    [donnees.origine]: {
      fondement: null,
      proposeePar: null,
      receptions: {},
      retraits: {},
      fin: null,
      finLe: null,
      saisine: null,
      ...donnees,
    },
  },
});

const finie = (etat: Etat, origine: OrigineResiliation, fin: Resiliation['fin'], finLe: DateCivile): Partial<Etat> =>
  surResiliation(etat, origine, () => ({ fin, finLe }));

/** The receipt is recorded in any case; it gives life back to what had fallen only when the event says so. */
const reception = (
  etat: Etat,
  origine: OrigineResiliation,
  partie: Partie,
  { recueLe, ranimee }: { readonly recueLe: DateCivile; readonly ranimee?: true },
): Partial<Etat> =>
  surResiliation(etat, origine, ({ receptions }) => ({
    receptions: { ...receptions, [partie]: recueLe },
    ...(ranimee === true ? { fin: null, finLe: null } : {}),
  }));

export const evolutionsResiliation: Evolutions<
  | 'ResiliationDemandee'
  | 'ReceptionResiliationAccusee'
  | 'ResiliationProposee'
  | 'ResiliationApprouvee'
  | 'ResiliationNotifiee'
  | 'ResiliationAbandonnee'
  | 'RetraitResiliationDemande'
  | 'SaisineRecue'
  | 'SaisineTranchee'
  | 'ResiliationRetiree'
  | 'ResiliationCaduque'
  | 'ResiliationEffective'
> = {
  ResiliationDemandee: (etat, { contrat, le }) =>
    nouvelle(etat, { contrat, origine: 'ess', demandeeLe: le, approuvee: true }),
  ReceptionResiliationAccusee: (etat, evenement) => reception(etat, 'ess', evenement.partie, evenement),
  ResiliationProposee: (etat, { contrat, partie, fondement, le }) =>
    nouvelle(etat, {
      contrat,
      origine: 'caisse-ars',
      demandeeLe: le,
      approuvee: false,
      fondement,
      proposeePar: partie,
    }),
  // From then on there is an agreement: nothing may be notified before it (DEC-18).
  ResiliationApprouvee: (etat, { le }) =>
    surResiliation(etat, 'caisse-ars', () => ({ approuvee: true, demandeeLe: le })),
  // DEC-40: arrived after the two months of its agreement, it does not keep it from lapsing.
  ResiliationNotifiee: (etat, evenement) =>
    evenement.sansEffet === true && courante(etat, 'caisse-ars') !== null
      ? {}
      : reception(etat, 'caisse-ars', 'association', evenement),
  ResiliationAbandonnee: (etat, { le }) => finie(etat, 'caisse-ars', 'abandonnee', le),
  RetraitResiliationDemande: (etat, { origine, partie, le }) =>
    surResiliation(etat, origine, ({ retraits }) => ({ retraits: { ...retraits, [partie]: le } })),
  SaisineRecue: (etat, { le, objet }) =>
    objet === 'dissolution'
      ? suspendreLaDissolution(etat, le)
      : surResiliation(etat, 'caisse-ars', () => ({ saisine: { recueLe: le, reponses: {} } })),
  SaisineTranchee: (etat, tranchee) => {
    if (tranchee.objet === 'dissolution') return trancherLObjection(etat, tranchee);
    const { partie, sens, le } = tranchee;
    return surResiliation(etat, 'caisse-ars', ({ saisine }) =>
      saisine === null ? {} : { saisine: { ...saisine, reponses: { ...saisine.reponses, [partie]: { sens, le } } } },
    );
  },
  ResiliationRetiree: (etat, { origine, le }) => finie(etat, origine, 'retiree', le),
  ResiliationCaduque: (etat, { origine, cause, le }) =>
    finie(etat, origine, cause === 'non-notifiee' ? 'non-notifiee' : 'caduque', le),
  ResiliationEffective: (etat, { contrat, origine, le, cause }) => ({
    ...surContrat(etat, contrat, { finiLe: le, fin: 'resilie' }),
    ...(cause === 'dissolution' ? retenirAvantLaFin(etat) : finie(etat, origine, 'effective', le)),
    resiliationEffective: cause === 'dissolution' ? null : (etat.resiliations[origine] ?? null),
  }),
};
