/**
 * The catalogue holds every id of the scheme's rules. `identifiants.json` was extracted once from the rules document
 * (regles.md), then committed:
 *   grep -oE '\b(GEN|ELI|DER|MIS|LI|ASS|FIN|AMO|PAY|RES-A|RES-D|PS|DOT|ADH|REC|SUI|IND|DEC)-[0-9]+(bis)?\b|\bTRA-([A-D]|[0-9]+)\b|\bCNT-[0-9]+\b|\bT[0-9]{1,2}\b|\bC[0-9]{2}\b' regles.md | sort -uV
 * plus the two technical ids of refusals, ACTEUR and SAISIE.
 */
import { describe, expect, it } from 'vitest';
import identifiants from '../../domain/catalogue/identifiants.json' with { type: 'json' };
import { HORS_PORTEE, RENVOIS } from '../../domain/catalogue/hors-portee.ts';
import { CATALOGUE, regle } from '../../domain/catalogue/index.ts';
import { estFerie } from '../../domain/calendrier/jours-feries.ts';
import { PARAMETRES } from '../../domain/parametres.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { abolitions, nationales } from '../../scripts/jours-feries.ts';

const ANGLAIS = /\b(the|of|and|is|are|be|must|shall|should|with|within|without|from|by|when|which|this|not|only)\b/i;
const SOURCE = /^(\d{3}:\d+|DEC-\d\d|CNT-\d|CPC art\. \d+|regles\.md §\d+)/;
const espacesSimples = (phrase: string) => phrase.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('le catalogue des règles', () => {
  it('contient chaque identifiant des règles, une seule fois', () => {
    expect(CATALOGUE.map(({ id }) => id).toSorted()).toEqual(identifiants.toSorted());
    expect(new Set(identifiants).size).toBe(identifiants.length);
  });

  it('retrouve une règle par son identifiant', () => {
    expect(regle('LI-09')).toMatchObject({ source: '002:73', nature: 'texte' });
    expect(regle('LI-99')).toBeUndefined();
  });

  it.each(CATALOGUE)('$id se lit en français : titre, phrase achevée, source', ({ titre, phrase, source }) => {
    expect(titre).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(phrase).toMatch(/^\p{Lu}.{20,}\.$/u);
    expect(`${titre} ${phrase}`).not.toMatch(ANGLAIS);
    expect(source).toMatch(SOURCE);
  });

  it('dit « interprétation » de ce qui ne se lit pas dans un texte source', () => {
    const sansTexte = CATALOGUE.filter(({ source }) => !/^\d{3}:/.test(source));
    expect(sansTexte.filter(({ nature }) => nature === 'texte')).toEqual([]);
    const tranches = CATALOGUE.filter(({ id }) => /^(DEC-|CNT-|C\d)/.test(id));
    expect(tranches.filter(({ nature }) => nature === 'texte')).toEqual([]);
  });

  it('ne renvoie qu’à des règles ou à des échéances nommées, sans doublon avec hors-portée', () => {
    for (const [id, cibles] of Object.entries(RENVOIS)) {
      expect(regle(id), id).toBeDefined();
      expect(HORS_PORTEE, id).not.toHaveProperty(id);
      for (const cible of cibles) if (/^[A-Z]/.test(cible)) expect(regle(cible), `${id} → ${cible}`).toBeDefined();
    }
    for (const id of Object.keys(HORS_PORTEE)) expect(regle(id), id).toBeDefined();
  });
});

describe('les chiffres du catalogue sont ceux de domain/parametres.ts', () => {
  const parametres = Object.entries(PARAMETRES).map(([nom, { premiere: valeur, ...reste }]) => ({
    nom,
    valeur,
    ...reste,
  }));

  /** The ways a figure may be written in a sentence. */
  function ecritures(valeur: number, unite: string): RegExp {
    const nombre = (n: number) => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
    if (unite === 'centimes') return new RegExp(`(?<!\\d ?)${nombre(valeur / 100)} €`);
    if (unite === 'pour-cent') return new RegExp(`(?<!\\d)${valeur} %`);
    if (unite === 'medecins') return new RegExp(`(?<!\\d ?)${valeur}(?! ?\\d)`);
    if (unite === 'mois' && valeur % 12 === 0)
      return new RegExp(`(?<!\\d)(${valeur} mois|${valeur / 12} ans?(?!\\p{L}))`, 'u');
    return new RegExp(`(?<!\\d)${valeur} ${unite}`);
  }

  it.each(parametres)('$nom : $valeur $unite ($regle)', ({ regle: id, valeur, unite }) => {
    const entree = regle(id);
    expect(entree, id).toBeDefined();
    expect(espacesSimples(entree?.phrase ?? '')).toMatch(ecritures(valeur, unite));
  });

  it('une valeur du catalogue est toujours l’un des paramètres de sa règle, quand elle en a', () => {
    for (const { id, valeur, unite } of CATALOGUE) {
      const siens = parametres.filter((parametre) => parametre.regle === id);
      if (valeur === undefined || siens.length === 0) continue;
      expect(siens.map((p) => `${p.valeur} ${p.unite}`)).toContain(`${valeur} ${unite}`);
    }
  });

  it.each(CATALOGUE.filter(({ valeur }) => valeur !== undefined))(
    '$id dit sa valeur dans sa phrase',
    ({ phrase, valeur, unite }) => {
      expect(unite).toBeDefined();
      expect(espacesSimples(phrase)).toMatch(ecritures(valeur ?? NaN, unite ?? ''));
    },
  );
});

describe('les jours fériés sont ceux de la bibliothèque date-holidays (DEC-03)', () => {
  const joursDe = (annee: number) => {
    const jours: string[] = [];
    for (let t = Date.UTC(annee, 0, 1); t < Date.UTC(annee + 1, 0, 1); t += 86_400_000)
      jours.push(new Date(t).toISOString().slice(0, 10));
    return jours;
  };
  const feries = (annee: number, departement: string) =>
    joursDe(annee)
      .filter((jour) => estFerie(jour as DateCivile, departement))
      .map((jour) => jour.slice(5));

  const annees = Array.from({ length: 2060 - 2024 + 1 }, (_, rang) => 2024 + rang);
  it.each(annees)('en %i', (annee) => {
    const onze = [...new Set(nationales(annee))].toSorted();
    for (const metropole of ['75', '2A', '67']) expect(feries(annee, metropole)).toEqual(onze);
    for (const [departement, jour] of Object.entries(abolitions(annee)))
      expect(feries(annee, departement)).toEqual([...new Set([...onze, jour])].toSorted());
  });
});
