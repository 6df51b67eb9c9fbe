import type pg from 'pg';
import { composerCourrier, texteDuCourrier } from '../../documents/letters/index.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { writeAvis } from '../../records/outbox/avis.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { date, resume } from '../records/exemples.ts';

export const VALIDEE = {
  evenement: 'LettreIntentionValidee',
  le: date('2026-05-17'),
  acteur: 'systeme',
  regle: 'LI-09',
  mode: 'tacite',
  dateLimite: date('2026-05-16'),
} as const satisfies Evenement;

/** A case with one notice, to the ARS, that is to be sent. */
export async function avisEnAttente(pool: pg.Pool, ess: string, messageId: string): Promise<void> {
  const cas = {
    intitule: null,
    specialites: [],
    departements: [],
    siege: '33',
    region: 'nouvelle-aquitaine',
    caisse: 'gironde',
  };
  const courrier = composerCourrier(VALIDEE, { ess, rang: 1, ...cas, destinataire: 'ars' });
  await saveDossier(pool, { ess, rang: 1, etat: etatInitial(ess), resume: resume() });
  const avis = { cle: `${ess}/notifier/1`, destinataire: 'ars', ess, rang: 1, evenement: VALIDEE.evenement } as const;
  await writeAvis(pool, [{ ...avis, courrier, ...texteDuCourrier(courrier), messageId }]);
}
