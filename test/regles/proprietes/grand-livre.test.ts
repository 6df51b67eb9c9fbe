/** Whatever people and banks do, the ledger holds what the law says, to the cent, after each event. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ajouterJours, heureLocale } from '../../../domain/calendrier/calendrier.ts';
import type { Etat } from '../../../domain/etat.ts';
import { ecrituresDe, estDArgent, soldesDe } from '../../../records/money/comptabilite.ts';
import { COMPTES, type CompteDuLivre } from '../../../records/money/plan.ts';
import { Bande, bandes } from './bande.ts';
import type { Fait, Observateur } from './dossier.ts';
import { vivre } from './histoires.ts';
import { actePossible, dossierAPayer } from './vie-bancaire.ts';

const graine = Number(process.env['GRAINE'] ?? (process.env['CI'] === undefined ? Date.now() % 2 ** 31 : 1));

/** A ledger kept beside a life, with no other knowledge than its entries. */
class Livre implements Observateur {
  readonly soldes = new Map<string, number>();
  readonly natures = new Set<string>();
  #banque = 0;
  #dernier = '';
  ecritures = 0;

  readonly fait = (fait: Fait): void => {
    const { avant, evenement, apres } = fait;
    const ecritures = ecrituresDe(avant, evenement, apres);
    if (ecritures.length > 0) expect(estDArgent(evenement), evenement.evenement).toBe(true);
    for (const { caisse, debit, credit, montantCentimes, le, nature } of ecritures) {
      expect(debit).not.toBe(credit);
      expect(Number.isSafeInteger(montantCentimes) && montantCentimes > 0).toBe(true);
      expect(le >= this.#dernier, 'nothing is booked in a month before the last one').toBe(true);
      this.#dernier = le;
      this.#porter(caisse, debit, montantCentimes);
      this.#porter(caisse, credit, 0 - montantCentimes);
      this.natures.add(nature);
      this.ecritures += 1;
    }
    this.#banque += this.#parLaBanque(fait);
    this.comparer(apres);
  };

  #porter(caisse: string, compte: CompteDuLivre, montant: number): void {
    const cle = `${caisse} ${compte}`;
    this.soldes.set(cle, (this.soldes.get(cle) ?? 0) + montant);
  }

  /** What the event itself says that the bank carried; a correction gives back what it strikes. */
  #parLaBanque({ avant, evenement, apres }: Fait): number {
    switch (evenement.evenement) {
      case 'PaiementExecute':
        return 0 - evenement.montantCentimes;
      case 'PaiementRetourne':
      case 'RemboursementConstate':
        return evenement.montantCentimes;
      case 'FaitRectifie':
        return tresorerie(apres) - tresorerie(avant);
      default:
        return 0;
    }
  }

  /** Every account, against the law's own balances; and the bank, against the events. */
  comparer(etat: Etat): void {
    const loi = soldesDe(etat);
    const caisses = new Set([...loi.keys(), ...[...this.soldes.keys()].map((cle) => cle.split(' ')[0] ?? '')]);
    let banque = 0;
    for (const caisse of caisses) {
      const de = (compte: CompteDuLivre) => this.soldes.get(`${caisse} ${compte}`) ?? 0;
      const attendus = loi.get(caisse) ?? {};
      for (const compte of COMPTES)
        if (!['banque', 'reprise', 'imputation'].includes(compte))
          expect(de(compte), `${caisse} ${compte}`).toBe(attendus[compte] ?? 0);
      expect(de('banque') + de('reprise') + de('imputation'), `${caisse} banque`).toBe(attendus.banque ?? 0);
      banque += de('banque');
    }
    expect(banque, 'banque').toBe(this.#banque);
    expect([...this.soldes.values()].reduce((somme, solde) => somme + solde, 0)).toBe(0);
  }
}

/** What left and did not come back, what was repaid: from the state, not from its accounts. */
function tresorerie({ paiements, recouvrements }: Etat): number {
  let total = 0;
  for (const { versements } of Object.values(paiements))
    for (const { montantCentimes, retourneLe } of versements) if (retourneLe === null) total -= montantCentimes;
  for (const { rembourseCentimes } of Object.values(recouvrements)) total += rembourseCentimes;
  return total;
}

test(`le grand livre tient ce que dit la loi, dans des histoires au hasard (graine ${graine})`, () => {
  const natures = new Set<string>();
  fc.assert(
    fc.property(bandes(2_000), (bande) => {
      const livre = new Livre();
      vivre(new Bande(bande), livre);
      for (const nature of livre.natures) natures.add(nature);
    }),
    { numRuns: Number(process.env['HISTOIRES'] ?? 25), seed: graine },
  );
  expect(natures.size).toBeGreaterThan(4);
}, 300_000);

test(`le grand livre tient ce que dit la loi, quoi que fassent la banque et la caisse (graine ${graine})`, () => {
  const natures = new Set<string>();
  fc.assert(
    fc.property(bandes(600), (suite) => {
      const bande = new Bande(suite);
      const livre = new Livre();
      const dossier = dossierAPayer(livre);
      for (let acte = 0; acte < 25; acte += 1) {
        const jour = ajouterJours(dossier.aujourdhui, bande.entier(0, 12));
        dossier.avancer(heureLocale(jour, '12:00', 'Europe/Paris'));
        dossier.commander(actePossible(dossier, bande));
      }
      for (const nature of livre.natures) natures.add(nature);
    }),
    { numRuns: Number(process.env['HISTOIRES'] ?? 60), seed: graine },
  );
  for (const nature of ['execute', 'trop-verse', 'rejete', 'reemis', 'retourne', 'remboursement', 'rectifie'])
    expect([...natures]).toContain(nature);
}, 300_000);
