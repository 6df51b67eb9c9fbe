/**
 * DEC-16, DEC-19, DEC-30, DEC-32 — while a silence whose fact was entered late waits for its grace, what is entered is of its
 * own date; once the grace is over, the silence took effect at its legal date, and the life played again says so.
 */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { juger } from './dernier-acte.ts';
import { ACTES, midi, type Acte } from './etats.ts';
import { FIDELE, PLATEFORME, aTemps, rejeuDe, saisir, saisis, type Saisie } from './saisies.ts';

const [[le, porteur, deposer, lettre] = []] = ACTES.ENTREE;
/** The letter of 5 January, entered on 20 March: its last day was 5 March, its grace ends on the 23rd. */
const LETTRE: readonly Saisie[] = [
  ['2026-03-20', [le ?? '', porteur ?? 'porteur', deposer ?? 'renoncer', { ...lettre, ...PLATEFORME }]],
];
const CREATION: readonly Acte[] = [...ACTES.CREATION, ['2026-02-03', 'porteur', 'declarer-association']];
/** The projet de santé of 1 April, entered on 10 June: its last day was 1 June, its grace ends on the 13th. */
const PROJET: Saisie = [
  '2026-06-10',
  ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1, ...PLATEFORME }],
];
const avis = (sur: string): readonly [Role, NomCommande, object] => [
  'caisse',
  'rendre-avis',
  { sur, sens: 'favorable' },
];

describe.each<[string, readonly Saisie[], string, string, string]>([
  ['la lettre d’intention', LETTRE, 'lettre-intention', '2026-03-05', '2026-03-21'],
  ['le projet de santé, avant le contrat', [...aTemps(CREATION), PROJET], 'projet-sante', '2026-06-01', '2026-06-11'],
  ['le projet de santé, le contrat payé', [...aTemps(ACTES.PAYE), PROJET], 'projet-sante', '2026-06-01', '2026-06-11'],
])('l’avis de la caisse sur %s, saisi pendant la grâce', (_, saisies, sur, dernierJour, saisiLe) => {
  it.each([
    ['daté du dernier jour, est reçu', dernierJour, 'accepté'],
    ['daté du lendemain, n’a plus d’objet : le silence vaut déjà validation en droit', '', ['regle', 'DEC-16']],
    ['daté de sa saisie, non plus', saisiLe, ['regle', 'DEC-16']],
  ])('%s', (__, jour, attendu) => {
    const dossier = saisis(saisies);
    const lendemain = `${dernierJour.slice(0, -1)}${Number(dernierJour.at(-1)) + 1}`;
    const [acteur, commande, donnees] = avis(sur);
    const reponse = saisir(dossier, [saisiLe, [jour === '' ? lendemain : jour, acteur, commande, donnees]]);
    expect(juger(reponse)).toEqual(attendu);
    dossier.avancer(midi('2026-07-10'));
    // Else nothing of this case could be rectified any more (DEC-33).
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
  });
});
