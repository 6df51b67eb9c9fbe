/** DEC-33, DEC-34, DEC-37: what a rectification makes of a payment, in the state, the journal, the records and the ledger. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import type { Etat } from '../../domain/etat.ts';
import { readDossier } from '../../records/journal/dossiers.ts';
import { toPay } from '../../records/money/lots.ts';
import type { Discrepancy } from '../../records/verification/types.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { jouer, scenarioDe } from './vies.ts';

type Etape = Scenario['etapes'][number];
const SOURCE = scenarioDe('DEC-37-virement-du-jour-de-l-effet-corrige');
const [RESILIER, TARD] = ['resilier', 'executer-paiement'].map((nom) =>
  SOURCE.etapes.findIndex(({ commande }) => commande === nom),
) as [number, number];
/** Up to the order of the first tranche, 40 000 €; up to a résiliation effective on 21 March; the transfer of that day, learnt of in July. */
const CONTRAT = SOURCE.etapes.slice(0, RESILIER);
const RESILIATION = SOURCE.etapes.slice(RESILIER, TARD);
const VIREMENT_TARDIF = SOURCE.etapes.slice(TARD, TARD + 1);

const caisse = (le: string, commande: string, donnees: object) =>
  ({ le, acteur: 'caisse', commande, donnees }) as Etape;
const executer = (le: string, donnees: object = {}) =>
  caisse(le, 'executer-paiement', { paiement: 'amorcage-1', reference: 'V1', ...donnees });
const commun = (evenement: string) => ({
  rang: { evenement, n: 1 },
  motif: 'Relevé de compte.',
  preuve: { nature: 'avis-reception' },
});
const montant = (le: string, valeur: number) =>
  caisse(le, 'corriger', { ...commun('PaiementExecute'), champ: 'montantCentimes', valeur });
const annuler = (le: string, evenement: string) => caisse(le, 'annuler', commun(evenement));
const rejeter = caisse('2026-02-20', 'rejeter-paiement', { paiement: 'amorcage-1', motif: 'Compte clos.' });
const sansOrdre = caisse('2026-01-24', 'executer-paiement', {
  paiement: 'amorcage-1',
  montantCentimes: 100_000,
  reference: 'V9',
});

/** Statut, centimes still to be paid, centimes that left. */
type Attendu = readonly [statut: string, reste: number, verse: number];
const CAS: readonly (readonly [string, readonly Etape[], Attendu])[] = [
  [
    'un virement appris après l’effet, corrigé à moins : le reste n’est dû de personne',
    [...CONTRAT, ...RESILIATION, ...VIREMENT_TARDIF, montant('2026-07-10', 3_900_000)],
    ['interrompu', 0, 3_900_000],
  ],
  [
    'un virement d’avant l’effet, corrigé à moins après lui : de même',
    [...CONTRAT, executer('2026-02-20'), ...RESILIATION, montant('2026-07-10', 3_900_000)],
    ['interrompu', 0, 3_900_000],
  ],
  [
    'un virement appris après l’effet, puis annulé : rien n’est versé ni dû',
    [...CONTRAT, ...RESILIATION, ...VIREMENT_TARDIF, annuler('2026-07-10', 'PaiementExecute')],
    ['interrompu', 0, 0],
  ],
  [
    'un virement appris après l’effet pour moins, corrigé à toute la somme : il est exécuté',
    [
      ...CONTRAT,
      ...RESILIATION,
      { ...executer('2026-03-21', { montantCentimes: 3_900_000 }), saisiLe: '2026-07-01' },
      montant('2026-07-10', 4_000_000),
    ],
    ['execute', 0, 4_000_000],
  ],
  [
    'un virement corrigé à moins pendant le contrat : le reste est à payer',
    [...CONTRAT, executer('2026-02-20'), montant('2026-02-25', 3_900_000)],
    ['ordonnance', 100_000, 3_900_000],
  ],
  [
    'un virement annulé pendant le contrat : tout est à payer',
    [...CONTRAT, executer('2026-02-20'), annuler('2026-02-25', 'PaiementExecute')],
    ['ordonnance', 4_000_000, 0],
  ],
  [
    'un virement partiel corrigé à moins : il reste davantage à payer',
    [...CONTRAT, executer('2026-02-20', { montantCentimes: 3_900_000 }), montant('2026-02-25', 3_800_000)],
    ['ordonnance', 200_000, 3_800_000],
  ],
  [
    'un virement partiel annulé : tout est à payer',
    [...CONTRAT, executer('2026-02-20', { montantCentimes: 3_900_000 }), annuler('2026-02-25', 'PaiementExecute')],
    ['ordonnance', 4_000_000, 0],
  ],
  [
    'un virement partiel corrigé à toute la somme : rien n’est plus à payer',
    [...CONTRAT, executer('2026-02-20', { montantCentimes: 3_900_000 }), montant('2026-02-25', 4_000_000)],
    ['execute', 0, 4_000_000],
  ],
  [
    'un retour annulé (DEC-38) : le virement est parti',
    [
      ...CONTRAT,
      executer('2026-02-20'),
      caisse('2026-02-22', 'retourner-paiement', { paiement: 'amorcage-1', reference: 'V1', motif: 'Compte clos.' }),
      annuler('2026-02-25', 'PaiementRetourne'),
    ],
    ['execute', 0, 4_000_000],
  ],
  [
    'un rejet annulé : l’ordre tient',
    [...CONTRAT, rejeter, annuler('2026-02-25', 'PaiementRejete')],
    ['ordonnance', 4_000_000, 0],
  ],
  [
    'une réémission annulée : le paiement reste rejeté',
    [
      ...CONTRAT,
      rejeter,
      caisse('2026-02-21', 'reemettre-paiement', { paiement: 'amorcage-1' }),
      annuler('2026-02-25', 'PaiementReemis'),
    ],
    ['rejete', 4_000_000, 0],
  ],
  [
    'une retenue annulée (DEC-36) : l’ordre tient',
    [
      ...CONTRAT,
      ...RESILIATION.slice(0, 2),
      caisse('2026-03-06', 'retenir-paiement', { paiement: 'amorcage-1', motif: 'Préavis.' }),
      annuler('2026-03-07', 'PaiementRetenu'),
    ],
    ['ordonnance', 4_000_000, 0],
  ],
  [
    'un virement sans ordre annulé, puis l’ordre donné : c’est son premier ordre',
    [...CONTRAT.slice(0, 3), sansOrdre, annuler('2026-01-25', 'PaiementExecute'), ...CONTRAT.slice(3)],
    ['ordonnance', 4_000_000, 0],
  ],
];

describe.each(CAS)('%s', (_titre, etapes, [statut, reste, verse]) => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    const scenario = { ...SOURCE, etapes, jusquAu: etapes.at(-1)?.le ?? '' } as Scenario;
    await jouer(db.pool, 'cas', { ...scenario, attendu: [] });
  });
  afterAll(() => db.drop());

  test('l’état et les registres disent le même statut, ce qui reste et ce qui est parti', async () => {
    const { rows } = await db.pool.query(
      `select statut, coalesce(reste_centimes, montant_centimes) as reste from paiements where ess = 'cas-a'`,
    );
    expect(rows).toEqual([{ statut, reste }]);
    const paiement = (await readDossier<Etat>(db.pool, 'cas-a'))?.etat.paiements['amorcage-1'];
    const partis = paiement?.versements.filter(({ retourneLe }) => retourneLe === null) ?? [];
    expect([paiement?.statut, partis.reduce((total, { montantCentimes }) => total + montantCentimes, 0)]).toEqual([
      statut,
      verse,
    ]);
  });

  test('la caisse voit à payer ce qui reste, et rien d’autre', async () => {
    const liste = await toPay(db.pool, 'gironde');
    expect(liste.map(({ montantCentimes }) => montantCentimes)).toEqual(statut === 'ordonnance' ? [reste] : []);
  });

  test('« ess verifier » ne trouve rien : le grand livre suit', async () => {
    const ecarts: Discrepancy[] = [];
    await verifyRecords(db.pool, (ecart) => ecarts.push(ecart));
    expect(ecarts).toEqual([]);
  });
});
