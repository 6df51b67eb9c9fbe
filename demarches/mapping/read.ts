/** A dossier read by its mapping: the body of the act that it is, its files, and what could not be read of it. */
import type { Champ, ChampDeLigne, Dossier, Fichier } from '../client/dossier.ts';
import type { ChampRepris, ChampSimple, Correspondance } from './file.ts';
import { CIBLES, type Forme, type Nature } from './targets.ts';

/** What was not read, and why; shown beside the dossier, without its content. */
export interface Constat {
  readonly champ: string;
  readonly phrase: string;
}

export interface Lecture {
  /** Undefined: nobody can tell, and nothing is done. */
  readonly nature: Nature | undefined;
  /** By path: « referent.nom » is in `referent`. */
  readonly corps: Readonly<Record<string, unknown>>;
  readonly fichiers: readonly { readonly code: string; readonly fichier: Fichier }[];
  /** What says of which case a project is. */
  readonly lien: { readonly dossier?: number; readonly ess?: string };
  readonly constats: readonly Constat[];
  /** Mapped fields without which nothing can be done. */
  readonly manquants: readonly string[];
}

/** « Champ-12 » of an id, the row of a repeated block apart. */
const stable = (id: string): string => Buffer.from(id, 'base64').toString('latin1').split('|')[0] ?? id;

function find<T extends ChampDeLigne>(champs: readonly T[], { id }: ChampSimple): T | undefined {
  return champs.find((champ) => champ.id === id || champ.champDescriptorId === id || stable(champ.id) === stable(id));
}

/** A value, or the reason why there is none; neither: it is empty, or hidden. */
interface Read {
  readonly valeur?: unknown;
  readonly constat?: string;
}

const text = (value: string | null | undefined): Read => {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? {} : { valeur: trimmed };
};

/** Our code for an option; without options, the word itself, which our API knows or not. */
function coded(option: string, options: Readonly<Record<string, string>> | undefined): Read {
  if (options === undefined) return text(option);
  const code = Object.hasOwn(options, option) ? options[option] : undefined;
  return code === undefined ? { constat: 'cette option n’a pas de correspondance' } : { valeur: code };
}

function several(options: readonly string[], codes: Readonly<Record<string, string>> | undefined): Read {
  const read = options.map((option) => coded(option, codes));
  const constat = read.find((one) => one.constat !== undefined)?.constat;
  const valeurs = read.flatMap(({ valeur }) => (valeur === undefined ? [] : [valeur]));
  return {
    ...(valeurs.length === 0 ? {} : { valeur: [...new Set(valeurs)] }),
    ...(constat === undefined ? {} : { constat }),
  };
}

const wholeNumber = (value: string | null): Read => {
  if (value === null) return {};
  const number = Number(value);
  return Number.isSafeInteger(number) ? { valeur: number } : { constat: 'ce n’est pas un nombre entier' };
};

/** One field, as the form of the target wants it. `rows`: of a repeated block. */
function valueOf(champ: Champ | ChampDeLigne, forme: Forme, { options }: ChampSimple): Read {
  switch (champ.__typename) {
    case 'IntegerNumberChamp':
      return forme === 'entier' ? wholeNumber(champ.entier) : text(champ.entier);
    case 'YesNoChamp':
      return champ.ouiNon === null ? {} : { valeur: champ.ouiNon };
    case 'CheckboxChamp':
      return { valeur: champ.coche };
    case 'DateChamp':
      return text(champ.date);
    case 'DatetimeChamp':
      return text(champ.datetime?.slice(0, 10));
    case 'DropDownListChamp': {
      if (champ.choix === null || champ.choix === '') return {};
      if (forme === 'oui-non') {
        const { valeur, ...reste } = coded(champ.choix, options);
        return valeur === undefined ? reste : { valeur: valeur === 'oui' };
      }
      return forme === 'codes' || forme === 'departements'
        ? several([champ.choix], options)
        : coded(champ.choix, options);
    }
    case 'MultipleDropDownListChamp':
      return several(champ.values, options);
    case 'DepartementChamp': {
      const code = champ.departement?.code;
      if (code === undefined) return champ.stringValue ? { constat: 'ce département n’a pas de code' } : {};
      return { valeur: forme === 'departements' ? [code] : code };
    }
    case 'TextChamp': {
      const { valeur } = text(champ.texte);
      if (valeur === undefined) return {};
      if (forme === 'textes') return { valeur: linesOf(valeur as string) };
      return forme === 'code' ? coded(valeur as string, options) : { valeur };
    }
    default:
      return text(champ.stringValue);
  }
}

const linesOf = (value: string): readonly string[] =>
  value
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*[-–•*]\s*/, '').trim())
    .filter((line) => line !== '');

function rowsOf(
  champ: Champ,
  cible: Readonly<Record<string, { readonly forme: Forme; readonly requis?: true }>>,
  lignes: NonNullable<ChampRepris['lignes']>,
): Read {
  if (champ.__typename !== 'RepetitionChamp') return {};
  let incomplete = 0;
  const valeurs = champ.rows.flatMap(({ champs }) => {
    const row = Object.entries(lignes).flatMap(([nom, un]) => {
      const found = find(champs, un);
      const valeur = found === undefined ? undefined : valueOf(found, cible[nom]?.forme ?? 'texte', un).valeur;
      return valeur === undefined ? [] : [[nom, valeur] as const];
    });
    if (row.length === 0) return [];
    if (Object.entries(cible).every(([nom, { requis }]) => requis !== true || row.some(([given]) => given === nom)))
      return [Object.fromEntries(row)];
    incomplete++;
    return [];
  });
  return {
    ...(valeurs.length === 0 ? {} : { valeur: valeurs }),
    ...(incomplete === 0 ? {} : { constat: `${incomplete} ligne(s) incomplète(s) n’ont pas été reprises` }),
  };
}

/** The single text of each row. */
function oneOfEachRow(champ: Champ, forme: Forme, repris: ChampRepris): Read {
  if (champ.__typename !== 'RepetitionChamp') return {};
  const [un] = Object.values(repris.lignes ?? {});
  const read = champ.rows.flatMap(({ champs }) => {
    const found = un === undefined ? champs[0] : find(champs, un);
    return found === undefined
      ? []
      : [valueOf(found, forme === 'departements' ? 'departement' : 'texte', un ?? repris)];
  });
  const valeurs = read.flatMap(({ valeur }) => (valeur === undefined ? [] : [valeur]));
  return valeurs.length === 0 ? {} : { valeur: valeurs };
}

function natureOf({ nature }: Correspondance, { champs }: Dossier): Nature | undefined {
  if ('valeur' in nature) return nature.valeur;
  const found = find(champs, { id: nature.champ, type: '', libelle: '' });
  const choix = found?.__typename === 'DropDownListChamp' ? found.choix : (found?.stringValue ?? null);
  return choix !== null && Object.hasOwn(nature.valeurs, choix) ? nature.valeurs[choix] : undefined;
}

/** What a link says: a word, or a number. */
const textOf = (valeur: unknown): string => (typeof valeur === 'string' ? valeur : JSON.stringify(valeur));

/** Puts `valeur` at `path` of `corps`. */
function put(corps: Record<string, unknown>, path: readonly string[], valeur: unknown): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    corps[head] = valeur;
    return;
  }
  const inside = (corps[head] ?? {}) as Record<string, unknown>;
  corps[head] = inside;
  put(inside, rest, valeur);
}

export function readByMapping(dossier: Dossier, correspondance: Correspondance): Lecture {
  const nature = natureOf(correspondance, dossier);
  const corps: Record<string, unknown> = {};
  const fichiers: { code: string; fichier: Fichier }[] = [];
  const constats: Constat[] = [];
  const manquants: string[] = [];
  const lien: { dossier?: number; ess?: string } = {};
  for (const [nom, repris] of Object.entries(correspondance.champs)) {
    const cible = CIBLES[nom];
    if (cible === undefined || nature === undefined || !cible.natures.includes(nature)) continue;
    const champ = find(dossier.champs, repris);
    const { valeur, constat } = champ === undefined ? ({} as Read) : readField(champ, cible, repris);
    if (constat !== undefined) constats.push({ champ: nom, phrase: constat });
    if (champ?.__typename === 'PieceJustificativeChamp') {
      const code = nom.replace('fichier:', '');
      fichiers.push(...champ.files.map((fichier) => ({ code, fichier })));
    } else if (valeur === undefined) {
      if (cible.requis === true || repris.obligatoire === true) manquants.push(nom);
    } else if (nom === 'lien:dossier') {
      const number = Number(/\d+/.exec(textOf(valeur))?.[0] ?? Number.NaN);
      if (Number.isSafeInteger(number)) lien.dossier = number;
    } else if (nom === 'lien:ess') lien.ess = textOf(valeur).toLowerCase();
    else put(corps, nom.split('.'), valeur);
  }
  return { nature, corps, fichiers, lien, constats, manquants };
}

function readField(champ: Champ, { forme, lignes }: (typeof CIBLES)[string], repris: ChampRepris): Read {
  if (champ.__typename !== repris.type) return { constat: `ce champ est devenu un ${champ.__typename}` };
  if (champ.__typename === 'PieceJustificativeChamp') return {};
  if (champ.__typename !== 'RepetitionChamp') return valueOf(champ, forme, repris);
  return lignes === undefined ? oneOfEachRow(champ, forme, repris) : rowsOf(champ, lignes, repris.lignes ?? {});
}
