/** What the case asks the outside world, and what the answers become (ELI-02, DEC-11, DEC-15, FIN-02). */
import { describe, expect, it } from 'vitest';
import { demandes, repondre } from '../../../domain/demandes.ts';
import type { Demande, Reponses, TypeDemande } from '../../../domain/demandes.types.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import { d } from './dernier-acte.ts';
import { ACTES, etatDe, midi, vivre } from './etats.ts';
import { dote, paye } from './paiement-essai.ts';
import { reexamen } from '../../../domain/creation/territoire.ts';

const AUCUNE: ReadonlySet<string> = new Set();
const posees = (etat: Etat, le = '2026-06-01', repondues = AUCUNE) => demandes(etat, midi(le), repondues);
const deposee = (changement: Partial<Etat> = {}): Etat => ({
  ...vivre(ACTES.ENTREE, '2026-01-20').etat,
  ...changement,
});
const validee = (changement: Partial<Etat> = {}): Etat => ({
  ...vivre(ACTES.CREATION, '2026-02-10').etat,
  territoire: 'libre',
  ...changement,
});
const TERRITOIRE = { ess: 'ess-1', specialites: ['dermatologie'], departements: ['33'] };
const SIGNALER = {
  type: 'signaler-conflits',
  cle: 'ess-1/signaler-conflits',
  le: '2026-01-05',
  ...TERRITOIRE,
  derogation: false,
  siege: '33',
  effectifs: { medecinsPresents: 120, liberaux: 120, engages: 37 },
};
const REVENDIQUER = {
  type: 'revendiquer-territoire',
  cle: 'ess-1/revendiquer-territoire',
  le: '2026-02-02',
  ...TERRITOIRE,
  derogation: false,
};
const unicite = (sens: 'accordee' | 'refusee'): Etat['derogation'] => ({
  ...deposee().derogation,
  unicite: { sens, le: d('2026-03-01') },
});
const sansFiness = (etat: Etat): Etat => ({ ...etat, finess: null });

describe('ce qui est demandé du territoire', () => {
  it('dès l’entrée, les conflits à signaler à l’ARS (ELI-02)', () => {
    expect(posees(deposee())).toEqual([SIGNALER]);
    expect(posees(deposee({ entreeLe: null }))).toEqual([]);
  });

  it('à la validation de la lettre, et non à son refus, le territoire (DEC-15)', () => {
    expect(posees(validee())).toEqual([REVENDIQUER]);
    const { li } = validee();
    const refusee = validee({
      li: li && { ...li, decision: { sens: 'refusee', mode: 'expresse', le: d('2026-02-02') } },
    });
    expect(posees(refusee)).toEqual([SIGNALER]);
    expect(posees(validee({ li: null }))).toEqual([SIGNALER]);
  });

  it('en régime A, à la conformité ; en B et C, à la signature de l’amorçage', () => {
    const { transition, amorcage } = validee();
    const regimeA = (conformite: boolean | null) =>
      validee({
        regime: 'en-fonctionnement-conforme',
        transition: { ...transition, conformite, conformiteLe: d('2026-02-05') },
      });
    expect(posees(regimeA(true))).toEqual([{ ...REVENDIQUER, le: '2026-02-05' }]);
    expect(posees(regimeA(false))).toEqual([SIGNALER]);
    expect(posees(regimeA(null))).toEqual([SIGNALER]);
    const signe = { ...amorcage, concluLe: d('2026-02-08') };
    for (const regime of ['en-fonctionnement-a-mettre-en-conformite', 'en-projet-avec-amorcage-ars'] as const) {
      expect(posees(validee({ regime }))).toEqual([SIGNALER]);
      expect(posees(validee({ regime, amorcage: signe, finess: { numero: 'x', fermeLe: null } }))).toEqual([
        { ...REVENDIQUER, le: '2026-02-08' },
      ]);
    }
  });

  it('une fois : tenu ou contesté, il n’est plus demandé', () => {
    for (const territoire of ['revendique', 'conteste'] as const) expect(posees(validee({ territoire }))).toEqual([]);
  });

  it('libéré, il ne l’est que si ce qui l’avait libéré est repris (DEC-35), et sous une clé nouvelle à chaque fois', () => {
    const libere = { territoire: 'libere', liberations: 2 } as const;
    expect(posees(validee({ ...libere, renonceeLe: d('2026-02-05') }))).toEqual([]);
    expect(posees(validee(libere))).toEqual([
      { ...REVENDIQUER, cle: 'ess-1/revendiquer-territoire/retour/2', le: validee().dernierLe },
    ]);
  });

  it('contesté, il l’est à nouveau quand la CPN déroge à l’unicité (DER-02), à la date de sa décision', () => {
    const conteste = (sens: 'accordee' | 'refusee') => validee({ territoire: 'conteste', derogation: unicite(sens) });
    expect(posees(conteste('accordee'))).toEqual([
      { ...REVENDIQUER, cle: 'ess-1/revendiquer-territoire/derogation', le: '2026-03-01', derogation: true },
    ]);
    expect(posees(conteste('refusee'))).toEqual([]);
    expect(posees(validee({ derogation: unicite('accordee') }))).toEqual([{ ...REVENDIQUER, derogation: true }]);
    expect(posees(validee({ derogation: unicite('accordee'), territoire: 'revendique' }))).toEqual([]);
  });
});

describe('le numéro FINESS et le dénombrement', () => {
  it('le numéro, dès qu’il peut être attribué, en dernier (FIN-02)', () => {
    const creee = validee({ associationLe: d('2026-02-03') });
    const FINESS = { type: 'attribuer-finess', cle: 'ess-1/attribuer-finess', ess: 'ess-1', departement: '33' };
    expect(posees(creee)).toEqual([REVENDIQUER, FINESS]);
    expect(posees({ ...creee, finess: { numero: '330000001', fermeLe: null } })).toEqual([REVENDIQUER]);
    expect(posees(creee, '2026-02-10', new Set(['ess-1/revendiquer-territoire']))).toEqual([FINESS]);
  });

  it('les adhérents, à la signature de la dotation puis à chaque anniversaire, ce jour compris (DEC-11)', () => {
    const compter = (etat: Etat, le: string) => posees(etat, le).filter(({ type }) => type === 'denombrer-adherents');
    const premiere = { ...dote(), denombrements: {} };
    const question = (cycle: number, date: string) => ({
      type: 'denombrer-adherents',
      cle: `ess-1/denombrer-adherents/${cycle}/${date}`,
      ess: 'ess-1',
      date,
      cycle,
      specialites: ['dermatologie'],
    });
    expect(compter(premiere, '2026-05-10')).toEqual([question(1, '2026-05-04')]);
    expect(compter(dote(), '2027-05-03')).toEqual([]);
    expect(compter(dote(), '2027-05-04')).toEqual([question(2, '2027-05-04')]);
    expect(compter(paye(), '2026-05-10')).toEqual([]);
    // Ended, its years are still to be known when they never were (DEC-33); none begins after its end.
    const fini = { ...premiere.dotation, fin: 'resilie', finiLe: d('2026-05-08') } as const;
    expect(compter({ ...premiere, dotation: fini }, '2026-05-10')).toEqual([question(1, '2026-05-04')]);
    expect(compter({ ...dote(), dotation: fini }, '2027-05-04')).toEqual([]);
    expect(posees(sansFiness({ ...premiere, territoire: 'libre' }), '2026-05-10').map(({ type }) => type)).toEqual([
      'revendiquer-territoire',
      'denombrer-adherents',
      'attribuer-finess',
    ]);
  });

  it('rien d’un dossier clos, ni d’un dossier où rien n’est arrivé', () => {
    expect(posees({ ...etatDe('close'), territoire: 'libre' })).toEqual([]);
    expect(posees({ ...etatInitial('ess-1'), entreeLe: d('2026-01-05') })).toEqual([]);
  });
});

describe('ce que deviennent les réponses', () => {
  const reponse = <T extends TypeDemande>(
    etat: Etat,
    demande: Demande & { type: T },
    dite: Reponses[T],
    le = '2026-06-01',
  ) =>
    repondre(etat, demande, dite, midi(le)).map(({ regle, le: date, evenement, ...reste }) => ({
      evenement,
      regle,
      le: date,
      reste,
    }));
  const noms = (faits: readonly { evenement: string }[]) => faits.map(({ evenement }) => evenement);
  const signaler = SIGNALER as unknown as Demande & { type: 'signaler-conflits' };
  const revendiquer = REVENDIQUER as unknown as Demande & { type: 'revendiquer-territoire' };

  it('des conflits signalés, s’il y en a (ELI-02)', () => {
    expect(reponse(deposee(), signaler, { autres: [] })).toEqual([]);
    expect(reponse(deposee(), signaler, { autres: ['ess-2'] })).toEqual([
      {
        evenement: 'ConflitTerritoireSignale',
        regle: 'ELI-02',
        le: '2026-01-05',
        reste: { acteur: 'systeme', autres: ['ess-2'] },
      },
    ]);
  });

  it('un territoire revendiqué, ou contesté ; un conflit nouveau se signale, un conflit connu ne se répète pas (DEC-15)', () => {
    expect(reponse(validee(), revendiquer, { conteste: false, autres: [] })).toEqual([
      {
        evenement: 'TerritoireRevendique',
        regle: 'DEC-15',
        le: '2026-02-02',
        reste: { acteur: 'systeme', conteste: false, autres: [] },
      },
    ]);
    expect(reponse(validee(), revendiquer, { conteste: true, autres: ['ess-2'] })).toMatchObject([
      { evenement: 'ConflitTerritoireSignale', regle: 'DEC-15', le: '2026-02-02', reste: { autres: ['ess-2'] } },
      { evenement: 'TerritoireRevendique', reste: { conteste: true, autres: ['ess-2'] } },
    ]);
    const connu = validee({ conflits: ['ess-2'] });
    expect(noms(reponse(connu, revendiquer, { conteste: true, autres: ['ess-2'] }))).toEqual(['TerritoireRevendique']);
    expect(noms(reponse(connu, revendiquer, { conteste: true, autres: ['ess-2', 'ess-3'] }))).toHaveLength(2);
    expect(noms(reponse(validee(), revendiquer, { conteste: false, autres: ['ess-2'] }))).toEqual([
      'TerritoireRevendique',
    ]);
  });

  it('un territoire contesté que personne ne rend reste contesté, sans rien redire', () => {
    const conteste = validee({ territoire: 'conteste', conflits: ['ess-2'] });
    const encore = reexamen(conteste, 'ess-4', d('2026-05-01')) as Demande & { type: 'revendiquer-territoire' };
    expect(reponse(conteste, encore, { conteste: true, autres: ['ess-2'] })).toEqual([]);
    expect(reponse(conteste, encore, { conteste: true, autres: ['ess-3'] })).toHaveLength(2);
    expect(reponse(conteste, encore, { conteste: false, autres: ['ess-2'] })).toMatchObject([
      { evenement: 'TerritoireRevendique', le: '2026-05-01', reste: { conteste: false } },
    ]);
    const deux = { ...conteste, conflits: ['ess-2', 'ess-3'] };
    expect(reponse(deux, encore, { conteste: true, autres: ['ess-2', 'ess-3'] })).toEqual([]);
    expect(reponse(deux, encore, { conteste: true, autres: ['ess-2ess-3'] })).toHaveLength(2);
    expect(reponse(validee({ territoire: 'revendique' }), encore, { conteste: false, autres: [] })).toEqual([]);
  });

  it('un numéro FINESS, daté du jour où il est donné (FIN-01)', () => {
    const creee = validee({ associationLe: d('2026-02-03') });
    const [, attribuer] = posees(creee);
    if (attribuer?.type !== 'attribuer-finess') throw new Error('no such question');
    expect(reponse(creee, attribuer, { numero: '330000001' }, '2026-02-12')[0]).toEqual({
      evenement: 'FinessAttribue',
      regle: 'FIN-01',
      le: '2026-02-12',
      reste: { acteur: 'systeme', numero: '330000001', mode: 'automatique' },
    });
    for (const territoire of ['libre', 'conteste'] as const)
      expect(
        reponse({ ...creee, territoire, finess: { numero: '330000001', fermeLe: null } }, attribuer, { numero: 'x' }),
      ).toEqual([]);
  });

  it('un dénombrement, à sa date ; sans adhérent connu, celui de la liste nominative (DEC-11)', () => {
    const etat: Etat = { ...dote(), denombrements: {}, paiements: {} };
    const compter = posees(etat, '2026-05-10').find(({ type }) => type === 'denombrer-adherents');
    if (compter?.type !== 'denombrer-adherents') throw new Error('no such question');
    const nombre = (cas: Etat, dit: number | null) => repondre(cas, compter, { nombre: dit }, midi('2026-05-10'))[0];
    expect(nombre(etat, 12)).toMatchObject({
      evenement: 'AdherentsDenombres',
      regle: 'DEC-11',
      le: '2026-05-04',
      date: '2026-05-04',
      nombre: 12,
      cycle: 1,
    });
    expect(nombre(etat, 0)).toMatchObject({ nombre: 0 });
    expect(nombre(etat, null)).toMatchObject({ nombre: 37 });
    expect(nombre({ ...etat, listeNominative: null }, null)).toMatchObject({ nombre: 0 });
  });
});

describe('quand une autre ESS libère son territoire (DEC-15)', () => {
  it('seul un dossier qui conteste le redemande, sous un nom propre à cette libération', () => {
    expect(reexamen(validee({ territoire: 'conteste' }), 'ess-2', d('2026-05-01'))).toEqual({
      ...REVENDIQUER,
      cle: 'ess-1/revendiquer-territoire/liberation/ess-2',
      le: '2026-05-01',
    });
    for (const territoire of ['libre', 'revendique', 'libere'] as const)
      expect(reexamen(validee({ territoire }), 'ess-2', d('2026-05-01'))).toBeNull();
    expect(reexamen({ ...etatDe('close'), territoire: 'conteste' }, 'ess-2', d('2026-05-01'))).toBeNull();
  });
});
