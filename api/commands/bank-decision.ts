/**
 * What a line of a bank's file is for one of our transfers: an act of the caisse, something known already, or a refusal that says
 * why. Pure: nothing is applied twice, whatever comes twice, in whatever form (PAY-01, DEC-37, DEC-38).
 */
import { enToutesLettres } from '../../domain/calendrier/calendrier.ts';
import { euros } from '../../documents/libelles.ts';
import type { Virement } from '../../records/money/retours.ts';
import type { LigneRetour } from '../../tresorerie/retours/retour.ts';

/** How a line ends: `sans-nouvelle`: the bank has settled nothing of this transfer yet, or says nothing of it. */
export const ISSUES = ['appliquee', 'deja-connue', 'refusee', 'pas-a-nous', 'sans-nouvelle'] as const;
export type Issue = (typeof ISSUES)[number];

/** Commands that a file may give. */
export type Fate = 'execute' | 'rejete' | 'retourne';

export type Decision =
  | { readonly issue: 'appliquee'; readonly sort: Fate; readonly phrase?: string }
  | { readonly issue: Exclude<Issue, 'appliquee'>; readonly phrase: string };

const refuse = (phrase: string): Decision => ({ issue: 'refusee', phrase });
const connue = (phrase: string): Decision => ({ issue: 'deja-connue', phrase });

/** `virement`: as the records hold it, what earlier lines of the file did included. */
export function decide(virement: Virement, ligne: LigneRetour): Decision {
  const { lot, statut, refus, compte } = ligne;
  if (refus !== undefined) return refuse(refus);
  if (compte !== undefined && virement.payeurIban !== null && compte !== virement.payeurIban)
    return refuse(
      `Ce relevé est celui d’un autre compte (…${compte.slice(-4)}) que celui qui paie ce virement (…${virement.payeurIban.slice(-4)}) : ce qui y est débité ou crédité n’en dit rien.`,
    );
  if (lot !== undefined && lot !== virement.lot)
    return refuse(`Le fichier place ce virement dans le lot ${lot} ; il est dans le lot ${virement.lot}.`);
  switch (statut) {
    case 'attente':
      return awaited(virement, ligne);
    case 'doublon':
      return refuse(
        'La banque a écarté une copie d’un virement qu’elle avait déjà : le paiement n’est pas rejeté. Attendez le sort du premier envoi ; ne le réémettez pas.',
      );
    case 'execute':
      return left(virement, ligne);
    case 'rejete':
      return rejected(virement, ligne);
    case 'retourne':
      return cameBack(virement, ligne);
  }
}

function awaited({ execute, rejete, retourne }: Virement, { raison }: LigneRetour): Decision {
  if (retourne !== null) return connue('Ce virement est déjà consigné comme retourné.');
  if (execute !== null) return connue('Ce virement est déjà consigné comme exécuté.');
  if (rejete !== null) return connue('Ce virement est déjà consigné comme rejeté.');
  return {
    issue: 'sans-nouvelle',
    phrase:
      raison === undefined
        ? 'Le fichier ne dit rien de ce virement.'
        : `La banque ne l’a pas encore réglé : ${raison}.`,
  };
}

/** What a line of the whole batch says is its total: the amount of none of its transfers. */
const amountOf = ({ reference, montantCentimes }: LigneRetour) =>
  reference === undefined ? undefined : montantCentimes;

const gap = (said: number, known: number): string =>
  `Le fichier dit ${euros(said)} pour un virement de ${euros(known)} : rapprochez-le avec la banque.`;

/** DEC-37 — a transfer that left is a fact. */
function left(virement: Virement, ligne: LigneRetour): Decision {
  const { execute, rejete, executeSansReference: autre } = virement;
  const dit = amountOf(ligne) ?? virement.montantCentimes;
  // Charges, or a part, whose words quote the transfer: nothing says that it is the transfer.
  if (ligne.dansLesMots === true && dit !== (execute?.montantCentimes ?? virement.montantCentimes))
    return refuse(`Le libellé cite ce virement, pour une autre somme. ${gap(dit, virement.montantCentimes)}`);
  if (execute !== null)
    return dit === execute.montantCentimes
      ? connue(`Exécution déjà consignée, au ${enToutesLettres(execute.le)}.`)
      : refuse(`Exécution déjà consignée pour ${euros(execute.montantCentimes)}. ${gap(dit, execute.montantCentimes)}`);
  if (rejete !== null && ligne.reference === undefined)
    return refuse(
      'La banque débite le lot en bloc, et a rejeté ce virement : attendez qu’elle le recrédite, ou rapprochez-le.',
    );
  if (autre !== null)
    return dit === autre.montantCentimes && ligne.le === autre.le
      ? connue(`Exécution déjà consignée à la main, au ${enToutesLettres(autre.le)}, sans sa référence.`)
      : refuse(
          `Une exécution de ${euros(autre.montantCentimes)} est déjà consignée à la main, au ${enToutesLettres(autre.le)}, sans référence. Si c’est ce virement, il n’y a rien à faire ; si c’en est un autre, consignez celui-ci avec sa référence.`,
        );
  return { issue: 'appliquee', sort: 'execute', ...reserve(virement, ligne) };
}

/** What an execution has out of the ordinary: recorded all the same, and said. */
function reserve(virement: Virement, ligne: LigneRetour): { readonly phrase?: string } {
  const dit = amountOf(ligne);
  const phrases = [
    ...(virement.retire
      ? [
          'Ce virement est exécuté alors que son lot a été retiré : son fichier est parti tout de même, et le paiement peut être fait deux fois. Demandez à la banque le rappel de l’un des deux.',
        ]
      : virement.emission === virement.derniereEmission
        ? []
        : [
            'Ce virement est exécuté alors que le paiement a été réémis depuis : il peut être fait deux fois. Demandez à la banque le rappel de l’un des deux.',
          ]),
    ...(dit === undefined || dit === virement.montantCentimes ? [] : [gap(dit, virement.montantCentimes)]),
    ...(ligne.le < virement.executionLe
      ? [
          `La banque le dit exécuté le ${enToutesLettres(ligne.le)}, avant le jour demandé (${enToutesLettres(virement.executionLe)}).`,
        ]
      : []),
  ];
  return phrases.length === 0 ? {} : { phrase: phrases.join(' ') };
}

function rejected(virement: Virement, ligne: LigneRetour): Decision {
  const { execute, rejete, retourne, emission, derniereEmission, montantCentimes, retire } = virement;
  const dit = amountOf(ligne);
  if (dit !== undefined && dit !== montantCentimes) return refuse(gap(dit, montantCentimes));
  if (retourne !== null) return connue(`Retour déjà consigné, au ${enToutesLettres(retourne.le)}.`);
  // It had left: what the bank rejects afterwards comes back (DEC-38).
  if (execute !== null)
    return ligne.le < execute.le
      ? refuse(
          `La banque le dit rejeté le ${enToutesLettres(ligne.le)}, et il est consigné comme exécuté le ${enToutesLettres(execute.le)} : rapprochez-le.`,
        )
      : { issue: 'appliquee', sort: 'retourne' };
  if (rejete !== null) return connue(`Rejet déjà consigné, au ${enToutesLettres(rejete.le)}.`);
  if (retire) return connue('Ce virement est d’un lot retiré : son paiement n’a pas à être rejeté.');
  if (emission !== derniereEmission) return connue('Rejet déjà pris en compte : ce paiement a été réémis depuis.');
  if (virement.statut === 'rejete') return connue('Rejet déjà consigné à la main.');
  return { issue: 'appliquee', sort: 'rejete' };
}

function cameBack(virement: Virement, ligne: LigneRetour): Decision {
  const { execute, rejete, retourne } = virement;
  const dit = amountOf(ligne);
  if (retourne !== null) return connue(`Retour déjà consigné, au ${enToutesLettres(retourne.le)}.`);
  if (execute === null && rejete !== null) return connue('Rejet déjà consigné : ce crédit en est la contrepartie.');
  if (execute === null)
    return refuse(
      'La banque recrédite un virement dont l’exécution n’est pas consignée : remettez d’abord le fichier qui la dit, puis celui-ci à nouveau.',
    );
  if (dit !== undefined && dit !== execute.montantCentimes) return refuse(gap(dit, execute.montantCentimes));
  return { issue: 'appliquee', sort: 'retourne' };
}

/** The transfer once the line was applied, for the lines that follow. */
export const after = (virement: Virement, sort: Fate, ligne: LigneRetour): Virement => ({
  ...virement,
  [sort]: { le: ligne.le, montantCentimes: amountOf(ligne) ?? virement.montantCentimes },
});

/** The transfers of a batch that a line on all of it is about: all, or those that the bank had not rejected, if sum or count says so. */
export function saidOfBatch(virements: readonly Virement[], ligne: LigneRetour): readonly Virement[] {
  const kept = virements.filter(({ rejete }) => rejete === null);
  const netted = ligne.statut === 'execute' && kept.length > 0 && objectionToBatch(virements, ligne) !== undefined;
  return netted && objectionToBatch(kept, ligne) === undefined ? kept : virements;
}

/** What a line of a whole batch says that cannot be said of it; `undefined`: it may be. */
export function objectionToBatch(
  virements: readonly Virement[],
  { montantCentimes, nombre }: LigneRetour,
): string | undefined {
  const total = virements.reduce((somme, un) => somme + un.montantCentimes, 0);
  if (nombre !== undefined && nombre !== virements.length)
    return `Le fichier compte ${nombre} virement(s) dans ce lot, qui en a ${virements.length} : rapprochez-le avec la banque.`;
  if (montantCentimes !== undefined && montantCentimes !== total)
    return `Le fichier dit ${euros(montantCentimes)} pour un lot de ${euros(total)}, sans dire pour quels virements : rapprochez-le avec la banque.`;
  return undefined;
}
