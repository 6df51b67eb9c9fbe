/** DEC-33, DEC-34 — orders that a rectification leaves without cause: of a year that, the signature put right, has not begun. */
import { expect, it } from 'vitest';
import type { Dossier } from '../proprietes/dossier.ts';
import { ACTES, conformes, midi, pieces } from './etats.ts';
import { FIDELE, aTemps, corriger, rejeuDe, saisis, type Saisie } from './saisies.ts';

const ANNEE = ['profil-coordinateur', 'cooperations', 'document-annuel', 'rapport-activite', 'bilan-comptable'];
/** The dotation of 4 May 2026: the second year was ordered as it began, and the caisse's signature was of the 20th. */
const SECONDE: readonly Saisie[] = [
  ...aTemps(ACTES.DOTATION),
  ...aTemps([
    ['2027-05-04', 'porteur', 'deposer-pieces', pieces(...ANNEE)],
    ['2027-05-04', 'porteur', 'deposer-liste-nominative', { liste: { id: 'liste-2', nombre: 37 } }],
    ['2027-05-05', 'caisse', 'verifier-pieces', conformes('liste-nominative', ...ANNEE)],
  ]),
];
const statut = ({ etat }: Dossier, cle: string) => [etat.dotation.concluLe, etat.paiements[cle]?.statut];

it('arrête l’ordre d’une année qui, la signature rectifiée, n’a pas commencé, et le refait quand elle commence', () => {
  const dossier = saisis(SECONDE);
  expect(statut(dossier, 'dotation-2')).toEqual(['2026-05-04', 'ordonnance']);
  corriger(dossier, '2027-05-06', 'caisse', 'ContratDotationSigne', 'le', '2026-05-20');
  expect(statut(dossier, 'dotation-2')).toEqual(['2026-05-20', 'interrompu']);
  expect(rejeuDe(dossier)).toMatchObject(FIDELE);
  dossier.avancer(midi('2027-05-20'));
  expect(statut(dossier, 'dotation-2')).toEqual(['2026-05-20', 'ordonnance']);
});
