/** How many adherents a year of the dotation counts: DEC-11. */
import type { Etat } from '../etat.ts';
import type { Instant } from '../valeurs.ts';
import type { Demande, Reponse } from '../demandes.types.ts';
import { echeances, retenue } from '../echeances.ts';
import { cycleACompter, enCours } from './delais.ts';
import { finAnnoncee } from '../resiliation/encours.ts';
import { anniversaire } from '../paiements/montants.ts';
import { minuit, fuseau } from '../calendrier/calendrier.ts';
import { automatique, type Evolutions } from '../chapitre.ts';

export function* demandesAdherents(etat: Etat, maintenant: Instant): Iterable<Demande> {
  const { concluLe, finiLe } = etat.dotation;
  if (concluLe === null) return;
  const cycle = cycleACompter(etat);
  const date = anniversaire(concluLe, cycle - 1);
  // DEC-33: a signature put right after the end of its contract: its years are counted again.
  if (!enCours(etat.dotation) && (finiLe === null || (date >= finiLe && cycle > 1))) return;
  const annoncee = finAnnoncee(etat, 'dotation');
  if (annoncee !== null && annoncee <= date) return; // DEC-32: the résiliation takes effect that day, or has
  const cle = `anniversaire-${cycle - 1}`;
  if (minuit(date, fuseau(etat.siege)) <= maintenant && !retenue(echeances(etat), { cle, effetLe: date }, maintenant))
    yield {
      type: 'denombrer-adherents',
      cle: `${etat.ess}/denombrer-adherents/${cycle}/${date}`,
      ess: etat.ess,
      date,
      cycle,
      specialites: etat.specialites,
    };
}

export const adherentsDenombres: Reponse<'denombrer-adherents'> = (etat, { date, cycle }, { nombre }) => [
  automatique(date, 'AdherentsDenombres', 'DEC-11', {
    date,
    nombre: nombre ?? etat.listeNominative?.nombre ?? 0,
    cycle,
  }),
];

export const evolutionsAdherents: Evolutions<'AdherentsDenombres'> = {
  AdherentsDenombres: (etat, { cycle, date, nombre }) => ({
    denombrements: { ...etat.denombrements, [cycle]: { date, nombre } },
  }),
};
