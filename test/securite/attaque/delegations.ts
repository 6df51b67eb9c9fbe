/** Acting for another: others' delegations, those that are over, and what outlives one. */
import { randomUUID } from 'node:crypto';
import { verdict, type AttackClass } from './attack.ts';
import { siretOf, today, type Target } from './target.ts';

const GIVER = 'ars-nouvelle-aquitaine';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Somebody else of the giver's organisation, under a delegation of theirs. */
async function delegated(target: Target) {
  const sub = `agent-${randomUUID().slice(0, 8)}`;
  const token = await target.forge({ sub, siret: siretOf(GIVER) });
  const sujet = `${target.issuer}|${sub}`;
  const { body, status } = await target.ask('/api/v1/delegations', {
    as: GIVER,
    body: { delegataire: sujet, du: today(), au: inDays(5), motif: 'Congés.' },
  });
  if (status !== 201) throw new Error(`no delegation was given: ${status}`);
  const id = String(body['id']);
  return { id, token, sujet, under: { token, headers: { 'x-delegation': id } } };
}

export const DELEGATIONS: AttackClass = {
  name: 'délégations',
  attacks: [
    {
      title: 'd’une autre organisation, d’une autre personne, inventée, révoquée, passée à un tiers',
      async run(target) {
        const { id, token, sujet, under } = await delegated(target);
        const good = (await target.ask('/api/v1/moi', under)).status;
        const others = await Promise.all(
          ['ars-bretagne', 'caisse-gironde', 'porteur-01', GIVER].map((as) =>
            target.ask('/api/v1/moi', { as, headers: { 'x-delegation': id } }),
          ),
        );
        const odd = await Promise.all(
          ['0', '-1', '999999', 'x', `${id},${id}`, `${id} or 1=1`, randomUUID(), '%00'].map((value) =>
            target.ask('/api/v1/moi', { token, headers: { 'x-delegation': value } }),
          ),
        );
        const passedOn = await target.ask('/api/v1/delegations', {
          ...under,
          body: { delegataire: `${sujet}-2`, du: today(), au: inDays(1), motif: 'x' },
        });
        await target.ask(`/api/v1/delegations/${id}`, { as: GIVER, method: 'DELETE' });
        const revoked = await target.ask('/api/v1/moi', under);
        const tries = [...others, ...odd, passedOn, revoked].map(({ status }) => status);
        return verdict(
          good === 200 && tries.every((status) => status >= 400 && status < 500),
          `${good} ; ${tries.join(' ')}`,
        );
      },
    },
    {
      title: 'F11 · rien de ce qui est fait sous une délégation ne lui survit',
      async run(target) {
        const made = await target.ask('/api/v1/abonnements', {
          as: GIVER,
          body: { adresse: 'https://partenaire.exemple.fr/ess' },
        });
        const subscription = String(made.body['id']);
        const { id, under } = await delegated(target);
        const ess = await target.openCase();
        const secret = await target.ask(`/api/v1/abonnements/${subscription}/secrets`, { ...under, body: {} });
        const calendar = await target.ask('/api/v1/calendriers', { ...under, body: { ess } });
        const created = await target.ask('/api/v1/abonnements', {
          ...under,
          body: { adresse: 'https://autre.exemple.fr/ess' },
        });
        // A mandate to oneself, as one who has no role: what is left of it once the delegation is over.
        const mandate = await target.ask(`/api/v1/ess/${ess}/mandats`, {
          ...under,
          body: { titulaire: `sujet:${target.issuer}|porteur-03` },
        });
        await target.ask(`/api/v1/delegations/${id}`, { as: GIVER, method: 'DELETE' });
        const left = await target.ask(`/api/v1/ess/${ess}`, { as: 'porteur-03' });
        await target.ask(`/api/v1/abonnements/${subscription}`, { as: GIVER, method: 'DELETE' });
        const lasting = { secret: secret.status, calendrier: calendar.status, abonnement: created.status };
        const fell = Object.values(lasting).some((status) => status < 400) || left.status === 200;
        return verdict(
          made.status === 201 && !fell,
          `${JSON.stringify(lasting)}, mandat ${mandate.status}, ensuite ${left.status}`,
        );
      },
    },
    {
      title: 'F11 · une délégation qui commence dans soixante-dix ans',
      async run(target) {
        const { status } = await target.ask('/api/v1/delegations', {
          as: GIVER,
          body: { delegataire: `${target.issuer}|loin`, du: '2098-01-01', au: '2098-06-01', motif: 'x' },
        });
        return verdict(status === 400, `${status}`);
      },
    },
  ],
};
