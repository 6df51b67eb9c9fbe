/** `npm run histoire -- 12`: the record of a random life, to compare two versions of the law line by line. */
import { dresser } from '../test/regles/constance/proces-verbal.ts';

const graine = Number(process.argv[2]);
if (!Number.isInteger(graine) || graine < 1) {
  console.error('A history number is expected, from 1: npm run histoire -- 12 > before.txt');
  process.exitCode = 2;
} else for (const ligne of dresser(graine).lignes) console.log(ligne);
