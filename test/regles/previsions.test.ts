/** Prévisions: what will happen if nobody does anything, from the state that a scenario leaves. */
import { describe, expect, test } from 'vitest';
import type { Commande } from '../../domain/commandes.ts';
import { heureLocale } from '../../domain/calendrier/calendrier.ts';
import { decider } from '../../domain/decider.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluerTous } from '../../domain/evoluer.ts';
import { supposer } from '../../domain/simulation/hypotheses.ts';
import { Refus } from '../../domain/refus.ts';
import type { DateCivile } from '../../domain/valeurs.ts';

function vivre(...actes: readonly (readonly [le: string, acteur: string, commande: string, donnees?: object])[]): Etat {
  let etat = etatInitial('a');
  for (const [le, acteur, commande, donnees = {}] of actes) {
    const acte = { commande, acteur, donnees: { le, ...donnees } } as unknown as Commande;
    const reponse = decider(etat, acte, heureLocale(le as DateCivile, '12:00', 'Europe/Paris'));
    if (reponse instanceof Refus) throw reponse;
    etat = evoluerTous(etat, reponse);
  }
  return etat;
}
const DEPOT = [
  '2026-01-15',
  'porteur',
  'deposer-lettre-intention',
  { specialites: ['dermatologie'], departements: ['33'], siege: '33', medecinsPresents: 140, liberaux: 120 },
] as const;
const MAINTENANT = heureLocale('2026-02-02' as DateCivile, '12:00', 'Europe/Paris');
const lignes = (etat: Etat, horizon: string) =>
  supposer(etat, MAINTENANT, [], horizon as DateCivile).suites.flatMap((suite) =>
    suite.sorte === 'refus' ? [] : [[suite.evenement.le, suite.evenement.evenement, suite.evenement.regle]],
  );

describe('prévisions', () => {
  test('une lettre déposée : rappel, validation tacite, alertes, chacune à sa date de droit et avec sa règle', () => {
    expect(lignes(vivre(DEPOT), '2026-07-31')).toEqual([
      ['2026-02-13', 'RappelEmis', 'LI-09'],
      ['2026-02-28', 'RappelEmis', 'LI-09'],
      ['2026-03-08', 'RappelEmis', 'LI-09'],
      ['2026-03-14', 'RappelEmis', 'LI-09'],
      ['2026-03-16', 'LettreIntentionValidee', 'LI-09'],
      ['2026-03-16', 'TerritoireRevendique', 'DEC-15'],
      ['2026-04-01', 'RappelEmis', 'AMO-03'],
      ['2026-04-09', 'RappelEmis', 'AMO-03'],
      ['2026-04-15', 'RappelEmis', 'AMO-03'],
      ['2026-04-17', 'EcheanceDepassee', 'AMO-03'],
      ['2026-06-15', 'RappelEmis', 'PS-02'],
      ['2026-06-30', 'RappelEmis', 'PS-02'],
      ['2026-07-08', 'RappelEmis', 'PS-02'],
      ['2026-07-14', 'RappelEmis', 'PS-02'],
      ['2026-07-16', 'EcheanceDepassee', 'PS-02'],
    ]);
  });

  test("l'horizon est inclus, grâce comprise (DEC-19), et rien ne le dépasse", () => {
    expect(lignes(vivre(DEPOT), '2026-03-15').map(([le]) => le)).toEqual([
      '2026-02-13',
      '2026-02-28',
      '2026-03-08',
      '2026-03-14',
    ]);
    expect(lignes(vivre(DEPOT), '2026-03-18').map(([, evenement]) => evenement)).toContain('LettreIntentionValidee');
  });

  test("l'état donné n'est pas touché", () => {
    const etat = vivre(DEPOT);
    const avant = structuredClone(etat);
    lignes(etat, '2030-01-01');
    expect(etat).toEqual(avant);
  });

  test("pour un dossier clos, son archivage (DEC-35) ; rien pour un dossier qui n'existe pas", () => {
    const refus = { motif: 'Hors critères.', critere: 'ELI-01' };
    expect(lignes(vivre(DEPOT, ['2026-02-02', 'ars', 'refuser-lettre-intention', refus]), '2030-01-01')).toEqual([
      ['2028-02-03', 'DossierArchive', 'DEC-35'],
    ]);
    expect(lignes(etatInitial('a'), '2030-01-01')).toEqual([]);
  });
});
