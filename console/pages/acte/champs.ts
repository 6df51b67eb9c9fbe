/** Fields of the three pages of an act, beside those of the act itself. */
export const STEP = 'etape';
/** ETag of the case that was read. */
export const READ_AT = 'lu';
/** Idempotency key, drawn at Vérifier. */
export const KEY = 'cle';
