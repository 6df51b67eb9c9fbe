/** A code that a porteur chose is never looked up among what every object inherits. */
import { expect, test } from 'vitest';
import { champRectifie } from '../../documents/letters/rectifie.ts';
import { deLaPartie, echeance, fondement, partie, piece } from '../../documents/libelles.ts';
import { departement, specialite } from '../../documents/places.ts';

test.each(['constructor', 'toString', 'valueOf'])('« %s » se lit comme il est écrit', (mot) => {
  for (const lire of [partie, piece, fondement, echeance, departement, specialite])
    expect(lire(mot), lire.name).toBe(mot);
  expect(champRectifie(mot)).toBe(`« ${mot} »`);
  expect(deLaPartie(mot)).toBe(`de ${mot}`);
});
