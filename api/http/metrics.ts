/** What a supervisor reads (Prometheus). Labels come from closed lists: routes, statuses, commands, rules. No one is named. */
import type { Request, RequestHandler } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { evenementsDus } from '../../domain/decider.ts';
import { instant } from '../../domain/valeurs.ts';
import type { ApiDeps } from '../ports.ts';
import { demarcheGauges } from './demarche-gauges.ts';

/** What is counted as it happens. */
const registry = new Registry();

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']);

const requests = new Histogram({
  name: 'ess_http_duree_secondes',
  help: 'Requêtes HTTP : durée, par méthode, route et statut',
  labelNames: ['methode', 'route', 'statut'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers: [registry],
});

/** Commands whose events are in the journal. */
export const accepted = new Counter({
  name: 'ess_commandes_acceptees_total',
  help: 'Commandes acceptées, leurs événements au journal',
  labelNames: ['commande'],
  registers: [registry],
});

/** Refusals of the law or of the matrix of rights. */
export const refused = new Counter({
  name: 'ess_refus_total',
  help: 'Refus, par nature et par règle',
  labelNames: ['nature', 'regle'],
  registers: [registry],
});

/** Answers that are no success, of whatever kind: tokens refused, forms, limits, unavailability. */
export const problems = new Counter({
  name: 'ess_problemes_total',
  help: 'Réponses négatives, par type de problème',
  labelNames: ['type'],
  registers: [registry],
});

/** The route as it is declared (`/ess/:ess/journal`), never the address; `aucune` when none was reached. */
export function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: unknown };
  return typeof path === 'string' ? path : 'aucune';
}

export const measured: RequestHandler = (request, response, next) => {
  const done = requests.startTimer();
  response.once('close', () => {
    done({
      methode: METHODS.has(request.method) ? request.method : 'autre',
      route: routeOf(request),
      statut: response.statusCode,
    });
  });
  next();
};

const PATIENCE_MS = 3000;
/** A timer fires within a second or two; what waits longer waits for somebody. */
const RETARD_ADMIS_MS = 5 * 60_000;

async function answers(ping: Promise<void>): Promise<0 | 1> {
  const late = new Promise<0>((resolve) => setTimeout(() => resolve(0), PATIENCE_MS).unref());
  return Promise.race([
    ping.then(
      () => 1 as const,
      () => 0 as const,
    ),
    late,
  ]);
}

/** What is read at each visit of the supervisor. Without the database the gauges that it feeds disappear, rather than lie. */
export function createMetrics({ cases, records }: Pick<ApiDeps, 'cases' | 'records'>): () => Promise<string> {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers: [own] });
  const moteur = gauge('ess_moteur_disponible', 'Le moteur Temporal répond (1) ou non (0)');
  const base = gauge('ess_base_disponible', 'PostgreSQL répond (1) ou non (0)');
  const avis = gauge('ess_avis_en_attente', 'Avis écrits et pas encore envoyés');
  const age = gauge('ess_avis_plus_ancien_secondes', 'Âge du plus ancien avis en attente');
  const incidents = gauge('ess_incidents_ouverts', 'Incidents ouverts, par nature', ['nature']);
  const paiements = gauge('ess_paiements', 'Ordres de paiement, par statut', ['statut']);
  const dossiers = gauge('ess_dossiers', 'Dossiers, par phase', ['phase']);
  const livraisons = gauge('ess_livraisons', 'Messages aux systèmes partenaires, par état', ['etat']);
  const ageLivraison = gauge('ess_livraison_plus_ancienne_secondes', 'Âge du plus ancien message en attente');
  const abonnements = gauge('ess_abonnements', 'Abonnements : en cours, ou pourquoi ils sont suspendus', ['etat']);
  const retards = gauge(
    'ess_echeances_sans_effet',
    'Dossiers dont une échéance légale est passée depuis plus de cinq minutes sans avoir produit son effet',
  );
  const demarches = demarcheGauges(own);
  const ours = [avis, age, incidents, paiements, dossiers, livraisons, ageLivraison, abonnements, retards];
  const fed = [...ours, ...demarches.gauges];

  async function readRecords(): Promise<void> {
    const { enAttente, plusAncienSecondes, parNature, parStatut, parPhase, ...partenaires } = await records.measure();
    avis.set(enAttente);
    age.set(plusAncienSecondes);
    for (const [nature, nombre] of Object.entries(parNature)) incidents.set({ nature }, nombre);
    for (const [statut, nombre] of Object.entries(parStatut)) paiements.set({ statut }, nombre);
    for (const [phase, nombre] of Object.entries(parPhase)) dossiers.set({ phase }, nombre);
    for (const [etat, nombre] of Object.entries(partenaires.parLivraison)) livraisons.set({ etat }, nombre);
    ageLivraison.set(partenaires.livraisonSecondes);
    for (const [etat, nombre] of Object.entries(partenaires.parAbonnement)) abonnements.set({ etat }, nombre);
    const limite = instant(Date.now() - RETARD_ADMIS_MS);
    const passes = await records.listPastDue();
    demarches.feed(await records.demarches.measure());
    retards.set(passes.filter((etat) => evenementsDus(etat, limite).length > 0).length);
  }

  return async () => {
    const [engine, database] = await Promise.all([answers(cases.ping()), answers(records.ping())]);
    moteur.set(engine);
    base.set(database);
    for (const one of fed) one.reset();
    if (database === 1) await readRecords();
    else for (const one of fed) one.remove({});
    return `${await registry.metrics()}\n${await own.metrics()}`;
  };
}
