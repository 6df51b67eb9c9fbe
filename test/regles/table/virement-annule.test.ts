/** DEC-33, DEC-37 — a transfer entered by mistake and struck never was, whether it had been ordered or not. */
import { describe, expect, it } from 'vitest';
import { Refus } from '../../../domain/refus.ts';
import { ACTES, acte, vivre, type Acte } from './etats.ts';

/** The last execution struck on 20 March 2026. */
function virementAnnule(actes: readonly Acte[]) {
  const dossier = vivre(actes, '2026-03-20');
  const virement = dossier.journal.findLast(({ evenement }) => evenement.evenement === 'PaiementExecute');
  const demande = { rang: virement?.rang, motif: 'Autre dossier.' };
  const reponse = dossier.commander(acte('annuler', 'caisse', '2026-03-20', demande));
  if (reponse instanceof Refus) throw new Error(reponse.message);
  return dossier.etat;
}
const executer = (paiement: string, donnees: object = {}): Acte => [
  '2026-03-10',
  'caisse',
  'executer-paiement',
  { paiement, montantCentimes: 4_000_000, ...donnees },
];

describe('un virement saisi par erreur, et annulé', () => {
  it('sans ordre de paiement : rien n’a été payé, et rien n’est à rendre', () => {
    const etat = virementAnnule([...ACTES.PAYE, executer('amorcage-2')]);
    expect(Object.keys(etat.paiements)).toEqual(['amorcage-1']);
    expect(etat.recouvrements).toEqual({});
    expect(etat.amorcage).toMatchObject({ fin: null, finiLe: null });
  });

  it('sur un ordre : l’ordre attend de nouveau d’être payé', () => {
    const etat = virementAnnule([...ACTES.AMORCAGE, executer('amorcage-1')]);
    expect(etat.paiements['amorcage-1']).toMatchObject({ statut: 'ordonnance', executeLe: null, versements: [] });
  });

  it('en double : le premier reste', () => {
    const etat = virementAnnule([...ACTES.PAYE, executer('amorcage-1', { reference: 'VIR-2' })]);
    expect(etat.paiements['amorcage-1']).toMatchObject({
      statut: 'execute',
      executeLe: '2026-02-20',
      versements: [{}],
    });
  });

  it('et sur un ordre que la vie rectifiée ne donne plus : l’ordre est interrompu, rien n’est réclamé', () => {
    const dossier = vivre([...ACTES.AMORCAGE, executer('amorcage-1')], '2026-03-20');
    const annuler = (nom: string) => {
      const fait = dossier.journal.findLast(({ evenement }) => evenement.evenement === nom);
      const reponse = dossier.commander(
        acte('annuler', 'caisse', '2026-03-20', { rang: fait?.rang, motif: 'Erreur.' }),
      );
      if (reponse instanceof Refus) throw new Error(reponse.message);
    };
    annuler('PaiementExecute');
    annuler('PiecesVerifiees');
    const attente = dossier.etat.rectification;
    if (attente !== null)
      dossier.commander(
        acte('approuver-rectification', 'ars', '2026-03-20', { rang: attente.rang, sens: 'approuvee' }),
      );
    expect(dossier.etat.paiements['amorcage-1']).toMatchObject({ statut: 'interrompu', versements: [] });
    expect(dossier.etat.recouvrements).toEqual({});
  });
});
