/** Checks of money: each event against the law as `domain/` states it, then the sums of the whole life. */
import { enToutesLettres } from '../../domain/calendrier/calendrier.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import { saisiApresCoup } from '../../domain/rectification/faits.ts';
import type { Etat, Paiement } from '../../domain/etat.ts';
import { clause, PREMIERS_TEXTES } from '../../domain/droit.ts';
import { baremeDuCycle, dotation } from '../../domain/paiements/montants.ts';
import { cycleDe } from '../../domain/paiements/pieces.ts';
import type { Centimes, ClePaiement, DateCivile } from '../../domain/valeurs.ts';
import type { Check, Step, Life } from './types.ts';
import { paiementsExigibles } from '../../domain/paiements/attendus.ts';
import { induPour } from '../../domain/paiements/dus.ts';
import { baseDe, bases, contratDe, resteAVerser, totalPaye } from '../../domain/paiements/verses.ts';
import { aRendre, ouvert, resteDu, totalRembourse } from '../../domain/recouvrement/dus.ts';

/** AMO-09, TRA-B, DOT-05, DEC-09 — the most that a payment may be. */
function plafond(etat: Etat, cle: ClePaiement, le: DateCivile): Centimes {
  const base = baseDe(cle);
  const amorcage = (nom: 'complementTransition' | 'trancheAmorcage') =>
    clause(etat, nom, { signeLe: etat.amorcage.concluLe, ouvertLe: etat.projetSante.decision?.le ?? le });
  if (base === 'amorcage-30') return amorcage('complementTransition');
  if (base === 'amorcage-1' || base === 'amorcage-2') return amorcage('trancheAmorcage');
  const { nombre = 0, date = le } = etat.denombrements[cycleDe(cle)] ?? {};
  const bareme = baremeDuCycle(etat, date);
  return dotation(nombre, bareme) ?? bareme.dotationPlancher;
}

/** What is still to be made of it; of an interrupted one, what would be (DEC-34). */
const aFaire = (paiement: Paiement): Centimes =>
  paiement.statut === 'interrompu' ? paiement.montantCentimes : resteAVerser(paiement);

/** What a payment must be before the event, for the event to stand. */
const STATUT_AVANT = {
  PaiementRejete: ['ordonnance', 'retenu'],
  PaiementReemis: ['rejete', 'retourne', 'interrompu'],
  PaiementRetenu: ['ordonnance'],
  PaiementLibere: ['retenu'],
  PaiementInterrompu: ['ordonnance', 'rejete', 'retenu', 'retourne'],
} as const;

export const MONEY_CHECKS: readonly Check<Step>[] = [
  {
    nom: 'paiements.contrat',
    garantie: 'Aucun paiement n’est ordonnancé avant la conclusion de son contrat.',
    verify: ({ rang, evenement, avant }, juge) => {
      if (evenement.evenement !== 'PaiementOrdonnance') return;
      const { concluLe } = avant[contratDe(evenement.paiement)];
      juge(concluLe !== null && concluLe <= evenement.le, () => ({
        rang,
        attendu: `contrat conclu le ${enToutesLettres(evenement.le)} au plus tard`,
        trouve: concluLe === null ? 'contrat non conclu' : `contrat conclu le ${enToutesLettres(concluLe)}`,
      }));
    },
  },
  {
    nom: 'paiements.dus',
    garantie: 'Chaque paiement ordonnancé est dû ce jour-là, pièces conformes, pour ce montant.',
    verify: ({ rang, evenement, avant }, juge) => {
      if (evenement.evenement !== 'PaiementOrdonnance') return;
      const { paiement, montantCentimes } = evenement;
      const exigible = paiementsExigibles(avant, evenement.le).find(({ cle }) => cle === paiement);
      // DEC-67: what was due on the day of the reprise had been ordered, whatever became of a piece since.
      const repris = avant.reprise?.dus.find((du) => du.paiement === paiement);
      const du = exigible ?? repris;
      juge(du?.montantCentimes === montantCentimes, () => ({
        rang,
        attendu: du === undefined ? `« ${paiement} » non dû` : `${du.montantCentimes} centimes`,
        trouve: `« ${paiement} » ordonnancé pour ${montantCentimes} centimes`,
      }));
    },
  },
  {
    nom: 'paiements.plafonds',
    garantie: 'Aucun montant n’est nul, ni au-dessus du plafond de son contrat.',
    verify: ({ rang, evenement, avant }, juge) => {
      // An execution is a fact, whatever its amount (DEC-37): what is beyond is an indu.
      if (evenement.evenement !== 'PaiementOrdonnance') return;
      const { paiement, montantCentimes } = evenement;
      const maximum = plafond(avant, paiement, evenement.le);
      juge(montantCentimes > 0 && montantCentimes <= maximum, () => ({
        rang,
        attendu: `de 1 à ${maximum} centimes`,
        trouve: `${montantCentimes} centimes`,
      }));
    },
  },
  {
    nom: 'paiements.suites',
    garantie:
      'Un paiement est ordonnancé une fois, puis rejeté, réémis, retenu, libéré ou interrompu pour ce qu’il reste à verser.',
    verify: ({ rang, evenement, avant }, juge) => {
      if (evenement.evenement === 'PaiementOrdonnance') {
        const deja = avant.paiements[evenement.paiement];
        return juge(deja === undefined, () => ({
          rang,
          attendu: `premier ordre de « ${evenement.paiement} »`,
          trouve: `« ${evenement.paiement} » déjà ordonnancé le ${deja === undefined ? '' : enToutesLettres(deja.ordonnanceLe)}`,
        }));
      }
      if (!estSuite(evenement)) return;
      const { paiement: cle, montantCentimes } = evenement;
      const paiement = avant.paiements[cle];
      const statuts: readonly string[] = STATUT_AVANT[evenement.evenement];
      juge(paiement !== undefined && statuts.includes(paiement.statut) && aFaire(paiement) === montantCentimes, () => ({
        rang,
        attendu: `« ${cle} » ${statuts.join(' ou ')}, de ${montantCentimes} centimes`,
        trouve: paiement === undefined ? 'aucun ordre' : `${paiement.statut}, de ${aFaire(paiement)} centimes`,
      }));
    },
  },
  {
    nom: 'recouvrements.montants',
    garantie: 'Un remboursement est positif, et ce qui dépasse la somme due est dit à rendre.',
    verify: ({ rang, evenement, avant }, juge) => {
      if (evenement.evenement !== 'RemboursementConstate') return;
      const recouvrement = avant.recouvrements[evenement.recouvrement];
      const apres = (recouvrement?.rembourseCentimes ?? 0) + evenement.montantCentimes;
      const du = (recouvrement?.montantCentimes ?? 0) - (recouvrement?.remisCentimes ?? 0);
      const surplus = Math.max(0, Math.min(apres, apres - du));
      juge(evenement.montantCentimes > 0 && (evenement.aRendreCentimes ?? 0) === surplus, () => ({
        rang,
        attendu: `${surplus} centimes à rendre`,
        trouve: `${evenement.aRendreCentimes ?? 0} centimes à rendre, sur ${evenement.montantCentimes}`,
      }));
    },
  },
];

type Suite = Extract<Step['evenement'], { readonly evenement: keyof typeof STATUT_AVANT }>;
const estSuite = (evenement: Step['evenement']): evenement is Suite => Object.hasOwn(STATUT_AVANT, evenement.evenement);

const somme = (montants: readonly number[]): number => montants.reduce((total, montant) => total + montant, 0);

/** What each event says that left, by its ordinal, as it was put right since (DEC-33); what came back, below zero. */
function virements(journal: readonly LigneJournal[]): ReadonlyMap<number, number> {
  const partis = new Map<number, number>();
  for (const { rang, evenement } of journal)
    switch (evenement.evenement) {
      case 'PaiementExecute':
        partis.set(rang, evenement.montantCentimes);
        break;
      case 'PaiementRetourne':
        partis.set(rang, 0 - evenement.montantCentimes);
        break;
      case 'DossierRepris': // DEC-67: what had been paid before the case was taken over.
        partis.set(rang, evenement.verseCentimes);
        break;
      case 'FaitRectifie': {
        const avant = partis.get(evenement.rang);
        if (avant === undefined || saisiApresCoup(evenement)) break;
        if (evenement.apres === null) partis.delete(evenement.rang);
        else if (evenement.champ === 'montantCentimes')
          partis.set(evenement.rang, Math.sign(avant) * Number(evenement.apres));
        break;
      }
      default:
    }
  return partis;
}

export const SUM_CHECKS: readonly Check<Life>[] = [
  {
    nom: 'sommes.amorcage',
    garantie:
      'L’amorçage dû et versé ne dépasse ni 80 000 €, ni 24 000 € pour une ESS en transition ; le reste est un indu.',
    verify: ({ etat }, juge) => {
      const maximum = clause(etat, etat.regime === 'droit-commun' ? 'creditAmorcage' : 'complementTransition', {
        signeLe: etat.amorcage.concluLe,
        ouvertLe: etat.dernierLe ?? PREMIERS_TEXTES,
      });
      const enTrop = bases(etat).filter((base) => contratDe(base) === 'amorcage');
      const verse = totalPaye(etat, 'amorcage') - somme(enTrop.map((base) => induPour(etat, base)));
      juge(verse <= maximum, () => ({ attendu: `au plus ${maximum} centimes`, trouve: `${verse} centimes` }));
    },
  },
  {
    nom: 'sommes.journal',
    garantie: 'Le total versé est la somme des exécutions du journal, moins les retours.',
    verify: ({ etat, journal }, juge) => {
      const executions = [...virements(journal).values()];
      juge(somme(executions) === totalPaye(etat), () => ({
        attendu: `${somme(executions)} centimes exécutés`,
        trouve: `${totalPaye(etat)} centimes versés`,
      }));
    },
  },
  {
    nom: 'sommes.recouvrements',
    garantie: 'Ce qui est remboursé et ce qui est encore réclamé ne dépassent pas ce qui a été versé.',
    verify: ({ etat }, juge) => {
      const verse = totalPaye(etat);
      const rembourse = totalRembourse(etat);
      const reclame = somme(Object.values(etat.recouvrements).filter(ouvert).map(resteDu));
      // What was repaid beyond the sums due is to be returned (DEC-63), and claimed from nobody.
      const aRendus = somme(Object.values(etat.recouvrements).map(aRendre));
      juge(rembourse - aRendus + reclame <= verse, () => ({
        attendu: `au plus ${verse} centimes`,
        trouve: `${rembourse} remboursés et ${reclame} réclamés`,
      }));
    },
  },
];
