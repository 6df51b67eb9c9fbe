/** Scenarios played without an engine: several ESS on one registry of territories (DEC-15), the clock of the scenario; « et si… » on a real state. */
import { describe, expect, it } from 'vitest';
import { supposer } from '../../../domain/simulation/hypotheses.ts';
import type { Etape } from '../../../domain/simulation/scenario.ts';
import { simuler } from '../../../domain/simulation/simulateur.ts';
import { instant, type Role } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, acte, etatDe, midi, vivre } from './etats.ts';
import { dote } from './paiement-essai.ts';

const etape = (le: string, ess: string, acteur: Role, commande: string, donnees: object = {}): Etape => ({
  le,
  ess,
  acteur,
  commande,
  donnees: { ...donnees },
});
const deposer = (le: string, ess: string, departements: readonly string[], specialite = 'dermatologie') =>
  etape(le, ess, 'porteur', 'deposer-lettre-intention', {
    specialites: [specialite],
    departements,
    siege: departements[0],
  });
const valider = (le: string, ess: string) => etape(le, ess, 'ars', 'valider-lettre-intention', { motif: 'Mûr.' });
const TERRITOIRE = ['TerritoireRevendique', 'TerritoireLibere', 'ConflitTerritoireSignale'];
const jouer = (...etapes: Etape[]) =>
  simuler({ titre: 'Un cas', etapes })
    .filter(({ evenement }) => TERRITOIRE.includes(String(evenement)))
    .map(({ ess, le, evenement, conteste, autres }) => [ess, le, evenement, conteste, autres]);

describe('le registre des territoires d’un scénario', () => {
  const PREMIERE = [deposer('2026-01-05', 'a', ['33']), valider('2026-01-20', 'a')];

  it('une autre spécialité, ou un autre département, ne se heurte à rien', () => {
    expect(
      jouer(
        ...PREMIERE,
        deposer('2026-02-02', 'b', ['33'], 'rhumatologie'),
        valider('2026-02-10', 'b'),
        deposer('2026-02-12', 'c', ['40']),
        valider('2026-02-20', 'c'),
      ),
    ).toEqual([
      ['a', '2026-01-20', 'TerritoireRevendique', false, []],
      ['b', '2026-02-10', 'TerritoireRevendique', false, []],
      ['c', '2026-02-20', 'TerritoireRevendique', false, []],
    ]);
  });

  it('un dépôt qui en recouvre un autre est signalé, une validation, contestée (ELI-02)', () => {
    expect(jouer(...PREMIERE, deposer('2026-02-02', 'b', ['40', '33']), valider('2026-02-10', 'b'))).toEqual([
      ['a', '2026-01-20', 'TerritoireRevendique', false, []],
      ['b', '2026-02-02', 'ConflitTerritoireSignale', undefined, ['a']],
      ['b', '2026-02-10', 'TerritoireRevendique', true, ['a']],
    ]);
  });

  it('celle qui se retire libère : la première à contester l’obtient, la suivante conteste celle-là', () => {
    const lignes = jouer(
      ...PREMIERE,
      deposer('2026-02-02', 'b', ['33']),
      valider('2026-02-10', 'b'),
      deposer('2026-02-12', 'c', ['33']),
      valider('2026-02-20', 'c'),
      etape('2026-03-02', 'a', 'porteur', 'renoncer'),
    );
    expect(lignes.slice(3)).toEqual([
      ['c', '2026-02-12', 'ConflitTerritoireSignale', undefined, ['a', 'b']],
      ['c', '2026-02-20', 'TerritoireRevendique', true, ['a', 'b']],
      ['a', '2026-03-02', 'TerritoireLibere', undefined, undefined],
      ['b', '2026-03-02', 'TerritoireRevendique', false, ['c']],
      ['c', '2026-03-02', 'TerritoireRevendique', true, ['b']],
    ]);
  });

  it('une dérogation à l’unicité lève la contestation, sans la donner à d’autres (DER-02)', () => {
    const deroger = etape('2026-02-16', 'b', 'ars', 'consigner-derogation', { sens: 'accordee', objet: 'unicite' });
    expect(
      jouer(
        ...PREMIERE,
        deposer('2026-02-02', 'b', ['33']),
        valider('2026-02-10', 'b'),
        deroger,
        deposer('2026-02-20', 'c', ['33']),
        valider('2026-02-25', 'c'),
      ).slice(3),
    ).toEqual([
      ['b', '2026-02-16', 'TerritoireRevendique', false, ['a']],
      ['c', '2026-02-20', 'ConflitTerritoireSignale', undefined, ['a', 'b']],
      ['c', '2026-02-25', 'TerritoireRevendique', true, ['a', 'b']],
    ]);
  });
});

describe('l’horloge d’un scénario', () => {
  const depot = deposer('2026-01-05', 'a', ['33']);
  const noms = (reste: object) =>
    simuler({ titre: 'Un cas', etapes: [depot], ...reste }).map(({ le, evenement }) => [le, evenement]);
  it('s’arrête à la dernière étape, ou à la fin qu’il donne', () => {
    expect(noms({})).toEqual([['2026-01-05', 'LettreIntentionDeposee']]);
    expect(noms({ jusquAu: '2026-02-02' })).toHaveLength(1);
    expect(noms({ jusquAu: '2026-02-03' }).slice(1)).toEqual([['2026-02-03', 'RappelEmis']]);
    expect(noms({ jusquAu: '2026-03-09' }).slice(-2)).toEqual([
      ['2026-03-06', 'LettreIntentionValidee'],
      ['2026-03-06', 'TerritoireRevendique'],
    ]);
    expect(noms({ jusquAu: '2026-03-08' }).slice(-1)).toEqual([['2026-03-04', 'RappelEmis']]);
    expect(noms({ jusquAu: '2026-03-07', grace: 1 }).slice(-1)).toEqual([['2026-03-06', 'TerritoireRevendique']]);
  });

  it('une étape a lieu le jour où elle est saisie, et porte sa date', () => {
    const tardive = { ...valider('2026-03-04', 'a'), saisiLe: '2026-03-10' };
    // DEC-33: entered after the silence took effect, the decision made in time replaces it.
    expect(simuler({ titre: 'Un cas', etapes: [depot, tardive] }).slice(-2)).toMatchObject([
      { evenement: 'LettreIntentionValidee', le: '2026-03-04', saisiLe: '2026-03-10', mode: 'expresse' },
      { evenement: 'FaitRectifie', le: '2026-03-10', acteur: 'ars', avant: null, regle: 'DEC-33' },
    ]);
    const horsDelai = { ...tardive, le: '2026-03-06' };
    expect(simuler({ titre: 'Un cas', etapes: [depot, horsDelai] }).at(-1)).toMatchObject({
      evenement: 'CommandeRefusee',
      le: '2026-03-06',
      acteur: 'ars',
      regle: 'DEC-16',
    });
    const aTemps = { ...tardive, saisiLe: '2026-03-08' };
    expect(simuler({ titre: 'Un cas', etapes: [depot, aTemps] }).at(-2)).toMatchObject({
      evenement: 'LettreIntentionValidee',
      mode: 'expresse',
    });
  });

  it('une seule ESS n’est pas nommée ; une date illisible arrête tout', () => {
    expect(simuler({ titre: 'Un cas', etapes: [depot] })[0]).not.toHaveProperty('ess');
    expect(() => simuler({ titre: 'Un cas', etapes: [{ ...depot, le: 'hier' }] })).toThrow(RangeError);
  });
});

describe('« et si… »', () => {
  const deposee = () => vivre(ACTES.ENTREE, '2026-01-20').etat;
  const suite = (...args: Parameters<typeof supposer>) =>
    supposer(...args).suites.map((une) =>
      une.sorte === 'refus' ? ['refus', une.regle, une.phrase] : [une.evenement.le, une.evenement.evenement],
    );
  const VALIDER = acte('valider-lettre-intention', 'ars', '2026-02-20', { motif: 'Mûr.' });

  it('un acte à venir a lieu à la fin de son jour, entre les échéances', () => {
    expect(suite(deposee(), midi('2026-01-20'), [VALIDER], d('2026-02-20'))).toEqual([
      ['2026-02-03', 'RappelEmis'],
      ['2026-02-18', 'RappelEmis'],
      ['2026-02-20', 'LettreIntentionValidee'],
      ['2026-02-20', 'TerritoireRevendique'],
    ]);
  });

  it('un acte du jour, ou d’avant, a lieu maintenant', () => {
    const avant = acte('valider-lettre-intention', 'ars', '2026-01-19', { motif: 'Mûr.' });
    expect(suite(deposee(), midi('2026-01-20'), [avant], d('2026-01-20'))[0]).toEqual([
      '2026-01-19',
      'LettreIntentionValidee',
    ]);
    const trop = instant(midi('2026-03-20'));
    expect(suite(deposee(), trop, [VALIDER], d('2026-03-20')).map(([quoi]) => quoi)).toContain('refus');
  });

  it('un acte refusé le dit, avec sa règle, et le reste suit', () => {
    const refuser = acte('refuser-lettre-intention', 'ars', '2026-01-20', { critere: 'ELI-07' });
    expect(suite(deposee(), midi('2026-01-20'), [refuser, VALIDER], d('2026-02-19'))).toEqual([
      ['refus', 'LI-08', expect.stringContaining('motif') as string],
      ['2026-02-03', 'RappelEmis'],
      ['2026-02-18', 'RappelEmis'],
      ['2026-02-20', 'LettreIntentionValidee'],
      ['2026-02-20', 'TerritoireRevendique'],
    ]);
  });

  it('un acte de date illisible est refusé maintenant', () => {
    const illisible = acte('valider-lettre-intention', 'ars', 'hier');
    expect(suite(deposee(), midi('2026-01-20'), [illisible], d('2026-01-21'))).toEqual([
      ['refus', 'DEC-18', expect.stringContaining('« hier »') as string],
    ]);
  });

  it('un horizon passé ne remonte pas le temps', () => {
    expect(suite(deposee(), midi('2026-01-20'), [], d('2025-01-01'))).toEqual([]);
  });

  it('un territoire reste contesté par les mêmes, sauf dérogation (DEC-15)', () => {
    const etat = deposee();
    const conteste = (changement: object = {}) =>
      supposer(
        { ...etat, conflits: ['ess-2'], ...changement },
        midi('2026-02-10'),
        [acte('valider-lettre-intention', 'ars', '2026-02-10', { motif: 'Mûr.' })],
        d('2026-02-10'),
      ).etat;
    expect(conteste()).toMatchObject({ territoire: 'conteste', conflits: ['ess-2'] });
    expect(conteste({ conflits: [] })).toMatchObject({ territoire: 'revendique', conflits: [] });
    expect(
      conteste({ derogation: { ...etat.derogation, unicite: { sens: 'accordee', le: d('2026-02-05') } } }),
    ).toMatchObject({
      territoire: 'revendique',
    });
  });

  it('les adhérents restent aussi nombreux qu’au dernier dénombrement ; avant le premier, ceux de la liste (DEC-11)', () => {
    const nombre = (etat: ReturnType<typeof dote>) =>
      supposer(etat, midi('2027-05-05'), [], d('2027-05-05')).etat.denombrements;
    expect(nombre({ ...dote(), denombrements: { '1': { date: d('2026-05-04'), nombre: 12 } } })).toMatchObject({
      '2': { nombre: 12 },
    });
    expect(nombre({ ...dote(), denombrements: {} })).toMatchObject({ '1': { nombre: 37 } });
  });

  it('un numéro FINESS est à venir, sans être inventé (FIN-02)', () => {
    const { etat } = vivre(ACTES.CREATION, '2026-02-10');
    const creee = { ...etat, associationLe: d('2026-02-05') };
    expect(supposer(creee, midi('2026-02-10'), [], d('2026-02-10')).etat.finess).toEqual({ numero: '', fermeLe: null });
    expect(supposer(etatDe('close'), midi('2026-06-01'), [], d('2028-01-01')).suites).toEqual([]);
  });
});
