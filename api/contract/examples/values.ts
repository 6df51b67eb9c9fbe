/** What several examples say. */
export const le = '2026-03-02';
export const EVALUATION = {
  besoinReel: true,
  adequationCahierDesCharges: true,
  contenuAdapte: true,
  projetMature: true,
};
export const TERRITOIRE = { specialites: ['dermatologie'], departements: ['33'], siege: '33' };

/** The case that examples speak of. */
export const EXAMPLE_ESS = 'ess-33-7k2m9qxa';
