/** A champ as the API shows it: its type depends on the fragments of the question, its value on its type. */
import { nomDepartement } from '../../../documents/places.ts';
import { saisieOf, visible } from '../world/content.ts';
import { instantOf } from '../world/clock.ts';
import type { Contenu, Descripteur, Dossier, TypeDeChamp } from '../world/model.ts';
import { globalId } from '../world/world.ts';
import { fileViews } from './file-views.ts';
import { champId, TYPES } from './descriptor-views.ts';
import { hidden, type Question } from './question.ts';

const typenameOf = ({ type }: Descripteur, { fragments }: Question): string => {
  const [name, , without] = TYPES[type];
  return without !== undefined && !fragments.has(name) ? without : name;
};

/** The champs that are shown; with an id, that one, shown or not. */
export function champViews(
  question: Question,
  dossier: Dossier,
  {
    descripteurs,
    contenu,
    id,
  }: { readonly descripteurs: readonly Descripteur[]; readonly contenu: Contenu; readonly id?: string | null },
): object[] {
  const chosen =
    id === undefined || id === null
      ? visible(descripteurs, contenu)
      : descripteurs.filter(({ stableId }) => champId(stableId) === id);
  return chosen.map((descripteur) => champView(question, dossier, contenu, descripteur));
}

export function champView(
  question: Question,
  dossier: Dossier,
  contenu: Contenu,
  descripteur: Descripteur,
  row?: string,
): object {
  const { stableId, type, label } = descripteur;
  const saisie = saisieOf(contenu, descripteur, row);
  const one = typeof saisie?.valeur === 'string' && saisie.valeur !== '' ? saisie.valeur : null;
  const several = Array.isArray(saisie?.valeur) ? (saisie.valeur as readonly string[]) : [];
  const __typename = typenameOf(descripteur, question);
  return {
    __typename,
    id: champId(stableId, row),
    champDescriptorId: champId(stableId),
    label,
    updatedAt: instantOf(saisie?.le ?? dossier.creeLe),
    stringValue: stringValueOf(descripteur, one, several),
    // A blank CheckboxChamp is false, a blank YesNoChamp null.
    value: valueOf(type, __typename, one),
    date: type === 'datetime' ? (one?.slice(0, 10) ?? null) : one,
    datetime: one,
    values: several,
    primaryValue: several[0] ?? null,
    secondaryValue: several[1] ?? null,
    departement: one === null ? null : departementOf(one),
    region: one === null ? null : regionOf(one),
    // Null while INSEE does not answer.
    etablissement: one === null || dossier.enrichissementEnAttente ? null : etablissementOf(one),
    rna: one === null ? null : { id: one, title: `Association ${one}` },
    dossier: () => linkedDossier(question, one),
    files: type === 'titre_identite' ? [] : fileViews(question, several),
    rows: () =>
      (contenu.lignes.get(stableId) ?? []).map((id) => ({
        id,
        champs: (descripteur.champs ?? []).map((column) => champView(question, dossier, contenu, column, id)),
      })),
  };
}

/** INSEE, code officiel géographique. */
const INSEE: Readonly<Record<string, string>> = {
  '01': 'Guadeloupe',
  '02': 'Martinique',
  '03': 'Guyane',
  '04': 'La Réunion',
  '06': 'Mayotte',
  '11': 'Île-de-France',
  '24': 'Centre-Val de Loire',
  '27': 'Bourgogne-Franche-Comté',
  '28': 'Normandie',
  '32': 'Hauts-de-France',
  '44': 'Grand Est',
  '52': 'Pays de la Loire',
  '53': 'Bretagne',
  '75': 'Nouvelle-Aquitaine',
  '76': 'Occitanie',
  '84': 'Auvergne-Rhône-Alpes',
  '93': 'Provence-Alpes-Côte d’Azur',
  '94': 'Corse',
};

function stringValueOf({ type }: Descripteur, one: string | null, several: readonly string[]): string | null {
  switch (type) {
    case 'piece_justificative':
    case 'titre_identite':
    case 'carte':
      return null;
    case 'multiple_drop_down_list':
      return several.join(', ');
    case 'linked_drop_down_list':
      return several.join(' / ');
    case 'departements':
      return one === null ? '' : [one, departementOf(one)?.name ?? []].flat().join(' - ');
    case 'regions':
      return one === null ? '' : (regionOf(one)?.name ?? one);
    default:
      return one ?? '';
  }
}

function valueOf(type: TypeDeChamp, typename: string, one: string | null): string | number | boolean | null {
  if (typename === 'CheckboxChamp') return one === 'true';
  if (type === 'yes_no') return one === null ? null : one === 'true';
  return type === 'decimal_number' && one !== null ? Number(one) : one;
}

/** `null` when it has no code. */
const departementOf = (code: string) => {
  const name = nomDepartement(code);
  return name === undefined ? null : { code, name };
};
const regionOf = (code: string) => {
  const name = INSEE[code];
  return name === undefined ? null : { code, name };
};
const etablissementOf = (siret: string) => ({
  id: globalId('Etablissement', siret),
  siret,
  entreprise: { siren: siret.slice(0, 9), raisonSociale: `Entreprise ${siret.slice(0, 9)}` },
  association: null,
});

/** A dossier out of the token's reach spoils the whole page, whoever asks for something else in it. */
function linkedDossier(question: Question, number: string | null): object | null {
  const linked = number === null ? undefined : question.world.dossiers.get(Number(number));
  if (linked === undefined) return null;
  if (!question.token.demarches.includes(linked.demarche.number)) throw hidden('Dossier');
  return question.dossierView(linked);
}
