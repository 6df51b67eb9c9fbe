/** DEC-33 — a signature of the dotation put right: its adherents are counted again, and what was done meanwhile stands. */
import { describe, expect, it } from 'vitest';
import { Refus } from '../../../domain/refus.ts';
import { Dossier, mondeSeul } from '../proprietes/dossier.ts';
import { ACTES, acte, conformes, midi, pieces, type Acte } from './etats.ts';

const SUIVANTES = [
  'liste-nominative',
  'profil-coordinateur',
  'cooperations',
  'document-annuel',
  'rapport-activite',
  'bilan-comptable',
];
const deLAnnee = (exercice: number, { pieces: liste }: { pieces: readonly object[] }) => ({
  pieces: liste.map((une) => ({ ...une, exercice })),
});
const annee = (exercice: number): readonly Acte[] => [
  [`${2025 + exercice}-05-10`, 'porteur', 'deposer-pieces', deLAnnee(exercice, pieces(...SUIVANTES))],
  [`${2025 + exercice}-05-12`, 'caisse', 'verifier-pieces', deLAnnee(exercice, conformes(...SUIVANTES))],
  [`${2025 + exercice}-05-20`, 'caisse', 'executer-paiement', { paiement: `dotation-${exercice}` }],
];
const PREMIERE: Acte = ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];

/** The caisse signed on 7 May 2026, not on the 4th: seen in June 2028. */
function corrigee(actes: readonly Acte[], adherents: number) {
  const dossier = new Dossier(
    midi('2026-01-01'),
    mondeSeul(() => adherents),
  );
  for (const [le, acteur, commande, donnees] of actes) {
    dossier.avancer(midi(le));
    const reponse = dossier.commander(acte(commande, acteur, le, donnees));
    if (reponse instanceof Refus) throw new Error(`${le} ${commande}: ${reponse.message}`);
  }
  dossier.avancer(midi('2028-06-01'));
  const signature = dossier.journal.find(
    ({ evenement }) => evenement.evenement === 'ContratDotationSigne' && evenement.acteur === 'caisse',
  );
  const demande = { rang: signature?.rang, champ: 'le', valeur: '2026-05-07', motif: 'Erreur de saisie.' };
  const reponse = dossier.commander(acte('corriger', 'caisse', '2028-06-01', demande));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  const rectifie = reponse.find((un) => un.evenement === 'FaitRectifie');
  return { etat: dossier.etat, impossibles: rectifie?.differences.filter(({ quoi }) => quoi === 'impossible') };
}

describe('la signature d’un contrat de dotation corrigée après deux anniversaires', () => {
  it('ses années sont comptées à leurs nouvelles dates, les pièces de chacune restent conformes, rien n’est repayé', () => {
    const { etat, impossibles } = corrigee([...ACTES.DOTATION, PREMIERE, ...annee(2), ...annee(3)], 37);
    expect(impossibles).toEqual([]);
    expect(etat.dotation.concluLe).toBe('2026-05-07');
    expect(Object.values(etat.denombrements).map(({ date }) => date)).toEqual([
      '2026-05-07',
      '2027-05-07',
      '2028-05-07',
    ]);
    expect(etat.pieces['bilan-comptable#3']).toMatchObject({ statut: 'conforme', deposeeLe: '2028-05-10' });
    expect(Object.values(etat.paiements).filter(({ statut }) => statut !== 'execute')).toEqual([]);
    expect(etat.recouvrements).toEqual({});
  });
});
