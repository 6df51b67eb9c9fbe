/** What follows by itself for money to recover: proposed, changed, closed once nothing is left. RES-A-04, RES-D-05, DEC-10, DEC-34, DEC-37, DEC-38, REC-02. */
import { type Consequence, automatique } from '../chapitre.ts';
import type { Etat, Recouvrement } from '../etat.ts';
import type { Evenement } from '../evenements.ts';
import {
  CONTRATS,
  centimes,
  type BasePaiement,
  type Centimes,
  type DateCivile,
  type OrigineRecouvrement,
  type TypeContrat,
} from '../valeurs.ts';
import { justifie } from '../calculs/calculs.ts';
import type { CalculDate } from '../calculs/date.ts';
import { auPlus, moins, somme, type CalculMontant } from '../calculs/montant.ts';
import { anneeContrat, calculProrata } from '../paiements/montants.ts';
import { ensemble, versionDuCalcul, type Versionnee } from '../droit.ts';
import { calculIndu, calculLegitime, legitimePour } from '../paiements/dus.ts';
import { bases, contratDe, totalPaye, verseSur } from '../paiements/verses.ts';
import { operationnelle } from '../suivi/missions.ts';
import {
  aRendre,
  calculReclamable,
  calculRemboursement,
  calculReste,
  ouvert,
  reclamable,
  reclameEnTrop,
  recouvrementsOuverts,
  resteDu,
} from './dus.ts';

/** A sum that the law makes repay now, by the key of its recovery. */
interface Creance extends Versionnee {
  readonly cle: string;
  readonly origine: OrigineRecouvrement;
  readonly du: CalculMontant;
  readonly regle: string;
  readonly le: DateCivile;
  readonly dateLimite?: CalculDate;
  readonly paiement?: BasePaiement;
}

const RIEN: CalculMontant = somme([], 'DEC-34');

/** RES-A-04: the whole amorçage. RES-D-05, DEC-10: what is left to run of the year paid. Of what was duly paid only. */
function creanceDuContrat(etat: Etat, contrat: TypeContrat, le: DateCivile): Creance {
  const { fin, finiLe, concluLe } = etat[contrat];
  const regle = contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05';
  if (fin !== 'resilie' || finiLe === null || concluLe === null)
    // DEC-42: the contract goes on again, nothing is due of its end any more.
    return { cle: contrat, origine: contrat, du: RIEN, regle, le };
  const verses = bases(etat)
    .filter((base) => contratDe(base) === 'amorcage')
    .map((base) => ({ quoi: 'verse', cle: base, montantCentimes: legitimePour(etat, base) }) as const);
  const du =
    contrat === 'amorcage'
      ? somme(verses, regle)
      : calculProrata(calculLegitime(etat, `dotation-${anneeContrat(concluLe, finiLe)}`), concluLe, finiLe);
  const dateLimite = calculRemboursement(finiLe, etat);
  return { cle: contrat, origine: contrat, du, regle, le: finiLe, dateLimite, ...versionDuCalcul(dateLimite) };
}

/** DEC-34, DEC-37 — what was executed beyond what the law gives; due two months after its notification. */
const indus = (etat: Etat, le: DateCivile): readonly Creance[] =>
  bases(etat).map((paiement) => ({
    cle: `indu-${paiement}`,
    origine: 'indu',
    du: calculIndu(etat, paiement),
    regle: 'DEC-34',
    le,
    paiement,
  }));

/**
 * REC-01 — what the eighteen months claimed and was settled, while the procedure stands and that money is still out (DEC-38);
 * where every transfer had come back, what was made again.
 */
function creanceDesDixHuitMois(etat: Etat, le: DateCivile): readonly Creance[] {
  const en = etat.recouvrements[DIX_HUIT_MOIS];
  const ouverte = etat.dixHuitMoisOuvertLe !== null;
  if (en === undefined || (ouverte && ouvert(en))) return [];
  if (ouverte && en.duCentimes === 0 && !operationnelle(etat)) {
    const du = auPlus(calculReclamable(etat), { quoi: 'verse', montantCentimes: refaits(etat) }, 'DEC-38');
    return [{ cle: DIX_HUIT_MOIS, origine: DIX_HUIT_MOIS, du, regle: 'REC-01', le }];
  }
  const propose = somme([{ quoi: 'propose', cle: DIX_HUIT_MOIS, montantCentimes: demande(en) }], 'REC-01');
  const du = ouverte ? auPlus(propose, { quoi: 'verse', montantCentimes: totalPaye(etat) }, 'DEC-38') : RIEN;
  return [{ cle: DIX_HUIT_MOIS, origine: DIX_HUIT_MOIS, du, regle: ouverte ? 'DEC-38' : 'DEC-34', le }];
}
/** What is out of payments of which a transfer came back. */
const refaits = ({ paiements }: Etat): Centimes =>
  centimes(
    Object.values(paiements)
      .filter(({ versements }) => versements.some(({ retourneLe }) => retourneLe !== null))
      .reduce((total, paiement) => total + verseSur(paiement), 0),
  );
const DIX_HUIT_MOIS = 'dix-huit-mois';
/** DEC-10 — what was proposed, or what the caisse confirmed beyond it, more being out that day. */
const demande = ({ duCentimes, montantCentimes }: Recouvrement): Centimes =>
  centimes(Math.max(duCentimes, montantCentimes));

export const recouvrementPropose: Consequence = (etat, le) => {
  const creances = [
    ...CONTRATS.map((contrat) => creanceDuContrat(etat, contrat, le)),
    ...creanceDesDixHuitMois(etat, le),
    ...indus(etat, le),
  ];
  // What shrinks first: the same sum may then be claimed on another ground (DEC-34).
  for (const creance of creances) {
    const en = etat.recouvrements[creance.cle];
    if (en !== undefined && creance.du.resultat < (creance.cle === DIX_HUIT_MOIS ? demande(en) : en.duCentimes))
      return reduite(creance, en, creance.du, le, absorbable(etat, creances, creance.cle));
  }
  const dixHuitMois = etat.recouvrements[DIX_HUIT_MOIS];
  const enTrop = reclameEnTrop(etat);
  if (dixHuitMois !== undefined && ouvert(dixHuitMois) && enTrop > 0 && resteDu(dixHuitMois) > 0) {
    const reclame = somme(
      [{ quoi: 'reclame', cle: DIX_HUIT_MOIS, montantCentimes: dixHuitMois.montantCentimes }],
      'REC-01',
    );
    const montant = moins(reclame, { quoi: 'reclamable', montantCentimes: enTrop }, 'DEC-38');
    return reduite({ cle: DIX_HUIT_MOIS, regle: 'DEC-38' }, dixHuitMois, montant, le, 0);
  }
  for (const creance of creances) {
    const proposee = augmentee(etat, creance, le);
    if (proposee !== null) return proposee;
  }
  return imputee(etat, le);
};

/** A recovery of which more was repaid than it claims now. */
const excedentaire = (etat: Etat, sauf: string): readonly [string, Centimes] | undefined =>
  Object.entries(etat.recouvrements)
    .map(([cle, en]) => [cle, aRendre(en)] as const)
    .find(([cle, surplus]) => cle !== sauf && surplus > 0);

/** DEC-34 — of what was repaid on a ground that is gone, what another ground claims: that part is not to be given back. */
const absorbable = (etat: Etat, creances: readonly Creance[], sauf: string): number =>
  creances
    .filter(({ cle }) => cle !== sauf)
    .reduce((total, { cle, du }) => {
      const en = etat.recouvrements[cle];
      const deplus = Math.max(0, du.resultat - (en?.duCentimes ?? 0));
      return total + deplus + (en !== undefined && ouvert(en) ? resteDu(en) : 0);
    }, 0);

function reduite(
  { cle, regle }: Pick<Creance, 'cle' | 'regle'>,
  en: Recouvrement,
  du: CalculMontant,
  le: DateCivile,
  absorbe: number,
) {
  const montant = auPlus(du, { quoi: 'reclame', cle, montantCentimes: en.montantCentimes }, 'DEC-34');
  const surplus = Math.max(0, aRendre({ ...en, montantCentimes: montant.resultat }) - absorbe);
  return automatique(le, 'RecouvrementPropose', regle, {
    recouvrement: cle,
    origine: en.origine,
    ...justifie({ montantCentimes: montant, duCentimes: du }),
    reduite: true,
    ...(surplus > 0 ? { aRendreCentimes: centimes(surplus) } : {}),
  });
}

function augmentee(etat: Etat, creance: Creance, le: DateCivile) {
  const { cle, origine, du, regle, dateLimite, paiement } = creance;
  const en = etat.recouvrements[cle];
  if (du.resultat <= (en?.duCentimes ?? 0)) return null;
  const enCause = etat.recouvrements[DIX_HUIT_MOIS];
  // The whole sum due by the contract takes the place of the 18-month case: nothing is claimed twice.
  if (origine === 'amorcage' && enCause !== undefined && ouvert(enCause))
    return automatique(creance.le, 'RecouvrementClos', 'RES-A-04', {
      recouvrement: DIX_HUIT_MOIS,
      ...justifie({ montantCentimes: calculReste(DIX_HUIT_MOIS, enCause) }),
      issue: 'rien-du',
    });
  const [de = '', surplus = 0] = excedentaire(etat, cle) ?? [];
  const deja = en === undefined ? 0 : en.rembourseCentimes + en.remisCentimes;
  const possible = reclamable(etat, cle, deja + surplus);
  const montant = auPlus(du, { quoi: 'reclamable', montantCentimes: possible }, 'DEC-34');
  const montantCentimes = montant.resultat;
  if (montantCentimes <= (en?.montantCentimes ?? 0)) return null;
  const impute = centimes(Math.min(surplus, Math.max(0, montantCentimes - deja)));
  return automatique(creance.le, 'RecouvrementPropose', regle, {
    recouvrement: cle,
    origine,
    ...justifie({
      montantCentimes: montant,
      ...(du.resultat === montantCentimes ? {} : { duCentimes: du }),
      ...(dateLimite === undefined ? {} : { dateLimite }),
    }),
    ...ensemble(creance),
    ...(paiement === undefined ? {} : { paiement }),
    ...(impute === 0
      ? {}
      : {
          imputation: { de, montantCentimes: impute, resteDuCentimes: centimes(montantCentimes - deja - impute) },
        }),
    // RES-A-04: the whole amorçage is due by contract, and said with the effect; learnt of later, the caisse notifies it.
    ...(origine === 'amorcage' && le !== creance.le ? { aConfirmer: true as const } : {}),
  });
}

/** DEC-37 — the amorçage to repay, when it is learnt of after its day: the caisse notifies it, and two months run from then. */
export const apprisApres = (evenements: readonly Evenement[], jour: DateCivile): readonly Evenement[] =>
  evenements.map((un) =>
    un.evenement === 'RecouvrementPropose' && un.origine === 'amorcage' && un.reduite !== true && un.le < jour
      ? { ...un, aConfirmer: true }
      : un,
  );

/** DEC-34 — what was repaid beyond one claim pays what another, open already, still claims. */
function imputee(etat: Etat, le: DateCivile) {
  for (const [recouvrement, en] of recouvrementsOuverts(etat)) {
    const exces = excedentaire(etat, recouvrement);
    const reste = resteDu(en);
    if (exces === undefined || reste === 0) continue;
    const [de, surplus] = exces;
    const impute = centimes(Math.min(surplus, reste));
    return automatique(le, 'RecouvrementPropose', 'DEC-34', {
      recouvrement,
      origine: en.origine,
      ...justifie({
        montantCentimes: somme([{ quoi: 'reclame', cle: recouvrement, montantCentimes: en.montantCentimes }], 'DEC-34'),
      }),
      duCentimes: en.duCentimes,
      reduite: true,
      imputation: { de, montantCentimes: impute, resteDuCentimes: centimes(reste - impute) },
    });
  }
  return null;
}

export const recouvrementSolde: Consequence = (etat, le) => {
  for (const [recouvrement, en] of Object.entries(etat.recouvrements))
    // A proposal repaid or given up in full, or of nothing any more, needs no confirmation.
    if (ouvert(en) && resteDu(en) === 0)
      return automatique(le, 'RecouvrementClos', 'REC-02', {
        recouvrement,
        ...justifie({
          montantCentimes: somme(
            [{ quoi: 'reclame', cle: recouvrement, montantCentimes: en.montantCentimes }],
            'REC-02',
          ),
        }),
        issue: en.montantCentimes === 0 ? 'rien-du' : en.rembourseCentimes === 0 ? 'remise' : 'rembourse',
      });
  return null;
};
