/** A dossier that was imported passes to instruction there: it is no longer edited, withdrawn, or expired. */
import { TAKE_IN_CHARGE } from '../client/acts.ts';
import { READ_DOSSIER, type Dossier } from '../client/dossier.ts';
import { DnRefusal } from '../client/faults.ts';
import { openDemarche } from '../../records/demarches/readings.ts';
import { recordAct } from '../../records/demarches/acts.ts';
import { keyOf, type Context } from './context.ts';

/** It was done, and it is not. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

const isPending = ({ messages }: Dossier): boolean =>
  messages.some(
    ({ correction, discardedAt }) => correction && correction.dateResolution === null && discardedAt === null,
  );

/**
 * The dossier as it then is. Nothing while a request is pending: the passage would resolve it. Read again afterwards, whatever
 * was answered: what counts is what the service then says.
 */
export async function takeInCharge(context: Context, dossier: Dossier): Promise<Dossier> {
  const { pool, dn, correspondance } = context;
  const { ecriture, instance, demarche, groupes, courriels } = correspondance;
  if (!ecriture || dossier.state !== 'en_construction' || isPending(dossier)) return dossier;
  const { ecritureSuspendue } = await openDemarche(pool, { instance, numero: demarche });
  if (ecritureSuspendue !== null) return dossier;
  const instructeurId = groupes.find(({ id }) => id === dossier.groupeInstructeur.id)?.instructeur;
  if (instructeurId === undefined) throw new NotTaken('groupe-sans-instructeur');
  const input = { dossierId: dossier.id, instructeurId, disableNotification: !courriels.passageEnInstruction };
  await dn.ask(TAKE_IN_CHARGE, { input }, dossier.number).catch((error: unknown) => {
    // Someone did it meanwhile, or our own answer was lost: what follows says.
    if (!(error instanceof DnRefusal && error.reasons.includes('deja-traite'))) throw error;
  });
  const { data } = await dn.ask(READ_DOSSIER, { number: dossier.number }, dossier.number);
  if (data.dossier.state === 'en_construction') throw new NotTaken('passage-sans-effet');
  await recordAct(pool, {
    cle: keyOf(
      correspondance,
      dossier.number,
      `passage:${data.dossier.traitements.findLast(({ state }) => state === 'en_instruction')?.id ?? ''}`,
    ),
    instance,
    numero: dossier.number,
    genre: 'passage',
    statut: 'fait',
  });
  return data.dossier;
}
