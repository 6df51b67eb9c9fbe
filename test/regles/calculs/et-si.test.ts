/**
 * Over every scenario: an act is simulated, then sent. What the simulation announced is what happens: the same events, the
 * same letters, the same deadlines after it, the same refusal; and the same silence, had nobody done anything more.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lettersOf } from '../../../api/views/letters-to-come.ts';
import { ajouterJours, dateDe, fuseau } from '../../../domain/calendrier/calendrier.ts';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat } from '../../../domain/etat.ts';
import { difference, ecrits } from '../../../domain/simulation/difference.ts';
import { supposer, type Connu, type Supposee } from '../../../domain/simulation/hypotheses.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import { derouler, type Pas } from '../../../domain/simulation/simulateur.ts';

const dossier = join(import.meta.dirname, '../scenarios');
const fichiers = readdirSync(dossier).filter((nom) => nom.endsWith('.json'));
const lire = (fichier: string) => JSON.parse(readFileSync(join(dossier, fichier), 'utf8')) as Scenario;

/** How far silence is looked at after each act. */
const JOURS = 60;
const delais = (etat: Etat) => echeances(etat).map(({ cle, expire, attendu }) => [cle, expire, attendu]);

interface Annonce {
  readonly pas: Pas;
  readonly simulee: Supposee;
  readonly silence: Supposee;
  readonly journal: Pas['dossier']['journal'];
  readonly ecritures: number;
}

describe.each(fichiers)('%s', (fichier) => {
  const scenario = lire(fichier);

  test('chaque acte fait ce que sa simulation annonçait, courriers compris, et la simulation n’a rien touché', () => {
    let annonce: Annonce | undefined;
    derouler(scenario, {
      avant: (pas) => {
        const { dossier, commande, horloge, connu: repondre } = pas;
        if (dossier.etat.rang === 0) return;
        const figee = JSON.stringify([dossier.etat, dossier.journal]);
        const horizon = ajouterJours(dateDe(horloge, fuseau(dossier.etat.siege)), JOURS);
        const journal = [...dossier.journal];
        const connu: Connu = (_etat, demande) => repondre(demande);
        const cadre = { journal, repondre: connu };
        const simulee = supposer(dossier.etat, horloge, [commande], horizon, { ...cadre, envoi: true });
        const silence = supposer(dossier.etat, horloge, [], horizon, cadre);
        expect(JSON.stringify([dossier.etat, dossier.journal])).toBe(figee);
        annonce = { pas, simulee, silence, journal, ecritures: dossier.ecritures.length };
      },
      apres: ({ dossier, commande }, refuse) => {
        if (annonce?.pas.commande !== commande) return;
        const { simulee, silence, journal, ecritures, pas } = annonce;
        const [acte] = simulee.actes;
        const quoi = `${fichier} ${commande.commande} ${commande.donnees.le}`;
        expect(acte?.refus !== null, quoi).toBe(refuse);
        const faites = dossier.ecritures.slice(ecritures);
        expect(ecrits(simulee), quoi).toEqual(faites.flatMap(({ lignes }) => lignes.map(({ evenement }) => evenement)));
        if (refuse) return;
        expect(delais(simulee.apresActes), quoi).toEqual(delais(dossier.etat));
        const avant = acte?.avant ?? dossier.etat;
        expect(lettersOf(avant, acte?.ecritures ?? [], null, journal), quoi).toEqual(
          lettersOf(avant, faites, null, journal),
        );
        // What was said to come by itself comes from the real case too.
        const horizon = ajouterJours(dateDe(pas.horloge, fuseau(avant.siege)), JOURS);
        const connu: Connu = (_etat, demande) => pas.connu(demande);
        const reel = supposer(dossier.etat, pas.horloge, [], horizon, { journal: dossier.journal, repondre: connu });
        const suite = simulee.suites.slice(simulee.suites.length - reel.suites.length);
        expect(suite, quoi).toEqual(reel.suites);
        expect(difference(silence, simulee), quoi).toEqual(
          difference(silence, {
            ...reel,
            actes: simulee.actes,
            apresActes: dossier.etat,
            suites: [...ecritsComme(simulee), ...reel.suites],
          }),
        );
      },
    });
  });
});

const ecritsComme = (simulee: Supposee) =>
  ecrits(simulee).map((evenement) => ({ sorte: 'evenement' as const, evenement }));
