/** Who else is on a territory: where each stands, whose letter is the same, who was financed there. ELI-02, DEC-56, DEC-57. */
import { describe, expect, it } from 'vitest';
import { chevauche, dejaFinancee, dejaFinancesAutour, regarder, statutRival } from '../../../domain/creation/rivaux.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre } from './etats.ts';
import { ORDONNE, dote, execute, paye, signe } from './paiement-essai.ts';

const deposee = (ess = 'ess-2', changement: Partial<Etat> = {}): Etat => ({
  ...vivre(ACTES.ENTREE, '2026-01-20').etat,
  ess,
  ...changement,
});
const validee = (): Etat => vivre(ACTES.CREATION, '2026-02-10').etat;
const refusee = (): Etat => {
  const { li } = validee();
  return { ...deposee(), li: li && { ...li, decision: { sens: 'refusee', mode: 'expresse', le: d('2026-02-02') } } };
};

describe('un territoire en commun (ELI-02)', () => {
  const de = (specialites: string[], departements: string[]) => ({ specialites, departements });
  it('un seul département et une seule spécialité communs suffisent, d’un côté comme de l’autre', () => {
    const large = de(['dermatologie', 'rhumatologie'], ['33', '40']);
    expect(chevauche(large, de(['dermatologie'], ['40']))).toBe(true);
    expect(chevauche(de(['rhumatologie'], ['33']), large)).toBe(true);
    expect(chevauche(large, de(['rhumatologie', 'cardiologie'], ['24', '33']))).toBe(true);
  });

  it('la même spécialité ailleurs, ou une autre au même endroit, n’en font pas un', () => {
    const gironde = de(['dermatologie'], ['33']);
    expect(chevauche(gironde, de(['dermatologie'], ['40']))).toBe(false);
    expect(chevauche(gironde, de(['rhumatologie'], ['33']))).toBe(false);
  });
});

describe('où en est un rival (DEC-56)', () => {
  it('en instruction, puis validé, puis en cours, et validé entre les deux contrats', () => {
    expect([deposee(), validee(), signe(), dote()].map(statutRival)).toEqual([
      'en-instruction',
      'validee',
      'en-cours',
      'en-cours',
    ]);
    const { amorcage } = paye();
    expect(statutRival({ ...paye(), amorcage: { ...amorcage, fin: 'termine', finiLe: d('2026-12-10') } })).toBe(
      'validee',
    );
    // The amorçage is over, the dotation alone runs.
    expect(statutRival({ ...dote(), amorcage: { ...amorcage, fin: 'termine', finiLe: d('2026-12-10') } })).toBe(
      'en-cours',
    );
  });

  it('dès la validation, avant même que son territoire ne soit revendiqué', () => {
    expect(statutRival({ ...validee(), territoire: 'libre' })).toBe('validee');
  });

  it('sans lettre d’intention, c’est sa revendication, tenue ou contestée, qui la fait valider', () => {
    const existante = (territoire: Etat['territoire']) =>
      statutRival(
        deposee('ess-2', {
          regime: 'en-fonctionnement-a-mettre-en-conformite',
          li: null,
          phase: 'creation',
          territoire,
        }),
      );
    expect([existante('libre'), existante('revendique'), existante('conteste')]).toEqual([
      'en-instruction',
      'validee',
      'validee',
    ]);
  });

  it('n’en est plus un : rien d’arrivé, refusé, renoncé, clos, territoire libéré', () => {
    expect(statutRival(etatInitial('ess-2'))).toBeNull();
    expect(statutRival(refusee())).toBeNull();
    expect(statutRival(deposee('ess-2', { renonceeLe: d('2026-01-15') }))).toBeNull();
    expect(statutRival(vivre(ACTES.CLOSE, '2026-06-01').etat)).toBeNull();
    expect(statutRival({ ...validee(), phase: 'close' })).toBeNull();
    expect(statutRival({ ...validee(), territoire: 'libere' })).toBeNull();
  });
});

describe('qui a déjà été financé (DEC-57)', () => {
  const paiements = (un: Etat['paiements']): Etat => ({ ...validee(), paiements: un });
  it('une part d’amorçage exécutée y suffit, quoi que le dossier soit devenu ; ni un ordre, ni une dotation', () => {
    expect(dejaFinancee(paiements({ 'amorcage-1': execute('2026-02-20') }))).toBe(true);
    expect(dejaFinancee({ ...paiements({ 'amorcage-1': execute('2026-02-20') }), phase: 'close' })).toBe(true);
    expect(dejaFinancee(paiements({ 'amorcage-1': ORDONNE, 'amorcage-2': execute('2026-04-23') }))).toBe(true);
    expect(dejaFinancee(paiements({ 'amorcage-1': ORDONNE }))).toBe(false);
    expect(dejaFinancee(paiements({ 'dotation-1': execute('2026-05-20') }))).toBe(false);
    expect(dejaFinancee(paiements({ 'amorcage-1': ORDONNE, 'dotation-1': execute('2026-05-20') }))).toBe(false);
    expect(dejaFinancee(paiements({}))).toBe(false);
  });

  it('autour de soi : les autres du territoire, ni soi-même, ni ceux d’ailleurs', () => {
    const financee = (ess: string, changement: Partial<Etat> = {}): Etat => ({ ...paye(), ess, ...changement });
    const soi = deposee('ess-1');
    expect(
      dejaFinancesAutour(soi, [
        financee('ess-1'),
        financee('ess-2'),
        financee('ess-3', { departements: ['40'] }),
        financee('ess-4', { specialites: ['rhumatologie'] }),
        deposee('ess-5'),
        financee('ess-6', { departements: ['24', '33'], phase: 'close' }),
      ]),
    ).toStrictEqual({ dejaFinances: ['ess-2', 'ess-6'] });
    expect(dejaFinancesAutour(soi, [financee('ess-1'), deposee('ess-2')])).toStrictEqual({});
  });
});

describe('ce qu’un dossier apprend des autres (DEC-56)', () => {
  const soi = () => deposee('ess-1');
  it('seul, rien ; lui-même et ceux d’ailleurs n’en sont pas', () => {
    expect(regarder(soi(), [soi(), deposee('ess-2', { departements: ['40'] })])).toStrictEqual({});
  });

  it('chaque rival, par ordre de nom, où qu’il en soit ; celui qui a fini n’est dit que s’il fut financé', () => {
    const tous = [
      { ...paye(), ess: 'ess-4' },
      { ...validee(), ess: 'ess-3' },
      deposee('ess-5', { siege: '40' }),
      { ...refusee(), ess: 'ess-6' },
      { ...paye(), ess: 'ess-2', phase: 'close' as const },
      soi(),
    ];
    expect(regarder(soi(), tous)).toStrictEqual({
      rivaux: [
        { ess: 'ess-3', statut: 'validee' },
        { ess: 'ess-4', statut: 'en-cours' },
        { ess: 'ess-5', statut: 'en-instruction' },
      ],
      dejaFinances: ['ess-2', 'ess-4'],
    });
  });

  describe('la même lettre, envoyée deux fois', () => {
    const identiques = (...tous: readonly Etat[]) => regarder(soi(), tous).identiques;
    it('mêmes spécialités, territoire, siège et effectifs, dits dans un ordre ou un autre', () => {
      expect(identiques(deposee('ess-3'), deposee('ess-2'))).toEqual(['ess-2', 'ess-3']);
      const deux = { departements: ['33', '40'], specialites: ['dermatologie', 'rhumatologie'] };
      const retournes = { departements: ['40', '33', '40'], specialites: ['rhumatologie', 'dermatologie'] };
      expect(regarder(deposee('ess-1', deux), [deposee('ess-2', retournes)]).identiques).toEqual(['ess-2']);
    });

    it.each<[string, Partial<Etat>]>([
      ['une spécialité de plus', { specialites: ['dermatologie', 'rhumatologie'] }],
      ['un département de plus', { departements: ['33', '40'] }],
      ['un autre siège', { siege: '40' }],
      ['d’autres médecins présents', { effectifs: { medecinsPresents: 119, liberaux: 120, engages: 37 } }],
      ['d’autres libéraux', { effectifs: { medecinsPresents: 120, liberaux: 119, engages: 37 } }],
      ['d’autres engagés', { effectifs: { medecinsPresents: 120, liberaux: 120, engages: 36 } }],
      ['sans lettre d’intention', { li: null, regime: 'en-projet-avec-amorcage-ars' }],
    ])('%s : un rival, et non la même', (_, changement) => {
      expect(regarder(soi(), [deposee('ess-2', changement)])).toStrictEqual({
        rivaux: [{ ess: 'ess-2', statut: 'en-instruction' }],
      });
    });

    it('validée ou refusée, elle n’est plus la même lettre', () => {
      expect(identiques({ ...validee(), ess: 'ess-2' }, { ...refusee(), ess: 'ess-3' })).toBeUndefined();
    });
  });
});
