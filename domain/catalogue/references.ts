/** Where a rule comes from, in plain words: « instruction du 24 mars 2025, I, jalon 1 », « contrat type, article 5.2 ». For people. */

/** The first line of each part of a text, in order. */
type Plan = readonly (readonly [ligne: number, partie: string])[];

const INSTRUCTION = 'instruction du 24 mars 2025';
const CAHIER = 'cahier des charges national';
const AMORCAGE = "contrat type de crédit d'amorçage";
const DOTATION = 'contrat type de dotation annuelle';
const LETTRE = "modèle de lettre d'intention";
const TRAME = 'trame type du projet de santé';
const PRESENTATION = 'présentation nationale des équipes de soins spécialisés';
const AIDES = "« L'aide à la création et au financement des équipes de soins spécialisés », 28 novembre 2024";
const QUESTIONS = "« Qu'est-ce qu'une ESS ? »";

const PLANS: Readonly<Record<string, Plan>> = {
  '000': [[1, PRESENTATION]],
  '001': [[1, AIDES]],
  '002': [
    [1, INSTRUCTION],
    [61, `${INSTRUCTION}, I`],
    [65, `${INSTRUCTION}, I, jalon 1`],
    [83, `${INSTRUCTION}, I, jalon 2`],
    [101, `${INSTRUCTION}, II`],
    [114, `${INSTRUCTION}, III`],
    [120, `${INSTRUCTION}, IV`],
    [146, `${INSTRUCTION}, V`],
    [174, `${CAHIER}, I`],
    [182, `${CAHIER}, II`],
    [218, `${CAHIER}, III`],
    [226, `${CAHIER}, IV`],
    [232, `${CAHIER}, V`],
    [252, `${CAHIER}, VI`],
    [254, `${CAHIER}, VI, A`],
    [271, `${CAHIER}, VI, B`],
    [275, `${CAHIER}, VI, B, 1`],
    [286, `${CAHIER}, VI, B, 2`],
    [290, `${CAHIER}, VI, B, 3`],
    [306, `${CAHIER}, VI, B, 4`],
    [310, `${CAHIER}, VI, B, 5`],
    [314, `${CAHIER}, VI, C`],
    [318, `${CAHIER}, VI, D`],
    [328, `${CAHIER}, VI, E`],
    [342, AMORCAGE],
    [380, `${AMORCAGE}, article 1.1`],
    [384, `${AMORCAGE}, article 1.2`],
    [398, `${AMORCAGE}, article 2.1`],
    [404, `${AMORCAGE}, article 2.2`],
    [438, `${AMORCAGE}, article 3`],
    [442, `${AMORCAGE}, article 4`],
    [450, `${AMORCAGE}, article 5.1`],
    [456, `${AMORCAGE}, article 5.2`],
    [470, `${AMORCAGE}, article 5.3`],
    [476, AMORCAGE],
    [497, DOTATION],
    [535, `${DOTATION}, article 1.1`],
    [539, `${DOTATION}, article 1.2`],
    [547, `${DOTATION}, article 2.1`],
    [558, `${DOTATION}, article 2.2`],
    [586, `${DOTATION}, article 3`],
    [592, `${DOTATION}, article 4.1`],
    [596, `${DOTATION}, article 4.2`],
    [609, `${DOTATION}, article 4.3`],
    [615, DOTATION],
    [636, "formulaire d'adhésion"],
    [678, LETTRE],
    [823, `${CAHIER}, annexe 5`],
  ],
  '003': [
    [1, TRAME],
    [103, `${TRAME}, 3`],
    [122, `${TRAME}, 4`],
    [137, `${TRAME}, 5`],
    [189, `${TRAME}, 6`],
    [200, `${TRAME}, 7`],
    [237, `${TRAME}, 8`],
  ],
  '004': [[1, QUESTIONS]],
};

const TEXTE = /^(00\d):(.+)$/;
const SILENCE = / \(silence\)$/;

const partieDe = (plan: Plan, ligne: number): string => plan.findLast(([debut]) => debut <= ligne)?.[1] ?? '';

/** Lines that a source quotes of one text: « 002:279-284, 390 » gives 279…284 and 390. Empty where it quotes none. */
export function lignesCitees(
  source: string,
): readonly { readonly texte: string; readonly lignes: readonly number[] }[] {
  return source.split(' ; ').flatMap((reference) => {
    const [, texte = '', reperes = ''] = TEXTE.exec(reference.replace(SILENCE, '')) ?? [];
    if (texte === '') return [];
    const lignes = reperes.split(', ').flatMap((repere) => {
      const [debut = 0, fin = debut] = repere.split('-').map(Number);
      return Array.from({ length: fin - debut + 1 }, (_rien, pas) => debut + pas);
    });
    return [{ texte, lignes }];
  });
}

function referenceEnClair(reference: string, titreDe: (id: string) => string | undefined): readonly string[] {
  const [cite] = lignesCitees(reference);
  if (cite !== undefined) {
    const plan = PLANS[cite.texte] ?? [];
    const parties = [...new Set(cite.lignes.map((ligne) => partieDe(plan, ligne)))];
    return SILENCE.test(reference) ? parties.slice(0, 1).map((partie) => `${partie}, qui n'en dit rien`) : parties;
  }
  const [, article = '', alinea = ''] = /^CPC art\. (\d+) al\. (\d+)$/.exec(reference) ?? [];
  if (article !== '') return [`code de procédure civile, article ${article}, alinéa ${alinea}`];
  const titre = titreDe(reference);
  return [titre === undefined ? 'règles de gestion du service' : `règle de gestion du service : « ${titre} »`];
}

/** The places that a source of the catalogue names, each once. `titreDe`: the title of a rule that stands on itself. */
export const referencesEnClair = (
  source: string,
  titreDe: (id: string) => string | undefined = () => undefined,
): readonly string[] => [...new Set(source.split(' ; ').flatMap((reference) => referenceEnClair(reference, titreDe)))];
