/** Letters and contracts: composed as plain JSON, shown as e-mail or PDF. */
export { composerCourrier, type Contexte, type Courrier } from './courrier.ts';
export type { Expediteur, Presentation } from './modeles.types.ts';
export { texteDuCourrier, type Entourage } from './courriel.ts';
export { auteurDe, scelle } from './sealed.ts';
export { modeleDuCourrier, pdfDuCourrier } from './pdf.ts';
export { presenter, type Declarations } from './presentation.ts';
