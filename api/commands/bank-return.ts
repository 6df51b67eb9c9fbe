/** The bank's word becomes acts of the caisse: each line of a file ends in one way, which is said. PAY-01, DEC-37, DEC-38. */
import { createHash } from 'node:crypto';
import { centimes, type DateCivile } from '../../domain/valeurs.ts';
import type { LotRecu } from '../../records/money/batch-life.ts';
import type { Virement } from '../../records/money/retours.ts';
import { LIGNES_MAX } from '../../tresorerie/retours/ligne.ts';
import type { MotifBancaire } from '../../tresorerie/retours/motifs-iso.ts';
import type { LigneRetour, ReponseBeneficiaire, Retour, Sort } from '../../tresorerie/retours/retour.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { ApiDeps } from '../ports.ts';
import { toProblem } from '../http/errors.ts';
import { alreadyAnswered, carryOut, messageOf } from './act-to-receipt.ts';
import { after, decide, objectionToBatch, saidOfBatch, type Decision, type Fate, type Issue } from './bank-decision.ts';
import { readAct } from './body-to-act.ts';

/** What became of one line of the file, or of one transfer of a batch that it speaks of. */
export interface ReturnLine {
  readonly reference: string;
  readonly statut: Sort;
  readonly issue: Issue;
  /** The records hold what the bank says. */
  readonly enregistre: boolean;
  readonly ess?: string;
  readonly paiement?: string;
  readonly motifs?: readonly MotifBancaire[];
  readonly raison?: string;
  /** Why it was not applied, or what to look at. */
  readonly regle?: string;
  readonly phrase?: string;
}

type Deps = Pick<ApiDeps, 'records' | 'cases'>;

/** A file, and of which caisse it speaks. */
export interface ReturnFile extends Retour {
  readonly caisse: string;
  /** Civil date on which it is handed in, where the caisse is. */
  readonly remisLe: DateCivile;
  /** Print of the file. */
  readonly sha256: string;
}

/** Our transfers that a file speaks of, by reference and by batch. */
interface Known {
  readonly byReference: Map<string, Virement>;
  readonly byBatch: ReadonlyMap<string, readonly string[]>;
}

async function lookUp({ records }: Deps, { caisse, lignes }: ReturnFile): Promise<Known> {
  const references = [...new Set(lignes.flatMap(({ reference }) => reference ?? []))];
  const named = await records.transfersOf(caisse, references);
  const batches = new Set([...lignes.flatMap(({ lot }) => lot ?? []), ...named.map(({ lot }) => lot)]);
  const virements = await records.transfersOfBatches(caisse, [...batches]);
  return {
    byReference: new Map(virements.map((virement) => [virement.reference, virement])),
    byBatch: new Map(
      [...Map.groupBy(virements, ({ lot }) => lot)].map(([lot, its]) => [lot, its.map(({ reference }) => reference)]),
    ),
  };
}

const recorded = (issue: Issue): boolean => issue === 'appliquee' || issue === 'deja-connue';
const PAID: Readonly<Record<Fate, 'PAY-01' | 'DEC-38'>> = { execute: 'PAY-01', rejete: 'PAY-01', retourne: 'DEC-38' };

/** Batches of ours that the bank speaks of, and the first day of which it says something: it had them by then. */
function sentBy(
  lignes: readonly LigneRetour[],
  { byReference, byBatch }: Known,
  remisLe: DateCivile,
): readonly LotRecu[] {
  const days = new Map<string, DateCivile>([...byBatch.keys()].map((lot) => [lot, remisLe]));
  for (const { reference, lot, le } of lignes) {
    const its = reference === undefined ? lot : (byReference.get(reference)?.lot ?? lot);
    const known = its === undefined ? undefined : days.get(its);
    if (its !== undefined && known !== undefined && le < known) days.set(its, le);
  }
  return [...days].map(([identifiant, le]) => ({ identifiant, le }));
}

/** The line under our own names: a bank may have written them in capitals. */
function underOurNames(ligne: LigneRetour, { byReference, byBatch }: Known): LigneRetour {
  const { reference, lot, sauf, ...reste } = ligne;
  const ours = (said: string) => (byReference.has(said.toLowerCase()) ? said.toLowerCase() : said);
  const batch = lot && ([...byBatch.keys()].find((one) => one.toLowerCase() === lot.toLowerCase()) ?? lot);
  return {
    ...reste,
    ...(reference === undefined ? {} : { reference: ours(reference) }),
    ...(batch === undefined ? {} : { lot: batch }),
    ...(sauf === undefined ? {} : { sauf: sauf.map(ours) }),
  };
}

/**
 * Every line of the file, in its order, then what it says nothing of in the batches that it speaks of. `spend`: called with the
 * number of transfers that are ours, before anything is done. A 503 is thrown, for the whole file to be sent again.
 */
export async function applyReturn(
  deps: Deps,
  identity: Identity,
  file: ReturnFile,
  spend: (acts: number) => Promise<void>,
): Promise<readonly ReturnLine[]> {
  const known = await lookUp(deps, file);
  const { caisse, sha256, format, remisLe } = file;
  const lignes = file.lignes.map((ligne) => underOurNames(ligne, known));
  const acts = lignes.filter(({ statut }) => statut !== 'attente').flatMap((ligne) => targets(ligne, known));
  // One word on a whole batch may be more acts than a minute admits: it is no more than a file is.
  await spend(Math.min(acts.length, LIGNES_MAX));
  await deps.records.receiveBankFile(
    { caisse, sha256, format, lignes: lignes.length },
    sentBy(lignes, known, remisLe),
    identity,
  );
  const spoken = new Set<string>();
  // Of a statement: what its lines before have booked.
  const moved = new Set<string>();
  const read = lignes.map((ligne, rang) => ({ ligne, rang, lines: [] as ReturnLine[] }));
  // What left comes before what came back, in whatever order a statement has them.
  for (const one of read.toSorted(
    (a, b) => Number(b.ligne.statut === 'execute') - Number(a.ligne.statut === 'execute'),
  )) {
    for (const reference of targets(one.ligne, known)) {
      spoken.add(reference);
      const movement = movementOf(one.ligne, reference);
      const ligne = moved.has(movement) ? secondOf(one.ligne) : one.ligne;
      const said = await onTransfer(deps, identity, sha256, known, reference, ligne);
      if (file.releve && one.ligne.statut !== 'attente' && recorded(said.issue)) moved.add(movement);
      const payee = await onPayee(deps, identity, known.byReference.get(reference) as Virement, one.ligne);
      one.lines.push(payee === undefined || said.issue === 'refusee' ? said : { ...said, ...payee });
    }
    if (one.lines.length === 0) one.lines.push(...withoutTransfer(one.ligne, known));
  }
  return [...read.flatMap(({ lines }) => lines), ...silent(known, spoken)];
}

const ofBatch = (lot: string, { byReference, byBatch }: Known): readonly Virement[] =>
  (byBatch.get(lot) ?? []).flatMap((one) => byReference.get(one) ?? []);

const movementOf = ({ statut }: LigneRetour, reference: string): string => `${statut} ${reference}`;

/** Two entries of one statement are two movements of money, and not one told twice: the second is refused. */
function secondOf(ligne: LigneRetour): LigneRetour {
  const sens = ligne.statut === 'execute' ? 'débite' : 'crédite';
  return {
    ...ligne,
    refus: `Ce relevé ${sens} deux fois ce virement : rapprochez la seconde écriture avec la banque.`,
  };
}

/** References of our transfers that a line speaks of. */
function targets(ligne: LigneRetour, known: Known): readonly string[] {
  const { reference, lot, sauf = [], refus } = ligne;
  if (reference !== undefined) return known.byReference.has(reference) ? [reference] : [];
  if (lot === undefined || refus !== undefined) return [];
  const virements = saidOfBatch(ofBatch(lot, known), ligne);
  return objectionToBatch(virements, ligne) === undefined
    ? virements.map((virement) => virement.reference).filter((one) => !sauf.includes(one))
    : [];
}

const reasonOf = ({ motifs, raison }: LigneRetour): Pick<ReturnLine, 'motifs' | 'raison'> => ({
  ...(motifs === undefined ? {} : { motifs }),
  ...(raison === undefined ? {} : { raison }),
});

/** A line that is about none of our transfers, or about a batch of ours that it cannot be about. */
function withoutTransfer(ligne: LigneRetour, known: Known): readonly ReturnLine[] {
  const { reference, lot, statut, refus } = ligne;
  const ours = lot === undefined ? undefined : known.byBatch.get(lot);
  const about = {
    reference: reference ?? lot ?? '',
    statut,
    enregistre: false,
    ...reasonOf(ligne),
  };
  if (ours === undefined || reference !== undefined)
    return [
      {
        ...about,
        issue: 'pas-a-nous',
        phrase: `Aucun ${reference === undefined && lot !== undefined ? 'lot' : 'virement'} de cette caisse ne porte cette référence.`,
      },
    ];
  const phrase = refus ?? objectionToBatch(ofBatch(lot ?? '', known), ligne);
  // All that it could be about was told apart.
  if (phrase === undefined) return [];
  return [{ ...about, issue: 'refusee', regle: 'PAY-01', phrase }];
}

/** In the batches that the file speaks of, the transfers that it says nothing of, and that nothing has settled. */
const silent = ({ byReference, byBatch }: Known, spoken: ReadonlySet<string>): readonly ReturnLine[] =>
  [...byBatch.values()].flat().flatMap((reference): ReturnLine[] => {
    const virement = byReference.get(reference);
    if (virement === undefined || spoken.has(reference)) return [];
    const { ess, paiement, execute, rejete, retourne, retire } = virement;
    if (retire || execute !== null || rejete !== null || retourne !== null || virement.statut === 'rejete') return [];
    const phrase = 'Le fichier ne dit rien de ce virement.';
    return [{ reference, statut: 'attente', issue: 'sans-nouvelle', enregistre: false, ess, paiement, phrase }];
  });

async function onTransfer(
  deps: Deps,
  identity: Identity,
  sha256: string,
  { byReference }: Known,
  reference: string,
  ligne: LigneRetour,
): Promise<ReturnLine> {
  const virement = byReference.get(reference) as Virement;
  const decided = decide(virement, ligne);
  const refusal =
    decided.issue === 'appliquee' ? await apply(deps, identity, sha256, virement, ligne, decided.sort) : undefined;
  if (decided.issue === 'appliquee' && refusal === undefined)
    byReference.set(reference, after(virement, decided.sort, ligne));
  const { issue, phrase, regle } = refusal ?? { ...decided, regle: ruleOf(decided, ligne) };
  const { ess, paiement } = virement;
  return {
    reference,
    statut: decided.issue === 'appliquee' ? decided.sort : ligne.statut,
    issue,
    enregistre: recorded(issue),
    ess,
    paiement,
    ...reasonOf(ligne),
    ...(recorded(issue) || regle === undefined ? {} : { regle }),
    ...(phrase === undefined ? {} : { phrase }),
  };
}

const PAYEE: Readonly<Record<ReponseBeneficiaire, string>> = {
  concorde: 'La banque confirme le bénéficiaire.',
  proche:
    'La banque dit que le nom est proche de celui du compte, sans être le même : les prochains paiements à ce compte attendent une décision. Dites-lui ce qu’elle fait de celui-ci.',
  different:
    'La banque dit que le nom n’est pas celui du compte : les prochains paiements à ce compte attendent une décision. Dites-lui ce qu’elle fait de celui-ci.',
  impossible: 'La banque ne peut pas vérifier le bénéficiaire.',
};

/** DEC-13 — what the bank answers of the name and the IBAN of a transfer is recorded for that account, once. */
async function onPayee(
  { records }: Deps,
  identity: Identity,
  { caisse, ess, compteRang, lot }: Virement,
  { beneficiaire, refus, lot: said }: LigneRetour,
): Promise<Pick<ReturnLine, 'issue' | 'enregistre' | 'phrase'> | undefined> {
  if (beneficiaire === undefined || refus !== undefined || (said !== undefined && said !== lot)) return undefined;
  const { resultat, nom = null } = beneficiaire;
  const nouvelle = await records.recordBankAnswer({ caisse, ess, compteRang, resultat, nomDuCompte: nom }, identity);
  return { issue: nouvelle ? 'appliquee' : 'deja-connue', enregistre: true, phrase: PAYEE[resultat] };
}

const ruleOf = ({ issue }: Decision, { statut }: LigneRetour): string | undefined =>
  issue === 'refusee' ? (statut === 'retourne' ? PAID.retourne : 'PAY-01') : undefined;

const COMMANDS = { execute: 'executer-paiement', rejete: 'rejeter-paiement', retourne: 'retourner-paiement' } as const;

/** Sends the act under a key of its own; `undefined`: it was taken. A refusal of the law is what the line ends in. */
async function apply(
  { records, cases }: Deps,
  identity: Identity,
  sha256: string,
  virement: Virement,
  ligne: LigneRetour,
  sort: Fate,
): Promise<{ readonly issue: 'refusee'; readonly phrase: string; readonly regle?: string } | undefined> {
  const { reference, ess, paiement } = virement;
  const { le, raison } = ligne;
  const commande = COMMANDS[sort];
  const montantCentimes = centimes(
    (ligne.reference === undefined ? undefined : ligne.montantCentimes) ?? virement.montantCentimes,
  );
  const said = {
    execute: { montantCentimes, reference },
    rejete: { motif: raison ?? 'Virement rejeté par la banque.' },
    retourne: { reference, motif: raison ?? 'Virement retourné par la banque.' },
  }[sort];
  const key = createHash('sha256').update(`${reference}\n${sort}`).digest('hex');
  try {
    const act = readAct(commande, 'caisse', { le, paiement, ...said });
    const message = messageOf(ess, act, key);
    if ((await alreadyAnswered(records, identity, ess, act, message)) !== undefined) return undefined;
    await carryOut(records, identity, ess, act, message, () => cases.send(ess, commande, message));
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status >= 500) throw error;
    const { regle } = problem.supplement;
    return { issue: 'refusee', phrase: problem.detail, ...(regle === undefined ? {} : { regle }) };
  }
  const applied = { reference, statut: sort, sha256, le, montantCentimes };
  await records.recordAppliedLine({ ...applied, ...(raison === undefined ? {} : { raison }) });
  return undefined;
}
