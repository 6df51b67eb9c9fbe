/** DEC-33 — a signature of the dotation put right: its adherents are counted again, and what was done meanwhile stands. */
import { describe, expect, it } from 'vitest';
import { echeances } from '../../../domain/echeances.ts';
import { Refus } from '../../../domain/refus.ts';
import type { DateCivile } from '../../../domain/valeurs.ts';
import { Dossier, mondeSeul } from '../proprietes/dossier.ts';
import { ACTES, acte, conformes, midi, pieces, type Acte } from './etats.ts';

const SUIVANTES = [
  'liste-nominative',
  'profil-coordinateur',
  'cooperations',
  'document-annuel',
  'rapport-activite',
  'bilan-comptable',
];
const deLAnnee = (exercice: number, { pieces: liste }: { pieces: readonly object[] }) => ({
  pieces: liste.map((une) => ({ ...une, exercice })),
});
const annee = (exercice: number): readonly Acte[] => [
  [`${2025 + exercice}-05-10`, 'porteur', 'deposer-pieces', deLAnnee(exercice, pieces(...SUIVANTES))],
  [`${2025 + exercice}-05-12`, 'caisse', 'verifier-pieces', deLAnnee(exercice, conformes(...SUIVANTES))],
  [`${2025 + exercice}-05-20`, 'caisse', 'executer-paiement', { paiement: `dotation-${exercice}` }],
];
const PREMIERE: Acte = ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];

/** The contract ends on 4 July 2027, its first year elapsed. */
const RESILIEE_EN_ANNEE_2: readonly Acte[] = [
  ['2027-06-01', 'porteur', 'resilier', { contrat: 'dotation' }],
  ['2027-06-03', 'caisse', 'accuser-reception-resiliation'],
  ['2027-06-04', 'ars', 'accuser-reception-resiliation'],
];

/** The life, then the caisse's signature of its dotation put at `valeur` on the day `vuLe`. */
function corrigee(
  actes: readonly Acte[],
  adherents: number | ((date: DateCivile) => number),
  { valeur = '2026-05-07', vuLe = '2028-06-01' } = {},
) {
  const demandees: DateCivile[] = [];
  const monde = mondeSeul((date) => {
    demandees.push(date);
    return typeof adherents === 'number' ? adherents : adherents(date);
  });
  const dossier = new Dossier(midi('2026-01-01'), monde);
  for (const [le, acteur, commande, donnees] of actes) {
    dossier.avancer(midi(le));
    const reponse = dossier.commander(acte(commande, acteur, le, donnees));
    if (reponse instanceof Refus) throw new Error(`${le} ${commande}: ${reponse.message}`);
  }
  dossier.avancer(midi(vuLe));
  const signature = dossier.journal.find(
    ({ evenement }) => evenement.evenement === 'ContratDotationSigne' && evenement.acteur === 'caisse',
  );
  demandees.length = 0;
  const demande = { rang: signature?.rang, champ: 'le', valeur, motif: 'Erreur de saisie.' };
  const reponse = dossier.commander(acte('corriger', 'caisse', vuLe, demande));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  const attente = dossier.etat.rectification;
  if (attente !== null)
    dossier.commander(acte('approuver-rectification', 'ars', vuLe, { rang: attente.rang, sens: 'approuvee' }));
  const rectifie = reponse.find((un) => un.evenement === 'FaitRectifie');
  const impossibles = rectifie?.differences.filter(({ quoi }) => quoi === 'impossible');
  return { etat: dossier.etat, impossibles, demandees, dossier };
}
/** The count of the new date, where it is of 37 on any other. */
const nouveaux = (nombre: number) => (date: DateCivile) => (date === '2026-05-07' ? nombre : 37);
const comptes = ({ denombrements }: { denombrements: Readonly<Record<string, object>> }) =>
  Object.values(denombrements);

describe('la signature d’un contrat de dotation corrigée après ses anniversaires', () => {
  it('ses années sont comptées à leurs nouvelles dates, les pièces de chacune restent conformes, rien n’est repayé', () => {
    const { etat, impossibles } = corrigee([...ACTES.DOTATION, PREMIERE, ...annee(2), ...annee(3)], 37);
    expect(impossibles).toEqual([]);
    expect(etat.dotation.concluLe).toBe('2026-05-07');
    expect(comptes(etat)).toMatchObject([{ date: '2026-05-07' }, { date: '2027-05-07' }, { date: '2028-05-07' }]);
    expect(etat.pieces['bilan-comptable#3']).toMatchObject({ statut: 'conforme', deposeeLe: '2028-05-10' });
    expect(Object.values(etat.paiements).filter(({ statut }) => statut !== 'execute')).toEqual([]);
    expect(etat.recouvrements).toEqual({});
  });

  it('un ordre rejeté puis réémis le reste : rien de ce que la caisse a fait n’est dit impossible', () => {
    const { etat, impossibles } = corrigee(
      [
        ...ACTES.DOTATION,
        ['2026-05-08', 'caisse', 'rejeter-paiement', { paiement: 'dotation-1', motif: 'Compte clos.' }],
        ['2026-05-09', 'caisse', 'reemettre-paiement', { paiement: 'dotation-1' }],
        PREMIERE,
      ],
      37,
    );
    expect(impossibles).toEqual([]);
    expect(etat.paiements['dotation-1']).toMatchObject({
      statut: 'execute',
      executeLe: '2026-05-20',
      versements: [{}],
    });
  });

  it('en dessous de dix adhérents, le montant que la caisse a fixé et que l’ARS a approuvé vaut toujours (DEC-09)', () => {
    const { etat, impossibles } = corrigee(
      [
        ...ACTES.DOTATION,
        ['2026-05-10', 'caisse', 'fixer-montant-dotation', { montantCentimes: 2_000_000, motif: 'Huit adhérents.' }],
        ['2026-05-12', 'ars', 'approuver-montant-dotation'],
        PREMIERE,
      ],
      8,
    );
    expect(impossibles).toEqual([]);
    expect(etat.montantsFixes['1']).toMatchObject({ montantCentimes: 2_000_000, approuve: true });
    expect(etat.paiements['dotation-1']).toMatchObject({
      statut: 'execute',
      versements: [{ montantCentimes: 2_000_000 }],
    });
  });

  it('moins d’adhérents à la nouvelle date : la différence est un indu ; plus, un complément (DEC-34)', () => {
    const lu = (nombre: number) => {
      const { etat } = corrigee([...ACTES.DOTATION, PREMIERE], nouveaux(nombre), { vuLe: '2026-06-01' });
      return [comptes(etat), etat.recouvrements, etat.paiements['dotation-1-complement'] ?? null];
    };
    // 555.56 euros an adherent.
    expect(lu(30)).toMatchObject([[{ nombre: 30 }], { 'indu-dotation-1': { montantCentimes: 388_889 } }, null]);
    expect(lu(44)).toMatchObject([[{ nombre: 44 }], {}, { montantCentimes: 388_889 }]);
  });

  it('l’ordre trop élevé d’une année écoulée est interrompu : ce qui en est dû repart, malgré la résiliation (DEC-36)', () => {
    const { etat } = corrigee([...ACTES.DOTATION, ...RESILIEE_EN_ANNEE_2], nouveaux(30), { vuLe: '2027-08-01' });
    expect(etat.paiements).toMatchObject({
      'dotation-1': { statut: 'interrompu' },
      'dotation-1-complement': { statut: 'ordonnance', montantCentimes: 6_111_111 },
    });
  });

  it('le complément d’une année écoulée est dû, bien que la résiliation de la suivante ait pris effet (DEC-34, DEC-36)', () => {
    const resiliee = [...ACTES.DOTATION, PREMIERE, ...RESILIEE_EN_ANNEE_2];
    const { etat } = corrigee(resiliee, nouveaux(44), { vuLe: '2027-08-01' });
    expect(etat.dotation).toMatchObject({ concluLe: '2026-05-07', fin: 'resilie', finiLe: '2027-07-04' });
    expect(etat.paiements).toMatchObject({
      'dotation-1': { statut: 'execute' },
      'dotation-1-complement': { statut: 'ordonnance', montantCentimes: 388_889 },
    });
    expect(etat.paiements).not.toHaveProperty('dotation-2');
    expect(etat).toMatchObject({ phase: 'dotation', recouvrements: {} });
  });

  it('une année dont la date ne change pas n’est pas comptée à nouveau ; celle qui la précède l’est', () => {
    // The anniversaries of a 28 and of a 29 February are the same day of common years.
    const jour = (acteur: string, commande: string) =>
      commande === 'signer-contrat-dotation' && acteur === 'caisse' ? '2028-02-29' : '2028-02-28';
    const bissextile = ACTES.DOTATION.map(([le, acteur, commande, donnees = {}]): Acte => [
      le < '2026-05-04' ? le : jour(acteur, commande),
      acteur,
      commande,
      donnees,
    ]);
    const { etat, demandees } = corrigee(bissextile, 37, { valeur: '2028-02-28', vuLe: '2029-06-01' });
    expect(comptes(etat)).toMatchObject([{ date: '2028-02-28' }, { date: '2029-02-28' }]);
    expect(demandees).toEqual(['2028-02-28']);
  });

  it('le dossier clos est compté aussi, et ne se clôt à nouveau qu’ensuite (DEC-35)', () => {
    const resiliee: readonly Acte[] = [
      ...ACTES.DOTATION,
      PREMIERE,
      ['2026-06-01', 'porteur', 'resilier', { contrat: 'dotation' }],
      ['2026-06-02', 'caisse', 'accuser-reception-resiliation'],
      ['2026-06-02', 'ars', 'accuser-reception-resiliation'],
      ['2026-09-01', 'caisse', 'constater-remboursement', { montantCentimes: 6_500_000 }],
    ];
    const { etat, demandees } = corrigee(resiliee, 37, { vuLe: '2027-01-10' });
    expect(demandees).toEqual(['2026-05-07']);
    expect(comptes(etat)).toMatchObject([{ date: '2026-05-07', nombre: 37 }]);
    expect(etat).toMatchObject({ phase: 'close', motifCloture: 'resiliation' });
  });
});

describe('la signature corrigée, moins de dix adhérents à sa nouvelle date (DEC-09)', () => {
  const FIXER = { montantCentimes: 4_000_000, motif: 'Huit adhérents.' };
  const fixerEtApprouver = ({ dossier }: ReturnType<typeof corrigee>) => {
    for (const un of [
      acte('fixer-montant-dotation', 'caisse', '2026-06-02', FIXER),
      acte('approuver-montant-dotation', 'ars', '2026-06-02'),
    ]) {
      dossier.avancer(midi('2026-06-02'));
      const reponse = dossier.commander(un);
      if (reponse instanceof Refus) throw new Error(reponse.message);
    }
    return dossier.etat;
  };

  it('l’ordre de l’ancien montant est interrompu : personne ne l’a fixé ; la caisse fixe, l’ARS approuve, il est ordonné', () => {
    const vie = corrigee(ACTES.DOTATION, nouveaux(8), { vuLe: '2026-06-01' });
    expect(comptes(vie.etat)).toMatchObject([{ nombre: 8 }]);
    expect(vie.etat.paiements['dotation-1']).toMatchObject({ statut: 'interrompu', versements: [] });
    expect(echeances(vie.etat).map(({ cle }) => cle)).toContain('paiement-dotation-1');
    const etat = fixerEtApprouver(vie);
    expect(etat.paiements['dotation-1-complement']).toMatchObject({ statut: 'ordonnance', montantCentimes: 4_000_000 });
  });

  it('ce qui était payé le reste jusqu’à ce que le montant soit fixé : alors seulement la différence est un indu', () => {
    const vie = corrigee([...ACTES.DOTATION, PREMIERE], nouveaux(8), { vuLe: '2026-06-01' });
    expect(vie.etat.paiements['dotation-1']).toMatchObject({ statut: 'execute' });
    expect(vie.etat.recouvrements).toEqual({});
    expect(fixerEtApprouver(vie).recouvrements).toMatchObject({ 'indu-dotation-1': { montantCentimes: 2_500_000 } });
  });

  it('le dossier attend le montant : la résiliation de l’année suivante ne le clôt pas', () => {
    const resiliee = [...ACTES.DOTATION, ...RESILIEE_EN_ANNEE_2];
    const { etat, dossier } = corrigee(resiliee, nouveaux(8), { vuLe: '2027-08-01' });
    expect(etat).toMatchObject({ phase: 'dotation', paiements: { 'dotation-1': { statut: 'interrompu' } } });
    const fixe = dossier.commander(acte('fixer-montant-dotation', 'caisse', '2027-08-01', FIXER));
    expect(fixe).toMatchObject([{ evenement: 'MontantDotationFixe', paiement: 'dotation-1' }]);
    dossier.commander(acte('approuver-montant-dotation', 'ars', '2027-08-01'));
    expect(dossier.etat.paiements['dotation-1-complement']).toMatchObject({ montantCentimes: 4_000_000 });
  });
});
