/** Both contracts, refusal by refusal and warning by warning: who signs, when, and what must be there first. */
import { describe, expect, it } from 'vitest';
import type { Contrat, Etat } from '../../../domain/etat.ts';
import type { Regime } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { dote, phrase, premier, signe, sur } from './paiement-essai.ts';
import { dateConclusion, reconduction, termeAmorcage } from '../../../domain/contrats/delais.ts';

const amorcage = (le: string, donnees: object = {}): Acte => [le, 'porteur', 'signer-contrat-amorcage', donnees];
const dotation = (le: string, donnees: object = {}): Acte => [le, 'porteur', 'signer-contrat-dotation', donnees];
/** Everything is there but the signatures. */
const aSigner = (changement: Partial<Etat> = {}): Etat => ({
  ...vivre(
    ACTES.AMORCAGE.filter(([le]) => le < '2026-02-10'),
    '2026-02-10',
  ).etat,
  ...changement,
});
const aDoter = (changement: Partial<Etat> = {}): Etat => ({
  ...vivre(
    ACTES.DOTATION.filter(([le, , commande]) => le <= '2026-05-04' && commande !== 'signer-contrat-dotation'),
    '2026-05-04',
  ).etat,
  ...changement,
});
const fini = (etat: Etat, changement: Partial<Contrat>): Partial<Etat> => ({
  amorcage: { ...etat.amorcage, ...changement },
});
const avertissements = (etat: Etat, un: Acte) => (premier(etat, un)?.avertissements ?? []).map(({ regle }) => regle);
const LE = '2026-02-10';
const LE_DA = '2026-05-04';

describe('le contrat d’amorçage', () => {
  it('se signe quand tout est réuni, sans rien à redire', () => {
    expect(premier(aSigner(), amorcage(LE))).toEqual({
      le: LE,
      evenement: 'ContratAmorcageSigne',
      acteur: 'porteur',
      regle: 'AMO-16bis',
      partie: 'association',
    });
  });

  it('ne se signe qu’une fois (AMO-05), et jamais par une ESS conforme (TRA-A)', () => {
    expect(sur(signe(), amorcage('2026-02-11'))).toEqual(['etat', 'AMO-05']);
    expect(sur(aSigner({ regime: 'en-fonctionnement-conforme' }), amorcage(LE))).toEqual(['regle', 'TRA-A']);
  });

  it('chacun signe pour soi, une fois (AMO-01)', () => {
    expect(sur(aSigner(), amorcage(LE, { partie: 'ars' }))).toEqual(['role', 'AMO-01']);
    expect(phrase(aSigner(), amorcage(LE, { partie: 'ars' }))).toContain('« association »');
    expect(sur(aSigner(), amorcage(LE, { partie: 'association' }))).toBe('accepté');
    const unefois = aSigner({ amorcage: { ...aSigner().amorcage, signatures: { association: d(LE) } } });
    expect(sur(unefois, amorcage(LE))).toEqual(['etat', 'AMO-01']);
  });

  it('attend l’association, et n’est pas signé avant elle (AMO-04)', () => {
    expect(sur(aSigner({ associationLe: null }), amorcage(LE))).toEqual(['regle', 'AMO-04']);
    expect(sur(aSigner({ associationLe: d('2026-02-11') }), amorcage(LE))).toEqual(['regle', 'AMO-04']);
    expect(sur(aSigner({ associationLe: d(LE) }), amorcage(LE))).toBe('accepté');
  });

  it('sans statuts, ou trouvés non conformes, il demande un motif (AMO-10, DEC-58)', () => {
    const { statuts, ...autres } = aSigner().pieces;
    if (statuts === undefined) throw new Error('no statuts');
    expect(sur(aSigner({ pieces: autres }), amorcage(LE))).toEqual(['regle', 'AMO-10']);
    expect(sur(aSigner({ pieces: autres }), amorcage(LE, { motif: 'En cours de dépôt.' }))).toBe('accepté');
    const refuses = { ...autres, statuts: { ...statuts, statut: 'non-conforme' as const } };
    expect(sur(aSigner({ pieces: refuses }), amorcage(LE))).toEqual(['regle', 'AMO-10']);
  });

  it('déjà financé là, il attend deux attestations, ou une dérogation à l’unicité (AMO-05, DEC-57)', () => {
    const finance = (changement: Partial<Etat> = {}) => aSigner({ dejaFinances: ['ess-9'], ...changement });
    expect(sur(finance(), amorcage(LE))).toEqual(['etat', 'AMO-05']);
    expect(phrase(finance(), amorcage(LE))).not.toContain('ess-9');
    expect(sur(finance({ attestations: { ars: d(LE) } }), amorcage(LE))).toEqual(['etat', 'AMO-05']);
    expect(sur(finance({ attestations: { ars: d(LE), caisse: d(LE) } }), amorcage(LE))).toBe('accepté');
    const { derogation } = aSigner();
    const unicite = { sens: 'accordee' as const, le: d(LE) };
    expect(sur(finance({ derogation: { ...derogation, unicite } }), amorcage(LE))).toBe('accepté');
  });

  it('attend un budget prévisionnel qui n’a pas été trouvé non conforme (AMO-10)', () => {
    const { 'budget-previsionnel': budget, ...autres } = aSigner().pieces;
    if (budget === undefined) throw new Error('no budget');
    expect(sur(aSigner({ pieces: autres }), amorcage(LE))).toEqual(['regle', 'AMO-10']);
    const avec = (statut: typeof budget.statut) =>
      aSigner({ pieces: { ...autres, 'budget-previsionnel': { ...budget, statut } } });
    expect(sur(avec('non-conforme'), amorcage(LE))).toEqual(['regle', 'AMO-10']);
    expect(sur(avec('deposee'), amorcage(LE))).toBe('accepté');
  });

  it('attend la fin d’un conflit de territoire, sans nommer d’autre équipe à qui ne la voit pas (DEC-15)', () => {
    const conteste = aSigner({ territoire: 'conteste', conflits: ['ess-7'] });
    expect(sur(conteste, amorcage(LE))).toEqual(['regle', 'DEC-15']);
    expect(phrase(conteste, amorcage(LE))).toContain('déjà couvert');
    expect(phrase(conteste, amorcage(LE))).not.toContain('ess-7');
  });

  it('signé après le mois, il est signé quand même, et on le dit (AMO-03)', () => {
    expect(avertissements(aSigner(), amorcage('2026-03-02'))).toEqual([]);
    expect(avertissements(aSigner(), amorcage('2026-03-03'))).toEqual(['AMO-03']);
    expect(premier(aSigner(), amorcage('2026-03-03'))?.avertissements?.[0]?.phrase).toContain('2 mars 2026');
  });

  it.each([
    ['en-fonctionnement-a-mettre-en-conformite', ['AMO-10', 'AMO-10', 'TRA-B']],
    ['en-projet-avec-amorcage-ars', ['AMO-10', 'AMO-10']],
  ] as const)(
    'en régime %s, ni association ni pièces, mais un motif et un avertissement (DEC-58)',
    (regime: Regime, attendus) => {
      const { transition } = aSigner();
      const sans = aSigner({
        regime,
        associationLe: null,
        pieces: {},
        finess: null,
        transition: { ...transition, complementAccordeLe: d('2026-02-01') },
      });
      const motif = { motif: 'Les pièces suivent.' };
      expect(sur(sans, amorcage(LE))).toEqual(['regle', 'AMO-10']);
      expect(avertissements(sans, amorcage(LE, motif))).toEqual(attendus);
      const engagee = { ...sans, pieces: aSigner().pieces };
      expect(sur({ ...engagee, transition: { ...sans.transition, engagementLe: d('2026-02-01') } }, amorcage(LE))).toBe(
        'accepté',
      );
      if (regime === 'en-fonctionnement-a-mettre-en-conformite') {
        expect(sur(engagee, amorcage(LE))).toEqual(['regle', 'TRA-B']);
        expect(avertissements(engagee, amorcage(LE, motif))).toEqual(['TRA-B']);
      }
    },
  );

  it('en régime C sans complément, il n’y en a pas (DEC-61)', () => {
    expect(sur(aSigner({ regime: 'en-projet-avec-amorcage-ars' }), amorcage(LE))).toEqual(['etat', 'DEC-61']);
  });
});

describe('le contrat de dotation', () => {
  it('se signe quand tout est réuni', () => {
    expect(premier(aDoter(), dotation(LE_DA))).toEqual({
      le: LE_DA,
      evenement: 'ContratDotationSigne',
      acteur: 'porteur',
      regle: 'DOT-11',
      partie: 'association',
    });
    expect(sur(dote(), dotation('2026-05-05'))).toEqual(['etat', 'DOT-01']);
  });

  it('attend le projet de santé validé, et n’est pas signé avant lui (DOT-02)', () => {
    const { projetSante } = aDoter();
    expect(sur(aDoter({ projetSante: { ...projetSante, decision: null } }), dotation(LE_DA))).toEqual([
      'regle',
      'DOT-02',
    ]);
    const refuse = { sens: 'refuse', mode: 'expresse', le: d('2026-04-20') } as const;
    expect(sur(aDoter({ projetSante: { ...projetSante, decision: refuse } }), dotation(LE_DA))).toEqual([
      'regle',
      'DOT-02',
    ]);
    expect(sur(aDoter(), dotation('2026-04-19'), LE_DA)).toEqual(['regle', 'DOT-02']);
  });

  it('attend le terme du contrat d’amorçage, et n’est pas signé avant lui (AMO-16)', () => {
    expect(sur(aDoter(fini(aDoter(), { finiLe: null, fin: null })), dotation(LE_DA))).toEqual(['regle', 'AMO-16']);
    expect(sur(aDoter(), dotation('2026-04-22'), LE_DA)).toEqual(['regle', 'AMO-16']);
    expect(sur(aDoter(), dotation('2026-04-23'), LE_DA)).toBe('accepté');
  });

  it('ne suit pas un contrat d’amorçage résilié (DOT-02)', () => {
    expect(sur(aDoter(fini(aDoter(), { fin: 'resilie' })), dotation(LE_DA))).toEqual(['regle', 'DOT-02']);
  });

  it('n’attend aucun contrat d’amorçage d’une ESS conforme (TRA-A)', () => {
    const jamais = { signatures: {}, concluLe: null, priseEffet: null, finiLe: null, fin: null, reconductions: 0 };
    const conforme = aDoter({ regime: 'en-fonctionnement-conforme', amorcage: jamais, associationLe: null });
    expect(sur(conforme, dotation(LE_DA))).toBe('accepté');
  });

  it('attend l’association en droit commun (ELI-09) et la fin d’un conflit de territoire (DEC-15)', () => {
    expect(sur(aDoter({ associationLe: null }), dotation(LE_DA))).toEqual(['regle', 'ELI-09']);
    expect(sur(aDoter({ territoire: 'conteste' }), dotation(LE_DA))).toEqual(['regle', 'DEC-15']);
  });

  it('demande que les adhérents atteignent 10 % des libéraux, sauf seuils adoucis par la CPN (ELI-04, DER-02)', () => {
    const avec = (nombre: number, objet: string | null | undefined = undefined) =>
      aDoter({
        listeNominative: { le: d('2026-05-01'), nombre },
        ...(objet === undefined
          ? {}
          : {
              derogation: {
                requise: true,
                sens: 'accordee' as const,
                le: d('2026-02-01'),
                objet,
                delai: null,
                unicite: null,
              },
            }),
      });
    const sansListe = aDoter({ listeNominative: null, pieces: {} });
    expect(sur(sansListe, dotation(LE_DA))).toEqual(['regle', 'ELI-04']);
    expect(sur(aDoter({ listeNominative: null }), dotation(LE_DA))).toBe('accepté');
    expect(sur(avec(12), dotation(LE_DA))).toBe('accepté');
    expect(sur(avec(11), dotation(LE_DA))).toEqual(['regle', 'ELI-04']);
    expect(phrase(avec(11), dotation(LE_DA))).toContain('(11)');
    expect(sur(avec(11, 'seuils'), dotation(LE_DA))).toBe('accepté');
    expect(sur(avec(11, null), dotation(LE_DA))).toBe('accepté');
    expect(sur(avec(11, 'multi-specialite'), dotation(LE_DA))).toEqual(['regle', 'ELI-04']);
  });
});

describe('les dates d’un contrat', () => {
  it('la dernière des trois signatures le date ; tant qu’il en manque une, il n’est pas conclu (AMO-16bis)', () => {
    const deux = { ars: d('2026-02-12'), caisse: d('2026-02-10') };
    expect(dateConclusion(deux)).toBeNull();
    expect(dateConclusion({ ...deux, association: d('2026-02-11') })).toBe('2026-02-12');
  });

  it('le terme de l’amorçage est à dix mois, sans report (AMO-15, DEC-03)', () => {
    expect(termeAmorcage(d('2025-04-30'), { siege: '33' })).toBe('2026-02-28');
  });

  it('les reconductions se comptent toutes de la signature (DOT-10, CNT-5)', () => {
    expect([1, 2, 3, 4].map((rang) => reconduction(d('2028-02-29'), rang, {}))).toEqual([
      '2033-02-28',
      '2038-02-28',
      '2043-02-28',
      '2048-02-29',
    ]);
  });
});
