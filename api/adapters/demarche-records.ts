/** Démarches of Démarche Numérique on PostgreSQL: who named, tried again or lifted what is written down with it. */
import type pg from 'pg';
import { answerForDossier, liftAct, liftSuspension, tryAgain } from '../../records/demarches/gestures.ts';
import { measureDemarches } from '../../records/demarches/measures.ts';
import { originsOfCase, overviewOfDemarches, readWaiting } from '../../records/demarches/overview.ts';
import { signed, type Author } from '../../records/journal/ecritures.ts';
import type { DemarcheRecords } from '../ports.ts';

export function demarcheRecords(pool: pg.Pool, guard: <T>(query: () => Promise<T>) => Promise<T>): DemarcheRecords {
  const write = <T>(
    auteur: Author,
    of: (result: T) => { readonly cle: string; readonly acte: string; readonly ess?: string } | undefined,
    work: (client: pg.PoolClient) => Promise<T>,
  ) =>
    guard(() =>
      signed(
        pool,
        auteur,
        (result) => {
          const done = of(result);
          return done === undefined ? undefined : { objet: 'demarche', ...done };
        },
        work,
      ),
    );
  return {
    measure: () => guard(() => measureDemarches(pool)),
    overview: (portee) => guard(() => overviewOfDemarches(pool, portee)),
    origins: (ess) => guard(() => originsOfCase(pool, ess)),
    waiting: (instance, numero, portee) => guard(() => readWaiting(pool, instance, numero, portee)),
    answer: (instance, numero, said, portee, auteur) =>
      write(
        auteur,
        (found) =>
          found && {
            cle: `${instance} ${numero}`,
            acte: 'ess' in said ? 'rattache' : `caisse-dite ${said.caisse}`,
            ...('ess' in said ? { ess: said.ess } : {}),
          },
        (client) => answerForDossier(client, instance, numero, said, portee),
      ),
    tryAgain: (instance, numero, portee, auteur) =>
      write(
        auteur,
        (found) => found && { cle: `${instance} ${numero}`, acte: 'retente' },
        (client) => tryAgain(client, instance, numero, portee),
      ),
    liftSuspension: (demarche, motif, auteur) =>
      write(
        auteur,
        (lifted) => (lifted ? { cle: `${demarche.instance} ${demarche.numero}`, acte: 'ecriture-reprise' } : undefined),
        (client) => liftSuspension(client, demarche, motif),
      ),
    liftAct: (id, motif, portee, auteur) =>
      write(
        auteur,
        (found) => found && { cle: id, acte: 'leve', ...(found.ess === null ? {} : { ess: found.ess }) },
        (client) => liftAct(client, id, motif, portee),
      ),
  };
}
