/**
 * What goes wrong with Démarche Numérique, each cause by its name whatever shape it came in. An error says which operation,
 * which dossier, which status: never a variable, a body, an answer or a token, which hold people's data.
 */
import { CAUSES, type Cause } from '../../records/demarches/causes.ts';

export { CAUSES, type Cause };

/** Nothing is asked again by itself: a person must act first. */
export const NEEDS_SOMEONE: readonly Cause[] = [
  'jeton-inconnu',
  'jeton-expire',
  'jeton-absent',
  'reseau-interdit',
  'hors-portee',
  'lecture-seule',
  'demande-refusee',
];

export interface Circumstances {
  readonly operation: string;
  /** Number of the démarche or dossier asked about. */
  readonly numero?: number | undefined;
  readonly statut?: number | undefined;
  /** What the service calls its own failure. */
  readonly exceptionId?: string | undefined;
  /** The address that the service does not accept: ours. */
  readonly adresse?: string | undefined;
  /** Seconds to wait. */
  readonly attendre?: number | undefined;
}

/** A call that gave nothing to keep. */
export class DnFault extends Error {
  override readonly name = 'DnFault';
  readonly motif: Cause;
  readonly circumstances: Circumstances;

  constructor(cause: Cause, circumstances: Circumstances) {
    const { operation, numero, statut, exceptionId, adresse, attendre } = circumstances;
    const said = [
      operation,
      ...(numero === undefined ? [] : [`n° ${numero}`]),
      ...(statut === undefined ? [] : [`HTTP ${statut}`]),
      ...(exceptionId === undefined ? [] : [`exception ${exceptionId}`]),
      ...(adresse === undefined ? [] : [`adresse ${adresse}`]),
      ...(attendre === undefined ? [] : [`attendre ${attendre} s`]),
    ];
    super(`${CAUSES[cause]} (${said.join(', ')})`);
    this.motif = cause;
    this.circumstances = circumstances;
  }
}

/** Reasons for which an act is refused there, told apart by the service's own sentences. */
const REFUSALS = [
  ['lecture-seule', /jeton utilis. est configur. seulement en lecture/],
  ['instructeur', /n.a pas les droits d.acc.s/],
  ['correction-en-attente', /en attente de correction|correction est d.j. en attente/],
  ['deja-traite', /d.j. (en construction|en instruction|accept|refus|sans suite|class|termin)/],
  ['plus-tard', /r.essayer plus tard/],
  ['archive', /archiv/],
] as const;

export type Refusal = (typeof REFUSALS)[number][0] | 'autre';

const plain = (sentence: string): string => sentence.replaceAll(/[\s\u00a0\u202f]+/g, ' ').toLowerCase();

/** An act that the service refuses. Its sentence may quote what was typed: only the reason is kept. */
export class DnRefusal extends Error {
  override readonly name = 'DnRefusal';
  readonly reasons: readonly Refusal[];

  constructor(messages: readonly string[], { operation, numero }: Circumstances) {
    const reasons = messages.map(
      (message) => REFUSALS.find(([, pattern]) => pattern.test(plain(message)))?.[0] ?? 'autre',
    );
    super(
      `Démarche Numérique refuse l’acte ${operation}${numero === undefined ? '' : ` (n° ${numero})`} : ${reasons.join(', ')}`,
    );
    this.reasons = reasons;
  }
}
