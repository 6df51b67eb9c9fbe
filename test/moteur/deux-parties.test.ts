/**
 * On a real engine: an organisation that is ARS and caisse does both acts of each family at once, and is one party. A hundred
 * times each in the database (test/api/deux-parties.test.ts); here fewer, each in a case of its own, brought there by the law.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SPECIALITES } from '../../domain/lettre-intention/specialites.ts';
import { TWO_PARTIES } from '../../identity/rights.ts';
import { BARE } from '../api/support.ts';
import { siretOf } from '../securite/attaque/target.ts';
import { ouvrirCible, type Cible } from '../setup/cible.ts';

const LE = '2026-01-15';
/** `ESS_ESSAIS_COURSES=100`: as often as in the database; some minutes. */
const FOIS = Number(process.env['ESS_ESSAIS_COURSES'] ?? 12);
const ARS = 'ars-nouvelle-aquitaine';
const CAISSE = 'caisse-gironde';
const DEJA_FINANCE = 'cardiologie';
const AUTRES = SPECIALITES.filter(({ slug }) => slug !== DEJA_FINANCE);
const PORTEUR = 'porteur-01';
const LONGTEMPS = 60_000 + FOIS * 20_000;
let cible: Cible;
beforeAll(async () => {
  cible = await ouvrirCible();
});
afterAll(() => cible.fermer());

type Acte = readonly [commande: string, compte: string, donnees?: object];

/** As an agent of that account; with `organisation`, of one that has every role. */
async function agir(ess: string, acte: Acte, organisation?: string): Promise<number> {
  return (await demander(ess, acte, organisation)).status;
}

async function demander(ess: string, [commande, compte, donnees]: Acte, organisation?: string) {
  const token =
    organisation === undefined
      ? await cible.provider.token(compte)
      : await cible.target.forge({ sub: compte, siret: [organisation, siretOf(compte)] });
  return cible.target.ask(`/api/v1/ess/${ess}/commandes/${commande}`, { token, body: { le: LE, ...donnees } });
}

async function ensuite(ess: string, actes: readonly Acte[]): Promise<void> {
  for (const acte of actes) {
    const { status, body } = await demander(ess, acte);
    expect([acte[0], status], String(body['detail'])).toEqual([acte[0], 200]);
  }
}

let ouverts = 0;

/** A case that has its territory to itself, unless told of which specialty it is. */
async function declarer(regime: string, specialite?: string): Promise<string> {
  if (specialite === undefined) await cible.installation.pool.query('delete from territoires');
  ouverts += 1;
  const specialites = [specialite ?? AUTRES[ouverts % AUTRES.length]?.slug];
  const { body, status } = await cible.target.ask('/api/v1/ess', {
    as: ARS,
    headers: { 'x-horloge-origine': `${LE}T08:00:00Z` },
    body: { ...BARE, le: LE, commande: 'declarer-ess-existante', regime, specialites, liberaux: 40 },
  });
  expect({ status, body }).toMatchObject({ status: 201 });
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

/** So few that the caisse fixes the amount of the dotation, and yet a tenth of the liberal specialists there. */
const ADHERENTS = 5;
const CONFORMES: readonly Acte[] = [
  ['constater-conformite', ARS],
  ['declarer-association', PORTEUR],
  ['deposer-liste-nominative', PORTEUR, { liste: { id: 'liste-2026', nombre: ADHERENTS } }],
  ['signer-contrat-dotation', PORTEUR],
];
const FONDEE = { fondement: 'effectifs-objectifs', motif: 'Objectifs manqués.' };
/** DEC-58: signed before its pieces are there. */
const SANS_PIECES = { motif: 'Pièces attendues.' };
const LONG = { commentaire: 'x'.repeat(9000) };

test(
  `${FOIS} fois, amorçage : deux signatures ensemble, une partie signe`,
  async () => {
    for (let fois = 0; fois < FOIS; fois += 1) {
      const ess = await declarer('en-fonctionnement-a-mettre-en-conformite');
      const statuts = await ensemble(ess, `double-${fois}`, [
        ['signer-contrat-amorcage', ARS, SANS_PIECES],
        ['signer-contrat-amorcage', CAISSE, SANS_PIECES],
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
      const ess = await declarer('en-fonctionnement-conforme');
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

const DEMANDEE: readonly Acte[] = [
  ['proposer-resiliation', ARS, FONDEE],
  ['approuver-resiliation', CAISSE],
  ['notifier-resiliation', CAISSE, { recueLe: LE }],
];

test(
  `${FOIS} fois, dissolution et retrait d’une résiliation : une autorité agit, l’autre reste attendue`,
  async () => {
    for (let fois = 0; fois < FOIS; fois += 1) {
      const ess = await declarer('en-fonctionnement-conforme');
      await ensuite(ess, [...CONFORMES, ['signer-contrat-dotation', ARS], ['signer-contrat-dotation', CAISSE]]);
      await ensuite(ess, DEMANDEE);
      const retraits: readonly [Acte, Acte] = [
        ['retirer-resiliation', ARS],
        ['retirer-resiliation', CAISSE],
      ];
      // The organisation took no part in the résiliation: it withdraws it for one of the two.
      expect(await ensemble(ess, `retire-${fois}`, retraits)).toContain(200);
      expect(await combien(ess, 'RetraitResiliationDemande')).toBe(1);

      const dissolution: readonly [Acte, Acte] = [
        ['constater-dissolution', ARS, { preuve: { nature: 'autre', reference: 'JOAFE-2026-0193' } }],
        ['confirmer-constat', CAISSE, { sens: 'confirme', ...LONG }],
      ];
      await enDeuxTemps(ess, `dissout-${fois}`, dissolution, ['DissolutionConstatee', 'ConstatConfirme']);
    }
  },
  LONGTEMPS,
);

test(
  `${FOIS} fois, autre équipe sur un territoire déjà financé : deux attestations ensemble, une autorité atteste`,
  async () => {
    const financee = await declarer('en-fonctionnement-a-mettre-en-conformite', DEJA_FINANCE);
    await ensuite(financee, [['executer-paiement', CAISSE, { paiement: 'amorcage-1', montantCentimes: 4_000_000 }]]);
    for (let fois = 0; fois < FOIS; fois += 1) {
      const ess = await declarer('en-fonctionnement-a-mettre-en-conformite', DEJA_FINANCE);
      // It is told of the other one before it is asked about it.
      await vi.waitUntil(async () => (await combien(ess, 'ConflitTerritoireSignale')) > 0, { timeout: 60_000 });
      const motif = { motif: 'Association et médecins différents.' };
      const attestations: readonly [Acte, Acte] = [
        ['attester-autre-ess', ARS, motif],
        ['attester-autre-ess', CAISSE, motif],
      ];
      expect(await ensemble(ess, `atteste-${fois}`, attestations)).toContain(200);
      expect(await combien(ess, 'AutreEssAttestee')).toBe(1);
    }
  },
  LONGTEMPS,
);

test(
  `${FOIS} fois, rectification : proposée et acceptée ensemble, l’autre autorité reste attendue (DEC-34)`,
  async () => {
    for (let fois = 0; fois < FOIS; fois += 1) {
      const ess = await declarer('en-fonctionnement-conforme');
      await ensuite(ess, [...CONFORMES, ['signer-contrat-dotation', ARS], ['signer-contrat-dotation', CAISSE]]);
      await vi.waitUntil(async () => (await combien(ess, 'AdherentsDenombres')) > 0, { timeout: 60_000 });
      const { rows } = await cible.installation.pool.query<{ rang: number; dernier: number }>(
        `select (select min(rang) from journal where ess = $1 and evenement = 'ContratDotationSigne') as rang,
                max(rang) as dernier from journal where ess = $1`,
        [ess],
      );
      const { rang = 0, dernier = 0 } = rows[0] ?? {};
      const erreur = { motif: 'Signature d’un autre dossier.', preuve: { nature: 'autre', reference: 'PV-1' } };
      await enDeuxTemps(
        ess,
        `rectifie-${fois}`,
        [
          ['annuler', ARS, { rang, ...erreur }],
          ['approuver-rectification', CAISSE, { rang: dernier + 1, sens: 'approuvee' }],
        ],
        ['RectificationProposee', 'RectificationApprouvee'],
      );
      await ensemble(ess, `corrige-${fois}`, [
        ['corriger', ARS, { rang: 1, champ: 'liberaux', valeur: 50, ...erreur }],
        ['annuler', CAISSE, { rang: rang + 1, ...erreur }],
      ]);
    }
  },
  LONGTEMPS,
);

test('chaque acte à deux parties a été joué ici', () => {
  expect(joues).toEqual(new Set(Object.keys(TWO_PARTIES)));
});
