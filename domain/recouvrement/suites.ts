/** What follows by itself for money to recover: proposed, changed, closed once nothing is left. RES-A-04, RES-D-05, DEC-10, DEC-34, DEC-37, DEC-38, REC-02. */
import { type Consequence, automatique } from '../chapitre.ts';
import type { Etat, Recouvrement } from '../etat.ts';
import { CONTRATS, centimes, type BasePaiement, type Centimes, type DateCivile, type TypeContrat } from '../valeurs.ts';
import { anneeContrat, prorataRestant } from '../paiements/montants.ts';
import { ensemble, versionDuDelai, type Versionnee } from '../droit.ts';
import { induPour, legitimePour } from '../paiements/dus.ts';
import { bases, contratDe } from '../paiements/verses.ts';
import { aRendre, limiteRemboursement, ouvert, reclamable, reclameEnTrop, resteDu } from './dus.ts';

/** A sum that the law makes repay now, by the key of its recovery. */
interface Creance extends Versionnee {
  readonly cle: string;
  readonly origine: 'amorcage' | 'dotation' | 'indu';
  readonly duCentimes: Centimes;
  readonly regle: string;
  readonly le: DateCivile;
  readonly dateLimite?: DateCivile;
  readonly paiement?: BasePaiement;
}

/** RES-A-04: the whole amorçage. RES-D-05, DEC-10: what is left to run of the year paid. Of what was duly paid only. */
function creanceDuContrat(etat: Etat, contrat: TypeContrat, le: DateCivile): readonly Creance[] {
  const { fin, finiLe, concluLe } = etat[contrat];
  const regle = contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05';
  if (fin !== 'resilie' || finiLe === null || concluLe === null)
    // DEC-42: the contract goes on again, nothing is due of its end any more.
    return etat.recouvrements[contrat] === undefined
      ? []
      : [{ cle: contrat, origine: contrat, duCentimes: centimes(0), regle, le }];
  const verses = bases(etat)
    .filter((base) => contratDe(base) === 'amorcage')
    .map((base) => legitimePour(etat, base));
  const duCentimes =
    contrat === 'amorcage'
      ? centimes(verses.reduce((total, verse) => total + verse, 0))
      : prorataRestant(legitimePour(etat, `dotation-${anneeContrat(concluLe, finiLe)}`), concluLe, finiLe);
  const dateLimite = limiteRemboursement(finiLe, etat);
  const version = versionDuDelai(etat, 'remboursement', finiLe);
  return [{ cle: contrat, origine: contrat, duCentimes, regle, le: finiLe, dateLimite, ...version }];
}

/** DEC-34, DEC-37 — what was executed beyond what the law gives; due two months after its notification. */
const indus = (etat: Etat, le: DateCivile): readonly Creance[] =>
  bases(etat).map((paiement) => ({
    cle: `indu-${paiement}`,
    origine: 'indu',
    duCentimes: induPour(etat, paiement),
    regle: 'DEC-34',
    le,
    paiement,
  }));

export const recouvrementPropose: Consequence = (etat, le) => {
  const creances = [...CONTRATS.flatMap((contrat) => creanceDuContrat(etat, contrat, le)), ...indus(etat, le)];
  // What shrinks first: the same sum may then be claimed on another ground (DEC-34).
  for (const creance of creances) {
    const en = etat.recouvrements[creance.cle];
    if (en !== undefined && creance.duCentimes < en.duCentimes)
      return reduite(creance.cle, en, creance.duCentimes, creance.regle, le);
  }
  const dixHuitMois = etat.recouvrements['dix-huit-mois'];
  const enTrop = reclameEnTrop(etat);
  if (dixHuitMois !== undefined && ouvert(dixHuitMois) && enTrop > 0 && resteDu(dixHuitMois) > 0) {
    const montant = centimes(Math.max(0, dixHuitMois.montantCentimes - enTrop));
    return reduite('dix-huit-mois', dixHuitMois, montant, 'DEC-38', le);
  }
  for (const creance of creances) {
    const proposee = augmentee(etat, creance, le);
    if (proposee !== null) return proposee;
  }
  return null;
};

function reduite(cle: string, en: Recouvrement, du: Centimes, regle: string, le: DateCivile) {
  const montantCentimes = centimes(Math.min(en.montantCentimes, du));
  const surplus = aRendre({ ...en, montantCentimes });
  return automatique(le, 'RecouvrementPropose', regle, {
    recouvrement: cle,
    origine: en.origine,
    montantCentimes,
    duCentimes: du,
    reduite: true,
    ...(surplus > 0 ? { aRendreCentimes: surplus } : {}),
  });
}

function augmentee(etat: Etat, creance: Creance, le: DateCivile) {
  const { cle, origine, duCentimes, regle, dateLimite, paiement } = creance;
  const en = etat.recouvrements[cle];
  if (duCentimes <= (en?.duCentimes ?? 0)) return null;
  const enCause = etat.recouvrements['dix-huit-mois'];
  // The whole sum due by the contract takes the place of the 18-month case: nothing is claimed twice.
  if (origine === 'amorcage' && enCause !== undefined && ouvert(enCause))
    return automatique(creance.le, 'RecouvrementClos', 'RES-A-04', {
      recouvrement: 'dix-huit-mois',
      montantCentimes: resteDu(enCause),
      issue: 'rien-du',
    });
  const possible = reclamable(etat, cle) + (en === undefined ? 0 : en.rembourseCentimes + en.remisCentimes);
  const montantCentimes = centimes(Math.min(duCentimes, possible));
  if (montantCentimes <= (en?.montantCentimes ?? 0)) return null;
  return automatique(creance.le, 'RecouvrementPropose', regle, {
    recouvrement: cle,
    origine,
    montantCentimes,
    ...(duCentimes === montantCentimes ? {} : { duCentimes }),
    ...(dateLimite === undefined ? {} : { dateLimite, ...ensemble(creance) }),
    ...(paiement === undefined ? {} : { paiement }),
    // RES-A-04: the whole amorçage is due by contract, and said with the effect; learnt of later, the caisse notifies it.
    ...(origine === 'amorcage' && le !== creance.le ? { aConfirmer: true as const } : {}),
  });
}

export const recouvrementSolde: Consequence = (etat, le) => {
  for (const [recouvrement, en] of Object.entries(etat.recouvrements))
    // A proposal repaid in full, or of nothing any more, needs no confirmation.
    if (
      resteDu(en) === 0 &&
      (en.statut === 'propose'
        ? en.rembourseCentimes > 0 || en.montantCentimes === 0
        : en.statut !== 'clos' && en.statut !== 'rembourse')
    )
      return automatique(le, 'RecouvrementClos', 'REC-02', {
        recouvrement,
        montantCentimes: en.montantCentimes,
        issue: en.montantCentimes === 0 ? 'rien-du' : 'rembourse',
      });
  return null;
};
