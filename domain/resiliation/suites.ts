/** What follows by itself for a résiliation: DEC-22, DEC-39, DEC-40. */
import { plusTard } from '../calendrier/calendrier.ts';
import { type Consequence, automatique } from '../chapitre.ts';
import type { Resiliation } from '../etat.ts';
import { courantes, premiereReception, survitAuTerme } from './encours.ts';

/** DEC-40 — the ESS alone before its letter is received; the three after it; both authorities for their own. */
function retraitComplet(resiliation: Resiliation): boolean {
  const { ars, caisse, association } = resiliation.retraits;
  const autorites = ars !== undefined && caisse !== undefined;
  if (resiliation.origine === 'caisse-ars') return autorites;
  const recue = premiereReception(resiliation);
  return association !== undefined && (autorites || recue === null || association < recue);
}

/** DEC-22 — one acceptance breaks the common agreement. DEC-40 — withdrawn by those who may. */
export const resiliationRetiree: Consequence = (etat, le) => {
  for (const resiliation of courantes(etat)) {
    const { contrat, origine, saisine } = resiliation;
    const acceptee = Object.values(saisine?.reponses ?? {}).some(({ sens }) => sens === 'accepte');
    if (acceptee || retraitComplet(resiliation))
      return automatique(le, 'ResiliationRetiree', acceptee ? 'DEC-22' : 'DEC-40', { contrat, origine });
  }
  return null;
};

/** DEC-39, DEC-40 — the contract is over: nothing is left to end. */
export const resiliationCaduque: Consequence = (etat) => {
  for (const resiliation of courantes(etat)) {
    const { contrat, origine, demandeeLe } = resiliation;
    const { fin, finiLe } = etat[contrat];
    if (finiLe === null || survitAuTerme(etat, resiliation)) continue;
    return automatique(plusTard(finiLe, demandeeLe), 'ResiliationCaduque', fin === 'termine' ? 'DEC-39' : 'DEC-40', {
      contrat,
      origine,
      cause: fin === 'termine' ? 'terme' : 'autre-resiliation',
    });
  }
  return null;
};
