/** What comes under the name of a bank's answer and is none: named, refused whole, in the time that it deserves. PAY-01. */
import { describe, expect, test } from 'vitest';
import { LIGNES_MAX } from '../../tresorerie/retours/ligne.ts';
import { RetourIllisible, lireRetourBancaire } from '../../tresorerie/retours/retour.ts';

const compteRendu = (virements: string, { entete = '', creeLe = '2026-06-16T08:00:00Z' } = {}) => `${entete}<Document>
<CstmrPmtStsRpt><GrpHdr><CreDtTm>${creeLe}</CreDtTm></GrpHdr><OrgnlPmtInfAndSts>${virements}</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>`;
const virement = (contenu: string, reference = '<OrgnlEndToEndId>a.1</OrgnlEndToEndId>') =>
  `<TxInfAndSts>${reference}${contenu}</TxInfAndSts>`;
const EXECUTE = '<TxSts>ACSC</TxSts>';

function refus(contenu: string): string {
  try {
    lireRetourBancaire(contenu);
  } catch (error) {
    expect(error).toBeInstanceOf(RetourIllisible);
    return (error as Error).message;
  }
  throw new Error('read, and should not have been');
}

describe('un statut qui n’en est pas un', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    '« %s » n’est ni une exécution ni un rejet',
    (statut) => {
      const { lignes } = lireRetourBancaire(compteRendu(virement(`<TxSts>${statut}</TxSts>`)));
      expect(lignes.map((ligne) => ligne.statut)).toEqual(['attente']);
      expect(refus(`reference;statut;le\na.1;${statut};2026-06-15\n`)).toContain('Ligne 2');
    },
  );
});

describe('un élément qui devait être un texte', () => {
  test.each([
    [
      'référence double',
      virement(EXECUTE, '<OrgnlEndToEndId>a</OrgnlEndToEndId><OrgnlEndToEndId>b</OrgnlEndToEndId>'),
      'OrgnlEndToEndId',
    ],
    ['référence composée', virement(EXECUTE, '<OrgnlEndToEndId><Id>a</Id></OrgnlEndToEndId>'), 'OrgnlEndToEndId'],
    ['statut double', virement(`${EXECUTE}${EXECUTE}`), 'TxSts'],
    ['date composée', virement(`${EXECUTE}<AccptncDtTm><Dt>2026-06-15</Dt></AccptncDtTm>`), 'AccptncDtTm'],
    [
      'montant composé',
      virement(`${EXECUTE}<OrgnlTxRef><Amt><InstdAmt><x>1</x></InstdAmt></Amt></OrgnlTxRef>`),
      'InstdAmt',
    ],
    ['motif composé', virement('<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd><x>AC04</x></Cd></Rsn></StsRsnInf>'), 'Cd'],
    ['montant qui est un texte', virement(`${EXECUTE}<OrgnlTxRef><Amt>12.00</Amt></OrgnlTxRef>`), 'Amt'],
    ['virement qui est un texte', '<TxInfAndSts>rien</TxInfAndSts>', 'TxInfAndSts'],
  ])('%s : refusé, et nommé', (_quoi, virements, nom) => expect(refus(compteRendu(virements))).toContain(`« ${nom} »`));

  test('la date du compte rendu aussi', () =>
    expect(refus(compteRendu('', { creeLe: '<Dt>2026-06-16</Dt>' }))).toContain('« CreDtTm »'));
});

test.each([
  [
    'une définition de type',
    compteRendu('', { entete: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' }),
    'DOCTYPE',
  ],
  ['cent mille éléments imbriqués', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`, 'imbriqu'],
  ['un élément « __proto__ »', compteRendu('<__proto__><x>1</x></__proto__>'), '__proto__'],
  ['un élément « constructor »', compteRendu('<constructor/>'), 'constructor'],
  ['un caractère nul', compteRendu(virement(EXECUTE, '<OrgnlEndToEndId>a\0</OrgnlEndToEndId>')), 'caractère'],
  ['un caractère nul en CSV', 'reference;statut;le\na\0;execute;2026-06-15\n', 'caractère'],
  ['un caractère à moitié', 'reference;statut;le\na\ud800;execute;2026-06-15\n', 'caractère'],
  ['une colonne double', 'reference;statut;le;reference\na;execute;2026-06-15;b\n', '« reference »'],
])('%s : une phrase, et rien de lu', (_quoi, contenu, mots) => expect(refus(contenu)).toContain(mots));

describe('un fichier de trop de lignes est refusé entier, et dit combien il en faut', () => {
  test.each([
    ['CSV', (n: number) => `reference;statut;le\n${'a.1;execute;2026-06-15\n'.repeat(n)}`],
    ['pain.002', (n: number) => compteRendu(virement(EXECUTE).repeat(n))],
  ])('%s', (_forme, fichier) => {
    expect(lireRetourBancaire(fichier(LIGNES_MAX)).lignes).toHaveLength(LIGNES_MAX);
    expect(refus(fichier(LIGNES_MAX + 1))).toContain(`${LIGNES_MAX}`);
  });

  test('de cinq mégaoctets de lignes ou de colonnes, le temps de le voir', () => {
    const debut = performance.now();
    refus(`reference;statut;le\n${'a;b;c\n'.repeat(800_000)}`);
    refus(`reference;statut;le;${'x;'.repeat(2_000_000)}\n`);
    refus(`reference;statut;le\n"${'x'.repeat(4_000_000)}`);
    expect(performance.now() - debut).toBeLessThan(2000);
  });
});
