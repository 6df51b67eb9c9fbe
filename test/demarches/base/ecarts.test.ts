/** The differences that a reading finds between Démarche Numérique and the journal, and closes. */
import { expect, test } from 'vitest';
import { turn } from '../../../demarches/turn.ts';
import { decider, repasserEnInstruction } from '../../../local/demarche-numerique/world/agent.ts';
import { retirer } from '../../../local/demarche-numerique/world/applicant.ts';
import { overviewOfDemarches } from '../../../records/demarches/overview.ts';
import { chaqueRegion } from './essai.ts';

const essai = chaqueRegion('2026-03-03T10:00:00');

const tourner = async (entier = false) => {
  await essai.region.patienter();
  return turn(essai.region.lettres, entier);
};
const ecarts = async () =>
  (await overviewOfDemarches(essai.region.lettres.pool)).flatMap((une) =>
    une.ecarts.map(({ quoi, phrase }) => [quoi, phrase]),
  );
const lettre = async () => {
  const dossier = essai.region.depose();
  await tourner();
  await tourner();
  return { dossier, ess: [...essai.region.etats.keys()][0] ?? '' };
};
const valider = (ess: string, le: string) =>
  essai.region.post(
    `/ess/${ess}/commandes/valider-lettre-intention`,
    { le, motif: 'La caisse a été entendue.' },
    { comme: 'ars' },
  );

test('une décision écrite là-bas dans le même tour n’est pas un écart', async () => {
  const { ess } = await lettre();
  await valider(ess, '2026-03-03');
  expect(await tourner(true)).toMatchObject({ ecrits: 1, ecarts: 0 });
  expect(await ecarts()).toEqual([]);
});

test('une réouverture là-bas est un écart, depuis le jour où elle est vue ; refermée, il s’en va', async () => {
  const { region } = essai;
  const { dossier, ess } = await lettre();
  await valider(ess, '2026-03-03');
  await tourner();
  repasserEnInstruction(region.dn.world, dossier, region.agent);
  expect(await tourner(true)).toMatchObject({ ecarts: 1 });
  const vu = (await overviewOfDemarches(region.lettres.pool))[0]?.ecarts[0]?.depuis;
  expect(await ecarts()).toEqual([['decision', 'Accepté ici, sans décision dans Démarche Numérique.']]);
  await region.avancer('2026-03-06T10:00:00');
  await tourner(true);
  expect((await overviewOfDemarches(region.lettres.pool))[0]?.ecarts[0]?.depuis).toBe(vu);
  decider(region.dn.world, dossier, region.agent, { decision: 'accepte', motivation: 'Refermé.' });
  await tourner(true);
  // The agent closed it on another day than ours: that is what remains.
  expect(await ecarts()).toEqual([
    ['date-de-decision', 'Décidé le 6 mars 2026 dans Démarche Numérique, le 3 mars 2026 ici.'],
  ]);
});

test('un classement sans suite est un écart tant que rien n’est décidé ici', async () => {
  const { region } = essai;
  const { dossier } = await lettre();
  decider(region.dn.world, dossier, region.agent, { decision: 'sans_suite', motivation: 'Doublon.' });
  await tourner();
  expect(await ecarts()).toEqual([['decision', 'Classé sans suite dans Démarche Numérique, sans décision ici.']]);
});

test('un retrait est un écart ; une écriture qui échoue aussi, et plus une fois faite', async () => {
  const { region } = essai;
  region.lettres.correspondance.ecriture = false;
  const { dossier, ess } = await lettre();
  retirer(region.dn.world, dossier);
  await tourner();
  expect(await ecarts()).toEqual([['disparu', 'Retiré dans Démarche Numérique, et le dossier suit son cours ici.']]);
  await valider(ess, '2026-03-03');
  await tourner();
  expect(await ecarts()).toEqual([]);
});

test('une décision qui ne s’écrit pas est un écart, et plus une fois écrite', async () => {
  const { region } = essai;
  const { ess } = await lettre();
  await valider(ess, '2026-03-03');
  region.dn.faults.next({ kind: 'erreur-500', operation: 'accepter' });
  await tourner();
  expect(await ecarts()).toEqual([['decision', 'Accepté ici, sans décision dans Démarche Numérique.']]);
  await region.patienter(10);
  await tourner();
  expect(await ecarts()).toEqual([]);
});
