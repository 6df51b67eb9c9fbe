/** What is asked of the engine depends on the deadlines, never on the order in which the chapters are read. */
import { expect, test } from 'vitest';
import { CHAPITRES, reunir } from '../../domain/echeances.ts';
import { Bande } from './proprietes/bande.ts';
import { vivre } from './proprietes/histoires.ts';

const [premier, ...suivants] = CHAPITRES;
const AUTREMENT = [CHAPITRES.toReversed(), premier === undefined ? [] : [...suivants, premier]];

test('les échéances d’un dossier sont les mêmes, dans le même ordre, quel que soit celui des chapitres', () => {
  let compares = 0;
  for (let graine = 1; graine <= 40; graine += 1)
    vivre(new Bande({ graine, longueur: 400 }), {
      fait({ apres }) {
        const attendues = reunir(apres, CHAPITRES);
        for (const chapitres of AUTREMENT) expect(reunir(apres, chapitres)).toEqual(attendues);
        compares += Number(attendues.length > 1);
      },
    });
  expect(compares).toBeGreaterThan(500);
});
