/** What a party, or whoever reaches the engine, can send so that a case goes on no more (F1, F7). */
import { randomUUID } from 'node:crypto';
import type { Payload } from '@temporalio/common';
import { verdict, type AttackClass, type Verdict } from './attack.ts';
import { sendDocuments, validated } from './cases.ts';
import { today, type Target } from './target.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const payload = (encoding: string, data: string): Payload => ({
  metadata: { encoding: bytes(encoding) },
  data: bytes(data),
});
const json = (value: unknown) => [payload('json/plain', JSON.stringify(value) ?? 'null')];
const message = (data: object, more: object = {}) =>
  json({ id: randomUUID(), acteur: 'ars', donnees: { le: today(), ...data }, ...more });

const SIGNALS: readonly (readonly [what: string, name: string, payloads: readonly Payload[] | undefined])[] = [
  ['libération nulle', 'territoire-libere', json(null)],
  ['souffrance sans rien', 'avis-en-souffrance', undefined],
  ['souffrance nulle', 'avis-en-souffrance', json(null)],
  ['corriger __proto__', 'corriger', message({ objet: '__proto__', valeur: '2026-01-01', motif: 'x' })],
  ['corriger constructor', 'corriger', message({ objet: 'constructor', valeur: '2026-01-01', motif: 'x' })],
  ['ni JSON', 'consigner-echange', [payload('json/plain', '{"le":')]],
  ['sans encodage', 'consigner-echange', [{ data: bytes('{}') }]],
  ['encodage inconnu', 'consigner-echange', [payload('application/x-inconnu', '{}')]],
  ['protobuf', 'consigner-echange', [payload('json/protobuf', '{}')]],
  ['chiffré', 'consigner-echange', [payload('binary/encrypted', '0123456789abcdef')]],
  ['NUL dans sujet', 'consigner-echange', message({ sujet: 'a\0b' })],
  ['demi-caractère', 'consigner-echange', message({ sujet: '\ud800' })],
  ['NUL dans acteur', 'consigner-echange', message({}, { acteur: 'a\0' })],
  ['NUL dans une clé', 'consigner-echange', message({ preuve: { 'a\0': 'x' } })],
  ['acteur 7', 'consigner-echange', message({}, { acteur: 7 })],
  ['acteur objet', 'consigner-echange', message({}, { acteur: { x: 1 } })],
];

async function send(
  { engine }: Target,
  ess: string,
  signalName: string,
  payloads: readonly Payload[] | undefined,
): Promise<void> {
  if (engine === undefined) throw new Error('the engine is not within reach');
  const { client, namespace } = engine;
  await client.workflowService.signalWorkflowExecution({
    namespace,
    workflowExecution: { workflowId: ess },
    signalName,
    requestId: randomUUID(),
    ...(payloads === undefined ? {} : { input: { payloads: [...payloads] } }),
  });
}

async function eachAlive(target: Target, signals: typeof SIGNALS): Promise<Verdict> {
  const frozen: string[] = [];
  // Four cases at a time: as many as two cores take without answering late.
  for (let from = 0; from < signals.length; from += 4)
    await Promise.all(
      signals.slice(from, from + 4).map(async ([what, name, payloads]) => {
        const ess = await target.openCase();
        await send(target, ess, name, payloads);
        if (!(await target.alive(ess))) frozen.push(what);
      }),
    );
  return verdict(
    frozen.length === 0,
    frozen.length === 0 ? `${signals.length} dossiers vont` : `arrêtés : ${frozen.join(', ')}`,
  );
}

export const ENGINE_DOOR: AttackClass = {
  name: 'porte du moteur et octets',
  attacks: [
    {
      title: 'F7 · un Signal sur quatre de la liste, chacun sur un dossier neuf',
      run: (target) =>
        eachAlive(
          target,
          SIGNALS.filter((_, index) => index % 4 === 0),
        ),
    },
    {
      title: 'F7 · seize Signals, chacun sur un dossier neuf',
      slow: true,
      run: (target) => eachAlive(target, SIGNALS),
    },
    {
      title: 'F7 · deux Signals de 1,2 Mo à la fois',
      slow: true,
      async run(target) {
        const ess = await target.openCase();
        const motif = 'a'.repeat(1_200_000);
        await Promise.all([1, 2].map(() => send(target, ess, 'consigner-echange', message({ motif }))));
        const alive = await target.alive(ess, 45_000);
        return verdict(alive, alive ? 'le dossier va' : 'arrêté');
      },
    },
    {
      title: 'mille Signals inconnus ou refusés : le dossier va',
      slow: true,
      async run(target) {
        const ess = await target.openCase();
        for (let sent = 0; sent < 1000; sent += 50)
          await Promise.all(
            Array.from({ length: 50 }, (_, index) =>
              send(
                target,
                ess,
                index % 2 === 0 ? 'inconnu' : 'valider-lettre-intention',
                message({}, { acteur: 'porteur' }),
              ),
            ),
          );
        const alive = await target.alive(ess, 60_000);
        return verdict(alive, alive ? 'le dossier va' : 'arrêté');
      },
    },
    {
      title: 'F1 · dix vérifications de pièces de 300 Ko par la caisse : le dossier va',
      slow: true,
      async run(target) {
        const ess = await validated(target, 'cardiologie');
        await sendDocuments(target, ess, ['statuts']);
        await target.act(ess, 'deposer-pieces', 'porteur-01', { pieces: [{ code: 'statuts' }] });
        const pieces = Array.from({ length: 50 }, () => ({
          code: 'statuts',
          conforme: false,
          motif: '€'.repeat(2000),
        }));
        const statuses: number[] = [];
        let why = '';
        for (let time = 0; time < 10; time += 1) {
          const { status, body } = await target.act(ess, 'verifier-pieces', 'caisse-gironde', { pieces });
          statuses.push(status);
          why = typeof body['detail'] === 'string' ? body['detail'] : '';
        }
        const alive = await target.alive(ess, 40_000);
        return verdict(
          alive && statuses.every((status) => status < 500),
          `${statuses.join(' ')} ${why} ; ${alive ? 'le dossier va' : 'arrêté'}`,
        );
      },
    },
    {
      title: 'F1 · cent dix dépôts de pièces aux longs textes par le porteur, en deux requêtes : le dossier va',
      slow: true,
      async run(target) {
        const ess = await validated(target, 'rhumatologie');
        const long = '€'.repeat(100);
        const pieces = Array.from({ length: 50 }, () => ({
          code: 'budget-previsionnel',
          exercice: 999,
          canal: 'demarches-simplifiees',
          activite: 'consultations-avancees',
        }));
        const donnees = {
          le: today(),
          pieces,
          motif: '€'.repeat(2000),
          preuve: { nature: long, reference: '€'.repeat(200) },
        };
        const commandes = Array.from({ length: 55 }, () => ({ ess, commande: 'deposer-pieces', donnees }));
        const answers = [];
        for (let time = 0; time < 2; time += 1)
          answers.push(await target.ask('/api/v1/commandes', { as: 'porteur-01', body: { commandes } }));
        const alive = await target.alive(ess, 40_000);
        return verdict(
          alive,
          `${answers.map(({ status }) => status).join(' ')} ; ${alive ? 'le dossier va' : 'arrêté'}`,
        );
      },
    },
  ],
};
