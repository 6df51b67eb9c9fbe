/** `ess paiements`: the books of a caisse: its month, and its ledger for its accountant. REC-02. */
import { writeFile } from 'node:fs/promises';
import { ledgerCsv } from '../../api/lists/books-csv.ts';
import { euros, objetEnClair } from '../../documents/libelles.ts';
import type { NatureMouvement } from '../../records/money/plan.ts';
import { exportEntries } from '../../records/money/export.ts';
import { LIBELLES_COMPTES, LIBELLES_MOUVEMENTS } from '../../records/money/libelles.ts';
import { monthOf, reconcile } from '../../records/money/rapprochement.ts';
import { WrongCall } from '../verb.ts';
import { caisseDe, type Action, type Valeurs } from './paiements-options.ts';

function moisDe({ mois = '' }: Valeurs): string {
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(mois)) throw new WrongCall('--mois : un mois est attendu (aaaa-mm).');
  return mois;
}

/** What a movement takes from its account is negative. */
const eurosSignes = (montant: number): string => (montant < 0 ? `−${euros(0 - montant)}` : euros(montant));

export const LIVRES: Readonly<Record<string, Action>> = {
  async rapprochement(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const mois = moisDe(valeurs);
    const { versesCentimes, ecarts, lignes, ...soldes } = await reconcile(pool, caisse, mois);
    for (const { le, compte, nature, ess, objet, montantCentimes, reference, motif } of lignes)
      console.log(
        [
          le,
          LIBELLES_COMPTES[compte].padEnd(31),
          LIBELLES_MOUVEMENTS[nature].padEnd(22),
          ess,
          objetEnClair(objet),
          eurosSignes(montantCentimes),
          reference ?? '',
          motif ?? '',
        ]
          .join('  ')
          .trimEnd(),
      );
    for (const [compte, solde] of [
      ['a-payer', soldes.aPayer],
      ['envoye', soldes.envoye],
      ['a-reemettre', soldes.aReemettre],
      ['a-recouvrer', soldes.aRecouvrer],
      ['a-rendre', soldes.aRendre],
    ] as const) {
      const mouvements = (Object.entries(solde.mouvements) as [NatureMouvement, number][]).map(
        ([nature, somme]) => `${LIBELLES_MOUVEMENTS[nature].toLowerCase()} ${eurosSignes(somme)}`,
      );
      console.error(
        `${LIBELLES_COMPTES[compte]} : ouverture ${eurosSignes(solde.ouvertureCentimes)}${mouvements.length === 0 ? '' : `, ${mouvements.join(', ')}`}, clôture ${eurosSignes(solde.clotureCentimes)}.`,
      );
    }
    console.error(
      `Versé : ${eurosSignes(versesCentimes.parLot)} par lot, ${eurosSignes(versesCentimes.horsLot)} hors lot.`,
    );
    for (const { ess, phrase } of ecarts) console.error(`ÉCART  ${ess} : ${phrase}`);
    if (ecarts.length === 0) console.error("Le grand livre et le journal s'accordent au centime.");
    return ecarts.length === 0 ? 0 : 1;
  },

  async livre(pool, valeurs) {
    const caisse = caisseDe(valeurs);
    const mois = moisDe(valeurs);
    const ecritures = await exportEntries(pool, caisse, monthOf(mois));
    const csv = ledgerCsv(ecritures);
    if (valeurs.sortie === undefined) process.stdout.write(csv);
    else await writeFile(valeurs.sortie, csv);
    const debit = ecritures.reduce((somme, { debitCentimes }) => somme + debitCentimes, 0);
    console.error(`${ecritures.length} ligne(s), ${euros(debit)} au débit comme au crédit.`);
    return 0;
  },
};
