/** What each act of a résiliation says and leaves, who withdraws which, who is awaited: RES-A-01…04, RES-D-01…05, DEC-22, DEC-32, DEC-39…42. */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import type { Etat, Resiliation } from '../../../domain/etat.ts';
import type { Evenement } from '../../../domain/evenements.ts';
import { evoluer } from '../../../domain/evoluer.ts';
import { lireDroit } from '../../../domain/lire-droit.ts';
import { Refus } from '../../../domain/refus.ts';
import { decisionsResiliation } from '../../../domain/resiliation/actes.ts';
import { finSaisine } from '../../../domain/resiliation/delais.ts';
import { accordNonNotifie, effetDeLaResiliation } from '../../../domain/resiliation/echeances.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { d, dernier, issue, repondre } from './dernier-acte.ts';
import { ACTES, acte, journal, vivre, type Acte } from './etats.ts';
import {
  APPROUVEE,
  DEMANDEE,
  DOTATION_NOTIFIEE,
  DOTATION_PROPOSEE,
  EFFECTIFS,
  MANQUEMENT,
  NOTIFIEE,
  PROPOSEE,
  SAISIE,
  proposer,
} from './resiliation-essai.ts';

function phrase(actes: readonly Acte[], [le, ...reste]: Acte): string {
  const reponse = repondre(vivre(actes, le).etat, [le, ...reste]);
  return reponse instanceof Refus ? reponse.message : 'accepté';
}
const premier = (actes: readonly Acte[], un: Acte) =>
  dernier(actes, un)[0] as unknown as Readonly<Record<string, unknown>>;
const recue = (acteur: Role, recueLe: string, le = recueLe): Acte => [
  le,
  acteur,
  'accuser-reception-resiliation',
  { recueLe },
];
const notifier = (recueLe: string, le = recueLe): Acte => [le, 'ars', 'notifier-resiliation', { recueLe }];
const retirer = (le: string, acteur: Role, donnees: object = {}): Acte => [le, acteur, 'retirer-resiliation', donnees];
const abandonner = (le: string): Acte => [
  le,
  'caisse',
  'abandonner-resiliation',
  { motif: 'Les fonds sont employés.' },
];
const repondreA = (le: string, acteur: Role, sens: string): Acte => [le, acteur, 'repondre-saisine', { sens }];

describe('ce que les actes disent', () => {
  it('la première réception ne fixe rien, la seconde fixe le dernier jour, de la plus tardive (DEC-04)', () => {
    const premiere = premier(DEMANDEE, recue('caisse', '2026-03-05'));
    expect(premiere).toMatchObject({ regle: 'DEC-04', contrat: 'amorcage', partie: 'caisse', recueLe: '2026-03-05' });
    for (const champ of ['dateLimite', 'sansEffet', 'ranimee']) expect(premiere).not.toHaveProperty(champ);
    const seconde = premier([...DEMANDEE, recue('caisse', '2026-03-05')], recue('ars', '2026-03-04', '2026-03-06'));
    expect(seconde).toMatchObject({ regle: 'DEC-04', partie: 'ars', recueLe: '2026-03-04', dateLimite: '2026-03-20' });
    for (const champ of ['sansEffet', 'ranimee']) expect(seconde).not.toHaveProperty(champ);
  });

  it('l’approbation porte le contrat, le fondement et la partie ; la règle est celle du fondement', () => {
    expect(premier(PROPOSEE, ['2026-03-03', 'ars', 'approuver-resiliation'])).toMatchObject({
      regle: 'RES-A-02',
      contrat: 'amorcage',
      fondement: 'manquement-manifeste',
      partie: 'ars',
    });
    expect(premier(DOTATION_PROPOSEE, ['2026-06-02', 'caisse', 'approuver-resiliation'])).toMatchObject({
      regle: 'RES-D-02',
      contrat: 'dotation',
      fondement: 'effectifs-objectifs',
      partie: 'caisse',
    });
    const parQui: Acte = ['2026-06-02', 'ars', 'approuver-resiliation'];
    expect(issue(DOTATION_PROPOSEE, parQui)).toEqual(['regle', 'RES-D-02']);
  });

  it('la notification dit son dernier jour : quinze jours, ou un mois ; sa règle est celle du contrat', () => {
    const amorcage = premier(APPROUVEE, notifier('2026-03-16'));
    expect(amorcage).toMatchObject({ regle: 'RES-A-02', contrat: 'amorcage', dateLimite: '2026-03-31' });
    for (const champ of ['sansEffet', 'ranimee']) expect(amorcage).not.toHaveProperty(champ);
    expect(amorcage['calculs']).toMatchObject({ dateLimite: { depart: { evenement: 'ResiliationNotifiee' } } });
    const dotation = DOTATION_NOTIFIEE.slice(0, -1);
    expect(premier(dotation, notifier('2026-06-03'))).toMatchObject({
      regle: 'RES-D-02',
      contrat: 'dotation',
      dateLimite: '2026-07-03',
    });
    expect(issue(DOTATION_PROPOSEE, notifier('2026-06-03'))).toEqual(['regle', 'RES-D-02']);
  });

  it('la saisine dit quand la réponse est due, et sa réponse la règle du contrat', () => {
    expect(premier(NOTIFIEE, ['2026-03-28', 'porteur', 'saisir'])).toMatchObject({
      contrat: 'amorcage',
      le: '2026-03-28',
      dateLimite: '2026-04-28',
    });
    const plusTot: Acte = [
      '2026-03-30',
      'porteur',
      'saisir',
      { recueLe: '2026-03-28', preuve: { nature: 'plateforme' } },
    ];
    expect(premier(NOTIFIEE, plusTot)).toMatchObject({ le: '2026-03-28', dateLimite: '2026-04-28' });
    expect(premier(SAISIE, repondreA('2026-04-02', 'ars', 'rejete'))).toMatchObject({
      regle: 'RES-A-03',
      partie: 'ars',
    });
    const saisie: readonly Acte[] = [...DOTATION_NOTIFIEE, ['2026-06-10', 'porteur', 'saisir']];
    expect(premier(saisie, repondreA('2026-06-12', 'caisse', 'rejete'))).toMatchObject({
      regle: 'RES-D-04',
      partie: 'caisse',
      sens: 'rejete',
    });
  });

  it('l’abandon et le retrait nomment le contrat et l’origine', () => {
    expect(premier(PROPOSEE, abandonner('2026-03-03'))).toMatchObject({ regle: 'DEC-40', contrat: 'amorcage' });
    expect(premier(NOTIFIEE, retirer('2026-03-20', 'ars'))).toMatchObject({
      regle: 'DEC-40',
      contrat: 'amorcage',
      origine: 'caisse-ars',
      partie: 'ars',
    });
  });

  it.each<[string, readonly Acte[], Acte, string]>([
    [
      'la notification avant l’accord',
      APPROUVEE,
      notifier('2026-03-02', '2026-03-10'),
      "l'accord de la caisse et de l'ARS",
    ],
    ['le retrait avant la lettre', DEMANDEE, retirer('2026-03-01', 'porteur'), 'la résiliation elle-même'],
    [
      'la réponse sans résiliation',
      ACTES.PAYE,
      repondreA('2026-03-02', 'ars', 'rejete'),
      "Aucune saisine n'est en cours.",
    ],
    ['la réponse sans saisine', NOTIFIEE, repondreA('2026-03-20', 'ars', 'rejete'), "Aucune saisine n'est en cours."],
    ['le retrait de rien', ACTES.PAYE, retirer('2026-03-02', 'ars'), "il n'y a rien à retirer"],
  ])('le refus dit pourquoi : %s', (_, actes, un, attendu) => {
    expect(phrase(actes, un)).toContain(attendu);
    expect(issue(actes, un)).not.toBe('accepté');
  });

  it('sans résiliation, la réponse à une saisine est refusée sous la règle de la saisine', () => {
    expect(issue(ACTES.PAYE, repondreA('2026-03-02', 'ars', 'rejete'))).toEqual(['etat', 'RES-A-03']);
  });

  it('après le dernier jour du préavis, le refus du retrait le dit (DEC-40)', () => {
    expect(phrase([...NOTIFIEE, retirer('2026-03-20', 'ars')], retirer('2026-04-01', 'caisse'))).toContain(
      'prend effet le 31 mars 2026',
    );
  });
});

describe('qui retire quoi (DEC-40)', () => {
  const LETTRE: Acte = ['2026-03-17', 'porteur', 'resilier'];
  const RECUE: readonly Acte[] = [LETTRE, recue('ars', '2026-03-18')];
  const origine = (actes: readonly Acte[], un: Acte) => premier(actes, un)['origine'];
  it('les deux côte à côte : l’ESS, sa lettre ; une autorité, l’accord notifié, sauf si l’ESS a demandé le retrait', () => {
    const deux = [...NOTIFIEE, ...RECUE];
    expect(origine(deux, retirer('2026-03-19', 'porteur'))).toBe('ess');
    expect(origine(deux, retirer('2026-03-19', 'ars'))).toBe('caisse-ars');
    const demande = [...deux, retirer('2026-03-19', 'porteur')];
    expect(origine(demande, retirer('2026-03-20', 'ars'))).toBe('ess');
    expect(origine(demande, retirer('2026-03-20', 'ars', { origine: 'caisse-ars' }))).toBe('caisse-ars');
  });
  it('l’accord pas encore notifié ne se retire pas : une autorité parle de la lettre', () => {
    const deux = [...APPROUVEE, ...RECUE];
    expect(phrase(deux, retirer('2026-03-19', 'ars'))).toBe(
      "L'équipe n'a pas demandé le retrait de sa lettre de résiliation.",
    );
    expect(phrase(APPROUVEE, retirer('2026-03-19', 'ars'))).toContain("elle s'abandonne");
  });
  it('une seule des deux : c’est elle', () => {
    expect(
      origine(
        [...DEMANDEE, recue('ars', '2026-03-04'), retirer('2026-03-05', 'porteur')],
        retirer('2026-03-06', 'ars'),
      ),
    ).toBe('ess');
    expect(origine(NOTIFIEE, retirer('2026-03-20', 'caisse'))).toBe('caisse-ars');
    expect(issue(NOTIFIEE, retirer('2026-03-20', 'porteur'))).toEqual(['etat', 'DEC-40']);
  });
});

describe('ce qui ranime une résiliation tombée (DEC-40)', () => {
  const ABANDONNEE = [...APPROUVEE, abandonner('2026-03-10')];
  it('l’accord abandonné, si sa lettre était arrivée ce jour-là ou avant', () => {
    expect(premier(ABANDONNEE, notifier('2026-03-09', '2026-03-12'))).toMatchObject({ ranimee: true });
    expect(premier(ABANDONNEE, notifier('2026-03-10', '2026-03-12'))).toMatchObject({
      ranimee: true,
      dateLimite: '2026-03-25',
    });
    expect(issue(ABANDONNEE, notifier('2026-03-11', '2026-03-12'))).toEqual(['regle', 'RES-A-02']);
    const { etat } = vivre([...ABANDONNEE, notifier('2026-03-10', '2026-03-12')], '2026-03-12');
    expect(etat.resiliations['caisse-ars']).toMatchObject({ fin: null, finLe: null });
    expect(vivre(ABANDONNEE, '2026-03-12').etat.resiliations['caisse-ars']).toMatchObject({
      fin: 'abandonnee',
      finLe: '2026-03-10',
    });
  });

  it('retirée sur saisine, ou par les deux autorités, une seconde notification ne la ranime pas', () => {
    const acceptee = [...SAISIE, repondreA('2026-03-29', 'ars', 'accepte')];
    expect(issue(acceptee, notifier('2026-03-17', '2026-03-30'))).toEqual(['regle', 'RES-A-02']);
    const retiree = [...NOTIFIEE, retirer('2026-03-20', 'ars'), retirer('2026-03-20', 'caisse')];
    expect(issue(retiree, notifier('2026-03-17', '2026-03-21'))).toEqual(['regle', 'RES-A-02']);
  });

  it('jamais une fois le contrat fini : la réception est consignée, sans effet (DEC-39)', () => {
    const retiree = [...DEMANDEE, retirer('2026-03-04', 'porteur')];
    expect(premier(retiree, recue('ars', '2026-03-03', '2026-12-20'))).toMatchObject({
      regle: 'DEC-39',
      contrat: 'amorcage',
      partie: 'ars',
      recueLe: '2026-03-03',
      sansEffet: true,
    });
  });

  it('au-delà des deux mois de l’accord, la lettre ne fait rien, et l’accord tombe à son jour', () => {
    // Approved on 3 March: to be notified by 3 May; the grace runs on.
    expect(premier(APPROUVEE, notifier('2026-05-03', '2026-05-05'))).toMatchObject({ dateLimite: '2026-05-18' });
    expect(premier(APPROUVEE, notifier('2026-05-03', '2026-05-05'))).not.toHaveProperty('sansEffet');
    const tard = notifier('2026-05-04', '2026-05-05');
    expect(premier(APPROUVEE, tard)).toMatchObject({ regle: 'DEC-40', sansEffet: true, recueLe: '2026-05-04' });
    expect(vivre([...APPROUVEE, tard], '2026-05-05').etat.resiliations['caisse-ars']).toMatchObject({
      fin: null,
      receptions: {},
    });
    expect(journal([...APPROUVEE, tard], '2026-05-10')).toContainEqual(
      expect.objectContaining({ evenement: 'ResiliationCaduque', le: '2026-05-04', cause: 'non-notifiee' }),
    );
  });

  it('reçue après le terme de l’amorçage, elle est consignée sans effet : DEC-39 (V05)', () => {
    const accord: readonly Acte[] = [
      ...ACTES.PAYE,
      proposer('2026-11-02', 'caisse', MANQUEMENT),
      ['2026-11-03', 'ars', 'approuver-resiliation'],
    ];
    expect(premier(accord, notifier('2026-12-15'))).toMatchObject({ regle: 'DEC-39', sansEffet: true });
    const { etat } = vivre([...accord, notifier('2026-12-15')], '2026-12-20');
    expect(etat.resiliations['caisse-ars']).toMatchObject({
      fin: 'caduque',
      receptions: { association: '2026-12-15' },
    });
    expect(issue([...accord, notifier('2026-12-15')], notifier('2026-12-16'))).toEqual(['etat', 'RES-A-02']);
  });
});

describe('ce que les événements laissent', () => {
  const etat = () => vivre(NOTIFIEE, '2026-03-20').etat;
  const apres = (avant: Etat, evenement: object) =>
    evoluer(avant, {
      le: '2026-03-25',
      acteur: 'systeme',
      regle: 'RES-A-04',
      contrat: 'amorcage',
      ...evenement,
    } as unknown as Evenement);
  const accord = (avant: Etat) => avant.resiliations['caisse-ars'];

  it('effective, le contrat est résilié ce jour-là, et l’on garde laquelle', () => {
    const effective = apres(etat(), { evenement: 'ResiliationEffective', origine: 'caisse-ars' });
    expect(effective.amorcage).toMatchObject({ fin: 'resilie', finiLe: '2026-03-25' });
    expect(accord(effective)).toMatchObject({ fin: 'effective', finLe: '2026-03-25' });
    expect(effective.resiliationEffective).toEqual(accord(effective) && { ...accord(etat()) });
    expect(apres(etat(), { evenement: 'ResiliationEffective', origine: 'ess' }).resiliationEffective).toBeNull();
  });

  it('de la dissolution, aucune résiliation ne prend effet (DEC-42)', () => {
    const dissoute = apres(etat(), { evenement: 'ResiliationEffective', origine: 'caisse-ars', cause: 'dissolution' });
    expect(dissoute.amorcage).toMatchObject({ fin: 'resilie', finiLe: '2026-03-25' });
    expect(accord(dissoute)?.fin).toBeNull();
    expect(dissoute.resiliationEffective).toBeNull();
  });

  it('caduque du terme, ou faute de notification', () => {
    const caduque = (cause: string) =>
      accord(apres(etat(), { evenement: 'ResiliationCaduque', origine: 'caisse-ars', cause }))?.fin;
    expect(['terme', 'autre-resiliation', 'non-notifiee'].map(caduque)).toEqual(['caduque', 'caduque', 'non-notifiee']);
  });

  it('d’une résiliation qui n’y est pas, rien', () => {
    const sans: Etat = { ...etat(), resiliations: {} };
    for (const evenement of [
      'ResiliationApprouvee',
      'ResiliationAbandonnee',
      'ReceptionResiliationAccusee',
      'SaisineRecue',
    ])
      expect(apres(sans, { evenement, partie: 'ars', recueLe: '2026-03-24' }).resiliations).toEqual({});
    const reponse = { evenement: 'SaisineTranchee', partie: 'ars', sens: 'rejete' };
    expect(accord(apres(etat(), reponse))).toEqual(accord(etat()));
  });
});

describe('qui est attendu, jusqu’à quand', () => {
  const ligne = (actes: readonly Acte[], le: string, cle: string) => {
    const une = echeances(vivre(actes, le).etat).find((candidate) => candidate.cle === cle);
    return une === undefined ? null : [une.expire, une.regle, une.effet, ...une.attendu].join(' ');
  };
  it('l’effet n’attend personne ; la règle est celle de qui résilie', () => {
    const lettre = (actes: readonly Acte[], le: string): readonly Acte[] => [
      ...actes,
      [le, 'porteur', 'resilier'],
      recue('ars', le),
      recue('caisse', le),
    ];
    expect(ligne(lettre(ACTES.PAYE, '2026-03-02'), '2026-03-03', 'effet-resiliation')).toBe(
      '2026-03-17 RES-A-01 resiliation',
    );
    expect(ligne(lettre(ACTES.DOTATION, '2026-06-01'), '2026-06-02', 'effet-resiliation')).toBe(
      '2026-07-01 RES-D-01 resiliation',
    );
    expect(ligne(NOTIFIEE, '2026-03-20', 'effet-resiliation')).toBe('2026-03-31 RES-A-02 resiliation');
    expect(ligne(DOTATION_NOTIFIEE, '2026-06-04', 'effet-resiliation')).toBe('2026-07-03 RES-D-02 resiliation');
  });
  it('la seconde réception, de qui se tait (DEC-41)', () => {
    const recueDe = (acteur: Role) => [...DEMANDEE, recue(acteur, '2026-03-05')];
    expect(ligne(recueDe('ars'), '2026-03-06', 'reception-resiliation')).toBe('2026-03-20 DEC-41 alerte caisse');
    expect(ligne(recueDe('caisse'), '2026-03-06', 'reception-resiliation')).toBe('2026-03-20 DEC-41 alerte ars');
    expect(ligne(DEMANDEE, '2026-03-06', 'reception-resiliation')).toBeNull();
  });
  it('la notification, des deux (DEC-40)', () => {
    expect(ligne(APPROUVEE, '2026-03-06', 'notification-resiliation')).toBe('2026-05-03 DEC-40 caducite ars caisse');
    expect(ligne(PROPOSEE, '2026-03-06', 'notification-resiliation')).toBeNull();
    expect(ligne(NOTIFIEE, '2026-03-20', 'notification-resiliation')).toBeNull();
  });
  it('la réponse à une saisine, de qui n’a pas répondu', () => {
    const apresLa = (acteur: Role) => [...SAISIE, repondreA('2026-04-02', acteur, 'rejete')];
    expect(ligne(SAISIE, '2026-03-29', 'reponse-saisine')).toBe('2026-04-28 RES-A-03 alerte caisse ars');
    expect(ligne(apresLa('ars'), '2026-04-03', 'reponse-saisine')).toBe('2026-04-28 RES-A-03 alerte caisse');
    expect(ligne(apresLa('caisse'), '2026-04-03', 'reponse-saisine')).toBe('2026-04-28 RES-A-03 alerte ars');
    const dotation: readonly Acte[] = [...DOTATION_NOTIFIEE, ['2026-06-10', 'porteur', 'saisir']];
    expect(ligne(dotation, '2026-06-11', 'reponse-saisine')).toBe('2026-07-10 RES-D-04 alerte caisse ars');
    expect(ligne(NOTIFIEE, '2026-03-20', 'reponse-saisine')).toBeNull();
  });

  it('à l’effet, l’événement dit jusqu’à quand rembourser ; sans résiliation, rien n’arrive', () => {
    const effet = (actes: readonly Acte[], jusquAu: string) =>
      journal(actes, jusquAu).find(({ evenement }) => evenement === 'ResiliationEffective');
    expect(effet(NOTIFIEE, '2026-04-05')).toMatchObject({
      le: '2026-03-31',
      regle: 'RES-A-04',
      contrat: 'amorcage',
      origine: 'caisse-ars',
      dateLimite: '2026-06-01',
    });
    expect(effet(DOTATION_NOTIFIEE, '2026-07-08')).toMatchObject({
      le: '2026-07-03',
      regle: 'RES-D-05',
      contrat: 'dotation',
      dateLimite: '2026-09-03',
    });
    const rien = { effetLe: d('2026-04-01'), regle: 'DEC-40' } as never;
    expect(effetDeLaResiliation(vivre(ACTES.PAYE, '2026-03-01').etat, rien)).toEqual([]);
    expect(accordNonNotifie(vivre(ACTES.PAYE, '2026-03-01').etat, rien)).toEqual([]);
  });

  it('le dernier jour d’une saisine est reporté si un texte le dit (DEC-03, DEC-65)', () => {
    const droit = lireDroit({
      version: 'saisine-reportee',
      titre: 'La saisine au jour ouvré',
      source: 'essai',
      depuis: '2026-01-01',
      reports: { saisine: true },
    });
    const accord = vivre(NOTIFIEE, '2026-03-20').etat.resiliations['caisse-ars'] as Resiliation;
    const recueLe = (association: string) => ({ ...accord, receptions: { association: d(association) } });
    // Fifteen days after 6 March 2026: Saturday the 21st.
    expect(finSaisine(recueLe('2026-03-06'), { siege: '33', droit })).toBe('2026-03-23');
    expect(finSaisine(recueLe('2026-03-06'), { siege: '33' })).toBe('2026-03-21');
  });
});

describe('les fondements (RES-A-02, RES-D-02, RES-D-03)', () => {
  const ABSENCE = { fondement: 'absence-action-socle', motif: 'Aucune action.' };
  it('une seule action constatée suffit à l’amorçage : il n’y a plus d’absence (C21)', () => {
    const active: readonly Acte[] = [
      ...ACTES.PAYE,
      ['2026-03-01', 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }],
    ];
    expect(issue(active, proposer('2026-03-02', 'caisse', ABSENCE))).toEqual(['regle', 'RES-A-02']);
    expect(phrase(active, proposer('2026-03-02', 'caisse', ABSENCE))).toBe(
      'Une action de la mission socle est constatée : ce cas de résiliation n’est pas ouvert.',
    );
    expect(issue(active, proposer('2026-03-02', 'caisse', MANQUEMENT))).toBe('accepté');
  });

  it('de la dotation, le refus dit à partir de quand ; sans validation, il n’en dit pas', () => {
    expect(phrase(ACTES.DOTATION, proposer('2027-04-20', 'ars', ABSENCE))).toBe(
      "L'absence de mission socle ne peut être invoquée qu'un an après la validation du projet de santé, soit après le 20 avril 2027.",
    );
    const { etat } = vivre(ACTES.DOTATION, '2027-04-21');
    const sans: Etat = { ...etat, projetSante: { ...etat.projetSante, decision: null } };
    const reponse = repondre(sans, proposer('2027-04-21', 'ars', ABSENCE));
    expect((reponse as Refus).message).toBe(
      "L'absence de mission socle ne peut être invoquée qu'un an après la validation du projet de santé.",
    );
  });

  it('le refus nomme les cas possibles', () => {
    expect(phrase(ACTES.PAYE, proposer('2026-03-02', 'ars', { motif: 'Non.' }))).toContain(
      'manquement-manifeste, absence-action-socle, ps-non-depose, effectifs-objectifs',
    );
    expect(phrase(ACTES.DOTATION, proposer('2026-06-01', 'ars', MANQUEMENT))).toContain(
      'ses cas sont : effectifs-objectifs, absence-action-socle.',
    );
  });

  it('les cas sont ceux du contrat tel qu’il fut signé (DEC-65)', () => {
    const sous = (depuis: string) => {
      const droit = lireDroit({
        version: 'un-cas-de-moins',
        titre: 'Un cas de moins',
        source: 'essai',
        depuis,
        listes: { fondementsResiliationAmorcage: ['ps-non-depose'] },
      });
      const { etat } = vivre(ACTES.PAYE, '2026-03-02');
      const reponse = repondre({ ...etat, droit }, proposer('2026-03-02', 'ars', MANQUEMENT));
      return reponse instanceof Refus ? reponse.regle : 'accepté';
    };
    // Signed on 10 February 2026.
    expect([sous('2026-02-10'), sous('2026-02-11')]).toEqual(['RES-A-02', 'accepté']);
  });
});

it('la proposition et la demande portent leur contrat, la plus récente à défaut', () => {
  const [demande] = decisionsResiliation.resilier(
    vivre(ACTES.DOTATION, '2026-06-01').etat,
    acte('resilier', 'porteur', '2026-06-01') as never,
    undefined as never,
  );
  expect(demande).toMatchObject({ evenement: 'ResiliationDemandee', regle: 'RES-D-01', contrat: 'dotation' });
  expect(premier(ACTES.DOTATION, proposer('2026-06-01', 'ars', EFFECTIFS))).toMatchObject({
    contrat: 'dotation',
    partie: 'ars',
    fondement: 'effectifs-objectifs',
  });
});
