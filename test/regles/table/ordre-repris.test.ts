/** DEC-34, DEC-35 — an order that a résiliation interrupted leaves again once the résiliation is struck, in a closed case too. */
import { describe, expect, it } from 'vitest';
import type { NomCommande } from '../../../domain/commandes.ts';
import { Refus } from '../../../domain/refus.ts';
import type { Role } from '../../../domain/valeurs.ts';
import { ACTES, acte, conformes, pieces, vivre, type Acte } from './etats.ts';

const RESILIEE: readonly Acte[] = [
  ['2026-02-20', 'caisse', 'proposer-resiliation', { fondement: 'manquement-manifeste', motif: 'Contrôle.' }],
  ['2026-02-21', 'ars', 'approuver-resiliation'],
  ['2026-02-22', 'caisse', 'notifier-resiliation'],
];
/** Deposited once more after the order, and never looked at. */
const REDEPOSEE: Acte = ['2026-02-16', 'porteur', 'deposer-pieces', pieces('liste-medecins-engages')];

/** The agreement of the authorities struck on that day. */
function accordAnnule(actes: readonly Acte[], le: string) {
  const dossier = vivre(actes, le);
  const avant = dossier.etat;
  const accord = dossier.journal.find(({ evenement }) => evenement.evenement === 'ResiliationApprouvee');
  const reponse = dossier.commander(acte('annuler', 'ars', le, { rang: accord?.rang, motif: 'Autre dossier.' }));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return { avant, etat: dossier.etat, evenements: reponse, dossier };
}
const reemis = { evenement: 'PaiementReemis', paiement: 'amorcage-1', montantCentimes: 4_000_000, regle: 'DEC-34' };

describe('un ordre qu’une résiliation annulée avait interrompu', () => {
  it('repart sous sa clé, même si une de ses pièces a été déposée à nouveau depuis : elle n’en arrêtait pas l’ordre', () => {
    const { avant, etat, evenements } = accordAnnule([...ACTES.AMORCAGE, REDEPOSEE, ...RESILIEE], '2026-04-01');
    expect([avant.phase, avant.paiements['amorcage-1']?.statut]).toEqual(['close', 'interrompu']);
    expect(evenements).toContainEqual(expect.objectContaining(reemis));
    expect(etat.phase).toBe('amorcage');
    expect(etat.paiements['amorcage-1']).toMatchObject({ statut: 'ordonnance', dateLimite: '2026-03-10' });
  });

  it('rouvre le dossier, qui ne se clôt qu’une fois l’ordre payé : personne n’aurait pu constater la pièce', () => {
    // The ten months have passed meanwhile, without a projet de santé.
    const { etat, evenements, dossier } = accordAnnule([...ACTES.AMORCAGE, REDEPOSEE, ...RESILIEE], '2027-03-01');
    expect(evenements.map(({ evenement }) => evenement)).toEqual(['FaitRectifie', 'PaiementReemis', 'DossierRouvert']);
    expect(etat).toMatchObject({ phase: 'amorcage', amorcage: { fin: 'termine', finiLe: '2026-12-11' } });
    const paiement = dossier.commander(acte('executer-paiement', 'caisse', '2027-03-01', { paiement: 'amorcage-1' }));
    expect(paiement).toContainEqual(expect.objectContaining({ evenement: 'PaiementExecute' }));
  });

  it('ne repart pas deux fois, ni quand il n’est plus dû', () => {
    const { evenements } = accordAnnule([...ACTES.AMORCAGE, ...RESILIEE], '2026-04-01');
    expect(evenements.filter(({ evenement }) => evenement === 'PaiementReemis')).toEqual([
      expect.objectContaining(reemis),
    ]);
    const renoncee: readonly Acte[] = [
      ...ACTES.AMORCAGE,
      ['2026-02-18', 'porteur', 'resilier'],
      ['2026-02-19', 'caisse', 'accuser-reception-resiliation'],
      ['2026-02-19', 'ars', 'accuser-reception-resiliation'],
      ...RESILIEE,
    ];
    const autre = accordAnnule(renoncee, '2026-04-01');
    expect(autre.evenements.map(({ evenement }) => evenement)).not.toContain('PaiementReemis');
    expect(autre.etat.paiements['amorcage-1']?.statut).toBe('interrompu');
  });
});

describe('un ordre que la vie rectifiée donne, et qui n’avait jamais été fait', () => {
  const signer = (le: string, acteur: Role): Acte => [le, acteur, 'signer-contrat-amorcage'];
  /** The caisse's signature, entered as of the 10th, was of the 7th: the pieces were conform that day, one was deposited since. */
  const signee: readonly Acte[] = [
    ...ACTES.AMORCAGE.slice(0, -3),
    signer('2026-02-06', 'porteur'),
    signer('2026-02-06', 'ars'),
    ['2026-02-09', 'porteur', 'deposer-pieces', pieces('liste-medecins-engages')],
    signer('2026-02-10', 'caisse'),
  ];

  it('attend que la caisse ait constaté la pièce déposée depuis (PAY-01), puis part à sa date limite', () => {
    const dossier = vivre(signee, '2026-03-01');
    const signature = dossier.journal.findLast(({ evenement }) => evenement.evenement === 'ContratAmorcageSigne');
    const demande = { rang: signature?.rang, champ: 'le', valeur: '2026-02-07', motif: 'Erreur de saisie.' };
    dossier.commander(acte('corriger', 'caisse', '2026-03-01', demande));
    expect(dossier.etat.amorcage.concluLe).toBe('2026-02-07');
    expect(dossier.etat.paiements).toEqual({});
    dossier.commander(acte('verifier-pieces', 'caisse', '2026-03-01', conformes('liste-medecins-engages')));
    expect(dossier.etat.paiements).toMatchObject({ 'amorcage-1': { statut: 'ordonnance', dateLimite: '2026-03-07' } });
  });

  it('part au contraire d’un dossier que seule son absence a clos : la pièce ne se dépose plus que si le dossier est rouvert (DEC-35)', () => {
    const rib = (conforme: boolean) => ({ pieces: [{ code: 'rib', conforme, motif: 'Illisible.' }] });
    const refuse: readonly Acte[] = [
      ...ACTES.AMORCAGE.slice(0, -3),
      // Entered on the wrong file: the bank details were conform.
      ['2026-02-06', 'caisse', 'verifier-pieces', rib(false)],
      ...ACTES.AMORCAGE.slice(-3),
      ['2026-02-20', 'porteur', 'deposer-pieces', pieces('rib')],
      ['2026-02-25', 'caisse', 'verifier-pieces', rib(false)],
    ];
    const dossier = vivre(refuse, '2027-01-10');
    expect(dossier.etat).toMatchObject({ phase: 'close', motifCloture: 'terme-sans-suite', paiements: {} });
    const faire = (commande: NomCommande, acteur: Role, donnees: object) => {
      const reponse = dossier.commander(acte(commande, acteur, '2027-01-10', donnees));
      if (reponse instanceof Refus) throw new Error(reponse.message);
      return reponse.map(({ evenement }) => evenement);
    };
    const fautive = dossier.journal.find(
      ({ evenement }) => evenement.evenement === 'PiecesVerifiees' && evenement.le === '2026-02-06',
    );
    expect(faire('annuler', 'caisse', { rang: fautive?.rang, motif: 'Autre dossier.' })).toEqual([
      'FaitRectifie',
      'PaiementOrdonnance',
      'DossierRouvert',
    ]);
    expect(dossier.etat.paiements).toMatchObject({
      'amorcage-1': { statut: 'ordonnance', montantCentimes: 4_000_000, dateLimite: '2026-03-10' },
    });
    faire('deposer-pieces', 'porteur', pieces('rib'));
    faire('verifier-pieces', 'caisse', rib(true));
    expect(faire('executer-paiement', 'caisse', { paiement: 'amorcage-1' })).toEqual(['PaiementExecute']);
  });
});
