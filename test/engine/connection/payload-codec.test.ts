/** What encryption promises of one payload. */
import { expect, test } from 'vitest';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { keyring, newKey, parseKey, type Key } from '../../../engine/connection/keys.ts';
import { createPayloadCodec, ForgedPayload, UnknownKey } from '../../../engine/connection/payload-codec.ts';

const cle = (): Key => parseKey(newKey(new Date()), 'essai');
const codec = (...cles: Key[]) => createPayloadCodec(keyring(cles));
const clair = defaultPayloadConverter.toPayload({ phrase: 'Dossier de Marguerite' });
const texte = ({ metadata, data }: Payload) =>
  Buffer.concat([...Object.values(metadata ?? {}), data ?? new Uint8Array()].map((octets) => Buffer.from(octets)));

const chiffrer = async (cles: Key[], payload = clair): Promise<Payload> => {
  const [chiffre] = await codec(...cles).encode([payload]);
  if (chiffre === undefined) throw new Error('nothing was encrypted');
  return chiffre;
};
const lire = async (cles: Key[], payload: Payload): Promise<unknown> => {
  const [lu] = await codec(...cles).decode([payload]);
  if (lu === undefined) throw new Error('nothing was decrypted');
  return defaultPayloadConverter.fromPayload(lu);
};

test('ce qui est chiffré se relit, et ne se voit pas : ni le contenu, ni la forme d’origine', async () => {
  const a = cle();
  const chiffre = await chiffrer([a]);
  expect(await lire([a], chiffre)).toEqual({ phrase: 'Dossier de Marguerite' });
  expect(texte(chiffre).toString('latin1')).not.toMatch(/Marguerite|phrase|json/);
  expect(texte(chiffre).toString('latin1')).toContain(a.id);
});

test('deux fois la même chose donne deux chiffrés sans rien de commun : chacun a son nonce', async () => {
  const a = cle();
  const [premier, second] = [await chiffrer([a]), await chiffrer([a])];
  expect(Buffer.from(premier.data ?? []).subarray(0, 12)).not.toEqual(Buffer.from(second.data ?? []).subarray(0, 12));
  expect(premier.data).not.toEqual(second.data);
});

test('la première clé chiffre, toutes déchiffrent : une clé se remplace sans perdre ce que l’ancienne a chiffré', async () => {
  const [ancienne, nouvelle] = [cle(), cle()];
  const avant = await chiffrer([ancienne]);
  const apres = await chiffrer([nouvelle, ancienne]);
  expect(Buffer.from(apres.metadata?.['key'] ?? []).toString()).toBe(nouvelle.id);
  expect(await lire([nouvelle, ancienne], avant)).toEqual(await lire([nouvelle, ancienne], apres));
});

test('une clé inconnue est nommée, et rien n’est lu', async () => {
  const a = cle();
  const chiffre = await chiffrer([a]);
  await expect(lire([cle()], chiffre)).rejects.toThrow(UnknownKey);
  await expect(lire([cle()], chiffre)).rejects.toThrow(a.id);
});

test.each<[string, (payload: Payload) => Payload]>([
  ['le contenu', (un) => ({ ...un, data: alterer(un.data, 20) })],
  ['le nonce', (un) => ({ ...un, data: alterer(un.data, 0) })],
  ['le sceau', (un) => ({ ...un, data: alterer(un.data, (un.data?.length ?? 1) - 1) })],
  ['le procédé annoncé', (un) => ({ ...un, metadata: { ...un.metadata, cipher: Buffer.from('A128GCM') } })],
  ['la longueur', (un) => ({ ...un, data: (un.data ?? new Uint8Array()).subarray(0, 10) })],
])('un changement de %s se voit, et rien n’est lu', async (_quoi, changer) => {
  const a = cle();
  await expect(lire([a], changer(await chiffrer([a])))).rejects.toThrow(ForgedPayload);
});

test('le nom de la clé est scellé : une autre clé de mêmes octets ne s’y substitue pas', async () => {
  const a = cle();
  const autre: Key = { ...a, id: 'autre' };
  const chiffre = await chiffrer([a]);
  const renomme = { ...chiffre, metadata: { ...chiffre.metadata, key: Buffer.from('autre') } };
  await expect(lire([autre, a], renomme)).rejects.toThrow(ForgedPayload);
});

test('ce qui fut écrit avant qu’il y ait des clés se lit encore', async () => {
  expect(await lire([cle()], clair)).toEqual({ phrase: 'Dossier de Marguerite' });
});

function alterer(data: Uint8Array | null | undefined, rang: number): Uint8Array {
  const copie = Uint8Array.from(data ?? []);
  copie[rang] = (copie[rang] ?? 0) ^ 1;
  return copie;
}
