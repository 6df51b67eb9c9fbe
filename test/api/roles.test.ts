/** `X-Role`: whom several attributions suit says in which role they act; nobody takes a role by asking. */
import { expect, test } from 'vitest';
import { api } from './support.ts';

const moi = async (role?: string) => {
  const { request } = await api();
  return request('/api/v1/moi', {
    headers: { comme: 'pilote-et-exploitant', ...(role === undefined ? {} : { 'x-role': role }) },
  });
};

test('sans X-Role, le premier rôle vaut, et les deux sont dits', async () => {
  const { body } = await moi();
  expect(body['role']).toBe('national');
  expect(body['roles']).toEqual(['national', 'exploitant']);
  expect(body['droits']).toContain('lire-journal');
});

test('X-Role prend l’autre, avec ses droits et eux seuls', async () => {
  const { body } = await moi('exploitant');
  expect(body['role']).toBe('exploitant');
  expect(body['roles']).toEqual(['exploitant', 'national']);
  expect(body['droits']).not.toContain('lire-journal');
});

test.each(['ars', 'systeme', 'x'])('X-Role « %s », que rien ne donne, est refusé', async (role) => {
  const { status, body } = await moi(role);
  expect(status).toBe(403);
  expect(body['type']).toBe('/problemes/sans-role');
});

test('qui n’a qu’un rôle le dit, et n’en prend pas d’autre', async () => {
  const { request } = await api();
  const { body } = await request('/api/v1/moi', { headers: { comme: 'ars' } });
  expect(body['roles']).toEqual(['ars']);
  expect((await request('/api/v1/moi', { headers: { comme: 'ars', 'x-role': 'caisse' } })).status).toBe(403);
});
