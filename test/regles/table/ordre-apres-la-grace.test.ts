/** DEC-32 — once a grace is over, what had waited for it takes effect in the order of the dates of the law. */
import { describe, expect, it } from 'vitest';
import { ACTES, conformes, midi, pieces, type Acte } from './etats.ts';
import { MANQUEMENT, proposer } from './resiliation-essai.ts';
import { FIDELE, PLATEFORME, aTemps, rejeuDe, saisir, saisis, type Saisie } from './saisies.ts';

const [[, , , lettre] = []] = ACTES.ENTREE;
/** Regime C, its complement not yet paid. */
const COMPLEMENT: readonly Acte[] = [
  ['2026-01-12', 'ars', 'declarer-ess-existante', { ...lettre, regime: 'en-projet-avec-amorcage-ars' }],
  ['2026-02-02', 'porteur', 'declarer-association'],
  ['2026-02-02', 'porteur', 'declarer-coordonnees-bancaires'],
  ['2026-02-20', 'caisse', 'accorder-complement'],
  ['2026-03-02', 'porteur', 'deposer-pieces', pieces('statuts', 'budget-previsionnel')],
  ['2026-03-02', 'caisse', 'verifier-pieces', conformes('statuts', 'budget-previsionnel')],
  ['2026-09-01', 'porteur', 'signer-contrat-amorcage'],
  ['2026-09-01', 'ars', 'signer-contrat-amorcage'],
  ['2026-09-01', 'caisse', 'signer-contrat-amorcage'],
];
/** The projet de santé of that day, entered late: its silence took effect two months after, and waits for its grace. */
const projet = (saisiLe: string, le: string): Saisie => [
  saisiLe,
  [le, 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1, ...PLATEFORME }],
];
/** What the clock did from that entry on, without reminders. */
function effets(saisies: readonly Saisie[], jusquAu: string) {
  const dossier = saisis(saisies);
  const avant = dossier.journal.length;
  dossier.avancer(midi(jusquAu));
  return dossier.journal
    .slice(avant)
    .filter(({ evenement }) => evenement.evenement !== 'RappelEmis')
    .map(({ evenement: { le, evenement, regle } }) => `${le} ${evenement} ${regle}`);
}

it('ce qui suit d’une validation tacite, daté d’un virement d’après, vient après l’alerte de l’entre-deux', () => {
  const saisies: readonly Saisie[] = [
    ...aTemps(COMPLEMENT),
    projet('2027-03-20', '2026-03-10'),
    ['2027-03-21', ['2027-03-21', 'caisse', 'executer-paiement', { paiement: 'amorcage-30' }]],
  ];
  expect(effets(saisies, '2027-04-01')).toEqual([
    '2026-05-11 ProjetSanteValide PS-08',
    '2027-03-11 EcheanceDepassee MIS-02',
    '2027-03-21 ContratAmorcageTermine DEC-08',
  ]);
});

it('la procédure des dix-huit mois, datée du virement parti depuis, vient après l’alerte d’avant lui', () => {
  const saisies: readonly Saisie[] = [
    ...aTemps(ACTES.AMORCAGE),
    projet('2027-10-10', '2026-09-01'),
    ['2027-10-11', ['2027-10-11', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }]],
  ];
  expect(effets(saisies, '2027-11-30')).toEqual([
    '2026-11-02 ProjetSanteValide PS-08',
    '2026-12-11 ContratAmorcageTermine AMO-15',
    '2027-01-03 EcheanceDepassee PAY-02',
    '2027-09-02 EcheanceDepassee MIS-02',
    '2027-10-11 ProcedureDixHuitMoisOuverte REC-01',
    '2027-10-11 RecouvrementPropose DEC-10',
    '2027-11-03 EcheanceDepassee RES-D-03',
  ]);
});

it('un refus d’après la limite du dépôt, la résiliation notifiée, ne fait pas finir l’amorçage avant lui (DEC-08, DEC-39)', () => {
  // In time, and refused after the last day of the deposit: no other may follow, and the résiliation has its course.
  const saisies = aTemps([
    ...ACTES.PAYE,
    ['2026-06-20', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
    ['2026-07-01', 'ars', 'demander-precisions', { motif: 'Territoire.', delai: '2026-09-15' }],
    ['2026-09-01', 'porteur', 'repondre-precisions'],
    ['2026-10-01', 'porteur', 'resilier'],
    ['2026-10-02', 'caisse', 'accuser-reception-resiliation'],
    ['2026-10-03', 'ars', 'accuser-reception-resiliation'],
    ['2026-10-10', 'ars', 'refuser-projet-sante', { fondement: 'criteres-reglementaires', motif: 'Incomplet.' }],
  ]);
  const avant = saisis(saisies.slice(0, -1)).journal.length;
  const dossier = saisis(saisies);
  dossier.avancer(midi('2026-11-01'));
  const suites = dossier.journal
    .slice(avant)
    .map(({ evenement: { le, evenement, regle } }) => `${le} ${evenement} ${regle}`)
    .filter((un) => !un.includes('RappelEmis'));
  expect(suites).toEqual([
    '2026-10-10 ProjetSanteRefuse PS-09',
    '2026-10-18 ResiliationEffective RES-A-04',
    '2026-10-18 RecouvrementPropose RES-A-04',
    '2026-10-18 TerritoireLibere DEC-45',
  ]);
});

describe('l’amorçage dont le terme est passé, qu’un silence d’avant lui retient (DEC-30, DEC-39)', () => {
  const LE = '2027-01-18';
  const tard = (...actes: readonly Acte[]): readonly Saisie[] => [
    ...aTemps(ACTES.PAYE),
    projet('2027-01-17', '2026-07-01'),
    ...aTemps(actes),
  ];
  /** What became of the contract and of the recovery once the grace was over; the life played again says the same. */
  function suites(saisies: readonly Saisie[]) {
    const dossier = saisis(saisies);
    dossier.avancer(midi('2027-01-30'));
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
    const retenu = dossier.journal.findIndex(({ evenement }) => evenement.evenement === 'FaitRectifie');
    return dossier.journal
      .slice(retenu)
      .map(({ evenement: { le, evenement, regle } }) => `${le} ${evenement} ${regle}`)
      .filter((un) => /ContratAmorcageTermine|ResiliationEffective|RecouvrementPropose|TerritoireLibere/.test(un));
  }
  const constater = (le: string): Acte => [le, 'ars', 'constater-dissolution'];
  const confirmer = (le: string): Acte => [le, 'caisse', 'confirmer-constat', { sens: 'confirme' }];

  it('une dissolution d’après lui n’y met pas fin (DEC-42)', () => {
    const terme = ['2026-12-11 ContratAmorcageTermine AMO-15', '2027-01-18 TerritoireLibere DEC-45'];
    expect(suites(tard(constater(LE), confirmer('2027-01-19')))).toEqual(terme);
    const avant: readonly Saisie[] = [
      ...aTemps([...ACTES.PAYE, constater('2027-01-10'), confirmer('2027-01-12')]),
      projet('2027-01-17', '2026-07-01'),
    ];
    expect(suites(avant)).toContain('2026-12-11 ContratAmorcageTermine AMO-15');
    expect(suites(avant).join()).not.toMatch(/ResiliationEffective|RecouvrementPropose/);
  });

  it('une objection reçue depuis ne le fait pas courir de nouveau (DEC-42)', () => {
    const dossier = saisis(tard(constater(LE), confirmer('2027-01-19'), ['2027-01-25', 'porteur', 'saisir']));
    expect(dossier.etat.amorcage).toMatchObject({ fin: 'termine', finiLe: '2026-12-11' });
    expect(rejeuDe(dossier)).toMatchObject(FIDELE);
  });

  it('la seconde tranche exécutée depuis n’y met pas fin (DEC-08)', () => {
    const payer: Acte = [LE, 'caisse', 'executer-paiement', { paiement: 'amorcage-2' }];
    expect(suites(tard(payer))).toEqual(['2026-12-11 ContratAmorcageTermine AMO-15']);
  });

  it.each<[string, Acte]>([
    ['la lettre de l’équipe', [LE, 'porteur', 'resilier']],
    ['la proposition de la caisse', proposer(LE, 'caisse', MANQUEMENT)],
  ])('il ne se résilie plus : %s est refusée, et la phrase dit ce que le silence a décidé', (_quoi, acte) => {
    const reponse = saisir(saisis(tard()), [LE, acte]);
    const message = expect.stringContaining('a décidé le 2 septembre 2026') as string;
    expect(reponse).toMatchObject({ regle: 'RES-A-01', nature: 'etat', message });
  });
});
