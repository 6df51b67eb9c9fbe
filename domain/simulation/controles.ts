/** What a scenario file may hold, before anything is played: its fields, the order of its steps, the ranks it names. */
import { objet } from '../formes.ts';
import { leplusProche } from '../proche.ts';
import { COMMUNES } from '../saisie.ts';
import { TABLE } from '../table.ts';
import { labelDe, momentDe, siegeDe, type Etape, type Scenario } from './scenario.ts';

const CHAMPS = [
  'id',
  'titre',
  'commentaire',
  'regles',
  'grace',
  'droit',
  'monde',
  'etapes',
  'jusquAu',
  'attendu',
  'nAttendPas',
];
const CHAMPS_ETAPE = ['le', 'saisiLe', 'ess', 'acteur', 'commande', 'donnees', 'commentaire'];
const CHAMPS_MONDE = ['adherents', 'finess'];

const inconnus = (lu: unknown, connus: readonly string[], ou: string): string[] =>
  objet(lu)
    ? Object.keys(lu)
        .filter((champ) => !connus.includes(champ))
        .map((champ) => `${ou}champ « ${champ} » inconnu ; le plus proche est « ${leplusProche(champ, connus)} »`)
    : [];

/** A sentence for each field of the file, of its world or of a step that does not exist. What is no scenario has none. */
export function champsInconnus(contenu: unknown): readonly string[] {
  if (!objet(contenu)) return [];
  const { etapes, monde } = contenu;
  const propres = objet(monde) && objet(monde['ess']) ? Object.entries(monde['ess']) : [];
  return [
    ...inconnus(contenu, CHAMPS, ''),
    ...inconnus(monde, [...CHAMPS_MONDE, 'ess'], '« monde », '),
    ...propres.flatMap(([label, propre]) => inconnus(propre, CHAMPS_MONDE, `« monde » de « ${label} », `)),
    ...(Array.isArray(etapes)
      ? etapes.flatMap((etape, rang) => inconnus(etape, CHAMPS_ETAPE, `étape ${rang + 1}, `))
      : []),
  ];
}

/** A sentence for each step that does not come after the one before it, and for each datum that its command does not know. */
export function remarques(scenario: Scenario): readonly string[] {
  return [...desordre(scenario), ...scenario.etapes.flatMap(donneesInconnues)];
}

function desordre(scenario: Scenario): readonly string[] {
  const phrases: string[] = [];
  let derniere = -Infinity;
  let rangDerniere = 0;
  for (const [rang, etape] of scenario.etapes.entries()) {
    const moment = momentDe(etape.saisiLe ?? etape.le, siegeDe(scenario, labelDe(etape)));
    if (moment < derniere)
      phrases.push(
        `Étape ${rang + 1} (${etape.saisiLe ?? etape.le}, « ${etape.commande} ») : elle vient après l'étape ${rangDerniere + 1}, qui est postérieure ; elle est jouée à la date de celle-ci. Mettez les étapes dans l'ordre, ou donnez à celle-ci son « saisiLe ».`,
      );
    else [derniere, rangDerniere] = [moment, rang];
  }
  return phrases;
}

function donneesInconnues({ commande, donnees = {} }: Etape, rang: number): readonly string[] {
  if (!Object.hasOwn(TABLE, commande)) return [];
  const connus = [...Object.keys(COMMUNES), ...Object.keys(TABLE[commande as keyof typeof TABLE].forme)];
  return Object.keys(donnees)
    .filter((champ) => !connus.includes(champ))
    .map(
      (champ) =>
        `Étape ${rang + 1}, « donnees » : « ${commande} » ne connaît pas « ${champ} », qui est ignoré ; le plus proche est « ${leplusProche(champ, connus)} ».`,
    );
}

/** An event of a case, as a rank may name it. */
export interface Inscrit {
  readonly rang: number;
  readonly evenement: string;
}

/**
 * The data of a step, each `rang` written `{ "evenement": "PaiementExecute", "n": 1 }` replaced by the rank of the n-th event
 * of that name in the journal of its case so far. Throws a `RangeError` whose message is a French sentence.
 */
export function rangsResolus(etape: Etape, journal: readonly Inscrit[]): Readonly<Record<string, unknown>> | undefined {
  return etape.donnees === undefined ? undefined : (resoudre(etape.donnees, etape, journal) as Record<string, unknown>);
}

function resoudre(valeur: unknown, etape: Etape, journal: readonly Inscrit[]): unknown {
  if (Array.isArray(valeur)) return valeur.map((element: unknown) => resoudre(element, etape, journal));
  if (!objet(valeur)) return valeur;
  return Object.fromEntries(
    Object.entries(valeur).map(([champ, dedans]) => [
      champ,
      champ === 'rang' && objet(dedans) ? rangDe(dedans, etape, journal) : resoudre(dedans, etape, journal),
    ]),
  );
}

function rangDe(
  { evenement, n = 1, ...reste }: Readonly<Record<string, unknown>>,
  { le, commande, ess = 'a' }: Etape,
  journal: readonly Inscrit[],
): number {
  const ou = `« ${commande} » (${le})`;
  if (typeof evenement !== 'string' || !Number.isSafeInteger(n) || (n as number) < 1 || Object.keys(reste).length > 0)
    throw new RangeError(
      `${ou} : « rang » est un nombre, ou { "evenement": "PaiementExecute", "n": 1 } pour le premier de ce nom.`,
    );
  const siens = journal.filter((inscrit) => inscrit.evenement === evenement);
  const trouve = siens[(n as number) - 1];
  if (trouve === undefined)
    throw new RangeError(
      `${ou} : « rang » désigne l'événement « ${evenement} » n° ${n as number} du dossier « ${ess} », qui n'en compte que ${siens.length} à cette date.`,
    );
  return trouve.rang;
}
