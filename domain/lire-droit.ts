/**
 * DEC-65 — a file of texts (`ess simuler --droit`, `droit` of a scenario), read whole or refused with a sentence that says
 * where. What is returned may be trusted: each value is one of its parameter.
 */
import type { Avenant, Droit } from './avenants.ts';
import { lireDate } from './calendrier/calendrier.ts';
import { objet } from './formes.ts';
import { LISTES, PARAMETRES, REPORTS, type NomListe, type NomParametre } from './parametres.ts';
import { leplusProche } from './proche.ts';
import { CODES_PIECES, CRITERES_LI, FONDEMENTS_PS, FONDEMENTS_RESILIATION } from './valeurs.ts';

const CHAMPS = ['version', 'titre', 'source', 'depuis', 'contratsEnCours', 'parametres', 'reports', 'listes'];
/** Of the texts that one case holds. */
const TEXTES_AU_PLUS = 50;

const PARMI: Readonly<Record<NomListe, readonly string[]>> = {
  piecesAmorcage1: CODES_PIECES,
  piecesAmorcage30: CODES_PIECES,
  piecesAmorcage2: CODES_PIECES,
  piecesDotation1: CODES_PIECES,
  piecesDotationSuivantes: CODES_PIECES,
  fondementsResiliationAmorcage: FONDEMENTS_RESILIATION,
  fondementsResiliationDotation: FONDEMENTS_RESILIATION,
  criteresLettreIntention: CRITERES_LI,
  fondementsProjetSante: FONDEMENTS_PS,
};

function exiger(condition: boolean, phrase: string): asserts condition {
  if (!condition) throw new RangeError(phrase);
}

function exigerConnu(nom: string, connus: readonly string[], ou: string): void {
  exiger(
    connus.includes(nom),
    `${ou} : « ${nom} » n'est pas connu ; le plus proche est « ${leplusProche(nom, connus)} ».`,
  );
}

function texte(avenant: Readonly<Record<string, unknown>>, champ: string, ou: string): string {
  const lu = avenant[champ];
  exiger(typeof lu === 'string' && lu.trim() !== '', `${ou} : « ${champ} » doit être un texte.`);
  return lu;
}

function entrees(avenant: Readonly<Record<string, unknown>>, champ: string, connus: readonly string[], ou: string) {
  const lu = avenant[champ];
  if (lu === undefined) return [];
  exiger(objet(lu), `${ou} : « ${champ} » doit être un objet.`);
  for (const nom of Object.keys(lu)) exigerConnu(nom, connus, `${ou}, « ${champ} »`);
  return Object.entries(lu);
}

function lireAvenant(lu: unknown, rang: number): Avenant {
  const place = `texte ${rang + 1}`;
  exiger(objet(lu), `${place} : un objet { version, titre, source, depuis, … } est attendu.`);
  for (const champ of Object.keys(lu)) exigerConnu(champ, CHAMPS, place);
  const version = texte(lu, 'version', place);
  const ou = `texte « ${version} »`;
  exiger(/^[a-z0-9][a-z0-9-]{0,59}$/.test(version), `${ou} : « version » s'écrit en minuscules, chiffres et tirets.`);
  const depuis = lireDate(lu['depuis']);
  exiger(depuis !== undefined, `${ou} : « depuis » doit être une date (aaaa-mm-jj).`);
  const { contratsEnCours } = lu;
  exiger(
    contratsEnCours === undefined || typeof contratsEnCours === 'boolean',
    `${ou} : « contratsEnCours » doit être vrai ou faux.`,
  );
  const datables = (Object.keys(PARAMETRES) as NomParametre[]).filter((nom) => PARAMETRES[nom].selon !== 'jamais');
  const parametres = entrees(lu, 'parametres', datables, ou);
  for (const [nom, valeur] of parametres)
    exiger(
      Number.isSafeInteger(valeur) && (valeur as number) > 0,
      `${ou} : « ${nom} » doit être un nombre entier positif (${PARAMETRES[nom as NomParametre].unite}).`,
    );
  const reports = entrees(lu, 'reports', Object.keys(REPORTS), ou);
  for (const [genre, valeur] of reports)
    exiger(typeof valeur === 'boolean', `${ou} : le report de « ${genre} » doit être vrai ou faux.`);
  const listes = entrees(lu, 'listes', Object.keys(LISTES), ou);
  for (const [nom, valeur] of listes) {
    exiger(Array.isArray(valeur) && valeur.length > 0, `${ou} : « ${nom} » doit être une liste, non vide.`);
    for (const element of valeur) exigerConnu(String(element), PARMI[nom as NomListe], `${ou}, « ${nom} »`);
  }
  exiger(parametres.length + reports.length + listes.length > 0, `${ou} : il ne change rien.`);
  return {
    version,
    titre: texte(lu, 'titre', ou),
    source: texte(lu, 'source', ou),
    depuis,
    ...(contratsEnCours === undefined ? {} : { contratsEnCours }),
    ...(parametres.length === 0 ? {} : { parametres: Object.fromEntries(parametres) }),
    ...(reports.length === 0 ? {} : { reports: Object.fromEntries(reports) }),
    ...(listes.length === 0 ? {} : { listes: Object.fromEntries(listes) }),
  };
}

/** Texts as a file gives them: one, or a list. Throws a `RangeError` whose message is a French sentence. */
export function lireDroit(contenu: unknown): Droit {
  const lus: readonly unknown[] = Array.isArray(contenu) ? contenu : [contenu];
  exiger(lus.length <= TEXTES_AU_PLUS, `Un dossier ne connaît pas plus de ${TEXTES_AU_PLUS} textes.`);
  const droit = lus.map(lireAvenant);
  const double = droit.find(({ version }, rang) => droit.findIndex((autre) => autre.version === version) !== rang);
  exiger(double === undefined, `Deux textes portent la même version : « ${double?.version} ».`);
  return droit.toSorted((a, b) => (a.depuis < b.depuis ? -1 : a.depuis > b.depuis ? 1 : 0));
}
