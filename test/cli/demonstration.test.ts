/** The demonstration of `npm start`: whatever the day, the teams that it takes up are as the law would have them (DEC-67). */
import { expect, test } from 'vitest';
import { playCase } from '../../api/takeover/play.ts';
import { readTakeover } from '../../api/takeover/read-file.ts';
import { dossiersRepris } from '../../cli/demonstration-reprise.ts';
import { ajouterJours, heureLocale } from '../../domain/calendrier/calendrier.ts';
import type { DateCivile } from '../../domain/valeurs.ts';

/** Through a year, leap day and public holidays included. */
const JOURS = Array.from({ length: 22 }, (_, tour) => ajouterJours('2027-09-01' as DateCivile, 17 * tour));

test.each(JOURS)('le %s, chaque équipe reprise est juste, sans contradiction ni clôture', async (jour) => {
  const regions = await dossiersRepris(jour);
  expect(regions.size).toBe(5);
  const lus = [...regions.values()].flatMap((dossiers) => {
    const texte = JSON.stringify({ dossiers: dossiers.map(({ reference, faits }) => ({ reference, faits })) });
    return readTakeover(new TextEncoder().encode(texte)).map((un) =>
      playCase(un, heureLocale(jour, '12:00', 'Europe/Paris')),
    );
  });
  expect(lus.flatMap(({ reference, erreurs }) => erreurs.map(({ message }) => `${reference} : ${message}`))).toEqual(
    [],
  );
  expect(new Set(lus.map(({ situation }) => situation?.phase))).not.toContain('close');
  expect(lus).toHaveLength(30);
});
