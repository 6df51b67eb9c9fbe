/** Takeovers on PostgreSQL (DEC-67): who proposed, agreed and withdrew is written down with what they did. */
import type pg from 'pg';
import { signed, type Author } from '../../records/journal/ecritures.ts';
import {
  answerTakeover,
  casesToOpen,
  listTakeovers,
  proposeTakeover,
  proposerOf,
  settleOpening,
  takenCases,
  withdrawTakeover,
} from '../../records/registers/reprises.ts';
import type { TakeoverRecords } from '../ports.ts';

export function takeoverRecords(pool: pg.Pool, guard: <T>(query: () => Promise<T>) => Promise<T>): TakeoverRecords {
  const write = <T>(
    auteur: Author,
    cle: string,
    acte: string,
    done: (result: T) => boolean,
    work: (client: pg.PoolClient) => Promise<T>,
  ) =>
    guard(() => signed(pool, auteur, (result) => (done(result) ? { objet: 'reprise', cle, acte } : undefined), work));
  return {
    propose: (reprise, cas, auteur) =>
      write(
        auteur,
        reprise.id,
        'proposee',
        ({ deja }) => deja.length === 0,
        (client) => proposeTakeover(client, reprise, cas),
      ),
    list: (portee, id) => guard(() => listTakeovers(pool, portee, id)),
    cases: (id, portee) => guard(() => takenCases(pool, id, portee)),
    proposer: (id) => guard(() => proposerOf(pool, id)),
    answer: (id, caisses, dit, auteur) =>
      write(
        auteur,
        id,
        dit.accepte ? 'acceptee' : 'refusee',
        (nombre) => nombre > 0,
        (client) => answerTakeover(client, id, caisses, dit),
      ),
    toOpen: (id, le, limite) => guard(() => casesToOpen(pool, id, le, limite)),
    settleOpening: (id, place, motif) => guard(() => settleOpening(pool, id, place, motif)),
    withdraw: (id, auteur) =>
      write(
        auteur,
        id,
        'retiree',
        () => true,
        (client) => withdrawTakeover(client, id),
      ),
  };
}
