/** deploy/kubernetes, rendered by kustomize and checked against the schemas of Kubernetes; then what it says, beside Compose. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { commande, lire, RACINE, reussir } from './podman.ts';

const KUSTOMIZE = 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1';
const VALIDATE = 'sigs.k8s.io/kubectl-validate@v0.0.4';
const sansGo = (await commande('go', ['version'])).code !== 0;
if (sansGo)
  console.warn('[conteneurs: there is no Go on this machine to build kustomize: deploy/kubernetes is not rendered]');

interface Conteneur {
  readonly image: string;
  readonly args: readonly string[];
  readonly env?: readonly { readonly name: string }[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly securityContext: object;
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
  readonly volumeMounts: readonly { readonly mountPath: string }[];
}
interface Pod {
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: object;
  readonly containers: readonly Conteneur[];
  readonly volumes: readonly {
    readonly secret?: { readonly secretName: string; readonly items: readonly { key: string }[] };
  }[];
}
interface Objet {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly podSelector?: Selecteur;
    readonly policyTypes?: readonly string[];
    readonly template?: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: Pod;
    };
  };
}
interface Selecteur {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly values: readonly string[] }[];
}

describe.skipIf(sansGo)('Kubernetes', () => {
  let outils: string;
  beforeAll(async () => {
    outils = await mkdtemp(join(tmpdir(), 'ess-kubernetes-'));
    for (const outil of [KUSTOMIZE, VALIDATE])
      await reussir('go', ['install', outil], { env: { GOBIN: outils, GOFLAGS: '', CGO_ENABLED: '0' } });
  });
  afterAll(() => rm(outils, { recursive: true, force: true }));

  const rendu = (dossier: string) =>
    reussir(join(outils, 'kustomize'), ['build', join(RACINE, 'deploy/kubernetes', dossier)]);
  async function valider(texte: string) {
    const fichier = join(outils, 'rendu.yaml');
    await writeFile(fichier, texte);
    return commande(join(outils, 'kubectl-validate'), [fichier]);
  }
  const objets = async (dossier: string) => parseAllDocuments(await rendu(dossier)).map((un) => un.toJS() as Objet);
  const charges = async (dossier: string) =>
    (await objets(dossier)).flatMap((un) =>
      un.spec?.template === undefined ? [] : [{ ...un, pod: un.spec.template.spec }],
    );

  test.each(['base', 'jobs', 'example/base', 'example/jobs'])(
    '« %s » a la forme que Kubernetes attend',
    async (dossier) => {
      expect(await valider(await rendu(dossier))).toMatchObject({ code: 0 });
    },
  );

  test('une faute de forme est refusée', async () => {
    const faute = (await rendu('base')).replace('livenessProbe:', 'livenesProbe:');
    expect(await valider(faute)).toMatchObject({ code: 1, dit: expect.stringContaining('livenesProbe') as string });
  });

  test('aucun conteneur n’a de droits de trop : ni root, ni écriture, ni capacité, ni jeton du cluster ; sa mémoire est bornée', async () => {
    const tous = [...(await charges('base')), ...(await charges('jobs'))];
    expect(tous).toHaveLength(6);
    for (const { metadata, pod } of tous) {
      expect(metadata.namespace).toBe('ess');
      expect(pod, metadata.name).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          fsGroup: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      });
      for (const conteneur of pod.containers)
        expect(conteneur, metadata.name).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          resources: { limits: { cpu: expect.anything() as string, memory: expect.anything() as string } },
        });
    }
  });

  test('chaque programme a ses sondes, un budget, et des règles de réseau dans les deux sens', async () => {
    const tous = await objets('base');
    const de = (genre: string) => tous.filter(({ kind }) => kind === genre);
    expect(de('Deployment').map(({ metadata }) => metadata.name)).toEqual(['api', 'codec', 'console', 'worker']);
    for (const { metadata, spec } of de('Deployment')) {
      const etiquettes = spec.template?.metadata.labels ?? {};
      for (const { livenessProbe, readinessProbe } of spec.template?.spec.containers ?? []) {
        expect(livenessProbe, metadata.name).toBeDefined();
        expect(readinessProbe, metadata.name).toBeDefined();
      }
      const choisi = (selecteur: Selecteur | undefined) =>
        Object.entries(selecteur?.matchLabels ?? {}).every(([cle, valeur]) => etiquettes[cle] === valeur) &&
        (selecteur?.matchExpressions ?? []).every(({ key, values }) => values.includes(etiquettes[key] ?? ''));
      expect(
        de('PodDisruptionBudget').filter((un) => choisi(un.spec.selector)),
        metadata.name,
      ).toHaveLength(1);
      // Beyond the one that forbids everything.
      const regles = de('NetworkPolicy').filter((un) => un.metadata.name !== 'rien' && choisi(un.spec.podSelector));
      expect(new Set(regles.flatMap((un) => un.spec.policyTypes ?? [])), metadata.name).toEqual(
        new Set(['Ingress', 'Egress']),
      );
    }
  });

  test('les programmes sont ceux de Compose, avec les mêmes réglages et les mêmes secrets', async () => {
    const compose = parse(lire('docker-compose.yml'), { merge: true }) as {
      services: Record<
        string,
        { image: string; command?: string[]; environment?: Record<string, string>; secrets?: string[] }
      >;
    };
    const nomme: Record<string, string> = { migrations: 'migrer', moteur: 'preparer-moteur' };
    const cartes = (await objets('base')).filter(({ kind }) => kind === 'ConfigMap');
    const tous = [...(await charges('base')), ...(await charges('jobs'))];
    for (const [nom, { image, command, environment = {}, secrets }] of Object.entries(compose.services)) {
      if (!image.startsWith('ess:')) continue;
      const { pod } = tous.find(({ metadata }) => metadata.name === (nomme[nom] ?? nom)) ?? {};
      const [conteneur] = pod?.containers ?? [];
      expect(conteneur?.args, nom).toEqual(command);
      const donnes = [
        ...(conteneur?.env ?? []).map(({ name }) => name),
        ...(conteneur?.envFrom ?? []).flatMap(({ configMapRef }) =>
          Object.keys(cartes.find(({ metadata }) => metadata.name === configMapRef.name)?.data ?? {}),
        ),
      ];
      // The image has them.
      const attendus = Object.keys(environment).filter((un) => !(nom === 'api' && un === 'PORT') && un !== 'HOST');
      expect(donnes, nom).toEqual(expect.arrayContaining(attendus));
      const cles = pod?.volumes.flatMap(({ secret }) => secret?.items.map(({ key }) => key) ?? []);
      expect(new Set(cles), nom).toEqual(new Set(secrets));
    }
  });

  test('l’exemple change l’image, les adresses et l’accès à la base, des programmes et des travaux', async () => {
    for (const dossier of ['example/base', 'example/jobs']) {
      for (const { pod, metadata } of await charges(dossier))
        for (const { image } of pod.containers)
          expect(image, metadata.name).toMatch(/^registre\.exemple\.invalid\/ess:\d/);
      expect(await rendu(dossier)).toContain('cidr: 192.0.2.10/32');
    }
    expect(await readFile(join(RACINE, 'deploy/kubernetes/example/base/entree.yaml'), 'utf8')).toContain('tls:');
  });
});
