/** The territory and its rivals, question by question, answer by answer: ELI-02, DEC-15, DEC-35, DEC-48, DEC-56, DEC-57. */
import { describe, expect, it } from 'vitest';
import {
  conflitsSignales,
  demandesTerritoire,
  evolutionsTerritoire,
  reexamen,
  reexaminee,
  territoireRevendique,
} from '../../../domain/creation/territoire.ts';
import type { Demande, Reponses } from '../../../domain/demandes.types.ts';
import { etatInitial, type Etat, type Rival } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { simuler } from '../../../domain/simulation/simulateur.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre } from './etats.ts';
import { signe } from './paiement-essai.ts';

const LE = d('2026-06-01');
const deposee = (changement: Partial<Etat> = {}): Etat => ({
  ...vivre(ACTES.ENTREE, '2026-01-20').etat,
  ...changement,
});
const validee = (changement: Partial<Etat> = {}): Etat => ({
  ...vivre(ACTES.CREATION, '2026-02-10').etat,
  ...changement,
});
const decidee = (sens: 'validee' | 'refusee'): Etat['li'] => {
  const { li } = validee();
  return li && { ...li, decision: { sens, mode: 'expresse', le: d('2026-02-02') } };
};
const unicite = (sens: 'accordee' | 'refusee'): Partial<Etat> => ({
  derogation: { ...deposee().derogation, unicite: { sens, le: d('2026-03-01') } },
});
const DEMANDEE = {
  rang: 12,
  le: d('2026-05-02'),
  departements: ['33', '40'],
  specialites: ['dermatologie', 'rhumatologie'],
  liberaux: 150,
  medecinsPresents: 170,
  avis: null,
  autres: [],
  financees: [],
};
const TERRITOIRE = { ess: 'ess-1', specialites: ['dermatologie'], departements: ['33'] };
const questions = (etat: Etat) => [...demandesTerritoire(etat)];
const revendications = (etat: Etat) => questions(etat).filter(({ type }) => type === 'revendiquer-territoire');
type Signaler = Demande & { readonly type: 'signaler-conflits' };
type Revendiquer = Demande & { readonly type: 'revendiquer-territoire' };
const instruit = (ess: string): Rival => ({ ess, statut: 'en-instruction' });
const valide = (ess: string): Rival => ({ ess, statut: 'validee' });

describe('à partir de quand le territoire est revendiqué (DEC-15)', () => {
  const existante = (changement: Partial<Etat> = {}): Etat =>
    deposee({ regime: 'en-projet-avec-amorcage-ars', li: null, phase: 'creation', ...changement });
  const projet = (sens: 'valide' | 'refuse'): Partial<Etat> => ({
    projetSante: { ...deposee().projetSante, decision: { sens, mode: 'expresse', le: d('2026-04-20') } },
  });
  const le = (etat: Etat) => revendications(etat).map((demande) => 'le' in demande && demande.le);

  it('sans contrat ni conflit, il ne l’est pas encore ; un conflit connu dès l’entrée l’est dès l’entrée', () => {
    expect(le(existante())).toEqual([]);
    expect(le(existante({ conflits: ['ess-2'] }))).toEqual(['2026-01-05']);
  });

  it('sans contrat d’amorçage, à la validation du projet de santé, et non à son refus (DEC-61)', () => {
    expect(le(existante(projet('valide')))).toEqual(['2026-04-20']);
    expect(le(existante(projet('refuse')))).toEqual([]);
    // An amorçage is awaited: its signature claims, not the projet.
    const transition = { ...deposee().transition, complementAccordeLe: d('2026-02-01') };
    expect(le(existante({ ...projet('valide'), transition }))).toEqual([]);
    expect(le(existante({ ...projet('valide'), regime: 'en-fonctionnement-a-mettre-en-conformite' }))).toEqual([]);
  });
});

describe('ce qui est demandé d’un territoire modifié (DEC-48)', () => {
  it('les conflits du nouveau territoire, sous la clé de cette demande', () => {
    expect(questions(validee({ modificationTerritoire: DEMANDEE }))).toStrictEqual([
      {
        type: 'signaler-conflits',
        cle: 'ess-1/signaler-conflits/modification/12',
        ess: 'ess-1',
        le: '2026-05-02',
        specialites: ['dermatologie', 'rhumatologie'],
        departements: ['33', '40'],
        derogation: false,
      },
    ]);
  });

  it('sa revendication, sous la clé de la décision', () => {
    expect(questions(validee({ aRevendiquer: { rang: 14, le: d('2026-05-20') } }))).toStrictEqual([
      {
        type: 'revendiquer-territoire',
        cle: 'ess-1/revendiquer-territoire/modification/14',
        ...TERRITOIRE,
        derogation: false,
        le: '2026-05-20',
      },
    ]);
  });
});

describe('un territoire libéré dont la libération est reprise (DEC-35)', () => {
  it('est demandé du jour de ce qui l’a reprise, s’il peut encore être couvert ce jour-là', () => {
    const libere = { ...signe(), territoire: 'libere' as const, liberations: 1 };
    const retour = { ...libere, dernierLe: d('2026-05-05') };
    expect(revendications(retour)).toMatchObject([{ cle: 'ess-1/revendiquer-territoire/retour/1', le: '2026-05-05' }]);
    expect(revendications({ ...libere, dernierLe: null })).toMatchObject([{ le: '2026-02-02' }]);
    // The ten months are over, and the last day of the projet too.
    const termine: Etat = { ...libere, amorcage: { ...libere.amorcage, fin: 'termine', finiLe: d('2026-12-11') } };
    expect(revendications({ ...termine, dernierLe: d('2026-06-01') })).toHaveLength(1);
    expect(revendications({ ...termine, dernierLe: d('2026-12-20') })).toEqual([]);
  });
});

describe('quand un autre dossier du territoire change', () => {
  const prevenue = (etat: Etat, le = '2026-02-01') => reexamen(etat, 'ess-2', d(le));
  it('l’ARS qui peut encore refuser est prévenue, du jour du changement et pas d’avant l’entrée (DEC-56)', () => {
    const attendue = {
      type: 'signaler-conflits',
      cle: 'ess-1/signaler-conflits/ess-2',
      ...TERRITOIRE,
      derogation: false,
      siege: '33',
      effectifs: { medecinsPresents: 120, liberaux: 120, engages: 37 },
    };
    expect(prevenue(deposee())).toStrictEqual({ ...attendue, le: '2026-02-01' });
    expect(prevenue(deposee(), '2025-12-01')).toStrictEqual({ ...attendue, le: '2026-01-05' });
    expect(prevenue(deposee({ entreeLe: null }), '2025-12-01')).toMatchObject({ le: '2025-12-01' });
    expect(prevenue(deposee(unicite('accordee')))).toMatchObject({ derogation: true });
    expect(prevenue(deposee(unicite('refusee')))).toMatchObject({ derogation: false });
  });

  it.each<[string, () => Etat]>([
    ['la lettre est validée', () => validee()],
    ['elle est refusée, même avant une nouvelle lettre', () => deposee({ li: decidee('refusee') })],
    ['le porteur a renoncé', () => deposee({ renonceeLe: d('2026-01-10') })],
    ['le dossier est clos', () => deposee({ phase: 'close' })],
    ['l’amorçage est signé', () => signe()],
    ['il n’y a pas de lettre', () => deposee({ li: null })],
    ['rien n’est arrivé', () => etatInitial('ess-1')],
  ])('elle n’a plus à l’être quand %s', (_, etat) => {
    expect(prevenue(etat())).toBeNull();
    expect(reexaminee(etat(), { type: 'signaler-conflits' } as Demande)).toBe(false);
  });

  it('une question ne vaut encore que de ce qui la fit poser', () => {
    const vaut = (etat: Etat, type: Demande['type']) => reexaminee(etat, { type } as Demande);
    expect(vaut(deposee(), 'signaler-conflits')).toBe(true);
    expect(vaut(deposee(), 'revendiquer-territoire')).toBe(false);
    expect(vaut(deposee(), 'attribuer-finess')).toBe(false);
    const conteste = validee({ territoire: 'conteste' });
    expect(vaut(conteste, 'revendiquer-territoire')).toBe(true);
    expect(vaut(conteste, 'signaler-conflits')).toBe(false);
    expect(vaut(validee({ territoire: 'revendique' }), 'revendiquer-territoire')).toBe(false);
  });
});

describe('les conflits que l’ARS apprend', () => {
  const ORDINAIRE = { cle: 'ess-1/signaler-conflits', le: LE } as Signaler;
  const signales = (etat: Etat, dite: Reponses['signaler-conflits'], demande = ORDINAIRE) =>
    conflitsSignales(etat, demande, dite, LE);
  const SIGNALE = { le: LE, evenement: 'ConflitTerritoireSignale', acteur: 'systeme' };

  it('celui qui revendique fait le conflit d’unicité ; celui en instruction n’est qu’un rival (ELI-02, DEC-56)', () => {
    const regle = (...rivaux: readonly Rival[]) => signales(deposee(), { autres: [], rivaux }).map((un) => un.regle);
    expect(regle(valide('ess-2'))).toEqual(['ELI-02']);
    expect(regle({ ess: 'ess-2', statut: 'en-cours' })).toEqual(['ELI-02']);
    expect(regle(instruit('ess-2'))).toEqual(['DEC-56']);
    expect(regle(instruit('ess-2'), valide('ess-3'))).toEqual(['ELI-02']);
  });

  it('tous sont dits, par ordre de nom ; celui dont la place n’est pas dite revendique', () => {
    expect(
      signales(deposee(), { autres: ['ess-4', 'ess-2'], rivaux: [instruit('ess-3'), valide('ess-2')] }),
    ).toStrictEqual([
      {
        ...SIGNALE,
        regle: 'ELI-02',
        autres: ['ess-2', 'ess-3', 'ess-4'],
        rivaux: [valide('ess-2'), instruit('ess-3'), valide('ess-4')],
      },
    ]);
    expect(signales(deposee(), { autres: ['ess-3', 'ess-2'] })).toStrictEqual([
      { ...SIGNALE, regle: 'ELI-02', autres: ['ess-2', 'ess-3'] },
    ]);
  });

  it('rien de nouveau n’est pas redit ; une autre place, un départ, un financement le sont', () => {
    const connus = deposee({ rivaux: [instruit('ess-2')] });
    expect(signales(connus, { autres: [], rivaux: [instruit('ess-2')] })).toEqual([]);
    expect(signales(connus, { autres: [], rivaux: [valide('ess-2')] })).toHaveLength(1);
    expect(signales(connus, { autres: [] })).toStrictEqual([{ ...SIGNALE, regle: 'ELI-02', autres: [] }]);
    expect(signales(connus, { autres: [], rivaux: [instruit('ess-2')], dejaFinances: ['ess-5'] })).toStrictEqual([
      { ...SIGNALE, regle: 'DEC-56', autres: ['ess-2'], rivaux: [instruit('ess-2')], dejaFinances: ['ess-5'] },
    ]);
    expect(signales(deposee({ dejaFinances: ['ess-5'] }), { autres: [], dejaFinances: ['ess-5'] })).toEqual([]);
  });

  it('la même lettre envoyée deux fois fait un avertissement, qui ne nomme pas l’autre (DEC-56)', () => {
    const [fait] = signales(deposee(), { autres: [], rivaux: [instruit('ess-2')], identiques: ['ess-2'] });
    expect(fait).toMatchObject({ identiques: ['ess-2'], avertissements: [{ regle: 'DEC-56' }] });
    const phrases = fait?.avertissements?.map(({ phrase }) => phrase) ?? [];
    expect(phrases).toHaveLength(1);
    expect(phrases[0]).toMatch(/^Cette lettre d'intention semble avoir été déposée deux fois.*effectifs\.$/);
    expect(phrases[0]).not.toContain('ess-2');
  });

  it('d’un territoire demandé, qui le revendique et qui y est financé ; sans personne, rien (DEC-48)', () => {
    const demande = validee({ modificationTerritoire: DEMANDEE });
    const MODIFICATION = { ...ORDINAIRE, cle: 'ess-1/signaler-conflits/modification/12' };
    const dits = { ...SIGNALE, regle: 'DEC-48', autres: ['ess-2'], modification: true };
    expect(signales(demande, { autres: ['ess-2'], financees: ['ess-2'] }, MODIFICATION)).toStrictEqual([
      { ...dits, financees: ['ess-2'] },
    ]);
    expect(signales(demande, { autres: ['ess-2'] }, MODIFICATION)).toStrictEqual([{ ...dits, financees: [] }]);
    expect(signales(demande, { autres: [], rivaux: [instruit('ess-3')] }, MODIFICATION)).toEqual([]);
    // The question of before, or of another request, is not that of this one.
    expect(signales(demande, { autres: ['ess-2'] })).toMatchObject([{ regle: 'ELI-02' }]);
    const autre = { ...ORDINAIRE, cle: 'ess-1/signaler-conflits/modification/11' };
    expect(signales(demande, { autres: ['ess-2'] }, autre)).toMatchObject([{ regle: 'ELI-02' }]);
  });
});

describe('la réponse à une revendication (DEC-15)', () => {
  const DEMANDE = { le: LE } as Revendiquer;
  const conteste = (changement: Partial<Etat> = {}) =>
    validee({ territoire: 'conteste', conflits: ['ess-2'], ...changement });
  const encore = (etat: Etat, dite: Partial<Reponses['revendiquer-territoire']> = {}) =>
    territoireRevendique(etat, DEMANDE, { conteste: true, autres: ['ess-2'], ...dite }, LE);
  const REVENDIQUE = { le: LE, evenement: 'TerritoireRevendique', acteur: 'systeme', regle: 'DEC-15' };

  it('d’un territoire modifié, elle est toujours dite : sinon il resterait à revendiquer (DEC-48)', () => {
    expect(encore(conteste())).toEqual([]);
    expect(encore(conteste({ aRevendiquer: { rang: 14, le: LE } }))).toStrictEqual([
      { ...REVENDIQUE, conteste: true, autres: ['ess-2'] },
    ]);
  });

  it('l’un de ceux qui contestaient s’en va : elle est redite, sans conflit nouveau ; un nouveau venu en fait un', () => {
    const deux = conteste({ conflits: ['ess-2', 'ess-3'] });
    expect(encore(deux)).toStrictEqual([{ ...REVENDIQUE, conteste: true, autres: ['ess-2'] }]);
    expect(encore(deux, { autres: ['ess-4'] })).toMatchObject([
      { evenement: 'ConflitTerritoireSignale', regle: 'DEC-15', autres: ['ess-4'] },
      REVENDIQUE,
    ]);
  });

  it('qui y fut déjà financé est dit avec elle, et redit s’il est nouveau (DEC-57)', () => {
    expect(encore(conteste(), { dejaFinances: ['ess-5'] })).toStrictEqual([
      { ...REVENDIQUE, conteste: true, autres: ['ess-2'], dejaFinances: ['ess-5'] },
    ]);
    expect(encore(conteste({ dejaFinances: ['ess-5'] }), { dejaFinances: ['ess-5'] })).toEqual([]);
    expect(encore(validee(), { conteste: false, autres: [] })).toStrictEqual([
      { ...REVENDIQUE, conteste: false, autres: [] },
    ]);
  });
});

describe('ce qu’il en reste au dossier', () => {
  const { TerritoireRevendique, TerritoireLibere, ConflitTerritoireSignale } = evolutionsTerritoire;
  const charge = <N extends 'TerritoireRevendique' | 'TerritoireLibere' | 'ConflitTerritoireSignale'>(un: object) =>
    un as Evenement<N>;
  const attestations = { ars: d('2026-02-05') };

  it('tenu, sans conflit ; contesté, par qui le conteste ; dans les deux cas il n’est plus à revendiquer', () => {
    const etat = validee({ aRevendiquer: { rang: 14, le: LE }, conflits: ['ess-9'] });
    expect(TerritoireRevendique(etat, charge({ conteste: false, autres: ['ess-2'] }))).toStrictEqual({
      territoire: 'revendique',
      conflits: [],
      aRevendiquer: null,
      dejaFinances: [],
    });
    expect(
      TerritoireRevendique(etat, charge({ conteste: true, autres: ['ess-2'], dejaFinances: ['ess-5'] })),
    ).toStrictEqual({
      territoire: 'conteste',
      conflits: ['ess-2'],
      aRevendiquer: null,
      dejaFinances: ['ess-5'],
      attestations: {},
    });
  });

  it('libéré, une fois de plus, et plus à revendiquer', () => {
    expect(TerritoireLibere(validee({ liberations: 2, aRevendiquer: { rang: 14, le: LE } }), charge({}))).toStrictEqual(
      { territoire: 'libere', liberations: 3, aRevendiquer: null },
    );
  });

  it('les rivaux que l’ARS connaît ; seuls ceux qui revendiquent font attendre le contrat (DEC-56, DEC-15)', () => {
    const rivaux = [instruit('ess-2'), valide('ess-3'), { ess: 'ess-4', statut: 'en-cours' } as const];
    const signale = { autres: ['ess-2', 'ess-3', 'ess-4'], rivaux };
    const etat = deposee({ attestations, dejaFinances: ['ess-5'] });
    expect(ConflitTerritoireSignale(etat, charge(signale))).toStrictEqual({ rivaux, conflits: ['ess-3', 'ess-4'] });
    expect(ConflitTerritoireSignale(etat, charge({ ...signale, dejaFinances: ['ess-6'] }))).toStrictEqual({
      rivaux,
      conflits: ['ess-3', 'ess-4'],
      dejaFinances: ['ess-6'],
      attestations: {},
    });
  });

  it('d’un territoire demandé, ce qu’il en est au sujet de la demande, et rien du territoire d’aujourd’hui (DEC-48)', () => {
    const modification = { autres: ['ess-2'], modification: true };
    const etat = validee({ modificationTerritoire: DEMANDEE });
    expect(ConflitTerritoireSignale(etat, charge({ ...modification, financees: ['ess-2'] }))).toStrictEqual({
      modificationTerritoire: { ...DEMANDEE, autres: ['ess-2'], financees: ['ess-2'] },
    });
    expect(ConflitTerritoireSignale(etat, charge(modification))).toStrictEqual({
      modificationTerritoire: { ...DEMANDEE, autres: ['ess-2'], financees: [] },
    });
    expect(ConflitTerritoireSignale(validee(), charge(modification))).toStrictEqual({});
  });
});

it('trois dossiers sur un territoire : l’ARS apprend où chacun en est tant qu’elle peut refuser (DEC-56)', () => {
  const etape = (ess: string, le: string, acteur: Role, commande: string, donnees: object = {}) =>
    ({ ess, le, acteur, commande, donnees }) as never;
  const deposer = (ess: string, le: string, engages: number) =>
    etape(ess, le, 'porteur', 'deposer-lettre-intention', {
      specialites: ['dermatologie'],
      departements: ['33'],
      siege: '33',
      medecinsPresents: 140,
      liberaux: 120,
      engages,
    });
  const valider = (ess: string, le: string) =>
    etape(ess, le, 'ars', 'valider-lettre-intention', { motif: 'Besoin établi.' });
  const lignes = simuler({
    titre: 'Trois dossiers',
    etapes: [
      deposer('a', '2026-01-10', 37),
      deposer('b', '2026-01-12', 37),
      deposer('c', '2026-01-14', 30),
      valider('a', '2026-01-20'),
      valider('b', '2026-01-22'),
      etape('a', '2026-02-01', 'porteur', 'renoncer'),
    ],
  });
  const signales = lignes.filter(({ evenement }) => evenement === 'ConflitTerritoireSignale');
  expect(signales.filter(({ ess }) => ess === 'c').map(({ le, regle, rivaux }) => [le, regle, rivaux])).toEqual([
    ['2026-01-14', 'DEC-56', [instruit('a'), instruit('b')]],
    ['2026-01-20', 'ELI-02', [valide('a'), instruit('b')]],
    ['2026-01-22', 'ELI-02', [valide('a'), valide('b')]],
    ['2026-02-01', 'ELI-02', [valide('b')]],
  ]);
  const memes = (ess: string) =>
    signales
      .filter((un) => un.ess === ess && un.identiques !== undefined)
      .map(({ le, identiques }) => [le, identiques]);
  expect(memes('a')).toEqual([
    ['2026-01-12', ['b']],
    ['2026-01-14', ['b']],
  ]);
  expect(memes('b')).toEqual([
    ['2026-01-12', ['a']],
    ['2026-01-14', ['a']],
  ]);
  expect(memes('c')).toEqual([]);
});
