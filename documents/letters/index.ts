/** Letters and contracts: composed as plain JSON, shown as e-mail or PDF. */
export { composerCourrier, type Contexte, type Courrier } from './courrier.ts';
export type { Expediteur, Presentation } from './modeles.types.ts';
export { texteDuCourrier } from './courriel.ts';
export { pdfDuCourrier } from './pdf.ts';
