import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { instant } from '../../domain/valeurs.ts';
import { listAnomalies } from '../../records/verification/anomalies.ts';
import { listContracts, recordContract } from '../../records/registers/contrats.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { inTransaction } from '../../records/server/pool.ts';
import { empreintes } from './chaine.ts';
import { date, ensemble, ligne } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

describe('la chaîne du journal', () => {
  const riche = (rang: number) => ({
    ...ligne(rang, `« é », \\ " \n \u0001 🩺 ${'x'.repeat(rang)}`),
    enregistreLe: instant(Date.UTC(2026, 2, 29, 0, 59, 59, 900 + rang)),
  });

  test('l’empreinte de la base est celle que l’on recalcule hors d’elle, accents et caractères de contrôle compris', async () => {
    await appendJournal(db.pool, 'chaine', [riche(1), riche(2), riche(3)]);
    const { lues, calculees } = await empreintes(db.pool, 'chaine');
    expect(lues).toHaveLength(3);
    expect(calculees).toEqual(lues);
  });

  test('elle ne dépend ni du fuseau ni du format de date de la session', async () => {
    await inTransaction(db.pool, async (client) => {
      await client.query("set local time zone 'Pacific/Kiritimati'");
      await client.query("set local datestyle = 'SQL, DMY'");
      await client.query("set local intervalstyle = 'iso_8601'");
      await client.query('set local extra_float_digits = -3');
      await appendJournal(client, 'fuseau', [riche(1), riche(2)]);
    });
    await appendJournal(db.pool, 'fuseau', [riche(3)]);
    const { lues, calculees } = await empreintes(db.pool, 'fuseau');
    expect(calculees).toEqual(lues);
  });

  test('ce que dit l’auteur de la ligne de son empreinte ne compte pas', async () => {
    await db.pool.query(
      `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu, empreinte)
       values ('feinte', 1, '2026-03-16', now(), 'EchangeConsigne', 'ars', 'LI-10', '{}', sha256('feinte'))`,
    );
    const { lues, calculees } = await empreintes(db.pool, 'feinte');
    expect(calculees).toEqual(lues);
  });

  test('deux ESS n’ont pas la même empreinte pour le même événement', async () => {
    await appendJournal(db.pool, 'jumelle-1', [ligne(1)]);
    await appendJournal(db.pool, 'jumelle-2', [ligne(1)]);
    expect((await empreintes(db.pool, 'jumelle-1')).lues).not.toEqual((await empreintes(db.pool, 'jumelle-2')).lues);
  });

  test('la base elle-même refuse un trou', async () => {
    const trou = `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu)
      values ('trou', 2, '2026-03-16', now(), 'EchangeConsigne', 'ars', 'LI-10', '{}')`;
    await expect(db.pool.query(trou)).rejects.toMatchObject({ constraint: 'journal_sans_trou' });
  });

  test.each(['update journal set regle = regle', 'delete from journal', 'truncate journal cascade'])(
    'même en mode réplica, la base refuse : %s',
    async (requete) => {
      await appendJournal(db.pool, 'replica', [ligne(1)]);
      const refus = inTransaction(db.pool, async (client) => {
        await client.query('set local session_replication_role = replica');
        await client.query(requete);
      });
      await expect(refus).rejects.toThrow(/append-only/);
    },
  );
});

describe('un contrat d’amorçage par ESS et par territoire (AMO-05)', () => {
  const entree = (specialite: string, departements = ['33']): Evenement => ({
    evenement: 'EssExistanteDeclaree',
    le: date('2026-01-05'),
    acteur: 'ars',
    regle: 'DEC-28',
    regime: 'en-projet-avec-amorcage-ars',
    specialites: [specialite],
    departements,
    siege: '33',
    caisse: 'gironde',
    ars: 'nouvelle-aquitaine',
  });
  const systeme = (le: string) => ({ le: date(le), acteur: 'systeme', regle: 'AMO-16bis' }) as const;
  const conclu = (le = '2026-02-02'): Evenement => ({
    ...systeme(le),
    evenement: 'ContratAmorcageConclu',
    contrat: 'amorcage',
    dateLimite: date('2026-12-02'),
  });
  const accordee: Evenement = {
    evenement: 'DerogationConsignee',
    le: date('2026-01-20'),
    acteur: 'ars',
    regle: 'DER-02',
    sens: 'accordee',
    objet: 'unicite',
  };
  const libere: Evenement = { ...systeme('2027-01-04'), evenement: 'TerritoireLibere' };

  async function vecu(ess: string, evenements: readonly Evenement[], depuis = etatInitial(ess)): Promise<Etat> {
    let etat = depuis;
    for (const evenement of evenements) {
      etat = evoluer(etat, evenement);
      const { rang } = etat;
      await inTransaction(db.pool, async (client) => {
        await appendJournal(client, ess, [{ ...ligne(rang), evenement }]);
        await recordContract(client, ess, { rang, evenement }, etat);
      });
    }
    return etat;
  }

  test('un contrat conclu, terminé : une ligne, qui suit l’état', async () => {
    const etat = await vecu('seul', [entree('seul'), conclu()]);
    await vecu(
      'seul',
      [{ ...systeme('2026-12-03'), evenement: 'ContratAmorcageTermine', contrat: 'amorcage', cause: 'duree' }],
      etat,
    );
    expect(await listContracts(db.pool, 'seul')).toEqual([
      { contrat: 'amorcage', rang: 2, concluLe: '2026-02-02', finiLe: '2026-12-03', fin: 'termine', reconductions: 0 },
    ]);
    expect(await listAnomalies(db.pool, 'seul')).toEqual([]);
  });

  test('de dix contrats conclus ensemble sur un même territoire, un seul est sans anomalie, et tous sont gardés', async () => {
    await ensemble(10, (n) => vecu(`meme-${n}`, [entree('meme', n % 2 === 0 ? ['16', '33'] : ['33', '16']), conclu()]));
    const anomalies = (await listAnomalies(db.pool)).filter(({ ess }) => ess.startsWith('meme-'));
    expect(anomalies).toHaveLength(9);
    expect(anomalies[0]).toMatchObject({ regle: 'AMO-05', rang: 2 });
    const { rows } = await db.pool.query("select count(*) as n from contrats where ess like 'meme-%'");
    expect(rows).toEqual([{ n: 10 }]);
  });

  test('une dérogation de la CPN permet le second (DER-02)', async () => {
    await vecu('premiere', [entree('derogation'), conclu()]);
    await vecu('seconde', [entree('derogation'), accordee, conclu()]);
    expect(await listAnomalies(db.pool, 'seconde')).toEqual([]);
  });

  test('un territoire libéré permet un nouveau contrat (DEC-15)', async () => {
    await vecu('partie', [entree('libre'), conclu(), libere]);
    await vecu('venue', [entree('libre'), conclu('2027-02-01')]);
    expect(await listAnomalies(db.pool, 'venue')).toEqual([]);
  });

  test('un second contrat de la même ESS reste au journal, et c’est une anomalie', async () => {
    await vecu('deux-fois', [entree('deux-fois'), conclu(), conclu('2026-03-02')]);
    expect(await listAnomalies(db.pool, 'deux-fois')).toMatchObject([{ rang: 3, regle: 'AMO-05' }]);
    expect(await listContracts(db.pool, 'deux-fois')).toHaveLength(1);
  });

  test('consigné deux fois, rien ne change', async () => {
    const etat = await vecu('encore', [entree('encore'), conclu()]);
    await inTransaction(db.pool, (client) => recordContract(client, 'encore', { rang: 2, evenement: conclu() }, etat));
    expect(await listAnomalies(db.pool, 'encore')).toEqual([]);
    expect(await listContracts(db.pool, 'encore')).toHaveLength(1);
  });

  test('la base refuse d’elle-même deux contrats sur un couple', async () => {
    await vecu('titulaire', [entree('unique'), conclu()]);
    await vecu('intruse', [entree('ailleurs'), conclu()]);
    const intrusion = `insert into territoires_amorcage (ess, specialite, departement, derogation, en_conflit)
      values ('intruse', 'unique', '33', false, false)`;
    await expect(db.pool.query(intrusion)).rejects.toThrow(/territoires_amorcage_un_seul_contrat/);
  });
});
