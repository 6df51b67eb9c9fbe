/** States stored by earlier versions, as they stored them (`etats-anciens/`), in the hands of this one. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decider } from '../../domain/decider.ts';
import { echeances } from '../../domain/echeances.ts';
import { etatInitial, type Etat } from '../../domain/etat.ts';
import { evoluerTous } from '../../domain/evoluer.ts';
import { mettreANiveau, type EtatStocke } from '../../domain/mise-a-niveau.ts';
import { VERSION_ETAT } from '../../domain/revision.ts';
import type { Commande } from '../../domain/commandes.ts';
import type { Scenario } from '../../domain/simulation/scenario.ts';
import { instant } from '../../domain/valeurs.ts';

const dossier = join(import.meta.dirname, 'etats-anciens');
const lire = <T>(chemin: string): T => JSON.parse(readFileSync(chemin, 'utf8')) as T;
const anciens = readdirSync(dossier).flatMap((fichier) =>
  Object.entries(lire<Record<string, EtatStocke>>(join(dossier, fichier))).map(([scenario, stocke]) => ({
    nom: `${fichier} ${scenario}`,
    scenario,
    stocke,
  })),
);

/** What this version makes of the same acts, up to the same event. */
function aujourdhui(scenario: string, { ess, rang }: { ess: string; rang: number }): Etat {
  let etat = etatInitial(ess);
  for (const etape of lire<Scenario>(join(import.meta.dirname, `scenarios/${scenario}.json`)).etapes) {
    if (etat.rang >= rang) break;
    const commande = { ...etape, donnees: { ...etape.donnees, le: etape.le } } as unknown as Commande;
    const reponse = decider(etat, commande, instant(Date.parse(`${etape.le}T12:00:00Z`)));
    if (Array.isArray(reponse)) etat = evoluerTous(etat, reponse);
  }
  return etat;
}

const forme = (valeur: unknown): unknown =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur)
    ? Object.fromEntries(
        Object.entries(valeur)
          .map(([champ, contenu]) => [champ, forme(contenu)] as const)
          .toSorted(([a], [b]) => a.localeCompare(b)),
      )
    : null;
const deDroit = (etat: Etat) =>
  echeances(etat)
    .filter(({ effet }) => effet !== 'rappel')
    .map(({ cle, expire, effetLe }) => ({ cle, expire, effetLe }));

test('des états des premières versions sont gardés', () => {
  expect(anciens.length).toBeGreaterThanOrEqual(6);
  expect(anciens.every(({ stocke }) => stocke.version < VERSION_ETAT)).toBe(true);
});

describe.each(anciens)('$nom', ({ scenario, stocke }) => {
  const etat = mettreANiveau(stocke);
  const attendu = aujourdhui(scenario, etat);

  test('a tous les champs de cette version, et aucun autre', () => {
    expect(forme(etat)).toEqual(forme(attendu));
    expect(etat.version).toBe(VERSION_ETAT);
  });

  test('dit la même chose du dossier : phase, paiements, échéances de droit', () => {
    const { phase, rang, paiements, pieces, amorcage, projetSante, siege } = attendu;
    expect(etat).toMatchObject({ phase, rang, paiements, pieces, amorcage, projetSante, siege });
    expect(deDroit(etat)).toEqual(deDroit(attendu));
  });

  test('garde la conduite de la version qui l’a porté, et reste du JSON', () => {
    expect(etat.revision).toBe(1);
    expect(JSON.parse(JSON.stringify(etat))).toEqual(etat);
    expect(mettreANiveau(etat)).toEqual(etat);
  });
});

test('un état d’une version à venir est refusé : un programme ancien n’y touche pas', () => {
  expect(() => mettreANiveau({ version: VERSION_ETAT + 1, ess: 'a' })).toThrow(/run the later program/);
});
