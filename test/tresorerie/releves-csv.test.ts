/** Statements as French banks export them: their titles, their lines that are no entry, the words that hold our reference. DEC-37, DEC-38. */
import { describe, expect, test } from 'vitest';
import { lireRetourBancaire } from '../../tresorerie/retours/retour.ts';

const REF = 'ess-33-a.amorcage-1.1';
const AUTRE = 'ess-33-b.amorcage-1.1';
const EMPREINTE = '0123456789abcdef0123456789abcdef012';
const lire = (texte: string) => lireRetourBancaire(Buffer.from(texte, 'latin1')).lignes;
const EXECUTE = { reference: REF, dansLesMots: true, statut: 'execute', le: '2026-06-15', montantCentimes: 4_000_000 };
const TITRES = 'Date;Libellé;Débit;Crédit\n';
const NOTRE = `15/06/2026;VIR ${REF};40 000,00;\n`;

test.each([
  ['deux dates, plusieurs libellés, la référence de la banque', `Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Debit;Credit;Date operation;Date de valeur;Pointage operation\n15/06/2026;ASSO;VIR SEPA ASSO;B2I4X;${REF};Virement;-40 000,00;;14/06/2026;15/06/2026;0\n`],
  ['une date comptable et une date d’opération', `Date comptable;Date opération;Libellé;Débit;Crédit\n15/06/2026;14/06/2026;VIR ${REF};40 000,00;\n`],
  ['« montant operation en euro »', `Compte de cheques;****1234;Solde\nDate operation;Libelle court;Type operation;Libelle operation;Montant operation en euro\n15/06/2026;VIR;VIREMENT;VIR SEPA /REFDO/${REF};-40 000,00\n`],
  ['« montant de l’opération » et le détail', `="0123";16/06/2026;;\nDate de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n15/06/2026;VIR EUROPEEN;VIR EMIS REF: ${REF};-40000,00;EUR\n`],
  ['« montant(EUROS) », à tabulations, sous six lignes', `Numéro Compte\t0000000A000\nType\tCCP\nCompte tenu en  \teuros\nDate            \t16/06/2026\nSolde (EUROS)   \t12,00\n\nDate\tLibellé\tMontant(EUROS)\n15/06/2026\tVIREMENT POUR ${REF}\t-40000,00\n`],
  ['des libellés sur plusieurs lignes', `Téléchargement du 16/06/2026;\n\nSolde au 16/06/2026 12 345,67 \u0080\n\nDate;Date valeur;Libellé;Débit euros;Crédit euros;\n15/06/2026;15/06/2026;"VIREMENT EMIS      \n${REF}      \n";40 000,00;;\n`],
  ['le libellé après les montants', `Date;Date de valeur;Débit;Crédit;Libellé;Solde\n15/06/26;15/06/26;-40\u00a0000,00;;VIR ${REF};1,00\n`],
  ['un signe après le montant', `Date;Libellé;Montant\n15/06/26;VIR ${REF};40 000,00-\n`],
  ['un total sous les écritures', `${TITRES}${NOTRE}Total;;40 000,00;0,00\n`],
  ['un solde daté en toutes lettres', `${TITRES}${NOTRE}Solde au 30/06/2026;;;12 000,00\n`],
  ['une information sans montant', `${TITRES}${NOTRE}15/06/2026;NOUVEAUX TARIFS;0,00;0,00\n`],
  ['une marque de fin de fichier (DOS)', `${TITRES}${NOTRE}\u001a`],
])('%s : le virement', (_cas, fichier) => expect(lire(fichier)).toEqual([EXECUTE])); // prettier-ignore

describe('un relevé en CSV', () => {
  test('qui nomme le virement dans le libellé : un débit est une exécution, un crédit un retour', () =>
    expect(lire(`${TITRES}${NOTRE}18/06/2026;RETOUR ${REF};;40 000,00\n`)).toEqual([
      EXECUTE,
      { ...EXECUTE, statut: 'retourne', le: '2026-06-18' },
    ]));

  test('reconnaît l’empreinte qui tient lieu d’une longue référence', () =>
    expect(lire(`${TITRES}15/06/2026;VIR ${EMPREINTE};40 000,00;\n`)).toEqual([{ ...EXECUTE, reference: EMPREINTE }]));

  test('l’écriture illisible d’un autre n’empêche pas de lire les nôtres', () =>
    expect(lire(`${TITRES}${NOTRE}15/06/2026;CHANGE;1,234;\n15/06/2026;EXTOURNE;;-3,00\n`)).toMatchObject([
      EXECUTE,
      { refus: expect.stringContaining('1,234') as string },
      { refus: expect.stringContaining('négatif') as string },
    ]));

  test('la nôtre, illisible, refuse le fichier entier', () => {
    expect(() => lire(`${TITRES}15/06/2026;VIR ${REF};1,234;\n`)).toThrow(/Ligne 2 .*1,234/);
    expect(() => lire(`${TITRES}juin;VIR ${REF};40 000,00;\n`)).toThrow(/Ligne 2 : « le »/);
  });

  test('un débit négatif parmi des débits positifs est une annulation, et non une exécution', () =>
    expect(lire(`${TITRES}${NOTRE}16/06/2026;ANNULATION VIR ${AUTRE};-40 000,00;\n`)).toMatchObject([
      EXECUTE,
      { reference: AUTRE, refus: expect.stringContaining('négatif') as string },
    ]));

  test.each(['REMBOURSEMENT', 'RBT TROP PERCU', 'RESTITUTION'])(
    'un crédit « %s » peut être de l’équipe : refusé, rien n’est réémis',
    (mots) =>
      expect(lire(`${TITRES}18/06/2026;VIR RECU ${mots} ${REF};;40 000,00\n`)).toMatchObject([
        { reference: REF, refus: expect.stringContaining('rembours') as string },
      ]),
  );

  test('plusieurs de nos virements sur une ligne : nul ne sait lequel pour combien', () =>
    expect(lire(`${TITRES}15/06/2026;VIR ${REF} ${AUTRE};80 000,00;\n`)).toMatchObject([
      { refus: expect.stringContaining(AUTRE) as string },
    ]));
});

describe('une réponse en CSV', () => {
  test.each(['am05', 'Code AM05', 'AM05 - déjà reçu', 'Doublon de remise', 'fichier déjà traité'])(
    'rejeté pour « %s » : une copie écartée, et non un rejet',
    (raison) =>
      expect(lire(`reference;statut;le;raison\n${REF};rejete;15/06/2026;${raison}\n`)).toMatchObject([
        { statut: 'doublon' },
      ]),
  );

  test('un motif qui n’en est pas une reste un rejet, en clair', () =>
    expect(lire(`reference;statut;le;raison\n${REF};rejete;15/06/2026;ac04\n`)).toMatchObject([
      { statut: 'rejete', raison: 'AC04 compte clos' },
    ]));
});
