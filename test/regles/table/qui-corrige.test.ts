/** DEC-33 — who puts right, and strikes, what one party did in its own name. */
import { describe, expect, it } from 'vitest';
import type { NomEvenement } from '../../../domain/evenements.ts';
import type { Partie, Role } from '../../../domain/valeurs.ts';
import { juger } from './dernier-acte.ts';
import { ACTES, acte, vivre, type Acte } from './etats.ts';

const LE = '2026-03-20';
const PROPOSEE: readonly Acte[] = [
  ...ACTES.AMORCAGE,
  ['2026-03-02', 'caisse', 'proposer-resiliation', { fondement: 'manquement-manifeste', motif: 'Contrôle.' }],
  ['2026-03-04', 'ars', 'approuver-resiliation'],
];
const LETTRE: readonly Acte[] = [
  ...ACTES.AMORCAGE,
  ['2026-03-16', 'porteur', 'resilier'],
  ['2026-03-17', 'caisse', 'accuser-reception-resiliation'],
];
const DEUX_SIGNATURES = ACTES.AMORCAGE.slice(0, -1);
const REFUSE = ['role', 'ACTEUR'];

/** What each authority is answered, of the event of that name that this party made. */
const reponses = (
  actes: readonly Acte[],
  [nom, partie]: readonly [NomEvenement, Partie],
  commande: 'corriger' | 'annuler',
  donnees: object = {},
) => {
  const pour = (acteur: Role) => {
    const dossier = vivre(actes, LE);
    const ligne = dossier.journal.find(
      ({ evenement }) => evenement.evenement === nom && 'partie' in evenement && evenement.partie === partie,
    );
    return juger(dossier.commander(acte(commande, acteur, LE, { rang: ligne?.rang, motif: 'Erreur.', ...donnees })));
  };
  return { ars: pour('ars'), caisse: pour('caisse'), porteur: pour('porteur') };
};
const aux = (valeur: string) => ({ champ: 'le', valeur });

describe('la signature d’un contrat', () => {
  it.each<Partie>(['association', 'ars', 'caisse'])('sa date se corrige par l’ARS ou la caisse : %s', (partie) => {
    const corrigee = reponses(ACTES.AMORCAGE, ['ContratAmorcageSigne', partie], 'corriger', aux('2026-02-11'));
    expect(corrigee).toEqual({ ars: 'accepté', caisse: 'accepté', porteur: REFUSE });
  });

  it('elle ne s’annule que par l’autorité qui a signé, ou par l’ARS pour le porteur', () => {
    const annulee = (partie: Partie) => reponses(DEUX_SIGNATURES, ['ContratAmorcageSigne', partie], 'annuler');
    expect(annulee('ars')).toEqual({ ars: 'accepté', caisse: REFUSE, porteur: REFUSE });
    expect(annulee('association')).toEqual({ ars: 'accepté', caisse: REFUSE, porteur: REFUSE });
    const trois = (partie: Partie) => reponses(ACTES.AMORCAGE, ['ContratAmorcageSigne', partie], 'annuler');
    expect(trois('caisse')).toEqual({ ars: REFUSE, caisse: 'accepté', porteur: REFUSE });
  });
});

describe('ce qu’une autorité a fait en son nom', () => {
  it.each<[string, readonly Acte[], readonly [NomEvenement, Partie], string]>([
    ['sa proposition de résilier', PROPOSEE, ['ResiliationProposee', 'caisse'], '2026-03-03'],
    ['son accord à une résiliation', PROPOSEE, ['ResiliationApprouvee', 'ars'], '2026-03-05'],
    ['sa réception de la lettre de l’équipe', LETTRE, ['ReceptionResiliationAccusee', 'caisse'], '2026-03-18'],
  ])('%s se corrige et s’annule par elle seule', (_, actes, fait, valeur) => {
    const seule = { ars: REFUSE, caisse: REFUSE, porteur: REFUSE, [fait[1]]: 'accepté' };
    expect(reponses(actes, fait, 'corriger', aux(valeur))).toEqual(seule);
    expect(reponses(actes, fait, 'annuler')).toEqual(seule);
  });

  it('une réception que le porteur a saisie se corrige par l’autorité qui a reçu, et par l’ARS', () => {
    const saisie: readonly Acte[] = [
      ...LETTRE.slice(0, -1),
      ['2026-03-17', 'porteur', 'accuser-reception-resiliation', { partie: 'caisse' }],
    ];
    const corrigee = reponses(saisie, ['ReceptionResiliationAccusee', 'caisse'], 'corriger', aux('2026-03-18'));
    expect(corrigee).toEqual({ ars: 'accepté', caisse: 'accepté', porteur: REFUSE });
  });
});
