import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnreadableAnchor, compareWithAnchor, readAnchor, writeAnchor } from '../../records/verification/anchor.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { evoluerTous } from '../../domain/evoluer.ts';
import { saveDossier } from '../../records/journal/dossiers.ts';
import { refreshFigures } from '../../records/journal/chiffres.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { verifyRecords } from '../../records/verification/verify.ts';
import type { Discrepancy } from '../../records/verification/types.ts';
import { freshDatabase, type FreshDatabase } from './postgres.ts';
import { ligne } from './exemples.ts';
import { consigner, evenementsDe, resumeDe, SCENARIOS, vivre } from './vies.ts';

const verifier = async (db: FreshDatabase) => {
  const ecarts: Discrepancy[] = [];
  const bilan = await verifyRecords(db.pool, (ecart) => ecarts.push(ecart));
  return { bilan, ecarts };
};

describe('des registres que personne n’a touchés', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    for (const nom of SCENARIOS) await vivre(db.pool, nom);
    await refreshFigures(db.pool, { limite: 1_000 });
  });
  afterAll(() => db.drop());

  test('toutes les vies des scénarios satisfont tous les contrôles, et chaque contrôle a regardé quelque chose', async () => {
    const { bilan, ecarts } = await verifier(db);
    expect(ecarts).toEqual([]);
    expect(bilan.ess).toBeGreaterThanOrEqual(SCENARIOS.length);
    const { rows } = await db.pool.query<{ n: number }>('select count(*) as n from journal');
    expect(bilan.evenements).toBe(rows[0]?.n);
    expect(bilan.controles.filter(({ examines }) => examines === 0)).toEqual([]);
  });
});

test('un journal de plusieurs pages est vérifié en entier', async () => {
  const db = await freshDatabase();
  const lignes = Array.from({ length: 1_201 }, (_, n) => ligne(n + 1));
  const etat = evoluerTous(
    etatInitial('longue'),
    lignes.map(({ evenement }) => evenement),
  );
  await appendJournal(db.pool, 'longue', lignes);
  await saveDossier(db.pool, { ess: 'longue', rang: etat.rang, etat, resume: resumeDe(etat) });
  const { bilan, ecarts } = await verifier(db);
  expect(ecarts).toEqual([]);
  expect(bilan.evenements).toBe(1_201);
  await db.drop();
});

describe('des registres falsifiés', () => {
  const VIE = 'S05-nominal-cinq-ans';
  const ESS = `${VIE}-a`;
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    await vivre(db.pool, VIE);
    await vivre(db.pool, 'S09-resiliation-amorcage');
    await refreshFigures(db.pool);
  });
  afterAll(() => db.drop());

  /** Does it with the triggers silenced, verifies, then undoes all. */
  async function falsifier(...requetes: string[]): Promise<readonly Discrepancy[]> {
    const copie = await db.copy();
    const client = await copie.pool.connect();
    try {
      // The guards of money, silenced as only the owner can; those of the journal stay, being « always ».
      await client.query('set session_replication_role = replica');
      for (const requete of requetes) {
        const { rowCount, command } = await client.query(requete);
        if (command !== 'ALTER' && command !== 'DROP') expect(rowCount, requete).toBeGreaterThan(0);
      }
      return (await verifier(copie)).ecarts;
    } finally {
      client.release(true);
      await copie.drop();
    }
  }
  const OUVRIR = 'alter table journal disable trigger user';
  const REFERMER =
    'alter table journal enable always trigger journal_chaine, enable always trigger journal_sans_modification, enable always trigger journal_sans_vidage';
  const ou = `where ess = '${ESS}'`;
  const noms = (ecarts: readonly Discrepancy[]) => [...new Set(ecarts.map(({ controle }) => controle))];

  test('une ligne du journal réécrite : la chaîne est rompue à son rang', async () => {
    const ecarts = await falsifier(
      OUVRIR,
      `update journal set enregistre_le = enregistre_le + interval '1 microsecond' ${ou} and rang = 3`,
      REFERMER,
    );
    expect(ecarts).toMatchObject([{ controle: 'journal.chaine', ess: ESS, rang: 3 }]);
  });

  test('un chiffre gardé retouché, une année retirée ou de trop : le dossier et l’année sont nommés (SUI-03)', async () => {
    const retouche = `regexp_replace(chiffres, '"adherents":[0-9]+', '"adherents":1')`;
    const ecarts = await falsifier(
      `update chiffres_annuels set chiffres = ${retouche} ${ou} and annee = 2028`,
      `update chiffres_annuels set annee = 2042, suivante = null ${ou} and annee = 2029`,
    );
    expect(ecarts).toEqual(
      [
        ['2028, chiffres.adherents : ', '2028, chiffres.adherents : 1'],
        ['2029 : {', '2029 : rien'],
        ['2042 : rien', '2042 : {'],
      ].map(([attendu, trouve]) => ({
        controle: 'chiffres.annuels',
        ess: ESS,
        rang: null,
        attendu: expect.stringContaining(attendu ?? '') as unknown,
        trouve: expect.stringContaining(trouve ?? '') as unknown,
      })),
    );
  });

  test('des chiffres en retard sur le journal ne sont pas un écart : personne ne les lit', async () => {
    expect(
      await falsifier(
        `update chiffres_annuels set annee = 2042, suivante = null ${ou} and annee = 2029`,
        `insert into chiffres_a_refaire (ess) values ('${ESS}')`,
      ),
    ).toEqual([]);
  });

  test('une ligne réécrite avec son empreinte : la chaîne est rompue à la suivante', async () => {
    const ecarts = await falsifier(
      OUVRIR,
      `update journal set contenu = contenu || '{"motif": "autre"}' ${ou} and rang = 3`,
      `update journal j set empreinte = empreinte_du_journal(
         (select empreinte from journal a where a.ess = j.ess and a.rang = 2), j) ${ou} and rang = 3`,
      REFERMER,
    );
    expect(ecarts).toMatchObject([{ controle: 'journal.chaine', ess: ESS, rang: 4 }]);
  });

  test('un événement retiré au milieu : le trou et la chaîne rompue sont nommés, comme l’état qui ne se rejoue plus', async () => {
    const ecarts = await falsifier(OUVRIR, `delete from journal ${ou} and rang = 4`, REFERMER);
    expect(ecarts).toContainEqual(
      expect.objectContaining({ controle: 'journal.rangs', ess: ESS, attendu: 'rang 4', trouve: 'rang 5' }),
    );
    expect(noms(ecarts)).toEqual(expect.arrayContaining(['journal.chaine', 'dossier.etat']));
  });

  test('le dernier événement retiré : le dossier est en avance sur le journal', async () => {
    const ecarts = await falsifier(
      OUVRIR,
      `delete from journal ${ou} and rang = (select max(rang) from journal ${ou})`,
      REFERMER,
    );
    expect(noms(ecarts)).toContain('dossier.rang');
  });

  test('tout le journal d’une ESS retiré : son dossier reste seul', async () => {
    expect(noms(await falsifier(OUVRIR, `delete from journal ${ou}`, REFERMER))).toContain('dossier.rang');
  });

  test('un événement illisible est nommé, et n’arrête pas la vérification des autres', async () => {
    const ecarts = await falsifier(
      OUVRIR,
      `update journal set evenement = 'Inconnu', contenu = contenu || '{"evenement": "Inconnu"}' ${ou} and rang = 2`,
      `update dossiers set montant_verse_centimes = 1 where ess like 'S09%'`,
      REFERMER,
    );
    expect(ecarts).toContainEqual(expect.objectContaining({ controle: 'journal.rejeu', ess: ESS, rang: 2 }));
    expect(noms(ecarts)).toContain('dossier.montant-verse');
  });

  test('une date qu’aucune fonction ne lit est un écart, et n’arrête rien', async () => {
    const ecarts = await falsifier(
      OUVRIR,
      `update journal set contenu = jsonb_set(contenu, '{le}', '"hier"') ${ou} and evenement = 'ContratDotationConclu'`,
      REFERMER,
    );
    expect(noms(ecarts)).toEqual(expect.arrayContaining(['journal.chaine', 'journal.colonnes']));
    expect(ecarts.every(({ ess }) => ess === ESS)).toBe(true);
  });

  test.each<[string, string, string]>([
    ['une date du journal changée', `update journal set le = le - 1 ${ou} and rang = 2`, 'journal.colonnes'],
    [
      'l’état d’un dossier',
      `update dossiers set etat = jsonb_set(etat, '{effectifs,liberaux}', '9') ${ou}`,
      'dossier.etat',
    ],
    ['la phase d’un dossier', `update dossiers set phase = 'close' ${ou}`, 'dossier.resume'],
    ['le montant versé d’un dossier', `update dossiers set montant_verse_centimes = 1 ${ou}`, 'dossier.montant-verse'],
    ['un dossier effacé', `delete from dossiers ${ou}`, 'dossier.rang'],
    [
      'le montant d’un ordre',
      `update paiements set montant_centimes = 1 ${ou} and paiement = 'amorcage-1'`,
      'paiements.ordres',
    ],
    [
      'le statut d’un ordre',
      `update paiements set statut = 'rejete' ${ou} and paiement = 'amorcage-2'`,
      'paiements.ordres',
    ],
    ['la caisse d’un ordre', `update paiements set caisse = '75' ${ou}`, 'paiements.ordres'],
    ['un ordre effacé', `delete from paiements ${ou} and paiement = 'dotation-2'`, 'paiements.ordres'],
    [
      'un ordre ajouté',
      `insert into paiements (ess, paiement, cle, montant_centimes, le, date_limite, statut, caisse)
       values ('${ESS}', 'dotation-9', 'autre', 100, '2030-01-01', '2030-02-01', 'ordonnance', '33')`,
      'paiements.ordres',
    ],
    ['un suivi effacé', `delete from suivis_paiement ${ou} and statut = 'execute'`, 'paiements.suivis'],
    [
      'un montant du grand livre',
      `update grand_livre set montant_centimes = montant_centimes + 1 ${ou} and nature = 'execute'`,
      'grand-livre.journal',
    ],
    [
      'un paiement porté sur le compte d’une autre caisse',
      `update grand_livre set caisse = 'landes' ${ou} and nature = 'ordonne'`,
      'grand-livre.soldes',
    ],
    [
      'une exécution retirée du grand livre',
      `delete from grand_livre ${ou} and nature = 'execute'`,
      'grand-livre.banque',
    ],
    [
      'une écriture de trop',
      `insert into grand_livre select ess, rang, 9, le, caisse, contrat, annee, objet, nature, debit, credit, montant_centimes, reference from grand_livre ${ou}`,
      'grand-livre.etat-des-lieux',
    ],
    ['un territoire libéré', `update territoires set libere_le = '2026-01-01' ${ou}`, 'territoires.revendications'],
    ['un territoire contesté', `update territoires set conteste = true ${ou}`, 'territoires.revendications'],
    ['un numéro FINESS', `update finess set numero = '330000001' ${ou}`, 'finess.numero'],
    ['la fin d’un contrat', `update contrats set fin = 'resilie' ${ou} and contrat = 'amorcage'`, 'contrats.conclus'],
    ['un territoire couvert', `update territoires_amorcage set departement = '75' ${ou}`, 'contrats.territoire'],
    ['une anomalie tue', `update territoires_amorcage set en_conflit = true ${ou}`, 'contrats.anomalies'],
  ])('falsifié : %s', async (_, requete, controle) => {
    const ecarts = await falsifier(OUVRIR, requete, REFERMER);
    expect(noms(ecarts)).toContain(controle);
    expect(ecarts.every(({ ess }) => ess === ESS || ess === null)).toBe(true);
  });

  test.each<[string, string, string]>([
    ['la gâchette qui protège le journal', OUVRIR, 'base.gachettes'],
    ['une unicité', 'drop index territoires_un_seul_titulaire', 'base.unicites'],
    ['le plafond des paiements', 'alter table paiements drop constraint paiements_plafond', 'base.plafonds'],
    ['l’équilibre du grand livre', 'alter table grand_livre drop constraint grand_livre_equilibre', 'base.grand-livre'],
  ])('une protection retirée : %s', async (_, requete, controle) => {
    expect(await falsifier(requete)).toMatchObject([{ controle, ess: null }]);
  });

  test('deux titulaires d’un couple, une fois l’unicité retirée, sont nommés', async () => {
    const ecarts = await falsifier(
      'drop index territoires_un_seul_titulaire',
      `insert into territoires (specialite, departement, ess, conteste, derogation, revendique_le)
       select specialite, departement, 'autre', false, false, revendique_le from territoires ${ou}`,
    );
    const trouve = ecarts.find(({ controle }) => controle === 'territoires.titulaire')?.trouve;
    expect(trouve).toContain(ESS);
    expect(trouve).toContain('autre');
  });
});

describe('le droit, relu dans un journal bien chaîné', () => {
  /** Writes the events as they are, as a bug of the shell would: the journal is whole, the law is not obeyed. */
  test.each<[string, string, string]>([
    ['une tranche ordonnancée avant tout contrat', 'amorcage-1', 'paiements.contrat'],
    ['une dotation qui n’est pas due', 'dotation-1', 'paiements.dus'],
  ])('%s', async (_, paiement, controle) => {
    const db = await freshDatabase();
    await db.pool.query(
      `insert into journal (ess, rang, le, enregistre_le, evenement, acteur, regle, contenu)
       select 'x', rang, '2026-03-16', now(), contenu ->> 'evenement', 'systeme', 'PAY-01', contenu || '{"le":"2026-03-16","acteur":"systeme","regle":"PAY-01"}'
       from (values (1, $1::jsonb), (2, $2::jsonb)) as lignes (rang, contenu) order by rang`,
      [
        { evenement: 'PaiementOrdonnance', paiement, montantCentimes: 9_000_000, dateLimite: '2026-04-16' },
        { evenement: 'PaiementOrdonnance', paiement, montantCentimes: 9_000_000, dateLimite: '2026-04-16' },
      ],
    );
    const { ecarts } = await verifier(db);
    expect(ecarts).toContainEqual(expect.objectContaining({ controle, ess: 'x', rang: 1 }));
    expect(ecarts).toContainEqual(expect.objectContaining({ controle: 'paiements.suites', ess: 'x', rang: 2 }));
    expect(ecarts).toContainEqual(expect.objectContaining({ controle: 'paiements.plafonds', ess: 'x', rang: 1 }));
    await db.drop();
  });
});

describe('la loi rejouée sur un journal bien chaîné (DEC-31, DEC-33, DEC-34)', () => {
  /** The registers (numbers, territories) are not written with these lives: what is looked at is the law. */
  const RELUES = ['dossier.rejeu', 'paiements.ni-dus-ni-reclames'];
  /** The life of a scenario, written as it would be by a program that forgot some of its events. */
  async function ecrite(
    nom: string,
    oublie: (evenement: Evenement) => boolean = () => false,
  ): Promise<readonly Discrepancy[]> {
    const db = await freshDatabase();
    let etat = etatInitial('x');
    for (const evenement of evenementsDe(nom)) if (!oublie(evenement)) etat = await consigner(db.pool, etat, evenement);
    const ecarts: Discrepancy[] = [];
    await verifyRecords(db.pool, (ecart) => ecarts.push(ecart), { replay: true });
    await db.drop();
    return ecarts;
  }

  test.each([
    'V07-virement-retourne',
    'V10-refus-de-la-lettre-saisi-cinq-jours-apres',
    'V12-refus-du-projet-apres-le-versement',
    'V13-saisine-saisie-apres-la-cloture',
    'V14-denombrement-faux',
    'V15-troisieme-signature-mal-datee',
    'V38-dossier-en-cours-repris',
    'DEC-35-seconde-cloture',
  ])('une vie rectifiée n’a pas d’écart : %s', async (nom) => {
    const ecarts = await ecrite(nom);
    expect(ecarts.filter(({ controle }) => RELUES.includes(controle))).toEqual([]);
  });

  test('un effet dû qui n’est pas au journal est nommé, avec sa date', async () => {
    const ecarts = await ecrite(
      'S01-silence-lettre-intention',
      ({ evenement }) => evenement === 'LettreIntentionValidee',
    );
    expect(ecarts.find(({ controle }) => controle === 'dossier.rejeu')).toMatchObject({
      ess: 'x',
      attendu: 'le même état, LettreIntentionValidee le 2026-03-16',
      trouve: 'autre chose pour : phase, li',
    });
  });

  test('ce que le rejeu donne, et que l’état ne dit pas : le champ est nommé', async () => {
    const ecarts = await ecrite(
      'S09-resiliation-amorcage',
      (fait) => fait.evenement === 'ContratAmorcageSigne' && fait.partie === 'caisse',
    );
    expect(ecarts.find(({ controle }) => controle === 'dossier.rejeu')?.trouve).toContain('amorcage');
  });

  test('ce qui est versé au-delà du dû, et que rien ne réclame, est nommé avec sa somme', async () => {
    const ecarts = await ecrite('V14-denombrement-faux', ({ evenement }) => evenement === 'RecouvrementPropose');
    expect(ecarts.find(({ controle }) => controle === 'paiements.ni-dus-ni-reclames')).toMatchObject({
      ess: 'x',
      attendu: '« dotation-1 » : 277778 centimes réclamés',
      trouve: 'aucun recouvrement',
    });
  });
});

describe('l’ancre', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    await vivre(db.pool, 'S09-resiliation-amorcage');
    await vivre(db.pool, 'S01-silence-lettre-intention');
  });
  afterAll(() => db.drop());
  const comparer = async (base: FreshDatabase, texte: string) => {
    const ecarts: Discrepancy[] = [];
    await compareWithAnchor(base.pool, readAnchor(texte), (ecart) => ecarts.push(ecart));
    return ecarts;
  };

  test('ce qui est ajouté depuis ne la contredit pas', async () => {
    const ancre = await writeAnchor(db.pool);
    await vivre(db.pool, 'S04-refus-lettre-intention');
    expect(await comparer(db, ancre)).toEqual([]);
    expect(readAnchor(await writeAnchor(db.pool)).length).toBe(readAnchor(ancre).length + 1);
  });

  test('une histoire entièrement réécrite, empreintes comprises, n’est vue que par elle', async () => {
    const ancre = await writeAnchor(db.pool);
    const copie = await db.copy();
    await copie.pool.query('alter table journal disable trigger user');
    await copie.pool.query(
      "update journal set enregistre_le = enregistre_le - interval '1 hour' where ess like 'S01%'",
    );
    await copie.pool.query(`do $$
      declare ligne journal; precedente bytea := ''::bytea;
      begin
        for ligne in select * from journal where ess like 'S01%' order by ess, rang loop
          precedente := empreinte_du_journal(precedente, ligne);
          update journal set empreinte = precedente where ess = ligne.ess and rang = ligne.rang;
        end loop;
      end $$`);
    await copie.pool.query(
      'alter table journal enable always trigger journal_chaine, enable always trigger journal_sans_modification, enable always trigger journal_sans_vidage',
    );
    expect((await verifier(copie)).ecarts).toEqual([]);
    expect(await comparer(copie, ancre)).toMatchObject([
      { controle: 'journal.ancre', ess: 'S01-silence-lettre-intention-a' },
    ]);
    await copie.drop();
  });

  test('une fin de journal retirée, dossier compris, n’est vue que par elle', async () => {
    const ancre = await writeAnchor(db.pool);
    const copie = await db.copy();
    for (const table of ['journal', 'paiements', 'suivis_paiement'])
      await copie.pool.query(`alter table ${table} disable trigger user`);
    for (const table of ['attentes', 'journal', 'dossiers', 'territoires', 'finess', 'paiements', 'suivis_paiement'])
      await copie.pool.query(`delete from ${table} where ess like 'S01%'`);
    expect(await comparer(copie, ancre)).toMatchObject([{ trouve: 'aucun événement à ce rang' }]);
    await copie.drop();
  });

  test('une ancre retouchée, ou un autre fichier, est refusée', async () => {
    const ancre = await writeAnchor(db.pool);
    expect(() => readAnchor(ancre.replace(/\t\d+\t/, '\t99\t'))).toThrow(UnreadableAnchor);
    expect(() => readAnchor('autre chose')).toThrow(/ENSEMBLE/);
  });
});
