/** DEC-34 — what is done at once, and what waits for the other authority: what takes from the team a validation, a contract or money. */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import type { NomEvenement } from '../../../domain/evenements.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import type { Dossier } from '../proprietes/dossier.ts';
import { ACTES, acte, vivre, type Acte } from './etats.ts';

type Demande = readonly [acteur: Role, commande: NomCommande, nom: NomEvenement | null, donnees?: object];
function demander(dossier: Dossier, le: string, [acteur, commande, nom, donnees]: Demande) {
  const rang = dossier.journal.findLast(({ evenement }) => evenement.evenement === nom)?.rang;
  const commun = { motif: 'Erreur.', preuve: { nature: 'courriel' } };
  const reponse = dossier.commander(
    acte(commande, acteur, le, { ...commun, ...(nom === null ? {} : { rang }), ...donnees }),
  );
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return reponse;
}
/** « proposee » to the other authority, or « faite » at once. */
const issue = (actes: readonly Acte[], le: string, demande: Demande) =>
  demander(vivre(actes, le), le, demande).some(({ evenement }) => evenement === 'RectificationProposee')
    ? 'proposée'
    : 'faite';
const aux = (champ: string, valeur: unknown) => ({ champ, valeur });

const ORDONNEE = ACTES.DOTATION;
const PAYEE: readonly Acte[] = [
  ...ORDONNEE,
  ['2026-05-20', 'caisse', 'executer-paiement', { paiement: 'dotation-1', reference: 'V1' }],
];
const INDU: readonly Acte[] = [
  ...PAYEE,
  ['2026-05-21', 'caisse', 'executer-paiement', { paiement: 'dotation-1', reference: 'V2' }],
];
const TACITE: readonly Acte[] = ACTES.ENTREE;

describe('attend l’accord de l’autre autorité ce qui retire à l’équipe', () => {
  it.each<[string, readonly Acte[], string, Demande]>([
    ['la validation de sa lettre', ACTES.CREATION, '2026-02-10', ['ars', 'annuler', 'LettreIntentionValidee']],
    [
      'celle de son projet de santé',
      ACTES.DOTATION.slice(0, -6),
      '2026-05-04',
      ['ars', 'annuler', 'ProjetSanteValide'],
    ],
    ['son contrat d’amorçage', ACTES.AMORCAGE, '2026-02-20', ['caisse', 'annuler', 'ContratAmorcageSigne']],
    [
      'son contrat de dotation',
      ACTES.DOTATION.slice(0, -2),
      '2026-05-10',
      ['caisse', 'annuler', 'ContratDotationSigne'],
    ],
    ['une somme ordonnancée', ORDONNEE, '2026-05-20', ['caisse', 'corriger', 'AdherentsDenombres', aux('nombre', 36)]],
    ['une somme payée', PAYEE, '2026-06-01', ['caisse', 'corriger', 'AdherentsDenombres', aux('nombre', 36)]],
  ])('%s', (_, actes, le, demande) => {
    expect(issue(actes, le, demande)).toBe('proposée');
  });
});

describe('est fait tout de suite ce qui ne lui retire rien', () => {
  it.each<[string, readonly Acte[], string, Demande]>([
    ['plus d’adhérents', PAYEE, '2026-06-01', ['caisse', 'corriger', 'AdherentsDenombres', aux('nombre', 38)]],
    [
      'la date d’une signature',
      ACTES.AMORCAGE,
      '2026-02-20',
      ['caisse', 'corriger', 'ContratAmorcageSigne', aux('le', '2026-02-11')],
    ],
    ['un versement de trop qui n’a pas eu lieu', INDU, '2026-06-01', ['caisse', 'annuler', 'PaiementExecute']],
    [
      'un versement de moins qu’on ne le disait',
      INDU,
      '2026-06-01',
      ['caisse', 'corriger', 'PaiementExecute', aux('montantCentimes', 100_000)],
    ],
    ['une validation de plus', TACITE, '2026-03-12', ['ars', 'valider-lettre-intention', null, { le: '2026-03-02' }]],
  ])('%s', (_, actes, le, demande) => {
    expect(issue(actes, le, demande)).toBe('faite');
  });
});

describe('un refus saisi après la grâce', () => {
  const REFUS: Demande = ['ars', 'refuser-lettre-intention', null];
  const nature = (preuve: object): Demande =>
    [...REFUS.slice(0, 3), { le: '2026-03-05', critere: 'ELI-07', ...preuve }] as unknown as Demande;
  it.each(['avis-reception', 'courrier-recommande', 'remise-en-main-propre', 'plateforme', 'acte-signe'])(
    'dont la réception est certaine (« %s ») l’emporte tout de suite',
    (sorte) => {
      expect(issue(TACITE, '2026-03-12', nature({ preuve: { nature: sorte } }))).toBe('faite');
    },
  );
  it('avec une autre preuve, se propose à la caisse', () => {
    expect(issue(TACITE, '2026-03-12', nature({ preuve: { nature: 'courriel' } }))).toBe('proposée');
  });
  it('un autre acte dont la réception est certaine ne l’emporte pas', () => {
    const demande: Demande = [
      'ars',
      'demander-pieces-lettre-intention',
      null,
      { le: '2026-03-05', piecesManquantes: ['gouvernance'], preuve: { nature: 'avis-reception' } },
    ];
    expect(issue(TACITE, '2026-03-12', demande)).toBe('proposée');
  });
});

describe('la réponse à une proposition', () => {
  const RETIRE: Demande = ['caisse', 'annuler', 'AvisCaisseRendu'];
  const proposee = () => {
    const dossier = vivre(ACTES.CREATION, '2026-02-10');
    demander(dossier, '2026-02-10', RETIRE);
    return dossier;
  };
  const repondre = (dossier: Dossier, acteur: Role, le: string, sens: string, donnees: object = {}) => {
    const rang = dossier.etat.rectification?.rang ?? 0;
    const reponse = dossier.commander(
      acte('approuver-rectification', acteur, le, { rang, sens, motif: 'Non.', ...donnees }),
    );
    return reponse instanceof Refus ? reponse.message : reponse[0];
  };

  it('chaque refus dit pourquoi', () => {
    expect(repondre(proposee(), 'caisse', '2026-02-10', 'approuvee')).toContain(
      "l'accord de l'autre autorité, non de celle qui la propose",
    );
    expect(repondre(proposee(), 'porteur', '2026-02-10', 'approuvee')).toContain(
      "Le porteur peut s'opposer à la rectification",
    );
    expect(repondre(proposee(), 'ars', '2026-02-10', 'approuvee', { rang: 1 })).toContain(
      "l'événement 1 ne propose aucune rectification",
    );
    expect(repondre(proposee(), 'ars', '2026-02-10', 'refusee', { motif: ' ' })).toContain(
      'Un refus, ou une opposition, demande un motif : renseignez',
    );
    const dossier = proposee();
    const rang = dossier.etat.rectification?.rang;
    repondre(dossier, 'ars', '2026-02-10', 'refusee');
    expect(repondre(dossier, 'ars', '2026-02-10', 'approuvee', { rang })).toContain("n'attend plus d'accord");
  });

  it('le porteur s’oppose dans les quinze jours, le dernier compris ; l’autorité répond encore ensuite', () => {
    const le = (jour: string, acteur: Role) => {
      const dossier = proposee();
      dossier.avancer(vivre([], jour).horloge);
      return repondre(dossier, acteur, jour, 'refusee');
    };
    expect(le('2026-02-25', 'porteur')).toMatchObject({
      evenement: 'RectificationApprouvee',
      partie: 'association',
      sens: 'refusee',
    });
    expect(le('2026-02-26', 'porteur')).toContain("jusqu'au 25 février 2026");
    expect(le('2026-02-26', 'ars')).toMatchObject({
      evenement: 'RectificationApprouvee',
      partie: 'ars',
      sens: 'refusee',
    });
  });
});
