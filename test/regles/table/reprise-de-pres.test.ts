/** DEC-67 — a reprise read closely: what its list is told, which sums are still to be ordered, what is shown of the life, who strikes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heureLocale } from '../../../domain/calendrier/calendrier.ts';
import { etatInitial } from '../../../domain/etat.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { examinerReprise } from '../../../domain/rectification/reprise.ts';
import type { FaitRepris } from '../../../domain/rectification/vocabulaire.ts';
import { Refus } from '../../../domain/refus.ts';
import { Deroulement } from '../../../domain/simulation/deroulement.ts';
import type { Scenario } from '../../../domain/simulation/scenario.ts';
import { instant, type Instant, type Role } from '../../../domain/valeurs.ts';
import { acte, midi } from './etats.ts';

/** Read anew each time: the thirty facts of V38, the last one being the transfer of the first dotation. */
function v38(): readonly FaitRepris[] {
  const chemin = join(import.meta.dirname, '../scenarios/V38-dossier-en-cours-repris.json');
  return (JSON.parse(readFileSync(chemin, 'utf8')) as Scenario).etapes[0]?.donnees?.['faits'] as FaitRepris[];
}
const LE = '2026-09-01';
const preuve = { nature: 'autre' };
const fait = (commande: string, acteur: string, donnees: object): FaitRepris =>
  ({ commande, acteur, donnees }) as unknown as FaitRepris;
const reprendre = (faits: readonly FaitRepris[], le = LE, quand = midi(LE)) =>
  juger(etatInitial('a'), acte('reprendre', 'ars', le, { faits }), quand, []);
const refus = (reponse: unknown) =>
  reponse instanceof Refus ? [reponse.nature, reponse.regle, reponse.message] : ['acceptée'];
const examiner = (faits: readonly FaitRepris[], quand: Instant = midi(LE)) =>
  examinerReprise(etatInitial('a'), faits, quand);
const repris = (faits: readonly FaitRepris[], le = LE) => {
  const reponse = reprendre(faits, le);
  if (reponse instanceof Refus) throw new Error(reponse.message);
  const dossier = new Deroulement(etatInitial('a'), {
    repondre: ({ type }) =>
      type === 'denombrer-adherents' || type === 'attribuer-finess' ? null : { conteste: false, autres: [] },
  });
  dossier.appliquer(reponse, midi(LE));
  return dossier;
};

describe('une liste qui ne peut pas être jouée dit lequel de ses faits, et pourquoi', () => {
  const HORS_REPRISE = [
    'reprendre',
    'corriger',
    'annuler',
    'confirmer-date',
    'approuver-rectification',
    'relancer-effet',
    'ecarter-effet',
    'inconnue',
    'toString',
  ];
  it.each(HORS_REPRISE)('« %s » n’est pas un fait', (commande) => {
    const liste = [...v38().slice(0, 2), fait(commande, 'ars', { le: LE })];
    expect(refus(reprendre(liste))).toEqual([
      'donnees',
      'DEC-67',
      "Fait n° 3 : sa commande n'est pas un fait qui se reprend.",
    ]);
  });

  it.each<[string, FaitRepris, string, string | RegExp]>([
    ['d’un acteur inconnu', fait('renoncer', 'maire', { le: LE }), 'DEC-67', /^Fait n° 3 : son acteur est inconnu\.$/],
    [
      'sans date',
      fait('renoncer', 'porteur', {}),
      'SAISIE',
      /^Fait n° 3 \(« renoncer », sans date\) : « le » : une date .+\.$/,
    ],
    [
      'd’une date qui n’existe pas',
      fait('renoncer', 'porteur', { le: '2026-02-30' }),
      'SAISIE',
      /^Fait n° 3 \(« renoncer », sans date\) : « le » : une date .+\.$/,
    ],
    [
      'mal formé',
      fait('executer-paiement', 'caisse', { le: '2026-03-01', paiement: 'x' }),
      'SAISIE',
      /^Fait n° 3 \(« executer-paiement », 1er mars 2026\) : « paiement » : un paiement .+\.$/,
    ],
  ])('un fait %s', (_, troisieme, regle, phrase) => {
    const [nature, dite, message] = refus(reprendre([...v38().slice(0, 2), troisieme]));
    expect([nature, dite]).toEqual(['donnees', regle]);
    expect(message).toMatch(phrase);
  });

  it.each<[string, readonly FaitRepris[]]>([
    ['sans fait', []],
    ['dont le premier n’ouvre rien', v38().slice(1)],
  ])('une liste %s', (_, faits) => {
    expect(() => examiner(faits)).toThrow(
      new Refus(
        'DEC-67',
        "Le premier fait est l'entrée du dossier : deposer-lettre-intention, ou declarer-ess-existante.",
        'donnees',
      ),
    );
  });

  it('l’acte d’un autre que son auteur : c’est une donnée fausse, non un droit qui manque à l’agence', () => {
    const faits = v38().map((un) =>
      un.commande === 'valider-lettre-intention' ? { ...un, acteur: 'caisse' as const } : un,
    );
    expect(refus(reprendre(faits))).toEqual([
      'donnees',
      'ACTEUR',
      "Fait n° 3 (« valider-lettre-intention », 10 février 2025) : « valider-lettre-intention » est un acte de : ars ; « caisse » ne peut pas le faire. Rien n'est repris.",
    ]);
    expect(examiner(faits).contraires[0]).toMatchObject({ place: 3, refus: { nature: 'role' } });
  });

  it('un fait que la règle refuse garde sa règle, et sa nature', () => {
    const faits = v38().map((un) =>
      un.commande === 'valider-projet-sante' ? fait(un.commande, un.acteur, { ...un.donnees, le: '2025-09-01' }) : un,
    );
    const [contraire] = examiner(faits).contraires;
    const { nature, regle, message } = contraire?.refus ?? new Refus('', '', 'role');
    expect([contraire?.place, ['etat', 'regle'].includes(nature)]).toEqual([20, true]);
    expect(refus(reprendre(faits))).toEqual([
      nature,
      regle,
      `Fait n° 20 (« valider-projet-sante », 1er septembre 2025) : ${message} Rien n'est repris.`,
    ]);
  });
});

describe('ce qui reste à ordonnancer (DEC-67)', () => {
  const dotation = { le: '2026-02-10', paiement: 'dotation-1', preuve };
  const vire = (montantCentimes: number) =>
    fait('executer-paiement', 'caisse', { ...dotation, montantCentimes, reference: 'VIR-1' });
  const revenu = fait('retourner-paiement', 'caisse', {
    ...dotation,
    le: '2026-02-12',
    reference: 'VIR-1',
    motif: 'Compte clos.',
  });
  const rejete = fait('rejeter-paiement', 'caisse', { ...dotation, motif: 'Compte clos.' });
  const reemis = fait('reemettre-paiement', 'caisse', { ...dotation, le: '2026-02-12' });

  /** [what the caisse did of the 65 000 € ordered on 15 January, what is listed, how the order stands, what was paid] */
  it.each<[string, readonly FaitRepris[], number | null, string | undefined, number]>([
    ['rien : la somme', [], 6500000, undefined, 8000000],
    ['le tout : rien', [vire(6500000)], null, 'execute', 14500000],
    ['un virement revenu (DEC-38) : il se réémet', [vire(6500000), revenu], null, 'retourne', 8000000],
    ['un rejet : il se réémet', [rejete], null, 'rejete', 8000000],
    ['un rejet réémis, sans virement : la somme', [rejete, reemis], 6500000, undefined, 8000000],
  ])('après %s', (_, faits, du, statut, verseCentimes) => {
    const liste = [...v38().slice(0, -1), ...faits];
    const { dus, etat, contraires } = examiner(liste);
    expect(contraires).toEqual([]);
    expect(dus).toEqual(du === null ? [] : [{ paiement: 'dotation-1', montantCentimes: du, dateLimite: '2026-02-15' }]);
    expect(etat.paiements['dotation-1']?.statut).toBe(statut);
    expect(repris(liste).evenements[0]).toMatchObject({ evenement: 'DossierRepris', verseCentimes, aOrdonner: dus });
  });

  it('une part virée reste au dossier, dans un ordre de cette somme ; le reste en est un autre (DEC-37)', () => {
    const liste = [...v38().slice(0, -1), vire(6000000)];
    const { etat, contraires } = examiner(liste);
    expect([contraires, etat.paiements['dotation-1']?.statut]).toEqual([[], 'execute']);
    expect(repris(liste).evenements[0]).toMatchObject({ verseCentimes: 14000000 });
  });
});

describe('ce qui est montré de la vie reprise', () => {
  it('ce que la loi a fait d’elle-même, à sa date et par sa règle, sans les actes de personne (V38)', () => {
    expect(examiner(v38()).suites.map(({ le, evenement, regle }) => [le, evenement, regle])).toEqual([
      // The letter is validated on 10 February 2025: a month to sign, then six from its deposit to send the projet.
      ['2025-03-11', 'EcheanceDepassee', 'AMO-03'],
      ['2025-03-15', 'ContratAmorcageConclu', 'AMO-16bis'],
      ['2025-03-15', 'PaiementOrdonnance', 'PAY-01'],
      ['2025-07-11', 'EcheanceDepassee', 'PS-02'],
      ['2025-12-02', 'PaiementOrdonnance', 'PAY-02'],
      ['2025-12-12', 'ContratAmorcageTermine', 'DEC-08'],
      ['2026-01-15', 'ContratDotationConclu', 'DOT-10'],
      ['2026-01-15', 'AdherentsDenombres', 'DEC-11'],
      ['2026-01-15', 'PaiementOrdonnance', 'DOT-07'],
    ]);
  });

  it.each([
    ['33', '2026-09-01'],
    ['974', '2026-09-02'],
    ['971', '2026-09-01'],
  ])('le jour de la reprise est celui du siège : à 23 heures à Paris, dans le %s, le %s', (siege, le) => {
    const entree = { ...v38()[0], donnees: { ...v38()[0]?.donnees, siege, departements: [siege] } } as FaitRepris;
    expect(examiner([entree], heureLocale(LE as never, '23:00', 'Europe/Paris')).le).toBe(le);
  });

  it('elle est datée du jour où elle est faite, non de celui qui serait dit', () => {
    expect(repris(v38(), '2026-08-20').evenements[0]).toMatchObject({
      evenement: 'DossierRepris',
      regle: 'DEC-67',
      acteur: 'ars',
      le: LE,
    });
  });

  it('le dossier garde ses propres réglages : grâce, rappels, droit', () => {
    const reglages = { grace: 5, delaisDeRappel: { depot: [7] }, droit: [] } as const;
    const initial = { ...etatInitial('a'), ...reglages };
    const reponse = juger(initial, acte('reprendre', 'ars', LE, { faits: v38() }), midi(LE), []);
    if (reponse instanceof Refus) throw new Error(reponse.message);
    expect(evoluerTous(initial, reponse)).toMatchObject({ ...reglages, ess: 'a', rappels: {} });
    const [premier] = reponse;
    const ecrits = premier?.evenement === 'DossierRepris' ? Object.keys(premier.correctif) : [];
    expect(ecrits).toEqual(expect.arrayContaining(['dotation', 'paiements', 'phase']));
    for (const champ of ['version', 'revision', 'ess', 'rang', 'grace', 'delaisDeRappel', 'rappels', 'droit'])
      expect(ecrits).not.toContain(champ);
  });
});

describe('l’annulation d’une reprise', () => {
  const annuler = (acteur: Role, confirmee = false) => {
    const dossier = repris(v38());
    const donner = (commande: 'confirmer-constat' | 'annuler', de: Role, le: string, donnees: object) => {
      const reponse = juger(dossier.etat, acte(commande, de, le, donnees), midi(le), dossier.journal);
      if (!(reponse instanceof Refus)) dossier.appliquer(reponse, instant(midi(le)));
      return reponse;
    };
    if (confirmee)
      expect(refus(donner('confirmer-constat', 'caisse', '2026-09-02', { sens: 'confirme' }))).toEqual(['acceptée']);
    return refus(donner('annuler', acteur, '2026-09-03', { rang: 1, motif: 'Faits inexacts.' }));
  };
  it('est à l’agence seule, qui l’a faite', () => {
    expect(annuler('ars')).toEqual(['acceptée']);
    expect(annuler('caisse')).toEqual([
      'role',
      'ACTEUR',
      "La reprise s'annule par l'agence régionale de santé, qui l'a faite.",
    ]);
  });
  it('n’est plus possible une fois que la caisse l’a confirmée', () => {
    expect(annuler('ars', true)).toEqual([
      'etat',
      'DEC-67',
      "La caisse a confirmé la reprise : elle ne s'annule plus. Un fait oublié s'entre par sa propre commande, à sa date.",
    ]);
  });
});
