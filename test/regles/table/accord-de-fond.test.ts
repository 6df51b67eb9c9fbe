/** DEC-33, DEC-34, DEC-67 — what an agreement bears on, what it leaves at the journal, and what is refused, in its sentence. */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { ACTES, acte, midi, vivre, type Acte } from './etats.ts';

const rangDe = ({ journal }: Dossier, nom: NomEvenement, n = 1) =>
  journal.filter(({ evenement }) => evenement.evenement === nom)[n - 1]?.rang;
function demander(dossier: Dossier, le: string, acteur: Role, commande: NomCommande, donnees: object = {}) {
  dossier.avancer(midi(le));
  return dossier.commander(
    acte(commande, acteur, le, { motif: 'Erreur.', preuve: { nature: 'courriel' }, ...donnees }),
  );
}
function faire(...demande: Parameters<typeof demander>) {
  const reponse = demander(...demande);
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse;
}
const phrase = (reponse: unknown) =>
  reponse instanceof Refus ? [reponse.nature, reponse.regle, reponse.message] : 'accepté';
/** « proposée » to the other authority, or « faite » at once. */
const issue = (...demande: Parameters<typeof demander>) =>
  faire(...demande).some(({ evenement }) => evenement === 'RectificationProposee') ? 'proposée' : 'faite';
const approuver = (
  dossier: Dossier,
  le: string,
  acteur: Role,
  sens = 'approuvee',
  rang = dossier.etat.rectification?.rang,
) => demander(dossier, le, acteur, 'approuver-rectification', { rang, sens });

/** The caisse signed last: ten months from 10 February end on 10 December; from the 4th, on the 4th. */
const SIGNE: readonly Acte[] = [
  ...ACTES.AMORCAGE.slice(0, -3),
  ['2026-02-04', 'porteur', 'signer-contrat-amorcage'],
  ['2026-02-04', 'ars', 'signer-contrat-amorcage'],
  ['2026-02-10', 'caisse', 'signer-contrat-amorcage'],
  ['2026-02-20', 'caisse', 'executer-paiement', { paiement: 'amorcage-1' }],
];
/** No piece of the first year was looked at: nothing is ordered of the dotation. The letter takes effect on 12 July. */
const SANS_ORDRE: readonly Acte[] = [
  ...ACTES.DOTATION.slice(0, -2),
  ['2026-06-01', 'porteur', 'resilier', { contrat: 'dotation' }],
  ['2026-06-10', 'caisse', 'accuser-reception-resiliation'],
  ['2026-06-12', 'ars', 'accuser-reception-resiliation'],
];

describe('attend l’accord de l’autre autorité ce qui met fin à un contrat, même sans rien reprendre d’argent (DEC-34)', () => {
  it('l’amorçage, que sa signature corrigée fait finir plus tôt', () => {
    const dossier = vivre(SIGNE, '2026-12-07');
    const rang = rangDe(dossier, 'ContratAmorcageSigne', 3);
    const corriger = (valeur: string) =>
      issue(vivre(SIGNE, '2026-12-07'), '2026-12-07', 'caisse', 'corriger', { rang, champ: 'le', valeur });
    // Seen on 7 December: the contract that ended on the 4th is over, the one that ends on the 9th is not.
    expect(corriger('2026-02-04')).toBe('proposée');
    expect(corriger('2026-02-09')).toBe('faite');
  });

  it('la dotation, que la réception corrigée de la lettre fait finir plus tôt', () => {
    const corriger = (valeur: string) => {
      const dossier = vivre(SANS_ORDRE, '2026-07-14');
      expect(dossier.etat.dotation.fin).toBeNull();
      const rang = rangDe(dossier, 'ReceptionResiliationAccusee', 2);
      return issue(dossier, '2026-07-14', 'ars', 'corriger', { rang, champ: 'recueLe', valeur });
    };
    // The later of the two receipts counts (DEC-04): of 10 June, effect on 10 July, its grace over on the 13th; of the 11th, not yet.
    expect(corriger('2026-06-05')).toBe('proposée');
    expect(corriger('2026-06-11')).toBe('faite');
  });
});

describe('un acte qui arrête le silence, saisi après lui, attend l’accord de l’autre autorité (DEC-34)', () => {
  /** Received on 1 April: validated by silence, dated 2 June. */
  const TACITE: readonly Acte[] = [
    ...ACTES.PAYE,
    ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
  ];
  it.each<[Role, NomCommande, object]>([
    ['ars', 'demander-precisions', { delai: '2026-07-01' }],
    ['caisse', 's-opposer-projet-sante', { fondement: 'destabilisation-offre' }],
    ['ars', 'refuser-projet-sante', { fondement: 'cahier-des-charges' }],
  ])('%s : %s', (acteur, commande, donnees) => {
    const dossier = vivre(TACITE, '2026-06-10');
    expect(dossier.etat.projetSante.decision).toMatchObject({ mode: 'tacite', le: '2026-06-02' });
    expect(issue(dossier, '2026-06-10', acteur, commande, { ...donnees, le: '2026-05-20' })).toBe('proposée');
    expect(dossier.etat.projetSante.decision).toMatchObject({ mode: 'tacite' });
  });
});

describe('la proposition et l’accord (DEC-34)', () => {
  it('une seule à la fois', () => {
    const dossier = vivre(ACTES.CREATION, '2026-02-10');
    faire(dossier, '2026-02-10', 'caisse', 'annuler', { rang: rangDe(dossier, 'AvisCaisseRendu') });
    const seconde = demander(dossier, '2026-02-10', 'ars', 'annuler', {
      rang: rangDe(dossier, 'LettreIntentionValidee'),
    });
    expect(phrase(seconde)).toEqual([
      'etat',
      'DEC-34',
      'Une rectification attend déjà l’accord de l’autre autorité : une seule à la fois.',
    ]);
  });

  it('porte sur le fond : une échéance passée depuis, une lettre de plus n’y changent rien', () => {
    const dossier = vivre(ACTES.AMORCAGE, '2026-03-01');
    const rang = rangDe(dossier, 'ContratAmorcageSigne', 3);
    faire(dossier, '2026-03-01', 'caisse', 'annuler', { rang });
    // The payment was due on 10 March: it is late, which was no part of what was shown.
    dossier.avancer(midi('2026-03-12'));
    expect(dossier.etat.depassees['paiement-amorcage-1']).toBe('2026-03-10');
    expect(phrase(approuver(dossier, '2026-03-12', 'ars'))).toBe('accepté');
    expect(dossier.etat.amorcage.concluLe).toBeNull();
  });

  it('un fait annulé : le journal dit lequel, de quel jour, et plus rien après', () => {
    const dossier = vivre(ACTES.CREATION, '2026-02-10');
    const rang = rangDe(dossier, 'AvisCaisseRendu');
    const [proposee] = faire(dossier, '2026-02-10', 'caisse', 'annuler', { rang });
    const dit = { rang, du: '2026-01-20', avant: 'AvisCaisseRendu', apres: null };
    expect(proposee).toMatchObject({ evenement: 'RectificationProposee', regle: 'DEC-34', le: '2026-02-10', ...dit });
    const [approuvee, rectifie] = approuver(dossier, '2026-02-12', 'ars') as never[];
    expect(approuvee).toMatchObject({
      evenement: 'RectificationApprouvee',
      regle: 'DEC-34',
      partie: 'ars',
      sens: 'approuvee',
    });
    expect(rectifie).toMatchObject({
      evenement: 'FaitRectifie',
      acteur: 'caisse',
      regle: 'DEC-33',
      le: '2026-02-12',
      ...dit,
    });
    expect(rectifie).not.toHaveProperty('champ');
  });

  it('une donnée corrigée : le journal dit laquelle, ce qu’elle était, ce qu’elle est', () => {
    const dossier = vivre(ACTES.DOTATION, '2026-05-20');
    const rang = rangDe(dossier, 'AdherentsDenombres');
    faire(dossier, '2026-05-20', 'caisse', 'corriger', { rang, champ: 'nombre', valeur: 36 });
    const [, rectifie] = approuver(dossier, '2026-05-21', 'ars') as never[];
    expect(rectifie).toMatchObject({ rang, du: '2026-05-04', champ: 'nombre', avant: 37, apres: 36 });
  });

  it('l’accord et l’opposition, refus par refus', () => {
    const proposee = () => {
      const dossier = vivre(ACTES.CREATION, '2026-02-10');
      faire(dossier, '2026-02-10', 'caisse', 'annuler', { rang: rangDe(dossier, 'AvisCaisseRendu') });
      return dossier;
    };
    const un = proposee();
    const rang = un.etat.rectification?.rang;
    expect(phrase(approuver(un, '2026-02-10', 'ars', 'approuvee', 999))).toEqual([
      'etat',
      'DEC-34',
      "« rang » : l'événement 999 ne propose aucune rectification.",
    ]);
    expect(phrase(approuver(un, '2026-02-26', 'porteur', 'refusee'))).toEqual([
      'etat',
      'DEC-34',
      "Le porteur peut s'opposer à une rectification dans les quinze jours de sa proposition, jusqu'au 25 février 2026.",
    ]);
    faire(un, '2026-02-26', 'porteur', 'declarer-association');
    expect(phrase(approuver(un, '2026-02-26', 'ars'))).toEqual([
      'etat',
      'DEC-34',
      'Le dossier a changé depuis la proposition : ses effets ne sont plus ceux qui vous ont été montrés. Proposez-la à nouveau.',
    ]);
    un.avancer(midi('2026-03-12'));
    expect(phrase(approuver(un, '2026-03-12', 'ars', 'approuvee', rang))).toEqual([
      'etat',
      'DEC-34',
      `La rectification proposée à l'événement ${rang} n'attend plus d'accord : elle a reçu sa réponse, ou est tombée après le 10 mars 2026. Elle peut être proposée à nouveau.`,
    ]);
  });

  it('un refus notifié à temps ne défait ni un contrat d’amorçage ni un contrat de dotation', () => {
    const garde = (contrat: string) => [
      'etat',
      'DEC-34',
      `Le contrat ${contrat} est signé par les trois parties : aucune rectification ne le défait ; il finit à son terme ou par résiliation.`,
    ];
    const certaine = { preuve: { nature: 'avis-reception' } };
    /** Both decisions are of silence: of the LI dated 6 March, of the PS dated 2 June. */
    const TACITES: readonly Acte[] = [
      ...ACTES.ENTREE,
      ['2026-03-10', 'porteur', 'declarer-association'],
      ...(['porteur', 'ars', 'caisse'] as const).map((acteur): Acte => [
        '2026-03-11',
        acteur,
        'signer-contrat-amorcage',
        { motif: 'Pièces vues.' },
      ]),
    ];
    const refusLi = { ...certaine, le: '2026-03-05', critere: 'ELI-07' };
    const li = vivre(TACITES, '2026-03-12');
    expect(phrase(demander(li, '2026-03-12', 'ars', 'refuser-lettre-intention', refusLi))).toEqual(garde("d'amorçage"));

    const DOTEE: readonly Acte[] = [
      ...ACTES.PAYE,
      ['2026-04-01', 'porteur', 'deposer-projet-sante', { indicateursQualitatifs: 1 }],
      ['2026-06-08', 'porteur', 'deposer-liste-nominative', { liste: { id: 'liste-1', nombre: 37 } }],
      ...(['porteur', 'ars', 'caisse'] as const).map((acteur): Acte => [
        '2026-12-20',
        acteur,
        'signer-contrat-dotation',
      ]),
    ];
    const refusPs = { ...certaine, le: '2026-05-29', fondement: 'cahier-des-charges' };
    const ps = vivre(DOTEE, '2026-12-21');
    expect(phrase(demander(ps, '2026-12-21', 'ars', 'refuser-projet-sante', refusPs))).toEqual(garde('de dotation'));
  });
});

describe('une somme que plus rien ne fonde (DEC-34)', () => {
  it('la lettre de l’équipe annulée, rien n’est plus réclamé : le recouvrement se clôt, et le contrat court', () => {
    const dossier = vivre(ACTES.RECOUVREMENT, '2026-04-10');
    expect(dossier.etat.recouvrements['amorcage']).toMatchObject({ montantCentimes: 4_000_000 });
    const evenements = faire(dossier, '2026-04-10', 'ars', 'annuler', { rang: rangDe(dossier, 'ResiliationDemandee') });
    expect(evenements).toContainEqual(
      expect.objectContaining({
        evenement: 'RecouvrementClos',
        acteur: 'systeme',
        regle: 'DEC-34',
        recouvrement: 'amorcage',
        montantCentimes: 4_000_000,
        issue: 'rien-du',
      }),
    );
    expect(dossier.etat.phase).toBe('amorcage');
    expect(dossier.etat.amorcage.fin).toBeNull();
  });
});

describe('ce que l’équipe a : payé, ordonné, moins ce qu’on lui réclame, avec ce qu’on lui doit (DEC-34, DEC-63)', () => {
  const REMBOURSE: readonly Acte[] = [
    ...ACTES.RECOUVREMENT,
    ['2026-04-01', 'caisse', 'constater-remboursement', { recouvrement: 'amorcage', montantCentimes: 5_000_000 }],
  ];
  const rembourse = (valeur: number) => {
    const dossier = vivre(REMBOURSE, '2026-04-10');
    const rang = rangDe(dossier, 'RemboursementConstate');
    return issue(dossier, '2026-04-10', 'caisse', 'corriger', { rang, champ: 'montantCentimes', valeur });
  };
  it('moins de remboursé qu’on ne le disait, elle a moins à recevoir, ou plus à rendre : l’autre autorité est d’accord', () => {
    expect(rembourse(4_500_000)).toBe('proposée');
    expect(rembourse(3_000_000)).toBe('proposée');
  });
  it('plus de remboursé : c’est fait', () => {
    expect(rembourse(5_500_000)).toBe('faite');
  });
});
