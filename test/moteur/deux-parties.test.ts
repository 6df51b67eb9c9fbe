/**
 * On a real engine: an organisation that is ARS and caisse does both acts of each family at once, and is one party. A hundred
 * times each in the database (test/api/deux-parties.test.ts); here fewer, each in a case of its own, brought there by the law.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TWO_PARTIES } from '../../identity/rights.ts';
import { BARE } from '../api/support.ts';
import { siretOf } from '../securite/attaque/target.ts';
import { ouvrirCible, type Cible } from '../setup/cible.ts';

const LE = '2026-01-15';
/** `ESS_ESSAIS_COURSES=100`: as often as in the database; some minutes. */
const FOIS = Number(process.env['ESS_ESSAIS_COURSES'] ?? 12);
const ARS = 'ars-nouvelle-aquitaine';
const CAISSE = 'caisse-33';
const PORTEUR = 'porteur-01';
const LONGTEMPS = 60_000 + FOIS * 20_000;
let cible: Cible;
beforeAll(async () => {
  cible = await ouvrirCible();
});
afterAll(() => cible.fermer());

type Acte = readonly [commande: string, compte: string, donnees?: object];

/** As an agent of that account; with `organisation`, of one that has every role. */
async function agir(ess: string, [commande, compte, donnees]: Acte, organisation?: string): Promise<number> {
  const token =
    organisation === undefined
      ? await cible.provider.token(compte)
      : await cible.target.forge({ sub: compte, siret: [organisation, siretOf(compte)] });
  const { status } = await cible.target.ask(`/api/v1/ess/${ess}/commandes/${commande}`, {
    token,
    body: { le: LE, ...donnees },
  });
  return status;
}

async function ensuite(ess: string, actes: readonly Acte[]): Promise<void> {
  for (const acte of actes) expect([acte[0], await agir(ess, acte)]).toEqual([acte[0], 200]);
}

async function declarer(regime: string, specialite: string): Promise<string> {
  const { body, status } = await cible.target.ask('/api/v1/ess', {
    as: ARS,
    headers: { 'x-horloge-origine': `${LE}T08:00:00Z` },
    body: { ...BARE, le: LE, commande: 'declarer-ess-existante', regime, specialites: [specialite] },
  });
  expect(status).toBe(201);
  const ess = String(body['ess']);
  const mandat = { titulaire: `sujet:${cible.provider.issuer}|${PORTEUR}` };
  expect((await cible.target.ask(`/api/v1/ess/${ess}/mandats`, { as: ARS, body: mandat })).status).toBe(201);
  return ess;
}

/** Roles whose acts of this family the case took from this organisation. */
async function roles(ess: string, famille: string, organisation: string): Promise<readonly string[]> {
  const { rows } = await cible.installation.pool.query<{ role: string }>(
    `select distinct role from actes where ess = $1 and famille = $2 and organisation = $3 and issue = 'accepte'`,
    [ess, famille, organisation],
  );
  return rows.map(({ role }) => role);
}

const combien = async (ess: string, evenement: string): Promise<number> =>
  (await cible.installation.pool.query('select 1 from journal where ess = $1 and evenement = $2', [ess, evenement]))
    .rowCount ?? 0;

const joues = new Set<string>();

/**
 * Both sides at once, the second four times over: never are both done. What the case refuses because it came too early
 * leaves the way to the other.
 */
async function ensemble(
  ess: string,
  organisation: string,
  [un, deux]: readonly [Acte, Acte],
): Promise<readonly number[]> {
  for (const [commande] of [un, deux]) joues.add(commande);
  const famille = TWO_PARTIES[un[0] as keyof typeof TWO_PARTIES] ?? '';
  const statuts = await Promise.all([un, deux, deux, deux, deux].map((acte) => agir(ess, acte, organisation)));
  expect(
    statuts.every((statut) => [200, 403, 409, 422].includes(statut)),
    statuts.join(' '),
  ).toBe(true);
  expect(statuts[0] === 200 && statuts.slice(1).includes(200), statuts.join(' ')).toBe(false);
  expect((await roles(ess, famille, organisation)).length, statuts.join(' ')).toBeLessThanOrEqual(1);
  return statuts;
}

/** The same, of two acts of which one opens and the other concludes; then those whose acts they are do what was left. */
async function enDeuxTemps(
  ess: string,
  organisation: string,
  actes: readonly [Acte, Acte],
  [ouvert, conclu]: readonly [string, string],
): Promise<void> {
  const [ouvre, conclut] = actes;
  await ensemble(ess, organisation, actes);
  expect(await combien(ess, conclu)).toBe(0);
  await ensuite(ess, (await combien(ess, ouvert)) > 0 ? [conclut] : [ouvre, conclut]);
  expect(await combien(ess, conclu)).toBe(1);
}

const CONFORMES: readonly Acte[] = [
  ['constater-conformite', ARS],
  ['declarer-association', PORTEUR],
  ['signer-contrat-dotation', PORTEUR],
];
const FONDEE = { fondement: 'effectifs-objectifs', motif: 'Objectifs manqués.' };
const LONG = { commentaire: 'x'.repeat(9000) };

test(
  `${FOIS} fois, amorçage : deux signatures ensemble, une partie signe`,
  async () => {
    for (let fois = 0; fois < FOIS; fois += 1) {
      const ess = await declarer('en-fonctionnement-a-mettre-en-conformite', `amorcage-${fois}`);
      const statuts = await ensemble(ess, `double-${fois}`, [
        ['signer-contrat-amorcage', ARS],
        ['signer-contrat-amorcage', CAISSE],
      ]);
      expect(statuts).toContain(200);
      expect(await combien(ess, 'ContratAmorcageSigne')).toBe(1);
    }
  },
  LONGTEMPS,
);

test(
  `${FOIS} fois, dotation : signatures, montant, résiliation : chaque fois une partie agit, et la voie reste libre aux deux vraies`,
  async () => {
    for (let fois = 0; fois < FOIS; fois += 1) {
      const ess = await declarer('en-fonctionnement-conforme', `dotation-${fois}`);
      await ensuite(ess, CONFORMES);
      const signatures: readonly [Acte, Acte] = [
        ['signer-contrat-dotation', ARS],
        ['signer-contrat-dotation', CAISSE],
      ];
      expect(await ensemble(ess, `signe-${fois}`, signatures)).toContain(200);
      expect(await combien(ess, 'ContratDotationConclu')).toBe(0);
      const [signataire] = await roles(ess, 'contrat-dotation', `signe-${fois}`);
      await ensuite(
        ess,
        signatures.filter(([, compte]) => !compte.startsWith(signataire ?? '-')),
      );
      expect(await combien(ess, 'ContratDotationConclu')).toBe(1);

      await enDeuxTemps(
        ess,
        `fixe-${fois}`,
        [
          ['fixer-montant-dotation', CAISSE, { montantCentimes: 2_500_000, motif: 'Peu d’adhérents.' }],
          ['approuver-montant-dotation', ARS, LONG],
        ],
        ['MontantDotationFixe', 'MontantDotationApprouve'],
      );
      await enDeuxTemps(
        ess,
        `resilie-${fois}`,
        [
          ['proposer-resiliation', ARS, FONDEE],
          ['approuver-resiliation', CAISSE, LONG],
        ],
        ['ResiliationProposee', 'ResiliationApprouvee'],
      );
    }
  },
  LONGTEMPS,
);

test('chaque acte à deux parties a été joué ici', () => {
  expect(joues).toEqual(new Set(Object.keys(TWO_PARTIES)));
});
