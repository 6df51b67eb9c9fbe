/** The demonstration of `npm start`: scenario S05, with the whole form of the letter of intent. */
import { join } from 'node:path';
import type { Etape, Scenario } from '../domain/simulation/scenario.ts';
import { readScenario } from './scenario-file.ts';

const S05 = join(import.meta.dirname, '..', 'test', 'regles', 'scenarios', 'S05-nominal-cinq-ans.json');

/** What S05 leaves out of the form because the law does not need it (§14.1). */
const FORMULAIRE = {
  intitule: 'ESS dermatologie de Gironde (démonstration)',
  canal: 'demarches-simplifiees',
  referent: { nom: 'Médecin 01', profession: 'Dermatologue', courriel: 'porteur@exemple.invalid' },
  promoteurs: [{ nom: 'Médecin 01' }, { nom: 'Médecin 02' }],
  raisons: 'Délais d’accès à un avis dermatologique supérieurs à six mois dans le département.',
  partenariats: ['CPTS du territoire', 'Centre hospitalier universitaire'],
  gouvernance: 'Conseil d’administration composé de dermatologues libéraux en exercice.',
  axes: ['Télé-expertise sous 72 heures', 'Parcours des lésions suspectes'],
  engagementMissions: true,
};

export async function demonstrationScenario(): Promise<Scenario> {
  const scenario = await readScenario(S05);
  const [depot, ...suite] = scenario.etapes as [Etape, ...Etape[]];
  return { ...scenario, etapes: [{ ...depot, donnees: { ...depot.donnees, ...FORMULAIRE } }, ...suite] };
}
