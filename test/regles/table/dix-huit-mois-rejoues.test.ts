/** REC-01, DEC-33 — the procedure of the eighteen months that the life played again opens, and what it claims now. */
import { describe, expect, it } from 'vitest';
import { Refus } from '../../../domain/refus.ts';
import { ACTES, acte, vivre, type Acte } from './etats.ts';

const activite = (le: string): Acte => [le, 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }];
/** The projet de santé is validated; an activity was found, on the wrong file. The eighteen months end on 5 July 2027. */
const OPERATIONNELLE: readonly Acte[] = [
  ...ACTES.PAYE,
  ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
  ['2026-04-20', 'ars', 'valider-projet-sante', { motif: 'Projet abouti.' }],
  activite('2026-06-01'),
];
/** The transfer came back once the eighteen months were over. */
const RETOURNE: Acte = [
  '2027-07-20',
  'caisse',
  'retourner-paiement',
  { paiement: 'amorcage-1', motif: 'Compte clos.' },
];

/** The first finding of an activity struck, the ARS agreeing where it must. */
function constatAnnule(actes: readonly Acte[]) {
  const le = '2027-08-10';
  const dossier = vivre(actes, le);
  expect(dossier.etat).toMatchObject({ dixHuitMoisOuvertLe: null, recouvrements: {} });
  const constat = dossier.journal.find(({ evenement }) => evenement.evenement === 'ActiviteConstatee');
  const reponse = dossier.commander(acte('annuler', 'caisse', le, { rang: constat?.rang, motif: 'Autre dossier.' }));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  const attente = dossier.etat.rectification;
  if (attente !== null)
    dossier.commander(acte('approuver-rectification', 'ars', le, { rang: attente.rang, sens: 'approuvee' }));
  return dossier.etat;
}

describe('les dix-huit mois d’une équipe dont l’activité est annulée', () => {
  it('réclament ce qui est versé', () => {
    const etat = constatAnnule(OPERATIONNELLE);
    expect(etat.dixHuitMoisOuvertLe).toBe('2027-07-06');
    expect(etat.recouvrements['dix-huit-mois']).toMatchObject({ statut: 'propose', montantCentimes: 4_000_000 });
  });

  it('ne réclament pas ce qui fut versé après que, le virement revenu, ils ne réclamaient plus rien', () => {
    const etat = constatAnnule([
      ...OPERATIONNELLE,
      RETOURNE,
      activite('2027-07-21'),
      ['2027-08-01', 'caisse', 'reemettre-paiement', { paiement: 'amorcage-1' }],
      ['2027-08-01', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
    ]);
    expect(etat.dixHuitMoisOuvertLe).toBe('2027-07-06');
    expect(etat.recouvrements['dix-huit-mois']).toMatchObject({ statut: 'clos', montantCentimes: 0 });
  });
});
