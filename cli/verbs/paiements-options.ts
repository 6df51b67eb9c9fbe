/** What `ess paiements` is given, and how it is read. */
import type pg from 'pg';
import { estCaisse } from '../../domain/creation/caisses.ts';
import { lireDate } from '../../domain/calendrier/calendrier.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { WrongCall } from '../verb.ts';

export const OPTIONS = {
  caisse: { type: 'string' },
  le: { type: 'string' },
  aujourdhui: { type: 'string' },
  motif: { type: 'string' },
  'deja-parti': { type: 'boolean' },
  resultat: { type: 'string' },
  nom: { type: 'string' },
  decision: { type: 'string' },
  sortie: { type: 'string' },
  titulaire: { type: 'string' },
  iban: { type: 'string' },
  bic: { type: 'string' },
  rue: { type: 'string' },
  ville: { type: 'string' },
  'code-postal': { type: 'string' },
  mois: { type: 'string' },
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
} as const;
export type Valeurs = {
  readonly [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K]['type'] extends 'boolean' ? boolean : string;
};
export type Action = (pool: pg.Pool, valeurs: Valeurs, reste: readonly string[]) => Promise<number>;

export function caisseDe({ caisse }: Valeurs): string {
  if (caisse === undefined || !estCaisse(caisse))
    throw new WrongCall('--caisse : le code de la caisse est attendu (exemple : gironde).');
  return caisse;
}

/** The option `nom`, a civil date. */
export function jourDe(valeurs: Valeurs, nom: 'le' | 'aujourdhui'): DateCivile {
  const date = lireDate(valeurs[nom]);
  if (date === undefined) throw new WrongCall(`--${nom} : une date est attendue (aaaa-mm-jj).`);
  return date;
}
