/** A second amorçage where one was paid: what holds it back, who lifts it, by what. AMO-05, DEC-57. */
import { describe, expect, it } from 'vitest';
import {
  apresRegard,
  decisionsAutreEss,
  dejaFinanceeAilleurs,
  evolutionsAutreEss,
  exigerAutreEss,
} from '../../../domain/creation/autre-ess.ts';
import type { Commande } from '../../../domain/commandes.ts';
import type { Etat } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluerTous } from '../../../domain/evoluer.ts';
import { Refus } from '../../../domain/refus.ts';
import { d, juger } from './dernier-acte.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';
import { phrase, premier, sur } from './paiement-essai.ts';

const LE = '2026-02-10';
const MOTIF = { motif: 'Autre équipe.' };
const ARS = { ars: d('2026-02-05') };
const CAISSE = { caisse: d('2026-02-06') };
const situation = (changement: Partial<Etat> = {}): Etat => ({
  ...vivre(ACTES.CREATION, LE).etat,
  dejaFinances: ['ess-2'],
  ...changement,
});
const unicite = (sens: 'accordee' | 'refusee'): Partial<Etat> => ({
  derogation: { ...situation().derogation, unicite: { sens, le: d('2026-02-04') } },
});
const retenue = (changement: Partial<Etat> = {}) => dejaFinanceeAilleurs(situation(changement));
const signer: Acte = [LE, 'porteur', 'signer-contrat-amorcage'];
const attester = (acteur: 'ars' | 'caisse', donnees: object = MOTIF, le = LE): Acte => [
  le,
  acteur,
  'attester-autre-ess',
  donnees,
];
const essayer = (quoi: () => unknown): Refus | undefined => {
  try {
    quoi();
    return undefined;
  } catch (erreur) {
    if (erreur instanceof Refus) return erreur;
    throw erreur;
  }
};

describe('un amorçage déjà versé sur ce territoire (AMO-05)', () => {
  it('retient le suivant tant que l’ARS et la caisse n’ont pas attesté toutes deux (DEC-57)', () => {
    expect(retenue()).toBe(true);
    expect(retenue({ attestations: ARS })).toBe(true);
    expect(retenue({ attestations: CAISSE })).toBe(true);
    expect(retenue({ attestations: { ...ARS, ...CAISSE } })).toBe(false);
    expect(retenue({ dejaFinances: [] })).toBe(false);
  });

  it('ne retient pas celui à qui la CPN accorde de déroger à l’unicité, et retient celui à qui elle le refuse (DER-02)', () => {
    expect(retenue(unicite('accordee'))).toBe(false);
    expect(retenue(unicite('refusee'))).toBe(true);
  });

  it('le refus de signer dit quelles attestations manquent, et elles seules', () => {
    const manque = (changement: Partial<Etat> = {}) => essayer(() => exigerAutreEss(situation(changement)));
    const refus = manque();
    expect(refus && juger(refus)).toEqual(['etat', 'AMO-05']);
    expect(refus?.message).toContain("Un crédit d'amorçage a déjà été versé");
    expect(refus?.message).toContain('attendue : ars, caisse)');
    expect(manque({ attestations: ARS })?.message).toContain('attendue : caisse)');
    expect(manque({ attestations: CAISSE })?.message).toContain('attendue : ars)');
    expect(manque({ attestations: { ...ARS, ...CAISSE } })).toBeUndefined();
    expect(manque({ dejaFinances: [] })).toBeUndefined();
  });

  it('jusqu’à la seconde attestation, le contrat ne se signe pas', () => {
    const attestee = (etat: Etat, acteur: 'ars' | 'caisse') =>
      evoluerTous(etat, [premier(etat, attester(acteur)) as unknown as Evenement]);
    const creee = { ...vivre(ACTES.AMORCAGE.slice(0, -3), LE).etat, dejaFinances: ['ess-2'] };
    expect(sur(creee, signer)).toEqual(['etat', 'AMO-05']);
    const une = attestee(creee, 'caisse');
    expect(une.attestations).toEqual({ caisse: LE });
    expect(sur(une, signer)).toEqual(['etat', 'AMO-05']);
    expect(sur(attestee(une, 'ars'), signer)).toBe('accepté');
  });
});

describe('attester qu’il s’agit d’une autre équipe (DEC-57)', () => {
  it('chaque autorité pour elle-même, de ceux qui étaient connus', () => {
    for (const acteur of ['ars', 'caisse'] as const)
      expect(premier(situation(), attester(acteur))).toMatchObject({
        evenement: 'AutreEssAttestee',
        regle: 'DEC-57',
        partie: acteur,
        autres: ['ess-2'],
      });
  });

  it('avec un motif, une fois chacune, et seulement si quelqu’un fut financé', () => {
    expect(sur(situation(), attester('ars', {}))).toEqual(['regle', 'DEC-57']);
    expect(sur(situation({ attestations: ARS }), attester('ars'))).toEqual(['etat', 'DEC-57']);
    expect(phrase(situation({ attestations: ARS }), attester('ars'))).toContain('déjà attesté');
    expect(sur(situation({ attestations: ARS }), attester('caisse'))).toBe('accepté');
    expect(sur(situation({ dejaFinances: [] }), attester('ars'))).toEqual(['etat', 'DEC-57']);
    expect(phrase(situation({ dejaFinances: [] }), attester('ars'))).toContain('rien à attester');
  });

  it('pas avant l’entrée du dossier dans la procédure (DEC-18)', () => {
    expect(sur(situation(), attester('ars', MOTIF, '2026-01-05'), LE)).toBe('accepté');
    expect(sur(situation(), attester('ars', MOTIF, '2026-01-04'), LE)).toEqual(['donnees', 'DEC-18']);
    // The chapter says it by itself too, whatever was looked at before it.
    const seul = (changement: Partial<Etat> = {}) =>
      essayer(() =>
        decisionsAutreEss['attester-autre-ess'](
          situation(changement),
          acte('attester-autre-ess', 'ars', '2026-01-04', MOTIF) as Commande<'attester-autre-ess'>,
          { maintenant: midi(LE), aujourdhui: d(LE) },
        ),
      );
    const refus = seul();
    expect(refus && juger(refus)).toEqual(['regle', 'DEC-18']);
    expect(refus?.message).toContain("l'entrée dans la procédure");
    expect(seul({ entreeLe: null })).toBeUndefined();
  });

  it('ne laisse d’attestation que celle d’une autorité', () => {
    const apres = (partie: string) =>
      evolutionsAutreEss.AutreEssAttestee(situation({ attestations: ARS }), {
        partie,
        le: LE,
      } as unknown as Evenement<'AutreEssAttestee'>);
    expect(apres('caisse')).toEqual({ attestations: { ars: '2026-02-05', caisse: LE } });
    expect(apres('association')).toEqual({});
  });
});

describe('les attestations valent de ceux qu’elles visaient (DEC-57)', () => {
  const attestees = situation({ dejaFinances: ['ess-2', 'ess-3'], attestations: { ...ARS, ...CAISSE } });
  it('des mêmes, ou de moins, elles restent', () => {
    for (const connus of [['ess-2', 'ess-3'], ['ess-3', 'ess-2'], ['ess-3'], []])
      expect(apresRegard(attestees, connus)).toStrictEqual({ dejaFinances: connus });
  });

  it('d’un de plus, elles sont à redonner', () => {
    expect(apresRegard(attestees, ['ess-2', 'ess-4'])).toStrictEqual({
      dejaFinances: ['ess-2', 'ess-4'],
      attestations: {},
    });
    expect(apresRegard(attestees, ['ess-4'])).toStrictEqual({ dejaFinances: ['ess-4'], attestations: {} });
  });
});
