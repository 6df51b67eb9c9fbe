/** The bank's word becomes an act of the caisse, under a key of its own: a file read twice changes nothing. */
import { createHash } from 'node:crypto';
import { euros } from '../../documents/libelles.ts';
import type { Virement } from '../../records/money/lots.ts';
import type { LigneRetour } from '../../tresorerie/retour.ts';
import { carryOut, messageOf } from './act-to-receipt.ts';
import { readAct } from './body-to-act.ts';
import { toProblem } from '../http/errors.ts';
import type { Identity } from '../../identity/verifier.ts';
import type { ApiDeps } from '../ports.ts';
import type { Problem } from '../../runtime/http/problems.ts';

/** What became of one transfer of the file. */
export interface ReturnLine {
  readonly reference: string;
  readonly statut: LigneRetour['statut'];
  readonly ess?: string;
  readonly paiement?: string;
  readonly enregistre: boolean;
  /** Why it was not recorded. */
  readonly regle?: string;
  readonly phrase?: string;
}

type Deps = Pick<ApiDeps, 'records' | 'cases'>;

/** One line of the file: one transfer, or all those of a batch. A 503 is thrown, for the whole file to be sent again. */
export async function applyReturn(
  deps: Deps,
  identity: Identity,
  caisse: string,
  ligne: LigneRetour,
): Promise<ReturnLine[]> {
  const { reference, lot = '', statut } = ligne;
  const found =
    reference === undefined ? await deps.records.linesOfBatch(lot) : [await deps.records.lineOfReference(reference)];
  const ours = found.filter((virement) => virement?.caisse === caisse).filter((virement) => virement !== undefined);
  if (ours.length === 0) {
    const phrase = `Aucun ${reference === undefined ? 'lot' : 'virement'} de cette caisse ne porte cette référence.`;
    return [{ reference: reference ?? lot, statut, enregistre: false, phrase }];
  }
  const lines: ReturnLine[] = [];
  for (const virement of ours) lines.push(await applyToTransfer(deps, identity, virement, ligne));
  return lines;
}

/** What the file says of a transfer that cannot be ours, or must not be taken for an act; `undefined`: it may be. */
function objection(
  virement: Virement,
  { lot, montantCentimes, statut }: LigneRetour,
): Pick<ReturnLine, 'enregistre' | 'phrase'> | undefined {
  const refuse = (phrase: string) => ({ enregistre: false, phrase });
  if (lot !== undefined && lot !== virement.lot)
    return refuse(`Le fichier place ce virement dans le lot ${lot} ; il est dans le lot ${virement.lot}.`);
  if (statut !== 'execute' && montantCentimes !== undefined && montantCentimes !== virement.montantCentimes)
    return refuse(
      `Le fichier dit ${euros(montantCentimes)} pour un virement de ${euros(virement.montantCentimes)} : rapprochez-le avec la banque.`,
    );
  if (statut === 'doublon')
    return refuse(
      'La banque a écarté une copie d’un virement qu’elle avait déjà : le paiement n’est pas rejeté. Attendez le sort du premier envoi ; ne le réémettez pas.',
    );
  if (virement.emission === virement.derniereEmission || statut !== 'rejete') return undefined;
  return { enregistre: true, phrase: 'Rejet déjà pris en compte : ce paiement a été réémis depuis.' };
}

/** DEC-37 — what a transfer that left has out of the ordinary: recorded all the same. */
function reserve(virement: Virement, { montantCentimes }: LigneRetour): Pick<ReturnLine, 'phrase'> {
  if (virement.emission !== virement.derniereEmission)
    return {
      phrase:
        'Ce virement est exécuté alors que le paiement a été réémis depuis : il peut être fait deux fois. Demandez à la banque le rappel de l’un des deux.',
    };
  return montantCentimes === undefined || montantCentimes === virement.montantCentimes
    ? {}
    : {
        phrase: `Le fichier dit ${euros(montantCentimes)} pour un virement de ${euros(virement.montantCentimes)} : rapprochez-le avec la banque.`,
      };
}

async function applyToTransfer(
  { records, cases }: Deps,
  identity: Identity,
  virement: Virement,
  ligne: LigneRetour,
): Promise<ReturnLine> {
  const { reference, ess, paiement, montantCentimes } = virement;
  const { statut, le, raison } = ligne;
  const about = { reference, statut, ess, paiement };
  const known = objection(virement, ligne);
  if (known !== undefined) return { ...about, ...(known.enregistre ? {} : { regle: 'PAY-01' }), ...known };
  const commande = statut === 'execute' ? 'executer-paiement' : 'rejeter-paiement';
  const key = createHash('sha256').update(`${reference}\n${statut}`).digest('hex');
  const said =
    statut === 'execute'
      ? { montantCentimes: ligne.montantCentimes ?? montantCentimes, reference }
      : { motif: raison ?? 'Virement rejeté par la banque.' };
  try {
    const act = readAct(commande, 'caisse', { le, paiement, ...said });
    const message = messageOf(ess, act, key);
    await carryOut(records, identity, ess, act, message, () => cases.send(ess, commande, message));
    return { ...about, enregistre: true, ...(statut === 'execute' ? reserve(virement, ligne) : {}) };
  } catch (error) {
    const problem: Problem = toProblem(error);
    if (problem.status >= 500) throw error;
    const { regle } = problem.supplement;
    return { ...about, enregistre: false, ...(regle === undefined ? {} : { regle }), phrase: problem.detail };
  }
}
