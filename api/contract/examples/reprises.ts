/** Examples of takeovers. */
import type { Example } from '../operation.ts';

export const TAKEOVER_CSV: Example = {
  titre: 'Deux faits d’un dossier',
  valeur: [
    'Dossier;Fait;Date;Preuve;Siège;Départements;Spécialités;Médecins présents;Libéraux;Engagés',
    'DERM-33;deposer-lettre-intention;10/01/2025;avis-reception;33;33;dermatologie;140;120;37',
    'DERM-33;valider-lettre-intention;10/02/2025;avis-reception;;;;;;',
    '',
  ].join('\n'),
};
export const AGREEMENT: Example = { titre: 'Tous les dossiers de la caisse', valeur: { sens: 'accepte' } };
export const DISAGREEMENT: Example = {
  titre: 'Un dossier à corriger',
  valeur: { sens: 'refuse', motif: 'Un virement de mai 2025 manque.', dossiers: ['DERM-33'] },
};
