/** The same request twice, another under its key, and decisions at once. */
import { today } from '../../setup/today.ts';
import { randomUUID } from 'node:crypto';
import { verdict, type AttackClass } from './attack.ts';

const ARS = 'ars-nouvelle-aquitaine';
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const IDEMPOTENCY: AttackClass = {
  name: 'répétitions et courses',
  attacks: [
    {
      title: 'la clé d’un autre, la sienne pour autre chose, vingt fois la même à la fois',
      async run({ openCase, act, ask }) {
        const ess = await openCase();
        const key = { headers: { 'idempotency-key': randomUUID() } };
        const send = (as: string, compteRendu: string) => act(ess, 'consigner-echange', as, { compteRendu }, key);
        const same = await Promise.all(times(20, () => send(ARS, 'un')));
        const other = await send(ARS, 'un autre');
        const another = await send('caisse-gironde', 'un');
        const { body } = await ask(`/api/v1/ess/${ess}/journal`, { as: 'national' });
        const written = ((body['lignes'] ?? []) as { evenement: string }[]).filter(({ evenement }) =>
          /change/i.test(evenement),
        ).length;
        const ranks = new Set(same.filter(({ status }) => status === 200).map(({ body: said }) => said['rang']));
        const statuses = [...new Set(same.map(({ status }) => status))];
        const held =
          ranks.size === 1 &&
          statuses.every((status) => [200, 409, 503].includes(status)) &&
          other.status === 409 &&
          another.status === 200 &&
          written === 2;
        return verdict(
          held,
          `vingt : ${statuses.join(',')}, rangs ${[...ranks].join(',')} ; autre texte ${other.status} ; autre agent ${another.status} ; ${written} au journal`,
        );
      },
    },
    {
      title: 'deux porteurs, le même dépôt sous la même clé : deux dossiers',
      async run({ ask }) {
        const headers = { 'idempotency-key': randomUUID() };
        const body = {
          le: today(),
          specialites: ['dermatologie'],
          departements: ['33'],
          siege: '33',
          medecinsPresents: 140,
          liberaux: 120,
          engages: 37,
        };
        const made = await Promise.all(
          ['porteur-01', 'porteur-02', 'porteur-01'].map((as) => ask('/api/v1/ess', { as, headers, body })),
        );
        const [a, b, again] = made.map((one) => one.body['ess']);
        return verdict(a !== undefined && a !== b && a === again, `${String(a)} ${String(b)} ${String(again)}`);
      },
    },
    {
      title: 'vingt décisions sur le même état (If-Match) : une passe',
      // A specialty of its own: a rival told of meanwhile would be another state.
      async run({ openCase, act, ask }) {
        const ess = await openCase({ specialites: ['genetique-medicale'] });
        const etag = (await ask(`/api/v1/ess/${ess}`, { as: ARS })).headers.get('etag') ?? '';
        const all = await Promise.all(
          times(20, (index) =>
            act(ess, 'consigner-echange', ARS, { compteRendu: `s${index}` }, { headers: { 'if-match': etag } }),
          ),
        );
        const passed = all.filter(({ status }) => status === 200).length;
        const late = all.filter(({ status }) => status === 412).length;
        return verdict(
          etag !== '' && passed === 1 && late === 19,
          `${etag} : ${passed} passées, ${late} refusées (412)`,
        );
      },
    },
    {
      title: 'le dernier mandat, retiré par deux à la fois',
      async run({ openCase, ask }) {
        const ess = await openCase();
        const { body } = await ask(`/api/v1/ess/${ess}/mandats`, { as: 'porteur-01' });
        const [mandate] = body['mandats'] as { id: string }[];
        const both = await Promise.all(
          [ARS, ARS].map((as) => ask(`/api/v1/ess/${ess}/mandats/${mandate?.id}`, { as, method: 'DELETE' })),
        );
        const statuses = both.map(({ status }) => status).toSorted();
        return verdict(
          statuses.every((status) => [204, 404, 409].includes(status)),
          statuses.join(' et '),
        );
      },
    },
  ],
};
