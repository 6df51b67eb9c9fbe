/** DEC-33, DEC-34 — what a rectification shows before it is agreed to: decisions, contracts, phase, sums, last days, letters. */
import { describe, expect, it } from 'vitest';
import { Refus } from '../../../domain/refus.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { ACTES, acte, conformes, pieces, vivre, type Acte } from './etats.ts';

type Ligne = readonly [quoi: string, cle: string, avant: unknown, apres: unknown];

/** What is shown of the rectification of the n-th event of that name: lines, and of letters and acts the event they are of. */
function montre(
  actes: readonly Acte[],
  le: string,
  [acteur, commande, nom, n, donnees]: readonly [Role, NomCommande, NomEvenement, number, object?],
) {
  const dossier = vivre(actes, le);
  const rang = dossier.journal.filter(({ evenement }) => evenement.evenement === nom)[n - 1]?.rang;
  const preuve = { nature: 'acte-signe' };
  const reponse = dossier.commander(acte(commande, acteur, le, { motif: 'Erreur.', preuve, rang, ...donnees }));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  const differences = reponse.flatMap((un) =>
    un.evenement === 'RectificationProposee' || un.evenement === 'FaitRectifie' ? un.differences : [],
  );
  const evenement = (rangDe: number | undefined) =>
    dossier.journal.find((ligne) => ligne.rang === rangDe)?.evenement.evenement;
  return {
    lignes: differences
      .filter(({ quoi }) => quoi !== 'courrier' && quoi !== 'impossible')
      .map(({ quoi, cle, avant, apres }): Ligne => [quoi, cle, avant, apres]),
    courriers: differences
      .filter(({ quoi }) => quoi === 'courrier')
      .map(({ cle, avant, apres, rang: sien }) => [cle, avant, apres, evenement(sien) === cle]),
    impossibles: differences
      .filter(({ quoi }) => quoi === 'impossible')
      .map(({ cle, avant, apres, rang: sien }) => [cle, avant, apres, evenement(sien)]),
  };
}

const PAYEE: readonly Acte[] = [
  ...ACTES.DOTATION,
  ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1' }],
];

describe('ce qu’une rectification montre', () => {
  it('une signature annulée : le contrat, l’étape, l’ordre qui s’arrête, les derniers jours, les lettres à corriger', () => {
    expect(montre(ACTES.AMORCAGE, '2026-03-01', ['caisse', 'annuler', 'ContratAmorcageSigne', 3])).toEqual({
      lignes: [
        ['contrat', 'amorcage conclu', '2026-02-10', null],
        ['phase', 'phase', 'amorcage', 'creation'],
        ['paiement', 'amorcage-1', 4_000_000, null],
        ['echeance', 'paiement-amorcage-1', '2026-03-10', null],
        ['echeance', 'terme-contrat-amorcage', '2026-12-10', null],
        ['echeance', 'signature-contrat-amorcage', null, '2026-03-02'],
      ],
      courriers: [
        ['ContratAmorcageConclu', '2026-02-10', null, true],
        ['PaiementOrdonnance', '2026-02-10', null, true],
      ],
      impossibles: [],
    });
  });

  it('une validation annulée : ce qui est réclamé, chaque lettre d’un paiement, et chaque acte qui n’est plus possible', () => {
    const { lignes, courriers, impossibles } = montre(PAYEE, '2026-06-01', ['ars', 'annuler', 'ProjetSanteValide', 1]);
    expect(lignes.filter(([quoi]) => quoi !== 'echeance')).toEqual([
      ['decision', 'projet-sante', 'valide 2026-04-20', null],
      ['contrat', 'dotation conclu', '2026-05-04', null],
      ['phase', 'phase', 'dotation', 'amorcage'],
      ['recouvrement', 'indu-amorcage-2', null, 4_000_000],
      ['recouvrement', 'indu-dotation-1', null, 6_500_000],
    ]);
    expect(courriers).toEqual([
      ['ProjetSanteValide', '2026-04-20', null, true],
      ['PaiementOrdonnance', '2026-04-22', null, true],
      ['ContratDotationConclu', '2026-05-04', null, true],
      ['PaiementOrdonnance', '2026-05-06', null, true],
    ]);
    const refus = 'Le contrat de dotation se signe une fois le projet de santé validé.';
    expect(impossibles).toEqual(
      [1, 2, 3].map(() => ['signer-contrat-dotation', '2026-05-04', refus, 'ContratDotationSigne']),
    );
  });

  it('une réception corrigée : la fin du contrat, le remboursement, et l’effet que les lettres disaient', () => {
    const demande = ['ars', 'corriger', 'ReceptionResiliationAccusee', 2] as const;
    expect(montre(ACTES.RECOUVREMENT, '2026-04-20', [...demande, { champ: 'recueLe', valeur: '2026-03-10' }])).toEqual({
      lignes: [
        ['contrat', 'amorcage fini', '2026-03-20', '2026-03-25'],
        ['echeance', 'remboursement', '2026-05-20', '2026-05-26'],
      ],
      courriers: [
        ['ResiliationEffective', '2026-03-20', '2026-03-25', true],
        ['RecouvrementPropose', '2026-03-20', '2026-03-25', true],
      ],
      impossibles: [],
    });
  });

  it('un contrôle de pièces corrigé, parmi d’autres : sa lettre, et elle seule', () => {
    const controles: readonly Acte[] = [
      ...ACTES.PAYE,
      ['2026-04-20', 'porteur', 'deposer-pieces', pieces('action-socle', 'etat-depenses')],
      ['2026-04-22', 'caisse', 'verifier-pieces', conformes('action-socle')],
      ['2026-04-24', 'caisse', 'verifier-pieces', conformes('etat-depenses')],
    ];
    const dossier = vivre(controles, '2026-04-27');
    const rangs = dossier.journal.filter(({ evenement }) => evenement.evenement === 'PiecesVerifiees').length;
    const demande = [
      'caisse',
      'corriger',
      'PiecesVerifiees',
      rangs - 1,
      { champ: 'le', valeur: '2026-04-21' },
    ] as const;
    expect(montre(controles, '2026-04-27', demande).courriers).toEqual([
      ['PiecesVerifiees', '2026-04-22', '2026-04-21', true],
    ]);
  });

  it('une signature de la dotation corrigée : chaque jour qui en dépend, et rien du dénombrement qui est à refaire (DEC-11, ELI-05)', () => {
    const demande = ['caisse', 'corriger', 'ContratDotationSigne', 3, { champ: 'le', valeur: '2026-05-07' }] as const;
    const { lignes } = montre(ACTES.DOTATION, '2026-05-20', demande);
    expect(lignes).toEqual([
      ['contrat', 'dotation conclu', '2026-05-04', '2026-05-07'],
      ['echeance', 'paiement-dotation-1', '2026-06-04', '2026-06-07'],
      ['echeance', 'anniversaire-1', '2027-05-04', '2027-05-07'],
      ['echeance', 'controle-annuel-1', '2027-05-03', '2027-05-06'],
      ['echeance', 'reconduction', '2031-05-04', '2031-05-07'],
      ['echeance', 'cible-50', '2031-05-04', '2031-05-07'],
      ['echeance', 'concertation-5-ans', '2031-05-04', '2031-05-07'],
    ]);
  });

  it('un effectif corrigé : la cible de 30 % qui n’est plus atteinte (ELI-05, DEC-25)', () => {
    // 37 of 120 are 30.8 %; of 124, 29.8 %: looked at thirty months after the signature of 4 May 2026.
    const demande = ['ars', 'corriger', 'LettreIntentionDeposee', 1, { champ: 'liberaux', valeur: 124 }] as const;
    expect(montre(ACTES.DOTATION, '2026-05-20', demande).lignes).toEqual([
      ['echeance', 'cible-30', null, '2028-11-04'],
    ]);
  });

  it('la lettre d’intention : sa décision', () => {
    const { lignes } = montre(ACTES.CREATION, '2026-02-20', ['ars', 'annuler', 'LettreIntentionValidee', 1]);
    expect(lignes.slice(0, 2)).toEqual([
      ['decision', 'lettre-intention', 'validee 2026-02-02', null],
      ['phase', 'phase', 'creation', 'lettre-intention'],
    ]);
  });

  it('ce qui était déjà impossible n’est pas dit une seconde fois, et une différence d’une autre rectification n’est pas à celle-ci', () => {
    const dossier = vivre(PAYEE, '2026-06-01');
    const rang = (nom: NomEvenement) => dossier.journal.find(({ evenement }) => evenement.evenement === nom)?.rang ?? 0;
    const faire = (acteur: Role, commande: NomCommande, donnees: object) => {
      const commun = { motif: 'Erreur.', preuve: { nature: 'acte-signe' } };
      const reponse = dossier.commander(acte(commande, acteur, '2026-06-01', { ...commun, ...donnees }));
      if (reponse instanceof Refus) throw new Error(reponse.message);
      return reponse.flatMap((un) => (un.evenement === 'FaitRectifie' ? un.differences : []));
    };
    faire('ars', 'annuler', { rang: rang('ProjetSanteValide') });
    const proposee = dossier.etat.rectification?.rang;
    const premiere = faire('caisse', 'approuver-rectification', { rang: proposee, sens: 'approuvee' });
    expect(premiere.filter(({ quoi }) => quoi === 'impossible')).toHaveLength(3);
    expect(
      faire('caisse', 'corriger', { rang: rang('AvisCaisseRendu'), champ: 'sens', valeur: 'defavorable' }),
    ).toEqual([]);
  });
});
