/** Files as banks, spreadsheets and networks leave them: read as they are meant, or refused with what to do. PAY-01, DEC-38. */
import { describe, expect, test } from 'vitest';
import { lireRetourBancaire } from '../../tresorerie/retours/retour.ts';
import { camt, conforme, pain002, sansCompte } from './banque-essai.ts';

const REF = 'ess-33-a.amorcage-1.1';
const LOT = 'ESS-gironde-2026-000001';
const lire = (fichier: string | Uint8Array) => sansCompte(lireRetourBancaire(fichier).lignes);
const EXECUTE = { reference: REF, statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 };
const RETOUR = { reference: REF, statut: 'retourne', le: '2026-06-18', montantCentimes: 4_000_000 };

describe('pain.002, version après version', () => {
  const compteRendu = {
    message: LOT,
    statut: 'PART',
    lots: [
      {
        statut: 'PART',
        virements: [
          { reference: REF, statut: 'ACSC', le: '2026-06-15T10:00:00' },
          { reference: 'ess-33-b.amorcage-1.1', statut: 'RJCT', code: 'AC04', mots: 'voir agence' },
          { reference: 'ess-33-c.amorcage-1.1', montantCentimes: 4_000_000 },
        ],
      },
    ],
  };
  const de = (version: string) => pain002({ ...compteRendu, version });

  // No kept package ships the schemas of versions 4 to 11: the same message is valid at both ends of them.
  test.each(['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'])('.%s se lit de même', async (version) => {
    const fichier = de(version);
    for (const borne of ['03', '12'])
      await conforme(fichier.replace(`pain.002.001.${version}`, `pain.002.001.${borne}`));
    expect(lire(fichier)).toEqual(lire(de('12')));
    expect(lire(fichier)).toMatchObject([
      { reference: REF, statut: 'execute', le: '2026-06-15' },
      { reference: 'ess-33-b.amorcage-1.1', statut: 'rejete', raison: 'AC04 compte clos (voir agence)' },
      { reference: 'ess-33-c.amorcage-1.1', statut: 'attente', montantCentimes: 4_000_000 },
      { lot: LOT, statut: 'attente' },
    ]);
  });

  test('ce que les versions ajoutent (UETR, date d’effet, dates choisies) ne change rien à ce qui est lu', () => {
    const neuf = de('11')
      .replaceAll('</OrgnlEndToEndId>', '</OrgnlEndToEndId><OrgnlUETR>8a562c67-ca16-48ba-b074-65581be6f001</OrgnlUETR>')
      .replace('</TxInfAndSts>', '<FctvIntrBkSttlmDt><Dt>2026-06-15</Dt></FctvIntrBkSttlmDt></TxInfAndSts>');
    expect(lire(neuf)).toEqual(lire(de('03')));
  });

  test.each([
    ['RCVC', undefined, { resultat: 'concorde' }],
    ['RVMC', 'ASSOCIATION 02', { resultat: 'proche', nom: 'ASSOCIATION 02' }],
    ['RVNM', undefined, { resultat: 'different' }],
    ['RVNA', undefined, { resultat: 'impossible' }],
  ] as const)('%s est une réponse sur le bénéficiaire', async (statut, mots, beneficiaire) => {
    const virement = { reference: REF, statut, ...(mots === undefined ? {} : { mots }) };
    const fichier = pain002({ message: LOT, statut: 'RVCM', lots: [{ virements: [virement] }] });
    await conforme(fichier);
    const [dit, reste] = lire(fichier);
    expect(dit).toMatchObject({ statut: 'attente', beneficiaire });
    // « Done, with mismatches » says nothing of the others.
    expect(reste?.beneficiaire).toBeUndefined();
  });
});

const releve = camt('053', [
  { sens: 'DBIT', montantCentimes: 4_000_000, le: '2026-06-15', virements: [{ reference: REF }] },
]);
const avec = (dans: string, autre: string) => {
  expect(releve).toContain(dans);
  return releve.replace(dans, autre);
};
const latin1 = (texte: string) => Buffer.from(texte, 'latin1');

describe('un relevé en XML', () => {
  test.each<[string, string | Uint8Array]>([
    ['en ISO-8859-1, comme il le dit', latin1(releve.replace('UTF-8', 'ISO-8859-1').replace('<Id>1<', '<Id>é<'))],
    ['en ISO-8859-1, sans le dire', latin1(releve.replace(/<\?.*\?>\n/, '').replace('<Id>1<', '<Id>é<'))],
    ['avec une marque d’ordre (BOM)', Buffer.from(`\ufeff${releve}`)],
    ['en UTF-16', Buffer.from(`\ufeff${releve.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    ['en UTF-16 gros-boutiste, sans marque', Buffer.from(releve.replace('UTF-8', 'UTF-16'), 'utf16le').swap16()],
    ['à préfixes', releve.replace(/<(\/?)([A-Z])/g, '<$1n-s.2:$2').replace('xmlns=', 'xmlns:n-s.2=')],
    ['dans une enveloppe', releve.replace('<Document', '<BizData><AppHdr/><Document').replace('</Document>', '</Document></BizData>')],
    ['à commentaires et CDATA', avec(`<EndToEndId>${REF}<`, `<!-- x --><EndToEndId><![CDATA[${REF}]]><`)],
    ['à espaces et retours à la ligne', avec(`>${REF}<`, `>\n   ${REF}\n <`)],
    ['à décimales et zéros', releve.replaceAll('40000.00', '+0040000.00000')],
    ['à frais compris, que la banque garde', avec('<CdtDbtInd>DBIT</CdtDbtInd></TxDtls>', '<CdtDbtInd>DBIT</CdtDbtInd><AmtDtls><InstdAmt><Amt Ccy="EUR">40000.00</Amt></InstdAmt></AmtDtls><Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">1.50</TtlChrgsAndTaxAmt></Chrgs></TxDtls>').replaceAll('>40000.00</Amt><CdtDbtInd>', '>40001.50</Amt><CdtDbtInd>')],
  ])('%s : le même virement', (_cas, fichier) => expect(lire(fichier)).toEqual([EXECUTE])); // prettier-ignore

  test('à plusieurs relevés : tous', () => {
    const [un = ''] = /<Stmt>.*<\/Stmt>/s.exec(releve) ?? [];
    const autre = un.replaceAll('DBIT', 'CRDT').replaceAll('2026-06-15', '2026-06-18');
    expect(lire(releve.replace(un, un + autre))).toEqual([EXECUTE, RETOUR]);
  });

  test('l’écriture d’un autre, en yens ou illisible, n’empêche pas de lire les nôtres', () => {
    const autre = '<Ntry><Amt Ccy="JPY">1.23456</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-06-15</Dt></BookgDt><BkTxCd/></Ntry>';
    expect(lire(releve.replace('</Stmt>', `${autre}</Stmt>`))).toMatchObject([
      EXECUTE,
      { refus: 'Le montant est en JPY, et non en euros.' },
    ]);
    expect(lire(releve.replaceAll('40000.00', '-40000.00'))).toMatchObject([
      { reference: REF, refus: expect.stringContaining('illisible') as string },
    ]);
  }); // prettier-ignore

  test('un débit annulé par la banque est un retour ; un crédit qu’elle reprend est refusé : rien n’est réémis deux fois', () => {
    const extourne = '</CdtDbtInd><RvslInd>true</RvslInd><Sts>';
    const annule = releve.replace('DBIT</CdtDbtInd><Sts>', `CRDT${extourne}`);
    expect(lire(annule)).toMatchObject([{ statut: 'retourne', raison: 'débit annulé par la banque' }]);
    expect(lire(releve.replace('</CdtDbtInd><Sts>', extourne))).toMatchObject([
      { statut: 'execute', refus: expect.stringContaining('reprend un crédit') as string },
    ]);
  });

  test('une devise étrangère, à l’écriture ou à l’ordre, est refusée', () => {
    for (const fichier of [releve.replaceAll('"EUR"', '"USD"')]) expect(lire(fichier)[0]?.refus).toContain('USD');
  });

  test('sans référence de bout en bout, le lot seul est nommé', () =>
    expect(
      lire(avec(`<EndToEndId>${REF}</EndToEndId>`, `<PmtInfId>${LOT}</PmtInfId><InstrId>${REF}</InstrId>`)),
    ).toMatchObject([{ lot: LOT, sauf: [], statut: 'execute' }]));

  test('les entités de XML et les caractères par leur numéro se lisent ; un caractère de contrôle n’est d’aucun texte', () => {
    const fichier = (mots: string) => pain002({ lots: [{ virements: [{ reference: REF, statut: 'RJCT', mots }] }] });
    expect(lire(fichier('A &amp; B &lt;x&gt; &#233;&#xE9; &amp;lt;'))[0]?.raison).toBe('A & B <x> éé &lt;');
    expect(lire(fichier('A&#1;B'))[0]?.raison).toBe('AB');
    expect(() => lire(fichier('x').replaceAll('AddtlInf', 'n-s:__proto__'))).toThrow(/__proto__/);
  });
});

describe('un CSV', () => {
  const TITRES = 'Référence;Statut;Date;Montant\n';
  test.each<[string, string | Uint8Array]>([
    ['à tabulations', `reference\tstatut\tle\tmontant\n${REF}\texecute\t15/06/2026\t40 000,00\n`],
    ['tout entre guillemets', `"reference";"statut";"le";"montant"\n"${REF}";"execute";"15/06/2026";"40 000,00"\n`],
    ['en UTF-16 d’Excel', Buffer.from(`\ufeff${TITRES.replaceAll(';', '\t')}${REF}\tExécuté\t15/06/2026\t40\u202f000,00\r\n`, 'utf16le')],
    ['à milliers espacés et point décimal', `Référence,Statut,Date,Montant\n${REF},Exécuté,15/06/2026,"40 000.00"\n`],
    ['à débit écrit en négatif', `${TITRES}${REF};Exécuté;15/06/2026;-40 000,00\n`],
    ['sous un en-tête de banque', `Compte;FR76…;;\nPériode;juin 2026;;\n\n${TITRES}${REF};Exécuté;15/06/2026;40 000,00\n`],
    ['à référence forcée en texte', `${TITRES}="${REF}";Exécuté;15/06/2026;40 000,00\n`],
    ['à apostrophe de tableur', `${TITRES}'${REF};Exécuté;15/06/2026;40 000,00\n`],
    ['à date et heure', `${TITRES}${REF};Exécuté;15/06/2026 14:32:10;40 000,00\n`],
    ['à espaces insécables', `${TITRES}\u00a0${REF}\u00a0;Exécuté;15/06/2026;40 000,00\n`],
  ])('%s : le même virement', (_cas, fichier) => expect(lire(fichier)).toEqual([EXECUTE])); // prettier-ignore

  test.each([
    ['en deux colonnes', `Date;Libellé;Référence;Débit;Crédit\n15/06/2026;VIR;${REF};40 000,00;\n18/06/2026;RETOUR;${REF};;40 000,00\n`],
    ['en deux colonnes, débits négatifs', `Date;Libellé;Référence;Débit;Crédit\n15/06/2026;VIR;${REF};-40 000,00;\n18/06/2026;RETOUR;${REF};;40 000,00\n`],
    ['à montants signés', `Date;Référence;Montant\n15/06/2026;${REF};-40 000,00\n18/06/2026;${REF};40 000,00\n`],
    ['à sens', `Date;Référence;Montant;Sens\n15/06/2026;${REF};40000,00;D\n18/06/2026;${REF};40000,00;Crédit\n`],
    ['à soldes et totaux', `Date;Libellé;Référence;Débit;Crédit\n;Solde initial;;;1 000,00\n15/06/2026;VIR;${REF};40 000,00;\n18/06/2026;RETOUR;${REF};;40 000,00\n;Total;;40 000,00;40 000,00\n`],
  ])('relevé %s : un débit est une exécution, un crédit un retour', (_cas, fichier) => {
    expect(lireRetourBancaire(fichier)).toMatchObject({ format: 'csv', releve: true });
    expect(lire(fichier)).toEqual([EXECUTE, RETOUR]);
  }); // prettier-ignore

  test('relevé : un lot débité en une somme, une écriture d’un autre', () =>
    expect(
      lire(`Date;Libellé;Débit;Crédit\n15/06/2026;VIR ${LOT.toUpperCase()};80 000,00;\n16/06/2026;FRAIS;1,50;\n`),
    ).toEqual([
      { lot: LOT.toUpperCase(), sauf: [], statut: 'execute', le: '2026-06-15', montantCentimes: 8_000_000 },
      { statut: 'execute', le: '2026-06-16', montantCentimes: 150 },
    ]));

  test('une autre devise que l’euro est refusée, ligne par ligne', () =>
    expect(lire(`Référence;Statut;Date;Montant;Devise\n${REF};Exécuté;15/06/2026;40 000,00;USD\n`)[0]?.refus).toContain(
      'USD',
    ));

  test.each<[string, string | Uint8Array, RegExp]>([
    ['des montants dont le sens n’est pas dit', `Date;Référence;Montant\n15/06/2026;${REF};40 000,00\n`, /Débit.*Crédit/],
    ['débité et crédité à la fois', `Date;Référence;Débit;Crédit\n15/06/2026;${REF};1,00;1,00\n`, /Ligne 2 : elle est débitée/],
    ['un crédit négatif', `Date;Référence;Débit;Crédit\n15/06/2026;${REF};;-1,00\n`, /Ligne 2 : un crédit/],
    ['un rejet négatif', `${TITRES}${REF};Rejeté;15/06/2026;-1,00\n`, /Ligne 2 : le montant/],
    ['un sens inconnu', `Date;Référence;Montant;Sens\n15/06/2026;${REF};1,00;Z\n`, /Ligne 2 : « sens »/],
    ['une date américaine', `${TITRES}${REF};Exécuté;06/30/2026;1,00\n`, /Ligne 2 : « le »/],
    ['un jour de tableur', `${TITRES}${REF};Exécuté;46188;1,00\n`, /Ligne 2 : « le »/],
    ['une page de connexion', '<!doctype html><html><body>Session expirée</body></html>', /page web/],
    ['une archive', Buffer.from([0x1f, 0x8b, 8, 0, 0]), /archive \(gzip\)/],
    ['un MT940', `:20:1\n:25:FR76\n:61:2606150615D40000,00NTRF${REF}\n`, /MT940.*camt\.053/],
    ['un CFONB 120', `01${'30004'.padEnd(118, '0')}\n`, /CFONB 120.*camt\.053/],
  ])('%s : refusé, et dit', (_cas, fichier, mots) => expect(() => lire(fichier)).toThrow(mots)); // prettier-ignore
});
