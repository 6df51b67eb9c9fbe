/** What a bank sends back, read by the standard's inheritance of status and reason. PAY-01, DEC-37, DEC-38. */
import { describe, expect, test } from 'vitest';
import { lireRetourBancaire } from '../../tresorerie/retours/retour.ts';
import { camt, conforme, pain002, sansCompte, type CompteRendu } from './banque-essai.ts';

const lire = (fichier: string | Uint8Array, zone?: string) => sansCompte(lireRetourBancaire(fichier, zone).lignes);
const LOT = 'ESS-33-2026-000001';

describe('pain.002 : un niveau sans statut ou sans raison a ceux du niveau au-dessus', () => {
  test.each(['03', '12'])(
    'AM05 au groupe, RJCT sans raison dessous : une copie écartée, pas un rejet (version %s)',
    async (version) => {
      const fichier = pain002({
        version,
        message: LOT,
        statut: 'RJCT',
        code: 'AM05',
        lots: [{ statut: 'RJCT', virements: [{ reference: 'a.1', statut: 'RJCT' }] }],
      });
      await conforme(fichier);
      expect(lire(fichier)).toMatchObject([
        { reference: 'a.1', statut: 'doublon', raison: 'AM05 doublon' },
        { lot: LOT, sauf: ['a.1'], statut: 'doublon' },
      ]);
    },
  );

  test('tout ce que contient une copie en est une, quelle que soit sa propre raison', () =>
    expect(
      lire(
        pain002({
          statut: 'RJCT',
          code: 'DU01',
          lots: [{ virements: [{ reference: 'a.1', statut: 'RJCT', code: 'NARR' }] }],
        }),
      ),
    ).toMatchObject([{ statut: 'doublon' }, { statut: 'doublon' }]));

  test('la seconde raison compte autant que la première', () => {
    const fichier = pain002({ lots: [{ virements: [{ reference: 'a.1', statut: 'RJCT', code: 'MS03' }] }] }).replace(
      '</StsRsnInf>',
      '</StsRsnInf><StsRsnInf><Rsn><Cd>AM05</Cd></Rsn></StsRsnInf>',
    );
    expect(lire(fichier)[0]).toMatchObject({
      statut: 'doublon',
      motifs: ['MS03', 'AM05'],
      raison: 'MS03 motif non précisé par la banque ; AM05 doublon',
    });
  });

  test('un lot rejeté dont le virement ne porte pas de référence : tout le lot est rejeté', async () => {
    const fichier = pain002({
      message: LOT,
      statut: 'PART',
      lots: [{ statut: 'RJCT', code: 'AC06', virements: [{ montantCentimes: 4_000_000 }] }],
    });
    await conforme(fichier);
    expect(lire(fichier)).toEqual([
      { lot: LOT, sauf: [], statut: 'rejete', le: '2026-06-16', motifs: ['AC06'], raison: 'AC06 compte bloqué' },
    ]);
  });

  test.each<[string, CompteRendu, object[]]>([
    [
      'le statut du lot, sans virement',
      { statut: 'PART', lots: [{ statut: 'ACSC' }] },
      [{ lot: 'L1', statut: 'execute' }],
    ],
    ['le statut du groupe, sans lot', { statut: 'ACSC' }, [{ lot: 'L1', statut: 'execute' }]],
    [
      'le statut du groupe, au virement sans statut',
      { statut: 'RJCT', code: 'AC04', lots: [{ virements: [{ reference: 'a.1' }] }] },
      [
        { reference: 'a.1', statut: 'rejete', raison: 'AC04 compte clos' },
        { lot: 'L1', statut: 'rejete' },
      ],
    ],
    [
      'le statut propre, contre celui du lot',
      { lots: [{ statut: 'RJCT', virements: [{ reference: 'a.1', statut: 'ACSC' }] }] },
      [
        { reference: 'a.1', statut: 'execute' },
        { lot: 'L1', sauf: ['a.1'], statut: 'rejete' },
      ],
    ],
    [
      'la raison propre, contre celle du lot',
      { lots: [{ statut: 'RJCT', code: 'MS03', virements: [{ reference: 'a.1', code: 'AC04' }] }] },
      [{ raison: 'AC04 compte clos' }, { raison: 'MS03 motif non précisé par la banque' }],
    ],
    [
      'accepté en partie : le reste est sans nouvelle',
      { lots: [{ statut: 'PART', virements: [{ reference: 'a.1', statut: 'RJCT', code: 'AC04' }] }] },
      [{ statut: 'rejete' }, { lot: 'L1', sauf: ['a.1'], statut: 'attente', raison: 'PART accepté en partie' }],
    ],
    [
      'annulé avant de partir : rejeté',
      { lots: [{ virements: [{ reference: 'a.1', statut: 'CANC', code: 'CUST' }] }] },
      [{ statut: 'rejete', raison: 'CUST annulation demandée par le payeur' }, {}],
    ],
    [
      'ni réglé ni rejeté : en attente, et son mot',
      { lots: [{ virements: [{ reference: 'a.1', statut: 'ACSP' }] }] },
      [{ statut: 'attente', raison: 'ACSP en cours de règlement' }, {}],
    ],
    [
      'un code propre à la banque',
      { lots: [{ virements: [{ reference: 'a.1', statut: 'RJCT', code: 'ZZ99', mots: 'voir agence' }] }] },
      [{ statut: 'rejete', motifs: ['hors-liste'], raison: 'ZZ99 (voir agence)' }, {}],
    ],
  ])('%s', (_cas, compteRendu, attendu) => expect(lire(pain002(compteRendu))).toMatchObject(attendu));

  test('un virement rejeté sans référence, quand le lot ne l’est pas, est refusé et dit pourquoi ; le reste est lu', () =>
    expect(
      lire(
        pain002({ lots: [{ statut: 'PART', virements: [{ statut: 'RJCT' }, { reference: 'a.1', statut: 'ACSC' }] }] }),
      ),
    ).toMatchObject([
      { statut: 'rejete', refus: expect.stringContaining('OrgnlEndToEndId') as string },
      { reference: 'a.1', statut: 'execute' },
      { lot: 'L1', statut: 'attente' },
    ]));

  test('un fichier qui ne parle de rien n’est pas une lecture réussie', () => {
    const vide =
      '<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2026-06-16T08:00:00</CreDtTm></GrpHdr></CstmrPmtStsRpt></Document>';
    expect(() => lire(vide)).toThrow(/aucun virement ni d’aucun lot/);
    expect(() => lire(camt('053', []))).toThrow(/aucun virement/);
  });

  test('le montant et le lot que dit le fichier sont lus, au centime ; une autre devise est refusée', () => {
    const fichier = pain002({
      message: LOT,
      lots: [{ virements: [{ reference: 'a.1', statut: 'ACSC', montantCentimes: 4_000_050 }] }],
    });
    expect(lire(fichier)[0]).toMatchObject({ lot: LOT, montantCentimes: 4_000_050 });
    expect(lire(fichier.replace('"EUR"', '"USD"'))[0]?.refus).toContain('USD');
  });
});

describe('la date est la date civile de la caisse', () => {
  test.each([
    ['2026-06-30T22:30:00Z', 'Europe/Paris', '2026-07-01'],
    ['2026-06-30T22:30:00+02:00', 'Europe/Paris', '2026-06-30'],
    ['2026-06-30T22:30:00', 'Europe/Paris', '2026-06-30'],
    ['2026-06-30T22:30:00.123Z', 'Indian/Reunion', '2026-07-01'],
    ['2026-07-01T02:30:00Z', 'America/Martinique', '2026-06-30'],
  ])('%s, à %s, est le jour %s', (le, zone, jour) => {
    expect(lire(pain002({ lots: [{ virements: [{ reference: 'a.1', statut: 'ACSC', le }] }] }), zone)[0]?.le).toBe(
      jour,
    );
    expect(lire(pain002({ statut: 'ACSC', creeLe: le }), zone)[0]?.le).toBe(jour);
  });
  test.each(['2026-02-30', 'hier', '2026-06-30T25:00:00Z'])('« %s » est refusée', (le) =>
    expect(() => lire(pain002({ statut: 'ACSC', creeLe: le }))).toThrow(/date/),
  );
});

describe('camt.053 et camt.054', () => {
  test.each([
    ['053', '02'],
    ['053', '08'],
    ['054', '02'],
    ['054', '08'],
  ] as const)('camt.%s version %s : exécuté, retourné avec sa raison, écriture d’un autre', async (type, version) => {
    const fichier = camt(
      type,
      [
        { sens: 'DBIT', montantCentimes: 4_000_000, le: '2026-06-15', virements: [{ reference: 'a.1', lot: LOT }] },
        { sens: 'CRDT', montantCentimes: 4_000_000, le: '2026-06-18', virements: [{ reference: 'a.1', code: 'AC04' }] },
        { sens: 'DBIT', montantCentimes: 120, le: '2026-06-18' },
      ],
      version,
    );
    await conforme(fichier);
    expect(lire(fichier)).toEqual([
      { reference: 'a.1', lot: LOT, statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 },
      {
        reference: 'a.1',
        statut: 'retourne',
        le: '2026-06-18',
        montantCentimes: 4_000_000,
        motifs: ['AC04'],
        raison: 'AC04 compte clos',
      },
      { statut: 'execute', le: '2026-06-18', montantCentimes: 120 },
    ]);
  });

  test('un lot débité en une somme, avec ou sans le détail de ses virements', async () => {
    const enBloc = camt('053', [
      { sens: 'DBIT', montantCentimes: 7_000_000, le: '2026-06-15', lot: { nom: LOT, nombre: 2 } },
    ]);
    await conforme(enBloc);
    expect(lire(enBloc)).toEqual([
      { lot: LOT, sauf: [], statut: 'execute', le: '2026-06-15', montantCentimes: 7_000_000, nombre: 2 },
    ]);
    const detaille = camt('054', [
      { sens: 'DBIT', montantCentimes: 7_000_000, le: '2026-06-15', lot: { nom: LOT, nombre: 2 },
        virements: [{ reference: 'a.1', montantCentimes: 4_000_000 }, { reference: 'b.1', montantCentimes: 3_000_000 }] },
    ]); // prettier-ignore
    expect(lire(detaille)).toMatchObject([
      { reference: 'a.1', montantCentimes: 4_000_000 },
      { reference: 'b.1', montantCentimes: 3_000_000 },
    ]);
  });

  test('une écriture qui n’est pas comptabilisée n’est qu’une attente ; un camt.052 est refusé et dit quoi remettre', () => {
    expect(
      lire(
        camt('054', [
          { sens: 'DBIT', montantCentimes: 1, le: '2026-06-15', comptable: 'PDNG', virements: [{ reference: 'a.1' }] },
        ]),
      ),
    ).toMatchObject([{ statut: 'attente' }]);
    expect(() => lire('<Document><BkToCstmrAcctRpt/></Document>')).toThrow(/camt\.053/);
  });
});

describe('CSV, comme les banques et les tableurs l’écrivent', () => {
  const ATTENDU = [
    { reference: 'a.amorcage-1.1', statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 },
    {
      reference: 'b.x.1',
      statut: 'rejete',
      le: '2026-06-16',
      montantCentimes: 3_009_589,
      motifs: ['AC04'],
      raison: 'AC04 compte clos',
    },
  ];
  const FICHIER = `Référence;Statut;Date d'exécution;Montant (€);Motif
a.amorcage-1.1;Exécuté;15/06/2026;40 000,00;
b.x.1;Rejeté;16/06/2026;"30.095,89";AC04
`;
  test.each<[string, string | Uint8Array]>([
    ['titres et dates français', FICHIER],
    ['Windows-1252', Buffer.from(FICHIER, 'latin1')],
    ['UTF-16 de tableur', Buffer.from(`\ufeff${FICHIER.replaceAll(';', '\t')}`, 'utf16le')],
    ['sep= et lignes vides', `\ufeffsep=;\r\n\r\n${FICHIER.replaceAll('\n', '\r\n')};;;;\r\n\r\n`],
    ['colonnes vides à droite', FICHIER.replaceAll('\n', ';;\n')],
    ['fins de ligne de Mac', FICHIER.replaceAll('\n', '\r')],
    [
      'colonnes de la banque',
      'end-to-end id,status,date opération,montant eur,code motif\na.amorcage-1.1,ACSC,2026-06-15,40000.00,\nb.x.1,RJCT,2026-06-16,30095.89,AC04\n',
    ],
  ])('%s : les mêmes lignes', (_cas, fichier) => expect(lire(fichier)).toEqual(ATTENDU));

  test('retour et doublon', () =>
    expect(
      lire(
        'reference;statut;le;raison\na;retourné;2026-06-15;AC04\nb;rejete;2026-06-15;AM05 déjà reçu\nc;en attente;2026-06-15;\n',
      ),
    ).toMatchObject([
      { statut: 'retourne', raison: 'AC04 compte clos' },
      { statut: 'doublon', raison: 'AM05 déjà reçu' },
      { statut: 'attente' },
    ]));

  test.each<[string, string | Uint8Array, RegExp]>([
    ['un XML mal formé', '<a><b></a>', /mal formé/],
    ['un autre XML', '<a/>', /n’est pas un compte rendu/],
    ['un statut inconnu', 'reference;statut;le\na;payeur;2026-06-15\n', /Ligne 2 : « statut »/],
    ['une date inconnue', 'reference;statut;le\na;execute;hier\n', /Ligne 2 : « le »/],
    ['une date impossible', 'reference;statut;le\na;execute;31/06/2026\n', /Ligne 2 : « le »/],
    ['une référence vide', 'reference;statut;le\n;execute;2026-06-15\n', /Ligne 2 : la colonne « reference »/],
    ['rien', '', /aucune ligne/],
    ['une colonne qui manque', 'reference;statut\nx;execute\n', /il y manque « le »/],
    ['deux titres pour une colonne', 'reference;réf.;statut;le\na;a;execute;2026-06-15\n', /« reference » et « réf. »/],
    ['un montant illisible', 'reference;statut;le;montant\na;execute;2026-06-15;1e6\n', /Ligne 2 : le montant « 1e6 »/],
    [
      'un montant à deux sens',
      'reference;statut;le;montant\na;execute;2026-06-15;"1,234"\n',
      /Ligne 2 : le montant « 1,234 »/,
    ],
    ['un classeur', Buffer.from('PK\u0003\u0004xl/workbook.xml', 'latin1'), /classeur.*CSV UTF-8/],
    [
      'un encodage de Mac OS',
      Buffer.from([...Buffer.from('R\x8ef\x8erence;statut;le\na;execute;2026-06-15\n', 'latin1')]),
      /Mac OS ou de DOS/,
    ],
    ['des accents abîmés', 'RÃ©fÃ©rence;statut;le\na;execute;2026-06-15\n', /« RÃ©fÃ©rence »/],
  ])('%s : refusé entier, et nommé', (_cas, contenu, message) =>
    expect(() => lire(typeof contenu === 'string' ? Buffer.from(contenu) : contenu)).toThrow(message),
  );

  test('un XML en ISO-8859-1 se lit comme il le déclare', () => {
    const fichier = pain002({
      lots: [{ virements: [{ reference: 'a.1', statut: 'RJCT', mots: 'bénéficiaire décédé' }] }],
    });
    const octets = Buffer.from(fichier.replace('UTF-8', 'ISO-8859-1'), 'latin1');
    expect(lire(octets)[0]?.raison).toBe('bénéficiaire décédé');
  });
});
