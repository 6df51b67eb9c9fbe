/** A démarche of Démarche Numérique as its connector left it: something in each of its lists, for the pages that show it. */
import type pg from 'pg';
import { recordAct } from '../../records/demarches/acts.ts';
import { awaitSomeone, joinToCase, recordFailure, recordSeen } from '../../records/demarches/dossiers.ts';
import { recordCheck, recordReading, recordTry, suspendWriting } from '../../records/demarches/readings.ts';

const DEMARCHE = { instance: 'DN', numero: 101 } as const;
/** Of the project that waits for its case. */
export const A_RATTACHER = 12;

/** `ess`: the case that its letter opened. */
export async function suivreUneDemarche(pool: pg.Pool, ess: string): Promise<void> {
  const maintenant = new Date();
  const ici = { id: 'groupe-na', libelle: 'ARS Nouvelle-Aquitaine', region: 'nouvelle-aquitaine' };
  await recordTry(
    pool,
    DEMARCHE,
    {
      adresse: 'https://demarche.exemple.invalid',
      ecriture: true,
      jetonExpireLe: new Date(maintenant.getTime() + 20 * 86_400_000).toISOString().slice(0, 10),
      groupes: [ici],
    },
    maintenant,
  );
  await recordCheck(pool, DEMARCHE, {
    titre: 'Création d’une ESS',
    empechements: ['Le groupe « ARS Bretagne » est fermé.'],
  });
  await recordReading(pool, DEMARCHE, { debut: maintenant, le: maintenant, entier: true });
  await suspendWriting(pool, DEMARCHE, 'silence-de-demarche-numerique', maintenant);
  const lu = maintenant.toISOString();
  const vu = { groupe: ici.id, etat: 'en_instruction', deposeLe: lu, modifieLe: lu, empreinte: '' } as const;
  await recordSeen(
    pool,
    DEMARCHE,
    [11, A_RATTACHER, 13, 14].map((numero) => ({ ...vu, numero })),
  );
  await joinToCase(pool, 'DN', 11, { ess, nature: 'lettre-intention' });
  await awaitSomeone(pool, 'DN', A_RATTACHER, { nature: 'projet-sante', motif: 'sans-lien' });
  await awaitSomeone(pool, 'DN', 13, { nature: 'lettre-intention', motif: 'caisse-a-dire', siege: '64' });
  await recordFailure(pool, 'DN', 14, { cause: 'dn:panne', le: maintenant });
  const acte = { instance: 'DN', numero: 11 } as const;
  await recordAct(pool, {
    ...acte,
    cle: 'dn:DN:11:decision:1',
    genre: 'decision-a-motiver',
    statut: 'incident',
    detail: lu,
  });
  await recordAct(pool, { ...acte, cle: 'dn:DN:11:retrait:1', genre: 'retrait', statut: 'alerte' });
  await pool.query('update demarches set ecarts = $1::jsonb', [
    JSON.stringify([
      { numero: 11, ess, quoi: 'decision', phrase: 'Refusé dans Démarche Numérique, sans décision ici.', depuis: lu },
    ]),
  ]);
}
