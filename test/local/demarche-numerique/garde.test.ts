/** The double kept between two starts of an installation. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NUMERO_LETTRE, ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import { startLocalDemarcheNumerique } from '../../../local/demarche-numerique/server.ts';
import { passerEnInstruction } from '../../../local/demarche-numerique/world/agent.ts';
import { deposer } from '../../../local/demarche-numerique/world/applicant.ts';
import { publish } from '../../../local/demarche-numerique/world/revisions.ts';
import { profil } from '../../../local/demarche-numerique/world/world.ts';
import { temporaryFolder } from '../../setup/temporary-folder.ts';
import { LETTRE } from './lettre.ts';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('après un arrêt, les dossiers sont là, liés à leur démarche, et les numéros continuent', async () => {
  const options = { file: join(folder, 'demarche-numerique.bin'), log: () => undefined };
  const deposit = {
    demarche: NUMERO_LETTRE,
    usager: profil('User', 1, 'deposant@exemple.invalid'),
    demandeur: { nom: 'Médecin 01', prenom: 'Prénom 01' },
    valeurs: LETTRE,
  };
  const before = await startLocalDemarcheNumerique(options);
  const dossier = deposer(before.world, deposit);
  passerEnInstruction(before.world, dossier, ROBOT);
  await before.close();

  const after = await startLocalDemarcheNumerique(options);
  try {
    const kept = after.world.dossiers.get(dossier.number);
    expect(kept).toEqual(dossier);
    expect(kept?.demarche).toBe(after.world.demarches.get(NUMERO_LETTRE));
    publish(after.world, kept?.demarche ?? dossier.demarche, {});
    expect(kept?.revision).toBe(kept?.demarche.revisions[0]);
    expect(deposer(after.world, deposit).number).toBe(dossier.number + 1);
    expect(after.world.demarches.size).toBe(2);
  } finally {
    await after.close();
  }
});
