/** A token that proves nothing. */

/** Why a token is refused, for the log and for the answer. */
export type Refusal =
  | 'illisible'
  | 'emetteur'
  | 'audience'
  | 'algorithme'
  | 'signature'
  | 'expire'
  | 'pas-encore-valable'
  | 'trop-long'
  | 'incomplet'
  | 'type'
  | 'sujet'
  | 'organisation'
  | 'dates'
  | 'sans-role';

export class RefusedToken extends Error {
  override readonly name = 'RefusedToken';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal, options);
    this.refusal = refusal;
  }
}
