/** What a person reads in a spreadsheet where the API says a code: French words, and a department that stays a text. */
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import { CLOTURES, PHASES, PROJETS } from '../../domain/mots.ts';
import { libelleSpecialite } from '../../domain/lettre-intention/specialites.ts';
import type { StatutProjetSante } from '../../domain/projet-sante/delais.ts';
import type { MotifCloture, Phase } from '../../domain/valeurs.ts';
import { departement } from '../../documents/places.ts';
import { echeance, majuscule, regime } from '../../documents/libelles.ts';

const NOMS_REGIONS = new Map(REGIONS.map(({ code, nom }) => [code, nom]));

export const phaseLabel = (phase: Phase): string => majuscule(PHASES[phase]);
export const closingLabel = (motif: MotifCloture | null): string | null =>
  motif === null ? null : majuscule(CLOTURES[motif]);
export const projectLabel = (statut: StatutProjetSante): string => majuscule(PROJETS[statut]);
export const regimeLabel = (code: string): string => majuscule(regime(code));
export const regionLabel = (code: string): string => NOMS_REGIONS.get(code) ?? code;
export const caisseLabel = (code: string): string => nomCaisse(code);
/** « Ain (01) »: alone, a spreadsheet would make 1 of it. */
export const departmentLabel = (code: string): string => departement(code);
/** The specialties of a list, or of a line of several (DER-01, « + »). */
export const specialtyLabel = (slugs: string): string => slugs.split(' + ').map(libelleSpecialite).join(' + ');
export const deadlineLabel = (cle: string): string => majuscule(echeance(cle));

const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });
/** « 2026-01-15 12:00:00 », in Paris: a spreadsheet reads a date and an hour. */
export const instantLabel = (le: Date): string => PARIS.format(le);
