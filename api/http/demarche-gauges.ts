/** What a supervisor reads of the link with Démarche Numérique: of the records, so that a connector that is gone shows too. */
import { Gauge, type Registry } from 'prom-client';
import type { DemarcheMeasures } from '../../records/demarches/measures.ts';

/** Gauges of `register`, and what feeds them. `demarche` is `DN 101`: the instances and numbers of the mappings. */
export function demarcheGauges(register: Registry) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['demarche'], registers: [register] });
  const retard = gauge('ess_demarche_retard_secondes', 'Temps depuis la dernière relève complète de la démarche');
  const echecs = gauge('ess_demarche_echecs', 'Dossiers de la démarche qui échouent');
  const aRattacher = gauge('ess_demarche_a_rattacher', 'Dossiers de la démarche qui attendent quelqu’un');
  const attente = gauge('ess_demarche_attente_secondes', 'Âge du plus ancien dépôt qui attend quelqu’un');
  const incidents = gauge('ess_demarche_incidents', 'Incidents ouverts sur des dossiers de la démarche');
  const ecarts = gauge('ess_demarche_ecarts', 'Dossiers qui ne disent pas la même chose là-bas et ici');
  const suspendue = gauge('ess_demarche_suspendue', 'Plus rien n’est écrit dans la démarche (1) ou non (0)');
  const empechements = gauge('ess_demarche_empechements', 'Ce qui empêche le connecteur d’entrer dans la démarche');
  const jeton = gauge('ess_demarche_jeton_jours', 'Jours qui restent au jeton de la démarche');
  return {
    gauges: [retard, echecs, aRattacher, attente, incidents, ecarts, suspendue, empechements, jeton],
    feed(measures: readonly DemarcheMeasures[]): void {
      for (const { demarche, ...one } of measures) {
        retard.set({ demarche }, one.retardSecondes);
        echecs.set({ demarche }, one.echecs);
        aRattacher.set({ demarche }, one.aRattacher);
        attente.set({ demarche }, one.attenteSecondes);
        incidents.set({ demarche }, one.incidents);
        ecarts.set({ demarche }, one.ecarts);
        suspendue.set({ demarche }, one.suspendue);
        empechements.set({ demarche }, one.empechements);
        if (one.jetonJours !== null) jeton.set({ demarche }, one.jetonJours);
      }
    },
  };
}
