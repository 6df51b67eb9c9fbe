/** DEC-09, DEC-64 — paid on a count of ten or more that was wrong: under ten, the amount is fixed by hand, and somebody is asked to. */
import { describe, expect, it } from 'vitest';
import { attentes } from '../../../domain/attentes/attentes.ts';
import { retards } from '../../../domain/echeances.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';

const PREMIERE: Acte = ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];
const PAYEE = [...ACTES.DOTATION, PREMIERE];

function faire(dossier: Dossier, [le, acteur, commande, donnees]: Acte) {
  dossier.avancer(midi(le));
  const reponse = dossier.commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) throw new Error(`${le} ${commande}: ${reponse.message}`);
}
/** The count of the first year, 37, is put at `nombre` that day, and the ARS agrees. */
function recompter(actes: readonly Acte[], nombre: number, le: string): Dossier {
  const dossier = vivre(actes, le);
  const compte = dossier.journal.find(({ evenement }) => evenement.evenement === 'AdherentsDenombres');
  const correction = { rang: compte?.rang, champ: 'nombre', valeur: nombre, motif: 'Liste erronée.' };
  faire(dossier, [le, 'caisse', 'corriger', { ...correction, preuve: { nature: 'courriel' } }]);
  const { rectification } = dossier.etat;
  if (rectification !== null)
    faire(dossier, [le, 'ars', 'approuver-rectification', { rang: rectification.rang, sens: 'approuvee' }]);
  return dossier;
}
const attendus = ({ etat }: Dossier) =>
  attentes(etat)
    .filter(({ cle }) => cle === 'montant-dotation-1')
    .map(({ de, actes, connus, dernierJour }) => [de, ...actes, connus['paiement'], dernierJour]);
const fixer = (le: string): Acte => [
  le,
  'caisse',
  'fixer-montant-dotation',
  { montantCentimes: 4_000_000, motif: 'Huit adhérents.' },
];
const approuver = (le: string): Acte => [le, 'ars', 'approuver-montant-dotation'];

describe('la dotation payée pour plus d’adhérents qu’il n’y en avait, moins de dix', () => {
  it('la caisse est attendue pour en fixer le montant, puis l’ARS pour l’approuver ; la différence est alors un indu', () => {
    const dossier = recompter(PAYEE, 8, '2026-06-01');
    expect(attendus(dossier)).toEqual([['caisse', 'fixer-montant-dotation', 'dotation-1', null]]);
    expect(dossier.etat.recouvrements).toEqual({});
    faire(dossier, fixer('2026-06-02'));
    expect(attendus(dossier)).toEqual([['ars', 'approuver-montant-dotation', 'dotation-1', null]]);
    faire(dossier, approuver('2026-06-03'));
    expect(attendus(dossier)).toEqual([]);
    expect(dossier.etat.recouvrements).toMatchObject({ 'indu-dotation-1': { montantCentimes: 2_500_000 } });
  });

  it('rien n’est en retard : elle est payée', () => {
    const dossier = recompter(PAYEE, 8, '2026-07-01');
    expect(retards(dossier.etat).map(({ cle }) => cle)).not.toContain('paiement-dotation-1');
    expect(dossier.etat.depassees).not.toHaveProperty('paiement-dotation-1');
  });

  it.each([
    ['dix adhérents : la règle donne le montant', PAYEE, 10],
    ['l’ordre n’est pas exécuté : il est interrompu, et le paiement garde sa date limite', ACTES.DOTATION, 8],
  ])('personne n’est attendu pour cela quand %s', (_, actes, nombre) => {
    expect(attendus(recompter(actes, nombre, '2026-06-01'))).toEqual([]);
  });

  it('son virement revenu, plus rien n’est payé : le paiement est de nouveau à faire, à sa date', () => {
    const dossier = recompter(PAYEE, 8, '2026-06-01');
    faire(dossier, ['2026-06-02', 'caisse', 'retourner-paiement', { paiement: 'dotation-1', motif: 'Compte clos.' }]);
    expect(attendus(dossier)).toEqual([]);
    expect(dossier.etat.paiements['dotation-1']?.statut).toBe('interrompu');
  });

  it('virée sans ordre avant que son montant soit fixé, elle est à fixer aussi (DEC-37)', () => {
    const dossier = recompter(ACTES.DOTATION.slice(0, -2), 8, '2026-06-01');
    faire(dossier, [
      '2026-06-02',
      'caisse',
      'executer-paiement',
      { paiement: 'dotation-1', montantCentimes: 4_500_000, reference: 'V1' },
    ]);
    expect(attendus(dossier)).toEqual([['caisse', 'fixer-montant-dotation', 'dotation-1', null]]);
    faire(dossier, fixer('2026-06-03'));
    faire(dossier, approuver('2026-06-03'));
    expect(dossier.etat.recouvrements).toMatchObject({ 'indu-dotation-1': { montantCentimes: 500_000 } });
  });
});

describe('le contrat résilié depuis', () => {
  const RESILIEE: readonly Acte[] = [
    ...PAYEE,
    ['2026-06-01', 'porteur', 'resilier', { contrat: 'dotation' }],
    ['2026-06-02', 'caisse', 'accuser-reception-resiliation'],
    ['2026-06-02', 'ars', 'accuser-reception-resiliation'],
  ];
  const REMBOURSEE: Acte = ['2026-09-01', 'caisse', 'constater-remboursement', { montantCentimes: 6_500_000 }];

  it('le montant se fixe encore tant qu’il reste à recouvrer, et l’on ne réclame jamais deux fois la même somme', () => {
    const dossier = recompter(RESILIEE, 8, '2026-08-01');
    expect(dossier.etat.phase).toBe('recouvrement');
    expect(attendus(dossier)).toHaveLength(1);
    faire(dossier, fixer('2026-08-02'));
    faire(dossier, approuver('2026-08-03'));
    const { recouvrements } = dossier.etat;
    expect(recouvrements['indu-dotation-1']).toMatchObject({ montantCentimes: 2_500_000 });
    // 2 July 2026 to 3 May 2027: 306 days of 365 of the 40 000 € that were due.
    expect(recouvrements['dotation']).toMatchObject({ montantCentimes: 3_353_425 });
  });

  it('le dossier ne se clôt pas avant qu’il le soit, et le dossier clos est rouvert pour cela (DEC-35)', () => {
    const ouvert = recompter(RESILIEE, 8, '2026-08-01');
    faire(ouvert, REMBOURSEE);
    expect(ouvert.etat.phase).not.toBe('close');
    expect(attendus(ouvert)).toHaveLength(1);
    const clos = vivre([...RESILIEE, REMBOURSEE], '2026-10-01');
    expect(clos.etat.phase).toBe('close');
    const rouvert = recompter([...RESILIEE, REMBOURSEE], 8, '2026-10-01');
    expect(rouvert.etat.phase).toBe('dotation');
    faire(rouvert, fixer('2026-10-02'));
    faire(rouvert, approuver('2026-10-02'));
    expect(rouvert.etat.phase).toBe('close');
  });
});
