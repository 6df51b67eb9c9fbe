/** A scenario that speaks in its own words is still played: the law judges what it would have judged. */
import { expect, test } from 'vitest';
import { readAct } from '../../api/commands/body-to-act.ts';
import { shapesOf } from '../../api/commands/schemas/commands.ts';
import { inClosedWords } from '../../cli/closed-words.ts';
import type { NomCommande } from '../../domain/commandes.ts';
import { sendersOf } from '../../identity/rights.ts';

test.each<[NomCommande, string, unknown, unknown]>([
  ['refuser-projet-sante', 'fondement', 'humeur', 'autre'],
  ['refuser-projet-sante', 'fondement', 'cahier-des-charges', 'cahier-des-charges'],
  ['refuser-lettre-intention', 'critere', 'trop petit', 'autre'],
  ['refuser-lettre-intention', 'critere', 'PS-09', 'PS-09'],
  ['demander-pieces-lettre-intention', 'piecesManquantes', ['statuts', 'cdc-1'], ['statuts', 'autre']],
  ['demander-pieces-lettre-intention', 'piecesManquantes', [], []],
  ['demander-documents', 'documents', ['factures', 'Comptes du mois'], ['factures', 'autre']],
  [
    'completer-lettre-intention',
    'pieces',
    ['gouvernance', { code: 'rib' }, 'x'],
    ['gouvernance', { code: 'rib' }, 'autre'],
  ],
  ['executer-paiement', 'reference', 'virement du trésorier', undefined],
  ['executer-paiement', 'reference', 'VIR-2026-0108', 'VIR-2026-0108'],
  ['deposer-liste-nominative', 'liste', { id: 'la liste', nombre: 3 }, { id: '1', nombre: 3 }],
  ['deposer-liste-nominative', 'liste', { id: 'liste-b', nombre: 12 }, { id: 'liste-b', nombre: 12 }],
  ['renoncer', 'preuve', { nature: 'récépissé', reference: 'le guichet' }, { nature: 'autre' }],
  ['renoncer', 'preuve', { nature: 'courriel', reference: 'du trésorier' }, { nature: 'courriel' }],
  ['demander-pieces-lettre-intention', 'delai', '2026-02-30', '2026-02-30'],
])('%s, %s %j se dit %j', (commande, champ, dit, admis) => {
  expect(inClosedWords(champ, shapesOf(commande).donnees[champ], dit)).toEqual(admis);
});

test('une référence de la banque, à nous, est un code', () => {
  const body = { le: '2026-02-01', paiement: 'amorcage-1', reference: 'ess-33-7k2m9qxa.amorcage-1.1' };
  expect(readAct('executer-paiement', sendersOf('executer-paiement')[0] ?? 'caisse', body).donnees).toEqual(body);
});
