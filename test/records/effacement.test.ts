/** Erasing a person, and what is past its time: what goes, what stays, and what is still proven afterwards. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { centimes, instant } from '../../domain/valeurs.ts';
import { listAdhesions, upsertAdhesions } from '../../records/registers/adhesions.ts';
import { RETENTION_PERIODS, expired, purge } from '../../records/privacy/retention.ts';
import { saveContact } from '../../records/privacy/contacts.ts';
import { StillAdherent, erasePerson, withoutPerson } from '../../records/privacy/erasure.ts';
import { readFiche, saveFiche } from '../../records/privacy/fiches.ts';
import { deleteFile, listFiles, saveFile } from '../../records/privacy/fichiers.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { orderPayment } from '../../records/money/paiements.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import { adhesion, date, ligne } from './exemples.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { vivre } from './vies.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const RPPS = adhesion(1).rpps;
const EFFACEUR = { par: 'exploitant', motif: 'Demande du 3 mai 2026.' };
const COURRIEL = 'Referent@exemple.invalid';
const fichier = (ess: string, sha256 = 'a'.repeat(64)) =>
  saveFile(db.pool, {
    ess,
    code: 'statuts',
    exercice: null,
    rang: null,
    nom: 'statuts.pdf',
    type: 'application/pdf',
    taille: 10,
    sha256,
    examen: 'non-analyse',
    deposePar: 'porteur',
  });

describe('effacer une personne', () => {
  test('la retire des listes, des fiches, des contacts et des adresses, et d’elle seule', async () => {
    const ess = 'effacer-1';
    await upsertAdhesions(db.pool, ess, [adhesion(1, { sortieLe: date('2026-06-30') }), adhesion(2)]);
    const fiche = randomUUID();
    await saveFiche(db.pool, {
      id: fiche,
      ess,
      nature: 'deposer-lettre-intention',
      contenu: {
        axes: ['Téléexpertise'],
        referent: { nom: 'Médecin 01', courriel: COURRIEL.toLowerCase() },
        medecinsEngages: [
          { nom: 'Médecin 01', prenom: 'A', rpps: RPPS },
          { nom: 'Médecin 02', prenom: 'B', rpps: adhesion(2).rpps },
        ],
      },
    });
    await saveContact(db.pool, { role: 'porteur', ess, adresse: COURRIEL });
    await db.pool.query(
      `insert into avis (cle, destinataire, ess, rang, evenement, objet, corps, adresses, message_id)
       values ('e1', 'porteur', $1, 1, 'E', 'o', 'c', array[$2, 'autre@exemple.invalid'], 'm1')`,
      [ess, COURRIEL],
    );
    expect(await erasePerson(db.pool, { rpps: RPPS, courriel: COURRIEL }, EFFACEUR)).toEqual({
      adhesions: 1,
      fiches: 1,
      contacts: 1,
      courriers: 1,
      espaces: 0,
    });
    expect((await listAdhesions(db.pool, ess)).map(({ rpps }) => rpps)).toEqual([adhesion(2).rpps]);
    expect((await readFiche(db.pool, fiche))?.contenu).toEqual({
      axes: ['Téléexpertise'],
      referent: { efface: true },
      medecinsEngages: [{ efface: true }, { nom: 'Médecin 02', prenom: 'B', rpps: adhesion(2).rpps }],
    });
    const { rows } = await db.pool.query<{ tout: string }>(
      `select string_agg(t::text, ' ') as tout from (
         select row(f.*)::text as t from fiches f union all select row(a.*)::text from adhesions a
         union all select row(c.*)::text from contacts c union all select row(v.*)::text from avis v
         union all select row(x.*)::text from acces x) lignes`,
    );
    expect(rows[0]?.tout).not.toMatch(new RegExp(`${RPPS}|${COURRIEL}`, 'i'));
    expect(rows[0]?.tout).toContain('autre@exemple.invalid');
    expect((await db.pool.query('select objet, acte, par, motif from acces where ess = $1', [ess])).rows).toEqual([
      { objet: 'personne', acte: 'effacement', ...EFFACEUR },
    ]);
  });

  test('encore adhérente est refusé, et rien n’est touché', async () => {
    await upsertAdhesions(db.pool, 'effacer-2', [adhesion(3)]);
    await expect(erasePerson(db.pool, { rpps: adhesion(3).rpps }, EFFACEUR)).rejects.toBeInstanceOf(StillAdherent);
    expect(await listAdhesions(db.pool, 'effacer-2')).toHaveLength(1);
  });

  test('un nombre qui en contient un autre n’est pas la personne', () => {
    const contenu = { reference: `${RPPS}9`, medecins: [{ rpps: `${RPPS}` }, { rpps: '99999999999' }] };
    expect(withoutPerson(contenu, { rpps: RPPS })).toEqual({
      reference: `${RPPS}9`,
      medecins: [{ efface: true }, { rpps: '99999999999' }],
    });
  });

  test('ne change ni le journal ni les paiements : ess verifier ne trouve aucun écart', async () => {
    const autre = await freshDatabase();
    await vivre(autre.pool, 'S09-resiliation-amorcage');
    await erasePerson(autre.pool, { rpps: RPPS, courriel: COURRIEL }, EFFACEUR);
    const ecarts: unknown[] = [];
    await verifyRecords(autre.pool, (ecart) => ecarts.push(ecart));
    expect(ecarts).toEqual([]);
    await autre.drop();
  });
});

describe('effacer un fichier', () => {
  test('emporte son contenu quand il ne sert plus à personne', async () => {
    const premier = await fichier('fichier-1');
    const second = await fichier('fichier-2');
    const enleves: string[] = [];
    const enlever = (sha256: string) => Promise.resolve(void enleves.push(sha256));
    expect(await deleteFile(db.pool, 'fichier-1', premier.fichier.id, EFFACEUR, enlever)).toBe(true);
    expect(await deleteFile(db.pool, 'fichier-2', premier.fichier.id, EFFACEUR, enlever)).toBe(false);
    expect(enleves).toEqual([]);
    expect(await deleteFile(db.pool, 'fichier-2', second.fichier.id, EFFACEUR, enlever)).toBe(true);
    expect(enleves).toEqual([second.fichier.sha256]);
  });
});

describe('la conservation', () => {
  test('efface ce qui a dépassé sa durée, le lendemain du dernier jour et pas avant', async () => {
    const ess = 'close-1';
    const cloture = {
      ...ligne(1),
      evenement: {
        evenement: 'EssClose' as const,
        le: date('2026-03-31'),
        acteur: 'systeme' as const,
        regle: 'REC-02',
        motifCloture: 'renonciation' as const,
      },
      enregistreLe: instant(Date.UTC(2026, 3, 1)),
    };
    await appendJournal(db.pool, ess, [cloture]);
    await saveContact(db.pool, { role: 'porteur', ess, adresse: 'porteur@exemple.invalid' });
    await saveFiche(db.pool, { id: randomUUID(), ess, nature: 'deposer-pieces', contenu: { pieces: [] } });
    await fichier(ess, 'c'.repeat(64));
    await orderPayment(db.pool, {
      cle: 'close-1:1',
      ess,
      paiement: 'amorcage-1',
      montantCentimes: centimes(4_000_000),
      le: date('2025-06-01'),
      dateLimite: date('2025-06-30'),
      caisse: 'gironde',
    });
    const echus = async (le: string) =>
      Object.fromEntries((await expired(db.pool, le)).map(({ categorie, nombre }) => [categorie, nombre]));
    const parents = await echus('2028-03-31');
    expect(parents).toMatchObject({ contacts: 0, fichiers: 0 });
    expect(await echus('2028-04-01')).toMatchObject({ contacts: 1, fiches: 0, fichiers: 0 });
    expect(await echus('2036-03-31')).toMatchObject({ fiches: 0, fichiers: 0 });
    expect(await echus('2036-04-01')).toMatchObject({ contacts: 1, fiches: 1, fichiers: 1 });
    const { effaces, orphelins } = await purge(db.pool, '2036-04-01');
    expect(effaces.find(({ categorie }) => categorie === 'fichiers')?.nombre).toBe(1);
    expect(orphelins).toEqual(['c'.repeat(64)]);
    expect(await listFiles(db.pool, ess)).toEqual([]);
    expect((await expired(db.pool, '2036-04-01')).every(({ nombre }) => nombre === 0)).toBe(true);
    // The journal and the payments stay: public money is accounted for.
    expect((await db.pool.query('select 1 from journal where ess = $1', [ess])).rowCount).toBe(1);
    expect((await db.pool.query('select 1 from paiements where ess = $1', [ess])).rowCount).toBe(1);
  });

  test('suit les durées que l’on règle', async () => {
    await upsertAdhesions(db.pool, 'regle-1', [adhesion(8, { sortieLe: date('2030-01-15') })]);
    const nombre = async (ans: number) =>
      (await expired(db.pool, '2031-06-01', { ...RETENTION_PERIODS, adhesions: { ans, depuis: '' } })).find(
        ({ categorie }) => categorie === 'adhesions',
      )?.nombre;
    expect(await nombre(1)).toBe(((await nombre(2)) ?? 0) + 1);
  });
});
