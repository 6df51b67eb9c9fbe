/** REC-01, DEC-60 — the test of the eighteen months is of what was there when they ended: what comes after undoes nothing. */
import { describe, expect, it } from 'vitest';
import { aRendre } from '../../../domain/recouvrement/dus.ts';
import { Refus } from '../../../domain/refus.ts';
import { ACTES, acte, conformes, pieces, vivre, type Acte } from './etats.ts';

const VALIDE: readonly Acte[] = [
  ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
  ['2026-04-20', 'ars', 'valider-projet-sante', { motif: 'Projet abouti.' }],
];
/** The letter was deposited on 5 January 2026: the eighteen months end on 5 July 2027. */
const PROJET: readonly Acte[] = [...ACTES.PAYE, ...VALIDE];
/** The first half leaves after the eighteen months. */
const PAYE_TARD = (...actes: readonly Acte[]): readonly Acte[] => [
  ...ACTES.AMORCAGE,
  ...VALIDE,
  ...actes,
  ['2027-10-01', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
];
const constat = (le: string, sens: 'presente' | 'absente'): Acte => [
  le,
  'caisse',
  'constater-activite',
  { activite: 'avis-ponctuel', constat: sens },
];
const ACTION: readonly Acte[] = [
  ...PROJET,
  ['2026-04-21', 'porteur', 'deposer-pieces', pieces('action-socle')],
  ['2026-04-22', 'caisse', 'verifier-pieces', conformes('action-socle')],
];
const ouverte = (actes: readonly Acte[]) => vivre(actes, '2027-12-01').etat.dixHuitMoisOuvertLe;

describe('la procédure des dix-huit mois', () => {
  it.each<[string, readonly Acte[], string | null]>([
    ['sans activité', PROJET, '2027-07-06'],
    ['une activité constatée, encore là', [...PROJET, constat('2026-06-01', 'presente')], null],
    [
      'constatée, dite absente le dernier jour',
      [...PROJET, constat('2026-06-01', 'presente'), constat('2027-07-05', 'absente')],
      '2027-07-06',
    ],
    [
      'constatée, dite absente le lendemain des dix-huit mois',
      [...PROJET, constat('2026-06-01', 'presente'), constat('2027-07-06', 'absente')],
      null,
    ],
    [
      'une action prouvée, dont la pièce est déposée à nouveau après',
      [...ACTION, ['2027-09-01', 'porteur', 'deposer-pieces', pieces('action-socle')]],
      null,
    ],
    [
      'déposée à nouveau avant, et jamais vérifiée',
      [...ACTION, ['2027-07-05', 'porteur', 'deposer-pieces', pieces('action-socle')]],
      '2027-07-06',
    ],
    [
      'trouvée pour la première fois après les dix-huit mois, et perdue avant que l’argent parte',
      PAYE_TARD(constat('2027-08-01', 'presente'), constat('2027-09-01', 'absente')),
      '2027-10-01',
    ],
    [
      'trouvée pour la première fois après, là quand l’argent part, et perdue depuis',
      [...PAYE_TARD(constat('2027-08-01', 'presente')), constat('2027-11-01', 'absente')],
      null,
    ],
    [
      'trouvée pour la première fois après, et encore là quand l’argent part',
      PAYE_TARD(constat('2027-08-01', 'presente')),
      null,
    ],
    [
      'trouvée à temps, et perdue avant que l’argent parte',
      PAYE_TARD(constat('2026-06-01', 'presente'), constat('2027-08-01', 'absente')),
      null,
    ],
  ])('%s', (_, actes, le) => {
    expect(ouverte(actes)).toBe(le);
  });

  it('s’ouvre quand le constat d’avant est annulé, fût-il suivi d’un autre, d’après', () => {
    const dossier = vivre(
      [...PROJET, constat('2026-06-01', 'presente'), constat('2027-09-01', 'absente')],
      '2027-10-01',
    );
    expect(dossier.etat.dixHuitMoisTenus).toBe(true);
    const fait = dossier.journal.find(({ evenement }) => evenement.evenement === 'ActiviteConstatee');
    const annuler = acte('annuler', 'caisse', '2027-10-01', { rang: fait?.rang, motif: 'Autre dossier.' });
    expect(dossier.commander(annuler)).not.toBeInstanceOf(Refus);
    const { rectification } = dossier.etat;
    const approuver = { rang: rectification?.rang, sens: 'approuvee' };
    expect(dossier.commander(acte('approuver-rectification', 'ars', '2027-10-01', approuver))).not.toBeInstanceOf(
      Refus,
    );
    expect(dossier.etat).toMatchObject({ dixHuitMoisTenus: false, dixHuitMoisOuvertLe: '2027-07-06' });
  });

  it('ne rouvre pas un dossier clos, une activité là à temps fût-elle dite absente depuis', () => {
    const fini = vivre(
      [...PROJET, constat('2026-06-01', 'presente'), ['2027-08-01', 'porteur', 'renoncer']],
      '2027-08-02',
    );
    expect(fini.etat.motifCloture).toBe('renonciation');
  });

  it('réclame à ce qui est dehors : un virement revenu, ce que la caisse avait confirmé de plus est à rendre (DEC-10, DEC-38, DEC-63)', () => {
    const { etat } = vivre(
      [
        ...ACTES.AMORCAGE,
        ...VALIDE,
        ['2026-05-02', 'caisse', 'executer-paiement', { paiement: 'amorcage-2', montantCentimes: 4_000_000 }],
        // The eighteen months end on 5 July 2027: 40 000 € are claimed; as much leaves since.
        ['2027-08-01', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
        [
          '2027-08-02',
          'caisse',
          'confirmer-recouvrement',
          { recouvrement: 'dix-huit-mois', montantCentimes: 4_100_000, motif: 'Frais.' },
        ],
        [
          '2027-08-03',
          'caisse',
          'constater-remboursement',
          { recouvrement: 'dix-huit-mois', montantCentimes: 4_100_000 },
        ],
        ['2027-08-20', 'caisse', 'retourner-paiement', { paiement: 'amorcage-1', motif: 'Compte clos.' }],
      ],
      '2027-08-21',
    );
    const en = etat.recouvrements['dix-huit-mois'];
    expect([en?.montantCentimes, en?.rembourseCentimes, en === undefined ? 0 : aRendre(en)]).toEqual([
      4_000_000, 4_100_000, 100_000,
    ]);
  });
});
