/** What is of one dossier is tried again alone; what is of all (our API, the database away) stops the turn and is begun again with it. */
import { expect, test } from 'vitest';
import { EssAway } from '../../demarches/inbound/context.ts';
import { causeOf } from '../../demarches/inbound/import.ts';

const deLaBase = (code: string, message = 'x') => Object.assign(new Error(message), { name: 'error', code });

test.each([
  ['la base arrêtée par un administrateur', deLaBase('57P01')],
  ['la base tombée', deLaBase('57P02')],
  ['la base qui redémarre', deLaBase('57P03')],
  ['une connexion refusée', deLaBase('ECONNREFUSED')],
  ['une connexion coupée', new Error('Connection terminated unexpectedly')],
])('%s n’est la faute d’aucun dossier', (_titre, erreur) => {
  expect(causeOf(erreur)).toBeUndefined();
});

test('notre API éteinte non plus', () => {
  expect(causeOf(new EssAway('503'))).toBeUndefined();
});

test('une donnée que la base refuse est de ce dossier, sans un mot de ce qu’elle contient', () => {
  expect(causeOf(deLaBase('22P02', 'invalid input syntax: « Médecin 01 »'))).toEqual({ cause: 'interne:error' });
});
