/** A mapping beside the form it is about: what stops the connector, and what someone should look at. */
import type { ChampSimple, Correspondance } from './file.ts';
import type { Descripteur, Form } from './descriptor.ts';
import { ANNOTATIONS, champOf, CIBLES, FORMES, plainLabel } from './targets.ts';

export interface Finding {
  readonly niveau: 'arret' | 'avertissement';
  readonly phrase: string;
}

const stop = (phrase: string): Finding => ({ niveau: 'arret', phrase });
const warn = (phrase: string): Finding => ({ niveau: 'avertissement', phrase });

/** The field of the form whose label is nearest to that one, by the words they share. */
function nearest(libelle: string, descripteurs: readonly Descripteur[]): string {
  const words = new Set(plainLabel(libelle).split(' '));
  const score = (other: Descripteur) =>
    plainLabel(other.libelle)
      .split(' ')
      .filter((word) => words.has(word)).length;
  const [best] = descripteurs.toSorted((a, b) => score(b) - score(a));
  return best === undefined || score(best) === 0
    ? ''
    : ` Le plus proche par son libellé : « ${best.libelle} » (${best.id}).`;
}

function checkField(
  nom: string,
  champ: ChampSimple,
  descripteurs: readonly Descripteur[],
  accepted: readonly string[] | undefined,
): readonly Finding[] {
  const found = descripteurs.find(({ id }) => id === champ.id);
  const called = `« ${nom} » (${champ.libelle}, ${champ.id})`;
  if (found === undefined)
    return [stop(`${called} : ce champ n’est pas dans le formulaire.${nearest(champ.libelle, descripteurs)}`)];
  const type = champOf(found.type);
  const findings: Finding[] = [];
  if (type !== champ.type)
    findings.push(stop(`${called} : le champ est de type ${type ?? found.type}, et ${champ.type} est attendu.`));
  else if (accepted !== undefined && !accepted.includes(champ.type))
    findings.push(stop(`${called} : un ${champ.type} ne peut pas être lu ici (acceptés : ${accepted.join(', ')}).`));
  if (found.libelle !== champ.libelle) findings.push(warn(`${called} : son libellé est devenu « ${found.libelle} ».`));
  if (champ.options !== undefined)
    for (const option of found.options ?? [])
      if (!Object.hasOwn(champ.options, option))
        findings.push(warn(`${called} : l’option « ${option} » n’a pas de correspondance.`));
  return findings;
}

/** What each annotation is written as: a type that sets a value, and no other. */
const settableType = (nom: string): string | undefined =>
  Object.hasOwn(ANNOTATIONS, nom) ? `${ANNOTATIONS[nom as keyof typeof ANNOTATIONS].type}Descriptor` : undefined;

/** Every field of the mapping in the published form. */
export function checkForm(
  { champs, annotations, nature, hotesDesFichiers }: Correspondance,
  form: Form,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [nom, { lignes, ...champ }] of Object.entries(champs)) {
    const cible = CIBLES[nom];
    findings.push(...checkField(nom, champ, form.champs, cible === undefined ? undefined : FORMES[cible.forme]));
    const rows = form.champs.find(({ id }) => id === champ.id)?.lignes ?? [];
    for (const [ligne, un] of Object.entries(lignes ?? {})) {
      const dedans = cible?.lignes?.[ligne];
      if (dedans === undefined && cible?.lignes !== undefined)
        findings.push(stop(`« ${nom}.${ligne} » n’est pas l’un de nos champs.`));
      else
        findings.push(
          ...checkField(`${nom}.${ligne}`, un, rows, dedans === undefined ? undefined : FORMES[dedans.forme]),
        );
    }
    for (const [ligne, { requis }] of Object.entries(cible?.lignes ?? {}))
      if (requis === true && lignes?.[ligne] === undefined)
        findings.push(stop(`« ${nom}.${ligne} » n’a pas de correspondance.`));
  }
  findings.push(...checkNature(nature, champs, form));
  if (hotesDesFichiers.length === 0 && Object.keys(champs).some((nom) => nom.startsWith('fichier:')))
    findings.push(
      warn(
        'Aucun hôte n’est permis pour les fichiers (« hotesDesFichiers ») : aucune pièce ne sera prise, et chaque dossier qui en a une échouera.',
      ),
    );
  for (const [nom, annotation] of Object.entries(annotations)) {
    findings.push(...checkField(nom, annotation, form.annotations, undefined));
    const found = form.annotations.find(({ id }) => id === annotation.id);
    if (found !== undefined && found.type !== settableType(nom))
      findings.push(
        stop(`L’annotation « ${nom} » (${annotation.id}) est un ${found.type}, et ${settableType(nom)} est attendu.`),
      );
  }
  const ours = new Set(Object.values(annotations).map(({ id }) => id));
  for (const { id, libelle, obligatoire } of form.annotations)
    if (obligatoire && !ours.has(id))
      findings.push(
        stop(
          `L’annotation privée « ${libelle} » (${id}) est obligatoire et n’est pas remplie : aucune décision ne pourrait être enregistrée.`,
        ),
      );
  return findings;
}

function checkNature(
  nature: Correspondance['nature'],
  champs: Correspondance['champs'],
  form: Form,
): readonly Finding[] {
  const natures = 'valeur' in nature ? [nature.valeur] : [...new Set(Object.values(nature.valeurs))];
  const findings: Finding[] = [];
  if ('champ' in nature) {
    const found = form.champs.find(({ id }) => id === nature.champ);
    if (found === undefined)
      findings.push(
        stop(
          `Le champ qui dit la nature du dossier (${nature.champ}) n’est pas dans le formulaire.${nearest(nature.libelle, form.champs)}`,
        ),
      );
    for (const option of found?.options ?? [])
      if (!Object.hasOwn(nature.valeurs, option))
        findings.push(warn(`Nature du dossier : l’option « ${option} » n’a pas de correspondance.`));
  }
  for (const [nom, cible] of Object.entries(CIBLES))
    if (cible.requis === true && cible.natures.some((un) => natures.includes(un)) && champs[nom] === undefined)
      findings.push(stop(`« ${nom} » n’a pas de correspondance : aucun dossier ne pourrait être ouvert.`));
  if (natures.includes('projet-sante') && champs['lien:dossier'] === undefined && champs['lien:ess'] === undefined)
    findings.push(warn('Aucun champ ne dit de quelle ESS est un projet de santé : chacun sera à rattacher à la main.'));
  return findings;
}

/** What the form being written would change, and nothing that is so already: told before it is published. */
export const checkDraft = (
  correspondance: Correspondance,
  draft: Form,
  already: readonly Finding[] = [],
): readonly Finding[] =>
  checkForm(correspondance, draft)
    .filter(({ niveau, phrase }) => niveau === 'arret' && !already.some((known) => known.phrase === phrase))
    .map(({ phrase }) => warn(`À la prochaine publication : ${phrase}`));
