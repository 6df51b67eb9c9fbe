/**
 * DEC-33, DEC-34 on lives nobody wrote: a rectified life is the life of its rectified facts, said a second time without the
 * replay of `domain/`; a rectification undone leaves nothing; the order of entry does not count.
 */
import { describe, expect, it } from 'vitest';
import { ajouterJours } from '../../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../../domain/commandes.ts';
import { Refus } from '../../../domain/refus.ts';
import { instant, type DateCivile } from '../../../domain/valeurs.ts';
import { approuver, differe, unActeParJour, vieATemps, vivreAuJourLeJour, type Acte, type Vie } from './autrement.ts';
import { Bande } from './bande.ts';
import { vivreEnDesordre } from './desordre.ts';
import type { Dossier } from './dossier.ts';

const mutation = process.env['STRYKER_MUTATOR_WORKER'] !== undefined;
const reproductible = mutation || process.env['CI'] !== undefined;
/** `GRAINE=12345 RECTIFICATIONS=1` plays a failed life again. */
const PREMIERE = Number(process.env['GRAINE'] ?? (reproductible ? 1 : Date.now() % 2 ** 30));
/** `RECTIFICATIONS=10000` outside CI. */
const NOMBRE = Number(process.env['RECTIFICATIONS'] ?? (mutation ? 20 : 40));
const graines = Array.from({ length: NOMBRE }, (_, rang) => PREMIERE + rang);
const DUREE = 60_000 + 500 * NOMBRE;
/** After the grace of what was entered (DEC-30). */
const APRES = 10 * 86_400_000;

interface Rectification {
  readonly acte: Acte;
  readonly commande: Commande;
  readonly inverse: Commande;
  /** The acts of the life as it should have been entered. */
  readonly rectifies: readonly Acte[];
}

const commun = (dossier: Dossier) => ({
  le: dossier.aujourdhui,
  motif: 'Erreur de saisie.',
  preuve: { nature: 'avis-reception' },
});
/** The ARS puts right what a porteur did. */
const correcteur = ({ acteur }: Commande) => (acteur === 'porteur' ? 'ars' : acteur);

/** A date of the life, moved by some days. An association is known of from its entry on, wherever it is put (DEC-47). */
function correction({ dossier, actes }: Vie, bande: Bande): Rectification | undefined {
  const dates = actes.filter(
    ({ commande }) => !('recueLe' in commande.donnees) && commande.commande !== 'declarer-association',
  );
  if (dates.length === 0) return undefined;
  const acte = bande.parmi(dates);
  const { le } = acte.commande.donnees;
  const vers = ajouterJours(le, bande.parmi([-20, -5, -2, -1, 1, 2, 5, 20]));
  const demande = (valeur: DateCivile) =>
    ({
      commande: 'corriger',
      acteur: correcteur(acte.commande),
      donnees: { ...commun(dossier), rang: acte.rang, champ: 'le', valeur },
    }) as Commande;
  const deplacee = { ...acte.commande, donnees: { ...acte.commande.donnees, le: vers } } as Commande;
  return {
    acte,
    commande: demande(vers),
    inverse: demande(le),
    rectifies: actes.map((un) => (un === acte ? { ...un, commande: deplacee } : un)),
  };
}

/** A fact that did not happen; its inverse: it did, and is entered late, with a certain date. */
function annulation({ dossier, actes }: Vie, bande: Bande): Rectification | undefined {
  // Entered again, a fact has another ordinal: one that is named by its own is not the same any more.
  const nommes = actes.map(({ commande }) => ('rang' in commande.donnees ? commande.donnees.rang : undefined));
  const faits = actes.filter(({ rang }) => rang > 1 && !nommes.includes(rang));
  if (faits.length === 0) return undefined;
  const acte = bande.parmi(faits);
  return {
    acte,
    commande: {
      commande: 'annuler',
      acteur: correcteur(acte.commande),
      donnees: { ...commun(dossier), rang: acte.rang },
    },
    inverse: {
      ...acte.commande,
      donnees: { ...acte.commande.donnees, preuve: { nature: 'plateforme' } },
    },
    rectifies: actes.filter((un) => un !== acte),
  };
}

/** Done, with the other authority's agreement when it is asked for; false when the law refuses it. */
function faire(dossier: Dossier, commande: Commande): boolean {
  if (dossier.commander(commande) instanceof Refus) return false;
  if (dossier.etat.rectification !== null && approuver(dossier) instanceof Refus) throw new Error('not agreed to');
  dossier.avancer(instant(dossier.horloge + APRES));
  return true;
}

/** A decision that the rectification moves waits for the grace again (DEC-30): what rests on it is not possible meanwhile. */
const decisionSuspendue = ({ journal }: Dossier): boolean =>
  journal.some(
    ({ evenement }) =>
      evenement.evenement === 'FaitRectifie' && evenement.differences.some(({ quoi }) => quoi === 'decision'),
  );

/** How many were really made, with `BILAN=1`. */
const bilan = (ligne: string): void => {
  if (process.env['BILAN'] !== undefined) console.log(ligne);
};

/** Each life that differs, once, with what is needed to play it again. */
const dire = (ecarts: readonly string[], graine: number, { acte, commande }: Rectification): readonly string[] =>
  ecarts.length === 0
    ? []
    : [
        [`graine ${graine} : ${JSON.stringify(commande.donnees)} sur ${JSON.stringify(acte.commande)}`, ...ecarts].join(
          '\n',
        ),
      ];

describe.each([
  ['une date corrigée', correction],
  ['un fait annulé', annulation],
])('%s', (nom, tirer) => {
  it(
    `donne la vie des faits rectifiés, chacun à son jour (graines ${PREMIERE} et suivantes)`,
    () => {
      let faites = 0;
      const ecarts: string[] = [];
      for (const graine of graines) {
        const vie = vieATemps(graine, 600);
        const rectification = tirer(vie, new Bande({ graine: graine + 7_777, longueur: 100 }));
        if (rectification === undefined || !faire(vie.dossier, rectification.commande)) continue;
        if (decisionSuspendue(vie.dossier)) continue;
        const autrement = vivreAuJourLeJour(rectification.rectifies, vie.grace, vie.dossier.horloge);
        // A transfer that the law does not know of any more is kept by a rectification, and by nothing else.
        if (autrement.argentRefuse) continue;
        faites += 1;
        ecarts.push(...dire(differe(vie.dossier.etat, autrement.dossier.etat), graine, rectification));
      }
      bilan(`${nom}: ${faites} of ${NOMBRE}`);
      expect(ecarts).toEqual([]);
      expect(faites).toBeGreaterThan(NOMBRE / 2 - 1);
    },
    DUREE,
  );

  it(
    `puis remis comme avant, ne laisse rien (graines ${PREMIERE} et suivantes)`,
    () => {
      let faites = 0;
      const ecarts: string[] = [];
      for (const graine of graines) {
        const vie = unActeParJour(vieATemps(graine, 1_500));
        const rectification = tirer(vie, new Bande({ graine: graine + 7_777, longueur: 100 }));
        if (rectification === undefined || !faire(vie.dossier, rectification.commande)) continue;
        if (decisionSuspendue(vie.dossier) || !faire(vie.dossier, rectification.inverse)) continue;
        faites += 1;
        const temoin = vivreAuJourLeJour(vie.actes, vie.grace, vie.dossier.horloge);
        ecarts.push(...dire(differe(vie.dossier.etat, temoin.dossier.etat), graine, rectification));
      }
      bilan(`${nom}: ${faites} of ${NOMBRE}`);
      expect(ecarts).toEqual([]);
      expect(faites).toBeGreaterThan(NOMBRE / 2 - 1);
    },
    DUREE,
  );
});

/** What someone decided on what was known that day: whether it was possible depends on it. */
const SELON_CE_QUI_EST_CONNU = ['mettre-en-demeure', 'constater-abandon', 'rectifier-finess'] as const;

describe('les mêmes faits, entrés après coup dans un ordre quelconque', () => {
  it(
    `finissent où les aurait menés une saisie à temps (graines ${PREMIERE} et suivantes)`,
    () => {
      let entieres = 0;
      const ecarts: string[] = [];
      for (const graine of graines) {
        const vie = unActeParJour(vieATemps(graine, 1_500, SELON_CE_QUI_EST_CONNU));
        const { dossier, restants } = vivreEnDesordre(vie, new Bande({ graine: graine + 99, longueur: 1e9 }));
        if (restants.length > 0 && process.env['BILAN'] !== undefined) console.log(graine, restants);
        if (restants.length > 0) continue;
        entieres += 1;
        vie.dossier.avancer(dossier.horloge);
        const autres = differe(dossier.etat, vie.dossier.etat);
        if (autres.length > 0) ecarts.push([`graine ${graine}`, ...autres].join('\n'));
      }
      expect(ecarts).toEqual([]);
      expect(entieres, 'lives of which every fact was taken').toBeGreaterThan(NOMBRE * 0.9);
    },
    3 * DUREE,
  );
});
