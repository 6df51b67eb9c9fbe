/** How each amount is found, step by step: DOT-05, DEC-10, DEC-61, DEC-65, TRA-03, CNT-5. */
import { describe, expect, it } from 'vitest';
import { lireDroit } from '../../../domain/lire-droit.ts';
import {
  calculAnniversaire,
  calculDotation,
  calculProrata,
  chevauchement,
  chevauchements,
  prorataRestant,
} from '../../../domain/paiements/montants.ts';
import { somme } from '../../../domain/calculs/montant.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { dote } from './paiement-essai.ts';

const C = (montant: number) => centimes(montant);
const premiere = { du: d('2025-01-01'), au: d('2025-06-30'), montantCentimes: C(3_000_000) };
const seconde = { du: d('2025-07-01'), au: d('2025-12-31'), montantCentimes: C(4_000_000) };

describe('le chevauchement avec l’ARS (TRA-03, DEC-61)', () => {
  it('d’une période : ses jours depuis la signature, sur les siens (V26)', () => {
    // 1 April to 30 June: 91 of 181 days of 30 000 €.
    const une = chevauchement(premiere, d('2025-04-01'));
    expect([une.jours, une.montantCentimes]).toEqual([91, 1_508_287]);
    expect(une.calcul.etapes).toEqual([
      { operation: 'fixe', evenement: 'FinancementArsDeclare', regle: 'TRA-03', resultat: 3_000_000 },
      {
        operation: 'prorata',
        jours: 91,
        joursEnTout: 181,
        du: '2025-04-01',
        au: '2025-07-01',
        regle: 'TRA-03',
        resultat: 1_508_287,
      },
    ]);
  });

  it('de plusieurs, chacune arrondie puis additionnée ; d’une seule, elle-même (V26)', () => {
    const deux = chevauchements([premiere, seconde], d('2025-04-01'));
    expect([deux.jours, deux.montantCentimes]).toEqual([275, 5_508_287]);
    expect(deux.calcul.etapes).toEqual([
      {
        operation: 'somme',
        regle: 'DEC-61',
        resultat: 5_508_287,
        termes: [
          { quoi: 'chevauchement', cle: '2025-01-01/2025-06-30', montantCentimes: 1_508_287 },
          { quoi: 'chevauchement', cle: '2025-07-01/2025-12-31', montantCentimes: 4_000_000 },
        ],
      },
    ]);
    expect(chevauchements([premiere], d('2025-04-01'))).toEqual(chevauchement(premiere, d('2025-04-01')));
    expect(chevauchements([], d('2025-04-01'))).toMatchObject({ jours: 0, montantCentimes: 0 });
  });
});

describe('la dotation et son année', () => {
  it('le barème dit ses deux points, le compte et son jour (DOT-05) ; sous dix, rien', () => {
    expect(calculDotation(dote(), { nombre: 37, date: d('2026-05-04') })?.etapes).toEqual([
      {
        operation: 'bareme',
        nombre: 37,
        compteLe: '2026-05-04',
        plancher: { medecins: 10, montantCentimes: 5_000_000 },
        plafond: { medecins: 100, montantCentimes: 10_000_000 },
        regle: 'DOT-05',
        resultat: 6_500_000,
      },
    ]);
    expect(calculDotation(dote(), { nombre: 9, date: d('2026-05-04') })).toBeNull();
  });

  it('le barème est celui de la signature, ou du compte si le texte vaut « à compter du » (DEC-65)', () => {
    const sous = (depuis: string, contratsEnCours: boolean) => {
      const droit = lireDroit({
        version: 'releve',
        titre: 'Un barème relevé',
        source: 'essai',
        depuis,
        contratsEnCours,
        parametres: { dotationPlancher: 6_000_000 },
      });
      const calcul = calculDotation({ ...dote(), droit }, { nombre: 10, date: d('2027-05-04') });
      return [calcul?.resultat, calcul?.etapes[0]?.versionDroit];
    };
    // Signed on 4 May 2026.
    expect([sous('2026-05-04', false), sous('2026-05-05', false)]).toEqual([
      [6_000_000, 'releve'],
      [5_000_000, undefined],
    ]);
    expect([sous('2027-05-04', true), sous('2027-05-05', true)]).toEqual([
      [6_000_000, 'releve'],
      [5_000_000, undefined],
    ]);
  });

  it('ce qui reste à courir : les jours jusqu’à l’anniversaire, sur ceux de l’année (RES-D-05, DEC-10)', () => {
    const paye = somme([{ quoi: 'verse', montantCentimes: C(6_500_000) }], 'RES-A-04');
    expect(calculProrata(paye, d('2026-01-15'), d('2026-07-30')).etapes).toEqual([
      {
        operation: 'somme',
        termes: [{ quoi: 'verse', montantCentimes: 6_500_000 }],
        regle: 'RES-A-04',
        resultat: 6_500_000,
      },
      {
        operation: 'prorata',
        jours: 169,
        joursEnTout: 365,
        du: '2026-07-30',
        au: '2027-01-15',
        regle: 'DEC-10',
        resultat: 3_009_589,
      },
    ]);
    expect(prorataRestant(C(6_500_000), d('2026-01-15'), d('2026-07-30'))).toBe(3_009_589);
  });

  it('un anniversaire se compte d’un seul trait de la signature, ses années dites (CNT-5)', () => {
    expect(calculAnniversaire(d('2028-02-29'), 1)).toMatchObject({
      depart: { evenement: 'ContratDotationConclu', le: '2028-02-29' },
      etapes: [{ operation: 'duree', valeur: 12, unite: 'mois', parametre: 'anniversaire', resultat: '2029-02-28' }],
    });
    expect(calculAnniversaire(d('2028-02-29'), 1).etapes[0]).not.toHaveProperty('periodes');
    expect(calculAnniversaire(d('2028-02-29'), 3).etapes).toMatchObject([
      { valeur: 36, periodes: [12, 12, 12], resultat: '2031-02-28' },
    ]);
    expect(calculAnniversaire(d('2028-02-29'), 2).etapes[0]).toMatchObject({ periodes: [12, 12] });
  });
});
