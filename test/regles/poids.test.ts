/** What one write to the journal takes, and what a demand may weigh. */
import { expect, test } from 'vitest';
import { etatInitial } from '../../domain/etat.ts';
import { octets } from '../../domain/octets.ts';
import { OCTETS_PAR_ECRITURE, exigerPlace, parEcriture } from '../../workflows/bounds.ts';

const etat = etatInitial('ess-33-aaaaaaaa');
const ecriture = (taille: number) => ({ lignes: ['a'.repeat(taille)], effets: [], etat });

test('le poids est celui du JSON en UTF-8', () => {
  for (const valeur of [null, 12, 'é', '€', '😀', { a: ['\u0000', '"'] }, undefined])
    expect(octets(valeur)).toBe(Buffer.byteLength(JSON.stringify(valeur) ?? ''));
});

test('une écriture prend ce qui tient, dans l’ordre, et un élément au moins', () => {
  const moitie = ecriture(OCTETS_PAR_ECRITURE / 2);
  expect(parEcriture([moitie, moitie, moitie])).toHaveLength(1);
  const tiers = ecriture(OCTETS_PAR_ECRITURE / 3 - 4096);
  expect(parEcriture([tiers, tiers, tiers, tiers])).toHaveLength(3);
  expect(parEcriture([ecriture(3 * OCTETS_PAR_ECRITURE), tiers])).toHaveLength(1);
});

test('un état trop lourd, ou trop d’ordres qui attendent, se refusent en disant quoi faire', () => {
  expect(exigerPlace(etat, { ordresEnAttente: 300 })).toBeUndefined();
  expect(exigerPlace({ ...etat, conflits: ['a'.repeat(400_000)] }, { ordresEnAttente: 0 })?.message).toMatch(
    /exploitant/,
  );
  expect(exigerPlace(etat, { ordresEnAttente: 301 })?.message).toMatch(/quand ils seront partis/);
});
