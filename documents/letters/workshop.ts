/** Letters are laid out in a thread of their own: some tens of milliseconds each, during which a worker answers commands. */
import { openWorkshop, type Workshop } from '../../runtime/workshop.ts';
import type { Courrier } from './courrier.ts';

/** As many letters as a night of tacit decisions may owe, each within what an activity waits. */
const QUEUE = 1000;
const PATIENCE_MS = 60_000;

let workshop: Workshop<typeof import('./thread.ts')> | undefined;

/** The PDF of a letter, the same bytes as `pdfDuCourrier` gives. */
export function courrierEnPdf(courrier: Courrier): Promise<Uint8Array> {
  workshop ??= openWorkshop({
    program: new URL('./thread.ts', import.meta.url),
    threads: 1,
    queue: QUEUE,
    patience: PATIENCE_MS,
  });
  return workshop.run('pdfDuCourrier', courrier);
}
