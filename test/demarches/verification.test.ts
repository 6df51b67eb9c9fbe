/** `ess demarche verifier` beside the service: each thing that keeps the connector from working, in its own sentence (§ 3.4). */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, regionDe } from '../../cli/form-words.ts';
import { createDnClient } from '../../demarches/client/client.ts';
import { READ_DEMARCHE } from '../../demarches/client/demarche.ts';
import { tokenOf } from '../../demarches/client/token.ts';
import { checkLive } from '../../demarches/mapping/check-live.ts';
import { formsOf } from '../../demarches/mapping/descriptor.ts';
import { parseMapping, type Correspondance } from '../../demarches/mapping/file.ts';
import { proposeMapping } from '../../demarches/mapping/generate.ts';
import { NUMERO_LETTRE, ROBOT } from '../../local/demarche-numerique/ready-made/index.ts';
import { startLocalDemarcheNumerique, type LocalDemarcheNumerique } from '../../local/demarche-numerique/server.ts';
import type { Demarche } from '../../local/demarche-numerique/world/model.ts';
import { changing, prepare, publish } from '../../local/demarche-numerique/world/revisions.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';

const AUJOURDHUI = '2026-03-03';
let dn: LocalDemarcheNumerique;
let correspondance: Correspondance;
beforeEach(async () => {
  dn = await startLocalDemarcheNumerique({ at: '2026-03-03T10:00:00', log: () => undefined });
  const fichier = join(await temporaryFolder(), 'jeton');
  await writeFile(fichier, dn.tokens[0].secret);
  const client = createDnClient({ url: dn.apiUrl, token: tokenOf(fichier) });
  const { demarche } = (await client.ask(READ_DEMARCHE, { number: NUMERO_LETTRE })).data;
  const { published, draft } = formsOf(demarche);
  const proposee = proposeMapping(
    { numero: NUMERO_LETTRE, titre: '', etat: undefined, declarative: null, form: published ?? draft },
    codeOf,
    {
      adresse: dn.apiUrl,
      jeton: { fichier, expireLe: '2026-12-01' },
      groupes: demarche.groupeInstructeurs.map(({ id, label, closed }) => ({
        id,
        libelle: label,
        ferme: closed,
        instructeurs: [ROBOT.id],
      })),
      regionDe,
      nature: 'lettre-intention',
    },
  );
  const complete = { ecriture: true, hotesDesFichiers: [new URL(dn.apiUrl).host] };
  correspondance = parseMapping(JSON.stringify({ ...(proposee.correspondance as object), ...complete }));
});
afterEach(() => dn.close());

const demarche = (): Demarche => {
  const found = dn.world.demarches.get(NUMERO_LETTRE);
  if (found === undefined) throw new Error('no démarche of letters');
  return found;
};
const dites = async () =>
  (await checkLive(correspondance, AUJOURDHUI)).map(({ niveau, phrase }) => `${niveau} ${phrase}`);

test('tout va : rien n’est dit', async () => {
  expect(await dites()).toEqual([]);
});

describe('arrête', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['un jeton révoqué', () => (dn.tokens[0].revoked = true), /Le jeton n’est pas reconnu/],
    ['un jeton expiré', () => (dn.tokens[0].expireLe = dn.world.clock.now()), /Le jeton a expiré/],
    ['un autre réseau', () => (dn.tokens[0].networks = ['192.0.2.0/24']), /n’accepte pas l’adresse.*127\.0\.0\.1/],
    ['un jeton de lecture', () => (dn.tokens[0].write = false), /lecture seule/],
    ['une démarche hors du jeton', () => (correspondance.demarche = 12), /n’existe pas|ne porte pas/],
    [
      'un fichier de jeton absent',
      () => (correspondance.jeton.fichier = '/nulle/part'),
      /absent.*Cherché : \/nulle\/part/,
    ],
    ['une démarche déclarative', () => (demarche().declarative = 'accepte'), /déclarative/],
    ['le robot hors d’un groupe', () => demarche().groupes[0]?.instructeurs.splice(0), /n’est pas du groupe/],
    ['un groupe fermé', () => Object.assign(demarche().groupes[0] ?? {}, { closed: true }), /est fermé/],
    ['un groupe ouvert sans région', () => correspondance.groupes.pop(), /n’a pas de région/],
    [
      'une annotation qui n’existe pas',
      () => (correspondance.annotations = { ess: { id: 'Q2hhbXAtOTk5OQ==', type: 'TextChamp', libelle: 'ESS' } }),
      /n’est pas dans le formulaire/,
    ],
    [
      'une étiquette qui n’existe pas',
      () => (correspondance.etiquettes = { reprise: { id: 'TGFiZWwtOTk5', libelle: 'Repris' } }),
      /étiquette « reprise »/,
    ],
    [
      'un champ dont le type a changé',
      () => publish(dn.world, demarche(), { champs: changing(demarche().revisions[0].champs, 1002, { type: 'text' }) }),
      /« specialites ».*de type TextChamp/,
    ],
  ])('%s', async (_, arrange, phrase) => {
    arrange();
    const arrets = (await dites()).filter((dite) => dite.startsWith('arret'));
    expect(arrets).toHaveLength(1);
    expect(arrets[0]).toMatch(phrase);
  });
});

describe('avertit, et n’arrête pas', () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      'd’un jeton qui expire',
      () => (correspondance.jeton.expireLe = '2026-03-10'),
      /expire dans 7 jours \(le 10 mars 2026\)/,
    ],
    ['d’une démarche close', () => (demarche().state = 'close'), /n’est pas publiée/],
    ['de pièces qu’aucun hôte ne permet', () => (correspondance.hotesDesFichiers = []), /aucune pièce ne sera prise/],
    [
      'd’un libellé changé',
      () =>
        publish(dn.world, demarche(), {
          champs: changing(demarche().revisions[0].champs, 1002, { label: 'Spécialité' }),
        }),
      /son libellé est devenu « Spécialité »/,
    ],
    [
      'd’une option sans correspondance',
      () =>
        publish(dn.world, demarche(), {
          champs: changing(demarche().revisions[0].champs, 1002, { options: ['Cosmétologie'] }),
        }),
      /l’option « Cosmétologie » n’a pas de correspondance/,
    ],
    [
      'de ce que la prochaine révision changerait',
      () => prepare(dn.world, demarche(), { champs: changing(demarche().revisions[0].champs, 1002, { type: 'text' }) }),
      /À la prochaine publication : « specialites »/,
    ],
  ])('%s', async (_, arrange, phrase) => {
    arrange();
    const toutes = await dites();
    expect(toutes).toHaveLength(1);
    expect(toutes[0]).toMatch(/^avertissement /);
    expect(toutes[0]).toMatch(phrase);
  });
});
