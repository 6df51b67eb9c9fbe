/** Scenario files, before and while they are played: unknown fields, steps out of order, ranks by the name of an event. */
import { describe, expect, it } from 'vitest';
import { champsInconnus, rangsResolus, remarques } from '../../../domain/simulation/controles.ts';
import type { Etape, Scenario } from '../../../domain/simulation/scenario.ts';
import { simuler } from '../../../domain/simulation/simulateur.ts';

const DEPOT: Etape = {
  le: '2026-01-05',
  acteur: 'porteur',
  commande: 'deposer-lettre-intention',
  donnees: { specialites: ['dermatologie'], departements: ['33'], siege: '33', liberaux: 120, engages: 37 },
};
const cas = (etapes: readonly Etape[], reste: Partial<Scenario> = {}): Scenario => ({ titre: 'Cas', etapes, ...reste });

describe('un champ inconnu', () => {
  it('du fichier, d’une étape ou du monde : nommé, avec le plus proche', () => {
    expect(
      champsInconnus({
        titre: 'Cas',
        jusquau: '2026-01-01',
        nAtendPas: [],
        monde: { finesse: 'x', ess: { b: { adherent: {} } } },
        etapes: [DEPOT, { ...DEPOT, saisieLe: '2026-01-06', comande: 'x' }],
      }),
    ).toEqual([
      'champ « jusquau » inconnu ; le plus proche est « jusquAu »',
      'champ « nAtendPas » inconnu ; le plus proche est « nAttendPas »',
      '« monde », champ « finesse » inconnu ; le plus proche est « finess »',
      '« monde » de « b », champ « adherent » inconnu ; le plus proche est « adherents »',
      'étape 2, champ « saisieLe » inconnu ; le plus proche est « saisiLe »',
      'étape 2, champ « comande » inconnu ; le plus proche est « commande »',
    ]);
  });

  it('rien à redire d’un fichier en règle, ni de ce qui n’est pas un scénario', () => {
    expect(champsInconnus(cas([DEPOT], { monde: { adherents: {}, ess: { b: { finess: 'aucun' } } } }))).toEqual([]);
    expect([champsInconnus(null), champsInconnus([]), champsInconnus('x')]).toEqual([[], [], []]);
  });
});

describe('ce qui est signalé', () => {
  it('une étape saisie avant celle qui la précède ; le même jour, non', () => {
    const etapes = [
      DEPOT,
      { ...DEPOT, le: '2026-03-01', commande: 'renoncer', donnees: {} },
      { ...DEPOT, le: '2026-02-01', commande: 'consigner-echange', donnees: {} },
      { ...DEPOT, le: '2026-02-02', saisiLe: '2026-03-01', commande: 'consigner-echange', donnees: {} },
    ];
    expect(remarques(cas(etapes))).toEqual([expect.stringMatching(/^Étape 3 .*après l'étape 2, qui est postérieure/)]);
  });

  it('une donnée que la commande ne connaît pas', () => {
    const etapes = [{ ...DEPOT, donnees: { ...DEPOT.donnees, liberau: 3 } }];
    expect(remarques(cas(etapes))).toEqual([expect.stringContaining('le plus proche est « liberaux »')]);
  });
});

describe('un rang écrit par le nom de son événement', () => {
  const journal = ['LettreIntentionDeposee', 'RappelEmis', 'PaiementExecute', 'RappelEmis', 'PaiementExecute'].map(
    (evenement, place) => ({ rang: place + 1, evenement }),
  );
  const resolu = (donnees: Readonly<Record<string, unknown>>) =>
    rangsResolus({ ...DEPOT, commande: 'corriger', donnees }, journal);

  it('est celui du n-ième de ce nom, où qu’il soit dans les données ; un nombre reste un nombre', () => {
    expect(resolu({ rang: { evenement: 'PaiementExecute', n: 2 }, motif: 'x' })).toEqual({ rang: 5, motif: 'x' });
    expect(resolu({ rang: { evenement: 'PaiementExecute' } })).toEqual({ rang: 3 });
    expect(resolu({ faits: [{ rang: { evenement: 'RappelEmis', n: 2 } }, { rang: 7 }] })).toEqual({
      faits: [{ rang: 4 }, { rang: 7 }],
    });
    expect(rangsResolus({ le: '2026-01-05', acteur: 'ars', commande: 'corriger' }, journal)).toBeUndefined();
  });

  it.each([
    [{ evenement: 'PaiementExecute', n: 3 }, /n° 3 du dossier « a », qui n'en compte que 2/],
    [{ evenement: 'PaiementExecute', n: 0 }, /« rang » est un nombre, ou/],
    [{ n: 1 }, /« rang » est un nombre, ou/],
    [{ evenement: 'PaiementExecute', rang: 1 }, /« rang » est un nombre, ou/],
  ])('%j : dit ce qui manque', (rang, phrase) => {
    expect(() => resolu({ rang })).toThrow(phrase);
  });

  it('est résolu par le simulateur avant l’acte', () => {
    const etapes: Etape[] = [
      DEPOT,
      { le: '2026-02-01', acteur: 'ars', commande: 'corriger', donnees: { rang: { evenement: 'EssClose', n: 1 } } },
    ];
    expect(() => simuler(cas(etapes))).toThrow(
      /« corriger » \(2026-02-01\) : « rang » désigne l'événement « EssClose »/,
    );
  });
});

describe('« monde.finess » : « aucun »', () => {
  const creer: Etape[] = [
    DEPOT,
    { le: '2026-02-02', acteur: 'ars', commande: 'valider-lettre-intention', donnees: { motif: 'Sans avis.' } },
    { le: '2026-02-03', acteur: 'porteur', commande: 'declarer-association' },
  ];
  const finess = (monde: Scenario['monde']) =>
    simuler(cas(creer, monde === undefined ? {} : { monde })).filter(({ evenement }) => evenement === 'FinessAttribue');
  it('le registre ne donne pas de numéro ; l’ARS peut le faire', () => {
    expect(finess(undefined)).toHaveLength(1);
    expect(finess({ finess: 'aucun' })).toEqual([]);
    const donne: Etape = {
      le: '2026-02-10',
      acteur: 'ars',
      commande: 'attribuer-finess',
      donnees: { numero: '330780081' },
    };
    expect(
      simuler(cas([...creer, donne], { monde: { finess: 'aucun' } })).find(({ mode }) => mode === 'manuel'),
    ).toMatchObject({ evenement: 'FinessAttribue', numero: '330780081' });
  });
});
