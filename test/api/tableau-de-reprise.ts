/** A spreadsheet of facts, as an agency would fill it in: plain columns where there are some, JSON for the rest. */
import { stringify } from 'csv-stringify/sync';
import type { FaitRepris } from '../../domain/rectification/vocabulaire.ts';
import { TITLES, titleOf } from '../../api/takeover/columns.ts';

/** Fields that a cell says by itself, whatever the command. */
const PLAIN = [
  'le',
  'siege',
  'regime',
  'medecinsPresents',
  'liberaux',
  'engages',
  'declareLe',
  'recueLe',
  'jusquAu',
  'sur',
  'sens',
  'partie',
  'contrat',
  'paiement',
  'reference',
  'activite',
  'constat',
  'exercice',
  'fondement',
  'motif',
];

const texte = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function cellsOf({ commande, acteur, donnees }: FaitRepris): Record<string, string> {
  const { preuve, ...reste } = donnees as { readonly preuve?: { readonly nature: string } } & Record<string, unknown>;
  const cells: Record<string, string> = { fait: commande, acteur, preuve: preuve?.nature ?? 'autre' };
  const autres: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(reste)) {
    if (value === undefined) continue;
    if (field === 'le') cells[field] = texte(value).split('-').toReversed().join('/');
    else if (field === 'montantCentimes') cells[field] = (Number(value) / 100).toFixed(2).replace('.', ',');
    else if (field === 'departements' || field === 'specialites') cells[field] = (value as string[]).join(' / ');
    else if (PLAIN.includes(field)) cells[field] = texte(value);
    else autres[field] = value;
  }
  if (Object.keys(autres).length > 0) cells['donnees'] = JSON.stringify(autres);
  return cells;
}

export function tableau(dossiers: Readonly<Record<string, readonly FaitRepris[]>>): string {
  const fields = Object.keys(TITLES);
  const lignes = Object.entries(dossiers).flatMap(([dossier, faits]) =>
    faits.map((fait) => {
      const cells: Record<string, string> = { dossier, ...cellsOf(fait) };
      return fields.map((field) => cells[field] ?? '');
    }),
  );
  return stringify([fields.map(titleOf), ...lignes], { delimiter: ';', bom: true });
}
