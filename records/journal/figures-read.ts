/** SUI-03 — figures that this process has read already, known by their digest: a picture parses only those that changed. */
import type { AnneeGardee } from '../../domain/etat-des-lieux/chiffres-gardes.ts';

type Chiffres = AnneeGardee['chiffres'];
type ParEmpreinte = ReadonlyMap<string, Chiffres>;

/** Years kept at once: this one, the last, the one before. Some fifteen megabytes each for ten thousand teams. */
const ANNEES = 3;

/** What a digest stands for never changes, so that nothing here is ever out of date: what no picture asks for is dropped. */
export class FiguresRead {
  readonly #annees = new Map<number, ParEmpreinte>();

  /**
   * The figures of these digests, in their order. `annee`: of the picture. `lire`: the text (JSON) of those that are not
   * known, by digest; one that it does not give is an error.
   */
  async of(
    annee: number,
    empreintes: readonly string[],
    lire: (inconnues: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<readonly Chiffres[]> {
    const connues = this.#annees.get(annee);
    const inconnues = [...new Set(empreintes)].filter((empreinte) => !connues?.has(empreinte));
    const textes = inconnues.length === 0 ? new Map<string, string>() : await lire(inconnues);
    const gardees = new Map<string, Chiffres>();
    for (const empreinte of empreintes) {
      if (gardees.has(empreinte)) continue;
      gardees.set(empreinte, connues?.get(empreinte) ?? parsed(empreinte, textes.get(empreinte)));
    }
    this.#keep(annee, gardees);
    return empreintes.map((empreinte) => gardees.get(empreinte) ?? null);
  }

  #keep(annee: number, gardees: ParEmpreinte): void {
    this.#annees.delete(annee);
    this.#annees.set(annee, gardees);
    const [plusAncienne] = this.#annees.keys();
    if (this.#annees.size > ANNEES && plusAncienne !== undefined) this.#annees.delete(plusAncienne);
  }
}

function parsed(empreinte: string, texte: string | undefined): Chiffres {
  if (texte === undefined) throw new Error(`No figures are kept under the digest ${empreinte}.`);
  return JSON.parse(texte) as Chiffres;
}
