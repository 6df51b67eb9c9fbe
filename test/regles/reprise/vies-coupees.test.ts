/**
 * DEC-67 — lives cut at random, taken up from their papers: each case stands where the life that was never cut stood, goes on as
 * it does, and nothing leaves for what is past. `REPRISES=200` plays two hundred; `GRAINE=7` one again.
 */
import { describe, expect, test } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import { effets } from '../../../domain/effets.ts';
import { ecarts } from '../../../domain/rectification/fusion.ts';
import type { Etat } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { reprise, vieCoupee, type Cas } from './vie-coupee.ts';

const une = process.env['GRAINE'];
const COMBIEN = Number(process.env['REPRISES'] ?? 12);
const GRAINES = une === undefined ? Array.from({ length: COMBIEN }, (_, rang) => rang + 1) : [Number(une)];

/** A constat that waits is named by its ordinal, which is that of the list in a case that is taken up. */
const sansRang = <T extends object>(constat: T | null): T | null => (constat === null ? null : { ...constat, rang: 0 });
const compare = (etat: Etat): Etat => ({
  ...etat,
  // What counts is whether the caisse has recorded adhesions (ADH-01), not on which day it last did.
  adhesionsLe: etat.adhesionsLe === null ? null : ('2000-01-01' as DateCivile),
  dissolution: sansRang(etat.dissolution),
  modificationTerritoire: sansRang(etat.modificationTerritoire),
  siegeAnnonce: sansRang(etat.siegeAnnonce),
});
/** The archive is dated from the last event, reminders included: a case that is taken up was sent none. */
const attendus = (etat: Etat) =>
  echeances(etat)
    .filter(({ effet }) => effet !== 'archivage')
    .map(({ cle, expire, declenche, attendu }) => ({ cle, expire, declenche, attendu }))
    .toSorted((a, b) => (a.cle < b.cle ? -1 : 1));
const suite = ({ dossier }: Cas, depuis: number) =>
  dossier.evenements.slice(depuis).map(({ evenement, ...reste }) => {
    const { rang: _rang, ...dit } = reste as { readonly rang?: number };
    return evenement === 'DossierArchive' ? evenement : { evenement, ...dit };
  });

describe('une vie coupée au hasard, reprise de ses papiers', () => {
  let sansSuite = 0;
  test.each(GRAINES)('graine %i : le dossier en est où en était la vie entière, et continue comme elle', (graine) => {
    const vie = vieCoupee(graine);
    const { entiere, scenario, contradictoire } = vie;
    const { cas, refus } = reprise(vie);
    if (contradictoire) {
      expect(refus?.message).toMatch(/^Fait n° \d+ \(« [\w-]+ », .+\) : .+ Rien n'est repris\.$/);
      expect(cas.dossier.journal).toEqual([]);
      return;
    }
    expect(refus?.message).toBeUndefined();
    expect(ecarts(compare(entiere.dossier.etat), compare(cas.dossier.etat))).toEqual([]);
    expect(attendus(cas.dossier.etat)).toEqual(attendus(entiere.dossier.etat));
    expect(cas.dossier.etat.phase).toBe(entiere.dossier.etat.phase);
    const [ici, la] = [entiere.dossier.evenements.length, cas.dossier.evenements.length];
    entiere.jusquA(scenario.jusquAu as DateCivile);
    cas.jusquA(scenario.jusquAu as DateCivile);
    const attendue = suite(entiere, ici);
    if (attendue.length === 0) sansSuite += 1;
    expect(suite(cas, la)).toEqual(attendue);
  });

  test.each(GRAINES)('graine %i : rien n’est parti pour ce qui est passé', (graine) => {
    const vie = vieCoupee(graine);
    if (vie.contradictoire) return;
    const { cas } = reprise(vie);
    const [premier] = cas.dossier.evenements;
    const aOrdonner = premier?.evenement === 'DossierRepris' ? premier.aOrdonner : [];
    const partis = cas.dossier.journal.flatMap(({ rang, evenement }) =>
      effets(evenement, { ...cas.dossier.etat, rang }).map((effet) => ({ effet, de: evenement })),
    );
    const lettres = partis.flatMap(({ effet, de }) => (effet.type === 'notifier' ? [de.evenement] : []));
    const ordres = partis.flatMap(({ effet }) =>
      effet.type === 'ordonner-paiement' ? [[effet.paiement, effet.montantCentimes, effet.le]] : [],
    );
    // The reprise, its confirmation, and the orders of what was due; no letter of what they were drawn from.
    const parlent: readonly Evenement['evenement'][] = [
      'DossierRepris',
      'ConstatConfirme',
      'PaiementOrdonnance',
      'EssClose',
    ];
    expect(lettres.filter((nom) => !parlent.includes(nom))).toEqual([]);
    expect(lettres.filter((nom) => nom === 'DossierRepris')).toHaveLength(1);
    expect(ordres).toEqual(aOrdonner.map(({ paiement, montantCentimes }) => [paiement, montantCentimes, vie.le]));
  });

  test.skipIf(une !== undefined)('et presque toutes ont une suite', () => {
    expect(sansSuite).toBeLessThan(COMBIEN / 2);
  });
});
