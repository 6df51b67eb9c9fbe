/** REC-01, DEC-33 — the procedure of the eighteen months that the life played again opens, and what it claims now. */
import { describe, expect, it } from 'vitest';
import { Refus } from '../../../domain/refus.ts';
import { ACTES, acte, vivre, type Acte } from './etats.ts';
import { PLATEFORME, aTemps, saisir, saisis } from './saisies.ts';

const activite = (le: string): Acte => [le, 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }];
/** The projet de santé is validated; an activity was found, on the wrong file. The eighteen months end on 5 July 2027. */
const OPERATIONNELLE: readonly Acte[] = [
  ...ACTES.PAYE,
  ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
  ['2026-04-20', 'ars', 'valider-projet-sante', { motif: 'Projet abouti.' }],
  activite('2026-06-01'),
];
/** Paid without an order: its pieces never came. */
const SANS_ORDRE: readonly Acte[] = [
  ...ACTES.CREATION,
  ['2026-02-03', 'porteur', 'declarer-association'],
  ['2026-02-10', 'porteur', 'signer-contrat-amorcage', { motif: 'Pièces à venir.' }],
  ['2026-02-10', 'ars', 'signer-contrat-amorcage', { motif: 'Pièces à venir.' }],
  ['2026-02-10', 'caisse', 'signer-contrat-amorcage', { motif: 'Pièces à venir.' }],
  ['2026-03-01', 'caisse', 'executer-paiement', { paiement: 'amorcage-2', montantCentimes: 4_000_000 }],
  ['2026-03-02', 'caisse', 'executer-paiement', { paiement: 'amorcage-1', montantCentimes: 4_000_000 }],
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

it('une signature annulée, puis entrée à nouveau, rend la procédure que l’équipe, opérationnelle depuis, n’avait pas évitée', () => {
  const dossier = saisis(
    aTemps([...SANS_ORDRE, ['2027-08-01', 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }]]),
  );
  const reclame = { statut: 'propose', montantCentimes: 4_000_000, origine: 'dix-huit-mois' };
  expect(dossier.etat.dixHuitMoisOuvertLe).toBe('2027-07-06');
  expect(dossier.etat.recouvrements['dix-huit-mois']).toMatchObject(reclame);
  const signature = dossier.journal.findLast(({ evenement }) => evenement.evenement === 'ContratAmorcageSigne');
  const le = '2027-08-10';
  saisir(dossier, [le, [le, 'caisse', 'annuler', { rang: signature?.rang, motif: 'Erreur de saisie.' }]]);
  const accord = { rang: dossier.etat.rectification?.rang, sens: 'approuvee' };
  saisir(dossier, [le, [le, 'ars', 'approuver-rectification', accord]]);
  expect(dossier.etat).toMatchObject({ amorcage: { concluLe: null }, dixHuitMoisOuvertLe: null });
  saisir(dossier, [
    le,
    ['2026-02-10', 'caisse', 'signer-contrat-amorcage', { motif: 'Pièces à venir.', ...PLATEFORME }],
  ]);
  expect(dossier.etat).toMatchObject({ amorcage: { concluLe: '2026-02-10' }, dixHuitMoisOuvertLe: '2027-07-06' });
  expect(dossier.etat.recouvrements['dix-huit-mois']).toMatchObject(reclame);
});
