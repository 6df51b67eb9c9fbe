/**
 * deploy/prometheus and deploy/grafana/ess.json for real: Prometheus reads our programs through ten minutes of work (DUREE=, in
 * minutes), then through faults one after the other. The alerts that docs/alertes.md promises fire in their time, no other
 * does, and they stop once the fault is healed; every query of the dashboard has its data.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { newKey } from '../../engine/connection/keys.ts';
import { aujourdhui, conclureAmorcage } from '../production/deploiement.ts';
import { secret } from '../production/processus.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { A_PART, charger } from './charge.ts';
import { CADENCE, ecrireConfiguration, regles, type Configuration } from './configuration.ts';
import { LENTES, ouvrirDossier, provoquerErreurs, provoquerLentes, suivreDemarche } from './pannes-lentes.ts';
import { demarrerPrometheus, maintenant, type Prometheus } from './prometheus.ts';
import { ouvrirTopologie, type Topologie } from './topologie.ts';
import { veiller, type Veille } from './veille.ts';

const RACINE = join(import.meta.dirname, '../..');
const DUREE_S = Number(process.env['DUREE'] ?? 10) * 60;
/** A share of errors of the last five minutes, or a file of targets: what is healed shows no later. */
const GUERISON_S = 360;
const outils = inject('outils');

/** Alerts that no fault of these tests can bring in an hour: alertes-essais.yml alone shows that they fire. */
const AILLEURS = [
  'EcheanceLegaleSansEffet', // a day of the law must be over
  'VerificationAncienne', // one hour, and two days
  'DemarcheARegarder', // six hours
  'TachesDeWorkflowEnAttente', // a load that this machine cannot bring at will
  'ActivitesEnAttente',
  'PlusDePlaceDansLesExecutants',
];

/** They say that work waits: true on a machine that is busy, and after any fault that makes it wait. Told, not judged. */
const DE_LA_MACHINE = ['TachesDeWorkflowEnAttente', 'ActivitesEnAttente'];

describe.skipIf(outils === undefined)('Prometheus', () => {
  let dossier: string;
  let topologie: Topologie;
  let configuration: Configuration;
  let prometheus: Prometheus;
  let veille: Veille;
  let debut: number;
  const bilan: string[] = CADENCE === 1 ? [] : [`  (delays divided by ${CADENCE})`];
  const promtool = (...args: readonly string[]) =>
    promisify(execFile)(outils?.promtool ?? '', [...args], { cwd: RACINE });

  beforeAll(async () => {
    dossier = await temporaryFolder();
    topologie = await ouvrirTopologie(dossier, outils?.node_exporter ?? '');
    await suivreDemarche(topologie);
    configuration = await ecrireConfiguration(dossier, topologie.adresses);
    prometheus = await demarrerPrometheus(outils?.prometheus ?? '', configuration.fichier, dossier);
    veille = veiller(prometheus, bilan);
    debut = maintenant();
  });
  afterAll(async () => {
    console.log(`[prometheus:\n${bilan.join('\n')}]`);
    await prometheus?.fermer();
    await topologie?.fermer();
  });

  const dossierDe = async (): Promise<string> => {
    const [une] = await topologie.sql<{ ess: string }>('select ess from dossiers order by ess limit 1');
    return `${topologie.apis[0]}/ess/${une?.ess}`;
  };
  const echanger = (dossierUrl: string) =>
    topologie.deploiement.exiger(`${dossierUrl}/commandes/consigner-echange`, 'ars-nouvelle-aquitaine', {
      le: aujourdhui(),
      sujet: 'Point',
    });
  const ontSonne = async (depuis: number, jusqua = maintenant()) => {
    const toutes = await veille.ontSonne(depuis, jusqua);
    for (const une of toutes.filter((nom) => DE_LA_MACHINE.includes(nom)))
      bilan.push(`  ${une}: fired, of the machine`);
    return toutes.filter((nom) => !DE_LA_MACHINE.includes(nom));
  };
  const repondent = async () => {
    while ((await prometheus.cibles()).some(({ panne }) => panne !== '')) await pause(500);
  };

  /**
   * A fault, from its first instant to the silence that follows. `sonnent`: what must fire, with the seconds it takes to be seen;
   * `lentes`: the slow faults are under way.
   */
  async function panne(
    nom: string,
    arriver: () => Promise<unknown>,
    guerir: () => Promise<unknown>,
    sonnent: Readonly<Record<string, number>>,
    { guerison = GUERISON_S, lentes = false }: { guerison?: number; lentes?: boolean } = {},
  ): Promise<void> {
    const autres = [...DE_LA_MACHINE, ...(lentes ? [...Object.keys(LENTES), 'ErreursInternes'] : [])];
    await repondent();
    await veille.calme(autres, GUERISON_S);
    const instant = maintenant();
    bilan.push(nom);
    await arriver();
    await veille.sonnent(sonnent, instant);
    // Not later: on a machine that is busy, programs that start again may be missed for some minutes.
    const levees = await ontSonne(instant);
    await guerir();
    await veille.seTaisent(Object.keys(sonnent), guerison);
    expect(levees.filter((une) => !autres.includes(une))).toEqual(Object.keys(sonnent).toSorted());
  }

  test('promtool accepte la configuration et les règles, et chaque essai des règles passe', async () => {
    await promtool('check', 'rules', 'deploy/prometheus/alertes.yml');
    await promtool('check', 'config', 'deploy/prometheus/prometheus.yml');
    await promtool('check', 'config', configuration.fichier);
    await promtool('test', 'rules', 'deploy/prometheus/alertes-essais.yml');
  });

  test('le travail ordinaire : chaque cible répond, rien ne sonne, aucune demande n’échoue', async () => {
    const fin = maintenant() + DUREE_S;
    const charge = charger(topologie);
    // The life of a case until its first payment, in the middle of the others.
    await conclureAmorcage(topologie.deploiement, await ouvrirDossier(topologie, A_PART[0] ?? ''));
    await repondent();
    expect([...new Set((await prometheus.cibles()).map(({ job }) => job))].toSorted()).toEqual(
      [...configuration.travaux].toSorted(),
    );
    await pause(Math.max(0, (fin - maintenant()) * 1000));
    const statuts = await charge.cesser();
    bilan.push(`work: ${[...statuts].map(([statut, nombre]) => `${nombre} × ${statut}`).join(', ')}`);
    expect([...statuts.keys()].filter((statut) => statut === 0 || statut >= 500)).toEqual([]);
    expect(await ontSonne(debut)).toEqual([]);
  });

  test('PostgreSQL arrêté : la base et le moteur ne répondent plus', async () => {
    const { postgres } = topologie.pieces;
    await panne('PostgreSQL stopped', postgres.arreter, () => postgres.demarrer(), {
      BaseInjoignable: 0,
      MoteurInjoignable: 0,
    });
  });

  let lenteDepuis: number;
  let guerirLentes: () => Promise<void>;
  let guerirErreurs: () => Promise<void>;
  test('les pannes lentes commencent, et vont leur cours pendant les suivantes', async () => {
    const lente = await ouvrirDossier(topologie, A_PART[1] ?? '');
    lenteDepuis = maintenant();
    guerirLentes = await provoquerLentes(topologie, lente);
    guerirErreurs = await provoquerErreurs(topologie);
  });

  test('une API sur deux arrêtée : son absence sonne, avec son adresse', async () => {
    const [, api] = topologie.pieces.api;
    if (api === undefined) throw new Error('there is no second API');
    await panne(
      'one API of two stopped',
      () => api.arreter(),
      () => api.demarrer(),
      { ProgrammeAbsent: 0 },
      { lentes: true },
    );
  });

  test('les exécutants arrêtés, et leurs noms avec eux : plus personne ne sert la file', async () => {
    const { worker } = topologie.pieces;
    const noms = ['worker:9464', 'worker:9465'] as const;
    await panne(
      'workers stopped, their names gone',
      async () => {
        await Promise.all(worker.map((un) => un.arreter()));
        for (const nom of noms) await configuration.cibler(nom, []);
      },
      async () => {
        await Promise.all(worker.map((un) => un.demarrer()));
        for (const nom of noms) await configuration.cibler(nom, topologie.adresses[nom]);
      },
      { AucunExecutant: 0, ProgrammeAbsent: 0 },
      { lentes: true },
    );
  });

  test('des exécutants sans la clé des dossiers : les tâches échouent, les dossiers touchés s’arrêtent, et repartent', async () => {
    const { worker } = topologie.pieces;
    const autreCle = await secret(dossier, 'autre-cle', newKey(new Date()));
    const relancer = async (env?: Readonly<Record<string, string>>) => {
      await Promise.all(worker.map((un) => un.arreter()));
      await Promise.all(worker.map((un) => un.demarrer(env)));
    };
    await relancer({ ESS_CLES: autreCle });
    const touche = await dossierDe();
    await panne(
      'workers without the key',
      // Answered once its task no longer fails, or never.
      () => Promise.resolve(void echanger(touche).catch(() => undefined)),
      () => relancer(),
      { TachesDeWorkflowEnEchec: 60, DossierArrete: 240 },
      { lentes: true, guerison: 900 },
    );
  });

  test('des écritures de l’API échouent depuis dix minutes : cela sonne, et se tait', async () => {
    bilan.push('writes of the API that fail');
    await veille.sonnent({ ErreursInternes: 120 }, lenteDepuis);
    await guerirErreurs();
  });

  test('le moteur arrêté : les API le disent', async () => {
    const { moteur } = topologie.pieces;
    await panne('engine stopped', moteur.arreter, () => moteur.demarrer(), { MoteurInjoignable: 0 }, { lentes: true });
  });

  test('un écart dans les comptes : la vérification suivante le fait sonner', async () => {
    await panne(
      'a protection of the journal disabled',
      async () => {
        await topologie.sql('alter table journal disable trigger journal_chaine');
        await topologie.verifier();
      },
      async () => {
        await topologie.sql('alter table journal enable always trigger journal_chaine');
        await topologie.verifier();
      },
      { ComptesInexacts: 60 },
      { lentes: true },
    );
  });

  test('les pannes lentes ont sonné en leur temps, et se taisent une fois réparées', async () => {
    await veille.seTaisent(['ErreursInternes'], GUERISON_S);
    bilan.push('mail refused, an effect that fails, a partner gone, a démarche that nobody reads');
    await veille.sonnent(LENTES, lenteDepuis);
    await guerirLentes();
    await veille.seTaisent(Object.keys(LENTES), GUERISON_S);
  });

  test('chaque mesure des alertes, chaque courbe du tableau a eu des données', async () => {
    const fin = maintenant();
    const vides: string[] = [];
    const { panels } = JSON.parse(readFileSync(join(RACINE, 'deploy/grafana/ess.json'), 'utf8')) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    for (const { title, targets } of panels)
      for (const { expr } of targets) if (!(await aDesValeurs(expr, fin))) vides.push(`${title}: ${expr}`);
    for (const { alert, expr } of regles) {
      await prometheus.lire(expr, debut, fin);
      for (const [mesure] of expr.matchAll(/\b(ess|temporal)_\w+/g))
        if (!(await aDesValeurs(`{__name__=~"${mesure}(_total)?"}`, fin))) vides.push(`${alert}: ${mesure}`);
    }
    bilan.push(`without data: ${vides.join('; ') || 'nothing'}`);
    expect(vides).toEqual([]);
    const levees = await ontSonne(debut);
    expect([...levees, ...AILLEURS].toSorted()).toEqual(regles.map(({ alert }) => alert).toSorted());
  });
  const aDesValeurs = async (requete: string, fin: number): Promise<boolean> =>
    (await prometheus.lire(requete, debut, fin)).some(({ values }) => values.some(([, valeur]) => valeur !== 'NaN'));
});
