/** The reading of all, at night: the list says which dossiers are to be asked for one by one. */
import { Kind } from 'graphql';
import { expect, test } from 'vitest';
import { turn } from '../../../demarches/turn.ts';
import type { Context } from '../../../demarches/inbound/context.ts';
import { NUMERO_LETTRE } from '../../../local/demarche-numerique/ready-made/index.ts';
import { passerEnInstruction } from '../../../local/demarche-numerique/world/agent.ts';
import { changing, publish } from '../../../local/demarche-numerique/world/revisions.ts';
import { LETTRE } from '../../local/demarche-numerique/lettre.ts';
import { chaqueRegion } from './essai.ts';

const essai = chaqueRegion('2026-03-03T10:00:00');
const SPECIALITES = ['Dermatologie', 'Cardiologie', 'Pneumologie', 'Neurologie'];

/** The letters, and of which dossiers the connector asked the service alone. */
function ecoute(): { readonly context: Context; readonly demandes: () => readonly number[] } {
  const { lettres } = essai.region;
  const numeros: number[] = [];
  const dn: Context['dn'] = {
    ...lettres.dn,
    ask(document, variables, numero) {
      const [operation] = document.definitions;
      if (operation?.kind === Kind.OPERATION_DEFINITION && operation.name?.value === 'lireDossier')
        numeros.push(numero ?? 0);
      return lettres.dn.ask(document, variables, numero);
    },
  };
  return { context: { ...lettres, dn }, demandes: () => numeros.splice(0) };
}
/** What a whole reading asks for alone, a day later. */
async function nuit({ context, demandes }: ReturnType<typeof ecoute>): Promise<readonly number[]> {
  await essai.region.patienter(24 * 60);
  demandes();
  expect(await turn(context, true)).toMatchObject({ entier: true, echecs: 0 });
  return demandes();
}
const reprises = async () => {
  const { region } = essai;
  const dossiers = SPECIALITES.map((specialite) => region.depose({ ...LETTRE, 1002: specialite }));
  const oreille = ecoute();
  for (let fois = 0; fois < 2; fois++) {
    await region.patienter();
    await turn(oreille.context);
  }
  return { dossiers, oreille };
};
const demarche = () => {
  const found = essai.region.dn.world.demarches.get(NUMERO_LETTRE);
  if (found === undefined) throw new Error('no démarche of letters');
  return found;
};

test('ne redemande aucun dossier dont la liste dit ce qu’elle disait', async () => {
  const { oreille } = await reprises();
  expect(await nuit(oreille)).toEqual([]);
  expect(await nuit(oreille)).toEqual([]);
});

test('redemande ceux qui passent à une nouvelle révision du formulaire, sans que leur date bouge, une fois', async () => {
  const { dossiers, oreille } = await reprises();
  const avant = dossiers.map(({ modifieLe }) => modifieLe);
  publish(essai.region.dn.world, demarche(), {
    champs: changing(demarche().revisions[0].champs, 1027, { label: 'Coopérations en place' }),
  });
  expect((await nuit(oreille)).toSorted()).toEqual(dossiers.map(({ number }) => number));
  expect(dossiers.map(({ modifieLe }) => modifieLe)).toEqual(avant);
  expect(await nuit(oreille)).toEqual([]);
});

test('redemande celui dont une relève n’a pas vu le changement, et lui seul', async () => {
  const { region } = essai;
  region.lettres.correspondance.ecriture = false;
  const { dossiers, oreille } = await reprises();
  const [, change] = dossiers;
  if (change === undefined) throw new Error('no dossier');
  const { modifieLe } = change;
  passerEnInstruction(region.dn.world, change, region.agent);
  // As if it had been written before the instant up to which everything was read.
  change.modifieLe = modifieLe;
  expect(await nuit(oreille)).toEqual([change.number]);
});

test('redemande ce qui attend quelqu’un, et tout quand la correspondance change', async () => {
  const { region } = essai;
  const { dossiers, oreille } = await reprises();
  const attend = region.depose({ ...LETTRE, 1002: 'Rhumatologie', 1020: ['59 - Nord'], 1021: '59' });
  await region.patienter();
  await turn(oreille.context);
  expect(await nuit(oreille)).toEqual([attend.number]);
  const { correspondance } = region.lettres;
  const { engages, ...champs } = correspondance.champs;
  expect(engages).toBeDefined();
  const autre = { ...oreille, context: { ...oreille.context, correspondance: { ...correspondance, champs } } };
  expect((await nuit(autre)).toSorted()).toEqual([...dossiers, attend].map(({ number }) => number));
});
