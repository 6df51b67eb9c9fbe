/** DEC-09, DEC-34, DEC-40, DEC-42, DEC-47, DEC-48 — an agreement is to what was shown: a rectification puts nothing else in its place. */
import { describe, expect, it } from 'vitest';
import { attentes } from '../../../domain/attentes/attentes.ts';
import type { Evenement, NomEvenement } from '../../../domain/evenements.ts';
import { accordPerdu } from '../../../domain/rectification/accords-donnes.ts';
import { Refus } from '../../../domain/refus.ts';
import { Dossier, mondeSeul } from '../proprietes/dossier.ts';
import { ACTES, acte, midi, type Acte } from './etats.ts';

function vivre(actes: readonly Acte[], jusquAu: string, adherents = 8): Dossier {
  const dossier = new Dossier(
    midi('2026-01-01'),
    mondeSeul(() => adherents),
  );
  for (const un of actes) faire(dossier, un);
  dossier.avancer(midi(jusquAu));
  return dossier;
}
function faire(dossier: Dossier, [le, acteur, commande, donnees]: Acte) {
  dossier.avancer(midi(le));
  const reponse = dossier.commander(acte(commande, acteur, le, donnees));
  if (reponse instanceof Refus) throw new Error(`${le} ${commande}: ${reponse.message}`);
  return reponse;
}
const rangDe = ({ journal }: Dossier, nom: NomEvenement): number =>
  journal.findLast(({ evenement }) => evenement.evenement === nom)?.rang ?? 0;

/** Rectified on that day, agreed to by the other authority when it must; what the case says is not possible any more. */
function rectifier(
  dossier: Dossier,
  le: string,
  acteur: 'ars' | 'caisse',
  donnees: { rang: number; champ?: string; valeur?: unknown },
) {
  const preuve = { nature: 'avis-reception' };
  const commande = donnees.champ === undefined ? 'annuler' : 'corriger';
  faire(dossier, [le, acteur, commande, { motif: 'Erreur de saisie.', preuve, ...donnees }]);
  const attente = dossier.etat.rectification;
  const autre = acteur === 'ars' ? 'caisse' : 'ars';
  if (attente !== null)
    faire(dossier, [le, autre, 'approuver-rectification', { rang: attente.rang, sens: 'approuvee' }]);
  const rectifie = dossier.journal.findLast(({ evenement }) => evenement.evenement === 'FaitRectifie')?.evenement;
  if (rectifie?.evenement !== 'FaitRectifie') throw new Error('nothing was rectified');
  return rectifie.differences.filter(({ quoi }) => quoi === 'impossible');
}
const actesAttendus = ({ etat }: Dossier, role: 'ars' | 'caisse') =>
  attentes(etat)
    .filter(({ de }) => de === role)
    .flatMap(({ actes }) => actes);

describe('l’accord de l’ARS sur un montant que la caisse a fixé (DEC-09)', () => {
  const fixer = (le: string, montantCentimes: number): Acte => [
    le,
    'caisse',
    'fixer-montant-dotation',
    { montantCentimes, motif: 'Huit adhérents.' },
  ];
  const approuver = (le: string): Acte => [le, 'ars', 'approuver-montant-dotation'];
  const FIXEE = [...ACTES.DOTATION, fixer('2026-05-10', 3_000_000), approuver('2026-05-12')];
  const DEUX_FOIS = [
    ...ACTES.DOTATION,
    fixer('2026-05-10', 3_000_000),
    fixer('2026-05-11', 2_000_000),
    approuver('2026-05-12'),
  ];

  it('ne passe pas à la somme corrigée : il est dit impossible, l’ordre est interrompu, l’ARS approuve l’autre', () => {
    const dossier = vivre(FIXEE, '2026-05-15');
    const fixation = rangDe(dossier, 'MontantDotationFixe');
    const impossibles = rectifier(dossier, '2026-05-15', 'caisse', {
      rang: fixation,
      champ: 'montantCentimes',
      valeur: 2_500_000,
    });
    expect(impossibles).toMatchObject([
      { cle: 'approuver-montant-dotation', rang: rangDe(dossier, 'MontantDotationApprouve') },
    ]);
    expect(impossibles[0]?.apres).toContain('une autre somme');
    expect(dossier.etat.montantsFixes['1']).toMatchObject({ montantCentimes: 2_500_000, approuve: false });
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'interrompu' });
    expect(actesAttendus(dossier, 'ars')).toContain('approuver-montant-dotation');
    faire(dossier, approuver('2026-05-16'));
    expect(dossier.etat.paiements['dotation-1-complement']).toMatchObject({
      statut: 'ordonnance',
      montantCentimes: 2_500_000,
    });
  });

  it('ne passe pas à une somme fixée avant celle qu’il approuvait, quand celle-ci est annulée', () => {
    const dossier = vivre(DEUX_FOIS, '2026-05-15');
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ montantCentimes: 2_000_000 });
    const impossibles = rectifier(dossier, '2026-05-15', 'caisse', { rang: rangDe(dossier, 'MontantDotationFixe') });
    expect(impossibles).toMatchObject([{ cle: 'approuver-montant-dotation' }]);
    expect(dossier.etat.montantsFixes['1']).toMatchObject({ montantCentimes: 3_000_000, approuve: false });
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'interrompu' });
  });

  it('vaut toujours quand seuls la date ou le motif de la fixation sont corrigés, et revient avec la somme qu’il approuvait', () => {
    const dossier = vivre(FIXEE, '2026-05-15');
    const rang = rangDe(dossier, 'MontantDotationFixe');
    expect(rectifier(dossier, '2026-05-15', 'caisse', { rang, champ: 'le', valeur: '2026-05-09' })).toEqual([]);
    expect(dossier.etat.montantsFixes['1']).toMatchObject({ fixeLe: '2026-05-09', approuve: true });
    const montant = (valeur: number, le: string) =>
      rectifier(dossier, le, 'caisse', { rang, champ: 'montantCentimes', valeur });
    expect(montant(2_500_000, '2026-05-16')).toHaveLength(1);
    expect(montant(3_000_000, '2026-05-17')).toEqual([]);
    expect(dossier.etat.montantsFixes['1']).toMatchObject({ montantCentimes: 3_000_000, approuve: true });
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'ordonnance', montantCentimes: 3_000_000 });
  });

  it('ce qui est déjà payé le reste jusqu’à ce que l’ARS approuve l’autre somme ; la différence est alors un indu', () => {
    const paye: Acte = ['2026-05-14', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];
    const dossier = vivre([...FIXEE, paye], '2026-05-15');
    const rang = rangDe(dossier, 'MontantDotationFixe');
    rectifier(dossier, '2026-05-15', 'caisse', { rang, champ: 'montantCentimes', valeur: 2_500_000 });
    expect(dossier.etat.paiements['dotation-1']).toMatchObject({ statut: 'execute' });
    expect(dossier.etat.recouvrements).toEqual({});
    expect(actesAttendus(dossier, 'ars')).toContain('approuver-montant-dotation');
    faire(dossier, approuver('2026-05-16'));
    expect(dossier.etat.recouvrements).toMatchObject({ 'indu-dotation-1': { montantCentimes: 500_000 } });
  });

  it('une autre somme que la caisse dit, après coup, avoir fixée avant lui ne le prend pas', () => {
    const dossier = vivre(FIXEE, '2026-05-15');
    const [le, acteur, commande, donnees] = fixer('2026-05-11', 1_000_000);
    dossier.commander(acte(commande, acteur, le, { ...donnees, preuve: { nature: 'courriel' } }));
    const { rectification } = dossier.etat;
    expect(rectification).not.toBeNull();
    faire(dossier, ['2026-05-15', 'ars', 'approuver-rectification', { rang: rectification?.rang, sens: 'approuvee' }]);
    expect(dossier.etat.montantsFixes['1']).toMatchObject({ montantCentimes: 1_000_000, approuve: false });
  });
});

describe('la décision de l’ARS sur un territoire demandé (DEC-48)', () => {
  const demander = (le: string, departements: readonly string[]): Acte => [
    le,
    'porteur',
    'modifier-territoire',
    { departements, liberaux: 150, medecinsPresents: 170 },
  ];
  const avis = (le: string): Acte => [le, 'caisse', 'rendre-avis', { sur: 'territoire', sens: 'favorable' }];
  const decider = (sens: string): Acte => [
    '2026-05-20',
    'ars',
    'approuver-territoire',
    { sens, motif: 'Au vu de la demande.' },
  ];
  const demandee = [...ACTES.DOTATION, demander('2026-05-10', ['33', '40']), avis('2026-05-12')];

  it.each(['accordee', 'refusee'])('« %s » ne passe pas au territoire que la demande corrigée dit', (sens) => {
    const dossier = vivre([...demandee, decider(sens)], '2026-05-25', 37);
    const rang = rangDe(dossier, 'ModificationTerritoireDemandee');
    const correction = { rang, champ: 'departements', valeur: ['33', '24'] };
    expect(rectifier(dossier, '2026-05-25', 'ars', correction)).toMatchObject([{ cle: 'approuver-territoire' }]);
    expect(dossier.etat.departements).toEqual(['33']);
    expect(dossier.etat.modificationTerritoire).toMatchObject({ departements: ['33', '24'] });
  });

  it('ne passe pas à une demande antérieure, quand celle qu’elle tranchait est annulée', () => {
    const actes = [...demandee, demander('2026-05-14', ['33', '24']), avis('2026-05-15'), decider('accordee')];
    const dossier = vivre(actes, '2026-05-25', 37);
    expect(dossier.etat.departements).toEqual(['33', '24']);
    const rang = rangDe(dossier, 'ModificationTerritoireDemandee');
    expect(rectifier(dossier, '2026-05-25', 'ars', { rang })).toMatchObject([{ cle: 'approuver-territoire' }]);
    expect(dossier.etat.departements).toEqual(['33']);
  });
});

describe('un accord rejoué', () => {
  const fixe = (montantCentimes: number) =>
    ({ evenement: 'MontantDotationApprouve', paiement: 'dotation-1', montantCentimes }) as unknown as Evenement;
  const autre = { evenement: 'EchangeConsigne' } as unknown as Evenement;
  it('ne se perd que s’il est donné de nouveau, et à autre chose', () => {
    expect(accordPerdu(fixe(1), fixe(1))).toBeUndefined();
    expect(accordPerdu(fixe(1), undefined)).toBeUndefined();
    expect(accordPerdu(fixe(1), autre)).toBeUndefined();
    expect(accordPerdu(autre, autre)).toBeUndefined();
    const perdu = accordPerdu(fixe(1), fixe(2));
    expect([perdu?.nature, perdu?.regle]).toEqual(['etat', 'DEC-09']);
  });
});

describe('l’accord de l’autre autorité sur une résiliation (RES-A-02, RES-D-02)', () => {
  const proposer = (le: string, fondement: string): Acte => [le, 'ars', 'proposer-resiliation', { fondement }];
  const approuver = (le: string): Acte => [le, 'caisse', 'approuver-resiliation'];
  const notifier = (le: string): Acte => [le, 'ars', 'notifier-resiliation', { recueLe: le }];
  const APPROUVEE = [...ACTES.PAYE, proposer('2026-03-02', 'manquement-manifeste'), approuver('2026-03-03')];
  const corriger = (dossier: Dossier, le: string, valeur: string) =>
    rectifier(dossier, le, 'ars', { rang: rangDe(dossier, 'ResiliationProposee'), champ: 'fondement', valeur });
  const enCours = ({ etat }: Dossier) => {
    const { fondement, approuvee } = etat.resiliations['caisse-ars'] ?? {};
    return [fondement, approuvee];
  };

  it('dit sur quel fondement il porte', () => {
    const { journal } = vivre(APPROUVEE, '2026-03-04');
    expect(journal.map(({ evenement }) => evenement)).toContainEqual(
      expect.objectContaining({
        evenement: 'ResiliationApprouvee',
        contrat: 'amorcage',
        partie: 'caisse',
        fondement: 'manquement-manifeste',
      }),
    );
  });

  it('ne passe pas à un autre fondement : il est dit impossible, rien ne se notifie plus, il est à donner de nouveau', () => {
    const dossier = vivre(APPROUVEE, '2026-03-04');
    const impossibles = corriger(dossier, '2026-03-04', 'absence-action-socle');
    expect(impossibles).toMatchObject([
      { cle: 'approuver-resiliation', rang: rangDe(dossier, 'ResiliationApprouvee') },
    ]);
    expect(impossibles[0]?.apres).toContain('sur un autre fondement');
    expect(enCours(dossier)).toEqual(['absence-action-socle', false]);
    expect(actesAttendus(dossier, 'caisse')).toContain('approuver-resiliation');
    const [le, acteur, commande, donnees] = notifier('2026-03-05');
    dossier.avancer(midi(le));
    expect(dossier.commander(acte(commande, acteur, le, donnees))).toMatchObject({ regle: 'RES-A-02' });
    faire(dossier, approuver('2026-03-05'));
    expect(enCours(dossier)).toEqual(['absence-action-socle', true]);
  });

  it('vaut toujours quand la date seule de la proposition est corrigée, et revient avec le fondement qu’il approuvait', () => {
    const dossier = vivre(APPROUVEE, '2026-03-04');
    const rang = rangDe(dossier, 'ResiliationProposee');
    expect(rectifier(dossier, '2026-03-04', 'ars', { rang, champ: 'le', valeur: '2026-03-01' })).toEqual([]);
    expect(corriger(dossier, '2026-03-04', 'absence-action-socle')).toHaveLength(1);
    expect(corriger(dossier, '2026-03-05', 'manquement-manifeste')).toEqual([]);
    expect(enCours(dossier)).toEqual(['manquement-manifeste', true]);
  });

  it('ne passe pas à la proposition d’avant, quand celle qu’il approuvait est annulée', () => {
    const actes = [
      ...ACTES.PAYE,
      proposer('2026-03-01', 'absence-action-socle'),
      proposer('2026-03-02', 'manquement-manifeste'),
      approuver('2026-03-03'),
    ];
    const dossier = vivre(actes, '2026-03-04');
    const rang = rangDe(dossier, 'ResiliationProposee');
    expect(rectifier(dossier, '2026-03-04', 'ars', { rang })).toMatchObject([{ cle: 'approuver-resiliation' }]);
    expect(enCours(dossier)).toEqual(['absence-action-socle', false]);
  });

  it('le retrait demandé d’une résiliation n’en retire pas une autre (DEC-40)', () => {
    // The ESS's letter, received, and an agreement of the authorities, notified; the caisse wants the letter's withdrawal.
    const actes: readonly Acte[] = [
      ...APPROUVEE,
      notifier('2026-03-04'),
      ['2026-03-05', 'porteur', 'resilier'],
      ['2026-03-06', 'caisse', 'accuser-reception-resiliation'],
      ['2026-03-07', 'porteur', 'retirer-resiliation'],
      ['2026-03-08', 'caisse', 'retirer-resiliation'],
    ];
    const dossier = vivre(actes, '2026-03-09');
    expect(dossier.etat.resiliations).toMatchObject({ ess: { retraits: { caisse: '2026-03-08' } } });
    const rang = rangDe(dossier, 'ResiliationDemandee');
    const impossibles = rectifier(dossier, '2026-03-09', 'ars', { rang });
    expect(impossibles.map(({ cle }) => cle)).toContain('retirer-resiliation');
    expect(dossier.etat.resiliations['caisse-ars']?.retraits).toEqual({});
  });
});

describe('la réponse à un constat (DEC-42, DEC-47)', () => {
  const transferer = (le: string, siege: string): Acte => [le, 'porteur', 'transferer-siege', { siege }];
  const confirmer = (le: string): Acte => [le, 'caisse', 'confirmer-constat', { sens: 'confirme' }];

  it('celle de la caisse du nouveau siège ne passe pas au siège corrigé, qui est auprès d’une autre : il attend la sienne', () => {
    const actes = [...ACTES.DOTATION, transferer('2026-05-10', '40'), confirmer('2026-05-12')];
    const dossier = vivre(actes, '2026-05-20', 37);
    expect([dossier.etat.siege, dossier.etat.caisse]).toEqual(['40', 'landes']);
    const rang = rangDe(dossier, 'SiegeTransfere');
    const impossibles = rectifier(dossier, '2026-05-20', 'ars', { rang, champ: 'siege', valeur: '24' });
    expect(impossibles).toMatchObject([{ cle: 'confirmer-constat', rang: rangDe(dossier, 'ConstatConfirme') }]);
    expect(impossibles[0]?.apres).toContain('un autre siège');
    expect(dossier.etat).toMatchObject({ siege: '33', caisse: 'gironde', siegeAnnonce: { siege: '24' } });
  });

  it('ni au transfert d’avant, quand celui qu’elle confirmait est annulé', () => {
    const actes = [
      ...ACTES.DOTATION,
      transferer('2026-05-10', '24'),
      transferer('2026-05-11', '40'),
      confirmer('2026-05-12'),
    ];
    const dossier = vivre(actes, '2026-05-20', 37);
    expect(dossier.etat.siege).toBe('40');
    const rang = rangDe(dossier, 'SiegeTransfere');
    expect(rectifier(dossier, '2026-05-20', 'ars', { rang })).toMatchObject([{ cle: 'confirmer-constat' }]);
    expect(dossier.etat).toMatchObject({ siege: '33', siegeAnnonce: { siege: '24' } });
  });

  it('celle à une dissolution reste, quand seule sa date est corrigée', () => {
    const actes: readonly Acte[] = [
      ...ACTES.PAYE,
      ['2026-03-10', 'ars', 'constater-dissolution'],
      confirmer('2026-03-12'),
    ];
    const dossier = vivre(actes, '2026-03-13', 37);
    const rang = rangDe(dossier, 'DissolutionConstatee');
    expect(rectifier(dossier, '2026-03-13', 'ars', { rang, champ: 'le', valeur: '2026-03-11' })).toEqual([]);
    expect(dossier.etat.dissolution).toMatchObject({ le: '2026-03-11', confirmeeLe: '2026-03-12' });
    expect(dossier.etat.amorcage).toMatchObject({ fin: 'resilie', finiLe: '2026-03-11' });
  });
});
