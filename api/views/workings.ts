/** How a figure was found, as people read it: each step with its sentence, the texts behind it, and since when they apply. */
import { lendemain } from '../../domain/calendrier/calendrier.ts';
import { regle } from '../../domain/catalogue/index.ts';
import { referencesEnClair } from '../../domain/catalogue/references.ts';
import type { Calculs } from '../../domain/calculs/calculs.ts';
import type { CalculDate, EtapeDate } from '../../domain/calculs/date.ts';
import type { CalculMontant, EtapeMontant } from '../../domain/calculs/montant.ts';
import type { Journal } from '../../domain/calculs/situer.ts';
import { vigueur, type SousDroit } from '../../domain/droit.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { duFait, fait } from '../../documents/faits.ts';
import { dateLongue, enumerer, euros, jour, majuscule, objetEnClair } from '../../documents/libelles.ts';
import { departement } from '../../documents/places.ts';

const titleOf = (id: string): string | undefined => regle(id)?.titre;
const plainSources = (id: string): readonly string[] => referencesEnClair(regle(id)?.source ?? id, titleOf);

const UNITS = { mois: () => 'mois', jours: (n: number) => (n > 1 ? 'jours' : 'jour') } as const;
const DAYS = { samedi: 'samedi', dimanche: 'dimanche', ferie: 'jour férié' } as const;

function dateSentence(step: EtapeDate): string {
  const then = jour(step.resultat);
  switch (step.operation) {
    case 'duree': {
      const n = Math.abs(step.valeur);
      const [first, ...others] = step.periodes ?? [];
      const same = first !== undefined && others.every((one) => one === first);
      const sum =
        first === undefined ? '' : same ? ` (${others.length + 1} × ${first})` : ` (${[first, ...others].join(' + ')})`;
      return `${n} ${UNITS[step.unite](n)}${sum} ${step.valeur < 0 ? 'plus tôt' : 'plus tard'} : ${then}.`;
    }
    case 'suspension':
      return `Le délai s'est arrêté ${jour(step.du)} et a repris ${jour(step.au)} : ${step.jours} ${UNITS.jours(step.jours)} de plus, ${then}.`;
    case 'report':
      return step.sautes.length === 0
        ? `${majuscule(then)} est un jour ouvrable : il reste le dernier jour.`
        : `${majuscule(enumerer(step.sautes.map(({ le, motif, fete }) => `${jour(le)} (${fete ?? DAYS[motif]})`)))} ${step.sautes.length > 1 ? 'ne sont pas ouvrables' : "n'est pas ouvrable"} dans le département ${departement(step.departement)} : le dernier jour est reporté au ${dateLongue(step.resultat)}.`;
    case 'inscrite':
      return `${majuscule(fait(step.evenement))} donne cette date : ${then}.`;
    case 'pas-avant':
      return `Pas avant ${jour(step.le)} (${fait(step.evenement)}) : ${then}.`;
    case 'pas-apres':
      return `Pas après ${jour(step.le)} (${fait(step.evenement)}) : ${then}.`;
    case 'rappel':
      return `Le rappel part ${step.jours} ${UNITS.jours(step.jours)} avant, ${jour(lendemain(step.resultat))}.`;
  }
}

const TERMS: Readonly<Record<string, string>> = {
  verse: 'déjà versé',
  ordonne: 'ordonnancé',
  du: 'dû',
  reclame: 'réclamé',
  reclamable: 'encore réclamable',
  rembourse: 'déjà remboursé',
  remis: 'remise accordée',
  propose: 'proposé',
  impute: 'imputé',
  'deja-repare': 'déjà réclamé comme indu',
  chevauchement: 'chevauchement de la période',
};
const term = ({ quoi, cle }: { readonly quoi: string; readonly cle?: string }): string => {
  const said = TERMS[quoi] ?? quoi;
  if (cle === undefined || cle === '') return said;
  return cle.includes('/') ? `${said} ${cle.split('/').join(' au ')}` : `${said} (${objetEnClair(cle)})`;
};

function amountSentence(step: EtapeMontant): string {
  const then = euros(step.resultat);
  switch (step.operation) {
    case 'forfait':
      return `Montant des textes : ${then}.`;
    case 'fixe':
      return `${majuscule(fait(step.evenement))} : ${then}.`;
    case 'bareme': {
      const { nombre, compteLe, plancher, plafond } = step;
      const counted = `${nombre} médecins adhérents ${jour(compteLe)}`;
      if (nombre >= plafond.medecins)
        return `${counted} : le plafond de ${then}, dû à partir de ${plafond.medecins} médecins.`;
      const [base, top] = [euros(plancher.montantCentimes), euros(plafond.montantCentimes)];
      return `${counted} : ${base} pour les ${plancher.medecins} premiers, puis ${nombre - plancher.medecins} × (${top} − ${base}) ÷ ${plafond.medecins - plancher.medecins}, arrondi au centime le plus proche : ${then}.`;
    }
    case 'somme':
      return step.termes.length === 0
        ? `Rien n'est dû : ${then}.`
        : `${majuscule(step.termes.map((part) => `${term(part)} ${euros(part.montantCentimes)}`).join(' + '))}${step.termes.length > 1 ? ` = ${then}` : ''}.`;
    case 'moins':
      return `− ${euros(step.montantCentimes)} (${term(step)}) = ${then}.`;
    case 'au-plus':
      return `Pas plus de ${euros(step.montantCentimes)} (${term(step)}) : ${then}.`;
    case 'prorata':
      return `× ${step.jours} ÷ ${step.joursEnTout} jours (du ${dateLongue(step.du)} inclus au ${dateLongue(step.au)} exclu), arrondi au centime le plus proche : ${then}.`;
  }
}

/** DEC-65 — of which figures a step says the value: their text has a first and a last day. */
function figuresOf(step: EtapeDate | EtapeMontant): readonly string[] {
  if (step.operation === 'bareme')
    return ['adherentsPlancher', 'adherentsPlafond', 'dotationPlancher', 'dotationPlafond'];
  return 'parametre' in step && step.parametre !== undefined ? [step.parametre] : [];
}

const told = (law: SousDroit, step: EtapeDate | EtapeMontant, phrase: string) => ({
  phrase,
  sources: plainSources(step.regle),
  texte: vigueur(law, figuresOf(step), step.versionDroit),
});

/** A day. `journal`: where its facts are looked for. */
export function explainedDate(law: SousDroit, calcul: CalculDate, journal?: Journal) {
  const { depart, etapes, resultat } = journal === undefined ? calcul : journal.situer(calcul);
  const steps = etapes.map((step) => ({ ...step, ...told(law, step, dateSentence(step)) }));
  const start = `À compter ${duFait(depart.evenement)}, ${jour(depart.le)}.`;
  return {
    phrase: [start, ...steps.map(({ phrase }) => phrase)].join(' '),
    depart: { ...depart, libelle: fait(depart.evenement) },
    etapes: steps,
    resultat,
  };
}

/** An amount. */
export function explainedAmount(law: SousDroit, { etapes, resultat }: CalculMontant) {
  const steps = etapes.map((step) => ({ ...step, ...told(law, step, amountSentence(step)) }));
  return { phrase: steps.map(({ phrase }) => phrase).join(' '), etapes: steps, resultat };
}

/** Every working of an event. */
export function explainedWorkings(
  law: SousDroit,
  { dateLimite, montantCentimes, duCentimes }: Calculs,
  journal?: Journal,
) {
  return {
    ...(dateLimite === undefined ? {} : { dateLimite: explainedDate(law, dateLimite, journal) }),
    ...(montantCentimes === undefined ? {} : { montantCentimes: explainedAmount(law, montantCentimes) }),
    ...(duCentimes === undefined ? {} : { duCentimes: explainedAmount(law, duCentimes) }),
  };
}

/** An event, its workings explained. */
export const explainedEvent = (law: SousDroit, evenement: Evenement, journal?: Journal) => {
  const { calculs, ...said } = evenement;
  return calculs === undefined ? said : { ...said, calculs: explainedWorkings(law, calculs, journal) };
};
