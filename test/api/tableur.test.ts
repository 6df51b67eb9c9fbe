/** What a French spreadsheet makes of the exports when it opens them: texts stay texts, dates are dates, sums are numbers. */
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { api, dossierOf } from './support.ts';
import { date } from '../records/exemples.ts';

/** As a spreadsheet set to French guesses (LibreOffice, Excel): digits are a number, `aaaa-mm-jj` a date. */
function devine(cellule: string): 'vide' | 'nombre' | 'date' | 'texte' {
  if (cellule === '') return 'vide';
  if (/^-?\d+(,\d+)?$/.test(cellule) || /^\d+[eE]\d+$/.test(cellule)) return 'nombre';
  return /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$/.test(cellule) ? 'date' : 'texte';
}

const ATTENDU: Readonly<Record<string, readonly string[]>> = {
  nombre: [
    'Rang du dernier événement',
    'Adhérents au dernier dénombrement',
    'Montant versé (euros)',
    'Incidents ouverts',
    'Équipes sur le même territoire',
    'Dates à confirmer',
  ],
  date: ['Entrée dans la procédure', 'Dernier jour', 'Dernière modification (heure de Paris)'],
};

test('le département 01 reste 01, chaque code est un libellé, chaque date une date, chaque somme un nombre', async () => {
  const { world, get } = await api();
  const { resume, ...reste } = dossierOf('ess-01-00000000', {
    siege: '01',
    departements: ['01', '2A'],
    specialites: ['dermatologie', 'medecine-vasculaire'],
    entreeLe: date('2026-01-15'),
  });
  world.dossiers.push({
    ...reste,
    resume: {
      ...resume,
      intitule: '01',
      montantVerseCentimes: 4_000_005 as never,
      prochaineEcheance: { cle: 'controle-annuel-2', expire: date('2026-03-15') },
      retards: ['depot-projet-sante'],
    },
  });
  const { text } = await get('/exports/ess.csv', 'national');
  const [ligne = {}] = parse<Record<string, string>>(text, { bom: true, delimiter: ';', columns: true });
  expect(ligne).toMatchObject({
    Phase: 'Lettre d’intention',
    Régime: 'Droit commun',
    'Projet de santé': 'Attendu',
    Région: 'Auvergne-Rhône-Alpes',
    'Département du siège': 'Ain (01)',
    Caisse: "Caisse primaire d'assurance maladie de l'Ain",
    'Départements couverts': 'Ain (01), Corse-du-Sud (2A)',
    'Prochaine échéance': 'Contrôle annuel des critères (année 2)',
    'Dernier jour': '2026-03-15',
    'Échéances dépassées': 'Dépôt du projet de santé',
    'Montant versé (euros)': '40000,05',
  });
  for (const [titre, cellule] of Object.entries(ligne)) {
    const [sorte = 'texte'] = Object.entries(ATTENDU).find(([, titres]) => titres.includes(titre)) ?? [];
    if (cellule !== '' && titre !== 'Intitulé') expect([titre, devine(cellule)]).toEqual([titre, sorte]);
    // No code of ours is left: « droit-commun », « gironde ».
    if (!['ESS', 'Territoire contesté'].includes(titre)) expect(cellule).not.toMatch(/^[a-z]+(-[a-z]+)*$/);
  }
});
