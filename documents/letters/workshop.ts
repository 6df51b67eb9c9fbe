/** Letters are laid out in a thread of their own: some tens of milliseconds each, during which a worker answers commands. */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Courrier } from './courrier.ts';

/** Made at the first letter; it holds no process that has nothing else to do. */
let atelier: Piscina<Courrier, Uint8Array> | undefined;

/** The PDF of a letter, the same bytes as `pdfDuCourrier` gives. */
export function courrierEnPdf(courrier: Courrier): Promise<Uint8Array> {
  atelier ??= new Piscina({
    filename: fileURLToPath(new URL('./thread.ts', import.meta.url)),
    name: 'pdfDuCourrier',
    maxThreads: 1,
  });
  return atelier.run(courrier);
}
