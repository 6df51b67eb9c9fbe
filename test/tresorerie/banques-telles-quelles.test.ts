/** What banks write otherwise than the guides do, from samples that they publish. Nothing is paid twice, or lost, for it. PAY-01, DEC-38. */
import { describe, expect, test } from 'vitest';
import { lireRetourBancaire } from '../../tresorerie/retours/retour.ts';
import { camt, conforme, pain002, sansCompte, type CompteRendu } from './banque-essai.ts';

const REF = 'ess-33-a.amorcage-1.1';
const AUTRE = 'ess-33-b.amorcage-1.1';
/** Of a payment whose reference would be longer than 35 characters. */
const EMPREINTE = '0123456789abcdef0123456789abcdef012';
const LOT = 'ESS-gironde-2026-000001';
const lire = (fichier: string | Uint8Array) => sansCompte(lireRetourBancaire(fichier).lignes);
const rendre = (dit: CompteRendu) => lire(pain002({ message: LOT, ...dit }));
const EXECUTE = { reference: REF, statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 };

const entree = (sens: 'DBIT' | 'CRDT', reference?: string, type: '053' | '054' = '053') =>
  camt(type, [{ sens, montantCentimes: 4_000_000, le: '2026-06-15', virements: [reference === undefined ? {} : { reference }] }]); // prettier-ignore
const avec = (fichier: string, dans: string | RegExp, autre: string) => {
  expect(fichier).toMatch(dans);
  return fichier.replace(dans, autre);
};
const dansLeDetail = (fichier: string, ajout: string) => avec(fichier, '</TxDtls>', `${ajout}</TxDtls>`);
const libelle = (mots: string) => `<RmtInf><Ustrd>${mots}</Ustrd></RmtInf>`;
const ECRITURE_D_UN_AUTRE = (dedans: string) =>
  `<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>${dedans}<BkTxCd/></Ntry>`;

describe('une référence que la banque dit ne pas avoir n’en est pas une', () => {
  test.each(['NOTPROVIDED', 'notprovided', 'NOT PROVIDED', 'NONREF'])('« %s »', (rien) => {
    for (const [ligne] of [
      rendre({ lots: [{ lot: rien, virements: [{ reference: REF, statut: 'RJCT', code: 'AC04' }] }] }),
      rendre({ lots: [{ lot: rien, statut: 'RJCT', code: 'AC04' }] }),
    ])
      expect(ligne).toMatchObject({ lot: LOT, statut: 'rejete' });
    expect(lire(entree('DBIT', rien))).toEqual([{ statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 }]);
    const dansUnLot = dansLeDetail(entree('DBIT', REF), '').replace('<Refs>', `<Refs><PmtInfId>${rien}</PmtInfId>`);
    expect(lire(dansUnLot)).toEqual([EXECUTE]);
    const enBloc = camt('053', [{ sens: 'DBIT', montantCentimes: 8_000_000, le: '2026-06-15', lot: { nom: rien } }]);
    expect(lire(avec(enBloc, '<Btch>', `<Btch><MsgId>${LOT}</MsgId>`))).toMatchObject([{ lot: LOT, sauf: [] }]);
  });
});

describe('une copie écartée, dite autrement que par le code AM05, n’est pas un rejet : rien n’est réémis', () => {
  test.each([
    ['un code en minuscules', { code: 'am05' }],
    ['des mots seuls', { mots: 'Remise en doublon' }],
    ['NARR et des mots', { code: 'NARR', mots: 'Instruction ID 4 already exist' }],
    ['MS03 et des mots', { code: 'MS03', mots: 'Duplicate of a file of 12/06' }],
    ['un code de la banque et des mots', { code: 'Z9', mots: 'virement déjà reçu' }],
  ])('%s', (_cas, dit) => {
    expect(rendre({ lots: [{ virements: [{ reference: REF, statut: 'RJCT', ...dit }] }] })[0]).toMatchObject({ statut: 'doublon' }); // prettier-ignore
    expect(rendre({ statut: 'RJCT', ...dit })).toMatchObject([{ lot: LOT, statut: 'doublon' }]);
  });

  test('un motif précis l’emporte sur les mots', () =>
    expect(
      rendre({ lots: [{ virements: [{ reference: REF, statut: 'RJCT', code: 'AC04', mots: 'pas un doublon' }] }] })[0],
    ).toMatchObject({ statut: 'rejete' }));

  test('dite d’un virement sans référence dans un lot rejeté : nul ne sait duquel, rien du lot n’est rejeté', () => {
    const fichier = { lots: [{ statut: 'RJCT', virements: [{ statut: 'RJCT', code: 'AM05' }] }] };
    expect(rendre(fichier)).toMatchObject([{ lot: LOT, refus: expect.stringContaining('copie') as string }]);
  });
});

describe('un pain.002', () => {
  test('qui dit un lot en plusieurs blocs : chaque virement, et le reste du lot une fois', () => {
    const fichier = pain002({
      message: LOT,
      statut: 'PART',
      lots: [
        { statut: 'PART', virements: [{ reference: REF, statut: 'ACSC' }] },
        { statut: 'PART', virements: [{ reference: AUTRE, statut: 'RJCT', code: 'AC04' }] },
      ],
    });
    expect(lire(fichier)).toMatchObject([
      { reference: REF, statut: 'execute' },
      { reference: AUTRE, statut: 'rejete' },
      { lot: LOT, sauf: [REF, AUTRE], statut: 'attente' },
    ]);
  });

  test('qui dit deux choses du même lot : ce qu’il nomme est lu, le reste est à rapprocher', () =>
    expect(
      rendre({
        lots: [
          { statut: 'ACSC', virements: [{ reference: REF }] },
          { statut: 'RJCT', code: 'AC04' },
        ],
      }),
    ).toMatchObject([
      { reference: REF, statut: 'execute' },
      { lot: LOT, sauf: [REF], refus: expect.stringContaining('deux choses') as string },
    ]));

  test('qui rejette un fichier sans dire lequel : refusé, avec les mots de la banque', () => {
    const fichier = avec(
      pain002({ message: LOT, statut: 'RJCT', code: 'FF01', mots: 'Error line 19' }),
      /<OrgnlMsgId>.*<\/OrgnlMsgId>/,
      '',
    );
    expect(() => lire(fichier)).toThrow(/RJCT.*FF01 format.*Error line 19.*OrgnlMsgId/);
  });

  test('dit exécuté le jour où l’argent est parti, et non celui où l’ordre est accepté', () => {
    const virement = { reference: REF, statut: 'ACSC', le: '2026-06-12T10:00:00' };
    const regle = (jour: string) =>
      avec(pain002({ lots: [{ virements: [virement] }] }), '</TxInfAndSts>', `<FctvIntrBkSttlmDt>${jour}</FctvIntrBkSttlmDt></TxInfAndSts>`); // prettier-ignore
    expect(lire(regle('<Dt>2026-06-15</Dt>'))[0]?.le).toBe('2026-06-15');
    expect(lire(regle('<DtTm>2026-06-14T22:30:00Z</DtTm>'))[0]?.le).toBe('2026-06-15');
  });
});

describe('un relevé nomme le virement dans le libellé', () => {
  test.each([REF, REF.toUpperCase(), EMPREINTE])('« %s »', async (dite) => {
    for (const mots of [`/RFB/${dite}`, `VIR SEPA EREF+${dite} SVWZ+AIDE`]) {
      const fichier = dansLeDetail(entree('DBIT'), libelle(mots));
      await conforme(fichier);
      expect(lire(fichier)).toEqual([{ ...EXECUTE, reference: dite, dansLesMots: true }]);
    }
    const auPied = avec(entree('DBIT'), /<NtryDtls>.*<\/NtryDtls>/, `<AddtlNtryInf>VIR ${dite}</AddtlNtryInf>`);
    expect(lire(auPied)).toEqual([{ ...EXECUTE, reference: dite, dansLesMots: true }]);
  });

  test('ou le lot', () =>
    expect(
      lire(avec(entree('DBIT'), /<NtryDtls>.*<\/NtryDtls>/, `<AddtlNtryInf>REMISE ${LOT}</AddtlNtryInf>`)),
    ).toEqual([{ lot: LOT, sauf: [], statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 }]));

  test('un retour dont la référence de bout en bout est celle de l’autre banque', () => {
    const retour = dansLeDetail(entree('CRDT', 'BANQUE-B-77', '054'), `${libelle(`RETOUR ${REF}`)}<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>`); // prettier-ignore
    expect(lire(retour)).toMatchObject([{ reference: REF, statut: 'retourne', raison: 'AC04 compte clos' }]);
  });

  test('un crédit qui cite la référence sans se dire un retour peut être un remboursement de l’équipe : refusé, rien n’est réémis', () => {
    const credit = dansLeDetail(entree('CRDT', undefined, '054'), libelle(`REMBOURSEMENT ${REF}`));
    expect(lire(credit)).toMatchObject([{ reference: REF, refus: expect.stringContaining('rembours') as string }]);
    const codes = avec(credit, '<BkTxCd/>', '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>'); // prettier-ignore
    expect(lire(codes)).toEqual([{ ...EXECUTE, dansLesMots: true, statut: 'retourne' }]);
  });

  test('plusieurs virements : nul ne sait lequel pour combien, et c’est dit', () =>
    expect(lire(dansLeDetail(entree('DBIT'), libelle(`${REF} ${AUTRE}`)))).toMatchObject([
      { refus: expect.stringContaining(AUTRE) as string },
    ]));
});

describe('un relevé', () => {
  const LUES = ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13'];
  test.each(LUES)('version %s : ce qui est lu a les mêmes noms et les mêmes places', (version) => {
    const fichier = entree('DBIT', REF).replace('camt.053.001.08', `camt.053.001.${version}`);
    expect(lire(fichier)).toEqual([EXECUTE]);
    expect(lire(fichier.replace('<Sts><Cd>BOOK</Cd></Sts>', '<Sts>BOOK</Sts>'))).toEqual([EXECUTE]);
  });

  test('d’un libellé de trois mégaoctets de débuts de références : lu, sans s’y perdre', () => {
    const long = avec(entree('DBIT', 'X'), '</Ntry>', `<AddtlNtryInf>${'ess-'.repeat(750_000)}</AddtlNtryInf></Ntry>`);
    expect(lire(long)).toEqual([{ ...EXECUTE, reference: 'X' }]);
  });

  test('le sens d’un virement l’emporte sur celui de l’écriture qui le groupe', () => {
    const groupe = camt('053', [
      { sens: 'DBIT', montantCentimes: 3_000_000, le: '2026-06-15', virements: [{ reference: REF, montantCentimes: 4_000_000 }, { reference: AUTRE, montantCentimes: 1_000_000 }] },
    ]); // prettier-ignore
    const net = avec(groupe, /10000\.00<\/Amt><CdtDbtInd>DBIT/, '10000.00</Amt><CdtDbtInd>CRDT');
    expect(lire(net)).toMatchObject([EXECUTE, { reference: AUTRE, statut: 'retourne', montantCentimes: 1_000_000 }]);
  });

  test.each(['053', '054'] as const)('camt.%s : une écriture sans date n’empêche pas de lire les nôtres', (type) => {
    const fichier = avec(
      entree('DBIT', REF, type),
      /(?=<\/(Stmt|Ntfctn)>)/,
      ECRITURE_D_UN_AUTRE('').replace('BOOK', 'PDNG'),
    );
    expect(lire(fichier)).toMatchObject([EXECUTE, { statut: 'attente', le: '2026-06-16' }]);
    expect(lire(avec(fichier, /<BookgDt>.*?<\/BookgDt>/, ''))[0]).toMatchObject({
      reference: REF,
      refus: expect.stringContaining('BookgDt') as string,
    });
  });

  test.each(['CHRG', 'COMM'])('des frais (%s) sous la référence du virement ne sont pas le virement', (code) => {
    const frais = avec(entree('DBIT', REF), '<BkTxCd/>', `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>${code}</SubFmlyCd></Fmly></Domn></BkTxCd>`); // prettier-ignore
    expect(lire(frais)).toEqual([{ statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 }]);
  });

  test.each([
    ['nuls', '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.00</TtlChrgsAndTaxAmt></Chrgs>'],
    ['à part', '<Chrgs><Rcrd><Amt Ccy="EUR">1.50</Amt><ChrgInclInd>false</ChrgInclInd></Rcrd></Chrgs>'],
    ['à part, version 2', '<Chrgs><Amt Ccy="EUR">1.50</Amt><ChrgInclInd>false</ChrgInclInd></Chrgs>'],
  ])('des frais %s ne cachent pas un montant', (_cas, frais) =>
    expect(lire(dansLeDetail(entree('DBIT', REF), frais))).toEqual([EXECUTE]),
  );

  test.each([
    ['des accents abîmés', 'COTISATION DÃ‰CEMBRE RÃ©glÃ©e'],
    ['un caractère perdu', 'COTISATION D\ufffdCEMBRE'],
  ])('%s dans le libellé d’un autre n’empêchent pas de lire les nôtres', (_cas, mots) => {
    const autre = ECRITURE_D_UN_AUTRE('<BookgDt><Dt>2026-06-15</Dt></BookgDt>').replace(
      '</Ntry>',
      `<AddtlNtryInf>${mots}</AddtlNtryInf></Ntry>`,
    );
    const fichier = avec(entree('DBIT', REF), '</Stmt>', `${autre}</Stmt>`);
    for (const octets of [Buffer.from(fichier), Buffer.from(`\ufeff${fichier}`, 'utf16le')])
      expect(lire(octets)).toMatchObject([EXECUTE, { montantCentimes: 100 }]);
  });

  test('une marque de fin de fichier (DOS) n’est pas du texte', () =>
    expect(lire(Buffer.from(`${entree('DBIT', REF)}\r\n\u001a`))).toEqual([EXECUTE]));

  test('dans une archive : dit comme une archive, et non comme un classeur', () => {
    const zip = Buffer.from('PK\u0003\u0004\u0014\0\0\0\u0008\0camt.053_20260615.xml', 'latin1');
    expect(() => lire(zip)).toThrow(/archive \(zip\)/);
  });
});
