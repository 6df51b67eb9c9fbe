/** What follows by itself from a state: the end of contracts and payments in the transitional regimes, recoveries that replace each other or are settled; and who is awaited (DEC-08, DEC-27, REC-02, RES-A-04, RES-D-05, TRA-B). */
import { describe, expect, it } from 'vitest';
import { consequences } from '../../../domain/consequences.ts';
import { echeances } from '../../../domain/echeances.ts';
import { etatInitial, type Etat, type Recouvrement } from '../../../domain/etat.ts';
import { centimes } from '../../../domain/valeurs.ts';
import { d } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import { ORDONNE, compte, dote, execute, paye, phrase, premier, signe, sur } from './paiement-essai.ts';

const suites = (etat: Etat, le = '2026-06-01') =>
  consequences(etat, d(le)).map(({ evenement, le: date, regle }) => [evenement, date, regle]);
const en = (etat: Etat, cle: string) => echeances(etat).find((une) => une.cle === cle);
const decide = (etat: Etat, sens: 'valide' | 'refuse', le: string): Etat => ({
  ...etat,
  projetSante: { ...etat.projetSante, recuLe: d('2026-02-03'), decision: { sens, mode: 'expresse', le: d(le) } },
});
const RECOUVREMENT: Recouvrement = {
  origine: 'dix-huit-mois',
  statut: 'propose',
  montantCentimes: centimes(4_000_000),
  duCentimes: centimes(4_000_000),
  rembourseCentimes: centimes(0),
  remisCentimes: centimes(0),
  notifieLe: null,
  dateLimite: null,
  ouvertLe: d('2026-03-01'),
};

describe('en régime B, un PS refusé met fin à l’aide (TRA-B, FIN-05)', () => {
  const regimeB = (changement: Partial<Etat> = {}): Etat => ({
    ...signe(),
    regime: 'en-fonctionnement-a-mettre-en-conformite',
    li: null,
    paiements: { 'amorcage-30': ORDONNE },
    ...changement,
  });

  it('le complément pas encore payé est interrompu, le contrat se termine à la décision, et le dossier se clôt', () => {
    expect(suites(decide(regimeB(), 'refuse', '2026-06-01'))).toEqual([
      ['AideInterrompue', '2026-06-01', 'FIN-05'],
      ['PaiementInterrompu', '2026-06-01', 'FIN-05'],
      ['ContratAmorcageTermine', '2026-06-01', 'DEC-08'],
      ['TerritoireLibere', '2026-06-01', 'DEC-45'],
      ['EssClose', '2026-06-01', 'DEC-20'],
    ]);
  });

  it('une décision d’avant la signature : le contrat se termine au plus tôt à sa signature (DEC-08)', () => {
    expect(suites(decide(regimeB({ paiements: {} }), 'refuse', '2026-02-05'))).toContainEqual([
      'ContratAmorcageTermine',
      '2026-02-10',
      'DEC-08',
    ]);
  });

  it('un PS validé n’interrompt que le financement de l’ARS : le paiement reste dû', () => {
    expect(suites(decide(regimeB(), 'valide', '2026-06-01'))).toEqual([['AideInterrompue', '2026-06-01', 'TRA-B']]);
  });
});

describe('les paiements d’un contrat résilié s’interrompent, chacun par la règle de son contrat', () => {
  const resilie = (etat: Etat, contrat: 'amorcage' | 'dotation'): Etat => ({
    ...etat,
    [contrat]: { ...etat[contrat], finiLe: d('2026-05-20'), fin: 'resilie' },
  });
  it('de l’amorçage : RES-A-04 ; de la dotation : RES-D-05 ; jamais ceux de l’autre contrat', () => {
    expect(suites(resilie(dote(), 'dotation'), '2026-05-20')[0]).toEqual([
      'PaiementInterrompu',
      '2026-05-20',
      'RES-D-05',
    ]);
    expect(suites(resilie(signe(), 'amorcage'), '2026-05-20')[0]).toEqual([
      'PaiementInterrompu',
      '2026-05-20',
      'RES-A-04',
    ]);
    const rejete = { ...signe(), paiements: { 'amorcage-1': { ...ORDONNE, statut: 'rejete' as const } } };
    expect(suites(resilie(rejete, 'amorcage'))[0]?.[0]).toBe('PaiementInterrompu');
    const { paiements } = dote();
    const autre: Etat = {
      ...resilie(dote(), 'dotation'),
      paiements: {
        ...paiements,
        'dotation-1': execute('2026-05-10'),
        'amorcage-2': ORDONNE,
      },
    };
    expect(suites(autre).map(([evenement]) => evenement)).not.toContain('PaiementInterrompu');
  });

  it('la résiliation de l’amorçage prend la place des dix-huit mois ; celle de la dotation, non (RES-A-04)', () => {
    const ouverte = { dixHuitMoisOuvertLe: d('2026-05-01'), recouvrements: { 'dix-huit-mois': RECOUVREMENT } };
    const avec = (etat: Etat): Etat => ({ ...etat, ...ouverte });
    expect(consequences(avec(resilie(paye(), 'amorcage')), d('2026-06-01'))[0]).toMatchObject({
      le: '2026-05-20',
      evenement: 'RecouvrementClos',
      acteur: 'systeme',
      regle: 'RES-A-04',
      recouvrement: 'dix-huit-mois',
      montantCentimes: 4_000_000,
      issue: 'rien-du',
    });
    const executee: Etat = {
      ...dote(),
      paiements: { 'dotation-1': execute('2026-05-10') },
    };
    expect(suites(avec(resilie(executee, 'dotation'))).map(([evenement]) => evenement)).not.toContain(
      'RecouvrementClos',
    );
  });
});

describe('un recouvrement soldé se clôt (REC-02)', () => {
  const clos = (changement: Partial<Recouvrement>) =>
    consequences(
      {
        ...paye(),
        dixHuitMoisOuvertLe: d('2026-05-01'),
        recouvrements: { 'dix-huit-mois': { ...RECOUVREMENT, ...changement } },
      },
      d('2026-06-01'),
    ).filter(({ evenement }) => evenement === 'RecouvrementClos');
  it('proposé, s’il est remboursé ; notifié ou impayé, s’il ne reste rien', () => {
    const tout = centimes(4_000_000);
    expect(clos({ rembourseCentimes: tout })).toMatchObject([{ issue: 'rembourse', montantCentimes: 4_000_000 }]);
    expect(clos({ rembourseCentimes: centimes(3_999_999) })).toEqual([]);
    expect(clos({ montantCentimes: centimes(0) })).toMatchObject([{ issue: 'rien-du' }]);
    expect(clos({ statut: 'notifie', montantCentimes: centimes(0) })).toMatchObject([{ issue: 'rien-du' }]);
    expect(clos({ statut: 'impaye', rembourseCentimes: tout })).toMatchObject([{ issue: 'rembourse' }]);
    for (const statut of ['clos', 'rembourse'] as const) expect(clos({ statut, rembourseCentimes: tout })).toEqual([]);
  });
});

describe('les échéances et ceux qu’elles attendent', () => {
  it('un paiement ordonnancé n’attend que la caisse, même si une pièce est ensuite trouvée non conforme (DEC-27)', () => {
    const { pieces } = dote();
    const douteuse = pieces['cooperations#1'];
    if (douteuse === undefined) throw new Error('no such piece');
    const etat: Etat = { ...dote(), pieces: { ...pieces, 'cooperations#1': { ...douteuse, statut: 'non-conforme' } } };
    expect(en(etat, 'paiement-dotation-1')?.attendu).toEqual(['caisse']);
    const attendue: Etat = { ...etat, paiements: {} };
    expect(en(attendue, 'paiement-dotation-1')?.attendu).toEqual(['porteur']);
    expect(en(compte({ '1': 9 }), 'paiement-dotation-1')?.attendu).toEqual(['caisse', 'ars']);
  });

  it('un paiement exécuté n’attend plus personne ; interrompu alors qu’il est dû, il est encore à ordonner (DEC-34)', () => {
    const avec = (statut: 'ordonnance' | 'rejete' | 'execute' | 'interrompu') =>
      en({ ...signe(), paiements: { 'amorcage-1': { ...ORDONNE, statut } } }, 'paiement-amorcage-1')?.expire;
    expect([avec('ordonnance'), avec('rejete')]).toEqual(['2026-03-10', '2026-03-10']);
    expect([avec('execute'), avec('interrompu')]).toEqual([undefined, '2026-03-10']);
  });

  it('des précisions que la décision n’a pas attendues ne sont plus attendues (PS-07)', () => {
    const PRECISIONS: readonly Acte[] = [
      ...ACTES.PAYE,
      ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
      ['2026-04-10', 'ars', 'demander-precisions', { delai: '2026-04-30' }],
    ];
    expect(en(vivre(PRECISIONS, '2026-04-20').etat, 'reponse-precisions')?.expire).toBe('2026-04-30');
    const refus: Acte = [
      '2026-04-20',
      'ars',
      'refuser-projet-sante',
      { motif: 'Hors cadre.', fondement: 'cahier-des-charges' },
    ];
    expect(en(vivre([...PRECISIONS, refus], '2026-04-20').etat, 'reponse-precisions')).toBeUndefined();
  });

  it('sans effectif libéral connu, la cible de 30 % n’est pas tenue pour atteinte (ELI-05, DEC-25)', () => {
    const avec = (liberaux: number | null) => ({ ...dote(), effectifs: { ...dote().effectifs, liberaux } });
    expect(en(avec(null), 'cible-30')?.expire).toBe('2028-11-04');
    expect(en(avec(123), 'cible-30')).toBeUndefined();
    expect(en(avec(124), 'cible-30')).toBeDefined();
  });

  it('un dossier où rien n’est arrivé n’a pas d’échéance', () => {
    expect(echeances(etatInitial('ess-1'))).toEqual([]);
  });
});

describe('la signature des contrats', () => {
  const signer = (contrat: 'amorcage' | 'dotation'): Acte => ['2026-05-10', 'porteur', `signer-contrat-${contrat}`];
  const sansSignature = (etat: Etat): Etat => ({
    ...etat,
    dotation: { ...etat.dotation, concluLe: null, signatures: {} },
  });

  it('un territoire contesté la retient, et la phrase ne nomme pas les autres ESS (DEC-15)', () => {
    const conteste: Etat = {
      ...vivre(ACTES.AMORCAGE.slice(0, -3), '2026-02-10').etat,
      territoire: 'conteste',
      conflits: ['ess-2', 'ess-3'],
    };
    expect(sur(conteste, signer('amorcage'))).toEqual(['regle', 'DEC-15']);
    expect(phrase(conteste, signer('amorcage'))).toContain('la fin du conflit');
    expect(phrase(conteste, signer('amorcage'))).not.toContain('ess-2');
    const dotation: Etat = { ...sansSignature(dote()), territoire: 'conteste' };
    expect(sur(dotation, signer('dotation'))).toEqual(['regle', 'DEC-15']);
    expect(phrase(dotation, signer('dotation'))).toContain('contesté');
  });

  it('la dotation veut une association, en droit commun (ELI-09)', () => {
    const sansAssociation: Etat = { ...sansSignature(dote()), associationLe: null };
    expect(sur(sansAssociation, signer('dotation'))).toEqual(['regle', 'ELI-09']);
    expect(phrase(sansAssociation, signer('dotation'))).toContain('loi 1901');
    expect(premier(sansSignature(dote()), signer('dotation'))).toMatchObject({ evenement: 'ContratDotationSigne' });
    const regimeC: Etat = { ...sansAssociation, regime: 'en-projet-avec-amorcage-ars' };
    expect(sur(regimeC, signer('dotation'))).toBe('accepté');
  });
});
