/** What follows by itself from the state an event left: conclusions, orders, interruptions, recoveries, closure. */
import { plusTard } from './calendrier/calendrier.ts';
import { motifDeCloture } from './suivi/cloture.ts';
import { dateConclusion, reconduction, termeAmorcage } from './contrats/actes.ts';
import { automatique } from './decision.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import { evoluer } from './evoluer.ts';
import { anneeContrat, chevauchement, prorataRestant } from './paiements/montants.ts';
import { paiementsExigibles, totalPaye } from './paiements/actes.ts';
import { depotPossible } from './projet-sante/actes.ts';
import { limiteRemboursement, ouvert, reclamable, resteDu } from './recouvrement/actes.ts';
import { CONTRATS, centimes, type ClePaiement, type DateCivile } from './valeurs.ts';

type Regle = (etat: Etat, le: DateCivile) => Evenement | null;

const amorcageConclu: Regle = ({ amorcage, siege }) => {
  const le = amorcage.concluLe === null ? dateConclusion(amorcage.signatures) : null;
  return le === null
    ? null
    : automatique(le, 'ContratAmorcageConclu', 'AMO-16bis', {
        contrat: 'amorcage',
        dateLimite: termeAmorcage(le, siege),
      });
};

const dotationConclue: Regle = ({ dotation }) => {
  const le = dotation.concluLe === null ? dateConclusion(dotation.signatures) : null;
  return le === null
    ? null
    : automatique(le, 'ContratDotationConclu', 'DOT-10', { contrat: 'dotation', dateLimite: reconduction(le, 1) });
};

/** TRA-03 — ARS funding that overlaps the annual contract. */
const chevauchementFinancements: Regle = ({ dotation, transition }) => {
  if (dotation.concluLe === null || transition.financementArs === null || transition.chevauchementSignale) return null;
  const { jours, montantCentimes } = chevauchement(transition.financementArs, dotation.concluLe);
  return jours === 0
    ? null
    : automatique(dotation.concluLe, 'ChevauchementSignale', 'TRA-03', { jours, montantCentimes });
};

/** TRA-B — the decision on the PS actualisé ends the ARS funding, or every aid. */
const aideInterrompue: Regle = (etat) => {
  const { decision } = etat.projetSante;
  if (
    etat.regime !== 'en-fonctionnement-a-mettre-en-conformite' ||
    decision === null ||
    etat.transition.aideInterrompueLe !== null
  )
    return null;
  return automatique(decision.le, 'AideInterrompue', decision.sens === 'valide' ? 'TRA-B' : 'FIN-05', {
    cause: decision.sens === 'valide' ? 'projet-sante-valide' : 'non-conforme',
  });
};

const paiementOrdonnance: Regle = (etat, le) => {
  const exigible = paiementsExigibles(etat)[0];
  if (exigible === undefined) return null;
  const { cle, montantCentimes, dateLimite, ouvertLe, regle } = exigible;
  return automatique(plusTard(le, ouvertLe), 'PaiementOrdonnance', regle, {
    paiement: cle,
    montantCentimes,
    dateLimite,
  });
};

/** DEC-08 — the terme of the amorçage contract, when it comes before the ten months. */
const amorcageTermine: Regle = (etat, le) => {
  const { amorcage, paiements, projetSante, regime } = etat;
  if (amorcage.concluLe === null || amorcage.finiLe !== null) return null;
  const fin = (date: DateCivile, cause: 'tranche-2-executee' | 'tranche-2-non-due' | 'complement-execute') =>
    automatique(plusTard(date, amorcage.concluLe ?? date), 'ContratAmorcageTermine', 'DEC-08', {
      contrat: 'amorcage',
      cause,
    });
  const tranche2 = paiements['amorcage-2'];
  if (tranche2?.executeLe) return fin(tranche2.executeLe, 'tranche-2-executee');
  const { decision } = projetSante;
  if (regime === 'droit-commun')
    return decision?.sens === 'refuse' && !depotPossible(etat, le) ? fin(le, 'tranche-2-non-due') : null;
  if (decision === null) return null;
  if (decision.sens === 'refuse' && regime === 'en-fonctionnement-a-mettre-en-conformite')
    return fin(decision.le, 'tranche-2-non-due');
  const complement = paiements['amorcage-30'];
  return complement?.executeLe ? fin(plusTard(complement.executeLe, decision.le), 'complement-execute') : null;
};

/** DEC-22 — one acceptance breaks the common agreement. */
const resiliationRetiree: Regle = ({ resiliation }, le) => {
  const reponses = Object.values(resiliation?.saisine?.reponses ?? {});
  return resiliation !== null && reponses.some(({ sens }) => sens === 'accepte')
    ? automatique(le, 'ResiliationRetiree', 'DEC-22', { contrat: resiliation.contrat })
    : null;
};

/** RES-A-04, RES-D-05 — payments of a terminated contract are interrupted, whatever the origin. */
const paiementInterrompu: Regle = (etat) => {
  const aideFinie =
    etat.regime === 'en-fonctionnement-a-mettre-en-conformite' && etat.projetSante.decision?.sens === 'refuse';
  for (const contrat of CONTRATS) {
    const { fin, finiLe } = etat[contrat];
    if (finiLe === null || (fin !== 'resilie' && !aideFinie)) continue;
    for (const [cle, { statut, montantCentimes }] of Object.entries(etat.paiements))
      if (cle.startsWith(contrat) && (statut === 'ordonnance' || statut === 'rejete'))
        return automatique(finiLe, 'PaiementInterrompu', contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05', {
          paiement: cle as ClePaiement,
          montantCentimes,
        });
  }
  return null;
};

/** RES-A-04: the whole amorçage. RES-D-05, DEC-10: what is left to run of the year paid, a proposal. */
const recouvrementPropose: Regle = (etat) => {
  for (const contrat of CONTRATS) {
    const { fin, finiLe, concluLe } = etat[contrat];
    if (fin !== 'resilie' || finiLe === null || concluLe === null || etat.recouvrements[contrat] !== undefined)
      continue;
    const annee = etat.paiements[`dotation-${anneeContrat(concluLe, finiLe)}`];
    const enCause = etat.recouvrements['dix-huit-mois'];
    // The whole sum due by the contract takes the place of the 18-month case: nothing is claimed twice.
    if (contrat === 'amorcage' && enCause !== undefined && ouvert(enCause))
      return automatique(finiLe, 'RecouvrementClos', 'RES-A-04', {
        recouvrement: 'dix-huit-mois',
        montantCentimes: resteDu(enCause),
        issue: 'rien-du',
      });
    const du =
      contrat === 'amorcage'
        ? totalPaye(etat, 'amorcage')
        : annee?.statut === 'execute'
          ? prorataRestant(annee.montantCentimes, concluLe, finiLe)
          : centimes(0);
    const montantCentimes = centimes(Math.min(du, reclamable(etat)));
    if (montantCentimes > 0)
      return automatique(finiLe, 'RecouvrementPropose', contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05', {
        recouvrement: contrat,
        origine: contrat,
        montantCentimes,
        dateLimite: limiteRemboursement(finiLe, etat.siege),
      });
  }
  return null;
};

const recouvrementSolde: Regle = (etat, le) => {
  for (const [recouvrement, en] of Object.entries(etat.recouvrements))
    // A proposal repaid in full needs no confirmation any more.
    if (
      resteDu(en) === 0 &&
      (en.statut === 'propose' ? en.rembourseCentimes > 0 : en.statut !== 'clos' && en.statut !== 'rembourse')
    )
      return automatique(le, 'RecouvrementClos', 'REC-02', {
        recouvrement,
        montantCentimes: en.montantCentimes,
        issue: en.montantCentimes === 0 ? 'rien-du' : 'rembourse',
      });
  return null;
};

/** DEC-15, DEC-20 — the territory is freed, then the case closes; nothing ever follows. */
const cloture: Regle = (etat, le) => {
  const motifCloture = motifDeCloture(etat, le);
  if (motifCloture === null) return null;
  return etat.territoire === 'revendique' || etat.territoire === 'conteste'
    ? automatique(le, 'TerritoireLibere', 'DEC-15', {})
    : automatique(le, 'EssClose', 'DEC-20', { motifCloture });
};

const REGLES: readonly Regle[] = [
  amorcageConclu,
  dotationConclue,
  chevauchementFinancements,
  aideInterrompue,
  resiliationRetiree,
  paiementInterrompu,
  recouvrementPropose,
  paiementOrdonnance,
  amorcageTermine,
  recouvrementSolde,
  cloture,
];

/** Events that follow from `etat`, one after the other until none does. `le`: legal date of their cause. */
export function consequences(etat: Etat, le: DateCivile): readonly Evenement[] {
  const suites: Evenement[] = [];
  let courant = etat;
  while (courant.phase !== 'close') {
    const suite = premiere(courant, le);
    if (suite === null) break;
    suites.push(suite);
    courant = evoluer(courant, suite);
  }
  return suites;
}

function premiere(etat: Etat, le: DateCivile): Evenement | null {
  for (const regle of REGLES) {
    const suite = regle(etat, le);
    if (suite !== null) return suite;
  }
  return null;
}
