/**
 * The list of a démarche, read from where the last complete reading began: an outage of any length loses nothing, a page that
 * fails moves nothing. What moved is known at the end; each dossier is then dealt with by itself.
 */
import {
  LIST_DELETED,
  LIST_DOSSIERS,
  LIST_WITHDRAWN,
  type DossierListe,
  type DossierRetire,
} from '../client/demarche.ts';
import { READ_DOSSIER } from '../client/dossier.ts';
import { DnFault, type Cause } from '../client/faults.ts';
import { recordAct } from '../../records/demarches/acts.ts';
import { listLive, recordGone, recordSeen, type Seen } from '../../records/demarches/dossiers.ts';
import { openDemarche, recordOutage, recordReading } from '../../records/demarches/readings.ts';
import { keyOf, type Context } from './context.ts';
import { fingerprintOf } from './fingerprint.ts';
import { watchSilence } from './silence.ts';

/** What is written there before it is readable: a slow transaction appears behind an instant already passed. */
const OVERLAP_MS = 15 * 60_000;
const PAGE = 100;
const SMALLEST_PAGE = 5;

/** Sent again with fewer dossiers. */
const TOO_BIG: readonly Cause[] = ['panne', 'delai'];

interface Page<Node> {
  readonly nodes: readonly (Node | null)[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Every node of a list; `ask` gives one page. A null cursor never replaces one that is known. */
async function everyNode<Node>(
  ask: (after: string | null, first: number) => Promise<Page<Node>>,
  take: (nodes: readonly Node[]) => Promise<void>,
): Promise<void> {
  let after: string | null = null;
  let first = PAGE;
  for (;;) {
    let page: Page<Node>;
    try {
      page = await ask(after, first);
    } catch (error) {
      if (!(error instanceof DnFault) || !TOO_BIG.includes(error.motif) || first <= SMALLEST_PAGE) throw error;
      first = Math.max(SMALLEST_PAGE, Math.floor(first / 2));
      continue;
    }
    await take((page.nodes ?? []).filter((node) => node !== null));
    const next = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || next === null || next === after) return;
    after = next;
  }
}

const seenOf = ({ numero, ...reste }: { numero: number } & Omit<Seen, 'numero'>): Seen => ({ numero, ...reste });

/**
 * Reads what moved; `entier`: everything, and each dossier of which the list says something else than when it was dealt with
 * is looked at again, since not everything that changes one moves its date. Throws what the service throws: the reading is then begun again from the same instant.
 */
export async function readDemarche(context: Context, entier: boolean): Promise<void> {
  const { pool, correspondance, maintenant } = context;
  const demarche = { instance: correspondance.instance, numero: correspondance.demarche };
  const { releveJusqua } = await openDemarche(pool, demarche);
  const whole = entier || releveJusqua === null;
  try {
    const { debut, named } = await readLists(
      context,
      whole ? undefined : new Date(releveJusqua.getTime() - OVERLAP_MS),
    );
    if (whole) await findVanished(context, named);
    await recordReading(pool, demarche, { debut, le: maintenant(), entier: whole });
  } catch (error) {
    await recordOutage(pool, demarche, error instanceof DnFault ? error.motif : 'interne', maintenant());
    throw error;
  }
}

/** The lists: which dossiers are there, and when the first answer came by the service's clock. */
async function readLists(
  context: Context,
  since: Date | undefined,
): Promise<{ readonly debut: Date; readonly named: ReadonlySet<number> }> {
  const { pool, dn, correspondance, maintenant } = context;
  const number = correspondance.demarche;
  const demarche = { instance: correspondance.instance, numero: number };
  let debut: Date | undefined;
  const named = new Set<number>();
  await everyNode<DossierListe>(
    async (after, first) => {
      const variables = { number, first, after, updatedSince: since?.toISOString() ?? null };
      const { data, horloge } = await dn.ask(LIST_DOSSIERS, variables, number);
      debut ??= horloge === undefined ? maintenant() : new Date(horloge);
      return data.demarche.dossiers;
    },
    async (nodes) => {
      for (const node of nodes) named.add(node.number);
      await recordSeen(
        pool,
        demarche,
        nodes.map((node) =>
          seenOf({
            numero: node.number,
            groupe: node.groupeInstructeur.id,
            etat: node.state,
            deposeLe: node.dateDepot,
            modifieLe: node.dateDerniereModification,
            empreinte: fingerprintOf(node, correspondance),
          }),
        ),
        since === undefined,
      );
      for (const node of nodes) await watchSilence(context, node);
    },
  );
  const deletedSince = since?.toISOString() ?? null;
  await everyNode<DossierRetire>(
    async (after, first) =>
      (await dn.ask(LIST_WITHDRAWN, { number, first, after, deletedSince }, number)).data.demarche
        .pendingDeletedDossiers,
    (nodes) => takeGone(pool, correspondance, nodes, 'retire'),
  );
  await everyNode<DossierRetire>(
    async (after, first) =>
      (await dn.ask(LIST_DELETED, { number, first, after, deletedSince }, number)).data.demarche.deletedDossiers,
    (nodes) => takeGone(pool, correspondance, nodes, 'supprime'),
  );
  return { debut: debut ?? maintenant(), named };
}

/** Withdrawn can be restored, and may be a mistake: someone is told, and nothing is given up in their name. */
async function takeGone(
  pool: Context['pool'],
  correspondance: Context['correspondance'],
  nodes: readonly DossierRetire[],
  etat: 'retire' | 'supprime',
): Promise<void> {
  const { instance } = correspondance;
  for (const { number: numero, dateSupression, reason } of nodes)
    if (await recordGone(pool, instance, numero, etat))
      await recordAct(pool, {
        cle: keyOf(correspondance, numero, `${etat === 'retire' ? 'retrait' : 'suppression'}:${dateSupression}`),
        instance,
        numero,
        genre: etat === 'retire' ? 'retrait' : 'suppression',
        statut: 'alerte',
        detail: reason,
      });
}

/** An expired dossier is in no list at all: those that should be there and were not named are asked for one by one. */
async function findVanished(context: Context, named: ReadonlySet<number>): Promise<void> {
  const { pool, dn, correspondance } = context;
  const { instance, demarche } = correspondance;
  for (const numero of await listLive(pool, { instance, numero: demarche })) {
    if (named.has(numero)) continue;
    try {
      await dn.ask(READ_DOSSIER, { number: numero }, numero);
    } catch (error) {
      if (!(error instanceof DnFault) || error.motif !== 'introuvable') throw error;
      await tellExpired(context, numero);
    }
  }
}

/** The service no longer has it, and says it nowhere: told once. */
export async function tellExpired({ pool, correspondance }: Context, numero: number): Promise<void> {
  const { instance } = correspondance;
  if (!(await recordGone(pool, instance, numero, 'expire'))) return;
  const cle = keyOf(correspondance, numero, 'expiration');
  await recordAct(pool, { cle, instance, numero, genre: 'expiration', statut: 'alerte' });
}
