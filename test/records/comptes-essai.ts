/** An association whose account is declared, as the API writes it: the journal names a record, the record the account. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { instant } from '../../domain/valeurs.ts';
import { saveFiche } from '../../records/privacy/fiches.ts';
import { appendJournal } from '../../records/journal/journal.ts';
import { COMPTES_ESSAI, date } from './exemples.ts';

/** The first event of `ess`; its account is that of the tests. */
export async function declarerCompte(pool: pg.Pool, ess: string, contenu: object = COMPTES_ESSAI.association) {
  const fiche = randomUUID();
  await saveFiche(pool, { ess, id: fiche, nature: 'declarer-coordonnees-bancaires', contenu });
  await appendJournal(pool, ess, [
    {
      rang: 1,
      enregistreLe: instant(0),
      evenement: {
        evenement: 'CoordonneesBancairesDeclarees',
        le: date('2026-05-01'),
        acteur: 'porteur',
        regle: 'DEC-13',
        fiche,
      },
    },
  ]);
}
