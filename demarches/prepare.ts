/** What a démarche needs to be as it must: looked at before the first turn and each day, and told to whoever watches. */
import type pg from 'pg';
import { recordCheck, recordTry, type Demarche } from '../records/demarches/readings.ts';
import type { Log } from '../runtime/log.ts';
import { createDnClient } from './client/client.ts';
import { READ_DEMARCHE } from './client/demarche.ts';
import type { Pace } from './client/pace.ts';
import { tokenOf } from './client/token.ts';
import { civilDay, type Access, type Context } from './inbound/context.ts';
import { checkDemarche, checkExpiry, checkSchema, checkWriting } from './mapping/check-live.ts';
import type { Correspondance } from './mapping/file.ts';

export const demarcheOf = ({ instance, demarche }: Correspondance): Demarche => ({ instance, numero: demarche });

/** It is in hand, on this mapping: what can be said of it without the service. */
export const tellTry = (pool: pg.Pool, correspondance: Correspondance, le: Date): Promise<void> =>
  recordTry(
    pool,
    demarcheOf(correspondance),
    {
      adresse: new URL(correspondance.adresse).origin,
      ecriture: correspondance.ecriture,
      jetonExpireLe: correspondance.jeton.expireLe,
      groupes: correspondance.groupes.map(({ id, libelle, region }) => ({ id, libelle, region })),
    },
    le,
  );

interface Given {
  readonly pool: pg.Pool;
  readonly correspondance: Correspondance;
  readonly api: Access;
  readonly pace: Pace;
  readonly log: Log;
}

/** What to work with; undefined: findings stop it, and were told. Throws what the service throws. */
export async function prepare({ pool, correspondance, api, pace, log }: Given): Promise<Context | undefined> {
  const { demarche } = correspondance;
  await tellTry(pool, correspondance, new Date());
  const settings = { url: correspondance.adresse, token: tokenOf(correspondance.jeton.fichier), pace };
  const schema = await createDnClient(settings).introspect();
  const dn = createDnClient({ ...settings, schema });
  const { data } = await dn.ask(READ_DEMARCHE, { number: demarche }, demarche);
  const findings = [
    ...checkExpiry(correspondance, civilDay(new Date())),
    ...checkSchema(schema),
    ...checkDemarche(correspondance, data.demarche),
    ...(await checkWriting(dn, correspondance)),
  ];
  for (const { niveau, phrase } of findings)
    log[niveau === 'arret' ? 'error' : 'warn']({ message: 'vérification', demarche, phrase });
  const empechements = findings.filter(({ niveau }) => niveau === 'arret').map(({ phrase }) => phrase);
  await recordCheck(pool, demarcheOf(correspondance), { titre: data.demarche.title, empechements });
  if (empechements.length > 0) return undefined;
  return { pool, dn, correspondance, api, maintenant: () => new Date() };
}
