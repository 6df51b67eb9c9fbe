/** DEC-29, DEC-34 — what the events of rectifications leave in the state: dates that still wait, the proposal, and whose it is. */
import { describe, expect, it } from 'vitest';
import { decider } from '../../../domain/decider.ts';
import { etatInitial, type Etat } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer, evoluerTous } from '../../../domain/evoluer.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, acte, midi, vivre } from './etats.ts';

const LE = '2026-02-10';
const avec = (changement: Partial<Etat>): Etat => ({ ...vivre(ACTES.CREATION, LE).etat, ...changement });
const evenement = (nom: string, acteur: Role | 'systeme', charge: object): Evenement =>
  ({ evenement: nom, acteur, regle: 'DEC-34', le: LE, ...charge }) as unknown as Evenement;
const declaree = (declareLe: string) => ({ declareLe: d(declareLe), saisiLe: d('2026-02-09') });
const DEUX = { 2: declaree('2026-01-30'), 12: declaree('2026-01-31') };

describe('une date déclarée qui reçoit sa réponse n’attend plus ; les autres attendent toujours (DEC-29)', () => {
  it.each(['DateConfirmee', 'DateContestee'])('%s', (nom) => {
    const repondue = evoluer(avec({ aConfirmer: DEUX }), evenement(nom, 'ars', { rang: 2, declareLe: '2026-01-30' }));
    expect(repondue.aConfirmer).toEqual({ 12: DEUX[12] });
    const derniere = evoluer(repondue, evenement(nom, 'caisse', { rang: 12, declareLe: '2026-01-31' }));
    expect(derniere.aConfirmer).toEqual({});
  });

  it.each(['confirmee', 'contestee'] as const)('de deux actes du porteur saisis après leur date, l’un %s', (sens) => {
    const preuve = { nature: 'courrier-recommande' };
    const [[, , , entree = {}] = []] = ACTES.ENTREE as readonly [(typeof ACTES.ENTREE)[number]];
    const dossier = vivre([], '2026-01-08');
    dossier.commander(acte('deposer-lettre-intention', 'porteur', '2026-01-05', { ...entree, preuve }));
    dossier.avancer(midi('2026-01-12'));
    dossier.commander(
      acte('demander-pieces-lettre-intention', 'ars', '2026-01-12', { piecesManquantes: ['gouvernance'] }),
    );
    dossier.avancer(midi('2026-01-16'));
    dossier.commander(acte('completer-lettre-intention', 'porteur', '2026-01-14', { preuve }));
    const [depot, completion] = Object.keys(dossier.etat.aConfirmer).map(Number);
    expect([depot, dossier.etat.aConfirmer]).toEqual([
      1,
      {
        1: { declareLe: '2026-01-05', saisiLe: '2026-01-08' },
        [String(completion)]: { declareLe: '2026-01-14', saisiLe: '2026-01-16' },
      },
    ]);
    const donnees = { rang: completion, sens, motif: 'Le cachet de la poste.' };
    expect(dossier.commander(acte('confirmer-date', 'caisse', '2026-01-16', donnees))).not.toBeInstanceOf(Refus);
    expect(dossier.etat.aConfirmer).toEqual({ 1: { declareLe: '2026-01-05', saisiLe: '2026-01-08' } });
  });
});

describe('une rectification proposée (DEC-34)', () => {
  it.each([
    ['ars', 'ars'],
    ['caisse', 'caisse'],
  ] as const)('par %s est la sienne, au rang de sa proposition, jusqu’à son dernier jour', (acteur, proposeePar) => {
    const etat = avec({});
    const proposee = evoluer(etat, evenement('RectificationProposee', acteur, { dateLimite: '2026-03-10' }));
    expect(proposee.rectification).toEqual({ rang: etat.rang + 1, proposeePar, dateLimite: '2026-03-10' });
    expect(proposee.rang).toBe(etat.rang + 1);
  });

  const EN_ATTENTE = { rang: 9, proposeePar: 'ars', dateLimite: d('2026-03-10') } as const;
  it.each<[string, Role, object, boolean]>([
    ['l’accord de l’autre autorité', 'caisse', { rang: 9, sens: 'approuvee', partie: 'caisse' }, false],
    ['son refus', 'caisse', { rang: 9, sens: 'refusee', partie: 'caisse' }, false],
    [
      'l’opposition du porteur, portée au dossier',
      'porteur',
      { rang: 9, sens: 'refusee', partie: 'association' },
      true,
    ],
    ['la réponse à une autre', 'caisse', { rang: 8, sens: 'approuvee', partie: 'caisse' }, true],
  ])('attend encore après %s ?', (_, acteur, charge, attend) => {
    const apres = evoluer(avec({ rectification: EN_ATTENTE }), evenement('RectificationApprouvee', acteur, charge));
    expect(apres.rectification).toEqual(attend ? EN_ATTENTE : null);
  });

  it('une réponse que rien n’attend ne change rien', () => {
    const etat = avec({ rectification: null });
    const tard = evenement('RectificationApprouvee', 'caisse', { rang: 9, sens: 'approuvee', partie: 'caisse' });
    expect(evoluerTous(etat, [tard]).rectification).toBeNull();
  });
});

describe('ce qui se décide sur le journal ne se décide pas sur l’état seul (DEC-33)', () => {
  it.each([
    ['corriger', 'ars', { rang: 1, champ: 'le', valeur: '2026-01-06', motif: 'Erreur de saisie.' }],
    ['annuler', 'ars', { rang: 1, motif: 'Erreur de saisie.' }],
    ['confirmer-date', 'ars', { rang: 1, sens: 'confirmee' }],
    ['approuver-rectification', 'caisse', { rang: 1, sens: 'approuvee' }],
    ['reprendre', 'ars', { faits: [{ commande: 'renoncer', acteur: 'porteur', donnees: { le: LE } }] }],
  ] as const)('« %s »', (commande, acteur, donnees) => {
    const etat = commande === 'reprendre' ? etatInitial('ess-1') : avec({});
    const refus = decider(etat, acte(commande, acteur, LE, donnees), midi(LE));
    expect(refus).toBeInstanceOf(Refus);
    expect(refus).toMatchObject({
      regle: 'DEC-33',
      nature: 'etat',
      message: 'Une rectification se décide sur le journal du dossier, relu en entier.',
    });
  });
});
