/** Corrections, strikes, confirmations: each refusal in its sentence, each event as the journal holds it (DEC-18, DEC-29, DEC-33, DEC-67). */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { juger } from '../../../domain/rectification/juger.ts';
import { decider } from '../../../domain/decider.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';

const rangDe = ({ journal }: Dossier, nom: NomEvenement, n = 1) =>
  journal.filter(({ evenement }) => evenement.evenement === nom)[n - 1]?.rang;
const demander = (dossier: Dossier, le: string, acteur: Role, commande: NomCommande, donnees: object = {}) => {
  dossier.avancer(midi(le));
  return dossier.commander(acte(commande, acteur, le, { motif: 'Erreur.', ...donnees }));
};
function faire(...demande: Parameters<typeof demander>) {
  const reponse = demander(...demande);
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse;
}
const phrase = (reponse: unknown) =>
  reponse instanceof Refus ? [reponse.nature, reponse.regle, reponse.message] : 'accepté';
const noms = (reponse: readonly { readonly evenement: string }[]) => reponse.map(({ evenement }) => evenement);
const creee = () => vivre(ACTES.CREATION, '2026-02-10');

describe('corriger, refus par refus (DEC-33)', () => {
  const corriger = (donnees: object) => phrase(demander(creee(), '2026-02-10', 'ars', 'corriger', donnees));
  it.each<[string, object, readonly string[]]>([
    [
      'une date à venir',
      { rang: 1, champ: 'le', valeur: '2026-02-11' },
      ['donnees', 'DEC-18', '« valeur » : la date est dans le futur.'],
    ],
    [
      'ce que le dossier dit déjà',
      { rang: 1, champ: 'le', valeur: '2026-01-05' },
      ['donnees', 'DEC-33', '« valeur » : c’est déjà celle du dossier.'],
    ],
  ])('%s', (_, donnees, attendu) => {
    expect(corriger(donnees)).toEqual(attendu);
  });

  it('la date du jour même se corrige ; ce qui n’est pas une date n’en est pas une à venir', () => {
    expect(corriger({ rang: 1, champ: 'le', valeur: '2026-02-10' })).not.toContain('DEC-18');
    expect(corriger({ rang: 1, champ: 'liberaux', valeur: 119 })).toBe('accepté');
    expect(corriger({ rang: 1, champ: 'departements', valeur: ['33', '40'] })).toBe('accepté');
  });

  it('une date que la loi refuse l’est avec sa raison', () => {
    const dossier = creee();
    const rang = rangDe(dossier, 'LettreIntentionValidee');
    const [nature, regle, message] = phrase(
      demander(dossier, '2026-02-10', 'ars', 'corriger', { rang, champ: 'le', valeur: '2026-01-06' }),
    );
    // Before the avis of the caisse, of 20 January, its validation asks for a reason (DEC-24).
    expect([nature, regle]).toEqual(['etat', 'DEC-33']);
    expect(message).toMatch(/^La correction est refusée : .*motif/s);
  });

  it('ce qui a été annulé ne se corrige ni ne s’annule plus', () => {
    const dossier = vivre([...ACTES.CREATION, ['2026-02-05', 'ars', 'consigner-echange']], '2026-02-06');
    const rang = rangDe(dossier, 'EchangeConsigne');
    faire(dossier, '2026-02-06', 'ars', 'annuler', { rang });
    expect(phrase(demander(dossier, '2026-02-06', 'ars', 'annuler', { rang }))).toEqual([
      'etat',
      'DEC-33',
      `Le fait ${rang} est déjà annulé.`,
    ]);
    const valeur = '2026-02-04';
    expect(phrase(demander(dossier, '2026-02-06', 'ars', 'corriger', { rang, champ: 'le', valeur }))).toEqual([
      'etat',
      'DEC-33',
      `Le fait ${rang} a été annulé : il n'y a plus rien à corriger.`,
    ]);
  });

  it('un fait ne se place pas avant l’entrée, et l’entrée ne se place pas où elle veut sans les siens (DEC-18)', () => {
    const renoncee = vivre([...ACTES.ENTREE, ['2026-01-20', 'porteur', 'renoncer']], '2026-01-21');
    const rang = rangDe(renoncee, 'Renonciation');
    expect(
      phrase(demander(renoncee, '2026-01-21', 'ars', 'corriger', { rang, champ: 'le', valeur: '2026-01-02' })),
    ).toEqual(['etat', 'DEC-18', "La date précède l'entrée du dossier : ce fait ne peut pas être antérieur au dépôt."]);
  });

  it('un dénombrement ne s’annule pas', () => {
    const dossier = vivre(ACTES.DOTATION, '2026-05-20');
    const rang = rangDe(dossier, 'AdherentsDenombres');
    expect(phrase(demander(dossier, '2026-05-20', 'caisse', 'annuler', { rang }))).toEqual([
      'regle',
      'DEC-33',
      'Un dénombrement ne s’annule pas : corrigez-le.',
    ]);
  });
});

describe('annuler l’entrée (DEC-33)', () => {
  it('se lit au journal, et clôt le dossier de ce jour', () => {
    const [rectifie, ...suites] = faire(creee(), '2026-02-10', 'ars', 'annuler', { rang: 1 });
    expect(rectifie).toMatchObject({
      evenement: 'FaitRectifie',
      regle: 'DEC-33',
      rang: 1,
      avant: 'entree',
      apres: null,
      differences: [{ quoi: 'phase', cle: 'phase', avant: 'creation', apres: 'close' }],
    });
    expect(suites.map(({ evenement, le }) => [evenement, le])).toEqual([
      ['TerritoireLibere', '2026-02-10'],
      ['EssClose', '2026-02-10'],
    ]);
  });

  it.each<[string, readonly Acte[], string]>([
    ['l’amorçage', ACTES.AMORCAGE, '2026-03-01'],
    ['la dotation', ACTES.DOTATION, '2026-06-01'],
  ])('ne se peut plus quand %s est conclu', (_, actes, le) => {
    expect(phrase(demander(vivre(actes, le), le, 'ars', 'annuler', { rang: 1 }))).toEqual([
      'etat',
      'DEC-33',
      'Un contrat est conclu : le dépôt ne s’annule plus ; le dossier finit par le terme ou la résiliation de son contrat.',
    ]);
  });

  it('déjà annulée, ne s’annule pas deux fois', () => {
    const dossier = creee();
    faire(dossier, '2026-02-10', 'ars', 'annuler', { rang: 1 });
    expect(phrase(demander(dossier, '2026-02-11', 'ars', 'annuler', { rang: 1 }))).toEqual([
      'etat',
      'DEC-33',
      'Le fait 1 est déjà annulé.',
    ]);
  });
});

describe('confirmer une date (DEC-29)', () => {
  /** Deposited on 8 January, said to have been on the 5th. */
  function declaree() {
    const dossier = vivre([], '2026-01-08');
    const donnees = ACTES.ENTREE[0]?.[3] ?? {};
    dossier.commander(
      acte('deposer-lettre-intention', 'porteur', '2026-01-05', { ...donnees, preuve: { nature: 'courriel' } }),
    );
    dossier.avancer(midi('2026-01-10'));
    return dossier;
  }
  it('qui n’attend rien : refusé', () => {
    expect(phrase(demander(declaree(), '2026-01-10', 'ars', 'confirmer-date', { rang: 2, sens: 'confirmee' }))).toEqual(
      ['etat', 'DEC-29', "« rang » : l'événement 2 n'attend la confirmation d'aucune date."],
    );
  });

  it('le journal dit de quel jour était le fait, et de quel jour il est', () => {
    const dossier = declaree();
    const reponse = faire(dossier, '2026-01-10', 'ars', 'confirmer-date', { rang: 1, sens: 'confirmee' });
    expect(reponse[0]).toMatchObject({ evenement: 'DateConfirmee', regle: 'DEC-29', rang: 1, declareLe: '2026-01-05' });
    expect(reponse[1]).toMatchObject({
      evenement: 'FaitRectifie',
      rang: 1,
      du: '2026-01-08',
      champ: 'le',
      avant: '2026-01-08',
      apres: '2026-01-05',
    });
  });

  it('contestée, le journal le dit, et rien ne change', () => {
    const dossier = declaree();
    const reponse = faire(dossier, '2026-01-10', 'caisse', 'confirmer-date', { rang: 1, sens: 'contestee' });
    expect(reponse).toMatchObject([{ evenement: 'DateContestee', regle: 'DEC-29', rang: 1, declareLe: '2026-01-05' }]);
    expect(reponse).toHaveLength(1);
  });
});

describe('un fait saisi après ce qu’il précède (DEC-33)', () => {
  it('qui ne change rien de ce qui suit entre seul, à sa date', () => {
    const dossier = vivre(ACTES.AMORCAGE, '2026-02-20');
    const reponse = faire(dossier, '2026-02-20', 'ars', 'consigner-echange', { le: '2026-01-15' });
    expect(noms(reponse)).toEqual(['EchangeConsigne']);
    expect(reponse[0]).toMatchObject({ le: '2026-01-15', saisiLe: '2026-02-20' });
  });

  it('avant l’entrée du dossier : refusé', () => {
    const dossier = vivre(ACTES.AMORCAGE, '2026-02-20');
    const [nature, regle, message] = phrase(
      demander(dossier, '2026-02-20', 'ars', 'consigner-echange', { le: '2026-01-04' }),
    );
    expect([nature, regle]).toEqual(['donnees', 'DEC-18']);
    expect(message).toContain("précède l'entrée dans la procédure");
  });

  it('un journal qui ne redonne pas l’état ne juge rien : ce que l’état décide vaut', () => {
    const { etat, journal } = vivre(ACTES.AMORCAGE, '2026-02-20');
    const autre = { ...etat, concertationLe: etat.entreeLe };
    const commande = acte('consigner-echange', 'ars', '2026-01-15', { motif: 'Oubli.' });
    expect(juger(autre, commande, midi('2026-02-20'), journal)).toEqual(decider(autre, commande, midi('2026-02-20')));
  });
});
