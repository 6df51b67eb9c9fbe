/** Acts through the API of the containers, as accounts of the provider. */
import { aujourdhui, lettreIntention } from '../production/deploiement.ts';
import type { Pile } from './pile.ts';
import '../production/noms.ts';

const API = 'http://127.0.0.1:3000/api/v1';

export interface Dossier {
  readonly ess: string;
  /** Throws on a refusal, with what was answered. */
  acte(nom: string, compte: string, corps?: object, cle?: string): Promise<Record<string, unknown>>;
  /** Names of its events, the oldest first. */
  journal(): Promise<string[]>;
}

async function exiger(pile: Pile, chemin: string, compte: string, corps?: object, cle?: string) {
  const reponse = await fetch(`${API}${chemin}`, {
    method: corps === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await pile.token(compte)}`,
      ...(cle === undefined ? {} : { 'idempotency-key': cle }),
    },
    ...(corps === undefined ? {} : { body: JSON.stringify(corps) }),
  });
  const contenu = (await reponse.json()) as Record<string, unknown>;
  if (!reponse.ok) throw new Error(`${chemin}: ${reponse.status} ${JSON.stringify(contenu)}`);
  return contenu;
}

/** Deposits a letter of intent. */
export async function deposer(pile: Pile): Promise<Dossier> {
  const ess = String((await exiger(pile, '/ess', 'porteur-01', lettreIntention()))['ess']);
  return {
    ess,
    acte: (nom, compte, corps = {}, cle) =>
      exiger(pile, `/ess/${ess}/commandes/${nom}`, compte, { le: aujourdhui(), ...corps }, cle),
    journal: async () =>
      ((await exiger(pile, `/ess/${ess}/journal`, 'national'))['lignes'] as { evenement: string }[]).map(
        ({ evenement }) => evenement,
      ),
  };
}
