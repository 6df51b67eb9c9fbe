/** Money that is out is claimed, whatever was claimed, undone or given up before: REC-01, REC-02, DEC-34, DEC-38, DEC-42. */
import { describe, expect, it } from 'vitest';
import { dernier, issue } from './dernier-acte.ts';
import { ACTES, journal, vivre, type Acte } from './etats.ts';

describe('les dix-huit mois après une résiliation qui est tombée (REC-01, DEC-42)', () => {
  const DISSOUTE: readonly Acte[] = [
    ...ACTES.PAYE,
    ['2026-04-01', 'caisse', 'constater-dissolution', { preuve: { nature: 'courrier' } }],
    ['2026-04-02', 'ars', 'confirmer-constat', { sens: 'confirme' }],
  ];
  const TOMBEE: readonly Acte[] = [
    ...DISSOUTE,
    ['2026-04-10', 'porteur', 'saisir'],
    ['2026-04-20', 'caisse', 'repondre-saisine', { sens: 'accepte' }],
  ];

  it('le recouvrement de l’amorçage est clos pour rien, et la procédure s’ouvre à son jour', () => {
    const { etat } = vivre(TOMBEE, '2026-05-01');
    expect(etat.amorcage.fin).toBeNull();
    expect(etat.recouvrements['amorcage']).toMatchObject({ statut: 'clos', montantCentimes: 0 });
    // Letter of 5 January 2026: its eighteen months end on 5 July 2027.
    expect(vivre(TOMBEE, '2027-07-05').etat.phase).not.toBe('close');
    expect(vivre(TOMBEE, '2027-07-06').etat.recouvrements['dix-huit-mois']).toMatchObject({
      statut: 'propose',
      montantCentimes: 4_000_000,
    });
  });

  it('la dissolution acquise réclame tout l’amorçage : les dix-huit mois ne le réclament pas une seconde fois', () => {
    const evenements = journal(DISSOUTE, '2027-09-01');
    expect(evenements.map(({ evenement }) => evenement)).not.toContain('ProcedureDixHuitMoisOuverte');
    expect(vivre(DISSOUTE, '2027-09-01').etat.recouvrements['amorcage']).toMatchObject({
      statut: 'propose',
      montantCentimes: 4_000_000,
    });
  });
});

describe('les dix-huit mois, leur virement revenu puis refait (REC-01, DEC-38)', () => {
  const REVENU: readonly Acte[] = [
    ...ACTES.PAYE,
    ['2027-07-10', 'caisse', 'retourner-paiement', { paiement: 'amorcage-1', motif: 'Compte clos.' }],
  ];
  const REFAIT: readonly Acte[] = [
    ...REVENU,
    ['2027-07-12', 'caisse', 'reemettre-paiement', { paiement: 'amorcage-1' }],
    ['2027-07-20', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
  ];
  const ACTIVITE: Acte = ['2027-07-15', 'caisse', 'constater-activite', { activite: 'avis-ponctuel' }];

  it('revenu, rien n’est dû ; refait, la procédure réclame de nouveau ce qui est sorti, du jour où il l’est', () => {
    expect(vivre(REVENU, '2027-07-11').etat.recouvrements['dix-huit-mois']).toMatchObject({
      statut: 'clos',
      montantCentimes: 0,
    });
    expect(journal(REFAIT, '2027-07-20').at(-1)).toMatchObject({
      evenement: 'RecouvrementPropose',
      regle: 'REC-01',
      le: '2027-07-20',
      recouvrement: 'dix-huit-mois',
      origine: 'dix-huit-mois',
      montantCentimes: 4_000_000,
    });
    expect(vivre(REFAIT, '2028-09-01').etat.phase).toBe('recouvrement');
    const confirmer: Acte = ['2027-07-21', 'caisse', 'confirmer-recouvrement'];
    expect(dernier(REFAIT, confirmer)[0]).toMatchObject({ montantCentimes: 4_000_000, dateLimite: '2027-09-21' });
  });

  it('ce que la caisse a fixé à rien reste à rien (DEC-10)', () => {
    const rien: Acte = [
      '2027-07-10',
      'caisse',
      'confirmer-recouvrement',
      { montantCentimes: 0, motif: 'Actions faites.' },
    ];
    expect(journal([...ACTES.PAYE, rien], '2028-09-01').at(-1)).toMatchObject({ evenement: 'EssClose' });
    expect(vivre([...ACTES.PAYE, rien], '2028-09-01').etat.recouvrements['dix-huit-mois']).toMatchObject({
      statut: 'clos',
      montantCentimes: 0,
    });
  });

  it('une activité constatée entre-temps, rien n’est réclamé', () => {
    const actif = [...REVENU, ACTIVITE, ...REFAIT.slice(REVENU.length)].toSorted((a, b) => a[0].localeCompare(b[0]));
    expect(vivre(actif, '2027-07-21').etat.recouvrements['dix-huit-mois']).toMatchObject({
      statut: 'clos',
      montantCentimes: 0,
    });
  });
});

describe('ce que la caisse a remis, puis ce qui sort encore (REC-02, DEC-34)', () => {
  const executer = (le: string, montantCentimes: number, reference: string): Acte => [
    le,
    'caisse',
    'executer-paiement',
    { paiement: 'amorcage-2', montantCentimes, reference },
  ];
  /** Paid without any right, given up; paid again. */
  const REMIS: readonly Acte[] = [
    ...ACTES.CREATION,
    executer('2026-03-01', 4_000_000, 'a'),
    ['2026-03-20', 'caisse', 'clore-recouvrement', { motif: 'Association sans ressources.' }],
    executer('2026-03-25', 1_000_000, 'b'),
  ];
  const CLE = 'indu-amorcage-2';

  it('la proposition compte ce qui fut remis : la caisse peut la confirmer, seul le reste est dû', () => {
    expect(vivre(REMIS, '2026-03-26').etat.recouvrements[CLE]).toMatchObject({
      statut: 'propose',
      montantCentimes: 5_000_000,
      remisCentimes: 4_000_000,
    });
    const confirmer = (donnees: object = {}): Acte => ['2026-03-26', 'caisse', 'confirmer-recouvrement', donnees];
    expect(issue(REMIS, confirmer())).toBe('accepté');
    expect(issue(REMIS, confirmer({ montantCentimes: 5_000_001, motif: 'Pénalité.' }))).toEqual(['regle', 'DEC-10']);
    const rembourser: Acte = ['2026-03-27', 'caisse', 'constater-remboursement', { montantCentimes: 1_000_000 }];
    expect(dernier([...REMIS, confirmer()], rembourser)).toMatchObject([
      { evenement: 'RemboursementConstate', resteDuCentimes: 0 },
      { evenement: 'RecouvrementClos', issue: 'rembourse' },
    ]);
  });

  it('le second virement revenu, la proposition est de nouveau toute remise : elle se clôt d’elle-même', () => {
    const retour: Acte = ['2026-03-27', 'caisse', 'retourner-paiement', { paiement: 'amorcage-2', reference: 'b' }];
    expect(dernier(REMIS, retour)).toMatchObject([
      { evenement: 'PaiementRetourne' },
      { evenement: 'RecouvrementPropose', reduite: true, montantCentimes: 4_000_000 },
      { evenement: 'RecouvrementClos', recouvrement: CLE, issue: 'remise' },
    ]);
  });
});
