/** How a case that runs outlives versions: docs/evolution.md. */

/** Of the shape of the state. A new shape takes the next one, with a step of its own in `mise-a-niveau.ts`. */
export const VERSION_ETAT = 1;

/**
 * Of the behaviour: what a case asks of the engine, and when. A run keeps that of its start, the next run takes the last;
 * docs/evolution.md says how to add one, and lists them.
 */
export const REVISION = 1;
