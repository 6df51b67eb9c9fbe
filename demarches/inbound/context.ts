/** What every step needs: the service, our API in the names that act there, what is known of each dossier, the time. */
import type pg from 'pg';
import type { ClientEss, components } from '../../api/client/index.ts';
import type { DnClient } from '../client/client.ts';
import type { Correspondance } from '../mapping/file.ts';

/** Who acts in our API. */
export interface Access {
  /** The connector, as a porteur whose platform stamps the dates (DEC-29). */
  readonly porteur: ClientEss;
  /** What an agent decided in Démarche Numérique, in the name of the ARS of that region; undefined: nobody gave the means. */
  readonly ars: (region: string) => ClientEss | undefined;
}

export interface Context {
  readonly pool: pg.Pool;
  readonly dn: DnClient;
  readonly correspondance: Correspondance;
  readonly api: Access;
  readonly maintenant: () => Date;
}

type Problem = components['schemas']['Probleme'];

/** Our API refuses: which type of problem, which rule, which fields. Nothing of what was sent. */
export class EssRefusal extends Error {
  override readonly name = 'EssRefusal';
  readonly statut: number;
  readonly type: string;
  readonly regle: string | undefined;
  readonly champs: readonly string[];
  /** What it is about, when it says where. */
  readonly lieu: string | undefined;

  constructor({ status, type, regle, erreurs = [] }: Problem, lieu?: string | null) {
    const short = type.replace(/^.*\//, '');
    super(`${short}${regle === undefined ? '' : ` (${regle})`}${erreurs.map(({ champ }) => ` ${champ}`).join()}`);
    this.statut = status;
    this.type = short;
    this.regle = regle ?? erreurs[0]?.regle;
    this.champs = erreurs.map(({ champ }) => champ);
    this.lieu = lieu ?? undefined;
  }

  /** The same act was received before, with another content: its answer was lost, and the dossier changed since. */
  get dejaRecu(): boolean {
    return this.statut === 409 && this.regle === 'SAISIE';
  }
}

/** Our API does not answer: the same is asked again later. */
export class EssAway extends Error {
  override readonly name = 'EssAway';
}

/** What is refused for good; the rest may be accepted later. */
const FOR_GOOD = [400, 403, 404, 409, 413, 415, 422];

/** The answer, or EssRefusal, or EssAway. */
export async function answerOf<T>(
  asked: Promise<{ readonly data?: T | undefined; readonly error?: unknown; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw new EssAway('l’API ne répond pas');
  });
  if (response.ok) return data as T;
  const problem = typeof error === 'object' && error !== null && 'type' in error && 'status' in error;
  if (problem && FOR_GOOD.includes(response.status))
    throw new EssRefusal(error as Problem, response.headers.get('location'));
  throw new EssAway(`l’API répond ${response.status}`);
}

/** Under which name a dossier's act is known for ever. */
export const keyOf = ({ instance }: Correspondance, numero: number, what: string): string =>
  `dn:${instance}:${numero}:${what}`;

/** What proves a date: the service, the dossier, the instant that it gave (DEC-29). */
export const proofOf = ({ instance }: Correspondance, numero: number, instant: string) => ({
  nature: 'plateforme' as const,
  reference: `${instance}-${numero}-${new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '')}`,
});

export const regionOf = ({ groupes }: Correspondance, groupe: string): string | undefined =>
  groupes.find(({ id }) => id === groupe)?.region;

const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day that it is in Paris. Legal dates are our API's business, from the instants that it is given. */
export const civilDay = (date: Date): string => PARIS.format(date);
