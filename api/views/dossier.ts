/** What readers see of a case: the state without its machinery, each deadline with the rule that explains it. */
import { regle } from '../../domain/catalogue/index.ts';
import { ensemble, type SousDroit } from '../../domain/droit.ts';
import type { Journal } from '../../domain/calculs/situer.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Echeance } from '../../domain/echeance.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Dossier } from '../../records/journal/dossiers.ts';
import type { VueEss } from '../../workflows/messages.ts';
import { explainedAmount, explainedDate, explainedEvent } from './workings.ts';

/** What only the workflow needs. */
const MACHINERY: ReadonlySet<string> = new Set([
  'version',
  'revision',
  'grace',
  'delaisDeRappel',
  'droit',
  'conflitsVerifies',
  'depassees',
  'liberations',
]);

/** Dates, contracts, payments, pieces. */
const summary = (etat: Etat): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(etat).filter(([name]) => !MACHINERY.has(name)));

/** `GET /ess/{id}`: as the records hold it. */
export const storedCase = ({ etat, resume, majLe }: Dossier<Etat>) => {
  const { region, intitule, prochaineEcheance, montantVerseCentimes } = resume;
  const drawn = { region, intitule, prochaineEcheance, montantVerseCentimes };
  return { ...summary(etat), ...drawn, majLe: majLe.toISOString(), frais: false };
};

/** `GET /ess/{id}`: as the case itself says, with its clock. */
export const liveCase = ({ etat, maintenant, decalage, enCours }: VueEss) => ({
  ...summary(etat),
  frais: true,
  enCours,
  maintenant: new Date(maintenant).toISOString(),
  decalage,
});

export const isLive = (found: Dossier<Etat> | VueEss): found is VueEss => 'maintenant' in found;

/** The rule catalogue's words for a rule id; ids that it lacks stay bare. */
export function explanation(id: string) {
  const rule = regle(id);
  return rule === undefined
    ? { regle: id, phrase: null, source: null, nature: null }
    : { regle: id, phrase: rule.phrase, source: rule.source, nature: rule.nature };
}

/** One line of the échéancier: what will happen if nobody does anything, when, and why. */
export const deadlineLine = (
  law: SousDroit,
  { cle, expire, declenche, effetLe, effet, regle: id, attendu, calcul, montant, ...reste }: Echeance,
  journal?: Journal,
) => ({
  cle,
  expire,
  declenche,
  effetLe,
  effet,
  attendu,
  ...ensemble(reste),
  calcul: explainedDate(law, calcul, journal),
  ...(montant === undefined ? {} : { montant: montant === null ? null : explainedAmount(law, montant) }),
  ...explanation(id),
});

/** One line of the journal, its instant in ISO. */
export const journalLine = (law: SousDroit, { rang, enregistreLe, evenement }: LigneJournal, journal: Journal) => ({
  ...explainedEvent(law, evenement, journal),
  // The ordinal of the line; that of the fact which it is about stands beside it.
  ...('rang' in evenement ? { rangVise: evenement.rang } : {}),
  rang,
  enregistreLe: new Date(enregistreLe).toISOString(),
});
