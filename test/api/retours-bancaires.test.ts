/** What a bank sends back becomes acts, once, whatever comes twice and in whatever form. PAY-01, DEC-37, DEC-38. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../api/contract/document.ts';
import { camt, conforme, pain002, recevoir, type CompteRendu, type FichierRecu } from '../tresorerie/banque-essai.ts';
import { freshDatabase, type FreshDatabase } from '../records/postgres.ts';
import { ouvrirCaisse, ORDONNE_LE, type CaisseVivante } from './caisse-vivante.ts';

let db: FreshDatabase;
let caisse: CaisseVivante;
let rang = 0;
/** Of the test: three payments of 40 000 €, in one batch that the bank has. */
let recu: FichierRecu;
let noms: readonly string[];
let numero: number;
const LE = '2025-06-16';
const MONTANT = 4_000_000;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  caisse = await ouvrirCaisse(db.pool);
  caisse.horloge.maintenant = Date.parse(`${LE}T07:00:00Z`);
  rang += 1;
  noms = ['a', 'b', 'c'].map((lettre) => `ess-33-t${String(rang).padStart(2, '0')}${lettre}`);
  await caisse.naitre(...noms);
  const lot = await caisse.lot(LE);
  numero = lot.numero;
  // What an earlier test left due is in the batch too, and is none of this one's.
  const tout = recevoir(lot.fichier);
  recu = { ...tout, virements: tout.virements.filter(({ reference }) => noms.includes(reference.split('.')[0] ?? '')) };
});

const references = () => recu.virements.map(({ reference }) => reference);
const [A, B, C] = [0, 1, 2].map((n) => () => references()[n] ?? '') as [() => string, () => string, () => string];
const issues = (lignes: readonly { reference: string; issue: string }[]) =>
  Object.fromEntries(lignes.map(({ reference, issue }) => [reference, issue]));
const statuts = () => noms.map((nom) => caisse.etats.get(nom)?.paiements['amorcage-1']?.statut);
const rendre = (compteRendu: CompteRendu) =>
  caisse.retour(pain002({ message: recu.message, creeLe: `${LE}T08:00:00`, ...compteRendu }));
const debit = (reference: string, le = LE) =>
  ({ sens: 'DBIT', montantCentimes: MONTANT, le, virements: [{ reference }] }) as const;
const credit = (reference: string, le: string, montantCentimes = MONTANT) =>
  ({ sens: 'CRDT', montantCentimes, le, virements: [{ reference, code: 'AC04' }] }) as const;

test('l’ordre est dû avant le jour demandé : le monde du test tient', () => expect(ORDONNE_LE < LE).toBe(true));

describe('pain.002', () => {
  test('AM05 au groupe : aucun rejet, et chaque ligne dit de ne pas réémettre', async () => {
    const virements = references().map((reference) => ({ reference, statut: 'RJCT' }));
    const { status, lignes, body } = await rendre({
      statut: 'RJCT',
      code: 'AM05',
      lots: [{ statut: 'RJCT', virements }],
    });
    expect([status, body['refusees'], statuts()]).toEqual([200, 3, ['ordonnance', 'ordonnance', 'ordonnance']]);
    expect(lignes.every(({ phrase = '' }) => phrase.includes('ne le réémettez pas'))).toBe(true);
  });

  test('un lot rejeté dont les virements ne portent pas de référence : un rejet pour chaque ligne du lot', async () => {
    const { body } = await rendre({
      statut: 'PART',
      lots: [{ statut: 'RJCT', code: 'AC06', virements: [{ montantCentimes: MONTANT }] }],
    });
    expect([body['appliquees'], statuts()]).toEqual([3, ['rejete', 'rejete', 'rejete']]);
  });

  test('ce dont le fichier ne dit rien est listé « sans nouvelle »', async () => {
    const { lignes, body } = await rendre({
      statut: 'PART',
      lots: [{ virements: [{ reference: A(), statut: 'ACSC' }] }],
    });
    expect(issues(lignes)).toEqual({ [A()]: 'appliquee', [B()]: 'sans-nouvelle', [C()]: 'sans-nouvelle' });
    expect(body).toMatchObject({ appliquees: 1, sansNouvelle: 2, refusees: 0 });
  });

  test('un accusé de réception ne règle rien, et une lecture vide n’est pas un succès', async () => {
    expect((await rendre({ statut: 'ACTC' })).body).toMatchObject({ appliquees: 0, sansNouvelle: 3 });
    const vide = await caisse.retour(
      '<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2025-06-16T08:00:00</CreDtTm></GrpHdr></CstmrPmtStsRpt></Document>',
    );
    expect([vide.status, vide.body['detail']]).toEqual([400, expect.stringContaining('rien n’en a été tiré')]);
  });

  test('remis deux fois, il ne fait rien de plus, et le dit', async () => {
    const fichier = {
      lots: [
        {
          virements: [
            { reference: A(), statut: 'ACSC' },
            { reference: B(), statut: 'RJCT', code: 'AC04' },
          ],
        },
      ],
    };
    expect(issues((await rendre(fichier)).lignes)).toMatchObject({ [A()]: 'appliquee', [B()]: 'appliquee' });
    const rang = caisse.etats.get(noms[0] ?? '')?.rang;
    expect(issues((await rendre(fichier)).lignes)).toMatchObject({ [A()]: 'deja-connue', [B()]: 'deja-connue' });
    expect(caisse.etats.get(noms[0] ?? '')?.rang).toBe(rang);
  });

  test('un rejet après l’exécution est un retour (DEC-38), avec son motif en clair', async () => {
    await rendre({ lots: [{ virements: [{ reference: A(), statut: 'ACSC', le: `${LE}T10:00:00` }] }] });
    caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
    const { lignes } = await rendre({
      creeLe: '2025-06-19T08:00:00',
      lots: [{ virements: [{ reference: A(), statut: 'RJCT', code: 'AC04' }] }],
    });
    expect(lignes[0]).toMatchObject({
      statut: 'retourne',
      issue: 'appliquee',
      motifs: ['AC04'],
      raison: 'AC04 compte clos',
    });
    expect(statuts()[0]).toBe('retourne');
  });

  test('un rejet d’un autre montant, ou dans un autre lot, n’est pas un acte', async () => {
    const faux = await rendre({
      lots: [{ virements: [{ reference: A(), statut: 'RJCT', montantCentimes: MONTANT + 1 }] }],
    });
    expect(faux.lignes[0]).toMatchObject({
      issue: 'refusee',
      regle: 'PAY-01',
      phrase: expect.stringContaining('40 000,01') as string,
    });
    const ailleurs = await rendre({
      lots: [{ lot: 'ESS-gironde-2025-999999', virements: [{ reference: A(), statut: 'RJCT' }] }],
    });
    expect(ailleurs.lignes[0]).toMatchObject({
      issue: 'refusee',
      phrase: expect.stringContaining('il est dans le lot') as string,
    });
    expect(statuts()[0]).toBe('ordonnance');
  });

  test('une exécution d’un autre montant est un fait : consignée, et dite (DEC-37) ; redite autrement, elle est refusée', async () => {
    const dire = (montantCentimes: number) =>
      rendre({ lots: [{ virements: [{ reference: A(), statut: 'ACSC', montantCentimes }] }] });
    expect((await dire(MONTANT - 1)).lignes[0]).toMatchObject({
      issue: 'appliquee',
      phrase: expect.stringContaining('39 999,99') as string,
    });
    expect((await dire(MONTANT)).lignes[0]).toMatchObject({
      issue: 'refusee',
      phrase: expect.stringContaining('déjà consignée') as string,
    });
  });

  test('réémis, l’ancien rejet relu ne touche pas la nouvelle émission, et l’exécution de l’ancien alerte (DEC-37)', async () => {
    const rejet = { lots: [{ virements: [{ reference: A(), statut: 'RJCT', code: 'AC04' }] }] };
    await rendre(rejet);
    const reemis = await caisse.agir(noms[0] ?? '', 'reemettre-paiement', { le: LE, paiement: 'amorcage-1' });
    expect([reemis.status, reemis.body['detail']]).toEqual([200, undefined]);
    expect((await rendre(rejet)).lignes[0]).toMatchObject({ issue: 'deja-connue' });
    expect(statuts()[0]).toBe('ordonnance');
    const execute = await rendre({ lots: [{ virements: [{ reference: A(), statut: 'ACSC' }] }] });
    expect(execute.lignes[0]).toMatchObject({
      issue: 'appliquee',
      phrase: expect.stringContaining('fait deux fois') as string,
    });
  });
});

describe('camt', () => {
  test('exécuté puis retourné, dans quelque ordre que le relevé les donne ; les écritures d’un autre ne comptent pas', async () => {
    caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
    const fichier = camt('053', [
      credit(A(), '2025-06-18'),
      debit(A()),
      debit(B()),
      { sens: 'DBIT', montantCentimes: 90, le: LE },
    ]);
    await conforme(fichier);
    const { lignes, body } = await caisse.retour(fichier);
    expect(lignes.map(({ statut, issue }) => [statut, issue])).toEqual([
      ['retourne', 'appliquee'],
      ['execute', 'appliquee'],
      ['execute', 'appliquee'],
      ['execute', 'pas-a-nous'],
      ['attente', 'sans-nouvelle'],
    ]);
    expect([body['refusees'], statuts()]).toEqual([0, ['retourne', 'execute', 'ordonnance']]);
  });

  test('après le pain.002 qui le disait déjà, il ne dit rien de nouveau', async () => {
    await rendre({
      lots: [
        {
          virements: [
            { reference: A(), statut: 'ACSC' },
            { reference: B(), statut: 'RJCT', code: 'AC04' },
          ],
        },
      ],
    });
    const { lignes } = await caisse.retour(camt('054', [debit(A()), credit(B(), '2025-06-17')]));
    expect(issues(lignes)).toMatchObject({ [A()]: 'deja-connue', [B()]: 'deja-connue' });
    expect(statuts().slice(0, 2)).toEqual(['execute', 'rejete']);
  });

  test('un lot débité en bloc exécute chacun de ses virements, si le nombre et la somme sont les siens', async () => {
    const bloc = (montantCentimes: number, nombre?: number) =>
      caisse.retour(
        camt('053', [
          {
            sens: 'DBIT',
            montantCentimes,
            le: LE,
            lot: { nom: recu.lot, ...(nombre === undefined ? {} : { nombre }) },
          },
        ]),
      );
    expect((await bloc(3 * MONTANT - 1)).lignes[0]).toMatchObject({
      issue: 'refusee',
      phrase: expect.stringContaining('119 999,99') as string,
    });
    expect((await bloc(3 * MONTANT, 2)).lignes[0]).toMatchObject({
      issue: 'refusee',
      phrase: expect.stringContaining('2 virement(s)') as string,
    });
    expect((await bloc(3 * MONTANT, 3)).body).toMatchObject({ appliquees: 3 });
    expect(statuts()).toEqual(['execute', 'execute', 'execute']);
  });

  test('un lot débité en bloc, dont un virement était rejeté : ce débit ne l’exécute pas', async () => {
    await rendre({ lots: [{ statut: 'PART', virements: [{ reference: B(), statut: 'RJCT', code: 'AC04' }] }] });
    const { lignes } = await caisse.retour(
      camt('053', [{ sens: 'DBIT', montantCentimes: 3 * MONTANT, le: LE, lot: { nom: recu.lot } }]),
    );
    expect(issues(lignes)).toEqual({ [A()]: 'appliquee', [B()]: 'refusee', [C()]: 'appliquee' });
  });

  test('un crédit sans exécution connue, ou d’une autre somme, est refusé et dit pourquoi', async () => {
    const seul = await caisse.retour(camt('054', [credit(A(), '2025-06-18')]));
    expect(seul.lignes[0]).toMatchObject({
      issue: 'refusee',
      regle: 'DEC-38',
      phrase: expect.stringContaining('remettez d’abord') as string,
    });
    caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
    const moindre = await caisse.retour(camt('054', [debit(A()), credit(A(), '2025-06-18', MONTANT - 500)]));
    expect(moindre.lignes[1]).toMatchObject({
      issue: 'refusee',
      phrase: expect.stringContaining('39 995,00') as string,
    });
    expect(statuts()[0]).toBe('execute');
  });
});

describe('ce qui a été consigné à la main', () => {
  test('sans référence, le même jour et du même montant : c’est le même virement', async () => {
    await caisse.agir(noms[0] ?? '', 'executer-paiement', { le: LE, paiement: 'amorcage-1' });
    const { lignes } = await caisse.retour(camt('053', [debit(A())]));
    expect(lignes[0]).toMatchObject({ issue: 'deja-connue' });
    expect(caisse.etats.get(noms[0] ?? '')?.recouvrements).toEqual({});
  });

  test('sans référence, un autre jour : ce peut être un second virement, et rien n’est deviné', async () => {
    caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
    await caisse.agir(noms[0] ?? '', 'executer-paiement', { le: '2025-06-17', paiement: 'amorcage-1' });
    const { lignes } = await caisse.retour(camt('053', [debit(A())]));
    expect(lignes[0]).toMatchObject({ issue: 'refusee', phrase: expect.stringContaining('sans référence') as string });
    expect(caisse.etats.get(noms[0] ?? '')?.recouvrements).toEqual({});
  });
});

describe('CSV', () => {
  test.each(['text/csv', 'text/plain', 'application/vnd.ms-excel'])(
    'aux titres et aux dates français, sous %s, comme d’un tableur',
    async (type) => {
      const csv = `Référence;Statut;Date d'exécution;Montant (€)\r\n${A()};Exécuté;16/06/2025;40 000,00\r\ninconnue.1;Exécuté;16/06/2025;1,00\r\n`;
      const { lignes, body } = await caisse.retour(new Uint8Array(Buffer.from(csv, 'latin1')), type);
      expect(issues(lignes)).toMatchObject({ [A()]: 'appliquee', 'inconnue.1': 'pas-a-nous' });
      expect(body['refusees']).toBe(1);
    },
  );
});

describe('ce que les banques écrivent à leur façon', () => {
  test('chaque motif par un code est d’une liste close, avec ses mots ; celui de la banque se lit tel quel', async () => {
    const { lignes } = await rendre({
      lots: [
        {
          virements: [
            { reference: A(), statut: 'RJCT', code: 'ac06' },
            { reference: B(), statut: 'RJCT', code: 'ZZ99', mots: 'voir agence' },
          ],
        },
      ],
    });
    expect(lignes.slice(0, 2).map(({ motifs, raison }) => [motifs, raison])).toEqual([
      [['AC06'], 'AC06 compte bloqué'],
      [['hors-liste'], 'ZZ99 (voir agence)'],
    ]);
    const { schemas } = openApiDocument().components as { schemas: Record<string, Record<string, unknown>> };
    const { enum: codes, 'x-libelles': mots } = schemas['MotifBancaire'] ?? {};
    expect(codes).toContain('hors-liste');
    expect(mots).toMatchObject({ AC06: 'compte bloqué', AM05: 'doublon', 'hors-liste': 'motif propre à la banque' });
  });

  test('un lot débité sans ce qu’elle avait rejeté : le reste est exécuté, si le nombre et la somme sont les siens', async () => {
    await rendre({ statut: 'PART', lots: [{ statut: 'PART', virements: [{ reference: B(), statut: 'RJCT', code: 'AC04' }] }] }); // prettier-ignore
    const bloc = (montantCentimes: number, nombre: number) =>
      caisse.retour(camt('053', [{ sens: 'DBIT', montantCentimes, le: LE, lot: { nom: recu.lot, nombre } }]));
    expect((await bloc(MONTANT, 1)).lignes[0]).toMatchObject({ issue: 'refusee' });
    const { lignes, body } = await bloc(2 * MONTANT, 2);
    expect(issues(lignes)).toEqual({ [A()]: 'appliquee', [C()]: 'appliquee' });
    expect([body['refusees'], statuts()]).toEqual([0, ['execute', 'rejete', 'execute']]);
  });

  test('un lot nommé dans le seul libellé de l’écriture qui le débite', async () => {
    const bloc = camt('053', [{ sens: 'DBIT', montantCentimes: 3 * MONTANT, le: LE, lot: { nom: 'x', nombre: 3 } }])
      .replace('<PmtInfId>x</PmtInfId>', '')
      .replace('</Ntry>', `<AddtlNtryInf>REMISE ${recu.lot}</AddtlNtryInf></Ntry>`);
    await conforme(bloc);
    expect((await caisse.retour(bloc)).body).toMatchObject({ appliquees: 3 });
  });

  test.each([
    ['camt', () => camt('053', [debit(A()), debit(A())])],
    ['CSV', () => `Date;Libellé;Débit;Crédit\n16/06/2025;VIR ${A()};40 000,00;\n16/06/2025;VIR ${A()};40 000,00;\n`],
  ] as const)(
    'deux débits du même virement dans un relevé (%s) : le second est dit, et non tenu pour connu',
    async (_forme, releve) => {
      const { lignes, body } = await caisse.retour(releve());
      expect(lignes.slice(0, 2)).toMatchObject([
        { reference: A(), issue: 'appliquee' },
        { reference: A(), issue: 'refusee', phrase: expect.stringContaining('deux fois') as string },
      ]);
      // The same file again says the same.
      expect((await caisse.retour(releve())).body).toMatchObject({ dejaConnues: 1, refusees: body['refusees'] });
      expect(caisse.etats.get(noms[0] ?? '')?.recouvrements).toEqual({});
    },
  );

  test.each(['053', '054'] as const)(
    'camt.%s d’un autre compte que celui qui paie : rien n’en est tiré, l’équipe n’a rien rendu',
    async (type) => {
      caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
      await caisse.retour(camt('053', [debit(A())]));
      // The team's own statement says as a credit that it was paid, under the same reference.
      const recuParLEquipe = camt(type, [credit(A(), '2025-06-17')]).replace(
        'FR1420041010050500013M02606',
        'FR76 3000 6000 0112 3456 7890 189',
      );
      const { lignes } = await caisse.retour(recuParLEquipe);
      expect(lignes[0]).toMatchObject({ issue: 'refusee', phrase: expect.stringContaining('0189') as string });
      expect(statuts()[0]).toBe('execute');
    },
  );

  test('des mots de la banque trop longs, ou dont des signes ne se voient pas, n’empêchent pas le rejet', async () => {
    const mots = 'Compte\u00adclos\u0092 voir\u200b agence ';
    const rejet = (reference: string, dits: string) =>
      rendre({ lots: [{ virements: [{ reference, statut: 'RJCT', code: 'AC04', mots: dits }] }] });
    expect((await rejet(A(), mots)).lignes[0]).toMatchObject({
      issue: 'appliquee',
      raison: 'AC04 compte clos (Compte clos voir agence)',
    });
    expect((await rejet(B(), mots.repeat(100))).lignes[0]).toMatchObject({ issue: 'appliquee' });
    expect(statuts().slice(0, 2)).toEqual(['rejete', 'rejete']);
  });

  test('un lot que la banque dit ne pas connaître (NOTPROVIDED) est celui du fichier auquel elle répond', async () => {
    const { body } = await rendre({ statut: 'PART', lots: [{ lot: 'NOTPROVIDED', statut: 'RJCT', code: 'AC06' }] });
    expect([body['appliquees'], statuts()]).toEqual([3, ['rejete', 'rejete', 'rejete']]);
  });

  test('une copie dite en mots, sans code, n’est pas un rejet : rien n’est à réémettre', async () => {
    const { body } = await rendre({ statut: 'RJCT', code: 'NARR', mots: 'MsgId already exist' });
    expect([body['refusees'], statuts()]).toEqual([3, ['ordonnance', 'ordonnance', 'ordonnance']]);
  });

  test('des frais dont le libellé cite le virement ne l’exécutent pas ; le débit de la somme due, si', async () => {
    const csv = (montant: string) => `Date;Libellé;Débit;Crédit\n16/06/2025;VIR SEPA ${A()};${montant};\n`;
    const frais = await caisse.retour(csv('1,50'));
    expect(frais.lignes[0]).toMatchObject({ issue: 'refusee', phrase: expect.stringContaining('1,50') as string });
    expect(statuts()[0]).toBe('ordonnance');
    expect((await caisse.retour(csv('40 000,00'))).lignes[0]).toMatchObject({ reference: A(), issue: 'appliquee' });
  });

  test('un crédit qui cite le virement sans se dire un retour n’est pas un retour : rien n’est dû de nouveau', async () => {
    caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
    await caisse.retour(camt('053', [debit(A())]));
    const libelle = `<RmtInf><Ustrd>REMBOURSEMENT ${A()}</Ustrd></RmtInf></TxDtls>`;
    const cite = camt('053', [{ sens: 'CRDT', montantCentimes: MONTANT, le: '2025-06-18', virements: [{}] }]);
    const { lignes } = await caisse.retour(cite.replace('</TxDtls>', libelle));
    expect(lignes[0]).toMatchObject({ reference: A(), issue: 'refusee', regle: 'DEC-38' });
    expect(statuts()[0]).toBe('execute');
  });

  test('nos références et nos lots en capitales sont les nôtres', async () => {
    const { lignes } = await caisse.retour(camt('053', [debit(A().toUpperCase())]));
    expect(lignes[0]).toMatchObject({ reference: A(), issue: 'appliquee' });
    const rejet = await rendre({
      message: recu.message.toUpperCase(),
      lots: [{ virements: [{ reference: B().toUpperCase(), statut: 'RJCT', code: 'AC04' }] }],
    });
    expect(rejet.lignes).toContainEqual(expect.objectContaining({ reference: B(), issue: 'appliquee' }));
    expect(statuts().slice(0, 2)).toEqual(['execute', 'rejete']);
  });

  test('un crédit repris par la banque ne fait rien, et se rapproche ; rien n’est réémis', async () => {
    caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
    await caisse.retour(camt('053', [debit(A()), credit(A(), '2025-06-18')]));
    const repris = camt('053', [debit(A(), '2025-06-19')]).replace(
      '</CdtDbtInd><Sts>',
      '</CdtDbtInd><RvslInd>true</RvslInd><Sts>',
    );
    await conforme(repris);
    const { lignes } = await caisse.retour(repris);
    expect(lignes[0]).toMatchObject({
      issue: 'refusee',
      phrase: expect.stringContaining('reprend un crédit') as string,
    });
    expect(statuts()[0]).toBe('retourne');
  });

  test('un relevé en CSV, à débits et crédits : les écritures d’un autre ne sont pas à reprendre', async () => {
    caisse.horloge.maintenant = Date.parse('2025-06-20T09:00:00Z');
    const csv = `Relevé de compte;;;\nPériode;juin 2025;;\nDate;Libellé;Débit;Crédit\n16/06/2025;VIR SEPA ${A()};40 000,00;\n17/06/2025;FRAIS;1,50;\n18/06/2025;RETOUR ${A()};;40 000,00\n`;
    const { body } = await caisse.retour(new Uint8Array(Buffer.from(`\ufeff${csv}`, 'utf16le')), 'text/csv');
    expect(body).toMatchObject({ format: 'csv', appliquees: 2, pasANous: 1, refusees: 0 });
    expect(statuts()[0]).toBe('retourne');
  });

  test('des frais compris dans ce qui est débité ne sont pas versés à l’équipe : rien n’est réclamé', async () => {
    const frais = camt('053', [debit(A())])
      .replaceAll('>40000.00</Amt><CdtDbtInd>', '>40001.50</Amt><CdtDbtInd>')
      .replace(
        '</CdtDbtInd></TxDtls>',
        '</CdtDbtInd><AmtDtls><InstdAmt><Amt Ccy="EUR">40000.00</Amt></InstdAmt></AmtDtls><Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">1.50</TtlChrgsAndTaxAmt></Chrgs></TxDtls>',
      );
    await conforme(frais);
    expect((await caisse.retour(frais)).lignes[0]).toMatchObject({ issue: 'appliquee' });
    expect(caisse.etats.get(noms[0] ?? '')?.recouvrements).toEqual({});
  });
});

describe('un lot', () => {
  test('pas encore envoyé peut être retiré, et ses paiements sont de nouveau dus ; son fichier ne se prend plus', async () => {
    expect((await caisse.suite(numero, 'retrait')).body).toMatchObject({ lot: { suite: 'retire' } });
    expect((await caisse.get('/caisses/gironde/paiements', 'caisse')).body['paiements']).toHaveLength(3);
    expect(
      (await caisse.request(`/api/v1/caisses/gironde/lots/${numero}.xml`, { headers: { comme: 'caisse' } })).status,
    ).toBe(409);
    const second = recevoir((await caisse.lot(LE)).fichier);
    expect(second.virements.map(({ reference }) => reference)).toEqual(
      references().map((une) => une.replace(/1$/, '2')),
    );
    expect((await caisse.suite(numero, 'envoi')).status).toBe(409);
  });

  test('envoyé, il ne se retire plus ; une réponse de la banque le dit aussi bien que la caisse', async () => {
    await rendre({ statut: 'ACTC' });
    const { status, body } = await caisse.suite(numero, 'retrait');
    expect([status, body['detail']]).toEqual([409, expect.stringContaining('a été envoyé à la banque')]);
  });

  test('retiré, mais exécuté tout de même : consigné, et dit (DEC-37)', async () => {
    await caisse.suite(numero, 'retrait');
    const { lignes } = await rendre({
      lots: [
        {
          virements: [
            { reference: A(), statut: 'ACSC' },
            { reference: B(), statut: 'RJCT' },
          ],
        },
      ],
    });
    expect(lignes[0]).toMatchObject({
      issue: 'appliquee',
      phrase: expect.stringContaining('son lot a été retiré') as string,
    });
    expect(lignes[1]).toMatchObject({ issue: 'deja-connue', phrase: expect.stringContaining('lot retiré') as string });
    expect(statuts().slice(0, 2)).toEqual(['execute', 'ordonnance']);
  });

  test.each([
    ['2025-06-13', 'est passé'],
    ['2025-06-21', 'jour de banque'],
    ['2025-12-25', 'jour de banque'],
  ])('pour le %s est refusé : %s', async (le, mots) => {
    const { status, body } = await caisse.lot(le);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(mots)]);
  });
});

describe('la vérification du bénéficiaire', () => {
  test('un écart retient les paiements jusqu’à la décision d’une personne, qui dit pourquoi', async () => {
    await caisse.suite(numero, 'retrait');
    const adresse = `/caisses/gironde/verifications/${noms[0] ?? ''}`;
    const poster = (suite: string, corps: object) => caisse.post(`${adresse}${suite}`, corps, { comme: 'caisse' });
    expect((await poster('/decision', { decision: 'payer', motif: 'Vu' })).status).toBe(409);
    const ecart = await poster('', { resultat: 'different', nomDuCompte: 'Médecin 01' });
    expect(ecart.body).toMatchObject({
      retenu: true,
      titulaire: `Association ${noms[0] ?? ''}`,
      nomDuCompte: 'Médecin 01',
    });
    expect(ecart.text).not.toContain('FR76');
    const lot = await caisse.lot(LE);
    expect(recevoir(lot.fichier).virements).toHaveLength(2);
    expect(lot.body['avertissements']).toMatchObject([
      { regle: 'DEC-13', phrase: expect.stringContaining(noms[0] ?? '?') as string },
    ]);
    expect(
      (await poster('/decision', { decision: 'payer', motif: 'Nom d’usage, vu sur le relevé' })).body,
    ).toMatchObject({ retenu: false });
    expect(recevoir((await caisse.lot(LE)).fichier).virements).toHaveLength(1);
    expect((await poster('', { resultat: 'concorde' })).body).toMatchObject({ retenu: false });
  });

  test('la réponse de la banque sur le bénéficiaire est consignée, une fois : elle ne défait aucune décision', async () => {
    const adresse = (n: number) => `/caisses/gironde/verifications/${noms[n] ?? ''}`;
    const fichier = {
      statut: 'RVCM',
      lots: [
        {
          virements: [
            { reference: A(), statut: 'RVNM' },
            { reference: B(), statut: 'RVMC', mots: 'ASSOCIATION &amp; CIE' },
            { reference: C(), statut: 'RCVC' },
          ],
        },
      ],
    };
    const premier = await rendre(fichier);
    expect(premier.body).toMatchObject({ appliquees: 3, refusees: 0 });
    expect(premier.lignes[0]).toMatchObject({ phrase: expect.stringContaining('n’est pas celui du compte') as string });
    const lu = async (n: number) => (await caisse.get(adresse(n), 'caisse')).body;
    expect(await lu(0)).toMatchObject({ resultat: 'different', retenu: true });
    expect(await lu(1)).toMatchObject({ resultat: 'proche', nomDuCompte: 'ASSOCIATION & CIE', retenu: true });
    expect(await lu(2)).toMatchObject({ resultat: 'concorde', retenu: false });
    await caisse.post(`${adresse(0)}/decision`, { decision: 'payer', motif: 'Nom d’usage' }, { comme: 'caisse' });
    expect((await rendre(fichier)).body).toMatchObject({ appliquees: 0, dejaConnues: 3 });
    expect(await lu(0)).toMatchObject({ resultat: 'different', decision: 'payer', retenu: false });
    expect(statuts()).toEqual(['ordonnance', 'ordonnance', 'ordonnance']);
  });
});
