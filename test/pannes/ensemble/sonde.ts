/** Whether everything answers: a small act through each API, and a page of the console. */
import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { today } from '../../setup/today.ts';
import { commander, type Registre } from './clients.ts';
import type { Ensemble } from './ensemble.ts';

const COMPTE = 'ars-corse';
const PATIENCE_MS = 30_000;
let ess: string | undefined;

/** Opens the case on which it acts, where nobody else is. */
export async function ouvrirSonde(ensemble: Ensemble, registre: Registre): Promise<void> {
  const corps = {
    commande: 'deposer-lettre-intention',
    le: today(),
    specialites: ['dermatologie'],
    departements: ['2A'],
    siege: '2A',
    medecinsPresents: 140,
    liberaux: 120,
    engages: 37,
  };
  const ouvert = await commander(ensemble, registre, {
    chemin: '/ess',
    compte: 'porteur-01',
    corps,
    commande: corps.commande,
  });
  ess = String(ouvert['ess']);
}

/** Resolves once each has answered. */
export async function sonder(ensemble: Ensemble, registre: Registre): Promise<void> {
  const commande = 'consigner-echange';
  const parApi = ensemble.apis.map((api) =>
    commander({ ...ensemble, apis: [api, api] }, registre, {
      chemin: `/ess/${ess}/commandes/${commande}`,
      compte: COMPTE,
      corps: { le: today(), sujet: `Sonde ${randomUUID()}` },
      commande,
    }),
  );
  const parPage = async () => {
    for (;;)
      try {
        const agent = await ensemble.connecter(COMPTE);
        const page = agent.get(`/dossiers/${ess}`);
        await Promise.race([page, pause(PATIENCE_MS).then(() => Promise.reject(new Error('late')))]);
        return;
      } catch {
        await pause(200);
      }
  };
  await Promise.all([...parApi, parPage()]);
}
