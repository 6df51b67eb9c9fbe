/** A nominative list as CSV: line by line, both ways. ADH-01, DOT-06. */
import { describe, expect, test } from 'vitest';
import type { LineReport } from '../../api/lists/adhesions-csv.ts';
import { api, dossierOf, errorsOf } from './support.ts';

const ESS = 'ess-33-csv00001';
const service = async () => {
  const app = await api();
  app.world.dossiers.push(dossierOf(ESS));
  const envoyer = (csv: string | Uint8Array<ArrayBuffer>, parametres = '') =>
    app.request(`/api/v1/ess/${ESS}/adhesions${parametres}`, {
      method: 'POST',
      headers: { comme: 'caisse', 'content-type': 'text/csv' },
      body: csv,
    });
  return { ...app, envoyer };
};

const LISTE = `RPPS;Nom;Prénom;Spécialité;Libéral;Date d'adhésion;Date de sortie
10000000009;Médecin 01;Élodie;Dermatologie;oui;01/02/2026;
10000000017;Médecin 02;Noé;dermatologie;non;2026-02-03;2026-08-31
`;

describe('une liste importée', () => {
  test('se lit avec ses points-virgules, ses dates françaises et ses accents', async () => {
    const { envoyer, world } = await service();
    const { status, body } = await envoyer(LISTE);
    expect([status, body['enregistrees'], body['refusees']]).toEqual([200, 2, 0]);
    expect(world.adhesions).toEqual([
      {
        rpps: '10000000009',
        nom: 'Médecin 01',
        prenom: 'Élodie',
        specialite: 'dermatologie',
        liberal: true,
        signeeLe: '2026-02-01',
        sortieLe: null,
      },
      expect.objectContaining({ rpps: '10000000017', liberal: false, sortieLe: '2026-08-31' }),
    ]);
  });

  test.each([
    ['enregistrée par un tableur français', Uint8Array.from(Buffer.from(LISTE, 'latin1'))],
    ['avec une marque d’ordre des octets', `\uFEFF${LISTE}`],
    ['à virgules et fins de ligne de Windows', LISTE.replaceAll(';', ',').replaceAll('\n', '\r\n')],
    [
      'en « texte Unicode » (UTF-16, tabulations)',
      Uint8Array.from(Buffer.from(`\uFEFF${LISTE.replaceAll(';', '\t')}`, 'utf16le')),
    ],
    ['avec sep=, des lignes vides et des cellules vides à droite', `sep=;\n\n${LISTE.replaceAll('\n', ';;\n')};;;\n`],
    ['aux titres d’un autre bureau', LISTE.replace('RPPS;', 'N° RPPS;').replace("Date d'adhésion", 'Signée le')],
  ])('%s donne les mêmes adhésions', async (_cas, csv) => {
    const { envoyer, world } = await service();
    expect((await envoyer(csv)).body['enregistrees']).toBe(2);
    expect(world.adhesions[0]).toMatchObject({ nom: 'Médecin 01', prenom: 'Élodie' });
  });

  test.each(['application/vnd.ms-excel', 'application/csv', 'text/tab-separated-values', 'text/x-csv; charset=utf-8'])(
    'se lit sous le type %s, que donnent les tableurs et les navigateurs',
    async (type) => {
      const { request, world } = await service();
      const { body } = await request(`/api/v1/ess/${ESS}/adhesions`, {
        method: 'POST',
        headers: { comme: 'caisse', 'content-type': type },
        body: LISTE,
      });
      expect(body['enregistrees']).toBe(2);
      expect(world.adhesions[0]).toMatchObject({ prenom: 'Élodie' });
    },
  );

  test('d’un encodage qui n’est pas lu est refusée, et nomme ce qu’il est', async () => {
    const { envoyer } = await service();
    const dos = Uint8Array.from(Buffer.from(LISTE.replaceAll('é', '\x82').replaceAll('É', '\x90'), 'latin1'));
    const reponse = await envoyer(dos);
    expect([reponse.status, reponse.body['detail']]).toEqual([400, expect.stringContaining('Mac OS ou de DOS')]);
  });

  test('dont une ligne est fausse n’enregistre rien, et chaque erreur dit sa ligne, sa colonne et sa règle', async () => {
    const { envoyer, world } = await service();
    const fausse = `${LISTE}123;Médecin 03;Ana;dermatologie;peut-être;31/02/2026;
10000000009;Médecin 01;Élodie;dermatologie;oui;01/02/2026;
`;
    const reponse = await envoyer(fausse);
    expect([reponse.status, reponse.type]).toEqual([422, expect.stringContaining('problem+json')]);
    expect(reponse.body['detail']).toContain('2 ligne(s) sur 4');
    const erreurs = errorsOf(reponse);
    expect(Object.keys(erreurs)).toEqual(['ligne 4, rpps', 'ligne 4, liberal', 'ligne 4, signeeLe', 'ligne 5, rpps']);
    expect(erreurs['ligne 4, rpps']?.regle).toBe('ADH-01');
    expect(erreurs['ligne 5, rpps']?.message).toContain('déjà à la ligne 2');
    expect(world.adhesions).toEqual([]);
  });

  test('partielle n’enregistre que les lignes recevables, et rend compte de toutes', async () => {
    const { envoyer, world } = await service();
    const { status, body } = await envoyer(`${LISTE}123;X;Y;dermatologie;oui;01/02/2026;\n`, '?partiel=1');
    expect([status, body['enregistrees'], body['refusees']]).toEqual([200, 2, 1]);
    expect((body['rapport'] as LineReport[]).map(({ ligne, etat }) => [ligne, etat])).toEqual([
      [2, 'recevable'],
      [3, 'recevable'],
      [4, 'refusee'],
    ]);
    expect(world.adhesions).toHaveLength(2);
  });

  test('à l’essai rend compte de tout et n’enregistre rien', async () => {
    const { envoyer, world } = await service();
    const { body } = await envoyer(LISTE, '?essai=1');
    expect([body['lignes'], body['enregistrees']]).toEqual([2, 0]);
    expect(world.adhesions).toEqual([]);
  });

  test.each([
    ['sans ligne', 'RPPS;Nom\n', 'aucune ligne'],
    ['vide', '', 'aucune ligne'],
    ['de colonnes inégales', 'RPPS;Nom\n1;2;3\n', 'à la ligne 2'],
    ['de guillemets ouverts', 'RPPS;Nom\n"1;2\n', "n'est pas lisible"],
  ])('illisible est refusée : %s', async (_cas, csv, phrase) => {
    const { envoyer } = await service();
    const reponse = await envoyer(csv);
    expect([reponse.status, reponse.body['detail']]).toEqual([400, expect.stringContaining(phrase)]);
  });

  test('une colonne inconnue est dite, pas oubliée', async () => {
    const { envoyer } = await service();
    const reponse = await envoyer(LISTE.replace('Libéral', 'Couleur'));
    expect(Object.keys(errorsOf(reponse))).toContain('ligne 2, couleur');
  });
});

describe('une liste démesurée reçoit une réponse mesurée', () => {
  const ENTETE = 'rpps;nom\n';
  test('le rapport montre cent erreurs, et dit combien il y en a', async () => {
    const { envoyer } = await service();
    const { status, body, text } = await envoyer(ENTETE + '1;2\n'.repeat(2000), '?essai=1');
    expect([status, body['lignes'], body['refusees'], body['nombreErreurs']]).toEqual([200, 2000, 2000, 10_000]);
    const rapport = body['rapport'] as LineReport[];
    expect(rapport.flatMap(({ erreurs = [] }) => erreurs)).toHaveLength(100);
    expect(text.length).toBeLessThan(200_000);
    const refus = await envoyer(ENTETE + '1;2\n'.repeat(2000));
    expect([refus.status, refus.body['detail']]).toEqual([422, expect.stringContaining('10000')]);
    expect(refus.body['erreurs']).toHaveLength(100);
  });

  test('les avertissements aussi, et leur nombre', async () => {
    const { envoyer } = await service();
    const ligne = (n: number) => `${10_000_000_000 + n * 10 + 1};A;B;dermatologie;oui;01/02/2026\n`;
    const liste = `RPPS;Nom;Prénom;Spécialité;Libéral;Date d'adhésion\n${Array.from({ length: 400 }, (_, n) => ligne(n)).join('')}`;
    const { body } = await envoyer(liste);
    const avertissements = body['avertissements'] as { phrase: string }[];
    expect(avertissements).toHaveLength(101);
    expect(avertissements.at(-1)?.phrase).toMatch(/ : \d+\.$/);
  });

  test.each([
    ['de 240 000 lignes', ENTETE + '1;2\n'.repeat(240_000), '5000 lignes'],
    ['de 50 000 colonnes', `${'a;'.repeat(50_000)}\n1\n`, '5000 caractères'],
    [
      'de 60 colonnes',
      `${Array.from({ length: 60 }, (_, n) => `c${n}`).join(';')}\n${';'.repeat(59)}\n`,
      '50 colonnes',
    ],
    ['au titre de 900 000 tirets', `${'-'.repeat(900_000)}\n1\n`, '5000 caractères'],
    ['au guillemet jamais fermé', `rpps;nom\n"${'x'.repeat(900_000)}`, '5000 caractères'],
    ['aux colonnes doubles', 'rpps;RPPS\n1;2\n', 'deux fois'],
  ])('%s : une phrase', async (_quoi, csv, phrase) => {
    const { envoyer } = await service();
    const answer = await envoyer(csv, '?essai=1');
    expect([answer.status, answer.body['detail']]).toEqual([400, expect.stringContaining(phrase)]);
    expect(answer.text.length).toBeLessThan(2000);
  });
});

test.each(['essai', 'partiel'])(
  'en JSON, « %s » est refusé plutôt que sans effet : rien n’est enregistré',
  async (nom) => {
    const { request, world } = await service();
    const answer = await request(`/api/v1/ess/${ESS}/adhesions?${nom}=1`, {
      method: 'POST',
      headers: { comme: 'caisse', 'content-type': 'application/json' },
      body: JSON.stringify({ adhesions: [] }),
    });
    expect([answer.status, errorsOf(answer)[nom]?.message]).toEqual([400, expect.stringContaining('CSV')]);
    expect(world.adhesions).toEqual([]);
  },
);

describe('une liste exportée', () => {
  test('se relit à l’identique', async () => {
    const { envoyer, request, world } = await service();
    await envoyer(LISTE);
    const { text, type, headers } = await request(`/api/v1/ess/${ESS}/adhesions`, {
      headers: { comme: 'caisse', accept: 'text/csv' },
    });
    expect(type).toContain('text/csv');
    expect(headers.get('content-disposition')).toContain(`${ESS}-adhesions.csv`);
    await envoyer(text);
    expect(world.adhesions.slice(2)).toEqual(world.adhesions.slice(0, 2));
  });

  test('ne fait exécuter aucune formule au tableur qui l’ouvre', async () => {
    const { envoyer, request } = await service();
    await envoyer(LISTE.replace('Médecin 01', '=HYPERLINK(1)'));
    const { text } = await request(`/api/v1/ess/${ESS}/adhesions`, {
      headers: { comme: 'caisse', accept: 'text/csv' },
    });
    expect(text).toContain(";'=HYPERLINK(1);");
  });
});
