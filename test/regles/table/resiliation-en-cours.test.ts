/** One résiliation at a time: what it is about, who may take it up again, and what is said once it has taken effect. */
import { describe, expect, it } from 'vitest';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { dernier, issue, repondre } from './dernier-acte.ts';
import { ACTES, vivre, type Acte } from './etats.ts';
import {
  APPROUVEE,
  DEMANDEE,
  DOTATION_NOTIFIEE,
  DOTATION_PROPOSEE,
  EFFECTIFS,
  MANQUEMENT,
  NOTIFIEE,
  PROPOSEE,
  PS_NON_DEPOSE,
  SAISIE,
  proposer,
} from './resiliation-essai.ts';

/** The sentence of the refusal. */
function phrase(actes: readonly Acte[], [le, ...reste]: Acte): string {
  const reponse = repondre(vivre(actes, le).etat, [le, ...reste]);
  return reponse instanceof Refus ? reponse.message : 'accepté';
}

describe('un contrat nommé est celui dont il s’agit', () => {
  const nommant = (contrat: string, [le, acteur, commande, donnees]: Acte): Acte => [
    le,
    acteur,
    commande,
    { ...donnees, contrat },
  ];

  it.each<[string, readonly Acte[], Acte]>([
    ['l’accusé de réception', DEMANDEE, ['2026-03-03', 'ars', 'accuser-reception-resiliation']],
    ['l’approbation', PROPOSEE, ['2026-03-03', 'ars', 'approuver-resiliation']],
    ['la notification', APPROUVEE, ['2026-03-16', 'ars', 'notifier-resiliation']],
    ['la saisine', NOTIFIEE, ['2026-03-28', 'porteur', 'saisir']],
    ['la réponse', SAISIE, ['2026-03-29', 'ars', 'repondre-saisine', { sens: 'rejete' }]],
  ])('%s : l’amorçage passe, la dotation non', (_, actes, un) => {
    expect(issue(actes, nommant('amorcage', un))).toBe('accepté');
    expect(issue(actes, un)).toBe('accepté');
    expect(issue(actes, nommant('dotation', un))).toEqual(['etat', 'RES-A-01']);
    expect(phrase(actes, nommant('dotation', un))).toBe("La résiliation en cours concerne le contrat d'amorçage.");
  });

  it('et de même pour la dotation', () => {
    const approuver: Acte = ['2026-06-02', 'caisse', 'approuver-resiliation', { contrat: 'amorcage' }];
    expect(phrase(DOTATION_PROPOSEE, approuver)).toBe('La résiliation en cours concerne le contrat de dotation.');
  });

  it('sans contrat en cours de ce nom, le refus dit lequel manque', () => {
    const resilier = (contrat: string): Acte => ['2026-03-02', 'porteur', 'resilier', { contrat }];
    expect(phrase(ACTES.PAYE, resilier('dotation'))).toBe("Aucun contrat de dotation n'est en cours.");
    expect(phrase(ACTES.DOTATION, ['2026-06-01', 'porteur', 'resilier', { contrat: 'amorcage' }])).toBe(
      "Aucun contrat d'amorçage n'est en cours.",
    );
  });
});

describe('ce qui n’est pas encore notifié ne retient personne', () => {
  const resilier: Acte = ['2026-03-20', 'porteur', 'resilier'];

  it('l’ESS peut résilier tant que la proposition ne lui est pas notifiée, plus ensuite', () => {
    expect(issue(PROPOSEE, resilier)).toBe('accepté');
    expect(issue(APPROUVEE, resilier)).toBe('accepté');
    expect(issue(NOTIFIEE, resilier)).toEqual(['etat', 'RES-A-01']);
  });

  it('qui a proposé peut reprendre sa proposition, tant que l’autre ne l’a pas approuvée', () => {
    const reprise = (acteur: Role) => proposer('2026-03-05', acteur, MANQUEMENT);
    expect(issue(PROPOSEE, reprise('caisse'))).toBe('accepté');
    expect(issue(PROPOSEE, reprise('ars'))).toEqual(['etat', 'RES-A-01']);
    expect(issue(APPROUVEE, reprise('caisse'))).toEqual(['etat', 'RES-A-01']);
    expect(issue(DEMANDEE, reprise('caisse'))).toEqual(['etat', 'RES-A-01']);
  });

  it('ni proposition ni demande ne précèdent la signature du contrat', () => {
    expect(issue(ACTES.DOTATION, proposer('2026-02-01', 'ars', EFFECTIFS), '2026-06-01')).toEqual(['regle', 'DEC-18']);
    expect(phrase(ACTES.PAYE, ['2026-02-09', 'porteur', 'resilier'])).toContain('la signature du contrat');
  });
});

describe('le projet de santé non déposé (RES-A-02)', () => {
  const depot = (le: string): Acte => [le, 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }];
  const faute = proposer('2026-07-20', 'caisse', PS_NON_DEPOSE);

  it('déposé trop tard, il ne vaut pas dépôt ; le dernier jour, il vaut', () => {
    expect(issue([...ACTES.PAYE, depot('2026-07-07')], faute)).toBe('accepté');
    expect(issue([...ACTES.PAYE, depot('2026-07-06')], faute)).toEqual(['regle', 'RES-A-02']);
    expect(phrase([...ACTES.PAYE, depot('2026-07-06')], faute)).toContain('a été déposé dans le délai, ou validé');
  });

  it('déposé trop tard et validé, il ne se reproche plus', () => {
    const valide: Acte = ['2026-07-10', 'ars', 'valider-projet-sante', { motif: 'Complet.' }];
    expect(issue([...ACTES.PAYE, depot('2026-07-07'), valide], faute)).toEqual(['regle', 'RES-A-02']);
  });

  it('avant la date limite, le refus la dit', () => {
    const tot = proposer('2026-07-06', 'caisse', PS_NON_DEPOSE);
    expect(phrase(ACTES.PAYE, tot)).toContain("peut être déposé jusqu'au 6 juillet 2026");
  });
});

describe('la saisine', () => {
  const tardive = (le: string): Acte => [le, 'porteur', 'saisir'];

  it('après l’effet, le refus en dit la date et comment faire', () => {
    const apres = phrase(NOTIFIEE, tardive('2026-08-03'));
    expect(issue(NOTIFIEE, tardive('2026-08-03'))).toEqual(['etat', 'RES-A-03']);
    expect(apres).toMatch(/^La résiliation a pris effet le \d{1,2}(er)? \p{L}+ 2026\. .*« corriger »/u);
    // Paid before: the pro rata is to be recovered, and the case stays open.
    const paye: Acte = ['2026-05-10', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }];
    const [avant, apresPaiement] = [ACTES.DOTATION, DOTATION_NOTIFIEE.slice(ACTES.DOTATION.length)];
    expect(phrase([...avant, paye, ...apresPaiement], tardive('2026-08-03'))).toMatch(
      /^La résiliation a pris effet le/,
    );
  });

  it('sans résiliation, il n’y a rien à saisir', () => {
    const rien = "La saisine n'est ouverte que contre une résiliation notifiée par la caisse et l'ARS.";
    expect(phrase(ACTES.PAYE, tardive('2026-03-02'))).toBe(rien);
    expect(phrase(ACTES.DOTATION, tardive('2026-06-02'))).toBe(rien);
    expect(phrase(APPROUVEE, tardive('2026-03-05'))).toBe("La résiliation n'a pas encore été notifiée au porteur.");
  });

  it('trop tard, la règle est celle du contrat', () => {
    expect(issue(NOTIFIEE, tardive('2026-04-01'))).toEqual(['regle', 'RES-A-03']);
    expect(issue(DOTATION_NOTIFIEE, tardive('2026-07-06'))).toEqual(['regle', 'RES-D-04']);
  });

  it('est datée du jour où elle fut reçue', () => {
    const saisir: Acte = ['2026-03-30', 'porteur', 'saisir', { recueLe: '2026-03-28' }];
    expect(dernier(NOTIFIEE, saisir)[0]).toMatchObject({ evenement: 'SaisineRecue', le: '2026-03-28' });
  });
});
